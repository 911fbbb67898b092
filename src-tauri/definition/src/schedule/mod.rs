//! From local dates and times to instants: pure calendar arithmetic, no clock,
//! no history.
//!
//! A local time that clocks skip is as far behind the gap as it would have been
//! behind its beginning (02:30 runs at 03:30; RFC 5545); one that comes twice
//! is the first. Where that puts two times on one instant, it fires once. Days
//! are counted from the calendar, never from the last run.

mod calendar;
mod check;
mod deadline;
mod due;
mod humanize;
mod moved;

pub use calendar::{Fires, last_fire, next_fire};
pub use check::{over, problems};
pub use deadline::{deadline, warning};
pub use due::{Fate, MOVED, PUNCTUAL, due, open_from};
pub use moved::moved;

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use serde::Serialize;

/// One instant at which a schedule fires.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Fire {
    /// The instant.
    pub at: DateTime<Utc>,
    /// What clocks in the export's zone show then.
    pub local: DateTime<FixedOffset>,
    /// Why that isn't the time that was asked for, or which of two it is.
    pub note: Option<String>,
    /// The local time that was asked for.
    #[serde(skip)]
    pub asked: NaiveDateTime,
}
