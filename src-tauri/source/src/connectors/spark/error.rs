//! What an error of a Spark server means for people.

use std::error::Error as _;

use prost::Message;
use tonic::{Code, Status};

use super::protocol::{ErrorInfo, RpcStatus};
use crate::SourceError;
use crate::settings::SparkServer;
use crate::sql::error::short;

/// What the server says of an error besides its words.
fn info(status: &Status) -> ErrorInfo {
    let details = RpcStatus::decode(status.details()).unwrap_or_default().details;
    let found = details.iter().find(|detail| detail.type_url.ends_with("google.rpc.ErrorInfo"));
    found.and_then(|detail| ErrorInfo::decode(&*detail.value).ok()).unwrap_or_default()
}

/// Spark's name of an error, such as `TABLE_OR_VIEW_NOT_FOUND`: as it is told, or as
/// it stands in the words.
pub(super) fn error_class(status: &Status) -> String {
    if let Some(class) = info(status).metadata.get("errorClass") {
        return class.clone();
    }
    let words = status.message();
    let bracketed = words.find('[').and_then(|at| words[at + 1..].split(']').next());
    let is_class = |text: &&str| {
        !text.is_empty()
            && text
                .chars()
                .all(|letter| letter.is_ascii_uppercase() || "_.0123456789".contains(letter))
    };
    bracketed.filter(is_class).unwrap_or_default().to_owned()
}

/// Whether the connection broke, or the server is about to come back.
pub(super) fn is_link(status: &Status) -> bool {
    if let Some(cause) = status.source() {
        // A certificate that isn't trusted won't be the next time.
        return !chain(cause).contains("certificate");
    }
    status.code() == Code::Unavailable
}

/// An error and its reasons.
fn causes<'a>(
    error: &'a (dyn std::error::Error + 'static),
) -> impl Iterator<Item = &'a (dyn std::error::Error + 'static)> {
    std::iter::successors(Some(error), |current| {
        let current: &'a (dyn std::error::Error + 'static) = *current;
        // An error of the system holds another one without naming it as its source.
        let inner = current.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        inner.map(|inner| inner as &'a (dyn std::error::Error + 'static)).or(current.source())
    })
}

/// All reasons of an error, in one text.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    causes(error).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// What the system says of a broken connection.
fn system(error: &(dyn std::error::Error + 'static)) -> Option<std::io::ErrorKind> {
    let kinds = causes(error).filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    kinds.map(std::io::Error::kind).find(|kind| *kind != std::io::ErrorKind::Other)
}

/// Whether the server says that it has no such table.
pub(super) fn is_missing(status: &Status) -> bool {
    let class = error_class(status);
    let is_unknown = ["TABLE_OR_VIEW_NOT_FOUND", "SCHEMA_NOT_FOUND", "CATALOG_NOT_FOUND"]
        .iter()
        .any(|missing| class.starts_with(missing));
    is_unknown
        || info(status).reason.ends_with("AnalysisException")
            && status.message().contains("not found")
}

pub(super) fn told(status: &Status, server: &SparkServer) -> SourceError {
    if let Some(cause) = status.source() {
        return of_link(cause, server);
    }
    let place = server.place();
    let (class, words) = (error_class(status), short(status.message()));
    let cluster = |message: String, hint: &str, passing: bool| SourceError::Cluster {
        message,
        hint: hint.to_owned(),
        passing,
    };
    let has = |text: &str| class.contains(text) || status.message().contains(text);
    match status.code() {
        Code::Unauthenticated => cluster(
            format!("`{place}` doesn't accept the token: {words}"),
            "Enter a token that is valid and may use this cluster.",
            false,
        ),
        Code::PermissionDenied => SourceError::Denied {
            place,
            user: server.user.clone().unwrap_or_else(|| "of this token".to_owned()),
            reason: words,
        },
        Code::Unimplemented => cluster(
            format!("`{place}` doesn't speak Spark Connect: {words}"),
            "Check the host and port: Spark's own server listens for it on port 15002.",
            false,
        ),
        Code::OutOfRange if has("decoded message length too large") => cluster(
            format!("`{place}` sent rows of more than 128 MB in one piece"),
            "Export fewer wide fields at once, or lower \
             spark.sql.execution.arrow.maxRecordsPerBatch on the server.",
            false,
        ),
        _ if has("maxResultSize") => cluster(
            format!(
                "the result is larger than `{place}` may hand out (spark.driver.maxResultSize)"
            ),
            "Set a staging folder in the connection: the cluster then writes large results there. \
             Or raise spark.driver.maxResultSize on the cluster.",
            false,
        ),
        Code::ResourceExhausted => SourceError::ServerFull { place, reason: words },
        Code::DeadlineExceeded => SourceError::TimedOut { place, reason: words },
        Code::Unavailable => SourceError::Lost { place, reason: words },
        _ if has("INVALID_HANDLE.SESSION") => cluster(
            format!("the session with `{place}` ended on the server: {words}"),
            "Run again; a new session is begun.",
            true,
        ),
        _ if has("INVALID_HANDLE.OPERATION") => {
            SourceError::Lost { place, reason: "the server has forgotten the query".to_owned() }
        }
        _ if has("OPERATION_CANCELED") => {
            SourceError::TimedOut { place, reason: "somebody stopped the query there".to_owned() }
        }
        _ if has("INSUFFICIENT_PERMISSIONS") || has("PERMISSION_DENIED") => SourceError::Denied {
            place,
            user: server.user.clone().unwrap_or_else(|| "of this token".to_owned()),
            reason: words,
        },
        _ if has("FILE_NOT_EXIST") || has("FileNotFoundException") => cluster(
            format!("a table of `{place}` was overwritten while it was read"),
            "Run again when nobody writes the table.",
            false,
        ),
        _ if has("FAILED_READ_FILE") => cluster(
            format!(
                "a file of a table of `{place}` can't be read, as when it is overwritten meanwhile: {words}"
            ),
            "Run again when nobody writes the table. If it happens again, the file is damaged.",
            false,
        ),
        _ if has("ARITHMETIC_OVERFLOW") || has("NUMERIC_VALUE_OUT_OF_RANGE") => cluster(
            format!("a number has more digits than `{place}` can hold: {words}"),
            "A sum has at most 38 digits. Map a view whose column has fewer digits before the \
             point, for example CAST(column AS DECIMAL(18, 2)).",
            false,
        ),
        _ if has("ExecutorLost") || has("executor lost") || has("Lost executor") => {
            SourceError::Lost {
                place,
                reason: "the cluster lost the machines that worked".to_owned(),
            }
        }
        _ if has("OutOfMemory") || has("No space left on device") => {
            SourceError::ServerFull { place, reason: words }
        }
        _ if is_missing(status) || has("UNRESOLVED_COLUMN") || has("DATATYPE_MISMATCH") => {
            SourceError::SchemaChanged { place, reason: words }
        }
        _ => SourceError::Query { place, reason: words },
    }
}

/// What went wrong between here and the server.
fn of_link(cause: &(dyn std::error::Error + 'static), server: &SparkServer) -> SourceError {
    use std::io::ErrorKind;
    let (place, text) = (server.place(), chain(cause));
    let address = format!("{}:{}", server.host, server.port);
    let last = short(text.rsplit(": ").next().unwrap_or_default());
    if text.contains("certificate") {
        return SourceError::Untrusted { place, reason: last };
    }
    if text.contains("InvalidContentType") || text.contains("corrupt message") {
        let reason = "the server doesn't encrypt; switch encryption off".to_owned();
        return SourceError::Unreachable { address, reason };
    }
    if text.contains("dns error") || text.contains("lookup") {
        return SourceError::Unreachable { address, reason: "its name isn't known".to_owned() };
    }
    match system(cause) {
        Some(ErrorKind::ConnectionRefused) => {
            SourceError::Unreachable { address, reason: "nothing listens there".to_owned() }
        }
        Some(ErrorKind::TimedOut) => {
            SourceError::Unreachable { address, reason: "no answer in time".to_owned() }
        }
        Some(
            ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::AddrNotAvailable,
        ) => SourceError::Unreachable { address, reason: last },
        _ => SourceError::Lost { place, reason: last },
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use tonic::metadata::MetadataMap;

    use super::super::protocol::Any;
    use super::*;

    fn server() -> SparkServer {
        SparkServer::new("spark.example.com", 15002)
    }

    fn with_class(class: &str, words: &str) -> Status {
        let metadata = BTreeMap::from([("errorClass".to_owned(), class.to_owned())]);
        let info = ErrorInfo { reason: "org.apache.spark.SparkException".to_owned(), metadata };
        let detail = Any {
            type_url: "type.googleapis.com/google.rpc.ErrorInfo".to_owned(),
            value: info.encode_to_vec(),
        };
        let details = RpcStatus { details: vec![detail] }.encode_to_vec();
        Status::with_details_and_metadata(Code::Internal, words, details.into(), MetadataMap::new())
    }

    #[test]
    fn errors_have_their_own_words() {
        let table = with_class("TABLE_OR_VIEW_NOT_FOUND", "The table or view can't be found");
        assert!(is_missing(&table));
        assert!(matches!(told(&table, &server()), SourceError::SchemaChanged { .. }));
        let session = with_class("INVALID_HANDLE.SESSION_CHANGED", "The session is another one");
        assert!(told(&session, &server()).is_transient());
        let overflow = with_class("ARITHMETIC_OVERFLOW", "Overflow in sum of decimals");
        assert!(told(&overflow, &server()).hint().unwrap().contains("DECIMAL"));
        let in_words = Status::internal("[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column `x` …");
        assert_eq!(error_class(&in_words), "UNRESOLVED_COLUMN.WITH_SUGGESTION");
        assert!(matches!(told(&in_words, &server()), SourceError::SchemaChanged { .. }));
        let large = Status::out_of_range("Error, decoded message length too large: found 1 bytes");
        assert!(told(&large, &server()).hint().unwrap().contains("maxRecordsPerBatch"));
        let token = Status::unauthenticated("Invalid token");
        assert!(told(&token, &server()).hint().unwrap().contains("token"));
    }

    #[test]
    fn a_broken_connection_is_no_answer() {
        let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
        let status = Status::from_error(Box::new(refused));
        assert!(is_link(&status));
        assert!(told(&status, &server()).to_string().contains("nothing listens there"));
        let inner = std::io::Error::other("invalid peer certificate: UnknownIssuer");
        let status = Status::from_error(Box::new(std::io::Error::other(inner)));
        assert!(!is_link(&status));
        assert!(matches!(told(&status, &server()), SourceError::Untrusted { .. }));
        assert!(!is_link(&Status::internal("[DIVIDE_BY_ZERO] …")));
    }
}
