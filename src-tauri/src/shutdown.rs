//! Closing the window, which the app outlives in the tray, and quitting, which
//! ends it.

use std::sync::atomic::{AtomicBool, Ordering};

use export_desk_core::engine::{RunProgress, Stage};
use export_desk_core::text::Texts;
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
                    tell_where(Texts::of(settings.language));
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
    let runs = state.open_engine().map(|engine| engine.progress()).unwrap_or_default();
    let texts = state.texts().await;
    let sure = match unfinished(texts, &runs) {
        None => true,
        Some((question, explanation)) => {
            let (yes, no) = (texts.say("quit-yes"), texts.say("quit-no"));
            confirm(app, &question, &explanation, &yes, &no).await
        }
    };
    if sure {
        end(app).await;
    } else {
        state.quitting.store(false, Ordering::Relaxed);
    }
}

/// Ends the app as *Quit* does when the system wants that, such as at the end of a
/// session: what a schedule had started is begun anew at the next start.
#[cfg(unix)]
pub(crate) fn when_terminated(app: &AppHandle) {
    use tokio::signal::unix::{SignalKind, signal};

    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        // Without it the signal ends the process, as it does by itself.
        if let Ok(mut terminated) = signal(SignalKind::terminate())
            && terminated.recv().await.is_some()
        {
            end(&app).await;
        }
    });
}

/// Ends the app in order, without asking.
pub(crate) async fn end(app: &AppHandle) {
    leave(app).await;
    app.exit(0);
}

/// The same, and starts it again.
pub(crate) async fn restart(app: &AppHandle) {
    leave(app).await;
    app.request_restart();
}

async fn leave(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        // What is stopped may take a moment; nobody is to wait for it.
        let _ = window.hide();
    }
    // Whoever starts the app again meanwhile gets another one, not this one.
    let ending = app.clone();
    // If that panics they are handed to this one, and make no other.
    let _ = tauri::async_runtime::spawn_blocking(move || {
        tauri_plugin_single_instance::destroy(&ending);
    })
    .await;
    // While the loop still runs, for which others may be waiting.
    app.state::<AppState>().shut_down().await;
}

/// What quitting would stop, as a question and its explanation; none where
/// nothing works.
fn unfinished(texts: &Texts, runs: &[RunProgress]) -> Option<(String, String)> {
    let working: Vec<_> = runs.iter().filter(|run| run.stage != Stage::Waiting).collect();
    let is_delivered = working.iter().all(|run| run.stage == Stage::Delivering);
    let (one, several, cost) = if is_delivered {
        ("quit-delivered", "quit-delivered-several", "quit-goes-on")
    } else {
        ("quit-running", "quit-running-several", "quit-stops")
    };
    let question = match working.as_slice() {
        [] => return None,
        [run] => texts.say_with(one, &[("name", run.export_name.clone().into())]),
        runs => texts.counted(several, runs.len() as u64),
    };
    let (cost, schedules) = (texts.say(cost), texts.say("quit-schedules"));
    // Windows shows the question in the title bar alone.
    let again = if cfg!(windows) { format!("{question}. ") } else { String::new() };
    let explanation = format!("{again}{cost} {schedules}");
    Some((question, explanation))
}

/// Says once a start that the app goes on, and how to get it back: not every
/// desktop shows a tray.
fn tell_where(texts: &'static Texts) {
    tauri::async_runtime::spawn_blocking(move || {
        // Without a notification service the app goes on all the same.
        let _ = Notification::new()
            .appname("Export Desk")
            .icon("export-desk")
            .summary(&texts.say("goes-on-title"))
            .body(&texts.say("goes-on"))
            .show();
    });
}

#[cfg(test)]
mod tests {
    use export_desk_core::store::Language;

    use super::*;

    #[test]
    fn quitting_asks_about_what_would_be_stopped() {
        let run = |name: &str, stage| RunProgress {
            run_id: 1,
            export_id: 1,
            export_name: name.to_owned(),
            stage,
            rows: 0,
            percent: 0.0,
            rows_per_second: 0.0,
            seconds_left: None,
            server: None,
            delivery: None,
        };
        let (waits, goes) = (run("A", Stage::Waiting), run("B", Stage::Delivering));
        let works = run("C", Stage::Exporting);
        let unfinished = |runs: &[RunProgress]| unfinished(Texts::of(Language::English), runs);
        assert_eq!(unfinished(&[]), None);
        assert_eq!(unfinished(std::slice::from_ref(&waits)), None);
        let (question, cost) = unfinished(&[waits, goes.clone()]).unwrap();
        assert_eq!(question, "“B” is being delivered");
        assert!(cost.contains("goes on when Export Desk is started again"), "{cost}");
        let (question, cost) = unfinished(&[works, goes]).unwrap();
        assert_eq!(question, "2 exports are running");
        assert!(cost.contains("nothing unfinished is kept"), "{cost}");
    }
}
