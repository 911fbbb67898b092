//! Calls the services that watch for the runs of schedules, for as long as the engine
//! is open. No run waits for this; what becomes of a call is in its run's log, in which
//! the address itself doesn't stand.

use std::sync::Arc;

use chrono::TimeDelta;

use super::context::{Base, Change};
use super::send_queue::{LONGEST, SendQueue, TRIED, pause};
use crate::error::sentence;
use crate::notify::{CallError, PATIENCE, call, full_stop};
use crate::store::{HistoryError, LogLevel, LogLine, Outcome, WaitingCall};

/// How long a process may have a call in hand: longer than it takes.
const CLAIM: TimeDelta = TimeDelta::minutes(2);

/// Calls that wait.
pub(super) struct Heartbeats(pub(super) Arc<Base>);

impl SendQueue for Heartbeats {
    type Item = WaitingCall;

    const NAME: &str = "heartbeats";
    // A service that doesn't answer mustn't keep others from being called in time.
    const AT_ONCE: usize = 16;

    async fn claim(&self) -> Result<Option<WaitingCall>, HistoryError> {
        self.0.store.claim_heartbeat(self.0.now(), CLAIM, LONGEST).await
    }

    async fn send(&self, call: &WaitingCall) -> Result<(), HistoryError> {
        send(&self.0, call).await
    }

    async fn release(&self, call: &WaitingCall) -> Result<(), HistoryError> {
        let reason = call.reason.as_deref();
        self.0.store.heartbeat_again(call.id, self.0.now(), reason).await.map(drop)
    }

    async fn has_any(&self) -> Result<bool, HistoryError> {
        self.0.store.has_heartbeats().await
    }

    fn run(call: &WaitingCall) -> i64 {
        call.run
    }
}

/// Makes one call, and writes down what became of it.
async fn send(base: &Base, waiting: &WaitingCall) -> Result<(), HistoryError> {
    let told = base.store.told_run(waiting.run).await;
    let heartbeat = match told {
        Ok(Some(told)) => told.spec.schedule.and_then(|schedule| schedule.heartbeat),
        Ok(None) => None,
        // It is called when the history can be read again.
        Err(error) if error.is_passing() => return Err(error),
        // A definition that can't be read has no address.
        Err(error) => {
            base.store.heartbeat_done(waiting.id).await?;
            return Err(error);
        }
    };
    let Some(heartbeat) = heartbeat else {
        return base.store.heartbeat_done(waiting.id).await;
    };
    let succeeded = waiting.outcome == Outcome::Finished;
    match call(&heartbeat, succeeded, PATIENCE).await {
        Ok(()) => {
            base.store.heartbeat_done(waiting.id).await?;
            let of = if succeeded { "" } else { ": the run failed" };
            let text = format!("Heartbeat sent to {}{of}", heartbeat.place());
            log(base, waiting.run, LogLevel::Info, text).await?;
        }
        Err(error) if error.transient() && base.now() - waiting.queued_at < TRIED => {
            not_yet(base, waiting, &error).await?;
        }
        Err(error) => {
            base.store.heartbeat_done(waiting.id).await?;
            let tried = if error.transient() { " It was tried for a day." } else { "" };
            let text =
                format!("The heartbeat wasn't sent.{tried} {} {}", words(&error), error.hint());
            log(base, waiting.run, LogLevel::Warning, text).await?;
        }
    }
    base.tell(Change::Exports);
    Ok(())
}

/// A call that is tried again.
async fn not_yet(
    base: &Base,
    waiting: &WaitingCall,
    error: &CallError,
) -> Result<(), HistoryError> {
    let reason = words(error);
    let minutes = pause(waiting.attempts);
    let next = base.now() + TimeDelta::minutes(minutes);
    let waits = base.store.heartbeat_again(waiting.id, next, Some(&reason)).await?;
    let text = match waits {
        // The same reason is said once, not with every attempt.
        true if waiting.reason.as_deref() == Some(&reason) => return Ok(()),
        true => format!(
            "The heartbeat isn't sent yet. {reason} It is tried again in {minutes} min, for a \
             day or until the next run ends"
        ),
        false => format!("The heartbeat wasn't sent. {reason} A later run's takes its place"),
    };
    log(base, waiting.run, LogLevel::Warning, text).await
}

fn words(error: &CallError) -> String {
    full_stop(&sentence(&error.to_string()))
}

async fn log(base: &Base, run: i64, level: LogLevel, text: String) -> Result<(), HistoryError> {
    if level == LogLevel::Warning {
        tracing::warn!(run, "{text}");
    }
    base.store.add_log_line(run, &LogLine { at: base.now(), level, text }).await
}
