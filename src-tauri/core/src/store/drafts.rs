//! What the wizard holds, so that closing the window loses nothing.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::singleton::Single;
use super::{HistoryError, Store};
use crate::spec::ExportSpec;

/// An export that is still being made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Draft {
    /// When it was last changed.
    pub saved_at: DateTime<Utc>,
    /// The export that is being edited; none for a new one.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub export_id: Option<i64>,
    /// What is chosen so far; it may still be wrong.
    pub spec: ExportSpec,
    /// Where the data comes from.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub connection: i64,
    /// Steps that were visited.
    pub visited: Vec<String>,
    /// Whether the export runs only when it is asked to, by choice.
    #[serde(default)]
    pub by_hand: bool,
}

/// Reads a draft, whose definition may be of an older version.
fn read(saved: &str) -> Result<Draft, String> {
    let mut draft: serde_json::Value =
        serde_json::from_str(saved).map_err(|error| error.to_string())?;
    if let Some(spec) = draft.get_mut("spec") {
        ExportSpec::migrate(spec).map_err(|error| error.to_string())?;
    }
    serde_json::from_value(draft).map_err(|error| error.to_string())
}

impl Store {
    /// The draft. One that this version can't read is as good as none: there is
    /// nothing in it that can't be typed again.
    pub(crate) async fn draft(&self) -> Result<Option<Draft>, HistoryError> {
        let saved = self.single(&self.pool, Single::Draft).await?;
        let read = |saved: String| match read(&saved) {
            Ok(draft) => Some(draft),
            Err(error) => {
                tracing::warn!(%error, "the draft can't be read");
                None
            }
        };
        Ok(saved.and_then(read))
    }

    pub(crate) async fn save_draft(&self, draft: &Draft) -> Result<(), HistoryError> {
        self.save_single(&self.pool, Single::Draft, draft).await
    }

    pub(crate) async fn delete_draft(&self) -> Result<(), HistoryError> {
        sqlx::query("DELETE FROM drafts")
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(())
    }
}
