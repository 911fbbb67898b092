//! Keys and signatures, made by minisign itself.

use std::path::PathBuf;
use std::process::Command;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use tempfile::TempDir;

/// A key pair.
pub(crate) struct Signer {
    folder: TempDir,
    /// The public key, in base64.
    pub(crate) public: String,
}

impl Signer {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = Self { folder, public: String::new() };
        made.minisign(&["-G", "-W", "-p", "it.pub", "-s", "it.key"]);
        let public = std::fs::read_to_string(made.path("it.pub")).unwrap();
        Self { public: public.lines().nth(1).unwrap().to_owned(), ..made }
    }

    /// A signature, whose comment is signed with it.
    pub(crate) fn sign(&self, content: &[u8], comment: &str) -> String {
        self.signed(content, comment, &[])
    }

    /// A signature of the kind that old versions made.
    pub(crate) fn sign_old(&self, content: &[u8], comment: &str) -> String {
        self.signed(content, comment, &["-l"])
    }

    /// Our signature, with the name of somebody else's key in it.
    pub(crate) fn sign_as(&self, other: &Self, content: &[u8], comment: &str) -> String {
        let signature = self.sign(content, comment);
        let mut lines: Vec<String> = signature.lines().map(str::to_owned).collect();
        let mut bytes = BASE64_STANDARD.decode(&lines[1]).unwrap();
        let key = BASE64_STANDARD.decode(&other.public).unwrap();
        bytes[2..10].copy_from_slice(&key[2..10]);
        lines[1] = BASE64_STANDARD.encode(bytes);
        lines.join("\n")
    }

    fn signed(&self, content: &[u8], comment: &str, more: &[&str]) -> String {
        std::fs::write(self.path("package"), content).unwrap();
        let sign = ["-S", "-s", "it.key", "-x", "it.sig", "-t", comment, "-m", "package"];
        self.minisign(&[&sign[..], more].concat());
        std::fs::read_to_string(self.path("it.sig")).unwrap()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn minisign(&self, arguments: &[&str]) {
        let done =
            Command::new("minisign").args(arguments).current_dir(self.folder.path()).output();
        let done = done.expect("the package minisign is installed");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}
