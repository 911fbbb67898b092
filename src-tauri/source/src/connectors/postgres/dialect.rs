//! SQL of PostgreSQL.

use std::ops::RangeInclusive;

use chrono::{DateTime, Utc};

use super::snapshot::Snapshot;
use crate::catalog::FieldType;
use crate::plan::TextMatch;
use crate::sql::column::ColumnKind;
use crate::sql::dialect::{SqlDialect, first_of};
use crate::sql::statement::Parameter;

/// How PostgreSQL writes it.
#[derive(Debug)]
pub(super) struct PostgresDialect;

impl SqlDialect for PostgresDialect {
    fn placeholder(&self, number: usize, parameter: &Parameter) -> String {
        match parameter {
            Parameter::Decimal(_) => format!("CAST(${number} AS numeric)"),
            Parameter::Text(_)
            | Parameter::Bytes(_)
            | Parameter::Integer(_)
            | Parameter::Float(_)
            | Parameter::Day(_)
            | Parameter::Instant(_) => format!("${number}"),
        }
    }

    fn result(&self, kind: ColumnKind, sql: &str) -> String {
        match kind {
            ColumnKind::Decimal { .. } | ColumnKind::Number => format!("CAST({sql} AS numeric)"),
            ColumnKind::Text
            | ColumnKind::Integer
            | ColumnKind::Float32
            | ColumnKind::Float64
            | ColumnKind::Boolean
            | ColumnKind::Date
            | ColumnKind::Instant
            | ColumnKind::Local
            | ColumnKind::Json
            | ColumnKind::Moment
            | ColumnKind::Other => sql.to_owned(),
        }
    }

    fn part(&self, text: &str, placeholder: &str, wanted: &str, place: TextMatch) -> String {
        let characters = wanted.chars().count();
        match place {
            TextMatch::Whole => format!("{text} = {placeholder}"),
            TextMatch::Anywhere => format!("strpos({text}, {placeholder}) > 0"),
            TextMatch::Start => format!("left({text}, {characters}) = {placeholder}"),
            TextMatch::End => format!("right({text}, {characters}) = {placeholder}"),
        }
    }

    fn with_letters(
        &self,
        text: &str,
        pairs: &[(char, char)],
        bind: &mut dyn FnMut(Parameter) -> String,
    ) -> String {
        let (from, to): (String, String) = pairs.iter().copied().unzip();
        let (from, to) = (bind(Parameter::Text(from)), bind(Parameter::Text(to)));
        format!("translate({text}, {from}, {to})")
    }

    // No text has a NUL, and none can be asked for.
    fn can_hold(&self, text: &str) -> bool {
        !text.contains('\0')
    }

    fn tests(&self, kind: ColumnKind, field_type: FieldType) -> bool {
        kind.is_of(field_type) || kind == ColumnKind::Float64 && field_type == FieldType::Numeric
    }

    // Of timestamps; days go further.
    fn instants(&self) -> RangeInclusive<DateTime<Utc>> {
        first_of(-4712)..=DateTime::<Utc>::MAX_UTC
    }

    fn is_number(&self, value: &str) -> Option<String> {
        Some(format!("{value} <> 'NaN'"))
    }

    fn groups(&self) -> bool {
        true
    }

    fn measures(&self, number: &str) -> Option<[String; 2]> {
        Some([
            format!("MAX(SCALE({number}))::int8"),
            format!("LENGTH(TRUNC(MAX(ABS({number})))::text)::int8"),
        ])
    }

    fn changed_since(&self, snapshot: &str) -> Option<String> {
        Snapshot::parse(snapshot).map(|snapshot| snapshot.changed_since())
    }

    fn quoted(&self, name: &str) -> String {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted() {
        assert_eq!(PostgresDialect.quoted("a\"; DROP TABLE x; --"), "\"a\"\"; DROP TABLE x; --\"");
    }
}
