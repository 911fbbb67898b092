//! What a value of SQLite is here. A column may hold values of any type whatever
//! it is declared as; one that doesn't fit is told with its row.

use chrono::{DateTime, NaiveDate};
use rusqlite::types::ValueRef;

use crate::sql::batch::Cells;
use crate::sql::column::ColumnKind;
use crate::sql::utf8;
use crate::values::{boolean, excerpt};

/// Puts a value into its column.
pub(super) fn put(
    value: ValueRef<'_>,
    kind: ColumnKind,
    cells: &mut Cells,
) -> Result<usize, String> {
    if value == ValueRef::Null {
        cells.push_null();
        return Ok(0);
    }
    let wrong = |wanted: &str| Err(format!("{} isn't {wanted}", shown(value)));
    match cells {
        Cells::Text(texts) => {
            let number: String;
            let text = match value {
                ValueRef::Text(bytes) => utf8(bytes)?,
                // Bytes come as the other databases give them.
                ValueRef::Blob(bytes) if kind == ColumnKind::Other => {
                    number = crate::hash::hexadecimal(bytes);
                    &number
                }
                ValueRef::Integer(seconds) if kind == ColumnKind::Moment => {
                    number = unix(seconds)?;
                    &number
                }
                ValueRef::Real(day) if kind == ColumnKind::Moment => {
                    number = instant(julian(day))
                        .ok_or_else(|| format!("{day} isn't a Julian day; {AS_TEXT}"))?;
                    &number
                }
                ValueRef::Integer(found) => {
                    number = found.to_string();
                    &number
                }
                ValueRef::Real(found) => {
                    number = found.to_string();
                    &number
                }
                ValueRef::Blob(_) | ValueRef::Null => return wrong("a text"),
            };
            texts.push(text);
            return Ok(text.len());
        }
        Cells::Integer(cells) => match value {
            ValueRef::Integer(number) => cells.append_value(number),
            ValueRef::Real(number) => match whole(number) {
                Some(number) => cells.append_value(number),
                None => return wrong("a whole number"),
            },
            // What SQLite itself would have made a number of.
            ValueRef::Text(bytes) => match utf8(bytes)?.trim() {
                "" => cells.append_null(),
                text => match text.parse() {
                    Ok(number) => cells.append_value(number),
                    Err(_) => return wrong("a whole number"),
                },
            },
            ValueRef::Blob(_) | ValueRef::Null => return wrong("a whole number"),
        },
        Cells::Decimal(numbers) => match value {
            ValueRef::Integer(number) => numbers.push_text(&number.to_string())?,
            // The shortest digits that mean the same number.
            ValueRef::Real(number) => numbers.push_text(&number.to_string())?,
            ValueRef::Text(bytes) => match utf8(bytes)?.trim() {
                "" => numbers.push_null(),
                text => numbers.push_text(text)?,
            },
            ValueRef::Blob(_) | ValueRef::Null => return wrong("a number"),
        },
        Cells::Float64(cells) => match value {
            #[expect(clippy::cast_precision_loss, reason = "the column holds such numbers")]
            ValueRef::Integer(number) => cells.append_value(number as f64),
            ValueRef::Real(number) => cells.append_value(number),
            ValueRef::Text(bytes) => match utf8(bytes)?.trim() {
                "" => cells.append_null(),
                text => match text.parse() {
                    Ok(number) => cells.append_value(number),
                    Err(_) => return wrong("a number"),
                },
            },
            ValueRef::Blob(_) | ValueRef::Null => return wrong("a number"),
        },
        Cells::Boolean(cells) => match value {
            ValueRef::Integer(0) => cells.append_value(false),
            ValueRef::Integer(1) => cells.append_value(true),
            ValueRef::Text(bytes) => match utf8(bytes)?.trim() {
                "" => cells.append_null(),
                text => match boolean(text) {
                    Some(value) => cells.append_value(value),
                    None => return wrong("true or false"),
                },
            },
            ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) | ValueRef::Null => {
                return wrong("true or false");
            }
        },
        Cells::Float32(_) | Cells::Date(_) | Cells::Instant(_) => return wrong("known here"),
    }
    Ok(0)
}

/// Advice for numbers that aren't the dates which SQLite's documents know.
const AS_TEXT: &str = "map a view that gives it as text, such as 2026-07-01";

/// The instant of a whole number of Unix seconds. What other programs write as whole
/// numbers, too, is refused: days as their digits, and numbers of days.
fn unix(number: i64) -> Result<String, String> {
    /// The Julian day after the year 9999: SQLite's own functions take lesser numbers
    /// for days.
    const DAYS_END: u64 = 5_373_485;
    let digits = |from: u64, length: u64| number.unsigned_abs() / from % length;
    let year = i32::try_from(number / 10_000).ok().filter(|year| (1000..=9999).contains(year));
    let month = u32::try_from(digits(100, 100)).unwrap_or(0);
    let day = u32::try_from(digits(1, 100)).unwrap_or(0);
    if year.is_some_and(|year| NaiveDate::from_ymd_opt(year, month, day).is_some()) {
        let what = "may be a day's digits or Unix seconds";
        return Err(format!("{number} {what}; {AS_TEXT}"));
    }
    if number.unsigned_abs() < DAYS_END {
        let what = "may be a number of days or Unix seconds";
        return Err(format!("{number} {what}; {AS_TEXT}"));
    }
    instant(DateTime::from_timestamp(number, 0))
        .ok_or_else(|| format!("{number} isn't a number of Unix seconds; {AS_TEXT}"))
}

#[expect(clippy::cast_possible_truncation, reason = "checked")]
#[expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "exact or refused")]
fn whole(number: f64) -> Option<i64> {
    let whole = number as i64;
    (whole as f64 == number && number.abs() < 9.0e15).then_some(whole)
}

#[expect(clippy::cast_possible_truncation, reason = "far within the range")]
fn julian(day: f64) -> Option<DateTime<chrono::Utc>> {
    const UNIX: f64 = 2_440_587.5;
    DateTime::from_timestamp_millis(((day - UNIX) * 86_400_000.0).round() as i64)
}

/// Years that a date has in text.
fn instant(instant: Option<DateTime<chrono::Utc>>) -> Option<String> {
    use chrono::Datelike;
    let instant = instant.filter(|instant| (0..=9999).contains(&instant.year()))?;
    Some(instant.format("%Y-%m-%dT%H:%M:%S%.fZ").to_string())
}

/// A value as a message shows it.
fn shown(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "nothing".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) => {
            format!("`{}`", excerpt(&String::from_utf8_lossy(bytes)))
        }
        ValueRef::Blob(bytes) => format!("a BLOB of {} bytes", bytes.len()),
    }
}
