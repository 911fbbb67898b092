//! Calls that tell services of runs. They get here by a trigger on the runs, in the
//! same write that ends one.

use chrono::{DateTime, TimeDelta, Utc};

use super::{HistoryError, Outcome, Store, instant};

/// A call that one process has in hand.
#[derive(Debug)]
pub(crate) struct WaitingCall {
    pub(crate) id: i64,
    pub(crate) run: i64,
    pub(crate) outcome: Outcome,
    /// How often it was tried, this time counted.
    pub(crate) attempts: i64,
    pub(crate) queued_at: DateTime<Utc>,
    /// Why it wasn't sent the last time.
    pub(crate) reason: Option<String>,
}

#[derive(sqlx::FromRow)]
struct HeartbeatRow {
    id: i64,
    run_id: i64,
    status: Outcome,
    attempts: i64,
    queued_at: i64,
    reason: Option<String>,
}

/// What may be tried at `?1`, and, after the clock was set back, what would else wait
/// for longer (`?2`) than anything waits. Calls of one export come one after another,
/// in the order of the runs' ends, also where several processes send them.
const NEXT: &str = "SELECT h.id FROM heartbeats AS h \
     WHERE (h.next_attempt <= ?1 OR h.next_attempt > ?2) \
     AND NOT EXISTS (SELECT 1 FROM heartbeats AS held WHERE held.export_id = h.export_id \
         AND held.claimed_until > ?1 AND held.claimed_until <= ?2) \
     ORDER BY h.id LIMIT 1";

impl Store {
    /// Takes a call that may be tried now, so that no other process does; `longest` is
    /// more than any call waits.
    pub(crate) async fn claim_heartbeat(
        &self,
        now: DateTime<Utc>,
        claim: TimeDelta,
        longest: TimeDelta,
    ) -> Result<Option<WaitingCall>, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let (at, latest) = (now.timestamp_millis(), (now + longest).timestamp_millis());
        let next: Option<i64> = sqlx::query_scalar(NEXT)
            .bind(at)
            .bind(latest)
            .fetch_optional(&self.pool)
            .await
            .map_err(told)?;
        // Most looks find nothing and write nothing.
        if next.is_none() {
            return Ok(None);
        }
        let row: Option<HeartbeatRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "UPDATE heartbeats SET claimed_until = ?3, attempts = attempts + 1 \
             WHERE id = ({NEXT}) RETURNING id, run_id, status, attempts, queued_at, reason"
        )))
        .bind(at)
        .bind(latest)
        .bind((now + claim).timestamp_millis())
        .fetch_optional(&self.pool)
        .await
        .map_err(told)?;
        Ok(row.map(|row| WaitingCall {
            id: row.id,
            run: row.run_id,
            outcome: row.status,
            attempts: row.attempts,
            queued_at: instant(row.queued_at),
            reason: row.reason,
        }))
    }

    /// Forgets a call: it is sent, or given up.
    pub(crate) async fn heartbeat_done(&self, id: i64) -> Result<(), HistoryError> {
        sqlx::query("DELETE FROM heartbeats WHERE id = ?")
            .bind(id)
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// Puts a call back, to be tried again. False where a later run's call has taken its
    /// place; then it is forgotten.
    pub(crate) async fn heartbeat_again(
        &self,
        id: i64,
        at: DateTime<Utc>,
        reason: Option<&str>,
    ) -> Result<bool, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let mut both = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?;
        sqlx::query(
            "DELETE FROM heartbeats AS h WHERE h.id = ?1 AND EXISTS (SELECT 1 FROM heartbeats \
             AS later WHERE later.export_id = h.export_id AND later.id > ?1)",
        )
        .bind(id)
        .execute(&mut *both)
        .await
        .map_err(told)?;
        let kept = sqlx::query(
            "UPDATE heartbeats SET claimed_until = NULL, next_attempt = ?, reason = ? WHERE id = ?",
        )
        .bind(at.timestamp_millis())
        .bind(reason)
        .bind(id)
        .execute(&mut *both)
        .await
        .map_err(told)?;
        both.commit().await.map_err(told)?;
        Ok(kept.rows_affected() == 1)
    }

    /// Lets everything that waits be tried at once.
    pub(crate) async fn retry_heartbeats_now(
        &self,
        now: DateTime<Utc>,
    ) -> Result<(), HistoryError> {
        sqlx::query("UPDATE heartbeats SET next_attempt = ? WHERE claimed_until IS NULL")
            .bind(now.timestamp_millis())
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// Whether any call waits.
    pub(crate) async fn has_heartbeats(&self) -> Result<bool, HistoryError> {
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM heartbeats)")
            .fetch_one(&self.pool)
            .await
            .map_err(|error| self.told(&error))
    }
}
