//! Every operator on every field against an evaluation in plain Python.

use export_desk_core::catalog::{Catalog, DataModel};
use export_desk_core::run::preview;
use export_desk_core::spec::ExportSpec;
use futures::StreamExt;
use serde_json::{Value, json};

use crate::bed::{AT, brand, context, rows};
use crate::python;

#[tokio::test(flavor = "multi_thread")]
async fn every_operator_gives_the_rows_that_python_says() {
    let catalog = Catalog::built_in();
    for (zone, seed) in [("Europe/Budapest", 1), ("America/New_York", 2), ("Asia/Kathmandu", 3)] {
        // One zone sees every model; the others those with the most dates.
        let models: Vec<&DataModel> = catalog
            .models()
            .iter()
            .filter(|model| seed == 1 || ["coupons", "webhook_logs"].contains(&model.id.as_str()))
            .collect();
        let order =
            json!({ "folder": brand(), "models": models, "at": AT, "zone": zone, "seed": seed });
        let cases = python::run("pipeline/oracle.py", order.to_string().as_bytes());
        let cases = cases.as_array().unwrap();
        assert!(cases.len() > 100);
        let context = context(brand(), brand());
        let wrong: Vec<String> = futures::stream::iter(cases)
            .map(|case| async {
                let spec: ExportSpec = serde_json::from_value(case["spec"].clone()).unwrap();
                let got = match preview(&spec, &context, usize::MAX >> 1).await {
                    Ok(preview) => json!(rows(&String::from_utf8(preview.bytes).unwrap())),
                    Err(error) => json!(error.message()),
                };
                (got != case["keys"]).then(|| difference(case, &got))
            })
            .buffered(4)
            .filter_map(std::future::ready)
            .collect()
            .await;
        let telling = cases.iter().filter(|case| {
            let kept = case["keys"].as_array().unwrap().len();
            kept > 0 && json!(kept) != case["of"]
        });
        println!("{zone}: {} cases, {} of them split the rows", cases.len(), telling.count());
        assert!(
            wrong.is_empty(),
            "{} wrong:\n{}",
            wrong.len(),
            wrong[..wrong.len().min(40)].join("\n")
        );
    }
}

fn difference(case: &Value, got: &Value) -> String {
    let count = |value: &Value| value.as_array().map(Vec::len);
    format!(
        "{} {}: {:?} of {} rows, expected {:?}; {}",
        case["spec"]["model"],
        case["spec"]["filters"],
        count(got),
        case["of"],
        count(&case["keys"]),
        if got.is_string() { got.to_string() } else { String::new() },
    )
}
