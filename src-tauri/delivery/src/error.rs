//! What can go wrong on the way to a target, told apart as far as the way out
//! or the question whether to try again differs.

use super::check::HostKey;
use super::mask::Mask;

/// What a server was asked to do with a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    Write,
    Look,
    Read,
    Rename,
    Remove,
}

/// Whether doing the same once more may help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// It may pass by itself: the network, a busy server, a full disk.
    Transient,
    /// Somebody has to change something first.
    Permanent,
}

/// What kind of failure it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The host's name isn't known.
    NoHost,
    /// Nobody answers at that host and port.
    Unreachable,
    /// The server stopped answering.
    TimedOut,
    /// The connection ended too early.
    Broken,
    /// The server says that it can't now.
    Busy,
    /// The server doesn't go on with a part of a file.
    Resume,
    /// The user, password or key is wrong.
    Login,
    /// Nobody has said yet that the host's key is right.
    UnknownHost(Box<HostKey>),
    /// The host has another key than it had, or a revoked one.
    ChangedHost(Box<HostKey>),
    /// The certificate can't be trusted.
    Certificate,
    /// Client and server don't understand each other.
    Protocol,
    /// The user may not do that there.
    Permission,
    /// The folder or bucket isn't there.
    NoFolder,
    /// The name is taken, and the target's rule is to stop then.
    Exists,
    /// The server's disk or quota is full.
    DiskFull,
    /// What arrived isn't what was sent.
    Mismatch,
    /// The server refuses for a reason of its own.
    Refused,
    /// The settings can't be used.
    Settings,
    /// The secret can't be had.
    Secret,
    /// The run's own file can't be read.
    LocalFile,
    /// Somebody stopped it.
    Cancelled,
}

impl Fault {
    /// Whether the server may have done what it was asked for: its answer never came.
    pub fn is_unanswered(&self) -> bool {
        matches!(self, Self::TimedOut | Self::Broken | Self::Protocol | Self::Cancelled)
    }

    /// Whether trying again may help.
    pub fn retry(&self) -> Retry {
        match self {
            Self::NoHost
            | Self::Unreachable
            | Self::TimedOut
            | Self::Broken
            | Self::Busy
            | Self::Resume
            | Self::DiskFull
            | Self::Mismatch => Retry::Transient,
            Self::Login
            | Self::UnknownHost(_)
            | Self::ChangedHost(_)
            | Self::Certificate
            | Self::Protocol
            | Self::Permission
            | Self::NoFolder
            | Self::Exists
            | Self::Refused
            | Self::Settings
            | Self::Secret
            | Self::LocalFile
            | Self::Cancelled => Retry::Permanent,
        }
    }
}

/// Why a file isn't at its target.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DeliveryError {
    /// What kind of failure it is.
    pub fault: Fault,
    /// What happened, in one sentence.
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// Path of the part of the file that stays at the target.
    pub part: Option<String>,
}

impl DeliveryError {
    /// A fault with a message of one sentence, and what to do next.
    pub fn new(fault: Fault, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { fault, message: message.into(), hint: hint.into(), part: None }
    }

    /// Whether trying again may help.
    pub fn retry(&self) -> Retry {
        self.fault.retry()
    }

    /// What a run says whose file is made and not at this target.
    #[must_use]
    pub fn made_not_delivered(mut self, target: &str) -> Self {
        self.message = format!("made, not delivered to “{target}”: {}", self.message);
        self
    }

    /// Somebody stopped it.
    pub fn cancelled() -> Self {
        Self::new(Fault::Cancelled, "the delivery was cancelled", "Deliver it again when you like.")
    }

    pub(crate) fn unreachable(place: &str, error: &std::io::Error) -> Self {
        let message = match error.kind() {
            std::io::ErrorKind::ConnectionRefused => {
                format!("can't reach `{place}`: nothing listens there")
            }
            _ => format!("can't reach `{place}`: {}", plain(error)),
        };
        let hint = "Check the host and port, or whether a VPN is needed.";
        Self::new(Fault::Unreachable, message, hint)
    }

    /// Nothing came from `place` for as long as it is waited for.
    pub fn timed_out(place: &str) -> Self {
        let hint = "Check the network and whether the server is busy.";
        Self::new(Fault::TimedOut, format!("`{place}` doesn't answer"), hint)
    }

    pub(crate) fn broken(place: &str) -> Self {
        let hint = "Check the network; the server may have been restarted.";
        Self::new(Fault::Broken, format!("the connection to `{place}` ended too early"), hint)
    }

    pub(crate) fn login(place: &str, user: &str, hint: &str) -> Self {
        let message = format!("`{place}` doesn't let `{user}` in");
        Self::new(Fault::Login, message, hint)
    }

    pub(crate) fn permission(place: &str, path: &str) -> Self {
        Self::refused(place, Act::Write, path, "")
    }

    /// A server doesn't allow something; `words` are its own.
    pub(crate) fn refused(place: &str, act: Act, path: &str, words: &str) -> Self {
        let (what, hint) = match act {
            Act::Write => (
                "writing to",
                "Choose a folder that this user may write to, or ask its administrator.",
            ),
            Act::Look => (
                "asking for the size of",
                "Test the target: it finds out which way of checking works there.",
            ),
            Act::Read => {
                ("reading back", "Test the target: it finds out which way of checking works there.")
            }
            Act::Rename => (
                "giving a name to",
                "Test the target: it finds out which way of publishing works there, for example \
                 writing directly under the name.",
            ),
            Act::Remove => ("removing", "Ask its administrator to remove it."),
        };
        let words = if words.is_empty() { String::new() } else { format!(" ({words})") };
        let message = format!("`{place}` doesn't allow {what} `{path}`{words}");
        Self::new(Fault::Permission, message, hint)
    }

    /// A server that has the whole file and doesn't let anybody see that.
    pub(crate) fn untold(place: &str, path: &str, reason: &Self) -> Self {
        let message = format!(
            "`{place}` has taken all of `{path}`, but doesn't tell whether it arrived whole: {}",
            reason.message
        );
        let hint = "Choose “the server's answer” as the target's way of checking. A test of the \
                    target finds out what works there.";
        Self::new(Fault::Refused, message, hint)
    }

    /// A file that was there and isn't any more.
    pub(crate) fn taken_away(place: &str, path: &str) -> Self {
        let message = format!(
            "`{place}` has taken all of `{path}`, and then it isn't there: files are fetched there \
             as soon as they are written"
        );
        let hint = "Choose “write directly” as the target's way of publishing and “the server's \
                    answer” as its way of checking; ask the partner whether this file arrived.";
        Self::new(Fault::Refused, message, hint)
    }

    pub(crate) fn no_folder(place: &str, path: &str) -> Self {
        let message = format!("there is no folder `{path}` on `{place}`");
        let hint = "Check the path, or let the target make folders that aren't there.";
        Self::new(Fault::NoFolder, message, hint)
    }

    pub(crate) fn exists(name: &str) -> Self {
        let message = format!("`{name}` is there already");
        let hint = "Choose another name, or let the target replace or number.";
        Self::new(Fault::Exists, message, hint)
    }

    pub(crate) fn disk_full(place: &str) -> Self {
        let hint = "Free space there, or ask its administrator for more.";
        Self::new(Fault::DiskFull, format!("the disk or quota of `{place}` is full"), hint)
    }

    pub(crate) fn mismatch(path: &str, what: &str) -> Self {
        let message = format!("what arrived as `{path}` isn't what was sent: {what}");
        let hint = "It is sent again from the start; if this stays, check the network.";
        Self::new(Fault::Mismatch, message, hint)
    }

    pub(crate) fn no_secret(what: &str) -> Self {
        let hint = "Edit the target and type it again; the system's keychain has none for it.";
        Self::new(Fault::Secret, format!("{what} is missing"), hint)
    }

    pub(crate) fn local_file(path: &std::path::Path, error: &std::io::Error) -> Self {
        let message = format!("`{}` can't be read: {}", path.display(), plain(error));
        Self::new(Fault::LocalFile, message, "Run the export again.")
    }

    /// Without the secret, should a server have repeated it.
    #[must_use]
    pub fn without(mut self, secret: &Mask) -> Self {
        self.message = secret.hide(&self.message);
        self.hint = secret.hide(&self.hint);
        self
    }
}

/// The system's words without the number that only programmers know.
pub(crate) fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(end) => text[..end].to_lowercase(),
        None => text,
    }
}
