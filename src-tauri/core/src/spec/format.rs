//! How the file and its values are written.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A format that can't be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct FormatError {
    message: String,
    hint: String,
}

impl FormatError {
    /// An error with a way out.
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }

    /// What is wrong.
    pub fn message(&self) -> String {
        self.message.clone()
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        Some(self.hint.clone())
    }
}

/// How the file is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FileFormat {
    /// The file's extension.
    pub extension: Extension,
    /// Between values: comma for .csv and pipe for .psv unless told otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<Delimiter>,
    /// Around values that need it.
    pub enclosure: Enclosure,
    /// Which values are enclosed.
    pub quoting: Quoting,
    /// End of each line.
    pub newline: Newline,
    /// Whether the first line holds the column headers.
    pub header: bool,
    /// Encoding of the text.
    pub encoding: Encoding,
    /// Puts `'` before texts that a spreadsheet would take for a formula.
    pub formula_guard: bool,
    /// How an empty text is told apart from a missing value.
    pub empty_text: EmptyText,
    /// Container of the file.
    pub compression: Compression,
    /// How hard it is compressed.
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

/// Extension of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Extension {
    /// Comma separated.
    #[default]
    Csv,
    /// Pipe separated.
    Psv,
}

impl Extension {
    /// The extension's text, without the dot.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Psv => "psv",
        }
    }
}

/// The character between values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delimiter(pub char);

const DELIMITERS: [(&str, char); 4] =
    [("comma", ','), ("semicolon", ';'), ("pipe", '|'), ("tab", '\t')];

impl Serialize for Delimiter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match DELIMITERS.iter().find(|(_, character)| *character == self.0) {
            Some((name, _)) => serializer.serialize_str(name),
            None => serializer.serialize_char(self.0),
        }
    }
}

impl<'de> Deserialize<'de> for Delimiter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if let Some((_, character)) = DELIMITERS.iter().find(|(name, _)| *name == text) {
            return Ok(Self(*character));
        }
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(character), None) => Ok(Self(character)),
            _ => Err(de::Error::unknown_variant(
                &text,
                &["comma", "semicolon", "pipe", "tab", "any single character"],
            )),
        }
    }
}

impl JsonSchema for Delimiter {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Delimiter".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "comma, semicolon, pipe, tab, or any single character.",
            "anyOf": [
                { "enum": ["comma", "semicolon", "pipe", "tab"] },
                { "type": "string", "minLength": 1, "maxLength": 1 }
            ]
        })
    }
}

/// The character around values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Enclosure {
    /// `"`.
    #[default]
    DoubleQuote,
    /// `'`.
    SingleQuote,
    /// None: a value that would break its row stops the run.
    None,
}

/// Which values are enclosed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Quoting {
    /// Those that need it.
    #[default]
    Minimal,
    /// All, empty ones too.
    Always,
    /// All texts, and others that need it.
    Text,
}

/// End of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Newline {
    /// Line feed.
    #[default]
    Lf,
    /// Carriage return and line feed.
    Crlf,
    /// Carriage return.
    Cr,
}

/// Encoding of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub enum Encoding {
    /// UTF-8.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-8 with a byte order mark.
    #[serde(rename = "utf-8-bom")]
    Utf8Bom,
    /// UTF-16, little endian, with a byte order mark.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// Central European.
    #[serde(rename = "windows-1250")]
    Windows1250,
    /// Western European.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

/// How an empty text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EmptyText {
    /// As `""`, while a missing value is nothing.
    #[default]
    Quoted,
    /// As nothing, like a missing value.
    Plain,
}

/// Container of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Compression {
    /// One entry in a zip archive.
    #[default]
    Zip,
    /// gzip.
    Gzip,
    /// The file as it is.
    None,
}

/// How hard the file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Quickest.
    Fast,
    /// Between.
    #[default]
    Normal,
    /// Smallest.
    Small,
}

/// The sign before decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub enum DecimalSign {
    /// `.`
    #[default]
    #[serde(rename = ".")]
    Point,
    /// `,`
    #[serde(rename = ",")]
    Comma,
}

/// How the values of one field are written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldFormat {
    /// Exactly this many decimals, 0 to 18, rounded half away from zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 18))]
    pub decimals: Option<u8>,
    /// The sign before decimals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimal_sign: Option<DecimalSign>,
    /// `iso`, `utc`, `epoch`, `epoch_ms`, or a strftime pattern.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub datetime: Option<String>,
}

/// A format, settled: what the encoder needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialect {
    /// Between values.
    pub delimiter: char,
    /// Around values, or none.
    pub enclosure: Option<char>,
    /// Which values are enclosed.
    pub quoting: Quoting,
    /// End of each line.
    pub newline: &'static str,
    /// Whether there is a header line.
    pub header: bool,
    /// Encoding of the text.
    pub encoding: Encoding,
    /// Whether formulas are guarded.
    pub formula_guard: bool,
    /// How an empty text is written.
    pub empty_text: EmptyText,
}

impl FileFormat {
    /// Settles the defaults, and refuses what no reader could read back.
    pub fn resolve(&self) -> Result<Dialect, FormatError> {
        let delimiter = self.delimiter.map_or(
            match self.extension {
                Extension::Csv => ',',
                Extension::Psv => '|',
            },
            |delimiter| delimiter.0,
        );
        let enclosure = match self.enclosure {
            Enclosure::DoubleQuote => Some('"'),
            Enclosure::SingleQuote => Some('\''),
            Enclosure::None => None,
        };
        if matches!(delimiter, '\r' | '\n' | '\0') {
            let hint = "Use a comma, semicolon, pipe or tab.";
            return Err(FormatError::new("a line end or NUL can't be the delimiter", hint));
        }
        if enclosure == Some(delimiter) {
            let message = format!("`{delimiter}` is both delimiter and enclosure");
            return Err(FormatError::new(message, "Use different characters."));
        }
        if enclosure.is_none() && self.quoting != Quoting::Minimal {
            let message = "values can't be enclosed without an enclosure";
            return Err(FormatError::new(message, "Choose an enclosure, or minimal quoting."));
        }
        let dialect = Dialect {
            delimiter,
            enclosure,
            quoting: self.quoting,
            newline: match self.newline {
                Newline::Lf => "\n",
                Newline::Crlf => "\r\n",
                Newline::Cr => "\r",
            },
            header: self.header,
            encoding: self.encoding,
            formula_guard: self.formula_guard,
            empty_text: self.empty_text,
        };
        if let Some(encoding) = self.encoding.code_page()
            && encoding.encode(&delimiter.to_string()).2
        {
            let message = format!("`{delimiter}` doesn't exist in {}", encoding.name());
            return Err(FormatError::new(message, "Use another delimiter, or UTF-8."));
        }
        Ok(dialect)
    }
}

impl Encoding {
    /// The single-byte encoding, if it is one.
    pub fn code_page(self) -> Option<&'static encoding_rs::Encoding> {
        match self {
            Self::Windows1250 => Some(encoding_rs::WINDOWS_1250),
            Self::Windows1252 => Some(encoding_rs::WINDOWS_1252),
            Self::Utf8 | Self::Utf8Bom | Self::Utf16Le => None,
        }
    }
}

impl fmt::Display for Delimiter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}
