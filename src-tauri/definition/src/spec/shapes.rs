//! Shapes of the values that are read and written by hand, for the window's
//! bindings only.
#![expect(dead_code, reason = "only their shapes are used")]

use serde::Serialize;

use super::{ExportField, Unit};

/// `"all"`, or chosen fields.
#[derive(Serialize, specta::Type)]
#[serde(untagged)]
pub(super) enum FieldChoice {
    All(All),
    Chosen(Vec<ExportField>),
}

#[derive(Serialize, specta::Type)]
pub(super) enum All {
    #[serde(rename = "all")]
    All,
}

/// One value, several, or a count of days, weeks or months.
#[derive(Serialize, specta::Type)]
#[serde(untagged)]
pub(super) enum ConditionValue {
    Text(String),
    Number(f64),
    Several(Vec<TextOrNumber>),
    Span { count: u32, unit: Unit },
}

#[derive(Serialize, specta::Type)]
#[serde(untagged)]
pub(super) enum TextOrNumber {
    Text(String),
    Number(f64),
}
