//! Whether the program may end for a moment without anybody missing a file.

use chrono::TimeDelta;

use super::Engine;
use crate::error::Error;
use crate::zone::{Zone, parse_zone};

impl Engine {
    /// The run that waits or works in any process, or the slot that comes within a time, in
    /// words; none where nothing would be disturbed.
    pub async fn busy_with(&self, within: TimeDelta) -> Result<Option<String>, Error> {
        let base = self.base();
        // Before slots are taken: one that comes meanwhile is still to come then.
        let now = base.now();
        if self.scheduler.is_on() {
            // A slot that has just come is a run then.
            self.check_schedules().await?;
        }
        if let Some((name, has_file)) = base.store.unfinished_run().await? {
            let doing = if has_file { "is being delivered" } else { "is running" };
            return Ok(Some(format!("“{name}” {doing}")));
        }
        let settings = base.settings().await?;
        if settings.schedules_paused {
            return Ok(None);
        }
        let schedules = base.store.schedules().await?.readable;
        let next = schedules
            .iter()
            .filter_map(|stored| Some((stored.fires(now).next()?.at, &stored.export_name)))
            .min();
        Ok(next.filter(|(at, _)| *at <= now + within).map(|(at, name)| {
            let zone = parse_zone(&settings.user_timezone).unwrap_or(Zone::UTC);
            format!("“{name}” runs at {}", at.with_timezone(&zone).format("%H:%M"))
        }))
    }
}
