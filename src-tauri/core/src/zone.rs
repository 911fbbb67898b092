//! Time zones: offsets for instants, instants for local times, first instants
//! of days. Pure arithmetic over the IANA data that `chrono-tz` ships.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};

use crate::suggest::nearest;

/// A name that no time zone has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownZone {
    /// The name.
    pub name: String,
    /// Zones that may have been meant.
    pub near: Vec<&'static str>,
}

/// Finds a zone by its IANA name.
pub fn parse_zone(name: &str) -> Result<Tz, UnknownZone> {
    name.parse().map_err(|_| {
        let all = || TZ_VARIANTS.iter().map(|zone| zone.name());
        let city = |zone: &'static str| zone.rsplit('/').next().unwrap_or(zone);
        let wanted = name.rsplit('/').next().unwrap_or(name).replace(' ', "_");
        let mut near: Vec<&'static str> = nearest(name, all()).into_iter().collect();
        if let Some(found) = nearest(&wanted, all().map(city)) {
            near.extend(all().filter(|zone| city(zone) == found));
        }
        near.sort_unstable();
        near.dedup();
        near.truncate(3);
        UnknownZone { name: name.to_owned(), near }
    })
}

/// Offset of a zone at an instant, in seconds east of UTC.
fn offset_at(zone: Tz, seconds: i64) -> i32 {
    DateTime::from_timestamp(seconds, 0).map_or(0, |instant| {
        zone.offset_from_utc_datetime(&instant.naive_utc()).fix().local_minus_utc()
    })
}

/// Offsets of a zone, as a table of the instants at which they change.
#[derive(Debug)]
pub struct ZoneOffsets {
    /// Start of each window, in Unix seconds, and its offset; the first starts
    /// at the beginning of time.
    windows: Vec<(i64, i32)>,
}

/// A span of time with one offset: `from <= instant < to`, in Unix seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OffsetWindow {
    /// First second.
    pub from: i64,
    /// The second after the last.
    pub to: i64,
    /// Seconds east of UTC.
    pub offset: i32,
}

impl OffsetWindow {
    /// Whether the instant lies within.
    pub fn contains(self, seconds: i64) -> bool {
        self.from <= seconds && seconds < self.to
    }
}

impl ZoneOffsets {
    /// The table of a zone, made once.
    pub fn of(zone: Tz) -> Arc<Self> {
        static TABLES: OnceLock<Mutex<HashMap<Tz, Arc<ZoneOffsets>>>> = OnceLock::new();
        let tables = TABLES.get_or_init(Mutex::default);
        let mut tables = tables.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(tables.entry(zone).or_insert_with(|| Arc::new(Self::probe(zone))))
    }

    /// chrono-tz doesn't hand out its transitions, so they are found by asking
    /// every six hours from 1835 to 2200 and halving where the offset differs:
    /// no two transitions of any zone are nearer than that (a test compares).
    fn probe(zone: Tz) -> Self {
        const STEP: i64 = 6 * 3600;
        let (first, last) = (-4_260_211_200, 7_258_118_400);
        let mut windows = vec![(i64::MIN, offset_at(zone, first))];
        let mut low = first;
        let mut offset = windows[0].1;
        while low < last {
            let high = low + STEP;
            let next = offset_at(zone, high);
            if next != offset {
                let (mut before, mut after) = (low, high);
                while after - before > 1 {
                    let middle = before + (after - before) / 2;
                    if offset_at(zone, middle) == offset { before = middle } else { after = middle }
                }
                windows.push((after, next));
                offset = next;
            }
            low = high;
        }
        Self { windows }
    }

    /// The window that the instant lies in.
    pub fn window(&self, seconds: i64) -> OffsetWindow {
        let index = self.windows.partition_point(|(from, _)| *from <= seconds).max(1) - 1;
        let (from, offset) = self.windows[index];
        let to = self.windows.get(index + 1).map_or(i64::MAX, |(from, _)| *from);
        OffsetWindow { from, to, offset }
    }
}

/// How a local time was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalNote {
    /// It exists once.
    Exact,
    /// The clock skips it; the instant is as long after the gap's start.
    MovedAfterGap,
    /// It exists twice; this is the first.
    FirstOfTwo,
}

/// The instant of a local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalInstant {
    /// When it is.
    pub instant: DateTime<Utc>,
    /// How it was found.
    pub note: LocalNote,
}

/// The instant of a local time. One that the clock skips is read with the
/// offset before the gap (RFC 5545); of one that exists twice, the first.
pub fn local_to_instant(zone: Tz, local: NaiveDateTime) -> LocalInstant {
    use chrono::offset::LocalResult;
    let found =
        |instant: DateTime<Tz>, note| LocalInstant { instant: instant.with_timezone(&Utc), note };
    match zone.from_local_datetime(&local) {
        LocalResult::Single(instant) => found(instant, LocalNote::Exact),
        LocalResult::Ambiguous(first, second) => found(first.min(second), LocalNote::FirstOfTwo),
        LocalResult::None => {
            // No gap is longer than a day: the offset of a day and a half
            // before is the one that the gap begins with.
            let earlier = local.and_utc().timestamp() - 36 * 3600;
            let offsets = ZoneOffsets::of(zone);
            let mut window = offsets.window(earlier);
            while window.to != i64::MAX
                && window.to + i64::from(window.offset) <= local.and_utc().timestamp()
            {
                let next = offsets.window(window.to);
                if next.to != i64::MAX
                    && next.to + i64::from(next.offset) <= local.and_utc().timestamp()
                {
                    window = next;
                } else {
                    break;
                }
            }
            let instant = local.and_utc() - TimeDelta::seconds(window.offset.into());
            LocalInstant { instant, note: LocalNote::MovedAfterGap }
        }
    }
}

/// The first instant of a local day: midnight, or the end of the gap that
/// swallows it.
pub fn start_of_day(zone: Tz, day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    let found = local_to_instant(zone, midnight);
    if found.note != LocalNote::MovedAfterGap {
        return found.instant;
    }
    // The gap may begin before midnight (Toronto 1919): its end is the first
    // instant of the day, and the start of the window that holds the found one.
    let window = ZoneOffsets::of(zone).window(found.instant.timestamp());
    DateTime::from_timestamp(window.from, 0).unwrap_or(found.instant)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(zone: Tz, text: &str) -> LocalInstant {
        local_to_instant(zone, text.parse().unwrap())
    }

    #[test]
    fn gaps_and_overlaps_follow_rfc_5545() {
        let zone = chrono_tz::Europe::Budapest;
        let gap = local(zone, "2026-03-29T02:30:00");
        assert_eq!(gap.instant.to_rfc3339(), "2026-03-29T01:30:00+00:00");
        assert_eq!(gap.note, LocalNote::MovedAfterGap);
        let twice = local(zone, "2026-10-25T02:30:00");
        assert_eq!(twice.instant.to_rfc3339(), "2026-10-25T00:30:00+00:00");
        assert_eq!(twice.note, LocalNote::FirstOfTwo);
    }

    #[test]
    fn days_start_where_midnight_is_missing() {
        for (zone, day, start) in [
            (chrono_tz::Africa::Cairo, (2027, 4, 30), "2027-04-29T22:00:00+00:00"),
            (chrono_tz::America::Toronto, (1919, 3, 31), "1919-03-31T04:30:00+00:00"),
            (chrono_tz::Pacific::Apia, (2011, 12, 30), "2011-12-30T10:00:00+00:00"),
            (chrono_tz::Europe::Budapest, (2026, 7, 1), "2026-06-30T22:00:00+00:00"),
        ] {
            let day = NaiveDate::from_ymd_opt(day.0, day.1, day.2).unwrap();
            assert_eq!(start_of_day(zone, day).to_rfc3339(), start, "{zone} {day}");
        }
    }

    #[test]
    fn the_table_agrees_with_chrono_tz_in_every_zone() {
        let mut state: i64 = 42;
        for zone in TZ_VARIANTS {
            let offsets = ZoneOffsets::of(zone);
            for &(from, offset) in &offsets.windows[1..] {
                assert_eq!(offset_at(zone, from), offset, "{zone} {from}");
                assert_ne!(offset_at(zone, from - 1), offset, "{zone} {from}");
            }
            for _ in 0..2000 {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let seconds = (state >> 16).rem_euclid(6_300_000_000) - 2_200_000_000;
                let window = offsets.window(seconds);
                assert!(window.contains(seconds));
                assert_eq!(window.offset, offset_at(zone, seconds), "{zone} {seconds}");
            }
        }
    }

    #[test]
    fn unknown_zones_have_near_names() {
        assert_eq!(parse_zone("Europe/Budapst").unwrap_err().near, ["Europe/Budapest"]);
        assert_eq!(parse_zone("budapest").unwrap_err().near, ["Europe/Budapest"]);
        assert!(parse_zone("Mars/Base").unwrap_err().near.len() <= 3);
    }
}
