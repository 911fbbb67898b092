//! The beginning, settings, the draft, and what the app is made of.

use export_desk_core::engine::Start;
use export_desk_core::store::{Draft, Settings};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, State};

use crate::autostart;
use crate::dialogs::{Question, ask};
use crate::error::{Answer, CommandError};
use crate::state::AppState;

/// What the window begins with.
#[derive(Serialize, Type)]
pub(crate) struct Beginning {
    /// Absent when the history can't be used.
    pub(crate) start: Option<Start>,
    /// Why the history can't be used; it can then be moved aside.
    pub(crate) history_problem: Option<CommandError>,
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn start(state: State<'_, AppState>) -> Answer<Beginning> {
    Ok(match state.engine().await {
        Ok(engine) => Beginning { start: Some(engine.start().await?), history_problem: None },
        Err(problem) => Beginning { start: None, history_problem: Some(problem) },
    })
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn move_history_aside(state: State<'_, AppState>) -> Answer<String> {
    Ok(state.move_history_aside().await?.to_string_lossy().into_owned())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_draft(state: State<'_, AppState>, draft: Draft) -> Answer<()> {
    Ok(state.engine().await?.save_draft(&draft).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_draft(state: State<'_, AppState>) -> Answer<()> {
    Ok(state.engine().await?.delete_draft().await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_settings(app: AppHandle, settings: Settings) -> Answer<()> {
    autostart::save_settings(&app, &settings).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_folder(app: AppHandle) -> Answer<Option<String>> {
    let folder = ask(&app, Question::Folder { title: "dialog-folder" }).await?;
    Ok(folder.map(|folder| folder.to_string_lossy().into_owned()))
}

/// A package that the app is made of.
#[derive(Debug, Serialize, Deserialize, Type)]
pub(crate) struct Package {
    /// Its name.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
    /// SPDX expression.
    pub(crate) license: String,
    /// `rust` or `npm`.
    pub(crate) source: String,
}

/// What the app is, and made of.
#[derive(Debug, Serialize, Type)]
pub(crate) struct About {
    /// Version of the app.
    pub(crate) version: String,
    /// What it is made of.
    pub(crate) packages: Vec<Package>,
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn about(app: AppHandle) -> Answer<About> {
    let file = app.asset_resolver().get("packages.json".to_owned());
    let packages = file.and_then(|file| serde_json::from_slice(file.bytes()).ok());
    let version = app.package_info().version.to_string();
    Ok(About { version, packages: packages.unwrap_or_default() })
}
