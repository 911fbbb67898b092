//! Which fields a source has nothing for, as far as that is told without reading
//! rows.

use super::{Source, SourceError, SourceLimits, SourcePlace, Table};
use crate::catalog::DataModel;

impl Source {
    /// Marks the fields of data models that the source has no values for. What
    /// can't be told at once stays unmarked: a run says what it doesn't find.
    pub async fn mark_missing(&self, models: &mut [DataModel]) -> Result<(), SourceError> {
        let suggested;
        let is_database = matches!(self.place(), SourcePlace::Database(_));
        let mapping = match &self.mapping {
            Some(saved) => Some(saved.as_ref()),
            None if is_database => {
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
                None if is_database => mark_all(model),
                None => self.mark_by_files(model).await,
            }
        }
        Ok(())
    }

    /// Without a mapping columns are called as fields.
    async fn mark_by_files(&self, model: &mut DataModel) {
        match self.files(&model.id).await {
            Err(SourceError::NoTable { .. }) => mark_all(model),
            Ok(Some(files)) if files.are_readable() => {
                let limits = SourceLimits::new(&std::env::temp_dir());
                match Table::open(self, model, &limits).await {
                    Ok(table) => {
                        let missing = table.missing_fields();
                        model.fields.iter_mut().for_each(|field| {
                            field.missing = missing.contains(&field.id);
                        });
                    }
                    Err(SourceError::NoFields { .. }) => mark_all(model),
                    Err(_) => {}
                }
            }
            // Packed files would have to be unpacked for it.
            Ok(_) | Err(_) => {}
        }
    }
}

fn mark_all(model: &mut DataModel) {
    model.fields.iter_mut().for_each(|field| field.missing = true);
}
