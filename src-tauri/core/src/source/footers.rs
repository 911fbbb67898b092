//! What the footers of Parquet files tell without a row being read.
//!
//! A footer of many row groups is megabytes in memory: only these few numbers
//! are kept of it.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::PathBuf;

use datafusion::parquet::file::metadata::{
    ParquetMetaData, ParquetMetaDataOptions, ParquetMetaDataReader, ParquetStatisticsPolicy,
    RowGroupMetaData,
};

use super::SourceError;
use super::bucket::{Footer, Objects, WatchedObjects};

/// Sums over the files of a table.
#[derive(Debug, Default)]
pub(super) struct Footers {
    /// Rows in all files.
    pub(super) rows: u64,
    /// Bytes of a row, unpacked, in the row group where they are most.
    pub(super) widest_row: u64,
    /// The column that the rows ascend by, if every footer says the same.
    pub(super) sorted_by: Option<String>,
    /// Packed bytes of each column, by the name of the table's column.
    columns: BTreeMap<String, u64>,
}

impl Footers {
    /// Those of objects in a bucket, or nothing if one can't be read as a footer.
    pub(super) async fn fetch(
        objects: &Objects,
        store: &WatchedObjects,
    ) -> Result<Option<Self>, SourceError> {
        let mut all = Self::default();
        let mut orders = Vec::new();
        for meta in &objects.metas {
            let reader = ParquetMetaDataReader::new()
                .with_metadata_options(Some(numbers()))
                .with_prefetch_hint(usize::try_from(objects.end()).ok());
            let footer = Footer { objects: store, meta };
            let Ok(footer) = reader.load_and_finish(footer, meta.size).await else {
                return match store.failure().get() {
                    Some(failure) => Err(failure.clone()),
                    // The query engine says what is wrong with it.
                    None => Ok(None),
                };
            };
            if all.add(&footer).is_none() {
                return Ok(None);
            }
            orders.extend(footer.row_groups().iter().map(sorted_by));
        }
        Ok(Some(all.ordered(orders)))
    }

    /// Reads them all, or nothing if one can't be read.
    pub(super) fn read(files: &[PathBuf]) -> Option<Self> {
        let mut all = Self::default();
        let mut orders = Vec::new();
        for path in files {
            let reader = ParquetMetaDataReader::new().with_metadata_options(Some(numbers()));
            let footer = reader.parse_and_finish(&File::open(path).ok()?).ok()?;
            all.add(&footer)?;
            orders.extend(footer.row_groups().iter().map(sorted_by));
        }
        Some(all.ordered(orders))
    }

    /// By the orders of all row groups.
    fn ordered(self, mut orders: Vec<Option<String>>) -> Self {
        orders.dedup();
        let sorted_by = if orders.len() == 1 { orders.remove(0) } else { None };
        Self { sorted_by, ..self }
    }

    fn add(&mut self, footer: &ParquetMetaData) -> Option<()> {
        self.rows += u64::try_from(footer.file_metadata().num_rows()).ok()?;
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

/// What is read of a footer.
fn numbers() -> ParquetMetaDataOptions {
    ParquetMetaDataOptions::new()
        .with_column_stats_policy(ParquetStatisticsPolicy::SkipAll)
        .with_size_stats_policy(ParquetStatisticsPolicy::SkipAll)
        .with_encoding_stats_policy(ParquetStatisticsPolicy::SkipAll)
}

fn sorted_by(group: &RowGroupMetaData) -> Option<String> {
    let first = group.sorting_columns()?.first().filter(|first| !first.descending)?;
    let column = group.columns().get(usize::try_from(first.column_idx).ok()?)?;
    match column.column_path().parts() {
        [name] => Some(name.clone()),
        _ => None,
    }
}
