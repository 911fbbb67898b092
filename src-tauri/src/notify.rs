//! Lets the engine show notifications, also when the window is closed or behind
//! others; a click on one opens its export.

use std::sync::Arc;

use export_desk_core::engine::OnClick;
use tauri::{AppHandle, Manager};

use crate::state::AppState;
use crate::window::show_export;

/// As long as the app runs.
pub(crate) fn begin(app: &AppHandle) {
    let mut opened = app.state::<AppState>().opened();
    let app = app.clone();
    let on_click: OnClick = Arc::new(move |export| show_export(&app, export));
    tauri::async_runtime::spawn(async move {
        loop {
            let engine = opened.borrow_and_update().clone();
            if let Some(Ok(engine)) = engine {
                engine.show_notifications(Some(Arc::clone(&on_click)));
            }
            if opened.changed().await.is_err() {
                return;
            }
        }
    });
}
