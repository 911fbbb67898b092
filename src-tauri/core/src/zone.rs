//! Time zones: names, offsets by instant, and instants of local times.
//!
//! Pure arithmetic over the database built into chrono-tz; no clock, no file.
//! Each zone's changes of offset are put into a table once per process, because
//! a look-up of millions of instants is then one comparison each.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};

/// Two changes of a zone's offset are never closer than this. In the database
/// the closest are 167 hours apart (Brazil, October 2000); a test compares
/// every zone with the database itself, so a newer one can't break it unseen.
const PROBE_STEP: i64 = 24 * 3600;
/// The database starts in 1845 and ends in 2099.
const FIRST_PROBE: i64 = -5_364_662_400; // 1800-01-01
const LAST_PROBE: i64 = 7_258_118_400; // 2200-01-01

/// A time during which a zone's offset doesn't change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First second, counted from 1970 UTC; the smallest number if open.
    pub from: i64,
    /// First second after it; the largest number if open.
    pub to: i64,
    /// Seconds that local time is ahead of UTC.
    pub offset: i32,
}

/// All changes of one zone's offset.
#[derive(Debug, PartialEq, Eq)]
pub struct ZoneTable {
    windows: Vec<Window>,
}

impl ZoneTable {
    /// The zone's table, built at its first use.
    pub fn of(zone: Tz) -> Arc<Self> {
        static TABLES: LazyLock<Mutex<HashMap<Tz, Arc<ZoneTable>>>> = LazyLock::new(Mutex::default);
        // A table is put in whole, so one that another thread left behind while
        // it panicked is as good as any.
        let mut tables = TABLES.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(tables.entry(zone).or_insert_with(|| Arc::new(Self::build(zone))))
    }

    fn build(zone: Tz) -> Self {
        let mut windows = Vec::new();
        let mut offset = direct_offset(zone, FIRST_PROBE);
        let mut from = i64::MIN;
        let mut known = FIRST_PROBE;
        while known < LAST_PROBE {
            let probe = known + PROBE_STEP;
            let next_offset = direct_offset(zone, probe);
            if next_offset != offset {
                let (mut before, mut after) = (known, probe);
                while after - before > 1 {
                    let middle = i64::midpoint(before, after);
                    if direct_offset(zone, middle) == offset {
                        before = middle;
                    } else {
                        after = middle;
                    }
                }
                windows.push(Window { from, to: after, offset });
                (from, offset) = (after, next_offset);
            }
            known = probe;
        }
        windows.push(Window { from, to: i64::MAX, offset });
        Self { windows }
    }

    /// The windows from the first to the last, without a space between them.
    pub fn windows(&self) -> &[Window] {
        &self.windows
    }

    /// The window of an instant, in seconds from 1970 UTC.
    pub fn window_at(&self, second: i64) -> Window {
        self.windows[self.position(second)]
    }

    fn position(&self, second: i64) -> usize {
        self.windows.partition_point(|window| window.from <= second).saturating_sub(1)
    }

    /// The windows in which a local time can lie.
    fn around(&self, local: i64) -> &[Window] {
        const TWO_DAYS: i64 = 2 * 24 * 3600;
        let first = self.position(local.saturating_sub(TWO_DAYS));
        let last = self.position(local.saturating_add(TWO_DAYS));
        &self.windows[first..=last]
    }
}

fn direct_offset(zone: Tz, second: i64) -> i32 {
    let instant = DateTime::from_timestamp(second, 0).expect("probes are within 1800..2201");
    zone.offset_from_utc_datetime(&instant.naive_utc()).fix().local_minus_utc()
}

/// Looks up instants in a table, quickest for those near the one before.
#[derive(Debug, Clone)]
pub struct ZoneCursor {
    table: Arc<ZoneTable>,
    window: Window,
}

impl ZoneCursor {
    /// A cursor over the zone's table.
    pub fn new(zone: Tz) -> Self {
        let table = ZoneTable::of(zone);
        let window = table.window_at(0);
        Self { table, window }
    }

    /// Seconds that local time is ahead of UTC at an instant.
    #[inline]
    pub fn offset_at(&mut self, second: i64) -> i32 {
        if second < self.window.from || second >= self.window.to {
            self.window = self.table.window_at(second);
        }
        self.window.offset
    }
}

/// The instant of a local time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalInstant {
    /// The instant.
    pub instant: DateTime<Utc>,
    /// Whether the local time exists once.
    pub note: LocalNote,
}

/// Whether a local time exists once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalNote {
    /// It exists once.
    Exact,
    /// Clocks were put forward over it, so it is later by as much.
    MovedAfterGap {
        /// What the clock shows instead.
        shown: NaiveDateTime,
    },
    /// Clocks were put back, and it is the first of two.
    FirstOfTwo,
}

/// The instant at which clocks in `zone` show `local`. A local time that is
/// skipped is read with the offset before the gap (RFC 5545), so it is moved by
/// the gap's length; one that exists twice is the first.
pub fn local_to_instant(zone: Tz, local: NaiveDateTime) -> LocalInstant {
    let table = ZoneTable::of(zone);
    let second = local.and_utc().timestamp();
    let nanosecond = local.and_utc().timestamp_subsec_nanos();
    let around = table.around(second);
    let mut existing = around.iter().filter(|window| {
        let instant = second - i64::from(window.offset);
        window.from <= instant && instant < window.to
    });
    if let Some(first) = existing.next() {
        let note = if existing.next().is_some() { LocalNote::FirstOfTwo } else { LocalNote::Exact };
        let instant = instant_at(second - i64::from(first.offset), nanosecond);
        return LocalInstant { instant, note };
    }
    let before_gap = around
        .iter()
        .rfind(|window| second - i64::from(window.offset) >= window.to)
        // A local time without a window lies after some window's end.
        .unwrap_or(&around[0]);
    let instant = instant_at(second - i64::from(before_gap.offset), nanosecond);
    let shown = instant.with_timezone(&zone).naive_local();
    LocalInstant { instant, note: LocalNote::MovedAfterGap { shown } }
}

/// The first instant whose local date is `date` or later: midnight, or what
/// follows it where clocks skip it.
pub fn start_of_day(zone: Tz, date: NaiveDate) -> DateTime<Utc> {
    let table = ZoneTable::of(zone);
    let midnight = date.and_time(NaiveTime::MIN).and_utc().timestamp();
    let around = table.around(midnight);
    let window = around
        .iter()
        .find(|window| window.to.saturating_add(i64::from(window.offset)) > midnight)
        // The window two days after a midnight ends after it.
        .unwrap_or(&around[around.len() - 1]);
    instant_at(window.from.max(midnight - i64::from(window.offset)), 0)
}

fn instant_at(second: i64, nanosecond: u32) -> DateTime<Utc> {
    // Only at the two ends of the calendar, 262 000 years away, is an offset
    // too much.
    let end = if second < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC };
    DateTime::from_timestamp(second, nanosecond).unwrap_or(end)
}

/// A zone name that isn't in the database.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no time zone `{name}`")]
pub struct UnknownZone {
    /// The name as given.
    pub name: String,
    /// Up to three names that may have been meant, the likeliest first.
    pub near: Vec<&'static str>,
}

/// Finds a zone by its IANA name.
pub fn parse_zone(name: &str) -> Result<Tz, UnknownZone> {
    name.parse().map_err(|_| UnknownZone { name: name.to_owned(), near: near_names(name) })
}

fn near_names(name: &str) -> Vec<&'static str> {
    const LIKE_ENOUGH: f64 = 0.7;
    let plain = |text: &str| text.trim().to_lowercase().replace([' ', '-'], "_");
    let wanted = plain(name);
    if wanted.is_empty() {
        return Vec::new();
    }
    let wanted_city = wanted.rsplit('/').next().unwrap_or(&wanted).to_owned();
    let mut scored: Vec<(f64, &'static str)> = TZ_VARIANTS
        .iter()
        .map(|zone| {
            let known = plain(zone.name());
            let city = known.rsplit('/').next().unwrap_or(&known);
            let whole = strsim::normalized_damerau_levenshtein(&wanted, &known);
            // A right city in a wrong region is likelier than the reverse.
            let by_city = strsim::normalized_damerau_levenshtein(&wanted_city, city) * 0.98;
            (whole.max(by_city), zone.name())
        })
        .filter(|(score, _)| *score >= LIKE_ENOUGH)
        .collect();
    scored.sort_by(|(left, left_name), (right, right_name)| {
        right.total_cmp(left).then(left_name.cmp(right_name))
    });
    if let Some((best, _)) = scored.first()
        && *best >= 0.97
    {
        let best = *best;
        scored.retain(|(score, _)| *score >= best);
    }
    scored.truncate(3);
    scored.into_iter().map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn zone(name: &str) -> Tz {
        parse_zone(name).unwrap()
    }

    fn local(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    fn day_start(name: &str, date: &str) -> String {
        start_of_day(zone(name), date.parse().unwrap()).to_rfc3339()
    }

    /// Every table against chrono-tz itself: at each of its changes, a second
    /// before them, and every five hours of 300 years at a phase that differs by
    /// zone. A change that the probes missed would lie between two of these.
    #[test]
    fn tables_agree_with_the_database() {
        const STEP: i64 = 5 * 3600;
        for (index, &zone) in TZ_VARIANTS.iter().enumerate() {
            let table = ZoneTable::build(zone);
            for pair in table.windows().windows(2) {
                assert_eq!(pair[0].to, pair[1].from);
                assert_ne!(pair[0].offset, pair[1].offset, "{zone}");
                assert_eq!(direct_offset(zone, pair[0].to), pair[1].offset, "{zone}");
                assert_eq!(direct_offset(zone, pair[0].to - 1), pair[0].offset, "{zone}");
                assert!(pair[1].to.saturating_sub(pair[1].from) > 3 * PROBE_STEP, "{zone}");
            }
            let mut cursor = ZoneCursor { window: table.window_at(0), table: Arc::new(table) };
            let mut second = FIRST_PROBE + i64::try_from(index).unwrap() * 29;
            while second < LAST_PROBE - 100 * 365 * 86_400 {
                assert_eq!(
                    cursor.offset_at(second),
                    direct_offset(zone, second),
                    "{zone} {second}"
                );
                second += STEP;
            }
        }
    }

    #[test]
    fn local_times_in_gaps_and_overlaps() {
        let budapest = zone("Europe/Budapest");
        let in_gap = local_to_instant(budapest, local("2026-03-29T02:30:00"));
        assert_eq!(in_gap.instant.to_rfc3339(), "2026-03-29T01:30:00+00:00");
        assert_eq!(in_gap.note, LocalNote::MovedAfterGap { shown: local("2026-03-29T03:30:00") });
        let twice = local_to_instant(budapest, local("2026-10-25T02:30:00"));
        assert_eq!(twice.instant.to_rfc3339(), "2026-10-25T00:30:00+00:00");
        assert_eq!(twice.note, LocalNote::FirstOfTwo);
        let once = local_to_instant(budapest, local("2026-10-25T03:00:00.5"));
        assert_eq!(once.instant.to_rfc3339(), "2026-10-25T02:00:00.500+00:00");
        assert_eq!(once.note, LocalNote::Exact);
        // Samoa skipped 30 December 2011.
        let apia = local_to_instant(zone("Pacific/Apia"), local("2011-12-30T12:00:00"));
        assert_eq!(apia.instant.to_rfc3339(), "2011-12-30T22:00:00+00:00");
        assert_eq!(apia.note, LocalNote::MovedAfterGap { shown: local("2011-12-31T12:00:00") });
    }

    #[test]
    fn days_start_after_a_skipped_midnight() {
        assert_eq!(day_start("Europe/Budapest", "2026-11-23"), "2026-11-22T23:00:00+00:00");
        assert_eq!(day_start("Africa/Cairo", "2024-04-26"), "2024-04-25T22:00:00+00:00");
        assert_eq!(day_start("Asia/Beirut", "2022-03-27"), "2022-03-26T22:00:00+00:00");
        // 23:30 was followed by 00:30 of the next day.
        assert_eq!(day_start("America/Toronto", "1919-03-31"), "1919-03-31T04:30:00+00:00");
        let skipped = day_start("Pacific/Apia", "2011-12-30");
        assert_eq!(skipped, "2011-12-30T10:00:00+00:00");
        assert_eq!(day_start("Pacific/Apia", "2011-12-31"), skipped);
    }

    #[test]
    fn every_day_of_every_zone_starts_where_its_date_begins() {
        for &zone in &TZ_VARIANTS {
            for pair in ZoneTable::of(zone).windows().windows(2) {
                let change = DateTime::from_timestamp(pair[0].to, 0).unwrap();
                for days in -1..=2 {
                    let date = change.with_timezone(&zone).date_naive() + TimeDelta::days(days);
                    let start = start_of_day(zone, date);
                    assert!(start.with_timezone(&zone).date_naive() >= date, "{zone} {date}");
                    let before = start - TimeDelta::seconds(1);
                    assert!(before.with_timezone(&zone).date_naive() < date, "{zone} {date}");
                }
            }
        }
    }

    #[test]
    fn the_calendars_ends_are_no_panic() {
        let tokyo = zone("Asia/Tokyo");
        assert_eq!(start_of_day(tokyo, NaiveDate::MIN), DateTime::<Utc>::MIN_UTC);
        local_to_instant(zone("America/Lima"), NaiveDateTime::MAX);
    }

    #[test]
    fn unknown_zones_get_near_names() {
        let near = |name: &str| parse_zone(name).unwrap_err().near;
        assert_eq!(near("europe/budapest"), ["Europe/Budapest"]);
        assert_eq!(near("Budapest"), ["Europe/Budapest"]);
        assert_eq!(near("Asia/Budapest")[0], "Europe/Budapest");
        assert_eq!(near("Europe/Budpest")[0], "Europe/Budapest");
        assert_eq!(near("New York"), ["America/New_York"]);
        assert!(near("").is_empty());
        assert!(near("xyzzy plugh").is_empty());
    }
}
