//! What `verify` compares: every figure of a manifest, and the files that it lists.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::command::{CLI, fed, own_model, report};
use crate::python;

const PASSWORD: (&str, &str) = ("EXPORT_DESK_ZIP_PASSWORD_P", "correct horse battery");

/// Runs an export of a table of eight rows, which is called `case`.
fn made(members: Value) -> TempDir {
    let home = own_model(&[("s", "string")]);
    let rows: String = (1..=8).map(|row| format!("{row},a{row}\n")).collect();
    fs::write(home.path().join("data/t.csv"), format!("id,s\n{rows}")).unwrap();
    let mut document = json!({
        "version": 2, "name": "case", "model": "t", "timezone": "UTC",
        "fields": [
            { "field": "id", "format": { "width": 8 } },
            { "field": "s", "format": { "width": 8 } },
        ],
        "format": { "compression": "none" },
    });
    if members.get("members").is_some() {
        document = json!({ "version": 2, "name": "case", "timezone": "UTC" });
    }
    document.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    let mut command = Command::new(CLI);
    command
        .args(["run", "-", "--data", "data", "--models", "models", "--out", "out", "--json"])
        .current_dir(home.path())
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .env(PASSWORD.0, PASSWORD.1);
    let output = fed(command, &document.to_string());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    home
}

fn verified_with(file: &Path, environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(CLI);
    command.arg("verify").arg(file).env_remove("DBUS_SESSION_BUS_ADDRESS");
    command.envs(environment.iter().copied()).output().unwrap()
}

fn verified(file: &Path) -> Output {
    verified_with(file, &[PASSWORD])
}

/// The manifest of the only run, and its path.
fn manifest(home: &TempDir) -> (PathBuf, Value) {
    let all = fs::read_dir(home.path().join("out")).unwrap().flatten().map(|entry| entry.path());
    let mut manifests = all.filter(|path| path.to_string_lossy().ends_with(".manifest.json"));
    let path = manifests.next().unwrap();
    let text = fs::read(&path).unwrap();
    (path, serde_json::from_slice(&text).unwrap())
}

/// Refused with this finding, which is also told in words.
fn finds(output: &Output, key: &str, says: &Value, found: &Value) {
    let told = report(output);
    assert_eq!(output.status.code(), Some(1), "{key}: {told}");
    let findings = told["findings"].as_array().unwrap();
    let finding = findings.iter().find(|finding| finding["key"] == key);
    let finding = finding.unwrap_or_else(|| panic!("no {key}: {told}"));
    assert_eq!((&finding["manifest"], &finding["found"]), (says, found), "{key}: {told}");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(finding["message"].as_str().unwrap()), "{said}");
}

#[test]
fn each_figure_of_a_manifest_is_held_against_the_file() {
    for layout in ["delimited", "fixed_width", "json_lines", "json_array", "xml"] {
        for compression in ["none", "gzip", "zip"] {
            let home = made(json!({ "format": { "layout": layout, "compression": compression } }));
            let (path, whole) = manifest(&home);
            let file = home.path().join("out").join(whole["file"].as_str().unwrap());
            let label = format!("{layout} {compression}");
            let output = verified(&file);
            assert_eq!(output.status.code(), Some(0), "{label}: {}", report(&output));
            assert_eq!(report(&output)["rows"], 8, "{label}");
            for (key, value) in [
                ("rows_written", json!(7)),
                ("rows_read", json!(7)),
                ("sha256", json!("0".repeat(64))),
                ("bytes", json!(1)),
                ("content_bytes", json!(1)),
                ("content_crc32", json!("00000000")),
                ("entry", json!("x.csv")),
            ] {
                let mut told = whole.clone();
                told[key] = value.clone();
                fs::write(&path, told.to_string()).unwrap();
                finds(&verified(&file), key, &value, &whole[key]);
            }
            // A manifest of another file proves nothing.
            let mut told = whole.clone();
            told["file"] = json!("other.csv");
            fs::write(&path, told.to_string()).unwrap();
            let output = verified(&file);
            assert_eq!(output.status.code(), Some(3), "{label}");
            let why = report(&output)["unproven"].as_str().unwrap().to_owned();
            assert!(why.contains("`other.csv`"), "{why}");
        }
    }
}

#[test]
fn what_is_found_is_what_python_finds() {
    let home = made(json!({}));
    let (path, mut told) = manifest(&home);
    let file = home.path().join("out/case.csv");
    let script = "
import csv, hashlib, json, sys, zlib
content = open(sys.argv[1], 'rb').read()
rows = len(list(csv.reader(content.decode().splitlines()))) - 1
print(json.dumps({
    'bytes': len(content), 'content_bytes': len(content), 'rows_written': rows,
    'sha256': hashlib.sha256(content).hexdigest(), 'content_crc32': f'{zlib.crc32(content):08x}',
}))";
    let mut command = Command::new(python::python());
    let done = command.args(["-c", script]).arg(&file).output().unwrap();
    let expected: Value = serde_json::from_slice(&done.stdout).unwrap();
    for (key, wrong) in
        [("bytes", json!(0)), ("content_crc32", json!("no")), ("rows_written", json!(9))]
    {
        told[key] = wrong;
    }
    fs::write(&path, told.to_string()).unwrap();
    let output = verified(&file);
    for key in ["bytes", "content_crc32", "rows_written"] {
        finds(&output, key, &told[key], &expected[key]);
    }
    let shown = report(&output);
    for key in ["sha256", "content_bytes", "content_crc32"] {
        assert_eq!(shown[key], expected[key], "{key}");
    }
}

#[test]
fn the_other_files_of_a_run_are_looked_for() {
    let home = made(json!({
        "file_name": "{name}-{part}",
        "split": { "by": "rows", "limit": 3 },
        "companions": [{ "name": "{file}.md5", "content": "md5" }],
    }));
    let out = home.path().join("out");
    let (_, whole) = manifest(&home);
    let files = whole["files"].as_array().unwrap();
    assert_eq!(files.len(), 6);
    let names: Vec<&str> = files.iter().map(|file| file["name"].as_str().unwrap()).collect();
    // A companion belongs to them, and can be verified itself.
    for name in &names {
        let output = verified(&out.join(name));
        assert_eq!(output.status.code(), Some(0), "{name}: {}", report(&output));
    }
    let first = out.join("case-1.csv");
    // What a receiver has taken away is no damage.
    for (index, name) in
        names.iter().enumerate().filter(|(index, _)| files[*index]["role"] != "data")
    {
        let content = fs::read(out.join(name)).unwrap();
        fs::remove_file(out.join(name)).unwrap();
        assert_eq!(verified(&first).status.code(), Some(0), "{index} {name}");
        fs::write(out.join(name), content).unwrap();
    }
    let data = |index: &usize| files[*index]["role"] == "data";
    for (index, name) in names.iter().enumerate().filter(|(index, _)| data(index)).skip(1) {
        let key = format!("files[{index}].bytes");
        let (path, says) = (out.join(name), &files[index]["bytes"]);
        let content = fs::read(&path).unwrap();
        fs::write(&path, [&content[..], b"\n"].concat()).unwrap();
        finds(&verified(&first), &key, says, &json!(content.len() + 1));
        fs::remove_file(&path).unwrap();
        let output = verified(&first);
        finds(&output, &key, says, &Value::Null);
        assert!(String::from_utf8_lossy(&output.stderr).contains(&format!("`{name}`")));
        fs::write(&path, &content).unwrap();
        // Of its size and another content: only its own check reads it.
        fs::write(&path, content.iter().map(|byte| byte ^ 1).collect::<Vec<u8>>()).unwrap();
        assert_eq!(verified(&path).status.code(), Some(1), "{name}");
        fs::write(&path, &content).unwrap();
    }
    assert_eq!(verified(&first).status.code(), Some(0));
}

#[test]
fn the_figures_of_parts_add_up() {
    let home = made(json!({
        "file_name": "{name}-{part}", "split": { "by": "rows", "limit": 3 },
    }));
    let (path, whole) = manifest(&home);
    let second = home.path().join("out/case-2.csv");
    for (index, key, value) in [
        (1, "rows", json!(2)),
        (1, "bytes", json!(1)),
        (1, "sha256", json!("00")),
        (1, "content_bytes", json!(1)),
        (2, "bytes", json!(1)),
    ] {
        let mut told = whole.clone();
        told["files"][index][key] = value.clone();
        fs::write(&path, told.to_string()).unwrap();
        let key_of_file = format!("files[{index}].{key}");
        finds(&verified(&second), &key_of_file, &value, &whole["files"][index][key]);
    }
    // Of files that aren't read now.
    let mut told = whole.clone();
    told["files"][2]["rows"] = json!(20);
    fs::write(&path, told.to_string()).unwrap();
    finds(&verified(&second), "rows_written", &json!(8), &json!(26));
    for (key, value) in [
        ("file", json!("other.csv")),
        ("bytes", json!(1)),
        ("sha256", json!("00")),
        ("content_bytes", json!(1)),
        ("rows_read", json!(9)),
    ] {
        let mut told = whole.clone();
        told[key] = value.clone();
        fs::write(&path, told.to_string()).unwrap();
        finds(&verified(&second), key, &value, &whole[key]);
    }
}

#[test]
fn the_figures_of_a_set_add_up() {
    let member = |name: &str| {
        json!({
            "version": 2, "name": name, "model": "t", "timezone": "UTC", "fields": "all",
            "format": { "compression": "none" },
        })
    };
    for packaging in ["archive", "files"] {
        let home =
            made(json!({ "packaging": packaging, "members": [member("One"), member("Two")] }));
        let (path, whole) = manifest(&home);
        let file = home.path().join("out").join(whole["file"].as_str().unwrap());
        let output = verified(&file);
        assert_eq!(output.status.code(), Some(0), "{packaging}: {}", report(&output));
        for (key, value) in [
            ("rows_read", json!(9)),
            ("rows_written", json!(9)),
            ("bytes", json!(1)),
            ("sha256", json!("00")),
            ("content_bytes", json!(1)),
            ("file", json!("x.csv")),
        ] {
            let mut told = whole.clone();
            told["members"][1][key] = value.clone();
            fs::write(&path, told.to_string()).unwrap();
            let place = format!("members[1].{key}");
            finds(&verified(&file), &place, &value, &whole["members"][1][key]);
        }
        let mut told = whole.clone();
        told["members"][1]["rows_written"] = json!(9);
        told["members"][1]["rows_read"] = json!(9);
        fs::write(&path, told.to_string()).unwrap();
        finds(&verified(&file), "rows_written", &json!(16), &json!(17));
    }
}

#[test]
fn an_encrypted_zip_is_compared_as_far_as_it_can_be_read() {
    let home = made(json!({ "format": { "compression": "zip", "zip_password": "P" } }));
    let (path, whole) = manifest(&home);
    let file = home.path().join("out/case.zip");
    for environment in [&[PASSWORD][..], &[]] {
        let output = verified_with(&file, environment);
        assert_eq!(output.status.code(), Some(0), "{}", report(&output));
        assert_eq!(report(&output)["rows"].is_null(), environment.is_empty());
        for (key, value) in
            [("bytes", json!(1)), ("rows_read", json!(7)), ("entry", json!("x.csv"))]
        {
            let mut told = whole.clone();
            told[key] = value.clone();
            fs::write(&path, told.to_string()).unwrap();
            finds(&verified_with(&file, environment), key, &value, &whole[key]);
        }
        fs::write(&path, whole.to_string()).unwrap();
    }
}

#[test]
fn a_file_without_a_manifest_has_an_exit_code_of_its_own() {
    let home = made(json!({}));
    let (path, _) = manifest(&home);
    fs::remove_file(path).unwrap();
    let output = verified(&home.path().join("out/case.csv"));
    assert_eq!(output.status.code(), Some(3));
    let sentence = "there is no manifest beside it: only the file itself was read back";
    let told = report(&output);
    assert_eq!((&told["manifest"], &told["rows"]), (&Value::Null, &Value::Null));
    assert_eq!(told["unproven"], sentence);
    assert!(String::from_utf8(output.stderr).unwrap().contains(sentence));
    let help = Command::new(CLI).args(["verify", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let words: Vec<&str> = help.split_whitespace().collect();
    assert!(words.join(" ").contains("3 the file can be read"), "{help}");
}
