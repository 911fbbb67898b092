//! Cells of texts as columns of the types that their fields ask for.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BooleanBuilder, Date32Builder, Decimal128Builder, RecordBatch, RecordBatchOptions,
    StringBuilder, TimestampMicrosecondBuilder, TimestampNanosecondBuilder,
};
use datafusion::arrow::datatypes::{DataType, SchemaRef, TimeUnit};
use datafusion::arrow::error::ArrowError;

use crate::catalog::FieldType;
use crate::sql::Rounded;
use crate::values::{Moment, NotANumber, boolean, cursor, decimal, excerpt};
use crate::zone::{Zone, ZoneCursor};

/// Rows of a batch.
const BATCH_ROWS: usize = 8192;
/// Bytes of text in a batch, so that wide rows stay few.
const BATCH_BYTES: usize = 4 << 20;

/// Digits of numbers that come as text, and how many of them are decimals.
pub(crate) const TEXT_PRECISION: u8 = 38;
pub(crate) const TEXT_SCALE: i8 = 10;

/// The type in which a text column of a field is read.
pub(crate) fn column_type(field: Option<FieldType>, fine: bool) -> DataType {
    match field {
        Some(FieldType::Numeric) => DataType::Decimal128(TEXT_PRECISION, TEXT_SCALE),
        Some(FieldType::Boolean) => DataType::Boolean,
        Some(FieldType::Date) => DataType::Date32,
        Some(FieldType::Datetime) => {
            let unit = if fine { TimeUnit::Nanosecond } else { TimeUnit::Microsecond };
            DataType::Timestamp(unit, Some("UTC".into()))
        }
        Some(
            FieldType::String
            | FieldType::Select
            | FieldType::Url
            | FieldType::Image
            | FieldType::List
            | FieldType::Object,
        )
        | None => DataType::Utf8,
    }
}

enum Cells {
    Text(StringBuilder),
    /// Numbers, and whether one was rounded.
    Number(Decimal128Builder, bool),
    Boolean(BooleanBuilder),
    Day(Date32Builder),
    Instant(TimestampMicrosecondBuilder),
    FineInstant(TimestampNanosecondBuilder),
}

/// Collects rows into a batch.
pub(super) struct BatchBuilder {
    schema: SchemaRef,
    columns: Vec<Cells>,
    zone: ZoneCursor,
    rounded: Rounded,
    rows: usize,
    /// Bytes of the rows' text.
    bytes: usize,
}

impl BatchBuilder {
    /// Of a schema whose types are those of [`column_type`].
    pub(super) fn new(schema: SchemaRef, zone: Option<Zone>, rounded: Rounded) -> Self {
        let columns = schema.fields().iter().map(|field| Cells::new(field.data_type())).collect();
        Self { schema, columns, zone: cursor(zone), rounded, rows: 0, bytes: 0 }
    }

    /// Adds a cell to a column, or says why it can't be one of its values.
    pub(super) fn push(&mut self, column: usize, cell: Option<&str>) -> Result<(), String> {
        self.columns[column].push(cell, &mut self.zone)
    }

    /// Ends the row, which has so many bytes of text, after each column has its
    /// cell.
    pub(super) fn end_row(&mut self, bytes: usize) {
        self.rows += 1;
        self.bytes += bytes;
    }

    /// Whether the rows so far are enough for a batch.
    pub(super) fn is_full(&self) -> bool {
        self.rows >= BATCH_ROWS || self.bytes >= BATCH_BYTES
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// The rows so far; begins anew.
    pub(super) fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        self.bytes = 0;
        let options =
            RecordBatchOptions::new().with_row_count(Some(std::mem::take(&mut self.rows)));
        for (field, cells) in self.schema.fields().iter().zip(&mut self.columns) {
            if let Cells::Number(_, rounded) = cells
                && std::mem::take(rounded)
            {
                self.rounded.add(field.name(), TEXT_SCALE);
            }
        }
        let columns: Vec<ArrayRef> = self.columns.iter_mut().map(Cells::finish).collect();
        RecordBatch::try_new_with_options(Arc::clone(&self.schema), columns, &options)
    }
}

impl Cells {
    fn new(data_type: &DataType) -> Self {
        match data_type {
            DataType::Decimal128(..) => {
                let numbers = Decimal128Builder::new().with_data_type(data_type.clone());
                Self::Number(numbers, false)
            }
            DataType::Boolean => Self::Boolean(BooleanBuilder::new()),
            DataType::Date32 => Self::Day(Date32Builder::new()),
            DataType::Timestamp(TimeUnit::Nanosecond, _) => Self::FineInstant(
                TimestampNanosecondBuilder::new().with_data_type(data_type.clone()),
            ),
            DataType::Timestamp(..) => {
                Self::Instant(TimestampMicrosecondBuilder::new().with_data_type(data_type.clone()))
            }
            _ => Self::Text(StringBuilder::new()),
        }
    }

    fn push(&mut self, cell: Option<&str>, zone: &mut ZoneCursor) -> Result<(), String> {
        if let Self::Text(texts) = self {
            texts.append_option(cell);
            return Ok(());
        }
        // An empty text is no number and no date: it is missing.
        let cell = cell.filter(|cell| !cell.bytes().all(|byte| byte == b' '));
        match self {
            Self::Text(_) => {}
            Self::Number(numbers, any_rounded) => {
                let found = cell.map(number).transpose()?;
                *any_rounded |= found.is_some_and(|(_, rounded)| rounded);
                numbers.append_option(found.map(|(number, _)| number));
            }
            Self::Boolean(booleans) => {
                booleans.append_option(cell.map(truth).transpose()?);
            }
            Self::Day(days) => {
                days.append_option(cell.map(|cell| day(cell, zone)).transpose()?);
            }
            Self::Instant(instants) => {
                instants.append_option(cell.map(microseconds).transpose()?);
            }
            Self::FineInstant(instants) => {
                instants.append_option(cell.map(nanoseconds).transpose()?);
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(cells) => Arc::new(cells.finish()),
            Self::Number(cells, _) => Arc::new(cells.finish()),
            Self::Boolean(cells) => Arc::new(cells.finish()),
            Self::Day(cells) => Arc::new(cells.finish()),
            Self::Instant(cells) => Arc::new(cells.finish()),
            Self::FineInstant(cells) => Arc::new(cells.finish()),
        }
    }
}

/// A number with the digits of text columns and whether it had to be rounded, or why
/// a text isn't one.
pub(crate) fn number(text: &str) -> Result<(i128, bool), String> {
    decimal(text, TEXT_PRECISION, TEXT_SCALE).map_err(|error| match error {
        NotANumber::Text => format!("`{}` isn't a number", excerpt(text)),
        NotANumber::TooLarge => {
            let digits = i32::from(TEXT_PRECISION) - i32::from(TEXT_SCALE);
            format!("`{}` has more than {digits} digits before the point", excerpt(text))
        }
    })
}

/// A boolean, or why a text isn't one.
pub(crate) fn truth(text: &str) -> Result<bool, String> {
    boolean(text).ok_or_else(|| format!("`{}` is neither true nor false", excerpt(text)))
}

/// The day of a text, or why it has none.
pub(crate) fn day(text: &str, zone: &mut ZoneCursor) -> Result<i32, String> {
    let moment = Moment::parse(text).and_then(|moment| moment.day(zone));
    moment.ok_or_else(|| format!("`{}` isn't a date such as 2026-07-01", excerpt(text)))
}

fn moment(text: &str) -> Result<(i64, u32), String> {
    let moment = Moment::parse(text).map(Moment::instant);
    moment.ok_or_else(|| {
        format!("`{}` isn't a date and time such as 2026-07-01T10:00:00Z", excerpt(text))
    })
}

/// Microseconds since 1970. Finer digits don't come here: [`has_fine_times`]
/// sees them before.
///
/// [`has_fine_times`]: super::first_pass::has_fine_times
pub(crate) fn microseconds(text: &str) -> Result<i64, String> {
    let (second, nanosecond) = moment(text)?;
    if nanosecond % 1000 != 0 {
        return Err(format!("`{}` is finer than a microsecond", excerpt(text)));
    }
    Ok(second * 1_000_000 + i64::from(nanosecond / 1000))
}

/// Nanoseconds since 1970, which end in 2262.
pub(crate) fn nanoseconds(text: &str) -> Result<i64, String> {
    let (second, nanosecond) = moment(text)?;
    let whole = second.checked_mul(1_000_000_000);
    whole.and_then(|whole| whole.checked_add(nanosecond.into())).ok_or_else(|| {
        format!(
            "`{}` is beyond 1677 to 2262, and other times of the table are finer than a microsecond",
            excerpt(text)
        )
    })
}
