//! The files are what the catalog says: columns, types, order, values, keys.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;

use datafusion::arrow::array::Array;
use datafusion::arrow::datatypes::{DataType, TimeUnit};
use datafusion::parquet::arrow::arrow_reader::{
    ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};
use datafusion::parquet::file::metadata::PageIndexPolicy;
use serde::Deserialize;
use serde_json::Value;

use crate::table::{BRAND, MODELS};

#[derive(Deserialize)]
struct Model {
    fields: Vec<Field>,
}

#[derive(Deserialize)]
struct Field {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default)]
    mandatory: bool,
    decimals: Option<u8>,
}

fn catalog(model: &str) -> Vec<Field> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../definition/catalog/{model}.toml"));
    toml::from_str::<Model>(&std::fs::read_to_string(path).unwrap()).unwrap().fields
}

/// Fields that are keys of an object's JSON text.
fn inside_object(field: &Field) -> bool {
    field.id.starts_with("properties.") || field.id.starts_with("external_ids.")
}

fn fits(field: &Field, found: &DataType) -> bool {
    let text = *found == DataType::Utf8;
    let choice =
        *found == DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
    match field.kind.as_str() {
        "string" => text || choice,
        "url" | "image" | "object" => text,
        "select" => choice,
        "boolean" => *found == DataType::Boolean,
        "date" => *found == DataType::Date32,
        "datetime" => *found == DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        "list" => matches!(found, DataType::List(item) if *item.data_type() == DataType::Utf8),
        "numeric" => match field.decimals {
            Some(0) => *found == DataType::Int64,
            Some(2) => *found == DataType::Decimal128(18, 2),
            Some(_) | None => *found == DataType::Decimal128(18, 6),
        },
        other => panic!("{} has the unknown type {other}", field.id),
    }
}

#[test]
fn columns_are_the_fields_of_the_catalog() {
    for model in MODELS {
        let table = BRAND.table(model);
        let fields: Vec<Field> =
            catalog(model).into_iter().filter(|field| !inside_object(field)).collect();
        let names: Vec<_> = fields.iter().map(|field| field.id.as_str()).collect();
        let found: Vec<_> =
            table.schema.fields().iter().map(|field| field.name().as_str()).collect();
        assert_eq!(names, found, "{model}");
        for (field, column) in fields.iter().zip(table.schema.fields()) {
            assert!(fits(field, column.data_type()), "{model}.{}: {column}", field.id);
            assert_eq!(column.is_nullable(), !field.mandatory, "{model}.{}", field.id);
            let nulls = table.column(&field.id).null_count();
            assert!(!field.mandatory || nulls == 0, "{model}.{} is empty", field.id);
            assert!(nulls < table.rows, "{model}.{} is empty everywhere", field.id);
        }
        assert!(table.rows > 0);
    }
}

#[test]
fn select_values_are_those_of_the_catalog_and_all_occur() {
    for model in MODELS {
        let table = BRAND.table(model);
        for field in catalog(model).iter().filter(|field| field.kind == "select") {
            let found: BTreeSet<&str> =
                (0..table.rows).filter_map(|row| table.text(&field.id, row)).collect();
            let known: BTreeSet<&str> = field.values.iter().map(String::as_str).collect();
            // The fields of a programme needn't have every type.
            let few = ["content_approval", "customer_fields"].contains(&model);
            assert!(found.is_subset(&known), "{model}.{}: {found:?}", field.id);
            assert!(few || found == known, "{model}.{} lacks some: {found:?}", field.id);
        }
    }
}

#[test]
fn keys_ascend_without_repetition_and_the_files_say_so() {
    for model in MODELS {
        let table = BRAND.table(model);
        assert_eq!(table.ids(), table.rows, "{model}");
        assert!(
            (1..table.rows).all(|row| table.text("id", row - 1) < table.text("id", row)),
            "{model}"
        );
        let file = File::open(BRAND.dir.path().join(format!("{model}.parquet"))).unwrap();
        let options = ArrowReaderOptions::new().with_page_index_policy(PageIndexPolicy::Required);
        let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options).unwrap();
        assert!(builder.metadata().column_index().is_some());
        for group in builder.metadata().row_groups() {
            let sorting = group.sorting_columns().unwrap();
            assert_eq!(
                (sorting.len(), sorting[0].column_idx, sorting[0].descending),
                (1, 0, false)
            );
        }
    }
}

#[test]
fn objects_are_json_with_the_fields_that_the_catalog_names() {
    let mut missing: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for model in MODELS {
        let table = BRAND.table(model);
        let fields = catalog(model);
        for object in fields.iter().filter(|field| field.kind == "object") {
            let prefix = format!("{}.", object.id);
            let inner: Vec<&Field> = fields
                .iter()
                .filter(|field| inside_object(field) && field.id.starts_with(&prefix))
                .collect();
            let mut unseen: BTreeSet<&str> =
                inner.iter().map(|field| &field.id[prefix.len()..]).collect();
            for row in 0..table.rows {
                let value = table.object(&object.id, row);
                for field in &inner {
                    let Some(value) = value.get(&field.id[prefix.len()..]) else {
                        continue;
                    };
                    unseen.remove(&field.id[prefix.len()..]);
                    let fits = match field.kind.as_str() {
                        "numeric" => {
                            value.is_number() && (field.decimals == Some(2) || value.is_i64())
                        }
                        "list" => value.is_array(),
                        _ => value.is_string(),
                    };
                    assert!(fits, "{model}.{}: {value}", field.id);
                }
            }
            if !unseen.is_empty() {
                missing.insert(model, unseen.into_iter().map(str::to_owned).collect());
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn customer_fields_list_the_catalog_and_describe_the_attributes() {
    let table = BRAND.table("customer_fields");
    let mut built_in = BTreeMap::new();
    let mut custom = BTreeMap::new();
    for row in 0..table.rows {
        let id = table.text("id", row).unwrap();
        let kind = table.text("type", row).unwrap();
        if table.boolean("built_in", row).unwrap() {
            built_in.insert(id.to_owned(), kind.to_owned());
        } else {
            custom.insert(id, (kind, table.list("options", row).unwrap_or_default()));
        }
    }
    let expected = catalog("customers").into_iter().filter(|field| field.kind != "object");
    assert_eq!(built_in, expected.map(|field| (field.id, field.kind)).collect());

    let kinds: BTreeSet<&str> = custom.values().map(|attribute| attribute.0).collect();
    for kind in
        ["string", "numeric", "boolean", "select", "date", "datetime", "multiple_choice", "url"]
    {
        assert!(kinds.contains(kind), "no attribute is {kind}");
    }
    let customers = BRAND.table("customers");
    let mut seen = BTreeSet::new();
    for row in 0..customers.rows {
        for (name, value) in customers.object("properties", row) {
            let (kind, options) =
                custom.get(name.as_str()).unwrap_or_else(|| panic!("{name} is no attribute"));
            let option = |value: &Value| options.iter().any(|option| value == option);
            let fits = match *kind {
                "numeric" => value.is_number(),
                "boolean" => value.is_boolean(),
                "select" => option(&value),
                "multiple_choice" => value.as_array().unwrap().iter().all(option),
                _ => value.is_string() || value.is_null(),
            };
            assert!(fits, "{name}: {value}");
            seen.insert(name);
        }
    }
    assert_eq!(seen.len(), custom.len());
}
