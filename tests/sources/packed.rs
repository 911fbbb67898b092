//! Packed files: unpacked once for everybody who looks, and no longer there
//! than needed.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use export_desk_core::engine::Engine;
use export_desk_core::secret::MemorySecrets;
use export_desk_core::source::ConnectionSettings;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use crate::bed::spec;
use crate::cache::{input, options};

fn gzip(path: &Path, text: &str) {
    let mut file = GzEncoder::new(std::fs::File::create(path).unwrap(), Compression::fast());
    file.write_all(text.as_bytes()).unwrap();
    file.finish().unwrap();
}

/// Folders in which unpacked files are, of all processes.
fn unpacked(home: &Path) -> Vec<PathBuf> {
    let folders = |path: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(path).into_iter().flatten();
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect()
    };
    folders(&home.join("unpacked")).iter().flat_map(|process| folders(process)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_packed_file_is_unpacked_once_for_all_looks() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let file = data.join("stores.csv.gz");
    gzip(&file, "id,name\n1,One\n");
    let secrets = Arc::new(MemorySecrets::default());
    let engine = Engine::open(options(home.path(), &secrets)).await.unwrap();
    let settings = ConnectionSettings::Folder { path: data.clone() };
    let id = engine.save_connection(&input("Files", settings, None)).await.unwrap();
    let all = spec(json!({ "model": "stores" }));
    // Several at the same time, and one that nobody waits for in the end.
    let left = engine.clone();
    let leaving = {
        let all = all.clone();
        tokio::spawn(async move { left.preview(&all, id, 9).await })
    };
    let (first, second, count) = tokio::join!(
        engine.preview(&all, id, 9),
        engine.preview(&all, id, 9),
        engine.count(&all, id)
    );
    leaving.abort();
    assert_eq!((first.unwrap().cells, count.unwrap()), (second.unwrap().cells, 1));
    assert!(engine.validate(&all, id).await.unwrap().problems.is_empty());
    engine.test_connection(id).await.unwrap();
    let kept = unpacked(home.path());
    assert_eq!(kept.len(), 1, "{kept:?}");

    // Written anew, it is another file.
    gzip(&file, "id,name\n1,One\n2,Two\n");
    assert_eq!(engine.preview(&all, id, 9).await.unwrap().cells, [["1", "One"], ["2", "Two"]]);
    // What can't be unpacked is tried again at the next look.
    std::fs::write(&file, std::fs::read(&file).unwrap().split_last().unwrap().1).unwrap();
    for _ in 0..2 {
        let error = engine.preview(&all, id, 9).await.unwrap_err();
        assert!(error.message().contains("stores.csv.gz"), "{error:?}");
    }
    gzip(&file, "id,name\nx,\"One\n");
    gzip(&file, "id,name\n3,Three\n");
    assert_eq!(engine.preview(&all, id, 9).await.unwrap().cells, [["3", "Three"]]);
    let (kept, before) = (unpacked(home.path()), home.path().join("unpacked"));
    assert_eq!(kept.len(), 3, "{kept:?}");

    // A process that ends in a bad way leaves it to the next one.
    let process = kept[0].parent().unwrap().to_owned();
    let stale = before.join(".stale");
    std::fs::create_dir(&stale).unwrap();
    std::fs::write(before.join(".stale.lock"), "").unwrap();
    let other = Engine::open(options(home.path(), &secrets)).await.unwrap();
    assert!(!stale.exists() && process.exists());
    other.shut_down().await;
    engine.shut_down().await;
    drop((engine, other));
    let deadline = std::time::Instant::now() + crate::servers::PATIENCE;
    while std::fs::read_dir(&before).unwrap().next().is_some() {
        assert!(std::time::Instant::now() < deadline, "something is left");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_only_looks_gets_the_beginning_of_a_large_file() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let mut state = 1u64;
    let mut row = |number: usize| {
        use std::fmt::Write;
        let mut text = format!("{number},");
        for _ in 0..8 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            write!(text, "{state:016x}").unwrap();
        }
        text
    };
    let mut lines = "id,name\n".to_owned();
    for number in 0..150_000 {
        lines.push_str(&row(number));
        lines.push('\n');
    }
    gzip(&data.join("stores.csv.gz"), &lines);
    assert!(std::fs::metadata(data.join("stores.csv.gz")).unwrap().len() > 8 << 20);
    let secrets = Arc::new(MemorySecrets::default());
    let engine = Engine::open(options(home.path(), &secrets)).await.unwrap();
    let settings = ConnectionSettings::Folder { path: data };
    let id = engine.save_connection(&input("Files", settings, None)).await.unwrap();
    let test = engine.test_connection(id).await.unwrap();
    let found: Vec<_> = test
        .tables
        .iter()
        .map(|table| (table.model.as_str(), table.rows, &table.problem))
        .collect();
    assert_eq!(found, [("stores", None, &None)]);
    let columns = engine.source_columns(id, "stores", None).await.unwrap();
    assert_eq!(columns.iter().map(|column| column.samples.len()).collect::<Vec<_>>(), [5, 5]);
    let all = spec(json!({ "model": "stores" }));
    assert!(engine.validate(&all, id).await.unwrap().problems.is_empty());
    let bytes = |path: &PathBuf| -> u64 {
        std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().metadata().unwrap().len()).sum()
    };
    let kept = unpacked(home.path());
    assert_eq!(kept.len(), 1);
    assert!(bytes(&kept[0]) <= 16 << 20, "{}", bytes(&kept[0]));
    // All rows where all rows are wanted.
    assert_eq!(engine.count(&all, id).await.unwrap(), 150_000);
    engine.shut_down().await;
}
