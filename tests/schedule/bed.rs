//! Engines over one history, a small table, and a clock that tests move.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use export_desk_core::demo::DemoSize;
use export_desk_core::engine::{Change, Engine, EngineOptions};
use export_desk_core::secret::MemorySecrets;
use export_desk_core::source::ConnectionSettings;
use export_desk_core::spec::ExportSpec;
use export_desk_core::store::{ConnectionInput, RunRow, RunStatus};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::hand_clock::HandClock;
use crate::patience::within;

/// Friday noon in Budapest.
pub(crate) const AT: &str = "2026-11-20T11:00:00Z";

pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A home, data, an exports folder and a clock.
pub(crate) struct Bed {
    pub(crate) folder: TempDir,
    pub(crate) clock: HandClock,
}

impl Bed {
    pub(crate) fn new() -> Self {
        let bed = Self { folder: tempfile::tempdir().unwrap(), clock: HandClock::new(AT) };
        std::fs::create_dir(bed.data()).unwrap();
        bed.table("id,name\n1,One\n2,Two\n");
        bed
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("exports")
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Replaces the table of stores.
    pub(crate) fn table(&self, text: &str) {
        let whole = self.folder.path().join("stores.new");
        std::fs::write(&whole, text).unwrap();
        std::fs::rename(whole, self.data().join("stores.csv")).unwrap();
    }

    /// A table that takes a while.
    pub(crate) fn long_table(&self) {
        self.rows(1);
    }

    /// A table that no run finishes before it is stopped.
    pub(crate) fn endless_table(&self) {
        self.rows(15);
    }

    fn rows(&self, times: usize) {
        use std::fmt::Write as _;
        let mut rows = String::new();
        for row in 0..400_000 {
            writeln!(rows, "store-{row:07},Shop number {row} of a long street").unwrap();
        }
        self.table(&format!("id,name\n{}", rows.repeat(times)));
    }

    pub(crate) fn options(&self) -> EngineOptions {
        EngineOptions {
            home: self.home(),
            default_exports_folder: self.out(),
            default_user_name: "Anna Kovács".to_owned(),
            default_timezone: "Europe/Budapest".to_owned(),
            models_folder: self.home().join("models"),
            demo_size: DemoSize { customers: 300, events: 4000, seed: 11 },
            clock: Arc::new(self.clock.clone()),
            secrets: Arc::new(MemorySecrets::default()),
            known_hosts: None,
        }
    }

    pub(crate) async fn open(&self) -> Engine {
        Engine::open(self.options()).await.unwrap()
    }

    /// An engine and a connection to the table.
    pub(crate) async fn begin(&self) -> (Engine, i64) {
        let engine = self.open().await;
        let connection = engine.save_connection(&folder(&self.data())).await.unwrap();
        (engine, connection)
    }

    /// The history by itself.
    pub(crate) async fn database(&self) -> sqlx::SqlitePool {
        let options =
            sqlx::sqlite::SqliteConnectOptions::new().filename(self.home().join("history.db"));
        sqlx::SqlitePool::connect_with(options).await.unwrap()
    }
}

/// An export of the stores with a schedule.
pub(crate) fn spec(name: &str, schedule: Value) -> ExportSpec {
    let document = json!({
        "version": 1, "name": name, "model": "stores", "timezone": "Europe/Budapest",
        "fields": [{ "field": "id" }, { "field": "name" }],
        "file_name": "{name} {date} {time}", "schedule": schedule,
    });
    ExportSpec::from_json(&document.to_string()).unwrap()
}

pub(crate) fn daily(times: &[&str]) -> Value {
    json!({ "when": { "kind": "daily", "times": times } })
}

/// Runs of an export, the oldest first.
pub(crate) async fn runs(engine: &Engine, export: i64) -> Vec<RunRow> {
    let mut runs = engine.export_details(export).await.unwrap().runs;
    runs.reverse();
    runs
}

/// Takes what is due and waits until all runs of an export are over.
pub(crate) async fn check(engine: &Engine, export: i64) -> Vec<RunRow> {
    engine.check_schedules().await.unwrap();
    over(engine, export).await
}

/// Waits until all runs of an export are over.
pub(crate) async fn over(engine: &Engine, export: i64) -> Vec<RunRow> {
    until(engine, "the end of all runs", async || {
        let runs = runs(engine, export).await;
        let open = |run: &RunRow| matches!(run.status, RunStatus::Pending | RunStatus::Processing);
        (!runs.iter().any(open)).then_some(runs)
    })
    .await
}

/// Waits for something that a change of the engine brings about.
pub(crate) async fn until<T>(
    engine: &Engine,
    what: &str,
    mut there: impl AsyncFnMut() -> Option<T>,
) -> T {
    let mut changes = engine.subscribe();
    let wait = async {
        loop {
            if let Some(found) = there().await {
                return found;
            }
            // Another process's changes are told a little later; so look again.
            let _ = tokio::time::timeout(Duration::from_millis(200), next(&mut changes)).await;
        }
    };
    within(wait, what).await
}

async fn next(changes: &mut tokio::sync::broadcast::Receiver<Change>) {
    // Closed with its engine: nothing more is told.
    let _ = changes.recv().await;
}

/// The slots of runs, as `DD HH:MM` in UTC.
pub(crate) fn slots(runs: &[RunRow]) -> Vec<String> {
    let slot = |run: &RunRow| run.planned_for.unwrap().format("%d %H:%M").to_string();
    runs.iter().map(slot).collect()
}

pub(crate) async fn log(engine: &Engine, run: i64) -> Vec<String> {
    engine.run_log(run).await.unwrap().into_iter().map(|line| line.text).collect()
}

/// A folder as a connection.
fn folder(path: &Path) -> ConnectionInput {
    let settings = ConnectionSettings::Folder { path: path.to_owned() };
    ConnectionInput { id: None, name: "Stores".to_owned(), settings, secret: None }
}
