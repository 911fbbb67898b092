//! Why there is no newer version, or why it isn't taken.

use std::path::PathBuf;

use reqwest::StatusCode;

/// What keeps an update from being found, taken or installed.
#[derive(Debug, thiserror::Error)]
pub enum UpdateError {
    /// The build names no place.
    #[error("this build doesn't know where updates come from")]
    NoSource,
    /// The place can't be asked.
    #[error("`{0}` isn't an address that updates can come from")]
    Address(String),
    /// The build's own keys.
    #[error("this build has no public key that updates can be checked with")]
    NoKey,
    /// The program is there by itself, or by a package that can't be replaced from here.
    #[error("this copy of Export Desk can't be updated from here: {0}")]
    NotInstalled(String),
    /// The system can't send anything.
    #[error("no request can be made: {0}")]
    Client(String),
    /// No connection, or it broke.
    #[error("can't reach {place}: {reason}")]
    Unreachable {
        /// The server.
        place: String,
        /// The system's words.
        reason: String,
    },
    /// No answer in time.
    #[error("the server at {0} doesn't answer")]
    Silent(String),
    /// It has nothing there.
    #[error("the server at {place} answers {status}")]
    Answer {
        /// The server.
        place: String,
        /// What it says.
        status: StatusCode,
    },
    /// It says something else.
    #[error("what the server says of updates can't be read: {0}")]
    Manifest(String),
    /// There is none for this computer.
    #[error("version {version} has no package for {platform}")]
    NoPackage {
        /// The version.
        version: String,
        /// System, processor and kind of package.
        platform: String,
    },
    /// More than a package ever has.
    #[error("the package is larger than {0} MB")]
    TooLarge(u64),
    /// Fewer bytes than announced.
    #[error("the package broke off after {0} bytes")]
    Short(u64),
    /// It has no signature of our kind.
    #[error("the package isn't signed: {0}")]
    Unsigned(&'static str),
    /// Somebody else's.
    #[error("the package is signed with a key that this version doesn't know")]
    OtherKey,
    /// The signature is of another content.
    #[error("the package or its signature was changed after it was signed")]
    Tampered,
    /// A genuine package under a wrong name, such as an older one.
    #[error("the package that is offered as “{offered}” was signed as “{signed}”")]
    OtherPackage {
        /// What the server says.
        offered: String,
        /// What the signature says.
        signed: String,
    },
    /// It can't be kept or replaced here.
    #[error("can't write `{}`: {error}", .path.display())]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// The system's words.
        error: std::io::Error,
    },
    /// The system's own program for packages wants no update.
    #[error("the package can't be installed: {reason}")]
    Install {
        /// Why.
        reason: String,
        /// What does it by hand.
        command: String,
    },
    /// A run would be disturbed.
    #[error("{0}")]
    Busy(String),
}

impl UpdateError {
    /// What to do about it.
    pub fn hint(&self) -> String {
        let hint = match self {
            Self::NoSource | Self::Address(_) | Self::NoKey => {
                "Get newer versions where this one came from."
            }
            Self::NotInstalled(_) => {
                "Install one of the packages; that can then be updated from here."
            }
            Self::Client(_) => "Restart the computer if this goes on.",
            Self::Unreachable { .. } | Self::Silent(_) => {
                "Check the network, then look again. Everything else works without it."
            }
            Self::Answer { .. } | Self::Manifest(_) | Self::NoPackage { .. } => "Look again later.",
            Self::TooLarge(_) | Self::Short(_) => "Nothing was installed. Try again later.",
            Self::Unsigned(_) | Self::OtherKey | Self::Tampered | Self::OtherPackage { .. } => {
                "Nothing was installed, and the package was removed. Tell the makers of Export \
                 Desk; don't install it from elsewhere."
            }
            Self::Disk { error, .. } => match error.kind() {
                std::io::ErrorKind::StorageFull => "Free disk space, then try again.",
                _ => "Nothing was changed. Install the package by hand, as an administrator.",
            },
            Self::Install { command, .. } => {
                return format!("Nothing was changed. By hand it is: {command}");
            }
            Self::Busy(_) => "Try again when it has ended.",
        };
        hint.to_owned()
    }

    /// Whether it may go well later with nothing changed by hand.
    pub fn retryable(&self) -> bool {
        match self {
            Self::NoSource | Self::Address(_) | Self::NoKey | Self::NotInstalled(_) => false,
            Self::Client(_)
            | Self::Unreachable { .. }
            | Self::Silent(_)
            | Self::Answer { .. }
            | Self::Manifest(_)
            | Self::NoPackage { .. }
            | Self::TooLarge(_)
            | Self::Short(_)
            | Self::Unsigned(_)
            | Self::OtherKey
            | Self::Tampered
            | Self::OtherPackage { .. }
            | Self::Disk { .. }
            | Self::Install { .. }
            | Self::Busy(_) => true,
        }
    }
}
