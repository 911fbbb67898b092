//! Where the text of each cell may repeat.
//!
//! Cells are taken in batches, and each step goes through the whole batch without
//! branches, because what cells repeat can't be predicted.

use std::ops::Range;

use crate::block::{Blocks, WINDOW};
use crate::columns::{LEFT, columns_of, words_in};
use crate::load::{View, equal_bytes, view_from, word};
use crate::matches::Chooser;
use crate::plan::{Plan, Unit};

/// Cells of a batch; those behind them belong to runs that begin in it.
pub(crate) const BATCH: usize = 512;
const AHEAD: usize = RUNS - 1;
const ROOM: usize = BATCH + AHEAD;
/// Room that an index of ten bits can't leave, so that it needn't be checked.
pub(crate) const SLOTS: usize = 1024;
/// Cells of the longest run that is looked up as a whole.
const RUNS: usize = 3;
/// Bytes that are compared at once, from a cell on and before it.
pub(crate) const FORWARD: usize = 24;
pub(crate) const BACK: usize = 8;
/// Bytes of the text's end whose cells aren't looked up.
pub(crate) const REST: usize = 40;
/// Of longer cells so many bytes count.
pub(crate) const LONGEST_CELL: u32 = 4096;

const TABLE_BITS: u32 = 14;
/// Bits of a table's entry that tell hashes apart; below them is its place.
const TAG: u32 = 0xFFE0_0000;
/// An entry from which no place of a chunk's beginning is near.
const NOWHERE: u32 = 1 << 20;
type Table = [u32; 1 << TABLE_BITS];

const FIRST: u64 = 0x9E37_79B9_7F4A_7C15;
const LAST: u64 = 0xC2B2_AE3D_27D4_EB4F;
const NEXT: u64 = 0xD6E8_FEB8_6659_FD93;

/// The best that was found for a cell, or more generally a place.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Found {
    /// Bytes between it and what it repeats: one less than the distance.
    pub(crate) gap: u32,
    /// Equal bytes from the place on, and before it.
    pub(crate) forward: u32,
    pub(crate) back: u32,
    /// How much text from the place on is hashed.
    length: u32,
}

/// Places that are looked up together.
#[derive(Debug)]
pub(crate) struct Batch {
    count: usize,
    pub(crate) places: [u32; SLOTS],
    pub(crate) found: [Found; SLOTS],
    /// What the plan calls the place.
    pub(crate) kinds: [u32; SLOTS],
    pub(crate) outcomes: [Outcome; BATCH],
}

/// What became of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A match reaches beyond it.
    Covered,
    /// A match begins there.
    Taken,
    /// Nothing that was worth it.
    Literal,
}

/// Goes through a text's cells.
#[derive(Debug)]
pub(crate) struct Parser {
    tables: [Box<Table>; RUNS],
    batch: Box<Batch>,
    /// A short text, filled up to what a view takes.
    short: Vec<u8>,
    chooser: Chooser,
    plan: Plan,
    /// The row and the unit of it that come next.
    row: usize,
    unit: usize,
    /// Words of the last cell that found no room in the batch.
    words: Words,
}

impl Parser {
    pub(crate) fn new() -> Self {
        Self {
            tables: [(); RUNS].map(|()| boxed()),
            batch: Box::new(Batch {
                count: 0,
                places: [0; SLOTS],
                found: [Found::default(); SLOTS],
                kinds: [0; SLOTS],
                outcomes: [Outcome::Covered; BATCH],
            }),
            short: Vec::new(),
            chooser: Chooser::new(),
            plan: Plan::default(),
            row: 0,
            unit: 0,
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
        // What is compared with begins behind so many bytes too.
        let first = cells.partition_point(|cell| (*cell as usize) < BACK);
        let first = (first + columns.max(LEFT)).next_multiple_of(columns);
        let looked_up = cells.partition_point(|cell| *cell as usize + REST <= text.len());
        // The last cell ends where the text does.
        let looked_up = looked_up.min(cells.len().saturating_sub(1));
        if first < looked_up {
            self.plan.begin(columns_of(text, &cells[..looked_up], columns));
            (self.row, self.unit, self.words) = (first, 0, Words::default());
            for table in &mut self.tables {
                table.fill(NOWHERE);
            }
            self.batch.count = 0;
            self.short.clear();
            if text.len() < View::LENGTH {
                self.short.extend_from_slice(text);
                self.short.resize(View::LENGTH, 0);
            }
            loop {
                self.mark(text, cells, looked_up);
                let last = self.row >= looked_up && self.words.is_empty();
                let count = if last { self.batch.count.min(BATCH) } else { BATCH };
                self.batch.end();
                let seen = if self.short.is_empty() { text } else { &self.short };
                let mut done = 0;
                while done < count {
                    let (range, view) = view_from(seen, &self.batch.places[..count], done);
                    done = range.end;
                    self.batch.find(range, view, &mut self.tables);
                }
                self.chooser.choose(text, &mut self.batch, count, blocks, out);
                if last {
                    break;
                }
                let column = self.plan.units()[self.unit].start;
                if self.plan.learn(&self.batch) {
                    // Units have other numbers now.
                    self.unit = self.plan.units().partition_point(|unit| unit.start < column);
                    if self.unit == self.plan.units().len() {
                        (self.row, self.unit) = (self.row + columns, 0);
                    }
                }
                self.batch.keep_ahead();
            }
        }
        self.chooser.finish(text, blocks, out);
    }

    /// Fills the batch up with places from the plan's units. Of empty ones behind
    /// each other only the first is taken: they are one.
    fn mark(&mut self, text: &[u8], cells: &[u32], end: usize) {
        let batch = &mut *self.batch;
        let (units, columns) = (self.plan.units(), self.plan.columns());
        let (mut row, mut next) = (self.row, self.unit);
        let mut was_empty = 0;
        if !self.words.is_empty() {
            self.words.mark(text, batch);
        }
        let mut count = batch.count;
        while row < end && count < ROOM {
            let section_end = units[next].section_end.min(next + ROOM - count);
            let mut section = &units[next..section_end];
            if row + columns > end {
                // The last row, as far as it goes.
                let whole = section.partition_point(|unit| row + unit.start < end);
                section = &section[..whole];
                if section.is_empty() {
                    (row, next) = (end, 0);
                    break;
                }
            }
            next += section.len();
            // The section's columns are neighbours.
            let first = row + section[0].start;
            let bounds = &cells[first..=first + section.len()];
            let all_empty = (bounds[section.len()] - bounds[0]) as usize == section.len();
            if was_empty & u32::from(all_empty) == 0 {
                (count, was_empty) =
                    batch.mark(section, &cells[..=first + section.len()], count, was_empty);
                let unit = section[section.len() - 1];
                let last = (count - 1) % SLOTS;
                let Found { gap, length, .. } = batch.found[last];
                if was_empty == 0 && length >= unit.text_from {
                    let place = batch.places[last];
                    batch.count = count;
                    self.words = Words {
                        place: place as usize + 1,
                        end: ((place + length) as usize).min(text.len() - REST),
                        within: true,
                        gap,
                        kind: unit.kind + 1,
                    };
                    self.words.mark(text, batch);
                    count = batch.count;
                }
            }
            if next == units.len() {
                (row, next) = (row + columns, 0);
            }
        }
        batch.count = count;
        (self.row, self.unit) = (row, next);
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
    /// To the cell that this one resembles.
    gap: u32,
    kind: u32,
}

impl Words {
    fn is_empty(&self) -> bool {
        self.place >= self.end
    }

    /// Adds them to the batch, as far as there is room; its last place so far is
    /// the word before.
    fn mark(&mut self, text: &[u8], batch: &mut Batch) {
        if self.is_empty() {
            return;
        }
        // Where the place before begins.
        let mut from = batch.places[batch.count - 1];
        while self.place < self.end {
            let bytes = self.end - self.place;
            let inside = words_in(word(text, self.place));
            let before = inside << 8 | u64::from(self.within) << 7;
            let mut starts = inside & !before;
            if bytes < 8 {
                starts &= (1 << (8 * bytes)) - 1;
            }
            while starts != 0 {
                let place = self.place + starts.trailing_zeros() as usize / 8;
                batch.found[batch.count - 1].length = offset(place) - from;
                if batch.count == ROOM {
                    (self.place, self.within) = (place, false);
                    return;
                }
                starts &= starts - 1;
                from = offset(place);
                batch.places[batch.count] = from;
                batch.found[batch.count].gap = self.gap;
                batch.kinds[batch.count] = self.kind;
                batch.count += 1;
            }
            self.within = inside >> 63 != 0;
            self.place += bytes.min(8);
        }
        batch.found[batch.count - 1].length = offset(self.end) - from;
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

/// Puts a place into a table. Returns how many bytes are between it and the one
/// that was there, or a number far above the window if that had another tag.
#[inline]
fn replace(table: &mut Table, hash: u64, place: u32) -> u32 {
    #[expect(clippy::cast_possible_truncation, reason = "the tag is among the lower bits")]
    let lower = hash as u32;
    let just_before = (lower & TAG | place & !TAG).wrapping_sub(1);
    let entry = &mut table[(hash >> (64 - TABLE_BITS)) as usize];
    let gap = just_before.wrapping_sub(*entry);
    *entry = just_before.wrapping_add(1);
    gap
}

/// What counts of a cell's first eight bytes, by its length.
const MASKS: [u64; 9] = {
    let mut masks = [u64::MAX >> 24; 9];
    masks[6] = u64::MAX >> 16;
    masks[7] = u64::MAX >> 8;
    masks[8] = u64::MAX;
    masks
};

impl Batch {
    /// Adds cells of neighbouring columns; the last of `cells` is the end of the
    /// last one. Returns how many places there are then, and whether the last cell
    /// was empty.
    #[inline(never)]
    fn mark(
        &mut self,
        units: &[Unit],
        cells: &[u32],
        mut count: usize,
        mut was_empty: u32,
    ) -> (usize, u32) {
        let first = cells.len() - 1 - units.len();
        let mut place = cells[first];
        for ((unit, end), cell) in units.iter().zip(&cells[first + 1..]).zip(first..) {
            let slot = count % SLOTS;
            let length = end - place;
            let gap = place.wrapping_sub(cells[cell - unit.alike] + 1);
            self.places[slot] = place;
            self.found[slot].gap = gap;
            self.found[slot].length = length;
            self.kinds[slot] = unit.kind;
            let empty = u32::from(length <= 1);
            count += (1 ^ empty & was_empty) as usize;
            was_empty = empty;
            place = *end;
        }
        (count, was_empty)
    }

    /// What stands behind the last place must not come from another batch.
    fn end(&mut self) {
        let last = self.places[self.count.max(1) - 1];
        for slot in self.count..self.count + AHEAD {
            self.places[slot] = last;
            self.found[slot] = Found::default();
        }
    }

    /// A hash of a cell: of its first and last eight bytes and its length.
    #[inline]
    fn hash(&self, slot: usize, view: View<'_>) -> u64 {
        let (place, length) = (self.places[slot], self.found[slot].length);
        let mask = MASKS[length.min(8) as usize];
        let first = view.word(place) & mask;
        let last = view.word(place.wrapping_add(length.max(8)).wrapping_sub(8)) & mask;
        let last = last.wrapping_add(length.into()).wrapping_mul(LAST).rotate_left(29);
        first.wrapping_mul(FIRST) ^ last
    }

    /// Finds where each cell, and the runs that it begins, were last. The longest
    /// run is taken, and the cell that it resembles if there was none. Then counts
    /// the bytes that they share.
    #[inline(never)]
    fn find(
        &mut self,
        range: Range<usize>,
        view: View<'_>,
        [one, two, three]: &mut [Box<Table>; RUNS],
    ) {
        let (start, end) = (range.start.min(BATCH), range.end.min(BATCH));
        let mut first = self.hash(start, view);
        let mut second = self.hash(start + 1, view);
        for slot in start..end {
            let third = self.hash(slot + 2, view);
            let (place, found) = (self.places[slot], &mut self.found[slot]);
            let mut gap = 0;
            let mut prefer = |other: u32| {
                gap = std::hint::select_unpredictable(other < WINDOW, other, gap);
            };
            prefer(found.gap);
            let mut hash = first;
            prefer(replace(one, hash, place));
            hash = (hash.rotate_left(23) ^ second).wrapping_mul(NEXT);
            prefer(replace(two, hash, place));
            hash = (hash.rotate_left(23) ^ third).wrapping_mul(NEXT);
            prefer(replace(three, hash, place));
            (first, second) = (second, third);

            let before = place - offset(BACK);
            let here = view.block::<{ BACK + FORWARD }>(before);
            let there = view.block::<{ BACK + FORWARD }>(before.wrapping_sub(gap + 1));
            let (here_back, here) = here.split_first_chunk().expect("it is longer");
            let (there_back, there) = there.split_first_chunk().expect("it is longer");
            let difference = u64::from_le_bytes(*here_back) ^ u64::from_le_bytes(*there_back);
            found.gap = gap;
            found.back = difference.leading_zeros() / 8;
            found.forward = equal_bytes::<FORWARD>(
                here.first_chunk().expect("it is that long"),
                there.first_chunk().expect("it is that long"),
            );
        }
    }

    /// Moves the cells that haven't been looked up to the front.
    fn keep_ahead(&mut self) {
        self.places.copy_within(BATCH..ROOM, 0);
        self.found.copy_within(BATCH..ROOM, 0);
        self.kinds.copy_within(BATCH..ROOM, 0);
        self.count = AHEAD;
    }
}

/// The cells as far as they can be used: none if they aren't in order, and none
/// behind the text.
fn usable<'a>(text: &[u8], cells: &'a [u32]) -> &'a [u32] {
    // No highest bit in cells and in what is between them: they ascend. Cells are
    // rarely such that this is not enough.
    let next = cells.get(1..).unwrap_or_default();
    let bits =
        cells.iter().zip(next).fold(0, |bits, (cell, next)| bits | next | next.wrapping_sub(*cell));
    if bits >> 31 != 0 && !cells.is_sorted() {
        return &[];
    }
    &cells[..cells.partition_point(|cell| (*cell as usize) < text.len())]
}
