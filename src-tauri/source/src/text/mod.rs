//! Tables of delimited and JSON files: read strictly, by the names of their
//! columns, each cell into the type of its field.

mod columns;
mod csv;
mod dialect;
mod first_pass;
mod json;
mod sample;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::{DataFusionError, Result as EngineResult, project_schema};
use datafusion::datasource::TableType;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::logical_expr::Expr;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::streaming::{PartitionStream, StreamingTableExec};
use tokio::sync::mpsc;

use columns::BatchBuilder;
pub(super) use columns::{TEXT_PRECISION, TEXT_SCALE};
pub(super) use columns::{column_type, day, microseconds, number, truth};
use csv::{CsvError, CsvProblem, CsvReader, LONGEST_ROW};
pub use dialect::{TextDialect, TextEncoding};
pub(super) use first_pass::suggested_dialect;
use json::{JsonProblem, JsonReason, JsonValues, members};
pub(super) use json::{cell, stored_json};
pub use sample::TextSample;
pub(super) use sample::sample;
pub use sample::{FoundCell, rows_of_beginning};

use super::SourceError;
use super::change_guard::{ReadProgress, Stamp};
use super::schema_merge::{FileColumns, merged_names};
use super::sql::Rounded;
use super::values::excerpt;
use crate::catalog::FieldType;
use crate::zone::Zone;

/// A file of a table.
#[derive(Debug, Clone)]
struct TextFile {
    /// Where it is read.
    path: PathBuf,
    /// What messages call it.
    named: PathBuf,
    stamp: Stamp,
    /// Names of its columns, as the table has them.
    columns: Vec<String>,
    /// Of those, the ones that it writes in another case, and how it does.
    spellings: HashMap<String, String>,
    /// Of a delimited file; none for JSON.
    dialect: Option<TextDialect>,
}

/// The files of a table as the query engine reads them.
#[derive(Debug, Clone)]
pub(super) struct TextTable {
    files: Arc<Vec<TextFile>>,
    schema: SchemaRef,
    zone: Option<Zone>,
    rounded: Rounded,
    progress: Arc<ReadProgress>,
    threads: usize,
}

/// What a table is asked to be opened with.
pub(super) struct TextOptions {
    /// How delimited files are written; none suggests it file by file.
    pub(super) dialect: Option<TextDialect>,
    /// Delimiter that the files' names suggest; none for JSON.
    pub(super) likely: Option<char>,
    /// Types of the fields that are columns.
    pub(super) types: HashMap<String, FieldType>,
    /// Columns that fields are looked for in.
    pub(super) wanted: Vec<String>,
    /// Columns that every file must have if one has them.
    pub(super) mandatory: Vec<String>,
    /// Whether times may be finer than microseconds somewhere.
    pub(super) has_times: bool,
    pub(super) threads: usize,
}

impl TextTable {
    /// Opens the files, whose names for messages are `named`. Blocks.
    pub(super) fn open(
        paths: &[PathBuf],
        named: &[PathBuf],
        options: &TextOptions,
        progress: &Arc<ReadProgress>,
    ) -> Result<(Self, Vec<String>), SourceError> {
        let mut files = Vec::with_capacity(paths.len());
        let mut is_fine = false;
        for (path, named) in paths.iter().zip(named) {
            let stamp = Stamp::of(path, named)?;
            let dialect = match (options.likely, options.dialect) {
                (None, _) => None,
                (Some(_), Some(dialect)) => Some(dialect),
                (Some(likely), None) => Some(suggested_dialect(path, named, likely)?),
            };
            let columns = match &dialect {
                Some(dialect) => first_pass::csv_columns(path, named, dialect)?,
                None => {
                    let found = first_pass::json_columns(path, named, &stamp, &options.wanted)?;
                    found.as_ref().clone()
                }
            };
            is_fine |= options.has_times
                && first_pass::has_fine_times(path, named, &stamp, dialect.as_ref())?;
            let (path, named) = (path.clone(), named.clone());
            let spellings = HashMap::new();
            files.push(TextFile { path, named, stamp, columns, spellings, dialect });
        }
        let columns: Vec<FileColumns<'_>> = files
            .iter()
            .map(|file| FileColumns { named: &file.named, columns: &file.columns })
            .collect();
        let is_json = options.likely.is_none();
        let merged = merged_names(&columns, &options.mandatory, is_json)?;
        let renames = merged.renames;
        for ((file, from), to) in renames {
            let file = &mut files[file];
            let spelling = std::mem::replace(&mut file.columns[from], to.clone());
            file.spellings.insert(to, spelling);
        }
        let mut names = merged.names;
        if is_json && names.is_empty() {
            // A list without rows is an empty table, whatever its columns would be.
            for file in &files {
                if first_pass::is_json_list(&file.path, &file.named)? {
                    names.clone_from(&options.wanted);
                }
            }
        }
        let fields = names.into_iter().map(|name| {
            let data_type = column_type(options.types.get(&name).copied(), is_fine);
            Field::new(name, data_type, true)
        });
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let (progress, threads) = (Arc::clone(progress), options.threads.max(1));
        let (files, rounded) = (Arc::new(files), Rounded::default());
        let table = Self { files, schema, zone: None, rounded, progress, threads };
        Ok((table, merged.notes))
    }

    /// The same table; instants have their day in `zone`, and `rounded` is told of
    /// numbers with more digits than fit. Without a zone, days stay the texts that they
    /// are: they may be instants.
    pub(super) fn in_zone(&self, zone: Option<Zone>, rounded: &Rounded) -> Self {
        let schema = match zone {
            Some(_) => Arc::clone(&self.schema),
            None => {
                let fields = self.schema.fields().iter().map(|field| match field.data_type() {
                    DataType::Date32 => field.as_ref().clone().with_data_type(DataType::Utf8),
                    _ => field.as_ref().clone(),
                });
                Arc::new(Schema::new(fields.collect::<Vec<_>>()))
            }
        };
        Self { schema, zone, rounded: rounded.clone(), ..self.clone() }
    }

    /// The types that the first rows of the first file look like, by column.
    pub(super) fn looks(&self, rows: usize) -> Result<Vec<FieldType>, SourceError> {
        let Some(file) = self.files.first() else { return Ok(Vec::new()) };
        let looks = first_pass::looks_of(
            &file.path,
            &file.named,
            file.dialect.as_ref(),
            &file.columns,
            rows,
        )?;
        let of_file: HashMap<&str, FieldType> =
            file.columns.iter().map(String::as_str).zip(looks).collect();
        let fields = self.schema.fields().iter();
        Ok(fields
            .map(|field| of_file.get(field.name().as_str()).copied().unwrap_or(FieldType::String))
            .collect())
    }
}

#[async_trait]
impl TableProvider for TextTable {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        _: &dyn Session,
        projection: Option<&Vec<usize>>,
        _: &[Expr],
        limit: Option<usize>,
    ) -> EngineResult<Arc<dyn ExecutionPlan>> {
        let schema = project_schema(&self.schema, projection)?;
        // Files stay in their order: each thread has some that follow each other.
        let each = self.files.len().div_ceil(self.threads).max(1);
        let starts = (0..self.files.len()).step_by(each);
        let partitions = starts.map(|start| {
            let end = (start + each).min(self.files.len());
            let part = TextPartition {
                files: Arc::clone(&self.files),
                range: start..end,
                schema: Arc::clone(&schema),
                zone: self.zone,
                rounded: self.rounded.clone(),
                progress: Arc::clone(&self.progress),
            };
            Arc::new(part) as Arc<dyn PartitionStream>
        });
        let partitions = partitions.collect();
        Ok(Arc::new(StreamingTableExec::try_new(schema, partitions, None, [], false, limit)?))
    }
}

/// Some files of a table, read one after the other.
#[derive(Clone)]
struct TextPartition {
    files: Arc<Vec<TextFile>>,
    range: std::ops::Range<usize>,
    schema: SchemaRef,
    zone: Option<Zone>,
    rounded: Rounded,
    progress: Arc<ReadProgress>,
}

impl fmt::Debug for TextPartition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TextPartition")
    }
}

impl PartitionStream for TextPartition {
    fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    fn execute(&self, _: Arc<TaskContext>) -> SendableRecordBatchStream {
        let (sender, batches) = mpsc::channel(2);
        let part = self.clone();
        tokio::task::spawn_blocking(move || {
            if let Err(error) = part.read(&sender) {
                let error = DataFusionError::External(Box::new(error));
                // Nobody waits for it if the query has been given up.
                let _ = sender.blocking_send(Err(error));
            }
        });
        let stream = futures::stream::unfold(batches, |mut batches| async move {
            batches.recv().await.map(|batch| (batch, batches))
        });
        Box::pin(RecordBatchStreamAdapter::new(Arc::clone(&self.schema), stream))
    }
}

type Batches = mpsc::Sender<EngineResult<RecordBatch>>;

/// Reads on, or nobody wants more.
enum Flow {
    Goes,
    Ends,
}

impl TextPartition {
    fn read(&self, batches: &Batches) -> Result<(), SourceError> {
        let (schema, rounded) = (Arc::clone(&self.schema), self.rounded.clone());
        let mut builder = BatchBuilder::new(schema, self.zone, rounded);
        for file in &self.files[self.range.clone()] {
            file.stamp.check(&file.path, &file.named)?;
            let content =
                File::open(&file.path).map_err(|error| unreadable(&file.named, &error))?;
            let content = Counted { content, progress: &self.progress };
            let flow = match &file.dialect {
                Some(dialect) => self.read_csv(file, dialect, content, &mut builder, batches)?,
                None => self.read_json(file, content, &mut builder, batches)?,
            };
            if let Flow::Ends = flow {
                return Ok(());
            }
            file.stamp.check(&file.path, &file.named)?;
        }
        if builder.rows() > 0 {
            send(&mut builder, batches)?;
        }
        Ok(())
    }

    fn read_csv(
        &self,
        file: &TextFile,
        dialect: &TextDialect,
        content: impl Read,
        builder: &mut BatchBuilder,
        batches: &Batches,
    ) -> Result<Flow, SourceError> {
        let places: HashMap<&str, usize> =
            file.columns.iter().map(String::as_str).zip(0..).collect();
        let places = self.schema.fields().iter().map(|field| places.get(field.name().as_str()));
        let places: Vec<Option<usize>> = places.map(Option::<&usize>::copied).collect();
        let width = file.columns.len();
        let mut reader = CsvReader::new(content, dialect);
        // What is wrong may be that the file has changed.
        let told = |error| match file.stamp.check(&file.path, &file.named) {
            Err(changed) => changed,
            Ok(()) => csv_error(&file.named, dialect, &file.columns, error),
        };
        if dialect.header {
            reader.read().map_err(told)?;
        }
        while reader.read().map_err(told)? {
            if reader.width() != width {
                // An empty line is a row only where a row is one cell.
                if reader.is_blank() {
                    continue;
                }
                return Err(told_width(file, dialect, &reader, width));
            }
            for (column, place) in places.iter().enumerate() {
                let cell = match place {
                    Some(place) => reader.cell(*place).map_err(told)?,
                    None => None,
                };
                self.push(builder, column, cell, file, reader.line())?;
            }
            if let Flow::Ends = end_row(builder, reader.bytes(), batches)? {
                return Ok(Flow::Ends);
            }
        }
        Ok(Flow::Goes)
    }

    fn read_json(
        &self,
        file: &TextFile,
        content: impl Read,
        builder: &mut BatchBuilder,
        batches: &Batches,
    ) -> Result<Flow, SourceError> {
        // The names of the file, which may differ from the table's by case.
        let names = self.schema.fields().iter().map(|field| field.name());
        let names = names.map(|name| file.spellings.get(name).unwrap_or(name).as_str());
        let wanted: HashMap<&str, usize> = names.zip(0..).collect();
        // Behind the wanted members come the names that they have but for the case.
        let mut folded: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (name, column) in &wanted {
            folded.entry(name.to_ascii_lowercase()).or_default().push(*column);
        }
        let misspelled_as: Vec<&Vec<usize>> = folded.values().collect();
        let lengths: HashSet<usize> = folded.keys().map(String::len).collect();
        let index = |name: &str| {
            wanted.get(name).copied().or_else(|| {
                if !lengths.contains(&name.len()) {
                    return None;
                }
                let place = folded.keys().position(|other| other.eq_ignore_ascii_case(name))?;
                Some(wanted.len() + place)
            })
        };
        let mut reader = JsonValues::new(content);
        let told = |problem| match file.stamp.check(&file.path, &file.named) {
            Err(changed) => changed,
            Ok(()) => json_error(&file.named, problem),
        };
        let mut cells: Vec<Option<&str>>;
        let mut misspelled = Vec::new();
        while reader.read().map_err(told)? {
            let line = reader.line();
            let value = reader.value().map_err(told)?;
            cells = vec![None; wanted.len()];
            misspelled.clear();
            let mut take = |column: usize, raw| {
                let Some(cell) = cells.get_mut(column) else {
                    misspelled.push(column - wanted.len());
                    return Ok(());
                };
                if cell.replace(raw).is_some() {
                    return Err(format!("it has `{}` twice", self.schema.field(column).name()));
                }
                Ok(())
            };
            let syntax = |error: serde_json::Error| json_syntax(&file.named, line, &error);
            members(value, &index, &mut take).map_err(syntax)?;
            let lacks = |place: &&usize| misspelled_as[**place].iter().all(|c| cells[*c].is_none());
            if let Some(place) = misspelled.iter().find(lacks) {
                return Err(SourceError::FileCell {
                    path: file.named.clone(),
                    line,
                    column: self.schema.field(misspelled_as[*place][0]).name().clone(),
                    reason: "this row writes the name in another case than others do".to_owned(),
                });
            }
            for (column, raw) in cells.iter().enumerate() {
                let text = raw.map(cell).transpose().map_err(syntax)?.flatten();
                self.push(builder, column, text.as_deref(), file, line)?;
            }
            if let Flow::Ends = end_row(builder, reader.bytes(), batches)? {
                return Ok(Flow::Ends);
            }
        }
        Ok(Flow::Goes)
    }

    /// Adds a cell of the row that begins in `line`.
    fn push(
        &self,
        builder: &mut BatchBuilder,
        column: usize,
        cell: Option<&str>,
        file: &TextFile,
        line: u64,
    ) -> Result<(), SourceError> {
        builder.push(column, cell).map_err(|reason| SourceError::FileCell {
            path: file.named.clone(),
            line,
            column: self.schema.field(column).name().clone(),
            reason,
        })
    }
}

/// Ends a row of so many bytes of text, and sends a batch that is full.
fn end_row(
    builder: &mut BatchBuilder,
    bytes: usize,
    batches: &Batches,
) -> Result<Flow, SourceError> {
    builder.end_row(bytes);
    if builder.is_full() { send(builder, batches) } else { Ok(Flow::Goes) }
}

fn send(builder: &mut BatchBuilder, batches: &Batches) -> Result<Flow, SourceError> {
    let batch = builder.finish().map_err(|error| SourceError::Engine(error.to_string()))?;
    Ok(if batches.blocking_send(Ok(batch)).is_ok() { Flow::Goes } else { Flow::Ends })
}

/// Counts what is read.
struct Counted<'a, R> {
    content: R,
    progress: &'a ReadProgress,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.content.read(buffer)?;
        self.progress.add(read as u64);
        Ok(read)
    }
}

fn unreadable(named: &Path, error: &io::Error) -> SourceError {
    SourceError::of_unpacking(named, error)
}

/// A row with more or fewer cells than there are columns.
fn told_width<R: Read>(
    file: &TextFile,
    dialect: &TextDialect,
    reader: &CsvReader<R>,
    width: usize,
) -> SourceError {
    let first = reader.cell(0).ok().flatten().unwrap_or_default();
    let expected = if dialect.header { "the header has" } else { "the first row has" };
    SourceError::FileRow {
        path: file.named.clone(),
        line: reader.line(),
        reason: format!(
            "the row that begins with `{}` has {} and {expected} {width}",
            excerpt(first),
            match reader.width() {
                1 => "1 cell".to_owned(),
                cells => format!("{cells} cells"),
            },
        ),
    }
}

fn csv_error(
    named: &Path,
    dialect: &TextDialect,
    columns: &[String],
    error: CsvError,
) -> SourceError {
    let (path, line) = (named.to_owned(), error.line);
    let enclosure = dialect.enclosure.unwrap_or('"');
    let reason = match error.problem {
        CsvProblem::Io(error) if error.kind() == io::ErrorKind::InvalidData => {
            return SourceError::Encoding { path, reason: error.to_string() };
        }
        CsvProblem::Io(error) => return unreadable(named, &error),
        CsvProblem::NeverClosed => {
            format!("a cell opens with {enclosure} here and the file ends before it closes")
        }
        CsvProblem::LongRow => {
            let most = LONGEST_ROW >> 20;
            format!("a cell opens with {enclosure} here and hasn't closed after {most} MB")
        }
        CsvProblem::TextBehindEnclosure => {
            format!("text follows the closing {enclosure} of a cell")
        }
        CsvProblem::LoneReturn => {
            "a carriage return stands alone, and other lines end with a line feed".to_owned()
        }
        CsvProblem::EscapeAtEnd => "the file ends behind an escape character".to_owned(),
    };
    match error.cell.and_then(|cell| columns.get(cell)).filter(|name| !name.is_empty()) {
        Some(column) => SourceError::FileCell { path, line, column: column.clone(), reason },
        None => SourceError::FileRow { path, line, reason },
    }
}

fn json_error(named: &Path, problem: JsonProblem) -> SourceError {
    let (path, line) = (named.to_owned(), problem.line);
    match problem.reason {
        JsonReason::EndsEarly => {
            let reason = "the file ends before this row does".to_owned();
            SourceError::FileRow { path, line, reason }
        }
        JsonReason::Syntax(reason) => SourceError::FileRow { path, line, reason },
        JsonReason::Io(error) if error.kind() == io::ErrorKind::InvalidData => {
            SourceError::Encoding { path, reason: error.to_string() }
        }
        JsonReason::Io(error) => unreadable(named, &error),
    }
}

fn json_syntax(named: &Path, line: u64, error: &serde_json::Error) -> SourceError {
    let line = line + (error.line() as u64).saturating_sub(1);
    let text = error.to_string();
    // The line within the row would be taken for the file's.
    let reason = text.split(" at line ").next().unwrap_or_default();
    SourceError::FileRow { path: named.to_owned(), line, reason: excerpt(reason) }
}
