//! Partners who answer: a test is the partner, and its answers come as real ones do: late,
//! in part, from another file, from a server that is down meanwhile, or not at all.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, TimeDelta, Utc};
use export_desk_core::clock::{Clock, SystemClock};
use export_desk_core::delivery::{AnswerMeans, AnswerRule, TargetOptions, TargetSettings};
use export_desk_core::engine::{Change, Engine};
use export_desk_core::store::{
    Answer, AnswerStatus, DEMO_CONNECTION, ExportStatus, RunRow, RunStatus, TargetInput,
};
use tokio::net::TcpListener;

use crate::bed::names;
use crate::buckets;
use crate::engine::{Desk, folder, history, log, problem, row, run, sftp, shown, stores, until};
use crate::servers::{self, Ftp, PASSWORD, Sshd, USER, inbox};

/// Minutes for which the answers here are awaited.
const WITHIN: u32 = 240;
/// An answer as partners write them.
const ANSWER: &str = "line;reason\r\n7;unknown store\r\n";

/// The computer's clock, which tests set forward.
#[derive(Debug, Default)]
struct Ahead(AtomicI64);

impl Ahead {
    fn forward(&self, minutes: i64) {
        self.0.fetch_add(minutes, Ordering::SeqCst);
    }
}

impl Clock for Ahead {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now() + TimeDelta::minutes(self.0.load(Ordering::SeqCst))
    }
}

fn desk() -> (Desk, Arc<Ahead>) {
    let clock = Arc::new(Ahead::default());
    (Desk::with_clock(Arc::clone(&clock) as Arc<dyn Clock>), clock)
}

/// A target whose partner answers so.
fn answered(mut target: TargetInput, path: &str, means: AnswerMeans) -> TargetInput {
    target.options.answer =
        Some(AnswerRule { path: path.to_owned(), within_minutes: WITHIN, means });
    target
}

/// An export that is delivered to a new target. Gives it and the target.
async fn export(engine: &Engine, target: &TargetInput) -> (i64, i64) {
    let id = engine.save_target(target).await.unwrap();
    let spec = stores(&format!("Shops {}", target.name), &[&target.name]);
    (engine.create_export(&spec, DEMO_CONNECTION, false).await.unwrap(), id)
}

/// A run whose file is delivered.
async fn delivered(engine: &Engine, export: i64) -> RunRow {
    let run = run(engine, export).await;
    assert_eq!(run.status, RunStatus::Finished, "{}", log(engine, run.id).await);
    run
}

/// The answer to a run of one file and one target.
fn answer_of(run: &RunRow) -> Answer {
    let [delivery] = &*run.deliveries else { panic!("{:?}", run.deliveries) };
    let [answer] = &*delivery.answers else { panic!("{:?}", delivery.answers) };
    answer.clone()
}

/// Looks for answers, again and again, until something is so.
async fn answer(
    engine: &Engine,
    run: &RunRow,
    what: &str,
    is_so: impl Fn(&Answer) -> bool,
) -> Answer {
    until(engine, what, async |engine| {
        engine.look_for_answers().await.unwrap();
        let answer = answer_of(&row(engine, run.export_id, run.id).await);
        is_so(&answer).then_some(answer)
    })
    .await
}

async fn over(engine: &Engine, run: &RunRow) -> Answer {
    answer(engine, run, "the end of the wait", |answer| answer.status != AnswerStatus::Awaited)
        .await
}

/// The answer is seen at the target, and isn't fetched yet.
async fn seen(engine: &Engine, run: &RunRow) -> Answer {
    answer(engine, run, "an answer that is there", |answer| {
        answer.message.as_ref().is_some_and(|message| message.contains(" is there."))
    })
    .await
}

/// Two more whole looks, after which nothing has come.
async fn still_awaited(desk: &Desk, engine: &Engine, run: &RunRow) {
    let history = history(desk).await;
    let looks = async || -> i64 {
        let looks = sqlx::query_scalar("SELECT looks FROM answers WHERE run_id = ?").bind(run.id);
        looks.fetch_one(&history).await.unwrap()
    };
    // The third one begins when the second is over.
    let enough = looks().await + 3;
    until(engine, "looks at the target", async |engine| {
        engine.look_for_answers().await.unwrap();
        (looks().await >= enough).then_some(())
    })
    .await;
    let answer = answer_of(&row(engine, run.export_id, run.id).await);
    assert_eq!(answer.status, AnswerStatus::Awaited, "{answer:?}");
}

/// What was told of answers.
fn told(changes: &mut tokio::sync::broadcast::Receiver<Change>) -> Vec<AnswerStatus> {
    let mut told = Vec::new();
    while let Ok(change) = changes.try_recv() {
        if let Change::Answer { status, .. } = change {
            told.push(status);
        }
    }
    told
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_answer_is_fetched_from_every_kind_of_place() {
    let (desk, clock) = desk();
    let (ssh, ftp, s3) =
        (Sshd::default().start(), servers::ftp(Ftp::Plain, None), servers::s3(None));
    desk.trust(&ssh);
    let endpoint = format!("http://127.0.0.1:{}", s3.port);
    servers::run("curl", &["-s", "-f", "-X", "PUT", &format!("{endpoint}/bucket")]);
    let (inboxes, own) = ([inbox(), inbox()], tempfile::tempdir().unwrap());
    let remote = |settings, name: &str| TargetInput {
        id: None,
        name: name.to_owned(),
        settings,
        options: TargetOptions { retry_hours: 0, ..TargetOptions::default() },
        secret: Some(PASSWORD.to_owned()),
    };
    let [over_ssh, over_ftp] = inboxes.each_ref().map(|inbox| inbox.path().to_path_buf());
    let ftp_settings = TargetSettings::Ftp {
        host: "127.0.0.1".to_owned(),
        port: ftp.port,
        user: USER.to_owned(),
        path: over_ftp.to_string_lossy().into_owned(),
    };
    let places: [(TargetInput, Option<PathBuf>); 4] = [
        (folder("Folder", own.path()), Some(own.path().to_owned())),
        (sftp("SFTP", &ssh, &over_ssh.to_string_lossy()), Some(over_ssh.clone())),
        (remote(ftp_settings, "FTP"), Some(over_ftp)),
        (remote(buckets::settings(&endpoint, "bucket", None), "S3"), None),
    ];
    let engine = desk.open().await;
    for (target, inbox) in places {
        let target = answered(target, "{stem}_result*.csv", AnswerMeans::Result);
        let (export, _) = export(&engine, &target).await;
        let run = delivered(&engine, export).await;
        let awaited = answer_of(&run);
        let stem = awaited.file.strip_suffix(".zip").unwrap().to_owned();
        assert_eq!(awaited.status, AnswerStatus::Awaited);
        assert_eq!(stem, format!("Shops {}", target.name));

        let name = format!("{stem}_result_77.csv");
        let local = desk.folder.path().join("answer");
        fs::write(&local, ANSWER).unwrap();
        match &inbox {
            Some(inbox) => {
                fs::copy(&local, inbox.join(&name)).unwrap();
            }
            None => buckets::put(&endpoint, &name.replace(' ', "%20"), &local),
        }
        seen(&engine, &run).await;
        still_awaited(&desk, &engine, &run).await;
        clock.forward(2);
        let came = over(&engine, &run).await;
        assert_eq!(came.status, AnswerStatus::Came, "{came:?}");
        assert_eq!(came.name.as_deref(), Some(&*name));
        assert_eq!((came.bytes, came.lines, came.kept), (Some(ANSWER.len() as u64), Some(2), true));
        let text = engine.answer_text(came.id).await.unwrap();
        assert_eq!(text.lines, ["line;reason", "7;unknown store"]);
        assert!(!text.more);
        let saved = desk.folder.path().join("saved.csv");
        engine.save_answer(came.id, &saved).await.unwrap();
        assert_eq!(fs::read_to_string(saved).unwrap(), ANSWER);
        // Nobody else reads the copy, and the partner's file stays as it is.
        let copy = desk.home().join("answers").join(came.id.to_string());
        assert_eq!(fs::metadata(copy).unwrap().permissions().mode() & 0o777, 0o600);
        if let Some(inbox) = inbox {
            assert_eq!(fs::read_to_string(inbox.join(&name)).unwrap(), ANSWER);
            assert_eq!(names(&inbox), [awaited.file, name]);
        }
        assert_eq!(shown(&engine, export).await.status, ExportStatus::Finished);
    }
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rejected_rows_are_an_alarm_until_a_run_without_them() {
    let (desk, clock) = desk();
    let out = tempfile::tempdir().unwrap();
    fs::create_dir(out.path().join("rejects")).unwrap();
    let engine = desk.open().await;
    let rejects =
        answered(folder("Partner", out.path()), "rejects/{file}.err", AnswerMeans::Rejects);
    let (export, _) = export(&engine, &rejects).await;
    let mut changes = engine.subscribe();
    let run = delivered(&engine, export).await;
    let error = out.path().join("rejects/Shops Partner.zip.err");
    fs::write(&error, ANSWER).unwrap();
    seen(&engine, &run).await;
    clock.forward(2);
    let refused = over(&engine, &run).await;
    assert_eq!(refused.status, AnswerStatus::Refused);
    let says = "“Partner” refused rows of `Shops Partner.zip`: `Shops Partner.zip.err`, 2 lines";
    assert_eq!(refused.message.as_deref(), Some(says));
    let alarm = shown(&engine, export).await;
    assert_eq!((alarm.status, alarm.reason.as_deref()), (ExportStatus::Failed, Some(says)));
    assert!(log(&engine, run.id).await.contains(says));
    until(&engine, "what is told", async |_| {
        (told(&mut changes) == [AnswerStatus::Refused]).then_some(())
    })
    .await;

    // The next run's answer doesn't come, which is good here; the old one is another run's.
    let next = delivered(&engine, export).await;
    assert_eq!(shown(&engine, export).await.status, ExportStatus::Finished);
    still_awaited(&desk, &engine, &next).await;
    clock.forward(i64::from(WITHIN));
    let accepted = over(&engine, &next).await;
    assert_eq!(accepted.status, AnswerStatus::Accepted, "{accepted:?}");
    assert_eq!(shown(&engine, export).await.status, ExportStatus::Finished);

    // A file with nothing in it refuses nothing.
    let last = delivered(&engine, export).await;
    fs::write(&error, "").unwrap();
    seen(&engine, &last).await;
    clock.forward(2);
    let empty = over(&engine, &last).await;
    assert_eq!((empty.status, empty.lines), (AnswerStatus::Came, Some(0)));
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_that_does_not_come_is_an_alarm() {
    let (desk, clock) = desk();
    let out = tempfile::tempdir().unwrap();
    let engine = desk.open().await;
    let target = answered(folder("Partner", out.path()), "{stem}_result*.csv", AnswerMeans::Result);
    let (export, _) = export(&engine, &target).await;
    let run = delivered(&engine, export).await;
    clock.forward(i64::from(WITHIN) - 1);
    still_awaited(&desk, &engine, &run).await;
    clock.forward(2);
    let missing = over(&engine, &run).await;
    assert_eq!((missing.status, missing.kept), (AnswerStatus::Missing, false));
    let message = missing.message.unwrap();
    assert!(
        message.starts_with("No answer from “Partner” to `Shops Partner.zip` by "),
        "{message}"
    );
    assert!(message.ends_with("/Shops Partner_result*.csv`"), "{message}");
    let alarm = shown(&engine, export).await;
    assert_eq!((alarm.status, alarm.reason), (ExportStatus::Failed, Some(message)));
    let gone = engine.answer_text(missing.id).await.unwrap_err();
    assert_eq!(gone.code(), "file_gone");
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rejected_rows_that_nobody_could_read_are_not_good_news() {
    let (desk, clock) = desk();
    let out = tempfile::tempdir().unwrap();
    let engine = desk.open().await;
    let rejects = |target| answered(target, "{stem}_result*.csv", AnswerMeans::Rejects);
    let (gone, _) = export(&engine, &rejects(folder("Gone", out.path()))).await;
    let (moved, target) = export(&engine, &rejects(folder("Moved", out.path()))).await;
    let (hidden, _) = export(&engine, &rejects(folder("Hidden", out.path()))).await;
    let [gone, moved, hidden] = [
        delivered(&engine, gone).await,
        delivered(&engine, moved).await,
        delivered(&engine, hidden).await,
    ];
    // The partner's own archive has a name that the answer could have.
    fs::create_dir(out.path().join("Shops Hidden_result_archive.csv")).unwrap();
    let file = |name: &str| out.path().join(format!("Shops {name}_result_1.csv"));
    for name in ["Gone", "Moved", "Hidden"] {
        fs::write(file(name), ANSWER).unwrap();
    }
    let elsewhere = tempfile::tempdir().unwrap();
    let mut place = rejects(folder("Moved", elsewhere.path()));
    place.id = Some(target);
    engine.save_target(&place).await.unwrap();
    seen(&engine, &gone).await;
    fs::remove_file(file("Gone")).unwrap();
    seen(&engine, &hidden).await;
    clock.forward(2);
    let read = over(&engine, &hidden).await;
    assert_eq!((read.status, read.lines), (AnswerStatus::Refused, Some(2)));

    clock.forward(i64::from(WITHIN));
    for (run, reason) in [
        (&gone, "`Shops Gone_result_1.csv` was there, and was gone before it was read."),
        (&moved, "Target “Moved” is another place than the file was delivered to."),
    ] {
        let ended = over(&engine, run).await;
        assert_eq!(ended.status, AnswerStatus::Missing, "{ended:?}");
        let message = ended.message.unwrap();
        assert!(message.contains(reason), "{message}");
    }
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn half_an_answer_and_that_of_another_day_are_not_taken() {
    let (desk, clock) = desk();
    let out = tempfile::tempdir().unwrap();
    let engine = desk.open().await;
    let target = answered(folder("Partner", out.path()), "{stem}_result*.csv", AnswerMeans::Result);
    let (export, _) = export(&engine, &target).await;
    let named = |number: u32| out.path().join(format!("Shops Partner_result_{number}.csv"));
    let write = |path: &Path, text: &str, modified: SystemTime| {
        fs::write(path, text).unwrap();
        File::options().write(true).open(path).unwrap().set_modified(modified).unwrap();
    };
    let now = SystemTime::now();
    write(&named(1), "of yesterday\n", now - Duration::from_hours(24));
    let run = delivered(&engine, export).await;
    still_awaited(&desk, &engine, &run).await;
    assert_eq!(answer_of(&row(&engine, export, run.id).await).message, None);

    // It grows between two looks.
    write(&named(2), "line;rea", now + Duration::from_mins(1));
    seen(&engine, &run).await;
    write(&named(2), ANSWER, now + Duration::from_mins(2));
    clock.forward(2);
    still_awaited(&desk, &engine, &run).await;
    // Another one is newer.
    write(&named(3), "line;reason\n", now + Duration::from_mins(3));
    clock.forward(2);
    still_awaited(&desk, &engine, &run).await;
    clock.forward(2);
    let came = over(&engine, &run).await;
    assert_eq!(came.name.as_deref(), Some("Shops Partner_result_3.csv"));
    assert_eq!(came.bytes, Some(12));
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wait_goes_on_over_a_restart_and_while_the_server_is_down() {
    let (desk, clock) = desk();
    let mut server = Sshd::default().start();
    desk.trust(&server);
    let inbox = inbox();
    let partner = sftp("Partner", &server, &inbox.path().to_string_lossy());
    let target = answered(partner, "{file}.ok", AnswerMeans::Result);
    let engine = desk.open().await;
    let (export, _) = export(&engine, &target).await;
    let run = delivered(&engine, export).await;
    server.stop();
    let is_told = |answer: &Answer| {
        answer.message.as_ref().is_some_and(|message| message.starts_with("Can't reach `127.0.0.1"))
    };
    let down = answer(&engine, &run, "why it can't be fetched", is_told).await;
    assert_eq!(down.status, AnswerStatus::Awaited);
    engine.shut_down().await;

    server.start_again();
    fs::write(inbox.path().join("Shops Partner.zip.ok"), ANSWER).unwrap();
    let engine = desk.open().await;
    seen(&engine, &run).await;
    clock.forward(2);
    assert_eq!(over(&engine, &run).await.status, AnswerStatus::Came);
    let said = log(&engine, run.id).await;
    assert_eq!(said.matches("The partner's answer can't be fetched now.").count(), 1, "{said}");

    // Where the server stays down, that is the reason; one failure alone isn't the end.
    let next = delivered(&engine, export).await;
    server.stop();
    clock.forward(i64::from(WITHIN) + 1);
    let missing = over(&engine, &next).await;
    assert_eq!(missing.status, AnswerStatus::Missing);
    let message = missing.message.unwrap();
    assert!(message.contains("Can't reach `127.0.0.1"), "{message}");
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_nobody_may_look_into_is_asked_by_whole_names() {
    let (desk, clock) = desk();
    let server = Sshd::default().start();
    desk.trust(&server);
    let inbox = inbox();
    let drop_box = inbox.path().join("drop");
    fs::create_dir(&drop_box).unwrap();
    fs::set_permissions(&drop_box, fs::Permissions::from_mode(0o733)).unwrap();
    let engine = desk.open().await;
    let to = |name: &str, path: &str| {
        let partner = sftp(name, &server, &drop_box.to_string_lossy());
        answered(partner, path, AnswerMeans::Rejects)
    };
    let (listed, _) = export(&engine, &to("Listed", "{stem}_rejects*.csv")).await;
    let (named, _) = export(&engine, &to("Named", "{stem}_rejects.csv")).await;
    let listed = delivered(&engine, listed).await;
    let named = delivered(&engine, named).await;
    for run in [&listed, &named] {
        let stem = answer_of(run).file.replace(".zip", "");
        fs::write(drop_box.join(format!("{stem}_rejects.csv")), ANSWER).unwrap();
    }
    seen(&engine, &named).await;
    clock.forward(2);
    assert_eq!(over(&engine, &named).await.status, AnswerStatus::Refused);
    // That nobody knows is no good news.
    clock.forward(i64::from(WITHIN));
    let missing = over(&engine, &listed).await;
    assert_eq!(missing.status, AnswerStatus::Missing);
    let message = missing.message.unwrap();
    assert!(message.contains("doesn't allow looking into"), "{message}");
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_processes_one_tells_it() {
    let (desk, clock) = desk();
    let out = tempfile::tempdir().unwrap();
    let (window, server) = (desk.open().await, desk.open().await);
    let target = answered(folder("Partner", out.path()), "{file}.ok", AnswerMeans::Result);
    let (export, _) = export(&window, &target).await;
    let (mut first, mut second) = (window.subscribe(), server.subscribe());
    let run = delivered(&window, export).await;
    fs::write(out.path().join("Shops Partner.zip.ok"), ANSWER).unwrap();
    seen(&window, &run).await;
    clock.forward(2);
    let mut all = Vec::new();
    until(&window, "what is told", async |window| {
        let (here, there) = tokio::join!(window.look_for_answers(), server.look_for_answers());
        here.and(there).unwrap();
        all.extend(told(&mut first));
        all.extend(told(&mut second));
        (!all.is_empty()).then_some(())
    })
    .await;
    window.shut_down().await;
    server.shut_down().await;
    all.extend(told(&mut first));
    all.extend(told(&mut second));
    assert_eq!(all, [AnswerStatus::Came]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_process_had_in_hand_is_taken_up() {
    let (desk, clock) = desk();
    let out = tempfile::tempdir().unwrap();
    let killed = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let engine = killed.spawn(Engine::open(desk.options())).await.unwrap().unwrap();
    let target = answered(folder("Partner", out.path()), "{file}.ok", AnswerMeans::Result);
    let (first, id) = export(&engine, &target).await;
    let run = delivered(&engine, first).await;
    // As in older histories: else a target that has moved isn't looked at.
    let kept = history(&desk).await;
    sqlx::query("UPDATE deliveries SET address = NULL").execute(&kept).await.unwrap();
    kept.close().await;
    // It looks at a server that never says a word.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = silent.local_addr().unwrap().port();
    let settings = TargetSettings::Ftp {
        host: "127.0.0.1".to_owned(),
        port,
        user: USER.to_owned(),
        path: String::new(),
    };
    let elsewhere =
        TargetInput { id: Some(id), settings, secret: Some(PASSWORD.to_owned()), ..target.clone() };
    engine.save_target(&elsewhere).await.unwrap();
    engine.look_for_answers().await.unwrap();
    let asked = tokio::time::timeout(std::time::Duration::from_mins(1), silent.accept()).await;
    let _held = asked.expect("the server is asked within a minute").unwrap();
    killed.shutdown_background();

    let engine = desk.open().await;
    engine.save_target(&TargetInput { id: Some(id), ..target }).await.unwrap();
    fs::write(out.path().join("Shops Partner.zip.ok"), ANSWER).unwrap();
    // What is awaited elsewhere is looked for meanwhile.
    let there = answered(folder("Other", out.path()), "{file}.ok", AnswerMeans::Result);
    let (other, _) = export(&engine, &there).await;
    let second = delivered(&engine, other).await;
    fs::write(out.path().join("Shops Other.zip.ok"), ANSWER).unwrap();
    seen(&engine, &second).await;
    assert_eq!(answer_of(&row(&engine, first, run.id).await).message, None);
    clock.forward(16);
    seen(&engine, &run).await;
    clock.forward(2);
    assert_eq!(over(&engine, &run).await.status, AnswerStatus::Came);
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_that_cannot_be_followed_is_not_saved() {
    let (desk, _) = desk();
    let engine = desk.open().await;
    let out = tempfile::tempdir().unwrap();
    for path in ["", "../{file}.err", "result.csv", "{file}", "{stem}*a*.csv"] {
        let target = answered(folder("Partner", out.path()), path, AnswerMeans::Result);
        let (at, message, hint) = problem(engine.save_target(&target).await);
        assert_eq!(at, "answer.path", "{path}: {message} {hint}");
    }
    let mut target = answered(folder("Partner", out.path()), " {file}.err ", AnswerMeans::Result);
    target.options.answer.as_mut().unwrap().within_minutes = 0;
    assert_eq!(problem(engine.save_target(&target).await).0, "answer.within_minutes");
    target.options.answer.as_mut().unwrap().within_minutes = 1;
    engine.save_target(&target).await.unwrap();
    let saved = engine.targets().await.unwrap().remove(0).options.answer.unwrap();
    assert_eq!(saved.path, "{file}.err");
    engine.shut_down().await;
}
