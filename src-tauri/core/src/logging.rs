//! What happened, for whoever looks for the reason of something: events of the
//! whole program in a file of the product's folder.
//!
//! Nothing in it is a row or a secret. A log that can't be written never keeps
//! anything else from being done.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Registry, fmt, reload};

use crate::private_file::create_private_folder;

/// Environment variable with what is logged, such as `debug` or
/// `warn,export_desk=trace`; it stands in for the setting.
pub const VARIABLE: &str = "EXPORT_DESK_LOG";

/// The logs' folder in the product's.
const FOLDER: &str = "logs";
/// Bytes of one file, at most.
const MOST_BYTES: u64 = 10_000_000;
/// Files of one program: the one that is written and those before it.
const FILES: usize = 5;

/// How much is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum LogDetail {
    /// What went wrong, or may have.
    Warnings,
    /// And what was done: runs, deliveries, refreshes.
    #[default]
    Info,
    /// And how.
    Debug,
}

impl LogDetail {
    /// Libraries are logged only where something is wrong with them.
    fn filter(self) -> Targets {
        let level = match self {
            Self::Warnings => LevelFilter::WARN,
            Self::Info => LevelFilter::INFO,
            Self::Debug => LevelFilter::DEBUG,
        };
        // The names of all our crates begin so.
        Targets::new().with_default(LevelFilter::WARN).with_target("export_desk", level)
    }
}

/// Changes what is logged, where the setting decides about it.
static BY_SETTING: OnceLock<reload::Handle<Targets, Registry>> = OnceLock::new();

/// Begins to log into `NAME.log` in the logs of `home`; what the environment asks
/// for is written to standard error, too, for a program that has one. Where the
/// file can't be opened nothing is logged; the reason is given back.
pub fn start(home: &Path, name: &str, has_stderr: bool) -> Result<(), std::io::Error> {
    let asked = std::env::var(VARIABLE).ok().filter(|asked| !asked.trim().is_empty());
    let filter = match &asked {
        Some(asked) => asked.parse::<Targets>().map_err(|error| {
            std::io::Error::other(format!("{VARIABLE} isn't a filter: {error}"))
        })?,
        None => LogDetail::default().filter(),
    };
    let folder = folder(home);
    create_private_folder(&folder)?;
    let file = Rotating::open(folder.join(format!("{name}.log")), MOST_BYTES)?;
    let (filter, handle) = reload::Layer::new(filter);
    if asked.is_none() {
        // Another log of this process keeps its own.
        let _ = BY_SETTING.set(handle);
    }
    let to_stderr = (has_stderr && asked.is_some())
        .then(|| fmt::layer().with_ansi(false).with_writer(std::io::stderr));
    tracing_subscriber::registry()
        .with(filter)
        .with(fmt::layer().with_ansi(false).with_writer(Mutex::new(file)))
        .with(to_stderr)
        .try_init()
        .map_err(std::io::Error::other)?;
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        tracing::error!(%panic, "a fault of the program");
        usual(panic);
    }));
    tracing::info!(version = env!("CARGO_PKG_VERSION"), process = std::process::id(), "started");
    Ok(())
}

/// Where the logs are in the product's folder.
pub fn folder(home: &Path) -> PathBuf {
    home.join(FOLDER)
}

/// Logs as much as the setting says, unless the environment says something else.
pub(crate) fn follow(detail: LogDetail) {
    if let Some(handle) = BY_SETTING.get()
        && let Err(error) = handle.reload(detail.filter())
    {
        tracing::warn!(%error, "what is logged can't be changed");
    }
}

/// A level of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum EntryLevel {
    /// Something went wrong.
    Error,
    /// Something may have gone wrong.
    Warning,
    /// What was done.
    Info,
    /// How it was done.
    Debug,
}

impl EntryLevel {
    fn read(word: &str) -> Option<Self> {
        match word {
            "ERROR" => Some(Self::Error),
            "WARN" => Some(Self::Warning),
            "INFO" => Some(Self::Info),
            "DEBUG" | "TRACE" => Some(Self::Debug),
            _ => None,
        }
    }
}

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct LogEntry {
    /// When it was written.
    pub at: DateTime<Utc>,
    /// How bad it is.
    pub level: EntryLevel,
    /// Which program wrote it: `window` or `serve`.
    pub program: String,
    /// Where and what; an entry may have several lines.
    pub text: String,
}

/// Bytes from the end of each file that are looked through.
const LOOKED_THROUGH: u64 = 1 << 20;

/// The newest entries of all programs' logs, the newest last, at most so many.
pub fn newest(home: &Path, most: usize) -> std::io::Result<Vec<LogEntry>> {
    let mut entries = Vec::new();
    for path in files(home)? {
        if path.extension().is_some_and(|extension| extension == "log") {
            let program = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            entries.extend(read_entries(&end_of(&path)?, &program));
        }
    }
    entries.sort_by_key(|entry| entry.at);
    Ok(entries.split_off(entries.len().saturating_sub(most)))
}

/// The files of the logs' folder; none where nothing was ever logged.
fn files(home: &Path) -> std::io::Result<Vec<PathBuf>> {
    match std::fs::read_dir(folder(home)) {
        Ok(entries) => entries.map(|entry| entry.map(|entry| entry.path())).collect(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// The last whole lines of a file.
fn end_of(path: &Path) -> std::io::Result<String> {
    let mut file = File::open(path)?;
    let skipped = file.metadata()?.len().saturating_sub(LOOKED_THROUGH);
    file.seek(SeekFrom::Start(skipped))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    // The first line was cut.
    let begin = if skipped > 0 { text.find('\n').map_or(text.len(), |end| end + 1) } else { 0 };
    Ok(text[begin..].to_owned())
}

/// The entries of a log's text. A line that doesn't begin with an instant belongs
/// to the entry before it.
fn read_entries(text: &str, program: &str) -> Vec<LogEntry> {
    let mut entries: Vec<LogEntry> = Vec::new();
    for line in text.lines() {
        if let Some(mut entry) = read_entry(line) {
            program.clone_into(&mut entry.program);
            entries.push(entry);
        } else if let Some(last) = entries.last_mut() {
            last.text.push('\n');
            last.text.push_str(line);
        }
    }
    entries
}

fn read_entry(line: &str) -> Option<LogEntry> {
    let (at, rest) = line.split_once(' ')?;
    let at = at.parse().ok()?;
    let (level, text) = rest.trim_start().split_once(' ')?;
    let level = EntryLevel::read(level)?;
    Some(LogEntry { at, level, program: String::new(), text: text.to_owned() })
}

/// Packs the logs and some facts about the program into a `.zip` file, for somebody
/// who looks for the reason of a fault. It holds no rows and no secrets.
pub fn save_report(home: &Path, facts: &serde_json::Value, path: &Path) -> std::io::Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let file = crate::private_file::new_file(parent.unwrap_or(Path::new(".")))?;
    let mut archive = zip::ZipWriter::new(file);
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("report.json", options)?;
    archive.write_all(format!("{facts:#}\n").as_bytes())?;
    for log in files(home)? {
        let name = log.file_name().unwrap_or_default().to_string_lossy().into_owned();
        archive.start_file(format!("logs/{name}"), options)?;
        std::io::copy(&mut File::open(&log)?, &mut archive)?;
    }
    let file = archive.finish()?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// A file that is put aside when it is full: `x.log`, then `x.log.1` and so on.
struct Rotating {
    path: PathBuf,
    most: u64,
    /// None after it couldn't be opened; it is tried again with the next line.
    file: Option<File>,
    bytes: u64,
}

impl Rotating {
    fn open(path: PathBuf, most: u64) -> std::io::Result<Self> {
        let mut rotating = Self { path, most, file: None, bytes: 0 };
        rotating.reopen()?;
        Ok(rotating)
    }

    fn reopen(&mut self) -> std::io::Result<()> {
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&self.path)?;
        self.bytes = file.metadata()?.len();
        self.file = Some(file);
        Ok(())
    }

    fn numbered(&self, number: usize) -> PathBuf {
        let mut path = self.path.clone().into_os_string();
        if number > 0 {
            path.push(format!(".{number}"));
        }
        path.into()
    }

    fn put_aside(&mut self) -> std::io::Result<()> {
        self.file = None;
        for number in (0..FILES - 1).rev() {
            match std::fs::rename(self.numbered(number), self.numbered(number + 1)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
                Ok(()) | Err(_) => {}
            }
        }
        self.reopen()
    }

    fn append(&mut self, line: &[u8]) -> std::io::Result<()> {
        let length = u64::try_from(line.len()).unwrap_or(u64::MAX);
        if self.file.is_none() {
            self.reopen()?;
        }
        if self.bytes > 0 && self.bytes.saturating_add(length) > self.most {
            self.put_aside()?;
        }
        if let Some(file) = &mut self.file {
            file.write_all(line)?;
            self.bytes += length;
        }
        Ok(())
    }
}

impl Write for Rotating {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        // A line that can't be written, such as on a full disk, is left out:
        // there is nowhere to say so.
        let _ = self.append(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_file_goes_when_a_new_one_begins() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.log");
        let mut log = Rotating::open(path.clone(), 10).unwrap();
        for number in 0..9 {
            log.write_all(format!("line {number}\n").as_bytes()).unwrap();
        }
        let content = |number| std::fs::read_to_string(log.numbered(number)).unwrap();
        assert_eq!(
            (0..5).map(content).collect::<String>(),
            "line 8\nline 7\nline 6\nline 5\nline 4\n"
        );
        assert!(!log.numbered(5).exists());
        // The next process goes on with it.
        let mut next = Rotating::open(path, 20).unwrap();
        next.write_all(b"line 9\n").unwrap();
        assert_eq!(content(0), "line 8\nline 9\n");
    }

    #[test]
    fn entries_have_an_instant_a_level_and_all_their_lines() {
        let text = "2026-11-29T01:00:00.5Z  INFO run{id=7}: export_desk_core: started\n\
                    2026-11-29T01:00:01Z ERROR export_desk_core: it says:\nsecond line\n\
                    2026-11-29T01:00:02Z  WARN x: y\n";
        let entries = read_entries(text, "serve");
        let found: Vec<_> =
            entries.iter().map(|entry| (entry.level, entry.text.as_str())).collect();
        assert_eq!(
            found,
            [
                (EntryLevel::Info, "run{id=7}: export_desk_core: started"),
                (EntryLevel::Error, "export_desk_core: it says:\nsecond line"),
                (EntryLevel::Warning, "x: y"),
            ]
        );
        assert!(entries[0].at < entries[1].at);
    }

    #[test]
    fn the_newest_entries_of_all_programs_come_in_order() {
        let home = tempfile::tempdir().unwrap();
        assert_eq!(newest(home.path(), 10).unwrap(), []);
        std::fs::create_dir(folder(home.path())).unwrap();
        let write = |name: &str, seconds: &[u32]| {
            let lines = seconds.iter().map(|at| format!("2026-11-29T01:00:{at:02}Z  INFO {at}\n"));
            // Far more than what is looked through stands before them.
            let before = "2026-11-28T01:00:00Z  INFO long ago\n".repeat(40_000);
            let text = before + &lines.collect::<String>();
            std::fs::write(folder(home.path()).join(name), text).unwrap();
        };
        write("window.log", &[1, 4]);
        write("serve.log", &[2, 3]);
        let found = newest(home.path(), 3).unwrap();
        let found: Vec<_> = found.iter().map(|entry| (&*entry.program, &*entry.text)).collect();
        assert_eq!(found, [("serve", "2"), ("serve", "3"), ("window", "4")]);
    }

    #[test]
    fn settings_say_how_much_of_ours_is_logged() {
        let logged =
            |detail: LogDetail, target| detail.filter().would_enable(target, &tracing::Level::INFO);
        assert!(logged(LogDetail::Info, "export_desk_core::engine"));
        assert!(logged(LogDetail::Info, "export_desk_delivery::publish"));
        assert!(!logged(LogDetail::Warnings, "export_desk_core::engine"));
        assert!(!logged(LogDetail::Debug, "sqlx::query"));
    }
}
