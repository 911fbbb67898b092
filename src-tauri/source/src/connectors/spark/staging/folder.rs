//! A folder that the cluster and this computer see. Each result has a folder of its own
//! in it with a lock file beside it. What a process left that is gone is removed when the
//! next result comes.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use url::Url;

use super::{LOCK, PREFIX, ROWS, in_order, unusable};
use crate::SourceError;
use crate::lock_file::is_held;
use crate::settings::SparkServer;

/// Of a lock file that isn't locked yet.
const UNLOCKED: &str = "new";
/// After this time nobody locks such a file any more.
const SOON: Duration = Duration::from_hours(1);
/// Stands in the folder once all parts do.
const WHOLE: &str = "_SUCCESS";
/// How long the folder's last file may take to be seen here.
const SEEN: Duration = Duration::from_secs(30);
/// The folder of one result. It goes when it is dropped.
#[derive(Debug)]
pub(super) struct StagingFolder {
    pub(super) folder: PathBuf,
    /// What the cluster calls that of its rows.
    pub(super) url: String,
    lock: PathBuf,
    _locked: File,
    /// Whether the cluster writes nothing more.
    is_over: AtomicBool,
}

impl Drop for StagingFolder {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            tracing::info!(%error, path = %self.folder.display(), "parts of a result aren't removed");
        }
        // A write that was broken off may make the folder once more. The lock stays then,
        // by which the next result finds it.
        if !self.folder.exists() && self.is_over.load(Ordering::Relaxed) {
            let _ = std::fs::remove_file(&self.lock);
        }
    }
}

impl StagingFolder {
    /// Makes one where the connection says, and removes what others left.
    pub(super) fn create(server: &SparkServer, within: &Path) -> Result<Self, SourceError> {
        let told = |error: std::io::Error| unusable(within, &error.to_string());
        let within = &std::path::absolute(within).map_err(told)?;
        let permissions = std::fs::metadata(within).map_err(told)?.permissions();
        // It is locked before it has its name, so that nobody ever finds it free, and comes
        // before the folder, so that there is no folder without it.
        let unnamed = tempfile::Builder::new()
            .prefix(PREFIX)
            .suffix(&format!(".{UNLOCKED}"))
            .make_in(within, |path| File::create_new(path))
            .map_err(told)?;
        let folder = unnamed.path().with_extension("");
        let lock = folder.with_extension(LOCK);
        match unnamed.as_file().try_lock() {
            Ok(()) => remove_leftovers(within, unnamed.as_file()),
            // Where there are no locks nobody can tell what is left over.
            Err(error) => tracing::info!(%error, path = %lock.display(), "it can't be locked"),
        }
        let locked = unnamed.persist_noclobber(&lock).map_err(|error| told(error.error))?;
        if let Err(error) = std::fs::create_dir(&folder) {
            // The lock is of no use then.
            let _ = std::fs::remove_file(&lock);
            return Err(told(error));
        }
        // Whoever may write beside it may write into it: the cluster is another user.
        if let Err(error) = std::fs::set_permissions(&folder, permissions) {
            // Network drives have no permissions of their own.
            tracing::info!(%error, path = %folder.display(), "its permissions stay");
        }
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // From here on it goes when it is dropped.
        let mut made =
            Self { folder, url: String::new(), lock, _locked: locked, is_over: true.into() };
        made.url = match &server.staging_url {
            Some(url) => format!("{}/{name}/{ROWS}", url.trim_end_matches('/')),
            None => Url::from_file_path(made.folder.join(ROWS))
                .map_err(|()| unusable(within, "it has no address"))?
                .into(),
        };
        made.is_over = false.into();
        Ok(made)
    }

    /// The cluster writes nothing more.
    pub(super) fn set_over(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }

    /// The parts in the order of their rows, once all of them are seen here.
    pub(super) async fn parts(&self) -> Result<Vec<PathBuf>, SourceError> {
        let folder = self.folder.join(ROWS);
        let seen = async {
            while !tokio::fs::try_exists(folder.join(WHOLE)).await.unwrap_or(false) {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        };
        if tokio::time::timeout(SEEN, seen).await.is_err() {
            let reason = format!(
                "what the cluster wrote to `{}` wasn't seen here for {} s",
                self.url,
                SEEN.as_secs()
            );
            return Err(unusable(&self.folder, &reason));
        }
        let told = |error: std::io::Error| unusable(&folder, &error.to_string());
        let mut files = Vec::new();
        let mut entries = tokio::fs::read_dir(&folder).await.map_err(told)?;
        while let Some(entry) = entries.next_entry().await.map_err(told)? {
            files.push((entry.file_name().to_string_lossy().into_owned(), entry.path()));
        }
        in_order(files).map_err(|reason| unusable(&folder, &reason))
    }
}

/// Removes the results of processes that are gone. `new` was made at this moment, by the
/// folder's own clock.
fn remove_leftovers(within: &Path, new: &File) {
    let now = new.metadata().and_then(|found| found.modified());
    for entry in std::fs::read_dir(within).into_iter().flatten().flatten() {
        let lock = entry.path();
        let is_ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let ends = |with: &str| lock.extension().is_some_and(|extension| extension == with);
        let is_old = || {
            let made = entry.metadata().and_then(|found| found.modified());
            let age = now.as_ref().ok().zip(made.ok()).map(|(now, made)| now.duration_since(made));
            matches!(age, Some(Ok(age)) if age > SOON)
        };
        let is_lock = ends(LOCK) || (ends(UNLOCKED) && is_old());
        if !(is_ours && is_lock && matches!(is_held(&lock), Ok(false))) {
            continue;
        }
        let folder = lock.with_extension("");
        let removed = std::fs::remove_dir_all(&folder);
        if removed.is_ok() || !folder.exists() {
            let _ = std::fs::remove_file(&lock);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_dead_process_left_is_removed() {
        let within = tempfile::tempdir().unwrap();
        let server = SparkServer::new("a", 1);
        let left = within.path().join("export-desk-dead");
        std::fs::create_dir_all(left.join(ROWS)).unwrap();
        std::fs::write(left.with_extension(LOCK), "").unwrap();
        std::fs::write(within.path().join("other.lock"), "").unwrap();
        // Killed before it was locked, or at this moment about to be.
        let (old, new) = ("export-desk-old.new", "export-desk-now.new");
        let [old, new] = [old, new].map(|name| within.path().join(name));
        File::create(&old).unwrap().set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
        File::create(&new).unwrap();
        let first = StagingFolder::create(&server, within.path()).unwrap();
        assert!(!left.exists() && !left.with_extension(LOCK).exists());
        assert!(!old.exists() && new.exists());
        std::fs::remove_file(&new).unwrap();
        let second = StagingFolder::create(&server, within.path()).unwrap();
        assert!(first.folder.exists() && second.folder.exists() && first.url != second.url);
        second.set_over();
        let (broken_off, lock) = (first.folder.clone(), first.lock.clone());
        drop((first, second));
        // The cluster may still write.
        assert!(lock.exists() && !broken_off.exists());
        std::fs::create_dir_all(broken_off.join(ROWS)).unwrap();
        let third = StagingFolder::create(&server, within.path()).unwrap();
        assert!(!lock.exists() && !broken_off.exists());
        third.set_over();
        drop(third);
        let names: Vec<_> = std::fs::read_dir(within.path()).unwrap().flatten().collect();
        assert_eq!(names.len(), 1, "{names:?}");
        let gone = within.path().join("gone");
        let told = StagingFolder::create(&server, &gone).unwrap_err().to_string();
        assert!(told.contains("gone"), "{told}");
        assert!(!gone.exists());
    }
}
