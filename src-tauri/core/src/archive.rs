//! The file's bytes to one archive, compressed by as many threads as there are.
//!
//! Each [`Packer`] deflates chunks on its own and ends them at a byte boundary
//! (a sync flush), so that [`ArchiveWriter`] can put them behind each other as
//! one ordinary deflate stream: one zip entry or gzip member, which every
//! program reads. Where the encoder tells where cells begin, chunks are packed
//! by cells (`structured_deflate`), which takes a quarter to a half of the time;
//! a sample of a file's first chunk says whether that is as small. The bytes
//! depend only on the chunks, the level and the time handed in, never on the
//! number of threads.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};
use flate2::{Compress, FlushCompress, Status};
use rawzip::{CompressionMethod, DataDescriptorOutput, ZipArchiveWriter};
use sha2::{Digest, Sha256};
use structured_deflate::{Deflater, LAST_BLOCK};

use crate::spec::format::{Compression, Level};

/// The deflate level of each of ours where cells don't help, by a measurement of
/// zlib-rs 0.6 on 400 MB of events as CSV in chunks of 2 MiB. `zip -6`: 7.2 CPU
/// seconds, 47.6 MB.
///
/// | level | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 |
/// |---|---|---|---|---|---|---|---|---|---|
/// | CPU seconds | 0.7 | 1.2 | 1.5 | 2.1 | 2.4 | 3.0 | 5.6 | 10.7 | 7.6 |
/// | MB | 79.6 | 62.7 | 53.7 | 50.9 | 47.5 | 47.2 | 46.2 | 45.6 | 46.5 |
fn deflate_level(level: Level) -> flate2::Compression {
    flate2::Compression::new(match level {
        Level::Fast => 3,
        Level::Normal => 5,
        Level::Small => 7,
    })
}

/// Bytes of a file's first chunk that are packed both ways.
const SAMPLE: usize = 256 << 10;

/// How large a sample packed by cells may be, in hundredths of its size at the
/// level of [`deflate_level`]. Packing by cells is faster at any level.
fn tolerance(level: Level) -> usize {
    match level {
        Level::Fast | Level::Normal => 103,
        Level::Small => 100,
    }
}

/// An archive that couldn't be written or isn't what it should be.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The disk, or whatever the archive is written to.
    #[error("the archive couldn't be written: {0}")]
    Write(#[source] io::Error),
    /// The compressor stopped.
    #[error("the file couldn't be compressed: {problem}")]
    Pack {
        /// What the compressor said.
        problem: String,
    },
    /// The archive's frame couldn't be made, as with a name that is too long.
    #[error("the archive `{entry_name}` can't be made: {problem}")]
    Frame {
        /// Name of the file inside.
        entry_name: String,
        /// What is wrong.
        problem: String,
    },
    /// An archive that doesn't read back.
    #[error("the archive `{}` doesn't read back: {problem}", path.display())]
    Damaged {
        /// Where it is.
        path: PathBuf,
        /// What is wrong.
        problem: String,
    },
}

impl ArchiveError {
    /// What is wrong, in one sentence.
    pub fn message(&self) -> String {
        self.to_string()
    }

    /// What to do next.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Write(error) if error.kind() == io::ErrorKind::StorageFull => {
                Some("Free some space, then run again.".to_owned())
            }
            Self::Frame { .. } => Some("Choose a shorter file name.".to_owned()),
            Self::Damaged { .. } => Some("Check the disk, then run again.".to_owned()),
            Self::Write(_) | Self::Pack { .. } => None,
        }
    }
}

/// A chunk of the file, compressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// The bytes that go into the archive.
    pub bytes: Vec<u8>,
    /// CRC-32 of the content.
    pub crc32: u32,
    /// Length of the content.
    pub content_len: u64,
}

/// How one file is packed. Cheap to clone: the clones are about the same file.
#[derive(Debug, Clone)]
pub struct Packing {
    compression: Compression,
    level: Level,
    /// Whether chunks are packed by cells; settled by the first one.
    by_cells: Arc<OnceLock<bool>>,
}

impl Packing {
    /// Of a new file.
    pub fn new(compression: Compression, level: Level) -> Self {
        Self { compression, level, by_cells: Arc::default() }
    }

    /// A packer for one thread.
    pub fn packer(&self) -> Packer {
        let deflate = match self.compression {
            Compression::Zip | Compression::Gzip => {
                Some(Compress::new(deflate_level(self.level), false))
            }
            Compression::None => None,
        };
        Packer { packing: self.clone(), deflate, by_cells: None, buffer: Vec::new() }
    }

    /// Whether it makes a difference where cells begin.
    pub fn uses_cells(&self) -> bool {
        self.compression != Compression::None && self.by_cells.get() != Some(&false)
    }

    /// To be held while the first chunk is made: when it is dropped the packing
    /// is settled, so that nobody waits for a chunk that doesn't come.
    pub fn first_chunk(&self) -> FirstChunk {
        FirstChunk(Arc::clone(&self.by_cells))
    }
}

/// See [`Packing::first_chunk`].
#[derive(Debug)]
pub struct FirstChunk(Arc<OnceLock<bool>>);

impl Drop for FirstChunk {
    fn drop(&mut self) {
        // Fails where it is settled already.
        let _ = self.0.set(false);
    }
}

/// Where the cells of a chunk begin.
#[derive(Debug, Clone, Copy, Default)]
pub struct CellStarts<'a> {
    /// Their places in the chunk; none if they aren't known.
    pub places: &'a [u32],
    /// Cells of each row.
    pub columns: usize,
}

/// Compresses chunks on one thread.
#[derive(Debug)]
pub struct Packer {
    packing: Packing,
    deflate: Option<Compress>,
    by_cells: Option<Box<Deflater>>,
    buffer: Vec<u8>,
}

impl Packer {
    /// A packer whose chunks any writer of the same compression takes.
    pub fn new(compression: Compression, level: Level) -> Self {
        Packing::new(compression, level).packer()
    }

    /// As [`pack_table`](Self::pack_table), but what is in `content` afterwards
    /// means nothing: its memory may be used again.
    pub fn pack_owned(
        &mut self,
        content: &mut Vec<u8>,
        cells: CellStarts<'_>,
    ) -> Result<Packed, ArchiveError> {
        if self.deflate.is_some() {
            return self.pack_table(content, cells);
        }
        let next = Vec::with_capacity(content.len() + content.len() / 8);
        let bytes = std::mem::replace(content, next);
        Ok(Packed { crc32: crc32fast::hash(&bytes), content_len: bytes.len() as u64, bytes })
    }

    /// Compresses one of a table's chunks. Where its cells are known it waits until
    /// the file's first one has been given to [`settle`](Self::settle).
    pub fn pack_table(
        &mut self,
        content: &[u8],
        cells: CellStarts<'_>,
    ) -> Result<Packed, ArchiveError> {
        if self.deflate.is_none() || cells.places.is_empty() || !*self.packing.by_cells.wait() {
            return self.pack(content);
        }
        self.deflate_by_cells(content, cells);
        let (bytes, content_len) = (self.buffer.as_slice().to_vec(), content.len() as u64);
        Ok(Packed { bytes, crc32: crc32fast::hash(content), content_len })
    }

    /// Settles by the file's first chunk whether all are packed by cells.
    pub fn settle(&mut self, content: &[u8], cells: CellStarts<'_>) -> Result<(), ArchiveError> {
        let mut by_cells = false;
        if self.deflate.is_some() && !cells.places.is_empty() {
            let sample = &content[..content.len().min(SAMPLE)];
            let usual = self.pack(sample)?.bytes.len();
            self.deflate_by_cells(sample, cells);
            by_cells = self.buffer.len() * 100 <= usual * tolerance(self.packing.level);
        }
        // Only the first chunk settles it, once.
        let _ = self.packing.by_cells.set(by_cells);
        Ok(())
    }

    fn deflate_by_cells(&mut self, content: &[u8], cells: CellStarts<'_>) {
        self.buffer.clear();
        let by_cells = self.by_cells.get_or_insert_default();
        by_cells.deflate(content, cells.places, cells.columns, &mut self.buffer);
    }

    /// Compresses one chunk of which no cells are known. Chunks of 256 KiB make
    /// an archive 1.4 % larger than chunks of 2 MiB, and those of 1 MiB 0.2 %.
    pub fn pack(&mut self, content: &[u8]) -> Result<Packed, ArchiveError> {
        let bytes = match &mut self.deflate {
            None => content.to_vec(),
            Some(_) if content.is_empty() => Vec::new(),
            Some(deflate) => {
                deflate.reset();
                self.buffer.clear();
                // What stored blocks would take, so that one call does it all.
                self.buffer.reserve(content.len() + content.len() / 1000 + 1024);
                deflate_whole(deflate, content, &mut self.buffer)?;
                self.buffer.as_slice().to_vec()
            }
        };
        let content_len = content.len() as u64;
        Ok(Packed { bytes, crc32: crc32fast::hash(content), content_len })
    }
}

/// Deflates all of `content` and ends it at a byte boundary.
fn deflate_whole(
    deflate: &mut Compress,
    content: &[u8],
    out: &mut Vec<u8>,
) -> Result<(), ArchiveError> {
    let stopped = |problem: &str| ArchiveError::Pack { problem: problem.to_owned() };
    loop {
        let taken = usize::try_from(deflate.total_in()).expect("no more than the content");
        let status = deflate
            .compress_vec(&content[taken..], out, FlushCompress::Sync)
            .map_err(|error| stopped(&error.to_string()))?;
        let all_taken = deflate.total_in() == content.len() as u64;
        // Space left over means that nothing is held back.
        if all_taken && (out.len() < out.capacity() || status == Status::BufError) {
            return Ok(());
        }
        if out.len() < out.capacity() {
            return Err(stopped("the compressor takes no more"));
        }
        out.reserve(64 * 1024);
    }
}

/// What was written.
#[derive(Debug)]
pub struct ArchiveSummary<W> {
    /// Length of the archive.
    pub bytes: u64,
    /// Length of the file inside.
    pub content_bytes: u64,
    /// CRC-32 of the file inside.
    pub crc32: u32,
    /// SHA-256 of the archive, in lower-case hexadecimal digits.
    pub sha256: String,
    /// What it was written to, flushed.
    pub sink: W,
}

/// Puts packed chunks into one archive, in the order in which they come.
#[derive(Debug)]
pub struct ArchiveWriter<W> {
    sink: HashedSink<W>,
    frame: Frame,
    crc32: crc32fast::Hasher,
    content_bytes: u64,
    packed_bytes: u64,
}

#[derive(Debug)]
enum Frame {
    Zip(ZipFrame),
    Gzip,
    Plain,
}

impl<W: Write> ArchiveWriter<W> {
    /// Writes the archive's head. `entry_name` is the file's name inside a zip
    /// or gzip archive, `modified` its time.
    pub fn new(
        sink: W,
        compression: Compression,
        entry_name: &str,
        modified: DateTime<Utc>,
    ) -> Result<Self, ArchiveError> {
        let mut sink = HashedSink { sink, hash: Sha256::new(), bytes: 0 };
        let frame = match compression {
            Compression::Zip => {
                let frame = ZipFrame::new(entry_name, modified)?;
                sink.write(&frame.head)?;
                Frame::Zip(frame)
            }
            Compression::Gzip => {
                sink.write(&gzip_head(entry_name, modified))?;
                Frame::Gzip
            }
            Compression::None => Frame::Plain,
        };
        Ok(Self { sink, frame, crc32: crc32fast::Hasher::new(), content_bytes: 0, packed_bytes: 0 })
    }

    /// Writes the next chunk.
    pub fn push(&mut self, packed: &Packed) -> Result<(), ArchiveError> {
        let chunk = crc32fast::Hasher::new_with_initial_len(packed.crc32, packed.content_len);
        self.crc32.combine(&chunk);
        self.content_bytes += packed.content_len;
        self.write_content(&packed.bytes)
    }

    fn write_content(&mut self, bytes: &[u8]) -> Result<(), ArchiveError> {
        self.packed_bytes += bytes.len() as u64;
        self.sink.write(bytes)
    }

    /// Writes the archive's end.
    pub fn finish(mut self) -> Result<ArchiveSummary<W>, ArchiveError> {
        let crc32 = self.crc32.clone().finalize();
        match self.frame {
            Frame::Zip(_) | Frame::Gzip => self.write_content(&LAST_BLOCK)?,
            Frame::Plain => {}
        }
        match &self.frame {
            Frame::Zip(frame) => {
                let tail = frame.tail(self.packed_bytes, self.content_bytes, crc32)?;
                self.sink.write(&tail)?;
            }
            Frame::Gzip => {
                // Its length field is by definition the length modulo 2^32.
                let length = self.content_bytes % (1 << 32);
                let mut tail = crc32.to_le_bytes().to_vec();
                tail.extend_from_slice(&length.to_le_bytes()[..4]);
                self.sink.write(&tail)?;
            }
            Frame::Plain => {}
        }
        self.sink.sink.flush().map_err(ArchiveError::Write)?;
        Ok(ArchiveSummary {
            bytes: self.sink.bytes,
            content_bytes: self.content_bytes,
            crc32,
            sha256: hexadecimal(&self.sink.hash.finalize()),
            sink: self.sink.sink,
        })
    }
}

/// Counts and hashes what passes.
#[derive(Debug)]
struct HashedSink<W> {
    sink: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> HashedSink<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), ArchiveError> {
        self.sink.write_all(bytes).map_err(ArchiveError::Write)?;
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(())
    }
}

/// SHA-256 of a file, in hexadecimal.
pub(crate) fn sha256(path: &std::path::Path) -> std::io::Result<String> {
    use std::io::Read;
    let mut file = std::fs::File::open(path)?;
    let (mut hash, mut block) = (Sha256::new(), vec![0; 256 << 10]);
    loop {
        match file.read(&mut block)? {
            0 => return Ok(hexadecimal(&hash.finalize())),
            read => hash.update(&block[..read]),
        }
    }
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16).expect("half a byte");
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// What surrounds a zip archive's only entry.
///
/// rawzip's entry writer borrows its archive, so neither can be kept between
/// chunks. Instead rawzip writes the archive twice into a sink that only counts
/// the entry's bytes: once to get the head, and once more for the tail, when
/// the lengths are known.
#[derive(Debug)]
struct ZipFrame {
    entry_name: String,
    modified: DateTime<Utc>,
    head: Vec<u8>,
}

impl ZipFrame {
    fn new(entry_name: &str, modified: DateTime<Utc>) -> Result<Self, ArchiveError> {
        let mut frame = Self { entry_name: entry_name.to_owned(), modified, head: Vec::new() };
        let mut whole = frame.write(0, 0, 0)?;
        // The lengths of name and extra field end the head's fixed part.
        let length = |at: usize| usize::from(u16::from_le_bytes([whole[at], whole[at + 1]]));
        whole.truncate(30 + length(26) + length(28));
        frame.head = whole;
        Ok(frame)
    }

    fn tail(&self, packed: u64, content: u64, crc32: u32) -> Result<Vec<u8>, ArchiveError> {
        Ok(self.write(packed, content, crc32)?.split_off(self.head.len()))
    }

    fn write(&self, packed: u64, content: u64, crc32: u32) -> Result<Vec<u8>, ArchiveError> {
        let failed = |error: &dyn std::fmt::Display| ArchiveError::Frame {
            entry_name: self.entry_name.clone(),
            problem: error.to_string(),
        };
        let skipped = self.head.len() as u64..self.head.len() as u64 + packed;
        let mut archive =
            ZipArchiveWriter::new(FrameSink { kept: Vec::new(), position: 0, skipped });
        let file = archive
            .new_file(self.entry_name.as_str())
            .compression_method(CompressionMethod::DEFLATE)
            .last_modified(rawzip::time::UtcDateTime::from_unix(self.modified.timestamp()))
            .unix_permissions(0o644);
        let (mut entry, _) = file.start().map_err(|error| failed(&error))?;
        let mut left = packed;
        while left > 0 {
            let some =
                usize::try_from(left).map_or(STAND_IN.len(), |left| left.min(STAND_IN.len()));
            entry.write_all(&STAND_IN[..some]).map_err(|error| failed(&error))?;
            left -= some as u64;
        }
        let descriptor = DataDescriptorOutput::new(crc32, content);
        entry.finish(descriptor).map_err(|error| failed(&error))?;
        Ok(archive.finish().map_err(|error| failed(&error))?.kept)
    }
}

/// Stands for the entry's bytes, which are only counted.
static STAND_IN: [u8; 1 << 20] = [0; 1 << 20];

/// Keeps what is written, without the entry's bytes.
struct FrameSink {
    kept: Vec<u8>,
    position: u64,
    skipped: Range<u64>,
}

impl Write for FrameSink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.skipped.contains(&self.position) {
            self.kept.extend_from_slice(bytes);
        }
        self.position += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn gzip_head(entry_name: &str, modified: DateTime<Utc>) -> Vec<u8> {
    // The name's field is Latin-1; other names are left to the archive's own.
    let named = entry_name.is_ascii() && !entry_name.is_empty() && !entry_name.contains('\0');
    let seconds = u32::try_from(modified.timestamp()).unwrap_or(0);
    let mut head = vec![0x1f, 0x8b, 8, if named { 8 } else { 0 }];
    head.extend_from_slice(&seconds.to_le_bytes());
    // No word on the level, and no operating system.
    head.extend_from_slice(&[0, 255]);
    if named {
        head.extend_from_slice(entry_name.as_bytes());
        head.push(0);
    }
    head
}

/// What an archive holds, as read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Name of the file inside, if the archive has one.
    pub entry_name: Option<String>,
    /// Length of the file inside.
    pub content_bytes: u64,
    /// CRC-32 of the file inside, as counted while reading.
    pub crc32: u32,
    /// SHA-256 of the archive, in lower-case hexadecimal digits.
    pub archive_sha256: String,
}

/// Reads an archive back as another program would, by its first bytes a zip or
/// gzip archive, otherwise as the file itself.
pub fn verify(path: &Path) -> Result<Verified, ArchiveError> {
    let damaged = |problem: String| ArchiveError::Damaged { path: path.to_owned(), problem };
    read_back(path).map_err(|error| damaged(error.to_string()))
}

fn read_back(path: &Path) -> io::Result<Verified> {
    let mut file = BufReader::with_capacity(256 * 1024, File::open(path)?);
    let mut hash = Sha256::new();
    let magic: Vec<u8> = file.fill_buf()?.iter().copied().take(4).collect();
    loop {
        let block = file.fill_buf()?;
        if block.is_empty() {
            break;
        }
        hash.update(block);
        let length = block.len();
        file.consume(length);
    }
    file.rewind()?;
    let (entry_name, (content_bytes, crc32)) = match magic.as_slice() {
        b"PK\x03\x04" => {
            let mut archive = zip::ZipArchive::new(file)?;
            if is_whole_workbook(&mut archive)? {
                let mut file = archive.into_inner();
                file.rewind()?;
                let (content_bytes, crc32) = count(&mut file)?;
                let archive_sha256 = hexadecimal(&hash.finalize());
                return Ok(Verified { entry_name: None, content_bytes, crc32, archive_sha256 });
            }
            if archive.len() != 1 {
                return Err(io::Error::other(format!("it has {} entries", archive.len())));
            }
            let mut entry = archive.by_index(0)?;
            let read = count(&mut entry)?;
            if read != (entry.size(), entry.crc32()) {
                return Err(io::Error::other("its directory doesn't fit its content"));
            }
            (Some(entry.name()?.into_owned()), read)
        }
        [0x1f, 0x8b, ..] => {
            // One that reads only the first member, so that there is no second.
            let mut gzip = flate2::bufread::GzDecoder::new(file);
            let read = count(&mut gzip)?;
            let name = gzip.header().and_then(|header| header.filename());
            let name = name.map(|name| String::from_utf8_lossy(name).into_owned());
            if !gzip.into_inner().fill_buf()?.is_empty() {
                return Err(io::Error::other("something follows its content"));
            }
            (name, read)
        }
        _ => (None, count(&mut file)?),
    };
    let archive_sha256 = hexadecimal(&hash.finalize());
    Ok(Verified { entry_name, content_bytes, crc32, archive_sha256 })
}

/// The file's content, by how it is packed.
pub fn with_content<T>(
    path: &Path,
    compression: Compression,
    read: impl FnOnce(&mut dyn Read) -> io::Result<T>,
) -> io::Result<T> {
    let mut file = BufReader::with_capacity(256 * 1024, File::open(path)?);
    match compression {
        Compression::Zip => read(&mut zip::ZipArchive::new(file)?.by_index(0)?),
        Compression::Gzip => read(&mut flate2::bufread::GzDecoder::new(file)),
        Compression::None => read(&mut file),
    }
}

/// Whether a zip archive is itself the file, as an Excel workbook is, and each of
/// its parts is whole.
fn is_whole_workbook<R: Read + Seek>(archive: &mut zip::ZipArchive<R>) -> io::Result<bool> {
    if archive.index_for_name("[Content_Types].xml").is_none() {
        return Ok(false);
    }
    for index in 0..archive.len() {
        // Reading to the end compares the CRC.
        io::copy(&mut archive.by_index(index)?, &mut io::sink())?;
    }
    Ok(true)
}

/// Length and CRC-32 of what can be read.
fn count(content: &mut impl Read) -> io::Result<(u64, u32)> {
    let mut crc32 = crc32fast::Hasher::new();
    let mut block = vec![0; 256 * 1024];
    let mut length = 0;
    loop {
        let read = content.read(&mut block)?;
        if read == 0 {
            return Ok((length, crc32.finalize()));
        }
        crc32.update(&block[..read]);
        length += read as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunk_that_outgrows_its_buffer_is_whole() {
        // Bytes without any pattern, so that deflate can only store them.
        let mut state = 1_u64;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state.to_be_bytes()[0]
        })
        .take(300_000)
        .collect();
        for content in [&noise[..], &noise[..1], b"aaaa"] {
            let mut deflate = Compress::new(flate2::Compression::new(6), false);
            let mut out = Vec::with_capacity(10);
            deflate_whole(&mut deflate, content, &mut out).unwrap();
            out.extend_from_slice(&LAST_BLOCK);
            let mut back = Vec::new();
            flate2::read::DeflateDecoder::new(&out[..]).read_to_end(&mut back).unwrap();
            assert_eq!(back, content);
        }
    }

    #[test]
    fn lengths_beyond_4_gib_are_zip64() {
        let frame = ZipFrame::new("a.csv", DateTime::UNIX_EPOCH).unwrap();
        let (packed, content) = (5 << 30, 20 << 30);
        let tail = frame.tail(packed, content, 7).unwrap();
        assert_eq!(&tail[..8], b"PK\x07\x08\x07\x00\x00\x00");
        assert_eq!(tail[8..16], (packed).to_le_bytes());
        assert_eq!(tail[16..24], (content).to_le_bytes());
        assert!(memchr::memmem::find(&tail, b"PK\x06\x06").is_some());
    }
}
