//! Connections as the window keeps them: passwords in the keychain, mappings,
//! copies on this computer.

use std::path::Path;
use std::sync::Arc;

use export_desk_core::catalog::Field;
use export_desk_core::clock::FixedClock;
use export_desk_core::demo::DemoSize;
use export_desk_core::engine::{Change, Engine, EngineOptions, saved_source};
use export_desk_core::offline::{OfflineModel, OfflineSettings};
use export_desk_core::secret::{MemorySecrets, SecretStore};
use export_desk_core::source::{ConnectionSettings, Server};
use export_desk_core::store::{ConnectionInput, RunRow, RunStatus};
use serde_json::json;

use crate::bed::{AT, spec, text};
use crate::hand_clock::HandClock;
use crate::patience::within;
use crate::servers::{Kind, PASSWORD, Running, free_port};

pub(crate) fn options(home: &Path, secrets: &Arc<MemorySecrets>) -> EngineOptions {
    EngineOptions {
        home: home.to_owned(),
        default_exports_folder: home.join("exports"),
        default_user_name: "Anna Kovács".to_owned(),
        default_timezone: "Europe/Budapest".to_owned(),
        models_folder: home.join("models"),
        demo_size: DemoSize { customers: 20, events: 100, seed: 1 },
        clock: Arc::new(FixedClock(AT.parse().unwrap())),
        secrets: Arc::clone(secrets) as Arc<dyn SecretStore>,
        known_hosts: None,
    }
}

pub(crate) fn input(
    name: &str,
    settings: ConnectionSettings,
    secret: Option<&str>,
) -> ConnectionInput {
    let secret = secret.map(str::to_owned);
    ConnectionInput { id: None, name: name.to_owned(), settings, secret }
}

fn sqlite(path: &Path, sql: &str) {
    rusqlite::Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

const SHOP: &str = "CREATE TABLE Store (StoreId TEXT PRIMARY KEY, Name TEXT, City TEXT);
    INSERT INTO Store VALUES ('s1', 'One', 'Pécs'), ('s2', 'Two', NULL);
    CREATE TABLE orders (order_no INTEGER PRIMARY KEY, data JSON, total DECIMAL(10,2), updated DATETIME);
    INSERT INTO orders VALUES (1, '{\"a\":{\"b\":\"x\"}}', 12.5, '2026-11-01T10:00:00Z'),
        (2, '{}', 7, '2026-11-02T10:00:00Z'), (3, NULL, 1.25, NULL);";

#[tokio::test(flavor = "multi_thread")]
async fn a_strange_database_is_mapped_and_its_drift_is_told() {
    let home = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    let engine = Engine::open(options(home.path(), &secrets)).await.unwrap();
    let file = home.path().join("shop.db");
    sqlite(&file, SHOP);
    let settings = ConnectionSettings::Sqlite { path: file.clone() };
    let id = engine.save_connection(&input("Shop", settings, None)).await.unwrap();
    let tables = engine.source_tables(id).await.unwrap();
    assert_eq!(
        tables.iter().map(|table| table.name.as_str()).collect::<Vec<_>>(),
        ["Store", "orders"]
    );
    // Names suggest what is what.
    let mut mapping = engine.mapping(id).await.unwrap();
    assert_eq!(mapping.models.len(), 1);
    assert_eq!(
        (mapping.models[0].model.as_str(), mapping.models[0].table.as_str()),
        ("stores", "Store")
    );
    assert_eq!(mapping.models[0].fields["id"].column, "StoreId");
    // Another table becomes a model with a few clicks.
    let own = engine.suggest_model(id, "orders", None).await.unwrap();
    assert_eq!((own.id.as_str(), own.label.as_str()), ("orders", "Orders"));
    assert_eq!(own.key, ["order_no"]);
    let mut orders = engine.suggest_mapping(id, "stores", "orders", None).await.unwrap();
    orders.fields = own
        .fields
        .iter()
        .map(|field| {
            (field.id.clone(), serde_json::from_value(json!({ "column": field.id })).unwrap())
        })
        .collect();
    (orders.model, orders.own) = (own.id.clone(), Some(own));
    let inner = json!({ "column": "data", "json_path": "$.a.b" });
    let own = orders.own.as_mut().unwrap();
    own.fields.push(
        serde_json::from_value(json!({ "id": "inner", "label": "Inner", "type": "string" }))
            .unwrap(),
    );
    orders.fields.insert("inner".to_owned(), serde_json::from_value(inner).unwrap());
    mapping.models.push(orders);
    engine.save_mapping(id, &mapping).await.unwrap();
    assert!(engine.models(id).await.unwrap().iter().any(|model| model.id == "orders"));
    // Files of mappings come back as they were.
    let saved = home.path().join("mapping.json");
    engine.save_mapping_file(id, &saved).await.unwrap();
    assert_eq!(engine.open_mapping_file(&saved).await.unwrap(), mapping);
    std::fs::write(&saved, "{\"models\": 1}").unwrap();
    assert!(engine.open_mapping_file(&saved).await.unwrap_err().message().contains("models"));

    let all = spec(json!({ "model": "orders", "timezone": "UTC" }));
    let preview = engine.preview(&all, id, 10).await.unwrap();
    assert_eq!(preview.columns, ["order_no", "data", "total", "updated", "inner"]);
    assert_eq!(preview.cells[0][4], "x");
    let stores =
        spec(json!({ "model": "stores", "fields": [{ "field": "id" }, { "field": "city" }] }));
    let preview = engine.preview(&stores, id, 10).await.unwrap();
    assert_eq!(preview.cells, [["s1", "Pécs"], ["s2", ""]]);
    let missing =
        spec(json!({ "model": "stores", "fields": [{ "field": "id" }, { "field": "phone" }] }));
    let problems = engine.validate(&missing, id).await.unwrap().problems;
    assert!(problems.iter().any(|problem| problem.message.contains("`phone`")), "{problems:?}");

    // A column goes: told before a run, with the field's name.
    sqlite(&file, "ALTER TABLE Store RENAME COLUMN City TO Town");
    let problems = engine.validate(&stores, id).await.unwrap().problems;
    assert!(problems.iter().any(|problem| problem.message.contains("`city`")), "{problems:?}");
    let told = engine.preview(&stores, id, 10).await.unwrap_err();
    assert!(
        told.message().contains("field `city` of stores: `Store` has no column `City`"),
        "{told}"
    );
    let whole = spec(json!({ "model": "stores" }));
    assert!(engine.preview(&whole, id, 10).await.unwrap_err().message().contains("`city`"));
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn passwords_are_kept_in_the_keychain_alone() {
    let server = Running::start(Kind::Postgres);
    server.sql("CREATE TABLE stores (id varchar(10) PRIMARY KEY, name text)");
    server.sql("INSERT INTO stores VALUES ('1', 'One')");
    let home = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    let engine = Engine::open(options(home.path(), &secrets)).await.unwrap();
    let settings = server.settings(server.server());
    let given = input("Shop", settings.clone(), Some(PASSWORD));
    let test = engine.test_settings(&given).await.unwrap();
    let found = test.tables.iter().find(|table| table.model == "stores").unwrap();
    assert_eq!((found.rows, &found.problem), (Some(1), &None));
    let id = engine.save_connection(&given).await.unwrap();
    assert_eq!(secrets.get(&format!("connection/{id}")).unwrap().as_deref(), Some(PASSWORD));
    let saved = engine.connections().await.unwrap().pop().unwrap();
    assert!(saved.secret_saved);
    assert!(!serde_json::to_string(&saved).unwrap().contains("Marker"));
    // Without a new one the saved one stays.
    let again = ConnectionInput { id: Some(id), secret: None, ..given };
    engine.save_connection(&again).await.unwrap();
    assert!(engine.test_connection(id).await.is_ok() && engine.test_settings(&again).await.is_ok());
    let preview = engine.preview(&spec(json!({ "model": "stores" })), id, 5).await.unwrap();
    assert_eq!(preview.cells[0], ["1", "One"]);
    // A command finds it by its name.
    let source = saved_source(home.path(), "shop", "stores", secrets.as_ref()).await.unwrap();
    assert_eq!(text(&spec(json!({ "model": "stores" })), &source).await, "id,name\n1,One\n");
    let unknown = saved_source(home.path(), "shoop", "stores", secrets.as_ref()).await.unwrap_err();
    assert!(unknown.hint().unwrap().contains("Shop"));
    for file in ["history.db", "history.db-wal"] {
        let bytes = std::fs::read(home.path().join(file)).unwrap_or_default();
        assert!(!bytes.windows(6).any(|window| window == b"Marker"), "{file}");
    }
    engine.delete_connection(id).await.unwrap();
    assert_eq!(secrets.get(&format!("connection/{id}")).unwrap(), None);
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_works_when_the_database_is_gone() {
    let home = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    let engine = Engine::open(options(home.path(), &secrets)).await.unwrap();
    let file = home.path().join("events.db");
    sqlite(
        &file,
        "CREATE TABLE events (id TEXT PRIMARY KEY, customer TEXT, points INTEGER, timestamp DATETIME, properties JSON);
         INSERT INTO events VALUES ('e1', 'c1', 5, '2026-11-19T10:00:00Z', '{\"total\":\"12.50\"}'),
         ('e2', 'c1', 7, '2026-11-18T10:00:00Z', NULL), ('e3', 'c2', 1, '2026-01-01T00:00:00Z', NULL);",
    );
    let settings = ConnectionSettings::Sqlite { path: file.clone() };
    let id = engine.save_connection(&input("Events", settings, None)).await.unwrap();
    let events = |last_days, updated_field: Option<&str>| {
        OfflineSettings::new(vec![OfflineModel {
            model: "events".to_owned(),
            last_days,
            updated_field: updated_field.map(str::to_owned),
        }])
    };
    let fields = json!([
        { "field": "id" }, { "field": "points" }, { "field": "timestamp" }, { "field": "properties.total" },
    ]);
    let all = spec(json!({ "model": "events", "fields": fields }));
    let direct = engine.preview(&all, id, 100).await.unwrap().bytes;
    assert!(engine.save_offline(id, Some(&events(None, Some("points")))).await.is_err());
    engine.save_offline(id, Some(&events(None, Some("timestamp")))).await.unwrap();
    let estimate = engine.estimate_offline(id, &events(None, None)).await.unwrap();
    assert_eq!(estimate.rows, 3);
    assert!(estimate.bytes > 0);
    let state = engine.refresh_offline(id).await.unwrap();
    assert_eq!((state.rows, state.copied_at), (3, Some(AT.parse().unwrap())));
    assert_eq!(engine.preview(&all, id, 100).await.unwrap().bytes, direct);

    // Only what is newer is fetched: an old row that changes quietly stays.
    sqlite(
        &file,
        "UPDATE events SET points = 70, timestamp = '2026-11-20T09:00:00Z' WHERE id = 'e2';
         UPDATE events SET points = 99 WHERE id = 'e3';
         INSERT INTO events VALUES ('e0', 'c3', 2, '2026-11-20T10:00:00Z', NULL);",
    );
    let state = engine.refresh_offline(id).await.unwrap();
    assert_eq!(state.rows, 4);
    let preview = engine.preview(&all, id, 100).await.unwrap();
    let points: Vec<&str> = preview.cells.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(points, ["2", "5", "70", "1"]);

    // The database goes; the copy stays, and a refresh that can't work says why.
    std::fs::rename(&file, home.path().join("gone.db")).unwrap();
    let told = engine.refresh_offline(id).await.unwrap_err();
    assert!(told.message().contains("it isn't there"), "{told}");
    let state = engine.connections().await.unwrap().pop().unwrap().offline.unwrap();
    assert!(state.message.unwrap().contains("isn't there") && state.copied_at.is_some());
    assert_eq!(engine.preview(&all, id, 100).await.unwrap().cells, preview.cells);
    assert_eq!(engine.count(&all, id).await.unwrap(), 4);

    // By its schedule, once it has fired.
    std::fs::rename(home.path().join("gone.db"), &file).unwrap();
    let mut daily = events(None, Some("timestamp"));
    let at = json!({ "when": { "kind": "daily", "times": ["12:00"] } });
    daily.schedule = Some(serde_json::from_value(at).unwrap());
    engine.save_offline(id, Some(&daily)).await.unwrap();
    assert_eq!(engine.refresh_due().await.unwrap(), 0);
    engine.shut_down().await;
    let mut tomorrow = options(home.path(), &secrets);
    tomorrow.clock = Arc::new(FixedClock("2026-11-21T11:00:00Z".parse().unwrap()));
    let engine = Engine::open(tomorrow).await.unwrap();
    assert_eq!(engine.refresh_due().await.unwrap(), 1);
    assert_eq!(engine.refresh_due().await.unwrap(), 0);

    // Of the last days only.
    engine.save_offline(id, Some(&events(Some(30), None))).await.unwrap();
    assert_eq!(engine.refresh_offline(id).await.unwrap().rows, 3);
    engine.save_offline(id, None).await.unwrap();
    assert!(!home.path().join("offline").join(id.to_string()).exists());
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_cannot_be_made_is_told_and_tried_again() {
    let home = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    let clock = HandClock::new(AT);
    let open = async || {
        let mut options = options(home.path(), &secrets);
        options.clock = Arc::new(clock.clone());
        Engine::open(options).await.unwrap()
    };
    let engine = open().await;
    // Nobody listens there.
    let server = Server::new("127.0.0.1", free_port(), "shop", "reader");
    let settings = ConnectionSettings::Postgres(server);
    let id = engine.save_connection(&input("Shop", settings, Some(PASSWORD))).await.unwrap();
    let model = OfflineModel { model: "events".to_owned(), last_days: None, updated_field: None };
    let mut daily = OfflineSettings::new(vec![model]);
    let noon = json!({ "when": { "kind": "daily", "times": ["12:00"] } });
    daily.schedule = Some(serde_json::from_value(noon).unwrap());
    engine.save_offline(id, Some(&daily)).await.unwrap();
    assert_eq!(engine.refresh_due().await.unwrap(), 0);
    engine.shut_down().await;

    // The computer was off at noon, and the copy was never made.
    clock.set("2026-11-20T18:00:00Z");
    let engine = open().await;
    let mut changes = engine.subscribe();
    // Whether it was tried, and what was told.
    let mut refresh = async || {
        assert_eq!(engine.refresh_due().await.unwrap(), 0);
        let (mut tried, mut told) = (false, Vec::new());
        while let Ok(change) = changes.try_recv() {
            match change {
                Change::Connections => tried = true,
                Change::Trouble { message, hint } => told.push((message, hint)),
                _ => {}
            }
        }
        (tried, told)
    };
    let (tried, told) = refresh().await;
    assert!(tried);
    let [(message, Some(hint))] = &*told else { panic!("{told:?}") };
    assert!(message.starts_with("The copy of “Shop” isn't refreshed: can't reach"), "{message}");
    assert!(hint.starts_with("Check the host and port"), "{hint}");
    // Again after a minute, then after five; the same is told once.
    for (now, expected) in [
        ("2026-11-20T18:00:30Z", false),
        ("2026-11-20T18:01:01Z", true),
        ("2026-11-20T18:03:00Z", false),
        ("2026-11-20T18:06:02Z", true),
        // Much earlier than the next attempt: that one's clock was ahead.
        ("2026-11-20T15:00:00Z", true),
    ] {
        clock.set(now);
        assert_eq!(refresh().await, (expected, Vec::new()), "{now}");
    }
    engine.shut_down().await;
}

/// A run of an export, from now to its end.
pub(crate) async fn run(engine: &Engine, export: i64) -> RunRow {
    let mut changes = engine.subscribe();
    let run = engine.start_run(export).await.unwrap();
    let is_its_end =
        |change: &Change| matches!(change, Change::RunEnded { run_id, .. } if *run_id == run);
    let ended = async { while !is_its_end(&changes.recv().await.unwrap()) {} };
    within(ended, &format!("the end of run {run}")).await;
    engine.run_row(run).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn runs_say_which_copy_they_read_and_models_what_has_no_source() {
    let home = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    let engine = Engine::open(options(home.path(), &secrets)).await.unwrap();
    let file = home.path().join("shop.db");
    sqlite(&file, SHOP);
    sqlite(
        &file,
        "CREATE TABLE customers (id TEXT PRIMARY KEY, email TEXT, properties JSON);
         INSERT INTO customers VALUES ('c1', 'a@example.com', '{\"shoe\":\"42\"}');
         CREATE TABLE customer_fields (id TEXT PRIMARY KEY, label TEXT, type TEXT, built_in BOOLEAN);
         INSERT INTO customer_fields VALUES ('shoe', 'Shoe size', 'string', 0);",
    );
    let settings = ConnectionSettings::Sqlite { path: file.clone() };
    let id = engine.save_connection(&input("Shop", settings, None)).await.unwrap();

    // Of a model with a table some fields have no source, of one without all.
    let missing = async |model: &str| {
        let models = engine.models(id).await.unwrap();
        let found = models.iter().find(|known| known.id == model).unwrap().clone();
        let (gone, there): (Vec<_>, Vec<_>) = found.fields.iter().partition(|field| field.missing);
        let ids = |fields: Vec<&Field>| fields.iter().map(|field| field.id.clone()).collect();
        (ids(gone), ids(there))
    };
    let (gone, there): (Vec<String>, Vec<String>) = missing("stores").await;
    assert_eq!(there, ["id", "name", "city"]);
    assert!(gone.contains(&"zip_code".to_owned()));
    let (_, there) = missing("customers").await;
    assert_eq!(there, ["id", "email", "properties", "shoe"]);
    assert_eq!(missing("coupons").await.1, Vec::<String>::new());
    // A saved mapping tells it, whatever the names say.
    let mut mapping = engine.mapping(id).await.unwrap();
    let stores = mapping.models.iter_mut().find(|mapped| mapped.model == "stores").unwrap();
    stores.fields.remove("name");
    engine.save_mapping(id, &mapping).await.unwrap();
    assert_eq!(missing("stores").await.1, ["id", "city"]);

    let export = |model: &str| {
        spec(json!({ "model": model, "name": model, "format": { "compression": "none" } }))
    };
    let stores = engine.create_export(&export("stores"), id, false).await.unwrap();
    let customers = engine.create_export(&export("customers"), id, false).await.unwrap();
    let live = run(&engine, stores).await;
    assert_eq!((live.status, live.copied_at), (RunStatus::Finished, None));
    let copied = OfflineModel { model: "stores".to_owned(), last_days: None, updated_field: None };
    let settings = OfflineSettings::new(vec![copied]);
    engine.save_offline(id, Some(&settings)).await.unwrap();
    assert_eq!(run(&engine, stores).await.copied_at, None);
    let state = engine.refresh_offline(id).await.unwrap();
    assert_eq!(state.copied, ["stores"]);
    let from_copy = run(&engine, stores).await;
    assert_eq!((from_copy.status, from_copy.copied_at), (RunStatus::Finished, state.copied_at));
    assert!(from_copy.copied_at.is_some());
    assert_eq!(from_copy.sha256, live.sha256);
    // What isn't copied is read where it is.
    let uncopied = run(&engine, customers).await;
    assert_eq!((uncopied.status, uncopied.copied_at), (RunStatus::Finished, None));
    let text = std::fs::read_to_string(uncopied.file.unwrap()).unwrap();
    assert!(text.starts_with("id,email,properties,shoe\n"), "{text}");

    std::fs::rename(&file, home.path().join("gone.db")).unwrap();
    let again = run(&engine, stores).await;
    assert_eq!((again.status, again.copied_at), (RunStatus::Finished, state.copied_at));
    assert_eq!(run(&engine, customers).await.status, RunStatus::Failed);
    assert_eq!(missing("stores").await.1, ["id", "city"]);
    let details = engine.export_details(stores).await.unwrap();
    let told: Vec<bool> = details.runs.iter().map(|run| run.copied_at.is_some()).collect();
    assert_eq!(told, [true, true, false, false]);
    engine.shut_down().await;
}
