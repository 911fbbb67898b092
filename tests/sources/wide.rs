//! Tables as wide as they can be: every column of every row is in the file.

use export_desk_core::catalog::{DataModel, FieldType};
use export_desk_core::source::{Mapping, Source};
use serde_json::json;
use tempfile::TempDir;

use crate::bed::{field, folder, opened, spec, text};
use crate::python;
use crate::servers::{Kind, Running};

const COLUMNS: usize = 5000;
const ROWS: usize = 20;

/// The first columns of the table as a model.
fn model(types: &[FieldType]) -> DataModel {
    let fields = types.iter().enumerate().map(|(index, kind)| field(&format!("c{index}"), *kind));
    DataModel {
        id: "wide".to_owned(),
        label: "Wide".to_owned(),
        description: String::new(),
        key: vec!["c0".to_owned()],
        fields: fields.collect(),
    }
}

fn mapped(source: Source, table: &str, model: &DataModel) -> Source {
    let sources: serde_json::Map<_, _> = model
        .fields
        .iter()
        .map(|field| (field.id.clone(), json!({ "column": field.id })))
        .collect();
    let mapping = json!({ "models": [{
        "model": "wide", "table": table, "fields": sources, "own": model,
    }] });
    let mapping: Mapping = serde_json::from_value(mapping).unwrap();
    source.with_mapping(Some(mapping))
}

/// The same table everywhere, and the types of its columns.
fn written() -> (TempDir, Vec<FieldType>) {
    let place = tempfile::tempdir().unwrap();
    let order = json!({ "folder": place.path(), "columns": COLUMNS, "rows": ROWS });
    let types = python::run("sources/wide.py", order.to_string().as_bytes());
    (place, serde_json::from_value(types).unwrap())
}

fn compare(place: &str, found: &str, expected: &str) {
    let columns = found.lines().next().map_or(0, |header| header.split(',').count());
    assert!(found == expected, "{place}: {columns} columns, {found:.300}");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_have_five_thousand_columns() {
    let (place, types) = written();
    let expected = std::fs::read_to_string(place.path().join("csv/wide.csv")).unwrap();
    for kind in ["csv", "parquet", "json"] {
        let source = mapped(folder(&place.path().join(kind)), "wide", &model(&types));
        let found = text(&spec(json!({ "model": "wide" })), &source).await;
        compare(kind, &found, &expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_have_as_many_columns_as_their_database_takes() {
    let (place, types) = written();
    for (kind, file, width) in
        [(Kind::Postgres, "postgres.sql", 1600), (Kind::Mariadb, "mysql.sql", 2600)]
    {
        let server = Running::start(kind);
        server.load(&place.path().join(file));
        let table = if kind == Kind::Postgres { "public.wide" } else { "wide" };
        let source = opened(server.settings(server.server())).await;
        let source = mapped(source, table, &model(&types[..width]));
        let expected = place.path().join(format!("expected-{width}.csv"));
        let found = text(&spec(json!({ "model": "wide" })), &source).await;
        compare(table, &found, &std::fs::read_to_string(expected).unwrap());
    }
}
