//! A copy of a connection's data on this computer: what is copied, and how old
//! the copy is.
//!
//! A copy is a folder of Parquet files, one for each data model, whose columns
//! are called as the fields. It becomes the copy in one rename, when it is whole.

mod copy;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub(crate) use copy::{Copied, copy_model, first_day, moment_field, rows_since};

use crate::spec::schedule::Schedule;

/// A data model that is copied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct OfflineModel {
    /// Its id.
    pub model: String,
    /// Only rows of so many days, by `updated_field`; all rows without it.
    #[serde(default)]
    pub last_days: Option<u32>,
    /// The datetime field by which only newer rows are fetched; without it the
    /// model is copied whole each time.
    #[serde(default)]
    pub updated_field: Option<String>,
}

/// What is copied, and when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct OfflineSettings {
    /// The data models.
    pub models: Vec<OfflineModel>,
    /// When it is refreshed by itself.
    #[serde(default)]
    pub schedule: Option<Schedule>,
    /// Whether the wizard, preview and runs use the copy.
    #[serde(rename = "use")]
    pub in_use: bool,
}

/// How the last copy went.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct CopyReport {
    /// When the copy that is there was begun.
    pub(crate) copied_at: Option<DateTime<Utc>>,
    pub(crate) rows: u64,
    pub(crate) bytes: u64,
    /// Name of the folder with the copy that is there.
    pub(crate) folder: Option<String>,
    /// Settings with which its models were copied.
    pub(crate) models: Vec<OfflineModel>,
    /// Why the latest attempt gave none.
    pub(crate) message: Option<String>,
    pub(crate) hint: Option<String>,
}

/// A copy as it is now.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct OfflineState {
    /// What is copied, and when.
    pub settings: OfflineSettings,
    /// When the copy that is there was begun: rows are as they were then.
    pub copied_at: Option<DateTime<Utc>>,
    /// Ids of the models that are in it; others are read where they come from.
    pub copied: Vec<String>,
    /// Rows of all its models.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub rows: u64,
    /// Bytes of its files.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub bytes: u64,
    /// Whether it is being refreshed.
    pub refreshing: bool,
    /// Why the latest refresh didn't work.
    pub message: Option<String>,
    /// What to do about that.
    pub hint: Option<String>,
    /// Name of the folder with the copy.
    #[serde(skip)]
    pub folder: Option<String>,
}

/// What a copy would take.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct OfflineEstimate {
    /// Rows of all models.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub rows: u64,
    /// Bytes on this computer's disk.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub bytes: u64,
    /// How long it may take.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub seconds: f64,
}

impl OfflineState {
    pub(crate) fn new(settings: OfflineSettings, copy: Option<CopyReport>) -> Self {
        let CopyReport { copied_at, rows, bytes, message, hint, folder, models } =
            copy.unwrap_or_default();
        let copied = models.into_iter().map(|model| model.model).collect();
        Self { settings, copied_at, copied, rows, bytes, refreshing: false, message, hint, folder }
    }
}
