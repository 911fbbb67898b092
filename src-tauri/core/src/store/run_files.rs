//! The files that runs made, as they were recorded.

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::exports::definition;
use super::text::Text;
use super::{HistoryError, Store, count};
use crate::run::{Artifact, ArtifactRole};
use crate::spec::ExportSpec;

/// A file that a run made and that should still be there.
#[derive(Debug)]
pub(crate) struct RunFile {
    pub(crate) run: i64,
    pub(crate) spec: ExportSpec,
    pub(crate) headers: Vec<String>,
    pub(crate) rows: u64,
    pub(crate) bytes: u64,
    pub(crate) content_bytes: u64,
    pub(crate) sha256: String,
    pub(crate) file: PathBuf,
    pub(crate) manifest: Option<PathBuf>,
    pub(crate) removed: bool,
    /// All files in the order in which they were published.
    pub(crate) artifacts: Vec<Artifact>,
}

impl RunFile {
    /// Its parts.
    pub(crate) fn data(&self) -> impl Iterator<Item = &Artifact> {
        self.artifacts.iter().filter(|artifact| artifact.role == ArtifactRole::Data)
    }
}

#[derive(sqlx::FromRow)]
struct FileRow {
    id: i64,
    export_name: Text,
    spec: Text,
    headers: Option<String>,
    rows: Option<i64>,
    bytes: Option<i64>,
    content_bytes: Option<i64>,
    sha256: Option<String>,
    file: String,
    manifest: Option<String>,
    file_removed_at: Option<i64>,
}

const FILES: &str = "
SELECT *, (SELECT name FROM exports WHERE id = export_id) AS export_name
FROM runs WHERE file IS NOT NULL";

impl Store {
    /// The file of a run; none where the run made none.
    pub(crate) async fn run_file(&self, run: i64) -> Result<Option<RunFile>, HistoryError> {
        let row: Option<FileRow> =
            sqlx::query_as(sqlx::AssertSqlSafe(format!("{FILES} AND id = ?")))
                .bind(run)
                .fetch_optional(&self.pool)
                .await
                .map_err(|error| self.told(&error))?;
        let Some(row) = row else { return Ok(None) };
        let mut file = self.file_of(row)?;
        file.artifacts = self.artifacts(run).await?;
        Ok(Some(file))
    }

    /// Files of runs that ended before an instant.
    pub(crate) async fn files_before(
        &self,
        instant: DateTime<Utc>,
    ) -> Result<Vec<RunFile>, HistoryError> {
        let rows: Vec<FileRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "{FILES} AND file_removed_at IS NULL AND finished_at < ? ORDER BY id"
        )))
        .bind(instant.timestamp_millis())
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        // The file of a run whose definition can't be read stays.
        let read = |row: FileRow| match self.file_of(row) {
            Ok(file) => Some(file),
            Err(error) => {
                tracing::warn!(%error, "a file isn't looked at");
                None
            }
        };
        let mut files: Vec<RunFile> = rows.into_iter().filter_map(read).collect();
        for file in &mut files {
            file.artifacts = self.artifacts(file.run).await?;
        }
        Ok(files)
    }

    pub(crate) async fn mark_file_removed(
        &self,
        run: i64,
        at: DateTime<Utc>,
    ) -> Result<(), HistoryError> {
        sqlx::query("UPDATE runs SET file_removed_at = ? WHERE id = ?")
            .bind(at.timestamp_millis())
            .bind(run)
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(())
    }

    fn file_of(&self, row: FileRow) -> Result<RunFile, HistoryError> {
        let headers = row.headers.as_deref().unwrap_or("[]");
        Ok(RunFile {
            run: row.id,
            spec: definition(&row.export_name, &row.spec)?,
            headers: serde_json::from_str(headers)
                .map_err(|error| self.damaged(error.to_string()))?,
            rows: row.rows.map_or(0, count),
            bytes: row.bytes.map_or(0, count),
            content_bytes: row.content_bytes.map_or(0, count),
            sha256: row.sha256.unwrap_or_default(),
            file: PathBuf::from(row.file),
            manifest: row.manifest.map(PathBuf::from),
            removed: row.file_removed_at.is_some(),
            artifacts: Vec::new(),
        })
    }
}
