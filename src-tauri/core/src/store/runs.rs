//! Runs of exports, from queued to ended.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::exports::definition;
use super::text::Text;
use super::{Delivery, HistoryError, Store, artifacts, count, instant, sequences, stored};
use crate::plan::{DeltaKind, DeltaWindow};
use crate::receiver::Finding;
use crate::run::{Artifact, Changes, RunReport, SetMember};
use crate::spec::ExportSpec;

/// [`DeltaKind`] as the history has it.
#[derive(Debug, Clone, Copy, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
enum WindowKind {
    Full,
    Delta,
}

impl From<WindowKind> for DeltaKind {
    fn from(kind: WindowKind) -> Self {
        match kind {
            WindowKind::Full => Self::Full,
            WindowKind::Delta => Self::Delta,
        }
    }
}

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
    /// The slot of its schedule, from which relative dates are counted; none
    /// where somebody started it.
    pub planned_for: Option<DateTime<Utc>>,
    /// When it was asked for.
    pub queued_at: DateTime<Utc>,
    /// When it began.
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub finished_at: Option<DateTime<Utc>>,
    /// Seconds that it took.
    pub seconds: Option<f64>,
    /// Rows in all parts.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub rows: Option<u64>,
    /// Bytes of all parts.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub bytes: Option<u64>,
    /// Bytes of the text before compression.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub content_bytes: Option<u64>,
    /// SHA-256 of the file.
    pub sha256: Option<String>,
    /// The file, if it is still there; of several parts the first.
    pub file: Option<PathBuf>,
    /// Whether the file was removed.
    pub file_gone: bool,
    /// All files that it made, in the order in which they were published, without the
    /// manifest. They are there if `file` is.
    pub artifacts: Vec<Artifact>,
    /// The files of a set's members, as files of their own or as entries of its archive.
    pub members: Vec<SetMember>,
    /// The number that `{seq}` stands for in them.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub sequence_number: Option<u64>,
    /// Why it failed.
    pub message: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
    /// What becomes of the file at each target.
    pub deliveries: Vec<Delivery>,
    /// When the copy was made that it read in place of live data.
    pub copied_at: Option<DateTime<Utc>>,
    /// Release of the time zone database that its datetimes were written by.
    pub timezone_release: Option<String>,
    /// The profile that it used.
    pub profile: Option<String>,
    /// Its version then.
    pub profile_version: Option<u32>,
    /// What the chosen receivers wouldn't read exactly.
    pub findings: Vec<Finding>,
    /// The window of its rows, of an export of what is new.
    pub window: Option<DeltaWindow>,
    /// How many rows were added, changed and removed, of an export of what has changed.
    pub changes: Option<Changes>,
}

/// A run that waits.
#[derive(Debug, Clone)]
pub(crate) struct QueuedRun {
    pub(crate) id: i64,
    pub(crate) export_id: i64,
    pub(crate) export_name: String,
    pub(crate) connection: i64,
    pub(crate) planned_for: Option<DateTime<Utc>>,
}

/// [`QueuedRun`] as the history has it.
type QueuedRow = (i64, i64, Text, i64, Option<i64>);

impl From<QueuedRow> for QueuedRun {
    fn from((id, export_id, Text(export_name), connection, planned_for): QueuedRow) -> Self {
        Self { id, export_id, export_name, connection, planned_for: planned_for.map(instant) }
    }
}

/// A run that has begun.
#[derive(Debug)]
pub(crate) struct StartedRun {
    pub(crate) number: u64,
    pub(crate) spec: ExportSpec,
    pub(crate) connection: i64,
}

/// What became of the wish to begin a run.
#[derive(Debug)]
pub(crate) enum RunStart {
    Started(Box<StartedRun>),
    /// Another process works on the same export.
    Busy,
    /// It doesn't wait any more.
    Gone,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) enum RunEnd {
    Finished(Box<RunReport>),
    /// Not yet: its file was recorded and goes to its targets now.
    Made,
    /// Its file, which was recorded before, is at all of its targets.
    Delivered {
        rows: u64,
        bytes: u64,
    },
    Failed {
        code: &'static str,
        message: String,
        hint: Option<String>,
    },
    Cancelled,
}

#[derive(sqlx::FromRow)]
struct StoredRun {
    id: i64,
    export_id: i64,
    number: i64,
    status: RunStatus,
    trigger: Trigger,
    planned_for: Option<i64>,
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
    copied_at: Option<i64>,
    timezone_release: Option<String>,
    sequence_number: Option<i64>,
    profile: Option<String>,
    profile_version: Option<i64>,
    findings: Option<String>,
    window_kind: Option<WindowKind>,
    window_from: Option<i64>,
    window_to: Option<i64>,
    watermark: Option<i64>,
    rows_added: Option<i64>,
    rows_changed: Option<i64>,
    rows_removed: Option<i64>,
    rows_unchanged: Option<i64>,
}

impl From<StoredRun> for RunRow {
    fn from(row: StoredRun) -> Self {
        let gone = row.file_removed_at.is_some();
        let window = match (row.watermark, row.window_kind, row.window_to) {
            (Some(_), Some(kind), Some(to)) => Some(DeltaWindow {
                kind: kind.into(),
                from: row.window_from.map(instant),
                to: instant(to),
            }),
            _ => None,
        };
        Self {
            id: row.id,
            export_id: row.export_id,
            number: count(row.number),
            status: row.status,
            trigger: row.trigger,
            planned_for: row.planned_for.map(instant),
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
            artifacts: Vec::new(),
            members: Vec::new(),
            sequence_number: row.sequence_number.map(count),
            message: row.message,
            hint: row.hint,
            deliveries: Vec::new(),
            copied_at: row.copied_at.map(instant),
            timezone_release: row.timezone_release,
            profile: row.profile,
            profile_version: row.profile_version.and_then(|version| version.try_into().ok()),
            // One of a later version has findings that this one doesn't know.
            findings: row
                .findings
                .and_then(|findings| serde_json::from_str(&findings).ok())
                .unwrap_or_default(),
            window,
            changes: row.rows_added.map(|added| Changes {
                added: count(added),
                changed: row.rows_changed.map_or(0, count),
                removed: row.rows_removed.map_or(0, count),
                unchanged: row.rows_unchanged.map_or(0, count),
            }),
        }
    }
}

impl Store {
    /// Queues a run of an export that isn't deleted and of which none waits or
    /// works; one that only delivers its file is in nobody's way. With `retried` it
    /// has the window of a run that failed. None where there is no such export.
    pub(crate) async fn add_run(
        &self,
        export: i64,
        trigger: Trigger,
        planned_for: Option<DateTime<Utc>>,
        retried: Option<i64>,
        at: DateTime<Utc>,
    ) -> Result<Option<QueuedRun>, HistoryError> {
        let added: Option<QueuedRow> = sqlx::query_as(
            "INSERT INTO runs (export_id, number, status, trigger, spec, queued_at, planned_for, \
             owner, window_to, window_basis) \
             SELECT id, 1 + coalesce((SELECT max(number) FROM runs WHERE export_id = e.id), 0), \
             'pending', ?1, spec, ?2, ?3, ?4, \
             (SELECT window_to FROM runs WHERE id = ?6 AND status IN ('failed', 'cancelled')), \
             (SELECT window_basis FROM runs WHERE id = ?6) FROM exports AS e WHERE id = ?5 AND deleted_at IS NULL \
             AND NOT EXISTS (SELECT 1 FROM runs WHERE export_id = e.id \
             AND status IN ('pending', 'processing') AND file IS NULL) \
             RETURNING id, export_id, (SELECT name FROM exports WHERE id = export_id), \
             (SELECT connection_id FROM exports WHERE id = export_id), planned_for",
        )
        .bind(trigger)
        .bind(at.timestamp_millis())
        .bind(planned_for.map(|at| at.timestamp_millis()))
        .bind(self.owner_id())
        .bind(export)
        .bind(retried)
        .fetch_optional(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(added.map(QueuedRun::from))
    }

    /// The export of a run and its name, unless it is deleted.
    pub(crate) async fn export_of(&self, run: i64) -> Result<Option<(i64, String)>, HistoryError> {
        let export: Option<(i64, Text)> = sqlx::query_as(
            "SELECT e.id, e.name FROM exports AS e JOIN runs AS r ON r.export_id = e.id \
             WHERE r.id = ? AND e.deleted_at IS NULL",
        )
        .bind(run)
        .fetch_optional(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(export.map(|(id, Text(name))| (id, name)))
    }

    /// Turns a run that waits into one that works, with the definition as it is
    /// now. Of an export of what is new, it waits until all earlier runs have delivered:
    /// only then is it known where its window begins.
    pub(crate) async fn start_run(
        &self,
        id: i64,
        at: DateTime<Utc>,
    ) -> Result<RunStart, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let row: Option<(i64, Text, Text, i64)> = sqlx::query_as(
            "UPDATE runs SET status = 'processing', started_at = ?, copied_at = NULL, \
             watermark = NULL, \
             spec = (SELECT spec FROM exports WHERE id = runs.export_id) \
             WHERE id = ? AND status = 'pending' AND owner = ? AND NOT EXISTS (SELECT 1 \
             FROM runs AS other WHERE other.export_id = runs.export_id \
             AND other.status IN ('pending', 'processing') \
             AND (other.status = 'processing' AND other.file IS NULL \
             OR (other.status = 'processing' OR other.id < runs.id) \
             AND (SELECT json_extract(iif(json_valid(e.spec), e.spec, \
             '{}'), '$.delta') FROM exports AS e WHERE e.id = runs.export_id) IS NOT NULL)) \
             RETURNING number, \
             (SELECT name FROM exports WHERE id = runs.export_id), spec, \
             (SELECT connection_id FROM exports WHERE id = runs.export_id)",
        )
        .bind(at.timestamp_millis())
        .bind(id)
        .bind(self.owner_id())
        .fetch_optional(&self.pool)
        .await
        .map_err(told)?;
        if let Some((number, name, spec, connection)) = row {
            let spec = definition(&name, &spec)?;
            let started = StartedRun { number: count(number), spec, connection };
            return Ok(RunStart::Started(Box::new(started)));
        }
        let waits: bool = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM runs WHERE id = ? AND status = 'pending' AND owner = ?)",
        )
        .bind(id)
        .bind(self.owner_id())
        .fetch_one(&self.pool)
        .await
        .map_err(told)?;
        Ok(if waits { RunStart::Busy } else { RunStart::Gone })
    }

    /// Writes down that a run reads a copy.
    pub(crate) async fn record_copy(
        &self,
        id: i64,
        copied_at: DateTime<Utc>,
    ) -> Result<(), HistoryError> {
        sqlx::query("UPDATE runs SET copied_at = ? WHERE id = ?")
            .bind(copied_at.timestamp_millis())
            .bind(id)
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(())
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
                let text = |path: &Path| match path.to_string_lossy().into_owned() {
                    none if none.is_empty() => None,
                    path => Some(path),
                };
                let mut both = self.pool.begin().await.map_err(told)?;
                artifacts::record(&mut both, id, report, instant(at)).await.map_err(told)?;
                sequences::take(&mut both, id).await.map_err(told)?;
                let done = sqlx::query(sqlx::AssertSqlSafe(format!(
                    "UPDATE runs SET status = 'finished', owner = NULL, finished_at = ?, seconds = ?, rows = ?, \
                     bytes = ?, content_bytes = ?, sha256 = ?, file = ?, manifest = ?, headers = ?, \
                     sequence_number = ? WHERE {open}"
                )))
                .bind(at)
                .bind(seconds)
                .bind(stored(report.rows))
                .bind(stored(report.bytes))
                .bind(stored(report.content_bytes))
                .bind(Some(&report.sha256).filter(|sha256| !sha256.is_empty()))
                .bind(text(&report.file))
                .bind(text(&report.manifest))
                .bind(headers)
                .bind(report.sequence_number.map(stored))
                .bind(id)
                .execute(&mut *both)
                .await
                .map_err(told)?;
                both.commit().await.map_err(told)?;
                done
            }
            RunEnd::Made => return Ok(true),
            RunEnd::Delivered { .. } => sqlx::query(sqlx::AssertSqlSafe(format!(
                "UPDATE runs SET status = 'finished', owner = NULL, finished_at = ?, \
                 seconds = coalesce(?, seconds) WHERE {open}"
            )))
            .bind(at)
            .bind(seconds)
            .bind(id)
            .execute(&self.pool)
            .await
            .map_err(told)?,
            RunEnd::Failed { code, message, hint } => sqlx::query(sqlx::AssertSqlSafe(format!(
                "UPDATE runs SET status = 'failed', owner = NULL, finished_at = ?, \
                 seconds = coalesce(?, seconds), code = ?, \
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
                "UPDATE runs SET status = 'cancelled', owner = NULL, finished_at = ?, \
                 seconds = ? WHERE {open}"
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
        let row: Option<StoredRun> = sqlx::query_as("SELECT * FROM runs WHERE id = ?")
            .bind(id)
            .fetch_optional(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        let Some(row) = row else { return Ok(None) };
        let mut run = RunRow::from(row);
        run.deliveries = self.deliveries(id).await?;
        run.artifacts = self.artifacts(id).await?;
        let members = self.members_of(run.export_id).await?.into_iter();
        run.members = members.filter(|(of, _)| *of == id).map(|(_, member)| member).collect();
        Ok(Some(run))
    }

    /// The latest runs of an export, the newest first.
    pub(crate) async fn runs_of(
        &self,
        export: i64,
        limit: u32,
    ) -> Result<Vec<RunRow>, HistoryError> {
        let rows: Vec<StoredRun> =
            sqlx::query_as("SELECT * FROM runs WHERE export_id = ? ORDER BY number DESC LIMIT ?")
                .bind(export)
                .bind(limit)
                .fetch_all(&self.pool)
                .await
                .map_err(|error| self.told(&error))?;
        let mut runs: Vec<RunRow> = rows.into_iter().map(RunRow::from).collect();
        for (run, delivery) in self.deliveries_of(export).await? {
            if let Some(run) = runs.iter_mut().find(|row| row.id == run) {
                run.deliveries.push(delivery);
            }
        }
        for (run, artifact) in self.artifacts_of(export).await? {
            if let Some(run) = runs.iter_mut().find(|row| row.id == run) {
                run.artifacts.push(artifact);
            }
        }
        for (run, member) in self.members_of(export).await? {
            if let Some(run) = runs.iter_mut().find(|row| row.id == run) {
                run.members.push(member);
            }
        }
        Ok(runs)
    }

    /// Lets a run that was stopped and left nothing wait for the next process.
    pub(crate) async fn requeue(&self, run: i64) -> Result<(), HistoryError> {
        sqlx::query(
            "UPDATE runs SET status = 'pending', started_at = NULL, owner = NULL \
             WHERE id = ? AND status = 'processing' AND file IS NULL",
        )
        .bind(run)
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// Takes up the runs that still have to deliver their file and that no other living
    /// process has, the oldest first.
    pub(crate) async fn adopt_deliveries(&self) -> Result<Vec<QueuedRun>, HistoryError> {
        let mut rows: Vec<QueuedRow> = sqlx::query_as(
            "UPDATE runs SET owner = ?1 WHERE status = 'processing' AND file IS NOT NULL \
             AND (owner IS NULL OR owner = ?1) RETURNING id, export_id, \
             (SELECT name FROM exports WHERE id = export_id), \
             (SELECT connection_id FROM exports WHERE id = export_id), planned_for",
        )
        .bind(self.owner_id())
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        rows.sort_by_key(|row| row.0);
        Ok(rows.into_iter().map(QueuedRun::from).collect())
    }

    /// The oldest run that waits or works in any process: its export's name, and whether its
    /// file is there already, which then goes to targets.
    pub(crate) async fn unfinished_run(&self) -> Result<Option<(String, bool)>, HistoryError> {
        sqlx::query_as(
            "SELECT e.name, r.status = 'processing' AND r.file IS NOT NULL FROM runs AS r \
             JOIN exports AS e ON e.id = r.export_id WHERE r.status = 'processing' \
             OR r.status = 'pending' AND e.deleted_at IS NULL ORDER BY r.id LIMIT 1",
        )
        .fetch_optional(&self.pool)
        .await
        .map_err(|error| self.told(&error))
    }

    /// Runs that worked in a process that is gone.
    pub(crate) async fn stopped_runs(&self) -> Result<Vec<i64>, HistoryError> {
        sqlx::query_scalar(
            "SELECT id FROM runs WHERE status = 'processing' AND owner IS NULL AND file IS NULL \
             ORDER BY id",
        )
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))
    }

    /// Runs of this process that wait, the oldest first.
    pub(crate) async fn waiting_runs(&self) -> Result<Vec<QueuedRun>, HistoryError> {
        let rows: Vec<QueuedRow> = sqlx::query_as(
            "SELECT id, export_id, (SELECT name FROM exports WHERE id = export_id), \
             (SELECT connection_id FROM exports WHERE id = export_id), planned_for \
             FROM runs WHERE status = 'pending' AND owner = ? ORDER BY id",
        )
        .bind(self.owner_id())
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(rows.into_iter().map(QueuedRun::from).collect())
    }

    /// Takes over the runs that wait and belong to no living process, the oldest
    /// first; those of deleted exports wait no more.
    pub(crate) async fn adopt_runs(&self) -> Result<Vec<QueuedRun>, HistoryError> {
        let mut rows: Vec<QueuedRow> = sqlx::query_as(
            "UPDATE runs SET owner = ? WHERE status = 'pending' AND owner IS NULL \
             AND export_id IN (SELECT id FROM exports WHERE deleted_at IS NULL) \
             RETURNING id, export_id, (SELECT name FROM exports WHERE id = export_id), \
             (SELECT connection_id FROM exports WHERE id = export_id), planned_for",
        )
        .bind(self.owner_id())
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        rows.sort_unstable_by_key(|row| row.0);
        Ok(rows.into_iter().map(QueuedRun::from).collect())
    }

    /// Asks the process that has a run to stop it. Whether another one has it.
    pub(crate) async fn ask_to_stop(&self, run: i64) -> Result<bool, HistoryError> {
        let asked = sqlx::query(
            "UPDATE runs SET stop = 1 WHERE id = ? AND owner <> ? \
             AND status IN ('pending', 'processing')",
        )
        .bind(run)
        .bind(self.owner_id())
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(asked.rows_affected() > 0)
    }

    /// Asks the processes that have runs of an export to stop them.
    pub(crate) async fn ask_to_stop_export(&self, export: i64) -> Result<(), HistoryError> {
        sqlx::query(
            "UPDATE runs SET stop = 1 WHERE export_id = ? AND owner <> ? \
             AND status IN ('pending', 'processing')",
        )
        .bind(export)
        .bind(self.owner_id())
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// Runs of this process that another one wants to end.
    pub(crate) async fn asked_to_stop(&self) -> Result<Vec<i64>, HistoryError> {
        sqlx::query_scalar(
            "SELECT id FROM runs WHERE stop AND owner = ? AND status IN ('pending', 'processing')",
        )
        .bind(self.owner_id())
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))
    }
}
