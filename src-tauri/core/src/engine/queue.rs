//! Runs in the background: at most so many at once, one an export, first come
//! first served. One that waits for a silent server holds no place.
//!
//! The history says which runs there are and how they ended; only how far they
//! are lives here. What one run does is in `run_task.rs`.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use serde::Serialize;
use tokio::sync::{Semaphore, watch};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;

use super::context::{Base, Change};
use super::deliveries::{self, DeliveryProgress};
use super::preconditions::Refusal;
use super::run_task::{self, Executed};
use super::runtime::Workers;
use crate::error::Error;
use crate::run;
use crate::source::ServerWork;
use crate::store::{HistoryError, LogLevel, LogLine, QueuedRun, RunEnd, RunStatus, Trigger};

/// A run that got no further for so long gives its place to others.
const STALLED: Duration = Duration::from_secs(5);

/// Where a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Others are before it.
    Waiting,
    /// The definition is checked and the source opened, or made.
    Preparing,
    /// Rows are read, encoded and packed.
    Exporting,
    /// The whole file gets its final name.
    Publishing,
    /// The file goes to its targets, or waits until that is tried again.
    Delivering,
}

impl From<run::Stage> for Stage {
    fn from(stage: run::Stage) -> Self {
        match stage {
            run::Stage::Preparing => Self::Preparing,
            run::Stage::Exporting => Self::Exporting,
            run::Stage::Publishing => Self::Publishing,
        }
    }
}

/// How far a run is that waits or works.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct RunProgress {
    /// The run.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub run_id: i64,
    /// Its export.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub export_id: i64,
    /// Name of the export.
    pub export_name: String,
    /// Where it is.
    pub stage: Stage,
    /// Rows written.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub rows: u64,
    /// Part of the work that is done, 0 to 100.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub percent: f64,
    /// Rows a second since the start.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub rows_per_second: f64,
    /// Estimate; none while there is nothing to estimate from.
    pub seconds_left: Option<f64>,
    /// How far the cluster is that the rows come from, if they come from one.
    pub server: Option<ServerWork>,
    /// The upload that goes on now.
    pub delivery: Option<DeliveryProgress>,
}

impl RunProgress {
    fn waiting(run: &QueuedRun) -> Self {
        Self {
            run_id: run.id,
            export_id: run.export_id,
            export_name: run.export_name.clone(),
            stage: Stage::Waiting,
            rows: 0,
            percent: 0.0,
            rows_per_second: 0.0,
            seconds_left: None,
            server: None,
            delivery: None,
        }
    }
}

/// A run that works.
#[derive(Debug)]
struct Working {
    progress: RunProgress,
    connection: i64,
    /// Whether its rows come from a server.
    is_remote: bool,
    /// When it last got further.
    moved: Instant,
    cancel: CancellationToken,
    /// Somebody stopped it, not the end of the program.
    unwanted: bool,
    /// Whether its file is made, so that it is in no other run's way.
    is_made: bool,
}

#[derive(Debug)]
struct QueueState {
    limit: usize,
    closed: bool,
    waiting: VecDeque<QueuedRun>,
    /// Of those, the ones whose export another process works on.
    held: HashSet<i64>,
    working: Vec<Working>,
    /// Runs that have ended, which the history couldn't be told yet.
    unrecorded: Vec<Unrecorded>,
}

/// The end of a run that can't be written down now. Until it is, the history
/// takes the run for one that works, and no other of its export begins.
#[derive(Debug)]
struct Unrecorded {
    run: QueuedRun,
    end: RunEnd,
    seconds: Option<f64>,
    later: bool,
}

/// Whether the end of a run is to be written down for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Attempt {
    First,
    Again {
        /// Whether it is to wait for the next start.
        later: bool,
    },
}

impl Working {
    fn new(run: &QueuedRun, stage: Stage, cancel: CancellationToken) -> Self {
        Self {
            progress: RunProgress { stage, ..RunProgress::waiting(run) },
            connection: run.connection,
            is_remote: false,
            moved: Instant::now(),
            cancel,
            unwanted: false,
            is_made: false,
        }
    }

    /// Whether it makes its file.
    fn is_making(&self) -> bool {
        !self.is_made
    }

    /// Whether it waits for a server that says nothing.
    fn is_stalled(&self) -> bool {
        // What is published doesn't come from there any more.
        self.is_making()
            && self.is_remote
            && self.progress.stage != Stage::Publishing
            && self.moved.elapsed() >= STALLED
    }
}

impl QueueState {
    /// Whether a run waits or works here, or its end waits to be recorded.
    fn knows(&self, run: i64) -> bool {
        self.waiting.iter().any(|waiting| waiting.id == run)
            || self.working.iter().any(|working| working.progress.run_id == run)
            || self.unrecorded.iter().any(|ended| ended.run.id == run)
    }
}

/// Runs that wait and those that work. Clones are the same queue.
#[derive(Debug, Clone)]
pub(super) struct Queue {
    pub(super) base: Arc<Base>,
    state: Arc<Mutex<QueueState>>,
    /// Counts what `progress` may give anew.
    changes: watch::Sender<u64>,
    /// Places for uploads.
    pub(super) uploads: Arc<Semaphore>,
    workers: Arc<Workers>,
}

impl Queue {
    pub(super) fn new(base: Arc<Base>, limit: u32) -> Self {
        let (changes, _) = watch::channel(0);
        let state = QueueState {
            limit: at_least_one(limit),
            closed: false,
            waiting: VecDeque::new(),
            held: HashSet::new(),
            working: Vec::new(),
            unrecorded: Vec::new(),
        };
        let uploads = Arc::new(Semaphore::new(deliveries::AT_ONCE));
        let (state, workers) = (Arc::new(Mutex::new(state)), Arc::new(Workers::new()));
        Self { base, state, changes, uploads, workers }
    }

    /// Every change leaves the state whole, so one that another thread left
    /// behind while it panicked is as good as any.
    fn state(&self) -> MutexGuard<'_, QueueState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn touch(&self) {
        self.changes.send_modify(|changes| *changes += 1);
    }

    /// Marked whenever `progress` may give something else.
    pub(super) fn watch(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// All runs that work, then those that wait.
    pub(super) fn progress(&self) -> Vec<RunProgress> {
        let state = self.state();
        let working = state.working.iter().map(|working| working.progress.clone());
        working.chain(state.waiting.iter().map(RunProgress::waiting)).collect()
    }

    /// Whether the program is about to end.
    pub(super) fn is_closed(&self) -> bool {
        self.state().closed
    }

    /// Whether the end of the program stops a run that nobody else will ask for
    /// again, so that it has to wait for the next start.
    pub(super) fn goes_on_later(&self, run: &QueuedRun) -> bool {
        run.planned_for.is_some() && self.is_closed() && !self.is_unwanted(run.id)
    }

    /// Whether somebody has cancelled a run that works.
    pub(super) fn is_unwanted(&self, run: i64) -> bool {
        let unwanted = |other: &Working| other.progress.run_id == run && other.unwanted;
        self.state().working.iter().any(unwanted)
    }

    pub(super) fn set_limit(&self, limit: u32) {
        self.state().limit = at_least_one(limit);
        self.start_next();
    }

    /// Takes up the runs that waited in processes that are gone.
    pub(super) async fn adopt(&self) -> Result<(), Error> {
        self.push(self.base.store.adopt_runs().await?);
        Ok(())
    }

    /// Takes up runs of this process that wait in the history and not here: it
    /// wrote them down and was told, by a full disk for example, that it hadn't.
    pub(super) async fn take_up_lost(&self) -> Result<(), Error> {
        let mut lost = self.base.store.waiting_runs().await?;
        let state = self.state();
        lost.retain(|run| !state.knows(run.id));
        drop(state);
        for run in &lost {
            tracing::warn!(run = run.id, export = run.export_id, "a run that waits was forgotten");
        }
        self.push(lost);
        Ok(())
    }

    /// Lets runs that are queued in the history wait for their turn.
    pub(super) fn push(&self, runs: Vec<QueuedRun>) {
        if runs.is_empty() {
            return;
        }
        {
            let mut state = self.state();
            for run in runs {
                if !state.knows(run.id) {
                    state.waiting.push_back(run);
                }
            }
        }
        self.touch();
        self.base.tell(Change::Exports);
        self.start_next();
    }

    /// Another process may have ended what runs here wait for.
    pub(super) fn try_held_again(&self) {
        if !std::mem::take(&mut self.state().held).is_empty() {
            self.start_next();
        }
    }

    /// Queues a run of an export of which none waits or works; `retried` is the one that
    /// it tries again.
    pub(super) async fn add(
        &self,
        export: i64,
        trigger: Trigger,
        planned_for: Option<DateTime<Utc>>,
        retried: Option<i64>,
    ) -> Result<i64, Error> {
        let base = &self.base;
        let added = base.store.add_run(export, trigger, planned_for, retried, base.now());
        let Some(run) = added.await? else {
            let refusal = match base.store.export(export).await? {
                Some(export) => Refusal::RunActive { name: export.spec.name },
                None => Refusal::NoExport,
            };
            return Err(refusal.into());
        };
        let how = match trigger {
            Trigger::Manual => "manually",
            Trigger::Scheduled => "by its schedule",
            Trigger::CatchUp => "caught up",
            Trigger::Retry => "again",
        };
        let id = run.id;
        self.note(id, LogLevel::Info, format!("Queued, {how}")).await;
        self.push(vec![run]);
        Ok(id)
    }

    /// Stops a run, if it waits or works; one of another process is stopped
    /// there, within a second or so.
    pub(super) async fn cancel(&self, id: i64) -> Result<(), Error> {
        let waited = {
            let mut state = self.state();
            if let Some(run) = state.working.iter_mut().find(|run| run.progress.run_id == id) {
                run.unwanted = true;
                run.cancel.cancel();
                return Ok(());
            }
            let place = state.waiting.iter().position(|run| run.id == id);
            place.and_then(|place| state.waiting.remove(place))
        };
        let Some(run) = waited else {
            if self.base.store.ask_to_stop(id).await? {
                return Ok(());
            }
            let known = self.base.store.run(id).await?;
            return known.map(drop).ok_or(Refusal::NoRun.into());
        };
        self.touch();
        self.note(id, LogLevel::Warning, "Cancelled before it began".to_owned()).await;
        self.conclude(&run, RunEnd::Cancelled, None, Attempt::First).await;
        Ok(())
    }

    /// Stops all runs of an export.
    pub(super) async fn cancel_export(&self, export: i64) -> Result<(), Error> {
        let runs: Vec<i64> = self
            .progress()
            .into_iter()
            .filter(|run| run.export_id == export)
            .map(|run| run.run_id)
            .collect();
        for run in runs {
            self.cancel(run).await?;
        }
        Ok(self.base.store.ask_to_stop_export(export).await?)
    }

    /// Starts nothing more, stops what works and waits until that has ended.
    /// What waits, and what a schedule had started, is taken up at the next start.
    pub(super) async fn shut_down(&self) {
        let mut changes = self.watch();
        {
            let mut state = self.state();
            state.closed = true;
            state.waiting.clear();
            for run in &state.working {
                run.cancel.cancel();
            }
        }
        while !self.state().working.is_empty() {
            if changes.changed().await.is_err() {
                return;
            }
        }
        self.record_again().await;
    }

    /// Writes down the ends of runs that couldn't be written down before.
    pub(super) async fn record_again(&self) {
        let unrecorded = std::mem::take(&mut self.state().unrecorded);
        for Unrecorded { run, end, seconds, later } in unrecorded {
            self.conclude(&run, end, seconds, Attempt::Again { later }).await;
        }
    }

    /// Starts what may start now.
    fn start_next(&self) {
        loop {
            let (run, cancel) = {
                let mut state = self.state();
                let making = state.working.iter().filter(|run| run.is_making());
                let moving = making.clone().filter(|run| !run.is_stalled()).count();
                if state.closed || moving >= state.limit {
                    return;
                }
                // What would wait for the same server waits here, unless a place is free.
                let is_full = making.clone().count() >= state.limit;
                let free = |run: &QueuedRun| {
                    let is_earlier =
                        |other: &QueuedRun| other.export_id == run.export_id && other.id < run.id;
                    !state.held.contains(&run.id)
                        && !state.waiting.iter().any(is_earlier)
                        && !making.clone().any(|other| {
                            other.progress.export_id == run.export_id
                                || (is_full
                                    && other.connection == run.connection
                                    && other.is_stalled())
                        })
                };
                let Some(place) = state.waiting.iter().position(free) else { return };
                let Some(run) = state.waiting.remove(place) else { return };
                let cancel = CancellationToken::new();
                state.working.push(Working::new(&run, Stage::Preparing, cancel.clone()));
                (run, cancel)
            };
            self.touch();
            tokio::spawn(self.clone().carry_out(run, cancel));
        }
    }

    /// A run from its start until nothing of it is left to do.
    async fn carry_out(self, run: QueuedRun, cancel: CancellationToken) {
        let span = tracing::info_span!("run", run = run.id, export = run.export_id);
        let work = run_task::run_queued(self.clone(), run.clone(), cancel.clone()).instrument(span);
        let mut work = self.workers.spawn(work);
        let done = loop {
            tokio::select! {
                done = &mut work => break done,
                // It may be stalled now.
                () = tokio::time::sleep(STALLED) => self.start_next(),
            }
        };
        let (end, seconds) = match done {
            Ok(Executed::Ended(end, seconds)) => (end, seconds),
            // It was cancelled at the last moment; that has been told.
            Ok(Executed::Gone) => (RunEnd::Cancelled, None),
            Ok(Executed::NotNow) if self.is_unwanted(run.id) => (RunEnd::Cancelled, None),
            Ok(Executed::NotNow) => {
                {
                    let mut state = self.state();
                    state.working.retain(|other| other.progress.run_id != run.id);
                    if !state.closed {
                        state.held.insert(run.id);
                        state.waiting.push_front(run);
                    }
                }
                self.touch();
                return self.start_next();
            }
            Err(panic) => (run_task::failed(&run_task::stopped(&panic)), None),
        };
        let end = match end {
            RunEnd::Made => {
                if let Some(working) =
                    self.state().working.iter_mut().find(|other| other.progress.run_id == run.id)
                {
                    working.is_made = true;
                }
                // From here on it is being delivered.
                self.base.tell(Change::Exports);
                self.start_next();
                let delivered = self.clone().deliver(run.id, cancel, true).await;
                let Some(end) = delivered else { return self.leave(&run) };
                end
            }
            end => end,
        };
        self.conclude(&run, end, seconds, Attempt::First).await;
    }

    /// Writes down how a run ended, and makes room for the next one. What can't
    /// be written down now is kept for [`record_again`](Self::record_again).
    async fn conclude(&self, run: &QueuedRun, end: RunEnd, seconds: Option<f64>, attempt: Attempt) {
        let later = match attempt {
            Attempt::First => matches!(end, RunEnd::Cancelled) && self.goes_on_later(run),
            Attempt::Again { later } => later,
        };
        let recorded = if later {
            self.base.store.requeue(run.id).await.map(|()| None)
        } else {
            self.record(run, &end, seconds).await
        };
        let ended = match recorded {
            Ok(ended) => ended,
            Err(error) => {
                if attempt == Attempt::First {
                    tracing::error!(run = run.id, %error, "the end of a run can't be recorded yet");
                }
                self.state().unrecorded.push(Unrecorded { run: run.clone(), end, seconds, later });
                self.leave(run);
                return self.start_next();
            }
        };
        if let (Some(_), RunEnd::Failed { .. }) = (&ended, &end)
            && let Err(error) =
                super::schedules::after_failure(&self.base, run.export_id, run.id).await
        {
            // It isn't paused then; the next failure counts as well.
            let error = error.message();
            tracing::warn!(run = run.id, error, "its schedule can't be paused");
        }
        self.leave(run);
        super::deltas::remove_old_states(&self.base).await;
        if let Some(ended) = ended {
            self.base.tell(ended);
        }
        self.start_next();
        super::retention::remove_old_files(&self.base).await;
    }

    fn leave(&self, run: &QueuedRun) {
        {
            let mut state = self.state();
            let QueueState { waiting, held, working, .. } = &mut *state;
            working.retain(|other| other.progress.run_id != run.id);
            // They may have waited for this one.
            for later in waiting.iter().filter(|later| later.export_id == run.export_id) {
                held.remove(&later.id);
            }
        }
        self.touch();
    }

    /// Takes up the runs whose file is made and not everywhere yet.
    pub(super) async fn resume_deliveries(&self) -> Result<(), Error> {
        // One that ends at this moment is looked at again the next time.
        let known: HashSet<i64> = {
            let state = self.state();
            let working = state.working.iter().map(|working| working.progress.run_id);
            working.chain(state.unrecorded.iter().map(|ended| ended.run.id)).collect()
        };
        for run in self.base.store.adopt_deliveries().await? {
            let cancel = CancellationToken::new();
            {
                let mut state = self.state();
                if state.closed || known.contains(&run.id) || state.knows(run.id) {
                    continue;
                }
                let mut working = Working::new(&run, Stage::Delivering, cancel.clone());
                working.is_made = true;
                state.working.push(working);
            }
            self.touch();
            let queue = self.clone();
            tokio::spawn(async move {
                match queue.clone().deliver(run.id, cancel, false).await {
                    Some(end) => queue.conclude(&run, end, None, Attempt::First).await,
                    None => queue.leave(&run),
                }
            });
        }
        Ok(())
    }

    /// Brings a run's file to its targets.
    async fn deliver(self, run: i64, cancel: CancellationToken, is_fresh: bool) -> Option<RunEnd> {
        let queue = self.clone();
        let span = tracing::info_span!("delivery", run);
        let work = async move { deliveries::deliver(&queue, run, &cancel, is_fresh).await };
        let work = work.instrument(span);
        match self.workers.spawn(work).await {
            Ok(end) => end,
            Err(panic) => Some(run_task::failed(&run_task::stopped(&panic))),
        }
    }

    /// Writes down how a run ended. What is then to be told, unless it had ended
    /// before.
    async fn record(
        &self,
        run: &QueuedRun,
        end: &RunEnd,
        seconds: Option<f64>,
    ) -> Result<Option<Change>, HistoryError> {
        let ended = |status, message: Option<String>, hint: Option<String>| Change::RunEnded {
            run_id: run.id,
            export_id: run.export_id,
            export_name: run.export_name.clone(),
            status,
            message,
            hint,
            rows: None,
            bytes: None,
            seconds,
        };
        if !self.base.store.end_run(run.id, end, seconds, self.base.now()).await? {
            return Ok(None);
        }
        log_end(run, end, seconds);
        Ok(Some(match end {
            RunEnd::Finished(report) => Change::RunEnded {
                run_id: run.id,
                export_id: run.export_id,
                export_name: run.export_name.clone(),
                status: RunStatus::Finished,
                message: None,
                hint: None,
                rows: Some(report.rows),
                bytes: Some(report.bytes),
                seconds,
            },
            RunEnd::Delivered { rows, bytes } => Change::RunEnded {
                run_id: run.id,
                export_id: run.export_id,
                export_name: run.export_name.clone(),
                status: RunStatus::Finished,
                message: None,
                hint: None,
                rows: Some(*rows),
                bytes: Some(*bytes),
                seconds,
            },
            // It isn't over.
            RunEnd::Made => return Ok(None),
            RunEnd::Failed { message, hint, .. } => {
                let made = self.base.store.run(run.id).await.unwrap_or_else(|error| {
                    tracing::warn!(run = run.id, %error, "a run that ended can't be read");
                    None
                });
                Change::RunEnded {
                    run_id: run.id,
                    export_id: run.export_id,
                    export_name: run.export_name.clone(),
                    status: RunStatus::Failed,
                    message: Some(message.clone()),
                    hint: hint.clone(),
                    // There are some where the file was made, not delivered.
                    rows: made.as_ref().and_then(|made| made.rows),
                    bytes: made.as_ref().and_then(|made| made.bytes),
                    seconds,
                }
            }
            RunEnd::Cancelled => ended(RunStatus::Cancelled, None, None),
        }))
    }

    /// How far a run is.
    pub(super) fn show(&self, id: i64, change: impl FnOnce(&mut RunProgress)) {
        if let Some(run) = self.state().working.iter_mut().find(|run| run.progress.run_id == id) {
            let further = |of: &RunProgress| (of.stage, of.rows, of.percent.to_bits(), of.server);
            let before = further(&run.progress);
            change(&mut run.progress);
            if before != further(&run.progress) {
                run.moved = Instant::now();
            }
        }
        self.touch();
    }

    /// Whether a run's rows come from a server, which may say nothing for long: others
    /// go on meanwhile.
    pub(super) fn set_remote(&self, id: i64, is_remote: bool) {
        if let Some(run) = self.state().working.iter_mut().find(|run| run.progress.run_id == id) {
            run.is_remote = is_remote;
        }
    }

    /// A line of a run's log that is no reason to stop where it can't be saved.
    async fn note(&self, run: i64, level: LogLevel, text: String) {
        if let Err(error) = self.log(run, level, text).await {
            let error = error.message();
            tracing::warn!(run, error, "a line of the run's log can't be saved");
        }
    }

    pub(super) async fn log(&self, run: i64, level: LogLevel, text: String) -> Result<(), Error> {
        let line = LogLine { at: self.base.now(), level, text };
        Ok(self.base.store.add_log_line(run, &line).await?)
    }
}

fn log_end(run: &QueuedRun, end: &RunEnd, seconds: Option<f64>) {
    let (run, export) = (run.id, run.export_id);
    match end {
        RunEnd::Finished(report) => {
            tracing::info!(run, export, seconds, rows = report.rows, "a run finished");
        }
        RunEnd::Delivered { rows, bytes } => {
            tracing::info!(run, export, seconds, rows, bytes, "a run finished and is delivered");
        }
        RunEnd::Failed { code, message, .. } => {
            tracing::warn!(run, export, seconds, code, %message, "a run failed");
        }
        RunEnd::Cancelled => tracing::info!(run, export, "a run was cancelled"),
        RunEnd::Made => {}
    }
}

fn at_least_one(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX).max(1)
}
