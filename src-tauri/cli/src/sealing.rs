//! Encrypted files on the command line: keys, and secrets out of the environment.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use export_desk_core::clock::{Clock, SystemClock};
use export_desk_core::mask_key::MASK_KEYS;
use export_desk_core::sealing::{
    KeyError, PgpKey, read_public_keys, signing_key_passphrase_secret, signing_key_secret,
    zip_password, zip_password_secret,
};
use export_desk_core::secret::{Keychain, Secret, SecretError, SecretStore};
use export_desk_core::spec::encryption::Pgp;
use export_desk_core::spec::{ExportSpec, Problem};
use serde_json::json;

use crate::output::say;
use crate::target::handed;
use crate::{Ended, environment};

/// What the environment's masking keys are called, before their names.
const MASK_KEY: &str = "EXPORT_DESK_MASK_KEY";
/// The same of passwords of zips, of keys that sign and of their passphrases. Targets have
/// another one, so that what lets a target in never protects a file.
const ZIP_PASSWORD: &str = "EXPORT_DESK_ZIP_PASSWORD";
const PGP_KEY: &str = "EXPORT_DESK_PGP_KEY";
const PGP_PASSPHRASE: &str = "EXPORT_DESK_PGP_PASSPHRASE";

/// The keychain, and secrets that the environment has in place of it.
#[derive(Debug)]
pub(crate) struct HandedSecrets;

impl SecretStore for HandedSecrets {
    fn get(&self, name: &str) -> Result<Option<Secret>, SecretError> {
        let of = |kind: String| name.strip_prefix(&kind);
        let handed = if let Some(name) = name.strip_prefix(MASK_KEYS) {
            handed(MASK_KEY, name)
        } else if let Some(name) = of(zip_password_secret("")) {
            handed(ZIP_PASSWORD, name)
        } else if let Some(name) = of(signing_key_passphrase_secret("")) {
            // A key that was handed over has its own passphrase, or none.
            let key = handed(PGP_KEY, name);
            let passphrase = handed(PGP_PASSPHRASE, name);
            passphrase.or_else(|| key.map(|_| Secret::from("")))
        } else if let Some(name) = of(signing_key_secret("")) {
            handed(PGP_KEY, name)
        } else {
            None
        };
        match handed {
            Some(secret) => Ok(Some(secret)),
            None => Keychain.get(name),
        }
    }

    fn set(&self, name: &str, secret: &str) -> Result<(), SecretError> {
        Keychain.set(name, secret)
    }

    fn delete(&self, name: &str) -> Result<(), SecretError> {
        Keychain.delete(name)
    }

    fn in_place_of(&self, target: &str) -> Option<Secret> {
        crate::target::secret(target)
    }
}

/// The password of an encrypted zip, by its name in the manifest. Who has no manifest
/// can hand it over as EXPORT_DESK_SECRET.
pub(crate) fn password(name: Option<&str>) -> Option<Secret> {
    // Without the keychain the zip isn't read, which the answer says.
    let saved = name.and_then(|name| zip_password(&HandedSecrets, name).ok().flatten());
    saved.or_else(|| environment("EXPORT_DESK_SECRET").map(Secret::from))
}

fn public_keys(file: &Path, now: DateTime<Utc>) -> Result<Vec<PgpKey>, Ended> {
    let bytes = std::fs::read(file).map_err(|error| {
        let message = format!("`{}` can't be read: {error}", file.display());
        Ended::Wrong(Problem::new("", message, "Check the path of the key."))
    })?;
    read_public_keys(&bytes, now).map_err(|KeyError { message, hint }| {
        Ended::Wrong(Problem::new("", format!("`{}`: {message}", file.display()), hint))
    })
}

/// The definition with the keys in these files in place of its own, if there are files.
pub(crate) fn encrypted_to(mut spec: ExportSpec, files: &[PathBuf]) -> Result<ExportSpec, Ended> {
    if files.is_empty() {
        return Ok(spec);
    }
    let mut recipients = Vec::new();
    for file in files {
        let keys = public_keys(file, SystemClock.now())?;
        recipients.extend(keys.into_iter().map(|key| key.text));
    }
    let pgp = spec.format.pgp.take().unwrap_or_default();
    spec.format.pgp = Some(Pgp { recipients, ..pgp });
    Ok(spec)
}

/// Shows the keys in a file.
pub(crate) fn show(file: &Path, as_json: bool) -> Result<(), Ended> {
    let keys = public_keys(file, SystemClock.now())?;
    if as_json {
        say!("{:#}", json!(keys));
        return Ok(());
    }
    for PgpKey { fingerprint, user_id, subkey, algorithm, expires_at, expires_soon, .. } in keys {
        let until = match expires_at {
            None => "no expiry".to_owned(),
            Some(at) if expires_soon => format!("expires on {}, soon", at.format("%Y-%m-%d")),
            Some(at) => format!("expires on {}", at.format("%Y-%m-%d")),
        };
        say!("{user_id}");
        say!("  key          {fingerprint}");
        say!("  encrypts by  {subkey}, {algorithm}, {until}");
    }
    Ok(())
}
