//! The one loop of deliveries: attempt after attempt as the target's rules have
//! it, for runs of the history and for those of a command. What differs is who
//! writes down what becomes of it.

use std::time::{Duration, Instant};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use tokio_util::sync::CancellationToken;

use crate::delivery::{Delivered, DeliveryError, Fault, Part, Retry, RetryPolicy};
use crate::error::Error;

/// How often a wait looks at the clock: a computer that slept is told by it.
const LOOK: Duration = Duration::from_secs(20);

/// More than a delivery waits between two attempts: a quarter of an hour and a
/// quarter of that.
const LONGEST: TimeDelta = TimeDelta::minutes(20);

/// How a delivery has gone so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Tries {
    /// Attempts that failed.
    pub(super) failed: u32,
    /// When the first of them did.
    pub(super) first_failed_at: Option<DateTime<Utc>>,
    /// When the next one is to be made.
    pub(super) next: Option<DateTime<Utc>>,
}

/// A delivery whose attempts somebody makes and writes down.
#[async_trait]
pub(super) trait Delivery: Send + Sync {
    /// What the clock shows.
    fn now(&self) -> DateTime<Utc>;

    /// Its part at the target.
    fn part(&mut self) -> &mut Part;

    /// One attempt, once it is this delivery's turn: the file is there, or why it
    /// isn't and by which rule it is tried again. None when somebody cancelled.
    async fn attempt(&mut self) -> Result<Option<Attempt>, Error>;

    /// The next attempt begins with another part.
    async fn part_changed(&mut self) -> Result<(), Error>;

    /// An attempt failed; the next one comes at `next`, or never.
    async fn failed(&mut self, error: &DeliveryError, tries: &Tries) -> Result<(), Error>;
}

/// What became of an attempt.
pub(super) type Attempt = Result<Delivered, (RetryPolicy, DeliveryError)>;

/// Delivers until the file is there or can't be. Somebody who cancels is an error
/// as any other.
pub(super) async fn deliver_with_retry(
    delivery: &mut dyn Delivery,
    mut tries: Tries,
    cancel: &CancellationToken,
) -> Result<Result<Delivered, DeliveryError>, Error> {
    let mut part = None;
    // Attempts that have followed each other.
    let mut quick = tries.failed;
    loop {
        let is_time = match tries.next {
            Some(next) => {
                let is_time = wait_until(delivery, next, cancel).await;
                if delivery.now() - next > LONGEST {
                    // The computer slept, or was off: its network may not be there yet.
                    quick = 0;
                }
                is_time
            }
            None => true,
        };
        let attempted = if is_time { delivery.attempt().await? } else { None };
        let (policy, error) = match attempted {
            None => return Ok(Err(DeliveryError { part, ..DeliveryError::cancelled() })),
            Some(Ok(delivered)) => return Ok(Ok(delivered)),
            Some(Err((_, error))) if error.fault == Fault::Cancelled => {
                let part = error.part.clone().or(part);
                return Ok(Err(DeliveryError { part, ..error }));
            }
            Some(Err(failed)) => failed,
        };
        tries.failed += 1;
        quick += 1;
        if delivery.part().failed(&error.fault) {
            delivery.part_changed().await?;
        }
        let now = delivery.now();
        // By a clock that was ahead, it would be tried until that time comes.
        let first = tries.first_failed_at.map_or(now, |first| first.min(now));
        tries.first_failed_at = Some(first);
        tries.next = match error.retry() {
            Retry::Transient => policy.next(quick, tries.failed, first, now),
            Retry::Permanent => None,
        };
        // An attempt that didn't get in knows nothing of what an earlier one has left.
        part = error.part.clone().or(part);
        let error = DeliveryError { part: part.clone(), ..error };
        delivery.failed(&error, &tries).await?;
        if tries.next.is_none() {
            return Ok(Err(error));
        }
    }
}

/// Waits until an instant; whether it came before somebody cancelled.
async fn wait_until(
    delivery: &dyn Delivery,
    until: DateTime<Utc>,
    cancel: &CancellationToken,
) -> bool {
    // By a clock that was ahead; files that wait behind this one would wait as long.
    if until - delivery.now() > LONGEST {
        return !cancel.is_cancelled();
    }
    let clock = Instant::now();
    let left = |now: DateTime<Utc>| (until - now).to_std().unwrap_or(Duration::ZERO);
    let whole = left(delivery.now());
    // By the clock of the wall, so that sleep of the computer counts, and by
    // that of the process, should the other one be set back or stand.
    loop {
        let left = left(delivery.now()).min(whole.saturating_sub(clock.elapsed()));
        if left.is_zero() {
            return true;
        }
        tokio::select! {
            () = cancel.cancelled() => return false,
            () = tokio::time::sleep(left.min(LOOK)) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::*;

    /// A server that breaks off with a part of the file, and isn't there any more.
    struct Away {
        part: Part,
        attempts: u32,
        hours: u32,
        /// Attempts after which the computer sleeps for a night.
        sleeps_after: u32,
        minutes: AtomicI64,
    }

    impl Away {
        fn new(hours: u32, sleeps_after: u32) -> Self {
            let part = Part::new("0123456789abcdef");
            Self { part, attempts: 0, hours, sleeps_after, minutes: AtomicI64::new(0) }
        }
    }

    #[async_trait]
    impl Delivery for Away {
        fn now(&self) -> DateTime<Utc> {
            // Every look at the clock takes longer than the pauses between first attempts.
            let minutes = self.minutes.fetch_add(5, Ordering::Relaxed);
            DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
        }

        fn part(&mut self) -> &mut Part {
            &mut self.part
        }

        async fn attempt(&mut self) -> Result<Option<Attempt>, Error> {
            self.attempts += 1;
            let (fault, part) = match self.attempts {
                1 => (Fault::Broken, Some("in/.f.part".to_owned())),
                _ => (Fault::Unreachable, None),
            };
            let error = DeliveryError { part, ..DeliveryError::new(fault, "", "") };
            Ok(Some(Err((RetryPolicy { hours: self.hours }, error))))
        }

        async fn part_changed(&mut self) -> Result<(), Error> {
            Ok(())
        }

        async fn failed(&mut self, _: &DeliveryError, _: &Tries) -> Result<(), Error> {
            if self.attempts == self.sleeps_after {
                self.minutes.fetch_add(600, Ordering::Relaxed);
            }
            Ok(())
        }
    }

    #[tokio::test]
    async fn what_an_attempt_has_left_is_known_after_others_that_got_nowhere() {
        let (mut away, cancel) = (Away::new(2, 0), CancellationToken::new());
        let done = deliver_with_retry(&mut away, Tries::default(), &cancel).await.unwrap();
        let error = done.unwrap_err();
        assert!((3..8).contains(&away.attempts), "{} attempts", away.attempts);
        assert_eq!((error.fault, error.part.as_deref()), (Fault::Unreachable, Some("in/.f.part")));
    }

    #[tokio::test]
    async fn after_a_nights_sleep_the_first_attempt_isnt_the_last() {
        for (sleeps_after, attempts) in [(0, 3), (2, 5)] {
            let (mut away, cancel) = (Away::new(0, sleeps_after), CancellationToken::new());
            let done = deliver_with_retry(&mut away, Tries::default(), &cancel).await.unwrap();
            assert_eq!(done.unwrap_err().fault, Fault::Unreachable);
            assert_eq!(away.attempts, attempts);
        }
        // Also where the process was ended meanwhile.
        let first = DateTime::UNIX_EPOCH - TimeDelta::hours(10);
        let tries = Tries { failed: 3, first_failed_at: Some(first), next: Some(first) };
        let (mut away, cancel) = (Away::new(2, 0), CancellationToken::new());
        let done = deliver_with_retry(&mut away, tries, &cancel).await.unwrap();
        assert!(done.is_err());
        assert_eq!(away.attempts, 3);
    }
}
