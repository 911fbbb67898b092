//! Real mail servers with certificates of a throw-away authority.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use export_desk_core::notify::{MailSecurity, MailSettings};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::bed::{PASSWORD, PATIENCE};
use crate::python;

/// Where a process that was started by another finds the authority.
pub(crate) const FOLDER: &str = "EXPORT_DESK_TEST_AUTHORITY";

static AUTHORITY: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    make(folder.path(), "ca");
    folder
});

/// The folder of the authority that is trusted here.
pub(crate) fn authority() -> PathBuf {
    match std::env::var_os(FOLDER) {
        Some(folder) => folder.into(),
        None => AUTHORITY.path().to_owned(),
    }
}

/// Makes an authority and a certificate of it for this computer and for another,
/// by openssl.
fn make(folder: &Path, name: &str) {
    let openssl = |arguments: &str| {
        let done = Command::new("openssl")
            .args(arguments.split(' '))
            .current_dir(folder)
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
    openssl(&format!(
        "req -x509 {key} -keyout {name}.key -out {name}.pem -days 2 -subj /CN=Test-{name} \
         -addext keyUsage=critical,keyCertSign"
    ));
    for (who, names) in [("here", "DNS:localhost,IP:127.0.0.1"), ("elsewhere", "DNS:mail.test")] {
        openssl(&format!(
            "req -x509 {key} -keyout {who}.key -out {who}.pem -days 2 -subj /CN={who} \
             -CA {name}.pem -CAkey {name}.key -addext subjectAltName={names} \
             -addext basicConstraints=critical,CA:FALSE"
        ));
    }
}

/// A server that ends with the test.
pub(crate) struct MailServer {
    process: Child,
    pub(crate) port: u16,
    pub(crate) inbox: PathBuf,
    security: MailSecurity,
}

/// A message that a server took.
pub(crate) struct Received {
    /// Who it is from and for, by the server.
    pub(crate) envelope: Value,
    /// What Python finds in it.
    pub(crate) message: Value,
    pub(crate) raw: Vec<u8>,
}

impl MailServer {
    /// A server that asks for the password and takes everything.
    pub(crate) fn good(inbox: &Path, security: MailSecurity) -> Self {
        Self::start(inbox, security, json!({ "user": "desk", "password": PASSWORD }))
    }

    pub(crate) fn start(inbox: &Path, security: MailSecurity, how: Value) -> Self {
        Self::certified(inbox, security, how, &authority().join("here"))
    }

    /// A server with a certificate of its own; the path is without an ending.
    pub(crate) fn certified(
        inbox: &Path,
        security: MailSecurity,
        how: Value,
        certificate: &Path,
    ) -> Self {
        let named = match security {
            MailSecurity::Starttls => "starttls",
            MailSecurity::Tls => "tls",
        };
        let mut whole = json!({
            "into": inbox,
            "security": named,
            "certificate": certificate.with_extension("pem"),
            "key": certificate.with_extension("key"),
        });
        whole.as_object_mut().unwrap().extend(how.as_object().unwrap().clone());
        let script =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/telling/mail_server.py");
        let mut process = Command::new(python::python())
            .arg(script)
            .arg(whole.to_string())
            .env("PYTHONWARNINGS", "ignore")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut port = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut port).unwrap();
        let port = port.trim().parse().expect("the server starts and says its port");
        Self { process, port, inbox: inbox.to_owned(), security }
    }

    /// How to reach it.
    pub(crate) fn settings(&self) -> MailSettings {
        MailSettings {
            host: "localhost".to_owned(),
            port: self.port,
            security: self.security,
            user: "desk".to_owned(),
            from: "Export Désk <desk@example.com>".to_owned(),
        }
    }

    /// Waits for the message of this number, from 1, and reads it.
    pub(crate) async fn received(&self, number: u32) -> Received {
        let envelope = self.envelope(number).await;
        let raw = std::fs::read(self.inbox.join(format!("{number:03}.eml"))).unwrap();
        Received { envelope, message: python::run("telling/read_message.py", &raw), raw }
    }

    /// Waits for the message of this number; who it is from and for.
    pub(crate) async fn envelope(&self, number: u32) -> Value {
        let until = Instant::now() + PATIENCE;
        let envelope = self.inbox.join(format!("{number:03}.json"));
        while !envelope.exists() {
            assert!(Instant::now() < until, "message {number} doesn't come");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        serde_json::from_slice(&std::fs::read(envelope).unwrap()).unwrap()
    }

    /// Waits until so many messages were tried, and none more.
    pub(crate) async fn tried(&self, times: usize) {
        let until = Instant::now() + PATIENCE;
        loop {
            let tried = std::fs::read(self.inbox.join("attempts")).unwrap_or_default().len();
            assert!(tried <= times, "{tried} attempts");
            if tried == times {
                return;
            }
            assert!(Instant::now() < until, "{tried} attempts");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// How many messages it has taken.
    pub(crate) fn count(&self) -> usize {
        let entries = std::fs::read_dir(&self.inbox).unwrap();
        entries
            .filter(|entry| entry.as_ref().unwrap().path().extension() == Some("eml".as_ref()))
            .count()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
