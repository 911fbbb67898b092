//! Saved targets: kept with their secrets, tested, and used for one delivery.
//!
//! [`Targets`] also works by itself, without the engine that runs exports, so
//! that a command can use a history that a window has open.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures::FutureExt;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::Engine;
use super::base::{Base, Change};
use super::refusal::Refusal;
use crate::clock::Clock;
use crate::delivery::{
    self, Control, Delivered, DeliveryError, Fault, HostKey, Part, Patience, Retry, RetryPolicy,
    TargetTest, TargetTestStep, Trust, Upload, names, random_key,
};
use crate::error::Error;
use crate::run::RunReport;
use crate::secret::{SecretError, SecretStore};
use crate::spec::file_name::FileNameValues;
use crate::spec::{ExportSpec, Problem, SpecError};
use crate::store::{SavedTarget, Store, TargetInput};
use crate::suggest::nearest;
use crate::zone::{Zone, parse_zone};

/// A finished run's file, for a delivery without a history of runs.
#[derive(Debug, Clone, Copy)]
pub struct MadeFile<'a> {
    /// The run's definition.
    pub spec: &'a ExportSpec,
    /// What it made.
    pub report: &'a RunReport,
    /// Its number, for `{run}` in paths.
    pub run_number: u64,
}

/// See the module.
#[derive(Debug, Clone)]
pub struct Targets {
    store: Store,
    secrets: Arc<dyn SecretStore>,
    trust: Trust,
}

impl Targets {
    /// Opens the history in `home` for its targets alone. `known_hosts` is the
    /// user's own list of SSH hosts.
    pub async fn open(
        home: &Path,
        known_hosts: Option<PathBuf>,
        secrets: Arc<dyn SecretStore>,
        clock: &dyn Clock,
    ) -> Result<Self, Error> {
        let store = Store::open(home, clock.now()).await?;
        Ok(Self::new(store, home, known_hosts, secrets))
    }

    /// Closes the history again.
    pub async fn close(&self) {
        self.store.close().await;
    }

    pub(super) fn new(
        store: Store,
        home: &Path,
        known_hosts: Option<PathBuf>,
        secrets: Arc<dyn SecretStore>,
    ) -> Self {
        Self { store, secrets, trust: Trust { own: home.join("known_hosts"), user: known_hosts } }
    }

    /// All of them, by name.
    pub async fn list(&self) -> Result<Vec<SavedTarget>, Error> {
        Ok(self.store.targets().await?)
    }

    /// The one of this name.
    pub async fn named(&self, name: &str) -> Result<SavedTarget, Error> {
        let known = self.list().await?;
        match known.iter().find(|target| target.name == name) {
            Some(found) => Ok(found.clone()),
            None => Err(SpecError::from(unknown("", name, &known)).into()),
        }
    }

    /// What is wrong with the targets that a definition names.
    pub async fn problems(&self, spec: &ExportSpec) -> Result<Vec<Problem>, Error> {
        if spec.targets.is_empty() {
            return Ok(Vec::new());
        }
        let known = self.list().await?;
        let mut problems = Vec::new();
        for (index, name) in spec.targets.iter().enumerate() {
            let path = format!("targets[{index}]");
            if spec.targets[..index].contains(name) {
                let message = format!("target “{name}” is named twice");
                problems.push(Problem::new(path, message, "Remove one of them."));
            } else if !known.iter().any(|target| target.name == *name) {
                problems.push(unknown(&path, name, &known));
            }
        }
        Ok(problems)
    }

    /// Saves a target, new or in place of the one with its number. Gives its
    /// number.
    pub async fn save(&self, input: &TargetInput) -> Result<i64, Error> {
        let mut input = input.clone();
        input.name = input.name.trim().to_owned();
        check(&input)?;
        let known = self.list().await?;
        let same = |other: &&SavedTarget| {
            Some(other.id) != input.id && other.name.to_lowercase() == input.name.to_lowercase()
        };
        if let Some(other) = known.iter().find(same) {
            return Err(Refusal::TargetNameTaken { name: other.name.clone() }.into());
        }
        let Some(id) = input.id else {
            let added = self.store.add_target(&input).await?;
            let id = added.ok_or(Refusal::TargetNameTaken { name: input.name.clone() })?;
            if let Err(error) = self.keep_secret(id, input.secret.as_deref()).await {
                // Without its secret it would only seem to be saved.
                self.store.delete_target(id).await?;
                return Err(error);
            }
            return Ok(id);
        };
        let before = known.iter().find(|target| target.id == id).ok_or(Refusal::NoTarget)?;
        let is_other = before.settings.kind() != input.settings.kind();
        // A secret of another kind of target is none of this one's business.
        let secret = input.secret.as_deref().or(is_other.then_some(""));
        self.keep_secret(id, secret).await?;
        self.store.update_target(id, &input).await?;
        Ok(id)
    }

    /// Deletes a target that no export uses, and its secret.
    pub async fn delete(&self, id: i64) -> Result<(), Error> {
        let target = self.store.target(id).await?.ok_or(Refusal::NoTarget)?;
        let SavedTarget { name, exports, .. } = target;
        if exports > 0 {
            return Err(Refusal::TargetUsed { name, exports }.into());
        }
        if target.secret_saved {
            self.keychain(move |secrets| secrets.delete(&secret_name(id))).await?;
            self.store.set_target_secret(id, false).await?;
        }
        if !self.store.delete_target(id).await? {
            return Err(Refusal::TargetUsed { name, exports: exports.max(1) }.into());
        }
        Ok(())
    }

    /// Tests a target that may not be saved yet; `told` hears of each step when
    /// it ends. Drop the future to stop; what was written is removed.
    pub async fn test(
        &self,
        input: &TargetInput,
        mut told: impl FnMut(&TargetTestStep) + Send,
    ) -> Result<TargetTest, Error> {
        check(input)?;
        let secret = match &input.secret {
            Some(secret) => Some(secret.clone()).filter(|secret| !secret.is_empty()),
            None => self.saved_secret(input).await?,
        };
        let target = delivery::target(&input.settings, secret, self.trust.clone());
        let folder = fixed_part(input.settings.path()).to_owned();
        let create_folders = input.options.create_folders;
        let cancel = CancellationToken::new();
        let _stops = cancel.clone().drop_guard();
        let (steps, mut taken) = mpsc::unbounded_channel();
        // By itself, so that it can clean up when nobody waits any more.
        let work = tokio::spawn(async move {
            let control = Control::unwatched(cancel, Patience::default());
            let mut tell = |step: &TargetTestStep| {
                // Nobody waits for it any more.
                let _ = steps.send(step.clone());
            };
            target.check(&folder, create_folders, &control, &mut tell).await
        });
        while let Some(step) = taken.recv().await {
            told(&step);
        }
        Ok(work.await.map_err(|panic| super::work::stopped(&panic))?)
    }

    /// Writes down that an SSH host has this key, if it still shows it.
    pub async fn trust_host(&self, key: &HostKey) -> Result<(), Error> {
        if key.known.is_some() {
            let message = format!("`{}` shows another key than before", key.host);
            let hint = "Test the target: it says which line of which file knows the old key.";
            let fault = Fault::ChangedHost(Box::new(key.clone()));
            return Err(DeliveryError::new(fault, message, hint).into());
        }
        let cancel = CancellationToken::new();
        let _stops = cancel.clone().drop_guard();
        let control = Control::unwatched(cancel, Patience::default());
        Ok(delivery::trust_host(key, &self.trust, &control).await?)
    }

    /// Makes one attempt to deliver to a saved target. `secret` stands for the
    /// saved one.
    pub async fn put(
        &self,
        target: &SavedTarget,
        secret: Option<String>,
        upload: &Upload,
        control: &Control,
    ) -> Result<Delivered, DeliveryError> {
        let secret = match secret {
            Some(secret) => Some(secret),
            None if target.secret_saved => self.secret(target.id).await.map_err(|error| {
                // A keychain may be unlocked later.
                let fault = if error == SecretError::Locked { Fault::Busy } else { Fault::Secret };
                DeliveryError::new(fault, error.to_string(), error.hint())
            })?,
            None => None,
        };
        delivery::target(&target.settings, secret, self.trust.clone()).put(upload, control).await
    }

    /// Delivers a finished run's file to a saved target, attempt after attempt as
    /// the target's rules have it. `secret` stands for the saved one; `failed`
    /// hears of each attempt that is followed by another.
    pub async fn deliver(
        &self,
        target: &SavedTarget,
        secret: Option<&str>,
        made: &MadeFile<'_>,
        control: &Control,
        clock: &dyn Clock,
        failed: impl Fn(&DeliveryError, Duration) + Send + Sync,
    ) -> Result<Delivered, DeliveryError> {
        let (spec, report) = (made.spec, made.report);
        let values = FileNameValues {
            name: &spec.name,
            model: &spec.model,
            started_at: report.started_at,
            zone: parse_zone(&spec.timezone).unwrap_or(Zone::UTC),
            run: made.run_number,
            rows: report.rows,
        };
        let claimed = Arc::new(Mutex::new(None));
        let claims = Arc::clone(&claimed);
        let mut upload = Upload {
            file: report.file.clone(),
            bytes: report.bytes,
            sha256: report.sha256.clone(),
            manifest: Some(report.manifest.clone()),
            name: report.name.clone(),
            folder: names::folder(target.settings.path(), &values)?,
            options: target.options.clone(),
            part: Part::new(random_key()),
            claimed: None,
            on_claim: Arc::new(move |name| {
                *claims.lock().unwrap_or_else(PoisonError::into_inner) = Some(name);
                std::future::ready(()).boxed()
            }),
            pauses: Arc::new(|| false),
        };
        let policy = RetryPolicy { hours: target.options.retry_hours };
        let (mut attempts, begun) = (0, Instant::now());
        let first = clock.now();
        loop {
            let error = match self.put(target, secret.map(str::to_owned), &upload, control).await {
                Ok(delivered) => return Ok(delivered),
                Err(error) if error.retry() == Retry::Permanent => return Err(error),
                Err(error) => error,
            };
            attempts += 1;
            upload.part.failed(&error.fault);
            upload.claimed.clone_from(&claimed.lock().unwrap_or_else(PoisonError::into_inner));
            // The time that has really passed, also under a clock that stands.
            let now = first + begun.elapsed();
            let Some(next) = policy.next(attempts, first, now) else { return Err(error) };
            let wait = (next - now).to_std().unwrap_or_default();
            failed(&error, wait);
            tokio::select! {
                () = control.cancel.cancelled() => return Err(DeliveryError::cancelled()),
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    pub(super) async fn saved(&self, id: i64) -> Result<Option<SavedTarget>, Error> {
        Ok(self.store.target(id).await?)
    }

    async fn saved_secret(&self, input: &TargetInput) -> Result<Option<String>, Error> {
        let Some(id) = input.id else { return Ok(None) };
        let saved = self.store.target(id).await?.ok_or(Refusal::NoTarget)?;
        if !saved.secret_saved || saved.settings.kind() != input.settings.kind() {
            return Ok(None);
        }
        Ok(self.secret(id).await?)
    }

    async fn secret(&self, id: i64) -> Result<Option<String>, SecretError> {
        self.keychain(move |secrets| secrets.get(&secret_name(id))).await
    }

    /// Keeps a secret, or forgets it where it is empty; none changes nothing.
    async fn keep_secret(&self, id: i64, secret: Option<&str>) -> Result<(), Error> {
        let Some(secret) = secret.map(str::to_owned) else { return Ok(()) };
        let is_kept = !secret.is_empty();
        if is_kept {
            self.keychain(move |secrets| secrets.set(&secret_name(id), &secret)).await?;
        } else if self.store.target(id).await?.is_some_and(|target| target.secret_saved) {
            self.keychain(move |secrets| secrets.delete(&secret_name(id))).await?;
        }
        Ok(self.store.set_target_secret(id, is_kept).await?)
    }

    /// A keychain may ask the user and take its time.
    async fn keychain<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn SecretStore) -> Result<T, SecretError> + Send + 'static,
    ) -> Result<T, SecretError> {
        let secrets = Arc::clone(&self.secrets);
        let done = tokio::task::spawn_blocking(move || work(&*secrets)).await;
        done.unwrap_or_else(|panic| Err(SecretError::Broken(panic.to_string())))
    }
}

/// The name under which the keychain has a target's secret.
fn secret_name(id: i64) -> String {
    format!("target/{id}")
}

/// The part of a path before the first folder whose name differs from run to
/// run.
fn fixed_part(path: &str) -> &str {
    match path.find('{') {
        None => path,
        Some(open) => path[..open].rfind('/').map_or("", |slash| &path[..=slash]),
    }
}

fn check(input: &TargetInput) -> Result<(), Error> {
    let mut problems = Vec::new();
    if input.name.trim().is_empty() {
        problems.push(Problem::new("name", "the target has no name", "Give it a name."));
    }
    problems.extend(input.settings.problems());
    problems.extend(input.options.problems());
    if problems.is_empty() { Ok(()) } else { Err(SpecError { problems }.into()) }
}

fn unknown(path: &str, name: &str, known: &[SavedTarget]) -> Problem {
    let names = || known.iter().map(|target| target.name.as_str());
    let same = names().find(|other| other.to_lowercase() == name.to_lowercase());
    let hint = match same.or_else(|| nearest(name, names())) {
        Some(near) => format!("Did you mean “{near}”?"),
        None if known.is_empty() => "Add it to the targets first, or remove it here.".to_owned(),
        None => {
            format!(
                "Use one of: {}; or add it to the targets.",
                names().collect::<Vec<_>>().join(", ")
            )
        }
    };
    Problem::new(path, format!("there is no target “{name}”"), hint)
}

/// Refuses a definition that names targets which aren't there.
pub(super) async fn check_targets(base: &Base, spec: &ExportSpec) -> Result<(), Error> {
    let problems = base.targets.problems(spec).await?;
    if problems.is_empty() { Ok(()) } else { Err(SpecError { problems }.into()) }
}

impl Engine {
    /// The saved targets, by name.
    pub async fn targets(&self) -> Result<Vec<SavedTarget>, Error> {
        self.base().targets.list().await
    }

    /// Saves a target; see [`Targets::save`].
    pub async fn save_target(&self, input: &TargetInput) -> Result<i64, Error> {
        let id = self.base().targets.save(input).await?;
        self.base().tell(Change::Targets);
        // Where a definition's files go has another name.
        self.base().tell(Change::Exports);
        Ok(id)
    }

    /// Deletes a target that no export uses, and its secret.
    pub async fn delete_target(&self, id: i64) -> Result<(), Error> {
        self.base().targets.delete(id).await?;
        self.base().tell(Change::Targets);
        Ok(())
    }

    /// Tests a target; see [`Targets::test`].
    pub async fn test_target(
        &self,
        input: &TargetInput,
        told: impl FnMut(&TargetTestStep) + Send,
    ) -> Result<TargetTest, Error> {
        self.base().targets.test(input, told).await
    }

    /// Writes down that an SSH host has this key, if it still shows it.
    pub async fn trust_host(&self, key: &HostKey) -> Result<(), Error> {
        self.base().targets.trust_host(key).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_goes_no_deeper_than_what_stays() {
        let parts = ["/in/{date}/x", "/in", "{model}", "a b/c-{run}", ""].map(fixed_part);
        assert_eq!(parts, ["/in/", "/in", "", "a b/", ""]);
    }
}
