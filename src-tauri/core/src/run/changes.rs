//! The rows that were added, changed or removed since the last delivered run: the rows
//! of the query and those of the state that run left are walked side by side, both in
//! the order of the key. What is read becomes the next state.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use datafusion::arrow::array::{
    Array, ArrayRef, RecordBatch, RecordBatchReader, Scalar, StringArray, new_null_array,
};
use datafusion::arrow::compute::kernels::cmp::eq;
use datafusion::arrow::compute::{
    CastOptions, cast, cast_with_options, interleave, is_null, nullif,
};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::row::{RowConverter, Rows as ArrowRows, SortField};
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::common::DataFusionError;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::arrow_reader::{
    ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::properties::WriterProperties;
use datafusion::physical_plan::stream::RecordBatchReceiverStream;
use futures::StreamExt;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use crate::error::Error;
use crate::offline::unwritten;
use crate::plan::PlannedRowDelta;
use crate::source::{HIDDEN, Rows, widened};
use crate::spec::delta::RemovedRow;

/// Rows of a batch that is given on.
const BATCH_ROWS: usize = 8192;

/// How many rows were added, changed and removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Changes {
    /// Rows that the last delivered state doesn't have.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub added: u64,
    /// Rows of both whose other values differ.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub changed: u64,
    /// Rows that only that state has.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub removed: u64,
    /// Rows that are alike in both, and not in the file.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub unchanged: u64,
}

/// A file with the rows that an export has delivered, in the order of their key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its SHA-256, lower-case hexadecimal.
    pub sha256: String,
}

/// The states that a run by comparison begins from and leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowStates {
    /// What was delivered; none makes the run a full one.
    pub earlier: Option<StateFile>,
    /// Where the next state is written to; none keeps none.
    pub next: Option<PathBuf>,
}

/// Why rows can't be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// Two rows can't be told apart.
    #[error("two rows have the same key: {key}")]
    Duplicate {
        /// Number of the second one, from 1.
        row: u64,
        /// Columns and their values.
        key: String,
    },
    /// A row can't be told apart.
    #[error("row {row} has no value in the key column `{column}`")]
    NoKey {
        /// Its number among the rows of the query, from 1.
        row: u64,
        /// The column.
        column: String,
    },
    /// The rows came in another order than that of the key.
    #[error("row {row} isn't in the order of the key: {key}")]
    Disorder {
        /// Its number, from 1.
        row: u64,
        /// Columns and their values.
        key: String,
    },
    /// So many rows are gone that something else may be wrong.
    #[error("{removed} of {of} delivered rows would be removed, more than {percent} %")]
    TooManyRemoved {
        /// Rows that are gone.
        removed: u64,
        /// Rows that were delivered.
        of: u64,
        /// The limit.
        percent: u8,
    },
    /// The state has values that the export's columns can't have any more.
    #[error(
        "the state of the last delivered run can't be used: its values aren't of the types that \
         there are now: {reason}"
    )]
    StateTypes {
        /// Why.
        reason: String,
    },
    /// The state isn't the one that was written.
    #[error("the state of the last delivered run can't be used: {reason}")]
    State {
        /// Why.
        reason: String,
    },
}

impl ChangeError {
    /// The same without values of rows.
    #[must_use]
    pub(super) fn without_values(self) -> Self {
        match self {
            Self::Duplicate { row, .. } => {
                Self::Duplicate { row, key: format!("row {row}; {HIDDEN}") }
            }
            Self::Disorder { row, .. } => Self::Disorder { row, key: HIDDEN.to_owned() },
            Self::StateTypes { .. } => Self::StateTypes { reason: HIDDEN.to_owned() },
            other @ (Self::NoKey { .. } | Self::TooManyRemoved { .. } | Self::State { .. }) => {
                other
            }
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Duplicate { .. } => "Add columns to the key until each row has its own.",
            Self::NoKey { .. } => "Filter out such rows, or choose another key.",
            Self::Disorder { .. } => "Choose another key.",
            Self::TooManyRemoved { .. } => {
                "Check the source. If it is right, raise “Stop if more would be removed” \
                 (`most_removed_percent` in a definition), or run the export in full again."
            }
            Self::StateTypes { .. } | Self::State { .. } => "Run the export in full again.",
        }
        .to_owned()
    }
}

/// What is known once all rows have been given on.
#[derive(Debug, Default)]
struct Found {
    changes: Changes,
    state: Option<StateFile>,
    error: Option<Error>,
}

/// A comparison that goes on while its rows are read.
#[derive(Debug, Clone, Default)]
pub(super) struct Comparison(Arc<Mutex<Found>>);

impl Comparison {
    fn found(&self) -> MutexGuard<'_, Found> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many rows there are of each kind.
    pub(super) fn changes(&self) -> Changes {
        self.found().changes
    }

    /// The state that was written.
    pub(super) fn state(&self) -> Option<StateFile> {
        self.found().state.clone()
    }

    /// Why the rows ended early.
    pub(super) fn error(&self) -> Option<Error> {
        self.found().error.take()
    }
}

/// The rows of a query as those that have changed, with a column that says how. `fields`
/// are what its columns are of, `headers` what they are called.
pub(super) fn compared(
    rows: Rows,
    delta: &PlannedRowDelta,
    fields: &[String],
    headers: Vec<String>,
    states: &RowStates,
) -> (Rows, Comparison) {
    let comparison = Comparison::default();
    let schema = compared_schema(&rows.stream.schema(), states.earlier.as_ref());
    let output = output_schema(&schema, delta.change_place);
    let mut stream = RecordBatchReceiverStream::builder(Arc::clone(&output), 2);
    let (sender, batches) = channel(2);
    let Rows {
        stream: mut source,
        progress,
        expected_bytes,
        exact_rows,
        rounded,
        snapshot,
        version,
    } = rows;
    stream.spawn(async move {
        // Rows that end without a word have not ended: what follows isn't removed.
        loop {
            let batch = source.next().await.transpose();
            let is_last = !matches!(batch, Ok(Some(_)));
            if sender.send(batch).await.is_err() || is_last {
                return Ok(());
            }
        }
    });
    let numbered = fields.iter().enumerate().map(|(place, field)| format!("{place} {field}"));
    let walk = Walk {
        delta: delta.clone(),
        headers,
        kept: kept_schema(&schema, numbered),
        schema,
        output,
        exact_rows,
        changes: Changes::default(),
        sender: stream.tx(),
    };
    let (states, told) = (states.clone(), comparison.clone());
    stream.spawn_blocking(move || {
        let done = walk.run(batches, &states);
        match done {
            Ok(Some((changes, state))) => {
                let mut found = told.found();
                (found.changes, found.state) = (changes, state);
                Ok(())
            }
            // Nobody wants more rows.
            Ok(None) => Ok(()),
            Err(Stop::Source(error)) => Err(error),
            Err(Stop::Told(error)) => {
                let text = error.message();
                told.found().error = Some(error);
                Err(DataFusionError::Execution(text))
            }
        }
    });
    let stream = stream.build();
    let rows =
        Rows { stream, progress, expected_bytes, exact_rows: None, rounded, snapshot, version };
    (rows, comparison)
}

/// The columns of the query in types that hold the values of an earlier state, too, as
/// far as there are such types.
fn compared_schema(now: &SchemaRef, earlier: Option<&StateFile>) -> SchemaRef {
    let then = earlier.and_then(|state| {
        let file = File::open(&state.path).ok()?;
        // Whoever reads its rows says what is wrong with it.
        Some(Arc::clone(ParquetRecordBatchReaderBuilder::try_new(file).ok()?.schema()))
    });
    let Some(then) = then.filter(|then| then.fields().len() == now.fields().len()) else {
        return Arc::clone(now);
    };
    let both = now.fields().iter().zip(then.fields());
    let fields = both.map(|(now, then)| {
        let data_type = common(then.data_type(), now.data_type());
        let data_type = data_type.unwrap_or_else(|| now.data_type().clone());
        now.as_ref().clone().with_data_type(data_type)
    });
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

/// The type in which values of both are compared and written: each of them is in it what
/// it was. None where one could come out as another, such as a fraction as a whole number
/// or a member of an object under another name.
fn common(then: &DataType, now: &DataType) -> Option<DataType> {
    let is_exact = |of: &DataType| of.is_integer() || of.is_decimal();
    match (then, now) {
        _ if is_same(then, now) => Some(now.clone()),
        _ if is_exact(then) && is_exact(now) => widened(then, now),
        (DataType::Timestamp(_, one), DataType::Timestamp(_, other)) if one == other => {
            widened(then, now)
        }
        _ if is_text(then) && is_text(now) => Some(now.clone()),
        _ => None,
    }
}

/// Whether two types are one, whatever says of their members that they may be missing.
fn is_same(one: &DataType, other: &DataType) -> bool {
    let is_same_field = |(one, other): (&Arc<Field>, &Arc<Field>)| {
        one.name() == other.name() && is_same(one.data_type(), other.data_type())
    };
    match (one, other) {
        (DataType::Struct(one), DataType::Struct(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(is_same_field)
        }
        (DataType::List(one), DataType::List(other))
        | (DataType::LargeList(one), DataType::LargeList(other))
        | (DataType::Map(one, _), DataType::Map(other, _)) => {
            is_same(one.data_type(), other.data_type())
        }
        _ => one == other,
    }
}

/// A batch's columns in the types of a schema.
fn in_types_of(schema: &SchemaRef, batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
    let options = CastOptions { safe: false, ..CastOptions::default() };
    let cast = |(column, field): (&ArrayRef, &Arc<Field>)| {
        cast_with_options(column, field.data_type(), &options)
    };
    let columns = batch.columns().iter().zip(schema.fields()).map(cast);
    RecordBatch::try_new(Arc::clone(schema), columns.collect::<Result<_, _>>()?)
}

/// The schema of states: other columns are never taken for these.
fn kept_schema(schema: &Schema, names: impl Iterator<Item = String>) -> SchemaRef {
    let field = |(field, name): (&Arc<Field>, String)| {
        field.as_ref().clone().with_nullable(true).with_name(name)
    };
    Arc::new(Schema::new(schema.fields().iter().zip(names).map(field).collect::<Vec<_>>()))
}

fn output_schema(schema: &Schema, change: usize) -> SchemaRef {
    let field = |field: &Arc<Field>| field.as_ref().clone().with_nullable(true);
    let mut fields: Vec<Field> = schema.fields().iter().map(field).collect();
    fields.insert(change, Field::new("change", DataType::Utf8, false));
    Arc::new(Schema::new(fields))
}

/// Why the walk ends early.
enum Stop {
    /// The source failed: that is never a removal.
    Source(DataFusionError),
    Told(Error),
}

impl From<ChangeError> for Stop {
    fn from(error: ChangeError) -> Self {
        Self::Told(Error::Changes(error))
    }
}

/// What becomes of a row.
#[derive(Clone, Copy)]
enum Change {
    Added,
    Changed,
    Removed,
}

struct Walk {
    delta: PlannedRowDelta,
    headers: Vec<String>,
    schema: SchemaRef,
    kept: SchemaRef,
    output: SchemaRef,
    exact_rows: Option<u64>,
    changes: Changes,
    sender: Sender<Result<RecordBatch, DataFusionError>>,
}

/// One batch of a side, its keys and all of its values as bytes that compare as they do.
struct Page {
    batch: RecordBatch,
    keys: ArrowRows,
    values: ArrowRows,
    row: usize,
}

/// How bytes are made of rows.
struct Converters {
    key: RowConverter,
    values: RowConverter,
    empty_first: bool,
}

fn is_text(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

/// Whether an empty text comes first, and not last: so a database orders by a key of one
/// column. A batch of one row doesn't tell.
fn is_empty_first(batch: Option<&RecordBatch>, key: &[usize]) -> bool {
    let (Some(batch), [place]) = (batch, key) else { return false };
    let values = batch.column(*place);
    let first = is_text(values.data_type()) && batch.num_rows() > 1 && values.is_valid(0);
    let options = FormatOptions::default();
    first
        && ArrayFormatter::try_new(values.as_ref(), &options)
            .is_ok_and(|shown| shown.value(0).to_string().is_empty())
}

impl Converters {
    /// `empty_first` says that an empty text comes before all others, as in a database's key.
    fn new(schema: &Schema, key: &[usize], empty_first: bool) -> Result<Self, ArrowError> {
        let options = datafusion::arrow::compute::SortOptions::new(false, false);
        let sorted = |place: &usize| {
            let data_type = schema.field(*place).data_type();
            // Whether it is missing, of what comes last otherwise.
            let missing = (!empty_first && is_text(data_type)).then_some(DataType::Boolean);
            let fields = std::iter::once(data_type.clone()).chain(missing);
            fields.map(|of| SortField::new_with_options(of, options))
        };
        let all = schema.fields().iter().map(|field| SortField::new(field.data_type().clone()));
        Ok(Self {
            key: RowConverter::new(key.iter().flat_map(sorted).collect())?,
            values: RowConverter::new(all.collect())?,
            empty_first,
        })
    }

    fn page(&self, batch: RecordBatch, key: &[usize]) -> Result<Page, ArrowError> {
        let mut keys: Vec<ArrayRef> = Vec::new();
        for place in key {
            let values = batch.column(*place);
            if self.empty_first || !is_text(values.data_type()) {
                keys.push(Arc::clone(values));
                continue;
            }
            // As exports are ordered: an empty text comes last, as a missing one does.
            let empty = cast(&StringArray::from(vec![""]), values.data_type())?;
            keys.push(nullif(values, &eq(values, &Scalar::new(empty))?)?);
            keys.push(Arc::new(is_null(values)?));
        }
        Ok(Page {
            keys: self.key.convert_columns(&keys)?,
            values: self.values.convert_columns(batch.columns())?,
            batch,
            row: 0,
        })
    }
}

/// The next batch with rows; none at the end.
fn next_batch(
    batches: &mut Receiver<Result<Option<RecordBatch>, DataFusionError>>,
) -> Result<Option<RecordBatch>, Stop> {
    loop {
        let ended = || DataFusionError::Execution("the rows ended early".to_owned());
        let batch = batches.blocking_recv().ok_or_else(|| Stop::Source(ended()))?;
        match batch.map_err(Stop::Source)? {
            Some(batch) if batch.num_rows() == 0 => {}
            batch => return Ok(batch),
        }
    }
}

/// What is collected of the two pages at hand.
#[derive(Default)]
struct Picked {
    /// The side, 0 for what is read now, and the row there.
    rows: Vec<(usize, usize)>,
    changes: Vec<Change>,
}

impl Walk {
    /// Walks both sides. Nothing where nobody wants more rows.
    fn run(
        mut self,
        mut batches: Receiver<Result<Option<RecordBatch>, DataFusionError>>,
        states: &RowStates,
    ) -> Result<Option<(Changes, Option<StateFile>)>, Stop> {
        let engine = |error: ArrowError| Stop::Source(error.into());
        let key = self.delta.key.clone();
        let mut earlier = match &states.earlier {
            Some(state) => Some(EarlierRows::open(state, &self.kept)?),
            None => None,
        };
        let mut first_now = next_batch(&mut batches)?;
        let mut first_then = earlier.as_mut().and_then(EarlierRows::next).transpose()?;
        let empty_first =
            [&first_now, &first_then].into_iter().any(|batch| is_empty_first(batch.as_ref(), &key));
        let converters = Converters::new(&self.schema, &key, empty_first).map_err(engine)?;
        let mut next = match &states.next {
            Some(path) => Some(NextState::create(path, &self.kept)?),
            None => None,
        };
        let (mut read, mut last_key) = (0_u64, None::<Vec<u8>>);
        let (mut known, mut last_known) = (0_u64, None::<Vec<u8>>);
        let (mut now, mut then): (Option<Page>, Option<Page>) = (None, None);
        let (mut now_is_over, mut then_is_over) = (false, earlier.is_none());
        let mut picked = Picked::default();
        loop {
            if !now_is_over && now.as_ref().is_none_or(|page| page.row == page.batch.num_rows()) {
                if !self.give(&mut picked, now.as_ref(), then.as_ref())? {
                    return Ok(None);
                }
                let batch = match first_now.take() {
                    None if read > 0 => next_batch(&mut batches)?,
                    first => first,
                };
                now = None;
                now_is_over = batch.is_none();
                if let Some(batch) = batch {
                    let batch = in_types_of(&self.schema, &batch).map_err(engine)?;
                    let page = converters.page(batch, &key).map_err(engine)?;
                    self.check(&page, read, last_key.as_deref())?;
                    last_key = Some(page.keys.row(page.batch.num_rows() - 1).as_ref().to_vec());
                    if let Some(next) = &mut next {
                        next.write(&page.batch)?;
                    }
                    read += page.batch.num_rows() as u64;
                    now = Some(page);
                }
            }
            if !then_is_over && then.as_ref().is_none_or(|page| page.row == page.batch.num_rows()) {
                if !self.give(&mut picked, now.as_ref(), then.as_ref())? {
                    return Ok(None);
                }
                let batch = match first_then.take() {
                    None => earlier.as_mut().and_then(EarlierRows::next).transpose()?,
                    first => first,
                };
                then = match batch {
                    Some(batch) => {
                        let page = converters.page(batch, &key).map_err(engine)?;
                        // One place may order empty keys otherwise than another.
                        self.check(&page, known, last_known.as_deref()).map_err(|error| {
                            let reason =
                                format!("its rows aren't in the order of those now: {error}");
                            ChangeError::State { reason }
                        })?;
                        last_known =
                            Some(page.keys.row(page.batch.num_rows() - 1).as_ref().to_vec());
                        known += page.batch.num_rows() as u64;
                        Some(page)
                    }
                    None => None,
                };
                then_is_over = then.is_none();
            }
            let order = match (&now, &then) {
                (None, None) => break,
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
                (Some(now), Some(then)) => now.keys.row(now.row).cmp(&then.keys.row(then.row)),
            };
            self.pick(order, &mut now, &mut then, &mut picked);
            if picked.rows.len() == BATCH_ROWS
                && !self.give(&mut picked, now.as_ref(), then.as_ref())?
            {
                return Ok(None);
            }
        }
        if let Some(expected) = self.exact_rows.filter(|expected| *expected != read) {
            return Err(Stop::Told(Error::Incomplete { read, expected }));
        }
        let Changes { changed, removed, unchanged, .. } = self.changes;
        let (of, percent) = (changed + removed + unchanged, self.delta.most_removed_percent);
        if u128::from(removed) * 100 > u128::from(of) * u128::from(percent) {
            return Err(ChangeError::TooManyRemoved { removed, of, percent }.into());
        }
        let state = next.map(NextState::finish).transpose()?;
        Ok(Some((self.changes, state)))
    }

    /// Looks at one row, or at a pair of rows with one key.
    fn pick(
        &mut self,
        order: std::cmp::Ordering,
        now: &mut Option<Page>,
        then: &mut Option<Page>,
        picked: &mut Picked,
    ) {
        let changes = &mut self.changes;
        let mut add = |side, row, change| {
            picked.rows.push((side, row));
            picked.changes.push(change);
        };
        match (order, now, then) {
            (std::cmp::Ordering::Less, Some(now), _) => {
                changes.added += 1;
                add(0, now.row, Change::Added);
                now.row += 1;
            }
            (std::cmp::Ordering::Greater, _, Some(then)) => {
                changes.removed += 1;
                add(1, then.row, Change::Removed);
                then.row += 1;
            }
            (_, Some(now), Some(then)) => {
                if now.values.row(now.row) == then.values.row(then.row) {
                    changes.unchanged += 1;
                } else {
                    changes.changed += 1;
                    add(0, now.row, Change::Changed);
                }
                now.row += 1;
                then.row += 1;
            }
            (_, None, _) | (_, _, None) => {}
        }
    }

    /// Each key is there, in order, and no other row's.
    fn check(&self, page: &Page, before: u64, last: Option<&[u8]>) -> Result<(), ChangeError> {
        // Those without a value are a group as others are.
        for place in self.delta.key.iter().filter(|_| !self.delta.groups) {
            let column = page.batch.column(*place);
            if let Some(row) = (0..column.len()).find(|row| column.is_null(*row)) {
                let column = self.headers[*place].clone();
                return Err(ChangeError::NoKey { row: before + row as u64 + 1, column });
            }
        }
        for row in 0..page.batch.num_rows() {
            let key = page.keys.row(row);
            let order = match row {
                0 => last.map(|last| last.cmp(key.as_ref())),
                _ => Some(page.keys.row(row - 1).as_ref().cmp(key.as_ref())),
            };
            match order {
                None | Some(std::cmp::Ordering::Less) => {}
                Some(std::cmp::Ordering::Equal) => {
                    let key = self.key_text(page, row);
                    return Err(ChangeError::Duplicate { row: before + row as u64 + 1, key });
                }
                Some(std::cmp::Ordering::Greater) => {
                    let key = self.key_text(page, row);
                    return Err(ChangeError::Disorder { row: before + row as u64 + 1, key });
                }
            }
        }
        Ok(())
    }

    fn key_text(&self, page: &Page, row: usize) -> String {
        let options = FormatOptions::default();
        let part = |place: &usize| {
            let shown = ArrayFormatter::try_new(page.batch.column(*place).as_ref(), &options);
            let value = shown.map(|shown| shown.value(row).to_string()).unwrap_or_default();
            format!("{} = {value}", self.headers[*place])
        };
        self.delta.key.iter().map(part).collect::<Vec<_>>().join(", ")
    }

    /// Gives the collected rows on. Whether somebody wants more.
    fn give(
        &self,
        picked: &mut Picked,
        now: Option<&Page>,
        then: Option<&Page>,
    ) -> Result<bool, Stop> {
        if picked.rows.is_empty() {
            return Ok(true);
        }
        let Picked { rows, changes } = std::mem::take(picked);
        let batch = self.batch(&rows, &changes, now, then);
        let batch = batch.map_err(|error| Stop::Source(error.into()))?;
        Ok(self.sender.blocking_send(Ok(batch)).is_ok())
    }

    fn batch(
        &self,
        rows: &[(usize, usize)],
        changes: &[Change],
        now: Option<&Page>,
        then: Option<&Page>,
    ) -> Result<RecordBatch, ArrowError> {
        let mut columns: Vec<ArrayRef> = Vec::new();
        for (place, field) in self.schema.fields().iter().enumerate() {
            let none = || new_null_array(field.data_type(), 0);
            let now = now.map_or_else(none, |page| Arc::clone(page.batch.column(place)));
            let is_empty =
                self.delta.removed == RemovedRow::KeyOnly && !self.delta.key.contains(&place);
            let then = match then {
                Some(page) if is_empty => new_null_array(field.data_type(), page.batch.num_rows()),
                Some(page) => Arc::clone(page.batch.column(place)),
                None => none(),
            };
            columns.push(interleave(&[now.as_ref(), then.as_ref()], rows)?);
        }
        let word = |change: &Change| match change {
            Change::Added => self.delta.words.added.as_str(),
            Change::Changed => self.delta.words.changed.as_str(),
            Change::Removed => self.delta.words.removed.as_str(),
        };
        let words: StringArray = changes.iter().map(|change| Some(word(change))).collect();
        columns.insert(self.delta.change_place, Arc::new(words));
        RecordBatch::try_new(Arc::clone(&self.output), columns)
    }
}

/// The rows of an earlier state, as the types that are read now.
struct EarlierRows {
    reader: ParquetRecordBatchReader,
    schema: SchemaRef,
}

impl EarlierRows {
    /// Opens it, if it is the one that was written.
    fn open(state: &StateFile, schema: &SchemaRef) -> Result<Self, ChangeError> {
        let name = state.path.display();
        let unusable = |reason: String| ChangeError::State { reason };
        match crate::hash::sha256(&state.path) {
            Ok(found) if found == state.sha256 => {}
            Ok(_) => return Err(unusable(format!("`{name}` was changed"))),
            Err(error) => return Err(unusable(format!("`{name}` can't be read: {error}"))),
        }
        let open = || {
            let file = File::open(&state.path)?;
            let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
            builder.with_batch_size(BATCH_ROWS).build()
        };
        let reader = open().map_err(|error| unusable(error.to_string()))?;
        let found = RecordBatchReader::schema(&reader);
        let names = |schema: &Schema| -> Vec<String> {
            schema.fields().iter().map(|field| field.name().clone()).collect()
        };
        if names(&found) != names(schema) {
            return Err(unusable("the source had other columns then".to_owned()));
        }
        for (then, now) in found.fields().iter().zip(schema.fields()) {
            if common(then.data_type(), now.data_type()).as_ref() != Some(now.data_type()) {
                let (_, field) = then.name().split_once(' ').unwrap_or(("", then.name()));
                let (then, now) = (then.data_type(), now.data_type());
                let reason = format!("field `{field}` was {then} and is {now}");
                return Err(ChangeError::StateTypes { reason });
            }
        }
        Ok(Self { reader, schema: Arc::clone(schema) })
    }

    fn next(&mut self) -> Option<Result<RecordBatch, ChangeError>> {
        loop {
            let batch = match self.reader.next()? {
                Ok(batch) if batch.num_rows() == 0 => continue,
                Ok(batch) => batch,
                Err(error) => return Some(Err(ChangeError::State { reason: error.to_string() })),
            };
            let made = in_types_of(&self.schema, &batch);
            return Some(
                made.map_err(|error| ChangeError::StateTypes { reason: error.to_string() }),
            );
        }
    }
}

/// The state that is being written: it is part of the history only once its run is.
struct NextState {
    path: PathBuf,
    schema: SchemaRef,
    writer: ArrowWriter<File>,
}

impl NextState {
    fn create(path: &Path, schema: &SchemaRef) -> Result<Self, Stop> {
        let told = |error| Stop::Told(Error::Output { path: path.to_owned(), error });
        let mut options = File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path).map_err(told)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .build();
        let writer = ArrowWriter::try_new(file, Arc::clone(schema), Some(properties));
        let writer = writer.map_err(|error| told(std::io::Error::other(error)))?;
        Ok(Self { path: path.to_owned(), schema: Arc::clone(schema), writer })
    }

    fn write(&mut self, batch: &RecordBatch) -> Result<(), Stop> {
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), batch.columns().to_vec());
        let batch = batch.map_err(|error| Stop::Source(error.into()))?;
        self.writer.write(&batch).map_err(|error| self.told(error))
    }

    fn finish(self) -> Result<StateFile, Stop> {
        let Self { path, writer, .. } = self;
        let told = |error| Stop::Told(Error::Output { path: path.clone(), error });
        let file = writer.into_inner().map_err(|error| told(std::io::Error::other(error)))?;
        file.sync_all().map_err(told)?;
        let sha256 = crate::hash::sha256(&path).map_err(told)?;
        Ok(StateFile { path, sha256 })
    }

    fn told(&self, error: ParquetError) -> Stop {
        Stop::Told(unwritten(&self.path, error))
    }
}
