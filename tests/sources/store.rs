//! A server that speaks as Amazon S3 does, a child process that ends with the
//! tests.

use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use export_desk_core::source::{ConnectionSettings, ObjectStore};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::python;
use crate::servers::{PATIENCE, certificates, done, free_port};

/// The name of the only bucket.
pub(crate) const BUCKET: &str = "loyalty";

pub(crate) struct Store {
    pub(crate) port: u16,
    child: Child,
    is_safe: bool,
    folder: TempDir,
}

impl Drop for Store {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Store {
    /// Without encryption.
    pub(crate) fn start() -> Self {
        Self::begin(false)
    }

    /// With a certificate that a throw-away authority signed.
    pub(crate) fn start_safe() -> Self {
        Self::begin(true)
    }

    fn begin(is_safe: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = free_port();
        let mut command = Command::new(python::python());
        command.args(["-m", "moto.server", "-H", "127.0.0.1", "-p", &port.to_string()]);
        if is_safe {
            certificates(folder.path());
            command.arg("-s").arg("-c").arg(folder.path().join("server.pem"));
            command.arg("-k").arg(folder.path().join("server.key"));
        }
        let log = std::fs::File::create(folder.path().join("log")).unwrap();
        command.stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log);
        let mut child = command.spawn().unwrap();
        let deadline = Instant::now() + PATIENCE;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            let log = || std::fs::read_to_string(folder.path().join("log")).unwrap();
            assert!(child.try_wait().unwrap().is_none(), "it ended: {}", log());
            assert!(Instant::now() < deadline, "it doesn't begin: {}", log());
            std::thread::sleep(Duration::from_millis(20));
        }
        Self { port, child, is_safe, folder }
    }

    pub(crate) fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    pub(crate) fn authority(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    pub(crate) fn endpoint(&self) -> String {
        let scheme = if self.is_safe { "https" } else { "http" };
        format!("{scheme}://127.0.0.1:{}", self.port)
    }

    /// Makes the bucket with files in it; see `bucket.py`.
    pub(crate) fn fill(&self, members: Value) -> Value {
        let mut order = json!({ "endpoint": self.endpoint(), "bucket": BUCKET });
        order.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        python::run("sources/bucket.py", order.to_string().as_bytes())
    }

    /// Writes an object in place of what is there.
    pub(crate) fn put(&self, key: &str, file: &Path) {
        let url = format!("{}/{BUCKET}/{key}", self.endpoint());
        let mut curl = Command::new("curl");
        curl.args(["-s", "-f", "--aws-sigv4", "aws:amz:eu-central-1:s3", "--user", "A:puts"]);
        done(curl.arg("-T").arg(file).arg(url));
    }

    /// A path of the bucket as somebody with a key reads it.
    pub(crate) fn settings(&self, path: &str) -> ObjectStore {
        ObjectStore {
            url: format!("s3://{BUCKET}/{path}"),
            region: Some("eu-central-1".to_owned()),
            endpoint: Some(self.endpoint()),
            access_key_id: Some("AKIATEST".to_owned()),
            path_style: true,
            ca_file: None,
        }
    }

    pub(crate) fn connection(&self, path: &str) -> ConnectionSettings {
        ConnectionSettings::ObjectStore(self.settings(path))
    }
}
