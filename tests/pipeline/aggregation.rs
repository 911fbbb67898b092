//! Aggregations against DuckDB, decimal by decimal.

use serde_json::{Value, json};

use crate::bed::{brand, context, finish, rows, spec, unzip};
use crate::python;

fn fields(list: &[(&str, &str)]) -> Value {
    list.iter()
        .map(|(field, aggregate)| json!({ "field": field, "aggregate": aggregate }))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_and_several_group_fields() {
    let cases = [
        (
            "events",
            fields(&[
                ("action", "group"),
                ("id", "count"),
                ("points", "sum"),
                ("points", "average"),
                ("points", "min"),
                ("points", "max"),
            ]),
        ),
        (
            "events",
            fields(&[
                ("source", "group"),
                ("action", "group"),
                ("points", "sum"),
                ("timestamp", "min"),
                ("timestamp", "max"),
            ]),
        ),
        (
            "events",
            fields(&[
                ("date", "group"),
                ("customer", "count"),
                ("customer", "count"),
                ("action", "min"),
            ]),
        ),
        ("events", fields(&[("customer", "group"), ("points", "average"), ("points", "sum")])),
        (
            "coupons",
            fields(&[
                ("type", "group"),
                ("currency", "group"),
                ("value", "sum"),
                ("value", "average"),
                ("balance", "min"),
                ("balance", "max"),
                ("code", "max"),
            ]),
        ),
        (
            "coupons",
            fields(&[
                ("aggregated", "group"),
                ("status", "group"),
                ("id", "count"),
                ("redeemed_at", "max"),
            ]),
        ),
        (
            "customers",
            fields(&[
                ("status", "group"),
                ("id", "count"),
                ("score", "sum"),
                ("score", "average"),
                ("spent", "sum"),
                ("birth_date", "min"),
            ]),
        ),
        (
            "stores",
            fields(&[
                ("country", "group"),
                ("latitude", "min"),
                ("longitude", "max"),
                ("id", "count"),
            ]),
        ),
    ];
    // Only fields that the models have: the catalog's names decide.
    let catalog = export_desk_core::catalog::Catalog::built_in();
    let cases: Vec<(&str, Value)> = cases
        .into_iter()
        .map(|(model, fields)| {
            let known = catalog.model(model).unwrap();
            for field in fields.as_array().unwrap() {
                let id = field["field"].as_str().unwrap();
                assert!(known.field(id).is_some(), "{model} has no {id}");
            }
            (model, fields)
        })
        .collect();
    let order: Vec<Value> =
        cases.iter().map(|(model, fields)| json!({ "model": model, "fields": fields })).collect();
    let order = json!({ "folder": brand(), "cases": order });
    let expected = python::run("pipeline/aggregates.py", order.to_string().as_bytes());
    let out = tempfile::tempdir().unwrap();
    let context = context(brand(), out.path());
    for ((model, fields), expected) in cases.iter().zip(expected.as_array().unwrap()) {
        let spec = spec(json!({
            "model": model, "timezone": "UTC", "aggregation": true, "fields": fields,
        }));
        let report = finish(&spec, &context).await.unwrap();
        let got = rows(&unzip(&report.file));
        assert!(got.len() > 1);
        assert_eq!(json!(got), *expected, "{model} {fields}");
    }
}
