//! Rules of zones by which schedules were run last, and what newer ones have
//! changed of them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::text::Text;
use super::{HistoryError, Store, instant};
use crate::zone::{PastRules, Zone};

/// What a newer release of the time zone database has changed of a schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ZoneNote {
    /// Its number.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub id: i64,
    /// The export with the schedule.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub export_id: i64,
    /// Its name.
    pub export_name: String,
    /// When it was found.
    pub at: DateTime<Utc>,
    /// What is different.
    pub text: String,
}

impl Store {
    /// Releases by which schedules were run last, by zone.
    pub(crate) async fn used_releases(&self) -> Result<HashMap<String, String>, HistoryError> {
        let rows: Vec<(Text, Text)> = sqlx::query_as("SELECT zone, release FROM zone_rules")
            .fetch_all(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(rows.into_iter().map(|(zone, release)| (zone.into(), release.into())).collect())
    }

    /// The rules of a zone by which schedules were run last.
    pub(crate) async fn used_rules(&self, zone: &str) -> Result<Option<PastRules>, HistoryError> {
        let rules: Option<Text> = sqlx::query_scalar("SELECT rules FROM zone_rules WHERE zone = ?")
            .bind(zone)
            .fetch_optional(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(rules.and_then(|Text(rules)| PastRules::from_json(&rules)))
    }

    /// Writes down that schedules in a zone are run by its rules from now on, with
    /// what is different for each export. Whether nobody else has done so since
    /// `before` was read.
    pub(crate) async fn use_rules(
        &self,
        zone: Zone,
        before: Option<&str>,
        rules: &PastRules,
        notes: &[(i64, String)],
        now: DateTime<Utc>,
    ) -> Result<bool, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let rules = serde_json::to_string(rules).unwrap_or_default();
        let mut all = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?;
        let used = match before {
            None => {
                let insert = "INSERT INTO zone_rules (zone, release, rules) VALUES (?1, ?2, ?3) \
                     ON CONFLICT DO NOTHING";
                sqlx::query(insert).bind(zone.name()).bind(zone.release()).bind(rules)
            }
            Some(before) => {
                let update = "UPDATE zone_rules SET release = ?2, rules = ?3 WHERE zone = ?1 AND release = ?4";
                sqlx::query(update).bind(zone.name()).bind(zone.release()).bind(rules).bind(before)
            }
        };
        let used = used.execute(&mut *all).await.map_err(told)?.rows_affected() > 0;
        for (export, text) in notes.iter().filter(|_| used) {
            // An earlier note, of rules that aren't any more, says something else.
            sqlx::query("DELETE FROM zone_notes WHERE export_id = ?")
                .bind(export)
                .execute(&mut *all)
                .await
                .map_err(told)?;
            sqlx::query("INSERT INTO zone_notes (export_id, at, text) VALUES (?, ?, ?)")
                .bind(export)
                .bind(now.timestamp_millis())
                .bind(text)
                .execute(&mut *all)
                .await
                .map_err(told)?;
        }
        all.commit().await.map_err(told)?;
        Ok(used)
    }

    /// What newer rules have changed of schedules and nobody has dismissed.
    pub(crate) async fn zone_notes(&self) -> Result<Vec<ZoneNote>, HistoryError> {
        let rows: Vec<(i64, i64, String, i64, String)> = sqlx::query_as(
            "SELECT n.id, e.id, e.name, n.at, n.text FROM zone_notes AS n \
             JOIN exports AS e ON e.id = n.export_id WHERE e.deleted_at IS NULL ORDER BY n.id",
        )
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        let note = |(id, export_id, export_name, at, text)| ZoneNote {
            id,
            export_id,
            export_name,
            at: instant(at),
            text,
        };
        Ok(rows.into_iter().map(note).collect())
    }

    /// Forgets what somebody has read.
    pub(crate) async fn dismiss_zone_notes(&self, ids: &[i64]) -> Result<(), HistoryError> {
        for id in ids {
            sqlx::query("DELETE FROM zone_notes WHERE id = ?")
                .bind(id)
                .execute(&self.pool)
                .await
                .map_err(|error| self.told(&error))?;
        }
        Ok(())
    }

    /// Writes down by which release a run writes datetimes.
    pub(crate) async fn record_timezone_release(
        &self,
        run: i64,
        release: &str,
    ) -> Result<(), HistoryError> {
        sqlx::query("UPDATE runs SET timezone_release = ? WHERE id = ?")
            .bind(release)
            .bind(run)
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(())
    }
}
