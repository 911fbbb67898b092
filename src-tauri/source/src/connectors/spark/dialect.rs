//! SQL of Spark.

use std::ops::RangeInclusive;

use chrono::{DateTime, Utc};

use crate::catalog::FieldType;
use crate::plan::TextMatch;
use crate::sql::column::ColumnKind;
use crate::sql::dialect::SqlDialect;
use crate::sql::statement::Parameter;

/// Digits before the point beyond which a decimal column isn't compared there: it
/// is widened to the decimals of what it is compared with, and 38 digits are all.
const COMPARED_DIGITS: i16 = 28;

/// How Spark writes it.
#[derive(Debug)]
pub(super) struct SparkDialect;

impl SqlDialect for SparkDialect {
    fn placeholder(&self, number: usize, _: &Parameter) -> String {
        format!(":p{number}")
    }

    fn result(&self, _: ColumnKind, sql: &str) -> String {
        sql.to_owned()
    }

    fn part(&self, text: &str, placeholder: &str, _: &str, place: TextMatch) -> String {
        match place {
            TextMatch::Whole => format!("{text} = {placeholder}"),
            TextMatch::Anywhere => format!("contains({text}, {placeholder})"),
            TextMatch::Start => format!("startswith({text}, {placeholder})"),
            TextMatch::End => format!("endswith({text}, {placeholder})"),
        }
    }

    // Its days and instants go further than ours.
    fn instants(&self) -> RangeInclusive<DateTime<Utc>> {
        DateTime::<Utc>::MIN_UTC..=DateTime::<Utc>::MAX_UTC
    }

    fn tests(&self, kind: ColumnKind, field_type: FieldType) -> bool {
        match kind {
            ColumnKind::Decimal { precision, scale }
                if i16::from(precision) - i16::from(scale) > COMPARED_DIGITS =>
            {
                false
            }
            ColumnKind::Float64 => field_type == FieldType::Numeric,
            _ => kind.is_of(field_type),
        }
    }

    fn is_number(&self, value: &str) -> Option<String> {
        Some(format!("NOT isnan({value})"))
    }

    // `FROM t WHERE (flag)` gives the table another name there, `WHERE`, and its column
    // one, instead of testing it.
    fn is_true(&self, value: &str) -> String {
        format!("{value} = TRUE")
    }

    fn groups(&self) -> bool {
        true
    }

    // A sum of whole numbers has their type there, and overflows.
    fn sum(&self, kind: ColumnKind, value: &str) -> String {
        match kind {
            ColumnKind::Integer => format!("SUM(CAST({value} AS DECIMAL(20, 0)))"),
            _ => format!("SUM({value})"),
        }
    }

    // Every decimal type says how many digits it has.
    fn measures(&self, _: &str) -> Option<[String; 2]> {
        None
    }

    fn quoted(&self, name: &str) -> String {
        format!("`{}`", name.replace('`', "``"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_and_booleans_compared() {
        assert_eq!(SparkDialect.is_true("`flag`"), "`flag` = TRUE");
        assert_eq!(SparkDialect.quoted("a`; DROP TABLE x; --"), "`a``; DROP TABLE x; --`");
    }

    #[test]
    fn sums_of_whole_numbers_have_room() {
        let sum = SparkDialect.sum(ColumnKind::Integer, "`points`");
        assert_eq!(sum, "SUM(CAST(`points` AS DECIMAL(20, 0)))");
        let money = ColumnKind::Decimal { precision: 12, scale: 2 };
        assert_eq!(SparkDialect.sum(money, "`money`"), "SUM(`money`)");
    }

    #[test]
    fn decimals_that_would_overflow_are_compared_here() {
        let tests = |precision, scale| {
            SparkDialect.tests(ColumnKind::Decimal { precision, scale }, FieldType::Numeric)
        };
        assert!(tests(12, 2) && tests(38, 10) && !tests(30, 0) && !tests(38, 0));
    }
}
