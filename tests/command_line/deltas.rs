//! Windows of exports of what is new that are named on the command line.

use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use export_desk_core::clock::FixedClock;
use export_desk_core::demo::DemoSize;
use export_desk_core::engine::{Change, Engine, EngineOptions};
use export_desk_core::plan::{DeltaKind, DeltaWindow};
use export_desk_core::secret::MemorySecrets;
use export_desk_core::source::ConnectionSettings;
use export_desk_core::spec::ExportSpec;
use export_desk_core::store::ConnectionInput;
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

/// The engine on the history that the command has, at an instant.
async fn at(home: &Path, now: &str) -> Engine {
    let options = EngineOptions {
        home: home.to_owned(),
        default_exports_folder: home.join("exports"),
        default_user_name: "Anna".to_owned(),
        default_timezone: "UTC".to_owned(),
        models_folder: home.join("models"),
        demo_size: DemoSize { customers: 1, events: 1, seed: 1 },
        clock: Arc::new(FixedClock(now.parse().unwrap())),
        secrets: Arc::new(MemorySecrets::default()),
        known_hosts: None,
    };
    Engine::open(options).await.unwrap()
}

/// Runs an export at an instant; the run's window, and the ids in its file.
async fn run_at(home: &Path, export: i64, now: &str) -> (DeltaWindow, Vec<String>) {
    let engine = at(home, now).await;
    let mut changes = engine.subscribe();
    let run = engine.start_run(export).await.unwrap();
    loop {
        if let Change::RunEnded { run_id, .. } = changes.recv().await.unwrap()
            && run_id == run
        {
            break;
        }
    }
    let details = engine.export_details(export).await.unwrap();
    engine.shut_down().await;
    let run = details.runs.into_iter().find(|row| row.id == run).unwrap();
    let text = std::fs::read_to_string(run.file.as_ref().unwrap()).unwrap();
    (run.window.unwrap(), text.lines().skip(1).map(str::to_owned).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn watermarks_are_listed_and_changed_by_name() {
    let home = own_model(&[("at", "datetime")]);
    let home = home.path();
    let list = || report(&command(home, &["delta", "list", "--json"], &[]));
    assert_eq!(list(), json!([]));
    let full = command(home, &["delta", "full", "Nobody"], &[]);
    assert_eq!(full.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&full.stderr).contains("the export is gone"));

    let rows = "id,at\n\
        a,2026-11-01T08:00:00Z\n\
        b,2026-11-02T08:00:00Z\n\
        c,2026-11-03T08:00:00Z\n";
    std::fs::write(home.join("data/t.csv"), rows).unwrap();
    let [first, second, third, fourth] = [
        "2026-11-02T00:00:00Z",
        "2026-11-03T00:00:00Z",
        "2026-11-04T00:00:00Z",
        "2026-11-05T00:00:00Z",
    ];
    let engine = at(home, first).await;
    let settings = ConnectionSettings::Folder { path: home.join("data") };
    let input = ConnectionInput { id: None, name: "Data".to_owned(), settings, secret: None };
    let connection = engine.save_connection(&input).await.unwrap();
    let mut made = Vec::new();
    for name in ["New", "Never run", "Twice", "Twice"] {
        let definition = json!({
            "version": 2, "name": name, "model": "t", "timezone": "UTC", "file_name": "{name} {run}",
            "fields": [{ "field": "id" }], "format": { "compression": "none" },
            "delta": { "by": "date", "field": "at" },
        });
        let spec = ExportSpec::from_json(&definition.to_string()).unwrap();
        made.push(engine.create_export(&spec, connection, false).await.unwrap());
    }
    engine.shut_down().await;
    let export = made[0];
    assert_eq!(run_at(home, export, first).await.1, ["a"]);
    assert_eq!(list(), json!([{ "export": "New", "until": first, "run": 1 }]));
    assert_eq!(run_at(home, export, second).await.1, ["b"]);
    run_at(home, made[2], third).await;
    let mut both = json!([
        { "export": "New", "until": second, "run": 2 },
        { "export": "Twice", "until": third, "run": 1 },
    ]);
    assert_eq!(list(), both);
    let shown = command(home, &["delta", "list"], &[]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert_eq!(
        shown,
        "New: from 2026-11-03 00:00:00 UTC (run 2)\nTwice: from 2026-11-04 00:00:00 UTC (run 1)\n"
    );

    // The next run begins where the first one ended.
    let changed = |arguments: &[&str]| {
        let done = command(home, arguments, &[]);
        (done.status.code(), String::from_utf8(done.stderr).unwrap())
    };
    assert_eq!(changed(&["delta", "rewind", "New", "1"]).0, Some(0));
    both[0] = json!({ "export": "New", "until": first, "run": 1 });
    assert_eq!(list(), both);
    let (window, ids) = run_at(home, export, third).await;
    assert_eq!(json!(window.from), json!(first));
    assert_eq!(ids, ["b", "c"]);

    // Or it takes everything.
    assert_eq!(changed(&["delta", "full", "New"]).0, Some(0));
    both[0] = json!({ "export": "New", "until": null, "run": null });
    assert_eq!(list(), both);
    let (window, ids) = run_at(home, export, fourth).await;
    assert_eq!(window.kind, DeltaKind::Full);
    assert_eq!(ids, ["a", "b", "c"]);

    // What isn't meant by its name alone stays as it is.
    both[0] = json!({ "export": "New", "until": fourth, "run": 4 });
    for (arguments, said) in [
        (&["delta", "rewind", "New", "9"][..], "run"),
        (&["delta", "rewind", "Nobody", "1"], "the export is gone"),
        (&["delta", "full", "Twice"], "several exports are called “Twice”"),
        (&["delta", "rewind", "Twice", "1"], "several exports are called “Twice”"),
    ] {
        let (code, told) = changed(arguments);
        assert_eq!(code, Some(1), "{arguments:?}: {told}");
        assert!(told.contains(said), "{arguments:?}: {told}");
        assert_eq!(list(), both);
    }
}
