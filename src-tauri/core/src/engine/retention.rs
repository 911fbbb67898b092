//! Removes finished files that are older than the settings allow: only what a
//! run recorded as its own, only while it is still as the run made it, and only by a
//! clock that can be believed.

use std::fs::Metadata;
use std::io::ErrorKind;
use std::path::Path;
use std::time::SystemTime;

use chrono::TimeDelta;

use super::answers::remove_old_answers;
use super::context::{Base, Change};
use super::files::sha256;
use crate::error::Error;
use crate::humanize::counted;
use crate::run::{Artifact, ArtifactRole};
use crate::store::{LogLevel, LogLine, RunFile};

/// Removes what is too old. What can't be removed now is tried again after the
/// next run.
pub(super) async fn remove_old_files(base: &Base) {
    match remove(base).await {
        Ok(0) => {}
        Ok(_) => base.tell(Change::Exports),
        Err(error) => tracing::warn!(error = error.message(), "old files aren't removed"),
    }
    remove_old_answers(base).await;
}

/// How many files were removed.
async fn remove(base: &Base) -> Result<usize, Error> {
    // Each end of a run asks for it; one that works looks at everything.
    let Ok(_only) = base.retention.try_lock() else { return Ok(0) };
    let settings = base.settings().await?;
    let Some(days) = settings.retention_days else { return Ok(0) };
    let now = base.now();
    let believed = base.believed_now();
    let oldest = believed.checked_sub_signed(TimeDelta::days(days.into()));
    let Some(oldest) = oldest else { return Ok(0) };
    let mut removed = 0;
    for file in base.store.files_before(oldest).await? {
        // The files before it may have taken minutes, and a newer run may have its name by now.
        // Or it is being delivered again.
        let is_over = base.store.run(file.run).await?.is_some_and(|run| run.finished_at.is_some());
        if !is_over || base.store.run_file(file.run).await?.is_none_or(|now| now.removed) {
            continue;
        }
        let (run, folder) = (file.run, settings.exports_folder.clone());
        let looked = tokio::task::spawn_blocking(move || remove_file(&file, &folder)).await;
        let text = match looked {
            Ok(Removal::Removed) => {
                let kept = counted(days.into(), "day");
                format!("The file was removed: finished files are kept for {kept}")
            }
            Ok(Removal::Gone) => "The file is gone".to_owned(),
            Ok(Removal::Changed) => {
                "The file was changed after the run, so it stays and isn't looked after any more"
                    .to_owned()
            }
            Ok(Removal::NotNow(reason)) => {
                tracing::warn!(run, reason, "an old file can't be removed");
                continue;
            }
            Err(panic) => {
                tracing::error!(run, %panic, "an old file can't be removed");
                continue;
            }
        };
        tracing::info!(run, text, "retention");
        base.store.mark_file_removed(run, now).await?;
        let line = LogLine { at: now, level: LogLevel::Info, text };
        base.store.add_log_line(run, &line).await?;
        removed += 1;
    }
    Ok(removed)
}

/// What became of a file that is too old.
enum Removal {
    Removed,
    /// Somebody else removed it.
    Gone,
    /// Somebody else has written it.
    Changed,
    /// It may be removed later.
    NotNow(String),
}

/// Removes the files that a run made, and no others; `exports` is where files are made.
fn remove_file(file: &RunFile, exports: &Path) -> Removal {
    let manifest = file.manifest.as_ref().and_then(|path| Some((path, Identity::of(path).ok()?)));
    let mut there = Vec::new();
    for artifact in &file.artifacts {
        match is_as_made(artifact) {
            Ok(Some(identity)) => there.push((&artifact.path, identity)),
            Ok(None) => {}
            // A later run's companion may have the name by now.
            Err(Removal::Changed) if artifact.role == ArtifactRole::Companion => {}
            Err(other) => return other,
        }
    }
    if there.is_empty() {
        return Removal::Gone;
    }
    for (path, identity) in there {
        // A newer run may have made another file of that name since it was read.
        if Identity::of(path).is_ok_and(|now| now != identity) {
            return Removal::Changed;
        }
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Removal::NotNow(error.to_string());
            }
            Ok(()) | Err(_) => {}
        }
    }
    if let Some((path, identity)) = manifest
        && Identity::of(path).is_ok_and(|now| now == identity)
        && let Err(error) = std::fs::remove_file(path)
    {
        // A manifest by itself harms nobody.
        tracing::info!(run = file.run, %error, "a manifest can't be removed");
    }
    for artifact in &file.artifacts {
        // Files of a set may have a folder of their own; one in which others are stays.
        let is_own = |folder: &&Path| {
            !file.spec.members.is_empty() && *folder != exports && is_of_a_set(folder)
        };
        if let Some(folder) = artifact.path.parent().filter(is_own) {
            let usual = [ErrorKind::DirectoryNotEmpty, ErrorKind::NotFound];
            if let Err(error) = std::fs::remove_dir(folder)
                && !usual.contains(&error.kind())
            {
                tracing::info!(run = file.run, %error, "a set's folder can't be removed");
            }
        }
    }
    Removal::Removed
}

/// Whether a folder was made for a set whose names were taken, as `events (2)` is.
fn is_of_a_set(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|name| name.to_str());
    let number = name.and_then(|name| name.strip_suffix(')')?.rsplit_once(" ("));
    number.is_some_and(|(_, number)| number.parse::<u32>().is_ok())
}

/// What tells a file from another one that gets its name.
#[derive(PartialEq, Eq)]
struct Identity {
    bytes: u64,
    modified: Option<SystemTime>,
    #[cfg(unix)]
    inode: (u64, u64),
}

impl Identity {
    fn of(path: &Path) -> std::io::Result<Self> {
        Ok(Self::from(&std::fs::symlink_metadata(path)?))
    }
}

impl From<&Metadata> for Identity {
    fn from(found: &Metadata) -> Self {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt as _;
        Self {
            bytes: found.len(),
            modified: found.modified().ok(),
            #[cfg(unix)]
            inode: (found.dev(), found.ino()),
        }
    }
}

/// Which file is there, if one is; why it can't be removed where it isn't as it was made.
fn is_as_made(artifact: &Artifact) -> Result<Option<Identity>, Removal> {
    let identity = match std::fs::symlink_metadata(&artifact.path) {
        Ok(found) if found.is_file() && found.len() == artifact.bytes => Identity::from(&found),
        Ok(_) => return Err(Removal::Changed),
        // A folder that isn't there may come back with its disk.
        Err(error) => {
            let has_folder = artifact.path.parent().is_some_and(Path::is_dir);
            return if error.kind() == ErrorKind::NotFound && has_folder {
                Ok(None)
            } else {
                Err(Removal::NotNow(error.to_string()))
            };
        }
    };
    match sha256(&artifact.path) {
        Ok(found) if found == artifact.sha256 => Ok(Some(identity)),
        Ok(_) => Err(Removal::Changed),
        Err(error) => Err(Removal::NotNow(error.to_string())),
    }
}
