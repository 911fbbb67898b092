//! How a file and its fields are written: the `format` parts of the export
//! definition, as plain serde data, and the [`Dialect`] resolved from it.
//!
//! Nothing here writes a byte; a dialect that exists is free of contradictions.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::encryption::Pgp;
use super::profile::{Hold, ReceiverId, ValueFormat};
use super::xml::XmlFormat;

/// How the file is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(default, deny_unknown_fields)]
pub struct FileFormat {
    /// How rows and values are laid out.
    #[serde(skip_serializing_if = "Layout::is_delimited")]
    pub layout: Layout,
    /// How numbers are written in JSON layouts.
    #[serde(skip_serializing_if = "JsonNumbers::is_number")]
    pub json_numbers: JsonNumbers,
    /// How an XML file is written.
    #[serde(skip_serializing_if = "XmlFormat::is_default")]
    pub xml: XmlFormat,
    /// Extension of the file, without its dot. `csv` and `psv` stand for the
    /// layout's own one where the file isn't delimited.
    #[cfg_attr(feature = "bindings", specta(type = String))]
    pub extension: Extension,
    /// Character between two cells; by default a comma, or a pipe for `psv`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub delimiter: Option<Delimiter>,
    /// Character around a cell that needs it.
    pub enclosure: Enclosure,
    /// Which cells are enclosed. Without an enclosure this has no effect.
    pub quoting: Quoting,
    /// End of each line.
    pub newline: Newline,
    /// Whether the first line names the columns.
    pub header: bool,
    /// Templates of lines before the header line and the rows, in delimited and
    /// fixed-width files: `{rows}`, `{count}` (all lines of the file), `{seq}`,
    /// `{run}`, `{name}`, `{model}`, `{part}`, `{parts}`, `{value}`,
    /// `{date:PATTERN@ZONE}`, `{from:PATTERN}`, `{to:PATTERN}`, `{sum:FIELD}`,
    /// `{min:FIELD}`, `{max:FIELD}` and `{hash}`, the SHA-256 of the rows' bytes.
    /// `{rows:08}` has zeros and `{rows:8}` spaces before it, `{rows:<8}` spaces
    /// behind it; `{{` and `}}` are braces. In a part they are about that part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines_before: Vec<String>,
    /// The same behind the rows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines_after: Vec<String>,
    /// Encoding of the file's text.
    pub encoding: Encoding,
    /// Whether a text that a spreadsheet would take for a formula gets an
    /// apostrophe before it.
    pub formula_guard: bool,
    /// Whether an empty text is told apart from a missing value.
    pub empty_text: EmptyText,
    /// How the file is compressed.
    pub compression: Compression,
    /// How hard the file is compressed.
    pub level: Level,
    /// To whom the finished file is encrypted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pgp: Option<Pgp>,
    /// Name of the saved password by which the zip's entries are encrypted
    /// (AES-256). The password itself is in the keychain.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 200))]
    pub zip_password: Option<String>,
    /// Other texts for characters of values that the receiver doesn't take, such
    /// as line ends; one after the other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub replace: Vec<Replacement>,
    /// Text of a missing value in delimited files, such as `NULL`. It is never
    /// enclosed, and a text that equals it always is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 32))]
    pub missing: Option<String>,
    /// How values are written where a field has no format of its own.
    #[serde(skip_serializing_if = "ValueFormat::is_default")]
    pub values: ValueFormat,
    /// Receivers whose limits every row is checked against.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub receivers: Vec<ReceiverId>,
    /// What becomes of a run with values that a receiver wouldn't read exactly.
    #[serde(skip_serializing_if = "Hold::is_warn")]
    pub hold: Hold,
    /// Name of a saved profile, or id of a receiver, whose settings are used in
    /// place of these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// Version of the profile that these settings were taken from, in the
    /// manifest of a run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile_version: Option<u32>,
}

/// What is written instead of a text inside of values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Replacement {
    /// What is replaced, as often as it occurs in a text; never empty.
    #[schemars(length(min = 1))]
    pub find: String,
    /// What stands there instead.
    pub with: String,
}

impl Default for FileFormat {
    fn default() -> Self {
        Self {
            layout: Layout::default(),
            json_numbers: JsonNumbers::default(),
            xml: XmlFormat::default(),
            extension: Extension::default(),
            delimiter: None,
            enclosure: Enclosure::default(),
            quoting: Quoting::default(),
            newline: Newline::default(),
            header: true,
            lines_before: Vec::new(),
            lines_after: Vec::new(),
            encoding: Encoding::default(),
            formula_guard: false,
            empty_text: EmptyText::default(),
            compression: Compression::default(),
            level: Level::default(),
            pgp: None,
            zip_password: None,
            replace: Vec::new(),
            missing: None,
            values: ValueFormat::default(),
            receivers: Vec::new(),
            hold: Hold::default(),
            profile: None,
            profile_version: None,
        }
    }
}

/// How the values of one field are written; what is absent is left to the
/// field's type.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(default, deny_unknown_fields)]
pub struct FieldFormat {
    /// Numbers are rounded half away from zero to so many decimals.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 18))]
    pub decimals: Option<u8>,
    /// Character between a number's whole part and its decimals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal_sign: Option<DecimalSign>,
    /// `iso`, `utc`, `epoch`, `epoch_ms`, or a strftime pattern.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub datetime: Option<String>,
    /// Characters that the cell takes in a fixed-width file.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 10000))]
    pub width: Option<u16>,
    /// Side of a fixed-width cell that the value stands on; numbers stand on the
    /// right, everything else on the left, unless it is chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub align: Option<Align>,
    /// Character that fills the rest of a fixed-width cell; a space unless it is
    /// chosen. Missing values are filled with spaces in any case.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", specta(type = Option<String>))]
    pub fill: Option<char>,
    /// Other words for its values, such as `{"true": "Y", "false": "N"}`, by the
    /// text that they would have; `*` stands for all that aren't named, and an
    /// empty key for missing values. A value without an entry stops the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub map: Option<BTreeMap<String, String>>,
}

/// Side of a fixed-width cell that a value stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum Align {
    /// At the start, filled behind.
    #[serde(rename = "left")]
    Left,
    /// At the end, filled before; with `0`, a number's sign stays in front.
    #[serde(rename = "right")]
    Right,
}

/// How rows and values are laid out in the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum Layout {
    /// A line for each row, a delimiter between cells.
    #[default]
    #[serde(rename = "delimited")]
    Delimited,
    /// A line for each row, each cell as wide as its field says.
    #[serde(rename = "fixed_width")]
    FixedWidth,
    /// A line for each row, each a JSON object.
    #[serde(rename = "json_lines")]
    JsonLines,
    /// One JSON array, an object for each row.
    #[serde(rename = "json_array")]
    JsonArray,
    /// An XML document, an element for each row.
    #[serde(rename = "xml")]
    Xml,
    /// An Excel workbook.
    #[serde(rename = "xlsx")]
    Xlsx,
    /// An Apache Parquet file.
    #[serde(rename = "parquet")]
    Parquet,
}

/// How numbers are written in JSON.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum JsonNumbers {
    /// As JSON numbers, with all of their digits; a reader may round them.
    #[default]
    #[serde(rename = "number")]
    Number,
    /// As texts, so that no reader rounds them.
    #[serde(rename = "text")]
    Text,
}

impl Layout {
    /// Name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Delimited => "delimited text",
            Self::FixedWidth => "fixed-width text",
            Self::JsonLines => "JSON lines",
            Self::JsonArray => "a JSON array",
            Self::Xml => "XML",
            Self::Xlsx => "XLSX",
            Self::Parquet => "Parquet",
        }
    }

    /// Whether the file is text, so that its beginning can be shown as it is.
    pub fn is_text(self) -> bool {
        match self {
            Self::Delimited | Self::FixedWidth | Self::JsonLines | Self::JsonArray | Self::Xml => {
                true
            }
            Self::Xlsx | Self::Parquet => false,
        }
    }

    /// Whether each row is an object whose keys are the headers.
    pub fn is_json(self) -> bool {
        matches!(self, Self::JsonLines | Self::JsonArray)
    }

    /// Lines that stand around the rows of each file, whole or part, because the
    /// layout has them; they aren't those of the definition.
    pub fn frame_lines(self) -> u64 {
        match self {
            Self::JsonArray => 2,
            Self::Xml => 3,
            Self::Delimited | Self::FixedWidth | Self::JsonLines | Self::Xlsx | Self::Parquet => 0,
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    fn is_delimited(&self) -> bool {
        *self == Self::Delimited
    }
}

impl JsonNumbers {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    fn is_number(&self) -> bool {
        *self == Self::Number
    }
}

/// Character between a number's whole part and its decimals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum DecimalSign {
    /// `1.5`
    #[default]
    #[serde(rename = ".")]
    Point,
    /// `1,5`
    #[serde(rename = ",")]
    Comma,
    /// `150` with two decimals: the receiver knows where the sign belongs, so
    /// `decimals` says how many there are.
    #[serde(rename = "implied")]
    Implied,
}

/// Extension of the file inside the archive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Extension {
    /// Comma-separated values. In a layout that isn't delimited it stands for the
    /// layout's own extension.
    #[default]
    Csv,
    /// Pipe-separated values; elsewhere as the other.
    Psv,
    /// Any other: ASCII letters and digits, also with `_`, `-` and `.` between them.
    Other(String),
}

/// Longest text for missing values, in characters.
const LONGEST_MISSING: usize = 32;

/// Longest extension.
const LONGEST_EXTENSION: usize = 32;

impl Extension {
    fn check(&self) -> Result<(), FormatError> {
        let Self::Other(text) = self else { return Ok(()) };
        let is_plain = |part: &str| {
            !part.is_empty()
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
        };
        if text.len() <= LONGEST_EXTENSION && text.split('.').all(is_plain) {
            return Ok(());
        }
        Err(FormatError::Extension { extension: text.clone() })
    }
}

impl Serialize for Extension {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Extension {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(match text.trim_start_matches('.') {
            "csv" => Self::Csv,
            "psv" => Self::Psv,
            other => Self::Other(other.to_owned()),
        })
    }
}

impl JsonSchema for Extension {
    fn schema_name() -> Cow<'static, str> {
        "Extension".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Extension of the file: `csv`, `psv`, or any other, without its dot.",
            "type": "string",
            "pattern": "^[A-Za-z0-9_-]+([.][A-Za-z0-9_-]+)*$",
            "maxLength": LONGEST_EXTENSION
        })
    }
}

/// Character around a cell that needs it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum Enclosure {
    /// `"`, doubled inside a cell.
    #[default]
    #[serde(rename = "double_quote")]
    DoubleQuote,
    /// `'`, doubled inside a cell.
    #[serde(rename = "single_quote")]
    SingleQuote,
    /// No enclosure: a value that would need one stops the export.
    #[serde(rename = "none")]
    None,
}

/// Which cells are enclosed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum Quoting {
    /// Only cells that need it.
    #[default]
    #[serde(rename = "minimal")]
    Minimal,
    /// Every cell, missing values too.
    #[serde(rename = "always")]
    Always,
    /// Every text, and other cells that need it.
    #[serde(rename = "text")]
    Text,
}

/// End of each line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum Newline {
    /// Line feed, as on Linux and macOS.
    #[default]
    #[serde(rename = "lf")]
    Lf,
    /// Carriage return and line feed, as on Windows.
    #[serde(rename = "crlf")]
    Crlf,
    /// Carriage return, as on old systems.
    #[serde(rename = "cr")]
    Cr,
}

/// Encoding of the file's text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum Encoding {
    /// UTF-8 without a byte order mark.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-8 with a byte order mark, which Excel needs.
    #[serde(rename = "utf-8-bom")]
    Utf8Bom,
    /// UTF-16, little endian, with a byte order mark.
    #[serde(rename = "utf-16le")]
    Utf16le,
    /// Central European, one byte a character.
    #[serde(rename = "windows-1250")]
    Windows1250,
    /// Western European, one byte a character.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// Latin 1: the first 256 characters of Unicode.
    #[serde(rename = "iso-8859-1")]
    Iso88591,
    /// Latin 2, Central European.
    #[serde(rename = "iso-8859-2")]
    Iso88592,
    /// Latin 9, Western European with the euro sign.
    #[serde(rename = "iso-8859-15")]
    Iso885915,
    /// Japanese, one or two bytes a character.
    #[serde(rename = "shift_jis")]
    ShiftJis,
}

/// Whether an empty text is told apart from a missing value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum EmptyText {
    /// An empty text is an empty enclosure, a missing value is nothing.
    #[default]
    #[serde(rename = "quoted")]
    Quoted,
    /// Both are nothing.
    #[serde(rename = "plain")]
    Plain,
}

/// How the file is compressed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum Compression {
    /// A zip archive with the file as its only entry.
    #[default]
    #[serde(rename = "zip")]
    Zip,
    /// A gzip file.
    #[serde(rename = "gzip")]
    Gzip,
    /// The file as it is.
    #[serde(rename = "none")]
    None,
}

/// How hard the file is compressed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum Level {
    /// Quickest, a little larger.
    #[serde(rename = "fast")]
    Fast,
    /// About the size that `zip` gives, in much less time.
    #[default]
    #[serde(rename = "normal")]
    Normal,
    /// Smallest, slowest.
    #[serde(rename = "small")]
    Small,
}

impl Extension {
    /// The extension without its dot.
    pub fn name(&self) -> &str {
        match self {
            Self::Csv => "csv",
            Self::Psv => "psv",
            Self::Other(other) => other,
        }
    }
}

impl DecimalSign {
    /// The character itself, if one is written.
    pub fn character(self) -> Option<char> {
        match self {
            Self::Point => Some('.'),
            Self::Comma => Some(','),
            Self::Implied => None,
        }
    }
}

impl Newline {
    /// The characters that end a line.
    pub fn text(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::Crlf => "\r\n",
            Self::Cr => "\r",
        }
    }
}

impl Encoding {
    /// Name as in the export definition.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf8Bom => "utf-8-bom",
            Self::Utf16le => "utf-16le",
            Self::Windows1250 => "windows-1250",
            Self::Windows1252 => "windows-1252",
            Self::Iso88591 => "iso-8859-1",
            Self::Iso88592 => "iso-8859-2",
            Self::Iso885915 => "iso-8859-15",
            Self::ShiftJis => "shift_jis",
        }
    }

    /// Whether the encoding has the character, so that it reads back as itself.
    pub fn has(self, character: char) -> bool {
        match self {
            Self::Utf8 | Self::Utf8Bom | Self::Utf16le => true,
            Self::Iso88591 => u32::from(character) < 256,
            Self::Windows1250
            | Self::Windows1252
            | Self::Iso88592
            | Self::Iso885915
            | Self::ShiftJis => {
                let mut text = [0; 4];
                let text: &str = character.encode_utf8(&mut text);
                let (bytes, _, unmappable) = self.table().encode(text);
                // Shift-JIS has one byte for both `\\` and `¥`.
                !unmappable
                    && (self != Self::ShiftJis
                        || self.table().decode_without_bom_handling(&bytes).0 == text)
            }
        }
    }

    /// The table of an encoding that isn't Unicode's; of Latin 1 a wider one.
    pub fn table(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 | Self::Utf8Bom => encoding_rs::UTF_8,
            Self::Utf16le => encoding_rs::UTF_16LE,
            Self::Windows1250 => encoding_rs::WINDOWS_1250,
            Self::Windows1252 | Self::Iso88591 => encoding_rs::WINDOWS_1252,
            Self::Iso88592 => encoding_rs::ISO_8859_2,
            Self::Iso885915 => encoding_rs::ISO_8859_15,
            Self::ShiftJis => encoding_rs::SHIFT_JIS,
        }
    }
}

/// Character between two cells: one of the names, or exactly one character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// `|`
    Pipe,
    /// The tab character.
    Tab,
    /// Any other character.
    Character(char),
}

impl Delimiter {
    /// The character itself.
    pub fn character(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Pipe => '|',
            Self::Tab => '\t',
            Self::Character(character) => character,
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut characters = text.chars();
        match text {
            "comma" | "," => Some(Self::Comma),
            "semicolon" | ";" => Some(Self::Semicolon),
            "pipe" | "|" => Some(Self::Pipe),
            "tab" | "\t" => Some(Self::Tab),
            _ => match (characters.next(), characters.next()) {
                (Some(character), None) => Some(Self::Character(character)),
                (_, Some(_)) | (None, None) => None,
            },
        }
    }
}

impl Serialize for Delimiter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Comma => serializer.serialize_str("comma"),
            Self::Semicolon => serializer.serialize_str("semicolon"),
            Self::Pipe => serializer.serialize_str("pipe"),
            Self::Tab => serializer.serialize_str("tab"),
            Self::Character(character) => serializer.serialize_char(*character),
        }
    }
}

impl<'de> Deserialize<'de> for Delimiter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DelimiterText;

        impl de::Visitor<'_> for DelimiterText {
            type Value = Delimiter;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("`comma`, `semicolon`, `pipe`, `tab` or exactly one character")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Delimiter, E> {
                Delimiter::parse(text).ok_or_else(|| {
                    E::custom(format!(
                        "`{text}` isn't a delimiter: it is `comma`, `semicolon`, `pipe`, `tab` or \
                         exactly one character"
                    ))
                })
            }

            fn visit_string<E: de::Error>(self, text: String) -> Result<Delimiter, E> {
                self.visit_str(&text)
            }
        }

        deserializer.deserialize_str(DelimiterText)
    }
}

impl JsonSchema for Delimiter {
    fn schema_name() -> Cow<'static, str> {
        "Delimiter".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Character between two cells: one of the names, or exactly one character.",
            "anyOf": [
                { "type": "string", "enum": ["comma", "semicolon", "pipe", "tab"] },
                { "type": "string", "minLength": 1, "maxLength": 1 }
            ]
        })
    }
}

/// A file format without contradictions, ready for the encoder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialect {
    /// How rows and values are laid out.
    pub layout: Layout,
    /// How numbers are written in JSON layouts.
    pub json_numbers: JsonNumbers,
    /// How an XML file is written.
    pub xml: XmlFormat,
    /// Extension of a delimited file.
    pub extension: Extension,
    /// Character between two cells.
    pub delimiter: char,
    /// Character around a cell that needs it, always ASCII.
    pub enclosure: Option<u8>,
    /// Which cells are enclosed.
    pub quoting: Quoting,
    /// End of each line.
    pub newline: Newline,
    /// Whether the first line names the columns.
    pub header: bool,
    /// Lines before that and before the rows.
    pub lines_before: usize,
    /// Lines behind the rows.
    pub lines_after: usize,
    /// Encoding of the file's text.
    pub encoding: Encoding,
    /// Whether texts that look like formulas get an apostrophe.
    pub formula_guard: bool,
    /// Whether an empty text is told apart from a missing value.
    pub empty_text: EmptyText,
    /// How the file is compressed.
    pub compression: Compression,
    /// How hard the file is compressed.
    pub level: Level,
    /// Other texts for characters of values, one after the other.
    pub replace: Vec<Replacement>,
    /// Text of a missing value, never enclosed.
    pub missing: Option<String>,
}

impl FileFormat {
    /// Extension of the file itself, without its dot.
    pub fn content_extension(&self) -> &str {
        if let Extension::Other(other) = &self.extension {
            return other;
        }
        match self.layout {
            Layout::Delimited => self.extension.name(),
            Layout::FixedWidth => "txt",
            Layout::JsonLines => "jsonl",
            Layout::JsonArray => "json",
            Layout::Xml => "xml",
            Layout::Xlsx => "xlsx",
            Layout::Parquet => "parquet",
        }
    }

    /// Extension of the file that is published, without its first dot.
    pub fn published_extension(&self) -> String {
        let packed = match self.compression {
            Compression::Zip => "zip".to_owned(),
            Compression::Gzip => format!("{}.gz", self.content_extension()),
            Compression::None => self.content_extension().to_owned(),
        };
        match &self.pgp {
            Some(pgp) => format!("{packed}.{}", pgp.ending.text()),
            None => packed,
        }
    }

    /// Whether only those who have a key or password can read the file.
    pub fn is_encrypted(&self) -> bool {
        self.pgp.is_some() || self.zip_password.is_some()
    }

    /// Settles the defaults and refuses what can't be read back.
    pub fn resolve(&self) -> Result<Dialect, FormatError> {
        let delimiter = match (self.delimiter, &self.extension) {
            (Some(delimiter), _) => delimiter.character(),
            (None, Extension::Csv | Extension::Other(_)) => ',',
            (None, Extension::Psv) => '|',
        };
        let enclosure = match self.enclosure {
            Enclosure::DoubleQuote => Some(b'"'),
            Enclosure::SingleQuote => Some(b'\''),
            Enclosure::None => None,
        };
        if enclosure.map(char::from) == Some(delimiter) {
            return Err(FormatError::DelimiterIsEnclosure { character: delimiter });
        }
        match delimiter {
            '\n' => return Err(FormatError::DelimiterUnusable { name: "line feed" }),
            '\r' => return Err(FormatError::DelimiterUnusable { name: "carriage return" }),
            '\0' => return Err(FormatError::DelimiterUnusable { name: "NUL" }),
            // Readers drop it at the start of a file, where the first cell may be nothing.
            '\u{feff}' => return Err(FormatError::DelimiterUnusable { name: "byte order mark" }),
            _ => {}
        }
        if !self.encoding.has(delimiter) {
            let encoding = self.encoding;
            return Err(FormatError::DelimiterNotInEncoding { delimiter, encoding });
        }
        self.extension.check()?;
        if self.zip_password.is_some() && self.compression != Compression::Zip {
            return Err(FormatError::PasswordNeedsZip);
        }
        if self.zip_password.is_some() && self.pgp.is_some() {
            return Err(FormatError::EncryptedTwice);
        }
        if self.replace.iter().any(|replacement| replacement.find.is_empty()) {
            return Err(FormatError::EmptyReplacement);
        }
        if let Some(missing) = self.missing.as_deref()
            && let Some(problem) = self.missing_problem(missing, delimiter, enclosure)
        {
            return Err(FormatError::Missing { text: missing.to_owned(), problem });
        }
        let is_unicode_text = matches!(self.encoding, Encoding::Utf8);
        if self.layout.is_json() && !is_unicode_text {
            return Err(FormatError::EncodingOfJson { encoding: self.encoding });
        }
        if self.layout.is_json() && self.newline == Newline::Cr {
            return Err(FormatError::NewlineOfJson);
        }
        if self.layout == Layout::Xml {
            self.xml.check(self.encoding)?;
        }
        Ok(Dialect {
            layout: self.layout,
            json_numbers: self.json_numbers,
            xml: self.xml.clone(),
            extension: self.extension.clone(),
            delimiter,
            enclosure,
            quoting: self.quoting,
            newline: self.newline,
            header: self.header,
            lines_before: self.lines_before.len(),
            lines_after: self.lines_after.len(),
            encoding: self.encoding,
            formula_guard: self.formula_guard,
            empty_text: self.empty_text,
            compression: self.compression,
            level: self.level,
            replace: self.replace.clone(),
            missing: self.missing.clone(),
        })
    }

    fn missing_problem(
        &self,
        missing: &str,
        delimiter: char,
        enclosure: Option<u8>,
    ) -> Option<&'static str> {
        if self.layout != Layout::Delimited {
            return Some("is only written into delimited files");
        }
        if missing.is_empty() || missing.chars().count() > LONGEST_MISSING {
            return Some("doesn't have 1 to 32 characters");
        }
        let ends_cell = |character: char| {
            character == delimiter
                || enclosure.map(char::from) == Some(character)
                || matches!(character, '\r' | '\n' | '\0' | '\u{feff}')
        };
        if missing.contains(ends_cell) || missing == "\\." {
            return Some("would have to be enclosed");
        }
        if !missing.chars().all(|character| self.encoding.has(character)) {
            return Some("doesn't exist in the file's encoding");
        }
        None
    }
}

impl Dialect {
    /// Whether one of the file's lines names the columns.
    pub fn has_header_line(&self) -> bool {
        let can_have = match self.layout {
            Layout::Delimited | Layout::FixedWidth | Layout::Xlsx => true,
            Layout::JsonLines | Layout::JsonArray | Layout::Xml | Layout::Parquet => false,
        };
        self.header && can_have
    }
}

/// Why a format can't be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormatError {
    /// Cells couldn't be told apart.
    #[error("`{character}` is both delimiter and enclosure")]
    DelimiterIsEnclosure {
        /// The character in both roles.
        character: char,
    },
    /// The character has a meaning of its own.
    #[error("the delimiter can't be the {name} character")]
    DelimiterUnusable {
        /// What people call the character.
        name: &'static str,
    },
    /// The encoding has no byte for it.
    #[error("the delimiter `{delimiter}` doesn't exist in {}", encoding.name())]
    DelimiterNotInEncoding {
        /// The delimiter.
        delimiter: char,
        /// The chosen encoding.
        encoding: Encoding,
    },
    /// An extension that not every system takes.
    #[error("`{extension}` can't be a file's extension")]
    Extension {
        /// The extension.
        extension: String,
    },
    /// A text for missing values that a reader wouldn't see.
    #[error("`{text}`, the text of missing values, {problem}")]
    Missing {
        /// The text.
        text: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// Only zip archives have passwords.
    #[error("the file has a password and isn't a zip archive")]
    PasswordNeedsZip,
    /// One is enough, and the inner password would help nobody.
    #[error("the file is encrypted both to PGP keys and by a password")]
    EncryptedTwice,
    /// Nothing can't be found.
    #[error("a replacement has no text to find")]
    EmptyReplacement,
    /// JSON is Unicode.
    #[error("JSON is UTF-8 without a byte order mark, and the encoding is {}", encoding.name())]
    EncodingOfJson {
        /// The chosen encoding.
        encoding: Encoding,
    },
    /// Readers of JSON lines split at line feeds.
    #[error("lines of JSON can't end with a carriage return alone")]
    NewlineOfJson,
    /// An element can't be called so.
    #[error("`{name}` can't be the name of {what}")]
    XmlName {
        /// Which element.
        what: &'static str,
        /// The name as given.
        name: String,
        /// One that can be.
        near: String,
    },
    /// A column's element or attribute can't be called so.
    #[error("the header `{header}` can't be a name in XML")]
    XmlHeader {
        /// The header.
        header: String,
        /// One that can be.
        near: String,
    },
    /// A character that isn't in XML, not even escaped.
    #[error("the header `{header}` holds U+{:04X}, which XML can't hold", u32::from(*character))]
    XmlCharacter {
        /// The header.
        header: String,
        /// The character.
        character: char,
    },
    /// `xsi:nil` is an element's.
    #[error("a missing value can't have `nil` where values are attributes")]
    XmlNil,
    /// A date pattern that can't be written.
    #[error("the date pattern `{pattern}` {problem}")]
    Pattern {
        /// The pattern as given.
        pattern: String,
        /// What is wrong with it.
        problem: String,
    },
    /// Data and definition don't fit; the data source made a mistake.
    #[error("the data has {found} columns and the file {expected}")]
    ColumnCount {
        /// Columns of the file.
        expected: usize,
        /// Columns of the data.
        found: usize,
    },
    /// The columns don't make a Parquet file.
    #[error("the columns can't be stored in Parquet: {problem}")]
    Parquet {
        /// What is wrong.
        problem: String,
    },
    /// A keyed hash without its key.
    #[error("the key of masked field `{field}` isn't there")]
    NoMaskKey {
        /// Id of the field.
        field: String,
    },
    /// A type of value that has no text form as this kind of column.
    #[error("field `{field}` holds {found}, which can't be written as {kind}")]
    Type {
        /// Id of the field.
        field: String,
        /// The data's type.
        found: String,
        /// What the column is written as.
        kind: &'static str,
    },
}

impl FormatError {
    /// What is wrong, in one sentence.
    pub fn message(&self) -> String {
        self.to_string()
    }

    /// What to do next.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::DelimiterIsEnclosure { .. } => {
                Some("Choose another delimiter or another enclosure.".to_owned())
            }
            Self::DelimiterUnusable { .. } => {
                Some("Choose a comma, semicolon, pipe, tab or another character.".to_owned())
            }
            Self::DelimiterNotInEncoding { .. } => {
                Some("Choose another delimiter, or UTF-8.".to_owned())
            }
            Self::Extension { .. } => {
                Some("Use up to 32 letters and digits, such as txt, dat or CSV.".to_owned())
            }
            Self::Missing { .. } => {
                Some("Use a short word such as NULL or \\N, or remove it.".to_owned())
            }
            Self::PasswordNeedsZip => {
                Some("Choose zip as the compression, or remove the password.".to_owned())
            }
            Self::EncryptedTwice => Some("Remove one of them.".to_owned()),
            Self::EmptyReplacement => Some("Write the text that is replaced.".to_owned()),
            Self::EncodingOfJson { .. } => Some("Choose UTF-8.".to_owned()),
            Self::NewlineOfJson => Some("Choose LF or CRLF.".to_owned()),
            Self::XmlName { near, .. } => {
                Some(format!("Use letters, digits, `_`, `-` and `.`, such as `{near}`."))
            }
            Self::XmlHeader { near, .. } => Some(format!(
                "Call it `{near}`, or choose the style `fields`, which takes any header."
            )),
            Self::XmlCharacter { .. } => Some("Remove the character.".to_owned()),
            Self::XmlNil => Some("Choose `absent`, or another style than `attributes`.".to_owned()),
            Self::Pattern { .. } => Some(
                "Use iso, utc, epoch, epoch_ms or a pattern such as %Y-%m-%d %H:%M.".to_owned(),
            ),
            Self::Parquet { .. } => Some("Choose another layout.".to_owned()),
            Self::NoMaskKey { .. } => Some("Make or enter the key.".to_owned()),
            Self::ColumnCount { .. } => None,
            Self::Type { field, .. } => {
                Some(format!("Remove `{field}` from the export, or map it to another type."))
            }
        }
    }
}
