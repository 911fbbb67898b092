//! Where rows come from: files in a folder or a bucket, or tables of a database.
//!
//! A source answers the [`Query`](crate::plan::Query) of a plan with a stream
//! of record batches, in order, at the pace at which they are taken. A database
//! does as much of a query as it does exactly as the embedded query engine
//! would, which does the rest, so that a definition means the same everywhere.
//! A source knows nothing of file formats that are written or of where files go.

mod bucket;
mod cache;
mod change_guard;
mod custom_fields;
mod database;
mod database_rows;
mod error;
mod expressions;
mod files;
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
mod settings;
mod table;
mod text;
mod unmapped_fields;
pub(crate) mod values;

use std::path::PathBuf;
use std::sync::Arc;

pub use bucket::Bucket;
pub use cache::FileCache;
pub use change_guard::ReadProgress;
pub use custom_fields::custom_fields;
pub use database::Database;
pub use error::SourceError;
pub use files::Folder;
pub use introspect::{SourceColumn, SourceTable, TableKind};
pub use mapping::{FieldSource, Mapping, ModelMapping};
pub use settings::{ConnectionSettings, ObjectStore, Server, Tls, WrongUrl};
pub(crate) use table::working_session;
pub use table::{Rows, SourceLimits, Table};
pub use text::{TextDialect, TextEncoding, TextSample};

use crate::catalog::DataModel;

/// A place with tables, and which of them are the data models'.
#[derive(Debug, Clone)]
pub struct Source {
    place: SourcePlace,
    mapping: Option<Arc<Mapping>>,
    cache: Option<Arc<FileCache>>,
    /// A dialect of a table that counts more than the mapping's.
    dialect: Option<(String, TextDialect)>,
}

/// What kind of place it is.
#[derive(Debug, Clone)]
pub(crate) enum SourcePlace {
    /// Files.
    Folder(Folder),
    /// Files in a bucket.
    Bucket(Bucket),
    /// A database.
    Database(Database),
}

impl From<SourcePlace> for Source {
    fn from(place: SourcePlace) -> Self {
        Self { place, mapping: None, cache: None, dialect: None }
    }
}

impl From<Folder> for Source {
    fn from(folder: Folder) -> Self {
        SourcePlace::Folder(folder).into()
    }
}

impl From<Database> for Source {
    fn from(database: Database) -> Self {
        SourcePlace::Database(database).into()
    }
}

/// Opens a place by its settings; a server is asked only when something is
/// wanted of it.
pub async fn open_source(
    settings: ConnectionSettings,
    secret: Option<String>,
) -> Result<Source, SourceError> {
    if let Some(database) = Database::new(&settings, secret.clone()) {
        return Ok(database.into());
    }
    match settings {
        ConnectionSettings::Folder { path } => {
            // A folder on a network may take its time.
            Ok(blocking(move || Folder::open(&path)).await?.into())
        }
        ConnectionSettings::ObjectStore(settings) => {
            Ok(SourcePlace::Bucket(Bucket::open(&settings, secret).await?).into())
        }
        other => Err(SourceError::Unsupported { place: other.place() }),
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

    pub(crate) fn place(&self) -> &SourcePlace {
        &self.place
    }

    /// Looks anew for tables and columns when they are next needed: a run never
    /// trusts what an earlier look found.
    pub(crate) fn look_anew(&self) {
        if let SourcePlace::Database(database) = &self.place {
            database.forget();
        }
    }

    /// Where it is, for messages.
    pub fn name(&self) -> String {
        match &self.place {
            SourcePlace::Folder(folder) => folder.path().display().to_string(),
            SourcePlace::Bucket(bucket) => bucket.name(),
            SourcePlace::Database(database) => database.place(),
        }
    }

    /// The file, folder or table of a model.
    pub(crate) async fn table_path(&self, model: &DataModel) -> Result<PathBuf, SourceError> {
        let mapping = self.mapping(model).await?;
        match (&self.place, mapping) {
            (SourcePlace::Folder(folder), mapping) => {
                folder.table_path(mapping.as_ref().map_or(&model.id, |mapping| &mapping.table))
            }
            (SourcePlace::Bucket(bucket), mapping) => {
                let table = mapping.as_ref().map_or(&model.id, |mapping| &mapping.table);
                bucket.table_path(table).await
            }
            (SourcePlace::Database(_), Some(mapping)) => Ok(PathBuf::from(mapping.table)),
            (SourcePlace::Database(database), None) => {
                Err(SourceError::NotMapped { place: database.place(), model: model.id.clone() })
            }
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
        let Some(files) = self.files(table).await? else { return Ok(None) };
        let files::FileKind::Csv { delimiter } = files.kind else { return Ok(None) };
        files.refuse_empty()?;
        let named = files.files[0].clone();
        let limits = SourceLimits::new(&std::env::temp_dir());
        let depth = materialize::Depth::Beginning;
        let readable = materialize::readable(files, depth, self.cache.as_ref(), &limits).await?;
        let dialect = self.dialect(table);
        let path = readable.files.files[0].clone();
        let sampled = blocking(move || text::sample(&path, &named, delimiter.into(), dialect));
        sampled.await.map(Some)
    }

    /// How the delimited files of a table are written, if anybody says so.
    fn dialect(&self, table: &str) -> Option<TextDialect> {
        if let Some((_, dialect)) = self.dialect.as_ref().filter(|(name, _)| name == table) {
            return Some(*dialect);
        }
        self.mapping.as_ref()?.texts.get(table).copied()
    }

    /// The files of a table; nothing for a database, which has others.
    async fn files(&self, table: &str) -> Result<Option<files::TableFiles>, SourceError> {
        match &self.place {
            SourcePlace::Folder(folder) => {
                // A folder on a network may take its time.
                let (folder, table) = (folder.clone(), table.to_owned());
                blocking(move || folder.files(&table)).await.map(Some)
            }
            SourcePlace::Bucket(bucket) => bucket.files(table).await.map(Some),
            SourcePlace::Database(_) => Ok(None),
        }
    }

    /// Where a model's rows are. Files whose columns are called as the fields
    /// need no mapping.
    async fn mapping(&self, model: &DataModel) -> Result<Option<ModelMapping>, SourceError> {
        if let Some(mapping) = &self.mapping {
            // A model that isn't mapped has no table; files that came later are
            // found by their names.
            return Ok(mapping.model(&model.id).cloned());
        }
        match &self.place {
            SourcePlace::Folder(_) | SourcePlace::Bucket(_) => Ok(None),
            SourcePlace::Database(_) => self.suggested(model).await,
        }
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
