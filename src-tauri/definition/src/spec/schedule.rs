//! When an export runs by itself: plain data, in the export's time zone.
//!
//! Which instants that gives is in [`crate::schedule`].

use std::fmt;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use schemars::JsonSchema;
use serde::de::{Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::heartbeat::Heartbeat;

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
    /// By when each run's file has to be there, a local time of day, `HH:MM` or
    /// `HH:MM:SS`: on the day of the run, or on the next where that isn't later
    /// than the run's time. People are told shortly before it, and once it has
    /// passed without a file.
    #[serde(default, with = "optional_time_of_day", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub due_by: Option<NaiveTime>,
    /// An `http` or `https` address that is called after each run of the schedule, so
    /// that a service which misses the call notices that this computer is off. After
    /// a failed run `/fail` is appended to its path; where the service has another
    /// form, both stand in braces: `https://status.example.com/push?status={up|down}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub heartbeat: Option<Heartbeat>,
}

/// Local dates and times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum When {
    /// Once.
    OnDate {
        /// The day.
        #[serde(deserialize_with = "day")]
        #[schemars(with = "NaiveDate")]
        #[cfg_attr(feature = "bindings", specta(type = String))]
        date: NaiveDate,
        /// The time of day, `HH:MM` or `HH:MM:SS`.
        #[serde(with = "time_of_day")]
        #[schemars(with = "String")]
        #[cfg_attr(feature = "bindings", specta(type = String))]
        time: NaiveTime,
    },
    /// On every day.
    Daily {
        /// Times of day, `HH:MM` or `HH:MM:SS`.
        #[serde(with = "times_of_day")]
        #[schemars(with = "Vec<String>")]
        #[cfg_attr(feature = "bindings", specta(type = Vec<String>))]
        times: Vec<NaiveTime>,
        /// First day.
        #[serde(
            default,
            deserialize_with = "optional_day",
            skip_serializing_if = "Option::is_none"
        )]
        #[schemars(with = "Option<NaiveDate>")]
        #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
        from: Option<NaiveDate>,
        /// Last day.
        #[serde(
            default,
            deserialize_with = "optional_day",
            skip_serializing_if = "Option::is_none"
        )]
        #[schemars(with = "Option<NaiveDate>")]
        #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
        until: Option<NaiveDate>,
    },
    /// On days of the week.
    Weekly {
        /// The days.
        weekdays: Vec<Weekday>,
        /// Times of day, `HH:MM` or `HH:MM:SS`.
        #[serde(with = "times_of_day")]
        #[schemars(with = "Vec<String>")]
        #[cfg_attr(feature = "bindings", specta(type = Vec<String>))]
        times: Vec<NaiveTime>,
        /// First day.
        #[serde(
            default,
            deserialize_with = "optional_day",
            skip_serializing_if = "Option::is_none"
        )]
        #[schemars(with = "Option<NaiveDate>")]
        #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
        from: Option<NaiveDate>,
        /// Last day.
        #[serde(
            default,
            deserialize_with = "optional_day",
            skip_serializing_if = "Option::is_none"
        )]
        #[schemars(with = "Option<NaiveDate>")]
        #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
        until: Option<NaiveDate>,
    },
    /// On days of the month; a month that has no such day is passed over.
    Monthly {
        /// The days.
        days: Vec<MonthDay>,
        /// Times of day, `HH:MM` or `HH:MM:SS`.
        #[serde(with = "times_of_day")]
        #[schemars(with = "Vec<String>")]
        #[cfg_attr(feature = "bindings", specta(type = Vec<String>))]
        times: Vec<NaiveTime>,
        /// First day.
        #[serde(
            default,
            deserialize_with = "optional_day",
            skip_serializing_if = "Option::is_none"
        )]
        #[schemars(with = "Option<NaiveDate>")]
        #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
        from: Option<NaiveDate>,
        /// Last day.
        #[serde(
            default,
            deserialize_with = "optional_day",
            skip_serializing_if = "Option::is_none"
        )]
        #[schemars(with = "Option<NaiveDate>")]
        #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
        until: Option<NaiveDate>,
    },
}

impl When {
    /// Times of day at which it fires on each of its days.
    pub fn times(&self) -> &[NaiveTime] {
        match self {
            Self::OnDate { time, .. } => std::slice::from_ref(time),
            Self::Daily { times, .. }
            | Self::Weekly { times, .. }
            | Self::Monthly { times, .. } => times,
        }
    }

    /// First day on which it may fire.
    pub fn from(&self) -> Option<NaiveDate> {
        match self {
            Self::OnDate { date, .. } => Some(*date),
            Self::Daily { from, .. } | Self::Weekly { from, .. } | Self::Monthly { from, .. } => {
                *from
            }
        }
    }

    /// Last day on which it may fire.
    pub fn until(&self) -> Option<NaiveDate> {
        match self {
            Self::OnDate { date, .. } => Some(*date),
            Self::Daily { until, .. }
            | Self::Weekly { until, .. }
            | Self::Monthly { until, .. } => *until,
        }
    }

    /// Whether it fires on a day.
    pub fn holds(&self, date: NaiveDate) -> bool {
        if self.from().is_some_and(|from| date < from)
            || self.until().is_some_and(|until| until < date)
        {
            return false;
        }
        match self {
            Self::OnDate { .. } | Self::Daily { .. } => true,
            Self::Weekly { weekdays, .. } => weekdays.contains(&date.weekday().into()),
            Self::Monthly { days, .. } => days.iter().any(|day| match day {
                MonthDay::Day(day) => u32::from(*day) == date.day(),
                MonthDay::Last(Last::Last) => {
                    date.succ_opt().is_none_or(|next| next.month() != date.month())
                }
            }),
        }
    }
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

impl From<chrono::Weekday> for Weekday {
    fn from(day: chrono::Weekday) -> Self {
        match day {
            chrono::Weekday::Mon => Self::Monday,
            chrono::Weekday::Tue => Self::Tuesday,
            chrono::Weekday::Wed => Self::Wednesday,
            chrono::Weekday::Thu => Self::Thursday,
            chrono::Weekday::Fri => Self::Friday,
            chrono::Weekday::Sat => Self::Saturday,
            chrono::Weekday::Sun => Self::Sunday,
        }
    }
}

/// A day of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(untagged)]
pub enum MonthDay {
    /// 1 to 31.
    Day(#[schemars(range(min = 1, max = 31))] u8),
    /// The last one, whatever its number.
    Last(Last),
}

// Not derived: an untagged enum doesn't say what was expected.
impl<'de> Deserialize<'de> for MonthDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Day;
        impl Visitor<'_> for Day {
            type Value = MonthDay;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a day from 1 to 31 or \"last\"")
            }

            fn visit_u64<E: serde::de::Error>(self, day: u64) -> Result<MonthDay, E> {
                let wrong = |_| E::invalid_value(Unexpected::Unsigned(day), &self);
                u8::try_from(day).map(MonthDay::Day).map_err(wrong)
            }

            fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<MonthDay, E> {
                match word {
                    "last" => Ok(MonthDay::Last(Last::Last)),
                    _ => Err(E::invalid_value(Unexpected::Str(word), &self)),
                }
            }
        }
        deserializer.deserialize_any(Day)
    }
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

/// A time of day as people write it: seconds only where there are some.
pub(crate) fn clock_text(time: NaiveTime) -> String {
    let pattern = if time.second() == 0 { "%H:%M" } else { "%H:%M:%S" };
    time.format(pattern).to_string()
}

fn read_time<E: serde::de::Error>(text: &str) -> Result<NaiveTime, E> {
    let wrong = |_| E::custom(format!("`{text}` isn't a time of day such as 06:30"));
    text.parse().map_err(wrong)
}

fn read_day<E: serde::de::Error>(text: &str) -> Result<NaiveDate, E> {
    let wrong = |_| E::custom(format!("`{text}` isn't a date such as 2026-11-30"));
    text.parse().map_err(wrong)
}

mod time_of_day {
    use super::{Deserialize, Deserializer, NaiveTime, Serializer, clock_text, read_time};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    pub(super) fn serialize<S: Serializer>(
        time: &NaiveTime,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&clock_text(*time))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<NaiveTime, D::Error> {
        read_time(&String::deserialize(deserializer)?)
    }
}

mod optional_time_of_day {
    use super::{
        Deserialize, Deserializer, NaiveTime, Serialize, Serializer, clock_text, read_time,
    };

    #[expect(clippy::ref_option, reason = "serde calls it so")]
    pub(super) fn serialize<S: Serializer>(
        time: &Option<NaiveTime>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        time.map(clock_text).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<NaiveTime>, D::Error> {
        let text: Option<String> = Option::deserialize(deserializer)?;
        text.map(|text| read_time(&text)).transpose()
    }
}

mod times_of_day {
    use super::{Deserialize, Deserializer, NaiveTime, Serializer, clock_text, read_time};

    pub(super) fn serialize<S: Serializer>(
        times: &[NaiveTime],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(times.iter().map(|time| clock_text(*time)))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<NaiveTime>, D::Error> {
        let texts: Vec<String> = Vec::deserialize(deserializer)?;
        texts.iter().map(|text| read_time(text)).collect()
    }
}

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    read_day(&String::deserialize(deserializer)?)
}

fn optional_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    let text: Option<String> = Option::deserialize(deserializer)?;
    text.map(|text| read_day(&text)).transpose()
}
