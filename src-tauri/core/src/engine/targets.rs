//! Saved targets: kept with their secrets, tested, and used for one delivery.
//!
//! [`Targets`] also works by itself, without the engine that runs exports, so
//! that a command can use a history that a window has open.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures::FutureExt;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::Engine;
use super::context::{Base, Change};
use super::delivering::{Attempt, Delivery, Tries, deliver_with_retry};
use super::preconditions::Refusal;
use crate::clock::{Clock, SystemClock};
use crate::delivery::{
    self, Control, Delivered, DeliveryError, Fault, HostKey, Part, Patience, RetryPolicy,
    TargetOptions, TargetTest, TargetTestStep, Trust, Upload, names, random_key,
};
use crate::did_you_mean::nearest;
use crate::error::Error;
use crate::run::RunReport;
use crate::secret::{Secret, SecretError, SecretStore};
use crate::spec::file_name::FileNameValues;
use crate::spec::{ExportSpec, Problem, SpecError};
use crate::store::{HistoryError, LeftUpload, SavedTarget, Store, TargetInput};
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
    ) -> Result<Self, Error> {
        let store = Store::open_without_runs(home).await?;
        Ok(Self::new(store, home, known_hosts, secrets))
    }

    /// The same to deliver: other processes know that this one is at work until
    /// it [closes](Self::close) the history or ends.
    pub async fn open_to_deliver(
        home: &Path,
        known_hosts: Option<PathBuf>,
        secrets: Arc<dyn SecretStore>,
        now: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let store = Store::open(home, now).await?;
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
        let mut input = tidy(input);
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
        let is_other =
            before.unreadable.is_none() && before.settings.kind() != input.settings.kind();
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
        let input = tidy(input);
        check(&input)?;
        let secret = match &input.secret {
            Some(secret) => Some(Secret::from(&**secret)).filter(|secret| !secret.is_empty()),
            None => self.saved_secret(&input).await?,
        };
        let target = delivery::target(&input.settings, secret, self.trust.clone());
        let folders = self.folders_to_test(&input).await?;
        let options = input.options.clone();
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
            target.check(&folders, &options, &control, &mut tell).await
        });
        while let Some(step) = taken.recv().await {
            told(&step);
        }
        Ok(work.await.map_err(|panic| super::run_task::stopped(&panic))?)
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
        secret: Option<Secret>,
        upload: &Upload,
        control: &Control,
    ) -> Result<Delivered, DeliveryError> {
        self.open_target(target, secret).await?.put(upload, control).await
    }

    async fn open_target(
        &self,
        target: &SavedTarget,
        secret: Option<Secret>,
    ) -> Result<Box<dyn delivery::Target>, DeliveryError> {
        readable(target)?;
        let secret = match secret.or_else(|| self.secrets.in_place_of(&target.name)) {
            Some(secret) => Some(secret),
            None if target.secret_saved => self.secret(target.id).await.map_err(|error| {
                // A keychain may be unlocked later.
                let fault = if error == SecretError::Locked { Fault::Busy } else { Fault::Secret };
                DeliveryError::new(fault, error.to_string(), error.hint())
            })?,
            None => None,
        };
        Ok(delivery::target(&target.settings, secret, self.trust.clone()))
    }

    /// Ends what processes that are gone have left at a target, or at all of
    /// them: nothing stays there but whole files. Gives the paths of what can't
    /// be removed now; the next one tries again.
    pub async fn settle(
        &self,
        target: Option<&SavedTarget>,
        secret: Option<&Secret>,
        cancel: &CancellationToken,
        clock: &dyn Clock,
    ) -> Result<Vec<String>, Error> {
        self.store.release_stale_leases().await?;
        let mut left = Vec::new();
        for row in self.store.left_uploads(target.map(|target| target.id), clock.now()).await? {
            let found = match target {
                Some(target) => Some(target.clone()),
                None => self.store.target(row.target_id).await?,
            };
            let Some(found) = found else { continue };
            if cancel.is_cancelled() || !self.store.adopt_upload(row.id).await? {
                continue;
            }
            match self.settle_one(&found, secret, &row, cancel).await {
                Ok(paths) if paths.is_empty() => self.store.end_upload(row.id).await?,
                Ok(paths) => {
                    let work = Work { upload: None, paths: paths.clone() };
                    self.store.change_upload(row.id, &work.to_json()).await?;
                    self.store.leave_upload(row.id).await?;
                    left.extend(paths);
                }
                // The server can't be reached, or has another mind: later.
                Err(_) => self.store.leave_upload(row.id).await?,
            }
        }
        Ok(left)
    }

    async fn settle_one(
        &self,
        target: &SavedTarget,
        secret: Option<&Secret>,
        row: &LeftUpload,
        cancel: &CancellationToken,
    ) -> Result<Vec<String>, DeliveryError> {
        // What can't be read any more is forgotten.
        let Ok(work) = serde_json::from_str::<Work>(&row.work) else { return Ok(Vec::new()) };
        let upload = work.upload.map(|begun| {
            let upload = begun.upload(row.claimed.clone());
            Upload { part: upload.part.tried(), ..upload }
        });
        let place = self.open_target(target, secret.cloned()).await?;
        let control = Control::unwatched(cancel.clone(), Patience::default());
        place.settle(upload.as_ref(), &work.paths, &control).await
    }

    /// Writes down what a server doesn't let go, for the next process.
    pub(super) async fn leave(
        &self,
        target: i64,
        paths: &[String],
        clock: &dyn Clock,
    ) -> Result<(), Error> {
        let work = Work { upload: None, paths: paths.to_vec() };
        let id = self.store.begin_upload(target, &work.to_json(), clock.now()).await?;
        Ok(self.store.leave_upload(id).await?)
    }

    /// Folders in which a target can be tested: what its template says before the
    /// first part that differs from run to run, or, where nobody may write there,
    /// the folder of a run of an export that uses it.
    async fn folders_to_test(&self, input: &TargetInput) -> Result<Vec<String>, Error> {
        let template = input.settings.path();
        let now = SystemClock.now();
        let mut folders = vec![fixed_part(template).to_owned()];
        if folders[0] == template {
            return Ok(folders);
        }
        for spec in self.store.specs_for(&input.name).await? {
            let values = FileNameValues {
                name: &spec.name,
                model: &spec.model,
                started_at: now,
                zone: parse_zone(&spec.timezone).unwrap_or(Zone::UTC),
                run: 1,
                rows: 1,
            };
            folders.extend(names::folder(template, &values));
        }
        Ok(folders)
    }

    /// Delivers a finished run's file to a saved target, attempt after attempt as
    /// the target's rules have it. `secret` stands for the saved one; `failed`
    /// hears of each attempt that is followed by another.
    pub async fn deliver(
        &self,
        target: &SavedTarget,
        secret: Option<&Secret>,
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
        let begun = StartedUpload {
            file: report.file.clone(),
            bytes: report.bytes,
            sha256: report.sha256.clone(),
            manifest: Some(report.manifest.clone()),
            name: report.name.clone(),
            folder: names::folder(target.settings.path(), &values)?,
            options: target.options.clone(),
            key: random_key(),
            given_up: Vec::new(),
        };
        let row = self.begin(target.id, &begun, clock).await?;
        let claimed = Arc::new(Mutex::new(None));
        let (claims, store) = (Arc::clone(&claimed), self.store.clone());
        let mut upload = begun.clone().upload(None);
        upload.on_claim = Arc::new(move |name: String| {
            *claims.lock().unwrap_or_else(PoisonError::into_inner) = Some(name.clone());
            let store = store.clone();
            async move {
                // Without it the next process only removes what it could end.
                let _ = store.claim_upload(row, &name).await;
            }
            .boxed()
        });
        let mut commanded = Commanded {
            targets: self,
            target,
            secret,
            begun,
            row,
            upload,
            claimed,
            control,
            began: (clock.now(), Instant::now()),
            failed,
        };
        let done = deliver_with_retry(&mut commanded, Tries::default(), &control.cancel).await;
        let done = done.unwrap_or_else(|error| {
            let hint = error.hint().unwrap_or_default();
            Err(DeliveryError::new(Fault::Settings, error.message(), hint))
        });
        let is_claimed = commanded.upload.claimed.is_some();
        let told = match &done {
            Ok(delivered) if delivered.left.is_empty() => self.store.end_upload(row).await,
            Ok(delivered) => {
                let work = Work { upload: None, paths: delivered.left.clone() };
                let changed = self.store.change_upload(row, &work.to_json()).await;
                changed.and(self.store.leave_upload(row).await)
            }
            Err(error) if !is_claimed && error.part.is_none() => self.store.end_upload(row).await,
            Err(_) => self.store.leave_upload(row).await,
        };
        // The delivery is what it is; the next process looks once more.
        drop(told);
        done
    }

    async fn begin(
        &self,
        target: i64,
        begun: &StartedUpload,
        clock: &dyn Clock,
    ) -> Result<i64, DeliveryError> {
        let work = Work { upload: Some(begun.clone()), paths: Vec::new() };
        let began = self.store.begin_upload(target, &work.to_json(), clock.now()).await;
        began.map_err(|error| {
            let error = Error::from(error);
            let hint = error.hint().unwrap_or_default();
            DeliveryError::new(Fault::Settings, error.message(), hint)
        })
    }

    pub(super) async fn saved(&self, id: i64) -> Result<Option<SavedTarget>, Error> {
        Ok(self.store.target(id).await?)
    }

    async fn saved_secret(&self, input: &TargetInput) -> Result<Option<Secret>, Error> {
        let Some(id) = input.id else { return Ok(None) };
        let saved = self.store.target(id).await?.ok_or(Refusal::NoTarget)?;
        if !saved.secret_saved || saved.settings.kind() != input.settings.kind() {
            return Ok(None);
        }
        Ok(self.secret(id).await?)
    }

    async fn secret(&self, id: i64) -> Result<Option<Secret>, SecretError> {
        self.keychain(move |secrets| secrets.get(&secret_name(id))).await
    }

    /// Keeps a secret, or forgets it where it is empty; none changes nothing.
    async fn keep_secret(&self, id: i64, secret: Option<&str>) -> Result<(), Error> {
        let Some(secret) = secret.map(Secret::from) else { return Ok(()) };
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

/// A delivery of a command's run, which only has its row among the uploads.
struct Commanded<'a, F> {
    targets: &'a Targets,
    target: &'a SavedTarget,
    secret: Option<&'a Secret>,
    begun: StartedUpload,
    row: i64,
    upload: Upload,
    claimed: Arc<Mutex<Option<String>>>,
    control: &'a Control,
    began: (DateTime<Utc>, Instant),
    failed: F,
}

#[async_trait]
impl<F: Fn(&DeliveryError, Duration) + Send + Sync> Delivery for Commanded<'_, F> {
    fn now(&self) -> DateTime<Utc> {
        // The time that has really passed, also under a clock that stands.
        self.began.0 + self.began.1.elapsed()
    }

    fn part(&mut self) -> &mut Part {
        &mut self.upload.part
    }

    async fn attempt(&mut self) -> Result<Option<Attempt>, Error> {
        let secret = self.secret.cloned();
        let done = self.targets.put(self.target, secret, &self.upload, self.control).await;
        let claimed = self.claimed.lock().unwrap_or_else(PoisonError::into_inner).clone();
        self.upload.claimed = claimed;
        let policy = RetryPolicy { hours: self.target.options.retry_hours };
        Ok(Some(done.map_err(|error| (policy, error))))
    }

    async fn part_changed(&mut self) -> Result<(), Error> {
        self.begun.key.clone_from(&self.upload.part.key);
        self.begun.given_up.clone_from(&self.upload.part.given_up);
        let work = Work { upload: Some(self.begun.clone()), paths: Vec::new() };
        // Without it only the next process knows less.
        let _ = self.targets.store.change_upload(self.row, &work.to_json()).await;
        Ok(())
    }

    async fn failed(&mut self, error: &DeliveryError, tries: &Tries) -> Result<(), Error> {
        if let Some(next) = tries.next {
            (self.failed)(error, (next - self.now()).to_std().unwrap_or_default());
        }
        Ok(())
    }
}

/// What stands in the history of a delivery without a run, and of what is to be
/// removed at a target.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Work {
    upload: Option<StartedUpload>,
    #[serde(default)]
    paths: Vec<String>,
}

impl Work {
    fn to_json(&self) -> String {
        serde_json::json!(self).to_string()
    }
}

/// A delivery without a run.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct StartedUpload {
    file: PathBuf,
    bytes: u64,
    sha256: String,
    manifest: Option<PathBuf>,
    name: String,
    folder: String,
    options: TargetOptions,
    key: String,
    given_up: Vec<String>,
}

impl StartedUpload {
    fn upload(self, claimed: Option<String>) -> Upload {
        let mut part = Part::new(self.key);
        part.given_up = self.given_up;
        Upload {
            file: self.file,
            bytes: self.bytes,
            sha256: self.sha256,
            manifest: self.manifest,
            name: self.name,
            folder: self.folder,
            options: self.options,
            part,
            claimed,
            on_claim: Arc::new(|_| std::future::ready(()).boxed()),
            pauses: Arc::new(|| false),
        }
    }
}

/// An address that was typed as the host becomes the fields that it has parts
/// for; a password in it is the target's secret.
fn tidy(input: &TargetInput) -> TargetInput {
    let mut input = input.clone();
    if let Some(password) = input.settings.divide_host()
        && input.secret.as_deref().is_none_or(str::is_empty)
    {
        input.secret = Some(password);
    }
    input
}

/// Refuses a target whose settings can't be read.
fn readable(target: &SavedTarget) -> Result<(), DeliveryError> {
    let Some(reason) = &target.unreadable else { return Ok(()) };
    let error = HistoryError::Unreadable {
        what: format!("target “{}”", target.name),
        reason: reason.clone(),
    };
    let hint = error.hint().unwrap_or_default();
    Err(DeliveryError::new(Fault::Settings, error.to_string(), hint))
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
