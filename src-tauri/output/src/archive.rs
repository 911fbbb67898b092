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

mod pgp_message;
mod zip_aes;
mod zip_frame;

pub use pgp_message::{is_armored, is_pgp_message};

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};
use flate2::{Compress, FlushCompress, Status};
use md5::Md5;
use sha2::{Digest, Sha256};
use structured_deflate::{Deflater, LAST_BLOCK};
use zip_aes::EntryCipher;
use zip_frame::{Entry, Sizes, directory};

use crate::hash::{hexadecimal, sha256_of};
use crate::secret::Secret;
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
    /// The file couldn't be encrypted.
    #[error("the file couldn't be encrypted: {problem}")]
    Seal {
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
            Self::Write(_) | Self::Pack { .. } | Self::Seal { .. } => None,
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

/// What an archive is written to while it is made.
pub trait Sink: Write {
    /// Writes over the first bytes, and gives the SHA-256 of all.
    fn rewrite(&mut self, head: &[u8]) -> io::Result<String>;
}

impl Sink for BufWriter<File> {
    fn rewrite(&mut self, head: &[u8]) -> io::Result<String> {
        self.flush()?;
        let file = self.get_mut();
        file.rewind()?;
        file.write_all(head)?;
        file.rewind()?;
        sha256_of(file)
    }
}

impl Sink for Vec<u8> {
    fn rewrite(&mut self, head: &[u8]) -> io::Result<String> {
        self[..head.len()].copy_from_slice(head);
        sha256_of(&mut &self[..])
    }
}

/// Puts packed chunks into one archive, in the order in which they come.
#[derive(Debug)]
pub struct ArchiveWriter<W> {
    sink: HashedSink<W>,
    frame: Frame,
    cipher: Option<EntryCipher>,
    crc32: crc32fast::Hasher,
    content_bytes: u64,
    packed_bytes: u64,
}

#[derive(Debug)]
enum Frame {
    Zip(Entry),
    Gzip,
    Plain,
}

impl<W: Sink> ArchiveWriter<W> {
    /// Writes the archive's head. `entry_name` is the file's name inside a zip
    /// or gzip archive, `modified` its time.
    pub fn new(
        sink: W,
        compression: Compression,
        entry_name: &str,
        modified: DateTime<Utc>,
    ) -> Result<Self, ArchiveError> {
        Self::with_password(sink, compression, entry_name, modified, None)
    }

    /// The same, encrypted if it is a zip and there is a password.
    pub fn with_password(
        sink: W,
        compression: Compression,
        entry_name: &str,
        modified: DateTime<Utc>,
        password: Option<&Secret>,
    ) -> Result<Self, ArchiveError> {
        // The head of a zip is written over, so that it is hashed at the end.
        let is_hashed = compression != Compression::Zip;
        let mut sink = HashedSink::new(sink, is_hashed);
        let (mut cipher, mut packed_bytes) = (None, 0);
        let frame = match compression {
            Compression::Zip => {
                let mut entry = zip_entry(entry_name, modified)?;
                entry.is_encrypted = password.is_some();
                sink.write(&entry.head(true))?;
                if let Some(password) = password {
                    let (new, before) = EntryCipher::new(password);
                    sink.write(&before)?;
                    packed_bytes = before.len() as u64;
                    cipher = Some(new);
                }
                Frame::Zip(entry)
            }
            Compression::Gzip => {
                sink.write(&gzip_head(entry_name, modified))?;
                Frame::Gzip
            }
            Compression::None => Frame::Plain,
        };
        let crc32 = crc32fast::Hasher::new();
        Ok(Self { sink, frame, cipher, crc32, content_bytes: 0, packed_bytes })
    }

    /// Writes the next chunk.
    pub fn push(&mut self, packed: &Packed) -> Result<(), ArchiveError> {
        let chunk = crc32fast::Hasher::new_with_initial_len(packed.crc32, packed.content_len);
        self.crc32.combine(&chunk);
        self.content_bytes += packed.content_len;
        self.write_content(&packed.bytes)
    }

    fn write_content(&mut self, bytes: &[u8]) -> Result<(), ArchiveError> {
        let bytes = match &mut self.cipher {
            Some(cipher) => cipher.encrypt(bytes),
            None => bytes,
        };
        self.packed_bytes += bytes.len() as u64;
        self.sink.write(bytes)
    }

    /// Writes the archive's end, and its sizes into the head of a zip.
    pub fn finish(mut self) -> Result<ArchiveSummary<W>, ArchiveError> {
        let crc32 = self.crc32.clone().finalize();
        match self.frame {
            Frame::Zip(_) | Frame::Gzip => self.write_content(&LAST_BLOCK)?,
            Frame::Plain => {}
        }
        if let Some(cipher) = self.cipher.take() {
            self.write_content(&cipher.finish())?;
        }
        let mut head = None;
        match self.frame {
            Frame::Zip(mut entry) => {
                entry.sizes =
                    Sizes { crc32, packed: self.packed_bytes, content: self.content_bytes };
                head = Some(entry.head(true));
                self.sink.write(&directory(&[entry], self.sink.bytes))?;
            }
            Frame::Gzip => self.sink.write(&gzip_tail(crc32, self.content_bytes))?,
            Frame::Plain => {}
        }
        self.sink.sink.flush().map_err(ArchiveError::Write)?;
        let sha256 = match head {
            Some(head) => self.sink.sink.rewrite(&head).map_err(ArchiveError::Write)?,
            None => hexadecimal(&self.sink.hash.finalize()),
        };
        Ok(ArchiveSummary {
            bytes: self.sink.bytes,
            content_bytes: self.content_bytes,
            crc32,
            sha256,
            sink: self.sink.sink,
        })
    }
}

/// A file's content, packed and not yet in an archive.
#[derive(Debug, Clone)]
pub struct PackedContent {
    crc32: crc32fast::Hasher,
    /// Bytes of the content.
    pub content_bytes: u64,
    /// Bytes of its chunks.
    pub packed_bytes: u64,
}

impl Default for PackedContent {
    fn default() -> Self {
        Self { crc32: crc32fast::Hasher::new(), content_bytes: 0, packed_bytes: 0 }
    }
}

impl PackedContent {
    /// What an entry of an archive holds, as its directory says, less its last block.
    fn of_entry(crc32: u32, content_bytes: u64, packed_bytes: u64) -> Self {
        let crc32 = crc32fast::Hasher::new_with_initial_len(crc32, content_bytes);
        let packed_bytes = packed_bytes.saturating_sub(LAST_BLOCK.len() as u64);
        Self { crc32, content_bytes, packed_bytes }
    }

    /// Counts a chunk that follows.
    pub fn push(&mut self, packed: &Packed) {
        let chunk = crc32fast::Hasher::new_with_initial_len(packed.crc32, packed.content_len);
        self.crc32.combine(&chunk);
        self.content_bytes += packed.content_len;
        self.packed_bytes += packed.bytes.len() as u64;
    }

    /// Counts all of another one's chunks.
    pub fn append(&mut self, other: &Self) {
        self.crc32.combine(&other.crc32);
        self.content_bytes += other.content_bytes;
        self.packed_bytes += other.packed_bytes;
    }

    /// CRC-32 of the content.
    pub fn crc32(&self) -> u32 {
        self.crc32.clone().finalize()
    }
}

/// Bytes that surround the chunks of an entry of this name.
pub fn frame_bytes(compression: Compression, entry_name: &str) -> u64 {
    let ends = LAST_BLOCK.len() as u64;
    match compression {
        Compression::None => 0,
        // Head and line of the directory with sizes of 64 bits, and the end; room for
        // encryption, whether or not it is there.
        Compression::Zip => {
            let encryption = zip_aes::BYTES_AROUND + 2 * 11;
            ends + 2 * (46 + entry_name.len() as u64 + 9 + 28) + 22 + 76 + encryption
        }
        Compression::Gzip => ends + 10 + entry_name.len() as u64 + 1 + 8,
    }
}

/// Makes an archive of contents that are packed already: several entries of a zip,
/// or one file.
#[derive(Debug)]
pub struct ArchiveBuilder<W> {
    sink: HashedSink<W>,
    compression: Compression,
    modified: DateTime<Utc>,
    password: Option<Secret>,
    entries: Vec<Entry>,
    content: PackedContent,
}

impl<W: Write> ArchiveBuilder<W> {
    /// An archive without entries; `modified` is the time of each.
    pub fn new(sink: W, compression: Compression, modified: DateTime<Utc>) -> Self {
        let (entries, sink) = (Vec::new(), HashedSink::new(sink, true));
        let content = PackedContent::default();
        Self { sink, compression, modified, password: None, entries, content }
    }

    /// Encrypts the entries of a zip, if there is a password.
    #[must_use]
    pub fn with_password(mut self, password: Option<Secret>) -> Self {
        self.password = password;
        self
    }

    /// Writes an entry; `write` hands over its chunks, block by block.
    pub fn entry(
        &mut self,
        name: &str,
        content: &PackedContent,
        write: impl FnOnce(
            &mut dyn FnMut(&[u8]) -> Result<(), ArchiveError>,
        ) -> Result<(), ArchiveError>,
    ) -> Result<(), ArchiveError> {
        let crc32 = content.crc32();
        let mut cipher = None;
        match self.compression {
            Compression::Zip => {
                let mut entry = zip_entry(name, self.modified)?;
                entry.offset = self.sink.bytes;
                entry.is_encrypted = self.password.is_some();
                let around = if entry.is_encrypted { zip_aes::BYTES_AROUND } else { 0 };
                let packed = content.packed_bytes + LAST_BLOCK.len() as u64 + around;
                entry.sizes = Sizes { crc32, packed, content: content.content_bytes };
                self.sink.write(&entry.head(false))?;
                self.entries.push(entry);
                if let Some(password) = &self.password {
                    let (new, before) = EntryCipher::new(password);
                    self.sink.write(&before)?;
                    cipher = Some(new);
                }
            }
            Compression::Gzip => self.sink.write(&gzip_head(name, self.modified))?,
            Compression::None => {}
        }
        let sink = &mut self.sink;
        let mut put = |bytes: &[u8]| match &mut cipher {
            Some(cipher) => sink.write(cipher.encrypt(bytes)),
            None => sink.write(bytes),
        };
        write(&mut put)?;
        match self.compression {
            Compression::Zip => {
                put(&LAST_BLOCK)?;
                if let Some(cipher) = cipher {
                    self.sink.write(&cipher.finish())?;
                }
            }
            Compression::Gzip => {
                self.sink.write(&LAST_BLOCK)?;
                self.sink.write(&gzip_tail(crc32, content.content_bytes))?;
            }
            Compression::None => {}
        }
        self.content.append(content);
        Ok(())
    }

    /// Writes the only entry of a zip that was made here as one of this name; its bytes
    /// stay packed. `go_on` is asked between blocks.
    pub fn copied(
        &mut self,
        name: &str,
        from: File,
        go_on: &dyn Fn() -> bool,
    ) -> Result<CopiedEntry, ArchiveError> {
        let stopped = || ArchiveError::Write(io::Error::other("the run was cancelled"));
        let unread = |error: zip::result::ZipError| ArchiveError::Write(error.into());
        let from = BufReader::with_capacity(256 << 10, from);
        let mut archive = zip::ZipArchive::new(from).map_err(unread)?;
        let mut block = vec![0; 256 << 10];
        let (mut sha256, mut md5, mut content_bytes) = (Sha256::new(), Md5::new(), 0);
        {
            // Reading to the end compares the CRC.
            let mut entry = archive.by_index(0).map_err(unread)?;
            loop {
                let read = entry.read(&mut block).map_err(ArchiveError::Write)?;
                if read == 0 {
                    break;
                }
                if !go_on() {
                    return Err(stopped());
                }
                sha256.update(&block[..read]);
                md5.update(&block[..read]);
                content_bytes += read as u64;
            }
        }
        let mut entry = archive.by_index_raw(0).map_err(unread)?;
        let packed = entry.compressed_size();
        let content = PackedContent::of_entry(entry.crc32(), content_bytes, packed);
        let crc32 = entry.crc32();
        let mut left = content.packed_bytes;
        self.entry(name, &content, |write| {
            while left > 0 {
                if !go_on() {
                    return Err(stopped());
                }
                let some = block.len().min(usize::try_from(left).unwrap_or(usize::MAX));
                entry.read_exact(&mut block[..some]).map_err(ArchiveError::Write)?;
                write(&block[..some])?;
                left -= some as u64;
            }
            Ok(())
        })?;
        let (sha256, md5) = (hexadecimal(&sha256.finalize()), hexadecimal(&md5.finalize()));
        Ok(CopiedEntry { content_bytes, crc32, sha256, md5 })
    }

    /// Writes the archive's end. The CRC is that of all contents behind each other.
    pub fn finish(mut self) -> Result<ArchiveSummary<W>, ArchiveError> {
        if self.compression == Compression::Zip {
            self.sink.write(&directory(&self.entries, self.sink.bytes))?;
        }
        self.sink.sink.flush().map_err(ArchiveError::Write)?;
        Ok(ArchiveSummary {
            bytes: self.sink.bytes,
            content_bytes: self.content.content_bytes,
            crc32: self.content.crc32(),
            sha256: hexadecimal(&self.sink.hash.finalize()),
            sink: self.sink.sink,
        })
    }
}

/// What is known of an entry's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopiedEntry {
    /// Its bytes before compression.
    pub content_bytes: u64,
    /// Their CRC-32.
    pub crc32: u32,
    /// Their SHA-256, in lower-case hexadecimal digits.
    pub sha256: String,
    /// Their MD5, the same.
    pub md5: String,
}

fn zip_entry(name: &str, modified: DateTime<Utc>) -> Result<Entry, ArchiveError> {
    if name.is_empty() || u16::try_from(name.len()).is_err() {
        return Err(ArchiveError::Frame {
            entry_name: name.chars().take(200).collect(),
            problem: "its name has no characters or more than 65,535 bytes".to_owned(),
        });
    }
    let (name, sizes) = (name.to_owned(), Sizes::default());
    Ok(Entry { name, modified, sizes, offset: 0, is_encrypted: false })
}

fn gzip_tail(crc32: u32, content_bytes: u64) -> Vec<u8> {
    // Its length field is by definition the length modulo 2^32.
    let length = content_bytes % (1 << 32);
    let mut tail = crc32.to_le_bytes().to_vec();
    tail.extend_from_slice(&length.to_le_bytes()[..4]);
    tail
}

/// Counts what passes, and hashes it where that is asked for.
#[derive(Debug)]
struct HashedSink<W> {
    sink: W,
    hash: Sha256,
    is_hashed: bool,
    bytes: u64,
}

impl<W: Write> HashedSink<W> {
    fn new(sink: W, is_hashed: bool) -> Self {
        Self { sink, hash: Sha256::new(), is_hashed, bytes: 0 }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), ArchiveError> {
        self.sink.write_all(bytes).map_err(ArchiveError::Write)?;
        if self.is_hashed {
            self.hash.update(bytes);
        }
        self.bytes += bytes.len() as u64;
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
    /// Name of the file inside, if the archive has one file with a name.
    pub entry_name: Option<String>,
    /// Length of the file inside, or of all of them.
    pub content_bytes: u64,
    /// CRC-32 of the file inside, as counted while reading; of several files, of all
    /// behind each other.
    pub crc32: u32,
    /// SHA-256 of the archive, in lower-case hexadecimal digits.
    pub archive_sha256: String,
    /// What keeps the content from being read: only its frame was checked then, and
    /// the CRC isn't known.
    pub locked: Option<Locked>,
}

/// What keeps a file from being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Locked {
    /// It is an OpenPGP message; its length isn't known either.
    Pgp {
        /// Ids of the keys that it is encrypted to, in hexadecimal.
        key_ids: Vec<String>,
    },
    /// It is a zip with a password that nobody gave.
    Password,
}

/// Reads an archive back as another program would, by its first bytes a zip or
/// gzip archive or an OpenPGP message, otherwise as the file itself.
pub fn verify(path: &Path) -> Result<Verified, ArchiveError> {
    verify_with(path, None)
}

/// The same; encrypted zips are read with the password, if there is one.
pub fn verify_with(path: &Path, password: Option<&Secret>) -> Result<Verified, ArchiveError> {
    let damaged = |problem: String| ArchiveError::Damaged { path: path.to_owned(), problem };
    read_back(path, password).map_err(|error| damaged(error.to_string()))
}

/// Whether a file is a zip with an encrypted entry, by its directory alone.
pub fn needs_password(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    let Ok(mut archive) = zip::ZipArchive::new(BufReader::new(file)) else { return false };
    (0..archive.len()).any(|index| archive.by_index_raw(index).is_ok_and(|entry| entry.encrypted()))
}

fn read_back(path: &Path, password: Option<&Secret>) -> io::Result<Verified> {
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
    let mut locked = None;
    let (entry_name, (content_bytes, crc32)) = match magic.as_slice() {
        _ if is_pgp_message(path) => {
            locked = Some(Locked::Pgp { key_ids: pgp_message::walk(file)? });
            (None, (0, 0))
        }
        b"PK\x03\x04" => {
            let mut archive = zip::ZipArchive::new(file)?;
            if is_whole_workbook(&mut archive)? {
                let mut file = archive.into_inner();
                file.rewind()?;
                let (content_bytes, crc32) = count(&mut file)?;
                let archive_sha256 = hexadecimal(&hash.finalize());
                let (entry_name, locked) = (None, None);
                return Ok(Verified { entry_name, content_bytes, crc32, archive_sha256, locked });
            }
            if archive.is_empty() {
                return Err(io::Error::other("it has no entries"));
            }
            let (mut names, mut length) = (Vec::new(), 0);
            let mut crc32 = crc32fast::Hasher::new();
            for index in 0..archive.len() {
                let is_encrypted = archive.by_index_raw(index)?.encrypted();
                if is_encrypted && password.is_none() {
                    // Its bytes are all there, which is what can be seen without it.
                    let mut entry = archive.by_index_raw(index)?;
                    if count(&mut entry)?.0 != entry.compressed_size() {
                        return Err(io::Error::other("its directory doesn't fit its content"));
                    }
                    length += entry.size();
                    names.push(entry.name()?.into_owned());
                    locked = Some(Locked::Password);
                    continue;
                }
                let mut entry = opened(&mut archive, index, password)?;
                let read = count(&mut entry)?;
                // An encrypted one has an HMAC, which was compared, in place of the CRC.
                let is_same = is_encrypted || read.1 == entry.crc32();
                if !is_same || read.0 != entry.size() {
                    return Err(io::Error::other("its directory doesn't fit its content"));
                }
                length += read.0;
                crc32.combine(&crc32fast::Hasher::new_with_initial_len(read.1, read.0));
                names.push(entry.name()?.into_owned());
            }
            let name = if names.len() == 1 { names.pop() } else { None };
            (name, (length, crc32.finalize()))
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
    Ok(Verified { entry_name, content_bytes, crc32, archive_sha256, locked })
}

/// An entry of a zip, to be read; an encrypted one with the password.
fn opened<'a, R: Read + Seek>(
    archive: &'a mut zip::ZipArchive<R>,
    index: usize,
    password: Option<&Secret>,
) -> io::Result<zip::read::ZipFile<'a, R>> {
    let is_encrypted = archive.by_index_raw(index)?.encrypted();
    let Some(password) = password.filter(|_| is_encrypted) else {
        return Ok(archive.by_index(index)?);
    };
    archive.by_index_decrypt(index, password.as_bytes()).map_err(|error| match error {
        zip::result::ZipError::InvalidPassword => io::Error::other("the password isn't this one"),
        error => error.into(),
    })
}

/// Each content of a file, by how it is packed: a zip archive may have several, and a
/// password. `read` is told the place of each.
pub fn for_contents<E: From<io::Error>>(
    path: &Path,
    compression: Compression,
    password: Option<&Secret>,
    mut read: impl FnMut(usize, &mut dyn Read) -> Result<(), E>,
) -> Result<(), E> {
    let mut file = BufReader::with_capacity(256 * 1024, File::open(path)?);
    match compression {
        Compression::Zip => {
            let mut archive = zip::ZipArchive::new(file).map_err(io::Error::from)?;
            for index in 0..archive.len() {
                read(index, &mut opened(&mut archive, index, password)?)?;
            }
            Ok(())
        }
        Compression::Gzip => read(0, &mut flate2::bufread::GzDecoder::new(file)),
        Compression::None => read(0, &mut file),
    }
}

/// Names of the entries of a zip, in their order.
pub fn entry_names(path: &Path) -> io::Result<Vec<String>> {
    let mut archive = zip::ZipArchive::new(BufReader::new(File::open(path)?))?;
    let names = (0..archive.len()).map(|index| {
        let entry = archive.by_index_raw(index)?;
        Ok(entry.name()?.into_owned())
    });
    names.collect()
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
}
