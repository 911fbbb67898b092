//! From record batches to the file's content, whatever its layout.
//!
//! Lines of text are encoded in parallel: each chunk on its own, put behind each
//! other afterwards. A workbook and a Parquet file are made by one encoder that
//! takes the chunks in their order. Compression and the file itself are
//! [`crate::archive`]'s.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::Schema;

use super::checked::Checked;
use super::parquet::ParquetEncoder;
use super::transform::Transform;
use super::xlsx::WorkbookEncoder;
use super::{Column, EncodeError, EncodeWorker, Encoder, FormatError};
use crate::receiver::FileCheck;
use crate::spec::format::{Dialect, Layout};
use crate::zone::Zone;

/// Why content can't be made.
#[derive(Debug, thiserror::Error)]
pub enum ContentError {
    /// A cell can't be written.
    #[error(transparent)]
    Cell(#[from] EncodeError),
    /// What is kept on the disk meanwhile, or the file itself, can't be written.
    #[error(transparent)]
    Write(#[from] io::Error),
}

/// Takes content block by block; the block may be taken out of its buffer.
pub type TakeBlock<'a> = dyn FnMut(&mut Vec<u8>) -> io::Result<()> + Send + 'a;

/// Makes the bytes of rows.
pub trait ChunkEncoder: Send {
    /// Appends the bytes of a chunk's rows to `out`; they may also come later.
    /// `first_row` is the number of rows before the chunk. Where cells have places of
    /// their own in `out`, those are added to `cells`, all or none.
    fn encode(
        &mut self,
        batches: &[RecordBatch],
        first_row: u64,
        out: &mut Vec<u8>,
        cells: Option<&mut Vec<u32>>,
    ) -> Result<(), ContentError>;

    /// Hands over what follows the last chunk. Tells how many rows the file says
    /// that it has, where it says so.
    fn finish(&mut self, take: &mut TakeBlock<'_>) -> Result<Option<u64>, ContentError>;
}

impl ChunkEncoder for EncodeWorker {
    fn encode(
        &mut self,
        batches: &[RecordBatch],
        first_row: u64,
        out: &mut Vec<u8>,
        mut cells: Option<&mut Vec<u32>>,
    ) -> Result<(), ContentError> {
        let mut rows = 0;
        for batch in batches {
            self.encode_with_cells(batch, first_row + rows, out, cells.as_deref_mut())?;
            rows += batch.num_rows() as u64;
        }
        Ok(())
    }

    fn finish(&mut self, take: &mut TakeBlock<'_>) -> Result<Option<u64>, ContentError> {
        let mut footer = self.footer();
        if !footer.is_empty() {
            take(&mut footer)?;
        }
        Ok(None)
    }
}

/// What a file needs besides its columns.
#[derive(Debug, Clone)]
pub struct FileSetup {
    /// The export's time zone.
    pub zone: Zone,
    /// The run's start, for files that keep when they were made.
    pub started_at: DateTime<Utc>,
    /// Folder for what is kept on the disk until the file is made.
    pub spool: PathBuf,
}

/// Makes lines of text, on any number of threads. Cheap to clone.
#[derive(Clone)]
pub struct LineEncoder {
    encoder: Encoder,
    transform: Option<Transform>,
    check: Option<Arc<FileCheck>>,
}

impl LineEncoder {
    /// A worker with its own buffers, for one thread.
    pub fn worker(&self) -> Box<dyn ChunkEncoder> {
        let encoder: Box<dyn ChunkEncoder> = Box::new(self.encoder.worker());
        // Receivers look at what is written, not at what it was made of.
        let encoder: Box<dyn ChunkEncoder> = match &self.check {
            Some(check) => {
                Box::new(Checked::new(Arc::clone(check), Arc::clone(&self.encoder.rule), encoder))
            }
            None => encoder,
        };
        transformed(encoder, self.transform.clone())
    }

    /// The same for rows that have been looked at: nothing is counted twice.
    #[must_use]
    pub fn unchecked(&self) -> Self {
        Self { check: None, ..self.clone() }
    }

    /// What comes before all lines: a byte order mark, the array's bracket, or the
    /// beginning of the document.
    pub fn beginning(&self) -> Vec<u8> {
        self.encoder.beginning()
    }

    /// The header line, if there is one.
    pub fn header_line(&self) -> Result<Vec<u8>, EncodeError> {
        self.encoder.header_line()
    }

    /// A line that is no row, with its end, in the file's encoding.
    pub fn line(&self, text: &str) -> Result<Vec<u8>, EncodeError> {
        self.encoder.line(text)
    }

    /// What follows the last row.
    pub fn footer(&self) -> Vec<u8> {
        self.encoder.worker().footer()
    }
}

/// Encodes batches after they are changed.
struct Transformed {
    transform: Transform,
    encoder: Box<dyn ChunkEncoder>,
    digits: Vec<u8>,
}

fn transformed(
    encoder: Box<dyn ChunkEncoder>,
    transform: Option<Transform>,
) -> Box<dyn ChunkEncoder> {
    match transform {
        Some(transform) => Box::new(Transformed { transform, encoder, digits: Vec::new() }),
        None => encoder,
    }
}

impl ChunkEncoder for Transformed {
    fn encode(
        &mut self,
        batches: &[RecordBatch],
        first_row: u64,
        out: &mut Vec<u8>,
        cells: Option<&mut Vec<u32>>,
    ) -> Result<(), ContentError> {
        let (mut changed, mut rows) = (Vec::with_capacity(batches.len()), 0);
        for batch in batches {
            changed.push(self.transform.apply(batch, first_row + rows, &mut self.digits)?);
            rows += batch.num_rows() as u64;
        }
        self.encoder.encode(&changed, first_row, out, cells)
    }

    fn finish(&mut self, take: &mut TakeBlock<'_>) -> Result<Option<u64>, ContentError> {
        self.encoder.finish(take)
    }
}

/// Encoders of one file.
pub enum FileEncoder {
    /// As many workers as are wanted, each for any chunk.
    Lines(LineEncoder),
    /// One encoder that takes all chunks in their order.
    InOrder(Box<dyn ChunkEncoder>),
}

impl FileEncoder {
    /// Checks that every column of `schema`, by position, can be written as the
    /// column and the layout want it.
    pub fn new(
        columns: &[Column],
        schema: &Schema,
        dialect: &Dialect,
        setup: &FileSetup,
    ) -> Result<Self, FormatError> {
        Self::checked(columns, schema, dialect, setup, None)
    }

    /// The same, with every row of a delimited file held against the limits of its
    /// receivers.
    pub fn checked(
        columns: &[Column],
        schema: &Schema,
        dialect: &Dialect,
        setup: &FileSetup,
        check: Option<Arc<FileCheck>>,
    ) -> Result<Self, FormatError> {
        let transform = Transform::new(columns, schema, dialect, setup.zone)?;
        let (columns, schema) = match &transform {
            Some(transform) => (transform.columns.as_slice(), transform.schema.as_ref()),
            None => (columns, schema),
        };
        let encoder = Encoder::new(columns, schema, dialect, setup.zone)?;
        Ok(match dialect.layout {
            Layout::Delimited
            | Layout::FixedWidth
            | Layout::JsonLines
            | Layout::JsonArray
            | Layout::Xml => Self::Lines(LineEncoder { encoder, transform, check }),
            Layout::Xlsx => {
                let encoder = WorkbookEncoder::new(encoder.rule, dialect, setup);
                Self::InOrder(transformed(Box::new(encoder), transform))
            }
            Layout::Parquet => {
                let encoder = ParquetEncoder::new(encoder.rule, schema, dialect)?;
                Self::InOrder(transformed(Box::new(encoder), transform))
            }
        })
    }

    /// The file's first bytes, before its rows.
    pub fn header(&self) -> Result<Vec<u8>, EncodeError> {
        match self {
            Self::Lines(lines) => lines.encoder.header(),
            Self::InOrder(_) => Ok(Vec::new()),
        }
    }
}
