//! What happened, for whoever looks for the reason of something: events of the
//! whole program in a file of the product's folder.
//!
//! Nothing in it is a row or a secret. A log that can't be written never keeps
//! anything else from being done.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

use serde::{Deserialize, Serialize};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Registry, fmt, reload};

use crate::run::create_private_folder;

/// Environment variable with what is logged, such as `debug` or
/// `warn,export_desk_core=trace`; it stands in for the setting.
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
        let ours = ["export_desk_core", "export_desk_cli", "export_desk_shell"];
        Targets::new()
            .with_default(LevelFilter::WARN)
            .with_targets(ours.map(|module| (module, level)))
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
    fn settings_say_how_much_of_ours_is_logged() {
        let logged =
            |detail: LogDetail, target| detail.filter().would_enable(target, &tracing::Level::INFO);
        assert!(logged(LogDetail::Info, "export_desk_core::engine"));
        assert!(!logged(LogDetail::Warnings, "export_desk_core::engine"));
        assert!(!logged(LogDetail::Debug, "sqlx::query"));
    }
}
