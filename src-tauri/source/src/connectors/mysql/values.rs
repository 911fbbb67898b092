//! What a value in MySQL's binary format is here.

use chrono::NaiveDate;
use sqlx::mysql::MySqlRow;
use sqlx::{Decode, MySql, Row, TypeInfo, ValueRef};

use super::schema::TOO_LONG;
use crate::sql::batch::Cells;
use crate::sql::utf8;

/// Puts a value into its column.
pub(super) fn put(row: &MySqlRow, index: usize, cells: &mut Cells) -> Result<usize, String> {
    let value = row.try_get_raw(index).map_err(|error| error.to_string())?;
    if value.is_null() {
        cells.push_null();
        return Ok(0);
    }
    let found = value.type_info().name().to_owned();
    // Whatever its type, these are the bytes that the server sent.
    let bytes = <&[u8] as Decode<MySql>>::decode(value).map_err(|error| error.to_string())?;
    let short = || format!("a value of {found} is cut off");
    match cells {
        Cells::Text(_) if bytes == TOO_LONG => {
            let message = "it is longer than half of the server's max_allowed_packet, so the \
                           server can't write it as hexadecimal digits";
            return Err(message.to_owned());
        }
        Cells::Text(texts) => {
            texts.push(utf8(bytes)?);
            return Ok(bytes.len());
        }
        Cells::Integer(cells) => {
            cells.append_value(integer(bytes).ok_or_else(short)?);
        }
        Cells::Decimal(numbers) => numbers.push_text(utf8(bytes)?)?,
        Cells::Float32(cells) => {
            cells.append_value(f32::from_le_bytes(bytes.try_into().map_err(|_| short())?));
        }
        Cells::Float64(cells) => {
            cells.append_value(f64::from_le_bytes(bytes.try_into().map_err(|_| short())?));
        }
        Cells::Boolean(cells) => cells.append_value(bytes.iter().any(|byte| *byte != 0)),
        Cells::Date(cells) => {
            let days = day(bytes)?;
            cells.append_value(i32::try_from(days).map_err(|_| "it is too far away".to_owned())?);
        }
        Cells::Instant(cells) => {
            let part = |index: usize| i64::from(bytes.get(index).copied().unwrap_or(0));
            let seconds = day(bytes)? * 86_400 + part(5) * 3600 + part(6) * 60 + part(7);
            let fraction = part(8) | part(9) << 8 | part(10) << 16 | part(11) << 24;
            cells.append_value(seconds * 1_000_000 + fraction);
        }
    }
    Ok(0)
}

/// A signed number of the width that the server chose.
fn integer(bytes: &[u8]) -> Option<i64> {
    Some(match bytes.len() {
        1 => i8::from_le_bytes(bytes.try_into().ok()?).into(),
        2 => i16::from_le_bytes(bytes.try_into().ok()?).into(),
        4 => i32::from_le_bytes(bytes.try_into().ok()?).into(),
        8 => i64::from_le_bytes(bytes.try_into().ok()?),
        _ => return None,
    })
}

/// Days since 1970 of a packed date: its length, the year in two bytes, the
/// month and the day.
fn day(bytes: &[u8]) -> Result<i64, String> {
    let [_, low, high, month, day, ..] = bytes else { return Err("it is cut off".to_owned()) };
    let year = u16::from_le_bytes([*low, *high]);
    let date = NaiveDate::from_ymd_opt(year.into(), (*month).into(), (*day).into());
    let date = date.ok_or_else(|| format!("{year:04}-{month:02}-{day:02} is no date"))?;
    Ok(date.signed_duration_since(NaiveDate::default()).num_days())
}
