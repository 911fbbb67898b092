//! Windows of exports of what is new, by slots.

use chrono::{DateTime, Utc};
use export_desk_core::spec::delta::{Delta, DeltaBy};
use export_desk_core::store::RunStatus;
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
