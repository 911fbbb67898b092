//! A run that replaces an earlier one leaves nothing of it, and touches nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::command::{CLI, fed, own_model, report};
use crate::python;

const REPLACE: [&str; 2] = ["--if-exists", "replace"];

/// A table of eight rows.
fn home() -> TempDir {
    let home = own_model(&[("s", "string")]);
    let rows: String = (1..=8).map(|row| format!("{row},a{row}\n")).collect();
    fs::write(home.path().join("data/t.csv"), format!("id,s\n{rows}")).unwrap();
    home
}

fn with(mut document: Value, more: Value) -> Value {
    document.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    document
}

fn run_document(home: &TempDir, document: &Value, more: &[&str]) -> Output {
    let mut command = Command::new(CLI);
    command
        .args(["run", "-", "--data", "data", "--models", "models", "--out", "out", "--json"])
        .args(more)
        .current_dir(home.path())
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .env("EXPORT_DESK_ZIP_PASSWORD_P", "correct horse battery");
    fed(command, &document.to_string())
}

/// Runs an export of the table called `case`.
fn run(home: &TempDir, members: Value, more: &[&str]) -> Output {
    let document = json!({
        "version": 2, "name": "case", "model": "t", "timezone": "UTC", "fields": "all",
        "format": { "compression": "none" },
    });
    run_document(home, &with(document, members), more)
}

fn finished(output: &Output) -> Value {
    let told = report(output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    told
}

/// Parts of so many rows.
fn parts(rows: u64) -> Value {
    json!({ "file_name": "{name}-{part}", "split": { "by": "rows", "limit": rows } })
}

fn verified(file: &Path) -> Output {
    Command::new(CLI)
        .arg("verify")
        .arg(file)
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .env("EXPORT_DESK_ZIP_PASSWORD_P", "correct horse battery")
        .output()
        .unwrap()
}

/// What is said of files of the replaced run that stay.
fn kept(told: &Value) -> Vec<&str> {
    let warnings = told["warnings"].as_array().unwrap().iter();
    let messages = warnings.map(|warning| warning["message"].as_str().unwrap());
    messages.filter(|message| message.contains("is of the replaced run")).collect()
}

/// What stands in the folder of exports, by name; a folder in it has no content.
fn found(home: &TempDir) -> BTreeMap<String, Vec<u8>> {
    let all = fs::read_dir(home.path().join("out")).unwrap().flatten();
    let named = all.map(|entry| {
        let content = fs::read(entry.path()).unwrap_or_default();
        (entry.file_name().into_string().unwrap(), content)
    });
    named.collect()
}

fn names(home: &TempDir) -> Vec<String> {
    found(home).into_keys().collect()
}

/// What `read_csv('out/*.csv')` gives elsewhere: rows, and different ids among them.
fn rows_by_python(home: &TempDir) -> Value {
    let script = "
import csv, glob, json
ids = [row['id'] for name in glob.glob('out/*.csv') for row in csv.DictReader(open(name, newline=''))]
print(json.dumps([len(ids), len(set(ids))]))";
    let mut command = Command::new(python::python());
    let done = command.args(["-c", script]).current_dir(home.path()).output().unwrap();
    serde_json::from_slice(&done.stdout).unwrap()
}

#[test]
fn fewer_parts_leave_none_of_the_older_ones() {
    for (format, ending) in [
        (json!({ "compression": "none" }), "csv"),
        (json!({ "compression": "gzip" }), "csv.gz"),
        (json!({ "compression": "zip" }), "zip"),
        (json!({ "compression": "zip", "zip_password": "P" }), "zip"),
    ] {
        let home = home();
        let companions = json!({
            "format": format,
            "companions": [
                { "name": "{file}.md5", "content": "md5" },
                { "name": "case.done", "content": "empty", "of": "all" },
            ],
        });
        finished(&run(&home, with(parts(2), companions), &[]));
        // Four parts with an MD5 each, a marker and the manifest.
        assert_eq!(names(&home).len(), 10, "{format}");
        let fewer = with(parts(4), json!({ "format": format }));
        let told = finished(&run(&home, fewer, &REPLACE));
        assert!(kept(&told).is_empty(), "{format}: {told}");
        let mut expected = [
            format!("case-1.{ending}"),
            "case-1.manifest.json".to_owned(),
            format!("case-2.{ending}"),
        ];
        expected.sort();
        assert_eq!(names(&home), expected, "{format}");
        for name in [&format!("case-1.{ending}"), &format!("case-2.{ending}")] {
            let output = verified(&home.path().join("out").join(name));
            assert_eq!(output.status.code(), Some(0), "{name}: {}", report(&output));
            assert_eq!(report(&output)["rows"], 4, "{name}");
        }
        if ending == "csv" {
            assert_eq!(rows_by_python(&home), json!([8, 8]));
        }
    }
}

#[test]
fn what_somebody_changed_or_renamed_stays_and_is_named() {
    let home = home();
    finished(&run(&home, parts(2), &[]));
    let out = home.path().join("out");
    // As long as it was.
    let mine = fs::read_to_string(out.join("case-3.csv")).unwrap().replace("a5", "b5");
    fs::write(out.join("case-3.csv"), &mine).unwrap();
    fs::rename(out.join("case-4.csv"), out.join("mine.csv")).unwrap();
    let told = finished(&run(&home, parts(4), &REPLACE));
    let messages = kept(&told);
    assert_eq!(messages.len(), 1, "{told}");
    assert!(messages[0].contains("`case-3.csv`"), "{told}");
    let expected = ["case-1.csv", "case-1.manifest.json", "case-2.csv", "case-3.csv", "mine.csv"];
    assert_eq!(names(&home), expected);
    assert_eq!(fs::read_to_string(out.join("case-3.csv")).unwrap(), mine);
    for name in ["case-3.csv", "mine.csv"] {
        let output = verified(&out.join(name));
        assert_eq!(output.status.code(), Some(3), "{name}");
        assert_eq!(report(&output)["manifest"], Value::Null);
    }
}

#[test]
fn a_file_of_another_layout_goes_with_its_manifest() {
    let home = home();
    let lines = json!({ "format": { "layout": "json_lines", "compression": "none" } });
    finished(&run(&home, json!({}), &[]));
    finished(&run(&home, lines.clone(), &REPLACE));
    assert_eq!(names(&home), ["case.jsonl", "case.manifest.json"]);
    finished(&run(&home, json!({}), &REPLACE));
    assert_eq!(names(&home), ["case.csv", "case.manifest.json"]);

    let file = home.path().join("out/case.csv");
    let mine = fs::read_to_string(&file).unwrap().replace("a5", "b5");
    fs::write(&file, &mine).unwrap();
    let told = finished(&run(&home, lines, &REPLACE));
    assert!(kept(&told).iter().any(|message| message.contains("`case.csv`")), "{told}");
    assert_eq!(fs::read_to_string(&file).unwrap(), mine);
    let output = verified(&file);
    assert_eq!(output.status.code(), Some(3));
    let told = report(&output);
    assert_eq!((&told["manifest"], &told["rows"]), (&Value::Null, &Value::Null));
    let why = told["unproven"].as_str().unwrap();
    assert!(why.contains("case.manifest.json") && why.contains("`case.jsonl`"), "{why}");
    assert!(String::from_utf8(output.stderr).unwrap().contains(why));
    assert_eq!(verified(&home.path().join("out/case.jsonl")).status.code(), Some(0));
}

#[test]
fn a_set_is_replaced_as_a_whole() {
    let home = home();
    let set = |packaging: &str, members: &[&str]| {
        let members: Vec<Value> = members
            .iter()
            .map(|name| {
                json!({
                    "version": 2, "name": name, "model": "t", "timezone": "UTC", "fields": "all",
                    "format": { "compression": "none" },
                })
            })
            .collect();
        json!({
            "version": 2, "name": "both", "timezone": "UTC", "packaging": packaging,
            "members": members,
        })
    };
    finished(&run_document(&home, &set("files", &["One", "Two"]), &[]));
    assert_eq!(names(&home), ["One.csv", "Two.csv", "both.manifest.json"]);
    finished(&run_document(&home, &set("archive", &["One", "Two"]), &REPLACE));
    assert_eq!(names(&home), ["both.manifest.json", "both.zip"]);
    finished(&run_document(&home, &set("files", &["Two", "Three"]), &REPLACE));
    assert_eq!(names(&home), ["Three.csv", "Two.csv", "both.manifest.json"]);
}

#[test]
fn files_of_another_export_in_the_folder_are_not_touched() {
    let home = home();
    let out = home.path().join("out");
    finished(&run(&home, parts(2), &[]));
    finished(&run(&home, with(parts(2), json!({ "name": "other" })), &[]));
    // One of its files has taken a name of the first export.
    let taken = json!({ "name": "third", "file_name": "case-3", "fields": [{ "field": "id" }] });
    finished(&run(&home, taken, &REPLACE));
    let before = found(&home);
    assert_eq!(fs::read_to_string(out.join("case-3.csv")).unwrap().lines().count(), 9);
    let told = finished(&run(&home, parts(8), &REPLACE));
    assert!(kept(&told).is_empty(), "{told}");
    let mut expected = before.clone();
    let after = found(&home);
    for gone in ["case-2.csv", "case-4.csv"] {
        expected.remove(gone);
    }
    for new in ["case-1.csv", "case-1.manifest.json"] {
        assert_ne!(after[new], before[new]);
        expected.insert(new.to_owned(), after[new].clone());
    }
    assert_eq!(after, expected);
    assert_eq!(verified(&out.join("case-3.csv")).status.code(), Some(0));
}

#[test]
fn a_replacement_that_fails_leaves_the_older_run() {
    let home = home();
    finished(&run(
        &home,
        with(
            parts(2),
            json!({ "companions": [
        { "name": "{file}.md5", "content": "md5" },
    ] }),
        ),
        &[],
    ));
    // A folder stands where a file of the new run would be.
    fs::create_dir(home.path().join("out/case.done")).unwrap();
    let before = found(&home);
    let blocked = json!({ "companions": [
        { "name": "case.done", "content": "empty", "of": "all" },
    ] });
    let output = run(&home, with(parts(4), blocked), &REPLACE);
    assert_eq!(output.status.code(), Some(1), "{}", report(&output));
    assert_eq!(found(&home), before);
    let nobody = json!([[{ "field": "id", "operator": "is", "value": "nobody" }]]);
    let empty = json!({ "filters": nobody, "when_empty": "fail" });
    let output = run(&home, with(parts(4), empty), &REPLACE);
    assert_eq!(output.status.code(), Some(1), "{}", report(&output));
    assert_eq!(found(&home), before);
}

#[test]
fn what_is_no_manifest_is_refused_by_name() {
    for content in [r#"{"name": "my-app", "start_url": "/"}"#, "[]", "not JSON", ""] {
        let home = home();
        fs::create_dir(home.path().join("out")).unwrap();
        let path = home.path().join("out/case.manifest.json");
        fs::write(&path, content).unwrap();
        let output = run(&home, json!({}), &REPLACE);
        let told = report(&output);
        assert_eq!(output.status.code(), Some(2), "{content}: {told}");
        assert!(told["message"].as_str().unwrap().contains("case.manifest.json"), "{told}");
        assert!(told["hint"].is_string());
        assert_eq!(names(&home), ["case.manifest.json"]);
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
    }
}
