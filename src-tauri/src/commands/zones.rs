//! Time zones: what clocks show, and the database that says so.

use export_desk_core::engine::{ZoneOffsets, zone_offsets as offsets_of};
use export_desk_core::store::ZoneNote;
use export_desk_core::zone::{Database, ZoneData};
use tauri::{AppHandle, State};

use crate::dialogs::{Question, ask};
use crate::error::Answer;
use crate::ipc::Id;
use crate::state::AppState;

#[tauri::command]
#[specta::specta]
pub(crate) async fn zone_offsets(zones: Vec<String>) -> Answer<Vec<ZoneOffsets>> {
    Ok(offsets_of(&zones))
}

/// Which time zone database is in use; known also while the history can't be used.
#[tauri::command]
#[specta::specta]
pub(crate) async fn zone_data() -> Answer<ZoneData> {
    Ok(Database::in_force().data())
}

/// Imports the time zone database that the user chooses; none where nothing was
/// chosen.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_zones(
    app: AppHandle,
    state: State<'_, AppState>,
) -> Answer<Option<ZoneData>> {
    let Some(file) = ask(&app, Question::AnyFile { title: "dialog-zones" }).await? else {
        return Ok(None);
    };
    Ok(Some(state.engine().await?.import_zones(&file).await?))
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn zone_notes(state: State<'_, AppState>) -> Answer<Vec<ZoneNote>> {
    Ok(state.engine().await?.zone_notes().await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn dismiss_zone_notes(state: State<'_, AppState>, ids: Vec<Id>) -> Answer<()> {
    let ids: Vec<i64> = ids.into_iter().map(|id| id.0).collect();
    Ok(state.engine().await?.dismiss_zone_notes(&ids).await?)
}
