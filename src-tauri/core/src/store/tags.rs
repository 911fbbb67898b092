//! Tags of exports, and the exports that are marked as favourites. Both belong to the
//! list, not to definitions: nothing of them goes into a file.

use serde::{Deserialize, Serialize};

use super::text::Text;
use super::{HistoryError, Store, count};

/// A tag and how many exports have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct TagUse {
    /// The tag as it was first written.
    pub tag: String,
    /// Exports that have it.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub exports: u64,
}

/// What the list can be narrowed by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ExportTags {
    /// All tags, by name.
    pub tags: Vec<TagUse>,
    /// Exports that are marked as favourites.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub favourites: u64,
}

impl Store {
    /// All tags and the number of favourites.
    pub(crate) async fn tags(&self) -> Result<ExportTags, HistoryError> {
        let favourites: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM exports WHERE favourite AND deleted_at IS NULL",
        )
        .fetch_one(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        let rows: Vec<(Text, i64)> = sqlx::query_as(
            "SELECT min(t.tag), count(*) FROM export_tags AS t JOIN exports AS e \
             ON e.id = t.export_id WHERE e.deleted_at IS NULL GROUP BY t.tag_key ORDER BY t.tag_key",
        )
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        let used = |(Text(tag), exports)| TagUse { tag, exports: count(exports) };
        let tags = rows.into_iter().map(used).collect();
        Ok(ExportTags { tags, favourites: count(favourites) })
    }

    /// Gives exports tags, and takes others away, all or none.
    pub(crate) async fn change_tags(
        &self,
        exports: &[i64],
        add: &[String],
        remove: &[String],
    ) -> Result<(), HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let exports = serde_json::json!(exports).to_string();
        let mut all = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?;
        for tag in remove {
            sqlx::query(
                "DELETE FROM export_tags WHERE tag_key = ? \
                 AND export_id IN (SELECT value FROM json_each(?))",
            )
            .bind(tag.to_lowercase())
            .bind(&exports)
            .execute(&mut *all)
            .await
            .map_err(told)?;
        }
        for tag in add {
            // Everywhere as it was first written.
            sqlx::query(
                "INSERT INTO export_tags (export_id, tag_key, tag) SELECT id, ?1, \
                 coalesce((SELECT min(tag) FROM export_tags WHERE tag_key = ?1), ?2) FROM exports \
                 WHERE id IN (SELECT value FROM json_each(?3)) AND deleted_at IS NULL \
                 ON CONFLICT DO NOTHING",
            )
            .bind(tag.to_lowercase())
            .bind(tag)
            .bind(&exports)
            .execute(&mut *all)
            .await
            .map_err(told)?;
        }
        all.commit().await.map_err(told)
    }

    /// Marks exports as favourites, or takes the marks away.
    pub(crate) async fn set_favourite(
        &self,
        exports: &[i64],
        favourite: bool,
    ) -> Result<(), HistoryError> {
        sqlx::query(
            "UPDATE exports SET favourite = ? WHERE id IN (SELECT value FROM json_each(?))",
        )
        .bind(favourite)
        .bind(serde_json::json!(exports).to_string())
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(())
    }
}
