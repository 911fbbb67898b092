//! What becomes of values before they are laid out: constant columns, masks, other
//! words for codes, and characters that the receiver doesn't take.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, DictionaryArray, GenericListArray, Int8Array, OffsetSizeTrait,
    RecordBatch, StringArray, StringBuilder, StructArray,
};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Int8Type, Schema, SchemaRef};
use serde::de::IgnoredAny;

use super::mask::MaskTexts;
use super::parquet::plain_texts;
use super::text::CellProblem;
use super::{
    BatchColumn, Column, ColumnKind, ColumnMask, ColumnRule, EncodeError, Encoder, FileRule,
    FormatError, batch_columns,
};
use crate::spec::format::{Dialect, FileFormat, Layout, Replacement};
use crate::spec::mask::MaskMethod;
use crate::zone::Zone;

/// Stands for every value that isn't named.
const ANY: &str = "*";

/// Changes batches of one schema. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Transform {
    rule: Arc<FileRule>,
    steps: Arc<[Step]>,
    /// The columns that the file has, and their types.
    pub(super) columns: Vec<Column>,
    pub(super) schema: SchemaRef,
}

/// What a column of the file is made of.
#[derive(Debug)]
enum Step {
    /// A column of the batch as it is.
    Keep(usize),
    Constant(String),
    Map(usize, BTreeMap<String, String>),
    /// Masked texts, those of their map where they have one; parts of texts that are
    /// kept have other characters.
    Mask(usize, ColumnMask, Option<BTreeMap<String, String>>, Vec<Replacement>),
    /// Texts with other characters; lists and objects as the texts that they are in
    /// the file.
    /// Other characters; in JSON, those of the texts within.
    Replace(usize, Vec<Replacement>, bool),
    /// Lists and objects whose texts have other characters.
    ReplaceWithin(usize, DataType, Vec<Replacement>),
}

impl Transform {
    /// What the columns ask for; nothing where every value stays as it is.
    pub(super) fn new(
        columns: &[Column],
        schema: &Schema,
        dialect: &Dialect,
        zone: Zone,
    ) -> Result<Option<Self>, FormatError> {
        let replaces = !dialect.replace.is_empty();
        if !replaces
            && columns.iter().all(|column| {
                column.constant.is_none() && column.map.is_none() && column.mask.is_none()
            })
        {
            return Ok(None);
        }
        let read: Vec<Column> =
            columns.iter().filter(|column| column.constant.is_none()).cloned().collect();
        // Texts are those of a plain file: enclosures come later.
        let plain = FileFormat::default().resolve()?;
        let rule = Encoder::new(&read, schema, &plain, zone)?.rule;
        let (mut steps, mut made, mut fields) = (Vec::new(), Vec::new(), Vec::new());
        let mut next = 0;
        for column in columns {
            let text = |column: &Column| Column { kind: ColumnKind::Text, ..column.clone() };
            if let Some(constant) = &column.constant {
                steps.push(Step::Constant(constant.clone()));
                made.push(text(column));
                fields.push(Field::new(&column.header, constant_type(), false));
                continue;
            }
            let field = schema.field(next);
            let is_text = matches!(column.kind, ColumnKind::Text | ColumnKind::Json);
            if let Some(mask) = &column.mask {
                if mask.lacks_key() {
                    return Err(FormatError::NoMaskKey { field: column.field.clone() });
                }
                let is_kept = mask.rule().method == MaskMethod::Keep;
                let replace = if is_kept { dialect.replace.clone() } else { Vec::new() };
                steps.push(Step::Mask(next, mask.clone(), column.map.clone(), replace));
                made.push(text(column));
                fields.push(Field::new(field.name(), DataType::Utf8, true));
            } else if let Some(map) = &column.map {
                steps.push(Step::Map(next, map.clone()));
                made.push(text(column));
                fields.push(Field::new(field.name(), DataType::Utf8, true));
            } else if replaces && field.data_type().is_nested() && dialect.layout == Layout::Parquet
            {
                let plain = plain_texts(field.data_type());
                steps.push(Step::ReplaceWithin(next, plain.clone(), dialect.replace.clone()));
                made.push(column.clone());
                fields.push(field.clone().with_data_type(plain));
            } else if replaces && is_text {
                let is_json = matches!(column.kind, ColumnKind::Json);
                steps.push(Step::Replace(next, dialect.replace.clone(), is_json));
                made.push(column.clone());
                fields.push(Field::new(field.name(), DataType::Utf8, true));
            } else {
                steps.push(Step::Keep(next));
                made.push(column.clone());
                fields.push(field.clone());
            }
            next += 1;
        }
        let schema = Arc::new(Schema::new(fields));
        Ok(Some(Self { rule, steps: steps.into(), columns: made, schema }))
    }

    /// The batch as the file has it.
    pub(super) fn apply(
        &self,
        batch: &RecordBatch,
        first_row: u64,
        digits: &mut Vec<u8>,
    ) -> Result<RecordBatch, EncodeError> {
        let rows = batch.num_rows();
        let mut columns = batch_columns(&self.rule, batch)?;
        let mut arrays: Vec<ArrayRef> = Vec::with_capacity(self.steps.len());
        for step in self.steps.iter() {
            arrays.push(match step {
                Step::Keep(place) => Arc::clone(batch.column(*place)),
                Step::Constant(text) => constant(text, rows),
                Step::Map(place, map) => {
                    let column = &mut columns[*place];
                    let mapped = values(column, rows, digits).and_then(|texts| mapped(&texts, map));
                    Arc::new(mapped.map_err(|stop| stop.describe(column.rule, first_row))?)
                }
                Step::Mask(place, mask, map, replacements) => {
                    let column = &mut columns[*place];
                    let texts = values(column, rows, digits)
                        .and_then(|texts| match map {
                            Some(map) => mapped(&texts, map),
                            None => Ok(texts),
                        })
                        .map_err(|stop| stop.describe(column.rule, first_row))?;
                    let masked = mask.apply(&texts, first_row).map_err(|problem| {
                        let row = first_row + problem.row as u64 + 1;
                        EncodeError::new(&column.rule.field, row, problem.what, problem.hint)
                    })?;
                    Arc::new(if replacements.is_empty() {
                        masked
                    } else {
                        replaced(&masked, replacements)
                    })
                }
                Step::Replace(place, replacements, is_json) => {
                    let column = &mut columns[*place];
                    let texts = values(column, rows, digits)
                        .map_err(|stop| stop.describe(column.rule, first_row))?;
                    Arc::new(if *is_json {
                        texts
                            .iter()
                            .map(|text| Some(replaced_in_json(text?, replacements)))
                            .collect()
                    } else {
                        replaced(&texts, replacements)
                    })
                }
                Step::ReplaceWithin(place, plain, replacements) => {
                    let plain = cast(batch.column(*place), plain)
                        .expect("texts are cast to texts of another kind");
                    replaced_within(&plain, replacements)
                }
            });
        }
        Ok(RecordBatch::try_new(Arc::clone(&self.schema), arrays)
            .expect("each step gives as many values as the batch has rows"))
    }
}

/// A value that can't be written, by its row in the batch.
pub(super) enum BadCell {
    /// The layout can't hold it.
    At(usize, CellProblem),
    /// Its map has no entry for it.
    Unmapped(usize, String),
}

impl BadCell {
    fn describe(self, rule: &ColumnRule, first_row: u64) -> EncodeError {
        let number = |row: usize| first_row + row as u64 + 1;
        match self {
            Self::Unmapped(row, value) => EncodeError::new(
                &rule.field,
                number(row),
                &format!("holds `{value}`, for which its map has no entry"),
                "Add it to the field's map, or `*` for all others.",
            ),
            Self::At(row, problem) => EncodeError::from_problem(problem, &rule.field, number(row)),
        }
    }
}

fn constant_type() -> DataType {
    DataType::Dictionary(Box::new(DataType::Int8), Box::new(DataType::Utf8))
}

fn constant(text: &str, rows: usize) -> ArrayRef {
    let texts = Arc::new(StringArray::from(vec![text]));
    let keys = Int8Array::from_value(0, rows);
    let array = DictionaryArray::<Int8Type>::try_new(keys, texts);
    Arc::new(array.expect("every key is that of the only text"))
}

/// The values' texts, as they are in a delimited file; missing ones stay missing.
pub(super) fn values(
    column: &mut BatchColumn<'_>,
    rows: usize,
    digits: &mut Vec<u8>,
) -> Result<StringArray, BadCell> {
    let (mut texts, mut cell) = (StringBuilder::new(), Vec::new());
    for row in 0..rows {
        if column.is_null(row) {
            texts.append_null();
            continue;
        }
        if let Some(text) = column.cells.text(row) {
            texts.append_value(text);
            continue;
        }
        cell.clear();
        let written = column.cells.write(row, digits, &mut cell);
        written.map_err(|problem| BadCell::At(row, problem))?;
        texts.append_value(std::str::from_utf8(&cell).expect("values are written as text"));
    }
    Ok(texts.finish())
}

fn mapped(texts: &StringArray, map: &BTreeMap<String, String>) -> Result<StringArray, BadCell> {
    let mut out = StringBuilder::new();
    for (row, text) in texts.iter().enumerate() {
        let found = map.get(text.unwrap_or_default());
        match (text, found) {
            (_, Some(other)) => out.append_value(other),
            (None, None) => out.append_null(),
            (Some(""), None) => out.append_value(""),
            (Some(text), None) => match map.get(ANY) {
                Some(other) => out.append_value(other),
                None => return Err(BadCell::Unmapped(row, text.to_owned())),
            },
        }
    }
    Ok(out.finish())
}

fn replaced(texts: &StringArray, replacements: &[Replacement]) -> StringArray {
    let mut out = StringBuilder::new();
    for text in texts {
        let Some(text) = text else {
            out.append_null();
            continue;
        };
        out.append_value(replaced_text(text, replacements));
    }
    out.finish()
}

fn replaced_text<'t>(text: &'t str, replacements: &[Replacement]) -> Cow<'t, str> {
    let mut text = Cow::Borrowed(text);
    for Replacement { find, with } in replacements {
        if text.contains(find.as_str()) {
            text = text.replace(find.as_str(), with).into();
        }
    }
    text
}

/// The same list or object; the texts within, but for the names of members, have other
/// characters. What is neither is a text itself.
fn replaced_in_json<'t>(json: &'t str, replacements: &[Replacement]) -> Cow<'t, str> {
    if !json.starts_with(['{', '[']) || serde_json::from_str::<IgnoredAny>(json).is_err() {
        return replaced_text(json, replacements);
    }
    let mut made = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(start) = rest.find('"') {
        made.push_str(&rest[..start]);
        let mut is_escaped = true;
        let is_end = |byte: &u8| {
            let ends = *byte == b'"' && !is_escaped;
            is_escaped = *byte == b'\\' && !is_escaped;
            ends
        };
        rest = &rest[start..];
        let length = rest.as_bytes().iter().position(is_end).map_or(rest.len(), |end| end + 1);
        let (literal, behind) = rest.split_at(length);
        rest = behind;
        let is_name = behind.trim_ascii_start().starts_with(':');
        match serde_json::from_str::<String>(literal) {
            Ok(text) if !is_name => match replaced_text(&text, replacements) {
                Cow::Owned(other) => made.push_str(&serde_json::json!(other).to_string()),
                Cow::Borrowed(_) => made.push_str(literal),
            },
            Ok(_) | Err(_) => made.push_str(literal),
        }
    }
    made.push_str(rest);
    made.into()
}

/// The same values; the plain texts within have other characters.
fn replaced_within(array: &ArrayRef, replacements: &[Replacement]) -> ArrayRef {
    match array.data_type() {
        DataType::Utf8 => Arc::new(replaced(array.as_string(), replacements)),
        DataType::List(entry) => replaced_entries::<i32>(array, entry, replacements),
        DataType::LargeList(entry) => replaced_entries::<i64>(array, entry, replacements),
        DataType::Struct(members) if !members.is_empty() => {
            let object = array.as_struct();
            let columns = object.columns().iter();
            let columns = columns.map(|column| replaced_within(column, replacements)).collect();
            Arc::new(StructArray::new(members.clone(), columns, object.nulls().cloned()))
        }
        _ => Arc::clone(array),
    }
}

fn replaced_entries<O: OffsetSizeTrait>(
    array: &ArrayRef,
    entry: &FieldRef,
    replacements: &[Replacement],
) -> ArrayRef {
    let list = array.as_list::<O>();
    let values = replaced_within(list.values(), replacements);
    let (offsets, nulls) = (list.offsets().clone(), list.nulls().cloned());
    Arc::new(GenericListArray::new(Arc::clone(entry), offsets, values, nulls))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_within_json_have_other_characters_and_their_names_stay() {
        let replacement =
            |find: &str, with: &str| Replacement { find: find.into(), with: with.into() };
        let rules = [
            replacement("\n", " "),
            replacement("\"", "'"),
            replacement("\\", "/"),
            replacement(",", ";"),
            replacement("é", "e"),
            replacement("1", "one"),
        ];
        for (json, expected) in [
            (r#"{"k,1":"x\ny, \"é\" \u00e9\\"}"#, r#"{"k,1":"x y; 'e' e/"}"#),
            (r#"[1,"1",{"1" : "\\\\"},null]"#, r#"[1,"one",{"1" : "//"},null]"#),
            (r#"["ő\u0151"]"#, r#"["ő\u0151"]"#),
            ("[1, see note", "[one; see note"),
            ("1,5", "one;5"),
        ] {
            assert_eq!(replaced_in_json(json, &rules), expected, "{json}");
        }
    }
}
