//! One data model's table: what it holds, and a query's rows from it.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::{DataType, SchemaRef};
use datafusion::catalog::TableProvider;
use datafusion::common::DataFusionError;
use datafusion::dataframe::DataFrame;
use datafusion::execution::SendableRecordBatchStream;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::functions_aggregate::expr_fn::{count, max, min, sum};
use datafusion::logical_expr::{Expr, SortExpr, cast, ident, lit};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::prelude::{SessionConfig, SessionContext};
use futures::StreamExt;

use super::cache::Ready;
use super::change_guard::{ReadProgress, Stamp};
use super::database::{Database, DatabaseTable, Rounded};
use super::error::SourceError;
use super::expressions::{FieldValues, filled};
use super::files::{FileKind, TableFiles};
use super::functions::average;
use super::introspect::{SourceColumn, suggested_type};
use super::layout::{Layout, Place as Where};
use super::listing::{Failure, FileRows, Opened, explained};
use super::mapping::ModelMapping;
use super::materialize::{Depth, Readable};
use super::memory::{MERGED_AT_ONCE, SharedMemory};
use super::parquet_metadata::{Footers, Sorted};
use super::row_number::{NumberedTable, ROW_NUMBER};
use super::values::excerpt;
use super::{Source, SourcePlace, blocking};
use crate::catalog::{DataModel, Field, FieldType};
use crate::plan::{AVERAGE_DECIMALS, Query, QueryColumn};
use crate::spec::Aggregate;

/// Decimals with which binary floating point numbers are added up.
const FLOAT_SUM_SCALE: i8 = 9;
/// Decimals of a field whose model doesn't say how many its values have.
const LOOSE_DECIMALS: u8 = 4;

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

/// A data model's table, wherever it is.
pub struct Table {
    pub(super) model: DataModel,
    pub(super) mapping: Option<ModelMapping>,
    pub(super) place: Place,
    pub(super) limits: SourceLimits,
    pub(super) schema: SchemaRef,
    pub(super) progress: Arc<ReadProgress>,
    pub(super) notes: Vec<String>,
}

/// Where the rows are.
pub(super) enum Place {
    Files {
        files: TableFiles,
        /// Of Parquet files.
        footers: Option<Footers>,
        context: SessionContext,
        rows: FileRows,
        /// What messages call them.
        named: Vec<PathBuf>,
        /// States of files of this computer before anything was read of them.
        stamps: Vec<Stamp>,
        /// The first failure of a bucket, which the query engine may have made
        /// mere words of.
        failure: Failure,
        /// Whether there is only the beginning of the rows.
        is_partial: bool,
        /// What was unpacked or brought here; it goes with the table.
        _ready: Option<Arc<Ready>>,
    },
    Database {
        database: Database,
        table: DatabaseTable,
    },
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
    pub(crate) rounded: Rounded,
    /// What tells later which rows changed since, where a database knows it.
    pub(crate) snapshot: Option<String>,
}

impl Table {
    /// Opens the table of `model` in `source`.
    pub async fn open(
        source: &Source,
        model: &DataModel,
        limits: &SourceLimits,
    ) -> Result<Self, SourceError> {
        Self::open_to(Depth::Whole, source, model, limits).await
    }

    /// Opens a table to see what it has; not all of its rows may be in it.
    pub(crate) async fn sample(
        source: &Source,
        model: &DataModel,
        limits: &SourceLimits,
    ) -> Result<Self, SourceError> {
        Self::open_to(Depth::Beginning, source, model, limits).await
    }

    async fn open_to(
        depth: Depth,
        source: &Source,
        model: &DataModel,
        limits: &SourceLimits,
    ) -> Result<Self, SourceError> {
        let mapping = source.mapping(model).await?;
        let progress = Arc::new(ReadProgress::default());
        let name = mapping.as_ref().map_or(model.id.as_str(), |m| m.table.as_str());
        let mut notes = Vec::new();
        let (place, schema) = match source.place() {
            SourcePlace::Folder(_) | SourcePlace::Bucket(_) => {
                let found = source.files(name).await?;
                let found = found.ok_or_else(|| SourceError::Engine("no files".to_owned()))?;
                let opened = Opened::new(found, depth, source, limits, &progress).await?;
                let dialect = source.dialect(name);
                let rows = opened.rows(model, mapping.as_ref(), dialect, &progress, limits.threads);
                let (rows, found) = rows.await?;
                notes = found;
                let schema = rows.schema();
                let Opened { readable, footers, context, named, stamps, failure } = opened;
                let Readable { files, is_partial, ready } = readable;
                let place = Place::Files {
                    files,
                    footers,
                    context,
                    rows,
                    named,
                    stamps,
                    failure,
                    is_partial,
                    _ready: ready,
                };
                (place, schema)
            }
            SourcePlace::Database(database) => {
                let Some(mapping) = &mapping else {
                    let (place, model) = (database.place(), model.id.clone());
                    return Err(SourceError::NotMapped { place, model });
                };
                let table = database.table(&mapping.table).await?;
                let schema = table.schema();
                (Place::Database { database: database.clone(), table }, schema)
            }
        };
        let (model, limits) = (model.clone(), limits.clone());
        let mut table = Self { model, mapping, place, limits, schema, progress, notes };
        if !table.model.fields.iter().any(|field| table.layout().has(field)) {
            let (path, model) = (table.path(), table.model.id.clone());
            return Err(SourceError::NoFields { path, model });
        }
        let renamed = table.model.fields.iter().filter_map(|field| table.layout().renamed(field));
        let renamed: Vec<String> = renamed.collect();
        table.notes.extend(renamed);
        Ok(table)
    }

    /// How the table's files fit together, where people should know of it.
    pub(crate) fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Whether fields may be missing because their columns have been renamed:
    /// without a mapping, columns that are no fields stand where fields are
    /// missing.
    pub(crate) fn renamed_columns(&self) -> Option<SourceError> {
        const NAMED: usize = 5;
        if self.mapping.is_some() {
            return None;
        }
        let missing = self.missing_fields();
        let is_field = |name: &str| {
            self.model.fields.iter().any(|field| {
                let parent =
                    field.id.split_once('.').map_or(field.id.as_str(), |(parent, _)| parent);
                parent.eq_ignore_ascii_case(name) || field.id.eq_ignore_ascii_case(name)
            }) || name == "properties"
        };
        let names = self.schema.fields().iter().map(|field| field.name().as_str());
        let others: Vec<&str> = names.filter(|name| !name.is_empty() && !is_field(name)).collect();
        if missing.is_empty() || others.is_empty() {
            return None;
        }
        let listed = |names: &[&str]| {
            let shown: Vec<String> =
                names.iter().take(NAMED).map(|name| format!("`{}`", excerpt(name))).collect();
            let more = if names.len() > NAMED { " and more" } else { "" };
            format!("{}{more}", shown.join(", "))
        };
        let missing: Vec<&str> = missing.iter().map(String::as_str).collect();
        let (path, fields, columns) = (self.path(), listed(&missing), listed(&others));
        Some(SourceError::Renamed { path, fields, columns })
    }

    /// Finds where a query's values stand.
    fn values(&self, query: &Query) -> Result<FieldValues, SourceError> {
        FieldValues::resolve(query, &self.layout()).map_err(|error| error.at(&self.path()))
    }

    /// The rows of files for a query, numbered.
    pub(super) fn provider(&self, query: &Query) -> Option<Arc<dyn TableProvider>> {
        let Place::Files { rows, footers, .. } = &self.place else { return None };
        let table: Arc<dyn TableProvider> = match rows {
            FileRows::Text(table) => Arc::new(table.in_zone(query.zone)),
            FileRows::Columnar(table) => Arc::clone(table) as Arc<dyn TableProvider>,
        };
        let sorted_by = footers.as_ref().and_then(|footers| self.sorted_by(footers, query));
        Some(Arc::new(NumberedTable::new(table, sorted_by.map(|sorted| sorted.column.clone()))))
    }

    /// The order that the files have, if it is the query's.
    fn sorted_by<'a>(&self, footers: &'a Footers, query: &Query) -> Option<&'a Sorted> {
        let sorted = footers.sorted_by.as_ref()?;
        let Place::Files { files, .. } = &self.place else { return None };
        let wanted = query.order.first().filter(|order| !order.descending)?;
        let layout = self.layout();
        let is_wanted = match layout.place(&wanted.field)? {
            Where::Column { name, parts, .. } => parts.is_empty() && name == sorted.column,
            Where::Member { .. } => false,
        };
        let few = sorted.across_files || files.files.len() <= MERGED_FILES;
        (is_wanted && few).then_some(sorted)
    }

    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    pub(super) fn layout(&self) -> Layout<'_> {
        Layout { schema: &self.schema, mapping: self.mapping.as_ref() }
    }

    /// What messages call the place.
    fn path(&self) -> PathBuf {
        match &self.place {
            Place::Files { named, .. } => named[0].clone(),
            Place::Database { database, table } => {
                PathBuf::from(format!("{} in {}", table.name, database.place()))
            }
        }
    }

    /// The model, less the fields that the table has no values for.
    pub fn available_model(&self) -> DataModel {
        let mut model = self.model.clone();
        model.fields.retain(|field| self.layout().has(field));
        model.key.retain(|key| model.fields.iter().any(|field| field.id == *key));
        model
    }

    /// Ids of the model's fields that the table has no values for.
    pub fn missing_fields(&self) -> Vec<String> {
        let missing = |field: &&Field| !self.layout().has(field);
        self.model.fields.iter().filter(missing).map(|field| field.id.clone()).collect()
    }

    /// What has changed since the model was mapped to the table, field by field.
    pub fn drift(&self) -> Vec<SourceError> {
        let Some(mapping) = &self.mapping else { return Vec::new() };
        let mapped = self.model.fields.iter().filter(|f| mapping.fields.contains_key(&f.id));
        let gone = mapped.filter_map(|field| {
            let one = Query {
                model: self.model.id.clone(),
                groups: Vec::new(),
                columns: vec![QueryColumn { field: field.clone(), aggregate: None }],
                order: Vec::new(),
                zone: None,
            };
            self.values(&one).err()
        });
        gone.collect()
    }

    /// Starts a query; with `limit`, only its first rows.
    pub async fn rows(&self, query: &Query, limit: Option<usize>) -> Result<Rows, SourceError> {
        let told = |error: DataFusionError| self.told(&error);
        let plain = query.groups.is_empty() && query.columns.iter().all(|c| c.aggregate.is_none());
        let whole = limit.is_none();
        let values = self.values(query)?;
        let (frame, expected_bytes, exact_rows) = match &self.place {
            Place::Files { files, footers, context, .. } => {
                let (footers, layout) = (footers.as_ref(), self.layout());
                let sorted = footers.and_then(|footers| self.sorted_by(footers, query));
                let context = context_for(context, files, sorted, query.columns.len());
                let provider = self.provider(query).ok_or_else(no_files)?;
                let frame = context.read_table(provider).map_err(told)?;
                let frame = shaped(frame, query, &values, true).map_err(told)?;
                let rows = footers.map(|footers| footers.rows).filter(|_| plain && whole);
                (frame, expected_bytes(files, footers, query, &layout), rows)
            }
            Place::Database { .. } => return self.database_rows(query, limit, None, false).await,
        };
        let frame = if whole { frame } else { frame.limit(0, limit).map_err(told)? };
        let stream = frame.execute_stream().await.map_err(told)?;
        let stream = if whole { self.guarded(stream) } else { stream };
        let progress = Arc::clone(&self.progress);
        let (rounded, snapshot) = (Rounded::default(), None);
        Ok(Rows { stream, progress, expected_bytes, exact_rows, rounded, snapshot })
    }

    /// The rows, and at their end a look whether a file has changed since it was
    /// opened: what was appended meanwhile would be missing without a word.
    fn guarded(&self, rows: SendableRecordBatchStream) -> SendableRecordBatchStream {
        let Place::Files { named, stamps, .. } = &self.place else { return rows };
        let files: Vec<(PathBuf, Stamp)> =
            named.iter().cloned().zip(stamps.iter().cloned()).collect();
        let schema = rows.schema();
        let last = async move {
            let unchanged =
                move || files.iter().try_for_each(|(path, stamp)| stamp.check(path, path));
            match blocking(unchanged).await {
                Ok(()) => None,
                Err(changed) => Some(Err(DataFusionError::External(Box::new(changed)))),
            }
        };
        let last = futures::stream::once(last).filter_map(std::future::ready);
        Box::pin(RecordBatchStreamAdapter::new(schema, rows.chain(last)))
    }

    /// Number of rows that the query gives.
    pub async fn count(&self, query: &Query) -> Result<u64, SourceError> {
        let told = |error: DataFusionError| self.told(&error);
        let aggregated = query.columns.iter().any(|column| column.aggregate.is_some());
        let mut counted = query.clone();
        counted.order.clear();
        if !aggregated {
            counted.columns.clear();
        }
        let values = self.values(&counted)?;
        let frame = match &self.place {
            Place::Files { footers, context, .. } => {
                if query.groups.is_empty()
                    && !aggregated
                    && let Some(footers) = footers
                {
                    return Ok(footers.rows);
                }
                let provider = self.provider(&counted).ok_or_else(no_files)?;
                let frame = context.read_table(provider).map_err(told)?;
                shaped(frame, &counted, &values, false).map_err(told)?
            }
            Place::Database { .. } => return self.database_count(&counted).await,
        };
        let rows = frame.count().await.map_err(told)?;
        Ok(rows as u64)
    }

    /// Number of all rows, where telling it takes no more than a moment.
    pub async fn quick_count(&self) -> Result<Option<u64>, SourceError> {
        const QUICK_BYTES: u64 = 64 << 20;
        const QUICK: std::time::Duration = std::time::Duration::from_secs(3);
        let every_row = Query {
            model: self.model.id.clone(),
            groups: Vec::new(),
            columns: Vec::new(),
            order: Vec::new(),
            zone: None,
        };
        if let Place::Files { files, is_partial, .. } = &self.place {
            if *is_partial || (files.kind != FileKind::Parquet && files.size() > QUICK_BYTES) {
                return Ok(None);
            }
            return self.count(&every_row).await.map(Some);
        }
        match tokio::time::timeout(QUICK, self.count(&every_row)).await {
            Ok(counted) => counted.map(Some),
            Err(_) => Ok(None),
        }
    }

    /// Tells what an error of the running query means.
    pub fn told(&self, error: &DataFusionError) -> SourceError {
        match &self.place {
            Place::Files { failure, named, .. } => explained(error, failure.as_ref(), &named[0]),
            Place::Database { .. } => SourceError::from_engine(error, &self.path()),
        }
    }
}

fn name(index: usize) -> String {
    format!("c{index}")
}

/// A query's rows: filtered, then grouped or not, and in order. A query without
/// columns gives all that there are, to be counted.
pub(super) fn shaped(
    frame: DataFrame,
    query: &Query,
    values: &FieldValues,
    sorts: bool,
) -> Result<DataFrame, DataFusionError> {
    let mut frame = match values.filter(query) {
        Some(filter) => frame.filter(filter)?,
        None => frame,
    };
    if query.columns.is_empty() {
        return Ok(frame);
    }
    if query.columns.iter().all(|column| column.aggregate.is_none()) {
        let order: Vec<SortExpr> = query
            .order
            .iter()
            .map(|order| values.get(&order.field).expression.clone().sort(!order.descending, false))
            .collect();
        // Rows of files with equal keys stay as the files have them.
        let is_numbered = frame.schema().has_column_with_unqualified_name(ROW_NUMBER);
        let number = is_numbered.then(|| ident(ROW_NUMBER).sort(true, false));
        let order: Vec<SortExpr> = order.into_iter().chain(number).collect();
        if sorts && !order.is_empty() {
            frame = frame.sort(order)?;
        }
        let columns =
            query.columns.iter().enumerate().map(|(index, column)| {
                values.get(&column.field).expression.clone().alias(name(index))
            });
        return frame.select(columns.collect::<Vec<_>>());
    }
    let mut groups = Vec::new();
    let mut aggregates = Vec::new();
    for (index, column) in query.columns.iter().enumerate() {
        if column.aggregate == Some(Aggregate::Group) {
            groups.push(grouped(column, values).alias(name(index)));
        } else {
            aggregates.extend(aggregated(column, values, &name(index)));
        }
    }
    of_groups(frame.aggregate(groups, aggregates)?, query, sorts)
}

/// The query's columns out of its groups and their aggregates.
pub(super) fn of_groups(
    frame: DataFrame,
    query: &Query,
    sorts: bool,
) -> Result<DataFrame, DataFusionError> {
    let outputs = query.columns.iter().enumerate();
    let outputs = outputs.map(|(index, column)| result(column, &name(index)).alias(name(index)));
    let frame = frame.select(outputs.collect::<Vec<_>>())?;
    let groups = query.columns.iter().enumerate();
    let groups = groups.filter(|(_, column)| column.aggregate == Some(Aggregate::Group));
    let order: Vec<_> = groups.map(|(index, _)| ident(name(index)).sort(true, false)).collect();
    if sorts && !order.is_empty() { frame.sort(order) } else { Ok(frame) }
}

/// Bytes that a query reads at most.
fn expected_bytes(
    files: &TableFiles,
    footers: Option<&Footers>,
    query: &Query,
    layout: &Layout<'_>,
) -> u64 {
    let Some(footers) = footers else { return files.size() };
    let fields = query.fields().into_iter();
    let wanted: Vec<&str> = fields
        .filter_map(|field| match layout.place(field)? {
            Where::Column { name, .. } | Where::Member { parent: name, .. } => Some(name),
        })
        .collect();
    footers.bytes_of(|column| wanted.contains(&column))
}

/// Sorted files that are merged at once, at most; more of them are sorted.
const MERGED_FILES: usize = 64;

/// A sorted file is read in its order by one thread: encoding and packing keep
/// the others busy, and merging would cost more than it gains. Files that are
/// sorted each for itself are merged.
fn context_for(
    context: &SessionContext,
    files: &TableFiles,
    sorted: Option<&Sorted>,
    columns: usize,
) -> SessionContext {
    let context = &narrowed(context, columns);
    let Some(sorted) = sorted else { return context.clone() };
    let mut state = context.state();
    let config = state.config_mut();
    config.options_mut().optimizer.repartition_file_scans = false;
    let parts = if sorted.across_files { 1 } else { files.files.len() };
    config.options_mut().execution.target_partitions = parts;
    SessionContext::new_with_state(state)
}

fn no_files() -> SourceError {
    SourceError::Engine("the table isn't in files".to_owned())
}

/// The session with fewer rows a batch where they have very many columns: several
/// batches are in memory at once, of whatever width.
fn narrowed(context: &SessionContext, columns: usize) -> SessionContext {
    const CELLS: usize = 1 << 18;
    let rows = (CELLS / columns.max(1)).max(64);
    let mut state = context.state();
    if rows >= state.config().batch_size() {
        return context.clone();
    }
    let config = state.config().clone().with_batch_size(rows);
    *state.config_mut() = config;
    SessionContext::new_with_state(state)
}

/// A session of the query engine that keeps to the limits and then uses the disk.
pub(crate) fn working_session(
    limits: &SourceLimits,
    config: SessionConfig,
) -> Result<SessionContext, DataFusionError> {
    // Otherwise rows that are in order are dealt out to threads by turns, for what
    // is computed of them, and come back in any order.
    let config = config.with_round_robin_repartition(false);
    let pool = SharedMemory::new(limits.memory);
    let disk = DiskManagerBuilder::default()
        .with_mode(DiskManagerMode::Directories(vec![limits.spill.clone()]))
        .with_max_spill_merge_fan_in(MERGED_AT_ONCE);
    let runtime = RuntimeEnvBuilder::new()
        .with_memory_pool(Arc::new(pool))
        .with_disk_manager_builder(disk)
        .build_arc()?;
    Ok(SessionContext::new_with_config_rt(config, runtime))
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

/// The aggregates that a column needs, named after it.
fn aggregated(column: &QueryColumn, values: &FieldValues, name: &str) -> Vec<Expr> {
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
        Some(Aggregate::Count) => vec![count(lit(1)).alias(part("rows"))],
        Some(Aggregate::Sum) => vec![sum(exact).alias(part("sum"))],
        Some(Aggregate::Average) => vec![
            sum(exact).alias(part("sum")),
            count(value.expression.clone()).alias(part("values")),
        ],
        Some(Aggregate::Min) => vec![min(grouped(column, values)).alias(part("min"))],
        Some(Aggregate::Max) | Some(Aggregate::Group) | None => {
            vec![max(grouped(column, values)).alias(part("max"))]
        }
    }
}

/// What becomes of a column's aggregates, wherever they were computed.
fn result(column: &QueryColumn, name: &str) -> Expr {
    let part = |suffix: &str| ident(format!("{name}_{suffix}"));
    match column.aggregate {
        Some(Aggregate::Group) => ident(name),
        Some(Aggregate::Count) => part("rows"),
        Some(Aggregate::Sum) => part("sum"),
        Some(Aggregate::Average) => {
            // As many decimals in every source, whatever its column's type is.
            let decimals = column.field.decimals.unwrap_or(LOOSE_DECIMALS);
            let scale = decimals.saturating_add(AVERAGE_DECIMALS).min(38);
            average(part("sum"), part("values"), scale.cast_signed())
        }
        Some(Aggregate::Min) => part("min"),
        Some(Aggregate::Max) | None => part("max"),
    }
}

/// Rows that tell what the columns of a text look like.
const LOOKED_AT: usize = 10_000;

/// Columns of a table in files, and its first rows.
pub(super) async fn sample_of_files(
    source: &Source,
    table: &str,
    rows: usize,
) -> Result<(Vec<SourceColumn>, Vec<RecordBatch>), SourceError> {
    let Some(files) = source.files(table).await? else { return Ok((Vec::new(), Vec::new())) };
    let limits = SourceLimits::new(&std::env::temp_dir());
    let opened = Opened::new(files, Depth::Beginning, source, &limits, &Arc::default()).await?;
    let told = |error: DataFusionError| opened.told(&error);
    let nothing = DataModel {
        id: table.to_owned(),
        label: table.to_owned(),
        description: String::new(),
        key: Vec::new(),
        fields: Vec::new(),
    };
    let dialect = source.dialect(table);
    let found = opened.rows(&nothing, None, dialect, &Arc::default(), limits.threads).await?.0;
    let schema = found.schema();
    let text = match &found {
        FileRows::Text(text) => {
            let looking = text.clone();
            Some(blocking(move || looking.looks(LOOKED_AT)).await?)
        }
        FileRows::Columnar(_) => None,
    };
    let columns = schema.fields().iter().enumerate().map(|(index, column)| {
        let looks = text.as_ref().and_then(|looks| looks.get(index).copied());
        SourceColumn {
            name: column.name().clone(),
            type_name: looks.map_or_else(|| column.data_type().to_string(), |of| of.to_string()),
            field_type: looks.unwrap_or_else(|| suggested_type(column.data_type())),
            nullable: column.is_nullable(),
            samples: Vec::new(),
        }
    });
    let columns = columns.filter(|column| !column.name.is_empty()).collect();
    let provider: Arc<dyn TableProvider> = match found {
        FileRows::Text(text) => Arc::new(text),
        FileRows::Columnar(table) => table,
    };
    if rows == 0 {
        return Ok((columns, Vec::new()));
    }
    let frame = opened.context.read_table(provider).and_then(|frame| frame.limit(0, Some(rows)));
    let batches = frame.map_err(told)?.collect().await.map_err(told)?;
    Ok((columns, batches))
}
