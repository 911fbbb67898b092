//! The front door for programs that keep exports: everything that the window
//! can ask for, with no window.
//!
//! [`Engine`] is cheap to clone; all clones are one. Whatever its methods say
//! is done stands in the history. Its parts: `definitions.rs` for what is
//! still being made, `queue.rs` and `run_task.rs` for runs, `files.rs` for what
//! they leave, `deliveries.rs` and `targets.rs` for where those go,
//! `connections.rs` for where data comes from. No method asks
//! anybody anything; dialogs are the caller's.

mod answers;
mod background_sending;
mod clock_watch;
mod connections;
mod context;
mod databases;
mod definitions;
mod deliveries;
mod delivery_retry;
mod deltas;
mod demo_brand;
mod files;
mod heartbeats;
mod ledger;
mod mail_settings;
mod mappings;
mod mask_keys;
mod notifications;
mod offline;
mod outbox;
mod preconditions;
mod profiles;
mod queue;
mod quiet;
mod recipes;
mod retention;
mod run_task;
mod runtime;
mod scheduler;
mod schedules;
mod sealing;
mod send_queue;
mod start;
mod tags;
mod targets;
mod zones;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use tokio::sync::{broadcast, watch};
use tokio_util::sync::CancellationToken;

pub use answers::AnswerText;
pub use connections::{ConnectionTest, SavedSource, TableTest, saved_source, saved_source_of};
pub use context::Change;
pub use definitions::{Preview, Validation};
pub use deliveries::DeliveryProgress;
pub use files::Verification;
pub use notifications::{IsWatched, OnClick};
pub use preconditions::Refusal;
pub use profiles::{
    Profiles, SAMPLE_ROWS, TestedProfile, built_in_profiles, open_profile, recognise_sample,
    save_profile_file,
};
pub use queue::{RunProgress, Stage};
pub use recipes::Recipe;
pub use schedules::Upcoming;
pub use start::{EngineOptions, Start, Timezone};
pub use targets::{MadeFile, Targets};
pub use zones::{OffsetFrom, ZoneOffsets, zone_offsets};

use background_sending::BackgroundSending;
use clock_watch::ClockWatch;
use context::Base;
use demo_brand::DemoBrand;
use queue::Queue;
use recipes::all_recipes;

use crate::catalog::Catalog;
use crate::clock::Clock;
use crate::error::{Error, sentence};
use crate::link::Link;
use crate::logging;
use crate::private_file::create_private_folder;
use crate::run::remove_leftovers;
use crate::source::{FileCache, SourceError};
use crate::spec::ExportSpec;
use crate::store::{
    Draft, ExportPage, ExportQuery, ExportRow, HistoryError, LogLevel, LogLine, NewExport, RunEnd,
    RunRow, RunStatus, Settings, Store, StoredExport, Trigger, Watermark, move_aside,
};
use crate::zone::{parse_zone, refresh};

/// News that a slow listener may be behind before it misses some.
const NEWS: usize = 1024;
/// Runs of an export that its details show.
const SHOWN_RUNS: u32 = 500;
/// How long opening waits for a folder that doesn't answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// An export with everything about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ExportDetails {
    /// As it is in the list.
    pub row: ExportRow,
    /// Its definition.
    pub spec: ExportSpec,
    /// Where its data comes from.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub connection: i64,
    /// Its latest runs, the newest first.
    pub runs: Vec<RunRow>,
    /// How far it has come, if it takes what is new.
    pub watermark: Option<Watermark>,
}

/// The engine of one home: what the window, `serve` and the command ask.
#[derive(Debug, Clone)]
pub struct Engine {
    queue: Queue,
    scheduler: Arc<scheduler::Looking>,
    background_sending: BackgroundSending,
    /// Stops removing what earlier processes left at targets.
    settling: CancellationToken,
}

impl Engine {
    /// Opens the history, puts right what the end of the last process left, and
    /// goes on with the runs that waited. Needs a Tokio runtime.
    pub async fn open(options: EngineOptions) -> Result<Self, Error> {
        let now = options.clock.now();
        let store = Store::open(&options.home, now).await?;
        let clock_watch = ClockWatch::new(store.newest_instant().await?, now);
        let home = options.home.clone();
        let zones = tokio::task::spawn_blocking(move || refresh(&home));
        // Without an answer in time the scheduler asks again.
        let _ = tokio::time::timeout(PATIENCE, zones).await;
        let (changes, _) = broadcast::channel(NEWS);
        let secrets = Arc::clone(&options.secrets);
        let known_hosts = options.known_hosts.clone();
        let targets = Targets::new(store.clone(), &options.home, known_hosts, secrets);
        let base = Arc::new(Base {
            home: options.home.clone(),
            profiles: Profiles::new(store.clone()),
            store,
            targets,
            demo: DemoBrand::new(
                options.home.join("demo"),
                options.demo_size,
                Arc::clone(&options.clock),
            ),
            defaults: options.default_settings(),
            models_folder: options.models_folder,
            built_in: Catalog::built_in(),
            clock: options.clock,
            clock_watch,
            secrets: options.secrets,
            changes,
            cache: FileCache::new(&options.home.join("unpacked")),
            refreshing: Arc::default(),
            copy_tries: tokio::sync::Mutex::default(),
            retention: tokio::sync::Mutex::default(),
            databases: databases::OpenDatabases::default(),
        });
        let (settings, unreadable) = base.store.settings(&base.defaults).await?;
        logging::follow(settings.log_detail);
        for error in unreadable {
            tracing::error!(%error, "a setting has its default");
        }
        base.store.release_stale_leases().await?;
        base.store.remove_stray_locks().await?;
        let interrupted = interrupt(&base).await?;
        base.store.purge(base.believed_now()).await?;
        base.store.forget_old_uploads(base.believed_now()).await?;
        let folder = settings.exports_folder;
        let cache = Arc::clone(&base.cache);
        let clean = async {
            let leftovers = move || {
                cache.remove_leftovers();
                remove_leftovers(&folder);
            };
            if let Err(panic) = tokio::task::spawn_blocking(leftovers).await {
                tracing::error!(%panic, "leftovers aren't removed");
            }
            retention::remove_old_files(&base).await;
            deltas::remove_old_states(&base).await;
        };
        if tokio::time::timeout(PATIENCE, clean).await.is_err() {
            tracing::info!(
                "the folder of exports answers slowly; it is cleaned after the next run"
            );
        }
        let queue = Queue::new(base, settings.parallel_runs);
        queue.adopt().await?;
        queue.resume_deliveries().await?;
        // What others do from here on is told, also before the first look.
        let news = queue.base.store.news().await?;
        let scheduler = Arc::new(scheduler::Looking::new(&queue, news));
        let background_sending = BackgroundSending::begin(&queue.base, interrupted);
        let settling = CancellationToken::new();
        let (base, cancel) = (Arc::clone(&queue.base), settling.clone());
        tokio::spawn(async move {
            // What can't be reached now is ended by a later process.
            let _ = base.targets.settle(None, None, &cancel).await;
        });
        Ok(Self { queue, scheduler, background_sending, settling })
    }

    /// Gives a history that can't be used another name, so that the next
    /// opening begins a new one. Gives its new path.
    pub fn move_history_aside(home: &Path, clock: &dyn Clock) -> Result<PathBuf, Error> {
        Ok(move_aside(home, clock.now())?)
    }

    fn base(&self) -> &Base {
        &self.queue.base
    }

    /// As if the clock had held what it shows for so long; for tests, which don't wait
    /// until a clock that has jumped is believed.
    #[doc(hidden)]
    pub fn clock_has_held(&self, time: Duration) {
        let base = self.base();
        base.clock_watch.believed(base.now());
        base.clock_watch.pass(time);
    }

    /// Stops what works, keeps what waits for the next start, and closes the
    /// history.
    pub async fn shut_down(&self) {
        self.base().demo.stop();
        self.settling.cancel();
        self.scheduler.end().await;
        self.queue.shut_down().await;
        self.background_sending.end().await;
        self.base().store.close().await;
    }

    /// What changes from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.base().changes.subscribe()
    }

    /// Runs that work, then those that wait.
    pub fn progress(&self) -> Vec<RunProgress> {
        self.queue.progress()
    }

    /// Marked as changed whenever [`progress`](Self::progress) may give
    /// something else; look at it as often as you like to be told.
    pub fn watch_progress(&self) -> watch::Receiver<u64> {
        self.queue.watch()
    }

    /// What a window needs to begin.
    pub async fn start(&self) -> Result<Start, Error> {
        let base = self.base();
        let (settings, unreadable) = base.store.settings(&base.defaults).await?;
        let mut start = Start::new(settings, base.now());
        start.connections = base.store.connections().await?;
        start.recipes = all_recipes(base, &start.settings.brand_timezone).await?;
        start.draft = base.store.draft().await?;
        start.warnings = base.catalog().1.iter().map(ToString::to_string).collect();
        start.warnings.extend(
            unreadable
                .iter()
                .map(|error| format!("{}; its default is used", sentence(&error.to_string()))),
        );
        start.runs = self.progress();
        Ok(start)
    }

    /// A page of the exports.
    pub async fn list_exports(&self, query: &ExportQuery) -> Result<ExportPage, Error> {
        let base = self.base();
        Ok(base.store.list_exports(query, &base.labels().await?, base.moment().await?).await?)
    }

    /// An export with its runs.
    pub async fn export_details(&self, id: i64) -> Result<ExportDetails, Error> {
        let base = self.base();
        let moment = base.moment().await?;
        let row = base.store.export_row(id, &base.labels().await?, moment).await?;
        let row = row.ok_or(Refusal::NoExport)?;
        let export = base.store.export(id).await?.ok_or(Refusal::NoExport)?;
        let mut runs = base.store.runs_of(id, SHOWN_RUNS).await?;
        let looked = tokio::task::spawn_blocking(move || {
            for run in &mut runs {
                // Removed by hand.
                let is_gone = |file: &PathBuf| !file.exists();
                if run.file.as_ref().is_some_and(is_gone)
                    || (run.file.is_some()
                        && run.artifacts.iter().any(|artifact| is_gone(&artifact.path)))
                {
                    (run.file, run.file_gone) = (None, true);
                }
            }
            runs
        });
        let runs = looked.await.map_err(|panic| run_task::stopped(&panic))?;
        let watermark = match &export.spec.delta {
            Some(_) => Some(base.store.watermark(id).await?),
            None => None,
        };
        let StoredExport { spec, connection } = export;
        Ok(ExportDetails { row, spec, connection, runs, watermark })
    }

    /// Saves a new export and, if asked, starts it; one with a schedule waits for
    /// that. Gives its id.
    pub async fn create_export(
        &self,
        spec: &ExportSpec,
        connection: i64,
        run_now: bool,
    ) -> Result<i64, Error> {
        let base = self.base();
        definitions::compile(base, spec, connection).await?;
        schedules::check_change(None, spec, base.now())?;
        let settings = base.settings().await?;
        let export =
            NewExport { spec, connection, created_by: &settings.user_name, created_at: base.now() };
        let id = base.store.add_export(&export).await?;
        self.schedules_changed();
        if run_now && spec.schedule.is_none() {
            self.start_run(id).await?;
        }
        Ok(id)
    }

    /// Gives an export another definition; runs that wait use it, a run that
    /// works doesn't.
    pub async fn update_export(
        &self,
        id: i64,
        spec: &ExportSpec,
        connection: i64,
    ) -> Result<(), Error> {
        let base = self.base();
        definitions::compile(base, spec, connection).await?;
        let before = match base.store.export(id).await {
            Ok(before) => Some(before.ok_or(Refusal::NoExport)?.spec),
            // One that can't be read is replaced.
            Err(HistoryError::Unreadable { .. }) => None,
            Err(error) => return Err(error.into()),
        };
        schedules::check_change(before.as_ref(), spec, base.now())?;
        if !base.store.update_export(id, spec, connection, base.now()).await? {
            return Err(Refusal::NoExport.into());
        }
        self.schedules_changed();
        Ok(())
    }

    /// Deletes an export and stops its runs. Its files stay where they are.
    pub async fn delete_export(&self, id: i64) -> Result<(), Error> {
        let base = self.base();
        if !base.store.set_deleted(id, Some(base.now())).await? {
            return Err(Refusal::NoExport.into());
        }
        self.queue.cancel_export(id).await?;
        base.tell(Change::Exports);
        Ok(())
    }

    /// Undoes [`delete_export`](Self::delete_export). What its schedule missed
    /// meanwhile isn't made up for.
    pub async fn restore_export(&self, id: i64) -> Result<(), Error> {
        let base = self.base();
        base.store.begin_anew(Some(id), base.now()).await?;
        if !base.store.set_deleted(id, None).await? {
            return Err(Refusal::NoExport.into());
        }
        self.schedules_changed();
        Ok(())
    }

    /// Queues a run. Gives its id.
    pub async fn start_run(&self, export: i64) -> Result<i64, Error> {
        self.queue.add(export, Trigger::Manual, None, None).await
    }

    /// Stops a run that waits or works; one that has ended stays as it is.
    pub async fn cancel_run(&self, run: i64) -> Result<(), Error> {
        self.queue.cancel(run).await
    }

    /// Queues a run of the same export, for the same slot and up to the end of the same
    /// window if it had one. Gives its id.
    pub async fn retry_run(&self, run: i64) -> Result<i64, Error> {
        let run = self.base().store.run(run).await?.ok_or(Refusal::NoRun)?;
        self.queue.add(run.export_id, Trigger::Retry, run.planned_for, Some(run.id)).await
    }

    /// A run.
    pub async fn run_row(&self, run: i64) -> Result<RunRow, Error> {
        Ok(self.base().store.run(run).await?.ok_or(Refusal::NoRun)?)
    }

    /// The export that a link shows; none where it is gone, or never was here.
    pub async fn linked_export(&self, link: Link) -> Result<Option<i64>, Error> {
        let base = self.base();
        let export = match link {
            Link::Exports => None,
            Link::Export(export) => Some(export),
            Link::Run(run) => base.store.run(run).await?.map(|run| run.export_id),
        };
        let Some(export) = export else { return Ok(None) };
        let (labels, moment) = (base.labels().await?, base.moment().await?);
        Ok(base.store.export_row(export, &labels, moment).await?.map(|row| row.id))
    }

    /// The log of a run, oldest line first.
    pub async fn run_log(&self, run: i64) -> Result<Vec<LogLine>, Error> {
        Ok(self.base().store.run_log(run).await?)
    }

    /// Keeps what the wizard holds.
    pub async fn save_draft(&self, draft: &Draft) -> Result<(), Error> {
        Ok(self.base().store.save_draft(draft).await?)
    }

    /// Forgets what the wizard held.
    pub async fn delete_draft(&self) -> Result<(), Error> {
        Ok(self.base().store.delete_draft().await?)
    }

    /// The settings.
    pub async fn settings(&self) -> Result<Settings, Error> {
        Ok(self.base().settings().await?)
    }

    /// Saves settings that can be used, and follows them at once; the mail
    /// server stays as it is.
    pub async fn save_settings(&self, settings: &Settings) -> Result<(), Error> {
        let base = self.base();
        let before = base.settings().await?;
        check(settings)?;
        if settings.exports_folder != before.exports_folder {
            let folder = settings.exports_folder.clone();
            blocking(&folder.clone(), move || can_write(&folder)).await?;
        }
        base.change_settings(|saved| {
            // What is changed by itself stays, whatever an older page sends.
            let Settings { schedules_paused, mail, mask_keys, .. } = saved.clone();
            *saved = Settings { schedules_paused, mail, mask_keys, ..settings.clone() };
        })
        .await?;
        self.queue.set_limit(settings.parallel_runs);
        logging::follow(settings.log_detail);
        if settings.retention_days != before.retention_days {
            retention::remove_old_files(base).await;
        }
        Ok(())
    }
}

/// Marks the runs that the end of another process has stopped. Gives what is to
/// be told of them, which that process can't.
async fn interrupt(base: &Base) -> Result<Vec<Change>, HistoryError> {
    let mut untold = Vec::new();
    let message = "The run was interrupted: Export Desk or the computer stopped in the middle";
    let hint = "Run it again; nothing unfinished was kept.";
    for run in base.store.stopped_runs().await? {
        let end = RunEnd::Failed {
            code: "interrupted",
            message: message.to_owned(),
            hint: Some(hint.to_owned()),
        };
        if !base.store.end_run(run, &end, None, base.now()).await? {
            // Another process was quicker to say so.
            continue;
        }
        tracing::warn!(run, "a run was interrupted");
        let line =
            LogLine { at: base.now(), level: LogLevel::Error, text: format!("{message}. {hint}") };
        base.store.add_log_line(run, &line).await?;
        // Deleted exports are ignored.
        let Some((export_id, export_name)) = base.store.export_of(run).await? else { continue };
        untold.push(Change::RunEnded {
            run_id: run,
            export_id,
            export_name,
            status: RunStatus::Failed,
            message: Some(message.to_owned()),
            hint: Some(hint.to_owned()),
            rows: None,
            bytes: None,
            seconds: None,
        });
    }
    Ok(untold)
}

fn check(settings: &Settings) -> Result<(), Refusal> {
    let refuse = |message: String, hint| Err(Refusal::Setting { message, hint });
    for zone in [&settings.brand_timezone, &settings.user_timezone] {
        if let Err(unknown) = parse_zone(zone) {
            let hint = "Choose a time zone such as Europe/Budapest.";
            return refuse(unknown.to_string(), hint);
        }
    }
    if settings.user_name.trim().is_empty() {
        return refuse("the user has no name".to_owned(), "Type the name of who makes exports.");
    }
    if !settings.exports_folder.is_absolute() {
        let message = format!("`{}` isn't a whole path", settings.exports_folder.display());
        return refuse(message, "Choose the folder for finished files.");
    }
    if settings.retention_days == Some(0) {
        return refuse("files can't be kept for 0 days".to_owned(), "Keep them for a day or more.");
    }
    if !(1..=16).contains(&settings.parallel_runs) {
        let message = format!("{} runs at once aren't possible", settings.parallel_runs);
        return refuse(message, "Choose 1 to 16.");
    }
    if settings.mail_attach_limit_mb > 100 {
        let message = format!("{} MB are too much for an e-mail", settings.mail_attach_limit_mb);
        return refuse(message, "Attach 100 MB at most; most servers take 10 to 25.");
    }
    if settings.memory_mb < 64 {
        let message = format!("{} MB of memory aren't enough to sort rows", settings.memory_mb);
        return refuse(message, "Allow 64 MB or more.");
    }
    Ok(())
}

/// Tries whether files can be made in a folder, which is made if it isn't there.
fn can_write(folder: &Path) -> Result<(), Error> {
    let told = |error| Error::Output { path: folder.to_owned(), error };
    create_private_folder(folder).map_err(told)?;
    tempfile::tempfile_in(folder).map(drop).map_err(told)
}

/// Does something with files that may take a while.
async fn blocking<T: Send + 'static>(
    path: &Path,
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(panic) => {
            let (path, reason) = (path.to_owned(), panic.to_string());
            Err(SourceError::Unreadable { path, reason }.into())
        }
    }
}
