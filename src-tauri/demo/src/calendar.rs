//! The brand's time: its first day, its usual "now", and when clocks jumped.
//! Instants are microseconds since 1970 in UTC; nothing here reads a clock.

use chrono::{DateTime, Datelike, Days, NaiveDate, SecondsFormat, Utc};

pub(super) const SECOND: i64 = 1_000_000;
pub(super) const MINUTE: i64 = 60 * SECOND;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;

/// 2021-01-04T08:00:00Z, when the programme started.
pub(super) const FIRST: i64 = 1_609_747_200 * SECOND;

/// 2026-11-22T12:00:00Z: everything has happened before this instant, unless
/// the brand is to end later.
pub(super) const NOW: i64 = 1_795_348_800 * SECOND;

/// 2100-01-01T00:00:00Z: no brand ends later.
pub(super) const LATEST: i64 = 4_102_444_800 * SECOND;

/// How long webhook logs are kept.
pub(super) const WEBHOOK_DAYS: i64 = 90;

/// When Europe/Budapest's clocks jumped from 2021 until then: on the last Sundays
/// of March and October, at 01:00 UTC.
pub(super) fn jumps(until: i64) -> Vec<i64> {
    let jump = |(year, month)| {
        let last = NaiveDate::from_ymd_opt(year, month, 31)?;
        let sunday = last - Days::new(u64::from(last.weekday().num_days_from_sunday()));
        Some(sunday.and_hms_opt(1, 0, 0)?.and_utc().timestamp_micros())
    };
    let months = (2021..=instant(until).year()).flat_map(|year| [(year, 3), (year, 10)]);
    months.filter_map(jump).filter(|at| *at <= until).collect()
}

/// Day number (days since 1970) of an instant, in UTC.
pub(super) fn day(at: i64) -> i32 {
    at.div_euclid(DAY) as i32
}

pub(super) fn second(at: i64) -> i64 {
    at.div_euclid(SECOND)
}

pub(super) fn instant(at: i64) -> DateTime<Utc> {
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
        assert_eq!(text(LATEST), "2100-01-01T00:00:00Z");
        assert_eq!(jumps(NOW).len(), 12);
        assert_eq!(text(jumps(LATEST)[0]), "2021-03-28T01:00:00Z");
        let budapest = export_desk_base::zone::parse_zone("Europe/Budapest").unwrap();
        // Who knows what is decided until then.
        for jump in jumps(LATEST).into_iter().filter(|at| instant(*at).year() < 2037) {
            let offset =
                |at: i64| budapest.offset_from_utc_datetime(&instant(at).naive_utc()).fix();
            assert_ne!(offset(jump - 1), offset(jump), "{}", text(jump));
        }
    }
}
