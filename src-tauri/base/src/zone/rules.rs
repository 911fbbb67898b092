//! The changes of one zone's offset, as a table: a look-up of millions of
//! instants is then one comparison each.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Origin;

/// Changes from here on are only worked out when they are asked for.
const LATE: i64 = 4_102_444_800; // 2100-01-01
/// After so many seconds, 400 years, the calendar repeats itself, days of the
/// week included. By then zones go by a rule that is the same each year.
const CYCLE: i64 = 146_097 * 24 * 3600;
/// A local time is never further from UTC.
const TWO_DAYS: i64 = 2 * 24 * 3600;

/// A time during which a zone's offset and its abbreviation don't change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First second, counted from 1970 UTC; the smallest number if open.
    pub from: i64,
    /// First second after it; the largest number if open.
    pub to: i64,
    /// Seconds that local time is ahead of UTC.
    pub offset: i32,
    /// What the zone is called then, such as `CET`.
    pub abbreviation: &'static str,
}

/// One zone of one release of the database. Kept for as long as the process
/// lives, so that a run goes by one release from its start to its end.
#[derive(Debug)]
pub(super) struct Rules {
    pub(super) name: &'static str,
    pub(super) release: &'static str,
    pub(super) origin: Origin,
    /// The windows until 2100, without a space between them.
    early: &'static [Window],
    /// Where they come from, for those after that.
    late: Option<&'static Late>,
}

#[derive(Debug)]
struct Late {
    zone: TimeZone,
    windows: OnceLock<Vec<Window>>,
}

impl Rules {
    /// A zone without changes.
    pub(super) const UTC: Self = Self {
        name: "UTC",
        release: "",
        origin: Origin::BuiltIn,
        early: &[Window { from: i64::MIN, to: i64::MAX, offset: 0, abbreviation: "UTC" }],
        late: None,
    };

    /// Reads a compiled zone file (TZif, RFC 9636).
    pub(super) fn read(
        name: &str,
        release: &'static str,
        origin: Origin,
        file: &[u8],
    ) -> Result<&'static Self, String> {
        // Leap seconds shift every instant after them; no other program that
        // reads our files counts them.
        let counts_leap_seconds = file.get(28..32).is_some_and(|count| count != [0; 4]);
        if counts_leap_seconds {
            return Err("it counts leap seconds".to_owned());
        }
        let zone = TimeZone::tzif(name, file).map_err(|error| error.to_string())?;
        let early = windows(&zone, Timestamp::MIN.as_second(), i64::MIN, LATE);
        let has_more = early.last().is_some_and(|last| last.to != i64::MAX);
        let late = Late { zone, windows: OnceLock::new() };
        Ok(Box::leak(Box::new(Self {
            name: name.to_owned().leak(),
            release,
            origin,
            early: early.leak(),
            late: has_more.then(|| &*Box::leak(Box::new(late))),
        })))
    }

    /// The windows until 2100.
    pub(super) fn windows(&self) -> &'static [Window] {
        self.early
    }

    /// The window of an instant, in seconds from 1970 UTC.
    pub(super) fn window_at(&self, second: i64) -> Window {
        let Some(late) = self.late.filter(|_| second >= LATE) else {
            return search(self.early, second);
        };
        let from = self.early[self.early.len() - 1].from;
        let windows = late.windows.get_or_init(|| windows(&late.zone, LATE, from, LATE + CYCLE));
        let shift = (second - LATE) / CYCLE * CYCLE;
        let window = search(windows, second - shift);
        let moved = |at: i64| at.saturating_add(shift);
        Window { from: moved(window.from), to: moved(window.to), ..window }
    }

    /// The windows in which a local time can lie.
    pub(super) fn around(&self, local: i64) -> Vec<Window> {
        let mut window = self.window_at(local.saturating_sub(TWO_DAYS));
        let mut around = vec![window];
        while window.to <= local.saturating_add(TWO_DAYS) && window.to != i64::MAX {
            window = self.window_at(window.to);
            around.push(window);
        }
        around
    }
}

fn search(windows: &[Window], second: i64) -> Window {
    windows[windows.partition_point(|window| window.from <= second).saturating_sub(1)]
}

/// The windows from an instant on until one ends at `end` or later. The first
/// is said to begin at `open`.
fn windows(zone: &TimeZone, start: i64, open: i64, end: i64) -> Vec<Window> {
    let mut names: BTreeMap<String, &'static str> = BTreeMap::new();
    let mut name = |abbreviation: &str| -> &'static str {
        if let Some(known) = names.get(abbreviation) {
            return known;
        }
        let kept: &'static str = abbreviation.to_owned().leak();
        names.insert(abbreviation.to_owned(), kept);
        kept
    };
    let start = Timestamp::from_second(start).unwrap_or(Timestamp::MIN);
    let first = zone.to_offset_info(start);
    let mut window = Window {
        from: open,
        to: i64::MAX,
        offset: first.offset().seconds(),
        abbreviation: name(first.abbreviation()),
    };
    let mut windows = Vec::new();
    for change in zone.following(start) {
        let at = change.timestamp().as_second();
        let next = Window {
            from: at,
            to: i64::MAX,
            offset: change.offset().seconds(),
            abbreviation: name(change.abbreviation()),
        };
        // A change of the *daylight saving* flag alone.
        if (next.offset, next.abbreviation) == (window.offset, window.abbreviation) {
            continue;
        }
        windows.push(Window { to: at, ..window });
        if at >= end {
            return windows;
        }
        window = next;
    }
    windows.push(window);
    windows
}
