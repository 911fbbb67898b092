//! A query over the rows of a table, in the query engine's words.

use datafusion::arrow::datatypes::DataType;
use datafusion::common::DataFusionError;
use datafusion::dataframe::DataFrame;
use datafusion::functions_aggregate::expr_fn::{count, max, min, sum};
use datafusion::logical_expr::{Expr, SortExpr, cast, ident, lit};

use super::expressions::{FieldValues, filled};
use super::functions::{Reading, average, fraction_key, fraction_of_key, read_as, total};
use super::row_number::ROW_NUMBER;
use crate::catalog::Field;
use crate::plan::{AVERAGE_DECIMALS, Query, QueryColumn};
use crate::spec::Aggregate;

/// Digits of numbers whose total fits into 38 digits for as many rows as there may be.
const ADDED_SAFELY: u8 = 28;
/// Decimals of a field whose model doesn't say how many its values have.
const LOOSE_DECIMALS: u8 = 4;

fn name(index: usize) -> String {
    format!("c{index}")
}

/// How rows come out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sorting {
    /// As they come.
    None,
    /// In the query's order; rows that are equal in it stay as they come.
    Order,
    /// In the query's order, and rows that are equal in it by all that is written of them:
    /// they come in any order.
    OrderAndTies,
    /// In the query's order, by whose first column the files' rows ascend already. None of its
    /// values is an empty text, so that it is compared as it is stored.
    OrderOfFiles,
}

/// A query's rows: filtered, then grouped or not, and in order. A query without
/// columns gives all that there are, to be counted.
pub(super) fn shaped(
    frame: DataFrame,
    query: &Query,
    values: &FieldValues,
    sorting: Sorting,
) -> Result<DataFrame, DataFusionError> {
    let mut frame = match values.filter(query) {
        Some(filter) => frame.filter(filter)?,
        None => frame,
    };
    if query.columns.is_empty() {
        return Ok(frame);
    }
    if query.columns.iter().all(|column| column.aggregate.is_none()) {
        let order: Vec<SortExpr> = query
            .order
            .iter()
            .enumerate()
            .map(|(index, order)| {
                let value = match (sorting, index) {
                    (Sorting::OrderOfFiles, 0) => values.get(&order.field).expression.clone(),
                    _ => without_empties(&order.field, values),
                };
                value.sort(!order.descending, false)
            })
            .collect();
        // Rows of files with equal keys stay as the files have them.
        let is_numbered = frame.schema().has_column_with_unqualified_name(ROW_NUMBER);
        let number = is_numbered.then(|| ident(ROW_NUMBER).sort(true, false));
        // Here an empty text isn't a missing one: they aren't written alike.
        let ties = query.columns.iter().filter(|column| {
            let is_ordered = query.order.iter().any(|order| order.field.id == column.field.id);
            sorting == Sorting::OrderAndTies
                && (column.field.field_type.is_textual() || !is_ordered)
        });
        let ties =
            ties.map(|column| values.get(&column.field).expression.clone().sort(true, false));
        let order: Vec<SortExpr> = order.into_iter().chain(number).chain(ties).collect();
        if sorting != Sorting::None && !order.is_empty() {
            frame = frame.sort(order)?;
        }
        let columns =
            query.columns.iter().enumerate().map(|(index, column)| {
                values.get(&column.field).expression.clone().alias(name(index))
            });
        return frame.select(columns.collect::<Vec<_>>());
    }
    let mut groups = Vec::new();
    let mut aggregates = Vec::new();
    for (index, column) in query.columns.iter().enumerate() {
        if column.aggregate == Some(Aggregate::Group) {
            groups.push(without_empties(&column.field, values).alias(name(index)));
        } else {
            aggregates.extend(aggregated(column, values, &name(index)));
        }
    }
    of_groups(frame.aggregate(groups, aggregates)?, query, sorting != Sorting::None)
}

/// The query's columns out of its groups and their aggregates.
pub(super) fn of_groups(
    frame: DataFrame,
    query: &Query,
    sorts: bool,
) -> Result<DataFrame, DataFusionError> {
    let outputs = query.columns.iter().enumerate();
    let outputs = outputs.map(|(index, column)| result(column, &name(index)).alias(name(index)));
    let frame = frame.select(outputs.collect::<Vec<_>>())?;
    let groups = query.columns.iter().enumerate();
    let groups = groups.filter(|(_, column)| column.aggregate == Some(Aggregate::Group));
    let order: Vec<_> = groups.map(|(index, _)| ident(name(index)).sort(true, false)).collect();
    if sorts && !order.is_empty() { frame.sort(order) } else { Ok(frame) }
}

/// A field's values, an empty text being a missing one: in groups and in the order.
fn without_empties(field: &Field, values: &FieldValues) -> Expr {
    let value = values.get(field);
    if field.field_type.is_textual() { filled(&value.expression) } else { value.expression.clone() }
}

/// The values whose least or greatest is looked for.
fn compared(column: &QueryColumn, values: &FieldValues) -> Expr {
    let value = without_empties(&column.field, values);
    match values.get(&column.field).data_type {
        DataType::Float32 | DataType::Float64 => fraction_key(value),
        _ => value,
    }
}

/// The aggregates that a column needs, named after it.
fn aggregated(column: &QueryColumn, values: &FieldValues, name: &str) -> Vec<Expr> {
    let value = values.get(&column.field);
    // Exact: nothing overflows, and binary fractions count as they are written.
    let wide = |exact, scale| cast(exact, DataType::Decimal256(76, scale));
    let number = value.expression.clone();
    let exact = match value.data_type {
        DataType::Decimal128(precision, scale) if precision > ADDED_SAFELY => wide(number, scale),
        DataType::Decimal128(..) => number,
        DataType::Float32 | DataType::Float64 => {
            read_as(Reading::Exact, number, &column.field.id, None, values.rounded())
        }
        _ => cast(number, DataType::Decimal128(ADDED_SAFELY, 0)),
    };
    let part = |suffix: &str| format!("{name}_{suffix}");
    match column.aggregate {
        Some(Aggregate::Count) => vec![count(lit(1)).alias(part("rows"))],
        Some(Aggregate::Sum) => vec![sum(exact).alias(part("sum"))],
        Some(Aggregate::Average) => vec![
            sum(exact).alias(part("sum")),
            count(value.expression.clone()).alias(part("values")),
        ],
        Some(Aggregate::Min) => vec![min(compared(column, values)).alias(part("min"))],
        Some(Aggregate::Max | Aggregate::Group) | None => {
            vec![max(compared(column, values)).alias(part("max"))]
        }
    }
}

/// What becomes of a column's aggregates, wherever they were computed.
fn result(column: &QueryColumn, name: &str) -> Expr {
    let part = |suffix: &str| ident(format!("{name}_{suffix}"));
    match column.aggregate {
        Some(Aggregate::Group) => ident(name),
        Some(Aggregate::Count) => part("rows"),
        Some(Aggregate::Sum) => {
            total(part("sum"), format!("the sum of field `{}`", column.field.id))
        }
        Some(Aggregate::Average) => {
            // As many decimals in every source, whatever its column's type is.
            let decimals = column.field.decimals.unwrap_or(LOOSE_DECIMALS);
            let scale = decimals.saturating_add(AVERAGE_DECIMALS).min(38);
            let id = &column.field.id;
            let sum = total(part("sum"), format!("the average of field `{id}`"));
            average(sum, part("values"), scale.cast_signed(), id)
        }
        Some(Aggregate::Min) => fraction_of_key(part("min")),
        Some(Aggregate::Max) | None => fraction_of_key(part("max")),
    }
}
