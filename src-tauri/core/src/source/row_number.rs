//! Numbers the rows of a table by file and row, so that rows with equal keys
//! keep the order in which their files have them, however many threads sort
//! them.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use datafusion::arrow::array::{ArrayRef, RecordBatch, UInt64Array};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{Result, internal_err};
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

/// Name of the column; no file can call one so.
pub(super) const ROW_NUMBER: &str = "\u{1}row";

/// Bits of a number that count the rows of one partition.
const ROW_BITS: u32 = 44;

/// A table with the column [`ROW_NUMBER`] behind its own.
#[derive(Debug)]
pub(super) struct NumberedTable {
    table: Arc<dyn TableProvider>,
    schema: SchemaRef,
    /// A column that the rows of each partition ascend by.
    sorted_by: Option<String>,
}

impl NumberedTable {
    /// The partitions of `table` are parts of its files in their order.
    pub(super) fn new(table: Arc<dyn TableProvider>, sorted_by: Option<String>) -> Self {
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
        Ok(Arc::new(NumberRows::new(plan, self.sorted_by.as_deref())))
    }
}

/// Adds the numbers.
#[derive(Debug)]
struct NumberRows {
    input: Arc<dyn ExecutionPlan>,
    sorted_by: Option<String>,
    properties: Arc<PlanProperties>,
}

impl NumberRows {
    fn new(input: Arc<dyn ExecutionPlan>, sorted_by: Option<&str>) -> Self {
        let schema = numbered(&input.schema());
        let number = schema.fields().len() - 1;
        let mut order = EquivalenceProperties::new(Arc::clone(&schema));
        let known = input.equivalence_properties().oeq_class().iter().cloned();
        order.add_orderings(known.collect::<Vec<_>>());
        let ascending = |name: &str, index: usize| {
            let column: Arc<dyn PhysicalExpr> = Arc::new(Column::new(name, index));
            let options =
                datafusion::arrow::compute::SortOptions { descending: false, nulls_first: false };
            [PhysicalSortExpr::new(column, options)]
        };
        order.add_ordering(ascending(ROW_NUMBER, number));
        if let Some((name, (index, _))) =
            sorted_by.and_then(|name| Some((name, schema.column_with_name(name)?)))
        {
            order.add_ordering(ascending(name, index));
        }
        let properties = PlanProperties::new(
            order,
            input.output_partitioning().clone(),
            input.pipeline_behavior(),
            input.boundedness(),
        );
        let sorted_by = sorted_by.map(str::to_owned);
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
        Ok(Arc::new(Self::new(input, self.sorted_by.as_deref())))
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
        let numbered = rows.map(move |batch| {
            let batch = batch?;
            let first = next;
            next += batch.num_rows() as u64;
            let mut columns = batch.columns().to_vec();
            columns.push(Arc::new(UInt64Array::from_iter_values(first..next)) as ArrayRef);
            Ok(RecordBatch::try_new(Arc::clone(&output), columns)?)
        });
        Ok(Box::pin(RecordBatchStreamAdapter::new(schema, numbered)))
    }
}
