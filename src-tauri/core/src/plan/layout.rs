//! What a layout asks of the columns, and what it can't hold.

use std::collections::HashSet;

use crate::format::{Column, ColumnKind, FixedWidth};
use crate::spec::format::{Align, Compression, DecimalSign, JsonNumbers, Layout};
use crate::spec::{ExportField, ExportSpec, FieldChoice, Problem};

/// Columns of a sheet, at most.
const SHEET_COLUMNS: usize = 16_384;
/// Widest column of a fixed-width file.
const WIDEST: u16 = 10_000;

/// Where a field stands in a fixed-width file, if it has a width.
pub(super) fn fixed_width(wanted: &ExportField, kind: &ColumnKind) -> Option<FixedWidth> {
    let format = &wanted.format;
    let right = match format.align {
        Some(align) => align == Align::Right,
        None => matches!(kind, ColumnKind::Number { .. }),
    };
    let width = usize::from(format.width?);
    Some(FixedWidth { width, right, fill: format.fill.unwrap_or(' ') })
}

/// What is wrong with the columns for the layout; `warnings` get what is allowed
/// and looks like a mistake.
pub(super) fn problems(
    spec: &ExportSpec,
    columns: &[Column],
    warnings: &mut Vec<Problem>,
) -> Vec<Problem> {
    let layout = spec.format.layout;
    let mut problems = Vec::new();
    match layout {
        Layout::Delimited => {}
        Layout::FixedWidth => widths(spec, &mut problems),
        Layout::JsonLines | Layout::JsonArray => {
            unique_headers(layout, columns, &mut problems);
            if spec.format.json_numbers == JsonNumbers::Number {
                decimal_points(spec, &mut problems);
            }
        }
        Layout::Xlsx => {
            if columns.len() > SHEET_COLUMNS {
                problems.push(Problem::new(
                    "fields",
                    format!("a sheet has {SHEET_COLUMNS} columns at most, and these are more"),
                    "Choose fewer fields, or another layout.",
                ));
            }
            decimal_points(spec, &mut problems);
            is_packed_twice(spec, warnings);
        }
        Layout::Parquet => {
            unique_headers(layout, columns, &mut problems);
            decimal_points(spec, &mut problems);
            text_for_empty(spec, columns, &mut problems);
            is_packed_twice(spec, warnings);
        }
    }
    problems
}

/// Puts the constant columns at their places.
pub(super) fn insert_constants(
    spec: &ExportSpec,
    columns: &mut Vec<Column>,
    problems: &mut Vec<Problem>,
) {
    let total = columns.len() + spec.constants.len();
    for constant in spec.constants_in_order() {
        let index = spec.constants.iter().position(|other| other == constant).unwrap_or_default();
        let path = format!("constants[{index}]");
        let place = usize::from(constant.at);
        if place == 0 || place > total {
            problems.push(Problem::new(
                format!("{path}.at"),
                format!("there is no column {place}"),
                format!("Use 1 to {total}."),
            ));
        }
        if spec.format.layout == Layout::FixedWidth
            && !constant.width.is_some_and(|width| (1..=WIDEST).contains(&width))
        {
            problems.push(Problem::new(
                format!("{path}.width"),
                format!("the constant column `{}` has no width", constant.header),
                format!("Use 1 to {WIDEST} characters."),
            ));
        }
        let named_twice = columns.iter().any(|column| column.header == constant.header);
        if named_twice && (spec.format.layout.is_json() || spec.format.layout == Layout::Parquet) {
            problems.push(Problem::new(
                format!("{path}.header"),
                format!("two columns are called `{}`", constant.header),
                "Give one of them another header.",
            ));
        }
        let width = constant.width.map(usize::from);
        columns.insert(
            place.saturating_sub(1).min(columns.len()),
            Column {
                field: constant.header.clone(),
                header: constant.header.clone(),
                kind: ColumnKind::Text,
                empty: None,
                fixed: width.map(|width| FixedWidth { width, right: false, fill: ' ' }),
                constant: Some(constant.value.clone()),
                map: None,
            },
        );
    }
}

fn chosen(spec: &ExportSpec) -> impl Iterator<Item = (usize, &ExportField)> {
    let fields = match &spec.fields {
        FieldChoice::All => &[][..],
        FieldChoice::Chosen(fields) => fields,
    };
    fields.iter().enumerate()
}

fn widths(spec: &ExportSpec, problems: &mut Vec<Problem>) {
    if spec.fields == FieldChoice::All {
        problems.push(Problem::new(
            "fields",
            "a fixed-width file needs the width of each field",
            "Choose the fields, and give each a width.",
        ));
    }
    for (index, wanted) in chosen(spec) {
        let path = format!("fields[{index}].format");
        match wanted.format.width {
            None => problems.push(Problem::new(
                format!("{path}.width"),
                format!("field `{}` has no width", wanted.field),
                "Give it a width in characters.",
            )),
            Some(1..=WIDEST) => {}
            Some(_) => problems.push(Problem::new(
                format!("{path}.width"),
                format!("the width isn't between 1 and {WIDEST}"),
                format!("Use 1 to {WIDEST} characters."),
            )),
        }
        let fill = wanted.format.fill;
        if fill.is_some_and(|fill| fill.is_control() || fill == '\u{feff}') {
            problems.push(Problem::new(
                format!("{path}.fill"),
                "a control character can't fill a cell",
                "Use a space, a zero or another character that can be seen.",
            ));
        }
        let is_behind = wanted.format.align == Some(Align::Left);
        if fill.is_some_and(|fill| matches!(fill, '1'..='9') || (fill == '0' && is_behind)) {
            problems.push(Problem::new(
                format!("{path}.fill"),
                "digits behind a value, and others than 0 before it, would be read as its own",
                "Fill with spaces, or with 0 before a value (`align`: `right`).",
            ));
        }
        if let Some(fill) = fill.filter(|fill| !spec.format.encoding.has(*fill)) {
            problems.push(Problem::new(
                format!("{path}.fill"),
                format!("`{fill}` doesn't exist in {}", spec.format.encoding.name()),
                "Use another character, or UTF-8.",
            ));
        }
    }
}

fn unique_headers(layout: Layout, columns: &[Column], problems: &mut Vec<Problem>) {
    let mut seen = HashSet::new();
    for (index, column) in columns.iter().enumerate() {
        if !seen.insert(column.header.as_str()) {
            problems.push(Problem::new(
                format!("fields[{index}].header"),
                format!(
                    "two columns are called `{}`, and {} tells columns apart by their names",
                    column.header,
                    layout.name()
                ),
                "Give one of them another header.",
            ));
        }
    }
}

fn decimal_points(spec: &ExportSpec, problems: &mut Vec<Problem>) {
    let layout = spec.format.layout;
    for (index, wanted) in chosen(spec) {
        let is_other = match wanted.format.decimal_sign {
            Some(DecimalSign::Comma) => true,
            Some(DecimalSign::Implied) => !layout.is_json(),
            Some(DecimalSign::Point) | None => false,
        };
        if is_other {
            let hint = if layout.is_json() {
                "Remove `decimal_sign`, or write numbers as texts."
            } else {
                "Remove `decimal_sign`."
            };
            problems.push(Problem::new(
                format!("fields[{index}].format.decimal_sign"),
                format!("numbers in {} have no decimal sign of their own", layout.name()),
                hint,
            ));
        }
    }
}

/// A column of numbers or dates holds no text.
fn text_for_empty(spec: &ExportSpec, columns: &[Column], problems: &mut Vec<Problem>) {
    for (index, wanted) in chosen(spec) {
        let holds_text = match columns.get(index).map(|column| &column.kind) {
            Some(ColumnKind::Text | ColumnKind::Json) | None => true,
            Some(ColumnKind::Number { .. } | ColumnKind::Boolean) => false,
            Some(ColumnKind::Date { pattern } | ColumnKind::Datetime { pattern }) => {
                !matches!(pattern.as_str(), "iso" | "utc" | "epoch" | "epoch_ms")
            }
        };
        if wanted.empty.is_some() && !holds_text && wanted.format.map.is_none() {
            problems.push(Problem::new(
                format!("fields[{index}].empty"),
                format!(
                    "a text for empty values doesn't fit `{}`, whose column in Parquet holds no \
                     texts",
                    wanted.field
                ),
                "Remove `empty`.",
            ));
        }
    }
}

fn is_packed_twice(spec: &ExportSpec, warnings: &mut Vec<Problem>) {
    let outer = match spec.format.compression {
        Compression::None => return,
        Compression::Zip => "a zip archive",
        Compression::Gzip => "a gzip file",
    };
    warnings.push(Problem::new(
        "format.compression",
        format!("{} is compressed already, and {outer} around it", spec.format.layout.name())
            + " keeps it from being opened directly",
        "Choose no compression.",
    ));
}
