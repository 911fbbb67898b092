//! PgBouncer between here and PostgreSQL, with its settings as they come.

use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use export_desk_core::run::Outcome;
use export_desk_core::source::{ConnectionSettings, Tls};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::bed::{context, spec, text};
use crate::failures::{Once, many_rows, table};
use crate::servers::{Kind, PASSWORD, PATIENCE, Running, as_user, done, free_port, owned_by};

struct Pooler {
    _folder: tempfile::TempDir,
    port: u16,
    child: Child,
}

impl Drop for Pooler {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Pooler {
    fn start(server: &Running, mode: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        done(std::process::Command::new("chmod").arg("755").arg(folder.path()));
        let port = free_port();
        let password = PASSWORD.replace('"', "\"\"");
        let users = folder.path().join("users.txt");
        std::fs::write(&users, format!("\"admin\" \"{password}\"\n")).unwrap();
        let settings = folder.path().join("pgbouncer.ini");
        let mode = if mode.is_empty() { String::new() } else { format!("pool_mode = {mode}\n") };
        std::fs::write(
            &settings,
            format!(
                "[databases]\ntest = host=127.0.0.1 port={}\n[pgbouncer]\nlisten_addr = 127.0.0.1\n\
                 listen_port = {port}\nunix_socket_dir =\nauth_type = scram-sha-256\n\
                 auth_file = {}\n{mode}",
                server.port,
                users.display(),
            ),
        )
        .unwrap();
        owned_by("postgres", folder.path());
        let mut command = as_user("postgres", Path::new("/usr/sbin/pgbouncer"));
        let child = command.arg("-q").arg(&settings);
        let child = child.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = child.spawn().unwrap();
        let deadline = Instant::now() + PATIENCE;
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < deadline, "PgBouncer doesn't listen");
            std::thread::sleep(Duration::from_millis(5));
        }
        Self { _folder: folder, port, child }
    }

    fn settings(&self, server: &Running) -> ConnectionSettings {
        let mut through = server.server();
        (through.port, through.tls) = (self.port, Tls::Off);
        server.settings(through)
    }
}

async fn through(mode: &str) {
    let server = Running::start(Kind::Postgres);
    many_rows(Kind::Postgres, &server, 40_000);
    server.sql(
        "CREATE TABLE floats (id int PRIMARY KEY, name text); \
         INSERT INTO floats VALUES (1, to_json(ARRAY[0.1::float8 + 0.2])::text)",
    );
    let pooler = Pooler::start(&server, mode);
    let source = table(pooler.settings(&server), "public.t").await;
    let direct = table(server.settings(server.server()), "public.t").await;
    let all = spec(json!({ "model": "t" }));
    let expected = text(&all, &direct).await;
    assert_eq!(expected.lines().count(), 40_001);
    // Several at once share the servers behind it, again and again.
    for _ in 0..3 {
        let found = tokio::join!(
            text(&all, &source),
            text(&all, &source),
            async { source.tables().await.map(|tables| tables.len()) },
            async { source.sampled_columns("public.t").await.map(|columns| columns.len()) },
        );
        assert!(found.0 == expected && found.1 == expected, "{:.200}", found.0);
        assert_eq!((found.2.unwrap(), found.3.unwrap()), (2, 2));
    }
    // Filters bind parameters.
    let filter = json!([[{ "field": "id", "operator": "between", "value": [7, 8] }]]);
    let two = spec(json!({ "model": "t", "filters": filter, "fields": [{ "field": "id" }] }));
    assert_eq!(text(&two, &source).await, "id\n7\n8\n");
    let floats = table(pooler.settings(&server), "public.floats").await;
    assert_eq!(
        text(&all, &floats).await,
        "id,name\n1,[0.3]\n".replace("0.3", "0.30000000000000004")
    );

    // Cancelled in the middle, the next one is served.
    let (out, cancel) = (tempfile::tempdir().unwrap(), CancellationToken::new());
    let mut cancelled = context(&source, out.path());
    cancelled.cancel = cancel.clone();
    cancelled.observer = Once::new(move || cancel.cancel());
    let ended = export_desk_core::run::run(&all, &cancelled).await.unwrap();
    assert!(matches!(ended, Outcome::Cancelled | Outcome::Finished(_)));
    assert!(text(&all, &source).await == expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn pgbouncer_as_it_comes() {
    Box::pin(through("")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pgbouncer_for_single_transactions() {
    Box::pin(through("transaction")).await;
}
