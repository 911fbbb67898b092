//! What a chunk's columns are like, from some of its rows.

use crate::chunk::{REST, fingerprint};
use crate::load::extend;

/// Cells to the left that a column is compared with.
pub(crate) const LEFT: usize = 4;
const ROWS_SAMPLED: usize = 64;
/// Bytes of a cell that are looked at.
const BYTES_SAMPLED: usize = 4096;
/// Cells of fewer bytes aren't looked up by their words.
const SHORTEST_TEXT: u32 = 8;
/// Mean length from which on texts are mostly matched by a search.
const SEARCHED: usize = 64;
/// Bytes of a word that count.
const WORD: usize = 16;

/// How a column's cells are looked up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// How many cells before it the one is that it mostly resembles.
    pub(crate) alike: usize,
    /// Bytes from which on a cell is looked up by its words too.
    pub(crate) text_from: u32,
}

/// Looks at columns; `cells` has whole rows and one cell behind those that count.
pub(crate) fn columns_of(text: &[u8], cells: &[u32], count: usize) -> Vec<Column> {
    let rows = cells.len().saturating_sub(1) / count;
    let step = (rows / ROWS_SAMPLED).max(1);
    let first = LEFT.div_ceil(count);
    let sampled = |column: usize| (first..rows).step_by(step).map(move |row| row * count + column);
    let mut seen = Seen::default();
    let columns = (0..count).map(|column| {
        let alike = alike(text, cells, count, sampled(column));
        let worded = seen.words_repeat(text, cells, alike, sampled(column));
        Column { alike, text_from: if worded { SHORTEST_TEXT } else { u32::MAX } }
    });
    columns.collect()
}

/// Which cell before it a column mostly resembles: the one above or one to its
/// left.
fn alike(text: &[u8], cells: &[u32], count: usize, sampled: impl Iterator<Item = usize>) -> usize {
    let others = [count, 1, 2, 3, LEFT];
    let mut equal = [0; 1 + LEFT];
    for cell in sampled {
        let place = cells[cell] as usize;
        let end = text.len().min(place + 16);
        for (equal, other) in equal.iter_mut().zip(others) {
            *equal += extend(text, cells[cell - other] as usize, place, 0, end);
        }
    }
    let mut best = 0;
    for left in 1..=LEFT {
        if equal[left] > equal[best] {
            best = left;
        }
    }
    others[best]
}

/// Words seen before, by a hash.
struct Seen {
    words: Vec<u64>,
}

impl Default for Seen {
    fn default() -> Self {
        Self { words: vec![0; 1 << (SEEN_BITS - 6)] }
    }
}

const SEEN_BITS: u32 = 15;

impl Seen {
    /// Whether words repeat where cells differ from the one that they resemble.
    fn words_repeat(
        &mut self,
        text: &[u8],
        cells: &[u32],
        alike: usize,
        sampled: impl Iterator<Item = usize>,
    ) -> bool {
        let (mut all, mut repeated, mut bytes, mut texts) = (0, 0, 0, 0);
        let mut unused = true;
        for cell in sampled {
            let start = cells[cell] as usize;
            let end = (cells[cell + 1] as usize).min(text.len() - REST);
            if end < start + SHORTEST_TEXT as usize {
                continue;
            }
            if std::mem::take(&mut unused) {
                self.words.fill(0);
            }
            bytes += end - start;
            texts += 1;
            let equal = extend(text, cells[cell - alike] as usize, start, 0, end);
            let mut word = start;
            let mut within = true;
            for place in start + 1..end.min(start + BYTES_SAMPLED) {
                let starts = starts_word(text[place], &mut within);
                if !starts {
                    continue;
                }
                let length = place - word;
                let hash = fingerprint(text, word, length) >> (64 - SEEN_BITS);
                let (bit, seen) = (1 << (hash % 64), &mut self.words[(hash / 64) as usize]);
                all += length.min(WORD);
                if *seen & bit != 0 && word >= start + equal {
                    repeated += length.min(WORD);
                }
                *seen |= bit;
                word = place;
            }
        }
        // Where texts are long the search between cells finds much of it anyway.
        let twentieths = if bytes >= SEARCHED * texts { 8 } else { 4 };
        20 * repeated > twentieths * all
    }
}

/// Whether a word starts with this byte; `within` says whether the byte before
/// belongs to one.
#[inline]
pub(crate) fn starts_word(byte: u8, within: &mut bool) -> bool {
    let inside = byte.is_ascii_alphanumeric() || byte >= 0x80;
    inside & !std::mem::replace(within, inside)
}

/// The highest bit of each of eight bytes that belongs to a word.
#[inline]
pub(crate) fn words_in(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    let ascii = bytes & !HIGH;
    let from = |bytes: u64, first: u8| bytes + EACH * u64::from(0x80 - first);
    let within = |bytes, first, last: u8| from(bytes, first) & !from(bytes, last + 1);
    (bytes | within(ascii, b'0', b'9') | within(ascii | (0x20 * EACH), b'a', b'z')) & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_of_letters_digits_and_whatever_is_not_ascii() {
        for byte in 0..=255_u8 {
            let inside = byte.is_ascii_alphanumeric() || byte >= 0x80;
            for at in 0..8 {
                let mut bytes = *b"a,Z.9-0~";
                bytes[at] = byte;
                let found = words_in(u64::from_le_bytes(bytes));
                assert_eq!(found >> (8 * at + 7) & 1 == 1, inside, "{byte:#x} at {at}");
                assert_eq!(found & !0x8080_8080_8080_8080, 0);
            }
        }
    }
}
