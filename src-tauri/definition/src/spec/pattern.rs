//! Patterns of dates and datetimes, read and checked once; who writes values by them
//! needs no check.

use std::fmt::Write as _;

use chrono::format::{Item, Numeric, Pad, StrftimeItems};
use chrono::{NaiveDate, TimeZone};

use super::format::FormatError;
use crate::zone::Zone;

/// A compiled date or datetime pattern.
#[derive(Debug, Clone)]
pub enum Pattern {
    /// ISO 8601 with the zone's offset.
    Iso,
    /// ISO 8601 in UTC with `Z`.
    Utc,
    /// Whole seconds since 1970.
    Epoch,
    /// Whole milliseconds since 1970.
    EpochMs,
    /// A strftime pattern of common numbers; otherwise also written by chrono.
    Strftime {
        /// Its pieces, if all of them are common.
        parts: Option<Vec<PatternPart>>,
        /// The same as chrono has them.
        items: Vec<Item<'static>>,
    },
}

/// A piece of a pattern that is written without chrono.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternPart {
    /// Text as it is.
    Literal(Vec<u8>),
    /// The year: four digits, or more with a sign.
    Year,
    /// The month, two digits.
    Month,
    /// The day of the month, two digits.
    Day,
    /// The hour from 00 to 23.
    Hour,
    /// The minute, two digits.
    Minute,
    /// The second, two digits.
    Second,
    /// What is beyond the second, where there is something.
    Fraction,
    /// The zone's offset.
    Offset,
}

/// Checks a date pattern, for a value with or without a time of day.
pub fn check_pattern(pattern: &str, has_time: bool) -> Result<(), FormatError> {
    Pattern::compile(pattern, has_time).map(|_| ())
}

impl Pattern {
    /// Reads a pattern, for values with or without a time of day.
    pub fn compile(pattern: &str, has_time: bool) -> Result<Self, FormatError> {
        let refused = |problem: &str| FormatError::Pattern {
            pattern: pattern.to_owned(),
            problem: problem.to_owned(),
        };
        match pattern {
            "iso" => return Ok(Self::Iso),
            "utc" => return Ok(Self::Utc),
            "epoch" => return Ok(Self::Epoch),
            "epoch_ms" => return Ok(Self::EpochMs),
            "" => return Err(refused("is empty")),
            _ => {}
        }
        let items = StrftimeItems::new(pattern)
            .parse_to_owned()
            .map_err(|_| refused("holds a % that isn't followed by a known letter"))?;
        if items.iter().all(|item| matches!(item, Item::Literal(_) | Item::OwnedLiteral(_))) {
            return Err(refused("holds no part of a date"));
        }
        // Only by writing does chrono tell what a value lacks.
        let mut sample = String::new();
        let day = NaiveDate::default();
        if has_time {
            let instant = Zone::UTC.from_utc_datetime(&day.and_time(chrono::NaiveTime::MIN));
            write!(sample, "{}", instant.format_with_items(items.iter()))
                .map_err(|_| refused("can't be written"))?;
        } else {
            write!(sample, "{}", day.format_with_items(items.iter()))
                .map_err(|_| refused("asks for a time of day, and the field is a date"))?;
        }
        Ok(Self::Strftime { parts: parts(&items), items })
    }
}

/// The pattern in our own parts, if all of it is common.
fn parts(items: &[Item<'static>]) -> Option<Vec<PatternPart>> {
    items
        .iter()
        .map(|item| match item {
            Item::Literal(text) | Item::Space(text) => {
                Some(PatternPart::Literal(text.as_bytes().into()))
            }
            Item::OwnedLiteral(text) | Item::OwnedSpace(text) => {
                Some(PatternPart::Literal(text.as_bytes().into()))
            }
            Item::Numeric(Numeric::Year, Pad::Zero) => Some(PatternPart::Year),
            Item::Numeric(Numeric::Month, Pad::Zero) => Some(PatternPart::Month),
            Item::Numeric(Numeric::Day, Pad::Zero) => Some(PatternPart::Day),
            Item::Numeric(Numeric::Hour, Pad::Zero) => Some(PatternPart::Hour),
            Item::Numeric(Numeric::Minute, Pad::Zero) => Some(PatternPart::Minute),
            Item::Numeric(Numeric::Second, Pad::Zero) => Some(PatternPart::Second),
            Item::Numeric(..) | Item::Fixed(_) | Item::Error => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_patterns_are_refused() {
        for (pattern, has_time) in [
            ("", true),
            ("date", true),
            ("%Q", true),
            ("%", false),
            ("%H:%M", false),
            ("%s", false),
        ] {
            let error = check_pattern(pattern, has_time).unwrap_err();
            assert!(error.message().contains(&format!("`{pattern}`")), "{error}");
        }
        for (pattern, has_time) in
            [("iso", true), ("%d %b %Y", false), ("%H:%M", true), ("%z", true)]
        {
            check_pattern(pattern, has_time).unwrap();
        }
    }
}
