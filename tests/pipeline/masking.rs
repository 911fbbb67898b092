//! Masked columns: what is in the files, and what is nowhere.

use std::path::Path;
use std::sync::Arc;

use export_desk_core::catalog::FieldType;
use export_desk_core::compare::{ComparedFile, compare};
use export_desk_core::error::Error;
use export_desk_core::run::{RunContext, RunReport, count, preview, verify_file};
use export_desk_core::secret::{MemorySecrets, SecretStore};
use export_desk_core::source::SourceLimits;
use export_desk_core::spec::ExportSpec;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::bed::{context, finish, names, rows, spec};
use crate::python;

const HEADER: [&str; 9] =
    ["id", "email", "name", "phone", "note", "points", "born", "joined", "active"];
/// Text of a key whose bytes are these letters.
const PARTNER: &str = "a key of the partner";
const OTHER: &str = "hex:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

/// People with odd texts: each value is a missing one where there is none.
fn people() -> Vec<[Option<&'static str>; 9]> {
    [
        [
            " Jane.Doe+News@GoogleMail.com ",
            "Ágnes",
            "06 30 123 4567",
            "x",
            "49.99",
            "1985-01-31",
            "2025-12-31T23:30:00Z",
            "true",
        ],
        [
            "j.d@gmail.com",
            "A\u{301}gnes",
            "+36 (30) 123-4567",
            "",
            "50",
            "1985-02-01",
            "2026-01-01T00:00:00+01:00",
            "false",
        ],
        [
            "ÁRVÍZTŰRŐ@Példa.HU",
            "  Zoë Łuksza  ",
            "0036301234567",
            "<tab>\t",
            "-0.01",
            "2000-02-29",
            "2026-07-01T10:00:00Z",
            "true",
        ],
        [
            "ARVI\u{301}Z@x.com",
            "ΣΊΣΥΦΟΣ",
            "36 30 123 4567",
            "a,\"b\"\nc",
            "0",
            "1970-01-01",
            "1969-12-31T23:59:59Z",
            "true",
        ],
        [
            "A.B+C+D@E.com",
            "İpek",
            "nobody knows",
            "=1+1",
            "-50.5",
            "0999-12-31",
            "2026-10-25T00:30:00Z",
            "true",
        ],
        [
            "no address",
            "O'Brien-Smith, Jr.",
            "+1 650 555 1212",
            "ß",
            "123456789012345678.5",
            "2026-06-15",
            "2026-10-25T01:30:00Z",
            "true",
        ],
        [
            "x y@TikTok.com",
            "\u{a0}Li\u{3000}",
            "(0)30 12345",
            "x",
            "7",
            "2026-01-01",
            "2026-03-29T01:00:00Z",
            "true",
        ],
        ["", "", " ", "", "", "", "", ""],
        ["-", "-", "-", "-", "-", "-", "-", "-"],
    ]
    .into_iter()
    .zip(["1", "2", "3", "4", "5", "6", "7", "8", "9"])
    .map(|(cells, id)| {
        let mut row = [Some(id); 9];
        for (cell, text) in row[1..].iter_mut().zip(cells) {
            *cell = Some(text);
        }
        if id == "8" {
            // Texts that are empty, and values that are missing.
            row[5..].fill(None);
        }
        if id == "9" {
            row[1..].fill(None);
        }
        row
    })
    .collect()
}

/// A folder of people, and their data model.
fn folder_of(people: &[[Option<&str>; 9]]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut model = "id = \"people\"\nlabel = \"People\"\nkey = [\"id\"]\n".to_owned();
    let types = [
        "string", "string", "string", "string", "string", "numeric", "date", "datetime", "boolean",
    ];
    for (name, kind) in HEADER.iter().zip(types) {
        let field = format!("[[fields]]\nid = \"{name}\"\nlabel = \"{name}\"\ntype = \"{kind}\"\n");
        model.push_str(&field);
    }
    std::fs::create_dir(folder.path().join("models")).unwrap();
    std::fs::write(folder.path().join("models/people.toml"), model).unwrap();
    let mut text = HEADER.join(",") + "\n";
    for row in people {
        let cell = |cell: Option<&str>| match cell {
            Some(text) => format!("\"{}\"", text.replace('"', "\"\"")),
            None => String::new(),
        };
        text.push_str(&row.iter().copied().map(cell).collect::<Vec<_>>().join(","));
        text.push('\n');
    }
    std::fs::create_dir(folder.path().join("data")).unwrap();
    std::fs::write(folder.path().join("data/people.csv"), text).unwrap();
    folder
}

/// What runs over that folder, with both keys.
fn desk(folder: &Path, out: &Path) -> RunContext {
    let mut context = context(&folder.join("data"), out);
    assert_eq!(context.catalog.load_models(&folder.join("models")).len(), 0);
    let secrets = MemorySecrets::default();
    secrets.set("mask-key/Partner", PARTNER).unwrap();
    secrets.set("mask-key/Other", OTHER).unwrap();
    context.secrets = Arc::new(secrets);
    context
}

fn masked(fields: &Value, more: Value) -> ExportSpec {
    let mut members = json!({ "model": "people", "fields": fields });
    members.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    spec(members)
}

/// Every kind of mask, each a column of its own.
fn columns() -> Vec<(&'static str, Value)> {
    let hash = |recipe: &str| json!({ "method": "hash", "recipe": recipe });
    let national = json!({
        "method": "hash", "recipe": "phone_e164", "without_plus": "national",
        "country_code": "36", "trunk_prefix": "06", "when_invalid": "empty",
    });
    let digits = json!({
        "method": "keyed_hash", "key": "Other", "recipe": "phone_digits",
        "without_plus": "international", "when_invalid": "empty",
    });
    vec![
        ("id", Value::Null),
        ("email", hash("plain")),
        ("email", hash("email")),
        ("email", hash("email_meta")),
        ("email", hash("email_google")),
        ("email", hash("email_google_ads")),
        ("email", hash("email_tiktok")),
        ("email", json!({ "method": "keyed_hash", "key": "Partner" })),
        ("email", json!({ "method": "keyed_hash", "key": "Other", "recipe": "email" })),
        ("email", json!({ "method": "hash", "hash_empty": true })),
        ("name", hash("name")),
        ("name", hash("name_meta")),
        ("name", json!({ "method": "keep", "first": 1, "last": 2 })),
        ("name", json!({ "method": "keep", "last": 1, "with": "•" })),
        ("note", json!({ "method": "hash" })),
        ("phone", national),
        ("phone", digits),
        ("points", json!({ "method": "band", "width": 50 })),
        ("points", json!({ "method": "hash" })),
        ("born", json!({ "method": "truncate", "to": "month" })),
        ("born", json!({ "method": "truncate", "to": "year" })),
        ("born", json!({ "method": "keyed_hash", "key": "Partner" })),
        ("joined", json!({ "method": "truncate", "to": "month" })),
        ("joined", json!({ "method": "hash" })),
        ("active", json!({ "method": "hash" })),
        ("note", json!({ "method": "remove" })),
    ]
}

fn all_fields() -> Value {
    let field = |(place, (field, mask)): (usize, (&str, Value))| {
        let header = format!("{field}_{place}");
        let mut column = json!({ "field": field, "header": header, "format": { "width": 70 } });
        if !mask.is_null() {
            column["mask"] = mask;
        }
        column
    };
    columns().into_iter().enumerate().map(field).collect()
}

fn manifest(report: &RunReport) -> Value {
    serde_json::from_slice(&std::fs::read(&report.manifest).unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn masked_values_are_those_of_an_independent_program_in_every_layout() {
    let folder = folder_of(&people());
    let (mut files, mut shown) = (Vec::new(), Vec::new());
    for layout in ["delimited", "fixed_width", "json_lines", "json_array", "xml", "xlsx", "parquet"]
    {
        let out = folder.path().join(layout);
        let desk = desk(folder.path(), &out);
        let mut format = json!({ "layout": layout, "compression": "none" });
        if layout == "delimited" {
            format["missing"] = json!("NULL");
        }
        let spec = masked(&all_fields(), json!({ "format": format }));
        let report = finish(&spec, &desk).await.unwrap();
        assert_eq!(verify_file(&report.file).unwrap().rows, Some(9), "{layout}");
        let manifest = manifest(&report);
        assert_eq!(manifest["masked"].as_array().unwrap().len(), columns().len() - 1);
        assert_eq!(manifest["masked"], json!(report.masked));
        // As Python's hmac has it; see `MaskKey::id`.
        assert_eq!(manifest["masked"][6]["key"], "Partner");
        assert_eq!(manifest["masked"][6]["key_id"], "83186bb6eae762d3");
        assert_eq!(manifest["masked"][7]["key_id"], "c58b9d4abf3c62ea");
        assert_eq!(manifest["masked"][14]["invalid_rows"], 3, "{layout}");
        assert_eq!(report.warnings.len(), 2, "{:?}", report.warnings);
        assert_eq!(report.warnings[0].path, "fields[15].mask");
        assert_eq!(
            report.warnings[0].message,
            "3 values of `phone` aren't phone numbers and are left empty (first rows 4, 5, 7)"
        );
        files.push(json!({ "layout": layout, "path": report.file }));

        let preview = preview(&spec, &desk, 20).await.unwrap();
        assert_eq!(preview.warnings, report.warnings, "{layout}");
        assert!(preview.types.iter().all(|kind| *kind == FieldType::String), "{layout}");
        if matches!(layout, "delimited" | "fixed_width" | "json_lines") {
            assert_eq!(preview.bytes, std::fs::read(&report.file).unwrap(), "{layout}");
        }
        shown.push(preview.cells);
    }
    // Whatever the layout, people see the same cells.
    for cells in &shown[2..] {
        assert_eq!(*cells, shown[1]);
    }
    let asked = json!({
        "zone": "Europe/Budapest",
        "header": HEADER,
        "rows": people(),
        "columns": columns().iter().map(|(field, mask)| json!({ "field": field, "mask": mask }))
            .collect::<Vec<_>>(),
        "keys": { "Partner": PARTNER, "Other": OTHER },
        "files": files,
    });
    let differences = python::run("pipeline/masked.py", asked.to_string().as_bytes());
    assert_eq!(differences, json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_order_and_groups_use_the_true_values() {
    let folder = folder_of(&people());
    let out = tempfile::tempdir().unwrap();
    let desk = desk(folder.path(), out.path());
    let email = json!({ "field": "email", "mask": { "method": "hash", "recipe": "email" } });
    let spec = masked(
        &json!([{ "field": "id" }, email]),
        json!({
            "filters": [[{ "field": "email", "operator": "contains", "value": "gmail" }]],
            "format": { "compression": "none" },
        }),
    );
    let found = rows(&std::fs::read_to_string(finish(&spec, &desk).await.unwrap().file).unwrap());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0][0], "2");
    assert_eq!(count(&spec, &desk).await.unwrap(), 1);

    let points = json!({ "field": "points", "mask": { "method": "band", "width": 100 } });
    let spec = masked(
        &json!([{ "field": "id" }, points]),
        json!({
            "filters": [[{ "field": "points", "operator": "is_not_empty" }]],
            "sort": [{ "field": "points" }],
            "format": { "compression": "none" },
        }),
    );
    let report = finish(&spec, &desk).await.unwrap();
    let found = rows(&std::fs::read_to_string(report.file).unwrap());
    let ids: Vec<&str> = found.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(ids, ["5", "3", "4", "7", "1", "2", "6"]);
    assert_eq!(report.warnings[0].path, "sort[0].field");

    // Groups are those of the values: two of them have one band.
    let spec = masked(
        &json!([
            { "field": "points", "aggregate": "group", "mask": { "method": "band", "width": 100 } },
            { "field": "id", "aggregate": "count", "header": "n" },
        ]),
        json!({ "aggregation": true, "format": { "compression": "none" } }),
    );
    let report = finish(&spec, &desk).await.unwrap();
    let found = rows(&std::fs::read_to_string(report.file).unwrap());
    assert_eq!(found.iter().filter(|row| row[0] == "0-100").count(), 4);
    assert!(report.warnings[0].message.contains("rows may look alike"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plain_hash_is_of_the_words_that_the_file_would_have() {
    let folder = folder_of(&people());
    let out = tempfile::tempdir().unwrap();
    let words = json!({ "boolean": { "true": "Y", "false": "N" } });
    let spec = masked(
        &json!([{ "field": "active", "mask": { "method": "hash" } }]),
        json!({
            "filters": [[{ "field": "id", "operator": "is", "value": "1" }]],
            "format": { "compression": "none", "values": words },
        }),
    );
    let report = finish(&spec, &desk(folder.path(), out.path())).await.unwrap();
    let found = rows(&std::fs::read_to_string(report.file).unwrap());
    // As `printf Y | sha256sum` has it.
    assert_eq!(found, [["18f5384d58bcb1bba0bcd9e6a6781d1a6ac2cc280c330ecbab6cb7931b721552"]]);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_message_holds_a_masked_value() {
    const SECRET: &str = "Marker-5eCret";
    let mut wrong = people();
    wrong[2][3] = Some(SECRET);
    let folder = folder_of(&wrong);
    let out = tempfile::tempdir().unwrap();
    let desk = desk(folder.path(), out.path());
    let hidden = |error: &Error| {
        let text = format!("{} {:?} {error:?} {error}", error.message(), error.hint());
        assert!(!text.contains(SECRET), "{text}");
        error.message()
    };
    // A value that the mask can't read stops the run.
    let phone = json!([{ "field": "phone", "mask": {
        "method": "hash", "recipe": "phone_e164", "without_plus": "national",
        "country_code": "36", "trunk_prefix": "06",
    } }]);
    let spec = masked(&phone, json!({}));
    let message = hidden(&finish(&spec, &desk).await.unwrap_err());
    assert!(message.starts_with("field `phone` in row 3 isn't a phone number"), "{message}");
    hidden(&preview(&spec, &desk, 5).await.unwrap_err());

    // So does one that isn't of its field's type: the column is named, not the value.
    let mut wrong = people();
    wrong[2][5] = Some(SECRET);
    let folder = folder_of(&wrong);
    let desk = self::desk(folder.path(), out.path());
    let points = json!([{ "field": "points", "mask": { "method": "band", "width": 10 } }]);
    let spec = masked(&points, json!({}));
    let message = hidden(&finish(&spec, &desk).await.unwrap_err());
    assert!(message.contains("line 4, column `points`"), "{message}");
    assert!(message.contains("it isn't shown, because columns of this export are masked"));
    hidden(&preview(&spec, &desk, 5).await.unwrap_err());
    let filter = json!({ "filters": [[{ "field": "points", "operator": "is", "value": 1 }]] });
    hidden(&count(&masked(&points, filter), &desk).await.unwrap_err());
    // Where nothing is masked, the value helps to find it.
    let plain = masked(&json!([{ "field": "points" }]), json!({}));
    assert!(finish(&plain, &desk).await.unwrap_err().message().contains(SECRET));
    assert_eq!(names(out.path()), Vec::<String>::new());
}

#[tokio::test]
async fn without_its_key_nothing_is_read() {
    let out = tempfile::tempdir().unwrap();
    let empty = tempfile::tempdir().unwrap();
    for folder in ["data", "models"] {
        std::fs::create_dir(empty.path().join(folder)).unwrap();
    }
    let mut desk = desk(empty.path(), out.path());
    let mask = json!({ "method": "keyed_hash", "key": "Nobody" });
    // There isn't even a table.
    let spec = spec(json!({ "model": "stores", "fields": [{ "field": "id", "mask": mask }] }));
    let error = finish(&spec, &desk).await.unwrap_err();
    assert_eq!(error.message(), "there is no masking key “Nobody”");
    assert!(error.hint().unwrap().contains("EXPORT_DESK_MASK_KEY_NAME"));
    let error = preview(&spec, &desk, 5).await.unwrap_err();
    assert_eq!(error.message(), "there is no masking key “Nobody”");
    let secrets = MemorySecrets::default();
    secrets.set("mask-key/Nobody", "too short").unwrap();
    desk.secrets = Arc::new(secrets);
    let error = finish(&spec, &desk).await.unwrap_err();
    assert_eq!(error.message(), "the key has fewer than 16 bytes");
    assert_eq!(names(out.path()), Vec::<String>::new());
}

/// The chunk in which a part ends is encoded twice.
#[tokio::test(flavor = "multi_thread")]
async fn values_that_cannot_be_read_are_counted_once_however_the_file_is_divided() {
    let ids: Vec<String> = (0..3000).map(|number| format!("{number:05}")).collect();
    let people: Vec<[Option<&str>; 9]> = ids
        .iter()
        .enumerate()
        .map(|(place, id)| {
            let mut row = [None; 9];
            row[0] = Some(id.as_str());
            row[3] = Some(if place % 3 == 0 { "unknown" } else { "+36301234567" });
            row
        })
        .collect();
    let folder = folder_of(&people);
    let out = tempfile::tempdir().unwrap();
    let desk = desk(folder.path(), out.path());
    let phone = json!([{ "field": "id" }, { "field": "phone", "mask": {
        "method": "hash", "recipe": "phone_e164", "when_invalid": "empty",
    } }]);
    for split in [json!({ "by": "bytes", "limit": 5000 }), json!({ "by": "rows", "limit": 700 })] {
        let members = json!({
            "split": split, "file_name": "{name}_{part}", "format": { "compression": "none" },
        });
        let report = finish(&masked(&phone, members), &desk).await.unwrap();
        assert!(report.artifacts.len() > 4);
        assert_eq!(report.masked[0].invalid_rows, 1000);
        assert_eq!(
            report.warnings[0].message,
            "1,000 values of `phone` aren't phone numbers and are left empty (first rows 1, 4, 7)"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn masked_columns_are_compared_as_they_are() {
    let folder = folder_of(&people());
    let mut files = Vec::new();
    for (key, header) in [("Partner", "a"), ("Other", "b"), ("Partner", "c")] {
        let out = folder.path().join(header);
        let desk = desk(folder.path(), &out);
        let mask = json!({ "method": "keyed_hash", "key": key });
        let fields = json!([{ "field": "id" }, { "field": "email", "mask": mask }]);
        let spec = masked(&fields, json!({ "format": { "compression": "none" } }));
        let report = finish(&spec, &desk).await.unwrap();
        files.push(ComparedFile {
            path: report.file.clone(),
            parts: vec![report.file.clone()],
            first_header_only: false,
            dialect: spec.format.resolve().unwrap(),
            password: None,
            headers: report.headers.clone(),
            widths: Vec::new(),
            rows: report.rows,
            content_bytes: report.content_bytes,
        });
    }
    let spill = tempfile::tempdir().unwrap();
    let limits = SourceLimits::new(spill.path());
    let by = ["id".to_owned()];
    let compared = async |one: usize, other: usize| {
        let (one, other) = (&files[one], &files[other]);
        compare(one, other, &by, &limits, None).await.unwrap()
    };
    let same = compared(0, 2).await;
    assert_eq!((same.changed, same.unchanged), (0, 9));
    // Empty and missing values have no hash.
    let other = compared(0, 1).await;
    assert_eq!((other.changed, other.unchanged), (7, 2));
}

#[tokio::test]
async fn masks_that_cannot_be_are_refused_in_words() {
    let folder = folder_of(&people());
    let out = tempfile::tempdir().unwrap();
    let desk = desk(folder.path(), out.path());
    let hash = |more: Value| {
        let mut mask = json!({ "method": "hash" });
        mask.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        mask
    };
    for (field, mask, path, message) in [
        ("name", json!({ "method": "band", "width": 5 }), "mask.method", "doesn't fit `name`"),
        ("points", json!({ "method": "keep", "first": 1 }), "mask.method", "`keep` doesn't fit"),
        ("note", json!({ "method": "truncate", "to": "year" }), "mask.method", "`truncate`"),
        ("points", json!({ "method": "band" }), "mask.width", "no width"),
        ("points", json!({ "method": "band", "width": 0 }), "mask.width", "no width"),
        ("born", json!({ "method": "truncate" }), "mask.to", "what stays of the date"),
        ("name", json!({ "method": "keep" }), "mask.first", "no character is kept"),
        ("name", json!({ "method": "keep", "first": 1, "with": "\n" }), "mask.with", "can't stand"),
        ("name", json!({ "method": "keyed_hash" }), "mask.key", "names no key"),
        ("name", json!({ "method": "keyed_hash", "key": " " }), "mask.key", "has no name"),
        ("name", json!({ "method": "remove", "width": 5 }), "mask.width", "has no meaning"),
        ("name", hash(json!({ "key": "Partner" })), "mask.key", "has no meaning"),
        ("name", hash(json!({ "when_invalid": "empty" })), "mask.when_invalid", "has no meaning"),
        ("points", hash(json!({ "recipe": "email" })), "mask.recipe", "the recipe is for texts"),
        (
            "phone",
            hash(json!({ "recipe": "phone_e164", "without_plus": "national" })),
            "mask.country_code",
            "need a country code",
        ),
        (
            "phone",
            hash(json!({
                "recipe": "phone_e164", "without_plus": "national", "country_code": "36",
            })),
            "mask.trunk_prefix",
            "begin with at home",
        ),
        (
            "phone",
            hash(json!({
                "recipe": "phone_e164", "without_plus": "national", "country_code": "036",
                "trunk_prefix": "06",
            })),
            "mask.country_code",
            "1 to 3 digits",
        ),
    ] {
        let spec = masked(&json!([{ "field": field, "mask": mask }]), json!({}));
        let Error::Spec(error) = finish(&spec, &desk).await.unwrap_err() else {
            panic!("{mask} is wrong");
        };
        let found = error.problems.iter().find(|problem| {
            problem.path == format!("fields[0].{path}") && problem.message.contains(message)
        });
        assert!(found.is_some_and(|problem| problem.hint.is_some()), "{mask}: {error}");
    }
    let email = json!([{ "field": "email", "mask": { "method": "hash" } }, { "field": "id" }]);
    for (more, message) in [
        (
            json!({ "split": { "by": "field", "field": "email" }, "file_name": "{value}" }),
            "each part would tell a true value",
        ),
        (json!({ "format": { "layout": "fixed_width" } }), "field `email` has no width"),
    ] {
        let error = finish(&masked(&email, more), &desk).await.unwrap_err();
        assert!(error.to_string().contains(message), "{error}");
    }
    let points = json!([{ "field": "points", "mask": { "method": "band", "width": 5 } }]);
    let lines = json!({ "format": { "lines_after": ["{sum:points}"] } });
    let error = finish(&masked(&points, lines), &desk).await.unwrap_err();
    assert!(error.message().contains("would tell true values of `points`"), "{error}");
    let narrow = json!([{
        "field": "email", "format": { "width": 60 }, "mask": { "method": "hash" },
    }]);
    let fixed = json!({ "format": { "layout": "fixed_width" } });
    let error = finish(&masked(&narrow, fixed), &desk).await.unwrap_err();
    assert!(error.message().contains("a hash has 64 characters"), "{error}");
    let twice = json!([
        { "field": "email", "mask": { "method": "hash" } },
        { "field": "email", "header": "as_it_is" },
    ]);
    let report = finish(&masked(&twice, json!({})), &desk).await.unwrap();
    assert!(report.warnings[0].message.contains("another column has its true values"));

    for (mask, path, hint) in [
        (json!({ "method": "hahs" }), "fields[0].mask.method", "Did you mean `hash`?"),
        (json!({ "method": "band", "widht": 5 }), "fields[0].mask.widht", "Did you mean `width`?"),
        (json!({ "recipe": "email" }), "fields[0].mask", "Add `method`."),
        (hash(json!({ "recipe": "emial" })), "fields[0].mask.recipe", "Did you mean `email`?"),
    ] {
        let document = json!({
            "version": 2, "name": "x", "model": "people", "timezone": "UTC",
            "fields": [{ "field": "email", "mask": mask }],
        });
        let error = ExportSpec::from_json(&document.to_string()).unwrap_err();
        assert_eq!(error.problems[0].path, path);
        assert_eq!(error.problems[0].hint.as_deref(), Some(hint), "{error}");
    }
}
