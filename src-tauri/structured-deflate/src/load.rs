//! Words out of texts.

use std::hint::select_unpredictable;
use std::ops::Range;

use crate::block::WINDOW;
use crate::chunk::{BACK, FORWARD, LONGEST_CELL, offset};

/// The part of a text that some places and what they repeat are in. Whatever is
/// asked for is within it, so that it needn't be checked; what isn't reads as
/// something else.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'a> {
    bytes: &'a [u8; View::LENGTH],
    start: u32,
}

impl View<'_> {
    const PLACES: usize = 1 << 17;
    /// A text has to be so long.
    pub(crate) const LENGTH: usize = Self::PLACES + BACK + FORWARD;

    /// Eight bytes at a place of the text.
    #[inline]
    pub(crate) fn word(self, place: u32) -> u64 {
        u64::from_le_bytes(*self.block(place))
    }

    /// As many bytes at a place of the text as are compared at once, or fewer.
    #[inline]
    pub(crate) fn block<const N: usize>(&self, place: u32) -> &[u8; N] {
        let at = place.wrapping_sub(self.start) as usize % Self::PLACES;
        self.bytes[at..].first_chunk().expect("the view is longer by as many")
    }
}

/// The view of a text that places need, from the one with that number on, and
/// the range of those that it is enough for.
pub(crate) fn view_from<'a>(
    text: &'a [u8],
    places: &[u32],
    number: usize,
) -> (Range<usize>, View<'a>) {
    let first = places[number] as usize;
    let start = first.saturating_sub(WINDOW as usize + BACK).min(text.len() - View::LENGTH);
    let bytes = text[start..].first_chunk().expect("it is that long");
    let view = View { bytes, start: offset(start) };
    if start + View::LENGTH == text.len() {
        return (number..places.len(), view);
    }
    let end = view.start + offset(View::PLACES) - LONGEST_CELL;
    let some = places[number..].partition_point(|place| *place < end);
    (number..number + some, view)
}

/// Eight bytes at `place`.
#[inline]
pub(crate) fn word(text: &[u8], place: usize) -> u64 {
    u64::from_le_bytes(*block::<8>(text, place))
}

/// `N` bytes at `place`.
#[inline]
pub(crate) fn block<const N: usize>(text: &[u8], place: usize) -> &[u8; N] {
    text[place..].first_chunk().expect("callers stay within the text")
}

/// How many of the first bytes are equal, without branches.
#[inline]
pub(crate) fn equal_bytes<const N: usize>(left: &[u8; N], right: &[u8; N]) -> u32 {
    let ((left, _), (right, _)) = (left.as_chunks::<8>(), right.as_chunks::<8>());
    let mut words = left.iter().zip(right).rev();
    let mut difference = || {
        let (left, right) = words.next()?;
        Some(u64::from_le_bytes(*left) ^ u64::from_le_bytes(*right))
    };
    // The first word that differs, and the bytes before it.
    let (mut word, mut before) = (difference().unwrap_or(0), 0_u32);
    while let Some(word_before) = difference() {
        let equal = word_before == 0;
        word = select_unpredictable(equal, word, word_before);
        before = select_unpredictable(equal, before + 8, 0);
    }
    before + word.trailing_zeros() / 8
}

/// How many bytes from `left` and `right`, which is behind it, are equal, given
/// that the first `equal` are.
#[inline]
pub(crate) fn extend(
    text: &[u8],
    left: usize,
    right: usize,
    mut equal: usize,
    end: usize,
) -> usize {
    while right + equal + 8 <= end {
        let difference = word(text, left + equal) ^ word(text, right + equal);
        if difference != 0 {
            return equal + difference.trailing_zeros() as usize / 8;
        }
        equal += 8;
    }
    while right + equal < end && text[left + equal] == text[right + equal] {
        equal += 1;
    }
    equal
}

/// As [`extend`], for texts that are mostly equal for long.
#[inline]
pub(crate) fn extend_long(
    text: &[u8],
    left: usize,
    right: usize,
    mut equal: usize,
    end: usize,
) -> usize {
    let (left_blocks, _) = text[left + equal..].as_chunks::<32>();
    let (right_blocks, _) = text[right + equal..end].as_chunks();
    for (left, right) in left_blocks.iter().zip(right_blocks) {
        let some = equal_bytes(left, right);
        equal += some as usize;
        if some < 32 {
            return equal;
        }
    }
    extend(text, left, right, equal, end)
}
