//! Windows of exports of what is new that are named on the command line.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::command::{CLI, own_model, report};

fn run(home: &Path, field: &str, more: &[&str]) -> Output {
    let definition = json!({
        "version": 2, "name": "new", "model": "t", "timezone": "Europe/Budapest",
        "file_name": "{kind}", "fields": [{ "field": "id" }],
        "format": { "compression": "none" }, "delta": { "by": "date", "field": field },
    });
    std::fs::write(home.join("new.json"), definition.to_string()).unwrap();
    command(home, &["run", "new.json", "--data", "data", "--models", "models", "--json"], more)
}

fn command(home: &Path, arguments: &[&str], more: &[&str]) -> Output {
    let mut command = Command::new(CLI);
    command.args(arguments).args(more).current_dir(home).env("EXPORT_DESK_HOME", home);
    command.output().unwrap()
}

#[test]
fn a_window_is_named() {
    let home = own_model(&[("day", "date"), ("at", "datetime")]);
    let rows = "id,day,at\n\
        a,2026-11-01,2026-11-01T08:00:00Z\n\
        b,2026-11-02,2026-11-01T23:00:00Z\n\
        c,2026-11-03,2026-11-02T23:00:00Z\n\
        d,,\n";
    std::fs::write(home.path().join("data/t.csv"), rows).unwrap();
    let from = ["--from", "2026-11-01T23:00:00Z", "--to", "2026-11-02T23:00:00Z"];
    for (field, window, name, expected) in [
        ("at", &from[2..], "full.csv", "id\na\nb\nd\n"),
        ("at", &from[..], "delta.csv", "id\nb\n"),
        // The instants are midnights in Budapest.
        ("day", &from[2..], "full.csv", "id\na\nb\nd\n"),
        ("day", &from[..], "delta.csv", "id\nb\n"),
    ] {
        let done = run(home.path(), field, &[window, &["--if-exists", "replace"]].concat());
        let report = report(&done);
        assert_eq!(report["status"], "finished", "{report}");
        assert_eq!(report["window"]["to"], "2026-11-02T23:00:00Z");
        let text = std::fs::read_to_string(home.path().join(name)).unwrap();
        assert_eq!(text, expected, "{field} {window:?}");
    }

    let without = run(home.path(), "at", &[]);
    assert_eq!(without.status.code(), Some(1));
    let told: Value = report(&without);
    assert!(told["message"].as_str().unwrap().contains("no history of it"), "{told}");
    assert!(told["hint"].as_str().unwrap().contains("--to"), "{told}");
    let only_from = run(home.path(), "at", &from[..2]);
    assert_eq!(only_from.status.code(), Some(2));
    let reversed = ["--from", "2026-11-03T00:00:00Z", "--to", "2026-11-02T23:00:00Z"];
    let reversed = run(home.path(), "at", &reversed);
    assert_eq!(reversed.status.code(), Some(2), "{}", report(&reversed));
    let definition = json!({ "version": 2, "name": "all", "model": "t", "timezone": "UTC" });
    std::fs::write(home.path().join("all.json"), definition.to_string()).unwrap();
    let all = ["run", "all.json", "--data", "data", "--models", "models", "--json"];
    let unasked = command(home.path(), &all, &from);
    assert_eq!(unasked.status.code(), Some(2), "{}", report(&unasked));
}

#[test]
fn watermarks_are_listed_and_changed_by_name() {
    let home = tempfile::tempdir().unwrap();
    let list = command(home.path(), &["delta", "list", "--json"], &[]);
    assert_eq!(report(&list), json!([]));
    let full = command(home.path(), &["delta", "full", "Nobody"], &[]);
    assert_eq!(full.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&full.stderr).contains("the export is gone"));
}
