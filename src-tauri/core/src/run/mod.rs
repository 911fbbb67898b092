//! One execution of an export, from its definition to a published file.
//!
//! Read [`run`] first: it is the stages in order. Nothing stands under its
//! final name until it is whole; a run that stops leaves nothing behind.

mod event;
mod manifest;
mod pipeline;
mod preview;
mod publish;
mod row_bytes;
mod verify;

pub use event::{Observer, Progress, Stage, Unobserved};
pub(crate) use manifest::resolved_dates;
pub use pipeline::StageSeconds;
pub use preview::{Preview, count, preview};
pub use publish::{IfExists, remove_leftovers};
pub(crate) use publish::{Spool, create_private_folder, new_file};
pub use verify::{Verification, verify_file};

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;
use tokio_util::sync::CancellationToken;

use crate::archive::ArchiveWriter;
use crate::catalog::Catalog;
use crate::clock::Clock;
use crate::error::Error;
use crate::format::{FileEncoder, FileSetup};
use crate::plan::ExportPlan;
use crate::source::{Source, SourceLimits, Table, custom_fields};
use crate::spec::file_name::{FileName, FileNameValues, safe_file_name};
use crate::spec::{ExportSpec, FieldChoice, Problem, SpecError, WhenEmpty};

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
    /// Stops the run.
    pub cancel: CancellationToken,
    /// Watches the run.
    pub observer: Arc<dyn Observer>,
}

/// What a finished run made.
#[derive(Debug, Clone, Serialize)]
pub struct RunReport {
    /// The published file.
    pub file: PathBuf,
    /// The manifest beside it.
    pub manifest: PathBuf,
    /// Rows in the file, without the header.
    pub rows: u64,
    /// Rows that the source gave.
    pub rows_read: u64,
    /// Bytes of the published file.
    pub bytes: u64,
    /// Bytes of the text before compression.
    pub content_bytes: u64,
    /// SHA-256 of the published file, lower-case hexadecimal.
    pub sha256: String,
    /// The run's start, from which relative dates are counted unless it was
    /// planned for another instant.
    pub started_at: DateTime<Utc>,
    /// The slot of its schedule, from which they are counted then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned_for: Option<DateTime<Utc>>,
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
    /// Headers of the file's columns, whether or not it has a header line.
    #[serde(skip)]
    pub headers: Vec<String>,
    /// The name that was asked for, with its extension and without a number for
    /// *keep both*.
    #[serde(skip)]
    pub name: String,
}

/// How a run ended, if it didn't fail.
#[derive(Debug)]
pub enum Outcome {
    /// There is a file.
    Finished(Box<RunReport>),
    /// It was cancelled, and left nothing.
    Cancelled,
}

/// A definition, checked against what the source has.
pub(crate) struct Prepared {
    pub(crate) plan: ExportPlan,
    pub(crate) table: Table,
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
    Ok(Prepared { plan, table, missing_fields, threads: limits.threads })
}

/// Tells which model may have been meant.
pub fn unknown_model(catalog: &Catalog, id: &str) -> SpecError {
    let hint = match catalog.nearest(id) {
        Some(near) => format!("Did you mean `{near}`?"),
        None => {
            let ids: Vec<&str> = catalog.models().iter().map(|model| model.id.as_str()).collect();
            format!("Use one of: {}.", ids.join(", "))
        }
    };
    Problem::new("model", format!("there is no data model `{id}`"), hint).into()
}

/// Executes an export.
pub async fn run(spec: &ExportSpec, context: &RunContext) -> Result<Outcome, Error> {
    let clock = std::time::Instant::now();
    let began_at = context.clock.now();
    let started_at = context.planned_for.unwrap_or(began_at);
    let stage = |stage: Stage, rows: u64| {
        let (content_bytes, percent) = (0, if stage == Stage::Publishing { 99.0 } else { 0.0 });
        context.observer.on_progress(&Progress {
            stage,
            rows,
            content_bytes,
            percent,
            rows_per_second: 0.0,
            seconds_left: None,
        });
    };
    stage(Stage::Preparing, 0);
    context.source.look_anew();
    let part = publish::Part::create(&context.out)?;
    let begun = async {
        let prepared = prepare(spec, context, part.spool(), started_at).await?;
        let rows = prepared.table.rows(&prepared.plan.query, None).await?;
        Ok::<_, Error>((prepared, rows))
    };
    // A database may take its time before the first row.
    let (prepared, rows) = tokio::select! {
        begun = begun => begun?,
        () = context.cancel.cancelled() => return Ok(Outcome::Cancelled),
    };
    let Prepared { plan, table, missing_fields, threads } = prepared;
    let (exact_rows, rounded) = (rows.exact_rows, rows.rounded.clone());
    let setup = FileSetup { zone: plan.zone, started_at, spool: part.spool().to_owned() };
    let encoder = FileEncoder::new(&plan.columns, &rows.stream.schema(), &plan.dialect, &setup)?;
    let header = encoder.header().map_err(Error::Encode)?;

    let format = &plan.spec.format;
    let name_of = |name: &FileName, rows: u64| {
        name.render(&FileNameValues {
            name: &plan.spec.name,
            model: &plan.spec.model,
            started_at,
            zone: plan.zone,
            run: context.run_number,
            rows,
        })
    };
    let entry = match &plan.entry_name {
        Some(name) => name_of(name, 0),
        None => safe_file_name(&plan.spec.name),
    };
    let entry = format!("{entry}.{}", format.content_extension());
    let out = context.out.clone();
    let output = move |error: crate::archive::ArchiveError| match error {
        crate::archive::ArchiveError::Write(error) => Error::Output { path: out.clone(), error },
        other => Error::Archive(other),
    };
    let mut writer = ArchiveWriter::new(part.writer()?, format.compression, &entry, started_at)
        .map_err(&output)?;
    let packed = crate::archive::Packer::new(format.compression, format.level)
        .pack(&header)
        .map_err(Error::Archive)?;
    writer.push(&packed).map_err(&output)?;

    let table = Arc::new(table);
    let teller = Arc::clone(&table);
    let piped = pipeline::pipe(
        &plan,
        encoder,
        rows,
        writer,
        threads,
        &context.cancel,
        context.observer.as_ref(),
        move |error| teller.told(error),
        output,
    )
    .await?;
    let Some(piped) = piped else { return Ok(Outcome::Cancelled) };
    if piped.rows_read != piped.rows_written {
        return Err(Error::Incomplete { read: piped.rows_written, expected: piped.rows_read });
    }
    if let Some(expected) = exact_rows.filter(|expected| *expected != piped.rows_read) {
        return Err(Error::Incomplete { read: piped.rows_read, expected });
    }
    if piped.rows_written == 0 && plan.spec.when_empty == WhenEmpty::Fail {
        return Err(Error::NoRows);
    }

    stage(Stage::Publishing, piped.rows_written);
    let name = name_of(&plan.file_name, piped.rows_written);
    let extension = format.published_extension();
    if format!("{name}.{extension}").to_lowercase().ends_with(".manifest.json") {
        let message = format!("a file called `{name}.{extension}` would stand where manifests do");
        let problem = Problem::new("file_name", message, "Choose another name or extension.");
        return Err(SpecError::from(problem).into());
    }
    let mut report = RunReport {
        file: PathBuf::new(),
        manifest: PathBuf::new(),
        rows: piped.rows_written,
        rows_read: piped.rows_read,
        bytes: piped.archive.bytes,
        content_bytes: piped.archive.content_bytes,
        sha256: piped.archive.sha256,
        started_at: began_at,
        planned_for: context.planned_for,
        timezone_release: plan.zone.release(),
        seconds: clock.elapsed().as_secs_f64(),
        stages: piped.seconds,
        warnings: plan.warnings.iter().cloned().chain(rounded.problems()).collect(),
        missing_fields,
        headers: plan.columns.iter().map(|column| column.header.clone()).collect(),
        name: format!("{name}.{extension}"),
    };
    let crc32 = piped.archive.crc32;
    let write_manifest =
        |file: &Path| manifest::text(&plan, &report, file, &entry, crc32, context.clock.now());
    let flushed = piped.archive.sink;
    let published = part.publish(flushed, &name, &extension, context.if_exists, write_manifest)?;
    report.file = published.file;
    report.manifest = published.manifest;
    report.seconds = clock.elapsed().as_secs_f64();
    Ok(Outcome::Finished(Box::new(report)))
}
