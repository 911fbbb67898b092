//! GnuPG with keys of its own, which share nothing with the user's.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// When keys are made: before every instant of tests.
pub(crate) const MADE: &str = "20260101T000000";

/// A folder with keys. Its agent ends with it.
pub(crate) struct Gnupg(tempfile::TempDir);

#[allow(dead_code, reason = "each area of tests needs some of them")]
impl Gnupg {
    pub(crate) fn new() -> Self {
        // Short, because the agent's socket is in it.
        let folder = tempfile::Builder::new().prefix("gpg").tempdir_in("/tmp").unwrap();
        Self(folder)
    }

    fn command(&self) -> Command {
        let mut command = Command::new("gpg");
        command
            .env("GNUPGHOME", self.0.path())
            .env("LC_ALL", "C.UTF-8")
            .args(["--quiet", "--no-tty", "--yes", "--pinentry-mode", "loopback"])
            .args(["--trust-model", "always"]);
        command
    }

    /// What it answers to this input.
    pub(crate) fn ask(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut child = self
            .command()
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("GnuPG is installed");
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        // One that stops early doesn't read all of it.
        let feed = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().unwrap();
        feed.join().unwrap();
        output
    }

    fn done(&self, arguments: &[&str], input: &[u8]) -> Vec<u8> {
        let output = self.ask(arguments, input);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {told}");
        output.stdout
    }

    /// A new key: its algorithm, use and expiry as `--quick-generate-key` takes them.
    /// Gives its fingerprint.
    pub(crate) fn key(&self, name: &str, how: [&str; 3], at: &str, passphrase: &str) -> String {
        let [algorithm, usage, expiry] = how;
        let at = format!("{at}!");
        let arguments = [
            "--batch",
            "--faked-system-time",
            &at,
            "--passphrase",
            passphrase,
            "--quick-generate-key",
            name,
            algorithm,
            usage,
            expiry,
        ];
        self.done(&arguments, b"");
        let listed = self.listed(name);
        let primary = listed.iter().position(|line| line.starts_with("pub:")).unwrap();
        fingerprint(&listed[primary + 1])
    }

    /// Another sub-key; gives its fingerprint.
    pub(crate) fn add(&self, key: &str, how: [&str; 3], at: &str, passphrase: &str) -> String {
        let [algorithm, usage, expiry] = how;
        let at = format!("{at}!");
        let arguments = [
            "--batch",
            "--faked-system-time",
            &at,
            "--passphrase",
            passphrase,
            "--quick-add-key",
            key,
            algorithm,
            usage,
            expiry,
        ];
        self.done(&arguments, b"");
        self.subkeys(key).pop().unwrap()
    }

    /// Fingerprints of sub-keys, in the order in which they were added.
    pub(crate) fn subkeys(&self, key: &str) -> Vec<String> {
        let lines = self.listed(key);
        let subkeys = lines.windows(2).filter(|two| two[0].starts_with("sub:"));
        subkeys.map(|two| fingerprint(&two[1])).collect()
    }

    fn listed(&self, key: &str) -> Vec<String> {
        let listed = self.done(
            &["--batch", "--with-colons", "--with-subkey-fingerprint", "--list-keys", key],
            b"",
        );
        String::from_utf8(listed).unwrap().lines().map(str::to_owned).collect()
    }

    /// Revokes the sub-key at this place, from 1.
    pub(crate) fn revoke_subkey(&self, key: &str, place: usize) {
        let answers = format!("key {place}\nrevkey\ny\n0\n\ny\nsave\n");
        let arguments = ["--passphrase", "", "--command-fd", "0", "--edit-key", key];
        self.done(&arguments, answers.as_bytes());
    }

    /// Revokes a key by the certificate that was made with it.
    pub(crate) fn revoke(&self, key: &str) {
        let file = self.0.path().join(format!("openpgp-revocs.d/{key}.rev"));
        let text = std::fs::read_to_string(file).unwrap().replace(":-----BEGIN", "-----BEGIN");
        self.done(&["--batch", "--import"], text.as_bytes());
    }

    /// The public key as text.
    pub(crate) fn public(&self, key: &str) -> String {
        String::from_utf8(self.done(&["--batch", "--armor", "--export", key], b"")).unwrap()
    }

    /// The same as bytes.
    pub(crate) fn public_bytes(&self, key: &str) -> Vec<u8> {
        self.done(&["--batch", "--export", key], b"")
    }

    /// The private key as text.
    pub(crate) fn private(&self, key: &str, passphrase: &str) -> String {
        let arguments =
            ["--batch", "--passphrase", passphrase, "--armor", "--export-secret-keys", key];
        String::from_utf8(self.done(&arguments, b"")).unwrap()
    }

    /// Takes keys of somebody else.
    pub(crate) fn import(&self, keys: &str) {
        self.done(&["--batch", "--import"], keys.as_bytes());
    }

    /// The content of an encrypted file, and what GnuPG says of it.
    pub(crate) fn decrypt(&self, file: &Path) -> (Vec<u8>, String) {
        let path: PathBuf = file.to_owned();
        let arguments = [
            "--batch",
            "--passphrase",
            "",
            "--status-fd",
            "2",
            "--decrypt",
            path.to_str().unwrap(),
        ];
        let output = self.ask(&arguments, b"");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{}: {told}", file.display());
        (output.stdout, told)
    }
}

impl Drop for Gnupg {
    fn drop(&mut self) {
        let _ = Command::new("gpgconf")
            .env("GNUPGHOME", self.0.path())
            .args(["--kill", "all"])
            .status();
    }
}

fn fingerprint(line: &str) -> String {
    line.split(':').nth(9).unwrap().to_owned()
}
