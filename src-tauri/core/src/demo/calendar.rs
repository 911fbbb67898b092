//! The brand's fixed time: its first day, its "now", and days that clocks jump.
//! Instants are microseconds since 1970 in UTC; nothing here reads a clock.

use chrono::{DateTime, Datelike, SecondsFormat, Utc};

pub(super) const SECOND: i64 = 1_000_000;
pub(super) const MINUTE: i64 = 60 * SECOND;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;

/// 2021-01-04T08:00:00Z, when the programme started.
pub(super) const FIRST: i64 = 1_609_747_200 * SECOND;

/// 2026-11-22T12:00:00Z: everything has happened before this instant.
pub(super) const NOW: i64 = 1_795_348_800 * SECOND;

/// How long webhook logs are kept.
pub(super) const WEBHOOK_DAYS: i64 = 90;

/// When Europe/Budapest's clocks jumped (01:00 UTC), from 2021 to 2026.
pub(super) const JUMPS: [i64; 12] = [
    1_616_893_200 * SECOND,
    1_635_642_000 * SECOND,
    1_648_342_800 * SECOND,
    1_667_091_600 * SECOND,
    1_679_792_400 * SECOND,
    1_698_541_200 * SECOND,
    1_711_846_800 * SECOND,
    1_729_990_800 * SECOND,
    1_743_296_400 * SECOND,
    1_761_440_400 * SECOND,
    1_774_746_000 * SECOND,
    1_792_890_000 * SECOND,
];

/// Day number (days since 1970) of an instant, in UTC.
pub(super) fn day(at: i64) -> i32 {
    at.div_euclid(DAY) as i32
}

pub(super) fn second(at: i64) -> i64 {
    at.div_euclid(SECOND)
}

fn instant(at: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(at).expect("the brand's instants are between 1900 and 2100")
}

/// RFC 3339 text with as many decimals as needed.
pub(super) fn text(at: i64) -> String {
    instant(at).to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// `YYYY-MM-DD` of a day number.
pub(super) fn day_text(day: i32) -> String {
    let date = instant(i64::from(day) * DAY).date_naive();
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use chrono::Offset;
    use chrono::TimeZone;

    use super::*;

    #[test]
    fn constants_are_the_instants_that_they_claim_to_be() {
        assert_eq!(text(FIRST), "2021-01-04T08:00:00Z");
        assert_eq!(text(NOW), "2026-11-22T12:00:00Z");
        assert_eq!(day_text(day(NOW)), "2026-11-22");
        for jump in JUMPS {
            let offset = |at: i64| {
                chrono_tz::Europe::Budapest.offset_from_utc_datetime(&instant(at).naive_utc()).fix()
            };
            assert_ne!(offset(jump - 1), offset(jump), "{}", text(jump));
        }
    }
}
