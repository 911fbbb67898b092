//! Sets over databases: all members are of one transaction, whatever is written meanwhile.

use std::path::Path;
use std::process::Command;

use export_desk_core::run::{RunContext, Snapshot};
use export_desk_core::source::{ConnectionSettings, Source};
use serde_json::{Value, json};

use crate::bed::{context, finish, opened, spec};
use crate::failures::Once;
use crate::servers::{Kind, Running};
use crate::{bed, python};

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
fn rows(folder: &Path, name: &str) -> usize {
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
    let counts = |folder: &Path| [rows(folder, "shops.csv"), rows(folder, "cards.csv")];
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
    let source = opened(server.settings(server.server())).await;
    let server = std::sync::Arc::new(server);
    let writer = std::sync::Arc::clone(&server);
    sees_one_moment(&source, move || writer.sql(WRITTEN)).await;
    // The session is closed: the server has none that is still in a transaction.
    let open = match kind {
        Kind::Postgres => {
            "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"
        }
        Kind::Mariadb => "SELECT count(*) FROM information_schema.innodb_trx",
    };
    let deadline = std::time::Instant::now() + crate::servers::PATIENCE;
    while server.value(open) != "0" {
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

fn sqlite(file: &Path, sql: &str) {
    let script = "import sqlite3, sys; database = sqlite3.connect(sys.argv[1]); \
                  database.executescript(sys.argv[2]); database.close()";
    let mut command = Command::new(python::python());
    let done = command.args(["-c", script]).arg(file).arg(sql).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[tokio::test(flavor = "multi_thread")]
async fn members_from_sqlite_are_of_one_transaction() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.db");
    // With a write-ahead log others may write while a set is read.
    sqlite(&file, &format!("PRAGMA journal_mode = WAL; {TABLES} {}", shops()));
    // A log that stays, so that the file can be read while nobody writes.
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
