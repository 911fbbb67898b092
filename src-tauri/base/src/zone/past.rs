//! A zone's rules as they were used before a newer release came, in a form that
//! is kept.

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Window, Zone, resolve};

/// When a zone's offset changed, by earlier rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PastRules(
    /// Windows in order, each by its end and its offset.
    Vec<(i64, i32)>,
);

impl PastRules {
    /// A zone's rules from an instant on.
    pub fn of(zone: Zone, from: DateTime<Utc>) -> Self {
        let windows = zone.windows().iter().filter(|window| window.to > from.timestamp());
        Self(windows.map(|window| (window.to, window.offset)).collect())
    }

    /// Reads what was kept; nothing where it isn't whole.
    pub fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str::<Self>(text).ok().filter(|rules| !rules.0.is_empty())
    }

    /// The instant at which clocks showed a local time by these rules.
    pub fn instant(&self, local: NaiveDateTime) -> DateTime<Utc> {
        resolve(&self.windows(), local).0
    }

    /// The offset at an instant, and how often it changes until another one.
    pub fn offsets(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> (i32, usize) {
        let windows = self.windows();
        let begins = |at: DateTime<Utc>| {
            windows.partition_point(|window| window.from <= at.timestamp()).saturating_sub(1)
        };
        let (first, last) = (begins(from), begins(to));
        let pairs = windows[first..=last].windows(2);
        let changes = pairs.filter(|pair| pair[0].offset != pair[1].offset).count();
        (windows[first].offset, changes)
    }

    fn windows(&self) -> Vec<Window> {
        let mut from = i64::MIN;
        let window = |&(to, offset): &(i64, i32)| {
            let window = Window { from, to, offset, abbreviation: "" };
            from = to;
            window
        };
        self.0.iter().map(window).collect()
    }
}
