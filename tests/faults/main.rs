//! Faults at random instants: processes that are killed while they run, deliver
//! or refresh, disks that are full for a while, clocks that jump. So many rounds
//! of each as `EXPORT_DESK_FAULTS` says; `cargo xtask faults --rounds N` asks for
//! more than the few that belong to the tests.
#![cfg(unix)]

#[path = "../serve/bed.rs"]
#[expect(dead_code, reason = "each test uses a part of it")]
mod bed;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use bed::{
    CLI, PATIENCE, Run, Serve, all_ended, ends, history, options, runs, serve, serve_with_clock,
    soon,
};
use chrono::{DateTime, TimeDelta, Utc};
use export_desk_core::clock::{Clock, SystemClock};
use export_desk_core::engine::Engine;
use export_desk_core::offline::{OfflineModel, OfflineSettings};
use export_desk_core::run::remove_leftovers;
use export_desk_core::source::ConnectionSettings;
use export_desk_core::spec::ExportSpec;
use export_desk_core::store::ConnectionInput;
use serde_json::{Value, json};

/// Rounds of each fault.
fn rounds() -> u32 {
    std::env::var("EXPORT_DESK_FAULTS").ok().map_or(20, |rounds| rounds.parse().unwrap())
}

/// Numbers that look random and, with `EXPORT_DESK_FAULTS_SEED`, come again.
struct Chance(u64);

impl Chance {
    fn new() -> Self {
        let given = std::env::var("EXPORT_DESK_FAULTS_SEED").ok();
        let seed = given.map_or_else(
            || u64::from(std::process::id()) ^ SystemClock.now().timestamp_micros().unsigned_abs(),
            |seed| seed.parse().unwrap(),
        );
        println!("EXPORT_DESK_FAULTS_SEED={seed}");
        Self(seed)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn milliseconds(&mut self, from: u64, to: u64) -> Duration {
        Duration::from_millis(from + self.below(to - from))
    }
}

/// Kills a process at an instant of the time that it takes, or a little later, unless
/// it ends before: then its time was taken while the machine had more to do, and is
/// half of that from now on.
fn is_killed(mut process: Child, chance: &mut Chance, whole: &mut Duration) -> bool {
    let most = u64::try_from((*whole * 5 / 4).as_millis()).unwrap();
    std::thread::sleep(chance.milliseconds(0, most + 2));
    process.kill().unwrap();
    let is_killed = process.wait().unwrap().code().is_none();
    if !is_killed {
        *whole /= 2;
    }
    is_killed
}

/// Waits until something is so.
fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let begin = Instant::now();
    while !holds() {
        assert!(begin.elapsed() < PATIENCE, "waited {} s for {what}", PATIENCE.as_secs());
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let all = entries.map(|entry| entry.unwrap().path());
    let mut all: Vec<PathBuf> =
        all.filter(|path| path.to_string_lossy().ends_with(ending)).collect();
    all.sort();
    all
}

/// Every file that has its name is whole, by Python's own reader of archives, and
/// is the one that its manifest describes.
fn all_whole(folder: &Path) -> usize {
    let script = "
import hashlib, json, pathlib, sys, zipfile
count = 0
for file in pathlib.Path(sys.argv[1]).glob('*.zip'):
    assert zipfile.ZipFile(file).testzip() is None, file
    manifest = json.loads(file.with_suffix('.manifest.json').read_text())
    found = hashlib.sha256(file.read_bytes()).hexdigest()
    assert found in json.dumps(manifest), file
    count += 1
print(count)";
    let done = Command::new("python3").args(["-c", script]).arg(folder).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap().trim().parse().unwrap()
}

/// Rows enough for a run to last.
fn write_stores(data: &Path) {
    fs::create_dir_all(data).unwrap();
    let mut rows = String::from("id,name\n");
    for row in 0..60_000 {
        rows.push_str(&format!("store-{row:06},Shop number {row} of a long street\n"));
    }
    fs::write(data.join("stores.csv"), rows).unwrap();
}

#[test]
fn a_run_is_killed() {
    let mut chance = Chance::new();
    let folder = tempfile::tempdir().unwrap();
    let (data, out) = (folder.path().join("data"), folder.path().join("out"));
    write_stores(&data);
    // Two definitions of one file: what replaces it is another one.
    let spec = |which: u32| folder.path().join(format!("spec {}.json", which % 3));
    for (which, fields) in [(0, json!("all")), (1, json!("all")), (2, json!([{ "field": "id" }]))] {
        let definition = json!({
            "version": 1, "name": "stores", "model": "stores", "timezone": "UTC", "fields": fields,
        });
        fs::write(spec(which), definition.to_string()).unwrap();
    }
    let run = |which: u32| {
        let mut command = Command::new(CLI);
        command.arg("run").arg(spec(which)).arg("--data").arg(&data).arg("--out").arg(&out);
        command.args(["--if-exists", if which.is_multiple_of(3) { "number" } else { "replace" }]);
        command.env("EXPORT_DESK_HOME", folder.path().join("home"));
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let begin = Instant::now();
    assert!(run(0).wait().unwrap().success());
    let mut whole = begin.elapsed();
    let mut killed = 0;
    for round in 0..rounds() {
        killed += u32::from(is_killed(run(round), &mut chance, &mut whole));
        // What the next process does first: a file whose process was killed before
        // it had named the manifest gets it.
        remove_leftovers(&out);
        all_whole(&out);
    }
    let before = all_whole(&out);
    assert!(run(0).wait().unwrap().success());
    assert_eq!(all_whole(&out), before + 1);
    // The next run has removed what the killed ones left.
    assert_eq!(files(&out, ".spool"), [] as [PathBuf; 0]);
    println!("{killed} of {} killed, {} files, none of them half", rounds(), before + 1);
    assert!(killed > 0);
}

/// What stands in a folder of sets, by Python: every file belongs to one manifest, is the one
/// that it describes, and no manifest is without a file. Gives the number of sets.
fn whole_sets(folder: &Path) -> usize {
    let script = "
import hashlib, json, pathlib, sys, zipfile
folder = pathlib.Path(sys.argv[1])
known, sets = set(), 0
for path in folder.rglob('*.manifest.json'):
    manifest = json.loads(path.read_text())
    known.add(path)
    files = manifest.get('files') or [{'name': manifest['file'], 'sha256': manifest['sha256']}]
    for file in files:
        content = (path.parent / file['name']).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file['sha256'], file
        known.add(path.parent / file['name'])
    # All members are of one definition: the other one has other columns.
    columns = {len(member['columns']) for member in manifest['members']}
    assert len(columns) == 1, columns
    members = {member['file']: member for member in manifest['members']}
    if manifest['export'].get('packaging', 'archive') == 'archive':
        archive = zipfile.ZipFile(path.parent / manifest['file'])
        assert archive.testzip() is None and archive.namelist() == list(members)
        for name in members:
            content = archive.read(name)
            assert hashlib.sha256(content).hexdigest() == members[name]['sha256'], name
    sets += 1
found = {path for path in folder.rglob('*') if path.is_file() and '.spool' not in str(path)}
assert found == known, found ^ known
print(sets)";
    let done = Command::new("python3").args(["-c", script]).arg(folder).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap().trim().parse().unwrap()
}

#[test]
fn a_set_is_killed() {
    let mut chance = Chance::new();
    for packaging in ["archive", "files"] {
        let folder = tempfile::tempdir().unwrap();
        let (data, out) = (folder.path().join("data"), folder.path().join("out"));
        write_stores(&data);
        fs::copy(data.join("stores.csv"), data.join("coupons.csv")).unwrap();
        // Two sets of one name: what replaces a set is another one.
        let spec = |which: u32| folder.path().join(format!("spec {}.json", which % 2));
        for (which, fields) in
            [(0, json!([{ "field": "id" }, { "field": "name" }])), (1, json!([{ "field": "id" }]))]
        {
            let member = |name: &str, model: &str| {
                json!({
                    "version": 2, "name": name, "model": model, "timezone": "UTC", "fields": fields,
                })
            };
            let definition = json!({
                "version": 2, "name": "Set", "timezone": "UTC", "packaging": packaging,
                "members": [member("Shops", "stores"), member("Cards", "coupons")],
            });
            fs::write(spec(which), definition.to_string()).unwrap();
        }
        let run = |which: u32| {
            let mut command = Command::new(CLI);
            command.arg("run").arg(spec(which)).arg("--data").arg(&data).arg("--out").arg(&out);
            command.args(["--if-exists", "replace"]);
            command.env("EXPORT_DESK_HOME", folder.path().join("home"));
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        };
        let begin = Instant::now();
        assert!(run(0).wait().unwrap().success());
        let mut whole = begin.elapsed();
        let mut killed = 0;
        for round in 0..rounds() {
            killed += u32::from(is_killed(run(round), &mut chance, &mut whole));
            remove_leftovers(&out);
            assert_eq!(whole_sets(&out), 1, "{packaging}");
        }
        assert!(run(1).wait().unwrap().success());
        assert_eq!(whole_sets(&out), 1);
        assert_eq!(files(&out, ".spool"), [] as [PathBuf; 0]);
        println!("{packaging}: {killed} of {} killed, the set was always whole", rounds());
        assert!(killed > 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_are_killed_at_their_slots_and_deliveries() {
    let mut chance = Chance::new();
    let folder = tempfile::tempdir().unwrap();
    let first = soon(2);
    let seconds = i64::from(rounds());
    let times: Vec<DateTime<Utc>> =
        (0..seconds).map(|second| first + TimeDelta::seconds(second)).collect();
    let exports = history(folder.path(), &["one", "two"], &times).await;
    let received = folder.path().join("received");
    deliver_to(folder.path(), &exports, &received).await;
    let end = Instant::now() + Duration::from_secs(u64::from(rounds()) + 3);
    let mut kills = 0;
    let mut servers: BTreeMap<u32, (Serve, Instant)> = BTreeMap::new();
    while Instant::now() < end {
        while servers.len() < 2 {
            let server = serve(folder.path(), Stdio::null());
            let life = chance.milliseconds(100, 1700);
            servers.insert(server.0.id(), (server, Instant::now() + life));
        }
        let now = Instant::now();
        let before = servers.len();
        servers.retain(|_, (_, until)| *until > now);
        kills += before - servers.len();
        std::thread::sleep(Duration::from_millis(5));
    }
    kills += servers.len();
    drop(servers);
    let mut last = serve(folder.path(), Stdio::piped());
    let mut lines = last.lines();
    // Before that it doesn't hear yet that it is to stop.
    assert_eq!(lines.next("the last one at work")["event"], "serving");
    let (finished, interrupted) = ends(folder.path(), &exports, &times).await;
    assert_eq!(last.stop(), Some(0));
    let delivered = files(&received, ".zip");
    assert_eq!(delivered.len(), finished, "one file for each run that finished");
    for file in &delivered {
        let made = folder.path().join("exports").join(file.file_name().unwrap());
        assert_eq!(fs::read(file).unwrap(), fs::read(made).unwrap(), "{}", file.display());
    }
    println!("{kills} kills, {finished} finished and delivered, {interrupted} interrupted");
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_of_an_export_of_what_is_new_come_once_whatever_is_killed() {
    let mut chance = Chance::new();
    let folder = tempfile::tempdir().unwrap();
    let first = soon(2);
    let seconds = i64::from(rounds());
    let times: Vec<DateTime<Utc>> =
        (0..seconds).map(|second| first + TimeDelta::seconds(second)).collect();
    let exports = history(folder.path(), &["one"], &times).await;
    // Rows of each quarter of a second, until after the last slot.
    let mut rows = String::from("id,name,updated_at\n");
    for row in 0..(seconds + 3) * 4 {
        let at = first - TimeDelta::seconds(1) + TimeDelta::milliseconds(row * 250);
        rows.push_str(&format!("{row},Shop,{}\n", at.to_rfc3339()));
    }
    fs::write(folder.path().join("data/stores.csv"), rows).unwrap();
    let received = folder.path().join("received");
    deliver_to(folder.path(), &exports, &received).await;
    let export = exports[0];
    let engine = Engine::open(options(folder.path())).await.unwrap();
    let details = engine.export_details(export).await.unwrap();
    let delta = export_desk_core::spec::delta::Delta {
        by: export_desk_core::spec::delta::DeltaBy::Date,
        field: Some("updated_at".to_owned()),
        ..Default::default()
    };
    let spec = ExportSpec { delta: Some(delta), ..details.spec };
    engine.update_export(export, &spec, details.connection).await.unwrap();
    engine.shut_down().await;
    let end = Instant::now() + Duration::from_secs(u64::from(rounds()) + 3);
    let mut kills = 0;
    while Instant::now() < end {
        let server = serve(folder.path(), Stdio::null());
        std::thread::sleep(chance.milliseconds(100, 1700));
        drop(server);
        kills += 1;
    }
    let mut last = serve(folder.path(), Stdio::piped());
    let mut lines = last.lines();
    assert_eq!(lines.next("the last one at work")["event"], "serving");
    let done = all_ended(folder.path(), export, times.len()).await;
    assert_eq!(last.stop(), Some(0));
    let finished = done.iter().filter(|run| run.status == "finished");
    let until = finished.clone().map(|run| run.planned_for).max().unwrap();
    assert_eq!(files(&received, ".zip").len(), finished.count());
    // What was delivered, by programs that know nothing of windows.
    let script = "
import collections, csv, datetime, io, pathlib, sys, zipfile
data, received, until = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
def before(row):
    at = datetime.datetime.fromisoformat(row['updated_at'])
    return round(at.timestamp() * 1000) < until
expected = collections.Counter(
    row['id'] for row in csv.DictReader(open(data, newline='')) if before(row))
found = collections.Counter()
for file in received.glob('*.zip'):
    archive = zipfile.ZipFile(file)
    text = io.TextIOWrapper(archive.open(archive.namelist()[0]), 'utf-8', newline='')
    found.update(row['id'] for row in csv.DictReader(text))
assert found == expected, (found - expected, expected - found)
print(len(expected))";
    let checked = Command::new("python3")
        .args(["-c", script])
        .arg(folder.path().join("data/stores.csv"))
        .arg(&received)
        .arg(until.to_string())
        .output()
        .unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let rows = String::from_utf8(checked.stdout).unwrap();
    println!("{kills} kills, {} rows, each delivered once", rows.trim());
}

/// Base and changes together are the whole, whatever is killed meanwhile.
#[tokio::test(flavor = "multi_thread")]
async fn changed_rows_are_told_once_whatever_is_killed() {
    let mut chance = Chance::new();
    let folder = tempfile::tempdir().unwrap();
    let first = soon(2);
    let seconds = i64::from(rounds());
    let times: Vec<DateTime<Utc>> =
        (0..seconds).map(|second| first + TimeDelta::seconds(second)).collect();
    let exports = history(folder.path(), &["one"], &times).await;
    let received = folder.path().join("received");
    deliver_to(folder.path(), &exports, &received).await;
    let export = exports[0];
    let engine = Engine::open(options(folder.path())).await.unwrap();
    let details = engine.export_details(export).await.unwrap();
    let by_rows = json!({
        "delta": { "by": "rows", "most_removed_percent": 100 }, "file_name": "{run:06}",
        "fields": [{ "field": "id" }, { "field": "name" }],
    });
    let mut definition = json!(details.spec);
    definition.as_object_mut().unwrap().extend(by_rows.as_object().unwrap().clone());
    let spec = ExportSpec::from_json(&definition.to_string()).unwrap();
    engine.update_export(export, &spec, details.connection).await.unwrap();
    engine.shut_down().await;

    let data = folder.path().join("data");
    let write = |chance: &mut Chance| {
        // About a third of the rows isn't there, and names change now and then.
        let mut rows = String::from("id,name\n");
        for row in 0..2000 {
            if chance.below(3) > 0 {
                rows.push_str(&format!("{row:04},Shop {}\n", chance.below(4)));
            }
        }
        fs::write(data.join("new"), rows).unwrap();
        fs::rename(data.join("new"), data.join("stores.csv")).unwrap();
    };
    let ended = async |status: &str| {
        let seen = runs(folder.path(), export).await;
        seen.iter().filter(|run| run.status == status).count()
    };
    let mut kills = 0;
    for round in 0..rounds() {
        let server = serve(folder.path(), Stdio::null());
        std::thread::sleep(chance.milliseconds(50, 900));
        // A run that reads meanwhile fails, which moves nothing.
        write(&mut chance);
        std::thread::sleep(chance.milliseconds(50, 900));
        if round % 4 == 3 {
            // However slow the machine is, some runs finish in between.
            let (before, until) = (ended("finished").await, Instant::now() + PATIENCE);
            while ended("finished").await == before && ended("pending").await > 0 {
                assert!(Instant::now() < until, "no run finishes");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        drop(server);
        kills += 1;
    }
    let mut last = serve(folder.path(), Stdio::piped());
    let mut lines = last.lines();
    assert_eq!(lines.next("the last one at work")["event"], "serving");
    let done = all_ended(folder.path(), export, times.len()).await;
    assert_eq!(last.stop(), Some(0));

    // One that nothing disturbs takes what is left.
    let engine = Engine::open(options(folder.path())).await.unwrap();
    let mut changes = engine.subscribe();
    let run = engine.start_run(export).await.unwrap();
    loop {
        if let export_desk_core::engine::Change::RunEnded { run_id, status, .. } =
            changes.recv().await.unwrap()
            && run_id == run
        {
            assert_eq!(status, export_desk_core::store::RunStatus::Finished);
            break;
        }
    }
    engine.shut_down().await;
    let finished = done.iter().filter(|run| run.status == "finished").count();
    assert!(finished > 0, "nothing finished between the kills: {done:?}");
    assert_eq!(files(&received, ".zip").len(), finished + 1, "{done:?}");
    // No state is left that no run began from.
    let states = files(&folder.path().join("home/deltas"), "").len();
    assert!(states <= 3, "{states} states");
    let script = "
import csv, io, pathlib, sys, zipfile
data, received = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
state, told = {}, 0
for file in sorted(received.glob('*.zip')):
    archive = zipfile.ZipFile(file)
    text = io.TextIOWrapper(archive.open(archive.namelist()[0]), 'utf-8', newline='')
    for change, id, name in list(csv.reader(text))[1:]:
        told += 1
        if change == 'added':
            assert id not in state, (file, id)
        elif change == 'changed':
            assert state[id] != name, (file, id)
        else:
            assert change == 'removed' and state.pop(id) == name, (file, id)
            continue
        state[id] = name
expected = {row['id']: row['name'] for row in csv.DictReader(open(data, newline=''))}
assert state == expected, len(state)
print(told)";
    let checked = Command::new("python3")
        .args(["-c", script])
        .arg(folder.path().join("data/stores.csv"))
        .arg(&received)
        .output()
        .unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let told = String::from_utf8(checked.stdout).unwrap();
    println!("{kills} kills, {finished} finished, {} changes, each told once", told.trim());
}

/// Lets exports deliver to a folder.
async fn deliver_to(folder: &Path, exports: &[i64], received: &Path) {
    use export_desk_core::delivery::{TargetOptions, TargetSettings};
    let engine = Engine::open(options(folder)).await.unwrap();
    let settings = TargetSettings::Folder { path: received.display().to_string() };
    let input = export_desk_core::store::TargetInput {
        id: None,
        name: "Drive".to_owned(),
        settings,
        options: TargetOptions::default(),
        secret: None,
    };
    engine.save_target(&input).await.unwrap();
    for export in exports {
        let spec = engine.definition(*export).await.unwrap();
        let spec = ExportSpec { targets: vec!["Drive".to_owned()], ..spec };
        let details = engine.export_details(*export).await.unwrap();
        engine.update_export(*export, &spec, details.connection).await.unwrap();
    }
    engine.shut_down().await;
}

/// `serve` whose home is a small disk of its own: that of its process, at `home`.
fn serve_on_a_disk(folder: &Path) -> (Serve, PathBuf) {
    let script = "mount -t tmpfs -o size=3m,mode=700 tmpfs \"$1\" && cp -a \"$2\"/. \"$1\" \
                  && exec \"$3\" serve --json --home \"$1\"";
    let (home, disk) = (folder.join("home"), folder.join("disk"));
    fs::create_dir(&disk).unwrap();
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", script, "sh"]);
    command.arg(&disk).arg(home).arg(CLI);
    let process = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap();
    let inside = PathBuf::from(format!("/proc/{}/root", process.id()));
    let disk = inside.join(disk.strip_prefix("/").unwrap());
    (Serve(process), disk)
}

/// Fills a disk to the last byte.
fn fill(filler: &Path) {
    use std::io::Write;
    let mut file = fs::OpenOptions::new().create(true).append(true).open(filler).unwrap();
    for block in [64 << 10, 4096, 512, 1] {
        while file.write_all(&vec![0x5a; block]).is_ok() {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_disk_of_the_history_is_full_for_a_while() {
    /// So many rounds take less time than an export has slots, on a slow machine too.
    const AT_ONCE: u32 = 20;
    let mut chance = Chance::new();
    let mut left = rounds();
    while left > 0 {
        full_for_a_while(left.min(AT_ONCE), &mut chance).await;
        left -= left.min(AT_ONCE);
    }
}

async fn full_for_a_while(rounds: u32, chance: &mut Chance) {
    let folder = tempfile::tempdir().unwrap();
    let first = soon(3);
    // One slot a second, and as many as an export can have.
    let seconds = 288;
    let times: Vec<DateTime<Utc>> =
        (0..seconds).map(|second| first + TimeDelta::seconds(second)).collect();
    history(folder.path(), &["one", "two"], &times).await;
    let (mut server, disk) = serve_on_a_disk(folder.path());
    let mut lines = server.lines();
    assert_eq!(lines.next("serving")["event"], "serving");
    let filler = disk.join("filler");
    let mut events: BTreeMap<String, usize> = BTreeMap::new();
    for round in 0..rounds {
        fill(&filler);
        std::thread::sleep(chance.milliseconds(100, 2500));
        fs::remove_file(&filler).unwrap();
        std::thread::sleep(chance.milliseconds(0, 400));
        // A slot that begins after the disk has room again runs, of each export.
        let freed = SystemClock.now();
        let mut after: BTreeMap<String, Value> = BTreeMap::new();
        while after.len() < 2 {
            let line = lines.next(&format!("a slot that runs, in round {round}"));
            *events.entry(line["event"].as_str().unwrap().to_owned()).or_default() += 1;
            let planned = line["planned_for"].as_str().and_then(|at| at.parse().ok());
            let is_new = planned.is_some_and(|planned: DateTime<Utc>| planned > freed);
            if line["event"] == "finished" && is_new {
                after.insert(line["name"].as_str().unwrap().to_owned(), line);
            }
        }
    }
    println!("{rounds} rounds: {events:?}");
    // Nothing of what was due is left waiting or working.
    let last = SystemClock.now().timestamp_millis();
    let count = "import sqlite3, sys\n\
                 history = sqlite3.connect(sys.argv[1])\n\
                 print(history.execute(\"SELECT count(*) FROM runs WHERE planned_for < ? \
                 AND status IN ('pending', 'processing')\", (int(sys.argv[2]),)).fetchone()[0])";
    // SQLite can't open a file by a path into another process's disks.
    let copy = folder.path().join("history.db");
    until("the end of all runs that were due", || {
        for ending in ["", "-wal"] {
            let name = format!("history.db{ending}");
            fs::copy(disk.join(&name), folder.path().join(name)).unwrap();
        }
        let mut command = Command::new("python3");
        command.args(["-c", count]).arg(&copy).arg(last.to_string());
        command.output().unwrap().stdout == b"0\n"
    });
    assert_eq!(server.stop(), Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_jumps() {
    let mut chance = Chance::new();
    let folder = tempfile::tempdir().unwrap();
    let ahead = folder.path().join("ahead");
    let move_clock = |hours: i64| {
        let whole = folder.path().join("ahead.new");
        fs::write(&whole, format!("{hours:+}h")).unwrap();
        fs::rename(whole, &ahead).unwrap();
    };
    move_clock(0);
    let slots: Vec<DateTime<Utc>> = (1..=20).map(|hour| soon(hour * 3600)).collect();
    let export = history(folder.path(), &["hourly"], &slots).await[0];
    let mut server = serve_with_clock(folder.path(), &ahead);
    let mut lines = server.lines();
    assert_eq!(lines.next("serving")["event"], "serving");
    let mut furthest = 0;
    for _ in 0..rounds() {
        let hours = i64::try_from(chance.below(22)).unwrap();
        furthest = furthest.max(hours);
        move_clock(hours);
        std::thread::sleep(chance.milliseconds(50, 1500));
    }
    furthest = furthest.max(12);
    move_clock(furthest);
    // All that have come have one run each: they are run each, however often the
    // clock went over them.
    let come =
        |run: &Run| run.planned_for <= (slots[0] + TimeDelta::hours(furthest)).timestamp_millis();
    let until = Instant::now() + PATIENCE;
    let expected: Vec<i64> = slots
        .iter()
        .map(DateTime::timestamp_millis)
        .filter(|at| *at <= (soon(0) + TimeDelta::hours(furthest)).timestamp_millis())
        .collect();
    loop {
        let seen = runs(folder.path(), export).await;
        assert!(seen.iter().all(come), "{seen:?}");
        let planned: Vec<i64> = seen.iter().map(|run| run.planned_for).collect();
        let mut once = planned.clone();
        once.dedup();
        assert_eq!(planned, once, "no slot runs twice");
        if planned.len() >= expected.len() && seen.iter().all(|run| run.status == "finished") {
            break;
        }
        assert!(Instant::now() < until, "waited for {} runs: {seen:?}", expected.len());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    println!("{} jumps, {} slots once", rounds(), expected.len());
    assert_eq!(server.stop(), Some(0));
}

const HOME: &str = "EXPORT_DESK_FAULTS_HOME";

/// What [`a_refresh_is_killed`] starts as a process of its own.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "it is started by another test"]
async fn refresh() {
    let folder = PathBuf::from(std::env::var_os(HOME).unwrap());
    let engine = Engine::open(options(&folder)).await.unwrap();
    let connection = engine.connections().await.unwrap().last().unwrap().id;
    engine.refresh_offline(connection).await.unwrap();
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refresh_is_killed() {
    let mut chance = Chance::new();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    write_stores(&data);
    let engine = Engine::open(options(folder.path())).await.unwrap();
    let settings = ConnectionSettings::Folder { path: data.clone() };
    let input = ConnectionInput { id: None, name: "Stores".to_owned(), settings, secret: None };
    let connection = engine.save_connection(&input).await.unwrap();
    let model = OfflineModel { model: "stores".to_owned(), last_days: None, updated_field: None };
    let offline = OfflineSettings::new(vec![model]);
    engine.save_offline(connection, Some(&offline)).await.unwrap();
    engine.refresh_offline(connection).await.unwrap();
    engine.shut_down().await;
    let start = || {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "refresh", "--ignored"]).env(HOME, folder.path());
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let begin = Instant::now();
    assert!(start().wait().unwrap().success());
    let mut whole = begin.elapsed();
    let mut killed = 0;
    for round in 0..rounds() {
        killed += u32::from(is_killed(start(), &mut chance, &mut whole));
        // The copy that is there is whole: what is exported has every row.
        if round % 4 == 3 {
            let engine = Engine::open(options(folder.path())).await.unwrap();
            let spec =
                json!({ "version": 1, "name": "copy", "model": "stores", "timezone": "UTC" });
            let spec = ExportSpec::from_json(&spec.to_string()).unwrap();
            assert_eq!(engine.count(&spec, connection).await.unwrap(), 60_000);
            engine.shut_down().await;
        }
    }
    assert!(start().wait().unwrap().success());
    let copies = folder.path().join(format!("home/offline/{connection}"));
    let left: Vec<_> = fs::read_dir(&copies).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(left.len() <= 2, "the copy and the one before it: {left:?}");
    println!("{killed} of {} refreshes killed, every row was there", rounds());
}
