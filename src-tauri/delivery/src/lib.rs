//! Bringing a finished file to where it is awaited, whole or not at all.
//!
//! A [`Target`] tests itself and takes files. Places with names (`publish.rs`
//! over a `session.rs`: folder, SFTP, FTP) get a part that is renamed; buckets
//! (`bucket.rs`) make objects appear whole by themselves. Who delivers what and
//! when to try again is the engine's; here is one attempt.
#![cfg_attr(not(test), warn(clippy::print_stdout, clippy::unwrap_used))]

mod answer;
mod artifact;
mod bucket;
pub mod bucket_error;
mod check;
mod control;
mod error;
mod folder;
mod ftp;
mod mask;
pub mod names;
mod network;
mod original;
mod probe;
mod publish;
mod retry;
pub mod s3;
mod session;
mod settings;
mod sftp;
mod tls;

use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};

pub use answer::{AnswerLook, AnswerMeans, AnswerRule, AwaitedAnswer, FoundAnswer};
pub use artifact::{Artifact, ArtifactRole};
pub use check::{HostKey, OnStep, Step, TargetProposal, TargetTest, TargetTestStep};
pub use control::{Control, OnSent, Patience, Sent};
pub use error::{DeliveryError, Fault, Retry};
pub use folder::mount_of;
pub use mask::Mask;
pub use retry::{RetryPolicy, random_key};
pub use settings::{
    FtpsMode, SftpLogin, TargetIfExists, TargetOptions, TargetPublish, TargetSettings, TargetVerify,
};
pub use sftp::Trust;

// Modules of the other crates have the same paths in each of ours.
use export_desk_base::{hash, humanize, secret};
use export_desk_definition::spec;

use answer::SessionShelf;
use bucket::Bucket;
use check::Steps;
use session::Session;

use crate::secret::Secret;

/// Told when a name is chosen, before anything stands under it.
pub type OnClaim = dyn Fn(String) -> BoxFuture<'static, ()> + Send + Sync;

/// What is delivered, and how.
#[derive(Clone)]
pub struct Upload {
    /// The run's file.
    pub file: PathBuf,
    /// Its bytes.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// The manifest beside it.
    pub manifest: Option<PathBuf>,
    /// The name that it should get.
    pub name: String,
    /// The folder, its template filled in.
    pub folder: String,
    /// The target's rules.
    pub options: TargetOptions,
    /// Its part at the target.
    pub part: Part,
    /// The name that an earlier attempt had chosen.
    pub claimed: Option<String>,
    /// Told of the chosen name.
    pub on_claim: Arc<OnClaim>,
    /// Whether what is cancelled now is gone on with later.
    pub pauses: Arc<dyn Fn() -> bool + Send + Sync>,
    /// Whether it only arrives under its temporary name: others of its set aren't
    /// there yet.
    pub is_staged: bool,
    /// Whether it comes after all data of its set and says that they are there.
    pub is_marker: bool,
    /// Whether files have come to this very place before: a folder of this computer that
    /// isn't there any more is on a drive that is away, and isn't made.
    pub is_known: bool,
    /// Where the drive of that place was mounted then, if it is known.
    pub mount: Option<PathBuf>,
}

/// An older file that a set takes the place of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// Where it is meanwhile.
    pub path: String,
    /// Its name's path.
    pub of: String,
    /// What the set puts under the name, where that is a file of its own.
    #[serde(default)]
    pub new: Option<Fingerprint>,
    /// Whether it goes where the last file before it goes that isn't beside another one.
    #[serde(default)]
    pub is_beside: bool,
    /// Whether it says that all of its set are there.
    #[serde(default)]
    pub is_marker: bool,
}

/// By what a file is known again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// Its bytes.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
}

/// A file to which a delivery gave its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Its name's path.
    pub path: String,
    /// What it is.
    pub file: Fingerprint,
    /// Paths of what stands beside it.
    pub beside: Vec<String>,
}

/// What a set takes the place of.
#[derive(Debug, Default)]
pub struct Older {
    /// Files that have other names meanwhile.
    pub asides: Vec<Aside>,
    /// Markers that were removed because nothing can be renamed, with what they had in
    /// them; in the order in which they were removed.
    pub markers: Vec<(String, Vec<u8>)>,
}

/// The temporary file at a target, by the key in its name that no other
/// delivery has. Every attempt goes on with it, unless that doesn't work: a
/// server that still holds it for a connection that is gone answers nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The key.
    pub key: String,
    /// The keys of those that were given up, to be removed.
    pub given_up: Vec<String>,
    timed_out: u32,
    /// Whether an attempt may have begun it.
    is_tried: bool,
}

impl Part {
    /// The part of a delivery with this key.
    pub fn new(key: impl Into<String>) -> Self {
        Self { key: key.into(), given_up: Vec::new(), timed_out: 0, is_tried: false }
    }

    /// The same after an attempt.
    #[must_use]
    pub fn tried(self) -> Self {
        Self { is_tried: true, ..self }
    }

    /// Whether no attempt may have begun it.
    pub fn is_new(&self) -> bool {
        !self.is_tried
    }

    /// After an attempt failed; whether the next one begins with another part.
    pub fn failed(&mut self, fault: &Fault) -> bool {
        self.is_tried = true;
        self.timed_out = if *fault == Fault::TimedOut { self.timed_out + 1 } else { 0 };
        let is_stuck = self.timed_out == 2 || *fault == Fault::Resume;
        if is_stuck {
            self.given_up.push(std::mem::replace(&mut self.key, random_key()));
            self.timed_out = 0;
        }
        is_stuck
    }
}

impl Upload {
    /// The uploads of all files of a run, of which this is one as it would be alone.
    /// A set's files name each other, so that none gets another name at the target.
    pub fn set(self, artifacts: &[Artifact]) -> Vec<Self> {
        if artifacts.len() < 2 {
            return vec![self];
        }
        let mut manifest = self.manifest.clone();
        let is_data = |artifact: &Artifact| artifact.role == ArtifactRole::Data;
        let last = artifacts.iter().rposition(is_data);
        let each = artifacts.iter().enumerate().map(|(index, artifact)| {
            let is_data = is_data(artifact);
            let mut options = self.options.clone();
            if options.if_exists == TargetIfExists::Number {
                options.if_exists = TargetIfExists::Fail;
            }
            options.ready_marker &= is_data;
            Self {
                file: artifact.path.clone(),
                bytes: artifact.bytes,
                sha256: artifact.sha256.clone(),
                manifest: if is_data { manifest.take() } else { None },
                name: artifact.name.clone(),
                claimed: self.claimed.as_ref().map(|_| artifact.name.clone()),
                options,
                is_marker: last.is_some_and(|last| index > last),
                ..self.clone()
            }
        });
        each.collect()
    }

    /// The path of the file, should it have this name.
    pub fn path(&self, name: &str) -> String {
        names::join(&self.folder, name)
    }

    /// Paths of what may stand beside the file of a path.
    pub fn beside(&self, path: &str) -> Vec<String> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let mut beside = Vec::new();
        if self.options.ready_marker {
            beside.push(self.path(&names::ready(name)));
        }
        if self.options.manifest && self.manifest.is_some() {
            beside.push(self.path(&names::manifest(name)));
        }
        beside
    }

    /// Where older files are while a set with this file takes the place of theirs: the
    /// one of its name and those beside it, in the order in which they get their names
    /// back.
    pub fn asides(&self) -> Vec<Aside> {
        if self.options.if_exists != TargetIfExists::Replace
            || self.options.publish == TargetPublish::Direct
        {
            return Vec::new();
        }
        // The part may have got another key since.
        let key = self.part.given_up.first().unwrap_or(&self.part.key);
        let path = self.path(&self.name);
        let beside = self.beside(&path);
        let all = std::iter::once(path).chain(beside.into_iter().rev());
        let aside = |(index, of): (usize, String)| {
            let name = of.rsplit('/').next().unwrap_or(&of);
            let is_beside = index > 0;
            Aside {
                path: self.path(&names::aside(name, key)),
                of,
                new: (!is_beside).then(|| self.fingerprint()),
                is_beside,
                is_marker: self.is_marker,
            }
        };
        all.enumerate().map(aside).collect()
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint { bytes: self.bytes, sha256: self.sha256.clone() }
    }

    /// The file, once it has its name.
    pub fn given(&self) -> Given {
        let path = self.path(&self.name);
        let beside = self.beside(&path);
        Given { path, file: self.fingerprint(), beside }
    }

    /// Path of the temporary file.
    pub fn part_path(&self) -> String {
        names::join(publish::parts_folder(self), &names::part(&self.name, &self.part.key))
    }

    /// Paths of it and of the parts of what is to stand beside the file.
    pub fn part_paths(&self) -> Vec<String> {
        let beside = self.beside(&self.path(&self.name));
        let name_of = |path: &String| path.rsplit('/').next().unwrap_or(path).to_owned();
        let part_of = |path: &String| {
            names::join(publish::parts_folder(self), &names::part(&name_of(path), &self.part.key))
        };
        let mut paths: Vec<String> = beside.iter().map(part_of).collect();
        paths.push(self.part_path());
        paths
    }

    /// Paths of the parts that were given up before.
    pub fn given_up_paths(&self) -> Vec<String> {
        let of_key = |key: &String| Self { part: Part::new(key.clone()), ..self.clone() };
        self.part.given_up.iter().flat_map(|key| of_key(key).part_paths()).collect()
    }

    /// Says that the file gets this name. A delivery that was cancelled meanwhile gives
    /// none: whoever is told may have given up writing that down.
    async fn claim(&self, name: &str, control: &Control) -> Result<(), DeliveryError> {
        (self.on_claim)(name.to_owned()).await;
        if control.cancel.is_cancelled() {
            return Err(DeliveryError::cancelled());
        }
        Ok(())
    }

    /// Whether the part stays when the delivery is cancelled.
    fn keep_part(&self) -> bool {
        (self.pauses)()
    }

    /// The manifest as it stands beside a file of this name, if it is wanted.
    fn manifest_for(&self, name: &str) -> Result<Option<Vec<u8>>, DeliveryError> {
        let Some(path) = self.manifest.as_ref().filter(|_| self.options.manifest) else {
            return Ok(None);
        };
        let unread = |error: std::io::Error| DeliveryError::local_file(path, &error);
        let bytes = std::fs::read(path).map_err(unread)?;
        let mut manifest: serde_json::Value =
            serde_json::from_slice(&bytes).map_err(|error| unread(error.into()))?;
        if manifest["sha256"].as_str().is_some_and(|sha256| sha256 != self.sha256) {
            // That of a run that has taken the file's place.
            return Err(original::changed(path));
        }
        if manifest["file"] == *name {
            return Ok(Some(bytes));
        }
        manifest["file"] = name.into();
        Ok(Some(format!("{manifest:#}\n").into_bytes()))
    }
}

/// What was delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// The file's name there.
    pub name: String,
    /// Its path there.
    pub remote_path: String,
    /// Its bytes.
    pub bytes: u64,
    /// How it was made sure that it is the file, in words.
    pub verified: String,
    /// The server's key or certificate.
    pub fingerprint: Option<String>,
    /// Whether the file that had the name had to be renamed first, because the
    /// server doesn't rename over it.
    pub set_aside: bool,
    /// Parts of earlier attempts that the server doesn't let go.
    pub left: Vec<String>,
}

/// Somewhere to deliver to.
#[async_trait]
pub trait Target: Send + Sync {
    /// Looks step by step whether it can be delivered there by these options, in
    /// the first of the folders that can be written to.
    async fn check(
        &self,
        folders: &[String],
        options: &TargetOptions,
        control: &Control,
        told: &mut OnStep<'_>,
    ) -> TargetTest;

    /// Delivers a file; one attempt.
    async fn put(&self, upload: &Upload, control: &Control) -> Result<Delivered, DeliveryError>;

    /// Takes the names of a set from the files of an older one, that of a marker first,
    /// so that at no moment a marker stands beside files of two sets. `older` are those
    /// that were there, also after an error; where nothing can be renamed, only markers
    /// are removed.
    async fn set_aside(
        &self,
        uploads: &[Upload],
        older: &mut Older,
        control: &Control,
    ) -> Result<(), DeliveryError>;

    /// Gives older files their names back, where those are free or have what the set has
    /// put there. What another delivery has put there meanwhile stays, and what it took
    /// the place of goes. Gives those that can't have their names. Markers that were
    /// removed are written again, unless the `unsure` one may be there.
    async fn put_back(
        &self,
        older: &Older,
        unsure: Option<&Upload>,
        control: &Control,
    ) -> Result<Vec<Aside>, DeliveryError>;

    /// Removes files that a delivery gave their names, unless another one has taken
    /// those since. Gives what can't be removed.
    async fn withdraw(
        &self,
        given: &[Given],
        control: &Control,
    ) -> Result<Vec<Given>, DeliveryError>;

    /// Ends a delivery whose process is gone, and removes files. Gives the paths
    /// of what can't be removed.
    async fn settle(
        &self,
        upload: Option<&Upload>,
        paths: &[String],
        control: &Control,
    ) -> Result<Vec<String>, DeliveryError>;

    /// Whether a delivery whose process is gone has written this file over an older one,
    /// or a beginning of it or its manifest.
    async fn has_begun(&self, upload: &Upload, control: &Control) -> Result<bool, DeliveryError>;

    /// Looks once for a partner's answer; nothing is changed there. `seen` is what the
    /// look before has found: what is as it was then is whole, and read.
    async fn look_for(
        &self,
        wanted: &AwaitedAnswer,
        seen: Option<&FoundAnswer>,
        control: &Control,
    ) -> Result<AnswerLook, DeliveryError>;
}

/// A target by its settings. `secret` is its password, passphrase or key.
pub fn target(settings: &TargetSettings, secret: Option<Secret>, trust: Trust) -> Box<dyn Target> {
    match settings {
        TargetSettings::Folder { .. }
        | TargetSettings::Sftp { .. }
        | TargetSettings::Ftp { .. }
        | TargetSettings::Ftps { .. } => {
            Box::new(ServerTarget { settings: settings.clone(), secret, trust })
        }
        TargetSettings::S3 { .. } | TargetSettings::Gcs { .. } | TargetSettings::Azure { .. } => {
            Box::new(BucketTarget { settings: settings.clone(), secret })
        }
    }
}

/// Makes sure that the folder of a target is there, and on the drive that was mounted at
/// `mount`, if that is known.
pub async fn expect_folder(path: &str, mount: Option<PathBuf>) -> Result<(), DeliveryError> {
    folder::Folder::expect(path, mount).await
}

/// Writes down that a host has this key, if it still shows it.
pub async fn trust_host(
    key: &HostKey,
    trust: &Trust,
    control: &Control,
) -> Result<(), DeliveryError> {
    sftp::accept(key, trust, control).await
}

/// A place with names.
struct ServerTarget {
    settings: TargetSettings,
    secret: Option<Secret>,
    trust: Trust,
}

impl ServerTarget {
    /// `more` says whether a large file may go over more than one connection.
    async fn open(
        &self,
        more: bool,
        control: &Control,
        steps: &mut Steps<'_>,
    ) -> Result<Box<dyn Session>, DeliveryError> {
        let secret = self.secret.as_deref();
        Ok(match &self.settings {
            TargetSettings::Sftp { host, port, user, login, key_file, .. } => {
                let (port, login, key_file) = (*port, *login, key_file.as_deref());
                let server = sftp::SftpServer { host, port, user, login, key_file, secret, more };
                Box::new(sftp::open(&server, &self.trust, control, steps).await?)
            }
            TargetSettings::Ftp { host, port, user, .. } => {
                let server =
                    ftp::FtpServer { host, port: *port, user, password: secret, encryption: None };
                Box::new(ftp::open(&server, control, steps).await?)
            }
            TargetSettings::Ftps { host, port, user, mode, ca_file, .. } => {
                let encryption = Some((*mode, ca_file.as_deref()));
                let server =
                    ftp::FtpServer { host, port: *port, user, password: secret, encryption };
                Box::new(ftp::open(&server, control, steps).await?)
            }
            TargetSettings::Folder { .. }
            | TargetSettings::S3 { .. }
            | TargetSettings::Gcs { .. }
            | TargetSettings::Azure { .. } => {
                Box::new(folder::Folder::open(self.settings.path()).await?)
            }
        })
    }

    fn mask(&self) -> Mask {
        Mask::new(self.settings.user(), self.secret.as_deref())
    }

    async fn try_out(
        &self,
        folders: &[String],
        options: &TargetOptions,
        control: &Control,
        steps: &mut Steps<'_>,
    ) -> Result<(), DeliveryError> {
        let mut session: Box<dyn Session> = if let TargetSettings::Folder { path } = &self.settings
        {
            Box::new(folder::Folder::to_test(path))
        } else {
            self.open(false, control, steps).await?
        };
        let probed = probe::probe(&mut *session, folders, options, control, steps).await;
        session.close().await;
        probed
    }

    /// Opens it with nobody who watches.
    async fn open_quietly(
        &self,
        more: bool,
        control: &Control,
    ) -> Result<Box<dyn Session>, DeliveryError> {
        let mut nobody = |_: &TargetTestStep| ();
        self.open(more, control, &mut Steps::new(&mut nobody)).await
    }
}

#[async_trait]
impl Target for ServerTarget {
    async fn check(
        &self,
        folders: &[String],
        options: &TargetOptions,
        control: &Control,
        told: &mut OnStep<'_>,
    ) -> TargetTest {
        let mut steps = Steps::new(told).hiding(self.mask());
        let result = self.try_out(folders, options, control, &mut steps).await;
        steps.end(&result)
    }

    async fn put(&self, upload: &Upload, control: &Control) -> Result<Delivered, DeliveryError> {
        let put = async {
            if let TargetSettings::Folder { path } = &self.settings
                && upload.is_known
            {
                folder::Folder::expect(path, upload.mount.clone()).await?;
            }
            // Of two servers behind one address, another attempt's part may be on either.
            let is_new = !upload.part.is_tried;
            let mut session = self.open_quietly(is_new, control).await?;
            let put = publish::put(&mut *session, upload, control).await;
            session.close().await;
            put
        };
        put.await.map_err(|error: DeliveryError| error.without(&self.mask()))
    }

    async fn set_aside(
        &self,
        uploads: &[Upload],
        older: &mut Older,
        control: &Control,
    ) -> Result<(), DeliveryError> {
        let done = async {
            let mut session = self.open_quietly(false, control).await?;
            let done = publish::set_aside(&mut *session, uploads, older).await;
            session.close().await;
            done
        };
        done.await.map_err(|error: DeliveryError| error.without(&self.mask()))
    }

    async fn put_back(
        &self,
        older: &Older,
        _unsure: Option<&Upload>,
        control: &Control,
    ) -> Result<Vec<Aside>, DeliveryError> {
        let done = async {
            let mut session = self.open_quietly(false, control).await?;
            let done = publish::put_back(&mut *session, older, control).await;
            session.close().await;
            done
        };
        done.await.map_err(|error: DeliveryError| error.without(&self.mask()))
    }

    async fn withdraw(
        &self,
        given: &[Given],
        control: &Control,
    ) -> Result<Vec<Given>, DeliveryError> {
        let done = async {
            let mut session = self.open_quietly(false, control).await?;
            let done = publish::withdraw(&mut *session, given).await;
            session.close().await;
            done
        };
        done.await.map_err(|error: DeliveryError| error.without(&self.mask()))
    }

    async fn settle(
        &self,
        upload: Option<&Upload>,
        paths: &[String],
        control: &Control,
    ) -> Result<Vec<String>, DeliveryError> {
        let settled = async {
            let mut session = self.open_quietly(false, control).await?;
            let settled = publish::settle(&mut *session, upload, paths, control).await;
            session.close().await;
            settled
        };
        settled.await.map_err(|error: DeliveryError| error.without(&self.mask()))
    }

    async fn has_begun(&self, upload: &Upload, control: &Control) -> Result<bool, DeliveryError> {
        let begun = async {
            let mut session = self.open_quietly(false, control).await?;
            let begun = publish::has_begun(&mut *session, upload, control).await;
            session.close().await;
            begun
        };
        begun.await.map_err(|error: DeliveryError| error.without(&self.mask()))
    }

    async fn look_for(
        &self,
        wanted: &AwaitedAnswer,
        seen: Option<&FoundAnswer>,
        control: &Control,
    ) -> Result<AnswerLook, DeliveryError> {
        let looked = async {
            let mut session = self.open_quietly(false, control).await?;
            let looked = answer::look(&mut SessionShelf(&mut *session), wanted, seen).await;
            session.close().await;
            looked
        };
        looked.await.map_err(|error: DeliveryError| error.without(&self.mask()))
    }
}

/// A bucket.
struct BucketTarget {
    settings: TargetSettings,
    secret: Option<Secret>,
}

impl BucketTarget {
    fn mask(&self) -> Mask {
        Mask::new(self.settings.user(), self.secret.as_deref())
    }
}

#[async_trait]
impl Target for BucketTarget {
    async fn check(
        &self,
        folders: &[String],
        options: &TargetOptions,
        control: &Control,
        told: &mut OnStep<'_>,
    ) -> TargetTest {
        let mut steps = Steps::new(told).hiding(self.mask());
        let result = match Bucket::new(&self.settings, self.secret.as_deref(), control) {
            Ok(bucket) => bucket.check(folders, options, &random_key(), control, &mut steps).await,
            Err(error) => Err(error),
        };
        steps.end(&result)
    }

    async fn put(&self, upload: &Upload, control: &Control) -> Result<Delivered, DeliveryError> {
        let secret = self.secret.as_deref();
        let put =
            async { Bucket::new(&self.settings, secret, control)?.put(upload, control).await };
        put.await.map_err(|error: DeliveryError| error.without(&self.mask()))
    }

    async fn set_aside(
        &self,
        uploads: &[Upload],
        older: &mut Older,
        control: &Control,
    ) -> Result<(), DeliveryError> {
        let secret = self.secret.as_deref();
        let done = async {
            let bucket = Bucket::new(&self.settings, secret, control)?;
            bucket.remove_markers(uploads, older, control).await
        };
        done.await.map_err(|error: DeliveryError| error.without(&self.mask()))
    }

    async fn put_back(
        &self,
        older: &Older,
        unsure: Option<&Upload>,
        control: &Control,
    ) -> Result<Vec<Aside>, DeliveryError> {
        let secret = self.secret.as_deref();
        let done = async {
            let bucket = Bucket::new(&self.settings, secret, control)?;
            bucket.put_markers_back(older, unsure, control).await
        };
        // Nothing is renamed there.
        let done = done.await.map(|()| Vec::new());
        done.map_err(|error: DeliveryError| error.without(&self.mask()))
    }

    async fn withdraw(
        &self,
        given: &[Given],
        control: &Control,
    ) -> Result<Vec<Given>, DeliveryError> {
        let secret = self.secret.as_deref();
        let done =
            async { Bucket::new(&self.settings, secret, control)?.withdraw(given, control).await };
        done.await.map_err(|error: DeliveryError| error.without(&self.mask()))
    }

    async fn settle(
        &self,
        upload: Option<&Upload>,
        paths: &[String],
        control: &Control,
    ) -> Result<Vec<String>, DeliveryError> {
        let secret = self.secret.as_deref();
        let settled = async {
            Bucket::new(&self.settings, secret, control)?.settle(upload, paths, control).await
        };
        settled.await.map_err(|error: DeliveryError| error.without(&self.mask()))
    }

    async fn has_begun(&self, upload: &Upload, control: &Control) -> Result<bool, DeliveryError> {
        let secret = self.secret.as_deref();
        let begun = async {
            Bucket::new(&self.settings, secret, control)?.has_begun(upload, control).await
        };
        begun.await.map_err(|error: DeliveryError| error.without(&self.mask()))
    }

    async fn look_for(
        &self,
        wanted: &AwaitedAnswer,
        seen: Option<&FoundAnswer>,
        control: &Control,
    ) -> Result<AnswerLook, DeliveryError> {
        let secret = self.secret.as_deref();
        let looked = async {
            Bucket::new(&self.settings, secret, control)?.look_for(wanted, seen, control).await
        };
        looked.await.map_err(|error: DeliveryError| error.without(&self.mask()))
    }
}
