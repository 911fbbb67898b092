//! Saved targets, with a keychain of the system and without one.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

use crate::command::{CLI, brand, report};

/// Looked for in everything that is written.
const MARKER: &str = "Marker-k3Yc-hain";

/// What a private session with a keychain of its own does: it waits until the
/// keychain answers, then runs the rest.
const SESSION: &str = "
printf '\\n' | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null 2>&1 &
keyring=$!
for attempt in $(seq 200); do
    dbus-send --session --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus \
        org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null \
        | grep -q true && break
    sleep 0.05
done
\"$@\"
code=$?
kill $keyring
exit $code";

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        let home = self.folder.path();
        command
            .args(arguments)
            .env("EXPORT_DESK_HOME", home.join("home"))
            .env("HOME", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_RUNTIME_DIR", home)
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("DISPLAY")
            .stdin(Stdio::null());
        command
    }

    /// The command with no keychain in reach.
    fn run(&self, arguments: &[&str]) -> Command {
        self.command(CLI, arguments)
    }

    fn save(&self, name: &str, settings: &Value) -> String {
        let file = self.folder.path().join(format!("{name}.json"));
        let options = json!({ "retry_hours": 0 });
        let target = json!({ "name": name, "settings": settings, "options": options });
        fs::write(&file, target.to_string()).unwrap();
        file.to_string_lossy().into_owned()
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    Desk { folder }
}

fn nowhere(folder: &Path, text: &str) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        if entry.file_type().unwrap().is_dir() {
            nowhere(&entry.path(), text);
        } else if entry.file_type().unwrap().is_file() {
            let bytes = fs::read(entry.path()).unwrap();
            let found = bytes.windows(text.len()).any(|window| window == text.as_bytes());
            assert!(!found, "`{text}` stands in {}", entry.path().display());
        }
    }
}

#[test]
fn a_definition_with_targets_is_delivered() {
    let desk = desk();
    let out = tempfile::tempdir().unwrap();
    let there = out.path().join("there");
    let file = desk.save("Share", &json!({ "kind": "folder", "path": there }));
    let saved = desk.run(&["target", "save", &file]).output().unwrap();
    assert!(saved.status.success(), "{}", said(&saved));
    let listed = desk.run(&["target", "list", "--json"]).output().unwrap();
    assert_eq!(report(&listed)[0]["name"], "Share");
    let tested = desk.run(&["target", "test", "Share", "--json"]).output().unwrap();
    assert_eq!(report(&tested)["ok"], true, "{}", said(&tested));
    assert_eq!(report(&tested)["steps"].as_array().unwrap().last().unwrap()["step"], "delete");

    let spec = desk.folder.path().join("spec.json");
    let mut definition = json!({
        "version": 1, "name": "Shops", "model": "stores", "timezone": "UTC", "targets": ["Share"],
    });
    fs::write(&spec, definition.to_string()).unwrap();
    let spec_path = spec.to_string_lossy();
    let (data, out_path) = (brand().to_string_lossy(), out.path().to_string_lossy());
    let run = ["run", &*spec_path, "--data", &*data, "--out", &*out_path, "--json"];
    let done = desk.run(&run).output().unwrap();
    let told = report(&done);
    assert_eq!(
        (done.status.code(), &told["status"]),
        (Some(0), &json!("finished")),
        "{}",
        said(&done)
    );
    assert_eq!(told["deliveries"][0]["verified"], "size and SHA-256, read back");
    let same = |a: &Path, b: &Path| fs::read(a).unwrap() == fs::read(b).unwrap();
    assert!(same(&out.path().join("Shops.zip"), &there.join("Shops.zip")));

    // Made, and not delivered.
    fs::remove_dir_all(&there).unwrap();
    fs::write(&there, b"no folder").unwrap();
    let done = desk.run(&run).output().unwrap();
    let told = report(&done);
    assert_eq!(
        (done.status.code(), &told["code"]),
        (Some(1), &json!("not_delivered")),
        "{}",
        said(&done)
    );
    assert!(out.path().join("Shops (2).zip").exists());
    let kept = desk.run(&[&run[..], &["--no-deliver"]].concat()).output().unwrap();
    assert_eq!(kept.status.code(), Some(0));

    // A target that isn't there is a wrong definition, before anything is made.
    definition["targets"] = json!(["Shar"]);
    fs::write(&spec, definition.to_string()).unwrap();
    let wrong = desk.run(&run).output().unwrap();
    let told = report(&wrong);
    assert_eq!(
        (wrong.status.code(), &told["problems"][0]["path"]),
        (Some(2), &json!("targets[0]"))
    );
    assert_eq!(told["problems"][0]["hint"], "Did you mean “Share”?");
    let deleted = desk.run(&["target", "delete", "Share"]).output().unwrap();
    assert!(deleted.status.success(), "{}", said(&deleted));
}

#[test]
fn without_a_keychain_a_secret_is_not_kept() {
    let desk = desk();
    let settings =
        json!({ "kind": "ftp", "host": "127.0.0.1", "port": 1, "user": "u", "path": "" });
    let file = desk.save("Partner", &settings);
    let refused =
        desk.run(&["target", "save", &file]).env("EXPORT_DESK_SECRET", MARKER).output().unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("no keychain that Export Desk can use"), "{}", said(&refused));
    assert!(said(&refused).contains("hint: Start a secret service"), "{}", said(&refused));
    // It is as if nothing had been saved.
    let listed = desk.run(&["target", "list", "--json"]).output().unwrap();
    assert_eq!(report(&listed), json!([]));
    assert!(!said(&refused).contains(MARKER));
    nowhere(desk.folder.path(), MARKER);
}

#[test]
fn the_keychain_of_the_system_has_the_secret() {
    let desk = desk();
    let settings =
        json!({ "kind": "ftp", "host": "127.0.0.1", "port": 1, "user": "u", "path": "" });
    let file = desk.save("Partner", &settings);
    let script = format!(
        "set -e
         {CLI} target save '{file}'
         unset EXPORT_DESK_SECRET
         secret-tool search --all username target/1 2>&1
         {CLI} target test Partner || true
         {CLI} target delete Partner
         echo after
         secret-tool search --all username target/1 2>&1"
    );
    let mut session = desk
        .command("dbus-run-session", &["--", "sh", "-c", SESSION, "session", "sh", "-c", &script]);
    let done = session.env("EXPORT_DESK_SECRET", MARKER).output().unwrap();
    let text = said(&done);
    assert!(done.status.success(), "{text}");
    // Another program finds it, until the target is deleted.
    let (before, after) = text.split_once("after").unwrap();
    assert!(before.contains(&format!("secret = {MARKER}")), "{text}");
    assert!(before.contains("nothing listens there"), "{text}");
    assert!(!after.contains(MARKER), "{text}");
    nowhere(&desk.folder.path().join("home"), MARKER);
}
