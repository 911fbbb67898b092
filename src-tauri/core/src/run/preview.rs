//! What a run would give: the file's first bytes, and the number of rows.

use futures::StreamExt;
use serde::Serialize;

use super::{RunContext, prepare};
use crate::archive::Packer;
use crate::catalog::FieldType;
use crate::error::Error;
use crate::format::{CellReader, ContentError, FileEncoder, FileSetup};
use crate::plan::output_type;
use crate::source::SourceError;
use crate::spec::format::{Dialect, FileFormat, Layout};
use crate::spec::{ExportSpec, Problem};

/// The beginning of the file, exactly as a run would write it if it is text.
#[derive(Debug, Clone, Serialize)]
pub struct Preview {
    /// The file's first bytes: header and rows. Of a file that isn't text the rows
    /// as comma-separated values.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// The rows, cell by cell.
    #[serde(skip)]
    pub cells: Vec<Vec<String>>,
    /// Rows in them.
    pub rows: u64,
    /// Things that look like mistakes.
    pub warnings: Vec<Problem>,
    /// Fields of the data model that the source doesn't have.
    pub missing_fields: Vec<String>,
    /// Headers of the columns, whether or not the file has a header line.
    #[serde(skip)]
    pub columns: Vec<String>,
    /// Type of the values in each column.
    #[serde(skip)]
    pub types: Vec<FieldType>,
    /// Estimated bytes of one row in the finished file.
    #[serde(skip)]
    pub bytes_per_row: f64,
}

/// The first `limit` rows as the file's bytes. Drop the future to cancel.
pub async fn preview(
    spec: &ExportSpec,
    context: &RunContext,
    limit: usize,
) -> Result<Preview, Error> {
    let spill = spill_folder()?;
    let prepared = prepare(spec, context, spill.path(), context.clock.now()).await?;
    let plan = &prepared.plan;
    let mut rows = prepared.table.rows(&plan.query, Some(limit)).await?;
    let schema = rows.stream.schema();
    let mut batches = Vec::new();
    while let Some(batch) = rows.stream.next().await {
        batches.push(batch.map_err(|error| prepared.table.told(&error))?);
    }
    let written = batches.iter().map(|batch| batch.num_rows() as u64).sum();
    let setup =
        FileSetup { zone: plan.zone, started_at: plan.started_at, spool: spill.path().to_owned() };
    let mut made = FileEncoder::new(&plan.columns, &schema, &plan.dialect, &setup)?;
    let mut bytes = made.header().map_err(Error::Encode)?;
    let mut content = Vec::new();
    let unwritten = |error: ContentError| match error {
        ContentError::Cell(error) => Error::Encode(error),
        ContentError::Write(error) => Error::Output { path: spill.path().to_owned(), error },
    };
    match &mut made {
        FileEncoder::Lines(lines) => {
            lines.worker().encode(&batches, 0, &mut content, None).map_err(unwritten)?;
        }
        FileEncoder::InOrder(encoder) => {
            encoder.encode(&batches, 0, &mut content, None).map_err(unwritten)?;
            let mut rest = Vec::new();
            let mut take = |block: &mut Vec<u8>| {
                rest.append(block);
                Ok(())
            };
            encoder.finish(&mut take).map_err(unwritten)?;
            content.append(&mut rest);
        }
    }
    let cells;
    if plan.dialect.layout == Layout::Delimited {
        bytes.extend_from_slice(&content);
        cells = cells_of(&bytes, &plan.dialect)?;
    } else {
        let replace = plan.dialect.replace.clone();
        let plain = FileFormat { replace, ..FileFormat::default() }.resolve()?;
        let shown = FileEncoder::new(&plan.columns, &schema, &plain, &setup)?;
        let mut text = shown.header().map_err(Error::Encode)?;
        if let FileEncoder::Lines(lines) = &shown {
            lines.worker().encode(&batches, 0, &mut text, None).map_err(unwritten)?;
        }
        cells = cells_of(&text, &plain)?;
        if plan.dialect.layout.is_text() {
            bytes.extend_from_slice(&content);
        } else {
            bytes = text;
        }
    }
    let rounded = rows.rounded.problems();
    let columns = plan.columns.iter().map(|column| column.header.clone()).collect();
    let mut read = plan.query.columns.iter();
    let types = plan.columns.iter().map(|column| match &column.constant {
        Some(_) => FieldType::String,
        None => read
            .next()
            .map_or(FieldType::String, |column| output_type(&column.field, column.aggregate)),
    });
    let types = types.collect();
    let format = &plan.spec.format;
    let packed =
        Packer::new(format.compression, format.level).pack(&content).map_err(Error::Archive)?;
    Ok(Preview {
        columns,
        types,
        bytes_per_row: per_row(packed.bytes.len(), written),
        bytes,
        cells,
        rows: written,
        warnings: prepared.plan.warnings.into_iter().chain(rounded).collect(),
        missing_fields: prepared.missing_fields,
    })
}

/// The rows of delimited text, cell by cell.
fn cells_of(bytes: &[u8], dialect: &Dialect) -> Result<Vec<Vec<String>>, Error> {
    let mut reader = CellReader::new(bytes, dialect);
    let unreadable = |error: csv::Error| SourceError::Engine(error.to_string());
    let mut rows = Vec::new();
    while reader.advance().map_err(unreadable)? {
        rows.push((0..reader.width()).map(|cell| reader.cell(cell).into_owned()).collect());
    }
    Ok(rows)
}

/// The number of rows that a run would write. Drop the future to cancel.
pub async fn count(spec: &ExportSpec, context: &RunContext) -> Result<u64, Error> {
    let spill = spill_folder()?;
    let prepared = prepare(spec, context, spill.path(), context.clock.now()).await?;
    Ok(prepared.table.count(&prepared.plan.query).await?)
}

#[expect(clippy::cast_precision_loss, reason = "an estimate")]
fn per_row(bytes: usize, rows: u64) -> f64 {
    if rows == 0 { 0.0 } else { bytes as f64 / rows as f64 }
}

fn spill_folder() -> Result<tempfile::TempDir, Error> {
    tempfile::tempdir().map_err(|error| Error::Output { path: std::env::temp_dir(), error })
}
