//! A history as the first release left it (`tests/data/history-2026-11-25.sql`, written by
//! that release): five exports with their runs, deliveries, a draft and a paused schedule.

use chrono::TimeDelta;
use export_desk_core::store::{DeliveryStatus, RunStatus};

use crate::bed::{Bed, brand, everything, run};

const WRITTEN: &str = include_str!("../data/history-2026-11-25.sql");

#[tokio::test]
async fn a_history_of_the_first_release_goes_on() {
    let bed = Bed::new();
    let data = bed.data();
    for entry in std::fs::read_dir(brand()).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_file() {
            std::fs::copy(entry.path(), data.join(entry.file_name())).unwrap();
        }
    }
    std::fs::create_dir_all(bed.folder.path().join("partner")).unwrap();
    std::fs::create_dir_all(bed.home()).unwrap();
    let place = serde_json::to_string(bed.folder.path()).unwrap();
    let written = WRITTEN.replace("{FOLDER}", place.trim_matches('"'));
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(bed.database())
        .create_if_missing(true)
        .foreign_keys(false);
    let history = sqlx::SqlitePool::connect_with(options).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(written)).execute(&history).await.unwrap();
    history.close().await;
    // When it was closed.
    bed.clock.forward(TimeDelta::hours(30));

    let engine = bed.open().await;
    let page = engine.list_exports(&everything()).await.unwrap();
    let mut shown: Vec<_> = page.rows.iter().collect();
    shown.sort_by_key(|row| row.id);
    let shown: Vec<_> = shown
        .iter()
        .map(|row| (row.name.as_str(), row.target.as_str(), row.latest_status, row.rows))
        .collect();
    assert_eq!(
        shown,
        [
            ("Boltok – délután", "Partner", Some(RunStatus::Finished), Some(53)),
            ("Points by action", "This computer", Some(RunStatus::Finished), Some(15)),
            ("Monthly members", "This computer", None, None),
            ("Fails", "This computer", Some(RunStatus::Failed), None),
            ("Deleted", "This computer", None, None),
        ]
    );
    let details = engine.export_details(1).await.unwrap();
    let delivered = details.runs.iter().flat_map(|run| &run.deliveries);
    let delivered: Vec<_> = delivered.map(|delivery| delivery.status).collect();
    assert_eq!(delivered, [DeliveryStatus::Delivered; 2]);
    assert!(!engine.run_log(1).await.unwrap().is_empty());
    assert_eq!(engine.start().await.unwrap().draft.unwrap().export_id, Some(2));
    // Schedules stay as they were: one due in the evening of Vancouver, which has changed
    // its clocks for the last time since, and one paused.
    let points = page.rows.iter().find(|row| row.id == 2).unwrap();
    assert_eq!(points.next_fire.unwrap().to_rfc3339(), "2026-11-22T01:30:00+00:00");
    assert!(page.rows.iter().find(|row| row.id == 3).unwrap().next_fire.is_none());

    // Definitions of the first version run, and give the rows that they gave.
    let again = run(&engine, 1).await;
    assert_eq!((again.status, again.rows), (RunStatus::Finished, Some(53)));
    let last = engine.export_details(1).await.unwrap().runs.remove(0);
    assert_eq!((last.number, last.deliveries.len()), (3, 1));
    let repaired = run(&engine, 4).await;
    assert_eq!(repaired.status, RunStatus::Finished, "{repaired:?}");
}
