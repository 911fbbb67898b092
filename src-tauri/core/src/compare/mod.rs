//! Two finished files held against each other: which rows were added, removed
//! and changed, by a key.
//!
//! Both files are sorted by the key within a memory limit, the rest on the
//! disk, and then walked side by side, so that size and order of the files
//! don't matter. Cells are compared as the texts that they are, those of workbooks and
//! Parquet files as texts of their values; a missing value and an empty text are alike.

mod files;
mod merge;
mod rows;
mod save;

use std::path::PathBuf;

use serde::Serialize;

pub use files::{AskPassword, compare_files};
pub use save::DifferenceFile;

use crate::did_you_mean::nearest;
use crate::error::Error;
use crate::secret::Secret;
use crate::source::SourceLimits;
use crate::spec::ExportSpec;
use crate::spec::format::Dialect;

/// Differences that a comparison shows by itself.
const FIRST: usize = 200;

/// A file that a run made.
#[derive(Debug, Clone)]
pub struct ComparedFile {
    /// Where it is; of several parts the first.
    pub path: PathBuf,
    /// Its parts in their order.
    pub parts: Vec<PathBuf>,
    /// Whether only the first of them has the header line.
    pub first_header_only: bool,
    /// How it is written.
    pub dialect: Dialect,
    /// Password of an encrypted zip.
    pub password: Option<Secret>,
    /// Headers of its columns, whether or not it has a header line.
    pub headers: Vec<String>,
    /// Widths of its columns, where they are fixed.
    pub widths: Vec<usize>,
    /// Its rows.
    pub rows: u64,
    /// Bytes of its text.
    pub content_bytes: u64,
}

/// What is known of a file of a run, by the history or by the manifest beside it.
pub(crate) struct RecordedFile {
    pub(crate) path: PathBuf,
    pub(crate) parts: Vec<PathBuf>,
    pub(crate) headers: Vec<String>,
    pub(crate) rows: u64,
    pub(crate) content_bytes: u64,
}

impl ComparedFile {
    /// A file by the definition that it was made by, unless it can't be read here.
    pub(crate) fn new(
        spec: &ExportSpec,
        password: Option<Secret>,
        recorded: RecordedFile,
    ) -> Result<Self, Error> {
        let RecordedFile { path, parts, headers, rows, content_bytes } = recorded;
        if spec.is_set() {
            return Err(CompareError::Set { file: path }.into());
        }
        if spec.format.pgp.is_some() {
            return Err(CompareError::Encrypted { file: path }.into());
        }
        if let Some(name) = spec.format.zip_password.clone().filter(|_| password.is_none()) {
            return Err(CompareError::NoPassword { file: path, name }.into());
        }
        Ok(Self {
            password,
            dialect: spec.format.resolve()?,
            widths: spec.widths(),
            first_header_only: spec.format.header && !spec.has_header_at(1),
            path,
            parts,
            headers,
            rows,
            content_bytes,
        })
    }
}

/// What is different between two files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Comparison {
    /// The columns that both files have; only these are compared.
    pub columns: Vec<String>,
    /// Those that tell rows apart.
    pub key: Vec<String>,
    /// Rows that only the later file has.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub added: u64,
    /// Rows that only the earlier file has.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub removed: u64,
    /// Rows of both whose other cells differ.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub changed: u64,
    /// Rows that are alike in both.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub unchanged: u64,
    /// The first differences by key, at most 200.
    pub first: Vec<Difference>,
    /// Why cells may differ though the data doesn't.
    pub note: Option<String>,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum DifferenceKind {
    /// Only the later file has it.
    Added,
    /// Only the earlier file has it.
    Removed,
    /// Both have it, with other cells.
    Changed,
}

/// One row that isn't alike in both files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Difference {
    /// What became of it.
    pub kind: DifferenceKind,
    /// Its cells in the key columns.
    pub key: Vec<String>,
    /// Its cells in the earlier file.
    pub before: Option<Vec<String>>,
    /// Its cells in the later file.
    pub after: Option<Vec<String>>,
}

/// Takes each difference, in the order of the key.
pub type TakeDifference<'a> = dyn FnMut(&Difference) -> Result<(), Error> + Send + 'a;

/// Why two files can't be compared.
#[derive(Debug, Clone, thiserror::Error)]
pub enum CompareError {
    /// No column tells the rows apart.
    #[error("no key column is chosen")]
    NoKey,
    /// A key column isn't in both files.
    #[error("column `{column}` isn't in both files")]
    NoColumn {
        /// The column.
        column: String,
        /// The one that may have been meant.
        near: Option<String>,
    },
    /// Rows can't be told apart.
    #[error("two rows of `{}` have the same key: {key}", .file.display())]
    Duplicate {
        /// The file.
        file: PathBuf,
        /// Columns and their cells.
        key: String,
    },
    /// The file isn't the one that the run made.
    #[error("`{}` has {found} rows and the run wrote {expected}", .file.display())]
    Altered {
        /// The file.
        file: PathBuf,
        /// Rows that it has.
        found: u64,
        /// Rows that it should have.
        expected: u64,
    },
    /// Nothing says how it is written.
    #[error("no manifest beside `{}` says how it is written", .file.display())]
    NoManifest {
        /// The file.
        file: PathBuf,
    },
    /// It is one of a set, or an archive of one.
    #[error("`{}` belongs to a set, and only runs of single exports can be compared", .file.display())]
    Set {
        /// The file.
        file: PathBuf,
    },
    /// Only the partner can read it.
    #[error("`{}` is encrypted to a partner's PGP key, and can't be read here", .file.display())]
    Encrypted {
        /// The file.
        file: PathBuf,
    },
    /// It is a zip whose password isn't here.
    #[error("`{}` is encrypted, and its password “{name}” isn't saved here", .file.display())]
    NoPassword {
        /// The file.
        file: PathBuf,
        /// Name of the password.
        name: String,
    },
    /// The file can't be read as the run wrote it.
    #[error("`{}` can't be read back: {reason}", .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        reason: String,
    },
}

impl CompareError {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NoKey => "Choose the columns that tell rows apart, such as id.".to_owned(),
            Self::NoColumn { near: Some(near), .. } => format!("Did you mean `{near}`?"),
            Self::NoColumn { near: None, .. } => "Choose a column that both files have.".to_owned(),
            Self::Duplicate { .. } => {
                "Add columns to the key until each row has a key of its own.".to_owned()
            }
            Self::NoManifest { .. } => {
                "Compare files of runs, with the manifests that were made with them.".to_owned()
            }
            Self::Set { .. } => {
                "Run the member as an export of its own, and compare those runs.".to_owned()
            }
            Self::Encrypted { .. } => {
                "Clone the export without encryption, and compare runs of that.".to_owned()
            }
            Self::NoPassword { .. } => "Save the password, then compare again.".to_owned(),
            Self::Altered { .. } | Self::Unreadable { .. } => {
                "Run the export again, and compare the new file.".to_owned()
            }
        })
    }
}

/// A column of both files.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SharedColumn {
    header: String,
    earlier: usize,
    later: usize,
}

/// The columns that both files have, in the order of the later one. Of columns
/// with the same header the first goes with the first, the second with the
/// second.
fn shared_columns(earlier: &[String], later: &[String]) -> Vec<SharedColumn> {
    let mut free: Vec<Option<&String>> = earlier.iter().map(Some).collect();
    let mut shared = Vec::new();
    for (index, header) in later.iter().enumerate() {
        if let Some(found) = free.iter().position(|other| *other == Some(header)) {
            free[found] = None;
            shared.push(SharedColumn { header: header.clone(), earlier: found, later: index });
        }
    }
    shared
}

/// Headers of the columns that both files have.
pub fn comparable_columns(earlier: &[String], later: &[String]) -> Vec<String> {
    shared_columns(earlier, later).into_iter().map(|column| column.header).collect()
}

/// Compares two files by key columns, within `limits`. Drop the future to cancel.
pub async fn compare(
    earlier: &ComparedFile,
    later: &ComparedFile,
    key: &[String],
    limits: &SourceLimits,
    take: Option<&mut TakeDifference<'_>>,
) -> Result<Comparison, Error> {
    if key.is_empty() {
        return Err(CompareError::NoKey.into());
    }
    let shared = shared_columns(&earlier.headers, &later.headers);
    let mut places = Vec::new();
    for name in key {
        match shared.iter().position(|column| column.header == *name) {
            Some(place) if !places.contains(&place) => places.push(place),
            Some(_) => {}
            None => {
                let known = shared.iter().map(|column| column.header.as_str());
                let near = nearest(name, known).map(str::to_owned);
                return Err(CompareError::NoColumn { column: name.clone(), near }.into());
            }
        }
    }
    let columns = |side: fn(&SharedColumn) -> usize| shared.iter().map(side).collect::<Vec<_>>();
    let sorted = rows::Sorted::new(limits, earlier, later)?;
    let before = sorted.rows(earlier, &columns(|column| column.earlier), &places).await?;
    let after = sorted.rows(later, &columns(|column| column.later), &places).await?;
    let headers: Vec<String> = shared.into_iter().map(|column| column.header).collect();
    merge::merge(
        merge::Side::new(before, earlier, &headers, &places),
        merge::Side::new(after, later, &headers, &places),
        headers.clone(),
        places.iter().map(|place| headers[*place].clone()).collect(),
        take,
    )
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_with_one_header_go_together_in_order() {
        let headers =
            |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let shared = shared_columns(&headers(&["a", "x", "a"]), &headers(&["a", "b", "a", "a"]));
        let places: Vec<_> =
            shared.iter().map(|c| (c.header.as_str(), c.earlier, c.later)).collect();
        assert_eq!(places, [("a", 0, 0), ("a", 2, 2)]);
    }
}
