//! Export definitions. A deleted one stays for a while, so that deleting can
//! be undone; `list.rs` shows them.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::SqliteConnection;

use super::text::Text;
use super::{HistoryError, Store};
use crate::spec::{ExportSpec, FieldChoice};

/// How long deleting can be undone, at least.
pub(super) const KEPT: TimeDelta = TimeDelta::days(1);

/// An export as it is made.
#[derive(Debug)]
pub(crate) struct NewExport<'a> {
    pub(crate) spec: &'a ExportSpec,
    pub(crate) connection: i64,
    pub(crate) created_by: &'a str,
    pub(crate) created_at: DateTime<Utc>,
}

/// An export that isn't deleted.
#[derive(Debug, Clone)]
pub(crate) struct StoredExport {
    pub(crate) spec: ExportSpec,
    pub(crate) connection: i64,
}

/// Lets an export that gets another name keep the file names that it has used, and the number
/// that its sequence is at, where that has the export's name.
async fn renamed(
    connection: &mut SqliteConnection,
    (name, sequence): (&str, Option<String>),
    spec: &ExportSpec,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT OR IGNORE INTO used_names (export, name) \
         SELECT ?, name FROM used_names WHERE export = ?",
    )
    .bind(&spec.name)
    .bind(name)
    .execute(&mut *connection)
    .await?;
    let Some(sequence) = sequence else { return Ok(()) };
    sqlx::query(
        "INSERT OR IGNORE INTO sequences (name, next) SELECT ?, next FROM sequences WHERE name = ?",
    )
    .bind(spec.sequence_name())
    .bind(sequence)
    .execute(connection)
    .await?;
    Ok(())
}

impl Store {
    /// How many exports have a column that is masked with this key.
    pub(crate) async fn exports_with_mask_key(&self, key: &str) -> Result<u64, HistoryError> {
        let count: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM exports WHERE deleted_at IS NULL \
             AND CASE WHEN json_valid(spec) THEN EXISTS \
             (SELECT 1 FROM json_tree(spec) AS part \
              WHERE part.key = 'key' AND part.path LIKE '%.mask' AND trim(part.atom) = ?) END",
        )
        .bind(key)
        .fetch_one(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(u64::try_from(count).unwrap_or_default())
    }

    pub(crate) async fn add_export(&self, export: &NewExport<'_>) -> Result<i64, HistoryError> {
        let NewExport { spec, connection, created_by, created_at } = export;
        let told = |error: sqlx::Error| self.told(&error);
        let mut both = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?;
        let id = sqlx::query_scalar(
            "INSERT INTO exports \
             (name, name_key, model, search, spec, connection_id, created_at, created_by) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        )
        .bind(&spec.name)
        .bind(spec.name.to_lowercase())
        .bind(&spec.model)
        .bind(searched(spec, created_by))
        .bind(self.document(spec)?)
        .bind(connection)
        .bind(created_at.timestamp_millis())
        .bind(created_by)
        .fetch_one(&mut *both)
        .await
        .map_err(told)?;
        self.keep_schedule(&mut both, id, spec, true, *created_at).await?;
        both.commit().await.map_err(told)?;
        Ok(id)
    }

    /// Whether there was such an export. Another schedule or time zone counts
    /// from `now` on.
    pub(crate) async fn update_export(
        &self,
        id: i64,
        spec: &ExportSpec,
        connection: i64,
        now: DateTime<Utc>,
    ) -> Result<bool, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let mut both = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?;
        let before: Option<(Text, Text, Text)> = sqlx::query_as(
            "SELECT created_by, name, spec FROM exports WHERE id = ? AND deleted_at IS NULL",
        )
        .bind(id)
        .fetch_optional(&mut *both)
        .await
        .map_err(told)?;
        let Some((Text(created_by), Text(name), Text(before))) = before else {
            return Ok(false);
        };
        // One that can't be read is replaced as a whole.
        let before = ExportSpec::from_json(&before).ok();
        let anew = before.as_ref().is_none_or(|before| {
            (&before.schedule, &before.timezone) != (&spec.schedule, &spec.timezone)
        });
        let is_named = |spec: &ExportSpec| spec.sequence.is_some();
        let old_sequence = before.filter(|before| !is_named(before) && !is_named(spec));
        let old_sequence = old_sequence.map(|before| before.sequence_name());
        let done = sqlx::query(
            "UPDATE exports SET name = ?, name_key = ?, model = ?, search = ?, spec = ?, \
             connection_id = ? WHERE id = ? AND deleted_at IS NULL",
        )
        .bind(&spec.name)
        .bind(spec.name.to_lowercase())
        .bind(&spec.model)
        .bind(searched(spec, &created_by))
        .bind(self.document(spec)?)
        .bind(connection)
        .bind(id)
        .execute(&mut *both)
        .await
        .map_err(told)?;
        self.keep_schedule(&mut both, id, spec, anew, now).await?;
        if name != spec.name {
            renamed(&mut both, (&name, old_sequence), spec).await.map_err(told)?;
        }
        both.commit().await.map_err(told)?;
        Ok(done.rows_affected() > 0)
    }

    /// The export, unless it is deleted.
    pub(crate) async fn export(&self, id: i64) -> Result<Option<StoredExport>, HistoryError> {
        let row: Option<(Text, Text, i64)> = sqlx::query_as(
            "SELECT name, spec, connection_id FROM exports WHERE id = ? AND deleted_at IS NULL",
        )
        .bind(id)
        .fetch_optional(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        let Some((name, spec, connection)) = row else { return Ok(None) };
        Ok(Some(StoredExport { spec: definition(&name, &spec)?, connection }))
    }

    /// Deletes an export, or with no instant takes that back. Whether there was
    /// such an export.
    pub(crate) async fn set_deleted(
        &self,
        id: i64,
        at: Option<DateTime<Utc>>,
    ) -> Result<bool, HistoryError> {
        let done = sqlx::query("UPDATE exports SET deleted_at = ? WHERE id = ?")
            .bind(at.map(|at| at.timestamp_millis()))
            .bind(id)
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(done.rows_affected() > 0)
    }

    /// Forgets exports that were deleted long ago, and connections that only
    /// they used. An export whose files are still there stays: its runs say
    /// which files are ours to remove.
    pub(crate) async fn purge(&self, now: DateTime<Utc>) -> Result<(), HistoryError> {
        let before = (now - KEPT).timestamp_millis();
        let forget = [
            "DELETE FROM exports WHERE deleted_at < ? AND NOT EXISTS (SELECT 1 FROM runs \
             WHERE export_id = exports.id AND file IS NOT NULL AND file_removed_at IS NULL)",
            "DELETE FROM connections WHERE deleted_at < ? AND NOT EXISTS \
             (SELECT 1 FROM exports WHERE connection_id = connections.id)",
        ];
        for statement in forget {
            sqlx::query(statement)
                .bind(before)
                .execute(&self.pool)
                .await
                .map_err(|error| self.told(&error))?;
        }
        Ok(())
    }

    pub(super) fn document(&self, spec: &ExportSpec) -> Result<String, HistoryError> {
        serde_json::to_string(spec).map_err(|error| self.damaged(error.to_string()))
    }
}

/// Reads a stored definition. One that can't be read is no fault of the history.
pub(super) fn definition(name: &Text, document: &Text) -> Result<ExportSpec, HistoryError> {
    ExportSpec::from_json(&document.0).map_err(|error| {
        HistoryError::unreadable(format!("the definition of “{}”", name.0), &error)
    })
}

/// What is searched for an export, in lower case: its name, model and creator, and
/// the fields that it writes or filters by. Nothing that is searched for holds a
/// line end, so it is never found across two lines.
fn searched(spec: &ExportSpec, created_by: &str) -> String {
    let mut fields: BTreeSet<&String> = BTreeSet::new();
    for part in spec.parts() {
        let columns = match &part.fields {
            FieldChoice::All => &[][..],
            FieldChoice::Chosen(columns) => columns,
        };
        let written =
            columns.iter().flat_map(|one| [Some(&one.field), one.header.as_ref()]).flatten();
        let compared = part.filters.iter().flatten().map(|condition| &condition.field);
        fields.extend(written.chain(compared));
    }
    let members = spec.members.iter().flat_map(|member| [&member.name, &member.model]);
    [spec.name.as_str(), &spec.model, created_by]
        .into_iter()
        .chain(members.map(String::as_str))
        .chain(fields.into_iter().map(String::as_str))
        .map(|text| text.replace(['\n', '\r'], " ").to_lowercase())
        .collect::<Vec<_>>()
        .join("\n")
}
