//! Where data comes from.

use export_desk_core::catalog::DataModel;
use export_desk_core::engine::ConnectionTest;
use export_desk_core::offline::{OfflineEstimate, OfflineSettings, OfflineState};
use export_desk_core::source::{
    Mapping, ModelMapping, SourceColumn, SourceTable, TextDialect, TextSample,
};
use export_desk_core::store::{Connection, ConnectionInput};
use serde::Deserialize;
use specta::Type;
use tauri::{AppHandle, State};

use crate::dialogs::{Question, ask};
use crate::error::Answer;
use crate::ipc::Id;
use crate::state::AppState;

/// A saved connection, or what may become one.
#[derive(Debug, Deserialize, Type)]
#[serde(untagged)]
#[expect(clippy::large_enum_variant, reason = "it is read and used at once")]
pub(crate) enum Tested {
    Input(ConnectionInput),
    Saved { id: Id },
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn connections(state: State<'_, AppState>) -> Answer<Vec<Connection>> {
    Ok(state.engine().await?.connections().await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_connection(
    state: State<'_, AppState>,
    connection: ConnectionInput,
) -> Answer<Id> {
    Ok(Id(state.engine().await?.save_connection(&connection).await?))
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_connection(state: State<'_, AppState>, id: Id) -> Answer<()> {
    Ok(state.engine().await?.delete_connection(id.0).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn test_connection(
    state: State<'_, AppState>,
    request: u32,
    connection: Tested,
) -> Answer<ConnectionTest> {
    let engine = state.engine().await?;
    match connection {
        Tested::Input(input) => state.stoppable(request, engine.test_settings(&input)).await,
        Tested::Saved { id } => state.stoppable(request, engine.test_connection(id.0)).await,
    }
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn source_tables(
    state: State<'_, AppState>,
    connection: Id,
) -> Answer<Vec<SourceTable>> {
    Ok(state.engine().await?.source_tables(connection.0).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn source_columns(
    state: State<'_, AppState>,
    connection: Id,
    table: String,
    dialect: Option<TextDialect>,
) -> Answer<Vec<SourceColumn>> {
    Ok(state.engine().await?.source_columns(connection.0, &table, dialect).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn text_sample(
    state: State<'_, AppState>,
    connection: Id,
    table: String,
    dialect: Option<TextDialect>,
) -> Answer<Option<TextSample>> {
    Ok(state.engine().await?.text_sample(connection.0, &table, dialect).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn mapping(state: State<'_, AppState>, connection: Id) -> Answer<Mapping> {
    Ok(state.engine().await?.mapping(connection.0).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn suggest_mapping(
    state: State<'_, AppState>,
    connection: Id,
    model: String,
    table: String,
    dialect: Option<TextDialect>,
) -> Answer<ModelMapping> {
    Ok(state.engine().await?.suggest_mapping(connection.0, &model, &table, dialect).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn suggest_model(
    state: State<'_, AppState>,
    connection: Id,
    table: String,
    dialect: Option<TextDialect>,
) -> Answer<DataModel> {
    Ok(state.engine().await?.suggest_model(connection.0, &table, dialect).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_mapping(
    state: State<'_, AppState>,
    connection: Id,
    mapping: Mapping,
) -> Answer<()> {
    Ok(state.engine().await?.save_mapping(connection.0, &mapping).await?)
}

/// Asks where, and writes the mapping there; false when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_mapping_file(
    app: AppHandle,
    state: State<'_, AppState>,
    connection: Id,
) -> Answer<bool> {
    let question = Question::Save { title: "dialog-save-mapping", name: "mapping.json".to_owned() };
    let Some(path) = ask(&app, question).await? else { return Ok(false) };
    state.engine().await?.save_mapping_file(connection.0, &path).await?;
    Ok(true)
}

/// Asks which, and reads the mapping there; nothing when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_mapping_file(
    app: AppHandle,
    state: State<'_, AppState>,
) -> Answer<Option<Mapping>> {
    let question =
        Question::Open { title: "dialog-open-mapping", kind: "kind-mapping", extension: "json" };
    let Some(path) = ask(&app, question).await? else { return Ok(None) };
    Ok(Some(state.engine().await?.open_mapping_file(&path).await?))
}

/// Settles what is copied to this computer; with nothing, the copy goes.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_offline(
    state: State<'_, AppState>,
    connection: Id,
    settings: Option<OfflineSettings>,
) -> Answer<()> {
    Ok(state.engine().await?.save_offline(connection.0, settings.as_ref()).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn estimate_offline(
    state: State<'_, AppState>,
    request: u32,
    connection: Id,
    settings: OfflineSettings,
) -> Answer<OfflineEstimate> {
    let engine = state.engine().await?;
    state.stoppable(request, engine.estimate_offline(connection.0, &settings)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn refresh_offline(
    state: State<'_, AppState>,
    request: u32,
    connection: Id,
) -> Answer<OfflineState> {
    let engine = state.engine().await?;
    state.stoppable(request, Box::pin(engine.refresh_offline(connection.0))).await
}

/// Forgets a mapping, so that names decide again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_mapping(state: State<'_, AppState>, connection: Id) -> Answer<()> {
    Ok(state.engine().await?.delete_mapping(connection.0).await?)
}
