//! Record batches out of a database's rows, small enough to be a small part of
//! memory however wide the rows are.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use datafusion::arrow::array::{
    ArrayRef, BooleanBuilder, Date32Builder, Decimal128Builder, Float32Builder, Float64Builder,
    Int64Builder, RecordBatch, StringBuilder, TimestampMicrosecondBuilder,
};
use datafusion::arrow::datatypes::{DataType, SchemaRef};

use super::column::{ColumnKind, LOOSE_SCALE, MOST_DIGITS};
use crate::SourceError;
use crate::spec::Problem;
use crate::text::stored_json;
use crate::values::{NotANumber, decimal, excerpt};

const ROWS: usize = 8192;
const BYTES: usize = 8 << 20;

/// Values of one column.
pub(crate) enum Cells {
    Text(Texts),
    Integer(Int64Builder),
    Decimal(Numbers),
    Float32(Float32Builder),
    Float64(Float64Builder),
    Boolean(BooleanBuilder),
    Date(Date32Builder),
    Instant(TimestampMicrosecondBuilder),
}

impl Cells {
    fn new(kind: ColumnKind) -> Self {
        match kind {
            ColumnKind::Text | ColumnKind::Json | ColumnKind::Moment | ColumnKind::Other => {
                Self::Text(Texts {
                    cells: StringBuilder::new(),
                    are_json: kind == ColumnKind::Json,
                })
            }
            ColumnKind::Integer => Self::Integer(Int64Builder::new()),
            ColumnKind::Decimal { precision, scale } => {
                Self::Decimal(Numbers::new(precision, scale))
            }
            ColumnKind::Number => Self::Decimal(Numbers::new(MOST_DIGITS, LOOSE_SCALE)),
            ColumnKind::Float32 => Self::Float32(Float32Builder::new()),
            ColumnKind::Float64 => Self::Float64(Float64Builder::new()),
            ColumnKind::Boolean => Self::Boolean(BooleanBuilder::new()),
            ColumnKind::Date => Self::Date(Date32Builder::new()),
            ColumnKind::Instant => {
                Self::Instant(TimestampMicrosecondBuilder::new().with_timezone("UTC"))
            }
            ColumnKind::Local => Self::Instant(TimestampMicrosecondBuilder::new()),
        }
    }

    pub(crate) fn push_null(&mut self) {
        match self {
            Self::Text(texts) => texts.cells.append_null(),
            Self::Integer(cells) => cells.append_null(),
            Self::Decimal(numbers) => numbers.cells.append_null(),
            Self::Float32(cells) => cells.append_null(),
            Self::Float64(cells) => cells.append_null(),
            Self::Boolean(cells) => cells.append_null(),
            Self::Date(cells) => cells.append_null(),
            Self::Instant(cells) => cells.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(texts) => Arc::new(texts.cells.finish()),
            Self::Integer(cells) => Arc::new(cells.finish()),
            Self::Decimal(numbers) => Arc::new(numbers.cells.finish()),
            Self::Float32(cells) => Arc::new(cells.finish()),
            Self::Float64(cells) => Arc::new(cells.finish()),
            Self::Boolean(cells) => Arc::new(cells.finish()),
            Self::Date(cells) => Arc::new(cells.finish()),
            Self::Instant(cells) => Arc::new(cells.finish()),
        }
    }
}

/// Texts of one column.
pub(crate) struct Texts {
    cells: StringBuilder,
    are_json: bool,
}

impl Texts {
    pub(crate) fn push(&mut self, text: &str) {
        if self.are_json {
            self.cells.append_option(stored_json(text));
        } else {
            self.cells.append_value(text);
        }
    }
}

/// Decimal numbers of one column.
pub(crate) struct Numbers {
    cells: Decimal128Builder,
    precision: u8,
    pub(crate) scale: i8,
    /// Whether one had more decimals than there is room for.
    rounded: bool,
}

impl Numbers {
    fn new(precision: u8, scale: i8) -> Self {
        let cells = Decimal128Builder::new().with_data_type(DataType::Decimal128(precision, scale));
        Self { cells, precision, scale, rounded: false }
    }

    /// Takes a number that has been brought to the scale.
    pub(crate) fn push(&mut self, unscaled: i128, rounded: bool) {
        self.cells.append_value(unscaled);
        self.rounded |= rounded;
    }

    pub(crate) fn push_null(&mut self) {
        self.cells.append_null();
    }

    pub(crate) fn push_text(&mut self, text: &str) -> Result<(), String> {
        let found = decimal(text, self.precision, self.scale).map_err(|error| match error {
            NotANumber::Text => format!("`{}` isn't a number", excerpt(text)),
            NotANumber::TooLarge => {
                format!("{} has more digits than the {} that fit", excerpt(text), self.precision)
            }
        })?;
        let (unscaled, rounded) = found;
        self.push(unscaled, rounded);
        Ok(())
    }
}

/// Columns whose numbers have more digits than fit, with the decimals that are
/// left of them.
#[derive(Debug, Clone, Default)]
pub struct Rounded(Arc<Mutex<BTreeMap<String, i8>>>);

impl PartialEq for Rounded {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Rounded {}

impl Hash for Rounded {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).hash(state);
    }
}

impl Rounded {
    /// Notes that numbers of a column were rounded to so many decimals.
    pub(crate) fn add(&self, column: &str, decimals: i8) {
        let mut columns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        columns.insert(column.to_owned(), decimals);
    }

    /// What people should know of it, once all rows have come.
    pub fn problems(&self) -> Vec<Problem> {
        let columns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let problem = |(column, decimals): (&String, &i8)| {
            let message = format!(
                "column `{column}` has numbers of more digits than fit: they were rounded to \
                 {decimals} decimals"
            );
            let hint = "Map a view whose column has fewer digits, or is a text.";
            Problem::new("fields", message, hint)
        };
        columns.iter().map(problem).collect()
    }
}

/// Collects rows into batches.
pub(crate) struct Batches {
    table: String,
    rounded: Rounded,
    schema: SchemaRef,
    cells: Vec<Cells>,
    rows: usize,
    bytes: usize,
    before: u64,
}

impl Batches {
    pub(crate) fn new(
        table: &str,
        schema: SchemaRef,
        kinds: &[ColumnKind],
        rounded: &Rounded,
    ) -> Self {
        let cells = kinds.iter().map(|kind| Cells::new(*kind)).collect();
        let (table, rounded) = (table.to_owned(), rounded.clone());
        Self { table, rounded, schema, cells, rows: 0, bytes: 0, before: 0 }
    }

    /// Takes one row: `fill` puts one value, or nothing, into each column and
    /// gives the bytes of its texts. What it can't put is told with the column
    /// and the row.
    pub(crate) fn push(
        &mut self,
        mut fill: impl FnMut(usize, &mut Cells) -> Result<usize, String>,
    ) -> Result<(), SourceError> {
        for (index, cells) in self.cells.iter_mut().enumerate() {
            match fill(index, cells) {
                Ok(bytes) => self.bytes += bytes + 8,
                Err(reason) => {
                    return Err(SourceError::BadCell {
                        table: self.table.clone(),
                        column: self.schema.field(index).name().clone(),
                        row: self.before + self.rows as u64 + 1,
                        reason,
                    });
                }
            }
        }
        self.rows += 1;
        Ok(())
    }

    /// Whether the batch is large enough to be taken.
    pub(crate) fn is_full(&self) -> bool {
        self.rows >= ROWS || self.bytes >= BYTES
    }

    /// Rows that have been taken and are held.
    pub(crate) fn total(&self) -> u64 {
        self.before + self.rows as u64
    }

    /// The rows that are held, if there are any.
    pub(crate) fn take(&mut self) -> Result<Option<RecordBatch>, SourceError> {
        if self.rows == 0 {
            return Ok(None);
        }
        for (index, cells) in self.cells.iter_mut().enumerate() {
            if let Cells::Decimal(numbers) = cells
                && std::mem::take(&mut numbers.rounded)
            {
                self.rounded.add(self.schema.field(index).name(), numbers.scale);
            }
        }
        let options = datafusion::arrow::record_batch::RecordBatchOptions::new()
            .with_row_count(Some(self.rows));
        let columns = self.cells.iter_mut().map(Cells::finish).collect();
        self.before += self.rows as u64;
        (self.rows, self.bytes) = (0, 0);
        RecordBatch::try_new_with_options(Arc::clone(&self.schema), columns, &options)
            .map(Some)
            .map_err(|error| SourceError::Engine(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_were_rounded_are_known() {
        let mut numbers = Numbers::new(38, 2);
        for text in ["1", "1.50", "-12.3400", "1e3", "0.01", "15e-2"] {
            numbers.push_text(text).unwrap();
            assert!(!numbers.rounded, "{text}");
        }
        for text in ["0.005", "1.2345", "1e-3"] {
            numbers.rounded = false;
            numbers.push_text(text).unwrap();
            assert!(numbers.rounded, "{text}");
        }
        assert!(numbers.push_text("many").unwrap_err().contains("`many`"));
        assert!(numbers.push_text("1e37").unwrap_err().contains("38"));
    }
}
