//! Two requests of SFTP that the library doesn't have: a rename that replaces
//! (`posix-rename@openssh.com`) and a hash made by the server (`check-file`).
//! They go through a channel of their own; a server without it has neither.

use std::io::{Read, Write};

use ssh2::{Channel, Session};

const INIT: u8 = 1;
const VERSION: u8 = 2;
const STATUS: u8 = 101;
const EXTENDED: u8 = 200;
const EXTENDED_REPLY: u8 = 201;
/// Longest answer: those to these requests are short.
const LONGEST: u32 = 1 << 20;

/// Renames in place of what has the name.
const REPLACE: &str = "posix-rename@openssh.com";

/// What the server answers to a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer<T> {
    Done(T),
    /// A status, by its number.
    Refused(u32),
    /// It doesn't know the request.
    Unsupported,
}

/// The channel.
pub(super) struct Extensions {
    channel: Channel,
    names: Vec<String>,
    request: u32,
}

impl Extensions {
    /// Opens the channel and hears what the server can do.
    pub(super) fn open(session: &Session) -> std::io::Result<Self> {
        let mut channel = session.channel_session()?;
        channel.subsystem("sftp")?;
        let mut extensions = Self { channel, names: Vec::new(), request: 0 };
        let version = 3u32.to_be_bytes();
        extensions.send(INIT, &version)?;
        let (kind, body) = extensions.receive()?;
        if kind != VERSION {
            return Err(std::io::ErrorKind::InvalidData.into());
        }
        let mut rest = body.get(4..).unwrap_or_default();
        while let Some((name, after)) = text(rest) {
            let Some((_, after)) = text(after) else { break };
            extensions.names.push(String::from_utf8_lossy(name).into_owned());
            rest = after;
        }
        Ok(extensions)
    }

    fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    /// Whether the server has a rename that replaces beside the one that refuses
    /// to, in one step each.
    pub(super) fn renames_both_ways(&self) -> bool {
        self.has(REPLACE) && self.has("hardlink@openssh.com")
    }

    /// Renames, in place of what has the name.
    pub(super) fn replace(&mut self, from: &str, to: &str) -> std::io::Result<Answer<()>> {
        if !self.has(REPLACE) {
            return Ok(Answer::Unsupported);
        }
        let mut body = Vec::new();
        for text in [REPLACE, from, to] {
            put(&mut body, text);
        }
        Ok(match self.ask(&body)? {
            Answer::Done(_) | Answer::Refused(0) => Answer::Done(()),
            Answer::Refused(8) | Answer::Unsupported => Answer::Unsupported,
            Answer::Refused(status) => Answer::Refused(status),
        })
    }

    /// SHA-256 of a whole file.
    pub(super) fn sha256(&mut self, path: &str) -> std::io::Result<Option<Vec<u8>>> {
        // ProFTPD announces it in later versions of the protocol only, and in this
        // one that it speaks those as well.
        if !["check-file", "check-file-name", "versions"].iter().any(|name| self.has(name)) {
            return Ok(None);
        }
        let mut body = Vec::new();
        for text in ["check-file-name", path, "sha256"] {
            put(&mut body, text);
        }
        // From the first byte to the last, as one block.
        body.extend_from_slice(&[0; 8 + 8 + 4]);
        let Answer::Done(answer) = self.ask(&body)? else { return Ok(None) };
        // ProFTPD repeats the request's name first.
        let mut rest = answer.as_slice();
        while let Some((word, after)) = text(rest) {
            if word == b"sha256" {
                return Ok((after.len() == 32).then(|| after.to_vec()));
            }
            rest = after;
        }
        Ok(None)
    }

    /// Sends an extended request; gives the body of the reply.
    fn ask(&mut self, body: &[u8]) -> std::io::Result<Answer<Vec<u8>>> {
        self.request += 1;
        let request = self.request.to_be_bytes();
        self.send(EXTENDED, &[&request[..], body].concat())?;
        let (kind, answer) = self.receive()?;
        let body = answer.strip_prefix(&request).ok_or(std::io::ErrorKind::InvalidData)?;
        match (kind, body.first_chunk::<4>()) {
            (EXTENDED_REPLY, _) => Ok(Answer::Done(body.to_vec())),
            (STATUS, Some(status)) => Ok(Answer::Refused(u32::from_be_bytes(*status))),
            (_, _) => Err(std::io::ErrorKind::InvalidData.into()),
        }
    }

    fn send(&mut self, kind: u8, body: &[u8]) -> std::io::Result<()> {
        let length = u32::try_from(body.len() + 1).map_err(|_| std::io::ErrorKind::InvalidInput)?;
        let mut packet = length.to_be_bytes().to_vec();
        packet.push(kind);
        packet.extend_from_slice(body);
        self.channel.write_all(&packet)?;
        self.channel.flush()
    }

    fn receive(&mut self) -> std::io::Result<(u8, Vec<u8>)> {
        let mut length = [0; 4];
        self.channel.read_exact(&mut length)?;
        let length = u32::from_be_bytes(length);
        if length == 0 || length > LONGEST {
            return Err(std::io::ErrorKind::InvalidData.into());
        }
        let mut packet = vec![0; length as usize];
        self.channel.read_exact(&mut packet)?;
        let body = packet.split_off(1);
        Ok((packet[0], body))
    }
}

fn put(body: &mut Vec<u8>, text: &str) {
    // Paths are far below four gigabytes.
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
    body.extend_from_slice(&length.to_be_bytes());
    body.extend_from_slice(text.as_bytes());
}

/// A text at the beginning, and what follows it.
fn text(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = u32::from_be_bytes(*bytes.first_chunk::<4>()?) as usize;
    bytes.get(4..)?.split_at_checked(length)
}
