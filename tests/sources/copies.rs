//! Offline copies miss nothing that was committed late, two processes don't make
//! one at once, and what was deleted goes with the next full copy.

use std::path::Path;
use std::sync::Arc;

use export_desk_core::clock::FixedClock;
use export_desk_core::engine::Engine;
use export_desk_core::offline::{OfflineModel, OfflineSettings};
use export_desk_core::secret::MemorySecrets;
use export_desk_core::source::ConnectionSettings;
use export_desk_core::store::ConnectionInput;
use serde_json::json;

use crate::bed::spec;
use crate::cache::{input, options};
use crate::scarce::Holder;
use crate::servers::{Kind, PASSWORD, Running};

fn newer() -> OfflineSettings {
    OfflineSettings::new(vec![OfflineModel {
        model: "events".to_owned(),
        last_days: None,
        updated_field: Some("timestamp".to_owned()),
    }])
}

async fn at(home: &Path, secrets: &Arc<MemorySecrets>, now: &str) -> Engine {
    let mut options = options(home, secrets);
    options.clock = Arc::new(FixedClock(now.parse().unwrap()));
    Engine::open(options).await.unwrap()
}

/// The copy's events: `e1 5` and so on.
async fn events(engine: &Engine, connection: i64) -> Vec<String> {
    let fields = json!([{ "field": "id" }, { "field": "points" }]);
    let all = spec(json!({ "model": "events", "fields": fields }));
    let preview = engine.preview(&all, connection, 100).await.unwrap();
    preview.cells.iter().map(|row| row.join(" ")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_tells_what_was_committed_late() {
    let server = Running::start(Kind::Postgres);
    server.sql(
        "CREATE TABLE events (id text PRIMARY KEY, points int, timestamp timestamptz); \
         INSERT INTO events VALUES ('e1', 1, '2026-11-19 10:00Z'), ('e2', 2, '2026-11-20 09:00Z'), \
         ('e3', 3, NULL); CREATE TABLE next (LIKE events); \
         INSERT INTO next VALUES ('n1', 1, '2026-11-01 10:00Z')",
    );
    let home = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    let engine = at(home.path(), &secrets, "2026-11-20T10:30:00Z").await;
    let settings = server.settings(server.server());
    let id = engine.save_connection(&input("Shop", settings, Some(PASSWORD))).await.unwrap();
    engine.save_offline(id, Some(&newer())).await.unwrap();

    // Stamped hours before the newest row, and in a part of a transaction.
    let mut late = Holder::new(
        server.client(),
        "BEGIN; INSERT INTO events VALUES ('late', 4, '2026-11-19 05:00Z'); SAVEPOINT part; \
         INSERT INTO events VALUES ('later', 5, '2026-11-19 06:00Z'); RELEASE part;\n\\echo held",
    );
    server.sql("UPDATE events SET points = 10 WHERE id = 'e1'");
    assert_eq!(engine.refresh_offline(id).await.unwrap().rows, 3);
    assert_eq!(events(&engine, id).await, ["e1 10", "e2 2", "e3 3"]);
    late.say("COMMIT;\n\\echo held");
    // Changed without a word in its timestamp, and deleted.
    server.sql("UPDATE events SET points = 20 WHERE id = 'e2'; DELETE FROM events WHERE id = 'e3'");
    let state = engine.refresh_offline(id).await.unwrap();
    assert_eq!(events(&engine, id).await, ["e1 10", "e2 20", "e3 3", "late 4", "later 5"]);
    assert_eq!(state.full_at, Some("2026-11-20T10:30:00Z".parse().unwrap()));
    // Nothing new, and everything is still there.
    assert_eq!(engine.refresh_offline(id).await.unwrap().rows, 5);
    // Written whole, the rows are others' for the numbers of transactions, too.
    // VACUUM has to be a command by itself.
    for sql in
        ["VACUUM FULL events", "VACUUM FREEZE events", "INSERT INTO events VALUES ('e9', 9, NULL)"]
    {
        server.sql(sql);
    }
    assert_eq!(engine.refresh_offline(id).await.unwrap().rows, 6);
    // Another table gets the name; its rows were written before.
    server.sql("ALTER TABLE events RENAME TO old; ALTER TABLE next RENAME TO events");
    engine.refresh_offline(id).await.unwrap();
    assert_eq!(events(&engine, id).await, ["n1 1"]);
    server.sql("ALTER TABLE events RENAME TO next; ALTER TABLE old RENAME TO events");
    engine.refresh_offline(id).await.unwrap();
    assert_eq!(events(&engine, id).await, ["e1 10", "e2 20", "e9 9", "late 4", "later 5"]);
    // Another column gets a name.
    server.sql("ALTER TABLE events ADD bonus int; UPDATE events SET bonus = points + 100");
    engine.refresh_offline(id).await.unwrap();
    server.sql(
        "BEGIN; ALTER TABLE events RENAME points TO x; ALTER TABLE events RENAME bonus TO points; \
         ALTER TABLE events RENAME x TO bonus; COMMIT",
    );
    engine.refresh_offline(id).await.unwrap();
    assert_eq!(events(&engine, id).await, ["e1 110", "e2 120", "e9 109", "late 104", "later 105"]);
    server.sql("ALTER TABLE events DROP points; ALTER TABLE events RENAME bonus TO points");
    engine.shut_down().await;

    // A week later everything is copied anew.
    let engine = at(home.path(), &secrets, "2026-11-27T10:30:00Z").await;
    let state = engine.refresh_offline(id).await.unwrap();
    assert_eq!((state.rows, state.full_at), (5, Some("2026-11-27T10:30:00Z".parse().unwrap())));
    assert_eq!(events(&engine, id).await, ["e1 10", "e2 20", "e9 9", "late 4", "later 5"]);

    // A view has no such numbers: the overlap finds late rows.
    server.sql(
        "ALTER TABLE events RENAME TO raw; CREATE VIEW events AS SELECT * FROM raw; \
         INSERT INTO raw VALUES ('e7', 7, '2026-11-20 08:50Z'), ('e8', 8, '2026-11-20 08:40Z')",
    );
    engine.refresh_offline(id).await.unwrap();
    let found = events(&engine, id).await;
    assert!(found.contains(&"e7 7".to_owned()), "{found:?}");
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_overlap_finds_late_rows_of_others() {
    let home = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    let engine = at(home.path(), &secrets, "2026-11-20T10:30:00Z").await;
    let file = home.path().join("events.db");
    let database = rusqlite::Connection::open(&file).unwrap();
    let add = |id: &str, points: u32, time: &str| {
        let sql = "INSERT INTO events VALUES (?, ?, ?)";
        database.execute(sql, (id, points, format!("2026-11-20T{time}Z"))).unwrap();
    };
    database
        .execute_batch(
            "CREATE TABLE events (id TEXT PRIMARY KEY, points INTEGER, timestamp DATETIME)",
        )
        .unwrap();
    add("e1", 1, "10:00:00");
    let settings = ConnectionSettings::Sqlite { path: file };
    let id = engine.save_connection(&input("Events", settings, None)).await.unwrap();
    engine.save_offline(id, Some(&newer())).await.unwrap();
    engine.refresh_offline(id).await.unwrap();
    add("late", 2, "09:46:00");
    add("very late", 3, "09:40:00");
    engine.refresh_offline(id).await.unwrap();
    assert_eq!(events(&engine, id).await, ["e1 1", "late 2"]);
    let mut longer = newer();
    longer.overlap_minutes = 30;
    engine.save_offline(id, Some(&longer)).await.unwrap();
    engine.refresh_offline(id).await.unwrap();
    assert_eq!(events(&engine, id).await, ["e1 1", "late 2", "very late 3"]);
    // What was deleted stays, until everything is copied anew.
    database.execute("DELETE FROM events WHERE id = 'late'", ()).unwrap();
    assert_eq!(engine.refresh_offline(id).await.unwrap().rows, 3);
    longer.full_every_days = Some(0);
    assert!(engine.save_offline(id, Some(&longer)).await.is_err());
    longer.full_every_days = Some(2);
    engine.save_offline(id, Some(&longer)).await.unwrap();
    engine.shut_down().await;
    let engine = at(home.path(), &secrets, "2026-11-22T10:29:59Z").await;
    assert_eq!(engine.refresh_offline(id).await.unwrap().rows, 3);
    engine.shut_down().await;
    let engine = at(home.path(), &secrets, "2026-11-22T10:30:00Z").await;
    assert_eq!(engine.refresh_offline(id).await.unwrap().rows, 2);
    engine.shut_down().await;
}

/// A database of events, whose rows are given as SQL.
fn events_in(file: &Path, rows: &str) -> rusqlite::Connection {
    let database = rusqlite::Connection::open(file).unwrap();
    let table = "CREATE TABLE events (id TEXT, points INTEGER, bonus INTEGER, timestamp DATETIME)";
    database.execute_batch(&format!("{table}; INSERT INTO events VALUES {rows}")).unwrap();
    database
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_without_a_key_of_their_own_are_copied_anew() {
    let home = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    let engine = at(home.path(), &secrets, "2026-11-20T10:30:00Z").await;
    let file = home.path().join("events.db");
    let (old, new) = ("'2026-11-01T00:00:00Z'", "'2026-11-20T10:00:00Z'");
    let database = events_in(&file, &format!("('a', 1, 0, {old}), ('a', 2, 0, {old})"));
    let settings = ConnectionSettings::Sqlite { path: file };
    let id = engine.save_connection(&input("Events", settings, None)).await.unwrap();
    engine.save_offline(id, Some(&newer())).await.unwrap();
    for (change, expected) in [
        ("UPDATE events SET points = 3, timestamp = {} WHERE points = 2", vec!["a 1", "a 3"]),
        (
            "INSERT INTO events VALUES ('b', 4, 0, {}), ('b', 5, 0, {})",
            vec!["a 1", "a 3", "b 4", "b 5"],
        ),
        ("DELETE FROM events WHERE id = 'a' OR points = 5", vec!["b 4"]),
        ("INSERT INTO events VALUES (NULL, 6, 0, {})", vec!["b 4", " 6"]),
        ("UPDATE events SET points = 7", vec!["b 7", " 7"]),
        ("UPDATE events SET points = 8", vec!["b 8", " 8"]),
    ] {
        engine.refresh_offline(id).await.unwrap();
        database.execute_batch(&change.replace("{}", new)).unwrap();
        engine.refresh_offline(id).await.unwrap();
        assert_eq!(events(&engine, id).await, expected, "{change}");
    }
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_origin_begins_a_copy_anew() {
    let home = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    let engine = at(home.path(), &secrets, "2026-11-20T10:30:00Z").await;
    let [one, other] = ["one.db", "other.db"].map(|name| home.path().join(name));
    let (old, new) = ("'2026-11-01T00:00:00Z'", "'2026-11-20T10:00:00Z'");
    events_in(&one, &format!("('a', 1, 10, {old}), ('b', 2, 20, {new})"));
    events_in(&other, &format!("('c', 3, 30, {old}), ('d', 4, 40, {new})"));
    let settings = |path: &Path| ConnectionSettings::Sqlite { path: path.to_owned() };
    let id = engine.save_connection(&input("Events", settings(&one), None)).await.unwrap();
    engine.save_offline(id, Some(&newer())).await.unwrap();
    engine.refresh_offline(id).await.unwrap();
    assert_eq!(events(&engine, id).await, ["a 1", "b 2"]);
    // Another column for a field.
    let source = |column: &str| json!({ "column": column });
    let mapping = json!({ "models": [{ "model": "events", "table": "events", "fields": {
        "id": source("id"), "points": source("bonus"), "timestamp": source("timestamp"),
    } }] });
    engine.save_mapping(id, &serde_json::from_value(mapping).unwrap()).await.unwrap();
    // The copy isn't one of that, and what is there is read where it comes from.
    assert_eq!(events(&engine, id).await, ["a 10", "b 20"]);
    engine.refresh_offline(id).await.unwrap();
    assert_eq!(events(&engine, id).await, ["a 10", "b 20"]);
    // Another database.
    let moved = ConnectionInput { id: Some(id), ..input("Events", settings(&other), None) };
    engine.save_connection(&moved).await.unwrap();
    assert_eq!(events(&engine, id).await, ["c 30", "d 40"]);
    engine.refresh_offline(id).await.unwrap();
    assert_eq!(events(&engine, id).await, ["c 30", "d 40"]);
    engine.shut_down().await;
}

/// What a copy lacks by other settings is read where it comes from until the next refresh.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_of_its_settings() {
    let home = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    let engine = at(home.path(), &secrets, "2026-11-20T10:30:00Z").await;
    let file = home.path().join("events.db");
    let database = events_in(
        &file,
        "('a', 1, 10, '2025-11-01T00:00:00Z'), ('b', 2, 20, '2026-11-20T10:00:00Z')",
    );
    let settings = ConnectionSettings::Sqlite { path: file };
    let id = engine.save_connection(&input("Events", settings, None)).await.unwrap();
    let mut latest = newer();
    latest.models[0].last_days = Some(10);
    engine.save_offline(id, Some(&latest)).await.unwrap();
    engine.refresh_offline(id).await.unwrap();
    assert_eq!(events(&engine, id).await, ["b 2"]);
    // That the others are missing is said.
    let fields = json!([{ "field": "id" }]);
    let all = spec(json!({ "model": "events", "fields": fields }));
    let preview = engine.preview(&all, id, 10).await.unwrap();
    let said: Vec<&str> = preview.warnings.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(said, ["the copy has only rows of the last 10 days, by `timestamp`"]);

    database.execute("UPDATE events SET points = 3 WHERE id = 'b'", ()).unwrap();
    assert_eq!(events(&engine, id).await, ["b 2"]);
    engine.save_offline(id, Some(&newer())).await.unwrap();
    assert_eq!(events(&engine, id).await, ["a 1", "b 3"]);
    engine.refresh_offline(id).await.unwrap();
    database.execute("UPDATE events SET points = 4 WHERE id = 'b'", ()).unwrap();
    assert_eq!(events(&engine, id).await, ["a 1", "b 3"]);
    // Of a model that isn't copied any more.
    let model = "stores".to_owned();
    let other = OfflineModel { model, last_days: None, updated_field: None };
    engine.save_offline(id, Some(&OfflineSettings::new(vec![other]))).await.unwrap();
    assert_eq!(events(&engine, id).await, ["a 1", "b 4"]);
    engine.shut_down().await;
}

/// A model, its files with their contents, and the field that is looked at.
type Case = (&'static str, &'static [(&'static str, &'static str)], &'static str);

/// What stands in columns of their own, days that are instants, custom attributes, and what
/// is said of the source: whoever reads the copy gets the same.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_gives_what_its_source_gives() {
    let cases: [Case; 5] = [
        (
            "events",
            &[("events.csv", "id,properties.total,properties\ne1,12.5,\"{\"\"total\"\":7}\"\n")],
            "properties.total",
        ),
        (
            "customers",
            &[("customers.csv", "id,birth_date\nc1,1990-05-04T22:00:00Z\n")],
            "birth_date",
        ),
        (
            "customers",
            &[
                ("customers.csv", "id,shoe_size,properties\nc1,42,\"{\"\"shoe_size\"\":7}\"\n"),
                ("customer_fields.csv", "id,label,type,built_in\nshoe_size,Shoe,numeric,false\n"),
            ],
            "shoe_size",
        ),
        (
            "customers",
            &[
                ("customers.csv", "id,properties\nc1,\"{\"\"shoe_size\"\":7}\"\n"),
                ("customer_fields.csv", "id,label,type,built_in\nshoe_size,Shoe,numeric,false\n"),
            ],
            "shoe_size",
        ),
        ("events", &[("events.csv", "id,points\ne1,0.12345678905\n")], "points"),
    ];
    for (model, files, field) in cases {
        let home = tempfile::tempdir().unwrap();
        let secrets = Arc::new(MemorySecrets::default());
        let engine = at(home.path(), &secrets, "2026-11-20T10:30:00Z").await;
        let data = home.path().join("data");
        std::fs::create_dir(&data).unwrap();
        for (name, content) in files {
            std::fs::write(data.join(name), content).unwrap();
        }
        let settings = ConnectionSettings::Folder { path: data };
        let copied =
            engine.save_connection(&input("Copied", settings.clone(), None)).await.unwrap();
        let direct = engine.save_connection(&input("Direct", settings, None)).await.unwrap();
        let whole = OfflineModel { model: model.to_owned(), last_days: None, updated_field: None };
        engine.save_offline(copied, Some(&OfflineSettings::new(vec![whole]))).await.unwrap();
        engine.refresh_offline(copied).await.unwrap();
        for fields in [json!([{ "field": "id" }, { "field": field }]), json!("all")] {
            let shown = json!({ "model": model, "fields": fields, "timezone": "Europe/Budapest" });
            let [direct, copied] = [direct, copied].map(async |connection| {
                let shown = engine.preview(&spec(shown.clone()), connection, 100).await.unwrap();
                let said: Vec<String> =
                    shown.warnings.iter().map(|warning| warning.message.clone()).collect();
                (shown.cells, said)
            });
            let (direct, copied) = (direct.await, copied.await);
            assert_eq!(copied, direct, "{field}: {fields}");
            assert_eq!(direct.0.len(), 1, "{direct:?}");
        }
        engine.shut_down().await;
    }
}

/// A member of an object that a database has as a column.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_has_members_that_are_columns() {
    let home = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    let engine = at(home.path(), &secrets, "2026-11-20T10:30:00Z").await;
    let file = home.path().join("events.db");
    let database = rusqlite::Connection::open(&file).unwrap();
    database
        .execute_batch(
            "CREATE TABLE events (id TEXT PRIMARY KEY, timestamp DATETIME, total NUMERIC, \
             properties JSON); INSERT INTO events VALUES \
             ('e1', '2026-11-19T10:00:00Z', 12.5, '{\"coupon\":\"X\",\"total\":7}')",
        )
        .unwrap();
    let settings = ConnectionSettings::Sqlite { path: file };
    let id = engine.save_connection(&input("Events", settings, None)).await.unwrap();
    let shown = spec(json!({ "model": "events",
        "fields": [{ "field": "id" }, { "field": "properties.total" }] }));
    let rows = async || engine.preview(&shown, id, 10).await.unwrap().cells;
    let direct = rows().await;
    engine.save_offline(id, Some(&newer())).await.unwrap();
    for change in ["SELECT 1", "UPDATE events SET total = 13, timestamp = '2026-11-20T10:00:00Z'"] {
        // Rows of the change come to those of the copy.
        database.execute_batch(change).unwrap();
        engine.refresh_offline(id).await.unwrap();
        let total = if change == "SELECT 1" {
            direct.clone()
        } else {
            vec![vec!["e1".to_owned(), "13.00".to_owned()]]
        };
        assert_eq!(rows().await, total, "{change}");
    }
    assert_eq!(direct, [["e1", "12.50"]]);
    engine.shut_down().await;
}

/// A row that is of the future, and rows that are of no day at all.
#[tokio::test(flavor = "multi_thread")]
async fn neither_a_wrong_year_nor_a_missing_day_changes_what_is_copied() {
    let home = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    let engine = at(home.path(), &secrets, "2026-11-20T10:30:00Z").await;
    let file = home.path().join("events.db");
    let database = events_in(
        &file,
        "('e1', 1, 0, '2026-11-19T10:00:00Z'), ('far', 0, 0, '2030-01-01T00:00:00Z')",
    );
    let settings = ConnectionSettings::Sqlite { path: file };
    let id = engine.save_connection(&input("Events", settings, None)).await.unwrap();
    engine.save_offline(id, Some(&newer())).await.unwrap();
    engine.refresh_offline(id).await.unwrap();
    database
        .execute_batch(
            "UPDATE events SET points = 10, timestamp = '2026-11-20T10:20:00Z' WHERE id = 'e1'",
        )
        .unwrap();
    engine.refresh_offline(id).await.unwrap();
    assert_eq!(events(&engine, id).await, ["e1 10", "far 0"]);

    database
        .execute_batch(
            "DELETE FROM events; INSERT INTO events VALUES ('a', 1, 0, '2026-11-19T10:00:00Z'), \
             ('none', 2, 0, NULL), ('old', 3, 0, '2026-09-01T00:00:00Z')",
        )
        .unwrap();
    let mut latest = newer();
    latest.models[0].last_days = Some(30);
    engine.save_offline(id, Some(&latest)).await.unwrap();
    for _ in 0..2 {
        engine.refresh_offline(id).await.unwrap();
        assert_eq!(events(&engine, id).await, ["a 1"]);
    }
    // A row of the last days that is of no day any more goes.
    database
        .execute_batch(
            "INSERT INTO events VALUES ('b', 4, 0, '2026-11-20T10:00:00Z'); \
             UPDATE events SET timestamp = NULL WHERE id = 'a'",
        )
        .unwrap();
    engine.refresh_offline(id).await.unwrap();
    assert_eq!(events(&engine, id).await, ["b 4"]);
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_process_at_a_time_refreshes_a_copy() {
    let home = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    let now = "2026-11-20T10:30:00Z";
    let (one, other) = (at(home.path(), &secrets, now).await, at(home.path(), &secrets, now).await);
    let file = home.path().join("events.db");
    let writer = rusqlite::Connection::open(&file).unwrap();
    writer
        .execute_batch(
            "CREATE TABLE events (id TEXT PRIMARY KEY, points INTEGER, timestamp DATETIME); \
             INSERT INTO events VALUES ('e1', 1, '2026-11-20T10:00:00Z')",
        )
        .unwrap();
    let settings = ConnectionSettings::Sqlite { path: file };
    let id = one.save_connection(&input("Events", settings, None)).await.unwrap();
    one.save_offline(id, Some(&newer())).await.unwrap();

    // The first waits for a lock, so that the second meets it.
    let working = async |engine: &Engine, is: bool| {
        let mut changes = engine.subscribe();
        let deadline = std::time::Instant::now() + crate::servers::PATIENCE;
        while engine.connections().await.unwrap()[1].offline.as_ref().unwrap().refreshing != is {
            assert!(std::time::Instant::now() < deadline, "the lease isn't seen");
            let wait = std::time::Duration::from_millis(20);
            let _ = tokio::time::timeout(wait, changes.recv()).await;
        }
    };
    writer.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let first = one.clone();
    let refresh = tokio::spawn(async move { first.refresh_offline(id).await });
    working(&other, true).await;
    let told = other.refresh_offline(id).await.unwrap_err();
    assert!(told.message().contains("another program refreshes the copy"), "{told}");
    assert!(told.hint().is_some());
    writer.execute_batch("COMMIT").unwrap();
    assert_eq!(refresh.await.unwrap().unwrap().rows, 1);
    working(&other, false).await;
    assert_eq!(other.refresh_offline(id).await.unwrap().rows, 1);

    // One that is stopped gives it back.
    writer.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let first = one.clone();
    let refresh = tokio::spawn(async move { first.refresh_offline(id).await });
    working(&other, true).await;
    refresh.abort();
    assert!(refresh.await.unwrap_err().is_cancelled());
    working(&other, false).await;
    writer.execute_batch("COMMIT").unwrap();
    assert_eq!(other.refresh_offline(id).await.unwrap().rows, 1);
    one.shut_down().await;
    other.shut_down().await;
}
