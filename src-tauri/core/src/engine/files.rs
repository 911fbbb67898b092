//! Files of finished runs: copied, verified, compared.

use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::context::memory;
use super::preconditions::Refusal;
use super::{Engine, blocking};
use crate::archive::verify_with;
use crate::compare::{
    ComparedFile, Comparison, Difference, DifferenceFile, RecordedFile, comparable_columns, compare,
};
use crate::error::{Error, sentence};
pub(super) use crate::hash::sha256;
use crate::private_file::{give_name, new_file_for};
use crate::run::{Artifact, ArtifactRole, Spool, rows_in, unchecked};
use crate::sealing::zip_password;
use crate::secret::{Secret, SecretStore, with_secrets};
use crate::source::SourceLimits;
use crate::spec::ExportSpec;
use crate::spec::set::Packaging;
use crate::store::RunFile;

/// Says it where two runs hashed a column with other keys.
fn keys_differ(earlier: &RunFile, later: &RunFile) -> Option<String> {
    let (before, after) = (mask_keys(earlier), mask_keys(later));
    let differ = |(header, id): &&(String, String)| {
        after.iter().any(|(other, other_id)| other == header && other_id != id)
    };
    let columns: Vec<String> =
        before.iter().filter(differ).map(|(header, _)| format!("`{header}`")).collect();
    (!columns.is_empty()).then(|| {
        format!(
            "The two runs masked {} with different keys, so the same values are written \
             differently.",
            columns.join(", ")
        )
    })
}

/// Headers of the columns that a run hashed with a key, and the keys' ids, as its
/// manifest has them.
fn mask_keys(run: &RunFile) -> Vec<(String, String)> {
    let manifest = run.manifest.as_ref().and_then(|manifest| std::fs::read(manifest).ok());
    let manifest: serde_json::Value =
        serde_json::from_slice(&manifest.unwrap_or_default()).unwrap_or_default();
    let text = |column: &serde_json::Value, key: &str| Some(column[key].as_str()?.to_owned());
    let columns = manifest["masked"].as_array().into_iter().flatten();
    columns.filter_map(|column| Some((text(column, "header")?, text(column, "key_id")?))).collect()
}

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

    /// Copies a run's file, and makes sure that the copy is what the run made. Of
    /// several files the others are copied to the same folder, under their names.
    pub async fn copy_run_file(&self, run: i64, to: &Path) -> Result<(), Error> {
        let recorded = self.recorded(run).await?;
        let to = to.to_owned();
        blocking(&to.clone(), move || {
            for artifact in &recorded.artifacts {
                if artifact.path == recorded.file {
                    copy(artifact, &to)?;
                } else {
                    copy(artifact, &to.with_file_name(&artifact.name))?;
                }
            }
            Ok(())
        })
        .await
    }

    /// Reads a run's files back. The SHA-256 is that of the first part.
    pub async fn verify_run(&self, run: i64) -> Result<Verification, Error> {
        let recorded = self.recorded(run).await?;
        // Without the keychain the rows aren't read, which the answer says.
        let mut passwords = vec![self.password_of(&recorded.spec).await.unwrap_or_default()];
        if recorded.spec.packaging == Packaging::Files && recorded.spec.is_set() {
            passwords.clear();
            for member in &recorded.spec.members {
                passwords.push(self.password_of(member).await.unwrap_or_default());
            }
        }
        let path = recorded.file.clone();
        blocking(&path, move || Ok(verified(&recorded, &passwords))).await
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
        let note = self.notes(earlier, later).await?;
        let (earlier, later) = self.compared(earlier, later).await?;
        let (limits, _spool) = self.comparing().await?;
        let comparison = compare(&earlier, &later, key, &limits, None).await?;
        Ok(Comparison { note, ..comparison })
    }

    /// Why cells may differ though the data doesn't.
    async fn notes(&self, earlier: i64, later: i64) -> Result<Option<String>, Error> {
        let releases = self.releases_differ(earlier, later).await?;
        let (before, after) = (self.recorded(earlier).await?, self.recorded(later).await?);
        let file = before.file.clone();
        let keys = blocking(&file, move || Ok(keys_differ(&before, &after))).await?;
        let notes: Vec<String> = releases.into_iter().chain(keys).collect();
        Ok((!notes.is_empty()).then(|| notes.join(" ")))
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
        let note = self.notes(earlier, later).await?;
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
        let (earlier, later) = (self.recorded(earlier).await?, self.recorded(later).await?);
        let (old, new) =
            (self.password_of(&earlier.spec).await?, self.password_of(&later.spec).await?);
        Ok((compared(earlier, old)?, compared(later, new)?))
    }

    /// The password of an export's zip, if it has one and that is saved here.
    async fn password_of(&self, spec: &ExportSpec) -> Result<Option<Secret>, Error> {
        let Some(name) = spec.format.zip_password.clone() else { return Ok(None) };
        let password = move |secrets: &dyn SecretStore| zip_password(secrets, &name);
        Ok(with_secrets(&self.base().secrets, password).await?)
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
        if recorded.removed {
            return Err(Refusal::FileGone { file: recorded.file }.into());
        }
        for artifact in &recorded.artifacts {
            if !tokio::fs::try_exists(&artifact.path).await.unwrap_or(false) {
                return Err(Refusal::FileGone { file: artifact.path.clone() }.into());
            }
        }
        Ok(recorded)
    }
}

/// Whether a run's files are as it made them. There is a password for each data file, or
/// one for all.
fn verified(recorded: &RunFile, passwords: &[Option<Secret>]) -> Verification {
    let (mut place, mut first, mut locked) = (0, String::new(), None);
    for artifact in &recorded.artifacts {
        let is_data = artifact.role == ArtifactRole::Data;
        let checked = if is_data {
            let password = passwords.get(place).or(passwords.first()).and_then(Option::as_ref);
            verified_part(artifact, recorded, place, password).map(|(sha256, left)| {
                locked = locked.take().or(left);
                sha256
            })
        } else {
            match sha256(&artifact.path) {
                Ok(found) if found == artifact.sha256 => Ok(found),
                Ok(found) => Err(("The file was changed after the run".to_owned(), found)),
                Err(error) => Err((sentence(&error.to_string()), String::new())),
            }
        };
        match checked {
            Ok(sha256) if is_data && place == 0 => first = sha256,
            Ok(_) => {}
            Err((message, sha256)) => {
                let message = if recorded.artifacts.len() > 1 {
                    format!("`{}`: {message}", artifact.name)
                } else {
                    message
                };
                return Verification { ok: false, message, sha256 };
            }
        }
        place += usize::from(is_data);
    }
    let message = if recorded.artifacts.len() > 1 {
        "The files are those that the run made, byte by byte"
    } else {
        "The file is the one that the run made, byte by byte"
    };
    let unchecked = locked.map(|what| format!(". {what}")).unwrap_or_default();
    Verification { ok: true, message: format!("{message}{unchecked}"), sha256: first }
}

/// The SHA-256 of a part as it is now, and what couldn't be checked of it; what is wrong
/// with it where it isn't as it was made.
fn verified_part(
    part: &Artifact,
    recorded: &RunFile,
    place: usize,
    password: Option<&Secret>,
) -> Result<(String, Option<&'static str>), (String, String)> {
    let found = verify_with(&part.path, password)
        .map_err(|error| (sentence(&error.message()), String::new()))?;
    let sha256 = found.archive_sha256;
    if sha256 != part.sha256 {
        return Err(("The file was changed after the run".to_owned(), sha256));
    }
    if let Some(locked) = &found.locked {
        return Ok((sha256, Some(unchecked(locked))));
    }
    if found.content_bytes != part.content_bytes {
        return Err(("The file was changed after the run".to_owned(), sha256));
    }
    match rows_in(&part.path, &recorded.spec, place, password) {
        Ok(rows) if rows == part.rows => Ok((sha256, None)),
        Ok(rows) => {
            Err((format!("The file has {rows} rows, and the run wrote {}", part.rows), sha256))
        }
        Err(problem) => Err((format!("The file’s rows can’t be read back: {problem}"), sha256)),
    }
}

fn compared(file: RunFile, password: Option<Secret>) -> Result<ComparedFile, Error> {
    let recorded = RecordedFile {
        parts: file.data().map(|artifact| artifact.path.clone()).collect(),
        path: file.file,
        headers: file.headers,
        rows: file.rows,
        content_bytes: file.content_bytes,
    };
    ComparedFile::new(&file.spec, password, recorded)
}

fn copy(recorded: &Artifact, to: &Path) -> Result<(), Error> {
    let unreadable = |error: std::io::Error| Error::Output { path: recorded.path.clone(), error };
    let same = |path: &Path| std::fs::canonicalize(path).ok();
    if same(to).is_some() && same(to) == same(&recorded.path) {
        return Ok(());
    }
    let source = File::open(&recorded.path).map_err(unreadable)?;
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
        changed = crate::hash::hexadecimal(&digest) != recorded.sha256;
        if changed { Err(std::io::ErrorKind::InvalidData.into()) } else { Ok(()) }
    });
    if changed {
        return Err(Refusal::FileChanged { file: recorded.path.clone() }.into());
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
    let mut file = new_file_for(to).map_err(told)?;
    write(&mut file).map_err(told)?;
    file.as_file().sync_all().map_err(told)?;
    give_name(file, to).map_err(told)
}
