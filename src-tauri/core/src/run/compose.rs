//! Files whose beginning or number is known only when all rows are written: with
//! totals in their first line, or divided by size.
//!
//! Packed rows are kept in one file of the spool, part behind part, and put between
//! the lines around them at the end. Chunks are packed each on its own, so nothing
//! is packed twice but the chunk in which a part ends.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::Schema;
use sha2::{Digest, Sha256};
use tokio_util::sync::CancellationToken;

use super::files::Files;
use super::pipeline::{Chunk, Piece, TakePieces, unwritten, without_comma};
use crate::archive::{
    ArchiveBuilder, ArchiveError, CellStarts, Packed, PackedContent, Packer, frame_bytes,
};
use crate::error::Error;
use crate::format::{ChunkEncoder, EncodeError, LineEncoder, Tally, TallyRule};
use crate::hash::hexadecimal;
use crate::plan::{ExportPlan, PartEnd};
use crate::sealing::{Draft, Seal};
use crate::spec::Problem;
use crate::spec::SpecError;
use crate::spec::file_name::{
    FileName, FileNameValues, FileParts, divide, one_spelling, safe_file_name,
};
use crate::spec::format::{Compression, Layout};
use crate::spec::template::{Moments, Template, Variable};

/// Parts of a run, at most.
const MOST_PARTS: usize = 10_000;

/// Stands for a hash that isn't known yet.
const NO_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Takes packed rows and divides them into parts.
pub(super) struct Composer {
    plan: ExportPlan,
    lines: LineEncoder,
    encoder: Box<dyn ChunkEncoder>,
    packer: Packer,
    tallies: TallyRule,
    folder: PathBuf,
    rows: BufWriter<File>,
    parts: Vec<ComposedPart>,
    run: RunNames,
    seal: Arc<Seal>,
}

/// What names and lines of a run hold besides figures.
#[derive(Debug, Clone, Copy)]
pub(super) struct RunNames {
    /// The instant from which its dates are counted.
    pub(super) started_at: DateTime<Utc>,
    /// Its number.
    pub(super) number: u64,
}

/// A part's rows.
#[derive(Debug)]
pub(super) struct ComposedPart {
    /// Where they are in the spool's file.
    offset: u64,
    content: PackedContent,
    pub(super) tally: Tally,
    hash: Sha256,
    value: String,
}

/// All rows, and what is needed to make files of them.
pub(super) struct Composed {
    plan: ExportPlan,
    lines: LineEncoder,
    packer: Packer,
    pub(super) tallies: TallyRule,
    folder: PathBuf,
    rows: File,
    pub(super) parts: Vec<ComposedPart>,
    run: RunNames,
    seal: Arc<Seal>,
}

/// What is known of a file that only needs its name.
#[derive(Debug)]
pub(super) struct MadeFile {
    /// Its name without and with the extension.
    pub(super) stem: String,
    pub(super) extension: String,
    pub(super) bytes: u64,
    pub(super) sha256: String,
    pub(super) content_bytes: u64,
    pub(super) crc32: u32,
    /// The file inside its archive, if there is one only.
    pub(super) entry: String,
    pub(super) tally: Tally,
    /// Lines in it, those around the rows included.
    pub(super) lines: u64,
    /// Number of its part, from 1, and its value.
    pub(super) part: u64,
    pub(super) value: String,
    /// Parts in it: of an archive of all of them their number, otherwise 1.
    pub(super) parts: u64,
    /// SHA-256 of its rows, where that is asked for.
    pub(super) hash: String,
}

impl Composer {
    pub(super) fn new(
        plan: &ExportPlan,
        lines: &LineEncoder,
        schema: &Schema,
        folder: PathBuf,
        run: RunNames,
        seal: Arc<Seal>,
    ) -> Result<Self, Error> {
        let format = &plan.spec.format;
        let tallies = TallyRule::new(&plan.file_set.figures, &plan.columns, schema, plan.zone)?;
        let told = |error| Error::Output { path: folder.clone(), error };
        // Without a name, so that it goes with the process however that ends.
        let rows = tempfile::tempfile_in(&folder).map_err(told)?;
        let rows = BufWriter::with_capacity(1 << 18, rows);
        Ok(Self {
            plan: plan.clone(),
            lines: lines.clone(),
            encoder: lines.unchecked().worker(),
            packer: Packer::new(format.compression, format.level),
            tallies,
            folder,
            rows,
            parts: Vec::new(),
            run,
            seal,
        })
    }

    /// Begins a part.
    fn begin(&mut self, value: String) -> Result<(), Error> {
        if self.parts.len() == MOST_PARTS {
            let message = format!("the rows make more than {MOST_PARTS} parts");
            let problem = Problem::new("split", message, "Make larger parts.");
            return Err(SpecError::from(problem).into());
        }
        let last = self.parts.last();
        let offset = last.map_or(0, |part| part.offset + part.content.packed_bytes);
        let (content, tally, hash) = (PackedContent::default(), Tally::default(), Sha256::new());
        self.parts.push(ComposedPart { offset, content, tally, hash, value });
        Ok(())
    }

    /// The part that rows are added to.
    fn part(&mut self) -> &mut ComposedPart {
        self.parts.last_mut().expect("a part was begun")
    }

    /// Puts rows into the last part if they fit, and the rest into others.
    fn place(
        &mut self,
        batches: &[RecordBatch],
        first_row: u64,
        known: Option<(Packed, Option<Vec<u8>>)>,
    ) -> Result<(), Error> {
        let rows: usize = batches.iter().map(RecordBatch::num_rows).sum();
        let is_array = self.plan.dialect.layout == Layout::JsonArray;
        let is_first = self.part().tally.rows == 0;
        let (packed, content) = match known {
            Some(known) => known,
            None => {
                let mut content = Vec::new();
                self.encoder.encode(batches, first_row, &mut content, None).map_err(unwritten)?;
                if is_array && is_first {
                    without_comma(&mut content);
                }
                let kept = self.plan.file_set.is_hashed.then(|| content.clone());
                let packed = self.packer.pack_owned(&mut content, CellStarts::default());
                (packed.map_err(Error::Archive)?, kept)
            }
        };
        let mut tally = self.part().tally.clone();
        let mut before = first_row;
        for batch in batches {
            self.tallies.add(&mut tally, batch, before).map_err(Error::Encode)?;
            before += batch.num_rows() as u64;
        }
        if self.fits(&packed, &tally)? {
            return self.append(&packed, content.as_deref(), tally);
        }
        if rows > 1 {
            let (first, second) = halves(batches, rows / 2);
            self.place(&first, first_row, None)?;
            return self.place(&second, first_row + (rows / 2) as u64, None);
        }
        if is_first {
            let message = format!("row {} alone is larger than a part may be", first_row + 1);
            let problem = Problem::new("split.limit", message, "Make larger parts.");
            return Err(SpecError::from(problem).into());
        }
        self.begin(String::new())?;
        self.place(batches, first_row, None)
    }

    /// Whether the last part may have these rows as well.
    fn fits(&self, packed: &Packed, tally: &Tally) -> Result<bool, Error> {
        let Some(split) = self.plan.file_set.split else { return Ok(true) };
        let part = self.parts.last().expect("a part was begun");
        let number = self.parts.len() as u64;
        let around = |scale: fn(u64) -> u64| {
            let figures =
                Figures { tally, part: number, parts: 1, seq: 1, value: "", hash: NO_HASH };
            let (before, after, _) =
                surroundings(&self.plan, &self.lines, &self.tallies, self.run, &figures)?;
            // Room for the digits of numbers that aren't known yet.
            let set = &self.plan.file_set;
            let numbers =
                |line: &Template| u64::from(line.holds("seq")) + u64::from(line.holds("parts"));
            let later: u64 = set.before.iter().chain(&set.after).map(numbers).sum();
            Ok::<_, Error>(scale(before.len() as u64) + scale(after.len() as u64) + later * 80)
        };
        Ok(match split.at {
            PartEnd::Rows(_) | PartEnd::Value(_) => true,
            PartEnd::Bytes(limit) => {
                part.content.content_bytes + packed.content_len + around(|bytes| bytes)? <= limit
            }
            PartEnd::PackedBytes(limit) => {
                let compression = self.plan.spec.format.compression;
                let around = match compression {
                    Compression::None => around(|bytes| bytes)?,
                    // Never more than deflate's stored blocks.
                    Compression::Zip | Compression::Gzip => {
                        around(|bytes| bytes + bytes / 1000 + 32)?
                    }
                };
                // Names are never longer than this.
                let frame = frame_bytes(compression, &"n".repeat(256));
                let bytes = part.content.packed_bytes + packed.bytes.len() as u64 + around + frame;
                self.seal.most_bytes(bytes) <= limit
            }
        })
    }

    fn append(
        &mut self,
        packed: &Packed,
        content: Option<&[u8]>,
        tally: Tally,
    ) -> Result<(), Error> {
        let written = self.rows.write_all(&packed.bytes);
        written.map_err(|error| Error::Archive(ArchiveError::Write(error)))?;
        let part = self.part();
        part.content.push(packed);
        part.tally = tally;
        if let Some(content) = content {
            part.hash.update(content);
        }
        Ok(())
    }
}

impl TakePieces for Composer {
    type Made = Composed;

    fn take(&mut self, piece: Piece) -> Result<(), Error> {
        // What follows the last row is made for each part.
        let Piece { chunk: Some(chunk), packed, content, .. } = piece else { return Ok(()) };
        let Chunk { first_row, batches, part, starts_part, value } = chunk;
        let is_by_rows = match self.plan.file_set.split.map(|split| split.at) {
            Some(PartEnd::Rows(_) | PartEnd::Value(_)) => true,
            Some(PartEnd::Bytes(_) | PartEnd::PackedBytes(_)) | None => false,
        };
        if self.parts.is_empty() || (is_by_rows && part >= self.parts.len() as u64) {
            self.begin(value)?;
        }
        // The first row of an array has no comma before it.
        let is_array = self.plan.dialect.layout == Layout::JsonArray;
        let has_comma = is_array && self.part().tally.rows == 0 && !starts_part;
        let known = if has_comma { None } else { Some((packed, content)) };
        self.place(&batches, first_row, known)
    }

    fn finish(mut self) -> Result<Composed, Error> {
        if self.parts.is_empty() {
            self.begin(String::new())?;
        }
        let unwritten = |error| Error::Archive(ArchiveError::Write(error));
        let rows = self.rows.into_inner().map_err(|error| unwritten(error.into_error()))?;
        Ok(Composed {
            plan: self.plan,
            lines: self.lines,
            packer: self.packer,
            tallies: self.tallies,
            folder: self.folder,
            rows,
            parts: self.parts,
            run: self.run,
            seal: self.seal,
        })
    }

    fn reads_rows(&self) -> bool {
        true
    }

    fn reads_content(&self) -> bool {
        self.plan.file_set.is_hashed
    }
}

/// What the lines of one file hold.
struct Figures<'a> {
    tally: &'a Tally,
    part: u64,
    parts: u64,
    seq: u64,
    value: &'a str,
    hash: &'a str,
}

/// The bytes before and behind the rows of a part, and how many lines they are.
fn surroundings(
    plan: &ExportPlan,
    encoder: &LineEncoder,
    tallies: &TallyRule,
    run: RunNames,
    figures: &Figures<'_>,
) -> Result<(Vec<u8>, Vec<u8>, u64), Error> {
    let set = &plan.file_set;
    let is_first = figures.part == 1;
    let has_header = is_first || !set.split.is_some_and(|split| split.first_header);
    let header =
        if has_header { encoder.header_line().map_err(Error::Encode)? } else { Vec::new() };
    let frame_lines = plan.dialect.layout.frame_lines();
    let around =
        (set.before.len() + set.after.len() + usize::from(!header.is_empty())) as u64 + frame_lines;
    let count = figures.tally.rows + around;
    let line = |template: &Template| {
        let value = |part: &Variable| line_value(plan, tallies, run, figures, count, part);
        let text = template.render(&moments(plan, run), value).map_err(|what| {
            let message = format!("a line can't be written: {what}");
            let hint = "Make the part wider, or leave it out.".to_owned();
            Error::Encode(EncodeError { field: String::new(), row: 0, message, hint })
        })?;
        encoder.line(&text).map_err(Error::Encode)
    };
    // A byte order mark belongs to the whole that the parts are; a frame to each.
    let mut before = if has_header || frame_lines > 0 { encoder.beginning() } else { Vec::new() };
    for template in &set.before {
        before.extend(line(template)?);
    }
    before.extend(header);
    let mut after = encoder.footer();
    for template in &set.after {
        after.extend(line(template)?);
    }
    Ok((before, after, count))
}

/// What stands before and behind the rows of a preview.
pub(super) fn around_preview(
    plan: &ExportPlan,
    encoder: &LineEncoder,
    tallies: &TallyRule,
    run: RunNames,
    tally: &Tally,
) -> Result<(Vec<u8>, Vec<u8>), Error> {
    let figures = Figures { tally, part: 1, parts: 1, seq: 1, value: "", hash: NO_HASH };
    let (before, after, _) = surroundings(plan, encoder, tallies, run, &figures)?;
    Ok((before, after))
}

/// The moments that templates of a run may hold.
pub(super) fn moments(plan: &ExportPlan, run: RunNames) -> Moments {
    let window = plan.file_set.window.unwrap_or_default();
    Moments { started_at: run.started_at, window, zone: plan.zone }
}

fn line_value(
    plan: &ExportPlan,
    tallies: &TallyRule,
    run: RunNames,
    figures: &Figures<'_>,
    count: u64,
    part: &Variable,
) -> String {
    match part {
        Variable::Figure(figure, field) => tallies.text(figures.tally, *figure, field),
        Variable::Plain("count") => count.to_string(),
        Variable::Plain("hash") => figures.hash.to_owned(),
        Variable::Plain(name) => {
            let of = FileParts {
                seq: figures.seq,
                part: figures.part,
                parts: figures.parts,
                value: figures.value,
                ..FileParts::default()
            };
            plain_value(plan, run, figures.tally.rows, of, name)
        }
    }
}

/// What a part without a field is in lines: as in names, with all of its characters.
pub(super) fn plain_value(
    plan: &ExportPlan,
    run: RunNames,
    rows: u64,
    of: FileParts<'_>,
    name: &str,
) -> String {
    match name {
        "name" => plan.spec.name.clone(),
        "model" => plan.spec.model.clone(),
        "value" => of.value.to_owned(),
        "rows" => rows.to_string(),
        "seq" => of.seq.to_string(),
        "run" => run.number.to_string(),
        "part" => of.part.to_string(),
        "parts" => of.parts.to_string(),
        "kind" => plan.kind().name().to_owned(),
        "date" => run.started_at.with_timezone(&plan.zone).format("%Y-%m-%d").to_string(),
        "time" => run.started_at.with_timezone(&plan.zone).format("%H-%M-%S").to_string(),
        _ => String::new(),
    }
}

/// The values of a file's name.
pub(super) fn name_values<'a>(
    plan: &'a ExportPlan,
    run: RunNames,
    rows: u64,
    of: FileParts<'a>,
) -> FileNameValues<'a> {
    let window = plan.file_set.window.unwrap_or_default();
    let of = FileParts { window, kind: plan.kind().name(), ..of };
    FileNameValues {
        name: &plan.spec.name,
        model: &plan.spec.model,
        started_at: run.started_at,
        zone: plan.zone,
        run: run.number,
        rows,
        of,
    }
}

impl Composed {
    /// Rows of all parts together.
    pub(super) fn whole(&self) -> Result<Tally, Error> {
        let mut whole = Tally::default();
        for part in &self.parts {
            self.tallies.merge(&mut whole, &part.tally).map_err(Error::Encode)?;
        }
        Ok(whole)
    }

    /// Lines of the part with most of them, with those around its rows.
    pub(super) fn most_lines(&self) -> u64 {
        let set = &self.plan.file_set;
        let around = (set.before.len() + set.after.len()) as u64;
        let first_header = set.split.is_some_and(|split| split.first_header);
        let lines = self.parts.iter().enumerate().map(|(index, part)| {
            let has_header = self.plan.dialect.has_header_line() && (index == 0 || !first_header);
            part.tally.rows + around + u64::from(has_header)
        });
        lines.max().unwrap_or_default()
    }

    /// Makes the files; `seq` is the sequence's number.
    pub(super) fn make(mut self, seq: u64, cancel: &CancellationToken) -> Result<Files, Error> {
        let (plan, run) = (self.plan.clone(), self.run);
        let parts = self.parts.len() as u64;
        let one_archive = plan.file_set.split.is_some_and(|split| split.one_archive);
        let whole = self.whole()?;
        let (mut temporary, mut made) = (Vec::new(), Vec::new());
        let mut archive = None;
        let mut lines_of_all = 0;
        let (mut entries, mut stems) = (HashSet::new(), HashSet::new());
        for (index, part) in std::mem::take(&mut self.parts).into_iter().enumerate() {
            if cancel.is_cancelled() {
                return Err(Error::Cancelled);
            }
            let hash = hexadecimal(&part.hash.clone().finalize());
            let number = index as u64 + 1;
            let figures = Figures {
                tally: &part.tally,
                part: number,
                parts,
                seq,
                value: &part.value,
                hash: &hash,
            };
            let (before, after, lines) =
                surroundings(&plan, &self.lines, &self.tallies, self.run, &figures)?;
            lines_of_all += lines;
            let of =
                FileParts { seq, part: number, parts, value: &part.value, ..Default::default() };
            let stem = |name: &FileName, rows: u64, of: FileParts<'_>| {
                name.render(&name_values(&plan, run, rows, of))
            };
            let entry = match (&plan.entry_name, one_archive || plan.file_set.split.is_none()) {
                (Some(name), _) => stem(name, part.tally.rows, of),
                (None, true) => safe_file_name(&plan.spec.name),
                (None, false) => stem(&plan.file_name, part.tally.rows, of),
            };
            let entry = format!("{entry}.{}", plan.spec.format.content_extension());
            let (draft, builder) = match archive.take() {
                Some(begun) => begun,
                None => self.archive()?,
            };
            if one_archive && !entries.insert(one_spelling(&entry)) {
                let message = format!("two parts would be called `{entry}`");
                let problem = Problem::new("entry_name", message, "Write {part} into it.");
                return Err(SpecError::from(problem).into());
            }
            let builder = self.add(builder, &entry, &before, &part, &after, cancel)?;
            if one_archive {
                archive = Some((draft, builder));
                continue;
            }
            let summary = builder.finish().map_err(Error::Archive)?;
            let (file, summary) = draft.finish(summary, &self.seal, cancel)?;
            let of = FileParts { sha256: &summary.sha256, ..of };
            let stem = stem(&plan.file_name, part.tally.rows, of);
            let extension = plan.spec.format.published_extension();
            if !stems.insert(one_spelling(&stem)) {
                let message = format!("two parts would be called `{stem}.{extension}`");
                let problem = Problem::new("file_name", message, "Write {part} into it.");
                return Err(SpecError::from(problem).into());
            }
            temporary.push(file);
            made.push(MadeFile {
                stem,
                extension,
                bytes: summary.bytes,
                content_bytes: summary.content_bytes,
                crc32: summary.crc32,
                sha256: summary.sha256,
                entry,
                tally: part.tally,
                lines,
                part: number,
                value: part.value,
                parts: 1,
                hash,
            });
        }
        if let Some((draft, builder)) = archive {
            let summary = builder.finish().map_err(Error::Archive)?;
            let (file, summary) = draft.finish(summary, &self.seal, cancel)?;
            let of = FileParts { seq, parts, sha256: &summary.sha256, ..Default::default() };
            temporary.push(file);
            made.push(MadeFile {
                stem: plan.file_name.render(&name_values(&plan, run, whole.rows, of)),
                extension: plan.spec.format.published_extension(),
                bytes: summary.bytes,
                content_bytes: summary.content_bytes,
                crc32: summary.crc32,
                sha256: summary.sha256,
                entry: String::new(),
                tally: whole,
                lines: lines_of_all,
                part: 1,
                value: String::new(),
                parts,
                hash: String::new(),
            });
        }
        Ok(Files { temporary, made, tallies: Some(self.tallies), entries: Vec::new() })
    }

    fn archive(&self) -> Result<(Draft, ArchiveBuilder<BufWriter<File>>), Error> {
        let told = |error| Error::Output { path: self.folder.clone(), error };
        let draft = Draft::new(&self.folder, &self.seal).map_err(told)?;
        let sink = draft.sink().map_err(told)?;
        let compression = self.plan.spec.format.compression;
        let builder = ArchiveBuilder::new(sink, compression, self.run.started_at)
            .with_password(self.seal.password().cloned());
        Ok((draft, builder))
    }

    /// Adds a part to an archive.
    fn add(
        &mut self,
        mut builder: ArchiveBuilder<BufWriter<File>>,
        entry: &str,
        before: &[u8],
        part: &ComposedPart,
        after: &[u8],
        cancel: &CancellationToken,
    ) -> Result<ArchiveBuilder<BufWriter<File>>, Error> {
        let before = self.packer.pack(before).map_err(Error::Archive)?;
        let after = self.packer.pack(after).map_err(Error::Archive)?;
        let mut content = PackedContent::default();
        content.push(&before);
        content.append(&part.content);
        content.push(&after);
        let rows = &mut self.rows;
        let written = builder.entry(entry, &content, |write| {
            write(&before.bytes)?;
            rows.seek(SeekFrom::Start(part.offset)).map_err(ArchiveError::Write)?;
            let mut left = part.content.packed_bytes;
            let mut block = vec![0; 1 << 18];
            while left > 0 && !cancel.is_cancelled() {
                let some = block.len().min(usize::try_from(left).unwrap_or(usize::MAX));
                rows.read_exact(&mut block[..some]).map_err(ArchiveError::Write)?;
                write(&block[..some])?;
                left -= some as u64;
            }
            write(&after.bytes)
        });
        if cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        written.map_err(Error::Archive)?;
        Ok(builder)
    }
}

/// Rows up to a place, and those behind it.
fn halves(batches: &[RecordBatch], rows: usize) -> (Vec<RecordBatch>, Vec<RecordBatch>) {
    let (mut first, mut second, mut left) = (Vec::new(), Vec::new(), rows);
    for batch in batches {
        let some = left.min(batch.num_rows());
        if some > 0 {
            first.push(batch.slice(0, some));
        }
        if some < batch.num_rows() {
            second.push(batch.slice(some, batch.num_rows() - some));
        }
        left -= some;
    }
    (first, second)
}

/// The name of a file with its extension, and with a number for *keep both*.
pub(super) fn whole_name(stem: &str, extension: &str, number: u32) -> String {
    if number == 1 {
        format!("{stem}.{extension}")
    } else {
        format!("{stem} ({number}).{extension}")
    }
}

/// The part of a name before its extension.
pub(super) fn stem_of(name: &str) -> &str {
    divide(name).0
}
