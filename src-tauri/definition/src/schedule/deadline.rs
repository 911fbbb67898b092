//! By when the file of a run has to be there.

use chrono::{DateTime, Days, NaiveDateTime, TimeDelta, Utc};

use crate::spec::schedule::Schedule;
use crate::zone::{Zone, local_to_instant};

/// So long before a deadline people are warned, unless half of the time that the
/// run has is shorter.
const WARNING: TimeDelta = TimeDelta::minutes(30);

/// The deadline of the slot that asked for a local time; none where the schedule
/// has none.
pub fn deadline(schedule: &Schedule, zone: Zone, asked: NaiveDateTime) -> Option<DateTime<Utc>> {
    let time = schedule.due_by?;
    let instant = |local| local_to_instant(zone, local).instant;
    let due = instant(asked.date().and_time(time));
    // Clocks that are put forward may move a slot behind it.
    if time > asked.time() && due > instant(asked) {
        return Some(due);
    }
    Some(instant(asked.date().checked_add_days(Days::new(1))?.and_time(time)))
}

/// When people are warned of a deadline.
pub fn warning(planned_for: DateTime<Utc>, due_at: DateTime<Utc>) -> DateTime<Utc> {
    due_at - WARNING.min((due_at - planned_for) / 2)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::zone::parse_zone;

    fn due(at: &str, due_by: &str, zone: &str) -> String {
        let schedule = json!({ "when": { "kind": "daily", "times": ["00:00"] }, "due_by": due_by });
        let schedule: Schedule = serde_json::from_value(schedule).unwrap();
        let zone = parse_zone(zone).unwrap();
        deadline(&schedule, zone, at.parse().unwrap()).unwrap().to_rfc3339()
    }

    #[test]
    fn a_deadline_is_the_next_such_time_of_the_zone() {
        let budapest = "Europe/Budapest";
        assert_eq!(due("2026-01-05T05:00:00", "06:00", budapest), "2026-01-05T05:00:00+00:00");
        assert_eq!(due("2026-01-05T23:00:00", "06:00", budapest), "2026-01-06T05:00:00+00:00");
        assert_eq!(due("2026-01-05T06:00:00", "06:00", budapest), "2026-01-06T05:00:00+00:00");
        // In the hour that clocks skip, an hour later.
        assert_eq!(due("2026-03-29T01:00:00", "02:30", budapest), "2026-03-29T01:30:00+00:00");
        // That of a slot that is moved behind it is the next day's.
        assert_eq!(due("2026-03-29T02:30:00", "03:00", budapest), "2026-03-30T01:00:00+00:00");
    }

    #[test]
    fn a_warning_comes_half_an_hour_before_or_at_half_time() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let due_at = at("2026-01-05T06:00:00Z");
        assert_eq!(warning(at("2026-01-05T01:00:00Z"), due_at), at("2026-01-05T05:30:00Z"));
        assert_eq!(warning(at("2026-01-05T05:40:00Z"), due_at), at("2026-01-05T05:50:00Z"));
    }
}
