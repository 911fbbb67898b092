//! A clock that tests move.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use export_desk_core::clock::Clock;

/// It stands still until it is moved. Its clones show the same time.
#[derive(Debug, Clone)]
pub(crate) struct HandClock(Arc<Mutex<DateTime<Utc>>>);

#[allow(dead_code, reason = "each area of tests needs some of them")]
impl HandClock {
    pub(crate) fn new(at: &str) -> Self {
        Self(Arc::new(Mutex::new(at.parse().unwrap())))
    }

    pub(crate) fn set(&self, to: &str) {
        *self.0.lock().unwrap() = to.parse().unwrap();
    }

    pub(crate) fn forward(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for HandClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}
