//! Columns of a database's tables: what their values are here, and the SQL in
//! which they are read, tested and ordered.

use datafusion::arrow::datatypes::{DataType, Field as ArrowField, TimeUnit};

use crate::catalog::FieldType;
use crate::column_marks::of_loose_numbers;
use crate::introspect::SourceColumn;

/// Decimals of numbers whose column doesn't say how many there are, unless the
/// database is asked for more.
pub(crate) const LOOSE_SCALE: i8 = 10;
/// Digits that a number has here at most.
pub(crate) const MOST_DIGITS: u8 = 38;

/// What a column's values are here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnKind {
    Text,
    Integer,
    Decimal {
        precision: u8,
        scale: i8,
    },
    /// A decimal number whose column doesn't say how many digits it has, or
    /// allows more than fit.
    Number,
    Float32,
    Float64,
    Boolean,
    Date,
    Instant,
    /// A day with a time of day, of no time zone: as an instant it is one of UTC's, and its
    /// day is the one that is written there.
    Local,
    /// A JSON list or object, as text.
    Json,
    /// A day or instant in one of the forms that SQLite knows, as text.
    Moment,
    /// Anything else, in the database's own words.
    Other,
}

impl ColumnKind {
    pub(crate) fn data_type(self) -> DataType {
        match self {
            Self::Text | Self::Json | Self::Moment | Self::Other => DataType::Utf8,
            Self::Integer => DataType::Int64,
            Self::Decimal { precision, scale } => DataType::Decimal128(precision, scale),
            Self::Number => DataType::Decimal128(MOST_DIGITS, LOOSE_SCALE),
            Self::Float32 => DataType::Float32,
            Self::Float64 => DataType::Float64,
            Self::Boolean => DataType::Boolean,
            Self::Date => DataType::Date32,
            Self::Instant => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            Self::Local => DataType::Timestamp(TimeUnit::Microsecond, None),
        }
    }

    /// A column of such values in record batches.
    pub(crate) fn arrow_field(self, name: &str) -> ArrowField {
        let field = ArrowField::new(name, self.data_type(), true);
        if self == Self::Number { of_loose_numbers(&field) } else { field }
    }

    /// A decimal kind.
    pub(crate) fn decimal(precision: Option<i64>, scale: Option<i64>) -> Self {
        let precision = precision.and_then(|digits| u8::try_from(digits).ok());
        let scale = scale.and_then(|scale| i8::try_from(scale).ok());
        match (precision, scale) {
            (Some(precision @ 1..=MOST_DIGITS), Some(scale @ 0..=38)) => {
                Self::Decimal { precision, scale }
            }
            _ => Self::Number,
        }
    }

    /// The kind that holds numbers of so many decimals and so many digits before
    /// the point: all of them where they fit, else as many decimals as fit.
    pub(crate) fn measured(decimals: u32, digits: u32) -> Self {
        let most = u32::from(MOST_DIGITS);
        let scale =
            decimals.max(LOOSE_SCALE.unsigned_abs().into()).min(most.saturating_sub(digits));
        let scale = i8::try_from(scale).unwrap_or(LOOSE_SCALE);
        Self::Decimal { precision: MOST_DIGITS, scale }
    }

    /// The type of field that such a column suggests.
    pub(crate) fn field_type(self) -> FieldType {
        match self {
            Self::Text | Self::Other => FieldType::String,
            Self::Integer | Self::Decimal { .. } | Self::Number | Self::Float32 | Self::Float64 => {
                FieldType::Numeric
            }
            Self::Boolean => FieldType::Boolean,
            Self::Date => FieldType::Date,
            Self::Instant | Self::Local | Self::Moment => FieldType::Datetime,
            Self::Json => FieldType::Object,
        }
    }

    /// Whether a field's values are the column's, with no conversion.
    pub(crate) fn is_of(self, field_type: FieldType) -> bool {
        match field_type {
            FieldType::String | FieldType::Select | FieldType::Url | FieldType::Image => {
                self == Self::Text
            }
            FieldType::Numeric => {
                matches!(self, Self::Integer | Self::Decimal { .. } | Self::Number)
            }
            FieldType::Boolean => self == Self::Boolean,
            FieldType::Date => self == Self::Date,
            FieldType::Datetime => matches!(self, Self::Instant | Self::Local),
            FieldType::List | FieldType::Object => false,
        }
    }
}

/// A column of a table or view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableColumn {
    pub(crate) name: String,
    /// Its type in the database's words.
    pub(crate) type_name: String,
    pub(crate) kind: ColumnKind,
    pub(crate) nullable: bool,
    /// Its place in the primary key, from 1.
    pub(crate) key: Option<i64>,
    /// The type of field that it suggests, where its kind doesn't tell.
    pub(crate) field_type: FieldType,
    /// SQL of its value.
    pub(crate) value: String,
    /// SQL of a value that compares as it does here: texts by their bytes.
    /// `None` where nothing about the column can be left to the database.
    pub(crate) compared: Option<String>,
    /// SQL that an index may serve; texts that are equal are equal here too.
    pub(crate) indexed: Option<String>,
    /// Whether the database may order by `compared`.
    pub(crate) sortable: bool,
    /// SQL by which rows that are equal otherwise have one order: values that
    /// differ here differ there.
    pub(crate) tie: String,
}

impl TableColumn {
    /// As people see it, without samples.
    pub(super) fn described(&self) -> SourceColumn {
        SourceColumn {
            name: self.name.clone(),
            type_name: self.type_name.clone(),
            field_type: self.field_type,
            nullable: self.nullable,
            samples: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measured_numbers_keep_what_fits() {
        let scale = |decimals, digits| match ColumnKind::measured(decimals, digits) {
            ColumnKind::Decimal { precision: 38, scale } => scale,
            other => panic!("{other:?}"),
        };
        assert_eq!(scale(2, 5), 10);
        assert_eq!(scale(20, 1), 20);
        assert_eq!(scale(37, 1), 37);
        assert_eq!(scale(30, 12), 26);
        assert_eq!(scale(0, 31), 7);
        assert_eq!(scale(0, 40), 0);
    }
}
