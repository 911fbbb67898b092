//! Rows as an Apache Parquet file.
//!
//! Columns keep the types that their fields have: exact decimals, dates, instants
//! in UTC, nested lists and objects. A value whose field asks for a text form (a
//! date pattern) is that text. Row groups end by the rows' bytes, so that memory is
//! bounded and the file doesn't depend on how the engine cuts its batches.

use std::io;
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, Date32Array, Decimal128Array, Int64Array, RecordBatch, StringArray,
    TimestampMicrosecondArray, TimestampNanosecondArray,
};
use datafusion::arrow::compute::{cast, concat_batches};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::arrow_writer::ArrowWriterOptions;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::file::properties::WriterProperties;

use super::cells::{Cells, split};
use super::layout::{ChunkEncoder, ContentError, TakeBlock};
use super::moment::DAY;
use super::text::CellProblem;
use super::transform::{BadCell, values};
use super::{BatchColumn, ColumnKind, EncodeError, FileRule, FormatError, batch_columns};
use crate::spec::format::{Dialect, Level};

/// Bytes of a row group in memory, about.
const GROUP_BYTES: usize = 64 << 20;
/// Digits of a decimal, at most.
const PRECISION: u8 = 38;
/// Decimals of a number that may have more than a decimal has room for.
const WIDE_DECIMALS: i8 = 18;

/// Writes a Parquet file, chunk by chunk.
pub(super) struct ParquetEncoder {
    rule: Arc<FileRule>,
    schema: SchemaRef,
    writer: ArrowWriter<Vec<u8>>,
    digits: Vec<u8>,
}

impl ParquetEncoder {
    pub(super) fn new(
        rule: Arc<FileRule>,
        schema: &Schema,
        dialect: &Dialect,
    ) -> Result<Self, FormatError> {
        let fields = rule.columns.iter().zip(schema.fields()).map(|(column, field)| {
            let keeps_missing = column.empty.is_none();
            let stored = stored_type(&column.kind, field.data_type(), keeps_missing);
            Field::new(&column.header, stored, true)
        });
        let schema: SchemaRef = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let level = match dialect.level {
            Level::Fast => 1,
            Level::Normal => 3,
            Level::Small => 9,
        };
        let level = ZstdLevel::try_new(level).unwrap_or_default();
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .set_created_by(format!("Export Desk {}", env!("CARGO_PKG_VERSION")))
            .build();
        let options =
            ArrowWriterOptions::new().with_properties(properties).with_skip_arrow_metadata(true);
        let writer = ArrowWriter::try_new_with_options(Vec::new(), Arc::clone(&schema), options)
            .map_err(|error| FormatError::Parquet { problem: error.to_string() })?;
        Ok(Self { rule, schema, writer, digits: Vec::new() })
    }

    /// The batch with the types of the file.
    fn stored(&mut self, batch: &RecordBatch, first_row: u64) -> Result<RecordBatch, ContentError> {
        let rule = Arc::clone(&self.rule);
        let mut columns = batch_columns(&rule, batch)?;
        let mut arrays = Vec::with_capacity(columns.len());
        for ((column, array), field) in
            columns.iter_mut().zip(batch.columns()).zip(self.schema.fields())
        {
            let stored = stored_column(column, array, field.data_type(), &mut self.digits);
            arrays.push(stored.map_err(|stop| match stop {
                Stop::At(row, problem) => {
                    let row = first_row + row as u64 + 1;
                    EncodeError::from_problem(problem, &column.rule.field, row).into()
                }
                Stop::Column(problem) => ContentError::Write(io::Error::other(problem)),
            })?);
        }
        RecordBatch::try_new(Arc::clone(&self.schema), arrays)
            .map_err(|error| io::Error::other(error.to_string()).into())
    }

    /// Moves what has been written to `out`.
    fn hand_over(&mut self, out: &mut Vec<u8>) -> Result<(), ContentError> {
        self.writer.sync()?;
        out.append(self.writer.inner_mut());
        Ok(())
    }
}

/// The type in the file of a column's values; where missing ones have a text, lists and
/// objects are texts as well.
fn stored_type(kind: &ColumnKind, found: &DataType, keeps_missing: bool) -> DataType {
    match kind {
        ColumnKind::Text => DataType::Utf8,
        ColumnKind::Boolean => DataType::Boolean,
        ColumnKind::Date { pattern } => match pattern.as_str() {
            "iso" | "utc" => DataType::Date32,
            "epoch" | "epoch_ms" => DataType::Int64,
            _ => DataType::Utf8,
        },
        ColumnKind::Datetime { pattern } => match (pattern.as_str(), found) {
            ("iso" | "utc", DataType::Timestamp(TimeUnit::Nanosecond, _)) => {
                DataType::Timestamp(TimeUnit::Nanosecond, Some("UTC".into()))
            }
            ("iso" | "utc", _) => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            ("epoch" | "epoch_ms", _) => DataType::Int64,
            _ => DataType::Utf8,
        },
        ColumnKind::Number { decimals: Some(decimals), .. } => {
            DataType::Decimal128(PRECISION, i8::try_from(*decimals).unwrap_or(i8::MAX))
        }
        ColumnKind::Number { decimals: None, .. } => number_type(found),
        ColumnKind::Json if found.is_nested() && keeps_missing => plain_texts(found),
        ColumnKind::Json => DataType::Utf8,
    }
}

fn number_type(found: &DataType) -> DataType {
    match found {
        DataType::Float32 | DataType::Float64 => found.clone(),
        DataType::UInt64 => DataType::Decimal128(20, 0),
        DataType::Decimal128(precision, scale) => {
            let own = (*scale).clamp(0, 38);
            DataType::Decimal128(if own == *scale { *precision } else { PRECISION }, own)
        }
        // Only totals of binary fractions are so wide, whose digits lie far apart.
        DataType::Decimal256(_, scale) => {
            DataType::Decimal128(PRECISION, (*scale).clamp(0, WIDE_DECIMALS))
        }
        _ => DataType::Int64,
    }
}

/// A nested type whose texts are plain ones.
pub(super) fn plain_texts(found: &DataType) -> DataType {
    let plain =
        |field: &Field| Arc::new(field.clone().with_data_type(plain_texts(field.data_type())));
    match found {
        DataType::Utf8View | DataType::LargeUtf8 => DataType::Utf8,
        DataType::Dictionary(_, value) if value.is_string() => DataType::Utf8,
        DataType::List(item) => DataType::List(plain(item)),
        DataType::LargeList(item) => DataType::LargeList(plain(item)),
        DataType::Struct(fields) => {
            DataType::Struct(fields.iter().map(|field| plain(field)).collect())
        }
        other => other.clone(),
    }
}

/// Why a column can't be stored.
enum Stop {
    /// The value in this row of the batch.
    At(usize, CellProblem),
    /// The library.
    Column(String),
}

fn stored_column(
    column: &mut BatchColumn<'_>,
    array: &ArrayRef,
    stored: &DataType,
    digits: &mut Vec<u8>,
) -> Result<ArrayRef, Stop> {
    if array.data_type() == stored && column.rule.empty.is_none() {
        return Ok(Arc::clone(array));
    }
    let rows = array.len();
    match (stored, &column.rule.kind) {
        (DataType::Utf8, _) => Ok(Arc::new(texts(column, rows, digits)?)),
        (DataType::Decimal128(precision, scale), _) => {
            decimals(column, rows, *precision, *scale, digits)
        }
        (DataType::Date32, _) => Ok(Arc::new(days(column, rows)?)),
        (DataType::Timestamp(unit, zone), _) => instants(column, rows, *unit, zone.clone()),
        (DataType::Int64, ColumnKind::Date { .. } | ColumnKind::Datetime { .. }) => {
            let numbers = texts(column, rows, digits)?;
            let number = |text: &str| text.parse::<i64>().ok();
            Ok(Arc::new(numbers.iter().map(|text| text.and_then(number)).collect::<Int64Array>()))
        }
        _ => cast(array, stored).map_err(|error| Stop::Column(error.to_string())),
    }
}

/// The values' texts, as they are in a delimited file.
fn texts(
    column: &mut BatchColumn<'_>,
    rows: usize,
    digits: &mut Vec<u8>,
) -> Result<StringArray, Stop> {
    let texts = values(column, rows, digits).map_err(|bad| match bad {
        BadCell::At(row, problem) => Stop::At(row, problem),
        BadCell::Unmapped(_, value) => Stop::Column(format!("`{value}` isn't mapped")),
    })?;
    Ok(match column.rule.empty.as_deref() {
        None => texts,
        Some(replacement) => {
            let written = |text: Option<&'_ str>| match text {
                None | Some("") => Some(replacement.to_owned()),
                Some(text) => Some(text.to_owned()),
            };
            texts.iter().map(written).collect()
        }
    })
}

/// The numbers as they are written elsewhere, so that they are rounded alike.
fn decimals(
    column: &mut BatchColumn<'_>,
    rows: usize,
    precision: u8,
    scale: i8,
    digits: &mut Vec<u8>,
) -> Result<ArrayRef, Stop> {
    let (mut unscaled, mut cell) = (Vec::with_capacity(rows), Vec::new());
    for row in 0..rows {
        if column.is_null(row) {
            unscaled.push(None);
            continue;
        }
        cell.clear();
        let written = column.cells.write(row, digits, &mut cell);
        written.map_err(|problem| Stop::At(row, problem))?;
        if cell.iter().any(u8::is_ascii_alphabetic) {
            return Err(Stop::At(row, CellProblem::NotANumber));
        }
        let number = unscaled_number(&cell, precision, usize::try_from(scale).unwrap_or(0));
        unscaled.push(Some(number.ok_or(Stop::At(row, CellProblem::TooLarge))?));
    }
    let array = Decimal128Array::from(unscaled).with_precision_and_scale(precision, scale);
    Ok(Arc::new(array.map_err(|error| Stop::Column(error.to_string()))?))
}

/// A decimal's digits as a whole number, if the type holds them.
fn unscaled_number(text: &[u8], precision: u8, scale: usize) -> Option<i128> {
    let text = std::str::from_utf8(text).ok()?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let padding = scale.checked_sub(fraction.len())?;
    let number: i128 = format!("{whole}{fraction}{}", "0".repeat(padding)).parse().ok()?;
    (number.unsigned_abs() < 10_u128.pow(precision.into())).then_some(number)
}

fn days(column: &mut BatchColumn<'_>, rows: usize) -> Result<Date32Array, Stop> {
    let mut days = Vec::with_capacity(rows);
    for row in 0..rows {
        if column.is_null(row) {
            days.push(None);
            continue;
        }
        let day = match &mut column.cells {
            Cells::Date32(values, _) => i64::from(values[row]),
            Cells::Date64(values, _) => values[row].div_euclid(DAY * 1000),
            Cells::InstantDay { values, unit, writer } => {
                writer.local_second(split(values[row], *unit).0).div_euclid(DAY)
            }
            _ => return Err(Stop::Column("a date has another type".to_owned())),
        };
        let day = i32::try_from(day).map_err(|_| Stop::At(row, CellProblem::OutOfRange))?;
        days.push(Some(day));
    }
    Ok(days.into())
}

fn instants(
    column: &BatchColumn<'_>,
    rows: usize,
    stored: TimeUnit,
    zone: Option<Arc<str>>,
) -> Result<ArrayRef, Stop> {
    let mut instants = Vec::with_capacity(rows);
    for row in 0..rows {
        if column.is_null(row) {
            instants.push(None);
            continue;
        }
        let (values, unit) = match &column.cells {
            Cells::Instant { values, unit, .. } => (values, *unit),
            Cells::Null => return Err(Stop::Column("a missing value has a place".to_owned())),
            _ => return Err(Stop::Column("a datetime has another type".to_owned())),
        };
        let factor = match unit {
            _ if unit == stored => 1,
            TimeUnit::Second => 1_000_000,
            TimeUnit::Millisecond => 1_000,
            TimeUnit::Microsecond | TimeUnit::Nanosecond => 1,
        };
        let value = values[row].checked_mul(factor);
        instants.push(Some(value.ok_or(Stop::At(row, CellProblem::OutOfRange))?));
    }
    Ok(if stored == TimeUnit::Nanosecond {
        Arc::new(TimestampNanosecondArray::from(instants).with_timezone_opt(zone))
    } else {
        Arc::new(TimestampMicrosecondArray::from(instants).with_timezone_opt(zone))
    })
}

impl ChunkEncoder for ParquetEncoder {
    fn encode(
        &mut self,
        batches: &[RecordBatch],
        first_row: u64,
        out: &mut Vec<u8>,
        _: Option<&mut Vec<u32>>,
    ) -> Result<(), ContentError> {
        let (mut stored, mut rows) = (Vec::with_capacity(batches.len()), 0);
        for batch in batches {
            stored.push(self.stored(batch, first_row + rows)?);
            rows += batch.num_rows() as u64;
        }
        // Pages end where the writer is called, so a chunk is written as one.
        let chunk = concat_batches(&self.schema, &stored).map_err(io::Error::other)?;
        self.writer.write(&chunk).map_err(io::Error::other)?;
        if self.writer.in_progress_size() > GROUP_BYTES {
            self.writer.flush().map_err(io::Error::other)?;
        }
        self.hand_over(out)
    }

    fn finish(&mut self, take: &mut TakeBlock<'_>) -> Result<Option<u64>, ContentError> {
        let written = self.writer.finish().map_err(io::Error::other)?;
        let mut rest = Vec::new();
        self.hand_over(&mut rest)?;
        take(&mut rest)?;
        Ok(u64::try_from(written.file_metadata().num_rows()).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_scaled_exactly_or_refused() {
        for (text, precision, scale, number) in [
            ("12.5", 38, 2, Some(1250)),
            ("-0.05", 38, 2, Some(-5)),
            ("7", 38, 0, Some(7)),
            ("99.99", 4, 2, Some(9999)),
            ("100.00", 4, 2, None),
            ("0.125", 38, 2, None),
        ] {
            assert_eq!(unscaled_number(text.as_bytes(), precision, scale), number, "{text}");
        }
    }
}
