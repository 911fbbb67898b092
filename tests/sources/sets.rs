//! Sets over databases: all members are of one transaction, whatever is written meanwhile.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use export_desk_core::run::{Observer, Progress, RunContext, Snapshot, Stage};
use export_desk_core::source::{ConnectionSettings, Source};
use serde_json::{Value, json};

use crate::bed;
use crate::bed::{context, finish, opened, spec};
use crate::failures::Once;
use crate::servers::{Kind, Running};

/// A set of two tables side by side, the second one of which has groups as well.
fn set() -> export_desk_core::spec::ExportSpec {
    let member = |name: &str, model: &str| {
        json!({
            "version": 2, "name": name, "model": model, "timezone": "UTC",
            "fields": [{ "field": "id" }, { "field": "name" }], "format": { "compression": "none" },
        })
    };
    let mut counted = member("counted", "coupons");
    counted["aggregation"] = json!(true);
    counted["fields"] = json!([
        { "field": "name", "aggregate": "group" }, { "field": "id", "aggregate": "count" },
    ]);
    let members = [member("shops", "stores"), member("cards", "coupons"), counted];
    spec(json!({ "members": members, "packaging": "files", "format": {} }))
}

/// Rows of a file without its header.
fn rows_of(folder: &Path, name: &str) -> usize {
    std::fs::read_to_string(folder.join(name)).unwrap().lines().count() - 1
}

/// Runs the set while a row is written to each table as soon as the first member is read.
async fn sees_one_moment(source: &Source, write: impl Fn() + Send + Sync + 'static) {
    let out = tempfile::tempdir().unwrap();
    let before = RunContext { observer: Once::new(write), ..context(source, out.path()) };
    let report = finish(&set(), &before).await.unwrap();
    assert_eq!(report.snapshot, Some(Snapshot::Transaction));
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(&report.manifest).unwrap()).unwrap();
    assert_eq!(manifest["snapshot"]["kind"], "transaction");
    let counts = |folder: &Path| [rows_of(folder, "shops.csv"), rows_of(folder, "cards.csv")];
    assert_eq!(counts(out.path()), [2000, 2]);
    let counted = std::fs::read_to_string(out.path().join("counted.csv")).unwrap();
    assert!(counted.contains("Card,2\n"), "{counted}");
    // The next one sees what was written.
    let after = tempfile::tempdir().unwrap();
    finish(&set(), &context(source, after.path())).await.unwrap();
    assert_eq!(counts(after.path()), [2001, 3]);
}

const TABLES: &str = "CREATE TABLE stores (id varchar(20) PRIMARY KEY, name varchar(20)); \
    CREATE TABLE coupons (id varchar(20) PRIMARY KEY, name varchar(20)); \
    INSERT INTO coupons VALUES ('1', 'Card'), ('2', 'Card');";
const WRITTEN: &str = "INSERT INTO stores VALUES ('9999', 'Late'); \
    INSERT INTO coupons VALUES ('9999', 'Card');";

fn shops() -> String {
    let rows: Vec<String> = (1000..3000).map(|row| format!("('{row}', 'Shop')")).collect();
    format!("INSERT INTO stores VALUES {};", rows.join(", "))
}

async fn of_server(kind: Kind) {
    let server = Running::start(kind);
    server.sql(&format!("{TABLES} {}", shops()));
    if kind == Kind::Mariadb {
        // By itself, no transaction there has a snapshot.
        server.sql("SET GLOBAL TRANSACTION ISOLATION LEVEL READ COMMITTED");
    }
    let source = opened(server.settings(server.server())).await;
    let server = Arc::new(server);
    let writer = Arc::clone(&server);
    sees_one_moment(&source, move || writer.sql(WRITTEN)).await;
    // The session is closed: the server has none that is still in a transaction.
    let is_open = || match kind {
        Kind::Postgres => {
            let open = "SELECT count(*) FROM pg_stat_activity \
                        WHERE state LIKE 'idle in transaction%'";
            server.value(open) != "0"
        }
        // `innodb_trx` would be answered from what was read before, as long as somebody
        // asks ten times a second.
        Kind::Mariadb => server.value("SHOW ENGINE INNODB STATUS").contains(", ACTIVE "),
    };
    let deadline = std::time::Instant::now() + crate::servers::PATIENCE;
    while is_open() {
        assert!(std::time::Instant::now() < deadline, "a transaction stays open");
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn members_from_postgresql_are_of_one_transaction() {
    of_server(Kind::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn members_from_mariadb_are_of_one_transaction() {
    of_server(Kind::Mariadb).await;
}

/// Takes more than a second now and then, as large files do.
#[derive(Debug, Default)]
struct Slow(AtomicU32);

impl Observer for Slow {
    fn on_progress(&self, progress: &Progress) {
        if progress.stage == Stage::Exporting && self.0.fetch_add(1, Ordering::Relaxed) < 3 {
            std::thread::sleep(Duration::from_millis(1600));
        }
    }
}

async fn may_pause(kind: Kind, limits: &str) {
    let server = Running::start(kind);
    server.sql(&format!("{TABLES} {}", shops()));
    server.sql(limits);
    let source = opened(server.settings(server.server())).await;
    let out = tempfile::tempdir().unwrap();
    let slow = RunContext { observer: Arc::new(Slow::default()), ..context(&source, out.path()) };
    let report = finish(&set(), &slow).await.unwrap();
    assert_eq!(report.snapshot, Some(Snapshot::Transaction));
    assert_eq!([rows_of(out.path(), "shops.csv"), rows_of(out.path(), "cards.csv")], [2000, 2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_outlives_a_short_limit_of_postgresql_for_transactions_that_pause() {
    may_pause(Kind::Postgres, "ALTER ROLE admin SET idle_in_transaction_session_timeout = '1s'")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_outlives_a_short_limit_of_mariadb_for_transactions_that_pause() {
    may_pause(
        Kind::Mariadb,
        "SET GLOBAL idle_transaction_timeout = 1, GLOBAL idle_readonly_transaction_timeout = 1, \
         GLOBAL wait_timeout = 1",
    )
    .await;
}

fn sqlite(file: &Path, sql: &str) {
    rusqlite::Connection::open(file).unwrap().execute_batch(sql).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn members_from_sqlite_are_of_one_transaction() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.db");
    // With a write-ahead log others may write while a set is read.
    sqlite(&file, &format!("PRAGMA journal_mode = WAL; {TABLES} {}", shops()));
    let source = opened(ConnectionSettings::Sqlite { path: file.clone() }).await;
    sees_one_moment(&source, move || sqlite(&file, WRITTEN)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_that_the_database_refuses_stops_the_set() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.db");
    sqlite(
        &file,
        &format!("{TABLES} {} INSERT INTO coupons VALUES ('3', CAST(x'ff' AS TEXT));", shops()),
    );
    let source = bed::opened(ConnectionSettings::Sqlite { path: file }).await;
    let out = folder.path().join("out");
    let error = finish(&set(), &context(&source, &out)).await.unwrap_err();
    assert!(error.message().starts_with("“cards”: "), "{}", error.message());
    assert_eq!(std::fs::read_dir(out).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_condition_that_no_row_meets_leaves_the_transaction_to_the_next_member() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.db");
    let rows: Vec<String> =
        (0..60_000).map(|row| format!("('{row:06}', 'Card', '2026-01-02', 1)")).collect();
    sqlite(
        &file,
        &format!(
            "CREATE TABLE stores (id text PRIMARY KEY, name text); {} \
             CREATE TABLE coupons (id text PRIMARY KEY, name text, created_at text, claims int); \
             INSERT INTO coupons VALUES {};",
            shops(),
            rows.join(", ")
        ),
    );
    let member = |name: &str, model: &str, filters: Value| {
        json!({
            "version": 2, "name": name, "model": model, "timezone": "UTC", "filters": filters,
            "fields": [{ "field": "id" }], "format": { "compression": "none" },
        })
    };
    // One that the database doesn't answer, and one that nothing can meet.
    let never = json!([[
        { "field": "created_at", "operator": "after", "value": "2020-01-01" },
        { "field": "claims", "operator": "is", "value": 1.5 },
    ]]);
    let members = [member("never", "coupons", never), member("shops", "stores", json!([]))];
    let set = spec(json!({ "members": members, "packaging": "files", "format": {} }));
    let source = bed::opened(ConnectionSettings::Sqlite { path: file }).await;
    let out = folder.path().join("out");
    let report = finish(&set, &context(&source, &out)).await.unwrap();
    assert_eq!(report.snapshot, Some(Snapshot::Transaction));
    assert_eq!([rows_of(&out, "never.csv"), rows_of(&out, "shops.csv")], [0, 2000]);
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_without_transactions_are_of_no_moment() {
    let server = Running::start(Kind::Mariadb);
    server.sql(&TABLES.replace("varchar(20));", "varchar(20)) ENGINE = MyISAM;"));
    server.sql(&shops());
    let source = opened(server.settings(server.server())).await;
    let out = tempfile::tempdir().unwrap();
    let report = finish(&set(), &context(&source, out.path())).await.unwrap();
    assert_eq!(report.snapshot, Some(Snapshot::None));
    let said = report.warnings.iter().any(|warning| warning.message.contains("one after another"));
    assert!(said, "{:?}", report.warnings);
}
