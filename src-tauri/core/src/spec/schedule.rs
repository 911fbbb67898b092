//! When an export runs by itself: plain data, in the export's time zone.
//!
//! Which instants that gives is in [`crate::schedule`].

use chrono::{NaiveDate, NaiveTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// When an export runs by itself, and what becomes of runs that were missed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// The dates and times.
    pub when: When,
    /// What becomes of slots that passed while nothing could run.
    #[serde(default)]
    pub missed: Missed,
    /// Slots that were missed longer ago are skipped; 168 unless told
    /// otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 8760))]
    pub max_age_hours: Option<u32>,
    /// Pauses itself after so many failures in a row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 100))]
    pub pause_after_failures: Option<u32>,
}

/// Local dates and times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum When {
    /// Once.
    OnDate {
        /// The day.
        date: NaiveDate,
        /// The time of day.
        time: NaiveTime,
    },
    /// On every day.
    Daily {
        /// Times of day.
        times: Vec<NaiveTime>,
        /// First day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<NaiveDate>,
        /// Last day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
    },
    /// On days of the week.
    Weekly {
        /// The days.
        weekdays: Vec<Weekday>,
        /// Times of day.
        times: Vec<NaiveTime>,
        /// First day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<NaiveDate>,
        /// Last day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
    },
    /// On days of the month; a month that has no such day is passed over.
    Monthly {
        /// The days.
        days: Vec<MonthDay>,
        /// Times of day.
        times: Vec<NaiveTime>,
        /// First day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<NaiveDate>,
        /// Last day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
    },
}

/// A day of the week.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "days need no words")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// A day of the month.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(untagged)]
pub enum MonthDay {
    /// 1 to 31.
    Day(#[schemars(range(min = 1, max = 31))] u8),
    /// The last one, whatever its number.
    Last(Last),
}

/// The word `last`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Last {
    /// The only value.
    Last,
}

/// What becomes of slots that passed while nothing could run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Missed {
    /// One run when back, for the latest of them.
    #[default]
    RunOnce,
    /// A run for each of them, with its own instant for relative dates.
    RunEach,
    /// None.
    Skip,
}
