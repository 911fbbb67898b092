//! What people see and change of schedules.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use serde::Serialize;

use super::Engine;
use super::context::{Base, Change};
use super::offline::keep_fresh;
use super::preconditions::Refusal;
use crate::error::Error;
use crate::plan::zone_of;
use crate::schedule::{Fire, Fires, over, problems};
use crate::spec::schedule::Schedule;
use crate::spec::{ExportSpec, Problem, SpecError};
use crate::store::{ExportRow, LogLevel, LogLine};

/// Runs that can be asked for at once.
const MOST_FIRES: usize = 1000;
/// Runs of all schedules that are shown.
const MOST_UPCOMING: usize = 10_000;
/// Days ahead that can be asked for.
const MOST_DAYS: u32 = 366;

/// A run that a schedule will start.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Upcoming {
    /// The instant.
    pub at: DateTime<Utc>,
    /// What clocks in the export's zone show then.
    pub local: DateTime<FixedOffset>,
    /// Why that isn't the time that was asked for, or which of two it is.
    pub note: Option<String>,
    /// The export.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub export_id: i64,
    /// Its name.
    pub export_name: String,
    /// Its time zone.
    pub timezone: String,
    /// Where its data comes from.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub connection: i64,
}

impl Engine {
    /// Runs what is due from now on, as long as the engine is open, and makes up
    /// for what was missed.
    pub fn run_schedules(&self) {
        if !self.scheduler.is_on() {
            let (base, stop) = (Arc::clone(&self.queue.base), self.scheduler.stop_token());
            tokio::spawn(keep_fresh(base, stop));
        }
        self.scheduler.switch_on();
    }

    /// Looks now for what is due, and queues it.
    pub async fn check_schedules(&self) -> Result<(), Error> {
        self.scheduler.check(&self.queue).await
    }

    /// The next instants, from now, at which a schedule would fire.
    pub fn next_fires(
        &self,
        schedule: &Schedule,
        timezone: &str,
        count: usize,
    ) -> Result<Vec<Fire>, Error> {
        let mut problems = problems(schedule, "schedule");
        let zone = zone_of(timezone).map_err(|problem| problems.push(problem));
        let (Ok(zone), true) = (zone, problems.is_empty()) else {
            return Err(SpecError { problems }.into());
        };
        let fires = Fires::new(&schedule.when, zone, self.base().now());
        Ok(fires.take(count.min(MOST_FIRES)).collect())
    }

    /// What all schedules will run in the next days, the soonest first.
    pub async fn upcoming(&self, days: u32) -> Result<Vec<Upcoming>, Error> {
        let base = self.base();
        if base.settings().await?.schedules_paused {
            return Ok(Vec::new());
        }
        let now = base.now();
        let end = now + TimeDelta::days(i64::from(days.min(MOST_DAYS)));
        let mut upcoming = Vec::new();
        for stored in base.store.schedules().await?.readable {
            for Fire { at, local, note, .. } in stored.fires(now).take_while(|fire| fire.at <= end)
            {
                upcoming.push(Upcoming {
                    at,
                    local,
                    note,
                    export_id: stored.export_id,
                    export_name: stored.export_name.clone(),
                    timezone: stored.zone.name().to_owned(),
                    connection: stored.connection,
                });
            }
        }
        upcoming.sort_by(|left, right| {
            (left.at, &left.export_name).cmp(&(right.at, &right.export_name))
        });
        upcoming.truncate(MOST_UPCOMING);
        Ok(upcoming)
    }

    /// Exports whose schedules have something left to do, the soonest first, the
    /// paused ones last.
    pub async fn scheduled(&self) -> Result<Vec<ExportRow>, Error> {
        let base = self.base();
        Ok(base.store.scheduled(&base.labels().await?, base.moment().await?).await?)
    }

    /// Gives an export another schedule, or none; the rest of its definition
    /// stays.
    pub async fn set_schedule(
        &self,
        export: i64,
        schedule: Option<&Schedule>,
    ) -> Result<(), Error> {
        let base = self.base();
        let before = base.store.export(export).await?.ok_or(Refusal::NoExport)?.spec;
        if let Some(schedule) = schedule {
            let problems = problems(schedule, "schedule");
            if !problems.is_empty() {
                return Err(SpecError { problems }.into());
            }
        }
        let after = ExportSpec { schedule: schedule.cloned(), ..before.clone() };
        check_change(Some(&before), &after, base.now())?;
        if !base.store.set_schedule(export, schedule, base.now()).await? {
            return Err(Refusal::NoExport.into());
        }
        self.schedules_changed();
        Ok(())
    }

    /// Keeps a schedule from running until it is resumed. A run that waits or
    /// works goes on.
    pub async fn pause_export(&self, export: i64) -> Result<(), Error> {
        let base = self.base();
        self.has_schedule(export).await?;
        base.store.pause(export, None, base.now()).await?;
        self.schedules_changed();
        Ok(())
    }

    /// Lets a paused schedule run again; what it missed meanwhile isn't made up
    /// for.
    pub async fn resume_export(&self, export: i64) -> Result<(), Error> {
        let base = self.base();
        self.has_schedule(export).await?;
        base.store.resume(export, base.now()).await?;
        self.schedules_changed();
        Ok(())
    }

    /// Keeps all schedules from running, whether or not each is paused itself.
    pub async fn pause_all(&self) -> Result<(), Error> {
        self.switch_all(true).await
    }

    /// Undoes [`pause_all`](Self::pause_all); what was missed meanwhile isn't
    /// made up for, and what was paused by itself stays so.
    pub async fn resume_all(&self) -> Result<(), Error> {
        self.switch_all(false).await
    }

    async fn switch_all(&self, paused: bool) -> Result<(), Error> {
        let base = self.base();
        if base.settings().await?.schedules_paused == paused {
            return Ok(());
        }
        if !paused {
            base.store.begin_anew(None, base.now()).await?;
        }
        base.change_settings(|settings| settings.schedules_paused = paused).await?;
        self.schedules_changed();
        Ok(())
    }

    async fn has_schedule(&self, export: i64) -> Result<(), Error> {
        let store = &self.base().store;
        let stored = store.export(export).await?.ok_or(Refusal::NoExport)?;
        if !store.has_schedule(export).await? {
            return Err(Refusal::NoSchedule { name: stored.spec.name }.into());
        }
        Ok(())
    }

    pub(super) fn schedules_changed(&self) {
        self.base().tell(Change::Exports);
        self.scheduler.wake();
    }
}

/// Refuses a schedule that is new or changed and would never run. One that was
/// saved when it still would is left alone.
pub(super) fn check_change(
    before: Option<&ExportSpec>,
    after: &ExportSpec,
    now: DateTime<Utc>,
) -> Result<(), SpecError> {
    let same = before.is_some_and(|before| {
        (&before.schedule, &before.timezone) == (&after.schedule, &after.timezone)
    });
    match never_again(after, now).filter(|_| !same) {
        Some(problem) => Err(problem.into()),
        None => Ok(()),
    }
}

/// Why a definition's schedule, saved now, would never run.
pub(super) fn never_again(spec: &ExportSpec, now: DateTime<Utc>) -> Option<Problem> {
    let zone = zone_of(&spec.timezone).ok()?;
    over(spec.schedule.as_ref()?, zone, now, "schedule")
}

/// Pauses the schedule of an export whose run has failed, if it has failed as
/// often as the schedule allows.
pub(super) async fn after_failure(base: &Base, export: i64, run: i64) -> Result<(), Error> {
    let Some(stored) = base.store.export(export).await? else { return Ok(()) };
    let allowed = stored.spec.schedule.and_then(|schedule| schedule.pause_after_failures);
    let Some(allowed) = allowed else { return Ok(()) };
    let failures = base.store.failures_that_count(export).await?;
    if failures < u64::from(allowed) {
        return Ok(());
    }
    let because = match failures {
        1 => "It failed".to_owned(),
        _ => format!("It failed {failures} times in a row"),
    };
    if base.store.pause(export, Some(&because), base.now()).await? {
        let text = format!(
            "{because}, so its schedule is paused. Fix the problem, then resume the schedule"
        );
        let line = LogLine { at: base.now(), level: LogLevel::Warning, text };
        base.store.add_log_line(run, &line).await?;
        base.tell(Change::Exports);
    }
    Ok(())
}
