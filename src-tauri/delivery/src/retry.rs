//! When a delivery that failed for now is tried again. Which failures those are
//! says [`Fault::retry`](super::Fault::retry).

use std::hash::{BuildHasher, RandomState};

use chrono::{DateTime, TimeDelta, Utc};

/// Attempts that follow each other quickly, whatever the target's hours are.
const QUICK: u32 = 3;
/// Pause before the second attempt.
const FIRST: TimeDelta = TimeDelta::seconds(1);
/// Longest pause.
const LONGEST: TimeDelta = TimeDelta::minutes(15);

/// Exponential back-off with jitter, until some hours after the first failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Hours after the first failure; 0 leaves the quick attempts.
    pub hours: u32,
}

impl RetryPolicy {
    /// When to try again after `attempts` attempts, of which the first failed at
    /// `first` and the last `quick` have followed each other; none when that was enough.
    pub fn next(
        self,
        quick: u32,
        attempts: u32,
        first: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let next = now + pause(attempts, chance());
        let until = first + TimeDelta::hours(self.hours.into());
        (quick < QUICK || next <= until).then_some(next)
    }
}

/// The pause after so many attempts: each three times the one before, less or
/// more by a quarter, so that many runs that failed together don't come back
/// together. `chance` is 0 to 1.
fn pause(attempts: u32, chance: f64) -> TimeDelta {
    let exponent = attempts.saturating_sub(1).min(12);
    let whole = (FIRST * 3i32.pow(exponent)).min(LONGEST);
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a pause")]
    let milliseconds = (whole.num_milliseconds() as f64 * (0.75 + chance / 2.0)) as i64;
    TimeDelta::milliseconds(milliseconds)
}

/// A number from 0 to 1; the standard library's only source of chance.
#[expect(clippy::cast_precision_loss, reason = "a chance")]
fn chance() -> f64 {
    RandomState::new().hash_one(0u8) as f64 / u64::MAX as f64
}

/// A name that no other delivery has.
pub fn random_key() -> String {
    format!("{:016x}", RandomState::new().hash_one(1u8))
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    #[test]
    fn pauses_grow_to_a_quarter_of_an_hour() {
        let seconds = |attempts| pause(attempts, 0.5).num_seconds();
        assert_eq!([1, 2, 3, 4, 5].map(seconds), [1, 3, 9, 27, 81]);
        assert_eq!([8, 9, 200].map(seconds), [900, 900, 900]);
        assert_eq!(pause(5, 0.0).num_milliseconds(), 60_750);
        assert_eq!(pause(5, 1.0).num_milliseconds(), 101_250);
    }

    #[test]
    fn quick_attempts_come_first_and_hours_end_the_rest() {
        let first = Utc.with_ymd_and_hms(2026, 11, 20, 10, 0, 0).unwrap();
        let none = RetryPolicy { hours: 0 };
        assert!(none.next(1, 1, first, first).is_some());
        assert!(none.next(2, 2, first, first + TimeDelta::minutes(10)).is_some());
        assert!(none.next(3, 3, first, first).is_none());
        let six = RetryPolicy { hours: 6 };
        assert!(six.next(20, 20, first, first + TimeDelta::minutes(330)).is_some());
        assert!(six.next(30, 30, first, first + TimeDelta::minutes(359)).is_none());
    }

    #[test]
    fn chance_differs() {
        assert_ne!(random_key(), random_key());
        assert!((0.0..=1.0).contains(&chance()));
    }
}
