//! From the rows of a plan to files that only need their names.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::changes::{Comparison, compared};
use super::compose::{Composed, Composer, MadeFile, RunNames, name_values};
use super::files::{Files, Ledger};
use super::pipeline::{Counts, Pipe, Piped, StageSeconds, stopped};
use super::{Prepared, RowStates, RunContext, RunReport, Stage, load_findings, masked, show_stage};
use crate::archive::{ArchiveSummary, ArchiveWriter, Packer};
use crate::error::Error;
use crate::format::{FileEncoder, FileSetup, Tally};
use crate::plan::ExportPlan;
use crate::receiver::{FileCheck, Finding};
use crate::sealing::{Draft, Seal};
use crate::source::{Rows, TableVersion};
use crate::spec::file_name::{FileParts, safe_file_name};
use crate::spec::profile::Hold;
use crate::spec::{Problem, WhenEmpty};

/// What the files of a plan are made with.
pub(super) struct Making<'a> {
    pub(super) context: &'a RunContext,
    pub(super) seal: &'a Arc<Seal>,
    pub(super) spool: &'a Path,
    pub(super) started_at: DateTime<Utc>,
    pub(super) ledger: Option<&'a dyn Ledger>,
    /// Of a member: the number of its set's sequence.
    pub(super) number: Option<u64>,
    /// Whether there is a file even if the definition wants none without rows.
    pub(super) needs_file: bool,
}

/// The files of a plan, which only need their names; none where no row matched and it
/// wants none then.
pub(super) struct Made {
    pub(super) plan: ExportPlan,
    pub(super) files: Files,
    pub(super) counts: Counts,
    pub(super) seconds: StageSeconds,
    pub(super) number: Option<u64>,
    pub(super) findings: Vec<Finding>,
    pub(super) rounded: Vec<Problem>,
    pub(super) missing_fields: Vec<String>,
    pub(super) table_version: Option<TableVersion>,
    pub(super) comparison: Option<Comparison>,
}

impl Made {
    /// What is known of a run before its files have their names.
    pub(super) fn report(&self, context: &RunContext, began_at: DateTime<Utc>) -> RunReport {
        let Self { plan, files, counts, comparison, .. } = self;
        let first = files.made.first();
        RunReport {
            file: PathBuf::new(),
            manifest: PathBuf::new(),
            artifacts: Vec::new(),
            sequence_number: self.number,
            sample: None,
            rows: counts.written,
            rows_read: counts.read,
            bytes: files.made.iter().map(|file| file.bytes).sum(),
            content_bytes: files.made.iter().map(|file| file.content_bytes).sum(),
            sha256: first.map(|file| file.sha256.clone()).unwrap_or_default(),
            started_at: began_at,
            planned_for: context.planned_for,
            window: plan.window,
            changes: comparison.as_ref().map(Comparison::changes),
            state: comparison.as_ref().and_then(Comparison::state),
            timezone_release: plan.zone.release(),
            seconds: 0.0,
            stages: self.seconds,
            warnings: self.warnings(),
            missing_fields: self.missing_fields.clone(),
            table_version: self.table_version.clone(),
            findings: self.findings.clone(),
            load: Vec::new(),
            masked: masked::columns(plan),
            headers: plan.columns.iter().map(|column| column.header.clone()).collect(),
            name: first.map(|file| file.name(1)).unwrap_or_default(),
            members: Vec::new(),
            member_manifests: Vec::new(),
            snapshot: None,
        }
    }

    /// Things that look like mistakes.
    pub(super) fn warnings(&self) -> Vec<Problem> {
        [&self.plan.warnings[..], &self.rounded, &masked::problems(&self.plan)].concat()
    }
}

/// Makes the files of a plan from its rows: all stages from the first row to files that
/// only need their names. None if the run was cancelled meanwhile.
pub(super) async fn make(
    prepared: Prepared,
    rows: Rows,
    making: &Making<'_>,
) -> Result<Option<Made>, Error> {
    let Making { context, started_at, spool, .. } = *making;
    let Prepared { plan, table, missing_fields, threads } = prepared;
    let (rows, comparison) = changes_of(&plan, rows, context);
    // What the comparison says is more than that its rows have ended.
    let explained = |error: Error| comparison.as_ref().and_then(Comparison::error).unwrap_or(error);
    let (rounded, table_version) = (rows.rounded.clone(), rows.version.clone());
    let check = FileCheck::new(&plan.columns, &plan.dialect, &plan.spec.format.receivers);
    let check = check.map(Arc::new);
    let schema = rows.stream.schema();
    let setup = FileSetup { zone: plan.zone, started_at, spool: spool.to_owned() };
    let encoder =
        FileEncoder::checked(&plan.columns, &schema, &plan.dialect, &setup, check.clone())?;
    let pipe = Pipe { plan: &plan, table, threads, context };
    let content = Content { pipe, making, exact_rows: rows.exact_rows, check };
    let finished = if plan.file_set.is_composed
        && let FileEncoder::Lines(lines) = &encoder
    {
        let names = RunNames { started_at, number: context.run_number };
        let (spool, seal) = (spool.to_owned(), Arc::clone(making.seal));
        let composer = Composer::new(&plan, lines, &schema, spool, names, seal)?;
        let piped = content.pipe.run(encoder, rows, composer).await.map_err(explained)?;
        let Some(piped) = piped else { return Ok(None) };
        content.composed(piped).await?
    } else {
        let one = OneFile::begin(&content, &encoder)?;
        let piped = content.pipe.run(encoder, rows, one.writer).await.map_err(explained)?;
        let Some(piped) = piped else { return Ok(None) };
        content.one_file(piped, one.draft, one.entry).await?
    };
    let Some(Finished { files, counts, seconds, number, mut findings }) = finished else {
        return Ok(None);
    };
    if !files.made.is_empty() {
        findings.extend(load_findings(&plan, files.made.len()));
    }
    Ok(Some(Made {
        rounded: rounded.problems(),
        plan,
        files,
        counts,
        seconds,
        number,
        findings,
        missing_fields,
        table_version,
        comparison,
    }))
}

/// The content of a plan's files, and what it must be before they get their names.
struct Content<'a> {
    pipe: Pipe<'a>,
    making: &'a Making<'a>,
    /// How many rows there must be, where the source says it.
    exact_rows: Option<u64>,
    check: Option<Arc<FileCheck>>,
}

/// Files that only need their names.
struct Finished {
    files: Files,
    counts: Counts,
    seconds: StageSeconds,
    number: Option<u64>,
    findings: Vec<Finding>,
}

/// A file of its own, which has its header.
struct OneFile {
    draft: Draft,
    writer: ArchiveWriter<BufWriter<File>>,
    entry: String,
}

impl OneFile {
    fn begin(content: &Content<'_>, encoder: &FileEncoder) -> Result<Self, Error> {
        let Content { pipe, making, .. } = content;
        let (plan, Making { context, seal, spool, started_at, .. }) = (pipe.plan, making);
        let header = encoder.header().map_err(Error::Encode)?;
        let format = &plan.spec.format;
        let names = RunNames { started_at: *started_at, number: context.run_number };
        let entry = match &plan.entry_name {
            Some(name) => name.render(&name_values(plan, names, 0, FileParts::default())),
            None => safe_file_name(&plan.spec.name),
        };
        let entry = format!("{entry}.{}", format.content_extension());
        let unwritten = |error| Error::Output { path: context.out.clone(), error };
        let draft = Draft::new(spool, seal).map_err(unwritten)?;
        let sink = draft.sink().map_err(unwritten)?;
        let (kind, password) = (format.compression, seal.password());
        let output = |error| pipe.unpublished(error);
        let mut writer = ArchiveWriter::with_password(sink, kind, &entry, *started_at, password)
            .map_err(output)?;
        let packed = Packer::new(kind, format.level).pack(&header).map_err(Error::Archive)?;
        writer.push(&packed).map_err(output)?;
        Ok(Self { draft, writer, entry })
    }
}

impl Content<'_> {
    /// Whether the rows are all that there are and may be published, with what receivers
    /// wouldn't read exactly; otherwise why not. No file has more than `lines`.
    fn checked(&self, piped: Counts, lines: u64) -> Result<Vec<Finding>, Error> {
        let format = &self.pipe.plan.spec.format;
        if piped.read != piped.written {
            return Err(Error::Incomplete { read: piped.written, expected: piped.read });
        }
        if let Some(expected) = self.exact_rows.filter(|expected| *expected != piped.read) {
            return Err(Error::Incomplete { read: piped.read, expected });
        }
        if piped.written == 0 && self.pipe.plan.spec.when_empty == WhenEmpty::Fail {
            return Err(Error::NoRows);
        }
        let findings = self.check.as_ref().map(|check| check.findings(lines)).unwrap_or_default();
        if format.hold == Hold::Stop && !self.is_without_file(piped) && !findings.is_empty() {
            return Err(Error::Held(findings));
        }
        show_stage(self.making.context, Stage::Publishing, piped.written);
        Ok(findings)
    }

    /// Whether no row matched where no file is wanted then.
    fn is_without_file(&self, piped: Counts) -> bool {
        let wants_none = self.pipe.plan.spec.when_empty == WhenEmpty::NoFile;
        piped.written == 0 && wants_none && !self.making.needs_file
    }

    /// Files of parts, or with lines around their rows.
    async fn composed(&self, piped: Piped<Composed>) -> Result<Option<Finished>, Error> {
        let Piped { made: composed, counts, seconds } = piped;
        let findings = self.checked(counts, composed.most_lines())?;
        if self.is_without_file(counts) {
            return Ok(Some(Finished::without_file(counts, seconds)));
        }
        let Making { ledger, number: of_set, context, .. } = *self.making;
        let number = reserve(self.pipe.plan, ledger).await?;
        let (seq, stop) = (number.or(of_set).unwrap_or(1), context.cancel.clone());
        let making = tokio::task::spawn_blocking(move || composed.make(seq, &stop));
        match making.await.map_err(stopped)? {
            Err(Error::Cancelled) => Ok(None),
            Err(error) => Err(self.pipe.described(error)),
            Ok(files) => Ok(Some(Finished { files, counts, seconds, number, findings })),
        }
    }

    /// The file as it was written.
    async fn one_file(
        &self,
        piped: Piped<ArchiveSummary<BufWriter<File>>>,
        draft: Draft,
        entry: String,
    ) -> Result<Option<Finished>, Error> {
        let Piped { made: archive, counts, seconds } = piped;
        let plan = self.pipe.plan;
        let lines = counts.written
            + u64::from(plan.dialect.has_header_line())
            + plan.dialect.layout.frame_lines();
        let findings = self.checked(counts, lines)?;
        if self.is_without_file(counts) {
            return Ok(Some(Finished::without_file(counts, seconds)));
        }
        let Making { context, ledger, number: of_set, started_at, .. } = *self.making;
        let number = reserve(plan, ledger).await?;
        let (stop, seal) = (context.cancel.clone(), Arc::clone(self.making.seal));
        let finishing = tokio::task::spawn_blocking(move || draft.finish(archive, &seal, &stop));
        let (file, archive) = match finishing.await.map_err(stopped)? {
            Err(Error::Cancelled) => return Ok(None),
            finished => finished.map_err(|error| self.pipe.described(error))?,
        };
        let rows = counts.written;
        let seq = number.or(of_set).unwrap_or(1);
        let of = FileParts { seq, sha256: &archive.sha256, ..FileParts::default() };
        let names = RunNames { started_at, number: context.run_number };
        let made = MadeFile {
            stem: plan.file_name.render(&name_values(plan, names, rows, of)),
            extension: plan.spec.format.published_extension(),
            bytes: archive.bytes,
            sha256: archive.sha256.clone(),
            content_bytes: archive.content_bytes,
            crc32: archive.crc32,
            entry,
            tally: Tally::of_rows(rows),
            lines,
            part: 1,
            value: String::new(),
            parts: 1,
            hash: String::new(),
        };
        let files = Files::of_one(file, made);
        Ok(Some(Finished { files, counts, seconds, number, findings }))
    }
}

impl Finished {
    fn without_file(counts: Counts, seconds: StageSeconds) -> Self {
        Self { files: Files::default(), counts, seconds, number: None, findings: Vec::new() }
    }
}

/// The rows as those that have changed, of an export of these.
pub(super) fn changes_of(
    plan: &ExportPlan,
    rows: Rows,
    context: &RunContext,
) -> (Rows, Option<Comparison>) {
    let Some(delta) = &plan.row_delta else { return (rows, None) };
    let states = context.states.clone().unwrap_or(RowStates { earlier: None, next: None });
    let fields: Vec<String> =
        plan.query.columns.iter().map(|column| column.field.id.clone()).collect();
    let read = plan.columns_read().filter_map(|(column, query)| query.map(|_| column));
    let headers = read.map(|column| column.header.clone()).collect();
    let (rows, comparison) = compared(rows, delta, &fields, headers, &states);
    (rows, Some(comparison))
}

/// The number of the sequence, if the definition has one.
pub(super) async fn reserve(
    plan: &ExportPlan,
    ledger: Option<&dyn Ledger>,
) -> Result<Option<u64>, Error> {
    match (&plan.file_set.sequence, ledger) {
        (Some((name, first)), Some(ledger)) => Ok(Some(ledger.reserve(name, *first).await?)),
        (Some(_) | None, _) => Ok(None),
    }
}
