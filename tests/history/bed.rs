//! An engine in a folder of its own, over a small brand.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, Utc};
use export_desk_core::clock::Clock;
use export_desk_core::delivery::{TargetOptions, TargetSettings};
use export_desk_core::demo::{DemoSize, write_demo};
use export_desk_core::engine::{Change, Engine, EngineOptions, Stage};
use export_desk_core::error::Error;
use export_desk_core::secret::MemorySecrets;
use export_desk_core::source::ConnectionSettings;
use export_desk_core::spec::{Direction, ExportSpec};
use export_desk_core::store::{
    ConnectionInput, ExportOrder, ExportQuery, RunRow, RunStatus, TargetInput,
};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::broadcast::Receiver;

use crate::hand_clock::HandClock;
use crate::patience::within;

/// Near the end of the brand's own time.
pub(crate) const AT: &str = "2026-11-20T10:30:00Z";
pub(crate) const SIZE: DemoSize = DemoSize { customers: 300, events: 4000, seed: 11 };

static BRAND: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    write_demo(folder.path(), SIZE, &mut |_| {}, &|| false).unwrap();
    folder
});

/// Folder of the brand's Parquet files.
pub(crate) fn brand() -> &'static Path {
    BRAND.path()
}

/// A home, an exports folder and a clock.
pub(crate) struct Bed {
    pub(crate) folder: TempDir,
    pub(crate) clock: HandClock,
}

impl Bed {
    pub(crate) fn new() -> Self {
        let clock = HandClock::new(AT);
        Self { folder: tempfile::tempdir().unwrap(), clock }
    }

    pub(crate) fn clock_now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("exports")
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.home().join("history.db")
    }

    pub(crate) fn options(&self) -> EngineOptions {
        EngineOptions {
            home: self.home(),
            default_exports_folder: self.out(),
            default_user_name: "Anna Kovács".to_owned(),
            default_timezone: "Europe/Budapest".to_owned(),
            models_folder: self.home().join("models"),
            demo_size: SIZE,
            clock: Arc::new(self.clock.clone()),
            secrets: Arc::new(MemorySecrets::default()),
            known_hosts: None,
        }
    }

    pub(crate) async fn open(&self) -> Engine {
        self.try_open().await.unwrap()
    }

    pub(crate) async fn try_open(&self) -> Result<Engine, Error> {
        Engine::open(self.options()).await
    }

    /// An engine with a connection to the small brand.
    pub(crate) async fn open_with_brand(&self) -> (Engine, i64) {
        let engine = self.open().await;
        let connection =
            engine.save_connection(&folder(None, "Small brand", brand())).await.unwrap();
        (engine, connection)
    }

    /// A folder of data that tests write.
    pub(crate) fn data(&self) -> PathBuf {
        let data = self.folder.path().join("data");
        std::fs::create_dir_all(&data).unwrap();
        data
    }
}

/// A folder as a connection.
pub(crate) fn folder(id: Option<i64>, name: &str, path: &Path) -> ConnectionInput {
    let settings = ConnectionSettings::Folder { path: path.to_owned() };
    ConnectionInput { id, name: name.to_owned(), settings, secret: None }
}

/// A definition from what matters in it.
pub(crate) fn folder_target(name: &str, path: &Path) -> TargetInput {
    TargetInput {
        id: None,
        name: name.to_owned(),
        settings: TargetSettings::Folder { path: path.display().to_string() },
        options: TargetOptions::default(),
        secret: None,
    }
}

pub(crate) fn spec(members: Value) -> ExportSpec {
    let mut document = json!({ "version": 1, "name": "test", "timezone": "Europe/Budapest" });
    document.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    ExportSpec::from_json(&document.to_string()).unwrap()
}

pub(crate) fn stores(name: &str) -> ExportSpec {
    spec(json!({ "model": "stores", "name": name }))
}

pub(crate) fn everything() -> ExportQuery {
    ExportQuery {
        search: String::new(),
        status: None,
        tag: None,
        favourites: false,
        sort: ExportOrder::CreatedAt,
        direction: Direction::Descending,
        offset: 0,
        limit: 100,
    }
}

/// Waits until a run has ended.
pub(crate) async fn ended(changes: &mut Receiver<Change>, run: i64) -> RunStatus {
    let end = async {
        loop {
            if let Change::RunEnded { run_id, status, .. } = changes.recv().await.unwrap()
                && run_id == run
            {
                return status;
            }
        }
    };
    within(end, &format!("the end of run {run}")).await
}

/// Waits until a run is at a stage.
pub(crate) async fn reaches(engine: &Engine, run: i64, stage: Stage) {
    let mut changes = engine.watch_progress();
    let reached = async {
        while !engine.progress().iter().any(|shown| shown.run_id == run && shown.stage == stage) {
            changes.changed().await.unwrap();
        }
    };
    within(reached, &format!("run {run} at {stage:?}")).await;
}

/// Runs an export to its end.
pub(crate) async fn run(engine: &Engine, export: i64) -> RunRow {
    let mut changes = engine.subscribe();
    let run = engine.start_run(export).await.unwrap();
    ended(&mut changes, run).await;
    row(engine, export, run).await
}

pub(crate) async fn row(engine: &Engine, export: i64, run: i64) -> RunRow {
    let details = engine.export_details(export).await.unwrap();
    details.runs.into_iter().find(|row| row.id == run).unwrap()
}

/// A table of many rows that no run finishes before it is seen to work.
pub(crate) fn long_table(folder: &Path) {
    let mut rows = String::from("id,name\n");
    for row in 0..1_200_000 {
        rows.push_str(&format!("store-{row:07},Shop number {row} of a long street\n"));
    }
    std::fs::write(folder.join("stores.csv"), rows).unwrap();
}

/// The text in a zip.
pub(crate) fn unzip(file: &Path) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    let mut text = String::new();
    archive.by_index(0).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Names in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The history by itself, while no engine has it open.
pub(crate) async fn database(bed: &Bed) -> sqlx::SqlitePool {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(bed.database());
    sqlx::sqlite::SqlitePoolOptions::new().max_connections(1).connect_with(options).await.unwrap()
}
