//! Servers that accept a connection and then say nothing: whatever waits for them
//! ends in the time that the connection allows, with a way out.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use export_desk_core::engine::Engine;
use export_desk_core::run::Outcome;
use export_desk_core::secret::MemorySecrets;
use export_desk_core::source::{ConnectionSettings, Server, Tls};
use export_desk_core::store::RunStatus;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::bed::{context, spec, text};
use crate::cache::{input, options, run};
use crate::failures::{failure, idle_in_time, many_rows, name_of, table};
use crate::patience::within;
use crate::servers::{Kind, PASSWORD, Running};

/// Passes on to a server, and of its answers only so many bytes; then it holds
/// all connections and says nothing.
struct Relay {
    port: u16,
    /// Bytes of answers that still pass.
    left: Arc<AtomicU64>,
    task: tokio::task::JoinHandle<()>,
}

impl Relay {
    async fn start(server: u16, left: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let left = Arc::new(AtomicU64::new(left));
        let shared = Arc::clone(&left);
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(relayed(client, server, Arc::clone(&shared)));
            }
        });
        Self { port, left, task }
    }

    fn fall_silent(&self) {
        self.left.store(0, Ordering::Relaxed);
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn relayed(client: TcpStream, server: u16, left: Arc<AtomicU64>) {
    let server = TcpStream::connect(SocketAddr::from(([127, 0, 0, 1], server))).await;
    let (mut from_client, mut to_client) = client.into_split();
    let Ok(server) = server else {
        // Nothing is behind it: it takes what comes.
        let mut nowhere = tokio::io::sink();
        let _ = tokio::io::copy(&mut from_client, &mut nowhere).await;
        return;
    };
    let (mut from_server, mut to_server) = server.into_split();
    let there = async { tokio::io::copy(&mut from_client, &mut to_server).await };
    let back = async {
        let mut block = vec![0; 16 << 10];
        loop {
            let read = from_server.read(&mut block).await?;
            let passes = left
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                    Some(left.saturating_sub(read as u64))
                })
                .unwrap();
            if read == 0 {
                return Ok::<u64, std::io::Error>(0);
            }
            if passes < read as u64 {
                std::future::pending::<()>().await;
            }
            to_client.write_all(&block[..read]).await?;
        }
    };
    tokio::select! {
        _ = there => {}
        _ = back => {}
    }
}

fn through(relay: &Relay, kind: Kind) -> (Server, impl Fn(Server) -> ConnectionSettings) {
    let mut server = Server::new("localhost", relay.port, "test", "admin");
    server.tls = Tls::Off;
    let settings = move |server| match kind {
        Kind::Postgres => ConnectionSettings::Postgres(server),
        Kind::Mariadb => ConnectionSettings::Mysql(server),
    };
    (server, settings)
}

async fn falls_silent(kind: Kind) {
    // It accepts, and that is all.
    let mute = Relay::start(1, 0).await;
    let (mut server, settings) = through(&mute, kind);
    (server.connect_timeout_seconds, server.login_timeout_seconds) = (Some(2), Some(1));
    let told = failure(&table(settings(server), "t").await).await;
    assert!(told.message().contains("stopped answering"), "{}", told.message());
    assert!(told.message().contains("no login came of it in 1 s"), "{}", told.message());
    assert!(told.hint().unwrap().contains("time limit") && told.retryable());

    let database = Running::start(kind);
    many_rows(kind, &database, 100_000);
    let name = name_of(kind, "t");
    let all = spec(json!({ "model": "t" }));
    // After a login that worked: the session that is kept doesn't answer.
    let relay = Relay::start(database.port, u64::MAX).await;
    let (mut server, settings) = through(&relay, kind);
    (server.login_timeout_seconds, server.connect_timeout_seconds) = (Some(10), Some(10));
    let source = table(settings(server), &name).await;
    assert_eq!(text(&all, &source).await.lines().count(), 100_001);
    relay.fall_silent();
    let told = failure(&source).await;
    assert!(told.message().contains("stopped answering"), "{}", told.message());

    // In the middle of the rows.
    let relay = Relay::start(database.port, 20 << 20).await;
    let (mut server, settings) = through(&relay, kind);
    server.idle_timeout_seconds = Some(1);
    let told = failure(&table(settings(server), &name).await).await;
    assert!(told.message().contains("no further row came for 1 s"), "{}", told.message());

    // Before the first row; what the server does for nobody is stopped.
    match kind {
        Kind::Postgres => {
            database.sql("CREATE VIEW slow AS SELECT 1 AS id, pg_sleep(60)::text AS name");
        }
        Kind::Mariadb => {
            database.sql("CREATE VIEW slow AS SELECT 1 AS id, CAST(SLEEP(60) AS CHAR) AS name");
        }
    }
    let mut server = database.server();
    server.first_row_timeout_seconds = Some(1);
    let source = table(database.settings(server), &name_of(kind, "slow")).await;
    let told = failure(&source).await;
    assert!(told.message().contains("no row came for 1 s"), "{}", told.message());
    idle_in_time(kind, &database);
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_falls_silent() {
    Box::pin(falls_silent(Kind::Postgres)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mariadb_falls_silent() {
    Box::pin(falls_silent(Kind::Mariadb)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_reads_slowly_is_no_silent_server() {
    let database = Running::start(Kind::Postgres);
    many_rows(Kind::Postgres, &database, 100_000);
    let mut server = database.server();
    server.idle_timeout_seconds = Some(3);
    let source = table(database.settings(server), "public.t").await;
    let out = tempfile::tempdir().unwrap();
    let mut slow = context(&source, out.path());
    // Longer than the server may take between two rows.
    slow.observer = crate::failures::Once::new(|| {
        std::thread::sleep(std::time::Duration::from_millis(4500));
    });
    let done = export_desk_core::run::run(&spec(json!({ "model": "t" })), &slow).await.unwrap();
    let Outcome::Finished(report) = done else { panic!("nobody cancelled") };
    assert_eq!(report.rows, 100_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn runs_that_wait_for_silent_servers_give_their_places_back() {
    let home = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    let engine = Engine::open(options(home.path(), &secrets)).await.unwrap();
    let mute = Relay::start(1, 0).await;
    let mut runs = Vec::new();
    for (name, kind) in [("One", Kind::Postgres), ("Two", Kind::Mariadb), ("Three", Kind::Postgres)]
    {
        let (mut server, settings) = through(&mute, kind);
        (server.connect_timeout_seconds, server.login_timeout_seconds) = (Some(1), Some(1));
        let connection = input(name, settings(server), Some(PASSWORD));
        let id = engine.save_connection(&connection).await.unwrap();
        let definition = spec(json!({ "model": "stores", "name": name }));
        let export = engine.create_export(&definition, id, false).await.unwrap();
        runs.push(engine.start_run(export).await.unwrap());
    }
    let demo = spec(json!({ "model": "customers", "name": "Demo" }));
    let demo = engine.create_export(&demo, 1, false).await.unwrap();
    assert_eq!(run(&engine, demo).await.status, RunStatus::Finished);
    for silent in runs {
        // Those before it have ended, or it would not have its place.
        let mut changes = engine.subscribe();
        let mut row = engine.run_row(silent).await.unwrap();
        while matches!(row.status, RunStatus::Pending | RunStatus::Processing) {
            within(changes.recv(), "the end of a run").await.unwrap();
            row = engine.run_row(silent).await.unwrap();
        }
        assert_eq!(row.status, RunStatus::Failed);
        assert!(row.message.unwrap().contains("stopped answering"));
        assert!(row.hint.is_some());
    }
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn others_go_on_while_runs_wait_for_a_silent_server() {
    let home = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    let engine = Engine::open(options(home.path(), &secrets)).await.unwrap();
    let mute = Relay::start(1, 0).await;
    let (mut server, settings) = through(&mute, Kind::Postgres);
    server.login_timeout_seconds = Some(600);
    let connection = input("Silent", settings(server), Some(PASSWORD));
    let silent = engine.save_connection(&connection).await.unwrap();
    let mut runs = Vec::new();
    for name in ["One", "Two", "Three"] {
        let definition = spec(json!({ "model": "stores", "name": name }));
        let export = engine.create_export(&definition, silent, false).await.unwrap();
        runs.push(engine.start_run(export).await.unwrap());
    }
    let demo = spec(json!({ "model": "customers", "name": "Demo" }));
    let demo = engine.create_export(&demo, 1, false).await.unwrap();
    assert_eq!(run(&engine, demo).await.status, RunStatus::Finished);
    // Both places' runs wait on, and the third of their server doesn't join them.
    let mut stages = Vec::new();
    for silent in &runs {
        stages.push(engine.run_row(*silent).await.unwrap().status);
    }
    assert_eq!(stages, [RunStatus::Processing, RunStatus::Processing, RunStatus::Pending]);
    engine.shut_down().await;
}
