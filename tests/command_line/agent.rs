//! SFTP as people use it who have `ssh` set up: keys in their agent, hosts in
//! their own `known_hosts`.

use std::fs;
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::command::{CLI, brand, report};
use crate::ports;

const PATIENCE: Duration = Duration::from_mins(1);

/// A process that ends with its owner.
struct Process(Child);

impl Process {
    fn start(command: &mut Command, begun: impl Fn() -> bool) -> Self {
        let child =
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let mut process = Self(child.unwrap());
        let clock = Instant::now();
        while !begun() {
            assert!(process.0.try_wait().unwrap().is_none(), "{command:?} ended");
            assert!(clock.elapsed() < PATIENCE, "{command:?} doesn't begin");
            std::thread::sleep(Duration::from_millis(5));
        }
        process
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn run(program: &str, arguments: &[&str], agent: Option<&Path>) -> String {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).env_remove("SSH_AUTH_SOCK");
    if let Some(agent) = agent {
        command.env("SSH_AUTH_SOCK", agent);
    }
    let done = command.output().unwrap();
    assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).trim().to_owned()
}

struct Desk {
    folder: TempDir,
    port: u16,
    _server: Process,
}

impl Desk {
    /// A server that the one who runs the tests enters by the key `mine`.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        for name in ["mine", "other", "host_key"] {
            run(
                "ssh-keygen",
                &["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", &path(name)],
                None,
            );
        }
        let port = ports::free_ports(1, &[Ipv4Addr::LOCALHOST]);
        fs::create_dir_all("/run/sshd").unwrap();
        let settings = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\n\
             PasswordAuthentication no\nPermitRootLogin yes\nUsePAM no\nStrictModes no\n\
             Subsystem sftp internal-sftp\n",
            path("host_key"),
            path("mine.pub"),
        );
        fs::write(path("sshd_config"), settings).unwrap();
        fs::create_dir_all(folder.path().join(".ssh")).unwrap();
        fs::create_dir(folder.path().join("inbox")).unwrap();
        let server = Process::start(
            Command::new("/usr/sbin/sshd").args([
                "-D",
                "-f",
                &path("sshd_config"),
                "-E",
                &path("sshd.log"),
            ]),
            || TcpStream::connect(("127.0.0.1", port)).is_ok(),
        );
        Self { folder, port, _server: server }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.path(name).to_string_lossy().into_owned()
    }

    fn command(&self, arguments: &[&str], agent: Option<&Path>) -> Output {
        let mut command = Command::new(CLI);
        command
            .args(arguments)
            .env("EXPORT_DESK_HOME", self.path("home"))
            .env("HOME", self.folder.path())
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("SSH_AUTH_SOCK")
            .stdin(Stdio::null());
        if let Some(agent) = agent {
            command.env("SSH_AUTH_SOCK", agent);
        }
        command.output().unwrap()
    }

    /// The last step of the target's test.
    fn test(&self, agent: Option<&Path>) -> (bool, Value) {
        let told = report(&self.command(&["target", "test", "Partner", "--json"], agent));
        let last = told["steps"].as_array().unwrap().last().unwrap().clone();
        (told["ok"] == true, last)
    }

    /// The user's list of hosts has this key for the server.
    fn knows(&self, key: &str) {
        let key = fs::read_to_string(self.path(key)).unwrap();
        let line = format!("# mine\n[127.0.0.1]:{} {key}", self.port);
        fs::write(self.path(".ssh/known_hosts"), line).unwrap();
    }
}

#[test]
fn the_agent_s_key_enters_a_host_that_the_user_s_list_knows() {
    let desk = Desk::new();
    let settings = json!({
        "kind": "sftp", "host": "127.0.0.1", "port": desk.port, "user": run("id", &["-un"], None),
        "login": "agent", "path": desk.text("inbox"),
    });
    let target =
        json!({ "name": "Partner", "settings": settings, "options": { "retry_hours": 0 } });
    fs::write(desk.path("target.json"), target.to_string()).unwrap();
    let saved = desk.command(&["target", "save", &desk.text("target.json")], None);
    assert!(saved.status.success(), "{}", String::from_utf8_lossy(&saved.stderr));

    // Nobody knows the host, then the user does; there is no agent, then one
    // without a key, then one whose key the server doesn't know.
    let (ok, last) = desk.test(None);
    assert!(!ok && last["step"] == "trust", "{last}");
    desk.knows("host_key.pub");
    run("ssh-keygen", &["-q", "-H", "-f", &desk.text(".ssh/known_hosts")], None);
    let (ok, last) = desk.test(None);
    assert!(!ok && last["message"] == "There is no SSH agent that answers", "{last}");
    let socket = desk.path("agent");
    let _agent = Process::start(Command::new("ssh-agent").args(["-D", "-a"]).arg(&socket), || {
        socket.exists()
    });
    let (ok, last) = desk.test(Some(&socket));
    assert!(!ok && last["message"] == "The SSH agent has no key", "{last}");
    run("ssh-add", &["-q", &desk.text("other")], Some(&socket));
    let (ok, last) = desk.test(Some(&socket));
    assert!(!ok && last["step"] == "log_in", "{last}");
    assert!(last["hint"].as_str().unwrap().contains("ssh-add -l"), "{last}");

    // With the right one behind it, which is nowhere in a file any more.
    run("ssh-add", &["-q", &desk.text("mine")], Some(&socket));
    fs::remove_file(desk.path("mine")).unwrap();
    let told = report(&desk.command(&["target", "test", "Partner", "--json"], Some(&socket)));
    assert_eq!(told["ok"], true, "{told}");
    let entered = told["steps"].as_array().unwrap().iter().find(|step| step["step"] == "log_in");
    assert_eq!(entered.unwrap()["detail"], "by the agent's key mine");
    let definition = json!({
        "version": 1, "name": "Shops", "model": "stores", "timezone": "UTC", "targets": ["Partner"],
    });
    fs::write(desk.path("spec.json"), definition.to_string()).unwrap();
    let (data, out) = (brand().to_string_lossy(), desk.text("out"));
    let run_it = ["run", &desk.text("spec.json"), "--data", &data, "--out", &out, "--json"];
    let done = desk.command(&run_it, Some(&socket));
    assert_eq!(report(&done)["status"], "finished", "{}", String::from_utf8_lossy(&done.stderr));
    let there = fs::read(desk.path("inbox/Shops.zip")).unwrap();
    assert_eq!(there, fs::read(desk.path("out/Shops.zip")).unwrap());
    assert_eq!(fs::read_dir(desk.path("inbox")).unwrap().count(), 1);

    // Another key in the user's list is a hard stop, and says where it stands.
    desk.knows("other.pub");
    let (ok, last) = desk.test(Some(&socket));
    assert!(!ok && last["step"] == "trust", "{last}");
    let line = format!("line 2 of `{}`", desk.text(".ssh/known_hosts"));
    assert!(last["hint"].as_str().unwrap().contains(&line), "{last}");
    let done = desk.command(&run_it, Some(&socket));
    assert_eq!(report(&done)["code"], "not_delivered");
    // The app's own list has nothing of all that.
    assert!(!desk.path("home/known_hosts").exists());
}
