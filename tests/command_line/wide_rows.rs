//! Narrow rows and then wide ones: memory stays bounded, in the order of the
//! file and where they have to be sorted.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::process::Command;

use serde_json::{Value, json};

use crate::command::{CLI, own_model};

/// Runs a command and says how many bytes its process held at most.
const PEAK: &str = "
import json, resource, subprocess, sys
ran = subprocess.run(sys.argv[1:], capture_output=True)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
json.dump({'code': ran.returncode, 'said': ran.stderr.decode(), 'peak': peak * 1024}, sys.stdout)
";

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
    let ran = Command::new("python3")
        .args(["-c", PEAK, CLI, "run", "definition.json", "--data", "data", "--models", "models"])
        .args(["--out", "out"])
        .current_dir(home.path())
        .env("EXPORT_DESK_HOME", file("home"))
        .output()
        .unwrap();
    let ran: Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(ran["code"], 0, "{ran}");
    let peak = ran["peak"].as_u64().unwrap() >> 20;
    assert!(peak < 512, "{peak} MiB");
}
