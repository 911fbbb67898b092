//! A finished file, read back: whether it is whole, how many rows it has, and
//! whether it is the one that the manifest beside it speaks of.
//!
//! Every figure of the manifest is compared that can be known from the file, and what an
//! encrypted file shows to everybody; the figures are compared with each other, and the other listed files must be there in their size.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::archive::{
    ArchiveError, Locked, Verified, entry_names, for_contents, is_armored, needs_password,
    verify_with,
};
use crate::format::count_rows;
use crate::hash::hexadecimal;
use crate::secret::Secret;
use crate::spec::ExportSpec;
use crate::spec::file_name::safe_file_name;
use crate::spec::file_set::PartArchive;
use crate::spec::format::{Compression, Dialect};
use crate::spec::set::Packaging;

/// What reading a file back has shown.
#[derive(Debug, Clone)]
pub struct Verification {
    /// The file as it is.
    pub found: Verified,
    /// The manifest that it was held against, if one stands beside it.
    pub manifest: Option<PathBuf>,
    /// Where none names it: the manifest that its name leads to, which is about another file.
    pub other_manifest: Option<OtherManifest>,
    /// The entries of a set's archive, in their order; nothing of any other file.
    pub entries: Vec<VerifiedEntry>,
    /// Its rows; without a manifest nobody knows how to count them, and in an encrypted
    /// file nobody without the key or password can.
    pub rows: Option<u64>,
    /// Where the manifest contradicts the file, its folder or itself.
    pub mismatches: Vec<Mismatch>,
}

impl Verification {
    /// Why nothing shows that the file is what a run has made, in one sentence; nothing
    /// where a manifest names it.
    pub fn unproven(&self) -> Option<String> {
        match (&self.manifest, &self.other_manifest) {
            (Some(_), _) => None,
            (None, None) => Some(
                "there is no manifest beside it: only the file itself was read back".to_owned(),
            ),
            (None, Some(OtherManifest { path, file })) => Some(format!(
                "the manifest `{}` is about `{file}`, not about this file: only the file itself \
                 was read back",
                path.display()
            )),
        }
    }
}

/// A manifest beside a file that is about another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherManifest {
    /// Where it is.
    pub path: PathBuf,
    /// Name of the file that it is about.
    pub file: String,
}

/// A statement of a manifest that isn't true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mismatch {
    /// Its place in the manifest, such as `rows_read` or `files[1].bytes`.
    pub key: String,
    /// What the manifest says; null where it says nothing.
    pub manifest: Value,
    /// What was found; null where nothing was.
    pub found: Value,
    /// Both in one sentence.
    pub message: String,
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

/// Reads a file back, and holds it against its manifest if there is one. A mismatch is an
/// error.
pub fn verify_file(file: &Path) -> Result<Verification, ArchiveError> {
    verify_file_with(file, &|_| None)
}

/// The same; `password` is asked for that of an encrypted zip, by the name that the
/// manifest gives.
pub fn verify_file_with(
    file: &Path,
    password: &dyn Fn(Option<&str>) -> Option<Secret>,
) -> Result<Verification, ArchiveError> {
    let verification = check_file_with(file, password)?;
    if verification.mismatches.is_empty() {
        return Ok(verification);
    }
    let messages: Vec<&str> =
        verification.mismatches.iter().map(|mismatch| mismatch.message.as_str()).collect();
    Err(ArchiveError::Damaged { path: file.to_owned(), problem: messages.join("; ") })
}

/// The same; mismatches are listed in the answer.
pub fn check_file_with(
    file: &Path,
    password: &dyn Fn(Option<&str>) -> Option<Secret>,
) -> Result<Verification, ArchiveError> {
    let damaged = |problem: String| ArchiveError::Damaged { path: file.to_owned(), problem };
    let Beside { own, other } = manifest_of(file)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let place = own
        .as_ref()
        .and_then(|(_, manifest)| ListedFile::of(manifest, &name))
        .map_or(0, |listed| listed.place);
    let password_name = own.as_ref().and_then(|(_, manifest)| password_name(manifest, place));
    let password = if needs_password(file) { password(password_name.as_deref()) } else { None };
    let found = verify_with(file, password.as_ref())?;
    let mut verification = Verification {
        found,
        manifest: None,
        other_manifest: other,
        entries: Vec::new(),
        rows: None,
        mismatches: Vec::new(),
    };
    let Some((path, manifest)) = own else {
        is_by_its_name(file).map_err(damaged)?;
        if file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("parquet")) {
            read_parquet(file).map_err(damaged)?;
        }
        return Ok(verification);
    };
    verification.manifest = Some(path);
    let listed = ListedFile::of(&manifest, &name);
    let bytes = std::fs::metadata(file).map_err(|error| damaged(error.to_string()))?.len();
    // A definition of a newer version may name and count its content in another way.
    let spec = ExportSpec::from_json(&manifest["export"].to_string()).ok();
    let is_data = listed.as_ref().is_none_or(|listed| listed.is_data);
    let mut held = Held { manifest: &manifest, mismatches: Vec::new() };
    let is_content = held.file(listed.as_ref(), &verification.found, bytes);
    if is_data && place == 0 {
        held.first_content(&verification.found, spec.as_ref());
    }
    if is_data {
        held.encryption(file, place, verification.found.locked.as_ref());
    }
    held.sums();
    held.neighbours(file, &name);
    let counted = spec.filter(|_| is_data && is_content && verification.found.locked.is_none());
    if let Some(spec) = counted {
        if spec.is_set() && spec.packaging == Packaging::Archive {
            let entries = held.entries(file, &spec, password.as_ref());
            verification.entries = entries.map_err(damaged)?;
        }
        match rows_in(file, &spec, place, password.as_ref()) {
            Ok(rows) => {
                verification.rows = Some(rows);
                held.rows(listed.as_ref(), rows);
            }
            Err(error) if held.mismatches.is_empty() => return Err(damaged(error.to_string())),
            // What is wrong has been found.
            Err(_) => {}
        }
    }
    verification.mismatches = held.mismatches;
    Ok(verification)
}

/// Name of the password of a zip, of a set of the one at this place.
pub(crate) fn password_name(manifest: &Value, place: usize) -> Option<String> {
    let export = &manifest["export"];
    let of_member = &export["members"][place]["format"]["zip_password"];
    let name = export["format"]["zip_password"].as_str().or_else(|| of_member.as_str());
    Some(name?.to_owned())
}

/// The manifest beside a file that names it, if there is one.
pub(crate) fn manifest_beside(file: &Path) -> Result<Option<Value>, ArchiveError> {
    Ok(manifest_of(file)?.own.map(|(_, manifest)| manifest))
}

/// What a manifest's list of files says of one of them.
struct ListedFile<'a> {
    /// Its place in the list.
    index: usize,
    /// Whether it has rows, and its place among those that do.
    is_data: bool,
    place: usize,
    says: &'a Value,
}

impl<'a> ListedFile<'a> {
    /// All of a list, which only runs with several files have.
    fn all(manifest: &'a Value) -> Vec<Self> {
        let (mut all, mut place) = (Vec::new(), 0);
        for (index, says) in manifest["files"].as_array().into_iter().flatten().enumerate() {
            let is_data = says["role"] == "data";
            all.push(Self { index, is_data, place: if is_data { place } else { 0 }, says });
            place += usize::from(is_data);
        }
        all
    }

    fn of(manifest: &'a Value, name: &str) -> Option<Self> {
        Self::all(manifest).into_iter().find(|listed| listed.says["name"] == name)
    }

    fn key(&self, key: &str) -> String {
        format!("files[{}].{key}", self.index)
    }
}

/// A manifest that is held against a file.
struct Held<'a> {
    manifest: &'a Value,
    mismatches: Vec<Mismatch>,
}

impl Held<'_> {
    fn differs(&mut self, key: impl Into<String>, says: &Value, found: Value, message: String) {
        self.mismatches.push(Mismatch { key: key.into(), manifest: says.clone(), found, message });
    }

    /// Compares a figure; `what` begins the sentence with what was found.
    fn same(&mut self, key: impl Into<String>, says: &Value, found: Value, what: &str) -> bool {
        if *says == found {
            return true;
        }
        let message = format!("{what} {}, and its manifest says {}", plain(&found), plain(says));
        self.differs(key, says, found, message);
        false
    }

    /// Compares size and hashes of the file. Gives whether its content is the manifest's.
    fn file(&mut self, listed: Option<&ListedFile<'_>>, found: &Verified, bytes: u64) -> bool {
        let says = listed.map_or(self.manifest, |listed| listed.says);
        let key = |key: &str| listed.map_or_else(|| key.to_owned(), |listed| listed.key(key));
        let is_hash = self.same(
            key("sha256"),
            &says["sha256"],
            json!(found.archive_sha256),
            "it isn't the file that its manifest speaks of: its SHA-256 is",
        );
        self.same(key("bytes"), &says["bytes"], json!(bytes), "its size in bytes is");
        let is_known = !matches!(found.locked, Some(Locked::Pgp { .. }));
        let is_length = !is_known
            || self.same(
                key("content_bytes"),
                &says["content_bytes"],
                json!(found.content_bytes),
                "the size of its content in bytes is",
            );
        is_hash && is_length
    }

    /// Compares what stands in the manifest about the content of the first file only.
    fn first_content(&mut self, found: &Verified, spec: Option<&ExportSpec>) {
        let manifest = self.manifest;
        // An encrypted file has none in its manifest.
        if found.locked.is_none() && !manifest["content_crc32"].is_null() {
            let crc32 = json!(format!("{:08x}", found.crc32));
            let what = "the CRC-32 of its content is";
            self.same("content_crc32", &manifest["content_crc32"], crc32, what);
        }
        if let Some(entry) = entry_name(found, spec) {
            let what = "the name of the file in it is";
            self.same("entry", &manifest["entry"], json!(entry), what);
        }
    }

    /// Compares what a file shows of its encryption to everybody: the method, whether it
    /// is text, and the keys that it is encrypted to.
    fn encryption(&mut self, file: &Path, place: usize, locked: Option<&Locked>) {
        let manifest = self.manifest;
        let is_beside =
            manifest["members"].is_array() && manifest["export"]["packaging"] == "files";
        let (key, says) = if is_beside {
            let key = format!("members[{place}].encryption");
            (key, &manifest["members"][place]["encryption"])
        } else {
            ("encryption".to_owned(), &manifest["encryption"])
        };
        let method = match locked {
            Some(Locked::Pgp { .. }) => json!("pgp"),
            _ if needs_password(file) => json!("zip"),
            _ => Value::Null,
        };
        let what = "the method of its encryption is";
        let is_method = self.same(format!("{key}.method"), &says["method"], method, what);
        let Some(Locked::Pgp { key_ids }) = locked.filter(|_| is_method) else { return };
        let what = "whether it is encrypted as text (`armor`) is";
        self.same(format!("{key}.armor"), &says["armor"], json!(is_armored(file)), what);
        // The id of a key is the end of its fingerprint.
        let id_of = |recipient: &Value| {
            let fingerprint = recipient["encryption_key"].as_str().unwrap_or_default();
            json!(fingerprint.get(fingerprint.len().saturating_sub(16)..))
        };
        let asked = says["recipients"].as_array().into_iter().flatten().map(id_of).collect();
        let what = "the ids of the keys that it is encrypted to are";
        self.same(format!("{key}.recipients"), &asked, json!(key_ids), what);
    }

    /// Compares the figures of the manifest with each other.
    fn sums(&mut self) {
        let manifest = self.manifest;
        let written = &manifest["rows_written"];
        // A run that doesn't write all rows that it reads fails.
        self.read_and_written("", manifest);
        let data: Vec<ListedFile<'_>> =
            ListedFile::all(manifest).into_iter().filter(|listed| listed.is_data).collect();
        if let Some(first) = data.first() {
            for (key, of_first) in [
                ("file", "name"),
                ("bytes", "bytes"),
                ("sha256", "sha256"),
                ("content_bytes", "content_bytes"),
            ] {
                let found = first.says[of_first].clone();
                let what = format!("`{of_first}` of the first listed file is");
                self.same(key, &manifest[key], found, &what);
            }
            let rows = sum(data.iter().map(|listed| &listed.says["rows"]));
            self.same("rows_written", written, json!(rows), "the sum of the listed files’ rows is");
        }
        let Some(members) = manifest["members"].as_array() else { return };
        for key in ["rows_read", "rows_written"] {
            let rows = sum(members.iter().map(|member| &member[key]));
            let what = format!("the sum of the members’ `{key}` is");
            self.same(key, &manifest[key], json!(rows), &what);
        }
        let is_archive = manifest["export"]["packaging"] != "files";
        for (index, member) in members.iter().enumerate() {
            let at = format!("members[{index}].");
            for key in ["name", "model"] {
                let asked = manifest["export"]["members"][index][key].clone();
                let what = format!("`{key}` of the member in the definition is");
                self.same(format!("{at}{key}"), &member[key], asked, &what);
            }
            self.read_and_written(&at, member);
            let Some(file) = data.get(index).filter(|_| !is_archive) else { continue };
            for (key, of_file) in [
                ("file", "name"),
                ("bytes", "bytes"),
                ("sha256", "sha256"),
                ("content_bytes", "content_bytes"),
                ("rows_written", "rows"),
            ] {
                let what = format!("`{}` is", file.key(of_file));
                self.same(format!("{at}{key}"), &member[key], file.says[of_file].clone(), &what);
            }
        }
    }

    fn read_and_written(&mut self, at: &str, says: &Value) {
        let (read, written) = (&says["rows_read"], &says["rows_written"]);
        if read != written {
            let message = format!(
                "its manifest says that {} rows were read and {} written{}",
                plain(read),
                plain(written),
                says["name"].as_str().map_or_else(String::new, |name| format!(" of “{name}”"))
            );
            self.differs(format!("{at}rows_read"), read, written.clone(), message);
        }
    }

    /// Looks whether the other listed files are there and have their size.
    fn neighbours(&mut self, file: &Path, own_name: &str) {
        // Receivers take markers and companions away.
        let all = ListedFile::all(self.manifest).into_iter();
        for listed in all.filter(|listed| listed.is_data) {
            let Some(name) = listed.says["name"].as_str().filter(|name| *name != own_name) else {
                continue;
            };
            let says = &listed.says["bytes"];
            match std::fs::metadata(file.with_file_name(name)) {
                Ok(found) if found.is_file() => {
                    let what = format!("the size of `{name}` in bytes is");
                    self.same(listed.key("bytes"), says, json!(found.len()), &what);
                }
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    let message = format!("`{name}`, which its manifest lists: {error}");
                    self.differs(listed.key("bytes"), says, Value::Null, message);
                }
                Ok(_) | Err(_) => {
                    let message = format!("`{name}`, which its manifest lists, isn't there");
                    self.differs(listed.key("bytes"), says, Value::Null, message);
                }
            }
        }
    }

    fn rows(&mut self, listed: Option<&ListedFile<'_>>, rows: u64) {
        let manifest = self.manifest;
        let (key, says) = match listed {
            Some(listed) => (listed.key("rows"), &listed.says["rows"]),
            None => ("rows_written".to_owned(), &manifest["rows_written"]),
        };
        if *says != rows {
            let message = format!("it has {rows} rows, and its manifest says {}", plain(says));
            self.differs(key, says, json!(rows), message);
        }
    }

    /// The entries of a set's archive, each held against what the manifest says of it.
    fn entries(
        &mut self,
        file: &Path,
        spec: &ExportSpec,
        password: Option<&Secret>,
    ) -> Result<Vec<VerifiedEntry>, String> {
        let manifest = self.manifest;
        let told: &[Value] = manifest["members"].as_array().map_or(&[], Vec::as_slice);
        let names = entry_names(file).map_err(|error| error.to_string())?;
        if told.len() != names.len() || told.len() != spec.members.len() {
            let message =
                format!("it has {} entries, and its manifest {}", names.len(), told.len());
            self.differs("members", &json!(told.len()), json!(names.len()), message);
            return Ok(Vec::new());
        }
        let mut hashes = Vec::new();
        let hashed = for_contents(file, Compression::Zip, password, |_, content| {
            hashes.push(hash_of(content)?);
            Ok::<_, std::io::Error>(())
        });
        hashed.map_err(|error| error.to_string())?;
        let counted = rows_of_members(file, spec, password).map_err(|error| error.to_string())?;
        let mut entries = Vec::new();
        for (index, (((name, (bytes, sha256)), rows), told)) in
            names.into_iter().zip(hashes).zip(counted).zip(told).enumerate()
        {
            let before = self.mismatches.len();
            for (key, found) in [
                ("file", json!(name)),
                ("bytes", json!(bytes)),
                ("content_bytes", json!(bytes)),
                ("sha256", json!(sha256)),
            ] {
                // Beside an encrypted archive there is none.
                if key == "sha256" && told[key].is_null() {
                    continue;
                }
                let what = format!(
                    "its entry `{name}` isn't the one that its manifest speaks of: its {key} is"
                );
                self.same(format!("members[{index}].{key}"), &told[key], found, &what);
            }
            if told["rows_written"] != rows {
                let says = &told["rows_written"];
                let message = format!(
                    "its entry `{name}` has {rows} rows, and its manifest says {}",
                    plain(says)
                );
                self.differs(format!("members[{index}].rows_written"), says, json!(rows), message);
            }
            if self.mismatches.len() == before {
                let member = told["name"].as_str().unwrap_or_default().to_owned();
                entries.push(VerifiedEntry { name, member, bytes, sha256, rows });
            }
        }
        Ok(entries)
    }
}

/// A figure in a sentence.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => format!("`{text}`"),
        other => other.to_string(),
    }
}

fn sum<'a>(rows: impl Iterator<Item = &'a Value>) -> u64 {
    // What isn't a number is told by its own comparison.
    rows.fold(0, |sum, rows| sum.saturating_add(rows.as_u64().unwrap_or(0)))
}

/// The name that the first file's content has by the file itself, or by the rule of the
/// run; nothing where neither says it.
fn entry_name(found: &Verified, spec: Option<&ExportSpec>) -> Option<String> {
    let Some(spec) = spec else { return found.entry_name.clone() };
    let split = spec.split.as_ref();
    let is_set = spec.is_set();
    let is_archive = is_set && spec.packaging == Packaging::Archive;
    if is_archive || split.is_some_and(|split| split.archive == PartArchive::One) {
        // Each entry has its own.
        return Some(String::new());
    }
    if found.entry_name.is_some() || is_set || split.is_some() || spec.entry_name.is_some() {
        return found.entry_name.clone();
    }
    Some(format!("{}.{}", safe_file_name(&spec.name), spec.format.content_extension()))
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

/// The manifest beside a file.
#[derive(Default)]
struct Beside {
    /// The one that names it.
    own: Option<(PathBuf, Value)>,
    /// Without that, one that the file's name leads to.
    other: Option<OtherManifest>,
}

/// The manifest beside a file of a run. The file's name has up to three extensions; the
/// manifest of several files has the name of the first.
fn manifest_of(file: &Path) -> Result<Beside, ArchiveError> {
    let Some(name) = file.file_name().and_then(|name| name.to_str()) else {
        return Ok(Beside::default());
    };
    let tells_of = |manifest: &Value| {
        let mut listed = manifest["files"].as_array().into_iter().flatten();
        manifest["file"] == name || listed.any(|listed| listed["name"] == name)
    };
    let ends: Vec<usize> = name.match_indices('.').map(|(end, _)| end).collect();
    let (mut unreadable, mut other) = (None, None);
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
            Ok(manifest) if tells_of(&manifest) => {
                return Ok(Beside { own: Some((path, manifest)), other: None });
            }
            Ok(manifest) => match manifest["file"].as_str() {
                Some(of) => {
                    other.get_or_insert(OtherManifest { path, file: of.to_owned() });
                }
                None => unreadable = Some((path, "it names no file".to_owned())),
            },
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
    let own = all.flatten().map(|entry| entry.path()).filter(is_manifest).find_map(read);
    let other = other.filter(|_| own.is_none());
    Ok(Beside { own, other })
}
