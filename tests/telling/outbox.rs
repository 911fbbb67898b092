//! What people are told by e-mail of the ends of runs, and what becomes of
//! messages that can't be sent at once.

use std::net::Ipv4Addr;

use chrono::TimeDelta;
use export_desk_core::engine::Engine;
use export_desk_core::link::Link;
use export_desk_core::notify::MailSecurity::{Starttls, Tls};
use export_desk_core::notify::MailSettings;
use export_desk_core::store::{LogLevel, RunStatus};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::bed::{Bed, PASSWORD, assert_no_password, finish, logged, run, spec};
use crate::mail_server::MailServer;
use crate::ports;

fn told(to: &[&str]) -> Value {
    json!({ "email": { "to": to, "on": "both" } })
}

async fn use_server(engine: &Engine, server: &MailServer) {
    engine.save_mail(Some(&server.settings()), Some(PASSWORD.to_owned())).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs with its own certificates"]
async fn a_finished_run_says_everything_and_brings_its_file() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_data().await;
    let server = MailServer::good(&bed.inbox("inbox"), Starttls);
    use_server(&engine, &server).await;
    let name = "Shops <b>& \"more\"</b> of Győr";
    let run = finish(&engine, connection, json!({
        "name": name,
        "filters": [[{ "field": "created_at", "operator": "between",
            "value": ["2026-11-01", "2026-11-15"] }]],
        "email": { "to": ["anna@example.com", "bela@example.com"], "on": "success", "attach": true },
    })).await;
    let line = logged(&engine, run.id, "E-mail").await;
    assert_eq!(line.text, "E-mail sent to anna@example.com, bela@example.com with the file");
    assert_eq!(line.level, LogLevel::Info);

    let received = server.received(1).await;
    assert_eq!(received.envelope["to"], json!(["anna@example.com", "bela@example.com"]));
    assert_eq!(received.envelope["user"], "desk");
    let message = &received.message;
    assert_eq!(message["defects"], json!([]));
    assert_eq!(message["ascii"], true);
    assert!(message["longest"].as_u64().unwrap() < 998);
    assert_eq!(message["to"], received.envelope["to"]);
    assert!(message["from"].as_str().unwrap().contains("Export Désk"), "{message}");
    assert_eq!(message["subject"], format!("{name} is finished: {} rows", run.rows.unwrap()));
    assert_eq!(message["date"], "2026-11-20T10:30:00+00:00");
    let text = message["text"].as_str().unwrap();
    let file = run.file.clone().unwrap();
    let facts = [
        format!("{name} is finished."),
        "Stores of Shops <&>".to_owned(),
        "1, started manually".to_owned(),
        "20 Nov 2026, 11:30:00 (Europe/Budapest)".to_owned(),
        "from 1 Nov 2026, 00:00:00 (Europe/Budapest)".to_owned(),
        run.rows.unwrap().to_string(),
        format!("({} bytes)", run.bytes.unwrap()),
        file.display().to_string(),
        run.sha256.clone().unwrap(),
    ];
    for fact in &facts {
        assert!(text.contains(fact.as_str()), "no {fact} in {text}");
        let words = fact.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(message["html"].as_str().unwrap().contains(&words), "no {fact} in {message}");
    }
    // What people typed is no HTML.
    assert_eq!(message["tags"], json!(["a", "body", "html", "p", "table", "td", "tr"]));
    let link = format!("exportdesk://export/{}", run.export_id);
    let said = format!("on the computer that it runs on: {link}");
    assert!(text.trim_end().ends_with(&said), "{text}");
    assert!(message["html"].as_str().unwrap().ends_with(&link), "{message}");
    assert_eq!(message["links"], json!([link]));
    // It shows that export, in the history that the message came from.
    let shown = engine.linked_export(Link::read(&link).unwrap()).await.unwrap();
    assert_eq!(shown, Some(run.export_id));
    assert_eq!(engine.linked_export(Link::Run(run.id)).await.unwrap(), shown);
    assert_eq!(engine.linked_export(Link::Run(run.id + 1)).await.unwrap(), None);
    engine.delete_export(run.export_id).await.unwrap();
    assert_eq!(engine.linked_export(Link::Export(run.export_id)).await.unwrap(), None);

    let content = std::fs::read(&file).unwrap();
    let attached = &message["files"][0];
    assert_eq!(attached["sha256"], hexadecimal(&Sha256::digest(&content)));
    assert_eq!(attached["name"], *file.file_name().unwrap().to_string_lossy());
    assert_eq!(attached["type"], "application/zip");
    engine.shut_down().await;
    assert_no_password(&bed.home());
    let said = String::from_utf8_lossy(&received.raw).into_owned();
    assert!(!said.contains(PASSWORD));
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs with its own certificates"]
async fn failures_are_told_with_what_to_do_and_only_to_who_asked() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_data().await;
    let server = MailServer::good(&bed.inbox("inbox"), Tls);
    use_server(&engine, &server).await;
    let ask = |name: &str, on: &str| {
        spec(json!({ "name": name, "email": { "to": ["anna@example.com"], "on": on } }))
    };
    let mut exports = Vec::new();
    for (name, on) in [("of success", "success"), ("of failure", "failure"), ("of both", "both")] {
        exports.push(engine.create_export(&ask(name, on), connection, false).await.unwrap());
    }
    // No rows can be read any more.
    std::fs::remove_file(bed.data().join("stores.csv")).unwrap();
    let mut runs = Vec::new();
    for export in exports {
        runs.push(run(&engine, export).await);
    }
    assert!(runs.iter().all(|run| run.status == RunStatus::Failed));
    logged(&engine, runs[1].id, "E-mail sent to anna@example.com").await;
    logged(&engine, runs[2].id, "E-mail sent to anna@example.com").await;
    let mut subjects = Vec::new();
    for number in 1..=2 {
        let message = server.received(number).await.message;
        let text = message["text"].as_str().unwrap();
        for words in [&runs[0].message, &runs[0].hint].into_iter().flatten() {
            assert!(text.contains(words.as_str()), "no {words} in {text}");
        }
        assert!(!text.contains("Rows") && message["files"] == json!([]));
        subjects.push(message["subject"].as_str().unwrap().to_owned());
    }
    assert_eq!(subjects, ["of failure failed", "of both failed"]);
    let log = engine.run_log(runs[0].id).await.unwrap();
    assert!(!log.iter().any(|line| line.text.contains("mail")));
    assert_eq!(server.count(), 2);
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs with its own certificates"]
async fn a_deadline_that_passes_without_a_file_is_told_once() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_data().await;
    let server = MailServer::good(&bed.inbox("inbox"), Tls);
    use_server(&engine, &server).await;
    let when = json!({ "kind": "daily", "times": ["12:00"] });
    let members = json!({
        "schedule": { "when": when, "due_by": "12:30" },
        "email": { "to": ["anna@example.com"], "on": "failure" },
    });
    let export = engine.create_export(&spec(members), connection, false).await.unwrap();
    std::fs::remove_file(bed.data().join("stores.csv")).unwrap();
    bed.clock.forward(TimeDelta::minutes(31));
    engine.check_schedules().await.unwrap();
    assert_eq!(server.received(1).await.message["subject"], "Shops failed");
    bed.clock.forward(TimeDelta::minutes(30));
    for _ in 0..2 {
        engine.check_schedules().await.unwrap();
    }
    let message = server.received(2).await.message;
    assert_eq!(message["subject"], "Shops isn't there in time");
    let text = message["text"].as_str().unwrap();
    assert!(text.contains("20 Nov 2026, 12:30:00 (Europe/Budapest)"), "{text}");
    let run = engine.export_details(export).await.unwrap().runs.remove(0);
    assert!(text.contains(run.message.as_deref().unwrap()), "{text}");
    logged(&engine, run.id, "E-mail sent to anna@example.com").await;
    assert_eq!(server.count(), 2);
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs with its own certificates"]
async fn a_server_that_says_later_gets_it_later_also_after_a_restart() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_data().await;
    let how = json!({ "user": "desk", "password": PASSWORD, "later": 2 });
    let server = MailServer::start(&bed.inbox("inbox"), Starttls, how);
    use_server(&engine, &server).await;
    let run = finish(&engine, connection, told(&["anna@example.com"])).await;
    let line = logged(&engine, run.id, "isn't sent yet").await;
    assert_eq!(line.level, LogLevel::Warning);
    assert!(line.text.contains("451 4.3.0 the disk is full"), "{}", line.text);
    assert!(line.text.contains("tried again in 1 min"), "{}", line.text);
    // Each end of a run makes it look; before its time a message isn't tried.
    bed.clock.forward(TimeDelta::seconds(30));
    finish(&engine, connection, json!({ "name": "Other" })).await;
    bed.clock.forward(TimeDelta::seconds(31));
    finish(&engine, connection, json!({ "name": "Other" })).await;
    server.tried(2).await;
    engine.shut_down().await;
    assert_eq!(server.count(), 0);

    bed.clock.forward(TimeDelta::minutes(5));
    let engine = bed.open().await;
    logged(&engine, run.id, "E-mail sent to anna@example.com").await;
    server.tried(3).await;
    assert_eq!(server.count(), 1);
    // The same reason isn't said twice.
    let log = engine.run_log(run.id).await.unwrap();
    assert_eq!(log.iter().filter(|line| line.text.contains("isn't sent yet")).count(), 1);
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs with its own certificates"]
async fn a_server_that_is_away_is_tried_for_a_day() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_data().await;
    // Nobody else gets its port while it is away.
    let port = ports::free_ports(1, &[Ipv4Addr::LOCALHOST]);
    let how = json!({ "user": "desk", "password": PASSWORD, "port": port });
    let server = MailServer::start(&bed.inbox("inbox"), Starttls, how.clone());
    let inbox = server.inbox.clone();
    use_server(&engine, &server).await;
    drop(server);
    let first = finish(&engine, connection, told(&["anna@example.com"])).await;
    logged(&engine, first.id, "Can't reach the mail server").await;
    // It comes back.
    let server = MailServer::start(&inbox, Starttls, how);
    engine.send_waiting_mail().await.unwrap();
    logged(&engine, first.id, "E-mail sent to").await;
    drop(server);
    // It doesn't.
    let second = finish(&engine, connection, told(&["anna@example.com"])).await;
    logged(&engine, second.id, "isn't sent yet").await;
    bed.clock.forward(TimeDelta::hours(25));
    engine.send_waiting_mail().await.unwrap();
    let line = logged(&engine, second.id, "wasn't sent").await;
    assert!(line.text.contains("It was tried for a day. Can't reach"), "{}", line.text);
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs with its own certificates"]
async fn what_no_waiting_mends_is_said_at_once() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_data().await;
    // No server at all.
    let run = finish(&engine, connection, told(&["anna@example.com"])).await;
    let line = logged(&engine, run.id, "wasn't sent").await;
    assert_eq!(
        line.text,
        "The e-mail to anna@example.com wasn't sent. No mail server is set up. Set up e-mail in \
         the settings."
    );
    // A wrong password, one that isn't saved, a refused recipient among good ones.
    let how = json!({ "user": "desk", "password": PASSWORD, "refuse": ["nobody@example.com"] });
    let server = MailServer::start(&bed.inbox("inbox"), Starttls, how);
    let settings = server.settings();
    engine.save_mail(Some(&settings), Some("wrong".to_owned())).await.unwrap();
    let run = finish(&engine, connection, told(&["anna@example.com"])).await;
    let line = logged(&engine, run.id, "wasn't sent").await;
    assert!(line.text.contains("refuses the login of `desk`: 535 5.7.8"), "{}", line.text);
    engine.save_mail(Some(&settings), Some(String::new())).await.unwrap();
    assert!(!engine.mail_password_saved().await.unwrap());
    let run = finish(&engine, connection, told(&["anna@example.com"])).await;
    logged(&engine, run.id, "The password of `desk` for the mail server isn't saved.").await;
    use_server(&engine, &server).await;
    let to = ["nobody@example.com", "anna@example.com"];
    let run = finish(&engine, connection, told(&to)).await;
    logged(&engine, run.id, "E-mail sent to anna@example.com").await;
    let line = logged(&engine, run.id, "The e-mail to nobody@example.com wasn't sent").await;
    assert!(line.text.contains("550 5.1.1 no such user here"), "{}", line.text);
    let received = server.received(1).await;
    assert_eq!(received.envelope["to"], json!(["anna@example.com"]));
    assert_eq!(received.message["to"], json!(to));
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs with its own certificates"]
async fn files_stay_out_when_they_are_too_big_or_not_what_the_run_made() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_data().await;
    let server = MailServer::good(&bed.inbox("inbox"), Starttls);
    use_server(&engine, &server).await;
    let mut settings = engine.settings().await.unwrap();
    settings.mail_attach_limit_mb = 0;
    engine.save_settings(&settings).await.unwrap();
    let email = json!({ "email": { "to": ["anna@example.com"], "attach": true } });
    let run = finish(&engine, connection, email.clone()).await;
    logged(&engine, run.id, "without the file: it is larger than 0 MB").await;
    let message = server.received(1).await.message;
    assert_eq!(message["files"], json!([]));
    assert!(message["text"].as_str().unwrap().contains("no: it is larger than 0 MB"));
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs with its own certificates"]
async fn a_file_that_the_server_finds_too_large_keeps_nobody_from_being_told() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_data().await;
    let how = json!({ "user": "desk", "password": PASSWORD, "no_files": true });
    let server = MailServer::start(&bed.inbox("inbox"), Starttls, how);
    use_server(&engine, &server).await;
    let email = json!({ "email": { "to": ["anna@example.com"], "attach": true } });
    let run = finish(&engine, connection, email).await;
    let said = "without the file: the mail server refuses it: 552 5.3.4 too large";
    logged(&engine, run.id, said).await;
    let message = server.received(1).await.message;
    assert_eq!(message["files"], json!([]));
    assert!(message["text"].as_str().unwrap().contains("552 5.3.4 too large"));
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs with its own certificates"]
async fn two_programs_on_one_history_send_a_message_once() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_data().await;
    let server = MailServer::good(&bed.inbox("inbox"), Starttls);
    use_server(&engine, &server).await;
    let other = bed.open().await;
    let mut last = 0;
    for _ in 0..8 {
        last = finish(&engine, connection, told(&["anna@example.com"])).await.id;
        other.send_waiting_mail().await.unwrap();
    }
    logged(&engine, last, "E-mail sent to").await;
    let ids: std::collections::BTreeSet<String> = {
        let mut ids = std::collections::BTreeSet::new();
        for number in 1..=8 {
            let message = server.received(number).await.message;
            ids.insert(message["id"].as_str().unwrap().to_owned());
        }
        ids
    };
    assert_eq!((ids.len(), server.count()), (8, 8));
    engine.shut_down().await;
    other.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs with its own certificates"]
async fn a_test_message_and_the_settings_around_it() {
    let bed = Bed::new();
    let (engine, _) = bed.open_with_data().await;
    let code = |error: export_desk_core::error::Error| (error.code(), error.hint().is_some());
    assert_eq!(code(engine.send_test_mail("a@b.hu").await.unwrap_err()), ("mail", true));
    let server = MailServer::good(&bed.inbox("inbox"), Starttls);
    let wrong = MailSettings { from: "nobody".to_owned(), ..server.settings() };
    assert_eq!(code(engine.save_mail(Some(&wrong), None).await.unwrap_err()), ("other", true));
    use_server(&engine, &server).await;
    assert!(engine.mail_password_saved().await.unwrap());
    assert_eq!(engine.keychain_problem().await, None);
    engine.send_test_mail(" anna@example.com ").await.unwrap();
    let received = server.received(1).await;
    assert_eq!(received.message["subject"], "Export Desk: a test");
    assert_eq!(received.message["to"], json!(["anna@example.com"]));
    assert_eq!(code(engine.send_test_mail("anna").await.unwrap_err()), ("mail", true));

    // A page that knows an older server doesn't bring it back.
    let mut settings = engine.settings().await.unwrap();
    assert_eq!(settings.mail.as_ref(), Some(&server.settings()));
    settings.mail = None;
    settings.keep_in_tray = false;
    engine.save_settings(&settings).await.unwrap();
    let now = engine.settings().await.unwrap();
    assert_eq!((now.mail, now.keep_in_tray), (Some(server.settings()), false));
    engine.save_mail(None, None).await.unwrap();
    assert!(!engine.mail_password_saved().await.unwrap());
    assert_eq!(engine.settings().await.unwrap().mail, None);
    engine.shut_down().await;
    assert_no_password(&bed.home());
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
