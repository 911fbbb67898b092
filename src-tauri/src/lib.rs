//! The desktop shell: the only Rust that may name Tauri. What it does is in
//! the engine; here are the window, its commands, dialogs, notifications and
//! the tray.
#![cfg_attr(not(test), warn(clippy::print_stdout, clippy::unwrap_used))]

mod autostart;
mod commands;
mod dialogs;
mod error;
mod ipc;
mod links;
mod notify;
mod relaunch;
mod shutdown;
mod state;
mod tray;
mod updates;
mod watch;
mod window;

use export_desk_core::link::Link;
use tauri::{Manager, WindowEvent};
use tauri_plugin_window_state::StateFlags;

use state::AppState;

/// Opens the window and runs until somebody quits. Where that can't begin, it says
/// why and ends the process.
pub fn run() {
    let commands = ipc::builder();
    // Whether it is shown is decided at each start, not by how it was left.
    let remembered = StateFlags::all() & !StateFlags::VISIBLE;
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, arguments, _| {
            match Link::among(arguments.iter().skip(1)) {
                Some(link) => links::follow(app, link),
                None if autostart::is_hidden(&arguments) => {}
                None => window::raise(app),
            }
        }))
        .plugin(tauri_plugin_window_state::Builder::default().with_state_flags(remembered).build())
        .plugin(autostart::plugin())
        .invoke_handler(commands.invoke_handler())
        .setup(|app| {
            app.manage(AppState::new(app.handle())?);
            #[cfg(unix)]
            shutdown::when_terminated(app.handle());
            let tray = tray::begin(app.handle());
            let arguments: Vec<String> = std::env::args_os()
                .skip(1)
                .map(|argument| argument.to_string_lossy().into_owned())
                .collect();
            let link = Link::among(&arguments);
            let hidden = tray.is_ok() && link.is_none() && autostart::is_hidden(&arguments);
            app.state::<AppState>().set_tray(tray);
            window::open(app.handle(), hidden)?;
            if let Some(link) = link {
                links::follow(app.handle(), link);
            }
            notify::begin(app.handle());
            autostart::begin(app.handle());
            updates::begin(app.handle());
            Ok(())
        })
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                api.prevent_close();
                shutdown::close(window.app_handle());
            }
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => app.run(|app, event| {
            // Where the system ended the loop itself; otherwise it has been done.
            if let tauri::RunEvent::Exit = &event {
                tauri::async_runtime::block_on(app.state::<AppState>().shut_down());
            }
            // Elsewhere a link is the argument of another start.
            #[cfg(target_os = "macos")]
            if let tauri::RunEvent::Opened { urls } = &event {
                for url in urls {
                    links::follow(app, Link::read(url.as_str()));
                }
            }
        }),
        Err(error) => relaunch::start_again_or_end(&error),
    }
}
