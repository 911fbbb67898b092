//! Which rows and columns: filters, fields, aggregation, order.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::format::FieldFormat;
use super::mask::Mask;
use crate::catalog::FieldType;

/// One condition on one field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Id of the field.
    pub field: String,
    /// What is compared; which operators fit depends on the field's type.
    pub operator: Operator,
    /// The value that the operator needs: a text, a number, a date, a list, a
    /// `{"count": 90, "unit": "days"}`, or nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "bindings", specta(type = Option<crate::spec::shapes::ConditionValue>))]
    pub value: Option<serde_json::Value>,
    /// Whether upper and lower case differ; for texts only.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub case_sensitive: bool,
}

fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn is_yes(value: &bool) -> bool {
    *value
}

/// The comparison of a condition.
///
/// Negative operators (`is_not`, `does_not_contain`, `is_none_of`, `not_on`)
/// keep rows whose value is empty: *status is not banned* keeps a customer with
/// no status. Every other operator drops them, except `is_empty`.
///
/// *Empty* is a missing value, an empty text, a list with no entry, or an
/// object with no member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// The value equals the given one.
    Is,
    /// The value is another one, or empty.
    IsNot,
    /// A text holds the given text; a list holds the given entry.
    Contains,
    /// A text or list doesn't hold it, or is empty.
    DoesNotContain,
    /// A text begins with the given text.
    StartsWith,
    /// A text ends with the given text.
    EndsWith,
    /// The value is one of the given ones.
    IsAnyOf,
    /// The value is none of the given ones, or empty.
    IsNoneOf,
    /// The value is missing, an empty text, an empty list or object.
    IsEmpty,
    /// There is a value.
    IsNotEmpty,
    /// The number is greater.
    GreaterThan,
    /// The number is greater or equal.
    GreaterOrEqual,
    /// The number is less.
    LessThan,
    /// The number is less or equal.
    LessOrEqual,
    /// From the first to the second value, both included; a date without a
    /// time as the second value includes that whole day.
    Between,
    /// The boolean is true.
    IsTrue,
    /// The boolean is false.
    IsFalse,
    /// Within the given day of the export's timezone.
    On,
    /// Not within the given day, or empty.
    NotOn,
    /// Before the given day or instant.
    Before,
    /// Within the given day or before it; at or before the given instant.
    OnOrBefore,
    /// After the given day or instant.
    After,
    /// Within the given day or after it; at or after the given instant.
    OnOrAfter,
    /// Datetimes: from the same wall-clock time that many days, weeks or months
    /// ago (included) to the run's instant (not included), so that runs at
    /// regular times neither repeat nor miss a row. Dates: that many days,
    /// weeks or months that end with today.
    InLast,
    /// Datetimes: from the run's instant (included) to the same wall-clock time
    /// that many days, weeks or months later (not included). Dates: that many
    /// days, weeks or months that begin with today.
    InNext,
    /// The current day of the export's timezone.
    Today,
    /// The day before.
    Yesterday,
    /// The current week, Monday to Sunday.
    ThisWeek,
    /// The week before the current one.
    PreviousWeek,
    /// The current calendar month.
    ThisMonth,
    /// The month before the current one.
    PreviousMonth,
    /// The current quarter.
    ThisQuarter,
    /// The quarter before the current one.
    PreviousQuarter,
    /// The current year.
    ThisYear,
    /// The year before the current one.
    PreviousYear,
    /// The list holds at least one of the given entries.
    ContainsAnyOf,
    /// The list holds all of the given entries.
    ContainsAllOf,
}

/// What kind of value an operator needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// No value.
    Nothing,
    /// One value of the field's type.
    One,
    /// A list of values.
    Many,
    /// Two values: from and to.
    Range,
    /// A count of days, weeks or months.
    Span,
}

impl Operator {
    /// The operator's name in the document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::IsNot => "is_not",
            Self::Contains => "contains",
            Self::DoesNotContain => "does_not_contain",
            Self::StartsWith => "starts_with",
            Self::EndsWith => "ends_with",
            Self::IsAnyOf => "is_any_of",
            Self::IsNoneOf => "is_none_of",
            Self::IsEmpty => "is_empty",
            Self::IsNotEmpty => "is_not_empty",
            Self::GreaterThan => "greater_than",
            Self::GreaterOrEqual => "greater_or_equal",
            Self::LessThan => "less_than",
            Self::LessOrEqual => "less_or_equal",
            Self::Between => "between",
            Self::IsTrue => "is_true",
            Self::IsFalse => "is_false",
            Self::On => "on",
            Self::NotOn => "not_on",
            Self::Before => "before",
            Self::OnOrBefore => "on_or_before",
            Self::After => "after",
            Self::OnOrAfter => "on_or_after",
            Self::InLast => "in_last",
            Self::InNext => "in_next",
            Self::Today => "today",
            Self::Yesterday => "yesterday",
            Self::ThisWeek => "this_week",
            Self::PreviousWeek => "previous_week",
            Self::ThisMonth => "this_month",
            Self::PreviousMonth => "previous_month",
            Self::ThisQuarter => "this_quarter",
            Self::PreviousQuarter => "previous_quarter",
            Self::ThisYear => "this_year",
            Self::PreviousYear => "previous_year",
            Self::ContainsAnyOf => "contains_any_of",
            Self::ContainsAllOf => "contains_all_of",
        }
    }

    /// What kind of value it needs.
    pub fn value_kind(self) -> ValueKind {
        match self {
            Self::Is
            | Self::IsNot
            | Self::Contains
            | Self::DoesNotContain
            | Self::StartsWith
            | Self::EndsWith
            | Self::GreaterThan
            | Self::GreaterOrEqual
            | Self::LessThan
            | Self::LessOrEqual
            | Self::On
            | Self::NotOn
            | Self::Before
            | Self::OnOrBefore
            | Self::After
            | Self::OnOrAfter => ValueKind::One,
            Self::IsAnyOf | Self::IsNoneOf | Self::ContainsAnyOf | Self::ContainsAllOf => {
                ValueKind::Many
            }
            Self::Between => ValueKind::Range,
            Self::InLast | Self::InNext => ValueKind::Span,
            Self::IsEmpty
            | Self::IsNotEmpty
            | Self::IsTrue
            | Self::IsFalse
            | Self::Today
            | Self::Yesterday
            | Self::ThisWeek
            | Self::PreviousWeek
            | Self::ThisMonth
            | Self::PreviousMonth
            | Self::ThisQuarter
            | Self::PreviousQuarter
            | Self::ThisYear
            | Self::PreviousYear => ValueKind::Nothing,
        }
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// The operators that fit a type of field, in the order in which they are offered.
pub fn operators_for(field_type: FieldType) -> &'static [Operator] {
    use Operator as O;
    match field_type {
        FieldType::String | FieldType::Url | FieldType::Image => &[
            O::Is,
            O::IsNot,
            O::Contains,
            O::DoesNotContain,
            O::StartsWith,
            O::EndsWith,
            O::IsAnyOf,
            O::IsNoneOf,
            O::IsEmpty,
            O::IsNotEmpty,
        ],
        FieldType::Select => &[O::Is, O::IsNot, O::IsAnyOf, O::IsNoneOf, O::IsEmpty, O::IsNotEmpty],
        FieldType::Numeric => &[
            O::Is,
            O::IsNot,
            O::GreaterThan,
            O::GreaterOrEqual,
            O::LessThan,
            O::LessOrEqual,
            O::Between,
            O::IsAnyOf,
            O::IsNoneOf,
            O::IsEmpty,
            O::IsNotEmpty,
        ],
        FieldType::Boolean => &[O::IsTrue, O::IsFalse, O::IsEmpty, O::IsNotEmpty],
        FieldType::Date | FieldType::Datetime => &[
            O::On,
            O::NotOn,
            O::Before,
            O::OnOrBefore,
            O::After,
            O::OnOrAfter,
            O::Between,
            O::InLast,
            O::InNext,
            O::Today,
            O::Yesterday,
            O::ThisWeek,
            O::PreviousWeek,
            O::ThisMonth,
            O::PreviousMonth,
            O::ThisQuarter,
            O::PreviousQuarter,
            O::ThisYear,
            O::PreviousYear,
            O::IsEmpty,
            O::IsNotEmpty,
        ],
        FieldType::List => &[
            O::Contains,
            O::DoesNotContain,
            O::ContainsAnyOf,
            O::ContainsAllOf,
            O::IsEmpty,
            O::IsNotEmpty,
        ],
        FieldType::Object => &[O::IsEmpty, O::IsNotEmpty],
    }
}

/// Unit of a relative date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Calendar days.
    Days,
    /// Seven calendar days each.
    Weeks,
    /// Calendar months; a day that a shorter month lacks becomes its last.
    Months,
}

/// How the rows of a group become one value.
///
/// Empty values are left out of all but `group` and `count`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Aggregate {
    /// The value that the rows of a group share; empty values form a group of
    /// their own.
    Group,
    /// Number of rows in the group, whatever the field holds.
    Count,
    /// Exact total of a numeric field.
    Sum,
    /// Sum divided by the number of values, rounded half away from zero to six
    /// decimals more than the field is declared with, or to ten.
    Average,
    /// Least value.
    Min,
    /// Greatest value.
    Max,
}

impl Aggregate {
    /// The aggregate's name in the document and in default headers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Count => "count",
            Self::Sum => "sum",
            Self::Average => "average",
            Self::Min => "min",
            Self::Max => "max",
        }
    }

    /// The aggregates that fit a type of field.
    pub fn fitting(field_type: FieldType) -> &'static [Self] {
        match field_type {
            FieldType::Numeric => {
                &[Self::Group, Self::Count, Self::Sum, Self::Average, Self::Min, Self::Max]
            }
            FieldType::String
            | FieldType::Url
            | FieldType::Image
            | FieldType::Select
            | FieldType::Date
            | FieldType::Datetime => &[Self::Group, Self::Count, Self::Min, Self::Max],
            FieldType::Boolean => &[Self::Group, Self::Count],
            FieldType::List | FieldType::Object => &[Self::Count],
        }
    }
}

/// A chosen field: one column of the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct ExportField {
    /// Id of the field.
    pub field: String,
    /// How its values are aggregated; for exports with aggregation, and only there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aggregate: Option<Aggregate>,
    /// Column header in place of the field's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    /// How values are written.
    #[serde(default, skip_serializing_if = "is_default")]
    pub format: FieldFormat,
    /// Text written for empty values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub empty: Option<String>,
    /// What the file has in place of its values. Filters, order and aggregation use the
    /// true values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mask: Option<Mask>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Which fields are exported.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum FieldChoice {
    /// Every field of the data model.
    #[default]
    All,
    /// These, in this order.
    Chosen(Vec<ExportField>),
}

impl Serialize for FieldChoice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::All => serializer.serialize_str("all"),
            Self::Chosen(fields) => fields.serialize(serializer),
        }
    }
}

// Written by hand: an untagged enum would lose the path to a wrong value.
impl<'de> Deserialize<'de> for FieldChoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = FieldChoice;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("\"all\" or a list of fields")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                if text == "all" {
                    Ok(FieldChoice::All)
                } else {
                    Err(E::unknown_variant(text, &["all"]))
                }
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
                Vec::deserialize(de::value::SeqAccessDeserializer::new(seq))
                    .map(FieldChoice::Chosen)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl JsonSchema for FieldChoice {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FieldChoice".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let field = generator.subschema_for::<ExportField>();
        json_schema!({
            "description": "`\"all\"`, or the chosen fields in the order of their columns.",
            "anyOf": [{ "const": "all" }, { "type": "array", "items": field }]
        })
    }
}

/// One part of the rows' order. Empty values come last in either direction;
/// texts are ordered by their UTF-8 bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct SortBy {
    /// Id of the field.
    pub field: String,
    /// Ascending unless told otherwise.
    #[serde(default)]
    pub direction: Direction,
}

/// Direction of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From the least value.
    #[default]
    Ascending,
    /// From the greatest value.
    Descending,
}
