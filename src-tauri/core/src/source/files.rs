//! A folder of tables: `events.parquet`, `events.csv`, `events.json`, the latter
//! two also as `.gz` and `.zip`, or a folder `events` of such files. One file
//! alone is a folder with one table.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

use super::SourceError;

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
enum Packing {
    Gzip,
    Zip,
}

/// The files of one table.
#[derive(Debug, Clone)]
pub(super) struct TableFiles {
    pub(super) kind: FileKind,
    pub(super) extension: String,
    pub(super) files: Vec<PathBuf>,
    packing: Option<Packing>,
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
            0 => Err(none()),
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
fn name_of(file: &Path) -> Option<String> {
    Some(unpacked_name(file).file_stem()?.to_str()?.to_owned())
}

fn kind_of(file: &Path) -> Option<(FileKind, Option<Packing>)> {
    let packing = packing_of(file);
    let name = unpacked_name(file);
    let extension = name.extension()?.to_str()?;
    let (_, kind) = KINDS.iter().find(|(known, _)| *known == extension)?;
    // Parquet is packed within.
    (packing.is_none() || *kind != FileKind::Parquet).then_some((*kind, packing))
}

fn table_of(files: Vec<PathBuf>) -> Option<TableFiles> {
    let first = files.first()?;
    let (kind, packing) = kind_of(first)?;
    let extension = format!(".{}", unpacked_name(first).extension()?.to_str()?);
    Some(TableFiles { kind, extension, files, packing })
}

impl TableFiles {
    /// Whether the files have to be unpacked before they can be read.
    pub(super) fn are_packed(&self) -> bool {
        self.packing.is_some()
    }

    /// Unpacks the files into a folder, a piece at a time; gives the plain ones.
    pub(super) fn unpack(&self, into: &Path) -> Result<Self, SourceError> {
        let mut files = Vec::new();
        for packed in &self.files {
            let target = into.join(format!("{}{}", files.len(), self.extension));
            let told = |error: std::io::Error| SourceError::of_unpacking(packed, &error);
            let source = BufReader::new(File::open(packed).map_err(told)?);
            match self.packing {
                Some(Packing::Gzip) => copy(MultiGzDecoder::new(source), &target).map_err(told)?,
                Some(Packing::Zip) => {
                    let damaged =
                        |reason: String| SourceError::Damaged { path: packed.clone(), reason };
                    let mut archive =
                        zip::ZipArchive::new(source).map_err(|error| damaged(error.to_string()))?;
                    let entries: Vec<usize> = (0..archive.len())
                        .filter(|index| {
                            archive
                                .name_for_index(*index)
                                .is_some_and(|name| name.is_ok_and(|name| !name.ends_with('/')))
                        })
                        .collect();
                    // Which of several would be the table can't be known.
                    let [entry] = entries[..] else {
                        return Err(damaged(format!("it holds {} files, not one", entries.len())));
                    };
                    let entry =
                        archive.by_index(entry).map_err(|error| damaged(error.to_string()))?;
                    copy(entry, &target).map_err(told)?;
                }
                None => return Ok(self.clone()),
            }
            files.push(target);
        }
        Ok(Self { files, packing: None, ..self.clone() })
    }
}

fn copy(mut from: impl Read, to: &Path) -> std::io::Result<()> {
    let mut target = BufWriter::with_capacity(1 << 20, File::create(to)?);
    std::io::copy(&mut from, &mut target)?;
    target.flush()
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
