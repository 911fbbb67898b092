//! Masked columns by the command: keys of the environment, checks, the schema.

use std::process::Command;

use serde_json::{Value, json};

use crate::command::{CLI, brand, fed, report};

const KEY: &str = "Marker-k3y of the partner";

fn definition(mask: &Value) -> String {
    json!({
        "version": 2, "name": "Shops", "model": "stores", "timezone": "UTC",
        "fields": [{ "field": "id" }, { "field": "name", "mask": mask }],
        "format": { "compression": "none" },
    })
    .to_string()
}

#[test]
fn a_key_of_the_environment_makes_the_hashes() {
    let (out, nothing) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let keyed = definition(&json!({ "method": "keyed_hash", "key": "Partner 1" }));
    let run = |set: bool| {
        let mut command = Command::new(CLI);
        command.args(["run", "-", "--json", "--data"]).arg(brand()).arg("--out").arg(out.path());
        // No keychain is in reach.
        command.env_remove("DBUS_SESSION_BUS_ADDRESS").env("XDG_RUNTIME_DIR", nothing.path());
        if set {
            command.env("EXPORT_DESK_MASK_KEY_PARTNER_1", KEY);
        }
        fed(command, &keyed)
    };
    let done = run(true);
    let told = report(&done);
    assert_eq!((done.status.code(), &told["status"]), (Some(0), &json!("finished")), "{told}");
    assert_eq!(told["masked"][0]["key"], "Partner 1");
    let text = std::fs::read_to_string(told["file"].as_str().unwrap()).unwrap();
    let manifest = std::fs::read_to_string(told["manifest"].as_str().unwrap()).unwrap();
    let parsed: Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(parsed["masked"], told["masked"]);
    let spoken = String::from_utf8_lossy(&done.stdout) + String::from_utf8_lossy(&done.stderr);
    for written in [&text, &manifest, &spoken.into_owned()] {
        assert!(!written.contains("Marker-k3y"), "{written}");
    }
    let cells: Vec<&str> =
        text.lines().skip(1).map(|line| line.rsplit(',').next().unwrap()).collect();
    assert!(!cells.is_empty());
    assert!(
        cells
            .iter()
            .all(|cell| cell.len() == 64 && cell.bytes().all(|byte| byte.is_ascii_hexdigit()))
    );

    let failed = run(false);
    let told = report(&failed);
    assert_eq!(failed.status.code(), Some(1), "{told}");
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 2, "the first run's files");
}

#[test]
fn validate_and_schema_know_masks() {
    let mut command = Command::new(CLI);
    command.args(["validate", "-", "--json"]);
    let fine = fed(command, &definition(&json!({ "method": "keep", "first": 1 })));
    assert_eq!(report(&fine)["status"], "valid");
    let mut command = Command::new(CLI);
    command.args(["validate", "-", "--json"]);
    let wrong = fed(command, &definition(&json!({ "method": "band", "width": 5, "first": 1 })));
    assert_eq!(wrong.status.code(), Some(2));
    let problems = report(&wrong)["problems"].clone();
    let paths: Vec<&str> = problems
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["fields[1].mask.method", "fields[1].mask.first"]);

    let schema = Command::new(CLI).arg("schema").output().unwrap();
    let schema: Value = serde_json::from_slice(&schema.stdout).unwrap();
    let mask = &schema["$defs"]["Mask"];
    assert_eq!(mask["required"], json!(["method"]));
    assert!(mask["properties"]["recipe"].to_string().contains("normalised before it is hashed"));
    assert!(schema["$defs"]["MaskRecipe"].to_string().contains("https://developers.facebook.com/"));
}
