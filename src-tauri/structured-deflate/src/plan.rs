//! Where in a row repetitions are looked for.
//!
//! A chunk begins with all columns, and the words of those whose words repeat. Where
//! hardly ever a match begins, because nothing repeats or matches from before reach
//! beyond it, they are left out then.

use crate::chunk::{Batch, Outcome};
use crate::columns::Column;

/// Batches after which units are chosen, and after which all columns are tried again.
const TRIED: u32 = 8;
const KEPT: u32 = 512;
/// A match must begin at one of so many places, or they are left out: unlike all
/// before, or within matches from before; of words, which cost more than they save
/// where whole cells match.
const RARE: u32 = 64;
const RARE_WITHIN: u32 = 128;
const RARE_WORDS: u32 = 12;
/// The most columns of a section, which are passed at once if they are empty.
const SECTION: usize = 16;
/// Places that must have been seen.
const ENOUGH: u32 = 32;
const MANY: u32 = 200;

/// A column whose cells are looked up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unit {
    /// Its number.
    pub(crate) start: usize,
    /// Where its section ends, in units: columns that are neighbours, of which
    /// only the last may be looked up by its words.
    pub(crate) section_end: usize,
    /// How many cells before it the one is that it mostly resembles.
    pub(crate) alike: usize,
    /// Bytes from which on it is looked up by its words too.
    pub(crate) text_from: u32,
    /// What its places are called; its words' have the next number.
    pub(crate) kind: u32,
}

/// What became of a kind of places.
#[derive(Debug, Clone, Copy, Default)]
struct Outcomes {
    all: u32,
    taken: u32,
    literal: u32,
}

impl Outcomes {
    fn is_rarely_taken(self, rare: u32) -> bool {
        self.all >= ENOUGH && self.taken * rare < self.all
    }

    /// Whether almost all are literals, as random numbers are.
    fn is_unlike_all(self) -> bool {
        self.is_rarely_taken(RARE) && self.literal * 10 > self.all * 9
    }

    /// Whether almost all are within matches that begin before.
    fn is_within_others(self) -> bool {
        self.all >= MANY && self.is_rarely_taken(RARE_WITHIN) && self.literal * 10 < self.all
    }
}

/// The units of each row.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    columns: Vec<Column>,
    units: Vec<Unit>,
    outcomes: Vec<Outcomes>,
    batches: u32,
}

impl Plan {
    /// Begins a chunk.
    pub(crate) fn begin(&mut self, columns: Vec<Column>) {
        self.columns = columns;
        self.try_all();
    }

    pub(crate) fn columns(&self) -> usize {
        self.columns.len()
    }

    pub(crate) fn units(&self) -> &[Unit] {
        &self.units
    }

    fn try_all(&mut self) {
        self.batches = 0;
        self.outcomes.clear();
        self.outcomes.resize(2 * self.columns.len(), Outcomes::default());
        self.choose();
    }

    /// Learns from a batch; returns whether the units have changed.
    pub(crate) fn learn(&mut self, batch: &Batch) -> bool {
        self.batches += 1;
        if self.batches > TRIED {
            if self.batches == KEPT {
                self.try_all();
                return true;
            }
            return false;
        }
        for (kind, outcome) in batch.kinds.iter().zip(&batch.outcomes) {
            let outcomes = &mut self.outcomes[*kind as usize];
            outcomes.all += 1;
            outcomes.taken += u32::from(*outcome == Outcome::Taken);
            outcomes.literal += u32::from(*outcome == Outcome::Literal);
        }
        if self.batches == TRIED {
            self.choose();
        }
        self.batches == TRIED
    }

    /// Leaves out columns and words in which matches rarely begin.
    fn choose(&mut self) {
        self.units.clear();
        let (outcomes, _) = self.outcomes.as_chunks::<2>();
        for (start, (column, [own, words])) in self.columns.iter().zip(outcomes).enumerate() {
            // One has to be left.
            let is_last = start + 1 == self.columns.len() && self.units.is_empty();
            if (own.is_unlike_all() || own.is_within_others()) && !is_last {
                continue;
            }
            let text_from =
                if words.is_rarely_taken(RARE_WORDS) { u32::MAX } else { column.text_from };
            self.units.push(Unit {
                start,
                section_end: 0,
                alike: column.alike,
                text_from,
                kind: u32::try_from(2 * start).expect("there are fewer columns"),
            });
        }
        let (mut section_end, mut next) = (self.units.len(), usize::MAX);
        for (number, unit) in self.units.iter_mut().enumerate().rev() {
            let in_next = unit.start + 1 == next
                && unit.text_from == u32::MAX
                && section_end - number <= SECTION;
            if !in_next {
                section_end = number + 1;
            }
            unit.section_end = section_end;
            next = unit.start;
        }
    }
}
