//! What goes wrong outside: disks, folders, files. Every failure has a message
//! and a hint, exit code 1, and leaves the folder as it was.

use std::path::Path;
use std::process::{Command, Output};

use crate::command::{CLI, brand, fed, report};

const EVENTS: &str = r#"{"version":1,"name":"Events","model":"events","timezone":"UTC"}"#;

fn refused(output: &Output, part_of_message: &str) {
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    let report = report(output);
    println!("{} | {}", report["message"], report["hint"]);
    assert_eq!(report["status"], "failed");
    let message = report["message"].as_str().unwrap();
    assert!(message.contains(part_of_message), "{message}");
    assert!(report["hint"].is_string());
}

/// The command in a mount namespace of its own, with a disk at `disk`.
fn on_a_disk(options: &str, disk: &Path) -> Output {
    let script = "mount -t tmpfs -o \"$1\" tmpfs \"$2\" || exit 99; \
                  \"$3\" run - --data \"$4\" --out \"$2\" --json; code=$?; \
                  [ -z \"$(ls -A \"$2\")\" ] || exit 98; exit $code";
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", script, "sh", options]);
    command.arg(disk).arg(CLI).arg(brand());
    fed(command, EVENTS)
}

#[test]
fn the_disk_is_full() {
    let disk = tempfile::tempdir().unwrap();
    refused(&on_a_disk("size=128k", disk.path()), "the disk is full");
}

#[test]
fn the_disk_is_read_only() {
    let disk = tempfile::tempdir().unwrap();
    refused(&on_a_disk("ro", disk.path()), "isn't allowed");
}

fn run(data: &Path, out: &Path) -> Output {
    let mut command = Command::new(CLI);
    command.args(["run", "-", "--json", "--data"]).arg(data).arg("--out").arg(out);
    fed(command, EVENTS)
}

#[test]
fn the_folder_is_a_file() {
    let file = tempfile::NamedTempFile::new().unwrap();
    refused(&run(brand(), &file.path().join("exports")), "can't write");
    assert_eq!(file.path().metadata().unwrap().len(), 0);
}

/// Manifests and the history couldn't name it.
#[cfg(target_os = "linux")]
#[test]
fn the_folders_name_is_no_text() {
    use std::os::unix::ffi::OsStrExt;
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join(std::ffi::OsStr::from_bytes(b"caf\xe9"));
    refused(&run(brand(), &out), "isn't Unicode");
    assert!(!out.exists());
}

#[test]
fn there_is_no_data() {
    let (data, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    refused(&run(&data.path().join("gone"), out.path()), "there is no folder");
    refused(&run(data.path(), out.path()), "has no data for events");
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0);
}

#[test]
fn the_data_is_damaged() {
    let (data, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let whole = std::fs::read(brand().join("events.parquet")).unwrap();
    std::fs::write(data.path().join("events.parquet"), &whole[..whole.len() - 100]).unwrap();
    refused(&run(data.path(), out.path()), "is damaged");
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0);
}

#[test]
fn a_value_would_break_its_row() {
    let out = tempfile::tempdir().unwrap();
    let definition = r#"{"version":1,"name":"x","model":"customers","timezone":"UTC",
        "format":{"enclosure":"none"}}"#;
    let mut command = Command::new(CLI);
    command.args(["run", "-", "--json", "--data"]).arg(brand()).arg("--out").arg(out.path());
    refused(&fed(command, definition), "row");
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0);
}

#[test]
fn the_key_of_a_bucket_is_in_the_environment_alone() {
    let on = |address: &str, environment: &[(&str, &str)]| {
        let mut command = Command::new(CLI);
        for name in ["EXPORT_DESK_PASSWORD", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] {
            command.env_remove(name);
        }
        command.args(["preview", "-", "--json", "--connection", address]);
        command.envs(environment.iter().copied());
        let output = fed(command, EVENTS);
        let told = [&output.stdout[..], &output.stderr[..]].concat();
        assert!(!String::from_utf8_lossy(&told).contains("Marker"), "the secret is told");
        output
    };
    let nobody = "endpoint=http://127.0.0.1:1";
    let in_address = on(&format!("s3://AKIA:Marker@loyalty/dump?{nobody}"), &[]);
    assert_eq!(in_address.status.code(), Some(2));
    assert!(report(&in_address)["hint"].as_str().unwrap().contains("EXPORT_DESK_PASSWORD"));
    let address = format!("s3://AKIA@loyalty/dump?{nobody}");
    refused(&on(&address, &[]), "the secret key that belongs to `AKIA` is missing");
    let secret = [("EXPORT_DESK_PASSWORD", "Marker")];
    refused(&on(&address, &secret), "can't reach `127.0.0.1:1`");
    let whole = [("AWS_ACCESS_KEY_ID", "AKIA"), ("AWS_SECRET_ACCESS_KEY", "Marker")];
    refused(&on(&format!("s3://loyalty/dump?{nobody}"), &whole), "can't reach `127.0.0.1:1`");
}
