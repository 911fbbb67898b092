//! The files that are a table, of this computer or of a bucket: which they are by
//! their names, how they are packed and read, and what is known of them.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::object_store::ObjectStore;
use url::Url;

use super::SourceError;
use super::change_guard::{ReadProgress, WatchedFiles};
use super::connectors::bucket::Objects;

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
    /// What people should know of how they were chosen.
    pub(super) notes: Vec<String>,
}

/// The folder by which a table of Delta Lake is known.
const DELTA_LOG: &str = "_delta_log";

/// The files of a table that is a folder, in which there are other `folders` with
/// files; nothing where none can be read.
pub(super) fn of_folder(
    model: &str,
    files: Vec<PathBuf>,
    folders: &[PathBuf],
) -> Result<Option<TableFiles>, SourceError> {
    let files = files.into_iter().filter(|file| !is_hidden(file));
    let (mut files, others): (Vec<PathBuf>, Vec<PathBuf>) =
        files.partition(|file| kind_of(file).is_some());
    files.sort();
    if let Some(other) = files.iter().find(|file| kind_of(file) != kind_of(&files[0])) {
        return Err(ambiguous(model, &files[0], other));
    }
    if let Some(other) = others.iter().filter(|_| !files.is_empty()).find_map(|file| packed(file)) {
        return Err(other);
    }
    let is_log = |folder: &&PathBuf| folder.file_name().is_some_and(|name| name == DELTA_LOG);
    if let Some(log) = folders.iter().find(is_log) {
        let path = log.parent().unwrap_or(log).to_owned();
        return Err(SourceError::DeltaTable { path });
    }
    let mut table = table_of(files);
    if let Some(table) = &mut table {
        let note = |folder: &PathBuf| {
            let folder = folder.display();
            format!("folder `{folder}` isn't read: it stands within the folder of a table")
        };
        table.notes.extend(folders.iter().map(note));
        // Marks such as `_SUCCESS` are the programs' that wrote the table.
        let mut others: Vec<&PathBuf> = others.iter().filter(|file| !is_mark(file)).collect();
        others.sort();
        if let Some((first, rest)) = others.split_first() {
            let (first, rest) = (first.display(), rest.len());
            table.notes.push(match rest {
                0 => format!("`{first}` isn't read: its ending is none of a table's"),
                _ => format!(
                    "`{first}` and {rest} more aren't read: their endings are none of a table's"
                ),
            });
        }
    }
    Ok(table)
}

/// What a file is refused with that is a table, and packed in a way that can't be
/// unpacked.
pub(super) fn packed(file: &Path) -> Option<SourceError> {
    const OTHERS: [&str; 16] = [
        "7z", "br", "bz2", "gz", "lz4", "lzma", "lzo", "rar", "snappy", "sz", "tar", "tgz", "xz",
        "z", "zip", "zst",
    ];
    let ending = ending_of(file)?;
    let inner = ending_of(&file.with_extension(""))?;
    let is_table = KINDS.iter().any(|(known, _)| *known == inner);
    let is_packed = OTHERS.contains(&ending.as_str()) && kind_of(file).is_none();
    (is_table && is_packed).then(|| SourceError::Packed { path: file.to_owned(), ending })
}

/// Whether a file is its system's rather than its owner's.
pub(super) fn is_hidden(file: &Path) -> bool {
    file.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with('.'))
}

/// Whether a file without rows marks something about the files beside it.
fn is_mark(file: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with('_') && !name.contains('.'))
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

/// A file's ending, in small letters.
fn ending_of(file: &Path) -> Option<String> {
    Some(file.extension()?.to_str()?.to_ascii_lowercase())
}

fn packing_of(file: &Path) -> Option<Packing> {
    match ending_of(file)?.as_str() {
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
    let extension = ending_of(&name)?;
    let (_, kind) = KINDS.iter().find(|(known, _)| *known == extension)?;
    // Parquet is packed within.
    (packing.is_none() || *kind != FileKind::Parquet).then_some((*kind, packing))
}

pub(super) fn table_of(files: Vec<PathBuf>) -> Option<TableFiles> {
    let first = files.first()?;
    let (kind, packing) = kind_of(first)?;
    let extension = format!(".{}", unpacked_name(first).extension()?.to_str()?);
    Some(TableFiles { kind, extension, files, packing, objects: None, notes: Vec::new() })
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
                    format!("{} {tag:?}", objects.bucket.host_and_port())
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
            None => path.metadata().is_ok_and(|found| found.is_file() && found.len() == 0),
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

pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> SourceError {
    SourceError::Unreadable { path: path.to_owned(), reason: error.to_string() }
}
