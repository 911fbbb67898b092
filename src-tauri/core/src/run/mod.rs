//! One execution of an export, from its definition to a published file.
//!
//! Read [`run`] first: it is the stages in order. Nothing stands under its
//! final name until it is whole; a run that stops leaves nothing behind.

mod changes;
mod compose;
mod event;
mod files;
mod make;
mod manifest;
mod masked;
mod pipeline;
mod preview;
mod publish;
mod set;
mod verify;

pub use crate::delivery::{Artifact, ArtifactRole};
pub use changes::{ChangeError, Changes, RowStates, StateFile};
pub use event::{Observer, Progress, Stage, Unobserved};
pub use files::Ledger;
pub(crate) use manifest::resolved_dates;
pub use masked::MaskedColumn;
pub use pipeline::StageSeconds;
pub use preview::{Preview, count, preview};
pub(crate) use publish::Spool;
pub use publish::{IfExists, remove_leftovers};
pub use set::{SetMember, Snapshot};
pub use verify::{
    Mismatch, OtherManifest, Verification, VerifiedEntry, check_file_with, unchecked, verify_file,
    verify_file_with,
};
pub(crate) use verify::{manifest_beside, password_name, rows_in};

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;
use tokio_util::sync::CancellationToken;

use crate::catalog::Catalog;
use crate::clock::Clock;
use crate::engine::Refusal;
use crate::error::Error;
use crate::mask_key::keys_of;
use crate::plan::{DeltaWindow, ExportPlan, unknown_model};
use crate::receiver::{Finding, LoadCommand, LoadFile, Receiver, Rule, load_columns};
use crate::sealing::Seal;
use crate::secret::{SecretStore, with_secrets};
use crate::source::{Rows, Source, SourceLimits, Table, TableVersion, custom_fields};
use crate::spec::format::Layout;
use crate::spec::profile::ReceiverId;
use crate::spec::{ExportSpec, FieldChoice, Problem, SpecError};

use compose::RunNames;
use make::{Made, Making, make};

/// What a run needs besides its definition.
#[derive(Clone)]
pub struct RunContext {
    /// The data models.
    pub catalog: Catalog,
    /// Where the rows are.
    pub source: Source,
    /// Where the file goes.
    pub out: PathBuf,
    /// What happens when the file's name is taken.
    pub if_exists: IfExists,
    /// Number of the run, for file names.
    pub run_number: u64,
    /// Bytes of memory for sorting and grouping.
    pub memory: usize,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// The slot of its schedule, from which relative dates and the times in file
    /// names are counted; none counts them from its start.
    pub planned_for: Option<DateTime<Utc>>,
    /// Of an export of what is new: the window of its rows.
    pub window: Option<DeltaWindow>,
    /// Of an export of what has changed: the states of its rows.
    pub states: Option<RowStates>,
    /// Stops the run.
    pub cancel: CancellationToken,
    /// Watches the run.
    pub observer: Arc<dyn Observer>,
    /// Has the keys of keyed hashes, the passwords of zips and the keys that sign.
    pub secrets: Arc<dyn SecretStore>,
}

/// How much of an export a sample has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Sample {
    /// So many rows at most.
    pub at_most: u64,
}

/// What a finished run made.
#[derive(Debug, Clone, Serialize)]
pub struct RunReport {
    /// The published file; of several parts the first. Of a run without a file it is
    /// empty, and so is the manifest's; both are null then where they are written.
    #[serde(serialize_with = "path_or_null")]
    pub file: PathBuf,
    /// The manifest beside it.
    #[serde(serialize_with = "path_or_null")]
    pub manifest: PathBuf,
    /// All files in the order in which they were published, without the manifest;
    /// left out where there is one.
    #[serde(skip_serializing_if = "is_single")]
    pub artifacts: Vec<Artifact>,
    /// The number that `{seq}` stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sequence_number: Option<u64>,
    /// Of a sample, how many rows it could have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<Sample>,
    /// Rows in all parts, without headers.
    pub rows: u64,
    /// Rows that the source gave.
    pub rows_read: u64,
    /// Bytes of all parts.
    pub bytes: u64,
    /// Bytes of their text before compression.
    pub content_bytes: u64,
    /// SHA-256 of the published file, lower-case hexadecimal.
    pub sha256: String,
    /// The run's start, from which relative dates are counted unless it was
    /// planned for another instant.
    pub started_at: DateTime<Utc>,
    /// The slot of its schedule, from which they are counted then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned_for: Option<DateTime<Utc>>,
    /// The window of its rows, of an export of what is new.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<DeltaWindow>,
    /// How many rows were added, changed and removed, of an export of what has changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<Changes>,
    /// The state of its rows that the next run begins from.
    #[serde(skip)]
    pub state: Option<StateFile>,
    /// Release of the time zone database that datetimes were written by.
    pub timezone_release: &'static str,
    /// Seconds from start to end.
    pub seconds: f64,
    /// Seconds of work by stage, over all threads.
    pub stages: StageSeconds,
    /// Things that look like mistakes.
    pub warnings: Vec<Problem>,
    /// Fields of the data model that the source doesn't have; *All fields*
    /// leaves them out.
    pub missing_fields: Vec<String>,
    /// The version of the table that the rows are of, where its format keeps earlier ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table_version: Option<TableVersion>,
    /// What the chosen receivers wouldn't read exactly.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// How each of them loads the file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub load: Vec<LoadCommand>,
    /// What was done to the values of masked columns.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub masked: Vec<MaskedColumn>,
    /// Headers of the file's columns, whether or not it has a header line.
    #[serde(skip)]
    pub headers: Vec<String>,
    /// The name that was asked for, with its extension and without a number for
    /// *keep both*.
    #[serde(skip)]
    pub name: String,
    /// The files of a set's members, in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<SetMember>,
    /// What the manifest says of each of them.
    #[serde(skip)]
    pub(crate) member_manifests: Vec<serde_json::Value>,
    /// How it is known that the members of a set are of one moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snapshot: Option<Snapshot>,
}

/// Whether a run made one file.
fn is_single(artifacts: &[Artifact]) -> bool {
    artifacts.len() < 2
}

fn path_or_null<S: serde::Serializer>(path: &Path, to: S) -> Result<S::Ok, S::Error> {
    Some(path).filter(|path| !path.as_os_str().is_empty()).serialize(to)
}

/// How a run ended, if it didn't fail.
#[derive(Debug)]
pub enum Outcome {
    /// There is a file.
    Finished(Box<RunReport>),
    /// No row matched and the definition wants no file then: its report names none.
    Empty(Box<RunReport>),
    /// It was cancelled, and left nothing.
    Cancelled,
}

/// A definition, checked against what the source has.
pub(crate) struct Prepared {
    pub(crate) plan: ExportPlan,
    pub(crate) table: Arc<Table>,
    pub(crate) missing_fields: Vec<String>,
    pub(crate) threads: usize,
}

/// Checks the definition and opens its source.
pub(crate) async fn prepare(
    spec: &ExportSpec,
    context: &RunContext,
    spill: &Path,
    started_at: DateTime<Utc>,
) -> Result<Prepared, Error> {
    if spec.is_set() {
        let hint = "Look at its members one by one.";
        let problem = Problem::new("members", "a set has no rows of its own", hint);
        return Err(SpecError::from(problem).into());
    }
    // A key that isn't there stops the run before anything is read.
    let keys = keys_of(spec, &context.secrets).await?;
    let mut catalog = context.catalog.clone();
    let mut limits = SourceLimits::new(spill);
    limits.memory = context.memory;
    let mut warnings = Vec::new();
    catalog.add_own_models(context.source.own_models());
    if spec.model == "customers" {
        let rows = custom_fields(&context.source, &catalog, &limits).await?;
        let problems = catalog.add_custom_fields(&rows);
        warnings.extend(problems.into_iter().map(|problem| Problem {
            path: "model".to_owned(),
            message: problem.message,
            hint: None,
        }));
    }
    let model = catalog.model(&spec.model).ok_or_else(|| unknown_model(&catalog, &spec.model))?;
    // All problems of the definition come before any of the source.
    ExportPlan::compile(spec, model, started_at)?;
    let table = Table::open(&context.source, model, &limits).await?;
    if spec.fields == FieldChoice::All
        && let Some(drift) = table.drift().into_iter().next()
    {
        // A column that is gone would be missing in the file without a word.
        return Err(drift.into());
    }
    if spec.fields == FieldChoice::All
        && let Some(renamed) = table.renamed_columns()
    {
        return Err(renamed.into());
    }
    warnings.extend(table.notes().iter().map(|note| Problem {
        path: "source".to_owned(),
        message: note.clone(),
        hint: None,
    }));
    let missing_fields = table.missing_fields();
    let model = if spec.fields == FieldChoice::All { &table.available_model() } else { model };
    let mut plan = ExportPlan::compile(spec, model, started_at)?;
    plan.warnings.extend(warnings);
    plan.set_keys(&keys);
    if let Some(window) = context.window.or_else(|| plan.first_window(started_at)) {
        plan = plan.within(window);
    }
    plan.begins_from_state = context.states.as_ref().is_some_and(|states| states.earlier.is_some());
    Ok(Prepared { plan, table: Arc::new(table), missing_fields, threads: limits.threads })
}

/// How the chosen receivers load a run's files, unless there is no command for them.
fn load_commands(plan: &ExportPlan, artifacts: &[Artifact]) -> Vec<LoadCommand> {
    let mut data = artifacts.iter().filter(|artifact| artifact.role == ArtifactRole::Data);
    let (Some(file), None) = (data.next(), data.next()) else { return Vec::new() };
    if without_load_command(plan, 1).is_some() {
        return Vec::new();
    }
    let columns = load_columns(plan);
    // The receiver decrypts the file first.
    let name = match &plan.spec.format.pgp {
        Some(_) => Path::new(&file.name).file_stem().unwrap_or_default().to_string_lossy(),
        None => file.name.as_str().into(),
    };
    let (table, dialect) = (plan.spec.model.as_str(), &plan.dialect);
    let file = LoadFile { name: &name, table, columns: &columns, dialect };
    let receivers = plan.spec.format.receivers.iter();
    receivers.filter_map(|receiver| LoadCommand::new(*receiver, &file)).collect()
}

/// Why no load command reads exactly the rows of so many files: message and hint.
fn without_load_command(plan: &ExportPlan, files: usize) -> Option<(String, &'static str)> {
    let dialect = &plan.dialect;
    if plan.spec.format.zip_password.is_some() {
        let message = "there is no load command for an archive with a password";
        return Some((message.to_owned(), "Unpack it by 7-Zip, then load the file in it."));
    }
    if dialect.lines_before + dialect.lines_after > 0 {
        let message = "there is no load command: the lines around the rows would be read as rows";
        return Some((message.to_owned(), "Remove these lines before you load the file."));
    }
    if dialect.header && plan.columns.iter().any(|column| column.header.contains(['\n', '\r'])) {
        let message = "there is no load command: a header has a line end";
        return Some((message.to_owned(), "Choose a header of one line."));
    }
    let in_archive = plan.file_set.split.is_some_and(|split| split.one_archive);
    let message = match files {
        _ if in_archive => "there is no load command for an archive of several parts".to_owned(),
        0 | 1 => return None,
        _ => format!("there is no load command for a table in {files} files"),
    };
    Some((message, "Load all parts one after another, or don't split the file."))
}

/// Says for each chosen receiver why there is no load command.
fn load_findings(plan: &ExportPlan, files: usize) -> Vec<Finding> {
    if plan.dialect.layout != Layout::Delimited {
        return Vec::new();
    }
    let Some((message, hint)) = without_load_command(plan, files) else { return Vec::new() };
    no_load(plan, &message, hint)
}

/// The same of a member of a set in one archive.
fn no_load_in_archive(plan: &ExportPlan) -> Vec<Finding> {
    if plan.dialect.layout != Layout::Delimited {
        return Vec::new();
    }
    let message = "there is no load command for a file in an archive of several";
    no_load(plan, message, "Unpack the archive, then load its file.")
}

fn no_load(plan: &ExportPlan, message: &str, hint: &str) -> Vec<Finding> {
    let finding = |receiver: &ReceiverId| Finding {
        receiver: *receiver,
        rule: Rule::NoLoadCommand,
        column: None,
        rows: 0,
        first_rows: Vec::new(),
        message: format!("{}: {message}", Receiver::of(*receiver).name),
        hint: hint.to_owned(),
    };
    plan.spec.format.receivers.iter().map(finding).collect()
}

/// Executes an export that needs to know nothing of earlier runs.
pub async fn run(spec: &ExportSpec, context: &RunContext) -> Result<Outcome, Error> {
    run_with(spec, context, None).await
}

/// Executes an export of no more than so many rows.
pub async fn sample(
    spec: &ExportSpec,
    context: &RunContext,
    most: usize,
) -> Result<Outcome, Error> {
    Box::pin(execute(spec, context, None, Some(most))).await
}

/// Executes an export. `ledger` knows which names and numbers were used.
pub async fn run_with(
    spec: &ExportSpec,
    context: &RunContext,
    ledger: Option<&dyn Ledger>,
) -> Result<Outcome, Error> {
    Box::pin(execute(spec, context, ledger, None)).await
}

async fn execute(
    spec: &ExportSpec,
    context: &RunContext,
    ledger: Option<&dyn Ledger>,
    most: Option<usize>,
) -> Result<Outcome, Error> {
    if spec.is_set() {
        return Box::pin(set::execute(spec, context, ledger)).await;
    }
    let done = Box::pin(execute_stages(spec, context, ledger, most)).await;
    done.map_err(|error| masked::without_values(spec, error))
}

async fn execute_stages(
    spec: &ExportSpec,
    context: &RunContext,
    ledger: Option<&dyn Ledger>,
    most: Option<usize>,
) -> Result<Outcome, Error> {
    let clock = std::time::Instant::now();
    let began_at = context.clock.now();
    let started_at = context.planned_for.unwrap_or(began_at);
    show_stage(context, Stage::Preparing, 0);
    // A key that has expired or isn't here stops the run before anything is read.
    let seal = tokio::select! {
        seal = seal_of(spec, context, began_at) => seal?,
        () = context.cancel.cancelled() => return Ok(Outcome::Cancelled),
    };
    context.source.look_anew();
    let part = publish::Workspace::create(&context.out)?;
    let begun = async {
        let prepared = prepare(spec, context, part.spool(), started_at).await?;
        let is_known = match prepared.plan.row_delta {
            Some(_) => context.states.is_some(),
            None => context.window.is_some(),
        };
        if spec.delta.is_some() && !is_known && most.is_none() {
            return Err(Refusal::DeltaNeedsHistory.into());
        }
        // A sample takes no number and no name.
        if most.is_none() {
            check_ledger(&prepared.plan, ledger)?;
        }
        let rows = begin(&prepared, context, most).await?;
        Ok::<_, Error>((prepared, rows))
    };
    // A database may take its time before the first row.
    let (prepared, rows) = tokio::select! {
        begun = begun => begun?,
        () = context.cancel.cancelled() => return Ok(Outcome::Cancelled),
    };
    let spool = part.spool();
    let making = Making {
        context,
        seal: &seal,
        spool,
        started_at,
        ledger,
        number: None,
        // Of a sample one wants to see the file.
        needs_file: most.is_some(),
    };
    let Some(made) = Box::pin(make(prepared, rows, &making)).await? else {
        return Ok(Outcome::Cancelled);
    };
    if context.cancel.is_cancelled() {
        return Ok(Outcome::Cancelled);
    }
    let mut report = made.report(context, began_at);
    report.sample = most.map(|most| Sample { at_most: most as u64 });
    report.seconds = clock.elapsed().as_secs_f64();
    if made.files.made.is_empty() {
        return Ok(Outcome::Empty(Box::new(report)));
    }
    let Made { plan, files, .. } = made;
    let names = RunNames { started_at, number: context.run_number };
    let encryption = seal.in_manifest();
    files::publish(part, files, &plan, names, &mut report, encryption, context, ledger).await?;
    report.load = load_commands(&plan, &report.artifacts);
    report.seconds = clock.elapsed().as_secs_f64();
    Ok(Outcome::Finished(Box::new(report)))
}

/// Shows that another stage of a run begins.
fn show_stage(context: &RunContext, stage: Stage, rows: u64) {
    let (content_bytes, percent) = (0, if stage == Stage::Publishing { 99.0 } else { 0.0 });
    context.observer.on_progress(&Progress {
        stage,
        rows,
        content_bytes,
        percent,
        rows_per_second: 0.0,
        seconds_left: None,
        server: None,
    });
}

/// How the files of a definition are encrypted; its keys and passwords are here.
async fn seal_of(
    spec: &ExportSpec,
    context: &RunContext,
    at: DateTime<Utc>,
) -> Result<Arc<Seal>, Error> {
    let format = spec.format.clone();
    let seal = with_secrets(&context.secrets, move |secrets| Seal::new(&format, secrets, at));
    Ok(Arc::new(seal.await?))
}

/// Refuses names and numbers that only a history knows where there is none.
fn check_ledger(plan: &ExportPlan, ledger: Option<&dyn Ledger>) -> Result<(), Error> {
    if ledger.is_none() && (plan.file_set.sequence.is_some() || plan.spec.new_names_only) {
        return Err(Refusal::NeedsHistory.into());
    }
    Ok(())
}

/// Begins to read the rows of a plan.
async fn begin(
    prepared: &Prepared,
    context: &RunContext,
    most: Option<usize>,
) -> Result<Rows, Error> {
    let rows = prepared.table.rows(&prepared.plan.query, most);
    let progress = Arc::clone(prepared.table.progress());
    Ok(pipeline::shown_meanwhile(rows, &progress, context.observer.as_ref()).await?)
}
