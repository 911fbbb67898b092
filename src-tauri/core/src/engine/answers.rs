//! Looks for what partners answer to delivered files, for as long as the engine is open.
//! No run waits for this; what becomes of an answer is in its run's log, and a copy of it
//! in the engine's folder. Nothing is changed at the target.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use tokio_util::sync::CancellationToken;

use super::context::{Base, Change};
use super::deliveries::Made;
use super::files::write_whole;
use super::preconditions::Refusal;
use super::send_queue::{LONGEST, SendQueue, pause};
use super::targets::address;
use super::{Engine, blocking};
use crate::delivery::{
    AnswerLook, AnswerMeans, Control, Delivered, DeliveryError, Fault, FoundAnswer, Patience,
    Retry, Upload,
};
use crate::error::{Error, sentence};
use crate::humanize::{counted, moment, size};
use crate::notify::full_stop;
use crate::private_file::create_private_folder;
use crate::run::ArtifactRole;
use crate::store::{
    Answer, AnswerEnd, AnswerStatus, HistoryError, LogLevel, LogLine, NewAnswer, SavedTarget,
    SeenAnswer, WaitingAnswer,
};
use crate::zone::{Zone, parse_zone};

/// How long a process may have an answer in hand: longer than a look takes.
const CLAIM: TimeDelta = TimeDelta::minutes(15);
/// How long a look may take.
const WHOLE: Duration = Duration::from_mins(10);
/// Until what was found is looked at again: it may still be written.
const SOON: TimeDelta = TimeDelta::minutes(1);
/// How long after its time an answer may still be written.
const WRITTEN: TimeDelta = TimeDelta::hours(1);
/// Lines of an answer that are shown.
const SHOWN_LINES: usize = 20;
/// Letters of a line that are shown.
const SHOWN_LETTERS: usize = 300;
/// Bytes in which it is looked whether an answer is text.
const BEGINNING: usize = 8 << 10;

/// The beginning of a partner's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct AnswerText {
    /// Its first lines, each cut where it is long; none where it isn't text.
    pub lines: Vec<String>,
    /// Whether there are more lines.
    pub more: bool,
}

/// The answers that are awaited once a run's files are at a target: one for each file of
/// the data.
pub(super) fn awaited_answers(
    target: &SavedTarget,
    made: &Made,
    uploads: &[Upload],
    delivered: &Delivered,
    now: DateTime<Utc>,
) -> Vec<NewAnswer> {
    let Some(rule) = &target.options.answer else { return Vec::new() };
    let mut files: Vec<(String, String)> = Vec::new();
    if uploads.len() > 1 {
        let data = made.file.artifacts.iter().filter(|one| one.role == ArtifactRole::Data);
        for name in data.map(|artifact| &artifact.name) {
            files.extend(uploads.first().map(|upload| (name.clone(), upload.path(name))));
        }
    } else {
        files.push((delivered.name.clone(), delivered.remote_path.clone()));
    }
    let mut brought: Vec<String> =
        made.file.artifacts.iter().map(|artifact| artifact.name.clone()).collect();
    brought.push(delivered.name.clone());
    let until = now + TimeDelta::minutes(rule.within_minutes.into());
    let awaited = |(file, path): (String, String)| NewAnswer {
        file,
        means: rule.means,
        wanted: rule.awaited(&path, &brought, now),
        until,
        next_look: until.min(now + SOON),
    };
    files.into_iter().map(awaited).collect()
}

/// Answers that are awaited.
pub(super) struct Answers(pub(super) Arc<Base>);

impl SendQueue for Answers {
    type Item = WaitingAnswer;

    const NAME: &str = "answers";
    // A look changes nothing, and is made again.
    const AT_END: Duration = Duration::ZERO;

    async fn claim(&self) -> Result<Option<WaitingAnswer>, HistoryError> {
        self.0.store.claim_answer(self.0.now(), CLAIM, LONGEST).await
    }

    async fn send(&self, waiting: &WaitingAnswer) -> Result<(), HistoryError> {
        // A look that began before the end isn't the last one.
        let is_over = self.0.now() >= waiting.until;
        let looked = look(&self.0, waiting).await;
        judge(&self.0, waiting, is_over, looked).await
    }

    async fn release(&self, waiting: &WaitingAnswer) -> Result<(), HistoryError> {
        let (seen, reason) = (waiting.seen.as_ref(), waiting.reason.as_deref());
        self.0.store.answer_again(waiting.id, self.0.now(), seen, reason).await
    }

    async fn has_any(&self) -> Result<bool, HistoryError> {
        self.0.store.has_awaited_answers().await
    }

    fn run(waiting: &WaitingAnswer) -> i64 {
        waiting.run
    }
}

/// Looks at the target once.
async fn look(base: &Base, waiting: &WaitingAnswer) -> Result<AnswerLook, DeliveryError> {
    let lost = |message: String| {
        let hint = "Ask the partner whether the file was taken.";
        DeliveryError::new(Fault::Settings, message, hint)
    };
    let saved = base.targets.saved(waiting.target_id).await;
    let saved = saved.map_err(|error| {
        let fault = match &error {
            Error::History(error) if error.is_passing() => Fault::Busy,
            _ => Fault::Settings,
        };
        DeliveryError { fault, ..lost(error.message()) }
    })?;
    let Some(target) = saved else {
        return Err(lost(format!("target “{}” was deleted", waiting.target)));
    };
    // Its answers would be looked for where nobody has the file.
    if waiting.address.as_ref().is_some_and(|before| *before != address(&target.settings)) {
        return Err(lost(format!(
            "target “{}” is another place than the file was delivered to",
            waiting.target
        )));
    }
    let Some(wanted) = &waiting.wanted else {
        return Err(lost("it can't be read any more which answer was awaited".to_owned()));
    };
    let cancel = CancellationToken::new();
    // Whoever drops this stops what goes on at the server.
    let _stops = cancel.clone().drop_guard();
    let control = Control::unwatched(cancel, Patience::default());
    // Somebody may have asked for this look right after the last one.
    let now = base.now();
    let settled = waiting.seen.as_ref().filter(|seen| now - seen.at >= SOON);
    let settled = settled.map(|seen| &seen.found);
    let looked = base.targets.look_for(&target, wanted, settled, &control);
    let looked = tokio::time::timeout(WHOLE, looked).await;
    looked.unwrap_or_else(|_| Err(DeliveryError::timed_out(&target.settings.place())))
}

/// Writes down what a look has found.
async fn judge(
    base: &Base,
    waiting: &WaitingAnswer,
    is_over: bool,
    looked: Result<AnswerLook, DeliveryError>,
) -> Result<(), HistoryError> {
    match looked {
        Ok(AnswerLook::Whole(found, content)) => match keep(base, waiting.id, content).await {
            Ok(lines) => came(base, waiting, &found, lines).await,
            // The disk may be full now.
            Err(error) => {
                let reason = told(&error.message(), error.hint().as_deref());
                if base.now() >= waiting.until + WRITTEN {
                    return missing(base, waiting, Some(&reason)).await;
                }
                let text = format!("The partner's answer can't be kept yet. {reason}");
                let said = Some((reason.as_str(), text));
                again(base, waiting, SOON, waiting.seen.as_ref(), said).await
            }
        },
        Ok(AnswerLook::Growing(found)) => growing(base, waiting, found).await,
        Ok(AnswerLook::Nothing) if !is_over => {
            let wait = TimeDelta::minutes(pause(waiting.looks));
            again(base, waiting, wait, waiting.seen.as_ref(), None).await
        }
        Ok(AnswerLook::Nothing) => match (&waiting.seen, waiting.means) {
            // That nobody knows what was in it isn't good news.
            (Some(seen), _) => {
                let name = &seen.found.name;
                let reason = format!("`{name}` was there, and was gone before it was read.");
                missing(base, waiting, Some(&reason)).await
            }
            (None, AnswerMeans::Rejects) => accepted(base, waiting).await,
            (None, AnswerMeans::Result) => missing(base, waiting, None).await,
        },
        Err(error) => {
            let reason = told(&error.message, Some(&error.hint));
            if error.fault.is_unanswered() {
                // A server that is silent for long mustn't keep others from being asked.
                let later = base.now() + SOON;
                base.store.hold_back_answers(waiting.target_id, later).await?;
            }
            // A computer that was just turned on may have no network yet.
            let is_first = error.retry() == Retry::Transient && waiting.reason.is_none();
            if is_over && !is_first {
                return missing(base, waiting, Some(&reason)).await;
            }
            let wait = if is_over { SOON } else { TimeDelta::minutes(pause(waiting.looks)) };
            let text = format!("The partner's answer can't be fetched now. {reason}");
            let said = Some((reason.as_str(), text));
            again(base, waiting, wait, waiting.seen.as_ref(), said).await
        }
    }
}

/// A file is there that may still be written.
async fn growing(
    base: &Base,
    waiting: &WaitingAnswer,
    found: FoundAnswer,
) -> Result<(), HistoryError> {
    let now = base.now();
    let at = match &waiting.seen {
        // One of which never as many bytes come as are announced ends, too.
        Some(seen) if seen.found == found && now < waiting.until.max(seen.at) + WRITTEN => seen.at,
        Some(_) if now >= waiting.until + WRITTEN => {
            let reason = format!("`{}` is still being written.", found.name);
            return missing(base, waiting, Some(&reason)).await;
        }
        Some(_) | None => now,
    };
    again(base, waiting, SOON, Some(&SeenAnswer { found, at }), None).await
}

/// What went wrong and what to do about it, in sentences.
fn told(message: &str, hint: Option<&str>) -> String {
    let message = full_stop(&sentence(message));
    match hint {
        Some(hint) if !hint.is_empty() => format!("{message} {hint}"),
        Some(_) | None => message,
    }
}

/// Lets it be looked for again after a while, at its end at the latest. A reason is logged
/// once, not with every look.
async fn again(
    base: &Base,
    waiting: &WaitingAnswer,
    wait: TimeDelta,
    seen: Option<&SeenAnswer>,
    reason: Option<(&str, String)>,
) -> Result<(), HistoryError> {
    let now = base.now();
    let next = now + wait;
    let next = if now < waiting.until { next.min(waiting.until) } else { next };
    // What was just found needs time to be seen to stay as it is.
    let next = next.max(now + SOON);
    let said = reason.as_ref().map(|(reason, _)| *reason);
    base.store.answer_again(waiting.id, next, seen, said).await?;
    let is_news = seen != waiting.seen.as_ref() || said != waiting.reason.as_deref();
    if let Some((reason, text)) = reason
        && waiting.reason.as_deref() != Some(reason)
    {
        log(base, waiting.run, LogLevel::Warning, text).await?;
    }
    if is_news {
        base.tell(Change::Exports);
    }
    Ok(())
}

/// An answer is there.
async fn came(
    base: &Base,
    waiting: &WaitingAnswer,
    found: &FoundAnswer,
    lines: Option<u64>,
) -> Result<(), HistoryError> {
    let much = lines.map_or_else(|| size(found.bytes), |lines| counted(lines, "line"));
    let WaitingAnswer { target, file, .. } = waiting;
    // A file with nothing in it refuses nothing.
    let (status, did) = match waiting.means {
        AnswerMeans::Rejects if found.bytes > 0 => (AnswerStatus::Refused, "refused rows of"),
        AnswerMeans::Rejects | AnswerMeans::Result => (AnswerStatus::Came, "answered"),
    };
    let message = format!("“{target}” {did} `{file}`: `{}`, {much}", found.name);
    end(base, waiting, Some(found), lines, status, message).await
}

/// No rows were refused in time.
async fn accepted(base: &Base, waiting: &WaitingAnswer) -> Result<(), HistoryError> {
    let WaitingAnswer { target, file, .. } = waiting;
    let message = format!("“{target}” refused no rows of `{file}` by {}", until(waiting));
    end(base, waiting, None, None, AnswerStatus::Accepted, message).await
}

/// No answer is there in time, or nobody knows.
async fn missing(
    base: &Base,
    waiting: &WaitingAnswer,
    reason: Option<&str>,
) -> Result<(), HistoryError> {
    let WaitingAnswer { target, file, .. } = waiting;
    let by = until(waiting);
    let message = match (reason, &waiting.wanted) {
        (Some(reason), _) => format!("No answer from “{target}” to `{file}` by {by}. {reason}"),
        (None, Some(wanted)) => {
            format!("No answer from “{target}” to `{file}` by {by}: no `{}`", wanted.shown())
        }
        (None, None) => format!("No answer from “{target}” to `{file}` by {by}"),
    };
    end(base, waiting, None, None, AnswerStatus::Missing, message).await
}

/// Until when it was awaited, in words.
fn until(waiting: &WaitingAnswer) -> String {
    moment(waiting.until, parse_zone(&waiting.timezone).unwrap_or(Zone::UTC))
}

/// Ends the wait, and tells it: once, whichever process was first.
async fn end(
    base: &Base,
    waiting: &WaitingAnswer,
    found: Option<&FoundAnswer>,
    lines: Option<u64>,
    status: AnswerStatus,
    message: String,
) -> Result<(), HistoryError> {
    let ended = AnswerEnd { status, found, lines, message: &message, at: base.now() };
    if !base.store.end_answer(waiting.id, &ended).await? {
        return Ok(());
    }
    base.tell(Change::Answer {
        run_id: waiting.run,
        export_id: waiting.export,
        export_name: waiting.export_name.clone(),
        status,
        message: message.clone(),
    });
    let level = if status.is_alarm() { LogLevel::Warning } else { LogLevel::Info };
    log(base, waiting.run, level, message).await?;
    base.tell(Change::Exports);
    Ok(())
}

async fn log(base: &Base, run: i64, level: LogLevel, text: String) -> Result<(), HistoryError> {
    if level == LogLevel::Warning {
        tracing::warn!(run, "{text}");
    }
    base.store.add_log_line(run, &LogLine { at: base.now(), level, text }).await
}

/// Where copies of answers are.
fn answers_folder(home: &Path) -> PathBuf {
    home.join("answers")
}

/// Where the copy of an answer is.
fn copy_of(home: &Path, id: i64) -> PathBuf {
    answers_folder(home).join(id.to_string())
}

/// Keeps a copy that only the user reads. Gives its lines, if it is text. One of a process
/// that was killed before it could say so is written again.
async fn keep(base: &Base, id: i64, content: Vec<u8>) -> Result<Option<u64>, Error> {
    let (folder, path) = (answers_folder(&base.home), copy_of(&base.home, id));
    blocking(&path.clone(), move || {
        create_private_folder(&folder)
            .map_err(|error| Error::Output { path: folder.clone(), error })?;
        write_whole(&path, |file| file.write_all(&content))?;
        Ok(lines_in(&content))
    })
    .await
}

/// How many lines there are, the last one without its end too; none where it isn't text.
fn lines_in(content: &[u8]) -> Option<u64> {
    if !is_text(content) {
        return None;
    }
    let ends = memchr::memchr_iter(b'\n', content).count() as u64;
    let is_open = content.last().is_some_and(|last| *last != b'\n');
    Some(ends + u64::from(is_open))
}

fn is_text(content: &[u8]) -> bool {
    !content[..content.len().min(BEGINNING)].contains(&0)
}

/// The beginning of an answer, for people: what no letter shows is shown as one.
fn beginning(content: &[u8]) -> AnswerText {
    if !is_text(content) {
        return AnswerText { lines: Vec::new(), more: false };
    }
    let mut all = content.split(|byte| *byte == b'\n');
    let lines: Vec<String> = all.by_ref().take(SHOWN_LINES).map(shown_line).collect();
    let more = all.next().is_some_and(|line| !line.is_empty() || all.next().is_some());
    let ends_in_nothing = !more && lines.last().is_some_and(String::is_empty);
    let count = lines.len() - usize::from(ends_in_nothing);
    AnswerText { lines: lines.into_iter().take(count).collect(), more }
}

/// A line in which everything is seen.
fn shown_line(line: &[u8]) -> String {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    // No letter has more than four bytes.
    let cut = &line[..line.len().min(4 * (SHOWN_LETTERS + 1))];
    let text = String::from_utf8_lossy(cut);
    let mut shown: String = text.chars().take(SHOWN_LETTERS).map(shown_letter).collect();
    if text.chars().count() > SHOWN_LETTERS {
        shown.push('…');
    }
    shown
}

/// A control character as its picture; those that turn text around, as a box.
fn shown_letter(letter: char) -> char {
    match letter {
        '\t' => letter,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => letter,
    }
}

/// Removes copies of answers that are as old as finished files may be, and those of
/// deleted runs.
pub(super) async fn remove_old_answers(base: &Base) {
    if let Err(error) = remove(base).await {
        tracing::warn!(error = error.message(), "old answers of partners stay");
    }
}

async fn remove(base: &Base) -> Result<(), Error> {
    if let Some(days) = base.settings().await?.retention_days
        && let believed = base.believed_now()
        && let Some(oldest) = believed.checked_sub_signed(TimeDelta::days(days.into()))
    {
        base.store.forget_answers(oldest).await?;
    }
    let folder = answers_folder(&base.home);
    let list = move || {
        let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        Ok(entries.map(|entry| entry.path()).collect::<Vec<PathBuf>>())
    };
    for path in blocking(&base.home, list).await? {
        let id = path.file_name().and_then(|name| name.to_str()?.parse::<i64>().ok());
        // What isn't a copy may be about to become one.
        let Some(id) = id else { continue };
        if !base.store.needs_answer(id).await?
            && let Err(error) = tokio::fs::remove_file(&path).await
        {
            tracing::warn!(path = %path.display(), %error, "an old answer of a partner stays");
        }
    }
    Ok(())
}

impl Engine {
    /// Looks at once for all answers that are awaited, such as after the network came back.
    pub async fn look_for_answers(&self) -> Result<(), Error> {
        let base = self.base();
        base.store.look_for_answers_now(base.now()).await?;
        self.background_sending.wake_answers();
        Ok(())
    }

    /// The beginning of a partner's answer.
    pub async fn answer_text(&self, answer: i64) -> Result<AnswerText, Error> {
        let (_, path) = self.kept_answer(answer).await?;
        blocking(&path.clone(), move || match std::fs::read(&path) {
            Ok(content) => Ok(beginning(&content)),
            Err(_) => Err(Refusal::FileGone { file: path }.into()),
        })
        .await
    }

    /// The name that a partner gave to an answer.
    pub async fn answer_name(&self, answer: i64) -> Result<String, Error> {
        Ok(self.kept_answer(answer).await?.0)
    }

    /// Saves a partner's answer as a file of the user's.
    pub async fn save_answer(&self, answer: i64, to: &Path) -> Result<(), Error> {
        let (_, path) = self.kept_answer(answer).await?;
        let to = to.to_owned();
        blocking(&to.clone(), move || match std::fs::read(&path) {
            Ok(content) => write_whole(&to, |file| file.write_all(&content)),
            Err(_) => Err(Refusal::FileGone { file: path }.into()),
        })
        .await
    }

    /// The name of an answer and the path of its copy.
    async fn kept_answer(&self, answer: i64) -> Result<(String, PathBuf), Error> {
        let base = self.base();
        let found = base.store.answer(answer).await?.ok_or(Refusal::NoRun)?;
        let path = copy_of(&base.home, answer);
        match found {
            Answer { kept: true, name: Some(name), .. } => Ok((name, path)),
            Answer { .. } => Err(Refusal::FileGone { file: path }.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_and_other_files_have_none() {
        assert_eq!(lines_in(b""), Some(0));
        assert_eq!(lines_in(b"a"), Some(1));
        assert_eq!(lines_in(b"a\r\nb\n"), Some(2));
        assert_eq!(lines_in(b"a\n\nb"), Some(3));
        assert_eq!(lines_in(b"PK\x03\x04\0\0"), None);
    }

    #[test]
    fn the_beginning_of_an_answer_is_harmless_text() {
        let text = beginning(b"id;reason\r\n1;\x1b[31mred\x07\n\xe1\n");
        assert_eq!(text.lines, ["id;reason", "1;\u{241b}[31mred\u{2407}", "\u{fffd}"]);
        assert!(!text.more);
        assert_eq!(beginning("a\u{202e}b".as_bytes()).lines, ["a\u{fffd}b"]);
        let long = beginning(format!("{}\n", "é".repeat(1000)).as_bytes());
        assert_eq!(long.lines, [format!("{}…", "é".repeat(SHOWN_LETTERS))]);
        let many = |lines: usize| beginning("x\n".repeat(lines).as_bytes());
        assert_eq!((many(20).lines.len(), many(20).more), (20, false));
        assert_eq!((many(21).lines.len(), many(21).more), (20, true));
        assert_eq!(beginning(b"\0\0"), AnswerText { lines: Vec::new(), more: false });
        assert_eq!(beginning(b"").lines, [""; 0]);
    }
}
