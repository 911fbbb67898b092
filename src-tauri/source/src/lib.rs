//! Where rows come from: files in a folder or a bucket, or tables of a database.
//!
//! A source answers the [`Query`](crate::plan::Query) of a plan with a stream
//! of record batches, in order, at the pace at which they are taken. A database
//! does as much of a query as it does exactly as the embedded query engine
//! would, which does the rest, so that a definition means the same everywhere.
//! A source knows nothing of file formats that are written or of where files go.
#![cfg_attr(not(test), warn(clippy::print_stdout, clippy::unwrap_used))]

mod cache;
mod case_folding;
mod change_guard;
mod column_marks;
mod connectors;
mod custom_fields;
mod error;
mod expressions;
mod file_table;
mod frame;
mod functions;
mod incremental_copy;
mod introspect;
mod json;
mod layout;
mod listing;
mod mapping;
mod materialize;
mod memory;
mod one_shot_stream;
mod parquet_metadata;
mod row_number;
mod schema_merge;
mod session;
mod settings;
mod sql;
mod table;
mod table_files;
mod text;
mod unmapped_fields;
mod values;

use std::path::PathBuf;
use std::sync::Arc;

pub use cache::FileCache;
pub use change_guard::{ReadProgress, ServerWork};
pub use connectors::Rows;
pub use connectors::files::Folder;
pub use custom_fields::custom_fields;
pub use error::{HIDDEN, SourceError};
pub use introspect::{SourceColumn, SourceTable, TableKind};
pub use mapping::{FieldSource, Mapping, ModelMapping};
pub use parquet_metadata::COPY_NOTES;
pub use schema_merge::widened;
pub use session::{SourceLimits, working_session};
pub use settings::{
    ConnectionSettings, ObjectStore, Server, SettingProblem, SparkServer, StagingBucket, Tls,
    WrongUrl,
};
pub use sql::{Rounded, TableVersion};
pub use table::Table;
pub use text::{FoundCell, TextDialect, TextEncoding, TextSample, rows_of_beginning};

// Modules of the other crates have the same paths in each of ours.
use export_desk_base::{hash, lock_file, zone};
use export_desk_definition::{catalog, plan, spec};
use export_desk_delivery as delivery;
use export_desk_output::format;

use connectors::{Connector, ReadOptions};

use crate::catalog::DataModel;

/// A place with tables, and which of them are the data models'.
#[derive(Debug, Clone)]
pub struct Source {
    connector: Arc<dyn Connector>,
    mapping: Option<Arc<Mapping>>,
    cache: Option<Arc<FileCache>>,
    /// A dialect of a table that counts more than the mapping's.
    dialect: Option<(String, TextDialect)>,
    /// Whether it is a copy, whose tables were copied one after another.
    is_copy: bool,
}

impl From<Arc<dyn Connector>> for Source {
    fn from(connector: Arc<dyn Connector>) -> Self {
        Self { connector, mapping: None, cache: None, dialect: None, is_copy: false }
    }
}

impl From<Folder> for Source {
    fn from(folder: Folder) -> Self {
        let connector: Arc<dyn Connector> = Arc::new(folder);
        connector.into()
    }
}

/// Opens a place by its settings; a server is asked only when something is
/// wanted of it.
pub async fn open_source(
    settings: ConnectionSettings,
    secret: Option<String>,
) -> Result<Source, SourceError> {
    match settings.place_kind() {
        Some(kind) => Ok(kind.connect(secret).await?.into()),
        None => Err(SourceError::Unsupported { place: settings.place() }),
    }
}

/// Runs what may wait for a disk away from the runtime's threads.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SourceError> + Send + 'static,
) -> Result<T, SourceError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|panic| SourceError::Engine(panic.to_string()))?
}

impl Source {
    /// The same place, its tables being what `mapping` says. Without one, data
    /// models are the tables whose names resemble theirs.
    #[must_use]
    pub fn with_mapping(self, mapping: Option<Mapping>) -> Self {
        Self { mapping: mapping.map(Arc::new), ..self }
    }

    /// The same place; what has to be unpacked or brought here to be read is
    /// kept for whoever looks again.
    #[must_use]
    pub fn with_cache(self, cache: &Arc<FileCache>) -> Self {
        Self { cache: Some(Arc::clone(cache)), ..self }
    }

    /// Whether it is worth keeping for whoever reads the same place next: it holds
    /// sessions with a server, and what is known of its tables.
    pub fn holds_sessions(&self) -> bool {
        self.connector.holds_sessions()
    }

    /// Looks anew for tables and columns when they are next needed: a run never
    /// trusts what an earlier look found.
    pub fn look_anew(&self) {
        self.connector.forget();
    }

    /// The same place, as a copy of another one.
    #[must_use]
    pub fn of_copy(self) -> Self {
        Self { is_copy: true, ..self }
    }

    /// Whether it is one.
    pub fn is_copy(&self) -> bool {
        self.is_copy
    }

    /// The same place as it is at one moment, whose questions have to be asked one after
    /// another; none where it has nothing of the kind.
    pub fn at_one_moment(&self) -> Option<Self> {
        Some(Self { connector: self.connector.at_one_moment()?, ..self.clone() })
    }

    /// Where it is, for messages.
    pub fn name(&self) -> String {
        self.connector.place()
    }

    /// The file, folder or table of a model.
    pub async fn table_path(&self, model: &DataModel) -> Result<PathBuf, SourceError> {
        match self.mapping(model).await? {
            Some(mapping) => self.connector.table_path(&mapping.table).await,
            None if self.connector.has_fields_as_columns() => {
                self.connector.table_path(&model.id).await
            }
            None => Err(SourceError::NotMapped { place: self.name(), model: model.id.clone() }),
        }
    }

    /// Data models that are tables of this source alone.
    pub fn own_models(&self) -> Vec<DataModel> {
        let models = self.mapping.iter().flat_map(|mapping| &mapping.models);
        models.filter_map(|mapping| mapping.own.clone()).collect()
    }

    /// The same place; the delimited files of a table are read by `dialect`.
    #[must_use]
    pub fn with_dialect(self, table: &str, dialect: Option<TextDialect>) -> Self {
        Self { dialect: dialect.map(|dialect| (table.to_owned(), dialect)), ..self }
    }

    /// The beginning of a table's first delimited file, as it is read; nothing
    /// for a table of another kind.
    pub async fn text_sample(&self, table: &str) -> Result<Option<TextSample>, SourceError> {
        self.connector.text_sample(table, &self.options(table)).await
    }

    fn options(&self, table: &str) -> ReadOptions {
        ReadOptions { cache: self.cache.clone(), dialect: self.dialect(table) }
    }

    /// How the delimited files of a table are written, if anybody says so.
    fn dialect(&self, table: &str) -> Option<TextDialect> {
        if let Some((_, dialect)) = self.dialect.as_ref().filter(|(name, _)| name == table) {
            return Some(*dialect);
        }
        self.mapping.as_ref()?.texts.get(table).copied()
    }

    /// Where a model's rows are. Files whose columns are called as the fields
    /// need no mapping.
    async fn mapping(&self, model: &DataModel) -> Result<Option<ModelMapping>, SourceError> {
        if let Some(mapping) = &self.mapping {
            // A model that isn't mapped has no table; files that came later are
            // found by their names.
            return Ok(mapping.model(&model.id).cloned());
        }
        if self.connector.has_fields_as_columns() { Ok(None) } else { self.suggested(model).await }
    }

    /// The mapping that names and types suggest; nothing if no table resembles
    /// the model.
    pub async fn suggested(&self, model: &DataModel) -> Result<Option<ModelMapping>, SourceError> {
        let tables = self.table_names().await?;
        match mapping::suggest_table(model, tables.iter().map(String::as_str)) {
            Some(table) => self.suggested_for(model, table).await.map(Some),
            None => Ok(None),
        }
    }

    /// The mapping to a certain table that names and types suggest.
    pub async fn suggested_for(
        &self,
        model: &DataModel,
        table: &str,
    ) -> Result<ModelMapping, SourceError> {
        let columns = self.columns(table).await?;
        Ok(mapping::suggest_mapping(model, table, &columns))
    }

    /// Mappings of all models that have tables by name.
    pub async fn suggested_all(&self, models: &[DataModel]) -> Result<Mapping, SourceError> {
        let tables = self.table_names().await?;
        let mut found = Mapping::default();
        for model in models {
            let table = mapping::suggest_table(model, tables.iter().map(String::as_str));
            if let Some(table) = table {
                found.models.push(self.suggested_for(model, table).await?);
            }
        }
        Ok(found)
    }
}
