//! Ends what doesn't end by itself, and says which test it was.
//!
//! Only in CI, whose own limit would end everything without a word; whoever
//! sits in front of a terminal stops it by hand.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Error, Read};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// How long all commands may take together: less than CI's 4500 s.
const WHOLE: Duration = Duration::from_mins(70);
/// How long a command may say nothing; the longest builds say less than tests.
const SILENT: Duration = Duration::from_mins(20);

/// How often it is looked whether it has ended.
const LOOK: Duration = Duration::from_millis(500);

static BEGIN: OnceLock<Instant> = OnceLock::new();

/// Runs a command. Whether it succeeded.
pub(crate) fn status(command: &mut Command) -> Result<bool, Error> {
    let begin = *BEGIN.get_or_init(Instant::now);
    if std::env::var_os("CI").is_none() {
        return command.status().map(|status| status.success());
    }
    watch(command, WHOLE.saturating_sub(begin.elapsed()), SILENT)
}

fn watch(command: &mut Command, whole: Duration, silent: Duration) -> Result<bool, Error> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    // Everything that it starts can be ended with it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let mut child = command.spawn()?;
    let (sender, lines) = channel();
    if let Some(output) = child.stdout.take() {
        read(output, sender.clone());
    }
    if let Some(output) = child.stderr.take() {
        read(output, sender);
    }
    let end = Instant::now() + whole;
    let mut heard = Instant::now();
    let mut running = Running::default();
    loop {
        match lines.recv_timeout(LOOK) {
            Ok(line) => {
                println!("{line}");
                running.hear(&line);
                heard = Instant::now();
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(child.wait()?.success()),
            Err(RecvTimeoutError::Timeout) => {}
        }
        // Something that it has started may still have its outputs open.
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        let reason = if Instant::now() >= end {
            "the time for all commands is over".to_owned()
        } else if heard.elapsed() >= silent {
            format!("it has said nothing for {} min", silent.as_secs() / 60)
        } else {
            continue;
        };
        println!("ended, because {reason}. {}", running.in_words());
        kill(&mut child);
        child.wait()?;
        return Ok(false);
    }
}

fn read(output: impl Read + Send + 'static, lines: Sender<String>) {
    std::thread::spawn(move || {
        for line in BufReader::new(output).split(b'\n') {
            let Ok(line) = line else { return };
            if lines.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                return;
            }
        }
    });
}

fn kill(child: &mut Child) {
    #[cfg(unix)]
    if Command::new("kill").args(["-KILL", "--", &format!("-{}", child.id())]).status().is_ok() {
        return;
    }
    if let Err(error) = child.kill() {
        println!("it can't be ended: {error}");
    }
}

/// What is known of tests that run, from what they print.
#[derive(Debug, Default)]
struct Running {
    /// The binary of tests that runs.
    binary: Option<String>,
    /// Its tests that have run for a minute and more.
    long: BTreeSet<String>,
    last: String,
}

impl Running {
    fn hear(&mut self, line: &str) {
        let line = line.trim();
        if let Some(binary) = line.strip_prefix("Running ") {
            *self = Self { binary: Some(binary.to_owned()), ..Self::default() };
        } else if let Some(test) = line.strip_prefix("test ") {
            if let Some((name, _)) = test.split_once(" has been running for over") {
                self.long.insert(name.to_owned());
            } else if let Some((name, _)) = test.split_once(" ... ") {
                self.long.remove(name);
            }
        }
        if !line.is_empty() {
            line.clone_into(&mut self.last);
        }
    }

    fn in_words(&self) -> String {
        let tests: Vec<&str> = self.long.iter().map(String::as_str).collect();
        let binary = self.binary.as_deref().unwrap_or("no binary of tests");
        match tests.as_slice() {
            [] => format!("Running: {binary}; it said last: {}", self.last),
            tests => format!("It hangs: {} ({binary})", tests.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_test_that_hangs() {
        let mut running = Running::default();
        for line in [
            "     Running unittests src/lib.rs (target/debug/deps/a-1)",
            "test old has been running for over 60 seconds",
            "     Running tests/schedule/main.rs (target/debug/deps/schedule-2)",
            "test quick ... ok",
            "test slow has been running for over 60 seconds",
            "test stuck has been running for over 60 seconds",
            "test slow ... ok",
        ] {
            running.hear(line);
        }
        let words = running.in_words();
        assert_eq!(
            words,
            "It hangs: stuck (tests/schedule/main.rs (target/debug/deps/schedule-2))"
        );
        // Tests in a window say each when it begins.
        running.hear("Running tests/desktop/test_tray.py::test_a_start");
        running.hear("the window is open");
        assert_eq!(
            running.in_words(),
            "Running: tests/desktop/test_tray.py::test_a_start; it said last: the window is open"
        );
    }

    #[cfg(unix)]
    #[test]
    fn ends_what_is_silent_and_what_it_has_started() {
        let file = std::env::temp_dir().join(format!("watchdog-{}", std::process::id()));
        let script = format!("sleep 600 & echo $! >'{}'; wait", file.display());
        let mut command = Command::new("sh");
        // Were it not ended, it would end by itself, and well.
        let passed = watch(
            command.args(["-c", &script]),
            Duration::from_hours(1),
            Duration::from_millis(300),
        );
        assert!(!passed.unwrap());
        // A machine that is so busy that the script hadn't begun has left no number.
        let number = std::fs::read_to_string(&file).unwrap_or_default();
        let works = || {
            let state = std::fs::read_to_string(format!("/proc/{}/stat", number.trim()));
            state.is_ok_and(|state| !state.contains(") Z "))
        };
        let end = Instant::now() + Duration::from_mins(1);
        while works() {
            assert!(Instant::now() < end, "what it has started goes on");
            std::thread::sleep(LOOK);
        }
        let _ = std::fs::remove_file(file);
        let mut command = Command::new("true");
        assert!(watch(&mut command, Duration::from_mins(1), Duration::from_mins(1)).unwrap());
    }
}
