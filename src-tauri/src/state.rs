//! The one managed value: the engine, and what can be stopped.
//!
//! The engine is opened beside the window, which shows itself meanwhile;
//! commands wait for it.

use std::collections::HashMap;
use std::future::Future;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use export_desk_core::clock::SystemClock;
use export_desk_core::demo::DemoSize;
use export_desk_core::engine::{Engine, EngineOptions};
use export_desk_core::error::{Error, sentence};
use export_desk_core::secret::Keychain;
use export_desk_core::store::Language;
use export_desk_core::text::Texts;
use export_desk_core::update::Updater;
use tauri::{AppHandle, Manager};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::error::{Answer, CommandError};
use crate::updates;

/// What commands share.
pub(crate) struct AppState {
    options: EngineOptions,
    /// The engine, or why there is none; none of both while it is being opened.
    engine: watch::Sender<Option<Answer<Engine>>>,
    /// Work that the window may stop, by the number it was given.
    stoppable: Mutex<HashMap<u32, CancellationToken>>,
    /// Ends what tells the window of progress.
    pub(crate) watching: Mutex<CancellationToken>,
    /// What the window is to show as soon as it watches.
    pub(crate) wanted: watch::Sender<Option<Wanted>>,
    /// Why there is no tray, once that is known.
    tray: OnceLock<Option<String>>,
    /// Newer versions of the app.
    pub(crate) updater: Updater,
    /// Ends what tells the window of them.
    pub(crate) telling_updates: Mutex<CancellationToken>,
    /// Whether somebody is being asked whether to quit.
    pub(crate) quitting: AtomicBool,
}

/// What somebody outside of the window wants to see in it.
#[derive(Debug, Clone)]
pub(crate) enum Wanted {
    /// An export.
    Export(i64),
    /// What a link led to is told.
    Nowhere {
        /// Why it leads nowhere.
        message: String,
        /// What to do about it.
        hint: String,
    },
}

impl Wanted {
    pub(crate) fn nowhere(message: &str, hint: &str) -> Self {
        Self::Nowhere { message: sentence(message), hint: hint.to_owned() }
    }
}

impl AppState {
    pub(crate) fn new(app: &AppHandle) -> tauri::Result<Self> {
        let options = options(app)?;
        if let Err(error) = export_desk_core::logging::start(&options.home, "window", false) {
            eprintln!("warning: nothing is logged: {error}");
        }
        let engine = watch::Sender::new(None);
        let (opened, how) = (engine.clone(), options.clone());
        tauri::async_runtime::spawn(async move {
            opened.send_replace(Some(open(how).await));
        });
        let updater = updates::updater(app, &options.home);
        Ok(Self {
            updater,
            telling_updates: Mutex::default(),
            options,
            engine,
            stoppable: Mutex::default(),
            watching: Mutex::default(),
            wanted: watch::Sender::new(None),
            tray: OnceLock::new(),
            quitting: AtomicBool::new(false),
        })
    }

    /// The engine, or why there is none, as soon as that is known.
    pub(crate) async fn engine(&self) -> Answer<Engine> {
        let mut engine = self.engine.subscribe();
        match engine.wait_for(Option::is_some).await.as_deref() {
            Ok(Some(answer)) => answer.clone(),
            // The sender lives as long as this does.
            Ok(None) | Err(_) => {
                Err(CommandError::system("Export Desk is being closed", "Start it again."))
            }
        }
    }

    /// The product's folder.
    pub(crate) fn home(&self) -> &std::path::Path {
        &self.options.home
    }

    /// The engine, now and whenever it is another one.
    pub(crate) fn opened(&self) -> watch::Receiver<Option<Answer<Engine>>> {
        self.engine.subscribe()
    }

    /// The engine, if it is open, without waiting for anything.
    pub(crate) fn open_engine(&self) -> Option<Engine> {
        self.engine.borrow().as_ref().and_then(|answer| answer.as_ref().ok().cloned())
    }

    /// Texts in the language that people have chosen; in the system's until that is known.
    pub(crate) async fn texts(&self) -> &'static Texts {
        let settings = match self.open_engine() {
            Some(engine) => engine.settings().await.ok(),
            None => None,
        };
        Texts::of(settings.map_or(Language::System, |settings| settings.language))
    }

    /// Remembers whether there is a tray, or why not.
    pub(crate) fn set_tray(&self, tray: Result<(), String>) {
        // It is found out once, at the start.
        let _ = self.tray.set(tray.err());
    }

    /// Why there is no tray; none where there is one.
    pub(crate) fn tray_problem(&self) -> Option<String> {
        match self.tray.get() {
            Some(problem) => problem.clone(),
            None => Some("The tray isn't there yet".to_owned()),
        }
    }

    /// Gives a history that can't be used another name and begins a new one.
    pub(crate) async fn move_history_aside(&self) -> Answer<PathBuf> {
        // Whoever asks meanwhile waits for what comes of it.
        let mut problem = None;
        self.engine.send_if_modified(|engine| {
            if let Some(Err(error)) = engine {
                problem = Some(error.clone());
                *engine = None;
            }
            problem.is_some()
        });
        let Some(problem) = problem else {
            return Err(CommandError::system(
                "The history can be used, so it stays where it is",
                "Close this message and go on.",
            ));
        };
        let moved = Engine::move_history_aside(&self.options.home, &SystemClock);
        let engine = match &moved {
            Ok(_) => open(self.options.clone()).await,
            Err(_) => Err(problem),
        };
        self.engine.send_replace(Some(engine.clone()));
        let path = moved?;
        engine.map(|_| path)
    }

    /// Does something that [`stop`](Self::stop) can end early.
    pub(crate) async fn stoppable<T>(
        &self,
        request: u32,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Answer<T> {
        let token = self.numbers().entry(request).or_default().clone();
        let done = tokio::select! {
            () = token.cancelled() => Err(Error::Cancelled),
            done = work => done,
        };
        self.numbers().remove(&request);
        Ok(done?)
    }

    /// Ends that work, also where it is still to begin.
    pub(crate) fn stop(&self, request: u32) {
        self.numbers().entry(request).or_default().cancel();
    }

    fn numbers(&self) -> std::sync::MutexGuard<'_, HashMap<u32, CancellationToken>> {
        self.stoppable.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stops what works and closes the history.
    pub(crate) async fn shut_down(&self) {
        if let Ok(engine) = self.engine().await {
            engine.shut_down().await;
        }
    }
}

async fn open(options: EngineOptions) -> Answer<Engine> {
    let engine = Engine::open(options).await?;
    engine.run_schedules();
    Ok(engine)
}

fn options(app: &AppHandle) -> tauri::Result<EngineOptions> {
    let paths = app.path();
    let home = match std::env::var_os("EXPORT_DESK_HOME") {
        Some(home) if !home.is_empty() => PathBuf::from(home),
        Some(_) | None => paths.data_dir()?.join("export-desk"),
    };
    // Without a folder for documents (a bare Linux), beside the history.
    let documents = paths.document_dir().unwrap_or_else(|_| home.clone());
    Ok(EngineOptions {
        default_exports_folder: documents.join("Export Desk"),
        default_user_name: whoami::username().unwrap_or_else(|_| "me".to_owned()),
        default_timezone: iana_time_zone::get_timezone().unwrap_or_else(|_| "UTC".to_owned()),
        models_folder: home.join("models"),
        demo_size: DemoSize::default(),
        clock: Arc::new(SystemClock),
        secrets: Arc::new(Keychain),
        known_hosts: paths.home_dir().ok().map(|home| home.join(".ssh/known_hosts")),
        home,
    })
}
