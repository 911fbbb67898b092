//! Definitions: checked, previewed, counted, to and from files.

use std::path::Path;

use export_desk_core::spec::{ExportSpec, SPEC_VERSION};
use export_desk_core::store::{Draft, RunStatus};
use serde_json::{Value, json};

use crate::bed::{Bed, database, everything, folder, run, spec, stores};

#[tokio::test(flavor = "multi_thread")]
async fn checking() {
    let bed = Bed::new();
    let (engine, brand) = bed.open_with_brand().await;
    let data = bed.data();
    std::fs::write(data.join("stores.csv"), "id,name\n1,One\n").unwrap();
    let csv = engine.save_connection(&folder(None, "CSV", &data)).await.unwrap();

    let good = engine.validate(&stores("x"), brand).await.unwrap();
    assert!(good.problems.is_empty() && good.warnings.is_empty());
    let wrong = spec(json!({ "model": "stores", "timezone": "Nowhere",
        "fields": [{ "field": "nmae" }] }));
    assert_eq!(engine.validate(&wrong, brand).await.unwrap().problems.len(), 2);
    let unknown = spec(json!({ "model": "shops" }));
    assert_eq!(engine.validate(&unknown, brand).await.unwrap().problems[0].path, "model");
    let absent =
        spec(json!({ "model": "stores", "fields": [{ "field": "name" }, { "field": "city" }],
        "filters": [[{ "field": "status", "operator": "is", "value": "active" }]] }));
    assert!(engine.validate(&absent, brand).await.unwrap().problems.is_empty());
    let problems = engine.validate(&absent, csv).await.unwrap().problems;
    let paths: Vec<&str> = problems.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["filters[0][0].field", "fields[1].field"]);
    let none = engine.validate(&spec(json!({ "model": "events" })), csv).await.unwrap();
    assert_eq!(none.problems[0].path, "model");
}

#[tokio::test(flavor = "multi_thread")]
async fn kept_to_begin_with() {
    let bed = Bed::new();
    let (engine, brand) = bed.open_with_brand().await;
    let ours = engine.start().await.unwrap().recipes;
    assert!(ours.iter().all(|recipe| recipe.own.is_none()));
    let export = engine.create_export(&stores("Every Store"), brand, false).await.unwrap();
    engine.save_recipe(export).await.unwrap();
    // Kept anew under the same name, and beyond the export's own end.
    let narrow = spec(json!({ "name": "every store", "model": "stores",
        "fields": [{ "field": "id" }] }));
    engine.update_export(export, &narrow, brand).await.unwrap();
    engine.save_recipe(export).await.unwrap();
    engine.delete_export(export).await.unwrap();
    assert_eq!(engine.save_recipe(export).await.unwrap_err().code(), "not_found");
    engine.shut_down().await;

    let engine = bed.open().await;
    let recipes = engine.start().await.unwrap().recipes;
    assert_eq!(recipes.len(), ours.len() + 1);
    let kept = &recipes[0];
    assert_eq!((&kept.spec, kept.connection), (&narrow, Some(brand)));
    assert_eq!(kept.description, "Your own: Stores, 1 field.");
    engine.delete_recipe(kept.own.unwrap()).await.unwrap();
    assert_eq!(engine.start().await.unwrap().recipes, ours);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_in_every_dialect() {
    let bed = Bed::new();
    let (engine, brand) = bed.open_with_brand().await;
    for format in [
        json!({}),
        json!({ "delimiter": "tab", "enclosure": "single_quote", "quoting": "always",
                "newline": "crlf", "encoding": "utf-16le" }),
        json!({ "extension": "psv", "header": false, "newline": "cr", "quoting": "text",
                "encoding": "utf-8-bom", "compression": "none" }),
    ] {
        let spec = spec(json!({ "model": "products", "format": format }));
        let preview = engine.preview(&spec, brand, 25).await.unwrap();
        assert_eq!((preview.rows, preview.cells.len()), (25, 25));
        assert_eq!(preview.columns.len(), preview.types.len());
        assert!(preview.bytes_per_row > 1.0);

        let dialect = spec.format.resolve().unwrap();
        let name = dialect.encoding.name();
        let (text, _, malformed) =
            encoding_rs::Encoding::for_label(name.trim_end_matches("-bom").as_bytes())
                .unwrap()
                .decode(&preview.bytes);
        assert!(!malformed);
        let parsed: Vec<Vec<String>> = csv::ReaderBuilder::new()
            .has_headers(false)
            .delimiter(u8::try_from(dialect.delimiter).unwrap())
            .quote(dialect.enclosure.unwrap())
            .from_reader(text.as_bytes())
            .records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect();
        let rows = if dialect.header {
            assert_eq!(parsed[0], preview.columns);
            &parsed[1..]
        } else {
            &parsed[..]
        };
        assert_eq!(preview.cells, rows);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_tells_types_and_size() {
    let bed = Bed::new();
    let (engine, brand) = bed.open_with_brand().await;
    let spec = spec(json!({ "model": "events", "aggregation": true, "fields": [
        { "field": "action", "aggregate": "group" }, { "field": "id", "aggregate": "count" },
        { "field": "timestamp", "aggregate": "max", "header": "latest" } ] }));
    let preview = engine.preview(&spec, brand, 1000).await.unwrap();
    assert_eq!(preview.columns, ["action", "id_count", "latest"]);
    let json = serde_json::to_value(&preview).unwrap();
    assert_eq!(json["types"], json!(["select", "numeric", "datetime"]));
    assert!(json.get("bytes").is_none(), "bytes go another way");
    assert_eq!(engine.count(&spec, brand).await.unwrap(), preview.rows);

    let customers = crate::bed::spec(json!({ "model": "customers" }));
    let preview = engine.preview(&customers, brand, 300).await.unwrap();
    let id = engine.create_export(&customers, brand, false).await.unwrap();
    let finished = run(&engine, id).await;
    #[expect(clippy::cast_precision_loss)]
    let real = finished.bytes.unwrap() as f64 / finished.rows.unwrap() as f64;
    assert!((preview.bytes_per_row / real - 1.0).abs() < 0.1, "{} {real}", preview.bytes_per_row);
    let nothing = crate::bed::spec(json!({ "model": "stores",
        "filters": [[{ "field": "name", "operator": "is", "value": "nowhere" }]] }));
    let preview = engine.preview(&nothing, brand, 10).await.unwrap();
    assert_eq!((preview.rows, preview.cells.len()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn to_a_file_and_back() {
    let bed = Bed::new();
    let (engine, brand) = bed.open_with_brand().await;
    let spec = spec(json!({ "model": "stores", "sort": [{ "field": "name" }] }));
    let id = engine.create_export(&spec, brand, false).await.unwrap();
    let file = bed.folder.path().join("definition.json");
    std::fs::write(&file, "before").unwrap();
    engine.save_definition(id, &file).await.unwrap();
    assert_eq!(engine.open_definition(&file).await.unwrap(), spec);
    std::fs::write(&file, r#"{"version":1,"nmae":"x"}"#).unwrap();
    let error = engine.open_definition(&file).await.unwrap_err();
    assert_eq!(error.code(), "spec");
    assert!(error.hint().unwrap().contains("name"));
    assert!(engine.open_definition(&bed.folder.path().join("none.json")).await.is_err());
}

/// Definitions as version 1 had them: two recipes of then, and one with keys that came
/// later. The window never wrote them; it wrote the same keys.
const OF_VERSION_1: [(&str, &str); 3] = [
    ("active-members", include_str!("../data/definitions/version-1/active-members.json")),
    ("points-by-action", include_str!("../data/definitions/version-1/points-by-action.json")),
    (
        "with-constants-and-order",
        include_str!("../data/definitions/version-1/with-constants-and-order.json"),
    ),
];

fn version_in(file: &Path) -> Value {
    let saved: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    saved["version"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_version_1_are_read_and_those_of_version_2_written() {
    let bed = Bed::new();
    let (engine, brand) = bed.open_with_brand().await;
    for (name, text) in OF_VERSION_1 {
        assert!(text.contains("\"version\": 1,"), "{name}");
        let file = bed.folder.path().join(name).with_extension("json");
        std::fs::write(&file, text).unwrap();
        let opened = engine.open_definition(&file).await.unwrap();
        assert_eq!(opened.version, SPEC_VERSION);
        let id = engine.create_export(&opened, brand, false).await.unwrap();
        engine.save_definition(id, &file).await.unwrap();
        assert_eq!(version_in(&file), SPEC_VERSION);
        assert_eq!(engine.open_definition(&file).await.unwrap(), opened, "{name}");
        // Nothing of it is another definition now.
        let mut same: Value = serde_json::from_str(text).unwrap();
        same["version"] = SPEC_VERSION.into();
        assert_eq!(ExportSpec::from_json(&same.to_string()).unwrap(), opened, "{name}");
        let run = run(&engine, id).await;
        assert_eq!(run.status, RunStatus::Finished, "{name}: {:?}", run.message);
        let manifest = run.file.unwrap().with_extension("manifest.json");
        let manifest: Value = serde_json::from_slice(&std::fs::read(manifest).unwrap()).unwrap();
        assert_eq!(manifest["export"]["version"], SPEC_VERSION);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_history_of_version_1_goes_on_and_one_of_version_3_says_so() {
    let bed = Bed::new();
    let (engine, brand) = bed.open_with_brand().await;
    let mut ids = Vec::new();
    for (_, text) in OF_VERSION_1 {
        let spec = ExportSpec::from_json(text).unwrap();
        ids.push(engine.create_export(&spec, brand, false).await.unwrap());
        engine.save_recipe(ids[ids.len() - 1]).await.unwrap();
    }
    let draft = Draft {
        saved_at: "2026-11-20T10:00:00Z".parse().unwrap(),
        export_id: None,
        spec: engine.definition(ids[0]).await.unwrap(),
        connection: brand,
        visited: Vec::new(),
        by_hand: false,
    };
    engine.save_draft(&draft).await.unwrap();
    let recipes = engine.start().await.unwrap().recipes;
    engine.shut_down().await;

    // As version 1 left it: its own texts in place of those that were just written.
    let history = database(&bed).await;
    for table in ["exports", "recipes"] {
        for (_, text) in OF_VERSION_1 {
            let statement = format!(
                "UPDATE {table} SET spec = ?1 WHERE json_extract(spec, '$.name') = \
                 json_extract(?1, '$.name')"
            );
            let statement = sqlx::query(sqlx::AssertSqlSafe(statement)).bind(text);
            assert_eq!(statement.execute(&history).await.unwrap().rows_affected(), 1);
        }
    }
    sqlx::query("UPDATE drafts SET value = json_set(value, '$.spec', json(?))")
        .bind(OF_VERSION_1[0].1)
        .execute(&history)
        .await
        .unwrap();
    history.close().await;

    let engine = bed.open().await;
    let rows = engine.list_exports(&everything()).await.unwrap().rows;
    assert!(rows.iter().all(|row| row.reason.is_none()), "{rows:?}");
    let start = engine.start().await.unwrap();
    assert_eq!((start.draft, start.recipes), (Some(draft), recipes));
    for id in &ids {
        let definition = engine.definition(*id).await.unwrap();
        assert_eq!(definition.version, SPEC_VERSION);
        let copy = ExportSpec { name: format!("{} (copy)", definition.name), ..definition };
        engine.create_export(&copy, brand, false).await.unwrap();
        assert_eq!(run(&engine, *id).await.status, RunStatus::Finished);
        engine.update_export(*id, &copy, brand).await.unwrap();
    }
    engine.shut_down().await;

    // What was made and changed since is of version 2, in the history too.
    let history = database(&bed).await;
    let versions: Vec<u32> =
        sqlx::query_scalar("SELECT DISTINCT json_extract(spec, '$.version') FROM exports")
            .fetch_all(&history)
            .await
            .unwrap();
    assert_eq!(versions, [SPEC_VERSION]);
    let newer =
        "UPDATE exports SET spec = json_set(spec, '$.version', 3, '$.later', 1) WHERE id = ?";
    sqlx::query(newer).bind(ids[0]).execute(&history).await.unwrap();
    history.close().await;
    let engine = bed.open().await;
    let told = engine.definition(ids[0]).await.unwrap_err();
    let words = "this definition is of version 3, and this Export Desk reads them up to version 2";
    assert!(told.message().contains(words), "{}", told.message());
    engine.definition(ids[1]).await.unwrap();
}
