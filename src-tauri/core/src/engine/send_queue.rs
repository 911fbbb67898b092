//! Works off what waits in the history to be sent or looked for, while the engine is open:
//! each process claims a few things at a time, and tries again what wasn't taken.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::sync::Notify;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio_util::sync::CancellationToken;

use super::context::{Base, Change};
use crate::store::HistoryError;

/// Minutes until the next attempt, after the first, second, … one.
const PAUSES: [i64; 5] = [1, 5, 15, 30, 60];
/// How long a thing is tried.
pub(super) const TRIED: TimeDelta = TimeDelta::hours(24);
/// More than a thing waits between two attempts.
pub(super) const LONGEST: TimeDelta = TimeDelta::minutes(61);
/// Time between two looks at the clock: timers stand still while a computer
/// sleeps.
const LOOK: Duration = Duration::from_secs(20);
/// How long the end of the program waits for what is being sent.
const LAST: Duration = Duration::from_secs(10);

/// Things of one kind that wait in the history.
pub(super) trait SendQueue: Sync {
    /// One of them.
    type Item: Sync + Send;

    /// What they are called in the log.
    const NAME: &str;
    /// How long the end of the program waits for what is in hand.
    const AT_END: Duration = LAST;
    /// How many are sent at once.
    const AT_ONCE: usize = 1;

    /// The next one, which no other process takes for a while.
    fn claim(&self) -> impl Future<Output = Result<Option<Self::Item>, HistoryError>> + Send;

    /// Sends one, and writes down what became of it.
    fn send(&self, item: &Self::Item) -> impl Future<Output = Result<(), HistoryError>> + Send;

    /// Lets the next process take one that isn't being sent any more.
    fn release(&self, item: &Self::Item) -> impl Future<Output = Result<(), HistoryError>> + Send;

    /// Whether any wait, now or later.
    fn has_any(&self) -> impl Future<Output = Result<bool, HistoryError>> + Send;

    /// The run that one is about.
    fn run(item: &Self::Item) -> i64;
}

/// Sends until `stop`; `wake` makes it look at once.
pub(super) async fn send_all<Q: SendQueue>(
    queue: Q,
    base: Arc<Base>,
    stop: CancellationToken,
    wake: Arc<Notify>,
) {
    let mut changes = base.changes.subscribe();
    let mut in_hand = FuturesUnordered::new();
    let mut runs = Vec::new();
    // None may be left, or what becomes of them can't be recorded now.
    let mut goes_on = true;
    loop {
        while goes_on && in_hand.len() < Q::AT_ONCE && !stop.is_cancelled() {
            match queue.claim().await {
                // After the computer slept, a claim is over before what it is for.
                Ok(Some(item)) if runs.contains(&Q::run(&item)) => goes_on = false,
                Ok(Some(item)) => {
                    runs.push(Q::run(&item));
                    in_hand.push(send_one(&queue, item, &stop));
                }
                Ok(None) => goes_on = false,
                Err(error) => {
                    tracing::warn!(%error, "{} that wait can't be read", Q::NAME);
                    goes_on = false;
                }
            }
        }
        if stop.is_cancelled() && in_hand.is_empty() {
            return;
        }
        let look = async {
            match queue.has_any().await {
                Ok(false) => std::future::pending().await,
                Ok(true) | Err(_) => tokio::time::sleep(LOOK).await,
            }
        };
        goes_on = tokio::select! {
            Some((run, recorded)) = in_hand.next() => {
                runs.retain(|other| *other != run);
                recorded
            }
            () = stop.cancelled(), if !stop.is_cancelled() => false,
            () = wake.notified() => true,
            () = changed(&mut changes) => true,
            () = look => true,
        };
    }
}

/// Sends one, or lets go of it where the end of the program waits no longer. Gives the run
/// that it is about, and whether what became of it is recorded.
async fn send_one<Q: SendQueue>(queue: &Q, item: Q::Item, stop: &CancellationToken) -> (i64, bool) {
    let run = Q::run(&item);
    let given_up = async {
        stop.cancelled().await;
        tokio::time::sleep(Q::AT_END).await;
    };
    let is_recorded = tokio::select! {
        sent = queue.send(&item) => {
            if let Err(error) = &sent {
                tracing::warn!(run, %error, "what became of {} can't be recorded", Q::NAME);
            }
            sent.is_ok()
        }
        () = given_up => {
            // Free for the next start; without this, when the claim ends.
            let released = queue.release(&item).await;
            if let Err(error) = &released {
                tracing::warn!(run, %error, "{} wait for the end of a claim", Q::NAME);
            }
            released.is_ok()
        }
    };
    (run, is_recorded)
}

/// Minutes until the attempt after so many.
pub(super) fn pause(attempts: i64) -> i64 {
    let last = PAUSES.len() - 1;
    PAUSES[usize::try_from(attempts - 1).unwrap_or(0).min(last)]
}

/// Waits until a run may have ended, here or in another process, which may end
/// itself before it has sent what is to be told.
async fn changed(changes: &mut Receiver<Change>) {
    loop {
        match changes.recv().await {
            Ok(Change::RunEnded { .. } | Change::Exports) | Err(RecvError::Lagged(_)) => return,
            Ok(_) => {}
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}
