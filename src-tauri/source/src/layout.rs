//! Where a data model's fields stand in a table: in columns of their names, or
//! where a mapping says.

use std::collections::HashMap;

use datafusion::arrow::datatypes::{DataType, Field, Schema};

use super::SourceError;
use super::mapping::{FieldSource, ModelMapping, path_parts};
use crate::catalog::Field as ModelField;

/// A table's columns and, if it has one, its mapping.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    mapping: Option<&'a ModelMapping>,
    columns: HashMap<&'a str, &'a Field>,
    /// By their names in small letters; none where several are alike.
    alike: HashMap<String, Option<&'a Field>>,
}

/// Where a field's values stand in a table.
pub(super) enum Place<'a> {
    Column {
        name: &'a str,
        /// Names of members, where it is within the objects of the column.
        parts: Vec<String>,
        field: &'a Field,
    },
    /// Within the JSON texts of a column.
    Member {
        parent: &'a str,
        /// Names of members, where the texts are within objects.
        parts: Vec<String>,
        path: Vec<String>,
    },
}

impl<'a> Layout<'a> {
    pub(super) fn new(schema: &'a Schema, mapping: Option<&'a ModelMapping>) -> Self {
        let (mut columns, mut alike) = (HashMap::new(), HashMap::new());
        for column in schema.fields() {
            columns.insert(column.name().as_str(), column.as_ref());
            let name = column.name().to_ascii_lowercase();
            alike.entry(name).and_modify(|found| *found = None).or_insert(Some(column.as_ref()));
        }
        Self { mapping, columns, alike }
    }

    /// Where a field stands; nothing if it is nowhere.
    pub(super) fn place(&self, field: &ModelField) -> Option<Place<'a>> {
        let mapped = self.mapping.map(|mapping| mapping.fields.get(&field.id));
        match mapped {
            Some(Some(source)) => {
                return self.at(&source.column, path_parts(source.json_path.as_deref()));
            }
            None => {
                if let Some(column) = self.named(&field.id) {
                    return Some(Place::Column {
                        name: column.name(),
                        parts: Vec::new(),
                        field: column,
                    });
                }
            }
            Some(None) => {}
        }
        // A member of a field that has a place.
        let (parent, member): (&str, Vec<String>) = match field.id.split_once('.') {
            Some((parent, path)) => (parent, path.split('.').map(str::to_owned).collect()),
            None if field.custom => ("properties", vec![field.id.clone()]),
            None => return None,
        };
        match self.mapping {
            None => self.at(self.named(parent)?.name(), member),
            Some(mapping) => {
                let source = mapping.fields.get(parent)?;
                let mut path = path_parts(source.json_path.as_deref());
                path.extend(member);
                self.at(&source.column, path)
            }
        }
    }

    /// The column of a name; by another case only where that is unambiguous.
    pub(super) fn named(&self, name: &str) -> Option<&'a Field> {
        let column = self.columns.get(name).copied();
        column.or_else(|| *self.alike.get(&name.to_ascii_lowercase())?)
    }

    /// That a field's column is written in another case, if it is.
    pub(super) fn renamed(&self, field: &ModelField) -> Option<String> {
        if self.mapping.is_some() {
            return None;
        }
        let column = self.named(&field.id)?.name();
        (*column != field.id).then(|| format!("column `{column}` is read as field `{}`", field.id))
    }

    fn at(&self, column: &str, path: Vec<String>) -> Option<Place<'a>> {
        let column = *self.columns.get(column)?;
        let (name, mut field) = (column.name().as_str(), column);
        let mut path = path.into_iter();
        let mut parts = Vec::new();
        while let DataType::Struct(members) = field.data_type() {
            let Some(part) = path.next() else { break };
            field = members.find(&part)?.1;
            parts.push(part);
        }
        let path: Vec<String> = path.collect();
        if path.is_empty() {
            return Some(Place::Column { name, parts, field });
        }
        is_text(field.data_type()).then_some(Place::Member { parent: name, parts, path })
    }

    /// Why a field has no place.
    pub(super) fn missing(&self, field: &ModelField, model: &str) -> SourceError {
        let mapping = self.mapping.and_then(|mapping| {
            let (parent, _) = field.id.split_once('.').unwrap_or((&field.id, ""));
            let source = mapping.fields.get(&field.id).or_else(|| mapping.fields.get(parent))?;
            Some((mapping, source))
        });
        let (model, field) = (model.to_owned(), field.id.clone());
        match mapping {
            None => SourceError::MissingField { model, field },
            Some((mapping, FieldSource { column, .. })) => {
                let (known, table) = (self.columns.get(column.as_str()), &mapping.table);
                let reason = match known {
                    None => format!("`{table}` has no column `{column}` any more"),
                    Some(_) => format!(
                        "column `{column}` of `{table}` holds neither objects nor JSON texts"
                    ),
                };
                SourceError::Drift { model, field, reason }
            }
        }
    }

    /// Whether the table has the field.
    pub(super) fn has(&self, field: &ModelField) -> bool {
        self.place(field).is_some()
    }
}

pub(super) fn is_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

/// Whether the values of a type have one plain text.
pub(super) fn has_plain_text(data_type: &DataType) -> bool {
    use DataType as T;
    data_type.is_integer()
        || is_text(data_type)
        || matches!(
            data_type,
            T::Null
                | T::Boolean
                | T::Float16
                | T::Float32
                | T::Float64
                | T::Decimal32(..)
                | T::Decimal64(..)
                | T::Decimal128(..)
                | T::Decimal256(..)
                | T::Date32
                | T::Date64
                | T::Time32(_)
                | T::Time64(_)
                | T::Timestamp(..)
        )
}
