//! Typed views of one batch's columns, and the text of their values.
//!
//! A view is made once a batch, so that a value costs one match and no look at
//! its Arrow type.

use datafusion::arrow::array::{
    Array, AsArray, BooleanArray, Decimal256Array, LargeStringArray, OffsetSizeTrait, StringArray,
    StringBuilder, StringViewArray,
};
use datafusion::arrow::buffer::NullBuffer;
use datafusion::arrow::datatypes as arrow;
use datafusion::arrow::datatypes::{ArrowPrimitiveType, DataType, TimeUnit};

use super::moment::MomentWriter;
use super::number::{NumberRule, write_decimal, write_float, write_integer, write_wide_decimal};
use super::text::CellProblem;
use crate::spec::pattern::Pattern;
use crate::zone::Zone;

/// One column of a batch, ready to be written.
pub(super) enum Cells<'a> {
    /// Nothing but missing values.
    Null,
    Text(&'a StringArray),
    LargeText(&'a LargeStringArray),
    TextView(&'a StringViewArray),
    /// Texts by number; the keys of missing values mean nothing.
    Dictionary {
        keys: Vec<usize>,
        texts: Box<Cells<'a>>,
    },
    Boolean(&'a BooleanArray),
    Int8(&'a [i8], NumberRule),
    Int16(&'a [i16], NumberRule),
    Int32(&'a [i32], NumberRule),
    Int64(&'a [i64], NumberRule),
    UInt8(&'a [u8], NumberRule),
    UInt16(&'a [u16], NumberRule),
    UInt32(&'a [u32], NumberRule),
    UInt64(&'a [u64], NumberRule),
    Float32(&'a [f32], NumberRule),
    Float64(&'a [f64], NumberRule),
    Decimal128(&'a [i128], i8, NumberRule),
    Decimal256(&'a Decimal256Array, i8, NumberRule),
    Date32(&'a [i32], MomentWriter),
    Date64(&'a [i64], MomentWriter),
    Instant {
        values: &'a [i64],
        unit: TimeUnit,
        writer: MomentWriter,
    },
    /// The local day of an instant.
    InstantDay {
        values: &'a [i64],
        unit: TimeUnit,
        writer: MomentWriter,
    },
    List {
        starts: Vec<usize>,
        items: Box<Member<'a>>,
    },
    Object(Vec<Member<'a>>),
}

/// A part of a JSON value.
pub(super) struct Member<'a> {
    /// `"name":` of an object's member.
    key: Vec<u8>,
    nulls: Option<NullBuffer>,
    cells: Cells<'a>,
}

/// What a column's values are written with.
#[derive(Debug, Clone)]
pub(super) struct CellRule {
    pub(super) number: NumberRule,
    pub(super) moment: MomentWriter,
    /// Instants are written as their local day.
    pub(super) only_day: bool,
}

impl CellRule {
    /// For values inside of JSON.
    fn plain(&self) -> Self {
        Self {
            number: NumberRule::PLAIN,
            moment: self.moment.with_pattern(Pattern::Iso),
            only_day: false,
        }
    }
}

/// Whether values of this type have a text.
pub fn is_writable(data_type: &DataType) -> bool {
    match data_type {
        DataType::Dictionary(_, value) => value.is_string(),
        DataType::List(item) | DataType::LargeList(item) => is_writable(item.data_type()),
        DataType::Struct(fields) => fields.iter().all(|field| is_writable(field.data_type())),
        other => {
            other.is_null()
                || other.is_string()
                || other.is_integer()
                || *other == DataType::Boolean
                || is_number(other)
                || is_date(other)
                || is_instant(other)
        }
    }
}

pub(super) fn is_number(data_type: &DataType) -> bool {
    data_type.is_integer()
        || matches!(
            data_type,
            DataType::Float32
                | DataType::Float64
                | DataType::Decimal128(..)
                | DataType::Decimal256(..)
        )
}

pub(super) fn is_date(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Date32 | DataType::Date64)
}

pub(super) fn is_instant(data_type: &DataType) -> bool {
    matches!(data_type, DataType::Timestamp(..))
}

fn values<T: ArrowPrimitiveType>(array: &dyn Array) -> &[T::Native] {
    array.as_primitive::<T>().values()
}

impl<'a> Cells<'a> {
    /// The view of an array, or nothing if its type has no text.
    pub(super) fn new(array: &'a dyn Array, rule: &CellRule) -> Option<Self> {
        let number = rule.number;
        let moment = || rule.moment.clone();
        Some(match array.data_type() {
            DataType::Null => Self::Null,
            DataType::Utf8 => Self::Text(array.as_string()),
            DataType::LargeUtf8 => Self::LargeText(array.as_string()),
            DataType::Utf8View => Self::TextView(array.as_string_view()),
            DataType::Dictionary(_, value) if value.is_string() => {
                let dictionary = array.as_any_dictionary();
                if dictionary.values().is_empty() {
                    Self::Null
                } else {
                    Self::Dictionary {
                        keys: dictionary.normalized_keys(),
                        texts: Box::new(Self::new(dictionary.values().as_ref(), rule)?),
                    }
                }
            }
            DataType::Boolean => Self::Boolean(array.as_boolean()),
            DataType::Int8 => Self::Int8(values::<arrow::Int8Type>(array), number),
            DataType::Int16 => Self::Int16(values::<arrow::Int16Type>(array), number),
            DataType::Int32 => Self::Int32(values::<arrow::Int32Type>(array), number),
            DataType::Int64 => Self::Int64(values::<arrow::Int64Type>(array), number),
            DataType::UInt8 => Self::UInt8(values::<arrow::UInt8Type>(array), number),
            DataType::UInt16 => Self::UInt16(values::<arrow::UInt16Type>(array), number),
            DataType::UInt32 => Self::UInt32(values::<arrow::UInt32Type>(array), number),
            DataType::UInt64 => Self::UInt64(values::<arrow::UInt64Type>(array), number),
            DataType::Float32 => Self::Float32(values::<arrow::Float32Type>(array), number),
            DataType::Float64 => Self::Float64(values::<arrow::Float64Type>(array), number),
            DataType::Decimal128(_, scale) => {
                Self::Decimal128(values::<arrow::Decimal128Type>(array), *scale, number)
            }
            DataType::Decimal256(_, scale) => {
                Self::Decimal256(array.as_primitive(), *scale, number)
            }
            DataType::Date32 => Self::Date32(values::<arrow::Date32Type>(array), moment()),
            DataType::Date64 => Self::Date64(values::<arrow::Date64Type>(array), moment()),
            DataType::Timestamp(unit, _) => {
                let values = match unit {
                    TimeUnit::Second => values::<arrow::TimestampSecondType>(array),
                    TimeUnit::Millisecond => values::<arrow::TimestampMillisecondType>(array),
                    TimeUnit::Microsecond => values::<arrow::TimestampMicrosecondType>(array),
                    TimeUnit::Nanosecond => values::<arrow::TimestampNanosecondType>(array),
                };
                if rule.only_day {
                    Self::InstantDay { values, unit: *unit, writer: moment() }
                } else {
                    Self::Instant { values, unit: *unit, writer: moment() }
                }
            }
            DataType::List(_) => Self::list::<i32>(array, rule)?,
            DataType::LargeList(_) => Self::list::<i64>(array, rule)?,
            DataType::Struct(fields) => {
                let object = array.as_struct();
                let members = fields.iter().zip(object.columns()).map(|(field, column)| {
                    let mut key = Vec::new();
                    push_json_text(field.name(), &mut key);
                    key.push(b':');
                    Member::new(key, column.as_ref(), rule)
                });
                Self::Object(members.collect::<Option<_>>()?)
            }
            _ => return None,
        })
    }

    fn list<O: OffsetSizeTrait>(array: &'a dyn Array, rule: &CellRule) -> Option<Self> {
        let list = array.as_list::<O>();
        Some(Self::List {
            starts: list.offsets().iter().map(|offset| offset.as_usize()).collect(),
            items: Box::new(Member::new(Vec::new(), list.values().as_ref(), rule)?),
        })
    }

    /// The text of a value that is one as it stands.
    #[inline]
    pub(super) fn text(&self, row: usize) -> Option<&'a str> {
        match self {
            Self::Text(array) => Some(array.value(row)),
            Self::LargeText(array) => Some(array.value(row)),
            Self::TextView(array) => Some(array.value(row)),
            Self::Dictionary { keys, texts } => texts.text(keys[row]),
            _ => None,
        }
    }

    /// Writes a value that isn't missing and isn't a text as it stands.
    #[inline]
    pub(super) fn write(
        &mut self,
        row: usize,
        digits: &mut Vec<u8>,
        out: &mut Vec<u8>,
    ) -> Result<(), CellProblem> {
        match self {
            Self::Null => {}
            Self::Text(_) | Self::LargeText(_) | Self::TextView(_) | Self::Dictionary { .. } => {
                out.extend_from_slice(self.text(row).unwrap_or_default().as_bytes());
            }
            Self::Boolean(array) => {
                out.extend_from_slice(if array.value(row) { b"true" } else { b"false" });
            }
            Self::Int8(values, rule) => write_integer(values[row], *rule, out),
            Self::Int16(values, rule) => write_integer(values[row], *rule, out),
            Self::Int32(values, rule) => write_integer(values[row], *rule, out),
            Self::Int64(values, rule) => write_integer(values[row], *rule, out),
            Self::UInt8(values, rule) => write_integer(values[row], *rule, out),
            Self::UInt16(values, rule) => write_integer(values[row], *rule, out),
            Self::UInt32(values, rule) => write_integer(values[row], *rule, out),
            Self::UInt64(values, rule) => write_integer(values[row], *rule, out),
            Self::Float32(values, rule) => write_float(values[row], *rule, digits, out),
            Self::Float64(values, rule) => write_float(values[row], *rule, digits, out),
            Self::Decimal128(values, scale, rule) => {
                write_decimal(values[row], *scale, *rule, digits, out);
            }
            Self::Decimal256(array, scale, rule) => {
                write_wide_decimal(array.value(row), *scale, *rule, digits, out);
            }
            Self::Date32(values, writer) => writer.write_day(values[row].into(), out)?,
            Self::Date64(values, writer) => {
                writer.write_day(values[row].div_euclid(86_400_000), out)?;
            }
            Self::Instant { values, unit, writer } => {
                let (second, nanosecond) = split(values[row], *unit);
                writer.write_instant(second, nanosecond, out)?;
            }
            Self::InstantDay { values, unit, writer } => {
                writer.write_local_day(split(values[row], *unit).0, out)?;
            }
            Self::List { .. } | Self::Object(_) => self.write_json(row, digits, out)?,
        }
        Ok(())
    }

    /// Writes a value as compact JSON.
    pub(super) fn write_json(
        &mut self,
        row: usize,
        digits: &mut Vec<u8>,
        out: &mut Vec<u8>,
    ) -> Result<(), CellProblem> {
        match self {
            Self::List { starts, items } => {
                out.push(b'[');
                for item in starts[row]..starts[row + 1] {
                    if item > starts[row] {
                        out.push(b',');
                    }
                    if items.is_null(item) {
                        out.extend_from_slice(b"null");
                    } else {
                        items.cells.write_json(item, digits, out)?;
                    }
                }
                out.push(b']');
            }
            Self::Object(members) => {
                out.push(b'{');
                let mut separate = false;
                for member in members {
                    if member.is_null(row) {
                        continue;
                    }
                    if separate {
                        out.push(b',');
                    }
                    separate = true;
                    out.extend_from_slice(&member.key);
                    member.cells.write_json(row, digits, out)?;
                }
                out.push(b'}');
            }
            Self::Null => out.extend_from_slice(b"null"),
            Self::Float32(values, _) if !values[row].is_finite() => {
                return Err(CellProblem::NotInJson);
            }
            Self::Float64(values, _) if !values[row].is_finite() => {
                return Err(CellProblem::NotInJson);
            }
            Self::Date32(..)
            | Self::Date64(..)
            | Self::Instant { .. }
            | Self::InstantDay { .. } => {
                out.push(b'"');
                self.write(row, digits, out)?;
                out.push(b'"');
            }
            _ => match self.text(row) {
                Some(text) => push_json_text(text, out),
                None => self.write(row, digits, out)?,
            },
        }
        Ok(())
    }
}

impl<'a> Member<'a> {
    fn new(key: Vec<u8>, array: &'a dyn Array, rule: &CellRule) -> Option<Self> {
        Some(Self { key, nulls: array.logical_nulls(), cells: Cells::new(array, &rule.plain())? })
    }

    fn is_null(&self, row: usize) -> bool {
        self.nulls.as_ref().is_some_and(|nulls| nulls.is_null(row))
    }
}

/// The texts of a list's entries as the list's own text shows them, without the
/// quotes of JSON. Missing entries stay missing.
#[expect(clippy::missing_panics_doc, reason = "values are written as text")]
pub fn entry_texts(entries: &dyn Array, zone: Zone) -> Result<StringArray, String> {
    let rule = CellRule {
        number: NumberRule::PLAIN,
        moment: MomentWriter::new(Pattern::Iso, zone),
        only_day: false,
    };
    let unknown = || format!("entries of {} have no text", entries.data_type());
    let mut cells = Cells::new(entries, &rule).ok_or_else(unknown)?;
    let nulls = entries.logical_nulls();
    let (mut texts, mut digits, mut text) = (StringBuilder::new(), Vec::new(), Vec::new());
    for row in 0..entries.len() {
        if nulls.as_ref().is_some_and(|nulls| nulls.is_null(row)) {
            texts.append_null();
        } else if let Some(text) = cells.text(row) {
            texts.append_value(text);
        } else {
            text.clear();
            cells
                .write(row, &mut digits, &mut text)
                .map_err(|_| "an entry is a date or a number that has no text".to_owned())?;
            texts.append_value(std::str::from_utf8(&text).expect("values are written as text"));
        }
    }
    Ok(texts.finish())
}

pub(super) fn push_json_text(text: &str, out: &mut Vec<u8>) {
    serde_json::to_writer(out, text).expect("a text in memory is always valid JSON");
}

/// Seconds, rounded down, and the nanoseconds beyond them.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "less than a second is left")]
pub(super) fn split(value: i64, unit: TimeUnit) -> (i64, u32) {
    match unit {
        TimeUnit::Second => (value, 0),
        TimeUnit::Millisecond => {
            (value.div_euclid(1_000), value.rem_euclid(1_000) as u32 * 1_000_000)
        }
        TimeUnit::Microsecond => {
            (value.div_euclid(1_000_000), value.rem_euclid(1_000_000) as u32 * 1_000)
        }
        TimeUnit::Nanosecond => {
            (value.div_euclid(1_000_000_000), value.rem_euclid(1_000_000_000) as u32)
        }
    }
}
