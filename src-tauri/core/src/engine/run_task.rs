//! What one run of the queue does, and what its log says.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_util::sync::CancellationToken;

use super::context::{Change, CopyInUse};
use super::deltas::WindowOf;
use super::ledger::StoredLedger;
use super::queue::{Queue, Stage};
use crate::delivery::random_key;
use crate::error::{Error, sentence};
pub(super) use crate::humanize::counted;
use crate::humanize::grouped;
use crate::receiver::Finding;
use crate::run::{
    self, Artifact, Changes, Observer, Outcome, Progress, RunReport, SetMember, Snapshot,
};
use crate::source::{ServerWork, SourceError};
use crate::spec::{ExportSpec, FieldChoice, Problem};
use crate::store::{DeliveryPlace, LogLevel, LogLine, QueuedRun, RunEnd, RunStart, StartedRun};
use crate::zone::parse_zone;

/// Pause before the history is written again.
const WRITTEN_AGAIN: Duration = Duration::from_secs(1);

/// What became of a run's turn.
pub(super) enum Executed {
    /// How it ended, and how many seconds it took.
    Ended(RunEnd, Option<f64>),
    /// Another process works on the same export, or the history can't be written
    /// now, so it waits on.
    NotNow,
    /// It waits no more.
    Gone,
}

/// Carries out a run, from its start to the file, and writes its log.
pub(super) async fn run_queued(
    queue: Queue,
    run: QueuedRun,
    cancel: CancellationToken,
) -> Executed {
    let clock = Instant::now();
    let base = &queue.base;
    let started = match base.store.start_run(run.id, base.now()).await {
        Ok(RunStart::Started(started)) => *started,
        Ok(RunStart::Busy) => return Executed::NotNow,
        Ok(RunStart::Gone) => return Executed::Gone,
        Err(error) if error.is_passing() => {
            tracing::debug!(%error, "the run can't begin yet");
            return Executed::NotNow;
        }
        Err(error) => return Executed::Ended(failed(&error.into()), None),
    };
    tracing::info!(number = started.number, planned_for = ?run.planned_for, "the run begins");
    base.tell(Change::Exports);
    let (lines, written) = unbounded_channel();
    let log = Log { queue: queue.clone(), lines };
    let (end, ()) = tokio::join!(
        async {
            let end = execute(&queue, &run, &started, cancel, &log).await;
            log.end(&end, &started.spec, &run);
            drop(log);
            end
        },
        write_log(&queue, run.id, written),
    );
    Executed::Ended(end, Some(clock.elapsed().as_secs_f64()))
}

/// What a run that didn't work out is recorded as.
pub(super) fn failed(error: &Error) -> RunEnd {
    RunEnd::Failed { code: error.code(), message: sentence(&error.message()), hint: error.hint() }
}

/// A fault of ours: the run's task is gone.
pub(super) fn stopped(panic: &tokio::task::JoinError) -> Error {
    SourceError::Engine(panic.to_string()).into()
}

async fn execute(
    queue: &Queue,
    run: &QueuedRun,
    started: &StartedRun,
    cancel: CancellationToken,
    log: &Log,
) -> RunEnd {
    let spec = match applied(queue, run, started, log).await {
        Ok(spec) => spec,
        Err(error) => return failed(&error),
    };
    // By their numbers: somebody may rename one before the file is made.
    let targets = match until_written(&cancel, || targets_of(queue, &started.spec)).await {
        Ok(targets) => targets,
        Err(error) => return failed(&error),
    };
    let done = async {
        let base = &queue.base;
        let connection = base.connection(started.connection).await?;
        log.info(format!("Run {}: {}", started.number, in_words(&started.spec, &connection.name)));
        let waits = AtomicBool::new(false);
        let shown = |percent| {
            if !waits.swap(true, Ordering::Relaxed) {
                log.info("The demo brand is made first, once".to_owned());
            }
            queue.show(run.id, |progress| progress.percent = percent);
        };
        queue.set_remote(run.id, connection.settings.is_remote());
        let (source, copy) = tokio::select! {
            source = base.source_of(&connection, &started.spec, shown) => source?,
            () = cancel.cancelled() => return Ok(Outcome::Cancelled),
        };
        if let Some(CopyInUse { copied_at, .. }) = &copy {
            queue.set_remote(run.id, false);
            base.store.record_copy(run.id, *copied_at).await?;
            let at = copied_at.format("%Y-%m-%d %H:%M");
            log.info(format!("From the copy on this computer, made {at} UTC"));
        }
        let mut context = base.context(source).await?;
        context.run_number = started.number;
        context.planned_for = run.planned_for;
        let of = WindowOf {
            spec: &spec,
            connection: started.connection,
            export: Some(run.export_id),
            run: Some(run.id),
            at: run.planned_for.unwrap_or_else(|| base.now()),
            copy: copy.as_ref(),
        };
        if let Some(next) = Box::pin(base.next_window(of)).await? {
            next.open(&base.store, run.id).await?;
            log.info(next.words);
            for note in next.notes {
                log.problem(&note);
            }
            context.window = Some(next.window);
            context.states = next.states;
        }
        context.cancel = cancel.clone();
        context.observer = Arc::new(Watcher {
            queue: queue.clone(),
            run: run.id,
            log: log.clone(),
            stages_told: AtomicU32::new(0),
        });
        let ledger = StoredLedger {
            store: base.store.clone(),
            run: Some(run.id),
            is_local: started.spec.targets.is_empty(),
        };
        run::run_with(&spec, &context, Some(&ledger)).await
    };
    match done.await {
        Ok(Outcome::Finished(report)) => {
            let release = report.timezone_release;
            let origin = parse_zone(&spec.timezone)
                .ok()
                .filter(|zone| zone.release() == release)
                .map(|zone| format!(" ({})", zone.origin().in_words()))
                .unwrap_or_default();
            log.info(format!(
                "Time zone {}, by release {release} of the time zone database{origin}",
                spec.timezone
            ));
            // Its file is there now: what can't be written down yet is waited for.
            let recorded = async {
                let store = &queue.base.store;
                until_written(&cancel, || record_findings(queue, run.id, &report.findings)).await?;
                let written =
                    || async { Ok(store.record_timezone_release(run.id, release).await?) };
                until_written(&cancel, written).await?;
                until_written(&cancel, || goes_on(queue, run.id, &targets, &report)).await
            };
            match recorded.await {
                Ok(true) => {
                    log.report(&report, &started.spec);
                    RunEnd::Made
                }
                Ok(false) => RunEnd::Finished(report),
                Err(error) => failed(&error),
            }
        }
        Ok(Outcome::Empty(report)) => RunEnd::Finished(report),
        Ok(Outcome::Cancelled) | Err(Error::Cancelled) => RunEnd::Cancelled,
        Err(error) => {
            if let Error::Held(findings) = &error {
                for finding in findings {
                    log.finding(finding);
                }
                let recorded = until_written(&cancel, || record_findings(queue, run.id, findings));
                if let Err(error) = recorded.await {
                    return failed(&error);
                }
            }
            failed(&error)
        }
    }
}

/// The definition with its profile's settings, written down as the run's own.
async fn applied(
    queue: &Queue,
    run: &QueuedRun,
    started: &StartedRun,
    log: &Log,
) -> Result<ExportSpec, Error> {
    let base = &queue.base;
    let spec = base.profiles.applied(&started.spec).await?;
    if let (Some(profile), Some(version)) = (&spec.format.profile, spec.format.profile_version) {
        base.store.record_profile(run.id, &spec).await?;
        log.info(format!("Profile “{profile}”, version {version}"));
    }
    let members = spec.members.iter();
    let profiles: Vec<String> = members
        .filter_map(|member| {
            let (profile, version) =
                (member.format.profile.as_ref()?, member.format.profile_version?);
            Some(format!("“{}”: profile “{profile}”, version {version}", member.name))
        })
        .collect();
    if !profiles.is_empty() {
        base.store.record_profile(run.id, &spec).await?;
        for line in profiles {
            log.info(line);
        }
    }
    Ok(spec)
}

/// Writes to the history, again and again while that fails for a reason that passes, as
/// a full disk does.
async fn until_written<T, F: Future<Output = Result<T, Error>>>(
    cancel: &CancellationToken,
    write: impl Fn() -> F,
) -> Result<T, Error> {
    let mut is_said = false;
    loop {
        match write().await {
            Err(Error::History(error)) if error.is_passing() => {
                if !std::mem::replace(&mut is_said, true) {
                    tracing::warn!(%error, "a run can't be written down yet");
                }
                tokio::select! {
                    () = cancel.cancelled() => return Err(error.into()),
                    () = tokio::time::sleep(WRITTEN_AGAIN) => {}
                }
            }
            done => return done,
        }
    }
}

async fn record_findings(queue: &Queue, run: i64, findings: &[Finding]) -> Result<(), Error> {
    if findings.is_empty() {
        return Ok(());
    }
    Ok(queue.base.store.record_findings(run, findings).await?)
}

/// Writes down where a run's file goes from here; whether it goes anywhere.
async fn goes_on(
    queue: &Queue,
    run: i64,
    targets: &[(i64, String)],
    report: &RunReport,
) -> Result<bool, Error> {
    let base = &queue.base;
    if targets.is_empty() {
        return Ok(false);
    }
    let recipients: Vec<DeliveryPlace<'_>> = targets
        .iter()
        .map(|(id, name)| DeliveryPlace { target_id: *id, target: name, part_key: random_key() })
        .collect();
    Ok(base.store.record_file(run, report, &recipients, base.now()).await?)
}

/// The numbers and names of a definition's targets. One that was deleted is there, too, so
/// that the log says so.
async fn targets_of(queue: &Queue, spec: &ExportSpec) -> Result<Vec<(i64, String)>, Error> {
    if spec.targets.is_empty() {
        return Ok(Vec::new());
    }
    let known = queue.base.targets.list().await?;
    let targets = spec.targets.iter().zip(1..).map(|(name, number)| {
        let found = known.iter().find(|target| target.name == *name);
        (found.map_or(-number, |target| target.id), name.clone())
    });
    Ok(targets.collect())
}

/// Shows how far the run is.
struct Watcher {
    queue: Queue,
    run: i64,
    log: Log,
    /// Stages of a cluster of which the log says that they are done.
    stages_told: AtomicU32,
}

impl Observer for Watcher {
    fn on_progress(&self, progress: &Progress) {
        self.queue.show(self.run, |shown| {
            shown.stage = Stage::from(progress.stage);
            shown.rows = progress.rows;
            shown.percent = progress.percent;
            shown.rows_per_second = progress.rows_per_second;
            shown.seconds_left = progress.seconds_left;
            shown.server = progress.server;
        });
        if let Some(ServerWork { stages_done, stages, tasks_done, tasks }) = progress.server
            && self.stages_told.fetch_max(stages_done, Ordering::Relaxed) < stages_done
        {
            self.log.info(format!(
                "On the cluster: {stages_done} of {} done, {} of {}",
                counted(stages.into(), "stage"),
                grouped(tasks_done.into()),
                counted(tasks.into(), "task"),
            ));
        }
    }
}

/// Lines of the run's log, on their way to the history.
#[derive(Clone)]
struct Log {
    queue: Queue,
    lines: UnboundedSender<LogLine>,
}

impl Log {
    fn line(&self, level: LogLevel, text: String) {
        // Nobody listens only when the run is over.
        let _ = self.lines.send(LogLine { at: self.queue.base.now(), level, text });
    }

    fn info(&self, text: String) {
        self.line(LogLevel::Info, text);
    }

    fn end(&self, end: &RunEnd, spec: &ExportSpec, run: &QueuedRun) {
        match end {
            RunEnd::Finished(report) => self.report(report, spec),
            // That has been told, and what follows tells itself.
            RunEnd::Made | RunEnd::Delivered { .. } => {}
            RunEnd::Failed { message, hint, .. } => {
                self.line(LogLevel::Error, message.clone());
                if let Some(hint) = hint {
                    self.info(hint.clone());
                }
            }
            RunEnd::Cancelled if self.queue.goes_on_later(run) => {
                let text = "Stopped, because Export Desk was closed; it starts again when Export \
                            Desk is open";
                self.line(LogLevel::Warning, text.to_owned());
            }
            RunEnd::Cancelled if self.queue.is_closed() => {
                self.line(
                    LogLevel::Warning,
                    "Cancelled, because Export Desk was closed".to_owned(),
                );
            }
            RunEnd::Cancelled => self.line(LogLevel::Warning, "Cancelled".to_owned()),
        }
    }

    fn problem(&self, Problem { path, message, hint }: &Problem) {
        let place = if path.is_empty() { String::new() } else { format!(" ({path})") };
        let hint = hint.as_ref().map(|hint| format!(". {hint}")).unwrap_or_default();
        self.line(LogLevel::Warning, format!("{}{place}{hint}", sentence(message)));
    }

    fn finding(&self, finding: &Finding) {
        self.line(LogLevel::Warning, format!("{}. {}", finding.message, finding.hint));
    }

    fn report(&self, report: &RunReport, spec: &ExportSpec) {
        for finding in &report.findings {
            self.finding(finding);
        }
        for problem in &report.warnings {
            self.problem(problem);
        }
        if spec.fields == FieldChoice::All && !report.missing_fields.is_empty() {
            let fields = report.missing_fields.join(", ");
            let text = format!("Left out, because the data has no such fields: {fields}");
            self.line(LogLevel::Warning, text);
        }
        for masked in &report.masked {
            self.info(masked.in_words());
        }
        if report.artifacts.is_empty() {
            self.info("No row matches, so there is no file".to_owned());
        } else {
            self.info(format!(
                "{} read, {} written: {} of text, {} packed",
                counted(report.rows_read, "row"),
                grouped(report.rows),
                counted(report.content_bytes, "byte"),
                grouped(report.bytes),
            ));
        }
        if let Some(Changes { added, changed, removed, unchanged }) = report.changes {
            self.info(format!(
                "{} added, {} changed, {} removed, {} unchanged",
                counted(added, "row"),
                grouped(changed),
                grouped(removed),
                grouped(unchanged),
            ));
        }
        for SetMember { name, file, rows, bytes, sha256, .. } in &report.members {
            let (rows, bytes) = (counted(*rows, "row"), counted(*bytes, "byte"));
            self.info(format!("“{name}”: {rows}, `{file}`, {bytes}, SHA-256 {sha256}"));
        }
        // What has no snapshot is among the warnings.
        if let Some(snapshot) = report.snapshot.filter(|snapshot| *snapshot != Snapshot::None) {
            self.info(snapshot.in_words().to_owned());
        }
        if let Some(number) = report.sequence_number {
            self.info(format!("Number {number} of its sequence"));
        }
        if report.artifacts.len() > 1 {
            for artifact in &report.artifacts {
                let Artifact { name, bytes, sha256, .. } = artifact;
                let bytes = counted(*bytes, "byte");
                self.info(format!("`{name}`: {bytes}, SHA-256 {sha256}"));
            }
        } else if report.artifacts.len() == 1 {
            self.info(format!("SHA-256 {}", report.sha256));
        }
        if report.artifacts.is_empty() {
            return;
        }
        self.info(format!("Saved as `{}` in {:.1} s", report.file.display(), report.seconds));
    }
}

async fn write_log(queue: &Queue, run: i64, mut lines: UnboundedReceiver<LogLine>) {
    while let Some(line) = lines.recv().await {
        // The run goes on without this line of its log.
        if let Err(error) = queue.base.store.add_log_line(run, &line).await {
            tracing::warn!(%error, line = line.text, "a line of the run's log can't be saved");
        }
    }
}

/// What is exported, in one sentence.
fn in_words(spec: &ExportSpec, connection: &str) -> String {
    if spec.is_set() {
        let names: Vec<&str> = spec.members.iter().map(|member| member.name.as_str()).collect();
        let count = counted(names.len() as u64, "export");
        return format!("{count} of {connection} together: {}", names.join(", "));
    }
    let fields = match &spec.fields {
        FieldChoice::All => "all fields".to_owned(),
        FieldChoice::Chosen(fields) => counted(fields.len() as u64, "field"),
    };
    let rows = match spec.filters.len() {
        0 => "every row".to_owned(),
        groups => counted(groups as u64, "filter group"),
    };
    let grouped = if spec.aggregation { ", grouped" } else { "" };
    format!("{} of {connection}, {fields}, {rows}{grouped}", spec.model)
}

/// So many bytes.
pub(super) fn bytes(count: u64) -> String {
    counted(count, "byte")
}
