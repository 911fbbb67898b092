//! `zones`, and what its database means for schedules and files.

use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::command::{CLI, fed, report};
use crate::python;

fn zones(home: &std::path::Path, arguments: &[&str]) -> Output {
    Command::new(CLI).arg("zones").args(arguments).env("EXPORT_DESK_HOME", home).output().unwrap()
}

/// Zones that changed their clocks after release 2025b, with the hour of UTC at
/// which clocks show 09:00 on 2026-12-01.
const CHANGED: [(&str, &str); 10] = [
    ("Africa/Casablanca", "09"),
    ("Africa/El_Aaiun", "09"),
    ("America/Vancouver", "16"),
    ("America/Edmonton", "15"),
    ("America/Inuvik", "15"),
    ("America/Winnipeg", "14"),
    ("America/Rainy_River", "14"),
    ("America/Yellowknife", "15"),
    ("America/Havana", "13"),
    // An old name.
    ("Canada/Pacific", "16"),
];

#[test]
fn schedules_go_by_the_rules_of_today() {
    for (zone, hour) in CHANGED {
        let definition = json!({
            "version": 1, "name": "x", "model": "stores", "timezone": zone,
            "schedule": { "when": { "kind": "daily", "times": ["09:00"] } },
        });
        let mut command = Command::new(CLI);
        command.args(["next", "-", "--count", "1", "--json", "--after", "2026-12-01T00:00:00Z"]);
        let output = fed(command, &definition.to_string());
        let at = format!("2026-12-01T{hour}:00:00Z");
        assert_eq!(report(&output)[0]["at"], at, "{zone}");
    }
}

#[test]
fn zones_say_their_release_and_changes() {
    let home = tempfile::tempdir().unwrap();
    let at = ["--at", "2026-11-28T12:00:00Z"];
    let output = zones(home.path(), &[&at[..], &["Europe/Budapest", "--json"]].concat());
    let said = report(&output);
    assert!(said["release"].as_str().unwrap() >= "2026f", "{said}");
    assert_eq!(said["zones"][0]["release"], said["release"]);
    assert_eq!(said["zones"][0]["now"], json!({ "offset": 3600, "name": "CET" }));
    let change = json!({ "at": "2027-03-28T01:00:00Z", "offset": 7200, "name": "CEST" });
    assert_eq!(said["zones"][0]["changes"][0], change);
    let output = zones(home.path(), &[&at[..], &["Asia/Kolkata", "Europe/Budapest"]].concat());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("time zone database 20"), "{text}");
    assert!(text.contains("\nAsia/Kolkata: UTC+05:30 (IST)\n"), "{text}");
    assert!(text.contains("\n  2027-03-28T01:00:00Z: UTC+02:00 (CEST)\n"), "{text}");

    let output = zones(home.path(), &["Europe/Budapset"]);
    assert_eq!(output.status.code(), Some(2));
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("there is no time zone `Europe/Budapset`"), "{text}");
    assert!(text.contains("hint: Did you mean Europe/Budapest or"), "{text}");
}

#[test]
fn an_imported_database_is_in_use_from_then_on() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("zoneinfo");
    let rules = json!({ "Asia/Tokyo": ["9 JP J%sT 2026 N 25 0", "8 - JST"] });
    let asked = json!({ "folder": folder, "release": "2099a", "rules": rules });
    python::run("zones/future_zones.py", asked.to_string().as_bytes());
    let output = zones(home.path(), &["--json", "--import", folder.to_str().unwrap()]);
    let said = report(&output);
    assert_eq!((&said["release"], &said["origin"]), (&json!("2099a"), &json!("imported")));
    // What was chosen isn't needed any more.
    std::fs::remove_dir_all(&folder).unwrap();
    let tokyo = |home: &std::path::Path| -> Value {
        report(&zones(home, &["--json", "Asia/Tokyo", "--at", "2026-12-01T00:00:00Z"]))
    };
    let said = tokyo(home.path());
    assert_eq!(said["zones"][0]["now"]["offset"], 8 * 3600, "{said}");
    assert_eq!(said["zones"][0]["release"], "2099a");
    let other = tempfile::tempdir().unwrap();
    assert_eq!(tokyo(other.path())["zones"][0]["now"]["offset"], 9 * 3600);

    // An earlier one isn't taken over, nor is one that is damaged later.
    let output = zones(home.path(), &["--json", "--import", "/nowhere/tzdata.whl"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(report(&output)["message"].as_str().unwrap().contains("/nowhere/tzdata.whl"));
    std::fs::write(home.path().join("time-zones/2099a.zip"), b"PK and no more").unwrap();
    let said = tokyo(home.path());
    assert_eq!(said["zones"][0]["now"]["offset"], 9 * 3600, "{said}");
    assert_ne!(said["origin"], "imported");
}
