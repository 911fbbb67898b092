//! An engine in a folder of its own, over a small table.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use export_desk_core::demo::DemoSize;
use export_desk_core::engine::{Change, Engine, EngineOptions};
use export_desk_core::secret::MemorySecrets;
use export_desk_core::source::ConnectionSettings;
use export_desk_core::spec::ExportSpec;
use export_desk_core::store::{ConnectionInput, LogLine, RunRow, RunStatus};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::hand_clock::HandClock;
pub(crate) use crate::patience::PATIENCE;
use crate::patience::within;

pub(crate) const AT: &str = "2026-11-20T10:30:00Z";
/// No text that is written anywhere holds it.
pub(crate) const PASSWORD: &str = "mArKeR-s3cret-81";

/// A home, a table, a clock and secrets, which outlive an engine.
pub(crate) struct Bed {
    pub(crate) folder: TempDir,
    pub(crate) clock: HandClock,
    secrets: Arc<MemorySecrets>,
}

impl Bed {
    pub(crate) fn new() -> Self {
        let clock = HandClock::new(AT);
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir_all(&data).unwrap();
        let mut rows = String::from("id,name,created_at\n");
        for row in 0..40 {
            rows.push_str(&format!("s{row},Shop {row},2026-11-{:02}T12:00:00Z\n", 1 + row % 28));
        }
        std::fs::write(data.join("stores.csv"), rows).unwrap();
        Self { folder, clock, secrets: Arc::default() }
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// A folder for the messages of a server.
    pub(crate) fn inbox(&self, name: &str) -> PathBuf {
        let inbox = self.folder.path().join(name);
        std::fs::create_dir_all(&inbox).unwrap();
        inbox
    }

    pub(crate) async fn open(&self) -> Engine {
        let options = EngineOptions {
            home: self.home(),
            default_exports_folder: self.folder.path().join("exports"),
            default_user_name: "Anna Kovács".to_owned(),
            default_timezone: "Europe/Budapest".to_owned(),
            models_folder: self.home().join("models"),
            demo_size: DemoSize { customers: 10, events: 10, seed: 1 },
            clock: Arc::new(self.clock.clone()),
            secrets: self.secrets.clone(),
            known_hosts: None,
        };
        Engine::open(options).await.unwrap()
    }

    /// An engine and a connection to the table.
    pub(crate) async fn open_with_data(&self) -> (Engine, i64) {
        let engine = self.open().await;
        let settings = ConnectionSettings::Folder { path: self.data() };
        let name = "Shops <&>".to_owned();
        let input = ConnectionInput { id: None, name, settings, secret: None };
        let connection = engine.save_connection(&input).await.unwrap();
        (engine, connection)
    }
}

/// A definition from what matters in it.
pub(crate) fn spec(members: Value) -> ExportSpec {
    let mut document = json!({
        "version": 1, "name": "Shops", "model": "stores", "timezone": "Europe/Budapest",
        "fields": [{ "field": "id" }, { "field": "name" }],
    });
    document.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    ExportSpec::from_json(&document.to_string()).unwrap()
}

/// Runs an export to its end.
pub(crate) async fn run(engine: &Engine, export: i64) -> RunRow {
    let mut changes = engine.subscribe();
    let run = engine.start_run(export).await.unwrap();
    let ended = async {
        loop {
            if let Change::RunEnded { run_id, .. } = changes.recv().await.unwrap()
                && run_id == run
            {
                break;
            }
        }
    };
    within(ended, &format!("the end of run {run}")).await;
    let details = engine.export_details(export).await.unwrap();
    details.runs.into_iter().find(|row| row.id == run).unwrap()
}

/// Runs a definition that finishes.
pub(crate) async fn finish(engine: &Engine, connection: i64, members: Value) -> RunRow {
    let export = engine.create_export(&spec(members), connection, false).await.unwrap();
    let run = run(engine, export).await;
    assert_eq!(run.status, RunStatus::Finished, "{:?}", run.message);
    run
}

/// Waits until a run's log has a line that holds `text`, and gives that.
pub(crate) async fn logged(engine: &Engine, run: i64, text: &str) -> LogLine {
    let until = Instant::now() + PATIENCE;
    loop {
        let log = engine.run_log(run).await.unwrap();
        if let Some(line) = log.iter().find(|line| line.text.contains(text)) {
            return line.clone();
        }
        let lines: Vec<_> = log.iter().map(|line| line.text.as_str()).collect();
        assert!(Instant::now() < until, "no `{text}` in {lines:#?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// That no file below a folder holds the password, plain or as SMTP has it.
pub(crate) fn assert_no_password(folder: &std::path::Path) {
    use base64::Engine as _;
    let coded = base64::engine::general_purpose::STANDARD.encode(PASSWORD);
    let mut folders = vec![folder.to_owned()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            files += 1;
            let content = std::fs::read(&path).unwrap();
            for form in [PASSWORD.as_bytes(), &coded.as_bytes()[..coded.len() - 4]] {
                let found = content.windows(form.len()).any(|part| part == form);
                assert!(!found, "{} holds the password", path.display());
            }
        }
    }
    assert!(files > 0);
}
