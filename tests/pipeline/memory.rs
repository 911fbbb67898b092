//! Rows that don't fit into the memory that sorting and grouping may use: the
//! disk is used, and the file is the same; its rows are in order, whatever else is
//! computed of them.

use std::path::Path;

use export_desk_core::demo::{DemoSize, write_demo};
use export_desk_core::spec::ExportSpec;
use serde_json::json;

use super::bed::{context, finish, names, rows as read, spec, unzip};

/// A table of four files that hold the same ids, so that none is in order: some
/// fifty megabytes of rows.
fn unsorted() -> tempfile::TempDir {
    let (brand, table) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let size = DemoSize { customers: 20_000, events: 60_000, seed: 5 };
    write_demo(brand.path(), size, &mut |_| {}, &|| false).unwrap();
    let folder = table.path().join("events");
    std::fs::create_dir(&folder).unwrap();
    for number in 0..4 {
        let file = folder.join(format!("{number}.parquet"));
        std::fs::copy(brand.path().join("events.parquet"), file).unwrap();
    }
    table
}

async fn text(spec: &ExportSpec, data: &Path, memory: usize) -> String {
    let out = tempfile::tempdir().unwrap();
    let mut context = context(data, out.path());
    context.memory = memory;
    let report = finish(spec, &context).await.unwrap_or_else(|error| panic!("{error}"));
    let left = names(out.path());
    assert_eq!(left.len(), 2, "only the file and its manifest stay: {left:?}");
    unzip(&report.file)
}

#[tokio::test(flavor = "multi_thread")]
async fn sorting_and_grouping_use_the_disk() {
    let table = unsorted();
    let every_field = spec(json!({ "model": "events" }));
    let many_groups = spec(json!({
        "model": "events", "aggregation": true,
        "fields": [
            { "field": "customer", "aggregate": "group" },
            { "field": "id", "aggregate": "count" },
            { "field": "points", "aggregate": "sum" },
        ],
    }));
    for (spec, rows) in [(every_field, 230_000), (many_groups, 10_000)] {
        let roomy = text(&spec, table.path(), 512 << 20).await;
        let keys: Vec<String> = read(&roomy).into_iter().map(|mut row| row.remove(0)).collect();
        assert!(keys.len() > rows, "{} rows", keys.len());
        assert!(keys.is_sorted(), "the rows are in the order of their key or group");
        let tight = text(&spec, table.path(), 64 << 20).await;
        let differs = tight.lines().zip(roomy.lines()).find(|(tight, roomy)| tight != roomy);
        assert!(tight == roomy, "{differs:?}");
    }
}

/// Rows with equal keys stay as their files have them, each time.
#[tokio::test(flavor = "multi_thread")]
async fn equal_keys_keep_the_order_of_their_files() {
    use std::fmt::Write;

    const ROWS: usize = 800_000;
    const KEYS: usize = 500;
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("stores");
    std::fs::create_dir(&folder).unwrap();
    let half = ROWS / 2;
    for (name, rows) in [("a.csv", 0..half), ("b.csv", half..ROWS)] {
        let mut text = String::from("id,name\n");
        for row in rows {
            writeln!(text, "{:03},{row}", row * 7919 % KEYS).unwrap();
        }
        std::fs::write(folder.join(name), text).unwrap();
    }
    let fields = json!([{ "field": "id" }, { "field": "name" }]);
    let spec = spec(json!({ "model": "stores", "fields": fields }));
    let first = text(&spec, data.path(), 512 << 20).await;
    let rows: Vec<(String, usize)> = read(&first)
        .into_iter()
        .map(|mut row| (row.remove(0), row.remove(0).parse().unwrap()))
        .collect();
    assert_eq!(rows.len(), ROWS);
    assert!(rows.is_sorted(), "by key, then as the files have them");
    for memory in [512, 16, 512, 16] {
        assert!(text(&spec, data.path(), memory << 20).await == first, "{memory} MiB");
    }
}
