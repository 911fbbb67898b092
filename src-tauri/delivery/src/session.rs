//! An open way into a place with files that can be renamed: a folder, SFTP,
//! FTP. How a file is published there is the same for all (`publish.rs`).

use std::fs::File;
use std::io::{Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use super::control::Control;
use super::error::DeliveryError;
use crate::hash::hexadecimal;

/// Bytes that are read back at once.
const BLOCK: usize = 8 << 20;

/// What is uploaded.
#[derive(Debug, Clone)]
pub(super) enum Content {
    /// A file of this computer.
    File(PathBuf),
    /// Few bytes.
    Bytes(Vec<u8>),
}

/// Reads content from any place of it.
pub(super) trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

impl Content {
    pub(super) fn open(&self) -> Result<Box<dyn ReadSeek>, DeliveryError> {
        Ok(match self {
            Self::File(path) => Box::new(File::open(path).map_err(|error| self.unread(&error))?),
            Self::Bytes(bytes) => Box::new(Cursor::new(bytes.clone())),
        })
    }

    /// Says that it can't be read.
    pub(super) fn unread(&self, error: &std::io::Error) -> DeliveryError {
        let path = match self {
            Self::File(path) => path.as_path(),
            Self::Bytes(_) => Path::new("memory"),
        };
        DeliveryError::local_file(path, error)
    }

    /// A part of it.
    pub(super) fn part(&self, from: u64, length: usize) -> Result<Vec<u8>, DeliveryError> {
        let mut reader = self.open()?;
        let mut part = vec![0; length];
        reader
            .seek(std::io::SeekFrom::Start(from))
            .and_then(|_| reader.read_exact(&mut part))
            .map_err(|error| self.unread(&error))?;
        Ok(part)
    }
}

/// A hash that a server gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ServerHash {
    /// SHA-256, lower-case hexadecimal.
    pub(super) sha256: String,
    /// How it was had, in words that end a sentence.
    pub(super) by: &'static str,
}

/// What a server tells of a path.
#[derive(Debug)]
pub(super) enum Look {
    /// A file, with its bytes.
    File(u64),
    /// Nothing is there.
    Missing,
    /// It doesn't tell, and says so.
    Untold(DeliveryError),
}

/// What became of the wish to be the only one who gives a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// The name is this delivery's.
    Made,
    /// It was since an earlier attempt.
    Kept,
    /// It is another delivery's.
    Taken,
}

/// One login at a target. Every method gives up when the server takes too long or the
/// control is cancelled.
#[async_trait]
pub(super) trait Session: Send {
    /// The server, for people.
    fn place(&self) -> &str;

    /// The server's key or certificate.
    fn fingerprint(&self) -> Option<String>;

    /// Whether bytes can be changed on their way without anybody noticing.
    fn is_unprotected(&self) -> bool;

    /// Makes a folder and those around it; those that are there are fine. Gives
    /// those that were made, the outermost first.
    async fn make_folder(&mut self, folder: &str) -> Result<Vec<String>, DeliveryError>;

    /// Removes an empty folder. Whether it was there.
    async fn remove_folder(&mut self, folder: &str) -> Result<bool, DeliveryError>;

    /// Makes a folder that isn't there. Whether it wasn't.
    async fn make_new_folder(&mut self, folder: &str) -> Result<bool, DeliveryError>;

    /// Whether a folder is there.
    async fn has_folder(&mut self, folder: &str) -> Result<bool, DeliveryError>;

    /// Looks for a file.
    async fn look(&mut self, path: &str) -> Result<Look, DeliveryError>;

    /// When a file was written, by the server's clock; none where it doesn't tell.
    async fn modified(&mut self, path: &str) -> Result<Option<DateTime<Utc>>, DeliveryError>;

    /// Names in a folder.
    async fn names(&mut self, folder: &str) -> Result<Vec<String>, DeliveryError>;

    /// Writes content to a path, from a byte on: what is there before it stays.
    /// A server that doesn't begin to go on with a file is [`Fault::Resume`](super::error::Fault).
    async fn upload(
        &mut self,
        content: &Content,
        total: u64,
        path: &str,
        from: u64,
        control: &Control,
    ) -> Result<(), DeliveryError>;

    /// Bytes before the end of a part in which there may be gaps, because it was
    /// written at several places at once.
    fn gaps(&self) -> u64 {
        0
    }

    /// A part of a file; shorter where the file ends before.
    async fn read(
        &mut self,
        path: &str,
        from: u64,
        length: usize,
    ) -> Result<Vec<u8>, DeliveryError>;

    /// SHA-256 of a file, by reading all of it.
    async fn digest(&mut self, path: &str) -> Result<String, DeliveryError> {
        let mut hash = Sha256::new();
        let mut at = 0;
        loop {
            let block = self.read(path, at, BLOCK).await?;
            at += block.len() as u64;
            hash.update(&block);
            if block.len() < BLOCK {
                return Ok(hexadecimal(&hash.finalize()));
            }
        }
    }

    /// SHA-256 of a file, where the server can tell it.
    async fn hash(&mut self, path: &str) -> Result<Option<ServerHash>, DeliveryError>;

    /// Whether a rename that doesn't replace is one step, so that of two who give
    /// a name at once only one succeeds.
    async fn renames_exclusively(&mut self) -> Result<bool, DeliveryError>;

    /// Gives a file another name, in place of what has it if `replace` and the
    /// server can.
    async fn rename(&mut self, from: &str, to: &str, replace: bool) -> Result<(), DeliveryError>;

    /// Removes a file; one that isn't there is removed already.
    async fn remove(&mut self, path: &str) -> Result<(), DeliveryError>;

    /// Says goodbye; what goes wrong then harms nothing.
    async fn close(&mut self);
}
