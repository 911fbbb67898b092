//! Windows of exports of what is new, by slots.

use chrono::{DateTime, Utc};
use export_desk_core::delivery::{TargetOptions, TargetSettings};
use export_desk_core::spec::delta::{Delta, DeltaBy};
use export_desk_core::store::{RunStatus, TargetInput};
use serde_json::json;

use crate::bed::{Bed, at, check, daily, slots, spec};

fn by_date() -> Delta {
    let field = Some("updated_at".to_owned());
    Delta { by: DeltaBy::Date, field, ..Delta::default() }
}

type Ends = (Option<DateTime<Utc>>, DateTime<Utc>);

#[tokio::test(flavor = "multi_thread")]
async fn missed_slots_leave_no_gap_and_no_overlap() {
    let slot = |text: &str| at(&format!("2026-11-{text}:00Z"));
    for (missed, expected) in [
        (
            "run_once",
            vec![
                (None, "20T17:00"),
                (Some("20T17:00"), "21T17:00"),
                (Some("21T17:00"), "22T05:00"),
            ],
        ),
        (
            "run_each",
            vec![
                (None, "20T17:00"),
                (Some("20T17:00"), "21T05:00"),
                (Some("21T05:00"), "21T17:00"),
                (Some("21T17:00"), "22T05:00"),
            ],
        ),
        ("skip", vec![(None, "20T17:00"), (Some("20T17:00"), "22T05:00")]),
    ] {
        let bed = Bed::new();
        bed.table("id,name,updated_at\n1,One,2026-11-20T00:00:00Z\n");
        let (engine, connection) = bed.begin().await;
        let mut schedule = daily(&["06:00", "18:00"]);
        schedule["missed"] = json!(missed);
        let mut spec = spec("Shops", schedule);
        spec.delta = Some(by_date());
        let id = engine.create_export(&spec, connection, false).await.unwrap();
        bed.clock.set("2026-11-20T17:00:20Z");
        check(&engine, id).await;
        bed.clock.set("2026-11-21T18:00:00Z");
        check(&engine, id).await;
        bed.clock.set("2026-11-22T05:00:30Z");
        let done = check(&engine, id).await;
        assert!(done.iter().all(|run| run.status == RunStatus::Finished), "{done:?}");
        let windows: Vec<Ends> = done
            .iter()
            .map(|run| run.window.map(|window| (window.from, window.to)).unwrap())
            .collect();
        let expected: Vec<Ends> =
            expected.into_iter().map(|(from, to)| (from.map(slot), slot(to))).collect();
        assert_eq!(windows, expected, "{missed}: {:?}", slots(&done));
        engine.shut_down().await;
    }
}

/// Each begins where the one before ended, also while that one is on its way to a target.
#[tokio::test(flavor = "multi_thread")]
async fn missed_slots_are_caught_up_in_their_order_with_a_slow_target() {
    let bed = Bed::new();
    let rows: String = (0..60)
        .map(|row| format!("{row},A shop,2026-11-{:02}T{:02}:30:00Z\n", 20 + row / 24, row % 24))
        .collect();
    bed.table(&format!("id,name,updated_at\n{rows}"));
    let (engine, connection) = bed.begin().await;
    let inbox = bed.folder.path().join("inbox");
    std::fs::create_dir(&inbox).unwrap();
    let options = TargetOptions { bandwidth_kib: Some(1), ..TargetOptions::default() };
    let settings = TargetSettings::Folder { path: inbox.display().to_string() };
    let name = "Partner".to_owned();
    let target = TargetInput { id: None, name: name.clone(), settings, options, secret: None };
    engine.save_target(&target).await.unwrap();
    let mut schedule = daily(&["02:00", "06:00", "10:00", "14:00", "18:00", "22:00"]);
    schedule["missed"] = json!("run_each");
    let mut spec = spec("Shops", schedule);
    spec.delta = Some(by_date());
    spec.targets = vec![name];
    let id = engine.create_export(&spec, connection, false).await.unwrap();
    bed.clock.set("2026-11-22T05:00:30Z");
    let done = check(&engine, id).await;
    assert_eq!(done.len(), 11, "{:?}", slots(&done));
    assert!(done.iter().all(|run| run.status == RunStatus::Finished), "{done:?}");
    let windows: Vec<_> = done.iter().map(|run| run.window.unwrap()).collect();
    for (run, pair) in done.iter().skip(1).zip(windows.windows(2)) {
        assert_eq!(pair[1].from, Some(pair[0].to), "{windows:?}");
        assert_eq!(Some(pair[1].to), run.planned_for);
    }
    assert_eq!(std::fs::read_dir(&inbox).unwrap().count(), 11);
    engine.shut_down().await;
}
