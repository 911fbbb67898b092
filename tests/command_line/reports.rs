//! What scripts rely on.

use std::io::BufRead;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::command::{CLI, fed, on_brand, report};

const STORES: &str = r#"{"version":1,"name":"Stores","model":"stores","timezone":"UTC"}"#;

#[test]
fn a_run_reports_once_and_its_progress_by_lines() {
    let out = tempfile::tempdir().unwrap();
    let output = on_brand("run", STORES, &["--out", out.path().to_str().unwrap(), "--json"]);
    assert_eq!(output.status.code(), Some(0));
    let report = report(&output);
    assert_eq!(report["status"], "finished");
    let file = std::path::PathBuf::from(report["file"].as_str().unwrap());
    assert_eq!(report["bytes"], file.metadata().unwrap().len());
    for key in ["rows", "sha256", "seconds", "stages"] {
        assert!(!report[key].is_null(), "{key}");
    }
    let lines: Vec<Value> = String::from_utf8(output.stderr)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.first().unwrap()["stage"], "preparing");
    assert_eq!(lines.last().unwrap()["stage"], "publishing");
    let sha256 = Command::new("sha256sum").arg(&file).output().unwrap().stdout;
    assert!(sha256.starts_with(report["sha256"].as_str().unwrap().as_bytes()));
    let verified = Command::new(CLI).arg("verify").arg(&file).output().unwrap();
    assert!(verified.status.success());
}

#[test]
fn a_preview_is_the_files_bytes_and_a_count() {
    let output = on_brand("preview", STORES, &["--rows", "3"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(csv::Reader::from_reader(&output.stdout[..]).records().count(), 3);
    let count = String::from_utf8(output.stderr).unwrap();
    assert!(count.trim().ends_with("rows match"), "{count}");
}

#[test]
fn models_and_schema() {
    let models = Command::new(CLI).args(["models", "--json"]).output().unwrap();
    assert_eq!(report(&models).as_array().unwrap().len(), 12);
    let table = Command::new(CLI).args(["models", "coupons"]).output().unwrap();
    assert!(String::from_utf8(table.stdout).unwrap().contains("partially_redeemed"));
    let near = Command::new(CLI).args(["models", "coupon"]).output().unwrap();
    assert_eq!(near.status.code(), Some(2));
    assert!(String::from_utf8(near.stderr).unwrap().contains("`coupons`"));
    let schema = Command::new(CLI).arg("schema").output().unwrap();
    assert_eq!(report(&schema)["properties"]["version"]["maximum"], 1);
}

#[test]
fn usage_is_two() {
    let unknown = Command::new(CLI).arg("rnu").output().unwrap();
    assert_eq!(unknown.status.code(), Some(2));
    let mut command = Command::new(CLI);
    command.args(["run", "-", "--connection", "nobody"]);
    let output = fed(command, STORES);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn an_interrupt_cancels_and_leaves_nothing() {
    let (data, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let demo = ["demo", "--customers", "20000", "--events", "1000000", "--dir"];
    assert!(Command::new(CLI).args(demo).arg(data.path()).output().unwrap().status.success());
    let definition = data.path().join("events.json.definition");
    std::fs::write(
        &definition,
        r#"{"version":1,"name":"Events","model":"events","timezone":"UTC","format":{"level":"small"}}"#,
    )
    .unwrap();
    let mut child = Command::new(CLI)
        .arg("run")
        .arg(&definition)
        .arg("--data")
        .arg(data.path())
        .arg("--out")
        .arg(out.path())
        .arg("--json")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = std::io::BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("exporting")));
    let interrupted = std::time::Instant::now();
    let process = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &process]).status().unwrap().success());
    lines.for_each(drop);
    let output = child.wait_with_output().unwrap();
    println!("cancelled after {} ms", interrupted.elapsed().as_millis());
    assert_eq!(output.status.code(), Some(130));
    assert_eq!(report(&output)["status"], "cancelled");
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0);
}
