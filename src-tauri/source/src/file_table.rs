//! Tables that are files, of this computer or of a bucket: how they are opened,
//! looked at and queried by the embedded query engine.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::{DataType, SchemaRef};
use datafusion::catalog::TableProvider;
use datafusion::common::DataFusionError;
use datafusion::dataframe::DataFrame;
use datafusion::execution::SendableRecordBatchStream;
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::prelude::SessionContext;
use futures::StreamExt;

use super::column_marks::is_fraction_text;
use super::connectors::{
    Connector, OpenRequest, OpenTable, ReadOptions, Rows, RowsWanted, Scope, TableColumns,
};
use super::expressions::FieldValues;
use super::frame::{Sorting, shaped};
use super::introspect::{SourceColumn, SourceTable, TableKind, suggested_type};
use super::layout::{Layout, Place};
use super::listing::{FileRows, Opened};
use super::materialize::{Depth, readable};
use super::parquet_metadata::Sorted;
use super::row_number::{NumberedTable, SortedBy};
use super::session::{SourceLimits, narrowed};
use super::sql::Rounded;
use super::table_files::{FileKind, TableFiles};
use super::text::{self, TextSample};
use super::{SourceError, blocking};
use crate::catalog::DataModel;
use crate::plan::Query;

/// Rows that tell what the columns of a text look like.
const LOOKED_AT: usize = 10_000;
/// Sorted files that are merged at once, at most; more of them are sorted.
const MERGED_FILES: usize = 64;
/// Bytes of texts that are counted in a moment.
const QUICK_BYTES: u64 = 64 << 20;

/// A place whose tables are files. All else that a connector does is the same
/// wherever they are.
#[async_trait]
pub(super) trait FilePlace: Send + Sync + std::fmt::Debug {
    /// Where it is, for messages.
    fn place(&self) -> String;

    /// Names of all tables: files without their endings, and folders of files.
    async fn table_names(&self) -> Result<Vec<String>, SourceError>;

    /// The files of a table.
    async fn files(&self, table: &str) -> Result<TableFiles, SourceError>;
}

#[async_trait]
impl<P: FilePlace> Connector for P {
    fn place(&self) -> String {
        FilePlace::place(self)
    }

    fn has_fields_as_columns(&self) -> bool {
        true
    }

    async fn tables(&self) -> Result<Vec<SourceTable>, SourceError> {
        let kind = TableKind::File;
        let table = |name| SourceTable { name, kind, rows: None, columns: Vec::new() };
        Ok(self.table_names().await?.into_iter().map(table).collect())
    }

    /// The file, or the folder with the files.
    async fn table_path(&self, table: &str) -> Result<PathBuf, SourceError> {
        let mut files = self.files(table).await?.files;
        let first = files.swap_remove(0);
        let folder = first.parent().filter(|_| !files.is_empty()).map(Path::to_owned);
        Ok(folder.unwrap_or(first))
    }

    async fn columns(
        &self,
        table: &str,
        options: &ReadOptions,
    ) -> Result<TableColumns, SourceError> {
        let (columns, _) = sampled(self.files(table).await?, table, 0, options).await?;
        let id = columns.iter().find(|column| column.name.eq_ignore_ascii_case("id"));
        let key = id.map(|column| column.name.clone()).into_iter().collect();
        let decimals = vec![None; columns.len()];
        Ok(TableColumns { columns, key, decimals })
    }

    async fn sample(
        &self,
        table: &str,
        rows: usize,
        options: &ReadOptions,
    ) -> Result<(Vec<SourceColumn>, Vec<RecordBatch>), SourceError> {
        sampled(self.files(table).await?, table, rows, options).await
    }

    async fn text_sample(
        &self,
        table: &str,
        options: &ReadOptions,
    ) -> Result<Option<TextSample>, SourceError> {
        let files = self.files(table).await?;
        let FileKind::Csv { delimiter } = files.kind else { return Ok(None) };
        files.refuse_empty()?;
        let named = files.files[0].clone();
        let limits = SourceLimits::new(&std::env::temp_dir());
        let readable = readable(files, Depth::Beginning, options.cache.as_ref(), &limits).await?;
        let path = readable.files.files[0].clone();
        let dialect = options.dialect;
        let sampled = blocking(move || text::sample(&path, &named, delimiter.into(), dialect));
        sampled.await.map(Some)
    }

    // Packed files would have to be unpacked for it.
    async fn opens_at_once(&self, table: &str) -> Result<bool, SourceError> {
        Ok(self.files(table).await?.are_readable())
    }

    async fn open(&self, wanted: OpenRequest<'_>) -> Result<Box<dyn OpenTable>, SourceError> {
        let OpenRequest { model, mapping, options, limits, progress, .. } = wanted;
        let files = self.files(wanted.table).await?;
        let mut notes = files.notes.clone();
        let cache = options.cache.as_ref();
        let opened = Opened::new(files, wanted.depth, cache, limits, progress).await?;
        let rows = opened.rows(model, mapping, options.dialect, progress, limits.threads);
        let (rows, more) = rows.await?;
        notes.extend(more);
        notes.extend(opened.footers.iter().flat_map(|footers| footers.notes.clone()));
        Ok(Box::new(FileTable { opened, rows, notes }))
    }
}

/// Columns of a table, and its first rows.
async fn sampled(
    files: TableFiles,
    table: &str,
    rows: usize,
    options: &ReadOptions,
) -> Result<(Vec<SourceColumn>, Vec<RecordBatch>), SourceError> {
    let limits = SourceLimits::new(&std::env::temp_dir());
    let (cache, progress) = (options.cache.as_ref(), Arc::default());
    let opened = Opened::new(files, Depth::Beginning, cache, &limits, &progress).await?;
    let told = |error: DataFusionError| opened.told(&error);
    let nothing = DataModel {
        id: table.to_owned(),
        label: table.to_owned(),
        description: String::new(),
        key: Vec::new(),
        fields: Vec::new(),
    };
    let found = opened.rows(&nothing, None, options.dialect, &progress, limits.threads).await?.0;
    let schema = found.schema();
    let text = match &found {
        FileRows::Text(text) => {
            let looking = text.clone();
            Some(blocking(move || looking.looks(LOOKED_AT)).await?)
        }
        FileRows::Columnar(_) => None,
    };
    let columns = schema.fields().iter().enumerate().map(|(index, column)| {
        let looks = text.as_ref().and_then(|looks| looks.get(index).copied());
        let number = DataType::Float64;
        let found = if is_fraction_text(column) { &number } else { column.data_type() };
        SourceColumn {
            name: column.name().clone(),
            type_name: looks.map_or_else(|| found.to_string(), |of| of.to_string()),
            field_type: looks.unwrap_or_else(|| suggested_type(found)),
            nullable: column.is_nullable(),
            samples: Vec::new(),
        }
    });
    let columns = columns.filter(|column| !column.name.is_empty()).collect();
    if rows == 0 {
        return Ok((columns, Vec::new()));
    }
    let provider: Arc<dyn TableProvider> = match found {
        FileRows::Text(text) => Arc::new(text),
        FileRows::Columnar(table) => table,
    };
    let frame = opened.context.read_table(provider).and_then(|frame| frame.limit(0, Some(rows)));
    let batches = frame.map_err(told)?.collect().await.map_err(told)?;
    Ok((columns, batches))
}

/// A table of files, opened.
pub(super) struct FileTable {
    opened: Opened,
    rows: FileRows,
    notes: Vec<String>,
}

impl FileTable {
    /// The session that knows the files.
    pub(super) fn context(&self) -> &SessionContext {
        &self.opened.context
    }

    /// The rows for a query, numbered; `rounded` is told of numbers with more digits
    /// than fit.
    pub(super) fn provider(
        &self,
        query: &Query,
        layout: &Layout<'_>,
        rounded: &Rounded,
    ) -> Arc<dyn TableProvider> {
        let table: Arc<dyn TableProvider> = match &self.rows {
            FileRows::Text(table) => Arc::new(table.in_zone(query.zone, rounded)),
            FileRows::Columnar(table) => Arc::clone(table) as Arc<dyn TableProvider>,
        };
        let sorted_by = self
            .sorted_by(query, layout)
            .map(|sorted| SortedBy { column: sorted.column.clone(), path: self.path() });
        Arc::new(NumberedTable::new(table, sorted_by))
    }

    /// The order that the files have, if it is the query's.
    fn sorted_by(&self, query: &Query, layout: &Layout<'_>) -> Option<&Sorted> {
        let sorted = self.opened.footers.as_ref()?.sorted_by.as_ref()?;
        let wanted = query.order.first().filter(|order| !order.descending)?;
        let is_wanted = match layout.place(&wanted.field)? {
            Place::Column { name, parts, .. } => parts.is_empty() && name == sorted.column,
            Place::Member { .. } => false,
        };
        let few = sorted.across_files || self.opened.readable.files.files.len() <= MERGED_FILES;
        (is_wanted && few).then_some(sorted)
    }

    /// A sorted file is read in its order by one thread: encoding and packing keep
    /// the others busy, and merging would cost more than it gains. Files that are
    /// sorted each for itself are merged.
    fn context_for(&self, query: &Query, layout: &Layout<'_>) -> SessionContext {
        let context = narrowed(self.context(), query.columns.len());
        let Some(sorted) = self.sorted_by(query, layout) else { return context };
        let mut state = context.state();
        let config = state.config_mut();
        config.options_mut().optimizer.repartition_file_scans = false;
        let parts = if sorted.across_files { 1 } else { self.opened.readable.files.files.len() };
        config.options_mut().execution.target_partitions = parts;
        SessionContext::new_with_state(state)
    }

    /// The rows of a query, in its order.
    fn frame(&self, query: &Query, scope: Scope<'_>) -> Result<(DataFrame, Rounded), SourceError> {
        let told = |error: DataFusionError| self.explain(&error);
        let schema = self.schema();
        let layout = scope.layout(&schema);
        let rounded = Rounded::default();
        let rows = self.provider(query, &layout, &rounded);
        // Its columns may be of other types than the table's are in a zone.
        let read = rows.schema();
        let values = FieldValues::resolve_noting(query, &scope.layout(&read), &rounded)?;
        let sorting = match self.sorted_by(query, &layout) {
            // Otherwise nothing shows that they are in order.
            Some(_) => Sorting::OrderOfFiles,
            None => Sorting::Order,
        };
        let frame = self.context_for(query, &layout).read_table(rows).map_err(told)?;
        Ok((shaped(frame, query, &values, sorting).map_err(told)?, rounded))
    }

    /// Bytes that a query reads at most.
    fn expected_bytes(&self, query: &Query, layout: &Layout<'_>) -> u64 {
        let Some(footers) = &self.opened.footers else { return self.opened.readable.files.size() };
        let fields = query.fields().into_iter();
        let wanted: HashSet<&str> = fields
            .filter_map(|field| match layout.place(field)? {
                Place::Column { name, .. } | Place::Member { parent: name, .. } => Some(name),
            })
            .collect();
        footers.bytes_of(|column| wanted.contains(column))
    }

    /// The rows, and at their end a look whether a file has changed since it was
    /// opened: what was appended meanwhile would be missing without a word.
    fn guarded(&self, rows: SendableRecordBatchStream) -> SendableRecordBatchStream {
        let unchanged = self.opened.unchanged();
        let schema = rows.schema();
        let last = async move {
            let changed = unchanged.await.err()?;
            Some(Err(DataFusionError::External(Box::new(changed))))
        };
        let last = futures::stream::once(last).filter_map(std::future::ready);
        Box::pin(RecordBatchStreamAdapter::new(schema, rows.chain(last)))
    }
}

#[async_trait]
impl OpenTable for FileTable {
    fn schema(&self) -> SchemaRef {
        self.rows.schema()
    }

    fn path(&self) -> PathBuf {
        self.opened.named[0].clone()
    }

    fn notes(&self) -> Vec<String> {
        self.notes.clone()
    }

    async fn rows(
        &self,
        query: &Query,
        scope: Scope<'_>,
        wanted: RowsWanted<'_>,
    ) -> Result<Rows, SourceError> {
        let told = |error: DataFusionError| self.explain(&error);
        let (frame, rounded) = self.frame(query, scope)?;
        let whole = wanted.limit.is_none();
        let frame = if whole { frame } else { frame.limit(0, wanted.limit).map_err(told)? };
        let stream = frame.execute_stream().await.map_err(told)?;
        let plain = query.groups.is_empty() && query.columns.iter().all(|c| c.aggregate.is_none());
        let footers = self.opened.footers.as_ref();
        Ok(Rows {
            stream: if whole { self.guarded(stream) } else { stream },
            progress: Arc::clone(scope.progress),
            expected_bytes: self.expected_bytes(query, &scope.layout(&self.schema())),
            exact_rows: footers.map(|footers| footers.rows).filter(|_| plain && whole),
            rounded,
            snapshot: None,
            version: None,
        })
    }

    async fn count(&self, query: &Query, scope: Scope<'_>) -> Result<u64, SourceError> {
        let told = |error: DataFusionError| self.explain(&error);
        let schema = self.schema();
        let layout = scope.layout(&schema);
        let aggregated = query.columns.iter().any(|column| column.aggregate.is_some());
        if query.groups.is_empty()
            && !aggregated
            && let Some(footers) = &self.opened.footers
        {
            return Ok(footers.rows);
        }
        let rounded = Rounded::default();
        let rows = self.provider(query, &layout, &rounded);
        let read = rows.schema();
        let values = FieldValues::resolve_noting(query, &scope.layout(&read), &rounded)?;
        let frame = self.context().read_table(rows).map_err(told)?;
        let frame = shaped(frame, query, &values, Sorting::None).map_err(told)?;
        Ok(frame.count().await.map_err(told)? as u64)
    }

    async fn quick_count(
        &self,
        query: &Query,
        scope: Scope<'_>,
    ) -> Result<Option<u64>, SourceError> {
        let readable = &self.opened.readable;
        let is_quick =
            readable.files.kind == FileKind::Parquet || readable.files.size() <= QUICK_BYTES;
        if readable.is_partial || !is_quick {
            return Ok(None);
        }
        self.count(query, scope).await.map(Some)
    }

    async fn unchanged(&self) -> Option<Result<(), SourceError>> {
        Some(self.opened.unchanged().await)
    }

    fn explain(&self, error: &DataFusionError) -> SourceError {
        self.opened.told(error)
    }

    fn as_files(&self) -> Option<&FileTable> {
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use datafusion::arrow::array::{ArrayRef, Int64Array, RecordBatch, StringArray};
    use datafusion::parquet::arrow::ArrowWriter;
    use datafusion::parquet::file::metadata::SortingColumn;
    use datafusion::parquet::file::properties::WriterProperties;
    use datafusion::physical_plan::displayable;

    use super::*;
    use crate::catalog::DataModel;
    use crate::plan::{Order, QueryColumn};
    use crate::{Folder, Source, SourceLimits, Table};

    /// The plan of all rows by `id`, of a file with these that says that they ascend by it.
    async fn plan_of(ids: &[&str]) -> String {
        let folder = tempfile::tempdir().unwrap();
        let ascending = SortingColumn { column_idx: 0, descending: false, nulls_first: false };
        let properties =
            WriterProperties::builder().set_sorting_columns(Some(vec![ascending])).build();
        let numbers: Vec<i64> = (0..).take(ids.len()).collect();
        let ids: ArrayRef = Arc::new(StringArray::from(ids.to_vec()));
        let numbers: ArrayRef = Arc::new(Int64Array::from(numbers));
        let rows = RecordBatch::try_from_iter([("id", ids), ("n", numbers)]).unwrap();
        let file = std::fs::File::create(folder.path().join("t.parquet")).unwrap();
        let mut writer = ArrowWriter::try_new(file, rows.schema(), Some(properties)).unwrap();
        writer.write(&rows).unwrap();
        writer.close().unwrap();
        let model: DataModel = serde_json::from_value(serde_json::json!({
            "id": "t", "label": "T", "key": ["id"], "fields": [
                { "id": "id", "label": "Id", "type": "string" },
                { "id": "n", "label": "N", "type": "numeric" },
            ],
        }))
        .unwrap();
        let source = Source::from(Folder::open(folder.path()).unwrap());
        let limits = SourceLimits::new(folder.path());
        let table = Table::open(&source, &model, &limits).await.unwrap();
        let order = Order { field: model.fields[0].clone(), descending: false };
        let column = |field| QueryColumn { field, aggregate: None };
        let query = Query {
            model: "t".to_owned(),
            groups: Vec::new(),
            columns: model.fields.iter().cloned().map(column).collect(),
            order: vec![order],
            zone: None,
        };
        let progress = Arc::default();
        let scope = Scope { mapping: None, limits: &limits, progress: &progress };
        let (frame, _) = table.opened.as_files().unwrap().frame(&query, scope).unwrap();
        displayable(frame.create_physical_plan().await.unwrap().as_ref()).indent(false).to_string()
    }

    #[tokio::test]
    async fn a_file_that_ascends_is_read_as_it_is() {
        let plan = plan_of(&["a", "b", "c"]).await;
        assert!(!plan.contains("Sort"), "{plan}");
        // Empty texts come last.
        let plan = plan_of(&["", "b", "c"]).await;
        assert!(plan.contains("SortExec"), "{plan}");
    }
}
