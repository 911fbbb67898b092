//! Two sorted files, walked side by side.

use std::cmp::Ordering;

use datafusion::arrow::array::{ArrayRef, AsArray, StringArray};
use datafusion::execution::SendableRecordBatchStream;
use futures::StreamExt;

use super::rows::told;
use super::{
    CompareError, ComparedFile, Comparison, Difference, DifferenceKind, FIRST, TakeDifference,
};
use crate::error::Error;

/// One of the files: its sorted rows, and the one that is looked at.
pub(super) struct Side<'a> {
    stream: SendableRecordBatchStream,
    file: &'a ComparedFile,
    headers: &'a [String],
    /// Places of the key among the columns.
    key: &'a [usize],
    columns: Vec<StringArray>,
    row: usize,
    /// Rows of the batch at hand; none at the end.
    rows: usize,
    seen: u64,
    /// Key of the last row of the batch before.
    last_key: Option<Vec<String>>,
}

impl<'a> Side<'a> {
    pub(super) fn new(
        stream: SendableRecordBatchStream,
        file: &'a ComparedFile,
        headers: &'a [String],
        key: &'a [usize],
    ) -> Self {
        Self {
            stream,
            file,
            headers,
            key,
            columns: Vec::new(),
            row: 0,
            rows: 0,
            seen: 0,
            last_key: None,
        }
    }

    /// Goes to the next row, which must have another key.
    async fn advance(&mut self) -> Result<(), Error> {
        if self.row + 1 < self.rows {
            self.row += 1;
            self.seen += 1;
            let alike = |place: &usize| {
                let column = &self.columns[*place];
                column.value(self.row) == column.value(self.row - 1)
            };
            return if self.key.iter().all(alike) { Err(self.duplicate()) } else { Ok(()) };
        }
        if self.rows > 0 {
            self.last_key = Some(self.key_cells());
        }
        (self.row, self.rows) = (0, 0);
        while let Some(batch) = self.stream.next().await {
            let batch = batch.map_err(|error| told(&error, self.file))?;
            if batch.num_rows() > 0 {
                let column = |array: &ArrayRef| array.as_string::<i32>().clone();
                self.columns = batch.columns().iter().map(column).collect();
                self.rows = batch.num_rows();
                self.seen += 1;
                break;
            }
        }
        // Whoever cancels gets a turn, and other work too.
        tokio::task::yield_now().await;
        if self.rows > 0 && self.last_key.as_ref().is_some_and(|last| *last == self.key_cells()) {
            return Err(self.duplicate());
        }
        if self.rows == 0 && self.seen != self.file.rows {
            return Err(CompareError::Altered {
                file: self.file.path.clone(),
                found: self.seen,
                expected: self.file.rows,
            }
            .into());
        }
        Ok(())
    }

    fn has_row(&self) -> bool {
        self.rows > 0
    }

    fn cell(&self, place: usize) -> &str {
        self.columns[place].value(self.row)
    }

    fn cells(&self) -> Vec<String> {
        (0..self.columns.len()).map(|place| self.cell(place).to_owned()).collect()
    }

    fn key_cells(&self) -> Vec<String> {
        self.key.iter().map(|place| self.cell(*place).to_owned()).collect()
    }

    fn duplicate(&self) -> Error {
        let part = |place: &usize| format!("{} = {}", self.headers[*place], self.cell(*place));
        let key: Vec<String> = self.key.iter().map(part).collect();
        CompareError::Duplicate { file: self.file.path.clone(), key: key.join(", ") }.into()
    }
}

/// Walks both sides.
pub(super) async fn merge(
    mut before: Side<'_>,
    mut after: Side<'_>,
    columns: Vec<String>,
    key: Vec<String>,
    mut take: Option<&mut TakeDifference<'_>>,
) -> Result<Comparison, Error> {
    let mut comparison = Comparison {
        columns,
        key,
        added: 0,
        removed: 0,
        changed: 0,
        unchanged: 0,
        first: Vec::new(),
        note: None,
    };
    tokio::try_join!(before.advance(), after.advance())?;
    loop {
        let order = match (before.has_row(), after.has_row()) {
            (false, false) => return Ok(comparison),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (true, true) => {
                let cells = before
                    .key
                    .iter()
                    .map(|place| before.cell(*place).as_bytes().cmp(after.cell(*place).as_bytes()));
                cells.fold(Ordering::Equal, Ordering::then)
            }
        };
        let kind = match order {
            Ordering::Less => {
                comparison.removed += 1;
                Some(DifferenceKind::Removed)
            }
            Ordering::Greater => {
                comparison.added += 1;
                Some(DifferenceKind::Added)
            }
            Ordering::Equal => {
                let mut places = 0..before.columns.len();
                if places.all(|place| before.cell(place) == after.cell(place)) {
                    comparison.unchanged += 1;
                    None
                } else {
                    comparison.changed += 1;
                    Some(DifferenceKind::Changed)
                }
            }
        };
        if let Some(kind) = kind
            && (take.is_some() || comparison.first.len() < FIRST)
        {
            let difference = Difference {
                kind,
                key: if order == Ordering::Greater {
                    after.key_cells()
                } else {
                    before.key_cells()
                },
                before: (order != Ordering::Greater).then(|| before.cells()),
                after: (order != Ordering::Less).then(|| after.cells()),
            };
            if let Some(take) = &mut take {
                take(&difference)?;
            }
            if comparison.first.len() < FIRST {
                comparison.first.push(difference);
            }
        }
        if order != Ordering::Greater {
            before.advance().await?;
        }
        if order != Ordering::Less {
            after.advance().await?;
        }
    }
}
