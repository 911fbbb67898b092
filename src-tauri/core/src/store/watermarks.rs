//! How far the exports of what is new have come. A trigger moves a watermark in the
//! write that says that its run has finished.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::exports::KEPT;
use super::{HistoryError, Store, count, instant};
use crate::plan::DeltaWindow;

/// How far an export has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Watermark {
    /// Rows from before this instant are delivered; without it the next run takes
    /// everything.
    pub until: Option<DateTime<Utc>>,
    /// Number of the run that delivered them.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub run: Option<u64>,
    /// What they are rows of.
    #[serde(skip)]
    pub(crate) basis: Option<String>,
    /// Counts its changes.
    #[serde(skip)]
    pub(crate) version: i64,
    /// The file with the rows that were delivered, and its SHA-256.
    #[serde(skip)]
    pub(crate) state: Option<(String, String)>,
}

#[derive(Default, sqlx::FromRow)]
struct WatermarkRow {
    until: Option<i64>,
    run: Option<i64>,
    basis: Option<String>,
    version: i64,
    state: Option<String>,
    state_sha256: Option<String>,
}

/// What a run brings along that is tried again, or begun anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EarlierWindow {
    pub(crate) to: DateTime<Utc>,
    pub(crate) basis: String,
}

/// A watermark by the name of its export, as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedWatermark {
    /// Name of the export.
    pub export: String,
    /// Rows from before this instant are delivered.
    pub until: Option<DateTime<Utc>>,
    /// Number of the run that delivered them.
    pub run: Option<u64>,
}

/// States of finished runs that are kept of an export, to be rewound to.
const KEPT_STATES: u32 = 3;

/// Where the export of a row of `t` compares rows no more: its latest finished run has
/// left no state, or it was deleted before `?1`.
const COMPARES_NO_MORE: &str = "(EXISTS (SELECT 1 FROM exports AS e \
     WHERE e.id = t.export_id AND e.deleted_at < ?1) \
     OR (SELECT last.state IS NULL FROM runs AS last WHERE last.export_id = t.export_id \
     AND last.status <> 'cancelled' AND last.status = 'finished' \
     ORDER BY last.number DESC LIMIT 1))";

/// Where a run, called `runs`, may deliver its window: nothing has moved the watermark
/// since it began, and no other run is about to.
pub(super) const MAY_DELIVER: &str = "(watermark IS NULL \
     OR (EXISTS (SELECT 1 FROM watermarks AS w WHERE w.export_id = runs.export_id \
     AND w.version = runs.watermark) \
     AND NOT EXISTS (SELECT 1 FROM runs AS other WHERE other.export_id = runs.export_id \
     AND other.id <> runs.id AND other.status = 'processing')))";

impl Store {
    /// How far an export has come; one that hasn't begun is at its beginning.
    pub(crate) async fn watermark(&self, export: i64) -> Result<Watermark, HistoryError> {
        let row: Option<WatermarkRow> = sqlx::query_as(
            "SELECT until, (SELECT number FROM runs WHERE id = run_id) AS run, basis, version, \
             state, state_sha256 \
             FROM watermarks WHERE export_id = ?",
        )
        .bind(export)
        .fetch_optional(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        let WatermarkRow { until, run, basis, version, state, state_sha256 } =
            row.unwrap_or_default();
        let (until, run, state) = (until.map(instant), run.map(count), state.zip(state_sha256));
        Ok(Watermark { until, run, basis, version, state })
    }

    /// The window that a run brings along.
    pub(crate) async fn earlier_window(
        &self,
        run: i64,
    ) -> Result<Option<EarlierWindow>, HistoryError> {
        let row: Option<(i64, String)> = sqlx::query_as(
            "SELECT window_to, window_basis FROM runs \
             WHERE id = ? AND window_to IS NOT NULL AND window_basis IS NOT NULL",
        )
        .bind(run)
        .fetch_optional(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(row.map(|(to, basis)| EarlierWindow { to: instant(to), basis }))
    }

    /// Writes down the window of a run before it reads anything, and the file in which it
    /// leaves its rows. `version` is the watermark that it begins from; false where that
    /// was changed meanwhile.
    pub(crate) async fn open_window(
        &self,
        run: i64,
        window: &DeltaWindow,
        basis: &str,
        state: Option<&str>,
        version: i64,
    ) -> Result<bool, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let mut both = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?;
        sqlx::query(
            "INSERT OR IGNORE INTO watermarks (export_id) SELECT export_id FROM runs WHERE id = ?",
        )
        .bind(run)
        .execute(&mut *both)
        .await
        .map_err(told)?;
        let done = sqlx::query(
            "UPDATE runs SET window_kind = ?, window_from = ?, window_to = ?, window_basis = ?, \
             state = ?, state_sha256 = NULL, watermark = ? WHERE id = ? AND (SELECT version FROM watermarks AS w \
             WHERE w.export_id = runs.export_id) = ?",
        )
        .bind(window.kind.name())
        .bind(window.from.map(|from| from.timestamp_millis()))
        .bind(window.to.timestamp_millis())
        .bind(basis)
        .bind(state)
        .bind(version)
        .bind(run)
        .bind(version)
        .execute(&mut *both)
        .await
        .map_err(told)?;
        both.commit().await.map_err(told)?;
        Ok(done.rows_affected() > 0)
    }

    /// Lets the next run of an export begin where a finished run of it ended. Whether
    /// there is such a run with a window, and none of the export works.
    pub(crate) async fn rewind(&self, run: i64) -> Result<bool, HistoryError> {
        let done = sqlx::query(
            "UPDATE watermarks SET until = r.window_to, run_id = r.id, basis = r.window_basis, \
             state = r.state, state_sha256 = r.state_sha256, version = version + 1 FROM runs AS r \
             WHERE r.id = ? AND watermarks.export_id = r.export_id AND r.status = 'finished' \
             AND r.watermark IS NOT NULL AND NOT EXISTS (SELECT 1 FROM runs AS other \
             WHERE other.export_id = r.export_id AND other.status = 'processing')",
        )
        .bind(run)
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(done.rows_affected() > 0)
    }

    /// Lets the next run of an export take everything. Whether no run of it works.
    pub(crate) async fn forget_watermark(&self, export: i64) -> Result<bool, HistoryError> {
        let done = sqlx::query(
            "INSERT INTO watermarks (export_id) SELECT id FROM exports AS e WHERE id = ? \
             AND NOT EXISTS (SELECT 1 FROM runs WHERE export_id = e.id AND status = 'processing') \
             ON CONFLICT (export_id) DO UPDATE SET until = NULL, run_id = NULL, basis = NULL, \
             state = NULL, state_sha256 = NULL, version = version + 1",
        )
        .bind(export)
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(done.rows_affected() > 0)
    }

    /// Whether a run that failed may still deliver its files.
    pub(crate) async fn may_deliver(&self, run: i64) -> Result<bool, HistoryError> {
        sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "SELECT {MAY_DELIVER} FROM runs WHERE id = ?"
        )))
        .bind(run)
        .fetch_one(&self.pool)
        .await
        .map_err(|error| self.told(&error))
    }

    /// The state that a run has left.
    pub(crate) async fn state_of(&self, run: i64) -> Result<Option<String>, HistoryError> {
        let state: Option<Option<String>> =
            sqlx::query_scalar("SELECT state FROM runs WHERE id = ?")
                .bind(run)
                .fetch_optional(&self.pool)
                .await
                .map_err(|error| self.told(&error))?;
        Ok(state.flatten())
    }

    /// Lets exports that compare rows no more forget which ones they have delivered: should
    /// they compare rows again, the first run takes everything. Not while a run of them
    /// works, or may deliver its files yet.
    pub(crate) async fn forget_states(&self, now: DateTime<Utc>) -> Result<(), HistoryError> {
        sqlx::query(sqlx::AssertSqlSafe(format!(
            "UPDATE watermarks AS t SET until = NULL, run_id = NULL, basis = NULL, \
             state = NULL, state_sha256 = NULL, version = version + 1 \
             WHERE state IS NOT NULL AND {COMPARES_NO_MORE} AND NOT EXISTS \
             (SELECT 1 FROM runs AS r WHERE r.export_id = t.export_id \
             AND (r.status IN ('pending', 'processing') OR (r.status IN ('failed', 'cancelled') \
             AND r.file IS NOT NULL AND r.watermark = t.version)))"
        )))
        .bind((now - KEPT).timestamp_millis())
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// The states that are of use: what exports begin from, what the latest finished runs
    /// left of exports that still compare rows, and what runs have that work or may deliver
    /// their files yet.
    pub(crate) async fn used_states(
        &self,
        now: DateTime<Utc>,
    ) -> Result<Vec<String>, HistoryError> {
        sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "SELECT state FROM watermarks WHERE state IS NOT NULL \
             UNION SELECT state FROM runs WHERE state IS NOT NULL \
             AND (status IN ('pending', 'processing') OR (status IN ('failed', 'cancelled') \
             AND file IS NOT NULL AND EXISTS (SELECT 1 FROM watermarks AS w \
             WHERE w.export_id = runs.export_id AND w.version = runs.watermark))) \
             UNION SELECT state FROM (SELECT export_id, state, \
             row_number() OVER (PARTITION BY export_id ORDER BY id DESC) AS place FROM runs \
             WHERE status = 'finished' AND state IS NOT NULL) AS t \
             WHERE place <= {KEPT_STATES} AND {COMPARES_NO_MORE} IS NOT TRUE"
        )))
        .bind((now - KEPT).timestamp_millis())
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))
    }

    /// How far the exports have come that aren't deleted, by their names.
    pub(crate) async fn watermarks(&self) -> Result<Vec<NamedWatermark>, HistoryError> {
        let rows: Vec<(String, Option<i64>, Option<i64>)> = sqlx::query_as(
            "SELECT e.name, w.until, (SELECT number FROM runs WHERE id = w.run_id) \
             FROM watermarks AS w JOIN exports AS e ON e.id = w.export_id \
             WHERE e.deleted_at IS NULL ORDER BY e.name, e.id",
        )
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        let named = |(export, until, run): (_, Option<i64>, Option<i64>)| NamedWatermark {
            export,
            until: until.map(instant),
            run: run.map(count),
        };
        Ok(rows.into_iter().map(named).collect())
    }

    /// The exports of a name that aren't deleted.
    pub(crate) async fn exports_named(&self, name: &str) -> Result<Vec<i64>, HistoryError> {
        sqlx::query_scalar(
            "SELECT id FROM exports WHERE name = ? AND deleted_at IS NULL ORDER BY id",
        )
        .bind(name)
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))
    }

    /// The run of an export with a number.
    pub(crate) async fn run_numbered(
        &self,
        export: i64,
        number: u64,
    ) -> Result<Option<i64>, HistoryError> {
        sqlx::query_scalar("SELECT id FROM runs WHERE export_id = ? AND number = ?")
            .bind(export)
            .bind(super::stored(number))
            .fetch_optional(&self.pool)
            .await
            .map_err(|error| self.told(&error))
    }
}
