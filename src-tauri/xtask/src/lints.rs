//! Clippy as the compiler of the workspace's own crates: one build makes the programs
//! and the tests, and finds what Clippy has to say of them. Crates of others are the
//! same with it and without it, and are built once.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::{BUILD_ALL, command, run};

/// Cargo's name for what compiles the workspace's own crates.
const WRAPPER: &str = "RUSTC_WORKSPACE_WRAPPER";
const DRIVER: &str = "clippy-driver";

fn is_there() -> bool {
    Command::new(DRIVER).arg("--version").output().is_ok_and(|told| told.status.success())
}

/// Installs Clippy, unless it is there.
pub(crate) fn install() -> bool {
    if is_there() || (run("rustup", &["component", "add", "clippy"]) && is_there()) {
        return true;
    }
    println!("missing: Clippy of the Rust toolchain in use. Without rustup, install it by hand.");
    false
}

/// What Cargo has to be told, so that every command builds the same. Without Clippy
/// the tests still run, and only [`check`] fails.
pub(crate) fn variables() -> Vec<(&'static str, &'static Path)> {
    if is_there() { vec![(WRAPPER, Path::new(DRIVER))] } else { Vec::new() }
}

/// Whether nothing of the workspace has a warning. Everything is built already, and
/// Cargo repeats what was said.
pub(crate) fn check() -> bool {
    let variables = variables();
    if variables.is_empty() {
        println!("Clippy is missing.");
        return false;
    }
    let told = command("cargo", &BUILD_ALL, &variables).args(["--message-format", "json"]).output();
    let Ok(told) = told else { return false };
    let warnings = warnings(&String::from_utf8_lossy(&told.stdout));
    for warning in &warnings {
        println!("{warning}");
    }
    println!("warnings: {}", warnings.len());
    told.status.success() && warnings.is_empty()
}

/// The texts of all warnings, each once: a crate and its tests have the same ones.
fn warnings(messages: &str) -> Vec<String> {
    let mut warnings = Vec::new();
    for message in messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        let text = message["message"]["rendered"].as_str().unwrap_or_default();
        if message["reason"] == "compiler-message"
            && message["message"]["level"] == "warning"
            && !warnings.iter().any(|known| known == text)
        {
            warnings.push(text.to_owned());
        }
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_warning_counts_once_and_other_messages_do_not() {
        let said = |reason: &str, level: &str, text: &str| {
            serde_json::json!({
                "reason": reason, "message": { "level": level, "rendered": text },
            })
            .to_string()
        };
        let messages = [
            said("compiler-message", "warning", "unused"),
            said("compiler-artifact", "", ""),
            said("compiler-message", "warning", "unused"),
            said("compiler-message", "note", "more"),
            "no JSON".to_owned(),
            said("compiler-message", "warning", "a cast"),
        ];
        assert_eq!(warnings(&messages.join("\n")), ["unused", "a cast"]);
        assert!(warnings("").is_empty());
    }
}
