//! What surrounds the entries of a zip archive. Sizes and CRC stand before each
//! entry, so that programs that read from a pipe know where it ends; zip64 is used
//! only where a number needs it. By APPNOTE.TXT 6.3.

use chrono::{DateTime, Datelike, Timelike, Utc};

/// The largest number that a field of 32 bits holds besides the mark for zip64.
const LARGEST: u64 = 0xffff_fffe;
/// Bytes of the field with two sizes of 64 bits.
const SIZES_FIELD: usize = 20;
/// Deflated, and the versions of the format with and without zip64.
const DEFLATE: u16 = 8;
const VERSION: u16 = 20;
const VERSION_64: u16 = 45;
/// The same, encrypted by AES, and the version with that.
const AES: u16 = 99;
const VERSION_AES: u16 = 51;
/// An entry that is encrypted, and a name in UTF-8.
const ENCRYPTED: u16 = 1;
const UTF8: u16 = 1 << 11;

/// An entry's sizes and CRC.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sizes {
    pub(super) crc32: u32,
    pub(super) packed: u64,
    pub(super) content: u64,
}

/// An entry, and where it begins.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) modified: DateTime<Utc>,
    pub(super) sizes: Sizes,
    pub(super) offset: u64,
    /// Whether its bytes are encrypted by AES-256; its CRC stands nowhere then.
    pub(super) is_encrypted: bool,
}

impl Sizes {
    fn are_large(self) -> bool {
        self.packed > LARGEST || self.content > LARGEST
    }
}

impl Entry {
    /// What stands before the entry's bytes. Its length doesn't depend on the sizes
    /// where there `is_room` for large ones.
    pub(super) fn head(&self, is_room: bool) -> Vec<u8> {
        let is_large = self.sizes.are_large();
        let mut extra = self.time_field();
        if is_large {
            extra.extend(sizes_field(&[self.sizes.content, self.sizes.packed]));
        } else if is_room {
            // Filled as zipalign does it: with the number one and zeros.
            push_16(&mut extra, &[0xd935, 16, 1]);
            extra.resize(extra.len() + SIZES_FIELD - 6, 0);
        }
        extra.extend(self.encryption_field());
        let mut head = b"PK\x03\x04".to_vec();
        push_16(&mut head, &[self.version(is_large)]);
        self.push_common(&mut head, is_large, extra.len());
        head.extend_from_slice(self.name.as_bytes());
        head.extend(extra);
        head
    }

    /// What is the same before the entry and in the directory.
    fn push_common(&self, out: &mut Vec<u8>, is_large: bool, extra: usize) {
        let mut flags = if self.name.is_ascii() { 0 } else { UTF8 };
        let (mut method, mut crc32) = (DEFLATE, self.sizes.crc32);
        if self.is_encrypted {
            flags |= ENCRYPTED;
            (method, crc32) = (AES, 0);
        }
        let (date, time) = self.dos_time();
        push_16(out, &[flags, method, time, date]);
        out.extend_from_slice(&crc32.to_le_bytes());
        for size in [self.sizes.packed, self.sizes.content] {
            push_32(out, if is_large { u64::MAX } else { size });
        }
        push_16(out, &[length(self.name.len()), length(extra)]);
    }

    /// The entry's line in the directory.
    fn push_line(&self, out: &mut Vec<u8>) {
        let is_large = self.sizes.are_large();
        let is_far = self.offset > LARGEST;
        let mut large = Vec::new();
        if is_large {
            large.extend([self.sizes.content, self.sizes.packed]);
        }
        if is_far {
            large.push(self.offset);
        }
        let mut extra = self.time_field();
        if !large.is_empty() {
            extra.extend(sizes_field(&large));
        }
        extra.extend(self.encryption_field());
        let version = self.version(is_large || is_far);
        out.extend_from_slice(b"PK\x01\x02");
        // Made on Unix, which the permissions are of.
        push_16(out, &[3 << 8 | version, version]);
        self.push_common(out, is_large, extra.len());
        push_16(out, &[0, 0, 0]);
        out.extend_from_slice(&(0o100_644_u32 << 16).to_le_bytes());
        push_32(out, self.offset);
        out.extend_from_slice(self.name.as_bytes());
        out.extend(extra);
    }

    fn version(&self, is_64: bool) -> u16 {
        if self.is_encrypted { VERSION_AES } else { version(is_64) }
    }

    /// Vendor's version AE-2, 256 bits, deflated.
    fn encryption_field(&self) -> Vec<u8> {
        let mut field = Vec::new();
        if self.is_encrypted {
            push_16(&mut field, &[0x9901, 7, 2]);
            field.extend_from_slice(b"AE\x03");
            push_16(&mut field, &[DEFLATE]);
        }
        field
    }

    /// The time in seconds since 1970, where 32 bits hold it.
    fn time_field(&self) -> Vec<u8> {
        let mut field = Vec::new();
        if let Ok(seconds) = i32::try_from(self.modified.timestamp()) {
            push_16(&mut field, &[0x5455, 5]);
            field.push(1);
            field.extend_from_slice(&seconds.to_le_bytes());
        }
        field
    }

    /// Date and time in UTC, between 1980 and 2107.
    fn dos_time(&self) -> (u16, u16) {
        let narrow = |number: u32| u16::try_from(number).unwrap_or(0);
        match u16::try_from(self.modified.year() - 1980) {
            Ok(year @ 0..128) => (
                year << 9 | narrow(self.modified.month() << 5 | self.modified.day()),
                narrow(
                    self.modified.hour() << 11
                        | self.modified.minute() << 5
                        | (self.modified.second() / 2),
                ),
            ),
            Ok(_) | Err(_) => (1 << 5 | 1, 0),
        }
    }
}

/// The directory of an archive, and its end; `offset` is where it begins.
pub(super) fn directory(entries: &[Entry], offset: u64) -> Vec<u8> {
    let mut out = Vec::new();
    for entry in entries {
        entry.push_line(&mut out);
    }
    let (size, count) = (out.len() as u64, entries.len() as u64);
    if size > LARGEST || offset > LARGEST || count > 0xfffe {
        let end = offset + size;
        out.extend_from_slice(b"PK\x06\x06");
        out.extend_from_slice(&44_u64.to_le_bytes());
        push_16(&mut out, &[3 << 8 | VERSION_64, VERSION_64]);
        out.extend_from_slice(&[0; 8]);
        for number in [count, count, size, offset] {
            out.extend_from_slice(&number.to_le_bytes());
        }
        out.extend_from_slice(b"PK\x06\x07\0\0\0\0");
        out.extend_from_slice(&end.to_le_bytes());
        out.extend_from_slice(&1_u32.to_le_bytes());
    }
    let short = u16::try_from(count).unwrap_or(u16::MAX);
    out.extend_from_slice(b"PK\x05\x06");
    push_16(&mut out, &[0, 0, short, short]);
    push_32(&mut out, size);
    push_32(&mut out, offset);
    push_16(&mut out, &[0]);
    out
}

fn version(is_64: bool) -> u16 {
    if is_64 { VERSION_64 } else { VERSION }
}

fn sizes_field(numbers: &[u64]) -> Vec<u8> {
    let mut field = Vec::new();
    push_16(&mut field, &[1, length(8 * numbers.len())]);
    for number in numbers {
        field.extend_from_slice(&number.to_le_bytes());
    }
    field
}

fn push_16(out: &mut Vec<u8>, numbers: &[u16]) {
    for number in numbers {
        out.extend_from_slice(&number.to_le_bytes());
    }
}

/// The number, or the mark for one that stands elsewhere.
fn push_32(out: &mut Vec<u8>, number: u64) {
    let number = u32::try_from(number.min(LARGEST + 1)).unwrap_or(u32::MAX);
    out.extend_from_slice(&number.to_le_bytes());
}

/// Names were checked, and the rest is short.
fn length(bytes: usize) -> u16 {
    u16::try_from(bytes).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(packed: u64, content: u64, offset: u64) -> Entry {
        let sizes = Sizes { crc32: 7, packed, content };
        let (name, modified) = ("a.csv".to_owned(), DateTime::UNIX_EPOCH);
        Entry { name, modified, sizes, offset, is_encrypted: false }
    }

    #[test]
    fn heads_have_one_length_whatever_the_sizes() {
        let (small, large) = (entry(1, 2, 0), entry(5 << 30, 20 << 30, 0));
        assert_eq!(small.head(true).len(), large.head(true).len());
        assert_eq!(large.head(true), large.head(false));
        assert_eq!(small.head(false).len() + SIZES_FIELD, small.head(true).len());
    }

    #[test]
    fn encrypted_entries_say_so_and_keep_their_crc_to_themselves() {
        let entry = Entry { is_encrypted: true, ..entry(5 << 30, 20 << 30, 6 << 30) };
        let head = entry.head(true);
        // Version, flags, method, and the CRC.
        assert_eq!(head[4..10], [51, 0, 1, 0, 99, 0]);
        assert_eq!(head[14..18], [0; 4]);
        let field = [0x01, 0x99, 7, 0, 2, 0, b'A', b'E', 3, 8, 0];
        let line = directory(std::slice::from_ref(&entry), 30 << 30);
        for found in [&head, &line] {
            assert!(memchr::memmem::find(found, &field).is_some());
            assert!(memchr::memmem::find(found, &(20_u64 << 30).to_le_bytes()).is_some());
        }
        assert_eq!(head.len(), Entry { sizes: Sizes::default(), ..entry }.head(true).len());
    }

    #[test]
    fn numbers_beyond_32_bits_are_zip64() {
        let head = entry(5 << 30, 20 << 30, 0).head(false);
        assert_eq!(head[4..6], VERSION_64.to_le_bytes());
        assert_eq!(head[18..26], [0xff; 8]);
        assert_eq!(head[head.len() - 16..head.len() - 8], (20_u64 << 30).to_le_bytes());
        assert_eq!(head[head.len() - 8..], (5_u64 << 30).to_le_bytes());
        let ends = |offset| {
            let all = directory(&[entry(1, 2, offset)], offset + 100);
            memchr::memmem::find(&all, b"PK\x06\x06").is_some()
        };
        assert!(ends(6 << 30) && !ends(6));
    }
}
