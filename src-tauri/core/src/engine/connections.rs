//! Where data comes from: kept, and looked through.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::base::Change;
use super::refusal::Refusal;
use super::{Engine, blocking};
use crate::catalog::DataModel;
use crate::error::Error;
use crate::source::{Folder, SourceError, SourceLimits, Table};
use crate::store::{Connection, ConnectionKind};

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
        Ok(self.base().store.connections().await?)
    }

    /// Saves a folder as a connection: a new one, or in place of the one with
    /// this id. Gives its id.
    pub async fn save_connection(
        &self,
        id: Option<i64>,
        name: &str,
        path: &Path,
    ) -> Result<i64, Error> {
        let base = self.base();
        let name = name.trim();
        if name.is_empty() {
            return Err(Refusal::NoName.into());
        }
        let known = base.store.connections().await?;
        if let Some(id) = id {
            let found = known.iter().find(|connection| connection.id == id);
            let found = found.ok_or(Refusal::NoConnection)?;
            if found.kind == ConnectionKind::Demo {
                return Err(Refusal::BuiltIn { name: found.name.clone() }.into());
            }
        }
        let same = |other: &&Connection| {
            Some(other.id) != id && other.name.to_lowercase() == name.to_lowercase()
        };
        if let Some(other) = known.iter().find(same) {
            return Err(Refusal::NameTaken { name: other.name.clone() }.into());
        }
        let folder = opened(path).await?;
        let path = folder.path().to_string_lossy();
        let id = match id {
            Some(id) => {
                base.store.update_connection(id, name, &path).await?;
                id
            }
            None => base.store.add_connection(name, &path).await?,
        };
        base.tell(Change::Connections);
        Ok(id)
    }

    /// Deletes a connection that no export uses.
    pub async fn delete_connection(&self, id: i64) -> Result<(), Error> {
        let base = self.base();
        let Connection { name, kind, exports, .. } = base.connection(id).await?;
        if kind == ConnectionKind::Demo {
            return Err(Refusal::BuiltIn { name }.into());
        }
        if !base.store.delete_connection(id, base.now().timestamp_millis()).await? {
            return Err(Refusal::ConnectionUsed { name, exports: exports.max(1) }.into());
        }
        base.tell(Change::Connections);
        Ok(())
    }

    /// Looks through a connection. Drop the future to stop the work.
    pub async fn test_connection(&self, id: i64) -> Result<ConnectionTest, Error> {
        let connection = self.base().connection(id).await?;
        let folder = self.base().folder(&connection, |_| ()).await?;
        Ok(self.look_through(&folder).await)
    }

    /// Looks through a folder that may become a connection.
    pub async fn test_folder(&self, path: &Path) -> Result<ConnectionTest, Error> {
        Ok(self.look_through(&opened(path).await?).await)
    }

    async fn look_through(&self, folder: &Folder) -> ConnectionTest {
        let (catalog, _) = self.base().catalog();
        let mut test = ConnectionTest { tables: Vec::new(), missing: Vec::new() };
        for model in catalog.models() {
            let file = match folder.table_path(&model.id) {
                Ok(file) => file,
                Err(SourceError::NoTable { .. }) => {
                    test.missing.push(model.label.clone());
                    continue;
                }
                Err(error) => {
                    let file = folder.path().join(&model.id);
                    test.tables.push(tested(model, file, Err(error.to_string())));
                    continue;
                }
            };
            let rows = count(folder, model).await;
            test.tables.push(tested(model, file, rows));
        }
        test
    }
}

fn tested(model: &DataModel, file: PathBuf, rows: Result<Option<u64>, String>) -> TableTest {
    let (rows, problem) = match rows {
        Ok(rows) => (rows, None),
        Err(problem) => (None, Some(problem)),
    };
    TableTest { model: model.id.clone(), label: model.label.clone(), rows, file, problem }
}

/// Rows of a table that can be exported.
async fn count(folder: &Folder, model: &DataModel) -> Result<Option<u64>, String> {
    let limits = SourceLimits::new(&std::env::temp_dir());
    let told = |error: SourceError| error.to_string();
    let table = Table::open(folder, model, &limits).await.map_err(told)?;
    let available = table.available_model();
    if let Some(key) = model.key.iter().find(|key| !available.key.contains(key)) {
        let error = SourceError::MissingField { model: model.id.clone(), field: key.clone() };
        return Err(error.to_string());
    }
    table.quick_count().await.map_err(told)
}

async fn opened(path: &Path) -> Result<Folder, Error> {
    let path = path.to_owned();
    blocking(&path.clone(), move || Ok(Folder::open(&path)?)).await
}
