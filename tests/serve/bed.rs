//! `export-desk-cli serve` over a history of its own, looked at from outside.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
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

pub(crate) const CLI: &str = env!("CARGO_BIN_EXE_export-desk-cli");
pub(crate) const PATIENCE: Duration = Duration::from_secs(90);
pub(crate) fn options(folder: &Path) -> EngineOptions {
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
pub(crate) async fn history(
    folder: &Path,
    names: &[&str],
    times_of_slots: &[DateTime<Utc>],
) -> Vec<i64> {
    let data = folder.join("data");
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("stores.csv"), "id,name\n1,One\n").unwrap();
    let engine = Engine::open(options(folder)).await.unwrap();
    // What is chosen by default differs between programs' users.
    let settings = engine.settings().await.unwrap();
    engine.save_settings(&settings).await.unwrap();
    let connection = engine.save_connection(&folder_of(&data)).await.unwrap();
    let times: Vec<String> =
        times_of_slots.iter().map(|at| at.format("%H:%M:%S").to_string()).collect();
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
    // However long that took, the first slot is still ahead of them.
    if let Some(first) = times_of_slots.iter().min() {
        let history = SqliteConnectOptions::new().filename(folder.join("home/history.db"));
        sqlx::query("UPDATE schedules SET since = min(since, ?)")
            .bind(first.timestamp_millis() - 1000)
            .execute(&mut history.connect().await.unwrap())
            .await
            .unwrap();
    }
    exports
}

/// A run as it stands in the history.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Run {
    pub(crate) status: String,
    pub(crate) trigger: String,
    pub(crate) planned_for: i64,
    pub(crate) started_at: Option<i64>,
    pub(crate) message: Option<String>,
}

/// Looks from outside: an engine would be one more process that takes part.
pub(crate) async fn runs(folder: &Path, export: i64) -> Vec<Run> {
    let options = SqliteConnectOptions::new().filename(folder.join("home/history.db"));
    let mut history = options.connect().await.unwrap();
    sqlx::query_as("SELECT * FROM runs WHERE export_id = ? ORDER BY planned_for")
        .bind(export)
        .fetch_all(&mut history)
        .await
        .unwrap()
}

/// The runs of an export when there are so many and all have ended.
pub(crate) async fn all_ended(folder: &Path, export: i64, count: usize) -> Vec<Run> {
    let until = Instant::now() + PATIENCE;
    loop {
        let seen = runs(folder, export).await;
        let is_open = |run: &Run| ["pending", "processing"].contains(&run.status.as_str());
        if seen.len() >= count && !seen.iter().any(is_open) {
            return seen;
        }
        assert!(Instant::now() < until, "waited for the end of all runs: {seen:?}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// How many runs finished and how many were interrupted, when each slot of these exports has
/// had its one run.
pub(crate) async fn ends(
    folder: &Path,
    exports: &[i64],
    slots: &[DateTime<Utc>],
) -> (usize, usize) {
    let expected: Vec<i64> = slots.iter().map(DateTime::timestamp_millis).collect();
    let (mut finished, mut interrupted) = (0, 0);
    for export in exports {
        let done = all_ended(folder, *export, slots.len()).await;
        let planned: Vec<i64> = done.iter().map(|run| run.planned_for).collect();
        assert_eq!(planned, expected, "each slot has one run");
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
    (finished, interrupted)
}

/// A process that is killed with the test.
pub(crate) struct Serve(pub(crate) Child);

impl Drop for Serve {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A process that meets a hang-up as `how` of `env` says.
pub(crate) fn serve_in_terminal(folder: &Path, how: &str) -> Serve {
    let mut command = Command::new("env");
    command.args([how, CLI, "serve", "--json", "--home"]).arg(folder.join("home"));
    Serve(command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap())
}

pub(crate) fn serve(folder: &Path, output: Stdio) -> Serve {
    let mut command = Command::new(CLI);
    command.args(["serve", "--json", "--home"]).arg(folder.join("home"));
    Serve(command.stdout(output).stderr(Stdio::inherit()).spawn().unwrap())
}

/// The lines of a process.
pub(crate) struct Lines(Receiver<Value>);

impl Lines {
    /// The next one, which has to come.
    pub(crate) fn next(&mut self, what: &str) -> Value {
        match self.0.recv_timeout(PATIENCE) {
            Ok(line) => line,
            Err(error) => panic!("waited {} s for {what}: {error}", PATIENCE.as_secs()),
        }
    }
}

impl Serve {
    /// What it prints from now on.
    pub(crate) fn lines(&mut self) -> Lines {
        let output = BufReader::new(self.0.stdout.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in output.lines() {
                let line: Value = serde_json::from_str(&line.unwrap()).unwrap();
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Lines(lines)
    }

    pub(crate) fn stop(&mut self) -> Option<i32> {
        self.signal("-TERM");
        self.ended()
    }

    pub(crate) fn signal(&self, name: &str) {
        let id = self.0.id().to_string();
        assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    }

    /// Its exit code.
    pub(crate) fn ended(&mut self) -> Option<i32> {
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
pub(crate) fn serve_with_clock(folder: &Path, ahead: &Path) -> Serve {
    let mut command = Command::new(CLI);
    command.args(["serve", "--json", "--home"]).arg(folder.join("home"));
    command.env("LD_PRELOAD", "/usr/$LIB/faketime/libfaketimeMT.so.1");
    command.env("FAKETIME_TIMESTAMP_FILE", ahead).env_remove("FAKETIME");
    command.env("FAKETIME_NO_CACHE", "1").env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    Serve(command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap())
}

/// The next whole second, some seconds ahead.
pub(crate) fn soon(seconds: i64) -> DateTime<Utc> {
    let now = SystemClock.now() + TimeDelta::seconds(seconds);
    DateTime::from_timestamp(now.timestamp(), 0).unwrap()
}

/// A folder as a connection.
pub(crate) fn folder_of(path: &Path) -> ConnectionInput {
    let settings = ConnectionSettings::Folder { path: path.to_owned() };
    ConnectionInput { id: None, name: "Stores".to_owned(), settings, secret: None }
}
