//! Several exports as one: all of their rows are of one moment, and their files are
//! published together or not at all.
//!
//! All members are opened before the first row of any is read, and looked at again when
//! the last row of all has been written. Each member's file is made as that of any
//! export; what is done here is before, between and after.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

use super::compose::{MadeFile, RunNames, name_values, whole_name};
use super::files::{self, Files};
use super::make::{Made, Making, make, reserve};
use super::{
    Ledger, Observer, Outcome, Prepared, Progress, RunContext, RunReport, Stage, StageSeconds,
    begin, check_ledger, load_commands, manifest, masked, pipeline, prepare, publish, seal_of,
    show_stage,
};
use crate::archive::{ArchiveBuilder, ArchiveError};
use crate::error::Error;
use crate::format::Tally;
use crate::plan::{
    ExportPlan, extension_of_member, name_of_member, name_problems, of_member, whole_set,
};
use crate::sealing::{Draft, Seal};
use crate::source::Table;
use crate::spec::file_name::{FileParts, is_same_name};
use crate::spec::format::Compression;
use crate::spec::set::Packaging;
use crate::spec::{ExportSpec, Problem, SpecError};

/// The file of a member of a set, as a file of its own or as an entry of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SetMember {
    /// Name of the member.
    pub name: String,
    /// Id of its data model.
    pub model: String,
    /// Name of its file.
    pub file: String,
    /// Its rows, without a header.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub rows: u64,
    /// Bytes of the file; of an entry those of its content.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub bytes: u64,
    /// SHA-256 of these bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Bytes of its text before compression.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub content_bytes: u64,
}

/// How it is known that the members of a set are of one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Snapshot {
    /// All were read in one transaction of the database.
    Transaction,
    /// No file of any member changed from before the first row until after the last one.
    UnchangedFiles,
    /// It isn't: they were copied to this computer one after another.
    Copy,
    /// It isn't: the place has nothing of the kind, so they were read one after another.
    None,
}

impl Snapshot {
    /// The same in one sentence.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Transaction => "All members were read in one transaction",
            Self::UnchangedFiles => "No file of any member changed while the members were read",
            Self::Copy => {
                "The members were read from the copy on this computer, to which their data models \
                 were copied one after another"
            }
            Self::None => {
                "The members were read one after another: the connection has no snapshot that \
                 several queries can share"
            }
        }
    }
}

/// Executes a set.
pub(super) async fn execute(
    spec: &ExportSpec,
    context: &RunContext,
    ledger: Option<&dyn Ledger>,
) -> Result<Outcome, Error> {
    match finished(spec, context, ledger).await {
        Ok(report) => Ok(Outcome::Finished(Box::new(report))),
        Err(Error::Cancelled) => Ok(Outcome::Cancelled),
        Err(error) => Err(error),
    }
}

async fn finished(
    spec: &ExportSpec,
    context: &RunContext,
    ledger: Option<&dyn Ledger>,
) -> Result<RunReport, Error> {
    let clock = std::time::Instant::now();
    let began_at = context.clock.now();
    let started_at = context.planned_for.unwrap_or(began_at);
    show_stage(context, Stage::Preparing, 0);
    let whole = whole_set(spec, started_at)?;
    check_ledger(&whole, ledger)?;
    let seals = seals_of(spec, context, began_at);
    let (seal, seals) = unless_cancelled(&context.cancel, seals).await?;
    context.source.look_anew();
    let part = publish::Workspace::create(&context.out)?;
    let set = SetParts { spec, whole: &whole, seals: &seals, part: &part, ledger };
    let ReadMembers { mut members, snapshot, number } = read_members(set, context).await?;
    let names = RunNames { started_at, number: context.run_number };
    let mut report = report(&whole, &members, context, number);
    report.started_at = began_at;
    report.snapshot = Some(snapshot);
    if matches!(snapshot, Snapshot::None | Snapshot::Copy) {
        let hint = "Run the set, or refresh the copy, when nothing is written.";
        report.warnings.push(Problem::new("members", snapshot.in_words(), hint));
    }
    let files = match spec.packaging {
        Packaging::Archive => {
            let (names_of, stop) =
                (SetNames { whole: &whole, names, number }, context.cancel.clone());
            let packing = Packing::new(&names_of, &members, &seal, part.spool(), stop)?;
            let packed = tokio::task::spawn_blocking(move || packing.pack()).await;
            packed.map_err(pipeline::stopped)?.map_err(|error| written_to(context, error))?
        }
        Packaging::Files => side_by_side(&mut members),
    };
    let listed: Vec<&MadeFile> = match spec.packaging {
        Packaging::Archive => files.entries.iter().map(|(entry, _)| entry).collect(),
        Packaging::Files => files.made.iter().collect(),
    };
    for ((made, file), seal) in members.iter().zip(listed).zip(&seals) {
        let member = described(made, file);
        let encryption = seal.in_manifest();
        let manifest = manifest::of_member(&made.plan, &member, made, encryption.as_ref());
        report.member_manifests.push(manifest);
        report.members.push(member);
    }
    report.bytes = files.made.iter().map(|file| file.bytes).sum();
    report.sha256.clone_from(&files.made[0].sha256);
    report.name = files.made[0].name(1);
    report.seconds = clock.elapsed().as_secs_f64();
    if context.cancel.is_cancelled() {
        return Err(Error::Cancelled);
    }
    let encryption = seal.in_manifest();
    files::publish(part, files, &whole, names, &mut report, encryption, context, ledger).await?;
    if spec.packaging == Packaging::Files {
        for (made, member) in members.iter().zip(&report.members) {
            let own = report.artifacts.iter().filter(|artifact| artifact.name == member.file);
            report.load.extend(load_commands(&made.plan, &own.cloned().collect::<Vec<_>>()));
        }
    }
    report.seconds = clock.elapsed().as_secs_f64();
    Ok(report)
}

/// What is done, or nothing of it once the run is cancelled.
async fn unless_cancelled<T>(
    cancel: &CancellationToken,
    done: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    tokio::select! {
        done = done => done,
        () = cancel.cancelled() => Err(Error::Cancelled),
    }
}

/// What closes the set's archive, and the file of each member.
async fn seals_of(
    spec: &ExportSpec,
    context: &RunContext,
    began_at: DateTime<Utc>,
) -> Result<(Arc<Seal>, Vec<Arc<Seal>>), Error> {
    let own = seal_of(spec, context, began_at).await?;
    let mut members = Vec::new();
    for (index, member) in spec.members.iter().enumerate() {
        members.push(match spec.packaging {
            Packaging::Archive => Arc::new(Seal::Later),
            Packaging::Files => seal_of(member, context, began_at)
                .await
                .map_err(|error| error.of_member(index, &member.name))?,
        });
    }
    Ok((own, members))
}

/// What the members of a set are made with.
struct SetParts<'a> {
    spec: &'a ExportSpec,
    whole: &'a ExportPlan,
    seals: &'a [Arc<Seal>],
    part: &'a publish::Workspace,
    ledger: Option<&'a dyn Ledger>,
}

/// The members of a set, whose files only need their names.
struct ReadMembers {
    members: Vec<Made>,
    snapshot: Snapshot,
    /// Of the set's sequence.
    number: Option<u64>,
}

/// Reads all members, at one moment where the source has such a thing.
async fn read_members(set: SetParts<'_>, context: &RunContext) -> Result<ReadMembers, Error> {
    let SetParts { spec, whole, seals, part, ledger } = set;
    let (cancel, started_at) = (&context.cancel, whole.started_at);
    let held = context.source.at_one_moment();
    let is_held = held.is_some();
    let source = held.unwrap_or_else(|| context.source.clone());
    let context = RunContext { source, ..context.clone() };
    let prepared = unless_cancelled(cancel, prepared(whole, &context, part)).await?;
    let number = reserve(whole, ledger).await?;
    let (mut members, mut tables) = (Vec::new(), Vec::new());
    let count = prepared.len();
    let mut rows_before = 0;
    for (index, prepared) in prepared.into_iter().enumerate() {
        let member = &spec.members[index];
        let told = |error| masked::without_values(member, error).of_member(index, &member.name);
        let inner = Arc::clone(&context.observer);
        let observer = Arc::new(OfMember { inner, index, count, rows_before });
        let context = RunContext { observer, ..context.clone() };
        let rows = unless_cancelled(cancel, begin(&prepared, &context, None)).await;
        let rows = rows.map_err(told)?;
        let (seal, spool) = (&seals[index], part.spool());
        let making = Making {
            context: &context,
            seal,
            spool,
            started_at,
            ledger: None,
            number,
            needs_file: true,
        };
        tables.push((member, Arc::clone(&prepared.table)));
        let made = Box::pin(make(prepared, rows, &making)).await.map_err(told)?;
        let made = made.ok_or(Error::Cancelled)?;
        rows_before += made.counts.written;
        members.push(made);
    }
    show_stage(&context, Stage::Publishing, rows_before);
    // A server needn't keep their transaction longer, while they are packed.
    let snapshot = snapshot_of(&tables, is_held, context.source.is_copy());
    let snapshot = unless_cancelled(cancel, snapshot).await?;
    Ok(ReadMembers { members, snapshot, number })
}

/// All members, checked and opened, before a row of any is read.
async fn prepared(
    whole: &ExportPlan,
    context: &RunContext,
    part: &publish::Workspace,
) -> Result<Vec<Prepared>, Error> {
    let (spec, started_at) = (&whole.spec, whole.started_at);
    let mut all: Vec<Prepared> = Vec::new();
    for (index, member) in spec.members.iter().enumerate() {
        let prepared = prepare(member, context, part.spool(), started_at).await;
        let mut prepared = prepared.map_err(|error| {
            masked::without_values(member, error).of_member(index, &member.name)
        })?;
        let plan = &mut prepared.plan;
        // {seq} is the number of the set, which reserves it.
        plan.file_set.sequence = None;
        if whole.file_set.is_hashed {
            // A companion of the set tells the hash of each member's rows.
            (plan.file_set.is_hashed, plan.file_set.is_composed) = (true, true);
        }
        if spec.packaging == Packaging::Archive {
            plan.spec.format.compression = Compression::Zip;
        }
        all.push(prepared);
    }
    let plans: Vec<&ExportPlan> = all.iter().map(|prepared| &prepared.plan).collect();
    let problems = name_problems(spec.packaging, &plans);
    if problems.is_empty() { Ok(all) } else { Err(SpecError { problems }.into()) }
}

/// How it is known that the members are of one moment; a file that changed meanwhile
/// stops the set.
async fn snapshot_of(
    tables: &[(&ExportSpec, Arc<Table>)],
    is_held: bool,
    is_copy: bool,
) -> Result<Snapshot, Error> {
    let mut are_files = true;
    for (index, (member, table)) in tables.iter().enumerate() {
        match table.unchanged().await {
            Some(Ok(())) => {}
            Some(Err(changed)) => return Err(Error::from(changed).of_member(index, &member.name)),
            None => are_files = false,
        }
    }
    let is_held = is_held && tables.iter().all(|(_, table)| table.is_transactional());
    Ok(match (is_held, are_files) {
        (true, _) => Snapshot::Transaction,
        (false, true) if is_copy => Snapshot::Copy,
        (false, true) => Snapshot::UnchangedFiles,
        (false, false) => Snapshot::None,
    })
}

/// Shows the progress of a member as a part of the set's.
struct OfMember {
    inner: Arc<dyn Observer>,
    index: usize,
    count: usize,
    rows_before: u64,
}

impl Observer for OfMember {
    #[expect(clippy::cast_precision_loss, reason = "there are few members")]
    fn on_progress(&self, progress: &Progress) {
        // Only the last member's last row is followed by publishing.
        if progress.stage == Stage::Publishing {
            return;
        }
        let percent = (self.index as f64 * 100.0 + progress.percent) / self.count as f64;
        let rows = self.rows_before + progress.rows;
        // Of the rows of the next members nothing is known yet.
        let seconds_left = progress.seconds_left.filter(|_| self.index + 1 == self.count);
        self.inner.on_progress(&Progress { rows, percent, seconds_left, ..*progress });
    }
}

/// What is known of the set before its files have their names.
fn report(
    whole: &ExportPlan,
    members: &[Made],
    context: &RunContext,
    number: Option<u64>,
) -> RunReport {
    let first = members[0].report(context, whole.started_at);
    let sum = |count: fn(&Made) -> u64| members.iter().map(count).sum();
    let mut report = RunReport {
        sequence_number: number,
        rows: sum(|made| made.counts.written),
        rows_read: sum(|made| made.counts.read),
        content_bytes: sum(|made| made.files.made[0].content_bytes),
        timezone_release: whole.zone.release(),
        stages: StageSeconds::default(),
        window: None,
        warnings: whole.warnings.clone(),
        missing_fields: Vec::new(),
        table_version: None,
        findings: Vec::new(),
        masked: Vec::new(),
        headers: Vec::new(),
        ..first
    };
    let in_archive = whole.spec.packaging == Packaging::Archive;
    for (index, made) in members.iter().enumerate() {
        let name = &made.plan.spec.name;
        report.stages.read += made.seconds.read;
        report.stages.encode += made.seconds.encode;
        report.stages.pack += made.seconds.pack;
        report.stages.write += made.seconds.write;
        report.warnings.extend(of_member(index, made.warnings()));
        let further = if in_archive { super::no_load_in_archive(&made.plan) } else { Vec::new() };
        let findings = made.findings.iter().cloned().chain(further);
        report.findings.extend(findings.map(|finding| finding.of_member(name)));
        report.masked.extend(masked::columns(&made.plan));
        if !made.missing_fields.is_empty() && made.plan.spec.fields == crate::spec::FieldChoice::All
        {
            let fields = made.missing_fields.join(", ");
            let message = format!("the data has no field {fields}, so “{name}” is without them");
            let path = format!("members[{index}].fields");
            report.warnings.push(Problem { path, message, hint: None });
        }
    }
    report
}

/// What the history keeps of a member's file.
fn described(made: &Made, file: &MadeFile) -> SetMember {
    SetMember {
        name: made.plan.spec.name.clone(),
        model: made.plan.spec.model.clone(),
        file: file.name(1),
        rows: made.counts.written,
        bytes: file.bytes,
        sha256: file.sha256.clone(),
        content_bytes: file.content_bytes,
    }
}

/// What the names of a set are made of.
struct SetNames<'a> {
    whole: &'a ExportPlan,
    names: RunNames,
    number: Option<u64>,
}

/// The members' files as they are, each by its own format.
fn side_by_side(members: &mut [Made]) -> Files {
    let mut all = Files::default();
    for (index, member) in members.iter_mut().enumerate() {
        all.temporary.append(&mut member.files.temporary);
        let mut made = std::mem::take(&mut member.files.made);
        for file in &mut made {
            file.part = index as u64 + 1;
        }
        all.made.append(&mut made);
    }
    all
}

/// The members' files on their way into one archive.
struct Packing {
    builder: ArchiveBuilder<std::io::BufWriter<std::fs::File>>,
    draft: Draft,
    seal: Arc<Seal>,
    members: Vec<(MadeFile, std::fs::File)>,
    whole: ExportPlan,
    names: RunNames,
    seq: u64,
    cancel: CancellationToken,
}

impl Packing {
    fn new(
        of: &SetNames<'_>,
        members: &[Made],
        seal: &Arc<Seal>,
        spool: &std::path::Path,
        cancel: CancellationToken,
    ) -> Result<Self, Error> {
        let SetNames { whole, names, number } = *of;
        let seq = number.unwrap_or(1);
        let told = |error| Error::Output { path: spool.to_owned(), error };
        let draft = Draft::new(spool, seal).map_err(told)?;
        let sink = draft.sink().map_err(told)?;
        let builder = ArchiveBuilder::new(sink, Compression::Zip, names.started_at)
            .with_password(seal.password().cloned());
        let mut entries: Vec<(MadeFile, std::fs::File)> = Vec::new();
        for (index, member) in members.iter().enumerate() {
            let (plan, made) = (&member.plan, &member.files.made[0]);
            let file = member.files.temporary[0].reopen().map_err(told)?;
            let name = name_of_member(plan, Packaging::Archive);
            let of = FileParts { seq, ..FileParts::default() };
            let entry = MadeFile {
                stem: name.render(&name_values(plan, names, made.tally.rows, of)),
                extension: extension_of_member(plan, Packaging::Archive),
                part: index as u64 + 1,
                entry: String::new(),
                value: String::new(),
                sha256: String::new(),
                hash: made.hash.clone(),
                tally: made.tally.clone(),
                ..*made
            };
            let is_same =
                |(other, _): &&(MadeFile, _)| is_same_name(&other.name(1), &entry.name(1));
            if entries.iter().find(is_same).is_some() {
                let message = format!("two members' files would be called `{}`", entry.name(1));
                let path = format!("members[{index}].file_name");
                let problem = Problem::new(path, message, "Write {name} into it.");
                return Err(SpecError::from(problem).into());
            }
            entries.push((entry, file));
        }
        let (seal, whole) = (Arc::clone(seal), whole.clone());
        Ok(Self { builder, draft, seal, members: entries, whole, names, seq, cancel })
    }

    /// Puts them together. Blocks.
    fn pack(self) -> Result<Files, Error> {
        let Self { mut builder, draft, seal, members, whole, names, seq, cancel } = self;
        let go_on = || !cancel.is_cancelled();
        let (mut entries, mut rows, mut lines) = (Vec::new(), 0, 0);
        for (mut entry, file) in members {
            let copied =
                builder.copied(&whole_name(&entry.stem, &entry.extension, 1), file, &go_on);
            if cancel.is_cancelled() {
                return Err(Error::Cancelled);
            }
            let copied = copied.map_err(Error::Archive)?;
            if copied.content_bytes != entry.content_bytes {
                let problem =
                    format!("{} bytes came back of what was written", copied.content_bytes);
                let problem = ArchiveError::Frame { entry_name: entry.name(1), problem };
                return Err(Error::Archive(problem));
            }
            (entry.bytes, entry.crc32) = (copied.content_bytes, copied.crc32);
            entry.sha256 = copied.sha256;
            rows += entry.tally.rows;
            lines += entry.lines;
            entries.push((entry, copied.md5));
        }
        let summary = builder.finish().map_err(Error::Archive)?;
        let (file, summary) = draft.finish(summary, &seal, &cancel)?;
        let of = FileParts { seq, sha256: &summary.sha256, ..FileParts::default() };
        let made = MadeFile {
            stem: whole.file_name.render(&name_values(&whole, names, rows, of)),
            extension: whole.spec.format.published_extension(),
            bytes: summary.bytes,
            sha256: summary.sha256,
            content_bytes: summary.content_bytes,
            crc32: summary.crc32,
            entry: String::new(),
            tally: Tally::of_rows(rows),
            lines,
            part: 1,
            value: String::new(),
            parts: entries.len() as u64,
            hash: String::new(),
        };
        Ok(Files { entries, ..Files::of_one(file, made) })
    }
}

/// The error with the place that can't be written to.
fn written_to(context: &RunContext, error: Error) -> Error {
    match error {
        Error::Archive(ArchiveError::Write(error)) => {
            Error::Output { path: context.out.clone(), error }
        }
        other => other,
    }
}
