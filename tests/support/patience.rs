//! Waits that end: what doesn't come in time is named.

use std::time::Duration;

/// How long anything may take that a test waits for.
pub(crate) const PATIENCE: Duration = Duration::from_mins(2);

/// Waits for something, and says what it was where it doesn't come.
pub(crate) async fn within<T>(work: impl Future<Output = T>, what: &str) -> T {
    let done = tokio::time::timeout(PATIENCE, work).await;
    done.unwrap_or_else(|_| panic!("waited {} s for {what}", PATIENCE.as_secs()))
}
