//! All fields of all models, cell by cell, read back by other programs.

use std::process::Command;

use export_desk_core::catalog::Catalog;
use serde_json::json;

use crate::bed::{brand, context, finish, spec};
use crate::python;

const ZONES: [&str; 6] = [
    "Europe/Budapest",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "UTC",
    "Africa/Casablanca",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_cell_of_every_model_is_what_duckdb_reads() {
    let out = tempfile::tempdir().unwrap();
    let context = context(brand(), out.path());
    let mut read_back = Vec::new();
    for (index, model) in Catalog::built_in().models().iter().enumerate() {
        let zone = ZONES[index % ZONES.len()];
        let (delimiter, extension) = if index % 2 == 0 { (",", "csv") } else { ("|", "psv") };
        let spec = spec(json!({
            "model": model.id, "name": model.label, "timezone": zone,
            "format": { "extension": extension, "newline": "crlf" },
        }));
        let report = finish(&spec, &context).await.unwrap();
        assert_eq!(report.missing_fields, Vec::<String>::new());
        for (program, arguments) in [("unzip", ["-tqq"]), ("7z", ["t"])] {
            let read = Command::new(program).args(arguments).arg(&report.file).output();
            assert!(read.expect("unzip and p7zip-full are installed").status.success());
        }
        let manifest: serde_json::Value =
            serde_json::from_slice(&std::fs::read(&report.manifest).unwrap()).unwrap();
        assert_eq!(manifest["rows_written"], manifest["rows_read"]);
        assert_eq!(manifest["sha256"], report.sha256);
        // Custom attributes are columns too: the manifest has the whole list.
        let fields: Vec<_> = manifest["columns"]
            .as_array()
            .unwrap()
            .iter()
            .map(|column| json!({ "id": column["field"], "type": column["type"] }))
            .collect();
        read_back.push(json!({
            "parquet": brand().join(format!("{}.parquet", model.id)),
            "key": model.key, "fields": fields, "file": report.file, "zone": zone,
            "delimiter": delimiter, "quote": "\"",
        }));
    }
    assert_eq!(read_back.len(), 12);
    let result = python::run("pipeline/read_back.py", json!(read_back).to_string().as_bytes());
    println!("{} cells compared", result["cells"]);
    assert_eq!(result["differences"], json!([]));
    assert!(result["cells"].as_u64().unwrap() > 50_000);
}
