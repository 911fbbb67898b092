//! E-mails that wait to be sent. They get here by a trigger on the runs, in the
//! same write that ends one.

use chrono::{DateTime, TimeDelta, Utc};

use super::exports::definition;
use super::text::Text;
use super::{HistoryError, RunRow, Store, instant};
use crate::spec::ExportSpec;

/// A message that one process has in hand, for recipients who haven't got it.
#[derive(Debug)]
pub(crate) struct Waiting {
    pub(crate) run: i64,
    pub(crate) outcome: Outcome,
    pub(crate) recipients: Vec<Recipient>,
}

/// What is told of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub(crate) enum Outcome {
    /// Its file is there.
    Finished,
    /// There is none, or it wasn't delivered.
    Failed,
    /// It isn't there by its deadline.
    Late,
    /// A partner refused rows of it, or didn't answer.
    Answer,
}

/// One of those whom a message is for.
#[expect(clippy::struct_field_names, reason = "the names of the columns")]
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct Recipient {
    pub(crate) id: i64,
    #[sqlx(try_from = "Text")]
    pub(crate) recipient: String,
    /// How often it was tried, this time counted.
    pub(crate) attempts: i64,
    queued_at: i64,
    /// Why it wasn't sent the last time.
    pub(crate) reason: Option<String>,
}

impl Recipient {
    pub(crate) fn queued_at(&self) -> DateTime<Utc> {
        instant(self.queued_at)
    }
}

/// What is told of a run.
#[derive(Debug)]
pub(crate) struct ToldRun {
    pub(crate) row: RunRow,
    pub(crate) spec: ExportSpec,
    pub(crate) connection: String,
    pub(crate) manifest: Option<String>,
    /// When it had failed, if it was then delivered again.
    pub(crate) failed_at: Option<DateTime<Utc>>,
    /// By when its file had to be there.
    pub(crate) due_at: Option<DateTime<Utc>>,
}

/// What may be tried at `?1`, and, after the clock was set back, what would else
/// wait for longer (`?2`) than anything waits; while a file is delivered again,
/// nobody is told that it wasn't.
const DUE: &str = "(next_attempt <= ?1 OR next_attempt > ?2) \
     AND (claimed_until IS NULL OR claimed_until <= ?1 OR claimed_until > ?2) \
     AND EXISTS (SELECT 1 FROM runs AS r WHERE r.id = outbox.run_id \
         AND (r.status = outbox.status OR outbox.status = 'answer' \
         OR outbox.status = 'late' AND r.status <> 'finished'))";

impl Store {
    /// Takes a message that may be tried now, so that no other process does;
    /// `longest` is more than any message waits.
    pub(crate) async fn claim_mail(
        &self,
        now: DateTime<Utc>,
        claim: TimeDelta,
        longest: TimeDelta,
    ) -> Result<Option<Waiting>, HistoryError> {
        let (at, latest) = (now.timestamp_millis(), (now + longest).timestamp_millis());
        let next: Option<(i64, Outcome)> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "SELECT run_id, status FROM outbox WHERE {DUE} ORDER BY id LIMIT 1"
        )))
        .bind(at)
        .bind(latest)
        .fetch_optional(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        let Some((run, outcome)) = next else { return Ok(None) };
        let recipients: Vec<Recipient> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "UPDATE outbox SET claimed_until = ?3, attempts = attempts + 1 \
             WHERE {DUE} AND run_id = ?4 AND status = ?5 \
             RETURNING id, recipient, attempts, queued_at, reason"
        )))
        .bind(at)
        .bind(latest)
        .bind((now + claim).timestamp_millis())
        .bind(run)
        .bind(outcome)
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        // Where another process was faster there are none.
        Ok(Some(Waiting { run, outcome, recipients }))
    }

    /// Keeps a message from other processes for longer.
    pub(crate) async fn keep_mail(
        &self,
        waiting: &Waiting,
        until: DateTime<Utc>,
    ) -> Result<(), HistoryError> {
        for recipient in &waiting.recipients {
            sqlx::query("UPDATE outbox SET claimed_until = ? WHERE id = ?")
                .bind(until.timestamp_millis())
                .bind(recipient.id)
                .execute(&self.pool)
                .await
                .map_err(|error| self.told(&error))?;
        }
        Ok(())
    }

    /// Forgets a message to one recipient: it is sent, or given up.
    pub(crate) async fn mail_done(&self, id: i64) -> Result<(), HistoryError> {
        sqlx::query("DELETE FROM outbox WHERE id = ?")
            .bind(id)
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// Puts a message to one recipient back, to be tried again.
    pub(crate) async fn mail_again(
        &self,
        id: i64,
        at: DateTime<Utc>,
        reason: &str,
    ) -> Result<(), HistoryError> {
        sqlx::query(
            "UPDATE outbox SET claimed_until = NULL, next_attempt = ?, reason = ? WHERE id = ?",
        )
        .bind(at.timestamp_millis())
        .bind(reason)
        .bind(id)
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// Lets everything that waits be tried at once.
    pub(crate) async fn retry_mail_now(&self, now: DateTime<Utc>) -> Result<(), HistoryError> {
        sqlx::query("UPDATE outbox SET next_attempt = ? WHERE claimed_until IS NULL")
            .bind(now.timestamp_millis())
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// Whether anything waits.
    pub(crate) async fn has_mail(&self) -> Result<bool, HistoryError> {
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM outbox)")
            .fetch_one(&self.pool)
            .await
            .map_err(|error| self.told(&error))
    }

    /// What is told of a run; none where it was deleted.
    pub(crate) async fn told_run(&self, run: i64) -> Result<Option<ToldRun>, HistoryError> {
        type Told = (Text, Text, Text, Option<String>, Option<i64>, Option<i64>);
        let Some(row) = self.run(run).await? else { return Ok(None) };
        let (name, spec, Text(connection), manifest, failed_at, due_at): Told = sqlx::query_as(
            "SELECT e.name, r.spec, c.name, r.manifest, r.failed_at, r.due_at FROM runs AS r \
             JOIN exports AS e ON e.id = r.export_id JOIN connections AS c ON c.id = e.connection_id \
             WHERE r.id = ?",
        )
        .bind(run)
        .fetch_one(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        let spec = definition(&name, &spec)?;
        let (failed_at, due_at) = (failed_at.map(instant), due_at.map(instant));
        Ok(Some(ToldRun { row, spec, connection, manifest, failed_at, due_at }))
    }

    /// Whether a run had failed before its file was delivered again.
    pub(crate) async fn had_failed(&self, run: i64) -> Result<bool, HistoryError> {
        sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM runs WHERE id = ? AND failed_at IS NOT NULL)",
        )
        .bind(run)
        .fetch_one(&self.pool)
        .await
        .map_err(|error| self.told(&error))
    }
}
