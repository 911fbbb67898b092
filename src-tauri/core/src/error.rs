//! Everything that can go wrong, with the four questions that callers ask:
//! what happened, what to do, whose fault it is, and whether trying again helps.

use std::path::PathBuf;

use crate::archive::ArchiveError;
use crate::compare::CompareError;
use crate::delivery::{DeliveryError, Fault};
use crate::demo::DemoError;
use crate::engine::Refusal;
use crate::format::EncodeError;
use crate::notify::MailError;
use crate::plan::of_member;
use crate::receiver::Finding;
use crate::run::ChangeError;
use crate::secret::SecretError;
use crate::source::SourceError;
use crate::spec::format::FormatError;
use crate::spec::{Problem, SpecError};
use crate::store::HistoryError;
use crate::zone::ImportError;

pub use crate::humanize::sentence;

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
    /// Nothing matches, and the export isn't to make a file then.
    #[error("no rows match, and the export fails when there are none")]
    NoRows,
    /// A chosen receiver wouldn't read the file exactly, and the profile stops then.
    #[error("{}", held(.0))]
    Held(Vec<Finding>),
    /// The history can't be used.
    #[error(transparent)]
    History(#[from] HistoryError),
    /// What was asked for can't be done now.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Two files can't be compared.
    #[error(transparent)]
    Compare(#[from] CompareError),
    /// Rows can't be compared with those that were delivered.
    #[error(transparent)]
    Changes(#[from] ChangeError),
    /// A file isn't where it should be delivered to.
    #[error(transparent)]
    Delivery(#[from] DeliveryError),
    /// The keychain can't be used.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// Mail can't be sent.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// A time zone database can't be imported.
    #[error(transparent)]
    Zones(#[from] ImportError),
    /// A member of a set can't be made, so that the set can't.
    #[error("“{name}”: {}", .error.message())]
    Member {
        /// Name of the member.
        name: String,
        /// What is wrong.
        error: Box<Error>,
    },
    /// Somebody stopped it.
    #[error("stopped")]
    Cancelled,
}

impl Error {
    /// What happened, in one sentence of at most 400 characters.
    pub fn message(&self) -> String {
        const LONGEST: usize = 400;
        let message = self.whole_message();
        match message.char_indices().nth(LONGEST - 1) {
            Some((end, _)) if message.chars().count() > LONGEST => format!("{}…", &message[..end]),
            _ => message,
        }
    }

    fn whole_message(&self) -> String {
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
            | Self::Incomplete { .. }
            | Self::NoRows
            | Self::Held(_)
            | Self::History(_)
            | Self::Refused(_)
            | Self::Compare(_)
            | Self::Changes(_)
            | Self::Delivery(_)
            | Self::Secret(_)
            | Self::Mail(_)
            | Self::Zones(_)
            | Self::Member { .. }
            | Self::Cancelled => self.to_string(),
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
            Self::NoRows => Some(
                "Check the filters and the data, or let the export make a file without rows."
                    .to_owned(),
            ),
            Self::Held(findings) => findings.first().map(|finding| finding.hint.clone()),
            Self::History(error) => error.hint(),
            Self::Refused(refusal) => refusal.hint(),
            Self::Compare(error) => error.hint(),
            Self::Changes(error) => Some(error.hint()),
            Self::Delivery(error) => Some(error.hint.clone()),
            Self::Secret(error) => Some(error.hint()),
            Self::Mail(error) => Some(error.hint()),
            Self::Zones(error) => Some(error.hint()),
            Self::Member { error, .. } => error.hint(),
            Self::Cancelled => None,
        }
    }

    /// What the window tells apart, in one stable word.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Spec(_) | Self::Format(_) => "spec",
            Self::Source(SourceError::DiskFull)
            | Self::Demo(DemoError::DiskFull { .. })
            | Self::History(HistoryError::DiskFull { .. }) => "disk",
            Self::Source(
                SourceError::NoFolder(_)
                | SourceError::NoTable { .. }
                | SourceError::Ambiguous { .. }
                | SourceError::MissingField { .. }
                | SourceError::NoFields { .. }
                | SourceError::WrongType { .. }
                | SourceError::Damaged { .. }
                | SourceError::Changed(_)
                | SourceError::Unreadable { .. }
                | SourceError::BadValue { .. }
                | SourceError::BadCell { .. }
                | SourceError::Columns { .. }
                | SourceError::FileRow { .. }
                | SourceError::FileCell { .. }
                | SourceError::Encoding { .. }
                | SourceError::Renamed { .. }
                | SourceError::TooLarge(_)
                | SourceError::Packed { .. }
                | SourceError::DeltaTable { .. }
                | SourceError::Drift { .. }
                | SourceError::NotMapped { .. }
                | SourceError::NoSuchTable { .. }
                | SourceError::Unsupported { .. }
                | SourceError::SchemaChanged { .. }
                | SourceError::Unreachable { .. }
                | SourceError::Login { .. }
                | SourceError::NoDatabase { .. }
                | SourceError::Untrusted { .. }
                | SourceError::Denied { .. }
                | SourceError::Lost { .. }
                | SourceError::TimedOut { .. }
                | SourceError::Silent { .. }
                | SourceError::WalFolder { .. }
                | SourceError::Locked { .. }
                | SourceError::ServerFull { .. }
                | SourceError::Query { .. }
                | SourceError::Bucket { .. }
                | SourceError::Cluster { .. },
            ) => "source",
            Self::Output { error, .. } => match error.kind() {
                std::io::ErrorKind::StorageFull => "disk",
                _ => "folder",
            },
            Self::History(HistoryError::Damaged { .. }) => "history_damaged",
            Self::History(HistoryError::Unreadable { .. }) => "unreadable",
            Self::History(HistoryError::Newer { .. }) => "history_newer",
            Self::History(HistoryError::Unavailable { .. }) => "history",
            Self::Refused(refusal) => refusal.code(),
            Self::Delivery(DeliveryError {
                fault: Fault::UnknownHost(_) | Fault::ChangedHost(_),
                ..
            }) => "host_key",
            Self::Delivery(_) => "delivery",
            Self::Secret(_) => "keychain",
            Self::Mail(_) => "mail",
            Self::Member { error, .. } => error.code(),
            Self::Cancelled => "cancelled",
            Self::Encode(_)
            | Self::Archive(_)
            | Self::Demo(
                DemoError::Size { .. }
                | DemoError::PermissionDenied { .. }
                | DemoError::NotAFolder { .. }
                | DemoError::Io { .. }
                | DemoError::Parquet { .. }
                | DemoError::Cancelled,
            )
            | Self::Source(SourceError::Resources(_) | SourceError::Engine(_))
            | Self::Exists(_)
            | Self::Incomplete { .. }
            | Self::NoRows
            | Self::Held(_)
            | Self::Compare(_)
            | Self::Changes(_)
            | Self::Zones(_) => "other",
        }
    }

    /// Whether the same thing may work when it is tried again, once whatever
    /// the hint names is mended.
    pub fn retryable(&self) -> bool {
        match self {
            Self::Member { error, .. } => error.retryable(),
            Self::Spec(_)
            | Self::Format(_)
            | Self::Encode(_)
            | Self::Exists(_)
            | Self::Refused(_)
            | Self::Held(_)
            | Self::Compare(_)
            | Self::Changes(_)
            | Self::Zones(_)
            | Self::Cancelled
            | Self::History(
                HistoryError::Damaged { .. }
                | HistoryError::Unreadable { .. }
                | HistoryError::Newer { .. },
            ) => false,
            Self::Source(_)
            | Self::Archive(_)
            | Self::Demo(_)
            | Self::Output { .. }
            | Self::Incomplete { .. }
            | Self::NoRows
            | Self::Delivery(_)
            | Self::Secret(_)
            | Self::Mail(_)
            | Self::History(HistoryError::DiskFull { .. } | HistoryError::Unavailable { .. }) => {
                true
            }
        }
    }

    /// Everything that is wrong with the definition, if that is what is wrong.
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Spec(error) => &error.problems,
            Self::Member { error, .. } => error.problems(),
            Self::Source(_)
            | Self::Format(_)
            | Self::Encode(_)
            | Self::Archive(_)
            | Self::Demo(_)
            | Self::Output { .. }
            | Self::Exists(_)
            | Self::Incomplete { .. }
            | Self::NoRows
            | Self::Held(_)
            | Self::History(_)
            | Self::Refused(_)
            | Self::Compare(_)
            | Self::Changes(_)
            | Self::Delivery(_)
            | Self::Secret(_)
            | Self::Mail(_)
            | Self::Zones(_)
            | Self::Cancelled => &[],
        }
    }

    /// The same of a member of a set, the member being named.
    #[must_use]
    pub(crate) fn of_member(self, index: usize, name: &str) -> Self {
        match self {
            Self::Spec(SpecError { problems }) => {
                Self::Spec(SpecError { problems: of_member(index, problems).collect() })
            }
            Self::Held(findings) => {
                Self::Held(findings.into_iter().map(|finding| finding.of_member(name)).collect())
            }
            Self::Cancelled => Self::Cancelled,
            error => Self::Member { name: name.to_owned(), error: Box::new(error) },
        }
    }

    /// Whether the definition, not the run, is wrong.
    pub fn is_spec(&self) -> bool {
        if let Self::Member { error, .. } = self {
            return error.is_spec();
        }
        matches!(self, Self::Spec(_) | Self::Format(_))
    }
}

/// Why a file is held back.
fn held(findings: &[Finding]) -> String {
    let first = findings.first().map(|finding| finding.message.as_str()).unwrap_or_default();
    let more = match findings.len() {
        0 | 1 => String::new(),
        2 => ", and one more problem".to_owned(),
        all => format!(", and {} more problems", all - 1),
    };
    format!("the file wouldn't be read exactly, so it isn't published: {first}{more}")
}
