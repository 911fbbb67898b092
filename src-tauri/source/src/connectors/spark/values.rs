//! Rows out of the Arrow batches that a Spark server sends.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, RecordBatch, RecordBatchOptions};
use datafusion::arrow::compute::{CastOptions, cast_with_options};
use datafusion::arrow::datatypes::{DataType, SchemaRef};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::ipc::reader::StreamReader;

use super::protocol::ArrowBatch;
use crate::SourceError;
use crate::sql::Wanted;
use crate::sql::column::ColumnKind;

/// What is expected of the rows.
pub(super) struct Expected<'a> {
    pub(super) place: &'a str,
    /// Name of the table, for messages.
    pub(super) table: &'a str,
    pub(super) schema: &'a SchemaRef,
    pub(super) kinds: &'a [ColumnKind],
}

impl<'a> Expected<'a> {
    pub(super) fn new(place: &'a str, wanted: &'a Wanted) -> Self {
        Self { place, table: &wanted.table, schema: &wanted.schema, kinds: &wanted.kinds }
    }
}

impl Expected<'_> {
    /// The batches of a message, with the columns that are expected. `before` is the
    /// number of rows that came earlier: none may be missing, and none come twice.
    pub(super) fn read(
        &self,
        message: &ArrowBatch,
        before: u64,
    ) -> Result<Vec<RecordBatch>, SourceError> {
        let lost = |reason: String| SourceError::Lost { place: self.place.to_owned(), reason };
        if let Some(start) = message.start_offset
            && u64::try_from(start).ok() != Some(before)
        {
            return Err(lost(format!("rows from {start} came where row {before} was due")));
        }
        let mut rows = 0;
        let mut batches = Vec::new();
        let reader = StreamReader::try_new(&message.data[..], None);
        for batch in reader.map_err(|error| self.unreadable(&error))? {
            let batch = batch.map_err(|error| self.unreadable(&error))?;
            rows += batch.num_rows();
            if batch.num_rows() > 0 {
                batches.push(self.fitted(&batch)?);
            }
        }
        if i64::try_from(rows).ok() != Some(message.row_count) {
            return Err(lost(format!("{rows} of {} rows came", message.row_count)));
        }
        Ok(batches)
    }

    /// The same rows with the columns that are expected.
    pub(super) fn fitted(&self, batch: &RecordBatch) -> Result<RecordBatch, SourceError> {
        let changed =
            |reason: String| SourceError::SchemaChanged { place: self.place.to_owned(), reason };
        // A query of no columns gives one that nobody reads.
        let wanted = self.schema.fields();
        if batch.num_columns() != wanted.len().max(1) {
            let found = batch.num_columns();
            return Err(changed(format!("{found} columns came instead of {}", wanted.len())));
        }
        let mut columns = Vec::with_capacity(wanted.len());
        for ((field, kind), array) in wanted.iter().zip(self.kinds).zip(batch.columns()) {
            let (column, found) = (field.name(), array.data_type());
            if !is_read_as(found, *kind) {
                let table = self.table;
                return Err(changed(format!("column `{column}` of `{table}` is {found} now")));
            }
            columns.push(as_type(array, field.data_type()).map_err(|error| {
                SourceError::Cluster {
                    message: format!("column `{column}` of `{}`: {error}", self.table),
                    hint: "Map a view that casts the column to a type of fewer digits.".to_owned(),
                    passing: false,
                }
            })?);
        }
        let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
        RecordBatch::try_new_with_options(Arc::clone(self.schema), columns, &options)
            .map_err(|error| SourceError::Engine(error.to_string()))
    }

    fn unreadable(&self, error: &ArrowError) -> SourceError {
        let text = error.to_string();
        let (message, hint) = if text.to_lowercase().contains("utf8") || text.contains("UTF-8") {
            (
                format!("a text of `{}` isn't valid UTF-8", self.table),
                "Map a view that repairs it, by make_valid_utf8(column), or shows its bytes, by \
                 hex(column).",
            )
        } else {
            (
                format!("the rows of `{}` can't be read: {text}", self.table),
                "Test the connection. If it works, check that the server's Arrow batches aren't \
                 compressed.",
            )
        };
        SourceError::Cluster { message, hint: hint.to_owned(), passing: false }
    }
}

/// Whether values of a type that came are read as `kind`.
fn is_read_as(found: &DataType, kind: ColumnKind) -> bool {
    match kind {
        ColumnKind::Text | ColumnKind::Json | ColumnKind::Moment | ColumnKind::Other => matches!(
            found,
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null
        ),
        ColumnKind::Integer => {
            matches!(found, DataType::Int8 | DataType::Int16 | DataType::Int32 | DataType::Int64)
        }
        ColumnKind::Decimal { scale, .. } => {
            matches!(found, DataType::Decimal128(_, found) if *found == scale)
        }
        ColumnKind::Number => matches!(found, DataType::Decimal128(_, _)),
        ColumnKind::Float32 => *found == DataType::Float32,
        ColumnKind::Float64 => *found == DataType::Float64,
        ColumnKind::Boolean => *found == DataType::Boolean,
        ColumnKind::Date => *found == DataType::Date32,
        ColumnKind::Instant | ColumnKind::Local => matches!(found, DataType::Timestamp(_, _)),
    }
}

/// The same values as another type; what doesn't fit is an error, never nothing.
fn as_type(array: &ArrayRef, wanted: &DataType) -> Result<ArrayRef, ArrowError> {
    if array.data_type() == wanted {
        return Ok(Arc::clone(array));
    }
    let options = CastOptions { safe: false, ..CastOptions::default() };
    cast_with_options(array, wanted, &options)
}

#[cfg(test)]
mod tests {
    use datafusion::arrow::array::{
        Decimal128Array, Int32Array, StringArray, TimestampMicrosecondArray,
    };
    use datafusion::arrow::datatypes::{Field, Schema};
    use datafusion::arrow::ipc::writer::StreamWriter;

    use super::*;

    fn message(columns: Vec<(&str, ArrayRef)>, start: i64) -> ArrowBatch {
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        let mut data = Vec::new();
        let mut writer = StreamWriter::try_new(&mut data, &batch.schema()).unwrap();
        writer.write(&batch).unwrap();
        writer.finish().unwrap();
        let row_count = i64::try_from(batch.num_rows()).unwrap();
        ArrowBatch { row_count, data: data.into(), start_offset: Some(start) }
    }

    fn schema(kinds: &[(&str, ColumnKind)]) -> SchemaRef {
        let field = |(name, kind): &(&str, ColumnKind)| Field::new(*name, kind.data_type(), true);
        Arc::new(Schema::new(kinds.iter().map(field).collect::<Vec<_>>()))
    }

    #[test]
    fn rows_come_once_with_the_expected_columns() {
        let money = ColumnKind::Decimal { precision: 38, scale: 2 };
        let kinds = [
            ("name", ColumnKind::Text),
            ("points", ColumnKind::Integer),
            ("money", money),
            ("at", ColumnKind::Instant),
        ];
        let schema = schema(&kinds);
        let kinds = kinds.map(|(_, kind)| kind);
        let expected = Expected { place: "spark", table: "t", schema: &schema, kinds: &kinds };
        let numbers = Decimal128Array::from(vec![Some(1250), None]);
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("a", Arc::new(StringArray::from(vec![Some("é"), None]))),
            ("b", Arc::new(Int32Array::from(vec![7, -7]))),
            ("c", Arc::new(numbers.with_precision_and_scale(12, 2).unwrap())),
            ("d", Arc::new(TimestampMicrosecondArray::from(vec![-5, 5]))),
        ];
        let sent = message(columns, 10);
        let read = expected.read(&sent, 10).unwrap();
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].schema(), schema);
        assert_eq!(read[0].num_rows(), 2);
        for before in [9, 11] {
            let error = expected.read(&sent, before).unwrap_err();
            assert!(matches!(error, SourceError::Lost { .. }), "{error}");
        }
        let cut = ArrowBatch { row_count: 3, ..sent };
        assert!(expected.read(&cut, 10).unwrap_err().to_string().contains("2 of 3 rows"));
    }

    #[test]
    fn another_type_is_told_with_its_column() {
        let kinds = [("points", ColumnKind::Integer)];
        let schema = schema(&kinds);
        let kinds = kinds.map(|(_, kind)| kind);
        let expected = Expected { place: "spark", table: "t", schema: &schema, kinds: &kinds };
        let sent = message(vec![("a", Arc::new(StringArray::from(vec!["7"])) as ArrayRef)], 0);
        let error = expected.read(&sent, 0).unwrap_err().to_string();
        assert!(error.contains("column `points` of `t` is Utf8 now"), "{error}");
    }
}
