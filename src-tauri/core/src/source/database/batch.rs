//! Record batches out of a database's rows, small enough to be a small part of
//! memory however wide the rows are.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BooleanBuilder, Date32Builder, Decimal128Builder, Float32Builder, Float64Builder,
    Int64Builder, RecordBatch, StringBuilder, TimestampMicrosecondBuilder,
};
use datafusion::arrow::datatypes::{DataType, SchemaRef};

use super::column::ColumnKind;
use crate::source::SourceError;

const ROWS: usize = 8192;
const BYTES: usize = 8 << 20;

/// Values of one column.
pub(super) enum Cells {
    Text(StringBuilder),
    Integer(Int64Builder),
    Decimal(Decimal128Builder, i8),
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
                Self::Text(StringBuilder::new())
            }
            ColumnKind::Integer => Self::Integer(Int64Builder::new()),
            ColumnKind::Decimal { precision, scale } => Self::Decimal(
                Decimal128Builder::new().with_data_type(DataType::Decimal128(precision, scale)),
                scale,
            ),
            ColumnKind::Float32 => Self::Float32(Float32Builder::new()),
            ColumnKind::Float64 => Self::Float64(Float64Builder::new()),
            ColumnKind::Boolean => Self::Boolean(BooleanBuilder::new()),
            ColumnKind::Date => Self::Date(Date32Builder::new()),
            ColumnKind::Instant => {
                Self::Instant(TimestampMicrosecondBuilder::new().with_timezone("UTC"))
            }
        }
    }

    pub(super) fn push_null(&mut self) {
        match self {
            Self::Text(cells) => cells.append_null(),
            Self::Integer(cells) => cells.append_null(),
            Self::Decimal(cells, _) => cells.append_null(),
            Self::Float32(cells) => cells.append_null(),
            Self::Float64(cells) => cells.append_null(),
            Self::Boolean(cells) => cells.append_null(),
            Self::Date(cells) => cells.append_null(),
            Self::Instant(cells) => cells.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(cells) => Arc::new(cells.finish()),
            Self::Integer(cells) => Arc::new(cells.finish()),
            Self::Decimal(cells, _) => Arc::new(cells.finish()),
            Self::Float32(cells) => Arc::new(cells.finish()),
            Self::Float64(cells) => Arc::new(cells.finish()),
            Self::Boolean(cells) => Arc::new(cells.finish()),
            Self::Date(cells) => Arc::new(cells.finish()),
            Self::Instant(cells) => Arc::new(cells.finish()),
        }
    }
}

/// Collects rows into batches.
pub(super) struct Batches {
    schema: SchemaRef,
    cells: Vec<Cells>,
    rows: usize,
    bytes: usize,
    before: u64,
}

impl Batches {
    pub(super) fn new(schema: SchemaRef, kinds: &[ColumnKind]) -> Self {
        let cells = kinds.iter().map(|kind| Cells::new(*kind)).collect();
        Self { schema, cells, rows: 0, bytes: 0, before: 0 }
    }

    /// Takes one row: `fill` puts one value, or nothing, into each column and
    /// gives the bytes of its texts. What it can't put is told with the column
    /// and the row.
    pub(super) fn push(
        &mut self,
        mut fill: impl FnMut(usize, &mut Cells) -> Result<usize, String>,
    ) -> Result<(), SourceError> {
        for (index, cells) in self.cells.iter_mut().enumerate() {
            match fill(index, cells) {
                Ok(bytes) => self.bytes += bytes + 8,
                Err(reason) => {
                    return Err(SourceError::BadCell {
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
    pub(super) fn is_full(&self) -> bool {
        self.rows >= ROWS || self.bytes >= BYTES
    }

    /// Rows that have been taken and are held.
    pub(super) fn total(&self) -> u64 {
        self.before + self.rows as u64
    }

    /// The rows that are held, if there are any.
    pub(super) fn take(&mut self) -> Result<Option<RecordBatch>, SourceError> {
        if self.rows == 0 {
            return Ok(None);
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

/// A number in plain digits or with an exponent, as `unscaled` of `scale`;
/// more decimals are rounded, half away from zero. More than 38 digits don't fit.
pub(super) fn decimal(text: &str, scale: i8) -> Result<i128, String> {
    let wrong = || format!("`{text}` isn't a number");
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| wrong())?),
        None => (text, 0),
    };
    let negative = mantissa.starts_with('-');
    let digits = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && decimals.is_empty()
        || !whole.bytes().chain(decimals.bytes()).all(|byte| byte.is_ascii_digit())
    {
        return Err(wrong());
    }
    let large = || format!("{text} has more digits than the 38 that fit");
    let all = whole.bytes().chain(decimals.bytes()).map(|byte| i128::from(byte - b'0'));
    let shift = i32::from(scale) + exponent - i32::try_from(decimals.len()).map_err(|_| large())?;
    // Digits that the scale has no room for decide only about rounding.
    let count = whole.len() + decimals.len();
    let kept = if shift < 0 {
        count.saturating_sub(usize::try_from(-i64::from(shift)).unwrap_or(usize::MAX))
    } else {
        count
    };
    let mut value = 0i128;
    let mut next = 0;
    let dropped_all = shift < 0 && usize::try_from(-i64::from(shift)).is_ok_and(|cut| cut > count);
    for (index, digit) in all.enumerate() {
        if index < kept {
            value = value
                .checked_mul(10)
                .and_then(|value| value.checked_add(digit))
                .ok_or_else(large)?;
        } else if index == kept {
            next = digit;
        }
    }
    if shift < 0 {
        if next >= 5 && !dropped_all {
            value += 1;
        }
    } else if value != 0 {
        let factor = u32::try_from(shift).ok().and_then(|shift| 10i128.checked_pow(shift));
        value = factor.and_then(|factor| value.checked_mul(factor)).ok_or_else(large)?;
    }
    if value >= 10i128.pow(38) {
        return Err(large());
    }
    Ok(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact_and_rounded_half_away_from_zero() {
        for (text, scale, unscaled) in [
            ("12.34", 2, 1234),
            ("-12.345", 2, -1235),
            ("12.344999", 2, 1234),
            ("0.5", 0, 1),
            ("-0.5", 0, -1),
            ("0.4", 0, 0),
            ("0.05", 0, 0),
            ("0.09", 0, 0),
            ("5e-1", 0, 1),
            ("1.5e3", 1, 15000),
            ("1e-30", 10, 0),
            (".5", 1, 5),
            ("7.", 1, 70),
            ("0", 10, 0),
            ("00012", 0, 12),
        ] {
            assert_eq!(decimal(text, scale), Ok(unscaled), "{text}");
        }
        let most = "9".repeat(38);
        assert_eq!(decimal(&most, 0), Ok(10i128.pow(38) - 1));
        for text in ["", "-", ".", "1x", "NaN", "Infinity", "1e", "--1", "1e400", "1.2.3"] {
            assert!(decimal(text, 2).is_err(), "{text}");
        }
        assert!(decimal(&most, 1).is_err());
    }
}
