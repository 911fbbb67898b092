//! Files that change while they are read: the run stops and names them, however
//! late the change comes.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use export_desk_core::catalog::{Catalog, DataModel, FieldType};
use export_desk_core::error::Error;
use export_desk_core::run::RunContext;
use export_desk_core::source::SourceError;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use crate::bed::{context, field, finish, folder, spec};
use crate::failures::Once;

/// So many wide rows that most are still to be written when the first ones are.
const ROWS: usize = 30_000;

fn write(path: &Path) {
    let rows = 0..ROWS;
    let text: String = match path.extension().and_then(|ending| ending.to_str()) {
        Some("csv") => {
            let row = |row| format!("{row:06},{row:01000}\n");
            "id,n\n".to_owned() + &rows.map(row).collect::<String>()
        }
        _ => rows.map(|row| format!("{{\"id\":\"{row:06}\",\"n\":\"{row:01000}\"}}\n")).collect(),
    };
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("gz") => {
            let mut packed = GzEncoder::new(File::create(path).unwrap(), Compression::fast());
            packed.write_all(text.as_bytes()).unwrap();
            packed.finish().unwrap();
        }
        Some("zip") => {
            let mut packed = zip::ZipWriter::new(File::create(path).unwrap());
            let options = zip::write::SimpleFileOptions::default();
            packed.start_file("t.jsonl", options).unwrap();
            packed.write_all(text.as_bytes()).unwrap();
            packed.finish().unwrap();
        }
        _ => std::fs::write(path, text).unwrap(),
    }
}

type Change = fn(&Path) -> std::io::Result<()>;

/// What may happen to a file.
const CHANGES: [(&str, Change); 5] = [
    ("appended to", |path| {
        std::fs::OpenOptions::new().append(true).open(path)?.write_all(b"999999,1\n")
    }),
    ("cut off", |path| std::fs::OpenOptions::new().write(true).open(path)?.set_len(300)),
    ("written anew with as many bytes", |path| {
        let mut bytes = std::fs::read(path)?;
        let last = bytes.len() - 2;
        bytes[last] = b'0';
        std::fs::write(path, bytes)
    }),
    ("replaced", |path| {
        let other = path.with_extension("new");
        std::fs::copy(path, &other)?;
        std::fs::rename(other, path)
    }),
    ("removed", |path| std::fs::remove_file(path)),
];

async fn ends_with(path: PathBuf, change: Change) -> Result<u64, Error> {
    let model = DataModel {
        id: "t".to_owned(),
        label: "T".to_owned(),
        description: String::new(),
        key: vec!["id".to_owned()],
        fields: vec![field("id", FieldType::String), field("n", FieldType::String)],
    };
    let mut catalog = Catalog::built_in();
    catalog.add_own_models(vec![model]);
    let out = tempfile::tempdir().unwrap();
    let source = folder(path.parent().unwrap());
    let observer = Once::new(move || change(&path).unwrap());
    let context = RunContext { catalog, observer, ..context(&source, out.path()) };
    let report = finish(&spec(json!({ "model": "t", "fields": "all" })), &context).await;
    let left = std::fs::read_dir(out.path()).unwrap().count();
    report.map(|report| report.rows).inspect_err(|_| assert_eq!(left, 0))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_changes_stops_the_run() {
    let home = tempfile::tempdir().unwrap();
    let mut told = Vec::new();
    for name in ["t.csv", "t.jsonl", "t.jsonl.gz", "t.jsonl.zip"] {
        for (what, change) in CHANGES {
            let path = home.path().join(name);
            write(&path);
            // The first rows are written: the others have been read.
            let ended = ends_with(path.clone(), change).await;
            match ended {
                Err(Error::Source(SourceError::Changed(named))) if named == path => {}
                other => told.push(format!("{name} {what}: {other:?}")),
            }
            let _ = std::fs::remove_file(&path);
        }
    }
    assert!(told.is_empty(), "{told:#?}");
    // Untouched it has all its rows.
    let path = home.path().join("t.csv");
    write(&path);
    let nothing: Change = |_| Ok(());
    assert_eq!(ends_with(path, nothing).await.unwrap(), ROWS as u64);
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_pipe_is_refused_and_not_waited_for() {
    let home = tempfile::tempdir().unwrap();
    let table = home.path().join("t");
    std::fs::create_dir(&table).unwrap();
    for name in ["t/a.csv", "t/a.jsonl", "t/a.parquet", "t.csv"] {
        let pipe = home.path().join(name);
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let nothing: Change = |_| Ok(());
        // A wait for the pipe's other end would never return.
        let ended = ends_with(table.clone(), nothing);
        let ended = tokio::time::timeout(std::time::Duration::from_mins(1), ended);
        let error = ended.await.expect("the run waits for a pipe").unwrap_err().message();
        assert!(error.contains(name), "{error}");
        assert!(error.contains("it isn't a regular file"), "{error}");
        std::fs::remove_file(pipe).unwrap();
    }
}
