//! The desktop shell: the only Rust that may name Tauri. What it does is in
//! the engine; here are the window, its commands, dialogs and notifications.

mod commands;
mod dialogs;
mod error;
mod ipc;
mod notify;
mod state;
mod watch;

use tauri::Manager;

use state::AppState;

/// Opens the window and runs until it is closed.
///
/// # Panics
/// When no window can be opened, with the reason.
pub fn run() {
    let commands = ipc::builder();
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| raise(app)))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .invoke_handler(commands.invoke_handler())
        .setup(|app| {
            app.manage(AppState::new(app.handle())?);
            notify::begin(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!())
        .expect("the window can't be opened")
        .run(|app, event| {
            if let tauri::RunEvent::Exit = event {
                tauri::async_runtime::block_on(app.state::<AppState>().shut_down());
            }
        });
}

/// Shows the window to somebody who started the app again.
fn raise(app: &tauri::AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // A window that can't be raised is still there to be clicked.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}
