//! The log of each run, line by line.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{HistoryError, Store, instant};

/// How much a line of the log matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
pub enum LogLevel {
    /// What happened.
    Info,
    /// What looks like a mistake.
    Warning,
    /// Why there is no file.
    Error,
}

/// One line of a run's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct LogLine {
    /// When it was written.
    pub at: DateTime<Utc>,
    /// How much it matters.
    pub level: LogLevel,
    /// What happened, in one sentence.
    pub text: String,
}

impl Store {
    pub(crate) async fn add_log_line(&self, run: i64, line: &LogLine) -> Result<(), HistoryError> {
        sqlx::query("INSERT INTO run_log (run_id, at, level, text) VALUES (?, ?, ?, ?)")
            .bind(run)
            .bind(line.at.timestamp_millis())
            .bind(line.level)
            .bind(&line.text)
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// The log of a run, oldest first.
    pub(crate) async fn run_log(&self, run: i64) -> Result<Vec<LogLine>, HistoryError> {
        let lines: Vec<(i64, LogLevel, String)> =
            sqlx::query_as("SELECT at, level, text FROM run_log WHERE run_id = ? ORDER BY id")
                .bind(run)
                .fetch_all(&self.pool)
                .await
                .map_err(|error| self.told(&error))?;
        Ok(lines
            .into_iter()
            .map(|(at, level, text)| LogLine { at: instant(at), level, text })
            .collect())
    }
}
