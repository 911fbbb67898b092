//! Narrow rows and then wide ones, and large lists of JSON: memory stays bounded, in
//! the order of the file and where they have to be sorted.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::command::{CLI, own_model};

/// Runs a command and says how many bytes its process held at most.
const PEAK: &str = "
import json, resource, subprocess, sys
ran = subprocess.run(sys.argv[1:], capture_output=True)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
json.dump({'code': ran.returncode, 'said': ran.stderr.decode(), 'peak': peak * 1024}, sys.stdout)
";

/// Runs the definition of a folder and says how it went.
fn measured(home: &Path) -> Value {
    let ran = Command::new("python3")
        .args(["-c", PEAK, CLI, "run", "definition.json", "--data", "data", "--models", "models"])
        .args(["--out", "out"])
        .current_dir(home)
        .env("EXPORT_DESK_HOME", home.join("home"))
        .output()
        .unwrap();
    serde_json::from_slice(&ran.stdout).unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn wide_rows_behind_narrow_ones_fill_no_memory() {
    const NARROW: u32 = 10_000;
    const WIDE: u32 = 260_000;
    let home = own_model(&[("text", "string")]);
    let file = |name: &str| home.path().join(name);
    let mut text = BufWriter::new(File::create(file("data/t.csv")).unwrap());
    writeln!(text, "id,text").unwrap();
    for row in (0..NARROW + WIDE).rev() {
        let wide = if row < WIDE { 4000 } else { 1 };
        writeln!(text, "{row:08},{row:0wide$}").unwrap();
    }
    text.into_inner().unwrap();
    let definition = json!({
        "version": 1, "name": "wide", "model": "t", "timezone": "UTC", "fields": "all",
        "format": { "compression": "gzip" },
    });
    std::fs::write(file("definition.json"), definition.to_string()).unwrap();
    let ran = measured(home.path());
    assert_eq!(ran["code"], 0, "{ran}");
    let peak = ran["peak"].as_u64().unwrap() >> 20;
    assert!(peak < 512, "{peak} MiB");
}

/// Bytes that a process has read of a file that it has open.
fn read_of(process: u32, file: &str) -> u64 {
    let entries = std::fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().flatten();
    let is_it = |path: &Path| std::fs::read_link(path).is_ok_and(|found| found.ends_with(file));
    let position = entries.filter(|entry| is_it(&entry.path())).filter_map(|entry| {
        let number = entry.file_name().into_string().ok()?;
        let about = std::fs::read_to_string(format!("/proc/{process}/fdinfo/{number}")).ok()?;
        about.lines().next()?.strip_prefix("pos:")?.trim().parse().ok()
    });
    position.max().unwrap_or(0)
}

/// A folder with a list of JSON of so many megabytes, between these two texts, and a
/// definition that wants one row of it.
fn large_list(megabytes: usize, before: &str, behind: &str) -> tempfile::TempDir {
    let home = own_model(&[("text", "string")]);
    let file = |name: &str| home.path().join(name);
    let row = |id: &str| format!("{{\"id\":\"{id}\",\"text\":\"{}\"}}", "x".repeat(100));
    let rows = (row("a") + ",\n").repeat((1 << 20) / (row("a").len() + 2));
    let mut list = BufWriter::new(File::create(file("data/t.json")).unwrap());
    write!(list, "{before}[{},", row("first")).unwrap();
    for _ in 0..megabytes {
        list.write_all(rows.as_bytes()).unwrap();
    }
    write!(list, "{}]{behind}", row("last")).unwrap();
    list.into_inner().unwrap();
    let filters = json!([[{ "field": "id", "operator": "is_any_of", "value": ["first", "last"] }]]);
    let definition = json!({
        "version": 1, "name": "list", "model": "t", "timezone": "UTC", "filters": filters,
        "fields": [{ "field": "id" }], "format": { "compression": "none" },
    });
    std::fs::write(file("definition.json"), definition.to_string()).unwrap();
    home
}

#[cfg(target_os = "linux")]
#[test]
fn large_lists_of_json_fill_no_memory_and_are_left_at_once() {
    let home = large_list(300, "", "\n");
    let ran = measured(home.path());
    assert_eq!(ran["code"], 0, "{ran}");
    let peak = ran["peak"].as_u64().unwrap() >> 20;
    assert!(peak < 200, "{peak} MiB");
    let file = std::fs::read_to_string(home.path().join("out/list.csv")).unwrap();
    assert_eq!(file, "id\nfirst\nlast\n");

    for megabytes in [1, 100] {
        let mut child = Command::new(CLI)
            .args([
                "run",
                "definition.json",
                "--data",
                "data",
                "--models",
                "models",
                "--out",
                "out",
            ])
            .current_dir(home.path())
            .env("EXPORT_DESK_HOME", home.path().join("home"))
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while read_of(child.id(), "t.json") < megabytes << 20 {
            assert!(child.try_wait().unwrap().is_none(), "it has ended before {megabytes} MB");
            std::thread::sleep(Duration::from_millis(1));
        }
        let told = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(told.success());
        let mut read = 0;
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            read = read.max(read_of(child.id(), "t.json"));
            std::thread::sleep(Duration::from_millis(1));
        };
        assert_eq!(status.code(), Some(130), "{megabytes} MB");
        // The rest of the list isn't read first.
        assert!(read < 290 << 20, "{read} bytes were read, after {megabytes} MB");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_table_within_an_object_of_json_is_refused_before_it_fills_memory() {
    let home = large_list(400, "{\"rows\":", "}");
    let ran = measured(home.path());
    assert_eq!(ran["code"], 1, "{ran}");
    assert!(ran["said"].as_str().unwrap().contains("a row is longer than 128 MB"), "{ran}");
    let peak = ran["peak"].as_u64().unwrap() >> 20;
    assert!(peak < 400, "{peak} MiB");
}
