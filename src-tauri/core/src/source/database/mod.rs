//! Tables of a database: SQLite, PostgreSQL, MySQL and MariaDB.
//!
//! One query is one read-only session with one snapshot. It runs in a task of
//! its own, which stops the query on the server when nobody takes its rows any
//! more. What of a query the database answers is decided in `render.rs`.

mod batch;
mod column;
mod error;
mod mysql;
mod postgres;
mod render;
mod sqlite;
mod statement;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::{Field, Schema, SchemaRef};
use sqlx::Connection as _;
use tokio::sync::mpsc;

pub(super) use column::{ColumnKind, TableColumn};
pub(super) use render::{Dialect, Pushed, Renderer};
use statement::Statement;

use super::settings::{ConnectionSettings, Server};
use super::{SourceError, TableKind};

/// How long a server may take to answer a new connection.
const CONNECT: Duration = Duration::from_secs(15);
/// How long a query waits for a lock that another one holds.
const LOCK: Duration = Duration::from_secs(30);
/// The same for a file, whose writers have no reason to take long.
const FILE_LOCK: Duration = Duration::from_secs(10);

/// Seconds for which a server's query waits for such a lock: half of what it may
/// take in all, so that people are told about the lock, not about the time.
fn lock_wait(server: &Server) -> u64 {
    let limit = server.statement_timeout_seconds.map_or(u64::MAX, u64::from);
    LOCK.as_secs().min((limit / 2).max(1))
}

/// Attempts at a query that a bad network stops before its first row.
const ATTEMPTS: u32 = 3;
/// Pause before the second attempt; twice that before the third.
const PAUSE: Duration = Duration::from_millis(500);
/// Batches that wait to be taken.
const AHEAD: usize = 2;

/// A database, with what it takes to get in.
#[derive(Clone)]
pub struct Database {
    settings: ConnectionSettings,
    password: Option<String>,
}

impl std::fmt::Debug for Database {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Database({})", self.settings.place())
    }
}

/// A table or view of a database.
#[derive(Debug, Clone)]
pub(super) struct FoundTable {
    pub(super) name: String,
    pub(super) kind: TableKind,
    /// About how many rows it has, where the database knows that.
    pub(super) rows: Option<u64>,
}

/// A table with its columns.
#[derive(Debug, Clone)]
pub(super) struct DatabaseTable {
    /// As the database lists it.
    pub(super) name: String,
    pub(super) columns: Vec<TableColumn>,
    /// Its name in SQL.
    sql: String,
}

impl DatabaseTable {
    /// All columns as record batches have them.
    pub(super) fn schema(&self) -> SchemaRef {
        let field = |column: &TableColumn| Field::new(&column.name, column.kind.data_type(), true);
        Arc::new(Schema::new(self.columns.iter().map(field).collect::<Vec<_>>()))
    }

    pub(super) fn column(&self, name: &str) -> Option<&TableColumn> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// Rows that are asked for.
#[derive(Debug, Clone)]
struct Wanted {
    statement: Statement,
    schema: SchemaRef,
    kinds: Vec<ColumnKind>,
}

/// What one session does: count, read, or both.
#[derive(Debug, Clone)]
struct Work {
    count: Option<Statement>,
    rows: Option<Wanted>,
}

enum Message {
    /// Number of rows that are to come.
    Total(u64),
    Batch(RecordBatch),
    /// All rows, this many, have come.
    End(u64),
}

type Sender = mpsc::Sender<Result<Message, SourceError>>;
type Receiver = mpsc::Receiver<Result<Message, SourceError>>;

/// Why a session ended early.
enum Stopped {
    /// Nobody takes its rows.
    Left,
    Sql(sqlx::Error),
    Sqlite(rusqlite::Error),
    Source(SourceError),
}

impl From<sqlx::Error> for Stopped {
    fn from(error: sqlx::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<rusqlite::Error> for Stopped {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<SourceError> for Stopped {
    fn from(error: SourceError) -> Self {
        Self::Source(error)
    }
}

async fn send(sender: &Sender, message: Message) -> Result<(), Stopped> {
    sender.send(Ok(message)).await.map_err(|_| Stopped::Left)
}

async fn finish(batches: &mut batch::Batches, sender: &Sender) -> Result<(), Stopped> {
    let total = batches.total();
    if let Some(batch) = batches.take()? {
        send(sender, Message::Batch(batch)).await?;
    }
    send(sender, Message::End(total)).await
}

fn utf8(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes)
        .map_err(|error| format!("its text isn't UTF-8 from byte {}", error.valid_up_to() + 1))
}

/// A query that has begun.
pub(super) struct Begun {
    /// Number of rows, if it was asked for.
    pub(super) total: Option<u64>,
    first: Option<RecordBatch>,
    receiver: Receiver,
}

impl Begun {
    /// The rows; an end that nobody announced is an error.
    pub(super) fn batches(
        self,
        place: String,
    ) -> impl futures::Stream<Item = Result<RecordBatch, SourceError>> + Send {
        let held = self.first.as_ref().map(|batch| batch.num_rows() as u64);
        // Without a first batch there are no rows, which has been said.
        let state = held.map(|rows| (self.receiver, rows));
        let rest = futures::stream::unfold(state, move |state| {
            let place = place.clone();
            async move {
                let (mut receiver, rows) = state?;
                let lost = |reason: String| Some((Err(SourceError::Lost { place, reason }), None));
                match receiver.recv().await {
                    Some(Ok(Message::Batch(batch))) => {
                        let rows = rows + batch.num_rows() as u64;
                        Some((Ok(batch), Some((receiver, rows))))
                    }
                    Some(Ok(Message::End(total))) if total != rows => {
                        lost(format!("{rows} of {total} rows came"))
                    }
                    Some(Ok(Message::End(_) | Message::Total(_))) => None,
                    Some(Err(error)) => Some((Err(error), None)),
                    None => lost("the session ended".to_owned()),
                }
            }
        });
        futures::StreamExt::chain(futures::stream::iter(self.first.map(Ok)), rest)
    }
}

impl Database {
    /// A database by its settings; nothing is opened yet. `None` for settings
    /// of other places.
    pub fn new(settings: &ConnectionSettings, password: Option<String>) -> Option<Self> {
        match settings {
            ConnectionSettings::Sqlite { .. }
            | ConnectionSettings::Postgres(_)
            | ConnectionSettings::Mysql(_) => Some(Self { settings: settings.clone(), password }),
            ConnectionSettings::Demo
            | ConnectionSettings::Folder { .. }
            | ConnectionSettings::ObjectStore(_) => None,
        }
    }

    /// Where it is, for messages.
    pub fn place(&self) -> String {
        self.settings.place()
    }

    pub(super) fn dialect(&self) -> Dialect {
        match &self.settings {
            ConnectionSettings::Postgres(_) => Dialect::Postgres,
            ConnectionSettings::Mysql(_) => Dialect::Mysql,
            _ => Dialect::Sqlite,
        }
    }

    /// All tables and views.
    pub(super) async fn tables(&self) -> Result<Vec<FoundTable>, SourceError> {
        match &self.settings {
            ConnectionSettings::Postgres(server) => {
                let found = async {
                    let options = postgres::options(server, self.password.as_deref());
                    let mut connection = postgres::connect(&options, server).await?;
                    let tables = postgres::tables(&mut connection).await?;
                    // What was asked for is here already.
                    let _ = connection.close().await;
                    Ok(tables)
                };
                found.await.map_err(|error| self.told(error))
            }
            ConnectionSettings::Mysql(server) => {
                let found = async {
                    let options = mysql::options(server, self.password.as_deref());
                    let mut connection = mysql::connect(&options, server).await?;
                    let tables = mysql::tables(&mut connection).await?;
                    let _ = connection.close().await;
                    Ok(tables)
                };
                found.await.map_err(|error| self.told(error))
            }
            _ => self.in_file(sqlite::tables).await,
        }
    }

    /// A table with its columns.
    pub(super) async fn table(&self, name: &str) -> Result<DatabaseTable, SourceError> {
        let found = match &self.settings {
            ConnectionSettings::Postgres(server) => {
                let found = async {
                    let options = postgres::options(server, self.password.as_deref());
                    let mut connection = postgres::connect(&options, server).await?;
                    let columns = postgres::columns(&mut connection, name).await?;
                    let _ = connection.close().await;
                    Ok(columns)
                };
                found.await.map_err(|error| self.told(error))?
            }
            ConnectionSettings::Mysql(server) => {
                let found = async {
                    let options = mysql::options(server, self.password.as_deref());
                    let mut connection = mysql::connect(&options, server).await?;
                    let columns = mysql::columns(&mut connection, name).await?;
                    let _ = connection.close().await;
                    Ok(columns)
                };
                found.await.map_err(|error| self.told(error))?
            }
            _ => {
                let table = name.to_owned();
                self.in_file(move |connection| sqlite::columns(connection, &table)).await?
            }
        };
        let (sql, columns) = found.ok_or_else(|| SourceError::NoSuchTable {
            place: self.place(),
            table: name.to_owned(),
        })?;
        Ok(DatabaseTable { name: name.to_owned(), columns, sql })
    }

    async fn in_file<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&rusqlite::Connection) -> Result<T, rusqlite::Error> + Send + 'static,
    ) -> Result<T, SourceError> {
        let path = self.path();
        let asked = tokio::task::spawn_blocking(move || ask(&sqlite::open(&path)?));
        let found = asked.await.map_err(|panic| SourceError::Engine(panic.to_string()))?;
        found.map_err(|error| error::of_sqlite(&error, &self.path()))
    }

    fn path(&self) -> PathBuf {
        match &self.settings {
            ConnectionSettings::Sqlite { path } => path.clone(),
            _ => PathBuf::new(),
        }
    }

    fn told(&self, error: sqlx::Error) -> SourceError {
        error::of_server(error, &self.settings)
    }

    /// Begins what a query asks for. A network that fails before the first row
    /// is tried again.
    pub(super) async fn begin(&self, pushed: &Pushed, counted: bool) -> Result<Begun, SourceError> {
        let rows = Wanted {
            statement: pushed.statement.clone(),
            schema: Arc::clone(&pushed.schema),
            kinds: pushed.kinds.clone(),
        };
        let count = if counted { pushed.count.clone() } else { None };
        self.attempt(Work { count, rows: Some(rows) }).await
    }

    /// The first rows of a table as it is.
    pub(super) async fn first_rows(
        &self,
        table: &DatabaseTable,
        rows: usize,
    ) -> Result<Begun, SourceError> {
        let values: Vec<String> = table
            .columns
            .iter()
            .map(|column| self.dialect().result(column.kind, &column.value))
            .collect();
        let sql = format!("SELECT {} FROM {} LIMIT {rows}", values.join(", "), table.sql);
        let rows = Wanted {
            statement: Statement { sql, parameters: Vec::new() },
            schema: table.schema(),
            kinds: table.columns.iter().map(|column| column.kind).collect(),
        };
        self.attempt(Work { count: None, rows: Some(rows) }).await
    }

    /// The number of rows that a whole query gives.
    pub(super) async fn count(&self, statement: &Statement) -> Result<u64, SourceError> {
        let work = Work { count: Some(statement.clone()), rows: None };
        Ok(self.attempt(work).await?.total.unwrap_or(0))
    }

    async fn attempt(&self, work: Work) -> Result<Begun, SourceError> {
        let mut attempt = 1;
        loop {
            match self.once(work.clone()).await {
                Err(error) if error.is_transient() && attempt < ATTEMPTS => {
                    tokio::time::sleep(PAUSE * attempt).await;
                    attempt += 1;
                }
                done => return done,
            }
        }
    }

    async fn once(&self, work: Work) -> Result<Begun, SourceError> {
        let counts = work.count.is_some();
        let reads = work.rows.is_some();
        let mut receiver = self.start(work);
        let lost =
            || SourceError::Lost { place: self.place(), reason: "the session ended".to_owned() };
        let mut total = None;
        if counts {
            match receiver.recv().await.ok_or_else(lost)?? {
                Message::Total(rows) => total = Some(rows),
                Message::Batch(_) | Message::End(_) => return Err(lost()),
            }
        }
        let mut first = None;
        if reads {
            match receiver.recv().await.ok_or_else(lost)?? {
                Message::Batch(batch) => first = Some(batch),
                Message::End(_) => {}
                Message::Total(_) => return Err(lost()),
            }
        }
        Ok(Begun { total, first, receiver })
    }

    /// Works in the background until it is done or the receiver is dropped.
    fn start(&self, work: Work) -> Receiver {
        let (sender, receiver) = mpsc::channel(AHEAD);
        let database = self.clone();
        match self.settings.clone() {
            ConnectionSettings::Postgres(server) => {
                tokio::spawn(async move { database.on_postgres(&server, &work, &sender).await });
            }
            ConnectionSettings::Mysql(server) => {
                tokio::spawn(async move { database.on_mysql(&server, &work, &sender).await });
            }
            _ => {
                tokio::spawn(async move { database.on_sqlite(work, sender).await });
            }
        }
        receiver
    }

    async fn on_postgres(&self, server: &Server, work: &Work, sender: &Sender) {
        let options = postgres::options(server, self.password.as_deref());
        let session = AtomicU64::new(0);
        let working = async {
            let mut connection = postgres::connect(&options, server).await?;
            let id: i32 =
                sqlx::query_scalar("SELECT pg_backend_pid()").fetch_one(&mut connection).await?;
            session.store(u64::try_from(id).unwrap_or(0), Ordering::Relaxed);
            postgres::work(&mut connection, work, sender).await?;
            session.store(0, Ordering::Relaxed);
            // All rows are here; how the session ends doesn't matter.
            let _ = connection.close().await;
            Ok(())
        };
        let done = tokio::select! {
            biased;
            () = sender.closed() => Err(Stopped::Left),
            done = working => done,
        };
        let session = session.into_inner();
        if matches!(done, Err(Stopped::Left)) && session != 0 {
            postgres::stop(&options, session).await;
        }
        self.tell(done, sender).await;
    }

    async fn on_mysql(&self, server: &Server, work: &Work, sender: &Sender) {
        let options = mysql::options(server, self.password.as_deref());
        let session = AtomicU64::new(0);
        let working = async {
            let mut connection = mysql::connect(&options, server).await?;
            session.store(mysql::session(&mut connection).await?, Ordering::Relaxed);
            mysql::work(&mut connection, work, sender).await?;
            session.store(0, Ordering::Relaxed);
            let _ = connection.close().await;
            Ok(())
        };
        let done = tokio::select! {
            biased;
            () = sender.closed() => Err(Stopped::Left),
            done = working => done,
        };
        let session = session.into_inner();
        if matches!(done, Err(Stopped::Left)) && session != 0 {
            mysql::stop(&options, session).await;
        }
        self.tell(done, sender).await;
    }

    async fn on_sqlite(&self, work: Work, sender: Sender) {
        let path = self.path();
        let (handle_sender, handle) = tokio::sync::oneshot::channel();
        let results = sender.clone();
        let working = tokio::task::spawn_blocking(move || {
            let connection = sqlite::open(&path)?;
            // The other end is there as long as this runs.
            let _ = handle_sender.send(connection.get_interrupt_handle());
            sqlite::work(&connection, &work, &results)
        });
        let left = async {
            let handle = handle.await;
            sender.closed().await;
            if let Ok(handle) = handle {
                handle.interrupt();
            }
            // The thread ends at its next row.
            std::future::pending::<()>().await;
        };
        let done = tokio::select! {
            done = working => done,
            () = left => return,
        };
        let done = done
            .unwrap_or_else(|panic| Err(Stopped::Source(SourceError::Engine(panic.to_string()))));
        self.tell(done, &sender).await;
    }

    async fn tell(&self, done: Result<(), Stopped>, sender: &Sender) {
        let error = match done {
            Ok(()) | Err(Stopped::Left) => return,
            Err(Stopped::Sql(error)) => self.told(error),
            Err(Stopped::Sqlite(error)) => error::of_sqlite(&error, &self.path()),
            Err(Stopped::Source(error)) => error,
        };
        // Nobody hears it only if nobody waits any more.
        let _ = sender.send(Err(error)).await;
    }
}
