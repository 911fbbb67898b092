//! Columns of a database's tables: what their values are here, and the SQL in
//! which they are read, tested and ordered.

use datafusion::arrow::datatypes::{DataType, TimeUnit};

use crate::catalog::FieldType;

/// Decimals of numbers whose column doesn't say how many there are.
pub(super) const LOOSE_SCALE: i8 = 10;

/// What a column's values are here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum ColumnKind {
    Text,
    Integer,
    Decimal {
        precision: u8,
        scale: i8,
    },
    Float32,
    Float64,
    Boolean,
    Date,
    Instant,
    /// A JSON list or object, as text.
    Json,
    /// A day or instant in one of the forms that SQLite knows, as text.
    Moment,
    /// Anything else, in the database's own words.
    Other,
}

impl ColumnKind {
    pub(in crate::source) fn data_type(self) -> DataType {
        match self {
            Self::Text | Self::Json | Self::Moment | Self::Other => DataType::Utf8,
            Self::Integer => DataType::Int64,
            Self::Decimal { precision, scale } => DataType::Decimal128(precision, scale),
            Self::Float32 => DataType::Float32,
            Self::Float64 => DataType::Float64,
            Self::Boolean => DataType::Boolean,
            Self::Date => DataType::Date32,
            Self::Instant => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        }
    }

    /// A decimal kind; beyond 38 digits numbers have to fit into 38.
    pub(super) fn decimal(precision: Option<i64>, scale: Option<i64>) -> Self {
        let scale = scale.and_then(|scale| i8::try_from(scale).ok());
        match (precision.and_then(|digits| u8::try_from(digits).ok()), scale) {
            (Some(precision @ 1..=38), Some(scale @ 0..=38)) => Self::Decimal { precision, scale },
            (Some(_), Some(scale @ 0..=30)) => Self::Decimal { precision: 38, scale },
            _ => Self::Decimal { precision: 38, scale: LOOSE_SCALE },
        }
    }

    /// Whether nobody said how many decimals there are.
    pub(in crate::source) fn is_loose(self) -> bool {
        self == Self::Decimal { precision: 38, scale: LOOSE_SCALE }
    }

    /// The type of field that such a column suggests.
    pub(in crate::source) fn field_type(self) -> FieldType {
        match self {
            Self::Text | Self::Other => FieldType::String,
            Self::Integer | Self::Decimal { .. } | Self::Float32 | Self::Float64 => {
                FieldType::Numeric
            }
            Self::Boolean => FieldType::Boolean,
            Self::Date => FieldType::Date,
            Self::Instant | Self::Moment => FieldType::Datetime,
            Self::Json => FieldType::Object,
        }
    }

    /// Whether a field's values are the column's, with no conversion.
    pub(super) fn is_of(self, field_type: FieldType) -> bool {
        match field_type {
            FieldType::String | FieldType::Select | FieldType::Url | FieldType::Image => {
                self == Self::Text
            }
            FieldType::Numeric => matches!(self, Self::Integer | Self::Decimal { .. }),
            FieldType::Boolean => self == Self::Boolean,
            FieldType::Date => self == Self::Date,
            FieldType::Datetime => self == Self::Instant,
            FieldType::List | FieldType::Object => false,
        }
    }
}

/// A column of a table or view.
#[derive(Debug, Clone)]
pub(in crate::source) struct TableColumn {
    pub(in crate::source) name: String,
    /// Its type in the database's words.
    pub(in crate::source) type_name: String,
    pub(in crate::source) kind: ColumnKind,
    pub(in crate::source) nullable: bool,
    /// Its place in the primary key, from 1.
    pub(in crate::source) key: Option<i64>,
    /// The type of field that it suggests, where its kind doesn't tell.
    pub(in crate::source) field_type: FieldType,
    /// SQL of its value.
    pub(super) value: String,
    /// SQL of a value that compares as it does here: texts by their bytes.
    /// `None` where nothing about the column can be left to the database.
    pub(super) compared: Option<String>,
    /// SQL that an index may serve; texts that are equal are equal here too.
    pub(super) indexed: Option<String>,
    /// Whether the database may order by `compared`.
    pub(super) sortable: bool,
}
