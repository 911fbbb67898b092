//! Files of a table as the query engine gets them: opened where they can be
//! read, with a session that knows them and a schema.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use datafusion::arrow::datatypes::{DataType, Field as ArrowField, Schema, SchemaRef, TimeUnit};
use datafusion::common::DataFusionError;
use datafusion::datasource::file_format::FileFormat;
use datafusion::datasource::file_format::csv::CsvFormat;
use datafusion::datasource::file_format::json::JsonFormat;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{
    ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl,
};
use datafusion::object_store::ObjectStore;
use datafusion::prelude::{SessionConfig, SessionContext};
use url::Url;

use super::bringing::{Depth, Readable, readable};
use super::error::SourceError;
use super::files::{FileKind, TableFiles};
use super::footers::Footers;
use super::mapping::ModelMapping;
use super::table::{SourceLimits, working_session};
use super::watched::ReadProgress;
use super::{Source, bucket};
use crate::catalog::{DataModel, FieldType};

/// The first failure of a bucket, if there is a bucket and it has failed.
pub(super) type Failure = Option<Arc<OnceLock<SourceError>>>;

/// What an error means, of which the bucket may know more.
pub(super) fn explained(
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
    pub(super) named: PathBuf,
    pub(super) failure: Failure,
}

impl Opened {
    pub(super) async fn new(
        files: TableFiles,
        depth: Depth,
        source: &Source,
        limits: &SourceLimits,
        progress: &Arc<ReadProgress>,
    ) -> Result<Self, SourceError> {
        files.refuse_empty()?;
        let named = files.files[0].clone();
        let readable = readable(files, depth, source.kept.as_ref(), limits).await?;
        let files = &readable.files;
        let mut failure = None;
        let mut footers = None;
        let (root, store): (Url, Arc<dyn ObjectStore>) = match &files.objects {
            Some(objects) => {
                let store = Arc::new(objects.watched(progress));
                store.fetch_ends(objects).await?;
                footers = Footers::fetch(objects, &store).await?;
                failure = Some(store.failure());
                (bucket::root()?, store)
            }
            None => {
                if files.kind == FileKind::Parquet {
                    footers = Footers::read(&files.files);
                }
                let root = Url::parse("file:///");
                let root = root.map_err(|error| SourceError::Engine(error.to_string()))?;
                (root, TableFiles::local_store(progress))
            }
        };
        let told = |error: DataFusionError| SourceError::from_engine(&error, &named);
        let context = session(limits, files, footers.as_ref()).map_err(told)?;
        context.runtime_env().register_object_store(&root, store);
        Ok(Self { readable, footers, context, named, failure })
    }

    pub(super) async fn provider(
        &self,
        model: &DataModel,
        mapping: Option<&ModelMapping>,
    ) -> Result<Arc<ListingTable>, SourceError> {
        let (files, first) = (&self.readable.files, &self.readable.files.files[0]);
        let types = |column: &str| column_type(column, model, mapping);
        let told = |error: DataFusionError| self.told(&error);
        let format: Arc<dyn FileFormat> = match files.kind {
            FileKind::Parquet => Arc::new(ParquetFormat::default()),
            FileKind::Csv { delimiter } => Arc::new(
                CsvFormat::default()
                    .with_has_header(true)
                    .with_delimiter(delimiter)
                    .with_newlines_in_values(true),
            ),
            FileKind::Json => {
                let is_array = is_json_array(first).map_err(|error| self.unread(&error))?;
                Arc::new(JsonFormat::default().with_newline_delimited(!is_array))
            }
        };
        let urls = files.urls()?.into_iter();
        let urls = urls.map(|url| ListingTableUrl::try_new(url, None).map_err(told));
        let urls = urls.collect::<Result<Vec<_>, _>>()?;
        let options = ListingOptions::new(format).with_file_extension(&files.extension);
        let state = self.context.state();
        let schema = match files.kind {
            FileKind::Csv { delimiter } => {
                csv_schema(first, delimiter, &types).map_err(|error| {
                    let (path, reason) = (self.named.clone(), error.to_string());
                    SourceError::Damaged { path, reason }
                })?
            }
            FileKind::Parquet => options.infer_schema(&state, &urls[0]).await.map_err(told)?,
            FileKind::Json => {
                let found = options.infer_schema(&state, &urls[0]).await.map_err(told)?;
                exact_numbers(&found, &types)
            }
        };
        let config = ListingTableConfig::new_with_multi_paths(urls)
            .with_listing_options(options)
            .with_schema(schema);
        Ok(Arc::new(ListingTable::try_new(config).map_err(told)?))
    }

    /// What an error of the query engine means.
    pub(super) fn told(&self, error: &DataFusionError) -> SourceError {
        explained(error, self.failure.as_ref(), &self.named)
    }

    fn unread(&self, error: &std::io::Error) -> SourceError {
        SourceError::Unreadable { path: self.named.clone(), reason: error.to_string() }
    }
}

fn session(
    limits: &SourceLimits,
    files: &TableFiles,
    footers: Option<&Footers>,
) -> Result<SessionContext, DataFusionError> {
    let mut config = SessionConfig::new()
        .with_batch_size(batch_rows(footers))
        .with_target_partitions(limits.threads)
        .with_information_schema(false);
    let options = config.options_mut();
    options.execution.parquet.pushdown_filters = true;
    options.execution.parquet.reorder_filters = true;
    options.optimizer.prefer_existing_sort = true;
    options.optimizer.repartition_file_scans = files.kind == FileKind::Parquet;
    if let Some(objects) = &files.objects {
        // No more than what is in memory already.
        options.execution.parquet.metadata_size_hint = usize::try_from(objects.end()).ok();
    }
    working_session(limits, config)
}

/// Rows a batch: 8192, fewer where rows are so wide that a batch would not be
/// a small part of memory.
fn batch_rows(footers: Option<&Footers>) -> usize {
    const ROWS: usize = 8192;
    const BYTES: u64 = 8 << 20;
    let widest = footers.map_or(1, |footers| footers.widest_row.max(1));
    usize::try_from(BYTES / widest).unwrap_or(ROWS).clamp(16, ROWS)
}

/// Type of the field whose values are a column, if there is just one.
fn column_type(
    column: &str,
    model: &DataModel,
    mapping: Option<&ModelMapping>,
) -> Option<FieldType> {
    let Some(mapping) = mapping else { return model.field(column).map(|field| field.field_type) };
    let mut types = mapping
        .fields
        .iter()
        .filter(|(_, source)| source.column == column && source.json_path.is_none())
        .filter_map(|(field, _)| model.field(field).map(|field| field.field_type));
    let first = types.next()?;
    types.all(|other| other == first).then_some(first)
}

/// Columns of a CSV file: the model tells their types, everything else is text.
fn csv_schema(
    file: &Path,
    delimiter: u8,
    types: &dyn Fn(&str) -> Option<FieldType>,
) -> Result<SchemaRef, csv::Error> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_path(file)?;
    let columns = reader.headers()?.iter().map(|name| {
        let name = name.trim_start_matches('\u{feff}');
        let data_type = match types(name) {
            Some(FieldType::Numeric) => DataType::Decimal128(38, 10),
            Some(FieldType::Boolean) => DataType::Boolean,
            Some(FieldType::Date) => DataType::Date32,
            Some(FieldType::Datetime) => {
                DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))
            }
            _ => DataType::Utf8,
        };
        ArrowField::new(name, data_type, true)
    });
    Ok(Arc::new(Schema::new(columns.collect::<Vec<_>>())))
}

/// JSON numbers are read exactly, not as binary floating point ones.
fn exact_numbers(found: &Schema, types: &dyn Fn(&str) -> Option<FieldType>) -> SchemaRef {
    let columns = found.fields().iter().map(|column| {
        let numeric = types(column.name()) == Some(FieldType::Numeric);
        if numeric && matches!(column.data_type(), DataType::Float64 | DataType::Int64) {
            Arc::new(column.as_ref().clone().with_data_type(DataType::Decimal128(38, 10)))
        } else {
            Arc::clone(column)
        }
    });
    Arc::new(Schema::new(columns.collect::<Vec<_>>()))
}

fn is_json_array(file: &Path) -> std::io::Result<bool> {
    use std::io::Read;
    let mut start = Vec::new();
    std::fs::File::open(file)?.take(4096).read_to_end(&mut start)?;
    Ok(start.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'['))
}
