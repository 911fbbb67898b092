//! What a run says of masked columns: how, with which key, how many values couldn't be
//! read. Never a value.

use serde::Serialize;

use crate::error::Error;
use crate::humanize::{counted, grouped};
use crate::plan::ExportPlan;
use crate::source::HIDDEN;
use crate::spec::mask::{MaskMethod, MaskRecipe};
use crate::spec::{ExportSpec, Problem};

/// What was done to the values of one column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MaskedColumn {
    /// Its header.
    pub header: String,
    /// Id of the field.
    pub field: String,
    /// What became of the values.
    pub method: MaskMethod,
    /// How they were normalised before they were hashed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipe: Option<MaskRecipe>,
    /// Name of the key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What tells that key from others; see [`MaskKey::id`](crate::mask_key::MaskKey::id).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_id: Option<String>,
    /// Rows whose value couldn't be read and is missing in the file.
    #[serde(skip_serializing_if = "is_zero")]
    pub invalid_rows: u64,
}

impl MaskedColumn {
    /// What was done, in one sentence for a log.
    pub fn in_words(&self) -> String {
        let Self { header, method, key, key_id, .. } = self;
        let what = match method {
            MaskMethod::Hash => "SHA-256 (pseudonymous, not anonymous)".to_owned(),
            MaskMethod::KeyedHash => format!(
                "HMAC-SHA-256 with the key “{}”, id {} (pseudonymous, not anonymous)",
                key.as_deref().unwrap_or_default(),
                key_id.as_deref().unwrap_or_default()
            ),
            MaskMethod::Keep => "some characters kept".to_owned(),
            MaskMethod::Truncate => "a part of the date kept".to_owned(),
            MaskMethod::Band => "bands of numbers".to_owned(),
            MaskMethod::Remove => "removed".to_owned(),
        };
        format!("Column `{header}` is masked: {what}")
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

/// The masked columns of a file.
pub(super) fn columns(plan: &ExportPlan) -> Vec<MaskedColumn> {
    let columns = plan.columns.iter().filter_map(|column| {
        let mask = column.mask.as_ref()?;
        let rule = mask.rule();
        Some(MaskedColumn {
            header: column.header.clone(),
            field: column.field.clone(),
            method: rule.method,
            recipe: rule.method.is_hash().then(|| rule.recipe()),
            key: rule.key_name().map(str::to_owned),
            key_id: mask.key().map(|key| key.id().to_owned()),
            invalid_rows: mask.invalid_rows().0,
        })
    });
    columns.collect()
}

/// The values that couldn't be read, counted.
pub(super) fn problems(plan: &ExportPlan) -> Vec<Problem> {
    let read = plan.columns_read().filter_map(|(column, query)| query.map(|_| column));
    let problems = read.enumerate().filter_map(|(index, column)| {
        let (count, first) = column.mask.as_ref()?.invalid_rows();
        let rows: Vec<String> = first.iter().map(|row| grouped(*row)).collect();
        let (is, of) = match count {
            0 => return None,
            1 => ("isn't a phone number and is", "row"),
            _ => ("aren't phone numbers and are", "first rows"),
        };
        Some(Problem::new(
            format!("fields[{index}].mask"),
            format!(
                "{} of `{}` {is} left empty ({of} {})",
                counted(count, "value"),
                column.field,
                rows.join(", ")
            ),
            "Correct the data, or say of which country numbers without + are.",
        ))
    });
    problems.collect()
}

/// The error without the values that it quotes, where an export masks values.
pub(super) fn without_values(spec: &ExportSpec, error: Error) -> Error {
    if spec.masks().next().is_none() {
        return error;
    }
    match error {
        Error::Source(error) => Error::Source(error.without_values()),
        Error::Changes(error) => Error::Changes(error.without_values()),
        Error::Encode(error) => Error::Encode(error.without_values(HIDDEN)),
        other => other,
    }
}
