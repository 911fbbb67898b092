//! Tells the window of progress, at most ten times a second, and of changes.

use std::sync::PoisonError;
use std::time::Duration;

use export_desk_core::engine::{Change, Engine, RunProgress};
use tauri::ipc::Channel;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::state::{AppState, Wanted};

/// Time between two messages of progress.
const PAUSE: Duration = Duration::from_millis(100);

/// Begins to tell; whoever was told before (the page before it was loaded
/// anew) no longer is.
pub(crate) fn begin(
    state: &AppState,
    engine: Engine,
    progress: Channel<Vec<RunProgress>>,
    changes: Channel<Change>,
) {
    let token = CancellationToken::new();
    let mut watching = state.watching.lock().unwrap_or_else(PoisonError::into_inner);
    std::mem::replace(&mut *watching, token.clone()).cancel();
    let (other, second) = (engine.clone(), token.clone());
    let wanted = state.wanted.clone();
    tauri::async_runtime::spawn(async move {
        tokio::select! {
            () = token.cancelled() => {}
            () = tell_progress(engine, progress) => {}
        }
    });
    tauri::async_runtime::spawn(async move {
        tokio::select! {
            () = second.cancelled() => {}
            () = tell_changes(other, wanted, changes) => {}
        }
    });
}

async fn tell_progress(engine: Engine, channel: Channel<Vec<RunProgress>>) {
    let mut news = engine.watch_progress();
    while news.changed().await.is_ok() {
        if channel.send(engine.progress()).is_err() {
            return;
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn tell_changes(
    engine: Engine,
    wanted: watch::Sender<Option<Wanted>>,
    channel: Channel<Change>,
) {
    let mut changes = engine.subscribe();
    let mut clicks = wanted.subscribe();
    // What was clicked before anybody watched is told first.
    clicks.mark_changed();
    loop {
        let change = tokio::select! {
            change = changes.recv() => match change {
                Ok(change) => change,
                // Some were missed: the list is asked for anew, which has them all.
                Err(RecvError::Lagged(_)) => Change::Exports,
                Err(RecvError::Closed) => return,
            },
            Ok(()) = clicks.changed() => {
                let mut clicked = None;
                wanted.send_if_modified(|wanted| {
                    clicked = wanted.take();
                    false
                });
                match clicked {
                    Some(Wanted::Export(export_id)) => Change::OpenExport { export_id },
                    Some(Wanted::Nowhere { message, hint }) => {
                        Change::Trouble { message, hint: Some(hint) }
                    }
                    None => continue,
                }
            }
        };
        if channel.send(change).is_err() {
            return;
        }
    }
}
