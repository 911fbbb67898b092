//! Parquet files that appear under their names only when they are whole:
//! written as `<model>.parquet.part`, synced, then renamed.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use datafusion::arrow::array::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::arrow_writer::{
    ArrowColumnChunk, ArrowRowGroupWriterFactory, compute_leaves,
};
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::errors::ParquetError;
use datafusion::parquet::file::metadata::SortingColumn;
use datafusion::parquet::file::properties::{EnabledStatistics, WriterProperties};
use datafusion::parquet::file::writer::SerializedFileWriter;
use datafusion::parquet::schema::types::ColumnPath;

use super::DemoFile;
use super::error::DemoError;
use super::table::{Kind, Model};

/// Rows of a Parquet row group.
pub(super) const ROW_GROUP: usize = 131_072;

/// Makes the folder unless it is there.
pub(super) fn open_folder(dir: &Path) -> Result<(), DemoError> {
    if dir.exists() && !dir.is_dir() {
        return Err(DemoError::NotAFolder { path: dir.to_owned() });
    }
    fs::create_dir_all(dir).map_err(|error| DemoError::from_io(dir, error))
}

/// Where a model's file stands.
pub(super) fn model_path(dir: &Path, model: &str) -> PathBuf {
    dir.join(format!("{model}.parquet"))
}

fn properties(model: &Model) -> WriterProperties {
    let mut builder = WriterProperties::builder()
        .set_created_by("Export Desk demo brand".to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1).expect("1 is a zstd level")))
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .set_statistics_enabled(EnabledStatistics::Page)
        // Every model has its key in the first column, and rows come in its order.
        .set_sorting_columns(Some(vec![SortingColumn {
            column_idx: 0,
            descending: false,
            nulls_first: false,
        }]));
    for (name, kind, _) in model.columns {
        if *kind == (Kind::Text { unique: true }) {
            // A column name may contain dots, so the path is given in parts.
            let path = ColumnPath::new(vec![(*name).to_owned()]);
            builder = builder.set_column_dictionary_enabled(path.clone(), false);
            if *name != "id" {
                // Nobody looks for a range of random text, and its statistics would
                // be most of what is kept in memory until the file ends.
                builder = builder.set_column_statistics_enabled(path, EnabledStatistics::Chunk);
            }
        }
    }
    builder.build()
}

/// A file under its temporary name; dropped without `finish`, it is removed.
#[derive(Debug)]
struct Draft {
    file: BufWriter<File>,
    part: PathBuf,
    path: PathBuf,
    published: bool,
}

impl Draft {
    fn create(path: PathBuf) -> Result<Self, DemoError> {
        let mut draft = path.clone().into_os_string();
        draft.push(".part");
        let draft = PathBuf::from(draft);
        let file = File::create(&draft).map_err(|error| DemoError::from_io(&draft, error))?;
        Ok(Self {
            file: BufWriter::with_capacity(1 << 18, file),
            part: draft,
            path,
            published: false,
        })
    }

    /// Syncs and renames; gives the file's size.
    fn publish(&mut self) -> Result<u64, DemoError> {
        let named = |error| DemoError::from_io(&self.part, error);
        self.file.flush().map_err(named)?;
        let file = self.file.get_ref();
        file.sync_all().map_err(named)?;
        let bytes = file.metadata().map_err(named)?.len();
        fs::rename(&self.part, &self.path)
            .map_err(|error| DemoError::from_io(&self.path, error))?;
        self.published = true;
        Ok(bytes)
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.file.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.published {
            // What can't be removed is overwritten by the next writing.
            let _ = fs::remove_file(&self.part);
        }
    }
}

/// A model's file, written batch by batch.
pub(super) struct ModelFile {
    writer: ArrowWriter<Draft>,
    model: &'static str,
    path: PathBuf,
    rows: u64,
}

impl ModelFile {
    pub(super) fn create(dir: &Path, model: &Model) -> Result<Self, DemoError> {
        let path = model_path(dir, model.id);
        let draft = Draft::create(path.clone())?;
        let writer = ArrowWriter::try_new(draft, model.schema(), Some(properties(model)))
            .map_err(|error| DemoError::from_parquet(&path, error))?;
        Ok(Self { writer, model: model.id, path, rows: 0 })
    }

    pub(super) fn write(&mut self, batch: &RecordBatch) -> Result<(), DemoError> {
        self.rows += batch.num_rows() as u64;
        self.writer.write(batch).map_err(|error| DemoError::from_parquet(&self.path, error))
    }

    pub(super) fn finish(mut self) -> Result<DemoFile, DemoError> {
        self.writer.finish().map_err(|error| DemoError::from_parquet(&self.path, error))?;
        let bytes = self.writer.inner_mut().publish()?;
        Ok(DemoFile { model: self.model.to_owned(), rows: self.rows, bytes })
    }

    /// Goes on with whole row groups that are encoded elsewhere.
    pub(super) fn by_row_groups(self) -> Result<(RowGroupFile, RowGroups), DemoError> {
        let (writer, factory) = self
            .writer
            .into_serialized_writer()
            .map_err(|error| DemoError::from_parquet(&self.path, error))?;
        let file = RowGroupFile { writer, model: self.model, path: self.path.clone(), rows: 0 };
        let groups = RowGroups { factory, path: self.path };
        Ok((file, groups))
    }
}

/// Encodes row groups, in any thread.
pub(super) struct RowGroups {
    factory: ArrowRowGroupWriterFactory,
    path: PathBuf,
}

/// One encoded row group.
pub(super) struct RowGroup {
    chunks: Vec<ArrowColumnChunk>,
    rows: u64,
}

impl RowGroups {
    /// Encodes the batches that `produce` hands over one by one.
    pub(super) fn encode(
        &self,
        index: usize,
        produce: impl FnOnce(
            &mut dyn FnMut(&RecordBatch) -> Result<(), DemoError>,
        ) -> Result<(), DemoError>,
    ) -> Result<RowGroup, DemoError> {
        let named = |error: ParquetError| DemoError::from_parquet(&self.path, error);
        let mut writers = self.factory.create_column_writers(index).map_err(named)?;
        let mut rows = 0;
        produce(&mut |batch| {
            rows += batch.num_rows() as u64;
            let mut writer = writers.iter_mut();
            for (field, array) in batch.schema_ref().fields().iter().zip(batch.columns()) {
                for leaf in compute_leaves(field, array).map_err(named)? {
                    writer
                        .next()
                        .expect("there is a writer for every leaf column")
                        .write(&leaf)
                        .map_err(named)?;
                }
            }
            Ok(())
        })?;
        let chunks = writers
            .into_iter()
            .map(|writer| writer.close().map_err(named))
            .collect::<Result<_, _>>()?;
        Ok(RowGroup { chunks, rows })
    }
}

/// A model's file, written row group by row group.
pub(super) struct RowGroupFile {
    writer: SerializedFileWriter<Draft>,
    model: &'static str,
    path: PathBuf,
    rows: u64,
}

impl RowGroupFile {
    pub(super) fn append(&mut self, group: RowGroup) -> Result<(), DemoError> {
        let named = |error: ParquetError| DemoError::from_parquet(&self.path, error);
        self.rows += group.rows;
        let mut writer = self.writer.next_row_group().map_err(named)?;
        for mut chunk in group.chunks {
            // The file keeps the chunk's few statistics until it ends. Left where the
            // worker put them, among its large buffers, they would keep those from
            // being given back.
            *chunk.close_mut() = chunk.close().clone();
            chunk.append_to_row_group(&mut writer).map_err(named)?;
        }
        writer.close().map_err(named)?;
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<DemoFile, DemoError> {
        self.writer.finish().map_err(|error| DemoError::from_parquet(&self.path, error))?;
        let bytes = self.writer.inner_mut().publish()?;
        Ok(DemoFile { model: self.model.to_owned(), rows: self.rows, bytes })
    }
}

/// Writes a small text file as a whole.
pub(super) fn write_text(path: PathBuf, text: &str) -> Result<(), DemoError> {
    let mut draft = Draft::create(path)?;
    let named = draft.part.clone();
    draft.write_all(text.as_bytes()).map_err(|error| DemoError::from_io(&named, error))?;
    draft.publish().map(drop)
}

/// Removes a file; one that isn't there is fine.
pub(super) fn remove(path: &Path) -> Result<(), DemoError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(DemoError::from_io(path, error))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
