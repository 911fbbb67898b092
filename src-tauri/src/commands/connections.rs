//! Where data comes from.

use std::path::PathBuf;

use export_desk_core::engine::ConnectionTest;
use export_desk_core::store::Connection;
use tauri::State;

use crate::error::Answer;
use crate::ipc::Id;
use crate::state::AppState;

#[tauri::command]
#[specta::specta]
pub(crate) async fn connections(state: State<'_, AppState>) -> Answer<Vec<Connection>> {
    Ok(state.engine().await?.connections().await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_connection(
    state: State<'_, AppState>,
    id: Option<Id>,
    name: String,
    path: PathBuf,
) -> Answer<Id> {
    let engine = state.engine().await?;
    Ok(Id(engine.save_connection(id.map(|id| id.0), &name, &path).await?))
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_connection(state: State<'_, AppState>, id: Id) -> Answer<()> {
    Ok(state.engine().await?.delete_connection(id.0).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn test_connection(state: State<'_, AppState>, id: Id) -> Answer<ConnectionTest> {
    Ok(state.engine().await?.test_connection(id.0).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn test_folder(
    state: State<'_, AppState>,
    path: PathBuf,
) -> Answer<ConnectionTest> {
    Ok(state.engine().await?.test_folder(&path).await?)
}
