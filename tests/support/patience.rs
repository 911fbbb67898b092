//! Waits that end: what doesn't come in time is named.

use std::time::Duration;

/// How long anything may take that a test waits for.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// Waits for something, and says what it was where it doesn't come.
pub(crate) async fn within<T>(work: impl Future<Output = T>, what: &str) -> T {
    match tokio::time::timeout(PATIENCE, work).await {
        Ok(done) => done,
        Err(_) => panic!("waited {} s for {what}", PATIENCE.as_secs()),
    }
}
