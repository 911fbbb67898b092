//! A folder of tables: `events.parquet`, `events.csv`, `events.json`, or a
//! folder `events` of such files.

use std::path::{Path, PathBuf};

use super::SourceError;

/// A folder with one table for each data model.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
}

/// How a table's files are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Parquet,
    Csv { delimiter: u8 },
    Json,
}

/// The files of one table.
#[derive(Debug, Clone)]
pub(super) struct TableFiles {
    pub(super) kind: FileKind,
    pub(super) extension: String,
    pub(super) files: Vec<PathBuf>,
}

impl Folder {
    /// Opens a folder that is there.
    pub fn open(path: &Path) -> Result<Self, SourceError> {
        match std::fs::metadata(path) {
            Ok(found) if found.is_dir() => {}
            Ok(_) => return Err(SourceError::NoFolder(path.to_owned())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(SourceError::NoFolder(path.to_owned()));
            }
            Err(error) => return Err(unreadable(path, &error)),
        }
        let path = std::path::absolute(path).map_err(|error| unreadable(path, &error))?;
        Ok(Self { path })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file of a model's table, or the folder with its files.
    pub fn table_path(&self, model: &str) -> Result<PathBuf, SourceError> {
        let mut files = self.files(model)?.files;
        let first = files.swap_remove(0);
        Ok(if files.is_empty() { first } else { self.path.join(model) })
    }

    /// The files of a model's table.
    pub(super) fn files(&self, model: &str) -> Result<TableFiles, SourceError> {
        let mut found: Vec<TableFiles> = Vec::new();
        for (extension, _) in KINDS {
            let file = self.path.join(format!("{model}.{extension}"));
            if file.is_file() {
                found.extend(table_of(vec![file]));
            }
        }
        let folder = self.path.join(model);
        if folder.is_dir() {
            let entries =
                std::fs::read_dir(&folder).map_err(|error| unreadable(&folder, &error))?;
            let mut files: Vec<PathBuf> = entries
                .filter_map(|entry| Some(entry.ok()?.path()))
                .filter(|file| kind_of(file).is_some())
                .collect();
            files.sort();
            if let Some(other) = files.iter().find(|file| kind_of(file) != kind_of(&files[0])) {
                return Err(ambiguous(model, &files[0], other));
            }
            found.extend(table_of(files));
        }
        match found.len() {
            0 => Err(SourceError::NoTable { folder: self.path.clone(), model: model.to_owned() }),
            1 => Ok(found.remove(0)),
            _ => Err(ambiguous(model, &found[0].files[0], &found[1].files[0])),
        }
    }
}

const KINDS: [(&str, FileKind); 6] = [
    ("parquet", FileKind::Parquet),
    ("csv", FileKind::Csv { delimiter: b',' }),
    ("psv", FileKind::Csv { delimiter: b'|' }),
    ("json", FileKind::Json),
    ("jsonl", FileKind::Json),
    ("ndjson", FileKind::Json),
];

fn kind_of(file: &Path) -> Option<FileKind> {
    let extension = file.extension()?.to_str()?;
    KINDS.iter().find(|(known, _)| *known == extension).map(|(_, kind)| *kind)
}

fn table_of(files: Vec<PathBuf>) -> Option<TableFiles> {
    let first = files.first()?;
    let extension = format!(".{}", first.extension()?.to_str()?);
    Some(TableFiles { kind: kind_of(first)?, extension, files })
}

fn ambiguous(model: &str, first: &Path, second: &Path) -> SourceError {
    SourceError::Ambiguous {
        model: model.to_owned(),
        first: first.to_owned(),
        second: second.to_owned(),
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> SourceError {
    SourceError::Unreadable { path: path.to_owned(), reason: error.to_string() }
}
