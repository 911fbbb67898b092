//! What a run would give: the file's first bytes, and the number of rows.

use futures::StreamExt;
use serde::Serialize;

use super::{RunContext, prepare};
use crate::error::Error;
use crate::format::Encoder;
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
    let mut worker = encoder.worker();
    let mut written = 0;
    while let Some(batch) = rows.stream.next().await {
        let batch = batch.map_err(|error| prepared.table.told(&error))?;
        worker.encode(&batch, written, &mut bytes).map_err(Error::Encode)?;
        written += batch.num_rows() as u64;
    }
    Ok(Preview {
        bytes,
        rows: written,
        warnings: prepared.plan.warnings,
        missing_fields: prepared.missing_fields,
    })
}

/// The number of rows that a run would write. Drop the future to cancel.
pub async fn count(spec: &ExportSpec, context: &RunContext) -> Result<u64, Error> {
    let spill = spill_folder()?;
    let prepared = prepare(spec, context, spill.path(), context.clock.now()).await?;
    Ok(prepared.table.count(&prepared.plan.query).await?)
}

fn spill_folder() -> Result<tempfile::TempDir, Error> {
    tempfile::tempdir().map_err(|error| Error::Output { path: std::env::temp_dir(), error })
}
