//! The one managed value: the engine, and what can be stopped.

use std::collections::HashMap;
use std::future::Future;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use export_desk_core::clock::SystemClock;
use export_desk_core::demo::DemoSize;
use export_desk_core::engine::{Engine, EngineOptions};
use export_desk_core::error::Error;
use export_desk_core::secret::Keychain;
use tauri::{AppHandle, Manager};
use tokio::sync::{RwLock, watch};
use tokio_util::sync::CancellationToken;

use crate::error::{Answer, CommandError};

/// What commands share.
pub(crate) struct AppState {
    options: EngineOptions,
    engine: RwLock<Result<Engine, CommandError>>,
    /// Told whenever there is another engine.
    opened: watch::Sender<Option<Engine>>,
    /// Work that the window may stop, by the number it was given.
    stoppable: Mutex<HashMap<u32, CancellationToken>>,
    /// Ends what tells the window of progress.
    pub(crate) watching: Mutex<CancellationToken>,
    /// The export that the window is to open as soon as it watches.
    pub(crate) wanted: watch::Sender<Option<i64>>,
    /// Why there is no tray, once that is known.
    tray: OnceLock<Option<String>>,
    /// Whether somebody is being asked whether to quit.
    pub(crate) quitting: AtomicBool,
}

impl AppState {
    pub(crate) fn new(app: &AppHandle) -> tauri::Result<Self> {
        let options = options(app)?;
        let engine = tauri::async_runtime::block_on(open(options.clone()));
        let opened = watch::Sender::new(engine.as_ref().ok().cloned());
        Ok(Self {
            options,
            engine: RwLock::new(engine.map_err(CommandError::from)),
            opened,
            stoppable: Mutex::default(),
            watching: Mutex::default(),
            wanted: watch::Sender::new(None),
            tray: OnceLock::new(),
            quitting: AtomicBool::new(false),
        })
    }

    /// The engine, or why there is none.
    pub(crate) async fn engine(&self) -> Answer<Engine> {
        self.engine.read().await.clone()
    }

    /// The engine, now and whenever it is another one.
    pub(crate) fn opened(&self) -> watch::Receiver<Option<Engine>> {
        self.opened.subscribe()
    }

    /// The engine, if it is open, without waiting for anything.
    pub(crate) fn open_engine(&self) -> Option<Engine> {
        self.opened.borrow().clone()
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
        let mut engine = self.engine.write().await;
        if engine.is_ok() {
            return Err(CommandError::system(
                "The history can be used, so it stays where it is",
                "Close this message and go on.",
            ));
        }
        let path = Engine::move_history_aside(&self.options.home, &SystemClock)?;
        let opened = open(self.options.clone()).await;
        self.opened.send_replace(opened.as_ref().ok().cloned());
        *engine = opened.map_err(CommandError::from);
        engine.as_ref().map(|_| path).map_err(Clone::clone)
    }

    /// Does something that [`stop`](Self::stop) can end early.
    pub(crate) async fn stoppable<T>(
        &self,
        request: u32,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Answer<T> {
        let token = CancellationToken::new();
        self.numbers().insert(request, token.clone());
        let done = tokio::select! {
            () = token.cancelled() => Err(Error::Cancelled),
            done = work => done,
        };
        self.numbers().remove(&request);
        Ok(done?)
    }

    /// Ends that work; nothing happens if it has ended.
    pub(crate) fn stop(&self, request: u32) {
        if let Some(token) = self.numbers().remove(&request) {
            token.cancel();
        }
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

async fn open(options: EngineOptions) -> Result<Engine, Error> {
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
