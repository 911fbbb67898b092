//! The history: exports, runs with their logs, settings, the draft and the
//! connections, in one SQLite database.
//!
//! SQLite is the truth: whatever is told as done stands in it, so that the
//! program can be killed at any moment. One file a table; nothing here knows
//! how an export is run. A database that isn't ours, is damaged or comes from
//! a newer version is only ever read.

mod answers;
mod artifacts;
mod connections;
mod deadlines;
mod deliveries;
mod drafts;
mod error;
mod exports;
mod heartbeats;
mod list;
mod outbox;
mod processes;
mod profiles;
mod recipes;
mod run_files;
mod run_log;
mod runs;
mod schedule_claims;
mod schedules;
mod sequences;
mod settings;
mod singleton;
mod tags;
mod targets;
mod text;
mod uploads;
mod watermarks;
mod zones;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection as _, SqliteConnection, SqlitePool};

pub use answers::{Answer, AnswerStatus};
pub(crate) use answers::{AnswerEnd, NewAnswer, SeenAnswer, WaitingAnswer};
pub use connections::{Connection, ConnectionInput, DEMO_CONNECTION};
pub use deliveries::{Delivery, DeliveryStatus};
pub(crate) use deliveries::{DeliveryPlace, OpenDelivery};
pub use drafts::Draft;
pub use error::HistoryError;
pub(crate) use exports::{NewExport, StoredExport};
pub(crate) use heartbeats::WaitingCall;
pub(crate) use list::Moment;
pub use list::{ExportOrder, ExportPage, ExportQuery, ExportRow, ExportStatus};
pub(crate) use outbox::{Outcome, Recipient, ToldRun, Waiting};
pub(crate) use processes::News;
use processes::Owner;
pub use profiles::{ProfileInput, ProfileUse, ProfileVersion, SavedProfile};
pub(crate) use run_files::RunFile;
pub use run_log::{LogLevel, LogLine};
pub(crate) use runs::{QueuedRun, RunEnd, RunStart, StartedRun};
pub use runs::{RunRow, RunStatus, Trigger};
pub(crate) use schedule_claims::{NewRun, SlotClaim};
pub(crate) use schedules::{Schedules, StoredSchedule};
pub(crate) use sequences::Reservation;
pub use sequences::{LAST_NUMBER, SequenceRow};
pub use settings::{FormatPreset, Language, Settings, Theme};
pub use tags::{ExportTags, TagUse};
pub use targets::{SavedTarget, TargetInput};
pub(crate) use uploads::LeftUpload;
pub use watermarks::{NamedWatermark, Watermark};
pub use zones::ZoneNote;

use crate::private_file::create_private_folder;

/// The database's name in the engine's folder.
const FILE: &str = "history.db";
/// What the names of folders begin with in which a history is made.
const UNFINISHED: &str = ".new-history-";
/// Pages of the write-ahead log, 1 MB, after which it is written to the database
/// and begins again. SQLite's own 4 MB may be all that a small disk has left, and
/// a log that has filled the disk never becomes so long.
const WAL_PAGES: &str = "250";
/// How long a write waits for another process; long enough for slow disks under
/// load.
const BUSY: Duration = Duration::from_secs(20);

static MIGRATIONS: Migrator = sqlx::migrate!();

/// The open history.
#[derive(Debug, Clone)]
pub(crate) struct Store {
    pool: SqlitePool,
    path: PathBuf,
    /// None where this process has no runs.
    owner: Option<Arc<Owner>>,
}

impl Store {
    /// Opens the history in `home`, which is made if it isn't there.
    pub(crate) async fn open(home: &Path, now: DateTime<Utc>) -> Result<Self, HistoryError> {
        let path = home.join(FILE);
        let pool = open_database(home, &path).await?;
        let owner = Arc::new(Owner::join(&pool, &path, now).await?);
        Ok(Self { pool, path, owner: Some(owner) })
    }

    /// Opens the history in `home` for a command that looks things up or saves
    /// them and has no runs: no other process hears of it.
    pub(crate) async fn open_without_runs(home: &Path) -> Result<Self, HistoryError> {
        let path = home.join(FILE);
        let pool = open_database(home, &path).await?;
        Ok(Self { pool, path, owner: None })
    }

    /// Number of this process among those that have runs; no run has the number
    /// of a process that has none.
    fn owner_id(&self) -> i64 {
        self.owner.as_ref().map_or(0, |owner| owner.id)
    }

    /// Writes everything to the database itself and closes it.
    pub(crate) async fn close(&self) {
        if let Err(error) = self.leave().await {
            // The next process finds that this one is gone.
            tracing::warn!(%error, "this process can't be taken off the history's list");
        }
        self.pool.close().await;
    }

    /// Gives the space of the write-ahead log back, as far as that can be done
    /// while the disk is full.
    pub(crate) async fn make_room(&self) {
        let done = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.pool).await;
        if let Err(error) = done {
            tracing::debug!(%error, "the history can't be made smaller");
        }
    }

    fn told(&self, error: &sqlx::Error) -> HistoryError {
        HistoryError::from_database(&self.path, error)
    }

    fn damaged(&self, reason: impl Into<String>) -> HistoryError {
        HistoryError::damaged(&self.path, reason)
    }
}

/// Opens the database, which is made if it isn't there.
async fn open_database(home: &Path, path: &Path) -> Result<SqlitePool, HistoryError> {
    create_private_folder(home).map_err(|error| HistoryError::from_io(home, &error))?;
    match std::fs::metadata(path) {
        // SQLite takes an empty file for a new database and would forget, too,
        // what still stands in the journal beside it.
        Ok(found) if found.len() == 0 => {
            return Err(HistoryError::damaged(path, "it is an empty file"));
        }
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => create(home, path).await?,
        Err(error) => return Err(HistoryError::from_io(path, &error)),
    }
    make_private(path);
    check(path).await?;
    let pool = SqlitePoolOptions::new()
        .max_connections(4)
        // SQLite ends a transaction by itself when the disk is full, and sqlx then
        // believes for ever that the connection is still within it: no later
        // transaction could begin on it.
        .after_release(|connection, _| {
            Box::pin(async move {
                connection.ping().await?;
                Ok(!connection.is_in_transaction())
            })
        })
        .connect_with(options(path))
        .await
        .map_err(|error| HistoryError::from_database(path, &error))?;
    migrate(&pool).await.map_err(|error| HistoryError::from_migration(path, &error))?;
    Ok(pool)
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("wal_autocheckpoint", WAL_PAGES)
        .busy_timeout(BUSY)
}

/// Makes a new history under another name and then gives it its own, so that
/// what stands there is always whole: an empty file is a damaged one.
async fn create(home: &Path, path: &Path) -> Result<(), HistoryError> {
    remove_unfinished(home);
    let from_io = |error: &std::io::Error| HistoryError::from_io(path, error);
    // What another history hasn't taken in yet would be taken into the new one. Those that come
    // later are of a process that is quicker.
    let sides = ["-wal", "-shm"].map(|suffix| with_suffix(path, suffix));
    let left: Vec<PathBuf> = sides.into_iter().filter(|side| side.exists()).collect();
    let new = tempfile::Builder::new()
        .prefix(UNFINISHED)
        .tempdir_in(home)
        .map_err(|error| from_io(&error))?;
    let made = new.path().join(FILE);
    // It lives for a moment and in one process: no journal is left beside it.
    let quick = options(&made).create_if_missing(true).journal_mode(SqliteJournalMode::Delete);
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .connect_with(quick)
        .await
        .map_err(|error| HistoryError::from_database(path, &error))?;
    let migrated = MIGRATIONS.run(&pool).await;
    pool.close().await;
    migrated.map_err(|error| HistoryError::from_migration(path, &error))?;
    make_private(&made);
    std::fs::File::open(&made).and_then(|file| file.sync_all()).map_err(|error| from_io(&error))?;
    let made = tempfile::TempPath::try_from_path(made).map_err(|error| from_io(&error))?;
    if !path.exists() {
        for side in &left {
            let mut kept = side.clone().into_os_string();
            kept.push(".old");
            match std::fs::rename(side, kept) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(from_io(&error)),
                Ok(()) | Err(_) => {}
            }
        }
    }
    match made.persist_noclobber(path) {
        Ok(()) => Ok(()),
        // Another process was quicker; its history is as new.
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists || path.exists() => Ok(()),
        // Some file systems know no rename that keeps what is there.
        Err(error) => error.path.persist(path).map_err(|error| from_io(&error.error)),
    }
}

/// Removes what is left of a process that was killed while it made a history.
fn remove_unfinished(home: &Path) {
    for entry in std::fs::read_dir(home).into_iter().flatten().flatten() {
        let is_unfinished =
            entry.file_name().to_str().is_some_and(|name| name.starts_with(UNFINISHED));
        let age = entry.metadata().and_then(|found| found.modified());
        let is_old = age.is_ok_and(|at| at.elapsed().is_ok_and(|age| age > BUSY * 3));
        if is_unfinished
            && is_old
            && let Err(error) = std::fs::remove_dir_all(entry.path())
        {
            tracing::warn!(%error, path = %entry.path().display(), "a leftover can't be removed");
        }
    }
}

/// Lets nobody but the user read the history, also one that an earlier version
/// made. SQLite gives the files beside it the same permissions.
fn make_private(path: &Path) {
    #[cfg(unix)]
    for suffix in ["", "-wal", "-shm"] {
        use std::os::unix::fs::PermissionsExt;
        let file = with_suffix(path, suffix);
        let Ok(found) = std::fs::metadata(&file) else { continue };
        let mode = found.permissions().mode();
        if mode.trailing_zeros() >= 6 {
            continue;
        }
        let only_user = std::fs::Permissions::from_mode(mode & 0o700);
        if let Err(error) = std::fs::set_permissions(&file, only_user) {
            tracing::warn!(%error, path = %file.display(), "others may read the history");
        }
    }
}

/// Another process may open a new history at the same time; what it was quicker
/// to do is then found done.
async fn migrate(pool: &SqlitePool) -> Result<(), MigrateError> {
    for _ in 0..3 {
        if MIGRATIONS.run(pool).await.is_ok() {
            return Ok(());
        }
    }
    MIGRATIONS.run(pool).await
}

/// Looks at a database without changing it: whether it is one, is whole, is a
/// history, and is none of a newer version.
async fn check(path: &Path) -> Result<(), HistoryError> {
    let told = |error: &sqlx::Error| HistoryError::from_database(path, error);
    let options = SqliteConnectOptions::new().filename(path).read_only(true).busy_timeout(BUSY);
    let mut connection = options.connect().await.map_err(|error| told(&error))?;
    let checked = check_content(path, &mut connection).await;
    connection.close().await.map_err(|error| told(&error))?;
    checked
}

async fn check_content(path: &Path, connection: &mut SqliteConnection) -> Result<(), HistoryError> {
    let told = |error: sqlx::Error| HistoryError::from_database(path, &error);
    let verdict: String = sqlx::query_scalar("PRAGMA quick_check(1)")
        .fetch_one(&mut *connection)
        .await
        .map_err(told)?;
    if verdict != "ok" {
        return Err(HistoryError::damaged(path, verdict));
    }
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table'")
            .fetch_all(&mut *connection)
            .await
            .map_err(told)?;
    if tables.is_empty() {
        return Err(HistoryError::damaged(path, "there is nothing in it"));
    }
    if !tables.iter().any(|table| table == "_sqlx_migrations") {
        return Err(HistoryError::damaged(path, "it belongs to another program"));
    }
    let versions: Vec<i64> = sqlx::query_scalar("SELECT version FROM _sqlx_migrations")
        .fetch_all(connection)
        .await
        .map_err(told)?;
    if versions.iter().any(|version| !MIGRATIONS.version_exists(*version)) {
        return Err(HistoryError::Newer { path: path.to_owned() });
    }
    Ok(())
}

/// Gives the history in `home` another name, with the time, so that a new one
/// can begin. Gives its new path.
pub fn move_aside(home: &Path, now: DateTime<Utc>) -> Result<PathBuf, HistoryError> {
    let path = home.join(FILE);
    let stem = format!("history-{}", now.format("%Y-%m-%dT%H-%M-%SZ"));
    let mut number = 1;
    let target = loop {
        let name = if number == 1 { format!("{stem}.db") } else { format!("{stem} ({number}).db") };
        let target = home.join(name);
        if !target.exists() {
            break target;
        }
        number += 1;
    };
    std::fs::rename(&path, &target).map_err(|error| HistoryError::from_io(&path, &error))?;
    // What isn't in the database itself yet stands in these.
    for suffix in ["-wal", "-shm"] {
        let side = with_suffix(&path, suffix);
        match std::fs::rename(&side, with_suffix(&target, suffix)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(HistoryError::from_io(&side, &error));
            }
            Ok(()) | Err(_) => {}
        }
    }
    Ok(target)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Instants are stored in milliseconds.
fn instant(milliseconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(milliseconds).unwrap_or(DateTime::UNIX_EPOCH)
}

/// Counts are never negative in the database, nor beyond its numbers.
fn count(stored: i64) -> u64 {
    u64::try_from(stored).unwrap_or(0)
}

fn stored(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
