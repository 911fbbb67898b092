//! Numbers the rows of a table by file and row, so that rows with equal keys
//! keep the order in which their files have them, however many threads sort
//! them.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, RecordBatch, UInt64Array, make_comparator,
};
use datafusion::arrow::compute::{SortOptions, cast};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{DataFusionError, Result, internal_err};
use datafusion::datasource::TableType;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::logical_expr::{Expr, TableProviderFilterPushDown};
use datafusion::physical_expr::expressions::Column;
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr, PhysicalSortExpr};
use datafusion::physical_plan::filter_pushdown::{
    ChildPushdownResult, FilterDescription, FilterPushdownPhase, FilterPushdownPropagation,
};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, ExecutionPlanProperties, PlanProperties,
};
use futures::StreamExt;

use super::SourceError;
use super::layout::is_text;

/// Name of the column; no file can call one so.
pub(super) const ROW_NUMBER: &str = "\u{1}row";

/// Bits of a number that count the rows of one partition.
const ROW_BITS: u32 = 44;

/// A table with the column [`ROW_NUMBER`] behind its own.
#[derive(Debug)]
pub(super) struct NumberedTable {
    table: Arc<dyn TableProvider>,
    schema: SchemaRef,
    sorted_by: Option<SortedBy>,
}

/// A column that the rows of each partition ascend by, as their files say: each row is
/// checked, for nothing makes their writers keep that promise.
#[derive(Debug, Clone)]
pub(super) struct SortedBy {
    pub(super) column: String,
    /// Where the table is.
    pub(super) path: PathBuf,
}

impl SortedBy {
    /// Makes sure that the values of a batch ascend, from the last one before it, which
    /// is replaced by its last one.
    fn check(&self, values: &ArrayRef, last: &mut Option<ArrayRef>) -> Result<()> {
        let ascending = SortOptions { descending: false, nulls_first: false };
        let mut ascends = true;
        if let (Some(last), false) = (last.as_ref(), values.is_empty()) {
            ascends = make_comparator(last, values, ascending)?(0, 0).is_le();
        }
        if last.is_none() && !values.is_empty() && is_text(values.data_type()) {
            // The file's bounds say that no text is empty: those come last in an export.
            let first = cast(&values.slice(0, 1), &DataType::Utf8)?;
            ascends &= !first.as_string::<i32>().value(0).is_empty();
        }
        let compare = make_comparator(values, values, ascending)?;
        ascends &= (1..values.len()).all(|row| compare(row - 1, row).is_le());
        if ascends {
            if let Some(row) = values.len().checked_sub(1) {
                *last = Some(values.slice(row, 1));
            }
            return Ok(());
        }
        let reason = format!("it says that its rows ascend by `{}`, and they don't", self.column);
        let damaged = SourceError::Damaged { path: self.path.clone(), reason };
        Err(DataFusionError::External(Box::new(damaged)))
    }
}

impl NumberedTable {
    /// The partitions of `table` are parts of its files in their order.
    pub(super) fn new(table: Arc<dyn TableProvider>, sorted_by: Option<SortedBy>) -> Self {
        let schema = numbered(&table.schema());
        Self { table, schema, sorted_by }
    }
}

fn numbered(schema: &Schema) -> SchemaRef {
    let mut fields: Vec<_> = schema.fields().iter().cloned().collect();
    fields.push(Arc::new(Field::new(ROW_NUMBER, DataType::UInt64, false)));
    Arc::new(Schema::new_with_metadata(fields, schema.metadata().clone()))
}

#[async_trait]
impl TableProvider for NumberedTable {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    fn supports_filters_pushdown(
        &self,
        filters: &[&Expr],
    ) -> Result<Vec<TableProviderFilterPushDown>> {
        self.table.supports_filters_pushdown(filters)
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        filters: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let number = self.schema.fields().len() - 1;
        let all: Vec<usize> = (0..=number).collect();
        let wanted = projection.unwrap_or(&all);
        if !wanted.contains(&number) {
            return self.table.scan(state, Some(wanted), filters, limit).await;
        }
        let Some((_, own)) = wanted.split_last().filter(|(last, _)| **last == number) else {
            return internal_err!("the row's number isn't the last column");
        };
        let plan = self.table.scan(state, Some(&own.to_vec()), filters, limit).await?;
        Ok(Arc::new(NumberRows::new(plan, self.sorted_by.clone())))
    }
}

/// Adds the numbers.
#[derive(Debug)]
struct NumberRows {
    input: Arc<dyn ExecutionPlan>,
    sorted_by: Option<SortedBy>,
    properties: Arc<PlanProperties>,
}

impl NumberRows {
    fn new(input: Arc<dyn ExecutionPlan>, sorted_by: Option<SortedBy>) -> Self {
        let schema = numbered(&input.schema());
        let number = schema.fields().len() - 1;
        let mut order = EquivalenceProperties::new(Arc::clone(&schema));
        let known = input.equivalence_properties().oeq_class().iter().cloned();
        order.add_orderings(known.collect::<Vec<_>>());
        let ascending = |name: &str, index: usize| {
            let column: Arc<dyn PhysicalExpr> = Arc::new(Column::new(name, index));
            let options = SortOptions { descending: false, nulls_first: false };
            [PhysicalSortExpr::new(column, options)]
        };
        order.add_ordering(ascending(ROW_NUMBER, number));
        if let Some(SortedBy { column, .. }) = &sorted_by
            && let Some((index, _)) = schema.column_with_name(column)
        {
            order.add_ordering(ascending(column, index));
        }
        let properties = PlanProperties::new(
            order,
            input.output_partitioning().clone(),
            input.pipeline_behavior(),
            input.boundedness(),
        );
        Self { input, sorted_by, properties: Arc::new(properties) }
    }
}

impl DisplayAs for NumberRows {
    fn fmt_as(&self, _: DisplayFormatType, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("NumberRows")
    }
}

impl ExecutionPlan for NumberRows {
    fn name(&self) -> &'static str {
        "NumberRows"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn maintains_input_order(&self) -> Vec<bool> {
        vec![true]
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.input]
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn with_new_children(
        self: Arc<Self>,
        mut children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let (Some(input), true) = (children.pop(), children.is_empty()) else {
            return internal_err!("rows of one plan are numbered");
        };
        Ok(Arc::new(Self::new(input, self.sorted_by.clone())))
    }

    fn gather_filters_for_pushdown(
        &self,
        _: FilterPushdownPhase,
        parent_filters: Vec<Arc<dyn PhysicalExpr>>,
        _: &ConfigOptions,
    ) -> Result<FilterDescription> {
        FilterDescription::from_children(parent_filters, &self.children())
    }

    fn handle_child_pushdown_result(
        &self,
        _: FilterPushdownPhase,
        child_pushdown_result: ChildPushdownResult,
        _: &ConfigOptions,
    ) -> Result<FilterPushdownPropagation<Arc<dyn ExecutionPlan>>> {
        Ok(FilterPushdownPropagation::if_all(child_pushdown_result))
    }

    fn execute(
        &self,
        partition: usize,
        context: Arc<TaskContext>,
    ) -> Result<SendableRecordBatchStream> {
        let rows = self.input.execute(partition, context)?;
        let schema = numbered(&rows.schema());
        let output = Arc::clone(&schema);
        let mut next = (partition as u64) << ROW_BITS;
        let (sorted_by, mut last) = (self.sorted_by.clone(), None);
        let numbered = rows.map(move |batch| {
            let batch = batch?;
            if let Some(sorted_by) = &sorted_by
                && let Some(values) = batch.column_by_name(&sorted_by.column)
            {
                sorted_by.check(values, &mut last)?;
            }
            let first = next;
            next += batch.num_rows() as u64;
            let mut columns = batch.columns().to_vec();
            columns.push(Arc::new(UInt64Array::from_iter_values(first..next)) as ArrayRef);
            Ok(RecordBatch::try_new(Arc::clone(&output), columns)?)
        });
        Ok(Box::pin(RecordBatchStreamAdapter::new(schema, numbered)))
    }
}
