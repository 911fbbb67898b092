//! Two engines on one history, as the window and `export-desk-cli serve` are.

use export_desk_core::store::{RunStatus, Trigger};

use crate::bed::{Bed, check, daily, over, runs, slots, spec, until};
use crate::patience::within;

#[tokio::test(flavor = "multi_thread")]
async fn each_slot_runs_in_one_of_two() {
    let bed = Bed::new();
    let (window, connection) = bed.begin().await;
    let server = bed.open().await;
    let times: Vec<String> = (1..40).map(|minute| format!("12:{minute:02}")).collect();
    let times: Vec<&str> = times.iter().map(String::as_str).collect();
    let mut exports = Vec::new();
    for name in ["one", "two"] {
        let made = window.create_export(&spec(name, daily(&times)), connection, false).await;
        exports.push(made.unwrap());
    }
    for minute in 1..40 {
        bed.clock.set(&format!("2026-11-20T11:{minute:02}:00Z"));
        let (first, second) = tokio::join!(window.check_schedules(), server.check_schedules());
        first.unwrap();
        second.unwrap();
    }
    for export in exports {
        let done = over(&window, export).await;
        let expected: Vec<String> = (1..40).map(|minute| format!("20 11:{minute:02}")).collect();
        assert_eq!(slots(&done), expected);
        assert!(done.iter().all(|run| run.status == RunStatus::Finished), "{done:?}");
        assert!(done.iter().all(|run| run.trigger == Trigger::Scheduled));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_of_a_living_process_is_seen_and_can_be_stopped() {
    let bed = Bed::new();
    bed.endless_table();
    let (server, connection) = bed.begin().await;
    let id =
        server.create_export(&spec("Shops", daily(&["12:01", "12:02"])), connection, false).await;
    let id = id.unwrap();
    bed.clock.set("2026-11-20T11:01:00Z");
    server.check_schedules().await.unwrap();
    until(&server, "the run's begin", async || {
        (runs(&server, id).await[0].status == RunStatus::Processing).then_some(())
    })
    .await;

    let window = bed.open().await;
    let seen = runs(&window, id).await;
    assert_eq!(seen[0].status, RunStatus::Processing, "it isn't taken for interrupted");
    assert!(window.progress().is_empty());
    assert_eq!(window.start_run(id).await.unwrap_err().code(), "run_active");
    // The other one takes the next slot, and waits for the first to end.
    bed.clock.set("2026-11-20T11:02:00Z");
    window.check_schedules().await.unwrap();
    assert_eq!(runs(&window, id).await[1].status, RunStatus::Pending);

    let mut told = window.subscribe();
    window.cancel_run(seen[0].id).await.unwrap();
    let next = until(&window, "the next run's begin", async || {
        let seen = runs(&window, id).await;
        (seen[1].status == RunStatus::Processing).then_some(seen)
    })
    .await;
    assert_eq!(slots(&next), ["20 11:01", "20 11:02"]);
    assert_eq!(next[0].status, RunStatus::Cancelled);
    window.cancel_run(next[1].id).await.unwrap();
    assert_eq!(over(&window, id).await[1].status, RunStatus::Cancelled);
    assert!(told.try_recv().is_ok(), "its end is told to this window");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_in_a_process_that_ends_goes_to_the_other() {
    let bed = Bed::new();
    bed.long_table();
    let (server, connection) = bed.begin().await;
    let window = bed.open().await;
    let id = server.create_export(&spec("Shops", daily(&["12:01"])), connection, false).await;
    let id = id.unwrap();
    bed.clock.set("2026-11-20T11:01:00Z");
    server.check_schedules().await.unwrap();
    until(&server, "the run's begin", async || {
        (runs(&server, id).await[0].status != RunStatus::Pending).then_some(())
    })
    .await;
    server.shut_down().await;
    let done = over(&window, id).await;
    assert_eq!(slots(&done), ["20 11:01"]);
    assert_eq!(done[0].status, RunStatus::Finished);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schedule_made_in_one_runs_in_the_other() {
    let bed = Bed::new();
    let (window, connection) = bed.begin().await;
    let server = bed.open().await;
    server.run_schedules();
    // It has looked, and waits.
    within(server.check_schedules(), "a look at the schedules").await.unwrap();
    let id = window.create_export(&spec("Shops", daily(&["12:01"])), connection, false).await;
    let id = id.unwrap();
    bed.clock.set("2026-11-20T11:01:00Z");
    until(&window, "a run", async || (!runs(&window, id).await.is_empty()).then_some(())).await;
    let done = over(&window, id).await;
    assert_eq!(slots(&done), ["20 11:01"]);
    assert_eq!(check(&window, id).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_open_a_new_history_at_once() {
    let bed = Bed::new();
    for _ in 0..10 {
        let (first, second) = tokio::join!(bed.open(), bed.open());
        assert_eq!(first.settings().await.unwrap(), second.settings().await.unwrap());
        first.shut_down().await;
        second.shut_down().await;
        let left: Vec<_> = std::fs::read_dir(bed.home()).unwrap().collect();
        assert_eq!(left.len(), 1, "{left:?}");
        std::fs::remove_dir_all(bed.home()).unwrap();
    }
}
