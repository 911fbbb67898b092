//! What becomes of the slots that have come: pure, the history says which were
//! taken.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Fire, Fires};
use crate::spec::schedule::{Missed, Schedule};
use crate::zone::Zone;

/// A slot that is begun later than this was missed.
pub const PUNCTUAL: TimeDelta = TimeDelta::seconds(60);
/// Hours after which a missed slot is passed over, unless the schedule says
/// otherwise.
const MAX_AGE_HOURS: u32 = 168;
/// Another release of the time zone database moves a slot by no more than this:
/// such a slot, too, is found, if it wasn't taken.
pub const MOVED: TimeDelta = TimeDelta::hours(26);

/// What becomes of a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It runs.
    Run,
    /// It was missed, and runs now.
    CatchUp,
    /// It was missed, and is passed over.
    Skip,
    /// It was missed too long ago to be made up for.
    TooOld,
}

/// From which instant on slots have to be looked at: those before are none of
/// the schedule's business, too old, or were looked at before, at `checked`.
pub fn open_from(
    schedule: &Schedule,
    since: DateTime<Utc>,
    checked: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    let age = TimeDelta::hours(i64::from(schedule.max_age_hours.unwrap_or(MAX_AGE_HOURS)));
    let oldest = now - age;
    let checked = checked.map_or(oldest, |checked| checked.min(now) - MOVED);
    since.max(oldest).max(checked)
}

/// The slots after `from` that have come and that `taken` doesn't name, with
/// what becomes of them, in order. `ran` is the latest slot until now that has
/// run: where one run makes up for all, it has made up for those before. What the
/// schedule says of missed slots isn't for those that `kept_out` names: they were
/// to come until a moment ago, by a clock or by rules that were wrong.
pub fn due(
    schedule: &Schedule,
    zone: Zone,
    from: DateTime<Utc>,
    now: DateTime<Utc>,
    ran: Option<DateTime<Utc>>,
    taken: impl Fn(&Fire) -> bool,
    kept_out: impl Fn(&Fire) -> bool,
) -> Vec<(Fire, Fate)> {
    let mut slots: Vec<(Fire, Fate)> = Fires::new(&schedule.when, zone, from)
        .take_while(|fire| fire.at <= now)
        .filter(|fire| !taken(fire))
        .map(|fire| {
            let punctual = now - fire.at <= PUNCTUAL;
            let fate = match schedule.missed {
                _ if punctual => Fate::Run,
                Missed::Skip | Missed::RunOnce if kept_out(&fire) => Fate::CatchUp,
                Missed::Skip => Fate::Skip,
                Missed::RunOnce if ran.is_some_and(|ran| fire.at < ran) => Fate::Skip,
                Missed::RunOnce | Missed::RunEach => Fate::CatchUp,
            };
            (fire, fate)
        })
        .collect();
    if schedule.missed == Missed::RunOnce {
        // One run for all that was missed: the one that is due anyway, or the
        // latest.
        let mut made_up = slots.iter().any(|(_, fate)| *fate == Fate::Run);
        for (_, fate) in slots.iter_mut().rev().filter(|(_, fate)| *fate == Fate::CatchUp) {
            if made_up {
                *fate = Fate::Skip;
            }
            made_up = true;
        }
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn fates(missed: &str, now: &str, taken: &[&str]) -> Vec<(String, Fate)> {
        fates_but(missed, now, taken, &[])
    }

    fn fates_but(
        missed: &str,
        now: &str,
        taken: &[&str],
        kept_out: &[&str],
    ) -> Vec<(String, Fate)> {
        let schedule: Schedule = serde_json::from_value(json!({
            "when": { "kind": "daily", "times": ["06:00", "18:00"] },
            "missed": missed, "max_age_hours": 48,
        }))
        .unwrap();
        let now = at(now);
        let from = open_from(&schedule, at("2026-11-20T00:00:00Z"), None, now);
        let ran = taken.iter().map(|taken| at(taken)).max();
        let taken = |fire: &Fire| taken.iter().any(|taken| at(taken) == fire.at);
        let kept_out = |fire: &Fire| kept_out.iter().any(|kept_out| at(kept_out) == fire.at);
        due(&schedule, Zone::UTC, from, now, ran, taken, kept_out)
            .into_iter()
            .map(|(fire, fate)| (fire.at.format("%d %H:%M").to_string(), fate))
            .collect()
    }

    fn expected(fates: &[(&str, Fate)]) -> Vec<(String, Fate)> {
        fates.iter().map(|(at, fate)| ((*at).to_owned(), *fate)).collect()
    }

    #[test]
    fn on_time() {
        for missed in ["run_once", "run_each", "skip"] {
            let run = fates(missed, "2026-11-20T06:00:59Z", &[]);
            assert_eq!(run, expected(&[("20 06:00", Fate::Run)]));
            assert_eq!(fates(missed, "2026-11-20T06:00:59Z", &["2026-11-20T06:00:00Z"]), []);
            assert_eq!(fates(missed, "2026-11-20T05:59:59Z", &[]), []);
        }
    }

    #[test]
    fn two_missed_slots() {
        let now = "2026-11-20T19:00:00Z";
        let (run, skip) = (Fate::CatchUp, Fate::Skip);
        let once = fates("run_once", now, &[]);
        assert_eq!(once, expected(&[("20 06:00", skip), ("20 18:00", run)]));
        let each = fates("run_each", now, &[]);
        assert_eq!(each, expected(&[("20 06:00", run), ("20 18:00", run)]));
        let none = fates("skip", now, &[]);
        assert_eq!(none, expected(&[("20 06:00", skip), ("20 18:00", skip)]));
    }

    #[test]
    fn missed_slots_and_one_on_time() {
        let now = "2026-11-21T06:00:01Z";
        let (run, catch_up, skip) = (Fate::Run, Fate::CatchUp, Fate::Skip);
        let taken = ["2026-11-20T06:00:00Z"];
        let once = fates("run_once", now, &taken);
        assert_eq!(once, expected(&[("20 18:00", skip), ("21 06:00", run)]));
        let each = fates("run_each", now, &taken);
        assert_eq!(each, expected(&[("20 18:00", catch_up), ("21 06:00", run)]));
    }

    #[test]
    fn a_later_run_has_made_up_for_an_earlier_slot() {
        let (now, taken) = ("2026-11-20T19:00:00Z", ["2026-11-20T18:00:00Z"]);
        let once = fates("run_once", now, &taken);
        assert_eq!(once, expected(&[("20 06:00", Fate::Skip)]));
        let each = fates("run_each", now, &taken);
        assert_eq!(each, expected(&[("20 06:00", Fate::CatchUp)]));
    }

    #[test]
    fn slots_that_were_kept_out_run_whatever_becomes_of_missed_ones() {
        let (now, kept_out) = ("2026-11-20T07:00:00Z", ["2026-11-20T06:00:00Z"]);
        for missed in ["run_once", "run_each", "skip"] {
            let run = fates_but(missed, now, &[], &kept_out);
            assert_eq!(run, expected(&[("20 06:00", Fate::CatchUp)]), "{missed}");
            assert_eq!(fates_but(missed, now, &kept_out, &kept_out), [], "{missed}");
            // A run later than it hasn't made up for it.
            let (later, ran) = ("2026-11-20T19:00:00Z", ["2026-11-20T18:00:00Z"]);
            let run = fates_but(missed, later, &ran, &kept_out);
            assert_eq!(run, expected(&[("20 06:00", Fate::CatchUp)]), "{missed}");
        }
    }

    #[test]
    fn what_is_too_old_is_left() {
        let each = fates("run_each", "2026-11-25T12:00:00Z", &[]);
        let days: Vec<&str> = each.iter().map(|(at, _)| at.as_str()).collect();
        assert_eq!(days, ["23 18:00", "24 06:00", "24 18:00", "25 06:00"]);
    }
}
