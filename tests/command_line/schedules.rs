//! `next`, and `serve` with what stops it.

use std::process::Command;

use serde_json::{Value, json};

use crate::command::{CLI, fed, report};

fn next(definition: &Value, more: &[&str]) -> std::process::Output {
    let mut command = Command::new(CLI);
    command.args(["next", "-"]).args(more);
    fed(command, &definition.to_string())
}

fn definition(schedule: Value) -> Value {
    json!({ "version": 1, "name": "x", "model": "stores", "timezone": "Europe/Budapest",
        "schedule": schedule })
}

#[test]
fn next_names_the_instants_with_their_reasons() {
    let daily = definition(json!({ "when": { "kind": "daily", "times": ["02:30"] } }));
    let after = ["--count", "2", "--after", "2027-03-27T12:00:00Z"];
    let output = next(&daily, &[&after[..], &["--json"]].concat());
    assert!(output.status.success());
    assert_eq!(
        report(&output),
        json!([
            { "at": "2027-03-28T01:30:00Z", "local": "2027-03-28T03:30:00+02:00",
              "note": "02:30 does not exist on 28 March, runs 03:30" },
            { "at": "2027-03-29T00:30:00Z", "local": "2027-03-29T02:30:00+02:00", "note": null },
        ])
    );
    let output = next(&daily, &after);
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "Sun 2027-03-28 03:30:00 +02:00  2027-03-28T01:30:00Z  \
         02:30 does not exist on 28 March, runs 03:30\n\
         Mon 2027-03-29 02:30:00 +02:00  2027-03-29T00:30:00Z\n"
    );
}

#[test]
fn next_refuses_what_cannot_run() {
    for (definition, path) in [
        (definition(json!({ "when": { "kind": "daily", "times": [] } })), "schedule.when.times"),
        (
            definition(json!({ "when": { "kind": "monthly", "days": [32], "times": ["06:00"] } })),
            "schedule.when.days[0]",
        ),
        (json!({ "version": 1, "name": "x", "model": "stores", "timezone": "UTC" }), "schedule"),
    ] {
        let output = next(&definition, &["--json"]);
        assert_eq!(output.status.code(), Some(2));
        let report = report(&output);
        assert_eq!(report["problems"][0]["path"], path);
        assert!(report["hint"].is_string());
    }
    let over = definition(json!({
        "when": { "kind": "on_date", "date": "2026-01-01", "time": "06:00" }
    }));
    let output = next(&over, &["--json", "--after", "2026-06-01T00:00:00Z"]);
    assert_eq!((output.status.code(), report(&output)), (Some(0), json!([])));
    // Whatever can run can be run with it, and validated.
    let mut command = Command::new(CLI);
    command.args(["validate", "-", "--json"]);
    assert_eq!(fed(command, &over.to_string()).status.code(), Some(0));
}
