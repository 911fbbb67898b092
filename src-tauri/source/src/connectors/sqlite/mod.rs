//! SQLite, read by rusqlite in a thread of its own.

mod dialect;
mod error;
mod schema;
mod values;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Statement as Prepared, ToSql, params_from_iter};

use self::dialect::SqliteDialect;
use super::{Connector, PlaceKind};
use crate::settings::{ConnectionSettings, SettingProblem};
use crate::sql::batch::Batches;
use crate::sql::dialect::SqlDialect;
use crate::sql::held::Held;
use crate::sql::statement::{Parameter, Statement};
use crate::sql::{Database, DatabaseTable, FoundTable, Head, Message, Sender, SqlConnector, Work};
use crate::{SourceError, blocking};

/// How long a lock is waited for: writers of a file have no reason to take long.
const LOCK: Duration = Duration::from_secs(10);
/// How long opening the file may take, with such a lock: a folder on a network
/// may be gone.
const OPEN: Duration = Duration::from_mins(1);

/// How long a query may do nothing: reads of a disk that is gone never end.
const STUCK: Duration = Duration::from_mins(10);
/// Time between two looks at what a query does.
const LOOK: Duration = Duration::from_secs(10);
/// Steps of SQLite's machine after which it shows that it works.
const STEPS: i32 = 1_000_000;

/// The settings of a SQLite file.
pub(super) struct SqlitePlace<'a>(pub(super) &'a Path);

#[async_trait]
impl PlaceKind for SqlitePlace<'_> {
    fn place(&self) -> String {
        self.0.display().to_string()
    }

    async fn checked(&self) -> Result<ConnectionSettings, SettingProblem> {
        let file = self.0.to_owned();
        let found = blocking(move || {
            let told = |error: std::io::Error| SourceError::Unreadable {
                path: file.clone(),
                reason: error.to_string(),
            };
            // Opening what isn't a file may wait without end.
            Sqlite::new(file.clone()).refused()?;
            std::fs::File::open(&file).map_err(told)?;
            std::path::absolute(&file).map_err(told)
        });
        Ok(ConnectionSettings::Sqlite { path: found.await? })
    }

    async fn connect(&self, _: Option<String>) -> Result<Arc<dyn Connector>, SourceError> {
        Ok(Arc::new(Database::new(Sqlite::new(self.0.to_owned()))))
    }
}

/// A SQLite file, which is only read.
#[derive(Debug, Clone)]
struct Sqlite {
    path: PathBuf,
    /// The file as all queries have opened it, where they are to see one snapshot.
    held: Option<Arc<Held<Connection>>>,
}

/// Why a query ended early.
enum Ended {
    /// Nobody takes its rows.
    Left,
    Sqlite(rusqlite::Error),
    Source(SourceError),
}

impl From<rusqlite::Error> for Ended {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<SourceError> for Ended {
    fn from(error: SourceError) -> Self {
        Self::Source(error)
    }
}

/// Opens the file for reading only.
fn open(path: &Path) -> Result<Connection, rusqlite::Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(LOCK)?;
    connection.pragma_update(None, "query_only", true)?;
    // Views of the file may not call anything that could do harm.
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    // From here on everything is of one moment.
    connection.execute_batch("BEGIN")?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(connection)
}

impl Sqlite {
    fn new(path: PathBuf) -> Self {
        Self { path, held: None }
    }

    /// The file in a new transaction, or in the one that all queries share.
    fn opened(&self) -> Result<Connection, Ended> {
        self.refused()?;
        let Some(held) = &self.held else { return Ok(open(&self.path)?) };
        if let Some(connection) = held.take(&self.path.display().to_string())? {
            return Ok(connection);
        }
        let opened = open(&self.path);
        if opened.is_err() {
            held.is_unbegun();
        }
        Ok(opened?)
    }

    /// Gives the file to the next query, if others go on in its transaction.
    fn release(&self, connection: Connection) {
        if let Some(held) = &self.held {
            held.give(connection);
        }
    }

    fn told(&self, error: &rusqlite::Error) -> SourceError {
        error::told(error, &self.path)
    }

    /// What would be waited for without end.
    fn refused(&self) -> Result<(), SourceError> {
        match std::fs::metadata(&self.path) {
            Ok(found) if !found.is_file() => Err(SourceError::Unreadable {
                path: self.path.clone(),
                reason: "it is no file".to_owned(),
            }),
            _ => Ok(()),
        }
    }

    /// Does something with the file in a thread of its own.
    async fn ask<T: Send + 'static>(
        &self,
        asking: impl FnOnce(&Connection) -> Result<T, rusqlite::Error> + Send + 'static,
    ) -> Result<T, SourceError> {
        let this = self.clone();
        let asked = tokio::task::spawn_blocking(move || {
            let file = this.opened().map_err(|ended| this.ended(ended))?;
            let asked = asking(&file).map_err(|error| this.told(&error))?;
            this.release(file);
            Ok(asked)
        });
        match tokio::time::timeout(OPEN, asked).await {
            Ok(asked) => asked.map_err(|panic| SourceError::Engine(panic.to_string()))?,
            Err(_) => Err(self.silent(OPEN)),
        }
    }

    /// Why a question has no answer.
    fn ended(&self, ended: Ended) -> SourceError {
        match ended {
            Ended::Sqlite(error) => self.told(&error),
            Ended::Source(error) => error,
            Ended::Left => SourceError::Engine("nobody waits".to_owned()),
        }
    }

    fn silent(&self, time: Duration) -> SourceError {
        let reason = format!("its disk gave nothing for {} s", time.as_secs());
        SourceError::Silent { place: self.path.display().to_string(), reason }
    }
}

#[async_trait]
impl SqlConnector for Sqlite {
    fn place(&self) -> String {
        self.path.display().to_string()
    }

    fn dialect(&self) -> &'static dyn SqlDialect {
        &SqliteDialect
    }

    fn is_remote(&self) -> bool {
        false
    }

    fn held(&self) -> Option<Arc<dyn SqlConnector>> {
        Some(Arc::new(Self { path: self.path.clone(), held: Some(Arc::default()) }))
    }

    fn is_held(&self) -> bool {
        self.held.is_some()
    }

    async fn tables(&self) -> Result<Vec<FoundTable>, SourceError> {
        self.ask(schema::tables).await
    }

    async fn table(&self, name: &str) -> Result<Option<DatabaseTable>, SourceError> {
        let name = name.to_owned();
        self.ask(move |file| schema::table(file, &name)).await
    }

    async fn work(&self, work: Work, sender: Sender) {
        let this = self.clone();
        let (handle_sender, handle) = tokio::sync::oneshot::channel();
        let (results, pulse) = (sender.clone(), Arc::new(Pulse::default()));
        let beating = Arc::clone(&pulse);
        let working = tokio::task::spawn_blocking(move || {
            let file = this.opened()?;
            let steps = Arc::clone(&beating);
            file.progress_handler(
                STEPS,
                Some(move || {
                    steps.beats.fetch_add(1, Ordering::Relaxed);
                    false
                }),
            )?;
            // The other end is there as long as this runs.
            let _ = handle_sender.send(file.get_interrupt_handle());
            let last = carry_out(&file, &work, &results, &beating)?;
            // Whoever hears that all rows have come may ask the next question at once.
            this.release(file);
            last.into_iter().try_for_each(|message| send(message, &results, &beating))
        });
        let watching = async {
            let Ok(handle) = tokio::time::timeout(OPEN, handle).await else { return Some(OPEN) };
            let stuck = tokio::select! {
                () = sender.closed() => None,
                () = pulse.stops() => Some(STUCK),
            };
            if let Ok(handle) = handle {
                handle.interrupt();
            }
            stuck
        };
        let done = tokio::select! {
            done = working => done,
            stuck = watching => {
                // The thread ends at its next row, if it can.
                if let Some(time) = stuck {
                    let _ = sender.send(Err(self.silent(time))).await;
                }
                return;
            }
        };
        let error = match done {
            Ok(Ok(()) | Err(Ended::Left)) => return,
            Ok(Err(ended)) => self.ended(ended),
            Err(panic) => SourceError::Engine(panic.to_string()),
        };
        // Nobody hears it only if nobody waits any more.
        let _ = sender.send(Err(error)).await;
    }
}

/// Shows that a query works.
#[derive(Debug, Default)]
struct Pulse {
    beats: AtomicU64,
    /// While its rows wait to be taken it has nothing to do.
    is_sending: AtomicBool,
}

impl Pulse {
    /// Comes back when the query has done nothing for long.
    async fn stops(&self) {
        let (mut last, mut since) = (0, Instant::now());
        loop {
            tokio::time::sleep(LOOK).await;
            let beats = self.beats.load(Ordering::Relaxed);
            if beats != last || self.is_sending.load(Ordering::Relaxed) {
                (last, since) = (beats, Instant::now());
            }
            if since.elapsed() > STUCK {
                return;
            }
        }
    }
}

struct Bound<'a>(&'a Parameter);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::ToSqlOutput::Borrowed;
        Ok(match self.0 {
            Parameter::Text(text) | Parameter::Decimal(text) => {
                Borrowed(ValueRef::Text(text.as_bytes()))
            }
            Parameter::Bytes(bytes) => Borrowed(ValueRef::Blob(bytes)),
            Parameter::Integer(number) => Borrowed(ValueRef::Integer(*number)),
            Parameter::Float(number) => Borrowed(ValueRef::Real(*number)),
            // Days and instants have many forms in a file; they are tested here.
            Parameter::Day(_) | Parameter::Instant(_) => Borrowed(ValueRef::Null),
        })
    }
}

fn prepare<'c>(
    connection: &'c Connection,
    statement: &Statement,
) -> Result<Prepared<'c>, rusqlite::Error> {
    connection.prepare(&statement.sql)
}

/// Sends what a query gives. Blocks.
fn send(message: Message, sender: &Sender, pulse: &Pulse) -> Result<(), Ended> {
    pulse.is_sending.store(true, Ordering::Relaxed);
    let sent = sender.blocking_send(Ok(message)).map_err(|_| Ended::Left);
    pulse.is_sending.store(false, Ordering::Relaxed);
    pulse.beats.fetch_add(1, Ordering::Relaxed);
    sent
}

/// Carries out a query and sends what it gives, but for what is to be sent last. Blocks.
fn carry_out(
    file: &Connection,
    work: &Work,
    sender: &Sender,
    pulse: &Pulse,
) -> Result<Vec<Message>, Ended> {
    let send = |message: Message| send(message, sender, pulse);
    let mut total = None;
    if let Some(count) = &work.count {
        let mut query = prepare(file, count)?;
        let counted: i64 = query
            .query_row(params_from_iter(count.parameters.iter().map(Bound)), |row| row.get(0))?;
        total = u64::try_from(counted).ok();
    }
    let schema = work.rows.as_ref().map(|wanted| wanted.schema.clone());
    let schema = schema.unwrap_or_else(|| datafusion::arrow::datatypes::Schema::empty().into());
    let head = Message::Head(Head { total, schema, snapshot: None });
    let Some(wanted) = &work.rows else { return Ok(vec![head]) };
    send(head)?;
    let mut batches =
        Batches::new(&wanted.table, wanted.schema.clone(), &wanted.kinds, &wanted.rounded);
    let mut query = prepare(file, &wanted.statement)?;
    let parameters = params_from_iter(wanted.statement.parameters.iter().map(Bound));
    let mut rows = query.query(parameters)?;
    while let Some(row) = rows.next()? {
        batches.push(|index, cells| {
            let value = row.get_ref(index).map_err(|error| error.to_string())?;
            values::put(value, wanted.kinds[index], cells)
        })?;
        if batches.is_full()
            && let Some(batch) = batches.take()?
        {
            send(Message::Batch(batch))?;
        }
    }
    let total = batches.total();
    let last = batches.take()?.map(Message::Batch);
    Ok(last.into_iter().chain([Message::End(total)]).collect())
}
