//! A folder of tables: `events.parquet`, `events.csv`, `events.json`, the latter
//! two also as `.gz` and `.zip`, or a folder `events` of such files. One file
//! alone is a folder with one table.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;

use super::{Connector, PlaceKind};
use crate::file_table::FilePlace;
use crate::settings::{ConnectionSettings, SettingProblem};
use crate::table_files::{
    TableFiles, is_hidden, kind_of, name_of, of_folder, packed, table_of, the_one, unreadable,
};
use crate::{SourceError, blocking};

/// The settings of a folder.
pub(super) struct FolderPlace<'a>(pub(super) &'a Path);

#[async_trait]
impl PlaceKind for FolderPlace<'_> {
    fn place(&self) -> String {
        self.0.display().to_string()
    }

    async fn checked(&self) -> Result<ConnectionSettings, SettingProblem> {
        let path = self.0.to_owned();
        let folder = blocking(move || Folder::open(&path)).await?;
        Ok(ConnectionSettings::Folder { path: folder.path().to_owned() })
    }

    async fn connect(&self, _: Option<String>) -> Result<Arc<dyn Connector>, SourceError> {
        let path = self.0.to_owned();
        // A folder on a network may take its time.
        Ok(Arc::new(blocking(move || Folder::open(&path)).await?))
    }
}

/// A folder with one table for each data model.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
    /// The one file that counts.
    only: Option<PathBuf>,
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

    /// Names of all tables: files without their endings, and folders of files.
    fn tables(&self) -> Result<Vec<String>, SourceError> {
        if let Some(only) = &self.only {
            return Ok(name_of(only).into_iter().collect());
        }
        let mut names: Vec<String> = entries(&self.path)?
            .into_iter()
            .filter_map(|path| {
                if is_hidden(&path) {
                    return None;
                }
                if path.is_dir() {
                    return has_files(&path)
                        .then(|| path.file_name()?.to_str().map(str::to_owned))?;
                }
                kind_of(&path).and(name_of(&path))
            })
            .collect();
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// The files of a model's table.
    fn files(&self, model: &str) -> Result<TableFiles, SourceError> {
        let none =
            || SourceError::NoTable { folder: self.path().to_owned(), model: model.to_owned() };
        if let Some(only) = &self.only {
            let table = table_of(vec![only.clone()]);
            return table.filter(|_| name_of(only).as_deref() == Some(model)).ok_or_else(none);
        }
        let mut found: Vec<TableFiles> = Vec::new();
        let mut refused = None;
        for path in entries(&self.path)? {
            let is_model = |path: &Path| name_of(path).as_deref() == Some(model);
            // A pipe has a table's name, too, and is refused when it is opened.
            if kind_of(&path).is_some() && is_model(&path) && !path.is_dir() {
                found.extend(table_of(vec![path]));
            } else if is_model(&path.with_extension("")) {
                refused = refused.or_else(|| packed(&path));
            }
        }
        let folder = self.path.join(model);
        if folder.is_dir() {
            let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) =
                entries(&folder)?.into_iter().partition(|path| path.is_dir());
            let folders: Vec<PathBuf> =
                folders.into_iter().filter(|folder| has_files(folder)).collect();
            found.extend(of_folder(model, files, &folders)?);
        }
        found.sort_by(|one, other| one.files[0].cmp(&other.files[0]));
        if let Some(refused) = refused.filter(|_| found.is_empty()) {
            return Err(refused);
        }
        the_one(model, found, none)
    }
}

/// What stands in a folder.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, SourceError> {
    let entries = std::fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    let paths = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>();
    paths.map_err(|error| unreadable(folder, &error))
}

/// Whether there are files in a folder that can be read.
fn has_files(folder: &Path) -> bool {
    let entries = entries(folder).unwrap_or_default();
    !is_hidden(folder) && entries.iter().any(|path| !is_hidden(path) && kind_of(path).is_some())
}

#[async_trait]
impl FilePlace for Folder {
    fn place(&self) -> String {
        self.path().display().to_string()
    }

    async fn table_names(&self) -> Result<Vec<String>, SourceError> {
        let folder = self.clone();
        blocking(move || folder.tables()).await
    }

    async fn files(&self, table: &str) -> Result<TableFiles, SourceError> {
        let (folder, table) = (self.clone(), table.to_owned());
        // A folder on a network may take its time.
        blocking(move || Self::files(&folder, &table)).await
    }
}
