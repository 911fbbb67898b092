//! Lets a file's receivers look at the values that are written.

use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;

use super::layout::{ChunkEncoder, ContentError, TakeBlock};
use super::{FileRule, batch_columns};
use crate::receiver::{Counts, FileCheck};

/// Encodes batches and holds their values against the limits of receivers.
pub(super) struct Checked {
    check: Arc<FileCheck>,
    rule: Arc<FileRule>,
    encoder: Box<dyn ChunkEncoder>,
    counts: Counts,
    digits: Vec<u8>,
}

impl Checked {
    pub(super) fn new(
        check: Arc<FileCheck>,
        rule: Arc<FileRule>,
        encoder: Box<dyn ChunkEncoder>,
    ) -> Self {
        let counts = check.counts();
        Self { check, rule, encoder, counts, digits: Vec::new() }
    }
}

impl ChunkEncoder for Checked {
    fn encode(
        &mut self,
        batches: &[RecordBatch],
        first_row: u64,
        out: &mut Vec<u8>,
        cells: Option<&mut Vec<u32>>,
    ) -> Result<(), ContentError> {
        let start = out.len();
        self.encoder.encode(batches, first_row, out, cells)?;
        let Self { check, rule, counts, digits, .. } = self;
        let (check, rule): (&FileCheck, &FileRule) = (check, rule);
        let hints = check.hints(&out[start..]);
        let mut rows = 0;
        for batch in batches {
            // Only lists and objects have to be written once more.
            let mut written = None;
            for (index, array) in batch.columns().iter().enumerate() {
                let text = |row: usize| {
                    let columns = written.get_or_insert_with(|| batch_columns(rule, batch).ok());
                    let column = columns.as_mut()?.get_mut(index)?;
                    let mut cell = Vec::new();
                    let is_text =
                        !column.is_null(row) && column.cells.write(row, digits, &mut cell).is_ok();
                    is_text.then_some(cell)
                };
                check.look(index, array, first_row + rows, hints, counts, text);
            }
            rows += batch.num_rows() as u64;
        }
        check.add(counts);
        Ok(())
    }

    fn finish(&mut self, take: &mut TakeBlock<'_>) -> Result<Option<u64>, ContentError> {
        self.encoder.finish(take)
    }
}
