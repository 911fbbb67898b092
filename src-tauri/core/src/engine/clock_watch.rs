//! Guards files against a wrong wall clock.
//!
//! A clock that jumps ahead may be set back a minute later. A jump of more than a day is
//! accepted once three hours have passed on the monotonic clock; until then the last
//! accepted time is used.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};

/// A jump ahead by more has to prove itself; files are kept for days.
const JUMP: TimeDelta = TimeDelta::days(1);
/// How long.
const HELD: Duration = Duration::from_hours(3);

/// Looks at the clock.
#[derive(Debug)]
pub(super) struct ClockWatch {
    begun: Instant,
    seen: Mutex<ClockLook>,
}

/// Times of the clock that nobody sets count from the start.
#[derive(Debug)]
struct ClockLook {
    /// Both clocks at the last look.
    last: Option<(DateTime<Utc>, Duration)>,
    /// Since when the clock has to prove itself, and what stands for it.
    doubted: Option<(Duration, DateTime<Utc>)>,
    /// What tests let pass.
    passed: Duration,
}

impl ClockWatch {
    /// `newest` is the latest instant that the history tells of.
    pub(super) fn new(newest: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Self {
        let is_far = |newest: DateTime<Utc>| newest > now || now - newest > JUMP;
        let doubted = newest.filter(|newest| is_far(*newest));
        let doubted = doubted.map(|newest| (Duration::ZERO, newest.min(now)));
        let seen = ClockLook { last: None, doubted, passed: Duration::ZERO };
        Self { begun: Instant::now(), seen: Mutex::new(seen) }
    }

    fn seen(&self) -> MutexGuard<'_, ClockLook> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the clock shows now, or, where it is doubted, the last instant that wasn't.
    pub(super) fn believed(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let mut seen = self.seen();
        let steady = self.begun.elapsed() + seen.passed;
        seen.look(now, steady)
    }

    /// Whether the clock is believed from this look on.
    pub(super) fn is_believed_again(&self, now: DateTime<Utc>) -> bool {
        let was_doubted = self.seen().doubted.is_some();
        self.believed(now);
        was_doubted && self.seen().doubted.is_none()
    }

    /// As if so much time had passed, for tests.
    pub(super) fn pass(&self, time: Duration) {
        self.seen().passed += time;
    }
}

impl ClockLook {
    fn look(&mut self, now: DateTime<Utc>, steady: Duration) -> DateTime<Utc> {
        if let Some((shown, before)) = self.last {
            let gone = TimeDelta::from_std(steady.saturating_sub(before)).unwrap_or_default();
            if now - shown - gone > JUMP {
                tracing::info!("the clock has jumped ahead; old files stay for some hours");
                let believed = self.doubted.map_or(shown, |(_, believed)| believed);
                self.doubted = Some((steady, believed));
            }
        }
        self.last = Some((now, steady));
        self.doubted = self.doubted.filter(|(since, _)| steady.saturating_sub(*since) < HELD);
        self.doubted.map_or(now, |(_, believed)| believed.min(now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(20_000 + number)
    }

    #[test]
    fn a_clock_that_jumps_ahead_has_to_hold() {
        let mut seen = ClockLook { last: None, doubted: None, passed: Duration::ZERO };
        let hours = Duration::from_hours;
        let mut look = |now: DateTime<Utc>, steady| (seen.look(now, steady), now);
        let is_believed = |(believed, now): (DateTime<Utc>, DateTime<Utc>)| believed == now;
        assert!(is_believed(look(day(0), hours(0))));
        // A night's sleep is no doubt.
        assert!(is_believed(look(day(0) + TimeDelta::hours(10), hours(1))));
        // Ahead for a moment, and right again.
        assert_eq!(look(day(60), hours(1)).0, day(0) + TimeDelta::hours(10));
        assert!(!is_believed(look(day(0) + TimeDelta::hours(11), hours(2))));
        assert!(is_believed(look(day(0) + TimeDelta::hours(13), hours(4))));
        // Ahead, put back, ahead again: it begins anew.
        assert!(!is_believed(look(day(60), hours(5))));
        assert!(!is_believed(look(day(1), hours(6))));
        assert_eq!(look(day(60), hours(7)).0, day(0) + TimeDelta::hours(13));
        assert!(!is_believed(look(day(60) + TimeDelta::hours(2), hours(9))));
        assert!(is_believed(look(day(60) + TimeDelta::hours(3), hours(10))));
    }

    #[test]
    fn a_start_is_believed_near_what_the_history_tells() {
        for (newest, is_believed) in [
            (None, true),
            (Some(day(0)), true),
            (Some(day(0) - TimeDelta::hours(20)), true),
            (Some(day(-2)), false),
            (Some(day(1)), false),
        ] {
            let watch = ClockWatch::new(newest, day(0));
            // Who comes for an hour a week has old files removed by the week before.
            let stands = newest.filter(|_| !is_believed).map_or(day(0), |at| at.min(day(0)));
            assert_eq!(watch.believed(day(0)), stands, "{newest:?}");
            watch.pass(HELD);
            assert_eq!(watch.is_believed_again(day(0)), !is_believed, "{newest:?}");
            assert_eq!(watch.believed(day(0)), day(0));
        }
    }
}
