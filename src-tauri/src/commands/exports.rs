//! The list of exports and one of them.

use export_desk_core::engine::ExportDetails;
use export_desk_core::spec::ExportSpec;
use export_desk_core::store::{ExportPage, ExportQuery, ExportTags};
use tauri::{AppHandle, State};

use crate::dialogs::{Question, ask};
use crate::error::Answer;
use crate::ipc::Id;
use crate::state::AppState;

#[tauri::command]
#[specta::specta]
pub(crate) async fn list_exports(
    state: State<'_, AppState>,
    query: ExportQuery,
) -> Answer<ExportPage> {
    Ok(state.engine().await?.list_exports(&query).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn export_details(state: State<'_, AppState>, id: Id) -> Answer<ExportDetails> {
    Ok(state.engine().await?.export_details(id.0).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn create_export(
    state: State<'_, AppState>,
    spec: ExportSpec,
    connection: Id,
    run_now: bool,
) -> Answer<Id> {
    Ok(Id(state.engine().await?.create_export(&spec, connection.0, run_now).await?))
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn update_export(
    state: State<'_, AppState>,
    id: Id,
    spec: ExportSpec,
    connection: Id,
) -> Answer<()> {
    Ok(state.engine().await?.update_export(id.0, &spec, connection.0).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_export(state: State<'_, AppState>, id: Id) -> Answer<()> {
    Ok(state.engine().await?.delete_export(id.0).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_export(state: State<'_, AppState>, id: Id) -> Answer<()> {
    Ok(state.engine().await?.restore_export(id.0).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn tags(state: State<'_, AppState>) -> Answer<ExportTags> {
    Ok(state.engine().await?.tags().await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn change_tags(
    state: State<'_, AppState>,
    ids: Vec<Id>,
    add: Vec<String>,
    remove: Vec<String>,
) -> Answer<()> {
    let ids: Vec<i64> = ids.into_iter().map(|id| id.0).collect();
    Ok(state.engine().await?.change_tags(&ids, &add, &remove).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_favourite(
    state: State<'_, AppState>,
    ids: Vec<Id>,
    favourite: bool,
) -> Answer<()> {
    let ids: Vec<i64> = ids.into_iter().map(|id| id.0).collect();
    Ok(state.engine().await?.set_favourite(&ids, favourite).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_definition(
    app: AppHandle,
    state: State<'_, AppState>,
    id: Id,
) -> Answer<Option<String>> {
    let engine = state.engine().await?;
    let name = engine.definition(id.0).await?.name;
    let name = format!("{}.json", export_desk_core::spec::file_name::safe_file_name(&name));
    let Some(to) = ask(&app, Question::Save { title: "dialog-save-definition", name }).await?
    else {
        return Ok(None);
    };
    engine.save_definition(id.0, &to).await?;
    Ok(Some(to.to_string_lossy().into_owned()))
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn open_definition(
    app: AppHandle,
    state: State<'_, AppState>,
) -> Answer<Option<ExportSpec>> {
    let title = "dialog-open-definition";
    let question = Question::Open { title, kind: "kind-definitions", extension: "json" };
    match ask(&app, question).await? {
        Some(from) => Ok(Some(state.engine().await?.open_definition(&from).await?)),
        None => Ok(None),
    }
}

/// A definition that was dropped on the window.
#[tauri::command]
#[specta::specta]
pub(crate) async fn read_definition(
    state: State<'_, AppState>,
    path: String,
) -> Answer<ExportSpec> {
    Ok(state.engine().await?.open_definition(std::path::Path::new(&path)).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_recipe(state: State<'_, AppState>, id: Id) -> Answer<()> {
    Ok(state.engine().await?.save_recipe(id.0).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_recipe(state: State<'_, AppState>, id: Id) -> Answer<()> {
    Ok(state.engine().await?.delete_recipe(id.0).await?)
}
