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
    /// Reads them all, or nothing if one can't be read.
    pub(super) fn read(files: &[PathBuf]) -> Option<Self> {
        let numbers = ParquetMetaDataOptions::new()
            .with_column_stats_policy(ParquetStatisticsPolicy::SkipAll)
            .with_size_stats_policy(ParquetStatisticsPolicy::SkipAll)
            .with_encoding_stats_policy(ParquetStatisticsPolicy::SkipAll);
        let mut all = Self::default();
        let mut orders = Vec::new();
        for path in files {
            let reader = ParquetMetaDataReader::new().with_metadata_options(Some(numbers.clone()));
            let footer = reader.parse_and_finish(&File::open(path).ok()?).ok()?;
            all.add(&footer)?;
            orders.extend(footer.row_groups().iter().map(sorted_by));
        }
        orders.dedup();
        all.sorted_by = if orders.len() == 1 { orders.remove(0) } else { None };
        Some(all)
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

fn sorted_by(group: &RowGroupMetaData) -> Option<String> {
    let first = group.sorting_columns()?.first().filter(|first| !first.descending)?;
    let column = group.columns().get(usize::try_from(first.column_idx).ok()?)?;
    match column.column_path().parts() {
        [name] => Some(name.clone()),
        _ => None,
    }
}
