//! What is written is what a reader finds, in any format.

use std::fs;
use std::path::Path;
use std::process::Command;

use export_desk_core::spec::format::{Encoding, Layout};
use export_desk_core::spec::xml::{XmlFormat, XmlMissing, XmlStyle};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::table::{Table, table};
use crate::{fuzz, python};

/// Some of them stand in numbers, dates and words too.
const ASCII: &str = ",;|\t~^a1-.: ";
const ANY: &str = ",;|\t~a1-.¬é€";

/// Whether the table can be written without an enclosure.
fn needs_no_enclosure(table: &Table) -> bool {
    let delimiter = table.dialect().delimiter;
    table.expected().iter().all(|line| {
        let lone_nothing = line.len() == 1 && line[0].is_empty();
        !lone_nothing && line.iter().all(|cell| !cell.contains([delimiter, '\r', '\n']))
    })
}

fn read(table: &Table, text: &str) -> Vec<Vec<String>> {
    let dialect = table.dialect();
    csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(u8::try_from(dialect.delimiter).unwrap())
        .quote(dialect.enclosure.unwrap_or(b'"'))
        .quoting(dialect.enclosure.is_some())
        .from_reader(text.as_bytes())
        .into_records()
        .map(|line| line.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

proptest! {
    #![proptest_config(fuzz::cases(3000))]

    #[test]
    fn the_csv_crate_reads_what_was_written(table in table(ASCII)) {
        match table.encode() {
            Ok(bytes) => {
                let text = table.decode(&bytes);
                prop_assert_eq!(read(&table, &text), table.expected());
                let end = table.dialect().newline.text();
                prop_assert!(text.is_empty() || text.ends_with(end));
            }
            Err(error) => {
                prop_assert!(table.dialect().enclosure.is_none(), "{}", error);
                prop_assert!(!needs_no_enclosure(&table), "{}", error);
            }
        }
    }
}

#[test]
fn python_reads_what_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut runner = TestRunner::deterministic();
    let mut files = Vec::new();
    let mut tables = Vec::new();
    let mut refused = 0;
    while tables.len() < 600 {
        let table = table(ANY).new_tree(&mut runner).unwrap().current();
        let Ok(bytes) = table.encode() else {
            assert!(table.dialect().enclosure.is_none() && !needs_no_enclosure(&table));
            refused += 1;
            continue;
        };
        let path = folder.path().join(format!("{}.csv", tables.len()));
        fs::write(&path, bytes).unwrap();
        let encoding = match table.dialect().encoding.name() {
            "utf-8-bom" => "utf-8-sig",
            "utf-16le" => "utf-16",
            "shift_jis" => "cp932",
            other => other,
        };
        let dialect = table.dialect();
        files.push(serde_json::json!({
            "path": path,
            "encoding": encoding,
            "delimiter": dialect.delimiter,
            "quotechar": dialect.enclosure.map(char::from),
        }));
        tables.push(table);
    }
    assert!(refused > 0, "some tables can't be written without an enclosure");
    let read = python::run("format/read_csv.py", &serde_json::to_vec(&files).unwrap());
    for (table, read) in tables.iter().zip(read.as_array().unwrap()) {
        let read: Vec<Vec<String>> = serde_json::from_value(read.clone()).unwrap();
        assert_eq!(read, table.expected(), "{table:?}");
    }
}

/// The table as XML of one style after the other, each column with a header of its own.
fn as_xml(mut table: Table, number: usize) -> Table {
    let (style, missing) = match number % 5 {
        0 => (XmlStyle::Elements, XmlMissing::Absent),
        1 => (XmlStyle::Elements, XmlMissing::Nil),
        2 => (XmlStyle::Attributes, XmlMissing::Absent),
        3 => (XmlStyle::Fields, XmlMissing::Absent),
        _ => (XmlStyle::Fields, XmlMissing::Nil),
    };
    for (index, (header, _)) in table.columns.iter_mut().enumerate() {
        *header = if style == XmlStyle::Fields {
            format!("{index} {header}")
        } else {
            format!("column_{index}")
        };
    }
    let names = ("members".to_owned(), "member".to_owned());
    table.format.layout = Layout::Xml;
    table.format.xml = XmlFormat { root: names.0, row: names.1, style, missing };
    table
}

/// Makes a document one of UTF-8, by what the C library knows of the encoding that it names.
fn decode_as_declared(path: &Path) {
    let document = fs::read(path).unwrap();
    let declaration = document.split(|byte| *byte == b'>').next().unwrap();
    let declaration = String::from_utf8(declaration.to_vec()).unwrap();
    let encoding = declaration.split('"').nth(3).unwrap();
    let decoded = Command::new("iconv").args(["-f", encoding, "-t", "UTF-8"]).arg(path).output();
    let decoded = decoded.unwrap();
    assert!(decoded.status.success(), "{encoding}: {}", String::from_utf8_lossy(&decoded.stderr));
    let text = String::from_utf8(decoded.stdout).unwrap();
    fs::write(path, text.replacen(encoding, "UTF-8", 1)).unwrap();
}

#[test]
fn python_reads_the_xml_that_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut runner = TestRunner::deterministic();
    let (mut files, mut tables) = (Vec::new(), Vec::new());
    while tables.len() < 600 {
        let table = as_xml(table(ANY).new_tree(&mut runner).unwrap().current(), tables.len());
        let path = folder.path().join(format!("{}.xml", tables.len()));
        fs::write(&path, table.encode().unwrap()).unwrap();
        // Python's parser has no encodings of several bytes; the others are decoded by it.
        if table.format.encoding == Encoding::ShiftJis {
            decode_as_declared(&path);
        }
        let headers: Vec<&String> = table.columns.iter().map(|(header, _)| header).collect();
        let style = serde_json::to_value(table.format.xml.style).unwrap();
        files.push(serde_json::json!({
            "path": path, "reader": "xml", "style": style, "headers": headers,
        }));
        tables.push(table);
    }
    let read = python::run("format/read_layouts.py", &serde_json::to_vec(&files).unwrap());
    for (table, read) in tables.iter().zip(read.as_array().unwrap()) {
        let read: Vec<Vec<Option<String>>> = serde_json::from_value(read.clone()).unwrap();
        assert_eq!(read, table.texts(), "{table:?}");
    }
}
