//! The list of exports as the window shows it: searched, filtered, sorted, a
//! page at a time.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::AssertSqlSafe;

use super::{HistoryError, RunStatus, Store, count, instant};
use crate::spec::Direction;

/// Status of an export: that of its latest run, cancelled ones left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportStatus {
    /// It has never run, or its run waits.
    Pending,
    /// It works.
    Processing,
    /// There is a file.
    Finished,
    /// The latest run failed.
    Failed,
    /// Its schedule will run it.
    Active,
    /// Its schedule is paused.
    Inactive,
}

impl ExportStatus {
    fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Processing => "processing",
            Self::Finished => "finished",
            Self::Failed => "failed",
            Self::Active => "active",
            Self::Inactive => "inactive",
        }
    }
}

impl From<RunStatus> for ExportStatus {
    fn from(status: RunStatus) -> Self {
        match status {
            RunStatus::Pending | RunStatus::Cancelled => Self::Pending,
            RunStatus::Processing => Self::Processing,
            RunStatus::Finished => Self::Finished,
            RunStatus::Failed => Self::Failed,
        }
    }
}

/// By what exports are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportOrder {
    /// By name, in any case.
    Name,
    /// By the time when they were made.
    CreatedAt,
}

/// Which exports are shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportQuery {
    /// Part of the name, the model or the creator, in any case.
    pub search: String,
    /// Only those with this status.
    pub status: Option<ExportStatus>,
    /// By what they are sorted.
    pub sort: ExportOrder,
    /// In which direction.
    pub direction: Direction,
    /// How many are passed over.
    pub offset: u32,
    /// How many are shown, at most.
    pub limit: u32,
}

/// An export as it is shown in the list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExportRow {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Id of its data model.
    pub model: String,
    /// Name of its data model.
    pub model_label: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// By whom.
    pub created_by: String,
    /// Where its files go, in words.
    pub target: String,
    /// Where it is.
    pub status: ExportStatus,
    /// Why the latest run failed.
    pub reason: Option<String>,
    /// Rows of the latest finished run.
    pub rows: Option<u64>,
    /// Bytes of the latest finished run's file.
    pub bytes: Option<u64>,
    /// Seconds that the latest finished run took.
    pub seconds: Option<f64>,
    /// The run that works or waits.
    pub active_run: Option<i64>,
    /// The latest run, however it ended.
    pub latest_run: Option<i64>,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExportPage {
    /// Exports that match the search and the filter.
    pub matching: u64,
    /// All exports.
    pub total: u64,
    /// Those of the page.
    pub rows: Vec<ExportRow>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    model: String,
    created_at: i64,
    created_by: String,
    status: Option<RunStatus>,
    message: Option<String>,
    rows: Option<i64>,
    bytes: Option<i64>,
    seconds: Option<f64>,
    active_run: Option<i64>,
    latest_run: Option<i64>,
}

impl Row {
    fn shown(self, label: impl Fn(&str) -> Option<String>) -> ExportRow {
        ExportRow {
            id: self.id,
            model_label: label(&self.model).unwrap_or_else(|| self.model.clone()),
            name: self.name,
            model: self.model,
            created_at: instant(self.created_at),
            created_by: self.created_by,
            target: "This computer".to_owned(),
            status: self.status.map_or(ExportStatus::Pending, ExportStatus::from),
            reason: self.message.filter(|_| self.status == Some(RunStatus::Failed)),
            rows: self.rows.map(count),
            bytes: self.bytes.map(count),
            seconds: self.seconds,
            active_run: self.active_run,
            latest_run: self.latest_run,
        }
    }
}

/// What the search text and the status leave. Parameters: the text, the ids of
/// models whose labels hold it, the status.
const MATCHING: &str = "
FROM exports AS e WHERE e.deleted_at IS NULL
AND (?1 = '' OR instr(e.search, ?1) > 0 OR e.model IN (SELECT value FROM json_each(?2)))
AND (?3 IS NULL OR ?3 = coalesce((SELECT status FROM runs
    WHERE export_id = e.id AND status <> 'cancelled' ORDER BY number DESC LIMIT 1), 'pending'))";

/// The runs that matter of each export in `page`.
const RUNS: &str = "
SELECT page.id, page.name, page.model, page.created_at, page.created_by,
    latest.status, latest.message, done.rows, done.bytes, done.seconds,
    (SELECT id FROM runs WHERE export_id = page.id AND status IN ('pending', 'processing')
        ORDER BY status = 'pending', id LIMIT 1) AS active_run,
    (SELECT id FROM runs WHERE export_id = page.id ORDER BY number DESC LIMIT 1) AS latest_run
FROM page
LEFT JOIN runs AS latest ON latest.id = (SELECT id FROM runs
    WHERE export_id = page.id AND status <> 'cancelled' ORDER BY number DESC LIMIT 1)
LEFT JOIN runs AS done ON done.id = (SELECT id FROM runs
    WHERE export_id = page.id AND status = 'finished' ORDER BY number DESC LIMIT 1)";

impl Store {
    /// A page of the exports. `models` are ids and labels of the data models.
    pub(crate) async fn list_exports(
        &self,
        query: &ExportQuery,
        models: &[(String, String)],
    ) -> Result<ExportPage, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let search = query.search.replace(['\n', '\r'], " ").trim().to_lowercase();
        let labelled: Vec<&str> = models
            .iter()
            .filter(|(_, label)| label.to_lowercase().contains(&search))
            .map(|(id, _)| id.as_str())
            .collect();
        let labelled = serde_json::to_string(&labelled).unwrap_or_default();
        let status = query.status.map(ExportStatus::name);
        let key = match query.sort {
            ExportOrder::Name => "name_key",
            ExportOrder::CreatedAt => "created_at",
        };
        let direction = match query.direction {
            Direction::Ascending => "ASC",
            Direction::Descending => "DESC",
        };
        let inside = format!("e.{key} {direction}, e.id {direction}");
        let outside = format!("page.{key} {direction}, page.id {direction}");
        // All three see the same moment.
        let mut moment = self.pool.begin().await.map_err(told)?;
        let total: i64 =
            sqlx::query_scalar("SELECT count(*) FROM exports WHERE deleted_at IS NULL")
                .fetch_one(&mut *moment)
                .await
                .map_err(told)?;
        let matching: i64 = if search.is_empty() && status.is_none() {
            total
        } else {
            sqlx::query_scalar(AssertSqlSafe(format!("SELECT count(*) {MATCHING}")))
                .bind(&search)
                .bind(&labelled)
                .bind(status)
                .fetch_one(&mut *moment)
                .await
                .map_err(told)?
        };
        let rows: Vec<Row> = sqlx::query_as(AssertSqlSafe(format!(
            "WITH page AS MATERIALIZED (SELECT e.id, e.name, e.name_key, e.model, e.created_at, \
             e.created_by {MATCHING} ORDER BY {inside} LIMIT ?4 OFFSET ?5) {RUNS} \
             ORDER BY {outside}"
        )))
        .bind(&search)
        .bind(&labelled)
        .bind(status)
        .bind(query.limit)
        .bind(query.offset)
        .fetch_all(&mut *moment)
        .await
        .map_err(told)?;
        moment.rollback().await.map_err(told)?;
        let rows = rows.into_iter().map(|row| row.shown(|id| label(models, id))).collect();
        Ok(ExportPage { matching: count(matching), total: count(total), rows })
    }

    /// One export as it is shown in the list.
    pub(crate) async fn export_row(
        &self,
        id: i64,
        models: &[(String, String)],
    ) -> Result<Option<ExportRow>, HistoryError> {
        let row: Option<Row> = sqlx::query_as(AssertSqlSafe(format!(
            "WITH page AS (SELECT * FROM exports WHERE id = ? AND deleted_at IS NULL) {RUNS}"
        )))
        .bind(id)
        .fetch_optional(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(row.map(|row| row.shown(|id| label(models, id))))
    }
}

fn label(models: &[(String, String)], id: &str) -> Option<String> {
    models.iter().find(|(known, _)| known == id).map(|(_, label)| label.clone())
}
