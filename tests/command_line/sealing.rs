//! Encrypted files by the command: keys of files, secrets of the environment, kills.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::command::{CLI, brand, fed, report};
use crate::gnupg::{Gnupg, MADE};

const PASSWORD: &str = "Marker-correct horse";
/// How long anything may take.
const PATIENCE: Duration = Duration::from_mins(2);

fn definition(format: Value) -> String {
    json!({
        "version": 2, "name": "Events", "model": "events", "timezone": "UTC", "format": format,
    })
    .to_string()
}

fn run(definition: &str, out: &Path, more: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(CLI);
    command
        .args(["run", "-", "--json", "--data"])
        .arg(brand())
        .arg("--out")
        .arg(out)
        .args(more)
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .envs(environment.iter().copied());
    fed(command, definition)
}

fn verified(file: &Path, environment: &[(&str, &str)]) -> (bool, Value, String) {
    let output = Command::new(CLI)
        .arg("verify")
        .arg(file)
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    let told = serde_json::from_slice(&output.stdout).unwrap_or_default();
    (output.status.success(), told, String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn keys_are_taken_from_files_and_signing_keys_from_the_environment() {
    let (theirs, ours) = (Gnupg::new(), Gnupg::new());
    let partner = theirs.key("P <p@partner.test>", ["rsa2048", "sign,encr", "never"], MADE, "");
    let us = ours.key("U <u@export.test>", ["ed25519", "sign", "never"], MADE, "Marker-pass");
    theirs.import(&ours.public(&us));
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("partner.gpg");
    fs::write(&key, theirs.public_bytes(&partner)).unwrap();
    let key = key.to_str().unwrap();

    let shown = Command::new(CLI).args(["pgp-key", key]).output().unwrap();
    let shown = String::from_utf8(shown.stdout).unwrap();
    for part in ["P <p@partner.test>", &partner, "RSA 2048", "no expiry"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }

    let out = folder.path().join("out");
    let made = run(&definition(json!({ "compression": "none" })), &out, &["--pgp-key", key], &[]);
    let file = report(&made)["file"].as_str().unwrap().to_owned();
    assert!(file.ends_with("Events.csv.pgp"), "{file}");
    let (content, _) = theirs.decrypt(Path::new(&file));
    let (is_fine, told, _) = verified(Path::new(&file), &[]);
    assert!(is_fine && told["rows"].is_null() && told["content_bytes"].is_null(), "{told}");
    assert_eq!(told["encrypted_to"], json!([partner[24..]]));
    assert!(told["unchecked"].as_str().unwrap().contains("private key"));

    let signed = definition(json!({
        "compression": "none",
        "pgp": { "recipients": [theirs.public(&partner)], "sign_with": "Our key" },
    }));
    let private = ours.private(&us, "Marker-pass");
    let both = [
        ("EXPORT_DESK_PGP_KEY_OUR_KEY", &*private),
        ("EXPORT_DESK_PGP_PASSPHRASE_OUR_KEY", "Marker-pass"),
    ];
    let made = run(&signed, &out, &[], &both);
    let file = report(&made)["file"].as_str().unwrap().to_owned();
    let (same, told) = theirs.decrypt(Path::new(&file));
    assert!(same == content && told.contains("GOODSIG"), "{told}");
    for text in [&made.stdout, &made.stderr] {
        assert!(!String::from_utf8_lossy(text).contains("Marker-pass"));
    }
    // With the wrong passphrase there is no file, and what was said names no secret.
    let empty = folder.path().join("none");
    let wrong = [both[0], ("EXPORT_DESK_PGP_PASSPHRASE_OUR_KEY", "Marker-wrong")];
    let refused = run(&signed, &empty, &[], &wrong);
    assert_eq!(refused.status.code(), Some(2));
    let told = String::from_utf8_lossy(&refused.stdout).into_owned()
        + &String::from_utf8_lossy(&refused.stderr);
    assert!(told.contains("passphrase") && !told.contains("Marker"), "{told}");

    // A private key isn't taken for a public one.
    let private_file = folder.path().join("private.asc");
    fs::write(&private_file, &private).unwrap();
    let refused = Command::new(CLI).arg("pgp-key").arg(&private_file).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("private key"));
}

#[test]
fn passwords_of_zips_come_from_the_environment_and_are_not_those_of_targets() {
    let folder = tempfile::tempdir().unwrap();
    let zip = definition(json!({ "zip_password": "Bank 1" }));
    // What lets a target in protects no file.
    let targets = [("EXPORT_DESK_SECRET", PASSWORD), ("EXPORT_DESK_SECRET_BANK_1", PASSWORD)];
    let refused = run(&zip, folder.path(), &[], &targets);
    assert_ne!(refused.status.code(), Some(0));
    assert!(fs::read_dir(folder.path()).unwrap().next().is_none());
    let own = [("EXPORT_DESK_ZIP_PASSWORD_BANK_1", PASSWORD)];
    let made = run(&zip, folder.path(), &[], &own);
    let told = report(&made);
    let file = Path::new(told["file"].as_str().unwrap()).to_owned();
    assert!(!told.to_string().contains(PASSWORD));

    let (is_fine, found, _) = verified(&file, &own);
    assert!(is_fine && found["rows"] == told["rows"] && found["unchecked"].is_null(), "{found}");
    let (is_fine, found, _) = verified(&file, &[]);
    assert!(is_fine && found["rows"].is_null(), "{found}");
    assert!(found["unchecked"].as_str().unwrap().contains("password"));
    let (is_fine, _, problem) =
        verified(&file, &[("EXPORT_DESK_ZIP_PASSWORD_BANK_1", "another one")]);
    assert!(!is_fine && problem.contains("password"), "{problem}");
}

/// Every file below a folder.
fn files(folder: &Path, all: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            files(&entry.path(), all);
        } else {
            all.push(entry.path());
        }
    }
}

/// A run that is killed while it writes leaves nothing that could be read, before anybody
/// has cleaned up.
#[cfg(unix)]
#[test]
fn killed_runs_leave_no_plain_bytes() {
    let gnupg = Gnupg::new();
    let partner = gnupg.key("P <p@partner.test>", ["rsa2048", "sign,encr", "never"], MADE, "");
    let data = tempfile::tempdir().unwrap();
    let demo = ["demo", "--customers", "400", "--events", "300000", "--seed", "3", "--dir"];
    assert!(Command::new(CLI).args(demo).arg(data.path()).output().unwrap().status.success());
    let pgp = json!({ "compression": "none", "pgp": { "recipients": [gnupg.public(&partner)] } });
    let composed = json!({
        "compression": "none", "lines_after": ["{rows}"],
        "pgp": { "recipients": [gnupg.public(&partner)] },
    });
    for format in [pgp, composed] {
        let folder = tempfile::tempdir().unwrap();
        let spec = folder.path().join("spec.json");
        fs::write(&spec, definition(format)).unwrap();
        let out = folder.path().join("out");
        let mut child = Command::new(CLI)
            .arg("run")
            .arg(&spec)
            .arg("--data")
            .arg(data.path())
            .arg("--out")
            .arg(&out)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let open = format!("/proc/{}/fd", child.id());
        // Until a file without a name has content.
        let has_begun = || {
            fs::read_dir(&open).into_iter().flatten().flatten().any(|file| {
                let is_ours = fs::read_link(file.path()).is_ok_and(|to| {
                    to.starts_with(&out) && to.to_string_lossy().ends_with("(deleted)")
                });
                is_ours && fs::metadata(file.path()).is_ok_and(|found| found.len() > 0)
            })
        };
        let clock = Instant::now();
        while !has_begun() {
            assert!(child.try_wait().unwrap().is_none(), "the run ended before it was killed");
            assert!(clock.elapsed() < PATIENCE, "the run writes nothing");
            std::thread::park_timeout(Duration::from_millis(2));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let mut left = Vec::new();
        files(&out, &mut left);
        for file in left {
            // Rows that don't fit into memory while they are sorted: the next process
            // removes them.
            if file.to_string_lossy().contains("/datafusion-") {
                continue;
            }
            let bytes = fs::read(&file).unwrap();
            // A word of every row of the plain file.
            let has_rows = bytes.windows(9).any(|word| word == b"point_add");
            assert!(!has_rows, "{} can be read", file.display());
        }
    }
}
