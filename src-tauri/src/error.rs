//! What the window is told when something can't be done.

use export_desk_core::error::{Error, sentence};
use export_desk_core::spec::Problem;
use export_desk_core::update::UpdateError;
use serde::Serialize;
use specta::Type;

/// Why a command didn't do what it was asked for.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct CommandError {
    /// Stable; the window knows what to offer for it.
    pub(crate) code: String,
    /// What happened, in one sentence.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) hint: Option<String>,
    /// Whether the same thing may work when tried again.
    pub(crate) retryable: bool,
    /// For a definition that can't be used: everything wrong with it.
    pub(crate) problems: Vec<Problem>,
}

impl From<Error> for CommandError {
    fn from(error: Error) -> Self {
        Self {
            code: error.code().to_owned(),
            message: sentence(&error.message()),
            hint: error.hint(),
            retryable: error.retryable(),
            problems: error.problems().to_vec(),
        }
    }
}

impl From<UpdateError> for CommandError {
    fn from(error: UpdateError) -> Self {
        Self {
            code: "other".to_owned(),
            message: sentence(&error.to_string()),
            hint: Some(error.hint()),
            retryable: error.retryable(),
            problems: Vec::new(),
        }
    }
}

impl CommandError {
    /// What the operating system refuses.
    pub(crate) fn system(message: impl Into<String>, hint: &str) -> Self {
        Self {
            code: "other".to_owned(),
            message: message.into(),
            hint: Some(hint.to_owned()),
            retryable: true,
            problems: Vec::new(),
        }
    }
}

/// What every command gives.
pub(crate) type Answer<T> = Result<T, CommandError>;
