//! The operating system's own dialogs.

use std::path::PathBuf;

use rfd::AsyncFileDialog;
use tauri::{AppHandle, Manager};
use tokio::sync::oneshot;

use crate::error::{Answer, CommandError};

/// What is asked for.
pub(crate) enum Question {
    /// Where to save a file of this name.
    Save { title: &'static str, name: String },
    /// Which file to open.
    Open { title: &'static str, kind: &'static str, extension: &'static str },
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
                Box::pin(dialog.set_title(title).set_file_name(name).save_file())
            }
            Question::Open { title, kind, extension } => {
                Box::pin(dialog.set_title(title).add_filter(kind, &[extension]).pick_file())
            }
            Question::Folder { title } => Box::pin(dialog.set_title(title).pick_folder()),
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

/// The folder from which tests answer dialogs.
#[cfg(debug_assertions)]
fn answered(question: &Question) -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("EXPORT_DESK_TEST_DIALOGS")?);
    Some(match question {
        Question::Save { name, .. } => folder.join(name),
        Question::Open { extension, .. } => folder.join(format!("open.{extension}")),
        Question::Folder { .. } => folder,
    })
}
