//! Notifications as a service on the session's bus gets them.

/// The bus has a service.
mod with_a_service {
    use std::io::{BufRead, BufReader, Write};
    use std::path::Path;
    use std::process::{Child, ChildStdin, Command, Stdio};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Instant;

    use export_desk_core::engine::Change;
    use export_desk_core::store::RunStatus;
    use serde_json::{Value, json};
    use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

    use crate::bed::{Bed, PATIENCE, finish, run, spec};
    use crate::delivered::leave_a_run;
    use crate::python;

    /// A notification service that ends with the test.
    struct Service {
        process: Child,
        orders: ChildStdin,
        calls: UnboundedReceiver<Value>,
    }

    impl Service {
        async fn start() -> Self {
            let script =
                Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/telling/daemon.py");
            let mut process = Command::new(python::python())
                .arg(script)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let (sender, calls) = unbounded_channel();
            let lines = BufReader::new(process.stdout.take().unwrap()).lines();
            std::thread::spawn(move || {
                for line in lines.map_while(Result::ok) {
                    if sender.send(serde_json::from_str(&line).unwrap()).is_err() {
                        return;
                    }
                }
            });
            let orders = process.stdin.take().unwrap();
            let mut service = Self { process, orders, calls };
            assert_eq!(service.next().await, json!({ "ready": true }));
            service
        }

        /// What it is asked for next.
        async fn next(&mut self) -> Value {
            tokio::time::timeout(PATIENCE, self.calls.recv()).await.expect("no call").unwrap()
        }

        fn order(&mut self, order: &str) {
            writeln!(self.orders, "{order}").unwrap();
        }
    }

    impl Drop for Service {
        fn drop(&mut self) {
            let _ = self.process.kill();
            let _ = self.process.wait();
        }
    }

    /// One test, because a bus has one service.
    #[tokio::test(flavor = "multi_thread")]
    #[ignore = "runs on a bus of its own"]
    async fn ends_are_told_once_each_and_lead_to_their_export() {
        let mut service = Service::start().await;
        let bed = Bed::new();
        let (engine, connection) = bed.open_with_data().await;
        let (sender, mut clicks) = unbounded_channel();
        let watched = Arc::new(AtomicBool::new(false));
        let is_watched = Arc::clone(&watched);
        let (asked, mut looks) = unbounded_channel();
        engine.show_notifications(
            Some(Arc::new(move |export| sender.send(export).unwrap())),
            Arc::new(move || {
                asked.send(()).unwrap();
                is_watched.load(Ordering::Relaxed)
            }),
        );

        // Finished.
        let done = finish(&engine, connection, json!({ "name": "Shops <1> & more" })).await;
        let told = service.next().await;
        assert_eq!(told["app"], "Export Desk");
        assert_eq!(told["summary"], "Shops <1> & more is finished");
        let body = told["body"].as_str().unwrap();
        assert!(body.starts_with("40 rows · ") && body.contains(" B · "), "{body}");
        assert_eq!((&told["urgency"], &told["actions"][0]), (&json!(1), &json!("default")));
        // A click may come before we listen; it is repeated until it is heard.
        let until = Instant::now() + PATIENCE;
        let clicked = loop {
            assert!(Instant::now() < until, "nobody hears the click");
            service.order(&format!("click {}", told["id"]));
            let wait = std::time::Duration::from_millis(200);
            if let Ok(clicked) = tokio::time::timeout(wait, clicks.recv()).await {
                break clicked.unwrap();
            }
        };
        assert_eq!(clicked, Some(done.export_id));

        // Several, in one bubble, with the latest on top.
        let mut bubble = Value::Null;
        for name in ["A", "B & <C>", "D"] {
            finish(&engine, connection, json!({ "name": name })).await;
            let told = service.next().await;
            assert!(bubble.is_null() || bubble["id"] == told["id"], "{told}");
            bubble = told;
        }
        assert_eq!(bubble["summary"], "3 exports finished");
        let lines: Vec<&str> = bubble["body"].as_str().unwrap().lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[0].starts_with("D: 40 rows · "), "{lines:?}");
        assert!(lines[1].starts_with("B &amp; &lt;C&gt;: 40 rows · "), "{lines:?}");

        // A failure is another bubble: reason and hint.
        let broken = spec(json!({ "name": "Broken" }));
        let export = engine.create_export(&broken, connection, false).await.unwrap();
        std::fs::rename(bed.data().join("stores.csv"), bed.data().join("away")).unwrap();
        let failed = run(&engine, export).await;
        let told = service.next().await;
        assert_ne!(told["id"], bubble["id"]);
        assert_eq!((&told["summary"], &told["urgency"]), (&json!("Broken failed"), &json!(2)));
        let body = told["body"].as_str().unwrap();
        for words in [failed.message.as_ref().unwrap(), failed.hint.as_ref().unwrap()] {
            assert!(body.contains(words.as_str()), "no {words} in {body}");
        }
        std::fs::rename(bed.data().join("away"), bed.data().join("stores.csv")).unwrap();

        // A closed bubble isn't written anew; the next end has its own.
        let until = Instant::now() + PATIENCE;
        let closed = loop {
            assert!(Instant::now() < until, "nobody hears that the bubble is closed");
            service.order(&format!("close {}", bubble["id"]));
            let next = finish(&engine, connection, json!({ "name": "E" })).await;
            let told = service.next().await;
            if told["id"] != bubble["id"] {
                break (next, told);
            }
        };
        assert_eq!(closed.1["summary"], "E is finished");

        // Only what is wanted.
        let mut settings = engine.settings().await.unwrap();
        settings.notify_on.finished = false;
        engine.save_settings(&settings).await.unwrap();
        finish(&engine, connection, json!({ "name": "Not told" })).await;
        settings.notify_on.finished = true;
        settings.notify = false;
        engine.save_settings(&settings).await.unwrap();
        finish(&engine, connection, json!({ "name": "Not told either" })).await;
        settings.notify = true;
        engine.save_settings(&settings).await.unwrap();
        // Whoever looks at the window is told there.
        watched.store(true, Ordering::Relaxed);
        while looks.try_recv().is_ok() {}
        finish(&engine, connection, json!({ "name": "Seen" })).await;
        tokio::time::timeout(PATIENCE, looks.recv()).await.expect("nobody looked").unwrap();
        watched.store(false, Ordering::Relaxed);
        let told = finish(&engine, connection, json!({ "name": "Told" })).await;
        let bubble = service.next().await;
        assert!(bubble["body"].as_str().unwrap().starts_with("Told: "), "{bubble}");
        engine.shut_down().await;
        assert!(service.calls.is_empty());

        // What the end of the program stopped is told by the next one.
        leave_a_run(&bed, told.id).await;
        let engine = bed.open().await;
        engine.show_notifications(None, Arc::new(|| false));
        let bubble = service.next().await;
        assert_eq!(bubble["summary"], "Told failed");
        assert!(bubble["body"].as_str().unwrap().contains("was interrupted"), "{bubble}");

        // Of two processes on one history the one that carries out a run tells of
        // it; the other one shows what has become of it.
        let other = bed.open().await;
        other.show_notifications(None, Arc::new(|| false));
        let runs = [(&engine, &other, "Of one"), (&other, &engine, "Of the other")];
        for (runs, looks_on, name) in runs {
            let mut news = looks_on.subscribe();
            let export = spec(json!({ "name": name }));
            let export = runs.create_export(&export, connection, false).await.unwrap();
            let done = run(runs, export).await;
            let bubble = service.next().await;
            assert_eq!(bubble["summary"], format!("{name} is finished"), "told once");
            loop {
                let change = tokio::time::timeout(PATIENCE, news.recv()).await.unwrap().unwrap();
                assert_eq!(change, Change::Exports);
                if looks_on.run_row(done.id).await.unwrap().status == RunStatus::Finished {
                    break;
                }
            }
        }

        // Newer rules move the runs of a schedule: it is told once, too.
        let daily = json!({ "when": { "kind": "daily", "times": ["09:00"] } });
        let moved = json!({ "name": "Moved", "timezone": "Asia/Tokyo", "schedule": daily });
        engine.create_export(&spec(moved), connection, false).await.unwrap();
        engine.check_schedules().await.unwrap();
        let zones = bed.folder.path().join("zoneinfo");
        let rules = json!({ "Asia/Tokyo": ["9 JP J%sT 2026 N 25 0", "8 - JST"] });
        let asked = json!({ "folder": zones, "release": "2099a", "rules": rules });
        python::run("zones/future_zones.py", asked.to_string().as_bytes());
        engine.import_zones(&zones).await.unwrap();
        engine.check_schedules().await.unwrap();
        other.check_schedules().await.unwrap();
        let bubble = service.next().await;
        assert_eq!(bubble["summary"], "Moved runs at another time");
        assert_eq!(
            bubble["body"],
            "Tokyo moves its clocks to UTC+08:00. From 25 November this schedule runs at 01:00 UTC \
             instead of 00:00."
        );
        engine.shut_down().await;
        other.shut_down().await;
        assert!(service.calls.is_empty());
    }
}

/// The bus isn't there.
mod without_a_service {
    use std::sync::Arc;

    use serde_json::json;

    use crate::bed::{Bed, finish, logged};

    #[tokio::test(flavor = "multi_thread")]
    #[ignore = "runs without a bus"]
    async fn runs_finish_and_one_log_says_so() {
        let bed = Bed::new();
        let (engine, connection) = bed.open_with_data().await;
        engine.show_notifications(None, Arc::new(|| false));
        let first = finish(&engine, connection, json!({})).await;
        let line = logged(&engine, first.id, "No notification could be shown").await;
        assert!(line.text.contains("The run isn't affected; this is said once"), "{}", line.text);
        for _ in 0..2 {
            let next = finish(&engine, connection, json!({})).await;
            let log = engine.run_log(next.id).await.unwrap();
            assert!(!log.iter().any(|line| line.text.contains("notification")));
        }
        engine.shut_down().await;
    }
}
