//! What schedules run: on time, late, under clocks that sleep and jump.

use chrono::{DateTime, TimeDelta, Utc};
use export_desk_core::engine::{Change, Engine};
use export_desk_core::store::{ExportStatus, RunStatus, Trigger};
use serde_json::json;

use crate::bed::{Bed, at, check, daily, log, over, runs, slots, spec, until};
use crate::patience::within;

#[tokio::test(flavor = "multi_thread")]
async fn a_slot_runs_once_on_time() {
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let spec = spec("Shops", daily(&["06:00", "18:00"]));
    let id = engine.create_export(&spec, connection, true).await.unwrap();
    assert_eq!(runs(&engine, id).await, [], "one with a schedule doesn't run at once");
    let row = engine.export_details(id).await.unwrap().row;
    assert_eq!(
        (row.status, row.next_fire),
        (ExportStatus::Active, Some(at("2026-11-20T17:00:00Z")))
    );
    assert_eq!((row.schedule, row.timezone.as_str()), (spec.schedule, "Europe/Budapest"));

    bed.clock.set("2026-11-20T16:59:59Z");
    assert_eq!(check(&engine, id).await, []);
    bed.clock.set("2026-11-20T17:00:01Z");
    let done = check(&engine, id).await;
    assert_eq!(slots(&done), ["20 17:00"]);
    assert_eq!((done[0].status, done[0].trigger), (RunStatus::Finished, Trigger::Scheduled));
    assert!(done[0].file.as_ref().unwrap().ends_with("Shops 2026-11-20 18-00-00.zip"), "{done:?}");
    let said = log(&engine, done[0].id).await;
    assert_eq!(said[0], "Queued by its schedule, planned for 2026-11-20 18:00 (Europe/Budapest)");

    assert_eq!(check(&engine, id).await.len(), 1);
    bed.clock.set("2026-11-20T17:59:00Z");
    assert_eq!(check(&engine, id).await.len(), 1);
    engine.shut_down().await;
    let engine = bed.open().await;
    assert_eq!(check(&engine, id).await.len(), 1, "nor after a restart");
    let row = engine.export_details(id).await.unwrap().row;
    assert_eq!(row.next_fire, Some(at("2026-11-21T05:00:00Z")));
    assert_eq!((row.status, row.latest_status), (ExportStatus::Active, Some(RunStatus::Finished)));
}

/// Slots at 06:00 and 18:00 are missed, and it is 19:00 in Budapest.
async fn missed_two(missed: &str) -> (Bed, Engine, i64) {
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let mut schedule = daily(&["06:00", "18:00"]);
    schedule["missed"] = json!(missed);
    let id = engine.create_export(&spec("Shops", schedule), connection, false).await.unwrap();
    bed.clock.set("2026-11-20T17:00:00Z");
    assert_eq!(slots(&check(&engine, id).await), ["20 17:00"]);
    bed.clock.set("2026-11-21T18:00:00Z");
    (bed, engine, id)
}

#[tokio::test(flavor = "multi_thread")]
async fn missed_slots_run_once() {
    let (bed, engine, id) = missed_two("run_once").await;
    let done = check(&engine, id).await;
    assert_eq!(slots(&done), ["20 17:00", "21 17:00"]);
    assert_eq!(done[1].trigger, Trigger::CatchUp);
    let said = log(&engine, done[1].id).await;
    assert_eq!(said[0], "Caught up, planned for 2026-11-21 18:00 (Europe/Budapest), 1 h 0 min ago");
    assert_eq!(
        said[1],
        "Passed over 1 missed slot, as the schedule says: 2026-11-21 06:00 (Europe/Budapest)"
    );
    bed.clock.forward(TimeDelta::minutes(5));
    assert_eq!(check(&engine, id).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn missed_slots_run_each_with_its_own_instant() {
    let (bed, engine, id) = missed_two("run_each").await;
    let done = check(&engine, id).await;
    assert_eq!(slots(&done), ["20 17:00", "21 05:00", "21 17:00"]);
    for (run, name) in done[1..].iter().zip(["2026-11-21 06-00-00", "2026-11-21 18-00-00"]) {
        assert_eq!((run.status, run.trigger), (RunStatus::Finished, Trigger::CatchUp));
        let file = run.file.as_ref().unwrap();
        assert!(file.ends_with(format!("Shops {name}.zip")), "{run:?}");
        let manifest = bed.out().join(format!("Shops {name}.manifest.json"));
        let manifest: serde_json::Value =
            serde_json::from_slice(&std::fs::read(manifest).unwrap()).unwrap();
        assert_eq!(manifest["planned_for"], json!(run.planned_for));
        assert_eq!(manifest["started_at"], "2026-11-21T18:00:00Z");
    }
    assert_eq!(check(&engine, id).await.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn missed_slots_are_skipped() {
    let (bed, engine, id) = missed_two("skip").await;
    assert_eq!(check(&engine, id).await.len(), 1);
    bed.clock.set("2026-11-22T05:00:00Z");
    let done = check(&engine, id).await;
    assert_eq!(slots(&done), ["20 17:00", "22 05:00"]);
    assert_eq!(done[1].trigger, Trigger::Scheduled);
    let said = log(&engine, done[1].id).await;
    assert_eq!(
        said[1],
        "Passed over 2 missed slots, as the schedule says: 2026-11-21 06:00 (Europe/Budapest) \
         to 2026-11-21 18:00 (Europe/Budapest)"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_missed_too_long_ago_is_not_made_up_for() {
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let mut schedule = daily(&["06:00"]);
    schedule["missed"] = json!("run_each");
    schedule["max_age_hours"] = json!(30);
    let id = engine.create_export(&spec("Shops", schedule), connection, false).await.unwrap();
    engine.shut_down().await;
    bed.clock.set("2026-11-25T10:00:00Z");
    let engine = bed.open().await;
    let done = check(&engine, id).await;
    assert_eq!(slots(&done), ["24 05:00", "25 05:00"]);
    let said = log(&engine, done[0].id).await;
    assert_eq!(said[1], "Passed over 3 slots missed too long ago");
}

#[tokio::test(flavor = "multi_thread")]
async fn relative_dates_count_from_the_slot() {
    let bed = Bed::new();
    bed.table("id,name,created_at\n1,One,2026-11-20T12:00:00Z\n2,Two,2026-11-21T12:00:00Z\n");
    let (engine, connection) = bed.begin().await;
    let mut schedule = daily(&["00:00"]);
    schedule["missed"] = json!("run_each");
    let mut spec = spec("Shops", schedule);
    let yesterday = json!([[{ "field": "created_at", "operator": "yesterday" }]]);
    spec.filters = serde_json::from_value(yesterday).unwrap();
    let id = engine.create_export(&spec, connection, false).await.unwrap();
    bed.clock.set("2026-11-22T10:00:00Z");
    let done = check(&engine, id).await;
    assert_eq!(slots(&done), ["20 23:00", "21 23:00"]);
    assert_eq!(done.iter().map(|run| run.rows).collect::<Vec<_>>(), [Some(1), Some(1)], "{done:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn once_on_a_date() {
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let on =
        |time: &str| json!({ "when": { "kind": "on_date", "date": "2026-11-20", "time": time } });
    let past = engine.create_export(&spec("Past", on("11:59")), connection, false).await;
    assert_eq!(past.unwrap_err().problems()[0].path, "schedule.when.date");
    let once = spec("Once", on("12:02"));
    let id = engine.create_export(&once, connection, true).await.unwrap();
    let row = engine.export_details(id).await.unwrap().row;
    assert_eq!(
        (row.status, row.next_fire),
        (ExportStatus::Pending, Some(at("2026-11-20T11:02:00Z")))
    );
    engine.pause_export(id).await.unwrap();
    let row = engine.export_details(id).await.unwrap().row;
    assert_eq!((row.status, row.next_fire), (ExportStatus::Inactive, None));
    engine.resume_export(id).await.unwrap();
    bed.clock.set("2026-11-20T11:02:01Z");
    let done = check(&engine, id).await;
    assert_eq!(slots(&done), ["20 11:02"]);
    let row = engine.export_details(id).await.unwrap().row;
    assert_eq!((row.status, row.next_fire), (ExportStatus::Finished, None));
    assert_eq!(engine.scheduled().await.unwrap(), []);

    // It has run; the rest of it may still be changed, and its date to a later one.
    let renamed = export_desk_core::spec::ExportSpec { name: "Other".to_owned(), ..once.clone() };
    engine.update_export(id, &renamed, connection).await.unwrap();
    let again = engine.set_schedule(id, spec("", on("12:01")).schedule.as_ref()).await;
    assert_eq!(again.unwrap_err().problems()[0].path, "schedule.when.date");
    engine.set_schedule(id, spec("", on("13:00")).schedule.as_ref()).await.unwrap();
    let definition = engine.definition(id).await.unwrap();
    assert_eq!((definition.name.as_str(), definition.file_name), ("Other", once.file_name));
    bed.clock.set("2026-11-20T12:00:00Z");
    assert_eq!(slots(&check(&engine, id).await), ["20 11:02", "20 12:00"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_loop_catches_up_after_sleep() {
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let id = engine
        .create_export(&spec("Shops", daily(&["06:00", "18:00"])), connection, false)
        .await
        .unwrap();
    engine.run_schedules();
    for (now, expected) in [
        // On time, asleep over three slots, on time.
        ("2026-11-20T17:00:00Z", vec!["20 17:00"]),
        ("2026-11-22T06:00:00Z", vec!["20 17:00", "22 05:00"]),
        ("2026-11-22T17:00:02Z", vec!["20 17:00", "22 05:00", "22 17:00"]),
    ] {
        bed.clock.set(now);
        until(&engine, &format!("{} runs", expected.len()), async || {
            (runs(&engine, id).await.len() == expected.len()).then_some(())
        })
        .await;
        assert_eq!(slots(&over(&engine, id).await), expected);
    }
    let triggers: Vec<Trigger> = runs(&engine, id).await.iter().map(|run| run.trigger).collect();
    assert_eq!(triggers, [Trigger::Scheduled, Trigger::CatchUp, Trigger::Scheduled]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_put_back_runs_nothing_twice() {
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let id = engine
        .create_export(&spec("Shops", daily(&["06:00", "18:00"])), connection, false)
        .await
        .unwrap();
    bed.clock.set("2026-11-20T17:00:10Z");
    assert_eq!(slots(&check(&engine, id).await), ["20 17:00"]);
    for now in ["2026-11-20T16:59:00Z", "2026-11-20T17:00:30Z", "2026-11-20T15:00:00Z"] {
        bed.clock.set(now);
        assert_eq!(check(&engine, id).await.len(), 1, "{now}");
    }
    bed.clock.set("2026-11-21T05:00:00Z");
    assert_eq!(slots(&check(&engine, id).await), ["20 17:00", "21 05:00"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_was_wrong_for_a_while_loses_nothing() {
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let early = spec("Shops", daily(&["06:00"]));
    let id = engine.create_export(&early, connection, false).await.unwrap();
    // Three days too late, with a restart and a new schedule in between.
    bed.clock.set("2026-11-23T11:00:00Z");
    assert_eq!(slots(&check(&engine, id).await), ["23 05:00"]);
    engine.shut_down().await;
    let engine = bed.open().await;
    let made = engine.create_export(&early, connection, false).await.unwrap();
    bed.clock.set("2026-11-20T11:10:00Z");
    assert_eq!(check(&engine, id).await.len(), 1);
    for (now, expected) in [
        ("2026-11-21T05:00:00Z", vec!["23 05:00", "21 05:00"]),
        ("2026-11-22T05:00:00Z", vec!["23 05:00", "21 05:00", "22 05:00"]),
        // That one has run.
        ("2026-11-23T05:00:00Z", vec!["23 05:00", "21 05:00", "22 05:00"]),
        ("2026-11-24T05:00:00Z", vec!["23 05:00", "21 05:00", "22 05:00", "24 05:00"]),
    ] {
        bed.clock.set(now);
        assert_eq!(slots(&check(&engine, id).await), expected);
    }
    assert_eq!(slots(&over(&engine, made).await), ["21 05:00", "22 05:00", "23 05:00", "24 05:00"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_clock_skips_nothing() {
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let mut schedule = daily(&["12:30", "13:30"]);
    schedule["missed"] = json!("skip");
    let id = engine.create_export(&spec("Shops", schedule), connection, false).await.unwrap();
    assert_eq!(check(&engine, id).await, []);
    for (now, expected) in [
        // A day ahead, and back just after a slot.
        ("2026-11-21T11:00:00Z", vec![]),
        ("2026-11-20T11:30:30Z", vec!["20 11:30"]),
        // Ahead, and back a while after one; it is run once.
        ("2026-11-23T09:00:00Z", vec!["20 11:30"]),
        ("2026-11-20T12:45:00Z", vec!["20 11:30", "20 12:30"]),
        ("2026-11-20T12:46:00Z", vec!["20 11:30", "20 12:30"]),
        // The computer sleeps: that is what the schedule skips.
        ("2026-11-21T16:00:00Z", vec!["20 11:30", "20 12:30"]),
        ("2026-11-21T15:59:58Z", vec!["20 11:30", "20 12:30"]),
        ("2026-11-22T11:30:01Z", vec!["20 11:30", "20 12:30", "22 11:30"]),
    ] {
        bed.clock.set(now);
        assert_eq!(slots(&check(&engine, id).await), expected, "{now}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_was_behind_runs_nothing_from_before_a_schedule() {
    const BEHIND: &str = "2026-11-16T11:00:00Z";
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let mut schedule = daily(&["06:00", "18:00"]);
    schedule["missed"] = json!("run_each");
    let spec = spec("Shops", schedule);
    let id = engine.create_export(&spec, connection, false).await.unwrap();
    assert_eq!(check(&engine, id).await, []);
    // For a moment, with a schedule that is resumed in it.
    engine.pause_export(id).await.unwrap();
    bed.clock.set(BEHIND);
    assert_eq!(check(&engine, id).await, []);
    engine.resume_export(id).await.unwrap();
    assert_eq!(check(&engine, id).await, []);
    bed.clock.set("2026-11-20T11:00:05Z");
    assert_eq!(check(&engine, id).await, []);
    // Twice, and further.
    for now in [BEHIND, "2026-11-15T11:00:00Z", "2026-11-20T11:00:10Z"] {
        bed.clock.set(now);
        assert_eq!(check(&engine, id).await, [], "{now}");
    }
    engine.shut_down().await;

    // At a start, with another schedule that is made then.
    bed.clock.set(BEHIND);
    let engine = bed.open().await;
    assert_eq!(check(&engine, id).await, []);
    let made = engine.create_export(&spec, connection, false).await.unwrap();
    assert_eq!(check(&engine, made).await, []);
    bed.clock.set("2026-11-20T11:00:15Z");
    assert_eq!(check(&engine, id).await, []);
    assert_eq!(check(&engine, made).await, []);
    // And over a restart.
    bed.clock.set(BEHIND);
    assert_eq!(check(&engine, id).await, []);
    engine.shut_down().await;
    bed.clock.set("2026-11-20T11:00:20Z");
    let engine = bed.open().await;
    for id in [id, made] {
        assert_eq!(check(&engine, id).await, []);
    }
    bed.clock.set("2026-11-20T17:00:00Z");
    for id in [id, made] {
        assert_eq!(slots(&check(&engine, id).await), ["20 17:00"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_was_ahead_loses_no_slot_when_its_time_comes() {
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    // Made a day ahead, a second after a slot.
    bed.clock.set("2026-11-21T17:00:01Z");
    let id =
        engine.create_export(&spec("Shops", daily(&["18:00"])), connection, false).await.unwrap();
    bed.clock.set("2026-11-20T12:00:00Z");
    assert_eq!(check(&engine, id).await, []);
    bed.clock.set("2026-11-20T17:00:00Z");
    assert_eq!(slots(&check(&engine, id).await), ["20 17:00"]);
    bed.clock.set("2026-11-21T16:59:58Z");
    assert_eq!(check(&engine, id).await.len(), 1);
    // The slot and what was said have come between two looks.
    bed.clock.set("2026-11-21T17:00:02Z");
    assert_eq!(slots(&check(&engine, id).await), ["20 17:00", "21 17:00"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_computers_zone_does_not_matter() {
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let id =
        engine.create_export(&spec("Shops", daily(&["18:00"])), connection, false).await.unwrap();
    engine.shut_down().await;
    let mut options = bed.options();
    options.default_timezone = "Pacific/Apia".to_owned();
    let engine = Engine::open(options).await.unwrap();
    bed.clock.set("2026-11-20T17:00:00Z");
    assert_eq!(slots(&check(&engine, id).await), ["20 17:00"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_time_zone_database_runs_no_slot_twice_and_loses_none() {
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let id = engine
        .create_export(&spec("Shops", daily(&["10:00", "18:00"])), connection, false)
        .await
        .unwrap();
    bed.clock.set("2026-11-20T17:00:00Z");
    assert_eq!(slots(&check(&engine, id).await), ["20 17:00"]);
    engine.shut_down().await;
    // As if the earlier database had put the slot two hours earlier: with ours it
    // has come only now, and it is the same slot.
    let history = bed.database().await;
    sqlx::query("UPDATE slots SET planned_for = planned_for - 7200000")
        .execute(&history)
        .await
        .unwrap();
    history.close().await;
    let engine = bed.open().await;
    assert_eq!(check(&engine, id).await.len(), 1);
    bed.clock.set("2026-11-21T09:00:00Z");
    assert_eq!(slots(&check(&engine, id).await), ["20 17:00", "21 09:00"]);
    engine.shut_down().await;
    // As if it had not come yet, though with ours its time has just passed.
    let history = bed.database().await;
    sqlx::query("DELETE FROM slots WHERE planned_for = (SELECT max(planned_for) FROM slots)")
        .execute(&history)
        .await
        .unwrap();
    history.close().await;
    bed.clock.set("2026-11-21T10:30:00Z");
    let engine = bed.open().await;
    assert_eq!(slots(&check(&engine, id).await), ["20 17:00", "21 09:00", "21 09:00"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slot_that_comes_while_the_export_runs_is_queued_behind() {
    let bed = Bed::new();
    bed.long_table();
    let (engine, connection) = bed.begin().await;
    let id = engine
        .create_export(&spec("Shops", daily(&["12:01", "12:02"])), connection, false)
        .await
        .unwrap();
    bed.clock.set("2026-11-20T11:01:00Z");
    engine.check_schedules().await.unwrap();
    until(&engine, "the run's begin", async || {
        (runs(&engine, id).await[0].status != RunStatus::Pending).then_some(())
    })
    .await;
    bed.clock.set("2026-11-20T11:02:00Z");
    engine.check_schedules().await.unwrap();
    let both = runs(&engine, id).await;
    assert_eq!(slots(&both), ["20 11:01", "20 11:02"]);
    if both[0].status == RunStatus::Processing {
        assert_eq!(both[1].status, RunStatus::Pending);
    }
    let done = over(&engine, id).await;
    assert!(done.iter().all(|run| run.status == RunStatus::Finished), "{done:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_in_the_middle_of_a_scheduled_run() {
    let bed = Bed::new();
    bed.endless_table();
    let (engine, connection) = bed.begin().await;
    let id =
        engine.create_export(&spec("Shops", daily(&["12:01"])), connection, false).await.unwrap();
    bed.clock.set("2026-11-20T11:01:00Z");
    engine.check_schedules().await.unwrap();
    until(&engine, "the run's begin", async || {
        (runs(&engine, id).await[0].status == RunStatus::Processing).then_some(())
    })
    .await;
    engine.shut_down().await;
    bed.table("id,name\n1,One\n");
    bed.clock.forward(TimeDelta::hours(2));
    let engine = bed.open().await;
    let done = check(&engine, id).await;
    assert_eq!(slots(&done), ["20 11:01"]);
    assert_eq!((done[0].status, done[0].rows), (RunStatus::Finished, Some(1)));
    let said = log(&engine, done[0].id).await;
    assert!(said.iter().any(|line| line.contains("starts again")), "{said:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn pausing_and_resuming() {
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let hourly: Vec<String> = (0..24).map(|hour| format!("{hour:02}:30")).collect();
    let hourly: Vec<&str> = hourly.iter().map(String::as_str).collect();
    let id = engine.create_export(&spec("Shops", daily(&hourly)), connection, false).await.unwrap();
    let row = async || engine.export_details(id).await.unwrap().row;
    engine.pause_export(id).await.unwrap();
    assert_eq!((row().await.status, row().await.next_fire), (ExportStatus::Inactive, None));
    assert_eq!(engine.upcoming(30).await.unwrap(), []);
    assert_eq!(engine.scheduled().await.unwrap().len(), 1);
    bed.clock.set("2026-11-20T14:00:00Z");
    assert_eq!(check(&engine, id).await, []);
    engine.resume_export(id).await.unwrap();
    assert_eq!(check(&engine, id).await, [], "what it missed while paused isn't made up for");
    assert_eq!(engine.upcoming(1).await.unwrap().len(), 24);
    bed.clock.set("2026-11-20T14:30:00Z");
    assert_eq!(slots(&check(&engine, id).await), ["20 14:30"]);

    let other =
        engine.create_export(&spec("Other", daily(&hourly)), connection, false).await.unwrap();
    engine.pause_export(other).await.unwrap();
    engine.pause_all().await.unwrap();
    assert!(engine.settings().await.unwrap().schedules_paused);
    // Saving other settings doesn't change that.
    let mut settings = engine.settings().await.unwrap();
    settings.schedules_paused = false;
    engine.save_settings(&settings).await.unwrap();
    assert_eq!((row().await.status, row().await.next_fire), (ExportStatus::Active, None));
    assert_eq!(engine.upcoming(30).await.unwrap(), []);
    bed.clock.set("2026-11-20T16:00:00Z");
    assert_eq!(check(&engine, id).await.len(), 1);
    engine.resume_all().await.unwrap();
    assert_eq!(check(&engine, id).await.len(), 1);
    assert_eq!(check(&engine, other).await, []);
    bed.clock.set("2026-11-20T16:30:00Z");
    assert_eq!(slots(&check(&engine, id).await), ["20 14:30", "20 16:30"]);
    assert_eq!(check(&engine, other).await, [], "paused by itself");

    let plain =
        engine.create_export(&spec("Plain", daily(&hourly)), connection, false).await.unwrap();
    engine.set_schedule(plain, None).await.unwrap();
    assert!(engine.pause_export(plain).await.unwrap_err().message().contains("has no schedule"));
    assert_eq!(engine.definition(plain).await.unwrap().schedule, None);
    bed.clock.set("2026-11-20T17:30:00Z");
    assert_eq!(check(&engine, plain).await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_that_fails_several_times_pauses_itself() {
    let bed = Bed::new();
    bed.table("nothing\n1\n");
    let (engine, connection) = bed.begin().await;
    let mut schedule = daily(&["06:00"]);
    schedule["pause_after_failures"] = json!(2);
    let id = engine.create_export(&spec("Shops", schedule), connection, false).await.unwrap();
    let row = async || engine.export_details(id).await.unwrap().row;
    bed.clock.set("2026-11-21T05:00:00Z");
    assert_eq!(check(&engine, id).await[0].status, RunStatus::Failed);
    assert_eq!((row().await.status, row().await.failures_in_a_row), (ExportStatus::Failed, 1));
    assert!(row().await.reason.is_some());
    bed.clock.set("2026-11-22T05:00:00Z");
    let failed = check(&engine, id).await;
    let paused = until(&engine, "the pause", async || {
        Some(row().await).filter(|row| row.status == ExportStatus::Inactive)
    })
    .await;
    assert_eq!(paused.failures_in_a_row, 2);
    assert_eq!(paused.paused_because.as_deref(), Some("It failed 2 times in a row"));
    // It is said once it is written.
    until(&engine, "its line", async || {
        let said = log(&engine, failed[1].id).await;
        said.last()?.contains("its schedule is paused").then_some(())
    })
    .await;
    bed.clock.set("2026-11-23T05:00:00Z");
    assert_eq!(check(&engine, id).await.len(), 2);

    engine.resume_export(id).await.unwrap();
    assert_eq!((row().await.status, row().await.paused_because), (ExportStatus::Failed, None));
    bed.clock.set("2026-11-24T05:00:00Z");
    check(&engine, id).await;
    assert_eq!(row().await.status, ExportStatus::Failed, "not paused: the count began anew");
    bed.table("id,name\n1,One\n");
    bed.clock.set("2026-11-25T05:00:00Z");
    assert_eq!(check(&engine, id).await[3].status, RunStatus::Finished);
    assert_eq!(row().await.failures_in_a_row, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_schedule_counts_from_the_change() {
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let id =
        engine.create_export(&spec("Shops", daily(&["18:00"])), connection, false).await.unwrap();
    bed.clock.set("2026-11-20T16:30:00Z");
    // 17:00 has passed today, so it runs tomorrow.
    engine.set_schedule(id, spec("", daily(&["17:00"])).schedule.as_ref()).await.unwrap();
    assert_eq!(check(&engine, id).await, []);
    bed.clock.set("2026-11-20T18:00:00Z");
    assert_eq!(check(&engine, id).await, []);
    bed.clock.set("2026-11-21T16:00:00Z");
    assert_eq!(slots(&check(&engine, id).await), ["21 16:00"]);
    engine.delete_export(id).await.unwrap();
    bed.clock.set("2026-11-22T18:00:00Z");
    engine.check_schedules().await.unwrap();
    engine.restore_export(id).await.unwrap();
    assert_eq!(check(&engine, id).await.len(), 1, "nothing is made up for what was deleted");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_filters_and_the_next_days() {
    use export_desk_core::spec::Direction;
    use export_desk_core::store::{ExportOrder, ExportQuery};
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let early =
        engine.create_export(&spec("early", daily(&["06:00"])), connection, false).await.unwrap();
    let late =
        engine.create_export(&spec("late", daily(&["18:00"])), connection, false).await.unwrap();
    let ended = json!({ "when": { "kind": "daily", "times": ["12:30"], "until": "2026-11-20" } });
    let ended = engine.create_export(&spec("ended", ended), connection, false).await.unwrap();
    engine.pause_export(early).await.unwrap();
    bed.clock.set("2026-11-20T11:30:00Z");
    check(&engine, ended).await;
    let found = async |status| {
        let query = ExportQuery {
            search: String::new(),
            status: Some(status),
            tag: None,
            favourites: false,
            sort: ExportOrder::Name,
            direction: Direction::Ascending,
            offset: 0,
            limit: 10,
        };
        let page = engine.list_exports(&query).await.unwrap();
        assert_eq!(page.matching, page.rows.len() as u64);
        page.rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(found(ExportStatus::Active).await, [late]);
    assert_eq!(found(ExportStatus::Inactive).await, [early]);
    assert_eq!(found(ExportStatus::Finished).await, [ended]);
    assert_eq!(found(ExportStatus::Pending).await, Vec::<i64>::new());
    let scheduled: Vec<i64> = engine.scheduled().await.unwrap().iter().map(|row| row.id).collect();
    assert_eq!(scheduled, [late, early]);
    let upcoming = engine.upcoming(2).await.unwrap();
    let shown: Vec<(i64, String)> =
        upcoming.iter().map(|run| (run.export_id, run.local.to_rfc3339())).collect();
    assert_eq!(
        shown,
        [
            (late, "2026-11-20T18:00:00+01:00".to_owned()),
            (late, "2026-11-21T18:00:00+01:00".to_owned())
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_instants_of_what_is_being_made() {
    let bed = Bed::new();
    let (engine, _) = bed.begin().await;
    let schedule = |value| serde_json::from_value(value).unwrap();
    let fires = engine.next_fires(&schedule(daily(&["06:00"])), "Asia/Tokyo", 10).unwrap();
    assert_eq!(fires.len(), 10);
    assert_eq!(fires[0].at, at("2026-11-20T21:00:00Z"));
    let wrong = engine.next_fires(&schedule(daily(&[])), "Asia/Tokio", 10).unwrap_err();
    let paths: Vec<&str> = wrong.problems().iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["schedule.when.times", "timezone"]);
    let over = json!({ "when": { "kind": "on_date", "date": "2026-11-19", "time": "06:00" } });
    assert_eq!(engine.next_fires(&schedule(over), "UTC", 10).unwrap(), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_are_told() {
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let id =
        engine.create_export(&spec("Shops", daily(&["06:00"])), connection, false).await.unwrap();
    let mut changes = engine.subscribe();
    engine.pause_export(id).await.unwrap();
    assert_eq!(within(changes.recv(), "a change").await.unwrap(), Change::Exports);
    engine.pause_all().await.unwrap();
    assert_eq!(within(changes.recv(), "a change").await.unwrap(), Change::Settings);
    assert_eq!(within(changes.recv(), "a change").await.unwrap(), Change::Exports);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_not_there_in_time_is_told_before_and_after_its_deadline() {
    let bed = Bed::new();
    bed.table("nothing\n1\n");
    let (engine, connection) = bed.begin().await;
    let mut schedule = daily(&["06:00"]);
    schedule["due_by"] = json!("07:00");
    let id = engine.create_export(&spec("Shops", schedule), connection, false).await.unwrap();
    let row = async || engine.export_details(id).await.unwrap().row;
    let mut changes = engine.subscribe();
    let mut told = || {
        let mut told = Vec::new();
        while let Ok(change) = changes.try_recv() {
            if let Change::Due { export_id, due_at, has_passed, .. } = change {
                assert_eq!((export_id, due_at), (id, at("2026-11-21T06:00:00Z")));
                told.push(has_passed);
            }
        }
        told
    };
    bed.clock.set("2026-11-21T05:00:00Z");
    let failed = check(&engine, id).await;
    assert_eq!(failed[0].status, RunStatus::Failed);
    bed.clock.set("2026-11-21T05:29:59Z");
    check(&engine, id).await;
    assert!(told().is_empty());
    for _ in 0..2 {
        bed.clock.set("2026-11-21T05:30:00Z");
        check(&engine, id).await;
    }
    assert_eq!(told(), [false]);
    for _ in 0..2 {
        bed.clock.set("2026-11-21T06:00:00Z");
        check(&engine, id).await;
    }
    assert_eq!(told(), [true]);
    let said = log(&engine, failed[0].id).await;
    let deadline = "2026-11-21 07:00 (Europe/Budapest)";
    assert_eq!(
        said[said.len() - 2..],
        [
            format!("Its deadline is close, {deadline}, and there is no file yet"),
            format!("Its deadline, {deadline}, has passed without a file"),
        ]
    );

    bed.table("id,name\n1,One\n");
    assert_eq!(row().await.status, ExportStatus::Failed);
    engine.start_run(id).await.unwrap();
    let done = check(&engine, id).await;
    assert_eq!(done[1].status, RunStatus::Finished);
    assert_eq!((row().await.status, row().await.reason), (ExportStatus::Active, None));
    bed.clock.set("2026-11-21T10:00:00Z");
    check(&engine, id).await;
    assert!(told().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_is_caught_up_after_its_deadline_is_late() {
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let mut schedule = daily(&["06:00"]);
    schedule["due_by"] = json!("07:00");
    let id = engine.create_export(&spec("Shops", schedule), connection, false).await.unwrap();
    engine.shut_down().await;
    bed.clock.set("2026-11-21T09:00:00Z");
    let engine = bed.open().await;
    let mut changes = engine.subscribe();
    let done = check(&engine, id).await;
    assert_eq!((done[0].status, done[0].trigger), (RunStatus::Finished, Trigger::CatchUp));
    let mut late = Vec::new();
    while let Ok(change) = changes.try_recv() {
        if let Change::Due { due_at, has_passed, .. } = change {
            late.push((due_at, has_passed));
        }
    }
    assert_eq!(late, [(at("2026-11-21T06:00:00Z"), true)]);
    let row = engine.export_details(id).await.unwrap().row;
    assert_eq!(row.status, ExportStatus::Active, "it is there now");
}

/// What was told of deadlines.
fn told(changes: &mut tokio::sync::broadcast::Receiver<Change>) -> Vec<(DateTime<Utc>, bool)> {
    let mut told = Vec::new();
    while let Ok(change) = changes.try_recv() {
        if let Change::Due { due_at, has_passed, .. } = change {
            told.push((due_at, has_passed));
        }
    }
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn slots_that_are_passed_over_have_their_deadline_all_the_same() {
    // The last is too old by then, and what was to run once is told without a deadline, too.
    let on_date = json!({ "kind": "on_date", "date": "2026-11-21", "time": "06:00" });
    let daily = json!({ "kind": "daily", "times": ["06:00"] });
    for (when, missed, due_by, now, slot, due_at) in [
        (&daily, "skip", Some("07:00"), "2026-11-23T05:30:00Z", "23 05:00", "2026-11-23T06:00:00Z"),
        (&daily, "skip", None, "2026-11-23T05:30:00Z", "", ""),
        (&on_date, "skip", None, "2026-11-21T05:30:00Z", "21 05:00", "2026-11-21T05:00:00Z"),
        (&on_date, "run_once", None, "2026-12-01T05:30:00Z", "21 05:00", "2026-11-21T05:00:00Z"),
    ] {
        let bed = Bed::new();
        let (engine, connection) = bed.begin().await;
        let mut schedule = json!({ "when": when, "missed": missed });
        if let Some(due_by) = due_by {
            schedule["due_by"] = json!(due_by);
        }
        let id = engine.create_export(&spec("Shops", schedule), connection, false).await.unwrap();
        engine.shut_down().await;
        bed.clock.set(now);
        let engine = bed.open().await;
        let mut changes = engine.subscribe();
        let done = check(&engine, id).await;
        if due_at.is_empty() {
            assert_eq!(done, []);
            assert_eq!(told(&mut changes), []);
            continue;
        }
        assert_eq!(slots(&done), [slot]);
        assert_eq!((done[0].status, &done[0].file), (RunStatus::Cancelled, &None));
        assert!(log(&engine, done[0].id).await[0].starts_with("It never ran, planned for"));
        bed.clock.forward(TimeDelta::minutes(30));
        assert_eq!(check(&engine, id).await.len(), 1);
        let said = told(&mut changes);
        assert_eq!(said.last(), Some(&(at(due_at), true)), "{said:?}");
        assert_eq!(said.iter().filter(|(_, has_passed)| *has_passed).count(), 1, "{said:?}");
        let row = engine.export_details(id).await.unwrap().row;
        assert_eq!(row.status, ExportStatus::Failed);

        engine.shut_down().await;
        let engine = bed.open().await;
        let mut changes = engine.subscribe();
        assert_eq!(check(&engine, id).await.len(), 1);
        assert_eq!(told(&mut changes), []);
        engine.start_run(id).await.unwrap();
        assert_eq!(over(&engine, id).await[1].status, RunStatus::Finished);
        assert_ne!(engine.export_details(id).await.unwrap().row.status, ExportStatus::Failed);
    }
}
