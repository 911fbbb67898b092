//! The requests of SFTP, over one channel of a connection. The SSH library has
//! them as well, but waits for each answer before it asks again, gives words for
//! statuses, and has neither a rename that replaces (`posix-rename@openssh.com`)
//! nor a hash made by the server (`check-file`).
//!
//! Requests may be sent before those before them are answered; answers are told
//! apart by their numbers, in whatever order they come.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use ssh2::{Channel, ErrorCode, Session};

use super::super::error::{DeliveryError, Retry};
use super::connect::told;

const INIT: u8 = 1;
const VERSION: u8 = 2;
const OPEN: u8 = 3;
const CLOSE: u8 = 4;
const READ: u8 = 5;
const WRITE: u8 = 6;
const OPENDIR: u8 = 11;
const READDIR: u8 = 12;
const REMOVE: u8 = 13;
const MKDIR: u8 = 14;
const RMDIR: u8 = 15;
const STAT: u8 = 17;
const RENAME: u8 = 18;
const STATUS: u8 = 101;
const HANDLE: u8 = 102;
const DATA: u8 = 103;
const NAME: u8 = 104;
const ATTRIBUTES: u8 = 105;
const EXTENDED: u8 = 200;
const EXTENDED_REPLY: u8 = 201;

/// Statuses of SFTP.
const OK: u32 = 0;
const EOF: u32 = 1;
pub(super) const NO_SUCH_FILE: u32 = 2;
pub(super) const PERMISSION_DENIED: u32 = 3;
pub(super) const FAILURE: u32 = 4;
pub(super) const NO_CONNECTION: u32 = 6;
pub(super) const CONNECTION_LOST: u32 = 7;
pub(super) const UNSUPPORTED: u32 = 8;
pub(super) const NO_SUCH_PATH: u32 = 10;
pub(super) const EXISTS: u32 = 11;
pub(super) const NO_SPACE: u32 = 14;
pub(super) const QUOTA_EXCEEDED: u32 = 15;

/// Bytes of a file in one request: with what comes before them they fit into one
/// packet of SSH, and every server has to take them.
pub(super) const CHUNK: usize = 31 << 10;
/// Chunks that are asked for before the first one has come.
const ASKED: usize = 64;
/// Longest answer that is believed.
const LONGEST: u32 = 1 << 20;

/// Renames in place of what has the name.
const REPLACE: &str = "posix-rename@openssh.com";
/// Tells the space of a disk.
const SPACE: &str = "statvfs@openssh.com";

/// How a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Read = 0x01,
    /// What is there stays.
    Write = 0x02,
    /// A new one, or an empty one in place of what is there.
    Create = 0x02 | 0x08 | 0x10,
}

/// Why a request wasn't done.
#[derive(Debug)]
pub(super) enum Failure {
    /// The server's status, and its words.
    Status(u32, String),
    /// The connection, or what came over it.
    Line(DeliveryError),
}

/// An open file of the server.
#[derive(Debug, Clone)]
pub(super) struct Handle(Vec<u8>);

/// An answer without its number.
struct Answer {
    kind: u8,
    body: Vec<u8>,
}

/// One SFTP channel: requests are sent without waiting, and answers found by their number.
pub(super) struct Requests {
    session: Session,
    channel: Channel,
    place: String,
    extensions: Vec<String>,
    number: u32,
    /// What was read and isn't a whole answer yet.
    received: Vec<u8>,
    /// Answers that nobody has asked for yet.
    answers: HashMap<u32, Answer>,
    /// The shortest time between a request and its answer.
    round_trip: Duration,
    /// The kind and permissions of what was last asked for its size, where they were told.
    looked_at_mode: Option<u32>,
}

impl Requests {
    /// Speaks SFTP over a channel. None where the server doesn't.
    pub(super) fn open(session: &Session, place: &str) -> Result<Option<Self>, DeliveryError> {
        let opened = session.channel_session().and_then(|mut channel| {
            channel.subsystem("sftp")?;
            Ok(channel)
        });
        let Some(channel) = offered(opened, session, place)? else { return Ok(None) };
        let mut requests = Self::over(channel, session, place);
        requests.greet()?;
        Ok(requests.is_greeted()?.then_some(requests))
    }

    /// For a channel on which the server has begun to speak SFTP.
    pub(super) fn over(channel: Channel, session: &Session, place: &str) -> Self {
        Self {
            session: session.clone(),
            channel,
            place: place.to_owned(),
            extensions: Vec::new(),
            number: 0,
            received: Vec::new(),
            answers: HashMap::new(),
            round_trip: Duration::MAX,
            looked_at_mode: None,
        }
    }

    /// Says which version is spoken here.
    pub(super) fn greet(&mut self) -> Result<(), DeliveryError> {
        self.send(INIT, &3u32.to_be_bytes())
    }

    /// Hears what the server can do. Whether it speaks SFTP at all.
    pub(super) fn is_greeted(&mut self) -> Result<bool, DeliveryError> {
        let clock = Instant::now();
        let Some((VERSION, body)) = self.packet()? else { return Ok(false) };
        self.round_trip = clock.elapsed();
        let mut rest = body.get(4..).unwrap_or_default();
        while let Some((name, after)) = text(rest) {
            let Some((_, after)) = text(after) else { break };
            self.extensions.push(String::from_utf8_lossy(name).into_owned());
            rest = after;
        }
        Ok(true)
    }

    /// How far the server is: the shortest time that an answer took.
    pub(super) fn round_trip(&self) -> Duration {
        self.round_trip
    }

    /// Bytes that may be sent before the server gives leave for more.
    pub(super) fn window(&self) -> usize {
        self.channel.write_window().remaining as usize
    }

    /// The connection that it goes over.
    pub(super) fn session(&self) -> &Session {
        &self.session
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.extensions.iter().any(|known| known == name)
    }

    /// Whether the server has a rename that replaces beside the one that refuses
    /// to, in one step each.
    pub(super) fn renames_both_ways(&self) -> bool {
        self.has(REPLACE) && self.has("hardlink@openssh.com")
    }

    /// The size of what is there, if the server tells it.
    pub(super) fn size(&mut self, path: &str) -> Result<Option<u64>, Failure> {
        let answer = self.ask(STAT, &body(&[path]))?;
        if answer.kind != ATTRIBUTES {
            return Err(self.nonsense());
        }
        let flags = number(&answer.body).ok_or_else(|| self.nonsense())?;
        self.looked_at_mode = mode_of(&answer.body);
        let size = answer.body.get(4..).and_then(<[u8]>::first_chunk::<8>);
        Ok(size.filter(|_| flags & 1 != 0).map(|size| u64::from_be_bytes(*size)))
    }

    /// Whether what was last asked for its size is a file, as far as the server tells it.
    pub(super) fn is_file(&self) -> bool {
        const KIND: u32 = 0o170_000;
        const FILE: u32 = 0o100_000;
        let kind = self.looked_at_mode.map_or(0, |mode| mode & KIND);
        kind == 0 || kind == FILE
    }

    /// When what is there was written, if the server tells it.
    pub(super) fn modified(&mut self, path: &str) -> Result<Option<DateTime<Utc>>, Failure> {
        let answer = self.ask(STAT, &body(&[path]))?;
        if answer.kind != ATTRIBUTES {
            return Err(self.nonsense());
        }
        let (modified, _) = attributes_of(&answer.body).ok_or_else(|| self.nonsense())?;
        Ok(modified.and_then(|seconds| DateTime::from_timestamp(seconds.into(), 0)))
    }

    /// Names in a folder.
    pub(super) fn names(&mut self, folder: &str) -> Result<Vec<String>, Failure> {
        let answer = self.ask(OPENDIR, &body(&[folder]))?;
        let handle = match (answer.kind, text(&answer.body)) {
            (HANDLE, Some((handle, _))) => Handle(handle.to_vec()),
            _ => return Err(self.failure(&answer)),
        };
        let mut asked = Vec::new();
        put(&mut asked, &handle.0);
        let mut names = Vec::new();
        loop {
            let answer = match self.ask(READDIR, &asked) {
                Err(Failure::Status(EOF, _)) => break,
                answer => answer?,
            };
            let read = (answer.kind == NAME).then(|| names_of(&answer.body)).flatten();
            let read = read.filter(|read| !read.is_empty()).ok_or_else(|| self.nonsense())?;
            // Another name can't be asked for.
            names.extend(read.into_iter().filter_map(|name| String::from_utf8(name).ok()));
        }
        self.close(&handle)?;
        Ok(names)
    }

    pub(super) fn make_folder(&mut self, path: &str) -> Result<(), Failure> {
        let mut body = body(&[path]);
        body.extend(attributes(0o040_755));
        self.done(MKDIR, &body)
    }

    pub(super) fn remove_folder(&mut self, path: &str) -> Result<(), Failure> {
        self.done(RMDIR, &body(&[path]))
    }

    pub(super) fn remove(&mut self, path: &str) -> Result<(), Failure> {
        self.done(REMOVE, &body(&[path]))
    }

    pub(super) fn rename(&mut self, from: &str, to: &str) -> Result<(), Failure> {
        self.done(RENAME, &body(&[from, to]))
    }

    /// Renames in place of what has the name. Whether the server can.
    pub(super) fn replace(&mut self, from: &str, to: &str) -> Result<bool, Failure> {
        if !self.has(REPLACE) {
            return Ok(false);
        }
        match self.done(EXTENDED, &body(&[REPLACE, from, to])) {
            Ok(()) => Ok(true),
            Err(Failure::Status(..)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Bytes that are free on the disk of a path, if the server tells them.
    pub(super) fn space(&mut self, path: &str) -> Option<u64> {
        if !self.has(SPACE) {
            return None;
        }
        let answer = self.ask(EXTENDED, &body(&[SPACE, path])).ok()?;
        let field = |index: usize| {
            let bytes = answer.body.get(index * 8..)?.first_chunk::<8>()?;
            Some(u64::from_be_bytes(*bytes))
        };
        // Blocks are counted in fragments.
        (answer.kind == EXTENDED_REPLY).then(|| Some(field(1)?.saturating_mul(field(4)?)))?
    }

    /// SHA-256 of a whole file.
    pub(super) fn sha256(&mut self, path: &str) -> Result<Option<Vec<u8>>, DeliveryError> {
        // ProFTPD announces it in later versions of the protocol only, and in this
        // one that it speaks those as well.
        if !["check-file", "check-file-name", "versions"].iter().any(|name| self.has(name)) {
            return Ok(None);
        }
        let mut body = body(&["check-file-name", path, "sha256"]);
        // From the first byte to the last, as one block.
        body.extend_from_slice(&[0; 8 + 8 + 4]);
        let answer = match self.ask(EXTENDED, &body) {
            Ok(answer) if answer.kind == EXTENDED_REPLY => answer,
            Ok(_) | Err(Failure::Status(..)) => return Ok(None),
            Err(Failure::Line(error)) => return Err(error),
        };
        // ProFTPD repeats the request's name first.
        let mut rest = answer.body.as_slice();
        while let Some((word, after)) = text(rest) {
            if word == b"sha256" {
                return Ok((after.len() == 32).then(|| after.to_vec()));
            }
            rest = after;
        }
        Ok(None)
    }

    pub(super) fn open_file(&mut self, path: &str, mode: Mode) -> Result<Handle, Failure> {
        let number = self.ask_to_open(path, mode)?;
        self.opened(number)
    }

    /// Asks for a file without waiting for it.
    pub(super) fn ask_to_open(&mut self, path: &str, mode: Mode) -> Result<u32, DeliveryError> {
        let mut body = body(&[path]);
        body.extend_from_slice(&(mode as u32).to_be_bytes());
        match mode {
            Mode::Read => body.extend_from_slice(&[0; 4]),
            Mode::Write | Mode::Create => body.extend(attributes(0o100_644)),
        }
        self.begin(OPEN, &body)
    }

    /// The file that was asked for.
    pub(super) fn opened(&mut self, number: u32) -> Result<Handle, Failure> {
        let answer = self.take(number)?;
        match (answer.kind, text(&answer.body)) {
            (HANDLE, Some((handle, _))) => Ok(Handle(handle.to_vec())),
            _ => Err(self.failure(&answer)),
        }
    }

    /// Closes a file; some servers tell only now that they couldn't write.
    pub(super) fn close(&mut self, handle: &Handle) -> Result<(), Failure> {
        let number = self.ask_to_close(handle)?;
        self.is_done(number)
    }

    /// Closes it without waiting for the answer.
    pub(super) fn ask_to_close(&mut self, handle: &Handle) -> Result<u32, DeliveryError> {
        let mut body = Vec::new();
        put(&mut body, &handle.0);
        self.begin(CLOSE, &body)
    }

    /// Sends bytes of a file without waiting for the answer. Gives its number.
    pub(super) fn write(
        &mut self,
        handle: &Handle,
        at: u64,
        bytes: &[u8],
    ) -> Result<u32, DeliveryError> {
        let mut body = Vec::with_capacity(handle.0.len() + bytes.len() + 16);
        put(&mut body, &handle.0);
        body.extend_from_slice(&at.to_be_bytes());
        put(&mut body, bytes);
        self.begin(WRITE, &body)
    }

    /// Waits until something was written, and gives the numbers of all that was by
    /// then. Answers to what isn't ours are forgotten: somebody gave up on them.
    pub(super) fn written(&mut self, is_ours: impl Fn(u32) -> bool) -> Result<Vec<u32>, Failure> {
        if self.answers.is_empty() {
            self.stash()?;
        }
        while self.has_packet() {
            self.stash()?;
        }
        let mut done = Vec::with_capacity(self.answers.len());
        for (number, answer) in std::mem::take(&mut self.answers) {
            if is_ours(number) {
                if !is_ok(&answer) {
                    return Err(self.failure(&answer));
                }
                done.push(number);
            }
        }
        Ok(done)
    }

    /// A part of an open file; shorter where the file ends before.
    pub(super) fn read(
        &mut self,
        handle: &Handle,
        from: u64,
        length: usize,
    ) -> Result<Vec<u8>, Failure> {
        let mut found = vec![0; length];
        let (mut next, mut end) = (0, length);
        // What was asked for, in order, and what of it came too short.
        let mut asked = std::collections::VecDeque::new();
        let mut again = Vec::new();
        loop {
            while asked.len() < ASKED {
                let (at, size) = match again.pop() {
                    Some(part) => part,
                    None if next < end => (next, CHUNK.min(end - next)),
                    None => break,
                };
                let mut body = Vec::new();
                put(&mut body, &handle.0);
                body.extend_from_slice(&(from + at as u64).to_be_bytes());
                // Not more than a chunk.
                body.extend_from_slice(&u32::try_from(size).unwrap_or(u32::MAX).to_be_bytes());
                asked.push_back((self.begin(READ, &body)?, at, size));
                next = next.max(at + size);
            }
            let Some((number, at, size)) = asked.pop_front() else { break };
            let answer = self.take(number)?;
            if answer.kind == STATUS && status(&answer) == Some(EOF) {
                end = end.min(at);
                continue;
            }
            let Some((bytes, _)) = text(&answer.body).filter(|_| answer.kind == DATA) else {
                return Err(self.failure(&answer));
            };
            if bytes.is_empty() || bytes.len() > size {
                return Err(self.nonsense());
            }
            found[at..at + bytes.len()].copy_from_slice(bytes);
            if bytes.len() < size {
                again.push((at + bytes.len(), size - bytes.len()));
            }
        }
        found.truncate(end);
        Ok(found)
    }

    /// One request and the answer, which isn't a refusal.
    fn ask(&mut self, kind: u8, body: &[u8]) -> Result<Answer, Failure> {
        let clock = Instant::now();
        let number = self.begin(kind, body)?;
        let answer = self.take(number)?;
        self.round_trip = self.round_trip.min(clock.elapsed());
        if answer.kind == STATUS && !is_ok(&answer) {
            return Err(self.failure(&answer));
        }
        Ok(answer)
    }

    fn done(&mut self, kind: u8, body: &[u8]) -> Result<(), Failure> {
        let answer = self.ask(kind, body)?;
        if is_ok(&answer) || answer.kind == EXTENDED_REPLY { Ok(()) } else { Err(self.nonsense()) }
    }

    /// Waits for an answer of which only success is of interest.
    pub(super) fn is_done(&mut self, number: u32) -> Result<(), Failure> {
        let answer = self.take(number)?;
        if is_ok(&answer) { Ok(()) } else { Err(self.failure(&answer)) }
    }

    /// Sends a request. Gives its number.
    fn begin(&mut self, kind: u8, body: &[u8]) -> Result<u32, DeliveryError> {
        self.number = self.number.wrapping_add(1);
        let number = self.number;
        self.send(kind, &[&number.to_be_bytes()[..], body].concat())?;
        Ok(number)
    }

    fn send(&mut self, kind: u8, body: &[u8]) -> Result<(), DeliveryError> {
        // Paths and chunks are far below four gigabytes.
        let length = u32::try_from(body.len() + 1).unwrap_or(u32::MAX);
        let mut packet = Vec::with_capacity(body.len() + 5);
        packet.extend_from_slice(&length.to_be_bytes());
        packet.push(kind);
        packet.extend_from_slice(body);
        // Never flushed: to the library that means to forget what has come.
        self.channel.write_all(&packet).map_err(|error| self.line(&error))
    }

    /// The answer of this number.
    fn take(&mut self, number: u32) -> Result<Answer, DeliveryError> {
        loop {
            if let Some(answer) = self.answers.remove(&number) {
                return Ok(answer);
            }
            self.stash()?;
        }
    }

    /// Reads one answer.
    fn stash(&mut self) -> Result<(), DeliveryError> {
        let Some((kind, mut body)) = self.packet()? else {
            return Err(DeliveryError::broken(&self.place));
        };
        let Some(number) = number(&body) else {
            return Err(DeliveryError::broken(&self.place));
        };
        body.drain(..4);
        self.answers.insert(number, Answer { kind, body });
        Ok(())
    }

    /// Whether a whole packet was read.
    fn has_packet(&self) -> bool {
        number(&self.received).is_some_and(|length| self.received.len() - 4 >= length as usize)
    }

    /// The next packet; none where it is nonsense or the server ends the channel.
    fn packet(&mut self) -> Result<Option<(u8, Vec<u8>)>, DeliveryError> {
        let mut block = vec![0; 32 << 10];
        while !self.has_packet() {
            if number(&self.received).is_some_and(|length| length > LONGEST) {
                return Ok(None);
            }
            let read = self.channel.read(&mut block).map_err(|error| self.line(&error))?;
            if read == 0 {
                return Ok(None);
            }
            self.received.extend_from_slice(&block[..read]);
        }
        let length = number(&self.received).unwrap_or_default() as usize;
        if length == 0 {
            return Ok(None);
        }
        let packet: Vec<u8> = self.received.drain(..4 + length).skip(4).collect();
        Ok(Some((packet[0], packet[1..].to_vec())))
    }

    /// What an error of the channel means.
    fn line(&self, error: &std::io::Error) -> DeliveryError {
        give_up(&self.session);
        if error.kind() == std::io::ErrorKind::TimedOut {
            return DeliveryError::timed_out(&self.place);
        }
        // Whatever the library says: a line that worked doesn't refuse for good.
        let last = ssh2::Error::last_session_error(&self.session);
        let told = last.map(|last| told(&self.place, &last));
        let broken = || DeliveryError::broken(&self.place);
        told.filter(|told| told.retry() == Retry::Transient).unwrap_or_else(broken)
    }

    fn failure(&self, answer: &Answer) -> Failure {
        let Some(status) = status(answer) else { return self.nonsense() };
        let words = answer.body.get(4..).and_then(text).map(|(words, _)| words);
        let words = String::from_utf8_lossy(words.unwrap_or_default()).into_owned();
        Failure::Status(status, if words.trim().is_empty() { named(status) } else { plain(&words) })
    }

    fn nonsense(&self) -> Failure {
        Failure::Line(DeliveryError::broken(&self.place))
    }
}

/// What was asked of the server, if it offers that at all.
pub(super) fn offered<T>(
    asked: Result<T, ssh2::Error>,
    session: &Session,
    place: &str,
) -> Result<Option<T>, DeliveryError> {
    match asked {
        Ok(given) => Ok(Some(given)),
        // Time is up, or there is no connection any more.
        Err(error) if matches!(error.code(), ErrorCode::Session(-7 | -9 | -13 | -43)) => {
            give_up(session);
            Err(told(place, &error))
        }
        Err(_) => Ok(None),
    }
}

/// Nothing goes over this connection any more. Otherwise each channel that is
/// dropped would take leave of the server and wait for it, and where half a
/// packet is still to be sent, the library would try that without a pause.
fn give_up(session: &Session) {
    session.set_blocking(false);
}

/// Whether a connection was given up.
pub(super) fn is_given_up(session: &Session) -> bool {
    !session.is_blocking()
}

impl From<DeliveryError> for Failure {
    fn from(error: DeliveryError) -> Self {
        Self::Line(error)
    }
}

fn is_ok(answer: &Answer) -> bool {
    status(answer) == Some(OK)
}

fn status(answer: &Answer) -> Option<u32> {
    (answer.kind == STATUS).then(|| number(&answer.body)).flatten()
}

/// A status in words, for servers that have none.
fn named(status: u32) -> String {
    match status {
        NO_SUCH_FILE | NO_SUCH_PATH => "no such file",
        PERMISSION_DENIED => "permission denied",
        FAILURE => "failure",
        UNSUPPORTED => "operation unsupported",
        EXISTS => "file already exists",
        NO_SPACE => "no space on filesystem",
        QUOTA_EXCEEDED => "quota exceeded",
        _ => return format!("status {status}"),
    }
    .to_owned()
}

/// A server's words in one line, as part of a sentence.
fn plain(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = words.chars().filter(|letter| !letter.is_control());
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).take(2_000).collect()
}

/// A body of texts.
fn body(texts: &[&str]) -> Vec<u8> {
    let mut body = Vec::new();
    for text in texts {
        put(&mut body, text.as_bytes());
    }
    body
}

/// The attributes of something new: its permissions alone.
fn attributes(mode: u32) -> [u8; 8] {
    let mut attributes = [0, 0, 0, 4, 0, 0, 0, 0];
    attributes[4..].copy_from_slice(&mode.to_be_bytes());
    attributes
}

/// The kind of something and its permissions, as its attributes tell.
fn mode_of(bytes: &[u8]) -> Option<u32> {
    let flags = number(bytes)?;
    let before = [(1, 8), (2, 8)].into_iter().filter(|(flag, _)| flags & flag != 0);
    let at = 4 + before.map(|(_, length)| length).sum::<usize>();
    if flags & 4 == 0 { None } else { number(bytes.get(at..)?) }
}

/// When something was written, in seconds, as its attributes tell, and what follows them.
fn attributes_of(bytes: &[u8]) -> Option<(Option<u32>, &[u8])> {
    let flags = number(bytes)?;
    let mut rest = bytes.get(4..)?;
    // Its size, its owners and its permissions.
    for (flag, length) in [(1, 8), (2, 8), (4, 4)] {
        if flags & flag != 0 {
            rest = rest.get(length..)?;
        }
    }
    let mut modified = None;
    if flags & 8 != 0 {
        // When it was read stands first.
        modified = Some(number(rest.get(4..)?)?);
        rest = rest.get(8..)?;
    }
    if flags & 0x8000_0000 != 0 {
        let pairs = number(rest)?;
        rest = rest.get(4..)?;
        for _ in 0..pairs {
            let (_, after) = text(rest)?;
            (_, rest) = text(after)?;
        }
    }
    Some((modified, rest))
}

/// The names in a part of a folder's list, each before its line for people and its
/// attributes.
fn names_of(bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    let count = number(bytes)?;
    let mut rest = bytes.get(4..)?;
    let mut names = Vec::new();
    for _ in 0..count {
        let (name, after) = text(rest)?;
        let (_, after) = text(after)?;
        (_, rest) = attributes_of(after)?;
        names.push(name.to_vec());
    }
    Some(names)
}

fn put(body: &mut Vec<u8>, bytes: &[u8]) {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    body.extend_from_slice(&length.to_be_bytes());
    body.extend_from_slice(bytes);
}

/// The number at the beginning.
fn number(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.first_chunk::<4>()?))
}

/// A text at the beginning, and what follows it.
fn text(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = number(bytes)? as usize;
    bytes.get(4..)?.split_at_checked(length)
}
