//! The settings: one JSON value.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::singleton::Single;
use super::{HistoryError, Store};
use crate::logging::LogDetail;
use crate::mask_key::SavedMaskKey;
use crate::notify::{MailSettings, NotifyOn};
use crate::spec::format::FileFormat;

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// The language of the window, notifications, mail and the tray; what went wrong is told in
/// English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum Language {
    /// The system's, or English where the window doesn't have that.
    #[default]
    #[serde(rename = "system")]
    System,
    /// English.
    #[serde(rename = "en")]
    English,
    /// Hungarian.
    #[serde(rename = "hu")]
    Hungarian,
    /// German.
    #[serde(rename = "de")]
    German,
}

/// A file format of the user's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct FormatPreset {
    /// What the user calls it.
    pub name: String,
    /// The format.
    pub format: FileFormat,
}

/// What the user has chosen for all exports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[expect(clippy::struct_excessive_bools, reason = "each is chosen by itself")]
pub struct Settings {
    /// Name of the loyalty programme.
    pub brand_name: String,
    /// The programme's time zone; new exports begin with it.
    pub brand_timezone: String,
    /// Written as the creator of exports.
    pub user_name: String,
    /// The time zone in which times are shown.
    pub user_timezone: String,
    /// Light or dark.
    pub theme: Theme,
    /// The language of the window.
    pub language: Language,
    /// Folder that finished files go to.
    pub exports_folder: PathBuf,
    /// Days after which finished files are removed; none keeps them.
    pub retention_days: Option<u32>,
    /// Runs at the same time, at most.
    pub parallel_runs: u32,
    /// Megabytes of memory for sorting and grouping, for each run.
    pub memory_mb: u32,
    /// Whether the end of a run is told by the system.
    pub notify: bool,
    /// Whether no schedule runs; only pausing and resuming all changes it.
    pub schedules_paused: bool,
    /// Which ends are.
    pub notify_on: NotifyOn,
    /// Whether the app goes on in the tray when its window is closed.
    pub keep_in_tray: bool,
    /// Whether the app starts when the user logs in.
    pub start_at_login: bool,
    /// Whether newer versions of the app are looked for, once a day.
    pub look_for_updates: bool,
    /// The mail server; changed together with its password alone.
    pub mail: Option<MailSettings>,
    /// Megabytes up to which a file is attached to an e-mail.
    pub mail_attach_limit_mb: u32,
    /// How much is logged.
    pub log_detail: LogDetail,
    /// The user's own formats.
    pub format_presets: Vec<FormatPreset>,
    /// The masking keys in the keychain; changed together with those alone.
    pub mask_keys: Vec<SavedMaskKey>,
}

impl Store {
    /// The settings; what was never saved is as in `defaults`, and so is what
    /// can't be read, with the reasons for that.
    pub(crate) async fn settings(
        &self,
        defaults: &Settings,
    ) -> Result<(Settings, Vec<HistoryError>), HistoryError> {
        self.read_settings(self.single(&self.pool, Single::Settings).await?, defaults)
    }

    fn read_settings(
        &self,
        saved: Option<String>,
        defaults: &Settings,
    ) -> Result<(Settings, Vec<HistoryError>), HistoryError> {
        let Some(saved) = saved else { return Ok((defaults.clone(), Vec::new())) };
        let saved: Map<String, Value> = match serde_json::from_str(&saved) {
            Ok(saved) => saved,
            Err(error) => {
                let unreadable = HistoryError::unreadable("what is saved of the settings", &error);
                // Nobody knows whether schedules are to run.
                let paused = Settings { schedules_paused: true, ..defaults.clone() };
                return Ok((paused, vec![unreadable]));
            }
        };
        let (mut settings, mut unreadable) = (defaults.clone(), Vec::new());
        // Whether schedules are to run, which they don't then.
        let mut is_unknown = false;
        let wrong = |error: serde_json::Error| self.damaged(format!("the settings: {error}"));
        let mut value = serde_json::to_value(defaults).map_err(wrong)?;
        // One by one, so that one that can't be read takes no other with it.
        for (name, saved) in saved {
            let Some(member) = value.get_mut(&name) else { continue };
            let default = std::mem::replace(member, saved);
            match Settings::deserialize(&value) {
                Ok(read) => settings = read,
                Err(error) => {
                    value[&name] = default;
                    is_unknown |= name == "schedules_paused";
                    unreadable.push(HistoryError::unreadable(format!("setting `{name}`"), &error));
                }
            }
        }
        settings.schedules_paused |= is_unknown;
        Ok((settings, unreadable))
    }

    /// Whether no schedule is to run. Where that can't be read, nobody knows, and it says why.
    pub(crate) async fn are_schedules_paused(&self) -> Result<bool, HistoryError> {
        let saved = self.single(&self.pool, Single::Settings).await?;
        are_paused(saved.as_deref()).map_err(|error| {
            let what = match error.classify() {
                serde_json::error::Category::Data => "setting `schedules_paused`",
                _ => "what is saved of the settings",
            };
            HistoryError::unreadable(what, &error)
        })
    }

    /// Changes the settings as they are at this moment, whoever else changes others of
    /// them. Gives all of them.
    pub(crate) async fn change_settings(
        &self,
        defaults: &Settings,
        change: impl FnOnce(&mut Settings),
    ) -> Result<Settings, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let mut all = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?;
        let saved = self.single(&mut *all, Single::Settings).await?;
        let is_unknown = are_paused(saved.as_deref()).is_err();
        let (mut settings, _) = self.read_settings(saved, defaults)?;
        let paused = settings.schedules_paused;
        change(&mut settings);
        let mut value = serde_json::to_value(&settings)
            .map_err(|error| self.damaged(format!("the settings: {error}")))?;
        if is_unknown && settings.schedules_paused == paused {
            // A change of others doesn't make a guess what somebody wanted.
            value["schedules_paused"] = Value::Null;
        }
        self.save_single(&mut *all, Single::Settings, &value).await?;
        all.commit().await.map_err(told)?;
        Ok(settings)
    }
}

/// Whether the saved settings say that no schedule is to run.
fn are_paused(saved: Option<&str>) -> Result<bool, serde_json::Error> {
    #[derive(Deserialize)]
    struct Saved {
        #[serde(default)]
        schedules_paused: bool,
    }
    let Some(saved) = saved else { return Ok(false) };
    serde_json::from_str(saved).map(|saved: Saved| saved.schedules_paused)
}
