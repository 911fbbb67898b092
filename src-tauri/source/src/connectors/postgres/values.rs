//! What a value in PostgreSQL's binary format is here.

use sqlx::postgres::{PgRow, PgValueFormat, PgValueRef};
use sqlx::{Row, ValueRef};

use crate::sql::batch::Cells;
use crate::sql::utf8;

/// Days and microseconds from 1970 to PostgreSQL's own beginning, 2000.
const EPOCH_DAYS: i64 = 10_957;
const EPOCH_MICROSECONDS: i64 = EPOCH_DAYS * 86_400_000_000;

/// Puts a value into its column.
pub(super) fn put(row: &PgRow, index: usize, cells: &mut Cells) -> Result<usize, String> {
    let value: PgValueRef<'_> = row.try_get_raw(index).map_err(|error| error.to_string())?;
    if value.is_null() {
        cells.push_null();
        return Ok(0);
    }
    if value.format() == PgValueFormat::Text {
        return Err("it came as text".to_owned());
    }
    let bytes = value.as_bytes().map_err(|error| error.to_string())?;
    let short = || "it is cut off".to_owned();
    match cells {
        Cells::Text(texts) => {
            texts.push(utf8(bytes)?);
            return Ok(bytes.len());
        }
        Cells::Integer(cells) => cells.append_value(integer(bytes).ok_or_else(short)?),
        Cells::Decimal(numbers) => {
            let (unscaled, rounded) = numeric(bytes, numbers.scale)?;
            numbers.push(unscaled, rounded);
        }
        Cells::Float32(cells) => {
            cells.append_value(f32::from_be_bytes(bytes.try_into().map_err(|_| short())?));
        }
        Cells::Float64(cells) => {
            cells.append_value(f64::from_be_bytes(bytes.try_into().map_err(|_| short())?));
        }
        Cells::Boolean(cells) => cells.append_value(bytes.first().is_some_and(|byte| *byte != 0)),
        Cells::Date(cells) => {
            let days = i32::from_be_bytes(bytes.try_into().map_err(|_| short())?);
            if days == i32::MAX || days == i32::MIN {
                return Err("it is infinity, which is no day".to_owned());
            }
            let days = i64::from(days) + EPOCH_DAYS;
            cells.append_value(i32::try_from(days).map_err(|_| "it is too far away".to_owned())?);
        }
        Cells::Instant(cells) => {
            let microseconds = i64::from_be_bytes(bytes.try_into().map_err(|_| short())?);
            if microseconds == i64::MAX || microseconds == i64::MIN {
                return Err("it is infinity, which is no instant".to_owned());
            }
            let sum = microseconds.checked_add(EPOCH_MICROSECONDS);
            cells.append_value(sum.ok_or_else(|| "it is too far away".to_owned())?);
        }
    }
    Ok(0)
}

fn integer(bytes: &[u8]) -> Option<i64> {
    Some(match bytes.len() {
        2 => i16::from_be_bytes(bytes.try_into().ok()?).into(),
        4 => i32::from_be_bytes(bytes.try_into().ok()?).into(),
        8 => i64::from_be_bytes(bytes.try_into().ok()?),
        _ => return None,
    })
}

/// Reads a number of any length: groups of four decimal digits. Says whether it
/// had to be rounded.
fn numeric(bytes: &[u8], scale: i8) -> Result<(i128, bool), String> {
    let word = |index: usize| {
        let pair = bytes.get(index * 2..index * 2 + 2)?;
        Some(u16::from_be_bytes(pair.try_into().ok()?))
    };
    let header = |index| word(index).ok_or_else(|| "it is cut off".to_owned());
    let count = usize::from(header(0)?);
    let weight = i32::from(header(1)?.cast_signed());
    let negative = match header(2)? {
        0x0000 => false,
        0x4000 => true,
        0xC000 => return Err("it is NaN, which is no number".to_owned()),
        _ => return Err("it is infinity, which is no number".to_owned()),
    };
    let large = || "it has more digits than the 38 that fit".to_owned();
    // The unscaled number is the sum of digit * 10^(4 * place + scale).
    let mut value = 0i128;
    let (mut rounds_up, mut rounded) = (false, false);
    for index in 0..count {
        let digit = i128::from(header(4 + index)?);
        let place = weight - i32::try_from(index).map_err(|_| large())?;
        let power = place * 4 + i32::from(scale);
        if power >= 0 {
            let factor = 10i128.checked_pow(power.unsigned_abs());
            let part = factor.and_then(|factor| digit.checked_mul(factor));
            value = part.and_then(|part| value.checked_add(part)).ok_or_else(large)?;
        } else if power > -4 {
            let divisor = 10i128.pow(power.unsigned_abs());
            value = value.checked_add(digit / divisor).ok_or_else(large)?;
            rounds_up = digit % divisor * 2 >= divisor;
            rounded |= digit % divisor != 0;
        } else {
            if power == -4 {
                rounds_up = digit >= 5000;
            }
            rounded |= digit != 0;
        }
    }
    if rounds_up {
        value += 1;
    }
    if value >= 10i128.pow(38) {
        return Err(large());
    }
    Ok((if negative { -value } else { value }, rounded))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[u16]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_be_bytes()).collect()
    }

    #[test]
    fn numbers_of_any_length_are_exact() {
        let exact = |unscaled| Ok((unscaled, false));
        let rounded = |unscaled| Ok((unscaled, true));
        // 1234.5678, 0.0001, 10000, -0.5, 12345678.9, 0.
        assert_eq!(numeric(&words(&[2, 0, 0, 4, 1234, 5678]), 4), exact(12_345_678));
        assert_eq!(numeric(&words(&[2, 0, 0, 4, 1234, 5678]), 2), rounded(123_457));
        assert_eq!(numeric(&words(&[1, 0xFFFF, 0, 4, 1]), 10), exact(1_000_000));
        assert_eq!(numeric(&words(&[1, 1, 0, 0, 1]), 2), exact(1_000_000));
        assert_eq!(numeric(&words(&[1, 0xFFFF, 0x4000, 1, 5000]), 0), rounded(-1));
        assert_eq!(numeric(&words(&[1, 0xFFFF, 0, 4, 4999]), 0), rounded(0));
        assert_eq!(numeric(&words(&[3, 1, 0, 1, 1234, 5678, 9000]), 1), exact(123_456_789));
        assert_eq!(numeric(&words(&[0, 0, 0, 0]), 3), exact(0));
        assert!(numeric(&words(&[0, 0, 0xC000, 0]), 3).is_err());
        assert!(numeric(&words(&[1, 9, 0, 0, 1000]), 3).is_err());
    }
}
