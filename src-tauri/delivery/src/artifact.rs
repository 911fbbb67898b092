//! A file that a run has made, as deliveries and histories know it.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// What a file of a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
pub enum ArtifactRole {
    /// Rows.
    Data,
    /// A small file that belongs to them.
    Companion,
}

/// A file of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Artifact {
    /// What it is.
    pub role: ArtifactRole,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Its bytes.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub bytes: u64,
    /// Its SHA-256, lower-case hexadecimal.
    pub sha256: String,
    /// Its rows, without a header; a companion has none.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub rows: u64,
    /// Bytes of its text before compression.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub content_bytes: u64,
}
