//! Huffman codes of limited length.

/// Sets the length of each symbol's code, at most `limit` bits; symbols that
/// don't occur get none. There are always two codes at least, because some
/// inflaters refuse fewer.
pub(crate) fn code_lengths(counts: &[u32], limit: usize, lengths: &mut [u8]) {
    lengths.fill(0);
    let mut used: Vec<(u32, usize)> = counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .map(|(symbol, count)| (*count, symbol))
        .collect();
    for (symbol, count) in counts.iter().enumerate().take(2) {
        if used.len() < 2 && *count == 0 {
            used.push((0, symbol));
        }
    }
    used.sort_unstable();
    let leaves = used.len();

    // The tree's nodes in the order in which they are made: leaves from the
    // rarest, then pairs of the two lightest nodes that are left.
    let nodes = 2 * leaves - 1;
    let mut weights: Vec<u64> = used.iter().map(|(count, _)| u64::from(*count)).collect();
    let mut parents = vec![0; nodes];
    let (mut leaf, mut pair) = (0, leaves);
    for node in leaves..nodes {
        let mut weight = 0;
        for _ in 0..2 {
            let lightest = if leaf < leaves && (pair == node || weights[leaf] <= weights[pair]) {
                leaf += 1;
                leaf - 1
            } else {
                pair += 1;
                pair - 1
            };
            parents[lightest] = node;
            weight += weights[lightest];
        }
        weights.push(weight);
    }
    let mut depths = vec![0; nodes];
    for node in (0..nodes - 1).rev() {
        depths[node] = depths[parents[node]] + 1;
    }

    let mut of_length = vec![0_u32; limit + 1];
    for depth in &depths[..leaves] {
        of_length[limit.min(*depth)] += 1;
    }
    // Codes that were too long have been cut, which makes too many; longer ones
    // elsewhere give way.
    let space = 1_u64 << limit;
    let mut taken: u64 =
        (1..=limit).map(|length| u64::from(of_length[length]) << (limit - length)).sum();
    while taken > space {
        let length = (1..limit).rev().find(|length| of_length[*length] > 0);
        let length = length.expect("there are fewer symbols than codes");
        of_length[length] -= 1;
        of_length[length + 1] += 2;
        of_length[limit] -= 1;
        taken -= 1;
    }
    let mut rarest_first = used.iter();
    for length in (1..=limit).rev() {
        for (_, symbol) in rarest_first.by_ref().take(of_length[length] as usize) {
            lengths[*symbol] = u8::try_from(length).expect("at most 15");
        }
    }
}

/// The canonical codes of these lengths, their first bit lowest.
pub(crate) fn codes(lengths: &[u8]) -> Vec<u32> {
    let mut of_length = [0_u32; 16];
    for length in lengths.iter().filter(|length| **length > 0) {
        of_length[usize::from(*length)] += 1;
    }
    let mut next = [0_u32; 16];
    for length in 1..next.len() {
        next[length] = (next[length - 1] + of_length[length - 1]) << 1;
    }
    let code = |&length: &u8| {
        let next = &mut next[usize::from(length)];
        *next += 1;
        (*next - 1).reverse_bits().checked_shr(32 - u32::from(length)).unwrap_or(0)
    };
    lengths.iter().map(code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn codes_are_complete_and_within_the_limit(
            counts in proptest::collection::vec(
                prop_oneof![Just(0_u32), 0_u32..9, any::<u32>(), (0_u32..32).prop_map(|bit| 1 << bit)],
                2..286,
            ),
            limit in 9_usize..16,
        ) {
            let mut lengths = vec![0; counts.len()];
            code_lengths(&counts, limit, &mut lengths);
            let used: Vec<usize> =
                lengths.iter().filter(|length| **length > 0).map(|length| usize::from(*length)).collect();
            prop_assert!(used.iter().all(|length| *length <= limit));
            prop_assert_eq!(used.iter().map(|length| 1 << (limit - length)).sum::<u32>(), 1 << limit);
            for (left, length) in counts.iter().zip(&lengths) {
                prop_assert!(*left == 0 || *length > 0);
                for (right, other) in counts.iter().zip(&lengths) {
                    prop_assert!(left <= right || length <= other || *right == 0);
                }
            }
            // No code begins another one.
            let codes = codes(&lengths);
            for (left, length) in codes.iter().zip(&lengths).filter(|(_, length)| **length > 0) {
                let equal = codes.iter().zip(&lengths).filter(|(right, other)| {
                    *other >= length && (*right ^ left) & ((1 << length) - 1) == 0
                });
                prop_assert_eq!(equal.count(), 1);
            }
        }
    }
}
