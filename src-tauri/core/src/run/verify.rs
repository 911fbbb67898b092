//! A finished file, read back: whether it is whole, how many rows it has, and
//! whether it is the one that the manifest beside it speaks of.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::archive::{ArchiveError, Verified, verify, with_content};
use crate::format::count_rows;
use crate::spec::ExportSpec;

/// What reading a file back has shown.
#[derive(Debug, Clone)]
pub struct Verification {
    /// The file as it is.
    pub found: Verified,
    /// The manifest that it was held against, if one stands beside it.
    pub manifest: Option<PathBuf>,
    /// Its rows; without a manifest nobody knows how to count them.
    pub rows: Option<u64>,
}

/// Reads a file back, and holds it against its manifest if there is one.
pub fn verify_file(file: &Path) -> Result<Verification, ArchiveError> {
    let found = verify(file)?;
    let damaged = |problem: String| ArchiveError::Damaged { path: file.to_owned(), problem };
    let Some((path, manifest)) = manifest_of(file) else {
        return Ok(Verification { found, manifest: None, rows: None });
    };
    if manifest["sha256"] != found.archive_sha256
        || manifest["content_bytes"] != found.content_bytes
    {
        return Err(damaged("it isn't the file that its manifest speaks of".to_owned()));
    }
    // A definition of a newer version may count its rows in another way.
    let Ok(spec) = ExportSpec::from_json(&manifest["export"].to_string()) else {
        return Ok(Verification { found, manifest: Some(path), rows: None });
    };
    let dialect = spec.format.resolve().map_err(|error| damaged(error.message()))?;
    let rows = with_content(file, spec.format.compression, |content| {
        count_rows(content, &dialect, &spec.widths())
    })
    .map_err(|error| damaged(error.to_string()))?;
    if manifest["rows_written"] != rows {
        let expected = &manifest["rows_written"];
        return Err(damaged(format!("it has {rows} rows, and its manifest says {expected}")));
    }
    Ok(Verification { found, manifest: Some(path), rows: Some(rows) })
}

/// The manifest beside a file. The file's name has up to two extensions.
fn manifest_of(file: &Path) -> Option<(PathBuf, Value)> {
    let name = file.file_name()?.to_str()?;
    let ends = name.match_indices('.').map(|(end, _)| end).collect::<Vec<_>>();
    ends.into_iter().rev().take(2).find_map(|end| {
        let path = file.with_file_name(format!("{}.manifest.json", &name[..end]));
        let manifest: Value = serde_json::from_slice(&std::fs::read(&path).ok()?).ok()?;
        (manifest["file"] == name).then_some((path, manifest))
    })
}
