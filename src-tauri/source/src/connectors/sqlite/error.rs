//! What an error of SQLite means for people.

use std::io::Read;
use std::path::Path;

use super::LOCK;
use crate::SourceError;
use crate::sql::error::short;

pub(super) fn told(error: &rusqlite::Error, path: &Path) -> SourceError {
    use rusqlite::ErrorCode as Code;
    if is_journal_unreadable(error) && is_in_wal_mode(path) {
        return SourceError::WalFolder { path: path.to_owned() };
    }
    let path = path.to_owned();
    let reason = match error {
        rusqlite::Error::SqliteFailure(_, Some(message)) => short(message),
        other => short(&other.to_string()),
    };
    match error.sqlite_error_code() {
        Some(Code::CannotOpen | Code::PermissionDenied | Code::AuthorizationForStatementDenied) => {
            let reason = if path.exists() { reason } else { "it isn't there".to_owned() };
            SourceError::Unreadable { path, reason }
        }
        Some(Code::NotADatabase) => {
            SourceError::Damaged { path, reason: "it is no SQLite database".to_owned() }
        }
        Some(Code::DatabaseCorrupt) => SourceError::Damaged { path, reason },
        Some(Code::DatabaseBusy | Code::DatabaseLocked) => {
            SourceError::Locked { place: path.display().to_string(), seconds: LOCK.as_secs() }
        }
        Some(Code::DiskFull) => SourceError::DiskFull,
        _ if reason.starts_with("no such") => {
            SourceError::SchemaChanged { place: path.display().to_string(), reason }
        }
        _ => SourceError::Query { place: path.display().to_string(), reason },
    }
}

/// Whether the error may come of a journal that can't be made beside the file.
fn is_journal_unreadable(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode as Code;
    matches!(error.sqlite_error_code(), Some(Code::CannotOpen | Code::ReadOnly))
}

/// Whether the file says that its journal is a write-ahead log.
fn is_in_wal_mode(path: &Path) -> bool {
    /// Where the two versions are that a program needs to write and to read it.
    const VERSIONS: std::ops::Range<usize> = 18..20;
    let mut header = [0; 20];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut header));
    read.is_ok() && header.starts_with(b"SQLite format 3\0") && header[VERSIONS] == [2, 2]
}
