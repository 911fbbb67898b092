//! Marks of columns whose Arrow type doesn't tell what their values are.

use std::collections::HashMap;

use datafusion::arrow::datatypes::{DataType, Field};

const KEY: &str = "values";
const UUID: &str = "uuid";
const FRACTION: &str = "fraction";
const LOOSE: &str = "loose";
const NUMBERS: &str = "numbers";

fn mark(field: &Field, kind: &str) -> Field {
    let mark = HashMap::from([(KEY.to_owned(), kind.to_owned())]);
    field.clone().with_metadata(mark)
}

fn has_mark(field: &Field, kind: &str) -> bool {
    field.metadata().get(KEY).is_some_and(|found| found == kind)
}

/// The column, holding universally unique identifiers.
pub(super) fn of_uuids(field: &Field) -> Field {
    mark(field, UUID)
}

/// Whether a column holds universally unique identifiers.
pub(super) fn is_uuid(field: &Field) -> bool {
    has_mark(field, UUID)
}

/// The column, holding the texts of binary fractions of different widths.
pub(super) fn of_fraction_texts(field: &Field) -> Field {
    mark(&field.clone().with_data_type(DataType::Utf8View), FRACTION)
}

/// Whether a column holds the texts of binary fractions of different widths.
pub(super) fn is_fraction_text(field: &Field) -> bool {
    has_mark(field, FRACTION)
}

/// The column, holding the texts of whole numbers, decimals and binary fractions.
pub(super) fn of_number_texts(field: &Field) -> Field {
    mark(field, NUMBERS)
}

/// Whether a column holds the texts of whole numbers, decimals and binary fractions.
pub(super) fn is_number_text(field: &Field) -> bool {
    has_mark(field, NUMBERS)
}

/// The column, whose type has more decimals than its numbers need to have.
pub(super) fn of_loose_numbers(field: &Field) -> Field {
    mark(field, LOOSE)
}

/// Whether a column's type has more decimals than its numbers need to have.
pub(super) fn is_loose_number(field: &Field) -> bool {
    has_mark(field, LOOSE)
}
