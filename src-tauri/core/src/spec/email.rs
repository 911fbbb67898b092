//! Who is told by e-mail what became of a run: plain data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who is told by e-mail, and of what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Email {
    /// Addresses.
    #[schemars(length(min = 1, max = 50))]
    pub to: Vec<String>,
    /// Which ends of a run are told.
    #[serde(default)]
    pub on: EmailOn,
    /// Whether the file is attached, if it is small enough.
    #[serde(default)]
    pub attach: bool,
}

/// Which ends of a run are told by e-mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum EmailOn {
    /// The file is there.
    Success,
    /// There is no file, or it wasn't delivered.
    Failure,
    /// Both.
    #[default]
    Both,
}
