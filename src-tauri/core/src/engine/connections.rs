//! Where data comes from: kept, and looked through.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::Engine;
use super::context::{
    Change, CopyInUse, connection_secret, copies_folder, readable, refuse_some_copied, staged,
    staging_bucket,
};
use super::preconditions::Refusal;
use crate::catalog::DataModel;
use crate::error::Error;
use crate::plan::DeltaWindow;
use crate::secret::{Secret, SecretStore};
use crate::source::{
    ConnectionSettings, Folder, SettingProblem, Source, SourceError, SourceLimits, Table,
    open_source,
};
use crate::store::{Connection, ConnectionInput, Store};

/// What a connection has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ConnectionTest {
    /// What was found, by data model.
    pub tables: Vec<TableTest>,
    /// Labels of data models without data.
    pub missing: Vec<String>,
}

/// The table of one data model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct TableTest {
    /// Id of the data model.
    pub model: String,
    /// Name of the data model.
    pub label: String,
    /// Number of rows; none where counting would take long.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub rows: Option<u64>,
    /// The file, or the folder with its files.
    pub file: PathBuf,
    /// Why it can't be used.
    pub problem: Option<String>,
}

impl Engine {
    /// All connections, the demo brand first.
    pub async fn connections(&self) -> Result<Vec<Connection>, Error> {
        let mut all = self.base().store.connections().await?;
        let refreshing = self.base().refreshing();
        for connection in &mut all {
            if let Some(copy) = &mut connection.offline {
                copy.refreshing |= refreshing.contains(&connection.id);
            }
        }
        Ok(all)
    }

    /// Saves a connection: a new one, or in place of the one with its id. Gives
    /// its id. Servers needn't answer for it.
    pub async fn save_connection(&self, input: &ConnectionInput) -> Result<i64, Error> {
        let base = self.base();
        let name = input.name.trim();
        if name.is_empty() {
            return Err(Refusal::NoName.into());
        }
        let known = base.store.connections().await?;
        if let Some(id) = input.id {
            let found = known.iter().find(|connection| connection.id == id);
            let found = found.ok_or(Refusal::NoConnection)?;
            if found.settings == ConnectionSettings::Demo {
                return Err(Refusal::BuiltIn { name: found.name.clone() }.into());
            }
        }
        let same = |other: &&Connection| {
            Some(other.id) != input.id && other.name.to_lowercase() == name.to_lowercase()
        };
        if let Some(other) = known.iter().find(same) {
            return Err(Refusal::NameTaken { name: other.name.clone() }.into());
        }
        let settings = checked(&input.settings).await?;
        staging_bucket(&settings, &base.store).await?;
        let id = match input.id {
            Some(id) => {
                base.store.update_connection(id, name, &settings).await?;
                id
            }
            None => base.store.add_connection(name, &settings).await?,
        };
        if let Some(secret) = input.secret.clone().filter(|secret| !secret.is_empty()) {
            let (secrets, key) = (Arc::clone(&base.secrets), connection_secret(id));
            let kept = tokio::task::spawn_blocking(move || secrets.set(&key, &secret));
            let kept = kept.await.map_err(|panic| SourceError::Engine(panic.to_string()))?;
            if let Err(error) = kept {
                // Without its password a new connection would be of no use.
                if input.id.is_none() {
                    base.store.delete_connection(id, base.now().timestamp_millis()).await?;
                }
                return Err(error.into());
            }
            base.store.set_secret_saved(id, true).await?;
        }
        base.tell(Change::Connections);
        Ok(id)
    }

    /// Deletes a connection that no export uses, with its secret and its copy.
    pub async fn delete_connection(&self, id: i64) -> Result<(), Error> {
        let base = self.base();
        let Connection { name, settings, exports, secret_saved, .. } = base.connection(id).await?;
        if settings == ConnectionSettings::Demo {
            return Err(Refusal::BuiltIn { name }.into());
        }
        let all = base.store.connections().await?;
        if let Some(other) =
            all.iter().find(|other| other.settings.staging_connection() == Some(id))
        {
            return Err(Refusal::Setting {
                message: format!("large results of “{}” go through “{name}”", other.name),
                hint: "Choose another staging bucket for it first.",
            }
            .into());
        }
        if !base.store.delete_connection(id, base.now().timestamp_millis()).await? {
            return Err(Refusal::ConnectionUsed { name, exports: exports.max(1) }.into());
        }
        base.databases.close(id);
        base.tell(Change::Connections);
        let (secrets, key, copy) =
            (Arc::clone(&base.secrets), connection_secret(id), base.copies_folder(id));
        let cleaned = tokio::task::spawn_blocking(move || {
            // A copy that can't be removed now is in nobody's way.
            let _ = std::fs::remove_dir_all(copy);
            if secret_saved { secrets.delete(&key) } else { Ok(()) }
        });
        cleaned.await.map_err(|panic| SourceError::Engine(panic.to_string()))??;
        Ok(())
    }

    /// Looks through a connection. Drop the future to stop the work.
    pub async fn test_connection(&self, id: i64) -> Result<ConnectionTest, Error> {
        let connection = self.base().connection(id).await?;
        let source = self.base().origin(&connection, |_| ()).await?;
        source.look_anew();
        self.look_through(&source, Some(id)).await
    }

    /// Looks through what may become a connection, with the saved secret if none
    /// is given.
    pub async fn test_settings(&self, input: &ConnectionInput) -> Result<ConnectionTest, Error> {
        let base = self.base();
        let mut secret = input.secret.clone().filter(|secret| !secret.is_empty());
        if secret.is_none()
            && let Some(id) = input.id
            && base.connection(id).await?.secret_saved
        {
            secret = base.secret(&connection_secret(id)).await?;
        }
        let settings = base.with_staging(checked(&input.settings).await?).await?;
        let source = open_source(settings, secret).await?;
        let source = source.with_cache(&base.cache);
        let mapping = match input.id {
            Some(id) => base.store.mapping(id).await?,
            None => None,
        };
        self.look_through(&source.with_mapping(mapping), input.id).await
    }

    async fn look_through(
        &self,
        source: &Source,
        connection: Option<i64>,
    ) -> Result<ConnectionTest, Error> {
        let catalog = match connection {
            Some(id) => self.base().catalog_with_own(id).await?,
            None => self.base().catalog().0,
        };
        // Whether the place answers at all is told once, not for every model.
        source.tables().await?;
        let mut test = ConnectionTest { tables: Vec::new(), missing: Vec::new() };
        for model in catalog.models() {
            let file = match source.table_path(model).await {
                Ok(file) => file,
                Err(SourceError::NoTable { .. } | SourceError::NotMapped { .. }) => {
                    test.missing.push(model.label.clone());
                    continue;
                }
                Err(error) => {
                    let file = PathBuf::from(source.name()).join(&model.id);
                    test.tables.push(tested(model, file, Err(error.to_string())));
                    continue;
                }
            };
            let rows = count(source, model).await;
            test.tables.push(tested(model, file, rows));
        }
        Ok(test)
    }
}

/// A saved connection by its name or number, for a program that keeps no
/// exports: the history is only read, and what runs goes on. It is the copy on
/// this computer if that is to be used and has the model.
pub async fn saved_source(
    home: &Path,
    name: &str,
    model: &str,
    secrets: &dyn SecretStore,
) -> Result<Source, Error> {
    Ok(saved_source_of(home, name, &[model], None, secrets).await?.source)
}

/// A saved connection, opened.
#[derive(Debug)]
pub struct SavedSource {
    /// Where its rows are read.
    pub source: Source,
    /// When the copy was made that is read, if it is one: rows are as they were then.
    pub copied_at: Option<DateTime<Utc>>,
}

/// The same for several data models, all of which are read in one place. With a window of
/// dates of a field a copy that may lack rows of it is refused.
pub async fn saved_source_of(
    home: &Path,
    name: &str,
    models: &[&str],
    window: Option<(&str, DeltaWindow)>,
    secrets: &dyn SecretStore,
) -> Result<SavedSource, Error> {
    let store = Store::open_without_runs(home).await?;
    let all = store.connections().await?;
    let wanted = name.to_lowercase();
    let found = all.iter().find(|connection| connection.name.to_lowercase() == wanted);
    let Some(connection) = found else {
        let names: Vec<&str> = all.iter().map(|connection| connection.name.as_str()).collect();
        let known = names.join(", ");
        return Err(Refusal::UnknownConnection { name: name.to_owned(), known }.into());
    };
    readable(connection)?;
    let mapping = store.mapping(connection.id).await?;
    let bucket = staging_bucket(&connection.settings, &store).await?;
    store.close().await;
    let copies = copies_folder(home, connection.id);
    refuse_some_copied(connection, mapping.as_ref(), &copies, models.iter().copied())?;
    let model = models.first().copied().unwrap_or_default();
    if let Some(copy) = CopyInUse::of(connection, mapping.as_ref(), &copies, model) {
        if let Some((field, window)) = window {
            if window.to > copy.copied_at {
                let at = copy.copied_at.format("%Y-%m-%d %H:%M:%S");
                let message = format!(
                    "the window ends after {at} UTC, when the copy on this computer was made"
                );
                let hint = "Refresh the copy first, or let the window end then.";
                return Err(Refusal::Setting { message, hint }.into());
            }
            copy.covers(field, window.from)?;
        }
        let source = Source::from(Folder::open(&copy.folder)?).of_copy();
        return Ok(SavedSource {
            source: source.with_mapping(mapping.map(|mapping| mapping.of_copy())),
            copied_at: Some(copy.copied_at),
        });
    }
    let secret_of = |connection: &Connection| {
        let is_saved = connection.secret_saved;
        is_saved.then(|| secrets.get(&connection_secret(connection.id))).transpose()
    };
    let secret = secret_of(connection)?.flatten().map(Secret::into_string);
    let mut settings = connection.settings.clone();
    if let Some(bucket) = bucket {
        let secret = secret_of(&bucket)?.flatten().map(Secret::into_string);
        settings = staged(settings, bucket, secret);
    }
    let source = open_source(settings, secret).await?.with_mapping(mapping);
    Ok(SavedSource { source, copied_at: None })
}

fn tested(model: &DataModel, file: PathBuf, rows: Result<Option<u64>, String>) -> TableTest {
    let (rows, problem) = match rows {
        Ok(rows) => (rows, None),
        Err(problem) => (None, Some(problem)),
    };
    TableTest { model: model.id.clone(), label: model.label.clone(), rows, file, problem }
}

/// Rows of a table that can be exported.
async fn count(source: &Source, model: &DataModel) -> Result<Option<u64>, String> {
    let limits = SourceLimits::new(&std::env::temp_dir());
    let told = |error: SourceError| error.to_string();
    let table = Table::sample(source, model, &limits).await.map_err(told)?;
    let available = table.available_model();
    if let Some(key) = model.key.iter().find(|key| !available.key.contains(key)) {
        let error = SourceError::MissingField { model: model.id.clone(), field: key.clone() };
        return Err(error.to_string());
    }
    table.quick_count().await.map_err(told)
}

/// Settings that can be saved.
async fn checked(settings: &ConnectionSettings) -> Result<ConnectionSettings, Error> {
    settings.checked().await.map_err(|problem| match problem {
        SettingProblem::Setting { message, hint } => Refusal::Setting { message, hint }.into(),
        SettingProblem::Place(error) => error.into(),
    })
}
