//! Words out of texts.

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
