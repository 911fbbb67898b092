//! Which table a data model is, and which column each of its fields.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{SourceColumn, SourceTable, TextDialect};
use crate::catalog::{DataModel, Field, FieldType};

/// Where a field's values are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct FieldSource {
    /// Name of the column.
    pub column: String,
    /// `$.a.b` for a member of the JSON objects in the column.
    #[serde(default)]
    pub json_path: Option<String>,
}

/// Where a data model's rows are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct ModelMapping {
    /// Id of the data model.
    pub model: String,
    /// Table, view or file.
    pub table: String,
    /// Sources by the id of the field; a field that isn't here has none.
    pub fields: BTreeMap<String, FieldSource>,
    /// A model of the user's own, made of the table.
    #[serde(default)]
    pub own: Option<DataModel>,
}

/// The data models of a connection.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// One for each model that has a table.
    pub models: Vec<ModelMapping>,
    /// How the delimited files of a table are written, by the table's name;
    /// those that aren't here are read as their beginning suggests.
    #[serde(default)]
    pub texts: BTreeMap<String, TextDialect>,
}

impl ModelMapping {
    /// Whether a field has a source: one of its own, or that of the object which
    /// it is a member of.
    pub(super) fn has(&self, field: &Field) -> bool {
        let parent = match field.id.split_once('.') {
            Some((parent, _)) => Some(parent),
            None => field.custom.then_some("properties"),
        };
        let known = |id: &str| self.fields.contains_key(id);
        known(&field.id) || parent.is_some_and(known)
    }
}

impl Mapping {
    /// The same models over a copy, whose tables and columns are called as the
    /// models and fields.
    #[must_use]
    pub fn of_copy(&self) -> Self {
        let own = self.models.iter().filter_map(|mapping| mapping.own.clone());
        let models = own.map(|model| own_mapping(&model.id.clone(), model)).collect();
        Self { models, texts: BTreeMap::new() }
    }

    /// The mapping of a model.
    pub fn model(&self, id: &str) -> Option<&ModelMapping> {
        self.models.iter().find(|mapping| mapping.model == id)
    }
}

/// The names and numbers in a path such as `$.a."b c"` or `$["b c"][0]`.
pub(super) fn path_parts(path: Option<&str>) -> Vec<String> {
    let mut parts = Vec::new();
    let path = path.unwrap_or_default().trim();
    let mut rest = path.strip_prefix('$').unwrap_or(path);
    while !rest.is_empty() {
        let (part, after) = next_part(rest);
        if !part.is_empty() {
            parts.push(part.to_owned());
        }
        rest = after;
    }
    parts
}

/// The first name or number of a path, and what follows it.
fn next_part(path: &str) -> (&str, &str) {
    let quoted = path.strip_prefix("[\"").and_then(|inner| inner.split_once("\"]"));
    let number = path.strip_prefix('[').and_then(|inner| inner.split_once(']'));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if let Some(found) = quoted.or_else(|| number.filter(|(part, _)| is_number(part))) {
        return found;
    }
    let name = path.strip_prefix('.').unwrap_or(path);
    if let Some(quoted) = name.strip_prefix('"').and_then(|quoted| quoted.split_once('"')) {
        return quoted;
    }
    // The first letter belongs to the name, unless there is none.
    let first = usize::from(!name.starts_with('.'));
    let end = name.char_indices().skip(first).find(|(_, letter)| matches!(letter, '.' | '['));
    end.map_or((name, ""), |(end, _)| name.split_at(end))
}

/// A name without what people write differently: `Customer_ID` and `customerId`
/// are one.
fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The plain name and the same without the endings of several.
fn singular(name: &str) -> String {
    let name = plain(name);
    if let Some(stem) = name.strip_suffix("ies") {
        return format!("{stem}y");
    }
    name.strip_suffix('s').unwrap_or(&name).to_owned()
}

/// A table's name without its schema.
fn bare(table: &str) -> &str {
    table.rsplit_once('.').map_or(table, |(_, name)| name)
}

/// Rank of a table whose name begins with something else.
const PREFIXED: u8 = 3;

/// The table that is most likely a model's.
pub(super) fn suggest_table<'a>(
    model: &DataModel,
    tables: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let rank = |table: &str| {
        let name = bare(table);
        let (wanted, label) = (model.id.as_str(), model.label.as_str());
        if name == wanted {
            return Some(0);
        }
        if plain(name) == plain(wanted) || plain(name) == plain(label) {
            return Some(1);
        }
        if singular(name) == singular(wanted) {
            return Some(2);
        }
        // `crm_customers`, as programs call their tables.
        let (_, last) = name.split_once('_')?;
        (singular(last) == singular(wanted)).then_some(PREFIXED)
    };
    let ranked: Vec<(u8, &str)> = tables.filter_map(|table| Some((rank(table)?, table))).collect();
    // Of several the one that is listed first: `public` before others' schemas
    // only if its name is better, which is the user's to correct.
    let (best, table) = ranked.iter().min_by_key(|(rank, _)| *rank)?;
    // Which of several programs' tables is meant can't be known.
    let alone = ranked.len() == 1;
    (*best < PREFIXED || alone).then_some(*table)
}

/// How well a column's values may be a field's.
fn fits(field: FieldType, column: FieldType) -> bool {
    use FieldType as T;
    match field {
        T::String | T::Select | T::Url | T::Image => !matches!(column, T::List | T::Object),
        T::Numeric => matches!(column, T::Numeric | T::String),
        T::Boolean => matches!(column, T::Boolean | T::Numeric | T::String),
        T::Date | T::Datetime => matches!(column, T::Date | T::Datetime | T::String),
        T::List | T::Object => matches!(column, T::List | T::Object | T::String),
    }
}

/// The column that is most likely a field's, by name and type.
fn suggest_column<'a>(
    field: &Field,
    model: &DataModel,
    columns: &'a [SourceColumn],
) -> Option<&'a SourceColumn> {
    let wanted = plain(&field.id);
    let own = format!("{}{wanted}", singular(&model.id));
    let rank = |column: &SourceColumn| {
        // Of another type it is refused when it is read, or read as SQLite's numbers
        // are: left out, it would be missing without a word.
        if column.name == field.id {
            return Some(0);
        }
        if !fits(field.field_type, column.field_type) {
            return None;
        }
        let name = plain(&column.name);
        if name == wanted {
            return Some(1);
        }
        // `customer_id` of a table of customers is its `id`; `created` is
        // `created_at`.
        if name == own || name == format!("{wanted}at") || format!("{name}at") == wanted {
            return Some(2);
        }
        if name == plain(&field.label) {
            return Some(3);
        }
        if name == format!("{wanted}id") {
            return Some(4);
        }
        None
    };
    let ranked = columns.iter().filter_map(|column| Some((rank(column)?, column)));
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, column)| column)
}

/// A mapping of a model to a table: each field to the column that its name and
/// type suggest, members of objects to those of JSON columns.
pub(super) fn suggest_mapping(
    model: &DataModel,
    table: &str,
    columns: &[SourceColumn],
) -> ModelMapping {
    let mut fields: BTreeMap<String, FieldSource> = BTreeMap::new();
    let mut taken: Vec<&str> = Vec::new();
    // The best names first, so that `id` isn't taken by a field that only
    // resembles it.
    for strict in [true, false] {
        for field in &model.fields {
            if fields.contains_key(&field.id) || field.custom {
                continue;
            }
            let Some(column) = suggest_column(field, model, columns) else { continue };
            let same = plain(&column.name) == plain(&field.id);
            if same != strict || (!strict && taken.contains(&column.name.as_str())) {
                continue;
            }
            taken.push(&column.name);
            let source = FieldSource { column: column.name.clone(), json_path: None };
            fields.insert(field.id.clone(), source);
        }
    }
    for field in &model.fields {
        let Some((parent, member)) = field.id.split_once('.') else { continue };
        if fields.contains_key(&field.id) {
            continue;
        }
        if let Some(FieldSource { column, json_path: None }) = fields.get(parent) {
            let path = format!("$.{member}");
            let source = FieldSource { column: column.clone(), json_path: Some(path) };
            fields.insert(field.id.clone(), source);
        }
    }
    ModelMapping { model: model.id.clone(), table: table.to_owned(), fields, own: None }
}

/// A model made of a table: its key, fields and types are the table's.
pub(super) fn suggest_model(
    table: &SourceTable,
    key: &[String],
    decimals: &[Option<u8>],
) -> DataModel {
    let label = words(bare(&table.name));
    let id: String = bare(&table.name)
        .chars()
        .map(
            |letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '_' },
        )
        .collect();
    let fields = table.columns.iter().zip(decimals).map(|(column, decimals)| Field {
        id: column.name.clone(),
        label: words(&column.name),
        field_type: column.field_type,
        values: Vec::new(),
        mandatory: !column.nullable,
        decimals: if column.field_type == FieldType::Numeric { *decimals } else { None },
        description: String::new(),
        custom: false,
        missing: false,
    });
    DataModel {
        id: if id.is_empty() { "table".to_owned() } else { id },
        label,
        description: format!("Rows of {}.", table.name),
        key: key.to_vec(),
        fields: fields.collect(),
    }
}

/// The mapping of a model that was made of a table.
pub(super) fn own_mapping(table: &str, own: DataModel) -> ModelMapping {
    let source = |field: &Field| {
        (field.id.clone(), FieldSource { column: field.id.clone(), json_path: None })
    };
    ModelMapping {
        model: own.id.clone(),
        table: table.to_owned(),
        fields: own.fields.iter().map(source).collect(),
        own: Some(own),
    }
}

/// `order_items` and `OrderItems` for people: *Order items*.
fn words(name: &str) -> String {
    let mut text = String::new();
    let mut before = ' ';
    for letter in name.chars() {
        if letter == '_' || letter == '-' || letter == ' ' {
            text.push(' ');
        } else {
            if letter.is_uppercase() && before.is_lowercase() {
                text.push(' ');
            }
            if text.is_empty() {
                text.extend(letter.to_uppercase());
            } else if letter.is_uppercase() && before.is_lowercase() {
                text.extend(letter.to_lowercase());
            } else {
                text.push(letter);
            }
        }
        before = letter;
    }
    let text = text.trim().to_owned();
    if text.is_empty() { name.to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn paths_have_parts() {
        assert_eq!(path_parts(Some("$.a.b")), ["a", "b"]);
        assert_eq!(path_parts(Some("a.\"b.c\".d")), ["a", "b.c", "d"]);
        assert_eq!(path_parts(Some("$.a[0][\"b.c d\"].é")), ["a", "0", "b.c d", "é"]);
        assert_eq!(path_parts(Some("$[12]")), ["12"]);
        assert_eq!(path_parts(Some("[[x]..")), ["[", "[x]"]);
        assert_eq!(path_parts(Some("$")), Vec::<String>::new());
        assert_eq!(path_parts(None), Vec::<String>::new());
    }

    #[test]
    fn tables_are_found_under_names_that_resemble_the_models() {
        let catalog = Catalog::built_in();
        let customers = catalog.model("customers").unwrap();
        let found =
            |tables: &[&str]| suggest_table(customers, tables.iter().copied()).map(str::to_owned);
        assert_eq!(found(&["public.orders", "crm.Customer"]).as_deref(), Some("crm.Customer"));
        assert_eq!(found(&["a.customer", "b.customers"]).as_deref(), Some("b.customers"));
        assert_eq!(found(&["orders"]), None);
        assert_eq!(found(&["orders", "crm_customer"]).as_deref(), Some("crm_customer"));
        assert_eq!(found(&["erp_customers", "crm_customer"]), None);
        assert_eq!(found(&["a_customer", "b.customer"]).as_deref(), Some("b.customer"));
    }

    #[test]
    fn columns_are_found_by_name_and_type() {
        let catalog = Catalog::built_in();
        let model = catalog.model("customers").unwrap();
        let column = |name: &str, field_type| SourceColumn {
            name: name.to_owned(),
            type_name: "x".to_owned(),
            field_type,
            nullable: true,
            samples: Vec::new(),
        };
        let columns = [
            column("CustomerId", FieldType::Numeric),
            column("FirstName", FieldType::String),
            column("Birth Date", FieldType::Date),
            column("score", FieldType::Datetime),
            column("Tier Points", FieldType::Datetime),
            column("properties", FieldType::Object),
        ];
        let mapping = suggest_mapping(model, "Customer", &columns);
        let source = |field: &str| mapping.fields.get(field).map(|source| source.column.as_str());
        assert_eq!(source("id"), Some("CustomerId"));
        assert_eq!(source("first_name"), Some("FirstName"));
        assert_eq!(source("birth_date"), Some("Birth Date"));
        // Said when it is read, and not left out.
        assert_eq!(source("score"), Some("score"));
        // A date is no number, whatever its name resembles.
        assert_eq!(source("tier_points"), None);
        assert_eq!(words("order_items"), "Order items");
        assert_eq!(words("OrderItems"), "Order items");
    }
}
