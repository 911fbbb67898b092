//! The files of runs, and the names that were given to them.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::{HistoryError, Store, count, stored};
use crate::run::{Artifact, ArtifactRole, RunReport, SetMember};

#[derive(sqlx::FromRow)]
struct ArtifactRow {
    run_id: i64,
    role: ArtifactRole,
    name: String,
    path: String,
    bytes: i64,
    sha256: String,
    rows: i64,
    content_bytes: i64,
}

impl From<ArtifactRow> for Artifact {
    fn from(row: ArtifactRow) -> Self {
        Self {
            role: row.role,
            name: row.name,
            path: PathBuf::from(row.path),
            bytes: count(row.bytes),
            sha256: row.sha256,
            rows: count(row.rows),
            content_bytes: count(row.content_bytes),
        }
    }
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    run_id: i64,
    name: String,
    model: String,
    file: String,
    rows: i64,
    bytes: i64,
    sha256: String,
    content_bytes: i64,
}

impl From<MemberRow> for SetMember {
    fn from(row: MemberRow) -> Self {
        Self {
            name: row.name,
            model: row.model,
            file: row.file,
            rows: count(row.rows),
            bytes: count(row.bytes),
            sha256: row.sha256,
            content_bytes: count(row.content_bytes),
        }
    }
}

/// Writes down the files of a run, and that they have taken the places of earlier
/// ones.
pub(super) async fn record(
    connection: &mut SqliteConnection,
    run: i64,
    report: &RunReport,
    at: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    if let Some(changes) = report.changes {
        sqlx::query(
            "UPDATE runs SET state_sha256 = ?, rows_added = ?, rows_changed = ?, \
             rows_removed = ?, rows_unchanged = ? WHERE id = ?",
        )
        .bind(report.state.as_ref().map(|state| &state.sha256))
        .bind(stored(changes.added))
        .bind(stored(changes.changed))
        .bind(stored(changes.removed))
        .bind(stored(changes.unchanged))
        .bind(run)
        .execute(&mut *connection)
        .await?;
    }
    sqlx::query("DELETE FROM artifacts WHERE run_id = ?")
        .bind(run)
        .execute(&mut *connection)
        .await?;
    for (position, artifact) in report.artifacts.iter().enumerate() {
        let path = artifact.path.to_string_lossy();
        if artifact.role == ArtifactRole::Data {
            // The name was free or given away, so an earlier run's file is gone.
            sqlx::query(
                "UPDATE runs SET file_removed_at = ?1 WHERE file_removed_at IS NULL AND id <> ?2 \
                 AND id IN (SELECT run_id FROM artifacts WHERE path = ?3 AND role = 'data')",
            )
            .bind(at.timestamp_millis())
            .bind(run)
            .bind(&*path)
            .execute(&mut *connection)
            .await?;
        }
        sqlx::query(
            "INSERT INTO artifacts (run_id, position, role, name, path, bytes, sha256, rows, \
             content_bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(run)
        .bind(i64::try_from(position).unwrap_or(i64::MAX))
        .bind(artifact.role)
        .bind(&artifact.name)
        .bind(&*path)
        .bind(stored(artifact.bytes))
        .bind(&artifact.sha256)
        .bind(stored(artifact.rows))
        .bind(stored(artifact.content_bytes))
        .execute(&mut *connection)
        .await?;
    }
    sqlx::query("DELETE FROM run_members WHERE run_id = ?")
        .bind(run)
        .execute(&mut *connection)
        .await?;
    for (position, member) in report.members.iter().enumerate() {
        sqlx::query(
            "INSERT INTO run_members (run_id, position, name, model, file, rows, bytes, sha256, \
             content_bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(run)
        .bind(i64::try_from(position).unwrap_or(i64::MAX))
        .bind(&member.name)
        .bind(&member.model)
        .bind(&member.file)
        .bind(stored(member.rows))
        .bind(stored(member.bytes))
        .bind(&member.sha256)
        .bind(stored(member.content_bytes))
        .execute(&mut *connection)
        .await?;
    }
    sqlx::query(
        "INSERT OR IGNORE INTO used_names (export, name) SELECT e.name, a.name \
         FROM artifacts AS a JOIN runs AS r ON r.id = a.run_id \
         JOIN exports AS e ON e.id = r.export_id WHERE a.run_id = ?",
    )
    .bind(run)
    .execute(&mut *connection)
    .await?;
    Ok(())
}

impl Store {
    /// Files of a run, in the order in which they were published.
    pub(crate) async fn artifacts(&self, run: i64) -> Result<Vec<Artifact>, HistoryError> {
        let rows: Vec<ArtifactRow> =
            sqlx::query_as("SELECT * FROM artifacts WHERE run_id = ? ORDER BY position")
                .bind(run)
                .fetch_all(&self.pool)
                .await
                .map_err(|error| self.told(&error))?;
        Ok(rows.into_iter().map(Artifact::from).collect())
    }

    /// Files of the runs of an export, by run.
    pub(crate) async fn artifacts_of(
        &self,
        export: i64,
    ) -> Result<Vec<(i64, Artifact)>, HistoryError> {
        let rows: Vec<ArtifactRow> = sqlx::query_as(
            "SELECT * FROM artifacts WHERE run_id IN (SELECT id FROM runs WHERE export_id = ?) \
             ORDER BY run_id, position",
        )
        .bind(export)
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(rows.into_iter().map(|row| (row.run_id, row.into())).collect())
    }

    /// The files of the members of a set's runs, by run.
    pub(crate) async fn members_of(
        &self,
        export: i64,
    ) -> Result<Vec<(i64, SetMember)>, HistoryError> {
        let rows: Vec<MemberRow> = sqlx::query_as(
            "SELECT * FROM run_members WHERE run_id IN (SELECT id FROM runs WHERE export_id = ?) \
             ORDER BY run_id, position",
        )
        .bind(export)
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(rows.into_iter().map(|row| (row.run_id, row.into())).collect())
    }

    /// The first of these names that an export of this name has used.
    pub(crate) async fn used_name(
        &self,
        export: &str,
        names: &[String],
    ) -> Result<Option<String>, HistoryError> {
        for name in names {
            let is_used: bool = sqlx::query_scalar(
                "SELECT EXISTS (SELECT 1 FROM used_names WHERE export = ? AND name = ?)",
            )
            .bind(export)
            .bind(name)
            .fetch_one(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
            if is_used {
                return Ok(Some(name.clone()));
            }
        }
        Ok(None)
    }

    /// Writes down names that a command has given.
    pub(crate) async fn use_names(
        &self,
        export: &str,
        names: &[String],
    ) -> Result<(), HistoryError> {
        for name in names {
            sqlx::query("INSERT OR IGNORE INTO used_names (export, name) VALUES (?, ?)")
                .bind(export)
                .bind(name)
                .execute(&self.pool)
                .await
                .map_err(|error| self.told(&error))?;
        }
        Ok(())
    }
}
