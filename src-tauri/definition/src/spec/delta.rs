//! Exports of what is new: plain serde data. Which rows that means at an instant is in
//! `plan/delta.rs`, how far the runs of an export have come in the history.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ConstantColumn;

/// What a run takes besides the filters: only what has come, or what has changed, since
/// the last run whose file was delivered to all targets, or made where there is no target.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Delta {
    /// How new rows are found.
    pub by: DeltaBy,
    /// With `date`: the date or datetime field that says when a row came or was changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// With `date`: a day such as `2026-03-31`, or a datetime; no run takes rows from
    /// before. Absent, the first run takes everything, rows without a date included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// With `date`: a run's window ends so many minutes before its instant, for rows
    /// that are saved later than they are dated.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[schemars(range(max = 525_600))]
    pub lag_minutes: u32,
    /// With `rows`: the columns whose values tell rows apart, by headers or fields; the
    /// data model's key unless they are given. Groups are told apart by what they are
    /// grouped by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub key: Vec<String>,
    /// With `rows`: the column that says what became of a row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<ChangeColumn>,
    /// With `rows`: what a removed row has besides its key.
    #[serde(default, skip_serializing_if = "RemovedRow::is_as_last")]
    pub removed: RemovedRow,
    /// With `rows`: a run stops if it would remove more of a hundred delivered rows;
    /// 20 unless told otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 100))]
    pub most_removed_percent: Option<u8>,
}

impl Delta {
    /// Of a hundred delivered rows, so many may be removed by one run.
    pub fn most_removed_percent(&self) -> u8 {
        self.most_removed_percent.unwrap_or(20)
    }

    /// The column that says what became of a row, as one of the further columns.
    pub(super) fn further_column(&self) -> Option<ConstantColumn> {
        if self.by != DeltaBy::Rows {
            return None;
        }
        let ChangeColumn { at, header, added, changed, removed, width } =
            self.change.clone().unwrap_or_default();
        let words = [&added, &changed, &removed, &header];
        let widest = words.map(|word| word.chars().count()).into_iter().max().unwrap_or_default();
        let width = width.or_else(|| u16::try_from(widest).ok());
        Some(ConstantColumn { at, header, value: String::new(), width })
    }
}

/// The column that says what became of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields, default)]
pub struct ChangeColumn {
    /// Its place among all columns, from 1; behind them all where there are fewer.
    #[schemars(range(min = 1))]
    pub at: u16,
    /// Its name in the header line.
    pub header: String,
    /// What stands in it for a row that is new.
    pub added: String,
    /// The same for one with other values.
    pub changed: String,
    /// The same for one that is gone.
    pub removed: String,
    /// Characters that it takes in a fixed-width file; as many as its longest word
    /// unless told otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u16>,
}

impl Default for ChangeColumn {
    fn default() -> Self {
        Self {
            at: 1,
            header: "_change".to_owned(),
            added: "added".to_owned(),
            changed: "changed".to_owned(),
            removed: "removed".to_owned(),
            width: None,
        }
    }
}

/// What a removed row has besides its key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum RemovedRow {
    /// Its values as they were delivered.
    #[default]
    #[serde(rename = "as_last")]
    AsLast,
    /// Nothing.
    #[serde(rename = "key_only")]
    KeyOnly,
}

impl RemovedRow {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    fn is_as_last(&self) -> bool {
        *self == Self::AsLast
    }
}

/// How new rows are found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum DeltaBy {
    /// By a date: a run takes the rows from where the last one ended up to its instant.
    #[default]
    #[serde(rename = "date")]
    Date,
    /// By comparison of all rows with those that were delivered: a run takes those that
    /// were added, changed or removed.
    #[serde(rename = "rows")]
    Rows,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn is_zero(minutes: &u32) -> bool {
    *minutes == 0
}
