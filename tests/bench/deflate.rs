//! The limit of packing: a file's bytes through the packer on two threads, with
//! nothing else to do. `deflate FILE [fast|normal|small]`.
#![expect(clippy::print_stdout, reason = "this is a command")]

use std::sync::atomic::{AtomicUsize, Ordering};

use export_desk_core::archive::Packer;
use export_desk_core::spec::format::{Compression, Level};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let Some(file) = arguments.next() else { return };
    let level = match arguments.next().as_deref() {
        Some("fast") => Level::Fast,
        Some("small") => Level::Small,
        Some(_) | None => Level::Normal,
    };
    let bytes = std::fs::read(file).expect("the file can be read");
    let chunks: Vec<&[u8]> = bytes.chunks(2 << 20).collect();
    let (next, packed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut packer = Packer::new(Compression::Zip, level);
                while let Some(chunk) = chunks.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let bytes = packer.pack(chunk).expect("memory is written to").bytes.len();
                    packed.fetch_add(bytes, Ordering::Relaxed);
                }
            });
        }
    });
    println!("{} of {} bytes", packed.into_inner(), bytes.len());
}
