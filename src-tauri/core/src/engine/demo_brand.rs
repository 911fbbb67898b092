//! The demo brand on this computer: made at its first use, once, whoever asks.
//! Its story ends on the day when it is made; when that day is long past, the
//! first use after a start makes it anew, so that *the last 30 days* have rows.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveTime;
use tokio::sync::{Mutex, watch};
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::demo::{DemoError, DemoProgress, DemoSize, is_complete, is_fresh, write_demo_until};
use crate::error::Error;

/// Time between two looks whether another process is ready.
const LOOK: Duration = Duration::from_millis(200);

/// Where the demo brand is, or will be.
#[derive(Debug)]
pub(super) struct DemoBrand {
    folder: PathBuf,
    size: DemoSize,
    clock: Arc<dyn Clock>,
    /// Held by the thread that looks or writes, also when nobody waits any more.
    /// Whether this process has used the brand, which then stays as it is: runs
    /// may be reading it.
    used: Arc<Mutex<bool>>,
    percent: watch::Sender<f64>,
    stop: CancellationToken,
}

impl DemoBrand {
    pub(super) fn new(folder: PathBuf, size: DemoSize, clock: Arc<dyn Clock>) -> Self {
        let (percent, _) = watch::channel(0.0);
        let (used, stop) = (Arc::default(), CancellationToken::new());
        Self { folder, size, clock, used, percent, stop }
    }

    /// The folder, once the brand is whole. Drop the future to wait no longer;
    /// what was begun is made nevertheless.
    pub(super) async fn ready(&self, mut shown: impl FnMut(f64)) -> Result<PathBuf, Error> {
        let mut percent = self.percent.subscribe();
        let mut made = std::pin::pin!(self.make());
        loop {
            tokio::select! {
                made = &mut made => return made.map(|()| self.folder.clone()),
                Ok(()) = percent.changed() => shown(*percent.borrow_and_update()),
            }
        }
    }

    async fn make(&self) -> Result<(), Error> {
        let mut used = Arc::clone(&self.used).lock_owned().await;
        let (folder, size, now) = (self.folder.clone(), self.size, self.clock.now());
        let (percent, stop) = (self.percent.clone(), self.stop.clone());
        let work = move || {
            if is_fresh(&folder, size, now) || (*used && is_complete(&folder, size)) {
                *used = true;
                return Ok(());
            }
            let _alone = alone(&folder, &|| stop.is_cancelled())?;
            // Another process may have made it meanwhile.
            if is_fresh(&folder, size, now) {
                *used = true;
                return Ok(());
            }
            let mut told = |progress: DemoProgress| {
                percent.send_replace(share(progress));
            };
            // All that are made on one day are the same.
            let end = now.date_naive().and_time(NaiveTime::MIN).and_utc();
            write_demo_until(&folder, size, end, &mut told, &|| stop.is_cancelled())?;
            *used = true;
            Ok(())
        };
        match tokio::task::spawn_blocking(work).await {
            Ok(Err(DemoError::Cancelled)) => Err(Error::Cancelled),
            Ok(made) => Ok(made?),
            Err(panic) => Err(Error::Demo(DemoError::Io {
                path: self.folder.clone(),
                source: std::io::Error::other(panic),
            })),
        }
    }

    /// Stops making it.
    pub(super) fn stop(&self) {
        self.stop.cancel();
    }
}

/// Waits until no other process makes the brand; none begins while the file is
/// open.
fn alone(folder: &Path, cancelled: &dyn Fn() -> bool) -> Result<File, DemoError> {
    let told = |source| DemoError::Io { path: folder.to_owned(), source };
    std::fs::create_dir_all(folder).map_err(told)?;
    let lock = File::create(folder.join(".lock")).map_err(told)?;
    loop {
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) if cancelled() => return Err(DemoError::Cancelled),
            Err(TryLockError::WouldBlock) => std::thread::sleep(LOOK),
            // Without locks on this disk, nobody can be waited for.
            Ok(()) | Err(TryLockError::Error(_)) => return Ok(lock),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share for people")]
fn share(progress: DemoProgress) -> f64 {
    progress.done as f64 / progress.total.max(1) as f64 * 100.0
}
