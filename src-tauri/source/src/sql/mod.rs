//! What tables of databases have in common, whichever database it is.
//!
//! One query is one read-only transaction with one snapshot. It runs in a task of
//! its own, which stops the query on the server when nobody takes its rows any
//! more. What of a query the database answers is decided in `render.rs`.

pub(super) mod batch;
pub(super) mod column;
mod deadlines;
pub(super) mod dialect;
pub(super) mod error;
pub(super) mod held;
mod render;
pub(super) mod sessions;
pub(super) mod statement;
mod table;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::{Schema, SchemaRef};
use futures::TryStreamExt;
use serde::Serialize;
use tokio::sync::mpsc;

pub use batch::Rounded;
use column::{ColumnKind, TableColumn};
use dialect::SqlDialect;
use render::{Pushed, Renderer};
use statement::Statement;
use table::SqlTable;

use super::change_guard::ReadProgress;
use super::connectors::{Connector, OpenRequest, OpenTable, ReadOptions, TableColumns};
use super::introspect::{SourceColumn, SourceTable};
use super::listing::column_types;
use super::settings::Server;
use super::{SourceError, TableKind};
use crate::catalog::FieldType;

/// How long a query waits for a lock that another one holds.
const LOCK: Duration = Duration::from_secs(30);

/// Seconds for which a server's query waits for such a lock: half of what it may
/// take in all, so that people are told about the lock, not about the time.
pub(super) fn lock_wait(server: &Server) -> u64 {
    let limit = server.statement_timeout_seconds.map_or(u64::MAX, u64::from);
    LOCK.as_secs().min((limit / 2).max(1))
}

/// Attempts at a query that a bad network stops before its first row.
const ATTEMPTS: u32 = 3;
/// Pause before the second attempt; twice that before the third.
const PAUSE: Duration = Duration::from_millis(500);
/// Attempts begin only within this time: whoever has waited is told.
const PATIENCE: Duration = Duration::from_secs(10);
/// Batches that wait to be taken.
const AHEAD: usize = 2;
/// How long what was found of tables and columns is taken for true. Queries
/// notice when it isn't, and a run looks anew.
const FRESH: Duration = Duration::from_mins(1);

/// What a kind of database does.
#[async_trait]
pub(super) trait SqlConnector: Send + Sync + std::fmt::Debug {
    /// Where it is, for messages.
    fn place(&self) -> String;

    fn dialect(&self) -> &'static dyn SqlDialect;

    /// Whether asking for tables and columns takes so long that what was found is
    /// kept for a while.
    fn is_remote(&self) -> bool;

    /// All tables and views.
    async fn tables(&self) -> Result<Vec<FoundTable>, SourceError>;

    /// A table with its columns; nothing if it isn't there.
    async fn table(&self, name: &str) -> Result<Option<DatabaseTable>, SourceError>;

    /// What is asked from now on is of the data as it is now.
    fn look_anew(&self) {}

    /// The same database, all of whose questions are answered in one transaction, one
    /// after another; none where it has no such transaction.
    fn held(&self) -> Option<Arc<dyn SqlConnector>> {
        None
    }

    /// Whether this is such a one.
    fn is_held(&self) -> bool {
        false
    }

    /// Counts and reads in one snapshot until it is done or the receiver is
    /// dropped: what was asked for, or an error, goes to `sender`.
    async fn work(&self, work: Work, sender: Sender);
}

/// A database, with what it takes to get in. Its clones share their sessions and
/// what is known of its tables.
#[derive(Debug, Clone)]
pub(super) struct Database {
    connector: Arc<dyn SqlConnector>,
    known: Arc<Mutex<Known>>,
}

/// What was found of a database, and when.
#[derive(Debug, Default)]
struct Known {
    tables: Option<(Instant, Vec<FoundTable>)>,
    columns: HashMap<String, (Instant, DatabaseTable)>,
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
    pub(super) sql: String,
    /// Where the database can tell which of its rows changed since a snapshot: what the
    /// table and its columns are, whatever they are called.
    pub(super) changes_of: Option<String>,
    /// Whether one transaction reads it as it is at one moment.
    pub(super) is_transactional: bool,
    /// The version that `sql` names, where the table's format keeps earlier ones.
    pub(super) version: Option<TableVersion>,
}

/// A version of a table whose format keeps earlier ones: whatever is written meanwhile,
/// all that is read is of this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableVersion {
    /// `delta` or `iceberg`.
    pub format: &'static str,
    /// Delta's version or the id of Iceberg's snapshot, in digits.
    pub version: String,
}

impl DatabaseTable {
    /// All columns as record batches have them.
    pub(super) fn schema(&self) -> SchemaRef {
        let field = |column: &TableColumn| column.kind.arrow_field(&column.name);
        Arc::new(Schema::new(self.columns.iter().map(field).collect::<Vec<_>>()))
    }

    pub(super) fn column(&self, name: &str) -> Option<&TableColumn> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// Rows that are asked for.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// Name of the table, for messages.
    pub(super) table: String,
    pub(super) statement: Statement,
    /// Asks for the size of numbers whose columns don't tell it.
    pub(super) measure: Option<Statement>,
    pub(super) schema: SchemaRef,
    pub(super) kinds: Vec<ColumnKind>,
    pub(super) rounded: Rounded,
    /// Whether the snapshot is wanted, too.
    pub(super) snapshot: bool,
    /// Whether all rows of an export are wanted, so that there may be very many.
    pub(super) is_export: bool,
    /// Where a server that works for long says how far it is.
    pub(super) progress: Arc<ReadProgress>,
}

/// What else is asked for with the rows of a query.
pub(super) struct Besides<'a> {
    /// Their number.
    pub(super) count: bool,
    /// The snapshot that they are of.
    pub(super) snapshot: bool,
    /// Whether all rows of an export are wanted.
    pub(super) is_export: bool,
    pub(super) progress: &'a Arc<ReadProgress>,
}

impl Wanted {
    /// The answer's schema, once all kinds are known.
    fn settled(&self, kinds: &[ColumnKind]) -> SchemaRef {
        let fields = self.schema.fields().iter().zip(kinds);
        let fields = fields.map(|(field, kind)| (**field).clone().with_data_type(kind.data_type()));
        Arc::new(Schema::new(fields.collect::<Vec<_>>()))
    }
}

/// What one session does: count, read, or both.
#[derive(Debug, Clone)]
pub(super) struct Work {
    pub(super) count: Option<Statement>,
    pub(super) rows: Option<Wanted>,
}

/// What is known before the first row.
pub(super) struct Head {
    /// Number of rows that are to come.
    pub(super) total: Option<u64>,
    pub(super) schema: SchemaRef,
    pub(super) snapshot: Option<String>,
}

pub(super) enum Message {
    Head(Head),
    Batch(RecordBatch),
    /// All rows, this many, have come.
    End(u64),
}

pub(super) type Sender = mpsc::Sender<Result<Message, SourceError>>;
type Receiver = mpsc::Receiver<Result<Message, SourceError>>;

/// Why a session ended early.
pub(super) enum Stopped {
    /// Nobody takes its rows.
    Left,
    Sql(sqlx::Error),
    /// The server stopped answering: what was waited for.
    Silent(String),
    Source(SourceError),
}

impl From<sqlx::Error> for Stopped {
    fn from(error: sqlx::Error) -> Self {
        Self::Sql(error)
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

pub(super) fn utf8(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes)
        .map_err(|error| format!("its text isn't UTF-8 from byte {}", error.valid_up_to() + 1))
}

/// A query that has begun.
pub(super) struct Started {
    /// Number of rows, if it was asked for.
    pub(super) total: Option<u64>,
    /// Columns of the answer.
    pub(super) schema: SchemaRef,
    /// The snapshot, if it was asked for and there is one.
    pub(super) snapshot: Option<String>,
    /// Columns whose numbers had to be rounded, once all rows have come.
    pub(super) rounded: Rounded,
    first: Option<RecordBatch>,
    receiver: Receiver,
}

impl Started {
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
                    Some(Ok(Message::End(_) | Message::Head(_))) => None,
                    Some(Err(error)) => Some((Err(error), None)),
                    None => lost("the session ended".to_owned()),
                }
            }
        });
        futures::StreamExt::chain(futures::stream::iter(self.first.map(Ok)), rest)
    }
}

impl Database {
    /// Nothing is opened yet.
    pub(super) fn new(connector: impl SqlConnector + 'static) -> Self {
        Self { connector: Arc::new(connector), known: Arc::default() }
    }

    /// Where it is, for messages.
    fn place(&self) -> String {
        self.connector.place()
    }

    fn dialect(&self) -> &'static dyn SqlDialect {
        self.connector.dialect()
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks for tables and columns anew when they are next asked for.
    fn forget_tables(&self) {
        *self.known() = Known::default();
    }

    /// All tables and views.
    async fn found_tables(&self) -> Result<Vec<FoundTable>, SourceError> {
        if let Some((since, tables)) = &self.known().tables
            && since.elapsed() < FRESH
        {
            return Ok(tables.clone());
        }
        let tables = self.connector.tables().await?;
        if self.connector.is_remote() {
            self.known().tables = Some((Instant::now(), tables.clone()));
        }
        Ok(tables)
    }

    /// A table with its columns.
    async fn table(&self, name: &str) -> Result<DatabaseTable, SourceError> {
        if let Some((since, table)) = self.known().columns.get(name)
            && since.elapsed() < FRESH
        {
            return Ok(table.clone());
        }
        let Some(table) = self.connector.table(name).await? else {
            self.forget_tables();
            let (place, table) = (self.place(), name.to_owned());
            return Err(SourceError::NoSuchTable { place, table });
        };
        if self.connector.is_remote() {
            self.known().columns.insert(name.to_owned(), (Instant::now(), table.clone()));
        }
        Ok(table)
    }

    /// The same, `moments` being columns that are read as days or instants.
    async fn table_of_moments(
        &self,
        name: &str,
        moments: &HashSet<String>,
    ) -> Result<DatabaseTable, SourceError> {
        let mut table = self.table(name).await?;
        let columns = table.columns.iter_mut().filter(|column| moments.contains(&column.name));
        columns.for_each(|column| self.dialect().read_moments(column));
        Ok(table)
    }

    /// Begins what a query asks for. A network that fails before the first row
    /// is tried again.
    async fn begin(
        &self,
        table: &DatabaseTable,
        pushed: &Pushed,
        besides: Besides<'_>,
    ) -> Result<Started, SourceError> {
        let rows = Wanted {
            table: table.name.clone(),
            statement: pushed.statement.clone(),
            measure: pushed.measure.clone(),
            schema: Arc::clone(&pushed.schema),
            kinds: pushed.kinds.clone(),
            rounded: Rounded::default(),
            snapshot: besides.snapshot && table.changes_of.is_some(),
            is_export: besides.is_export,
            progress: Arc::clone(besides.progress),
        };
        let count = if besides.count { pushed.count.clone() } else { None };
        self.attempt(Work { count, rows: Some(rows) }).await
    }

    /// The first rows of a table as it is.
    async fn first_rows(&self, table: &DatabaseTable, rows: usize) -> Result<Started, SourceError> {
        let values: Vec<String> = table
            .columns
            .iter()
            .map(|column| self.dialect().result(column.kind, &column.value))
            .collect();
        let sql = format!("SELECT {} FROM {} LIMIT {rows}", values.join(", "), table.sql);
        let rows = Wanted {
            table: table.name.clone(),
            statement: Statement { sql, parameters: Vec::new() },
            measure: None,
            schema: table.schema(),
            kinds: table.columns.iter().map(|column| column.kind).collect(),
            rounded: Rounded::default(),
            snapshot: false,
            is_export: false,
            progress: Arc::default(),
        };
        self.attempt(Work { count: None, rows: Some(rows) }).await
    }

    /// The number of rows that a whole query gives.
    async fn count(&self, statement: &Statement) -> Result<u64, SourceError> {
        let work = Work { count: Some(statement.clone()), rows: None };
        Ok(self.attempt(work).await?.total.unwrap_or(0))
    }

    async fn attempt(&self, work: Work) -> Result<Started, SourceError> {
        let begun = Instant::now();
        let mut attempt = 1;
        loop {
            match self.once(work.clone()).await {
                Err(error)
                    if error.is_transient()
                        && !self.connector.is_held()
                        && attempt < ATTEMPTS
                        && begun.elapsed() < PATIENCE =>
                {
                    tokio::time::sleep(PAUSE * attempt).await;
                    attempt += 1;
                }
                Err(error) => {
                    if matches!(error, SourceError::SchemaChanged { .. }) {
                        self.forget_tables();
                    }
                    return Err(error);
                }
                started => return started,
            }
        }
    }

    async fn once(&self, work: Work) -> Result<Started, SourceError> {
        let rounded = work.rows.as_ref().map(|rows| rows.rounded.clone());
        let (sender, mut receiver) = mpsc::channel(AHEAD);
        let connector = Arc::clone(&self.connector);
        tokio::spawn(async move { connector.work(work, sender).await });
        let lost =
            || SourceError::Lost { place: self.place(), reason: "the session ended".to_owned() };
        let Message::Head(head) = receiver.recv().await.ok_or_else(lost)?? else {
            return Err(lost());
        };
        let mut first = None;
        if rounded.is_some() {
            match receiver.recv().await.ok_or_else(lost)?? {
                Message::Batch(batch) => first = Some(batch),
                Message::End(_) => {}
                Message::Head(_) => return Err(lost()),
            }
        }
        let Head { total, schema, snapshot } = head;
        let rounded = rounded.unwrap_or_default();
        Ok(Started { total, schema, snapshot, rounded, first, receiver })
    }
}

#[async_trait]
impl Connector for Database {
    fn place(&self) -> String {
        Self::place(self)
    }

    fn has_fields_as_columns(&self) -> bool {
        false
    }

    fn holds_sessions(&self) -> bool {
        true
    }

    fn forget(&self) {
        self.forget_tables();
        self.connector.look_anew();
    }

    fn at_one_moment(&self) -> Option<Arc<dyn Connector>> {
        Some(Arc::new(Self { connector: self.connector.held()?, known: Arc::default() }))
    }

    async fn tables(&self) -> Result<Vec<SourceTable>, SourceError> {
        let table = |found: FoundTable| {
            let FoundTable { name, kind, rows } = found;
            SourceTable { name, kind, rows, columns: Vec::new() }
        };
        Ok(self.found_tables().await?.into_iter().map(table).collect())
    }

    async fn table_path(&self, table: &str) -> Result<PathBuf, SourceError> {
        Ok(PathBuf::from(table))
    }

    async fn columns(&self, table: &str, _: &ReadOptions) -> Result<TableColumns, SourceError> {
        let found = self.table(table).await?;
        let key = found.columns.iter();
        let mut key: Vec<_> =
            key.filter_map(|column| Some((column.key?, column.name.clone()))).collect();
        key.sort();
        let decimals = found.columns.iter().map(|column| match column.kind {
            ColumnKind::Integer => Some(0),
            ColumnKind::Decimal { scale, .. } => u8::try_from(scale).ok(),
            ColumnKind::Text
            | ColumnKind::Number
            | ColumnKind::Float32
            | ColumnKind::Float64
            | ColumnKind::Boolean
            | ColumnKind::Date
            | ColumnKind::Instant
            | ColumnKind::Local
            | ColumnKind::Json
            | ColumnKind::Moment
            | ColumnKind::Other => None,
        });
        Ok(TableColumns {
            columns: found.columns.iter().map(TableColumn::described).collect(),
            key: key.into_iter().map(|(_, name)| name).collect(),
            decimals: decimals.collect(),
        })
    }

    async fn sample(
        &self,
        table: &str,
        rows: usize,
        _: &ReadOptions,
    ) -> Result<(Vec<SourceColumn>, Vec<RecordBatch>), SourceError> {
        let found = self.table(table).await?;
        let sampled = async {
            let started = self.first_rows(&found, rows).await?;
            started.batches(Self::place(self)).try_collect().await
        };
        let batches = match sampled.await {
            // One value that nobody can read doesn't hide the columns.
            Err(SourceError::BadCell { .. }) => Vec::new(),
            sampled => sampled?,
        };
        Ok((found.columns.iter().map(TableColumn::described).collect(), batches))
    }

    async fn open(&self, wanted: OpenRequest<'_>) -> Result<Box<dyn OpenTable>, SourceError> {
        let types = column_types(wanted.model, wanted.mapping).into_iter();
        let moments = types
            .filter(|(_, of)| matches!(of, FieldType::Date | FieldType::Datetime))
            .map(|(column, _)| column)
            .collect();
        let table = self.table_of_moments(wanted.table, &moments).await?;
        Ok(Box::new(SqlTable { database: self.clone(), table, moments }))
    }
}
