//! Writing: repeatable, whole or not at all, with messages that name the place.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use export_desk_core::demo::{
    DemoError, DemoSize, is_complete, is_fresh, story_end, write_demo, write_demo_until,
};

use crate::table::{BRAND, MODELS, SIZE, write};

fn bytes(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(dir).unwrap().map(Result::unwrap);
    entries
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect()
}

#[test]
fn equal_seeds_give_equal_bytes_and_others_do_not() {
    let again = tempfile::tempdir().unwrap();
    write(again.path(), SIZE);
    let (first, second) = (bytes(BRAND.dir.path()), bytes(again.path()));
    assert_eq!(first.len(), MODELS.len() + 1);
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (name, content) in &first {
        assert!(content == &second[name], "{name} differs");
    }
    write(again.path(), DemoSize { seed: 8, ..SIZE });
    let other = bytes(again.path());
    for (name, content) in &first {
        // Built-in and custom attributes are the same for every brand.
        assert_eq!(content == &other[name], name == "customer_fields.parquet", "{name}");
    }
}

#[test]
fn a_story_goes_on_until_the_end_that_is_asked_for() {
    let size = DemoSize { customers: 400, events: 20_000, seed: 7 };
    let (usual, later) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let write = |dir: &Path, end: DateTime<Utc>| {
        write_demo_until(dir, size, end, &mut |_| {}, &|| false).unwrap();
    };
    let end: DateTime<Utc> = "2029-05-06T00:00:00Z".parse().unwrap();
    write(later.path(), end);
    assert_eq!(story_end(later.path(), size), Some(end));
    assert!(is_fresh(later.path(), size, end + chrono::TimeDelta::days(13)));
    assert!(!is_fresh(later.path(), size, end + chrono::TimeDelta::days(15)));
    for (model, field, most) in [
        ("events", "timestamp", 30),
        ("customers", "created_at", 30),
        ("webhook_logs", "created_at", 5),
    ] {
        let table = crate::table::Table::read(later.path(), model);
        let newest = (0..table.rows).filter_map(|row| table.instant(field, row)).max().unwrap();
        let behind = end.timestamp_micros() - newest;
        assert!((0..most * crate::table::DAY).contains(&behind), "{model}: {behind}");
    }

    // An end before the usual one is the usual one.
    write(later.path(), "2020-01-01T00:00:00Z".parse().unwrap());
    write_demo(usual.path(), size, &mut |_| {}, &|| false).unwrap();
    assert!(bytes(later.path()) == bytes(usual.path()));
}

#[test]
fn any_size_comes_out_exactly() {
    for (customers, events) in [(1, 0), (1, 1000), (3, 17), (150, 140_001)] {
        let dir = tempfile::tempdir().unwrap();
        let size = DemoSize { customers, events, seed: 1 };
        let summary = write(dir.path(), size);
        let rows =
            |model: &str| summary.files.iter().find(|file| file.model == model).unwrap().rows;
        assert_eq!((rows("customers"), rows("events")), (customers, events));
        assert_eq!(crate::table::Table::read(dir.path(), "events").rows as u64, events);
        assert!(is_complete(dir.path(), size));
    }
}

#[test]
fn cancelling_and_damage_leave_no_complete_folder_and_writing_again_repairs_it() {
    let dir = tempfile::tempdir().unwrap();
    write(dir.path(), SIZE);
    assert!(is_complete(dir.path(), SIZE));
    assert!(!is_complete(dir.path(), DemoSize { seed: 1, ..SIZE }));

    // Asked to stop in the midst of the events.
    let stop = Cell::new(false);
    let outcome = write_demo(
        dir.path(),
        SIZE,
        &mut |progress| stop.set(stop.get() || progress.model == "events"),
        &|| stop.get(),
    );
    assert!(matches!(outcome, Err(DemoError::Cancelled)), "{outcome:?}");
    assert!(!is_complete(dir.path(), SIZE));
    assert!(bytes(dir.path()).keys().all(|name| name.ends_with(".parquet")));

    // A crash would leave this.
    fs::write(dir.path().join("events.parquet.part"), "half").unwrap();
    write(dir.path(), SIZE);
    assert!(is_complete(dir.path(), SIZE));
    assert!(bytes(dir.path()) == bytes(BRAND.dir.path()));

    let file = fs::OpenOptions::new().write(true).open(dir.path().join("coupons.parquet")).unwrap();
    file.set_len(100).unwrap();
    assert!(!is_complete(dir.path(), SIZE));
}

#[test]
fn progress_grows_to_the_total() {
    let dir = tempfile::tempdir().unwrap();
    let mut seen = Vec::new();
    write_demo(dir.path(), SIZE, &mut |progress| seen.push(progress), &|| false).unwrap();
    assert!(seen.windows(2).all(|pair| pair[0].done <= pair[1].done));
    let last = seen.last().unwrap();
    assert_eq!((last.done, last.total), (156_000, 156_000));
}

#[test]
fn errors_name_the_place() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("taken");
    fs::write(&file, "").unwrap();
    let error = write_demo(&file, SIZE, &mut |_| {}, &|| false).unwrap_err();
    assert!(matches!(&error, DemoError::NotAFolder { path } if *path == file), "{error}");
    assert!(error.to_string().contains("taken") && error.hint().ends_with('.'));

    let sizes = DemoSize { customers: 2, events: 2001, seed: 1 };
    let error = write_demo(dir.path(), sizes, &mut |_| {}, &|| false).unwrap_err();
    assert!(matches!(error, DemoError::Size { .. }), "{error}");
    let none = DemoSize { customers: 0, ..sizes };
    assert!(write_demo(dir.path(), none, &mut |_| {}, &|| false).is_err());

    // A folder stands where a file has to go.
    let blocked = dir.path().join("blocked");
    fs::create_dir_all(blocked.join("customers.parquet.part")).unwrap();
    let error = write_demo(&blocked, SIZE, &mut |_| {}, &|| false).unwrap_err();
    assert!(error.to_string().contains("customers.parquet.part"), "{error}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    // Every write to this device fails as on a full disk.
    let dir = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("/dev/full", dir.path().join("events.parquet.part")).unwrap();
    let error = write_demo(dir.path(), SIZE, &mut |_| {}, &|| false).unwrap_err();
    assert!(matches!(&error, DemoError::DiskFull { .. }), "{error:?}");
    assert!(error.to_string().contains("events.parquet"), "{error}");
    assert!(!is_complete(dir.path(), SIZE));
}
