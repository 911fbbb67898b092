//! Read, encode, pack, write: overlapping, in order, with a bounded number of
//! chunks in flight.
//!
//! Where a chunk ends depends on the values of its rows alone, so that the
//! archive's bytes never depend on timing or on how the engine cut its batches,
//! and wide rows behind narrow ones fill no memory.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::Schema;
use futures::StreamExt;
use serde::Serialize;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::RunContext;
use super::event::{Observer, Progress, Stage};
use crate::archive::{
    ArchiveError, ArchiveSummary, ArchiveWriter, CellStarts, Packed, Packer, Packing, Sink,
};
use crate::error::Error;
use crate::format::{ChunkEncoder, ContentError, FileEncoder, LineEncoder, ValueTexts, row_bytes};
use crate::plan::{ExportPlan, PartEnd};
use crate::source::{ReadProgress, Rows, ServerWork, SourceError, Table};
use crate::spec::format::Layout;

/// How often it is shown how far a cluster is.
const SHOWN: Duration = Duration::from_millis(500);
/// Bytes of a chunk before compression, about: larger ones compress no better.
const CHUNK_BYTES: usize = 2 << 20;
/// Rows of a chunk at most.
const CHUNK_ROWS: usize = 1 << 17;

/// Seconds of work in each stage, added up over all threads.
#[derive(Debug, Default, Clone, Copy, Serialize)]
pub struct StageSeconds {
    /// Waiting for rows.
    pub read: f64,
    /// Making text of them.
    pub encode: f64,
    /// Compressing.
    pub pack: f64,
    /// Writing and hashing.
    pub write: f64,
}

/// What came out of the pipeline.
pub(super) struct Piped<T> {
    pub(super) made: T,
    pub(super) counts: Counts,
    pub(super) seconds: StageSeconds,
}

/// Rows that the source gave, and rows in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counts {
    pub(super) read: u64,
    pub(super) written: u64,
}

/// Takes the chunks in their order, and makes something of them.
pub(super) trait TakePieces: Send + 'static {
    /// What it makes.
    type Made: Send + 'static;

    /// Takes the next one.
    fn take(&mut self, piece: Piece) -> Result<(), Error>;

    /// Ends it.
    fn finish(self) -> Result<Self::Made, Error>;

    /// Whether it looks at the rows besides what is packed.
    fn reads_rows(&self) -> bool {
        false
    }

    /// Whether it looks at the content besides what is packed.
    fn reads_content(&self) -> bool {
        false
    }
}

impl<W: Sink + Send + 'static> TakePieces for ArchiveWriter<W> {
    type Made = ArchiveSummary<W>;

    fn take(&mut self, piece: Piece) -> Result<(), Error> {
        self.push(&piece.packed).map_err(Error::Archive)
    }

    fn finish(self) -> Result<ArchiveSummary<W>, Error> {
        self.finish().map_err(Error::Archive)
    }
}

/// Rows that are encoded together.
pub(super) struct Chunk {
    pub(super) first_row: u64,
    pub(super) batches: Vec<RecordBatch>,
    /// Number of its part, from 0, where rows alone say where parts end.
    pub(super) part: u64,
    /// Whether it is the first of its part.
    pub(super) starts_part: bool,
    /// Value of the field by which rows are divided.
    pub(super) value: String,
}

/// A chunk, encoded and packed, or what follows the last row.
pub(super) struct Piece {
    pub(super) rows: u64,
    pub(super) packed: Packed,
    /// The rows, where somebody looks at them.
    pub(super) chunk: Option<Chunk>,
    /// What is packed, where somebody looks at it.
    pub(super) content: Option<Vec<u8>>,
}

/// Where chunks end.
pub(super) struct Cut {
    split: Option<PartEnd>,
    values: Option<ValueTexts>,
    chunk_bytes: usize,
}

impl Cut {
    /// By the plan.
    pub(super) fn new(plan: &ExportPlan, schema: &Schema) -> Result<Self, Error> {
        let split = plan.file_set.split.map(|split| split.at);
        let (columns, zone) = (&plan.columns, plan.zone);
        let values = match split {
            Some(PartEnd::Value(place)) => Some(ValueTexts::new(place, columns, schema, zone)?),
            Some(PartEnd::Rows(_) | PartEnd::Bytes(_) | PartEnd::PackedBytes(_)) | None => None,
        };
        let chunk_bytes = match split {
            // So that little is encoded twice where a part ends.
            Some(PartEnd::Bytes(limit) | PartEnd::PackedBytes(limit)) => usize::try_from(limit / 4)
                .unwrap_or(CHUNK_BYTES)
                .clamp(CHUNK_BYTES / 64, CHUNK_BYTES),
            Some(PartEnd::Rows(_) | PartEnd::Value(_)) | None => CHUNK_BYTES,
        };
        Ok(Self { split, values, chunk_bytes })
    }
}

#[derive(Default)]
struct Clocks {
    encode: AtomicU64,
    pack: AtomicU64,
}

fn add(clock: &AtomicU64, started: Instant) {
    let nanoseconds = u64::try_from(started.elapsed().as_nanos()).unwrap_or(u64::MAX);
    clock.fetch_add(nanoseconds, Ordering::Relaxed);
}

#[expect(clippy::cast_precision_loss, reason = "seconds for people")]
fn seconds(clock: &AtomicU64) -> f64 {
    clock.load(Ordering::Relaxed) as f64 / 1e9
}

/// What a pipeline works by.
pub(super) struct Pipe<'a> {
    pub(super) plan: &'a ExportPlan,
    /// Where the rows come from: it explains why they ended.
    pub(super) table: Arc<Table>,
    pub(super) threads: usize,
    pub(super) context: &'a RunContext,
}

impl Pipe<'_> {
    /// Brings the rows into `writer`. `None` when it was cancelled.
    pub(super) async fn run<T: TakePieces>(
        &self,
        encoder: FileEncoder,
        rows: Rows,
        writer: T,
    ) -> Result<Option<Piped<T::Made>>, Error> {
        let Self { plan, table, context, .. } = self;
        let cancel = &context.cancel;
        let mut shown = Shown::new(context.observer.as_ref(), &rows);
        let (chunk_sender, chunks) = mpsc::channel::<Chunk>(2);
        let cut = Cut::new(plan, &rows.stream.schema())?;
        let reading = read(rows, cut, chunk_sender, cancel.clone(), Arc::clone(table));
        let reading = tokio::spawn(reading);

        let keeps = Keeps {
            rows: writer.reads_rows(),
            content: writer.reads_content(),
            is_array: plan.dialect.layout == Layout::JsonArray,
        };
        let (piece_sender, pieces) = mpsc::channel::<Piece>(2);
        let writing = tokio::task::spawn_blocking(move || write(writer, pieces));

        let packing = Packing::new(plan.spec.format.compression, plan.spec.format.level);
        let workers = Workers::new(encoder, packing, keeps, cancel);
        let passed = self.pass_on(chunks, &workers, &piece_sender, &mut shown).await;
        drop(piece_sender);
        let written = writing.await.map_err(stopped)?;
        let read = reading.await.map_err(stopped)?;
        passed?;
        let (writer, write) = written.map_err(|error| self.described(error))?;
        let (rows_read, read_seconds) = read?;
        if cancel.is_cancelled() {
            return Ok(None);
        }
        let finishing = tokio::task::spawn_blocking(move || writer.finish());
        let made = finishing.await.map_err(stopped)?.map_err(|error| self.described(error))?;
        let seconds = StageSeconds {
            read: read_seconds,
            encode: seconds(&workers.clocks.encode),
            pack: seconds(&workers.clocks.pack),
            write: write.as_secs_f64(),
        };
        let counts = Counts { read: rows_read, written: shown.rows };
        Ok(Some(Piped { made, counts, seconds }))
    }

    /// Encodes and packs the chunks, several at once, and sends the pieces in order.
    async fn pass_on(
        &self,
        chunks: mpsc::Receiver<Chunk>,
        workers: &Workers,
        pieces: &mpsc::Sender<Piece>,
        shown: &mut Shown<'_>,
    ) -> Result<(), Error> {
        let cancel = &self.context.cancel;
        let in_flight = if workers.lines.is_some() { self.threads.max(1) + 1 } else { 1 };
        let encoding = workers.clone();
        let mut encoded = futures::stream::unfold(chunks, |mut chunks| async move {
            chunks.recv().await.map(|chunk| (chunk, chunks))
        })
        .map(move |chunk| {
            let workers = encoding.clone();
            let work = move || workers.encode(chunk);
            async move { tokio::task::spawn_blocking(work).await.map_err(stopped)? }
        })
        .buffered(in_flight)
        .boxed();
        loop {
            let next = tokio::select! {
                biased;
                () = cancel.cancelled() => break,
                next = encoded.next() => next,
                // The source may take its time between rows.
                () = tokio::time::sleep(SHOWN), if shown.read.server().is_some() => {
                    shown.show();
                    continue;
                }
            };
            let Some(piece) = next else { break };
            // None was cancelled in mid-chunk.
            let Some(piece) = piece.map_err(|error| self.described(error))? else { break };
            let (rows, content_bytes) = (piece.rows, piece.packed.content_len);
            if pieces.send(piece).await.is_err() {
                // The writer stopped; its own error is told.
                return Ok(());
            }
            shown.add(rows, content_bytes);
        }
        drop(encoded);
        if cancel.is_cancelled() {
            return Ok(());
        }
        let (last, sender) = (workers.clone(), pieces.clone());
        let finished = tokio::task::spawn_blocking(move || last.finish(&sender));
        match finished.await.map_err(stopped)? {
            Ok(Some(found)) if found != shown.rows => {
                Err(Error::Incomplete { read: found, expected: shown.rows })
            }
            Ok(_) => Ok(()),
            // What stopped it is told.
            Err(_) if pieces.is_closed() || cancel.is_cancelled() => Ok(()),
            Err(error) => Err(self.described(error)),
        }
    }

    /// The error with the place that can't be written to.
    pub(super) fn described(&self, error: Error) -> Error {
        if let Error::Archive(error) = error { self.unpublished(error) } else { error }
    }

    /// An error of the archive, with the place where it is.
    pub(super) fn unpublished(&self, error: ArchiveError) -> Error {
        match error {
            ArchiveError::Write(error) => Error::Output { path: self.context.out.clone(), error },
            other => Error::Archive(other),
        }
    }
}

/// Takes the pieces in their order. Tells how long that took besides waiting.
fn write<T: TakePieces>(
    mut writer: T,
    mut pieces: mpsc::Receiver<Piece>,
) -> Result<(T, Duration), Error> {
    let mut busy = Duration::ZERO;
    while let Some(piece) = pieces.blocking_recv() {
        let started = Instant::now();
        writer.take(piece)?;
        busy += started.elapsed();
    }
    Ok((writer, busy))
}

/// Shows how far the run is.
struct Shown<'a> {
    observer: &'a dyn Observer,
    read: Arc<ReadProgress>,
    /// Bytes that will be read, `u64::MAX` where that isn't known.
    expected_bytes: u64,
    started: Instant,
    last: Option<Instant>,
    rows: u64,
    content_bytes: u64,
}

impl<'a> Shown<'a> {
    fn new(observer: &'a dyn Observer, rows: &Rows) -> Self {
        Self {
            observer,
            read: Arc::clone(&rows.progress),
            expected_bytes: rows.expected_bytes.max(1),
            started: Instant::now(),
            last: None,
            rows: 0,
            content_bytes: 0,
        }
    }

    fn add(&mut self, rows: u64, content_bytes: u64) {
        self.rows += rows;
        self.content_bytes += content_bytes;
        if self.last.is_none_or(|last| last.elapsed() >= Duration::from_millis(100)) {
            self.last = Some(Instant::now());
            self.show();
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    fn show(&self) {
        let elapsed = self.started.elapsed().as_secs_f64();
        let server = self.read.server();
        let is_known = self.expected_bytes < u64::MAX;
        let done = match server {
            Some(server) if !is_known => share_of_tasks(server),
            Some(_) | None => share(self.read.bytes(), self.expected_bytes),
        };
        self.observer.on_progress(&Progress {
            stage: Stage::Exporting,
            rows: self.rows,
            content_bytes: self.content_bytes,
            percent: done * 100.0,
            rows_per_second: self.rows as f64 / elapsed.max(1e-3),
            seconds_left: (is_known && done > 0.01).then(|| elapsed * (1.0 - done) / done),
            server,
        });
    }
}

pub(super) fn stopped(error: tokio::task::JoinError) -> Error {
    Error::Source(SourceError::Engine(error.to_string()))
}

/// Cuts the rows into chunks. Returns how many there were, and the seconds
/// spent waiting for them.
async fn read(
    mut rows: Rows,
    cut: Cut,
    chunks: mpsc::Sender<Chunk>,
    cancel: CancellationToken,
    table: Arc<Table>,
) -> Result<(u64, f64), Error> {
    let mut waiting = Duration::ZERO;
    let mut total = 0u64;
    let mut next = Chunk {
        first_row: 0,
        batches: Vec::new(),
        part: 0,
        starts_part: true,
        value: String::new(),
    };
    let (mut held, mut bytes, mut in_part) = (0, 0, 0);
    loop {
        let started = Instant::now();
        let batch = tokio::select! {
            biased;
            () = cancel.cancelled() => break,
            batch = rows.stream.next() => batch,
        };
        waiting += started.elapsed();
        let Some(batch) = batch else { break };
        let batch = batch.map_err(|error| Error::Source(table.told(&error)))?;
        let texts = match &cut.values {
            Some(values) => Some(values.of(&batch, total).map_err(Error::Encode)?),
            None => None,
        };
        let mut start = 0;
        for (row, row_bytes) in row_bytes(&batch).into_iter().enumerate() {
            let is_first = total + row as u64 == 0;
            let value = texts.as_ref().map(|texts| &texts[row]);
            let is_other = value.is_some_and(|value| *value != next.value);
            let is_full = match cut.split {
                Some(PartEnd::Rows(limit)) => in_part == limit,
                Some(PartEnd::Value(_)) => is_other && !is_first,
                Some(PartEnd::Bytes(_) | PartEnd::PackedBytes(_)) | None => false,
            };
            if is_full || bytes >= cut.chunk_bytes || held == CHUNK_ROWS {
                if row > start {
                    next.batches.push(batch.slice(start, row - start));
                    start = row;
                }
                let chunk = next.next(held as u64, is_full);
                (held, bytes) = (0, 0);
                if chunks.send(std::mem::replace(&mut next, chunk)).await.is_err() {
                    return Ok((total, waiting.as_secs_f64()));
                }
                if is_full {
                    in_part = 0;
                }
            }
            if let Some(value) = value.filter(|_| is_other) {
                next.value.clone_from(value);
            }
            bytes += row_bytes;
            held += 1;
            in_part += 1;
        }
        total += batch.num_rows() as u64;
        if start < batch.num_rows() {
            next.batches.push(batch.slice(start, batch.num_rows() - start));
        }
    }
    if held > 0 {
        let _ = chunks.send(next).await;
    }
    Ok((total, waiting.as_secs_f64()))
}

impl Chunk {
    /// The chunk behind this one of so many rows, perhaps in another part.
    fn next(&self, rows: u64, starts_part: bool) -> Self {
        Self {
            first_row: self.first_row + rows,
            batches: Vec::new(),
            part: self.part + u64::from(starts_part),
            starts_part,
            value: self.value.clone(),
        }
    }
}

/// What encodes and packs chunks, each on any thread, with the memory of one that was
/// done before.
#[derive(Clone)]
struct Workers {
    idle: Arc<Mutex<Vec<Worker>>>,
    /// Makes more of them; none where one takes all chunks in their order.
    lines: Option<LineEncoder>,
    packing: Packing,
    keeps: Keeps,
    clocks: Arc<Clocks>,
    cancel: CancellationToken,
}

impl Workers {
    fn new(
        encoder: FileEncoder,
        packing: Packing,
        keeps: Keeps,
        cancel: &CancellationToken,
    ) -> Self {
        let (lines, first) = match encoder {
            FileEncoder::Lines(lines) => (Some(lines), None),
            FileEncoder::InOrder(encoder) => {
                (None, Some(Worker::new(encoder, packing.packer(), keeps)))
            }
        };
        let idle = Arc::new(Mutex::new(first.into_iter().collect()));
        Self { idle, lines, packing, keeps, clocks: Arc::default(), cancel: cancel.clone() }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Worker>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn worker(&self) -> Option<Worker> {
        let idle = self.idle().pop();
        idle.or_else(|| {
            let encoder = self.lines.as_ref()?.worker();
            Some(Worker::new(encoder, self.packing.packer(), self.keeps))
        })
    }

    /// `None` when the run was cancelled.
    fn encode(&self, chunk: Chunk) -> Result<Option<Piece>, Error> {
        let mut worker = self.worker().expect("chunks in order have one worker");
        let piece = worker.encode(chunk, &self.packing, &self.clocks, &self.cancel);
        self.idle().push(worker);
        piece
    }

    /// Sends what follows the last row. Tells how many rows the file says that it has.
    fn finish(&self, pieces: &mpsc::Sender<Piece>) -> Result<Option<u64>, Error> {
        match self.worker() {
            Some(worker) => finish(worker, pieces, &self.clocks, &self.cancel),
            None => Ok(None),
        }
    }
}

/// What encodes and packs chunks on one thread, with its memory.
struct Worker {
    encoder: Box<dyn ChunkEncoder>,
    packer: Packer,
    content: Vec<u8>,
    cells: Vec<u32>,
    keeps: Keeps,
}

/// What becomes of a chunk besides what is packed.
#[derive(Clone, Copy)]
struct Keeps {
    rows: bool,
    content: bool,
    /// Whether rows are divided by commas.
    is_array: bool,
}

impl Worker {
    fn new(encoder: Box<dyn ChunkEncoder>, packer: Packer, keeps: Keeps) -> Self {
        Self { encoder, packer, content: Vec::new(), cells: Vec::new(), keeps }
    }

    /// `None` when the run was cancelled.
    fn encode(
        &mut self,
        chunk: Chunk,
        packing: &Packing,
        clocks: &Clocks,
        cancel: &CancellationToken,
    ) -> Result<Option<Piece>, Error> {
        if cancel.is_cancelled() {
            return Ok(None);
        }
        let first = (chunk.first_row == 0).then(|| packing.first_chunk());
        let Self { encoder, packer, content, cells, keeps } = self;
        content.clear();
        cells.clear();
        let with_cells = packing.uses_cells();
        let started = Instant::now();
        let places = with_cells.then_some(&mut *cells);
        encoder.encode(&chunk.batches, chunk.first_row, content, places).map_err(unwritten)?;
        if keeps.is_array && chunk.starts_part {
            without_comma(content);
        }
        add(&clocks.encode, started);
        if cancel.is_cancelled() {
            return Ok(None);
        }
        let started = Instant::now();
        let rows: usize = chunk.batches.iter().map(RecordBatch::num_rows).sum();
        let cells = CellStarts { places: cells, columns: cells.len() / rows.max(1) };
        if first.is_some() {
            packer.settle(content, cells).map_err(Error::Archive)?;
        }
        let kept = keeps.content.then(|| content.clone());
        let packed = packer.pack_owned(content, cells).map_err(Error::Archive)?;
        add(&clocks.pack, started);
        let chunk = keeps.rows.then_some(chunk);
        Ok(Some(Piece { rows: rows as u64, packed, chunk, content: kept }))
    }
}

/// Rows of an array without the comma before the first one.
pub(super) fn without_comma(rows: &mut Vec<u8>) {
    if rows.first() == Some(&b',') {
        rows.remove(0);
    }
}

/// Sends what follows the last row. Tells how many rows the file says that it has.
fn finish(
    worker: Worker,
    pieces: &mpsc::Sender<Piece>,
    clocks: &Clocks,
    cancel: &CancellationToken,
) -> Result<Option<u64>, Error> {
    let Worker { mut encoder, mut packer, .. } = worker;
    let started = Instant::now();
    let mut take = |block: &mut Vec<u8>| {
        if cancel.is_cancelled() {
            // Not as interrupted: writers would try that again for ever.
            return Err(std::io::Error::other("the run was cancelled"));
        }
        let packed = packer.pack_owned(block, CellStarts::default());
        let packed = packed.map_err(std::io::Error::other)?;
        // Nobody takes it only when the writer stopped; its own error is told.
        let piece = Piece { rows: 0, packed, chunk: None, content: None };
        pieces.blocking_send(piece).map_err(|_| std::io::ErrorKind::BrokenPipe.into())
    };
    let rows = encoder.finish(&mut take);
    add(&clocks.encode, started);
    rows.map_err(unwritten)
}

/// Content that can't be kept or packed is a matter of the disk.
pub(super) fn unwritten(error: ContentError) -> Error {
    match error {
        ContentError::Cell(error) => Error::Encode(error),
        ContentError::Write(error) => Error::Archive(ArchiveError::Write(error)),
    }
}

#[expect(clippy::cast_precision_loss, reason = "an estimate")]
fn share(read: u64, expected: u64) -> f64 {
    (read as f64 / expected as f64).min(0.99)
}

fn share_of_tasks(server: ServerWork) -> f64 {
    share(server.tasks_done.into(), u64::from(server.tasks).max(1))
}

/// Waits for the first rows, and shows meanwhile how far a cluster is with them.
pub(super) async fn shown_meanwhile<T>(
    rows: impl Future<Output = T>,
    read: &ReadProgress,
    observer: &dyn Observer,
) -> T {
    let mut rows = std::pin::pin!(rows);
    loop {
        if let Ok(begun) = tokio::time::timeout(SHOWN, &mut rows).await {
            return begun;
        }
        if let Some(server) = read.server() {
            observer.on_progress(&Progress {
                stage: Stage::Preparing,
                rows: 0,
                content_bytes: 0,
                percent: share_of_tasks(server) * 100.0,
                rows_per_second: 0.0,
                seconds_left: None,
                server: Some(server),
            });
        }
    }
}
