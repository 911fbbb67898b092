//! The file's bytes back to cells: what the encoder wrote, for previews and for
//! comparing. It reads any dialect that can be written; it isn't meant for
//! files that other programs have made.

use std::borrow::Cow;
use std::io::{self, Read};

use csv::ByteRecord;
use encoding_rs::{Decoder, DecoderResult};

use crate::spec::format::{Dialect, Encoding};

/// A byte that UTF-8 never holds. It stands for delimiters of more than one
/// byte, which the csv crate doesn't know.
const STAND_IN: u8 = 0xff;
const BLOCK: usize = 64 << 10;

/// Reads the rows of a file, the header line left out.
pub struct CellReader<R> {
    records: csv::Reader<Inner<Decoded<R>>>,
    record: ByteRecord,
    wide_delimiter: Option<char>,
    skips_header: bool,
}

impl<R: Read> CellReader<R> {
    /// A reader of content that isn't compressed any more.
    pub fn new(content: R, dialect: &Dialect) -> Self {
        let wide_delimiter = Some(dialect.delimiter).filter(|delimiter| !delimiter.is_ascii());
        let delimiter = u8::try_from(dialect.delimiter).ok().filter(u8::is_ascii);
        let records = csv::ReaderBuilder::new()
            .has_headers(false)
            .delimiter(delimiter.unwrap_or(STAND_IN))
            .quote(dialect.enclosure.unwrap_or(b'"'))
            .quoting(dialect.enclosure.is_some())
            .buffer_capacity(BLOCK)
            .from_reader(Inner::new(
                Decoded::new(content, dialect.encoding, wide_delimiter),
                dialect,
            ));
        Self { records, record: ByteRecord::new(), wide_delimiter, skips_header: dialect.header }
    }

    /// Goes to the next row; whether there is one.
    pub fn advance(&mut self) -> Result<bool, csv::Error> {
        if std::mem::take(&mut self.skips_header)
            && !self.records.read_byte_record(&mut self.record)?
        {
            return Ok(false);
        }
        self.records.read_byte_record(&mut self.record)
    }

    /// Number of cells in the row.
    pub fn width(&self) -> usize {
        self.record.len()
    }

    /// A cell of the row; nothing beyond its end.
    pub fn cell(&self, index: usize) -> Cow<'_, str> {
        let cell = self.record.get(index).unwrap_or_default();
        match self.wide_delimiter {
            Some(delimiter) if cell.contains(&STAND_IN) => {
                let parts = cell.split(|byte| *byte == STAND_IN).map(String::from_utf8_lossy);
                Cow::Owned(parts.collect::<Vec<_>>().join(delimiter.encode_utf8(&mut [0; 4])))
            }
            Some(_) | None => String::from_utf8_lossy(cell),
        }
    }
}

/// Text without the lines that stand before and behind its header and rows.
pub(crate) struct Inner<R> {
    text: R,
    /// The line end's last byte.
    end: u8,
    /// Lines still to be left out before.
    before: usize,
    /// Lines that are left out behind.
    behind: usize,
    /// What was read and isn't given yet, and how much of it is.
    held: Vec<u8>,
    given: usize,
    /// Up to where it surely isn't of the lines behind.
    sure: usize,
    ended: bool,
}

impl<R: Read> Inner<R> {
    pub(crate) fn new(text: R, dialect: &Dialect) -> Self {
        let end = dialect.newline.text().as_bytes().last().copied().unwrap_or(b'\n');
        let (before, behind) = (dialect.lines_before, dialect.lines_after);
        let held = Vec::new();
        Self { text, end, before, behind, held, given: 0, sure: 0, ended: false }
    }

    /// Reads on until there is something that is sure, or the text ends.
    fn fill(&mut self) -> io::Result<()> {
        while self.given == self.sure && !self.ended {
            self.held.drain(..self.given);
            self.given = 0;
            let start = self.held.len();
            self.held.resize(start + BLOCK, 0);
            let read = self.text.read(&mut self.held[start..])?;
            self.held.truncate(start + read);
            self.ended = read == 0;
            while self.before > 0
                && let Some(end) = memchr::memchr(self.end, &self.held)
            {
                self.held.drain(..=end);
                self.before -= 1;
            }
            self.sure = if self.before > 0 { 0 } else { self.before_last_lines() };
            if self.ended && self.before > 0 {
                return Err(io::Error::other("it has fewer lines than stand before its rows"));
            }
        }
        Ok(())
    }

    /// Where the lines begin that may be the last ones.
    fn before_last_lines(&self) -> usize {
        if self.behind == 0 {
            return self.held.len();
        }
        // The end of the line before them, and of each of them.
        let mut ends = memchr::memrchr_iter(self.end, &self.held).skip(self.behind);
        ends.next().map_or(0, |end| end + 1)
    }
}

impl<R: Read> Read for Inner<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.fill()?;
        let count = out.len().min(self.sure - self.given);
        out[..count].copy_from_slice(&self.held[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

/// Turns a file's encoding into UTF-8 while it is read.
#[expect(clippy::struct_field_names, reason = "it is the number of the decoded bytes")]
pub struct Decoded<R> {
    content: R,
    decoder: Decoder,
    wide_delimiter: Option<char>,
    /// Its bytes are the characters' numbers; the decoder knows only a wider table.
    is_latin1: bool,
    raw: Vec<u8>,
    /// What of `raw` isn't decoded yet.
    rest: std::ops::Range<usize>,
    text: Vec<u8>,
    given: usize,
    ended: bool,
    /// Bytes of the content that are decoded.
    decoded: u64,
}

impl<R: Read> Decoded<R> {
    /// The content in a file's encoding. Where there is a `wide_delimiter`, one byte
    /// that UTF-8 never holds stands in for it.
    pub fn new(content: R, encoding: Encoding, wide_delimiter: Option<char>) -> Self {
        let decoder = match encoding {
            Encoding::Utf8 => encoding_rs::UTF_8.new_decoder_without_bom_handling(),
            Encoding::Utf8Bom => encoding_rs::UTF_8.new_decoder_with_bom_removal(),
            Encoding::Utf16le => encoding_rs::UTF_16LE.new_decoder_with_bom_removal(),
            Encoding::Windows1250
            | Encoding::Windows1252
            | Encoding::Iso88591
            | Encoding::Iso88592
            | Encoding::Iso885915
            | Encoding::ShiftJis => encoding.table().new_decoder_without_bom_handling(),
        };
        let is_latin1 = encoding == Encoding::Iso88591;
        Self { wide_delimiter, is_latin1, ..Self::with_decoder(content, decoder) }
    }

    /// The content by a decoder of any encoding.
    pub fn with_decoder(content: R, decoder: Decoder) -> Self {
        Self {
            content,
            decoder,
            wide_delimiter: None,
            is_latin1: false,
            decoded: 0,
            raw: vec![0; BLOCK],
            rest: 0..0,
            text: Vec::new(),
            given: 0,
            ended: false,
        }
    }

    /// Decodes the next block into `text`, which is then empty only at the end.
    fn decode(&mut self) -> io::Result<()> {
        let mut text = String::with_capacity(BLOCK * 3);
        while text.is_empty() && !(self.ended && self.rest.is_empty()) {
            if self.rest.is_empty() {
                let read = self.content.read(&mut self.raw)?;
                self.rest = 0..read;
                self.ended = read == 0;
            }
            if self.is_latin1 {
                let bytes = &self.raw[self.rest.clone()];
                text.push_str(&encoding_rs::mem::decode_latin1(bytes));
                self.decoded += bytes.len() as u64;
                self.rest = 0..0;
                continue;
            }
            let (result, read) = self.decoder.decode_to_string_without_replacement(
                &self.raw[self.rest.clone()],
                &mut text,
                self.ended,
            );
            self.rest.start += read;
            self.decoded += read as u64;
            match result {
                DecoderResult::InputEmpty => self.rest = 0..0,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    return Err(io::Error::new(
                        io::ErrorKind::InvalidData,
                        format!(
                            "the bytes before byte {} aren't {}",
                            self.decoded + 1,
                            self.decoder.encoding().name()
                        ),
                    ));
                }
            }
        }
        self.given = 0;
        self.text = match self.wide_delimiter {
            Some(delimiter) => replaced(text.as_bytes(), delimiter),
            None => text.into_bytes(),
        };
        Ok(())
    }
}

/// The text with the stand-in in place of each delimiter.
fn replaced(text: &[u8], delimiter: char) -> Vec<u8> {
    let mut bytes = [0; 4];
    let delimiter = delimiter.encode_utf8(&mut bytes).as_bytes();
    let mut out = Vec::with_capacity(text.len());
    let mut copied = 0;
    for position in memchr::memmem::find_iter(text, delimiter) {
        out.extend_from_slice(&text[copied..position]);
        out.push(STAND_IN);
        copied = position + delimiter.len();
    }
    out.extend_from_slice(&text[copied..]);
    out
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.text.len() && !(self.ended && self.rest.is_empty()) {
            self.decode()?;
        }
        let length = buffer.len().min(self.text.len() - self.given);
        buffer[..length].copy_from_slice(&self.text[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::format::{Delimiter, Enclosure, FileFormat};

    fn read(format: &FileFormat, bytes: &[u8]) -> Vec<Vec<String>> {
        // One byte at a time, so that characters are cut everywhere.
        struct Slow<'a>(&'a [u8]);
        impl Read for Slow<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let length = self.0.len().min(1).min(buffer.len());
                buffer[..length].copy_from_slice(&self.0[..length]);
                self.0 = &self.0[length..];
                Ok(length)
            }
        }
        let mut reader = CellReader::new(Slow(bytes), &format.resolve().unwrap());
        let mut rows = Vec::new();
        while reader.advance().unwrap() {
            rows.push((0..reader.width()).map(|cell| reader.cell(cell).into_owned()).collect());
        }
        rows
    }

    #[test]
    fn wide_delimiters_stand_in_cells_too() {
        let format = FileFormat {
            delimiter: Some(Delimiter::Character('→')),
            enclosure: Enclosure::SingleQuote,
            header: false,
            ..FileFormat::default()
        };
        let rows = read(&format, "a→'b→''→c'→\n→é→ű\n".as_bytes());
        assert_eq!(rows, [["a", "b→'→c", ""], ["", "é", "ű"]]);
    }

    #[test]
    fn every_encoding_is_read() {
        let mut utf16 = vec![0xff, 0xfe];
        utf16.extend("h,i\ná🎁,\"b\"\n".encode_utf16().flat_map(u16::to_le_bytes));
        let with = |encoding| FileFormat { encoding, ..FileFormat::default() };
        assert_eq!(read(&with(Encoding::Utf16le), &utf16), [["á🎁", "b"]]);
        let bom = "\u{feff}h,i\ná,b\n".as_bytes();
        assert_eq!(read(&with(Encoding::Utf8Bom), bom), [["á", "b"]]);
        assert_eq!(read(&with(Encoding::Windows1250), b"h,i\n\xf5,b\n"), [["ő", "b"]]);
        assert_eq!(read(&with(Encoding::Windows1252), b"h,i\n\xf5,b\n"), [["õ", "b"]]);
    }

    #[test]
    fn text_in_another_encoding_is_refused() {
        let dialect = FileFormat::default().resolve().unwrap();
        let mut reader = CellReader::new(&b"h\n\xf5\n"[..], &dialect);
        assert!(reader.advance().is_err());
    }
}
