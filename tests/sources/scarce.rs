//! What others take away: tables that they hold locked, room on the server's disk.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use export_desk_core::source::{ConnectionSettings, Source};
use serde_json::json;

use crate::bed::{spec, text};
use crate::failures::{failure, many_rows, name_of, table};
use crate::servers::{Kind, PATIENCE, Running, done, is_root, owned_by};

/// A session of the server's own client that holds a lock until it ends.
pub(crate) struct Holder {
    child: Child,
    answers: BufReader<ChildStdout>,
}

impl Holder {
    /// Carries out `sql`, the last statement of which says something.
    pub(crate) fn new(mut client: Command, sql: &str) -> Self {
        let piped = client.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        let answers = BufReader::new(child.stdout.take().unwrap());
        let mut holder = Self { child, answers };
        holder.say(sql);
        holder
    }

    /// Carries out more; the session goes on as long as there may be more still.
    pub(crate) fn say(&mut self, sql: &str) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{sql}").unwrap();
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        assert_eq!(line.trim(), "held");
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

fn hold(kind: Kind, server: &Running) -> Holder {
    match kind {
        Kind::Postgres => Holder::new(
            server.client(),
            "BEGIN; LOCK TABLE t IN ACCESS EXCLUSIVE MODE;\n\\echo held",
        ),
        Kind::Mariadb => Holder::new(server.client(), "LOCK TABLES t WRITE; SELECT 'held';"),
    }
}

/// Whether one of our sessions waits for a lock.
fn waits(kind: Kind, server: &Running) -> bool {
    let waiting = match kind {
        Kind::Postgres => {
            "SELECT count(*) FROM pg_stat_activity \
             WHERE application_name = 'Export Desk' AND wait_event_type = 'Lock'"
        }
        Kind::Mariadb => {
            "SELECT count(*) FROM information_schema.processlist \
             WHERE user = 'admin' AND state LIKE 'Waiting for table%lock'"
        }
    };
    server.value(waiting) == "1"
}

async fn exported(source: &Source) -> String {
    text(&spec(json!({ "model": "t" })), source).await
}

async fn locked(kind: Kind, server: &Running) {
    server.sql("CREATE TABLE t (id int, name varchar(20))");
    server.sql("INSERT INTO t VALUES (1, 'one')");
    let name = name_of(kind, "t");
    let holder = hold(kind, server);
    let mut hurried = server.server();
    hurried.statement_timeout_seconds = Some(2);
    let told = failure(&table(server.settings(hurried), &name).await).await;
    let message = told.message();
    assert!(message.contains("was locked by somebody else for 1 s"), "{message}");
    assert!(told.hint().unwrap().contains("Run again when"), "{told:?}");

    // Who has time waits until the lock is gone.
    let source = table(server.settings(server.server()), &name).await;
    let waiting = tokio::spawn(async move { exported(&source).await });
    let deadline = Instant::now() + PATIENCE;
    while !waits(kind, server) {
        assert!(Instant::now() < deadline, "nobody waits");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    drop(holder);
    assert_eq!(waiting.await.unwrap(), "id,name\n1,one\n");
    server.sql("DROP TABLE t");
}

/// How often this process has a file open.
fn open_files(path: &Path) -> usize {
    let open = std::fs::read_dir("/proc/self/fd").unwrap().flatten();
    open.filter(|entry| std::fs::read_link(entry.path()).is_ok_and(|file| file == path)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_sqlite_is_locked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    let writer = rusqlite::Connection::open(&path).unwrap();
    writer
        .execute_batch("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO t VALUES (1, 'one'); BEGIN EXCLUSIVE;")
        .unwrap();
    let settings = ConnectionSettings::Sqlite { path: path.clone() };
    let source = table(settings, "t").await;
    let message = failure(&source).await.message();
    assert!(message.contains("was locked by somebody else for 10 s"), "{message}");
    let waiting = tokio::spawn(async move { exported(&source).await });
    let deadline = Instant::now() + PATIENCE;
    while open_files(&path) < 2 {
        assert!(Instant::now() < deadline, "nobody opens the file");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    writer.execute_batch("INSERT INTO t VALUES (2, 'two'); COMMIT;").unwrap();
    assert_eq!(waiting.await.unwrap(), "id,name\n1,one\n2,two\n");
}

/// A disk of one megabyte in a folder.
struct SmallDisk<'a>(&'a Path);

impl<'a> SmallDisk<'a> {
    fn mount(folder: &'a Path, kind: Kind) -> Self {
        done(Command::new("mount").args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"]).arg(folder));
        owned_by(kind.user(), folder);
        Self(folder)
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).output();
    }
}

/// A disk of a folder that can be protected against writing.
pub(crate) struct Disk<'a>(&'a Path);

impl<'a> Disk<'a> {
    pub(crate) fn mount(folder: &'a Path) -> Self {
        done(Command::new("mount").args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"]).arg(folder));
        Self(folder)
    }

    /// Nobody writes there any more: root may write into any folder, but not on a
    /// disk that is only read.
    pub(crate) fn protect(folder: &Path) {
        if is_root() {
            done(Command::new("mount").args(["-o", "remount,ro"]).arg(folder));
        } else {
            done(Command::new("chmod").arg("555").arg(folder));
        }
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).output();
    }
}

/// Sorting takes more than the server's disk has.
async fn full(kind: Kind, server: &Running) {
    many_rows(kind, server, 30_000);
    let place = server.folder.path().join("tmp");
    let _disk = SmallDisk::mount(&place, kind);
    match kind {
        Kind::Postgres => {
            server.sql(&format!("CREATE TABLESPACE small LOCATION '{}'", place.display()));
            server.sql("ALTER ROLE admin SET temp_tablespaces = small");
        }
        Kind::Mariadb => server.sql("SET GLOBAL sort_buffer_size = 65536"),
    }
    let source = table(server.settings(server.server()), &name_of(kind, "t")).await;
    let told = failure(&source).await;
    let message = told.message();
    assert!(message.contains("has no room for the query"), "{message}");
    assert!(told.hint().unwrap().contains("administrator"), "{told:?}");
}

async fn scarce(kind: Kind) {
    let server = Running::start(kind);
    locked(kind, &server).await;
    full(kind, &server).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_is_locked_and_full() {
    scarce(Kind::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mariadb_is_locked_and_full() {
    scarce(Kind::Mariadb).await;
}
