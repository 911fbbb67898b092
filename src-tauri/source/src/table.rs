//! One data model's table: what it holds, and a query's rows from it.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use datafusion::arrow::datatypes::SchemaRef;
use datafusion::common::DataFusionError;

use super::Source;
use super::change_guard::ReadProgress;
use super::connectors::{OpenRequest, OpenTable, Rows, RowsWanted, Scope};
use super::error::SourceError;
use super::expressions::FieldValues;
use super::layout::{Layout, Place};
use super::mapping::ModelMapping;
use super::materialize::Depth;
use super::session::SourceLimits;
use super::values::excerpt;
use crate::catalog::{DataModel, Field};
use crate::plan::{Query, QueryColumn};

/// A data model's table, wherever it is.
pub struct Table {
    model: DataModel,
    mapping: Option<ModelMapping>,
    /// Whether the mapping is by names alone.
    is_suggested: bool,
    pub(super) opened: Box<dyn OpenTable>,
    limits: SourceLimits,
    pub(super) schema: SchemaRef,
    progress: Arc<ReadProgress>,
    notes: Vec<String>,
}

impl Table {
    /// Opens the table of `model` in `source`.
    pub async fn open(
        source: &Source,
        model: &DataModel,
        limits: &SourceLimits,
    ) -> Result<Self, SourceError> {
        Self::open_to(Depth::Whole, source, model, limits).await
    }

    /// Opens a table to see what it has; not all of its rows may be in it.
    pub async fn sample(
        source: &Source,
        model: &DataModel,
        limits: &SourceLimits,
    ) -> Result<Self, SourceError> {
        Self::open_to(Depth::Beginning, source, model, limits).await
    }

    async fn open_to(
        depth: Depth,
        source: &Source,
        model: &DataModel,
        limits: &SourceLimits,
    ) -> Result<Self, SourceError> {
        let mapping = source.mapping(model).await?;
        if mapping.is_none() && !source.connector.has_fields_as_columns() {
            let (place, model) = (source.name(), model.id.clone());
            return Err(SourceError::NotMapped { place, model });
        }
        let is_suggested = mapping.is_some() && source.mapping.is_none();
        let progress = Arc::new(ReadProgress::default());
        let name = mapping.as_ref().map_or(model.id.as_str(), |mapping| mapping.table.as_str());
        let options = source.options(name);
        let opened = source.connector.open(OpenRequest {
            table: name,
            model,
            mapping: mapping.as_ref(),
            depth,
            options: &options,
            limits,
            progress: &progress,
        });
        let opened = opened.await?;
        let (schema, notes) = (opened.schema(), opened.notes());
        let (model, limits) = (model.clone(), limits.clone());
        let mut table =
            Self { model, mapping, is_suggested, opened, limits, schema, progress, notes };
        let renamed = {
            let layout = table.layout();
            if !table.model.fields.iter().any(|field| layout.has(field)) {
                let (path, model) = (table.path(), table.model.id.clone());
                return Err(SourceError::NoFields { path, model });
            }
            let renamed = table.model.fields.iter().filter_map(|field| layout.renamed(field));
            renamed.collect::<Vec<String>>()
        };
        table.notes.extend(renamed);
        Ok(table)
    }

    /// How much of it has been read, and how far a cluster is that works for it.
    pub fn progress(&self) -> &Arc<ReadProgress> {
        &self.progress
    }

    /// How the table's files fit together, where people should know of it.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Whether fields may be missing because their columns have been renamed:
    /// where nobody has mapped them, columns that are no fields stand where fields are
    /// missing.
    pub fn renamed_columns(&self) -> Option<SourceError> {
        const NAMED: usize = 5;
        if self.mapping.is_some() && !self.is_suggested {
            return None;
        }
        let suggested = self.mapping.iter().flat_map(|mapping| mapping.fields.values());
        let suggested: HashSet<&str> = suggested.map(|source| source.column.as_str()).collect();
        let missing = self.missing_fields();
        let fields = self.model.fields.iter().flat_map(|field| {
            let parent = field.id.split_once('.').map_or(field.id.as_str(), |(parent, _)| parent);
            [parent.to_ascii_lowercase(), field.id.to_ascii_lowercase()]
        });
        let fields: HashSet<String> = fields.collect();
        let is_field =
            |name: &str| fields.contains(&name.to_ascii_lowercase()) || name == "properties";
        // Of two that differ from a field only by case, neither is it.
        let lacking: HashSet<String> = missing.iter().map(|id| id.to_ascii_lowercase()).collect();
        let is_alike = |name: &str| lacking.contains(&name.to_ascii_lowercase());
        let names = self.schema.fields().iter().map(|field| field.name().as_str());
        let others = names.filter(|name| {
            let is_other = !is_field(name) || is_alike(name);
            !name.is_empty() && is_other && !suggested.contains(name)
        });
        let others: Vec<&str> = others.collect();
        if missing.is_empty() || others.is_empty() {
            return None;
        }
        let listed = |names: &[&str]| {
            let shown: Vec<String> =
                names.iter().take(NAMED).map(|name| format!("`{}`", excerpt(name))).collect();
            let more = if names.len() > NAMED { " and more" } else { "" };
            format!("{}{more}", shown.join(", "))
        };
        let missing: Vec<&str> = missing.iter().map(String::as_str).collect();
        let (path, fields, columns) = (self.path(), listed(&missing), listed(&others));
        Some(SourceError::Renamed { path, fields, columns })
    }

    /// Finds where a query's values stand.
    fn values(&self, query: &Query) -> Result<FieldValues, SourceError> {
        FieldValues::resolve(query, &self.layout()).map_err(|error| error.at(&self.path()))
    }

    pub(super) fn layout(&self) -> Layout<'_> {
        Layout::new(&self.schema, self.mapping.as_ref())
    }

    /// What messages call the place.
    fn path(&self) -> PathBuf {
        self.opened.path()
    }

    fn scope(&self) -> Scope<'_> {
        Scope { mapping: self.mapping.as_ref(), limits: &self.limits, progress: &self.progress }
    }

    /// The model, less the fields that the table has no values for.
    pub fn available_model(&self) -> DataModel {
        let (mut model, layout) = (self.model.clone(), self.layout());
        model.fields.retain(|field| layout.has(field));
        model.key.retain(|key| model.fields.iter().any(|field| field.id == *key));
        model
    }

    /// Whether the values of a field are those of a member of an object, which come with
    /// the object and are found in it by the field's own name.
    pub fn is_within_its_object(&self, field: &Field) -> bool {
        let (parent, member): (&str, Vec<&str>) = match field.id.split_once('.') {
            Some((parent, path)) => (parent, path.split('.').collect()),
            None if field.custom => ("properties", vec![&field.id]),
            None => return false,
        };
        let layout = self.layout();
        let place = |field: &Field| -> Option<(&str, Vec<String>)> {
            Some(match layout.place(field)? {
                Place::Column { name, parts, .. } => (name, parts),
                Place::Member { parent, parts, path } => (parent, [parts, path].concat()),
            })
        };
        let Some((column, mut path)) = self.model.field(parent).and_then(place) else {
            return false;
        };
        path.extend(member.into_iter().map(str::to_owned));
        place(field) == Some((column, path))
    }

    /// Ids of the model's fields that the table has no values for.
    pub fn missing_fields(&self) -> Vec<String> {
        let layout = self.layout();
        let missing = |field: &&Field| !layout.has(field);
        self.model.fields.iter().filter(missing).map(|field| field.id.clone()).collect()
    }

    /// What has changed since the model was mapped to the table, field by field.
    pub fn drift(&self) -> Vec<SourceError> {
        let Some(mapping) = &self.mapping else { return Vec::new() };
        let layout = self.layout();
        let mapped = self.model.fields.iter().filter(|f| mapping.fields.contains_key(&f.id));
        let gone = mapped.filter_map(|field| {
            let one = Query {
                model: self.model.id.clone(),
                groups: Vec::new(),
                columns: vec![QueryColumn { field: field.clone(), aggregate: None }],
                order: Vec::new(),
                zone: None,
            };
            FieldValues::resolve(&one, &layout).map_err(|error| error.at(&self.path())).err()
        });
        gone.collect()
    }

    /// Starts a query; with `limit`, only its first rows.
    pub async fn rows(&self, query: &Query, limit: Option<usize>) -> Result<Rows, SourceError> {
        self.rows_of(query, RowsWanted { limit, ..RowsWanted::default() }).await
    }

    pub(super) async fn rows_of(
        &self,
        query: &Query,
        wanted: RowsWanted<'_>,
    ) -> Result<Rows, SourceError> {
        self.values(query)?;
        self.opened.rows(query, self.scope(), wanted).await
    }

    /// Number of rows that the query gives.
    pub async fn count(&self, query: &Query) -> Result<u64, SourceError> {
        let aggregated = query.columns.iter().any(|column| column.aggregate.is_some());
        let mut counted = query.clone();
        counted.order.clear();
        if !aggregated {
            counted.columns.clear();
        }
        self.values(&counted)?;
        self.opened.count(&counted, self.scope()).await
    }

    /// Number of all rows, where telling it takes no more than a moment.
    pub async fn quick_count(&self) -> Result<Option<u64>, SourceError> {
        let every_row = Query {
            model: self.model.id.clone(),
            groups: Vec::new(),
            columns: Vec::new(),
            order: Vec::new(),
            zone: None,
        };
        self.opened.quick_count(&every_row, self.scope()).await
    }

    /// Whether all that the table is made of is still as it was when it was opened; none
    /// where nobody can tell.
    pub async fn unchanged(&self) -> Option<Result<(), SourceError>> {
        self.opened.unchanged().await
    }

    /// Whether one transaction reads it as it is at one moment.
    pub fn is_transactional(&self) -> bool {
        self.opened.is_transactional()
    }

    /// Tells what an error of the running query means.
    pub fn told(&self, error: &DataFusionError) -> SourceError {
        self.opened.explain(error)
    }
}
