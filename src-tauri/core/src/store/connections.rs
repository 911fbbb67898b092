//! Where data comes from. A deleted connection stays for exports whose
//! deletion may still be undone.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{HistoryError, Store, count};

/// Id of the demo brand's connection, which is always there.
pub const DEMO_CONNECTION: i64 = 1;

/// What kind of place data comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
pub enum ConnectionKind {
    /// The demo brand.
    Demo,
    /// A folder of Parquet, CSV and JSON files.
    Folder,
}

/// A place where data comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Connection {
    /// Its number.
    pub id: i64,
    /// What the user calls it.
    pub name: String,
    /// What it is.
    pub kind: ConnectionKind,
    /// Where a folder is.
    pub path: Option<PathBuf>,
    /// Exports that use it.
    pub exports: u64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    name: String,
    kind: ConnectionKind,
    path: Option<String>,
    exports: i64,
}

impl From<Row> for Connection {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            name: row.name,
            kind: row.kind,
            path: row.path.map(PathBuf::from),
            exports: count(row.exports),
        }
    }
}

const ALL: &str = "
SELECT id, name, kind, path,
    (SELECT count(*) FROM exports WHERE connection_id = c.id AND deleted_at IS NULL) AS exports
FROM connections AS c WHERE deleted_at IS NULL ORDER BY id";

const ONE: &str = "
SELECT id, name, kind, path,
    (SELECT count(*) FROM exports WHERE connection_id = c.id AND deleted_at IS NULL) AS exports
FROM connections AS c WHERE deleted_at IS NULL AND id = ?";

impl Store {
    /// All connections, the demo brand first.
    pub(crate) async fn connections(&self) -> Result<Vec<Connection>, HistoryError> {
        let rows: Vec<Row> =
            sqlx::query_as(ALL).fetch_all(&self.pool).await.map_err(|error| self.told(&error))?;
        Ok(rows.into_iter().map(Connection::from).collect())
    }

    pub(crate) async fn connection(&self, id: i64) -> Result<Option<Connection>, HistoryError> {
        let row: Option<Row> = sqlx::query_as(ONE)
            .bind(id)
            .fetch_optional(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(row.map(Connection::from))
    }

    pub(crate) async fn add_connection(&self, name: &str, path: &str) -> Result<i64, HistoryError> {
        sqlx::query_scalar(
            "INSERT INTO connections (name, kind, path) VALUES (?, 'folder', ?) RETURNING id",
        )
        .bind(name)
        .bind(path)
        .fetch_one(&self.pool)
        .await
        .map_err(|error| self.told(&error))
    }

    pub(crate) async fn update_connection(
        &self,
        id: i64,
        name: &str,
        path: &str,
    ) -> Result<(), HistoryError> {
        sqlx::query("UPDATE connections SET name = ?, path = ? WHERE id = ? AND kind = 'folder'")
            .bind(name)
            .bind(path)
            .bind(id)
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// Deletes a folder that no export uses; whether there was one.
    pub(crate) async fn delete_connection(&self, id: i64, now: i64) -> Result<bool, HistoryError> {
        let done = sqlx::query(
            "UPDATE connections SET deleted_at = ? \
             WHERE id = ? AND kind = 'folder' AND deleted_at IS NULL AND NOT EXISTS \
             (SELECT 1 FROM exports WHERE connection_id = connections.id AND deleted_at IS NULL)",
        )
        .bind(now)
        .bind(id)
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(done.rows_affected() > 0)
    }
}
