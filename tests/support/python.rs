//! Runs the Python scripts beside the tests: independent answers.

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

pub(crate) fn python() -> OsString {
    std::env::var_os("EXPORT_DESK_PYTHON").unwrap_or_else(|| "python3".into())
}

/// Standard output of a script, named from the tests' folder, as JSON.
pub(crate) fn run(script: &str, input: &[u8]) -> serde_json::Value {
    run_with(script, &[], input)
}

/// The same with arguments.
pub(crate) fn run_with(script: &str, arguments: &[&str], input: &[u8]) -> serde_json::Value {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    let mut child = Command::new(python())
        .arg(folder.join(script))
        .args(arguments)
        .env("PYTHONUTF8", "1")
        // The package's time zones, not the system's, which may be older.
        .env("PYTHONTZPATH", "")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python runs; set EXPORT_DESK_PYTHON to where it is");
    // Every script here reads all of its input before it writes.
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{script} stopped");
    serde_json::from_slice(&output.stdout).unwrap()
}
