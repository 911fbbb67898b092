//! Definitions that the user keeps to begin with, each under its own name.

use super::exports::{StoredExport, definition};
use super::text::Text;
use super::{HistoryError, Store};

impl Store {
    /// All of them with their ids, by name. One that this version can't read
    /// stays where it is and isn't offered.
    pub(crate) async fn recipes(&self) -> Result<Vec<(i64, StoredExport)>, HistoryError> {
        let rows: Vec<(i64, Text, Text, i64)> = sqlx::query_as(
            "SELECT id, name_key, spec, connection_id FROM recipes ORDER BY name_key",
        )
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        let read =
            |(id, name, spec, connection): (i64, Text, Text, i64)| match definition(&name, &spec) {
                Ok(spec) => Some((id, StoredExport { spec, connection })),
                Err(error) => {
                    tracing::warn!(%error, "a recipe isn't offered");
                    None
                }
            };
        Ok(rows.into_iter().filter_map(read).collect())
    }

    /// Keeps a definition, in place of one with the same name.
    pub(crate) async fn save_recipe(&self, export: &StoredExport) -> Result<(), HistoryError> {
        sqlx::query(
            "INSERT INTO recipes (name_key, spec, connection_id) VALUES (?, ?, ?) \
             ON CONFLICT (name_key) DO UPDATE \
             SET spec = excluded.spec, connection_id = excluded.connection_id",
        )
        .bind(export.spec.name.to_lowercase())
        .bind(self.document(&export.spec)?)
        .bind(export.connection)
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// Nothing happens if it is gone already.
    pub(crate) async fn delete_recipe(&self, id: i64) -> Result<(), HistoryError> {
        sqlx::query("DELETE FROM recipes WHERE id = ?")
            .bind(id)
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(())
    }
}
