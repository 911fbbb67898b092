//! Literals and matches to deflate blocks.
//!
//! A token is two literals, one literal, or a match, in one form: a first and a
//! second symbol, and extra bits. Counting and writing need no branches then.
//! Many literals behind each other stay in the text and are noted as a run.

use crate::bits::{Bits, Writer};
use crate::chunk::boxed;
use crate::huffman::{code_lengths, codes};

/// Tokens of a block, about; fewer fit their codes better but need more of them.
const BLOCK: usize = 40_000;
/// Literals from which on they are a run, and the most of one run.
const RUN: usize = 40;
const LONGEST_RUN: usize = 8192;
/// Room for tokens: more than are used, so that an index needn't be checked.
const SLOTS: usize = 1 << 16;

/// Above the 256 literals: lengths from 3 as first symbol; as second one
/// nothing, then distances.
const LENGTH: u32 = 256;
const NOTHING: u32 = 256;
const DISTANCE: u32 = 257;
/// Where a token's second symbol and extra bits are.
const SECOND: u32 = 9;
const EXTRA: u32 = 18;

/// The longest match and the shortest.
pub(crate) const LONGEST: usize = 258;
pub(crate) const SHORTEST: usize = 3;
/// How far back a match may be.
pub(crate) const WINDOW: u32 = 1 << 15;

const END: usize = 256;
const LENGTH_CODES: usize = 257;
const LITERAL_LIMIT: usize = 14;
const DISTANCE_LIMIT: usize = 15;

/// Symbols of distances: of each up to 256, then of each 128.
const SYMBOLS: [u8; 512] = {
    let mut symbols = [0; 512];
    let mut at = 2;
    while at < 512 {
        let gap: u32 = if at < 256 { at } else { (at - 256) << 7 | 127 };
        let top = (gap | 2).ilog2();
        symbols[at as usize] = (2 * top + (gap >> (top - 1) & 1)).to_le_bytes()[0];
        at += 1;
    }
    symbols[1] = 1;
    symbols
};

/// The symbol of a distance, of which one less is told.
#[inline]
pub(crate) fn distance_symbol(gap: u32) -> u32 {
    let far = 256 + (gap >> 7);
    let at = std::hint::select_unpredictable(gap < 256, gap, far);
    SYMBOLS[at as usize % SYMBOLS.len()].into()
}

/// Number of extra bits of a distance symbol.
#[inline]
fn distance_bits(symbol: u32) -> u32 {
    (symbol / 2).saturating_sub(1)
}

/// Symbol and number of extra bits of a length.
fn length_symbol(length: usize) -> (usize, u32) {
    let above = u32::try_from(length - SHORTEST).expect("at most 255");
    match above {
        0..8 => (LENGTH_CODES + above as usize, 0),
        255 => (285, 0),
        _ => {
            let bits = above.ilog2() - 2;
            (LENGTH_CODES + (4 * bits + (above >> bits)) as usize, bits)
        }
    }
}

/// Literals of the text that stand before a token.
#[derive(Debug)]
struct Run {
    token: usize,
    from: usize,
    to: usize,
}

/// Collects tokens and writes blocks of them.
#[derive(Debug)]
pub(crate) struct Blocks {
    tokens: Box<[u32; SLOTS + 4]>,
    count: usize,
    runs: Vec<Run>,
    /// Tokens that the runs would take.
    in_runs: usize,
    /// Where the block's text begins.
    start: usize,
    /// Length from which a match is shorter than its literals, by its distance's
    /// symbol and the codes of the block before.
    least: [u32; 32],
    bits: Bits,
    /// Symbol and number of extra bits of each length from 3.
    lengths: Vec<(usize, u32)>,
}

impl Blocks {
    pub(crate) fn new() -> Self {
        Self {
            tokens: boxed(),
            count: 0,
            runs: Vec::new(),
            in_runs: 0,
            start: 0,
            least: [0; 32],
            bits: Bits::new(),
            lengths: (SHORTEST..=LONGEST).map(length_symbol).collect(),
        }
    }

    /// Begins a text.
    pub(crate) fn begin(&mut self) {
        (self.count, self.start) = (0, 0);
        // As if literals took 6 bits, lengths 5 and distance symbols 4.
        for (symbol, least) in (0..).zip(&mut self.least) {
            *least = ((9 + distance_bits(symbol)) / 6 + 1).max(3);
        }
    }

    /// Length from which on a match is shorter than its literals, by its distance's
    /// symbol.
    #[inline]
    pub(crate) fn least(&self, symbol: u32) -> usize {
        self.least[symbol as usize % 32] as usize
    }

    /// Takes `text[from..to]` as literals.
    #[inline]
    pub(crate) fn literals(&mut self, text: &[u8], from: usize, to: usize, out: &mut Vec<u8>) {
        if to - from >= RUN {
            self.run(text, from, to, out);
            return;
        }
        let mut from = from;
        loop {
            let length = to - from;
            let Some(bytes) = text.get(from..).and_then(|rest| rest.first_chunk::<8>()) else {
                for literal in &text[from..to] {
                    self.tokens[self.count % SLOTS] = u32::from(*literal) | NOTHING << SECOND;
                    self.count += 1;
                }
                return;
            };
            let room = &mut self.tokens[self.count % SLOTS..];
            let room: &mut [u32; 4] = room.first_chunk_mut().expect("there are four more");
            let (pairs, _) = bytes.as_chunks::<2>();
            for (token, pair) in room.iter_mut().zip(pairs) {
                let both = u32::from(u16::from_le_bytes(*pair));
                // The second one a bit higher.
                *token = both + (both & 0xFF00);
            }
            if length < 8 {
                // Of an odd number the last one is alone; of an even one this
                // stands behind the end.
                let last = bytes[length.wrapping_sub(1) % 8];
                room[length / 2] = u32::from(last) | NOTHING << SECOND;
                self.count += length.div_ceil(2);
                return;
            }
            self.count += 4;
            from += 8;
        }
    }

    #[inline(never)]
    fn run(&mut self, text: &[u8], from: usize, to: usize, out: &mut Vec<u8>) {
        let mut from = from;
        while from < to {
            let end = to.min(from + LONGEST_RUN);
            self.runs.push(Run { token: self.count, from, to: end });
            self.in_runs += (end - from) / 2;
            from = end;
            self.write_full(text, end, out);
        }
    }

    /// Takes a match of any length from 3, which ends at `end` and has so many
    /// bytes between it and what it repeats.
    #[inline]
    pub(crate) fn repeat(
        &mut self,
        text: &[u8],
        length: usize,
        gap: u32,
        end: usize,
        out: &mut Vec<u8>,
    ) {
        let symbol = distance_symbol(gap);
        let extra = gap & ((1 << distance_bits(symbol)) - 1);
        let above = (DISTANCE + symbol) << SECOND | extra << EXTRA;
        let mut left = length;
        while left > LONGEST {
            // What is left must not be too short for a match.
            let some = LONGEST.min(left - SHORTEST);
            self.push_match(some, above);
            left -= some;
            self.write_full(text, end - left, out);
        }
        self.push_match(left, above);
        self.write_full(text, end, out);
    }

    #[inline]
    fn push_match(&mut self, length: usize, above: u32) {
        #[expect(clippy::cast_possible_truncation, reason = "at most 258")]
        let length = length as u32 - SHORTEST as u32;
        self.tokens[self.count % SLOTS] = (LENGTH + length) | above;
        self.count += 1;
    }

    /// Writes a block if there are enough tokens for one; they stand for the
    /// text up to `end`.
    #[inline]
    fn write_full(&mut self, text: &[u8], end: usize, out: &mut Vec<u8>) {
        if self.count + self.in_runs >= BLOCK {
            self.write(text, end, out);
        }
    }

    /// Writes what is left of a text.
    pub(crate) fn finish(&mut self, text: &[u8], out: &mut Vec<u8>) {
        if self.start < text.len() {
            self.write(text, text.len(), out);
        }
    }

    /// Ends a chunk at a byte boundary.
    pub(crate) fn end_chunk(&mut self, out: &mut Vec<u8>) {
        self.bits.put(0, 3, out);
        self.bits.align(out);
        out.extend_from_slice(&[0, 0, 0xFF, 0xFF]);
    }

    #[cold]
    fn write(&mut self, text: &[u8], end: usize, out: &mut Vec<u8>) {
        let stored = &text[self.start..end];
        self.start = end;
        let counts = self.count_symbols(text);
        let dynamic = Codes::dynamic(&counts);
        let header = Header::new(&dynamic);
        let fixed = Codes::fixed();
        let dynamic_bits = header.bits() + dynamic.bits(&counts);
        let fixed_bits = fixed.bits(&counts);
        // Every stored block is aligned; that it may be 7 bits less doesn't matter.
        let stored_bits = (stored.len() as u64 + 5 * stored.len().div_ceil(STORED) as u64) * 8 + 7;
        if stored_bits < dynamic_bits.min(fixed_bits) {
            self.write_stored(stored, out);
        } else if fixed_bits <= dynamic_bits {
            self.bits.put(0b010, 3, out);
            self.write_tokens(text, &fixed, fixed_bits, out);
        } else {
            self.bits.put(0b100, 3, out);
            header.write(&mut self.bits, out);
            self.write_tokens(text, &dynamic, dynamic_bits, out);
        }
        (self.count, self.in_runs) = (0, 0);
        self.runs.clear();
        self.learn(&dynamic, &counts);
    }

    fn count_symbols(&self, text: &[u8]) -> Counts {
        // Counters that are used in turn don't wait for each other.
        let mut counters = [[0_u32; 512]; 4];
        let [first, second, other_first, other_second] = &mut counters;
        let (pairs, rest) = self.tokens[..self.count].as_chunks::<2>();
        for [one, other] in pairs {
            first[(one & 511) as usize] += 1;
            second[(one >> SECOND & 511) as usize] += 1;
            other_first[(other & 511) as usize] += 1;
            other_second[(other >> SECOND & 511) as usize] += 1;
        }
        for token in rest {
            first[(token & 511) as usize] += 1;
            second[(token >> SECOND & 511) as usize] += 1;
        }
        for ((first, second), others) in first
            .iter_mut()
            .zip(second.iter_mut())
            .zip(other_first.iter_mut().zip(other_second.iter_mut()))
        {
            *first += std::mem::take(others.0);
            *second += std::mem::take(others.1);
        }
        let [first, second, third, fourth] = &mut counters;
        for run in &self.runs {
            let (words, rest) = text[run.from..run.to].as_chunks::<4>();
            for [a, b, c, d] in words {
                third[usize::from(*a)] += 1;
                fourth[usize::from(*b)] += 1;
                first[usize::from(*c)] += 1;
                second[usize::from(*d)] += 1;
            }
            for literal in rest {
                first[usize::from(*literal)] += 1;
            }
        }
        let mut counts = Counts { literals: [0; 286], distances: [0; 30], extra_bits: 0 };
        for (symbol, count) in counts.literals.iter_mut().take(256).enumerate() {
            *count = counters.iter().map(|counter| counter[symbol]).sum();
        }
        let [first, second, ..] = &counters;
        counts.literals[END] = 1;
        for (count, (symbol, bits)) in first[LENGTH as usize..].iter().zip(&self.lengths) {
            counts.literals[*symbol] += count;
            counts.extra_bits += u64::from(*count) * u64::from(*bits);
        }
        counts.distances.copy_from_slice(&second[DISTANCE as usize..][..30]);
        for (symbol, count) in (0..).zip(&counts.distances) {
            counts.extra_bits += u64::from(*count) * u64::from(distance_bits(symbol));
        }
        counts
    }

    fn write_stored(&mut self, text: &[u8], out: &mut Vec<u8>) {
        for piece in text.chunks(STORED) {
            self.bits.put(0, 3, out);
            self.bits.align(out);
            let length = u16::try_from(piece.len()).expect("that much fits");
            out.extend_from_slice(&length.to_le_bytes());
            out.extend_from_slice(&(!length).to_le_bytes());
            out.extend_from_slice(piece);
        }
    }

    fn write_tokens(&mut self, text: &[u8], codes: &Codes, bits: u64, out: &mut Vec<u8>) {
        let written = Written::new(codes, &self.lengths);
        self.bits.write(bits, out, |mut writer| {
            let mut done = 0;
            for run in &self.runs {
                writer = written.write_tokens(&self.tokens[done..run.token], writer);
                writer = written.write_literals(&text[run.from..run.to], writer);
                done = run.token;
            }
            writer = written.write_tokens(&self.tokens[done..self.count], writer);
            let length = codes.literal_lengths[END];
            writer.put(codes.literals[END].into(), length.into());
            writer
        });
    }

    /// Takes from a block's codes from which length on matches are worth it.
    fn learn(&mut self, codes: &Codes, counts: &Counts) {
        let weigh = |range: std::ops::Range<usize>, extra: &dyn Fn(usize) -> u32| {
            let (mut total, mut bits) = (0_u64, 0_u64);
            for symbol in range {
                let count = u64::from(counts.literals[symbol]);
                total += count;
                bits += count * u64::from(u32::from(codes.literal_lengths[symbol]) + extra(symbol));
            }
            (bits.max(1), total)
        };
        let (literal_bits, literals) = weigh(0..256, &|_| 0);
        let (length_bits, lengths) =
            weigh(LENGTH_CODES..286, &|symbol| length_bits(symbol - LENGTH_CODES));
        if literals == 0 || lengths == 0 {
            return;
        }
        // In 64ths of a bit.
        let length_bits = length_bits * 64 / lengths;
        let literal_bits = (literal_bits * 64 / literals).max(1);
        for (symbol, least) in (0_u32..30).zip(&mut self.least) {
            let length = match codes.distance_lengths[symbol as usize] {
                0 => 12,
                length => u64::from(length),
            };
            let bits = (length + u64::from(distance_bits(symbol))) * 64 + length_bits;
            *least = u32::try_from(bits * 9 / literal_bits / 8 + 1)
                .map_or(32, |least| least.clamp(3, 32));
        }
    }
}

/// What is written for each symbol of a token.
struct Written {
    /// Code and its number of bits, in the lower byte.
    first: [u32; 512],
    /// As above, and the number of extra bits in the middle byte.
    second: [u32; 512],
}

impl Written {
    fn new(codes: &Codes, lengths: &[(usize, u32)]) -> Self {
        let (mut first, mut second) = ([0_u32; 512], [0_u32; 512]);
        for (symbol, (first, second)) in first.iter_mut().zip(&mut second).take(256).enumerate() {
            *first = codes.literals[symbol] << 8 | u32::from(codes.literal_lengths[symbol]);
            *second = codes.literals[symbol] << 16 | u32::from(codes.literal_lengths[symbol]);
        }
        for (above, (symbol, bits)) in (0_u32..).zip(lengths) {
            let length = u32::from(codes.literal_lengths[*symbol]);
            let extra = if *symbol == 285 { 0 } else { above & ((1 << bits) - 1) };
            let code = codes.literals[*symbol] | extra << length;
            first[(LENGTH + above) as usize] = code << 8 | (length + bits);
        }
        for (symbol, (code, length)) in
            (0..).zip(codes.distances.iter().zip(&codes.distance_lengths))
        {
            second[(DISTANCE + symbol) as usize] =
                code << 16 | distance_bits(symbol) << 8 | u32::from(*length);
        }
        Self { first, second }
    }

    /// The bits of a token and their number, which is at most 47.
    #[inline]
    fn token(&self, token: u32) -> (u64, u32) {
        let first = self.first[(token & 511) as usize];
        let second = self.second[(token >> SECOND & 511) as usize];
        let mut bits = u64::from(first >> 8);
        let mut count = first & 255;
        bits |= u64::from(second >> 16) << count;
        count += second & 255;
        bits |= u64::from(token >> EXTRA) << count;
        count += second >> 8 & 255;
        (bits, count)
    }

    fn write_tokens<'a>(&self, tokens: &[u32], mut writer: Writer<'a>) -> Writer<'a> {
        let (pairs, rest) = tokens.as_chunks::<2>();
        for [left, right] in pairs {
            let ((left, left_count), (right, right_count)) =
                (self.token(*left), self.token(*right));
            let count = left_count + right_count;
            if count <= Writer::MOST {
                writer.put(left | right << left_count, count);
            } else {
                writer.put(left, left_count);
                writer.put(right, right_count);
            }
        }
        for token in rest {
            let (bits, count) = self.token(*token);
            writer.put(bits, count);
        }
        writer
    }

    fn write_literals<'a>(&self, literals: &[u8], mut writer: Writer<'a>) -> Writer<'a> {
        let (fours, rest) = literals.as_chunks::<4>();
        for four in fours {
            let (mut bits, mut count) = (0, 0);
            for literal in four {
                let code = self.first[usize::from(*literal)];
                bits |= u64::from(code >> 8) << count;
                count += code & 255;
            }
            writer.put(bits, count);
        }
        for literal in rest {
            let code = self.first[usize::from(*literal)];
            writer.put((code >> 8).into(), code & 255);
        }
        writer
    }
}

fn length_bits(code: usize) -> u32 {
    if code == 28 { 0 } else { u32::try_from(code / 4).map_or(0, |bits| bits.saturating_sub(1)) }
}

/// Bytes of a stored block.
const STORED: usize = 0xFFFF;

struct Counts {
    literals: [u32; 286],
    distances: [u32; 30],
    extra_bits: u64,
}

struct Codes {
    literal_lengths: Vec<u8>,
    literals: Vec<u32>,
    distance_lengths: Vec<u8>,
    distances: Vec<u32>,
}

impl Codes {
    fn new(literal_lengths: Vec<u8>, distance_lengths: Vec<u8>) -> Self {
        let (literals, distances) = (codes(&literal_lengths), codes(&distance_lengths));
        Self { literal_lengths, literals, distance_lengths, distances }
    }

    fn dynamic(counts: &Counts) -> Self {
        let (mut literals, mut distances) = (vec![0; 286], vec![0; 30]);
        code_lengths(&counts.literals, LITERAL_LIMIT, &mut literals);
        code_lengths(&counts.distances, DISTANCE_LIMIT, &mut distances);
        Self::new(literals, distances)
    }

    fn fixed() -> Self {
        let mut literals = vec![8; 288];
        literals[144..256].fill(9);
        literals[256..280].fill(7);
        Self::new(literals, vec![5; 30])
    }

    /// Bits of a block's tokens.
    fn bits(&self, counts: &Counts) -> u64 {
        let sum = |counts: &[u32], lengths: &[u8]| -> u64 {
            counts.iter().zip(lengths).map(|(c, l)| u64::from(*c) * u64::from(*l)).sum()
        };
        counts.extra_bits
            + sum(&counts.literals, &self.literal_lengths)
            + sum(&counts.distances, &self.distance_lengths)
    }
}

/// What says in a dynamic block which codes it has.
struct Header {
    literals: usize,
    distances: usize,
    lengths: usize,
    code_lengths: Vec<u8>,
    codes: Vec<u32>,
    /// Symbol, extra bits and their number.
    symbols: Vec<(usize, u32, u32)>,
}

const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

impl Header {
    fn new(codes_of: &Codes) -> Self {
        let used = |lengths: &[u8], least: usize| {
            lengths.iter().rposition(|length| *length > 0).map_or(least, |last| least.max(last + 1))
        };
        let literals = used(&codes_of.literal_lengths, 257);
        let distances = used(&codes_of.distance_lengths, 1);
        let all = [&codes_of.literal_lengths[..literals], &codes_of.distance_lengths[..distances]];
        let symbols = runs(&all.concat());
        let mut counts = [0; 19];
        for (symbol, _, _) in &symbols {
            counts[*symbol] += 1;
        }
        let mut lengths_of = vec![0; 19];
        code_lengths(&counts, 7, &mut lengths_of);
        let lengths = ORDER.iter().rposition(|symbol| lengths_of[*symbol] > 0);
        let lengths = lengths.map_or(4, |last| 4.max(last + 1));
        Self {
            literals,
            distances,
            lengths,
            codes: codes(&lengths_of),
            code_lengths: lengths_of,
            symbols,
        }
    }

    fn bits(&self) -> u64 {
        let symbols = self.symbols.iter();
        let symbols =
            symbols.map(|(symbol, _, extra)| extra + u32::from(self.code_lengths[*symbol]));
        14 + 3 * self.lengths as u64 + u64::from(symbols.sum::<u32>())
    }

    fn write(&self, bits: &mut Bits, out: &mut Vec<u8>) {
        bits.put(self.literals as u64 - 257, 5, out);
        bits.put(self.distances as u64 - 1, 5, out);
        bits.put(self.lengths as u64 - 4, 4, out);
        for symbol in &ORDER[..self.lengths] {
            bits.put(self.code_lengths[*symbol].into(), 3, out);
        }
        for (symbol, extra, count) in &self.symbols {
            bits.put(self.codes[*symbol].into(), self.code_lengths[*symbol].into(), out);
            bits.put((*extra).into(), *count, out);
        }
    }
}

/// Code lengths with their repetitions: symbol, extra bits and their number.
fn runs(lengths: &[u8]) -> Vec<(usize, u32, u32)> {
    let mut symbols = Vec::new();
    for run in lengths.chunk_by(|left, right| left == right) {
        let (length, mut left) = (run[0], run.len());
        if length > 0 {
            symbols.push((usize::from(length), 0, 0));
            left -= 1;
        }
        while left > 0 {
            let (symbol, least, most, bits) = match (length, left) {
                (0, 11..) => (18, 11, 138, 7),
                (0, 3..) => (17, 3, 10, 3),
                (1.., 3..) => (16, 3, 6, 2),
                _ => (usize::from(length), 1, 1, 0),
            };
            let some = left.min(most);
            let extra = u32::try_from(some - least).expect("at most 127");
            symbols.push((symbol, extra, bits));
            left -= some;
        }
    }
    symbols
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_distance_has_the_symbol_of_the_standard() {
        let mut first = 1;
        for symbol in 0..30 {
            let next = first + (1 << distance_bits(symbol));
            for distance in first..next {
                assert_eq!(distance_symbol(distance - 1), symbol, "{distance}");
            }
            first = next;
        }
        assert_eq!(first, WINDOW + 1);
    }
}
