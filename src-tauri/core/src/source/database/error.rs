//! What an error of a database means for people.

use std::path::Path;

use sqlx::error::DatabaseError;

use super::{FILE_LOCK, lock_wait};
use crate::source::SourceError;
use crate::source::settings::{ConnectionSettings, Server};

/// What stands in a message of the libraries, in one line and no longer than
/// a message should be.
fn short(reason: &str) -> String {
    reason.lines().next().unwrap_or_default().chars().take(300).collect()
}

pub(super) fn of_server(error: sqlx::Error, settings: &ConnectionSettings) -> SourceError {
    let place = settings.place();
    let server = match settings {
        ConnectionSettings::Postgres(server) | ConnectionSettings::Mysql(server) => server,
        _ => return SourceError::Engine(error.to_string()),
    };
    let is_postgres = matches!(settings, ConnectionSettings::Postgres(_));
    match error {
        sqlx::Error::Database(error) if is_postgres => of_postgres(error.as_ref(), place, server),
        sqlx::Error::Database(error) => of_mysql(error.as_ref(), place, server),
        sqlx::Error::Tls(error) => SourceError::Untrusted { place, reason: cause(error.as_ref()) },
        sqlx::Error::Io(error) => of_io(&error, place, server),
        sqlx::Error::Configuration(error) => of_configuration(error.as_ref(), place, server),
        sqlx::Error::Protocol(reason) => SourceError::Lost { place, reason: short(&reason) },
        other => SourceError::Query { place, reason: short(&other.to_string()) },
    }
}

/// The innermost reason, which says most.
fn cause(error: &(dyn std::error::Error + 'static)) -> String {
    let mut innermost: &(dyn std::error::Error + 'static) = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    short(&innermost.to_string())
}

fn of_configuration(
    error: &(dyn std::error::Error + 'static),
    place: String,
    server: &Server,
) -> SourceError {
    match &server.ca_file {
        Some(file) => SourceError::Unreadable { path: file.clone(), reason: cause(error) },
        None => SourceError::Query { place, reason: cause(error) },
    }
}

fn of_io(error: &std::io::Error, place: String, server: &Server) -> SourceError {
    use std::io::ErrorKind;
    let address = format!("{}:{}", server.host, server.port);
    if let Some(path) = server.ca_file.clone().filter(|file| !file.exists()) {
        return SourceError::Unreadable { path, reason: "it isn't there".to_owned() };
    }
    // A certificate that isn't believed comes as an error of reading.
    let text = format!("{error} {}", cause(error));
    if text.contains("certificate") || text.contains("InvalidCertificate") {
        return SourceError::Untrusted { place, reason: cause(error) };
    }
    match error.kind() {
        ErrorKind::ConnectionRefused
        | ErrorKind::TimedOut
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::AddrNotAvailable => {
            let reason = match error.kind() {
                ErrorKind::ConnectionRefused => "nothing listens there".to_owned(),
                ErrorKind::TimedOut => "no answer in time".to_owned(),
                _ => short(&error.to_string()),
            };
            SourceError::Unreachable { address, reason }
        }
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::UnexpectedEof
        | ErrorKind::NotConnected => SourceError::Lost { place, reason: short(&error.to_string()) },
        _ if text.contains("lookup") || text.contains("resolve") => {
            SourceError::Unreachable { address, reason: "its name isn't known".to_owned() }
        }
        _ => SourceError::Lost { place, reason: short(&error.to_string()) },
    }
}

fn of_postgres(error: &dyn DatabaseError, place: String, server: &Server) -> SourceError {
    let reason = short(error.message());
    match error.code().unwrap_or_default().as_ref() {
        "28P01" | "28000" => SourceError::Login { place, user: server.user.clone(), reason },
        "3D000" => SourceError::NoDatabase { place, database: server.database.clone() },
        "42501" => SourceError::Denied { place, user: server.user.clone(), reason },
        "42P01" | "42703" => SourceError::SchemaChanged { place, reason },
        "57014" if reason.contains("statement timeout") => {
            SourceError::TimedOut { place, reason: limit(server) }
        }
        "55P03" => SourceError::Locked { place, seconds: lock_wait(server) },
        "57P01" | "57P02" | "57P03" | "57P05" | "53300" | "08000" | "08003" | "08006" => {
            SourceError::Lost { place, reason }
        }
        "53100" | "53200" | "53400" => SourceError::ServerFull { place, reason },
        _ => SourceError::Query { place, reason },
    }
}

fn of_mysql(error: &dyn DatabaseError, place: String, server: &Server) -> SourceError {
    let reason = short(error.message());
    let number = error
        .try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>()
        .map(sqlx::mysql::MySqlDatabaseError::number);
    match number {
        // A user who may not see a database is told the same as one who
        // doesn't exist, by some servers.
        Some(1044) => SourceError::Denied { place, user: server.user.clone(), reason },
        Some(1045 | 1698 | 1862 | 4151) => {
            SourceError::Login { place, user: server.user.clone(), reason }
        }
        Some(1049) => SourceError::NoDatabase { place, database: server.database.clone() },
        Some(1142 | 1143 | 1227 | 1356) => {
            SourceError::Denied { place, user: server.user.clone(), reason }
        }
        Some(1146 | 1054) => SourceError::SchemaChanged { place, reason },
        Some(1969 | 3024) => SourceError::TimedOut { place, reason: limit(server) },
        Some(1205) => SourceError::Locked { place, seconds: lock_wait(server) },
        Some(1040 | 1053 | 1077 | 1079 | 1080 | 1158..=1161 | 1184 | 1317 | 1927 | 2006 | 2013) => {
            SourceError::Lost { place, reason }
        }
        Some(1021 | 1037 | 1038 | 1041 | 3) => SourceError::ServerFull { place, reason },
        _ => SourceError::Query { place, reason },
    }
}

fn limit(server: &Server) -> String {
    match server.statement_timeout_seconds {
        Some(seconds) => format!("the query took longer than the {seconds} s that it may"),
        None => "the query took longer than the server allows".to_owned(),
    }
}

pub(super) fn of_sqlite(error: &rusqlite::Error, path: &Path) -> SourceError {
    use rusqlite::ErrorCode as Code;
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
            SourceError::Locked { place: path.display().to_string(), seconds: FILE_LOCK.as_secs() }
        }
        Some(Code::DiskFull) => SourceError::DiskFull,
        _ if reason.starts_with("no such") => {
            SourceError::SchemaChanged { place: path.display().to_string(), reason }
        }
        _ => SourceError::Query { place: path.display().to_string(), reason },
    }
}
