//! What is wrong with a schedule, by its path in the definition.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike, Utc};

use super::next_fire;
use crate::spec::Problem;
use crate::spec::heartbeat::Heartbeat;
use crate::spec::schedule::{MonthDay, Schedule, When, clock_text};
use crate::zone::{Zone, start_of_day};

/// Times of day that a schedule may have: one in five minutes.
const MOST_TIMES: usize = 288;
/// Where the database of time zones begins and ends to be of use.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2099;

/// Everything that is wrong with a schedule at any time. `path` is where it
/// stands, such as `schedule`.
pub fn problems(schedule: &Schedule, path: &str) -> Vec<Problem> {
    let when = &schedule.when;
    let mut problems = Vec::new();
    let mut wrong = |place: &str, message: String, hint: &str| {
        problems.push(Problem::new(format!("{path}.{place}"), message, hint));
    };
    match when {
        When::OnDate { date, time } => {
            if let Some(message) = odd_time(*time) {
                wrong("when.time", message, "Use hours, minutes and whole seconds.");
            }
            if let Some(message) = odd_date(*date) {
                wrong("when.date", message, "Choose a date before 2100.");
            }
        }
        When::Daily { .. } => {}
        When::Weekly { weekdays, .. } => {
            if weekdays.is_empty() {
                wrong(
                    "when.weekdays",
                    "no day of the week is chosen".into(),
                    "Choose at least one.",
                );
            }
        }
        When::Monthly { days, .. } => {
            if days.is_empty() {
                wrong("when.days", "no day of the month is chosen".into(), "Choose at least one.");
            }
            for (index, day) in days.iter().enumerate() {
                if let MonthDay::Day(day) = day
                    && !(1..=31).contains(day)
                {
                    let message = format!("there is no day {day} in a month");
                    wrong(&format!("when.days[{index}]"), message, "Use 1 to 31, or last.");
                }
            }
        }
    }
    if !matches!(when, When::OnDate { .. }) {
        let times = when.times();
        if times.is_empty() {
            wrong("when.times", "no time of day is chosen".into(), "Add at least one.");
        }
        if times.len() > MOST_TIMES {
            let message = format!("{} times of day are more than {MOST_TIMES}", times.len());
            wrong("when.times", message, "Leave five minutes or more between them.");
        }
        for (index, time) in times.iter().enumerate() {
            if let Some(message) = odd_time(*time) {
                let hint = "Use hours, minutes and whole seconds.";
                wrong(&format!("when.times[{index}]"), message, hint);
            }
        }
        for (place, date) in [("when.from", when.from()), ("when.until", when.until())] {
            // An end in a far year means *for ever*, which does no harm.
            let far = place == "when.until" && date.is_some_and(|date| date.year() > 2099);
            if let Some(message) = date.and_then(odd_date).filter(|_| !far) {
                wrong(place, message, "Choose a date from 1970 to 2099, or none.");
            }
        }
        if let (Some(from), Some(until)) = (when.from(), when.until())
            && until < from
        {
            let message = format!("the last day, {until}, is before the first, {from}");
            wrong("when.until", message, "Choose a later last day, or none.");
        }
    }
    if schedule.max_age_hours.is_some_and(|hours| !(1..=8760).contains(&hours)) {
        let message = "missed runs can be made up for after 1 to 8760 hours".into();
        wrong("max_age_hours", message, "Choose a number in between, or none.");
    }
    if schedule.pause_after_failures.is_some_and(|failures| !(1..=100).contains(&failures)) {
        let message = "a schedule can pause itself after 1 to 100 failures in a row".into();
        wrong("pause_after_failures", message, "Choose a number in between, or none.");
    }
    if let Some(message) = schedule.due_by.and_then(odd_time) {
        wrong("due_by", message, "Use hours, minutes and whole seconds.");
    }
    if let Some((message, hint)) = schedule.heartbeat.as_ref().and_then(Heartbeat::problem) {
        wrong("heartbeat", message, hint);
    }
    if problems.is_empty() && never_fires(when) {
        let message = "no day between the first and the last is one on which it runs";
        let hint = "Choose other days, or a later last day.";
        problems.push(Problem::new(format!("{path}.when"), message, hint));
    }
    problems
}

/// Why a schedule that is saved now would never run; nothing if it will.
pub fn over(schedule: &Schedule, zone: Zone, now: DateTime<Utc>, path: &str) -> Option<Problem> {
    if next_fire(&schedule.when, zone, now).is_some() {
        return None;
    }
    Some(match &schedule.when {
        When::OnDate { date, time } => Problem::new(
            format!("{path}.when.date"),
            format!("{date} {} is in the past in {}", clock_text(*time), zone.name()),
            "Choose a later date or time.",
        ),
        When::Daily { .. } | When::Weekly { .. } | When::Monthly { .. } => Problem::new(
            format!("{path}.when.until"),
            "the schedule's last run is in the past",
            "Choose a later last day, or none.",
        ),
    })
}

/// Only its first and last day can keep a schedule with days and times from
/// firing, so one zone is as good as any.
fn never_fires(when: &When) -> bool {
    let Some(from) = when.from() else { return false };
    let before = start_of_day(Zone::UTC, from) - chrono::TimeDelta::seconds(1);
    next_fire(when, Zone::UTC, before).is_none()
}

fn odd_time(time: NaiveTime) -> Option<String> {
    // A leap second is kept as more than a second of fraction.
    (time.nanosecond() != 0).then(|| format!("`{time}` isn't a whole second"))
}

fn odd_date(date: NaiveDate) -> Option<String> {
    (!YEARS.contains(&date.year())).then(|| format!("{date} is too far away"))
}
