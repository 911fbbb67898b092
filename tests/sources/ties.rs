//! Rows that are equal in the order that was asked for have one order all the same.

use export_desk_core::source::{ConnectionSettings, Source};
use serde_json::json;

use crate::bed::{opened, spec, text};
use crate::oddities::whole;
use crate::servers::{Kind, Running};

/// A source with the tables `views` and `keyed`: rows with few keys, written in an
/// order of their own each time.
fn statements(kind: Option<Kind>, salt: u32) -> String {
    let (json, float, long) = match kind {
        Some(Kind::Postgres) => ("jsonb", "float8", "text"),
        Some(Kind::Mariadb) => ("json", "double", "mediumtext"),
        None => ("JSON", "REAL", "TEXT"),
    };
    let mut rows: Vec<u32> = (0..3000).collect();
    rows.sort_by_key(|row| row.wrapping_mul(2_654_435_761).wrapping_add(salt * 40_503) % 7919);
    let row = |row: &u32| {
        let (number, text) = (row % 7, row % 11);
        let tail = "x".repeat(1500);
        // Missing and empty are equal in the order, and aren't written alike.
        let code = match text {
            0 => "NULL".to_owned(),
            1 => "''".to_owned(),
            _ => format!("'k{text}'"),
        };
        format!(
            "({}, {code}, {number}.5, '{{\"n\": {}}}', '{tail}{}')",
            row % 5,
            row % 13,
            row % 17
        )
    };
    let values: Vec<String> = rows.iter().map(row).collect();
    let chunks: Vec<String> = values
        .chunks(500)
        .map(|rows| format!("INSERT INTO loose VALUES {};", rows.join(",")))
        .collect();
    let keyed: Vec<String> = rows.iter().map(|row| format!("({row}, {})", row % 3)).collect();
    format!(
        "CREATE TABLE loose (id int, code varchar(20), ratio {float}, data {json}, note {long}); {} \
         CREATE TABLE keyed (no int PRIMARY KEY, id int); INSERT INTO keyed VALUES {};",
        chunks.join(" "),
        keyed.join(","),
    )
}

/// The same definitions over one source; `sorted` is by a column with few values,
/// which the database or, of JSON members, the engine orders.
async fn files(source: &Source) -> Vec<String> {
    let fields = json!([
        { "field": "code" }, { "field": "ratio" }, { "field": "data" }, { "field": "note" },
    ]);
    let by = |field: &str| json!([{ "field": field, "direction": "descending" }]);
    let mut found = Vec::new();
    for sort in [json!([]), by("id"), by("ratio"), by("code"), by("note")] {
        let order = spec(json!({ "model": "loose", "sort": sort, "fields": fields }));
        found.push(text(&order, source).await);
    }
    let keyed = json!({ "model": "keyed", "sort": by("id"), "fields": [{ "field": "no" }] });
    found.push(text(&spec(keyed), source).await);
    for file in &found {
        assert_eq!(file.lines().count(), 3001, "{file:.300}");
    }
    found
}

async fn is_ordered(kind: Kind) {
    let mut first = None;
    for salt in 0..3 {
        let server = Running::start(kind);
        let file = server.folder.path().join("tables.sql");
        std::fs::write(&file, statements(Some(kind), salt)).unwrap();
        server.load(&file);
        let prefix = if kind == Kind::Postgres { "public." } else { "" };
        let tables = [format!("{prefix}loose"), format!("{prefix}keyed")];
        let tables: Vec<&str> = tables.iter().map(String::as_str).collect();
        let source = whole(server.settings(server.server()), &tables).await;
        let found = files(&source).await;
        assert!(*first.get_or_insert_with(|| found.clone()) == found, "{kind:?} {salt}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_postgresql_have_one_order() {
    is_ordered(Kind::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_mariadb_have_one_order() {
    is_ordered(Kind::Mariadb).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_sqlite_have_one_order() {
    let mut first = None;
    for salt in 0..3 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.db");
        let file = rusqlite::Connection::open(&path).unwrap();
        file.execute_batch(&statements(None, salt)).unwrap();
        drop(file);
        let source = whole(ConnectionSettings::Sqlite { path: path.clone() }, &["loose", "keyed"]);
        let found = files(&source.await).await;
        assert!(*first.get_or_insert_with(|| found.clone()) == found, "{salt}");
        // Views have no key and no row number.
        let file = rusqlite::Connection::open(&path).unwrap();
        file.execute_batch("CREATE VIEW seen AS SELECT * FROM loose").unwrap();
        let view = opened(ConnectionSettings::Sqlite { path }).await;
        assert_eq!(view.sampled_columns("seen").await.unwrap().len(), 5);
    }
}
