//! Sets on the command line: run, previewed, checked and verified.

use std::process::Command;

use serde_json::{Value, json};

use crate::command::{CLI, on_brand, report};

fn set(more: Value) -> Value {
    let member = |name: &str, model: &str| {
        json!({
            "version": 2, "name": name, "model": model, "timezone": "UTC",
            "fields": [{ "field": "id" }],
        })
    };
    let mut document = json!({
        "version": 2, "name": "Partner", "timezone": "Europe/Budapest", "file_name": "partner",
        "members": [member("Shops", "stores"), member("People", "customers")],
    });
    document.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    document
}

#[test]
fn a_set_is_run_and_verified() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let done = on_brand("run", &set(json!({})).to_string(), &["--out", out, "--json"]);
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    let told = report(&done);
    assert_eq!(told["members"][1]["name"], "People");
    assert_eq!(told["members"][1]["rows"], 300);
    assert_eq!(told["snapshot"], "unchanged_files");
    let people: Vec<&str> = told["members"][1]["file"].as_str().into_iter().collect();
    assert_eq!(people, ["People.csv"]);
    let file = folder.path().join("partner.zip");
    let verified = Command::new(CLI).arg("verify").arg(&file).output().unwrap();
    let verified = report(&verified);
    assert_eq!(verified["entries"][1]["rows"], 300);
    assert_eq!(verified["entries"][0]["member"], "Shops");
    assert_eq!(verified["rows"], told["rows"]);
    assert_eq!(verified["entries"][1]["sha256"], told["members"][1]["sha256"]);
    // Its members are those of its definition.
    let path = folder.path().join("partner.manifest.json");
    let mut manifest: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    manifest["members"][0]["name"] = json!("Stores");
    std::fs::write(&path, manifest.to_string()).unwrap();
    let verified = Command::new(CLI).arg("verify").arg(&file).output().unwrap();
    assert_eq!(verified.status.code(), Some(1));
    let told = report(&verified);
    assert_eq!(told["findings"][0]["key"], "members[0].name", "{told}");
}

#[test]
fn each_member_is_previewed() {
    let shown = on_brand("preview", &set(json!({})).to_string(), &["--rows", "2", "--json"]);
    let told = report(&shown);
    assert_eq!(told["members"][0]["name"], "Shops");
    assert_eq!(told["members"][1]["count"], 300);
    let text = told["members"][1]["text"].as_str().unwrap();
    assert!(text.starts_with("id\n") && text.lines().count() == 3, "{text}");
    let shown = on_brand("preview", &set(json!({})).to_string(), &["--rows", "1"]);
    let told = String::from_utf8(shown.stderr).unwrap();
    assert_eq!(told.lines().filter(|line| ["“Shops”", "“People”"].contains(line)).count(), 2);
    assert!(told.contains("300 rows match"), "{told}");
}

#[test]
fn a_set_with_a_fault_is_refused_with_its_place() {
    let mut wrong = set(json!({}));
    wrong["members"][1]["model"] = json!("custommers");
    wrong["members"][0]["schedule"] = json!({ "when": { "kind": "daily", "times": ["09:00"] } });
    let validated = |document: &Value| {
        let mut command = Command::new(CLI);
        command.args(["validate", "-", "--json"]);
        crate::command::fed(command, &document.to_string())
    };
    let output = validated(&wrong);
    assert_eq!(output.status.code(), Some(2));
    let paths: Vec<String> = report(&output)["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["path"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(paths, ["members[0].schedule", "members[1].model"]);
    assert_eq!(validated(&set(json!({}))).status.code(), Some(0));
    // The run refuses the same, and a member that fails is named.
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let run = on_brand("run", &wrong.to_string(), &["--out", out, "--json"]);
    assert_eq!(run.status.code(), Some(2));
    let mut empty = set(json!({}));
    empty["members"][1]["filters"] = json!([[{ "field": "id", "operator": "is", "value": "x" }]]);
    empty["members"][1]["when_empty"] = json!("fail");
    let run = on_brand("run", &empty.to_string(), &["--out", out, "--json"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(report(&run)["message"].as_str().unwrap().starts_with("“People”: no rows match"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn the_schema_knows_sets() {
    let schema = Command::new(CLI).arg("schema").output().unwrap();
    let schema = report(&schema);
    assert_eq!(schema["anyOf"][1]["required"], json!(["members"]));
    assert!(!schema["required"].as_array().unwrap().contains(&json!("model")));
    let members = &schema["properties"]["members"];
    assert_eq!(members["type"], "array");
    assert!(members["items"]["$ref"].is_string(), "{members}");
    assert!(schema["properties"].get("packaging").is_some());
    assert_eq!(schema["additionalProperties"], false);
}
