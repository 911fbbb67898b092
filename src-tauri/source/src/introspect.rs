//! What a source has, looked at: tables, columns, sample values.

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use serde::Serialize;

use super::connectors::TableColumns;
use super::{Source, SourceError, mapping};
use crate::catalog::{DataModel, FieldType};

/// Values of each column that are shown.
const SAMPLES: usize = 5;
/// Rows that are looked at for them.
const SAMPLE_ROWS: usize = 100;
/// Characters of one sample.
const SAMPLE_CHARACTERS: usize = 80;

/// What a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// A table of a database.
    Table,
    /// A view of a database.
    View,
    /// A file, or a folder of them.
    File,
}

/// A column that can be a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SourceColumn {
    /// Its name.
    pub name: String,
    /// Its type in the source's words.
    #[serde(rename = "type")]
    pub type_name: String,
    /// The type of field that it suggests.
    pub field_type: FieldType,
    /// Whether values may be missing.
    pub nullable: bool,
    /// A few different values.
    pub samples: Vec<String>,
}

/// A table that can be a data model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SourceTable {
    /// Its name, after its schema's and a point where there are schemas.
    pub name: String,
    /// What it is.
    pub kind: TableKind,
    /// About how many rows it has, where that is known without counting.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub rows: Option<u64>,
    /// Its columns; none where only tables were asked for.
    pub columns: Vec<SourceColumn>,
}

impl Source {
    /// All tables, views or files, without their columns.
    pub async fn tables(&self) -> Result<Vec<SourceTable>, SourceError> {
        self.connector.tables().await
    }

    pub(super) async fn table_names(&self) -> Result<Vec<String>, SourceError> {
        Ok(self.tables().await?.into_iter().map(|table| table.name).collect())
    }

    /// The columns of a table, without samples.
    pub async fn columns(&self, table: &str) -> Result<Vec<SourceColumn>, SourceError> {
        Ok(self.connector.columns(table, &self.options(table)).await?.columns)
    }

    /// The columns of a table, with sample values.
    pub async fn sampled_columns(&self, table: &str) -> Result<Vec<SourceColumn>, SourceError> {
        let options = self.options(table);
        let (mut columns, batches) = self.connector.sample(table, SAMPLE_ROWS, &options).await?;
        for (index, column) in columns.iter_mut().enumerate() {
            for batch in &batches {
                take_samples(batch, index, &mut column.samples);
            }
        }
        Ok(columns)
    }

    /// A data model made of a table.
    pub async fn suggest_model(&self, table: &str) -> Result<DataModel, SourceError> {
        let found = self.connector.columns(table, &self.options(table)).await?;
        let TableColumns { columns, key, decimals } = found;
        let (name, kind) = (table.to_owned(), TableKind::Table);
        let table = SourceTable { name, kind, rows: None, columns };
        Ok(mapping::suggest_model(&table, &key, &decimals))
    }
}

/// Adds the values of a column that aren't there yet.
fn take_samples(batch: &RecordBatch, index: usize, samples: &mut Vec<String>) {
    let Some(column) = batch.columns().get(index) else { return };
    let options = FormatOptions::new().with_null("");
    let Ok(texts) = ArrayFormatter::try_new(column.as_ref(), &options) else { return };
    for row in 0..batch.num_rows() {
        if samples.len() >= SAMPLES {
            return;
        }
        if column.is_null(row) {
            continue;
        }
        let text = match column.data_type() {
            DataType::Utf8 => column.as_string::<i32>().value(row).to_owned(),
            _ => texts.value(row).to_string(),
        };
        let short: String = text.chars().take(SAMPLE_CHARACTERS).collect();
        if !short.is_empty() && !samples.contains(&short) {
            samples.push(short);
        }
    }
}

/// The type of field that a column of a file suggests.
pub(super) fn suggested_type(data_type: &DataType) -> FieldType {
    match data_type {
        DataType::Boolean => FieldType::Boolean,
        DataType::Date32 | DataType::Date64 => FieldType::Date,
        DataType::Timestamp(..) => FieldType::Datetime,
        DataType::List(_)
        | DataType::LargeList(_)
        | DataType::FixedSizeList(..)
        | DataType::ListView(_)
        | DataType::LargeListView(_) => FieldType::List,
        DataType::Struct(_) | DataType::Map(..) => FieldType::Object,
        DataType::Dictionary(_, values) => suggested_type(values),
        other if other.is_numeric() => FieldType::Numeric,
        _ => FieldType::String,
    }
}
