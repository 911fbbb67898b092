//! Links such as `exportdesk://export/12`, from e-mails and other programs. Anybody can
//! make one, so a link brings the window to the front and shows an export, or says that it
//! leads nowhere; it never does anything else.

use export_desk_core::link::{Link, LinkError};
use tauri::{AppHandle, Manager};

use crate::state::{AppState, Wanted};
use crate::window;

/// Shows where a link leads.
pub(crate) fn follow(app: &AppHandle, link: Result<Link, LinkError>) {
    window::raise(app);
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let state = app.state::<AppState>();
        let wanted = match link {
            Ok(link) => shown(&state, link).await,
            Err(error) => Some(Wanted::nowhere(&error.to_string(), error.hint())),
        };
        if wanted.is_some() {
            state.wanted.send_replace(wanted);
        }
    });
}

/// What the window is to show; nothing else than the list where that is meant, or where the
/// window itself says why there is no history.
async fn shown(state: &AppState, link: Link) -> Option<Wanted> {
    if link == Link::Exports {
        return None;
    }
    match state.engine().await.ok()?.linked_export(link).await {
        Ok(Some(export)) => Some(Wanted::Export(export)),
        Ok(None) => Some(Wanted::nowhere(
            &format!("there is nothing at {link}"),
            "The export was deleted, or the link was made on another computer.",
        )),
        Err(error) => {
            let hint = error.hint();
            Some(Wanted::nowhere(&error.message(), hint.as_deref().unwrap_or_default()))
        }
    }
}
