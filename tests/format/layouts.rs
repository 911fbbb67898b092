//! Layouts that aren't delimited, read by programs that share nothing with ours.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Float64Array,
    Int64Array, ListArray, RecordBatch, StringArray, StringViewArray, StructArray,
    TimestampMicrosecondArray,
};
use datafusion::arrow::datatypes::{DataType, Field, Int32Type, Int64Type};
use export_desk_core::format::{
    ChunkEncoder, Column, ColumnKind, ContentError, FileEncoder, FileSetup, FixedWidth, count_rows,
};
use export_desk_core::spec::format::{DecimalSign, FileFormat};
use export_desk_core::zone::parse_zone;
use serde_json::{Value, json};

use crate::columns::column;
use crate::python;
use crate::small_disk::SmallDisk;

fn number(min_decimals: u8, decimals: Option<u8>) -> ColumnKind {
    ColumnKind::Number { min_decimals, decimals, decimal_sign: DecimalSign::Point }
}

/// Every kind of value, each with a missing one.
fn table() -> (Vec<Column>, RecordBatch) {
    let iso = || "iso".to_owned();
    let lists = ListArray::from_iter_primitive::<Int64Type, _, _>([
        Some(vec![Some(1), None, Some(-3)]),
        Some(vec![]),
        None,
    ]);
    let object = StructArray::from(vec![(
        Arc::new(Field::new("a b", DataType::Utf8, true)),
        Arc::new(StringArray::from(vec![Some("x\"y"), None, Some("z")])) as ArrayRef,
    )]);
    let columns: Vec<(Column, ArrayRef)> = vec![
        (
            column("id", ColumnKind::Text),
            Arc::new(StringViewArray::from(vec!["660123456789012345678e12", "007", "+361"])),
        ),
        (
            column("text \"q\"", ColumnKind::Text),
            Arc::new(StringArray::from(vec![Some("a \"b\"\\, ő 🎁\n=1+1"), Some(""), None])),
        ),
        (
            column("code", ColumnKind::Text),
            Arc::new(
                vec![Some("x"), None, Some("true")]
                    .into_iter()
                    .collect::<DictionaryArray<Int32Type>>(),
            ),
        ),
        (
            column("amount", number(2, None)),
            Arc::new(
                Decimal128Array::from(vec![Some(123_456), Some(-5), None])
                    .with_precision_and_scale(20, 3)
                    .unwrap(),
            ),
        ),
        (
            column("rounded", number(0, Some(1))),
            Arc::new(Float64Array::from(vec![Some(0.25), Some(-1e10), None])),
        ),
        (
            column("big", number(0, None)),
            Arc::new(Int64Array::from(vec![Some(i64::MAX), Some(12), None])),
        ),
        (
            column("flag", ColumnKind::Boolean),
            Arc::new(BooleanArray::from(vec![Some(true), Some(false), None])),
        ),
        (
            column("day", ColumnKind::Date { pattern: iso() }),
            // 2026-07-01, 1969-12-31
            Arc::new(Date32Array::from(vec![Some(20_635), Some(-1), None])),
        ),
        (
            column("at", ColumnKind::Datetime { pattern: iso() }),
            // 2026-07-01T10:00:00.25Z, 1999-12-31T23:30:00Z
            Arc::new(TimestampMicrosecondArray::from(vec![
                Some(1_782_900_000_250_000),
                Some(946_683_000_000_000),
                None,
            ])),
        ),
        (
            column("seconds", ColumnKind::Datetime { pattern: "epoch".to_owned() }),
            Arc::new(TimestampMicrosecondArray::from(vec![Some(1_500_000), Some(-1), None])),
        ),
        (column("list", ColumnKind::Json), Arc::new(lists)),
        (column("object", ColumnKind::Json), Arc::new(object)),
    ];
    let arrays = columns.iter().map(|(column, array)| (&column.field, array.clone(), true));
    let batch = RecordBatch::try_from_iter_with_nullable(arrays).unwrap();
    (columns.into_iter().map(|(column, _)| column).collect(), batch)
}

fn format(document: Value) -> FileFormat {
    serde_json::from_value(document).unwrap()
}

/// The file's bytes, in as many chunks as there are batches.
fn encode(
    columns: &[Column],
    batches: &[RecordBatch],
    format: &FileFormat,
) -> Result<Vec<u8>, ContentError> {
    let spool = tempfile::tempdir().unwrap();
    encode_in(spool.path(), columns, batches, format)
}

fn encode_in(
    spool: &Path,
    columns: &[Column],
    batches: &[RecordBatch],
    format: &FileFormat,
) -> Result<Vec<u8>, ContentError> {
    let setup = FileSetup {
        zone: parse_zone("Europe/Budapest").unwrap(),
        started_at: "2026-11-20T10:30:00Z".parse().unwrap(),
        spool: spool.to_owned(),
    };
    let dialect = format.resolve().unwrap();
    let made = FileEncoder::new(columns, &batches[0].schema(), &dialect, &setup).unwrap();
    let mut out = made.header()?;
    let mut encoder: Box<dyn ChunkEncoder> = match made {
        FileEncoder::Lines(lines) => lines.worker(),
        FileEncoder::InOrder(encoder) => encoder,
    };
    let mut first_row = 0;
    for batch in batches {
        encoder.encode(std::slice::from_ref(batch), first_row, &mut out, None)?;
        first_row += batch.num_rows() as u64;
    }
    let mut rest = Vec::new();
    encoder.finish(&mut |block| {
        rest.append(block);
        Ok(())
    })?;
    out.append(&mut rest);
    Ok(out)
}

/// The table in two chunks.
fn file(folder: &Path, layout: &str, more: Value) -> String {
    let (columns, batch) = table();
    let mut document = json!({ "layout": layout });
    document.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let format = format(document);
    let content = encode(&columns, &[batch.slice(0, 1), batch.slice(1, 2)], &format).unwrap();
    let rows = count_rows(&content[..], &format.resolve().unwrap(), &[]).unwrap();
    assert_eq!(rows, 3, "{layout}");
    let path = folder.join(layout);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

fn read(files: &Value) -> Vec<Value> {
    let answers = python::run("format/read_layouts.py", files.to_string().as_bytes());
    answers.as_array().unwrap().clone()
}

#[test]
fn json_is_read_exactly() {
    let folder = tempfile::tempdir().unwrap();
    let lines = file(folder.path(), "json_lines", json!({ "newline": "crlf" }));
    let array = file(folder.path(), "json_array", json!({}));
    let answers = read(&json!([
        { "path": lines, "reader": "json_lines" },
        { "path": array, "reader": "json_array" },
        { "path": lines, "reader": "duckdb_json" },
        { "path": array, "reader": "duckdb_json" },
        { "path": lines, "reader": "polars_json" },
    ]));
    let expected = json!([
        [
            "text:660123456789012345678e12", "text:a \"b\"\\, ő 🎁\n=1+1", "text:x",
            "number:123.456", "number:0.3", "number:9223372036854775807", "true",
            "text:2026-07-01", "text:2026-07-01T12:00:00.250+02:00", "number:1",
            ["number:1", "null", "number:-3"], { "a b": "text:x\"y" },
        ],
        [
            "text:007", "text:", "null", "number:-0.005", "number:-10000000000", "number:12",
            "false", "text:1969-12-31", "text:2000-01-01T00:30:00+01:00", "number:-1", [], {},
        ],
        [
            "text:+361", "null", "text:true", "null", "null", "null", "null", "null", "null",
            "null", "null", { "a b": "text:z" },
        ],
    ]);
    assert_eq!(answers[0], expected);
    assert_eq!(answers[1], expected);
    for other in &answers[2..] {
        assert_eq!(other.as_array().unwrap().len(), 3, "{other}");
    }
    // DuckDB makes dates of such texts, and a map of the object; the rest is alike.
    for (row, expected) in answers[2].as_array().unwrap().iter().zip(expected.as_array().unwrap()) {
        assert_eq!(row[1], expected[1]);
        assert_eq!(row[5], expected[5]);
        assert_eq!(row[6], expected[6]);
    }
}

/// The cells of the table that a program sees in XML: their texts, as in a delimited
/// file.
fn xml_rows() -> Value {
    json!([
        [
            "660123456789012345678e12",
            "a \"b\"\\, ő 🎁\n=1+1",
            "x",
            "123.456",
            "0.3",
            "9223372036854775807",
            "true",
            "2026-07-01",
            "2026-07-01T12:00:00.250+02:00",
            "1",
            "[1,null,-3]",
            "{\"a b\":\"x\\\"y\"}",
        ],
        [
            "007",
            "",
            null,
            "-0.005",
            "-10000000000.0",
            "12",
            "false",
            "1969-12-31",
            "2000-01-01T00:30:00+01:00",
            "-1",
            "[]",
            "{}",
        ],
        ["+361", null, "true", null, null, null, null, null, null, null, null, "{\"a b\":\"z\"}"],
    ])
}

#[test]
fn xml_is_read_exactly() {
    let folder = tempfile::tempdir().unwrap();
    let (columns, batch) = table();
    let mut files = Vec::new();
    for style in ["elements", "attributes", "fields"] {
        for missing in ["absent", "nil"] {
            for encoding in ["utf-8", "utf-8-bom", "utf-16le", "windows-1250", "iso-8859-1"] {
                if style == "attributes" && missing == "nil" {
                    continue;
                }
                // Only named fields can have a header with a space and quotes.
                let columns: Vec<Column> = columns
                    .iter()
                    .map(|column| match style {
                        "fields" => column.clone(),
                        _ => Column {
                            header: column.header.replace(['"', ' '], "_"),
                            ..column.clone()
                        },
                    })
                    .collect();
                let format = format(json!({
                    "layout": "xml", "encoding": encoding, "newline": "crlf",
                    "xml": { "root": "members", "row": "member", "style": style, "missing": missing },
                }));
                let chunks = [batch.slice(0, 1), batch.slice(1, 2)];
                let content = encode(&columns, &chunks, &format).unwrap();
                let rows = count_rows(&content[..], &format.resolve().unwrap(), &[]).unwrap();
                assert_eq!(rows, 3, "{style} {missing} {encoding}");
                let path = folder.path().join(format!("{style}-{missing}-{encoding}.xml"));
                fs::write(&path, content).unwrap();
                files.push(json!({
                    "path": path, "reader": "xml", "style": style,
                    "headers": columns.iter().map(|column| &column.header).collect::<Vec<_>>(),
                }));
            }
        }
    }
    for (file, rows) in files.iter().zip(read(&json!(files))) {
        assert_eq!(rows, xml_rows(), "{file}");
    }
}

#[test]
fn what_xml_cannot_hold_stops_the_run() {
    for (text, code) in [("a\u{b}b", "U+000B"), ("\u{ffff}", "U+FFFF"), ("a\0", "U+0000")] {
        let texts = StringArray::from(vec!["fine", text]);
        let batch = RecordBatch::try_from_iter([("t", Arc::new(texts) as ArrayRef)]).unwrap();
        let columns = [column("t", ColumnKind::Text)];
        let error = encode(&columns, &[batch], &format(json!({ "layout": "xml" }))).unwrap_err();
        let expected =
            format!("field `t` in row 2 holds the character {code}, which XML doesn't have");
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn numbers_of_json_can_be_texts() {
    let folder = tempfile::tempdir().unwrap();
    let lines = file(folder.path(), "json_lines", json!({ "json_numbers": "text" }));
    let rows = &read(&json!([{ "path": lines, "reader": "json_lines" }]))[0];
    assert_eq!(rows[0][5], "text:9223372036854775807");
    assert_eq!(rows[0][3], "text:123.456");
    assert_eq!(rows[1][3], "text:-0.005");
    assert_eq!(rows[0][9], "text:1");
}

#[test]
fn parquet_keeps_types() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "parquet", json!({}));
    let answers = read(&json!([
        { "path": path, "reader": "pyarrow" },
        { "path": path, "reader": "duckdb_parquet" },
        { "path": path, "reader": "polars" },
    ]));
    let expected = json!([
        [
            "text:660123456789012345678e12", "text:a \"b\"\\, ő 🎁\n=1+1", "text:x",
            "number:123.456", "number:0.3", "number:9223372036854775807", "true",
            "date:2026-07-01", "instant:2026-07-01T10:00:00.250000+00:00", "number:1",
            ["number:1", "null", "number:-3"], { "a b": "text:x\"y" },
        ],
        [
            "text:007", "text:", "null", "number:-0.005", "number:-10000000000", "number:12",
            "false", "date:1969-12-31", "instant:1999-12-31T23:30:00+00:00", "number:-1", [], {},
        ],
        [
            "text:+361", "null", "text:true", "null", "null", "null", "null", "null", "null",
            "null", "null", { "a b": "text:z" },
        ],
    ]);
    for (reader, rows) in ["pyarrow", "duckdb", "polars"].iter().zip(&answers) {
        assert_eq!(*rows, expected, "{reader}");
    }
}

#[test]
fn lists_with_a_text_for_missing_ones_are_texts_in_parquet() {
    let (columns, batch) = table();
    let columns = [Column { empty: Some("none".to_owned()), ..columns[10].clone() }];
    let batch = batch.project(&[10]).unwrap();
    let content = encode(&columns, &[batch], &format(json!({ "layout": "parquet" }))).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("parquet");
    fs::write(&path, content).unwrap();
    let rows = &read(&json!([{ "path": path, "reader": "pyarrow" }]))[0];
    assert_eq!(*rows, json!([["text:[1,null,-3]"], ["text:[]"], ["text:none"]]));
}

#[test]
fn workbooks_keep_ids_texts_and_dates() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "xlsx", json!({}));
    let renamed = folder.path().join("book.xlsx");
    fs::rename(path, &renamed).unwrap();
    let answers = read(&json!([
        { "path": renamed, "reader": "openpyxl" },
        { "path": renamed, "reader": "calamine" },
    ]));
    let header = json!([
        "text:id",
        "text:text \"q\"",
        "text:code",
        "text:amount",
        "text:rounded",
        "text:big",
        "text:flag",
        "text:day",
        "text:at",
        "text:seconds",
        "text:list",
        "text:object",
    ]);
    let rows = |day: &str, older: &str, whole: &str| {
        json!([
            header,
            [
                "text:660123456789012345678e12",
                "text:a \"b\"\\, ő 🎁\n=1+1",
                "text:x",
                "number:123.456",
                "number:0.3",
                "text:9223372036854775807",
                "true",
                day,
                "local:2026-07-01T12:00:00.250000",
                format!("number:1{whole}"),
                "text:[1,null,-3]",
                "text:{\"a b\":\"x\\\"y\"}",
            ],
            [
                "text:007",
                "null",
                "null",
                "number:-0.005",
                format!("number:-10000000000{whole}"),
                format!("number:12{whole}"),
                "false",
                older,
                "local:2000-01-01T00:30:00",
                format!("number:-1{whole}"),
                "text:[]",
                "text:{}",
            ],
            [
                "text:+361",
                "null",
                "text:true",
                "null",
                "null",
                "null",
                "null",
                "null",
                "null",
                "null",
                "null",
                "text:{\"a b\":\"z\"}",
            ],
        ])
    };
    assert_eq!(answers[0], rows("local:2026-07-01T00:00:00", "local:1969-12-31T00:00:00", ""));
    assert_eq!(answers[1], rows("date:2026-07-01", "date:1969-12-31", ""));
}

#[test]
fn fixed_widths_are_kept_or_the_run_stops() {
    let (columns, batch) = table();
    let places = [(0, 26, false, ' '), (3, 9, true, '0'), (4, 14, true, ' '), (6, 6, false, '.')];
    let chosen: Vec<Column> = places
        .iter()
        .map(|(place, width, right, fill)| Column {
            fixed: Some(FixedWidth {
                width: *width,
                right: *right,
                fill: *fill,
                is_number: matches!(columns[*place].kind, ColumnKind::Number { .. }),
            }),
            ..columns[*place].clone()
        })
        .collect();
    let indices: Vec<usize> = places.iter().map(|place| place.0).collect();
    let batch = batch.project(&indices).unwrap();
    let format = format(json!({
        "layout": "fixed_width", "newline": "crlf", "encoding": "windows-1250",
    }));
    let content = encode(&chosen, &[batch.slice(0, 2), batch.slice(2, 1)], &format).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fixed.txt");
    fs::write(&path, &content).unwrap();
    let widths: Vec<usize> = places.iter().map(|place| place.1).collect();
    assert_eq!(count_rows(&content[..], &format.resolve().unwrap(), &widths).unwrap(), 3);
    let rows = &read(&json!([{
        "path": path, "reader": "fixed_width", "widths": widths, "encoding": "cp1250",
    }]))[0];
    assert_eq!(
        *rows,
        json!([
            ["id                        ", "   amount", "       rounded", "flag  "],
            ["660123456789012345678e12  ", "00123.456", "           0.3", "true.."],
            ["007                       ", "-0000.005", "-10000000000.0", "false."],
            ["+361                      ", "         ", "              ", "      "],
        ])
    );

    let narrow = [Column {
        fixed: Some(FixedWidth { width: 23, right: false, fill: ' ', is_number: false }),
        ..chosen[0].clone()
    }];
    let ids = batch.project(&[0]).unwrap();
    let error = encode(&narrow, &[ids], &format).unwrap_err().to_string();
    assert_eq!(error, "field `id` in row 1 has 24 characters, and its column is 23 wide");
}

#[test]
fn a_workbook_goes_on_in_another_sheet_and_no_cell_is_cut() {
    const SHEET: usize = 1_048_576;
    let numbers = Int64Array::from_iter_values(1..=1_100_000);
    let batch = RecordBatch::try_from_iter([("n", Arc::new(numbers) as ArrayRef)]).unwrap();
    let columns = [column("n", number(0, None))];
    let format = format(json!({ "layout": "xlsx", "level": "fast" }));
    let content = encode(&columns, &[batch], &format).unwrap();
    assert_eq!(count_rows(&content[..], &format.resolve().unwrap(), &[]).unwrap(), 1_100_000);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.xlsx");
    fs::write(&path, content).unwrap();
    let sheets = &read(&json!([{ "path": path, "reader": "openpyxl", "summary": true }]))[0];
    assert_eq!(
        *sheets,
        json!([
            [SHEET, "text:n", "number:1", format!("number:{}", SHEET - 1)],
            [1_100_000 - SHEET + 2, "text:n", format!("number:{SHEET}"), "number:1100000"],
        ])
    );

    let text = |length: usize| {
        let texts = StringArray::from(vec!["a".to_owned(), "é".repeat(length)]);
        RecordBatch::try_from_iter([("t", Arc::new(texts) as ArrayRef)]).unwrap()
    };
    let columns = [column("t", ColumnKind::Text)];
    assert!(encode(&columns, &[text(32_767)], &format).is_ok());
    let error = encode(&columns, &[text(32_768)], &format).unwrap_err().to_string();
    assert_eq!(
        error,
        "field `t` in row 2 is longer than 32,767 characters, the most that a cell of XLSX holds"
    );
}

#[test]
fn a_workbook_on_a_full_disk_says_so() {
    let disk = SmallDisk::new("64k");
    let numbers = Int64Array::from_iter_values(1..=100_000);
    let batch = RecordBatch::try_from_iter([("n", Arc::new(numbers) as ArrayRef)]).unwrap();
    let columns = [column("n", number(0, None))];
    let format = format(json!({ "layout": "xlsx", "level": "fast" }));
    let error = encode_in(disk.path(), &columns, &[batch], &format).unwrap_err();
    let ContentError::Write(error) = error else { panic!("{error}") };
    assert_eq!(error.kind(), std::io::ErrorKind::StorageFull, "{error}");
}

#[test]
fn files_without_rows_are_whole() {
    let (mut columns, batch) = table();
    for column in &mut columns {
        column.header = column.header.replace(['"', ' '], "_");
    }
    for (layout, text) in [
        ("json_lines", Some("")),
        ("json_array", Some("[\n]\n")),
        ("xml", Some("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rows>\n</rows>\n")),
        ("xlsx", None),
        ("parquet", None),
    ] {
        let format = format(json!({ "layout": layout }));
        let content = encode(&columns, &[batch.slice(0, 0)], &format).unwrap();
        assert_eq!(count_rows(&content[..], &format.resolve().unwrap(), &[]).unwrap(), 0);
        if let Some(text) = text {
            assert_eq!(String::from_utf8(content).unwrap(), text);
        }
    }
}

#[test]
fn what_json_has_no_number_for_stops_the_run() {
    let floats = Float64Array::from(vec![1.0, f64::INFINITY]);
    let batch = RecordBatch::try_from_iter([("f", Arc::new(floats) as ArrayRef)]).unwrap();
    let columns = [column("f", number(0, None))];
    let error = encode(&columns, &[batch], &format(json!({ "layout": "json_lines" }))).unwrap_err();
    assert!(error.to_string().starts_with("field `f` in row 2 is infinite"), "{error}");
}
