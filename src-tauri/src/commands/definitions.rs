//! A definition in the making: its models, what is wrong with it, what it gives.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use export_desk_core::catalog::DataModel;
use export_desk_core::engine::{Preview, Validation};
use export_desk_core::spec::ExportSpec;
use serde::Serialize;
use specta::Type;
use tauri::State;

use crate::error::Answer;
use crate::ipc::{Count, Id};
use crate::state::AppState;

/// The beginning of the file, with its bytes as text.
#[derive(Serialize, Type)]
pub(crate) struct ShownPreview {
    /// The file's first bytes, exactly, in base64.
    pub(crate) bytes: String,
    /// What they are.
    pub(crate) preview: Preview,
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn models(state: State<'_, AppState>, connection: Id) -> Answer<Vec<DataModel>> {
    Ok(state.engine().await?.models(connection.0).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn validate(
    state: State<'_, AppState>,
    spec: ExportSpec,
    connection: Id,
) -> Answer<Validation> {
    Ok(state.engine().await?.validate(&spec, connection.0).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn preview(
    state: State<'_, AppState>,
    request: u32,
    id: Option<Id>,
    spec: ExportSpec,
    connection: Id,
    rows: u32,
) -> Answer<ShownPreview> {
    let engine = state.engine().await?;
    let work = engine.preview_of(id.map(|id| id.0), &spec, connection.0, rows as usize);
    let preview = state.stoppable(request, work).await?;
    Ok(ShownPreview { bytes: BASE64_STANDARD.encode(&preview.bytes), preview })
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn count(
    state: State<'_, AppState>,
    request: u32,
    id: Option<Id>,
    spec: ExportSpec,
    connection: Id,
) -> Answer<Count> {
    let engine = state.engine().await?;
    let work = engine.count_of(id.map(|id| id.0), &spec, connection.0);
    Ok(Count(state.stoppable(request, work).await?))
}

/// Ends a preview, a count or a comparison before it is done.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stop(state: State<'_, AppState>, request: u32) -> Answer<()> {
    state.stop(request);
    Ok(())
}
