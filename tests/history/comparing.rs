//! Two runs held against each other, cross-checked with maps in memory.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use export_desk_core::compare::{Comparison, DifferenceKind};
use export_desk_core::engine::Engine;
use serde_json::{Value, json};

use crate::bed::{Bed, folder, run, spec, unzip};

/// Stores whose rows differ by `turn`, in an order of their own.
fn write_stores(folder: &Path, count: u64, turn: u64) {
    let mut rows = Vec::new();
    for row in 0..count {
        let dice = row.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
        if (dice + turn).is_multiple_of(17) {
            continue;
        }
        let name = match dice % 11 {
            0 => format!("Bolt \"{}\", é|ű; {turn}", row % 7),
            1 => "two\nlines".to_owned(),
            2 => format!("'{turn}'"),
            _ => format!("Shop {row}"),
        };
        let city = if dice % 5 == 0 { "" } else { "Győr" };
        rows.push(format!("{row},\"{}\",{city}", name.replace('"', "\"\"")));
    }
    if turn % 2 == 1 {
        rows.reverse();
    }
    let mut text = String::from("id,name,city\n");
    for row in rows {
        writeln!(text, "{row}").unwrap();
    }
    std::fs::write(folder.join("stores.csv"), text).unwrap();
}

fn definition(format: Value, fields: &[&str]) -> export_desk_core::spec::ExportSpec {
    let fields: Vec<Value> = fields.iter().map(|field| json!({ "field": field })).collect();
    spec(json!({ "model": "stores", "fields": fields, "format": format }))
}

type Rows = BTreeMap<String, Vec<String>>;

fn rows(text: &str) -> Rows {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let at = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let (id, name) = (at("id"), at("name"));
    reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            (row[id].to_owned(), vec![row[id].to_owned(), row[name].to_owned()])
        })
        .collect()
}

fn check(found: &Comparison, before: &Rows, after: &Rows) {
    let added = after.keys().filter(|key| !before.contains_key(*key)).count();
    let removed = before.keys().filter(|key| !after.contains_key(*key)).count();
    let both: Vec<_> = before.iter().filter(|(key, _)| after.contains_key(*key)).collect();
    let unchanged = both.iter().filter(|(key, cells)| after[*key] == **cells).count();
    assert!(added > 0 && removed > 0 && unchanged > 0 && unchanged < both.len());
    assert_eq!(found.added, added as u64);
    assert_eq!(found.removed, removed as u64);
    assert_eq!(found.unchanged, unchanged as u64);
    assert_eq!(found.changed, (both.len() - unchanged) as u64);
    let total = added + removed + both.len() - unchanged;
    assert_eq!(found.first.len(), total.min(200));
    assert!(found.first.windows(2).all(|pair| pair[0].key <= pair[1].key));
    for difference in &found.first {
        let key = &difference.key[0];
        assert_eq!(difference.before.as_ref(), before.get(key), "{key}");
        assert_eq!(difference.after.as_ref(), after.get(key), "{key}");
        let kind = match (before.contains_key(key), after.contains_key(key)) {
            (true, true) => DifferenceKind::Changed,
            (true, false) => DifferenceKind::Removed,
            (false, _) => DifferenceKind::Added,
        };
        assert_eq!(difference.kind, kind);
    }
}

fn key(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

async fn engine_over(bed: &Bed) -> (Engine, i64) {
    let engine = bed.open().await;
    let connection = engine.save_connection(&folder(None, "Stores", &bed.data())).await.unwrap();
    (engine, connection)
}

#[tokio::test(flavor = "multi_thread")]
async fn any_two_dialects() {
    let bed = Bed::new();
    let (engine, connection) = engine_over(&bed).await;
    write_stores(&bed.data(), 5000, 0);
    let plain = definition(json!({}), &["id", "name", "city"]);
    let id = engine.create_export(&plain, connection, false).await.unwrap();
    let earlier = run(&engine, id).await;
    let before = rows(&unzip(earlier.file.as_ref().unwrap()));
    write_stores(&bed.data(), 5100, 3);
    let later = run(&engine, id).await;
    let after = rows(&unzip(later.file.as_ref().unwrap()));
    for (format, fields) in [
        (json!({}), ["name", "id"]),
        (
            json!({ "encoding": "utf-16le", "delimiter": "tab", "enclosure": "single_quote" }),
            ["id", "name"],
        ),
        (
            json!({ "encoding": "utf-8-bom", "delimiter": "|", "newline": "crlf", "compression": "gzip" }),
            ["id", "name"],
        ),
        (
            json!({ "header": false, "compression": "none", "quoting": "always", "newline": "cr" }),
            ["name", "id"],
        ),
        (
            json!({ "encoding": "windows-1250", "delimiter": "¤", "quoting": "text" }),
            ["id", "name"],
        ),
        (json!({ "encoding": "iso-8859-2", "extension": "TXT" }), ["id", "name"]),
        (json!({ "layout": "json_lines", "compression": "none" }), ["id", "name"]),
        (
            json!({ "layout": "json_array", "compression": "gzip", "newline": "crlf" }),
            ["name", "id"],
        ),
        (json!({ "layout": "xlsx", "compression": "none" }), ["name", "id"]),
        (json!({ "layout": "xlsx", "compression": "none", "header": false }), ["id", "name"]),
        (json!({ "layout": "parquet", "compression": "none" }), ["name", "id"]),
        (json!({ "layout": "xml" }), ["id", "name"]),
        (
            json!({ "layout": "xml", "encoding": "windows-1252", "newline": "crlf",
                "xml": { "style": "fields", "missing": "nil" } }),
            ["name", "id"],
        ),
        (
            json!({ "layout": "xml", "encoding": "utf-16le", "compression": "none",
                "xml": { "style": "attributes", "root": "stores", "row": "store" } }),
            ["id", "name"],
        ),
    ] {
        let spec = definition(format, &fields);
        let clone = engine.create_export(&spec, connection, false).await.unwrap();
        let other = run(&engine, clone).await;
        assert!(other.file.is_some(), "{:?}", other.message);
        let columns = engine.comparable_columns(earlier.id, other.id).await.unwrap();
        assert_eq!(columns, fields);
        let mut found = engine.compare_runs(earlier.id, other.id, &key(&["id"])).await.unwrap();
        assert_eq!((found.columns.clone(), &found.key), (key(&fields), &key(&["id"])));
        if fields[0] == "name" {
            for difference in &mut found.first {
                for cells in [&mut difference.before, &mut difference.after].into_iter().flatten() {
                    cells.reverse();
                }
            }
        }
        check(&found, &before, &after);
        let same = engine.compare_runs(later.id, other.id, &key(&["id"])).await.unwrap();
        assert_eq!((same.added, same.removed, same.changed), (0, 0, 0));
        assert_eq!(same.unchanged, after.len() as u64);
    }
    let json = serde_json::to_value(
        engine.compare_runs(earlier.id, later.id, &key(&["id"])).await.unwrap(),
    );
    let first = &json.unwrap()["first"][0];
    assert!(["added", "removed", "changed"].contains(&first["kind"].as_str().unwrap()));
}

#[tokio::test(flavor = "multi_thread")]
async fn fixed_widths_are_compared_without_their_fill() {
    let bed = Bed::new();
    let (engine, connection) = engine_over(&bed).await;
    write_stores(&bed.data(), 50, 0);
    let format = json!({ "layout": "fixed_width", "compression": "none" });
    let mut spec = definition(format, &["id", "city"]);
    if let export_desk_core::spec::FieldChoice::Chosen(fields) = &mut spec.fields {
        for field in fields {
            field.format.width = Some(12);
        }
    }
    let id = engine.create_export(&spec, connection, false).await.unwrap();
    let earlier = run(&engine, id).await;
    write_stores(&bed.data(), 60, 0);
    let later = run(&engine, id).await;
    let found = engine.compare_runs(earlier.id, later.id, &key(&["id"])).await.unwrap();
    assert!(found.added > 0);
    assert_eq!((found.removed, found.changed), (0, 0));
    assert_eq!(found.unchanged, earlier.rows.unwrap());
}

/// The cells of each layout are the text's, dates as people write them.
#[tokio::test(flavor = "multi_thread")]
async fn values_of_workbooks_and_parquet_are_shown_as_texts() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    let fields = ["id", "first_name", "email", "birth_date", "created_at", "spendable"];
    let of = |format: Value, none: bool| {
        let fields: Vec<Value> = fields.iter().map(|field| json!({ "field": field })).collect();
        let nobody = json!([[{ "field": "id", "operator": "is", "value": "nobody" }]]);
        let filters = if none { nobody } else { json!([]) };
        spec(
            json!({ "model": "customers", "fields": fields, "format": format, "filters": filters }),
        )
    };
    let made = async |format: Value, none: bool| {
        let id = engine.create_export(&of(format, none), connection, false).await.unwrap();
        let made = run(&engine, id).await;
        assert!(engine.verify_run(made.id).await.unwrap().ok);
        made
    };
    let text = made(json!({}), false).await;
    let text = unzip(text.file.as_ref().unwrap());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: BTreeMap<String, Vec<String>> = reader
        .records()
        .map(|row| {
            (row.as_ref().unwrap()[0].to_owned(), row.unwrap().iter().map(str::to_owned).collect())
        })
        .collect();
    for layout in ["xlsx", "parquet"] {
        let format = json!({ "layout": layout, "compression": "none" });
        let (whole, none) = (made(format.clone(), false).await, made(format, true).await);
        let found = engine.compare_runs(none.id, whole.id, &key(&["id"])).await.unwrap();
        assert_eq!((found.added, found.first.len()), (rows.len() as u64, 200));
        for difference in &found.first {
            let (cells, expected) = (difference.after.as_ref().unwrap(), &rows[&difference.key[0]]);
            for (place, (cell, expected)) in cells.iter().zip(expected).enumerate() {
                // The same clock in a workbook, the same instant in Parquet.
                let expected = match (fields[place], layout) {
                    ("created_at", "xlsx") => expected[..19].replace('T', " "),
                    ("created_at", _) => {
                        let instant: chrono::DateTime<chrono::Utc> = expected.parse().unwrap();
                        instant.format("%Y-%m-%d %H:%M:%S").to_string()
                    }
                    _ => expected.clone(),
                };
                let is_same = match fields[place] {
                    "created_at" => cell.starts_with(&expected),
                    // A workbook's numbers have no zeros at their ends.
                    "spendable" if !expected.is_empty() => {
                        cell.parse::<f64>().unwrap().to_bits()
                            == expected.parse::<f64>().unwrap().to_bits()
                    }
                    _ => *cell == expected,
                };
                assert!(is_same, "{layout}, {}: {cell} and {expected}", fields[place]);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn all_differences_as_a_file() {
    let bed = Bed::new();
    let (engine, connection) = engine_over(&bed).await;
    let spec = definition(json!({}), &["id", "name"]);
    let id = engine.create_export(&spec, connection, false).await.unwrap();
    write_stores(&bed.data(), 6000, 0);
    let earlier = run(&engine, id).await;
    write_stores(&bed.data(), 6000, 5);
    let later = run(&engine, id).await;
    let to = bed.folder.path().join("differences.csv");
    let saved = engine.save_comparison(earlier.id, later.id, &key(&["id"]), &to).await.unwrap();
    assert_eq!(saved, engine.compare_runs(earlier.id, later.id, &key(&["id"])).await.unwrap());
    let total = saved.added + saved.removed + saved.changed;
    assert!(total > 200);

    let before = rows(&unzip(earlier.file.as_ref().unwrap()));
    let after = rows(&unzip(later.file.as_ref().unwrap()));
    let mut reader = csv::Reader::from_path(&to).unwrap();
    let headers: Vec<_> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(headers, ["difference", "id", "name (before)", "name (after)"]);
    let mut lines = 0;
    for line in reader.records() {
        let line = line.unwrap();
        lines += 1;
        let name = |rows: &Rows| rows.get(&line[1]).map_or(String::new(), |row| row[1].clone());
        assert_eq!((&line[2], &line[3]), (name(&before).as_str(), name(&after).as_str()));
        let kind = match (before.contains_key(&line[1]), after.contains_key(&line[1])) {
            (true, true) => "changed",
            (true, false) => "removed",
            (false, _) => "added",
        };
        assert_eq!(&line[0], kind);
    }
    assert_eq!(lines, total);
}

#[tokio::test(flavor = "multi_thread")]
async fn more_rows_than_memory() {
    let bed = Bed::new();
    let (engine, connection) = engine_over(&bed).await;
    let mut settings = engine.settings().await.unwrap();
    settings.memory_mb = 64;
    engine.save_settings(&settings).await.unwrap();
    // The files' own order is by name, so that both have to be sorted.
    let spec = spec(json!({ "model": "stores", "fields": [{ "field": "id" }, { "field": "name" }],
        "sort": [{ "field": "name" }] }));
    let id = engine.create_export(&spec, connection, false).await.unwrap();
    let long = |turn: u64| {
        let mut text = String::from("id,name\n");
        for row in 0..400_000_u64 {
            if row % 1000 != turn {
                let name = row.wrapping_mul(0x9e37_79b9_7f4a_7c15);
                let changed = if row % 100 == 7 { turn } else { 0 };
                writeln!(text, "{row},{name:0>80}-{name:0>80}-{changed}").unwrap();
            }
        }
        std::fs::write(bed.data().join("stores.csv"), text).unwrap();
    };
    long(1);
    let earlier = run(&engine, id).await;
    long(2);
    let later = run(&engine, id).await;
    let clock = std::time::Instant::now();
    let found = engine.compare_runs(earlier.id, later.id, &key(&["id"])).await.unwrap();
    println!("2 x 400 000 rows of 170 bytes in 64 MB: {:?}", clock.elapsed());
    assert_eq!((found.added, found.removed, found.changed), (400, 400, 4000));
    assert_eq!(found.unchanged, 400_000 - 800 - 4000);
    let left = crate::bed::names(&bed.out());
    assert!(
        left.iter().all(|name| std::path::Path::new(name)
            .extension()
            .is_none_or(|ending| ending != "spool")),
        "{left:?}"
    );

    // Whoever stops waiting stops the work, and nothing is left.
    let to = bed.folder.path().join("differences.csv");
    let key = key(&["id"]);
    {
        let mut saving = std::pin::pin!(engine.save_comparison(earlier.id, later.id, &key, &to));
        tokio::select! {
            biased;
            _ = &mut saving => panic!("it takes longer than that"),
            () = tokio::task::yield_now() => {}
        }
    }
    assert!(!to.exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_compared() {
    let bed = Bed::new();
    let (engine, connection) = engine_over(&bed).await;
    write_stores(&bed.data(), 300, 0);
    let spec = definition(json!({}), &["id", "city"]);
    let id = engine.create_export(&spec, connection, false).await.unwrap();
    let earlier = run(&engine, id).await;
    let later = run(&engine, id).await;
    let compare = |names: &[&str]| {
        let (engine, names) = (engine.clone(), key(names));
        let (earlier, later) = (earlier.id, later.id);
        async move { engine.compare_runs(earlier, later, &names).await }
    };
    assert_eq!(compare(&["id"]).await.unwrap().changed, 0);
    assert_eq!(compare(&["city", "id", "id"]).await.unwrap().key, ["city", "id"]);
    let duplicate = compare(&["city"]).await.unwrap_err();
    assert!(duplicate.message().contains("same key: city = "), "{duplicate}");
    assert!(duplicate.hint().unwrap().contains("key"));
    assert!(compare(&[]).await.is_err());
    let unknown = compare(&["idd"]).await.unwrap_err();
    assert_eq!(unknown.hint().unwrap(), "Did you mean `id`?");

    let missing = engine.compare_runs(earlier.id, 999, &key(&["id"])).await.unwrap_err();
    assert_eq!(missing.code(), "not_found");
    let file = later.file.clone().unwrap();
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    let damaged = compare(&["id"]).await.unwrap_err();
    assert!(damaged.message().contains("test (2).zip"), "{damaged}");
    std::fs::remove_file(&file).unwrap();
    assert_eq!(compare(&["id"]).await.unwrap_err().code(), "file_gone");
}
