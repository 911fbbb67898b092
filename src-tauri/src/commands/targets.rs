//! Where files are delivered to.

use export_desk_core::delivery::{HostKey, TargetTest, TargetTestStep};
use export_desk_core::engine::AnswerText;
use export_desk_core::spec::file_name::safe_file_name;
use export_desk_core::store::{SavedTarget, TargetInput};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use crate::dialogs::{Question, ask};
use crate::error::Answer;
use crate::ipc::Id;
use crate::state::AppState;

#[tauri::command]
#[specta::specta]
pub(crate) async fn targets(state: State<'_, AppState>) -> Answer<Vec<SavedTarget>> {
    Ok(state.engine().await?.targets().await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_target(state: State<'_, AppState>, target: TargetInput) -> Answer<Id> {
    Ok(Id(state.engine().await?.save_target(&target).await?))
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_target(state: State<'_, AppState>, id: Id) -> Answer<()> {
    Ok(state.engine().await?.delete_target(id.0).await?)
}

/// Tests a target; each step is sent when it ends.
#[tauri::command]
#[specta::specta]
pub(crate) async fn test_target(
    state: State<'_, AppState>,
    request: u32,
    target: TargetInput,
    steps: Channel<TargetTestStep>,
) -> Answer<TargetTest> {
    let engine = state.engine().await?;
    let told = |step: &TargetTestStep| {
        // The page may be gone; the result is the same.
        let _ = steps.send(step.clone());
    };
    state.stoppable(request, engine.test_target(&target, told)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn trust_host(state: State<'_, AppState>, key: HostKey) -> Answer<()> {
    Ok(state.engine().await?.trust_host(&key).await?)
}

/// Delivers a run's file to where it isn't yet.
#[tauri::command]
#[specta::specta]
pub(crate) async fn retry_delivery(state: State<'_, AppState>, run: Id) -> Answer<()> {
    Ok(state.engine().await?.retry_delivery(run.0).await?)
}

/// Looks at once for all answers of partners that are awaited.
#[tauri::command]
#[specta::specta]
pub(crate) async fn look_for_answers(state: State<'_, AppState>) -> Answer<()> {
    Ok(state.engine().await?.look_for_answers().await?)
}

/// The beginning of a partner's answer.
#[tauri::command]
#[specta::specta]
pub(crate) async fn answer_text(state: State<'_, AppState>, answer: Id) -> Answer<AnswerText> {
    Ok(state.engine().await?.answer_text(answer.0).await?)
}

/// Saves a partner's answer where the user says.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_answer(
    app: AppHandle,
    state: State<'_, AppState>,
    answer: Id,
) -> Answer<Option<String>> {
    let engine = state.engine().await?;
    let name = safe_file_name(&engine.answer_name(answer.0).await?);
    let Some(to) = ask(&app, Question::Save { title: "dialog-save-answer", name }).await? else {
        return Ok(None);
    };
    engine.save_answer(answer.0, &to).await?;
    Ok(Some(to.to_string_lossy().into_owned()))
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_file(app: AppHandle) -> Answer<Option<String>> {
    let file = ask(&app, Question::AnyFile { title: "dialog-file" }).await?;
    Ok(file.map(|file| file.to_string_lossy().into_owned()))
}
