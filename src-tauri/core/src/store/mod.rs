//! The history: exports, runs with their logs, settings, the draft and the
//! connections, in one SQLite database.
//!
//! SQLite is the truth: whatever is told as done stands in it, so that the
//! program can be killed at any moment. One file a table; nothing here knows
//! how an export is run. A database that isn't ours, is damaged or comes from
//! a newer version is only ever read.

mod connections;
mod deliveries;
mod drafts;
mod error;
mod exports;
mod list;
mod outbox;
mod owners;
mod recipes;
mod run_files;
mod run_log;
mod runs;
mod schedules;
mod settings;
mod single;
mod slots;
mod targets;
mod zones;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection as _, SqliteConnection, SqlitePool};

pub use connections::{Connection, ConnectionInput, DEMO_CONNECTION};
pub use deliveries::{Delivery, DeliveryStatus};
pub(crate) use deliveries::{DeliveryPlace, OpenDelivery};
pub use drafts::Draft;
pub use error::HistoryError;
pub(crate) use exports::{NewExport, StoredExport};
pub(crate) use list::Moment;
pub use list::{ExportOrder, ExportPage, ExportQuery, ExportRow, ExportStatus};
pub(crate) use outbox::{Recipient, ToldRun, Waiting};
pub(crate) use owners::News;
use owners::Owner;
pub(crate) use run_files::RunFile;
pub use run_log::{LogLevel, LogLine};
pub(crate) use runs::{Begun, QueuedRun, RunEnd, StartedRun};
pub use runs::{RunRow, RunStatus, Trigger};
pub(crate) use schedules::StoredSchedule;
pub use settings::{FormatPreset, Settings, Theme};
pub(crate) use slots::{NewRun, SlotClaim};
pub use targets::{SavedTarget, TargetInput};
pub(crate) use zones::UsedRules;
pub use zones::ZoneNote;

/// The database's name in the engine's folder.
const FILE: &str = "history.db";
/// How long a write waits for another process; long enough for slow disks under
/// load.
const BUSY: Duration = Duration::from_secs(20);

static MIGRATIONS: Migrator = sqlx::migrate!();

/// The open history.
#[derive(Debug, Clone)]
pub(crate) struct Store {
    pool: SqlitePool,
    path: PathBuf,
    owner: Arc<Owner>,
}

impl Store {
    /// Opens the history in `home`, which is made if it isn't there.
    pub(crate) async fn open(home: &Path, now: DateTime<Utc>) -> Result<Self, HistoryError> {
        std::fs::create_dir_all(home).map_err(|error| HistoryError::from_io(home, &error))?;
        let path = home.join(FILE);
        let exists = match std::fs::metadata(&path) {
            Ok(found) => found.len() > 0,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
            Err(error) => return Err(HistoryError::from_io(&path, &error)),
        };
        if exists {
            check(&path).await?;
        }
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY);
        let pool = SqlitePoolOptions::new()
            .max_connections(4)
            .connect_with(options)
            .await
            .map_err(|error| HistoryError::from_database(&path, &error))?;
        migrate(&pool).await.map_err(|error| HistoryError::from_migration(&path, &error))?;
        let owner = Arc::new(Owner::join(&pool, &path, now).await?);
        Ok(Self { pool, path, owner })
    }

    /// Writes everything to the database itself and closes it.
    pub(crate) async fn close(&self) {
        // Without it, the next process finds that this one is gone.
        let _ = self.leave().await;
        self.pool.close().await;
    }

    fn told(&self, error: &sqlx::Error) -> HistoryError {
        HistoryError::from_database(&self.path, error)
    }

    fn damaged(&self, reason: impl Into<String>) -> HistoryError {
        HistoryError::damaged(&self.path, reason)
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
        return Ok(());
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
