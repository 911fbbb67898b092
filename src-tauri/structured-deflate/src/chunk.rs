//! What each cell may repeat.
//!
//! Cells are taken in batches, and each step goes through the whole batch without
//! branches, because what cells repeat can't be predicted.

use crate::block::{Blocks, WINDOW};
use crate::columns::{Column, LEFT, columns_of, starts_word};
use crate::load::{block, word};
use crate::matches::Chooser;

/// Cells of a batch; those behind them belong to runs that begin in it.
pub(crate) const BATCH: usize = 512;
const AHEAD: usize = RUNS;
const ROOM: usize = BATCH + AHEAD;
/// Cells of the longest run that is looked up as a whole.
const RUNS: usize = 3;
/// Cells that are passed at once if they are empty.
const GROUP: usize = 16;
/// Bytes that are compared at once, from a cell on and before it.
pub(crate) const FORWARD: usize = 32;
const BACK: usize = 8;
/// Bytes of the text's end whose cells aren't looked up.
pub(crate) const REST: usize = 40;

const TABLE_BITS: u32 = 14;
/// Bits of a table's entry that tell hashes apart; its place is above them.
const TAG_BITS: u32 = 12;
type Table = [u32; 1 << TABLE_BITS];

const FIRST: u64 = 0x9E37_79B9_7F4A_7C15;
const LAST: u64 = 0xC2B2_AE3D_27D4_EB4F;
const NEXT: u64 = 0xD6E8_FEB8_6659_FD93;

/// Cells and the best that was found for each.
#[derive(Debug)]
pub(crate) struct Batch {
    pub(crate) count: usize,
    pub(crate) places: [u32; ROOM + 1],
    hashes: [u64; ROOM + AHEAD],
    pub(crate) distances: [u32; ROOM],
    /// Equal bytes from each cell on, and before it.
    pub(crate) forward: [u32; ROOM + 1],
    pub(crate) back: [u32; ROOM],
}

/// Goes through a text's cells.
#[derive(Debug)]
pub(crate) struct Parser {
    tables: [Box<Table>; RUNS],
    batch: Box<Batch>,
    chooser: Chooser,
    columns: Vec<Column>,
    /// Words of the last cell that found no room in the batch.
    words: Words,
}

impl Parser {
    pub(crate) fn new() -> Self {
        Self {
            tables: [(); RUNS].map(|()| boxed()),
            batch: Box::new(Batch {
                count: 0,
                places: [0; ROOM + 1],
                hashes: [0; ROOM + AHEAD],
                distances: [0; ROOM],
                forward: [0; ROOM + 1],
                back: [0; ROOM],
            }),
            chooser: Chooser::new(),
            columns: Vec::new(),
            words: Words::default(),
        }
    }

    /// Gives all of `text` to `blocks`.
    pub(crate) fn parse(
        &mut self,
        text: &[u8],
        cells: &[u32],
        columns: usize,
        blocks: &mut Blocks,
        out: &mut Vec<u8>,
    ) {
        blocks.begin();
        self.chooser.begin();
        let columns = columns.clamp(1, 1 << 16);
        let cells = usable(text, cells);
        let first = cells.partition_point(|cell| (*cell as usize) < 2 * BACK);
        let first = first.max(columns).max(LEFT).next_multiple_of(columns);
        let looked_up = cells.partition_point(|cell| *cell as usize + REST <= text.len());
        // The last cell ends where the text does.
        let looked_up = looked_up.min(cells.len().saturating_sub(1));
        if first < looked_up {
            self.columns = columns_of(text, &cells[..looked_up], columns);
            self.words = Words::default();
            for table in &mut self.tables {
                table.fill(0);
            }
            self.batch.count = 0;
            let mut cell = first;
            loop {
                cell = self.mark(text, cells, cell, looked_up);
                let last = cell == looked_up && self.words.is_empty();
                let count = if last { self.batch.count } else { BATCH };
                self.hash(text);
                self.look_up(count);
                self.batch.compare(text, count);
                self.chooser.choose(text, &mut self.batch, count, blocks, out);
                if last {
                    break;
                }
                self.batch.keep_ahead();
            }
        }
        self.chooser.finish(text, blocks, out);
    }

    /// Fills the batch up with cells from `cell` on; returns the next one. Of
    /// empty cells behind each other only the first is taken: they are one.
    fn mark(&mut self, text: &[u8], cells: &[u32], cell: usize, end: usize) -> usize {
        let batch = &mut *self.batch;
        let mut cell = cell;
        let mut was_empty = cells[cell] - cells[cell - 1] <= 1;
        self.words.mark(text, batch);
        let mut count = batch.count;
        while cell < end && count < ROOM {
            let group = &cells[cell..=end.min(cell + GROUP)];
            let bytes = group[group.len() - 1] - group[0];
            if was_empty && bytes as usize == group.len() - 1 {
                // All of them are empty.
                cell += group.len() - 1;
                continue;
            }
            let columns = &self.columns[cell % self.columns.len()..];
            for ([place, next], column) in group.array_windows::<2>().zip(columns) {
                if count == ROOM {
                    break;
                }
                batch.places[count] = *place;
                batch.distances[count] = place - cells[cell - column.alike as usize];
                let length = next - place;
                let empty = length <= 1;
                count += usize::from(!(empty & was_empty));
                was_empty = empty;
                cell += 1;
                if length >= column.text_from {
                    batch.count = count;
                    self.words = Words {
                        place: *place as usize + 1,
                        end: (*next as usize).min(text.len() - REST),
                        within: true,
                        distance: batch.distances[count - 1],
                    };
                    self.words.mark(text, batch);
                    count = batch.count;
                }
            }
        }
        batch.count = count;
        // Where the last one ends, at the next or the rest.
        batch.places[count] = self.words.next(cells[cell]);
        cell
    }

    /// Hashes each cell: its first and last eight bytes and its length.
    fn hash(&mut self, text: &[u8]) {
        let batch = &mut *self.batch;
        let places = batch.places[..=batch.count].array_windows::<2>();
        for ([place, next], hash) in places.zip(&mut batch.hashes) {
            let (place, length) = (*place as usize, next - place);
            let mask = u64::MAX >> (64 - 8 * length.clamp(5, 8));
            let first = word(text, place) & mask;
            let last = word(text, place + length.max(8) as usize - 8) & mask;
            let last = last.wrapping_add(length.into()).wrapping_mul(LAST).rotate_left(29);
            *hash = first.wrapping_mul(FIRST) ^ last;
        }
        batch.hashes[batch.count..].fill(0);
    }

    /// Finds where each cell, and the runs that it begins, were last. The longest
    /// run is taken, and the cell that it resembles if there was none.
    fn look_up(&mut self, count: usize) {
        let batch = &mut *self.batch;
        let [one, two, three] = &mut self.tables;
        let hashes = batch.hashes.windows(RUNS);
        let cells = batch.places.iter().zip(&mut batch.distances).zip(hashes);
        for ((place, distance), hashes) in cells.take(count) {
            let limit = WINDOW.min(place - offset(BACK));
            let mut chosen = 1;
            let mut prefer = |other: u32| {
                let mask = u32::from(other.wrapping_sub(1) < limit).wrapping_neg();
                chosen ^= (chosen ^ other) & mask;
            };
            prefer(*distance);
            let mut hash = hashes[0];
            prefer(replace(one, hash, *place));
            hash = (hash.rotate_left(23) ^ hashes[1]).wrapping_mul(NEXT);
            prefer(replace(two, hash, *place));
            hash = (hash.rotate_left(23) ^ hashes[2]).wrapping_mul(NEXT);
            prefer(replace(three, hash, *place));
            *distance = chosen;
        }
    }
}

/// The words of a long cell.
#[derive(Debug, Default)]
struct Words {
    /// Where to go on, and where the cell ends.
    place: usize,
    end: usize,
    /// Whether the byte before belongs to a word.
    within: bool,
    /// From the cell that this one resembles.
    distance: u32,
}

impl Words {
    fn is_empty(&self) -> bool {
        self.place >= self.end
    }

    /// Adds them to the batch, as far as there is room.
    fn mark(&mut self, text: &[u8], batch: &mut Batch) {
        while self.place < self.end && batch.count < ROOM {
            batch.places[batch.count] = offset(self.place);
            batch.distances[batch.count] = self.distance;
            batch.count += usize::from(starts_word(text[self.place], &mut self.within));
            self.place += 1;
        }
    }

    /// Where the next cell or word begins, about.
    fn next(&self, cell: u32) -> u32 {
        if self.is_empty() { cell } else { offset(self.place) }
    }
}

/// Numbers that are too many for the stack.
pub(crate) fn boxed<const N: usize>() -> Box<[u32; N]> {
    vec![0; N].into_boxed_slice().try_into().expect("it has that length")
}

/// A place within a text.
#[expect(clippy::cast_possible_truncation, reason = "a text has fewer than 2^32 bytes")]
pub(crate) fn offset(place: usize) -> u32 {
    place as u32
}

/// A hash of a word's first eight bytes, of which at least five count.
pub(crate) fn fingerprint(text: &[u8], place: usize, length: usize) -> u64 {
    (word(text, place) & (u64::MAX >> (64 - 8 * length.clamp(5, 8)))).wrapping_mul(FIRST)
}

/// Puts a place into a table. Returns how far it is from the one that was there,
/// or a number far above the window if that had another tag.
#[inline]
fn replace(table: &mut Table, hash: u64, place: u32) -> u32 {
    let tag = (hash >> (64 - TABLE_BITS - TAG_BITS)) as u32 & ((1 << TAG_BITS) - 1);
    let new = place << TAG_BITS | tag;
    let entry = &mut table[(hash >> (64 - TABLE_BITS)) as usize];
    let difference = new.wrapping_sub(*entry);
    *entry = new;
    difference.rotate_right(TAG_BITS)
}

impl Batch {
    /// Counts the bytes that each cell shares with the place that was chosen.
    fn compare(&mut self, text: &[u8], count: usize) {
        let cells = self.places.iter().zip(&self.distances).zip(&mut self.forward);
        for (((place, distance), forward), back) in cells.zip(&mut self.back).take(count) {
            let place = *place as usize - BACK;
            let here = block::<{ BACK + FORWARD }>(text, place);
            let there = block::<{ BACK + FORWARD }>(text, place - *distance as usize);
            let (here, _) = here.as_chunks::<8>();
            let (there, _) = there.as_chunks::<8>();
            let difference =
                |at: usize| u64::from_le_bytes(here[at]) ^ u64::from_le_bytes(there[at]);
            *back = difference(0).swap_bytes().trailing_zeros() / 8;
            // The first word that differs, and the bytes before it.
            let (mut word, mut before) = (difference(4), 0);
            for at in [3, 2, 1] {
                let word_before = difference(at);
                let equal = u64::from(word_before == 0).wrapping_neg();
                word = word_before | word & equal;
                before = (8 + before) & equal;
            }
            *forward = offset(before as usize) + word.trailing_zeros() / 8;
        }
    }

    /// Moves the cells that haven't been looked up to the front.
    fn keep_ahead(&mut self) {
        self.places.copy_within(BATCH..ROOM, 0);
        self.distances.copy_within(BATCH..ROOM, 0);
        self.count = AHEAD;
    }
}

/// The cells as far as they can be used: none if they aren't in order, and none
/// behind the text.
fn usable<'a>(text: &[u8], cells: &'a [u32]) -> &'a [u32] {
    if !cells.is_sorted() {
        return &[];
    }
    &cells[..cells.partition_point(|cell| (*cell as usize) < text.len())]
}
