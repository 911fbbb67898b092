//! The run's file while it is sent: somebody may write to it, or another run may
//! take its place, and what arrives is then another file than the one that was
//! made, as large perhaps and never noticed.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use sha2::{Digest, Sha256};
use tokio::task::JoinHandle;

use super::Upload;
use super::error::{DeliveryError, Fault};
use crate::hash::hexadecimal;

/// Bytes that are read at once.
const BLOCK: usize = 256 << 10;

/// A file that is hashed beside what reads it to send it.
pub(super) struct Original {
    file: PathBuf,
    sha256: String,
    seen: io::Result<Stamp>,
    hashed: Option<JoinHandle<io::Result<String>>>,
    is_over: Arc<AtomicBool>,
}

/// What tells a file that was written or replaced.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
    identity: [u64; 2],
}

impl Original {
    /// Begins before the first byte is read.
    pub(super) fn watch(upload: &Upload) -> Self {
        let file = upload.file.clone();
        let seen = stamp(&file);
        let is_over = Arc::new(AtomicBool::new(false));
        let (path, stop) = (file.clone(), Arc::clone(&is_over));
        let hashed = tokio::task::spawn_blocking(move || {
            let (mut file, mut hash, mut block) =
                (File::open(path)?, Sha256::new(), vec![0; BLOCK]);
            while !stop.load(Ordering::Relaxed) {
                match file.read(&mut block)? {
                    0 => break,
                    read => hash.update(&block[..read]),
                }
            }
            Ok(hexadecimal(&hash.finalize()))
        });
        Self { file, sha256: upload.sha256.clone(), seen, hashed: Some(hashed), is_over }
    }

    /// Makes sure that what was read so far is what the run made.
    pub(super) async fn check(&mut self) -> Result<(), DeliveryError> {
        let told = |error: &io::Error| DeliveryError::local_file(&self.file, error);
        if let Some(hashed) = self.hashed.take() {
            let sha256 = hashed.await.unwrap_or_else(|panic| Err(io::Error::other(panic)));
            if sha256.map_err(|error| told(&error))? != self.sha256 {
                return Err(self.changed());
            }
        }
        let seen = self.seen.as_ref().map_err(told)?;
        if stamp(&self.file).map_err(|error| told(&error))? == *seen {
            Ok(())
        } else {
            Err(self.changed())
        }
    }

    fn changed(&self) -> DeliveryError {
        changed(&self.file)
    }
}

impl Drop for Original {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
    }
}

/// Says that a file isn't the run's any more.
pub(super) fn changed(file: &std::path::Path) -> DeliveryError {
    let message = format!("`{}` isn't the file any more that the run made", file.display());
    DeliveryError::new(Fault::LocalFile, message, "Run the export again.")
}

fn stamp(file: &std::path::Path) -> io::Result<Stamp> {
    let found = std::fs::metadata(file)?;
    #[cfg(unix)]
    let identity = {
        use std::os::unix::fs::MetadataExt;
        [found.dev(), found.ino()]
    };
    #[cfg(not(unix))]
    let identity = [0; 2];
    Ok(Stamp { bytes: found.len(), modified: found.modified().ok(), identity })
}
