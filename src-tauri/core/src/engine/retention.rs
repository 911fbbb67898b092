//! Removes finished files that are older than the settings allow: only what a
//! run recorded as its own, only while it is still as the run made it, and only by a
//! clock that can be believed.

use std::io::ErrorKind;
use std::path::Path;

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
    let Some(days) = base.settings().await?.retention_days else { return Ok(0) };
    let now = base.now();
    let believed = base.believed_now();
    let oldest = believed.checked_sub_signed(TimeDelta::days(days.into()));
    let Some(oldest) = oldest else { return Ok(0) };
    let mut removed = 0;
    for file in base.store.files_before(oldest).await? {
        let run = file.run;
        let looked = tokio::task::spawn_blocking(move || remove_file(&file)).await;
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

/// Removes the files that a run made, and no others.
fn remove_file(file: &RunFile) -> Removal {
    let mut there = Vec::new();
    for artifact in &file.artifacts {
        match is_as_made(artifact) {
            Ok(true) => there.push(artifact),
            Ok(false) => {}
            // A later run's companion may have the name by now.
            Err(Removal::Changed) if artifact.role == ArtifactRole::Companion => {}
            Err(other) => return other,
        }
    }
    if there.is_empty() {
        return Removal::Gone;
    }
    for artifact in there {
        if let Err(error) = std::fs::remove_file(&artifact.path) {
            return Removal::NotNow(error.to_string());
        }
    }
    if let Some(manifest) = &file.manifest
        && let Err(error) = std::fs::remove_file(manifest)
        && error.kind() != ErrorKind::NotFound
    {
        // A manifest by itself harms nobody.
        tracing::info!(run = file.run, %error, "a manifest can't be removed");
    }
    for artifact in &file.artifacts {
        // Files of a set have a folder of their own; one in which others are stays.
        if let Some(folder) = artifact.path.parent().filter(|folder| is_of_a_set(folder)) {
            let _ = std::fs::remove_dir(folder);
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

/// Whether a file is there; why it can't be removed where it isn't as it was made.
fn is_as_made(artifact: &Artifact) -> Result<bool, Removal> {
    match std::fs::symlink_metadata(&artifact.path) {
        Ok(found) if found.is_file() && found.len() == artifact.bytes => {}
        Ok(_) => return Err(Removal::Changed),
        // A folder that isn't there may come back with its disk.
        Err(error) => {
            let has_folder = artifact.path.parent().is_some_and(Path::is_dir);
            return if error.kind() == ErrorKind::NotFound && has_folder {
                Ok(false)
            } else {
                Err(Removal::NotNow(error.to_string()))
            };
        }
    }
    match sha256(&artifact.path) {
        Ok(found) if found == artifact.sha256 => Ok(true),
        Ok(_) => Err(Removal::Changed),
        Err(error) => Err(Removal::NotNow(error.to_string())),
    }
}
