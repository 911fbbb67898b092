//! Slots: an export and an instant, taken once, in the same step that queues
//! its run.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDateTime, Utc};

use super::text::Text;
use super::{HistoryError, QueuedRun, Store, Trigger, instant};
use crate::schedule::warning;
use crate::store::LogLevel;
use crate::zone::{Zone, local_to_instant};

/// A slot that is taken.
#[derive(Debug)]
pub(crate) struct SlotClaim {
    pub(crate) planned_for: DateTime<Utc>,
    /// The local time that was asked for.
    pub(crate) asked: NaiveDateTime,
    /// The run that it gets; none where it is passed over without a word.
    pub(crate) run: Option<NewRun>,
}

/// A run that a slot gets.
#[derive(Debug)]
pub(crate) struct NewRun {
    pub(crate) trigger: Trigger,
    /// By when its file has to be there.
    pub(crate) due_at: Option<DateTime<Utc>>,
    /// What its log begins with.
    pub(crate) log: Vec<String>,
    /// Why it never begins, where its slot is passed over: it is in the history so
    /// that its deadline is told.
    pub(crate) never_ran: Option<String>,
}

/// Slots that were taken.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    asked: HashSet<String>,
    /// The instants that they had then.
    instants: HashMap<i64, Vec<String>>,
    /// Those that weren't passed over.
    ran: Vec<i64>,
}

impl Taken {
    /// The latest until `now` that ran.
    pub(crate) fn latest_run(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let ran = self.ran.iter().copied().filter(|ran| *ran <= now.timestamp_millis());
        ran.max().map(instant)
    }

    /// Whether the slot of a local time was taken: under this time or, at this
    /// instant, under another one. A time that other rules have put elsewhere
    /// since doesn't count.
    pub(crate) fn has(&self, at: DateTime<Utc>, asked: NaiveDateTime, zone: Zone) -> bool {
        let is_still_there = |other: &String| match asked_in(other, zone) {
            Some(other) => local_to_instant(zone, other).instant == at,
            // The export had another zone.
            None => true,
        };
        self.asked.contains(&key(asked, zone))
            || self
                .instants
                .get(&at.timestamp_millis())
                .is_some_and(|others| others.iter().any(is_still_there))
    }
}

/// The local time of a key that is of this zone.
fn asked_in(key: &str, zone: Zone) -> Option<NaiveDateTime> {
    let (asked, name) = key.split_once(' ')?;
    asked.parse().ok().filter(|_| name == zone.name())
}

fn key(asked: NaiveDateTime, zone: Zone) -> String {
    format!("{} {}", asked.format("%Y-%m-%dT%H:%M:%S"), zone.name())
}

impl Store {
    /// The slots of an export that were taken, from an instant on. `asked` may
    /// have another instant under another database of time zones, so some more
    /// are looked at.
    pub(crate) async fn taken(
        &self,
        export: i64,
        from: DateTime<Utc>,
    ) -> Result<Taken, HistoryError> {
        let from = from - chrono::TimeDelta::days(2);
        let rows: Vec<(i64, Text, bool)> = sqlx::query_as(
            "SELECT planned_for, asked, skipped FROM slots WHERE export_id = ? AND planned_for >= ?",
        )
        .bind(export)
        .bind(from.timestamp_millis())
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        let mut taken = Taken::default();
        for (planned_for, Text(asked), skipped) in rows {
            taken.instants.entry(planned_for).or_default().push(asked.clone());
            taken.asked.insert(asked);
            if !skipped {
                taken.ran.push(planned_for);
            }
        }
        Ok(taken)
    }

    /// The latest slot of an export before an instant that was taken.
    pub(crate) async fn latest_taken(
        &self,
        export: i64,
        before: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, HistoryError> {
        let latest: Option<i64> = sqlx::query_scalar(
            "SELECT max(planned_for) FROM slots WHERE export_id = ? AND planned_for < ?",
        )
        .bind(export)
        .bind(before.timestamp_millis())
        .fetch_one(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(latest.map(instant))
    }

    /// The slots that were passed over since the latest one that ran.
    pub(crate) async fn skipped(&self, export: i64) -> Result<Vec<DateTime<Utc>>, HistoryError> {
        let skipped: Vec<i64> = sqlx::query_scalar(
            "SELECT planned_for FROM slots WHERE export_id = ?1 AND skipped AND planned_for > \
             coalesce((SELECT max(planned_for) FROM slots WHERE export_id = ?1 AND NOT skipped), 0)",
        )
        .bind(export)
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(skipped.into_iter().map(instant).collect())
    }

    /// Takes slots and queues their runs, all or none. Slots that somebody has
    /// taken before are left out; nothing is taken where the schedule was
    /// changed, paused or deleted since `since` was read.
    pub(crate) async fn claim(
        &self,
        export: i64,
        since: DateTime<Utc>,
        zone: Zone,
        slots: &[SlotClaim],
        now: DateTime<Utc>,
    ) -> Result<Vec<QueuedRun>, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let mut all = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?;
        let found: Option<(Text, i64)> = sqlx::query_as(
            "SELECT e.name, e.connection_id FROM exports AS e JOIN schedules AS s ON s.export_id = e.id \
             WHERE e.id = ? AND e.deleted_at IS NULL AND s.since = ? AND s.paused_at IS NULL",
        )
        .bind(export)
        .bind(since.timestamp_millis())
        .fetch_optional(&mut *all)
        .await
        .map_err(told)?;
        let Some((Text(export_name), connection)) = found else { return Ok(Vec::new()) };
        let mut runs = Vec::new();
        for slot in slots {
            let planned_for = slot.planned_for.timestamp_millis();
            let taken = sqlx::query(
                "INSERT INTO slots (export_id, planned_for, asked, skipped, taken_at) \
                 VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            )
            .bind(export)
            .bind(planned_for)
            .bind(key(slot.asked, zone))
            .bind(slot.run.as_ref().is_none_or(|run| run.never_ran.is_some()))
            .bind(now.timestamp_millis())
            .execute(&mut *all)
            .await
            .map_err(told)?;
            let (1, Some(run)) = (taken.rows_affected(), &slot.run) else { continue };
            if run.never_ran.is_some() {
                let is_there: bool = sqlx::query_scalar(
                    "SELECT EXISTS (SELECT 1 FROM runs WHERE export_id = ? \
                     AND status = 'finished' AND finished_at >= ?)",
                )
                .bind(export)
                .bind(planned_for)
                .fetch_one(&mut *all)
                .await
                .map_err(told)?;
                if is_there {
                    continue;
                }
            }
            let (status, owner, ended) = match run.never_ran {
                None => ("pending", Some(self.owner_id()), None),
                Some(_) => ("cancelled", None, Some(now.timestamp_millis())),
            };
            let told_at = run.due_at.map(|due_at| warning(slot.planned_for, due_at));
            let id: i64 = sqlx::query_scalar(
                "INSERT INTO runs (export_id, number, status, trigger, spec, queued_at, \
                 planned_for, due_at, due_told_at, owner, finished_at, message) SELECT id, \
                 1 + coalesce((SELECT max(number) FROM runs WHERE export_id = e.id), 0), \
                 ?, ?, spec, ?, ?, ?, ?, ?, ?, ? FROM exports AS e WHERE id = ? RETURNING id",
            )
            .bind(status)
            .bind(run.trigger)
            .bind(now.timestamp_millis())
            .bind(planned_for)
            .bind(run.due_at.map(|due_at| due_at.timestamp_millis()))
            .bind(told_at.map(|told_at| told_at.timestamp_millis()))
            .bind(owner)
            .bind(ended)
            .bind(&run.never_ran)
            .bind(export)
            .fetch_one(&mut *all)
            .await
            .map_err(told)?;
            for text in &run.log {
                sqlx::query("INSERT INTO run_log (run_id, at, level, text) VALUES (?, ?, ?, ?)")
                    .bind(id)
                    .bind(now.timestamp_millis())
                    .bind(LogLevel::Info)
                    .bind(text)
                    .execute(&mut *all)
                    .await
                    .map_err(told)?;
            }
            if run.never_ran.is_some() {
                continue;
            }
            runs.push(QueuedRun {
                id,
                export_id: export,
                export_name: export_name.clone(),
                connection,
                planned_for: Some(slot.planned_for),
            });
        }
        all.commit().await.map_err(told)?;
        Ok(runs)
    }
}
