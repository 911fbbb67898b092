//! What a newer release of the time zone database changes of a schedule, in
//! words.

use chrono::{DateTime, Datelike, TimeDelta, Utc};

use super::{Fire, Fires};
use crate::spec::schedule::{When, clock_text};
use crate::zone::{PastRules, Zone};

/// How far ahead runs are compared.
const AHEAD: TimeDelta = TimeDelta::days(400);
/// Runs that are compared at most.
const MOST: usize = 5000;

/// What is different about a schedule's runs after `now`, in its zone as it is
/// now and as it was `before`; nothing where they are the same.
pub fn moved(when: &When, zone: Zone, before: &PastRules, now: DateTime<Utc>) -> Option<String> {
    let fires: Vec<(Fire, DateTime<Utc>)> = Fires::new(when, zone, now)
        .take_while(|fire| fire.at <= now + AHEAD)
        .take(MOST)
        .map(|fire| {
            let was = before.instant(fire.asked);
            (fire, was)
        })
        .collect();
    let is_moved = |(fire, was): &(Fire, DateTime<Utc>)| fire.at != *was;
    let first = fires.iter().position(is_moved)?;
    let (fire, was) = &fires[first];
    let day = if fire.asked.year() == now.with_timezone(&zone).year() {
        fire.asked.format("%-d %B").to_string()
    } else {
        fire.asked.format("%-d %B %Y").to_string()
    };
    let from = match fires.get(first + 1) {
        _ if first == 0 => "From now on".to_owned(),
        Some(next) if !is_moved(next) => format!("On {day}"),
        Some(_) | None => format!("From {day}"),
    };
    let runs = match when.times().len() {
        1 => "this schedule runs".to_owned(),
        _ => format!("the run of {} starts", clock_text(fire.asked.time())),
    };
    Some(format!(
        "{} {from} {runs} at {} UTC instead of {}.",
        rules(zone, before, now),
        fire.at.format("%H:%M"),
        was.format("%H:%M")
    ))
}

/// What is different about a zone's clocks in the long run.
fn rules(zone: Zone, before: &PastRules, now: DateTime<Utc>) -> String {
    const YEAR: TimeDelta = TimeDelta::days(365);
    // What changes sooner is the change itself.
    let (from, to) = (now + YEAR, now + YEAR * 3);
    let place = zone.name().rsplit('/').next().unwrap_or(zone.name()).replace('_', " ");
    let (_, had) = before.offsets(from, to);
    let (offset, has) = PastRules::of(zone, now).offsets(from, to);
    let sign = if offset < 0 { '−' } else { '+' };
    let minutes = offset.abs() / 60;
    match (had, has) {
        (0, 0) => {
            format!("{place} moves its clocks to UTC{sign}{:02}:{:02}.", minutes / 60, minutes % 60)
        }
        (_, 0) => format!("{place} no longer changes its clocks."),
        (0, _) => format!("{place} changes its clocks from now on."),
        (_, _) => format!("{place} changes its clocks at other times."),
    }
}
