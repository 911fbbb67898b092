//! SQL with its values apart: a value never becomes part of the text.

use chrono::{DateTime, NaiveDate, Utc};

/// A bound value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Parameter {
    Text(String),
    Bytes(Vec<u8>),
    Integer(i64),
    Float(f64),
    /// Digits, with a point before decimals.
    Decimal(String),
    Day(NaiveDate),
    Instant(DateTime<Utc>),
}

/// SQL and the values of its placeholders, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Statement {
    pub(crate) sql: String,
    pub(crate) parameters: Vec<Parameter>,
}
