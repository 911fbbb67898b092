//! What the footers of Parquet files tell without a row being read.
//!
//! A footer of many row groups is megabytes in memory: only these few numbers
//! are kept of it.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::File;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use datafusion::arrow::ipc;
use datafusion::parquet::arrow::ARROW_SCHEMA_META_KEY;
use datafusion::parquet::basic::{ConvertedType, LogicalType, Type};
use datafusion::parquet::file::metadata::{
    ParquetMetaData, ParquetMetaDataOptions, ParquetMetaDataReader, ParquetStatisticsPolicy,
    RowGroupMetaData,
};
use datafusion::parquet::file::statistics::Statistics;
use datafusion::parquet::schema::types::{ColumnDescriptor, TypePtr};

use super::SourceError;
use super::connectors::bucket::{Footer, Objects, WatchedObjects};
use super::values::excerpt;

/// Under which key a copy keeps what people should know of where its rows come from: a list
/// of texts as JSON.
pub const COPY_NOTES: &str = "export-desk.notes";

/// Sums over the files of a table.
#[derive(Debug, Default)]
pub(super) struct Footers {
    /// Rows in all files.
    pub(super) rows: u64,
    /// Bytes of a row, unpacked, in the row group where they are most.
    pub(super) widest_row: u64,
    /// The column that the rows ascend by, if every footer says the same and the
    /// bounds of the row groups bear it out.
    pub(super) sorted_by: Option<Sorted>,
    /// Columns of universally unique identifiers.
    pub(super) uuids: BTreeSet<String>,
    /// What people should know of where a copy's rows come from.
    pub(super) notes: Vec<String>,
    /// Packed bytes of each column, by the name of the table's column.
    columns: BTreeMap<String, u64>,
}

/// How far the rows ascend by a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sorted {
    pub(super) column: String,
    /// Whether they do from each file to the next, too.
    pub(super) across_files: bool,
}

impl Footers {
    /// Those of objects in a bucket, which messages call `named`, or nothing if one
    /// can't be read as a footer.
    pub(super) async fn fetch(
        objects: &Objects,
        store: &WatchedObjects,
        named: &[PathBuf],
    ) -> Result<Option<Self>, SourceError> {
        let mut all = Self::default();
        let mut orders = Vec::new();
        for (meta, named) in objects.metas.iter().zip(named) {
            let read = async |bounds_of: &[usize]| {
                let reader = ParquetMetaDataReader::new()
                    .with_metadata_options(Some(numbers(bounds_of)))
                    .with_prefetch_hint(usize::try_from(objects.end()).ok());
                reader.load_and_finish(Footer { objects: store, meta }, meta.size).await
            };
            let footer = match read(&[]).await {
                Ok(footer) => match sorting_column(&footer) {
                    Some((column, _)) => read(&[column]).await,
                    None => Ok(footer),
                },
                Err(error) => Err(error),
            };
            let Ok(footer) = footer else {
                return match store.failure().get() {
                    Some(failure) => Err(failure.clone()),
                    // The query engine says what is wrong with it.
                    None => Ok(None),
                };
            };
            refuse_twins(&footer, named)?;
            refuse_wide_integers(&footer, named)?;
            if all.add(&footer).is_none() {
                return Ok(None);
            }
            orders.push(order_of(&footer));
        }
        Ok(Some(all.ordered(&orders)))
    }

    /// Reads them all, or nothing if one can't be read.
    pub(super) fn read(files: &[PathBuf]) -> Result<Option<Self>, SourceError> {
        let mut all = Self::default();
        let mut orders = Vec::new();
        for path in files {
            let Some(footer) = read_footer(path) else { return Ok(None) };
            refuse_twins(&footer, path)?;
            refuse_wide_integers(&footer, path)?;
            if all.add(&footer).is_none() {
                return Ok(None);
            }
            orders.push(order_of(&footer));
        }
        Ok(Some(all.ordered(&orders)))
    }

    /// By the orders of all files.
    fn ordered(self, orders: &[Option<FileOrder>]) -> Self {
        let sorted_by = || {
            let first = orders.first()?.as_ref()?;
            let same = |order: &Option<FileOrder>| {
                order.as_ref().is_some_and(|order| {
                    (&order.column, &order.column_type) == (&first.column, &first.column_type)
                })
            };
            if !orders.iter().all(same) {
                return None;
            }
            let bounds = orders.iter().flatten().filter_map(|order| order.bounds.as_ref());
            let bounds: Vec<_> = bounds.collect();
            let across_files = bounds.windows(2).all(|two| two[0].1 <= two[1].0);
            Some(Sorted { column: first.column.clone(), across_files })
        };
        Self { sorted_by: sorted_by(), ..self }
    }

    fn add(&mut self, footer: &ParquetMetaData) -> Option<()> {
        self.rows += u64::try_from(footer.file_metadata().num_rows()).ok()?;
        let pairs = footer.file_metadata().key_value_metadata().into_iter().flatten();
        let notes = pairs.filter(|pair| pair.key == COPY_NOTES).filter_map(|pair| {
            // Another program's, or a newer version's, are no notes.
            serde_json::from_str::<Vec<String>>(pair.value.as_deref()?).ok()
        });
        self.notes.extend(notes.flatten());
        let schema = footer.file_metadata().schema_descr();
        for column in schema.columns() {
            if let (Some(LogicalType::Uuid), [name]) =
                (column.logical_type_ref(), column.path().parts())
            {
                self.uuids.insert(name.clone());
            }
        }
        for group in footer.row_groups() {
            let row = group.total_byte_size() / group.num_rows().max(1);
            self.widest_row = self.widest_row.max(u64::try_from(row).ok()?);
            for column in group.columns() {
                let name = column.column_path().parts().first()?.clone();
                let bytes = u64::try_from(column.compressed_size()).ok()?;
                *self.columns.entry(name).or_default() += bytes;
            }
        }
        Some(())
    }

    /// Packed bytes of the columns that pass the test.
    pub(super) fn bytes_of(&self, wanted: impl Fn(&str) -> bool) -> u64 {
        self.columns.iter().filter(|(name, _)| wanted(name)).map(|(_, bytes)| bytes).sum()
    }
}

/// The footer of a file, if it is one. The query engine says what is wrong with others.
fn read_footer(path: &Path) -> Option<ParquetMetaData> {
    let file = File::open(path).ok()?;
    let read = |bounds_of: &[usize]| {
        let options = Some(numbers(bounds_of));
        ParquetMetaDataReader::new().with_metadata_options(options).parse_and_finish(&file)
    };
    let footer = read(&[]).ok()?;
    match sorting_column(&footer) {
        Some((column, _)) => read(&[column]).ok(),
        None => Some(footer),
    }
}

/// Refuses two columns, or members of an object, of one name: readers would take
/// one of them without a word.
fn refuse_twins(footer: &ParquetMetaData, named: &Path) -> Result<(), SourceError> {
    let root = footer.file_metadata().schema_descr().root_schema();
    let Some(twice) = twins(root.get_fields()) else { return Ok(()) };
    let reason = format!("it has two columns `{}`", excerpt(&twice));
    Err(SourceError::Columns { path: named.to_owned(), reason })
}

/// Refuses columns of whole numbers of more than 64 bits, for which there is no type here.
fn refuse_wide_integers(footer: &ParquetMetaData, named: &Path) -> Result<(), SourceError> {
    let Some(column) = wide_integer(footer) else { return Ok(()) };
    let reason = format!(
        "column `{}` has whole numbers of 128 bits, which aren't known here",
        excerpt(&column)
    );
    Err(SourceError::Columns { path: named.to_owned(), reason })
}

fn wide_integer(footer: &ParquetMetaData) -> Option<String> {
    let entries = footer.file_metadata().key_value_metadata()?;
    let described = entries.iter().find(|entry| entry.key == ARROW_SCHEMA_META_KEY)?;
    let message = STANDARD.decode(described.value.as_ref()?).ok()?;
    // A mark and the length of what follows.
    let message = match &*message {
        [0xff, 0xff, 0xff, 0xff, _, _, _, _, rest @ ..] => rest,
        whole => whole,
    };
    let message = ipc::root_as_message(message).ok()?;
    let fields = message.header_as_schema()?.fields()?;
    fields.iter().find_map(|field| is_wide(&field).then(|| field.name().unwrap_or("?").to_owned()))
}

fn is_wide(field: &ipc::Field<'_>) -> bool {
    field.type_as_int().is_some_and(|whole| whole.bitWidth() > 64)
        || field.children().is_some_and(|within| within.iter().any(|field| is_wide(&field)))
}

/// The name of which there are two, with those of the objects that it is within.
fn twins(fields: &[TypePtr]) -> Option<String> {
    let mut seen = HashSet::new();
    fields.iter().find_map(|field| {
        if !seen.insert(field.name()) {
            return Some(field.name().to_owned());
        }
        let within = if field.is_group() { twins(field.get_fields())? } else { return None };
        Some(format!("{}.{within}", field.name()))
    })
}

/// What is read of a footer: bounds of a few columns only.
fn numbers(bounds_of: &[usize]) -> ParquetMetaDataOptions {
    ParquetMetaDataOptions::new()
        .with_column_stats_policy(ParquetStatisticsPolicy::skip_except(bounds_of))
        .with_size_stats_policy(ParquetStatisticsPolicy::SkipAll)
        .with_encoding_stats_policy(ParquetStatisticsPolicy::SkipAll)
}

/// The column that a file ascends by, with its least and greatest value.
struct FileOrder {
    column: String,
    /// What its values are: only those of one type are compared.
    column_type: ColumnType,
    /// Nothing where there are no rows.
    bounds: Option<(Bound, Bound)>,
}

/// Physical, logical and converted type, precision and scale.
type ColumnType = (Type, Option<LogicalType>, ConvertedType, [i32; 2]);

/// A value of a column whose order is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Bound {
    Whole(i64),
    Text(Vec<u8>),
}

/// The column that all row groups say that their rows ascend by. They promise it
/// each for itself only.
fn sorting_column(footer: &ParquetMetaData) -> Option<(usize, String)> {
    let mut orders: Vec<_> = footer.row_groups().iter().map(sorted_by).collect();
    orders.dedup();
    if orders.len() == 1 { orders.remove(0) } else { None }
}

fn sorted_by(group: &RowGroupMetaData) -> Option<(usize, String)> {
    let first = group.sorting_columns()?.first().filter(|first| !first.descending)?;
    let index = usize::try_from(first.column_idx).ok()?;
    match group.columns().get(index)?.column_path().parts() {
        [name] => Some((index, name.clone())),
        _ => None,
    }
}

/// The order of a file, if the bounds of its row groups bear it out.
fn order_of(footer: &ParquetMetaData) -> Option<FileOrder> {
    let (index, column) = sorting_column(footer)?;
    let described = footer.file_metadata().schema_descr().column(index);
    let column_type = (
        described.physical_type(),
        described.logical_type_ref().cloned(),
        described.converted_type(),
        [described.type_precision(), described.type_scale()],
    );
    let mut whole: Option<(Bound, Bound)> = None;
    for group in footer.row_groups().iter().filter(|group| group.num_rows() > 0) {
        let (least, greatest) = bounds(group, index)?;
        if least == Bound::Text(Vec::new()) {
            // An empty text comes last, as a missing one does.
            return None;
        }
        whole = match whole {
            None => Some((least, greatest)),
            Some((first, last)) if last <= least => Some((first, greatest)),
            Some(_) => return None,
        };
    }
    Some(FileOrder { column, column_type, bounds: whole })
}

fn is_unsigned(column: &ColumnDescriptor) -> bool {
    let unsigned = [
        ConvertedType::UINT_8,
        ConvertedType::UINT_16,
        ConvertedType::UINT_32,
        ConvertedType::UINT_64,
    ];
    unsigned.contains(&column.converted_type())
        || matches!(column.logical_type_ref(), Some(LogicalType::Integer(integer)) if !integer.is_signed)
}

/// The least and greatest value of a column without missing values.
fn bounds(group: &RowGroupMetaData, index: usize) -> Option<(Bound, Bound)> {
    let column = group.column(index);
    let found = column.statistics()?;
    if found.null_count_opt() != Some(0) {
        return None;
    }
    let described = column.column_descr();
    if is_unsigned(described) {
        // What the bounds hold reads as a negative number.
        return None;
    }
    match found {
        Statistics::Int32(found) => {
            let whole = |value: &i32| Bound::Whole((*value).into());
            Some((found.min_opt().map(whole)?, found.max_opt().map(whole)?))
        }
        Statistics::Int64(found) => {
            let whole = |value: &i64| Bound::Whole(*value);
            Some((found.min_opt().map(whole)?, found.max_opt().map(whole)?))
        }
        Statistics::ByteArray(found) => {
            let is_text = matches!(described.logical_type_ref(), Some(LogicalType::String))
                || described.converted_type() == ConvertedType::UTF8;
            let text = |bytes: &[u8]| Bound::Text(bytes.to_vec());
            let least = found.min_opt().map(|value| text(value.data()));
            let greatest = found.max_opt().map(|value| text(value.data()));
            is_text.then_some((least?, greatest?))
        }
        Statistics::Boolean(_)
        | Statistics::Int96(_)
        | Statistics::Float(_)
        | Statistics::Double(_)
        | Statistics::FixedLenByteArray(_) => None,
    }
}
