//! A history that can't be used is said, and never overwritten.

use std::path::Path;

use chrono::TimeDelta;
use export_desk_core::engine::{Change, Engine, Start};
use export_desk_core::error::Error;
use export_desk_core::store::{ExportStatus, HistoryError, RunStatus, TargetInput, Theme};
use serde_json::json;

use crate::bed::{
    Bed, brand, database, ended, everything, folder, folder_target, names, run, spec, stores,
};
use crate::patience::within;

async fn refused(bed: &Bed) -> Error {
    let before = std::fs::read(bed.database()).unwrap();
    let Err(error) = bed.try_open().await else { panic!("it was opened") };
    assert_eq!(std::fs::read(bed.database()).unwrap(), before, "not a byte was changed");
    assert!(error.message().contains("history.db") && error.hint().is_some());
    error
}

/// A history with something in it.
async fn filled(bed: &Bed) {
    let (engine, connection) = bed.open_with_brand().await;
    for number in 0..200 {
        let name = format!("export {number}");
        engine.create_export(&stores(&name), connection, false).await.unwrap();
    }
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_history() {
    for content in
        [b"hello, I am a text file\n".to_vec(), vec![0x5a; 50_000], b"SQLite format 3\0".to_vec()]
    {
        let bed = Bed::new();
        std::fs::create_dir_all(bed.home()).unwrap();
        std::fs::write(bed.database(), content).unwrap();
        let error = refused(&bed).await;
        assert_eq!(error.code(), "history_damaged", "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_garbage_and_a_cut_file() {
    let bed = Bed::new();
    filled(&bed).await;
    let whole = std::fs::read(bed.database()).unwrap();
    assert!(whole.len() > 60_000);
    let mut flipped = whole.clone();
    for byte in &mut flipped[20_480..45_056] {
        *byte ^= 0xa5;
    }
    for damaged in [&flipped[..], &whole[..whole.len() / 2]] {
        std::fs::write(bed.database(), damaged).unwrap();
        let error = refused(&bed).await;
        assert_eq!(error.code(), "history_damaged", "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_programs_database() {
    let bed = Bed::new();
    std::fs::create_dir_all(bed.home()).unwrap();
    let options =
        sqlx::sqlite::SqliteConnectOptions::new().filename(bed.database()).create_if_missing(true);
    let other = sqlx::SqlitePool::connect_with(options).await.unwrap();
    sqlx::query("CREATE TABLE songs (title TEXT)").execute(&other).await.unwrap();
    other.close().await;
    let error = refused(&bed).await;
    assert!(error.message().contains("another program"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_one_is_kept_and_moved_aside_on_request() {
    let bed = Bed::new();
    filled(&bed).await;
    let history = database(&bed).await;
    sqlx::query(
        "INSERT INTO _sqlx_migrations SELECT 9999, 'newer', installed_on, 1, checksum, 1 \
         FROM _sqlx_migrations LIMIT 1",
    )
    .execute(&history)
    .await
    .unwrap();
    history.close().await;
    let error = refused(&bed).await;
    assert_eq!(error.code(), "history_newer");
    assert!(matches!(error, Error::History(HistoryError::Newer { .. })));
    let start = Start::without_history(&bed.options());
    assert_eq!(start.settings.user_name, "Anna Kovács");
    assert!(start.timezones.iter().any(|zone| zone.id == "Europe/Budapest" && zone.offset == 60));

    let before = std::fs::read(bed.database()).unwrap();
    std::fs::write(side(&bed.database(), "-wal"), "").unwrap();
    let moved = Engine::move_history_aside(&bed.home(), &bed.clock).unwrap();
    assert!(moved.ends_with("history-2026-11-20T10-30-00Z.db"), "{}", moved.display());
    assert_eq!(std::fs::read(&moved).unwrap(), before);
    let engine = bed.open().await;
    assert_eq!(engine.list_exports(&everything()).await.unwrap().total, 0);
    engine.shut_down().await;
    let second = Engine::move_history_aside(&bed.home(), &bed.clock).unwrap();
    assert_ne!(second, moved);
    // Looking at it may have left its `-shm`, which went along.
    let mut left = names(&bed.home());
    left.retain(|name| !name.ends_with("-shm"));
    assert_eq!(
        left,
        [
            "history-2026-11-20T10-30-00Z (2).db",
            "history-2026-11-20T10-30-00Z.db",
            "history-2026-11-20T10-30-00Z.db-wal",
        ]
    );
    assert!(!side(&bed.database(), "-shm").exists());
}

fn side(path: &Path, suffix: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// What another history hasn't taken in yet isn't the new one's.
#[tokio::test(flavor = "multi_thread")]
async fn a_journal_without_its_history_is_kept_aside() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    engine.create_export(&stores("in the journal"), connection, false).await.unwrap();
    let journal = side(&bed.database(), "-wal");
    let content = std::fs::read(&journal).unwrap();
    assert!(!content.is_empty());
    engine.shut_down().await;
    std::fs::write(&journal, &content).unwrap();
    std::fs::remove_file(bed.database()).unwrap();
    let engine = bed.open().await;
    assert_eq!(engine.list_exports(&everything()).await.unwrap().total, 0);
    engine.shut_down().await;
    assert_eq!(std::fs::read(side(&bed.database(), "-wal.old")).unwrap(), content);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_home_that_cannot_be_written() {
    let bed = Bed::new();
    std::fs::write(bed.home(), "a file in its place").unwrap();
    let Err(error) = bed.try_open().await else { panic!("it was opened") };
    assert_eq!(error.code(), "history");
    assert!(error.hint().is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_or_tiny_file_is_never_taken_for_a_beginning() {
    for bytes in [0, 1, 2, 99, 100, 511, 512, 4096] {
        let bed = Bed::new();
        std::fs::create_dir_all(bed.home()).unwrap();
        std::fs::write(bed.database(), vec![0; bytes]).unwrap();
        let error = refused(&bed).await;
        assert_eq!(error.code(), "history_damaged", "{bytes} bytes: {error}");
        assert_eq!(names(&bed.home()), ["history.db"], "{bytes} bytes");
        Engine::move_history_aside(&bed.home(), &bed.clock).unwrap();
        bed.open().await.shut_down().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journal_beside_an_emptied_history_is_kept() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    engine.create_export(&stores("in the journal"), connection, false).await.unwrap();
    let journal = side(&bed.database(), "-wal");
    let (database, content) = (std::fs::read(bed.database()), std::fs::read(&journal).unwrap());
    engine.shut_down().await;
    // As after a crash of the computer, with the database lost.
    std::fs::write(&journal, &content).unwrap();
    std::fs::write(bed.database(), "").unwrap();
    refused(&bed).await;
    assert_eq!(std::fs::read(&journal).unwrap(), content);
    // With the database back, everything is there.
    std::fs::write(bed.database(), database.unwrap()).unwrap();
    let engine = bed.open().await;
    assert_eq!(engine.list_exports(&everything()).await.unwrap().rows[0].name, "in the journal");
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_begin_a_history_at_once() {
    for _ in 0..5 {
        let bed = Bed::new();
        let (one, two) = tokio::join!(bed.try_open(), bed.try_open());
        let (one, two) = (one.unwrap(), two.unwrap());
        let connection = one.save_connection(&folder(None, "Brand", brand())).await;
        two.create_export(&stores("shared"), connection.unwrap(), false).await.unwrap();
        assert_eq!(one.list_exports(&everything()).await.unwrap().total, 1);
        one.shut_down().await;
        two.shut_down().await;
        assert_eq!(names(&bed.home()), ["history.db"]);
    }
}

/// What may have become of a stored document: bits that were flipped, a key or a
/// version that only a newer Export Desk knows.
const DAMAGED: [&str; 7] = [
    "CAST(x'7b22ff' || CAST(substr(COLUMN, 4) AS BLOB) AS TEXT)",
    "substr(COLUMN, 1, length(COLUMN) / 2)",
    "''",
    "'[]'",
    "'null'",
    "replace(COLUMN, '{', '[')",
    "json_set(COLUMN, '$.kind', 'hologram', '$.version', 99)",
];

async fn damage(bed: &Bed, table: &str, column: &str, how: &str, id: i64) {
    let history = database(bed).await;
    let how = how.replace("COLUMN", column);
    let statement = format!("UPDATE {table} SET {column} = {how} WHERE id = {id}");
    let done = sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&history).await.unwrap();
    assert_eq!(done.rows_affected(), 1);
    history.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_definition_that_cannot_be_read_stops_only_itself() {
    for how in DAMAGED {
        let bed = Bed::new();
        let (engine, connection) = bed.open_with_brand().await;
        let daily = json!({ "when": { "kind": "daily", "times": ["12:00"] } });
        let scheduled = |name| spec(json!({ "model": "stores", "name": name, "schedule": daily }));
        let good = engine.create_export(&scheduled("good"), connection, false).await.unwrap();
        let bad = engine.create_export(&scheduled("bad"), connection, false).await.unwrap();
        let target = engine.save_target(&folder_target("Drive", &bed.data())).await.unwrap();
        engine.shut_down().await;
        damage(&bed, "exports", "spec", how, bad).await;

        let engine = bed.open().await;
        let mut changes = engine.subscribe();
        let page = engine.list_exports(&everything()).await.unwrap();
        let row = |id| page.rows.iter().find(|row| row.id == id).unwrap();
        assert_eq!(row(bad).name, "bad");
        assert_eq!(row(bad).status, ExportStatus::Failed, "{how}");
        let reason = row(bad).reason.as_deref().unwrap();
        assert!(reason.starts_with("The definition of “bad” can't be read: "), "{reason}");
        assert_eq!(row(good).reason, None);
        // Everything that looks at all of them still works.
        let scheduled: Vec<i64> =
            engine.scheduled().await.unwrap().iter().map(|row| row.id).collect();
        assert_eq!(scheduled, [good], "{how}");
        assert_eq!(engine.targets().await.unwrap().len(), 1);
        engine.upcoming(7).await.unwrap();
        engine.start().await.unwrap();
        let renamed = TargetInput { id: Some(target), ..folder_target("Disk", &bed.data()) };
        engine.save_target(&renamed).await.unwrap();
        engine.delete_target(target).await.unwrap();
        // The other's slot runs.
        engine.run_schedules();
        bed.clock.forward(TimeDelta::days(1));
        engine.check_schedules().await.unwrap();
        let (mut said, mut ran) = (false, false);
        while !(said && ran) {
            match within(changes.recv(), "the other's run and what is said").await.unwrap() {
                Change::Trouble { message, hint } => {
                    assert!(message.contains("“bad” can't be read"), "{message}");
                    assert!(hint.unwrap().contains("newer Export Desk"));
                    assert!(!said, "said once");
                    said = true;
                }
                Change::RunEnded { export_id, status, .. } => {
                    assert_eq!((export_id, status), (good, RunStatus::Finished));
                    ran = true;
                }
                _ => {}
            }
        }
        // By hand it fails with the reason.
        let run = engine.start_run(bad).await.unwrap();
        assert_eq!(ended(&mut changes, run).await, RunStatus::Failed);
        let row = engine.run_row(run).await.unwrap();
        assert!(row.message.unwrap().contains("“bad” can't be read"));
        let Err(error) = engine.export_details(bad).await else { panic!("{how}") };
        assert_eq!(error.code(), "unreadable");
        // It can be saved again, or deleted.
        engine.update_export(bad, &stores("mended"), connection).await.unwrap();
        assert_eq!(engine.definition(bad).await.unwrap().name, "mended");
        engine.delete_export(bad).await.unwrap();
        engine.shut_down().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_target_that_cannot_be_read_stops_only_itself() {
    for (column, how) in [
        ("settings", DAMAGED[0]),
        ("settings", DAMAGED[1]),
        ("settings", DAMAGED[6]),
        ("options", DAMAGED[2]),
        ("options", DAMAGED[5]),
    ] {
        let bed = Bed::new();
        let (engine, connection) = bed.open_with_brand().await;
        let (drive, disk) = (bed.data().join("drive"), bed.data().join("disk"));
        let bad = engine.save_target(&folder_target("Drive", &drive)).await.unwrap();
        engine.save_target(&folder_target("Disk", &disk)).await.unwrap();
        let both = spec(json!({ "model": "stores", "targets": ["Drive", "Disk"] }));
        let export = engine.create_export(&both, connection, false).await.unwrap();
        engine.shut_down().await;
        damage(&bed, "targets", column, how, bad).await;

        let engine = bed.open().await;
        let targets = engine.targets().await.unwrap();
        let named = |name: &str| targets.iter().find(|target| target.name == name).unwrap();
        assert!(named("Drive").unreadable.is_some(), "{column} {how}");
        assert_eq!((named("Drive").exports, &named("Disk").unreadable), (1, &None));
        let row = run(&engine, export).await;
        assert_eq!(row.status, RunStatus::Failed);
        let message = row.message.unwrap();
        assert!(message.contains("“Drive”: Target “Drive” can't be read: "), "{message}");
        assert!(!message.contains("Disk"), "{message}");
        assert_eq!(names(&disk).len(), 1, "the other got its file");
        // Saved again, it takes the file that waits for it.
        let mended = TargetInput { id: Some(bad), ..folder_target("Drive", &drive) };
        engine.save_target(&mended).await.unwrap();
        assert_eq!(
            engine.targets().await.unwrap().iter().filter(|t| t.unreadable.is_some()).count(),
            0
        );
        engine.shut_down().await;
    }
}

/// A few bits of a text have flipped, so that it isn't one any more.
#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_tag_or_zone_rule_stops_nothing() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    let mut daily = stores("daily");
    let at = json!({ "when": { "kind": "daily", "times": ["04:00"] } });
    daily.schedule = serde_json::from_value(at).unwrap();
    let export = engine.create_export(&daily, connection, false).await.unwrap();
    engine.change_tags(&[export], &["spring".to_owned()], &[]).await.unwrap();
    engine.shut_down().await;
    let history = database(&bed).await;
    for damage in [
        "UPDATE export_tags SET tag = CAST(x'73ff72' AS TEXT)",
        "INSERT INTO zone_rules (zone, release, rules) SELECT timezone, '2025a', CAST(x'7bff' AS TEXT) \
         FROM (SELECT json_extract(spec, '$.timezone') AS timezone FROM exports) WHERE true \
         ON CONFLICT (zone) DO UPDATE SET release = '2025a', rules = excluded.rules",
        "INSERT INTO zone_rules (zone, release, rules) \
         VALUES (CAST(x'45ff' AS TEXT), CAST(x'32ff' AS TEXT), '[]')",
        "INSERT INTO connections (name, settings, mapping) SELECT 'Odd', settings, \
         replace('{\"models\":[\"odd\",7,{\"own\":{\"id\":\"x\",\"label\":\"a?b\"}},\
         {\"own\":{\"id\":7,\"label\":8}},{\"own\":{\"id\":\"y\"}}]}', '?', CAST(x'ff' AS TEXT)) \
         FROM connections ORDER BY id DESC LIMIT 1",
    ] {
        let done = sqlx::query(damage).execute(&history).await.unwrap();
        assert_eq!(done.rows_affected(), 1, "{damage}");
    }
    history.close().await;
    let engine = bed.open().await;
    assert_eq!(engine.tags().await.unwrap().tags.len(), 1);
    assert_eq!(engine.list_exports(&everything()).await.unwrap().rows.len(), 1);
    let mut changes = engine.subscribe();
    engine.run_schedules();
    assert_eq!(run(&engine, export).await.status, RunStatus::Finished);
    let first = engine.scheduled().await.unwrap();
    assert!(first[0].next_fire.is_some());
    while let Ok(change) = changes.try_recv() {
        assert!(!matches!(change, Change::Trouble { .. }), "{change:?}");
    }
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_or_setting_that_cannot_be_read_stops_only_itself() {
    for column in ["settings", "offline", "mapping", "copy"] {
        for how in [DAMAGED[0], DAMAGED[1], DAMAGED[5]] {
            let bed = Bed::new();
            let (engine, good) = bed.open_with_brand().await;
            let bad = engine.save_connection(&folder(None, "Old brand", brand())).await.unwrap();
            let fine = engine.create_export(&stores("fine"), good, false).await.unwrap();
            let broken = engine.create_export(&stores("broken"), bad, false).await.unwrap();
            engine.shut_down().await;
            let history = database(&bed).await;
            let before = match column {
                "settings" => format!("UPDATE connections SET name = name WHERE id = {bad}"),
                _ => format!(
                    "UPDATE connections SET {column} = '{{\"models\":[],\"use\":false}}' WHERE id = {bad}"
                ),
            };
            sqlx::query(sqlx::AssertSqlSafe(before)).execute(&history).await.unwrap();
            history.close().await;
            damage(&bed, "connections", column, how, bad).await;
            let engine = bed.open().await;
            let start = engine.start().await.unwrap();
            assert_eq!(start.connections.len(), 3);
            assert_eq!(engine.list_exports(&everything()).await.unwrap().rows.len(), 2);
            assert_eq!(run(&engine, fine).await.status, RunStatus::Finished);
            let failed = run(&engine, broken).await;
            assert_eq!(failed.status, RunStatus::Failed, "{column} {how}");
            assert!(failed.message.unwrap().contains("can't be read"), "{column} {how}");
            engine.shut_down().await;
        }
    }
    // A setting that a newer version has written has its default, and that is said.
    let bed = Bed::new();
    let (engine, _) = bed.open_with_brand().await;
    let mut settings = engine.settings().await.unwrap();
    settings.user_name = "Béla".to_owned();
    engine.save_settings(&settings).await.unwrap();
    engine.shut_down().await;
    let history = database(&bed).await;
    sqlx::query("UPDATE settings SET value = json_set(value, '$.theme', 'sepia', '$.sound', 3)")
        .execute(&history)
        .await
        .unwrap();
    history.close().await;
    let engine = bed.open().await;
    let start = engine.start().await.unwrap();
    assert_eq!((start.settings.theme, &*start.settings.user_name), (Theme::System, "Béla"));
    assert_eq!(start.warnings.len(), 1);
    assert!(start.warnings[0].starts_with("Setting `theme` can't be read"), "{:?}", start.warnings);
    engine.shut_down().await;
}

/// Bits are flipped anywhere in the database; either it is said that it is
/// damaged, or everything else goes on.
#[tokio::test(flavor = "multi_thread")]
async fn flipped_bits() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    engine.save_target(&folder_target("Drive", &bed.data())).await.unwrap();
    for number in 0..30 {
        let export = spec(json!({
            "model": "stores", "name": format!("export {number}"), "targets": ["Drive"],
            "schedule": { "when": { "kind": "daily", "times": ["12:00"] } },
        }));
        engine.create_export(&export, connection, false).await.unwrap();
    }
    engine.shut_down().await;
    let whole = std::fs::read(bed.database()).unwrap();
    let (mut number, mut refusals, mut marked) = (11_u64, 0, 0);
    for _ in 0..150 {
        number =
            number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut flipped = whole.clone();
        let bit = usize::try_from(number >> 20).unwrap() % (whole.len() * 8);
        flipped[bit / 8] ^= 1 << (bit % 8);
        for suffix in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(side(&bed.database(), suffix));
        }
        std::fs::write(bed.database(), &flipped).unwrap();
        let engine = match bed.try_open().await {
            Ok(engine) => engine,
            Err(error) => {
                assert!(
                    ["history_damaged", "history_newer", "history"].contains(&error.code()),
                    "{error}"
                );
                refusals += 1;
                continue;
            }
        };
        let page = engine
            .list_exports(&everything())
            .await
            .unwrap_or_else(|error| panic!("bit {bit}: {error}"));
        marked += page.rows.iter().filter(|row| row.status == ExportStatus::Failed).count();
        assert!(page.rows.len() >= 29, "bit {bit}: {}", page.rows.len());
        assert!(engine.scheduled().await.unwrap().len() >= 29, "bit {bit}");
        engine.targets().await.unwrap();
        engine.start().await.unwrap();
        engine.check_schedules().await.unwrap();
        engine.shut_down().await;
    }
    println!("{refusals} of 150 refused, {marked} definitions marked");
    assert!(refusals < 150);
}
