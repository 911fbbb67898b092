//! Which of the matches that were found are taken.

use crate::block::{Blocks, WINDOW, distance_symbol};
use crate::chunk::{Batch, FORWARD, boxed};
use crate::load::{extend, word};

const SEARCH_BITS: u32 = 13;
const SEVEN_BYTES: u64 = 0x9E37_79B9_7F4A_7C15;

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
        let behind = (batch.places[count], batch.forward[count]);
        (batch.places[count], batch.forward[count]) = (u32::MAX, 0);
        let (places, distances) = (&batch.places[..=count], &batch.distances[..count]);
        let (forward, back) = (&batch.forward[..=count], &batch.back[..count]);
        let mut cell = 0;
        while (places[cell] as usize) < self.done {
            cell += 1;
        }
        while cell < count {
            let place = places[cell] as usize;
            let distance = distances[cell];
            let mut back = (back[cell] as usize).min(place - self.done);
            let mut equal = forward[cell] as usize;
            let least = blocks.least[(distance_symbol(distance) & 31) as usize] as usize;
            if equal + back < least {
                cell += 1;
                continue;
            }
            if equal == FORWARD {
                let from = place - distance as usize;
                equal = extend(text, from, place, FORWARD, text.len());
            }
            if back == 8 {
                let from = place - distance as usize;
                while back < place - self.done
                    && back < from
                    && text[place - back - 1] == text[from - back - 1]
                {
                    back += 1;
                }
            }
            let start = place - back;
            let mut end = place + equal;
            let mut next = cell + 1;
            while (places[next] as usize) < end {
                next += 1;
            }
            let inner = next - 1;
            if inner > cell {
                let reach = places[inner] as usize + forward[inner] as usize;
                let least =
                    blocks.least[(distance_symbol(distances[inner]) & 31) as usize] as usize;
                let next_reach = (places[next] as usize).saturating_add(forward[next] as usize);
                if forward[inner] as usize >= least
                    && (reach >= end + least + 4
                        || reach >= end + 4 && (next == count || next_reach <= reach))
                {
                    end = places[inner] as usize;
                    next = inner;
                }
            }
            if end - start >= least {
                self.take(text, start, end, distance, blocks, out);
            }
            cell = next;
        }
        (batch.places[count], batch.forward[count]) = behind;
    }

    #[inline]
    fn take(
        &mut self,
        text: &[u8],
        start: usize,
        end: usize,
        distance: u32,
        blocks: &mut Blocks,
        out: &mut Vec<u8>,
    ) {
        if start - self.done >= self.gate {
            self.search(text, start, blocks, out);
        }
        blocks.literals(text, self.done, start, out);
        blocks.repeat(text, end - start, distance, end, out);
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
                blocks.repeat(text, stop - start, distance, stop, out);
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
