//! The calls that a service gets after runs of a schedule, by a server that answers
//! as it is told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use export_desk_core::engine::Engine;
use export_desk_core::store::{RunStatus, Trigger};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::bed::{Bed, check, daily, log, over, spec, until};

/// What stands in the address and nowhere else.
const KEY: &str = "7f3a-key-of-the-check";

/// How the server answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Status(&'static str),
    /// None, and the connection stays open.
    Silence,
}

const OK: Answer = Answer::Status("200 OK");

/// A service on this computer.
struct Service {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
    /// The next answers; then all are good.
    answers: Arc<Mutex<VecDeque<Answer>>>,
}

impl Service {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let service = Self { port, asked: Arc::default(), answers: Arc::default() };
        let (asked, answers) = (Arc::clone(&service.asked), Arc::clone(&service.answers));
        tokio::spawn(async move {
            let mut open = Vec::new();
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut request = Vec::new();
                while !request.ends_with(b"\r\n\r\n") {
                    let mut part = [0; 1024];
                    let read = stream.read(&mut part).await.unwrap();
                    assert!(read > 0, "the request ends early");
                    request.extend(&part[..read]);
                }
                let request = String::from_utf8(request).unwrap();
                asked.lock().unwrap().push(request.lines().next().unwrap().to_owned());
                let answer = answers.lock().unwrap().pop_front().unwrap_or(OK);
                if let Answer::Status(status) = answer {
                    let text = format!(
                        "HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                    );
                    stream.write_all(text.as_bytes()).await.unwrap();
                } else {
                    open.push(stream);
                }
            }
        });
        service
    }

    fn place(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn schedule(&self, rest: &str) -> Value {
        let mut schedule = daily(&["06:00"]);
        schedule["heartbeat"] = json!(format!("{}/{KEY}{rest}", self.place()));
        schedule
    }

    fn answer(&self, answers: &[Answer]) {
        self.answers.lock().unwrap().extend(answers);
    }

    /// The requests so far, without the key.
    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().iter().map(|line| line.replace(KEY, "KEY")).collect()
    }

    /// Waits until that many requests have come.
    async fn gets(&self, engine: &Engine, number: usize) -> Vec<String> {
        until(engine, "requests", async || Some(self.asked()).filter(|asked| asked.len() >= number))
            .await
    }
}

/// Waits for a line of a run's log.
async fn logged(engine: &Engine, run: i64, part: &str) -> String {
    until(engine, part, async || {
        log(engine, run).await.into_iter().find(|line| line.contains(part))
    })
    .await
}

/// Nothing in the folder of a history but the history itself, and no manifest, has the
/// key.
fn assert_key_is_kept(bed: &Bed) {
    let mut folders = vec![bed.folder.path().to_owned()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if !name.starts_with("history.db") {
                let content = std::fs::read(&path).unwrap();
                let has = content.windows(KEY.len()).any(|part| part == KEY.as_bytes());
                assert!(!has, "{} has the key", path.display());
                files += 1;
            }
        }
    }
    assert!(files > 1, "{files} files are looked at");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_hears_of_each_run_of_the_schedule_and_of_no_other() {
    let bed = Bed::new();
    let service = Service::start().await;
    let (engine, connection) = bed.begin().await;
    let shops = spec("Shops", service.schedule(""));
    let id = engine.create_export(&shops, connection, false).await.unwrap();
    engine.start_run(id).await.unwrap();
    let manual = over(&engine, id).await.remove(0);
    assert_eq!((manual.status, manual.planned_for), (RunStatus::Finished, None));

    bed.clock.set("2026-11-21T05:00:00Z");
    let good = check(&engine, id).await.remove(1);
    assert_eq!(good.trigger, Trigger::Scheduled);
    let said = logged(&engine, good.id, "Heartbeat").await;
    assert_eq!(said, format!("Heartbeat sent to {}", service.place()));

    // Of a failed run it hears at another address, and again when it is retried.
    bed.table("nothing\n1\n");
    bed.clock.set("2026-11-22T05:00:00Z");
    let bad = check(&engine, id).await.remove(2);
    assert_eq!(bad.status, RunStatus::Failed);
    let said = logged(&engine, bad.id, "Heartbeat").await;
    assert_eq!(said, format!("Heartbeat sent to {}: the run failed", service.place()));
    bed.table("id,name\n1,One\n");
    engine.retry_run(bad.id).await.unwrap();
    let again = over(&engine, id).await.remove(3);
    logged(&engine, again.id, "Heartbeat").await;
    assert_eq!(
        service.asked(),
        ["GET /KEY HTTP/1.1", "GET /KEY/fail HTTP/1.1", "GET /KEY HTTP/1.1"]
    );
    assert!(!log(&engine, manual.id).await.iter().any(|line| line.contains("eartbeat")));
    for run in [manual.id, good.id, bad.id, again.id] {
        assert!(!log(&engine, run).await.concat().contains(KEY));
    }
    engine.shut_down().await;
    assert_key_is_kept(&bed);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_form_of_a_service_is_written_in_braces() {
    let bed = Bed::new();
    bed.table("nothing\n1\n");
    let service = Service::start().await;
    let (engine, connection) = bed.begin().await;
    let schedule = service.schedule("?status={up|down}");
    let id = engine.create_export(&spec("Shops", schedule), connection, false).await.unwrap();
    bed.clock.set("2026-11-21T05:00:00Z");
    check(&engine, id).await;
    assert_eq!(service.gets(&engine, 1).await, ["GET /KEY?status=down HTTP/1.1"]);
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_service_keeps_no_other_from_being_called() {
    let bed = Bed::new();
    let (silent, good) = (Service::start().await, Service::start().await);
    silent.answer(&[Answer::Silence; 2]);
    let (engine, connection) = bed.begin().await;
    let waits = spec("Waits", silent.schedule(""));
    let waits = engine.create_export(&waits, connection, false).await.unwrap();
    bed.clock.set("2026-11-21T05:00:00Z");
    let run = check(&engine, waits).await.remove(0);
    silent.gets(&engine, 1).await;
    let shops = spec("Shops", good.schedule(""));
    engine.create_export(&shops, connection, false).await.unwrap();
    bed.clock.set("2026-11-22T05:00:00Z");
    engine.check_schedules().await.unwrap();
    assert_eq!(good.gets(&engine, 1).await, ["GET /KEY HTTP/1.1"]);
    // The first call hasn't been given up meanwhile.
    let said = log(&engine, run.id).await;
    assert!(!said.iter().any(|line| line.contains("eartbeat")), "{said:?}");
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_tried_again_also_after_a_restart() {
    let bed = Bed::new();
    let service = Service::start().await;
    service.answer(&[Answer::Status("500 Internal Server Error"); 2]);
    let (engine, connection) = bed.begin().await;
    let shops = spec("Shops", service.schedule(""));
    let id = engine.create_export(&shops, connection, false).await.unwrap();
    bed.clock.set("2026-11-21T05:00:00Z");
    let run = check(&engine, id).await.remove(0);
    assert_eq!(run.status, RunStatus::Finished);
    assert_eq!(
        logged(&engine, run.id, "eartbeat").await,
        format!(
            "The heartbeat isn't sent yet. The service at {} answers 500 Internal Server Error. \
             It is tried again in 1 min, for a day or until the next run ends",
            service.place()
        )
    );
    bed.clock.forward(TimeDelta::seconds(61));
    engine.send_waiting_heartbeats().await.unwrap();
    service.gets(&engine, 2).await;
    engine.shut_down().await;

    bed.clock.forward(TimeDelta::minutes(6));
    let engine = bed.open().await;
    logged(&engine, run.id, "Heartbeat sent to").await;
    assert_eq!(service.asked().len(), 3);
    // The same reason isn't said twice.
    let said = log(&engine, run.id).await;
    assert_eq!(said.iter().filter(|line| line.contains("isn't sent yet")).count(), 1);
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_is_silent_holds_no_run() {
    let bed = Bed::new();
    let service = Service::start().await;
    service.answer(&[Answer::Silence]);
    let (engine, connection) = bed.begin().await;
    let mut twice = service.schedule("");
    twice["when"]["times"] = json!(["06:00", "08:00"]);
    let shops = spec("Shops", twice);
    let id = engine.create_export(&shops, connection, false).await.unwrap();
    bed.clock.set("2026-11-21T05:00:00Z");
    let first = check(&engine, id).await.remove(0);
    service.gets(&engine, 1).await;
    // While the service says nothing, another run ends, whose call takes the place.
    bed.clock.set("2026-11-21T07:00:00Z");
    let second = check(&engine, id).await.remove(1);
    assert_eq!((first.status, second.status), (RunStatus::Finished, RunStatus::Finished));
    assert!(!log(&engine, first.id).await.iter().any(|line| line.contains("eartbeat")));
    assert_eq!(
        logged(&engine, first.id, "eartbeat").await,
        format!(
            "The heartbeat wasn't sent. The service at {} doesn't answer. A later run's takes \
             its place",
            service.place()
        )
    );
    logged(&engine, second.id, "Heartbeat sent to").await;
    assert_eq!(service.asked().len(), 2);
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_never_gets_through_is_given_up() {
    let bed = Bed::new();
    let service = Service::start().await;
    service.answer(&[Answer::Status("404 Not Found")]);
    let (engine, connection) = bed.begin().await;
    let shops = spec("Shops", service.schedule(""));
    let id = engine.create_export(&shops, connection, false).await.unwrap();
    bed.clock.set("2026-11-21T05:00:00Z");
    let refused = check(&engine, id).await.remove(0);
    assert_eq!(
        logged(&engine, refused.id, "eartbeat").await,
        format!(
            "The heartbeat wasn't sent. The service at {} answers 404 Not Found. Compare the \
             heartbeat URL in the export's schedule with the one that the service shows.",
            service.place()
        )
    );
    // It is there, and never well for a day.
    service.answer(&[Answer::Status("503 Service Unavailable"); 2]);
    bed.clock.set("2026-11-22T05:00:00Z");
    let waiting = check(&engine, id).await.remove(1);
    logged(&engine, waiting.id, "isn't sent yet").await;
    bed.clock.forward(TimeDelta::hours(24));
    engine.send_waiting_heartbeats().await.unwrap();
    let said = logged(&engine, waiting.id, "wasn't sent").await;
    assert!(said.contains("It was tried for a day. "), "{said}");
    engine.send_waiting_heartbeats().await.unwrap();
    engine.shut_down().await;
    let engine = bed.open().await;
    assert_eq!(service.asked().len(), 3);
    engine.shut_down().await;
}
