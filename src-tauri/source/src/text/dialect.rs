//! How a delimited text is written: what a connection says of its table, or
//! what the file's beginning suggests.

use std::io::Read;

use encoding_rs::Decoder;
use serde::{Deserialize, Serialize};

use super::csv::CsvReader;
use crate::format::Decoded;

/// Bytes of a file that a suggestion is made from.
pub(super) const BEGINNING: usize = 64 << 10;
/// Rows that are compared for it.
const COMPARED_ROWS: usize = 50;
/// Delimiters that are tried, the likeliest first.
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// How the delimited files of a table are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct TextDialect {
    /// Stands between cells: one ASCII character.
    pub delimiter: char,
    /// Encloses cells; within it, it is doubled.
    pub enclosure: Option<char>,
    /// Takes the next character literally; none for most files.
    #[serde(default)]
    pub escape: Option<char>,
    /// Whether the first row names the columns; without it they are called
    /// `column1`, `column2` and so on.
    pub header: bool,
    /// How characters are bytes. A byte order mark at the file's beginning
    /// counts more.
    #[serde(default)]
    pub encoding: TextEncoding,
}

/// How characters are bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum TextEncoding {
    /// UTF-8.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-16, little endian.
    #[serde(rename = "utf-16le")]
    Utf16le,
    /// Central Europe, Windows.
    #[serde(rename = "windows-1250")]
    Windows1250,
    /// Western Europe, Windows; ISO-8859-1 too.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// Central Europe, ISO.
    #[serde(rename = "iso-8859-2")]
    Iso8859_2,
    /// Western Europe with the euro sign, ISO.
    #[serde(rename = "iso-8859-15")]
    Iso8859_15,
}

impl TextEncoding {
    /// Its usual name.
    pub fn name(self) -> &'static str {
        self.rules().name()
    }

    fn rules(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16le => encoding_rs::UTF_16LE,
            Self::Windows1250 => encoding_rs::WINDOWS_1250,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
            Self::Iso8859_2 => encoding_rs::ISO_8859_2,
            Self::Iso8859_15 => encoding_rs::ISO_8859_15,
        }
    }

    /// A decoder that follows a byte order mark, if there is one.
    pub(super) fn decoder(self) -> Decoder {
        self.rules().new_decoder()
    }
}

impl Default for TextDialect {
    fn default() -> Self {
        Self {
            delimiter: ',',
            enclosure: Some('"'),
            escape: None,
            header: true,
            encoding: TextEncoding::Utf8,
        }
    }
}

impl TextDialect {
    /// Why the characters can't be used, if they can't.
    pub fn problem(&self) -> Option<String> {
        let chosen = [Some(self.delimiter), self.enclosure, self.escape];
        let mut seen = Vec::new();
        for character in chosen.into_iter().flatten() {
            let usable = character == '\t' || character.is_ascii() && !character.is_ascii_control();
            if !usable {
                return Some(format!("{character:?} can't be a delimiter, enclosure or escape"));
            }
            if seen.contains(&character) {
                return Some(format!("{character:?} can't have two meanings"));
            }
            seen.push(character);
        }
        None
    }

    /// What the beginning of a file suggests; `likely` is the delimiter that its
    /// name suggests, `is_whole` says that the file isn't longer.
    pub fn suggest(beginning: &[u8], likely: char, is_whole: bool) -> Self {
        let encoding = suggested_encoding(beginning);
        // Which other encoding it is can't be known; delimiters are alike in all.
        let is_other = encoding == TextEncoding::Utf8 && !is_utf8(beginning);
        let read = if is_other { TextEncoding::Windows1252 } else { encoding };
        let mut best: Option<(usize, Self)> = None;
        let others = DELIMITERS.into_iter().filter(|delimiter| *delimiter != likely);
        for delimiter in std::iter::once(likely).chain(others) {
            let dialect = Self { delimiter, encoding, ..Self::default() };
            let tried = Self { encoding: read, ..dialect };
            let width = steady_width(beginning, &tried, is_whole);
            if width > best.as_ref().map_or(1, |(best, _)| *best) {
                best = Some((width, dialect));
            }
        }
        let alone = Self { delimiter: likely, encoding, ..Self::default() };
        best.map_or(alone, |(_, dialect)| dialect)
    }
}

/// UTF-8 where the bytes are, else the encoding of most files that aren't.
fn suggested_encoding(beginning: &[u8]) -> TextEncoding {
    if beginning.starts_with(&[0xff, 0xfe]) || beginning.starts_with(&[0xfe, 0xff]) {
        return TextEncoding::Utf16le;
    }
    // A character may be cut where the beginning ends; anything else isn't UTF-8
    // and is refused when it is read: which encoding it is can't be known.
    TextEncoding::Utf8
}

/// Whether bytes are UTF-8, but for a character that is cut at their end.
fn is_utf8(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).map_or_else(|error| error.error_len().is_none(), |_| true)
}

/// Cells of each row, if all rows of the beginning have as many.
fn steady_width(beginning: &[u8], dialect: &TextDialect, is_whole: bool) -> usize {
    let whole = if is_whole { beginning.len() } else { last_line_end(beginning) };
    let mut reader = CsvReader::new(&beginning[..whole], dialect);
    let mut width = 0;
    for _ in 0..COMPARED_ROWS {
        match reader.read() {
            Ok(true) if width == 0 => width = reader.width(),
            Ok(true) if reader.is_blank() || reader.width() == width => {}
            Ok(true) => return 0,
            Ok(false) => break,
            // The beginning may end within a cell.
            Err(_) if !is_whole && width > 0 => break,
            Err(_) => return 0,
        }
    }
    width
}

fn last_line_end(bytes: &[u8]) -> usize {
    memchr::memrchr2(b'\n', b'\r', bytes).map_or(bytes.len(), |last| last + 1)
}

/// A file's text as UTF-8.
pub(super) fn decoded<R: Read>(content: R, encoding: TextEncoding) -> Decoded<R> {
    Decoded::with_decoder(content, encoding.decoder())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_are_suggested_by_rows_of_one_width() {
        let suggest =
            |text: &str, likely| TextDialect::suggest(text.as_bytes(), likely, true).delimiter;
        assert_eq!(suggest("a,b\n1,2\n", ','), ',');
        assert_eq!(suggest("id;name;points\n1;\"a;b\";3,5\n2;c;4,5\n", ','), ';');
        assert_eq!(suggest("a\tb\n1\t2\n", ','), '\t');
        assert_eq!(suggest("a|b\n1|2\n", ','), '|');
        assert_eq!(suggest("a,b\n1,2\n", '|'), ',');
        // One column, whatever stands in it.
        assert_eq!(suggest("note\nfirst; second\nthird\n", ','), ',');
        assert_eq!(suggest("", ','), ',');
        let latin = b"id;name\n1;\xc1gnes\n2;J\xf3zsef\n";
        assert_eq!(TextDialect::suggest(latin, ',', true).delimiter, ';');
        let cut = "id;note\n1;\"a line\nand the ne";
        assert_eq!(TextDialect::suggest(cut.as_bytes(), ',', false).delimiter, ';');
    }

    #[test]
    fn one_character_has_one_meaning() {
        let with = |delimiter, enclosure, escape| {
            TextDialect { delimiter, enclosure, escape, ..TextDialect::default() }.problem()
        };
        assert_eq!(with(',', Some('"'), Some('\\')), None);
        assert_eq!(with('\t', None, None), None);
        assert!(with(',', Some(','), None).is_some());
        assert!(with('\n', None, None).is_some());
        assert!(with('é', None, None).is_some());
    }
}
