//! Fields and tests as expressions of the embedded engine.
//!
//! Bounds are rounded to what a column can hold before they are compared, so
//! that no cast of a whole column decides about a row.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use datafusion::arrow::datatypes::{DataType, TimeUnit};
use datafusion::common::{Column, ScalarValue};
use datafusion::functions::core::expr_fn::get_field;
use datafusion::logical_expr::expr::Like;
use datafusion::logical_expr::{Expr, cast, lit};

use super::SourceError;
use super::column_marks::{is_fraction_text, is_loose_number, is_number_text, is_uuid};
use super::functions::{
    Reading, all_of, any_of, is_empty_json, is_in_any_case, json_members, list_holds, number_text,
    plain_fraction, plain_number, read_as, unjudged,
};
use super::layout::{Layout, Place, has_plain_text, is_text};
use super::sql::Rounded;
use super::values::excerpt;
use crate::catalog::{Field, FieldType};
use crate::format::is_writable;
use crate::plan::{Decimal, Query, Span, Test, TestKind, TextMatch, beside_high, beside_low};
use crate::zone::Zone;

/// A field as an expression, with its type.
#[derive(Debug, Clone)]
pub(super) struct Value {
    pub(super) expression: Expr,
    pub(super) data_type: DataType,
}

/// The expressions of a query's fields over one table.
#[derive(Debug)]
pub(super) struct FieldValues {
    values: BTreeMap<String, Value>,
    zone: Option<Zone>,
    rounded: Rounded,
}

/// A column, or a member of its objects.
fn column(name: &str, parts: &[String]) -> Expr {
    let column = Expr::Column(Column::new_unqualified(name));
    parts.iter().fold(column, |object, part| get_field(object, part.as_str()))
}

impl FieldValues {
    /// Finds every field that the query reads.
    pub(super) fn resolve(query: &Query, layout: &Layout<'_>) -> Result<Self, SourceError> {
        Self::resolve_noting(query, layout, &Rounded::default())
    }

    /// The same; `rounded` is told of numbers with more digits than fit.
    pub(super) fn resolve_noting(
        query: &Query,
        layout: &Layout<'_>,
        rounded: &Rounded,
    ) -> Result<Self, SourceError> {
        let fields = query.fields();
        // All members of one JSON column are picked in one pass over its text.
        let mut members: BTreeMap<(&str, Vec<String>), BTreeSet<Vec<String>>> = BTreeMap::new();
        for field in &fields {
            if let Some(Place::Member { parent, parts, path }) = layout.place(field) {
                members.entry((parent, parts)).or_default().insert(path);
            }
        }
        let members: BTreeMap<_, Vec<Vec<String>>> =
            members.into_iter().map(|(text, paths)| (text, paths.into_iter().collect())).collect();
        let mut values = BTreeMap::new();
        for field in fields {
            let mut is_loose = false;
            let raw = match layout.place(field) {
                None => return Err(layout.missing(field, &query.model)),
                Some(Place::Column { name, parts, field: found }) => {
                    let (expression, data_type) = (column(name, &parts), found.data_type().clone());
                    is_loose = is_loose_number(found);
                    let reading = if is_uuid(found) {
                        Some(Reading::Uuid)
                    } else {
                        is_fraction_text(found).then_some(Reading::Fraction)
                    };
                    match reading {
                        Some(reading) => Value {
                            data_type: reading.data_type(),
                            expression: read_as(
                                reading, expression, &field.id, query.zone, rounded,
                            ),
                        },
                        None if is_number_text(found) => Value {
                            expression: plain_number(expression),
                            data_type: DataType::Utf8,
                        },
                        None => Value { expression, data_type },
                    }
                }
                Some(Place::Member { parent, parts, path }) => {
                    let text = column(parent, &parts);
                    let named = std::iter::once(parent).chain(parts.iter().map(String::as_str));
                    let named = named.collect::<Vec<_>>().join(".");
                    let paths = &members[&(parent, parts)];
                    let index = paths.binary_search(&path).unwrap_or(0);
                    let picked = json_members(text, paths.clone(), &named);
                    Value {
                        expression: get_field(picked, index.to_string()),
                        data_type: DataType::Utf8,
                    }
                }
            };
            values.insert(field.id.clone(), convert(field, raw, is_loose, query, rounded)?);
        }
        Ok(Self { values, zone: query.zone, rounded: rounded.clone() })
    }

    /// The expression of a field of the query.
    pub(super) fn get(&self, field: &Field) -> &Value {
        &self.values[&field.id]
    }

    /// What is told of numbers with more digits than fit.
    pub(super) fn rounded(&self) -> &Rounded {
        &self.rounded
    }

    /// The query's filter, if it has one.
    pub(super) fn filter(&self, query: &Query) -> Option<Expr> {
        let tests = |group: &Vec<Test>| group.iter().map(|test| self.test(test)).collect();
        any_of(query.groups.iter().filter_map(|group| all_of(tests(group))).collect())
    }

    fn test(&self, test: &Test) -> Expr {
        let value = self.get(&test.field);
        let passed = match &test.kind {
            TestKind::Empty => empty(&test.field, value),
            TestKind::Text { values, matching, case_sensitive } => {
                text(value, values, *matching, *case_sensitive)
            }
            TestKind::NumberIn(numbers) => number_in(value, numbers),
            TestKind::NumberRange(from, to) => number_range(value, *from, *to),
            TestKind::Boolean(wanted) => value.expression.clone().eq(lit(*wanted)),
            TestKind::Days(span) => days(value, span),
            TestKind::Instants(span) => instants(value, span),
            TestKind::Entries { values, all, case_sensitive } => {
                let (list, values) = (value.expression.clone(), values.clone());
                list_holds(list, &test.field.id, values, *all, *case_sensitive, self.zone)
            }
        };
        match &value.expression {
            // An unknown outcome is an empty value: negative operators keep it.
            _ if test.negated => Expr::IsNotTrue(Box::new(passed)),
            Expr::Column(_) => passed,
            _ => unjudged(passed),
        }
    }
}

/// Decimals that stay of types that have room for more than 38 digits.
const MOST_DECIMALS: i8 = 18;

/// Brings a column to a type that its field's values can have; `is_loose` says that
/// its decimals are more than its numbers have.
fn convert(
    field: &Field,
    raw: Value,
    is_loose: bool,
    query: &Query,
    rounded: &Rounded,
) -> Result<Value, SourceError> {
    let Value { expression, data_type: found } = raw;
    if let DataType::Decimal32(precision, scale) | DataType::Decimal64(precision, scale) = found {
        let data_type = DataType::Decimal128(precision, scale);
        let wide = Value { expression: cast(expression, data_type.clone()), data_type };
        return convert(field, wide, is_loose, query, rounded);
    }
    if let DataType::Dictionary(_, values) = &found
        && !is_text(values)
    {
        let expression = cast(expression, values.as_ref().clone());
        let plain = Value { expression, data_type: values.as_ref().clone() };
        return convert(field, plain, is_loose, query, rounded);
    }
    if matches!(found, DataType::Binary | DataType::LargeBinary | DataType::BinaryView) {
        // Texts that their writer didn't mark as such.
        let expression = cast(expression, DataType::Utf8);
        let text = Value { expression, data_type: DataType::Utf8 };
        return convert(field, text, false, query, rounded);
    }
    let refused = || {
        Err(SourceError::WrongType {
            path: None,
            model: query.model.clone(),
            field: field.id.clone(),
            found: described(&found),
            wanted: field.field_type.to_string(),
        })
    };
    let text = is_text(&found);
    let instant = DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
    let cast_to = |data_type: DataType| Value {
        expression: cast(expression.clone(), data_type.clone()),
        data_type,
    };
    let read = |reading: Reading| Value {
        data_type: reading.data_type(),
        expression: read_as(reading, expression.clone(), &field.id, query.zone, rounded),
    };
    let same = || Value { expression: expression.clone(), data_type: found.clone() };
    let as_number = |number| Value { expression: number_text(number), data_type: DataType::Utf8 };
    Ok(match field.field_type {
        FieldType::String | FieldType::Select | FieldType::Url | FieldType::Image => match &found {
            _ if text => same(),
            DataType::Float32 | DataType::Float64 => as_number(expression.clone()),
            DataType::Float16 => as_number(cast_to(DataType::Float32).expression),
            DataType::Decimal128(..) if is_loose => as_number(expression.clone()),
            plain if has_plain_text(plain) => cast_to(DataType::Utf8),
            _ => return refused(),
        },
        FieldType::Numeric => match &found {
            DataType::Int8
            | DataType::Int16
            | DataType::Int32
            | DataType::UInt8
            | DataType::UInt16
            | DataType::UInt32 => cast_to(DataType::Int64),
            DataType::Int64 | DataType::Decimal128(..) => same(),
            DataType::Float32 | DataType::Float64 => {
                Value { expression: plain_fraction(expression.clone()), data_type: found.clone() }
            }
            DataType::UInt64 => cast_to(DataType::Decimal128(20, 0)),
            DataType::Float16 => {
                let short = cast_to(DataType::Float32);
                Value { expression: plain_fraction(short.expression), ..short }
            }
            DataType::Decimal256(_, scale @ 0..) => {
                read(Reading::Narrowed((*scale).min(MOST_DECIMALS)))
            }
            DataType::Decimal256(_, scale) => cast_to(DataType::Decimal128(38, *scale)),
            DataType::Null => cast_to(DataType::Decimal128(38, 10)),
            _ if text => read(Reading::Number),
            _ => return refused(),
        },
        FieldType::Boolean => match &found {
            DataType::Boolean => same(),
            DataType::Null => cast_to(DataType::Boolean),
            whole if whole.is_integer() => read(Reading::Boolean),
            _ if text => read(Reading::Boolean),
            _ => return refused(),
        },
        FieldType::Date => match &found {
            DataType::Date32 => same(),
            DataType::Date64 | DataType::Timestamp(_, None) | DataType::Null => {
                cast_to(DataType::Date32)
            }
            // A copy keeps instants and texts: who reads it knows the zone.
            DataType::Timestamp(..) if query.zone.is_none() => same(),
            DataType::Timestamp(..) => read(Reading::Day),
            _ if text && query.zone.is_none() => same(),
            _ if text => read(Reading::Day),
            _ => return refused(),
        },
        FieldType::Datetime => match &found {
            DataType::Timestamp(..) => same(),
            DataType::Date32 | DataType::Date64 | DataType::Null => cast_to(instant),
            _ if text => read(Reading::Instant),
            _ => return refused(),
        },
        FieldType::List => match &found {
            DataType::List(entry) if is_writable(entry.data_type()) => same(),
            DataType::LargeList(entry)
            | DataType::FixedSizeList(entry, _)
            | DataType::ListView(entry)
            | DataType::LargeListView(entry)
                if is_writable(entry.data_type()) =>
            {
                cast_to(DataType::List(Arc::clone(entry)))
            }
            _ if text => same(),
            DataType::Null => cast_to(DataType::Utf8),
            _ => return refused(),
        },
        FieldType::Object => match &found {
            DataType::Struct(_) if is_writable(&found) => same(),
            _ if text => same(),
            DataType::Null => cast_to(DataType::Utf8),
            _ => return refused(),
        },
    })
}

/// A type for people, with what is special about it.
fn described(data_type: &DataType) -> String {
    match data_type {
        DataType::Struct(members)
            if members.find("metadata").is_some() && members.find("value").is_some() =>
        {
            "a VARIANT".to_owned()
        }
        DataType::Map(..) => "a map".to_owned(),
        DataType::FixedSizeBinary(_) => "bytes".to_owned(),
        other => excerpt(&other.to_string()),
    }
}

/// The text, or nothing if it is empty.
pub(super) fn filled(text: &Expr) -> Expr {
    datafusion::functions::core::expr_fn::nullif(text.clone(), lit(""))
}

fn empty(field: &Field, value: &Value) -> Expr {
    let missing = value.expression.clone().is_null();
    match field.field_type {
        FieldType::List | FieldType::Object => is_empty_json(value.expression.clone()),
        _ if is_text(&value.data_type) => missing.or(value.expression.clone().eq(lit(""))),
        _ => missing,
    }
}

fn text(value: &Value, values: &[String], matching: TextMatch, case_sensitive: bool) -> Expr {
    if matching == TextMatch::Whole {
        if !case_sensitive {
            return is_in_any_case(value.expression.clone(), values.to_vec());
        }
        let values = values.iter().map(|value| lit(value.as_str())).collect();
        return value.expression.clone().in_list(values, false);
    }
    let tests = values
        .iter()
        .map(|wanted| {
            let escaped = wanted.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            let pattern = match matching {
                TextMatch::Whole => escaped,
                TextMatch::Anywhere => format!("%{escaped}%"),
                TextMatch::Start => format!("{escaped}%"),
                TextMatch::End => format!("%{escaped}"),
            };
            Expr::Like(Like {
                negated: false,
                expr: Box::new(value.expression.clone()),
                pattern: Box::new(lit(pattern)),
                escape_char: None,
                case_insensitive: !case_sensitive,
            })
        })
        .collect();
    any_of(tests).unwrap_or_else(|| lit(false))
}

/// The binary fraction that is nearest to a number, and whether it is less or greater.
fn nearest(value: &Value, number: Decimal) -> (Expr, Ordering) {
    if value.data_type == DataType::Float32 {
        let (nearest, beside) = number.nearest_f32();
        (lit(nearest), beside)
    } else {
        let (nearest, beside) = number.nearest_f64();
        (lit(nearest), beside)
    }
}

/// A number as the column would hold it, or `None` if it can't.
fn number(value: &Value, number: Decimal) -> Option<Expr> {
    match &value.data_type {
        DataType::Int64 => number.as_integer().map(lit),
        DataType::Float32 | DataType::Float64 => {
            let (nearest, beside) = nearest(value, number);
            beside.is_eq().then_some(nearest)
        }
        DataType::Decimal128(precision, scale) => {
            let (unscaled, exact) = rescale(number, *scale, false)?;
            (exact && fits(unscaled, *precision)).then(|| decimal(unscaled, *precision, *scale))
        }
        _ => None,
    }
}

fn decimal(unscaled: i128, precision: u8, scale: i8) -> Expr {
    lit(ScalarValue::Decimal128(Some(unscaled), precision, scale))
}

fn fits(unscaled: i128, precision: u8) -> bool {
    10u128.checked_pow(precision.into()).is_none_or(|limit| unscaled.unsigned_abs() < limit)
}

/// `number * 10^scale`, rounded down or up, and whether that is exact.
fn rescale(number: Decimal, scale: i8, up: bool) -> Option<(i128, bool)> {
    let shift = i32::from(scale) - i32::from(number.scale);
    let factor = 10i128.checked_pow(shift.unsigned_abs())?;
    if shift >= 0 {
        return Some((number.unscaled.checked_mul(factor)?, true));
    }
    let floor = number.unscaled.div_euclid(factor);
    let exact = number.unscaled.rem_euclid(factor) == 0;
    Some((if exact || !up { floor } else { floor + 1 }, exact))
}

fn number_in(value: &Value, numbers: &[Decimal]) -> Expr {
    let numbers: Vec<Expr> = numbers.iter().filter_map(|wanted| number(value, *wanted)).collect();
    if numbers.is_empty() {
        // Nothing can be equal; an empty value stays unknown.
        return value.expression.clone().is_null().and(lit(false));
    }
    value.expression.clone().in_list(numbers, false)
}

fn number_range(value: &Value, from: Bound<Decimal>, to: Bound<Decimal>) -> Expr {
    let scale = match &value.data_type {
        DataType::Int64 => Some((0, 19)),
        DataType::Decimal128(precision, scale) => Some((*scale, *precision)),
        _ => None,
    };
    let Some((scale, precision)) = scale else {
        let from = beside_low(from, |wanted| nearest(value, wanted));
        let to = beside_high(to, |wanted| nearest(value, wanted));
        let within = range(value, from, to, Some);
        // What is no number is in no range.
        return within.and(value.expression.clone().lt_eq(lit(f64::INFINITY)));
    };
    let literal = |unscaled: i128| match value.data_type {
        DataType::Int64 => i64::try_from(unscaled).ok().map(lit),
        _ => fits(unscaled, precision).then(|| decimal(unscaled, precision, scale)),
    };
    // A bound that the column can't hold exactly lies between two values that
    // it can: `> 5.5` is `>= 6`, `< 5.5` is `<= 5`.
    let settle = |bound: Bound<Decimal>, up: bool| match bound {
        Bound::Unbounded => Ok(Bound::Unbounded),
        Bound::Included(wanted) | Bound::Excluded(wanted) => {
            let excluded = matches!(bound, Bound::Excluded(_));
            match rescale(wanted, scale, up).map(|(unscaled, exact)| (literal(unscaled), exact)) {
                Some((Some(found), true)) if excluded => Ok(Bound::Excluded(found)),
                Some((Some(found), _)) => Ok(Bound::Included(found)),
                // Beyond everything that the column can hold.
                _ if (wanted.unscaled < 0) == up => Ok(Bound::Unbounded),
                _ => Err(()),
            }
        }
    };
    match (settle(from, true), settle(to, false)) {
        (Ok(from), Ok(to)) => range(value, from, to, Some),
        _ => value.expression.clone().is_null().and(lit(false)),
    }
}

fn range<T>(
    value: &Value,
    from: Bound<T>,
    to: Bound<T>,
    literal: impl Fn(T) -> Option<Expr>,
) -> Expr {
    let never = || lit(false);
    let low = match from {
        Bound::Unbounded => None,
        Bound::Included(bound) => {
            Some(literal(bound).map_or_else(never, |bound| value.expression.clone().gt_eq(bound)))
        }
        Bound::Excluded(bound) => {
            Some(literal(bound).map_or_else(never, |bound| value.expression.clone().gt(bound)))
        }
    };
    let high = match to {
        Bound::Unbounded => None,
        Bound::Included(bound) => {
            Some(literal(bound).map_or_else(never, |bound| value.expression.clone().lt_eq(bound)))
        }
        Bound::Excluded(bound) => {
            Some(literal(bound).map_or_else(never, |bound| value.expression.clone().lt(bound)))
        }
    };
    match (low, high) {
        (Some(low), Some(high)) => low.and(high),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => value.expression.clone().is_not_null(),
    }
}

fn days(value: &Value, (from, to): &Span<NaiveDate>) -> Expr {
    let literal = |day: NaiveDate| {
        let days = day.signed_duration_since(NaiveDate::default()).num_days();
        i32::try_from(days).ok().map(|days| lit(ScalarValue::Date32(Some(days))))
    };
    range(value, *from, *to, literal)
}

fn instants(value: &Value, (from, to): &Span<DateTime<Utc>>) -> Expr {
    let DataType::Timestamp(unit, zone) = &value.data_type else { return lit(false) };
    let per_unit = match unit {
        TimeUnit::Second => 1_000_000_000,
        TimeUnit::Millisecond => 1_000_000,
        TimeUnit::Microsecond => 1_000,
        TimeUnit::Nanosecond => 1,
    };
    let nanoseconds = |instant: DateTime<Utc>| {
        i128::from(instant.timestamp()) * 1_000_000_000
            + i128::from(instant.timestamp_subsec_nanos())
    };
    let literal = |ticks: i128| {
        // Only nanoseconds can leave the range; the end of it is as good.
        let clamped = ticks.clamp(i64::MIN.into(), i64::MAX.into());
        let ticks = i64::try_from(clamped).ok();
        Some(lit(match unit {
            TimeUnit::Second => ScalarValue::TimestampSecond(ticks, zone.clone()),
            TimeUnit::Millisecond => ScalarValue::TimestampMillisecond(ticks, zone.clone()),
            TimeUnit::Microsecond => ScalarValue::TimestampMicrosecond(ticks, zone.clone()),
            TimeUnit::Nanosecond => ScalarValue::TimestampNanosecond(ticks, zone.clone()),
        }))
    };
    let settle = |bound: &Bound<DateTime<Utc>>, up: bool| match bound {
        Bound::Unbounded => Bound::Unbounded,
        Bound::Included(instant) | Bound::Excluded(instant) => {
            let exact_ticks = nanoseconds(*instant);
            let floor = exact_ticks.div_euclid(per_unit);
            let exact = exact_ticks.rem_euclid(per_unit) == 0;
            let is_excluded = matches!(bound, Bound::Excluded(_));
            // Values pass that are greater than the last tick before a lower bound, or not
            // greater than the last one before an upper bound.
            let last = match (exact, is_excluded == up) {
                (true, false) => floor - 1,
                (true, true) | (false, _) => floor,
            };
            // Where a file has a coarser unit, DataFusion compares its values with the bound
            // cut towards 1970, which is right for these forms alone.
            match (up, last >= 0) {
                (true, true) => Bound::Excluded(last),
                (true, false) => Bound::Included(last + 1),
                (false, true) => Bound::Included(last),
                (false, false) => Bound::Excluded(last + 1),
            }
        }
    };
    range(value, settle(from, true), settle(to, false), literal)
}
