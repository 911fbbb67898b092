//! Which fields a source has nothing for, as far as that is told without reading
//! rows.

use std::collections::HashSet;

use super::{Source, SourceError, SourceLimits, Table};
use crate::catalog::DataModel;

impl Source {
    /// Marks the fields of data models that the source has no values for. What
    /// can't be told at once stays unmarked: a run says what it doesn't find.
    pub async fn mark_missing(&self, models: &mut [DataModel]) -> Result<(), SourceError> {
        let suggested;
        let needs_mapping = !self.connector.has_fields_as_columns();
        let mapping = match &self.mapping {
            Some(saved) => Some(saved.as_ref()),
            None if needs_mapping => {
                suggested = self.suggested_all(models).await?;
                Some(&suggested)
            }
            None => None,
        };
        for model in models {
            match mapping.and_then(|mapping| mapping.model(&model.id)) {
                Some(mapped) => {
                    model.fields.iter_mut().for_each(|field| field.missing = !mapped.has(field));
                }
                None if needs_mapping => mark_all(model),
                None => self.mark_by_columns(model).await,
            }
        }
        Ok(())
    }

    /// Without a mapping columns are called as fields.
    async fn mark_by_columns(&self, model: &mut DataModel) {
        match self.connector.opens_at_once(&model.id).await {
            Err(SourceError::NoTable { .. }) => mark_all(model),
            Ok(true) => {
                let limits = SourceLimits::new(&std::env::temp_dir());
                match Table::open(self, model, &limits).await {
                    Ok(table) => {
                        let missing: HashSet<String> = table.missing_fields().into_iter().collect();
                        model.fields.iter_mut().for_each(|field| {
                            field.missing = missing.contains(&field.id);
                        });
                    }
                    Err(SourceError::NoFields { .. }) => mark_all(model),
                    Err(_) => {}
                }
            }
            Ok(false) | Err(_) => {}
        }
    }
}

fn mark_all(model: &mut DataModel) {
    model.fields.iter_mut().for_each(|field| field.missing = true);
}
