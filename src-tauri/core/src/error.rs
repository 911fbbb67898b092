//! Everything that can go wrong, with the four questions that callers ask:
//! what happened, what to do, whose fault it is, and whether trying again helps.

use std::path::PathBuf;

use crate::archive::ArchiveError;
use crate::demo::DemoError;
use crate::format::EncodeError;
use crate::source::SourceError;
use crate::spec::SpecError;
use crate::spec::format::FormatError;

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The definition can't be used.
    #[error(transparent)]
    Spec(#[from] SpecError),
    /// Rows can't be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// Values can't be written in the chosen format.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// One value can't be written.
    #[error("{0:?}")]
    Encode(EncodeError),
    /// The archive can't be made.
    #[error(transparent)]
    Archive(ArchiveError),
    /// The demo brand can't be made.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// A file or folder can't be written.
    #[error("can't write `{}`: {error}", .path.display())]
    Output {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// The final name is taken and must not be replaced.
    #[error("`{}` is there already", .0.display())]
    Exists(PathBuf),
    /// The rows don't add up.
    #[error("{read} rows were read and {expected} were expected")]
    Incomplete {
        /// Rows read, or written.
        read: u64,
        /// Rows in the source, or read.
        expected: u64,
    },
}

impl Error {
    /// What happened, in one sentence.
    pub fn message(&self) -> String {
        match self {
            Self::Encode(error) => error.message(),
            Self::Archive(error) => error.message(),
            Self::Output { path, error } => match error.kind() {
                std::io::ErrorKind::StorageFull => {
                    format!("the disk is full: `{}`", path.display())
                }
                std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                    format!("writing to `{}` isn't allowed", path.display())
                }
                std::io::ErrorKind::NotFound => format!("`{}` is gone", path.display()),
                _ => self.to_string(),
            },
            Self::Spec(_)
            | Self::Source(_)
            | Self::Format(_)
            | Self::Demo(_)
            | Self::Exists(_)
            | Self::Incomplete { .. } => self.to_string(),
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Spec(error) => error.problems.first().and_then(|problem| problem.hint.clone()),
            Self::Source(error) => error.hint(),
            Self::Format(error) => error.hint(),
            Self::Encode(error) => error.hint(),
            Self::Archive(error) => error.hint(),
            Self::Demo(error) => Some(error.hint().to_string()),
            Self::Output { error, .. } => Some(
                match error.kind() {
                    std::io::ErrorKind::StorageFull => "Free disk space, then run again.",
                    std::io::ErrorKind::NotFound => "Make the folder again, or choose another.",
                    _ => "Choose a folder that you may write to.",
                }
                .to_owned(),
            ),
            Self::Exists(_) => {
                Some("Choose another name, or allow replacing or numbering.".to_owned())
            }
            Self::Incomplete { .. } => {
                Some("Run again when the data is no longer being written.".to_owned())
            }
        }
    }

    /// Whether the definition, not the run, is wrong.
    pub fn is_spec(&self) -> bool {
        matches!(self, Self::Spec(_) | Self::Format(_))
    }
}
