//! How many events each customer has: all of them together exactly as many as
//! asked for, and any customer's without counting the others' events.

use super::member::Members;

/// Customers `first..end`, and the sum of the weights before them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) first: u64,
    pub(super) end: u64,
    before: u64,
}

/// Events of one Parquet row group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slice {
    pub(super) index: usize,
    pub(super) first: u64,
    before: u64,
    /// Events of the first customer that stand in the slice before.
    pub(super) skip: usize,
    pub(super) rows: usize,
}

/// The division of all events among all customers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shares {
    pub(super) members: Members,
    total: u64,
}

impl Shares {
    pub(super) fn new(members: Members, total: u64) -> Self {
        Self { members, total }
    }

    /// The next customer's number of events; `before` moves on.
    fn count(self, number: u64, before: &mut u64) -> usize {
        let upto = |weight: u64| {
            (u128::from(self.members.size.events) * u128::from(weight) / u128::from(self.total))
                as u64
        };
        let start = upto(*before);
        *before += self.members.weight(number);
        (upto(*before) - start) as usize
    }

    /// Customers from there on, with their numbers of events.
    fn counts(self, first: u64, mut before: u64) -> impl Iterator<Item = (u64, usize)> {
        (first..self.members.size.customers)
            .map(move |number| (number, self.count(number, &mut before)))
    }

    pub(super) fn in_span(self, span: Span) -> impl Iterator<Item = (u64, usize)> {
        self.counts(span.first, span.before).take((span.end - span.first) as usize)
    }

    pub(super) fn in_slice(self, slice: Slice) -> impl Iterator<Item = (u64, usize)> {
        self.counts(slice.first, slice.before)
    }

    /// All customers, so many at a time.
    pub(super) fn spans(self, length: u64) -> impl Iterator<Item = Span> {
        let mut before = 0;
        let mut first = 0;
        std::iter::from_fn(move || {
            let end = (first + length).min(self.members.size.customers);
            let span = Span { first, end, before };
            before += (first..end).map(|number| self.members.weight(number)).sum::<u64>();
            first = end;
            (span.first < end).then_some(span)
        })
    }

    /// All events, so many at a time.
    pub(super) fn slices(self, length: usize) -> impl Iterator<Item = Slice> {
        let (mut index, mut number, mut before, mut skip) = (0, 0, 0, 0);
        std::iter::from_fn(move || {
            let mut slice = Slice { index, first: number, before, skip, rows: 0 };
            index += 1;
            while number < self.members.size.customers {
                let mut after = before;
                let left = self.count(number, &mut after) - skip;
                if slice.rows + left > length {
                    skip += length - slice.rows;
                    slice.rows = length;
                    return Some(slice);
                }
                slice.rows += left;
                skip = 0;
                number += 1;
                before = after;
            }
            (slice.rows > 0).then_some(slice)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::DemoSize;
    use super::*;

    #[test]
    fn every_event_stands_in_one_span_and_one_slice() {
        for (customers, events) in [(1, 0), (1, 1000), (7, 3), (500, 10_007), (3, 2999)] {
            let size = DemoSize { customers, events, seed: 3 };
            let members = Members { size, now: super::super::calendar::NOW };
            let total = (0..customers).map(|number| members.weight(number)).sum();
            let shares = Shares::new(members, total);
            let counts: Vec<_> = shares
                .spans(13)
                .flat_map(|span| shares.in_span(span).collect::<Vec<_>>())
                .collect();
            assert_eq!(counts.len() as u64, customers);
            assert_eq!(counts.iter().map(|count| count.1 as u64).sum::<u64>(), events);
            let mut rows: Vec<(u64, usize)> = Vec::new();
            for slice in shares.slices(100) {
                let mut skip = slice.skip;
                let mut left = slice.rows;
                for (number, count) in shares.in_slice(slice) {
                    let taken = (count - skip).min(left);
                    rows.extend((skip..skip + taken).map(|event| (number, event)));
                    left -= taken;
                    skip = 0;
                    if left == 0 {
                        break;
                    }
                }
            }
            let all = counts
                .iter()
                .flat_map(|&(number, count)| (0..count).map(move |event| (number, event)));
            assert_eq!(rows, all.collect::<Vec<_>>());
        }
    }
}
