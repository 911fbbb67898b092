//! Bits to bytes, lowest first.

/// Appends bits to a `Vec` of bytes.
#[derive(Debug)]
pub(crate) struct Bits {
    held: u64,
    count: u32,
}

impl Bits {
    pub(crate) fn new() -> Self {
        Self { held: 0, count: 0 }
    }

    /// Writes up to 48 bits that are below `1 << count`.
    pub(crate) fn put(&mut self, bits: u64, count: u32, out: &mut Vec<u8>) {
        self.held |= bits << self.count;
        self.count += count;
        while self.count >= 8 {
            out.push(self.held.to_le_bytes()[0]);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    /// Writes many: `codes` gives bits and their number, up to 56 each, which
    /// are `total` together.
    #[inline]
    pub(crate) fn put_all(
        &mut self,
        total: u64,
        codes: impl Iterator<Item = (u64, u32)>,
        out: &mut Vec<u8>,
    ) {
        let start = out.len();
        let bytes = usize::try_from(total / 8).expect("it fits into memory") + 1;
        out.resize(start + bytes + 8, 0);
        let room = &mut out[start..];
        let (mut held, mut count, mut at) = (self.held, self.count, 0);
        for (bits, length) in codes {
            held |= bits << count;
            count += length;
            *room[at..].first_chunk_mut().expect("there are eight bytes more") = held.to_le_bytes();
            at += count as usize / 8;
            held >>= count & !7;
            count &= 7;
        }
        (self.held, self.count) = (held, count);
        out.truncate(start + at);
    }

    /// Fills the last byte up.
    pub(crate) fn align(&mut self, out: &mut Vec<u8>) {
        if self.count > 0 {
            self.put(0, 8 - self.count, out);
        }
    }
}
