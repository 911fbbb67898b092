//! `export-desk-cli serve` as processes: killed at any moment, side by side,
//! and stopped politely.
#![cfg(unix)]

mod bed;
#[path = "../support/small_disk.rs"]
mod small_disk;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use bed::{
    PATIENCE, Run, Serve, ends, history, options, runs, serve, serve_in_terminal, serve_with_clock,
    soon,
};
use chrono::{DateTime, TimeDelta, Utc};
use export_desk_core::engine::Engine;
use serde_json::json;
use small_disk::SmallDisk;
use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;

/// Time in which processes are started and killed.
const STORM: Duration = Duration::from_secs(25);

#[tokio::test(flavor = "multi_thread")]
async fn serving_on_time_and_stopping() {
    let folder = tempfile::tempdir().unwrap();
    let ahead = folder.path().join("ahead");
    std::fs::write(&ahead, "+0").unwrap();
    let at = soon(3600);
    let export = history(folder.path(), &["Shops"], &[at]).await[0];
    let mut server = serve_with_clock(folder.path(), &ahead);
    let mut lines = server.lines();
    let serving = lines.next("serving");
    assert_eq!((&serving["event"], &serving["scheduled"]), (&json!("serving"), &json!(1)));
    assert_eq!(serving["next"], json!(at));
    // However long that took, its slot comes in two seconds.
    let seconds = (at - soon(0)).num_seconds() - 2;
    std::fs::write(folder.path().join("ahead.new"), format!("{seconds:+}")).unwrap();
    std::fs::rename(folder.path().join("ahead.new"), &ahead).unwrap();
    let started = lines.next("the run's start");
    assert_eq!((&started["event"], &started["trigger"]), (&json!("started"), &json!("scheduled")));
    assert_eq!(started["planned_for"], json!(at));
    let finished = lines.next("the run's end");
    assert_eq!((&finished["event"], &finished["rows"]), (&json!("finished"), &json!(1)));
    assert!(Path::new(finished["file"].as_str().unwrap()).exists());

    let seen = runs(folder.path(), export).await;
    assert_eq!(seen.len(), 1);
    // Not before its time, and no later than what counts as punctual.
    assert!(seen[0].started_at.unwrap() >= at.timestamp_millis(), "{seen:?}");

    assert_eq!(server.stop(), Some(0));
    assert_eq!(lines.next("its end")["event"], "stopped");
    let mut left: Vec<_> = std::fs::read_dir(folder.path().join("home"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    left.sort();
    assert_eq!(left, ["history.db", "logs"]);
    // Each step of the run is on record, with its number.
    let log = std::fs::read_to_string(folder.path().join("home/logs/serve.log")).unwrap();
    for said in ["started", "run{run=1 export=1}", "the run begins", "a run finished"] {
        assert!(log.contains(said), "{said} in {log}");
    }
}

/// Standard output is a file on a disk that is full for a while.
#[tokio::test(flavor = "multi_thread")]
async fn lines_come_again_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    history(folder.path(), &["Shops"], &[soon(3600)]).await;
    let disk = SmallDisk::new("16k");
    let printed = disk.path().join("printed");
    // Six bytes of its page are free, and then nothing.
    std::fs::write(&printed, vec![b' '; 4090]).unwrap();
    let filler = disk.path().join("filler");
    assert!(std::fs::write(&filler, vec![0; 1 << 16]).is_err());
    let output = std::fs::OpenOptions::new().append(true).open(&printed).unwrap();
    let mut server = serve(folder.path(), output.into());
    let log = folder.path().join("home/logs/serve.log");
    let until = Instant::now() + PATIENCE;
    while !std::fs::read_to_string(&log).is_ok_and(|log| log.contains("output isn't written")) {
        assert!(Instant::now() < until, "nothing is printed");
        std::thread::sleep(Duration::from_millis(20));
    }
    std::fs::remove_file(&filler).unwrap();
    // That a line is missing is no success.
    assert_eq!(server.stop(), Some(1));
    let printed = std::fs::read_to_string(&printed).unwrap();
    assert_eq!(printed.trim_start(), "{\"even\n{\"event\":\"stopped\"}\n");
}

/// Nobody knows then whether schedules are paused. What was due meanwhile is made up for.
#[tokio::test(flavor = "multi_thread")]
async fn settings_that_cant_be_read_keep_schedules_from_running_and_that_is_said() {
    for (saved, words) in [
        (r#"{"schedules_paused": 7}"#, "schedules_paused"),
        (r#"{"schedules_pau"#, "is saved of the settings"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let at = soon(4);
        let export = history(folder.path(), &["Shops"], &[at]).await[0];
        let save = async |saved: &str| {
            let history =
                SqliteConnectOptions::new().filename(folder.path().join("home/history.db"));
            sqlx::query("UPDATE settings SET value = ?")
                .bind(saved)
                .execute(&mut history.connect().await.unwrap())
                .await
                .unwrap();
        };
        let whole: String = {
            let history =
                SqliteConnectOptions::new().filename(folder.path().join("home/history.db"));
            let mut history = history.connect().await.unwrap();
            sqlx::query_scalar("SELECT value FROM settings").fetch_one(&mut history).await.unwrap()
        };
        save(saved).await;
        let mut server = serve(folder.path(), Stdio::piped());
        let mut lines = server.lines();
        lines.next("serving");
        let trouble = lines.next("what keeps schedules from running");
        assert_eq!(trouble["event"], "trouble", "{trouble}");
        assert!(trouble["message"].as_str().unwrap().contains(words), "{trouble}");
        while soon(0) < at + TimeDelta::seconds(2) {
            std::thread::sleep(Duration::from_millis(100));
        }
        assert!(runs(folder.path(), export).await.is_empty(), "{saved}");
        save(&whole).await;
        assert_eq!(lines.next("the run's start")["event"], "started");
        assert_eq!(lines.next("the run's end")["event"], "finished");
        assert_eq!(server.stop(), Some(0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_terminal_ends_it_as_a_stop_does_unless_it_is_to_go_on() {
    let folder = tempfile::tempdir().unwrap();
    history(folder.path(), &["Shops"], &[soon(3600)]).await;
    // Also as `nohup` starts it: then it takes a stop.
    for (how, stops) in [("--default-signal=HUP", false), ("--ignore-signal=HUP", true)] {
        let mut server = serve_in_terminal(folder.path(), how);
        let mut lines = server.lines();
        lines.next("serving");
        server.signal("-HUP");
        let code = if stops { server.stop() } else { server.ended() };
        assert_eq!(code, Some(0), "{how}");
        assert_eq!(lines.next("its end")["event"], "stopped");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment_no_slot_runs_twice_and_none_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let first = soon(2);
    let times: Vec<DateTime<Utc>> = (0..i64::try_from(STORM.as_secs()).unwrap())
        .map(|second| first + TimeDelta::seconds(second))
        .collect();
    let exports = history(folder.path(), &["one", "two"], &times).await;
    let begin = Instant::now();
    let mut kills = 0;
    let mut number = 7_u64;
    let mut servers: BTreeMap<u32, (Serve, Instant)> = BTreeMap::new();
    while begin.elapsed() < STORM + Duration::from_secs(2) {
        // Two at a time, each for a while that is never the same.
        while servers.len() < 2 {
            number = number
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let life = Duration::from_millis(150 + (number >> 33) % 1600);
            let server = serve(folder.path(), Stdio::null());
            servers.insert(server.0.id(), (server, Instant::now() + life));
        }
        let over = |(_, (_, until)): &(&u32, &(Serve, Instant))| *until <= Instant::now();
        if let Some((id, _)) = servers.iter().find(over) {
            let id = *id;
            // Dropped, it is killed with SIGKILL.
            servers.remove(&id);
            kills += 1;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    kills += servers.len();
    drop(servers);
    assert!(kills >= 20, "only {kills} were killed");

    let mut last = serve(folder.path(), Stdio::piped());
    // From then on it stops by itself when it is asked to.
    let mut said = last.lines();
    assert_eq!(said.next("serving")["event"], "serving");
    let (finished, interrupted) = ends(folder.path(), &exports, &times).await;
    assert_eq!(last.stop(), Some(0));
    println!("{kills} kills, {finished} finished, {interrupted} interrupted");
    assert!(finished > 0, "{finished} finished, {interrupted} interrupted");
    // As many files as finished runs, under names of their slots.
    let files = std::fs::read_dir(folder.path().join("exports")).unwrap();
    let zips = files.filter(|file| {
        file.as_ref().unwrap().path().extension().is_some_and(|extension| extension == "zip")
    });
    assert!(zips.count() >= finished);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_is_moved_over_two_missed_slots_under_each_policy() {
    let folder = tempfile::tempdir().unwrap();
    let ahead = folder.path().join("ahead");
    let move_clock = |by: &str| {
        let whole = folder.path().join("ahead.new");
        std::fs::write(&whole, by).unwrap();
        std::fs::rename(whole, &ahead).unwrap();
    };
    move_clock("+0h");
    let slots = [soon(2 * 3600), soon(5 * 3600)];
    let exports = history(folder.path(), &["once", "each", "skip"], &slots).await;
    let engine = Engine::open(options(folder.path())).await.unwrap();
    for (export, missed) in exports.iter().zip(["run_once", "run_each", "skip"]) {
        let mut schedule = engine.definition(*export).await.unwrap().schedule.unwrap();
        schedule.missed = serde_json::from_value(json!(missed)).unwrap();
        engine.set_schedule(*export, Some(&schedule)).await.unwrap();
    }
    engine.shut_down().await;

    let mut server = serve_with_clock(folder.path(), &ahead);
    let mut lines = server.lines();
    assert_eq!(lines.next("serving")["event"], "serving");
    // Asleep over both, and back; then the clock is put right, and wrong again:
    // a few looks of the server change nothing.
    for (by, watched) in [("+6h", 0), ("+0h", 3), ("+6h", 3)] {
        move_clock(by);
        let (begin, watched) = (Instant::now(), Duration::from_secs(watched));
        loop {
            let mut seen = Vec::new();
            for export in &exports {
                let runs = runs(folder.path(), *export).await;
                let run = |run: &Run| (run.trigger.clone(), run.status.clone(), run.planned_for);
                seen.push(runs.iter().map(run).collect::<Vec<_>>());
            }
            let caught_up = |slot: usize| {
                let at = slots[slot].timestamp_millis();
                ("catch_up".to_owned(), "finished".to_owned(), at)
            };
            let all = seen == [vec![caught_up(1)], vec![caught_up(0), caught_up(1)], vec![]];
            if all && begin.elapsed() >= watched {
                break;
            }
            assert!(all || watched.is_zero(), "{seen:?}");
            assert!(begin.elapsed() < PATIENCE, "waited for the runs of {by}: {seen:?}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
    for _ in 0..6 {
        let line = lines.next("a run's start or end");
        assert!(["started", "finished"].contains(&line["event"].as_str().unwrap()), "{line}");
    }
    assert_eq!(server.stop(), Some(0));
    assert_eq!(lines.next("its end")["event"], "stopped");
}

/// Names in the product's folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder.join("home")).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    // SQLite's own, which the next one that opens the history puts in order.
    names.retain(|name| !name.ends_with("-wal") && !name.ends_with("-shm"));
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_leave_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let export = history(folder.path(), &["Shops"], &[soon(3600)]).await[0];
    let command = |arguments: &[&str]| {
        let mut command = std::process::Command::new(bed::CLI);
        command.args(arguments).env("EXPORT_DESK_HOME", folder.path().join("home"));
        command
    };
    let spec = folder.path().join("spec.json");
    let engine = Engine::open(options(folder.path())).await.unwrap();
    engine.save_definition(export, &spec).await.unwrap();
    engine.shut_down().await;
    let (spec, out) = (spec.display().to_string(), folder.path().join("out").display().to_string());
    for arguments in [
        &["target", "list"][..],
        &["target", "list", "--json"],
        &["target", "delete", "nobody"],
        &["run", &spec, "--connection", "Stores", "--out", &out],
        &["preview", &spec, "--connection", "Stores"],
        &["preview", &spec, "--connection", "Nothing"],
    ] {
        command(arguments).output().unwrap();
        assert_eq!(names(folder.path()), ["history.db"], "{arguments:?}");
    }
    // Nor do those that are killed, once the next process has looked.
    for milliseconds in [0, 5, 20, 60, 120] {
        let mut process = command(&["target", "list"]).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(milliseconds));
        process.kill().unwrap();
        process.wait().unwrap();
    }
    for number in [90, 91] {
        let lock = folder.path().join(format!("home/owner-{number}.lock"));
        std::fs::write(lock, "").unwrap();
    }
    Engine::open(options(folder.path())).await.unwrap().shut_down().await;
    assert_eq!(names(folder.path()), ["history.db"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_without_free_descriptors_takes_nobody_for_dead() {
    let folder = tempfile::tempdir().unwrap();
    let at = soon(2);
    let export = history(folder.path(), &["Long"], &[at]).await[0];
    let mut rows = String::from("id,name\n");
    for row in 0..3_000_000 {
        rows.push_str(&format!("store-{row},Shop number {row} of a long street\n"));
    }
    std::fs::write(folder.path().join("data/stores.csv"), rows).unwrap();
    let mut server = serve(folder.path(), Stdio::piped());
    let mut lines = server.lines();
    assert_eq!(lines.next("serving")["event"], "serving");
    assert_eq!(lines.next("the run's start")["event"], "started");
    for limit in (9..=36).step_by(3) {
        let script = format!("ulimit -n {limit}; exec \"$0\" serve --home \"$1\"");
        let mut command = std::process::Command::new("sh");
        command.args(["-c", &script, bed::CLI]).arg(folder.path().join("home"));
        let mut poor = Serve(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
        std::thread::sleep(Duration::from_millis(300));
        poor.0.kill().unwrap();
        poor.0.wait().unwrap();
        let seen = runs(folder.path(), export).await;
        assert_ne!(seen[0].status, "failed", "with {limit} files: {seen:?}");
    }
    let ended = lines.next("the run's end");
    assert_eq!((&ended["event"], &ended["rows"]), (&json!("finished"), &json!(3_000_000)));
    assert_eq!(server.stop(), Some(0));
}

/// A pipe has every name that a run or a look for leftovers might open.
#[tokio::test(flavor = "multi_thread")]
async fn pipes_hold_nobody_up() {
    let folder = tempfile::tempdir().unwrap();
    let at = soon(3);
    let export = history(folder.path(), &["Shops"], &[at]).await[0];
    let spool = folder.path().join("exports/.export-desk-x.spool");
    std::fs::create_dir_all(&spool).unwrap();
    std::fs::create_dir_all(folder.path().join("home/unpacked")).unwrap();
    let file = format!("exports/Shops {}", at.format("%Y-%m-%d %H%M%S"));
    for pipe in [
        "exports/.export-desk-x.spool/alive",
        "home/owner-77.lock",
        "home/unpacked/x.lock",
        &format!("{file}.zip"),
        &format!("{file}.manifest.json"),
    ] {
        let made = std::process::Command::new("mkfifo").arg(folder.path().join(pipe)).status();
        assert!(made.unwrap().success());
    }
    let mut server = serve(folder.path(), Stdio::piped());
    let mut lines = server.lines();
    assert_eq!(lines.next("serving")["event"], "serving");
    assert_eq!(lines.next("the run's start")["event"], "started");
    assert_eq!(lines.next("the run's end")["event"], "finished");
    assert_eq!(runs(folder.path(), export).await[0].status, "finished");
    assert_eq!(server.stop(), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_user_reads_what_is_kept_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    history(folder.path(), &["Shops"], &[soon(3)]).await;
    let home = folder.path().join("home");
    // As an earlier version left it.
    let everybody = std::fs::Permissions::from_mode(0o666);
    std::fs::set_permissions(home.join("history.db"), everybody).unwrap();
    let mut command = std::process::Command::new("sh");
    command.args(["-c", "umask 0; exec \"$0\" serve --json --home \"$1\"", bed::CLI]).arg(&home);
    let mut server = Serve(command.stdout(Stdio::piped()).spawn().unwrap());
    let mut lines = server.lines();
    for event in ["serving", "started", "finished"] {
        assert_eq!(lines.next(event)["event"], event);
    }
    let mut seen = 0;
    let mut folders = vec![home.clone(), folder.path().join("exports")];
    while let Some(within) = folders.pop() {
        let mode = std::fs::metadata(&within).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{} {mode:o}", within.display());
        for entry in std::fs::read_dir(&within).unwrap() {
            let path = entry.unwrap().path();
            let mode = std::fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{} {mode:o}", path.display());
            seen += 1;
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
    assert!(seen >= 6, "{seen}");
    assert_eq!(server.stop(), Some(0));
}

/// A target that wants a password gets it from the environment, as with `run`.
#[tokio::test(flavor = "multi_thread")]
async fn secrets_come_from_the_environment() {
    use export_desk_core::delivery::{TargetOptions, TargetSettings};
    use export_desk_core::store::TargetInput;
    let folder = tempfile::tempdir().unwrap();
    let export = history(folder.path(), &["Shops"], &[soon(6)]).await[0];
    let (host, heard) = ftp_server();
    let engine = Engine::open(options(folder.path())).await.unwrap();
    let settings = TargetSettings::Ftp {
        host: "127.0.0.1".to_owned(),
        port: host,
        user: "anna".to_owned(),
        path: String::new(),
    };
    let options = TargetOptions { retry_hours: 0, ..TargetOptions::default() };
    let target =
        TargetInput { id: None, name: "Büro 1".to_owned(), settings, options, secret: None };
    engine.save_target(&target).await.unwrap();
    let mut spec = engine.definition(export).await.unwrap();
    spec.targets = vec!["Büro 1".to_owned()];
    let connection = engine.export_details(export).await.unwrap().connection;
    engine.update_export(export, &spec, connection).await.unwrap();
    engine.shut_down().await;
    let mut command = std::process::Command::new(bed::CLI);
    command.args(["serve", "--json", "--home"]).arg(folder.path().join("home"));
    command.env("EXPORT_DESK_SECRET_BÜRO_1", "s3cret-of-the-office");
    let _server = Serve(command.stdout(Stdio::null()).spawn().unwrap());
    let password = heard.recv_timeout(PATIENCE).expect("nobody logs in");
    assert_eq!(password, "PASS s3cret-of-the-office");
}

/// A server that hears passwords and takes none.
fn ftp_server() -> (u16, std::sync::mpsc::Receiver<String>) {
    use std::io::{BufRead, BufReader, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, heard) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for client in listener.incoming() {
            let mut client = client.unwrap();
            let mut lines = BufReader::new(client.try_clone().unwrap()).lines();
            let mut answer = "220 hello\r\n";
            loop {
                if client.write_all(answer.as_bytes()).is_err() {
                    break;
                }
                let Some(Ok(line)) = lines.next() else { break };
                answer = match line.split(' ').next() {
                    Some("USER") => "331 password\r\n",
                    Some("PASS") => "530 no\r\n",
                    _ => "500 what\r\n",
                };
                if line.starts_with("PASS") && sender.send(line).is_err() {
                    return;
                }
            }
        }
    });
    (port, heard)
}
