//! Which tables and columns of a connection are data models and fields.

use std::path::Path;
use std::time::Duration;

use super::context::{Base, Change, CopyInUse, model};
use super::{Engine, blocking};
use crate::catalog::DataModel;
use crate::engine::Refusal;
use crate::error::Error;
use crate::source::{
    ConnectionSettings, Mapping, ModelMapping, Source, SourceColumn, SourceError, SourceTable,
    TextDialect, TextSample,
};
use crate::store::Connection;

/// Time after which nobody waits for fields to be marked.
const MARKING: Duration = Duration::from_secs(5);

impl Base {
    /// Marks the fields that a connection has no values for: where its copy is
    /// read, those that aren't in it. While a source doesn't answer, its fields
    /// stay unmarked; whatever reads it says why.
    pub(super) async fn mark_missing(&self, connection: &Connection, models: &mut [DataModel]) {
        if connection.settings == ConnectionSettings::Demo {
            return;
        }
        let copies = self.copies_folder(connection.id);
        // What can't be read now is told where it is needed.
        let mapping = self.store.mapping(connection.id).await.ok().flatten();
        let copied = |model: &DataModel| {
            CopyInUse::of(connection, mapping.as_ref(), &copies, &model.id).is_some()
        };
        let (mut here, mut there): (Vec<DataModel>, Vec<DataModel>) =
            models.iter().cloned().partition(copied);
        for group in [&mut here, &mut there] {
            let Some(first) = group.first() else { continue };
            let first = first.id.clone();
            let marking = async {
                let (source, _) = self.source(connection, &first, |_| ()).await?;
                Ok::<_, Error>(source.mark_missing(group).await?)
            };
            // A source that doesn't answer leaves its fields unmarked; whatever reads it says
            // why.
            let _ = tokio::time::timeout(MARKING, marking).await;
        }
        for marked in here.into_iter().chain(there) {
            if let Some(model) = models.iter_mut().find(|model| model.id == marked.id) {
                *model = marked;
            }
        }
    }
}

impl Engine {
    /// Where a connection's tables come from. Whoever asks here wants to see them
    /// as they are now.
    async fn origin(&self, connection: i64) -> Result<Source, Error> {
        let connection = self.base().connection(connection).await?;
        let source = self.base().origin(&connection, |_| ()).await?;
        source.look_anew();
        Ok(source)
    }

    /// All tables, views or files of a connection, without their columns.
    pub async fn source_tables(&self, connection: i64) -> Result<Vec<SourceTable>, Error> {
        Ok(self.origin(connection).await?.tables().await?)
    }

    /// A connection's source, its table read by `dialect` if one is given.
    async fn table_of(
        &self,
        connection: i64,
        table: &str,
        dialect: Option<TextDialect>,
    ) -> Result<Source, Error> {
        if let Some(problem) = dialect.and_then(|dialect| dialect.problem()) {
            let hint = "Choose another character.";
            return Err(Refusal::Setting { message: problem, hint }.into());
        }
        let source = self.origin(connection).await?;
        Ok(if dialect.is_some() { source.with_dialect(table, dialect) } else { source })
    }

    /// The columns of a table, with sample values.
    pub async fn source_columns(
        &self,
        connection: i64,
        table: &str,
        dialect: Option<TextDialect>,
    ) -> Result<Vec<SourceColumn>, Error> {
        Ok(self.table_of(connection, table, dialect).await?.sampled_columns(table).await?)
    }

    /// The beginning of a table's delimited file by a dialect, the saved one or
    /// what it suggests; nothing for a table of another kind.
    pub async fn text_sample(
        &self,
        connection: i64,
        table: &str,
        dialect: Option<TextDialect>,
    ) -> Result<Option<TextSample>, Error> {
        let source = self.origin(connection).await?;
        let source = if dialect.is_some() { source.with_dialect(table, dialect) } else { source };
        Ok(source.text_sample(table).await?)
    }

    /// The saved mapping, or else the one that names and types suggest.
    pub async fn mapping(&self, connection: i64) -> Result<Mapping, Error> {
        let base = self.base();
        if let Some(mapping) = base.store.mapping(connection).await? {
            return Ok(mapping);
        }
        let source = self.origin(connection).await?;
        Ok(source.suggested_all(base.catalog().0.models()).await?)
    }

    /// The mapping of a model to a table that names and types suggest.
    pub async fn suggest_mapping(
        &self,
        connection: i64,
        id: &str,
        table: &str,
        dialect: Option<TextDialect>,
    ) -> Result<ModelMapping, Error> {
        let catalog = self.base().catalog_with_own(connection).await?;
        let source = self.table_of(connection, table, dialect).await?;
        Ok(source.suggested_for(model(&catalog, id)?, table).await?)
    }

    /// A data model made of a table: its key, fields and types are the table's.
    /// Its id is one that no other model has.
    pub async fn suggest_model(
        &self,
        connection: i64,
        table: &str,
        dialect: Option<TextDialect>,
    ) -> Result<DataModel, Error> {
        let source = self.table_of(connection, table, dialect).await?;
        let mut made = source.suggest_model(table).await?;
        let catalog = self.base().catalog_with_own(connection).await?;
        let (id, mut number) = (made.id.clone(), 2);
        while catalog.model(&made.id).is_some() {
            made.id = format!("{id}_{number}");
            number += 1;
        }
        Ok(made)
    }

    /// Saves a mapping that can be used.
    pub async fn save_mapping(&self, connection: i64, mapping: &Mapping) -> Result<(), Error> {
        let base = self.base();
        base.connection(connection).await?;
        check(mapping, base.catalog().0.models())?;
        base.store.set_mapping(connection, Some(mapping)).await?;
        base.tell(Change::Connections);
        Ok(())
    }

    /// Forgets a mapping, so that names decide again.
    pub async fn delete_mapping(&self, connection: i64) -> Result<(), Error> {
        let base = self.base();
        base.connection(connection).await?;
        base.store.set_mapping(connection, None).await?;
        base.tell(Change::Connections);
        Ok(())
    }

    /// Writes a connection's mapping as JSON, in place of what is there.
    pub async fn save_mapping_file(&self, connection: i64, to: &Path) -> Result<(), Error> {
        let mapping = self.mapping(connection).await?;
        let to = to.to_owned();
        blocking(&to.clone(), move || {
            let told = |error: std::io::Error| Error::Output { path: to.clone(), error };
            let text = serde_json::to_string_pretty(&mapping).map_err(|e| told(e.into()))?;
            super::files::write_whole(&to, |file| {
                file.write_all(text.as_bytes())?;
                file.write_all(b"\n")
            })
        })
        .await
    }

    /// Reads a mapping from a JSON file; saving it is another step.
    pub async fn open_mapping_file(&self, from: &Path) -> Result<Mapping, Error> {
        let from = from.to_owned();
        let known = self.base().catalog().0;
        blocking(&from.clone(), move || {
            let text = std::fs::read_to_string(&from).map_err(|error| {
                let reason = error.to_string();
                SourceError::Unreadable { path: from.clone(), reason }
            })?;
            let mut reader = serde_json::Deserializer::from_str(&text);
            let mapping: Mapping =
                serde_path_to_error::deserialize(&mut reader).map_err(|error| {
                    let message = format!("`{}` is no mapping: {error}", from.display());
                    let hint = "Choose a file that was saved from a connection's mapping.";
                    Refusal::Setting { message, hint }
                })?;
            check(&mapping, known.models())?;
            Ok(mapping)
        })
        .await
    }
}

/// Whether a mapping can be used: its models are known or its own, once each,
/// and name tables and fields that are.
fn check(mapping: &Mapping, known: &[DataModel]) -> Result<(), Refusal> {
    let refuse = |message: String, hint| Err(Refusal::Setting { message, hint });
    for (table, dialect) in &mapping.texts {
        if let Some(problem) = dialect.problem() {
            let message = format!("how `{table}` is read: {problem}");
            return refuse(message, "Choose another character.");
        }
    }
    for (index, found) in mapping.models.iter().enumerate() {
        let id = &found.model;
        if mapping.models[..index].iter().any(|other| other.model == *id) {
            return refuse(format!("data model `{id}` is mapped twice"), "Leave one of the two.");
        }
        if found.table.is_empty() {
            return refuse(format!("data model `{id}` has no table"), "Choose one, or remove it.");
        }
        let built_in = known.iter().find(|model| model.id == *id);
        let model = match (&found.own, built_in) {
            (Some(_), Some(_)) => {
                let message = format!("there is a data model `{id}` already");
                return refuse(message, "Give the table's model another id.");
            }
            (Some(own), None) if own.id != *id => {
                let message = format!("data model `{id}` is called `{}` within", own.id);
                return refuse(message, "Give both the same id.");
            }
            (Some(own), None) => own,
            (None, Some(model)) => model,
            (None, None) => {
                let message = format!("there is no data model `{id}`");
                return refuse(message, "Remove it from the mapping, or add the model's file.");
            }
        };
        if model.fields.is_empty() {
            return refuse(format!("data model `{id}` has no fields"), "Choose at least one.");
        }
        for (index, field) in model.fields.iter().enumerate() {
            if model.fields[..index].iter().any(|other| other.id == field.id) {
                let message = format!("field `{}` of `{id}` is there twice", field.id);
                return refuse(message, "Give one of the two another id.");
            }
        }
        if let Some(key) = model.key.iter().find(|key| model.field(key).is_none()) {
            let message = format!("the key of `{id}` names `{key}`, which is no field");
            return refuse(message, "Choose the key's fields again.");
        }
        for (field, source) in &found.fields {
            if source.column.is_empty() {
                let message = format!("field `{field}` of `{id}` has no column");
                return refuse(message, "Choose a column, or leave the field out.");
            }
        }
    }
    Ok(())
}
