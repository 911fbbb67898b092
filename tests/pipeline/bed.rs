//! A small brand, written once, and runs over it.

use std::io::Read;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use export_desk_core::catalog::Catalog;
use export_desk_core::clock::FixedClock;
use export_desk_core::demo::{DemoSize, write_demo};
use export_desk_core::error::Error;
use export_desk_core::run::{IfExists, Outcome, RunContext, RunReport, Unobserved, run};
use export_desk_core::secret::MemorySecrets;
use export_desk_core::source::Folder;
use export_desk_core::spec::ExportSpec;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

/// The instant of every run, near the end of the brand's own time.
pub(crate) const AT: &str = "2026-11-20T10:30:00Z";

static BRAND: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let size = DemoSize { customers: 200, events: 2000, seed: 11 };
    write_demo(folder.path(), size, &mut |_| {}, &|| false).unwrap();
    folder
});

/// Folder of the brand's Parquet files.
pub(crate) fn brand() -> &'static Path {
    BRAND.path()
}

pub(crate) fn context(data: &Path, out: &Path) -> RunContext {
    RunContext {
        catalog: Catalog::built_in(),
        source: Folder::open(data).unwrap().into(),
        out: out.to_owned(),
        if_exists: IfExists::Number,
        run_number: 1,
        memory: 512 << 20,
        clock: Arc::new(FixedClock(AT.parse().unwrap())),
        planned_for: None,
        window: None,
        states: None,
        cancel: CancellationToken::new(),
        observer: Arc::new(Unobserved),
        secrets: Arc::new(MemorySecrets::default()),
    }
}

/// A definition from what matters in it.
pub(crate) fn spec(members: Value) -> ExportSpec {
    let mut document = json!({ "version": 1, "name": "test", "timezone": "Europe/Budapest" });
    document.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    ExportSpec::from_json(&document.to_string()).unwrap()
}

/// Runs to the end.
pub(crate) async fn finish(spec: &ExportSpec, context: &RunContext) -> Result<RunReport, Error> {
    match run(spec, context).await? {
        Outcome::Finished(report) => Ok(*report),
        Outcome::Empty(report) => panic!("no file: {report:?}"),
        Outcome::Cancelled => panic!("nobody cancelled"),
    }
}

/// The text in a zip.
pub(crate) fn unzip(file: &Path) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    assert_eq!(archive.len(), 1);
    let mut text = String::new();
    archive.by_index(0).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Rows of a CSV text, without its header.
pub(crate) fn rows(text: &str) -> Vec<Vec<String>> {
    csv::Reader::from_reader(text.as_bytes())
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

/// Names in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
