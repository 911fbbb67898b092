//! Deadlines of scheduled runs: which are close, and which have passed without a
//! file.

use chrono::{DateTime, Utc};

use super::text::Text;
use super::{HistoryError, Store, instant};

/// A run whose file isn't there, and its deadline is close or has passed.
#[derive(Debug)]
#[expect(clippy::struct_field_names, reason = "as the column is called")]
pub(crate) struct Due {
    pub(crate) run: i64,
    pub(crate) export: i64,
    pub(crate) export_name: String,
    /// Its time zone.
    pub(crate) timezone: String,
    pub(crate) due_at: DateTime<Utc>,
    pub(crate) has_passed: bool,
}

#[derive(sqlx::FromRow)]
struct DeadlineRow {
    id: i64,
    export_id: i64,
    name: Text,
    timezone: Text,
    due_at: i64,
    has_passed: bool,
    is_there: bool,
}

impl Store {
    /// Takes what is to be told of deadlines now, so that no other process tells
    /// it. A file that a later run of the export made counts as well, and for a slot that
    /// was passed over one that an earlier run made since.
    pub(crate) async fn take_due(&self, now: DateTime<Utc>) -> Result<Vec<Due>, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let at = now.timestamp_millis();
        let mut all = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?;
        let rows: Vec<DeadlineRow> = sqlx::query_as(
            "SELECT r.id, r.export_id, e.name, coalesce(iif(json_valid(r.spec), \
             r.spec, '{}') ->> 'timezone', '') AS timezone, r.due_at, r.due_at <= ?1 AS has_passed, \
             EXISTS (SELECT 1 FROM runs AS f WHERE f.export_id = r.export_id \
                 AND f.status = 'finished' AND (f.number >= r.number \
                 OR r.status = 'cancelled' AND f.finished_at >= r.planned_for)) AS is_there \
             FROM runs AS r JOIN exports AS e ON e.id = r.export_id \
             WHERE r.due_told_at <= ?1 AND e.deleted_at IS NULL ORDER BY r.id",
        )
        .bind(at)
        .fetch_all(&mut *all)
        .await
        .map_err(told)?;
        for row in &rows {
            // What is told at the deadline is the last; it goes by e-mail, too.
            sqlx::query(
                "UPDATE runs SET due_told_at = iif(?2 OR ?3, NULL, due_at), \
                 late = ?2 AND NOT ?3 WHERE id = ?1",
            )
            .bind(row.id)
            .bind(row.has_passed)
            .bind(row.is_there)
            .execute(&mut *all)
            .await
            .map_err(told)?;
        }
        all.commit().await.map_err(told)?;
        let due = |row: DeadlineRow| Due {
            run: row.id,
            export: row.export_id,
            export_name: row.name.0,
            timezone: row.timezone.0,
            due_at: instant(row.due_at),
            has_passed: row.has_passed,
        };
        Ok(rows.into_iter().filter(|row| !row.is_there).map(due).collect())
    }

    /// When something is to be told of a deadline next.
    pub(crate) async fn next_due(&self) -> Result<Option<DateTime<Utc>>, HistoryError> {
        let next: Option<i64> = sqlx::query_scalar(
            "SELECT min(r.due_told_at) FROM runs AS r JOIN exports AS e ON e.id = r.export_id \
             WHERE r.due_told_at IS NOT NULL AND e.deleted_at IS NULL",
        )
        .fetch_one(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(next.map(instant))
    }
}
