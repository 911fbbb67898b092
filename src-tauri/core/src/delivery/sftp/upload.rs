//! Writing a file so that the line is never idle.
//!
//! Many chunks are on their way before the first one is answered for. How many
//! is found out: more, as long as answers come soon, so that a slow line isn't
//! filled for minutes. OpenSSH gives leave for two mebibytes on each channel, and
//! no more until they have arrived; so a large file goes to a far one over
//! several channels of the same connection, each with a place of its own in the
//! file. What has arrived when that breaks may have gaps, which are all within
//! [`SPAN`] of its end.
//!
//! The time that a server may take runs anew with every answer: only a line on
//! which nothing moves is given up.

use std::collections::VecDeque;
use std::io::{Read, Seek, SeekFrom};
use std::time::{Duration, Instant};

use ssh2::Channel;

use super::super::control::Control;
use super::super::error::{Act, DeliveryError, Fault};
use super::super::session::{Content, ReadSeek};
use super::Ssh;
use super::requests::{
    CHUNK, CONNECTION_LOST, FAILURE, Failure, Handle, Mode, NO_CONNECTION, NO_SPACE,
    PERMISSION_DENIED, QUOTA_EXCEEDED, Requests, is_given_up, offered,
};

/// Bytes on their way, at most; what is ahead of the first byte that nobody has
/// answered for, too.
pub(super) const SPAN: u64 = 10 << 20;
/// The same at the beginning, and on a line that turns out to be slow.
const LEAST: u64 = 1 << 20;
/// An answer that comes sooner says that more can be on its way, and one that
/// takes longer than twice that the opposite.
const SOON: Duration = Duration::from_secs(1);
/// Channels, at most. Servers allow ten.
const CHANNELS: usize = 4;
/// A server whose answers take longer is far enough for more channels.
const FAR: Duration = Duration::from_millis(8);
/// More than comes before the bytes in a request.
const HEAD: usize = 1 << 10;
/// Bytes that have to be left to send for one more channel.
const WORTH: u64 = 8 << 20;

/// One channel's part in an upload.
struct Writer {
    handle: Handle,
    sent: VecDeque<Sent>,
    is_closed: bool,
}

impl Writer {
    fn new(handle: Handle) -> Self {
        Self { handle, sent: VecDeque::new(), is_closed: false }
    }
}

/// A chunk that isn't answered for.
struct Sent {
    number: u32,
    at: u64,
    length: u64,
    since: Instant,
}

/// A channel on its way to be one more writer, one round trip a step.
enum Growth {
    Wanted,
    Opened(Channel),
    Greeted(Requests, u32),
    Over,
}

struct Upload<'a> {
    ssh: &'a Ssh,
    path: &'a str,
    content: &'a Content,
    control: &'a Control,
    source: Box<dyn ReadSeek>,
    writers: Vec<Writer>,
    /// Requests to close the file, one of each writer, once they are made.
    closing: Vec<u32>,
    block: Vec<u8>,
    /// Where the next chunk goes.
    next: u64,
    total: u64,
    is_read: bool,
    /// How many bytes may be on their way: now, and at most.
    leave: u64,
    most: u64,
}

pub(super) fn upload(
    ssh: &Ssh,
    lines: &mut Vec<Requests>,
    content: &Content,
    total: u64,
    path: &str,
    from: u64,
    control: &Control,
) -> Result<(), DeliveryError> {
    let mut source = content.open()?;
    source.seek(SeekFrom::Start(from)).map_err(|error| content.unread(&error))?;
    let mode = if from == 0 { Mode::Create } else { Mode::Write };
    let clock = Instant::now();
    let handle = lines[0].open_file(path, mode).map_err(|failure| {
        let is_told = matches!(failure, Failure::Status(..));
        let told = ssh.told_of(Act::Write, path, failure);
        if from == 0 || !is_told {
            return told;
        }
        let message = format!("`{}` doesn't go on with `{path}`: {}", ssh.place, told.message);
        DeliveryError::new(Fault::Resume, message, "It is sent from the start.")
    })?;
    let round_trip = clock.elapsed().min(lines[0].round_trip());
    let is_far = ssh.is_openssh && round_trip >= FAR && !control.is_limited();
    // Within a second, where the rate is limited.
    let most = (control.block(SPAN as usize) as u64 * 10).min(SPAN);
    let mut upload = Upload {
        ssh,
        path,
        content,
        control,
        source,
        writers: vec![Writer::new(handle)],
        closing: Vec::new(),
        block: vec![0; control.block(CHUNK)],
        next: from,
        total,
        is_read: false,
        leave: LEAST.min(most),
        most,
    };
    let written = upload.write(lines, is_far);
    // Also after something went wrong: a server needn't hold a part for nobody.
    let closed = upload.close(lines, written.is_ok());
    written.and(closed)
}

impl Upload<'_> {
    fn write(&mut self, lines: &mut Vec<Requests>, is_far: bool) -> Result<(), DeliveryError> {
        let mut growth = if is_far { Growth::Wanted } else { Growth::Over };
        loop {
            self.fill(lines)?;
            growth = self.grow(lines, growth)?;
            if self.is_read && self.ssh.is_openssh && self.closing.is_empty() {
                // It does one after another: a far one needn't say first that all
                // is written.
                growth = Growth::Over;
                self.ask_to_close(lines)?;
            }
            // The one whose bytes everybody waits for.
            let firsts = self.writers.iter().enumerate();
            let firsts =
                firsts.filter_map(|(index, writer)| Some((writer.sent.front()?.at, index)));
            let Some((_, index)) = firsts.min() else {
                if self.is_read {
                    return Ok(());
                }
                continue;
            };
            if self.control.cancel.is_cancelled() {
                return Err(DeliveryError::cancelled());
            }
            let (sent, closing) = (&self.writers[index].sent, self.closing.get(index));
            let is_ours =
                |number| closing == Some(&number) || sent.iter().any(|one| one.number == number);
            let done = lines[index].written(is_ours);
            match done {
                Ok(done) => self.answered(index, &done),
                Err(failure) => return Err(self.told(lines, failure)),
            }
            self.control.sent(self.low(), self.total);
        }
    }

    /// The first byte that nobody has answered for.
    fn low(&self) -> u64 {
        let firsts = self.writers.iter().filter_map(|writer| Some(writer.sent.front()?.at));
        firsts.min().unwrap_or(self.next)
    }

    /// Sends as much as may be on its way, over each channel in turn.
    fn fill(&mut self, lines: &mut [Requests]) -> Result<(), DeliveryError> {
        let mut is_sent = true;
        while is_sent && !self.is_read {
            is_sent = false;
            for (index, line) in lines.iter_mut().enumerate().take(self.writers.len()) {
                // Where nothing is on its way, only the server can say when it goes on.
                let is_idle = self.writers[index].sent.is_empty();
                let has_room = is_idle || line.window() > CHUNK + HEAD;
                if !has_room || self.next - self.low() >= self.leave {
                    continue;
                }
                let length = self.read()?;
                if length == 0 {
                    self.is_read = true;
                    break;
                }
                self.control.hold_blocking(length)?;
                let (writer, at) = (&mut self.writers[index], self.next);
                let number = line.write(&writer.handle, at, &self.block[..length])?;
                let length = length as u64;
                writer.sent.push_back(Sent { number, at, length, since: Instant::now() });
                self.next += length;
                is_sent = true;
            }
        }
        Ok(())
    }

    /// Reads the next chunk, whole unless the file ends.
    fn read(&mut self) -> Result<usize, DeliveryError> {
        let mut length = 0;
        while length < self.block.len() {
            match self.source.read(&mut self.block[length..]) {
                Ok(0) => break,
                Ok(read) => length += read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.content.unread(&error)),
            }
        }
        Ok(length)
    }

    /// What the server has written makes room for more.
    fn answered(&mut self, index: usize, done: &[u32]) {
        let (leave, most) = (&mut self.leave, self.most);
        if let Some(closing) = self.closing.get(index)
            && done.contains(closing)
        {
            self.writers[index].is_closed = true;
        }
        self.writers[index].sent.retain(|sent| {
            let is_done = done.contains(&sent.number);
            if is_done {
                let took = sent.since.elapsed();
                if took < SOON {
                    *leave = most.min(*leave + sent.length);
                } else if took > SOON * 2 {
                    *leave = leave.saturating_sub(sent.length).max(LEAST.min(most));
                }
            }
            !is_done
        });
    }

    /// One step towards one more channel.
    fn grow(&mut self, lines: &mut Vec<Requests>, growth: Growth) -> Result<Growth, DeliveryError> {
        let Ssh { session, place, .. } = self.ssh;
        Ok(match growth {
            Growth::Over => Growth::Over,
            Growth::Wanted => {
                let is_worth = self.total.saturating_sub(self.next) >= WORTH;
                if !is_worth || self.writers.len() == CHANNELS {
                    Growth::Over
                } else if let Some(line) = lines.get_mut(self.writers.len()) {
                    // One of an upload before.
                    let number = line.ask_to_open(self.path, Mode::Write)?;
                    let opened = line.opened(number);
                    self.add(opened)?
                } else {
                    let opened = offered(session.channel_session(), session, place)?;
                    opened.map_or(Growth::Over, Growth::Opened)
                }
            }
            Growth::Opened(mut channel) => {
                let begun = channel.subsystem("sftp");
                if offered(begun, session, place)?.is_some() {
                    let mut line = Requests::over(channel, session, place);
                    line.greet()?;
                    let number = line.ask_to_open(self.path, Mode::Write)?;
                    Growth::Greeted(line, number)
                } else {
                    Growth::Over
                }
            }
            Growth::Greeted(mut line, number) => {
                if line.is_greeted()? {
                    let opened = line.opened(number);
                    lines.push(line);
                    self.add(opened)?
                } else {
                    Growth::Over
                }
            }
        })
    }

    /// One more writer, unless the server doesn't want one.
    fn add(&mut self, opened: Result<Handle, Failure>) -> Result<Growth, DeliveryError> {
        match opened {
            Ok(handle) => self.writers.push(Writer::new(handle)),
            Err(Failure::Status(..)) => return Ok(Growth::Over),
            Err(Failure::Line(error)) => return Err(error),
        }
        Ok(Growth::Wanted)
    }

    /// Closes the file; a server may tell only now that it couldn't write. After
    /// something else went wrong nobody waits for that.
    fn close(&mut self, lines: &mut [Requests], is_written: bool) -> Result<(), DeliveryError> {
        if is_given_up(&self.ssh.session) {
            return Ok(());
        }
        if self.closing.is_empty() {
            self.ask_to_close(lines)?;
        }
        if is_written {
            let asked = lines.iter_mut().zip(&self.writers).zip(&self.closing);
            for ((line, _), number) in asked.filter(|((_, writer), _)| !writer.is_closed) {
                let closed = line.is_done(*number);
                closed.map_err(|failure| self.ssh.told_of(Act::Write, self.path, failure))?;
            }
        }
        Ok(())
    }

    fn ask_to_close(&mut self, lines: &mut [Requests]) -> Result<(), DeliveryError> {
        for (line, writer) in lines.iter_mut().zip(&self.writers) {
            self.closing.push(line.ask_to_close(&writer.handle)?);
        }
        Ok(())
    }

    /// Why something couldn't be written.
    fn told(&self, lines: &mut [Requests], failure: Failure) -> DeliveryError {
        let place = &self.ssh.place;
        match failure {
            Failure::Status(FAILURE, _) if self.is_full(lines) => DeliveryError::disk_full(place),
            Failure::Status(PERMISSION_DENIED | NO_SPACE | QUOTA_EXCEEDED, _)
            | Failure::Status(NO_CONNECTION | CONNECTION_LOST, _)
            | Failure::Line(_) => self.ssh.told_of(Act::Write, self.path, failure),
            Failure::Status(_, words) => {
                let message = format!("`{place}` can't write `{}`: {words}", self.path);
                let hint = "Check the space and quota there; ask the server's administrator.";
                DeliveryError::new(Fault::Busy, message, hint)
            }
        }
    }

    /// Whether the disk there has no space: the protocol's version that servers
    /// speak can't say so. A quota shows no other way either.
    fn is_full(&self, lines: &mut [Requests]) -> bool {
        lines[0].space(self.path).is_some_and(|free| free < 1 << 20)
    }
}
