//! A query in SQL: as much of it as the database answers exactly as the
//! embedded engine would.
//!
//! Values are bound, never written into the text. What can't be left to the
//! database (tests of lists and JSON members, of columns whose type isn't their
//! field's) is left out, and the engine does it with the rows that come: a
//! condition that is left out only lets more rows through.

use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use datafusion::arrow::datatypes::{Field as ArrowField, Schema, SchemaRef};
use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

use super::statement::{Parameter, Statement};
use super::{ColumnKind, DatabaseTable, TableColumn, mysql, postgres};
use crate::catalog::{Field, FieldType};
use crate::plan::{Decimal, Query, Test, TestKind, TextMatch};
use crate::source::layout::{Layout, Place};
use crate::spec::Aggregate;

/// Values that one query may bind; beyond them a test is left to the engine.
const MOST_PARAMETERS: usize = 4000;

/// Tests that stand beside each other without parentheses, at most: SQLite allows
/// an expression 1000 levels, and each operator of a chain is one.
const CHAINED: usize = 100;

/// Tests in a row, many of them as a balanced tree.
fn joined(tests: &[String], operator: &str) -> String {
    if tests.len() <= CHAINED {
        return tests.join(operator);
    }
    let (left, right) = tests.split_at(tests.len() / 2);
    format!("({}){operator}({})", joined(left, operator), joined(right, operator))
}

/// Whose SQL it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Dialect {
    Sqlite,
    Postgres,
    Mysql,
}

impl Dialect {
    /// A value in the form in which it is read.
    pub(super) fn result(self, kind: ColumnKind, sql: &str) -> String {
        match (self, kind) {
            (Self::Mysql, _) => mysql::result(kind, sql),
            (Self::Postgres, ColumnKind::Decimal { .. }) => format!("CAST({sql} AS numeric)"),
            _ => sql.to_owned(),
        }
    }
}

/// What the database is asked, and what is left to do.
#[derive(Debug)]
pub(in crate::source) struct Pushed {
    pub(super) statement: Statement,
    /// Counts the query's rows, where the database can.
    pub(super) count: Option<Statement>,
    /// Columns of the answer.
    pub(in crate::source) schema: SchemaRef,
    pub(super) kinds: Vec<ColumnKind>,
    /// Only the query's rows come.
    pub(in crate::source) filtered: bool,
    /// They come in the query's order.
    pub(in crate::source) ordered: bool,
    /// They come grouped: `c0`, `c1_sum`, ...
    pub(in crate::source) grouped: bool,
}

impl Pushed {
    pub(in crate::source) fn counts(&self) -> Option<&Statement> {
        self.count.as_ref()
    }
}

/// Writes SQL of one table.
pub(in crate::source) struct Renderer<'a> {
    pub(in crate::source) dialect: Dialect,
    pub(in crate::source) table: &'a DatabaseTable,
    pub(in crate::source) layout: &'a Layout<'a>,
    pub(in crate::source) parameters: Vec<Parameter>,
}

/// One column of a grouped answer.
struct Part {
    name: String,
    kind: ColumnKind,
    sql: String,
}

impl Renderer<'_> {
    /// What the database does of a query.
    pub(in crate::source) fn push(mut self, query: &Query, limit: Option<usize>) -> Pushed {
        let (condition, filtered) = self.filter(query);
        let condition = condition.map(|sql| format!(" WHERE {sql}")).unwrap_or_default();
        let aggregated = query.columns.iter().any(|column| column.aggregate.is_some());
        if aggregated
            && filtered
            && let Some(pushed) = self.grouped(query, &condition, limit)
        {
            return pushed;
        }
        let order = if aggregated { None } else { self.order(query) };
        let ordered = !aggregated && order.is_some();
        // What is left to do needs the columns that it is about.
        let written = query.columns.iter().map(|column| &column.field);
        let tested = query.groups.iter().flatten().map(|test| &test.field);
        let sorted = query.order.iter().map(|order| &order.field);
        let needed = written
            .chain(tested.filter(|_| !filtered))
            .chain(sorted.filter(|_| !ordered && !aggregated));
        let names: BTreeSet<&str> = needed
            .filter_map(|field| match self.layout.place(field)? {
                Place::Column { name, .. } | Place::Member { parent: name, .. } => Some(name),
            })
            .collect();
        let columns: Vec<&TableColumn> =
            self.table.columns.iter().filter(|column| names.contains(&*column.name)).collect();
        let values: Vec<String> =
            columns.iter().map(|column| self.dialect.result(column.kind, &column.value)).collect();
        let list = if values.is_empty() { "1".to_owned() } else { values.join(", ") };
        let from = &self.table.sql;
        let mut sql = format!("SELECT {list} FROM {from}{condition}");
        if let Some(order) = order.filter(|order| !order.is_empty()) {
            sql.push_str(" ORDER BY ");
            sql.push_str(&order);
        }
        if let Some(limit) = limit.filter(|_| filtered && ordered) {
            sql.push_str(&format!(" LIMIT {limit}"));
        }
        let count = (filtered && !aggregated).then(|| Statement {
            sql: format!("SELECT COUNT(*) FROM {from}{condition}"),
            parameters: self.parameters.clone(),
        });
        let fields: Vec<ArrowField> = columns
            .iter()
            .map(|column| ArrowField::new(&column.name, column.kind.data_type(), true))
            .collect();
        Pushed {
            statement: Statement { sql, parameters: self.parameters },
            count,
            schema: Arc::new(Schema::new(fields)),
            kinds: columns.iter().map(|column| column.kind).collect(),
            filtered,
            ordered,
            grouped: false,
        }
    }

    /// The column that a field's values are, without conversion.
    fn column(&self, field: &Field) -> Option<&TableColumn> {
        match self.layout.place(field)? {
            Place::Column { name, .. } => self.table.column(name),
            Place::Member { .. } => None,
        }
    }

    fn exact(&self, field: &Field) -> Option<(&TableColumn, &str)> {
        let column = self.column(field)?;
        let compared = column.compared.as_deref()?;
        column.kind.is_of(field.field_type).then_some((column, compared))
    }

    fn bind(&mut self, parameter: Parameter) -> String {
        let number = self.parameters.len() + 1;
        let placeholder = match self.dialect {
            Dialect::Sqlite => "?".to_owned(),
            Dialect::Postgres => postgres::placeholder(number, &parameter),
            Dialect::Mysql => mysql::placeholder(&parameter),
        };
        self.parameters.push(parameter);
        placeholder
    }

    /// The filter, or one that lets more through; and whether it is the filter.
    fn filter(&mut self, query: &Query) -> (Option<String>, bool) {
        let mut whole = true;
        let mut groups = Vec::new();
        for group in query.groups.iter().filter(|group| !group.is_empty()) {
            let mut tests = Vec::new();
            for test in group {
                let before = self.parameters.len();
                match self.test(test) {
                    Some(sql) if self.parameters.len() <= MOST_PARAMETERS => tests.push(sql),
                    Some(_) | None => {
                        self.parameters.truncate(before);
                        whole = false;
                    }
                }
            }
            if tests.is_empty() {
                // This group may let any row through.
                self.parameters.clear();
                return (None, false);
            }
            groups.push(format!("({})", joined(&tests, " AND ")));
        }
        let sql = (!groups.is_empty()).then(|| joined(&groups, " OR "));
        (sql, whole)
    }

    fn test(&mut self, test: &Test) -> Option<String> {
        let column = self.column(&test.field)?.clone();
        let compared = column.compared.clone()?;
        let field_type = test.field.field_type;
        let counted_as_boolean =
            column.kind == ColumnKind::Integer && field_type == FieldType::Boolean;
        let is_float = column.kind == ColumnKind::Float64 && field_type == FieldType::Numeric;
        if !column.kind.is_of(field_type)
            && !is_float
            && !(counted_as_boolean && self.dialect == Dialect::Mysql)
        {
            return None;
        }
        // A column of SQLite may hold anything; only texts are what they seem.
        if self.dialect == Dialect::Sqlite && column.kind != ColumnKind::Text {
            return None;
        }
        let passed = match &test.kind {
            TestKind::Empty if column.kind == ColumnKind::Text => {
                format!("({compared} IS NULL OR {compared} = '')")
            }
            TestKind::Empty => format!("{compared} IS NULL"),
            TestKind::Text { values, matching, case_sensitive } => {
                self.text(&column, &compared, values, *matching, *case_sensitive)?
            }
            TestKind::NumberIn(numbers) => self.number_in(&column, &compared, numbers),
            TestKind::NumberRange(from, to) => {
                let parameter = |number: Decimal| number_parameter(column.kind, number);
                let (from, to) = (from.map(parameter), to.map(parameter));
                self.range(&compared, from, to)
            }
            TestKind::Boolean(wanted) if counted_as_boolean => {
                format!("{compared} {} 0", if *wanted { "<>" } else { "=" })
            }
            TestKind::Boolean(true) => compared,
            TestKind::Boolean(false) => format!("NOT {compared}"),
            TestKind::Days((from, to)) => {
                self.moments(&column, &compared, from.map(Parameter::Day), to.map(Parameter::Day))
            }
            TestKind::Instants((from, to)) => {
                let (from, to) = (settle(*from, true), settle(*to, false));
                let (from, to) = (from.map(Parameter::Instant), to.map(Parameter::Instant));
                self.moments(&column, &compared, from, to)
            }
            TestKind::Entries { .. } => return None,
        };
        // An unknown outcome is an empty value: negative operators keep it.
        Some(if test.negated { format!("({passed}) IS NOT TRUE") } else { passed })
    }

    fn text_parameter(&self, text: &str) -> Parameter {
        match self.dialect {
            Dialect::Mysql => Parameter::Bytes(text.as_bytes().to_vec()),
            Dialect::Sqlite | Dialect::Postgres => Parameter::Text(text.to_owned()),
        }
    }

    fn text(
        &mut self,
        column: &TableColumn,
        compared: &str,
        values: &[String],
        matching: TextMatch,
        case_sensitive: bool,
    ) -> Option<String> {
        // PostgreSQL has no texts with NUL, and can't be asked for one.
        let possible = |value: &&String| self.dialect != Dialect::Postgres || !value.contains('\0');
        let values: Vec<&String> = values.iter().filter(possible).collect();
        if values.is_empty() {
            return Some("1 = 0".to_owned());
        }
        if values.len() > MOST_PARAMETERS {
            return None;
        }
        if matching == TextMatch::Whole && case_sensitive {
            let mut parts = Vec::new();
            if let Some(indexed) = &column.indexed {
                let list = self.list(values.iter().map(|value| Parameter::Text((*value).clone())));
                parts.push(format!("{indexed} IN ({list})"));
            }
            let exact: Vec<Parameter> =
                values.iter().map(|value| self.text_parameter(value)).collect();
            let list = self.list(exact.into_iter());
            parts.push(format!("{compared} IN ({list})"));
            return Some(format!("({})", parts.join(" AND ")));
        }
        let tests = values.iter().map(|value| {
            if case_sensitive {
                self.matches(compared, value, matching)
            } else {
                let (folded, value) = self.folded(compared, value);
                self.matches(&folded, &value, matching)
            }
        });
        let tests: Vec<String> = tests.collect();
        Some(format!("({})", joined(&tests, " OR ")))
    }

    fn list(&mut self, parameters: impl Iterator<Item = Parameter>) -> String {
        parameters.map(|parameter| self.bind(parameter)).collect::<Vec<_>>().join(", ")
    }

    /// Whether a text stands where it has to, without a pattern that would need
    /// escapes.
    fn matches(&mut self, text: &str, wanted: &str, matching: TextMatch) -> String {
        let bytes = wanted.len();
        if self.dialect == Dialect::Sqlite {
            let blob = Parameter::Bytes(wanted.as_bytes().to_vec());
            return match matching {
                TextMatch::Whole => {
                    let wanted = self.bind(Parameter::Text(wanted.to_owned()));
                    format!("{text} = {wanted}")
                }
                TextMatch::Anywhere => {
                    format!("instr(CAST({text} AS BLOB), {}) > 0", self.bind(blob))
                }
                TextMatch::Start => {
                    format!("substr(CAST({text} AS BLOB), 1, {bytes}) = {}", self.bind(blob))
                }
                TextMatch::End => {
                    format!("substr(CAST({text} AS BLOB), -{bytes}) = {}", self.bind(blob))
                }
            };
        }
        let characters = wanted.chars().count();
        let parameter = self.text_parameter(wanted);
        let wanted = self.bind(parameter);
        match (self.dialect, matching) {
            (_, TextMatch::Whole) => format!("{text} = {wanted}"),
            (Dialect::Postgres, TextMatch::Anywhere) => format!("strpos({text}, {wanted}) > 0"),
            (Dialect::Postgres, TextMatch::Start) => {
                format!("left({text}, {characters}) = {wanted}")
            }
            (Dialect::Postgres, TextMatch::End) => {
                format!("right({text}, {characters}) = {wanted}")
            }
            // Parameters have no numbers there, so they come in the order of their binding.
            (_, TextMatch::Anywhere) => format!("INSTR({text}, {wanted}) > 0"),
            (_, TextMatch::Start) => format!("LEFT({text}, {bytes}) = {wanted}"),
            (_, TextMatch::End) => format!("RIGHT({text}, {bytes}) = {wanted}"),
        }
    }

    /// A text in which all forms of the wanted letters are one form, and the
    /// wanted text in that form. No database folds case as another does.
    fn folded(&mut self, text: &str, wanted: &str) -> (String, String) {
        let (mut from, mut to) = (String::new(), String::new());
        let mut plain = String::new();
        for letter in wanted.chars() {
            let forms = forms(letter);
            let first = forms.first().copied().unwrap_or(letter);
            plain.push(first);
            for form in &forms[1..] {
                if !from.contains(*form) {
                    from.push(*form);
                    to.push(first);
                }
            }
        }
        if from.is_empty() {
            return (text.to_owned(), plain);
        }
        if self.dialect == Dialect::Postgres {
            let from = self.bind(Parameter::Text(from));
            let to = self.bind(Parameter::Text(to));
            return (format!("translate({text}, {from}, {to})"), plain);
        }
        let mut sql = text.to_owned();
        for (form, first) in from.chars().zip(to.chars()) {
            let form = self.text_parameter(&form.to_string());
            let first = self.text_parameter(&first.to_string());
            let (form, first) = (self.bind(form), self.bind(first));
            sql = format!("REPLACE({sql}, {form}, {first})");
        }
        (sql, plain)
    }

    fn number_in(&mut self, column: &TableColumn, compared: &str, numbers: &[Decimal]) -> String {
        let possible =
            |number: &&Decimal| column.kind != ColumnKind::Integer || number.as_integer().is_some();
        let parameters: Vec<Parameter> = numbers
            .iter()
            .filter(possible)
            .map(|number| number_parameter(column.kind, *number))
            .collect();
        if parameters.is_empty() {
            return "1 = 0".to_owned();
        }
        let list = self.list(parameters.into_iter());
        format!("{compared} IN ({list})")
    }

    fn range(&mut self, value: &str, from: Bound<Parameter>, to: Bound<Parameter>) -> String {
        let mut parts = Vec::new();
        match from {
            Bound::Included(from) => parts.push(format!("{value} >= {}", self.bind(from))),
            Bound::Excluded(from) => parts.push(format!("{value} > {}", self.bind(from))),
            Bound::Unbounded => {}
        }
        match to {
            Bound::Included(to) => parts.push(format!("{value} <= {}", self.bind(to))),
            Bound::Excluded(to) => parts.push(format!("{value} < {}", self.bind(to))),
            Bound::Unbounded => {}
        }
        if parts.is_empty() {
            parts.push(format!("{value} IS NOT NULL"));
        }
        format!("({})", parts.join(" AND "))
    }

    /// A range of days or instants that an index can serve.
    fn moments(
        &mut self,
        column: &TableColumn,
        compared: &str,
        from: Bound<Parameter>,
        to: Bound<Parameter>,
    ) -> String {
        match &column.indexed {
            Some(indexed) if self.dialect == Dialect::Mysql => {
                let range = self.range(indexed, from, to);
                format!("({range} AND {indexed} <> 0)")
            }
            _ => self.range(compared, from, to),
        }
    }

    /// The order of plain rows, if the database can keep it.
    fn order(&self, query: &Query) -> Option<String> {
        let keys = query.order.iter().map(|order| {
            let (column, compared) = self.exact(&order.field)?;
            column.sortable.then(|| self.key(compared, column.nullable, order.descending))
        });
        Some(keys.collect::<Option<Vec<String>>>()?.join(", "))
    }

    /// Empty values come last in either direction.
    fn key(&self, value: &str, nullable: bool, descending: bool) -> String {
        let direction = if descending { " DESC" } else { "" };
        match self.dialect {
            _ if !nullable => format!("{value}{direction}"),
            Dialect::Mysql => format!("{value} IS NULL, {value}{direction}"),
            Dialect::Sqlite | Dialect::Postgres => format!("{value}{direction} NULLS LAST"),
        }
    }

    fn grouped(&mut self, query: &Query, condition: &str, limit: Option<usize>) -> Option<Pushed> {
        // SQLite has neither exact sums nor columns of one type.
        if self.dialect == Dialect::Sqlite {
            return None;
        }
        let mut parts = Vec::new();
        let mut groups = Vec::new();
        let mut keys = Vec::new();
        for (index, column) in query.columns.iter().enumerate() {
            let name = format!("c{index}");
            let field = &column.field;
            let part = |suffix: &str, kind: ColumnKind, sql: String| Part {
                name: format!("{name}{suffix}"),
                kind,
                sql,
            };
            let sum = |kind: ColumnKind| ColumnKind::Decimal {
                precision: 38,
                scale: match kind {
                    ColumnKind::Decimal { scale, .. } => scale,
                    _ => 0,
                },
            };
            match column.aggregate {
                Some(Aggregate::Count) => {
                    parts.push(part("_rows", ColumnKind::Integer, "COUNT(*)".to_owned()));
                }
                Some(Aggregate::Sum | Aggregate::Average) => {
                    let (found, value) = self.exact(field)?;
                    parts.push(part("_sum", sum(found.kind), format!("SUM({value})")));
                    if column.aggregate == Some(Aggregate::Average) {
                        parts.push(part("_values", ColumnKind::Integer, format!("COUNT({value})")));
                    }
                }
                Some(Aggregate::Min | Aggregate::Max) => {
                    let (found, value) = self.exact(field)?;
                    let value = filled(found.kind, value);
                    let least = column.aggregate == Some(Aggregate::Min);
                    let (suffix, function) = if least { ("_min", "MIN") } else { ("_max", "MAX") };
                    parts.push(part(suffix, found.kind, format!("{function}({value})")));
                }
                Some(Aggregate::Group) => {
                    let (found, value) = self.exact(field)?;
                    let value = filled(found.kind, value);
                    let sortable = found.sortable || found.kind == ColumnKind::Boolean;
                    keys.push(sortable.then(|| self.key(&value, true, false)));
                    groups.push(value.clone());
                    parts.push(part("", found.kind, value));
                }
                None => return None,
            }
        }
        let from = &self.table.sql;
        let values: Vec<String> =
            parts.iter().map(|part| self.dialect.result(part.kind, &part.sql)).collect();
        let grouping = groups.join(", ");
        let mut sql =
            format!("SELECT {} FROM {from}{condition} GROUP BY {grouping}", values.join(", "));
        let keys: Option<Vec<String>> = keys.into_iter().collect();
        let ordered = keys.is_some();
        if let Some(keys) = keys {
            sql.push_str(" ORDER BY ");
            sql.push_str(&keys.join(", "));
            if let Some(limit) = limit {
                sql.push_str(&format!(" LIMIT {limit}"));
            }
        }
        let count = format!(
            "SELECT COUNT(*) FROM (SELECT 1 AS one FROM {from}{condition} GROUP BY {grouping}) AS found"
        );
        let fields: Vec<ArrowField> = parts
            .iter()
            .map(|part| ArrowField::new(&part.name, part.kind.data_type(), true))
            .collect();
        Some(Pushed {
            statement: Statement { sql, parameters: self.parameters.clone() },
            count: Some(Statement { sql: count, parameters: self.parameters.clone() }),
            schema: Arc::new(Schema::new(fields)),
            kinds: parts.iter().map(|part| part.kind).collect(),
            filtered: true,
            ordered,
            grouped: true,
        })
    }
}

/// The text, or nothing if it is empty: the two form one group.
fn filled(kind: ColumnKind, value: &str) -> String {
    match kind {
        ColumnKind::Text => format!("NULLIF({value}, '')"),
        _ => value.to_owned(),
    }
}

fn number_parameter(kind: ColumnKind, number: Decimal) -> Parameter {
    match (kind, number.as_integer()) {
        (ColumnKind::Float64, _) => Parameter::Float(number.as_f64()),
        (ColumnKind::Integer, Some(whole)) => Parameter::Integer(whole),
        _ => Parameter::Decimal(number.to_string()),
    }
}

/// A bound in microseconds, which is what databases hold.
fn settle(bound: Bound<DateTime<Utc>>, up: bool) -> Bound<DateTime<Utc>> {
    let (Bound::Included(instant) | Bound::Excluded(instant)) = bound else { return bound };
    let rest = i64::from(instant.timestamp_subsec_nanos() % 1000);
    if rest == 0 {
        return bound;
    }
    let floor = instant - TimeDelta::nanoseconds(rest);
    Bound::Included(if up { floor + TimeDelta::microseconds(1) } else { floor })
}

/// All forms of a letter that mean the same where case doesn't matter, as the
/// engine sees it.
fn forms(letter: char) -> Vec<char> {
    let mut class = ClassUnicode::new([ClassUnicodeRange::new(letter, letter)]);
    // Only a build without the tables would not know.
    if class.try_case_fold_simple().is_err() {
        return vec![letter];
    }
    class.iter().flat_map(|range| range.start()..=range.end()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_the_engines_forms() {
        assert_eq!(forms('k'), ['K', 'k', '\u{212a}']);
        assert_eq!(forms('7'), ['7']);
        assert_eq!(forms('é'), ['É', 'é']);
        assert_eq!(forms('ß'), ['ß', 'ẞ']);
        assert_eq!(forms('σ'), ['Σ', 'ς', 'σ']);
    }
}
