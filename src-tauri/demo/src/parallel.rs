//! Work on several cores whose results come in order, with bounded memory: each
//! worker holds one result until its turn comes. The caller's thread consumes
//! results, reports progress and watches for cancellation.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use super::error::DemoError;

/// More workers would hold more memory than the writer can use.
const MOST_WORKERS: usize = 4;

/// How often the caller is asked whether to stop.
const TICK: Duration = Duration::from_millis(50);

/// What workers and the caller's thread share.
#[derive(Debug, Default)]
pub(super) struct Pulse {
    stop: AtomicBool,
    done: AtomicU64,
}

impl Pulse {
    /// Counts finished rows; refuses to go on when the caller wants to stop.
    pub(super) fn advance(&self, rows: u64) -> Result<(), DemoError> {
        self.done.fetch_add(rows, Ordering::Relaxed);
        if self.stop.load(Ordering::Relaxed) {
            return Err(DemoError::Cancelled);
        }
        Ok(())
    }

    pub(super) fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }
}

/// Runs `work` for all jobs and hands the results over in the jobs' order.
pub(super) fn in_order<J: Send, T: Send>(
    mut jobs: impl Iterator<Item = J>,
    pulse: &Pulse,
    work: impl Fn(J) -> Result<T, DemoError> + Sync,
    mut consume: impl FnMut(T) -> Result<(), DemoError>,
    tick: &mut dyn FnMut() -> Result<(), DemoError>,
) -> Result<(), DemoError> {
    let workers = thread::available_parallelism().map_or(1, |cores| cores.get().min(MOST_WORKERS));
    thread::scope(|scope| {
        let work = &work;
        let mut lanes = Vec::new();
        for _ in 0..workers {
            let (job_sender, job_receiver) = sync_channel::<J>(1);
            let (result_sender, result_receiver) = sync_channel(0);
            scope.spawn(move || {
                for job in job_receiver {
                    if result_sender.send(work(job)).is_err() {
                        return;
                    }
                }
            });
            lanes.push((job_sender, result_receiver));
        }
        let mut outcome = Ok(());
        let mut waiting = 0;
        for (sender, _) in &lanes {
            if let Some(job) = jobs.next()
                && sender.send(job).is_ok()
            {
                waiting += 1;
            }
        }
        for lane in (0..lanes.len()).cycle() {
            if waiting == 0 {
                break;
            }
            let (sender, receiver) = &lanes[lane];
            let result = loop {
                match receiver.recv_timeout(TICK) {
                    Ok(result) => break tick().and(result),
                    Err(RecvTimeoutError::Timeout) => {
                        if let Err(error) = tick() {
                            break Err(error);
                        }
                    }
                    // The worker panicked, and the scope will say so.
                    Err(RecvTimeoutError::Disconnected) => break Err(DemoError::Cancelled),
                }
            };
            waiting -= 1;
            if let Some(job) = jobs.next().filter(|_| result.is_ok())
                && sender.send(job).is_ok()
            {
                waiting += 1;
            }
            outcome = result.and_then(&mut consume);
            if outcome.is_err() {
                pulse.stop.store(true, Ordering::Relaxed);
                break;
            }
        }
        drop(lanes);
        outcome
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_an_error_ends_all() {
        let pulse = Pulse::default();
        let mut seen = Vec::new();
        let push = |number| {
            seen.push(number);
            Ok(())
        };
        in_order(0..1000, &pulse, |number| Ok(number * 2), push, &mut || Ok(())).unwrap();
        assert_eq!(seen, (0..1000).map(|number| number * 2).collect::<Vec<_>>());

        let mut count = 0;
        let push = |number| {
            count += 1;
            if number == 7 { Err(DemoError::Cancelled) } else { Ok(()) }
        };
        let outcome = in_order(0.., &pulse, Ok, push, &mut || Ok(()));
        assert!(matches!(outcome, Err(DemoError::Cancelled)));
        assert_eq!(count, 8);
        assert!(pulse.advance(1).is_err());
    }
}
