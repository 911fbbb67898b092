//! Time and size of structured deflate beside those of other packers, relative
//! to zlib-rs at level 5.
//!
//! `cargo run --release -- [--rounds N] [--all] FILE.csv ...`. The files are cut
//! into chunks of 2 MiB at row ends, and each chunk goes through all packers in
//! turn, so that a busy machine is busy for all. Time is the thread's CPU time,
//! the median of the rounds. Every result is inflated and compared.

use std::time::Duration;

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress};
use rustix::time::{ClockId, clock_gettime};
use structured_deflate::Deflater;

const CHUNK: usize = 2 << 20;

/// Part of a file and where its cells begin.
struct Chunk<'a> {
    text: &'a [u8],
    cells: Vec<u32>,
}

/// Cuts a CSV file into chunks of whole rows; returns them and the number of
/// columns.
fn chunks(text: &[u8]) -> (Vec<Chunk<'_>>, usize) {
    let (mut chunks, mut cells) = (Vec::new(), vec![0]);
    let (mut start, mut quoted, mut columns) = (0, false, 0);
    for (place, byte) in text.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => cells.push(u32::try_from(place + 1 - start).expect("small")),
            b'\n' if !quoted => {
                if columns == 0 {
                    columns = cells.len();
                }
                if place + 1 - start >= CHUNK || place + 1 == text.len() {
                    let cells = std::mem::replace(&mut cells, vec![0]);
                    chunks.push(Chunk { text: &text[start..=place], cells });
                    start = place + 1;
                } else {
                    cells.push(u32::try_from(place + 1 - start).expect("small"));
                }
            }
            _ => {}
        }
    }
    assert_eq!(start, text.len(), "the file ends with a row");
    (chunks, columns)
}

trait Packer {
    fn name(&self) -> String;
    fn pack(&mut self, chunk: &Chunk<'_>, out: &mut Vec<u8>);
}

struct Structured(Deflater, usize);

impl Packer for Structured {
    fn name(&self) -> String {
        "structured".to_owned()
    }
    fn pack(&mut self, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
        self.0.deflate(chunk.text, &chunk.cells, self.1, out);
    }
}

struct Zlib(Compress, u32);

impl Packer for Zlib {
    fn name(&self) -> String {
        format!("zlib-rs {}", self.1)
    }
    fn pack(&mut self, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
        self.0.reset();
        out.reserve(chunk.text.len() + chunk.text.len() / 1000 + 1024);
        self.0.compress_vec(chunk.text, out, FlushCompress::Sync).expect("memory");
        assert_eq!(self.0.total_in(), chunk.text.len() as u64);
    }
}

struct Libdeflate(libdeflater::Compressor, i32);

impl Packer for Libdeflate {
    fn name(&self) -> String {
        format!("libdeflate {}", self.1)
    }
    fn pack(&mut self, chunk: &Chunk<'_>, out: &mut Vec<u8>) {
        out.resize(self.0.deflate_compress_bound(chunk.text.len()), 0);
        let length = self.0.deflate_compress(chunk.text, out).expect("room enough");
        out.truncate(length);
    }
}

fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.try_into().expect("positive"), time.tv_nsec.try_into().expect("positive"))
}

fn check(packed: &[u8], text: &[u8]) {
    let mut back = Vec::with_capacity(text.len() + 1);
    let mut inflate = Decompress::new(false);
    inflate.decompress_vec(packed, &mut back, FlushDecompress::Sync).expect("it inflates");
    assert!(back == text, "it inflates to something else");
}

fn main() {
    let (mut rounds, mut all, mut alone, mut files) = (3, false, false, Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--rounds" => rounds = arguments.next().and_then(|n| n.parse().ok()).expect("a number"),
            "--all" => all = true,
            "--alone" => alone = true,
            _ => files.push(argument),
        }
    }
    for file in files {
        let text = std::fs::read(&file).expect("the file can be read");
        let (chunks, columns) = chunks(&text);
        let mut packers: Vec<Box<dyn Packer>> = vec![Box::new(Structured(Deflater::new(), columns))];
        let zlib = if all { vec![5, 1, 2, 3, 4, 6, 7, 8, 9] } else { vec![5] };
        let libdeflate = if all { 1..=9 } else { 1..=0 };
        if !alone {
            packers.extend(zlib.into_iter().map(|level| -> Box<dyn Packer> {
                Box::new(Zlib(Compress::new(Compression::new(level), false), level))
            }));
        }
        packers.extend(libdeflate.map(|level| -> Box<dyn Packer> {
            let level_of = libdeflater::CompressionLvl::new(level).expect("it exists");
            Box::new(Libdeflate(libdeflater::Compressor::new(level_of), level))
        }));
        let mut times = vec![vec![Duration::ZERO; rounds]; packers.len()];
        let mut sizes = vec![0; packers.len()];
        for round in 0..rounds {
            for chunk in &chunks {
                for (index, packer) in packers.iter_mut().enumerate() {
                    let mut out = Vec::with_capacity(chunk.text.len() * 2);
                    let started = cpu_time();
                    packer.pack(chunk, &mut out);
                    times[index][round] += cpu_time() - started;
                    if round == 0 {
                        sizes[index] += out.len();
                        check(&out, chunk.text);
                    }
                }
            }
        }
        let medians: Vec<f64> = times
            .iter_mut()
            .map(|times| {
                times.sort();
                times[rounds / 2].as_secs_f64()
            })
            .collect();
        let base = usize::from(!alone);
        let name = std::path::Path::new(&file).file_stem().expect("a name").to_string_lossy();
        println!("{name}: {} bytes, {columns} columns, {} chunks", text.len(), chunks.len());
        for (index, packer) in packers.iter().enumerate() {
            println!(
                "  {:14} {:7.1} MB/s  time {:.3}  size {:.3}  1:{:.4}",
                packer.name(),
                text.len() as f64 / medians[index] / 1e6,
                medians[index] / medians[base],
                sizes[index] as f64 / sizes[base] as f64,
                text.len() as f64 / sizes[index] as f64,
            );
        }
    }
}
