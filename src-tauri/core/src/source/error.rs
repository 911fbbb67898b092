//! What can go wrong while rows are read.

use std::path::PathBuf;

use datafusion::arrow::error::ArrowError;
use datafusion::common::DataFusionError;
use datafusion::parquet::errors::ParquetError;

use super::watched::Changed;

/// Why rows can't be read.
#[derive(Debug, thiserror::Error)]
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
    #[error("column `{field}` of {model} is {found}, which can't be read as {wanted}")]
    WrongType {
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
    /// A value doesn't have its field's type.
    #[error("a value in `{}` can't be read: {reason}", .path.display())]
    BadValue {
        /// The file.
        path: PathBuf,
        /// Which value, and why.
        reason: String,
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

impl SourceError {
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
            Self::Unreadable { .. } => {
                "Check that the file is there and that you may read it.".to_owned()
            }
            Self::BadValue { .. } => "Correct the value in the data, then run again.".to_owned(),
            Self::Resources(_) => {
                "Raise the memory limit, free disk space, or export fewer rows.".to_owned()
            }
            Self::DiskFull => "Free disk space, then run again.".to_owned(),
            Self::Engine(_) => return None,
        };
        Some(hint)
    }

    /// Tells what an error of the query engine means for the file at `path`.
    pub(crate) fn from_engine(error: &DataFusionError, path: &std::path::Path) -> Self {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
        let path = || path.to_owned();
        while let Some(current) = cause {
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
                        return Self::BadValue { path: path(), reason: first_line(reason) };
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
                        return Self::BadValue { path: path(), reason: first_line(reason) };
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

/// The engine's first line says what; the rest are traces and plans.
fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}
