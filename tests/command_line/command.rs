//! Starts the command on a small brand.

use std::path::Path;
use std::process::{Command, Output};
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

/// The command itself.
pub(crate) const CLI: &str = env!("CARGO_BIN_EXE_export-desk-cli");

static BRAND: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let demo = ["demo", "--customers", "300", "--events", "4000", "--seed", "5", "--dir"];
    let made = Command::new(CLI).args(demo).arg(folder.path()).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    folder
});

/// Folder of the brand's files.
pub(crate) fn brand() -> &'static Path {
    BRAND.path()
}

/// The command on the brand's data, with a definition on its standard input.
pub(crate) fn on_brand(task: &str, definition: &str, more: &[&str]) -> Output {
    let mut command = Command::new(CLI);
    command.arg(task).arg("-").arg("--data").arg(brand()).args(more);
    fed(command, definition)
}

/// Runs a command with this standard input.
pub(crate) fn fed(mut command: Command, input: &str) -> Output {
    use std::io::Write;
    use std::process::Stdio;
    let mut child = command
        .env("EXPORT_DESK_HOME", brand())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// The report on standard output.
pub(crate) fn report(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stdout)))
}

/// A folder with `data` for the files of a table `t`, and `models` with a data model
/// of that name: `id`, which is its key, and these fields, by their types.
pub(crate) fn own_model(fields: &[(&str, &str)]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for folder in ["models", "data"] {
        std::fs::create_dir(home.path().join(folder)).unwrap();
    }
    let mut model = String::from("id = \"t\"\nlabel = \"T\"\nkey = [\"id\"]\n");
    for (name, kind) in [("id", "string")].iter().chain(fields) {
        let field =
            format!("\n[[fields]]\nid = \"{name}\"\nlabel = \"{name}\"\ntype = \"{kind}\"\n");
        model.push_str(&field);
    }
    std::fs::write(home.path().join("models/t.toml"), model).unwrap();
    home
}
