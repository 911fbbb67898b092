//! Saved profiles with all of their versions. Definitions name them, so that
//! renaming one renames it there.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::text::Text;
use super::{HistoryError, Store, count, instant};
use crate::receiver::Finding;
use crate::spec::ExportSpec;
use crate::spec::profile::Profile;

/// A profile that can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SavedProfile {
    /// Its number; none of a built-in one.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub id: Option<i64>,
    /// Version in force, from 1.
    pub profile_version: u32,
    /// When that was saved.
    pub saved_at: Option<DateTime<Utc>>,
    /// What it says.
    pub profile: Profile,
    /// Why it can't be read; what it says is then empty, and no export that names
    /// it runs until it is saved again.
    pub unreadable: Option<String>,
    /// Exports that use it.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub exports: u64,
}

/// A profile as it is saved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ProfileInput {
    /// The saved one that it is a new version of; none for a new one.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub id: Option<i64>,
    /// What it says.
    pub profile: Profile,
}

/// One version of a profile.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ProfileVersion {
    /// Its number, from 1.
    pub profile_version: u32,
    /// When it was saved.
    pub saved_at: DateTime<Utc>,
    /// What it says; none where it can't be read.
    pub profile: Option<Profile>,
    /// Runs that used it.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub runs: u64,
}

/// An export that uses a profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ProfileUse {
    /// The export.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub export_id: i64,
    /// Its name.
    pub name: String,
}

#[derive(sqlx::FromRow)]
struct ProfileRow {
    id: i64,
    name: Text,
    version: i64,
    saved_at: i64,
    document: Text,
    exports: i64,
}

const ALL: &str = "
SELECT p.id, p.name, p.version, v.saved_at, v.document,
    (SELECT count(*) FROM exports WHERE deleted_at IS NULL
        AND (json_extract(iif(json_valid(spec), spec, '{}'), '$.format.profile') = p.name
            OR EXISTS (SELECT 1 FROM json_each(iif(json_valid(spec), spec, '{}'), '$.members')
                AS member WHERE json_extract(member.value, '$.format.profile') = p.name)))
        AS exports
FROM profiles AS p
JOIN profile_versions AS v ON v.profile_id = p.id AND v.version = p.version";

impl From<ProfileRow> for SavedProfile {
    fn from(row: ProfileRow) -> Self {
        let (profile, unreadable) = match Profile::from_json(&row.document.0) {
            Ok(profile) => (profile, None),
            Err(error) => (Profile::new(row.name.0), Some(error.to_string())),
        };
        Self {
            id: Some(row.id),
            profile_version: version(row.version),
            saved_at: Some(instant(row.saved_at)),
            profile,
            unreadable,
            exports: count(row.exports),
        }
    }
}

fn version(stored: i64) -> u32 {
    u32::try_from(stored).unwrap_or_default()
}

/// Lets a definition and its members name a profile by its new name. Whether any does.
fn named_anew(spec: &mut ExportSpec, before: &str, name: &str) -> bool {
    let mut is_named = false;
    let rename = |spec: &mut ExportSpec, is_named: &mut bool| {
        if spec.format.profile.as_deref() == Some(before) {
            spec.format.profile = Some(name.to_owned());
            *is_named = true;
        }
    };
    rename(spec, &mut is_named);
    spec.members.iter_mut().for_each(|member| rename(member, &mut is_named));
    is_named
}

impl Store {
    /// All profiles by name.
    pub(crate) async fn profiles(&self) -> Result<Vec<SavedProfile>, HistoryError> {
        let rows: Vec<ProfileRow> =
            sqlx::query_as(sqlx::AssertSqlSafe(format!("{ALL} ORDER BY p.name_key")))
                .fetch_all(&self.pool)
                .await
                .map_err(|error| self.told(&error))?;
        Ok(rows.into_iter().map(SavedProfile::from).collect())
    }

    pub(crate) async fn profile(&self, id: i64) -> Result<Option<SavedProfile>, HistoryError> {
        let row: Option<ProfileRow> =
            sqlx::query_as(sqlx::AssertSqlSafe(format!("{ALL} WHERE p.id = ?")))
                .bind(id)
                .fetch_optional(&self.pool)
                .await
                .map_err(|error| self.told(&error))?;
        Ok(row.map(SavedProfile::from))
    }

    /// Saves a new profile. Gives its number; none where the name is taken.
    pub(crate) async fn add_profile(
        &self,
        profile: &Profile,
        at: DateTime<Utc>,
    ) -> Result<Option<i64>, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let mut both = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?;
        let id: Option<i64> = sqlx::query_scalar(
            "INSERT INTO profiles (name, name_key, version) VALUES (?, ?, 1) \
             ON CONFLICT DO NOTHING RETURNING id",
        )
        .bind(&profile.name)
        .bind(profile.name.to_lowercase())
        .fetch_optional(&mut *both)
        .await
        .map_err(told)?;
        let Some(id) = id else { return Ok(None) };
        sqlx::query(
            "INSERT INTO profile_versions (profile_id, version, saved_at, document) \
             VALUES (?, 1, ?, ?)",
        )
        .bind(id)
        .bind(at.timestamp_millis())
        .bind(self.profile_document(profile)?)
        .execute(&mut *both)
        .await
        .map_err(told)?;
        both.commit().await.map_err(told)?;
        Ok(Some(id))
    }

    /// Saves a new version of a profile, unless it says what the last one says, and
    /// gives it its new name wherever it is named. Whether there was such a profile.
    pub(crate) async fn update_profile(
        &self,
        id: i64,
        profile: &Profile,
        at: DateTime<Utc>,
    ) -> Result<bool, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let document = self.profile_document(profile)?;
        let mut all = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?;
        let before: Option<(Text, i64, Text)> = sqlx::query_as(
            "SELECT p.name, p.version, v.document FROM profiles AS p JOIN profile_versions AS v \
             ON v.profile_id = p.id AND v.version = p.version WHERE p.id = ?",
        )
        .bind(id)
        .fetch_optional(&mut *all)
        .await
        .map_err(told)?;
        let Some((Text(before), last, Text(same))) = before else { return Ok(false) };
        if same == document {
            return Ok(true);
        }
        sqlx::query(
            "INSERT INTO profile_versions (profile_id, version, saved_at, document) \
             VALUES (?, ?, ?, ?)",
        )
        .bind(id)
        .bind(last + 1)
        .bind(at.timestamp_millis())
        .bind(document)
        .execute(&mut *all)
        .await
        .map_err(told)?;
        sqlx::query("UPDATE profiles SET name = ?, name_key = ?, version = ? WHERE id = ?")
            .bind(&profile.name)
            .bind(profile.name.to_lowercase())
            .bind(last + 1)
            .bind(id)
            .execute(&mut *all)
            .await
            .map_err(told)?;
        if before != profile.name {
            // Also in those that are deleted and may come back.
            sqlx::query(
                "UPDATE exports SET spec = json_replace(spec, '$.format.profile', ?2) \
                 WHERE CASE WHEN json_valid(spec) \
                 THEN json_extract(spec, '$.format.profile') = ?1 ELSE 0 END",
            )
            .bind(&before)
            .bind(&profile.name)
            .execute(&mut *all)
            .await
            .map_err(told)?;
            let sets: Vec<(i64, Text)> = sqlx::query_as(
                "SELECT id, spec FROM exports \
                 WHERE json_extract(iif(json_valid(spec), spec, '{}'), '$.members') IS NOT NULL",
            )
            .fetch_all(&mut *all)
            .await
            .map_err(told)?;
            for (id, Text(document)) in sets {
                let Ok(mut spec) = ExportSpec::from_json(&document) else { continue };
                if !named_anew(&mut spec, &before, &profile.name) {
                    continue;
                }
                sqlx::query("UPDATE exports SET spec = ? WHERE id = ?")
                    .bind(self.document(&spec)?)
                    .bind(id)
                    .execute(&mut *all)
                    .await
                    .map_err(told)?;
            }
        }
        all.commit().await.map_err(told)?;
        if before != profile.name
            && let Some(mut draft) = self.draft().await?
            && named_anew(&mut draft.spec, &before, &profile.name)
        {
            self.save_draft(&draft).await?;
        }
        Ok(true)
    }

    /// Deletes a profile that no export names, and its versions; whether there was
    /// one.
    pub(crate) async fn delete_profile(&self, id: i64) -> Result<bool, HistoryError> {
        let done = sqlx::query(
            "DELETE FROM profiles WHERE id = ? AND NOT EXISTS (SELECT 1 FROM exports \
             WHERE deleted_at IS NULL AND (json_extract(iif(json_valid(spec), spec, '{}'), \
             '$.format.profile') = profiles.name OR EXISTS (SELECT 1 \
             FROM json_each(iif(json_valid(spec), spec, '{}'), '$.members') AS member \
             WHERE json_extract(member.value, '$.format.profile') = profiles.name)))",
        )
        .bind(id)
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(done.rows_affected() > 0)
    }

    /// The versions of a profile, the newest first.
    pub(crate) async fn profile_versions(
        &self,
        id: i64,
    ) -> Result<Vec<ProfileVersion>, HistoryError> {
        let rows: Vec<(i64, i64, Text, i64)> = sqlx::query_as(
            "SELECT v.version, v.saved_at, v.document, (SELECT count(*) FROM runs AS r \
             WHERE r.profile = json_extract(iif(json_valid(v.document), v.document, '{}'), '$.name') \
             AND r.profile_version = v.version) \
             FROM profile_versions AS v WHERE v.profile_id = ? ORDER BY v.version DESC",
        )
        .bind(id)
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        let read =
            |(number, saved_at, Text(document), runs): (i64, i64, Text, i64)| ProfileVersion {
                profile_version: version(number),
                saved_at: instant(saved_at),
                profile: Profile::from_json(&document).ok(),
                runs: count(runs),
            };
        Ok(rows.into_iter().map(read).collect())
    }

    /// The exports that name a profile.
    pub(crate) async fn exports_of_profile(
        &self,
        name: &str,
    ) -> Result<Vec<ProfileUse>, HistoryError> {
        let rows: Vec<(i64, Text)> = sqlx::query_as(
            "SELECT id, name FROM exports WHERE deleted_at IS NULL \
             AND (json_extract(iif(json_valid(spec), spec, '{}'), '$.format.profile') = ?1 \
             OR EXISTS (SELECT 1 FROM json_each(iif(json_valid(spec), spec, '{}'), '$.members') \
             AS member WHERE json_extract(member.value, '$.format.profile') = ?1)) \
             ORDER BY name_key",
        )
        .bind(name)
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(rows.into_iter().map(|(export_id, Text(name))| ProfileUse { export_id, name }).collect())
    }

    /// Writes down the definition that a run uses, in which its profile's settings
    /// stand, and which version of it that is.
    pub(crate) async fn record_profile(
        &self,
        run: i64,
        spec: &ExportSpec,
    ) -> Result<(), HistoryError> {
        sqlx::query("UPDATE runs SET spec = ?, profile = ?, profile_version = ? WHERE id = ?")
            .bind(self.document(spec)?)
            .bind(&spec.format.profile)
            .bind(spec.format.profile_version.map(i64::from))
            .bind(run)
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// Writes down what a run's receivers wouldn't read exactly.
    pub(crate) async fn record_findings(
        &self,
        run: i64,
        findings: &[Finding],
    ) -> Result<(), HistoryError> {
        let findings =
            serde_json::to_string(findings).map_err(|error| self.damaged(error.to_string()))?;
        sqlx::query("UPDATE runs SET findings = ? WHERE id = ?")
            .bind(findings)
            .bind(run)
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(())
    }

    fn profile_document(&self, profile: &Profile) -> Result<String, HistoryError> {
        serde_json::to_string(profile).map_err(|error| self.damaged(error.to_string()))
    }
}
