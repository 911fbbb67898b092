//! Rows of *Customer fields*: they define the custom attributes of customers.

use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::DataType;
use futures::StreamExt;

use super::{Source, SourceError, SourceLimits, Table};
use crate::catalog::{Catalog, CustomField, DataModel};
use crate::plan::{Query, QueryColumn};

const COLUMNS: [&str; 6] = ["id", "label", "type", "options", "description", "built_in"];

/// Reads the custom fields of a source; none where it has no such table.
pub async fn custom_fields(
    source: &Source,
    catalog: &Catalog,
    limits: &SourceLimits,
) -> Result<Vec<CustomField>, SourceError> {
    let Some(model) = catalog.model("customer_fields") else { return Ok(Vec::new()) };
    let table = match Table::open(source, model, limits).await {
        Ok(table) => table,
        Err(SourceError::NoTable { .. } | SourceError::NotMapped { .. }) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let available: DataModel = table.available_model();
    let columns: Vec<QueryColumn> = COLUMNS
        .iter()
        .filter_map(|id| available.field(id))
        .map(|field| QueryColumn { field: field.clone(), aggregate: None })
        .collect();
    let names: Vec<String> = columns.iter().map(|column| column.field.id.clone()).collect();
    let query = Query {
        model: model.id.clone(),
        groups: Vec::new(),
        columns,
        order: Vec::new(),
        zone: None,
    };
    let mut rows = table.rows(&query, None).await?;
    let mut found = Vec::new();
    while let Some(batch) = rows.stream.next().await {
        let batch = batch.map_err(|error| table.told(&error))?;
        for row in 0..batch.num_rows() {
            let mut field = CustomField::default();
            for (name, column) in names.iter().zip(batch.columns()) {
                if column.is_null(row) {
                    continue;
                }
                let cell = column.slice(row, 1);
                if name == "options" && matches!(cell.data_type(), DataType::List(_)) {
                    let options = cell.as_list::<i32>().value(0);
                    let options =
                        cast(&options, &DataType::Utf8).map_err(|e| table.told(&e.into()))?;
                    field.options =
                        options.as_string::<i32>().iter().flatten().map(str::to_owned).collect();
                    continue;
                }
                let text =
                    cast(&cell, &DataType::Utf8).map_err(|error| table.told(&error.into()))?;
                let text = text.as_string::<i32>().value(0).to_owned();
                match name.as_str() {
                    "id" => field.id = text,
                    "label" => field.label = text,
                    "type" => field.field_type = text,
                    "options" => {
                        field.options = serde_json::from_str(&text).unwrap_or_else(|error| {
                            tracing::warn!(%error, "a custom field's options can't be read");
                            Vec::new()
                        });
                    }
                    "description" => field.description = text,
                    _ => field.built_in = text == "true",
                }
            }
            found.push(field);
        }
    }
    Ok(found)
}
