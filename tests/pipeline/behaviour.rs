//! What a run leaves behind, and that it is always the same.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use export_desk_core::demo::{DemoSize, write_demo};
use export_desk_core::error::Error;
use export_desk_core::run::{
    IfExists, Observer, Outcome, Progress, RunContext, Stage, count, preview, run,
};
use export_desk_core::source::{Folder, SourceError};
use serde_json::json;

use crate::bed::{brand, context, finish, names, rows, spec, unzip};

/// Does something once, when rows are on their way.
struct Once<F: Fn() + Send + Sync>(AtomicBool, F);

impl<F: Fn() + Send + Sync> Observer for Once<F> {
    fn on_progress(&self, progress: &Progress) {
        if progress.stage == Stage::Exporting && !self.0.swap(true, Ordering::Relaxed) {
            (self.1)();
        }
    }
}

fn when_exporting(does: impl Fn() + Send + Sync + 'static) -> Arc<dyn Observer> {
    Arc::new(Once(AtomicBool::new(false), does))
}

/// A table of many rows that no run finishes before its first progress.
fn long_table(folder: &Path) {
    let mut rows = String::from("id,name\n");
    for row in 0..400_000 {
        rows.push_str(&format!("store-{row:07},Shop number {row} of a long street\n"));
    }
    std::fs::write(folder.join("stores.csv"), rows).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_runs_at_one_instant_give_the_same_bytes() {
    let out = tempfile::tempdir().unwrap();
    let context = context(brand(), out.path());
    let spec = spec(json!({
        "model": "events",
        "filters": [[{ "field": "timestamp", "operator": "in_last",
                       "value": { "count": 13, "unit": "months" } }]],
    }));
    let first = finish(&spec, &context).await.unwrap();
    let second = finish(&spec, &context).await.unwrap();
    assert_ne!(first.file, second.file);
    assert_eq!(std::fs::read(&first.file).unwrap(), std::fs::read(&second.file).unwrap());
    assert_eq!(first.sha256, second.sha256);
    assert_eq!(names(out.path()).len(), 4, "two files, two manifests, nothing else");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_result_is_a_header() {
    let out = tempfile::tempdir().unwrap();
    let context = context(brand(), out.path());
    let spec = spec(json!({
        "model": "stores",
        "fields": [{ "field": "id" }, { "field": "name", "header": "Shop, \"where\"" }],
        "filters": [[{ "field": "name", "operator": "is", "value": "nowhere" }]],
    }));
    let report = finish(&spec, &context).await.unwrap();
    assert_eq!(report.rows, 0);
    assert_eq!(unzip(&report.file), "id,\"Shop, \"\"where\"\"\"\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_is_the_beginning_of_the_file() {
    let out = tempfile::tempdir().unwrap();
    let context = context(brand(), out.path());
    for members in [
        json!({ "model": "customers" }),
        json!({ "model": "events", "sort": [{ "field": "timestamp", "direction": "descending" }] }),
        json!({ "model": "events", "aggregation": true, "fields": [
            { "field": "action", "aggregate": "group" }, { "field": "points", "aggregate": "sum" }] }),
    ] {
        let spec = spec(members);
        let shown = preview(&spec, &context, 10).await.unwrap();
        let report = finish(&spec, &context).await.unwrap();
        let text = unzip(&report.file);
        assert!(shown.rows == 10 && text.as_bytes().starts_with(&shown.bytes));
        assert_eq!(count(&spec, &context).await.unwrap(), report.rows);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_run_leaves_nothing() {
    let (data, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    long_table(data.path());
    let mut context = context(data.path(), out.path());
    let cancel = context.cancel.clone();
    context.observer = when_exporting(move || cancel.cancel());
    let outcome = run(&spec(json!({ "model": "stores" })), &context).await.unwrap();
    assert!(matches!(outcome, Outcome::Cancelled));
    assert_eq!(names(out.path()), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_that_changes_in_mid_read_fails_the_run() {
    for removed in [false, true] {
        let (data, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        // Several row groups in the order of the key: rows stream, nothing is
        // read ahead of them all.
        let size = DemoSize { customers: 2000, events: 500_000, seed: 3 };
        write_demo(data.path(), size, &mut |_| {}, &|| false).unwrap();
        let mut context = context(data.path(), out.path());
        let table = data.path().join("events.parquet");
        context.observer = when_exporting(move || {
            if removed {
                std::fs::remove_file(&table).unwrap();
            } else {
                let mut file = std::fs::OpenOptions::new().append(true).open(&table).unwrap();
                file.write_all(b"more").unwrap();
            }
        });
        let error = run(&spec(json!({ "model": "events" })), &context).await.unwrap_err();
        let changed = matches!(error, Error::Source(SourceError::Changed(_)));
        assert!(changed || removed, "{}", error.message());
        assert!(error.message().contains("events.parquet") && error.hint().is_some());
        assert_eq!(names(out.path()), Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_taken() {
    let out = tempfile::tempdir().unwrap();
    let spec = spec(json!({ "model": "stores", "name": "Shops: all / any" }));
    let mut context = context(brand(), out.path());
    let first = finish(&spec, &context).await.unwrap();
    let numbered = finish(&spec, &context).await.unwrap();
    assert!(numbered.file.to_string_lossy().ends_with(" (2).zip"));
    context.if_exists = IfExists::Replace;
    assert_eq!(finish(&spec, &context).await.unwrap().file, first.file);
    context.if_exists = IfExists::Fail;
    let before = names(out.path());
    assert!(matches!(run(&spec, &context).await, Err(Error::Exists(file)) if file == first.file));
    assert_eq!(names(out.path()), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn custom_attributes_and_members_are_fields() {
    let data = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(data.path().join(name), text).unwrap();
    write(
        "customer_fields.csv",
        "id,label,type,built_in\nshoe_size,Shoe size,numeric,false\nemail,E-mail,string,true\n",
    );
    write(
        "customers.json",
        "{\"id\":\"c1\",\"email\":\"a@x\",\"properties\":\"{\\\"shoe_size\\\":41.5}\"}\n\
         {\"id\":\"c2\",\"email\":\"b@x\",\"properties\":\"{}\"}\n",
    );
    write(
        "events.csv",
        "id,properties\ne1,\"{\"\"basket\"\":{\"\"total\"\":12.30},\"\"note\"\":\"\"a,b\"\"}\"\n",
    );
    let out = tempfile::tempdir().unwrap();
    let context = context(data.path(), out.path());
    let customers = spec(json!({
        "model": "customers",
        "fields": [{ "field": "id" }, { "field": "shoe_size" }],
        "filters": [[{ "field": "shoe_size", "operator": "greater_than", "value": 40 }]],
    }));
    let report = finish(&customers, &context).await.unwrap();
    assert_eq!(unzip(&report.file), "id,shoe_size\nc1,41.5\n");
    let events = spec(json!({
        "model": "events",
        "fields": [{ "field": "properties.note" }, { "field": "properties.basket.total" }],
    }));
    let report = finish(&events, &context).await.unwrap();
    let got = rows(&unzip(&report.file));
    assert_eq!(got.len(), 1);
    assert_eq!(got[0][0], "a,b");
    assert!(["12.3", "12.30"].contains(&got[0][1].as_str()), "{got:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn models_of_the_users_own() {
    let (models, data, out) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::write(
        models.path().join("gift_cards.toml"),
        "id = \"gift_cards\"\nlabel = \"Gift cards\"\nkey = [\"number\"]\n\
         [[fields]]\nid = \"number\"\nlabel = \"Number\"\ntype = \"string\"\n\
         [[fields]]\nid = \"balance\"\nlabel = \"Balance\"\ntype = \"numeric\"\n",
    )
    .unwrap();
    std::fs::write(models.path().join("broken.toml"), "id = \"broken\"\nlabel = 3\n").unwrap();
    std::fs::write(data.path().join("gift_cards.csv"), "number,balance\n007,12.50\n0042,\n")
        .unwrap();
    let mut context: RunContext = context(data.path(), out.path());
    let problems = context.catalog.load_models(models.path());
    assert_eq!(problems.len(), 1);
    assert!(problems[0].file.as_ref().unwrap().ends_with("broken.toml"));
    assert_eq!(problems[0].line, Some(2));
    let report = finish(&spec(json!({ "model": "gift_cards" })), &context).await.unwrap();
    assert_eq!(unzip(&report.file), "number,balance\n0042,\n007,12.5\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_tables_say_which_and_leave_nothing() {
    let whole = std::fs::read(brand().join("events.parquet")).unwrap();
    let mut flipped = whole.clone();
    for byte in &mut flipped[whole.len() / 3..whole.len() / 3 + 4096] {
        *byte ^= 0xa5;
    }
    let cut = whole[..whole.len() / 2].to_vec();
    for bytes in [flipped, cut, b"id,customer\n".to_vec(), Vec::new()] {
        let (data, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::write(data.path().join("events.parquet"), bytes).unwrap();
        let context = context(data.path(), out.path());
        let error = run(&spec(json!({ "model": "events" })), &context).await.unwrap_err();
        let damaged = matches!(error, Error::Source(SourceError::Damaged { .. }));
        assert!(damaged, "{}", error.message());
        assert!(error.message().contains("events.parquet") && error.hint().is_some());
        assert_eq!(names(out.path()), Vec::<String>::new());
    }
    let gone = Folder::open(Path::new("/nowhere/at/all")).unwrap_err();
    assert!(matches!(gone, SourceError::NoFolder(_)));
}
