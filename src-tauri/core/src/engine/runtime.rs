//! The threads on which exports work: apart from those that answer the window,
//! and behind them, so that it stays smooth however long a file gets.

use std::future::Future;

use thread_priority::{ThreadPriority, ThreadPriorityValue, set_current_thread_priority};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;

/// Of 100, where 50 is usual; a nice value of 10 on Unix.
const PRIORITY: u8 = 25;

/// Bytes of the stack of each thread: planning a long query goes deep. Only what
/// is used of it takes memory.
const STACK: usize = 8 << 20;

/// The threads that exports work on, one a core; they end with this.
#[derive(Debug)]
pub(super) struct Workers {
    /// None where the system gives no more threads, and once this has ended.
    runtime: Option<Runtime>,
}

impl Workers {
    pub(super) fn new() -> Self {
        let runtime = Builder::new_multi_thread()
            .enable_all()
            .thread_name("export")
            .thread_stack_size(STACK)
            .on_thread_start(|| {
                let priority = ThreadPriorityValue::try_from(PRIORITY);
                let set = priority
                    .map(|value| set_current_thread_priority(ThreadPriority::Crossplatform(value)));
                if !matches!(set, Ok(Ok(()))) {
                    // Exports are as important as all else then.
                    tracing::debug!(?set, "exports have the usual priority");
                }
            })
            .build();
        if let Err(error) = &runtime {
            tracing::error!(%error, "exports have no threads of their own");
        }
        Self { runtime: runtime.ok() }
    }

    pub(super) fn spawn<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> JoinHandle<T> {
        match &self.runtime {
            Some(runtime) => runtime.spawn(work),
            None => tokio::spawn(work),
        }
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        // Waiting for threads isn't allowed where this may be dropped.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
