//! Files of finished runs: copied, verified, kept for a while.

use std::path::Path;
use std::time::Duration;

use chrono::TimeDelta;

use crate::bed::{Bed, names, row, run, stores};
use crate::patience::within;

#[tokio::test(flavor = "multi_thread")]
async fn copies_are_what_the_run_made() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    let id = engine.create_export(&stores("Shops"), connection, false).await.unwrap();
    let finished = run(&engine, id).await;
    let file = engine.run_file(finished.id).await.unwrap();
    assert_eq!(Some(&file), finished.file.as_ref());
    let copy = bed.folder.path().join("copy.zip");
    std::fs::write(&copy, "replaced, as the dialog asked").unwrap();
    engine.copy_run_file(finished.id, &copy).await.unwrap();
    assert_eq!(std::fs::read(&copy).unwrap(), std::fs::read(&file).unwrap());
    engine.copy_run_file(finished.id, &file).await.unwrap();
    assert!(engine.verify_run(finished.id).await.unwrap().ok, "a file copied onto itself stays");

    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let verified = engine.verify_run(finished.id).await.unwrap();
    assert!(!verified.ok, "{verified:?}");
    let second = bed.folder.path().join("second.zip");
    let changed = engine.copy_run_file(finished.id, &second).await.unwrap_err();
    assert!(changed.message().contains("changed"));
    assert!(!second.exists());

    std::fs::remove_file(&file).unwrap();
    let gone = row(&engine, id, finished.id).await;
    assert!(gone.file_gone && gone.file.is_none());
    assert_eq!(engine.verify_run(finished.id).await.unwrap_err().code(), "file_gone");
    assert_eq!(engine.run_file(999).await.unwrap_err().code(), "not_found");
}

/// As long as a clock that has jumped has to hold.
const HELD: Duration = Duration::from_hours(3);

/// Waits until a file is gone.
async fn gone(file: &Path) {
    let gone = async {
        while file.exists() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    within(gone, "the end of a file").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_ahead_for_a_moment_removes_nothing() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    let mut settings = engine.settings().await.unwrap();
    settings.retention_days = Some(7);
    engine.save_settings(&settings).await.unwrap();
    let id = engine.create_export(&stores("kept"), connection, false).await.unwrap();
    let kept = run(&engine, id).await.file.unwrap();
    let other = engine.create_export(&stores("other"), connection, false).await.unwrap();
    // Ahead at a start, with a run after which old files go.
    engine.shut_down().await;
    bed.clock.forward(TimeDelta::days(60));
    let engine = bed.open().await;
    engine.clock_has_held(HELD / 2);
    run(&engine, other).await;
    assert!(kept.exists(), "at a start");
    // Put right, and ahead again.
    bed.clock.forward(-TimeDelta::days(60));
    engine.clock_has_held(HELD);
    run(&engine, other).await;
    bed.clock.forward(TimeDelta::days(60));
    engine.clock_has_held(HELD / 2);
    run(&engine, other).await;
    assert!(kept.exists(), "the time has to hold anew");
    // It was right, after all: nobody has to run anything.
    engine.clock_has_held(HELD);
    gone(&kept).await;
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn old_files_go_and_nothing_else() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    let mut ids = Vec::new();
    for name in ["old", "edited", "moved"] {
        let id = engine.create_export(&stores(name), connection, false).await.unwrap();
        ids.push((id, run(&engine, id).await));
    }
    let out = bed.out();
    std::fs::write(out.join("edited.zip"), "somebody's own").unwrap();
    std::fs::remove_file(out.join("moved.zip")).unwrap();
    std::fs::write(out.join("stranger.zip"), "not ours").unwrap();
    bed.clock.forward(TimeDelta::days(20));
    let young = engine.create_export(&stores("young"), connection, false).await.unwrap();
    run(&engine, young).await;
    // Nothing goes while there is no limit.
    assert!(out.join("old.zip").exists());

    bed.clock.forward(TimeDelta::days(11));
    let mut settings = engine.settings().await.unwrap();
    settings.retention_days = Some(30);
    engine.clock_has_held(HELD);
    engine.save_settings(&settings).await.unwrap();
    assert_eq!(
        names(&out),
        [
            "edited.manifest.json",
            "edited.zip",
            "moved.manifest.json",
            "stranger.zip",
            "young.manifest.json",
            "young.zip",
        ]
    );
    let (id, old) = &ids[0];
    let old = row(&engine, *id, old.id).await;
    assert!(old.file_gone && old.file.is_none() && old.rows.is_some());
    let log = engine.run_log(old.id).await.unwrap();
    assert!(log.last().unwrap().text.contains("30 days"));

    engine.shut_down().await;
    bed.clock.forward(TimeDelta::days(20));
    let engine = bed.open().await;
    assert!(out.join("young.zip").exists(), "by a clock that may be wrong");
    engine.clock_has_held(HELD);
    gone(&out.join("young.zip")).await;
    engine.shut_down().await;

    // A start that is soon after what the history tells.
    let engine = bed.open().await;
    settings.retention_days = Some(1);
    engine.save_settings(&settings).await.unwrap();
    let other = engine.create_export(&stores("other"), connection, false).await.unwrap();
    let latest = run(&engine, other).await.file.unwrap();
    bed.clock.forward(TimeDelta::hours(23));
    run(&engine, other).await;
    engine.shut_down().await;
    bed.clock.forward(TimeDelta::hours(2));
    let engine = bed.open().await;
    assert!(!latest.exists(), "at the start too");
    assert!(out.join("stranger.zip").exists() && out.join("edited.zip").exists());
    drop(engine);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_used_again_belongs_to_the_later_run() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    let id = engine.create_export(&stores("x"), connection, false).await.unwrap();
    let first = run(&engine, id).await;
    std::fs::remove_file(first.file.as_ref().unwrap()).unwrap();
    std::fs::remove_file(bed.out().join("x.manifest.json")).unwrap();
    bed.clock.forward(TimeDelta::days(31));
    let mut settings = engine.settings().await.unwrap();
    settings.retention_days = Some(30);
    let second = run(&engine, id).await;
    assert_eq!(first.file, second.file);
    engine.clock_has_held(HELD);
    engine.save_settings(&settings).await.unwrap();
    assert!(second.file.unwrap().exists());
    assert!(row(&engine, id, first.id).await.file_gone);
}
