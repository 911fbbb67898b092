//! An engine in a folder of its own, over a small table.

use std::sync::Arc;

use export_desk_core::delivery::{TargetOptions, TargetSettings};
use export_desk_core::demo::DemoSize;
use export_desk_core::engine::{Engine, EngineOptions};
use export_desk_core::secret::MemorySecrets;
use export_desk_core::source::ConnectionSettings;
use export_desk_core::spec::ExportSpec;
use export_desk_core::store::{ConnectionInput, TargetInput};
use serde_json::json;
use tempfile::TempDir;

use crate::hand_clock::HandClock;

const AT: &str = "2026-11-20T10:30:00Z";

/// A home, a table and a clock.
pub(crate) struct Bed {
    folder: TempDir,
    pub(crate) clock: HandClock,
}

impl Bed {
    pub(crate) fn new() -> Self {
        let clock = HandClock::new(AT);
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir_all(&data).unwrap();
        std::fs::write(data.join("stores.csv"), "id,name\na1,Főtér\n").unwrap();
        Self { folder, clock }
    }

    pub(crate) async fn open(&self) -> Engine {
        let home = self.folder.path().join("home");
        let options = EngineOptions {
            default_exports_folder: self.folder.path().join("exports"),
            default_user_name: "Anna Kovács".to_owned(),
            default_timezone: "Europe/Budapest".to_owned(),
            models_folder: home.join("models"),
            demo_size: DemoSize { customers: 10, events: 10, seed: 1 },
            clock: Arc::new(self.clock.clone()),
            secrets: Arc::new(MemorySecrets::default()),
            known_hosts: None,
            home,
        };
        Engine::open(options).await.unwrap()
    }

    /// An engine and a connection to the table.
    pub(crate) async fn open_with_data(&self) -> (Engine, i64) {
        let engine = self.open().await;
        let settings = ConnectionSettings::Folder { path: self.folder.path().join("data") };
        let name = "Shops".to_owned();
        let input = ConnectionInput { id: None, name, settings, secret: None };
        let connection = engine.save_connection(&input).await.unwrap();
        (engine, connection)
    }

    /// Lets an export's files go to a server that is away.
    pub(crate) async fn deliver_nowhere(&self, engine: &Engine, export: i64) {
        let settings: TargetSettings = serde_json::from_value(json!({
            "kind": "sftp", "host": "127.0.0.1", "port": 1, "user": "nobody", "login": "agent",
            "path": "in",
        }))
        .unwrap();
        let name = "Away".to_owned();
        let options = TargetOptions::default();
        let input = TargetInput { id: None, name, settings, options, secret: None };
        engine.save_target(&input).await.unwrap();
        let details = engine.export_details(export).await.unwrap();
        let spec = ExportSpec { targets: vec!["Away".to_owned()], ..details.spec };
        engine.update_export(export, &spec, details.connection).await.unwrap();
    }
}

/// An export that runs daily at a time in Budapest.
pub(crate) fn daily(time: &str) -> ExportSpec {
    let document = json!({
        "version": 1, "name": "Shops", "model": "stores", "timezone": "Europe/Budapest",
        "fields": [{ "field": "id" }, { "field": "name" }],
        "schedule": { "when": { "kind": "daily", "times": [time] } },
    });
    ExportSpec::from_json(&document.to_string()).unwrap()
}
