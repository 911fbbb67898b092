//! What a layout asks of the columns, and what it can't hold.

use std::collections::HashSet;

use super::{Column, ColumnKind, FixedWidth};
use crate::catalog::DataModel;
use crate::spec::format::{Align, Compression, DecimalSign, EmptyText, JsonNumbers, Layout};
use crate::spec::profile::Hold;
use crate::spec::xml::forbidden;
use crate::spec::{ConstantPlaces, ExportField, ExportSpec, FieldChoice, Problem};

/// Columns of a sheet, at most.
const SHEET_COLUMNS: usize = 16_384;
/// Widest column of a fixed-width file.
const WIDEST: u16 = 10_000;

/// Where a field stands in a fixed-width file, if it has a width.
pub(super) fn fixed_width(wanted: &ExportField, kind: &ColumnKind) -> Option<FixedWidth> {
    let format = &wanted.format;
    let kind = if wanted.mask.is_some() { &ColumnKind::Text } else { kind };
    let right = match format.align {
        Some(align) => align == Align::Right,
        None => matches!(kind, ColumnKind::Number { .. }),
    };
    let is_number = format.map.is_none()
        && match kind {
            ColumnKind::Number { .. } => true,
            ColumnKind::Date { pattern } | ColumnKind::Datetime { pattern } => {
                matches!(pattern.as_str(), "epoch" | "epoch_ms")
            }
            ColumnKind::Text | ColumnKind::Boolean | ColumnKind::Json => false,
        };
    let width = usize::from(format.width?);
    Some(FixedWidth { width, right, fill: format.fill.unwrap_or(' '), is_number })
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
    // Those of XML are checked as names.
    let has_header_cells = spec.format.header && spec.format.layout != Layout::Xml;
    for (index, column) in columns.iter().enumerate().filter(|_| has_header_cells) {
        let width = column.fixed.map(|fixed| fixed.width);
        let path = header_path(spec, index);
        cell(spec, &path, &column.header, width, &mut problems);
    }
    if layout != Layout::Delimited
        && spec.format.hold == Hold::Stop
        && !spec.format.receivers.is_empty()
    {
        problems.push(Problem::new(
            "format.hold",
            format!("rows of {} aren't held against the limits of receivers", layout.name()),
            "Set `hold` to `warn`, or choose delimited text.",
        ));
    }
    match layout {
        Layout::Delimited => {}
        Layout::FixedWidth => widths(spec, columns, &mut problems),
        Layout::JsonLines | Layout::JsonArray => {
            unique_headers(layout, columns, &mut problems);
            if spec.format.json_numbers == JsonNumbers::Number {
                decimal_points(spec, &mut problems);
            }
        }
        Layout::Xml => {
            unique_headers(layout, columns, &mut problems);
            for (index, column) in columns.iter().enumerate() {
                xml_header(spec, &header_path(spec, index), &column.header, &mut problems);
                if column.header == spec.format.xml.row {
                    warnings.push(Problem::new(
                        header_path(spec, index),
                        format!(
                            "a column is called `{}`, as the rows' elements are",
                            column.header
                        ),
                        "Give one of them another name, because some readers find rows by it.",
                    ));
                }
            }
        }
        Layout::Xlsx => {
            if columns.len() + spec.constants_in_order().len() > SHEET_COLUMNS {
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

/// Puts the constant columns at their places, and the one that says what became of a
/// row. Gives the place of that one among the columns that aren't constant.
pub(super) fn insert_constants(
    spec: &ExportSpec,
    columns: &mut Vec<Column>,
    problems: &mut Vec<Problem>,
) -> Option<usize> {
    let further = spec.constants_in_order();
    let total = columns.len() + further.len();
    let mut places = ConstantPlaces::default();
    let mut change = None;
    for (index, constant) in further {
        let path = match index {
            Some(index) => format!("constants[{index}]"),
            None => "delta.change".to_owned(),
        };
        let place = usize::from(constant.at);
        if place == 0 || (place > total && index.is_some()) {
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
        for (key, text) in [("header", &constant.header), ("value", &constant.value)] {
            if key == "value" || spec.format.header {
                let width = constant.width.map(usize::from);
                cell(spec, &format!("{path}.{key}"), text, width, problems);
            }
        }
        if let (None, Some(delta)) = (index, &spec.delta) {
            let words = delta.change.clone().unwrap_or_default();
            let words =
                [("added", words.added), ("changed", words.changed), ("removed", words.removed)];
            for (place, (key, word)) in words.iter().enumerate() {
                let path = format!("{path}.{key}");
                cell(spec, &path, word, constant.width.map(usize::from), problems);
                if words[..place].iter().any(|(_, other)| other == word) {
                    let message = format!("two changes are called `{word}`");
                    problems.push(Problem::new(path, message, "Give each its own word."));
                }
            }
        }
        let layout = spec.format.layout;
        if layout == Layout::Xml {
            xml_header(spec, &format!("{path}.header"), &constant.header, problems);
        }
        let named_twice = columns.iter().any(|column| column.header == constant.header);
        if named_twice && (layout.is_json() || matches!(layout, Layout::Xml | Layout::Parquet)) {
            problems.push(Problem::new(
                format!("{path}.header"),
                format!("two columns are called `{}`", constant.header),
                "Give one of them another header.",
            ));
        }
        let width = constant.width.map(usize::from);
        let place = places.next(&constant, columns.len());
        if index.is_none() {
            let read = columns[..place].iter().filter(|column| column.constant.is_none());
            change = Some(read.count());
        }
        columns.insert(
            place,
            Column {
                field: constant.header.clone(),
                header: constant.header.clone(),
                kind: ColumnKind::Text,
                empty: None,
                fixed: width.map(|width| FixedWidth {
                    width,
                    right: false,
                    fill: ' ',
                    is_number: false,
                }),
                constant: index.is_some().then(|| constant.value.clone()),
                map: None,
                mask: None,
            },
        );
    }
    change
}

/// A text that is written as it is: whether the file can hold it.
fn cell(
    spec: &ExportSpec,
    path: &str,
    text: &str,
    width: Option<usize>,
    problems: &mut Vec<Problem>,
) {
    let format = &spec.format;
    let length = text.chars().count();
    if format.layout == Layout::FixedWidth {
        if let Some(width) = width.filter(|width| length > *width) {
            let message =
                format!("`{text}` has {length} characters, and its column is {width} wide");
            problems.push(Problem::new(path, message, "Make the column wider."));
        }
        if text.contains(['\n', '\r']) {
            let hint = "Write it without one.";
            problems.push(Problem::new(path, "it holds a line end, which would end its row", hint));
        }
    }
    if let Some(character) = forbidden(text).filter(|_| format.layout == Layout::Xml) {
        let message = format!("it holds U+{:04X}, which XML can't hold", u32::from(character));
        problems.push(Problem::new(path, message, "Remove the character."));
    }
    let is_encoded = matches!(format.layout, Layout::Delimited | Layout::FixedWidth);
    let missing = text.chars().find(|character| !format.encoding.has(*character));
    if let Some(character) = missing.filter(|_| is_encoded) {
        let message = format!("`{character}` doesn't exist in {}", format.encoding.name());
        problems.push(Problem::new(path, message, "Use another character, or UTF-8."));
    }
}

fn chosen(spec: &ExportSpec) -> impl Iterator<Item = (usize, &ExportField)> {
    let fields = match &spec.fields {
        FieldChoice::All => &[][..],
        FieldChoice::Chosen(fields) => fields,
    };
    fields.iter().enumerate()
}

fn widths(spec: &ExportSpec, columns: &[Column], problems: &mut Vec<Problem>) {
    if spec.fields == FieldChoice::All {
        problems.push(Problem::new(
            "fields",
            "a fixed-width file needs the width of each field",
            "Choose the fields, and give each a width.",
        ));
    }
    // Where a field isn't known, its column is missing.
    let all_known = columns.len() == chosen(spec).count();
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
        let fixed = columns.get(index).filter(|_| all_known).and_then(|column| column.fixed);
        let is_behind =
            fixed.map_or(wanted.format.align == Some(Align::Left), |fixed| !fixed.right);
        if fill.is_some_and(|fill| matches!(fill, '1'..='9') || (fill == '0' && is_behind)) {
            problems.push(Problem::new(
                format!("{path}.fill"),
                "digits behind a value, and others than 0 before it, would be read as its own",
                "Fill with spaces, or with 0 before a value (`align`: `right`).",
            ));
        }
        let is_number = fixed.is_some_and(|fixed| fixed.is_number);
        if let Some(fill) = fill.filter(|fill| is_number && matches!(fill, '+' | '-' | '.' | ',')) {
            problems.push(Problem::new(
                format!("{path}.fill"),
                format!("`{fill}` beside a number would be read as a part of it"),
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

/// Where a column's header is in the definition.
fn header_path(spec: &ExportSpec, index: usize) -> String {
    match spec.fields {
        FieldChoice::All => "fields".to_owned(),
        FieldChoice::Chosen(_) => format!("fields[{index}].header"),
    }
}

/// Whether XML can have a column that is called so.
fn xml_header(spec: &ExportSpec, path: &str, header: &str, problems: &mut Vec<Problem>) {
    if let Err(error) = spec.format.xml.check_header(header, spec.format.encoding) {
        let (message, hint) = (error.message(), error.hint());
        problems.push(Problem { path: path.to_owned(), message, hint });
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
    if spec.format.values.decimal_sign == Some(DecimalSign::Comma) {
        problems.push(Problem::new(
            "format.values.decimal_sign",
            format!("numbers in {} have no decimal sign of their own", layout.name()),
            "Remove `decimal_sign`.",
        ));
    }
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
        let is_text = holds_text || wanted.format.map.is_some() || wanted.mask.is_some();
        if wanted.empty.is_some() && !is_text {
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

/// That a missing value looks like an empty text: an empty line would be no row to most
/// readers, so the only cell of a line is enclosed.
pub(super) fn only_cell(
    spec: &ExportSpec,
    model: &DataModel,
    columns: &[Column],
) -> Option<Problem> {
    let [column] = columns else { return None };
    let format = &spec.format;
    let can_be_missing = !model.key.contains(&column.field)
        && model.field(&column.field).is_none_or(|field| !field.mandatory);
    let tells_apart = format.layout == Layout::Delimited
        && format.empty_text == EmptyText::Quoted
        && format.missing.is_none()
        && column.empty.is_none()
        && matches!(column.kind, ColumnKind::Text | ColumnKind::Json);
    let warns = can_be_missing && tells_apart && spec.constants_in_order().is_empty();
    warns.then(|| {
        Problem::new(
            "format.missing",
            "missing values are written as empty texts, because the file has one column and an \
             empty line is no row",
            "Choose a text for missing values if they have to be told apart.",
        )
    })
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
