//! Keys and passwords of encrypted files.

use export_desk_core::sealing::PgpKey;
use tauri::{AppHandle, State};

use crate::dialogs::{Question, ask};
use crate::error::Answer;
use crate::state::AppState;

/// The public keys in a text, each with the part that encrypts now.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pgp_keys(state: State<'_, AppState>, text: String) -> Answer<Vec<PgpKey>> {
    Ok(state.engine().await?.pgp_keys(&text)?)
}

/// The public keys in a file that is asked for; none when the dialog was closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_pgp_keys(
    app: AppHandle,
    state: State<'_, AppState>,
) -> Answer<Option<Vec<PgpKey>>> {
    let question = Question::AnyFile { title: "dialog-public-key" };
    match ask(&app, question).await? {
        Some(file) => Ok(Some(state.engine().await?.pgp_keys_in(&file).await?)),
        None => Ok(None),
    }
}

/// Whether the keychain has a password for zips under this name.
#[tauri::command]
#[specta::specta]
pub(crate) async fn has_zip_password(state: State<'_, AppState>, name: String) -> Answer<bool> {
    Ok(state.engine().await?.has_zip_password(&name).await?)
}

/// Saves a password for zips in the keychain; `short` allows one of few characters.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_zip_password(
    state: State<'_, AppState>,
    name: String,
    password: String,
    short: bool,
) -> Answer<()> {
    Ok(state.engine().await?.save_zip_password(&name, password, short).await?)
}

/// The saved key of this name that signs, if there is one.
#[tauri::command]
#[specta::specta]
pub(crate) async fn signing_key(
    state: State<'_, AppState>,
    name: String,
) -> Answer<Option<PgpKey>> {
    Ok(state.engine().await?.signing_key(&name).await?)
}

/// Saves a private key in the keychain, from a file that is asked for; none when the
/// dialog was closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_signing_key(
    app: AppHandle,
    state: State<'_, AppState>,
    name: String,
    passphrase: String,
) -> Answer<Option<PgpKey>> {
    let question = Question::AnyFile { title: "dialog-private-key" };
    let Some(file) = ask(&app, question).await? else { return Ok(None) };
    Ok(Some(state.engine().await?.save_signing_key(&name, &file, passphrase).await?))
}

/// Removes a key that signs from the keychain.
#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_signing_key(state: State<'_, AppState>, name: String) -> Answer<()> {
    Ok(state.engine().await?.forget_signing_key(&name).await?)
}
