//! A query over a database's table: what the database does of it, and what the
//! query engine does with the rows that come.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::streaming::StreamingTable;
use datafusion::common::DataFusionError;
use datafusion::dataframe::DataFrame;
use datafusion::prelude::SessionConfig;
use futures::StreamExt;

use super::{Besides, Database, DatabaseTable, Pushed, Renderer, Started};
use crate::SourceError;
use crate::connectors::{OpenTable, Rows, RowsWanted, Scope};
use crate::expressions::FieldValues;
use crate::frame::{Sorting, of_groups, shaped};
use crate::one_shot_stream::OneShotStream;
use crate::plan::{Query, QueryColumn};
use crate::session::working_session;
use crate::spec::Aggregate;

/// How long a table is counted where only a quick answer helps.
const QUICK: Duration = Duration::from_secs(3);

/// A table of a database, opened.
pub(super) struct SqlTable {
    pub(super) database: Database,
    pub(super) table: DatabaseTable,
    /// Columns that are read as days or instants.
    pub(super) moments: HashSet<String>,
}

#[async_trait]
impl OpenTable for SqlTable {
    fn schema(&self) -> SchemaRef {
        self.table.schema()
    }

    fn path(&self) -> PathBuf {
        PathBuf::from(format!("{} in {}", self.table.name, self.database.place()))
    }

    fn is_transactional(&self) -> bool {
        self.table.is_transactional
    }

    async fn rows(
        &self,
        query: &Query,
        scope: Scope<'_>,
        wanted: RowsWanted<'_>,
    ) -> Result<Rows, SourceError> {
        match self.try_rows(query, scope, wanted).await {
            Err(error @ SourceError::SchemaChanged { .. }) => {
                self.looked_at_anew(error).await?.try_rows(query, scope, wanted).await
            }
            done => done,
        }
    }

    async fn count(&self, query: &Query, scope: Scope<'_>) -> Result<u64, SourceError> {
        match self.try_count(query, scope).await {
            Err(error @ SourceError::SchemaChanged { .. }) => {
                self.looked_at_anew(error).await?.try_count(query, scope).await
            }
            done => done,
        }
    }

    async fn quick_count(
        &self,
        query: &Query,
        scope: Scope<'_>,
    ) -> Result<Option<u64>, SourceError> {
        match tokio::time::timeout(QUICK, self.count(query, scope)).await {
            Ok(counted) => counted.map(Some),
            Err(_) => Ok(None),
        }
    }

    fn explain(&self, error: &DataFusionError) -> SourceError {
        SourceError::from_engine(error, &self.path())
    }

    fn knows_changes_since(&self, snapshot: &str) -> bool {
        self.changed_since(snapshot).is_some()
    }
}

impl SqlTable {
    /// What a row is that may have changed since a snapshot of this very table.
    fn changed_since(&self, snapshot: &str) -> Option<String> {
        let (of, snapshot) = snapshot.split_once(' ')?;
        self.table.changes_of.as_deref().filter(|changes| *changes == of)?;
        self.database.dialect().changed_since(snapshot)
    }

    async fn try_rows(
        &self,
        query: &Query,
        scope: Scope<'_>,
        wanted: RowsWanted<'_>,
    ) -> Result<Rows, SourceError> {
        let RowsWanted { limit, since, snapshot } = wanted;
        FieldValues::resolve(query, &scope.layout(&self.schema()))?;
        // Where the table doesn't tell what changed, everything may have.
        let only = since.and_then(|since| self.changed_since(since));
        let pushed = self.pushed(query, scope, limit, only);
        let counted = limit.is_none() && !pushed.grouped;
        let (progress, is_export) = (scope.progress, limit.is_none());
        let besides = Besides { count: counted, snapshot, is_export, progress };
        let started = self.database.begin(&self.table, &pushed, besides).await;
        let started = started.map_err(|error| of_total(error, &query.columns, &self.path()))?;
        let (total, rounded) = (started.total, started.rounded.clone());
        let snapshot = started.snapshot.as_ref().zip(self.table.changes_of.as_ref());
        let snapshot = snapshot.map(|(snapshot, of)| format!("{of} {snapshot}"));
        let frame = self.over_database(query, scope, &pushed, started)?;
        let told = |error: DataFusionError| self.explain(&error);
        let frame = match limit {
            Some(limit) => frame.limit(0, Some(limit)).map_err(told)?,
            None => frame,
        };
        Ok(Rows {
            stream: frame.execute_stream().await.map_err(told)?,
            progress: Arc::clone(scope.progress),
            expected_bytes: total.unwrap_or(u64::MAX),
            exact_rows: total,
            rounded,
            snapshot,
            version: self.table.version.clone(),
        })
    }

    async fn try_count(&self, query: &Query, scope: Scope<'_>) -> Result<u64, SourceError> {
        FieldValues::resolve(query, &scope.layout(&self.schema()))?;
        let pushed = self.pushed(query, scope, None, None);
        if let Some(count) = pushed.counts() {
            return self.database.count(count).await;
        }
        let progress = scope.progress;
        let besides = Besides { count: false, snapshot: false, is_export: false, progress };
        let started = self.database.begin(&self.table, &pushed, besides).await?;
        let frame = self.over_database(query, scope, &pushed, started)?;
        Ok(frame.count().await.map_err(|error| self.explain(&error))? as u64)
    }

    /// The same table with the columns that it has now; `error` said that they
    /// aren't those that were known.
    async fn looked_at_anew(&self, error: SourceError) -> Result<Self, SourceError> {
        let database = self.database.clone();
        database.forget_tables();
        let moments = self.moments.clone();
        let table = database.table_of_moments(&self.table.name, &moments).await?;
        if table.columns == self.table.columns {
            return Err(error);
        }
        Ok(Self { database, table, moments })
    }

    fn pushed(
        &self,
        query: &Query,
        scope: Scope<'_>,
        limit: Option<usize>,
        only: Option<String>,
    ) -> Pushed {
        let schema = self.schema();
        let layout = scope.layout(&schema);
        let (dialect, table) = (self.database.dialect(), &self.table);
        Renderer { dialect, table, layout: &layout, parameters: Vec::new(), only }
            .push(query, limit)
    }

    /// What the database leaves to do, over the rows that it gives.
    fn over_database(
        &self,
        query: &Query,
        scope: Scope<'_>,
        pushed: &Pushed,
        started: Started,
    ) -> Result<DataFrame, SourceError> {
        let told = |error: DataFusionError| self.explain(&error);
        // Rows that come in order stay so only where nothing runs in parallel.
        let partitions = if pushed.ordered { 1 } else { scope.limits.threads };
        let config =
            SessionConfig::new().with_target_partitions(partitions).with_information_schema(false);
        let context = working_session(scope.limits, config).map_err(told)?;
        // Else a condition that nothing can meet leaves the rows unread, and a session that
        // others share with them.
        context.remove_optimizer_rule("eliminate_filter");
        let (schema, rounded) = (Arc::clone(&started.schema), started.rounded.clone());
        let (columns, path) = (query.columns.clone(), self.path());
        let rows = started.batches(self.database.place());
        let rows = rows.map(move |batch| batch.map_err(|error| of_total(error, &columns, &path)));
        let rows = OneShotStream::new(Arc::clone(&schema), rows, Arc::clone(scope.progress));
        let provider =
            StreamingTable::try_new(Arc::clone(&schema), vec![Arc::new(rows)]).map_err(told)?;
        let frame = context.read_table(Arc::new(provider)).map_err(told)?;
        if pushed.grouped {
            return of_groups(frame, query, !pushed.ordered).map_err(told);
        }
        // The columns that came are those that what is left needs.
        let mut left = query.clone();
        if pushed.filtered {
            left.groups.clear();
        }
        if pushed.ordered {
            left.order.clear();
        }
        let sorting = if pushed.ordered { Sorting::None } else { Sorting::OrderAndTies };
        let layout = scope.layout(&schema);
        let values = FieldValues::resolve_noting(&left, &layout, &rounded)?;
        shaped(frame, &left, &values, sorting).map_err(told)
    }
}

/// What an error of a total means that the database computed: nobody knows its column,
/// and no value of the table is wrong.
fn of_total(error: SourceError, columns: &[QueryColumn], path: &Path) -> SourceError {
    let SourceError::BadCell { column, .. } = &error else { return error };
    let index = column.strip_prefix('c').and_then(|rest| rest.strip_suffix("_sum"));
    let index = index.and_then(|index| index.parse::<usize>().ok());
    let Some(found) = index.and_then(|index| columns.get(index)) else { return error };
    let what = match found.aggregate {
        Some(Aggregate::Sum) => "sum",
        Some(Aggregate::Average) => "average",
        Some(Aggregate::Group | Aggregate::Count | Aggregate::Min | Aggregate::Max) | None => {
            return error;
        }
    };
    SourceError::BadValue {
        path: path.to_owned(),
        total: Some(format!("the {what} of field `{}`", found.field.id)),
        reason: "a total has more than 38 digits, or is no number".to_owned(),
    }
}
