//! S3, Google Cloud Storage and Azure Blob Storage. There is no rename and no
//! need for one: an object appears whole, when its last part is confirmed.
//!
//! Where the name must not be taken, a small object beside it says who gives it:
//! stores know no condition at the end of a large object, and some ignore those that
//! they are sent.
//!
//! What isn't encrypted on its way may be changed there. S3 says what it has got
//! of each part, so a large object appears only when all of them are as they were
//! sent. Otherwise it is written under another name, read back and copied.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures::stream::FuturesUnordered;
use futures::{FutureExt, StreamExt, TryStreamExt};
use md5::{Digest as _, Md5};
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::multipart::{MultipartStore, PartId};
use object_store::path::Path;
use object_store::{
    Certificate, ClientOptions, MultipartId, ObjectMeta, ObjectStore, ObjectStoreExt, PutMode,
    PutOptions, PutPayload, PutResult, RetryConfig,
};
use sha2::Sha256;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::answer::{self, AnswerLook, AwaitedAnswer, FoundAnswer, Shelf};
use super::bucket_error::{is_missing, told};
use super::check::{Step, Steps};
use super::control::Control;
use super::error::{Act, DeliveryError, Fault, Retry};
use super::names;
use super::original::{self, Original};
use super::probe::PROBE;
use super::session::Content;
use super::settings::{TargetIfExists, TargetOptions, TargetSettings, TargetVerify};
use super::{Delivered, Given, Older, Upload, tls};
use crate::hash::{hexadecimal, sha256};
use crate::s3::{S3, is_plain};

/// Bytes of a part; larger files have larger ones, because their number is
/// limited.
const PART: u64 = 8 << 20;
/// Parts of an object, at most.
const PARTS: u64 = 9_000;
/// Parts on their way at once, each over a connection of its own that begins slowly:
/// those that begin later are waited for at the end. On a line that was too slow for
/// so many, the next attempt sends one after another.
const AT_ONCE: usize = 12;
/// Within this time somebody who saw that a name is free has said that he gives it,
/// or doesn't give it; where a store can't be asked to let only one say so.
const SETTLED: Duration = Duration::from_secs(2);
/// Largest object that is read back where nothing else says that it arrived as
/// it was sent.
const READ_BACK: u64 = 64 << 20;

/// A store whose parts can be looked at.
trait Parts: ObjectStore + MultipartStore {}
impl<T: ObjectStore + MultipartStore> Parts for T {}

/// Who gives a name.
enum Giver {
    /// This delivery, as long as its claim stands there.
    This(Path),
    /// Another one.
    Another,
    /// It can't be seen, or what is written for it would stay for a partner to find.
    Unknown,
}

/// An open way into a bucket.
pub(super) struct Bucket {
    store: Arc<dyn Parts>,
    place: String,
    host: String,
    /// Whether tags of objects that look like MD5 sums are nothing else.
    has_sums: bool,
    is_unprotected: bool,
    /// Whether it is known that the store writes only where nothing is when it is
    /// asked to.
    has_conditions: AtomicBool,
}

impl Bucket {
    /// By the target's settings; nothing is sent yet.
    pub(super) fn new(
        settings: &TargetSettings,
        secret: Option<&str>,
        control: &Control,
    ) -> Result<Self, DeliveryError> {
        let wrong = |error: object_store::Error| {
            let hint = "Check the target's settings and its secret.";
            DeliveryError::new(Fault::Settings, sentence_of(&error), hint)
        };
        let retry = RetryConfig {
            max_retries: 2,
            retry_timeout: control.patience.answer,
            ..RetryConfig::default()
        };
        let part = Duration::from_secs(PART / control.patience.slowest) + control.patience.answer;
        let options = |endpoint: Option<&str>, ca_file: Option<&str>| {
            let mut options = ClientOptions::new()
                .with_connect_timeout(control.patience.connect)
                .with_timeout(part)
                .with_allow_http(is_plain(endpoint));
            if let Some(file) = ca_file {
                for certificate in Certificate::from_pem_bundle(&tls::pem(file)?).map_err(wrong)? {
                    options = options.with_root_certificate(certificate);
                }
            }
            Ok(options)
        };
        let (store, host, has_sums, endpoint): (Arc<dyn Parts>, _, _, _) = match settings {
            TargetSettings::S3 {
                bucket,
                region,
                endpoint,
                access_key_id,
                path_style,
                ca_file,
                ..
            } => {
                let authorities = ca_file.as_deref().map(tls::pem).transpose()?;
                let secret = secret.ok_or_else(|| DeliveryError::no_secret("the secret key"))?;
                let s3 = S3 {
                    bucket,
                    region: Some(region),
                    endpoint: endpoint.as_deref(),
                    key: Some((access_key_id, secret)),
                    path_style: *path_style,
                    authorities: authorities.as_deref(),
                };
                let store = s3.open(options(endpoint.as_deref(), None)?, retry).map_err(wrong)?;
                (Arc::new(store), s3.amazon(), true, endpoint)
            }
            TargetSettings::Gcs { bucket, endpoint, ca_file, .. } => {
                let secret = secret
                    .ok_or_else(|| DeliveryError::no_secret("the service account's JSON key"))?;
                let mut builder = GoogleCloudStorageBuilder::new()
                    .with_bucket_name(bucket)
                    .with_service_account_key(secret)
                    .with_retry(retry)
                    .with_client_options(options(endpoint.as_deref(), ca_file.as_deref())?);
                if let Some(endpoint) = endpoint {
                    builder = builder.with_base_url(endpoint.trim_end_matches('/'));
                }
                let host = "storage.googleapis.com".to_owned();
                (Arc::new(builder.build().map_err(wrong)?), host, false, endpoint)
            }
            TargetSettings::Azure { account, container, endpoint, ca_file, .. } => {
                let secret = secret.ok_or_else(|| DeliveryError::no_secret("the access key"))?;
                let mut builder = MicrosoftAzureBuilder::new()
                    .with_account(account)
                    .with_container_name(container)
                    .with_access_key(secret)
                    .with_retry(retry)
                    .with_client_options(options(endpoint.as_deref(), ca_file.as_deref())?)
                    .with_allow_http(is_plain(endpoint.as_deref()));
                if let Some(endpoint) = endpoint {
                    builder = builder.with_endpoint(endpoint.trim_end_matches('/').to_owned());
                }
                let host = format!("{account}.blob.core.windows.net");
                (Arc::new(builder.build().map_err(wrong)?), host, false, endpoint)
            }
            TargetSettings::Folder { .. }
            | TargetSettings::Sftp { .. }
            | TargetSettings::Ftp { .. }
            | TargetSettings::Ftps { .. } => {
                let message = "this kind of target has no buckets";
                return Err(DeliveryError::new(Fault::Settings, message, "Choose another kind."));
            }
        };
        let host = endpoint
            .as_deref()
            .and_then(|endpoint| url::Url::parse(endpoint).ok()?.host_str().map(str::to_owned))
            .unwrap_or(host);
        Ok(Self {
            store,
            place: host.clone(),
            host,
            has_sums,
            is_unprotected: is_plain(endpoint.as_deref()),
            // Amazon's own, Google and Azure.
            has_conditions: AtomicBool::new(!has_sums || endpoint.is_none()),
        })
    }

    /// Delivers a file.
    pub(super) async fn put(
        &self,
        upload: &Upload,
        control: &Control,
    ) -> Result<Delivered, DeliveryError> {
        let folder = upload.folder.trim_matches('/');
        let mut number = 1;
        let mut left = Vec::new();
        let (name, verified) = loop {
            let name = names::numbered(&upload.name, number);
            match self.put_as(upload, &name, control, &mut left).await {
                Ok(verified) => break (name, verified),
                Err(error)
                    if error.fault == Fault::Exists
                        && upload.options.if_exists == TargetIfExists::Number
                        && u64::from(number) < PARTS =>
                {
                    number += 1;
                }
                Err(error) => return Err(error),
            }
        };
        let path = names::join(folder, &name);
        if upload.options.ready_marker {
            self.small(&key(&names::join(folder, &names::ready(&name)))?, Vec::new(), control)
                .await?;
        }
        Ok(Delivered {
            name,
            remote_path: path,
            bytes: upload.bytes,
            verified,
            fingerprint: None,
            set_aside: false,
            left,
        })
    }

    /// Delivers under a name. Gives how what arrived was checked.
    async fn put_as(
        &self,
        upload: &Upload,
        name: &str,
        control: &Control,
        left: &mut Vec<String>,
    ) -> Result<String, DeliveryError> {
        if upload.options.if_exists == TargetIfExists::Replace {
            return self.put_free(upload, name, control, left).await;
        }
        let beside = |name: &str| names::join(upload.folder.trim_matches('/'), name);
        if upload.claimed.as_deref() != Some(name) {
            let has_manifest = upload.options.manifest && upload.manifest.is_some();
            // One that stands there is another file's, whose name has another ending.
            let manifest = has_manifest.then(|| names::manifest(name));
            // Of many numbers most are taken for long.
            for taken in [Some(name.to_owned()), manifest].into_iter().flatten() {
                if self.size(&key(&beside(&taken))?, control).await?.is_some() {
                    return Err(DeliveryError::exists(&beside(&taken)));
                }
            }
        }
        let giver = self.claim(upload, name, control, left).await?;
        if let Giver::Another = giver {
            return Err(match upload.options.if_exists {
                TargetIfExists::Number => DeliveryError::exists(name),
                TargetIfExists::Replace | TargetIfExists::Fail => {
                    let message = format!("another delivery is giving the name `{name}`");
                    let hint = format!(
                        "It is tried again. If there is no other one, remove the object `{}` and \
                         those in `{}`.",
                        beside(&names::claim(name)),
                        beside(&names::claims(name)),
                    );
                    DeliveryError::new(Fault::Busy, message, hint)
                }
            });
        }
        let put = self.put_free(upload, name, control, left).await;
        if let Giver::This(claim) = giver {
            self.end(&claim, control, left).await;
        }
        put
    }

    /// Makes sure that nobody else gives a name at the same time: of two who ask
    /// whether it is free both hear yes.
    async fn claim(
        &self,
        upload: &Upload,
        name: &str,
        control: &Control,
        left: &mut Vec<String>,
    ) -> Result<Giver, DeliveryError> {
        let beside = |name: &str| key(&names::join(upload.folder.trim_matches('/'), name));
        let (shared, ours) = (beside(&names::claim(name))?, upload.part.key.as_bytes());
        let owner = async || {
            let owner = self.reading(&shared, self.small_there(&shared, control).await)?;
            let giver = |owner: Bytes| {
                if *owner == *ours { Giver::This(shared.clone()) } else { Giver::Another }
            };
            Ok::<_, DeliveryError>(owner.map(giver))
        };
        let clock = Instant::now();
        match owner().await {
            Ok(None) => {}
            Ok(Some(giver)) => return Ok(giver),
            Err(error) if error.fault == Fault::Permission => return Ok(Giver::Unknown),
            Err(error) => return Err(error),
        }
        // Nothing has this name: it is only asked whether removing is allowed.
        let none = beside(&names::part(&upload.name, &upload.part.key))?;
        match self.remove(&none, control).await {
            Err(error) if error.fault == Fault::Permission => return Ok(Giver::Unknown),
            done => done?,
        }
        let make = async |claim: &Path| {
            let options = PutOptions { mode: PutMode::Create, ..PutOptions::default() };
            let put = self.store.put_opts(claim, ours.to_vec().into(), options);
            match self.within(0, control, put, claim).await.map(drop) {
                Ok(()) => Ok(true),
                Err(error) if error.fault == Fault::Exists => Ok(false),
                // One that knows no conditions may refuse what has one.
                Err(error) if error.fault == Fault::Refused => {
                    self.small(claim, ours.to_vec(), control).await.map(|()| true)
                }
                Err(error) => Err(error),
            }
        };
        if !self.has_conditions.load(Ordering::Relaxed) {
            let claims = beside(&names::claims(name))?;
            let own = claims.clone().join(upload.part.key.as_str());
            let others = match self.claims_in(&claims, &own, control).await {
                Err(error) if error.fault == Fault::Permission => return Ok(Giver::Unknown),
                done => done?,
            };
            if !others.is_empty() {
                return Ok(Giver::Another);
            }
            // A store that knows no condition takes it a second time.
            if make(&own).await? && make(&own).await? {
                let giver = self.settled(&claims, &own, clock, control).await;
                if !matches!(giver, Ok(Giver::This(_))) {
                    self.end(&own, control, left).await;
                }
                return giver;
            }
            self.has_conditions.store(true, Ordering::Relaxed);
            self.end(&own, control, left).await;
        }
        if make(&shared).await? {
            return Ok(Giver::This(shared));
        }
        // An answer that was lost may have been a yes.
        Ok(owner().await?.unwrap_or(Giver::Another))
    }

    /// Who gives a name, of all that saw it free and have claims of their own: each has
    /// written it within the time that all of them wait, so that they see the same ones,
    /// and the first by its key is the one. Whoever was slower gives way.
    async fn settled(
        &self,
        claims: &Path,
        own: &Path,
        clock: Instant,
        control: &Control,
    ) -> Result<Giver, DeliveryError> {
        if clock.elapsed() > SETTLED {
            return Ok(Giver::Another);
        }
        tokio::select! {
            () = control.cancel.cancelled() => return Err(DeliveryError::cancelled()),
            () = tokio::time::sleep(SETTLED) => {}
        }
        let others = self.claims_in(claims, own, control).await?;
        let is_first = others.iter().all(|other| own < other);
        Ok(if is_first { Giver::This(own.clone()) } else { Giver::Another })
    }

    /// Claims of other deliveries.
    async fn claims_in(
        &self,
        claims: &Path,
        own: &Path,
        control: &Control,
    ) -> Result<Vec<Path>, DeliveryError> {
        let listed = self.store.list(Some(claims)).map_ok(|found| found.location).try_collect();
        let listed = self.within(0, control, listed, claims).await;
        let listed: Vec<Path> = self.looking(claims, listed)?;
        Ok(listed.into_iter().filter(|found| found != own).collect())
    }

    /// Delivers under a name that is this delivery's, if that is what the rule wants.
    async fn put_free(
        &self,
        upload: &Upload,
        name: &str,
        control: &Control,
        left: &mut Vec<String>,
    ) -> Result<String, DeliveryError> {
        let folder = upload.folder.trim_matches('/');
        let beside = |name: &str| key(&names::join(folder, name));
        let object = beside(name)?;
        let is_claimed = upload.claimed.as_deref() == Some(name);
        let must_be_free = upload.options.if_exists != TargetIfExists::Replace;
        if must_be_free && self.size(&object, control).await?.is_some() {
            // The last attempt may have written it, and the store's answer was lost.
            let proven =
                if is_claimed { self.prove(upload, &object, control).await? } else { None };
            return proven.ok_or_else(|| DeliveryError::exists(object.as_ref()));
        }
        upload.claim(name, control).await?;
        let (manifest, ready) = (beside(&names::manifest(name))?, beside(&names::ready(name))?);
        let mut old = Vec::new();
        let written = async {
            if let Some(text) = upload.manifest_for(name)? {
                if !must_be_free {
                    old.extend(self.described(&manifest, control).await?);
                }
                self.small(&manifest, text, control).await?;
            }
            if upload.options.ready_marker {
                // A marker of the object before must not stand for this one.
                if !must_be_free {
                    old.extend(self.described(&ready, control).await?);
                }
                self.remove(&ready, control).await?;
            }
            self.write(upload, &object, must_be_free, control).await
        };
        let error = match written.await {
            Ok(Some(written)) => return self.verify(upload, &object, &written, control).await,
            Ok(None) => {
                match self.write_twice(upload, name, &object, must_be_free, control, left).await {
                    Ok(verified) => return Ok(verified),
                    Err(error) => error,
                }
            }
            Err(error) => error,
        };
        if error.fault == Fault::Exists {
            // The store may have taken it and failed afterwards: then it was asked once
            // more, and what is there by now is this file.
            return self.prove(upload, &object, control).await?.ok_or(error);
        }
        let is_unanswered = error.fault.is_unanswered();
        let is_new = upload.options.manifest && !old.iter().any(|(path, _)| *path == manifest);
        if !old.is_empty() || (is_new && !is_unanswered) {
            // Also after the delivery was cancelled.
            let control = Control::unwatched(CancellationToken::new(), control.patience);
            let may_be_there = is_unanswered && self.may_be(upload, &object, &control).await;
            if !may_be_there {
                if is_new
                    && !is_unanswered
                    && let Err(error) = self.remove(&manifest, &control).await
                {
                    tracing::warn!(%error, key = %manifest, "a manifest without its file stays");
                }
                // The old object is still there, and gets what described it.
                for (key, bytes) in old {
                    if let Err(error) = self.small(&key, bytes, &control).await {
                        tracing::warn!(%error, %key, "what described an object isn't put back");
                    }
                }
            }
        }
        Err(error)
    }

    /// A small object; none where there isn't one.
    async fn small_there(
        &self,
        key: &Path,
        control: &Control,
    ) -> Result<Option<Bytes>, DeliveryError> {
        let body = async {
            let body = async { self.store.get(key).await?.bytes().await };
            match body.await {
                Err(error) if is_missing(&error) => Ok(None),
                read => read.map(Some),
            }
        };
        self.within(0, control, body, key).await
    }

    /// What stands beside an object, should it be there and its user may read it.
    async fn described(
        &self,
        key: &Path,
        control: &Control,
    ) -> Result<Option<(Path, Vec<u8>)>, DeliveryError> {
        match self.small_there(key, control).await {
            Ok(found) => Ok(found.map(|bytes| (key.clone(), bytes.to_vec()))),
            Err(error) if error.fault == Fault::Permission => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Removes what a delivery needs no more, also after it was cancelled.
    async fn end(&self, key: &Path, control: &Control, left: &mut Vec<String>) {
        let removed = tokio::time::timeout(control.patience.connect, self.store.delete(key)).await;
        if !matches!(&removed, Ok(removed) if removed.as_ref().err().is_none_or(is_missing)) {
            left.push(key.to_string());
        }
    }

    /// Writes an object under another name and copies it once it is seen whole.
    async fn write_twice(
        &self,
        upload: &Upload,
        name: &str,
        key: &Path,
        must_be_free: bool,
        control: &Control,
        left: &mut Vec<String>,
    ) -> Result<String, DeliveryError> {
        let folder = upload.folder.trim_matches('/');
        let beside = |name: &str| self::key(&names::join(folder, name));
        let part = beside(&names::part(name, &upload.part.key))?;
        let done = async {
            let written = match upload.bytes {
                0..=PART => None,
                _ => self.put_parts(upload, &part, false, false, control).await?,
            };
            let written = match written {
                Some(written) => written,
                None => self.put_whole(upload, &part, PutMode::Overwrite, control).await?,
            };
            let verified = self.verify(upload, &part, &written, control).await?;
            if must_be_free && self.size(key, control).await?.is_some() {
                return Err(DeliveryError::exists(key.as_ref()));
            }
            self.within(upload.bytes, control, self.store.copy(&part, key), key).await?;
            Ok(verified)
        }
        .await;
        self.end(&part, control, left).await;
        done
    }

    /// How it is proven that an object is this file; none if it isn't, or can't be.
    async fn prove(
        &self,
        upload: &Upload,
        key: &Path,
        control: &Control,
    ) -> Result<Option<String>, DeliveryError> {
        let found = self.looking(key, self.within(0, control, self.store.head(key), key).await)?;
        if found.size != upload.bytes {
            return Ok(None);
        }
        if self.has_sums
            && let Some(tag) = tag_of(found.e_tag.as_deref())
            && is_tag_of(upload, &tag, None).await?
        {
            return Ok(Some("size and MD5 (ETag)".to_owned()));
        }
        match self.read_back(upload.bytes, key, control).await {
            Ok(sha256) if sha256 == upload.sha256 => {
                Ok(Some("size and SHA-256, read back".to_owned()))
            }
            Ok(_) => Ok(None),
            Err(error) if error.retry() == Retry::Transient || error.fault == Fault::Cancelled => {
                Err(error)
            }
            Err(_) => Ok(None),
        }
    }

    /// Whether an object may be this file, as after a lost answer.
    async fn may_be(&self, upload: &Upload, key: &Path, control: &Control) -> bool {
        match self.told_size(key, control).await {
            Ok(Some(_)) => !matches!(self.prove(upload, key, control).await, Ok(None)),
            Ok(None) => false,
            Err(_) => true,
        }
    }

    /// SHA-256 of what the store has.
    async fn read_back(
        &self,
        bytes: u64,
        key: &Path,
        control: &Control,
    ) -> Result<String, DeliveryError> {
        let hashed = async {
            let mut body = self.store.get(key).await?.into_stream();
            let mut hash = Sha256::new();
            while let Some(block) = body.next().await {
                hash.update(&block?);
            }
            Ok::<_, object_store::Error>(hexadecimal(&hash.finalize()))
        };
        self.reading(key, self.within(bytes, control, hashed, key).await)
    }

    /// A refusal to read isn't one to write.
    fn reading<T>(&self, key: &Path, done: Result<T, DeliveryError>) -> Result<T, DeliveryError> {
        self.as_act(Act::Read, key, done)
    }

    /// Nor is one to tell what is there.
    fn looking<T>(&self, key: &Path, done: Result<T, DeliveryError>) -> Result<T, DeliveryError> {
        self.as_act(Act::Look, key, done)
    }

    fn as_act<T>(
        &self,
        act: Act,
        key: &Path,
        done: Result<T, DeliveryError>,
    ) -> Result<T, DeliveryError> {
        done.map_err(|error| match error.fault {
            Fault::Permission => DeliveryError::refused(&self.place, act, key.as_ref(), ""),
            _ => error,
        })
    }

    /// Removes an older set's markers before the first file of a new one is there.
    pub(super) async fn remove_markers(
        &self,
        uploads: &[Upload],
        older: &mut Older,
        control: &Control,
    ) -> Result<(), DeliveryError> {
        for upload in uploads.iter().rev().take_while(|upload| upload.is_marker) {
            let marker = key(upload.path(&upload.name).trim_matches('/'))?;
            if let Some((_, content)) = self.described(&marker, control).await? {
                older.markers.push((marker.to_string(), content));
            }
            match self.remove(&marker, control).await {
                // Some users may write and not delete.
                Err(error) if error.fault == Fault::Permission => {}
                done => done?,
            }
        }
        Ok(())
    }

    /// Writes an older set's markers again; see [`Target::put_back`](super::Target).
    pub(super) async fn put_markers_back(
        &self,
        older: &Older,
        unsure: Option<&Upload>,
        control: &Control,
    ) -> Result<(), DeliveryError> {
        if older.markers.is_empty() {
            return Ok(());
        }
        if let Some(upload) = unsure
            && self
                .may_be(upload, &key(upload.path(&upload.name).trim_matches('/'))?, control)
                .await
        {
            return Ok(());
        }
        for (path, content) in older.markers.iter().rev() {
            let marker = key(path)?;
            if self.told_size(&marker, control).await?.is_none() {
                self.small(&marker, content.clone(), control).await?;
            }
        }
        Ok(())
    }

    /// Looks for a partner's answer; see [`Target::look_for`](super::Target).
    pub(super) async fn look_for(
        &self,
        wanted: &AwaitedAnswer,
        seen: Option<&FoundAnswer>,
        control: &Control,
    ) -> Result<AnswerLook, DeliveryError> {
        answer::look(&mut BucketShelf { bucket: self, control }, wanted, seen).await
    }

    /// Removes objects; see [`Target::withdraw`](super::Target).
    pub(super) async fn withdraw(
        &self,
        given: &[Given],
        control: &Control,
    ) -> Result<Vec<Given>, DeliveryError> {
        let mut left = Vec::new();
        for one in given {
            let key_of = |path: &str| key(path.trim_matches('/'));
            let object = key_of(&one.path)?;
            let is_another = match self.told_size(&object, control).await {
                Ok(Some(bytes)) if bytes != one.file.bytes => true,
                Ok(Some(bytes)) => match self.read_back(bytes, &object, control).await {
                    Ok(sha256) => sha256 != one.file.sha256,
                    Err(error) if error.retry() == Retry::Transient => return Err(error),
                    Err(_) => false,
                },
                Ok(None) => false,
                Err(error) if error.retry() == Retry::Transient => return Err(error),
                // Who may not look may still remove what is the delivery's own.
                Err(_) => false,
            };
            if is_another {
                continue;
            }
            for path in one.beside.iter().chain([&one.path]) {
                match self.remove(&key_of(path)?, control).await {
                    Ok(()) => {}
                    Err(error) if error.retry() == Retry::Transient => return Err(error),
                    Err(_) => {
                        left.push(one.clone());
                        break;
                    }
                }
            }
        }
        Ok(left)
    }

    /// Ends a delivery whose process is gone. Gives the names of what can't be
    /// removed.
    pub(super) async fn settle(
        &self,
        upload: Option<&Upload>,
        paths: &[String],
        control: &Control,
    ) -> Result<Vec<String>, DeliveryError> {
        let mut all = paths.to_vec();
        if let Some(upload) = upload {
            if self.is_between(upload, control).await? {
                self.put(upload, control).await?;
            }
            let folder = upload.folder.trim_matches('/');
            let name = upload.claimed.as_ref().unwrap_or(&upload.name);
            all.push(names::join(folder, &names::part(name, &upload.part.key)));
            let claim = names::join(folder, &names::claim(name));
            if self.is_ours(upload, &key(&claim)?, control).await? {
                all.push(claim);
            }
            if upload.options.if_exists != TargetIfExists::Replace {
                let claims = names::join(folder, &names::claims(name));
                all.push(names::join(&claims, &upload.part.key));
            }
        }
        let mut left = Vec::new();
        for path in all {
            match self.remove(&key(&path)?, control).await {
                Ok(()) => {}
                Err(error) if error.retry() == Retry::Transient => return Err(error),
                Err(_) => left.push(path),
            }
        }
        Ok(left)
    }

    /// Whether a file was begun to be written over an older one; see
    /// [`Target::has_begun`](super::Target).
    pub(super) async fn has_begun(
        &self,
        upload: &Upload,
        control: &Control,
    ) -> Result<bool, DeliveryError> {
        if self.is_between(upload, control).await? {
            return Ok(true);
        }
        let object = key(upload.path(&upload.name).trim_matches('/'))?;
        Ok(self.told_size(&object, control).await?.is_some()
            && self.prove(upload, &object, control).await?.is_some())
    }

    /// Whether a delivery's claim stands there.
    async fn is_ours(
        &self,
        upload: &Upload,
        claim: &Path,
        control: &Control,
    ) -> Result<bool, DeliveryError> {
        if upload.options.if_exists == TargetIfExists::Replace {
            return Ok(false);
        }
        match self.reading(claim, self.small_there(claim, control).await) {
            Ok(found) => Ok(found.is_some_and(|found| *found == *upload.part.key.as_bytes())),
            Err(error) if error.retry() == Retry::Transient => Err(error),
            Err(_) => Ok(false),
        }
    }

    /// Whether the process that is gone was between the manifest and the file.
    async fn is_between(&self, upload: &Upload, control: &Control) -> Result<bool, DeliveryError> {
        let Some(claimed) = &upload.claimed else { return Ok(false) };
        let Ok(Some(manifest)) = upload.manifest_for(claimed) else { return Ok(false) };
        if sha256(&upload.file).ok().as_deref() != Some(&*upload.sha256) {
            // What it wanted to deliver isn't there any more.
            return Ok(false);
        }
        let folder = upload.folder.trim_matches('/');
        let path = key(&names::join(folder, &names::manifest(claimed)))?;
        match self.reading(&path, self.small_there(&path, control).await) {
            Ok(found) => Ok(found.is_some_and(|found| found == manifest)),
            Err(error) if error.retry() == Retry::Transient => Err(error),
            Err(_) => Ok(false),
        }
    }

    /// Writes an object. Gives what its tag should be; none, and nothing is
    /// written, where nobody says before it appears whether it is the same.
    async fn write(
        &self,
        upload: &Upload,
        key: &Path,
        must_be_free: bool,
        control: &Control,
    ) -> Result<Option<Written>, DeliveryError> {
        if self.is_unprotected {
            if !self.has_sums || upload.bytes <= PART {
                return Ok(None);
            }
        } else if upload.bytes <= PART {
            if must_be_free {
                match self.put_whole(upload, key, PutMode::Create, control).await {
                    // One that knows no conditions may refuse what has one.
                    Err(error) if error.fault == Fault::Refused => {}
                    done => return done.map(Some),
                }
            }
            return self.put_whole(upload, key, PutMode::Overwrite, control).await.map(Some);
        }
        self.put_parts(upload, key, must_be_free, self.is_unprotected, control).await
    }

    async fn put_whole(
        &self,
        upload: &Upload,
        key: &Path,
        mode: PutMode,
        control: &Control,
    ) -> Result<Written, DeliveryError> {
        let unread = |error| DeliveryError::local_file(&upload.file, &error);
        let bytes = tokio::fs::read(&upload.file).await.map_err(unread)?;
        if hexadecimal(&Sha256::digest(&bytes)) != upload.sha256 {
            return Err(original::changed(&upload.file));
        }
        control.hold(bytes.len()).await?;
        let sum = hexadecimal(&Md5::digest(&bytes));
        let total = bytes.len() as u64;
        let options = PutOptions { mode, ..PutOptions::default() };
        let put = self.store.put_opts(key, bytes.into(), options);
        let answer = self.within(total, control, put, key).await?;
        control.sent(total, total);
        Ok(Written { sum, answer })
    }

    /// Writes an object in parts. None, and there is no object, where `is_proven`
    /// is asked for and the store doesn't say what it has got.
    async fn put_parts(
        &self,
        upload: &Upload,
        key: &Path,
        must_be_free: bool,
        is_proven: bool,
        control: &Control,
    ) -> Result<Option<Written>, DeliveryError> {
        let mut original = Original::watch(upload);
        let id = self.within(0, control, self.store.create_multipart(key), key).await?;
        let put = async {
            let Some((sum, parts)) = self.send_parts(upload, key, &id, is_proven, control).await?
            else {
                return Ok(None);
            };
            original.check().await?;
            if must_be_free && self.size(key, control).await?.is_some() {
                return Err(DeliveryError::exists(key.as_ref()));
            }
            let completed = self.store.complete_multipart(key, &id, parts);
            let answer = self.within(PART, control, completed, key).await?;
            Ok(Some(Written { sum, answer }))
        };
        let put = put.await;
        if !matches!(put, Ok(Some(_))) {
            // Parts of what never becomes an object cost somebody money.
            let aborted = self.store.abort_multipart(key, &id);
            let _ = tokio::time::timeout(control.patience.connect, aborted).await;
        }
        put
    }

    /// Sends the parts of an object. Gives what its tag should be, and the parts.
    async fn send_parts(
        &self,
        upload: &Upload,
        key: &Path,
        id: &MultipartId,
        is_proven: bool,
        control: &Control,
    ) -> Result<Option<(String, Vec<PartId>)>, DeliveryError> {
        let size = part_size(upload.bytes);
        let send = async |number: u64| {
            let (from, length) = (number * size, size.min(upload.bytes - number * size));
            let (file, path) = (Content::File(upload.file.clone()), &upload.file);
            let unread = |panic| DeliveryError::local_file(path, &std::io::Error::other(panic));
            let read = tokio::task::spawn_blocking(move || {
                file.part(from, usize::try_from(length).unwrap_or(usize::MAX)).map(Bytes::from)
            });
            let part = read.await.unwrap_or_else(|panic| Err(unread(panic)))?;
            control.hold(part.len()).await?;
            let hashed = part.clone();
            let hashed = tokio::task::spawn_blocking(move || Md5::digest(&hashed));
            let index = usize::try_from(number).unwrap_or(usize::MAX);
            let (store, to, of) = (Arc::clone(&self.store), key.clone(), id.clone());
            // A task of its own, for each part is signed before it is sent.
            let mut put = JoinSet::new();
            put.spawn(async move { store.put_part(&to, &of, index, PutPayload::from(part)).await });
            let put = put.join_next().map(|put| match put {
                Some(put) => {
                    put.unwrap_or_else(|source| Err(object_store::Error::JoinError { source }))
                }
                None => unreachable!("one was begun"),
            });
            let part = self.within(length, control, put, key).await?;
            let sum = hashed.await.map_err(unread)?;
            Ok::<_, DeliveryError>((number, part, length, sum))
        };
        let count = upload.bytes.div_ceil(size);
        let mut numbers = 0..count;
        let mut done = BTreeMap::new();
        let mut on_the_way = FuturesUnordered::new();
        let is_slow = control.is_limited() || upload.part.timed_out > 0;
        // All that are on their way are in memory, and those of large files are larger.
        let at_once = usize::try_from(PART * AT_ONCE as u64 / size).unwrap_or(AT_ONCE);
        let at_once = if is_slow { 1 } else { at_once.clamp(1, AT_ONCE) };
        let mut sent = 0;
        loop {
            while on_the_way.len() < at_once
                && let Some(number) = numbers.next()
            {
                on_the_way.push(send(number));
            }
            let Some(put) = on_the_way.next().await else { break };
            let (number, part, length, sum) = put?;
            // Another tag is a changed part, or a store that encrypts and has others.
            if is_proven && tag_of(Some(&part.content_id)) != Some(hexadecimal(&sum)) {
                return Ok(None);
            }
            done.insert(number, (part, sum));
            sent += length;
            control.sent(sent, upload.bytes);
        }
        let (parts, sums): (Vec<_>, Vec<_>) = done.into_values().unzip();
        let sum = hexadecimal(&Md5::digest(sums.concat()));
        Ok(Some((format!("{sum}-{count}"), parts)))
    }

    /// Checks what the store has; says how.
    async fn verify(
        &self,
        upload: &Upload,
        key: &Path,
        written: &Written,
        control: &Control,
    ) -> Result<String, DeliveryError> {
        let way = upload.options.verify;
        if way == TargetVerify::Automatic
            && tag_of(written.answer.e_tag.as_deref()).as_ref() == Some(&written.sum)
        {
            // Nobody has to be asked once more.
            return Ok("MD5 (ETag of the store's answer)".to_owned());
        }
        let shown = key.as_ref();
        let looked = match way {
            TargetVerify::Answer => None,
            _ => {
                let found = self.within(0, control, self.store.head(key), key).await;
                match self.looking(key, found) {
                    Ok(found) => Some(Ok(found)),
                    // Some users may write and not look.
                    Err(error) if error.fault == Fault::Permission => Some(Err(error)),
                    Err(error) => return Err(error),
                }
            }
        };
        if let Some(Ok(found)) = &looked
            && found.size != upload.bytes
        {
            let what = format!("{} bytes instead of {}", found.size, upload.bytes);
            self.discard(key, control).await;
            return Err(DeliveryError::mismatch(shown, &what));
        }
        let (tag, size) = match &looked {
            Some(Ok(found)) => (tag_of(found.e_tag.as_deref()), "size and "),
            Some(Err(_)) | None => (tag_of(written.answer.e_tag.as_deref()), ""),
        };
        let is_same = match &tag {
            Some(tag) => is_tag_of(upload, tag, Some(&written.sum)).await?,
            None => false,
        };
        if is_same && way != TargetVerify::ReadBack {
            let by = if size.is_empty() { "ETag of the store's answer" } else { "ETag" };
            return Ok(format!("{size}MD5 ({by})"));
        }
        if way == TargetVerify::Hash {
            let message = format!("`{}` doesn't tell the MD5 of `{shown}`", self.place);
            let hint = "Choose another way of checking for the target.";
            return Err(DeliveryError::new(Fault::Refused, message, hint));
        }
        let is_automatic = way == TargetVerify::Automatic;
        if way == TargetVerify::ReadBack
            || (is_automatic && self.is_unprotected && upload.bytes <= READ_BACK)
        {
            match self.read_back(upload.bytes, key, control).await {
                Ok(sha256) if sha256 == upload.sha256 => {
                    return Ok(format!("{size}SHA-256, read back"));
                }
                Ok(_) => {
                    self.discard(key, control).await;
                    return Err(DeliveryError::mismatch(shown, "its SHA-256 is another one"));
                }
                Err(error) if is_automatic && error.fault == Fault::Permission => {}
                Err(error) => return Err(error),
            }
        }
        if self.has_sums && self.is_unprotected && tag.as_ref().is_some_and(|tag| is_sum(tag)) {
            self.discard(key, control).await;
            return Err(DeliveryError::mismatch(shown, "its MD5 is another one"));
        }
        match looked {
            Some(Ok(_)) => Ok("size".to_owned()),
            Some(Err(reason)) if self.is_unprotected || way == TargetVerify::Size => {
                Err(DeliveryError::untold(&self.place, shown, &reason))
            }
            // A store takes as many bytes as were announced, or none.
            Some(Err(_)) | None => Ok("the store's answer".to_owned()),
        }
    }

    /// Removes an object that isn't what was sent.
    async fn discard(&self, key: &Path, control: &Control) {
        // If it can't be removed, the error that follows says what it is.
        let _ = self.remove(key, control).await;
    }

    async fn small(
        &self,
        key: &Path,
        bytes: Vec<u8>,
        control: &Control,
    ) -> Result<(), DeliveryError> {
        let length = bytes.len() as u64;
        self.within(length, control, self.store.put(key, bytes.into()), key).await.map(drop)
    }

    async fn size(&self, key: &Path, control: &Control) -> Result<Option<u64>, DeliveryError> {
        match self.told_size(key, control).await {
            // Some users may write and not look.
            Err(error) if matches!(error.fault, Fault::Permission | Fault::Login) => Ok(None),
            done => done,
        }
    }

    /// The bytes of an object; none where there isn't one.
    async fn told_size(&self, key: &Path, control: &Control) -> Result<Option<u64>, DeliveryError> {
        let head = async {
            match self.store.head(key).await {
                Ok(found) => Ok(Some(found.size)),
                Err(error) if is_missing(&error) => Ok(None),
                Err(error) => Err(error),
            }
        };
        self.within(0, control, head, key).await
    }

    async fn remove(&self, key: &Path, control: &Control) -> Result<(), DeliveryError> {
        let removed = async {
            match self.store.delete(key).await {
                Err(error) if is_missing(&error) => Ok(()),
                done => done,
            }
        };
        self.as_act(Act::Remove, key, self.within(0, control, removed, key).await)
    }

    /// Waits for the store, longer for more bytes.
    async fn within<T>(
        &self,
        bytes: u64,
        control: &Control,
        work: impl Future<Output = object_store::Result<T>>,
        key: &Path,
    ) -> Result<T, DeliveryError> {
        let limit = control.patience.answer + Duration::from_secs(bytes / control.patience.slowest);
        tokio::select! {
            biased;
            () = control.cancel.cancelled() => Err(DeliveryError::cancelled()),
            done = tokio::time::timeout(limit, work) => match done {
                Ok(done) => done.map_err(|error| self.told(key, &error)),
                Err(_) => Err(DeliveryError::timed_out(&self.place)),
            }
        }
    }

    fn told(&self, key: &Path, error: &object_store::Error) -> DeliveryError {
        told(&self.place, &self.host, key.as_ref(), error)
    }

    /// Writes, reads back and deletes a small object, in the first of the folders
    /// that takes it.
    pub(super) async fn check(
        &self,
        folders: &[String],
        options: &TargetOptions,
        random: &str,
        control: &Control,
        steps: &mut Steps<'_>,
    ) -> Result<(), DeliveryError> {
        let name = format!("export-desk-test-{random}.txt");
        let mut keys = Vec::new();
        for folder in folders {
            keys.push(key(&names::join(folder.trim_matches('/'), &name))?);
        }
        let mut keys = keys.into_iter();
        let mut key = keys.next().unwrap_or_default();
        let clock = Instant::now();
        // The first request tells whether there is a server that can be trusted.
        let greeted = self.size(&key, control).await.map(drop);
        let seconds = clock.elapsed().as_secs_f64();
        match &greeted {
            Err(error) => {
                steps.add(step_of(&error.fault, Step::LogIn), seconds, None, Some(error));
                return greeted;
            }
            Ok(()) => steps.add(Step::Connect, seconds, Some(self.host.clone()), None),
        }
        let clock = Instant::now();
        let mut written = self.small(&key, PROBE.to_vec(), control).await;
        for other in keys {
            let Err(DeliveryError { fault: Fault::Permission, .. }) = &written else { break };
            let again = self.small(&other, PROBE.to_vec(), control).await;
            if again.is_ok() {
                (key, written) = (other, again);
            }
        }
        let seconds = clock.elapsed().as_secs_f64();
        if let Err(error) = &written {
            steps.add(step_of(&error.fault, Step::Write), seconds, None, Some(error));
            return written;
        }
        steps.add(Step::LogIn, 0.0, Some("with the first object".to_owned()), None);
        steps.add(Step::Write, seconds, Some(key.to_string()), None);
        let whole = "not needed: an object appears only when it is whole";
        steps.add(Step::Rename, 0.0, Some(whole.to_owned()), None);
        let read = steps
            .take(Step::ReadBack, async {
                let body = async { self.store.get(&key).await?.bytes().await };
                match self.reading(&key, self.within(0, control, body, &key).await) {
                    Ok(body) if body == PROBE => {
                        Ok(((), Some(format!("{} bytes, as they were written", body.len()))))
                    }
                    Ok(_) => {
                        let what = "it was read back as something else";
                        Err(DeliveryError::mismatch(key.as_ref(), what))
                    }
                    Err(error)
                        if error.fault == Fault::Permission
                            && options.verify != TargetVerify::ReadBack =>
                    {
                        Ok(((), Some("not allowed there, and not needed".to_owned())))
                    }
                    Err(error) => Err(error),
                }
            })
            .await;
        let deleted = async {
            match self.remove(&key, control).await {
                // Deliveries don't need it.
                Err(error) if error.fault == Fault::Permission => {
                    Ok(((), Some(format!("not allowed there, and not needed: `{key}` stays"))))
                }
                done => done.map(|()| ((), None)),
            }
        };
        match read {
            Ok(()) => steps.take(Step::Delete, deleted).await,
            Err(error) => {
                // The first error is the one to tell.
                let _ = deleted.await;
                Err(error)
            }
        }
    }
}

/// A bucket in which an answer is looked for.
struct BucketShelf<'a> {
    bucket: &'a Bucket,
    control: &'a Control,
}

#[async_trait]
impl Shelf for BucketShelf<'_> {
    fn place(&self) -> String {
        self.bucket.place.clone()
    }

    async fn has_folder(&mut self, _folder: &str) -> Result<bool, DeliveryError> {
        // There are none: names begin as they like.
        Ok(true)
    }

    async fn names(&mut self, folder: &str) -> Result<Vec<String>, DeliveryError> {
        let folder = folder.trim_matches('/');
        let prefix = key(folder)?;
        let asked = Some(&prefix).filter(|_| !folder.is_empty());
        let listed = self.bucket.store.list_with_delimiter(asked);
        let listed = self.bucket.within(0, self.control, listed, &prefix).await;
        let listed = self.bucket.looking(&prefix, listed)?;
        let name = |object: &ObjectMeta| object.location.filename().map(str::to_owned);
        Ok(listed.objects.iter().filter_map(name).collect())
    }

    async fn about(&mut self, path: &str) -> Result<Option<(u64, DateTime<Utc>)>, DeliveryError> {
        let key = key(path.trim_matches('/'))?;
        let head = async {
            match self.bucket.store.head(&key).await {
                Ok(found) => Ok(Some((found.size, found.last_modified))),
                Err(error) if is_missing(&error) => Ok(None),
                Err(error) => Err(error),
            }
        };
        let head = self.bucket.within(0, self.control, head, &key).await;
        self.bucket.looking(&key, head)
    }

    async fn fetch(&mut self, path: &str, bytes: u64) -> Result<Vec<u8>, DeliveryError> {
        let key = key(path.trim_matches('/'))?;
        let body = async { self.bucket.store.get(&key).await?.bytes().await };
        let read = self.bucket.within(bytes, self.control, body, &key).await;
        Ok(self.bucket.reading(&key, read)?.to_vec())
    }
}

/// An object that the store has taken.
struct Written {
    /// What its tag is if that is an MD5 sum.
    sum: String,
    /// What the store has answered.
    answer: PutResult,
}

/// Bytes of an object's parts.
fn part_size(bytes: u64) -> u64 {
    PART.max(bytes.div_ceil(PARTS))
}

/// Whether a tag is an MD5 sum of a file: the one that an object has which is written
/// as we do it, `written` if that is known, or of all its bytes.
async fn is_tag_of(
    upload: &Upload,
    tag: &str,
    written: Option<&str>,
) -> Result<bool, DeliveryError> {
    let is_known = written.is_some_and(|sum| sum == tag || !sum.contains('-') || tag.contains('-'));
    if is_known || !is_sum(tag) {
        return Ok(written == Some(tag));
    }
    let file = upload.clone();
    let summed = tokio::task::spawn_blocking(move || tags_of(&file)).await;
    let tags = summed
        .unwrap_or_else(|panic| Err(std::io::Error::other(panic)))
        .map_err(|error| DeliveryError::local_file(&upload.file, &error))?;
    Ok(tags.iter().any(|own| own == tag))
}

/// The tags that an object with a file's content has: as we write it, and where a
/// store has one sum for objects of any size.
fn tags_of(upload: &Upload) -> std::io::Result<[String; 2]> {
    use std::io::Read;
    let mut file = std::fs::File::open(&upload.file)?;
    let size = part_size(upload.bytes);
    let (mut sums, mut whole, mut number) = (Md5::new(), Md5::new(), 0);
    let mut read = 0;
    while read < upload.bytes {
        let mut part = Vec::new();
        let length = size.min(upload.bytes - read);
        (&mut file).take(length).read_to_end(&mut part)?;
        if (part.len() as u64) < length {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        read += length;
        number += 1;
        whole.update(&part);
        sums.update(Md5::digest(&part));
    }
    let in_parts = format!("{}-{number}", hexadecimal(&sums.finalize()));
    Ok([hexadecimal(&whole.finalize()), in_parts])
}

/// A tag without its quotes.
fn tag_of(tag: Option<&str>) -> Option<String> {
    tag.map(|tag| tag.trim_matches('"').to_lowercase())
}

/// Whether a tag can be an MD5 sum. A store that encrypts by keys of its own has
/// others.
fn is_sum(tag: &str) -> bool {
    let digits = tag.split('-').next().unwrap_or(tag);
    digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Which step of a test a failure belongs to.
fn step_of(fault: &Fault, otherwise: Step) -> Step {
    match fault {
        Fault::NoHost => Step::Resolve,
        Fault::Unreachable | Fault::TimedOut | Fault::Broken => Step::Connect,
        Fault::Certificate | Fault::Protocol => Step::Trust,
        Fault::Login | Fault::Secret => Step::LogIn,
        Fault::Busy
        | Fault::Resume
        | Fault::UnknownHost(_)
        | Fault::ChangedHost(_)
        | Fault::Permission
        | Fault::NoFolder
        | Fault::Exists
        | Fault::DiskFull
        | Fault::Mismatch
        | Fault::Refused
        | Fault::Settings
        | Fault::LocalFile
        | Fault::Cancelled => otherwise,
    }
}

fn key(path: &str) -> Result<Path, DeliveryError> {
    Path::parse(path).map_err(|error| {
        let message = format!("`{path}` can't be an object's name: {error}");
        let hint = "Change the target's path; `.`, `..` and empty parts aren't possible.";
        DeliveryError::new(Fault::Settings, message, hint)
    })
}

/// What the library says of settings, in one line and without values.
fn sentence_of(error: &object_store::Error) -> String {
    match error {
        object_store::Error::Generic { source, .. } => {
            let text = source.to_string();
            format!("the target can't be used: {}", text.lines().next().unwrap_or_default())
        }
        _ => "the target's settings can't be used".to_owned(),
    }
}
