//! Why the history can't be used, told apart as far as the way out differs.

use std::path::{Path, PathBuf};

use sqlx::migrate::MigrateError;

/// Something is wrong with the history database.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// It isn't a history, or not a whole one.
    #[error("the history of exports at `{}` is damaged: {reason}", .path.display())]
    Damaged {
        /// The database.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// One thing in it can't be read; everything else can.
    #[error("{what} can't be read: {reason}")]
    Unreadable {
        /// What it is, with its name.
        what: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A newer Export Desk has changed it.
    #[error("the history of exports at `{}` is from a newer Export Desk", .path.display())]
    Newer {
        /// The database.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("the disk is full: `{}`", .path.display())]
    DiskFull {
        /// The database.
        path: PathBuf,
    },
    /// It can't be read or written for now.
    #[error("the history of exports at `{}` can't be used: {reason}", .path.display())]
    Unavailable {
        /// The database, or its folder.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
}

/// Results of SQLite, of which the lower byte says the kind.
const BUSY: u32 = 5;
const CORRUPT: u32 = 11;
const FULL: u32 = 13;
const NOT_A_DATABASE: u32 = 26;

impl HistoryError {
    /// Whether what can't be written now can be written later.
    pub(crate) fn is_passing(&self) -> bool {
        matches!(self, Self::DiskFull { .. } | Self::Unavailable { .. })
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Damaged { .. } => {
                "Set it aside to start with an empty one; nothing is deleted, and exported files \
                 stay where they are."
            }
            Self::Unreadable { .. } => {
                "It may have been saved by a newer Export Desk: use that one. If it is damaged, \
                 save it again or delete it; nothing else is affected."
            }
            Self::Newer { .. } => {
                "Use the newer Export Desk, or set the history aside to start with an empty one."
            }
            Self::DiskFull { .. } => "Free disk space, then try again.",
            Self::Unavailable { .. } => {
                "Check that the folder is there, that you may write to it, and that no other \
                 program uses the file."
            }
        };
        Some(hint.to_owned())
    }

    pub(super) fn damaged(path: &Path, reason: impl Into<String>) -> Self {
        Self::Damaged { path: path.to_owned(), reason: reason.into() }
    }

    pub(super) fn unreadable(what: impl Into<String>, reason: &impl std::fmt::Display) -> Self {
        Self::Unreadable { what: what.into(), reason: reason.to_string() }
    }

    pub(super) fn from_io(path: &Path, error: &std::io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            std::io::ErrorKind::StorageFull => Self::DiskFull { path },
            _ => Self::Unavailable { path, reason: error.to_string() },
        }
    }

    /// Tells what an error of the database means.
    pub(super) fn from_database(path: &Path, error: &sqlx::Error) -> Self {
        if let sqlx::Error::Database(told) = error {
            let code = told.code().and_then(|code| code.parse::<u32>().ok());
            return match code.map(|code| code & 0xff) {
                Some(CORRUPT | NOT_A_DATABASE) => Self::damaged(path, told.message()),
                Some(FULL) => Self::DiskFull { path: path.to_owned() },
                Some(BUSY) => Self::Unavailable {
                    path: path.to_owned(),
                    reason: "another program is writing to it".to_owned(),
                },
                _ => Self::Unavailable { path: path.to_owned(), reason: told.message().to_owned() },
            };
        }
        let wrong_value = matches!(
            error,
            sqlx::Error::ColumnDecode { .. }
                | sqlx::Error::Decode(_)
                | sqlx::Error::ColumnNotFound(_)
                | sqlx::Error::RowNotFound
        );
        if wrong_value {
            return Self::damaged(path, error.to_string());
        }
        Self::Unavailable { path: path.to_owned(), reason: error.to_string() }
    }

    pub(super) fn from_migration(path: &Path, error: &MigrateError) -> Self {
        match error {
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
                Self::from_database(path, error)
            }
            MigrateError::VersionMissing(_) | MigrateError::VersionMismatch(_) => {
                Self::Newer { path: path.to_owned() }
            }
            _ => Self::damaged(path, error.to_string()),
        }
    }
}
