//! Runs of exports, from queued to ended.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{HistoryError, Store, count, instant, stored};
use crate::run::RunReport;
use crate::spec::ExportSpec;

/// Where a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
pub enum RunStatus {
    /// It waits for its turn.
    Pending,
    /// It works.
    Processing,
    /// There is a file.
    Finished,
    /// There is none, and the run says why.
    Failed,
    /// It was stopped.
    Cancelled,
}

/// What made a run start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
pub enum Trigger {
    /// Somebody.
    Manual,
    /// Its schedule.
    Scheduled,
    /// Its schedule, after the computer was off.
    CatchUp,
    /// Somebody, after a run failed or was cancelled.
    Retry,
}

/// A run as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct RunRow {
    /// Its number among all runs.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub id: i64,
    /// Its export.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub export_id: i64,
    /// Its number within the export, from 1.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub number: u64,
    /// Where it is.
    pub status: RunStatus,
    /// What made it start.
    pub trigger: Trigger,
    /// When it was asked for.
    pub queued_at: DateTime<Utc>,
    /// When it began.
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
    /// Seconds that it took.
    pub seconds: Option<f64>,
    /// Rows in the file.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub rows: Option<u64>,
    /// Bytes of the file.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub bytes: Option<u64>,
    /// Bytes of the text before compression.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub content_bytes: Option<u64>,
    /// SHA-256 of the file.
    pub sha256: Option<String>,
    /// The file, if it is still there.
    pub file: Option<PathBuf>,
    /// Whether the file was removed.
    pub file_gone: bool,
    /// Why it failed.
    pub message: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
}

/// A run that waits.
#[derive(Debug, Clone)]
pub(crate) struct QueuedRun {
    pub(crate) id: i64,
    pub(crate) export_id: i64,
    pub(crate) export_name: String,
}

/// A run that has begun.
#[derive(Debug)]
pub(crate) struct StartedRun {
    pub(crate) number: u64,
    pub(crate) spec: ExportSpec,
    pub(crate) connection: i64,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) enum RunEnd {
    Finished(Box<RunReport>),
    Failed { code: &'static str, message: String, hint: Option<String> },
    Cancelled,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    export_id: i64,
    number: i64,
    status: RunStatus,
    trigger: Trigger,
    queued_at: i64,
    started_at: Option<i64>,
    finished_at: Option<i64>,
    seconds: Option<f64>,
    rows: Option<i64>,
    bytes: Option<i64>,
    content_bytes: Option<i64>,
    sha256: Option<String>,
    file: Option<String>,
    file_removed_at: Option<i64>,
    message: Option<String>,
    hint: Option<String>,
}

impl From<Row> for RunRow {
    fn from(row: Row) -> Self {
        let gone = row.file_removed_at.is_some();
        Self {
            id: row.id,
            export_id: row.export_id,
            number: count(row.number),
            status: row.status,
            trigger: row.trigger,
            queued_at: instant(row.queued_at),
            started_at: row.started_at.map(instant),
            finished_at: row.finished_at.map(instant),
            seconds: row.seconds,
            rows: row.rows.map(count),
            bytes: row.bytes.map(count),
            content_bytes: row.content_bytes.map(count),
            sha256: row.sha256,
            file: row.file.filter(|_| !gone).map(PathBuf::from),
            file_gone: gone,
            message: row.message,
            hint: row.hint,
        }
    }
}

impl Store {
    /// Queues a run of an export that isn't deleted. None where there is no
    /// such export, or, with `alone`, where a run of it waits or works already.
    pub(crate) async fn add_run(
        &self,
        export: i64,
        trigger: Trigger,
        alone: bool,
        at: DateTime<Utc>,
    ) -> Result<Option<QueuedRun>, HistoryError> {
        let id: Option<i64> = sqlx::query_scalar(
            "INSERT INTO runs (export_id, number, status, trigger, spec, queued_at) \
             SELECT id, 1 + coalesce((SELECT max(number) FROM runs WHERE export_id = e.id), 0), \
             'pending', ?, spec, ? FROM exports AS e WHERE id = ? AND deleted_at IS NULL \
             AND NOT (? AND EXISTS (SELECT 1 FROM runs WHERE export_id = e.id \
             AND status IN ('pending', 'processing'))) RETURNING id",
        )
        .bind(trigger)
        .bind(at.timestamp_millis())
        .bind(export)
        .bind(alone)
        .fetch_optional(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        let Some(id) = id else { return Ok(None) };
        let export_name: String = sqlx::query_scalar("SELECT name FROM exports WHERE id = ?")
            .bind(export)
            .fetch_one(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(Some(QueuedRun { id, export_id: export, export_name }))
    }

    /// Turns a run that waits into one that works, with the definition as it is
    /// now. None where it doesn't wait any more.
    pub(crate) async fn start_run(
        &self,
        id: i64,
        at: DateTime<Utc>,
    ) -> Result<Option<StartedRun>, HistoryError> {
        let row: Option<(i64, String, i64)> = sqlx::query_as(
            "UPDATE runs SET status = 'processing', started_at = ?, \
             spec = (SELECT spec FROM exports WHERE id = runs.export_id) \
             WHERE id = ? AND status = 'pending' RETURNING number, spec, \
             (SELECT connection_id FROM exports WHERE id = runs.export_id)",
        )
        .bind(at.timestamp_millis())
        .bind(id)
        .fetch_optional(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        let Some((number, spec, connection)) = row else { return Ok(None) };
        Ok(Some(StartedRun { number: count(number), spec: self.spec(&spec)?, connection }))
    }

    /// Ends a run that hasn't ended. Whether it hadn't.
    pub(crate) async fn end_run(
        &self,
        id: i64,
        end: &RunEnd,
        seconds: Option<f64>,
        at: DateTime<Utc>,
    ) -> Result<bool, HistoryError> {
        let at = at.timestamp_millis();
        let open = "id = ? AND status IN ('pending', 'processing')";
        let told = |error: sqlx::Error| self.told(&error);
        let done = match end {
            RunEnd::Finished(report) => {
                let headers = serde_json::to_string(&report.headers)
                    .map_err(|error| self.damaged(error.to_string()))?;
                let file = report.file.to_string_lossy();
                let mut both = self.pool.begin().await.map_err(told)?;
                // The name was free, so an earlier run's file is gone.
                sqlx::query(
                    "UPDATE runs SET file_removed_at = ? WHERE file = ? AND file_removed_at IS NULL",
                )
                .bind(at)
                .bind(&*file)
                .execute(&mut *both)
                .await
                .map_err(told)?;
                let done = sqlx::query(sqlx::AssertSqlSafe(format!(
                    "UPDATE runs SET status = 'finished', finished_at = ?, seconds = ?, rows = ?, \
                     bytes = ?, content_bytes = ?, sha256 = ?, file = ?, manifest = ?, headers = ? \
                     WHERE {open}"
                )))
                .bind(at)
                .bind(seconds)
                .bind(stored(report.rows))
                .bind(stored(report.bytes))
                .bind(stored(report.content_bytes))
                .bind(&report.sha256)
                .bind(&*file)
                .bind(&*report.manifest.to_string_lossy())
                .bind(headers)
                .bind(id)
                .execute(&mut *both)
                .await
                .map_err(told)?;
                both.commit().await.map_err(told)?;
                done
            }
            RunEnd::Failed { code, message, hint } => sqlx::query(sqlx::AssertSqlSafe(format!(
                "UPDATE runs SET status = 'failed', finished_at = ?, seconds = ?, code = ?, \
                 message = ?, hint = ? WHERE {open}"
            )))
            .bind(at)
            .bind(seconds)
            .bind(code)
            .bind(message)
            .bind(hint)
            .bind(id)
            .execute(&self.pool)
            .await
            .map_err(told)?,
            RunEnd::Cancelled => sqlx::query(sqlx::AssertSqlSafe(format!(
                "UPDATE runs SET status = 'cancelled', finished_at = ?, seconds = ? WHERE {open}"
            )))
            .bind(at)
            .bind(seconds)
            .bind(id)
            .execute(&self.pool)
            .await
            .map_err(told)?,
        };
        Ok(done.rows_affected() > 0)
    }

    /// The run.
    pub(crate) async fn run(&self, id: i64) -> Result<Option<RunRow>, HistoryError> {
        let row: Option<Row> = sqlx::query_as("SELECT * FROM runs WHERE id = ?")
            .bind(id)
            .fetch_optional(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(row.map(RunRow::from))
    }

    /// The latest runs of an export, the newest first.
    pub(crate) async fn runs_of(
        &self,
        export: i64,
        limit: u32,
    ) -> Result<Vec<RunRow>, HistoryError> {
        let rows: Vec<Row> =
            sqlx::query_as("SELECT * FROM runs WHERE export_id = ? ORDER BY number DESC LIMIT ?")
                .bind(export)
                .bind(limit)
                .fetch_all(&self.pool)
                .await
                .map_err(|error| self.told(&error))?;
        Ok(rows.into_iter().map(RunRow::from).collect())
    }

    /// Runs that the end of the process has stopped.
    pub(crate) async fn stopped_runs(&self) -> Result<Vec<i64>, HistoryError> {
        sqlx::query_scalar("SELECT id FROM runs WHERE status = 'processing' ORDER BY id")
            .fetch_all(&self.pool)
            .await
            .map_err(|error| self.told(&error))
    }

    /// Runs that wait, the oldest first; those of deleted exports wait no more.
    pub(crate) async fn pending_runs(&self) -> Result<Vec<QueuedRun>, HistoryError> {
        let rows: Vec<(i64, i64, String)> = sqlx::query_as(
            "SELECT r.id, r.export_id, e.name FROM runs AS r JOIN exports AS e \
             ON e.id = r.export_id WHERE r.status = 'pending' AND e.deleted_at IS NULL \
             ORDER BY r.id",
        )
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        let queued = |(id, export_id, export_name)| QueuedRun { id, export_id, export_name };
        Ok(rows.into_iter().map(queued).collect())
    }
}
