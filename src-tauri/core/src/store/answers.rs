//! What partners answer to the files of runs: which answers are awaited, and what came.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use super::text::Text;
use super::{HistoryError, Store, count, instant, stored};
use crate::delivery::{AnswerMeans, AwaitedAnswer, FoundAnswer};

/// Where an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
pub enum AnswerStatus {
    /// It isn't there yet.
    Awaited,
    /// It is there, and refuses nothing.
    Came,
    /// It is there, and names rows that the partner refused.
    Refused,
    /// No rows were refused in time.
    Accepted,
    /// It isn't there in time, or couldn't be looked for.
    Missing,
}

impl AnswerStatus {
    /// Whether somebody has to hear of it.
    pub fn is_alarm(self) -> bool {
        match self {
            Self::Refused | Self::Missing => true,
            Self::Awaited | Self::Came | Self::Accepted => false,
        }
    }
}

/// What a partner answers to a file, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Answer {
    /// Its number.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub id: i64,
    /// Name of the file that it answers, at the target.
    pub file: String,
    /// What it means.
    pub means: AnswerMeans,
    /// Where it is.
    pub status: AnswerStatus,
    /// Until when it is awaited.
    pub until: DateTime<Utc>,
    /// Its name.
    pub name: Option<String>,
    /// Its bytes.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub bytes: Option<u64>,
    /// Its lines, if it is text.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub lines: Option<u64>,
    /// Whether a copy of it is on this computer.
    pub kept: bool,
    /// What became of it, in one sentence; while it is awaited, why the last look
    /// couldn't tell.
    pub message: Option<String>,
}

/// An answer that is awaited from now on.
pub(crate) struct NewAnswer {
    /// Name of the file at the target.
    pub(crate) file: String,
    pub(crate) means: AnswerMeans,
    pub(crate) wanted: AwaitedAnswer,
    pub(crate) until: DateTime<Utc>,
    pub(crate) next_look: DateTime<Utc>,
}

/// A file that may be an answer, once it no longer changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SeenAnswer {
    pub(crate) found: FoundAnswer,
    /// Since when it is as it is.
    pub(crate) at: DateTime<Utc>,
}

/// An answer that one process looks for.
#[derive(Debug)]
pub(crate) struct WaitingAnswer {
    pub(crate) id: i64,
    pub(crate) run: i64,
    pub(crate) export: i64,
    pub(crate) export_name: String,
    /// The time zone of the run's definition.
    pub(crate) timezone: String,
    pub(crate) target_id: i64,
    pub(crate) target: String,
    /// The target's address when the file was delivered; older histories don't have it.
    pub(crate) address: Option<String>,
    pub(crate) file: String,
    pub(crate) means: AnswerMeans,
    /// None where it can't be read.
    pub(crate) wanted: Option<AwaitedAnswer>,
    pub(crate) until: DateTime<Utc>,
    /// How often it was looked for, this time counted.
    pub(crate) looks: i64,
    /// What the last look found.
    pub(crate) seen: Option<SeenAnswer>,
    /// Why the last look couldn't tell.
    pub(crate) reason: Option<String>,
}

/// What became of an answer.
#[derive(Debug)]
pub(crate) struct AnswerEnd<'a> {
    pub(crate) status: AnswerStatus,
    pub(crate) found: Option<&'a FoundAnswer>,
    pub(crate) lines: Option<u64>,
    pub(crate) message: &'a str,
    pub(crate) at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct AnswerRow {
    id: i64,
    delivery_id: i64,
    file: String,
    means: AnswerMeans,
    status: AnswerStatus,
    until: i64,
    seen: Option<String>,
    reason: Option<String>,
    name: Option<String>,
    bytes: Option<i64>,
    lines: Option<i64>,
    kept: bool,
    message: Option<String>,
}

impl From<AnswerRow> for Answer {
    fn from(row: AnswerRow) -> Self {
        let growing = seen(row.seen.as_deref()).map(|seen| {
            format!("`{}` is there. It is fetched once it no longer changes", seen.found.name)
        });
        Self {
            id: row.id,
            file: row.file,
            means: row.means,
            status: row.status,
            until: instant(row.until),
            name: row.name,
            bytes: row.bytes.map(count),
            lines: row.lines.map(count),
            kept: row.kept,
            message: row.message.or(row.reason).or(growing),
        }
    }
}

#[derive(sqlx::FromRow)]
struct WaitingRow {
    id: i64,
    run_id: i64,
    export_id: i64,
    export_name: Text,
    timezone: Text,
    target_id: i64,
    target: String,
    address: Option<String>,
    file: String,
    means: AnswerMeans,
    wanted: String,
    until: i64,
    looks: i64,
    seen: Option<String>,
    reason: Option<String>,
}

impl From<WaitingRow> for WaitingAnswer {
    fn from(row: WaitingRow) -> Self {
        Self {
            id: row.id,
            run: row.run_id,
            export: row.export_id,
            export_name: row.export_name.0,
            timezone: row.timezone.0,
            target_id: row.target_id,
            target: row.target,
            address: row.address,
            file: row.file,
            means: row.means,
            wanted: serde_json::from_str(&row.wanted).ok(),
            until: instant(row.until),
            looks: row.looks,
            seen: seen(row.seen.as_deref()),
            reason: row.reason,
        }
    }
}

/// What may be looked for at `?1`, and, after the clock was set back, what would else wait
/// for longer (`?2`) than anything waits. Nobody waits for answers to a deleted export.
const NEXT: &str = "SELECT a.id FROM answers AS a \
     WHERE (a.next_look <= ?1 OR a.next_look > ?2) \
     AND (a.claimed_until IS NULL OR a.claimed_until <= ?1 OR a.claimed_until > ?2) \
     AND EXISTS (SELECT 1 FROM runs AS r JOIN exports AS e ON e.id = r.export_id \
         WHERE r.id = a.run_id AND e.deleted_at IS NULL) \
     ORDER BY a.next_look, a.id LIMIT 1";

/// Writes down that answers to the files of a delivery are awaited.
pub(super) async fn await_answers(
    connection: &mut SqliteConnection,
    delivery: i64,
    run: i64,
    answers: &[NewAnswer],
) -> Result<(), sqlx::Error> {
    for answer in answers {
        sqlx::query(
            "INSERT INTO answers (run_id, delivery_id, file, means, status, wanted, until, \
             next_look) VALUES (?, ?, ?, ?, 'awaited', ?, ?, ?) ON CONFLICT DO NOTHING",
        )
        .bind(run)
        .bind(delivery)
        .bind(&answer.file)
        .bind(answer.means)
        .bind(serde_json::json!(answer.wanted).to_string())
        .bind(answer.until.timestamp_millis())
        .bind(answer.next_look.timestamp_millis())
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

impl Store {
    /// Answers to the files of a run, by delivery.
    pub(super) async fn answers(
        &self,
        run: i64,
    ) -> Result<HashMap<i64, Vec<Answer>>, HistoryError> {
        let rows: Vec<AnswerRow> =
            sqlx::query_as("SELECT * FROM answers WHERE run_id = ? ORDER BY id")
                .bind(run)
                .fetch_all(&self.pool)
                .await
                .map_err(|error| self.told(&error))?;
        Ok(by_delivery(rows))
    }

    /// The same of all runs of an export.
    pub(super) async fn answers_of(
        &self,
        export: i64,
    ) -> Result<HashMap<i64, Vec<Answer>>, HistoryError> {
        let rows: Vec<AnswerRow> = sqlx::query_as(
            "SELECT * FROM answers WHERE run_id IN (SELECT id FROM runs WHERE export_id = ?) \
             ORDER BY id",
        )
        .bind(export)
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(by_delivery(rows))
    }

    /// An answer.
    pub(crate) async fn answer(&self, id: i64) -> Result<Option<Answer>, HistoryError> {
        let row: Option<AnswerRow> = sqlx::query_as("SELECT * FROM answers WHERE id = ?")
            .bind(id)
            .fetch_optional(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(row.map(Answer::from))
    }

    /// Takes an answer that may be looked for now, so that no other process does;
    /// `longest` is more than any waits.
    pub(crate) async fn claim_answer(
        &self,
        now: DateTime<Utc>,
        claim: TimeDelta,
        longest: TimeDelta,
    ) -> Result<Option<WaitingAnswer>, HistoryError> {
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
        let claimed: Option<i64> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "UPDATE answers SET claimed_until = ?3, looks = looks + 1 WHERE id = ({NEXT}) \
             RETURNING id"
        )))
        .bind(at)
        .bind(latest)
        .bind((now + claim).timestamp_millis())
        .fetch_optional(&self.pool)
        .await
        .map_err(told)?;
        let Some(claimed) = claimed else { return Ok(None) };
        let row: Option<WaitingRow> = sqlx::query_as(
            "SELECT a.id, a.run_id, r.export_id, e.name AS export_name, \
             coalesce(iif(json_valid(r.spec), r.spec, '{}') ->> 'timezone', '') AS timezone, \
             d.target_id, d.target, d.address, a.file, a.means, a.wanted, a.until, a.looks, a.seen, a.reason \
             FROM answers AS a JOIN deliveries AS d ON d.id = a.delivery_id \
             JOIN runs AS r ON r.id = a.run_id JOIN exports AS e ON e.id = r.export_id \
             WHERE a.id = ?",
        )
        .bind(claimed)
        .fetch_optional(&self.pool)
        .await
        .map_err(told)?;
        Ok(row.map(WaitingAnswer::from))
    }

    /// Lets an answer be looked for again; `seen` is what was found, `reason` why it
    /// couldn't be told.
    pub(crate) async fn answer_again(
        &self,
        id: i64,
        at: DateTime<Utc>,
        seen: Option<&SeenAnswer>,
        reason: Option<&str>,
    ) -> Result<(), HistoryError> {
        sqlx::query(
            "UPDATE answers SET claimed_until = NULL, next_look = ?, seen = ?, reason = ? \
             WHERE id = ? AND status = 'awaited'",
        )
        .bind(at.timestamp_millis())
        .bind(seen.map(|seen| serde_json::json!(seen).to_string()))
        .bind(reason)
        .bind(id)
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// Lets no other answer from a target be looked for before an instant.
    pub(crate) async fn hold_back_answers(
        &self,
        target: i64,
        at: DateTime<Utc>,
    ) -> Result<(), HistoryError> {
        sqlx::query(
            "UPDATE answers SET next_look = ?1 WHERE next_look < ?1 AND claimed_until IS NULL \
             AND delivery_id IN (SELECT id FROM deliveries WHERE target_id = ?2)",
        )
        .bind(at.timestamp_millis())
        .bind(target)
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// Ends the wait for an answer. Whether no other process has.
    pub(crate) async fn end_answer(
        &self,
        id: i64,
        end: &AnswerEnd<'_>,
    ) -> Result<bool, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let mut both = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?;
        let done = sqlx::query(
            "UPDATE answers SET status = ?, name = ?, bytes = ?, lines = ?, kept = ?, message = ?, \
             ended_at = ?, claimed_until = NULL, next_look = NULL, seen = NULL, reason = NULL \
             WHERE id = ? AND status = 'awaited'",
        )
        .bind(end.status)
        .bind(end.found.map(|found| &found.name))
        .bind(end.found.map(|found| stored(found.bytes)))
        .bind(end.lines.map(stored))
        .bind(end.found.is_some())
        .bind(end.message)
        .bind(end.at.timestamp_millis())
        .bind(id)
        .execute(&mut *both)
        .await
        .map_err(told)?;
        // Other processes show it, too.
        sqlx::query("UPDATE owners SET news = news + 1 WHERE id = ?")
            .bind(self.owner_id())
            .execute(&mut *both)
            .await
            .map_err(told)?;
        both.commit().await.map_err(told)?;
        Ok(done.rows_affected() > 0)
    }

    /// Lets all that are awaited be looked for at once.
    pub(crate) async fn look_for_answers_now(
        &self,
        now: DateTime<Utc>,
    ) -> Result<(), HistoryError> {
        sqlx::query(
            "UPDATE answers SET next_look = ? WHERE next_look IS NOT NULL \
             AND claimed_until IS NULL",
        )
        .bind(now.timestamp_millis())
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// Whether any is awaited.
    pub(crate) async fn has_awaited_answers(&self) -> Result<bool, HistoryError> {
        sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM answers AS a JOIN runs AS r ON r.id = a.run_id \
             JOIN exports AS e ON e.id = r.export_id \
             WHERE a.next_look IS NOT NULL AND e.deleted_at IS NULL)",
        )
        .fetch_one(&self.pool)
        .await
        .map_err(|error| self.told(&error))
    }

    /// Forgets the copies of answers that came before an instant.
    pub(crate) async fn forget_answers(&self, before: DateTime<Utc>) -> Result<(), HistoryError> {
        sqlx::query("UPDATE answers SET kept = 0 WHERE kept AND ended_at < ?")
            .bind(before.timestamp_millis())
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// Whether an answer has a copy, or may be about to get one.
    pub(crate) async fn needs_answer(&self, id: i64) -> Result<bool, HistoryError> {
        sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM answers WHERE id = ? AND (kept OR status = 'awaited'))",
        )
        .bind(id)
        .fetch_one(&self.pool)
        .await
        .map_err(|error| self.told(&error))
    }
}

fn seen(document: Option<&str>) -> Option<SeenAnswer> {
    serde_json::from_str(document?).ok()
}

fn by_delivery(rows: Vec<AnswerRow>) -> HashMap<i64, Vec<Answer>> {
    let mut answers: HashMap<i64, Vec<Answer>> = HashMap::new();
    for row in rows {
        answers.entry(row.delivery_id).or_default().push(row.into());
    }
    answers
}
