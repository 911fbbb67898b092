//! What deliveries have begun at targets and not yet taken away.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::SqliteExecutor;

use super::{HistoryError, Store};

/// How long it is tried to remove what a server doesn't let go.
const KEPT: TimeDelta = TimeDelta::days(30);

/// Something that nobody works on any more.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct LeftUpload {
    pub(crate) id: i64,
    pub(crate) target_id: i64,
    /// JSON of the engine.
    pub(crate) work: String,
    pub(crate) claimed: Option<String>,
}

impl Store {
    /// Writes down that this process delivers something.
    pub(crate) async fn begin_upload(
        &self,
        target: i64,
        work: &str,
        at: DateTime<Utc>,
    ) -> Result<i64, HistoryError> {
        self.insert_upload(&self.pool, target, work, at).await
    }

    /// The same as a part of a transaction.
    pub(super) async fn insert_upload(
        &self,
        to: impl SqliteExecutor<'_>,
        target: i64,
        work: &str,
        at: DateTime<Utc>,
    ) -> Result<i64, HistoryError> {
        sqlx::query_scalar(
            "INSERT INTO uploads (target_id, owner, began_at, work) VALUES (?, ?, ?, ?) \
             RETURNING id",
        )
        .bind(target)
        .bind(self.owner_id())
        .bind(at.timestamp_millis())
        .bind(work)
        .fetch_one(to)
        .await
        .map_err(|error| self.told(&error))
    }

    /// A name was chosen for it.
    pub(crate) async fn claim_upload(&self, id: i64, name: &str) -> Result<(), HistoryError> {
        self.run_on_uploads(
            sqlx::query("UPDATE uploads SET claimed = ? WHERE id = ?")
                .bind(name.to_owned())
                .bind(id),
        )
        .await
        .map(drop)
    }

    /// It is delivered in another way.
    pub(crate) async fn change_upload(&self, id: i64, work: &str) -> Result<(), HistoryError> {
        self.run_on_uploads(
            sqlx::query("UPDATE uploads SET work = ? WHERE id = ?").bind(work.to_owned()).bind(id),
        )
        .await
        .map(drop)
    }

    /// Nothing is left of it.
    pub(crate) async fn end_upload(&self, id: i64) -> Result<(), HistoryError> {
        self.run_on_uploads(sqlx::query("DELETE FROM uploads WHERE id = ?").bind(id))
            .await
            .map(drop)
    }

    /// Something is left of it, for whoever comes next.
    pub(crate) async fn leave_upload(&self, id: i64) -> Result<(), HistoryError> {
        self.run_on_uploads(sqlx::query("UPDATE uploads SET owner = NULL WHERE id = ?").bind(id))
            .await
            .map(drop)
    }

    /// Forgets what nobody could end for long, as of the time that is believed.
    pub(crate) async fn forget_old_uploads(&self, now: DateTime<Utc>) -> Result<(), HistoryError> {
        let oldest = (now - KEPT).timestamp_millis();
        self.run_on_uploads(
            sqlx::query("DELETE FROM uploads WHERE owner IS NULL AND began_at < ?").bind(oldest),
        )
        .await
        .map(drop)
    }

    /// What nobody works on, of one target or of all.
    pub(crate) async fn left_uploads(
        &self,
        target: Option<i64>,
    ) -> Result<Vec<LeftUpload>, HistoryError> {
        let all: Vec<LeftUpload> = sqlx::query_as(
            "SELECT id, target_id, work, claimed FROM uploads \
             WHERE (owner IS NULL OR owner NOT IN (SELECT id FROM owners)) \
             AND (?1 IS NULL OR target_id = ?1) ORDER BY id",
        )
        .bind(target)
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(all)
    }

    /// Takes over what nobody works on; whether nobody was quicker.
    pub(crate) async fn adopt_upload(&self, id: i64) -> Result<bool, HistoryError> {
        let adopted = sqlx::query(
            "UPDATE uploads SET owner = ? WHERE id = ? \
             AND (owner IS NULL OR owner NOT IN (SELECT id FROM owners))",
        )
        .bind(self.owner_id())
        .bind(id);
        Ok(self.run_on_uploads(adopted).await? > 0)
    }

    async fn run_on_uploads(
        &self,
        query: sqlx::query::Query<'_, sqlx::Sqlite, sqlx::sqlite::SqliteArguments>,
    ) -> Result<u64, HistoryError> {
        let done = query.execute(&self.pool).await;
        done.map(|done| done.rows_affected()).map_err(|error| self.told(&error))
    }
}
