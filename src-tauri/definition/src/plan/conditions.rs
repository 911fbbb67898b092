//! Conditions into tests: the operator has to fit the field's type, the value
//! the operator, and dates become days or instants of the export's timezone.

use std::cmp::Ordering;
use std::ops::Bound;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, Utc};
use serde_json::Value;

use super::decimal::Decimal;
use super::query::{Span, Test, TestKind, TextMatch};
use crate::catalog::{DataModel, Field, FieldType};
use crate::did_you_mean::nearest;
use crate::spec::{Condition, Operator, Problem, Unit, ValueKind, operators_for};
use crate::zone::{Zone, local_to_instant, start_of_day};

/// Reads conditions of one export.
pub(super) struct ConditionReader<'a> {
    pub(super) model: &'a DataModel,
    pub(super) zone: Zone,
    pub(super) started_at: DateTime<Utc>,
    pub(super) warnings: &'a mut Vec<Problem>,
}

/// A day, or an instant within one.
#[derive(Clone, Copy)]
enum Moment {
    Day(NaiveDate),
    Instant(DateTime<Utc>),
}

impl ConditionReader<'_> {
    /// Reads the condition at `path`.
    pub(super) fn read(&mut self, condition: &Condition, path: &str) -> Result<Test, Problem> {
        let field = super::find_field(self.model, &condition.field, &format!("{path}.field"))?;
        let operator = condition.operator;
        let fitting = operators_for(field.field_type);
        if !fitting.contains(&operator) {
            let names: Vec<_> = fitting.iter().map(|operator| operator.name()).collect();
            return Err(Problem::new(
                format!("{path}.operator"),
                format!("`{operator}` doesn't fit `{}`, which is {}", field.id, field.field_type),
                format!("Use one of: {}.", names.join(", ")),
            ));
        }
        let value_path = format!("{path}.value");
        match (operator.value_kind(), &condition.value) {
            (ValueKind::Nothing, Some(_)) => {
                return Err(Problem::new(
                    value_path,
                    format!("`{operator}` takes no value"),
                    "Remove `value`.",
                ));
            }
            (
                ValueKind::One | ValueKind::Many | ValueKind::Range | ValueKind::Span,
                None | Some(Value::Null),
            ) => {
                return Err(Problem::new(
                    value_path,
                    format!("`{operator}` has no value"),
                    "Add `value`.",
                ));
            }
            _ => {}
        }
        let textual = matches!(
            field.field_type,
            FieldType::String
                | FieldType::Url
                | FieldType::Image
                | FieldType::Select
                | FieldType::List
        );
        if !condition.case_sensitive && !textual {
            return Err(Problem::new(
                format!("{path}.case_sensitive"),
                format!("case doesn't matter in `{}`, which is {}", field.id, field.field_type),
                "Remove `case_sensitive`.",
            ));
        }
        let value = condition.value.as_ref().unwrap_or(&Value::Null);
        let (kind, negated) = match operator {
            Operator::IsEmpty => (TestKind::Empty, false),
            Operator::IsNotEmpty => (TestKind::Empty, true),
            Operator::IsTrue => (TestKind::Boolean(true), false),
            Operator::IsFalse => (TestKind::Boolean(false), false),
            _ => match field.field_type {
                FieldType::String | FieldType::Url | FieldType::Image | FieldType::Select => {
                    self.text(&field, condition, value, &value_path)?
                }
                FieldType::Numeric => number(operator, value, &value_path)?,
                FieldType::Date => self.days(operator, value, &value_path)?,
                FieldType::Datetime => self.instants(operator, value, &value_path)?,
                FieldType::List => entries(condition, value, &value_path)?,
                FieldType::Boolean | FieldType::Object => {
                    unreachable!("their operators are all handled above")
                }
            },
        };
        Ok(Test { field, kind, negated })
    }

    fn text(
        &mut self,
        field: &Field,
        condition: &Condition,
        value: &Value,
        path: &str,
    ) -> Result<(TestKind, bool), Problem> {
        let operator = condition.operator;
        let values = match operator.value_kind() {
            ValueKind::Many => texts(value, path)?,
            _ => vec![text(value, path)?],
        };
        let matching = match operator {
            Operator::Contains | Operator::DoesNotContain => TextMatch::Anywhere,
            Operator::StartsWith => TextMatch::Start,
            Operator::EndsWith => TextMatch::End,
            _ => TextMatch::Whole,
        };
        if field.field_type == FieldType::Select && !field.values.is_empty() {
            for value in values.iter().filter(|value| !field.values.contains(value)) {
                let hint = nearest(value, field.values.iter().map(String::as_str)).map_or_else(
                    || format!("The possible values are: {}.", field.values.join(", ")),
                    |near| format!("Did you mean `{near}`?"),
                );
                let message = format!("`{value}` isn't among the known values of `{}`", field.id);
                self.warnings.push(Problem::new(path, message, hint));
            }
        }
        let negated =
            matches!(operator, Operator::IsNot | Operator::IsNoneOf | Operator::DoesNotContain);
        let case_sensitive = condition.case_sensitive;
        Ok((TestKind::Text { values, matching, case_sensitive }, negated))
    }

    fn today(&self) -> NaiveDate {
        self.started_at.with_timezone(&self.zone).date_naive()
    }

    /// The days from..to (not included) of a relative operator such as *this month*.
    fn period(&self, operator: Operator) -> Option<(NaiveDate, NaiveDate)> {
        let today = self.today();
        let month = today.with_day(1)?;
        let quarter = month.checked_sub_months(Months::new(month.month0() % 3))?;
        let year = NaiveDate::from_ymd_opt(today.year(), 1, 1)?;
        let monday =
            today.checked_sub_days(Days::new(today.weekday().num_days_from_monday().into()))?;
        Some(match operator {
            Operator::Today => (today, today.succ_opt()?),
            Operator::Yesterday => (today.pred_opt()?, today),
            Operator::ThisWeek => (monday, monday + Days::new(7)),
            Operator::PreviousWeek => (monday - Days::new(7), monday),
            Operator::ThisMonth => (month, month + Months::new(1)),
            Operator::PreviousMonth => (month - Months::new(1), month),
            Operator::ThisQuarter => (quarter, quarter + Months::new(3)),
            Operator::PreviousQuarter => (quarter - Months::new(3), quarter),
            Operator::ThisYear => (year, year + Months::new(12)),
            Operator::PreviousYear => (year - Months::new(12), year),
            _ => return None,
        })
    }

    fn days(
        &self,
        operator: Operator,
        value: &Value,
        path: &str,
    ) -> Result<(TestKind, bool), Problem> {
        if let Some((from, to)) = self.period(operator) {
            return Ok((TestKind::Days((Bound::Included(from), Bound::Excluded(to))), false));
        }
        let today = self.today();
        let tomorrow = today + Days::new(1);
        let (from, to) = match operator.value_kind() {
            ValueKind::Span => {
                let (count, unit) = span(value, path)?;
                // `count` units that end (or begin) with today.
                if operator == Operator::InLast {
                    (Bound::Included(back(tomorrow, count, unit, path)?), Bound::Excluded(tomorrow))
                } else {
                    (Bound::Included(today), Bound::Excluded(forward(today, count, unit, path)?))
                }
            }
            ValueKind::Range => {
                let (from, to) = pair(value, path)?;
                let (from, to) =
                    (day(from, &format!("{path}[0]"))?, day(to, &format!("{path}[1]"))?);
                if from > to {
                    return Err(reversed(path));
                }
                (Bound::Included(from), Bound::Included(to))
            }
            _ => {
                let day = day(value, path)?;
                match operator {
                    Operator::Before => (Bound::Unbounded, Bound::Excluded(day)),
                    Operator::OnOrBefore => (Bound::Unbounded, Bound::Included(day)),
                    Operator::After => (Bound::Excluded(day), Bound::Unbounded),
                    Operator::OnOrAfter => (Bound::Included(day), Bound::Unbounded),
                    _ => (Bound::Included(day), Bound::Included(day)),
                }
            }
        };
        Ok((TestKind::Days((from, to)), operator == Operator::NotOn))
    }

    fn instants(
        &self,
        operator: Operator,
        value: &Value,
        path: &str,
    ) -> Result<(TestKind, bool), Problem> {
        let start = |day: NaiveDate| start_of_day(self.zone, day);
        if let Some((from, to)) = self.period(operator) {
            let span = (Bound::Included(start(from)), Bound::Excluded(start(to)));
            return Ok((TestKind::Instants(span), false));
        }
        let span: Span<DateTime<Utc>> = match operator.value_kind() {
            ValueKind::Span => {
                let (count, unit) = self::span(value, path)?;
                let local = self.started_at.with_timezone(&self.zone).naive_local();
                let shifted = if operator == Operator::InLast {
                    back(local.date(), count, unit, path)?
                } else {
                    forward(local.date(), count, unit, path)?
                };
                let other = local_to_instant(self.zone, shifted.and_time(local.time())).instant;
                if operator == Operator::InLast {
                    (Bound::Included(other), Bound::Excluded(self.started_at))
                } else {
                    (Bound::Included(self.started_at), Bound::Excluded(other))
                }
            }
            ValueKind::Range => {
                let (from, to) = pair(value, path)?;
                let from = self.from(self.moment(from, &format!("{path}[0]"))?);
                let to = self.to(self.moment(to, &format!("{path}[1]"))?);
                if let (Bound::Included(from), Bound::Included(to) | Bound::Excluded(to)) =
                    (from, to)
                    && from > to
                {
                    return Err(reversed(path));
                }
                (from, to)
            }
            _ => {
                let moment = self.moment(value, path)?;
                match operator {
                    Operator::Before => (
                        Bound::Unbounded,
                        match moment {
                            Moment::Day(day) => Bound::Excluded(start(day)),
                            Moment::Instant(instant) => Bound::Excluded(instant),
                        },
                    ),
                    Operator::OnOrBefore => (Bound::Unbounded, self.to(moment)),
                    Operator::After => (
                        match moment {
                            Moment::Day(day) => Bound::Included(start(next_day(day, path)?)),
                            Moment::Instant(instant) => Bound::Excluded(instant),
                        },
                        Bound::Unbounded,
                    ),
                    Operator::OnOrAfter => (self.from(moment), Bound::Unbounded),
                    _ => match moment {
                        Moment::Day(_) => (self.from(moment), self.to(moment)),
                        Moment::Instant(_) => {
                            return Err(Problem::new(
                                path,
                                format!("`{operator}` takes a day"),
                                "Leave the time out, or use `between`.",
                            ));
                        }
                    },
                }
            }
        };
        Ok((TestKind::Instants(span), operator == Operator::NotOn))
    }

    fn from(&self, moment: Moment) -> Bound<DateTime<Utc>> {
        Bound::Included(match moment {
            Moment::Day(day) => start_of_day(self.zone, day),
            Moment::Instant(instant) => instant,
        })
    }

    fn to(&self, moment: Moment) -> Bound<DateTime<Utc>> {
        match moment {
            Moment::Day(day) => match day.succ_opt() {
                Some(next) => Bound::Excluded(start_of_day(self.zone, next)),
                None => Bound::Unbounded,
            },
            Moment::Instant(instant) => Bound::Included(instant),
        }
    }

    fn moment(&self, value: &Value, path: &str) -> Result<Moment, Problem> {
        let text = text(value, path)?;
        if let Ok(day) = parse_day(&text) {
            return Ok(Moment::Day(day));
        }
        if let Ok(instant) = DateTime::parse_from_rfc3339(&text) {
            return Ok(Moment::Instant(instant.with_timezone(&Utc)));
        }
        let local =
            ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
                .iter()
                .find_map(|pattern| NaiveDateTime::parse_from_str(&text, pattern).ok());
        match local {
            Some(local) => Ok(Moment::Instant(local_to_instant(self.zone, local).instant)),
            None => Err(Problem::new(
                path,
                format!("`{text}` isn't a date or time"),
                "Write 2026-03-31, 2026-03-31T18:00 (in the export's time zone) or \
                 2026-03-31T18:00:00+02:00.",
            )),
        }
    }
}

fn entries(condition: &Condition, value: &Value, path: &str) -> Result<(TestKind, bool), Problem> {
    let values = match condition.operator.value_kind() {
        ValueKind::Many => texts(value, path)?,
        _ => vec![text(value, path)?],
    };
    let all = condition.operator == Operator::ContainsAllOf;
    let case_sensitive = condition.case_sensitive;
    let negated = condition.operator == Operator::DoesNotContain;
    Ok((TestKind::Entries { values, all, case_sensitive }, negated))
}

fn number(operator: Operator, value: &Value, path: &str) -> Result<(TestKind, bool), Problem> {
    let kind = match operator.value_kind() {
        ValueKind::Many => TestKind::NumberIn(
            list(value, path)?
                .iter()
                .enumerate()
                .map(|(index, value)| decimal(value, &format!("{path}[{index}]")))
                .collect::<Result<_, _>>()?,
        ),
        ValueKind::Range => {
            let (from, to) = pair(value, path)?;
            let from = decimal(from, &format!("{path}[0]"))?;
            let to = decimal(to, &format!("{path}[1]"))?;
            if from.compare(to).is_gt() {
                return Err(reversed(path));
            }
            TestKind::NumberRange(Bound::Included(from), Bound::Included(to))
        }
        _ => {
            let number = decimal(value, path)?;
            match operator {
                Operator::GreaterThan => {
                    TestKind::NumberRange(Bound::Excluded(number), Bound::Unbounded)
                }
                Operator::GreaterOrEqual => {
                    TestKind::NumberRange(Bound::Included(number), Bound::Unbounded)
                }
                Operator::LessThan => {
                    TestKind::NumberRange(Bound::Unbounded, Bound::Excluded(number))
                }
                Operator::LessOrEqual => {
                    TestKind::NumberRange(Bound::Unbounded, Bound::Included(number))
                }
                _ => TestKind::NumberIn(vec![number]),
            }
        }
    };
    Ok((kind, matches!(operator, Operator::IsNot | Operator::IsNoneOf)))
}

/// The lower end of a range over what has no value of its own for each number: the
/// nearest value, and whether that is less or greater.
pub fn beside_low<T>(from: Bound<Decimal>, nearest: impl Fn(Decimal) -> (T, Ordering)) -> Bound<T> {
    let (Bound::Included(wanted) | Bound::Excluded(wanted)) = from else { return Bound::Unbounded };
    match nearest(wanted) {
        (nearest, Ordering::Less) => Bound::Excluded(nearest),
        (nearest, Ordering::Equal) if matches!(from, Bound::Excluded(_)) => {
            Bound::Excluded(nearest)
        }
        (nearest, Ordering::Equal | Ordering::Greater) => Bound::Included(nearest),
    }
}

/// The upper end.
pub fn beside_high<T>(to: Bound<Decimal>, nearest: impl Fn(Decimal) -> (T, Ordering)) -> Bound<T> {
    let (Bound::Included(wanted) | Bound::Excluded(wanted)) = to else { return Bound::Unbounded };
    match nearest(wanted) {
        (nearest, Ordering::Greater) => Bound::Excluded(nearest),
        (nearest, Ordering::Equal) if matches!(to, Bound::Excluded(_)) => Bound::Excluded(nearest),
        (nearest, Ordering::Equal | Ordering::Less) => Bound::Included(nearest),
    }
}

fn text(value: &Value, path: &str) -> Result<String, Problem> {
    match value {
        Value::String(text) if text.is_empty() => Err(Problem::new(
            path,
            "the value is an empty text",
            "Write a value, or use `is_empty` or `is_not_empty`.",
        )),
        Value::String(text) => Ok(text.clone()),
        // A number in a text field, such as a card number, means its digits.
        Value::Number(number) => Ok(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            Err(Problem::new(path, format!("{value} isn't a text"), "Write one text."))
        }
    }
}

fn texts(value: &Value, path: &str) -> Result<Vec<String>, Problem> {
    list(value, path)?
        .iter()
        .enumerate()
        .map(|(index, value)| text(value, &format!("{path}[{index}]")))
        .collect()
}

fn list<'a>(value: &'a Value, path: &str) -> Result<&'a [Value], Problem> {
    match value.as_array() {
        Some(values) if !values.is_empty() => Ok(values),
        Some(_) => Err(Problem::new(path, "the list is empty", "Add at least one value.")),
        None => Err(Problem::new(path, format!("{value} isn't a list"), "Write [\"a\", \"b\"].")),
    }
}

fn pair<'a>(value: &'a Value, path: &str) -> Result<(&'a Value, &'a Value), Problem> {
    match value.as_array().map(Vec::as_slice) {
        Some([from, to]) => Ok((from, to)),
        _ => Err(Problem::new(
            path,
            format!("{value} isn't a pair of values"),
            "Write [from, to]; both are included.",
        )),
    }
}

fn reversed(path: &str) -> Problem {
    Problem::new(path, "the first value is greater than the second", "Exchange the two.")
}

fn decimal(value: &Value, path: &str) -> Result<Decimal, Problem> {
    let text = match value {
        // Rust writes a float without exponent, which is what we read.
        Value::Number(number) => match number.as_f64() {
            Some(float) if !number.is_i64() && !number.is_u64() => float.to_string(),
            _ => number.to_string(),
        },
        Value::String(text) => text.trim().to_owned(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    };
    Decimal::parse(&text).ok_or_else(|| {
        let hint = "Write digits, with a point before decimals, 38 digits at most.";
        Problem::new(path, format!("`{text}` isn't a number"), hint)
    })
}

fn parse_day(text: &str) -> chrono::ParseResult<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
}

fn day(value: &Value, path: &str) -> Result<NaiveDate, Problem> {
    let text = text(value, path)?;
    parse_day(&text).map_err(|_| {
        Problem::new(path, format!("`{text}` isn't a date"), "Write a date such as 2026-03-31.")
    })
}

fn next_day(day: NaiveDate, path: &str) -> Result<NaiveDate, Problem> {
    day.succ_opt().ok_or_else(|| too_far(path))
}

fn too_far(path: &str) -> Problem {
    Problem::new(path, "this reaches beyond the calendar", "Use a smaller count.")
}

fn span(value: &Value, path: &str) -> Result<(u32, Unit), Problem> {
    let wrong = |path: &str| {
        Problem::new(
            path,
            format!("{value} isn't a count of days, weeks or months"),
            "Write {\"count\": 90, \"unit\": \"days\"}.",
        )
    };
    let members = value.as_object().ok_or_else(|| wrong(path))?;
    if let Some(key) = members.keys().find(|key| !matches!(key.as_str(), "count" | "unit")) {
        let hint = nearest(key, ["count", "unit"])
            .map_or_else(|| "Remove it.".to_owned(), |near| format!("Did you mean `{near}`?"));
        return Err(Problem::new(path, format!("key `{key}` isn't known"), hint));
    }
    let count = members
        .get("count")
        .and_then(Value::as_u64)
        .and_then(|count| u32::try_from(count).ok())
        .filter(|count| *count > 0)
        .ok_or_else(|| {
            Problem::new(
                format!("{path}.count"),
                "the count isn't a whole number above zero",
                "Write {\"count\": 90, \"unit\": \"days\"}.",
            )
        })?;
    let unit = members.get("unit").ok_or_else(|| wrong(path))?;
    let unit = serde_json::from_value(unit.clone()).map_err(|_| {
        Problem::new(
            format!("{path}.unit"),
            format!("{unit} isn't a unit"),
            "Use days, weeks or months.",
        )
    })?;
    Ok((count, unit))
}

fn back(day: NaiveDate, count: u32, unit: Unit, path: &str) -> Result<NaiveDate, Problem> {
    match unit {
        Unit::Days => day.checked_sub_days(Days::new(count.into())),
        Unit::Weeks => day.checked_sub_days(Days::new(u64::from(count) * 7)),
        Unit::Months => day.checked_sub_months(Months::new(count)),
    }
    .filter(|day| day.year() > 0)
    .ok_or_else(|| too_far(path))
}

fn forward(day: NaiveDate, count: u32, unit: Unit, path: &str) -> Result<NaiveDate, Problem> {
    match unit {
        Unit::Days => day.checked_add_days(Days::new(count.into())),
        Unit::Weeks => day.checked_add_days(Days::new(u64::from(count) * 7)),
        Unit::Months => day.checked_add_months(Months::new(count)),
    }
    .filter(|day| day.year() <= 9999)
    .ok_or_else(|| too_far(path))
}
