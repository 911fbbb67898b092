//! What scripts rely on.

use std::io::BufRead;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::command::{CLI, fed, on_brand, own_model, report};

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
fn verify_tells_a_file_whose_manifest_or_content_is_gone() {
    let out = tempfile::tempdir().unwrap();
    let output = on_brand("run", STORES, &["--out", out.path().to_str().unwrap(), "--json"]);
    let file = std::path::PathBuf::from(report(&output)["file"].as_str().unwrap());
    let manifest = file.with_extension("manifest.json");
    let whole = std::fs::read(&manifest).unwrap();
    let verified = || Command::new(CLI).arg("verify").arg(&file).output().unwrap();
    // Cut anywhere, the last line end aside: that says nothing.
    for length in [0, 1, whole.len() / 3, whole.len() / 2, whole.len() - 2] {
        std::fs::write(&manifest, &whole[..length]).unwrap();
        let output = verified();
        assert_eq!(output.status.code(), Some(1), "{length} bytes");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("isn't its manifest"), "{said}");
    }
    for other in ["{}", "null", "[]", "7"] {
        std::fs::write(&manifest, other).unwrap();
        assert_eq!(verified().status.code(), Some(1), "{other}");
    }
    // That of another file says nothing of this one.
    std::fs::write(&manifest, r#"{"file": "Another.csv"}"#).unwrap();
    assert_eq!(verified().status.code(), Some(3));
    std::fs::remove_file(&manifest).unwrap();
    assert_eq!(verified().status.code(), Some(3));
    for (ending, content) in [
        ("zip", ""),
        ("csv.gz", ""),
        ("xlsx", ""),
        ("parquet", ""),
        ("zip", "id,name"),
        ("gz", "id,name"),
        ("xlsx", "id,name"),
        ("parquet", "id,name"),
    ] {
        let other = out.path().join(format!("other.{ending}"));
        std::fs::write(&other, content).unwrap();
        let output = Command::new(CLI).arg("verify").arg(&other).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{ending}: {content}");
    }
    // A plain file may be empty.
    let plain = out.path().join("other.csv");
    std::fs::write(&plain, "").unwrap();
    let output = Command::new(CLI).arg("verify").arg(&plain).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
}

/// As `export-desk-cli … | head -c 1` does it.
#[cfg(unix)]
#[test]
fn a_reader_that_has_read_enough_is_no_error() {
    let out = tempfile::tempdir().unwrap();
    let definition = out.path().join("stores.json");
    std::fs::write(&definition, STORES).unwrap();
    let definition = definition.to_str().unwrap();
    let (brand, folder) = (crate::command::brand().to_str().unwrap(), out.path().to_str().unwrap());
    let commands: [&[&str]; 10] = [
        &["schema"],
        &["models"],
        &["models", "--json"],
        &["models", "events"],
        &["validate", definition],
        &["zones", "Europe/Budapest"],
        &["preview", definition, "--data", brand],
        &["preview", definition, "--data", brand, "--json"],
        &["run", definition, "--data", brand, "--out", folder],
        &["run", definition, "--data", brand, "--out", folder, "--json"],
    ];
    for command in commands {
        // Nobody reads: neither what is printed nor what is told.
        for gone in ["stdout", "stdout and stderr"] {
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            let mut process = Command::new(CLI);
            process.args(command).env("EXPORT_DESK_HOME", brand).stdin(Stdio::null());
            if gone == "stdout" {
                process.stderr(Stdio::piped());
            } else {
                process.stderr(writer.try_clone().unwrap());
            }
            let done = process.stdout(writer).spawn().unwrap().wait_with_output().unwrap();
            let said = String::from_utf8(done.stderr).unwrap();
            assert_eq!(done.status.code(), Some(0), "{command:?} without {gone}: {said}");
            assert!(!said.contains("panicked"), "{command:?}: {said}");
        }
        // What can't be kept is an error, and told.
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let mut process = Command::new(CLI);
        process.args(command).env("EXPORT_DESK_HOME", brand).stdin(Stdio::null());
        let done = process.stdout(full).output().unwrap();
        assert_eq!(done.status.code(), Some(1), "{command:?}");
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(said.contains("standard output"), "{command:?}: {said}");
    }
    // Each run has made its file all the same.
    let files = std::fs::read_dir(out.path()).unwrap().flatten();
    let zips = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "zip"));
    assert_eq!(zips.count(), 6);
}

#[test]
fn a_preview_as_json_is_text_in_every_encoding() {
    let home = own_model(&[("name", "string")]);
    std::fs::write(home.path().join("data/t.csv"), "id,name\n1,árvíztűrő\n2,Ł\n").unwrap();
    for encoding in ["utf-8", "utf-8-bom", "utf-16le", "iso-8859-2", "windows-1250"] {
        let definition = format!(
            r#"{{"version":1,"name":"t","model":"t","timezone":"UTC","format":{{"encoding":"{encoding}"}}}}"#
        );
        let mut command = Command::new(CLI);
        command.args(["preview", "-", "--json", "--data"]).arg(home.path().join("data"));
        command.arg("--models").arg(home.path().join("models"));
        let output = fed(command, &definition);
        assert_eq!(output.status.code(), Some(0), "{}", report(&output));
        assert_eq!(report(&output)["text"], "id,name\n1,árvíztűrő\n2,Ł\n", "{encoding}");
    }
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
    assert_eq!(report(&schema)["properties"]["version"]["maximum"], 2);
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
    let interrupted = Instant::now();
    let process = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &process]).status().unwrap().success());
    lines.for_each(drop);
    let output = child.wait_with_output().unwrap();
    println!("cancelled after {} ms", interrupted.elapsed().as_millis());
    assert_eq!(output.status.code(), Some(130));
    assert_eq!(report(&output)["status"], "cancelled");
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0);
}

/// Also with a definition that never comes.
#[cfg(unix)]
#[test]
fn who_waits_for_input_can_be_stopped() {
    use std::os::unix::process::ExitStatusExt;

    for arguments in [["validate", "-"], ["run", "-"], ["next", "-"]] {
        let mut child = Command::new(CLI)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let deadline = Instant::now() + Duration::from_mins(1);
        let ended = loop {
            let killed = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
            assert!(killed.unwrap().success());
            std::thread::sleep(Duration::from_millis(100));
            if let Some(ended) = child.try_wait().unwrap() {
                break ended;
            }
            assert!(Instant::now() < deadline, "{arguments:?} goes on");
        };
        // The first signal may come before the command listens.
        let is_stopped = ended.code() == Some(130) || ended.signal() == Some(15);
        assert!(is_stopped, "{arguments:?}: {ended:?}");
    }
}
