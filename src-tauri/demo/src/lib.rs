//! The demo brand: a loyalty programme with a coherent story, so that every
//! export can be tried without a programme of one's own. One Parquet file per
//! data model, sorted by the model's key, the same bytes for the same seed on
//! every platform; memory doesn't grow with the number of events. It is not
//! the catalog: the fields' meaning is written there.
#![cfg_attr(not(test), warn(clippy::print_stdout, clippy::unwrap_used))]
// Numbers are drawn from ranges that fit.
#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::cast_sign_loss)]

mod actions;
mod brand_rows;
mod calendar;
mod customer_rows;
mod error;
mod event_rows;
mod files;
mod journey;
mod json;
mod ledger;
mod member;
mod models;
mod office_rows;
mod parallel;
mod random;
mod shares;
mod side_rows;
mod table;
mod vocabulary;
mod world;
mod write;

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

pub use error::DemoError;

/// Says which brand is written; equal sizes give equal bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoSize {
    /// Number of customers.
    pub customers: u64,
    /// Number of events, of all customers together.
    pub events: u64,
    /// Where all random numbers come from.
    pub seed: u64,
}

impl Default for DemoSize {
    fn default() -> Self {
        Self { customers: 50_000, events: 1_000_000, seed: 20_210_104 }
    }
}

/// How far the writing has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemoProgress {
    /// The data model now being written.
    pub model: &'static str,
    /// Customers and events done.
    pub done: u64,
    /// Customers and events altogether.
    pub total: u64,
}

/// One file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoFile {
    /// ID of the data model; the file is `<model>.parquet`.
    pub model: String,
    /// Rows in the file.
    pub rows: u64,
    /// Size of the file.
    pub bytes: u64,
}

/// What was written: all files, in alphabetical order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoSummary {
    /// The brand's size.
    pub size: DemoSize,
    /// The files, one a data model.
    pub files: Vec<DemoFile>,
}

/// Writes the demo brand into the folder, which is made when it is missing. The
/// story ends at a fixed instant, so that equal sizes give equal bytes.
///
/// Each file appears under its name only when it is whole; `demo.json`, written
/// last, says that all are there. Writing again replaces what was there.
pub fn write_demo(
    dir: &Path,
    size: DemoSize,
    progress: &mut dyn FnMut(DemoProgress),
    cancelled: &dyn Fn() -> bool,
) -> Result<DemoSummary, DemoError> {
    write::Brand::new(dir, size, calendar::NOW, progress, cancelled)?.write()
}

/// [`write_demo`] with a story that goes on until `end`, so that filters such as
/// *in the last 30 days* find something. Equal sizes and ends give equal bytes;
/// an end before the usual one is the usual one.
pub fn write_demo_until(
    dir: &Path,
    size: DemoSize,
    end: DateTime<Utc>,
    progress: &mut dyn FnMut(DemoProgress),
    cancelled: &dyn Fn() -> bool,
) -> Result<DemoSummary, DemoError> {
    let end = end.timestamp_micros().clamp(calendar::NOW, calendar::LATEST);
    write::Brand::new(dir, size, end, progress, cancelled)?.write()
}

/// The file that says that the folder is complete.
const MARKER: &str = "demo.json";

/// How long a brand is fresh: so long that it is rarely made, and so short that
/// *the last 30 days* and *the previous month* have rows.
const FRESH: TimeDelta = TimeDelta::days(14);

/// Raised whenever the same sizes give other bytes.
const GENERATOR: u32 = 1;

/// What `demo.json` holds.
#[derive(Debug, Serialize, Deserialize)]
struct Marker {
    generator: u32,
    now: String,
    #[serde(flatten)]
    summary: DemoSummary,
}

/// Whether the folder holds a brand of that size, with nothing missing or cut
/// short.
pub fn is_complete(dir: &Path, size: DemoSize) -> bool {
    story_end(dir, size).is_some()
}

/// Whether the folder holds such a brand whose story ended not long before `now`.
pub fn is_fresh(dir: &Path, size: DemoSize, now: DateTime<Utc>) -> bool {
    story_end(dir, size).is_some_and(|end| now - end < FRESH)
}

/// When the story of the brand in the folder ends; nothing if it isn't whole or
/// of another size.
pub fn story_end(dir: &Path, size: DemoSize) -> Option<DateTime<Utc>> {
    let text = std::fs::read_to_string(dir.join(MARKER)).ok()?;
    let marker: Marker = serde_json::from_str(&text).ok()?;
    let is_whole = marker.generator == GENERATOR
        && marker.summary.size == size
        && marker.summary.files.iter().all(|file| {
            std::fs::metadata(files::model_path(dir, &file.model))
                .is_ok_and(|found| found.is_file() && found.len() == file.bytes)
        });
    if is_whole { marker.now.parse().ok() } else { None }
}
