//! Keys of keyed hashes.

use export_desk_core::mask_key::SavedMaskKey;
use tauri::State;

use crate::error::Answer;
use crate::state::AppState;

/// Keeps a key in the keychain; without one, a new one is made.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_mask_key(
    state: State<'_, AppState>,
    name: String,
    key: Option<String>,
) -> Answer<SavedMaskKey> {
    Ok(state.engine().await?.save_mask_key(&name, key).await?)
}

/// A key's text, to be handed to its receiver.
#[tauri::command]
#[specta::specta]
pub(crate) async fn mask_key(state: State<'_, AppState>, name: String) -> Answer<String> {
    Ok(state.engine().await?.mask_key(&name).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_mask_key(state: State<'_, AppState>, name: String) -> Answer<()> {
    Ok(state.engine().await?.delete_mask_key(&name).await?)
}
