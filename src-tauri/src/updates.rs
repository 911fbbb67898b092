//! Newer versions of the app: the engine's part with this app's own version and folder, and
//! what the window is told of it.

use std::path::Path;
use std::sync::PoisonError;
use std::time::Duration;

use export_desk_core::update::{Installation, UpdateError, UpdateSource, UpdateState, Updater};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager};
use tokio_util::sync::CancellationToken;

use crate::state::AppState;

/// Time between two messages.
const PAUSE: Duration = Duration::from_millis(100);

/// Looks for packages that this build's keys have signed.
pub(crate) fn updater(app: &AppHandle, home: &Path) -> Updater {
    let (source, find) = source();
    let version = app.package_info().version.clone();
    Updater::new(home.join("updates"), version, source, find)
}

type Find = Box<dyn Fn() -> Result<Installation, UpdateError> + Send + Sync>;

fn source() -> (Result<UpdateSource, UpdateError>, Find) {
    // Tests have a server and keys of their own; only test builds listen.
    #[cfg(debug_assertions)]
    if let Some(given) = given() {
        return given;
    }
    let find: Find = Box::new(Installation::find);
    (UpdateSource::of_this_build(), find)
}

/// What a test writes into a file: the address, the keys, and the AppImage that is replaced,
/// one a line.
#[cfg(debug_assertions)]
fn given() -> Option<(Result<UpdateSource, UpdateError>, Find)> {
    use std::path::PathBuf;

    use export_desk_core::update::PackageKind;

    let text = std::fs::read_to_string(std::env::var_os("EXPORT_DESK_TEST_UPDATES")?).ok()?;
    let mut lines = text.lines();
    let (url, keys, at) = (lines.next()?, lines.next()?, lines.next()?.to_owned());
    let keys: Vec<&str> = keys.split(' ').collect();
    let find: Find =
        Box::new(move || Ok(Installation::new(PackageKind::AppImage, PathBuf::from(&at))));
    Some((UpdateSource::new(url, &keys), find))
}

/// Looks once a day as long as the app runs and the settings want that.
pub(crate) fn begin(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let state = app.state::<AppState>();
        let mut opened = state.opened();
        loop {
            let engine = opened.borrow_and_update().clone();
            tokio::select! {
                () = async {
                    match engine {
                        Some(Ok(engine)) => state.updater.look_daily(&engine).await,
                        Some(Err(_)) | None => std::future::pending().await,
                    }
                } => {}
                changed = opened.changed() => if changed.is_err() { return },
            }
        }
    });
}

/// Begins to tell the window, at most ten times a second; whoever was told before no longer
/// is.
pub(crate) fn tell(state: &AppState, channel: Channel<UpdateState>) {
    let token = CancellationToken::new();
    let mut telling = state.telling_updates.lock().unwrap_or_else(PoisonError::into_inner);
    std::mem::replace(&mut *telling, token.clone()).cancel();
    let mut news = state.updater.watch();
    tauri::async_runtime::spawn(async move {
        let tell = async {
            loop {
                let now = news.borrow_and_update().clone();
                if channel.send(now).is_err() {
                    return;
                }
                tokio::time::sleep(PAUSE).await;
                if news.changed().await.is_err() {
                    return;
                }
            }
        };
        tokio::select! {
            () = token.cancelled() => {}
            () = tell => {}
        }
    });
}
