//! How a finished file is encrypted: to the OpenPGP keys of those who may read it.
//! (A zip's password is only named by a definition: `zip_password`.)

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Encryption of the whole file by OpenPGP (SEIPD version 1, AES-256).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Pgp {
    /// Public keys of those who can read the file, each as the text that begins with
    /// `-----BEGIN PGP PUBLIC KEY BLOCK-----`.
    #[schemars(length(min = 1))]
    pub recipients: Vec<String>,
    /// Whether the file is text (ASCII armor) rather than bytes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub armor: bool,
    /// Ending that is added to the file's name.
    #[serde(default, skip_serializing_if = "PgpEnding::is_default")]
    pub ending: PgpEnding,
    /// Name of the saved key that signs the file. The key itself is in the keychain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 200))]
    pub sign_with: Option<String>,
}

/// Ending of an encrypted file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum PgpEnding {
    /// `.pgp`
    #[default]
    #[serde(rename = "pgp")]
    Pgp,
    /// `.gpg`
    #[serde(rename = "gpg")]
    Gpg,
    /// `.asc`
    #[serde(rename = "asc")]
    Asc,
}

impl PgpEnding {
    /// The ending without its dot.
    pub fn text(self) -> &'static str {
        match self {
            Self::Pgp => "pgp",
            Self::Gpg => "gpg",
            Self::Asc => "asc",
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}
