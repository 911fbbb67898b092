//! Where a data model's fields stand in a table: in columns of their names, or
//! where a mapping says.

use datafusion::arrow::datatypes::{DataType, Schema};

use super::SourceError;
use super::mapping::{FieldSource, ModelMapping, path_parts};
use crate::catalog::Field;

/// A table's columns and, if it has one, its mapping.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout<'a> {
    pub(super) schema: &'a Schema,
    pub(super) mapping: Option<&'a ModelMapping>,
}

/// Where a field's values stand in a table.
pub(super) enum Place<'a> {
    Column {
        name: &'a str,
        data_type: &'a DataType,
    },
    /// Within the JSON texts of a column.
    Member {
        parent: &'a str,
        path: Vec<String>,
    },
}

impl<'a> Layout<'a> {
    /// Where a field stands; nothing if it is nowhere.
    pub(super) fn place(&self, field: &Field) -> Option<Place<'a>> {
        let mapped = self.mapping.map(|mapping| mapping.fields.get(&field.id));
        match mapped {
            Some(Some(source)) => {
                return self.at(&source.column, path_parts(source.json_path.as_deref()));
            }
            None => {
                if let Ok(column) = self.schema.field_with_name(&field.id) {
                    let data_type = column.data_type();
                    return Some(Place::Column { name: column.name(), data_type });
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
            None => self.at(parent, member),
            Some(mapping) => {
                let source = mapping.fields.get(parent)?;
                let mut path = path_parts(source.json_path.as_deref());
                path.extend(member);
                self.at(&source.column, path)
            }
        }
    }

    fn at(&self, column: &str, path: Vec<String>) -> Option<Place<'a>> {
        let column = self.schema.field_with_name(column).ok()?;
        if path.is_empty() {
            return Some(Place::Column { name: column.name(), data_type: column.data_type() });
        }
        is_text(column.data_type()).then(|| Place::Member { parent: column.name(), path })
    }

    /// Why a field has no place.
    pub(super) fn missing(&self, field: &Field, model: &str) -> SourceError {
        let mapping = self.mapping.and_then(|mapping| {
            let (parent, _) = field.id.split_once('.').unwrap_or((&field.id, ""));
            let source = mapping.fields.get(&field.id).or_else(|| mapping.fields.get(parent))?;
            Some((mapping, source))
        });
        let (model, field) = (model.to_owned(), field.id.clone());
        match mapping {
            None => SourceError::MissingField { model, field },
            Some((mapping, FieldSource { column, .. })) => {
                let (known, table) = (self.schema.field_with_name(column), &mapping.table);
                let reason = match known {
                    Err(_) => format!("`{table}` has no column `{column}` any more"),
                    Ok(_) => format!("column `{column}` of `{table}` holds no JSON texts"),
                };
                SourceError::Drift { model, field, reason }
            }
        }
    }

    /// Whether the table has the field.
    pub(super) fn has(&self, field: &Field) -> bool {
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
