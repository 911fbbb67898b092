//! Files in an S3 bucket, as tables: what a folder has, under a path of the
//! bucket.
//!
//! Objects are asked for as they were when the bucket was listed (by their
//! ETag): one that has changed since gives an error, never old and new rows
//! mixed. Parquet is read in place, by the parts that are needed; texts are
//! brought here whole.

mod error;
mod objects;

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use futures::stream::BoxStream;
use futures::{StreamExt, TryStreamExt};
use object_store::path::Path as Key;
use object_store::{
    ClientOptions, GetOptions, GetRange, ObjectMeta, ObjectStore, ObjectStoreExt, RetryConfig,
};
use tokio::io::AsyncWriteExt;
use tokio::sync::{OnceCell, Semaphore};

use super::{Connector, PlaceKind};
use crate::SourceError;
use crate::delivery::s3::S3;
use crate::file_table::FilePlace;
use crate::settings::{ConnectionSettings, ObjectStore as Settings, SettingProblem};
use crate::table_files::{TableFiles, kind_of, name_of, of_folder, table_of, the_one};
pub(crate) use objects::{Footer, Objects, WatchedObjects, root};

/// Bytes that are asked for at once.
const PIECE: u64 = 4 << 20;
/// Requests on their way at once.
const AT_ONCE: usize = 4;
/// How long a server may take to accept a connection.
const CONNECT: Duration = Duration::from_secs(20);
/// How long a request may take, with all of a piece.
const ANSWER: Duration = Duration::from_mins(2);
/// A network that fails is tried again so often, for no longer than that.
const RETRIES: usize = 3;
const RETRY: Duration = Duration::from_mins(1);
/// Folders that are looked into for files; others are shown as tables unseen.
const FOLDERS: usize = 500;

/// The settings of a bucket.
pub(super) struct BucketPlace<'a>(pub(super) &'a Settings);

#[async_trait]
impl PlaceKind for BucketPlace<'_> {
    fn place(&self) -> String {
        self.0.url.clone()
    }

    async fn checked(&self) -> Result<ConnectionSettings, SettingProblem> {
        if let Some((message, hint)) = self.0.problem() {
            return Err(SettingProblem::Setting { message: message.to_owned(), hint });
        }
        Ok(ConnectionSettings::ObjectStore(self.0.clone()))
    }

    async fn connect(&self, secret: Option<String>) -> Result<Arc<dyn Connector>, SourceError> {
        Ok(Arc::new(Bucket::open(self.0, secret).await?))
    }
}

/// A path of a bucket, with one table for each data model.
#[derive(Clone)]
pub(crate) struct Bucket {
    inner: Arc<Inner>,
}

struct Inner {
    settings: Settings,
    store: Arc<dyn ObjectStore>,
    bucket: String,
    path: Key,
    /// Host and port.
    place: String,
    host: String,
    secret: Option<String>,
    listing: OnceCell<Listing>,
    requests: Semaphore,
}

/// What stands under the path.
struct Listing {
    objects: Vec<ObjectMeta>,
    folders: Vec<Key>,
}

impl fmt::Debug for Bucket {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Bucket").field(&self.inner.settings.url).finish()
    }
}

impl Bucket {
    /// By the connection's settings; nothing is sent yet.
    pub(crate) async fn open(
        settings: &Settings,
        secret: Option<String>,
    ) -> Result<Self, SourceError> {
        if let Some((message, hint)) = settings.problem() {
            return Err(refused(message, hint));
        }
        let (bucket, path) = settings.bucket_and_path().unwrap_or_default();
        let path = Key::parse(path).map_err(|_| {
            let message = format!("`{path}` can't be a path in a bucket");
            refused(&message, "`.`, `..` and empty parts aren't possible.")
        })?;
        let authorities = match &settings.ca_file {
            Some(file) => Some(tokio::fs::read(file).await.map_err(|error| {
                SourceError::Unreadable { path: file.clone(), reason: error.to_string() }
            })?),
            None => None,
        };
        let id = settings.access_key_id.as_deref().filter(|id| !id.is_empty());
        let key = match (id, secret.as_deref()) {
            (Some(id), Some(secret)) => Some((id, secret)),
            (Some(id), None) => {
                let message = format!("the secret key that belongs to `{id}` is missing");
                let hint = "Edit the connection and type it again; on the command line, set the \
                            environment variable EXPORT_DESK_PASSWORD.";
                return Err(refused(&message, hint));
            }
            (None, _) => None,
        };
        let endpoint = settings.endpoint.as_deref();
        let s3 = S3 {
            bucket,
            region: settings.region.as_deref().filter(|region| !region.is_empty()),
            endpoint,
            key,
            // Amazon's certificate isn't for names with more points.
            path_style: if endpoint.is_some() { settings.path_style } else { bucket.contains('.') },
            authorities: authorities.as_deref(),
        };
        let options = ClientOptions::new().with_connect_timeout(CONNECT).with_timeout(ANSWER);
        let retry =
            RetryConfig { max_retries: RETRIES, retry_timeout: RETRY, ..RetryConfig::default() };
        let store = s3.open(options, retry).map_err(|error| {
            let text = error.to_string();
            let line = text.lines().next().unwrap_or_default();
            refused(&format!("the bucket can't be opened: {line}"), "Check the settings.")
        })?;
        let url = endpoint.and_then(|endpoint| url::Url::parse(endpoint).ok());
        let host =
            url.as_ref().and_then(|url| url.host_str()).map_or_else(|| s3.amazon(), str::to_owned);
        let place = match url.and_then(|url| url.port()) {
            Some(port) => format!("{host}:{port}"),
            None => host.clone(),
        };
        let inner = Inner {
            store: Arc::new(store),
            bucket: bucket.to_owned(),
            path,
            place,
            host,
            secret,
            listing: OnceCell::new(),
            requests: Semaphore::new(AT_ONCE),
            settings: settings.clone(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Where it is, for messages.
    pub(crate) fn name(&self) -> String {
        self.inner.settings.url.trim_end_matches('/').to_owned()
    }

    /// Its objects, as far as the settings let it see them.
    pub(crate) fn store(&self) -> &Arc<dyn ObjectStore> {
        &self.inner.store
    }

    /// The path under which its objects are.
    pub(crate) fn path(&self) -> &Key {
        &self.inner.path
    }

    /// What tells it from other buckets of the same name.
    pub(crate) fn host_and_port(&self) -> &str {
        &self.inner.place
    }

    /// What messages call an object.
    pub(crate) fn address(&self, key: &Key) -> PathBuf {
        PathBuf::from(format!("s3://{}/{key}", self.inner.bucket))
    }

    /// The objects and folders under the path, as they were at the first look.
    async fn listing(&self) -> Result<&Listing, SourceError> {
        self.inner.listing.get_or_try_init(|| self.list()).await
    }

    async fn list(&self) -> Result<Listing, SourceError> {
        let path = &self.inner.path;
        if kind_of(Path::new(path.as_ref())).is_some() {
            let found = self.inner.store.head(path).await;
            let object = found.map_err(|error| self.told(Some(path), &error))?;
            return Ok(Listing { objects: vec![object], folders: Vec::new() });
        }
        let prefix = (!path.is_root()).then_some(path);
        let found = self.inner.store.list_with_delimiter(prefix).await;
        let found = found.map_err(|error| self.told(None, &error))?;
        if prefix.is_some() && found.objects.is_empty() && found.common_prefixes.is_empty() {
            let message = format!("there is nothing under `{}`", self.name());
            let hint = "Check the path; capitals and small letters are different ones.";
            return Err(refused(&message, hint));
        }
        Ok(Listing { objects: found.objects, folders: found.common_prefixes })
    }

    /// Objects and folders directly in a folder.
    async fn contents(&self, folder: &Key) -> Result<(Vec<ObjectMeta>, Vec<Key>), SourceError> {
        let found = self.inner.store.list_with_delimiter(Some(folder)).await;
        let found = found.map_err(|error| self.told(None, &error))?;
        Ok((found.objects, found.common_prefixes))
    }

    /// A folder, if there are files in it.
    async fn folder_of_files(&self, folder: &Key) -> Result<Option<Key>, SourceError> {
        let (objects, _) = self.contents(folder).await?;
        let is_file = |meta: &ObjectMeta| kind_of(Path::new(meta.location.as_ref())).is_some();
        Ok(objects.iter().any(is_file).then(|| folder.clone()))
    }

    /// The objects as they are now, as far as they are there.
    async fn found_now(&self, metas: &[ObjectMeta]) -> Result<Vec<ObjectMeta>, SourceError> {
        if metas.len() <= AT_ONCE {
            let heads: Vec<_> = metas.iter().map(|meta| self.head(&meta.location)).collect();
            let heads: Vec<Option<ObjectMeta>> =
                futures::stream::iter(heads).buffered(AT_ONCE).boxed().try_collect().await?;
            return Ok(heads.into_iter().flatten().collect());
        }
        // One listing tells of a thousand.
        let mut folders: Vec<Key> = metas.iter().map(|meta| parent(&meta.location)).collect();
        folders.sort();
        folders.dedup();
        let mut found = Vec::new();
        for folder in &folders {
            found.extend(self.contents(folder).await?.0);
        }
        Ok(found)
    }

    async fn head(&self, key: &Key) -> Result<Option<ObjectMeta>, SourceError> {
        match self.inner.store.head(key).await {
            Ok(found) => Ok(Some(found)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.told(Some(key), &error)),
        }
    }

    /// That all objects are as they were when they were listed.
    pub(crate) async fn check_unchanged(&self, metas: &[ObjectMeta]) -> Result<(), SourceError> {
        let found = self.found_now(metas).await?;
        let found: HashMap<&Key, &ObjectMeta> =
            found.iter().map(|meta| (&meta.location, meta)).collect();
        let changed = metas
            .iter()
            .find(|meta| found.get(&meta.location).is_none_or(|now| !is_same(meta, now)));
        match changed {
            Some(meta) => Err(SourceError::Changed(self.address(&meta.location))),
            None => Ok(()),
        }
    }

    /// Bytes of an object, as it was when it was listed.
    pub(crate) async fn fetch(
        &self,
        meta: &ObjectMeta,
        range: Range<u64>,
    ) -> Result<Bytes, SourceError> {
        let mut pieces: Vec<Bytes> = self.pieces(meta, range.clone()).try_collect().await?;
        if pieces.len() == 1 {
            return Ok(pieces.remove(0));
        }
        let length = usize::try_from(range.end - range.start).unwrap_or_default();
        let mut whole = BytesMut::with_capacity(length);
        for piece in pieces {
            whole.extend_from_slice(&piece);
        }
        Ok(whole.freeze())
    }

    /// Writes a whole object to a file of this computer.
    pub(crate) async fn download(&self, meta: &ObjectMeta, to: &Path) -> Result<(), SourceError> {
        let told = |error: std::io::Error| SourceError::of_unpacking(to, &error);
        let mut file = tokio::fs::File::create(to).await.map_err(told)?;
        let mut pieces = self.pieces(meta, 0..meta.size);
        while let Some(piece) = pieces.next().await {
            file.write_all(&piece?).await.map_err(told)?;
        }
        file.flush().await.map_err(told)
    }

    /// Pieces of an object in order, a few of them asked for ahead.
    fn pieces<'a>(
        &'a self,
        meta: &'a ObjectMeta,
        range: Range<u64>,
    ) -> BoxStream<'a, Result<Bytes, SourceError>> {
        let end = range.end;
        let starts = range.step_by(usize::try_from(PIECE).unwrap_or(usize::MAX));
        let pieces = starts.map(|start| self.piece(meta, start..end.min(start + PIECE)));
        futures::stream::iter(pieces.collect::<Vec<_>>()).buffered(AT_ONCE).boxed()
    }

    async fn piece(&self, meta: &ObjectMeta, range: Range<u64>) -> Result<Bytes, SourceError> {
        let stopped = |_| SourceError::Engine("the bucket was closed".to_owned());
        let _turn = self.inner.requests.acquire().await.map_err(stopped)?;
        let wanted = range.end - range.start;
        let options = GetOptions {
            range: Some(GetRange::Bounded(range)),
            if_match: meta.e_tag.clone(),
            ..GetOptions::default()
        };
        let told = |error: object_store::Error| self.told(Some(&meta.location), &error);
        let found = self.inner.store.get_opts(&meta.location, options).await.map_err(told)?;
        // Some stores don't know the condition.
        if !is_same(meta, &found.meta) {
            return Err(SourceError::Changed(self.address(&meta.location)));
        }
        let bytes = found.bytes().await.map_err(told)?;
        if bytes.len() as u64 != wanted {
            let reason = format!("{} of {wanted} bytes came", bytes.len());
            return Err(SourceError::Lost { place: self.inner.place.clone(), reason });
        }
        Ok(bytes)
    }
}

#[async_trait]
impl FilePlace for Bucket {
    fn place(&self) -> String {
        self.name()
    }

    /// Names of all tables: objects without their endings, and folders of them.
    async fn table_names(&self) -> Result<Vec<String>, SourceError> {
        let listing = self.listing().await?;
        let mut names: Vec<String> = listing
            .objects
            .iter()
            .filter_map(|meta| {
                let file = Path::new(meta.location.as_ref());
                kind_of(file).and(name_of(file))
            })
            .collect();
        let seen = listing.folders.iter().take(FOLDERS);
        let seen: Vec<_> = seen.map(|folder| self.folder_of_files(folder)).collect();
        let seen = futures::stream::iter(seen).buffered(AT_ONCE).boxed();
        let seen: Vec<Option<Key>> = seen.try_collect().await?;
        let unseen = listing.folders.iter().skip(FOLDERS).cloned();
        let folders = seen.into_iter().flatten().chain(unseen);
        names.extend(folders.filter_map(|folder| folder.filename().map(str::to_owned)));
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// The objects of a model's table.
    async fn files(&self, model: &str) -> Result<TableFiles, SourceError> {
        let listing = self.listing().await?;
        let mut metas = listing.objects.clone();
        let mut found: Vec<TableFiles> = Vec::new();
        for meta in &listing.objects {
            let file = self.address(&meta.location);
            if kind_of(&file).is_some() && name_of(&file).as_deref() == Some(model) {
                found.extend(table_of(vec![file]));
            }
        }
        let folder = listing.folders.iter().find(|folder| folder.filename() == Some(model));
        if let Some(folder) = folder {
            let (objects, within) = self.contents(folder).await?;
            let files = objects.iter().map(|meta| self.address(&meta.location));
            let looks = within.iter().take(FOLDERS).map(|folder| self.folder_of_files(folder));
            let looks = futures::stream::iter(looks.collect::<Vec<_>>()).buffered(AT_ONCE).boxed();
            let within: Vec<Option<Key>> = looks.try_collect().await?;
            let within = within.into_iter().flatten().map(|folder| self.address(&folder));
            found.extend(of_folder(model, files.collect(), &within.collect::<Vec<_>>())?);
            metas.extend(objects);
        }
        let none =
            || SourceError::NoTable { folder: PathBuf::from(self.name()), model: model.to_owned() };
        let mut found = the_one(model, found, none)?;
        let mut metas: HashMap<PathBuf, ObjectMeta> =
            metas.into_iter().map(|meta| (self.address(&meta.location), meta)).collect();
        let metas = found.files.iter().filter_map(|file| metas.remove(file)).collect();
        found.objects = Some(Objects { bucket: self.clone(), metas });
        Ok(found)
    }
}

/// Whether two looks at an object have found the same content.
fn is_same(first: &ObjectMeta, second: &ObjectMeta) -> bool {
    let tags = first.e_tag.as_ref().zip(second.e_tag.as_ref());
    first.size == second.size && tags.is_none_or(|(first, second)| bare(first) == bare(second))
}

/// The folder that an object is in.
fn parent(key: &Key) -> Key {
    let mut parts: Vec<_> = key.parts().collect();
    parts.pop();
    parts.into_iter().collect()
}

/// An ETag without what some stores write around it.
fn bare(tag: &str) -> &str {
    tag.trim_start_matches("W/").trim_matches('"')
}

fn refused(message: &str, hint: &str) -> SourceError {
    SourceError::Bucket { message: message.to_owned(), hint: hint.to_owned(), passing: false }
}
