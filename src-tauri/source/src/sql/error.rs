//! What an error of a server means for people, as far as servers are alike.

use sqlx::error::DatabaseError;

use crate::SourceError;
use crate::settings::Server;

/// What stands in a message of the libraries, in one line and no longer than
/// a message should be.
pub(crate) fn short(reason: &str) -> String {
    reason.lines().next().unwrap_or_default().chars().take(300).collect()
}

/// What goes wrong between here and a server; `of_database` tells what it says.
pub(crate) fn of_server(
    error: sqlx::Error,
    place: String,
    server: &Server,
    of_database: impl FnOnce(&dyn DatabaseError, String, &Server) -> SourceError,
) -> SourceError {
    match error {
        sqlx::Error::Database(error) => of_database(error.as_ref(), place, server),
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

/// How long a query was allowed to take.
pub(crate) fn limit(server: &Server) -> String {
    match server.statement_timeout_seconds {
        Some(seconds) => format!("the query took longer than the {seconds} s that it may"),
        None => "the query took longer than the server allows".to_owned(),
    }
}
