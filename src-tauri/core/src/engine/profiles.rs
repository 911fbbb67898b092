//! Saved profiles: how receivers want their files, applied to definitions that
//! name one.
//!
//! [`Profiles`] also works by itself, so that a command can use a history that a
//! window has open.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::Serialize;
use tokio_util::sync::CancellationToken;

use super::context::Change;
use super::files::write_whole;
use super::preconditions::Refusal;
use super::{Engine, blocking};
use crate::did_you_mean::nearest;
use crate::error::Error;
use crate::receiver::{
    DescribedReceiver, Finding, LoadCommand, RECEIVERS, Receiver, Recognised, recognise,
};
use crate::run::{self, IfExists, Outcome, RunReport};
use crate::source::SourceError;
use crate::spec::profile::Profile;
use crate::spec::{ExportSpec, Problem, SpecError};
use crate::store::{HistoryError, ProfileInput, ProfileUse, ProfileVersion, SavedProfile, Store};

/// Rows of a test with a profile: enough to see what a receiver would read in another
/// way.
pub const SAMPLE_ROWS: usize = 100_000;

/// The saved profiles of a history.
#[derive(Debug, Clone)]
pub struct Profiles {
    store: Store,
}

/// What a test run with a profile made.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct TestedProfile {
    /// The file.
    pub file: PathBuf,
    /// Its rows.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub rows: u64,
    /// Its bytes.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub bytes: u64,
    /// What the receivers wouldn't read exactly.
    pub findings: Vec<Finding>,
    /// How each of them loads it.
    pub load: Vec<LoadCommand>,
}

impl From<&RunReport> for TestedProfile {
    fn from(report: &RunReport) -> Self {
        Self {
            file: report.file.clone(),
            rows: report.rows,
            bytes: report.bytes,
            findings: report.findings.clone(),
            load: report.load.clone(),
        }
    }
}

/// The built-in profiles, one for each receiver.
pub fn built_in_profiles() -> Vec<SavedProfile> {
    let saved = |receiver: &Receiver| SavedProfile {
        id: None,
        profile_version: 1,
        saved_at: None,
        profile: receiver.profile(),
        unreadable: None,
        exports: 0,
    };
    RECEIVERS.iter().map(saved).collect()
}

impl Profiles {
    /// Opens the history in `home` for its profiles alone.
    pub async fn open(home: &Path) -> Result<Self, Error> {
        Ok(Self::new(Store::open_without_runs(home).await?))
    }

    pub(super) fn new(store: Store) -> Self {
        Self { store }
    }

    /// Closes the history again.
    pub async fn close(&self) {
        self.store.close().await;
    }

    /// The saved ones by name, then the built-in ones.
    pub async fn list(&self) -> Result<Vec<SavedProfile>, Error> {
        let mut all = self.store.profiles().await?;
        all.extend(built_in_profiles());
        Ok(all)
    }

    /// The one of this name: saved, or built in.
    pub async fn named(&self, name: &str) -> Result<SavedProfile, Error> {
        self.find(name, "").await
    }

    async fn find(&self, name: &str, path: &str) -> Result<SavedProfile, Error> {
        let known = self.list().await?;
        if let Some(found) = known.iter().find(|known| known.profile.name == name) {
            return Ok(found.clone());
        }
        let names = || known.iter().map(|known| known.profile.name.as_str());
        let same = names().find(|other| other.to_lowercase() == name.to_lowercase());
        let hint = match same.or_else(|| nearest(name, names())) {
            Some(near) => format!("Did you mean “{near}”?"),
            None => format!("Use one of: {}.", names().collect::<Vec<_>>().join(", ")),
        };
        let message = format!("there is no profile “{name}”");
        Err(SpecError::from(Problem::new(path, message, hint)).into())
    }

    /// The definition with the settings of the profile that it names, if it names
    /// one, and so each member of a set.
    pub async fn applied(&self, spec: &ExportSpec) -> Result<ExportSpec, Error> {
        let mut applied = self.applied_to_one(spec).await?;
        for (index, member) in applied.members.iter_mut().enumerate() {
            let done = self.applied_to_one(member).await;
            *member = done.map_err(|error| error.of_member(index, &member.name))?;
        }
        Ok(applied)
    }

    async fn applied_to_one(&self, spec: &ExportSpec) -> Result<ExportSpec, Error> {
        let Some(name) = &spec.format.profile else { return Ok(spec.clone()) };
        // A version in it, as copied from a manifest, doesn't count: each run uses the latest.
        let found = self.find(name, "format.profile").await?;
        if let Some(reason) = found.unreadable {
            let what = format!("the profile “{name}”");
            return Err(HistoryError::Unreadable { what, reason }.into());
        }
        Ok(found.profile.applied_to(spec, found.profile_version))
    }

    /// Saves a profile, new or as another version of the one with its number. Gives
    /// its number.
    pub async fn save(&self, input: &ProfileInput, at: DateTime<Utc>) -> Result<i64, Error> {
        let mut profile = input.profile.clone();
        profile.name = profile.name.trim().to_owned();
        let mut problems = profile.problems();
        problems.extend(export_desk_definition::pgp_key::check(&profile.format, at).0);
        if !problems.is_empty() {
            return Err(SpecError { problems }.into());
        }
        let key = profile.name.to_lowercase();
        let taken = || Refusal::ProfileNameTaken { name: profile.name.clone() };
        let known = self.list().await?;
        let is_other = |known: &&SavedProfile| {
            known.profile.name.to_lowercase() == key && (known.id.is_none() || known.id != input.id)
        };
        if known.iter().any(|known| is_other(&known)) {
            return Err(taken().into());
        }
        match input.id {
            Some(id) => {
                if !self.store.update_profile(id, &profile, at).await? {
                    return Err(Refusal::NoProfile.into());
                }
                Ok(id)
            }
            None => Ok(self.store.add_profile(&profile, at).await?.ok_or_else(taken)?),
        }
    }

    /// Deletes a profile that no export uses.
    pub async fn delete(&self, id: i64) -> Result<(), Error> {
        let saved = self.store.profile(id).await?.ok_or(Refusal::NoProfile)?;
        if !self.store.delete_profile(id).await? {
            let exports = saved.exports.max(1);
            return Err(Refusal::ProfileUsed { name: saved.profile.name, exports }.into());
        }
        Ok(())
    }

    /// The versions of a profile, the newest first.
    pub async fn versions(&self, id: i64) -> Result<Vec<ProfileVersion>, Error> {
        Ok(self.store.profile_versions(id).await?)
    }

    /// The exports that name a profile.
    pub async fn used_by(&self, name: &str) -> Result<Vec<ProfileUse>, Error> {
        Ok(self.store.exports_of_profile(name).await?)
    }
}

/// Reads a profile from a JSON file.
pub async fn open_profile(from: &Path) -> Result<Profile, Error> {
    let from = from.to_owned();
    blocking(&from.clone(), move || {
        let text = std::fs::read_to_string(&from).map_err(|error| {
            let reason = error.to_string();
            SourceError::Unreadable { path: from, reason }
        })?;
        Ok(Profile::from_json(&text)?)
    })
    .await
}

/// Writes a profile as JSON, in place of what is there.
pub async fn save_profile_file(profile: &Profile, to: &Path) -> Result<(), Error> {
    let (profile, to) = (profile.clone(), to.to_owned());
    blocking(&to.clone(), move || {
        let told =
            |error: serde_json::Error| Error::Output { path: to.clone(), error: error.into() };
        let text = serde_json::to_string_pretty(&profile).map_err(told)?;
        write_whole(&to, |file| {
            file.write_all(text.as_bytes())?;
            file.write_all(b"\n")
        })
    })
    .await
}

/// Proposes a profile from a file that a partner sent.
pub async fn recognise_sample(from: &Path) -> Result<Recognised, Error> {
    let from = from.to_owned();
    blocking(&from.clone(), move || recognise(&from)).await
}

impl Engine {
    /// All receivers.
    pub fn receivers(&self) -> Vec<DescribedReceiver> {
        RECEIVERS.iter().map(Receiver::described).collect()
    }

    /// The saved profiles by name, then the built-in ones.
    pub async fn profiles(&self) -> Result<Vec<SavedProfile>, Error> {
        self.base().profiles.list().await
    }

    /// Saves a profile; see [`Profiles::save`].
    pub async fn save_profile(&self, input: &ProfileInput) -> Result<i64, Error> {
        let id = self.base().profiles.save(input, self.base().now()).await?;
        self.base().tell(Change::Profiles);
        // Definitions may name it otherwise.
        self.base().tell(Change::Exports);
        Ok(id)
    }

    /// Deletes a profile that no export uses.
    pub async fn delete_profile(&self, id: i64) -> Result<(), Error> {
        self.base().profiles.delete(id).await?;
        self.base().tell(Change::Profiles);
        Ok(())
    }

    /// The versions of a profile, the newest first.
    pub async fn profile_versions(&self, id: i64) -> Result<Vec<ProfileVersion>, Error> {
        self.base().profiles.versions(id).await
    }

    /// The exports that name a profile.
    pub async fn exports_of_profile(&self, name: &str) -> Result<Vec<ProfileUse>, Error> {
        self.base().profiles.used_by(name).await
    }

    /// Runs a definition with a profile, which need not be saved, into a folder, for no
    /// more than [`SAMPLE_ROWS`]. It is no run of the history, and nothing is delivered.
    /// Drop the future to stop.
    pub async fn test_profile(
        &self,
        profile: &Profile,
        spec: &ExportSpec,
        connection: i64,
        folder: &Path,
    ) -> Result<TestedProfile, Error> {
        let problems = profile.problems();
        if !problems.is_empty() {
            return Err(SpecError { problems }.into());
        }
        let base = self.base();
        let spec = profile.applied_to(spec, 1);
        let connection = base.connection(connection).await?;
        let (source, _) = base.source(&connection, &spec.model, |_| ()).await?;
        let mut context = base.context(source).await?;
        folder.clone_into(&mut context.out);
        context.if_exists = IfExists::Number;
        let cancel = CancellationToken::new();
        let _stops = cancel.clone().drop_guard();
        context.cancel = cancel;
        match run::sample(&spec, &context, SAMPLE_ROWS).await? {
            Outcome::Finished(report) | Outcome::Empty(report) => Ok(TestedProfile::from(&*report)),
            Outcome::Cancelled => Err(Error::Cancelled),
        }
    }
}
