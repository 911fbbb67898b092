//! Exports of what is new: each row comes once, whatever becomes of the runs.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use export_desk_core::engine::{Engine, Refusal, Stage, Targets};
use export_desk_core::error::Error;
use export_desk_core::offline::OfflineSettings;
use export_desk_core::plan::{DeltaKind, DeltaWindow};
use export_desk_core::secret::MemorySecrets;
use export_desk_core::source::ConnectionSettings;
use export_desk_core::spec::ExportSpec;
use export_desk_core::store::{ConnectionInput, DeliveryStatus, RunRow, RunStatus};
use serde_json::{Value, json};

use crate::bed::{Bed, ended, folder, folder_target, reaches, row, run, spec, unzip};

/// Stores with the instants at which they were changed.
fn write(data: &Path, rows: &[(&str, &str)]) {
    let mut text = String::from("id,name,updated_at\n");
    for (id, at) in rows {
        text.push_str(&format!("{id},Shop {id},{at}\n"));
    }
    // In one step: a file that changes while it is read stops the run.
    std::fs::write(data.join("new"), text).unwrap();
    std::fs::rename(data.join("new"), data.join("stores.csv")).unwrap();
}

const ROWS: [(&str, &str); 4] = [
    ("a", "2026-11-01T00:00:00Z"),
    ("b", "2026-11-20T10:29:59.999Z"),
    ("c", "2026-11-20T10:30:00Z"),
    ("d", ""),
];

fn delta(members: Value) -> ExportSpec {
    let mut document = json!({
        "model": "stores", "name": "New stores", "fields": [{ "field": "id" }],
        "delta": { "by": "date", "field": "updated_at" },
    });
    document.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    spec(document)
}

async fn begin(bed: &Bed, spec: &ExportSpec) -> (Engine, i64, i64) {
    write(&bed.data(), &ROWS);
    let engine = bed.open().await;
    let connection = engine.save_connection(&folder(None, "Data", &bed.data())).await.unwrap();
    let export = engine.create_export(spec, connection, false).await.unwrap();
    (engine, connection, export)
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The ids in a run's file.
fn ids(run: &RunRow) -> Vec<String> {
    assert_eq!(run.status, RunStatus::Finished, "{run:?}");
    let text = unzip(run.file.as_ref().unwrap());
    text.lines().skip(1).map(str::to_owned).collect()
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

async fn said(engine: &Engine, run: &RunRow) -> String {
    let lines = engine.run_log(run.id).await.unwrap();
    lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
}

async fn until(engine: &Engine, export: i64) -> Option<DateTime<Utc>> {
    engine.export_details(export).await.unwrap().watermark.unwrap().until
}

fn refusal(error: Error) -> Refusal {
    match error {
        Error::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn windows_follow_each_other() {
    let bed = Bed::new();
    let name = "{name} {kind} {to:%Y%m%dT%H%M%S@UTC}";
    let before = ["{kind};{to:%H:%M:%S}", "{rows:03}"];
    let spec = delta(json!({
        "file_name": name, "format": { "lines_before": before, "layout": "delimited",
            "compression": "zip", "extension": "csv" },
    }));
    let (engine, connection, export) = begin(&bed, &spec).await;
    assert_eq!(engine.count_of(Some(export), &spec, connection).await.unwrap(), 3);
    let first = run(&engine, export).await;
    let file = first.file.as_ref().unwrap();
    assert!(file.ends_with("New stores full 20261120T102959.zip"), "{}", file.display());
    // A row without a date is in the full file; one of the very instant isn't.
    assert_eq!(unzip(file), "full;11:29:59\n003\nid\na\nb\nd\n");
    let to = at("2026-11-20T10:30:00Z");
    assert_eq!(first.window, Some(DeltaWindow { kind: DeltaKind::Full, from: None, to }));
    assert_eq!(until(&engine, export).await, Some(to));
    assert!(said(&engine, &first).await.contains(
        "Full: all rows with `updated_at` before 2026-11-20 11:30:00 +01:00, and those without it"
    ));

    bed.clock.forward(TimeDelta::hours(1));
    let mut rows = ROWS.to_vec();
    rows.push(("e", "2026-11-20T12:29:59+01:00"));
    rows.push(("f", "2026-11-20T12:30:00+01:00"));
    write(&bed.data(), &rows);
    let preview = engine.preview_of(Some(export), &spec, connection, 10).await.unwrap();
    assert_eq!(preview.rows, 2);
    assert_eq!(preview.window.unwrap().from, Some(to));
    assert_eq!(engine.count_of(Some(export), &spec, connection).await.unwrap(), 2);
    assert_eq!(engine.count(&spec, connection).await.unwrap(), 5, "of a new export");
    let second = run(&engine, export).await;
    assert_eq!(
        unzip(second.file.as_ref().unwrap()),
        "delta;12:29:59\n002\nid\nc\ne\n",
        "{second:?}"
    );
    let manifest = bed.out().join("New stores delta 20261120T112959.manifest.json");
    let manifest: Value = serde_json::from_slice(&std::fs::read(manifest).unwrap()).unwrap();
    assert_eq!(
        manifest["delta"],
        json!({
            "by": "date", "field": "updated_at", "kind": "delta",
            "from": "2026-11-20T10:30:00Z", "to": "2026-11-20T11:30:00Z",
        })
    );
    assert_eq!(manifest["resolved_dates"], json!([]));
    bed.clock.forward(TimeDelta::hours(1));
    let third = run(&engine, export).await;
    assert_eq!(unzip(third.file.as_ref().unwrap()), "delta;13:29:59\n001\nid\nf\n");
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_without_rows_can_go_without_a_file_and_still_counts() {
    let bed = Bed::new();
    let spec = delta(json!({
        "when_empty": "no_file", "file_name": "{name} {seq:03}", "targets": ["Partner"],
    }));
    write(&bed.data(), &ROWS);
    let engine = bed.open().await;
    let connection = engine.save_connection(&folder(None, "Data", &bed.data())).await.unwrap();
    let partner = bed.folder.path().join("partner");
    std::fs::create_dir(&partner).unwrap();
    engine.save_target(&folder_target("Partner", &partner)).await.unwrap();
    let export = engine.create_export(&spec, connection, false).await.unwrap();
    let first = run(&engine, export).await;
    assert_eq!((ids(&first), first.sequence_number), (strings(&["a", "b", "d"]), Some(1)));
    let at_partner = || std::fs::read_dir(&partner).unwrap().count();
    let (delivered, before) = (at_partner(), until(&engine, export).await);

    bed.clock.forward(TimeDelta::minutes(1));
    write(&bed.data(), &ROWS[..2]);
    let empty = run(&engine, export).await;
    assert_eq!((empty.status, empty.rows), (RunStatus::Finished, Some(0)));
    assert_eq!((&empty.file, empty.file_gone), (&None, false));
    assert_eq!((empty.deliveries.len(), empty.sequence_number, &empty.sha256), (0, None, &None));
    assert!(said(&engine, &empty).await.contains("No row matches, so there is no file"));
    assert_eq!(at_partner(), delivered);
    let after = until(&engine, export).await;
    assert_eq!(after, before.map(|before| before + TimeDelta::minutes(1)));

    bed.clock.forward(TimeDelta::minutes(1));
    write(&bed.data(), &[("e", "2026-11-20T10:31:00Z")]);
    let next = run(&engine, export).await;
    assert_eq!((ids(&next), next.sequence_number), (strings(&["e"]), Some(2)));
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_files_together_have_each_row_once() {
    let bed = Bed::new();
    let (engine, _, export) = begin(
        &bed,
        &delta(json!({ "delta": { "by": "date", "field": "updated_at", "lag_minutes": 10 } })),
    )
    .await;
    let mut seed = 7_u64;
    let mut random = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut rows: Vec<(String, String)> = Vec::new();
    for round in 0..12 {
        // Rows are saved up to ten minutes after the instant that they have.
        for row in 0..random(40) {
            let back = TimeDelta::milliseconds(i64::try_from(random(600_000)).unwrap());
            let at = bed.clock_now() - back;
            rows.push((format!("{round}-{row}"), at.to_rfc3339()));
        }
        let shown: Vec<(&str, &str)> =
            rows.iter().map(|(id, at)| (id.as_str(), at.as_str())).collect();
        write(&bed.data(), &shown);
        if random(4) == 0 {
            // Nothing is read: the run fails.
            std::fs::rename(bed.data().join("stores.csv"), bed.data().join("away")).unwrap();
            let failed = run(&engine, export).await;
            assert_eq!(failed.status, RunStatus::Failed);
            std::fs::rename(bed.data().join("away"), bed.data().join("stores.csv")).unwrap();
        } else {
            assert_eq!(run(&engine, export).await.status, RunStatus::Finished);
        }
        bed.clock.forward(TimeDelta::seconds(i64::try_from(random(4000)).unwrap()));
    }
    bed.clock.forward(TimeDelta::minutes(10));
    assert_eq!(run(&engine, export).await.status, RunStatus::Finished);
    engine.shut_down().await;
    // Python's csv and zipfile know nothing of windows.
    let script = "
import collections, csv, io, pathlib, sys, zipfile
data, exports = map(pathlib.Path, sys.argv[1:])
expected = [row['id'] for row in csv.DictReader(open(data / 'stores.csv', newline=''))]
found, files = collections.Counter(), 0
for file in exports.glob('*.zip'):
    archive = zipfile.ZipFile(file)
    text = io.TextIOWrapper(archive.open(archive.namelist()[0]), 'utf-8', newline='')
    found.update(row['id'] for row in csv.DictReader(text))
    files += 1
assert found == collections.Counter(expected), (found - collections.Counter(expected), collections.Counter(expected) - found)
print(len(expected), files)";
    let done = Command::new("python3")
        .args(["-c", script])
        .args([bed.data(), bed.out()])
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(rows.len() > 100, "{}", rows.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_and_is_cancelled_moves_nothing() {
    let bed = Bed::new();
    let (engine, _, export) = begin(&bed, &delta(json!({}))).await;
    run(&engine, export).await;
    let to = until(&engine, export).await;
    bed.clock.forward(TimeDelta::hours(1));
    std::fs::rename(bed.data().join("stores.csv"), bed.data().join("away")).unwrap();
    let failed = run(&engine, export).await;
    assert_eq!(failed.status, RunStatus::Failed);
    assert_eq!(failed.window.unwrap().to, at("2026-11-20T11:30:00Z"));
    assert_eq!(until(&engine, export).await, to);

    // A retry has the same window, however late it is.
    std::fs::rename(bed.data().join("away"), bed.data().join("stores.csv")).unwrap();
    let mut rows = ROWS.to_vec();
    rows.push(("e", "2026-11-20T11:30:00Z"));
    write(&bed.data(), &rows);
    bed.clock.forward(TimeDelta::hours(5));
    let mut changes = engine.subscribe();
    let again = engine.retry_run(failed.id).await.unwrap();
    ended(&mut changes, again).await;
    let again = row(&engine, export, again).await;
    assert_eq!(again.window, failed.window);
    assert_eq!(ids(&again), ["c"]);

    // For a run that a later one has made superfluous a retry finds nothing new.
    std::fs::rename(bed.data().join("stores.csv"), bed.data().join("away")).unwrap();
    let failed = run(&engine, export).await;
    std::fs::rename(bed.data().join("away"), bed.data().join("stores.csv")).unwrap();
    bed.clock.forward(TimeDelta::hours(1));
    assert_eq!(ids(&run(&engine, export).await), ["e"]);
    let late = engine.retry_run(failed.id).await.unwrap();
    ended(&mut changes, late).await;
    let late = row(&engine, export, late).await;
    assert_eq!(ids(&late), [""; 0]);
    let window = late.window.unwrap();
    assert_eq!(
        (window.from, window.to),
        (Some(at("2026-11-20T17:30:00Z")), at("2026-11-20T17:30:00Z"))
    );

    let long: Vec<String> = (0..1_200_000).map(|row| format!("store-{row:07}")).collect();
    let long: Vec<(&str, &str)> =
        long.iter().map(|id| (id.as_str(), "2026-11-20T18:00:00Z")).collect();
    write(&bed.data(), &long);
    bed.clock.forward(TimeDelta::hours(1));
    let before = until(&engine, export).await;
    let stopped = engine.start_run(export).await.unwrap();
    reaches(&engine, stopped, Stage::Exporting).await;
    engine.cancel_run(stopped).await.unwrap();
    assert_eq!(ended(&mut changes, stopped).await, RunStatus::Cancelled);
    assert_eq!(until(&engine, export).await, before);
    engine.shut_down().await;
}

async fn with_target(bed: &Bed, members: Value) -> (Engine, i64, PathBuf) {
    let received = bed.folder.path().join("received");
    std::fs::create_dir(&received).unwrap();
    write(&bed.data(), &ROWS);
    let engine = bed.open().await;
    let mut input = folder_target("Drive", &received);
    input.options.retry_hours = 0;
    engine.save_target(&input).await.unwrap();
    let connection = engine.save_connection(&folder(None, "Data", &bed.data())).await.unwrap();
    let mut spec = delta(members);
    spec.targets = vec!["Drive".to_owned()];
    let export = engine.create_export(&spec, connection, false).await.unwrap();
    (engine, export, received)
}

/// Makes the target's folder a file, so that nothing can be delivered.
pub(crate) fn broken(received: &Path, is_broken: bool) {
    let aside = received.with_extension("aside");
    if is_broken {
        std::fs::rename(received, aside).unwrap();
        std::fs::write(received, "no folder").unwrap();
    } else {
        std::fs::remove_file(received).unwrap();
        std::fs::rename(aside, received).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_delivered_counts() {
    let bed = Bed::new();
    let (engine, export, received) = with_target(&bed, json!({ "file_name": "{run}" })).await;
    broken(&received, true);
    let first = run(&engine, export).await;
    assert_eq!(first.status, RunStatus::Failed);
    assert_eq!(first.deliveries[0].status, DeliveryStatus::Failed);
    assert_eq!(until(&engine, export).await, None);
    bed.clock.forward(TimeDelta::hours(1));
    let second = run(&engine, export).await;
    assert_eq!((second.status, second.window.unwrap().kind), (RunStatus::Failed, DeltaKind::Full));

    // The first is delivered after all: the second has its rows once more.
    broken(&received, false);
    let mut changes = engine.subscribe();
    engine.retry_delivery(first.id).await.unwrap();
    assert_eq!(ended(&mut changes, first.id).await, RunStatus::Finished);
    assert_eq!(until(&engine, export).await, Some(first.window.unwrap().to));
    let refused = refusal(engine.retry_delivery(second.id).await.unwrap_err());
    assert_eq!(refused, Refusal::WindowPassed { number: 2 });
    let third = run(&engine, export).await;
    assert_eq!(third.window.unwrap().from, Some(first.window.unwrap().to));
    assert_eq!(ids(&third), ["c"]);
    assert_eq!(crate::bed::names(&received), ["1.zip", "3.zip"]);
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_waits_until_the_one_before_has_delivered() {
    let bed = Bed::new();
    let (engine, export, received) = with_target(&bed, json!({})).await;
    let mut patient = folder_target("Drive", &received);
    patient.id = Some(engine.targets().await.unwrap()[0].id);
    patient.options.retry_hours = 1;
    engine.save_target(&patient).await.unwrap();
    broken(&received, true);
    let first = engine.start_run(export).await.unwrap();
    reaches(&engine, first, Stage::Delivering).await;
    let second = engine.start_run(export).await.unwrap();
    reaches(&engine, second, Stage::Waiting).await;
    // A look of the scheduler lets it try, and it waits on.
    engine.check_schedules().await.unwrap();
    let refused = refusal(engine.full_again(export).await.unwrap_err());
    assert_eq!(refused, Refusal::RunActive { name: "New stores".to_owned() });
    let waits = row(&engine, export, second).await;
    assert_eq!((waits.status, waits.window), (RunStatus::Pending, None));
    let mut changes = engine.subscribe();
    engine.cancel_run(first).await.unwrap();
    assert_eq!(ended(&mut changes, first).await, RunStatus::Cancelled);
    broken(&received, false);
    assert_eq!(ended(&mut changes, second).await, RunStatus::Finished);
    let second = row(&engine, export, second).await;
    assert_eq!(second.window.unwrap().kind, DeltaKind::Full);
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_is_rewound_and_begun_again() {
    let bed = Bed::new();
    let (engine, _, export) = begin(&bed, &delta(json!({}))).await;
    let first = run(&engine, export).await;
    bed.clock.forward(TimeDelta::hours(1));
    let second = run(&engine, export).await;
    assert_eq!(ids(&second), ["c"]);
    bed.clock.forward(TimeDelta::hours(1));
    assert_eq!(ids(&run(&engine, export).await), [] as [String; 0]);

    // The command has the history open beside it.
    let (home, secrets) = (bed.home(), Arc::new(MemorySecrets::default()));
    let targets = Targets::open(&home, None, secrets).await.unwrap();
    targets.rewind("New stores", 1).await.unwrap();
    let listed = targets.watermarks().await.unwrap();
    assert_eq!(listed[0].until, Some(first.window.unwrap().to));
    targets.full_again("New stores").await.unwrap();
    assert_eq!(until(&engine, export).await, None);
    let refused = refusal(targets.rewind("New stores", 99).await.unwrap_err());
    assert_eq!(refused, Refusal::NoRun);
    targets.close().await;

    engine.rewind(first.id).await.unwrap();
    let watermark = engine.export_details(export).await.unwrap().watermark.unwrap();
    assert_eq!((watermark.until, watermark.run), (Some(first.window.unwrap().to), Some(1)));
    assert_eq!(ids(&run(&engine, export).await), ["c"]);

    engine.full_again(export).await.unwrap();
    let full = run(&engine, export).await;
    assert_eq!(full.window.unwrap().kind, DeltaKind::Full);
    assert_eq!(ids(&full), ["a", "b", "c", "d"]);

    std::fs::remove_file(bed.data().join("stores.csv")).unwrap();
    let failed = run(&engine, export).await;
    let refused = refusal(engine.rewind(failed.id).await.unwrap_err());
    assert_eq!(refused, Refusal::NoWindow { number: 6 });
    assert_eq!(refusal(engine.rewind(77).await.unwrap_err()), Refusal::NoRun);
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_definition_says_what_it_means() {
    let bed = Bed::new();
    let (engine, connection, export) = begin(&bed, &delta(json!({}))).await;
    run(&engine, export).await;
    bed.clock.forward(TimeDelta::hours(1));
    let filter = json!([[{ "field": "id", "operator": "is_not", "value": "x" }]]);
    let filtered = delta(json!({ "filters": filter }));
    engine.update_export(export, &filtered, connection).await.unwrap();
    let preview = engine.preview_of(Some(export), &filtered, connection, 5).await.unwrap();
    let warning = &preview.warnings[0];
    assert!(
        warning.message.starts_with("the filters or the beginning were changed"),
        "{warning:?}"
    );
    let second = run(&engine, export).await;
    assert_eq!(ids(&second), ["c"]);
    assert!(
        said(&engine, &second).await.contains("rows from before 2026-11-20 10:30:00 UTC that only")
    );
    bed.clock.forward(TimeDelta::hours(1));
    let third = run(&engine, export).await;
    assert!(!said(&engine, &third).await.contains("were changed"), "told once");

    // Instants of one field say nothing of another.
    let other = delta(json!({ "delta": { "by": "date", "field": "created_at" } }));
    std::fs::write(
        bed.data().join("stores.csv"),
        "id,name,created_at\na,A,2026-11-01T00:00:00Z\nb,B,2026-11-20T11:00:00Z\n",
    )
    .unwrap();
    engine.update_export(export, &other, connection).await.unwrap();
    let fourth = run(&engine, export).await;
    assert_eq!(fourth.window.unwrap().kind, DeltaKind::Full);
    assert_eq!(ids(&fourth), ["a", "b"]);
    assert!(said(&engine, &fourth).await.contains("so that this run takes everything"));
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_that_moved_says_what_it_means() {
    let bed = Bed::new();
    let (engine, connection, export) = begin(&bed, &delta(json!({}))).await;
    run(&engine, export).await;
    bed.clock.forward(TimeDelta::hours(1));
    let elsewhere = bed.data().with_file_name("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    write(&elsewhere, &[("older", "2026-11-01T00:00:00Z"), ("new", "2026-11-20T10:40:00Z")]);
    engine.save_connection(&folder(Some(connection), "Data", &elsewhere)).await.unwrap();
    // Both are told where both were changed.
    let filter = json!([[{ "field": "id", "operator": "is_not", "value": "x" }]]);
    let filtered = delta(json!({ "filters": filter }));
    engine.update_export(export, &filtered, connection).await.unwrap();
    let second = run(&engine, export).await;
    assert_eq!(ids(&second), ["new"]);
    let told = said(&engine, &second).await;
    assert!(told.contains("rows from before 2026-11-20 10:30:00 UTC that weren't there"), "{told}");
    assert!(told.contains("rows from before 2026-11-20 10:30:00 UTC that only"), "{told}");
    bed.clock.forward(TimeDelta::hours(1));
    let third = run(&engine, export).await;
    assert!(!said(&engine, &third).await.contains("weren't there"), "told once");
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_watermark_of_a_wrong_clock_is_told() {
    let bed = Bed::new();
    let (engine, connection, export) = begin(&bed, &delta(json!({}))).await;
    bed.clock.forward(TimeDelta::days(400));
    run(&engine, export).await;
    bed.clock.forward(TimeDelta::days(-400));
    let behind = run(&engine, export).await;
    assert_eq!(behind.status, RunStatus::Failed);
    let message = behind.message.unwrap();
    assert!(message.contains("until 2027-12-25 10:30:00 UTC"), "{message}");
    assert!(behind.hint.unwrap().contains("clock"));
    let spec = engine.definition(export).await.unwrap();
    let refused = engine.preview_of(Some(export), &spec, connection, 5).await.unwrap_err();
    assert!(matches!(refusal(refused), Refusal::WindowBehind { .. }));
    engine.full_again(export).await.unwrap();
    assert_eq!(ids(&run(&engine, export).await), ["a", "b", "d"]);
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_day_and_days_as_windows() {
    let bed = Bed::new();
    let since = delta(json!({
        "delta": { "by": "date", "field": "updated_at", "since": "2026-11-20" },
        "file_name": "{from:%Y%m%d}-{to:%Y%m%d}",
    }));
    let (engine, connection, export) = begin(&bed, &since).await;
    let first = run(&engine, export).await;
    assert!(first.file.as_ref().unwrap().ends_with("20261120-20261120.zip"), "{first:?}");
    assert_eq!(ids(&first), ["b"]);
    let wrong = delta(json!({ "file_name": "{from:%Y%m%d}" }));
    let checked = engine.validate(&wrong, connection).await.unwrap();
    assert_eq!(checked.problems[0].path, "delta.since");
    for (members, path) in [
        (json!({ "by": "date" }), "delta.field"),
        (json!({ "by": "date", "field": "name" }), "delta.field"),
        (json!({ "by": "date", "field": "updated_ad" }), "delta.field"),
        (json!({ "by": "date", "field": "updated_at", "since": "soon" }), "delta.since"),
        (
            json!({ "by": "date", "field": "updated_at", "lag_minutes": 525_601 }),
            "delta.lag_minutes",
        ),
    ] {
        let checked = engine.validate(&delta(json!({ "delta": members })), connection).await;
        let problems = checked.unwrap().problems;
        assert_eq!(problems[0].path, path, "{problems:?}");
    }
    engine.shut_down().await;
}

fn copied(members: Value) -> OfflineSettings {
    let mut model = json!({ "model": "stores", "last_days": null, "updated_field": null });
    model.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    OfflineSettings::new(vec![serde_json::from_value(model).unwrap()])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_ends_where_the_copy_does() {
    let bed = Bed::new();
    let (engine, connection, export) = begin(&bed, &delta(json!({ "file_name": "{run}" }))).await;
    engine.save_offline(connection, Some(&copied(json!({})))).await.unwrap();
    let first_copy = engine.refresh_offline(connection).await.unwrap().copied_at.unwrap();
    assert_eq!(first_copy, at("2026-11-20T10:30:00Z"));

    // Rows of after the copy aren't in it, and the window doesn't say that they were.
    bed.clock.forward(TimeDelta::hours(1));
    let mut rows = ROWS.to_vec();
    rows.push(("e", "2026-11-20T10:45:00Z"));
    write(&bed.data(), &rows);
    let first = run(&engine, export).await;
    assert_eq!(first.window.unwrap().to, first_copy);
    assert_eq!(ids(&first), ["a", "b", "d"]);
    // Another run of the same copy has nothing new.
    let second = run(&engine, export).await;
    assert_eq!(ids(&second), [""; 0]);
    assert_eq!(second.window.unwrap().to, first_copy);

    engine.refresh_offline(connection).await.unwrap();
    bed.clock.forward(TimeDelta::hours(1));
    rows.push(("f", "2026-11-20T11:45:00Z"));
    write(&bed.data(), &rows);
    let third = run(&engine, export).await;
    assert_eq!(third.window.unwrap().from, Some(first_copy));
    assert_eq!(ids(&third), ["c", "e"]);

    // Without the copy the window goes on from where it was.
    engine.save_offline(connection, None).await.unwrap();
    let fourth = run(&engine, export).await;
    assert_eq!(fourth.window.unwrap().from, Some(at("2026-11-20T11:30:00Z")));
    assert_eq!(ids(&fourth), ["f"]);
    engine.shut_down().await;
}

/// Rows that a copy of the latest ones lacks would never come.
#[tokio::test(flavor = "multi_thread")]
async fn a_window_lies_within_a_copy_of_the_latest_rows() {
    let bed = Bed::new();
    let (engine, connection, export) = begin(&bed, &delta(json!({ "file_name": "{run}" }))).await;
    let latest = copied(json!({ "last_days": 10, "updated_field": "updated_at" }));
    engine.save_offline(connection, Some(&latest)).await.unwrap();
    engine.refresh_offline(connection).await.unwrap();
    let whole = run(&engine, export).await;
    assert_eq!(whole.status, RunStatus::Failed);
    let message = whole.message.unwrap();
    assert!(message.contains("only the latest rows"), "{message}");
    let since = delta(json!({
        "file_name": "{run}",
        "delta": { "by": "date", "field": "updated_at", "since": "2026-11-15" },
    }));
    engine.update_export(export, &since, connection).await.unwrap();
    assert_eq!(ids(&run(&engine, export).await), ["b"]);
    // Days later the copy has no rows of just after that.
    bed.clock.forward(TimeDelta::days(12));
    write(&bed.data(), &[("e", "2026-11-21T00:00:00Z"), ("f", "2026-12-02T00:00:00Z")]);
    engine.refresh_offline(connection).await.unwrap();
    let late = run(&engine, export).await;
    assert_eq!(late.status, RunStatus::Failed, "{late:?}");
    engine.save_offline(connection, None).await.unwrap();
    assert_eq!(ids(&run(&engine, export).await), ["e", "f"]);
    engine.shut_down().await;
}

/// A copy has an empty key last, its database first.
#[tokio::test(flavor = "multi_thread")]
async fn rows_in_another_order_than_before_are_no_changes() {
    let bed = Bed::new();
    let models = bed.home().join("models");
    std::fs::create_dir_all(&models).unwrap();
    let field =
        |id: &str| format!("\n[[fields]]\nid = \"{id}\"\nlabel = \"{id}\"\ntype = \"string\"\n");
    let model =
        format!("id = \"keyed\"\nlabel = \"Keyed\"\nkey = [\"a\"]\n{}{}", field("a"), field("v"));
    std::fs::write(models.join("keyed.toml"), model).unwrap();
    let path = bed.home().join("rows.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&path);
    let pool = sqlx::SqlitePool::connect_with(options.create_if_missing(true)).await.unwrap();
    sqlx::raw_sql(
        "CREATE TABLE keyed (a text NOT NULL PRIMARY KEY, v text); \
         INSERT INTO keyed VALUES ('x', '1'), ('', '2'), ('é', '3')",
    )
    .execute(&pool)
    .await
    .unwrap();
    pool.close().await;
    let engine = bed.open().await;
    let settings = ConnectionSettings::Sqlite { path };
    let input = ConnectionInput { id: None, name: "Rows".to_owned(), settings, secret: None };
    let connection = engine.save_connection(&input).await.unwrap();
    let wanted: OfflineSettings =
        serde_json::from_value(json!({ "models": [{ "model": "keyed" }], "use": true })).unwrap();
    engine.save_offline(connection, Some(&wanted)).await.unwrap();
    engine.refresh_offline(connection).await.unwrap();
    let by_rows = spec(json!({
        "model": "keyed", "name": "Keyed", "file_name": "{run}",
        "delta": { "by": "rows", "most_removed_percent": 100 },
    }));
    let export = engine.create_export(&by_rows, connection, false).await.unwrap();
    assert_eq!(ids(&run(&engine, export).await).len(), 3);
    engine.save_offline(connection, None).await.unwrap();
    let next = run(&engine, export).await;
    if next.status == RunStatus::Finished {
        assert_eq!(ids(&next), [""; 0]);
    } else {
        let message = next.message.unwrap();
        assert!(message.contains("the order"), "{message}");
    }
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_are_compared_with_those_of_the_copy() {
    let bed = Bed::new();
    let by_rows = delta(json!({ "delta": { "by": "rows" }, "file_name": "{run}" }));
    let (engine, connection, export) = begin(&bed, &by_rows).await;
    engine.save_offline(connection, Some(&copied(json!({})))).await.unwrap();
    engine.refresh_offline(connection).await.unwrap();
    bed.clock.forward(TimeDelta::hours(1));
    write(&bed.data(), &[ROWS[0], ROWS[1], ROWS[2], ("e", "")]);
    assert_eq!(ids(&run(&engine, export).await), ["added,a", "added,b", "added,c", "added,d"]);
    assert_eq!(ids(&run(&engine, export).await), [""; 0]);
    engine.refresh_offline(connection).await.unwrap();
    // d is a quarter of the rows.
    let most = delta(json!({
        "delta": { "by": "rows", "most_removed_percent": 25 }, "file_name": "{run}",
    }));
    engine.update_export(export, &most, connection).await.unwrap();
    assert_eq!(ids(&run(&engine, export).await), ["removed,d", "added,e"]);

    // In a copy of the latest rows all others would count as removed.
    let latest = copied(json!({ "last_days": 10, "updated_field": "updated_at" }));
    engine.save_offline(connection, Some(&latest)).await.unwrap();
    engine.refresh_offline(connection).await.unwrap();
    let partial = run(&engine, export).await;
    assert_eq!(partial.status, RunStatus::Failed);
    assert!(partial.message.unwrap().contains("only the latest rows"));

    // Nor does a copy count that is older than what was delivered since.
    engine.save_offline(connection, Some(&copied(json!({})))).await.unwrap();
    engine.refresh_offline(connection).await.unwrap();
    let unused = OfflineSettings { in_use: false, ..copied(json!({})) };
    engine.save_offline(connection, Some(&unused)).await.unwrap();
    bed.clock.forward(TimeDelta::hours(1));
    assert_eq!(ids(&run(&engine, export).await), [""; 0]);
    engine.save_offline(connection, Some(&copied(json!({})))).await.unwrap();
    let older = run(&engine, export).await;
    assert_eq!(older.status, RunStatus::Failed, "{older:?}");
    engine.shut_down().await;
}

/// A field of days: those are of the export's time zone, and the present one isn't over.
#[tokio::test(flavor = "multi_thread")]
async fn days_come_once_they_are_over() {
    let bed = Bed::new();
    let models = bed.home().join("models");
    std::fs::create_dir_all(&models).unwrap();
    let mut model = "id = \"visits\"\nlabel = \"Visits\"\nkey = [\"id\"]\n".to_owned();
    for (field, kind) in [("id", "string"), ("day", "date")] {
        model +=
            &format!("\n[[fields]]\nid = \"{field}\"\nlabel = \"{field}\"\ntype = \"{kind}\"\n");
    }
    std::fs::write(models.join("visits.toml"), model).unwrap();
    let days = ["2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22", ""];
    let rows: String = days.iter().map(|day| format!("of {day},{day}\n")).collect();
    std::fs::write(bed.data().join("visits.csv"), format!("id,day\n{rows}")).unwrap();
    let engine = bed.open().await;
    let connection = engine.save_connection(&folder(None, "Data", &bed.data())).await.unwrap();
    let by_days = |zone: &str| {
        spec(json!({
            "model": "visits", "name": "Visits", "timezone": zone, "file_name": "{run}",
            "fields": [{ "field": "id" }], "delta": { "by": "date", "field": "day" },
        }))
    };
    let budapest = by_days("Europe/Budapest");
    let export = engine.create_export(&budapest, connection, false).await.unwrap();

    // It is 11:30 on the 20th in Budapest, where days begin at 23:00 UTC.
    let first = run(&engine, export).await;
    assert_eq!(ids(&first), ["of ", "of 2026-11-18", "of 2026-11-19"]);
    assert_eq!(first.window.unwrap().to, at("2026-11-19T23:00:00Z"));
    // One second before midnight the day isn't over, and then it is.
    bed.clock.forward(at("2026-11-20T22:59:59Z") - bed.clock_now());
    assert_eq!(ids(&run(&engine, export).await), [""; 0]);
    bed.clock.forward(TimeDelta::seconds(1));
    let third = run(&engine, export).await;
    assert_eq!(ids(&third), ["of 2026-11-20"]);
    let window = third.window.unwrap();
    assert_eq!(
        (window.from, window.to),
        (Some(at("2026-11-19T23:00:00Z")), at("2026-11-20T23:00:00Z"))
    );
    // Days that nobody asked for come with the next run, each once.
    bed.clock.forward(TimeDelta::days(2));
    assert_eq!(ids(&run(&engine, export).await), ["of 2026-11-21", "of 2026-11-22"]);

    // Days of another zone are others: everything again, up to its own yesterday.
    engine.update_export(export, &by_days("America/New_York"), connection).await.unwrap();
    let moved = run(&engine, export).await;
    assert_eq!(moved.window.unwrap().kind, DeltaKind::Full);
    assert_eq!(moved.window.unwrap().to, at("2026-11-22T05:00:00Z"));
    assert_eq!(
        ids(&moved),
        ["of ", "of 2026-11-18", "of 2026-11-19", "of 2026-11-20", "of 2026-11-21"]
    );
    // With a lag of six hours a day is over six hours after midnight.
    let mut late = by_days("America/New_York");
    late.delta.as_mut().unwrap().lag_minutes = 6 * 60;
    engine.update_export(export, &late, connection).await.unwrap();
    bed.clock.forward(at("2026-11-23T10:59:59Z") - bed.clock_now());
    assert_eq!(ids(&run(&engine, export).await), [""; 0]);
    bed.clock.forward(TimeDelta::seconds(1));
    assert_eq!(ids(&run(&engine, export).await), ["of 2026-11-22"]);
    engine.shut_down().await;
}

/// An empty text is a key as others are: it comes last, and first in a database's key of one
/// column.
#[tokio::test(flavor = "multi_thread")]
async fn rows_with_an_empty_key_are_compared_as_others() {
    let bed = Bed::new();
    let models = bed.home().join("models");
    std::fs::create_dir_all(&models).unwrap();
    for (id, key) in [("single", "\"a\""), ("pairs", "\"a\", \"b\"")] {
        let mut model = format!("id = \"{id}\"\nlabel = \"{id}\"\nkey = [{key}]\n");
        for field in ["a", "b", "v"] {
            let field = format!("id = \"{field}\"\nlabel = \"{field}\"\ntype = \"string\"\n");
            model += &format!("\n[[fields]]\n{field}");
        }
        std::fs::write(models.join(format!("{id}.toml")), model).unwrap();
    }
    let single = [
        vec![("x", "", "1"), ("", "", "2"), ("\u{e9}", "", "3")],
        vec![("x", "", "1"), ("", "", "4"), ("z", "", "5")],
        vec![("", "", "4")],
        vec![("", "", "6"), ("a", "", "7")],
    ];
    let pairs = [
        vec![("x", "", "1"), ("x", "a", "2"), ("", "b", "3"), ("", "", "4")],
        vec![("x", "", "5"), ("", "b", "3"), ("", "", "4"), ("", "z", "6")],
        vec![("", "", "4")],
        vec![("", "a", "7"), ("", "", "8"), ("y", "", "9")],
    ];
    let database = bed.home().join("rows.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&database);
    let pool = sqlx::SqlitePool::connect_with(options.create_if_missing(true)).await.unwrap();
    for (table, key) in [("single", "a"), ("pairs", "a, b")] {
        let create = format!(
            "CREATE TABLE {table} (a text NOT NULL, b text NOT NULL, v text, PRIMARY KEY ({key}))"
        );
        sqlx::query(sqlx::AssertSqlSafe(create)).execute(&pool).await.unwrap();
    }
    let engine = bed.open().await;
    let files = engine.save_connection(&folder(None, "Files", &bed.data())).await.unwrap();
    let settings = ConnectionSettings::Sqlite { path: database };
    let input = ConnectionInput { id: None, name: "Rows".to_owned(), settings, secret: None };
    let rows = engine.save_connection(&input).await.unwrap();
    let mut exports = Vec::new();
    for (model, rounds) in [("single", &single), ("pairs", &pairs)] {
        for connection in [files, rows] {
            let by_rows = spec(json!({
                "model": model, "name": format!("{model} {connection}"), "file_name": "{name} {run}",
                "delta": { "by": "rows", "most_removed_percent": 100 },
            }));
            let export = engine.create_export(&by_rows, connection, false).await.unwrap();
            exports.push((export, model, rounds));
        }
    }
    for round in 0..single.len() {
        for (table, rounds) in [("single", &single), ("pairs", &pairs)] {
            let mut text = String::from("a,b,v\n");
            sqlx::query(sqlx::AssertSqlSafe(format!("DELETE FROM {table}")))
                .execute(&pool)
                .await
                .unwrap();
            for (a, b, v) in &rounds[round] {
                text += &format!("\"{a}\",\"{b}\",{v}\n");
                let insert = sqlx::AssertSqlSafe(format!("INSERT INTO {table} VALUES (?, ?, ?)"));
                sqlx::query(insert).bind(*a).bind(*b).bind(*v).execute(&pool).await.unwrap();
            }
            std::fs::write(bed.data().join("new"), text).unwrap();
            std::fs::rename(bed.data().join("new"), bed.data().join(format!("{table}.csv")))
                .unwrap();
        }
        bed.clock.forward(TimeDelta::hours(1));
        for (export, model, rounds) in &exports {
            let run = run(&engine, *export).await;
            let mut found = ids(&run);
            found.sort();
            let then = if round == 0 { &[][..] } else { &rounds[round - 1] };
            let key = |row: &(&'static str, &'static str, &'static str)| (row.0, row.1);
            let now = &rounds[round];
            let cell =
                |text: &str| if text.is_empty() { "\"\"".to_owned() } else { text.to_owned() };
            let line = |change: &str, row: &(&str, &str, &str)| {
                format!("{change},{},{},{}", cell(row.0), cell(row.1), row.2)
            };
            let mut wanted: Vec<String> = Vec::new();
            for row in now {
                match then.iter().find(|old| key(old) == key(row)) {
                    None => wanted.push(line("added", row)),
                    Some(old) if old != row => wanted.push(line("changed", row)),
                    Some(_) => {}
                }
            }
            let gone = then.iter().filter(|old| !now.iter().any(|row| key(row) == key(old)));
            wanted.extend(gone.map(|old| line("removed", old)));
            wanted.sort();
            assert_eq!(found, wanted, "{model}, round {round}");
        }
    }
    pool.close().await;
    engine.shut_down().await;
}
