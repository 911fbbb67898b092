//! The columns of the file, as whoever writes it needs them.

use std::collections::BTreeMap;

use super::ColumnMask;
use crate::spec::format::DecimalSign;

/// One column of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Id of the field, for messages.
    pub field: String,
    /// Its name in the header line.
    pub header: String,
    /// How its values are written.
    pub kind: ColumnKind,
    /// Text instead of a missing value or an empty text. It is written as it
    /// is: the formula guard leaves alone what the definition asks for.
    pub empty: Option<String>,
    /// Its place in a fixed-width file; other layouts don't need it.
    pub fixed: Option<FixedWidth>,
    /// The same text in every row, instead of a field's values.
    pub constant: Option<String>,
    /// Other words for its values.
    pub map: Option<BTreeMap<String, String>>,
    /// What stands in place of its values, as text.
    pub mask: Option<ColumnMask>,
}

/// How a column's values are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text, or the plain text of any other value.
    Text,
    /// A decimal number without exponent.
    Number {
        /// At least so many decimals.
        min_decimals: u8,
        /// Exactly so many decimals, rounded half away from zero.
        decimals: Option<u8>,
        /// The decimal sign.
        decimal_sign: DecimalSign,
    },
    /// `true` or `false`.
    Boolean,
    /// A calendar day; `iso`, `utc`, `epoch`, `epoch_ms` or a strftime pattern.
    /// An instant is written as its day in the export's zone.
    Date {
        /// The pattern.
        pattern: String,
    },
    /// An instant; `iso` is in the export's zone, `utc` ends with `Z`, `epoch`
    /// and `epoch_ms` are rounded down.
    Datetime {
        /// The pattern.
        pattern: String,
    },
    /// Compact JSON; texts are written as they are.
    Json,
}

impl ColumnKind {
    /// What it is in a sentence, such as `a number`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number { .. } => "a number",
            Self::Boolean => "true or false",
            Self::Date { .. } => "a date",
            Self::Datetime { .. } => "a datetime",
            Self::Json => "JSON",
        }
    }
}

/// Where a column stands in the lines of a fixed-width file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FixedWidth {
    /// Characters that it takes.
    pub width: usize,
    /// Whether values stand at its end.
    pub right: bool,
    /// What the rest is filled with.
    pub fill: char,
    /// Whether they are numbers: their sign stands before zeros.
    pub is_number: bool,
}
