//! Removes finished files that are older than the settings allow: only what a
//! run recorded as its own, and only while it is still as the run made it.

use std::path::Path;

use chrono::TimeDelta;

use super::base::{Base, Change};
use crate::error::Error;
use crate::store::{LogLevel, LogLine, RunFile};
use crate::words::counted;

/// Removes what is too old. What can't be removed now is tried again after the
/// next run.
pub(super) async fn remove_old_files(base: &Base) {
    if let Ok(1..) = remove(base).await {
        base.tell(Change::Exports);
    }
}

/// How many files were removed.
async fn remove(base: &Base) -> Result<usize, Error> {
    let Some(days) = base.settings().await?.retention_days else { return Ok(0) };
    let now = base.now();
    let Some(oldest) = now.checked_sub_signed(TimeDelta::days(days.into())) else { return Ok(0) };
    let mut removed = 0;
    for file in base.store.files_before(oldest).await? {
        let run = file.run;
        let gone = tokio::task::spawn_blocking(move || remove_file(&file)).await.unwrap_or(false);
        if gone {
            base.store.mark_file_removed(run, now).await?;
            let kept = counted(days.into(), "day");
            let text = format!("The file was removed: finished files are kept for {kept}");
            let line = LogLine { at: now, level: LogLevel::Info, text };
            base.store.add_log_line(run, &line).await?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// Whether the file is gone. One of another size was written by somebody else.
fn remove_file(file: &RunFile) -> bool {
    match std::fs::metadata(&file.file) {
        Ok(found) if found.is_file() && found.len() == file.bytes => {}
        Ok(_) => return false,
        // A folder that isn't there may come back with its disk.
        Err(error) => {
            return error.kind() == std::io::ErrorKind::NotFound
                && file.file.parent().is_some_and(Path::is_dir);
        }
    }
    if std::fs::remove_file(&file.file).is_err() {
        return false;
    }
    if let Some(manifest) = &file.manifest {
        // A manifest by itself harms nobody.
        let _ = std::fs::remove_file(manifest);
    }
    true
}
