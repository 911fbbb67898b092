//! Notices that a file is written or replaced while it is read, which would mix
//! old rows with new ones or lose the newest: before, between and after. Counts
//! the bytes that are read.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use async_trait::async_trait;
use bytes::Bytes;
use datafusion::object_store::local::LocalFileSystem;
use datafusion::object_store::path::Path;
use datafusion::object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta,
    ObjectStore, ObjectStoreExt, PutMultipartOptions, PutOptions, PutPayload, PutResult, Result,
};
use futures::StreamExt;
use futures::stream::BoxStream;
use serde::Serialize;

use super::SourceError;

/// How much of the source has been read.
#[derive(Debug, Default)]
pub struct ReadProgress {
    read: AtomicU64,
    server: Mutex<Option<ServerWork>>,
}

/// How far a cluster is with a query. More stages may become known while it works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ServerWork {
    /// Stages that are done.
    pub stages_done: u32,
    /// Stages that are known.
    pub stages: u32,
    /// Tasks of these stages that are done.
    pub tasks_done: u32,
    /// Tasks of these stages.
    pub tasks: u32,
}

impl ReadProgress {
    /// Bytes read so far.
    pub fn bytes(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    pub(super) fn add(&self, bytes: u64) {
        self.read.fetch_add(bytes, Ordering::Relaxed);
    }

    /// How far the cluster is that works on the query, if it says so.
    pub fn server(&self) -> Option<ServerWork> {
        *self.server.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set_server(&self, work: ServerWork) {
        *self.server.lock().unwrap_or_else(PoisonError::into_inner) = Some(work);
    }
}

/// A file was written or replaced while it was read.
#[derive(Debug)]
pub(super) struct Changed {
    pub(super) path: PathBuf,
}

impl fmt::Display for Changed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` changed while it was read", self.path.display())
    }
}

impl std::error::Error for Changed {}

/// The local file system, watched.
#[derive(Debug)]
pub(super) struct WatchedFiles {
    files: LocalFileSystem,
    progress: Arc<ReadProgress>,
    first_seen: Mutex<HashMap<Path, Seen>>,
}

/// What tells one state of a file from another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seen {
    size: u64,
    // Inode, time of last writing and size, in the local file system's words.
    tag: Option<String>,
}

/// A local file's state: its size, its times and which file it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    identity: [i64; 4],
}

impl Stamp {
    /// The state of the file at `path`, which messages call `named`. What isn't
    /// a file, such as a pipe, which would be waited for, is refused.
    pub(super) fn of(
        path: &std::path::Path,
        named: &std::path::Path,
    ) -> std::result::Result<Self, SourceError> {
        let told = |error: std::io::Error| SourceError::of_unpacking(named, &error);
        let found = std::fs::metadata(path).map_err(told)?;
        if !found.is_file() {
            let (path, reason) = (named.to_owned(), "it isn't a regular file".to_owned());
            return Err(SourceError::Unreadable { path, reason });
        }
        #[cfg(unix)]
        let identity = {
            use std::os::unix::fs::MetadataExt;
            [
                found.dev().cast_signed(),
                found.ino().cast_signed(),
                found.ctime(),
                found.ctime_nsec(),
            ]
        };
        #[cfg(not(unix))]
        let identity = [0; 4];
        Ok(Self { size: found.len(), modified: found.modified().ok(), identity })
    }

    /// Whether the file is still in this state.
    pub(super) fn check(
        &self,
        path: &std::path::Path,
        named: &std::path::Path,
    ) -> std::result::Result<(), SourceError> {
        match Self::of(path, named) {
            Ok(now) if now == *self => Ok(()),
            Ok(_) | Err(_) => Err(SourceError::Changed(named.to_owned())),
        }
    }
}

impl WatchedFiles {
    pub(super) fn new(progress: Arc<ReadProgress>) -> Self {
        Self { files: LocalFileSystem::new(), progress, first_seen: Mutex::default() }
    }

    fn check(&self, meta: &ObjectMeta) -> Result<()> {
        let stamp = Seen { size: meta.size, tag: meta.e_tag.clone() };
        let mut first_seen = self.first_seen.lock().unwrap_or_else(PoisonError::into_inner);
        match first_seen.get(&meta.location) {
            None => {
                first_seen.insert(meta.location.clone(), stamp);
                Ok(())
            }
            Some(first) if *first == stamp => Ok(()),
            Some(_) => {
                let path = self
                    .files
                    .path_to_filesystem(&meta.location)
                    .unwrap_or_else(|_| PathBuf::from(meta.location.as_ref()));
                Err(Error::Generic { store: "files", source: Box::new(Changed { path }) })
            }
        }
    }
}

impl fmt::Display for WatchedFiles {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.files.fmt(formatter)
    }
}

#[async_trait]
impl ObjectStore for WatchedFiles {
    async fn get_opts(&self, location: &Path, options: GetOptions) -> Result<GetResult> {
        let head = options.head;
        let result = self.files.get_opts(location, options).await?;
        self.check(&result.meta)?;
        if !head {
            self.progress.add(result.range.end - result.range.start);
        }
        Ok(result)
    }

    async fn get_ranges(&self, location: &Path, ranges: &[Range<u64>]) -> Result<Vec<Bytes>> {
        let bytes = self.files.get_ranges(location, ranges).await?;
        self.check(&self.files.head(location).await?)?;
        self.progress.add(bytes.iter().map(|part| part.len() as u64).sum());
        Ok(bytes)
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        self.files.list(prefix)
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.files.list_with_delimiter(prefix).await
    }

    // Sources are only ever read.

    async fn put_opts(&self, _: &Path, _: PutPayload, _: PutOptions) -> Result<PutResult> {
        Err(read_only())
    }

    async fn put_multipart_opts(
        &self,
        _: &Path,
        _: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        Err(read_only())
    }

    fn delete_stream(
        &self,
        _: BoxStream<'static, Result<Path>>,
    ) -> BoxStream<'static, Result<Path>> {
        futures::stream::once(async { Err(read_only()) }).boxed()
    }

    async fn copy_opts(&self, _: &Path, _: &Path, _: CopyOptions) -> Result<()> {
        Err(read_only())
    }
}

pub(super) fn read_only() -> Error {
    Error::NotSupported { source: "sources are only read".into() }
}
