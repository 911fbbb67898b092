//! Where tables can be: files, a bucket, databases.
//!
//! A kind of place is one folder here and one line in [`ConnectionSettings::place_kind`].
//! A connector says what tables there are, what they look like, and opens one;
//! merging schemas, the types of values, caching, deadlines and noticing changes
//! stand once, outside of them.

pub(super) mod bucket;
pub(super) mod files;
mod mysql;
mod postgres;
mod spark;
mod sqlite;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::common::DataFusionError;
use datafusion::execution::SendableRecordBatchStream;

use super::SourceError;
use super::cache::FileCache;
use super::change_guard::ReadProgress;
use super::file_table::FileTable;
use super::introspect::{SourceColumn, SourceTable};
use super::layout::Layout;
use super::mapping::ModelMapping;
use super::materialize::Depth;
use super::session::SourceLimits;
use super::settings::{ConnectionSettings, SettingProblem};
use super::sql::{Rounded, TableVersion};
use super::text::{TextDialect, TextSample};
use crate::catalog::DataModel;
use crate::plan::Query;

/// The settings of one kind of place.
#[async_trait]
pub(super) trait PlaceKind: Send + Sync {
    /// The place in a few words, for messages.
    fn place(&self) -> String;

    /// The settings as they can be saved; the place needn't answer for it.
    async fn checked(&self) -> Result<ConnectionSettings, SettingProblem>;

    /// Opens it; a server is asked only when something is wanted of it.
    async fn connect(&self, secret: Option<String>) -> Result<Arc<dyn Connector>, SourceError>;
}

impl ConnectionSettings {
    /// All kinds of places that are read; none for the demo brand, which is made
    /// on this computer first.
    pub(super) fn place_kind(&self) -> Option<Box<dyn PlaceKind + '_>> {
        Some(match self {
            Self::Demo => return None,
            Self::Folder { path } => Box::new(files::FolderPlace(path)),
            Self::ObjectStore(settings) => Box::new(bucket::BucketPlace(settings)),
            Self::Sqlite { path } => Box::new(sqlite::SqlitePlace(path)),
            Self::Postgres(server) => Box::new(postgres::PostgresPlace(server)),
            Self::Mysql(server) => Box::new(mysql::MysqlPlace(server)),
            Self::Spark(server) => Box::new(spark::SparkPlace(server)),
        })
    }
}

/// A place with tables.
#[async_trait]
pub(super) trait Connector: Send + Sync + fmt::Debug {
    /// Where it is, for messages.
    fn place(&self) -> String;

    /// Whether columns are called as the fields of data models, where no mapping
    /// says otherwise.
    fn has_fields_as_columns(&self) -> bool;

    /// Whether it has sessions that are worth keeping open.
    fn holds_sessions(&self) -> bool {
        false
    }

    /// Looks for tables and columns anew when they are next asked for.
    fn forget(&self) {}

    /// The same place as it is at one moment: whatever is asked of it, one question after
    /// another, is answered in one transaction. None where it has nothing of the kind.
    fn at_one_moment(&self) -> Option<Arc<dyn Connector>> {
        None
    }

    /// All tables, views or files, without their columns.
    async fn tables(&self) -> Result<Vec<SourceTable>, SourceError>;

    /// What a table is called in its place: its file, folder or name.
    async fn table_path(&self, table: &str) -> Result<PathBuf, SourceError>;

    /// The columns of a table.
    async fn columns(
        &self,
        table: &str,
        options: &ReadOptions,
    ) -> Result<TableColumns, SourceError>;

    /// The columns of a table, and its first rows.
    async fn sample(
        &self,
        table: &str,
        rows: usize,
        options: &ReadOptions,
    ) -> Result<(Vec<SourceColumn>, Vec<RecordBatch>), SourceError>;

    /// The beginning of a table's first delimited file; nothing for tables of
    /// another kind.
    async fn text_sample(
        &self,
        _table: &str,
        _options: &ReadOptions,
    ) -> Result<Option<TextSample>, SourceError> {
        Ok(None)
    }

    /// Whether a table's columns can be told without much work.
    async fn opens_at_once(&self, _table: &str) -> Result<bool, SourceError> {
        Ok(true)
    }

    /// Opens a table to be read.
    async fn open(&self, wanted: OpenRequest<'_>) -> Result<Box<dyn OpenTable>, SourceError>;
}

/// How tables of a place are read.
#[derive(Debug, Clone, Default)]
pub(super) struct ReadOptions {
    /// Where what has to be unpacked or brought here is kept for later.
    pub(super) cache: Option<Arc<FileCache>>,
    /// How the delimited files of the table are written, if anybody says so.
    pub(super) dialect: Option<TextDialect>,
}

/// The table that is to be opened.
#[derive(Clone, Copy)]
pub(super) struct OpenRequest<'a> {
    pub(super) table: &'a str,
    pub(super) model: &'a DataModel,
    pub(super) mapping: Option<&'a ModelMapping>,
    /// How much of it is wanted.
    pub(super) depth: Depth,
    pub(super) options: &'a ReadOptions,
    pub(super) limits: &'a SourceLimits,
    pub(super) progress: &'a Arc<ReadProgress>,
}

/// A table's columns and what is known of them.
#[derive(Debug, Default)]
pub(super) struct TableColumns {
    pub(super) columns: Vec<SourceColumn>,
    /// Names of the columns of its key.
    pub(super) key: Vec<String>,
    /// Decimals of each column's numbers, where the type says so.
    pub(super) decimals: Vec<Option<u8>>,
}

/// What a query over an open table needs to know besides.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub(super) mapping: Option<&'a ModelMapping>,
    pub(super) limits: &'a SourceLimits,
    pub(super) progress: &'a Arc<ReadProgress>,
}

impl<'a> Scope<'a> {
    pub(super) fn layout(&self, schema: &'a SchemaRef) -> Layout<'a> {
        Layout::new(schema, self.mapping)
    }
}

/// The rows of a query, in order.
pub struct Rows {
    /// Record batches; one column for each of the query's.
    pub stream: SendableRecordBatchStream,
    /// Bytes read so far.
    pub progress: Arc<ReadProgress>,
    /// Bytes that will be read at most, as far as is known.
    pub expected_bytes: u64,
    /// Number of rows, where the files tell it without being read.
    pub exact_rows: Option<u64>,
    /// Columns whose numbers had to be rounded, once all rows have been read.
    pub rounded: Rounded,
    /// What tells later which rows changed since, where a database knows it.
    pub snapshot: Option<String>,
    /// The version of the table that they are of, where its format keeps earlier ones.
    pub version: Option<TableVersion>,
}

/// Which rows of a query are wanted.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RowsWanted<'a> {
    /// Only the first ones.
    pub(super) limit: Option<usize>,
    /// Only those that may have changed after a snapshot that the place knows.
    pub(super) since: Option<&'a str>,
    /// Whether the snapshot they are of is wanted, too.
    pub(super) snapshot: bool,
}

/// A table that was opened.
#[async_trait]
pub(super) trait OpenTable: Send + Sync {
    /// All columns.
    fn schema(&self) -> SchemaRef;

    /// What messages call it.
    fn path(&self) -> PathBuf;

    /// What people should know of how it was put together.
    fn notes(&self) -> Vec<String> {
        Vec::new()
    }

    /// Starts a query.
    async fn rows(
        &self,
        query: &Query,
        scope: Scope<'_>,
        wanted: RowsWanted<'_>,
    ) -> Result<Rows, SourceError>;

    /// Number of rows that a query, which has no order, gives.
    async fn count(&self, query: &Query, scope: Scope<'_>) -> Result<u64, SourceError>;

    /// The same where telling it takes no more than a moment.
    async fn quick_count(
        &self,
        query: &Query,
        scope: Scope<'_>,
    ) -> Result<Option<u64>, SourceError>;

    /// Whether all that it is made of is still as it was when it was opened; none where
    /// nobody can tell.
    async fn unchanged(&self) -> Option<Result<(), SourceError>> {
        None
    }

    /// Whether one transaction reads it as it is at one moment.
    fn is_transactional(&self) -> bool {
        false
    }

    /// What an error of a running query means.
    fn explain(&self, error: &DataFusionError) -> SourceError;

    /// Whether it is told which rows changed since a snapshot.
    fn knows_changes_since(&self, _snapshot: &str) -> bool {
        false
    }

    /// The table as files that can be read more than once, if it is made of them.
    fn as_files(&self) -> Option<&FileTable> {
        None
    }
}
