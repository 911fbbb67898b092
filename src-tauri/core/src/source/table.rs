//! One data model's table: what it holds, and a query's rows from it.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field as ArrowField, Schema, SchemaRef, TimeUnit};
use datafusion::common::DataFusionError;
use datafusion::dataframe::DataFrame;
use datafusion::datasource::file_format::FileFormat;
use datafusion::datasource::file_format::csv::CsvFormat;
use datafusion::datasource::file_format::json::JsonFormat;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{
    ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl,
};
use datafusion::execution::SendableRecordBatchStream;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::{FairSpillPool, TrackConsumersPool};
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::functions_aggregate::expr_fn::{count, max, min, sum};
use datafusion::logical_expr::{Expr, SortExpr, cast, ident, lit};
use datafusion::prelude::{SessionConfig, SessionContext};
use url::Url;

use super::error::SourceError;
use super::expressions::{FieldValues, filled, has_field};
use super::files::{FileKind, Folder, TableFiles};
use super::footers::Footers;
use super::functions::average;
use super::watched::{ReadProgress, WatchedFiles};
use crate::catalog::{DataModel, FieldType};
use crate::plan::{Query, QueryColumn};
use crate::spec::Aggregate;

/// Decimals with which binary floating point numbers are added up.
const FLOAT_SUM_SCALE: i8 = 9;

/// How much a query may use.
#[derive(Debug, Clone)]
pub struct SourceLimits {
    /// Bytes of memory for sorting and grouping; beyond it they use the disk.
    pub memory: usize,
    /// Folder for what doesn't fit.
    pub spill: PathBuf,
    /// Threads that read.
    pub threads: usize,
}

impl SourceLimits {
    /// 512 MiB, all cores, spilling into `spill`.
    pub fn new(spill: &Path) -> Self {
        let threads = std::thread::available_parallelism().map_or(2, NonZeroUsize::get);
        Self { memory: 512 << 20, spill: spill.to_owned(), threads }
    }
}

/// A data model's table in a folder.
pub struct Table {
    model: DataModel,
    files: TableFiles,
    /// Of Parquet files.
    footers: Option<Footers>,
    context: SessionContext,
    provider: Arc<ListingTable>,
    schema: SchemaRef,
    progress: Arc<ReadProgress>,
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
}

impl Table {
    /// Opens the table of `model` in `folder`.
    pub async fn open(
        folder: &Folder,
        model: &DataModel,
        limits: &SourceLimits,
    ) -> Result<Self, SourceError> {
        let files = folder.files(&model.id)?;
        let first = files.files[0].clone();
        refuse_empty(&files)?;
        let told = |error: DataFusionError| SourceError::from_engine(&error, &first);
        let progress = Arc::new(ReadProgress::default());
        let footers = match files.kind {
            FileKind::Parquet => Footers::read(&files.files),
            FileKind::Csv { .. } | FileKind::Json => None,
        };
        let context = session(limits, &files, footers.as_ref(), &progress).map_err(told)?;
        let provider = provider(&context, &files, model).await?;
        let schema = datafusion::catalog::TableProvider::schema(provider.as_ref());
        if !model.fields.iter().any(|field| has_field(field, &schema)) {
            return Err(SourceError::NoFields { path: first, model: model.id.clone() });
        }
        Ok(Self { model: model.clone(), files, footers, context, provider, schema, progress })
    }

    /// The model, less the fields that the table has no values for.
    pub fn available_model(&self) -> DataModel {
        let mut model = self.model.clone();
        model.fields.retain(|field| has_field(field, &self.schema));
        model.key.retain(|key| model.fields.iter().any(|field| field.id == *key));
        model
    }

    /// Ids of the model's fields that the table has no values for.
    pub fn missing_fields(&self) -> Vec<String> {
        let missing = |field: &&crate::catalog::Field| !has_field(field, &self.schema);
        self.model.fields.iter().filter(missing).map(|field| field.id.clone()).collect()
    }

    /// Starts a query; with `limit`, only its first rows.
    pub async fn rows(&self, query: &Query, limit: Option<usize>) -> Result<Rows, SourceError> {
        let values = FieldValues::resolve(query, &self.schema)?;
        let told = |error: DataFusionError| self.told(&error);
        let mut frame = self.frame(&self.context_for(query), query, &values).map_err(told)?;
        if limit.is_some() {
            frame = frame.limit(0, limit).map_err(told)?;
        }
        let stream = frame.execute_stream().await.map_err(told)?;
        let plain = query.groups.is_empty() && query.columns.iter().all(|c| c.aggregate.is_none());
        Ok(Rows {
            stream,
            progress: Arc::clone(&self.progress),
            expected_bytes: self.expected_bytes(query),
            exact_rows: if plain && limit.is_none() { self.stored_rows() } else { None },
        })
    }

    /// Number of rows that the query gives.
    pub async fn count(&self, query: &Query) -> Result<u64, SourceError> {
        let aggregated = query.columns.iter().any(|column| column.aggregate.is_some());
        if query.groups.is_empty()
            && !aggregated
            && let Some(rows) = self.stored_rows()
        {
            return Ok(rows);
        }
        let mut counted = query.clone();
        counted.order.clear();
        if !aggregated {
            counted.columns.clear();
        }
        let values = FieldValues::resolve(&counted, &self.schema)?;
        let told = |error: DataFusionError| self.told(&error);
        let frame = if aggregated {
            self.frame(&self.context, &counted, &values)
        } else {
            let frame = self.context.read_table(self.provider.clone()).map_err(told)?;
            match values.filter(&counted) {
                Some(filter) => frame.filter(filter),
                None => Ok(frame),
            }
        };
        let rows = frame.map_err(told)?.count().await.map_err(told)?;
        Ok(rows as u64)
    }

    /// Number of all rows, where telling it takes no more than a moment.
    pub async fn quick_count(&self) -> Result<Option<u64>, SourceError> {
        const QUICK_BYTES: u64 = 64 << 20;
        let size = |path: &PathBuf| std::fs::metadata(path).map_or(0, |found| found.len());
        let bytes: u64 = self.files.files.iter().map(size).sum();
        if self.files.kind != FileKind::Parquet && bytes > QUICK_BYTES {
            return Ok(None);
        }
        let every_row = Query {
            model: self.model.id.clone(),
            groups: Vec::new(),
            columns: Vec::new(),
            order: Vec::new(),
        };
        self.count(&every_row).await.map(Some)
    }

    /// Tells what an error of the running query means.
    pub fn told(&self, error: &DataFusionError) -> SourceError {
        SourceError::from_engine(error, &self.files.files[0])
    }

    /// A sorted file is read in its order by one thread: encoding and packing
    /// keep the others busy, and merging would cost more than it gains.
    fn context_for(&self, query: &Query) -> SessionContext {
        let sorted_by = self.footers.as_ref().and_then(|footers| footers.sorted_by.as_deref());
        let [_] = self.files.files.as_slice() else { return self.context.clone() };
        let wanted = query.order.first().filter(|order| !order.descending);
        if sorted_by.is_none() || sorted_by != wanted.map(|order| order.field.id.as_str()) {
            return self.context.clone();
        }
        let mut state = self.context.state();
        state.config_mut().options_mut().optimizer.repartition_file_scans = false;
        SessionContext::new_with_state(state)
    }

    fn frame(
        &self,
        context: &SessionContext,
        query: &Query,
        values: &FieldValues,
    ) -> Result<DataFrame, DataFusionError> {
        let mut frame = context.read_table(self.provider.clone())?;
        if let Some(filter) = values.filter(query) {
            frame = frame.filter(filter)?;
        }
        let name = |index: usize| format!("c{index}");
        if query.columns.iter().all(|column| column.aggregate.is_none()) {
            let order: Vec<SortExpr> = query
                .order
                .iter()
                .map(|order| {
                    values.get(&order.field).expression.clone().sort(!order.descending, false)
                })
                .collect();
            if !order.is_empty() {
                frame = frame.sort(order)?;
            }
            let columns = query.columns.iter().enumerate().map(|(index, column)| {
                values.get(&column.field).expression.clone().alias(name(index))
            });
            return frame.select(columns.collect::<Vec<_>>());
        }
        let mut groups = Vec::new();
        let mut aggregates = Vec::new();
        let mut outputs = Vec::new();
        for (index, column) in query.columns.iter().enumerate() {
            let output = name(index);
            if column.aggregate == Some(Aggregate::Group) {
                groups.push(grouped(column, values).alias(&output));
                outputs.push(ident(&output));
            } else {
                let (parts, result) = aggregated(column, values, &output);
                aggregates.extend(parts);
                outputs.push(result.alias(&output));
            }
        }
        let order: Vec<SortExpr> = query
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.aggregate == Some(Aggregate::Group))
            .map(|(index, _)| ident(name(index)).sort(true, false))
            .collect();
        frame.aggregate(groups, aggregates)?.select(outputs)?.sort(order)
    }

    /// Rows in the files, from their footers.
    fn stored_rows(&self) -> Option<u64> {
        self.footers.as_ref().map(|footers| footers.rows)
    }

    fn expected_bytes(&self, query: &Query) -> u64 {
        let Some(footers) = &self.footers else {
            let size = |path: &PathBuf| std::fs::metadata(path).map_or(0, |found| found.len());
            return self.files.files.iter().map(size).sum();
        };
        let fields = query.fields();
        footers.bytes_of(|column| {
            fields.iter().any(|field| {
                field.id == column
                    || field.id.split('.').next() == Some(column)
                    || (column == "properties" && field.custom)
            })
        })
    }
}

/// The engine takes an empty file for one without rows; a dump that was cut off
/// looks the same. (JSON lines have no header: there it means no rows.)
fn refuse_empty(files: &TableFiles) -> Result<(), SourceError> {
    if files.kind == FileKind::Json {
        return Ok(());
    }
    let empty = |path: &&std::path::PathBuf| path.metadata().is_ok_and(|found| found.len() == 0);
    match files.files.iter().find(empty) {
        Some(path) => {
            Err(SourceError::Damaged { path: path.clone(), reason: "it is empty".to_owned() })
        }
        None => Ok(()),
    }
}

fn session(
    limits: &SourceLimits,
    files: &TableFiles,
    footers: Option<&Footers>,
    progress: &Arc<ReadProgress>,
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
    let context = working_session(limits, config)?;
    let root = Url::parse("file:///").map_err(|error| DataFusionError::External(error.into()))?;
    let files = Arc::new(WatchedFiles::new(Arc::clone(progress)));
    context.runtime_env().register_object_store(&root, files);
    Ok(context)
}

/// A session of the query engine that keeps to the limits and then uses the disk.
pub(crate) fn working_session(
    limits: &SourceLimits,
    config: SessionConfig,
) -> Result<SessionContext, DataFusionError> {
    let pool = FairSpillPool::new(limits.memory);
    let pool = TrackConsumersPool::new(pool, NonZeroUsize::MIN);
    let disk = DiskManagerBuilder::default()
        .with_mode(DiskManagerMode::Directories(vec![limits.spill.clone()]));
    let runtime = RuntimeEnvBuilder::new()
        .with_memory_pool(Arc::new(pool))
        .with_disk_manager_builder(disk)
        .build_arc()?;
    Ok(SessionContext::new_with_config_rt(config, runtime))
}

/// Rows a batch: 8192, fewer where rows are so wide that a batch would not be
/// a small part of memory.
fn batch_rows(footers: Option<&Footers>) -> usize {
    const ROWS: usize = 8192;
    const BYTES: u64 = 8 << 20;
    let widest = footers.map_or(1, |footers| footers.widest_row.max(1));
    usize::try_from(BYTES / widest).unwrap_or(ROWS).clamp(16, ROWS)
}

async fn provider(
    context: &SessionContext,
    files: &TableFiles,
    model: &DataModel,
) -> Result<Arc<ListingTable>, SourceError> {
    let first = &files.files[0];
    let told = |error: DataFusionError| SourceError::from_engine(&error, first);
    let format: Arc<dyn FileFormat> = match files.kind {
        FileKind::Parquet => Arc::new(ParquetFormat::default()),
        FileKind::Csv { delimiter } => Arc::new(
            CsvFormat::default()
                .with_has_header(true)
                .with_delimiter(delimiter)
                .with_newlines_in_values(true),
        ),
        FileKind::Json => {
            Arc::new(JsonFormat::default().with_newline_delimited(!is_json_array(first)?))
        }
    };
    let urls = files
        .files
        .iter()
        .map(|file| {
            let url = Url::from_file_path(file).map_err(|()| SourceError::Unreadable {
                path: file.clone(),
                reason: "its path isn't absolute".to_owned(),
            })?;
            ListingTableUrl::try_new(url, None).map_err(told)
        })
        .collect::<Result<Vec<_>, _>>()?;
    let options = ListingOptions::new(format).with_file_extension(&files.extension);
    let state = context.state();
    let schema = match files.kind {
        FileKind::Csv { delimiter } => csv_schema(first, delimiter, model)?,
        FileKind::Parquet => options.infer_schema(&state, &urls[0]).await.map_err(told)?,
        FileKind::Json => {
            let found = options.infer_schema(&state, &urls[0]).await.map_err(told)?;
            exact_numbers(&found, model)
        }
    };
    let config = ListingTableConfig::new_with_multi_paths(urls)
        .with_listing_options(options)
        .with_schema(schema);
    Ok(Arc::new(ListingTable::try_new(config).map_err(told)?))
}

/// Columns of a CSV file: the model tells their types, everything else is text.
fn csv_schema(file: &Path, delimiter: u8, model: &DataModel) -> Result<SchemaRef, SourceError> {
    let damaged = |error: csv::Error| SourceError::Damaged {
        path: file.to_owned(),
        reason: error.to_string(),
    };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).from_path(file).map_err(damaged)?;
    let columns = reader.headers().map_err(damaged)?.iter().map(|name| {
        let name = name.trim_start_matches('\u{feff}');
        let data_type = match model.field(name).map(|field| field.field_type) {
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
fn exact_numbers(found: &Schema, model: &DataModel) -> SchemaRef {
    let columns = found.fields().iter().map(|column| {
        let numeric =
            model.field(column.name()).is_some_and(|f| f.field_type == FieldType::Numeric);
        if numeric && matches!(column.data_type(), DataType::Float64 | DataType::Int64) {
            Arc::new(column.as_ref().clone().with_data_type(DataType::Decimal128(38, 10)))
        } else {
            Arc::clone(column)
        }
    });
    Arc::new(Schema::new(columns.collect::<Vec<_>>()))
}

fn is_json_array(file: &Path) -> Result<bool, SourceError> {
    use std::io::Read;
    let unreadable = |error: std::io::Error| SourceError::Unreadable {
        path: file.to_owned(),
        reason: error.to_string(),
    };
    let mut start = Vec::new();
    std::fs::File::open(file)
        .and_then(|file| file.take(4096).read_to_end(&mut start))
        .map_err(unreadable)?;
    Ok(start.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'['))
}

/// The values that share a group: a missing text and an empty one are alike.
fn grouped(column: &QueryColumn, values: &FieldValues) -> Expr {
    let value = values.get(&column.field);
    if is_textual(column) { filled(&value.expression) } else { value.expression.clone() }
}

fn is_textual(column: &QueryColumn) -> bool {
    matches!(
        column.field.field_type,
        FieldType::String | FieldType::Select | FieldType::Url | FieldType::Image
    )
}

/// The aggregates that a column needs, named after it, and what becomes of them.
fn aggregated(column: &QueryColumn, values: &FieldValues, name: &str) -> (Vec<Expr>, Expr) {
    let value = values.get(&column.field);
    // Exact: whole numbers can't overflow, binary fractions leave no noise.
    let exact = match value.data_type {
        DataType::Decimal128(..) => value.expression.clone(),
        DataType::Float32 | DataType::Float64 => {
            cast(value.expression.clone(), DataType::Decimal128(38, FLOAT_SUM_SCALE))
        }
        _ => cast(value.expression.clone(), DataType::Decimal128(38, 0)),
    };
    let part = |suffix: &str| format!("{name}_{suffix}");
    match column.aggregate {
        Some(Aggregate::Count) => (vec![count(lit(1)).alias(part("rows"))], ident(part("rows"))),
        Some(Aggregate::Sum) => (vec![sum(exact).alias(part("sum"))], ident(part("sum"))),
        Some(Aggregate::Average) => (
            vec![
                sum(exact).alias(part("sum")),
                count(value.expression.clone()).alias(part("values")),
            ],
            average(ident(part("sum")), ident(part("values"))),
        ),
        Some(Aggregate::Min) => {
            (vec![min(grouped(column, values)).alias(part("min"))], ident(part("min")))
        }
        Some(Aggregate::Max) | Some(Aggregate::Group) | None => {
            (vec![max(grouped(column, values)).alias(part("max"))], ident(part("max")))
        }
    }
}
