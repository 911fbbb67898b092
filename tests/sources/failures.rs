//! What goes wrong between here and a server: told in words, with a way out,
//! and without the password.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use export_desk_core::catalog::FieldType;
use export_desk_core::error::Error;
use export_desk_core::run::{Observer, Outcome, Progress, Stage, preview, run};
use export_desk_core::source::{ConnectionSettings, Mapping, Server, Source, Tls, open_source};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::bed::{context, field, opened, spec};
use crate::servers::{Kind, PASSWORD, PATIENCE, Running};

/// A source whose model `t` is a table with an `id` and a `name`.
pub(crate) async fn table(settings: ConnectionSettings, table: &str) -> Source {
    let source = opened(settings).await;
    let mapping = json!({ "models": [{
        "model": "t", "table": table,
        "fields": { "id": { "column": "id" }, "name": { "column": "name" } },
        "own": {
            "id": "t", "label": "T", "key": ["id"],
            "fields": [field("id", FieldType::Numeric), field("name", FieldType::String)],
        },
    }] });
    let mapping: Mapping = serde_json::from_value(mapping).unwrap();
    source.with_mapping(Some(mapping))
}

pub(crate) async fn failure(source: &Source) -> Error {
    let out = tempfile::tempdir().unwrap();
    let spec = spec(json!({ "model": "t" }));
    let error = run(&spec, &context(source, out.path())).await.unwrap_err();
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0, "something is left");
    let told = format!("{error:?} {} {:?}", error.message(), error.hint());
    assert!(!told.contains("Marker"), "{told}");
    assert!(error.hint().is_some(), "{told}");
    error
}

pub(crate) fn name_of(kind: Kind, table: &str) -> String {
    if kind == Kind::Postgres { format!("public.{table}") } else { table.to_owned() }
}

async fn getting_in(kind: Kind) {
    let server = Running::start(kind);
    server.sql("CREATE TABLE t (id int, name varchar(20))");
    server.sql("INSERT INTO t VALUES (1, 'one')");
    let name = name_of(kind, "t");
    let with = |change: &dyn Fn(&mut Server)| {
        let mut settings = server.server();
        change(&mut settings);
        server.settings(settings)
    };
    let told =
        async |settings: ConnectionSettings| failure(&table(settings, &name).await).await.message();

    let wrong =
        open_source(server.settings(server.server()), Some("nonsense".to_owned())).await.unwrap();
    let wrong = wrong.tables().await.unwrap_err().to_string();
    assert!(wrong.contains("doesn't let user `admin` in"), "{wrong}");

    let message = told(with(&|server| server.database = "elsewhere".to_owned())).await;
    assert!(message.contains("there is no database `elsewhere`"), "{message}");
    let message = told(with(&|server| server.port = 1)).await;
    assert!(message.contains("can't reach `localhost:1`"), "{message}");
    let message = told(with(&|server| server.ca_file = None)).await;
    assert!(message.contains("can't be trusted"), "{message}");
    // The certificate is that of localhost.
    let message = told(with(&|server| server.ca_file = Some("/nowhere.pem".into()))).await;
    assert!(message.contains("/nowhere.pem"), "{message}");
    let empty = tempfile::NamedTempFile::new().unwrap();
    let settings = with(&|server| server.ca_file = Some(empty.path().to_owned()));
    let error = open_source(settings, Some(PASSWORD.to_owned())).await.unwrap_err();
    assert!(error.to_string().contains("there is no certificate in it"), "{error}");
    assert!(error.to_string().contains(&*empty.path().to_string_lossy()), "{error}");
    assert!(error.hint().unwrap().contains("BEGIN CERTIFICATE"), "{:?}", error.hint());

    let source = table(with(&|server| server.tls = Tls::Off), &name).await;
    let out = tempfile::tempdir().unwrap();
    let preview =
        preview(&spec(json!({ "model": "t" })), &context(&source, out.path()), 5).await.unwrap();
    assert_eq!(
        String::from_utf8(preview.bytes).unwrap().lines().collect::<Vec<_>>(),
        ["id,name", "1,one"]
    );

    // A user who may read nothing.
    let (user, host) = ("reader", if kind == Kind::Postgres { "" } else { "@'%'" });
    let quoted = PASSWORD.replace('\'', "''");
    if kind == Kind::Postgres {
        server.sql(&format!("CREATE ROLE {user} LOGIN PASSWORD '{quoted}'"));
    } else {
        let quoted = quoted.replace('\\', "\\\\");
        server.sql(&format!(
            "CREATE USER '{user}'{host} IDENTIFIED BY '{quoted}'; CREATE TABLE open (id int); \
             GRANT SELECT ON test.open TO '{user}'{host}"
        ));
    }
    let message = told(with(&|server| server.user = "reader".to_owned())).await;
    let denied = message.contains("user `reader` may not read") || message.contains("no table `t`");
    assert!(denied, "{message}");

    server.sql("DROP TABLE t");
    let message = told(server.settings(server.server())).await;
    assert!(message.contains(&format!("has no table `{name}`")), "{message}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_that_somebody_cancels_at_the_server_took_not_too_long() {
    let server = Arc::new(Running::start(Kind::Postgres));
    server.sql("CREATE VIEW t AS SELECT 1 AS id, 'one'::varchar AS name FROM pg_sleep(60)");
    let source = table(server.settings(server.server()), "public.t").await;
    let there = Arc::clone(&server);
    let cancelling = tokio::task::spawn_blocking(move || {
        let cancel = "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity \
                      WHERE wait_event = 'PgSleep'";
        let deadline = Instant::now() + PATIENCE;
        while there.value(cancel) == "0" {
            assert!(Instant::now() < deadline, "nobody asks for the rows");
        }
    });
    let error = failure(&source).await;
    cancelling.await.unwrap();
    let (message, hint) = (error.message(), error.hint().unwrap());
    assert!(
        message.contains("stopped the query: somebody cancelled it at the server"),
        "{message}"
    );
    assert!(hint.starts_with("Ask the database's administrator why"), "{hint}");
}

#[tokio::test(flavor = "multi_thread")]
async fn getting_into_postgresql() {
    getting_in(Kind::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn getting_into_mariadb() {
    getting_in(Kind::Mariadb).await;
}

/// Does something once rows are being exported.
pub(crate) struct Once<F: Fn() + Send + Sync> {
    done: AtomicBool,
    what: F,
}

impl<F: Fn() + Send + Sync> Once<F> {
    pub(crate) fn new(what: F) -> Arc<Self> {
        Arc::new(Self { done: AtomicBool::new(false), what })
    }
}

impl<F: Fn() + Send + Sync> Observer for Once<F> {
    fn on_progress(&self, progress: &Progress) {
        if progress.stage == Stage::Exporting && !self.done.swap(true, Ordering::Relaxed) {
            (self.what)();
        }
    }
}

pub(crate) fn many_rows(kind: Kind, server: &Running, rows: u32) {
    match kind {
        Kind::Postgres => server.sql(&format!(
            "CREATE TABLE t AS SELECT i AS id, repeat(md5(i::text), 20) AS name \
             FROM generate_series(1, {rows}) AS i"
        )),
        Kind::Mariadb => server.sql(&format!(
            "CREATE TABLE t (id int, name text); \
             INSERT INTO t SELECT seq, repeat(md5(seq), 20) FROM seq_1_to_{rows}"
        )),
    }
}

/// How many sessions of ours work on the server.
fn busy(kind: Kind, server: &Running) -> String {
    match kind {
        Kind::Postgres => server.value(
            "SELECT count(*) FROM pg_stat_activity \
             WHERE application_name = 'Export Desk' AND state = 'active'",
        ),
        Kind::Mariadb => server.value(
            "SELECT count(*) FROM information_schema.processlist \
             WHERE user = 'admin' AND command IN ('Query', 'Execute')",
        ),
    }
}

pub(crate) fn idle_in_time(kind: Kind, server: &Running) {
    let deadline = Instant::now() + PATIENCE;
    while busy(kind, server) != "0" {
        assert!(Instant::now() < deadline, "the query goes on");
        std::thread::sleep(Duration::from_millis(20));
    }
}

async fn broken_in_the_middle(kind: Kind) {
    let mut server = Running::start(kind);
    many_rows(kind, &server, 300_000);
    let source = table(server.settings(server.server()), &name_of(kind, "t")).await;
    // Everything that the server's sessions do ends.
    let kill = match kind {
        Kind::Postgres => "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE application_name = 'Export Desk'"
            .to_owned(),
        Kind::Mariadb => "KILL USER admin".to_owned(),
    };
    let server = Arc::new(std::mem::replace(&mut server, Running::start(kind)));
    let (out, victim) = (tempfile::tempdir().unwrap(), Arc::clone(&server));
    let mut broken = context(&source, out.path());
    broken.observer = Once::new(move || victim.sql(&kill));
    let error = run(&spec(json!({ "model": "t" })), &broken).await.unwrap_err();
    assert!(error.message().contains("broke"), "{}", error.message());
    assert!(error.retryable() && error.hint().is_some());
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0);

    // Cancelled in the middle, the server stops too.
    let (out, cancel) = (tempfile::tempdir().unwrap(), CancellationToken::new());
    let mut cancelled = context(&source, out.path());
    cancelled.cancel = cancel.clone();
    cancelled.observer = Once::new(move || cancel.cancel());
    let ended = run(&spec(json!({ "model": "t" })), &cancelled).await.unwrap();
    assert!(matches!(ended, Outcome::Cancelled));
    idle_in_time(kind, &server);
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_breaks_in_the_middle() {
    broken_in_the_middle(Kind::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mariadb_breaks_in_the_middle() {
    broken_in_the_middle(Kind::Mariadb).await;
}

async fn taking_long(kind: Kind) {
    let server = Running::start(kind);
    match kind {
        Kind::Postgres => server.sql(
            "CREATE VIEW slow AS SELECT 1 AS id, pg_sleep(60)::text AS name; CREATE TABLE t (id int, name text)",
        ),
        Kind::Mariadb => server.sql(
            "CREATE VIEW slow AS SELECT 1 AS id, CAST(SLEEP(60) AS CHAR) AS name; CREATE TABLE t (id int, name text)",
        ),
    }
    let mut limited = server.server();
    limited.statement_timeout_seconds = Some(1);
    let source = table(server.settings(limited), &name_of(kind, "slow")).await;
    let error = failure(&source).await;
    assert!(error.message().contains("stopped the query"), "{}", error.message());

    // Before there is any row, cancelling stops the server's work too.
    let source = table(server.settings(server.server()), &name_of(kind, "slow")).await;
    let (out, cancel) = (tempfile::tempdir().unwrap(), CancellationToken::new());
    let mut context = context(&source, out.path());
    context.cancel = cancel.clone();
    let running = tokio::spawn(async move { run(&spec(json!({ "model": "t" })), &context).await });
    let deadline = Instant::now() + PATIENCE;
    while busy(kind, &server) != "1" {
        assert!(Instant::now() < deadline, "the query doesn't begin");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    cancel.cancel();
    assert!(matches!(running.await.unwrap().unwrap(), Outcome::Cancelled));
    idle_in_time(kind, &server);
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_takes_long() {
    taking_long(Kind::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mariadb_takes_long() {
    taking_long(Kind::Mariadb).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_comes_back_is_asked_again() {
    let mut server = Running::start(Kind::Postgres);
    server.sql("CREATE TABLE t (id int, name text)");
    let source = table(server.settings(server.server()), "public.t").await;
    server.kill();
    let error = failure(&source).await;
    assert!(error.message().contains("can't reach"), "{}", error.message());
    server.restart();
    let out = tempfile::tempdir().unwrap();
    run(&spec(json!({ "model": "t" })), &context(&source, out.path())).await.unwrap();
}
