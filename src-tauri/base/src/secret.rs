//! Where passwords and keys are kept: in the operating system's keychain and
//! nowhere else. Nothing falls back to plain text.
//!
//! Keychains may ask the user and block; call them from a thread that may.

use std::collections::HashMap;
use std::fmt::Debug;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use zeroize::Zeroizing;

/// The name under which the keychain lists our entries.
const SERVICE: &str = "Export Desk";
/// How long a keychain may ask its user.
const PATIENCE: Duration = Duration::from_mins(1);

/// A password or key in memory. It is overwritten with zeros when it is dropped, and
/// never shown.
///
/// That holds for what this program keeps of it, from the keychain to the call that
/// logs in. Not for the copies of those who have to send it: the SSH library's and the
/// FTP library's messages, the keys in the stores' and databases' own settings for as
/// long as they are open, what was typed into a window on its way to the keychain, and
/// the environment of a command that was handed it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// The text, for a library that keeps its own.
    pub fn into_string(mut self) -> String {
        std::mem::take(&mut *self.0)
    }
}

impl Deref for Secret {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl Debug for Secret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secret")
    }
}

/// A place for secrets, each under a name such as `target/3`.
pub trait SecretStore: Send + Sync + Debug {
    /// The secret of this name, if there is one.
    fn get(&self, name: &str) -> Result<Option<Secret>, SecretError>;
    /// Keeps a secret in place of an earlier one of this name.
    fn set(&self, name: &str, secret: &str) -> Result<(), SecretError>;
    /// Forgets a secret; one that isn't there is forgotten already.
    fn delete(&self, name: &str) -> Result<(), SecretError>;
    /// A secret that stands in for the saved one of the target with this name,
    /// such as one that a command was handed.
    fn in_place_of(&self, _target: &str) -> Option<Secret> {
        None
    }
}

/// Does something with secrets where it may take its time: keychains ask their users.
pub async fn with_secrets<T: Send + 'static, E: From<SecretError> + Send + 'static>(
    secrets: &Arc<dyn SecretStore>,
    work: impl FnOnce(&dyn SecretStore) -> Result<T, E> + Send + 'static,
) -> Result<T, E> {
    let secrets = Arc::clone(secrets);
    let asked = tokio::task::spawn_blocking(move || work(secrets.as_ref()));
    match tokio::time::timeout(PATIENCE, asked).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(panic)) => Err(SecretError::Broken(panic.to_string()).into()),
        Err(_) => Err(SecretError::Locked.into()),
    }
}

/// Why a secret can't be read or kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// The system has none.
    #[error("this computer has no keychain that Export Desk can use")]
    NoKeychain,
    /// It is locked, or doesn't let us in.
    #[error("the keychain is locked")]
    Locked,
    /// It doesn't work.
    #[error("the keychain doesn't answer as it should: {0}")]
    Broken(String),
}

impl SecretError {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::NoKeychain => {
                "Start a secret service such as GNOME Keyring or KWallet, then start Export Desk again."
            }
            Self::Locked => "Unlock the keychain, then try again.",
            Self::Broken(_) => "Look whether the keychain opens in the system's own program.",
        }
        .to_owned()
    }
}

/// The operating system's keychain.
#[derive(Debug, Clone, Copy, Default)]
pub struct Keychain;

impl Keychain {
    fn entry(name: &str) -> Result<keyring::Entry, SecretError> {
        keyring::Entry::new(SERVICE, name).map_err(|error| told(&error))
    }
}

impl SecretStore for Keychain {
    fn get(&self, name: &str) -> Result<Option<Secret>, SecretError> {
        match Self::entry(name)?.get_password() {
            Ok(secret) => Ok(Some(secret.into())),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(told(&error)),
        }
    }

    fn set(&self, name: &str, secret: &str) -> Result<(), SecretError> {
        Self::entry(name)?.set_password(secret).map_err(|error| told(&error))
    }

    fn delete(&self, name: &str) -> Result<(), SecretError> {
        match Self::entry(name)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(told(&error)),
        }
    }
}

/// Says what happened without what the entry holds.
fn told(error: &keyring::Error) -> SecretError {
    match error {
        keyring::Error::NoDefaultStore => SecretError::NoKeychain,
        keyring::Error::NoStorageAccess(_) => SecretError::Locked,
        keyring::Error::PlatformFailure(reason) => SecretError::Broken(reason.to_string()),
        keyring::Error::TooLong(what, limit) => {
            SecretError::Broken(format!("{what} may have {limit} characters at most"))
        }
        keyring::Error::Ambiguous(_) => {
            SecretError::Broken("it has several entries of one name".to_owned())
        }
        _ => SecretError::Broken("the entry can't be read".to_owned()),
    }
}

/// Secrets in memory, gone with the program: for tests, and for commands that
/// are handed their secrets.
#[derive(Default)]
pub struct MemorySecrets(Mutex<HashMap<String, Secret>>);

impl Debug for MemorySecrets {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("MemorySecrets")
    }
}

impl SecretStore for MemorySecrets {
    fn get(&self, name: &str) -> Result<Option<Secret>, SecretError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned())
    }

    fn set(&self, name: &str, secret: &str) -> Result<(), SecretError> {
        let mut secrets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        secrets.insert(name.to_owned(), secret.into());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), SecretError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_not_shown() {
        let secrets = MemorySecrets::default();
        secrets.set("target/1", "Marker-7").unwrap();
        let secret = secrets.get("target/1").unwrap().unwrap();
        assert_eq!(format!("{secret:?} {secrets:?}"), "Secret MemorySecrets");
        assert_eq!((&*secret, secret.clone().into_string()), ("Marker-7", "Marker-7".to_owned()));
    }
}
