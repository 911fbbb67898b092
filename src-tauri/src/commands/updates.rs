//! Newer versions of the app.

use export_desk_core::update::{Next, UpdateState};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use crate::error::Answer;
use crate::state::AppState;
use crate::{shutdown, updates};

#[tauri::command]
#[specta::specta]
pub(crate) async fn watch_updates(
    state: State<'_, AppState>,
    states: Channel<UpdateState>,
) -> Answer<()> {
    updates::tell(&state, states);
    Ok(())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn look_for_updates(state: State<'_, AppState>) -> Answer<()> {
    state.updater.look().await;
    Ok(())
}

/// Fetches the version that was found and installs it when nothing runs; what becomes of it
/// is told to whoever watches.
#[tauri::command]
#[specta::specta]
pub(crate) async fn install_update(app: AppHandle, state: State<'_, AppState>) -> Answer<()> {
    let engine = state.engine().await?;
    if state.updater.install(&engine).await == Some(Next::End) {
        shutdown::end(&app).await;
    }
    Ok(())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_update(state: State<'_, AppState>) -> Answer<()> {
    state.updater.stop();
    Ok(())
}

/// Starts the version that was installed, unless something runs.
#[tauri::command]
#[specta::specta]
pub(crate) async fn restart(app: AppHandle, state: State<'_, AppState>) -> Answer<()> {
    let engine = state.engine().await?;
    state.updater.may_restart(&engine).await?;
    shutdown::restart(&app).await;
    Ok(())
}
