//! Exports of what has changed: base and deltas together are the whole.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use datafusion::arrow::array::{
    ArrayRef, Decimal128Array, Float64Array, Int64Array, RecordBatch, StringArray,
};
use datafusion::parquet::arrow::ArrowWriter;
use export_desk_core::engine::{Engine, Refusal, Stage};
use export_desk_core::error::Error;
use export_desk_core::plan::DeltaKind;
use export_desk_core::run::Changes;
use export_desk_core::spec::ExportSpec;
use export_desk_core::store::{RunRow, RunStatus};
use serde_json::{Value, json};

use crate::bed::{Bed, ended, folder, folder_target, names, reaches, run, spec, unzip};
use crate::deltas::broken;

fn write(data: &Path, rows: &[String]) {
    let text = format!("id,name,city,latitude,updated_at\n{}", rows.concat());
    std::fs::write(data.join("new"), text).unwrap();
    std::fs::rename(data.join("new"), data.join("stores.csv")).unwrap();
}

fn row(id: &str, name: &str, latitude: &str) -> String {
    format!("{id},{name},\"Pécs, {name}\",{latitude},2026-11-01T00:00:00Z\n")
}

fn changes(members: Value) -> ExportSpec {
    let mut document = json!({
        "model": "stores", "name": "Changed stores", "file_name": "{run} {kind}",
        "fields": [{ "field": "name" }, { "field": "id" }, { "field": "latitude" }],
        "delta": { "by": "rows" },
    });
    document.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    spec(document)
}

async fn begin(bed: &Bed, spec: &ExportSpec, rows: &[String]) -> (Engine, i64, i64) {
    write(&bed.data(), rows);
    let engine = bed.open().await;
    let connection = engine.save_connection(&folder(None, "Data", &bed.data())).await.unwrap();
    let export = engine.create_export(spec, connection, false).await.unwrap();
    (engine, connection, export)
}

fn text(run: &RunRow) -> String {
    assert_eq!(run.status, RunStatus::Finished, "{run:?}");
    unzip(run.file.as_ref().unwrap())
}

fn failed(run: &RunRow) -> &str {
    assert_eq!(run.status, RunStatus::Failed, "{run:?}");
    run.message.as_deref().unwrap()
}

fn states(bed: &Bed) -> Vec<String> {
    names(&bed.home().join("deltas"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_added_changed_and_removed_is_told() {
    let bed = Bed::new();
    let change = json!({
        "at": 2, "header": "op", "added": "I", "changed": "U", "removed": "D",
    });
    let spec = changes(json!({
        "delta": { "by": "rows", "change": change, "most_removed_percent": 50 },
        "constants": [{ "at": 1, "header": "type", "value": "S" }],
    }));
    let rows = [row("a", "A", "1.5"), row("c", "C", "3"), row("b", "B", "")];
    let (engine, connection, export) = begin(&bed, &spec, &rows).await;
    let first = run(&engine, export).await;
    assert!(first.file.as_ref().unwrap().ends_with("1 full.zip"));
    assert_eq!(text(&first), "type,op,name,id,latitude\nS,I,A,a,1.5\nS,I,B,b,\nS,I,C,c,3\n");
    assert_eq!(states(&bed).len(), 1);

    // Rows in another order, a number that is written otherwise, a column that isn't
    // exported: nothing of that is a change.
    let rows = [row("d", "D", "4"), row("c", "C", "3.0"), row("b", "Bé", ""), "\n".to_owned()];
    write(&bed.data(), &rows[..3]);
    let preview = engine.preview_of(Some(export), &spec, connection, 2).await.unwrap();
    assert_eq!(preview.rows, 2, "{:?}", preview.cells);
    assert_eq!(engine.count_of(Some(export), &spec, connection).await.unwrap(), 3);
    assert_eq!(engine.count(&spec, connection).await.unwrap(), 3, "all of a new one");
    let second = run(&engine, export).await;
    assert!(second.file.as_ref().unwrap().ends_with("2 delta.zip"));
    assert_eq!(text(&second), "type,op,name,id,latitude\nS,D,A,a,1.5\nS,U,Bé,b,\nS,I,D,d,4\n");
    let expected = Changes { added: 1, changed: 1, removed: 1, unchanged: 1 };
    assert_eq!(second.changes, Some(expected));
    let manifest = std::fs::read(bed.out().join("2 delta.manifest.json")).unwrap();
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    assert_eq!(
        manifest["delta"],
        json!({ "by": "rows", "key": ["id"], "kind": "delta", "added": 1, "changed": 1, "removed": 1, "unchanged": 1 })
    );
    assert_eq!(manifest["columns"][1]["header"], "op");
    assert_eq!(manifest["columns"][2]["field"], "name");
    let log = engine.run_log(second.id).await.unwrap();
    assert!(log.iter().any(|line| line.text == "1 row added, 1 changed, 1 removed, 1 unchanged"));
    assert_eq!(text(&run(&engine, export).await), "type,op,name,id,latitude\n");

    // A row that comes back is new.
    let rows = [row("a", "A", "1.5"), row("d", "D", "4"), row("c", "C", "3"), row("b", "Bé", "")];
    write(&bed.data(), &rows);
    assert_eq!(text(&run(&engine, export).await), "type,op,name,id,latitude\nS,I,A,a,1.5\n");
    assert_eq!(states(&bed).len(), 3, "those of the last three runs");

    engine.full_again(export).await.unwrap();
    let full = run(&engine, export).await;
    assert_eq!(full.window.unwrap().kind, DeltaKind::Full);
    assert_eq!(text(&full).lines().count(), 5);
    engine.rewind(second.id).await.map(|()| panic!("it isn't kept")).unwrap_err();
    let fourth = engine.export_details(export).await.unwrap().runs[1].clone();
    engine.rewind(fourth.id).await.unwrap();
    assert_eq!(text(&run(&engine, export).await), "type,op,name,id,latitude\n");
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn removed_rows_may_bring_their_key_only() {
    let bed = Bed::new();
    let spec = changes(json!({
        "delta": { "by": "rows", "removed": "key_only", "key": ["id"], "most_removed_percent": 100 },
        "format": { "layout": "json_lines" },
    }));
    let (engine, _, export) = begin(&bed, &spec, &[row("a", "A", "1"), row("b", "B", "2")]).await;
    text(&run(&engine, export).await);
    write(&bed.data(), &[row("b", "B", "2")]);
    assert_eq!(
        text(&run(&engine, export).await),
        "{\"_change\":\"removed\",\"name\":null,\"id\":\"a\",\"latitude\":null}\n"
    );
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_not_be_compared_stops_the_run() {
    let bed = Bed::new();
    let spec = changes(json!({}));
    let many: Vec<String> = (0..10).map(|id| row(&id.to_string(), "X", "1")).collect();
    let (engine, connection, export) = begin(&bed, &spec, &many).await;
    text(&run(&engine, export).await);

    write(&bed.data(), &[row("1", "X", "1"), row("1", "Y", "1")]);
    assert_eq!(failed(&run(&engine, export).await), "Two rows have the same key: id = 1");
    write(&bed.data(), &many[..7]);
    let alarm = run(&engine, export).await;
    assert_eq!(failed(&alarm), "3 of 10 delivered rows would be removed, more than 20 %");
    assert!(alarm.hint.unwrap().contains("most_removed_percent"));
    let refused = engine.preview_of(Some(export), &spec, connection, 50).await.unwrap_err();
    assert!(matches!(refused, Error::Changes(_)), "{refused:?}");
    // A source without rows is a source with a fault, until somebody says otherwise.
    write(&bed.data(), &[]);
    assert!(failed(&run(&engine, export).await).starts_with("10 of 10 delivered rows"));
    std::fs::remove_file(bed.data().join("stores.csv")).unwrap();
    failed(&run(&engine, export).await);
    write(&bed.data(), &many[..8]);
    assert_eq!(text(&run(&engine, export).await).lines().count(), 3, "two were removed");

    // Without a value in its key a row can't be told apart.
    let keyed = changes(json!({ "delta": { "by": "rows", "key": ["latitude"] } }));
    write(&bed.data(), &[row("1", "X", "1"), row("2", "Y", "")]);
    engine.update_export(export, &keyed, connection).await.unwrap();
    let missing = run(&engine, export).await;
    assert_eq!(failed(&missing), "Row 2 has no value in the key column `latitude`");

    // A state that isn't what was written is never believed.
    engine.update_export(export, &spec, connection).await.unwrap();
    write(&bed.data(), &many[..8]);
    let state = states(&bed).pop().unwrap();
    for name in states(&bed) {
        let path = bed.home().join("deltas").join(name);
        let mut bytes = std::fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(path, bytes).unwrap();
    }
    let damaged = run(&engine, export).await;
    assert!(failed(&damaged).contains("was changed"), "{damaged:?}");
    assert!(damaged.hint.as_ref().unwrap().contains("full again"));
    for name in states(&bed) {
        std::fs::remove_file(bed.home().join("deltas").join(name)).unwrap();
    }
    assert!(failed(&run(&engine, export).await).contains("can't be read"), "{state}");
    engine.full_again(export).await.unwrap();
    assert_eq!(text(&run(&engine, export).await).lines().count(), 9);
    let gone = engine.export_details(export).await.unwrap().runs;
    let first = gone.iter().find(|run| run.number == 1).unwrap();
    let refused = engine.rewind(first.id).await.unwrap_err();
    assert!(matches!(refused, Error::Refused(Refusal::NoState { number: 1 })), "{refused:?}");
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_columns_make_a_full_file() {
    let bed = Bed::new();
    let spec = changes(json!({}));
    let (engine, connection, export) = begin(&bed, &spec, &[row("a", "A", "1")]).await;
    text(&run(&engine, export).await);
    let wider = changes(json!({
        "fields": [{ "field": "name" }, { "field": "id" }, { "field": "city" }],
    }));
    engine.update_export(export, &wider, connection).await.unwrap();
    let full = run(&engine, export).await;
    assert_eq!(text(&full), "_change,name,id,city\nadded,A,a,\"Pécs, A\"\n");
    assert_eq!(full.window.unwrap().kind, DeltaKind::Full);
    // Another filter removes what it doesn't let through.
    let filtered = changes(json!({
        "fields": [{ "field": "name" }, { "field": "id" }, { "field": "city" }],
        "filters": [[{ "field": "name", "operator": "is", "value": "B" }]],
        "delta": { "by": "rows", "most_removed_percent": 100 },
    }));
    write(&bed.data(), &[row("a", "A", "1"), row("b", "B", "1")]);
    engine.update_export(export, &filtered, connection).await.unwrap();
    assert_eq!(
        text(&run(&engine, export).await),
        "_change,name,id,city\nremoved,A,a,\"Pécs, A\"\nadded,B,b,\"Pécs, B\"\n"
    );
    for (members, path) in [
        (json!({ "sort": [{ "field": "name" }] }), "sort"),
        (json!({ "fields": [{ "field": "name" }] }), "delta.key"),
        (json!({ "delta": { "by": "rows", "key": ["nmae"] } }), "delta.key[0]"),
        (
            json!({ "delta": { "by": "rows", "most_removed_percent": 101 } }),
            "delta.most_removed_percent",
        ),
        (
            json!({
                "split": { "by": "field", "field": "_change" }, "file_name": "{value}",
            }),
            "split.by",
        ),
        (json!({ "delta": { "by": "rows", "change": { "at": 0 } } }), "delta.change.at"),
    ] {
        let problems = engine.validate(&changes(members), connection).await.unwrap().problems;
        assert_eq!(problems[0].path, path, "{problems:?}");
    }
    engine.shut_down().await;
}

/// Random edits, and now and then a run that fails or that is rewound.
#[tokio::test(flavor = "multi_thread")]
async fn base_and_deltas_are_the_whole() {
    let bed = Bed::new();
    let spec = changes(json!({
        "fields": "all", "delta": { "by": "rows", "most_removed_percent": 100 },
    }));
    let mut seed = 11_u64;
    let mut random = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut table: BTreeMap<u64, (String, String)> = BTreeMap::new();
    let shown = |table: &BTreeMap<u64, (String, String)>| {
        table.iter().map(|(id, (name, lat))| row(&format!("s{id}"), name, lat)).collect::<Vec<_>>()
    };
    for id in 0..20_000 {
        table.insert(id, (format!("Shop {id}"), String::new()));
    }
    let (engine, _, export) = begin(&bed, &spec, &shown(&table)).await;
    text(&run(&engine, export).await);
    for round in 0..8 {
        for _ in 0..random(3000) {
            let id = random(25_000);
            match random(3) {
                0 => drop(table.remove(&id)),
                _ => {
                    let lat = if random(2) == 0 { String::new() } else { random(90).to_string() };
                    table.insert(id, (format!("Shop {id}-{}", random(5)), lat));
                }
            }
        }
        write(&bed.data(), &shown(&table));
        if round == 3 {
            std::fs::rename(bed.data().join("stores.csv"), bed.data().join("away")).unwrap();
            failed(&run(&engine, export).await);
            std::fs::rename(bed.data().join("away"), bed.data().join("stores.csv")).unwrap();
        }
        text(&run(&engine, export).await);
    }
    engine.shut_down().await;
    // Applied by a program that knows nothing of states.
    let script = "
import csv, io, pathlib, sys, zipfile
data, exports = map(pathlib.Path, sys.argv[1:])
def rows(file):
    archive = zipfile.ZipFile(file)
    text = io.TextIOWrapper(archive.open(archive.namelist()[0]), 'utf-8', newline='')
    return list(csv.DictReader(text))
files = sorted(exports.glob('*.zip'), key=lambda file: int(file.name.split()[0]))
assert len(files) == 9, files
whole, counts = {}, {}
for file in files:
    for row in rows(file):
        change, key = row.pop('_change'), row['id']
        counts[change] = counts.get(change, 0) + 1
        if change == 'added':
            assert key not in whole, key
        else:
            assert key in whole, key
        if change == 'removed':
            assert whole.pop(key) == row, key
        else:
            assert change == 'added' or whole[key] != row, key
            whole[key] = row
source = {row['id']: row for row in csv.DictReader(open(data / 'stores.csv', newline='', encoding='utf-8'))}
assert source.keys() == whole.keys()
for key, row in source.items():
    for name in ('id', 'name', 'city', 'latitude'):
        assert row[name] == whole[key][name], (key, name)
print(counts)";
    let done = Command::new("python3")
        .args(["-c", script])
        .args([bed.data(), bed.out()])
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let counts = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(["added", "changed", "removed"].iter().all(|word| counts.contains(word)), "{counts}");
}

/// Groups are compared by what they are grouped by.
#[tokio::test(flavor = "multi_thread")]
async fn groups_are_compared() {
    let bed = Bed::new();
    let spec = changes(json!({
        "aggregation": true,
        "fields": [{ "field": "name", "aggregate": "group" }, { "field": "id", "aggregate": "count" }],
    }));
    let rows = [row("1", "A", ""), row("2", "A", ""), row("3", "B", "")];
    let (engine, _, export) = begin(&bed, &spec, &rows).await;
    assert_eq!(text(&run(&engine, export).await), "_change,name,id_count\nadded,A,2\nadded,B,1\n");
    write(
        &bed.data(),
        &[row("1", "A", ""), row("2", "B", ""), row("3", "B", ""), row("4", "C", "")],
    );
    assert_eq!(
        text(&run(&engine, export).await),
        "_change,name,id_count\nchanged,A,1\nchanged,B,2\nadded,C,1\n"
    );
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_without_a_value_is_compared_as_others_are() {
    let bed = Bed::new();
    let spec = changes(json!({
        "aggregation": true,
        "fields": [{ "field": "name", "aggregate": "group" }, { "field": "id", "aggregate": "count" }],
    }));
    let rows = [row("1", "A", ""), row("2", "", "")];
    let (engine, _, export) = begin(&bed, &spec, &rows).await;
    assert_eq!(text(&run(&engine, export).await), "_change,name,id_count\nadded,A,1\nadded,,1\n");
    write(&bed.data(), &[row("1", "A", ""), row("2", "", ""), row("3", "", "")]);
    assert_eq!(text(&run(&engine, export).await), "_change,name,id_count\nchanged,,2\n");
    engine.shut_down().await;
}

/// What a run has read is kept as long as its file may be delivered.
#[tokio::test(flavor = "multi_thread")]
async fn the_state_of_a_file_that_is_delivered_later_is_kept() {
    let bed = Bed::new();
    let received = bed.folder.path().join("received");
    std::fs::create_dir(&received).unwrap();
    write(&bed.data(), &[row("a", "A", "1")]);
    let engine = bed.open().await;
    engine.save_target(&folder_target("Drive", &received)).await.unwrap();
    let connection = engine.save_connection(&folder(None, "Data", &bed.data())).await.unwrap();
    let spec = changes(json!({ "targets": ["Drive"] }));
    let export = engine.create_export(&spec, connection, false).await.unwrap();
    let other = changes(json!({ "name": "Other" }));
    let other = engine.create_export(&other, connection, false).await.unwrap();

    broken(&received, true);
    let first = run(&engine, export).await;
    failed(&first);
    // Another run of it works while the run of another export ends and tidies up.
    bed.clock.forward(TimeDelta::hours(1));
    let mut patient = folder_target("Drive", &received);
    patient.id = Some(engine.targets().await.unwrap()[0].id);
    patient.options.retry_hours = 1;
    engine.save_target(&patient).await.unwrap();
    let second = engine.start_run(export).await.unwrap();
    reaches(&engine, second, Stage::Delivering).await;
    text(&run(&engine, other).await);
    let mut changes = engine.subscribe();
    engine.cancel_run(second).await.unwrap();
    assert_eq!(ended(&mut changes, second).await, RunStatus::Cancelled);

    broken(&received, false);
    engine.retry_delivery(first.id).await.unwrap();
    assert_eq!(ended(&mut changes, first.id).await, RunStatus::Finished);
    write(&bed.data(), &[row("a", "A", "1"), row("b", "B", "2")]);
    let third = run(&engine, export).await;
    assert_eq!(text(&third), "_change,name,id,latitude\nadded,B,b,2\n");
    engine.shut_down().await;
}

/// Rows are told apart by true values, which no message shows where they are masked.
#[tokio::test(flavor = "multi_thread")]
async fn masks_belong_to_what_is_compared() {
    const SECRET: &str = "Marker-5eCret";
    let bed = Bed::new();
    let of = |recipe: &str| {
        let mask = json!({ "method": "hash", "recipe": recipe });
        changes(json!({
            "delta": { "by": "rows", "key": ["name"] },
            "fields": [{ "field": "name", "mask": mask }, { "field": "id" }],
        }))
    };
    let (engine, connection, export) =
        begin(&bed, &of("plain"), &[row("a", SECRET, "1"), row("b", "B", "1")]).await;
    text(&run(&engine, export).await);
    assert_eq!(text(&run(&engine, export).await), "_change,name,id\n");
    // Another hash is another value for whoever receives it.
    engine.update_export(export, &of("name"), connection).await.unwrap();
    let full = run(&engine, export).await;
    assert_eq!((full.window.unwrap().kind, text(&full).lines().count()), (DeltaKind::Full, 3));

    write(&bed.data(), &[row("a", SECRET, "1"), row("b", SECRET, "1")]);
    let doubled = run(&engine, export).await;
    let message = failed(&doubled);
    assert!(message.starts_with("Two rows have the same key: row 2; it isn't shown"), "{message}");
    let preview = engine.preview_of(Some(export), &of("name"), connection, 5).await.unwrap_err();
    let count = engine.count_of(Some(export), &of("name"), connection).await.unwrap_err();
    let log = engine.run_log(doubled.id).await.unwrap();
    let log: String = log.into_iter().map(|line| line.text).collect();
    for said in [message.to_owned(), format!("{preview:?}"), format!("{count:?}"), log] {
        assert!(!said.contains(SECRET), "{said}");
    }

    let kept = changes(json!({
        "delta": { "by": "rows", "key": ["name"] },
        "fields": [{ "field": "name", "mask": { "method": "keep", "first": 1 } }, { "field": "id" }],
    }));
    let refused = engine.create_export(&kept, connection, false).await.unwrap_err();
    assert_eq!(
        refused.message(),
        "delta.key[0]: `name` is masked, and what is left of it is no key"
    );
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_have_words_of_their_own() {
    let bed = Bed::new();
    let change = json!({ "added": "X", "removed": "X" });
    let spec = changes(json!({ "delta": { "by": "rows", "change": change } }));
    write(&bed.data(), &[row("a", "A", "1")]);
    let engine = bed.open().await;
    let connection = engine.save_connection(&folder(None, "Data", &bed.data())).await.unwrap();
    let refused = engine.create_export(&spec, connection, false).await.unwrap_err();
    assert_eq!(refused.message(), "delta.change.removed: two changes are called `X`");
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn states_go_when_rows_are_compared_no_more() {
    let bed = Bed::new();
    let by_rows = changes(json!({}));
    let plain = ExportSpec { delta: None, ..by_rows.clone() };
    let rows = [row("a", "A", "1"), row("b", "B", "2")];
    let (engine, connection, export) = begin(&bed, &by_rows, &rows).await;
    text(&run(&engine, export).await);
    text(&run(&engine, export).await);
    assert_eq!(states(&bed).len(), 2);

    // A definition that is changed back before it ran has lost nothing.
    engine.update_export(export, &plain, connection).await.unwrap();
    let other = changes(json!({ "name": "Other" }));
    let other = engine.create_export(&other, connection, false).await.unwrap();
    text(&run(&engine, other).await);
    assert_eq!(states(&bed).len(), 3, "another export's run ended");
    engine.update_export(export, &by_rows, connection).await.unwrap();
    assert_eq!(text(&run(&engine, export).await), "_change,name,id,latitude\n");
    assert_eq!(states(&bed).len(), 4);

    engine.update_export(export, &plain, connection).await.unwrap();
    assert_eq!(text(&run(&engine, export).await), "name,id,latitude\nA,a,1\nB,b,2\n");
    assert_eq!(states(&bed).len(), 1, "that of the other export");
    engine.update_export(export, &by_rows, connection).await.unwrap();
    let again = run(&engine, export).await;
    assert_eq!(again.window.unwrap().kind, DeltaKind::Full);
    assert_eq!(text(&again).lines().count(), 3);
    assert_eq!(text(&run(&engine, export).await), "_change,name,id,latitude\n");

    // Deleting can be taken back for a day.
    engine.delete_export(export).await.unwrap();
    engine.shut_down().await;
    let engine = bed.open().await;
    assert_eq!(states(&bed).len(), 3);
    engine.shut_down().await;
    bed.clock.forward(TimeDelta::days(2));
    let engine = bed.open().await;
    assert_eq!(states(&bed).len(), 3, "the clock may be wrong");
    engine.clock_has_held(Duration::from_hours(3));
    assert_eq!(text(&run(&engine, other).await), "_change,name,id,latitude\n");
    assert_eq!(states(&bed).len(), 2, "both of the other export");
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_state_stays_while_its_file_may_be_delivered() {
    let bed = Bed::new();
    let received = bed.folder.path().join("received");
    std::fs::create_dir(&received).unwrap();
    write(&bed.data(), &[row("a", "A", "1")]);
    let engine = bed.open().await;
    let mut drive = folder_target("Drive", &received);
    drive.options.retry_hours = 0;
    engine.save_target(&drive).await.unwrap();
    let connection = engine.save_connection(&folder(None, "Data", &bed.data())).await.unwrap();
    let spec = changes(json!({ "targets": ["Drive"] }));
    let export = engine.create_export(&spec, connection, false).await.unwrap();
    broken(&received, true);
    let first = run(&engine, export).await;
    failed(&first);
    let plain = ExportSpec { delta: None, targets: Vec::new(), ..spec.clone() };
    engine.update_export(export, &plain, connection).await.unwrap();
    text(&run(&engine, export).await);
    assert_eq!(states(&bed).len(), 1);

    broken(&received, false);
    let mut changes = engine.subscribe();
    engine.retry_delivery(first.id).await.unwrap();
    assert_eq!(ended(&mut changes, first.id).await, RunStatus::Finished);
    text(&run(&engine, export).await);
    assert_eq!(states(&bed).len(), 0);
    engine.shut_down().await;
}

/// The table `stores` as Parquet.
fn parquet(data: &Path, ids: &[&str], latitudes: ArrayRef) {
    let ids: ArrayRef = Arc::new(StringArray::from(ids.to_vec()));
    let batch = RecordBatch::try_from_iter([("id", ids), ("latitude", latitudes)]).unwrap();
    let file = std::fs::File::create(data.join("new")).unwrap();
    let mut writer = ArrowWriter::try_new(file, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    std::fs::rename(data.join("new"), data.join("stores.parquet")).unwrap();
}

/// Numbers in units of the last of so many decimals.
fn decimals(units: &[i128], scale: i8) -> ArrayRef {
    let numbers = Decimal128Array::from(units.to_vec());
    Arc::new(numbers.with_precision_and_scale(10, scale).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_column_of_another_type_hides_no_change() {
    let spec = changes(json!({
        "fields": [{ "field": "id" }, { "field": "latitude" }],
        "delta": { "by": "rows", "most_removed_percent": 100 },
    }));
    let bed = Bed::new();
    std::fs::remove_file(bed.data().join("stores.csv")).ok();
    parquet(&bed.data(), &["a", "b", "c"], decimals(&[12345, 20000, 98765], 4));
    let engine = bed.open().await;
    let connection = engine.save_connection(&folder(None, "Data", &bed.data())).await.unwrap();
    let export = engine.create_export(&spec, connection, false).await.unwrap();
    assert_eq!(
        text(&run(&engine, export).await),
        "_change,id,latitude\nadded,a,1.2345\nadded,b,2\nadded,c,9.8765\n"
    );
    // Fewer decimals: what was delivered isn't rounded to them.
    parquet(&bed.data(), &["a", "b"], decimals(&[123, 200], 2));
    assert_eq!(
        text(&run(&engine, export).await),
        "_change,id,latitude\nchanged,a,1.23\nremoved,c,9.8765\n"
    );
    // Whole numbers hold less than the state.
    parquet(&bed.data(), &["b"], Arc::new(Int64Array::from(vec![2])));
    assert_eq!(text(&run(&engine, export).await), "_change,id,latitude\nremoved,a,1.23\n");
    // What was a fraction may not be what a decimal is.
    parquet(&bed.data(), &["b", "d"], Arc::new(Float64Array::from(vec![2.0, 0.1])));
    let run_of = run(&engine, export).await;
    let told = failed(&run_of);
    assert!(told.contains("field `latitude` was Decimal"), "{told}");
    assert!(told.contains("and is Float64"), "{told}");
    engine.full_again(export).await.unwrap();
    assert!(text(&run(&engine, export).await).contains("d,0.1"));
    engine.shut_down().await;
}
