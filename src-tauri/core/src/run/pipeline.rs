//! Read, encode, pack, write: overlapping, in order, with a bounded number of
//! chunks in flight.
//!
//! Where a chunk ends depends on the values of its rows alone, so that the
//! archive's bytes never depend on timing or on how the engine cut its batches,
//! and wide rows behind narrow ones fill no memory.

use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use datafusion::arrow::array::RecordBatch;
use futures::StreamExt;
use serde::Serialize;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::event::{Observer, Progress, Stage};
use super::row_bytes::row_bytes;
use crate::archive::{
    ArchiveError, ArchiveSummary, ArchiveWriter, CellStarts, Packed, Packer, Packing,
};
use crate::error::Error;
use crate::format::{ChunkEncoder, ContentError, FileEncoder};
use crate::plan::ExportPlan;
use crate::source::{Rows, SourceError};

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
pub(super) struct Piped<W> {
    pub(super) archive: ArchiveSummary<W>,
    pub(super) rows_read: u64,
    pub(super) rows_written: u64,
    pub(super) seconds: StageSeconds,
}

struct Chunk {
    first_row: u64,
    batches: Vec<RecordBatch>,
}

struct PackedChunk {
    packed: Packed,
    rows: u64,
    content: u64,
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

/// Runs the pipeline into `sink`. `None` when it was cancelled.
pub(super) async fn pipe<W: Write + Send + 'static>(
    plan: &ExportPlan,
    encoder: FileEncoder,
    rows: Rows,
    writer: ArchiveWriter<W>,
    threads: usize,
    cancel: &CancellationToken,
    observer: &dyn Observer,
    told: impl Fn(&datafusion::common::DataFusionError) -> SourceError + Send + 'static,
    output: impl Fn(ArchiveError) -> Error + Send + 'static,
) -> Result<Option<Piped<W>>, Error> {
    let clocks = Arc::new(Clocks::default());
    let (read_progress, expected_bytes) = (Arc::clone(&rows.progress), rows.expected_bytes.max(1));
    let (chunk_sender, chunks) = mpsc::channel::<Chunk>(2);
    let reader = tokio::spawn(read(rows, chunk_sender, cancel.clone(), told));

    let (packed_sender, mut packed) = mpsc::channel::<Packed>(2);
    let writing = tokio::task::spawn_blocking(move || {
        let mut writer = writer;
        let mut busy = Duration::ZERO;
        while let Some(packed) = packed.blocking_recv() {
            let started = Instant::now();
            writer.push(&packed)?;
            busy += started.elapsed();
        }
        Ok::<_, ArchiveError>((writer, busy))
    });

    let packing = Packing::new(plan.spec.format.compression, plan.spec.format.level);
    let workers: Arc<Mutex<Vec<Worker>>> = Arc::default();
    let (lines, in_flight) = match encoder {
        FileEncoder::Lines(encoder) => (Some(encoder), threads.max(1) + 1),
        FileEncoder::InOrder(encoder) => {
            let worker = Worker::new(encoder, packing.packer());
            workers.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
            (None, 1)
        }
    };
    let started = Instant::now();
    let encoded = futures::stream::unfold(chunks, |mut chunks| async move {
        chunks.recv().await.map(|chunk| (chunk, chunks))
    })
    .map(|chunk| {
        let (workers, lines, clocks) = (Arc::clone(&workers), lines.clone(), Arc::clone(&clocks));
        let packing = packing.clone();
        let cancel = cancel.clone();
        async move {
            let work = move || {
                let idle = workers.lock().unwrap_or_else(PoisonError::into_inner).pop();
                let new = || Some(Worker::new(lines?.worker(), packing.packer()));
                let mut worker = idle.or_else(new).expect("chunks in order have one worker");
                let packed = worker.encode(&chunk, &packing, &clocks, &cancel);
                workers.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
                packed
            };
            tokio::task::spawn_blocking(work).await.map_err(stopped)?
        }
    })
    .buffered(in_flight);
    let mut encoded = Box::pin(encoded);

    let mut rows_written = 0;
    let mut content_bytes = 0;
    let mut shown: Option<Instant> = None;
    let mut failure = None;
    loop {
        let next = tokio::select! {
            biased;
            () = cancel.cancelled() => break,
            next = encoded.next() => next,
        };
        match next {
            None => break,
            Some(Err(error)) => {
                failure = Some(described(error, &output));
                break;
            }
            // Cancelled in mid-chunk.
            Some(Ok(None)) => break,
            Some(Ok(Some(chunk))) => {
                rows_written += chunk.rows;
                content_bytes += chunk.content;
                if packed_sender.send(chunk.packed).await.is_err() {
                    // The writer stopped; its own error is told below.
                    break;
                }
                if shown.is_none_or(|shown| shown.elapsed() >= Duration::from_millis(100)) {
                    shown = Some(Instant::now());
                    let done = share(read_progress.bytes(), expected_bytes);
                    observer.on_progress(&progress(started, rows_written, content_bytes, done));
                }
            }
        }
    }
    drop(encoded);
    if failure.is_none() && !cancel.is_cancelled() {
        let idle = workers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        // A file without rows has had no worker yet.
        let worker = idle.or_else(|| Some(Worker::new(lines?.worker(), packing.packer())));
        if let Some(worker) = worker {
            let (sender, stop) = (packed_sender.clone(), cancel.clone());
            let clocks = Arc::clone(&clocks);
            let finished =
                tokio::task::spawn_blocking(move || finish(worker, &sender, &clocks, &stop));
            match finished.await.map_err(stopped)? {
                Ok(Some(found)) if found != rows_written => {
                    failure = Some(Error::Incomplete { read: found, expected: rows_written });
                }
                Ok(_) => {}
                // What stopped it is told below.
                Err(_) if packed_sender.is_closed() || cancel.is_cancelled() => {}
                Err(error) => failure = Some(described(error, &output)),
            }
        }
    }
    drop(packed_sender);
    let written = writing.await.map_err(stopped)?;
    let read = reader.await.map_err(stopped)?;
    if let Some(error) = failure {
        return Err(error);
    }
    let (writer, write) = written.map_err(&output)?;
    let (rows_read, read_seconds) = read?;
    if cancel.is_cancelled() {
        return Ok(None);
    }
    let archive = writer.finish().map_err(output)?;
    let seconds = StageSeconds {
        read: read_seconds,
        encode: seconds(&clocks.encode),
        pack: seconds(&clocks.pack),
        write: write.as_secs_f64(),
    };
    Ok(Some(Piped { archive, rows_read, rows_written, seconds }))
}

fn stopped(error: tokio::task::JoinError) -> Error {
    Error::Source(SourceError::Engine(error.to_string()))
}

/// Cuts the rows into chunks. Returns how many there were, and the seconds
/// spent waiting for them.
async fn read(
    mut rows: Rows,
    chunks: mpsc::Sender<Chunk>,
    cancel: CancellationToken,
    told: impl Fn(&datafusion::common::DataFusionError) -> SourceError + Send,
) -> Result<(u64, f64), Error> {
    let mut waiting = Duration::ZERO;
    let (mut total, mut first_row) = (0u64, 0u64);
    let mut batches: Vec<RecordBatch> = Vec::new();
    let (mut held, mut bytes) = (0, 0);
    loop {
        let started = Instant::now();
        let next = tokio::select! {
            biased;
            () = cancel.cancelled() => break,
            next = rows.stream.next() => next,
        };
        waiting += started.elapsed();
        let Some(batch) = next else { break };
        let batch = batch.map_err(|error| Error::Source(told(&error)))?;
        total += batch.num_rows() as u64;
        let mut start = 0;
        for (row, row_bytes) in row_bytes(&batch).into_iter().enumerate() {
            bytes += row_bytes;
            held += 1;
            if bytes < CHUNK_BYTES && held < CHUNK_ROWS {
                continue;
            }
            batches.push(batch.slice(start, row + 1 - start));
            start = row + 1;
            let chunk = Chunk { first_row, batches: std::mem::take(&mut batches) };
            first_row += held as u64;
            (held, bytes) = (0, 0);
            if chunks.send(chunk).await.is_err() {
                return Ok((total, waiting.as_secs_f64()));
            }
        }
        if start < batch.num_rows() {
            batches.push(batch.slice(start, batch.num_rows() - start));
        }
    }
    if held > 0 {
        let _ = chunks.send(Chunk { first_row, batches }).await;
    }
    Ok((total, waiting.as_secs_f64()))
}

/// What encodes and packs chunks on one thread, with its memory.
struct Worker {
    encoder: Box<dyn ChunkEncoder>,
    packer: Packer,
    content: Vec<u8>,
    cells: Vec<u32>,
}

impl Worker {
    fn new(encoder: Box<dyn ChunkEncoder>, packer: Packer) -> Self {
        Self { encoder, packer, content: Vec::new(), cells: Vec::new() }
    }

    /// `None` when the run was cancelled.
    fn encode(
        &mut self,
        chunk: &Chunk,
        packing: &Packing,
        clocks: &Clocks,
        cancel: &CancellationToken,
    ) -> Result<Option<PackedChunk>, Error> {
        if cancel.is_cancelled() {
            return Ok(None);
        }
        let first = (chunk.first_row == 0).then(|| packing.first_chunk());
        let Self { encoder, packer, content, cells } = self;
        content.clear();
        cells.clear();
        let with_cells = packing.uses_cells();
        let started = Instant::now();
        let places = with_cells.then_some(&mut *cells);
        encoder.encode(&chunk.batches, chunk.first_row, content, places).map_err(unwritten)?;
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
        let packed = packer.pack_owned(content, cells).map_err(Error::Archive)?;
        add(&clocks.pack, started);
        let content = packed.content_len;
        Ok(Some(PackedChunk { packed, rows: rows as u64, content }))
    }
}

/// Sends what follows the last row. Tells how many rows the file says that it has.
fn finish(
    worker: Worker,
    packed_chunks: &mpsc::Sender<Packed>,
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
        packed_chunks.blocking_send(packed).map_err(|_| std::io::ErrorKind::BrokenPipe.into())
    };
    let rows = encoder.finish(&mut take);
    add(&clocks.encode, started);
    rows.map_err(unwritten)
}

/// Content that can't be kept or packed is a matter of the disk.
fn unwritten(error: ContentError) -> Error {
    match error {
        ContentError::Cell(error) => Error::Encode(error),
        ContentError::Write(error) => Error::Archive(ArchiveError::Write(error)),
    }
}

/// The error with the place that can't be written to.
fn described(error: Error, output: &impl Fn(ArchiveError) -> Error) -> Error {
    if let Error::Archive(error) = error { output(error) } else { error }
}

#[expect(clippy::cast_precision_loss, reason = "an estimate")]
fn share(read: u64, expected: u64) -> f64 {
    (read as f64 / expected as f64).min(0.99)
}

#[expect(clippy::cast_precision_loss, reason = "an estimate")]
fn progress(started: Instant, rows: u64, content_bytes: u64, done: f64) -> Progress {
    let elapsed = started.elapsed().as_secs_f64();
    Progress {
        stage: Stage::Exporting,
        rows,
        content_bytes,
        percent: done * 100.0,
        rows_per_second: rows as f64 / elapsed.max(1e-3),
        seconds_left: (done > 0.01).then(|| elapsed * (1.0 - done) / done),
    }
}
