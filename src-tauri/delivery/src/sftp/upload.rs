//! Writing a file so that the line is never idle.
//!
//! Many chunks are on their way before the first one is answered for. How many
//! is found out: more, as long as answers come soon, so that a slow line isn't
//! filled for minutes. OpenSSH gives leave for two mebibytes on each channel, and
//! no more until they have arrived, and a system for about four on a connection; so
//! a large file goes to a far one over several channels, and over more connections
//! where there may be some (`helper.rs`). Each takes the next chunk from
//! what they share. What has arrived when that breaks may have gaps, which are all
//! within [`SPAN`] of its end.
//!
//! The time that a server may take runs anew with every answer: only a line on
//! which nothing moves is given up.

use std::collections::{BTreeSet, VecDeque};
use std::io::{Read, Seek, SeekFrom};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use ssh2::Channel;

use super::super::control::Control;
use super::super::error::{Act, DeliveryError, Fault};
use super::super::session::{Content, ReadSeek};
use super::requests::{
    CHUNK, CONNECTION_LOST, FAILURE, Failure, Handle, Mode, NO_CONNECTION, NO_SPACE,
    PERMISSION_DENIED, QUOTA_EXCEEDED, Requests, is_given_up, offered,
};
use super::{Ssh, is_there, told_of};

/// Bytes ahead of the first one that nobody has answered for, at most.
pub(super) const SPAN: u64 = 16 << 20;
/// Bytes on their way over a connection at the beginning, and on a line that turns
/// out to be slow.
const LEAST: u64 = 1 << 20;
/// The same over one of the other connections. It begins slowly, and whoever goes on beside it
/// must not have to wait for it.
const LEAST_MORE: u64 = 128 << 10;
/// An answer that comes sooner says that more can be on its way, and one that
/// takes longer than twice that the opposite.
const SOON: Duration = Duration::from_secs(1);
/// Channels of a connection, at most, where there is one, and where there are several.
/// Servers allow ten.
const CHANNELS: usize = 4;
pub(super) const CHANNELS_OF_SEVERAL: usize = 2;
/// A server whose answers take longer is far enough for more channels.
const FAR: Duration = Duration::from_millis(8);
/// More than comes before the bytes in a request.
const HEAD: usize = 1 << 10;
/// Bytes that have to be left to send for one more channel.
const WORTH: u64 = 8 << 20;
/// Bytes of a file that is worth more connections: each takes ten round trips.
const WORTH_TWO: u64 = 32 << 20;
const WORTH_THREE: u64 = 128 << 20;
/// A disk with less free space is full.
const FULL: u64 = 1 << 20;
/// How often one who waits for the other connections looks up.
const LOOK: Duration = Duration::from_millis(100);

/// What is to be written, and how far that is.
pub(super) struct Work {
    content: Content,
    total: u64,
    progress: Mutex<Progress>,
    changed: Condvar,
}

struct Progress {
    source: Box<dyn ReadSeek>,
    /// Where the next chunk goes.
    next: u64,
    is_read: bool,
    /// Places of the chunks on their way.
    sent: BTreeSet<u64>,
    /// Chunks that a connection took with it when it broke: places and lengths.
    lost: Vec<(u64, usize)>,
    /// Other connections that haven't ended, and those of them that are at work.
    awaited: usize,
    helping: usize,
    /// Nobody may begin to help any more.
    is_over: bool,
    /// Why another connection's server can't write.
    failed: Option<DeliveryError>,
}

impl Progress {
    /// The first byte that nobody has answered for.
    fn low(&self) -> u64 {
        let lost = self.lost.iter().map(|(at, _)| *at);
        self.sent.first().copied().into_iter().chain(lost).min().unwrap_or(self.next)
    }

    /// Whether every chunk was taken.
    fn is_taken(&self) -> bool {
        self.is_read && self.lost.is_empty()
    }
}

impl Work {
    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the chunk that is to be sent next; gives where it goes, and its length.
    /// None where all were taken, or where others have to arrive first.
    fn take(&self, block: &mut [u8]) -> Result<Option<(u64, usize)>, DeliveryError> {
        let unread = |error: std::io::Error| self.content.unread(&error);
        let mut progress = self.progress();
        let progress = &mut *progress;
        if progress.is_over {
            return Ok(None);
        }
        if let Some((at, length)) = progress.lost.pop() {
            let next = SeekFrom::Start(progress.next);
            progress.source.seek(SeekFrom::Start(at)).map_err(unread)?;
            progress.source.read_exact(&mut block[..length]).map_err(unread)?;
            progress.source.seek(next).map_err(unread)?;
            progress.sent.insert(at);
            return Ok(Some((at, length)));
        }
        // The whole chunk has to be within the span: what is looked through for gaps
        // isn't longer.
        let ends = progress.next + block.len() as u64;
        if progress.is_read || ends - progress.low() > SPAN {
            return Ok(None);
        }
        // Whole unless the file ends.
        let mut length = 0;
        while length < block.len() {
            match progress.source.read(&mut block[length..]) {
                Ok(0) => break,
                Ok(read) => length += read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(unread(error)),
            }
        }
        if length == 0 {
            progress.is_read = true;
            self.changed.notify_all();
            return Ok(None);
        }
        let at = progress.next;
        progress.next += length as u64;
        progress.sent.insert(at);
        Ok(Some((at, length)))
    }

    /// Another connection begins to help. Whether there is anything to do for it.
    pub(super) fn begin_to_help(&self) -> bool {
        let mut progress = self.progress();
        let is_needed = !progress.is_over && !progress.is_taken();
        progress.helping += usize::from(is_needed);
        is_needed
    }

    /// Another connection is no more, which had begun or not. What it had on its way is
    /// sent again, unless its server has said that it can't write.
    pub(super) fn end_help(
        &self,
        has_begun: bool,
        ended: Result<(), (DeliveryError, Vec<(u64, usize)>)>,
    ) {
        let mut progress = self.progress();
        if let Err((error, lost)) = ended {
            for (at, _) in &lost {
                progress.sent.remove(at);
            }
            progress.lost.extend(lost);
            if matches!(error.fault, Fault::Broken | Fault::TimedOut) {
                tracing::debug!(%error, "another connection ended");
            } else if progress.failed.is_none() {
                progress.failed = Some(error);
            }
        }
        progress.awaited -= 1;
        progress.helping -= usize::from(has_begun);
        self.changed.notify_all();
    }
}

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
    length: usize,
    since: Instant,
}

/// A channel on its way to be one more writer, one round trip a step.
enum Growth {
    Wanted,
    Opened(Channel),
    Greeted(Requests, u32),
    Over,
}

/// One connection's part in an upload.
pub(super) struct Upload<'a> {
    work: &'a Work,
    control: &'a Control,
    place: &'a str,
    path: &'a str,
    /// Channels of the connection; the first of them have a writer each.
    lines: &'a mut Vec<Requests>,
    writers: Vec<Writer>,
    growth: Growth,
    /// Whether it is the one that others help.
    is_first: bool,
    /// The server does one request after another.
    is_openssh: bool,
    /// Requests to close the file, one of each writer, once they are made.
    closing: Vec<u32>,
    block: Vec<u8>,
    /// How many bytes are on their way; how many may be: now, and at most.
    sent: u64,
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
    let handle = match lines[0].open_file(path, mode) {
        Ok(handle) => handle,
        Err(failure) => return Err(unopened(&ssh.place, &mut lines[0], path, from, failure)),
    };
    let round_trip = clock.elapsed().min(lines[0].round_trip());
    let is_far = ssh.is_openssh && round_trip >= FAR && !control.is_limited();
    let helper = ssh.access.as_ref().filter(|_| is_far && from == 0 && total >= WORTH_TWO);
    let helpers = helper.map_or(0, |_| if total < WORTH_THREE { 1 } else { 2 });
    let progress = Progress {
        source,
        next: from,
        is_read: false,
        sent: BTreeSet::new(),
        lost: Vec::new(),
        awaited: helpers,
        helping: 0,
        is_over: false,
        failed: None,
    };
    let (content, progress, changed) = (content.clone(), Mutex::new(progress), Condvar::new());
    let work = Arc::new(Work { content, total, progress, changed });
    for access in helper.into_iter().cycle().take(helpers) {
        access.begin_to_help(&work, path, control, &ssh.sockets);
    }
    // Within a second, where the rate is limited.
    let most = (control.block(usize::try_from(SPAN).unwrap_or(usize::MAX)) as u64 * 10).min(SPAN);
    let mut upload = Upload {
        growth: if is_far { Growth::Wanted } else { Growth::Over },
        is_first: true,
        is_openssh: ssh.is_openssh,
        most,
        ..Upload::new(&work, control, &ssh.place, path, lines, vec![handle], LEAST.min(most))
    };
    let written = upload.write();
    work.progress().is_over = true;
    // Also after something went wrong: a server needn't hold a part for nobody.
    let closed = upload.close(written.is_ok());
    written.and(closed)
}

/// Why a file can't be opened.
fn unopened(
    place: &str,
    line: &mut Requests,
    path: &str,
    from: u64,
    failure: Failure,
) -> DeliveryError {
    let (status, words) = match failure {
        Failure::Line(error) => return error,
        Failure::Status(status, words) => (status, words),
    };
    let told = told_of(place, Act::Write, path, Failure::Status(status, words.clone()));
    if from > 0 {
        let message = format!("`{place}` doesn't go on with `{path}`: {}", told.message);
        return DeliveryError::new(Fault::Resume, message, "It is sent from the start.");
    }
    if status != FAILURE {
        return told;
    }
    // OpenSSH has no other status for a disk that is full, broken or can only be read. It
    // is taken for that where the folder is there and the file is a new one.
    let folder = path.rsplit_once('/').map_or(".", |(folder, _)| folder);
    let folder = if folder.is_empty() { "/" } else { folder };
    let is_new = is_there(line, path).and_then(|is_old| Ok(!is_old && is_there(line, folder)?));
    match is_new {
        Ok(true) if line.space(folder).is_some_and(|free| free < FULL) => {
            DeliveryError::disk_full(place)
        }
        Ok(true) => unwritten(place, path, &words),
        Ok(false) => told,
        Err(error) => error,
    }
}

/// What a server can't write now, for a reason that it doesn't tell.
fn unwritten(place: &str, path: &str, words: &str) -> DeliveryError {
    let message = format!("`{place}` can't write `{path}`: {words}");
    let hint = "Check there whether the disk or quota has room for one more file, and whether the \
                disk can be written to; ask the server's administrator.";
    DeliveryError::new(Fault::Busy, message, hint)
}

impl<'a> Upload<'a> {
    fn new(
        work: &'a Work,
        control: &'a Control,
        place: &'a str,
        path: &'a str,
        lines: &'a mut Vec<Requests>,
        handles: Vec<Handle>,
        leave: u64,
    ) -> Self {
        Self {
            work,
            control,
            place,
            path,
            lines,
            writers: handles.into_iter().map(Writer::new).collect(),
            growth: Growth::Over,
            is_first: false,
            is_openssh: true,
            closing: Vec::new(),
            block: vec![0; control.block(CHUNK)],
            sent: 0,
            leave,
            most: SPAN,
        }
    }

    /// Helps with an upload over the channels of another connection, on each of which
    /// the file is open.
    pub(super) fn help(
        work: &'a Work,
        control: &'a Control,
        place: &'a str,
        path: &'a str,
        lines: &'a mut Vec<Requests>,
        handles: Vec<Handle>,
    ) -> Result<(), (DeliveryError, Vec<(u64, usize)>)> {
        let mut upload = Self::new(work, control, place, path, lines, handles, LEAST_MORE);
        let written = upload.write().and_then(|()| upload.close(true));
        written.map_err(|error| {
            let sent = upload.writers.iter().flat_map(|writer| &writer.sent);
            (error, sent.map(|sent| (sent.at, sent.length)).collect())
        })
    }

    fn write(&mut self) -> Result<(), DeliveryError> {
        loop {
            self.fill()?;
            self.grow()?;
            {
                let progress = self.work.progress();
                if let Some(error) = &progress.failed {
                    return Err(error.clone());
                }
                if progress.is_over {
                    // The one that was helped has ended, one way or another.
                    return Ok(());
                }
                let is_all = progress.is_taken() && !(self.is_first && progress.helping > 0);
                drop(progress);
                if is_all && self.is_openssh && self.closing.is_empty() {
                    // A far one needn't say first that all is written.
                    self.growth = Growth::Over;
                    self.ask_to_close()?;
                }
            }
            if self.control.cancel.is_cancelled() {
                return Err(DeliveryError::cancelled());
            }
            // The one whose bytes everybody waits for.
            let firsts = self.writers.iter().enumerate();
            let firsts =
                firsts.filter_map(|(index, writer)| Some((writer.sent.front()?.at, index)));
            let Some((_, index)) = firsts.min() else {
                if self.is_over() {
                    return Ok(());
                }
                continue;
            };
            let (sent, closing) = (&self.writers[index].sent, self.closing.get(index));
            let is_ours =
                |number| closing == Some(&number) || sent.iter().any(|one| one.number == number);
            match self.lines[index].written(is_ours) {
                Ok(done) => self.answered(index, &done),
                Err(failure) => return Err(self.told(failure)),
            }
        }
    }

    /// Whether all is written, also by others. Waits a while for those.
    fn is_over(&self) -> bool {
        let progress = self.work.progress();
        let is_alone = !(self.is_first && progress.helping > 0);
        if progress.is_taken() && is_alone {
            return true;
        }
        drop(self.work.changed.wait_timeout(progress, LOOK));
        false
    }

    /// Sends as much as may be on its way, over each channel in turn.
    fn fill(&mut self) -> Result<(), DeliveryError> {
        let mut is_sent = true;
        while is_sent {
            is_sent = false;
            for index in 0..self.writers.len() {
                let (line, writer) = (&mut self.lines[index], &mut self.writers[index]);
                // Where nothing is on its way, only the server can say when it goes on.
                let has_room = writer.sent.is_empty() || line.window() > CHUNK + HEAD;
                if !has_room || self.sent >= self.leave {
                    continue;
                }
                let Some((at, length)) = self.work.take(&mut self.block)? else {
                    return Ok(());
                };
                let sent = Sent { number: 0, at, length, since: Instant::now() };
                self.sent += length as u64;
                writer.sent.push_back(sent);
                self.control.hold_blocking(length)?;
                let number = line.write(&writer.handle, at, &self.block[..length])?;
                if let Some(sent) = writer.sent.back_mut() {
                    (sent.number, sent.since) = (number, Instant::now());
                }
                is_sent = true;
            }
        }
        Ok(())
    }

    /// What the server has written makes room for more.
    fn answered(&mut self, index: usize, done: &[u32]) {
        if let Some(closing) = self.closing.get(index)
            && done.contains(closing)
        {
            self.writers[index].is_closed = true;
        }
        let mut progress = self.work.progress();
        let (leave, most, on_the_way) = (&mut self.leave, self.most, &mut self.sent);
        self.writers[index].sent.retain(|sent| {
            let is_done = done.contains(&sent.number);
            if is_done {
                let (took, length) = (sent.since.elapsed(), sent.length as u64);
                progress.sent.remove(&sent.at);
                *on_the_way -= length;
                if took < SOON {
                    *leave = most.min(*leave + length);
                } else if took > SOON * 2 {
                    *leave = leave.saturating_sub(length).max(LEAST.min(most));
                }
            }
            !is_done
        });
        let low = progress.low();
        drop(progress);
        self.work.changed.notify_all();
        self.control.sent(low, self.work.total);
    }

    /// One step towards one more channel.
    fn grow(&mut self) -> Result<(), DeliveryError> {
        let growth = std::mem::replace(&mut self.growth, Growth::Over);
        let session = self.lines[0].session().clone();
        self.growth = match growth {
            Growth::Over => Growth::Over,
            Growth::Wanted => {
                let progress = self.work.progress();
                let left = self.work.total.saturating_sub(progress.next);
                let is_one = progress.awaited == 0;
                drop(progress);
                if left < WORTH || self.writers.len() >= CHANNELS {
                    Growth::Over
                } else if self.writers.len() >= CHANNELS_OF_SEVERAL && !is_one {
                    Growth::Wanted
                } else if let Some(line) = self.lines.get_mut(self.writers.len()) {
                    // One of an upload before.
                    let number = line.ask_to_open(self.path, Mode::Write)?;
                    let opened = line.opened(number);
                    self.add(opened)?
                } else {
                    let opened = offered(session.channel_session(), &session, self.place)?;
                    opened.map_or(Growth::Over, Growth::Opened)
                }
            }
            Growth::Opened(mut channel) => {
                let begun = channel.subsystem("sftp");
                if offered(begun, &session, self.place)?.is_some() {
                    let mut line = Requests::over(channel, &session, self.place);
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
                    self.lines.push(line);
                    self.add(opened)?
                } else {
                    Growth::Over
                }
            }
        };
        Ok(())
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
    fn close(&mut self, is_written: bool) -> Result<(), DeliveryError> {
        if is_given_up(self.lines[0].session()) {
            return Ok(());
        }
        if self.closing.is_empty() {
            self.ask_to_close()?;
        }
        if is_written {
            for index in 0..self.closing.len() {
                if !self.writers[index].is_closed {
                    let closed = self.lines[index].is_done(self.closing[index]);
                    closed.map_err(|failure| self.told(failure))?;
                }
            }
        }
        Ok(())
    }

    fn ask_to_close(&mut self) -> Result<(), DeliveryError> {
        for (line, writer) in self.lines.iter_mut().zip(&self.writers) {
            self.closing.push(line.ask_to_close(&writer.handle)?);
        }
        Ok(())
    }

    /// Why something couldn't be written.
    fn told(&mut self, failure: Failure) -> DeliveryError {
        match failure {
            Failure::Status(FAILURE, _) if self.is_full() => DeliveryError::disk_full(self.place),
            Failure::Status(
                PERMISSION_DENIED | NO_SPACE | QUOTA_EXCEEDED | NO_CONNECTION | CONNECTION_LOST,
                _,
            )
            | Failure::Line(_) => told_of(self.place, Act::Write, self.path, failure),
            Failure::Status(_, words) => unwritten(self.place, self.path, &words),
        }
    }

    /// Whether the disk there has no space: the protocol's version that servers
    /// speak can't say so. A quota shows no other way either.
    fn is_full(&mut self) -> bool {
        self.lines[0].space(self.path).is_some_and(|free| free < FULL)
    }
}
