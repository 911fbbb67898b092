//! What all parts of the engine stand on: the history, the clock, the data
//! models, the demo brand, and the news.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

use super::demo_brand::DemoBrand;
use super::refusal::Refusal;
use crate::catalog::{Catalog, CatalogProblem, DataModel};
use crate::clock::Clock;
use crate::error::Error;
use crate::run::{IfExists, RunContext, Unobserved, unknown_model};
use crate::secret::SecretStore;
use crate::source::{Folder, SourceLimits, custom_fields};
use crate::store::{Connection, ConnectionKind, HistoryError, Moment, RunStatus, Settings, Store};

/// Something changed; what is shown of it should be asked for anew.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// Exports or their runs.
    Exports,
    /// A run ended, one way or another.
    RunEnded {
        /// The run.
        #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
        run_id: i64,
        /// Its export.
        #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
        export_id: i64,
        /// Name of the export.
        export_name: String,
        /// How it ended.
        status: RunStatus,
        /// Why it failed.
        message: Option<String>,
        /// What to do about that.
        hint: Option<String>,
        /// Rows in the file.
        #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
        rows: Option<u64>,
        /// Bytes of the file.
        #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
        bytes: Option<u64>,
        /// Seconds that it took.
        seconds: Option<f64>,
    },
    /// Connections.
    Connections,
    /// Settings.
    Settings,
}

/// See the module.
#[derive(Debug)]
pub(super) struct Base {
    pub(super) store: Store,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) secrets: Arc<dyn SecretStore>,
    pub(super) demo: DemoBrand,
    pub(super) defaults: Settings,
    pub(super) models_folder: PathBuf,
    pub(super) built_in: Catalog,
    pub(super) changes: broadcast::Sender<Change>,
}

impl Base {
    pub(super) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Tells whoever listens.
    pub(super) fn tell(&self, change: Change) {
        let _ = self.changes.send(change);
    }

    pub(super) async fn settings(&self) -> Result<Settings, HistoryError> {
        self.store.settings(&self.defaults).await
    }

    /// What exports are shown against.
    pub(super) async fn moment(&self) -> Result<Moment, HistoryError> {
        let all_paused = self.settings().await?.schedules_paused;
        Ok(Moment { now: self.now(), all_paused })
    }

    /// The data models, the user's own as they are now, and what is wrong with
    /// those.
    pub(super) fn catalog(&self) -> (Catalog, Vec<CatalogProblem>) {
        let mut catalog = self.built_in.clone();
        let problems = catalog.load_models(&self.models_folder);
        (catalog, problems)
    }

    /// Ids and labels of the data models.
    pub(super) fn labels(&self) -> Vec<(String, String)> {
        let (catalog, _) = self.catalog();
        let label = |model: &DataModel| (model.id.clone(), model.label.clone());
        catalog.models().iter().map(label).collect()
    }

    /// A connection's folder; `shown` hears how far the demo brand is.
    pub(super) async fn folder(
        &self,
        connection: &Connection,
        shown: impl FnMut(f64),
    ) -> Result<Folder, Error> {
        let path = match (connection.kind, &connection.path) {
            (ConnectionKind::Demo, _) => self.demo.ready(shown).await?,
            (ConnectionKind::Folder, Some(path)) => path.clone(),
            (ConnectionKind::Folder, None) => return Err(Refusal::NoConnection.into()),
        };
        // A folder on a network may take its time.
        let opened = tokio::task::spawn_blocking(move || Folder::open(&path));
        opened
            .await
            .map_err(|error| Error::Output {
                path: PathBuf::new(),
                error: std::io::Error::other(error),
            })?
            .map_err(Error::from)
    }

    pub(super) async fn connection(&self, id: i64) -> Result<Connection, Error> {
        Ok(self.store.connection(id).await?.ok_or(Refusal::NoConnection)?)
    }

    /// The data models with the brand's own attributes. Where those can't be
    /// read there are none; testing the connection says why.
    pub(super) async fn catalog_of(&self, connection: i64) -> Result<Catalog, Error> {
        let connection = self.connection(connection).await?;
        let (mut catalog, _) = self.catalog();
        let folder = self.folder(&connection, |_| ()).await?;
        let limits = SourceLimits::new(&std::env::temp_dir());
        if let Ok(rows) = custom_fields(&folder, &catalog, &limits).await {
            catalog.add_custom_fields(&rows);
        }
        Ok(catalog)
    }

    /// What a run or preview over a folder needs, nobody watching.
    pub(super) async fn context(&self, folder: Folder) -> Result<RunContext, Error> {
        let settings = self.settings().await?;
        Ok(RunContext {
            catalog: self.catalog().0,
            folder,
            out: settings.exports_folder,
            if_exists: IfExists::Number,
            run_number: 1,
            memory: memory(settings.memory_mb),
            clock: Arc::clone(&self.clock),
            planned_for: None,
            cancel: CancellationToken::new(),
            observer: Arc::new(Unobserved),
        })
    }
}

/// A data model of the catalog.
pub(super) fn model<'a>(catalog: &'a Catalog, id: &str) -> Result<&'a DataModel, Error> {
    Ok(catalog.model(id).ok_or_else(|| unknown_model(catalog, id))?)
}

/// Bytes of so many megabytes.
pub(super) fn memory(megabytes: u32) -> usize {
    usize::try_from(megabytes).unwrap_or(usize::MAX).saturating_mul(1 << 20)
}
