//! Datetimes of every zone against Python's zoneinfo.

use std::fmt::Write as _;
use std::sync::Arc;

use chrono_tz::{IANA_TZDB_VERSION, TZ_VARIANTS, Tz};
use datafusion::arrow::array::{ArrayRef, RecordBatch, TimestampMicrosecondArray};
use export_desk_core::format::{Column, ColumnKind, Encoder};
use export_desk_core::spec::format::FileFormat;
use export_desk_core::zone::ZoneTable;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use crate::python;

const SECOND: i64 = 1_000_000;
const FROM: i64 = -2_208_988_800; // 1900-01-01
const TO: i64 = 4_102_444_800; // 2100-01-01

fn encode(zone: Tz, instants: &[i64]) -> String {
    let array = TimestampMicrosecondArray::from(instants.to_vec());
    let batch = RecordBatch::try_from_iter([("at", Arc::new(array) as ArrayRef)]).unwrap();
    let column = Column {
        field: "at".to_owned(),
        header: "at".to_owned(),
        kind: ColumnKind::Datetime { pattern: "iso".to_owned() },
        empty: None,
    };
    let format = FileFormat { header: false, ..FileFormat::default() };
    let dialect = format.resolve().unwrap();
    let encoder = Encoder::new(&[column], &batch.schema(), &dialect, zone).unwrap();
    let mut out = Vec::new();
    encoder.worker().encode(&batch, 0, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn datetimes_agree_with_zoneinfo_in_every_zone() {
    let mut runner = TestRunner::deterministic();
    let mut lines = String::new();
    for zone in TZ_VARIANTS {
        let mut instants = Vec::new();
        for window in ZoneTable::of(zone).windows().iter().skip(1) {
            if (FROM..TO).contains(&window.from) {
                let change = window.from * SECOND;
                instants.extend([change - SECOND, change - 1, change, change + 1_000, change + 1]);
            }
        }
        for _ in 0..300 {
            let random = (FROM * SECOND..TO * SECOND).new_tree(&mut runner).unwrap();
            instants.push(random.current());
        }
        for (instant, text) in instants.iter().zip(encode(zone, &instants).lines()) {
            writeln!(lines, "{}\t{instant}\t{text}", zone.name()).unwrap();
        }
    }
    let sent = lines.lines().count();
    assert!(sent > 400_000, "only {sent} datetimes");

    let result = python::run("format/zoneinfo_check.py", lines.as_bytes());
    let (year, letter) = IANA_TZDB_VERSION.split_at(4);
    let release = u32::from(letter.as_bytes()[0] - b'a') + 1;
    let install = format!("Install the Python package tzdata=={year}.{release}.");
    assert_eq!(result["missing"], serde_json::Value::Null, "{install}");
    assert_eq!(result["version"], IANA_TZDB_VERSION, "{install}");
    assert_eq!(result["unknown"], serde_json::json!([]));
    assert_eq!(result["different"], serde_json::json!({}), "{}", result["differences"]);
    assert_eq!(result["compared"], sent);
}
