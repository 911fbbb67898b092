//! What is asked of a source, in words that suit any of them: each renders
//! these few shapes in its own language, so that a filter means the same
//! everywhere.

use std::collections::HashSet;
use std::ops::Bound;

use chrono::{DateTime, NaiveDate, Utc};

use super::decimal::Decimal;
use crate::catalog::Field;
use crate::spec::Aggregate;
use crate::zone::Zone;

/// Rows, values and order.
#[derive(Debug, Clone)]
pub struct Query {
    /// Id of the data model.
    pub model: String,
    /// *Or* between groups, *and* inside; no group means every row.
    pub groups: Vec<Vec<Test>>,
    /// The values of each row. Either all have an aggregate or none.
    pub columns: Vec<QueryColumn>,
    /// Order of plain rows; aggregated ones come sorted by their group fields.
    pub order: Vec<Order>,
    /// The zone in which an instant has its day; none leaves instants in date
    /// fields as they are, for a copy.
    pub zone: Option<Zone>,
}

impl Query {
    /// Every field that the query reads, without repeats.
    pub fn fields(&self) -> Vec<&Field> {
        let tested = self.groups.iter().flatten().map(|test| &test.field);
        let written = self.columns.iter().map(|column| &column.field);
        let ordered = self.order.iter().map(|order| &order.field);
        let mut known = HashSet::new();
        written.chain(tested).chain(ordered).filter(|field| known.insert(&field.id)).collect()
    }
}

/// One value of a row.
#[derive(Debug, Clone)]
pub struct QueryColumn {
    /// Where it comes from.
    pub field: Field,
    /// How the rows of a group become one.
    pub aggregate: Option<Aggregate>,
}

/// One part of the order. Empty values come last; texts by their UTF-8 bytes.
#[derive(Debug, Clone)]
pub struct Order {
    /// The field.
    pub field: Field,
    /// From the greatest value.
    pub descending: bool,
}

/// A condition, resolved.
#[derive(Debug, Clone)]
pub struct Test {
    /// The tested field.
    pub field: Field,
    /// The test that a value passes. An empty value passes none but `Empty`.
    pub kind: TestKind,
    /// Keeps the rows that *don't* pass: those with an empty value included.
    pub negated: bool,
}

/// The shapes that all operators come down to.
#[derive(Debug, Clone, PartialEq)]
pub enum TestKind {
    /// Nothing, an empty text, a list with no entry, an object with no member.
    Empty,
    /// A text that matches at least one of these.
    Text {
        /// What is looked for.
        values: Vec<String>,
        /// Where.
        matching: TextMatch,
        /// Whether upper and lower case differ.
        case_sensitive: bool,
    },
    /// A number that is one of these.
    NumberIn(Vec<Decimal>),
    /// A number within bounds.
    NumberRange(Bound<Decimal>, Bound<Decimal>),
    /// A boolean.
    Boolean(bool),
    /// A day within bounds.
    Days(Span<NaiveDate>),
    /// An instant within bounds.
    Instants(Span<DateTime<Utc>>),
    /// A list that holds one of these, or all of them.
    Entries {
        /// What is looked for.
        values: Vec<String>,
        /// All of them, not just one.
        all: bool,
        /// Whether upper and lower case differ.
        case_sensitive: bool,
    },
}

/// From and to, each included, excluded or open.
pub type Span<T> = (Bound<T>, Bound<T>);

/// Where in a text something has to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextMatch {
    /// It is the whole text.
    Whole,
    /// Anywhere.
    Anywhere,
    /// At the start.
    Start,
    /// At the end.
    End,
}
