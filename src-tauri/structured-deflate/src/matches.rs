//! Which of the matches that were found are taken.

use crate::block::{Blocks, WINDOW, distance_symbol};
use crate::chunk::{BACK, BATCH, Batch, FORWARD, Found, Outcome, SLOTS, boxed};
use crate::load::{extend, extend_long, word};

const SEARCH_BITS: u32 = 13;
const SEVEN_BYTES: u64 = 0x9E37_79B9_7F4A_7C15;

/// The number of the first place that isn't before `end`, from the one with that
/// number on.
#[inline]
fn pass(places: &[u32; SLOTS], mut number: usize, end: usize) -> usize {
    while (places[number % SLOTS] as usize) < end {
        number += 1;
    }
    number
}

/// Chooses matches from a text's beginning to its end.
#[derive(Debug)]
pub(crate) struct Chooser {
    /// Up to where the text has been given to the blocks.
    done: usize,
    /// Literals behind each other from which on they are searched.
    gate: usize,
    /// Places by a hash of seven bytes.
    table: Box<[u32; 1 << SEARCH_BITS]>,
}

impl Chooser {
    pub(crate) fn new() -> Self {
        Self { done: 0, gate: 0, table: boxed() }
    }

    pub(crate) fn begin(&mut self) {
        (self.done, self.gate) = (0, 16);
        self.table.fill(0);
    }

    /// Takes the best of a batch's first `count` cells.
    pub(crate) fn choose(
        &mut self,
        text: &[u8],
        batch: &mut Batch,
        count: usize,
        blocks: &mut Blocks,
        out: &mut Vec<u8>,
    ) {
        // Behind the last cell is one that no match contains or reaches.
        let behind = std::mem::replace(&mut batch.places[count], u32::MAX);
        let forward_behind = std::mem::take(&mut batch.found[count].forward);
        let (places, found) = (&batch.places, &batch.found);
        let outcomes = &mut batch.outcomes;
        outcomes.fill(Outcome::Covered);
        let mut cell = pass(places, 0, self.done);
        while cell < count {
            let place = places[cell % SLOTS] as usize;
            let Found { gap, forward, back, .. } = found[cell % SLOTS];
            let (mut equal, mut back) = (forward as usize, (back as usize).min(place - self.done));
            let least = blocks.least(distance_symbol(gap));
            if equal + back < least {
                outcomes[cell % BATCH] = Outcome::Literal;
                cell += 1;
                continue;
            }
            let distance = gap as usize + 1;
            if equal == FORWARD {
                equal = extend_long(text, place - distance, place, FORWARD, text.len());
            }
            if back == BACK {
                let from = place - distance;
                while back < place - self.done
                    && back < from
                    && text[place - back - 1] == text[from - back - 1]
                {
                    back += 1;
                }
            }
            let start = place - back;
            let mut end = place + equal;
            let mut next = pass(places, cell + 1, end);
            // The last cell inside the match; if there is none this is the cell
            // itself, which reaches no further.
            let inner = found[(next - 1) % SLOTS];
            let inner_place = places[(next - 1) % SLOTS] as usize;
            let reach = inner_place + inner.forward as usize;
            if reach >= end + 4 {
                let least = blocks.least(distance_symbol(inner.gap));
                let next_reach = places[next % SLOTS].saturating_add(found[next % SLOTS].forward);
                let is_furthest = next_reach as usize <= reach || next == count;
                let is_better = (reach >= end + least + 4) | is_furthest;
                if inner.forward as usize >= least && is_better {
                    end = inner_place;
                    next -= 1;
                }
            }
            if end - start >= least {
                self.take(text, start, end, gap, blocks, out);
            }
            outcomes[cell % BATCH] = Outcome::Taken;
            cell = next;
        }
        batch.places[count] = behind;
        batch.found[count].forward = forward_behind;
    }

    #[inline]
    fn take(
        &mut self,
        text: &[u8],
        start: usize,
        end: usize,
        gap: u32,
        blocks: &mut Blocks,
        out: &mut Vec<u8>,
    ) {
        if start - self.done >= self.gate {
            self.search(text, start, blocks, out);
        }
        blocks.literals(text, self.done, start, out);
        blocks.repeat(text, end - start, gap, end, out);
        self.done = end;
    }

    /// Gives the rest of the text to the blocks.
    pub(crate) fn finish(&mut self, text: &[u8], blocks: &mut Blocks, out: &mut Vec<u8>) {
        if text.len() - self.done >= self.gate {
            self.search(text, text.len(), blocks, out);
        }
        blocks.literals(text, self.done, text.len(), out);
        blocks.finish(text, out);
    }

    /// Looks for matches where cells gave none, as inside of long texts.
    #[inline(never)]
    fn search(&mut self, text: &[u8], end: usize, blocks: &mut Blocks, out: &mut Vec<u8>) {
        let whole = end - self.done;
        let (mut place, mut misses, mut matched) = (self.done, 0, 0);
        while place + 8 <= end {
            let bytes = word(text, place) << 8;
            let hash = bytes.wrapping_mul(SEVEN_BYTES) >> (64 - SEARCH_BITS);
            #[expect(clippy::cast_possible_truncation, reason = "texts are shorter")]
            let now = place as u32;
            let before = std::mem::replace(&mut self.table[hash as usize], now);
            let distance = now.wrapping_sub(before);
            if distance.wrapping_sub(1) < WINDOW && word(text, before as usize) << 8 == bytes {
                let before = before as usize;
                let stop = extend(text, before, place, 7, end) + place;
                let mut start = place;
                while start > self.done
                    && start > distance as usize
                    && text[start - 1] == text[start - 1 - distance as usize]
                {
                    start -= 1;
                }
                blocks.literals(text, self.done, start, out);
                blocks.repeat(text, stop - start, distance - 1, stop, out);
                matched += stop - start;
                self.done = stop;
                place = stop;
                misses = 0;
            } else {
                misses += 1;
                place += 1 + misses / 32;
            }
        }
        let gate = if 2 * matched > whole { self.gate.saturating_sub(4) } else { self.gate + 2 };
        self.gate = gate.clamp(12, 64);
    }
}
