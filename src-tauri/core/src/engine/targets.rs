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
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::Engine;
use super::context::{Base, Change};
use super::delivery_retry::{Attempt, Delivery, Tries, deliver_with_retry};
use super::ledger::StoredLedger;
use super::preconditions::Refusal;
use crate::clock::{Clock, SystemClock};
use crate::delivery::{
    self, AnswerLook, Aside, AwaitedAnswer, Control, Delivered, DeliveryError, Fault, FoundAnswer,
    Given, HostKey, Older, Part, Patience, Retry, RetryPolicy, TargetIfExists, TargetOptions,
    TargetPublish, TargetSettings, TargetTest, TargetTestStep, Trust, Upload, names, random_key,
};
use crate::did_you_mean::nearest;
use crate::error::{Error, sentence};
use crate::run::{Artifact, Ledger, RunReport};
use crate::secret::{Secret, SecretError, SecretStore};
use crate::spec::file_name::{FileNameValues, FileParts};
use crate::spec::{ExportSpec, Problem, SpecError};
use crate::store::{
    HistoryError, LeftUpload, OpenDelivery, SavedTarget, SequenceRow, Store, TargetInput,
};
use crate::zone::{Zone, parse_zone};

/// Time between two tries to write down that a number is given.
const CLAIMED_AGAIN: Duration = Duration::from_secs(5);

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

/// The saved targets, with their secrets in the keychain.
#[derive(Debug, Clone)]
pub struct Targets {
    pub(super) store: Store,
    pub(super) home: PathBuf,
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

    /// What earlier runs have used, for a run of this process. `is_local` says that its
    /// file goes nowhere but to its folder.
    pub fn ledger(&self, is_local: bool) -> impl Ledger + use<> {
        StoredLedger { store: self.store.clone(), run: None, is_local }
    }

    /// Writes down that a run of this process has given its files their names, and
    /// used up its number where they go nowhere else.
    pub async fn record_command(
        &self,
        spec: &ExportSpec,
        report: &RunReport,
        is_local: bool,
    ) -> Result<(), Error> {
        if is_local && report.sequence_number.is_some() {
            self.store.use_number().await?;
        }
        let names: Vec<String> =
            report.artifacts.iter().map(|artifact| artifact.name.clone()).collect();
        Ok(self.store.use_names(&spec.name, &names).await?)
    }

    /// All sequences, by name.
    pub async fn sequences(&self) -> Result<Vec<SequenceRow>, Error> {
        Ok(self.store.sequences().await?)
    }

    /// Sets the number that the sequence's next accepted file has.
    pub async fn set_sequence(&self, name: &str, next: u64) -> Result<(), Error> {
        Ok(self.store.set_sequence(name, next).await?)
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
        let own = home.to_owned();
        Self {
            store,
            home: own,
            secrets,
            trust: Trust { own: home.join("known_hosts"), user: known_hosts },
        }
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
        work.await.map_err(|panic| super::run_task::stopped(&panic))
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

    /// Makes one attempt to deliver a run's files in their order. Where the target
    /// allows that, all have arrived before the first gets its name. `published` are
    /// the paths of those that have it, which `kept` writes down.
    pub(super) async fn put_all(
        &self,
        target: &SavedTarget,
        secret: Option<Secret>,
        uploads: &[Upload],
        published: &mut Vec<String>,
        kept: &(dyn Fn(Vec<String>) -> BoxFuture<'static, ()> + Send + Sync),
        control: &Control,
    ) -> Result<Delivered, DeliveryError> {
        let place = self.open_target(target, secret).await?;
        let TargetSettings::Folder { path } = &target.settings else {
            return self.put_files(&*place, target, uploads, published, kept, control).await;
        };
        let uploads = self.known(target, uploads).await?;
        let delivered = self.put_files(&*place, target, &uploads, published, kept, control).await?;
        let noted = match delivery::mount_of(path).await {
            Some(mount) => self.store.set_target_mount(target.id, &mount.to_string_lossy()).await,
            None => Ok(()),
        };
        if let Err(error) = noted {
            tracing::warn!(%error, to = %target.name, "where its drive is mounted isn't noted");
        }
        Ok(delivered)
    }

    /// Files for a folder, with what is known of it from deliveries before.
    async fn known(
        &self,
        target: &SavedTarget,
        uploads: &[Upload],
    ) -> Result<Vec<Upload>, DeliveryError> {
        let mount = self.mount(target).await?;
        let is_known = mount.is_some() || {
            let before = self.store.has_delivered(target.id, &address(&target.settings)).await;
            before.map_err(|error| not_now(&error))?
        };
        let upload = |upload: &Upload| Upload { is_known, mount: mount.clone(), ..upload.clone() };
        Ok(uploads.iter().map(upload).collect())
    }

    /// Where the drive of a folder was mounted at the last delivery.
    async fn mount(&self, target: &SavedTarget) -> Result<Option<PathBuf>, DeliveryError> {
        let mount = self.store.target_mount(target.id).await.map_err(|error| not_now(&error))?;
        Ok(mount.map(PathBuf::from))
    }

    async fn put_files(
        &self,
        place: &dyn delivery::Target,
        target: &SavedTarget,
        uploads: &[Upload],
        published: &mut Vec<String>,
        kept: &(dyn Fn(Vec<String>) -> BoxFuture<'static, ()> + Send + Sync),
        control: &Control,
    ) -> Result<Delivered, DeliveryError> {
        if let [upload] = uploads {
            self.forget_left(target, uploads).await;
            return place.put(upload, control).await;
        }
        let is_open = |upload: &&Upload| !published.contains(&upload.path(&upload.name));
        let open: Vec<Upload> = uploads.iter().filter(is_open).cloned().collect();
        if target.settings.has_parts() && target.options.publish != TargetPublish::Direct {
            for upload in &open {
                place.put(&Upload { is_staged: true, ..upload.clone() }, control).await?;
            }
        }
        // The server has what takes the place of what earlier deliveries left: an older
        // set isn't given up for one that never comes.
        self.forget_left(target, uploads).await;
        let mut older = Older::default();
        let put = put_set(place, target, uploads, open, published, kept, &mut older, control).await;
        if let Err(error) = &put
            && published.is_empty()
        {
            older.asides = asides(target, uploads);
            if target.options.publish == TargetPublish::Direct && error.part.is_some() {
                // A file of the older set isn't what it was, and its marker says nothing.
                older.markers.clear();
            }
            // The older set is whole again until the next attempt, which finds out
            // what can't be put back.
            let control = Control::unwatched(CancellationToken::new(), control.patience);
            let unsure = uploads.first().filter(|_| error.fault.is_unanswered());
            let _ = put_back(place, &older, unsure, &control).await;
        }
        put
    }

    /// Files that are about to be delivered are no leftovers of an earlier delivery any
    /// more, and none of those takes their places.
    async fn forget_left(&self, target: &SavedTarget, uploads: &[Upload]) {
        let mut names: Vec<String> = Vec::new();
        for upload in uploads {
            let path = upload.path(&upload.name);
            names.extend(upload.beside(&path));
            names.push(path);
        }
        let Ok(rows) = self.store.left_uploads(Some(target.id)).await else {
            return;
        };
        for row in rows {
            let Ok(work) = serde_json::from_str::<Work>(&row.work) else { continue };
            if work.is_elsewhere(target) {
                continue;
            }
            let (mut paths, mut given, mut back) = (work.paths, work.given, work.back);
            if let Some(begun) = work.upload {
                let artifacts = begun.artifacts.clone();
                let is_whole = work.published.len() == artifacts.len();
                if artifacts.len() < 2 || is_whole {
                    continue;
                }
                let set = begun.upload(row.claimed).set(&artifacts);
                given.extend(given_of(target, &set, &work.published));
                paths.extend(set.iter().flat_map(Upload::part_paths));
                back.extend(asides(target, &set));
            }
            let is_taken = |path: &String| names.contains(path);
            let of_given = given.iter().flat_map(|one| one.beside.iter().chain([&one.path]));
            let of_back = back.iter().map(|aside| &aside.of);
            if !paths.iter().chain(of_given).chain(of_back).any(is_taken) {
                continue;
            }
            paths.retain(|path| !is_taken(path));
            given.retain(|one| !is_taken(&one.path));
            for one in &mut given {
                one.beside.retain(|path| !is_taken(path));
            }
            let (gone, back): (Vec<Aside>, _) =
                back.into_iter().partition(|aside| is_taken(&aside.of));
            paths.extend(gone.into_iter().map(|aside| aside.path));
            let work = Work { at: work.at, given, back, ..Work::removing(paths) };
            let changed = async {
                // Not while another process ends it.
                if self.store.adopt_upload(row.id).await? {
                    self.store.change_upload(row.id, &work.to_json()).await?;
                    self.store.leave_upload(row.id).await?;
                }
                Ok::<_, HistoryError>(())
            };
            if let Err(error) = changed.await {
                tracing::warn!(upload = row.id, %error, "what is left at a target stays noted");
            }
        }
    }

    /// What a set has begun that isn't delivered as a whole: its files, those of an older
    /// one, and the `part` of one that stays.
    fn begun_by_set(
        target: &SavedTarget,
        uploads: &[Upload],
        published: &[String],
        part: Option<&str>,
    ) -> Work {
        let given = given_of(target, uploads, published);
        // One that is written under its own name stands there in part.
        let is_whole = |part: &&str| published.iter().any(|path| path == part);
        let mut paths: Vec<String> =
            part.filter(|part| !is_whole(part)).map(str::to_owned).into_iter().collect();
        if target.settings.has_parts() {
            paths.extend(uploads.iter().rev().flat_map(Upload::part_paths));
        }
        let (at, back) = (Some(address(&target.settings)), asides(target, uploads));
        Work { at, given, back, ..Work::removing(paths) }
    }

    /// Writes down that a delivery has failed, and that what it has begun of a set is to be
    /// removed, by whichever process, before anything of it is.
    pub(super) async fn hand_over(
        &self,
        delivery: &OpenDelivery,
        target: &SavedTarget,
        uploads: &[Upload],
        error: &DeliveryError,
        now: DateTime<Utc>,
    ) -> Result<HandedOver, HistoryError> {
        let part = error.part.as_deref();
        let work = Self::begun_by_set(target, uploads, &delivery.published, part);
        let said = (&*sentence(&error.message), &*error.hint);
        let (json, key) = (work.to_json(), random_key());
        let row = self.store.hand_over(delivery, said, &json, &key, now).await?;
        Ok(HandedOver { row, work })
    }

    /// Removes what was handed over. What can't be removed now is left to the next process;
    /// gives its paths.
    pub(super) async fn take_back(
        &self,
        target: &SavedTarget,
        secret: Option<Secret>,
        handed: HandedOver,
    ) -> Result<Vec<String>, Error> {
        let HandedOver { row, work } = handed;
        let control = Control::unwatched(CancellationToken::new(), Patience::default());
        let settled = async {
            self.expect_drive(target).await?;
            let place = self.open_target(target, secret).await?;
            work.undo(&*place, &control).await
        };
        let left = settled.await.unwrap_or_else(|_| work.clone());
        if left.is_over() {
            self.store.end_upload(row).await?;
        } else {
            self.store.change_upload(row, &left.to_json()).await?;
            self.store.leave_upload(row).await?;
        }
        Ok(left.shown())
    }

    /// Makes sure that a folder is on its drive: without it, nothing would seem to be left.
    async fn expect_drive(&self, target: &SavedTarget) -> Result<(), DeliveryError> {
        let TargetSettings::Folder { path } = &target.settings else { return Ok(()) };
        delivery::expect_folder(path, self.mount(target).await?).await
    }

    /// Writes down what a delivery has begun at an address that its target no longer has.
    pub(super) async fn leave_behind(
        &self,
        target: &SavedTarget,
        at: &str,
        uploads: &[Upload],
        published: &[String],
        clock: &dyn Clock,
    ) -> Result<(), Error> {
        let (at, given) = (Some(at.to_owned()), given_of(target, uploads, published));
        let back = asides(target, uploads);
        let paths = uploads.iter().rev().flat_map(Upload::part_paths).collect();
        let work = Work { at, given, back, ..Work::removing(paths) };
        self.leave_work(target.id, &work, clock).await
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

    /// Looks once for a partner's answer at a saved target.
    pub(super) async fn look_for(
        &self,
        target: &SavedTarget,
        wanted: &AwaitedAnswer,
        seen: Option<&FoundAnswer>,
        control: &Control,
    ) -> Result<AnswerLook, DeliveryError> {
        self.open_target(target, None).await?.look_for(wanted, seen, control).await
    }

    /// Ends what processes that are gone have left at a target, or at all of
    /// them: nothing stays there but whole files. Gives the paths of what can't
    /// be removed now; the next one tries again.
    pub async fn settle(
        &self,
        target: Option<&SavedTarget>,
        secret: Option<&Secret>,
        cancel: &CancellationToken,
    ) -> Result<Vec<String>, Error> {
        self.store.release_stale_leases().await?;
        let mut left = Vec::new();
        for row in self.store.left_uploads(target.map(|target| target.id)).await? {
            let found = match target {
                Some(target) => Some(target.clone()),
                None => self.store.target(row.target_id).await?,
            };
            let Some(found) = found else { continue };
            if cancel.is_cancelled() || !self.store.adopt_upload(row.id).await? {
                continue;
            }
            match self.settle_one(&found, secret, &row, cancel).await {
                Ok(work) if work.is_over() => self.store.end_upload(row.id).await?,
                Ok(work) => {
                    self.store.change_upload(row.id, &work.to_json()).await?;
                    self.store.leave_upload(row.id).await?;
                    left.extend(work.shown());
                }
                // The server can't be reached, or has another mind: later.
                Err(_) => self.store.leave_upload(row.id).await?,
            }
        }
        Ok(left)
    }

    /// Gives what is left to be done.
    async fn settle_one(
        &self,
        target: &SavedTarget,
        secret: Option<&Secret>,
        row: &LeftUpload,
        cancel: &CancellationToken,
    ) -> Result<Work, DeliveryError> {
        // What can't be read any more is forgotten.
        let Ok(mut work) = serde_json::from_str::<Work>(&row.work) else {
            return Ok(Work::removing(Vec::new()));
        };
        if work.is_elsewhere(target) {
            let paths = work.left_behind().join(", ");
            let was_at = work.at.unwrap_or_default();
            tracing::warn!(to = %target.name, was_at, paths, "what a delivery left elsewhere stays");
            let message = format!("“{}” is another place than it was", target.name);
            let hint = "What is left at the old one goes once the target has its address again.";
            return Err(DeliveryError::new(Fault::Settings, message, hint));
        }
        let artifacts = work.upload.as_ref().map(|begun| begun.artifacts.clone());
        let artifacts = artifacts.unwrap_or_default();
        let upload = work.upload.take().map(|begun| {
            let upload = begun.upload(row.claimed.clone());
            Upload { part: upload.part.tried(), ..upload }
        });
        self.expect_drive(target).await?;
        let place = self.open_target(target, secret.cloned()).await?;
        let control = Control::unwatched(cancel.clone(), Patience::default());
        let Some(upload) = upload else { return work.undo(&*place, &control).await };
        if artifacts.len() < 2 {
            let left = place.settle(Some(&upload), &work.paths, &control).await?;
            return Ok(Work { at: work.at, ..Work::removing(left) });
        }
        let uploads = upload.set(&artifacts);
        let (at, mut paths, mut published) = (work.at, work.paths, work.published);
        if is_half_replaced(&*place, target, &uploads, &published, &control).await? {
            // Nothing can give the older files back, so the newer ones become a whole set.
            let is_open = |upload: &&Upload| !published.contains(&upload.path(&upload.name));
            let open = uploads.iter().filter(is_open).cloned().collect();
            let (kept, mut older) = (|_| std::future::ready(()).boxed(), Older::default());
            let done = put_set(
                &*place,
                target,
                &uploads,
                open,
                &mut published,
                &kept,
                &mut older,
                &control,
            );
            paths.extend(done.await?.left);
            tracing::info!(to = %target.name, "a set that had replaced half of an older one is whole");
            return Work { at, ..Work::removing(paths) }.undo(&*place, &control).await;
        }
        let next = next_of(target, &uploads, &published);
        let mut unrecorded = None;
        for (index, upload) in uploads.iter().enumerate() {
            // No part is given a name: it is all files or none.
            let is_staged = next == Some(index);
            let cleared = Upload { manifest: None, is_staged, ..upload.clone() };
            paths = place.settle(Some(&cleared), &paths, &control).await?;
            let path = upload.path(&upload.name);
            if is_staged && paths.contains(&path) {
                // The process ended before it wrote that down.
                paths.retain(|left| *left != path);
                published.push(path);
                unrecorded = Some(cleared);
            }
        }
        let back = asides(target, &uploads);
        if published.len() == uploads.len() {
            if let Some(last) = unrecorded.filter(|last| last.options.ready_marker) {
                mark(&*place, last, &control).await?;
            }
            paths.extend(back.into_iter().map(|aside| aside.path));
            return Work { at, ..Work::removing(paths) }.undo(&*place, &control).await;
        }
        let given = given_of(target, &uploads, &published);
        Work { at, given, back, ..Work::removing(paths) }.undo(&*place, &control).await
    }

    /// Writes down what a server doesn't let go, for the next process.
    pub(super) async fn leave(
        &self,
        target: i64,
        paths: &[String],
        clock: &dyn Clock,
    ) -> Result<(), Error> {
        let known = self.list().await?;
        let at =
            known.iter().find(|known| known.id == target).map(|known| address(&known.settings));
        self.leave_work(target, &Work { at, ..Work::removing(paths.to_vec()) }, clock).await
    }

    async fn leave_work(&self, target: i64, work: &Work, clock: &dyn Clock) -> Result<(), Error> {
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
                model: spec.model_in_names(),
                started_at: now,
                zone: parse_zone(&spec.timezone).unwrap_or(Zone::UTC),
                run: 1,
                rows: 1,
                of: FileParts::default(),
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
            model: spec.model_in_names(),
            started_at: report.started_at,
            zone: parse_zone(&spec.timezone).unwrap_or(Zone::UTC),
            run: made.run_number,
            rows: report.rows,
            of: FileParts::default(),
        };
        let is_numbered = report.sequence_number.is_some();
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
            artifacts: report.artifacts.clone(),
            at: Some(address(&target.settings)),
        };
        let row = self.begin(target.id, &begun, clock).await?;
        // Another target may have got a file with the number, which nobody knows.
        let was_in_doubt = is_numbered && self.store.is_number_claimed().await.unwrap_or(true);
        let claimed = Arc::new(Mutex::new(None));
        let (claims, store) = (Arc::clone(&claimed), self.store.clone());
        let cancel = control.cancel.clone();
        let mut upload = begun.clone().upload(None);
        upload.on_claim = Arc::new(move |name: String| {
            *claims.lock().unwrap_or_else(PoisonError::into_inner) = Some(name.clone());
            let (store, cancel) = (store.clone(), cancel.clone());
            async move {
                // Without it the next process only removes what it could end.
                let _ = store.claim_upload(row, &name).await;
                // No file has a number that nobody knows to be given.
                while is_numbered && let Err(error) = store.claim_number(true).await {
                    tracing::warn!(%error, "the number of a file isn't claimed");
                    if !error.is_passing() {
                        break;
                    }
                    tokio::select! {
                        () = cancel.cancelled() => break,
                        () = tokio::time::sleep(CLAIMED_AGAIN) => {}
                    }
                }
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
            in_doubt: false,
            published: Vec::new(),
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
        if is_numbered {
            let noted = match &done {
                Ok(_) => self.store.use_number().await,
                // The server may have it, as after a command that was killed.
                Err(_) if commanded.in_doubt || was_in_doubt => Ok(()),
                Err(_) => self.store.claim_number(false).await,
            };
            if let (Err(error), Ok(_)) = (&noted, &done) {
                let error = error.to_string();
                tracing::error!(error, "the number of a delivered file isn't written down");
            }
        }
        if done.is_err() && report.artifacts.len() > 1 {
            let (uploads, published) = (commanded.uploads(), &commanded.published);
            let part = done.as_ref().err().and_then(|error| error.part.as_deref());
            let work = Self::begun_by_set(target, &uploads, published, part);
            // Its row says already what it has begun.
            if self.take_back(target, secret.cloned(), HandedOver { row, work }).await.is_ok() {
                return done.map_err(|error| DeliveryError { part: None, ..error });
            }
        }
        let told = match &done {
            Ok(delivered) if delivered.left.is_empty() => self.store.end_upload(row).await,
            Ok(delivered) => {
                let at = Some(address(&target.settings));
                let work = Work { at, ..Work::removing(delivered.left.clone()) };
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
        let work = Work::delivering(begun.clone(), Vec::new());
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
    /// Whether a file may have its name, and the server's answer was lost.
    in_doubt: bool,
    /// Paths of a set's files that have their names.
    published: Vec<String>,
    control: &'a Control,
    began: (DateTime<Utc>, Instant),
    failed: F,
}

impl<F> Commanded<'_, F> {
    fn uploads(&self) -> Vec<Upload> {
        self.upload.clone().set(&self.begun.artifacts)
    }
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
        let uploads = self.uploads();
        let (store, row, begun) = (self.targets.store.clone(), self.row, self.begun.clone());
        let kept = move |published: Vec<String>| {
            let work = Work::delivering(begun.clone(), published);
            let store = store.clone();
            async move {
                if let Err(error) = store.change_upload(row, &work.to_json()).await {
                    tracing::warn!(upload = row, %error, "a set that is left may keep a file");
                }
            }
            .boxed()
        };
        let published = &mut self.published;
        let put =
            self.targets.put_all(self.target, secret, &uploads, published, &kept, self.control);
        let done = put.await;
        let claimed = self.claimed.lock().unwrap_or_else(PoisonError::into_inner).clone();
        self.upload.claimed = claimed;
        let is_unanswered = done.as_ref().is_err_and(|error| error.fault.is_unanswered());
        self.in_doubt |= is_unanswered && self.upload.claimed.is_some();
        let policy = RetryPolicy { hours: self.target.options.retry_hours };
        Ok(Some(done.map_err(|error| (policy, error))))
    }

    async fn part_changed(&mut self) -> Result<(), Error> {
        self.begun.key.clone_from(&self.upload.part.key);
        self.begun.given_up.clone_from(&self.upload.part.given_up);
        let work = Work::delivering(self.begun.clone(), self.published.clone());
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
    /// The target's address at that time; none where nobody wrote it down.
    #[serde(default)]
    at: Option<String>,
    #[serde(default)]
    paths: Vec<String>,
    /// Those of a set's files that have their names.
    #[serde(default)]
    published: Vec<String>,
    /// Files of a set that isn't whole, which go unless others have taken their names.
    #[serde(default)]
    given: Vec<Given>,
    /// Files of an older set that are to get their names back.
    #[serde(default)]
    back: Vec<Aside>,
}

impl Work {
    /// Paths that are to be removed.
    fn removing(paths: Vec<String>) -> Self {
        Self {
            upload: None,
            at: None,
            paths,
            published: Vec::new(),
            given: Vec::new(),
            back: Vec::new(),
        }
    }

    /// Whether the target is at another address by now, where other files stand.
    fn is_elsewhere(&self, target: &SavedTarget) -> bool {
        self.at.as_ref().is_some_and(|at| *at != address(&target.settings))
    }

    /// Everything that stays when nothing is done.
    fn left_behind(&self) -> Vec<String> {
        let mut paths = self.shown();
        if let Some(begun) = &self.upload {
            let upload = begun.clone().upload(None);
            paths.extend(upload.set(&begun.artifacts).iter().map(Upload::part_path));
        }
        paths.extend(self.published.iter().cloned());
        paths.extend(self.back.iter().map(|aside| aside.path.clone()));
        paths
    }

    /// Removes what is to be removed, and gives older files their names back. Gives what
    /// is left of that.
    async fn undo(
        &self,
        place: &dyn delivery::Target,
        control: &Control,
    ) -> Result<Self, DeliveryError> {
        let given = if self.given.is_empty() {
            Vec::new()
        } else {
            place.withdraw(&self.given, control).await?
        };
        let paths = place.settle(None, &self.paths, control).await?;
        let older = Older { asides: self.back.clone(), ..Older::default() };
        let back = put_back(place, &older, None, control).await?;
        Ok(Self { at: self.at.clone(), given, back, ..Self::removing(paths) })
    }

    fn is_over(&self) -> bool {
        self.upload.is_none()
            && self.paths.is_empty()
            && self.given.is_empty()
            && self.back.is_empty()
    }

    /// Paths that stay where nothing should.
    fn shown(&self) -> Vec<String> {
        let given = self.given.iter().map(|one| &one.path);
        self.paths.iter().chain(given).cloned().collect()
    }

    /// A delivery, and what of its set has its name.
    fn delivering(upload: StartedUpload, published: Vec<String>) -> Self {
        let at = upload.at.clone();
        Self { upload: Some(upload), at, published, ..Self::removing(Vec::new()) }
    }

    fn to_json(&self) -> String {
        serde_json::json!(self).to_string()
    }
}

/// What was begun at a target and is to be removed, as it stands in the history.
pub(super) struct HandedOver {
    row: i64,
    work: Work,
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
    /// All files of the run.
    #[serde(default)]
    artifacts: Vec<Artifact>,
    /// The target's address.
    #[serde(default)]
    at: Option<String>,
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
            is_staged: false,
            is_marker: false,
            is_known: false,
            mount: None,
        }
    }
}

/// Where the files of an older set may be.
fn asides(target: &SavedTarget, uploads: &[Upload]) -> Vec<Aside> {
    if !target.settings.has_parts() {
        return Vec::new();
    }
    uploads.iter().flat_map(Upload::asides).collect()
}

/// Those of a set's files that have their names and may lose them, the last one first:
/// none where each was written over an older one, which can't come back.
fn given_of(target: &SavedTarget, uploads: &[Upload], published: &[String]) -> Vec<Given> {
    if is_written_over(target) {
        return Vec::new();
    }
    let given = uploads.iter().rev().map(Upload::given);
    given.filter(|one| published.contains(&one.path)).collect()
}

/// Whether a file takes an older one's place with nothing between them.
pub(super) fn is_written_over(target: &SavedTarget) -> bool {
    let TargetOptions { if_exists, publish, .. } = &target.options;
    let is_direct = !target.settings.has_parts() || *publish == TargetPublish::Direct;
    *if_exists == TargetIfExists::Replace && is_direct
}

/// A target's address: files that are left at another one are none of its own.
pub(super) fn address(settings: &TargetSettings) -> String {
    let place = match settings {
        TargetSettings::Folder { path } => path.clone(),
        // What is left there has its whole path.
        TargetSettings::Sftp { host, port, user, .. }
        | TargetSettings::Ftp { host, port, user, .. }
        | TargetSettings::Ftps { host, port, user, .. } => format!("{user}@{host}:{port}"),
        TargetSettings::S3 { bucket, endpoint, .. }
        | TargetSettings::Gcs { bucket, endpoint, .. } => {
            format!("{bucket} at {}", endpoint.as_deref().unwrap_or_default())
        }
        TargetSettings::Azure { account, container, endpoint, .. } => {
            format!("{account}, {container} at {}", endpoint.as_deref().unwrap_or_default())
        }
    };
    format!("{}: {place}", settings.kind())
}

/// The file of a set that may have its name though nobody wrote that down: the first one
/// after those that are `published`. None where that couldn't be told from an older file
/// with the same content.
fn next_of(target: &SavedTarget, uploads: &[Upload], published: &[String]) -> Option<usize> {
    let options = &target.options;
    let is_written_over = options.publish == TargetPublish::Direct
        && options.if_exists == TargetIfExists::Replace
        && published.is_empty();
    if !target.settings.has_parts() || is_written_over {
        return None;
    }
    uploads.iter().position(|upload| !published.contains(&upload.path(&upload.name)))
}

/// Whether files of a set, all of which are still as they were made, were written over those
/// of an older set, and not all of them. Where another delivery has written there since, it
/// isn't.
async fn is_half_replaced(
    place: &dyn delivery::Target,
    target: &SavedTarget,
    uploads: &[Upload],
    published: &[String],
    control: &Control,
) -> Result<bool, DeliveryError> {
    let open = uploads.iter().find(|upload| !published.contains(&upload.path(&upload.name)));
    let Some(open) = open.filter(|open| is_written_over(target) && open.claimed.is_some()) else {
        return Ok(false);
    };
    for upload in uploads {
        let (file, sha256) = (upload.file.clone(), upload.sha256.clone());
        let is_same = move || super::files::sha256(&file).is_ok_and(|found| found == sha256);
        if !tokio::task::spawn_blocking(is_same).await.unwrap_or(false) {
            return Ok(false);
        }
    }
    let is_published = |upload: &&Upload| published.contains(&upload.path(&upload.name));
    // What describes one that is published says nothing: the file itself has to be there.
    let alone = |upload: &Upload| Upload { manifest: None, ..upload.clone() };
    let mut begun: Vec<Upload> = uploads.iter().filter(is_published).map(alone).collect();
    if begun.is_empty() {
        begun.push(open.clone());
    }
    for upload in &begun {
        match place.has_begun(upload, control).await {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            Err(error) if error.retry() == Retry::Transient => return Err(error),
            // Some users may write and not look.
            Err(_) => return Ok(false),
        }
    }
    Ok(true)
}

/// Writes the marker of a file that has its name.
async fn mark(
    place: &dyn delivery::Target,
    upload: Upload,
    control: &Control,
) -> Result<(), DeliveryError> {
    match place.put(&Upload { is_staged: false, ..upload }, control).await {
        Err(error) if error.retry() == Retry::Transient || error.fault == Fault::Cancelled => {
            Err(error)
        }
        Err(error) => {
            tracing::warn!(%error, "the last file of a set has no marker");
            Ok(())
        }
        Ok(_) => Ok(()),
    }
}

/// Gives the files of an older set their names back; those that can't have them.
async fn put_back(
    place: &dyn delivery::Target,
    older: &Older,
    unsure: Option<&Upload>,
    control: &Control,
) -> Result<Vec<Aside>, DeliveryError> {
    if older.asides.is_empty() && older.markers.is_empty() {
        return Ok(Vec::new());
    }
    place.put_back(older, unsure, control).await
}

/// Gives the files of a set that are still `open` their names; see [`Targets::put_all`].
#[expect(clippy::too_many_arguments, reason = "one step of one function")]
async fn put_set(
    place: &dyn delivery::Target,
    target: &SavedTarget,
    uploads: &[Upload],
    open: Vec<Upload>,
    published: &mut Vec<String>,
    kept: &(dyn Fn(Vec<String>) -> BoxFuture<'static, ()> + Send + Sync),
    older: &mut Older,
    control: &Control,
) -> Result<Delivered, DeliveryError> {
    let is_fresh = published.is_empty();
    if target.options.if_exists == TargetIfExists::Replace && !open.is_empty() {
        place.set_aside(&open, older, control).await?;
    }
    let mut left = Vec::new();
    let first = uploads.iter().find(|upload| upload.manifest.is_some());
    let first = first.unwrap_or(&uploads[0]);
    // All may have been there before the process ended that delivered them.
    let mut all = Delivered {
        name: String::new(),
        remote_path: String::new(),
        bytes: 0,
        verified: "an earlier attempt".to_owned(),
        fingerprint: None,
        set_aside: false,
        left: Vec::new(),
    };
    for upload in open {
        let part = upload.part.clone().tried();
        let path = upload.path(&upload.name);
        let done = place.put(&Upload { part, ..upload }, control).await?;
        published.push(path);
        kept(published.clone()).await;
        left.extend(done.left.iter().cloned());
        all = done;
    }
    // The new set is whole, whatever becomes of the older one.
    let is_first = is_fresh && uploads[0].part.is_new();
    let asides = if is_first { older.asides.clone() } else { asides(target, uploads) };
    if !asides.is_empty() {
        let paths: Vec<String> = asides.into_iter().map(|aside| aside.path).collect();
        // Also after somebody cancelled.
        let control = Control::unwatched(CancellationToken::new(), control.patience);
        let settled = place.settle(None, &paths, &control).await;
        left.extend(settled.unwrap_or(paths));
    }
    Ok(Delivered {
        name: first.name.clone(),
        remote_path: first.path(&first.name),
        bytes: uploads.iter().map(|upload| upload.bytes).sum(),
        left,
        ..all
    })
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
    if let Some(answer) = &mut input.options.answer {
        answer.path = answer.path.trim().to_owned();
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

/// That the history doesn't say what has to be known of a target: it may later.
fn not_now(error: &HistoryError) -> DeliveryError {
    DeliveryError::new(Fault::Busy, error.to_string(), error.hint().unwrap_or_default())
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
    if let (TargetSettings::Folder { .. }, Some(staging)) =
        (&input.settings, input.options.staging.as_deref().map(str::trim))
        && !staging.is_empty()
        && !Path::new(staging).is_absolute()
    {
        // It would be looked for wherever the program was started.
        let message = format!("`{staging}` isn't a whole path");
        let hint = "Choose the folder, from its drive or root.";
        problems.push(Problem::new("staging", message, hint));
    }
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
