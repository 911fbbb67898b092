//! What is known of the schedules in definitions: from when on they count,
//! whether they are paused.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::SqliteConnection;

use super::exports::definition;
use super::text::Text;
use super::{HistoryError, Store, instant};
use crate::schedule::{Fires, last_fire};
use crate::spec::ExportSpec;
use crate::spec::schedule::{Schedule, When};
use crate::zone::{UnknownZone, Zone, parse_zone};

/// A schedule that isn't paused, of an export that isn't deleted.
#[derive(Debug, Clone)]
pub(crate) struct StoredSchedule {
    pub(crate) export_id: i64,
    pub(crate) export_name: String,
    pub(crate) connection: i64,
    pub(crate) schedule: Schedule,
    pub(crate) zone: Zone,
    /// Slots up to this are none of its business.
    pub(crate) since: DateTime<Utc>,
}

/// The schedules that aren't paused.
#[derive(Debug, Default)]
pub(crate) struct Schedules {
    pub(crate) readable: Vec<StoredSchedule>,
    /// Exports whose definition can't be read, and why.
    pub(crate) unreadable: Vec<(i64, HistoryError)>,
    /// Exports whose zone the time zone database in force doesn't have: they were
    /// saved under a newer one.
    pub(crate) without_zone: Vec<(i64, UnknownZone)>,
}

/// The latest instant of the latest runs and of schedules; none in a new history.
const NEWEST: &str = "SELECT max(at) FROM (\
     SELECT max(queued_at, coalesce(finished_at, 0)) AS at \
     FROM (SELECT queued_at, finished_at FROM runs ORDER BY id DESC LIMIT 100) \
     UNION ALL SELECT max(since, coalesce(since_said, 0), coalesce(paused_at, 0)) FROM schedules \
     UNION ALL SELECT max(deleted_at) FROM exports)";

impl Store {
    /// Writes down the schedule of a definition that was just saved. With
    /// `anew`, its slots count from `now` on.
    pub(super) async fn keep_schedule(
        &self,
        connection: &mut SqliteConnection,
        export: i64,
        spec: &ExportSpec,
        anew: bool,
        now: DateTime<Utc>,
    ) -> Result<(), HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let Some(schedule) = &spec.schedule else {
            sqlx::query("DELETE FROM schedules WHERE export_id = ?")
                .bind(export)
                .execute(connection)
                .await
                .map_err(told)?;
            return Ok(());
        };
        let later = self.later(connection, now).await?;
        // Definitions are checked before they are saved.
        let zone = parse_zone(&spec.timezone).unwrap_or(Zone::UTC);
        let last = last_fire(&schedule.when, zone).map(|fire| fire.at.timestamp_millis());
        sqlx::query(
            "INSERT INTO schedules (export_id, since, last_slot, repeated, since_said) \
             VALUES (?1, ?2, ?3, ?4, ?6) \
             ON CONFLICT (export_id) DO UPDATE SET last_slot = ?3, repeated = ?4, \
             since = iif(?5, ?2, since), since_said = iif(?5, ?6, since_said)",
        )
        .bind(export)
        .bind(now.timestamp_millis())
        .bind(last)
        .bind(!matches!(schedule.when, When::OnDate { .. }))
        .bind(anew)
        .bind(later)
        .execute(connection)
        .await
        .map_err(told)?;
        Ok(())
    }

    /// The latest instant that the history tells of, where the clock is behind it: what
    /// is said now may have been said then.
    async fn later(
        &self,
        connection: &mut SqliteConnection,
        now: DateTime<Utc>,
    ) -> Result<Option<i64>, HistoryError> {
        let newest: Option<i64> = sqlx::query_scalar(NEWEST)
            .fetch_one(connection)
            .await
            .map_err(|error| self.told(&error))?;
        // Clocks are put right by seconds all the time.
        let ahead = (now + TimeDelta::minutes(1)).timestamp_millis();
        Ok(newest.filter(|newest| *newest > ahead))
    }

    /// The latest instant that the history tells of.
    pub(crate) async fn newest_instant(&self) -> Result<Option<DateTime<Utc>>, HistoryError> {
        let newest: Option<i64> = sqlx::query_scalar(NEWEST)
            .fetch_one(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(newest.map(instant))
    }

    /// Gives an export another schedule, or none, and leaves everything else of
    /// its definition. Whether there was such an export.
    pub(crate) async fn set_schedule(
        &self,
        export: i64,
        schedule: Option<&Schedule>,
        now: DateTime<Utc>,
    ) -> Result<bool, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let mut both = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?;
        let document: Option<(Text, Text)> =
            sqlx::query_as("SELECT name, spec FROM exports WHERE id = ? AND deleted_at IS NULL")
                .bind(export)
                .fetch_optional(&mut *both)
                .await
                .map_err(told)?;
        let Some((name, document)) = document else { return Ok(false) };
        let mut spec = definition(&name, &document)?;
        let anew = spec.schedule.as_ref() != schedule;
        spec.schedule = schedule.cloned();
        sqlx::query("UPDATE exports SET spec = ? WHERE id = ?")
            .bind(self.document(&spec)?)
            .bind(export)
            .execute(&mut *both)
            .await
            .map_err(told)?;
        self.keep_schedule(&mut both, export, &spec, anew, now).await?;
        both.commit().await.map_err(told)?;
        Ok(true)
    }

    /// Pauses a schedule that isn't paused. Whether it wasn't.
    pub(crate) async fn pause(
        &self,
        export: i64,
        because: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<bool, HistoryError> {
        let paused = sqlx::query(
            "UPDATE schedules SET paused_at = ?, paused_because = ? \
             WHERE export_id = ? AND paused_at IS NULL",
        )
        .bind(now.timestamp_millis())
        .bind(because)
        .bind(export)
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(paused.rows_affected() > 0)
    }

    /// Lets a paused schedule run again, from now on; earlier failures no longer
    /// count. Whether it was paused.
    pub(crate) async fn resume(
        &self,
        export: i64,
        now: DateTime<Utc>,
    ) -> Result<bool, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let mut both = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?;
        let later = self.later(&mut both, now).await?;
        let resumed = sqlx::query(
            "UPDATE schedules SET paused_at = NULL, paused_because = NULL, since = ?, \
             since_said = ?, forgiven = \
             coalesce((SELECT max(number) FROM runs WHERE export_id = schedules.export_id), 0) \
             WHERE export_id = ? AND paused_at IS NOT NULL",
        )
        .bind(now.timestamp_millis())
        .bind(later)
        .bind(export)
        .execute(&mut *both)
        .await
        .map_err(told)?;
        both.commit().await.map_err(told)?;
        Ok(resumed.rows_affected() > 0)
    }

    /// Whether an export has a schedule.
    pub(crate) async fn has_schedule(&self, export: i64) -> Result<bool, HistoryError> {
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM schedules WHERE export_id = ?)")
            .bind(export)
            .fetch_one(&self.pool)
            .await
            .map_err(|error| self.told(&error))
    }

    /// Lets slots count from `now` on: those of one export, or of all.
    pub(crate) async fn begin_anew(
        &self,
        export: Option<i64>,
        now: DateTime<Utc>,
    ) -> Result<(), HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let mut both = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?;
        let later = self.later(&mut both, now).await?;
        sqlx::query(
            "UPDATE schedules SET since = ?1, since_said = ?3 WHERE ?2 IS NULL OR export_id = ?2",
        )
        .bind(now.timestamp_millis())
        .bind(export)
        .bind(later)
        .execute(&mut *both)
        .await
        .map_err(told)?;
        both.commit().await.map_err(told)
    }

    /// All schedules that may run. One whose definition can't be read stands in
    /// the way of no other.
    pub(crate) async fn schedules(&self) -> Result<Schedules, HistoryError> {
        let rows: Vec<(i64, Text, i64, Text, i64)> = sqlx::query_as(
            "SELECT e.id, e.name, e.connection_id, e.spec, s.since FROM schedules AS s \
             JOIN exports AS e ON e.id = s.export_id \
             WHERE s.paused_at IS NULL AND e.deleted_at IS NULL ORDER BY e.id",
        )
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        let mut schedules = Schedules::default();
        for (export_id, name, connection, document, since) in rows {
            let spec = match definition(&name, &document) {
                Ok(spec) => spec,
                Err(error) => {
                    schedules.unreadable.push((export_id, error));
                    continue;
                }
            };
            // The definition may have none any more.
            let Some(schedule) = spec.schedule else { continue };
            let zone = match parse_zone(&spec.timezone) {
                Ok(zone) => zone,
                Err(unknown) => {
                    schedules.without_zone.push((export_id, unknown));
                    continue;
                }
            };
            schedules.readable.push(StoredSchedule {
                export_id,
                export_name: name.0,
                connection,
                schedule,
                zone,
                since: instant(since),
            });
        }
        Ok(schedules)
    }

    /// Failures since the last run that finished or was forgiven.
    pub(crate) async fn failures_that_count(&self, export: i64) -> Result<u64, HistoryError> {
        let failures: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM runs WHERE export_id = ?1 AND status = 'failed' AND number > \
             max(coalesce((SELECT max(number) FROM runs WHERE export_id = ?1 \
             AND status = 'finished'), 0), \
             coalesce((SELECT forgiven FROM schedules WHERE export_id = ?1), 0))",
        )
        .bind(export)
        .fetch_one(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(super::count(failures))
    }

    /// After the clock was put back: what was passed over by a clock that went
    /// ahead hasn't been, and no schedule begins in the future. Slots that ran
    /// stay taken.
    pub(crate) async fn on_clock_moved_back(&self, now: DateTime<Utc>) -> Result<(), HistoryError> {
        // Clocks are put right by seconds all the time.
        let ahead = (now + TimeDelta::minutes(1)).timestamp_millis();
        let told = |error: sqlx::Error| self.told(&error);
        sqlx::query("DELETE FROM slots WHERE skipped AND (taken_at > ?1 OR planned_for > ?2)")
            .bind(ahead)
            .bind(now.timestamp_millis())
            .execute(&self.pool)
            .await
            .map_err(told)?;
        // It may as well be behind for a moment; then what was said holds again.
        sqlx::query(
            "UPDATE schedules SET since = ?1, since_said = coalesce(since_said, since) \
             WHERE since > ?1",
        )
        .bind(now.timestamp_millis())
        .execute(&self.pool)
        .await
        .map_err(told)?;
        Ok(())
    }

    /// After the clock has passed an instant: what was said until then holds.
    pub(crate) async fn on_clock_passed(&self, passed: DateTime<Utc>) -> Result<(), HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let is_any: bool =
            sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM schedules WHERE since_said <= ?)")
                .bind(passed.timestamp_millis())
                .fetch_one(&self.pool)
                .await
                .map_err(told)?;
        // Most looks find nothing and write nothing.
        if is_any {
            sqlx::query(
                "UPDATE schedules SET since = max(since, since_said), since_said = NULL \
                 WHERE since_said <= ?",
            )
            .bind(passed.timestamp_millis())
            .execute(&self.pool)
            .await
            .map_err(told)?;
        }
        Ok(())
    }
}

impl StoredSchedule {
    /// Its instants after one.
    pub(crate) fn fires(&self, after: DateTime<Utc>) -> Fires<'_> {
        Fires::new(&self.schedule.when, self.zone, after)
    }
}
