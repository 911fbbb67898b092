//! A small random number generator (splitmix64) with a stream per entity.
//! Any entity can be generated alone, on any platform, with the same result;
//! there are no floating-point numbers in it.

/// Numbers drawn for one entity.
#[derive(Clone, Debug)]
pub(super) struct Random {
    state: u64,
}

/// The kinds of stream; two streams of one entity never share numbers.
#[derive(Clone, Copy, Debug)]
#[repr(u64)]
pub(super) enum Stream {
    Role = 1,
    Weight,
    Profile,
    Birth,
    Journey,
    EventText,
    CouponText,
    Webhook,
    World,
    Change,
    Approval,
    Referral,
    Spare,
    Referred,
}

fn mix(mut value: u64) -> u64 {
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

impl Random {
    pub(super) fn new(seed: u64, stream: Stream, entity: u64) -> Self {
        let key = mix(seed ^ (stream as u64).wrapping_mul(0xd6e8_feb8_6659_fd93));
        Self { state: mix(key ^ entity.wrapping_mul(0x9e37_79b9_7f4a_7c15)) }
    }

    pub(super) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.state)
    }

    /// A number from 0 to `limit - 1`; 0 for the limit 0.
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        // Multiply and shift: even enough for a story, and without a division.
        ((u128::from(self.next()) * u128::from(limit)) >> 64) as u64
    }

    /// A signed number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = high.abs_diff(low) + 1;
        low.wrapping_add_unsigned(self.below(width))
    }

    /// True in `parts` of 1000 cases.
    pub(super) fn chance(&mut self, parts: u64) -> bool {
        self.below(1000) < parts
    }

    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.index(from.len())]
    }

    pub(super) fn index(&mut self, length: usize) -> usize {
        self.below(length as u64) as usize
    }
}
