//! A data file while it is made.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::path::Path;

use sha2::{Digest, Sha256};
use tempfile::{NamedTempFile, TempPath};
use tokio_util::sync::CancellationToken;

use super::{Seal, message};
use crate::archive::{ArchiveError, ArchiveSummary};
use crate::error::Error;
use crate::hash::hexadecimal;
use crate::private_file::new_file;

/// One that is encrypted as a whole is first written to a file without a name, which
/// the system removes when this process ends, however it ends.
pub(crate) struct Draft {
    /// The file that is published; none if it only becomes a part of another one.
    file: Option<NamedTempFile>,
    plain: Option<File>,
}

/// A finished data file.
pub(crate) enum DraftFile {
    /// One that can be published, flushed and closed: a run may make thousands.
    Named(TempPath),
    /// One that becomes a part of another file.
    Nameless(File),
}

impl DraftFile {
    /// The file, to be read from its beginning.
    pub(crate) fn reopen(&self) -> io::Result<File> {
        match self {
            Self::Named(path) => File::open(path),
            Self::Nameless(file) => {
                let mut file = file.try_clone()?;
                file.rewind()?;
                Ok(file)
            }
        }
    }

    /// The file as it is published.
    pub(crate) fn named(self) -> io::Result<TempPath> {
        match self {
            Self::Named(file) => Ok(file),
            Self::Nameless(_) => Err(io::Error::other("the file has no name yet")),
        }
    }
}

impl Draft {
    /// A new one in a folder.
    pub(crate) fn new(folder: &Path, seal: &Seal) -> io::Result<Self> {
        let plain = match seal {
            Seal::Pgp(_) | Seal::Later => Some(tempfile::tempfile_in(folder)?),
            Seal::Open | Seal::ZipPassword(_) => None,
        };
        let file = match seal {
            Seal::Later => None,
            Seal::Pgp(_) | Seal::Open | Seal::ZipPassword(_) => Some(new_file(folder)?),
        };
        Ok(Self { file, plain })
    }

    /// What the archive is written to.
    pub(crate) fn sink(&self) -> io::Result<BufWriter<File>> {
        let file = match (&self.plain, &self.file) {
            (Some(plain), _) => plain.try_clone()?,
            (None, Some(file)) => file.reopen()?,
            (None, None) => return Err(io::Error::other("there is no file")),
        };
        Ok(BufWriter::with_capacity(1 << 18, file))
    }

    /// The file as it is published, with its own length and hash; none if the run was
    /// cancelled meanwhile.
    pub(crate) fn finish(
        self,
        archive: ArchiveSummary<BufWriter<File>>,
        seal: &Seal,
        cancel: &CancellationToken,
    ) -> Result<(DraftFile, ArchiveSummary<()>), Error> {
        let ArchiveSummary { bytes, content_bytes, crc32, sha256, sink } = archive;
        let unwritten = |error| Error::Archive(ArchiveError::Write(error));
        sink.into_inner().map_err(|error| unwritten(error.into_error()))?;
        let mut made = ArchiveSummary { bytes, content_bytes, crc32, sha256, sink: () };
        let (file, plain) = match (self.file, self.plain) {
            (Some(file), plain) => (file, plain),
            (None, Some(plain)) => return Ok((DraftFile::Nameless(plain), made)),
            (None, None) => return Err(unwritten(io::Error::other("there is no file"))),
        };
        if let (Some(mut plain), Seal::Pgp(pgp)) = (plain, seal) {
            plain.rewind().map_err(unwritten)?;
            let plain = BufReader::with_capacity(1 << 18, plain);
            let out = file.reopen().map_err(unwritten)?;
            let mut out = Hashed {
                out: BufWriter::with_capacity(1 << 18, out),
                hash: Sha256::new(),
                bytes: 0,
            };
            let written = message::write(UntilCancelled { plain, cancel }, &mut out, pgp);
            if cancel.is_cancelled() {
                return Err(Error::Cancelled);
            }
            written.map_err(Error::Archive)?;
            out.flush().map_err(unwritten)?;
            (made.bytes, made.sha256) = (out.bytes, hexadecimal(&out.hash.finalize()));
        }
        file.as_file().sync_all().map_err(unwritten)?;
        Ok((DraftFile::Named(file.into_temp_path()), made))
    }
}

/// Counts and hashes what passes.
struct Hashed<W> {
    out: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(bytes)?;
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Ends with an error when the run is cancelled.
struct UntilCancelled<'a, R> {
    plain: R,
    cancel: &'a CancellationToken,
}

impl<R: Read> Read for UntilCancelled<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.cancel.is_cancelled() {
            // Not as interrupted: readers would try that again for ever.
            return Err(io::Error::other("the run was cancelled"));
        }
        self.plain.read(into)
    }
}
