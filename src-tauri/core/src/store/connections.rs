//! Where data comes from. A deleted connection stays for exports whose
//! deletion may still be undone.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::text::Text;
use super::{HistoryError, Store, count, instant};
use crate::offline::{CopyReport, OfflineSettings, OfflineState};
use crate::source::{ConnectionSettings, Mapping};

/// Id of the demo brand's connection, which is always there.
pub const DEMO_CONNECTION: i64 = 1;

/// A place where data comes from.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Connection {
    /// Its number.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub id: i64,
    /// What the user calls it.
    pub name: String,
    /// What and where it is.
    pub settings: ConnectionSettings,
    /// Whether the keychain has its password or key.
    pub secret_saved: bool,
    /// Exports that use it.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub exports: u64,
    /// Its copy on this computer, if it has one.
    pub offline: Option<OfflineState>,
    /// Why its settings can't be read; those here are then empty ones. Nothing is
    /// read from it until it is saved again.
    pub unreadable: Option<String>,
}

/// A connection as it is to be saved.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ConnectionInput {
    /// The one that it replaces; nothing for a new one.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub id: Option<i64>,
    /// What the user calls it.
    pub name: String,
    /// What and where it is.
    pub settings: ConnectionSettings,
    /// Its password or key; without one the saved one stays.
    pub secret: Option<String>,
}

#[derive(sqlx::FromRow)]
struct ConnectionRow {
    id: i64,
    name: Text,
    settings: Text,
    secret_saved: bool,
    offline: Option<Text>,
    copy: Option<Text>,
    copying: bool,
    exports: i64,
}

impl ConnectionRow {
    fn parts(&self) -> Result<(ConnectionSettings, Option<OfflineState>), serde_json::Error> {
        let offline: Option<OfflineSettings> = read(self.offline.as_ref())?;
        let copy: Option<CopyReport> = read(self.copy.as_ref())?;
        let settings = serde_json::from_str(&self.settings.0)?;
        let state = |settings| OfflineState {
            refreshing: self.copying,
            ..OfflineState::new(settings, copy)
        };
        Ok((settings, offline.map(state)))
    }
}

impl From<ConnectionRow> for Connection {
    fn from(row: ConnectionRow) -> Self {
        let (settings, offline, unreadable) = match row.parts() {
            Ok((settings, offline)) => (settings, offline, None),
            Err(error) => {
                let settings = ConnectionSettings::Folder { path: PathBuf::new() };
                (settings, None, Some(error.to_string()))
            }
        };
        Self {
            id: row.id,
            name: row.name.0,
            settings,
            secret_saved: row.secret_saved,
            exports: count(row.exports),
            offline,
            unreadable,
        }
    }
}

fn read<T: DeserializeOwned>(text: Option<&Text>) -> Result<Option<T>, serde_json::Error> {
    text.map(|text| serde_json::from_str(&text.0)).transpose()
}

const ALL: &str = "
SELECT id, name, settings, secret_saved, offline, copy,
    copying IS NOT NULL AND copying IN (SELECT id FROM owners) AS copying,
    (SELECT count(*) FROM exports WHERE connection_id = c.id AND deleted_at IS NULL) AS exports
FROM connections AS c WHERE deleted_at IS NULL ORDER BY id";

const ONE: &str = "
SELECT id, name, settings, secret_saved, offline, copy,
    copying IS NOT NULL AND copying IN (SELECT id FROM owners) AS copying,
    (SELECT count(*) FROM exports WHERE connection_id = c.id AND deleted_at IS NULL) AS exports
FROM connections AS c WHERE deleted_at IS NULL AND id = ?";

fn text<T: Serialize>(value: &T) -> String {
    // Plain data: it always has a text.
    serde_json::to_string(value).unwrap_or_default()
}

impl Store {
    /// All connections, the demo brand first.
    pub(crate) async fn connections(&self) -> Result<Vec<Connection>, HistoryError> {
        let rows: Vec<ConnectionRow> =
            sqlx::query_as(ALL).fetch_all(&self.pool).await.map_err(|error| self.told(&error))?;
        Ok(rows.into_iter().map(Connection::from).collect())
    }

    pub(crate) async fn connection(&self, id: i64) -> Result<Option<Connection>, HistoryError> {
        let row: Option<ConnectionRow> = sqlx::query_as(ONE)
            .bind(id)
            .fetch_optional(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(row.map(Connection::from))
    }

    pub(crate) async fn add_connection(
        &self,
        name: &str,
        settings: &ConnectionSettings,
    ) -> Result<i64, HistoryError> {
        sqlx::query_scalar("INSERT INTO connections (name, settings) VALUES (?, ?) RETURNING id")
            .bind(name)
            .bind(text(settings))
            .fetch_one(&self.pool)
            .await
            .map_err(|error| self.told(&error))
    }

    pub(crate) async fn update_connection(
        &self,
        id: i64,
        name: &str,
        settings: &ConnectionSettings,
    ) -> Result<(), HistoryError> {
        self.set(id, "UPDATE connections SET name = ?, settings = ? WHERE id = ?", |query| {
            query.bind(name.to_owned()).bind(text(settings))
        })
        .await?;
        // What can't be read of its copy is given up by saving it again.
        if self.connection(id).await?.is_some_and(|saved| saved.unreadable.is_some()) {
            self.set_offline(id, None).await?;
            self.set_copy(id, None).await?;
        }
        Ok(())
    }

    pub(crate) async fn set_secret_saved(&self, id: i64, saved: bool) -> Result<(), HistoryError> {
        let sql = "UPDATE connections SET secret_saved = ? WHERE id = ?";
        self.set(id, sql, |query| query.bind(saved)).await
    }

    /// Ids and labels of the models that are tables of one connection alone.
    pub(crate) async fn own_labels(&self) -> Result<Vec<(String, String)>, HistoryError> {
        // Whatever stands in one that can't be read.
        let rows: Vec<(Option<Text>, Option<Text>)> = sqlx::query_as(
            "SELECT CAST(json_extract(c.mapping, m.fullkey || '.own.id') AS TEXT), \
                CAST(json_extract(c.mapping, m.fullkey || '.own.label') AS TEXT) \
             FROM connections AS c, \
             json_each(iif(json_valid(c.mapping), c.mapping, '{}'), '$.models') AS m \
             WHERE c.deleted_at IS NULL ORDER BY c.id",
        )
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        let both = |(id, label): (Option<Text>, Option<Text>)| Some((id?.into(), label?.into()));
        Ok(rows.into_iter().filter_map(both).collect())
    }

    /// The saved mapping, if there is one.
    pub(crate) async fn mapping(&self, id: i64) -> Result<Option<Mapping>, HistoryError> {
        let found: Option<Option<Text>> =
            sqlx::query_scalar("SELECT mapping FROM connections WHERE id = ?")
                .bind(id)
                .fetch_optional(&self.pool)
                .await
                .map_err(|error| self.told(&error))?;
        read(found.flatten().as_ref())
            .map_err(|error| HistoryError::unreadable("the mapping of the connection", &error))
    }

    pub(crate) async fn set_mapping(
        &self,
        id: i64,
        mapping: Option<&Mapping>,
    ) -> Result<(), HistoryError> {
        let sql = "UPDATE connections SET mapping = ? WHERE id = ?";
        self.set(id, sql, |query| query.bind(mapping.map(text))).await
    }

    pub(crate) async fn set_offline(
        &self,
        id: i64,
        offline: Option<(&OfflineSettings, DateTime<Utc>)>,
    ) -> Result<(), HistoryError> {
        let sql = "UPDATE connections SET offline = ?, offline_since = ? WHERE id = ?";
        let (settings, since) = offline.unzip();
        self.set(id, sql, |query| {
            query.bind(settings.map(text)).bind(since.map(|since| since.timestamp_millis()))
        })
        .await
    }

    /// When it was settled what is copied of a connection, as far as that is known.
    pub(crate) async fn offline_since(
        &self,
        id: i64,
    ) -> Result<Option<DateTime<Utc>>, HistoryError> {
        let since: Option<Option<i64>> =
            sqlx::query_scalar("SELECT offline_since FROM connections WHERE id = ?")
                .bind(id)
                .fetch_optional(&self.pool)
                .await
                .map_err(|error| self.told(&error))?;
        Ok(since.flatten().map(instant))
    }

    pub(crate) async fn set_copy(
        &self,
        id: i64,
        copy: Option<&CopyReport>,
    ) -> Result<(), HistoryError> {
        let sql = "UPDATE connections SET copy = ? WHERE id = ?";
        self.set(id, sql, |query| query.bind(copy.map(text))).await
    }

    /// Takes the lease of a connection's copy, unless a living process has it.
    pub(crate) async fn take_copy_lease(&self, id: i64) -> Result<bool, HistoryError> {
        self.release_stale_leases().await?;
        let taken = sqlx::query(
            "UPDATE connections SET copying = ?1 WHERE id = ?2 AND (copying IS NULL \
             OR copying = ?1 OR copying NOT IN (SELECT id FROM owners))",
        )
        .bind(self.owner_id())
        .bind(id)
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(taken.rows_affected() > 0)
    }

    /// Writes down how a copy went, if this process still has its lease.
    pub(crate) async fn finish_copy(
        &self,
        id: i64,
        copy: &CopyReport,
    ) -> Result<bool, HistoryError> {
        let done = sqlx::query("UPDATE connections SET copy = ? WHERE id = ? AND copying = ?")
            .bind(text(copy))
            .bind(id)
            .bind(self.owner_id())
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(done.rows_affected() > 0)
    }

    /// Gives the lease back.
    pub(crate) fn give_copy_lease_back(&self, id: i64) -> impl Future<Output = ()> + Send + use<> {
        let (pool, owner) = (self.pool.clone(), self.owner_id());
        async move {
            let sql = "UPDATE connections SET copying = NULL WHERE id = ? AND copying = ?";
            // What isn't given back is free when this process has ended.
            let _ = sqlx::query(sql).bind(id).bind(owner).execute(&pool).await;
        }
    }

    /// How the last copy went, if there was one.
    pub(crate) async fn copy(&self, id: i64) -> Result<Option<CopyReport>, HistoryError> {
        let found: Option<Option<Text>> =
            sqlx::query_scalar("SELECT copy FROM connections WHERE id = ?")
                .bind(id)
                .fetch_optional(&self.pool)
                .await
                .map_err(|error| self.told(&error))?;
        read(found.flatten().as_ref())
            .map_err(|error| HistoryError::unreadable("the report of the last copy", &error))
    }

    async fn set(
        &self,
        id: i64,
        sql: &'static str,
        bind: impl FnOnce(Setting) -> Setting,
    ) -> Result<(), HistoryError> {
        let query = bind(sqlx::query(sql)).bind(id);
        query.execute(&self.pool).await.map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// Deletes a connection that no export uses; whether there was one. The demo
    /// brand stays.
    pub(crate) async fn delete_connection(&self, id: i64, now: i64) -> Result<bool, HistoryError> {
        let done = sqlx::query(
            "UPDATE connections SET deleted_at = ? \
             WHERE id = ? AND id <> ? AND deleted_at IS NULL AND NOT EXISTS \
             (SELECT 1 FROM exports WHERE connection_id = connections.id AND deleted_at IS NULL)",
        )
        .bind(now)
        .bind(id)
        .bind(DEMO_CONNECTION)
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(done.rows_affected() > 0)
    }
}

type Setting = sqlx::query::Query<'static, sqlx::Sqlite, sqlx::sqlite::SqliteArguments>;
