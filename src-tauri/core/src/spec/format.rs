//! How a file and its fields are written: the `format` parts of the export
//! definition, as plain serde data, and the [`Dialect`] resolved from it.
//!
//! Nothing here writes a byte; a dialect that exists is free of contradictions.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// How the file is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(default, deny_unknown_fields)]
pub struct FileFormat {
    /// Extension of the file inside the archive.
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
}

impl Default for FileFormat {
    fn default() -> Self {
        Self {
            extension: Extension::default(),
            delimiter: None,
            enclosure: Enclosure::default(),
            quoting: Quoting::default(),
            newline: Newline::default(),
            header: true,
            encoding: Encoding::default(),
            formula_guard: false,
            empty_text: EmptyText::default(),
            compression: Compression::default(),
            level: Level::default(),
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
}

/// Extension of the file inside the archive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum Extension {
    /// Comma-separated values.
    #[default]
    #[serde(rename = "csv")]
    Csv,
    /// Pipe-separated values.
    #[serde(rename = "psv")]
    Psv,
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
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Psv => "psv",
        }
    }
}

impl DecimalSign {
    /// The character itself.
    pub fn character(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
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
        }
    }

    /// The single-byte encoding's table, or nothing for Unicode encodings.
    pub fn single_byte(self) -> Option<&'static encoding_rs::Encoding> {
        match self {
            Self::Utf8 | Self::Utf8Bom | Self::Utf16le => None,
            Self::Windows1250 => Some(encoding_rs::WINDOWS_1250),
            Self::Windows1252 => Some(encoding_rs::WINDOWS_1252),
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
    /// Extension of the file inside the archive.
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
}

impl FileFormat {
    /// Settles the defaults and refuses what can't be read back.
    pub fn resolve(&self) -> Result<Dialect, FormatError> {
        let delimiter = match (self.delimiter, self.extension) {
            (Some(delimiter), _) => delimiter.character(),
            (None, Extension::Csv) => ',',
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
        if let Some(table) = self.encoding.single_byte() {
            let (_, _, unmappable) = table.encode(delimiter.encode_utf8(&mut [0; 4]));
            if unmappable {
                return Err(FormatError::DelimiterNotInEncoding {
                    delimiter,
                    encoding: self.encoding,
                });
            }
        }
        Ok(Dialect {
            extension: self.extension,
            delimiter,
            enclosure,
            quoting: self.quoting,
            newline: self.newline,
            header: self.header,
            encoding: self.encoding,
            formula_guard: self.formula_guard,
            empty_text: self.empty_text,
            compression: self.compression,
            level: self.level,
        })
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
            Self::Pattern { .. } => Some(
                "Use iso, utc, epoch, epoch_ms or a pattern such as %Y-%m-%d %H:%M.".to_owned(),
            ),
            Self::ColumnCount { .. } => None,
            Self::Type { field, .. } => {
                Some(format!("Remove `{field}` from the export, or map it to another type."))
            }
        }
    }
}
