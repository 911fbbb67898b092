//! A public sample database that nobody here designed, mapped as a new user does:
//! what names suggest, one field by hand, tables as models of one's own.

use std::path::Path;
use std::sync::Arc;

use export_desk_core::catalog::FieldType;
use export_desk_core::engine::Engine;
use export_desk_core::secret::MemorySecrets;
use export_desk_core::source::{ConnectionSettings, FieldSource, ModelMapping};
use export_desk_core::spec::ExportSpec;
use serde_json::{Value, json};

use crate::bed::spec;
use crate::cache::{input, options, run};
use crate::python;
use crate::servers::{Kind, PASSWORD, Running};

/// Name of an export's model as people see it, and the rows of its file.
async fn exported(engine: &Engine, spec: &ExportSpec, connection: i64) -> (String, Value) {
    let export = engine.create_export(spec, connection, false).await.unwrap();
    let file = run(engine, export).await.file.unwrap();
    let label = engine.export_details(export).await.unwrap().row.model_label;
    let mut reader = csv::Reader::from_path(file).unwrap();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    let rows: Vec<Vec<String>> = rows.collect();
    (label, json!(rows))
}

fn own(id: &str, table: &str, model: export_desk_core::catalog::DataModel) -> ModelMapping {
    let source = |column: &str| FieldSource { column: column.to_owned(), json_path: None };
    let fields = model.fields.iter().map(|field| (field.id.clone(), source(&field.id)));
    ModelMapping {
        model: id.to_owned(),
        table: table.to_owned(),
        fields: fields.collect(),
        own: Some(model),
    }
}

async fn mapped_from_scratch(settings: ConnectionSettings, schema: &str, expected: &Value) {
    let home = tempfile::tempdir().unwrap();
    let engine = Engine::open(options(home.path(), &Arc::new(MemorySecrets::default()))).await;
    let engine = engine.unwrap();
    let connection = input("Chinook", settings, Some(PASSWORD));
    let id = engine.save_connection(&connection).await.unwrap();
    let tables = engine.source_tables(id).await.unwrap();
    let names: Vec<String> = tables.into_iter().map(|table| table.name).collect();
    let wanted = expected["tables"].as_array().unwrap().iter();
    let wanted: Vec<String> =
        wanted.map(|table| format!("{schema}{}", table.as_str().unwrap())).collect();
    assert_eq!(names, wanted);

    // Customers are found by the table's and the columns' names, all but one.
    let mut mapping = engine.mapping(id).await.unwrap();
    let [customers] = mapping.models.as_mut_slice() else { panic!("{mapping:?}") };
    assert_eq!(customers.table, format!("{schema}chinook_customer"));
    for (field, column) in [
        ("id", "id"),
        ("email", "email"),
        ("first_name", "firstname"),
        ("last_name", "lastname"),
        ("country", "country"),
    ] {
        assert_eq!(customers.fields[field].column, column);
    }
    let columns = engine.source_columns(id, &customers.table, None).await.unwrap();
    let phone = columns.iter().find(|column| column.name == "phone").unwrap();
    assert_eq!(phone.samples[0], "+55 (12) 3923-5555");
    let source = FieldSource { column: "phone".to_owned(), json_path: None };
    customers.fields.insert("mobile_phone".to_owned(), source);

    for (table, key, types) in [
        (
            "invoice",
            "id",
            &[("InvoiceDate", FieldType::Datetime), ("Total", FieldType::String)][..],
        ),
        (
            "track",
            "id",
            &[("Milliseconds", FieldType::Numeric), ("unit_price", FieldType::Numeric)],
        ),
    ] {
        let table = format!("{schema}chinook_{table}");
        let model = engine.suggest_model(id, &table, None).await.unwrap();
        assert_eq!(model.key, [key]);
        for (field, field_type) in types {
            assert_eq!(model.field(field).unwrap().field_type, *field_type, "{field}");
        }
        mapping.models.push(own(&model.id.clone(), &table, model));
    }
    engine.save_mapping(id, &mapping).await.unwrap();

    let fields =
        |names: &[&str]| json!(names.iter().map(|id| json!({ "field": id })).collect::<Vec<_>>());
    let plain = json!({ "compression": "none" });
    let members = spec(json!({ "model": "customers", "name": "members", "format": plain }));
    let (label, rows) = exported(&engine, &members, id).await;
    assert_eq!((label.as_str(), &rows), ("Customers", &expected["customers"]));
    let invoices = spec(json!({
        "model": "chinook_invoice", "name": "invoices", "timezone": "UTC", "format": plain,
        "fields": fields(&["id", "customer_id", "InvoiceDate", "billingcountry", "Total"]),
        "filters": [[
            { "field": "billingcountry", "operator": "is_any_of", "value": ["Germany", "France"] },
            { "field": "InvoiceDate", "operator": "on_or_after", "value": "2009-01-01" },
        ]],
    }));
    let (label, rows) = exported(&engine, &invoices, id).await;
    assert_eq!((label.as_str(), &rows), ("Chinook invoice", &expected["invoices"]));
    let tracks = spec(json!({
        "model": "chinook_track", "name": "tracks", "format": plain,
        "fields": fields(&["id", "name", "composer", "Milliseconds", "unit_price"]),
    }));
    let (label, rows) = exported(&engine, &tracks, id).await;
    assert_eq!((label.as_str(), &rows), ("Chinook track", &expected["tracks"]));
    engine.shut_down().await;
}

fn written(folder: &Path) -> Value {
    let order = json!({ "folder": folder });
    python::run("sources/chinook.py", order.to_string().as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn chinook_is_mapped_from_scratch() {
    let folder = tempfile::tempdir().unwrap();
    let expected = written(folder.path());
    let path = folder.path().join("chinook.db");
    mapped_from_scratch(ConnectionSettings::Sqlite { path }, "", &expected).await;
    let server = Running::start(Kind::Postgres);
    server.load(&folder.path().join("postgres.sql"));
    mapped_from_scratch(server.settings(server.server()), "public.", &expected).await;
}
