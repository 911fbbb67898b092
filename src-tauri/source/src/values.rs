//! The one rule by which texts become values, in every source.
//!
//! Numbers are rounded half away from zero to the decimals that their column
//! holds; spaces around a number, a date or a boolean don't count; nothing is
//! cut, guessed or wrapped. What can't be read is refused with its first
//! characters.

use crate::zone::{Zone, ZoneCursor};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// Characters of a value that a message shows at most.
const SHOWN: usize = 80;

/// The beginning of a value, for a message.
pub(crate) fn excerpt(value: &str) -> String {
    let mut shown: String = value.chars().take(SHOWN).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    shown
}

/// Why a text isn't a number that a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotANumber {
    /// It isn't a number.
    Text,
    /// It has more digits before the point than fit.
    TooLarge,
}

/// `text` as `unscaled / 10^scale` with at most `precision` digits: a sign,
/// digits, a point and an exponent, each optional. Says whether it had to be rounded.
pub(crate) fn decimal(text: &str, precision: u8, scale: i8) -> Result<(i128, bool), NotANumber> {
    let text = text.trim_matches(' ').as_bytes();
    let (negative, unsigned) = match text.split_first() {
        Some((b'-', rest)) => (true, rest),
        Some((b'+', rest)) => (false, rest),
        _ => (false, text),
    };
    let end = unsigned.iter().position(|byte| matches!(byte, b'e' | b'E'));
    let (mantissa, exponent) = match end {
        Some(end) => (&unsigned[..end], whole(&unsigned[end + 1..])?),
        None => (unsigned, 0),
    };
    let point = mantissa.iter().position(|byte| *byte == b'.').unwrap_or(mantissa.len());
    let (before, after) = (&mantissa[..point], mantissa.get(point + 1..).unwrap_or_default());
    let mut digits = before.iter().chain(after).copied();
    if before.is_empty() && after.is_empty() || !digits.clone().all(|byte| byte.is_ascii_digit()) {
        return Err(NotANumber::Text);
    }
    // Digits that are kept: those before the moved point, and `scale` after it.
    let length = i64::try_from(before.len()).unwrap_or(i64::MAX);
    let kept = length.saturating_add(exponent).saturating_add(scale.into());
    let mut value: i128 = 0;
    let mut taken = 0;
    while taken < kept {
        let Some(digit) = digits.next() else { break };
        value = push(value, digit)?;
        taken += 1;
    }
    if value != 0 {
        while taken < kept {
            value = push(value, b'0')?;
            taken += 1;
        }
    }
    // A digit that is dropped rounds only if it stands right behind the kept ones.
    let first = digits.next();
    if kept >= 0 && first.is_some_and(|digit| digit >= b'5') {
        value += 1;
    }
    let rounded = first.into_iter().chain(digits).any(|digit| digit != b'0');
    let limit = 10u128.checked_pow(precision.into()).unwrap_or(u128::MAX);
    if value.unsigned_abs() >= limit {
        return Err(NotANumber::TooLarge);
    }
    Ok((if negative { -value } else { value }, rounded))
}

fn push(value: i128, digit: u8) -> Result<i128, NotANumber> {
    let pushed = value.checked_mul(10).and_then(|value| value.checked_add((digit - b'0').into()));
    pushed.ok_or(NotANumber::TooLarge)
}

/// A whole number with a sign; beyond its type's range its greatest one, which
/// no column holds.
fn whole(text: &[u8]) -> Result<i64, NotANumber> {
    let digits = text.strip_prefix(b"-").or_else(|| text.strip_prefix(b"+")).unwrap_or(text);
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Err(NotANumber::Text);
    }
    let add =
        |value: i64, digit: &u8| value.saturating_mul(10).saturating_add((digit - b'0').into());
    let value = digits.iter().fold(0i64, add).min(i64::from(u32::MAX));
    Ok(if text.starts_with(b"-") { -value } else { value })
}

/// `true` and `false`, `yes` and `no`, `on` and `off`, their first letters, `1`
/// and `0`, in upper or lower case.
pub(crate) fn boolean(text: &str) -> Option<bool> {
    let text = text.trim_matches(' ');
    let is = |known: &[&str]| known.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is(&["true", "t", "yes", "y", "on", "1"]) {
        return Some(true);
    }
    is(&["false", "f", "no", "n", "off", "0"]).then_some(false)
}

/// A day and perhaps a time, as a text names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    local: NaiveDateTime,
    /// Seconds east of Greenwich, where the text names them.
    offset: Option<i32>,
}

impl Moment {
    /// Reads `2026-07-01`, `2026-07-01T10:00`, `2026-07-01 10:00:00.5 +02:00`
    /// and the like: a year of four digits, a time with or without seconds and
    /// up to nine decimals, an offset of hours, minutes and seconds or `Z`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim_matches(' ').as_bytes();
        let (date, rest) = text.split_at_checked(10)?;
        let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = *date else { return None };
        let year = i32::try_from(number(&[y0, y1, y2, y3])?).ok()?;
        let date = NaiveDate::from_ymd_opt(year, number(&[m0, m1])?, number(&[d0, d1])?)?;
        let Some((b'T' | b't' | b' ', rest)) = rest.split_first() else {
            return rest.is_empty().then(|| Self { local: date.into(), offset: None });
        };
        let (time, rest) = time(rest)?;
        let offset = match rest {
            [] => None,
            [b'Z' | b'z'] => Some(0),
            _ => Some(offset(rest)?),
        };
        Some(Self { local: date.and_time(time), offset })
    }

    /// Seconds since 1970 and the nanoseconds beyond them; a text without an
    /// offset is UTC.
    pub(crate) fn instant(self) -> (i64, u32) {
        let utc = self.local.and_utc();
        (utc.timestamp() - i64::from(self.offset.unwrap_or(0)), utc.timestamp_subsec_nanos())
    }

    /// The day as days since 1970: of an instant its day in the zone, of a text
    /// without an offset the day that it names.
    pub(crate) fn day(self, zone: &mut ZoneCursor) -> Option<i32> {
        match self.offset {
            None => i32::try_from(self.local.and_utc().timestamp().div_euclid(DAY)).ok(),
            Some(_) => day_of_second(self.instant().0, zone),
        }
    }

    /// Whether it has more than a day.
    pub(crate) fn has_time(text: &str) -> bool {
        text.trim_matches(' ').len() > 10
    }
}

const DAY: i64 = 86_400;

/// The day of an instant in a zone, as days since 1970.
pub(crate) fn day_of_second(second: i64, zone: &mut ZoneCursor) -> Option<i32> {
    let local = second.checked_add(zone.offset_at(second).into())?;
    i32::try_from(local.div_euclid(DAY)).ok()
}

/// A cursor in a zone, UTC where there is none.
pub(crate) fn cursor(zone: Option<Zone>) -> ZoneCursor {
    ZoneCursor::new(zone.unwrap_or(Zone::UTC))
}

fn number(digits: &[u8]) -> Option<u32> {
    let all = digits.iter().all(u8::is_ascii_digit);
    all.then(|| digits.iter().fold(0, |value, digit| value * 10 + u32::from(digit - b'0')))
}

/// `10:00`, `10:00:00`, `10:00:00.5`, and what follows.
fn time(text: &[u8]) -> Option<(NaiveTime, &[u8])> {
    let [h0, h1, b':', m0, m1, rest @ ..] = text else { return None };
    let (hour, minute) = (number(&[*h0, *h1])?, number(&[*m0, *m1])?);
    let [b':', s0, s1, rest @ ..] = rest else {
        return Some((NaiveTime::from_hms_opt(hour, minute, 0)?, rest));
    };
    let second = number(&[*s0, *s1])?;
    let [b'.' | b',', decimals @ ..] = rest else {
        return Some((NaiveTime::from_hms_opt(hour, minute, second)?, rest));
    };
    let length = decimals.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (decimals, rest) = decimals.split_at(length);
    // Beyond nanoseconds only zeros are the same instant.
    let (kept, beyond) = decimals.split_at(length.min(9));
    if length == 0 || beyond.iter().any(|digit| *digit != b'0') {
        return None;
    }
    let nanosecond = number(kept)? * 10u32.pow(9 - u32::try_from(kept.len()).ok()?);
    Some((NaiveTime::from_hms_nano_opt(hour, minute, second, nanosecond)?, rest))
}

/// `+02`, `+0200`, `+02:00`, `+01:16:20`, also after a space.
fn offset(text: &[u8]) -> Option<i32> {
    let text = text.strip_prefix(b" ").unwrap_or(text);
    let (sign, text) = match text.split_first()? {
        (b'+', rest) => (1, rest),
        (b'-', rest) => (-1, rest),
        (b'Z' | b'z', []) => return Some(0),
        _ => return None,
    };
    let parts: Vec<&[u8]> = match text {
        [h0, h1, m0, m1] if *m0 != b':' => vec![&text[..2], &text[2..]],
        _ => text.split(|byte| *byte == b':').collect(),
    };
    if parts.len() > 3 || parts.iter().any(|part| part.len() != 2) {
        return None;
    }
    let mut seconds = 0;
    for (part, (unit, limit)) in parts.iter().zip([(3600, 24), (60, 60), (1, 60)]) {
        let part = number(part)?;
        seconds += if part < limit { i32::try_from(part).ok()? * unit } else { return None };
    }
    Some(sign * seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_rounded_half_away_from_zero() {
        for (text, unscaled) in [
            ("0.12345678905", 1_234_567_891),
            ("-0.12345678905", -1_234_567_891),
            ("2.99999999999", 30_000_000_000),
            ("0e0", 0),
            ("0e999999999999999999999", 0),
            ("1e-10", 1),
            ("5e-11", 1),
            ("4.9e-11", 0),
            ("1e-999999999999999999999", 0),
            ("1.5E+3", 15_000_000_000_000),
            ("12345678901234567890.12", 123_456_789_012_345_678_901_200_000_000),
            (" 7 ", 70_000_000_000),
            ("+.5", 5_000_000_000),
            ("5.", 50_000_000_000),
            ("-0", 0),
            ("0000000000000000000000000000000000000000001", 10_000_000_000),
        ] {
            let (found, _) = decimal(text, 38, 10).unwrap();
            assert_eq!(found, unscaled, "{text}");
        }
        assert_eq!(decimal("9.99", 2, 1), Err(NotANumber::TooLarge));
        assert_eq!(decimal("9.94", 2, 1), Ok((99, true)));
        assert_eq!(decimal("9.900", 2, 1), Ok((99, false)));
        assert_eq!(decimal("0.5", 38, 0), Ok((1, true)));
        assert_eq!(decimal("50", 38, -2), Ok((1, true)));
        assert_eq!(decimal("5", 38, -2), Ok((0, true)));
        assert_eq!(decimal("0e-99", 38, 0), Ok((0, false)));
        for text in ["1e40", "9999999999999999999999999999999999999999", "1e99999999999999"] {
            assert_eq!(decimal(text, 38, 10), Err(NotANumber::TooLarge), "{text}");
        }
        for text in
            ["", " ", ".", "-", "1,5", "1 000", "0x1", "NaN", "1e", "1e+", "e5", "1.2.3", "١"]
        {
            assert_eq!(decimal(text, 38, 10), Err(NotANumber::Text), "{text}");
        }
    }

    #[test]
    fn moments_are_read_in_their_usual_forms() {
        let instant = |text: &str| Moment::parse(text).map(Moment::instant);
        for text in [
            "2026-07-01T10:00:00Z",
            "2026-07-01 12:00:00+02:00",
            "2026-07-01T12:00:00.000 +0200",
            "2026-07-01t12:00+02",
            " 2026-07-01T10:00 ",
            "2026-07-01T11:16:20+01:16:20",
            "2026-07-01T10:00:00.0000000000Z",
        ] {
            assert_eq!(instant(text), Some((1_782_900_000, 0)), "{text}");
        }
        assert_eq!(instant("1969-12-31T23:59:59.75Z"), Some((-1, 750_000_000)));
        for text in [
            "2026-7-1",
            "2026-02-30",
            "2026-07-01T24:00",
            "2026-07-01T10",
            "2026-07-01X10:00",
            "2026-07-01T10:00:00+25",
            "2026-07-01T10:00:00.",
            "20260701",
            "01.07.2026",
            "",
            "2026-07-01T10:00:00.1234567891",
            "2026-07-01T10:00:00 Europe/Budapest",
        ] {
            assert_eq!(instant(text), None, "{text}");
        }
    }

    #[test]
    fn the_day_of_an_instant_is_that_of_the_zone() {
        let budapest = || cursor(Some(crate::zone::parse_zone("Europe/Budapest").unwrap()));
        let day = |text: &str| Moment::parse(text).and_then(|moment| moment.day(&mut budapest()));
        let written =
            |text| Moment::parse(text).map(|moment| moment.day(&mut cursor(None)).unwrap());
        assert_eq!(day("1990-05-04T22:00:00Z"), written("1990-05-05"));
        assert_eq!(day("1990-05-04T22:00:00"), written("1990-05-04"));
        assert_eq!(day("1990-05-04T22:00:00-05:00"), written("1990-05-05"));
        assert_eq!(day("1990-05-04"), written("1990-05-04"));
    }

    #[test]
    fn excerpts_are_short() {
        assert_eq!(excerpt("short"), "short");
        assert_eq!(excerpt(&"é".repeat(300_000)).chars().count(), SHOWN + 1);
    }
}
