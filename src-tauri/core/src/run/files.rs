//! The files of a run: data, companions and the manifest, named and published
//! together.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use md5::{Digest, Md5};
use tempfile::TempPath;

use super::compose::{MadeFile, RunNames, moments, name_values, plain_value, stem_of, whole_name};
use super::publish::{IfExists, Named, NamedContent, Workspace};
use super::{Artifact, ArtifactRole, RunContext, RunReport, manifest};
use crate::error::Error;
use crate::format::{EncodeError, Tally, TallyRule};
use crate::hash::hexadecimal;
use crate::plan::{ExportPlan, PlannedCompanion};
use crate::sealing::DraftFile;
use crate::spec::file_name::{FileParts, one_spelling};
use crate::spec::file_set::CompanionContent;
use crate::spec::set::Packaging;
use crate::spec::template::{self, Template};
use crate::spec::{ExportSpec, Problem, SpecError};

/// Knows which names and numbers earlier runs have used.
#[async_trait]
pub trait Ledger: Send + Sync {
    /// The sequence's next number. Nobody else gets it before this run has ended;
    /// it is used up when the run's file is accepted.
    async fn reserve(&self, sequence: &str, first: u64) -> Result<u64, Error>;

    /// Refuses names that an export has used.
    async fn check_names(&self, export: &str, names: &[String]) -> Result<(), Error>;

    /// A file of this size and SHA-256 is about to appear, beside this manifest or, where
    /// that name is taken, one with a number.
    async fn publishes(&self, manifest: &Path, bytes: u64, sha256: &str) -> Result<(), Error>;
}

/// The data files of a run, what is known of each, and what their totals are taken by.
#[derive(Default)]
pub(super) struct Files {
    pub(super) temporary: Vec<DraftFile>,
    pub(super) made: Vec<MadeFile>,
    pub(super) tallies: Option<TallyRule>,
    /// Of a set in one archive: the entries, as if each were a file, and their MD5.
    pub(super) entries: Vec<(MadeFile, String)>,
}

impl Files {
    /// One data file without totals.
    pub(super) fn of_one(file: DraftFile, made: MadeFile) -> Self {
        Self { temporary: vec![file], made: vec![made], tallies: None, entries: Vec::new() }
    }
}

impl MadeFile {
    /// Its name, with a number for *keep both*.
    pub(super) fn name(&self, number: u32) -> String {
        whole_name(&self.stem, &self.extension, number)
    }
}

/// A name without its extension, with a number for *keep both*.
fn numbered(stem: &str, number: u32) -> String {
    if number == 1 { stem.to_owned() } else { format!("{stem} ({number})") }
}

/// What is known of the files when companions are written.
struct Known<'a> {
    plan: &'a ExportPlan,
    names: RunNames,
    seq: u64,
    files: &'a [MadeFile],
    /// What lines about all files are about: the files, or the entries of a set.
    listed: Vec<&'a MadeFile>,
    /// Of the files, and behind them of the entries.
    md5: Vec<String>,
    tallies: Option<&'a TallyRule>,
    whole: Tally,
    /// Number for *keep both*.
    number: u32,
    /// The manifest's name without its ending, and without a number.
    stem: String,
}

/// Publishes all files, or none, and completes the report; `encryption` is what the
/// manifest says of that.
#[expect(clippy::too_many_arguments, reason = "all that is known of a run")]
pub(super) async fn publish(
    part: Workspace,
    files: Files,
    plan: &ExportPlan,
    names: RunNames,
    report: &mut RunReport,
    encryption: Option<serde_json::Value>,
    context: &RunContext,
    ledger: Option<&dyn Ledger>,
) -> Result<(), Error> {
    let unread = |error| Error::Output { path: context.out.clone(), error };
    let needs_md5 = plan.file_set.companions.iter().any(PlannedCompanion::holds_md5);
    let md5 =
        |file: &DraftFile| if needs_md5 { md5_of(&mut file.reopen()?) } else { Ok(String::new()) };
    let mut md5: Vec<String> =
        files.temporary.iter().map(md5).collect::<Result<_, _>>().map_err(unread)?;
    md5.extend(files.entries.iter().map(|(_, md5)| md5.clone()));
    let mut whole = Tally::default();
    for file in &files.made {
        match &files.tallies {
            Some(tallies) => tallies.merge(&mut whole, &file.tally).map_err(Error::Encode)?,
            None => whole.rows += file.tally.rows,
        }
    }
    let Files { temporary, made, tallies, entries } = files;
    let temporary = temporary.into_iter().map(DraftFile::named);
    let temporary: Vec<TempPath> = temporary.collect::<Result<_, _>>().map_err(unread)?;
    let data = temporary.into_iter().zip(made.iter().map(|file| file.sha256.clone())).collect();
    let side_by_side = plan.spec.is_set() && plan.spec.packaging == Packaging::Files;
    let stem = if side_by_side {
        let of = FileParts { seq: report.sequence_number.unwrap_or(1), ..FileParts::default() };
        plan.file_name.render(&name_values(plan, names, whole.rows, of))
    } else {
        made[0].stem.clone()
    };
    let mut known = Known {
        plan,
        names,
        seq: report.sequence_number.unwrap_or(1),
        files: &made,
        listed: if entries.is_empty() {
            made.iter().collect()
        } else {
            entries.iter().map(|(entry, _)| entry).collect()
        },
        md5,
        tallies: tallies.as_ref(),
        whole,
        number: 1,
        stem,
    };
    let mut if_exists = context.if_exists;
    if plan.spec.new_names_only {
        let all: Vec<String> =
            known.all()?.into_iter().map(|(artifact, _)| artifact.name).collect();
        if let Some(ledger) = ledger {
            ledger.check_names(&plan.spec.name, &all).await?;
        }
        if_exists = if if_exists == IfExists::Replace { if_exists } else { IfExists::Fail };
    }
    if let Some(ledger) = ledger {
        let manifest = part.folder().join(known.manifest());
        ledger.publishes(&manifest, made[0].bytes, &made[0].sha256).await?;
    }
    let folder = part.folder().to_owned();
    let mut artifacts = Vec::new();
    let finished_at = context.clock.now();
    let published = part.publish(data, if_exists, |number| {
        // The files of a set name each other: they keep their names, and get a folder.
        let is_set = made.len() > 1 || !plan.file_set.companions.is_empty() || side_by_side;
        known.number = if is_set { 1 } else { number };
        let within = match number {
            2.. if is_set => format!("{} ({number})/", known.stem),
            _ => String::new(),
        };
        let all = known.all()?;
        artifacts.clear();
        let mut named = Vec::new();
        for (mut artifact, content) in all {
            let name = format!("{within}{}", artifact.name);
            artifact.path = folder.join(&name);
            named.push(Named { name, content });
            artifacts.push(artifact);
        }
        let encryption = encryption.as_ref();
        let text = manifest::text(plan, report, &artifacts, &made[0], encryption, finished_at);
        let name = format!("{within}{}", known.manifest());
        named.push(Named { name, content: NamedContent::Small(text.into_bytes()) });
        Ok(named)
    })?;
    report.warnings.extend(published.kept.iter().map(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let message = format!("`{name}` is of the replaced run and was changed since, so it stays");
        Problem::new("", message, "Delete it if you don’t need it any more.")
    }));
    report.manifest = published.paths.into_iter().next_back().unwrap_or_default();
    let first = artifacts.iter().find(|artifact| artifact.role == ArtifactRole::Data);
    report.file = first.map(|artifact| artifact.path.clone()).unwrap_or_default();
    report.artifacts = artifacts;
    Ok(())
}

/// MD5 of a file, in hexadecimal.
fn md5_of(file: &mut std::fs::File) -> std::io::Result<String> {
    use std::io::Read;
    let (mut hash, mut block) = (Md5::new(), vec![0; 256 << 10]);
    loop {
        match file.read(&mut block)? {
            0 => return Ok(hexadecimal(&hash.finalize())),
            read => hash.update(&block[..read]),
        }
    }
}

impl Known<'_> {
    /// All files in the order in which they are published, without the manifest.
    fn all(&self) -> Result<Vec<(Artifact, NamedContent)>, Error> {
        let mut all = Vec::new();
        for companion in self.plan.file_set.companions.iter().filter(|file| file.is_before) {
            self.companion(companion, &mut all)?;
        }
        for (index, file) in self.files.iter().enumerate() {
            let artifact = Artifact {
                role: ArtifactRole::Data,
                name: file.name(self.number),
                path: PathBuf::new(),
                bytes: file.bytes,
                sha256: file.sha256.clone(),
                rows: file.tally.rows,
                content_bytes: file.content_bytes,
            };
            all.push((artifact, NamedContent::Data(index)));
        }
        for companion in self.plan.file_set.companions.iter().filter(|file| !file.is_before) {
            self.companion(companion, &mut all)?;
        }
        let mut names = HashSet::from([one_spelling(&self.manifest())]);
        for (artifact, _) in &all {
            let name = one_spelling(&artifact.name);
            if name.ends_with(".manifest.json") {
                let name = &artifact.name;
                let message = format!("a file called `{name}` would stand where manifests do");
                let hint = "Choose another name or extension.";
                return Err(SpecError::from(Problem::new("file_name", message, hint)).into());
            }
            if !names.insert(name) {
                let message = format!("two files would be called `{}`", artifact.name);
                let (path, hint) = match artifact.role {
                    ArtifactRole::Companion => {
                        ("companions", "Choose other names of companion files.")
                    }
                    ArtifactRole::Data => ("members", "Choose other file names of the members."),
                };
                return Err(SpecError::from(Problem::new(path, message, hint)).into());
            }
        }
        Ok(all)
    }

    /// The manifest's name.
    fn manifest(&self) -> String {
        format!("{}.manifest.json", numbered(&self.stem, self.number))
    }

    fn companion(
        &self,
        companion: &PlannedCompanion,
        all: &mut Vec<(Artifact, NamedContent)>,
    ) -> Result<(), Error> {
        // Sums are of what is delivered; lines about all are about what is in it.
        let files: Vec<&MadeFile> = match companion.content {
            CompanionContent::Text if companion.of_all => self.listed.clone(),
            CompanionContent::Text
            | CompanionContent::Empty
            | CompanionContent::Md5
            | CompanionContent::Sha256 => self.files.iter().collect(),
        };
        let groups: Vec<&[&MadeFile]> =
            if companion.of_all { vec![&files[..]] } else { files.chunks(1).collect() };
        for group in groups {
            let of_one = (!companion.of_all).then(|| group[0]);
            let file = of_one.map(|file| file.name(self.number)).unwrap_or_default();
            let of = FileParts {
                file: &file,
                sha256: of_one.map_or("", |file| &file.sha256),
                ..self.parts_of(of_one)
            };
            let rows = of_one.map_or(self.whole.rows, |file| file.tally.rows);
            let name = companion.name.render_whole(&name_values(self.plan, self.names, rows, of));
            let bytes = match companion.content {
                CompanionContent::Empty => Vec::new(),
                CompanionContent::Md5 | CompanionContent::Sha256 => {
                    self.sums(companion.content, group)
                }
                CompanionContent::Text => self.text(companion, of_one, group)?,
            };
            let artifact = Artifact {
                role: ArtifactRole::Companion,
                name,
                path: PathBuf::new(),
                bytes: bytes.len() as u64,
                sha256: hexadecimal(&sha2::Sha256::digest(&bytes)),
                rows: 0,
                content_bytes: bytes.len() as u64,
            };
            all.push((artifact, NamedContent::Small(bytes)));
        }
        Ok(())
    }

    fn parts_of<'b>(&'b self, file: Option<&'b MadeFile>) -> FileParts<'b> {
        FileParts {
            seq: self.seq,
            part: file.map_or(1, |file| file.part),
            parts: self.listed.iter().map(|file| file.parts).sum(),
            value: file.map_or("", |file| &file.value),
            ..FileParts::default()
        }
    }

    /// Lines as `md5sum` and `sha256sum` write them, with the ends that they read.
    fn sums(&self, content: CompanionContent, group: &[&MadeFile]) -> Vec<u8> {
        let mut lines = String::new();
        for file in group {
            let sum = match content {
                CompanionContent::Md5 => self.md5(file),
                CompanionContent::Sha256 | CompanionContent::Empty | CompanionContent::Text => {
                    &file.sha256
                }
            };
            lines.push_str(&format!("{sum}  {}\n", file.name(self.number)));
        }
        lines.into_bytes()
    }

    fn md5(&self, file: &MadeFile) -> &str {
        let mut known = self.files.iter().chain(self.listed.iter().copied());
        let place = known.position(|other| other.sha256 == file.sha256);
        place.and_then(|place| self.md5.get(place)).map_or("", String::as_str)
    }

    fn text(
        &self,
        companion: &PlannedCompanion,
        of_one: Option<&MadeFile>,
        group: &[&MadeFile],
    ) -> Result<Vec<u8>, Error> {
        let newline = self.plan.dialect.newline.text();
        let mut text = String::new();
        let mut add = |template: &Template, file: Option<&MadeFile>, between: &str| {
            let value = |part: &template::Variable| self.value(part, file);
            let line = template.render(&moments(self.plan, self.names), value).map_err(|what| {
                let message = format!("a line of a companion file can't be written: {what}");
                let hint = "Make the part wider, or leave it out.".to_owned();
                Error::Encode(EncodeError { field: String::new(), row: 0, message, hint })
            })?;
            text.push_str(&line);
            text.push_str(between);
            text.push_str(newline);
            Ok::<_, Error>(())
        };
        for template in &companion.lines {
            add(template, of_one, "")?;
        }
        for (index, file) in group.iter().enumerate() {
            let last = companion.lines_of_files.len().saturating_sub(1);
            for (line, template) in companion.lines_of_files.iter().enumerate() {
                let is_end = line == last && index + 1 < group.len();
                add(template, Some(file), if is_end { &companion.between_files } else { "" })?;
            }
        }
        for template in &companion.last_lines {
            add(template, of_one, "")?;
        }
        Ok(text.into_bytes())
    }

    /// The member of a set that a listed file is of.
    fn member(&self, file: Option<&MadeFile>) -> Option<&ExportSpec> {
        let file =
            file.filter(|file| self.listed.iter().any(|other| std::ptr::eq(*other, *file)))?;
        self.plan.spec.members.get(usize::try_from(file.part).ok()?.checked_sub(1)?)
    }

    /// What a part stands for, of one file or of all.
    fn value(&self, part: &template::Variable, file: Option<&MadeFile>) -> String {
        let sum = |count: fn(&MadeFile) -> u64| match file {
            Some(file) => count(file).to_string(),
            None => self.listed.iter().map(|file| count(file)).sum::<u64>().to_string(),
        };
        let tally = file.map_or(&self.whole, |file| &file.tally);
        let of_file = |text: fn(&MadeFile) -> &str| file.map_or("", text).to_owned();
        match part {
            template::Variable::Figure(figure, field) => {
                self.tallies.map(|tallies| tallies.text(tally, *figure, field)).unwrap_or_default()
            }
            template::Variable::Plain(name) => match *name {
                "file" => file.map(|file| file.name(self.number)).unwrap_or_default(),
                "stem" => {
                    let name = file.map(|file| file.name(self.number)).unwrap_or_default();
                    stem_of(&name).to_owned()
                }
                "bytes" => sum(|file| file.bytes),
                "content_bytes" => sum(|file| file.content_bytes),
                "lines" | "count" => sum(|file| file.lines),
                "sha256" => of_file(|file| &file.sha256),
                "hash" => of_file(|file| &file.hash),
                "md5" => file.map_or("", |file| self.md5(file)).to_owned(),
                "files" => self.listed.len().to_string(),
                "name" | "model" if self.member(file).is_some() => {
                    let member = self.member(file);
                    let text = |of: &ExportSpec| match *name {
                        "name" => of.name.clone(),
                        _ => of.model.clone(),
                    };
                    member.map(text).unwrap_or_default()
                }
                name => plain_value(self.plan, self.names, tally.rows, self.parts_of(file), name),
            },
        }
    }
}
