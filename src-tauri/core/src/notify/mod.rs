//! Telling people what became of a run, by e-mail and by the system's
//! notifications, and the services that watch for runs.
//!
//! `mail` is what the user sets up, `smtp` speaks to the server, `report` and
//! `message` are what is said; `desktop` shows notifications, and `heartbeat` calls
//! services. Nothing here can stop or fail a run: what can't be told is written into
//! the run's log instead.

mod desktop;
mod error;
mod heartbeat;
mod mail;
mod message;
mod report;
mod smtp;

pub use error::MailError;
pub(crate) use mail::PASSWORD;
pub use mail::{MailSecurity, MailSettings, NotifyOn};
pub use smtp::{Patience, PostOffice};

pub(crate) use desktop::{Bubble, Gone, News, Tone, clicked};
pub(crate) use heartbeat::{CallError, PATIENCE, call};
pub(crate) use message::{run_message, test_message};
pub(crate) use report::{Attached, Report, became, full_stop, on_one_line};
