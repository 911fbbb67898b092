//! How a delivery is watched, slowed down and stopped, and how long it waits
//! for an answer.

use std::future::Future;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;

use super::error::DeliveryError;

/// How long a server may take.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// To accept a connection.
    pub connect: Duration,
    /// To answer, or to take the next bytes.
    pub answer: Duration,
    /// Slowest rate that isn't given up on, in bytes a second, where only the
    /// end of a request can be seen.
    pub slowest: u64,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(20),
            // A minute is what slow servers need for one answer.
            answer: Duration::from_secs(90),
            slowest: 64 << 10,
        }
    }
}

/// How far an upload is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// Bytes that the server has.
    pub bytes: u64,
    /// Bytes of the whole file.
    pub total: u64,
}

/// Hears how far an upload is.
pub type OnSent = dyn Fn(Sent) + Send + Sync;

/// Time between two reports.
const PAUSE: Duration = Duration::from_millis(100);

/// What accompanies a delivery. Clones are the same.
#[derive(Clone)]
pub struct Control {
    /// Stops it.
    pub cancel: CancellationToken,
    /// How long it waits.
    pub patience: Patience,
    on_sent: Arc<OnSent>,
    state: Arc<ControlState>,
    bytes_a_second: Option<f64>,
    /// Whether a byte may be on its way.
    begun: Arc<AtomicBool>,
}

struct ControlState {
    reported: Mutex<Instant>,
    /// Until when the bytes sent so far keep the line busy at the allowed rate.
    busy_until: Mutex<Instant>,
    sent: AtomicU64,
}

impl Control {
    /// For one delivery, at most so many KiB a second.
    pub fn new(cancel: CancellationToken, kib_a_second: Option<u32>, on_sent: Arc<OnSent>) -> Self {
        let now = Instant::now();
        let state = ControlState {
            reported: Mutex::new(now.checked_sub(PAUSE).unwrap_or(now)),
            busy_until: Mutex::new(now),
            sent: AtomicU64::new(0),
        };
        Self {
            cancel,
            patience: Patience::default(),
            on_sent,
            state: Arc::new(state),
            bytes_a_second: kib_a_second.map(|kib| f64::from(kib) * 1024.0),
            begun: Arc::default(),
        }
    }

    /// For what nobody watches.
    pub fn unwatched(cancel: CancellationToken, patience: Patience) -> Self {
        let mut control = Self::new(cancel, None, Arc::new(|_| ()));
        control.patience = patience;
        control
    }

    /// The same with nobody watching: for the small files beside the large one.
    pub(super) fn quiet(&self) -> Self {
        Self { on_sent: Arc::new(|_| ()), ..self.clone() }
    }

    /// The same, setting `begun` before the first byte is sent.
    pub(super) fn noting(&self, begun: &Arc<AtomicBool>) -> Self {
        Self { begun: Arc::clone(begun), ..self.clone() }
    }

    /// Reports how far it is, at most ten times a second and at the end.
    pub(super) fn sent(&self, bytes: u64, total: u64) {
        self.state.sent.store(bytes, Ordering::Relaxed);
        let mut reported = self.state.reported.lock().unwrap_or_else(PoisonError::into_inner);
        if bytes < total && reported.elapsed() < PAUSE {
            return;
        }
        *reported = Instant::now();
        drop(reported);
        (self.on_sent)(Sent { bytes, total });
    }

    /// How long to wait before `bytes` more may be sent.
    fn wait(&self, bytes: usize) -> Duration {
        self.begun.fetch_or(bytes > 0, Ordering::Relaxed);
        let Some(rate) = self.bytes_a_second else { return Duration::ZERO };
        let now = Instant::now();
        let mut busy = self.state.busy_until.lock().unwrap_or_else(PoisonError::into_inner);
        let start = (*busy).max(now);
        #[expect(clippy::cast_precision_loss, reason = "a pause")]
        let takes = Duration::from_secs_f64(bytes as f64 / rate);
        *busy = start + takes;
        start - now
    }

    /// How many bytes are best sent at once: few where the rate is low, so that
    /// neither rate nor progress comes in jerks.
    pub(super) fn block(&self, largest: usize) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded")]
        let tenth = |rate: f64| (rate / 10.0).clamp(1024.0, 64e6) as usize;
        self.bytes_a_second.map_or(largest, |rate| tenth(rate).min(largest))
    }

    /// Whether a rate is set.
    pub(super) fn is_limited(&self) -> bool {
        self.bytes_a_second.is_some()
    }

    /// Waits until `bytes` may be sent.
    pub(super) async fn hold(&self, bytes: usize) -> Result<(), DeliveryError> {
        let wait = self.wait(bytes);
        if wait.is_zero() && !self.cancel.is_cancelled() {
            // Even no sleep at all takes a millisecond of the timer.
            return Ok(());
        }
        tokio::select! {
            biased;
            () = self.cancel.cancelled() => Err(DeliveryError::cancelled()),
            () = tokio::time::sleep(wait) => Ok(()),
        }
    }

    /// The same on a thread that may block.
    pub(super) fn hold_blocking(&self, bytes: usize) -> Result<(), DeliveryError> {
        let until = Instant::now() + self.wait(bytes);
        loop {
            if self.cancel.is_cancelled() {
                return Err(DeliveryError::cancelled());
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(());
            }
            std::thread::sleep(left.min(PAUSE));
        }
    }

    /// Waits for an answer, as long as patience lasts and nobody cancels.
    pub(super) async fn answer<T>(
        &self,
        place: &str,
        work: impl Future<Output = Result<T, DeliveryError>>,
    ) -> Result<T, DeliveryError> {
        tokio::select! {
            biased;
            () = self.cancel.cancelled() => Err(DeliveryError::cancelled()),
            done = tokio::time::timeout(self.patience.answer, work) => {
                done.unwrap_or_else(|_| Err(DeliveryError::timed_out(place)))
            }
        }
    }
}
