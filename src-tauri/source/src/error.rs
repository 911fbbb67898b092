//! What can go wrong while rows are read.

use std::borrow::Cow;
use std::path::PathBuf;

use datafusion::arrow::error::ArrowError;
use datafusion::common::DataFusionError;
use datafusion::parquet::errors::ParquetError;

use super::change_guard::Changed;

/// Why rows can't be read.
#[derive(Debug, Clone, thiserror::Error)]
pub enum SourceError {
    /// The folder isn't there.
    #[error("there is no folder `{}`", .0.display())]
    NoFolder(PathBuf),
    /// The folder has no table for the data model.
    #[error("`{}` has no data for {model}", .folder.display())]
    NoTable {
        /// Where it was looked for.
        folder: PathBuf,
        /// Id of the data model.
        model: String,
    },
    /// More than one file could be the data model's table.
    #[error("both `{}` and `{}` could be the data of {model}", .first.display(), .second.display())]
    Ambiguous {
        /// Id of the data model.
        model: String,
        /// One of them.
        first: PathBuf,
        /// Another.
        second: PathBuf,
    },
    /// The table lacks a field that the export uses.
    #[error("the data of {model} has no field `{field}`")]
    MissingField {
        /// Id of the data model.
        model: String,
        /// Id of the field.
        field: String,
    },
    /// The table has nothing of the data model.
    #[error("`{}` has none of the fields of {model}", .path.display())]
    NoFields {
        /// The table's first file.
        path: PathBuf,
        /// Id of the data model.
        model: String,
    },
    /// A column's type can't be read as its field's.
    #[error(
        "column `{field}` of {}is {found}, which can't be read as {wanted}",
        in_file(.path.as_deref(), .model)
    )]
    WrongType {
        /// The table's first file, or the database's table.
        path: Option<PathBuf>,
        /// Id of the data model.
        model: String,
        /// Id of the field.
        field: String,
        /// Type of the column.
        found: String,
        /// Type of the field.
        wanted: String,
    },
    /// The file isn't what its name says, or is broken.
    #[error("`{}` is damaged: {reason}", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What the reader found.
        reason: String,
    },
    /// The file was written or replaced during the run.
    #[error("`{}` changed while it was read", .0.display())]
    Changed(PathBuf),
    /// The file or folder can't be opened.
    #[error("can't read `{}`: {reason}", .path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// The file is packed in a way that isn't read.
    #[error("can't read `{}`: files that are packed as {ending} aren't read", .path.display())]
    Packed {
        /// The file.
        path: PathBuf,
        /// The ending of its name.
        ending: String,
    },
    /// Only the log of a folder tells which of its files' rows are the table's.
    #[error("`{}` is a Delta Lake table: its files also have rows that were deleted or replaced", .path.display())]
    DeltaTable {
        /// The folder.
        path: PathBuf,
    },
    /// A value doesn't have its field's type, or values have no total that is exact.
    #[error("{}", values_in(.path, .total.as_deref(), .reason))]
    BadValue {
        /// The file.
        path: PathBuf,
        /// What of the values can't be told, where none of them is wrong by itself.
        total: Option<String>,
        /// Which value, and why.
        reason: String,
    },
    /// A packed file holds more than there is room for.
    #[error("`{}` unpacks to more than the disk holds", .0.display())]
    TooLarge(PathBuf),
    /// The columns of a table's file can't be used.
    #[error("`{}`: {reason}", .path.display())]
    Columns {
        /// The file.
        path: PathBuf,
        /// What is wrong with its columns.
        reason: String,
    },
    /// A row of a text file can't be read.
    #[error("`{}`, line {line}: {reason}", .path.display())]
    FileRow {
        /// The file.
        path: PathBuf,
        /// Line of the file, from 1.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// A value of a text file can't be read, or doesn't have its field's type.
    #[error("`{}`, line {line}, column `{column}`: {reason}", .path.display())]
    FileCell {
        /// The file.
        path: PathBuf,
        /// Line of the file, from 1.
        line: u64,
        /// Name of the column.
        column: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A text file has another encoding.
    #[error("`{}` has another encoding: {reason}", .path.display())]
    Encoding {
        /// The file.
        path: PathBuf,
        /// Where that was seen.
        reason: String,
    },
    /// A column that a model's table has is none of its fields, and a field is
    /// missing: it may have been renamed.
    #[error("`{}` has no column for the fields {fields}, and its columns {columns} are none of them", .path.display())]
    Renamed {
        /// The table's first file.
        path: PathBuf,
        /// The fields.
        fields: String,
        /// The columns.
        columns: String,
    },
    /// A value of a database doesn't have its column's type.
    #[error("row {row} of `{table}`, column `{column}`: {reason}")]
    BadCell {
        /// Name of the table.
        table: String,
        /// Name of the column.
        column: String,
        /// Number of the row in the export's order, from 1.
        row: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// A mapping's column is gone, or has another type.
    #[error("field `{field}` of {model}: {reason}")]
    Drift {
        /// Id of the data model.
        model: String,
        /// Id of the field.
        field: String,
        /// What has changed.
        reason: String,
    },
    /// No table is mapped to the model, and none has its name.
    #[error("no table of `{place}` is {model}")]
    NotMapped {
        /// The database.
        place: String,
        /// Id of the data model.
        model: String,
    },
    /// The database has no such table.
    #[error("`{place}` has no table `{table}`")]
    NoSuchTable {
        /// The database.
        place: String,
        /// The table.
        table: String,
    },
    /// A table or column is gone while it is used.
    #[error("the tables of `{place}` have changed: {reason}")]
    SchemaChanged {
        /// The database.
        place: String,
        /// The database's words.
        reason: String,
    },
    /// Nothing here can read such a place.
    #[error("`{place}` can't be read by this version")]
    Unsupported {
        /// The place.
        place: String,
    },
    /// The server doesn't answer.
    #[error("can't reach `{address}`: {reason}")]
    Unreachable {
        /// Host and port.
        address: String,
        /// What the system says.
        reason: String,
    },
    /// The server doesn't let the user in.
    #[error("`{place}` doesn't let user `{user}` in: {reason}")]
    Login {
        /// The database.
        place: String,
        /// The user.
        user: String,
        /// The server's words.
        reason: String,
    },
    /// The server has no such database.
    #[error("`{place}`: there is no database `{database}`")]
    NoDatabase {
        /// The server and the database.
        place: String,
        /// The database.
        database: String,
    },
    /// The server can't prove that it is the one that was asked for.
    #[error("`{place}` can't be trusted: {reason}")]
    Untrusted {
        /// The database.
        place: String,
        /// What is wrong with its certificate.
        reason: String,
    },
    /// The user may not read it.
    #[error("user `{user}` may not read this from `{place}`: {reason}")]
    Denied {
        /// The database.
        place: String,
        /// The user.
        user: String,
        /// The server's words.
        reason: String,
    },
    /// The connection broke.
    #[error("the connection to `{place}` broke: {reason}")]
    Lost {
        /// The database.
        place: String,
        /// What the system or the server says.
        reason: String,
    },
    /// A query took too long.
    #[error("`{place}` stopped the query: {reason}")]
    TimedOut {
        /// The database.
        place: String,
        /// What took too long.
        reason: String,
    },
    /// The server accepted a connection, and then nothing came.
    #[error("`{place}` stopped answering: {reason}")]
    Silent {
        /// The database.
        place: String,
        /// What was waited for, and how long.
        reason: String,
    },
    /// A SQLite file whose journal can't be read where the file is.
    #[error(
        "can't read `{}`: it is in WAL mode, and its folder can't be written", .path.display()
    )]
    WalFolder {
        /// The file.
        path: PathBuf,
    },
    /// Somebody else holds a lock for too long.
    #[error("`{place}` was locked by somebody else for {seconds} s")]
    Locked {
        /// The database.
        place: String,
        /// How long was waited.
        seconds: u64,
    },
    /// The server's disk or memory is full.
    #[error("`{place}` has no room for the query: {reason}")]
    ServerFull {
        /// The database.
        place: String,
        /// The server's words.
        reason: String,
    },
    /// The database doesn't do what it was asked for.
    #[error("`{place}` can't answer: {reason}")]
    Query {
        /// The database.
        place: String,
        /// The database's words.
        reason: String,
    },
    /// A bucket can't be read.
    #[error("{message}")]
    Bucket {
        /// What happened, in one sentence.
        message: String,
        /// What to do about it.
        hint: String,
        /// Whether the same, asked again, may work.
        passing: bool,
    },
    /// A Spark server can't do what it was asked for.
    #[error("{message}")]
    Cluster {
        /// What happened, in one sentence.
        message: String,
        /// What to do about it.
        hint: String,
        /// Whether the same, asked again, may work.
        passing: bool,
    },
    /// Sorting or grouping needs more memory or disk than allowed.
    #[error("the export needs more working memory or disk space than it may use: {0}")]
    Resources(String),
    /// The disk is full while rows are sorted or grouped.
    #[error("the disk is full while rows are sorted or grouped")]
    DiskFull,
    /// Something that shouldn't happen.
    #[error("the query engine stopped: {0}")]
    Engine(String),
}

/// A model and the place of its table.
fn in_file(path: Option<&std::path::Path>, model: &str) -> String {
    path.map_or_else(|| format!("{model} "), |path| format!("{model} in `{}` ", path.display()))
}

/// What is wrong with values of a file: with one, or with their total.
fn values_in(path: &std::path::Path, total: Option<&str>, reason: &str) -> String {
    let path = path.display();
    match total {
        None => format!("a value in `{path}` can't be read: {reason}"),
        Some(total) => format!("{total} in `{path}` can't be computed: {reason}"),
    }
}

/// Why a sum or an average of values that are all right can't be told exactly.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{of} can't be computed: {reason}")]
pub(super) struct NoTotal {
    /// What of which field.
    pub(super) of: String,
    pub(super) reason: String,
}

/// Why a transaction ended that a set is read in.
pub(crate) const PAUSED: &str = "it ends transactions that pause, as that of a set does while a \
    member is written";
/// Why a query ended that nobody here has stopped.
pub(crate) const CANCELLED: &str = "somebody cancelled it at the server";
/// What is wrong with a file of authorities.
pub(crate) const NO_CERTIFICATE: &str = "there is no certificate in it";

/// What to do about a server that can't be trusted, by what the TLS library says.
fn trust_hint(reason: &str) -> &'static str {
    let reason = reason.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| reason.contains(word));
    if has(&["does not support tls"]) {
        "Switch encryption on at the server, or off in the connection if the network is safe."
    } else if has(&["not valid yet", "not valid before", "notvalidyet"]) {
        "Check this computer's date, or whether the server's certificate was made too early."
    } else if has(&["expired", "not valid after"]) {
        "Let the server's certificate be renewed, or check this computer's date."
    } else if has(&["not valid for", "notvalidforname"]) {
        "Type the server's name as it stands in its certificate."
    } else {
        "Name the file of the certificate authority that signed the server's certificate."
    }
}

/// What stands in place of values and servers' words, which quote values.
pub const HIDDEN: &str = "it isn't shown, because columns of this export are masked";

impl SourceError {
    /// The same without values of rows.
    #[must_use]
    pub fn without_values(self) -> Self {
        let reason = format!("a value can't be read; {HIDDEN}");
        match self {
            Self::BadValue { path, total: None, reason: told } => {
                // Of a database's value only the field is known beside it.
                let field = told.strip_prefix("field `").and_then(|rest| rest.split_once("`: "));
                let reason = match field {
                    Some((field, _)) => format!("it is of field `{field}`; {HIDDEN}"),
                    None => reason,
                };
                Self::BadValue { path, total: None, reason }
            }
            Self::FileRow { path, line, .. } => Self::FileRow { path, line, reason },
            Self::FileCell { path, line, column, .. } => {
                Self::FileCell { path, line, column, reason }
            }
            Self::BadCell { table, column, row, .. } => {
                Self::BadCell { table, column, row, reason }
            }
            Self::Query { place, .. } => {
                Self::Query { place, reason: format!("of its answer, {HIDDEN}") }
            }
            Self::Cluster { message, hint, passing } => {
                // What follows are the server's words.
                let message = match message.split_once(": ") {
                    Some((what, _)) => format!("{what} (of its answer, {HIDDEN})"),
                    None => message,
                };
                Self::Cluster { message, hint, passing }
            }
            other => other,
        }
    }

    /// The same, telling where the table is.
    pub(super) fn at(self, place: &std::path::Path) -> Self {
        match self {
            Self::WrongType { path: None, model, field, found, wanted } => {
                Self::WrongType { path: Some(place.to_owned()), model, field, found, wanted }
            }
            other => other,
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::NoFolder(_) => {
                "Check the folder's name, or whether its disk is connected.".to_owned()
            }
            Self::NoTable { model, .. } => format!(
                "Put `{model}.parquet`, `{model}.csv` or `{model}.json` there, or choose another folder."
            ),
            Self::Ambiguous { .. } => "Leave one of the two there.".to_owned(),
            Self::MissingField { .. } => {
                "Leave the field out of the export, or add its column to the data.".to_owned()
            }
            Self::NoFields { .. } => {
                "Name its columns as the data model's fields, or choose another folder.".to_owned()
            }
            Self::WrongType { wanted, .. } => format!("Store the column as {wanted}."),
            Self::Damaged { .. } => {
                "Replace the file with a whole copy, then run again.".to_owned()
            }
            Self::Changed(_) => "Run again when the file is no longer being written.".to_owned(),
            Self::Unreadable { reason, .. } if reason == NO_CERTIFICATE => {
                "Choose the authority's certificate as a PEM file: it has a line \
                 `-----BEGIN CERTIFICATE-----`."
                    .to_owned()
            }
            Self::Unreadable { .. } => {
                "Check that the file is there and that you may read it.".to_owned()
            }
            Self::Packed { .. } => {
                "Unpack it, or pack it as gz or zip; Parquet is packed within.".to_owned()
            }
            Self::DeltaTable { .. } => {
                "Write the table's present rows to another folder, and connect that.".to_owned()
            }
            Self::BadValue { total: None, .. } => {
                "Correct the value in the data, then run again.".to_owned()
            }
            Self::BadValue { total: Some(_), .. } => {
                "Leave rows out by a filter, make smaller groups, or export the rows without it."
                    .to_owned()
            }
            Self::TooLarge(_) => {
                "Free disk space, or check that the file is what it should be.".to_owned()
            }
            Self::Columns { .. } => {
                "Give all files of the table the same columns with a header line, then run again."
                    .to_owned()
            }
            Self::FileRow { .. } | Self::FileCell { .. } => {
                "Correct the file, or how its text is read in the connection's mapping.".to_owned()
            }
            Self::Encoding { .. } => {
                "Choose the file's encoding in the connection's mapping.".to_owned()
            }
            Self::Renamed { .. } => {
                "Rename the columns, match them in the connection's mapping, or choose the fields."
                    .to_owned()
            }
            Self::BadCell { .. } => {
                "Correct the value, or map the model to a view that leaves it out.".to_owned()
            }
            Self::Drift { .. } => "Correct the connection's mapping, or the table.".to_owned(),
            Self::NotMapped { .. } => {
                "Map the model to a table or view in the connection's mapping.".to_owned()
            }
            Self::NoSuchTable { .. } => {
                "Choose the table in the connection's mapping; its name may have changed."
                    .to_owned()
            }
            Self::SchemaChanged { .. } => {
                "Look through the connection's mapping, then run again.".to_owned()
            }
            Self::Unsupported { .. } => "Choose another kind of connection.".to_owned(),
            Self::Unreachable { .. } => {
                "Check the host and port, or whether a VPN is needed.".to_owned()
            }
            Self::Login { .. } => "Check the user and the password.".to_owned(),
            Self::NoDatabase { .. } => "Check the database's name.".to_owned(),
            Self::Untrusted { reason, .. } => trust_hint(reason).to_owned(),
            Self::Denied { .. } => "Ask for the right to SELECT from it.".to_owned(),
            Self::Lost { .. } => "Run again when the server and the network are up.".to_owned(),
            Self::TimedOut { reason, .. } if reason == PAUSED => {
                "Ask the database's administrator to let transactions of this user pause \
                 (`idle_in_transaction_session_timeout`)."
                    .to_owned()
            }
            Self::TimedOut { reason, .. } if reason == CANCELLED => {
                "Ask the database's administrator why, then run again.".to_owned()
            }
            Self::TimedOut { .. } => {
                "Raise the connection's time limit, filter more, or run again later.".to_owned()
            }
            Self::Silent { .. } => {
                "Check the server and what stands before it (proxy, firewall, VPN). If it is \
                 only slow, raise the connection's time limit."
                    .to_owned()
            }
            Self::WalFolder { .. } => {
                "SQLite needs a `-shm` file beside such a database. Allow writing to the folder, \
                 copy the file with its `-wal` to another folder, or let its owner run \
                 `PRAGMA journal_mode = DELETE`."
                    .to_owned()
            }
            Self::Locked { .. } => {
                "Run again when whoever works on the table there is done.".to_owned()
            }
            Self::ServerFull { .. } => {
                "Ask the database's administrator to make room, then run again.".to_owned()
            }
            Self::Query { .. } => {
                "Test the connection; if it works, look at the model's mapping.".to_owned()
            }
            Self::Bucket { hint, .. } | Self::Cluster { hint, .. } => hint.clone(),
            Self::Resources(_) => {
                "Raise the memory limit, free disk space, or export fewer rows.".to_owned()
            }
            Self::DiskFull => "Free disk space, then run again.".to_owned(),
            Self::Engine(_) => return None,
        };
        Some(hint)
    }

    /// Tells why a packed file can't be unpacked.
    pub(super) fn of_unpacking(path: &std::path::Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::StorageFull => Self::DiskFull,
            ErrorKind::QuotaExceeded => Self::TooLarge(path),
            ErrorKind::NotFound | ErrorKind::PermissionDenied => {
                Self::Unreadable { path, reason: error.to_string() }
            }
            ErrorKind::UnexpectedEof => {
                Self::Damaged { path, reason: "it ends too early".to_owned() }
            }
            _ => Self::Damaged { path, reason: error.to_string() },
        }
    }

    /// Whether the same thing, asked again at once, may work.
    pub fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::Lost { .. }
                | Self::Unreachable { .. }
                | Self::Bucket { passing: true, .. }
                | Self::Cluster { passing: true, .. }
        )
    }

    /// Tells what an error of the query engine means for the file at `path`.
    pub fn from_engine(error: &DataFusionError, path: &std::path::Path) -> Self {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
        let path = || path.to_owned();
        while let Some(current) = cause {
            if let Some(told) = current.downcast_ref::<Self>() {
                return told.clone();
            }
            if let Some(NoTotal { of, reason }) = current.downcast_ref::<NoTotal>() {
                let (total, reason) = (Some(of.clone()), reason.clone());
                return Self::BadValue { path: path(), total, reason };
            }
            if let Some(changed) = current.downcast_ref::<Changed>() {
                return Self::Changed(changed.path.clone());
            }
            if let Some(io) = current.downcast_ref::<std::io::Error>() {
                match io.kind() {
                    std::io::ErrorKind::StorageFull => return Self::DiskFull,
                    std::io::ErrorKind::NotFound | std::io::ErrorKind::PermissionDenied => {
                        return Self::Unreadable { path: path(), reason: io.to_string() };
                    }
                    std::io::ErrorKind::UnexpectedEof => {
                        return Self::Damaged {
                            path: path(),
                            reason: "it ends too early".to_owned(),
                        };
                    }
                    _ => {}
                }
            }
            if let Some(store) = current.downcast_ref::<datafusion::object_store::Error>()
                && matches!(
                    store,
                    datafusion::object_store::Error::NotFound { .. }
                        | datafusion::object_store::Error::PermissionDenied { .. }
                )
            {
                return Self::Unreadable {
                    path: path(),
                    reason: "it is gone or protected".to_owned(),
                };
            }
            if let Some(parquet) = current.downcast_ref::<ParquetError>()
                && !matches!(parquet, ParquetError::External(_))
            {
                return Self::Damaged { path: path(), reason: parquet.to_string() };
            }
            if let Some(arrow) = current.downcast_ref::<ArrowError>() {
                match arrow {
                    ArrowError::CastError(reason)
                    | ArrowError::ParseError(reason)
                    | ArrowError::CsvError(reason)
                    | ArrowError::JsonError(reason)
                    | ArrowError::ComputeError(reason)
                    | ArrowError::ArithmeticOverflow(reason)
                    | ArrowError::InvalidArgumentError(reason) => {
                        let reason = first_line(&of_predicate(reason));
                        return Self::BadValue { path: path(), total: None, reason };
                    }
                    ArrowError::ParquetError(reason) => {
                        return Self::Damaged { path: path(), reason: reason.clone() };
                    }
                    _ => {}
                }
            }
            if let Some(engine) = current.downcast_ref::<DataFusionError>() {
                match engine {
                    DataFusionError::ResourcesExhausted(reason) => {
                        return if reason.contains("No space left") {
                            Self::DiskFull
                        } else {
                            Self::Resources(first_line(reason))
                        };
                    }
                    DataFusionError::Execution(reason) => {
                        let reason = first_line(reason);
                        return Self::BadValue { path: path(), total: None, reason };
                    }
                    // These hold their cause without naming it as a source.
                    DataFusionError::ArrowError(arrow, _) => {
                        cause = Some(arrow.as_ref());
                        continue;
                    }
                    DataFusionError::ParquetError(parquet) => {
                        cause = Some(parquet.as_ref());
                        continue;
                    }
                    DataFusionError::ObjectStore(store) => {
                        cause = Some(store.as_ref());
                        continue;
                    }
                    DataFusionError::External(external) => {
                        cause = Some(external.as_ref());
                        continue;
                    }
                    DataFusionError::Context(_, inner) => {
                        cause = Some(inner.as_ref());
                        continue;
                    }
                    DataFusionError::Shared(inner) => {
                        cause = Some(inner.as_ref());
                        continue;
                    }
                    _ => {}
                }
            }
            cause = current.source();
        }
        Self::Engine(first_line(&error.to_string()))
    }
}

/// The words of our own functions, which the engine quotes where they stop a filter that a
/// Parquet file is read by.
fn of_predicate(reason: &str) -> Cow<'_, str> {
    let quoted = reason
        .strip_prefix("Error evaluating filter predicate: Execution(")
        .and_then(|rest| rest.strip_suffix(')'));
    match quoted.and_then(|quoted| serde_json::from_str::<String>(quoted).ok()) {
        Some(words) => Cow::Owned(words),
        None => Cow::Borrowed(reason),
    }
}

/// The engine's first line says what; the rest are traces and plans.
fn first_line(text: &str) -> String {
    const LONGEST: usize = 240;
    let line = text.lines().next().unwrap_or_default();
    let mut shown: String = line.chars().take(LONGEST).collect();
    if shown.len() < line.len() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stops_a_filter_is_told_in_its_own_words() {
        let words = "field `v`: `a \"b\"` is neither true nor false".to_owned();
        let inner = DataFusionError::Execution(words.clone());
        let error =
            ArrowError::ComputeError(format!("Error evaluating filter predicate: {inner:?}"));
        let error = SourceError::from_engine(&error.into(), std::path::Path::new("t"));
        assert!(error.to_string().ends_with(&words), "{error}");
        let hidden = error.without_values().to_string();
        assert!(hidden.contains("of field `v`") && !hidden.contains("neither"), "{hidden}");
    }

    #[test]
    fn each_reason_not_to_trust_a_server_has_its_own_hint() {
        for (reason, hint) in [
            ("server does not support TLS", "Switch encryption on at the server"),
            (
                "invalid peer certificate: certificate expired: verification time 5 (UNIX), but \
                 certificate is not valid after 4 (1 seconds ago)",
                "Let the server's certificate be renewed",
            ),
            (
                "verification time 5 (UNIX), but certificate is not valid before 6 (1 seconds in \
                 future)",
                "Check this computer's date",
            ),
            (
                "invalid peer certificate: certificate not valid for name \"127.0.0.1\"; \
                 certificate is only valid for DnsName(\"localhost\")",
                "Type the server's name as it stands in its certificate",
            ),
            ("invalid peer certificate: UnknownIssuer", "Name the file of the certificate"),
        ] {
            let error = SourceError::Untrusted { place: "here".into(), reason: reason.into() };
            let told = error.hint().unwrap();
            assert!(told.starts_with(hint), "{reason}: {told}");
        }
    }
}
