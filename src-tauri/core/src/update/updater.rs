//! From the question whether there is a newer version to that version in place of this one.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use semver::Version;
use serde::Serialize;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::manifest::{self, Offer, Offered};
use super::{Installation, Next, UpdateError, UpdateSource, fetch};
use crate::clock::{Clock, SystemClock};
use crate::engine::{Change, Engine};
use crate::error::sentence;

/// A slot that comes within so many minutes isn't put at risk.
const SOON: TimeDelta = TimeDelta::minutes(5);
/// Time between two looks at whether something runs, where nothing tells of a change.
const PAUSE: Duration = Duration::from_secs(2);
/// Time between two looks at the server.
const DAY: TimeDelta = TimeDelta::days(1);
/// Time between two looks at whether a day has passed: a computer may have slept.
const HOUR: Duration = Duration::from_hours(1);

/// What is known of newer versions, and what becomes of one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum UpdateState {
    /// Nobody can be asked.
    Off {
        /// Why.
        message: String,
        /// What to do about it.
        hint: String,
    },
    /// Nobody was asked yet.
    Unasked,
    /// The server is being asked.
    Looking,
    /// There is no newer one.
    Current {
        /// What the server offers, where that is older than this one.
        older: Option<String>,
    },
    /// There is a newer one.
    Found {
        /// Its number.
        version: String,
        /// What is new in it.
        notes: String,
        /// When it came out.
        published: Option<DateTime<Utc>>,
    },
    /// Its package comes here.
    Fetching {
        /// Its number.
        version: String,
        /// Bytes that are here.
        #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
        bytes: u64,
        /// All of them, if that is known.
        #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
        total: Option<u64>,
    },
    /// The package is here and genuine; something runs, or will soon.
    Waiting {
        /// Its number.
        version: String,
        /// What is waited for.
        because: String,
    },
    /// It is being put in place of this one.
    Installing {
        /// Its number.
        version: String,
    },
    /// It is in place, and used from the next start on.
    Installed {
        /// Its number.
        version: String,
    },
    /// It wasn't found, fetched, taken or installed.
    Refused {
        /// Why.
        message: String,
        /// What to do about it.
        hint: String,
        /// Whether it may be tried again.
        again: bool,
    },
}

impl UpdateState {
    fn off(error: &UpdateError) -> Self {
        Self::Off { message: sentence(&error.to_string()), hint: error.hint() }
    }

    fn refused(error: &UpdateError) -> Self {
        let message = sentence(&error.to_string());
        Self::Refused { message, hint: error.hint(), again: error.retryable() }
    }

    /// Whether a version is on its way into the place of this one, or there.
    fn has_begun(&self) -> bool {
        match self {
            Self::Fetching { .. }
            | Self::Waiting { .. }
            | Self::Installing { .. }
            | Self::Installed { .. } => true,
            Self::Off { .. }
            | Self::Unasked
            | Self::Looking
            | Self::Current { .. }
            | Self::Found { .. }
            | Self::Refused { .. } => false,
        }
    }

    fn found(offer: &Offer) -> Self {
        Self::Found {
            version: offer.version.to_string(),
            notes: offer.notes.clone(),
            published: offer.published,
        }
    }
}

/// How an installation is found out, when that is needed.
type Find = Arc<dyn Fn() -> Result<Installation, UpdateError> + Send + Sync>;

/// Looks for newer versions and installs them. Clones are one.
#[derive(Clone)]
pub struct Updater(Arc<Inner>);

struct Inner {
    /// Where packages are kept until they are installed.
    folder: PathBuf,
    version: Version,
    source: Result<UpdateSource, UpdateError>,
    find: Find,
    state: watch::Sender<UpdateState>,
    /// The newer version that was found last, and what it takes the place of.
    found: Mutex<Option<(Box<Offer>, Installation)>>,
    /// Held by whoever looks or installs.
    work: tokio::sync::Mutex<()>,
    /// Ends fetching and waiting.
    stop: Mutex<CancellationToken>,
}

impl Updater {
    /// One for a version. Nothing is asked yet, neither the server nor the system.
    pub fn new(
        folder: PathBuf,
        version: Version,
        source: Result<UpdateSource, UpdateError>,
        find: impl Fn() -> Result<Installation, UpdateError> + Send + Sync + 'static,
    ) -> Self {
        let begin = match &source {
            Ok(_) => UpdateState::Unasked,
            Err(error) => UpdateState::off(error),
        };
        Self(Arc::new(Inner {
            folder,
            version,
            source,
            find: Arc::new(find),
            state: watch::Sender::new(begin),
            found: Mutex::default(),
            work: tokio::sync::Mutex::default(),
            stop: Mutex::default(),
        }))
    }

    /// What is known now, and whenever that changes.
    pub fn watch(&self) -> watch::Receiver<UpdateState> {
        self.0.state.subscribe()
    }

    /// What is known now.
    pub fn state(&self) -> UpdateState {
        self.0.state.borrow().clone()
    }

    /// Asks the server. While a version is being installed, or waits for a start, nothing
    /// else is looked for.
    pub async fn look(&self) {
        let Ok(source) = &self.0.source else { return };
        if self.state().has_begun() {
            return;
        }
        let _work = self.0.work.lock().await;
        if self.state().has_begun() {
            return;
        }
        self.tell(UpdateState::Looking);
        let state = match self.ask(source).await {
            Ok(state) => state,
            Err(error) => {
                tracing::warn!(%error, "no newer version was found");
                // What was found before can still be had.
                let before = self.found().as_ref().map(|(offer, _)| UpdateState::found(offer));
                before.unwrap_or_else(|| UpdateState::refused(&error))
            }
        };
        self.tell(state);
    }

    async fn ask(&self, source: &UpdateSource) -> Result<UpdateState, UpdateError> {
        let find = Arc::clone(&self.0.find);
        let installation = blocking(move || find()).await?;
        let text = fetch::manifest(source).await?;
        let platform = installation.kind().platform();
        let offered = manifest::read(source, &text, &self.0.version, &platform)?;
        *self.found() = None;
        Ok(match offered {
            Offered::Same => UpdateState::Current { older: None },
            Offered::Older(version) => UpdateState::Current { older: Some(version.to_string()) },
            Offered::Newer(offer) => {
                let state = UpdateState::found(&offer);
                *self.found() = Some((offer, installation));
                state
            }
        })
    }

    /// Looks once a day as long as the settings want that, and at once when they begin to; once
    /// an hour while the server can't be asked. Ends never.
    pub async fn look_daily(&self, engine: &Engine) {
        // By the clock that goes on while a computer sleeps.
        let mut looked: Option<DateTime<Utc>> = None;
        let mut changes = engine.subscribe();
        loop {
            let wanted = engine.settings().await.is_ok_and(|settings| settings.look_for_updates);
            if !wanted {
                looked = None;
            } else if looked
                .is_none_or(|looked| !(looked..looked + DAY).contains(&SystemClock.now()))
            {
                self.look().await;
                let is_told = !matches!(self.state(), UpdateState::Refused { again: true, .. });
                looked = is_told.then(|| SystemClock.now());
            }
            let changed = async {
                loop {
                    match changes.recv().await {
                        Ok(Change::Settings) | Err(RecvError::Lagged(_)) => return,
                        Ok(_) => {}
                        Err(RecvError::Closed) => std::future::pending().await,
                    }
                }
            };
            // Without a change a day may have passed.
            let _ = tokio::time::timeout(HOUR, changed).await;
        }
    }

    /// Fetches the version that was found, waits until nothing runs, and puts it in place.
    /// Gives what is to be done then; none where there is nothing to be done, or it was
    /// refused or stopped.
    pub async fn install(&self, engine: &Engine) -> Option<Next> {
        let _work = self.0.work.lock().await;
        if !matches!(self.state(), UpdateState::Found { .. }) {
            return None;
        }
        let (offer, installation) = self.found().clone()?;
        let source = self.0.source.as_ref().ok()?;
        let stop = CancellationToken::new();
        *self.stop_token() = stop.clone();
        let ready = tokio::select! {
            () = stop.cancelled() => {
                self.tell(UpdateState::found(&offer));
                return None;
            }
            ready = self.make_ready(engine, source, &offer, &installation) => ready,
        };
        let version = offer.version.to_string();
        let installed = match ready {
            Ok(package) => {
                self.tell(UpdateState::Installing { version: version.clone() });
                blocking(move || {
                    fetch::verify(&offer, &package)?;
                    installation.install(&package)
                })
                .await
            }
            Err(error) => Err(error),
        };
        match installed {
            Ok(next) => {
                tracing::info!(version, "a newer version is installed");
                *self.found() = None;
                self.tell(UpdateState::Installed { version });
                Some(next)
            }
            Err(error) => {
                tracing::error!(version, %error, "a newer version isn't installed");
                self.tell(UpdateState::refused(&error));
                None
            }
        }
    }

    /// A genuine package, at a moment when nothing runs.
    async fn make_ready(
        &self,
        engine: &Engine,
        source: &UpdateSource,
        offer: &Offer,
        installation: &Installation,
    ) -> Result<PathBuf, UpdateError> {
        let version = offer.version.to_string();
        let told_of = |bytes, total| {
            self.tell(UpdateState::Fetching { version: version.clone(), bytes, total });
        };
        let name = installation.kind().file_name(&offer.version);
        let package = fetch::package(source, offer, &self.0.folder, &name, told_of).await?;
        let mut changes = engine.subscribe();
        while let Some(because) = in_the_way(engine).await {
            self.tell(UpdateState::Waiting { version: version.clone(), because });
            tokio::select! {
                _ = changes.recv() => {}
                () = tokio::time::sleep(PAUSE) => {}
            }
        }
        Ok(package)
    }

    /// Gives up fetching, or waiting; what is being installed already isn't stopped.
    pub fn stop(&self) {
        self.stop_token().cancel();
    }

    /// Whether the app may end now for the version that is installed.
    pub async fn may_restart(&self, engine: &Engine) -> Result<(), UpdateError> {
        match in_the_way(engine).await {
            None => Ok(()),
            Some(because) => Err(UpdateError::Busy(because)),
        }
    }

    fn tell(&self, state: UpdateState) {
        self.0.state.send_if_modified(|now| {
            let is_new = *now != state;
            *now = state;
            is_new
        });
    }

    fn found(&self) -> std::sync::MutexGuard<'_, Option<(Box<Offer>, Installation)>> {
        self.0.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stop_token(&self) -> std::sync::MutexGuard<'_, CancellationToken> {
        self.0.stop.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What runs, or will soon; also that this can't be found out.
async fn in_the_way(engine: &Engine) -> Option<String> {
    engine.busy_with(SOON).await.unwrap_or_else(|error| Some(sentence(&error.message())))
}

/// Work that waits for the disk or for other programs.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, UpdateError> + Send + 'static,
) -> Result<T, UpdateError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|panic| Err(UpdateError::Client(panic.to_string())))
}
