//! Who may hold how much memory while rows are sorted and grouped.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use datafusion::common::{DataFusionError, Result};
use datafusion::execution::memory_pool::{
    MemoryConsumer, MemoryLimit, MemoryPool, MemoryReservation,
};

/// Files of spilled rows that are brought together at once; each is held in
/// memory by a few batches.
pub(super) const MERGED_AT_ONCE: usize = 8;

/// What a sort may always hold: the widest batches, twice.
const LEAST: usize = 32 << 20;

/// What DataFusion's sorts are called.
const SORT: &str = "ExternalSorter[";

/// Shares three quarters of the limit fairly among those that can spill; a sort has
/// no more than a quarter of it, because the allocator needs about as much again for
/// its rows, and batches on their way three hundred megabytes where rows are wide.
/// Those that can't spill bring spilled rows together again, and get what they need, which
/// [`MERGED_AT_ONCE`] keeps small. DataFusion's own pools let the first of them
/// take all that is left, so that the next one, needed to go on, gets nothing
/// and the export fails.
#[derive(Debug)]
pub(super) struct SharedMemory {
    limit: usize,
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    /// How many there are that can spill.
    spilling: usize,
    bytes: usize,
}

impl SharedMemory {
    /// Shares so many bytes.
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, held: Mutex::default() }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Display for SharedMemory {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "shared memory of {} bytes", self.limit)
    }
}

impl MemoryPool for SharedMemory {
    fn name(&self) -> &'static str {
        "shared"
    }

    fn register(&self, consumer: &MemoryConsumer) {
        self.held().spilling += usize::from(consumer.can_spill());
    }

    fn unregister(&self, consumer: &MemoryConsumer) {
        let mut held = self.held();
        held.spilling = held.spilling.saturating_sub(usize::from(consumer.can_spill()));
    }

    fn grow(&self, _: &MemoryReservation, additional: usize) {
        self.held().bytes += additional;
    }

    fn shrink(&self, _: &MemoryReservation, shrink: usize) {
        let mut held = self.held();
        held.bytes = held.bytes.saturating_sub(shrink);
    }

    fn try_grow(&self, reservation: &MemoryReservation, additional: usize) -> Result<()> {
        let consumer = reservation.consumer();
        let mut held = self.held();
        let quarters = if consumer.name().starts_with(SORT) { 1 } else { 3 };
        let share = (self.limit / 4 * quarters / held.spilling.max(1)).max(LEAST);
        // Who holds nothing has nothing to spill: one batch is taken, however wide.
        let holds = reservation.size();
        if consumer.can_spill() && holds > 0 && holds + additional > share {
            return Err(DataFusionError::ResourcesExhausted(format!(
                "{} holds {} of {share} bytes and needs {additional} more",
                consumer.name(),
                holds,
            )));
        }
        held.bytes += additional;
        Ok(())
    }

    fn reserved(&self) -> usize {
        self.held().bytes
    }

    fn memory_limit(&self) -> MemoryLimit {
        MemoryLimit::Finite(self.limit)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn nobody_takes_what_others_need() {
        let pool: Arc<dyn MemoryPool> = Arc::new(SharedMemory::new(400 << 20));
        let spilling = |name| MemoryConsumer::new(name).with_can_spill(true).register(&pool);
        let groups = spilling("groups");
        groups.try_grow(1 << 20).unwrap();
        assert!(groups.try_grow(300 << 20).is_err());
        groups.try_grow(299 << 20).unwrap();
        // Another one comes, and each has its share.
        let sort = spilling("ExternalSorter[0]");
        sort.try_grow(1 << 20).unwrap();
        assert!(sort.try_grow(50 << 20).is_err());
        sort.try_grow(49 << 20).unwrap();
        assert!(groups.try_grow(1).is_err());
        // What they hold is in no merge's way.
        let merge = MemoryConsumer::new("merge").register(&pool);
        merge.try_grow(100 << 20).unwrap();
        assert_eq!(pool.reserved(), 450 << 20);
        drop((groups, sort, merge));
        assert_eq!(pool.reserved(), 0);
        // One batch that is wider than any share is sorted all the same.
        let sort = spilling("ExternalSorter[0]");
        sort.try_grow(500 << 20).unwrap();
        assert!(sort.try_grow(1).is_err());
        drop(sort);
        let many: Vec<_> = (0..50).map(|_| spilling("sort")).collect();
        assert!(many.iter().all(|sort| sort.try_grow(LEAST).is_ok()));
    }
}
