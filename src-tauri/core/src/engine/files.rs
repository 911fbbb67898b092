//! Files of finished runs: copied, verified, compared.

use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::context::memory;
use super::preconditions::Refusal;
use super::{Engine, blocking};
pub(super) use crate::archive::sha256;
use crate::archive::{verify, with_content};
use crate::compare::{
    ComparedFile, Comparison, Difference, DifferenceFile, comparable_columns, compare,
};
use crate::error::{Error, sentence};
use crate::format::count_rows;
use crate::run::{Spool, new_file};
use crate::source::SourceLimits;
use crate::store::RunFile;

/// Whether a file is still what its run made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Verification {
    /// Whether it is, byte by byte.
    pub ok: bool,
    /// The answer in one sentence.
    pub message: String,
    /// SHA-256 of the file as it is now; empty where it can't be read.
    pub sha256: String,
}

impl Engine {
    /// Path of a run's file, which is there.
    pub async fn run_file(&self, run: i64) -> Result<PathBuf, Error> {
        Ok(self.recorded(run).await?.file)
    }

    /// Copies a run's file, and makes sure that the copy is what the run made.
    pub async fn copy_run_file(&self, run: i64, to: &Path) -> Result<(), Error> {
        let recorded = self.recorded(run).await?;
        let to = to.to_owned();
        blocking(&to.clone(), move || copy(&recorded, &to)).await
    }

    /// Reads a run's file back.
    pub async fn verify_run(&self, run: i64) -> Result<Verification, Error> {
        let recorded = self.recorded(run).await?;
        blocking(&recorded.file.clone(), move || {
            Ok(match verify(&recorded.file) {
                Err(error) => Verification {
                    ok: false,
                    message: sentence(&error.message()),
                    sha256: String::new(),
                },
                Ok(found) => {
                    let is_same = found.archive_sha256 == recorded.sha256
                        && found.content_bytes == recorded.content_bytes;
                    let (ok, message) = if !is_same {
                        (false, "The file was changed after the run".to_owned())
                    } else {
                        match rows_of(&recorded) {
                            Ok(rows) if rows == recorded.rows => {
                                let same = "The file is the one that the run made, byte by byte";
                                (true, same.to_owned())
                            }
                            Ok(rows) => {
                                let wrote = recorded.rows;
                                (
                                    false,
                                    format!("The file has {rows} rows, and the run wrote {wrote}"),
                                )
                            }
                            Err(problem) => {
                                (false, format!("The file’s rows can’t be read back: {problem}"))
                            }
                        }
                    };
                    Verification { ok, message, sha256: found.archive_sha256 }
                }
            })
        })
        .await
    }

    /// Headers of the columns that the files of two runs have.
    pub async fn comparable_columns(&self, earlier: i64, later: i64) -> Result<Vec<String>, Error> {
        let (earlier, later) = (self.recorded(earlier).await?, self.recorded(later).await?);
        Ok(comparable_columns(&earlier.headers, &later.headers))
    }

    /// Compares the files of two runs by key columns. Drop the future to stop.
    pub async fn compare_runs(
        &self,
        earlier: i64,
        later: i64,
        key: &[String],
    ) -> Result<Comparison, Error> {
        let note = self.releases_differ(earlier, later).await?;
        let (earlier, later) = self.compared(earlier, later).await?;
        let (limits, _spool) = self.comparing().await?;
        let comparison = compare(&earlier, &later, key, &limits, None).await?;
        Ok(Comparison { note, ..comparison })
    }

    /// Says it where two runs wrote datetimes by other rules.
    async fn releases_differ(&self, earlier: i64, later: i64) -> Result<Option<String>, Error> {
        let (earlier, later) = (self.run_row(earlier).await?, self.run_row(later).await?);
        let (Some(before), Some(after)) = (earlier.timezone_release, later.timezone_release) else {
            return Ok(None);
        };
        Ok((before != after).then(|| {
            format!(
                "The earlier run used release {before} of the time zone database and the later \
                 one {after}, so the same instants may be written differently."
            )
        }))
    }

    /// Saves every difference between the files of two runs as CSV. Drop the
    /// future to stop; there is then no file.
    pub async fn save_comparison(
        &self,
        earlier: i64,
        later: i64,
        key: &[String],
        to: &Path,
    ) -> Result<Comparison, Error> {
        let note = self.releases_differ(earlier, later).await?;
        let (earlier, later) = self.compared(earlier, later).await?;
        let (limits, _spool) = self.comparing().await?;
        let columns = comparable_columns(&earlier.headers, &later.headers);
        let mut file = DifferenceFile::create(to, &columns, key)?;
        let mut write = |difference: &Difference| file.write(difference);
        let comparison = compare(&earlier, &later, key, &limits, Some(&mut write)).await?;
        blocking(to, move || file.finish()).await?;
        Ok(Comparison { note, ..comparison })
    }

    async fn compared(
        &self,
        earlier: i64,
        later: i64,
    ) -> Result<(ComparedFile, ComparedFile), Error> {
        Ok((compared(self.recorded(earlier).await?)?, compared(self.recorded(later).await?)?))
    }

    /// Memory and disk for a comparison.
    async fn comparing(&self) -> Result<(SourceLimits, Spool), Error> {
        let settings = self.base().settings().await?;
        let folder = settings.exports_folder;
        let spool = blocking(&folder.clone(), move || Spool::create(&folder)).await?;
        let mut limits = SourceLimits::new(spool.path());
        limits.memory = memory(settings.memory_mb);
        Ok((limits, spool))
    }

    /// The file of a run, which is there.
    async fn recorded(&self, run: i64) -> Result<RunFile, Error> {
        let store = &self.base().store;
        let Some(recorded) = store.run_file(run).await? else {
            let known = store.run(run).await?.is_some();
            return Err(if known { Refusal::NoFile } else { Refusal::NoRun }.into());
        };
        let gone =
            recorded.removed || !tokio::fs::try_exists(&recorded.file).await.unwrap_or(false);
        if gone {
            return Err(Refusal::FileGone { file: recorded.file }.into());
        }
        Ok(recorded)
    }
}

/// Rows that the file has, by reading them.
fn rows_of(recorded: &RunFile) -> std::io::Result<u64> {
    let format = &recorded.spec.format;
    let dialect = format.resolve().map_err(std::io::Error::other)?;
    let widths = recorded.spec.widths();
    with_content(&recorded.file, format.compression, |content| {
        count_rows(content, &dialect, &widths)
    })
}

fn compared(file: RunFile) -> Result<ComparedFile, Error> {
    Ok(ComparedFile {
        dialect: file.spec.format.resolve()?,
        widths: file.spec.widths(),
        path: file.file,
        headers: file.headers,
        rows: file.rows,
        content_bytes: file.content_bytes,
    })
}

fn copy(recorded: &RunFile, to: &Path) -> Result<(), Error> {
    let unreadable = |error: std::io::Error| Error::Output { path: recorded.file.clone(), error };
    let same = |path: &Path| std::fs::canonicalize(path).ok();
    if same(to).is_some() && same(to) == same(&recorded.file) {
        return Ok(());
    }
    let source = File::open(&recorded.file).map_err(unreadable)?;
    let mut source = BufReader::with_capacity(256 << 10, source);
    let mut hash = Sha256::new();
    let mut changed = false;
    let written = write_whole(to, |file| {
        let mut block = vec![0; 256 << 10];
        loop {
            let read = source.read(&mut block)?;
            if read == 0 {
                break;
            }
            hash.update(&block[..read]);
            file.write_all(&block[..read])?;
        }
        let digest = hash.finalize_reset();
        changed = crate::archive::hexadecimal(&digest) != recorded.sha256;
        if changed { Err(std::io::ErrorKind::InvalidData.into()) } else { Ok(()) }
    });
    if changed {
        return Err(Refusal::FileChanged { file: recorded.file.clone() }.into());
    }
    written
}

/// Writes a file that stands under its name only when it is whole, in place of
/// what was there.
pub(super) fn write_whole(
    to: &Path,
    write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
) -> Result<(), Error> {
    let told = |error: std::io::Error| Error::Output { path: to.to_owned(), error };
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = new_file(folder.unwrap_or(Path::new("."))).map_err(told)?;
    write(&mut file).map_err(told)?;
    file.as_file().sync_all().map_err(told)?;
    file.persist(to).map_err(|error| told(error.error))?;
    Ok(())
}
