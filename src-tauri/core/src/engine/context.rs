//! What all parts of the engine stand on: the history, the clock, the data
//! models, the demo brand, and the news.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use serde::Serialize;
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

use super::clock_watch::ClockWatch;
use super::databases::OpenDatabases;
use super::demo_brand::DemoBrand;
use super::offline::{CopyTries, place};
use super::preconditions::Refusal;
use super::profiles::Profiles;
use super::targets::Targets;
use crate::catalog::{Catalog, CatalogProblem, DataModel};
use crate::clock::Clock;
use crate::error::Error;
use crate::offline::{OfflineModel, first_day};
use crate::plan::unknown_model;
use crate::run::{IfExists, RunContext, Unobserved};
use crate::secret::{Secret, SecretStore};
use crate::source::{
    ConnectionSettings, FileCache, Folder, Mapping, Source, SourceError, SourceLimits,
    StagingBucket, custom_fields,
};
use crate::spec::ExportSpec;
use crate::store::{
    AnswerStatus, Connection, HistoryError, Language, Moment, RunStatus, Settings, Store,
};
use crate::text::Texts;

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
    /// Something keeps schedules from running: all of them, or one whose
    /// definition can't be read. In a window also a link that leads nowhere.
    Trouble {
        /// What, in one sentence.
        message: String,
        /// What to do about it.
        hint: Option<String>,
    },
    /// Connections.
    Connections,
    /// Targets.
    Targets,
    /// Profiles.
    Profiles,
    /// Settings.
    Settings,
    /// Another release of the time zone database is in force.
    Zones,
    /// Newer rules of a zone have moved the runs of a schedule.
    ScheduleMoved {
        /// The export.
        #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
        export_id: i64,
        /// Its name.
        export_name: String,
        /// What is different.
        text: String,
    },
    /// The file of a scheduled run isn't there, and has to be soon or already.
    Due {
        /// The run.
        #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
        run_id: i64,
        /// Its export.
        #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
        export_id: i64,
        /// Name of the export.
        export_name: String,
        /// Its deadline.
        due_at: DateTime<Utc>,
        /// Whether that has passed.
        has_passed: bool,
    },
    /// The wait for a partner's answer to a run's file is over.
    Answer {
        /// The run.
        #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
        run_id: i64,
        /// Its export.
        #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
        export_id: i64,
        /// Name of the export.
        export_name: String,
        /// What became of it.
        status: AnswerStatus,
        /// The same in one sentence.
        message: String,
    },
    /// Somebody clicked on the notification of an export, or on a link to it. Only
    /// programs with a window tell it.
    OpenExport {
        /// The export.
        #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
        export_id: i64,
    },
}

/// What every part of the engine needs.
#[derive(Debug)]
pub(super) struct Base {
    pub(super) home: PathBuf,
    pub(super) store: Store,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) clock_watch: ClockWatch,
    pub(super) secrets: Arc<dyn SecretStore>,
    pub(super) targets: Targets,
    pub(super) profiles: Profiles,
    pub(super) demo: DemoBrand,
    pub(super) defaults: Settings,
    pub(super) models_folder: PathBuf,
    pub(super) built_in: Catalog,
    pub(super) changes: broadcast::Sender<Change>,
    /// Files of sources that are kept ready.
    pub(super) cache: Arc<FileCache>,
    /// Connections whose copy is being refreshed.
    pub(super) refreshing: Arc<Mutex<BTreeSet<i64>>>,
    /// How the refreshes of copies by their schedules went.
    pub(super) copy_tries: tokio::sync::Mutex<CopyTries>,
    /// Held by whoever removes files that are too old.
    pub(super) retention: tokio::sync::Mutex<()>,
    /// Databases that were opened.
    pub(super) databases: OpenDatabases,
}

impl Base {
    pub(super) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// What is old enough to be forgotten is counted from here: a wrong clock makes
    /// nothing old that doesn't come back.
    pub(super) fn believed_now(&self) -> DateTime<Utc> {
        self.clock_watch.believed(self.now())
    }

    /// Tells whoever listens; that nobody does is no fault.
    pub(super) fn tell(&self, change: Change) {
        let _ = self.changes.send(change);
    }

    pub(super) async fn settings(&self) -> Result<Settings, HistoryError> {
        Ok(self.store.settings(&self.defaults).await?.0)
    }

    /// Texts in the language that people have chosen; in the system's while that can't be
    /// known.
    pub(super) async fn texts(&self) -> &'static Texts {
        let settings = self.settings().await;
        Texts::of(settings.map_or(Language::System, |settings| settings.language))
    }

    /// Changes some of the settings.
    pub(super) async fn change_settings(
        &self,
        change: impl FnOnce(&mut Settings),
    ) -> Result<(), HistoryError> {
        self.store.change_settings(&self.defaults, change).await?;
        self.tell(Change::Settings);
        Ok(())
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

    /// Ids and labels of the data models, those of single connections among them.
    pub(super) async fn labels(&self) -> Result<Vec<(String, String)>, HistoryError> {
        let (catalog, _) = self.catalog();
        let label = |model: &DataModel| (model.id.clone(), model.label.clone());
        let mut labels: Vec<(String, String)> = catalog.models().iter().map(label).collect();
        labels.extend(self.store.own_labels().await?);
        Ok(labels)
    }

    /// Where a model's rows are read: in the copy on this computer if it is to be
    /// used and has the model, else where they come from. `shown` hears how far
    /// the demo brand is.
    pub(super) async fn source(
        &self,
        connection: &Connection,
        model: &str,
        shown: impl FnMut(f64),
    ) -> Result<(Source, Option<CopyInUse>), Error> {
        readable(connection)?;
        let copies = self.copies_folder(connection.id);
        let mapping = self.store.mapping(connection.id).await?;
        let Some(copy) = CopyInUse::of(connection, mapping.as_ref(), &copies, model) else {
            return Ok((self.origin(connection, shown).await?, None));
        };
        let source = Source::from(opened(copy.folder.clone()).await?).of_copy();
        Ok((source.with_mapping(mapping.map(|mapping| mapping.of_copy())), Some(copy)))
    }

    /// Where the rows of a definition are read; all members of a set in the same place.
    pub(super) async fn source_of(
        &self,
        connection: &Connection,
        spec: &ExportSpec,
        shown: impl FnMut(f64),
    ) -> Result<(Source, Option<CopyInUse>), Error> {
        let copies = self.copies_folder(connection.id);
        let models = spec.parts().iter().map(|part| part.model.as_str());
        let mapping = self.store.mapping(connection.id).await?;
        refuse_some_copied(connection, mapping.as_ref(), &copies, models)?;
        self.source(connection, &spec.parts()[0].model, shown).await
    }

    /// A connection's tables where they come from, whether or not there is a copy.
    pub(super) async fn origin(
        &self,
        connection: &Connection,
        shown: impl FnMut(f64),
    ) -> Result<Source, Error> {
        readable(connection)?;
        let source = match &connection.settings {
            ConnectionSettings::Demo => opened(self.demo.ready(shown).await?).await?.into(),
            settings => {
                let secret = if connection.secret_saved {
                    self.secret(&connection_secret(connection.id)).await?
                } else {
                    None
                };
                let settings = self.with_staging(settings.clone()).await?;
                self.databases.source(connection.id, &settings, secret).await?
            }
        };
        Ok(source.with_cache(&self.cache).with_mapping(self.store.mapping(connection.id).await?))
    }

    /// The settings with the bucket of another connection, where they name one.
    pub(super) async fn with_staging(
        &self,
        settings: ConnectionSettings,
    ) -> Result<ConnectionSettings, Error> {
        let Some(bucket) = staging_bucket(&settings, &self.store).await? else {
            return Ok(settings);
        };
        let secret = if bucket.secret_saved {
            self.secret(&connection_secret(bucket.id)).await?
        } else {
            None
        };
        Ok(staged(settings, bucket, secret))
    }

    /// Where a connection's copies are.
    pub(super) fn copies_folder(&self, connection: i64) -> PathBuf {
        copies_folder(&self.home, connection)
    }

    /// A secret of the keychain, which may ask the user.
    pub(super) async fn secret(&self, name: &str) -> Result<Option<String>, Error> {
        Ok(self.try_secret(name).await?.map(Secret::into_string))
    }

    pub(super) async fn connection(&self, id: i64) -> Result<Connection, Error> {
        Ok(self.store.connection(id).await?.ok_or(Refusal::NoConnection)?)
    }

    /// The data models and those that are tables of the connection alone.
    pub(super) async fn catalog_with_own(&self, connection: i64) -> Result<Catalog, Error> {
        let (mut catalog, _) = self.catalog();
        if let Some(mapping) = self.store.mapping(connection).await? {
            catalog.add_own_models(mapping.models.into_iter().filter_map(|m| m.own).collect());
        }
        Ok(catalog)
    }

    /// The data models with the brand's own attributes. Where those can't be
    /// read there are none; testing the connection says why.
    pub(super) async fn catalog_of(&self, connection: i64) -> Result<Catalog, Error> {
        let connection = self.connection(connection).await?;
        let mut catalog = self.catalog_with_own(connection.id).await?;
        // Customers and what they are made of are copied together.
        let (source, _) = self.source(&connection, "customers", |_| ()).await?;
        let limits = SourceLimits::new(&std::env::temp_dir());
        if let Ok(rows) = custom_fields(&source, &catalog, &limits).await {
            catalog.add_custom_fields(&rows);
        }
        Ok(catalog)
    }

    /// What a run or preview over a source needs, nobody watching.
    pub(super) async fn context(&self, source: Source) -> Result<RunContext, Error> {
        let settings = self.settings().await?;
        Ok(RunContext {
            catalog: self.catalog().0,
            source,
            out: settings.exports_folder,
            if_exists: IfExists::Number,
            run_number: 1,
            memory: memory(settings.memory_mb),
            clock: Arc::clone(&self.clock),
            planned_for: None,
            window: None,
            states: None,
            cancel: CancellationToken::new(),
            observer: Arc::new(Unobserved),
            secrets: Arc::clone(&self.secrets),
        })
    }
}

/// A copy that is read in place of a connection.
#[derive(Debug, Clone)]
pub(super) struct CopyInUse {
    /// Where it is.
    pub(super) folder: PathBuf,
    /// Rows are as they were then.
    pub(super) copied_at: DateTime<Utc>,
    /// Where it has only the latest rows: since when, and by which field if one was chosen.
    pub(super) latest: Option<(DateTime<Utc>, Option<String>)>,
}

impl CopyInUse {
    /// The copy in which a model is to be read; none where it isn't in it, and where it was
    /// copied from another place, or other rows than are to be copied now.
    pub(super) fn of(
        connection: &Connection,
        mapping: Option<&Mapping>,
        copies: &Path,
        model: &str,
    ) -> Option<Self> {
        let copy = connection.offline.as_ref().filter(|copy| copy.settings.in_use)?;
        let folder = copies.join(copy.folder.as_ref()?);
        // The customers' own attributes are defined by a model that comes with them.
        let of = |models: &[OfflineModel]| {
            let found = |id: &str| models.iter().find(|wanted| wanted.model == id).cloned();
            let with = || (model == "customer_fields").then(|| found("customers")).flatten();
            found(model).or_else(with)
        };
        let (wanted, copied) = (of(&copy.settings.models)?, of(&copy.models)?);
        let now = place(&connection.settings, mapping, &copied.model);
        let is_same = wanted.last_days == copied.last_days
            && copy.places.get(&copied.model).is_none_or(|place| *place == now);
        if !is_same || !folder.join(format!("{model}.parquet")).is_file() {
            return None;
        }
        let copied_at = copy.copied_at?;
        let latest = first_day(&copied, copied_at).map(|day| (day, copied.updated_field));
        Some(Self { folder, copied_at, latest })
    }

    /// Refuses a copy that may lack rows of a window, whose dates are those of a field.
    pub(super) fn covers(&self, field: &str, from: Option<DateTime<Utc>>) -> Result<(), Refusal> {
        let Some((first, by)) = &self.latest else { return Ok(()) };
        if by.as_deref() == Some(field) && from.is_some_and(|from| from >= *first) {
            return Ok(());
        }
        Err(Refusal::Setting {
            message: "the copy on this computer has only the latest rows, and rows of this window \
                      may lie before them"
                .to_owned(),
            hint: "Copy all rows of the data model, or read the connection itself.",
        })
    }
}

/// Refuses data models of which some are in the copy that is to be read and others
/// aren't: they would be of different moments.
pub(super) fn refuse_some_copied<'a>(
    connection: &Connection,
    mapping: Option<&Mapping>,
    copies: &Path,
    models: impl Iterator<Item = &'a str>,
) -> Result<(), Refusal> {
    let is_copied = |model: &&str| CopyInUse::of(connection, mapping, copies, model).is_some();
    let (copied, others): (Vec<&str>, Vec<&str>) = models.partition(is_copied);
    match (copied.first(), others.first()) {
        (Some(_), Some(model)) => Err(Refusal::NotCopied { model: (*model).to_owned() }),
        (Some(_) | None, _) => Ok(()),
    }
}

/// Refuses a connection whose settings can't be read.
pub(super) fn readable(connection: &Connection) -> Result<(), HistoryError> {
    match &connection.unreadable {
        None => Ok(()),
        Some(reason) => Err(HistoryError::Unreadable {
            what: format!("the connection “{}”", connection.name),
            reason: reason.clone(),
        }),
    }
}

/// Where a connection's copies are in the engine's folder.
pub(super) fn copies_folder(home: &Path, connection: i64) -> PathBuf {
    home.join("offline").join(connection.to_string())
}

/// The saved connection of the bucket that large results go through, where settings name
/// one.
pub(super) async fn staging_bucket(
    settings: &ConnectionSettings,
    store: &Store,
) -> Result<Option<Connection>, Error> {
    let Some(id) = settings.staging_connection() else { return Ok(None) };
    match store.connection(id).await? {
        Some(found) if matches!(found.settings, ConnectionSettings::ObjectStore(_)) => {
            Ok(Some(found))
        }
        _ => Err(Refusal::Setting {
            message: "the connection of the staging bucket is gone".to_owned(),
            hint: "Edit the connection and choose another bucket, or a folder.",
        }
        .into()),
    }
}

/// The settings with that bucket.
pub(super) fn staged(
    mut settings: ConnectionSettings,
    bucket: Connection,
    secret: Option<String>,
) -> ConnectionSettings {
    if let (ConnectionSettings::Spark(server), ConnectionSettings::ObjectStore(found)) =
        (&mut settings, bucket.settings)
    {
        server.staging_bucket = Some(Box::new(StagingBucket { settings: found, secret }));
    }
    settings
}

/// What the keychain calls a connection's password.
pub(super) fn connection_secret(id: i64) -> String {
    format!("connection/{id}")
}

/// A folder on a network may take its time.
async fn opened(path: PathBuf) -> Result<Folder, Error> {
    let opened = tokio::task::spawn_blocking(move || Folder::open(&path));
    let opened = opened.await.map_err(|panic| SourceError::Engine(panic.to_string()))?;
    Ok(opened?)
}

/// A data model of the catalog.
pub(super) fn model<'a>(catalog: &'a Catalog, id: &str) -> Result<&'a DataModel, Error> {
    Ok(catalog.model(id).ok_or_else(|| unknown_model(catalog, id))?)
}

/// Bytes of so many megabytes.
pub(super) fn memory(megabytes: u32) -> usize {
    usize::try_from(megabytes).unwrap_or(usize::MAX).saturating_mul(1 << 20)
}
