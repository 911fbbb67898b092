//! What a source has, looked at: tables, columns, sample values.

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::datatypes::DataType;
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use futures::StreamExt;
use serde::Serialize;

use super::database::{ColumnKind, Database, DatabaseTable};
use super::table::sample_of_files;
use super::{Source, SourceError, SourcePlace, mapping};
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
        match self.place() {
            SourcePlace::Folder(folder) => {
                let folder = folder.clone();
                Ok(of_files(super::blocking(move || folder.tables()).await?))
            }
            SourcePlace::Bucket(bucket) => Ok(of_files(bucket.tables().await?)),
            SourcePlace::Database(database) => {
                let found = database.tables().await?;
                let table = |found: super::database::FoundTable| SourceTable {
                    name: found.name,
                    kind: found.kind,
                    rows: found.rows,
                    columns: Vec::new(),
                };
                Ok(found.into_iter().map(table).collect())
            }
        }
    }

    pub(super) async fn table_names(&self) -> Result<Vec<String>, SourceError> {
        Ok(self.tables().await?.into_iter().map(|table| table.name).collect())
    }

    /// The columns of a table, without samples.
    pub async fn columns(&self, table: &str) -> Result<Vec<SourceColumn>, SourceError> {
        match self.place() {
            SourcePlace::Folder(_) | SourcePlace::Bucket(_) => {
                Ok(sample_of_files(self, table, 0).await?.0)
            }
            SourcePlace::Database(database) => {
                let table = database.table(table).await?;
                Ok(table.columns.iter().map(described).collect())
            }
        }
    }

    /// The columns of a table, with sample values.
    pub async fn sampled_columns(&self, table: &str) -> Result<Vec<SourceColumn>, SourceError> {
        let (mut columns, batches) = match self.place() {
            SourcePlace::Folder(_) | SourcePlace::Bucket(_) => {
                sample_of_files(self, table, SAMPLE_ROWS).await?
            }
            SourcePlace::Database(database) => {
                let table = database.table(table).await?;
                let columns = table.columns.iter().map(described).collect();
                let batches = match sample(database, &table).await {
                    // One value that nobody can read doesn't hide the columns.
                    Err(SourceError::BadCell { .. }) => Vec::new(),
                    sampled => sampled?,
                };
                (columns, batches)
            }
        };
        for (index, column) in columns.iter_mut().enumerate() {
            for batch in &batches {
                take_samples(batch, index, &mut column.samples);
            }
        }
        Ok(columns)
    }

    /// A data model made of a table.
    pub async fn suggest_model(&self, table: &str) -> Result<DataModel, SourceError> {
        let (columns, key, decimals) = match self.place() {
            SourcePlace::Folder(_) | SourcePlace::Bucket(_) => {
                let columns = self.columns(table).await?;
                let id = columns.iter().find(|column| column.name.eq_ignore_ascii_case("id"));
                let key: Vec<String> = id.map(|column| column.name.clone()).into_iter().collect();
                let decimals: Vec<Option<u8>> = vec![None; columns.len()];
                (columns, key, decimals)
            }
            SourcePlace::Database(database) => {
                let found = database.table(table).await?;
                let mut key: Vec<_> = found
                    .columns
                    .iter()
                    .filter_map(|column| Some((column.key?, column.name.clone())))
                    .collect();
                key.sort();
                let decimals = found.columns.iter().map(|column| match column.kind {
                    ColumnKind::Integer => Some(0),
                    ColumnKind::Decimal { scale, .. } => u8::try_from(scale).ok(),
                    _ => None,
                });
                let columns = found.columns.iter().map(described).collect();
                let key: Vec<String> = key.into_iter().map(|(_, name)| name).collect();
                (columns, key, decimals.collect())
            }
        };
        let kind = TableKind::Table;
        let table = SourceTable { name: table.to_owned(), kind, rows: None, columns };
        Ok(mapping::suggest_model(&table, &key, &decimals))
    }
}

fn of_files(names: Vec<String>) -> Vec<SourceTable> {
    let table = |name| SourceTable { name, kind: TableKind::File, rows: None, columns: Vec::new() };
    names.into_iter().map(table).collect()
}

fn described(column: &super::database::TableColumn) -> SourceColumn {
    SourceColumn {
        name: column.name.clone(),
        type_name: column.type_name.clone(),
        field_type: column.field_type,
        nullable: column.nullable,
        samples: Vec::new(),
    }
}

/// The first rows of a table.
async fn sample(
    database: &Database,
    table: &DatabaseTable,
) -> Result<Vec<RecordBatch>, SourceError> {
    let begun = database.first_rows(table, SAMPLE_ROWS).await?;
    let mut rows = Box::pin(begun.batches(database.place()));
    let mut batches = Vec::new();
    while let Some(batch) = rows.next().await {
        batches.push(batch?);
    }
    Ok(batches)
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
        DataType::List(_) | DataType::LargeList(_) => FieldType::List,
        DataType::Struct(_) => FieldType::Object,
        other if other.is_numeric() => FieldType::Numeric,
        _ => FieldType::String,
    }
}
