//! Keys and passwords of encrypted files, for the window.

use std::path::Path;

use super::{Engine, blocking};
use crate::error::Error;
use crate::sealing::{
    KeyError, PgpKey, forget_signing_key, read_public_keys, save_signing_key, save_zip_password,
    signing_key, zip_password,
};
use crate::secret::{SecretStore, with_secrets};
use crate::source::SourceError;
use crate::spec::{Problem, SpecError};

impl Engine {
    /// The public keys in a text, each with the part that encrypts now.
    pub fn pgp_keys(&self, text: &str) -> Result<Vec<PgpKey>, Error> {
        read_public_keys(text.as_bytes(), self.base().now()).map_err(
            |KeyError { message, hint }| {
                SpecError::from(Problem::new("format.pgp.recipients", message, hint)).into()
            },
        )
    }

    /// The public keys in a file, armored or not.
    pub async fn pgp_keys_in(&self, file: &Path) -> Result<Vec<PgpKey>, Error> {
        let (now, path) = (self.base().now(), file.to_owned());
        blocking(file, move || {
            let bytes = read(&path)?;
            read_public_keys(&bytes, now).map_err(|KeyError { message, hint }| {
                let message = format!("`{}`: {message}", path.display());
                SpecError::from(Problem::new("format.pgp.recipients", message, hint)).into()
            })
        })
        .await
    }

    /// Whether a password for zips is saved under this name.
    pub async fn has_zip_password(&self, name: &str) -> Result<bool, Error> {
        let name = name.to_owned();
        self.keychain(move |secrets| Ok(zip_password(secrets, &name)?.is_some())).await
    }

    /// Saves a password for zips; `short` allows one of few characters.
    pub async fn save_zip_password(
        &self,
        name: &str,
        password: String,
        short: bool,
    ) -> Result<(), Error> {
        let (name, password) = (name.trim().to_owned(), zeroize::Zeroizing::new(password));
        self.keychain(move |secrets| save_zip_password(secrets, &name, &password, short)).await
    }

    /// The saved key of this name that signs, if there is one.
    pub async fn signing_key(&self, name: &str) -> Result<Option<PgpKey>, Error> {
        let (name, now) = (name.to_owned(), self.base().now());
        self.keychain(move |secrets| signing_key(secrets, &name, now)).await
    }

    /// Saves the private key in a file under a name, with its passphrase.
    pub async fn save_signing_key(
        &self,
        name: &str,
        file: &Path,
        passphrase: String,
    ) -> Result<PgpKey, Error> {
        let (name, now, file) = (name.trim().to_owned(), self.base().now(), file.to_owned());
        let passphrase = zeroize::Zeroizing::new(passphrase);
        let path = file.clone();
        let bytes = blocking(&path, move || Ok(zeroize::Zeroizing::new(read(&file)?))).await?;
        self.keychain(move |secrets| {
            let text = std::str::from_utf8(&bytes).map_err(|_| {
                let message = format!("`{}` isn't a key in ASCII armor", path.display());
                let hint = "Export it by `gpg --export-secret-keys --armor`.";
                SpecError::from(Problem::new("key", message, hint))
            })?;
            save_signing_key(secrets, &name, text, &passphrase, now)
        })
        .await
    }

    /// Forgets a key that signs.
    pub async fn forget_signing_key(&self, name: &str) -> Result<(), Error> {
        let name = name.to_owned();
        self.keychain(move |secrets| Ok(forget_signing_key(secrets, &name)?)).await
    }

    /// Works with the keychain.
    async fn keychain<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn SecretStore) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        with_secrets(&self.base().secrets, work).await
    }
}

/// A file with keys, of which none is large.
fn read(path: &Path) -> Result<Vec<u8>, Error> {
    use std::io::Read;
    let unreadable = |error: std::io::Error| SourceError::Unreadable {
        path: path.to_owned(),
        reason: error.to_string(),
    };
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(unreadable)?;
    file.take(2 << 20).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}
