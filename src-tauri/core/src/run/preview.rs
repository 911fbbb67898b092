//! What a run would give: the file's first bytes, and the number of rows.

use futures::StreamExt;
use serde::Serialize;

use super::{RunContext, prepare};
use crate::archive::Packer;
use crate::catalog::FieldType;
use crate::error::Error;
use crate::format::Encoder;
use crate::plan::output_type;
use crate::spec::{ExportSpec, Problem};

/// The beginning of the file, exactly as a run would write it.
#[derive(Debug, Clone, Serialize)]
pub struct Preview {
    /// The file's first bytes: header and rows.
    #[serde(skip)]
    pub bytes: Vec<u8>,
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
    let encoder = Encoder::new(&plan.columns, &rows.stream.schema(), &plan.dialect, plan.zone)?;
    let mut bytes = encoder.header().map_err(Error::Encode)?;
    let header = bytes.len();
    let mut worker = encoder.worker();
    let mut written = 0;
    while let Some(batch) = rows.stream.next().await {
        let batch = batch.map_err(|error| prepared.table.told(&error))?;
        worker.encode(&batch, written, &mut bytes).map_err(Error::Encode)?;
        written += batch.num_rows() as u64;
    }
    let rounded = rows.rounded.problems();
    let columns = plan.columns.iter().map(|column| column.header.clone()).collect();
    let types = plan.query.columns.iter();
    let types = types.map(|column| output_type(&column.field, column.aggregate)).collect();
    let format = &plan.spec.format;
    let packed = Packer::new(format.compression, format.level)
        .pack(&bytes[header..])
        .map_err(Error::Archive)?;
    Ok(Preview {
        columns,
        types,
        bytes_per_row: per_row(packed.bytes.len(), written),
        bytes,
        rows: written,
        warnings: prepared.plan.warnings.into_iter().chain(rounded).collect(),
        missing_fields: prepared.missing_fields,
    })
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
