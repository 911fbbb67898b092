//! Files compared by the manifests beside them, which say how they are written.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{
    CompareError, ComparedFile, Comparison, Difference, DifferenceFile, RecordedFile,
    comparable_columns, compare,
};
use crate::error::Error;
use crate::run::{manifest_beside, password_name};
use crate::secret::Secret;
use crate::source::SourceLimits;
use crate::spec::ExportSpec;

/// Asked for the password of an encrypted zip, by its name.
pub type AskPassword<'a> = dyn Fn(Option<&str>) -> Option<Secret> + Sync + 'a;

/// Compares two files that runs made by key columns; every difference is saved to `save` if
/// that is given, as CSV. Drop the future to cancel.
pub async fn compare_files(
    earlier: &Path,
    later: &Path,
    key: &[String],
    save: Option<&Path>,
    password: &AskPassword<'_>,
) -> Result<Comparison, Error> {
    let (earlier, later) = (described(earlier, password)?, described(later, password)?);
    let spool = tempfile::tempdir();
    let spool = spool.map_err(|error| Error::Output { path: std::env::temp_dir(), error })?;
    let limits = SourceLimits::new(spool.path());
    let Some(save) = save else {
        return compare(&earlier, &later, key, &limits, None).await;
    };
    let columns = comparable_columns(&earlier.headers, &later.headers);
    let mut file = DifferenceFile::create(save, &columns, key)?;
    let mut write = |difference: &Difference| file.write(difference);
    let comparison = compare(&earlier, &later, key, &limits, Some(&mut write)).await?;
    file.finish()?;
    Ok(comparison)
}

/// The file as its manifest describes it; of several parts all of them.
fn described(file: &Path, password: &AskPassword<'_>) -> Result<ComparedFile, Error> {
    let manifest = manifest_beside(file).map_err(Error::Archive)?;
    let manifest = manifest.ok_or_else(|| CompareError::NoManifest { file: file.to_owned() })?;
    let spec = ExportSpec::from_json(&manifest["export"].to_string())?;
    let list = |key: &str| manifest[key].as_array().map(Vec::as_slice).unwrap_or_default();
    let figure = |of: &Value, key: &str| of[key].as_u64().unwrap_or(0);
    let headers = list("columns").iter().filter_map(|column| column["header"].as_str());
    let data: Vec<&Value> =
        list("files").iter().filter(|listed| listed["role"] == "data").collect();
    let names = data.iter().filter_map(|listed| listed["name"].as_str());
    let mut parts: Vec<PathBuf> = names.map(|name| file.with_file_name(name)).collect();
    if parts.is_empty() {
        parts.push(file.to_owned());
    }
    let content_bytes = match data.as_slice() {
        [] => figure(&manifest, "content_bytes"),
        parts => parts.iter().map(|part| figure(part, "content_bytes")).sum(),
    };
    let password = password_name(&manifest, 0).and_then(|name| password(Some(&name)));
    let recorded = RecordedFile {
        path: parts[0].clone(),
        parts,
        headers: headers.map(str::to_owned).collect(),
        rows: figure(&manifest, "rows_written"),
        content_bytes,
    };
    ComparedFile::new(&spec, password, recorded)
}
