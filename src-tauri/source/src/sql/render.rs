//! A query in SQL: as much of it as the database answers exactly as the
//! embedded engine would.
//!
//! Values are bound, never written into the text. What can't be left to the
//! database (tests of lists and JSON members, of columns whose type isn't their
//! field's) is left out, and the engine does it with the rows that come: a
//! condition that is left out only lets more rows through.

use std::collections::BTreeSet;
use std::ops::{Bound, RangeInclusive};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use datafusion::arrow::datatypes::{Field as ArrowField, Schema, SchemaRef};

use super::dialect::SqlDialect;
use super::statement::{Parameter, Statement};
use super::{ColumnKind, DatabaseTable, TableColumn};
use crate::case_folding::forms;
use crate::catalog::{Field, FieldType};
use crate::layout::{Layout, Place};
use crate::plan::{Decimal, Query, Test, TestKind, TextMatch, beside_high, beside_low};
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

/// What the database is asked, and what is left to do.
#[derive(Debug)]
pub(crate) struct Pushed {
    pub(crate) statement: Statement,
    /// Counts the query's rows, where the database can.
    pub(crate) count: Option<Statement>,
    /// Tells how large the numbers are whose columns don't say it: two values
    /// for each, in their order.
    pub(crate) measure: Option<Statement>,
    /// Columns of the answer.
    pub(crate) schema: SchemaRef,
    pub(crate) kinds: Vec<ColumnKind>,
    /// Only the query's rows come.
    pub(crate) filtered: bool,
    /// They come in the query's order.
    pub(crate) ordered: bool,
    /// They come grouped: `c0`, `c1_sum`, ...
    pub(crate) grouped: bool,
}

impl Pushed {
    pub(crate) fn counts(&self) -> Option<&Statement> {
        self.count.as_ref()
    }
}

/// Writes SQL of one table.
pub(crate) struct Renderer<'a> {
    pub(crate) dialect: &'a dyn SqlDialect,
    pub(crate) table: &'a DatabaseTable,
    pub(crate) layout: &'a Layout<'a>,
    pub(crate) parameters: Vec<Parameter>,
    /// What rows have to be besides, where the table's own words say it.
    pub(crate) only: Option<String>,
}

/// One column of a grouped answer.
struct GroupedColumn {
    name: String,
    kind: ColumnKind,
    sql: String,
}

impl Renderer<'_> {
    /// What the database does of a query.
    pub(crate) fn push(mut self, query: &Query, limit: Option<usize>) -> Pushed {
        let (condition, filtered) = self.filter(query);
        let condition = match (condition, self.only.take()) {
            (Some(condition), Some(only)) => Some(format!("({condition}) AND {only}")),
            (condition, only) => condition.or(only),
        };
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
        let mut rest = format!(" FROM {from}{condition}");
        if let Some(order) = order.filter(|order| !order.is_empty()) {
            rest.push_str(" ORDER BY ");
            rest.push_str(&order);
        }
        let limit = limit.filter(|_| filtered && ordered);
        if let Some(limit) = limit {
            rest.push_str(&format!(" LIMIT {limit}"));
        }
        let sql = format!("SELECT {list}{rest}");
        // The order of all rows doesn't matter to what they are.
        let measured = if limit.is_some() { rest } else { format!(" FROM {from}{condition}") };
        let numbers = columns.iter().filter(|column| column.kind == ColumnKind::Number);
        let measure = self.measure(numbers.map(|column| column.value.as_str()), &measured);
        let count = (filtered && !aggregated).then(|| Statement {
            sql: format!("SELECT COUNT(*) FROM {from}{condition}"),
            parameters: self.parameters.clone(),
        });
        let fields: Vec<ArrowField> =
            columns.iter().map(|column| column.kind.arrow_field(&column.name)).collect();
        Pushed {
            statement: Statement { sql, parameters: self.parameters },
            count,
            measure,
            schema: Arc::new(Schema::new(fields)),
            kinds: columns.iter().map(|column| column.kind).collect(),
            filtered,
            ordered,
            grouped: false,
        }
    }

    /// Asks for the size of the numbers that a query gives.
    fn measure<'n>(&self, numbers: impl Iterator<Item = &'n str>, rest: &str) -> Option<Statement> {
        let (mut inner, mut outer) = (Vec::new(), Vec::new());
        for (index, number) in numbers.enumerate() {
            inner.push(format!("{number} AS n{index}"));
            outer.extend(self.dialect.measures(&format!("n{index}"))?);
        }
        let (inner, outer) = (inner.join(", "), outer.join(", "));
        (!inner.is_empty()).then(|| Statement {
            sql: format!("SELECT {outer} FROM (SELECT {inner}{rest}) AS measured"),
            parameters: self.parameters.clone(),
        })
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
        let placeholder = self.dialect.placeholder(number, &parameter);
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
                    Some((sql, is_exact)) if self.parameters.len() <= MOST_PARAMETERS => {
                        tests.push(sql);
                        whole &= is_exact;
                    }
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

    /// A test, or one that lets more through; and whether it is the test.
    fn test(&mut self, test: &Test) -> Option<(String, bool)> {
        let column = self.column(&test.field)?.clone();
        let compared = column.compared.clone()?;
        let field_type = test.field.field_type;
        if !self.dialect.tests(column.kind, field_type) {
            return None;
        }
        let counted_as_boolean =
            column.kind == ColumnKind::Integer && field_type == FieldType::Boolean;
        let passed = match &test.kind {
            TestKind::Empty if column.kind == ColumnKind::Text => {
                format!("({compared} IS NULL OR {compared} = '')")
            }
            TestKind::Empty => format!("{compared} IS NULL"),
            TestKind::Text { values, matching, case_sensitive } => {
                self.text(&column, &compared, values, *matching, *case_sensitive)?
            }
            TestKind::NumberIn(numbers) => self.number_in(&column, &compared, numbers),
            TestKind::NumberRange(from, to) if column.kind == ColumnKind::Float64 => {
                let from = beside_low(*from, Decimal::nearest_f64).map(Parameter::Float);
                let to = beside_high(*to, Decimal::nearest_f64).map(Parameter::Float);
                let range = self.range(&compared, from, to);
                match self.dialect.is_number(&compared) {
                    Some(is_number) => format!("({range} AND {is_number})"),
                    None => range,
                }
            }
            TestKind::NumberRange(from, to) => {
                let parameter = |number: Decimal| number_parameter(column.kind, number);
                let (from, to) = (from.map(parameter), to.map(parameter));
                self.range(&compared, from, to)
            }
            TestKind::Boolean(wanted) if counted_as_boolean => {
                format!("{compared} {} 0", if *wanted { "<>" } else { "=" })
            }
            TestKind::Boolean(true) => self.dialect.is_true(&compared),
            TestKind::Boolean(false) => format!("NOT {compared}"),
            TestKind::Days((from, to)) => {
                let known = self.dialect.instants();
                let known = known.start().date_naive()..=known.end().date_naive();
                let span = within(*from, *to, &known);
                let span =
                    span.map(|(from, to)| (from.map(Parameter::Day), to.map(Parameter::Day)));
                self.moments(&column, &compared, span)
            }
            TestKind::Instants((from, to)) => {
                let span =
                    within(settle(*from, true), settle(*to, false), &self.dialect.instants());
                let parameter = Parameter::Instant;
                let span = span.map(|(from, to)| (from.map(parameter), to.map(parameter)));
                self.moments(&column, &compared, span)
            }
            TestKind::Entries { .. } => return None,
        };
        // An unknown outcome is an empty value: negative operators keep it.
        let passed = if test.negated { format!("({passed}) IS NOT TRUE") } else { passed };
        if counted_as_boolean {
            // What is neither 0 nor 1 is told with its row by who reads it.
            return Some((format!("({passed} OR {compared} NOT IN (0, 1))"), false));
        }
        Some((passed, true))
    }

    fn text(
        &mut self,
        column: &TableColumn,
        compared: &str,
        values: &[String],
        matching: TextMatch,
        case_sensitive: bool,
    ) -> Option<String> {
        let values: Vec<&String> =
            values.iter().filter(|value| self.dialect.can_hold(value)).collect();
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
                values.iter().map(|value| self.dialect.text(value)).collect();
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

    /// Whether a text stands where it has to.
    fn matches(&mut self, text: &str, wanted: &str, matching: TextMatch) -> String {
        if matching == TextMatch::Whole {
            let wanted = self.bind(self.dialect.text(wanted));
            return format!("{text} = {wanted}");
        }
        let placeholder = self.bind(self.dialect.part_of_text(wanted));
        self.dialect.part(text, &placeholder, wanted, matching)
    }

    /// A text in which all forms of the wanted letters are one form, and the
    /// wanted text in that form. No database folds case as another does.
    fn folded(&mut self, text: &str, wanted: &str) -> (String, String) {
        let mut pairs: Vec<(char, char)> = Vec::new();
        let mut plain = String::new();
        for letter in wanted.chars() {
            let forms = forms(letter);
            let first = forms.first().copied().unwrap_or(letter);
            plain.push(first);
            for form in forms.get(1..).unwrap_or_default() {
                if !pairs.iter().any(|(known, _)| known == form) {
                    pairs.push((*form, first));
                }
            }
        }
        if pairs.is_empty() {
            return (text.to_owned(), plain);
        }
        let dialect = self.dialect;
        (dialect.with_letters(text, &pairs, &mut |parameter| self.bind(parameter)), plain)
    }

    fn number_in(&mut self, column: &TableColumn, compared: &str, numbers: &[Decimal]) -> String {
        let possible = |number: &&Decimal| match column.kind {
            ColumnKind::Integer => number.as_integer().is_some(),
            ColumnKind::Float64 => number.nearest_f64().1.is_eq(),
            _ => true,
        };
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

    /// A range of days or instants that an index can serve; none has nothing in it.
    fn moments(
        &mut self,
        column: &TableColumn,
        compared: &str,
        span: Option<(Bound<Parameter>, Bound<Parameter>)>,
    ) -> String {
        let Some((from, to)) = span else { return "1 = 0".to_owned() };
        let (value, besides) = self.dialect.moment(column, compared);
        let range = self.range(&value, from, to);
        match besides {
            Some(besides) => format!("({range} AND {besides})"),
            None => range,
        }
    }

    /// The order of plain rows, if the database can keep it. Rows that are equal
    /// in it are ordered by the table's key or, where there is none, by all
    /// values that are read, so that they come in one order each time.
    fn order(&self, query: &Query) -> Option<String> {
        let mut named = BTreeSet::new();
        let mut keys = Vec::new();
        let keys_of_table = self.table.columns.iter().filter(|column| column.key.is_some()).count();
        for order in &query.order {
            let (column, compared) = self.exact(&order.field)?;
            if !column.sortable {
                return None;
            }
            // An empty text comes last, as a missing one does. A key that is one column
            // stays what an index serves: it has one empty text at most.
            let is_key = keys_of_table == 1 && column.key.is_some() && !column.nullable;
            keys.push(if column.kind == ColumnKind::Text && !is_key {
                let value = filled(column.kind, compared);
                self.dialect.order(&value, true, order.descending)
            } else {
                named.insert(&*column.name);
                self.dialect.order(compared, column.nullable, order.descending)
            });
        }
        let mut ties: Vec<&TableColumn> =
            self.table.columns.iter().filter(|column| column.key.is_some()).collect();
        if ties.is_empty() {
            let read = query.columns.iter().filter_map(|column| self.source(&column.field));
            ties.extend(read);
        }
        for column in ties {
            if named.insert(&*column.name) {
                keys.push(self.dialect.order(&column.tie, column.nullable, false));
            }
        }
        Some(keys.join(", "))
    }

    /// The column in which a field's values stand, themselves or within others.
    fn source(&self, field: &Field) -> Option<&TableColumn> {
        match self.layout.place(field)? {
            Place::Column { name, .. } | Place::Member { parent: name, .. } => {
                self.table.column(name)
            }
        }
    }

    fn grouped(&mut self, query: &Query, condition: &str, limit: Option<usize>) -> Option<Pushed> {
        if !self.dialect.groups() {
            return None;
        }
        let mut parts = Vec::new();
        let mut groups = Vec::new();
        let mut keys = Vec::new();
        for (index, column) in query.columns.iter().enumerate() {
            let name = format!("c{index}");
            let field = &column.field;
            let part = |suffix: &str, kind: ColumnKind, sql: String| GroupedColumn {
                name: format!("{name}{suffix}"),
                kind,
                sql,
            };
            let sum = |kind: ColumnKind| match kind {
                ColumnKind::Number => ColumnKind::Number,
                ColumnKind::Decimal { scale, .. } => ColumnKind::Decimal { precision: 38, scale },
                _ => ColumnKind::Decimal { precision: 38, scale: 0 },
            };
            match column.aggregate {
                Some(Aggregate::Count) => {
                    parts.push(part("_rows", ColumnKind::Integer, "COUNT(*)".to_owned()));
                }
                Some(Aggregate::Sum | Aggregate::Average) => {
                    let (found, value) = self.exact(field)?;
                    let added = self.dialect.sum(found.kind, value);
                    parts.push(part("_sum", sum(found.kind), added));
                    if column.aggregate == Some(Aggregate::Average) {
                        parts.push(part("_values", ColumnKind::Integer, format!("COUNT({value})")));
                    }
                }
                Some(Aggregate::Min | Aggregate::Max) => {
                    let (found, value) = self.exact(field)?;
                    if found.kind == ColumnKind::Text && !found.sortable {
                        return None;
                    }
                    let value = filled(found.kind, value);
                    let least = column.aggregate == Some(Aggregate::Min);
                    let (suffix, function) = if least { ("_min", "MIN") } else { ("_max", "MAX") };
                    parts.push(part(suffix, found.kind, format!("{function}({value})")));
                }
                Some(Aggregate::Group) => {
                    let (found, value) = self.exact(field)?;
                    let value = filled(found.kind, value);
                    let sortable = found.sortable || found.kind == ColumnKind::Boolean;
                    keys.push(sortable.then(|| self.dialect.order(&value, true, false)));
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
        let numbers = parts.iter().filter(|part| part.kind == ColumnKind::Number);
        let rest = format!(" FROM {from}{condition} GROUP BY {grouping}");
        let measure = self.measure(numbers.map(|part| part.sql.as_str()), &rest);
        let count = format!(
            "SELECT COUNT(*) FROM (SELECT 1 AS one FROM {from}{condition} GROUP BY {grouping}) AS found"
        );
        let fields: Vec<ArrowField> =
            parts.iter().map(|part| part.kind.arrow_field(&part.name)).collect();
        Some(Pushed {
            statement: Statement { sql, parameters: self.parameters.clone() },
            count: Some(Statement { sql: count, parameters: self.parameters.clone() }),
            measure,
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

/// A range of moments within those that a database knows: it can't compare with
/// others. None where nothing is in it.
fn within<T: PartialOrd + Copy>(
    from: Bound<T>,
    to: Bound<T>,
    known: &RangeInclusive<T>,
) -> Option<(Bound<T>, Bound<T>)> {
    let from = match from {
        Bound::Included(at) | Bound::Excluded(at) if at > *known.end() => return None,
        Bound::Included(at) | Bound::Excluded(at) if at < *known.start() => Bound::Unbounded,
        from => from,
    };
    let to = match to {
        Bound::Included(at) | Bound::Excluded(at) if at < *known.start() => return None,
        Bound::Included(at) | Bound::Excluded(at) if at > *known.end() => Bound::Unbounded,
        to => to,
    };
    Some((from, to))
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
