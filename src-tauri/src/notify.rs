//! Lets the engine show notifications when the window is closed or behind others;
//! a click on one opens its export. A window in front says it itself.

use std::sync::Arc;

use export_desk_core::engine::{IsWatched, OnClick};
use tauri::{AppHandle, Manager};

use crate::state::AppState;
use crate::window::{is_in_front, show_export};

/// As long as the app runs.
pub(crate) fn begin(app: &AppHandle) {
    let mut opened = app.state::<AppState>().opened();
    let (clicked, watched) = (app.clone(), app.clone());
    let on_click: OnClick = Arc::new(move |export| show_export(&clicked, export));
    let is_watched: IsWatched = Arc::new(move || is_in_front(&watched));
    tauri::async_runtime::spawn(async move {
        loop {
            let engine = opened.borrow_and_update().clone();
            if let Some(Ok(engine)) = engine {
                engine.show_notifications(Some(Arc::clone(&on_click)), Arc::clone(&is_watched));
            }
            if opened.changed().await.is_err() {
                return;
            }
        }
    });
}
