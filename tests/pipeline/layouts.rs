//! Runs in every layout: the same rows as in delimited text, by programs that
//! share nothing with the engine.

use std::fs::File;
use std::io::Write;
use std::path::Path;

use export_desk_core::run::{RunReport, preview, verify_file};
use serde_json::{Value, json};

use crate::bed::{brand, context, finish, spec};
use crate::python;

const FIELDS: [&str; 7] =
    ["id", "first_name", "country", "spendable", "status", "birth_date", "created_at"];

fn fields() -> Value {
    let widths = [26, 40, 12, 20, 12, 12, 40];
    FIELDS
        .iter()
        .zip(widths)
        .map(|(field, width)| json!({ "field": field, "format": { "width": width } }))
        .collect()
}

async fn made(layout: &str, compression: &str, out: &Path) -> RunReport {
    let spec = spec(json!({
        "model": "customers",
        "fields": fields(),
        "format": { "layout": layout, "compression": compression },
    }));
    finish(&spec, &context(brand(), out)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_layout_has_the_rows_of_delimited_text() {
    let folder = tempfile::tempdir().unwrap();
    let plain = made("delimited", "none", folder.path()).await;
    assert_eq!(plain.rows, 200);
    let mut files = Vec::new();
    for (layout, extension) in [
        ("fixed_width", "txt"),
        ("json_lines", "jsonl"),
        ("json_array", "json"),
        ("xml", "xml"),
        ("xlsx", "xlsx"),
        ("parquet", "parquet"),
    ] {
        for compression in ["none", "gzip", "zip"] {
            let out = folder.path().join(format!("{layout}-{compression}"));
            let report = made(layout, compression, &out).await;
            let ending = match compression {
                "zip" => "zip".to_owned(),
                "gzip" => format!("{extension}.gz"),
                _ => extension.to_owned(),
            };
            assert_eq!(
                report.file.file_name().unwrap().to_str().unwrap(),
                format!("test.{ending}")
            );
            let verified = verify_file(&report.file).unwrap();
            assert_eq!(verified.rows, Some(200), "{layout} {compression}");
            assert_eq!(verified.manifest, Some(report.manifest.clone()));
            let again = made(layout, compression, &folder.path().join("again")).await;
            assert_eq!(again.sha256, report.sha256, "{layout} {compression}");
            if compression == "none" {
                files.push(json!({ "layout": layout, "path": report.file }));
            }
        }
    }
    let asked = json!({ "plain": plain.file, "files": files });
    let differences = python::run("pipeline/same_rows.py", asked.to_string().as_bytes());
    assert_eq!(differences, json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_changed_or_cut_is_not_verified() {
    let folder = tempfile::tempdir().unwrap();
    for layout in ["xlsx", "json_lines", "xml"] {
        let report = made(layout, "none", folder.path()).await;
        let whole = std::fs::read(&report.file).unwrap();
        let mut file = File::create(&report.file).unwrap();
        file.write_all(&whole[..whole.len() - 40]).unwrap();
        drop(file);
        assert!(verify_file(&report.file).is_err(), "{layout}");
        std::fs::write(&report.file, whole).unwrap();
        assert_eq!(verify_file(&report.file).unwrap().rows, Some(200));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_parquet_file_alone_is_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let report = made("parquet", "none", folder.path()).await;
    std::fs::remove_file(&report.manifest).unwrap();
    let whole = std::fs::read(&report.file).unwrap();
    for damaged in
        [&whole[..whole.len() - 1], &whole[..whole.len() / 2], &[&whole, &b"x"[..]].concat()]
    {
        std::fs::write(&report.file, damaged).unwrap();
        assert!(verify_file(&report.file).is_err(), "{} bytes", damaged.len());
    }
    std::fs::write(&report.file, whole).unwrap();
    assert!(verify_file(&report.file).is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn values_that_look_like_missing_ones_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let rows = "{\"id\":\"a\",\"spendable\":0,\"created_at\":\"9999-12-31\"}\n{\"id\":\"b\"}\n";
    std::fs::write(data.join("customers.jsonl"), rows).unwrap();
    let with = |missing: &str, enclosure: &str| {
        let fields = json!([{ "field": "id" }, { "field": "spendable" },
            { "field": "created_at", "format": { "datetime": "%Y-%m-%d" } }]);
        spec(json!({ "model": "customers", "fields": fields, "timezone": "UTC", "format":
            { "missing": missing, "compression": "none", "enclosure": enclosure } }))
    };
    for (missing, expected) in [
        ("0", "a,\"0\",9999-12-31\nb,0,0\n"),
        ("9999-12-31", "a,0,\"9999-12-31\"\nb,9999-12-31,9999-12-31\n"),
    ] {
        let report = finish(&with(missing, "double_quote"), &context(&data, folder.path())).await;
        let text = std::fs::read_to_string(report.unwrap().file).unwrap();
        assert!(text.ends_with(expected), "{text}");
        let refused = finish(&with(missing, "none"), &context(&data, folder.path())).await;
        let message = refused.unwrap_err().message();
        assert!(message.contains("row 1 is the text that stands for missing values"), "{message}");
    }
}

#[tokio::test]
async fn a_preview_shows_the_files_bytes_or_its_rows() {
    let folder = tempfile::tempdir().unwrap();
    for layout in ["fixed_width", "json_lines", "json_array", "xml", "xlsx", "parquet"] {
        let spec = spec(json!({
            "model": "customers",
            "fields": fields(),
            "format": { "layout": layout, "compression": "none" },
        }));
        let context = context(brand(), folder.path());
        let shown = preview(&spec, &context, 5).await.unwrap();
        assert_eq!((shown.rows, shown.cells.len()), (5, 5), "{layout}");
        assert_eq!(shown.cells[0].len(), FIELDS.len());
        assert!(shown.bytes_per_row > 0.0);
        let text = String::from_utf8(shown.bytes).unwrap();
        if matches!(layout, "xlsx" | "parquet") {
            assert!(text.starts_with("id,first_name,"), "{text}");
        } else {
            let report = finish(&spec, &context).await.unwrap();
            let file = std::fs::read_to_string(&report.file).unwrap();
            assert!(file.starts_with(&text), "{layout}: {text}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_numbers_have_their_sign_before_zeros() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let rows = "id,mobile_phone,spendable\na,+36301234567,-5\n";
    std::fs::write(data.join("customers.csv"), rows).unwrap();
    let zeros = |field: &str, width: u16| json!({ "field": field, "format": { "width": width, "align": "right", "fill": "0" } });
    let spec = spec(json!({
        "model": "customers",
        "fields": [zeros("id", 3), zeros("mobile_phone", 14), zeros("spendable", 6)],
        "format": { "layout": "fixed_width", "header": false, "compression": "none" },
    }));
    let report = finish(&spec, &context(&data, folder.path())).await.unwrap();
    let text = std::fs::read_to_string(report.file).unwrap();
    assert_eq!(text.trim_end(), "00a00+36301234567-00005");
}

#[tokio::test]
async fn what_a_layout_cannot_hold_is_refused_before_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let context = context(brand(), folder.path());
    let doubled = json!([{ "field": "id" }, { "field": "country", "header": "id" }]);
    let comma = json!([{ "field": "spendable", "format": { "decimal_sign": "," } }]);
    let implied = json!([{ "field": "spendable", "format": { "decimal_sign": "implied" } }]);
    let text = json!([{ "field": "spendable", "empty": "n/a" }]);
    let named = |header: &str| json!([{ "field": "id", "header": header }]);
    let zeros = json!({ "layout": "fixed_width" });
    let filled = |field: &str, fill: &str| json!([{ "field": field, "format": { "width": 40, "fill": fill } }]);
    let nil = json!({ "style": "attributes", "missing": "nil" });
    for (format, fields, message) in [
        (json!({ "layout": "fixed_width" }), json!("all"), "needs the width of each field"),
        (json!({ "layout": "fixed_width" }), json!([{ "field": "id" }]), "field `id` has no width"),
        (zeros.clone(), filled("id", "0"), "digits behind a value"),
        (zeros.clone(), filled("created_at", "0"), "digits behind a value"),
        (zeros.clone(), filled("spendable", "-"), "would be read as a part of it"),
        (zeros, filled("spendable", ","), "would be read as a part of it"),
        (
            json!({ "layout": "xml", "receivers": ["mysql"], "hold": "stop" }),
            json!([{ "field": "id" }]),
            "aren't held against the limits of receivers",
        ),
        (json!({ "layout": "json_lines" }), doubled.clone(), "two columns are called `id`"),
        (json!({ "layout": "xml" }), doubled.clone(), "two columns are called `id`"),
        (json!({ "layout": "xml" }), named("First name"), "`First name` can't be a name in XML"),
        (json!({ "layout": "xml" }), named("xmlId"), "`xmlId` can't be a name in XML"),
        (
            json!({ "layout": "xml", "encoding": "iso-8859-1" }),
            named("Ő"),
            "`Ő` can't be a name in XML",
        ),
        (
            json!({ "layout": "xml", "xml": { "style": "fields" } }),
            named("a\u{1}"),
            "holds U+0001, which XML can't hold",
        ),
        (
            json!({ "layout": "xml", "xml": { "root": "a:b" } }),
            named("id"),
            "`a:b` can't be the name of the root element",
        ),
        (json!({ "layout": "xml", "xml": nil }), named("id"), "where values are attributes"),
        (json!({ "layout": "parquet" }), doubled, "two columns are called `id`"),
        (json!({ "layout": "json_array" }), comma.clone(), "no decimal sign of their own"),
        (json!({ "layout": "xlsx" }), comma, "no decimal sign of their own"),
        (json!({ "layout": "parquet" }), text, "holds no texts"),
        (json!({ "layout": "delimited" }), implied, "needs the number of decimals"),
        (
            json!({ "layout": "json_lines", "encoding": "windows-1250" }),
            json!([{ "field": "id" }]),
            "JSON is UTF-8",
        ),
    ] {
        let spec = spec(json!({ "model": "customers", "fields": fields, "format": format }));
        let error = finish(&spec, &context).await.unwrap_err();
        assert!(error.message().contains(message), "{}", error.message());
    }
}
