//! Deliveries of a command that is killed: the next one ends what it began.

use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::command::{CLI, brand};

const USER: &str = "export-desk-test";
const PASSWORD: &str = "Marker-k1-lled";
/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Until something is so.
fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let clock = Instant::now();
    while !is_so() {
        assert!(clock.elapsed() < PATIENCE, "{what} doesn't happen");
        std::thread::yield_now();
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
    fn start() -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("in")).unwrap();
        let port =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/delivery/told.py");
        let python = std::env::var_os("EXPORT_DESK_PYTHON").unwrap_or_else(|| "python3".into());
        let log = fs::File::create(root.path().join("log")).unwrap();
        let child = Command::new(python)
            .arg(script)
            .args(["ftp", &port.to_string()])
            .arg(root.path().join("in"))
            .env("EXPORT_DESK_TEST_PASSWORD", PASSWORD)
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .expect("Python runs; set EXPORT_DESK_PYTHON to where it is");
        until("the server", || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok());
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
        let entries = fs::read_dir(self.inbox()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
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

#[test]
fn the_next_command_ends_what_a_killed_one_began() {
    let desk = tempfile::tempdir().unwrap();
    let home = desk.path();
    let server = Server::start();
    let target = json!({
        "name": "Partner",
        "settings": {
            "kind": "ftp", "host": "127.0.0.1", "port": server.port, "user": USER, "path": "",
        },
        "options": { "manifest": true, "ready_marker": true, "retry_hours": 0 },
    });
    let file = home.join("target.json").to_string_lossy().into_owned();
    fs::write(&file, target.to_string()).unwrap();
    // There is no keychain, so the secret stays in the environment.
    let saved = command(home, &["target", "save", &file])
        .env_remove("EXPORT_DESK_SECRET")
        .output()
        .unwrap();
    assert!(saved.status.success(), "{}", String::from_utf8_lossy(&saved.stderr));

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
        let parts = |name: &String| name.ends_with(".part");
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
