//! What a window needs to begin: settings, connections, time zones, recipes.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::queue::RunProgress;
use super::recipes::{Recipe, recipes};
use crate::clock::Clock;
use crate::demo::DemoSize;
use crate::logging::LogDetail;
use crate::notify::NotifyOn;
use crate::secret::SecretStore;
use crate::store::{Connection, Draft, Language, Settings, Theme};
use crate::zone::{Database, parse_zone};

/// Where the engine lives, and what it can't find out by itself.
#[derive(Debug, Clone)]
pub struct EngineOptions {
    /// The product's folder: history and demo brand.
    pub home: PathBuf,
    /// Where finished files go until the user chooses another folder.
    pub default_exports_folder: PathBuf,
    /// The creator of exports until the user types another name.
    pub default_user_name: String,
    /// The computer's time zone.
    pub default_timezone: String,
    /// Folder of the user's own data models.
    pub models_folder: PathBuf,
    /// Size of the demo brand.
    pub demo_size: DemoSize,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Keeps passwords and keys.
    pub secrets: Arc<dyn SecretStore>,
    /// The user's own list of SSH hosts, which is only read.
    pub known_hosts: Option<PathBuf>,
}

impl EngineOptions {
    /// The settings of somebody who has never changed any.
    pub fn default_settings(&self) -> Settings {
        let timezone = match parse_zone(&self.default_timezone) {
            Ok(zone) => zone.name().to_owned(),
            Err(_) => "UTC".to_owned(),
        };
        Settings {
            brand_name: "Demo brand".to_owned(),
            brand_timezone: timezone.clone(),
            user_name: self.default_user_name.clone(),
            user_timezone: timezone,
            theme: Theme::System,
            language: Language::System,
            exports_folder: self.default_exports_folder.clone(),
            retention_days: None,
            parallel_runs: 2,
            memory_mb: 512,
            notify: true,
            schedules_paused: false,
            notify_on: NotifyOn::default(),
            keep_in_tray: true,
            start_at_login: false,
            look_for_updates: false,
            mail: None,
            mail_attach_limit_mb: 10,
            log_detail: LogDetail::default(),
            format_presets: Vec::new(),
            mask_keys: Vec::new(),
        }
    }
}

/// A time zone to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Timezone {
    /// Its IANA name.
    pub id: String,
    /// Minutes east of UTC, now.
    pub offset: i32,
}

/// What a window needs to begin.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Start {
    /// Version of the engine.
    pub version: String,
    /// The settings.
    pub settings: Settings,
    /// Where data comes from.
    pub connections: Vec<Connection>,
    /// All time zones.
    pub timezones: Vec<Timezone>,
    /// Definitions to begin with.
    pub recipes: Vec<Recipe>,
    /// What the wizard held.
    pub draft: Option<Draft>,
    /// What is wrong with files of the user's own data models.
    pub warnings: Vec<String>,
    /// Runs that wait or work.
    pub runs: Vec<RunProgress>,
}

impl Start {
    /// What can be said while the history can't be used.
    pub fn without_history(options: &EngineOptions) -> Self {
        Self::new(options.default_settings(), options.clock.now())
    }

    pub(super) fn new(settings: Settings, now: DateTime<Utc>) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            recipes: recipes(&settings.brand_timezone),
            settings,
            connections: Vec::new(),
            timezones: timezones(now),
            draft: None,
            warnings: Vec::new(),
            runs: Vec::new(),
        }
    }
}

fn timezones(now: DateTime<Utc>) -> Vec<Timezone> {
    let database = Database::in_force();
    let timezone = |id: String| {
        let offset = database.zone(&id)?.window_at(now.timestamp()).offset / 60;
        Some(Timezone { id, offset })
    };
    database.names().into_iter().filter_map(timezone).collect()
}
