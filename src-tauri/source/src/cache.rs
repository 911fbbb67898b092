//! Files that are kept ready on this computer: packed ones unpacked, texts of
//! buckets brought here. Each look at them would do it again otherwise.
//!
//! They are kept for one process, as long as the original is unchanged, and
//! given up when they are many or nobody has used them for a while.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use futures::FutureExt;
use futures::future::{BoxFuture, Shared};
use tempfile::TempDir;

use super::SourceError;
use super::materialize::{Depth, materialize};
use super::table_files::TableFiles;
use crate::lock_file::is_held;

/// Bytes that are kept for later.
const LIMIT: u64 = 4 << 30;
/// How long they are kept when nobody uses them.
const UNUSED: Duration = Duration::from_mins(30);
/// How long the work goes on when nobody waits for it: whoever types asks
/// again after a moment.
const PATIENCE: Duration = Duration::from_secs(10);
const LOOK: Duration = Duration::from_secs(1);

/// What this process has unpacked and fetched.
#[derive(Debug)]
pub struct FileCache {
    folder: PathBuf,
    limit: u64,
    state: Mutex<CacheState>,
}

#[derive(Debug, Default)]
struct CacheState {
    root: Option<Arc<Root>>,
    entries: HashMap<String, Entry>,
}

/// The folder of one process, locked while it is there.
#[derive(Debug)]
struct Root {
    folder: TempDir,
    lock: PathBuf,
    _locked: File,
}

impl Drop for Root {
    fn drop(&mut self) {
        // Where it can't be removed now, the next process does it.
        let _ = std::fs::remove_file(&self.lock);
    }
}

/// Files that can be read. They go with the last one who reads them.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) files: TableFiles,
    /// Whether they are only the beginning.
    pub(super) is_partial: bool,
    bytes: u64,
    _folder: TempDir,
    _root: Option<Arc<Root>>,
}

/// Nothing if it was given up because nobody waited.
type Making = Shared<BoxFuture<'static, Result<Option<Arc<Ready>>, SourceError>>>;

struct Entry {
    making: Making,
    waiting: Arc<AtomicUsize>,
    used: Instant,
}

impl std::fmt::Debug for Entry {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Entry").field(&self.making.peek()).finish()
    }
}

/// Counts itself while it is there.
struct Waiting(Arc<AtomicUsize>);

impl Waiting {
    fn new(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(count))
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Ready {
    /// Brings files into a folder of `within`.
    pub(super) async fn make(
        files: TableFiles,
        depth: Depth,
        within: &Path,
    ) -> Result<Self, SourceError> {
        let told = |error: std::io::Error| SourceError::of_unpacking(within, &error);
        let folder = tempfile::tempdir_in(within).map_err(told)?;
        let (files, is_partial) = materialize(files, depth, folder.path()).await?;
        let bytes = files.size();
        Ok(Self { files, is_partial, bytes, _folder: folder, _root: None })
    }
}

impl FileCache {
    /// Keeps files in a folder, which is made when it is needed.
    pub fn new(folder: &Path) -> Arc<Self> {
        Arc::new(Self { folder: folder.to_owned(), limit: LIMIT, state: Mutex::default() })
    }

    /// Removes what processes left that are gone.
    pub fn remove_leftovers(&self) {
        for entry in std::fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let lock = entry.path();
            if lock.extension().is_none_or(|extension| extension != "lock") {
                continue;
            }
            if matches!(is_held(&lock), Ok(false)) {
                // What can't be removed now is tried again at the next start.
                if std::fs::remove_dir_all(lock.with_extension("")).is_ok() {
                    let _ = std::fs::remove_file(&lock);
                }
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, CacheState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The files, ready to be read: as they were made before, or made now.
    pub(super) async fn get(
        self: &Arc<Self>,
        files: &TableFiles,
        depth: Depth,
    ) -> Result<Arc<Ready>, SourceError> {
        let key = format!("{depth:?}\n{}", files.stamp()?);
        loop {
            let (making, _waiting) = {
                let mut state = self.state();
                let entry = match state.entries.remove(&key) {
                    Some(entry) if entry.making.peek().is_none_or(Result::is_ok) => entry,
                    _ => self.begin(&mut state, files.clone(), depth)?,
                };
                let found = (entry.making.clone(), Waiting::new(&entry.waiting));
                state.entries.insert(key.clone(), Entry { used: Instant::now(), ..entry });
                found
            };
            let made = making.await;
            if !matches!(made, Ok(Some(_))) {
                self.state().entries.retain(|other, entry| {
                    *other != key || matches!(entry.making.peek(), None | Some(Ok(Some(_))))
                });
            }
            if let Some(ready) = made? {
                self.sweep();
                return Ok(ready);
            }
        }
    }

    /// Begins to make files ready, in the background: it goes on for a while
    /// when whoever wanted them is gone.
    fn begin(
        &self,
        state: &mut CacheState,
        files: TableFiles,
        depth: Depth,
    ) -> Result<Entry, SourceError> {
        let root = match &state.root {
            Some(root) => Arc::clone(root),
            None => {
                let told = |error| SourceError::of_unpacking(&self.folder, &error);
                let root = Arc::new(Root::make(&self.folder).map_err(told)?);
                Arc::clone(state.root.insert(root))
            }
        };
        let waiting = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&waiting);
        let work = tokio::spawn(async move {
            let made = Ready::make(files, depth, root.folder.path());
            let made = tokio::select! {
                made = made => Some(made?),
                () = nobody_waits(&count) => None,
            };
            Ok(made.map(|made| Arc::new(Ready { _root: Some(root), ..made })))
        });
        let making = work
            .map(|done| done.unwrap_or_else(|panic| Err(SourceError::Engine(panic.to_string()))));
        Ok(Entry { making: making.boxed().shared(), waiting, used: Instant::now() })
    }

    /// Gives up what nobody has used for long, and the oldest of what is too much.
    pub fn sweep(&self) {
        let mut gone = Vec::new();
        let mut state = self.state();
        let size = |entry: &Entry| match entry.making.peek() {
            Some(Ok(Some(ready))) => Some(ready.bytes),
            _ => None,
        };
        loop {
            let ready = state
                .entries
                .iter()
                .filter_map(|(key, entry)| Some((key, entry.used, size(entry)?)));
            let total: u64 = ready.clone().map(|(_, _, bytes)| bytes).sum();
            let Some((key, used, _)) = ready.min_by_key(|(_, used, _)| *used) else { break };
            if total <= self.limit && used.elapsed() < UNUSED {
                break;
            }
            let key = key.clone();
            gone.extend(state.entries.remove(&key));
        }
        // Removing files may take a moment, and others wait for the lock.
        drop(state);
        drop(gone);
    }
}

impl Root {
    fn make(within: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(within)?;
        let folder = tempfile::tempdir_in(within)?;
        let lock = folder.path().with_extension("lock");
        let locked = OpenOptions::new().create(true).truncate(false).write(true).open(&lock)?;
        // Where there are no locks nobody removes it but this process.
        let _ = locked.try_lock();
        Ok(Self { folder, lock, _locked: locked })
    }
}

/// Comes back when nobody has waited for a while.
async fn nobody_waits(count: &AtomicUsize) {
    let mut since = Instant::now();
    loop {
        tokio::time::sleep(LOOK).await;
        if count.load(Ordering::Relaxed) > 0 {
            since = Instant::now();
        }
        if since.elapsed() > PATIENCE {
            return;
        }
    }
}
