//! Why a schedule fires at another time than the one that was asked for.

use chrono::{NaiveDate, NaiveDateTime};

use crate::spec::schedule::clock_text;
use crate::zone::{LocalNote, Zone, start_of_day};

/// What there is to say of the local times that fall on one instant, those that
/// exist before those that were moved there.
pub(super) fn note(zone: Zone, locals: &[(NaiveDateTime, LocalNote)]) -> Option<String> {
    let moved = locals.iter().find_map(|(local, note)| match note {
        LocalNote::MovedAfterGap { shown } => Some((*local, *shown)),
        LocalNote::Exact | LocalNote::FirstOfTwo => None,
    });
    let Some((local, shown)) = moved else {
        let twice = locals.iter().find(|(_, note)| *note == LocalNote::FirstOfTwo)?;
        let (time, day) = (clock_text(twice.0.time()), day(twice.0.date()));
        return Some(format!("{time} comes twice on {day}, runs the first time"));
    };
    let missing = if day_is_skipped(zone, local.date()) {
        format!("{} does not exist here", day(local.date()))
    } else {
        format!("{} does not exist on {}", clock_text(local.time()), day(local.date()))
    };
    let time = clock_text(shown.time());
    let runs = if shown.date() == local.date() {
        format!("runs {time}")
    } else {
        format!("runs {time} on {}", day(shown.date()))
    };
    let once = if locals.len() > 1 { ", once with what runs then anyway" } else { "" };
    Some(format!("{missing}, {runs}{once}"))
}

fn day_is_skipped(zone: Zone, date: NaiveDate) -> bool {
    start_of_day(zone, date).with_timezone(&zone).date_naive() != date
}

fn day(date: NaiveDate) -> String {
    date.format("%-d %B").to_string()
}
