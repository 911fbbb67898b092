//! What is packed inflates to what it was, whatever is said about its cells.
//!
//! `PROPTEST_CASES=100000 cargo test --release` does it more often.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use proptest::prelude::*;
use structured_deflate::{Deflater, LAST_BLOCK};

fn inflate(packed: &[u8], length: usize) -> Vec<u8> {
    let mut text = Vec::with_capacity(length + 64);
    let status =
        Decompress::new(false).decompress_vec(packed, &mut text, FlushDecompress::Finish).unwrap();
    assert_eq!(status, Status::StreamEnd, "the stream ends");
    text
}

fn zlib(text: &[u8], level: u32) -> usize {
    let mut packed = Vec::with_capacity(text.len() + 1024);
    let mut deflate = Compress::new(Compression::new(level), false);
    deflate.compress_vec(text, &mut packed, FlushCompress::Sync).unwrap();
    assert_eq!(deflate.total_in(), text.len() as u64);
    packed.len()
}

/// A table's text, where its cells begin, and the number of columns.
#[derive(Debug, Clone, Default)]
struct Table {
    text: Vec<u8>,
    cells: Vec<u32>,
    columns: usize,
}

impl Table {
    fn new(rows: &[Vec<String>]) -> Self {
        let mut table = Self { columns: rows.first().map_or(1, Vec::len), ..Self::default() };
        for row in rows {
            for (column, cell) in row.iter().enumerate() {
                table.cells.push(table.text.len().try_into().unwrap());
                table.text.extend_from_slice(cell.as_bytes());
                table.text.push(if column + 1 < row.len() { b',' } else { b'\n' });
            }
        }
        table
    }
}

fn check(tables: &[Table]) {
    let mut kept = Deflater::new();
    let (mut packed, mut text) = (Vec::new(), Vec::new());
    for table in tables {
        let start = packed.len();
        kept.deflate(&table.text, &table.cells, table.columns, &mut packed);
        let mut alone = Vec::new();
        Deflater::new().deflate(&table.text, &table.cells, table.columns, &mut alone);
        assert_eq!(alone, packed[start..], "a chunk's bytes depend on the chunk alone");
        let stored = table.text.len() + table.text.len().div_ceil(10_000) * 10 + 16;
        assert!(alone.len() <= stored, "{} of {}", alone.len(), table.text.len());
        text.extend_from_slice(&table.text);
    }
    packed.extend_from_slice(&LAST_BLOCK);
    assert!(inflate(&packed, text.len()) == text, "it inflates to something else");
}

/// Texts of one column: few or many different ones, numbers, JSON, nothing.
fn column() -> impl Strategy<Value = BoxedStrategy<String>> {
    let words = proptest::collection::vec("[a-zé \"\\-]{0,30}", 1..20);
    let values = words.prop_map(|words| proptest::sample::select(words).boxed());
    prop_oneof![
        values,
        Just(Just(String::new()).boxed()),
        Just((0_u32..1_000_000).prop_map(|number| number.to_string()).boxed()),
        Just("[0-9a-f]{24}".boxed()),
        Just(prop_oneof![9 => Just(String::new()), 1 => "[a-z]{1,9}"].boxed()),
        Just(
            (0_u32..99, 0_u32..9)
                .prop_map(|(a, b)| format!("{{\"key\":{a},\"list\":[{b},{b}]}}"))
                .boxed()
        ),
        Just("[a-z ]{0,400}".boxed()),
        Just((0_usize..2000).prop_map(|length| "x".repeat(length)).boxed()),
    ]
}

fn table() -> impl Strategy<Value = Table> {
    proptest::collection::vec(column(), 1..12)
        .prop_flat_map(|columns| proptest::collection::vec(columns, 0..400))
        .prop_map(|rows| Table::new(&rows))
}

/// Bytes and cells that have nothing to do with each other.
fn nonsense() -> impl Strategy<Value = Table> {
    let piece = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..3000),
        (any::<u8>(), 0_usize..9000).prop_map(|(byte, length)| vec![byte; length]),
        ("[ab,\n]{1,20}", 0_usize..300).prop_map(|(text, times)| text.repeat(times).into_bytes()),
    ];
    let text = proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat());
    let cells =
        proptest::collection::vec(prop_oneof![9 => 0_u32..20_000, 1 => any::<u32>()], 0..2000);
    (text, cells, any::<bool>(), prop_oneof![0_usize..50, any::<usize>()]).prop_map(
        |(text, mut cells, sorted, columns)| {
            if sorted {
                cells.sort_unstable();
            }
            Table { text, cells, columns }
        },
    )
}

proptest! {
    #[test]
    fn tables_read_back(tables in proptest::collection::vec(table(), 0..3)) {
        check(&tables);
    }

    #[test]
    fn wrong_cells_do_no_harm(tables in proptest::collection::vec(nonsense(), 0..3)) {
        check(&tables);
    }

    #[test]
    fn shifted_cells_do_no_harm(table in table(), shift in 0_u32..100, columns in 0_usize..20) {
        let cells = table.cells.iter().map(|cell| cell + shift).collect();
        check(&[Table { cells, columns, ..table }]);
    }
}

/// Numbers that look random and are the same each time.
fn random() -> impl Iterator<Item = u64> {
    let mut state = 1_u64;
    std::iter::repeat_with(move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        state >> 33
    })
}

fn events(rows: u64) -> Table {
    let mut random = random();
    let actions = ["login", "checkout", "point_add", "point_sub", "registration"];
    let rows: Vec<Vec<String>> = (0..rows)
        .map(|row| {
            let mut next = |below: u64| random.next().unwrap() % below;
            let amount = if next(2) == 0 { String::new() } else { next(10_000).to_string() };
            let second = row * 7;
            vec![
                (1_000_000 + row).to_string(),
                format!("customer-{:06}", next(5000)),
                actions[usize::try_from(next(5)).unwrap()].to_owned(),
                format!(
                    "2026-01-{:02}T{:02}:{:02}:{:02}Z",
                    1 + second / 86_400 % 28,
                    second / 3600 % 24,
                    second / 60 % 60,
                    second % 60
                ),
                amount,
                "EUR".to_owned(),
                String::new(),
            ]
        })
        .collect();
    Table::new(&rows)
}

#[test]
fn events_are_no_larger_than_by_zlib() {
    let table = events(30_000);
    let mut packed = Vec::new();
    Deflater::new().deflate(&table.text, &table.cells, table.columns, &mut packed);
    check(std::slice::from_ref(&table));
    let zlib = zlib(&table.text, 5);
    assert!(packed.len() <= zlib, "{} bytes, by zlib {zlib}", packed.len());
}

#[test]
fn cells_are_what_makes_it_small() {
    let table = events(30_000);
    let (mut with, mut without) = (Vec::new(), Vec::new());
    Deflater::new().deflate(&table.text, &table.cells, table.columns, &mut with);
    Deflater::new().deflate(&table.text, &[], 1, &mut without);
    assert!(with.len() * 10 < without.len() * 9, "{} and {}", with.len(), without.len());
}

#[test]
fn columns_that_begin_or_cease_to_repeat_read_back() {
    let mut random = random();
    let mut rows = Vec::new();
    for row in 0..60_000_u64 {
        let mut id = || format!("{:08x}", random.next().unwrap());
        let (first, second) = if row / 20_000 % 2 == 0 {
            (id() + &id(), "the same, word by word".to_owned())
        } else {
            ("the same".to_owned(), format!("{} and {}", id(), id()))
        };
        rows.push(vec![first, second, String::new()]);
    }
    let table = Table::new(&rows);
    check(&[Table { columns: 1, ..table.clone() }, Table { columns: 7, ..table.clone() }]);
    let mut packed = Vec::new();
    Deflater::new().deflate(&table.text, &table.cells, table.columns, &mut packed);
    check(std::slice::from_ref(&table));
    let zlib = zlib(&table.text, 5);
    assert!(packed.len() * 100 <= zlib * 103, "{} bytes, by zlib {zlib}", packed.len());
}

#[test]
fn long_runs_and_huge_cells_read_back() {
    let noise: String =
        random().take(3_000_000).map(|n| char::from(b'a' + (n % 26) as u8)).collect();
    let json = r#"{"tier":"gold","tags":["vip","new"],"last":1234}"#;
    let rows = vec![
        vec!["x".repeat(2_000_000), json.repeat(40_000)],
        vec![noise.clone(), String::new()],
        vec!["x".repeat(1_000_003), json.repeat(41_000)],
        vec![noise, "end".to_owned()],
    ];
    check(&[Table::new(&rows)]);
    // A match's remainder is never too short for one.
    for length in 250..1100 {
        check(&[Table::new(&[vec!["x".repeat(length)]])]);
    }
}

#[test]
fn texts_of_about_a_view_and_far_cells_read_back() {
    // What is looked at at once is 128 KiB and what is compared; what repeats is
    // as far back as it may be.
    let row = |number: usize| vec![format!("{number:07}"), "same, as ever".to_owned()];
    let whole = Table::new(&(0..12_000).map(row).collect::<Vec<_>>());
    for length in ((1 << 17) - 60)..((1 << 17) + 60) {
        let cells = whole.cells.iter().copied().filter(|cell| (*cell as usize) < length).collect();
        check(&[Table { text: whole.text[..length].to_vec(), cells, columns: 2 }]);
    }
    for distance in (32_768 - 40)..(32_768 + 40) {
        let mut text: Vec<u8> = random().take(distance).map(|n| b'a' + (n % 26) as u8).collect();
        text.extend_from_within(..);
        text.extend_from_within(..);
        let cells = (0..u32::try_from(text.len()).unwrap()).step_by(8).collect();
        check(&[Table { text, cells, columns: 3 }]);
    }
    // A row repeats across the places at which those kept in tables begin anew.
    let rows: Vec<_> = (0..150_000).map(row).collect();
    let table = Table::new(&rows);
    assert!(table.text.len() > 3 << 20);
    check(&[table]);
}

#[test]
fn what_cannot_be_packed_is_stored() {
    let text: Vec<u8> = random().take(500_000).map(|n| (n & 255) as u8).collect();
    let cells: Vec<u32> = (0..500_000).step_by(9).collect();
    let mut packed = Vec::new();
    Deflater::new().deflate(&text, &cells, 5, &mut packed);
    assert!(packed.len() < text.len() + 200, "{}", packed.len());
    check(&[Table { text, cells, columns: 5 }]);
}

#[test]
fn short_texts_read_back() {
    for length in 0..200 {
        let text: Vec<u8> = b"ab,c\n".iter().copied().cycle().take(length).collect();
        for step in 1..4 {
            let cells = (0..u32::try_from(length).unwrap()).step_by(step).collect();
            check(&[Table { text: text.clone(), cells, columns: 2 }]);
        }
    }
}
