//! A bucket that the cluster and this computer see. Each result has a path of its own in
//! it, with an object beside it that is written again and again as long as its process
//! lives. What was left longer ago than that is removed when the next result comes.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use chrono::TimeDelta;
use datafusion::parquet::arrow::arrow_reader::ArrowReaderOptions;
use datafusion::parquet::arrow::async_reader::AsyncFileReader;
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use futures::future::BoxFuture;
use futures::{FutureExt, StreamExt, TryFutureExt, TryStreamExt};
use object_store::path::Path as Key;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt, PutPayload};
use tokio_util::sync::{CancellationToken, DropGuard};

use super::{LOCK, PREFIX, ROWS, in_order, unusable};
use crate::SourceError;
use crate::connectors::bucket::Bucket;
use crate::connectors::spark::session::unique;

/// Time between two signs of life.
const ALIVE: Duration = Duration::from_mins(10);
/// Who gave no sign for this long is gone.
const GONE: TimeDelta = TimeDelta::hours(2);
/// Objects that are removed at once.
const AT_ONCE: usize = 8;

/// The path of one result.
#[derive(Debug)]
pub(super) struct StagingObjects {
    bucket: Bucket,
    folder: Key,
    lock: Key,
    /// What the cluster calls that of its rows.
    pub(super) url: String,
    /// Whether the cluster writes nothing more.
    is_over: AtomicBool,
    _alive: DropGuard,
}

impl StagingObjects {
    /// Makes one, and removes what others left. The cluster calls the bucket's path `url`.
    pub(super) async fn create(bucket: Bucket, url: Option<&str>) -> Result<Self, SourceError> {
        let name = format!("{PREFIX}{}", unique()?);
        let (folder, lock) = places(bucket.path(), &name);
        let sign = bucket.store().put(&lock, PutPayload::new()).await;
        sign.map_err(|error| bucket.told(Some(&lock), &error))?;
        if let Err(error) = remove_leftovers(&bucket, &lock).await {
            // Whoever may not list the bucket is told so when its parts are read.
            tracing::info!(%error, bucket = bucket.name(), "parts of results may be left");
        }
        let url = url.map_or_else(|| bucket.name().replacen("s3://", "s3a://", 1), str::to_owned);
        let url = format!("{}/{name}/{ROWS}", url.trim_end_matches('/'));
        let stop = CancellationToken::new();
        tokio::spawn(stop.clone().run_until_cancelled_owned(alive(bucket.clone(), lock.clone())));
        let is_over = AtomicBool::new(false);
        Ok(Self { bucket, folder, lock, url, is_over, _alive: stop.drop_guard() })
    }

    /// What messages call it.
    pub(super) fn shown(&self) -> PathBuf {
        self.bucket.address(&self.folder)
    }

    /// What messages call a part.
    pub(super) fn address(&self, part: &ObjectMeta) -> PathBuf {
        self.bucket.address(&part.location)
    }

    /// Reads a part as it was when it was listed.
    pub(super) fn reader(&self, part: ObjectMeta) -> PartReader {
        PartReader { bucket: self.bucket.clone(), part }
    }

    pub(super) fn set_over(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }

    /// The parts in the order of their rows. A store lists all that was written before.
    pub(super) async fn parts(&self) -> Result<Vec<ObjectMeta>, SourceError> {
        let rows = self.folder.clone().join(ROWS);
        let found = self.bucket.store().list_with_delimiter(Some(&rows)).await;
        let found = found.map_err(|error| self.bucket.told(None, &error))?;
        let named =
            |meta: ObjectMeta| (meta.location.filename().unwrap_or_default().to_owned(), meta);
        let parts = in_order(found.objects.into_iter().map(named).collect());
        parts.map_err(|reason| unusable(&self.shown(), &reason))
    }

    /// Removes it.
    pub(super) async fn remove(&self) {
        let removed = remove_all(self.bucket.store(), &self.folder).await;
        if let Err(error) = &removed {
            let path = self.shown();
            tracing::info!(%error, path = %path.display(), "parts of a result aren't removed");
        }
        // A write that was broken off may write once more. The lock stays then, by which a
        // later result finds it.
        if removed.is_ok() && self.is_over.load(Ordering::Relaxed) {
            let _ = self.bucket.store().delete(&self.lock).await;
        }
    }
}

/// Reads what is asked for of a part.
pub(super) struct PartReader {
    bucket: Bucket,
    part: ObjectMeta,
}

impl AsyncFileReader for PartReader {
    fn get_bytes(&mut self, range: Range<u64>) -> BoxFuture<'_, Result<Bytes, ParquetError>> {
        let fetched = self.bucket.fetch(&self.part, range);
        fetched.map_err(|error| ParquetError::External(Box::new(error))).boxed()
    }

    fn get_byte_ranges(
        &mut self,
        ranges: Vec<Range<u64>>,
    ) -> BoxFuture<'_, Result<Vec<Bytes>, ParquetError>> {
        // The bucket lets only a few requests go at once.
        let fetched = ranges.into_iter().map(|range| self.bucket.fetch(&self.part, range));
        let fetched = futures::future::try_join_all(fetched);
        fetched.map_err(|error| ParquetError::External(Box::new(error))).boxed()
    }

    fn get_metadata<'a>(
        &'a mut self,
        _options: Option<&'a ArrowReaderOptions>,
    ) -> BoxFuture<'a, Result<Arc<ParquetMetaData>, ParquetError>> {
        let size = self.part.size;
        async move {
            let reader = ParquetMetaDataReader::new();
            Ok(Arc::new(reader.load_and_finish(self, size).await?))
        }
        .boxed()
    }
}

/// The path of a result and its lock.
fn places(within: &Key, name: &str) -> (Key, Key) {
    (within.clone().join(name), within.clone().join(format!("{name}.{LOCK}")))
}

/// Gives signs of life.
async fn alive(bucket: Bucket, lock: Key) {
    loop {
        tokio::time::sleep(ALIVE).await;
        if let Err(error) = bucket.store().put(&lock, PutPayload::new()).await {
            tracing::info!(%error, bucket = bucket.name(), "no sign of life can be written");
        }
    }
}

async fn remove_all(store: &Arc<dyn ObjectStore>, folder: &Key) -> object_store::Result<()> {
    let all: Vec<ObjectMeta> = store.list(Some(folder)).try_collect().await?;
    let removed = futures::stream::iter(all).map(|meta| {
        let store = Arc::clone(store);
        async move { store.delete(&meta.location).await }
    });
    removed.buffer_unordered(AT_ONCE).try_collect().await
}

/// Removes the results of processes that are gone, by the store's clock: `new` was written
/// at this moment.
async fn remove_leftovers(bucket: &Bucket, new: &Key) -> object_store::Result<()> {
    let within = Some(bucket.path()).filter(|path| !path.is_root());
    let found = bucket.store().list_with_delimiter(within).await?.objects;
    let Some(now) = found.iter().find(|meta| meta.location == *new) else { return Ok(()) };
    for lock in &found {
        let name = lock.location.filename().unwrap_or_default();
        let name = name.strip_suffix(&format!(".{LOCK}"));
        let Some(name) = name.filter(|name| name.starts_with(PREFIX)) else { continue };
        if now.last_modified - lock.last_modified > GONE {
            remove_all(bucket.store(), &places(bucket.path(), name).0).await?;
            bucket.store().delete(&lock.location).await?;
        }
    }
    Ok(())
}
