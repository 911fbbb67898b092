//! What the SQL of one database says otherwise than that of another. Each
//! database has one implementation beside its connection.

use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::column::{ColumnKind, TableColumn};
use super::statement::Parameter;
use crate::catalog::FieldType;
use crate::plan::TextMatch;

/// How one kind of database writes what the renderer asks for.
pub(crate) trait SqlDialect: Send + Sync {
    /// The placeholder of a parameter, the `number`th of its statement, with the
    /// type that it has to have.
    fn placeholder(&self, number: usize, parameter: &Parameter) -> String;

    /// A value in the form in which it is read.
    fn result(&self, kind: ColumnKind, sql: &str) -> String;

    /// A text as the parameter that `compared` is compared with.
    fn text(&self, text: &str) -> Parameter {
        Parameter::Text(text.to_owned())
    }

    /// A text as the parameter that [`part`](Self::part) takes.
    fn part_of_text(&self, text: &str) -> Parameter {
        self.text(text)
    }

    /// Whether `text` has `wanted`, bound as `placeholder`, where it has to be: no
    /// pattern that would need escapes.
    fn part(&self, text: &str, placeholder: &str, wanted: &str, place: TextMatch) -> String;

    /// `text` with every letter of the pairs replaced.
    fn with_letters(
        &self,
        text: &str,
        pairs: &[(char, char)],
        bind: &mut dyn FnMut(Parameter) -> String,
    ) -> String {
        let mut sql = text.to_owned();
        for (from, to) in pairs {
            let from = bind(self.text(&from.to_string()));
            let to = bind(self.text(&to.to_string()));
            sql = format!("REPLACE({sql}, {from}, {to})");
        }
        sql
    }

    /// Whether a text can be in this database at all.
    fn can_hold(&self, _text: &str) -> bool {
        true
    }

    /// The first and the last instant that a value can be.
    fn instants(&self) -> RangeInclusive<DateTime<Utc>> {
        first_of(1)..=first_of(10_000) - TimeDelta::microseconds(1)
    }

    /// Whether the database tests the values of such a column as the engine does,
    /// as those of a field of this type.
    fn tests(&self, kind: ColumnKind, field_type: FieldType) -> bool;

    /// Whether a boolean is true.
    fn is_true(&self, value: &str) -> String {
        value.to_owned()
    }

    /// Whether it adds up and groups exactly, with columns of one type.
    fn groups(&self) -> bool;

    /// The exact sum of whole numbers or decimals.
    fn sum(&self, _kind: ColumnKind, value: &str) -> String {
        format!("SUM({value})")
    }

    /// Makes a column that is read as days or instants one of those, where it is
    /// declared as something else and may hold them.
    fn read_moments(&self, _column: &mut TableColumn) {}

    /// What has to hold of a binary fraction that is in a range, besides: where the
    /// database has a NaN that is greater than its upper end.
    fn is_number(&self, _value: &str) -> Option<String> {
        None
    }

    /// A range of days or instants over a column that an index serves: SQL of the
    /// value that is compared, and what has to hold besides.
    fn moment(&self, _column: &TableColumn, compared: &str) -> (String, Option<String>) {
        (compared.to_owned(), None)
    }

    /// An expression to order by, empty values last in either direction.
    fn order(&self, value: &str, nullable: bool, descending: bool) -> String {
        let direction = if descending { " DESC" } else { "" };
        let nulls = if nullable { " NULLS LAST" } else { "" };
        format!("{value}{direction}{nulls}")
    }

    /// Two aggregates of a number of any size: the decimals that it has at most,
    /// and the greatest magnitude as digits. Nothing where it can't be asked.
    fn measures(&self, number: &str) -> Option<[String; 2]>;

    /// What a row has to be if it may have changed after a snapshot. Nothing where
    /// the database can't tell.
    fn changed_since(&self, _snapshot: &str) -> Option<String> {
        None
    }

    /// An identifier, quoted.
    fn quoted(&self, name: &str) -> String;
}

/// The beginning of a year that the calendar has.
pub(crate) fn first_of(year: i32) -> DateTime<Utc> {
    let day = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    day.and_time(NaiveTime::MIN).and_utc()
}
