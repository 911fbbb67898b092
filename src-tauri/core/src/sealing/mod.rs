//! Encrypted files: whole files to partners' OpenPGP keys, and zips with a password
//! (their cipher is in `archive`).
//!
//! Public keys stand in definitions and profiles. Passwords and the keys that sign are
//! in the keychain, under names that definitions give (`secrets.rs`). Which of a key's
//! sub-keys encrypts is decided in `pgp_key.rs` of the definition's crate; the message is
//! written in `message.rs`.

mod draft;
mod message;
mod secrets;

pub(crate) use draft::{Draft, DraftFile};
pub use export_desk_definition::pgp_key::{KeyError, PgpKey, read_public_keys};
pub use secrets::{
    SHORTEST_PASSWORD, forget_signing_key, save_signing_key, save_zip_password, signing_key,
    signing_key_passphrase_secret, signing_key_secret, zip_password, zip_password_secret,
};

use chrono::{DateTime, Utc};
use export_desk_definition::pgp_key::{Recipient, Signer, recipients};
use serde_json::{Value, json};

use crate::error::Error;
use crate::secret::{Secret, SecretStore};
use crate::spec::format::FileFormat;
use crate::spec::{Problem, SpecError};

/// How a run's files are encrypted, with all that is needed for it.
pub(crate) enum Seal {
    /// They aren't.
    Open,
    /// As OpenPGP messages.
    Pgp(Box<PgpSeal>),
    /// As zips with this password.
    ZipPassword(Secret),
    /// They become entries of an archive that is made of them later, and encrypted then
    /// if it is to be: until then they have no names.
    Later,
}

/// Who may read a message, and who signs it.
pub(crate) struct PgpSeal {
    recipients: Vec<Recipient>,
    signer: Option<Signer>,
    armor: bool,
}

impl Seal {
    /// What a format asks for, at this instant. Reads the keychain, which may block.
    pub(crate) fn new(
        format: &FileFormat,
        secrets: &dyn SecretStore,
        now: DateTime<Utc>,
    ) -> Result<Self, Error> {
        if let Some(name) = &format.zip_password {
            let Some(password) = zip_password(secrets, name)? else {
                let message = format!("the password “{name}” of the zip isn't saved here");
                let hint = "Save it in the export's Format step, or set it in the environment \
                            (see the handbook).";
                return Err(refused("format.zip_password", message, hint));
            };
            secrets::can_be_typed(&password, "format.zip_password")?;
            return Ok(Self::ZipPassword(password));
        }
        let Some(pgp) = &format.pgp else { return Ok(Self::Open) };
        let recipients = recipients(pgp, now).map_err(|problems| SpecError { problems })?;
        let signer = match &pgp.sign_with {
            None => None,
            Some(name) => Some(secrets::signer(secrets, name, now)?),
        };
        Ok(Self::Pgp(Box::new(PgpSeal { recipients, signer, armor: pgp.armor })))
    }

    /// Password of the zip's entries.
    pub(crate) fn password(&self) -> Option<&Secret> {
        match self {
            Self::ZipPassword(password) => Some(password),
            Self::Open | Self::Pgp(_) | Self::Later => None,
        }
    }

    /// Bytes that a file of so many bytes has at most when it is encrypted.
    pub(crate) fn most_bytes(&self, bytes: u64) -> u64 {
        match self {
            // The frame of a zip counts its own encryption.
            Self::Open | Self::ZipPassword(_) | Self::Later => bytes,
            Self::Pgp(seal) => {
                // Keys of 16,384 bits have 2,048 bytes; each 512 KiB have a length.
                let around = 4096 * (seal.recipients.len() as u64 + 1) + bytes / 65536;
                let message = bytes + around;
                if seal.armor { message / 3 * 4 + message / 36 + 512 } else { message }
            }
        }
    }

    /// What a manifest says of it.
    pub(crate) fn in_manifest(&self) -> Option<Value> {
        match self {
            Self::Open | Self::Later => None,
            Self::ZipPassword(_) => Some(json!({ "method": "zip", "cipher": "AES-256 (AE-2)" })),
            Self::Pgp(seal) => {
                let recipients = seal.recipients.iter().map(|recipient| {
                    let PgpKey { fingerprint, subkey, .. } = &recipient.shown;
                    json!({ "fingerprint": fingerprint, "encryption_key": subkey })
                });
                Some(json!({
                    "method": "pgp",
                    "cipher": "AES-256",
                    "armor": seal.armor,
                    "recipients": recipients.collect::<Vec<_>>(),
                    "signed_by": seal.signer.as_ref().map(|signer| &signer.shown.subkey),
                }))
            }
        }
    }
}

fn refused(path: &str, message: String, hint: &str) -> Error {
    SpecError::from(Problem::new(path, message, hint)).into()
}
