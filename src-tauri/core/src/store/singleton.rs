//! Tables with one row at most, which holds one JSON value.

use serde::Serialize;
use sqlx::{AssertSqlSafe, SqliteExecutor};

use super::text::Text;
use super::{HistoryError, Store};

/// Which of them.
#[derive(Debug, Clone, Copy)]
pub(super) enum Single {
    Draft,
    Settings,
}

impl Single {
    fn table(self) -> &'static str {
        match self {
            Self::Draft => "drafts",
            Self::Settings => "settings",
        }
    }
}

impl Store {
    /// The value's JSON; none was saved yet.
    pub(super) async fn single(
        &self,
        from: impl SqliteExecutor<'_>,
        single: Single,
    ) -> Result<Option<String>, HistoryError> {
        let table = single.table();
        let value: Option<Text> =
            sqlx::query_scalar(AssertSqlSafe(format!("SELECT value FROM {table}")))
                .fetch_optional(from)
                .await
                .map_err(|error| self.told(&error))?;
        Ok(value.map(|value| value.0))
    }

    /// Saves the value in place of the one before.
    pub(super) async fn save_single(
        &self,
        to: impl SqliteExecutor<'_>,
        single: Single,
        value: &impl Serialize,
    ) -> Result<(), HistoryError> {
        let table = single.table();
        let value = serde_json::to_string(value)
            .map_err(|error| self.damaged(format!("the {table}: {error}")))?;
        sqlx::query(AssertSqlSafe(format!(
            "INSERT INTO {table} (id, value) VALUES (1, ?) \
             ON CONFLICT (id) DO UPDATE SET value = excluded.value"
        )))
        .bind(value)
        .execute(to)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(())
    }
}
