//! Publishing by rename: a file is written under a temporary name in its
//! folder, flushed to the disk, and only then gets its final name. Whatever
//! stops the run before that, the temporary files go.

use std::fs::File;
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::{NamedTempFile, TempDir};

use crate::archive::sha256;
use crate::error::Error;
use crate::lock_file::is_held;

/// What happens when the final name is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IfExists {
    /// Keep both: the new one gets a number.
    #[default]
    Number,
    /// Replace it.
    Replace,
    /// Stop; nothing is written.
    Fail,
}

/// A folder for what is only needed for a while, inside one where large files
/// are at home. It goes when it is dropped, or as a leftover.
pub(crate) struct Spool {
    folder: TempDir,
    /// Held as long as the process lives: tells a spool from a leftover.
    _alive: File,
}

impl Spool {
    /// Makes one inside `folder`, which is made if it isn't there.
    pub(crate) fn create(folder: &Path) -> Result<Self, Error> {
        let told = |error| Error::Output { path: folder.to_owned(), error };
        create_private_folder(folder).map_err(told)?;
        remove_leftovers(folder);
        let spool = tempfile::Builder::new()
            .prefix(PREFIX)
            .suffix(SUFFIX)
            .tempdir_in(folder)
            .map_err(told)?;
        // It is locked before it has its name, so that another process that
        // looks for leftovers right now never finds it free.
        let unnamed = spool.path().join("new");
        let alive = File::create(&unnamed).map_err(told)?;
        // A file system without locks only keeps its leftovers; nobody waits for a
        // lock in a folder that others share.
        if let Err(error) = alive.try_lock() {
            tracing::info!(%error, path = %spool.path().display(), "a spool can't be locked");
        }
        std::fs::rename(unnamed, spool.path().join(ALIVE)).map_err(told)?;
        Ok(Self { folder: spool, _alive: alive })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// A file in the making.
pub(super) struct Part {
    folder: PathBuf,
    spool: Spool,
    file: NamedTempFile,
}

/// Where the files stand.
pub(super) struct Published {
    pub(super) file: PathBuf,
    pub(super) manifest: PathBuf,
}

const PREFIX: &str = ".export-desk-";
const SUFFIX: &str = ".spool";
const ALIVE: &str = "alive";
/// What is about to get which name, should the process end in between.
const PLAN: &str = "plan.json";

/// See [`PLAN`]; names of the spool, and paths of what they become.
#[derive(Serialize, Deserialize)]
struct Plan {
    file: PathBuf,
    manifest: PathBuf,
    target: PathBuf,
    manifest_target: PathBuf,
}

impl Plan {
    /// Written down as a whole before anything is renamed.
    fn keep(&self, spool: &Path) -> std::io::Result<()> {
        let new = spool.join("plan.new");
        let mut file = File::create(&new)?;
        file.write_all(serde_json::json!(self).to_string().as_bytes())?;
        file.sync_all()?;
        std::fs::rename(new, spool.join(PLAN))
    }

    /// A file that has got its name gets its manifest beside it, unless that file
    /// was replaced since. Before, both are as they were.
    fn finish(spool: &Path) -> Option<()> {
        let plan = std::fs::read(spool.join(PLAN)).ok()?;
        let plan: Self = serde_json::from_slice(&plan).ok()?;
        if spool.join(&plan.file).exists() {
            return None;
        }
        let manifest = std::fs::read(spool.join(&plan.manifest)).ok()?;
        let told: serde_json::Value = serde_json::from_slice(&manifest).ok()?;
        if sha256(&plan.target).ok()? != *told["sha256"].as_str()? {
            return None;
        }
        std::fs::rename(spool.join(&plan.manifest), &plan.manifest_target).ok()
    }
}

/// Removes the spools of runs whose process was killed; one that was killed
/// between its file and its manifest is finished. Whatever can't be removed harms
/// nothing, so it is only logged.
pub fn remove_leftovers(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_spool =
            name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        let alive = entry.path().join(ALIVE);
        // A spool without the file is being made at this moment.
        if !(is_spool && alive.exists() && matches!(is_held(&alive), Ok(false))) {
            continue;
        }
        // What can't be finished is left as it was before.
        let _ = Plan::finish(&entry.path());
        if let Err(error) = std::fs::remove_dir_all(entry.path()) {
            tracing::info!(%error, path = %entry.path().display(), "a leftover can't be removed");
        }
    }
}

impl Part {
    /// Starts a file in `folder`, which is made if it isn't there.
    pub(super) fn create(folder: &Path) -> Result<Self, Error> {
        let told = |error| Error::Output { path: folder.to_owned(), error };
        let folder = std::path::absolute(folder).map_err(told)?;
        let spool = Spool::create(&folder)?;
        let file = new_file(spool.path()).map_err(told)?;
        Ok(Self { folder, spool, file })
    }

    /// Folder for what doesn't fit into memory; it goes with the part.
    pub(super) fn spool(&self) -> &Path {
        self.spool.path()
    }

    /// A second handle to write to.
    pub(super) fn writer(&self) -> Result<BufWriter<File>, Error> {
        let file = self.file.reopen().map_err(|error| self.told(error))?;
        Ok(BufWriter::with_capacity(1 << 18, file))
    }

    fn told(&self, error: std::io::Error) -> Error {
        Error::Output { path: self.folder.clone(), error }
    }

    /// Gives the file and its manifest their final names.
    pub(super) fn publish(
        mut self,
        written: BufWriter<File>,
        name: &str,
        extension: &str,
        if_exists: IfExists,
        manifest: impl Fn(&Path) -> String,
    ) -> Result<Published, Error> {
        let file = written.into_inner().map_err(|error| self.told(error.into_error()))?;
        file.sync_all().map_err(|error| self.told(error))?;
        drop(file);
        let mut number = 1;
        loop {
            let stem = if number == 1 { name.to_owned() } else { format!("{name} ({number})") };
            let target = self.folder.join(format!("{stem}.{extension}"));
            let manifest_target = self.folder.join(format!("{stem}.manifest.json"));
            let mut described = new_file(self.spool.path()).map_err(|e| self.told(e))?;
            described.write_all(manifest(&target).as_bytes()).map_err(|e| self.told(e))?;
            described.as_file().sync_all().map_err(|e| self.told(e))?;
            // The manifest takes part in the question whether a name is free,
            // so that one never describes another run's file.
            let taken = if_exists != IfExists::Replace && manifest_target.exists();
            if !taken {
                let plan = Plan {
                    file: self.file.path().file_name().unwrap_or_default().into(),
                    manifest: described.path().file_name().unwrap_or_default().into(),
                    target: target.clone(),
                    manifest_target: manifest_target.clone(),
                };
                plan.keep(self.spool.path()).map_err(|error| self.told(error))?;
                match rename(self.file, &target, if_exists) {
                    Ok(()) => {
                        if let Err(error) = described.persist(&manifest_target) {
                            // A file without its manifest isn't whole.
                            let _ = std::fs::remove_file(&target);
                            return Err(Error::Output { path: self.folder, error: error.error });
                        }
                        let folder = self.folder;
                        #[cfg(unix)]
                        File::open(&folder)
                            .and_then(|opened| opened.sync_all())
                            .map_err(|error| Error::Output { path: folder, error })?;
                        return Ok(Published { file: target, manifest: manifest_target });
                    }
                    Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {
                        self.file = error.file;
                    }
                    Err(error) => {
                        return Err(Error::Output { path: self.folder, error: error.error });
                    }
                }
            }
            if if_exists == IfExists::Fail {
                return Err(Error::Exists(target));
            }
            number += 1;
        }
    }
}

/// A temporary file that only its user may read, whatever the usual permissions
/// are: exports hold what customers have told.
pub(crate) fn new_file(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600));
    builder.suffix(".part").tempfile_in(folder)
}

/// Makes a folder that only its user may look into, unless it is there.
pub(crate) fn create_private_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Renames the file; another one of that name, also one that another process
/// makes at this moment, is only replaced where that was asked for.
fn rename(
    file: NamedTempFile,
    target: &Path,
    if_exists: IfExists,
) -> Result<(), tempfile::PersistError> {
    if if_exists == IfExists::Replace {
        return file.persist(target).map(drop);
    }
    match file.persist_noclobber(target) {
        // Some file systems (FAT, network) know no rename that keeps what is there.
        Err(error) if error.error.kind() != ErrorKind::AlreadyExists => {
            if target.exists() {
                let error_kind = ErrorKind::AlreadyExists.into();
                return Err(tempfile::PersistError { error: error_kind, file: error.file });
            }
            error.file.persist(target).map(drop)
        }
        done => done.map(drop),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a process leaves that is killed at this moment.
    fn left(folder: &Path, is_renamed: bool, content: &[u8]) {
        let spool = folder.join(format!("{PREFIX}killed{SUFFIX}"));
        std::fs::create_dir(&spool).unwrap();
        std::fs::write(spool.join(ALIVE), b"").unwrap();
        let (target, manifest_target) = (folder.join("a.zip"), folder.join("a.manifest.json"));
        // Of `new`, by sha256sum.
        let hash = "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437";
        std::fs::write(spool.join("m.part"), format!("{{\"sha256\": \"{hash}\"}}")).unwrap();
        std::fs::write(spool.join("f.part"), b"new").unwrap();
        let (file, manifest) = ("f.part".into(), "m.part".into());
        Plan { file, manifest, target, manifest_target }.keep(&spool).unwrap();
        if is_renamed {
            std::fs::remove_file(spool.join("f.part")).unwrap();
        }
        std::fs::write(folder.join("a.zip"), content).unwrap();
        std::fs::write(folder.join("a.manifest.json"), b"old").unwrap();
    }

    #[test]
    fn file_and_manifest_are_both_old_or_both_new() {
        for (is_renamed, content, is_new) in
            [(false, "old", false), (true, "new", true), (true, "newer", false)]
        {
            let folder = tempfile::tempdir().unwrap();
            left(folder.path(), is_renamed, content.as_bytes());
            remove_leftovers(folder.path());
            let manifest = std::fs::read_to_string(folder.path().join("a.manifest.json")).unwrap();
            assert_eq!(manifest != "old", is_new, "{content}");
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
        }
    }
}
