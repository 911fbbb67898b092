//! A history that can't be used is said, and never overwritten.

use std::path::Path;

use export_desk_core::engine::{Engine, Start};
use export_desk_core::error::Error;
use export_desk_core::store::HistoryError;

use crate::bed::{Bed, database, everything, names, stores};

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
    for content in [&b"hello, I am a text file\n"[..], &[0x5a; 50_000], b"SQLite format 3\0"] {
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

#[tokio::test(flavor = "multi_thread")]
async fn a_home_that_cannot_be_written() {
    let bed = Bed::new();
    std::fs::write(bed.home(), "a file in its place").unwrap();
    let Err(error) = bed.try_open().await else { panic!("it was opened") };
    assert_eq!(error.code(), "history");
    assert!(error.hint().is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_file_is_a_beginning() {
    let bed = Bed::new();
    std::fs::create_dir_all(bed.home()).unwrap();
    std::fs::write(bed.database(), "").unwrap();
    bed.open().await.shut_down().await;
    assert_eq!(names(&bed.home()), ["history.db"]);
}
