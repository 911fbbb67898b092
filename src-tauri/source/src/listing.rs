//! Files of a table as the query engine gets them: opened where they can be
//! read, with a session that knows them and a schema.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use datafusion::arrow::datatypes::{DataType, Schema, SchemaRef};
use datafusion::catalog::TableProvider;
use datafusion::common::DataFusionError;
use datafusion::common::config::TableParquetOptions;
use datafusion::datasource::file_format::FileFormat;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{
    ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl,
};
use datafusion::object_store::ObjectStore;
use datafusion::prelude::{SessionConfig, SessionContext};
use futures::{StreamExt, TryStreamExt};
use url::Url;

use super::blocking;
use super::cache::FileCache;
use super::change_guard::{ReadProgress, Stamp};
use super::column_marks::{is_fraction_text, is_number_text, of_uuids};
use super::connectors::bucket::{self, Objects};
use super::error::SourceError;
use super::layout::Layout;
use super::mapping::ModelMapping;
use super::materialize::{Depth, Readable, readable};
use super::parquet_metadata::Footers;
use super::schema_merge::{merged_schema, refuse_mixed_days};
use super::session::{SourceLimits, working_session};
use super::table_files::{FileKind, TableFiles};
use super::text::{TextDialect, TextOptions, TextTable};
use crate::catalog::{DataModel, Field, FieldType};

/// The first failure of a bucket, if there is a bucket and it has failed.
type Failure = Option<Arc<OnceLock<SourceError>>>;

/// What an error means, of which the bucket may know more.
fn explained(
    error: &DataFusionError,
    failure: Option<&Arc<OnceLock<SourceError>>>,
    named: &Path,
) -> SourceError {
    match failure.and_then(|failure| failure.get()) {
        Some(failure) => failure.clone(),
        None => SourceError::from_engine(error, named),
    }
}

/// Files that the query engine can read.
pub(super) struct Opened {
    pub(super) readable: Readable,
    /// Of Parquet files.
    pub(super) footers: Option<Footers>,
    pub(super) context: SessionContext,
    /// What messages call them.
    pub(super) named: Vec<PathBuf>,
    /// States of files of this computer before anything was read of them.
    stamps: Vec<Stamp>,
    /// Objects of a bucket as they were listed.
    listed: Option<Objects>,
    /// The first failure of a bucket, which the query engine may have made mere
    /// words of.
    failure: Failure,
}

/// The rows of files, as the query engine reads them.
#[derive(Debug, Clone)]
pub(super) enum FileRows {
    Text(TextTable),
    Columnar(Arc<ListingTable>),
}

impl FileRows {
    pub(super) fn schema(&self) -> SchemaRef {
        match self {
            Self::Text(table) => TableProvider::schema(table),
            Self::Columnar(table) => TableProvider::schema(table.as_ref()),
        }
    }
}

impl Opened {
    pub(super) async fn new(
        files: TableFiles,
        depth: Depth,
        cache: Option<&Arc<FileCache>>,
        limits: &SourceLimits,
        progress: &Arc<ReadProgress>,
    ) -> Result<Self, SourceError> {
        files.refuse_empty()?;
        let named = files.files.clone();
        let listed = files.objects.clone();
        let stamps = match &files.objects {
            Some(_) => Vec::new(),
            None => {
                let named = named.clone();
                blocking(move || named.iter().map(|path| Stamp::of(path, path)).collect()).await?
            }
        };
        let readable = readable(files, depth, cache, limits).await?;
        let files = &readable.files;
        let mut failure = None;
        let mut footers = None;
        let (root, store): (Url, Arc<dyn ObjectStore>) = match &files.objects {
            Some(objects) => {
                let store = Arc::new(objects.watched(progress));
                store.fetch_ends(objects).await?;
                footers = Footers::fetch(objects, &store, &named).await?;
                failure = Some(store.failure());
                (bucket::root()?, store)
            }
            None => {
                if files.kind == FileKind::Parquet {
                    let files = files.files.clone();
                    footers = blocking(move || Footers::read(&files)).await?;
                }
                let root = Url::parse("file:///");
                let root = root.map_err(|error| SourceError::Engine(error.to_string()))?;
                (root, TableFiles::local_store(progress))
            }
        };
        let told = |error: DataFusionError| SourceError::from_engine(&error, &named[0]);
        let widest = match &footers {
            Some(footers) => footers.widest_row,
            None => {
                let files = files.files.clone();
                blocking(move || Ok(files.iter().take(LOOKED_INTO).map(widest_row).max()))
                    .await?
                    .unwrap_or_default()
            }
        };
        let context = session(limits, files, widest).map_err(told)?;
        context.runtime_env().register_object_store(&root, store);
        Ok(Self { readable, footers, context, named, stamps, listed, failure })
    }

    /// The rows, and what people should know of how the files fit together.
    pub(super) async fn rows(
        &self,
        model: &DataModel,
        mapping: Option<&ModelMapping>,
        dialect: Option<TextDialect>,
        progress: &Arc<ReadProgress>,
        threads: usize,
    ) -> Result<(FileRows, Vec<String>), SourceError> {
        let files = &self.readable.files;
        let mandatory = mandatory_columns(model, mapping);
        let likely = match files.kind {
            FileKind::Parquet => {
                return self.columnar(&mandatory, model, mapping).await;
            }
            FileKind::Csv { delimiter } => Some(char::from(delimiter)),
            FileKind::Json => None,
        };
        let types = column_types(model, mapping);
        let options = TextOptions {
            dialect,
            likely,
            has_times: types.values().any(|field| *field == FieldType::Datetime),
            types,
            wanted: wanted_columns(model, mapping),
            mandatory,
            threads,
        };
        let (paths, progress) = (files.files.clone(), Arc::clone(progress));
        let named = self.named[..paths.len()].to_vec();
        let open = move || TextTable::open(&paths, &named, &options, &progress);
        let (table, notes) = blocking(open).await?;
        Ok((FileRows::Text(table), notes))
    }

    /// Files that have their columns' types within.
    async fn columnar(
        &self,
        mandatory: &[String],
        model: &DataModel,
        mapping: Option<&ModelMapping>,
    ) -> Result<(FileRows, Vec<String>), SourceError> {
        let files = &self.readable.files;
        let told = |error: DataFusionError| self.told(&error);
        let mut reading = TableParquetOptions::default();
        // Instants of all years, as those who write this type mean them.
        reading.global.coerce_int96 = Some("us".to_owned());
        reading.global.coerce_int96_tz = Some("UTC".to_owned());
        let format: Arc<dyn FileFormat> = Arc::new(ParquetFormat::default().with_options(reading));
        let urls = files.urls()?.into_iter();
        let urls = urls.map(|url| ListingTableUrl::try_new(url, None).map_err(told));
        let urls = urls.collect::<Result<Vec<_>, _>>()?;
        let options = ListingOptions::new(format).with_file_extension("");
        let state = self.context.state();
        let schemas = urls.iter().zip(&self.named).map(|(url, named)| {
            let (options, state) = (&options, &state);
            async move {
                let told = |error| explained(&error, self.failure.as_ref(), named);
                let schema = options.infer_schema(state, url).await.map_err(told)?;
                Ok::<_, SourceError>((named.clone(), schema))
            }
        });
        let schemas: Vec<_> = schemas.collect();
        let schemas = futures::stream::iter(schemas).buffered(SCHEMAS_AT_ONCE).boxed();
        let schemas: Vec<(PathBuf, SchemaRef)> = schemas.try_collect().await?;
        refuse_unreadable(&schemas, model, mapping)?;
        let types = column_types(model, mapping);
        let of_name = |name: &str| {
            let alike = || types.iter().find(|(of, _)| of.eq_ignore_ascii_case(name));
            let by_case = || mapping.is_none().then(alike).flatten().map(|(_, of)| of);
            types.get(name).or_else(by_case)
        };
        let wants_texts = |name: &str| of_name(name).is_some_and(|of| of.is_textual());
        let (schema, notes) = merged_schema(&schemas, mandatory, &wants_texts)?;
        refuse_mixed_days(&schemas, model, &Layout::new(&schema, mapping))?;
        let schema = self.with_uuids(&schema);
        let config = ListingTableConfig::new_with_multi_paths(urls)
            .with_listing_options(options)
            .with_schema(schema);
        let table = ListingTable::try_new(config).map_err(told)?;
        Ok((FileRows::Columnar(Arc::new(table)), notes))
    }

    /// The schema with the columns of identifiers marked.
    fn with_uuids(&self, schema: &Schema) -> SchemaRef {
        let uuids = self.footers.as_ref().map(|footers| &footers.uuids);
        let fields = schema.fields().iter().map(|field| {
            let is_uuid = *field.data_type() == DataType::FixedSizeBinary(16)
                && uuids.is_some_and(|uuids| uuids.contains(field.name()));
            if is_uuid {
                of_uuids(field)
            } else if is_fraction_text(field) || is_number_text(field) {
                field.as_ref().clone()
            } else {
                field.as_ref().clone().with_metadata(HashMap::new())
            }
        });
        Arc::new(Schema::new(fields.collect::<Vec<_>>()))
    }

    /// Whether every file and object is as it was before anything was read of it.
    pub(super) fn unchanged(&self) -> impl Future<Output = Result<(), SourceError>> + Send + use<> {
        let files: Vec<(PathBuf, Stamp)> =
            self.named.iter().cloned().zip(self.stamps.iter().cloned()).collect();
        let listed = self.listed.clone();
        async move {
            if let Some(listed) = listed {
                return listed.unchanged().await;
            }
            let check = move || files.iter().try_for_each(|(path, stamp)| stamp.check(path, path));
            blocking(check).await
        }
    }

    /// What an error of the query engine means.
    pub(super) fn told(&self, error: &DataFusionError) -> SourceError {
        const NAMED: usize = 5;
        let first = &self.named[0];
        if self.named.len() == 1 {
            return explained(error, self.failure.as_ref(), first);
        }
        // The query engine doesn't say in which of the files it was.
        let place = first.parent().unwrap_or(first).display();
        let names = self.named.iter().take(NAMED);
        let names = names.map(|path| path.file_name().unwrap_or_default().to_string_lossy());
        let names = names.collect::<Vec<_>>().join(" or ");
        let more = if self.named.len() > NAMED { " or another one" } else { "" };
        let named = PathBuf::from(format!("{place} ({names}{more})"));
        explained(error, self.failure.as_ref(), &named)
    }
}

/// Refuses dictionaries of values that the query engine has no dictionaries of, where
/// the model has fields of them; one without fields stands for all.
fn refuse_unreadable(
    files: &[(PathBuf, SchemaRef)],
    model: &DataModel,
    mapping: Option<&ModelMapping>,
) -> Result<(), SourceError> {
    let wanted: HashSet<String> = wanted_columns(model, mapping).into_iter().collect();
    for (named, schema) in files {
        for field in schema.fields() {
            let DataType::Dictionary(_, value) = field.data_type() else { continue };
            let is_unreadable = **value == DataType::Boolean || value.is_decimal();
            if is_unreadable && (wanted.is_empty() || wanted.contains(field.name())) {
                return Err(SourceError::WrongType {
                    path: Some(named.clone()),
                    model: model.id.clone(),
                    field: field.name().clone(),
                    found: format!("a dictionary of {value}"),
                    wanted: value.to_string(),
                });
            }
        }
    }
    Ok(())
}

/// Schemas of files that are read at once.
const SCHEMAS_AT_ONCE: usize = 16;

fn session(
    limits: &SourceLimits,
    files: &TableFiles,
    widest_row: u64,
) -> Result<SessionContext, DataFusionError> {
    let mut config = SessionConfig::new()
        .with_batch_size(batch_rows(widest_row))
        .with_target_partitions(limits.threads)
        .with_information_schema(false);
    let options = config.options_mut();
    // Bounds that leave NaN out would be taken for a column's only value.
    options.execution.collect_statistics = false;
    options.execution.parquet.pushdown_filters = true;
    options.execution.parquet.reorder_filters = true;
    options.optimizer.prefer_existing_sort = true;
    // Rows are numbered by the parts of files that each thread is given.
    options.execution.enable_file_stream_work_stealing = false;
    options.optimizer.repartition_file_scans = files.kind == FileKind::Parquet;
    if let Some(objects) = &files.objects {
        // No more than what is in memory already.
        options.execution.parquet.metadata_size_hint = usize::try_from(objects.end()).ok();
    }
    working_session(limits, config)
}

/// Rows a batch: 8192, fewer where rows are so wide that a batch would not be
/// a small part of memory.
fn batch_rows(widest_row: u64) -> usize {
    const ROWS: usize = 8192;
    const BYTES: u64 = 8 << 20;
    usize::try_from(BYTES / widest_row.max(1)).unwrap_or(ROWS).clamp(16, ROWS)
}

/// Text files that are looked into for the width of their rows.
const LOOKED_INTO: usize = 16;

/// About how many bytes the rows of a text have where they are widest, by a few
/// places of it. What can't be read is told when the rows are.
fn widest_row(path: &PathBuf) -> u64 {
    const PLACES: u64 = 8;
    const WINDOW: u64 = 64 << 10;
    let look = || -> std::io::Result<u64> {
        let mut file = File::open(path)?;
        let size = file.metadata()?.len();
        let mut widest = 0;
        let mut window = Vec::new();
        for place in 0..PLACES {
            window.clear();
            file.seek(SeekFrom::Start(size / PLACES * place))?;
            let read = (&mut file).take(WINDOW).read_to_end(&mut window)? as u64;
            let lines = memchr::memchr_iter(b'\n', &window).count() as u64;
            widest = widest.max(read / lines.max(1));
        }
        Ok(widest)
    };
    look().unwrap_or_default()
}

/// The column that a field's values stand in.
fn column_of<'a>(field: &'a Field, mapping: Option<&'a ModelMapping>) -> Option<&'a str> {
    let Some(mapping) = mapping else { return Some(&field.id) };
    mapping.fields.get(&field.id).map(|source| source.column.as_str())
}

/// Columns that the model's key and mandatory fields stand in.
fn mandatory_columns(model: &DataModel, mapping: Option<&ModelMapping>) -> Vec<String> {
    let fields = model.fields.iter();
    let mandatory = fields.filter(|field| field.mandatory || model.key.contains(&field.id));
    mandatory.filter_map(|field| column_of(field, mapping)).map(str::to_owned).collect()
}

/// Columns that any field's values may stand in.
fn wanted_columns(model: &DataModel, mapping: Option<&ModelMapping>) -> Vec<String> {
    let (mut wanted, mut known) = (Vec::new(), HashSet::new());
    for field in &model.fields {
        let column = match (mapping, field.id.split_once('.')) {
            (None, Some((parent, _))) => Some(parent),
            (None, None) if field.custom => Some("properties"),
            _ => column_of(field, mapping),
        };
        if let Some(column) = column.filter(|column| known.insert(*column)) {
            wanted.push(column.to_owned());
        }
    }
    wanted
}

/// Types of the fields that columns are, where a column is just one.
pub(super) fn column_types(
    model: &DataModel,
    mapping: Option<&ModelMapping>,
) -> HashMap<String, FieldType> {
    let mut types: HashMap<String, Option<FieldType>> = HashMap::new();
    for field in &model.fields {
        let is_member = mapping
            .and_then(|mapping| mapping.fields.get(&field.id))
            .is_some_and(|source| source.json_path.is_some());
        let Some(column) = column_of(field, mapping).filter(|_| !is_member) else { continue };
        let known = types.entry(column.to_owned()).or_insert(Some(field.field_type));
        if *known != Some(field.field_type) {
            *known = None;
        }
    }
    types.into_iter().filter_map(|(column, field)| Some((column, field?))).collect()
}
