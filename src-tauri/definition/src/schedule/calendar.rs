//! The instants of a schedule, in order.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, Offset, TimeZone, Utc};

use super::{Fire, humanize};
use crate::spec::schedule::When;
use crate::zone::{LocalNote, Zone, local_to_instant, start_of_day};

/// Clocks are never put forward by more than a day, so whatever fires after an
/// instant belongs to at most two days before it.
const BACK: Days = Days::new(2);
/// No schedule that fires at all passes over more days than this: the longest
/// way is from one 31st to the next.
const LONGEST_PAUSE: u32 = 62;

/// The first instant after `after` at which it fires.
pub fn next_fire(when: &When, zone: Zone, after: DateTime<Utc>) -> Option<Fire> {
    Fires::new(when, zone, after).next()
}

/// The last instant of all at which it fires; nothing where there is no end.
pub fn last_fire(when: &When, zone: Zone) -> Option<Fire> {
    let until = when.until().filter(|until| until.year() < 2100)?;
    let near = until - Days::new(u64::from(LONGEST_PAUSE));
    Fires::new(when, zone, start_of_day(zone, near)).last()
}

/// All instants after one at which a schedule fires, in order, each once.
#[derive(Debug, Clone)]
pub struct Fires<'a> {
    when: &'a When,
    zone: Zone,
    after: DateTime<Utc>,
    /// The first day that hasn't been looked at.
    day: Option<NaiveDate>,
    /// Instants of the days before that, with the local times that fall there.
    found: BTreeMap<DateTime<Utc>, Vec<(NaiveDateTime, LocalNote)>>,
}

impl<'a> Fires<'a> {
    /// Those after `after`, which itself isn't one of them.
    pub fn new(when: &'a When, zone: Zone, after: DateTime<Utc>) -> Self {
        // Beyond these the database has no zone, and dates may have no end.
        let first = Utc.timestamp_opt(-2_208_988_800, 0).single().unwrap_or(after);
        let last = Utc.timestamp_opt(7_258_118_400, 0).single().unwrap_or(after);
        let after = after.clamp(first, last);
        let today = after.with_timezone(&zone).date_naive();
        let day = today.checked_sub_days(BACK).map(|day| day.max(when.from().unwrap_or(day)));
        Self { when, zone, after, day, found: BTreeMap::new() }
    }

    /// Puts the next day on which it fires into `found`.
    fn look_on(&mut self) {
        let Some(mut day) = self.day else { return };
        for _ in 0..=LONGEST_PAUSE {
            let next = day.succ_opt();
            if self.when.holds(day) {
                for time in self.when.times() {
                    let local = day.and_time(*time);
                    let found = local_to_instant(self.zone, local);
                    if found.instant > self.after {
                        let same = self.found.entry(found.instant).or_default();
                        if !same.contains(&(local, found.note)) {
                            same.push((local, found.note));
                        }
                    }
                }
                self.day = next;
                return;
            }
            let Some(next) = next else { break };
            day = next;
        }
        self.day = None;
    }

    fn fire(&self, at: DateTime<Utc>, mut locals: Vec<(NaiveDateTime, LocalNote)>) -> Option<Fire> {
        // What exists comes first: it fires then anyhow.
        locals
            .sort_by_key(|(local, note)| (matches!(note, LocalNote::MovedAfterGap { .. }), *local));
        let (asked, _) = *locals.first()?;
        let shown = at.with_timezone(&self.zone);
        let local = shown.with_timezone(&shown.offset().fix());
        Some(Fire { at, local, note: humanize::note(self.zone, &locals), asked })
    }
}

impl Iterator for Fires<'_> {
    type Item = Fire;

    fn next(&mut self) -> Option<Fire> {
        loop {
            // A day's times are never before its beginning, wherever clocks are
            // put forward or back.
            let certain = self.day.map(|day| start_of_day(self.zone, day));
            if let Some(first) = self.found.first_entry()
                && certain.is_none_or(|certain| *first.key() < certain)
            {
                let (at, locals) = first.remove_entry();
                return self.fire(at, locals);
            }
            self.day?;
            self.look_on();
        }
    }
}
