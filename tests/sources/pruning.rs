//! What files of four programs say of their rows (bounds, Bloom filters) leaves out no
//! row of a filter, and lets none through.

use export_desk_core::catalog::{Catalog, DataModel, FieldType};
use export_desk_core::run::RunContext;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::bed::{context, field, finish, folder, spec};
use crate::python;

#[derive(Deserialize)]
struct Table {
    folder: std::path::PathBuf,
    fields: Vec<(String, FieldType)>,
    tested: Vec<Tested>,
}

#[derive(Deserialize)]
struct Tested {
    condition: Value,
    /// A file with the ids of the rows that pass.
    expected: std::path::PathBuf,
}

#[tokio::test(flavor = "multi_thread")]
async fn what_files_say_of_their_rows_leaves_out_none() {
    let data = tempfile::tempdir().unwrap();
    let order = json!({ "folder": data.path(), "rows": 20_000 });
    let tables = python::run("sources/pruning.py", order.to_string().as_bytes());
    let tables: Vec<Table> = serde_json::from_value(tables).unwrap();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for table in &tables {
        let model = DataModel {
            id: "t".to_owned(),
            label: "T".to_owned(),
            description: String::new(),
            key: vec!["id".to_owned()],
            fields: table.fields.iter().map(|(id, of)| field(id, *of)).collect(),
        };
        let mut catalog = Catalog::built_in();
        catalog.add_own_models(vec![model]);
        let source = folder(&table.folder);
        for Tested { condition, expected } in &table.tested {
            let out = tempfile::tempdir().unwrap();
            let context = RunContext { catalog: catalog.clone(), ..context(&source, out.path()) };
            let filtered = spec(json!({ "model": "t", "timezone": "UTC",
                "filters": [[condition]], "fields": [{ "field": "id" }] }));
            let right = std::fs::read_to_string(expected).unwrap();
            count += 1;
            let told = match finish(&filtered, &context).await {
                Err(error) => error.message(),
                Ok(report) => match std::fs::read_to_string(report.file).unwrap() {
                    found if found == right => continue,
                    found => {
                        let (found, right) = (found.lines().count(), right.lines().count());
                        format!("{found} lines instead of {right}")
                    }
                },
            };
            wrong.push(format!("{} {condition}: {told}", table.folder.display()));
        }
    }
    println!("{count} filters over {} files", tables.len());
    assert!(count > 500, "{count}");
    assert!(wrong.is_empty(), "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
