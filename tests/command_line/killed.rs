//! Deliveries of a command that is killed: the next one ends what it began.

use std::fs;
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::command::{CLI, brand, own_model};
use crate::ports;

const USER: &str = "export-desk-test";
const PASSWORD: &str = "Marker-k1-lled";
/// How long anything may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// Until something is so.
fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let clock = Instant::now();
    while !is_so() {
        assert!(clock.elapsed() < PATIENCE, "{what} doesn't happen");
        std::thread::park_timeout(Duration::from_millis(2));
    }
}

/// An FTP server that doesn't answer a rename to a name with an ending that
/// stands in a file.
struct Server {
    child: Child,
    root: tempfile::TempDir,
    port: u16,
}

impl Server {
    fn start(kind: &str) -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("in")).unwrap();
        let key = root.path().join("in.host_key");
        let made = Command::new("ssh-keygen")
            .args(["-q", "-t", "ed25519", "-N", "", "-f"])
            .arg(&key)
            .status()
            .unwrap();
        assert!(made.success());
        let port = ports::free_ports(1, &[Ipv4Addr::LOCALHOST]);
        let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/delivery/told.py");
        let python = std::env::var_os("EXPORT_DESK_PYTHON").unwrap_or_else(|| "python3".into());
        let log = fs::File::create(root.path().join("log")).unwrap();
        let mut child = Command::new(python)
            .arg(script)
            .args([kind, &port.to_string()])
            .arg(root.path().join("in"))
            .env("EXPORT_DESK_TEST_PASSWORD", PASSWORD)
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .expect("Python runs; set EXPORT_DESK_PYTHON to where it is");
        until("the server's start", || {
            let log = || fs::read_to_string(root.path().join("log")).unwrap();
            assert!(child.try_wait().unwrap().is_none(), "the server ended: {}", log());
            TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()
        });
        Self { child, root, port }
    }

    fn inbox(&self) -> PathBuf {
        self.root.path().join("in")
    }

    fn hang_at(&self, ending: Option<&str>) {
        let file = self.root.path().join("in.hang");
        match ending {
            Some(ending) => fs::write(file, ending).unwrap(),
            None => fs::remove_file(file).unwrap(),
        }
    }

    fn names(&self) -> Vec<String> {
        names_in(&self.inbox())
    }

    /// The hash of the file, and the one in its manifest.
    fn hashes(&self) -> (String, String) {
        let file = self.inbox().join("Shops.zip");
        let hash = Command::new("sha256sum").arg(&file).output().unwrap().stdout;
        let hash = String::from_utf8(hash).unwrap();
        let manifest = fs::read(self.inbox().join("Shops.manifest.json")).unwrap();
        let manifest: Value = serde_json::from_slice(&manifest).unwrap();
        let told = manifest["sha256"].as_str().unwrap().to_owned();
        (hash.split_whitespace().next().unwrap().to_owned(), told)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(home: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(CLI);
    command
        .args(arguments)
        .env("EXPORT_DESK_HOME", home.join("home"))
        .env("HOME", home)
        .env("EXPORT_DESK_SECRET", PASSWORD)
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command
}

/// Saves a target. There is no keychain, so its secret stays in the environment.
fn save_target(home: &Path, target: &Value) {
    let file = home.join("target.json").to_string_lossy().into_owned();
    fs::write(&file, target.to_string()).unwrap();
    let saved = command(home, &["target", "save", &file])
        .env_remove("EXPORT_DESK_SECRET")
        .output()
        .unwrap();
    assert!(saved.status.success(), "{}", String::from_utf8_lossy(&saved.stderr));
}

#[test]
fn the_next_command_ends_what_a_killed_one_began() {
    let desk = tempfile::tempdir().unwrap();
    let home = desk.path();
    let server = Server::start("ftp");
    let target = json!({
        "name": "Partner",
        "settings": {
            "kind": "ftp", "host": "127.0.0.1", "port": server.port, "user": USER, "path": "",
        },
        "options": { "manifest": true, "ready_marker": true, "retry_hours": 0 },
    });
    save_target(home, &target);

    let run = |name: &str, model: &str| {
        let definition = json!({
            "version": 1, "name": name, "model": model, "timezone": "UTC", "targets": ["Partner"],
        });
        let spec = home.join(format!("{name}-{model}.json"));
        fs::write(&spec, definition.to_string()).unwrap();
        let out = home.join(format!("out-{name}-{model}"));
        let text = |path: &Path| path.to_string_lossy().into_owned();
        let arguments = [
            "run".to_owned(),
            text(&spec),
            "--data".to_owned(),
            text(brand()),
            "--out".to_owned(),
            text(&out),
        ];
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        command(home, &arguments)
    };
    let succeeds = |mut command: Command| {
        let done = command.output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    let names = ["Shops.manifest.json", "Shops.zip", "Shops.zip.ready"];
    let with_other = [
        "Other.manifest.json",
        "Other.zip",
        "Other.zip.ready",
        "Shops.manifest.json",
        "Shops.zip",
        "Shops.zip.ready",
    ];
    succeeds(run("Shops", "stores"));
    assert_eq!(server.names(), names);
    let (old, told) = server.hashes();
    assert_eq!(old, told);

    // Killed before anything of it has its name: all is as it was.
    server.hang_at(Some(".manifest.json"));
    let mut killed = run("Shops", "rewards").spawn().unwrap();
    until("the manifest's part", || {
        let parts =
            |name: &String| Path::new(name).extension().is_some_and(|ending| ending == "part");
        server.names().iter().filter(|name| parts(name)).count() == 2
    });
    killed.kill().unwrap();
    killed.wait().unwrap();
    server.hang_at(None);
    succeeds(run("Other", "stores"));
    let mut kept = server.names();
    // The marker of the old file went before.
    kept.retain(|name| name != "Shops.zip.ready");
    assert_eq!(kept, with_other[..5]);
    assert_eq!(server.hashes(), (old.clone(), told));

    // Killed between the manifest and the file: both are the new ones.
    server.hang_at(Some(".zip"));
    let mut killed = run("Shops", "rewards").spawn().unwrap();
    until("the new manifest", || {
        let manifest = fs::read_to_string(server.inbox().join("Shops.manifest.json"));
        manifest.is_ok_and(|manifest| !manifest.contains(&old))
    });
    killed.kill().unwrap();
    killed.wait().unwrap();
    server.hang_at(None);
    let (file, told) = server.hashes();
    assert_eq!(file, old);
    assert_ne!(told, old);
    succeeds(run("Other", "stores"));
    assert_eq!(server.names(), with_other);
    assert_eq!(server.hashes(), (told.clone(), told));
}

/// A set of two parts and a marker for an FTP server, with these rows.
fn set_of(home: &Path, rows: &str) -> Command {
    fs::write(home.join("data/t.csv"), format!("id,g\n{rows}")).unwrap();
    let definition = json!({
        "version": 1, "name": "Set", "model": "t", "timezone": "UTC", "targets": ["Partner"],
        "split": { "by": "field", "field": "g" }, "file_name": "d_{value}",
        "format": { "compression": "none" },
        "companions": [{ "name": "all.ok", "content": "text", "lines": ["{rows}"], "of": "all" }],
    });
    fs::write(home.join("set.json"), definition.to_string()).unwrap();
    let arguments = ["run", "set.json", "--data", "data", "--models", "models", "--out", "out"];
    let mut command = command(home, &arguments);
    command.current_dir(home);
    command
}

/// The same rows in one file of this name.
fn single_of(home: &Path, rows: &str, file_name: &str) -> Command {
    let command = set_of(home, rows);
    let spec = fs::read_to_string(home.join("set.json")).unwrap();
    let mut spec: Value = serde_json::from_str(&spec).unwrap();
    let members = spec.as_object_mut().unwrap();
    members.retain(|key, _| key != "split" && key != "companions");
    members.insert("file_name".to_owned(), file_name.into());
    fs::write(home.join("set.json"), spec.to_string()).unwrap();
    command
}

/// A folder as the target of [`set_of`], to which a KiB goes in a second.
fn save_slow_folder(home: &Path) -> PathBuf {
    let inbox = home.join("inbox");
    fs::create_dir(&inbox).unwrap();
    let settings = json!({ "kind": "folder", "path": inbox });
    let options = json!({ "bandwidth_kib": 1, "retry_hours": 0 });
    save_target(home, &json!({ "name": "Partner", "settings": settings, "options": options }));
    inbox
}

/// Names in a folder, in their order.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Saves the target of [`set_of`].
fn save_partner(home: &Path, server: &Server) {
    let settings = json!({
        "kind": "ftp", "host": "127.0.0.1", "port": server.port, "user": USER, "path": "",
    });
    let options = json!({ "manifest": true, "ready_marker": true, "retry_hours": 0 });
    let target = json!({ "name": "Partner", "settings": settings, "options": options });
    save_target(home, &target);
}

/// What the server has: names and contents.
fn contents(server: &Server) -> Vec<(String, String)> {
    let names = server.names().into_iter();
    names
        .map(|name| {
            let text = fs::read_to_string(server.inbox().join(&name)).unwrap();
            (name, text)
        })
        .collect()
}

const OLD: &str = "1,DE\n2,HU\n3,HU\n";
const NEW: &str = "4,DE\n5,HU\n";

#[test]
fn an_older_set_stays_whole_when_a_file_of_it_cant_be_replaced() {
    let desk = own_model(&[("g", "string")]);
    let home = desk.path();
    let server = Server::start("ftp");
    save_partner(home, &server);
    let done = set_of(home, OLD).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let before = contents(&server);
    let names = [
        "all.ok",
        "d_DE.csv",
        "d_DE.csv.ready",
        "d_DE.manifest.json",
        "d_HU.csv",
        "d_HU.csv.ready",
    ];
    assert_eq!(server.names(), names);

    // The old file can't be renamed, or the new one doesn't get the name.
    let stuck = server.root.path().join("in.stuck");
    for name in ["d_HU.csv", "d_DE.csv", "all.ok", "new d_HU.csv", "new all.ok"] {
        fs::write(&stuck, name).unwrap();
        let failed = set_of(home, NEW).output().unwrap();
        let said = String::from_utf8_lossy(&failed.stderr).into_owned();
        assert!(!failed.status.success() && said.contains("made, not delivered"), "{said}");
        assert_eq!(contents(&server), before, "{name}");
    }
    fs::remove_file(&stuck).unwrap();

    // Killed after the first of the new files has its name, and cleaned up by the next.
    server.hang_at(Some("d_HU.csv"));
    let mut killed = set_of(home, NEW).spawn().unwrap();
    until("the first new file", || {
        fs::read_to_string(server.inbox().join("d_DE.csv")).is_ok_and(|text| text.contains('4'))
    });
    // No marker says that the mixture is whole.
    assert!(!server.inbox().join("all.ok").exists());
    killed.kill().unwrap();
    killed.wait().unwrap();
    server.hang_at(None);
    fs::write(&stuck, "new d_DE.csv").unwrap();
    assert!(!set_of(home, NEW).status().unwrap().success());
    assert_eq!(contents(&server), before);
    fs::remove_file(&stuck).unwrap();
    let done = set_of(home, NEW).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(server.names(), names);
    let after = contents(&server);
    let changed = after.iter().zip(&before).filter(|(new, old)| new != old);
    // Markers are empty.
    assert_eq!(changed.count(), 4);
}

#[test]
fn what_another_installation_delivered_meanwhile_stays() {
    let (desk, others) = (own_model(&[("g", "string")]), own_model(&[("g", "string")]));
    let (home, other) = (desk.path(), others.path());
    let server = Server::start("ftp");
    save_partner(home, &server);
    save_partner(other, &server);
    let succeeds = |mut command: Command| {
        let done = command.output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    succeeds(set_of(home, OLD));
    let names = server.names();

    // Killed with one of the new files under its name, the older ones aside.
    server.hang_at(Some("d_HU.csv"));
    let mut killed = set_of(home, NEW).spawn().unwrap();
    until("the first new file", || {
        fs::read_to_string(server.inbox().join("d_DE.csv")).is_ok_and(|text| text.contains('4'))
    });
    killed.kill().unwrap();
    killed.wait().unwrap();
    server.hang_at(None);
    succeeds(set_of(other, "7,DE\n8,HU\n"));
    let mut theirs = contents(&server);
    theirs.retain(|(name, _)| names.contains(name));
    assert_eq!(theirs.len(), names.len());

    // The first one cleans up with its next delivery, of something else.
    succeeds(single_of(home, NEW, "else"));
    let mut after = contents(&server);
    after.retain(|(name, _)| !name.starts_with("else."));
    assert_eq!(after, theirs);
}

/// Killed after the server gave a file its name and before that was written down.
#[test]
fn a_set_is_whole_or_gone_when_its_last_step_isnt_written_down() {
    let desk = own_model(&[("g", "string")]);
    let home = desk.path();
    let server = Server::start("ftp");
    save_partner(home, &server);
    let all = [
        "all.ok",
        "d_DE.csv",
        "d_DE.csv.ready",
        "d_DE.manifest.json",
        "d_HU.csv",
        "d_HU.csv.ready",
    ];
    let cases: [(&str, &str, &[&str]); 2] =
        [("d_HU.csv", "d_DE.csv.ready", &[]), ("all.ok", "d_HU.csv.ready", &all)];
    for (name, before, expected) in cases {
        server.hang_at(Some(name));
        let mut killed = set_of(home, NEW).spawn().unwrap();
        until("the file before", || server.inbox().join(before).exists());
        // It is written down, and the next one is asked for.
        std::thread::park_timeout(Duration::from_secs(2));
        killed.kill().unwrap();
        killed.wait().unwrap();
        server.hang_at(None);
        let names = server.names();
        let is_part = |found: &&String| found.starts_with(&format!(".{name}."));
        let part = names.iter().find(is_part).expect("the part is there");
        fs::rename(server.inbox().join(part), server.inbox().join(name)).unwrap();

        let done = single_of(home, NEW, "else").output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let mut kept = server.names();
        kept.retain(|found| !found.starts_with("else."));
        assert_eq!(kept, expected, "{name}");
    }
}

#[test]
fn a_number_is_unknown_after_a_lost_answer() {
    let desk = own_model(&[("g", "string")]);
    let home = desk.path();
    let server = Server::start("ftp");
    save_partner(home, &server);
    let run = |rows: &str| single_of(home, rows, "S_{seq}").output().unwrap();
    fs::write(server.root.path().join("in.lose"), b".csv").unwrap();
    let lost = run(OLD);
    assert!(!lost.status.success());
    fs::remove_file(server.root.path().join("in.down")).unwrap();
    let there = contents(&server);
    let second = run(NEW);
    let said = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(!second.status.success() && said.contains("sequence set \"Set\" 2"), "{said}");
    assert_eq!(contents(&server), there);
    let set = command(home, &["sequence", "set", "Set", "2"]).status().unwrap();
    assert!(set.success());
    let second = run(NEW);
    assert!(second.status.success(), "{}", String::from_utf8_lossy(&second.stderr));
    assert!(server.names().contains(&"S_2.csv".to_owned()), "{:?}", server.names());
}

/// While the history takes nothing, no file gets a name with a number that nobody would know
/// to be given.
#[test]
fn a_number_is_written_down_before_its_file_has_its_name() {
    let desk = own_model(&[("g", "string")]);
    let home = desk.path();
    let inbox = save_slow_folder(home);
    let run = |rows: usize| {
        let rows: String = (0..rows).map(|row| format!("{row},DE\n")).collect();
        single_of(home, &rows, "S_{seq}")
    };
    let bytes_of = |ending: &str| {
        let found = fs::read_dir(&inbox).unwrap().map(|entry| entry.unwrap().path());
        let mut found = found.filter(|path| path.extension().is_some_and(|end| end == ending));
        found.next().and_then(|path| fs::metadata(path).ok()).map(|found| found.len())
    };
    let mut first = run(500).stderr(Stdio::null()).spawn().unwrap();
    until("a beginning of the part", || bytes_of("part").is_some_and(|bytes| bytes > 0));
    let history = rusqlite::Connection::open(home.join("home/history.db")).unwrap();
    history.busy_timeout(PATIENCE).unwrap();
    history.execute_batch("BEGIN IMMEDIATE").unwrap();
    let made = fs::metadata(home.join("out/S_1.csv")).unwrap().len();
    until("the whole part", || bytes_of("part") == Some(made));
    // Longer than the 20 s that a lock is waited for.
    let clock = Instant::now();
    while clock.elapsed() < Duration::from_secs(23) {
        assert_eq!((bytes_of("part"), bytes_of("csv")), (Some(made), None));
        std::thread::park_timeout(Duration::from_millis(100));
    }
    history.execute_batch("ROLLBACK").unwrap();
    assert!(first.wait().unwrap().success());
    assert!(run(1).status().unwrap().success());
    assert_eq!(names_in(&inbox), ["S_1.csv", "S_2.csv"]);
}

/// Rows of an earlier time are delivered now, and what is left of that isn't old.
#[test]
fn what_a_run_of_an_earlier_time_has_left_goes_too() {
    let desk = own_model(&[("g", "string")]);
    let home = desk.path();
    let inbox = save_slow_folder(home);
    let names = || names_in(&inbox);
    for at in ["2025-06-01T10:00:00Z", "2030-06-01T10:00:00Z"] {
        let rows: String = (0..2000).map(|row| format!("{row},DE\n")).collect();
        let mut killed = set_of(home, &rows);
        let mut child = killed.args(["--at", at]).stderr(Stdio::null()).spawn().unwrap();
        let has_part = || names().iter().any(|name| name.rsplit('.').next() == Some("part"));
        until("a part", has_part);
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(has_part());
        // A later look by any clock takes nothing for old.
        let status = set_of(home, "1,DE\n").args(["--at", "2031-01-01T00:00:00Z"]).status();
        assert!(status.unwrap().success());
        assert!(!has_part(), "{at}: {:?}", names());
    }
}

/// Rounds of kills, for each kind of server.
const ROUNDS: u32 = 8;

/// Whatever has its name is whole, by Python's reader of archives, and afterwards
/// nothing is left there or in the history.
#[test]
fn commands_that_are_killed_at_any_instant_leave_whole_files_only() {
    for kind in ["ftp", "sftp"] {
        let desk = tempfile::tempdir().unwrap();
        let home = desk.path();
        let server = Server::start(kind);
        let key = fs::read_to_string(server.root.path().join("in.host_key.pub")).unwrap();
        fs::create_dir(home.join("home")).unwrap();
        let line = format!("[127.0.0.1]:{} {key}", server.port);
        fs::write(home.join("home/known_hosts"), line).unwrap();
        let mut settings = json!({
            "kind": kind, "host": "127.0.0.1", "port": server.port, "user": USER, "path": "",
        });
        if kind == "sftp" {
            settings["login"] = "password".into();
        }
        let target = json!({
            "name": "Partner",
            "settings": settings,
            "options": { "manifest": true, "retry_hours": 0, "bandwidth_kib": 64 },
        });
        save_target(home, &target);
        let definition = json!({
            "version": 1, "name": "Shops", "model": "events", "timezone": "UTC",
            "targets": ["Partner"],
        });
        let spec = home.join("spec.json");
        fs::write(&spec, definition.to_string()).unwrap();
        let (spec, out) = (spec.to_string_lossy(), home.join("out"));
        let (data, out) = (brand().to_string_lossy(), out.to_string_lossy());
        let run = || command(home, &["run", &spec, "--data", &data, "--out", &out]);
        let begin = Instant::now();
        let done = run().output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let mut whole = begin.elapsed();
        let mut killed = 0;
        let mut seed = u64::from(std::process::id());
        println!("{kind}: {whole:?} a run, begins with {seed}");
        for _ in 0..ROUNDS {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let mut process = run().spawn().unwrap();
            let share = f64::from(u32::try_from(seed >> 33).unwrap()) / f64::from(1u32 << 31);
            // Nothing else ends this wait: it is the instant that is tried.
            std::thread::sleep(whole.mul_f64(share));
            process.kill().unwrap();
            if process.wait().unwrap().code().is_none() {
                killed += 1;
            } else {
                // The machine is less busy than at the first run.
                whole /= 2;
            }
            for name in server
                .names()
                .iter()
                .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "zip"))
            {
                let file = server.inbox().join(name);
                let script = "import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip() is not None)";
                let read =
                    Command::new("python3").args(["-c", script]).arg(&file).output().unwrap();
                assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
            }
        }
        assert!(killed > 0);
        let done = run().output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        assert_eq!(server.names(), ["Shops.manifest.json", "Shops.zip"]);
        let (file, told) = server.hashes();
        assert_eq!(file, told);
        let script = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM uploads').fetchone()[0])";
        let history = home.join("home/history.db");
        let left = Command::new("python3").args(["-c", script]).arg(history).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&left.stdout).trim(), "0");
        println!("{kind}: {killed} of {ROUNDS} killed, nothing left");
    }
}

/// Where files are written under their own names, half of one is nobody's file.
#[test]
fn half_a_file_under_its_own_name_goes_with_what_described_the_older_one() {
    let desk = own_model(&[("name", "string")]);
    let home = desk.path();
    let inbox = home.join("inbox");
    fs::create_dir(&inbox).unwrap();
    fs::create_dir(home.join("out")).unwrap();
    let target = json!({
        "name": "Partner", "settings": { "kind": "folder", "path": inbox },
        "options": { "publish": "direct", "if_exists": "replace", "manifest": true,
            "bandwidth_kib": 1, "retry_hours": 0 },
    });
    save_target(home, &target);
    let spec = |name: &str| {
        let spec = json!({
            "version": 1, "name": name, "model": "t", "timezone": "UTC", "targets": ["Partner"],
            "format": { "compression": "none" },
        });
        let file = home.join(format!("{name}.json"));
        fs::write(&file, spec.to_string()).unwrap();
        file.to_string_lossy().into_owned()
    };
    let begun = |name: &str| {
        let spec = spec(name);
        let all = ["run", &spec, "--data", "data", "--models", "models", "--out", "out"];
        let all = [&all[..], &["--if-exists", "replace"]].concat();
        let mut command = command(home, &all);
        command.current_dir(home).stderr(Stdio::null()).spawn().unwrap()
    };
    let rows = |word: &str, count: usize| {
        let rows: String = (0..count).map(|row| format!("{row},{word} {row}\n")).collect();
        fs::write(home.join("data/t.csv"), format!("id,name\n{rows}")).unwrap();
    };
    let length = |name: &str| fs::metadata(inbox.join(name)).map_or(0, |found| found.len());
    let stop = |child: &Child, signal: &str| {
        let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    };
    for (signal, code) in [("-KILL", None), ("-INT", Some(130))] {
        rows("old", 20);
        assert!(begun("A").wait().unwrap().success());
        let older = length("A.csv");
        assert!(older > 0 && length("A.manifest.json") > 0);
        rows("another word", 300);
        let mut child = begun("A");
        until("half a file", || length("A.csv") > older);
        stop(&child, signal);
        assert_eq!(child.wait().unwrap().code(), code);
        rows("else", 1);
        assert!(begun("else").wait().unwrap().success());
        for name in ["A.csv", "A.manifest.json"] {
            assert!(!inbox.join(name).exists(), "{name} stays after {signal}");
        }
    }
    // Whole, with the beginning of its manifest.
    rows("old", 20);
    assert!(begun("A").wait().unwrap().success());
    let older = fs::read(inbox.join("A.manifest.json")).unwrap();
    rows("new", 30);
    let mut child = begun("A");
    until("a new manifest", || {
        let manifest = fs::read(inbox.join("A.manifest.json")).unwrap();
        manifest != older && serde_json::from_slice::<Value>(&manifest).is_err()
    });
    stop(&child, "-KILL");
    child.wait().unwrap();
    let made = fs::read(home.join("out/A.csv")).unwrap();
    assert_eq!(fs::read(inbox.join("A.csv")).unwrap(), made);
    rows("else", 1);
    assert!(begun("else").wait().unwrap().success());
    assert_eq!(fs::read(inbox.join("A.csv")).unwrap(), made);
    let manifest = fs::read(inbox.join("A.manifest.json")).unwrap();
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    let hash = Command::new("sha256sum").arg(inbox.join("A.csv")).output().unwrap().stdout;
    let hash = String::from_utf8(hash).unwrap();
    assert_eq!(manifest["sha256"].as_str(), hash.split_whitespace().next());
}

/// A set that is written over an older one, killed with one file replaced and another one
/// not: it becomes whole, unless its own files are gone or somebody else has written there.
#[test]
fn a_set_that_has_replaced_half_of_an_older_one_becomes_whole() {
    for kind in ["folder", "s3"] {
        let desk = own_model(&[("g", "string")]);
        let home = desk.path();
        let server = Server::start("s3");
        let inbox = if kind == "s3" { server.inbox() } else { home.join("inbox") };
        let _ = fs::create_dir(&inbox);
        let at = |name: &str| match kind {
            "s3" => inbox.join(format!("bucket|{name}")),
            _ => inbox.join(name),
        };
        let settings = match kind {
            "s3" => json!({
                "kind": "s3", "bucket": "bucket", "region": "eu-west-1", "access_key_id": USER,
                "endpoint": format!("http://127.0.0.1:{}", server.port), "path_style": true,
                "path": "",
            }),
            _ => json!({ "kind": "folder", "path": inbox }),
        };
        let options = json!({
            "publish": if kind == "s3" { "rename" } else { "direct" }, "if_exists": "replace",
            "bandwidth_kib": (kind == "folder").then_some(1), "manifest": true,
            "retry_hours": 0,
        });
        let target = json!({ "name": "Partner", "settings": settings, "options": options });
        save_target(home, &target);
        let succeeds = |mut command: Command| {
            let done = command.output().unwrap();
            assert!(done.status.success(), "{kind}: {}", String::from_utf8_lossy(&done.stderr));
        };
        let rows = |first: usize, count: usize| -> String {
            (first..first + count).map(|id| format!("{id},DE\n{id},HU\n")).collect()
        };
        let found = || ["d_DE.csv", "d_HU.csv", "all.ok"].map(|name| fs::read(at(name)).ok());
        let unrelated = || single_of(home, "1,DE\n", "else");
        let killed = |rows: &str, earlier: &[Option<Vec<u8>>; 3]| {
            if kind == "s3" {
                server.hang_at(Some("d_HU.csv"));
            }
            let mut child = set_of(home, rows).stderr(Stdio::null()).spawn().unwrap();
            let first = || fs::read(at("d_DE.csv")).ok();
            until("half of the new set", || match kind {
                "s3" => first() != earlier[0],
                // The second is written once the first is there.
                _ => fs::read(at("d_HU.csv")).ok() != earlier[1],
            });
            let history = rusqlite::Connection::open(home.join("home/history.db")).unwrap();
            history.busy_timeout(PATIENCE).unwrap();
            until("that the first has its name is written down", || {
                let written = "SELECT count(*) FROM uploads \
                     WHERE work ->> '$.published[0]' LIKE '%d_DE.csv'";
                history.query_row(written, [], |row| row.get::<_, u32>(0)).unwrap() > 0
            });
            child.kill().unwrap();
            child.wait().unwrap();
            if kind == "s3" {
                server.hang_at(None);
            }
            assert_eq!(found()[2], None, "{kind}: no marker says that the mixture is whole");
        };

        succeeds(set_of(home, &rows(1000, 100)));
        let old = found();
        killed(&rows(2000, 300), &old);
        succeeds(unrelated());
        let finished = found();
        succeeds(set_of(home, &rows(2000, 300)));
        assert!(found() == finished, "{kind}: {finished:?}");
        assert!(finished[0] != old[0] && finished[1] != old[1] && finished[2].is_some());

        // Somebody else has delivered there since.
        killed(&rows(3000, 400), &finished);
        for name in ["d_DE.csv", "d_HU.csv"] {
            fs::write(at(name), "theirs").unwrap();
        }
        succeeds(unrelated());
        let theirs = Some(b"theirs".to_vec());
        assert_eq!(found(), [theirs.clone(), theirs, None], "{kind}");

        // What it would be finished with is gone.
        let before = found();
        killed(&rows(5000, 350), &before);
        let first = found()[0].clone();
        fs::remove_dir_all(home.join("out")).unwrap();
        succeeds(unrelated());
        let [kept, _, marker] = found();
        assert!(kept == first && marker.is_none(), "{kind}: {kept:?}, {marker:?}");
    }
}

/// The hidden names of a file and its manifest stay apart where they are cut.
#[test]
fn a_long_name_is_delivered_with_its_manifest() {
    let desk = own_model(&[]);
    let home = desk.path();
    let inbox = home.join("inbox");
    fs::create_dir(&inbox).unwrap();
    fs::create_dir(home.join("out")).unwrap();
    fs::write(home.join("data/t.csv"), "id\n1\n").unwrap();
    let target = json!({
        "name": "Partner", "settings": { "kind": "folder", "path": inbox },
        "options": { "if_exists": "number", "manifest": true, "ready_marker": true,
            "retry_hours": 0 },
    });
    save_target(home, &target);
    let long = "é".repeat(100);
    let spec = json!({
        "version": 1, "name": "long", "file_name": long, "model": "t", "timezone": "UTC",
        "targets": ["Partner"], "format": { "compression": "none" },
    });
    fs::write(home.join("long.json"), spec.to_string()).unwrap();
    for count in [3, 6] {
        let all = ["run", "long.json", "--data", "data", "--models", "models", "--out", "out"];
        let done = command(home, &all).current_dir(home).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let names = fs::read_dir(&inbox).unwrap().map(|entry| entry.unwrap().file_name());
        let names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
        assert_eq!(names.len(), count, "{names:?}");
        assert!(names.iter().all(|name| name.starts_with(&long)), "{names:?}");
    }
}
