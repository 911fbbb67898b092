//! Parts of a file: none is too large, and together they are the undivided file.

use std::io::Read;
use std::path::Path;

use export_desk_core::run::{Artifact, ArtifactRole, RunReport, verify_file};
use serde_json::{Value, json};

use crate::bed::{brand, context, finish, names, spec};

async fn made(out: &Path, members: Value) -> Result<RunReport, export_desk_core::error::Error> {
    let mut document = json!({
        "model": "events",
        "fields": [
            { "field": "id" }, { "field": "action" }, { "field": "points" },
            { "field": "timestamp" },
        ],
    });
    document.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    finish(&spec(document), &context(brand(), out)).await
}

/// The text of a file, unpacked.
fn text(file: &Path) -> Vec<u8> {
    let bytes = std::fs::read(file).unwrap();
    let mut text = Vec::new();
    match file.extension().unwrap().to_str().unwrap() {
        "zip" => {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            for index in 0..archive.len() {
                archive.by_index(index).unwrap().read_to_end(&mut text).unwrap();
            }
        }
        "gz" => {
            flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut text).unwrap();
        }
        _ => text = bytes,
    }
    text
}

fn data(report: &RunReport) -> Vec<&Artifact> {
    report.artifacts.iter().filter(|artifact| artifact.role == ArtifactRole::Data).collect()
}

#[tokio::test]
async fn parts_together_are_the_undivided_file() {
    for layout in ["delimited", "fixed_width", "json_lines", "json_array", "xml"] {
        for compression in ["none", "gzip", "zip"] {
            for (by, limit) in [("rows", 301), ("bytes", 20_000), ("packed_bytes", 8_000)] {
                for encoding in ["utf-8", "utf-16le"] {
                    if encoding == "utf-16le" && layout.starts_with("json") {
                        continue;
                    }
                    check(layout, compression, by, limit, encoding).await;
                }
            }
        }
    }
}

async fn check(layout: &str, compression: &str, by: &str, limit: u64, encoding: &str) {
    let label = format!("{layout} {compression} {by} {encoding}");
    let folder = tempfile::tempdir().unwrap();
    let format = json!({ "layout": layout, "compression": compression, "encoding": encoding });
    let fields: Vec<Value> = ["id", "action", "points", "timestamp"]
        .into_iter()
        .map(|field| json!({ "field": field, "format": { "width": 40 } }))
        .collect();
    let undivided = json!({ "format": format, "fields": fields, "file_name": "w" });
    let whole = made(&folder.path().join("whole"), undivided).await.unwrap();
    let divided = json!({
        "format": format,
        "fields": fields,
        "file_name": "{name}_{part:03}",
        "split": { "by": by, "limit": limit, "header": "first" },
    });
    let divided = made(&folder.path().join("parts"), divided).await.unwrap();
    let parts = data(&divided);
    assert!(parts.len() > 2, "{label}: {} parts", parts.len());
    assert_eq!(parts.iter().map(|part| part.rows).sum::<u64>(), whole.rows, "{label}");
    let mut joined = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let content = text(&part.path);
        match by {
            "rows" => assert!(part.rows <= limit, "{label}"),
            "bytes" => assert!(content.len() as u64 <= limit, "{label}: {}", content.len()),
            _ => assert!(part.bytes <= limit, "{label}: {}", part.bytes),
        }
        let verified = verify_file(&part.path).unwrap();
        assert_eq!(verified.rows, Some(part.rows), "{label}");
        let content = match layout {
            "json_array" => {
                let rows = content.strip_prefix(b"[").unwrap().strip_suffix(b"\n]\n").unwrap();
                let comma: &[u8] = if index == 0 { b"[" } else { b"," };
                [comma, rows].concat()
            }
            "xml" => {
                let frame = frame(encoding);
                let rows = content.strip_prefix(&frame.0[..]).unwrap();
                let rows = rows.strip_suffix(&frame.1[..]).unwrap();
                if index == 0 { [&frame.0[..], rows].concat() } else { rows.to_vec() }
            }
            _ => content,
        };
        joined.extend(content);
    }
    match layout {
        "json_array" => joined.extend(b"\n]\n"),
        "xml" => joined.extend(frame(encoding).1),
        _ => {}
    }
    assert!(joined == text(&whole.file), "{label}");
}

/// What stands before and behind the rows of an XML document.
fn frame(encoding: &str) -> (Vec<u8>, Vec<u8>) {
    let (name, is_wide) = match encoding {
        "utf-16le" => ("UTF-16", true),
        _ => ("UTF-8", false),
    };
    let bytes = |text: String| -> Vec<u8> {
        if is_wide {
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        } else {
            text.into_bytes()
        }
    };
    let mark = if is_wide { "\u{feff}" } else { "" };
    let before = format!("{mark}<?xml version=\"1.0\" encoding=\"{name}\"?>\n<rows>\n");
    (bytes(before), bytes("</rows>\n".to_owned()))
}

#[tokio::test]
async fn a_part_for_each_value_and_one_archive_for_all() {
    let folder = tempfile::tempdir().unwrap();
    let members = json!({
        "split": { "by": "field", "field": "action", "archive": "one" },
        "entry_name": "{value}",
        "companions": [{ "name": "{file}.sha256", "content": "sha256" }],
    });
    let report = made(folder.path(), members).await.unwrap();
    assert_eq!(names(folder.path()), ["test.manifest.json", "test.zip", "test.zip.sha256"]);
    assert_eq!(verify_file(&report.file).unwrap().rows, Some(report.rows));
    let file = std::fs::File::open(&report.file).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    assert!(archive.len() > 3);
    let mut rows = 0;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let value = entry.name().unwrap().trim_end_matches(".csv").to_owned();
        let mut content = String::new();
        entry.read_to_string(&mut content).unwrap();
        for row in csv::Reader::from_reader(content.as_bytes()).records() {
            assert_eq!(row.unwrap()[1], value);
            rows += 1;
        }
    }
    assert_eq!(rows, report.rows);
}

#[tokio::test(flavor = "multi_thread")]
async fn companions_of_one_archive_tell_how_many_parts_are_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let members = json!({
        "split": { "by": "rows", "limit": 500, "archive": "one" },
        "entry_name": "{part}",
        "companions": [
            { "name": "{parts}.each", "content": "text", "lines": ["{file} {parts} {rows}"] },
            { "name": "{parts}.all", "content": "text", "of": "all", "lines": ["{parts} {files}"],
              "lines_of_files": ["{file} {parts}"] },
        ],
    });
    let report = made(folder.path(), members).await.unwrap();
    let (rows, parts) = (report.rows, report.rows.div_ceil(500));
    assert!(parts > 1);
    let text = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(text(&format!("{parts}.each")), format!("test.zip {parts} {rows}\n"));
    assert_eq!(text(&format!("{parts}.all")), format!("{parts} 1\ntest.zip {parts}\n"));
}

#[tokio::test]
async fn what_cannot_be_divided_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let named = "{name}_{part}";
    let one_archive = |name: &str, line: &str| {
        json!({
            "split": { "by": "rows", "limit": 500, "archive": "one" }, "entry_name": "{part}",
            "companions": [{ "name": name, "content": "text", "lines": [line] }],
        })
    };
    for (members, message) in [
        (json!({ "split": { "by": "rows" }, "file_name": named }), "doesn't say how many rows"),
        (json!({ "split": { "by": "rows", "limit": 5 } }), "all parts would have one name"),
        (
            json!({ "split": { "by": "field", "field": "source" }, "file_name": named }),
            "field `source` isn't exported",
        ),
        (
            json!({ "split": { "by": "rows", "limit": 5 }, "file_name": named,
                "format": { "layout": "xlsx" } }),
            "XLSX can't be split",
        ),
        (
            json!({ "split": { "by": "rows", "limit": 5, "archive": "one" },
                "entry_name": "{part}", "format": { "compression": "gzip" } }),
            "only a zip archive holds several files",
        ),
        (
            json!({ "split": { "by": "bytes", "limit": 20 }, "file_name": named }),
            "row 1 alone is larger than a part may be",
        ),
        (
            one_archive("{file}.ctl", "HASH={hash}"),
            "{hash} is of one part, and the archive holds all",
        ),
        (one_archive("{file}.ctl", "{part}"), "{part} is of one part, and the archive holds all"),
        (one_archive("{value}.ctl", "x"), "{value} stands for a field that parts are made by"),
        (
            json!({ "companions": [{ "name": "x", "content": "text", "lines": ["{value}"] }] }),
            "{value} stands for a field that parts are made by",
        ),
        (
            json!({ "format": { "lines_before": ["{value}"] } }),
            "{value} stands for a field that parts are made by",
        ),
        (json!({ "file_name": "{part}" }), "there is one file"),
        (json!({ "file_name": "{from:YYYY}" }), "need one filter on dates"),
        (
            json!({ "file_name": "{from:YYYY} {to:YYYY}", "filters":
                [[{ "field": "timestamp", "operator": "on", "value": "+262142-12-31" }]] }),
            "need one filter on dates",
        ),
        (json!({ "file_name": "{seq}" }), "there is no history"),
        (
            json!({ "format": { "layout": "json_lines", "lines_after": ["{rows}"] } }),
            "JSON lines has no lines besides its rows",
        ),
        (
            json!({ "format": { "layout": "xml", "lines_before": ["{rows}"] } }),
            "XML has no lines besides its rows",
        ),
        (json!({ "format": { "lines_after": ["{sum:action}"] } }), "stands for numbers"),
        (json!({ "format": { "lines_after": ["{sum:nothing}"] } }), "isn't exported"),
        (json!({ "format": { "lines_after": ["{rows"] } }), "isn't a part in braces"),
        (
            json!({ "format": { "lines_after": ["ű"], "encoding": "iso-8859-1" } }),
            "`ű` doesn't exist in iso-8859-1",
        ),
        (
            json!({ "companions": [{ "name": "x", "content": "text" }] }),
            "the companion file has no lines",
        ),
        (
            json!({ "companions": [{ "name": "test.zip", "content": "empty" }] }),
            "two files would be called `test.zip`",
        ),
    ] {
        let error = made(folder.path(), members).await.unwrap_err();
        assert!(error.message().contains(message), "{}", error.message());
        assert_eq!(names(folder.path()), Vec::<String>::new(), "{message}");
    }
}

#[tokio::test]
async fn no_two_parts_are_one_file_on_windows_or_macos() {
    let home = tempfile::tempdir().unwrap();
    let source = home.path().join("data");
    std::fs::create_dir(&source).unwrap();
    let out = home.path().join("out");
    for (one, other) in [("É", "é"), ("é", "e\u{301}"), ("E\u{301}", "é"), ("HU", "hu")] {
        for members in [
            json!({ "file_name": "x_{value}" }),
            json!({ "entry_name": "x_{value}", "format": { "compression": "zip" } }),
        ] {
            let mut split = json!({ "by": "field", "field": "name" });
            if members["entry_name"].is_string() {
                split["archive"] = json!("one");
            }
            let mut document = json!({ "model": "stores", "fields": [{ "field": "id" }, { "field": "name" }], "split": split });
            document.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
            let text = format!("id,name\n1,{one}\n2,{other}\n");
            std::fs::write(source.join("stores.csv"), text).unwrap();
            let error = finish(&spec(document), &context(&source, &out)).await.unwrap_err();
            assert!(error.message().contains("two parts would be called"), "{}", error.message());
        }
    }
}

#[tokio::test]
async fn the_lines_of_framed_rows_are_those_that_wc_counts() {
    let by_rows = json!({ "by": "rows", "limit": 1500 });
    for (layout, split, compose) in [
        ("json_array", json!(null), false),
        ("json_array", by_rows.clone(), true),
        ("xml", json!(null), false),
        ("xml", by_rows, true),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut members = json!({
            "file_name": if compose { "t_{part}" } else { "t" },
            "format": { "layout": layout, "compression": "none" },
            "companions": [{ "name": "{file}.lines", "content": "text", "lines": ["{lines}"] }],
        });
        if compose {
            members["split"] = split;
        }
        let report = made(folder.path(), members).await.unwrap();
        for file in data(&report) {
            let counted =
                std::process::Command::new("wc").arg("-l").arg(&file.path).output().unwrap();
            let counted = String::from_utf8(counted.stdout).unwrap();
            let mut told = file.path.clone().into_os_string();
            told.push(".lines");
            let told = std::fs::read_to_string(told).unwrap();
            assert_eq!(told.trim(), counted.split_whitespace().next().unwrap());
        }
    }
}
