//! How people are told: e-mail, the keychain, the tray.

use export_desk_core::notify::MailSettings;
use tauri::State;

use crate::error::Answer;
use crate::state::AppState;

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_mail(
    state: State<'_, AppState>,
    mail: Option<MailSettings>,
    password: Option<String>,
) -> Answer<()> {
    Ok(state.engine().await?.save_mail(mail.as_ref(), password).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn send_test_mail(state: State<'_, AppState>, to: String) -> Answer<()> {
    Ok(state.engine().await?.send_test_mail(&to).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn mail_password_saved(state: State<'_, AppState>) -> Answer<bool> {
    Ok(state.engine().await?.mail_password_saved().await?)
}

/// Why passwords and keys can't be kept on this computer.
#[tauri::command]
#[specta::specta]
pub(crate) async fn keychain_problem(state: State<'_, AppState>) -> Answer<Option<String>> {
    Ok(state.engine().await?.keychain_problem().await)
}

/// Why the app can't go on in a tray when its window is closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn tray_problem(state: State<'_, AppState>) -> Answer<Option<String>> {
    Ok(state.tray_problem())
}
