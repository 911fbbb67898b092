//! Text cells: enclosing, doubling, and the formula guard.
//!
//! Most texts are short and need nothing, so they are looked through in blocks
//! that compile to vector instructions and copied whole.

use super::moment::OutOfRange;
use crate::spec::format::{Dialect, Quoting};

/// Why a cell can't be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellProblem {
    /// It holds the delimiter or a line end, and there is no enclosure.
    NeedsEnclosure,
    /// It equals the text of missing values, and there is no enclosure.
    LikeMissing,
    /// It is the only cell of its line and would be nothing.
    LoneNothing,
    /// The value lies outside of what the date pattern can write.
    OutOfRange,
    /// It doesn't fit into its fixed-width column.
    TooWide {
        /// Characters that the column has.
        width: usize,
        /// Characters that the cell has.
        length: usize,
    },
    /// It holds a line end, and nothing could enclose it.
    LineEnd,
    /// It is a float that isn't finite, where only numbers can stand.
    NotANumber,
    /// It is JSON, and a number within it isn't finite.
    NotInJson,
    /// It has more digits than a decimal of the file.
    TooLarge,
    /// It is longer than a cell of a workbook.
    LongText,
    /// It holds a character that XML doesn't have, not even escaped.
    NotInXml(char),
}

impl From<OutOfRange> for CellProblem {
    fn from(_: OutOfRange) -> Self {
        Self::OutOfRange
    }
}

/// How cells of one file are told apart.
#[derive(Debug, Clone)]
pub(super) struct TextRule {
    delimiter: [u8; 4],
    delimiter_length: usize,
    pub(super) enclosure: Option<u8>,
    /// First byte of the delimiter, enclosure, CR and LF.
    special: [u8; 4],
    pub(super) enclose_all: bool,
    enclose_text: bool,
    guard: bool,
    /// Text of missing values.
    missing: Option<Box<[u8]>>,
}

impl TextRule {
    pub(super) fn new(dialect: &Dialect) -> Self {
        let mut delimiter = [0; 4];
        let delimiter_length = dialect.delimiter.encode_utf8(&mut delimiter).len();
        let enclosed = dialect.enclosure.is_some();
        let enclosure = dialect.enclosure.unwrap_or(delimiter[0]);
        Self {
            delimiter,
            delimiter_length,
            enclosure: dialect.enclosure,
            special: [delimiter[0], enclosure, b'\r', b'\n'],
            enclose_all: enclosed && dialect.quoting == Quoting::Always,
            enclose_text: enclosed && dialect.quoting != Quoting::Minimal,
            guard: dialect.formula_guard,
            missing: dialect.missing.as_ref().map(|missing| missing.as_bytes().into()),
        }
    }

    pub(super) fn encloses_text(&self) -> bool {
        self.enclose_text
    }

    pub(super) fn delimiter(&self) -> &[u8] {
        &self.delimiter[..self.delimiter_length]
    }

    /// Writes a text that isn't empty.
    #[inline]
    pub(super) fn write_text(&self, text: &[u8], out: &mut Vec<u8>) -> Result<(), CellProblem> {
        if self.guard && looks_like_formula(text) {
            let guarded = [b"'", text].concat();
            return self.write(&guarded, self.enclose_text, out);
        }
        self.write(text, self.enclose_text, out)
    }

    /// Writes a cell as it is, enclosed where it needs it.
    #[inline]
    pub(super) fn write(
        &self,
        cell: &[u8],
        enclose: bool,
        out: &mut Vec<u8>,
    ) -> Result<(), CellProblem> {
        // A line of only `\.` ends the file for PostgreSQL's COPY before version 18.
        let ends_copy = cell == b"\\." && self.enclosure.is_some();
        let is_like_missing = self.missing.as_deref() == Some(cell);
        if is_like_missing && self.enclosure.is_none() {
            return Err(CellProblem::LikeMissing);
        }
        if !enclose && !ends_copy && !is_like_missing && !self.needs_enclosure(cell) {
            out.extend_from_slice(cell);
            return Ok(());
        }
        self.write_enclosed(cell, out)
    }

    fn write_enclosed(&self, cell: &[u8], out: &mut Vec<u8>) -> Result<(), CellProblem> {
        let enclosure = self.enclosure.ok_or(CellProblem::NeedsEnclosure)?;
        out.push(enclosure);
        let mut copied = 0;
        for position in memchr::memchr_iter(enclosure, cell) {
            out.extend_from_slice(&cell[copied..=position]);
            out.push(enclosure);
            copied = position + 1;
        }
        out.extend_from_slice(&cell[copied..]);
        out.push(enclosure);
        Ok(())
    }

    /// Whether a cell holds something that would end it.
    #[inline]
    pub(super) fn needs_enclosure(&self, cell: &[u8]) -> bool {
        if !holds_any(cell, self.special) {
            return false;
        }
        // The first byte of a longer delimiter begins other characters too.
        self.delimiter_length == 1
            || holds_any(cell, [self.enclosure.unwrap_or(b'\r'), b'\r', b'\r', b'\n'])
            || memchr::memmem::find(cell, self.delimiter()).is_some()
    }

    /// A cell of no characters that isn't nothing, where that can be written.
    pub(super) fn empty_enclosure(&self) -> Vec<u8> {
        self.enclosure.map_or_else(Vec::new, |enclosure| vec![enclosure; 2])
    }
}

/// Whether `text` holds any of four bytes.
#[inline]
fn holds_any(text: &[u8], special: [u8; 4]) -> bool {
    let length = text.len();
    if length >= 16 {
        let (blocks, rest) = text.as_chunks::<16>();
        if blocks.iter().any(|block| block_holds(block, special)) {
            return true;
        }
        // The last block overlaps the one before.
        return !rest.is_empty()
            && text.last_chunk::<16>().is_some_and(|block| block_holds(block, special));
    }
    if let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        return word_holds(u64::from_le_bytes(*first), special)
            | word_holds(u64::from_le_bytes(*last), special);
    }
    if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        let low = u64::from(u32::from_le_bytes(*first));
        let high = u64::from(u32::from_le_bytes(*last));
        return word_holds(low | high << 32, special);
    }
    text.iter().any(|byte| special.contains(byte))
}

#[inline]
#[expect(clippy::needless_bitwise_bool, reason = "branches would keep it from vector instructions")]
fn block_holds(block: &[u8; 16], [a, b, c, d]: [u8; 4]) -> bool {
    let mut found = false;
    for &byte in block {
        found |= (byte == a) | (byte == b) | (byte == c) | (byte == d);
    }
    found
}

/// A byte of `word` equals one of `special` exactly if one of their differences
/// has a zero byte; the well-known test for that never misses one.
#[inline]
fn word_holds(word: u64, special: [u8; 4]) -> bool {
    const LOW: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let mut zeros = 0;
    for byte in special {
        let difference = word ^ (LOW * u64::from(byte));
        zeros |= difference.wrapping_sub(LOW) & !difference;
    }
    zeros & HIGH != 0
}

/// Whether a spreadsheet may take a text for a formula; plain numbers aren't.
pub(crate) fn looks_like_formula(text: &[u8]) -> bool {
    matches!(text.first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r'))
        && !is_plain_number(text)
}

fn is_plain_number(text: &[u8]) -> bool {
    let unsigned = match text {
        [b'+' | b'-', rest @ ..] => rest,
        _ => text,
    };
    let is_digits = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    match memchr::memchr(b'.', unsigned) {
        Some(point) => is_digits(&unsigned[..point]) && is_digits(&unsigned[point + 1..]),
        None => is_digits(unsigned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_told_from_numbers() {
        for text in ["=1", "+x", "-", "@a", "\t1", "\r", "-1-1", "+1.", "-.5", "--1", "-1e5"] {
            assert!(looks_like_formula(text.as_bytes()), "{text}");
        }
        for text in ["", "-150", "+3612", "-1.50", "a=1", "1", "'=1"] {
            assert!(!looks_like_formula(text.as_bytes()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn searching_in_blocks_finds_what_bytewise_search_finds(
            text in proptest::collection::vec(prop_oneof![b'a'..=b'f', any::<u8>()], 0..70),
            special in proptest::array::uniform4(prop_oneof![b'a'..=b'f', any::<u8>()]),
        ) {
            let expected = text.iter().any(|byte| special.contains(byte));
            prop_assert_eq!(holds_any(&text, special), expected);
        }
    }
}
