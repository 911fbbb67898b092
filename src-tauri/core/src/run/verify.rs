//! A finished file, read back: whether it is whole, how many rows it has, and
//! whether it is the one that the manifest beside it speaks of.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::archive::{
    ArchiveError, Locked, Verified, entry_names, for_contents, needs_password, verify_with,
};
use crate::format::count_rows;
use crate::hash::hexadecimal;
use crate::secret::Secret;
use crate::spec::ExportSpec;
use crate::spec::format::{Compression, Dialect};
use crate::spec::set::Packaging;

/// What reading a file back has shown.
#[derive(Debug, Clone)]
pub struct Verification {
    /// The file as it is.
    pub found: Verified,
    /// The manifest that it was held against, if one stands beside it.
    pub manifest: Option<PathBuf>,
    /// The entries of a set's archive, in their order; nothing of any other file.
    pub entries: Vec<VerifiedEntry>,
    /// Its rows; without a manifest nobody knows how to count them, and in an encrypted
    /// file nobody without the key or password can.
    pub rows: Option<u64>,
}

/// An entry of a set's archive, read back and found to be what the manifest says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VerifiedEntry {
    /// Its name.
    pub name: String,
    /// Name of the member that it is of.
    pub member: String,
    /// Bytes of its content.
    pub bytes: u64,
    /// SHA-256 of these bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Its rows, without a header.
    pub rows: u64,
}

/// What can't be checked of a file that wasn't decrypted, in one sentence.
pub fn unchecked(locked: &Locked) -> &'static str {
    match locked {
        Locked::Pgp { .. } => {
            "It is encrypted, so its rows can be read and counted only with the partner’s \
             private key"
        }
        Locked::Password => "Its rows can be read and counted only with its password",
    }
}

/// Reads a file back, and holds it against its manifest if there is one.
pub fn verify_file(file: &Path) -> Result<Verification, ArchiveError> {
    verify_file_with(file, &|_| None)
}

/// The same; `password` is asked for that of an encrypted zip, by the name that the
/// manifest gives.
pub fn verify_file_with(
    file: &Path,
    password: &dyn Fn(Option<&str>) -> Option<Secret>,
) -> Result<Verification, ArchiveError> {
    let damaged = |problem: String| ArchiveError::Damaged { path: file.to_owned(), problem };
    let manifest = manifest_of(file)?;
    let name = file.file_name().map(|name| name.to_string_lossy());
    let listed = manifest.as_ref().and_then(|(_, manifest)| {
        let listed = manifest["files"].as_array().into_iter().flatten();
        let mut data = listed.filter(|listed| listed["role"] == "data").enumerate();
        let found = data.find(|(_, listed)| listed["name"].as_str() == name.as_deref());
        found.map(|(place, listed)| (place, listed.clone()))
    });
    let named = manifest.as_ref().and_then(|(_, manifest)| {
        let export = &manifest["export"];
        let place = listed.as_ref().map_or(0, |(place, _)| *place);
        let of_member = &export["members"][place]["format"]["zip_password"];
        let name = export["format"]["zip_password"].as_str().or_else(|| of_member.as_str());
        Some(name?.to_owned())
    });
    let password = if needs_password(file) { password(named.as_deref()) } else { None };
    let found = verify_with(file, password.as_ref())?;
    let entries = Vec::new();
    let Some((path, manifest)) = manifest else {
        is_by_its_name(file).map_err(damaged)?;
        if file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("parquet")) {
            read_parquet(file).map_err(damaged)?;
        }
        return Ok(Verification { found, manifest: None, entries, rows: None });
    };
    let (place, told, rows_key) = match &listed {
        Some((place, listed)) => (*place, listed, "rows"),
        None => (0, &manifest, "rows_written"),
    };
    let is_known = !matches!(found.locked, Some(Locked::Pgp { .. }));
    let is_other = is_known && told["content_bytes"] != found.content_bytes;
    if told["sha256"] != found.archive_sha256 || is_other {
        return Err(damaged("it isn't the file that its manifest speaks of".to_owned()));
    }
    if found.locked.is_some() {
        return Ok(Verification { found, manifest: Some(path), entries, rows: None });
    }
    // A definition of a newer version may count its rows in another way.
    let Ok(spec) = ExportSpec::from_json(&manifest["export"].to_string()) else {
        return Ok(Verification { found, manifest: Some(path), entries, rows: None });
    };
    let entries = if spec.is_set() && spec.packaging == Packaging::Archive {
        entries_of(file, &spec, &manifest, password.as_ref()).map_err(damaged)?
    } else {
        entries
    };
    let rows = rows_in(file, &spec, place, password.as_ref());
    let rows = rows.map_err(|error| damaged(error.to_string()))?;
    if told[rows_key] != rows {
        let expected = &told[rows_key];
        return Err(damaged(format!("it has {rows} rows, and its manifest says {expected}")));
    }
    Ok(Verification { found, manifest: Some(path), entries, rows: Some(rows) })
}

/// The entries of a set's archive, each held against what the manifest says of it.
fn entries_of(
    file: &Path,
    spec: &ExportSpec,
    manifest: &Value,
    password: Option<&Secret>,
) -> Result<Vec<VerifiedEntry>, String> {
    let told = manifest["members"].as_array().cloned().unwrap_or_default();
    let names = entry_names(file).map_err(|error| error.to_string())?;
    if told.len() != names.len() || told.len() != spec.members.len() {
        return Err(format!("it has {} entries, and its manifest {}", names.len(), told.len()));
    }
    let mut hashes = Vec::new();
    let hashed = for_contents(file, Compression::Zip, password, |_, content| {
        hashes.push(hash_of(content)?);
        Ok::<_, std::io::Error>(())
    });
    hashed.map_err(|error| error.to_string())?;
    let counted = rows_of_members(file, spec, password).map_err(|error| error.to_string())?;
    let mut entries = Vec::new();
    for (((name, (bytes, sha256)), rows), told) in
        names.into_iter().zip(hashes).zip(counted).zip(&told)
    {
        let is_same = told["file"] == name.as_str()
            && told["bytes"] == bytes
            // Beside an encrypted archive there is none.
            && (told["sha256"].is_null() || told["sha256"] == sha256.as_str());
        if !is_same {
            return Err(format!("its entry `{name}` isn't the one that its manifest speaks of"));
        }
        if told["rows_written"] != rows {
            let expected = &told["rows_written"];
            return Err(format!(
                "its entry `{name}` has {rows} rows, and its manifest says {expected}"
            ));
        }
        let member = told["name"].as_str().unwrap_or_default().to_owned();
        entries.push(VerifiedEntry { name, member, bytes, sha256, rows });
    }
    Ok(entries)
}

/// Length and SHA-256 of what can be read.
fn hash_of(content: &mut dyn Read) -> std::io::Result<(u64, String)> {
    let (mut hash, mut block, mut length) = (Sha256::new(), vec![0; 256 << 10], 0);
    loop {
        match content.read(&mut block)? {
            0 => return Ok((length, hexadecimal(&hash.finalize()))),
            read => {
                hash.update(&block[..read]);
                length += read as u64;
            }
        }
    }
}

/// Rows of each entry of a set's archive.
fn rows_of_members(
    file: &Path,
    spec: &ExportSpec,
    password: Option<&Secret>,
) -> std::io::Result<Vec<u64>> {
    let mut counts = Vec::new();
    for_contents(file, Compression::Zip, password, |index, content| {
        let Some(member) = spec.members.get(index) else {
            return Err(std::io::Error::other("it has more entries than the set has members"));
        };
        let dialect = member.format.resolve().map_err(std::io::Error::other)?;
        counts.push(count_rows(content, &dialect, &member.widths())?);
        Ok(())
    })?;
    Ok(counts)
}

/// Reads all values of a Parquet file, which has no sum of its own.
fn read_parquet(file: &Path) -> Result<(), String> {
    let file = File::open(file).map_err(|error| error.to_string())?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file)
        .and_then(ParquetRecordBatchReaderBuilder::build);
    for batch in reader.map_err(|error| error.to_string())? {
        batch.map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// Whether a file begins as its name says: an empty one would count as whole.
fn is_by_its_name(file: &Path) -> Result<(), String> {
    let ending = file.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let (kind, begins): (_, &[u8]) = match &*ending {
        "zip" => ("a zip archive", b"PK\x03\x04"),
        "xlsx" => ("a workbook", b"PK\x03\x04"),
        "gz" => ("a gzip file", &[0x1f, 0x8b]),
        "parquet" => ("a Parquet file", b"PAR1"),
        "pgp" | "gpg" | "asc" => {
            return if crate::archive::is_pgp_message(file) {
                Ok(())
            } else {
                Err("it isn't an encrypted PGP message".to_owned())
            };
        }
        _ => return Ok(()),
    };
    let mut first = Vec::new();
    let read = File::open(file).and_then(|file| file.take(4).read_to_end(&mut first));
    match read.map_err(|error| error.to_string())? {
        0 => Err("it is empty".to_owned()),
        _ if first.starts_with(begins) => Ok(()),
        _ => Err(format!("it isn't {kind}")),
    }
}

/// Rows that a file of a run has, by reading them; `place` is its place among the
/// run's parts, `password` that of an encrypted zip.
pub(crate) fn rows_in(
    file: &Path,
    spec: &ExportSpec,
    place: usize,
    password: Option<&Secret>,
) -> std::io::Result<u64> {
    if spec.is_set() {
        return match (spec.packaging, spec.members.get(place)) {
            (Packaging::Archive, _) => Ok(rows_of_members(file, spec, password)?.into_iter().sum()),
            (Packaging::Files, Some(member)) => rows_in(file, member, 0, password),
            (Packaging::Files, None) => Err(std::io::Error::other("no member made it")),
        };
    }
    let dialect = spec.format.resolve().map_err(std::io::Error::other)?;
    let widths = spec.widths();
    let mut rows = 0;
    for_contents(file, dialect.compression, password, |index, content| {
        let header = spec.has_header_at(place + index);
        rows += count_rows(content, &Dialect { header, ..dialect.clone() }, &widths)?;
        Ok::<_, std::io::Error>(())
    })?;
    Ok(rows)
}

/// The manifest beside a data file. The file's name has up to three extensions; the
/// manifest of several parts has the name of the first.
fn manifest_of(file: &Path) -> Result<Option<(PathBuf, Value)>, ArchiveError> {
    let Some(name) = file.file_name().and_then(|name| name.to_str()) else { return Ok(None) };
    let tells_of = |manifest: &Value| {
        let listed = manifest["files"].as_array().into_iter().flatten();
        let mut data = listed.filter(|listed| listed["role"] == "data");
        manifest["file"] == name || data.any(|listed| listed["name"] == name)
    };
    let ends: Vec<usize> = name.match_indices('.').map(|(end, _)| end).collect();
    let mut unreadable = None;
    for end in ends.into_iter().rev().take(3) {
        let path = file.with_file_name(format!("{}.manifest.json", &name[..end]));
        let read = match std::fs::read(&path) {
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => {
                unreadable = Some((path, error.to_string()));
                continue;
            }
        };
        match serde_json::from_slice::<Value>(&read) {
            Ok(manifest) if tells_of(&manifest) => return Ok(Some((path, manifest))),
            // That of another file.
            Ok(manifest) if manifest["file"].is_string() => {}
            Ok(_) => unreadable = Some((path, "it names no file".to_owned())),
            Err(_) if read.is_empty() => unreadable = Some((path, "it is empty".to_owned())),
            Err(error) => unreadable = Some((path, error.to_string())),
        }
    }
    // Nobody knows then which file this should be.
    if let Some((path, problem)) = unreadable {
        let problem = format!("`{}` isn't its manifest: {problem}", path.display());
        return Err(ArchiveError::Damaged { path: file.to_owned(), problem });
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let all = std::fs::read_dir(folder.unwrap_or(Path::new("."))).into_iter().flatten();
    let is_manifest = |path: &PathBuf| path.to_string_lossy().ends_with(".manifest.json");
    let read = |path: PathBuf| {
        let manifest: Value = serde_json::from_slice(&std::fs::read(&path).ok()?).ok()?;
        tells_of(&manifest).then_some((path, manifest))
    };
    Ok(all.flatten().map(|entry| entry.path()).filter(is_manifest).find_map(read))
}
