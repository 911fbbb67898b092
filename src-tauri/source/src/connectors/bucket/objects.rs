//! The objects of one table as the query engine reads them: those that were
//! listed and no others, counted, and with the first failure kept, because the
//! engine makes mere words of some.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use async_trait::async_trait;
use bytes::Bytes;
use datafusion::parquet::arrow::async_reader::MetadataFetch;
use datafusion::parquet::errors::ParquetError;
use futures::future::BoxFuture;
use futures::stream::BoxStream;
use futures::{FutureExt, StreamExt, TryStreamExt};
use object_store::path::Path as Key;
use object_store::{
    Attributes, CopyOptions, Error, GetOptions, GetResult, GetResultPayload, ListResult,
    MultipartUpload, OBJECT_STORE_COALESCE_DEFAULT, ObjectMeta, ObjectStore, PutMultipartOptions,
    PutOptions, PutPayload, PutResult, coalesce_ranges,
};
use url::Url;

use super::{AT_ONCE, Bucket};
use crate::SourceError;
use crate::change_guard::{ReadProgress, read_only};

type Answer<T> = Result<T, Error>;

/// Bytes of the ends of all objects that are kept: Parquet's footers are read
/// more than once.
const ENDS: u64 = 32 << 20;
/// Bytes of one end, at most and at least.
const LONGEST_END: u64 = 512 << 10;
const SHORTEST_END: u64 = 8 << 10;

/// The objects of one table.
#[derive(Debug, Clone)]
pub(crate) struct Objects {
    pub(crate) bucket: Bucket,
    pub(crate) metas: Vec<ObjectMeta>,
}

impl Objects {
    /// What the query engine calls the objects.
    pub(crate) fn urls(&self) -> Result<Vec<Url>, SourceError> {
        let root = root()?;
        let url = |meta: &ObjectMeta| {
            let mut url = root.clone();
            if let Ok(mut path) = url.path_segments_mut() {
                path.clear().extend(meta.location.as_ref().split('/'));
            }
            url
        };
        Ok(self.metas.iter().map(url).collect())
    }

    /// Bytes at the end of each object that are fetched at once.
    pub(crate) fn end(&self) -> u64 {
        (ENDS / (self.metas.len() as u64).max(1)).clamp(SHORTEST_END, LONGEST_END)
    }

    /// That all of them are as they were when they were listed.
    pub(crate) async fn unchanged(&self) -> Result<(), SourceError> {
        self.bucket.check_unchanged(&self.metas).await
    }

    /// The objects as a store of their own.
    pub(crate) fn watched(&self, progress: &Arc<ReadProgress>) -> WatchedObjects {
        WatchedObjects {
            bucket: self.bucket.clone(),
            metas: self.metas.iter().map(|meta| (meta.location.clone(), meta.clone())).collect(),
            ends: Mutex::default(),
            progress: Arc::clone(progress),
            failure: Arc::default(),
        }
    }
}

/// What the query engine calls the bucket: each table has a session of its own.
pub(crate) fn root() -> Result<Url, SourceError> {
    Url::parse("s3://bucket/").map_err(|error| SourceError::Engine(error.to_string()))
}

/// The listed objects of a table, and what went wrong with them first.
pub(crate) struct WatchedObjects {
    bucket: Bucket,
    metas: HashMap<Key, ObjectMeta>,
    ends: Mutex<HashMap<Key, (u64, Bytes)>>,
    progress: Arc<ReadProgress>,
    failure: Arc<OnceLock<SourceError>>,
}

impl WatchedObjects {
    /// Where the first failure will be.
    pub(crate) fn failure(&self) -> Arc<OnceLock<SourceError>> {
        Arc::clone(&self.failure)
    }

    /// Fetches the ends of all objects, to be read from memory afterwards.
    pub(crate) async fn fetch_ends(&self, objects: &Objects) -> Result<(), SourceError> {
        let length = objects.end();
        let start = |meta: &ObjectMeta| meta.size.saturating_sub(length);
        let ends = objects.metas.iter();
        let ends: Vec<_> =
            ends.map(|meta| self.bucket.fetch(meta, start(meta)..meta.size)).collect();
        let ends = futures::stream::iter(ends).buffered(AT_ONCE).boxed();
        let fetched: Vec<Bytes> = ends.try_collect().await?;
        let mut ends = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
        for (meta, bytes) in objects.metas.iter().zip(fetched) {
            self.progress.add(bytes.len() as u64);
            ends.insert(meta.location.clone(), (start(meta), bytes));
        }
        Ok(())
    }

    fn remembered(&self, key: &Key, range: &Range<u64>) -> Option<Bytes> {
        let ends = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
        let (start, bytes) = ends.get(key)?;
        let from = usize::try_from(range.start.checked_sub(*start)?).ok()?;
        let to = usize::try_from(range.end - start).ok()?;
        (to <= bytes.len()).then(|| bytes.slice(from..to))
    }

    fn meta(&self, key: &Key) -> Answer<&ObjectMeta> {
        self.metas.get(key).ok_or_else(|| Error::NotFound {
            path: key.to_string(),
            source: "it wasn't listed".into(),
        })
    }

    async fn read(&self, meta: &ObjectMeta, range: Range<u64>) -> Answer<Bytes> {
        if let Some(bytes) = self.remembered(&meta.location, &range) {
            return Ok(bytes);
        }
        match self.bucket.fetch(meta, range).await {
            Ok(bytes) => {
                self.progress.add(bytes.len() as u64);
                Ok(bytes)
            }
            Err(error) => {
                let first = self.failure.get_or_init(|| error);
                Err(Error::Generic { store: "bucket", source: Box::new(first.clone()) })
            }
        }
    }
}

/// Reads a Parquet footer.
pub(crate) struct Footer<'a> {
    pub(crate) objects: &'a WatchedObjects,
    pub(crate) meta: &'a ObjectMeta,
}

impl MetadataFetch for Footer<'_> {
    fn fetch(&mut self, range: Range<u64>) -> BoxFuture<'_, Result<Bytes, ParquetError>> {
        let read = self.objects.read(self.meta, range);
        read.map(|read| read.map_err(|error| ParquetError::External(Box::new(error)))).boxed()
    }
}

impl fmt::Debug for WatchedObjects {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bucket.fmt(formatter)
    }
}

impl fmt::Display for WatchedObjects {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.bucket.name())
    }
}

#[async_trait]
impl ObjectStore for WatchedObjects {
    async fn get_opts(&self, location: &Key, options: GetOptions) -> Answer<GetResult> {
        let meta = self.meta(location)?;
        let wanted = match &options.range {
            Some(range) => range
                .as_range(meta.size)
                .map_err(|error| Error::Generic { store: "bucket", source: Box::new(error) })?,
            None => 0..meta.size,
        };
        let bytes =
            if options.head { Bytes::new() } else { self.read(meta, wanted.clone()).await? };
        Ok(GetResult {
            payload: GetResultPayload::Stream(futures::stream::iter([Ok(bytes)]).boxed()),
            meta: meta.clone(),
            range: wanted,
            attributes: Attributes::default(),
        })
    }

    async fn get_ranges(&self, location: &Key, ranges: &[Range<u64>]) -> Answer<Vec<Bytes>> {
        let meta = self.meta(location)?;
        coalesce_ranges(ranges, |range| self.read(meta, range), OBJECT_STORE_COALESCE_DEFAULT).await
    }

    fn list(&self, _: Option<&Key>) -> BoxStream<'static, Answer<ObjectMeta>> {
        let metas: Vec<_> = self.metas.values().cloned().map(Ok).collect();
        futures::stream::iter(metas).boxed()
    }

    async fn list_with_delimiter(&self, _: Option<&Key>) -> Answer<ListResult> {
        let objects = self.metas.values().cloned().collect();
        Ok(ListResult { common_prefixes: Vec::new(), objects })
    }

    // Sources are only ever read.

    async fn put_opts(&self, _: &Key, _: PutPayload, _: PutOptions) -> Answer<PutResult> {
        Err(read_only())
    }

    async fn put_multipart_opts(
        &self,
        _: &Key,
        _: PutMultipartOptions,
    ) -> Answer<Box<dyn MultipartUpload>> {
        Err(read_only())
    }

    fn delete_stream(&self, _: BoxStream<'static, Answer<Key>>) -> BoxStream<'static, Answer<Key>> {
        futures::stream::once(async { Err(read_only()) }).boxed()
    }

    async fn copy_opts(&self, _: &Key, _: &Key, _: CopyOptions) -> Answer<()> {
        Err(read_only())
    }
}
