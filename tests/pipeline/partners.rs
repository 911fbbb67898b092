//! What partners ask for: names, codes, constant columns, characters.

use std::path::Path;

use export_desk_core::error::Error;
use export_desk_core::run::{RunReport, verify_file};
use serde_json::{Value, json};

use crate::bed::{brand, context, finish, names, rows, spec, unzip};

async fn made(members: Value, out: &Path) -> Result<RunReport, Error> {
    let mut document = json!({
        "model": "customers",
        "fields": [{ "field": "id" }, { "field": "status" }, { "field": "spendable" }],
    });
    document.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    finish(&spec(document), &context(brand(), out)).await
}

fn name(report: &RunReport) -> &str {
    report.file.file_name().unwrap().to_str().unwrap()
}

#[tokio::test]
async fn file_and_entry_have_the_names_that_the_partner_asks_for() {
    let folder = tempfile::tempdir().unwrap();
    // The run's instant is 2026-11-20T10:30:00Z.
    let report = made(
        json!({
            "file_name": "IMP_{date:YYYYMMDDHH24MISS@America/New_York}_{run:04}_{rows:06}",
            "entry_name": "IMP_{date:DDMMYYYY}",
            "format": { "extension": "DAT" },
        }),
        folder.path(),
    )
    .await
    .unwrap();
    assert_eq!(name(&report), "IMP_20261120053000_0001_000200.zip");
    assert_eq!(verify_file(&report.file).unwrap().found.entry_name.unwrap(), "IMP_20112026.DAT");
    for (extension, compression, expected) in [
        ("txt", "none", "test.txt"),
        (".CSV", "gzip", "test.CSV.gz"),
        ("csv", "gzip", "test.csv.gz"),
    ] {
        let format = json!({ "extension": extension, "compression": compression });
        // The manifest of each has the same name.
        let out = folder.path().join(expected);
        let report = made(json!({ "format": format }), &out).await.unwrap();
        assert_eq!(name(&report), expected);
        assert_eq!(verify_file(&report.file).unwrap().rows, Some(200));
    }
    for (members, message) in [
        (json!({ "format": { "extension": "a/b" } }), "`a/b` can't be a file's extension"),
        (json!({ "format": { "extension": "" } }), "can't be a file's extension"),
        (json!({ "entry_name": "{rows}" }), "before the number of rows is known"),
        (json!({ "file_name": "{date:quarter}" }), "isn't a date pattern"),
    ] {
        let error = made(members, folder.path()).await.unwrap_err();
        assert!(error.message().contains(message), "{}", error.message());
    }
}

#[tokio::test]
async fn columns_can_be_constant_and_values_mapped() {
    let folder = tempfile::tempdir().unwrap();
    let plain = made(json!({}), folder.path()).await.unwrap();
    let plain = rows(&unzip(&plain.file));
    let members = json!({
        "fields": [
            { "field": "id" },
            { "field": "status", "format": { "map": { "active": "A", "*": "X" } } },
            { "field": "spendable" },
        ],
        "constants": [
            { "at": 5, "header": "end", "value": "E,1" },
            { "at": 1, "header": "type", "value": "D" },
        ],
    });
    let report = made(members.clone(), folder.path()).await.unwrap();
    assert_eq!(report.headers, ["type", "id", "status", "spendable", "end"]);
    let changed = rows(&unzip(&report.file));
    assert_eq!(changed.len(), plain.len());
    let mut mapped = [0, 0];
    for (row, plain) in changed.iter().zip(&plain) {
        let status = if plain[1] == "active" { "A" } else { "X" };
        mapped[usize::from(status == "A")] += 1;
        assert_eq!(row[..], ["D", &plain[0], status, &plain[2], "E,1"]);
    }
    assert!(mapped[0] > 0 && mapped[1] > 0, "{mapped:?}");
    assert_eq!(verify_file(&report.file).unwrap().rows, Some(200));
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(&report.manifest).unwrap()).unwrap();
    assert_eq!(manifest["columns"][0], json!({ "header": "type", "constant": "D" }));
    assert_eq!(manifest["columns"][3]["field"], "spendable");

    // In JSON the constant and the mapped code are texts.
    let mut json_lines = members;
    json_lines["format"] = json!({ "layout": "json_lines" });
    let report = made(json_lines, folder.path()).await.unwrap();
    let text = unzip(&report.file);
    let first: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!(first["type"], "D");
    assert!(["A", "X"].contains(&first["status"].as_str().unwrap()));

    let unmapped = json!({
        "fields": [{ "field": "status", "format": { "map": { "active": "A" } } }],
    });
    let error = made(unmapped, folder.path()).await.unwrap_err();
    assert!(error.message().contains("for which its map has no entry"), "{}", error.message());
    let nowhere = json!({ "constants": [{ "at": 6, "header": "x", "value": "" }] });
    let error = made(nowhere, folder.path()).await.unwrap_err();
    assert!(error.message().contains("there is no column 6"), "{}", error.message());
}

#[tokio::test]
async fn characters_that_the_partner_forbids_are_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let fields = json!([{ "field": "first_name" }, { "field": "last_name" }]);
    let whole = made(json!({ "fields": fields }), folder.path()).await.unwrap();
    let whole = rows(&unzip(&whole.file));
    let replaced = made(
        json!({
            "fields": fields,
            "format": { "replace": [
                { "find": "a", "with": "," },
                { "find": ",", "with": "_" },
                { "find": "e", "with": "" },
            ] },
        }),
        folder.path(),
    )
    .await
    .unwrap();
    let replaced = rows(&unzip(&replaced.file));
    let expected = |cell: &String| cell.replace(['a', ','], "_").replace('e', "");
    for (row, whole) in replaced.iter().zip(&whole) {
        assert_eq!(*row, whole.iter().map(expected).collect::<Vec<_>>());
    }
    assert!(replaced.iter().flatten().any(|cell| cell.contains('_')));
}

#[tokio::test]
async fn an_export_without_rows_can_fail_and_then_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let nothing = |when_empty: &str| {
        json!({
            "when_empty": when_empty,
            "filters": [[{ "field": "status", "operator": "is", "value": "nobody has it" }]],
        })
    };
    let error = made(nothing("fail"), folder.path()).await.unwrap_err();
    assert_eq!(error.message(), "no rows match, and the export fails when there are none");
    assert_eq!(names(folder.path()), Vec::<String>::new());
    let report = made(nothing("file"), folder.path()).await.unwrap();
    assert_eq!(unzip(&report.file), "id,status,spendable\n");
    let whole = made(json!({ "when_empty": "fail" }), folder.path()).await.unwrap();
    assert_eq!(whole.rows, 200);
}
