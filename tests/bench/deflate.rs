//! The limit of packing: a CSV file's bytes through the packer on two threads,
//! with nothing else to do. `deflate FILE [fast|normal|small] [cells]`; without
//! `cells` by zlib-rs, as where they don't help. Finding the cells doesn't count
//! for the seconds that are told, as exports know them.

use std::sync::atomic::{AtomicUsize, Ordering};

use export_desk_core::archive::{CellStarts, Packing};
use export_desk_core::spec::format::{Compression, Level};

/// Part of the file, whole rows, and where its cells begin.
struct Chunk<'a> {
    text: &'a [u8],
    cells: Vec<u32>,
}

fn cut(bytes: &[u8]) -> Vec<Chunk<'_>> {
    bytes.chunks(2 << 20).map(|text| Chunk { text, cells: Vec::new() }).collect()
}

/// Cuts the file at the row ends behind each 2 MiB. Returns the number of columns
/// too, by the first line.
fn cut_by_cells(bytes: &[u8]) -> (Vec<Chunk<'_>>, usize) {
    let (mut chunks, mut cells) = (Vec::new(), vec![0]);
    let (mut start, mut enclosed, mut columns) = (0, false, 0);
    for (place, byte) in bytes.iter().enumerate() {
        enclosed ^= *byte == b'"';
        if enclosed || !matches!(byte, b',' | b'\n') {
            continue;
        }
        let row_ends = *byte == b'\n';
        if row_ends && columns == 0 {
            columns = cells.len();
        }
        let next = place + 1;
        if next == bytes.len() || row_ends && next - start >= 2 << 20 {
            let cells = std::mem::replace(&mut cells, vec![0]);
            chunks.push(Chunk { text: &bytes[start..next], cells });
            start = next;
        } else {
            cells.push(u32::try_from(next - start).expect("rows are shorter than 4 GiB"));
        }
    }
    assert_eq!(start, bytes.len(), "the file ends with a line end");
    (chunks, columns)
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let Some(file) = arguments.next() else { return };
    let level = match arguments.next().as_deref() {
        Some("fast") => Level::Fast,
        Some("small") => Level::Small,
        Some(_) | None => Level::Normal,
    };
    let by_cells = arguments.next().as_deref() == Some("cells");
    let bytes = std::fs::read(file).expect("the file can be read");
    let (chunks, columns) = if by_cells { cut_by_cells(&bytes) } else { (cut(&bytes), 0) };
    let packing = Packing::new(Compression::Zip, level);
    let (next, packed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let started = std::time::Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut packer = packing.packer();
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(Chunk { text, cells }) = chunks.get(index) else { break };
                    let cells = CellStarts { places: cells, columns };
                    if index == 0 {
                        packer.settle(text, cells).expect("memory is written to");
                    }
                    let whole = packer.pack_table(text, cells).expect("memory is written to");
                    packed.fetch_add(whole.bytes.len(), Ordering::Relaxed);
                }
            });
        }
    });
    let seconds = started.elapsed().as_secs_f64();
    println!("{} of {} bytes in {seconds:.2} s", packed.into_inner(), bytes.len());
}
