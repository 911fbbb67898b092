//! `export-desk-cli serve` as processes: killed at any moment, side by side,
//! and stopped politely.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use export_desk_core::clock::{Clock, SystemClock};
use export_desk_core::demo::DemoSize;
use export_desk_core::engine::{Engine, EngineOptions};
use export_desk_core::secret::MemorySecrets;
use export_desk_core::source::ConnectionSettings;
use export_desk_core::spec::ExportSpec;
use export_desk_core::store::ConnectionInput;
use serde_json::{Value, json};
use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;

const CLI: &str = env!("CARGO_BIN_EXE_export-desk-cli");
const PATIENCE: Duration = Duration::from_secs(90);
/// Time in which processes are started and killed.
const STORM: Duration = Duration::from_secs(25);

fn options(folder: &Path) -> EngineOptions {
    EngineOptions {
        home: folder.join("home"),
        default_exports_folder: folder.join("exports"),
        default_user_name: "Anna".to_owned(),
        default_timezone: "UTC".to_owned(),
        models_folder: folder.join("models"),
        demo_size: DemoSize { customers: 300, events: 4000, seed: 11 },
        clock: Arc::new(SystemClock),
        secrets: Arc::new(MemorySecrets::default()),
        known_hosts: None,
    }
}

/// A history with exports that run at these times of today, in UTC.
async fn history(folder: &Path, names: &[&str], times: &[DateTime<Utc>]) -> Vec<i64> {
    let data = folder.join("data");
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("stores.csv"), "id,name\n1,One\n").unwrap();
    let engine = Engine::open(options(folder)).await.unwrap();
    // What is chosen by default differs between programs' users.
    let settings = engine.settings().await.unwrap();
    engine.save_settings(&settings).await.unwrap();
    let connection = engine.save_connection(&folder_of(&data)).await.unwrap();
    let times: Vec<String> = times.iter().map(|at| at.format("%H:%M:%S").to_string()).collect();
    let mut exports = Vec::new();
    for name in names {
        let spec = json!({
            "version": 1, "name": name, "model": "stores", "timezone": "UTC",
            "fields": [{ "field": "id" }], "file_name": "{name} {date} {time}",
            "schedule": { "when": { "kind": "daily", "times": times }, "missed": "run_each" },
        });
        let spec = ExportSpec::from_json(&spec.to_string()).unwrap();
        exports.push(engine.create_export(&spec, connection, false).await.unwrap());
    }
    engine.shut_down().await;
    exports
}

/// A run as it stands in the history.
#[derive(Debug, sqlx::FromRow)]
struct Run {
    status: String,
    trigger: String,
    planned_for: i64,
    started_at: Option<i64>,
    message: Option<String>,
}

/// Looks from outside: an engine would be one more process that takes part.
async fn runs(folder: &Path, export: i64) -> Vec<Run> {
    let options = SqliteConnectOptions::new().filename(folder.join("home/history.db"));
    let mut history = options.connect().await.unwrap();
    sqlx::query_as("SELECT * FROM runs WHERE export_id = ? ORDER BY planned_for")
        .bind(export)
        .fetch_all(&mut history)
        .await
        .unwrap()
}

/// A process that is killed with the test.
struct Serve(Child);

impl Drop for Serve {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn serve(folder: &Path, output: Stdio) -> Serve {
    let mut command = Command::new(CLI);
    command.args(["serve", "--json", "--home"]).arg(folder.join("home"));
    Serve(command.stdout(output).stderr(Stdio::inherit()).spawn().unwrap())
}

impl Serve {
    fn lines(&mut self) -> impl Iterator<Item = Value> + use<> {
        let output = BufReader::new(self.0.stdout.take().unwrap());
        output.lines().map(|line| serde_json::from_str(&line.unwrap()).unwrap())
    }

    fn stop(&mut self) -> Option<i32> {
        let id = self.0.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            if let Some(status) = self.0.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("it doesn't stop");
    }
}

/// A server whose clock is ahead of the machine's by what a file says.
fn serve_with_clock(folder: &Path, ahead: &Path) -> Serve {
    let mut command = Command::new(CLI);
    command.args(["serve", "--json", "--home"]).arg(folder.join("home"));
    command.env("LD_PRELOAD", "/usr/$LIB/faketime/libfaketimeMT.so.1");
    command.env("FAKETIME_TIMESTAMP_FILE", ahead).env_remove("FAKETIME");
    command.env("FAKETIME_NO_CACHE", "1").env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    Serve(command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap())
}

/// The next whole second, some seconds ahead.
fn soon(seconds: i64) -> DateTime<Utc> {
    let now = SystemClock.now() + TimeDelta::seconds(seconds);
    DateTime::from_timestamp(now.timestamp(), 0).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn serving_on_time_and_stopping() {
    let folder = tempfile::tempdir().unwrap();
    let at = soon(4);
    let export = history(folder.path(), &["Shops"], &[at]).await[0];
    let mut server = serve(folder.path(), Stdio::piped());
    let mut lines = server.lines();
    let serving = lines.next().unwrap();
    assert_eq!((&serving["event"], &serving["scheduled"]), (&json!("serving"), &json!(1)));
    assert_eq!(serving["next"], json!(at));
    let started = lines.next().unwrap();
    assert_eq!((&started["event"], &started["trigger"]), (&json!("started"), &json!("scheduled")));
    assert_eq!(started["planned_for"], json!(at));
    let finished = lines.next().unwrap();
    assert_eq!((&finished["event"], &finished["rows"]), (&json!("finished"), &json!(1)));
    assert!(Path::new(finished["file"].as_str().unwrap()).exists());

    let seen = runs(folder.path(), export).await;
    assert_eq!(seen.len(), 1);
    let late = seen[0].started_at.unwrap() - at.timestamp_millis();
    assert!((0..2000).contains(&late), "{late} ms late");

    assert_eq!(server.stop(), Some(0));
    assert_eq!(lines.next().unwrap()["event"], "stopped");
    let left: Vec<_> = std::fs::read_dir(folder.path().join("home")).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment_no_slot_runs_twice_and_none_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let first = soon(2);
    let times: Vec<DateTime<Utc>> = (0..i64::try_from(STORM.as_secs()).unwrap())
        .map(|second| first + TimeDelta::seconds(second))
        .collect();
    let exports = history(folder.path(), &["one", "two"], &times).await;
    let begin = Instant::now();
    let mut kills = 0;
    let mut number = 7_u64;
    let mut servers: BTreeMap<u32, (Serve, Instant)> = BTreeMap::new();
    while begin.elapsed() < STORM + Duration::from_secs(2) {
        // Two at a time, each for a while that is never the same.
        while servers.len() < 2 {
            number = number
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let life = Duration::from_millis(150 + (number >> 33) % 1600);
            let server = serve(folder.path(), Stdio::null());
            servers.insert(server.0.id(), (server, Instant::now() + life));
        }
        let over = |(_, (_, until)): &(&u32, &(Serve, Instant))| *until <= Instant::now();
        if let Some((id, _)) = servers.iter().find(over) {
            let id = *id;
            // Dropped, it is killed with SIGKILL.
            servers.remove(&id);
            kills += 1;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    kills += servers.len();
    drop(servers);
    assert!(kills >= 20, "only {kills} were killed");

    let mut last = serve(folder.path(), Stdio::piped());
    // From then on it stops by itself when it is asked to.
    let mut said = last.lines();
    assert_eq!(said.next().unwrap()["event"], "serving");
    let listening = std::thread::spawn(move || said.count());
    let until = Instant::now() + PATIENCE;
    let (mut finished, mut interrupted) = (0, 0);
    for export in exports {
        let done = loop {
            let seen = runs(folder.path(), export).await;
            let open = |run: &Run| ["pending", "processing"].contains(&run.status.as_str());
            if seen.len() >= times.len() && !seen.iter().any(open) {
                break seen;
            }
            assert!(Instant::now() < until, "{seen:?}");
            std::thread::sleep(Duration::from_millis(200));
        };
        let slots: Vec<i64> = done.iter().map(|run| run.planned_for).collect();
        let expected: Vec<i64> = times.iter().map(DateTime::timestamp_millis).collect();
        assert_eq!(slots, expected, "each slot has one run");
        for run in &done {
            match run.status.as_str() {
                "finished" => finished += 1,
                "failed" => {
                    assert!(run.message.as_ref().unwrap().contains("interrupted"), "{run:?}");
                    interrupted += 1;
                }
                _ => panic!("{run:?}"),
            }
        }
    }
    assert_eq!(last.stop(), Some(0));
    listening.join().unwrap();
    println!("{kills} kills, {finished} finished, {interrupted} interrupted");
    assert!(finished > 0, "{finished} finished, {interrupted} interrupted");
    // As many files as finished runs, under names of their slots.
    let files = std::fs::read_dir(folder.path().join("exports")).unwrap();
    let zips = files.filter(|file| {
        file.as_ref().unwrap().path().extension().is_some_and(|extension| extension == "zip")
    });
    assert!(zips.count() >= finished);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_is_moved_over_two_missed_slots_under_each_policy() {
    let folder = tempfile::tempdir().unwrap();
    let ahead = folder.path().join("ahead");
    let move_clock = |by: &str| {
        let whole = folder.path().join("ahead.new");
        std::fs::write(&whole, by).unwrap();
        std::fs::rename(whole, &ahead).unwrap();
    };
    move_clock("+0h");
    let slots = [soon(2 * 3600), soon(5 * 3600)];
    let exports = history(folder.path(), &["once", "each", "skip"], &slots).await;
    let engine = Engine::open(options(folder.path())).await.unwrap();
    for (export, missed) in exports.iter().zip(["run_once", "run_each", "skip"]) {
        let mut schedule = engine.definition(*export).await.unwrap().schedule.unwrap();
        schedule.missed = serde_json::from_value(json!(missed)).unwrap();
        engine.set_schedule(*export, Some(&schedule)).await.unwrap();
    }
    engine.shut_down().await;

    let mut server = serve_with_clock(folder.path(), &ahead);
    let mut lines = server.lines();
    assert_eq!(lines.next().unwrap()["event"], "serving");
    // Asleep over both, and back; then the clock is put right, and wrong again:
    // a few looks of the server change nothing.
    for (by, watched) in [("+6h", 0), ("+0h", 3), ("+6h", 3)] {
        move_clock(by);
        let (begin, watched) = (Instant::now(), Duration::from_secs(watched));
        loop {
            let mut seen = Vec::new();
            for export in &exports {
                let runs = runs(folder.path(), *export).await;
                let run = |run: &Run| (run.trigger.clone(), run.status.clone(), run.planned_for);
                seen.push(runs.iter().map(run).collect::<Vec<_>>());
            }
            let caught_up = |slot: usize| {
                let at = slots[slot].timestamp_millis();
                ("catch_up".to_owned(), "finished".to_owned(), at)
            };
            let all = seen == [vec![caught_up(1)], vec![caught_up(0), caught_up(1)], vec![]];
            if all && begin.elapsed() >= watched {
                break;
            }
            assert!(all || watched.is_zero(), "{seen:?}");
            assert!(begin.elapsed() < PATIENCE, "{seen:?}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
    for _ in 0..6 {
        let line = lines.next().unwrap();
        assert!(["started", "finished"].contains(&line["event"].as_str().unwrap()), "{line}");
    }
    assert_eq!(server.stop(), Some(0));
    assert_eq!(lines.next().unwrap()["event"], "stopped");
}

/// A folder as a connection.
fn folder_of(path: &Path) -> ConnectionInput {
    let settings = ConnectionSettings::Folder { path: path.to_owned() };
    ConnectionInput { id: None, name: "Stores".to_owned(), settings, secret: None }
}
