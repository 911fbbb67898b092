//! Runs, their files, and two of them compared.

use export_desk_core::compare::Comparison;
use export_desk_core::engine::{Change, RunProgress, Verification};
use export_desk_core::store::LogLine;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use crate::dialogs::{Question, ask};
use crate::error::{Answer, CommandError};
use crate::ipc::Id;
use crate::state::AppState;

#[tauri::command]
#[specta::specta]
pub(crate) async fn start_run(state: State<'_, AppState>, id: Id) -> Answer<Id> {
    Ok(Id(state.engine().await?.start_run(id.0).await?))
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_run(state: State<'_, AppState>, run: Id) -> Answer<()> {
    Ok(state.engine().await?.cancel_run(run.0).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn retry_run(state: State<'_, AppState>, run: Id) -> Answer<Id> {
    Ok(Id(state.engine().await?.retry_run(run.0).await?))
}

/// Lets the export's next run begin where this one ended.
#[tauri::command]
#[specta::specta]
pub(crate) async fn rewind(state: State<'_, AppState>, run: Id) -> Answer<()> {
    Ok(state.engine().await?.rewind(run.0).await?)
}

/// Lets the export's next run take everything.
#[tauri::command]
#[specta::specta]
pub(crate) async fn full_again(state: State<'_, AppState>, id: Id) -> Answer<()> {
    Ok(state.engine().await?.full_again(id.0).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn run_log(state: State<'_, AppState>, run: Id) -> Answer<Vec<LogLine>> {
    Ok(state.engine().await?.run_log(run.0).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn download(
    app: AppHandle,
    state: State<'_, AppState>,
    run: Id,
) -> Answer<Option<String>> {
    let engine = state.engine().await?;
    let file = engine.run_file(run.0).await?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let Some(to) = ask(&app, Question::Save { title: "dialog-save-file", name }).await? else {
        return Ok(None);
    };
    engine.copy_run_file(run.0, &to).await?;
    Ok(Some(to.to_string_lossy().into_owned()))
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn show_in_folder(state: State<'_, AppState>, run: Id) -> Answer<()> {
    let file = state.engine().await?.run_file(run.0).await?;
    tauri_plugin_opener::reveal_item_in_dir(&file).map_err(|error| {
        let message = format!("The folder of `{}` can't be shown: {error}", file.display());
        CommandError::system(message, "Open it by the system's file manager.")
    })
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn verify_run(state: State<'_, AppState>, run: Id) -> Answer<Verification> {
    Ok(state.engine().await?.verify_run(run.0).await?)
}

/// Progress of all runs, at most ten times a second, and changes.
#[tauri::command]
#[specta::specta]
pub(crate) async fn watch(
    state: State<'_, AppState>,
    progress: Channel<Vec<RunProgress>>,
    changes: Channel<Change>,
) -> Answer<()> {
    let engine = state.engine().await?;
    crate::watch::begin(&state, engine, progress, changes);
    Ok(())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn comparable_columns(
    state: State<'_, AppState>,
    earlier: Id,
    later: Id,
) -> Answer<Vec<String>> {
    Ok(state.engine().await?.comparable_columns(earlier.0, later.0).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn compare_runs(
    state: State<'_, AppState>,
    request: u32,
    earlier: Id,
    later: Id,
    key: Vec<String>,
) -> Answer<Comparison> {
    let engine = state.engine().await?;
    state.stoppable(request, engine.compare_runs(earlier.0, later.0, &key)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_comparison(
    app: AppHandle,
    state: State<'_, AppState>,
    earlier: Id,
    later: Id,
    key: Vec<String>,
) -> Answer<Option<String>> {
    let engine = state.engine().await?;
    let name = "Differences.csv".to_owned();
    let Some(to) = ask(&app, Question::Save { title: "dialog-save-differences", name }).await?
    else {
        return Ok(None);
    };
    engine.save_comparison(earlier.0, later.0, &key, &to).await?;
    Ok(Some(to.to_string_lossy().into_owned()))
}
