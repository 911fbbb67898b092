//! When exports run by themselves.

use export_desk_core::engine::Upcoming;
use export_desk_core::schedule::Fire;
use export_desk_core::spec::schedule::Schedule;
use export_desk_core::store::ExportRow;
use tauri::State;

use crate::error::Answer;
use crate::ipc::Id;
use crate::state::AppState;

#[tauri::command]
#[specta::specta]
pub(crate) async fn next_fires(
    state: State<'_, AppState>,
    schedule: Schedule,
    timezone: String,
    count: u32,
) -> Answer<Vec<Fire>> {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    Ok(state.engine().await?.next_fires(&schedule, &timezone, count)?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn upcoming(state: State<'_, AppState>, days: u32) -> Answer<Vec<Upcoming>> {
    Ok(state.engine().await?.upcoming(days).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn scheduled(state: State<'_, AppState>) -> Answer<Vec<ExportRow>> {
    Ok(state.engine().await?.scheduled().await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_schedule(
    state: State<'_, AppState>,
    id: Id,
    schedule: Option<Schedule>,
) -> Answer<()> {
    Ok(state.engine().await?.set_schedule(id.0, schedule.as_ref()).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn pause_export(state: State<'_, AppState>, id: Id) -> Answer<()> {
    Ok(state.engine().await?.pause_export(id.0).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn resume_export(state: State<'_, AppState>, id: Id) -> Answer<()> {
    Ok(state.engine().await?.resume_export(id.0).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn pause_all(state: State<'_, AppState>) -> Answer<()> {
    Ok(state.engine().await?.pause_all().await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn resume_all(state: State<'_, AppState>) -> Answer<()> {
    Ok(state.engine().await?.resume_all().await?)
}
