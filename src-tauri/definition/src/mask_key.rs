//! Keys of keyed hashes, in memory. What definitions, logs and manifests hold is a key's
//! name and an id by which two keys are told apart.

use std::fmt;
use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::hash::hexadecimal;
use crate::secret::{Secret, SecretError};

/// Bytes of a key that the app makes.
const MADE: usize = 32;
/// Bytes of a key that somebody types, at least.
const SHORTEST: usize = 16;
/// Characters of a key's name, at most.
const LONGEST_NAME: usize = 100;
/// What a text begins with that is a key in hexadecimal digits.
const HEXADECIMAL: &str = "hex:";

/// A key in memory. It is overwritten with zeros when it is dropped, and never shown;
/// copies that the hash function makes of it are not.
#[derive(Clone)]
pub struct MaskKey {
    bytes: Arc<Zeroizing<Vec<u8>>>,
    id: String,
}

impl fmt::Debug for MaskKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("MaskKey").field(&self.id).finish()
    }
}

impl PartialEq for MaskKey {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for MaskKey {}

/// Why a text isn't a key. The text isn't in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct MaskKeyError {
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do next.
    pub hint: &'static str,
}

impl MaskKey {
    /// Reads a key: `hex:` and its bytes in hexadecimal digits, or a text, whose UTF-8
    /// bytes are the key. Spaces around it don't count.
    pub fn parse(text: &str) -> Result<Self, MaskKeyError> {
        let text = text.trim();
        let refusal = |message: String, hint| MaskKeyError { message, hint };
        let bytes = Zeroizing::new(match text.strip_prefix(HEXADECIMAL) {
            None => text.as_bytes().to_vec(),
            Some(digits) => bytes_of(digits).ok_or_else(|| {
                let message = "behind `hex:`, the key isn't pairs of hexadecimal digits";
                refusal(message.to_owned(), "Check it against where it comes from.")
            })?,
        });
        if bytes.len() < SHORTEST {
            let message = format!("the key has fewer than {SHORTEST} bytes");
            return Err(refusal(message, "Use a longer one, or let Export Desk make it."));
        }
        let id = hmac(&bytes, b"Export Desk: id of a masking key");
        Ok(Self { id: hexadecimal(&id[..8]), bytes: Arc::new(bytes) })
    }

    /// The text of a new key of random bytes.
    pub fn make() -> Result<Secret, SecretError> {
        let mut bytes = Zeroizing::new([0; MADE]);
        getrandom::fill(&mut *bytes).map_err(|error| SecretError::Broken(error.to_string()))?;
        Ok(format!("{HEXADECIMAL}{}", hexadecimal(&*bytes)).into())
    }

    /// What tells it from other keys: 16 hexadecimal digits, derived by HMAC-SHA-256.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The key itself.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

fn hmac(key: &[u8], text: &[u8]) -> [u8; 32] {
    let hmac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    hmac.chain_update(text).finalize().into_bytes().into()
}

fn bytes_of(digits: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let (pairs, []) = digits.as_bytes().as_chunks::<2>() else { return None };
    pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect()
}

/// What is wrong with a key's name, and what to do about it.
pub fn name_problem(name: &str) -> Option<(&'static str, &'static str)> {
    let name = name.trim();
    if name.is_empty() {
        return Some(("the key has no name", "Name the key."));
    }
    if name.chars().count() > LONGEST_NAME || name.contains(char::is_control) {
        return Some((
            "the key's name has more than 100 characters or a control character",
            "Use a shorter name, such as the receiver's.",
        ));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_texts_or_hexadecimal_digits() {
        let text = MaskKey::parse(" sixteen letters!\n").unwrap();
        assert_eq!(text.bytes(), b"sixteen letters!");
        let same = MaskKey::parse("hex:7369787465656e206c65747465727321").unwrap();
        assert_eq!((text.bytes(), text.id()), (same.bytes(), same.id()));
        assert_eq!(text.id().len(), 16);
        assert_eq!(format!("{text:?}"), format!("MaskKey(\"{}\")", text.id()));
        for wrong in ["", "short", "hex:00", "hex:xy", "hex:7369787465656e206c6574746572732"] {
            let refusal = MaskKey::parse(wrong).unwrap_err();
            assert!(wrong.is_empty() || !refusal.to_string().contains(wrong), "{refusal}");
        }
    }

    #[test]
    fn made_keys_are_random_and_can_be_read() {
        let (one, other) = (MaskKey::make().unwrap(), MaskKey::make().unwrap());
        let (one, other) = (MaskKey::parse(&one).unwrap(), MaskKey::parse(&other).unwrap());
        assert_eq!(one.bytes().len(), MADE);
        assert_ne!(one.id(), other.id());
    }
}
