//! Starting when the user logs in, without a window.

use export_desk_core::store::Settings;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_autostart::ManagerExt;

use crate::error::{Answer, CommandError};
use crate::state::AppState;

/// The argument of a start at login.
const HIDDEN: &str = "--hidden";

pub(crate) fn plugin() -> TauriPlugin<Wry> {
    tauri_plugin_autostart::Builder::new().arg(HIDDEN).build()
}

/// Whether a start with these arguments shows no window.
pub(crate) fn is_hidden(arguments: impl IntoIterator<Item = impl AsRef<str>>) -> bool {
    arguments.into_iter().any(|argument| argument.as_ref() == HIDDEN)
}

/// Saves settings; where the start at login changes, only if the system takes
/// that.
pub(crate) async fn save_settings(app: &AppHandle, settings: &Settings) -> Answer<()> {
    let engine = app.state::<AppState>().engine().await?;
    let before = engine.settings().await?.start_at_login;
    engine.save_settings(settings).await?;
    if settings.start_at_login == before {
        return Ok(());
    }
    let launch = app.autolaunch();
    let done = if settings.start_at_login { launch.enable() } else { launch.disable() };
    if let Err(error) = done {
        engine.save_settings(&Settings { start_at_login: before, ..settings.clone() }).await?;
        let message = format!("The start at login can't be changed: {error}");
        let hint = "Change it in the system's own settings for programs that start at login.";
        return Err(CommandError::system(message, hint));
    }
    Ok(())
}

/// Follows what was changed in the system's own settings meanwhile, and where
/// the app is now.
pub(crate) fn begin(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let Ok(engine) = app.state::<AppState>().engine().await else { return };
        let Ok(settings) = engine.settings().await else { return };
        let launch = app.autolaunch();
        // What can't be found out stays as it was.
        let Ok(enabled) = launch.is_enabled() else { return };
        if enabled != settings.start_at_login {
            let found = Settings { start_at_login: enabled, ..settings };
            if let Err(error) = engine.save_settings(&found).await {
                tracing::warn!(%error, "whether the app starts at login can't be saved");
            }
        } else if enabled && let Err(error) = launch.enable() {
            tracing::warn!(%error, "the app's place can't be changed where it starts at login");
        }
    });
}
