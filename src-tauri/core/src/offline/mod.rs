//! A copy of a connection's data on this computer: what is copied, and how old
//! the copy is.
//!
//! A copy is a folder of Parquet files, one for each data model, whose columns
//! are called as the fields. It becomes the copy in one rename, when it is whole.

mod copy;

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

pub(crate) use copy::{
    Copied, Earlier, copy_model, first_day, moment_field, rows_since, unwritten,
};

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
    /// How far behind the newest copied row the next refresh begins, so that rows
    /// are fetched that carried an earlier time when they were committed.
    #[serde(default = "usual_overlap")]
    pub overlap_minutes: u32,
    /// After so many days everything is copied anew, so that rows go that were
    /// deleted; never where there is none.
    #[serde(default = "usual_full_copy")]
    pub full_every_days: Option<u32>,
}

fn usual_overlap() -> u32 {
    15
}

#[expect(clippy::unnecessary_wraps, reason = "the field's type")]
fn usual_full_copy() -> Option<u32> {
    Some(7)
}

impl OfflineSettings {
    /// A copy of models that is in use and refreshed by hand.
    pub fn new(models: Vec<OfflineModel>) -> Self {
        Self {
            models,
            schedule: None,
            in_use: true,
            overlap_minutes: usual_overlap(),
            full_every_days: usual_full_copy(),
        }
    }

    /// How far the next refresh goes back.
    pub(crate) fn overlap(&self) -> TimeDelta {
        TimeDelta::minutes(self.overlap_minutes.into())
    }

    /// Whether everything is to be copied anew.
    pub(crate) fn is_full_copy_due(&self, last: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
        let Some(days) = self.full_every_days else { return false };
        last.is_none_or(|last| now - last >= TimeDelta::days(days.into()))
    }
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
    /// By model, the hash of where its rows come from and of its fields.
    #[serde(default)]
    pub(crate) origins: BTreeMap<String, String>,
    /// By model, the hash of where its rows come from alone; copies of earlier versions have
    /// none.
    #[serde(default)]
    pub(crate) places: BTreeMap<String, String>,
    /// When everything was last copied anew.
    #[serde(default)]
    pub(crate) full_at: Option<DateTime<Utc>>,
    /// By model, what tells which rows changed since they were copied, where a
    /// database knows it.
    #[serde(default)]
    pub(crate) snapshots: BTreeMap<String, String>,
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
    /// When everything was last copied anew: rows that were deleted since may
    /// still be in it.
    pub full_at: Option<DateTime<Utc>>,
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
    /// What was wanted of its models when they were copied.
    #[serde(skip)]
    pub(crate) models: Vec<OfflineModel>,
    /// By model, the hash of where its rows came from.
    #[serde(skip)]
    pub(crate) places: BTreeMap<String, String>,
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
        let copy = copy.unwrap_or_default();
        Self {
            settings,
            copied_at: copy.copied_at,
            full_at: copy.full_at,
            copied: copy.models.iter().map(|model| model.model.clone()).collect(),
            rows: copy.rows,
            bytes: copy.bytes,
            refreshing: false,
            message: copy.message,
            hint: copy.hint,
            folder: copy.folder,
            models: copy.models,
            places: copy.places,
        }
    }
}
