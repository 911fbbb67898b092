//! Which host has which key: the app's own list and the user's, both in
//! OpenSSH's format. Nothing is believed here that isn't written there.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_STANDARD_NO_PAD};
use sha2::{Digest, Sha256};
use ssh2::{CheckResult, KnownHostFileKind, Session};

use super::super::error::{DeliveryError, Fault, plain};

/// The files.
#[derive(Debug, Clone)]
pub struct Trust {
    /// The app's own, to which keys are added.
    pub own: PathBuf,
    /// The user's, which is only read.
    pub user: Option<PathBuf>,
}

/// A line that speaks of a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Kind of the key, such as `ssh-ed25519`.
    pub(super) kind: String,
    pub(super) key: Vec<u8>,
    pub(super) revoked: bool,
    pub(super) file: PathBuf,
    /// From 1.
    pub(super) line: usize,
}

/// What the lines say of a key.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Known,
    Unknown,
    /// The host had this one.
    Changed(Entry),
    /// The key must not be used any more.
    Revoked(Entry),
}

impl Trust {
    /// All lines that speak of a host; `session` only lends its functions.
    pub(super) fn entries(
        &self,
        session: &Session,
        host: &str,
        port: u16,
    ) -> Result<Vec<Entry>, DeliveryError> {
        let name = name(host, port);
        let mut found = Vec::new();
        for file in [Some(&self.own), self.user.as_ref()].into_iter().flatten() {
            let text = match std::fs::read(file) {
                Ok(text) => String::from_utf8_lossy(&text).into_owned(),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(error) => return Err(unusable(file, &error)),
            };
            for (index, line) in text.lines().enumerate() {
                let Some((hosts, entry)) = parsed(line, file, index + 1) else { continue };
                if speaks_of(session, line, hosts, &name) {
                    found.push(entry);
                }
            }
        }
        Ok(found)
    }

    /// Adds a key for a host to the app's own file.
    pub(super) fn add(
        &self,
        host: &str,
        port: u16,
        kind: &str,
        key: &[u8],
    ) -> Result<(), DeliveryError> {
        let told = |error: std::io::Error| unusable(&self.own, &error);
        let before = match std::fs::read_to_string(&self.own) {
            Ok(before) => before,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(told(error)),
        };
        let mut text = before;
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        // Writing to a text can't go wrong.
        let _ = writeln!(text, "{} {kind} {}", name(host, port), BASE64_STANDARD.encode(key));
        let folder = self.own.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder).map_err(told)?;
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(told)?;
        file.write_all(text.as_bytes()).map_err(told)?;
        file.as_file().sync_all().map_err(told)?;
        file.persist(&self.own).map_err(|error| told(error.error))?;
        Ok(())
    }
}

/// What the lines of a host say of the key that it shows.
pub(super) fn verdict(entries: &[Entry], key: &[u8], kind: &str) -> Verdict {
    let same = |entry: &&Entry| entry.key == key;
    if let Some(revoked) = entries.iter().filter(|entry| entry.revoked).find(same) {
        return Verdict::Revoked(revoked.clone());
    }
    let mut known = entries.iter().filter(|entry| !entry.revoked);
    if known.clone().any(|entry| entry.key == key) {
        return Verdict::Known;
    }
    // One of another kind counts too: the server would have shown that kind,
    // because it was asked for first.
    match known.clone().find(|entry| entry.kind == kind).or_else(|| known.next()) {
        Some(entry) => Verdict::Changed(entry.clone()),
        None => Verdict::Unknown,
    }
}

/// As `ssh-keygen -l` shows it.
pub(super) fn fingerprint(key: &[u8]) -> String {
    format!("SHA256:{}", BASE64_STANDARD_NO_PAD.encode(Sha256::digest(key)))
}

/// The kind that a key itself says it is.
pub(super) fn kind(key: &[u8]) -> String {
    let length = key.first_chunk::<4>().map_or(0, |length| u32::from_be_bytes(*length) as usize);
    let name = key.get(4..4 + length).unwrap_or_default();
    String::from_utf8_lossy(name).into_owned()
}

/// How a host is written in these files.
fn name(host: &str, port: u16) -> String {
    if port == 22 { host.to_owned() } else { format!("[{host}]:{port}") }
}

/// The hosts of a line, and the rest.
fn parsed<'a>(line: &'a str, file: &Path, number: usize) -> Option<(&'a str, Entry)> {
    let mut words = line.split_whitespace();
    let mut hosts = words.next()?;
    let revoked = hosts == "@revoked";
    if revoked {
        hosts = words.next()?;
    }
    // Certificates of hosts aren't asked for, so who signs them doesn't matter.
    if hosts.starts_with(['#', '@']) {
        return None;
    }
    let kind = words.next()?.to_owned();
    let key = BASE64_STANDARD.decode(words.next()?).ok()?;
    Some((hosts, Entry { kind, key, revoked, file: file.to_owned(), line: number }))
}

fn speaks_of(session: &Session, line: &str, hosts: &str, name: &str) -> bool {
    if hosts.starts_with('|') {
        // A hash of the name: the library knows how it is made.
        let Ok(mut known) = session.known_hosts() else { return false };
        let line = &line[line.find(hosts).unwrap_or(0)..];
        return known.read_str(line, KnownHostFileKind::OpenSSH).is_ok()
            && !matches!(known.check(name, b"?"), CheckResult::NotFound | CheckResult::Failure);
    }
    let mut speaks = false;
    for pattern in hosts.split(',') {
        let (pattern, negated) = match pattern.strip_prefix('!') {
            Some(pattern) => (pattern, true),
            None => (pattern, false),
        };
        if matches(pattern.to_lowercase().as_bytes(), name.to_lowercase().as_bytes()) {
            if negated {
                return false;
            }
            speaks = true;
        }
    }
    speaks
}

/// Whether a name fits a pattern with `*` and `?`.
fn matches(pattern: &[u8], name: &[u8]) -> bool {
    match (pattern.split_first(), name.split_first()) {
        (None, None) => true,
        (Some((b'*', rest)), _) => {
            matches(rest, name)
                || name.split_first().is_some_and(|(_, name)| matches(pattern, name))
        }
        (Some((b'?', rest)), Some((_, name))) => matches(rest, name),
        (Some((letter, rest)), Some((first, name))) => letter == first && matches(rest, name),
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn unusable(file: &Path, error: &std::io::Error) -> DeliveryError {
    let message = format!("the list of hosts `{}` can't be used: {}", file.display(), plain(error));
    DeliveryError::new(Fault::Settings, message, "Look at its permissions.")
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

    fn entries(text: &str, host: &str, port: u16) -> Vec<Entry> {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("known_hosts");
        std::fs::write(&own, text).unwrap();
        let trust = Trust { own, user: Some(folder.path().join("none")) };
        trust.entries(&Session::new().unwrap(), host, port).unwrap()
    }

    #[test]
    fn a_line_speaks_of_its_hosts_alone() {
        let text = format!(
            "# comment\n\nGitHub.com,140.82.121.4 ssh-ed25519 {KEY} note\n\
             [files.example.com]:2222 ssh-ed25519 {KEY}\n\
             *.wild.example,!not.wild.example ssh-ed25519 {KEY}\n\
             @cert-authority * ssh-ed25519 {KEY}\nbroken\n"
        );
        let lines = |host, port| {
            entries(&text, host, port).iter().map(|entry| entry.line).collect::<Vec<_>>()
        };
        assert_eq!(lines("github.com", 22), [3]);
        assert_eq!(lines("140.82.121.4", 22), [3]);
        assert_eq!(lines("github.com", 2222), [0; 0]);
        assert_eq!(lines("files.example.com", 2222), [4]);
        assert_eq!(lines("files.example.com", 22), [0; 0]);
        assert_eq!(lines("a.wild.example", 22), [5]);
        assert_eq!(lines("not.wild.example", 22), [0; 0]);
    }

    #[test]
    fn a_hashed_line_speaks_of_its_host() {
        // By `ssh-keygen -H` of a line for hashed.example.
        let text = include_str!("hashed_host.txt");
        assert_eq!(entries(text, "hashed.example", 22).len(), 1);
        assert!(entries(text, "other.example", 22).is_empty());
    }

    #[test]
    fn another_key_of_a_known_host_is_a_change() {
        let found = entries(&format!("host ssh-ed25519 {KEY}\n"), "host", 22);
        let key = BASE64_STANDARD.decode(KEY).unwrap();
        assert_eq!(kind(&key), "ssh-ed25519");
        assert_eq!(verdict(&found, &key, "ssh-ed25519"), Verdict::Known);
        assert_eq!(verdict(&found, b"other", "ssh-rsa"), Verdict::Changed(found[0].clone()));
        assert_eq!(verdict(&[], &key, "ssh-ed25519"), Verdict::Unknown);
        let revoked =
            entries(&format!("host ssh-ed25519 {KEY}\n@revoked * ssh-ed25519 {KEY}\n"), "host", 22);
        assert!(matches!(verdict(&revoked, &key, "ssh-ed25519"), Verdict::Revoked(_)));
        // As `ssh-keygen -l` says of GitHub's key.
        let known = "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU";
        assert_eq!(fingerprint(&key), known);
    }

    #[test]
    fn added_keys_are_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("home/known_hosts");
        let trust = Trust { own: own.clone(), user: None };
        let key = BASE64_STANDARD.decode(KEY).unwrap();
        trust.add("127.0.0.1", 2222, "ssh-ed25519", &key).unwrap();
        trust.add("::1", 22, "ssh-ed25519", &key).unwrap();
        let session = Session::new().unwrap();
        assert_eq!(trust.entries(&session, "127.0.0.1", 2222).unwrap().len(), 1);
        assert_eq!(trust.entries(&session, "::1", 22).unwrap().len(), 1);
        assert!(trust.entries(&session, "127.0.0.1", 22).unwrap().is_empty());
    }
}
