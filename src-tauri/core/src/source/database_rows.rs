//! A query over a database's table: what the database does of it, and what the
//! query engine does with the rows that come.

use std::sync::Arc;

use datafusion::catalog::streaming::StreamingTable;
use datafusion::common::DataFusionError;
use datafusion::dataframe::DataFrame;
use datafusion::prelude::SessionConfig;

use super::SourceError;
use super::database::{Database, DatabaseTable, Pushed, Renderer, Started};
use super::expressions::FieldValues;
use super::layout::Layout;
use super::one_shot_stream::OneShotStream;
use super::table::{Place, Rows, Table, of_groups, shaped, working_session};
use crate::plan::{Order, Query};

impl Table {
    /// Starts a query; with `limit`, only its first rows. With `since`, the
    /// snapshot of an earlier query, only rows that may have changed after it.
    pub(super) async fn database_rows(
        &self,
        query: &Query,
        limit: Option<usize>,
        since: Option<&str>,
        snapshot: bool,
    ) -> Result<Rows, SourceError> {
        match self.try_database_rows(query, limit, since, snapshot).await {
            Err(error @ SourceError::SchemaChanged { .. }) => {
                let anew = self.looked_at_anew(error).await?;
                anew.try_database_rows(query, limit, since, snapshot).await
            }
            done => done,
        }
    }

    async fn try_database_rows(
        &self,
        query: &Query,
        limit: Option<usize>,
        since: Option<&str>,
        snapshot: bool,
    ) -> Result<Rows, SourceError> {
        let (database, table) = self.database()?;
        FieldValues::resolve(query, &self.layout())?;
        // Where the table doesn't tell what changed, everything may have.
        let since = since.filter(|_| table.has_snapshots);
        let only = since.and_then(|since| database.dialect().changed_since(since));
        let pushed = self.pushed(query, limit, only)?;
        let counted = limit.is_none() && !pushed.grouped;
        let begun = database.begin(table, &pushed, counted, snapshot).await?;
        let (total, rounded, snapshot) =
            (begun.total, begun.rounded.clone(), begun.snapshot.clone());
        let frame = self.over_database(database, query, &pushed, begun)?;
        let told = |error: DataFusionError| self.told(&error);
        let frame = match limit {
            Some(limit) => frame.limit(0, Some(limit)).map_err(told)?,
            None => frame,
        };
        Ok(Rows {
            stream: frame.execute_stream().await.map_err(told)?,
            progress: Arc::clone(&self.progress),
            expected_bytes: total.unwrap_or(u64::MAX),
            exact_rows: total,
            rounded,
            snapshot,
        })
    }

    /// Number of rows that a query gives, its order left out.
    pub(super) async fn database_count(&self, counted: &Query) -> Result<u64, SourceError> {
        match self.try_database_count(counted).await {
            Err(error @ SourceError::SchemaChanged { .. }) => {
                self.looked_at_anew(error).await?.try_database_count(counted).await
            }
            done => done,
        }
    }

    async fn try_database_count(&self, counted: &Query) -> Result<u64, SourceError> {
        let (database, table) = self.database()?;
        FieldValues::resolve(counted, &self.layout())?;
        let pushed = self.pushed(counted, None, None)?;
        if let Some(count) = pushed.counts() {
            return database.count(count).await;
        }
        let begun = database.begin(table, &pushed, false, false).await?;
        let frame = self.over_database(database, counted, &pushed, begun)?;
        Ok(frame.count().await.map_err(|error| self.told(&error))? as u64)
    }

    fn database(&self) -> Result<(&Database, &DatabaseTable), SourceError> {
        match &self.place {
            Place::Database { database, table } => Ok((database, table)),
            Place::Files { .. } => Err(SourceError::Engine("files are no database".to_owned())),
        }
    }

    /// The same table with the columns that it has now; `error` said that they
    /// aren't those that were known.
    async fn looked_at_anew(&self, error: SourceError) -> Result<Self, SourceError> {
        let (database, table) = self.database()?;
        database.forget();
        let found = database.table(&table.name).await?;
        if found.columns == table.columns {
            return Err(error);
        }
        let schema = found.schema();
        let place = Place::Database { database: database.clone(), table: found };
        Ok(Self {
            model: self.model.clone(),
            mapping: self.mapping.clone(),
            place,
            limits: self.limits.clone(),
            schema,
            progress: Arc::clone(&self.progress),
            notes: self.notes.clone(),
        })
    }

    fn pushed(
        &self,
        query: &Query,
        limit: Option<usize>,
        only: Option<String>,
    ) -> Result<Pushed, SourceError> {
        let (database, table) = self.database()?;
        let layout = self.layout();
        let (dialect, parameters) = (database.dialect(), Vec::new());
        Ok(Renderer { dialect, table, layout: &layout, parameters, only }.push(query, limit))
    }

    /// What the database leaves to do, over the rows that it gives.
    fn over_database(
        &self,
        database: &Database,
        query: &Query,
        pushed: &Pushed,
        begun: Started,
    ) -> Result<DataFrame, SourceError> {
        let told = |error: DataFusionError| self.told(&error);
        // Rows that come in order stay so only where nothing runs in parallel.
        let partitions = if pushed.ordered { 1 } else { self.limits.threads };
        let config =
            SessionConfig::new().with_target_partitions(partitions).with_information_schema(false);
        let context = working_session(&self.limits, config).map_err(told)?;
        let schema = Arc::clone(&begun.schema);
        let rows = begun.batches(database.place());
        let arrived = OneShotStream::new(Arc::clone(&schema), rows, Arc::clone(&self.progress));
        let provider =
            StreamingTable::try_new(Arc::clone(&schema), vec![Arc::new(arrived)]).map_err(told)?;
        let frame = context.read_table(Arc::new(provider)).map_err(told)?;
        if pushed.grouped {
            return of_groups(frame, query, !pushed.ordered).map_err(told);
        }
        // The columns that came are those that what is left needs.
        let layout = Layout { schema: &schema, mapping: self.mapping.as_ref() };
        let mut left = query.clone();
        if pushed.filtered {
            left.groups.clear();
        }
        if pushed.ordered {
            left.order.clear();
        } else {
            break_ties(&mut left);
        }
        let values = FieldValues::resolve(&left, &layout)?;
        shaped(frame, &left, &values, true).map_err(told)
    }
}

/// Orders rows that are equal otherwise by everything that is written of them:
/// they come from the database in any order.
fn break_ties(query: &mut Query) {
    if query.columns.iter().any(|column| column.aggregate.is_some()) {
        return;
    }
    for column in &query.columns {
        if !query.order.iter().any(|order| order.field.id == column.field.id) {
            query.order.push(Order { field: column.field.clone(), descending: false });
        }
    }
}
