//! Files that the query engine can't read where and as they are: packed ones
//! are unpacked, texts of a bucket brought to this computer.
//!
//! Whoever only wants to know what a table looks like gets the beginning of
//! large files.

use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Buf;
use flate2::bufread::GzDecoder;
use tokio_util::sync::CancellationToken;

use super::cache::{FileCache, Ready};
use super::table_files::{Packing, TableFiles};
use super::{SourceError, SourceLimits};

/// Files up to so many bytes are always whole.
const SMALL: u64 = 8 << 20;
/// Bytes of a beginning, packed and unpacked.
const PACKED_BEGINNING: u64 = 8 << 20;
const BEGINNING: u64 = 16 << 20;
/// Bytes that are written at once.
const BLOCK: usize = 1 << 20;
/// Bytes that stay free on the disk: other programs need some, too.
const RESERVE: u64 = 256 << 20;
/// Bytes after which the disk's room is looked at again.
const ROOM_CHECKED: usize = 64 << 20;

/// How much of a table is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// All rows.
    Whole,
    /// Its columns and first rows.
    Beginning,
}

/// Files that can be read, and what keeps them there.
pub(super) struct Readable {
    pub(super) files: TableFiles,
    /// Whether they are only the beginning.
    pub(super) is_partial: bool,
    pub(super) _ready: Option<Arc<Ready>>,
}

/// The files as they can be read, kept for later where `cache` is given.
pub(super) async fn readable(
    files: TableFiles,
    depth: Depth,
    cache: Option<&Arc<FileCache>>,
    limits: &SourceLimits,
) -> Result<Readable, SourceError> {
    if files.are_readable() {
        return Ok(Readable { files, is_partial: false, _ready: None });
    }
    let depth = if files.size() <= SMALL { Depth::Whole } else { depth };
    let ready = match cache {
        Some(cache) => cache.get(&files, depth).await?,
        None => Arc::new(Ready::make(files, depth, &limits.spill).await?),
    };
    let (files, is_partial) = (ready.files.clone(), ready.is_partial);
    Ok(Readable { files, is_partial, _ready: Some(ready) })
}

/// Makes plain files of this computer in a folder; says whether they are only
/// the beginning.
pub(super) async fn materialize(
    files: TableFiles,
    depth: Depth,
    into: &Path,
) -> Result<(TableFiles, bool), SourceError> {
    if depth == Depth::Beginning
        && let Some(file) = beginning(&files, into).await?
    {
        return Ok((files.as_plain(vec![file]), true));
    }
    let before = files.stamp()?;
    let mut plain = Vec::new();
    for index in 0..files.files.len() {
        let target = into.join(format!("{index}{}", files.extension));
        let Some(packing) = files.packing else {
            download(&files, index, &target).await?;
            plain.push(target);
            continue;
        };
        let (packed, fetched) = match &files.objects {
            None => (files.files[index].clone(), false),
            Some(_) => {
                let packed = into.join("packed");
                download(&files, index, &packed).await?;
                (packed, true)
            }
        };
        let (named, unpacked) = (files.files[index].clone(), target.clone());
        working(move |stop| {
            unpack(&packed, &named, packing, &unpacked, stop)?;
            if fetched {
                // It goes with the folder at the latest.
                let _ = std::fs::remove_file(&packed);
            }
            Ok(())
        })
        .await?;
        plain.push(target);
    }
    if files.stamp()? != before {
        return Err(SourceError::Changed(files.files[0].clone()));
    }
    Ok((files.as_plain(plain), false))
}

async fn download(files: &TableFiles, index: usize, to: &Path) -> Result<(), SourceError> {
    let found = files.objects.as_ref().and_then(|all| Some((&all.bucket, all.metas.get(index)?)));
    let gone = || SourceError::Engine("a file is in no bucket".to_owned());
    let (bucket, meta) = found.ok_or_else(gone)?;
    bucket.download(meta, to).await
}

/// Works on a thread of its own, which is told to stop when nobody waits.
async fn working<T: Send + 'static>(
    work: impl FnOnce(&CancellationToken) -> Result<T, SourceError> + Send + 'static,
) -> Result<T, SourceError> {
    let stop = CancellationToken::new();
    let stopped = stop.clone();
    let _guard = stop.drop_guard();
    let working = tokio::task::spawn_blocking(move || work(&stopped));
    working.await.map_err(|panic| SourceError::Engine(panic.to_string()))?
}

/// Unpacks a file a piece at a time. Messages call it `named`.
fn unpack(
    packed: &Path,
    named: &Path,
    packing: Packing,
    target: &Path,
    stop: &CancellationToken,
) -> Result<(), SourceError> {
    let room = || fs4::available_space(target.parent().unwrap_or(target));
    let mut since_check = ROOM_CHECKED;
    opened(packed, named, packing, |reader| {
        copy(reader, target, stop, &mut |bytes| {
            since_check += bytes;
            if since_check >= ROOM_CHECKED {
                since_check = 0;
                if room()? < RESERVE {
                    return Err(ErrorKind::QuotaExceeded.into());
                }
            }
            Ok(())
        })
    })
}

/// Reads what is in a packed file.
fn opened<T>(
    packed: &Path,
    named: &Path,
    packing: Packing,
    read: impl FnOnce(&mut dyn Read) -> std::io::Result<T>,
) -> Result<T, SourceError> {
    let told = |error: std::io::Error| SourceError::of_unpacking(named, &error);
    let source = BufReader::with_capacity(BLOCK, File::open(packed).map_err(told)?);
    match packing {
        Packing::Gzip => read(&mut GzipMembers::new(source)).map_err(told),
        Packing::Zip => {
            let damaged = |reason: String| SourceError::Damaged { path: named.to_owned(), reason };
            let mut archive =
                zip::ZipArchive::new(source).map_err(|error| damaged(error.to_string()))?;
            // The library keeps the last of several entries with one name.
            let listed = listed_entries(packed, archive.central_directory_start()).map_err(told)?;
            if listed != archive.len() {
                return Err(damaged("several of its files have one name".to_owned()));
            }
            let entries: Vec<usize> = (0..archive.len())
                .filter(|index| {
                    archive
                        .name_for_index(*index)
                        .is_some_and(|name| name.is_ok_and(|name| is_content(&name)))
                })
                .collect();
            // Which of several would be the table can't be known.
            let [entry] = entries[..] else {
                return Err(damaged(format!("it holds {} files, not one", entries.len())));
            };
            let mut entry = archive.by_index(entry).map_err(|error| damaged(error.to_string()))?;
            read(&mut entry).map_err(told)
        }
    }
}

/// How many entries an archive lists in its directory, which begins at `start`
/// (APPNOTE 6.3.10, 4.3.12).
fn listed_entries(archive: &Path, start: u64) -> std::io::Result<usize> {
    let mut directory = BufReader::new(File::open(archive)?);
    directory.seek(SeekFrom::Start(start))?;
    let (mut listed, mut head) = (0, [0; 46]);
    loop {
        match directory.read_exact(&mut head) {
            Ok(()) if head.starts_with(b"PK\x01\x02") => {}
            Ok(()) => return Ok(listed),
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(listed),
            Err(error) => return Err(error),
        }
        listed += 1;
        let length = |at: usize| i64::from(u16::from_le_bytes([head[at], head[at + 1]]));
        directory.seek_relative(length(28) + length(30) + length(32))?;
    }
}

/// Whether an archive's entry is what its maker put in: no folder, and nothing
/// that a file manager adds.
fn is_content(name: &str) -> bool {
    let mut parts = name.rsplit('/');
    let file = parts.next().unwrap_or_default();
    let added = file.starts_with("._") || file == ".DS_Store" || file == "Thumbs.db";
    !file.is_empty() && !added && !parts.any(|folder| folder == "__MACOSX")
}

/// All members of a gzip file, and no zeros behind them, with which some
/// programs fill up blocks.
struct GzipMembers<R> {
    member: Option<GzDecoder<R>>,
}

impl<R: BufRead> GzipMembers<R> {
    fn new(source: R) -> Self {
        Self { member: Some(GzDecoder::new(source)) }
    }
}

impl<R: BufRead> Read for GzipMembers<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while let Some(member) = &mut self.member {
            let read = member.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            let Some(ended) = self.member.take() else { break };
            let mut rest = ended.into_inner();
            loop {
                let ahead = rest.fill_buf()?;
                if ahead.is_empty() {
                    return Ok(0);
                }
                let zeros = ahead.iter().take_while(|byte| **byte == 0).count();
                let ends = zeros < ahead.len();
                rest.consume(zeros);
                if ends {
                    break;
                }
            }
            self.member = Some(GzDecoder::new(rest));
        }
        Ok(0)
    }
}

fn copy(
    from: &mut dyn Read,
    to: &Path,
    stop: &CancellationToken,
    written: &mut dyn FnMut(usize) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let mut target = File::create(to)?;
    let mut block = vec![0; BLOCK];
    loop {
        let mut filled = 0;
        while filled < block.len() {
            match from.read(&mut block[filled..]) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        if filled == 0 {
            return Ok(());
        }
        if stop.is_cancelled() {
            return Err(ErrorKind::TimedOut.into());
        }
        written(filled)?;
        target.write_all(&block[..filled])?;
    }
}

/// A file with the first rows of a table's first file; nothing where that is no
/// less work than all of it, or the beginning alone can't be read.
async fn beginning(files: &TableFiles, into: &Path) -> Result<Option<PathBuf>, SourceError> {
    let target = into.join(format!("beginning{}", files.extension));
    let named = files.files[0].clone();
    let told = {
        let named = named.clone();
        move |error: std::io::Error| SourceError::of_unpacking(&named, &error)
    };
    let rows = match (&files.objects, files.packing) {
        // What is in it stands at its end.
        (Some(_), Some(Packing::Zip)) | (None, None) => return Ok(None),
        (Some(all), packing) => {
            let Some(meta) = all.metas.first() else { return Ok(None) };
            let fetched = all.bucket.fetch(meta, 0..meta.size.min(PACKED_BEGINNING)).await?;
            let cut = meta.size > PACKED_BEGINNING;
            working(move |_| match packing {
                Some(_) => first_rows(&mut GzipMembers::new(fetched.reader()), cut).map_err(told),
                None => first_rows(&mut fetched.reader(), cut).map_err(told),
            })
            .await?
        }
        (None, Some(packing)) => {
            working(move |_| opened(&named, &named, packing, |reader| first_rows(reader, false)))
                .await?
        }
    };
    // An array ends with its last row only.
    let is_array = rows.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[');
    if rows.is_empty() || is_array {
        return Ok(None);
    }
    let told = |error: std::io::Error| SourceError::of_unpacking(into, &error);
    tokio::fs::write(&target, rows).await.map_err(told)?;
    Ok(Some(target))
}

/// Whole lines from the beginning; `is_cut` says that the file goes on where
/// the reader ends.
fn first_rows(from: &mut dyn Read, is_cut: bool) -> std::io::Result<Vec<u8>> {
    let mut rows = Vec::new();
    let read = from.take(BEGINNING).read_to_end(&mut rows);
    match read {
        Err(error) if is_cut && error.kind() == ErrorKind::UnexpectedEof => {}
        Err(error) => return Err(error),
        Ok(_) => {}
    }
    if is_cut || rows.len() as u64 == BEGINNING {
        let end = rows.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
        rows.truncate(end);
    }
    Ok(rows)
}
