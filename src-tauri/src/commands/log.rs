//! The log, and a report for somebody who looks for the reason of a fault.

use export_desk_core::logging::{LogEntry, newest, save_report as save};
use export_desk_core::zone::Database;
use serde_json::{Value, json};
use tauri::{AppHandle, State};

use crate::dialogs::{Question, ask};
use crate::error::{Answer, CommandError};
use crate::state::AppState;

/// The newest entries of the log, the newest last, at most so many.
#[tauri::command]
#[specta::specta]
pub(crate) async fn log_entries(state: State<'_, AppState>, most: u32) -> Answer<Vec<LogEntry>> {
    let home = state.home().to_owned();
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let read = tauri::async_runtime::spawn_blocking(move || newest(&home, most)).await;
    read.map_err(std::io::Error::other).and_then(|read| read).map_err(|error| {
        CommandError::system(
            format!("The log can't be read: {error}"),
            "Check the permissions of the folder `logs` in the app's data folder.",
        )
    })
}

/// Saves the log, versions and settings as a `.zip` file where the user chooses;
/// none where nothing was chosen. It works also while the history can't be used.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_report(
    app: AppHandle,
    state: State<'_, AppState>,
) -> Answer<Option<String>> {
    let name = "export-desk-report.zip".to_owned();
    let Some(to) = ask(&app, Question::Save { title: "dialog-save-report", name }).await? else {
        return Ok(None);
    };
    let settings = match state.open_engine() {
        Some(engine) => json!(engine.settings().await?),
        None => Value::Null,
    };
    let facts = json!({
        "version": app.package_info().version.to_string(),
        "system": std::env::consts::OS,
        "architecture": std::env::consts::ARCH,
        "time_zones": Database::in_force().data(),
        "settings": settings,
    });
    let (home, path) = (state.home().to_owned(), to.clone());
    let saved = tauri::async_runtime::spawn_blocking(move || save(&home, &facts, &path)).await;
    saved.map_err(std::io::Error::other).and_then(|saved| saved).map_err(|error| {
        CommandError::system(
            format!("The report can't be saved to `{}`: {error}", to.display()),
            "Choose a folder that you may write to.",
        )
    })?;
    Ok(Some(to.to_string_lossy().into_owned()))
}
