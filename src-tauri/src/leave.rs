//! Closing the window, which the app outlives in the tray, and quitting, which
//! ends it.

use std::sync::atomic::{AtomicBool, Ordering};

use export_desk_core::engine::Stage;
use notify_rust::Notification;
use tauri::{AppHandle, Manager};

use crate::dialogs::confirm;
use crate::state::AppState;
use crate::window::LABEL;

/// Whether it was told where the app is when the window is closed.
static TOLD: AtomicBool = AtomicBool::new(false);

/// Hides the window where the app can go on in the tray; otherwise quits.
pub(crate) fn close(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let state = app.state::<AppState>();
        let settings = match state.open_engine() {
            Some(engine) => engine.settings().await.ok(),
            None => None,
        };
        match settings {
            Some(settings) if settings.keep_in_tray && state.tray_problem().is_none() => {
                if let Some(window) = app.get_webview_window(LABEL) {
                    // A window that can't be hidden stays, which loses nothing.
                    let _ = window.hide();
                }
                if settings.notify && !TOLD.swap(true, Ordering::Relaxed) {
                    tell_where();
                }
            }
            Some(_) | None => ask_and_quit(&app).await,
        }
    });
}

/// Ends the app; asks first while exports run.
pub(crate) fn quit(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move { ask_and_quit(&app).await });
}

async fn ask_and_quit(app: &AppHandle) {
    let state = app.state::<AppState>();
    if state.quitting.swap(true, Ordering::Relaxed) {
        return;
    }
    let running: Vec<String> = state
        .open_engine()
        .map(|engine| engine.progress())
        .unwrap_or_default()
        .into_iter()
        .filter(|run| run.stage != Stage::Waiting)
        .map(|run| run.export_name)
        .collect();
    let sure = match running.as_slice() {
        [] => true,
        names => {
            let question = match names {
                [name] => format!("“{name}” is running"),
                names => format!("{} exports are running", names.len()),
            };
            let explanation = format!(
                "{question}. Quitting stops what runs, and nothing unfinished is kept. \
                 Schedules don't run while Export Desk is closed."
            );
            confirm(app, &question, &explanation, "Quit").await
        }
    };
    if sure {
        app.exit(0);
    } else {
        state.quitting.store(false, Ordering::Relaxed);
    }
}

/// Says once a start that the app goes on, and how to get it back: not every
/// desktop shows a tray.
fn tell_where() {
    tauri::async_runtime::spawn_blocking(|| {
        // Without a notification service the app goes on all the same.
        let _ = Notification::new()
            .appname("Export Desk")
            .icon("export-desk")
            .summary("Export Desk goes on in the tray")
            .body("Schedules keep running. Open it from the tray, or start it again.")
            .show();
    });
}
