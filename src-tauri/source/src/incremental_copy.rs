//! Tables of an earlier copy: their newest instant, and what becomes of them
//! when newer rows have come.

use chrono::{DateTime, Utc};
use datafusion::arrow::array::AsArray;
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, TimeUnit, TimestampMicrosecondType};
use datafusion::common::{DataFusionError, JoinType};
use datafusion::execution::SendableRecordBatchStream;
use datafusion::functions_aggregate::expr_fn::count;
use datafusion::logical_expr::{Expr, ident, lit};
use datafusion::prelude::DataFrame;
use futures::StreamExt;

use super::SourceError;
use super::connectors::{Rows, RowsWanted};
use super::expressions::FieldValues;
use super::frame::{Sorting, shaped};
use super::sql::Rounded;
use super::table::Table;
use crate::catalog::Field;
use crate::plan::{Query, QueryColumn};
use crate::spec::Aggregate;

impl Table {
    /// The greatest value of a datetime field, if there is any.
    pub async fn newest(&self, field: &Field) -> Result<Option<DateTime<Utc>>, SourceError> {
        let column = QueryColumn { field: field.clone(), aggregate: Some(Aggregate::Max) };
        let query = Query {
            model: String::new(),
            groups: Vec::new(),
            columns: vec![column],
            order: Vec::new(),
            zone: None,
        };
        let told = |error: DataFusionError| self.told(&error);
        let mut rows = self.rows(&query, None).await?;
        let Some(batch) = rows.stream.next().await else { return Ok(None) };
        let batch = batch.map_err(told)?;
        if batch.num_rows() == 0 {
            return Ok(None);
        }
        let instant = DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()));
        let found = cast(batch.column(0), &instant).map_err(|error| told(error.into()))?;
        let found = found.as_primitive::<TimestampMicrosecondType>();
        let newest = found.iter().next().flatten();
        Ok(newest.and_then(DateTime::from_timestamp_micros))
    }

    /// Whether the database tells which rows changed since a snapshot of it.
    pub fn knows_changes_since(&self, snapshot: &str) -> bool {
        self.opened.knows_changes_since(snapshot)
    }

    /// The rows of a query, with the snapshot they are of where there is one. With
    /// `since`, a snapshot that the database knows, only those that may have
    /// changed after it.
    pub async fn rows_to_copy(
        &self,
        query: &Query,
        since: Option<&str>,
    ) -> Result<Rows, SourceError> {
        let wanted = RowsWanted { since, snapshot: true, ..RowsWanted::default() };
        self.rows_of(query, wanted).await
    }

    /// Whether two tables have the same columns with the same types.
    pub fn has_columns_of(&self, other: &Self) -> bool {
        let types = |table: &Self| -> Vec<(String, DataType)> {
            let columns = table.schema.fields().iter();
            columns.map(|field| (field.name().clone(), field.data_type().clone())).collect()
        };
        types(self) == types(other)
    }

    /// This table's rows of a query, less those whose key is in `fresh`, and the
    /// rows of `fresh` of the query, in its order; nothing where rows of either have no whole key
    /// or one key, so that nobody knows which is which. Both are tables of files.
    pub async fn updated_by(
        &self,
        fresh: &Self,
        kept: &Query,
        key: &[String],
    ) -> Result<Option<SendableRecordBatchStream>, SourceError> {
        let told = |error: DataFusionError| self.told(&error);
        let stopped = || SourceError::Engine("a copy isn't made of files".to_owned());
        let mine = self.opened.as_files().ok_or_else(stopped)?;
        let theirs = fresh.opened.as_files().ok_or_else(stopped)?;
        let context = mine.context();
        let older = mine.provider(kept, &self.layout(), &Rounded::default());
        let newer = || theirs.provider(kept, &fresh.layout(), &Rounded::default());
        let mut everything = kept.clone();
        everything.groups.clear();
        let unsorted = |table: &Self, query: &Query| FieldValues::resolve(query, &table.layout());
        let (mine, theirs) = (unsorted(self, kept)?, unsorted(fresh, &everything)?);
        let kept_of_theirs = unsorted(fresh, kept)?;
        let places: Vec<usize> = key
            .iter()
            .filter_map(|id| kept.columns.iter().position(|column| column.field.id == *id))
            .collect();
        let frame = async {
            let older = context.read_table(older)?;
            let older = shaped(older, kept, &mine, Sorting::None)?;
            let added = context.read_table(newer())?;
            let added = shaped(added, kept, &kept_of_theirs, Sorting::None)?;
            let newer = context.read_table(newer())?;
            let newer = shaped(newer, &everything, &theirs, Sorting::None)?;
            let name = |index: &usize| format!("c{index}");
            let renamed = |index: &usize| format!("k{index}");
            let keys = places.iter().map(|index| ident(name(index)).alias(renamed(index)));
            let keys = newer.clone().select(keys.collect::<Vec<_>>())?;
            let (left, right): (Vec<String>, Vec<String>) =
                places.iter().map(|index| (name(index), renamed(index))).unzip();
            let left: Vec<&str> = left.iter().map(String::as_str).collect();
            let right: Vec<&str> = right.iter().map(String::as_str).collect();
            let known =
                older.clone().join(keys.clone(), JoinType::LeftSemi, &left, &right, None)?;
            for frame in [known, newer.clone()] {
                let key = left.iter().map(|name| ident(*name)).collect();
                let twins = frame.aggregate(key, vec![count(lit(1)).alias("rows")])?;
                if has_rows(twins.filter(ident("rows").gt(lit(1)))?).await? {
                    return Ok(None);
                }
            }
            let lacks = left.iter().map(|name| ident(*name).is_null()).reduce(Expr::or);
            for frame in [older.clone(), newer.clone()] {
                if let Some(lacks) = &lacks
                    && has_rows(frame.filter(lacks.clone())?).await?
                {
                    return Ok(None);
                }
            }
            let older = older.join(keys, JoinType::LeftAnti, &left, &right, None)?;
            let order = places.iter().map(|index| ident(name(index)).sort(true, false));
            older.union(added)?.sort(order.collect())?.execute_stream().await.map(Some)
        };
        frame.await.map_err(told)
    }
}

async fn has_rows(frame: DataFrame) -> Result<bool, DataFusionError> {
    let first = frame.limit(0, Some(1))?.collect().await?;
    Ok(first.iter().any(|batch| batch.num_rows() > 0))
}
