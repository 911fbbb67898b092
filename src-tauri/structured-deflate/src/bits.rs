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

    /// Writes `total` bits: all that `write` puts.
    pub(crate) fn write(
        &mut self,
        total: u64,
        out: &mut Vec<u8>,
        write: impl FnOnce(Writer<'_>) -> Writer<'_>,
    ) {
        let start = out.len();
        let bytes = usize::try_from(total / 8).expect("it fits into memory") + 1;
        out.resize(start + bytes + 8, 0);
        let (held, count) = (self.held, self.count);
        let writer = write(Writer { room: &mut out[start..], at: 0, held, count });
        (self.held, self.count) = (writer.held, writer.count);
        let end = start + writer.at;
        out.truncate(end);
    }

    /// Fills the last byte up.
    pub(crate) fn align(&mut self, out: &mut Vec<u8>) {
        if self.count > 0 {
            self.put(0, 8 - self.count, out);
        }
    }
}

/// Writes bits whose total is known, eight bytes at a time. Handed on by value,
/// so that its fields stay in registers.
pub(crate) struct Writer<'a> {
    room: &'a mut [u8],
    at: usize,
    held: u64,
    count: u32,
}

impl Writer<'_> {
    /// The most bits that are put at once.
    pub(crate) const MOST: u32 = 56;

    #[inline]
    pub(crate) fn put(&mut self, bits: u64, count: u32) {
        self.held |= bits << self.count;
        self.count += count;
        *self.room[self.at..].first_chunk_mut().expect("there are eight bytes more") =
            self.held.to_le_bytes();
        self.at += self.count as usize / 8;
        self.held >>= self.count & !7;
        self.count &= 7;
    }
}
