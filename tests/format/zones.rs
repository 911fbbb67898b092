//! Datetimes of every zone against Python's zoneinfo over the newest database
//! that PyPI has, and datetimes at the calendar's ends read back by others.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use chrono_tz::TZ_VARIANTS;
use datafusion::arrow::array::{ArrayRef, RecordBatch, TimestampMicrosecondArray};
use export_desk_core::format::{ColumnKind, EncodeError, Encoder};
use export_desk_core::spec::format::FileFormat;
use export_desk_core::zone::{Database, Zone, import, is_newer, parse_zone};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::columns::column;
use crate::python;

const SECOND: i64 = 1_000_000;
const FROM: i64 = -5_364_662_400; // 1800-01-01
const TO: i64 = 16_725_225_600; // 2500-01-01
/// The built-in database is brought up to date at least so often.
const OLDEST: i64 = 90;

fn encode(zone: Zone, pattern: &str, instants: &[i64]) -> Result<String, EncodeError> {
    let array = TimestampMicrosecondArray::from(instants.to_vec());
    let batch = RecordBatch::try_from_iter([("at", Arc::new(array) as ArrayRef)]).unwrap();
    let column = column("at", ColumnKind::Datetime { pattern: pattern.to_owned() });
    let format = FileFormat { header: false, ..FileFormat::default() };
    let dialect = format.resolve().unwrap();
    let encoder = Encoder::new(&[column], &batch.schema(), &dialect, zone).unwrap();
    let mut out = Vec::new();
    encoder.worker().encode(&batch, 0, &mut out)?;
    Ok(String::from_utf8(out).unwrap())
}

fn iso(zone: Zone, instants: &[i64]) -> String {
    encode(zone, "iso", instants).unwrap()
}

/// The newest database of PyPI, in force if it is newer than what is.
fn newest(folder: &Path) -> String {
    let built_in = Database::in_force().data().built_in;
    let asked = json!({ "folder": folder, "built_in": built_in });
    let newest = python::run("format/newest_tzdata.py", asked.to_string().as_bytes());
    assert_eq!(newest["problem"], Value::Null, "the newest time zone database isn't known");
    let release = newest["release"].as_str().unwrap();
    let days = newest["days_older"].as_i64().unwrap();
    println!("tzdata of PyPI: {release}; built in: {built_in}, {days} days older");
    assert!(days <= OLDEST, "run `cargo xtask zones`: {built_in} is {days} days older");
    if is_newer(release, Database::in_force().release()) {
        let package = newest["package"].as_str().unwrap();
        import(Path::new(package), &folder.join("home")).unwrap();
    }
    assert_eq!(Database::in_force().release(), release, "the system's is newer than PyPI's");
    newest["zones"].as_str().unwrap().to_owned()
}

#[test]
fn datetimes_agree_with_zoneinfo_in_every_zone() {
    let folder = tempfile::tempdir().unwrap();
    let mut lines = newest(folder.path());
    lines.push('\n');
    let mut runner = TestRunner::deterministic();
    let mut sent = 0;
    for zone in TZ_VARIANTS.iter().map(|zone| parse_zone(zone.name()).unwrap()) {
        let mut instants = Vec::new();
        for window in zone.windows().iter().skip(1) {
            let change = window.from * SECOND;
            instants.extend([change - SECOND, change - 1, change, change + 1_000, change + 1]);
        }
        for _ in 0..300 {
            let random = (FROM * SECOND..TO * SECOND).new_tree(&mut runner).unwrap();
            instants.push(random.current());
        }
        for (instant, text) in instants.iter().zip(iso(zone, &instants).lines()) {
            writeln!(lines, "{}\t{instant}\t{text}", zone.name()).unwrap();
            sent += 1;
        }
    }
    assert!(sent > 400_000, "only {sent} datetimes");
    let result = python::run("format/zoneinfo_check.py", lines.as_bytes());
    assert_eq!(result["unknown"], json!([]));
    assert_eq!(result["different"], json!({}), "{}", result["differences"]);
    assert_eq!(result["compared"], sent);
}

/// Local mean times with seconds in their offset, and the years around 9999.
#[test]
fn datetimes_at_the_calendars_ends_are_read_back_as_the_same_instants() {
    const YEAR: i64 = 31_556_952 * SECOND;
    const LAST: i64 = 253_402_300_799 * SECOND; // 9999-12-31T23:59:59Z
    let mut lines = String::new();
    let mut sent = 0;
    for name in ["Europe/Budapest", "Africa/Monrovia", "America/New_York", "Asia/Manila", "UTC"] {
        let zone = parse_zone(name).unwrap();
        let mut instants: Vec<i64> = (0..400).map(|year| (year - 400) * YEAR + 7).collect();
        // Manila moved to the other side of the date line in 1844.
        instants.extend((0..2000).map(|hours| -125 * YEAR - hours * 3_600 * SECOND));
        instants.extend((0..30).map(|hours| LAST - hours * 3_600 * SECOND));
        for (instant, text) in instants.iter().zip(iso(zone, &instants).lines()) {
            writeln!(lines, "{instant}\t{text}").unwrap();
            sent += 1;
        }
        for pattern in ["%Y-%m-%dT%H:%M:%S%:z", "%+"] {
            let in_seconds: Vec<i64> =
                instants[..2400].iter().map(|at| at - at.rem_euclid(SECOND)).collect();
            let texts = encode(zone, pattern, &in_seconds).unwrap();
            for (instant, text) in in_seconds.iter().zip(texts.lines()) {
                writeln!(lines, "{instant}\t{text}").unwrap();
                sent += 1;
            }
        }
    }
    let result = python::run("format/read_moments.py", lines.as_bytes());
    assert_eq!(result["missing"], Value::Null);
    assert_eq!(result["different"], json!([]));
    assert_eq!(result["compared"], sent);
}

#[test]
fn what_no_year_of_four_digits_can_say_is_refused() {
    let budapest = parse_zone("Europe/Budapest").unwrap();
    let far = 253_402_300_800 * SECOND; // 10000-01-01T00:00:00Z
    for pattern in ["iso", "utc", "%Y-%m-%d", "%d %B %Y %H:%M"] {
        let error = encode(budapest, pattern, &[0, far]).unwrap_err();
        assert_eq!(error.row, 2, "{pattern}");
        assert!(error.message.contains("after the year 9999"), "{error}");
        assert!(error.hint.contains("epoch"), "{error}");
    }
    assert_eq!(encode(budapest, "epoch", &[far]).unwrap(), "253402300800\n");
    // Only the zone is beyond it: the instant is written in UTC.
    assert_eq!(iso(budapest, &[far - SECOND]), "9999-12-31T23:59:59Z\n");
    assert!(encode(budapest, "%Y-%m-%d", &[far - SECOND]).is_err());
}
