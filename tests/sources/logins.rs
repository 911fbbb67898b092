//! How often a server is logged in to, by its own log; and that what is kept of
//! its tables is noticed when it isn't true any more.

use std::sync::Arc;

use export_desk_core::engine::Engine;
use export_desk_core::secret::MemorySecrets;
use export_desk_core::source::FieldSource;
use export_desk_core::store::RunStatus;
use serde_json::json;

use crate::bed::spec;
use crate::cache::{input, options, run};
use crate::servers::{Kind, PASSWORD, Running};

/// Logins that the server wrote down.
fn logins(server: &Running) -> usize {
    let log = server.log();
    let ours = log.lines().filter(|line| line.contains("application_name=Export Desk"));
    ours.filter(|line| line.contains("connection authorized")).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn previews_and_runs_take_few_logins() {
    let server = Running::start(Kind::Postgres);
    server.sql(
        "CREATE TABLE customers (id text PRIMARY KEY, email text, properties jsonb); \
         INSERT INTO customers SELECT i, i || '@example.com', '{\"shoe\": 42}' \
         FROM generate_series(1, 20000) AS i; \
         CREATE TABLE customer_fields (id text PRIMARY KEY, label text, type text); \
         INSERT INTO customer_fields VALUES ('shoe', 'Shoe size', 'integer')",
    );
    let home = tempfile::tempdir().unwrap();
    let engine = Engine::open(options(home.path(), &Arc::default())).await.unwrap();
    let settings = server.settings(server.server());
    let shop = input("Shop", settings, Some(PASSWORD));
    let id = engine.save_connection(&shop).await.unwrap();
    let all = spec(json!({ "model": "customers", "name": "all" }));

    let before = logins(&server);
    let (preview, counted) = tokio::join!(engine.preview(&all, id, 100), engine.count(&all, id));
    assert_eq!((preview.unwrap().rows, counted.unwrap()), (100, 20_000));
    let taken = logins(&server) - before;
    println!("a preview with its count: {taken} logins");
    assert!((1..=2).contains(&taken), "{taken} logins:\n{}", server.log());
    engine.shut_down().await;

    // Nothing is open, nothing is known: a run of its own.
    let engine = Engine::open(options(home.path(), &Arc::default())).await.unwrap();
    let again = export_desk_core::store::ConnectionInput { id: Some(id), ..shop };
    engine.save_connection(&again).await.unwrap();
    let export = engine.create_export(&all, id, false).await.unwrap();
    let before = logins(&server);
    let done = run(&engine, export).await;
    assert_eq!((done.status, done.rows), (RunStatus::Finished, Some(20_000)));
    let taken = logins(&server) - before;
    println!("a run: {taken} logins");
    // A session that is left from before may serve it.
    assert!(taken <= 1, "{taken} logins:\n{}", server.log());
    engine.shut_down().await;
}

async fn drift(kind: Kind) {
    let server = Running::start(kind);
    server.sql("CREATE TABLE stores (id varchar(10) PRIMARY KEY, name text, city text)");
    server.sql("INSERT INTO stores VALUES ('1', 'One', 'Pécs')");
    let home = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    let engine = Engine::open(options(home.path(), &secrets)).await.unwrap();
    let settings = server.settings(server.server());
    let id = engine.save_connection(&input("Shop", settings, Some(PASSWORD))).await.unwrap();
    let mapping = engine.mapping(id).await.unwrap();
    engine.save_mapping(id, &mapping).await.unwrap();
    let named = json!([{ "field": "id" }, { "field": "city" }]);
    let two = spec(json!({ "model": "stores", "name": "two", "fields": named }));
    let whole = spec(json!({ "model": "stores", "name": "whole" }));
    let cells = async |engine: &Engine| engine.preview(&two, id, 10).await.map(|found| found.cells);
    assert_eq!(cells(&engine).await.unwrap(), [["1", "Pécs"]]);

    // A text becomes a number: what is known of it is not what comes.
    server.sql("UPDATE stores SET city = '7'");
    match kind {
        Kind::Postgres => server.sql("ALTER TABLE stores ALTER city TYPE int USING city::int"),
        Kind::Mariadb => server.sql("ALTER TABLE stores MODIFY city int"),
    }
    assert_eq!(cells(&engine).await.unwrap(), [["1", "7"]]);

    // A column goes, a moment after it was seen.
    server.sql("ALTER TABLE stores RENAME COLUMN city TO town");
    let told = cells(&engine).await.unwrap_err();
    assert!(told.message().contains("has no column `city` any more"), "{told}");
    let mut exports = Vec::new();
    for definition in [&two, &whole] {
        exports.push(engine.create_export(definition, id, false).await.unwrap());
    }
    for export in &exports {
        let done = run(&engine, *export).await;
        assert_eq!(done.status, RunStatus::Failed);
        let message = done.message.unwrap();
        assert!(message.contains("has no column `city` any more"), "{message}");
    }

    // It comes back, and another one goes while everybody knows it.
    server.sql("ALTER TABLE stores RENAME COLUMN town TO city");
    let whole = exports[1];
    assert_eq!(run(&engine, whole).await.status, RunStatus::Finished);
    let mut changed = engine.mapping(id).await.unwrap();
    let source = FieldSource { column: "name".to_owned(), json_path: None };
    changed.models[0].fields.insert("zip_code".to_owned(), source);
    engine.save_mapping(id, &changed).await.unwrap();
    server.sql("ALTER TABLE stores DROP COLUMN name");
    let done = run(&engine, whole).await;
    assert_eq!(done.status, RunStatus::Failed);
    assert!(done.message.unwrap().contains("has no column `name` any more"));
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_of_postgresql_are_noticed() {
    drift(Kind::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_of_mariadb_are_noticed() {
    drift(Kind::Mariadb).await;
}
