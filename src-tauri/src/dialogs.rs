//! The operating system's own dialogs.

use std::path::PathBuf;

use rfd::{AsyncFileDialog, AsyncMessageDialog, MessageButtons, MessageDialogResult, MessageLevel};
use tauri::{AppHandle, Manager};
use tokio::sync::oneshot;

use crate::error::{Answer, CommandError};
use crate::state::AppState;

/// What is asked for; titles and kinds are ids of texts.
pub(crate) enum Question {
    /// Where to save a file of this name.
    Save { title: &'static str, name: String },
    /// Which file to open.
    Open { title: &'static str, kind: &'static str, extension: &'static str },
    /// Which file of any kind to use.
    AnyFile { title: &'static str },
    /// Which folder.
    Folder { title: &'static str },
}

/// Asks; `None` when the dialog was closed.
pub(crate) async fn ask(app: &AppHandle, question: Question) -> Answer<Option<PathBuf>> {
    // Tests of a real window can't answer a native dialog; only test builds listen.
    #[cfg(debug_assertions)]
    if let Some(answer) = answered(&question) {
        return Ok(Some(answer));
    }
    let texts = app.state::<AppState>().texts().await;
    let (sender, answer) = oneshot::channel();
    let window = app.get_webview_window("main");
    // Dialogs begin on the window's thread and are waited for on another.
    app.run_on_main_thread(move || {
        let mut dialog = AsyncFileDialog::new();
        if let Some(window) = &window {
            dialog = dialog.set_parent(window);
        }
        let chosen: std::pin::Pin<Box<dyn Future<Output = _> + Send>> = match question {
            Question::Save { title, name } => {
                Box::pin(dialog.set_title(texts.say(title)).set_file_name(name).save_file())
            }
            Question::Open { title, kind, extension } => {
                let dialog = dialog.add_filter(texts.say(kind), &[extension]);
                Box::pin(dialog.set_title(texts.say(title)).pick_file())
            }
            Question::AnyFile { title } => Box::pin(dialog.set_title(texts.say(title)).pick_file()),
            Question::Folder { title } => {
                Box::pin(dialog.set_title(texts.say(title)).pick_folder())
            }
        };
        tauri::async_runtime::spawn(async move {
            let path = chosen.await.map(|file| file.path().to_owned());
            // Nobody waits when the window was closed meanwhile.
            let _ = sender.send(path);
        });
    })
    .map_err(|error| {
        let message = format!("The dialog can't be opened: {error}");
        CommandError::system(message, "Close the window and open it again.")
    })?;
    Ok(answer.await.unwrap_or_default())
}

/// Asks whether to go on with something that can't be undone; closing the dialog
/// says no.
pub(crate) async fn confirm(
    app: &AppHandle,
    question: &str,
    explanation: &str,
    yes: &str,
    no: &str,
) -> bool {
    #[cfg(debug_assertions)]
    if let Some(folder) = test_folder() {
        // A test that wants the real dialog leaves no answer.
        if let Ok(answer) = std::fs::read_to_string(folder.join("confirm")) {
            return answer.trim() == "yes";
        }
    }
    let (sender, answer) = oneshot::channel();
    let dialog = AsyncMessageDialog::new()
        .set_level(MessageLevel::Warning)
        .set_title(question)
        .set_description(explanation)
        .set_buttons(MessageButtons::OkCancelCustom(yes.to_owned(), no.to_owned()));
    let asked = app.run_on_main_thread(move || {
        let shown = dialog.show();
        tauri::async_runtime::spawn(async move {
            let _ = sender.send(shown.await);
        });
    });
    if asked.is_err() {
        return false;
    }
    match answer.await {
        Ok(MessageDialogResult::Ok | MessageDialogResult::Yes) => true,
        Ok(MessageDialogResult::Custom(chosen)) => chosen == yes,
        Ok(MessageDialogResult::No | MessageDialogResult::Cancel) | Err(_) => false,
    }
}

#[cfg(debug_assertions)]
fn test_folder() -> Option<PathBuf> {
    Some(PathBuf::from(std::env::var_os("EXPORT_DESK_TEST_DIALOGS")?))
}

/// The folder from which tests answer dialogs.
#[cfg(debug_assertions)]
fn answered(question: &Question) -> Option<PathBuf> {
    let folder = test_folder()?;
    Some(match question {
        Question::Save { name, .. } => folder.join(name),
        Question::Open { extension, .. } => folder.join(format!("open.{extension}")),
        Question::AnyFile { .. } => folder.join("open.file"),
        Question::Folder { .. } => folder,
    })
}
