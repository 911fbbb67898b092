//! How receivers want their files.

use export_desk_core::engine::{
    TestedProfile, open_profile as read_profile, recognise_sample, save_profile_file,
};
use export_desk_core::receiver::{DescribedReceiver, Recognised};
use export_desk_core::spec::ExportSpec;
use export_desk_core::spec::file_name::safe_file_name;
use export_desk_core::spec::profile::Profile;
use export_desk_core::store::{ProfileInput, ProfileUse, ProfileVersion, SavedProfile};
use tauri::{AppHandle, State};

use crate::dialogs::{Question, ask};
use crate::error::Answer;
use crate::ipc::Id;
use crate::state::AppState;

/// All receivers with what is known of them.
#[tauri::command]
#[specta::specta]
pub(crate) async fn receivers(state: State<'_, AppState>) -> Answer<Vec<DescribedReceiver>> {
    Ok(state.engine().await?.receivers())
}

/// The saved profiles by name, then the built-in ones.
#[tauri::command]
#[specta::specta]
pub(crate) async fn profiles(state: State<'_, AppState>) -> Answer<Vec<SavedProfile>> {
    Ok(state.engine().await?.profiles().await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_profile(state: State<'_, AppState>, profile: ProfileInput) -> Answer<Id> {
    Ok(Id(state.engine().await?.save_profile(&profile).await?))
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_profile(state: State<'_, AppState>, id: Id) -> Answer<()> {
    Ok(state.engine().await?.delete_profile(id.0).await?)
}

/// The versions of a profile, the newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn profile_versions(
    state: State<'_, AppState>,
    id: Id,
) -> Answer<Vec<ProfileVersion>> {
    Ok(state.engine().await?.profile_versions(id.0).await?)
}

/// The exports that name a profile.
#[tauri::command]
#[specta::specta]
pub(crate) async fn profile_exports(
    state: State<'_, AppState>,
    name: String,
) -> Answer<Vec<ProfileUse>> {
    Ok(state.engine().await?.exports_of_profile(&name).await?)
}

/// Runs a definition with a profile into a folder that is asked for; none when the
/// dialog was closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn test_profile(
    app: AppHandle,
    state: State<'_, AppState>,
    request: u32,
    profile: Profile,
    spec: ExportSpec,
    connection: Id,
) -> Answer<Option<TestedProfile>> {
    let question = Question::Folder { title: "dialog-test-folder" };
    let Some(folder) = ask(&app, question).await? else { return Ok(None) };
    let engine = state.engine().await?;
    let work = Box::pin(engine.test_profile(&profile, &spec, connection.0, &folder));
    state.stoppable(request, work).await.map(Some)
}

/// A profile from a file that is asked for.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_profile(app: AppHandle) -> Answer<Option<Profile>> {
    let question =
        Question::Open { title: "dialog-open-profile", kind: "kind-profiles", extension: "json" };
    match ask(&app, question).await? {
        Some(from) => Ok(Some(read_profile(&from).await?)),
        None => Ok(None),
    }
}

/// Saves a profile as a file; gives its path.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_profile_as(app: AppHandle, profile: Profile) -> Answer<Option<String>> {
    let name = format!("{}.profile.json", safe_file_name(&profile.name));
    let Some(to) = ask(&app, Question::Save { title: "dialog-save-profile", name }).await? else {
        return Ok(None);
    };
    save_profile_file(&profile, &to).await?;
    Ok(Some(to.to_string_lossy().into_owned()))
}

/// Proposes a profile from a partner's sample, which is asked for.
#[tauri::command]
#[specta::specta]
pub(crate) async fn recognise_profile(app: AppHandle) -> Answer<Option<Recognised>> {
    let question = Question::AnyFile { title: "dialog-sample" };
    match ask(&app, question).await? {
        Some(from) => Ok(Some(recognise_sample(&from).await?)),
        None => Ok(None),
    }
}
