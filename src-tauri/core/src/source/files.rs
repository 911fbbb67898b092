//! A folder of tables: `events.parquet`, `events.csv`, `events.json`, the latter
//! two also as `.gz` and `.zip`, or a folder `events` of such files. One file
//! alone is a folder with one table.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::object_store::ObjectStore;
use url::Url;

use super::SourceError;
use super::bucket::Objects;
use super::change_guard::{ReadProgress, WatchedFiles};

/// A folder with one table for each data model.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
    /// The one file that counts.
    only: Option<PathBuf>,
}

/// How a table's files are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Parquet,
    Csv { delimiter: u8 },
    Json,
}

/// What a file is packed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    Zip,
}

/// The files of one table.
#[derive(Debug, Clone)]
pub(super) struct TableFiles {
    pub(super) kind: FileKind,
    pub(super) extension: String,
    /// Their paths, or their addresses in a bucket.
    pub(super) files: Vec<PathBuf>,
    pub(super) packing: Option<Packing>,
    /// What they are in their bucket, if they are in one.
    pub(super) objects: Option<Objects>,
}

impl Folder {
    /// Opens a folder, or a file, that is there.
    pub fn open(path: &Path) -> Result<Self, SourceError> {
        let found = match std::fs::metadata(path) {
            Ok(found) => found,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(SourceError::NoFolder(path.to_owned()));
            }
            Err(error) => return Err(unreadable(path, &error)),
        };
        let path = std::path::absolute(path).map_err(|error| unreadable(path, &error))?;
        if found.is_dir() {
            return Ok(Self { path, only: None });
        }
        match (path.parent(), kind_of(&path)) {
            (Some(folder), Some(_)) => Ok(Self { path: folder.to_owned(), only: Some(path) }),
            _ => Err(SourceError::NoFolder(path)),
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.only.as_deref().unwrap_or(&self.path)
    }

    /// The file of a model's table, or the folder with its files.
    pub fn table_path(&self, model: &str) -> Result<PathBuf, SourceError> {
        let mut files = self.files(model)?.files;
        let first = files.swap_remove(0);
        Ok(if files.is_empty() { first } else { self.path.join(model) })
    }

    /// Names of all tables: files without their endings, and folders of files.
    pub(super) fn tables(&self) -> Result<Vec<String>, SourceError> {
        if let Some(only) = &self.only {
            return Ok(name_of(only).into_iter().collect());
        }
        let entries =
            std::fs::read_dir(&self.path).map_err(|error| unreadable(&self.path, &error))?;
        let mut names: Vec<String> = entries
            .filter_map(|entry| {
                let path = entry.ok()?.path();
                if path.is_dir() {
                    let name = path.file_name()?.to_str()?.to_owned();
                    return self.files(&name).is_ok().then_some(name);
                }
                kind_of(&path).and(name_of(&path))
            })
            .collect();
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// The files of a model's table.
    pub(super) fn files(&self, model: &str) -> Result<TableFiles, SourceError> {
        let none =
            || SourceError::NoTable { folder: self.path().to_owned(), model: model.to_owned() };
        if let Some(only) = &self.only {
            let table = table_of(vec![only.clone()]);
            return table.filter(|_| name_of(only).as_deref() == Some(model)).ok_or_else(none);
        }
        let mut found: Vec<TableFiles> = Vec::new();
        for (extension, _) in KINDS {
            for packing in PACKINGS {
                let file = self.path.join(format!("{model}.{extension}{packing}"));
                if file.is_file() {
                    found.extend(table_of(vec![file]));
                }
            }
        }
        let folder = self.path.join(model);
        if folder.is_dir() {
            let entries =
                std::fs::read_dir(&folder).map_err(|error| unreadable(&folder, &error))?;
            let files = entries.filter_map(|entry| Some(entry.ok()?.path()));
            found.extend(of_folder(model, files.collect())?);
        }
        the_one(model, found, none)
    }
}

/// The files of a table that is a folder; nothing where none can be read.
pub(super) fn of_folder(
    model: &str,
    files: Vec<PathBuf>,
) -> Result<Option<TableFiles>, SourceError> {
    let mut files: Vec<PathBuf> =
        files.into_iter().filter(|file| kind_of(file).is_some()).collect();
    files.sort();
    if let Some(other) = files.iter().find(|file| kind_of(file) != kind_of(&files[0])) {
        return Err(ambiguous(model, &files[0], other));
    }
    Ok(table_of(files))
}

/// The files that are a model's table, if there is no doubt.
pub(super) fn the_one(
    model: &str,
    mut found: Vec<TableFiles>,
    none: impl FnOnce() -> SourceError,
) -> Result<TableFiles, SourceError> {
    match found.len() {
        0 => Err(none()),
        1 => Ok(found.remove(0)),
        _ => Err(ambiguous(model, &found[0].files[0], &found[1].files[0])),
    }
}

const KINDS: [(&str, FileKind); 7] = [
    ("parquet", FileKind::Parquet),
    ("csv", FileKind::Csv { delimiter: b',' }),
    ("psv", FileKind::Csv { delimiter: b'|' }),
    ("tsv", FileKind::Csv { delimiter: b'\t' }),
    ("json", FileKind::Json),
    ("jsonl", FileKind::Json),
    ("ndjson", FileKind::Json),
];
const PACKINGS: [&str; 3] = ["", ".gz", ".zip"];

fn packing_of(file: &Path) -> Option<Packing> {
    match file.extension()?.to_str()? {
        "gz" => Some(Packing::Gzip),
        "zip" => Some(Packing::Zip),
        _ => None,
    }
}

/// A file's name without the ending that says how it is packed.
fn unpacked_name(file: &Path) -> PathBuf {
    match packing_of(file) {
        Some(_) => file.with_extension(""),
        None => file.to_owned(),
    }
}

/// The table that a file is.
pub(super) fn name_of(file: &Path) -> Option<String> {
    Some(unpacked_name(file).file_stem()?.to_str()?.to_owned())
}

pub(super) fn kind_of(file: &Path) -> Option<(FileKind, Option<Packing>)> {
    let packing = packing_of(file);
    let name = unpacked_name(file);
    let extension = name.extension()?.to_str()?;
    let (_, kind) = KINDS.iter().find(|(known, _)| *known == extension)?;
    // Parquet is packed within.
    (packing.is_none() || *kind != FileKind::Parquet).then_some((*kind, packing))
}

pub(super) fn table_of(files: Vec<PathBuf>) -> Option<TableFiles> {
    let first = files.first()?;
    let (kind, packing) = kind_of(first)?;
    let extension = format!(".{}", unpacked_name(first).extension()?.to_str()?);
    Some(TableFiles { kind, extension, files, packing, objects: None })
}

impl TableFiles {
    /// Whether the query engine can read them where and as they are: Parquet
    /// anywhere, texts on this computer.
    pub(super) fn are_readable(&self) -> bool {
        self.kind == FileKind::Parquet || (self.packing.is_none() && self.objects.is_none())
    }

    /// The same table in plain files of this computer.
    pub(super) fn as_plain(&self, files: Vec<PathBuf>) -> Self {
        Self { files, packing: None, objects: None, ..self.clone() }
    }

    /// What is the same as long as the files are.
    pub(super) fn stamp(&self) -> Result<String, SourceError> {
        let mut stamp = String::new();
        for (index, path) in self.files.iter().enumerate() {
            let state = match &self.objects {
                Some(objects) => {
                    let meta = objects.metas.get(index);
                    let tag = meta.map(|meta| (meta.size, &meta.e_tag, meta.last_modified));
                    format!("{} {tag:?}", objects.bucket.place())
                }
                None => {
                    let told = |error: std::io::Error| SourceError::of_unpacking(path, &error);
                    let found = std::fs::metadata(path).map_err(told)?;
                    format!("{} {:?}", found.len(), found.modified().ok())
                }
            };
            // A text takes everything.
            let _ = writeln!(stamp, "{} {state}", path.display());
        }
        Ok(stamp)
    }

    /// Bytes of all files.
    pub(super) fn size(&self) -> u64 {
        if let Some(objects) = &self.objects {
            return objects.metas.iter().map(|meta| meta.size).sum();
        }
        self.files.iter().map(|path| std::fs::metadata(path).map_or(0, |found| found.len())).sum()
    }

    /// The engine takes an empty file for one without rows; a dump that was cut
    /// off looks the same. (JSON lines have no header: there it means no rows.)
    pub(super) fn refuse_empty(&self) -> Result<(), SourceError> {
        if self.kind == FileKind::Json {
            return Ok(());
        }
        let is_empty = |index: usize, path: &PathBuf| match &self.objects {
            Some(objects) => objects.metas.get(index).is_some_and(|meta| meta.size == 0),
            None => path.metadata().is_ok_and(|found| found.len() == 0),
        };
        match self.files.iter().enumerate().find(|(index, path)| is_empty(*index, path)) {
            Some((_, path)) => {
                Err(SourceError::Damaged { path: path.clone(), reason: "it is empty".to_owned() })
            }
            None => Ok(()),
        }
    }

    /// What the query engine calls the files.
    pub(super) fn urls(&self) -> Result<Vec<Url>, SourceError> {
        if let Some(objects) = &self.objects {
            return objects.urls();
        }
        let url = |file: &PathBuf| {
            Url::from_file_path(file).map_err(|()| SourceError::Unreadable {
                path: file.clone(),
                reason: "its path isn't absolute".to_owned(),
            })
        };
        self.files.iter().map(url).collect()
    }

    /// Files of this computer as the query engine reads them.
    pub(super) fn local_store(progress: &Arc<ReadProgress>) -> Arc<dyn ObjectStore> {
        Arc::new(WatchedFiles::new(Arc::clone(progress)))
    }
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
