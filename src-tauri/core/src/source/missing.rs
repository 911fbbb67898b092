//! Which fields a source has nothing for, as far as that is told without reading
//! rows.

use super::{Source, SourceError, SourceLimits, SourcePlace, Table};
use crate::catalog::DataModel;

impl Source {
    /// Marks the fields of data models that the source has no values for. What
    /// can't be told at once stays unmarked: a run says what it doesn't find.
    pub async fn mark_missing(&self, models: &mut [DataModel]) -> Result<(), SourceError> {
        let suggested;
        let mapping = match (&self.mapping, self.place()) {
            (Some(saved), _) => Some(saved.as_ref()),
            (None, SourcePlace::Database(_)) => {
                suggested = self.suggested_all(models).await?;
                Some(&suggested)
            }
            (None, SourcePlace::Folder(_)) => None,
        };
        for model in models {
            let mapped = mapping.and_then(|mapping| mapping.model(&model.id));
            match (mapped, self.place()) {
                (Some(mapped), _) => {
                    model.fields.iter_mut().for_each(|field| field.missing = !mapped.has(field));
                }
                (None, SourcePlace::Database(_)) => mark_all(model),
                (None, SourcePlace::Folder(_)) => self.mark_by_files(model).await,
            }
        }
        Ok(())
    }

    async fn mark_by_files(&self, model: &mut DataModel) {
        // Packed files would have to be unpacked whole.
        if let SourcePlace::Folder(folder) = self.place()
            && folder.files(&model.id).is_ok_and(|files| files.are_packed())
        {
            return;
        }
        let limits = SourceLimits::new(&std::env::temp_dir());
        match Table::open(self, model, &limits).await {
            Ok(table) => {
                let missing = table.missing_fields();
                model.fields.iter_mut().for_each(|field| {
                    field.missing = missing.contains(&field.id);
                });
            }
            Err(SourceError::NoTable { .. } | SourceError::NoFields { .. }) => mark_all(model),
            Err(_) => {}
        }
    }
}

fn mark_all(model: &mut DataModel) {
    model.fields.iter_mut().for_each(|field| field.missing = true);
}
