//! Passwords of zips and keys that sign, in the keychain under names that definitions
//! give.
//!
//! Windows keeps up to 2,560 bytes under one name, as UTF-16, and private keys are
//! longer: they are kept in pieces, which Linux and macOS wouldn't need, so that there is
//! one way.

use chrono::{DateTime, Utc};
use export_desk_definition::pgp_key::{KeyError, PgpKey, Signer};
use sha2::{Digest, Sha256};

use super::refused;
use crate::error::Error;
use crate::hash::hexadecimal;
use crate::secret::{Secret, SecretError, SecretStore};

/// Characters that a zip's password should have.
pub const SHORTEST_PASSWORD: usize = 12;
/// Bytes of UTF-8 that it may have: with a longer one 7-Zip says that it is wrong
/// (`findings/7zip-long-password.sh`).
const LONGEST_PASSWORD: usize = 99;
/// Characters of a private key under one name.
const PIECE: usize = 1200;
/// Pieces at most: keys with many signatures by others are no use here.
const MOST_PIECES: usize = 64;

/// What the keychain calls the password of zips of this name.
pub fn zip_password_secret(name: &str) -> String {
    format!("zip-password/{}", name.trim())
}

/// What the keychain calls the key of this name that signs.
pub fn signing_key_secret(name: &str) -> String {
    format!("signing-key/{}", name.trim())
}

/// What it calls a piece of that key. The number comes first: names may end with one.
fn piece_secret(name: &str, number: usize) -> String {
    format!("signing-key-piece/{number}/{}", name.trim())
}

/// What the keychain calls its passphrase.
pub fn signing_key_passphrase_secret(name: &str) -> String {
    format!("signing-key-passphrase/{}", name.trim())
}

/// The saved password of zips of this name.
pub fn zip_password(secrets: &dyn SecretStore, name: &str) -> Result<Option<Secret>, SecretError> {
    let saved = secrets.get(&zip_password_secret(name))?;
    Ok(saved.filter(|password| !password.is_empty()))
}

/// Saves a password for zips under a name, in place of an earlier one. `short` allows
/// fewer than [`SHORTEST_PASSWORD`] characters.
pub fn save_zip_password(
    secrets: &dyn SecretStore,
    name: &str,
    password: &str,
    short: bool,
) -> Result<(), Error> {
    named(name, "format.zip_password")?;
    let path = "password";
    if password.is_empty() {
        return Err(refused(path, "the password is empty".to_owned(), "Enter one."));
    }
    can_be_typed(password, path)?;
    if !short && password.chars().count() < SHORTEST_PASSWORD {
        let message = format!("the password has fewer than {SHORTEST_PASSWORD} characters");
        let hint = "Whoever has the file can try passwords for as long as they like: use a \
                    longer one.";
        return Err(refused(path, message, hint));
    }
    Ok(secrets.set(&zip_password_secret(name), password)?)
}

/// Refuses a password that its receiver can't use.
pub(super) fn can_be_typed(password: &str, path: &str) -> Result<(), Error> {
    if password.chars().any(char::is_control) {
        let message = "the password has a line end or a tab".to_owned();
        return Err(refused(path, message, "Use characters that can be typed."));
    }
    if password.len() > LONGEST_PASSWORD {
        let bytes = password.len();
        let message =
            format!("the password has {bytes} bytes, and 7-Zip takes {LONGEST_PASSWORD} at most");
        let hint = "Use a shorter one; letters with accents have two bytes or more.";
        return Err(refused(path, message, hint));
    }
    Ok(())
}

fn named(name: &str, path: &str) -> Result<(), Error> {
    if name.trim().is_empty() || name.chars().count() > 200 || name.contains(char::is_control) {
        let message =
            "the name is empty, has a control character or more than 200 characters".to_owned();
        return Err(refused(path, message, "Give it a name."));
    }
    Ok(())
}

/// Saves a private key that signs, and its passphrase, under a name. Gives what people
/// are shown of it.
pub fn save_signing_key(
    secrets: &dyn SecretStore,
    name: &str,
    text: &str,
    passphrase: &str,
    now: DateTime<Utc>,
) -> Result<PgpKey, Error> {
    named(name, "format.pgp.sign_with")?;
    let wrong = |KeyError { message, hint }| refused("key", message, hint);
    let key = Signer::new(text, Some(passphrase.into()), now).map_err(wrong)?;
    let text = text.trim();
    if !text.is_ascii() {
        let message = "the private key has characters that don't belong to one".to_owned();
        return Err(refused("key", message, "Export it by `gpg --export-secret-keys --armor`."));
    }
    if text.len() > PIECE * MOST_PIECES {
        let message = format!("the private key has more than {} characters", PIECE * MOST_PIECES);
        let hint = "Export it without signatures by others: `--export-options export-minimal`.";
        return Err(refused("key", message, hint));
    }
    // Without its first entry, a key that is being replaced is none.
    forget_signing_key(secrets, name)?;
    let pieces = text.as_bytes().chunks(PIECE);
    let count = pieces.len();
    for (index, piece) in pieces.enumerate() {
        let piece = std::str::from_utf8(piece).unwrap_or_default();
        secrets.set(&piece_secret(name, index + 1), piece)?;
    }
    secrets.set(&signing_key_passphrase_secret(name), passphrase)?;
    let hash = hexadecimal(&Sha256::digest(text.as_bytes()));
    secrets.set(&signing_key_secret(name), &format!("{count} {hash}"))?;
    Ok(key.shown)
}

/// Forgets a key that signs; one that isn't there is forgotten already.
pub fn forget_signing_key(secrets: &dyn SecretStore, name: &str) -> Result<(), SecretError> {
    let first = signing_key_secret(name);
    secrets.delete(&first)?;
    secrets.delete(&signing_key_passphrase_secret(name))?;
    for index in 1..=MOST_PIECES {
        let piece = piece_secret(name, index);
        if secrets.get(&piece)?.is_none() {
            break;
        }
        secrets.delete(&piece)?;
    }
    Ok(())
}

/// What people are shown of the saved key of this name, if there is one.
pub fn signing_key(
    secrets: &dyn SecretStore,
    name: &str,
    now: DateTime<Utc>,
) -> Result<Option<PgpKey>, Error> {
    match saved_key(secrets, name)? {
        None => Ok(None),
        Some(_) => Ok(Some(signer(secrets, name, now)?.shown)),
    }
}

/// The saved key of this name, opened.
pub(super) fn signer(
    secrets: &dyn SecretStore,
    name: &str,
    now: DateTime<Utc>,
) -> Result<Signer, Error> {
    let path = "format.pgp.sign_with";
    let Some(text) = saved_key(secrets, name)? else {
        let message = format!("the signing key “{name}” isn't saved here");
        let hint = "Save it in the export's Format step, or set it in the environment (see the \
                    handbook).";
        return Err(refused(path, message, hint));
    };
    let passphrase = secrets.get(&signing_key_passphrase_secret(name))?;
    Signer::new(&text, passphrase, now).map_err(|KeyError { message, hint }| {
        refused(path, format!("the signing key “{name}” can't be used: {message}"), hint)
    })
}

fn saved_key(secrets: &dyn SecretStore, name: &str) -> Result<Option<Secret>, Error> {
    let first = signing_key_secret(name);
    let Some(head) = secrets.get(&first)? else { return Ok(None) };
    if head.trim_start().starts_with('-') {
        // A command was handed it whole.
        return Ok(Some(head));
    }
    let damaged = || {
        let message = format!("the signing key “{name}” in the keychain is damaged");
        refused("format.pgp.sign_with", message, "Save it again.")
    };
    let (count, hash) = head.split_once(' ').ok_or_else(damaged)?;
    let count: usize = count.parse().map_err(|_| damaged())?;
    let mut text = zeroize::Zeroizing::new(String::new());
    for index in 1..=count.min(MOST_PIECES) {
        text.push_str(&secrets.get(&piece_secret(name, index))?.ok_or_else(damaged)?);
    }
    if hexadecimal(&Sha256::digest(text.as_bytes())) != hash {
        return Err(damaged());
    }
    Ok(Some(Secret::from(std::mem::take(&mut *text))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::MemorySecrets;

    #[test]
    fn short_passwords_are_saved_only_by_those_who_insist() {
        let secrets = MemorySecrets::default();
        let save = |password: &str, short| save_zip_password(&secrets, "Partner", password, short);
        let error = save("elevenchars", false).unwrap_err();
        assert!(error.message().contains("fewer than 12"), "{error}");
        assert_eq!(zip_password(&secrets, "Partner").unwrap(), None);
        save("elevenchars", true).unwrap();
        save("árvíztűrőtük", false).unwrap();
        assert_eq!(&*zip_password(&secrets, "Partner").unwrap().unwrap(), "árvíztűrőtük");
        let long = "ű".repeat(50);
        save(&long[2..], false).unwrap();
        let error = save(&long, false).unwrap_err();
        assert!(error.message().contains("100 bytes"), "{error}");
        assert!(save("", true).is_err() && save("twelve\ncharacters", true).is_err());
        assert!(save_zip_password(&secrets, " ", "twelve characters", false).is_err());
    }

    #[test]
    fn a_key_of_which_a_piece_is_missing_is_refused() {
        let secrets = MemorySecrets::default();
        secrets.set("signing-key/a", "2 00").unwrap();
        secrets.set("signing-key-piece/1/a", "-----BEGIN").unwrap();
        let error = signing_key(&secrets, "a", DateTime::UNIX_EPOCH).unwrap_err();
        assert!(error.message().contains("damaged"), "{error}");
        forget_signing_key(&secrets, "a").unwrap();
        assert_eq!(signing_key(&secrets, "a", DateTime::UNIX_EPOCH).unwrap(), None);
        assert_eq!(secrets.get("signing-key-piece/1/a").unwrap(), None);
    }
}
