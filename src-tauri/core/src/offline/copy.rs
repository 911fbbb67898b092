//! Copies one data model's rows into a Parquet file: all of them, those of the
//! last days, or only what is newer than an earlier copy.

use std::fs::File;
use std::ops::Bound;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::{Field as ArrowField, Schema, SchemaRef};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::metadata::KeyValue;
use datafusion::parquet::file::properties::WriterProperties;
use futures::StreamExt;

use super::OfflineModel;
use crate::catalog::{DataModel, Field, FieldType};
use crate::error::Error;
use crate::plan::{Order, Query, QueryColumn, Test, TestKind};
use crate::source::{COPY_NOTES, Folder, Source, SourceError, SourceLimits, Table};

/// Fields that tell when a row is of, in the order in which they are tried.
const MOMENTS: [&str; 3] = ["timestamp", "created_at", "updated_at"];

/// A copied model.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Copied {
    pub(crate) rows: u64,
    pub(crate) bytes: u64,
    /// Whether all its rows came, not only those that may have changed.
    pub(crate) is_full: bool,
    /// What tells later which rows changed since.
    pub(crate) snapshot: Option<String>,
}

/// A copy that can be gone on from: of the same settings.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Earlier<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) snapshot: Option<&'a str>,
    /// When it was made.
    pub(crate) copied_at: Option<DateTime<Utc>>,
    /// How far behind its newest row is looked for late ones.
    pub(crate) overlap: TimeDelta,
}

/// The field by which rows are of the last days.
pub(crate) fn moment_field<'a>(model: &'a DataModel, wanted: &OfflineModel) -> Option<&'a Field> {
    let named = wanted.updated_field.as_deref().and_then(|id| model.field(id));
    let usual = || MOMENTS.iter().find_map(|id| model.field(id));
    let any = || model.fields.iter().find(|field| field.field_type == FieldType::Datetime);
    named.or_else(usual).or_else(any).filter(|field| field.field_type == FieldType::Datetime)
}

/// The fields that are copied: members of objects come with their objects, unless they
/// stand somewhere else.
fn copied_fields(table: &Table, model: &DataModel) -> Vec<Field> {
    let fields = model.fields.iter();
    fields.filter(|field| !table.is_within_its_object(field)).cloned().collect()
}

/// A query of all rows of a model's table, or of those from an instant on.
pub(crate) fn rows_since(
    table: &Table,
    model: &DataModel,
    moment: Option<(&Field, DateTime<Utc>)>,
    undated: bool,
) -> Query {
    let mut groups = Vec::new();
    if let Some((field, from)) = moment {
        let test = |kind| vec![Test { field: field.clone(), kind, negated: false }];
        groups.push(test(TestKind::Instants((Bound::Included(from), Bound::Unbounded))));
        if undated {
            groups.push(test(TestKind::Empty));
        }
    }
    let column = |field| QueryColumn { field, aggregate: None };
    let key = model.key.iter().filter_map(|id| model.field(id));
    Query {
        model: model.id.clone(),
        groups,
        columns: copied_fields(table, model).into_iter().map(column).collect(),
        order: key.map(|field| Order { field: field.clone(), descending: false }).collect(),
        zone: None,
    }
}

/// Since when rows are wanted, if not since ever.
pub(crate) fn first_day(wanted: &OfflineModel, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    wanted.last_days.and_then(|days| now.checked_sub_signed(TimeDelta::days(days.into())))
}

/// Copies a model into `into/MODEL.parquet`. With an earlier copy only rows are
/// fetched that may have changed since.
pub(crate) async fn copy_model(
    source: &Source,
    model: &DataModel,
    wanted: &OfflineModel,
    earlier: Option<Earlier<'_>>,
    into: &Path,
    now: DateTime<Utc>,
    limits: &SourceLimits,
) -> Result<Copied, Error> {
    let table = Table::open(source, model, limits).await?;
    if let Some(drift) = table.drift().into_iter().next() {
        return Err(drift.into());
    }
    let available = table.available_model();
    let file = into.join(format!("{}.parquet", model.id));
    let since = first_day(wanted, now);
    let within = moment_field(&available, wanted).zip(since);
    let all = rows_since(&table, &available, within, false);
    let latest = within.zip(wanted.last_days).map(|((field, _), days)| {
        format!("the copy has only rows of the last {days} days, by `{}`", field.id)
    });
    let updated = wanted.updated_field.as_deref().and_then(|id| available.field(id));
    let complete = available.key.len() == model.key.len() && !model.key.is_empty();
    // Of another table that has its name, older rows are new, too.
    let earlier = earlier.filter(|earlier| {
        complete && earlier.snapshot.is_none_or(|snapshot| table.knows_changes_since(snapshot))
    });
    if let Some((earlier, updated)) = earlier.zip(updated)
        && let Some(newest) = newest(earlier.folder, &available, updated, limits).await?
    {
        // What says that it is of the future hides nothing that was written since.
        let newest = earlier.copied_at.map_or(newest, |at| newest.min(at));
        // A row may have been changed within the newest instant after it was
        // copied, or committed after rows that are newer.
        let from = newest.checked_sub_signed(earlier.overlap).unwrap_or(newest);
        let (query, snapshot) = match earlier.snapshot {
            // The database itself knows what changed.
            Some(snapshot) => (all.clone(), Some(snapshot)),
            None => (rows_since(&table, &available, Some((updated, from)), true), None),
        };
        let fresh = tempfile::tempdir_in(into).map_err(|error| output(into, error))?;
        let fresh_file = fresh.path().join(format!("{}.parquet", model.id));
        let fetched = write(&table, &query, snapshot, latest.clone(), &fresh_file).await?;
        let folders = (earlier.folder, fresh.path());
        if let Some(merged) = merge(folders, &available, within, &file, limits).await? {
            // Otherwise what the overlap missed would be missed for good.
            let snapshot = fetched.snapshot.filter(|_| snapshot.is_some());
            return Ok(Copied { snapshot, ..merged });
        }
    }
    Ok(Copied { is_full: true, ..write(&table, &all, None, latest, &file).await? })
}

/// The newest instant of an earlier copy, if it can be gone on from.
async fn newest(
    folder: &Path,
    model: &DataModel,
    updated: &Field,
    limits: &SourceLimits,
) -> Result<Option<DateTime<Utc>>, Error> {
    let source = Source::from(Folder::open(folder)?);
    let table = match Table::open(&source, model, limits).await {
        Ok(table) => table,
        Err(SourceError::NoTable { .. } | SourceError::NoFields { .. }) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    // A copy without a field that there is now has to be made anew.
    if !table.missing_fields().is_empty() {
        return Ok(None);
    }
    Ok(table.newest(updated).await?)
}

/// An earlier copy's rows that haven't come anew, and those that have, by key;
/// nothing where that can't be told, or their columns aren't of the same types any more.
async fn merge(
    (earlier, fresh): (&Path, &Path),
    model: &DataModel,
    keep: Option<(&Field, DateTime<Utc>)>,
    file: &Path,
    limits: &SourceLimits,
) -> Result<Option<Copied>, Error> {
    let open = async |folder: &Path| {
        let source = Source::from(Folder::open(folder)?);
        Table::open(&source, model, limits).await
    };
    let (earlier, fresh) = (open(earlier).await?, open(fresh).await?);
    if !earlier.has_columns_of(&fresh) {
        return Ok(None);
    }
    let query = rows_since(&fresh, model, keep, false);
    let Some(stream) = earlier.updated_by(&fresh, &query, &model.key).await? else {
        return Ok(None);
    };
    let mut notes = earlier.notes().to_vec();
    notes.extend(fresh.notes().iter().filter(|note| !earlier.notes().contains(note)).cloned());
    write_stream(stream, &query, |error| fresh.told(error), || notes, file).await.map(Some)
}

/// Writes what a query gives, its columns called as the fields. With `since` only
/// rows that may have changed after that snapshot; `latest` says that they are only those of
/// some days.
async fn write(
    table: &Table,
    query: &Query,
    since: Option<&str>,
    latest: Option<String>,
    file: &Path,
) -> Result<Copied, Error> {
    let rows = table.rows_to_copy(query, since).await?;
    let expected = rows.exact_rows;
    let notes = || {
        let rounded = rows.rounded.problems().into_iter().map(|problem| problem.message);
        table.notes().iter().cloned().chain(rounded).chain(latest).collect()
    };
    let copied = write_stream(rows.stream, query, |error| table.told(error), notes, file).await?;
    if let Some(expected) = expected.filter(|expected| *expected != copied.rows) {
        return Err(Error::Incomplete { read: copied.rows, expected });
    }
    Ok(Copied { snapshot: rows.snapshot, ..copied })
}

/// Writes rows, and what `notes` says once all have come: whoever reads the copy is told.
async fn write_stream(
    mut stream: datafusion::execution::SendableRecordBatchStream,
    query: &Query,
    told: impl Fn(&datafusion::common::DataFusionError) -> SourceError,
    notes: impl FnOnce() -> Vec<String>,
    file: &Path,
) -> Result<Copied, Error> {
    let schema = named(&stream.schema(), query);
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .build();
    let sink = File::create(file).map_err(|error| output(file, error))?;
    let mut writer = ArrowWriter::try_new(sink, Arc::clone(&schema), Some(properties))
        .map_err(|error| unwritten(file, error))?;
    let mut rows = 0;
    while let Some(batch) = stream.next().await {
        let batch = batch.map_err(|error| Error::Source(told(&error)))?;
        rows += batch.num_rows() as u64;
        let schema = Arc::clone(&schema);
        // Compression takes its time.
        let written = tokio::task::spawn_blocking(move || {
            let batch = RecordBatch::try_new(schema, batch.columns().to_vec())?;
            writer.write(&batch)?;
            Ok::<_, ParquetError>(writer)
        });
        let written = written.await.map_err(|panic| SourceError::Engine(panic.to_string()))?;
        writer = written.map_err(|error| unwritten(file, error))?;
    }
    let notes = notes();
    if !notes.is_empty() {
        let notes = serde_json::json!(notes).to_string();
        writer.append_key_value_metadata(KeyValue::new(COPY_NOTES.to_owned(), notes));
    }
    let sink = writer.into_inner().map_err(|error| unwritten(file, error))?;
    let told = |error| output(file, error);
    sink.sync_all().map_err(told)?;
    let bytes = sink.metadata().map_err(told)?.len();
    Ok(Copied { rows, bytes, ..Copied::default() })
}

fn named(schema: &Schema, query: &Query) -> SchemaRef {
    let fields =
        schema.fields().iter().zip(&query.columns).map(|(found, column)| {
            ArrowField::new(&column.field.id, found.data_type().clone(), true)
        });
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

fn output(path: &Path, error: std::io::Error) -> Error {
    Error::Output { path: path.to_owned(), error }
}

/// Why a Parquet file can't be written.
pub(crate) fn unwritten(path: &Path, error: ParquetError) -> Error {
    let error = match error {
        ParquetError::External(source) => match source.downcast::<std::io::Error>() {
            Ok(error) => *error,
            Err(other) => std::io::Error::other(other),
        },
        other => std::io::Error::other(other),
    };
    output(path, error)
}
