//! Bringing a finished file to where it is awaited, whole or not at all.
//!
//! A [`Target`] tests itself and takes files. Places with names (`publish.rs`
//! over a `session.rs`: folder, SFTP, FTP) get a part that is renamed; buckets
//! (`bucket.rs`) make objects appear whole by themselves. Who delivers what and
//! when to try again is the engine's; here is one attempt.

mod bucket;
pub(crate) mod bucket_error;
mod check;
mod control;
mod error;
mod folder;
mod ftp;
mod mask;
pub(crate) mod names;
mod network;
mod probe;
mod publish;
mod retry;
mod session;
mod settings;
mod sftp;
mod tls;

use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use futures::future::BoxFuture;

pub use check::{HostKey, OnStep, Step, TargetProposal, TargetTest, TargetTestStep};
pub use control::{Control, OnSent, Patience, Sent};
pub use error::{DeliveryError, Fault, Retry};
pub use retry::RetryPolicy;
pub(crate) use retry::random_key;
pub use settings::{
    FtpsMode, SftpLogin, TargetIfExists, TargetOptions, TargetPublish, TargetSettings, TargetVerify,
};
pub use sftp::Trust;

use bucket::Bucket;
use check::Steps;
pub(crate) use mask::Mask;
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
    async fn claim(&self, name: &str) -> Result<(), DeliveryError> {
        (self.on_claim)(name.to_owned()).await;
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

    /// Ends a delivery whose process is gone, and removes files. Gives the paths
    /// of what can't be removed.
    async fn settle(
        &self,
        upload: Option<&Upload>,
        paths: &[String],
        control: &Control,
    ) -> Result<Vec<String>, DeliveryError>;
}

/// A target by its settings. `secret` is its password, passphrase or key.
pub fn target(settings: &TargetSettings, secret: Option<Secret>, trust: Trust) -> Box<dyn Target> {
    match settings {
        TargetSettings::Folder { .. }
        | TargetSettings::Sftp { .. }
        | TargetSettings::Ftp { .. }
        | TargetSettings::Ftps { .. } => {
            Box::new(Server { settings: settings.clone(), secret, trust })
        }
        TargetSettings::S3 { .. } | TargetSettings::Gcs { .. } | TargetSettings::Azure { .. } => {
            Box::new(Store { settings: settings.clone(), secret })
        }
    }
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
struct Server {
    settings: TargetSettings,
    secret: Option<Secret>,
    trust: Trust,
}

impl Server {
    async fn open(
        &self,
        control: &Control,
        steps: &mut Steps<'_>,
    ) -> Result<Box<dyn Session>, DeliveryError> {
        let secret = self.secret.as_deref();
        Ok(match &self.settings {
            TargetSettings::Sftp { host, port, user, login, key_file, .. } => {
                let (port, login, key_file) = (*port, *login, key_file.as_deref());
                let server = sftp::Server { host, port, user, login, key_file, secret };
                Box::new(sftp::open(&server, &self.trust, control, steps).await?)
            }
            TargetSettings::Ftp { host, port, user, .. } => {
                let server =
                    ftp::Server { host, port: *port, user, password: secret, encryption: None };
                Box::new(ftp::open(&server, control, steps).await?)
            }
            TargetSettings::Ftps { host, port, user, mode, ca_file, .. } => {
                let encryption = Some((*mode, ca_file.as_deref()));
                let server = ftp::Server { host, port: *port, user, password: secret, encryption };
                Box::new(ftp::open(&server, control, steps).await?)
            }
            TargetSettings::Folder { .. }
            | TargetSettings::S3 { .. }
            | TargetSettings::Gcs { .. }
            | TargetSettings::Azure { .. } => Box::new(folder::Folder),
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
        let mut session = self.open(control, steps).await?;
        let probed = probe::probe(&mut *session, folders, options, control, steps).await;
        session.close().await;
        probed
    }

    /// Opens it with nobody who watches.
    async fn open_quietly(&self, control: &Control) -> Result<Box<dyn Session>, DeliveryError> {
        let mut nobody = |_: &TargetTestStep| ();
        self.open(control, &mut Steps::new(&mut nobody)).await
    }
}

#[async_trait]
impl Target for Server {
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
            let mut session = self.open_quietly(control).await?;
            let put = publish::put(&mut *session, upload, control).await;
            session.close().await;
            put
        };
        put.await.map_err(|error: DeliveryError| error.without(&self.mask()))
    }

    async fn settle(
        &self,
        upload: Option<&Upload>,
        paths: &[String],
        control: &Control,
    ) -> Result<Vec<String>, DeliveryError> {
        let settled = async {
            let mut session = self.open_quietly(control).await?;
            let settled = publish::settle(&mut *session, upload, paths, control).await;
            session.close().await;
            settled
        };
        settled.await.map_err(|error: DeliveryError| error.without(&self.mask()))
    }
}

/// A bucket.
struct Store {
    settings: TargetSettings,
    secret: Option<Secret>,
}

impl Store {
    fn mask(&self) -> Mask {
        Mask::new(self.settings.user(), self.secret.as_deref())
    }
}

#[async_trait]
impl Target for Store {
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
}
