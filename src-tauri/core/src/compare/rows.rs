//! A file's rows as record batches of texts, sorted by the key.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, RecordBatch, StringBuilder};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::catalog::streaming::StreamingTable;
use datafusion::common::DataFusionError;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::logical_expr::{SortExpr, ident};
use datafusion::physical_plan::stream::RecordBatchReceiverStream;
use datafusion::physical_plan::streaming::PartitionStream;
use datafusion::prelude::{SessionConfig, SessionContext};
use tokio::sync::mpsc::Sender;

use super::{CompareError, ComparedFile};
use crate::archive::for_contents;
use crate::error::Error;
use crate::format::RowReader;
use crate::source::{SourceError, SourceLimits, working_session};
use crate::spec::format::Dialect;

/// Bytes of a batch, about.
const BATCH_BYTES: usize = 4 << 20;
/// Rows of a batch, at most.
const BATCH_ROWS: usize = 8192;

/// Sorts both files, within one limit of memory.
pub(super) struct Sorted {
    context: SessionContext,
    batch_rows: usize,
}

impl Sorted {
    pub(super) fn new(
        limits: &SourceLimits,
        earlier: &ComparedFile,
        later: &ComparedFile,
    ) -> Result<Self, Error> {
        let row_bytes = |file: &ComparedFile| file.content_bytes / file.rows.max(1);
        let widest =
            usize::try_from(row_bytes(earlier).max(row_bytes(later))).unwrap_or(usize::MAX);
        let batch_rows = (BATCH_BYTES / widest.max(1)).clamp(16, BATCH_ROWS);
        let config = SessionConfig::new().with_batch_size(batch_rows).with_target_partitions(1);
        let context = working_session(limits, config).map_err(|error| told(&error, earlier))?;
        Ok(Self { context, batch_rows })
    }

    /// The file's `columns`, sorted by those of them at the places of the key.
    pub(super) async fn rows(
        &self,
        file: &ComparedFile,
        columns: &[usize],
        key: &[usize],
    ) -> Result<SendableRecordBatchStream, Error> {
        let fields = (0..columns.len()).map(|place| Field::new(name(place), DataType::Utf8, false));
        let schema: SchemaRef = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let partition = FileRows {
            schema: Arc::clone(&schema),
            file: file.clone(),
            columns: columns.to_vec(),
            batch_rows: self.batch_rows,
        };
        let order: Vec<SortExpr> =
            key.iter().map(|place| ident(name(*place)).sort(true, false)).collect();
        let told = |error: DataFusionError| told(&error, file);
        let table = StreamingTable::try_new(schema, vec![Arc::new(partition)]).map_err(told)?;
        let frame = self.context.read_table(Arc::new(table)).map_err(told)?;
        frame.sort(order).map_err(told)?.execute_stream().await.map_err(told)
    }
}

/// Tells what an error of the query engine means.
pub(super) fn told(error: &DataFusionError, file: &ComparedFile) -> Error {
    if let DataFusionError::External(cause) = error.find_root()
        && let Some(cause) = cause.downcast_ref::<CompareError>()
    {
        return cause.clone().into();
    }
    SourceError::from_engine(error, &file.path).into()
}

fn name(place: usize) -> String {
    format!("c{place}")
}

/// The file as a table, read by a thread of its own.
#[derive(Debug)]
struct FileRows {
    schema: SchemaRef,
    file: ComparedFile,
    columns: Vec<usize>,
    batch_rows: usize,
}

impl PartitionStream for FileRows {
    fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    fn execute(&self, _: Arc<TaskContext>) -> SendableRecordBatchStream {
        let mut stream = RecordBatchReceiverStream::builder(Arc::clone(&self.schema), 2);
        let batches = Batches {
            schema: Arc::clone(&self.schema),
            columns: self.columns.clone(),
            rows: self.batch_rows,
            sender: stream.tx(),
        };
        let file = self.file.clone();
        stream.spawn_blocking(move || {
            let read = batches.read(&file);
            read.map_err(|error| DataFusionError::External(Box::new(error)))
        });
        stream.build()
    }
}

/// Why a file isn't read on.
enum Stop {
    Read(std::io::Error),
    Compare(CompareError),
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Self::Read(error)
    }
}

/// Cuts rows into batches.
struct Batches {
    schema: SchemaRef,
    columns: Vec<usize>,
    rows: usize,
    sender: Sender<Result<RecordBatch, DataFusionError>>,
}

impl Batches {
    fn read(&self, file: &ComparedFile) -> Result<(), CompareError> {
        let mut place = 0;
        for path in &file.parts {
            let (compression, password) = (file.dialect.compression, file.password.as_ref());
            let read = for_contents(path, compression, password, |_, content| {
                let header = file.dialect.header && (place == 0 || !file.first_header_only);
                place += 1;
                let dialect = Dialect { header, ..file.dialect.clone() };
                self.cut(content, file, path, &dialect).map_err(Stop::Compare)
            });
            match read {
                Ok(()) => {}
                Err(Stop::Compare(error)) => return Err(error),
                Err(Stop::Read(error)) => {
                    let (file, reason) = (path.clone(), error.to_string());
                    return Err(CompareError::Unreadable { file, reason });
                }
            }
        }
        Ok(())
    }

    fn cut(
        &self,
        content: impl Read,
        file: &ComparedFile,
        path: &Path,
        dialect: &Dialect,
    ) -> Result<(), CompareError> {
        let unreadable =
            |reason: String| CompareError::Unreadable { file: path.to_owned(), reason };
        let mut reader = RowReader::new(content, dialect, &file.widths, &file.headers)
            .map_err(|error| unreadable(error.to_string()))?;
        let mut builders: Vec<StringBuilder> =
            self.columns.iter().map(|_| StringBuilder::new()).collect();
        let (mut rows, mut bytes) = (0, 0);
        while reader.advance().map_err(|error| unreadable(error.to_string()))? {
            if reader.width() != file.headers.len() {
                return Err(unreadable(format!(
                    "a row has {} cells and the file {} columns",
                    reader.width(),
                    file.headers.len()
                )));
            }
            for (builder, column) in builders.iter_mut().zip(&self.columns) {
                let cell = reader.cell(*column);
                bytes += cell.len();
                builder.append_value(&*cell);
            }
            rows += 1;
            if rows == self.rows || bytes > 2 * BATCH_BYTES {
                if !self.send(&mut builders).map_err(unreadable)? {
                    return Ok(());
                }
                (rows, bytes) = (0, 0);
            }
        }
        if rows > 0 {
            self.send(&mut builders).map_err(unreadable)?;
        }
        Ok(())
    }

    /// Whether somebody still wants more.
    fn send(&self, builders: &mut [StringBuilder]) -> Result<bool, String> {
        let columns = builders.iter_mut().map(|builder| Arc::new(builder.finish()) as ArrayRef);
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns.collect())
            .map_err(|error| error.to_string())?;
        Ok(self.sender.blocking_send(Ok(batch)).is_ok())
    }
}
