//! Definitions before they run: checked, previewed, counted, read and written.

use std::path::Path;

use serde::Serialize;

use super::context::{Base, CopyInUse, model};
use super::deltas::{NextWindow, WindowOf};
use super::preconditions::Refusal;
use super::targets::check_targets;
use super::{Engine, blocking};
use crate::catalog::{DataModel, FieldType};
use crate::error::Error;
use crate::plan::{DeltaWindow, ExportPlan, of_member};
use crate::receiver::Finding;
use crate::run;
use crate::source::{SourceError, SourceLimits, Table};
use crate::spec::{ExportSpec, FieldChoice, Problem, SpecError};

/// What there is to say about a definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Validation {
    /// Everything that is wrong with it; empty when it can run.
    pub problems: Vec<Problem>,
    /// Things that are allowed and yet look like mistakes.
    pub warnings: Vec<Problem>,
}

/// The first rows of an export's file.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Preview {
    /// The file's first bytes, exactly; of a file that isn't text the rows as
    /// comma-separated values.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// Headers of the columns, even if the file has no header line.
    pub columns: Vec<String>,
    /// The same rows, cell by cell, without enclosures.
    pub cells: Vec<Vec<String>>,
    /// Type of the values in each column.
    pub types: Vec<FieldType>,
    /// Number of rows.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub rows: u64,
    /// Things that look like mistakes.
    pub warnings: Vec<Problem>,
    /// Fields of the data model that the source doesn't have.
    pub missing_fields: Vec<String>,
    /// What the chosen receivers wouldn't read exactly of these rows.
    pub findings: Vec<Finding>,
    /// Estimated bytes of one row in the finished (compressed) file.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub bytes_per_row: f64,
    /// The window of the rows, of an export of what is new.
    pub window: Option<DeltaWindow>,
}

impl Engine {
    /// The data models of a connection, the brand's own attributes included; fields
    /// without a source are marked.
    pub async fn models(&self, connection: i64) -> Result<Vec<DataModel>, Error> {
        let base = self.base();
        let mut models = base.catalog_of(connection).await?.models().to_vec();
        let connection = base.connection(connection).await?;
        base.mark_missing(&connection, &mut models).await;
        Ok(models)
    }

    /// Everything that can be said about a definition without reading rows.
    pub async fn validate(&self, spec: &ExportSpec, connection: i64) -> Result<Validation, Error> {
        let base = self.base();
        let plan = match compile(base, spec, connection).await {
            Ok(plan) => plan,
            Err(Error::Spec(SpecError { problems })) => {
                return Ok(Validation { problems, warnings: Vec::new() });
            }
            Err(error) => return Err(error),
        };
        let mut problems = Vec::new();
        for (index, part) in spec.parts().iter().enumerate() {
            let found = source_problems(base, part, connection).await?;
            if spec.is_set() {
                problems.extend(of_member(index, found));
            } else {
                problems.extend(found);
            }
        }
        // One that has run keeps its schedule; a new one is refused when it is saved.
        let mut warnings = plan.warnings;
        warnings.extend(super::schedules::never_again(spec, base.now()));
        Ok(Validation { problems, warnings })
    }

    /// The first rows. Drop the future to stop the work.
    pub async fn preview(
        &self,
        spec: &ExportSpec,
        connection: i64,
        rows: usize,
    ) -> Result<Preview, Error> {
        self.preview_of(None, spec, connection, rows).await
    }

    /// The first rows of an export; of one of what is new, those that its next run would
    /// take. Without an export it is a new one.
    pub async fn preview_of(
        &self,
        export: Option<i64>,
        spec: &ExportSpec,
        connection: i64,
        rows: usize,
    ) -> Result<Preview, Error> {
        let base = self.base();
        let spec = &base.profiles.applied(spec).await?;
        let connection = base.connection(connection).await?;
        let (source, copy) = base.source(&connection, &spec.model, |_| ()).await?;
        let mut context = base.context(source).await?;
        let next = self.previewed_window(spec, connection.id, export, copy.as_ref()).await?;
        context.window = next.as_ref().map(|next| next.window);
        context.states = next.as_ref().and_then(|next| next.states.clone());
        let run::Preview {
            bytes,
            cells,
            rows,
            mut warnings,
            missing_fields,
            findings,
            columns,
            types,
            bytes_per_row,
            // People see the cells, and the bytes' encoding is the definition's.
            encoding: _,
        } = run::preview(spec, &context, rows).await?;
        let window = next.map(|next| {
            warnings.extend(next.notes);
            next.window
        });
        Ok(Preview {
            bytes,
            columns,
            cells,
            types,
            rows,
            warnings,
            missing_fields,
            findings,
            bytes_per_row,
            window,
        })
    }

    /// The rows that match. Drop the future to stop the work.
    pub async fn count(&self, spec: &ExportSpec, connection: i64) -> Result<u64, Error> {
        self.count_of(None, spec, connection).await
    }

    /// The same of an export, or of a new one, of a set in all of its members: see [`preview_of`](Self::preview_of).
    pub async fn count_of(
        &self,
        export: Option<i64>,
        spec: &ExportSpec,
        connection: i64,
    ) -> Result<u64, Error> {
        if spec.is_set() {
            let mut rows = 0;
            for (index, member) in spec.members.iter().enumerate() {
                let counted = Box::pin(self.count_of(None, member, connection)).await;
                rows += counted.map_err(|error| error.of_member(index, &member.name))?;
            }
            return Ok(rows);
        }
        let base = self.base();
        let spec = &base.profiles.applied(spec).await?;
        let connection = base.connection(connection).await?;
        let (source, copy) = base.source(&connection, &spec.model, |_| ()).await?;
        let mut context = base.context(source).await?;
        let next = self.previewed_window(spec, connection.id, export, copy.as_ref()).await?;
        context.window = next.as_ref().map(|next| next.window);
        context.states = next.and_then(|next| next.states);
        run::count(spec, &context).await
    }

    async fn previewed_window(
        &self,
        spec: &ExportSpec,
        connection: i64,
        export: Option<i64>,
        copy: Option<&CopyInUse>,
    ) -> Result<Option<NextWindow>, Error> {
        let at = self.base().now();
        let of = WindowOf { spec, connection, export, run: None, at, copy };
        self.base().next_window(of).await
    }

    /// The definition of an export.
    pub async fn definition(&self, id: i64) -> Result<ExportSpec, Error> {
        let export = self.base().store.export(id).await?.ok_or(Refusal::NoExport)?;
        Ok(export.spec)
    }

    /// Writes the definition of an export as JSON, in place of what is there.
    pub async fn save_definition(&self, id: i64, to: &Path) -> Result<(), Error> {
        let spec = self.definition(id).await?;
        let to = to.to_owned();
        blocking(&to.clone(), move || {
            let told = |error: std::io::Error| Error::Output { path: to.clone(), error };
            let text = serde_json::to_string_pretty(&spec).map_err(|error| told(error.into()))?;
            super::files::write_whole(&to, |file| {
                file.write_all(text.as_bytes())?;
                file.write_all(b"\n")
            })
        })
        .await
    }

    /// Reads a definition from a JSON file.
    pub async fn open_definition(&self, from: &Path) -> Result<ExportSpec, Error> {
        let from = from.to_owned();
        blocking(&from.clone(), move || {
            let text = std::fs::read_to_string(&from).map_err(|error| {
                let reason = error.to_string();
                SourceError::Unreadable { path: from, reason }
            })?;
            Ok(ExportSpec::from_json(&text)?)
        })
        .await
    }
}

/// The checked plan of a definition, its targets looked up; the source isn't looked at,
/// but for the brand's own attributes.
pub(super) async fn compile(
    base: &Base,
    spec: &ExportSpec,
    connection: i64,
) -> Result<ExportPlan, Error> {
    let plan = planned(base, spec, connection).await?;
    check_targets(base, &plan.spec).await?;
    super::mask_keys::check_keys(base, &plan.spec).await?;
    Ok(plan)
}

/// The same without its targets.
pub(super) async fn planned(
    base: &Base,
    spec: &ExportSpec,
    connection: i64,
) -> Result<ExportPlan, Error> {
    let catalog = if spec.parts().iter().any(|part| part.model == "customers") {
        base.catalog_of(connection).await?
    } else {
        base.connection(connection).await?;
        base.catalog_with_own(connection).await?
    };
    let spec = &base.profiles.applied(spec).await?;
    Ok(ExportPlan::of(spec, &catalog, base.now())?)
}

/// What a definition asks for that the source doesn't have.
async fn source_problems(
    base: &Base,
    spec: &ExportSpec,
    connection: i64,
) -> Result<Vec<Problem>, Error> {
    let catalog = base.catalog_of(connection).await?;
    let connection = base.connection(connection).await?;
    let (source, _) = base.source(&connection, &spec.model, |_| ()).await?;
    source.look_anew();
    let limits = SourceLimits::new(&std::env::temp_dir());
    let model = model(&catalog, &spec.model)?;
    let table = match Table::sample(&source, model, &limits).await {
        Ok(table) => table,
        Err(error) => {
            let (message, hint) = (error.to_string(), error.hint());
            return Ok(vec![Problem { path: "model".to_owned(), message, hint }]);
        }
    };
    let missing = table.missing_fields();
    let mut used: Vec<(String, &str)> = Vec::new();
    for (group, conditions) in spec.filters.iter().enumerate() {
        for (index, condition) in conditions.iter().enumerate() {
            used.push((format!("filters[{group}][{index}].field"), &condition.field));
        }
    }
    if let FieldChoice::Chosen(fields) = &spec.fields {
        for (index, field) in fields.iter().enumerate() {
            used.push((format!("fields[{index}].field"), &field.field));
        }
    }
    if let Some(field) = spec.delta.as_ref().and_then(|delta| delta.field.as_ref()) {
        used.push(("delta.field".to_owned(), field));
    }
    for (index, sort) in spec.sort.iter().enumerate() {
        used.push((format!("sort[{index}].field"), &sort.field));
    }
    let absent = used.into_iter().filter(|(_, field)| missing.iter().any(|id| id == field));
    let problem = |(path, field): (String, &str)| {
        let error =
            SourceError::MissingField { model: spec.model.clone(), field: field.to_owned() };
        Problem { path, message: error.to_string(), hint: error.hint() }
    };
    Ok(absent.map(problem).collect())
}
