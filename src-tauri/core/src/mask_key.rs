//! Keys of keyed hashes. The system's keychain has them, each under its name; what
//! definitions, logs and manifests hold is the name and an id by which two keys are
//! told apart.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub(crate) use export_desk_definition::mask_key::name_problem;
pub use export_desk_definition::mask_key::{MaskKey, MaskKeyError};

use crate::engine::Refusal;
use crate::error::Error;
use crate::secret::{SecretStore, with_secrets};
use crate::spec::ExportSpec;

/// What the keychain's names of keys begin with; the key's own name follows.
pub const MASK_KEYS: &str = "mask-key/";

/// A key that is in the keychain, without what is secret of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SavedMaskKey {
    /// Its name; definitions name it so.
    pub name: String,
    /// What tells it from other keys: 16 hexadecimal digits.
    pub id: String,
}

impl From<MaskKeyError> for Error {
    fn from(MaskKeyError { message, hint }: MaskKeyError) -> Self {
        Refusal::Setting { message, hint }.into()
    }
}

/// What the keychain calls a key.
pub(crate) fn secret_name(name: &str) -> String {
    format!("{MASK_KEYS}{}", name.trim())
}

/// The keys that a definition names. One that isn't there is refused.
pub(crate) async fn keys_of(
    spec: &ExportSpec,
    secrets: &Arc<dyn SecretStore>,
) -> Result<HashMap<String, MaskKey>, Error> {
    let mut keys = HashMap::new();
    for name in spec.masks().filter_map(|(_, mask)| mask.key_name()) {
        // That a name is missing is said with what else is wrong with the definition.
        if name.is_empty() || keys.contains_key(name) {
            continue;
        }
        let secret = secret_name(name);
        let text = with_secrets(secrets, move |secrets| secrets.get(&secret)).await?;
        let text = text.ok_or_else(|| Refusal::NoMaskKey { name: name.to_owned() })?;
        keys.insert(name.to_owned(), MaskKey::parse(&text)?);
    }
    Ok(keys)
}
