//! Sets: exports whose files are delivered together.
//!
//! Plain serde data; what a set and its members may have is checked by [`crate::plan`].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the files of a set's members are put together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum Packaging {
    /// As entries of one zip archive, in the order of the members. An entry is called by
    /// its member's `entry_name`, or else by its `file_name`.
    #[default]
    #[serde(rename = "archive")]
    Archive,
    /// Side by side, each as its member's format says.
    #[serde(rename = "files")]
    Files,
}

impl Packaging {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    pub(super) fn is_archive(&self) -> bool {
        *self == Self::Archive
    }
}
