//! What people are told by e-mail of files that go to targets: each outcome once,
//! and none that is so no longer.

use std::fs;
use std::path::PathBuf;

use chrono::TimeDelta;
use export_desk_core::delivery::{
    AnswerMeans, AnswerRule, TargetIfExists, TargetOptions, TargetSettings,
};
use export_desk_core::engine::{Change, Engine};
use export_desk_core::notify::MailSecurity::Starttls;
use export_desk_core::store::{RunRow, RunStatus, TargetInput};
use serde_json::json;
use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;

use crate::bed::{Bed, PASSWORD, logged, run, spec};
use crate::mail_server::{MailServer, Received};
use crate::patience::within;

/// A folder of a partner, who takes no file under a name that is taken.
struct Partner(PathBuf);

impl Partner {
    /// Every name is taken.
    fn close(&self) {
        fs::create_dir_all(&self.0).unwrap();
        for name in ["both", "failure", "failure (2)", "success"] {
            fs::write(self.0.join(format!("of {name}.zip")), "another").unwrap();
        }
    }

    fn open(&self) {
        fs::remove_dir_all(&self.0).unwrap();
        fs::create_dir(&self.0).unwrap();
    }
}

/// The partner and an archive that always takes everything, as targets.
async fn targets(bed: &Bed, engine: &Engine) -> Partner {
    for (name, if_exists) in
        [("Archive", TargetIfExists::Replace), ("Partner", TargetIfExists::Fail)]
    {
        let path = bed.folder.path().join(name).to_string_lossy().into_owned();
        let settings = TargetSettings::Folder { path };
        let options = TargetOptions { if_exists, ..TargetOptions::default() };
        let name = name.to_owned();
        let target = TargetInput { id: None, name, settings, options, secret: None };
        engine.save_target(&target).await.unwrap();
    }
    let partner = Partner(bed.folder.path().join("Partner"));
    partner.close();
    partner
}

async fn export(engine: &Engine, connection: i64, on: &str) -> i64 {
    let spec = spec(json!({
        "name": format!("of {on}"), "targets": ["Archive", "Partner"],
        "email": { "to": ["anna@example.com"], "on": on },
    }));
    engine.create_export(&spec, connection, false).await.unwrap()
}

/// Delivers again, and waits for the end of that.
async fn again(engine: &Engine, run: &RunRow) -> RunRow {
    let mut changes = engine.subscribe();
    engine.retry_delivery(run.id).await.unwrap();
    let ended =
        async { while !matches!(changes.recv().await.unwrap(), Change::RunEnded { .. }) {} };
    within(ended, "the end of the delivery").await;
    engine.run_row(run.id).await.unwrap()
}

fn text(received: &Received) -> (&str, &str) {
    let part = |name: &str| received.message[name].as_str().unwrap();
    (part("subject"), part("text"))
}

fn has(text: &str, words: &[&str]) {
    for words in words {
        assert!(text.contains(words), "no `{words}` in {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs with its own certificates"]
async fn each_outcome_is_told_once_with_where_the_file_is() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_data().await;
    let server = MailServer::good(&bed.inbox("inbox"), Starttls);
    engine.save_mail(Some(&server.settings()), Some(PASSWORD.to_owned())).await.unwrap();
    let partner = targets(&bed, &engine).await;
    // For each choice: whether a failure, its mending, and a plain end are told.
    let choices = [
        ("both", [true, true, true]),
        ("failure", [true, true, false]),
        ("success", [false, true, true]),
    ];
    let mut told = 0;
    for (on, wanted) in choices {
        let export = export(&engine, connection, on).await;
        let failed = run(&engine, export).await;
        assert_eq!(failed.status, RunStatus::Failed);
        if wanted[0] {
            told += 1;
            let received = server.received(told).await;
            let (subject, text) = text(&received);
            assert_eq!(subject, format!("of {on} is made, but not delivered"));
            let file = failed.file.as_ref().unwrap().to_string_lossy().into_owned();
            let archived = failed.deliveries[0].remote_path.clone().unwrap();
            has(
                text,
                &[
                    &format!("of {on} is made, but not delivered."),
                    "Made, not delivered to “Partner”: ",
                    &format!("Archive: {archived}, on 20 Nov 2026, 11:30:00 (Europe/Budapest)"),
                    "checked by size and SHA-256, read back",
                    "Not delivered  Partner: ",
                    "1 attempt",
                    "40",
                    &file,
                    failed.sha256.as_ref().unwrap(),
                ],
            );
            assert_eq!(received.message["files"], json!([]));
        }
        // It fails again, which is known.
        assert_eq!(again(&engine, &failed).await.status, RunStatus::Failed);
        partner.open();
        let mended = again(&engine, &failed).await;
        assert_eq!(mended.status, RunStatus::Finished, "{:?}", mended.message);
        if wanted[1] {
            told += 1;
            let received = server.received(told).await;
            let (subject, text) = text(&received);
            assert_eq!(subject, format!("of {on} is delivered after all: 40 rows"));
            has(
                text,
                &[
                    "It had failed on 20 Nov 2026, 11:30:00 (Europe/Budapest).",
                    &format!(
                        "Partner: {}, on 20",
                        mended.deliveries[1].remote_path.as_ref().unwrap()
                    ),
                ],
            );
            assert!(!text.contains("Not delivered"), "{text}");
        }
        partner.open();
        let plain = run(&engine, export).await;
        assert_eq!(plain.status, RunStatus::Finished, "{:?}", plain.message);
        if wanted[2] {
            told += 1;
            let received = server.received(told).await;
            let (subject, text) = text(&received);
            assert_eq!(subject, format!("of {on} is finished: 40 rows"));
            has(text, &["Delivered to", "Archive: ", "Partner: ", "checked by size and SHA-256"]);
        }
        partner.close();
    }
    engine.shut_down().await;
    assert_eq!(server.count(), 7, "each outcome once");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs with its own certificates"]
async fn nobody_hears_of_a_failure_that_is_mended_before_it_could_be_told() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_data().await;
    let server = MailServer::good(&bed.inbox("inbox"), Starttls);
    let (settings, inbox) = (server.settings(), server.inbox.clone());
    engine.save_mail(Some(&settings), Some(PASSWORD.to_owned())).await.unwrap();
    drop(server);
    let partner = targets(&bed, &engine).await;
    let mut runs = Vec::new();
    for on in ["both", "failure", "failure"] {
        let failed = run(&engine, export(&engine, connection, on).await).await;
        logged(&engine, failed.id, "The e-mail to anna@example.com isn't sent yet").await;
        runs.push(failed);
    }
    // The last one goes wrong again, for another reason.
    fs::remove_file(runs[2].file.as_ref().unwrap()).unwrap();
    let refused = engine.retry_delivery(runs[2].id).await.unwrap_err();
    assert!(refused.hint().is_some(), "{refused}");
    partner.open();
    for run in &runs[..2] {
        assert_eq!(again(&engine, run).await.status, RunStatus::Finished);
    }
    let how = json!({ "user": "desk", "password": PASSWORD, "port": settings.port });
    let server = MailServer::start(&inbox, Starttls, how);
    engine.send_waiting_mail().await.unwrap();
    logged(&engine, runs[0].id, "E-mail sent to").await;
    logged(&engine, runs[2].id, "E-mail sent to").await;
    let mut subjects = Vec::new();
    for number in 1..=2 {
        let received = server.received(number).await;
        subjects.push(text(&received).0.to_owned());
    }
    subjects.sort();
    let expected =
        ["of both is delivered after all: 40 rows", "of failure is made, but not delivered"];
    assert_eq!(subjects, expected);
    engine.shut_down().await;
    assert_eq!(server.count(), 2);
    let log = engine_log(&bed, runs[1].id).await;
    assert!(!log.iter().any(|line| line.contains("E-mail sent")), "{log:?}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs with its own certificates"]
async fn what_a_process_left_that_is_gone_is_told_by_another() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_data().await;
    let server = MailServer::good(&bed.inbox("inbox"), Starttls);
    engine.save_mail(Some(&server.settings()), Some(PASSWORD.to_owned())).await.unwrap();
    let email = json!({ "email": { "to": ["anna@example.com"], "on": "failure" } });
    let export = engine.create_export(&spec(email), connection, false).await.unwrap();
    let done = run(&engine, export).await;
    // What a process leaves in the history that was killed while it worked.
    leave_a_run(&bed, done.id).await;
    let received = server.received(1).await;
    let (subject, text) = text(&received);
    assert_eq!(subject, "Shops failed");
    has(text, &["The run was interrupted", "Run it again"]);
    engine.shut_down().await;
    assert_eq!(server.count(), 1);
}

/// A run like another one that nobody carries out any more.
pub(crate) async fn leave_a_run(bed: &Bed, like: i64) {
    let mut history = history(bed).await;
    sqlx::query(
        "INSERT INTO runs (export_id, number, status, trigger, spec, queued_at, started_at) \
         SELECT export_id, number + 1, 'processing', 'scheduled', spec, queued_at, started_at \
         FROM runs WHERE id = ?",
    )
    .bind(like)
    .execute(&mut history)
    .await
    .unwrap();
}

async fn history(bed: &Bed) -> sqlx::SqliteConnection {
    SqliteConnectOptions::new().filename(bed.home().join("history.db")).connect().await.unwrap()
}

async fn engine_log(bed: &Bed, run: i64) -> Vec<String> {
    let engine = bed.open().await;
    let log = engine.run_log(run).await.unwrap();
    engine.shut_down().await;
    log.into_iter().map(|line| line.text).collect()
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs with its own certificates"]
async fn an_answer_that_does_not_come_is_told_once() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_data().await;
    let server = MailServer::good(&bed.inbox("inbox"), Starttls);
    engine.save_mail(Some(&server.settings()), Some(PASSWORD.to_owned())).await.unwrap();
    let path = bed.folder.path().join("Partner").to_string_lossy().into_owned();
    let answer =
        AnswerRule { path: "{file}.ok".to_owned(), within_minutes: 60, means: AnswerMeans::Result };
    let target = TargetInput {
        id: None,
        name: "Partner".to_owned(),
        settings: TargetSettings::Folder { path },
        options: TargetOptions { answer: Some(answer), ..TargetOptions::default() },
        secret: None,
    };
    engine.save_target(&target).await.unwrap();
    let spec = spec(json!({
        "name": "of answers", "targets": ["Partner"],
        "email": { "to": ["anna@example.com"], "on": "failure" },
    }));
    let export = engine.create_export(&spec, connection, false).await.unwrap();
    let run = run(&engine, export).await;
    assert_eq!(run.status, RunStatus::Finished, "{:?}", run.message);
    assert_eq!(server.count(), 0);

    bed.clock.forward(TimeDelta::minutes(61));
    engine.look_for_answers().await.unwrap();
    let received = server.received(1).await;
    let (subject, text) = text(&received);
    assert_eq!(subject, "of answers got no answer from the partner");
    let by = "No answer from “Partner” to `of answers.zip` by 2026-11-20 12:30 (Europe/Budapest)";
    has(text, &[by, "Delivered to", "Answer "]);
    logged(&engine, run.id, by).await;
    for _ in 0..3 {
        engine.look_for_answers().await.unwrap();
    }
    assert_eq!(server.count(), 1);
    engine.shut_down().await;
}
