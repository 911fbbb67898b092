//! The data models and their fields: twelve built in, and the user's own.
//!
//! Each is one TOML file. A model says what a table holds, not where it is:
//! that is the source's business. A broken file of the user's never harms the
//! other models.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::did_you_mean::nearest;

/// Type of a field's values, in the loyalty platform's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// Text.
    String,
    /// Number: whole or decimal, exact.
    Numeric,
    /// True or false.
    Boolean,
    /// One of a set of values.
    Select,
    /// Calendar day.
    Date,
    /// Instant.
    Datetime,
    /// Several texts.
    List,
    /// Members with names; JSON.
    Object,
    /// Address of a page.
    Url,
    /// Address of a picture.
    Image,
}

impl FieldType {
    /// Whether its values are plain texts.
    pub fn is_textual(self) -> bool {
        matches!(self, Self::String | Self::Select | Self::Url | Self::Image)
    }
}

impl fmt::Display for FieldType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::String => "string",
            Self::Numeric => "numeric",
            Self::Boolean => "boolean",
            Self::Select => "select",
            Self::Date => "date",
            Self::Datetime => "datetime",
            Self::List => "list",
            Self::Object => "object",
            Self::Url => "url",
            Self::Image => "image",
        })
    }
}

/// One field of a data model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Machine-readable name; the default header of its column.
    pub id: String,
    /// Name for people.
    pub label: String,
    /// Type of its values.
    #[serde(rename = "type")]
    pub field_type: FieldType,
    /// Possible values, where they are a closed set.
    #[serde(default)]
    pub values: Vec<String>,
    /// Whether there is always a value.
    #[serde(default)]
    pub mandatory: bool,
    /// Least number of decimals that are written: 2 for money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimals: Option<u8>,
    /// What it means.
    #[serde(default)]
    pub description: String,
    /// A custom attribute of this loyalty programme: its values are members of
    /// the model's `properties`.
    #[serde(default)]
    pub custom: bool,
    /// The connection at hand has no values for it; nothing that a model says of
    /// itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub missing: bool,
}

/// One kind of data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct DataModel {
    /// Machine-readable name; also the name of its table.
    pub id: String,
    /// Name for people.
    pub label: String,
    /// What its rows are.
    #[serde(default)]
    pub description: String,
    /// Ids of the fields that together are unique; rows are sorted by them.
    #[serde(default)]
    pub key: Vec<String>,
    /// Its fields, in the order of *All fields*.
    pub fields: Vec<Field>,
}

impl DataModel {
    /// The field with this id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// The field with this id, or a member of an object field: any
    /// `properties.name` can be picked as a text.
    pub fn resolve_field(&self, id: &str) -> Option<Cow<'_, Field>> {
        if let Some(field) = self.field(id) {
            return Some(Cow::Borrowed(field));
        }
        let (parent, member) = id.split_once('.')?;
        let parent = self.field(parent)?;
        (parent.field_type == FieldType::Object && !member.is_empty()).then(|| {
            Cow::Owned(Field {
                id: id.to_owned(),
                label: id.to_owned(),
                field_type: FieldType::String,
                values: Vec::new(),
                mandatory: false,
                decimals: None,
                description: format!("Member of {}.", parent.label),
                custom: false,
                missing: false,
            })
        })
    }
}

/// A row of *Customer fields*, which defines a custom attribute of customers.
#[derive(Debug, Clone, Default)]
pub struct CustomField {
    /// Unique ID.
    pub id: String,
    /// Name for people.
    pub label: String,
    /// `string`, `numeric`, `multiple_choice`, ...
    pub field_type: String,
    /// Possible values.
    pub options: Vec<String>,
    /// What it means.
    pub description: String,
    /// Built-in ones are in the catalog already.
    pub built_in: bool,
}

/// Something in a user's model or custom field that can't be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CatalogProblem {
    /// The file, if it stands in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<PathBuf>,
    /// Line in it, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for CatalogProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(formatter, "{}", file.display())?;
            if let Some(line) = self.line {
                write!(formatter, ":{line}")?;
            }
            formatter.write_str(": ")?;
        }
        formatter.write_str(&self.message)
    }
}

const BUILT_IN: [&str; 12] = [
    include_str!("../catalog/challenges.toml"),
    include_str!("../catalog/changes.toml"),
    include_str!("../catalog/content_approval.toml"),
    include_str!("../catalog/coupons.toml"),
    include_str!("../catalog/coupon_pools.toml"),
    include_str!("../catalog/customers.toml"),
    include_str!("../catalog/customer_fields.toml"),
    include_str!("../catalog/events.toml"),
    include_str!("../catalog/products.toml"),
    include_str!("../catalog/rewards.toml"),
    include_str!("../catalog/stores.toml"),
    include_str!("../catalog/webhook_logs.toml"),
];

/// All data models, the built-in ones first.
#[derive(Debug, Clone)]
pub struct Catalog {
    models: Vec<DataModel>,
}

impl Catalog {
    /// The twelve built-in models.
    ///
    /// # Panics
    /// Never: a test reads each of the files.
    pub fn built_in() -> Self {
        let read = |text: &&str| toml::from_str(text).expect("built-in models are valid");
        Self { models: BUILT_IN.iter().map(read).collect() }
    }

    /// All models.
    pub fn models(&self) -> &[DataModel] {
        &self.models
    }

    /// The model with this id.
    pub fn model(&self, id: &str) -> Option<&DataModel> {
        self.models.iter().find(|model| model.id == id)
    }

    /// The id that may have been meant.
    pub fn nearest(&self, id: &str) -> Option<&str> {
        nearest(id, self.models.iter().map(|model| model.id.as_str()))
    }

    /// Adds the user's own models: each `*.toml` in `folder`. What can't be
    /// used is told; a folder that isn't there has none.
    pub fn load_models(&mut self, folder: &Path) -> Vec<CatalogProblem> {
        let mut problems = Vec::new();
        let mut files: Vec<PathBuf> = match std::fs::read_dir(folder) {
            Ok(entries) => entries.filter_map(|entry| Some(entry.ok()?.path())).collect(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return problems,
            Err(error) => {
                let message = format!("the folder can't be read: {error}");
                return vec![CatalogProblem { file: Some(folder.into()), line: None, message }];
            }
        };
        files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
        files.sort();
        for file in files {
            match self.load_model(&file) {
                Ok(model) => self.models.push(model),
                Err((line, message)) => {
                    problems.push(CatalogProblem { file: Some(file), line, message });
                }
            }
        }
        problems
    }

    fn load_model(&self, file: &Path) -> Result<DataModel, (Option<usize>, String)> {
        let text = std::fs::read_to_string(file)
            .map_err(|error| (None, format!("it can't be read: {error}")))?;
        let model: DataModel = toml::from_str(&text).map_err(|error| {
            let line = error.span().map(|span| text[..span.start].matches('\n').count() + 1);
            (line, error.message().to_owned())
        })?;
        // TOML keeps no position once it is read: look the id up again.
        let line_of = |wanted: &str| {
            let quoted = format!("\"{wanted}\"");
            text.lines().position(|line| line.contains(&quoted)).map(|index| index + 1)
        };
        if self.model(&model.id).is_some() {
            return Err((line_of(&model.id), format!("there is a model `{}` already", model.id)));
        }
        if !is_usable(&model.id) {
            let message = "a model's id consists of letters, digits and underscores";
            return Err((line_of(&model.id), message.to_owned()));
        }
        if model.fields.is_empty() {
            return Err((None, "the model has no fields".to_owned()));
        }
        let mut known = HashSet::new();
        for field in &model.fields {
            if field.id.is_empty() || field.id.contains(['\n', '\r', '\0']) {
                return Err((None, "a field has an empty id, or one of several lines".to_owned()));
            }
            if !known.insert(&field.id) {
                return Err((line_of(&field.id), format!("field `{}` is there twice", field.id)));
            }
        }
        if let Some(key) = model.key.iter().find(|key| model.field(key).is_none()) {
            return Err((line_of(key), format!("the key names `{key}`, which is no field")));
        }
        Ok(model)
    }

    /// Adds models that are tables of one connection; the ids that are known
    /// already keep their meaning.
    pub fn add_own_models(&mut self, models: Vec<DataModel>) {
        for model in models {
            if self.model(&model.id).is_none() {
                self.models.push(model);
            }
        }
    }

    /// Adds the custom attributes to *Customers*. What can't be used is told.
    pub fn add_custom_fields(&mut self, rows: &[CustomField]) -> Vec<CatalogProblem> {
        let mut problems = Vec::new();
        let Some(customers) = self.models.iter_mut().find(|model| model.id == "customers") else {
            return problems;
        };
        for row in rows.iter().filter(|row| !row.built_in) {
            let mut refuse = |message: String| {
                problems.push(CatalogProblem { file: None, line: None, message });
            };
            if row.id.is_empty() || customers.field(&row.id).is_some() {
                refuse(format!("customer field `{}` is there already", row.id));
                continue;
            }
            let Some(field_type) = custom_type(&row.field_type) else {
                refuse(format!(
                    "customer field `{}` has unknown type `{}`",
                    row.id, row.field_type
                ));
                continue;
            };
            customers.fields.push(Field {
                id: row.id.clone(),
                label: if row.label.is_empty() { row.id.clone() } else { row.label.clone() },
                field_type,
                values: row.options.clone(),
                mandatory: false,
                decimals: None,
                description: row.description.clone(),
                custom: true,
                missing: false,
            });
        }
        problems
    }
}

fn is_usable(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn custom_type(name: &str) -> Option<FieldType> {
    Some(match name {
        "string" => FieldType::String,
        "numeric" => FieldType::Numeric,
        "boolean" => FieldType::Boolean,
        "select" => FieldType::Select,
        "url" => FieldType::Url,
        "date" => FieldType::Date,
        "datetime" => FieldType::Datetime,
        "multiple_choice" | "list" => FieldType::List,
        "image" => FieldType::Image,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_twelve_models_are_whole() {
        let catalog = Catalog::built_in();
        assert_eq!(catalog.models().len(), 12);
        for model in catalog.models() {
            assert!(!model.key.is_empty(), "{}", model.id);
            for key in &model.key {
                assert!(
                    model.field(key).is_some_and(|field| field.mandatory),
                    "{} {key}",
                    model.id
                );
            }
            for (index, field) in model.fields.iter().enumerate() {
                assert!(!field.description.is_empty(), "{}.{}", model.id, field.id);
                assert!(model.fields[..index].iter().all(|other| other.id != field.id));
                if field.field_type == FieldType::Select {
                    assert!(!field.values.is_empty(), "{}.{}", model.id, field.id);
                }
            }
        }
    }

    #[test]
    fn own_models_appear_and_broken_ones_harm_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let write =
            |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        let fields = "[[fields]]\nid = \"id\"\nlabel = \"ID\"\ntype = \"string\"\n";
        write(
            "good.toml",
            &format!("id = \"visits\"\nlabel = \"Visits\"\nkey = [\"id\"]\n{fields}"),
        );
        write("syntax.toml", "id = \"x\"\nlabel = \n");
        write(
            "type.toml",
            &format!("id = \"y\"\nlabel = \"Y\"\n{}", fields.replace("\"string\"", "\"text\"")),
        );
        write("clash.toml", &format!("id = \"events\"\nlabel = \"E\"\n{fields}"));
        write("key.toml", &format!("id = \"z\"\nlabel = \"Z\"\nkey = [\"no\"]\n{fields}"));
        let mut catalog = Catalog::built_in();
        let problems = catalog.load_models(folder.path());
        assert!(catalog.model("visits").is_some());
        assert_eq!(catalog.models().len(), 13);
        let told: Vec<_> = problems
            .iter()
            .map(|p| (p.file.as_ref().unwrap().file_name().unwrap().to_str().unwrap(), p.line))
            .collect();
        assert_eq!(
            told,
            [
                ("clash.toml", Some(1)),
                ("key.toml", Some(3)),
                ("syntax.toml", Some(2)),
                ("type.toml", Some(6))
            ]
        );
    }

    #[test]
    fn custom_fields_join_customers() {
        let mut catalog = Catalog::built_in();
        let row = |id: &str, kind: &str| CustomField {
            id: id.to_owned(),
            field_type: kind.to_owned(),
            ..CustomField::default()
        };
        let rows = [row("shoe_size", "numeric"), row("email", "string"), row("odd", "matrix")];
        let problems = catalog.add_custom_fields(&rows);
        assert_eq!(problems.len(), 2);
        let customers = catalog.model("customers").unwrap();
        assert!(customers.field("shoe_size").is_some_and(|field| field.custom));
        assert!(customers.resolve_field("properties.anything").is_some());
        assert!(customers.resolve_field("email.anything").is_none());
    }
}
