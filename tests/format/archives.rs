//! Archives are what every other program takes them for.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Command;

use chrono::{DateTime, Utc};
use export_desk_core::archive::{
    ArchiveSummary, ArchiveWriter, CellStarts, Packed, Packer, Packing, verify,
};
use export_desk_core::secret::Secret;
use export_desk_core::spec::format::{Compression, Level};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use crate::fuzz;
use crate::python::python;

const NAME: &str = "Nagy költők 2026.csv";

fn modified() -> DateTime<Utc> {
    "2026-11-22T19:14:03Z".parse().unwrap()
}

fn archive(chunks: &[&[u8]], compression: Compression, level: Level) -> ArchiveSummary<Vec<u8>> {
    let mut writer = ArchiveWriter::new(Vec::new(), compression, NAME, modified()).unwrap();
    // Two packers in turn, as two threads would.
    let mut packers = [Packer::new(compression, level), Packer::new(compression, level)];
    for (index, chunk) in chunks.iter().enumerate() {
        let packed = packers[index % 2].pack(chunk).unwrap();
        writer.push(&packed).unwrap();
    }
    writer.finish().unwrap()
}

fn rows(count: usize) -> Vec<u8> {
    (0..count)
        .flat_map(|row| {
            format!("{row},customer-{},point_add,{}\n", row * 7919 % 1000, row % 37).into_bytes()
        })
        .collect()
}

fn unpack(bytes: &[u8], compression: Compression) -> Vec<u8> {
    let mut content = Vec::new();
    match compression {
        Compression::Zip => {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            archive.by_index(0).unwrap().read_to_end(&mut content).unwrap();
        }
        Compression::Gzip => {
            flate2::read::GzDecoder::new(bytes).read_to_end(&mut content).unwrap();
        }
        Compression::None => content.extend_from_slice(bytes),
    }
    content
}

fn check(bytes: &[u8], content: &[u8], compression: Compression) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("archive");
    fs::write(&path, bytes).unwrap();
    let verified = verify(&path).unwrap();
    assert_eq!(verified.content_bytes, content.len() as u64);
    assert_eq!(verified.crc32, crc32fast::hash(content));
    assert_eq!(verified.archive_sha256, sha256(bytes));
    let named = compression == Compression::Zip;
    assert_eq!(verified.entry_name, named.then(|| NAME.to_owned()));
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Text as exports are, bytes that deflate can only store, and long runs, in
/// any mixture.
fn content() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        3 => (0_usize..3000).prop_map(rows),
        1 => proptest::collection::vec(any::<u8>(), 0..40_000),
        1 => (any::<u8>(), 0_usize..100_000).prop_map(|(byte, length)| vec![byte; length]),
        1 => "[a-zé,\"\r\n]{0,300}".prop_map(String::into_bytes),
    ];
    proptest::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(fuzz::cases(200))]

    #[test]
    fn any_split_into_chunks_reads_back(
        content in content(),
        cuts in proptest::collection::vec(any::<proptest::sample::Index>(), 0..8),
        compression in proptest::sample::select(vec![Compression::Zip, Compression::Gzip, Compression::None]),
        level in proptest::sample::select(vec![Level::Fast, Level::Normal, Level::Small]),
    ) {
        let mut rest = content.as_slice();
        let mut chunks = Vec::new();
        for cut in cuts {
            let (chunk, after) = rest.split_at(cut.index(rest.len() + 1));
            chunks.push(chunk);
            rest = after;
        }
        chunks.push(rest);
        let summary = archive(&chunks, compression, level);
        prop_assert_eq!(&unpack(&summary.sink, compression), &content);
        prop_assert_eq!(summary.content_bytes, content.len() as u64);
        prop_assert_eq!(summary.crc32, crc32fast::hash(&content));
        prop_assert_eq!(summary.bytes, summary.sink.len() as u64);
        prop_assert_eq!(&summary.sha256, &sha256(&summary.sink));
        check(&summary.sink, &content, compression);
        let again = archive(&chunks, compression, level);
        prop_assert_eq!(again.sink, summary.sink);
    }
}

fn run(program: &std::ffi::OsStr, arguments: &[&str], file: &Path) -> Vec<u8> {
    let output = Command::new(program)
        .args(arguments)
        .arg(file)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap_or_else(|error| panic!("{} doesn't start: {error}", program.display()));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}: {said}", program.display());
    output.stdout
}

#[test]
fn other_programs_read_them() {
    let content = rows(100_000);
    let (first, second) = content.split_at(1_234_567);
    for chunks in [vec![first, second], vec![], vec![&b""[..], &b""[..]]] {
        let zip = archive(&chunks, Compression::Zip, Level::Normal).sink;
        let gzip = archive(&chunks, Compression::Gzip, Level::Fast).sink;
        read_by_others(&zip, &gzip, &chunks.concat());
    }
    let chunks = [table(0..60_000), table(60_000..100_000)];
    let zip = table_archive(&chunks, Compression::Zip, Level::Normal, 2).sink;
    let gzip = table_archive(&chunks, Compression::Gzip, Level::Fast, 2).sink;
    let content: Vec<u8> = chunks.iter().flat_map(|(text, _)| text.clone()).collect();
    let plain = archive(&[&content], Compression::Zip, Level::Normal).sink;
    assert!(zip.len() < plain.len(), "it is packed by cells");
    read_by_others(&zip, &gzip, &content);
}

fn read_by_others(zip: &[u8], gzip: &[u8], content: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let read_zip = "import sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
[entry] = archive.infolist()
assert entry.filename == 'Nagy költők 2026.csv', entry.filename
assert entry.date_time == (2026, 11, 22, 19, 14, 2), entry.date_time
sys.stdout.buffer.write(archive.read(entry))";
    let path = folder.path().join("a.zip");
    fs::write(&path, zip).unwrap();
    assert!(run(&python(), &["-X", "utf8", "-c", read_zip], &path) == content);
    run("unzip".as_ref(), &["-tqq"], &path);
    run("7z".as_ref(), &["t"], &path);
    assert!(run("bsdtar".as_ref(), &["-xOf"], &path) == content);

    let path = folder.path().join("a.csv.gz");
    fs::write(&path, gzip).unwrap();
    assert!(run("gzip".as_ref(), &["-dc"], &path) == content);
    run("7z".as_ref(), &["t"], &path);
}

/// A chunk of a table with four columns, and where its cells begin.
fn table(rows: std::ops::Range<usize>) -> (Vec<u8>, Vec<u32>) {
    let (mut text, mut cells) = (Vec::new(), Vec::new());
    // Nothing may repeat with the row's number: that would be another kind of table.
    let mix = |row: usize, below: u64| {
        let mixed = (row as u64 + below).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 33) % below
    };
    for row in rows {
        let action = ["point_add", "checkout", "login"][usize::try_from(mix(row, 3)).unwrap()];
        let columns = [
            format!("{row},"),
            format!("customer-{:05},", mix(row, 9973)),
            format!("{action},"),
            format!("{}\n", mix(row, 400)),
        ];
        for cell in columns {
            cells.push(u32::try_from(text.len()).unwrap());
            text.extend_from_slice(cell.as_bytes());
        }
    }
    (text, cells)
}

/// Words in any order, in cells of a sentence each.
fn sentences(count: usize) -> (Vec<u8>, Vec<u32>) {
    let mut state = 7_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(state >> 33).unwrap()
    };
    let syllables = ["ba", "ri", "ton", "sel", "mu", "ka", "lor", "in", "pe", "ost"];
    let (mut text, mut cells) = (Vec::new(), Vec::new());
    for _ in 0..count {
        cells.push(u32::try_from(text.len()).unwrap());
        for _ in 0..4 + next() % 30 {
            let word = next() % 700;
            for part in [word % 10, word / 10 % 10, word / 100] {
                text.extend_from_slice(syllables[part].as_bytes());
            }
            text.push(b' ');
        }
        text.push(b'\n');
    }
    (text, cells)
}

/// The first chunk by the first packer, the others by all in turn.
fn pack_table(
    chunks: &[(Vec<u8>, Vec<u32>)],
    columns: usize,
    packing: &Packing,
    packers: usize,
) -> Vec<Packed> {
    let mut packers: Vec<Packer> = (0..packers).map(|_| packing.packer()).collect();
    let count = packers.len();
    let pack = |(index, (text, cells)): (usize, &(Vec<u8>, Vec<u32>))| {
        let cells = CellStarts { places: cells, columns };
        let packer = &mut packers[index % count];
        if index == 0 {
            packer.settle(text, cells).unwrap();
        }
        packer.pack_table(text, cells).unwrap()
    };
    chunks.iter().enumerate().map(pack).collect()
}

fn table_archive(
    chunks: &[(Vec<u8>, Vec<u32>)],
    compression: Compression,
    level: Level,
    packers: usize,
) -> ArchiveSummary<Vec<u8>> {
    let mut writer = ArchiveWriter::new(Vec::new(), compression, NAME, modified()).unwrap();
    for packed in pack_table(chunks, 4, &Packing::new(compression, level), packers) {
        writer.push(&packed).unwrap();
    }
    writer.finish().unwrap()
}

#[test]
fn tables_read_back_whoever_packs_them() {
    let chunks: Vec<_> =
        [0, 1, 20_000, 20_001, 30_000].windows(2).map(|rows| table(rows[0]..rows[1])).collect();
    let content: Vec<u8> = chunks.iter().flat_map(|(text, _)| text.clone()).collect();
    for compression in [Compression::Zip, Compression::Gzip, Compression::None] {
        for level in [Level::Fast, Level::Normal, Level::Small] {
            let one = table_archive(&chunks, compression, level, 1);
            assert!(unpack(&one.sink, compression) == content);
            check(&one.sink, &content, compression);
            let three = table_archive(&chunks, compression, level, 3);
            assert!(one.sink == three.sink, "{compression:?} {level:?}");
        }
    }
}

#[test]
fn a_file_that_cells_do_not_help_is_packed_as_any_other() {
    let hopeless = [sentences(9000), table(0..1000), sentences(20)];
    let helped = [table(0..9000), sentences(9000)];
    // At the fast level zlib packs such sentences no better, at the small one the table.
    for level in [Level::Normal, Level::Small] {
        let mut plain = Packer::new(Compression::Zip, level);
        let packed = pack_table(&hopeless, 1, &Packing::new(Compression::Zip, level), 2);
        for ((text, _), packed) in hopeless.iter().zip(packed) {
            assert!(packed == plain.pack(text).unwrap(), "{level:?}");
        }
    }
    // The first chunk settles it for all.
    for level in [Level::Fast, Level::Normal] {
        let mut plain = Packer::new(Compression::Zip, level);
        let packed = pack_table(&helped, 4, &Packing::new(Compression::Zip, level), 2);
        for ((text, _), packed) in helped.iter().zip(packed) {
            assert!(packed != plain.pack(text).unwrap(), "{level:?}");
        }
    }
    // Nor is one whose cells aren't known.
    let (text, _) = table(0..9000);
    let packing = Packing::new(Compression::Gzip, Level::Fast);
    let packed = pack_table(&[(text.clone(), Vec::new())], 4, &packing, 1);
    assert!(packed[0] == Packer::new(Compression::Gzip, Level::Fast).pack(&text).unwrap());
    assert!(!packing.uses_cells());
}

#[test]
fn nobody_waits_for_a_first_chunk_that_fails() {
    let packing = Packing::new(Compression::Zip, Level::Normal);
    let first = packing.first_chunk();
    let (text, cells) = table(0..1000);
    std::thread::scope(|scope| {
        let later = scope.spawn(|| {
            let cells = CellStarts { places: &cells, columns: 4 };
            packing.packer().pack_table(&text, cells).unwrap()
        });
        let plain = Packer::new(Compression::Zip, Level::Normal).pack(&text).unwrap();
        // Content without cells, as of a workbook, isn't waited for either.
        let unknown = packing.packer().pack_table(&text, CellStarts::default()).unwrap();
        assert!(unknown == plain);
        drop(first);
        assert!(later.join().unwrap() == plain);
    });
}

#[test]
fn gzip_carries_a_plain_name_and_the_time() {
    let writer =
        ArchiveWriter::new(Vec::new(), Compression::Gzip, "events.csv", modified()).unwrap();
    let bytes = writer.finish().unwrap().sink;
    let reader = flate2::read::GzDecoder::new(&bytes[..]);
    let header = reader.header().unwrap();
    assert_eq!(header.filename(), Some(&b"events.csv"[..]));
    assert_eq!(i64::from(header.mtime()), modified().timestamp());
}

#[test]
fn damage_is_found() {
    let content = rows(1000);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("damaged");
    for compression in [Compression::Zip, Compression::Gzip] {
        let good = archive(&[&content], compression, Level::Normal).sink;
        let mut flipped = good.clone();
        flipped[good.len() / 2] ^= 1;
        let longer = [good.as_slice(), b"x"].concat();
        let mut damaged = vec![flipped, good[..good.len() - 9].to_vec()];
        if compression == Compression::Gzip {
            damaged.push(longer);
        }
        for bytes in damaged {
            fs::write(&path, bytes).unwrap();
            let error = verify(&path).unwrap_err();
            assert!(error.message().contains("doesn't read back"), "{error}");
        }
    }
}

/// Sizes beyond 32 bits, in an entry with a password.
#[test]
fn encrypted_zips_beyond_4_gib_are_read_by_7_zip() {
    const CHUNK: usize = 16 << 20;
    const CHUNKS: u64 = 257;
    let packed = Packer::new(Compression::Zip, Level::Fast).pack(&vec![b'7'; CHUNK]).unwrap();
    let password = Secret::from("correct horse battery");
    let mut writer = ArchiveWriter::with_password(
        Vec::new(),
        Compression::Zip,
        "large.csv",
        modified(),
        Some(&password),
    )
    .unwrap();
    for _ in 0..CHUNKS {
        writer.push(&packed).unwrap();
    }
    let made = writer.finish().unwrap();
    let content = CHUNKS * CHUNK as u64;
    assert!(content > u64::from(u32::MAX) && made.content_bytes == content);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.zip");
    fs::write(&path, &made.sink).unwrap();
    let seven = |arguments: &[&str]| {
        let output = Command::new("7z").args(arguments).arg(&path).output().unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (is_listed, listed) = seven(&["l", "-slt"]);
    assert!(is_listed && listed.contains(&format!("Size = {content}")), "{listed}");
    assert!(listed.contains("AES-256"), "{listed}");
    let (is_whole, told) = seven(&["t", "-pcorrect horse battery"]);
    assert!(is_whole && told.contains("Everything is Ok"), "{told}");
    let (is_whole, told) = seven(&["t", "-pcorrect horse batterz"]);
    assert!(!is_whole, "{told}");
}

#[test]
fn a_name_that_is_too_long_is_refused() {
    let name = "n".repeat(70_000);
    let error = ArchiveWriter::new(Vec::new(), Compression::Zip, &name, modified()).unwrap_err();
    assert_eq!(error.hint().unwrap(), "Choose a shorter file name.");
}
