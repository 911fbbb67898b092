//! Runs: to the end, cancelled, retried, side by side, and after a crash.

use chrono::TimeDelta;
use export_desk_core::demo::{DemoSize, story_end};
use export_desk_core::engine::{Change, Engine, Stage};
use export_desk_core::store::{ExportStatus, LogLevel, RunStatus, Trigger};
use serde_json::json;

use crate::bed::{
    Bed, SIZE, database, ended, folder, long_table, names, reaches, row, run, spec, stores, unzip,
};
use crate::patience::within;

/// An engine with a connection to a table that takes a while.
async fn slow(bed: &Bed, parallel: u32) -> (Engine, i64) {
    long_table(&bed.data());
    let engine = bed.open().await;
    let connection =
        engine.save_connection(&folder(None, "Long table", &bed.data())).await.unwrap();
    let mut settings = engine.settings().await.unwrap();
    settings.parallel_runs = parallel;
    engine.save_settings(&settings).await.unwrap();
    (engine, connection)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_to_its_file() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    let mut changes = engine.subscribe();
    let id = engine.create_export(&stores("Shops"), connection, true).await.unwrap();
    let latest = engine.export_details(id).await.unwrap().row.latest_run.unwrap();
    assert_eq!(ended(&mut changes, latest).await, RunStatus::Finished);
    assert!(engine.progress().is_empty());

    let details = engine.export_details(id).await.unwrap();
    assert_eq!(details.row.status, ExportStatus::Finished);
    let run = &details.runs[0];
    assert_eq!((run.number, run.status, run.trigger), (1, RunStatus::Finished, Trigger::Manual));
    let file = run.file.as_ref().unwrap();
    assert_eq!(file.parent(), Some(bed.out().as_path()));
    assert_eq!(run.bytes, Some(std::fs::metadata(file).unwrap().len()));
    let text = unzip(file);
    assert_eq!(run.content_bytes, Some(text.len() as u64));
    assert_eq!(run.rows, Some(csv::Reader::from_reader(text.as_bytes()).records().count() as u64));
    let verified = engine.verify_run(run.id).await.unwrap();
    assert!(verified.ok && Some(&verified.sha256) == run.sha256.as_ref(), "{verified:?}");
    assert_eq!(names(&bed.out()), ["Shops.manifest.json", "Shops.zip"]);

    let log = engine.run_log(run.id).await.unwrap();
    let says = |part: &str| log.iter().any(|line| line.text.contains(part));
    assert!(says("manually") && says("stores of Small brand"), "{log:?}");
    assert!(says(run.sha256.as_ref().unwrap()) && says("Shops.zip") && says("60 rows"), "{log:?}");
    assert!(log.iter().all(|line| line.level == LogLevel::Info), "{log:?}");
    let json = serde_json::to_value(run).unwrap();
    assert_eq!(json["trigger"], "manual");
    assert_eq!(json["queued_at"], "2026-11-20T10:30:00Z");
    assert_eq!(json["file_gone"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_brand_is_made_at_its_first_use() {
    let bed = Bed::new();
    let mut options = bed.options();
    options.demo_size = DemoSize { customers: 3000, events: 60_000, seed: 11 };
    let engine = Engine::open(options).await.unwrap();
    let mut changes = engine.subscribe();
    let recipes = engine.start().await.unwrap().recipes;
    let mut runs = Vec::new();
    for recipe in &recipes {
        let id = engine.create_export(&recipe.spec, 1, true).await.unwrap();
        runs.push((id, engine.export_details(id).await.unwrap().row.latest_run.unwrap()));
    }
    for (export, run) in runs {
        // The second of two may have ended before the first was waited for.
        while row(&engine, export, run).await.finished_at.is_none() {
            within(changes.recv(), "the end of a recipe's run").await.unwrap();
        }
        let run = row(&engine, export, run).await;
        assert_eq!(run.status, RunStatus::Finished, "{:?}", run.message);
        assert!(run.rows.unwrap() > 0, "{:?}", engine.definition(export).await.unwrap().name);
    }
    assert!(bed.home().join("demo/demo.json").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demo_brand_of_long_ago_is_made_anew_after_a_start() {
    let bed = Bed::new();
    let made = bed.home().join("demo");
    let recent = spec(json!({
        "model": "events",
        "filters": [[{ "field": "timestamp", "operator": "in_last",
                       "value": { "count": 30, "unit": "days" } }]],
    }));
    let engine = bed.open().await;
    let export = engine.create_export(&recent, 1, false).await.unwrap();
    assert!(run(&engine, export).await.rows.unwrap() > 0);
    let first = story_end(&made, SIZE).unwrap();

    bed.clock.forward(TimeDelta::days(200));
    // Nothing changes under runs that may be reading it.
    assert_eq!(run(&engine, export).await.rows, Some(0));
    assert_eq!(story_end(&made, SIZE), Some(first));
    engine.shut_down().await;

    let engine = bed.open().await;
    assert!(run(&engine, export).await.rows.unwrap() > 0);
    let second = story_end(&made, SIZE).unwrap();
    assert_eq!(second.to_rfc3339(), "2027-06-08T00:00:00+00:00");
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cancelling() {
    let bed = Bed::new();
    let (engine, connection) = slow(&bed, 1).await;
    let first = engine.create_export(&stores("first"), connection, false).await.unwrap();
    let second = engine.create_export(&stores("second"), connection, false).await.unwrap();
    let mut changes = engine.subscribe();
    let working = engine.start_run(first).await.unwrap();
    let waiting = engine.start_run(second).await.unwrap();
    assert_eq!(engine.start_run(first).await.unwrap_err().code(), "run_active");
    reaches(&engine, working, Stage::Exporting).await;
    let shown = engine.progress();
    assert_eq!(shown.len(), 2);
    assert_eq!((shown[1].run_id, shown[1].stage), (waiting, Stage::Waiting));
    let row_of = |export| engine.export_details(export);
    assert_eq!(row_of(first).await.unwrap().row.status, ExportStatus::Processing);
    assert_eq!(row_of(first).await.unwrap().row.active_run, Some(working));

    engine.cancel_run(waiting).await.unwrap();
    assert_eq!(ended(&mut changes, waiting).await, RunStatus::Cancelled);
    engine.cancel_run(working).await.unwrap();
    assert_eq!(ended(&mut changes, working).await, RunStatus::Cancelled);
    engine.cancel_run(working).await.unwrap();
    assert_eq!(engine.cancel_run(999).await.unwrap_err().code(), "not_found");
    for (export, run) in [(first, working), (second, waiting)] {
        let details = row_of(export).await.unwrap();
        assert_eq!(details.row.status, ExportStatus::Pending, "cancelled runs don't count");
        assert_eq!(details.row.latest_run, Some(run));
        let log = engine.run_log(run).await.unwrap();
        assert!(log.last().unwrap().text.starts_with("Cancelled"));
    }
    assert_eq!(names(&bed.out()), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn retrying_with_a_better_definition() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    let file_less = engine.save_connection(&folder(None, "Empty", &bed.data())).await.unwrap();
    let id = engine.create_export(&stores("x"), file_less, false).await.unwrap();
    let failed = run(&engine, id).await;
    assert_eq!((failed.status, failed.number), (RunStatus::Failed, 1));
    assert!(failed.message.as_ref().unwrap().contains("has no data for stores"));
    assert!(failed.hint.is_some());
    let log = engine.run_log(failed.id).await.unwrap();
    assert!(log.iter().any(|line| line.level == LogLevel::Error));

    let mut changes = engine.subscribe();
    engine.update_export(id, &stores("y"), connection).await.unwrap();
    let again = engine.retry_run(failed.id).await.unwrap();
    assert_eq!(ended(&mut changes, again).await, RunStatus::Finished);
    let again = row(&engine, id, again).await;
    assert_eq!((again.number, again.trigger), (2, Trigger::Retry));
    assert!(again.file.unwrap().ends_with("y.zip"));
}

#[tokio::test(flavor = "multi_thread")]
async fn never_more_than_allowed_at_once() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    let mut exports = Vec::new();
    for number in 0..6 {
        let spec = spec(json!({ "model": "events", "name": format!("events {number}") }));
        exports.push(engine.create_export(&spec, connection, false).await.unwrap());
    }
    let mut changes = engine.subscribe();
    let mut runs = Vec::new();
    for export in exports {
        runs.push(engine.start_run(export).await.unwrap());
    }
    let (mut order, mut most) = (Vec::new(), 0);
    while order.len() < runs.len() {
        let shown = engine.progress();
        most = most.max(shown.iter().filter(|run| run.stage != Stage::Waiting).count());
        if let Change::RunEnded { run_id, status, .. } =
            within(changes.recv(), "the next run's end").await.unwrap()
        {
            assert_eq!(status, RunStatus::Finished);
            order.push(run_id);
        }
    }
    assert!((1..=2).contains(&most), "{most}");
    let mut sorted = order.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, runs);
    assert!(runs[..2].contains(&order[0]), "the first two began first");
}

#[tokio::test(flavor = "multi_thread")]
async fn more_at_once_start_as_soon_as_they_may() {
    let bed = Bed::new();
    let (engine, connection) = slow(&bed, 1).await;
    let first = engine.create_export(&stores("first"), connection, false).await.unwrap();
    let second = engine.create_export(&stores("second"), connection, false).await.unwrap();
    let first = engine.start_run(first).await.unwrap();
    let second = engine.start_run(second).await.unwrap();
    reaches(&engine, first, Stage::Exporting).await;
    assert_eq!(engine.progress()[1].stage, Stage::Waiting);
    let mut settings = engine.settings().await.unwrap();
    settings.parallel_runs = 2;
    engine.save_settings(&settings).await.unwrap();
    assert_ne!(
        engine.progress().iter().find(|run| run.run_id == second).unwrap().stage,
        Stage::Waiting
    );
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn deleting_an_export_stops_its_run() {
    let bed = Bed::new();
    let (engine, connection) = slow(&bed, 2).await;
    let mut changes = engine.subscribe();
    let id = engine.create_export(&stores("x"), connection, false).await.unwrap();
    let run = engine.start_run(id).await.unwrap();
    reaches(&engine, run, Stage::Exporting).await;
    engine.delete_export(id).await.unwrap();
    assert_eq!(ended(&mut changes, run).await, RunStatus::Cancelled);
    assert_eq!(names(&bed.out()), Vec::<String>::new());
    engine.restore_export(id).await.unwrap();
    assert_eq!(row(&engine, id, run).await.status, RunStatus::Cancelled);
}

#[tokio::test(flavor = "multi_thread")]
async fn shutting_down_stops_what_works_and_keeps_what_waits() {
    let bed = Bed::new();
    let (engine, connection) = slow(&bed, 1).await;
    let first = engine.create_export(&stores("first"), connection, false).await.unwrap();
    let second = engine.create_export(&stores("second"), connection, false).await.unwrap();
    let working = engine.start_run(first).await.unwrap();
    let waiting = engine.start_run(second).await.unwrap();
    reaches(&engine, working, Stage::Exporting).await;
    engine.shut_down().await;
    assert_eq!(names(&bed.out()), Vec::<String>::new());
    assert_eq!(names(&bed.home()), ["history.db"], "the history is written and closed");

    std::fs::write(bed.data().join("stores.csv"), "id,name\n1,One\n").unwrap();
    let engine = bed.open().await;
    let mut changes = engine.subscribe();
    if row(&engine, second, waiting).await.status != RunStatus::Finished {
        assert_eq!(ended(&mut changes, waiting).await, RunStatus::Finished);
    }
    assert_eq!(row(&engine, first, working).await.status, RunStatus::Cancelled);
    let log = engine.run_log(working).await.unwrap();
    assert!(log.last().unwrap().text.contains("Export Desk was closed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_in_the_middle_of_a_run() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    let id = engine.create_export(&stores("x"), connection, false).await.unwrap();
    let first = run(&engine, id).await;
    engine.shut_down().await;

    // As a killed process leaves it.
    let history = database(&bed).await;
    sqlx::query(
        "INSERT INTO runs (export_id, number, status, trigger, spec, queued_at, started_at) \
         SELECT export_id, 2, 'processing', 'manual', spec, queued_at, started_at FROM runs",
    )
    .execute(&history)
    .await
    .unwrap();
    history.close().await;
    let spool = bed.out().join(".export-desk-abc.spool");
    std::fs::create_dir(&spool).unwrap();
    for name in ["alive", "x.part"] {
        std::fs::write(spool.join(name), "half").unwrap();
    }

    let engine = bed.open().await;
    assert!(!spool.exists());
    let details = engine.export_details(id).await.unwrap();
    assert_eq!(details.row.status, ExportStatus::Failed);
    assert!(details.row.reason.as_ref().unwrap().contains("interrupted"));
    let interrupted = &details.runs[0];
    assert_eq!((interrupted.number, interrupted.status), (2, RunStatus::Failed));
    assert!(interrupted.hint.is_some() && interrupted.finished_at.is_some());
    assert_eq!(engine.run_log(interrupted.id).await.unwrap()[0].level, LogLevel::Error);
    assert!(first.file.unwrap().exists());
    let mut changes = engine.subscribe();
    let again = engine.retry_run(interrupted.id).await.unwrap();
    assert_eq!(ended(&mut changes, again).await, RunStatus::Finished);
    engine.shut_down().await;
    let history = database(&bed).await;
    let code: String = sqlx::query_scalar("SELECT code FROM runs WHERE number = 2")
        .fetch_one(&history)
        .await
        .unwrap();
    assert_eq!(code, "interrupted");
}
