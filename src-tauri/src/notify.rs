//! Tells people through the operating system what became of a run, also when
//! the window is closed or behind others.

use export_desk_core::engine::{Change, Engine};
use export_desk_core::store::RunStatus;
use notify_rust::Notification;
use tauri::{AppHandle, Manager};
use tokio::sync::broadcast::error::RecvError;

use crate::state::AppState;

/// Listens as long as the app runs.
pub(crate) fn begin(app: &AppHandle) {
    let mut opened = app.state::<AppState>().opened();
    tauri::async_runtime::spawn(async move {
        loop {
            let engine = opened.borrow_and_update().clone();
            match engine {
                Some(engine) => {
                    tokio::select! {
                        () = listen(engine) => return,
                        changed = opened.changed() => if changed.is_err() { return },
                    }
                }
                None if opened.changed().await.is_err() => return,
                None => {}
            }
        }
    });
}

async fn listen(engine: Engine) {
    let mut changes = engine.subscribe();
    loop {
        match changes.recv().await {
            Ok(change) => {
                let wanted = engine.settings().await.is_ok_and(|settings| settings.notify);
                if let Some((title, body)) = said(&change).filter(|_| wanted) {
                    // No notification service: the window's own toast remains.
                    let _ = tauri::async_runtime::spawn_blocking(move || {
                        Notification::new()
                            .appname("Export Desk")
                            .icon("export-desk")
                            .summary(&title)
                            .body(&body)
                            .show()
                    })
                    .await;
                }
            }
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}

/// Title and text, for what people want to be told.
fn said(change: &Change) -> Option<(String, String)> {
    let Change::RunEnded { export_name, status, message, hint, rows, seconds, .. } = change else {
        return None;
    };
    match status {
        RunStatus::Finished => Some((
            format!("{export_name} is finished"),
            format!("{} rows in {:.1} s", rows.unwrap_or(0), seconds.unwrap_or(0.0)),
        )),
        RunStatus::Failed => {
            let parts = [message.as_deref(), hint.as_deref()];
            let text = parts.into_iter().flatten().collect::<Vec<_>>().join(". ");
            Some((format!("{export_name} failed"), text))
        }
        RunStatus::Pending | RunStatus::Processing | RunStatus::Cancelled => None,
    }
}
