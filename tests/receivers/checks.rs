//! *Will it load?* Every row is held against the limits of the chosen receivers.

use std::io::Read;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::command::{CLI, own_model, report};

/// Runs a definition over `t.csv` in the folder of [`own_model`].
fn run(home: &TempDir, format: Value) -> Value {
    let definition = json!({
        "version": 1, "name": "checked", "model": "t", "timezone": "UTC", "fields": "all",
        "format": format,
    });
    run_definition(home, &definition)
}

fn run_definition(home: &TempDir, definition: &Value) -> Value {
    std::fs::write(home.path().join("definition.json"), definition.to_string()).unwrap();
    let output = Command::new(CLI)
        .args(["run", "definition.json", "--data", "data", "--models", "models", "--out", "out"])
        .args(["--if-exists", "replace", "--json"])
        .current_dir(home.path())
        .env("EXPORT_DESK_HOME", home.path().join("home"))
        .output()
        .unwrap();
    report(&output)
}

fn finding<'a>(said: &'a Value, rule: &str, column: &str) -> &'a Value {
    let findings = said["findings"].as_array().unwrap();
    let found = findings.iter().find(|found| found["rule"] == rule && found["column"] == column);
    found.unwrap_or_else(|| panic!("no {rule} of {column}: {said}"))
}

/// The ids that a spreadsheet destroys, by a rule of their own: Python's.
fn destroyed(ids: &[String]) -> Vec<u64> {
    let input = json!(ids).to_string();
    let script = "import json, re, sys\n\
        def lost(text):\n    \
        if not re.fullmatch(r'[0-9]+(e[0-9]+)?', text): return False\n    \
        return float(text) != float('inf')\n\
        print(json.dumps([n + 1 for n, text in enumerate(json.load(sys.stdin)) if lost(text)]))\n";
    let mut child = Command::new("python3")
        .args(["-c", script])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn every_id_that_a_spreadsheet_destroys_is_counted() {
    // A generator of the test's own: of 24 hexadecimal digits many are only digits,
    // or have one `e` among digits.
    let home = own_model(&[("note", "string")]);
    let mut state = 12345_u64;
    let mut next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    let mut ids: Vec<String> = (0..150_000)
        .map(|number| {
            let mut id = format!("{number:06}");
            for _ in 0..18 {
                // Letters are rare, so that both kinds come often enough.
                let digit = if next() % 20 == 0 { 10 + next() % 6 } else { next() % 10 };
                id.push(char::from_digit(u32::try_from(digit).unwrap(), 16).unwrap());
            }
            id
        })
        .collect();
    ids.sort();
    let rows: String = ids.iter().map(|id| format!("{id},x\n")).collect();
    std::fs::write(home.path().join("data/t.csv"), format!("id,note\n{rows}")).unwrap();
    let said = run(&home, json!({ "receivers": ["excel"], "compression": "none" }));
    let lost = destroyed(&ids);
    assert!(lost.len() > 10_000, "{}", lost.len());
    let numbers = finding(&said, "becomes_number", "id");
    let digits = finding(&said, "many_digits", "id");
    assert_eq!(
        numbers["rows"].as_u64().unwrap() + digits["rows"].as_u64().unwrap(),
        lost.len() as u64
    );
    assert_eq!(
        digits["rows"].as_u64().unwrap(),
        ids.iter().filter(|id| !id.contains(|letter: char| letter.is_alphabetic())).count() as u64
    );
    let mut first: Vec<u64> = [numbers, digits]
        .iter()
        .flat_map(|found| found["first_rows"].as_array().unwrap())
        .map(|row| row.as_u64().unwrap())
        .collect();
    first.sort_unstable();
    assert_eq!(first[..3], lost[..3]);
    // The same stands beside the file.
    let manifest = std::fs::read(home.path().join("out/checked.manifest.json")).unwrap();
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    assert_eq!(manifest["receivers"]["findings"], said["findings"]);
    assert_eq!(manifest["receivers"]["load"][0]["receiver"], "excel");
}

#[test]
fn each_limit_is_found_at_its_row() {
    let home =
        own_model(&[("text", "string"), ("amount", "numeric"), ("day", "date"), ("list", "list")]);
    let long = "x".repeat(32_768);
    let list = format!("[\"{}\"]", "y".repeat(32_768)).replace('"', "\"\"");
    std::fs::write(
        home.path().join("data/t.csv"),
        format!(
            "id,text,amount,day,list\n1,007,1,2026-07-01,\n2,=1+1,1234567890123456,1850-01-01,\n\
             3,{long},1.5,,\"{list}\"\n4,\"a\n\\.\nb\",2,2026-07-01,\n5,\\N,3,,\n6,2026-07-01,4,,\n"
        ),
    )
    .unwrap();
    let receivers = json!(["excel", "postgresql", "clickhouse", "pandas"]);
    let format = json!({ "receivers": receivers, "missing": "\\N", "compression": "gzip" });
    let said = run(&home, format.clone());
    for (rule, column, row) in [
        ("leading_zeros", "text", 1),
        ("formula", "text", 2),
        ("long_cell", "text", 3),
        ("long_cell", "list", 3),
        ("many_digits", "amount", 2),
        ("outside_years", "day", 2),
        ("end_of_data", "text", 4),
        ("read_as_missing", "text", 5),
        ("becomes_date", "text", 6),
    ] {
        let found = finding(&said, rule, column);
        assert_eq!((&found["rows"], &found["first_rows"]), (&json!(1), &json!([row])), "{found}");
    }
    // Excel reads neither gzip nor UTF-8 without its mark.
    let of_the_file = |rule: &str| {
        let findings = said["findings"].as_array().unwrap();
        findings.iter().any(|found| found["rule"] == rule && found["column"].is_null())
    };
    assert!(of_the_file("encoding") && of_the_file("compression"));

    // A profile may stop before anything is published.
    let before = std::fs::read(home.path().join("out/checked.csv.gz")).unwrap();
    let mut stops = format;
    stops["hold"] = json!("stop");
    let said = run(&home, stops.clone());
    assert_eq!(said["status"], "failed");
    let message = said["message"].as_str().unwrap();
    assert!(message.contains("wouldn't be read exactly"), "{message}");
    assert!(!said["findings"].as_array().unwrap().is_empty());
    assert_eq!(std::fs::read(home.path().join("out/checked.csv.gz")).unwrap(), before);
    stops["receivers"] = json!(["snowflake"]);
    let said = run(&home, stops);
    assert_eq!(said["status"], "finished", "{said}");
}

#[test]
fn datetimes_that_would_lose_their_offset_are_found() {
    let home = own_model(&[("at", "datetime"), ("day", "date")]);
    std::fs::write(home.path().join("data/t.csv"), "id,at,day\n1,2026-07-01T10:00:00Z,\n").unwrap();
    let receivers = json!(["mysql", "mariadb", "postgresql"]);
    let format = |datetime: Value| {
        let values = json!({ "datetime": datetime });
        json!({ "receivers": receivers, "missing": "\\N", "compression": "none", "values": values })
    };
    for (datetime, expected) in [
        (json!("iso"), &["mariadb", "mysql"][..]),
        (json!("%Y-%m-%d %H:%M:%S%z"), &["mariadb", "mysql"]),
        (json!("utc"), &[]),
        (json!("%Y-%m-%d %H:%M:%S"), &[]),
    ] {
        let said = run(&home, format(datetime));
        let findings = said["findings"].as_array().cloned().unwrap_or_default();
        let found = findings.iter().filter(|found| found["rule"] == "offset");
        let found: Vec<(&str, &str)> = found
            .map(|found| (found["receiver"].as_str().unwrap(), found["column"].as_str().unwrap()))
            .collect();
        let expected: Vec<(&str, &str)> = expected.iter().map(|name| (*name, "at")).collect();
        assert_eq!(found, expected, "{said}");
    }
}

#[test]
fn numbers_are_looked_at_as_they_are_written() {
    let home = own_model(&[("sum", "numeric")]);
    std::fs::write(home.path().join("data/t.csv"), "id,sum\na,123456789012.3456\nb,0.5\n").unwrap();
    for (format, rows) in [(json!({}), &[1][..]), (json!({ "decimals": 2 }), &[])] {
        let definition = json!({
            "version": 1, "name": "checked", "model": "t", "timezone": "UTC",
            "fields": [{ "field": "id" }, { "field": "sum", "format": format }],
            "format": { "receivers": ["excel"], "compression": "none" },
        });
        let said = run_definition(&home, &definition);
        let findings = said["findings"].as_array().unwrap().iter();
        let found = findings.filter(|found| found["rule"] == "many_digits");
        let found: Vec<u64> = found.map(|found| found["first_rows"][0].as_u64().unwrap()).collect();
        assert_eq!(found, rows, "{said}");
    }
}

#[test]
fn each_part_is_a_file_with_rows_of_its_own() {
    let home = own_model(&[]);
    let rows: String = (0..1_048_576).map(|id| format!("{id}\n")).collect();
    std::fs::write(home.path().join("data/t.csv"), format!("id\n{rows}")).unwrap();
    let run = |members: Value| {
        let mut definition = json!({
            "version": 1, "name": "t", "model": "t", "timezone": "UTC", "fields": "all",
            "format": { "receivers": ["excel_import"], "hold": "stop" },
        });
        definition.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        run_definition(&home, &definition)
    };
    let plain = |limit: u64| {
        json!({
            "split": { "by": "rows", "limit": limit }, "file_name": "t_{part}",
            "format": { "receivers": ["excel_import"], "hold": "stop", "compression": "none" },
        })
    };
    let said = run(plain(600_000));
    assert_eq!(said["status"], "finished", "{said}");
    // With its header line, one part of all rows is a line too long.
    let said = run(plain(1_048_576));
    assert_eq!(said["status"], "failed", "{said}");
    assert_eq!(finding_of_file(&said), ["rows"], "{said}");
    let said = run(plain(1_048_575));
    assert_eq!(said["status"], "finished", "{said}");
    let archive = json!({ "by": "rows", "limit": 600_000, "archive": "one" });
    let said = run(json!({
        "split": archive, "entry_name": "t_{part}",
        "format": { "receivers": ["excel_import"], "compression": "zip" },
    }));
    assert!(!finding_of_file(&said).contains(&"rows"), "{said}");
}

/// The rules of what was found in the file as a whole.
fn finding_of_file(said: &Value) -> Vec<&str> {
    let findings = said["findings"].as_array().map(Vec::as_slice).unwrap_or_default();
    let of_file = findings.iter().filter(|found| found["column"].is_null());
    of_file.map(|found| found["rule"].as_str().unwrap()).collect()
}

#[test]
fn only_rows_that_were_checked_are_said_to_be() {
    let home = own_model(&[]);
    std::fs::write(home.path().join("data/t.csv"), "id\n1\n").unwrap();
    for (layout, checked) in [("delimited", json!(["mysql"])), ("xml", Value::Null)] {
        let format = json!({ "layout": layout, "receivers": ["mysql"], "compression": "none" });
        let said = run(&home, format);
        let manifest = home.path().join(said["manifest"].as_str().unwrap());
        let manifest: Value = serde_json::from_slice(&std::fs::read(manifest).unwrap()).unwrap();
        assert_eq!(manifest["receivers"]["checked"], checked, "{layout}");
        assert_eq!(manifest["receivers"]["load"].as_array().unwrap().len(), 1, "{layout}");
    }
}

fn content(path: &Path) -> String {
    let mut text = String::new();
    std::fs::File::open(path).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_text_like_that_of_missing_values_is_enclosed() {
    let home = own_model(&[("text", "string")]);
    let data = "id,text\n1,NULL\n2,\n3,\"\"\n4,x\n";
    std::fs::write(home.path().join("data/t.csv"), data).unwrap();
    let said = run(&home, json!({ "missing": "NULL", "compression": "none" }));
    assert_eq!(said["status"], "finished", "{said}");
    let text = content(&home.path().join("out/checked.csv"));
    assert_eq!(text, "id,text\n1,\"NULL\"\n2,NULL\n3,\"\"\n4,x\n");
    let said = run(&home, json!({ "missing": "NULL", "enclosure": "none", "compression": "none" }));
    let message = said["message"].as_str().unwrap();
    assert!(message.contains("the text that stands for missing values"), "{message}");
    for (missing, problem) in [("a,b", "enclosed"), ("", "1 to 32"), ("\"", "enclosed")] {
        let said = run(&home, json!({ "missing": missing, "compression": "none" }));
        let message = said["message"].as_str().unwrap();
        assert!(message.contains(problem), "{message}");
    }
}

#[test]
fn no_load_command_reads_a_part_or_totals_as_rows() {
    let home = own_model(&[("note", "string")]);
    let rows: String = (0..10).map(|id| format!("{id},x\n")).collect();
    std::fs::write(home.path().join("data/t.csv"), format!("id,note\n{rows}")).unwrap();
    let all = ["rfc4180", "postgresql", "sqlite", "duckdb", "pandas", "excel", "bigquery"];
    let check = |members: Value, reason: &str| {
        let mut definition = json!({
            "version": 1, "name": "t", "model": "t", "timezone": "UTC", "fields": "all",
            "format": { "receivers": all, "compression": "none", "missing": "\\N" },
        });
        let format = members["format"].clone();
        for (key, value) in format.as_object().into_iter().flatten() {
            definition["format"][key] = value.clone();
        }
        for (key, value) in members.as_object().unwrap() {
            if key != "format" {
                definition[key] = value.clone();
            }
        }
        std::fs::write(home.path().join("definition.json"), definition.to_string()).unwrap();
        let output = Command::new(CLI)
            .args(["run", "definition.json", "--data", "data", "--models", "models"])
            .args(["--out", "out", "--if-exists", "replace", "--json"])
            .current_dir(home.path())
            .env("EXPORT_DESK_HOME", home.path().join("home"))
            .output()
            .unwrap();
        let said = report(&output);
        let load = said["load"].as_array().map_or(0, Vec::len);
        let findings = said["findings"].as_array().cloned().unwrap_or_default();
        let told = findings.iter().filter(|found| found["rule"] == "no_load_command");
        let told: Vec<&str> = told.map(|found| found["message"].as_str().unwrap()).collect();
        if reason.is_empty() {
            assert_eq!((load, told.len()), (all.len(), 0), "{said}");
        } else {
            assert_eq!((load, told.len()), (0, all.len()), "{said}");
            assert!(told.iter().all(|message| message.contains(reason)), "{told:?}");
            let manifest = said["manifest"].as_str().unwrap();
            let manifest: Value =
                serde_json::from_slice(&std::fs::read(home.path().join(manifest)).unwrap())
                    .unwrap();
            assert_eq!(manifest["receivers"]["load"], json!([]));
        }
    };
    let split = |more: Value| {
        let mut split = json!({ "by": "rows", "limit": 4 });
        split.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        split
    };
    check(json!({}), "");
    check(json!({ "split": { "by": "rows", "limit": 40 }, "file_name": "t_{part}" }), "");
    check(json!({ "split": split(json!({})), "file_name": "t_{part}" }), "in 3 files");
    let zip = json!({ "compression": "zip" });
    let archive = split(json!({ "archive": "one" }));
    check(
        json!({ "split": archive, "entry_name": "t_{part}", "format": zip }),
        "an archive of several parts",
    );
    check(json!({ "format": { "lines_after": ["T,{rows}"] } }), "lines around the rows");
    check(json!({ "format": { "lines_before": ["H,{rows}"] } }), "lines around the rows");
}
