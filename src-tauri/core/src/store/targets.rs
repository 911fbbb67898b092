//! Saved targets. Definitions name them, so that renaming one renames it there.

use serde::{Deserialize, Serialize};

use super::text::Text;
use super::{HistoryError, Store, count};
use crate::delivery::{TargetOptions, TargetSettings};
use crate::spec::ExportSpec;

/// A saved place where files are delivered to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename = "Target")]
pub struct SavedTarget {
    /// Its number.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub id: i64,
    /// What the user calls it; definitions name it so.
    pub name: String,
    /// Where it is.
    pub settings: TargetSettings,
    /// How files are delivered to it.
    pub options: TargetOptions,
    /// Whether the keychain has a secret for it.
    pub secret_saved: bool,
    /// Why its settings can't be read; those here are then empty ones. Nothing is
    /// delivered to it until it is saved again.
    pub unreadable: Option<String>,
    /// Exports that use it.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub exports: u64,
}

/// A target as it is saved or tested.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct TargetInput {
    /// The saved one that it takes the place of; none for a new one.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub id: Option<i64>,
    /// What the user calls it.
    pub name: String,
    /// Where it is.
    pub settings: TargetSettings,
    /// How files are delivered to it.
    pub options: TargetOptions,
    /// Its password, passphrase or key; none keeps the saved one, an empty one
    /// forgets it.
    pub secret: Option<String>,
}

impl std::fmt::Debug for TargetInput {
    /// Without the secret.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "TargetInput({:?}, {})", self.id, self.name)
    }
}

#[derive(sqlx::FromRow)]
struct TargetRow {
    id: i64,
    name: Text,
    settings: Text,
    options: Text,
    secret_saved: bool,
    exports: i64,
}

const ALL: &str = "
SELECT id, name, settings, options, secret_saved,
    (SELECT count(*) FROM exports WHERE deleted_at IS NULL AND EXISTS
        (SELECT 1 FROM json_each(iif(json_valid(spec), spec, '{}'), '$.targets')
            WHERE value = t.name)) AS exports
FROM targets AS t";

impl From<TargetRow> for SavedTarget {
    fn from(row: TargetRow) -> Self {
        let read = serde_json::from_str(&row.settings.0)
            .and_then(|settings| Ok((settings, serde_json::from_str(&row.options.0)?)));
        let (settings, options, unreadable) = match read {
            Ok((settings, options)) => (settings, options, None),
            Err(error) => (
                TargetSettings::Folder { path: String::new() },
                TargetOptions::default(),
                Some(error.to_string()),
            ),
        };
        Self {
            id: row.id,
            name: row.name.0,
            settings,
            options,
            secret_saved: row.secret_saved,
            unreadable,
            exports: count(row.exports),
        }
    }
}

impl Store {
    /// All targets by name.
    pub(crate) async fn targets(&self) -> Result<Vec<SavedTarget>, HistoryError> {
        let query = format!("{ALL} ORDER BY name_key");
        let rows: Vec<TargetRow> = sqlx::query_as(sqlx::AssertSqlSafe(query))
            .fetch_all(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(rows.into_iter().map(SavedTarget::from).collect())
    }

    pub(crate) async fn target(&self, id: i64) -> Result<Option<SavedTarget>, HistoryError> {
        let row: Option<TargetRow> =
            sqlx::query_as(sqlx::AssertSqlSafe(format!("{ALL} WHERE id = ?")))
                .bind(id)
                .fetch_optional(&self.pool)
                .await
                .map_err(|error| self.told(&error))?;
        Ok(row.map(SavedTarget::from))
    }

    /// A few definitions that name a target.
    pub(crate) async fn specs_for(&self, target: &str) -> Result<Vec<ExportSpec>, HistoryError> {
        let specs: Vec<String> = sqlx::query_scalar(
            "SELECT spec FROM exports WHERE deleted_at IS NULL AND EXISTS \
             (SELECT 1 FROM json_each(spec, '$.targets') WHERE value = ?) ORDER BY id DESC LIMIT 3",
        )
        .bind(target)
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        // One that can't be read is told elsewhere.
        Ok(specs.iter().filter_map(|spec| ExportSpec::from_json(spec).ok()).collect())
    }

    /// Saves a new target. Gives its number; none where the name is taken.
    pub(crate) async fn add_target(
        &self,
        target: &TargetInput,
    ) -> Result<Option<i64>, HistoryError> {
        let (settings, options) = self.documents(target)?;
        sqlx::query_scalar(
            "INSERT INTO targets (name, name_key, settings, options) VALUES (?, ?, ?, ?) \
             ON CONFLICT DO NOTHING RETURNING id",
        )
        .bind(&target.name)
        .bind(target.name.to_lowercase())
        .bind(settings)
        .bind(options)
        .fetch_optional(&self.pool)
        .await
        .map_err(|error| self.told(&error))
    }

    /// Saves a target in place of the one with this number, and gives it its
    /// new name wherever it is named.
    pub(crate) async fn update_target(
        &self,
        id: i64,
        target: &TargetInput,
    ) -> Result<(), HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let (settings, options) = self.documents(target)?;
        let mut all = self.pool.begin().await.map_err(told)?;
        let Text(before) = sqlx::query_scalar("SELECT name FROM targets WHERE id = ?")
            .bind(id)
            .fetch_one(&mut *all)
            .await
            .map_err(told)?;
        sqlx::query(
            "UPDATE targets SET name = ?, name_key = ?, settings = ?, options = ?, mount = NULL \
             WHERE id = ?",
        )
        .bind(&target.name)
        .bind(target.name.to_lowercase())
        .bind(settings)
        .bind(options)
        .bind(id)
        .execute(&mut *all)
        .await
        .map_err(told)?;
        if before != target.name {
            // Also in those that are deleted and may come back, and in those that
            // only another version can read.
            sqlx::query(
                "UPDATE exports SET spec = json_replace(spec, (SELECT fullkey FROM \
                 json_each(spec, '$.targets') WHERE value = ?1 LIMIT 1), ?2) \
                 WHERE CASE WHEN json_valid(spec) THEN EXISTS \
                 (SELECT 1 FROM json_each(spec, '$.targets') WHERE value = ?1) ELSE 0 END",
            )
            .bind(&before)
            .bind(&target.name)
            .execute(&mut *all)
            .await
            .map_err(told)?;
            sqlx::query("UPDATE deliveries SET target = ? WHERE target_id = ?")
                .bind(&target.name)
                .bind(id)
                .execute(&mut *all)
                .await
                .map_err(told)?;
        }
        all.commit().await.map_err(told)?;
        if before != target.name
            && let Some(mut draft) = self.draft().await?
        {
            rename(&mut draft.spec, &before, &target.name);
            self.save_draft(&draft).await?;
        }
        Ok(())
    }

    /// Where the drive of a folder target was mounted at its last delivery.
    pub(crate) async fn target_mount(&self, id: i64) -> Result<Option<String>, HistoryError> {
        let mount = sqlx::query_scalar("SELECT mount FROM targets WHERE id = ?").bind(id);
        let mount = mount.fetch_optional(&self.pool).await.map_err(|error| self.told(&error))?;
        Ok(mount.flatten().map(|Text(mount)| mount))
    }

    /// Writes it down where it is another one.
    pub(crate) async fn set_target_mount(&self, id: i64, mount: &str) -> Result<(), HistoryError> {
        sqlx::query("UPDATE targets SET mount = ?1 WHERE id = ?2 AND mount IS NOT ?1")
            .bind(mount)
            .bind(id)
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(())
    }

    pub(crate) async fn set_target_secret(&self, id: i64, saved: bool) -> Result<(), HistoryError> {
        sqlx::query("UPDATE targets SET secret_saved = ? WHERE id = ?")
            .bind(saved)
            .bind(id)
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// Deletes a target that no export names; whether there was one.
    pub(crate) async fn delete_target(&self, id: i64) -> Result<bool, HistoryError> {
        let done = sqlx::query(
            "DELETE FROM targets WHERE id = ? AND NOT EXISTS (SELECT 1 FROM exports \
             WHERE deleted_at IS NULL AND EXISTS (SELECT 1 FROM \
             json_each(iif(json_valid(spec), spec, '{}'), '$.targets') \
             WHERE value = targets.name))",
        )
        .bind(id)
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(done.rows_affected() > 0)
    }

    fn documents(&self, target: &TargetInput) -> Result<(String, String), HistoryError> {
        let wrong = |error: serde_json::Error| self.damaged(error.to_string());
        Ok((
            serde_json::to_string(&target.settings).map_err(wrong)?,
            serde_json::to_string(&target.options).map_err(wrong)?,
        ))
    }
}

fn rename(spec: &mut ExportSpec, before: &str, now: &str) {
    for name in spec.targets.iter_mut().filter(|name| *name == before) {
        now.clone_into(name);
    }
}
