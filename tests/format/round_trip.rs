//! What is written is what a reader finds, in any format.

use std::fs;

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
