//! Publishing by rename: a file is written under a temporary name in its
//! folder, flushed to the disk, and only then gets its final name. Whatever
//! stops the run before that, the temporary files go.

use std::collections::HashMap;
use std::fs::{File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::{NamedTempFile, PathPersistError, TempDir, TempPath};

use crate::error::Error;
use crate::hash::{hexadecimal, sha256};
use crate::private_file::{create_private_folder, new_file};
use crate::spec::file_name::one_spelling;
use crate::spec::{Problem, SpecError};

/// What happens when the final name is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IfExists {
    /// Keep both: the new one gets a number.
    #[default]
    Number,
    /// Replace it, and all files of the run that had it.
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
pub(super) struct Workspace {
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

/// What publishing has done.
#[derive(Debug)]
pub(super) struct Published {
    /// The files, in the order in which they got their names.
    pub(super) paths: Vec<PathBuf>,
    /// Files of the replaced run that were changed after it: they stay.
    pub(super) kept: Vec<PathBuf>,
}

const PREFIX: &str = ".export-desk-";
const SUFFIX: &str = ".spool";
const ALIVE: &str = "alive";
/// What is about to get which name, should the process end in between.
const PLAN: &str = "plan.json";

/// The end of a manifest's name.
const MANIFEST: &str = ".manifest.json";

/// See [`PLAN`].
#[derive(Serialize, Deserialize)]
struct Plan {
    steps: Vec<Step>,
    /// Files of the replaced run that no step replaces.
    #[serde(default)]
    outdated: Vec<Outdated>,
}

/// A file of the replaced run. It goes when all new files have their names.
#[derive(Debug, Serialize, Deserialize)]
struct Outdated {
    path: PathBuf,
    sha256: String,
    /// What the spool calls it until the spool goes.
    old: PathBuf,
}

impl Outdated {
    fn set_aside(&self, spool: &Path) -> std::io::Result<()> {
        match std::fs::rename(&self.path, spool.join(&self.old)) {
            // Somebody else removed it at this moment.
            Err(error) if error.kind() == ErrorKind::NotFound && !self.path.exists() => Ok(()),
            done => done,
        }
    }

    fn restore(&self, spool: &Path) {
        let old = spool.join(&self.old);
        if old.exists()
            && !self.path.exists()
            && let Err(error) = std::fs::rename(&old, &self.path)
        {
            tracing::warn!(%error, path = %self.path.display(), "a file isn't put back");
        }
    }

    /// Sets it aside if it is still the file that its run made.
    fn finish(&self, spool: &Path) {
        let is_same = sha256(&self.path).is_ok_and(|found| found == self.sha256);
        if is_same && let Err(error) = self.set_aside(spool) {
            tracing::warn!(%error, path = %self.path.display(), "a replaced file stays");
        }
    }
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
            for outdated in &plan.outdated {
                outdated.restore(spool);
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
        for outdated in &plan.outdated {
            outdated.finish(spool);
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

impl Workspace {
    /// Starts a run's files in `folder`, which is made if it isn't there.
    pub(super) fn create(folder: &Path) -> Result<Self, Error> {
        let told = |error| Error::Output { path: folder.to_owned(), error };
        let folder = std::path::absolute(folder).map_err(told)?;
        if folder.to_str().is_none() {
            // The history and manifests name it.
            return Err(told(std::io::Error::other("its name isn't Unicode")));
        }
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
    /// of them, in the order that `name` gives for a number, or none. Where a run is
    /// replaced, its other files go.
    pub(super) fn publish(
        self,
        data: Vec<(TempPath, String)>,
        if_exists: IfExists,
        mut name: impl FnMut(u32) -> Result<Vec<Named>, Error>,
    ) -> Result<Published, Error> {
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
            let (outdated, kept) =
                if sets_aside { replaced(&steps)? } else { (Vec::new(), Vec::new()) };
            let plan = Plan { steps, outdated };
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
                        let paths = plan.steps.into_iter().map(|step| step.to).collect();
                        return Ok(Published { paths, kept });
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

    /// Gives all files their names and sets the outdated ones aside, or changes nothing.
    /// Gives the name that somebody took at this moment.
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
        for (index, outdated) in plan.outdated.iter().enumerate() {
            let Err(error) = outdated.set_aside(spool) else { continue };
            for done in &plan.outdated[..index] {
                done.restore(spool);
            }
            for done in plan.steps.iter().rev() {
                done.undo(spool);
            }
            return Err(Error::Output { path: outdated.path.clone(), error });
        }
        Ok(None)
    }
}

/// A file as a manifest lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Listed {
    name: String,
    bytes: u64,
    sha256: String,
}

/// The files that a manifest lists; nothing if it isn't one of Export Desk.
fn listed_in(manifest: &[u8]) -> Option<Vec<Listed>> {
    let manifest: Value = serde_json::from_slice(manifest).ok()?;
    manifest["manifest_version"].as_u64()?;
    let listed = |name: &Value, file: &Value| {
        Some(Listed {
            name: name.as_str()?.to_owned(),
            bytes: file["bytes"].as_u64()?,
            sha256: file["sha256"].as_str()?.to_owned(),
        })
    };
    let first = listed(&manifest["file"], &manifest)?;
    match manifest.get("files") {
        None => Some(vec![first]),
        Some(files) => files.as_array()?.iter().map(|file| listed(&file["name"], file)).collect(),
    }
}

/// The files of the run whose manifest is replaced, without those that get another content
/// now: first those that are still as it made them, then those that somebody changed.
fn replaced(steps: &[Step]) -> Result<(Vec<Outdated>, Vec<PathBuf>), Error> {
    let (mut outdated, mut kept) = (Vec::new(), Vec::new());
    let is_manifest = |path: &&PathBuf| path.to_string_lossy().ends_with(MANIFEST);
    let Some(manifest) = steps.iter().map(|step| &step.to).find(is_manifest) else {
        return Ok((outdated, kept));
    };
    let unread = |error| Error::Output { path: manifest.clone(), error };
    let listed = match std::fs::metadata(manifest) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok((outdated, kept)),
        Err(error) => return Err(unread(error)),
        // A folder can't be replaced, which is told when the files get their names.
        Ok(found) if found.is_dir() => return Ok((outdated, kept)),
        Ok(found) if found.is_file() => listed_in(&std::fs::read(manifest).map_err(unread)?),
        Ok(_) => None,
    };
    let Some(listed) = listed else {
        let message = format!(
            "`{}` is there and isn't a manifest of Export Desk, so it isn't replaced",
            manifest.display()
        );
        let hint = "Move it to another folder, or choose another file name.";
        return Err(SpecError::from(Problem::new("file_name", message, hint)).into());
    };
    // No two names of a run have one spelling.
    let new: HashMap<String, &Path> =
        steps.iter().map(|step| (spelling(&step.to), step.to.as_path())).collect();
    let mut others = None;
    for Listed { name, bytes, sha256: expected } in listed {
        // Whatever a manifest says, nothing outside of its folder and no manifest is touched.
        let is_plain = Path::new(&name).file_name().is_some_and(|plain| plain == name.as_str());
        if !is_plain || name.ends_with(MANIFEST) {
            continue;
        }
        let path = manifest.with_file_name(&name);
        if new.get(&spelling(&path)).is_some_and(|new| is_same_file(new, &path)) {
            continue;
        }
        let found = match std::fs::symlink_metadata(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            found => found.ok(),
        };
        let others = others.get_or_insert_with(|| listed_by_others(manifest));
        let is_same = found.is_some_and(|found| found.is_file() && found.len() == bytes)
            && sha256(&path).is_ok_and(|found| found == expected);
        // A file of that name may be another run's by now.
        let of_others = others.get(&name);
        if of_others.is_some_and(|hashes| !is_same || hashes.contains(&expected)) {
            continue;
        }
        if is_same {
            let old = format!("outdated-{}", outdated.len()).into();
            outdated.push(Outdated { path, sha256: expected, old });
        } else {
            kept.push(path);
        }
    }
    Ok((outdated, kept))
}

/// The files that the other manifests of a manifest's folder list: their SHA-256 by name.
fn listed_by_others(manifest: &Path) -> HashMap<String, Vec<String>> {
    let mut listed: HashMap<String, Vec<String>> = HashMap::new();
    let folder = manifest.parent().and_then(|folder| std::fs::read_dir(folder).ok());
    for entry in folder.into_iter().flatten().flatten() {
        let path = entry.path();
        let is_manifest = path.to_string_lossy().ends_with(MANIFEST) && path.is_file();
        if !is_manifest || is_same_file(&path, manifest) {
            continue;
        }
        let of_it = std::fs::read(&path).ok().and_then(|read| listed_in(&read));
        for Listed { name, sha256, .. } in of_it.into_iter().flatten() {
            listed.entry(name).or_default().push(sha256);
        }
    }
    listed
}

/// A path's last part, in the spelling by which names are compared.
fn spelling(path: &Path) -> String {
    one_spelling(&path.file_name().unwrap_or_default().to_string_lossy())
}

/// Whether two paths of one folder name one file, also where upper and lower case are the
/// same.
fn is_same_file(one: &Path, other: &Path) -> bool {
    if one == other {
        return true;
    }
    if spelling(one) != spelling(other) {
        return false;
    }
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    real(one).is_some_and(|one| Some(one) == real(other))
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
        std::fs::write(folder.join("a-2.zip"), b"old").unwrap();
        // Of `old`, by sha256sum.
        let hash = "cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4";
        let (path, old) = (folder.join("a-2.zip"), "outdated-0".into());
        let outdated = vec![Outdated { path, sha256: hash.to_owned(), old }];
        let plan = Plan { steps, outdated };
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
        for (renamed, content, is_new) in [
            (0, "", false),
            (1, "new", true),
            (2, "new", true),
            (3, "new", true),
            (1, "newer", false),
        ] {
            let folder = tempfile::tempdir().unwrap();
            left(folder.path(), renamed, content.as_bytes());
            remove_leftovers(folder.path());
            let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
            assert_eq!(read("a.manifest.json") == "new", is_new, "{content}");
            assert_eq!(read("a.zip.ok") == "new", is_new, "{content}");
            let expected = if renamed == 0 { "old" } else { content };
            assert_eq!(read("a.zip"), expected);
            // What the new run doesn't write goes with the old one.
            assert_eq!(folder.path().join("a-2.zip").exists(), !is_new, "{renamed} {content}");
            let count = if is_new { 3 } else { 4 };
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), count);
        }
    }

    #[test]
    fn an_outdated_file_that_was_changed_after_the_kill_stays() {
        let folder = tempfile::tempdir().unwrap();
        left(folder.path(), 3, b"new");
        std::fs::write(folder.path().join("a-2.zip"), b"mine").unwrap();
        remove_leftovers(folder.path());
        assert_eq!(std::fs::read(folder.path().join("a-2.zip")).unwrap(), b"mine");
        assert_eq!(std::fs::read(folder.path().join("a.manifest.json")).unwrap(), b"new");
    }

    /// Replaces the run of `a.manifest.json` by one of `a` and its manifest, with further
    /// files before these.
    fn replace(folder: &Path, further: &[&str]) -> Result<Published, Error> {
        let part = Workspace::create(folder).unwrap();
        let file = part.file().unwrap().into_temp_path();
        let small = |name: &str| Named {
            name: name.to_owned(),
            content: NamedContent::Small(b"new".to_vec()),
        };
        let named = |_: u32| {
            let mut all = vec![Named { name: "a".to_owned(), content: NamedContent::Data(0) }];
            all.extend(further.iter().map(|name| small(name)));
            all.push(small("a.manifest.json"));
            Ok(all)
        };
        part.publish(vec![(file, String::new())], IfExists::Replace, named)
    }

    fn write_manifest(folder: &Path, name: &str, files: &[(&str, &str)]) {
        let files: Vec<Value> = files
            .iter()
            .map(|(name, content)| {
                let sha256 = hexadecimal(&Sha256::digest(content.as_bytes()));
                serde_json::json!({ "name": name, "bytes": content.len(), "sha256": sha256 })
            })
            .collect();
        let first = &files[0];
        let manifest = serde_json::json!({
            "manifest_version": 1, "file": first["name"], "bytes": first["bytes"],
            "sha256": first["sha256"], "files": files,
        });
        std::fs::write(folder.join(name), manifest.to_string()).unwrap();
    }

    /// Names and contents of what stands in a folder.
    fn found_in(folder: &Path) -> Vec<(String, String)> {
        let mut all: Vec<(String, String)> = std::fs::read_dir(folder)
            .unwrap()
            .flatten()
            .filter(|entry| entry.path().is_file())
            .map(|entry| {
                let content = std::fs::read_to_string(entry.path()).unwrap();
                (entry.file_name().into_string().unwrap(), content)
            })
            .collect();
        all.sort();
        all
    }

    #[test]
    fn only_unchanged_files_of_the_replaced_run_go() {
        let around = tempfile::tempdir().unwrap();
        let folder = around.path().join("out");
        std::fs::create_dir(&folder).unwrap();
        let write = |name: &str, content: &str| std::fs::write(folder.join(name), content).unwrap();
        std::fs::write(around.path().join("outside"), "old").unwrap();
        for name in ["a", "same", "shared", "unlisted"] {
            write(name, "old");
        }
        write("changed", "mine");
        // As long as it was, and another one.
        write("changed too", "OLD");
        let files =
            ["a", "same", "changed", "changed too", "shared", "gone", "../outside", "anothers"];
        write_manifest(&folder, "a.manifest.json", &files.map(|name| (name, "old")));
        write("anothers", "other");
        write_manifest(&folder, "b.manifest.json", &[("shared", "old"), ("anothers", "other")]);
        let published = replace(&folder, &[]).unwrap();
        assert_eq!(published.paths, [folder.join("a"), folder.join("a.manifest.json")]);
        assert_eq!(published.kept, [folder.join("changed"), folder.join("changed too")]);
        let names: Vec<String> = found_in(&folder).into_iter().map(|(name, _)| name).collect();
        let expected = [
            "a",
            "a.manifest.json",
            "anothers",
            "b.manifest.json",
            "changed",
            "changed too",
            "shared",
            "unlisted",
        ];
        assert_eq!(names, expected);
        assert!(around.path().join("outside").exists());
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), expected.len());
    }

    #[test]
    fn a_replacement_that_fails_leaves_the_files_of_the_replaced_run() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a", "a-2"] {
            std::fs::write(folder.path().join(name), "old").unwrap();
        }
        write_manifest(folder.path(), "a.manifest.json", &[("a", "old"), ("a-2", "old")]);
        std::fs::create_dir(folder.path().join("b")).unwrap();
        let before = found_in(folder.path());
        // A folder can't be replaced by a file.
        replace(folder.path(), &["b"]).unwrap_err();
        assert_eq!(found_in(folder.path()), before);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 4);
    }

    #[test]
    fn an_outdated_file_that_cannot_be_set_aside_undoes_the_whole() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a", "a-2", "a-3"] {
            std::fs::write(folder.path().join(name), "old").unwrap();
        }
        let part = Workspace::create(folder.path()).unwrap();
        let spool = part.spool().to_owned();
        std::fs::write(spool.join("new"), "new").unwrap();
        // A file takes no folder's name, and neither does a folder that isn't empty.
        std::fs::create_dir(spool.join("outdated-1")).unwrap();
        std::fs::write(spool.join("outdated-1/full"), "").unwrap();
        let step = Step {
            from: "new".into(),
            to: folder.path().join("a"),
            sha256: String::new(),
            old: Some("old-0".into()),
        };
        let outdated = |index: u32| Outdated {
            path: folder.path().join(format!("a-{}", index + 2)),
            sha256: String::new(),
            old: format!("outdated-{index}").into(),
        };
        let plan = Plan { steps: vec![step], outdated: vec![outdated(0), outdated(1)] };
        let before = found_in(folder.path());
        part.rename_all(&plan, IfExists::Replace).unwrap_err();
        assert_eq!(found_in(folder.path()), before);
        assert_eq!(std::fs::read(spool.join("new")).unwrap(), b"new");
    }

    #[test]
    fn what_is_no_manifest_is_not_replaced() {
        for content in ["", "{}", "null", "[1]", "7", r#"{"name": "my-package"}"#, "text"] {
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join("a.manifest.json"), content).unwrap();
            let error = replace(folder.path(), &[]).unwrap_err();
            assert!(error.message().contains("a.manifest.json"), "{content}");
            assert_eq!(found_in(folder.path()).len(), 1, "{content}");
            let found = std::fs::read_to_string(folder.path().join("a.manifest.json")).unwrap();
            assert_eq!(found, content);
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
            let part = Workspace::create(folder.path()).unwrap();
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
