//! Sessions of the query engine: what they may use, and how much at a time.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::common::DataFusionError;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::{SessionConfig, SessionContext};

use super::memory::{MERGED_AT_ONCE, SharedMemory};

/// How much a query may use.
#[derive(Debug, Clone)]
pub struct SourceLimits {
    /// Bytes of memory for sorting and grouping; beyond it they use the disk.
    pub memory: usize,
    /// Folder for what doesn't fit.
    pub spill: PathBuf,
    /// Threads that read.
    pub threads: usize,
}

impl SourceLimits {
    /// 512 MiB, all cores, spilling into `spill`.
    pub fn new(spill: &Path) -> Self {
        let threads = std::thread::available_parallelism().map_or(2, NonZeroUsize::get);
        Self { memory: 512 << 20, spill: spill.to_owned(), threads }
    }
}

/// The session with fewer rows a batch where they have very many columns: several
/// batches are in memory at once, of whatever width.
pub(super) fn narrowed(context: &SessionContext, columns: usize) -> SessionContext {
    const CELLS: usize = 1 << 18;
    let rows = (CELLS / columns.max(1)).max(64);
    let mut state = context.state();
    if rows >= state.config().batch_size() {
        return context.clone();
    }
    let config = state.config().clone().with_batch_size(rows);
    *state.config_mut() = config;
    SessionContext::new_with_state(state)
}

/// A session of the query engine that keeps to the limits and then uses the disk.
pub fn working_session(
    limits: &SourceLimits,
    config: SessionConfig,
) -> Result<SessionContext, DataFusionError> {
    // Otherwise rows that are in order are dealt out to threads by turns, for what
    // is computed of them, and come back in any order.
    let config = config.with_round_robin_repartition(false);
    let pool = SharedMemory::new(limits.memory);
    let disk = DiskManagerBuilder::default()
        .with_mode(DiskManagerMode::Directories(vec![limits.spill.clone()]))
        .with_max_spill_merge_fan_in(MERGED_AT_ONCE);
    let runtime = RuntimeEnvBuilder::new()
        .with_memory_pool(Arc::new(pool))
        .with_disk_manager_builder(disk)
        .build_arc()?;
    Ok(SessionContext::new_with_config_rt(config, runtime))
}
