//! Publishing by rename: a file is written under a temporary name in its
//! folder, flushed to the disk, and only then gets its final name. Whatever
//! stops the run before that, the temporary files go.

use std::fs::{File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tempfile::{NamedTempFile, PathPersistError, TempDir, TempPath};

use crate::error::Error;
use crate::hash::{hexadecimal, sha256};
use crate::private_file::{create_private_folder, new_file};

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
        loop {
            let spool = tempfile::Builder::new()
                .prefix(PREFIX)
                .suffix(SUFFIX)
                .tempdir_in(folder)
                .map_err(told)?;
            // Another process may take it for a leftover until it is locked, and then
            // holds the lock or has removed the file.
            let path = spool.path().join(ALIVE);
            let alive = match File::create(&path) {
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                created => created.map_err(told)?,
            };
            match alive.try_lock() {
                Err(TryLockError::WouldBlock) => continue,
                // A file system without locks only keeps its leftovers; nobody waits
                // for a lock in a folder that others share.
                Err(TryLockError::Error(error)) => {
                    tracing::info!(%error, path = %path.display(), "a spool can't be locked");
                }
                Ok(()) if !path.exists() => continue,
                Ok(()) => {}
            }
            return Ok(Self { folder: spool, _alive: alive });
        }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// The folder that files go to, and the spool in which they are made.
pub(super) struct Part {
    folder: PathBuf,
    spool: Spool,
}

/// A file that gets a name.
pub(super) struct Named {
    pub(super) name: String,
    pub(super) content: NamedContent,
}

/// What gets a name.
pub(super) enum NamedContent {
    /// One of the data files.
    Data(usize),
    /// A small file.
    Small(Vec<u8>),
}

const PREFIX: &str = ".export-desk-";
const SUFFIX: &str = ".spool";
const ALIVE: &str = "alive";
/// What is about to get which name, should the process end in between.
const PLAN: &str = "plan.json";

/// See [`PLAN`].
#[derive(Serialize, Deserialize)]
struct Plan {
    steps: Vec<Step>,
}

/// A file of the spool that gets its name.
#[derive(Serialize, Deserialize)]
struct Step {
    from: PathBuf,
    to: PathBuf,
    sha256: String,
    /// What the spool calls the file meanwhile that has the name.
    old: Option<PathBuf>,
}

impl Step {
    fn old_path(&self, spool: &Path) -> Option<PathBuf> {
        self.old.as_ref().map(|old| spool.join(old))
    }

    /// Gives the file its name.
    fn take(&self, spool: &Path, if_exists: IfExists) -> std::io::Result<()> {
        if let Some(old) = self.old_path(spool)
            && self.to.exists()
        {
            match std::fs::hard_link(&self.to, &old) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(_) if self.to.is_dir() => return Err(ErrorKind::IsADirectory.into()),
                // Where a file has one name only, nothing has it for a moment.
                Err(_) => std::fs::rename(&self.to, old)?,
            }
        }
        rename(&spool.join(&self.from), &self.to, if_exists)
    }

    /// Takes the name back, and gives it to the file that had it.
    fn undo(&self, spool: &Path) {
        let from = spool.join(&self.from);
        if !from.exists()
            && let Err(error) = std::fs::rename(&self.to, &from)
        {
            tracing::warn!(%error, path = %self.to.display(), "a file of a failed run stays");
        }
        self.restore(spool);
    }

    fn restore(&self, spool: &Path) {
        if let Some(old) = self.old_path(spool)
            && old.exists()
            && !self.to.exists()
            && let Err(error) = std::fs::rename(&old, &self.to)
        {
            tracing::warn!(%error, path = %self.to.display(), "a file isn't put back");
        }
    }
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

    /// Where a file has got its name, the others get theirs, unless it was replaced
    /// since. Before, all are as they were.
    fn finish(spool: &Path) -> Option<()> {
        let plan = std::fs::read(spool.join(PLAN)).ok()?;
        let plan: Self = serde_json::from_slice(&plan).ok()?;
        let is_open = |step: &&Step| spool.join(&step.from).exists();
        let (open, done): (Vec<&Step>, Vec<&Step>) = plan.steps.iter().partition(is_open);
        if done.is_empty() {
            for step in open {
                step.restore(spool);
            }
            return None;
        }
        for step in done {
            if sha256(&step.to).ok()? != step.sha256 {
                return None;
            }
        }
        for step in open {
            step.take(spool, IfExists::Replace).ok()?;
        }
        Some(())
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
        // Opening a pipe would wait for its other end.
        let found = std::fs::symlink_metadata(&alive).ok();
        if !is_spool || found.as_ref().is_some_and(|found| !found.is_file()) {
            continue;
        }
        let options = File::options().create(true).write(true).truncate(false).open(&alive);
        // Whoever holds it is at work; where there are no locks nobody knows.
        let Some(_lock) = options.ok().filter(|alive| alive.try_lock().is_ok()) else {
            continue;
        };
        // One without the file was being made or removed: nothing in it is open. What
        // can't be finished is left as it was before.
        if found.is_some() {
            let _ = Plan::finish(&entry.path());
        }
        if let Err(error) = std::fs::remove_dir_all(entry.path()) {
            tracing::info!(%error, path = %entry.path().display(), "a leftover can't be removed");
        }
    }
}

impl Part {
    /// Starts a run's files in `folder`, which is made if it isn't there.
    pub(super) fn create(folder: &Path) -> Result<Self, Error> {
        let told = |error| Error::Output { path: folder.to_owned(), error };
        let folder = std::path::absolute(folder).map_err(told)?;
        let spool = Spool::create(&folder)?;
        Ok(Self { folder, spool })
    }

    /// Folder for what doesn't fit into memory; it goes with the part.
    pub(super) fn spool(&self) -> &Path {
        self.spool.path()
    }

    /// The folder that files go to.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// A new file to be published later.
    pub(super) fn file(&self) -> Result<NamedTempFile, Error> {
        new_file(self.spool.path()).map_err(|error| self.told(error))
    }

    fn told(&self, error: std::io::Error) -> Error {
        Error::Output { path: self.folder.clone(), error }
    }

    /// Gives data files that are flushed, of these SHA-256, and what belongs to them their names: all
    /// of them, in the order that `name` gives for a number, or none. Gives their
    /// paths.
    pub(super) fn publish(
        self,
        data: Vec<(TempPath, String)>,
        if_exists: IfExists,
        mut name: impl FnMut(u32) -> Result<Vec<Named>, Error>,
    ) -> Result<Vec<PathBuf>, Error> {
        let spool = self.spool.path();
        let mut files = Vec::new();
        for (file, sha256) in data {
            // From now on it goes with the spool.
            let path = file.keep().map_err(|error| self.told(error.error))?;
            files.push((path, sha256));
        }
        let mut number = 1;
        loop {
            let named = name(number)?;
            let sets_aside = if_exists == IfExists::Replace;
            let mut steps = Vec::new();
            let mut taken = None;
            for (index, Named { name, content }) in named.into_iter().enumerate() {
                let (path, sha256) = match content {
                    NamedContent::Data(file) => files[file].clone(),
                    NamedContent::Small(bytes) => {
                        let mut file = self.file()?;
                        file.write_all(&bytes).map_err(|error| self.told(error))?;
                        file.as_file().sync_all().map_err(|error| self.told(error))?;
                        let path = file.into_temp_path().keep();
                        let path = path.map_err(|error| self.told(error.error))?;
                        (path, hexadecimal(&Sha256::digest(&bytes)))
                    }
                };
                let to = self.folder.join(&name);
                // The manifest takes part in the question whether a name is free,
                // so that one never describes another run's file.
                if if_exists != IfExists::Replace && to.exists() {
                    taken.get_or_insert_with(|| to.clone());
                }
                let from = path.file_name().unwrap_or_default().into();
                let old = sets_aside.then(|| format!("old-{index}").into());
                steps.push(Step { from, to, sha256, old });
            }
            let plan = Plan { steps };
            if taken.is_none() {
                let within = plan.steps[0].to.parent().unwrap_or(&self.folder);
                create_private_folder(within).map_err(|error| self.told(error))?;
                plan.keep(spool).map_err(|error| self.told(error))?;
                match self.rename_all(&plan, if_exists)? {
                    None => {
                        #[cfg(unix)]
                        for folder in [within, &self.folder] {
                            // All files have their names, and some file systems flush
                            // no folders.
                            let flushed = File::open(folder).and_then(|opened| opened.sync_all());
                            if let Err(error) = flushed {
                                tracing::info!(%error, path = %folder.display(), "not flushed");
                            }
                        }
                        return Ok(plan.steps.into_iter().map(|step| step.to).collect());
                    }
                    Some(path) => taken = Some(path),
                }
            }
            if let Some(path) = taken.filter(|_| if_exists == IfExists::Fail) {
                return Err(Error::Exists(path));
            }
            number += 1;
        }
    }

    /// Gives all files their names, or none. Gives the name that somebody took at this
    /// moment.
    fn rename_all(&self, plan: &Plan, if_exists: IfExists) -> Result<Option<PathBuf>, Error> {
        let spool = self.spool.path();
        for (index, step) in plan.steps.iter().enumerate() {
            let Err(error) = step.take(spool, if_exists) else { continue };
            step.restore(spool);
            for done in plan.steps[..index].iter().rev() {
                done.undo(spool);
            }
            if error.kind() == ErrorKind::AlreadyExists {
                return Ok(Some(step.to.clone()));
            }
            return Err(self.told(error));
        }
        Ok(None)
    }
}

/// Renames a file; another one of that name, also one that another process makes
/// at this moment, is only replaced where that was asked for.
fn rename(from: &Path, to: &Path, if_exists: IfExists) -> std::io::Result<()> {
    let file = TempPath::try_from_path(from)?;
    let kept = |error: PathPersistError| {
        // It goes with the spool.
        let _ = error.path.keep();
        error.error
    };
    if if_exists == IfExists::Replace {
        return file.persist(to).map_err(kept);
    }
    match file.persist_noclobber(to) {
        // Some file systems (FAT, network) know no rename that keeps what is there.
        Err(error) if error.error.kind() != ErrorKind::AlreadyExists => {
            if to.exists() {
                kept(error);
                return Err(ErrorKind::AlreadyExists.into());
            }
            error.path.persist(to).map_err(kept)
        }
        done => done.map_err(kept),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a process leaves that is killed at this moment: so many of a file, its
    /// marker and its manifest have their names.
    fn left(folder: &Path, renamed: usize, content: &[u8]) {
        let spool = folder.join(format!("{PREFIX}killed{SUFFIX}"));
        std::fs::create_dir(&spool).unwrap();
        std::fs::write(spool.join(ALIVE), b"").unwrap();
        let mut steps = Vec::new();
        for (index, name) in ["a.zip", "a.zip.ok", "a.manifest.json"].into_iter().enumerate() {
            std::fs::write(folder.join(name), b"old").unwrap();
            std::fs::write(spool.join(name), b"new").unwrap();
            // Of `new`, by sha256sum.
            let hash = "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437";
            let old = Some(format!("old-{index}").into());
            let (from, to, sha256) = (name.into(), folder.join(name), hash.to_owned());
            steps.push(Step { from, to, sha256, old });
        }
        let plan = Plan { steps };
        plan.keep(&spool).unwrap();
        for step in &plan.steps[..renamed] {
            step.take(&spool, IfExists::Replace).unwrap();
        }
        if let (0, Some(step)) = (renamed, plan.steps.first()) {
            // Right after the file that had the name was set aside.
            std::fs::rename(&step.to, spool.join("old-0")).unwrap();
        }
        if renamed > 0 {
            std::fs::write(folder.join("a.zip"), content).unwrap();
        }
    }

    #[test]
    fn all_files_are_old_or_all_are_new() {
        for (renamed, content, is_new) in
            [(0, "", false), (1, "new", true), (2, "new", true), (1, "newer", false)]
        {
            let folder = tempfile::tempdir().unwrap();
            left(folder.path(), renamed, content.as_bytes());
            remove_leftovers(folder.path());
            let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
            assert_eq!(read("a.manifest.json") == "new", is_new, "{content}");
            assert_eq!(read("a.zip.ok") == "new", is_new, "{content}");
            let expected = if renamed == 0 { "old" } else { content };
            assert_eq!(read("a.zip"), expected);
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);
        }
    }

    #[test]
    fn a_spool_goes_wherever_its_process_ended() {
        let folder = tempfile::tempdir().unwrap();
        let spool = |name: &str| folder.path().join(format!("{PREFIX}{name}{SUFFIX}"));
        for name in ["begun", "being removed", "ended"] {
            std::fs::create_dir(spool(name)).unwrap();
        }
        std::fs::write(spool("being removed").join("rows"), b"some").unwrap();
        std::fs::write(spool("ended").join(ALIVE), b"").unwrap();
        let living = Spool::create(folder.path()).unwrap();
        assert!(living.path().exists());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        drop(living);
        // Those that others make meanwhile are never taken for leftovers.
        std::thread::scope(|threads| {
            for _ in 0..8 {
                threads.spawn(|| {
                    for _ in 0..50 {
                        let spool = Spool::create(folder.path()).unwrap();
                        std::fs::write(spool.path().join("rows"), b"some").unwrap();
                        remove_leftovers(folder.path());
                        assert!(spool.path().join("rows").exists());
                    }
                });
            }
        });
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_name_that_is_taken_leaves_nothing_of_the_others() {
        for others in [&["b"][..], &["b/c/d", "e"]] {
            let folder = tempfile::tempdir().unwrap();
            let part = Part::create(folder.path()).unwrap();
            let file = part.file().unwrap().into_temp_path();
            // A folder can't be replaced by a file.
            std::fs::create_dir(folder.path().join("b")).unwrap();
            std::fs::write(folder.path().join("a"), b"old").unwrap();
            let named = |_: u32| {
                let small = |name: &&str| Named {
                    name: (*name).to_owned(),
                    content: NamedContent::Small(b"small".to_vec()),
                };
                let data = Named { name: "a".to_owned(), content: NamedContent::Data(0) };
                Ok([data].into_iter().chain(others.iter().map(small)).collect())
            };
            part.publish(vec![(file, String::new())], IfExists::Replace, named).unwrap_err();
            assert_eq!(std::fs::read(folder.path().join("a")).unwrap(), b"old");
            assert!(!folder.path().join("e").exists());
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
        }
    }
}
