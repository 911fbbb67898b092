//! Record batches that come from elsewhere, as a table that the query engine
//! reads once.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::common::DataFusionError;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::streaming::PartitionStream;
use futures::stream::{BoxStream, Stream, StreamExt};

use super::SourceError;
use super::change_guard::ReadProgress;

/// Rows of one stream as a table that is read once.
pub(super) struct OneShotStream {
    schema: SchemaRef,
    rows: Mutex<Option<BoxStream<'static, Result<RecordBatch, SourceError>>>>,
    progress: Arc<ReadProgress>,
}

impl OneShotStream {
    /// Rows are counted as progress.
    pub(super) fn new(
        schema: SchemaRef,
        rows: impl Stream<Item = Result<RecordBatch, SourceError>> + Send + 'static,
        progress: Arc<ReadProgress>,
    ) -> Self {
        Self { schema, rows: Mutex::new(Some(rows.boxed())), progress }
    }
}

impl fmt::Debug for OneShotStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("OneShotStream")
    }
}

impl PartitionStream for OneShotStream {
    fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    fn execute(&self, _: Arc<TaskContext>) -> SendableRecordBatchStream {
        let rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner).take();
        let progress = Arc::clone(&self.progress);
        let rows = match rows {
            Some(rows) => rows
                .map(move |batch| {
                    let batch =
                        batch.map_err(|error| DataFusionError::External(Box::new(error)))?;
                    progress.add(batch.num_rows() as u64);
                    Ok(batch)
                })
                .boxed(),
            None => {
                let again = "rows that came once can't be read again".to_owned();
                futures::stream::once(async { Err(DataFusionError::Internal(again)) }).boxed()
            }
        };
        Box::pin(RecordBatchStreamAdapter::new(Arc::clone(&self.schema), rows))
    }
}
