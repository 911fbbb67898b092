//! Export Desk without a window: the same engine on the command line.
//!
//! Exit codes: 0 finished, 1 a run or delivery failed or a file is damaged, 2 wrong definition
//! or usage, 3 no manifest names the file or two files differ, 130 cancelled.
#![cfg_attr(not(test), warn(clippy::print_stdout, clippy::unwrap_used))]

mod output;
mod pages;
mod profile;
mod schedules;
mod sealing;
mod serve;
mod target;
mod zones;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Datelike, Utc};
use clap::{Parser, Subcommand, ValueEnum};
use export_desk_core::catalog::Catalog;
use export_desk_core::clock::{Clock, FixedClock, SystemClock};
use export_desk_core::compare::compare_files;
use export_desk_core::demo::{DemoSize, is_fresh, write_demo, write_demo_until};
use export_desk_core::engine::{MadeFile, Refusal, SavedSource, saved_source_of};
use export_desk_core::error::Error;
use export_desk_core::plan::{DeltaKind, DeltaWindow, ExportPlan, unknown_model};
use export_desk_core::run::{IfExists, Ledger, Outcome, RunContext, Unobserved, check_file_with};
use export_desk_core::secret::Keychain;
use export_desk_core::source::{ConnectionSettings, Folder, Mapping, Source, open_source};
use export_desk_core::spec::delta::DeltaBy;
use export_desk_core::spec::{ExportSpec, Problem, SpecError};
use export_desk_core::store::{LAST_NUMBER, NamedWatermark};
use output::{say, tell};
use profile::ProfileTask;
use serde_json::json;
use target::TargetTask;
use tokio_util::sync::CancellationToken;

/// What a cancelled command ends with.
const CANCELLED: u8 = 130;

/// Exports of a loyalty programme's data, from a definition to a verified file.
#[derive(Parser)]
#[command(name = "export-desk-cli", version)]
struct Arguments {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Executes an export.
    Run {
        #[command(flatten)]
        on: On,
        /// Folder that the file goes to.
        #[arg(long, default_value = ".")]
        out: PathBuf,
        /// What happens when the file's name is taken.
        #[arg(long, value_enum, default_value_t = Taken::Number)]
        if_exists: Taken,
        /// Number of the run, for `{run}` in file names.
        #[arg(long, default_value_t = 1)]
        run_number: u64,
        /// Leaves the file here, also if the definition names targets.
        #[arg(long)]
        no_deliver: bool,
        /// File with public PGP keys that the file is encrypted to, in place of those
        /// of the definition; may be given several times.
        #[arg(long, value_name = "FILE")]
        pgp_key: Vec<PathBuf>,
    },
    /// Shows the file's first rows and counts the matching ones.
    Preview {
        #[command(flatten)]
        on: On,
        /// How many rows are shown.
        #[arg(long, default_value_t = 20)]
        rows: usize,
        /// Leaves the count out.
        #[arg(long)]
        no_count: bool,
    },
    /// Checks a definition without reading data.
    Validate {
        /// The definition, a JSON file; `-` reads standard input.
        spec: PathBuf,
        /// Folder of the user's own data models.
        #[arg(long)]
        models: Option<PathBuf>,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
    /// Says when a definition's schedule runs it.
    Next {
        /// The definition, a JSON file; `-` reads standard input.
        spec: PathBuf,
        /// How many runs are named, at most 100,000.
        #[arg(long, default_value_t = 10, value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(..=100_000))]
        count: usize,
        /// The runs after this instant, such as 2026-11-22T12:00:00Z; now unless
        /// told otherwise.
        #[arg(long, value_parser = instant)]
        after: Option<DateTime<Utc>>,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
    /// Runs schedules without a window, over the same history, until it is
    /// stopped (Ctrl+C).
    Serve {
        /// The product's folder with the history; the user's own unless told
        /// otherwise.
        #[arg(long)]
        home: Option<PathBuf>,
        /// Prints what happens as lines of JSON on standard output.
        #[arg(long)]
        json: bool,
    },
    /// Lists the data models, or the fields of one.
    Models {
        /// Id of a data model.
        name: Option<String>,
        /// Folder of the user's own data models.
        #[arg(long)]
        models: Option<PathBuf>,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
    /// Says which time zone database is in use, and what it says of zones.
    Zones {
        /// Zones whose offset and next changes are shown.
        names: Vec<String>,
        /// Imports a newer database first: Python's tzdata package (a .whl file), a
        /// .zip of a zoneinfo folder, or such a folder.
        #[arg(long, value_name = "FILE")]
        import: Option<PathBuf>,
        /// The product's folder, which keeps what is imported; the user's own unless
        /// told otherwise.
        #[arg(long)]
        home: Option<PathBuf>,
        /// The offset at this instant and the changes after it, such as
        /// 2026-11-22T12:00:00Z; now unless told otherwise.
        #[arg(long)]
        at: Option<DateTime<Utc>>,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
    /// Prints the definition's JSON Schema.
    Schema,
    /// Lists sequences of numbers, and sets the next number of one.
    #[command(subcommand)]
    Sequence(SequenceTask),
    /// Says how far exports of what is new have come, and lets them begin elsewhere.
    #[command(subcommand)]
    Delta(DeltaTask),
    /// Lists, tests, saves and deletes the places that files are delivered to.
    #[command(subcommand)]
    Target(TargetTask),
    /// Lists, shows, tests, imports and exports profiles: how receivers want their
    /// files.
    #[command(subcommand)]
    Profile(ProfileTask),
    /// Shows the public PGP keys in a file: whose they are, which sub-key encrypts, and
    /// until when.
    PgpKey {
        /// The file.
        file: PathBuf,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
    /// Reads a finished file back, compares it with its manifest and prints what it
    /// holds.
    ///
    /// Exit codes: 0 the file is the one that its manifest describes, 1 it is damaged, or the
    /// manifest contradicts it (`findings`), 2 wrong usage, 3 the file can be read, and no
    /// manifest beside it names it (`unproven`).
    Verify {
        /// The file.
        file: PathBuf,
    },
    /// Compares the rows of two finished files by key columns: which were added, removed
    /// and changed. The manifests beside them say how they are written.
    ///
    /// Exit codes: 0 the rows are alike, 1 they can't be compared, 2 wrong usage, 3 they
    /// differ.
    Compare {
        /// The earlier file; of several parts any of them.
        earlier: PathBuf,
        /// The later file.
        later: PathBuf,
        /// Header of a column that tells rows apart; may be given several times.
        #[arg(long, required = true, value_name = "COLUMN")]
        key: Vec<String>,
        /// CSV file for all differences.
        #[arg(long, value_name = "FILE")]
        save: Option<PathBuf>,
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
    /// Writes man pages and completions of shells, for packages.
    #[command(hide = true)]
    Pages {
        /// Folder for them.
        dir: PathBuf,
    },
    /// Makes the demo brand.
    Demo {
        /// Number of customers.
        #[arg(long, default_value_t = DemoSize::default().customers)]
        customers: u64,
        /// Number of events.
        #[arg(long, default_value_t = DemoSize::default().events)]
        events: u64,
        /// Seed; the same seed gives the same brand.
        #[arg(long, default_value_t = DemoSize::default().seed)]
        seed: u64,
        /// Instant at which its story ends; the same for everybody unless given.
        #[arg(long, value_parser = instant)]
        until: Option<DateTime<Utc>>,
        /// Folder for it.
        #[arg(long)]
        dir: PathBuf,
    },
}

/// On what an export works.
#[derive(clap::Args)]
struct On {
    /// The definition, a JSON file; `-` reads standard input.
    spec: PathBuf,
    /// Folder of the data; the demo brand unless told otherwise.
    #[arg(long, conflicts_with = "connection")]
    data: Option<PathBuf>,
    /// Name of a saved connection, or an address: `demo`, `file://FOLDER`,
    /// `sqlite://FILE`, `postgres://USER@HOST/DATABASE`, `mysql://…`,
    /// `s3://KEY@BUCKET/PATH?region=…&endpoint=…` or
    /// `sc://HOST:PORT/;use_ssl=true;catalog=…`, a Spark Connect server. The
    /// password, secret key or token comes from the environment variable
    /// EXPORT_DESK_PASSWORD; a bucket's whole key may come from AWS_ACCESS_KEY_ID
    /// and AWS_SECRET_ACCESS_KEY. A masking key may come from EXPORT_DESK_MASK_KEY_NAME
    /// in place of the keychain.
    #[arg(long)]
    connection: Option<String>,
    /// Folder with the saved connections and profiles.
    #[arg(long)]
    home: Option<PathBuf>,
    /// A saved mapping of data models to tables, a JSON file.
    #[arg(long)]
    mapping: Option<PathBuf>,
    /// Folder of the user's own data models.
    #[arg(long)]
    models: Option<PathBuf>,
    /// Prints one JSON object on standard output, and progress as lines of JSON
    /// on standard error.
    #[arg(long)]
    json: bool,
    /// Pretends that it starts at this instant, such as 2026-11-22T12:00:00Z.
    #[arg(long, value_parser = instant)]
    at: Option<DateTime<Utc>>,
    /// Megabytes of memory for sorting and grouping.
    #[arg(long, default_value_t = 512)]
    memory: usize,
    /// Of an export of what is new: its rows are from before this instant.
    #[arg(long, value_parser = instant)]
    to: Option<DateTime<Utc>>,
    /// The same: they are from this instant or later, never from before the definition's
    /// `since`. Without it the run takes everything else before `--to`.
    #[arg(long, value_parser = instant, requires = "to")]
    from: Option<DateTime<Utc>>,
}

impl On {
    /// The window of an export of what is new.
    fn window(&self) -> Option<DeltaWindow> {
        let kind = if self.from.is_some() { DeltaKind::Delta } else { DeltaKind::Full };
        Some(DeltaWindow { kind, from: self.from, to: self.to? })
    }

    /// Refuses a window that means nothing.
    fn check_window(&self, spec: &ExportSpec) -> Result<(), Ended> {
        let wrong = |message: &str, hint: &str| Err(Ended::Wrong(Problem::new("", message, hint)));
        match (self.window(), &spec.delta) {
            (Some(_), None) => {
                wrong("the definition has no `delta`, and a window is named", "Leave out --to.")
            }
            (Some(_), Some(delta)) if delta.by != DeltaBy::Date => wrong(
                "only an export of what is new by a date has a window",
                "Leave out --to, and run it in the window.",
            ),
            (Some(DeltaWindow { from: Some(from), to, .. }), Some(_)) if from > to => {
                wrong("the window ends before it begins", "Exchange --from and --to.")
            }
            _ => Ok(()),
        }
    }
}

/// An instant of the years that dates in files and schedules can have.
fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    let instant: DateTime<Utc> = text.parse().map_err(|error| format!("{error}"))?;
    if (1..=9998).contains(&instant.year()) {
        Ok(instant)
    } else {
        Err("its year isn't between 1 and 9998".to_owned())
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Taken {
    /// Keep both: the new one gets a number.
    Number,
    /// Replace it.
    Replace,
    /// Stop.
    Fail,
}

/// Why the command ends.
enum Ended {
    Failed(Box<Error>),
    Wrong(Problem),
    /// It has failed, and what was printed says why.
    Told,
    /// A file was read back, and nothing shows that it is the right one, which was printed.
    Unproven,
    /// Two files have other rows, which was printed.
    Different,
    Cancelled,
}

impl From<Error> for Ended {
    fn from(error: Error) -> Self {
        Self::Failed(Box::new(error))
    }
}

impl From<SpecError> for Ended {
    fn from(error: SpecError) -> Self {
        Error::from(error).into()
    }
}

/// How long threads that still wait for a disk may hold up the end.
const LAST_WAIT: std::time::Duration = std::time::Duration::from_millis(700);

fn main() -> ExitCode {
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            tell!("threads can't be started: {error}");
            return ExitCode::from(1);
        }
    };
    let code = runtime.block_on(start());
    runtime.shutdown_timeout(LAST_WAIT);
    code
}

async fn start() -> ExitCode {
    let arguments = Arguments::parse();
    let json = match &arguments.command {
        Task::Run { on, .. } | Task::Preview { on, .. } => on.json,
        Task::Validate { json, .. }
        | Task::PgpKey { json, .. }
        | Task::Models { json, .. }
        | Task::Next { json, .. }
        | Task::Zones { json, .. }
        | Task::Compare { json, .. }
        | Task::Serve { json, .. } => *json,
        Task::Target(task) => task.is_json(),
        Task::Sequence(SequenceTask::List { json }) => *json,
        Task::Sequence(SequenceTask::Set { .. }) => false,
        Task::Delta(DeltaTask::List { json }) => *json,
        Task::Delta(DeltaTask::Rewind { .. } | DeltaTask::Full { .. }) => false,
        Task::Profile(task) => task.is_json(),
        Task::Schema | Task::Verify { .. } | Task::Pages { .. } | Task::Demo { .. } => false,
    };
    let cancel = CancellationToken::new();
    let stop = cancel.clone();
    let is_light = arguments.command.leaves_nothing();
    tokio::spawn(async move {
        stop_signal().await;
        if is_light {
            std::process::exit(CANCELLED.into());
        }
        stop.cancel();
        // Who waits for input, or for somebody who reads its output, hears nothing of that.
        let mut waits = 0;
        while waits < 10 {
            tokio::time::sleep(Duration::from_millis(200)).await;
            waits = if output::waits() { waits + 1 } else { 0 };
        }
        std::process::exit(CANCELLED.into());
    });
    let done = Box::pin(execute(arguments.command, &cancel)).await;
    if done.is_ok()
        && let Some(error) = output::unwritten()
    {
        output::failed(false, &error);
        return ExitCode::from(1);
    }
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Ended::Cancelled) => {
            output::cancelled(json);
            ExitCode::from(CANCELLED)
        }
        Err(Ended::Told) => ExitCode::from(1),
        Err(Ended::Unproven | Ended::Different) => ExitCode::from(3),
        Err(Ended::Wrong(problem)) => {
            output::failed(json, &Error::Spec(problem.into()));
            ExitCode::from(2)
        }
        Err(Ended::Failed(error)) => {
            output::failed(json, &error);
            ExitCode::from(if error.is_spec() { 2 } else { 1 })
        }
    }
}

async fn stop_signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        // Of a terminal that was closed; whoever started this by `nohup` wants it to go on.
        let hangup = if ignores_hangup() { None } else { signal(SignalKind::hangup()).ok() };
        let hung_up = async {
            match hangup {
                Some(mut hangup) => hangup.recv().await,
                None => std::future::pending().await,
            }
        };
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
                _ = hung_up => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Whether this was started to outlive its terminal. Only Linux says so without unsafe code;
/// elsewhere a hang-up ends it as it ends any program.
#[cfg(unix)]
fn ignores_hangup() -> bool {
    const HANGUP: u64 = 1;
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return true };
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.is_none_or(|mask| mask & HANGUP != 0)
}

impl Task {
    /// Whether it can end at any moment: it has nothing to clean up.
    fn leaves_nothing(&self) -> bool {
        match self {
            Self::Validate { .. }
            | Self::Next { .. }
            | Self::Models { .. }
            | Self::Schema
            | Self::PgpKey { .. }
            | Self::Verify { .. } => true,
            Self::Run { .. }
            | Self::Preview { .. }
            | Self::Zones { .. }
            | Self::Serve { .. }
            | Self::Target(_)
            | Self::Sequence(_)
            | Self::Delta(_)
            | Self::Profile(_)
            | Self::Compare { .. }
            | Self::Pages { .. }
            | Self::Demo { .. } => false,
        }
    }
}

async fn execute(task: Task, cancel: &CancellationToken) -> Result<(), Ended> {
    let at = match &task {
        Task::Run { on, .. }
        | Task::Preview { on, .. }
        | Task::Profile(ProfileTask::Test { on, .. }) => on.home.clone(),
        Task::Zones { home, .. } | Task::Serve { home, .. } => home.clone(),
        Task::Validate { .. }
        | Task::Next { .. }
        | Task::Models { .. }
        | Task::Schema
        | Task::Target(_)
        | Task::Sequence(_)
        | Task::Delta(_)
        | Task::Profile(_)
        | Task::PgpKey { .. }
        | Task::Verify { .. }
        | Task::Compare { .. }
        | Task::Pages { .. }
        | Task::Demo { .. } => None,
    };
    if let Some(home) = at.or_else(home) {
        // The user may have imported a newer time zone database.
        export_desk_core::zone::refresh(&home);
    }
    match task {
        Task::Run { on, out, if_exists, run_number, no_deliver, pgp_key } => {
            let run = OneRun { on, out, if_exists, run_number, no_deliver, pgp_key };
            run.execute(cancel).await
        }
        Task::Target(task) => target::execute(task, cancel).await,
        Task::Sequence(task) => sequence(task).await,
        Task::Delta(task) => delta(task).await,
        Task::Profile(task) => profile::execute(task, cancel).await,
        Task::Preview { on, rows, no_count } => preview(&on, rows, no_count, cancel).await,
        Task::Validate { spec, models, json } => {
            let spec = profile::applied(read_spec(&spec)?, None).await?;
            let plan = ExportPlan::of(&spec, &catalog(models.as_deref()), SystemClock.now())?;
            output::valid(json, &plan);
            Ok(())
        }
        Task::Serve { home, json } => serve::serve(home, json, cancel).await,
        Task::Next { spec, count, after, json } => schedules::next(&spec, count, after, json),
        Task::Models { name, models, json } => {
            let catalog = catalog(models.as_deref());
            match name {
                None => output::models(json, &catalog),
                Some(name) => {
                    let model =
                        catalog.model(&name).ok_or_else(|| unknown_model(&catalog, &name))?;
                    output::model(json, model);
                }
            }
            Ok(())
        }
        Task::Zones { names, import, home, at, json } => {
            zones::zones(&names, import.as_deref(), home, at, json)
        }
        Task::Schema => {
            say!("{:#}", ExportSpec::json_schema());
            Ok(())
        }
        Task::PgpKey { file, json } => sealing::show(&file, json),
        Task::Verify { file } => {
            let password = |name: Option<&str>| sealing::password(name);
            let verified = check_file_with(&file, &password).map_err(Error::Archive)?;
            if output::verified(&file, &verified) {
                return Ok(());
            }
            Err(if verified.mismatches.is_empty() { Ended::Unproven } else { Ended::Told })
        }
        Task::Compare { earlier, later, key, save, json } => {
            let password = |name: Option<&str>| sealing::password(name);
            let work = compare_files(&earlier, &later, &key, save.as_deref(), &password);
            let found = tokio::select! {
                found = work => found?,
                () = cancel.cancelled() => return Err(Ended::Cancelled),
            };
            if output::compared(json, &found) { Ok(()) } else { Err(Ended::Different) }
        }
        Task::Pages { dir } => pages::write(&dir).map_err(|error| {
            let message = format!("`{}` can't be written: {error}", dir.display());
            Ended::Wrong(Problem::new("", message, "Choose a folder that can be written."))
        }),
        Task::Demo { customers, events, seed, until, dir } => {
            demo(&dir, DemoSize { customers, events, seed }, until, cancel)?;
            say!("{}", dir.display());
            Ok(())
        }
    }
}

/// One run of a definition.
struct OneRun {
    on: On,
    out: PathBuf,
    if_exists: Taken,
    run_number: u64,
    no_deliver: bool,
    pgp_key: Vec<PathBuf>,
}

impl OneRun {
    async fn execute(self, cancel: &CancellationToken) -> Result<(), Ended> {
        let Self { on, out, if_exists, run_number, no_deliver, pgp_key } = self;
        let spec = profile::applied(read_spec(&on.spec)?, on.home.as_deref()).await?;
        on.check_window(&spec)?;
        let spec = sealing::encrypted_to(spec, &pgp_key)?;
        let is_local = no_deliver || spec.targets.is_empty();
        let targets = target::for_run(&spec, is_local).await?;
        let ran = async {
            let mut context = opened(&on, &spec, cancel).await?;
            context.out = out;
            context.run_number = run_number;
            context.if_exists = match if_exists {
                Taken::Number => IfExists::Number,
                Taken::Replace => IfExists::Replace,
                Taken::Fail => IfExists::Fail,
            };
            context.observer = output::progress(on.json);
            let ledger = targets.as_ref().map(|targets| targets.ledger(is_local));
            let ledger = ledger.as_ref().map(|ledger| ledger as &dyn Ledger);
            match export_desk_core::run::run_with(&spec, &context, ledger).await? {
                Outcome::Finished(report) => {
                    context.observer = Arc::new(Unobserved);
                    if let Some(targets) = &targets {
                        targets.record_command(&spec, &report, is_local).await?;
                    }
                    let Some(targets) = targets.as_ref().filter(|_| !is_local) else {
                        output::finished(on.json, &report, &[]);
                        return Ok(());
                    };
                    let made = MadeFile { spec: &spec, report: &report, run_number };
                    // Whatever time the rows are of, it is delivered now.
                    let done =
                        target::deliver(targets, &made, on.json, &SystemClock, cancel).await?;
                    let (told, failure) = done;
                    let Some(error) = failure else {
                        output::finished(on.json, &report, &told);
                        return Ok(());
                    };
                    output::not_delivered(on.json, &report, &told, &error);
                    Err(Ended::Told)
                }
                Outcome::Empty(report) => {
                    context.observer = Arc::new(Unobserved);
                    output::finished(on.json, &report, &[]);
                    Ok(())
                }
                Outcome::Cancelled => Err(Ended::Cancelled),
            }
        };
        let ended = ran.await;
        if let Some(targets) = &targets {
            targets.close().await;
        }
        ended
    }
}

async fn preview(
    on: &On,
    rows: usize,
    no_count: bool,
    cancel: &CancellationToken,
) -> Result<(), Ended> {
    let spec = profile::applied(read_spec(&on.spec)?, on.home.as_deref()).await?;
    on.check_window(&spec)?;
    let context = opened(on, &spec, cancel).await?;
    let work = async {
        let mut all = Vec::new();
        for part in spec.parts() {
            let name = spec.is_set().then_some(part.name.as_str());
            let done = async {
                let preview = export_desk_core::run::preview(part, &context, rows).await?;
                if !on.json {
                    output::preview_begins(name);
                    output::write_out(&preview.bytes);
                }
                let count = if no_count {
                    None
                } else {
                    Some(export_desk_core::run::count(part, &context).await?)
                };
                if !on.json {
                    output::preview_ends(&preview, count);
                }
                Ok::<_, Error>((preview, count))
            };
            let (preview, count) = done.await.map_err(|error| named(name, error))?;
            all.push((name, preview, count));
        }
        Ok::<_, Error>(all)
    };
    let all = tokio::select! {
        done = work => done?,
        () = cancel.cancelled() => return Err(Ended::Cancelled),
    };
    if on.json {
        output::previewed(&all);
    }
    Ok(())
}

/// `{seq}` counts accepted deliveries.
#[derive(Subcommand)]
enum SequenceTask {
    /// Lists them with their next numbers.
    List {
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
    /// Sets the number that the next accepted file has.
    Set {
        /// Name of the sequence: of the export, unless its definition names another.
        name: String,
        /// The number.
        #[arg(value_parser = clap::value_parser!(u64).range(..=LAST_NUMBER))]
        next: u64,
    },
}

async fn sequence(task: SequenceTask) -> Result<(), Ended> {
    let targets = target::open().await?;
    let done = async {
        match task {
            SequenceTask::List { json } => {
                let all = targets.sequences().await?;
                if json {
                    say!("{:#}", json!(all));
                } else {
                    for sequence in all {
                        say!("{}: {}", sequence.name, sequence.next);
                    }
                }
                Ok(())
            }
            SequenceTask::Set { name, next } => Ok(targets.set_sequence(&name, next).await?),
        }
    };
    let ended = done.await;
    targets.close().await;
    ended
}

/// How far the exports of the history have come that take only what is new.
#[derive(Subcommand)]
enum DeltaTask {
    /// Lists them with the instant where their next window begins.
    List {
        /// Prints JSON.
        #[arg(long)]
        json: bool,
    },
    /// Lets an export's next run begin where one of its finished runs ended.
    Rewind {
        /// Name of the export.
        export: String,
        /// Number of the run.
        run: u64,
    },
    /// Lets an export's next run take everything again.
    Full {
        /// Name of the export.
        export: String,
    },
}

async fn delta(task: DeltaTask) -> Result<(), Ended> {
    let targets = target::open().await?;
    let done = async {
        match task {
            DeltaTask::List { json } => {
                let all = targets.watermarks().await?;
                if json {
                    say!("{:#}", json!(all));
                } else {
                    for NamedWatermark { export, until, run } in all {
                        let run = run.map(|run| format!(" (run {run})")).unwrap_or_default();
                        match until {
                            Some(until) => say!("{export}: from {until}{run}"),
                            None => say!("{export}: everything"),
                        }
                    }
                }
                Ok(())
            }
            DeltaTask::Rewind { export, run } => Ok(targets.rewind(&export, run).await?),
            DeltaTask::Full { export } => Ok(targets.full_again(&export).await?),
        }
    };
    let ended = done.await;
    targets.close().await;
    ended
}

/// The error, and which member of a set it is of.
fn named(member: Option<&str>, error: Error) -> Error {
    match member {
        Some(name) => Error::Member { name: name.to_owned(), error: Box::new(error) },
        None => error,
    }
}

fn read_spec(path: &Path) -> Result<ExportSpec, Ended> {
    let text = output::outside(|| {
        if path == Path::new("-") {
            std::io::read_to_string(std::io::stdin())
        } else {
            std::fs::read_to_string(path)
        }
    });
    let text = text.map_err(|error| {
        let message = format!("`{}` can't be read: {error}", path.display());
        Ended::Wrong(Problem::new("", message, "Check the definition's path."))
    })?;
    Ok(ExportSpec::from_json(&text)?)
}

/// The built-in models and the user's own; what is wrong with those is said.
fn catalog(models: Option<&Path>) -> Catalog {
    let mut catalog = Catalog::built_in();
    let own = models.map(Path::to_owned).or_else(|| Some(home()?.join("models")));
    if let Some(own) = own {
        for problem in catalog.load_models(&own) {
            tell!("warning: {problem}");
        }
    }
    catalog
}

/// The product's folder for this user.
fn home() -> Option<PathBuf> {
    let set = std::env::var_os("EXPORT_DESK_HOME").filter(|value| !value.is_empty());
    if let Some(home) = set {
        return Some(home.into());
    }
    // Where the window has it.
    Some(dirs::data_dir()?.join("export-desk"))
}

/// What an export needs.
async fn context(
    on: &On,
    spec: &ExportSpec,
    cancel: &CancellationToken,
) -> Result<RunContext, Ended> {
    let source = match (&on.data, on.connection.as_deref()) {
        (Some(data), _) => {
            let settings = ConnectionSettings::Folder { path: data.clone() };
            let mapping = on.mapping.as_deref().map(read_mapping).transpose()?;
            open_source(settings, None).await.map_err(Error::Source)?.with_mapping(mapping)
        }
        (None, None) => Folder::open(&demo_folder(cancel)?).map_err(Error::Source)?.into(),
        (None, Some(connection)) => source(on, connection, spec, cancel).await?,
    };
    Ok(RunContext {
        catalog: catalog(on.models.as_deref()),
        source,
        out: PathBuf::from("."),
        if_exists: IfExists::default(),
        run_number: 1,
        memory: on.memory << 20,
        clock: match on.at {
            Some(at) => Arc::new(FixedClock(at)),
            None => Arc::new(SystemClock),
        },
        planned_for: None,
        window: on.window(),
        states: None,
        cancel: cancel.clone(),
        observer: Arc::new(Unobserved),
        secrets: Arc::new(sealing::HandedSecrets),
    })
}

/// A connection by its address or by the name under which it is saved.
async fn source(
    on: &On,
    connection: &str,
    spec: &ExportSpec,
    cancel: &CancellationToken,
) -> Result<Source, Ended> {
    let usage = |message: String, hint: &str| Ended::Wrong(Problem::new("", message, hint));
    let is_address = connection == "demo" || connection.contains(':');
    let mapping = match &on.mapping {
        Some(file) => Some(read_mapping(file)?),
        None => None,
    };
    if !is_address {
        let Some(home) = on.home.clone().or_else(home) else {
            let hint = "Set EXPORT_DESK_HOME, or name the folder with --home.";
            return Err(usage("there is no home folder with saved connections".to_owned(), hint));
        };
        let models: Vec<&str> = spec.parts().iter().map(|part| part.model.as_str()).collect();
        let field = spec.delta.as_ref().and_then(|delta| delta.field.as_deref());
        let window = field.zip(on.window());
        let saved = saved_source_of(&home, connection, &models, window, &Keychain).await;
        let SavedSource { source, copied_at } = saved.map_err(|error| {
            if matches!(error, Error::Refused(Refusal::UnknownConnection { .. })) {
                usage(error.message(), &error.hint().unwrap_or_default())
            } else {
                error.into()
            }
        })?;
        if let Some(at) = copied_at {
            let at = at.format("%Y-%m-%d %H:%M");
            tell!("From the copy on this computer, made {at} UTC");
        }
        return Ok(match mapping {
            Some(mapping) => source.with_mapping(Some(mapping)),
            None => source,
        });
    }
    let mut settings = ConnectionSettings::from_url(connection)
        .map_err(|wrong| usage(wrong.message.clone(), wrong.hint))?;
    if settings == ConnectionSettings::Demo {
        return Ok(Folder::open(&demo_folder(cancel)?).map_err(Error::Source)?.into());
    }
    let mut password = environment("EXPORT_DESK_PASSWORD");
    if let ConnectionSettings::ObjectStore(store) = &mut settings
        && store.access_key_id.is_none()
        && let (Some(id), Some(secret)) =
            (environment("AWS_ACCESS_KEY_ID"), environment("AWS_SECRET_ACCESS_KEY"))
    {
        store.access_key_id = Some(id);
        password = Some(secret);
    }
    let source = open_source(settings, password).await.map_err(Error::Source)?;
    Ok(source.with_mapping(mapping))
}

fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn read_mapping(file: &Path) -> Result<Mapping, Ended> {
    let wrong = |reason: String| {
        let message = format!("`{}` is no mapping: {reason}", file.display());
        Ended::Wrong(Problem::new("", message, "Save one from the connection's mapping."))
    };
    let text = std::fs::read_to_string(file).map_err(|error| wrong(error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))
}

/// What a run needs. Opening a source may take long, and can be given up.
async fn opened(
    on: &On,
    spec: &ExportSpec,
    cancel: &CancellationToken,
) -> Result<RunContext, Ended> {
    tokio::select! {
        context = context(on, spec, cancel) => context,
        () = cancel.cancelled() => Err(Ended::Cancelled),
    }
}

/// The demo brand, made at first use, and again when its story is over for long.
fn demo_folder(cancel: &CancellationToken) -> Result<PathBuf, Ended> {
    let Some(home) = home() else {
        let message = "there is no home folder for the demo brand";
        let hint = "Set EXPORT_DESK_HOME, or name a folder with --data.";
        return Err(Ended::Wrong(Problem::new("", message, hint)));
    };
    let folder = home.join("demo");
    let now = SystemClock.now();
    if !is_fresh(&folder, DemoSize::default(), now) {
        tell!("making the demo brand in {}", folder.display());
        demo(&folder, DemoSize::default(), Some(now), cancel)?;
    }
    Ok(folder)
}

fn demo(
    folder: &Path,
    size: DemoSize,
    until: Option<DateTime<Utc>>,
    cancel: &CancellationToken,
) -> Result<(), Ended> {
    let (told, cancelled) = (&mut |_| {}, || cancel.is_cancelled());
    let written = match until {
        Some(until) => write_demo_until(folder, size, until, told, &cancelled),
        None => write_demo(folder, size, told, &cancelled),
    };
    match written {
        Ok(_) => Ok(()),
        Err(_) if cancel.is_cancelled() => Err(Ended::Cancelled),
        Err(error) => Err(Error::Demo(error).into()),
    }
}
