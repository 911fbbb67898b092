//! What can go wrong while the demo brand is written, always with the path.

use std::io;
use std::path::{Path, PathBuf};

use datafusion::arrow::error::ArrowError;
use datafusion::parquet::errors::ParquetError;

/// Why the demo brand could not be written.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The sizes make no brand.
    #[error("{customers} customers with {events} events make no brand")]
    Size {
        /// Customers asked for.
        customers: u64,
        /// Events asked for.
        events: u64,
    },
    /// No room is left.
    #[error("the disk is full: `{}`", path.display())]
    DiskFull {
        /// File that was being written.
        path: PathBuf,
    },
    /// The system forbids writing there.
    #[error("writing to `{}` isn't allowed", path.display())]
    PermissionDenied {
        /// File or folder that was to be written.
        path: PathBuf,
    },
    /// The path is taken by something that isn't a folder.
    #[error("`{}` isn't a folder", path.display())]
    NotAFolder {
        /// The path in question.
        path: PathBuf,
    },
    /// Any other error of the file system.
    #[error("`{}` can't be written: {source}", path.display())]
    Io {
        /// File or folder that was to be written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The Parquet writer refused the rows.
    #[error("`{}` can't be written as Parquet: {message}", path.display())]
    Parquet {
        /// File that was being written.
        path: PathBuf,
        /// What the writer said.
        message: String,
    },
    /// The caller asked to stop.
    #[error("writing the demo brand was cancelled")]
    Cancelled,
}

impl DemoError {
    /// What to do next.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Size { .. } => {
                "Ask for 1 to 4 billion customers, and for at most 1000 events a customer."
            }
            Self::DiskFull { .. } => "Free some space or choose another disk, then write it again.",
            Self::PermissionDenied { .. } => "Choose a folder that you may write to.",
            Self::NotAFolder { .. } => "Choose a folder, or move the file that has its name.",
            Self::Io { .. } => "Check that the folder's disk is connected, then write it again.",
            Self::Parquet { .. } => "Report this with the sizes and the seed.",
            Self::Cancelled => "Write it again; what is there is replaced.",
        }
    }

    pub(super) fn from_io(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        // Only these kinds have a cure of their own; all others keep the system's words.
        if matches!(source.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) {
            Self::DiskFull { path }
        } else if matches!(
            source.kind(),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
        ) {
            Self::PermissionDenied { path }
        } else if source.kind() == io::ErrorKind::NotADirectory {
            Self::NotAFolder { path }
        } else {
            Self::Io { path, source }
        }
    }

    pub(super) fn from_parquet(path: &Path, error: ParquetError) -> Self {
        if let ParquetError::External(inner) = error {
            return match inner.downcast::<io::Error>() {
                Ok(source) => Self::from_io(path, *source),
                Err(other) => Self::Parquet { path: path.to_owned(), message: other.to_string() },
            };
        }
        Self::Parquet { path: path.to_owned(), message: error.to_string() }
    }

    pub(super) fn from_arrow(path: &Path, error: &ArrowError) -> Self {
        Self::Parquet { path: path.to_owned(), message: error.to_string() }
    }
}
