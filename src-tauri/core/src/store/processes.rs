//! Processes that have the history open at the same time: the window and
//! `export-desk-cli serve`.
//!
//! Each is an owner with a lock on a file of its own, which the system takes
//! away when the process ends, however it ends. Runs that wait or work belong to
//! an owner; those of a dead one are anybody's.

use std::ffi::OsStr;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use sqlx::SqlitePool;

use super::{HistoryError, Store};
use crate::lock_file::is_held;

/// This process.
#[derive(Debug)]
pub(super) struct Owner {
    pub(super) id: i64,
    file: PathBuf,
    /// Locked until it is closed.
    _lock: File,
}

/// Counters of what other processes did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct News {
    /// What became of their runs.
    pub(crate) runs: i64,
    /// Changes of schedules, by any process.
    pub(crate) schedules: i64,
}

impl Owner {
    /// Writes this process down. Nobody sees the row before the file is locked.
    pub(super) async fn join(
        pool: &SqlitePool,
        path: &Path,
        at: DateTime<Utc>,
    ) -> Result<Self, HistoryError> {
        let told = |error: sqlx::Error| HistoryError::from_database(path, &error);
        let mut both = pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?;
        let id: i64 = sqlx::query_scalar("INSERT INTO owners (since) VALUES (?) RETURNING id")
            .bind(at.timestamp_millis())
            .fetch_one(&mut *both)
            .await
            .map_err(told)?;
        let file = lock_file(path, id);
        let from_io = |error: &std::io::Error| HistoryError::from_io(&file, error);
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let lock = options.open(&file).map_err(|error| from_io(&error))?;
        match lock.try_lock() {
            // Where there are no locks, two processes can't tell each other; one
            // works as well as ever.
            Ok(()) => {}
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(from_io(&error)),
            // The number is new, so somebody else's file has its name.
            Err(TryLockError::WouldBlock) => {
                return Err(from_io(&std::io::Error::from(std::io::ErrorKind::AddrInUse)));
            }
        }
        both.commit().await.map_err(told)?;
        Ok(Self { id, file, _lock: lock })
    }
}

fn lock_file(database: &Path, owner: i64) -> PathBuf {
    database.with_file_name(format!("owner-{owner}.lock"))
}

/// The owner whose lock file has this name.
fn owner_of(name: &OsStr) -> Option<i64> {
    name.to_str()?.strip_prefix("owner-")?.strip_suffix(".lock")?.parse().ok()
}

impl Store {
    /// Sets free the runs of processes that are gone.
    pub(crate) async fn release_stale_leases(&self) -> Result<(), HistoryError> {
        let others: Vec<i64> = sqlx::query_scalar("SELECT id FROM owners WHERE id <> ?")
            .bind(self.owner_id())
            .fetch_all(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        for other in others {
            let file = lock_file(&self.path, other);
            match is_held(&file) {
                Ok(true) => {}
                Ok(false) => {
                    self.forget(other).await?;
                    remove(&file);
                }
                // Whoever can't look takes nobody's runs.
                Err(error) => {
                    tracing::warn!(%error, path = %file.display(), "a lock can't be looked at");
                }
            }
        }
        Ok(())
    }

    /// Removes lock files of processes that nobody remembers.
    pub(crate) async fn remove_stray_locks(&self) -> Result<(), HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        // Whoever joins meanwhile makes its file within such a transaction.
        let mut alone = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?;
        let known: Vec<i64> = sqlx::query_scalar("SELECT id FROM owners")
            .fetch_all(&mut *alone)
            .await
            .map_err(told)?;
        let folder = self.path.parent().unwrap_or(Path::new("."));
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let stray = owner_of(&entry.file_name()).is_some_and(|owner| !known.contains(&owner));
            if stray && matches!(is_held(&entry.path()), Ok(false)) {
                remove(&entry.path());
            }
        }
        alone.rollback().await.map_err(told)
    }

    /// Gives what waits to whoever comes next, and takes this process off the
    /// list.
    pub(super) async fn leave(&self) -> Result<(), HistoryError> {
        let Some(owner) = &self.owner else { return Ok(()) };
        self.forget(owner.id).await?;
        remove(&owner.file);
        Ok(())
    }

    async fn forget(&self, owner: i64) -> Result<(), HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let mut both = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?;
        for statement in [
            "UPDATE runs SET owner = NULL WHERE owner = ? AND status IN ('pending', 'processing')",
            "DELETE FROM owners WHERE id = ?",
        ] {
            sqlx::query(statement).bind(owner).execute(&mut *both).await.map_err(told)?;
        }
        both.commit().await.map_err(told)
    }

    /// Whether there is anything new from other processes.
    pub(crate) async fn news(&self) -> Result<News, HistoryError> {
        let (runs, schedules) = sqlx::query_as(
            "SELECT (SELECT coalesce(sum(news + id), 0) FROM owners WHERE id <> ?), \
             (SELECT news FROM schedule_news)",
        )
        .bind(self.owner_id())
        .fetch_one(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(News { runs, schedules })
    }
}

/// A lock file that stays only wastes a name; its number never comes again.
fn remove(file: &Path) {
    if let Err(error) = std::fs::remove_file(file)
        && error.kind() != ErrorKind::NotFound
    {
        tracing::warn!(%error, path = %file.display(), "a lock file can't be removed");
    }
}
