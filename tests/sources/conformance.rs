//! Hundreds of definitions over one data set in Parquet, CSV, SQLite, PostgreSQL
//! and MariaDB: the files are the same, byte by byte.

use export_desk_core::catalog::{DataModel, FieldType};
use export_desk_core::source::{ConnectionSettings, Source};
use export_desk_core::spec::{Aggregate, ExportSpec};
use futures::StreamExt;
use serde_json::{Value, json};

use crate::bed::{AT, DATA, MODELS, catalog, folder, loaded, mapped, nasty, text};
use crate::python;
use crate::servers::Kind;

/// Fields that a CSV file can't hold as the others do: it has no empty texts.
const NOT_IN_CSV: [&str; 1] = ["emptied"];

/// Definitions for a model: each of the filters, with fields, an order and an
/// aggregation that change from one to the next.
pub(crate) fn definitions(model: &DataModel, filters: &[Value], zone: &str) -> Vec<Value> {
    let all = &model.fields;
    let sortable: Vec<&str> = all
        .iter()
        .filter(|field| !matches!(field.field_type, FieldType::List | FieldType::Object))
        .map(|field| field.id.as_str())
        .collect();
    let mut found = Vec::new();
    for (index, filter) in filters.iter().enumerate() {
        let pick = |step: usize| &all[(index * 7 + step * 3) % all.len()];
        let mut spec = json!({
            "version": 1, "name": "same", "model": model.id, "timezone": zone,
            "filters": filter, "format": { "compression": "none" },
        });
        if index % 3 == 2 {
            let mut fields = Vec::new();
            for step in 0..5 {
                let field = pick(step);
                let fitting = Aggregate::fitting(field.field_type);
                let aggregate = fitting[(index + step) % fitting.len()];
                fields.push(json!({ "field": field.id, "aggregate": aggregate }));
            }
            let group = sortable[(index * 5) % sortable.len()];
            fields.insert(1, json!({ "field": group, "aggregate": "group" }));
            spec["aggregation"] = json!(true);
            spec["fields"] = Value::Array(fields);
        } else {
            let fields: Vec<Value> = if index % 6 == 0 {
                all.iter().map(|field| json!({ "field": field.id })).collect()
            } else {
                (0..5).map(|step| json!({ "field": pick(step).id })).collect()
            };
            spec["fields"] = Value::Array(fields);
            let direction = if index % 2 == 0 { "ascending" } else { "descending" };
            let key = sortable[(index * 11) % sortable.len()];
            spec["sort"] = json!([{ "field": key, "direction": direction }]);
        }
        found.push(spec);
    }
    found
}

/// Every `step`th of the definitions, different ones of each kind.
pub(crate) fn some_definitions(step: usize) -> Vec<Value> {
    let catalog = catalog();
    let mut specs = Vec::new();
    let zones = [("Europe/Budapest", 1), ("America/New_York", 2), ("Asia/Kathmandu", 3)];
    for (zone, seed) in zones {
        let models: Vec<DataModel> = if seed == 1 {
            let brand = MODELS.iter().map(|id| catalog.model(id).unwrap().clone());
            brand.chain([nasty()]).collect()
        } else {
            vec![nasty()]
        };
        let order = json!({
            "folder": DATA.file("parquet"), "models": models, "at": AT, "zone": zone, "seed": seed,
        });
        let cases = python::run("pipeline/oracle.py", order.to_string().as_bytes());
        for model in &models {
            let filters: Vec<Value> = cases
                .as_array()
                .unwrap()
                .iter()
                .filter(|case| case["spec"]["model"] == json!(model.id))
                .map(|case| case["spec"]["filters"].clone())
                .collect();
            specs.extend(definitions(model, &filters, zone));
        }
    }
    specs.into_iter().step_by(step).collect()
}

/// Which definitions give other bytes in `others` than over the Parquet files.
pub(crate) async fn differing(
    specs: &[Value],
    others: &[(&str, Source)],
    is_left_out: fn(&str, &Value) -> bool,
) -> Vec<String> {
    let parquet = &folder(&DATA.file("parquet"));
    futures::stream::iter(specs)
        .map(|value| async move {
            let spec: ExportSpec = serde_json::from_value(value.clone()).unwrap();
            let expected = text(&spec, parquet).await;
            let mut wrong = Vec::new();
            for (name, source) in others {
                if is_left_out(name, value) {
                    continue;
                }
                let found = text(&spec, source).await;
                if found != expected {
                    wrong.push(difference(name, value, &expected, &found));
                }
            }
            wrong
        })
        .buffered(4)
        .flat_map(futures::stream::iter)
        .collect()
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_definition_gives_the_same_bytes_everywhere() {
    let (postgres, mariadb) = (loaded(Kind::Postgres), loaded(Kind::Mariadb));
    let sqlite = ConnectionSettings::Sqlite { path: DATA.file("data.sqlite") };
    let others: [(&str, Source); 4] = [
        ("CSV", folder(&DATA.file("csv"))),
        ("SQLite", mapped(sqlite).await),
        ("PostgreSQL", mapped(postgres.settings(postgres.server())).await),
        ("MariaDB", mapped(mariadb.settings(mariadb.server())).await),
    ];
    // A part of them: all take long.
    let every: Option<usize> =
        std::env::var("EXPORT_DESK_EVERY").ok().and_then(|every| every.parse().ok());
    let specs = some_definitions(every.unwrap_or(3));
    if every.is_none() {
        assert!(specs.len() >= 300, "{} definitions", specs.len());
    }
    let wrong = differing(&specs, &others, |name, value| {
        let written = value.to_string();
        name == "CSV" && NOT_IN_CSV.iter().any(|id| written.contains(id))
    });
    let wrong = wrong.await;
    println!("{} definitions in 5 places", specs.len());
    let shown = &wrong[..wrong.len().min(25)];
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), shown.join("\n"));
}

fn difference(place: &str, spec: &Value, expected: &str, found: &str) -> String {
    let at = expected.lines().zip(found.lines()).position(|(left, right)| left != right);
    let line = at.unwrap_or(expected.lines().count().min(found.lines().count()));
    let of = |text: &str| {
        text.lines().nth(line).unwrap_or("(end)").chars().take(200).collect::<String>()
    };
    format!(
        "{place} {} filters {} fields {} sort {}\n   line {line} of {}: {:?}\n   found      {}: {:?}",
        spec["model"],
        spec["filters"],
        spec["fields"].to_string().chars().take(300).collect::<String>(),
        spec["sort"],
        expected.lines().count(),
        of(expected),
        found.lines().count(),
        of(found),
    )
}
