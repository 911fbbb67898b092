//! What a run would give: the file's first bytes, and the number of rows.

use std::io::Read;
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::common::DataFusionError;
use futures::StreamExt;
use serde::Serialize;

use super::changes::Comparison;
use super::compose::{RunNames, around_preview};
use super::make::changes_of;
use super::{Prepared, RunContext, masked, prepare};
use crate::archive::Packer;
use crate::catalog::FieldType;
use crate::error::Error;
use crate::format::{CellReader, ContentError, Decoded, FileEncoder, FileSetup, Tally, TallyRule};
use crate::plan::output_type;
use crate::receiver::{FileCheck, Finding};
use crate::source::SourceError;
use crate::spec::format::{Dialect, Encoding, FileFormat, Layout};
use crate::spec::{ExportSpec, Problem};

/// The beginning of the file, exactly as a run would write it if it is text.
#[derive(Debug, Clone, Serialize)]
pub struct Preview {
    /// The file's first bytes: header and rows. Of a file that isn't text the rows
    /// as comma-separated values. Counts and totals in lines around them are those of
    /// these rows.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// What turns them into text.
    #[serde(skip)]
    pub encoding: Encoding,
    /// The rows, cell by cell.
    #[serde(skip)]
    pub cells: Vec<Vec<String>>,
    /// Rows in them.
    pub rows: u64,
    /// Things that look like mistakes.
    pub warnings: Vec<Problem>,
    /// Fields of the data model that the source doesn't have.
    pub missing_fields: Vec<String>,
    /// What the chosen receivers wouldn't read exactly of these rows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
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

impl Preview {
    /// The bytes as text, without a byte order mark.
    pub fn text(&self) -> std::io::Result<String> {
        let mut text = String::new();
        Decoded::new(&self.bytes[..], self.encoding, None).read_to_string(&mut text)?;
        Ok(text)
    }
}

/// The first `limit` rows as the file's bytes. Drop the future to cancel.
pub async fn preview(
    spec: &ExportSpec,
    context: &RunContext,
    limit: usize,
) -> Result<Preview, Error> {
    let shown = first_rows(spec, context, limit).await;
    shown.map_err(|error| masked::without_values(spec, error))
}

async fn first_rows(
    spec: &ExportSpec,
    context: &RunContext,
    limit: usize,
) -> Result<Preview, Error> {
    let spill = spill_folder()?;
    let prepared = prepare(spec, context, spill.path(), context.clock.now()).await?;
    let plan = &prepared.plan;
    // Rows that haven't changed are looked at as well.
    let most = plan.row_delta.is_none().then_some(limit);
    let rows = prepared.table.rows(&plan.query, most).await?;
    let (mut rows, comparison) = changes_of(plan, rows, context);
    let schema = rows.stream.schema();
    let (mut batches, mut shown) = (Vec::new(), 0);
    while let Some(batch) = rows.stream.next().await {
        let batch = batch.map_err(|error| told(&prepared, comparison.as_ref(), &error))?;
        shown += batch.num_rows();
        batches.push(batch.slice(0, batch.num_rows() - shown.saturating_sub(limit)));
        if shown >= limit {
            break;
        }
    }
    let written = batches.iter().map(|batch| batch.num_rows() as u64).sum();
    let setup =
        FileSetup { zone: plan.zone, started_at: plan.started_at, spool: spill.path().to_owned() };
    let lines = written + u64::from(plan.dialect.has_header_line());
    let check = FileCheck::new(&plan.columns, &plan.dialect, &plan.spec.format.receivers);
    let check = check.map(Arc::new);
    let mut made =
        FileEncoder::checked(&plan.columns, &schema, &plan.dialect, &setup, check.clone())?;
    let mut tally = Tally::default();
    let tallies = TallyRule::new(&plan.file_set.figures, &plan.columns, &schema, plan.zone)?;
    for batch in &batches {
        let before = tally.rows;
        tallies.add(&mut tally, batch, before).map_err(Error::Encode)?;
    }
    let names = RunNames { started_at: plan.started_at, number: context.run_number };
    let (mut bytes, footer) = match &made {
        FileEncoder::Lines(lines) => around_preview(plan, lines, &tallies, names, &tally)?,
        FileEncoder::InOrder(_) => (made.header().map_err(Error::Encode)?, Vec::new()),
    };
    let unwritten = |error: ContentError| match error {
        ContentError::Cell(error) => Error::Encode(error),
        ContentError::Write(error) => Error::Output { path: spill.path().to_owned(), error },
    };
    let content = content_of(&mut made, &batches).map_err(unwritten)?;
    let cells;
    if plan.dialect.layout == Layout::Delimited {
        bytes.extend_from_slice(&content);
        bytes.extend_from_slice(&footer);
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
            if plan.dialect.layout == Layout::FixedWidth {
                bytes.extend_from_slice(&footer);
            }
        } else {
            bytes = text;
        }
    }
    let warnings =
        [plan.warnings.clone(), rows.rounded.problems(), masked::problems(plan)].concat();
    let columns = plan.columns.iter().map(|column| column.header.clone()).collect();
    let types =
        plan.columns_read().map(|(column, query)| match query.filter(|_| column.mask.is_none()) {
            Some(query) => output_type(&query.field, query.aggregate),
            None => FieldType::String,
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
        encoding: if plan.dialect.layout.is_text() {
            plan.dialect.encoding
        } else {
            Encoding::Utf8
        },
        cells,
        rows: written,
        warnings,
        missing_fields: prepared.missing_fields,
        findings: check.map(|check| check.findings(lines)).unwrap_or_default(),
    })
}

/// The rows as the file has them, without its header.
fn content_of(encoder: &mut FileEncoder, rows: &[RecordBatch]) -> Result<Vec<u8>, ContentError> {
    let mut content = Vec::new();
    match encoder {
        FileEncoder::Lines(lines) => lines.worker().encode(rows, 0, &mut content, None)?,
        FileEncoder::InOrder(encoder) => {
            encoder.encode(rows, 0, &mut content, None)?;
            let mut rest = Vec::new();
            let mut take = |block: &mut Vec<u8>| {
                rest.append(block);
                Ok(())
            };
            encoder.finish(&mut take)?;
            content.append(&mut rest);
        }
    }
    Ok(content)
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
    let counted = async {
        let prepared = prepare(spec, context, spill.path(), context.clock.now()).await?;
        if prepared.plan.row_delta.is_none() {
            return Ok(prepared.table.count(&prepared.plan.query).await?);
        }
        let rows = prepared.table.rows(&prepared.plan.query, None).await?;
        let (mut rows, comparison) = changes_of(&prepared.plan, rows, context);
        let mut count = 0;
        while let Some(batch) = rows.stream.next().await {
            let batch = batch.map_err(|error| told(&prepared, comparison.as_ref(), &error))?;
            count += batch.num_rows() as u64;
        }
        Ok::<_, Error>(count)
    };
    counted.await.map_err(|error| masked::without_values(spec, error))
}

/// What an error of the rows means.
fn told(prepared: &Prepared, comparison: Option<&Comparison>, error: &DataFusionError) -> Error {
    let of_rows = comparison.and_then(Comparison::error);
    of_rows.unwrap_or_else(|| prepared.table.told(error).into())
}

#[expect(clippy::cast_precision_loss, reason = "an estimate")]
fn per_row(bytes: usize, rows: u64) -> f64 {
    if rows == 0 { 0.0 } else { bytes as f64 / rows as f64 }
}

fn spill_folder() -> Result<tempfile::TempDir, Error> {
    tempfile::tempdir().map_err(|error| Error::Output { path: std::env::temp_dir(), error })
}
