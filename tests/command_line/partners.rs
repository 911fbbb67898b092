//! What partners demand, and the numbers that their loaders count.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::command::{CLI, own_model};
use crate::python;

#[test]
fn each_rule_has_its_files_byte_for_byte() {
    let told = python::run_with("partners/golden.py", &[CLI], b"");
    let differences: Vec<String> = serde_json::from_value(told["differences"].clone()).unwrap();
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
    let rules: BTreeMap<u32, Vec<String>> = serde_json::from_value(told["rules"].clone()).unwrap();
    let proven: Vec<u32> = rules.into_keys().collect();
    // The others are delivery, deltas (tests/history), hashing and encryption.
    let mut expected: Vec<u32> = (1..=23).chain([26, 27, 32, 34, 35, 36]).collect();
    expected.sort_unstable();
    assert_eq!(proven, expected);
}

fn numbered(home: &Path, members: Value) -> Command {
    let mut definition = json!({
        "version": 1,
        "name": "numbered",
        "model": "t",
        "timezone": "UTC",
        "file_name": "N_{seq:04}",
        "format": { "compression": "none", "lines_before": ["{seq}"] },
    });
    definition.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    fs::write(home.join("numbered.json"), definition.to_string()).unwrap();
    let mut command = Command::new(CLI);
    command
        .arg("run")
        .arg(home.join("numbered.json"))
        .args(["--data", "data", "--models", "models", "--out", "out"])
        .current_dir(home)
        .env("EXPORT_DESK_HOME", home)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// The files' numbers; each has its own in its first line.
fn numbers(folder: &Path) -> Vec<u64> {
    let mut numbers = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "csv") {
            let text = fs::read_to_string(&path).unwrap();
            let number: u64 = text.lines().next().unwrap().parse().unwrap();
            assert!(path.ends_with(format!("N_{number:04}.csv")), "{}", path.display());
            numbers.push(number);
        }
    }
    numbers.sort_unstable();
    numbers
}

#[test]
fn a_sequence_has_no_gaps_whenever_commands_are_killed() {
    let home = own_model(&[("g", "string")]);
    let rows: String = (0..500).map(|row| format!("{row},x\n")).collect();
    fs::write(home.path().join("data/t.csv"), format!("id,g\n{rows}")).unwrap();
    let out = home.path().join("out");
    fs::create_dir(&out).unwrap();
    let clock = std::time::Instant::now();
    assert!(numbered(home.path(), json!({})).status().unwrap().success());
    let mut whole = clock.elapsed();
    // Kills at moments that are spread over a run and a little more.
    let (mut made, mut killed) = (1, 0);
    for moment in 0..200_u32 {
        let mut child = numbered(home.path(), json!({})).spawn().unwrap();
        let begin = std::time::Instant::now();
        let kill_after = whole * (moment % 50 + 1) / 45;
        while begin.elapsed() < kill_after && child.try_wait().unwrap().is_none() {
            std::thread::park_timeout(std::time::Duration::from_micros(200));
        }
        if child.try_wait().unwrap().is_some() {
            // The machine had more to do during the first run.
            whole = whole.min(begin.elapsed());
        }
        let _ = child.kill();
        let is_killed = !child.wait().unwrap().success();
        killed += u32::from(is_killed);
        let found = numbers(&out);
        assert!(found.len() == made || found.len() == made + 1, "{found:?}");
        assert!(is_killed || found.len() == made + 1, "{found:?}");
        made = found.len();
        let expected: Vec<u64> = (1..=made as u64).collect();
        assert_eq!(found, expected);
    }
    assert!(killed > 20, "{killed} were killed");
    // One that fails uses up nothing, and the next one goes on.
    let nobody = json!([[{ "field": "id", "operator": "is", "value": "nobody" }]]);
    let mut failing = numbered(home.path(), json!({ "filters": nobody, "when_empty": "fail" }));
    assert!(!failing.status().unwrap().success());
    let mut without_file =
        numbered(home.path(), json!({ "filters": nobody, "when_empty": "no_file" }));
    let told = without_file.arg("--json").stdout(Stdio::piped()).output().unwrap();
    let report: Value = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!(report["status"], "finished");
    assert_eq!((&report["file"], &report["manifest"]), (&Value::Null, &Value::Null));
    assert_eq!((&report["rows"], report.get("sequence_number")), (&json!(0), None));
    assert!(numbered(home.path(), json!({})).status().unwrap().success());
    assert_eq!(numbers(&out).len(), made + 1);
    assert_eq!(numbers(&out).last(), Some(&(made as u64 + 1)));
}

#[test]
fn a_sequence_ends_with_its_last_number() {
    let home = own_model(&[("g", "string")]);
    fs::write(home.path().join("data/t.csv"), "id,g\n1,x\n").unwrap();
    fs::create_dir(home.path().join("out")).unwrap();
    let set = |next: &str| {
        let mut command = Command::new(CLI);
        command.args(["sequence", "set", "numbered", next]);
        command.env("EXPORT_DESK_HOME", home.path()).output().unwrap()
    };
    let refused = set("9000000000000000001");
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("9000000000000000000"));
    assert!(set("9000000000000000000").status.success());
    assert!(numbered(home.path(), json!({})).status().unwrap().success());
    let mut command = numbered(home.path(), json!({}));
    let ended = command.stderr(Stdio::piped()).output().unwrap();
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(!ended.status.success() && said.contains("has no number left"), "{said}");
    assert_eq!(numbers(&home.path().join("out")), [9_000_000_000_000_000_000]);
}

/// Puts a sequence into the state in which a killed command leaves it that was about to
/// publish a file with these bytes.
fn as_killed(home: &Path, next: u64, stem: &str, file: &Path) {
    let script = "import hashlib, sqlite3, sys\n\
        home, next, file, manifest = sys.argv[1:]\n\
        db = sqlite3.connect(home + '/history.db')\n\
        bytes = open(file, 'rb').read()\n\
        db.execute('UPDATE sequences SET next = ?, owner = 999999, folder = ?, bytes = ?, \
        sha256 = ?', (int(next), manifest, len(bytes), hashlib.sha256(bytes).hexdigest()))\n\
        db.commit()\n";
    let manifest = home.join("out").join(format!("{stem}.manifest.json"));
    let done = Command::new("python3")
        .args(["-c", script])
        .args([home, Path::new(&next.to_string()), file, &manifest])
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn equal_bytes_of_another_number_are_no_sign_that_a_file_appeared() {
    let home = own_model(&[("g", "string")]);
    let out = home.path().join("out");
    fs::write(home.path().join("data/t.csv"), "id,g\n1,x\n").unwrap();
    let plain = || numbered(home.path(), json!({ "format": { "compression": "none" } }));
    for _ in 0..2 {
        assert!(plain().status().unwrap().success());
    }
    // Killed before the third file had its name: the next run makes it.
    as_killed(home.path(), 3, "N_0003", &out.join("N_0002.csv"));
    assert!(plain().status().unwrap().success());
    assert!(out.join("N_0003.csv").exists());
    // Killed after that, before the number was used up: the next one is the fourth.
    as_killed(home.path(), 3, "N_0003", &out.join("N_0003.csv"));
    assert!(plain().status().unwrap().success());
    assert!(out.join("N_0004.csv").exists());
}

#[test]
fn a_set_in_a_folder_of_its_own_has_used_its_number() {
    let home = own_model(&[("g", "string")]);
    let out = home.path().join("out");
    fs::write(home.path().join("data/t.csv"), "id,g\n1,x\n").unwrap();
    let set = || {
        let companions = json!([{ "name": "{file}.ok", "content": "empty" }]);
        numbered(home.path(), json!({ "file_name": "t", "companions": companions }))
    };
    for _ in 0..2 {
        assert!(set().status().unwrap().success());
    }
    let first_line = |folder: &str| {
        let text = fs::read_to_string(out.join(folder).join("t.csv")).unwrap();
        text.lines().next().unwrap().to_owned()
    };
    assert_eq!(first_line("t (2)"), "2");
    as_killed(home.path(), 2, "t", &out.join("t (2)/t.csv"));
    assert!(set().status().unwrap().success());
    assert_eq!(first_line("t (3)"), "3");
}
