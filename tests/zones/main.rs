//! Newer time zone databases, imported while schedules wait. Each is in force for
//! the whole process, so this is a program of its own, and its one test about
//! schedules goes from release to release.

#[path = "../schedule/bed.rs"]
#[expect(dead_code, reason = "shared with the tests of schedules")]
mod bed;
#[path = "../support/hand_clock.rs"]
mod hand_clock;
#[path = "../support/patience.rs"]
mod patience;
#[path = "../support/python.rs"]
mod python;

use std::path::PathBuf;

use export_desk_core::engine::{Change, Engine};
use export_desk_core::store::{RunStatus, Trigger};
use export_desk_core::zone::{Database, Origin, ZoneData, parse_zone};
use serde_json::{Value, json};
use tempfile::TempDir;

use bed::{Bed, at, check, daily, log, slots, spec};

/// What each release changes, on top of those before.
const RELEASES: [(&str, &str, &[&str]); 5] = [
    // Summer time for ever.
    ("2099a", "Europe/Budapest", &["1 E CE%sT 2026 N 25 0", "2 - CEST"]),
    ("2099b", "Europe/Vienna", &["1 E CE%sT 2026 D 5 0", "2 - CEST"]),
    ("2099c", "Asia/Tokyo", &["9 JP J%sT 2026 N 25 0", "8 - JST"]),
    ("2099d", "Europe/Prague", &["1 E CE%sT 2026 N 25 0", "2 - CEST"]),
    ("2099e", "Europe/Neverland", &["3 - NLT"]),
];

/// A compiled database of a release.
fn future(release: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let zones = folder.path().join("zoneinfo");
    let until = RELEASES.iter().position(|(known, ..)| *known == release).unwrap();
    let rules: serde_json::Map<String, Value> = RELEASES[..=until]
        .iter()
        .map(|(_, zone, rules)| ((*zone).to_owned(), json!(rules)))
        .collect();
    let asked = json!({ "folder": zones, "release": release, "rules": rules });
    python::run("zones/future_zones.py", asked.to_string().as_bytes());
    (folder, zones)
}

async fn import(engine: &Engine, release: &str) -> ZoneData {
    let (_folder, zones) = future(release);
    let data = engine.import_zones(&zones).await.unwrap();
    assert_eq!((data.release.as_str(), data.origin), (release, Origin::Imported));
    data
}

/// An export with a daily schedule in a zone.
async fn export(engine: &Engine, connection: i64, zone: &str, times: &[&str], missed: &str) -> i64 {
    let mut schedule = daily(times);
    schedule["missed"] = json!(missed);
    let mut spec = spec("Shops", schedule);
    spec.timezone = zone.to_owned();
    engine.create_export(&spec, connection, false).await.unwrap()
}

async fn notes(engine: &Engine) -> Vec<String> {
    engine.zone_notes().await.unwrap().into_iter().map(|note| note.text).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn newer_rules_come_while_schedules_wait() {
    a_slot_that_moves_into_the_past_runs_once().await;
    a_change_to_come_is_said_before().await;
    a_slot_that_ran_does_not_run_again().await;
    a_slot_that_takes_the_instant_of_another_runs().await;
    a_zone_that_is_new_can_be_used().await;
}

/// At 09:30 by the newer rules, 08:30 by those until then, 09:00 was still to come.
async fn a_slot_that_moves_into_the_past_runs_once() {
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let built_in = Database::in_force().release();
    let mut ids = Vec::new();
    for missed in ["skip", "run_once", "run_each"] {
        let id = export(&engine, connection, "Europe/Budapest", &["09:00"], missed).await;
        bed.clock.set("2026-11-20T11:00:00Z");
        ids.push(id);
    }
    for day in 21..=25 {
        bed.clock.set(&format!("2026-11-{day}T08:00:01Z"));
        for id in &ids {
            assert_eq!(check(&engine, *id).await.len(), day - 20);
        }
    }
    // One more, made when 09:00 was to come, as clocks showed then.
    bed.clock.set("2026-11-26T07:20:00Z");
    ids.push(export(&engine, connection, "Europe/Budapest", &["09:00"], "skip").await);
    bed.clock.set("2026-11-26T07:30:00Z");
    let mut changes = engine.subscribe();
    import(&engine, "2099a").await;
    let mut counts = Vec::new();
    for id in &ids {
        let done = check(&engine, *id).await;
        let last = done.last().expect("it has run");
        assert_eq!(slots(&done).last().unwrap(), "26 07:00");
        assert_eq!((last.status, last.trigger), (RunStatus::Finished, Trigger::CatchUp));
        assert_eq!(last.timezone_release.as_deref(), Some("2099a"));
        counts.push(done.len());
    }
    assert_eq!(counts, [6, 6, 6, 1]);
    // When it would have come, and when it comes the next day.
    for (now, more) in [("2026-11-26T08:00:01Z", 0), ("2026-11-27T07:00:01Z", 1)] {
        bed.clock.set(now);
        for (id, count) in ids.iter().zip(&counts) {
            assert_eq!(check(&engine, *id).await.len(), count + more, "{now}");
        }
    }
    let said = "Budapest no longer changes its clocks. From now on this schedule runs at 07:00 UTC \
                instead of 08:00.";
    assert_eq!(notes(&engine).await, [said; 4]);
    let mut told = 0;
    while let Ok(change) = changes.try_recv() {
        if let Change::ScheduleMoved { text, .. } = change {
            assert_eq!(text, said);
            told += 1;
        }
    }
    assert_eq!(told, 4, "each is told once");

    // What is written says by which rules.
    let runs = bed::runs(&engine, ids[1]).await;
    let (first, last) = (&runs[0], &runs[runs.len() - 1]);
    let lines = log(&engine, last.id).await;
    let line = "Time zone Europe/Budapest, by release 2099a of the time zone database (imported)";
    assert!(lines.iter().any(|text| text == line), "{lines:?}");
    let manifest = |run: &export_desk_core::store::RunRow| -> Value {
        let file = run.file.as_ref().unwrap().with_extension("manifest.json");
        serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
    };
    assert_eq!(manifest(first)["timezone_release"], built_in);
    assert_eq!(manifest(last)["timezone_release"], "2099a");
    let key = ["id".to_owned()];
    let compared = engine.compare_runs(first.id, last.id, &key).await.unwrap();
    let note = compared.note.unwrap();
    assert!(note.contains(built_in) && note.contains("2099a"), "{note}");
    assert_eq!(engine.compare_runs(last.id, last.id, &key).await.unwrap().note, None);

    // Said once: not after a restart, not after it was dismissed.
    engine.shut_down().await;
    let engine = bed.open().await;
    check(&engine, ids[0]).await;
    let found = engine.zone_notes().await.unwrap();
    assert_eq!(found.len(), 4);
    let ids: Vec<i64> = found.iter().map(|note| note.id).collect();
    engine.dismiss_zone_notes(&ids).await.unwrap();
    check(&engine, found[0].export_id).await;
    assert_eq!(notes(&engine).await, [""; 0]);
    engine.shut_down().await;
}

async fn a_change_to_come_is_said_before() {
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let id = export(&engine, connection, "Europe/Vienna", &["09:00"], "run_once").await;
    let two = export(&engine, connection, "Europe/Vienna", &["09:00", "18:30"], "run_once").await;
    let other = export(&engine, connection, "Europe/Paris", &["09:00"], "run_once").await;
    check(&engine, id).await;
    import(&engine, "2099b").await;
    assert_eq!(check(&engine, id).await, []);
    let vienna = "Vienna no longer changes its clocks. From 5 December";
    let found = engine.zone_notes().await.unwrap();
    let texts: Vec<(i64, &str)> = found.iter().map(|n| (n.export_id, n.text.as_str())).collect();
    let one = format!("{vienna} this schedule runs at 07:00 UTC instead of 08:00.");
    let each = format!("{vienna} the run of 09:00 starts at 07:00 UTC instead of 08:00.");
    assert_eq!(texts, [(id, one.as_str()), (two, each.as_str())]);
    let next = |row: export_desk_core::engine::ExportDetails| row.row.next_fire;
    bed.clock.set("2026-12-04T12:00:00Z");
    let details = engine.export_details(id).await.unwrap();
    assert_eq!(next(details), Some(at("2026-12-05T07:00:00Z")));
    let details = engine.export_details(other).await.unwrap();
    assert_eq!(next(details), Some(at("2026-12-05T08:00:00Z")));
    engine.shut_down().await;
}

/// 09:00 has run at 00:00 UTC; at 08:30 by the newer rules it is to come once more.
async fn a_slot_that_ran_does_not_run_again() {
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let id = export(&engine, connection, "Asia/Tokyo", &["09:00"], "run_each").await;
    bed.clock.set("2026-11-26T00:00:01Z");
    let ran = check(&engine, id).await;
    assert_eq!(slots(&ran).last().unwrap(), "26 00:00");
    bed.clock.set("2026-11-26T00:30:00Z");
    import(&engine, "2099c").await;
    for now in ["2026-11-26T00:30:01Z", "2026-11-26T01:00:01Z", "2026-11-26T02:00:00Z"] {
        bed.clock.set(now);
        let done = check(&engine, id).await;
        // Those of the days before, which were missed, have had other instants.
        assert_eq!(done.len(), ran.len(), "{now} {:?}", slots(&done));
    }
    bed.clock.set("2026-11-27T01:00:01Z");
    let done = check(&engine, id).await;
    assert_eq!(slots(&done[ran.len()..]), ["27 01:00"]);
    let said = "Tokyo moves its clocks to UTC+08:00. From now on this schedule runs at 01:00 UTC \
                instead of 00:00.";
    assert_eq!(notes(&engine).await, [said]);
    engine.shut_down().await;
}

/// By the newer rules 10:00 has the instant at which 09:00 has run.
async fn a_slot_that_takes_the_instant_of_another_runs() {
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let times = ["09:00", "10:00"];
    let id = export(&engine, connection, "Europe/Prague", &times, "skip").await;
    bed.clock.set("2026-11-26T08:00:01Z");
    assert_eq!(slots(&check(&engine, id).await), ["26 08:00"]);
    bed.clock.set("2026-11-26T08:10:00Z");
    import(&engine, "2099d").await;
    assert_eq!(slots(&check(&engine, id).await), ["26 08:00", "26 08:00"]);
    bed.clock.set("2026-11-26T09:00:01Z");
    assert_eq!(check(&engine, id).await.len(), 2);
    bed.clock.set("2026-11-27T07:00:01Z");
    assert_eq!(slots(&check(&engine, id).await)[2..], ["27 07:00"]);
    engine.shut_down().await;
}

/// A definition from a computer with a newer database.
async fn a_zone_that_is_new_can_be_used() {
    let bed = Bed::new();
    let (engine, connection) = bed.begin().await;
    let mut spec = spec("Shops", daily(&["09:00"]));
    spec.timezone = "Europe/Neverland".to_owned();
    let refused = engine.create_export(&spec, connection, false).await.unwrap_err();
    assert_eq!(refused.problems()[0].message, "there is no time zone `Europe/Neverland`");
    let unknown = parse_zone("Asia/Neverland_City").unwrap_err();
    assert!(unknown.hint().contains("import a newer time zone database"), "{}", unknown.hint());
    import(&engine, "2099e").await;
    let id = engine.create_export(&spec, connection, false).await.unwrap();
    let row = engine.export_details(id).await.unwrap().row;
    assert_eq!(row.next_fire, Some(at("2026-11-21T06:00:00Z")));
    assert!(engine.start().await.unwrap().timezones.iter().any(|zone| zone.id == spec.timezone));
    // One that no database has any more doesn't wait for ever: it says so.
    let database = bed.database().await;
    sqlx::query("UPDATE exports SET spec = replace(spec, 'Neverland', 'Utopia')")
        .execute(&database)
        .await
        .unwrap();
    database.close().await;
    check(&engine, id).await;
    let row = engine.export_details(id).await.unwrap().row;
    let because = row.paused_because.unwrap();
    assert!(because.starts_with("There is no time zone `Europe/Utopia`. "), "{because}");
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_newer_database_changes_nothing() {
    let bed = Bed::new();
    let (engine, _) = bed.begin().await;
    let folder = tempfile::tempdir().unwrap();
    let refused = async |path: PathBuf| {
        let error = engine.import_zones(&path).await.unwrap_err();
        (error.message(), error.hint().unwrap())
    };
    let (message, hint) = refused(folder.path().to_owned()).await;
    assert!(message.contains("0 zones were found") && hint.contains("tzdata package"), "{message}");
    let (message, _) = refused(folder.path().join("nothing.whl")).await;
    assert!(message.contains("nothing.whl` can't be read"), "{message}");
    let text = folder.path().join("tzdata2026f.tar.gz");
    std::fs::write(&text, b"no archive").unwrap();
    let (message, _) = refused(text).await;
    assert!(message.contains("isn't a zip archive"), "{message}");

    let older = folder.path().join("older");
    let asked = json!({ "folder": older, "release": "1999a", "rules": {} });
    python::run("zones/future_zones.py", asked.to_string().as_bytes());
    let (message, hint) = refused(older.clone()).await;
    assert!(message.starts_with("release 1999a isn't newer than 20"), "{message}");
    assert!(hint.starts_with("Nothing was changed."), "{hint}");
    std::fs::remove_file(older.join("tzdata.zi")).unwrap();
    let (message, hint) = refused(older.clone()).await;
    assert!(message.contains("doesn't say which release"), "{message}");
    assert!(hint.contains("+VERSION"), "{hint}");
    std::fs::write(older.join("+VERSION"), "2199a\n").unwrap();
    // Other names may be links to the same file.
    std::fs::remove_file(older.join("Europe/London")).unwrap();
    std::fs::write(older.join("Europe/London"), b"TZif2 and then nothing").unwrap();
    let (message, _) = refused(older.clone()).await;
    assert!(message.starts_with("`Europe/London` in "), "{message}");
    assert_ne!(Database::in_force().release(), "2199a");
    assert!(!bed.home().join("time-zones").exists(), "nothing was kept");
    engine.shut_down().await;
}
