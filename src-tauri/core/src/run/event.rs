//! What happens during a run, for whoever watches it.

use serde::Serialize;

use crate::source::ServerWork;

/// Where a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The definition is checked and the source opened.
    Preparing,
    /// Rows are read, encoded and packed.
    Exporting,
    /// The whole file gets its final name.
    Publishing,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Progress {
    /// Where it is.
    pub stage: Stage,
    /// Rows written.
    pub rows: u64,
    /// Bytes of the file before compression.
    pub content_bytes: u64,
    /// Part of the work that is done, 0 to 100, by the bytes read.
    pub percent: f64,
    /// Rows a second since the start.
    pub rows_per_second: f64,
    /// Estimate; none while there is nothing to estimate from.
    pub seconds_left: Option<f64>,
    /// How far the cluster is that the rows come from, if they come from one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server: Option<ServerWork>,
}

/// Watches a run. Called at most ten times a second, and at each new stage.
pub trait Observer: Send + Sync {
    /// The run got on.
    fn on_progress(&self, progress: &Progress);
}

/// Nobody watches.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unobserved;

impl Observer for Unobserved {
    fn on_progress(&self, _: &Progress) {}
}
