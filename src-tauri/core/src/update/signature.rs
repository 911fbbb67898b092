//! Signatures of packages, as minisign makes them.

use minisign_verify::{Error, PublicKey, Signature, StreamVerifier};

use super::UpdateError;

/// Characters of a stranger's comment that are shown.
const SHOWN: usize = 80;

/// The keys whose packages are taken.
#[derive(Debug, Clone)]
pub(super) struct Keys(Vec<PublicKey>);

/// A signature by one of them.
#[derive(Clone)]
pub(super) struct Signed {
    key: PublicKey,
    signature: Signature,
}

impl Keys {
    /// Public keys in base64; empty ones don't count. One that is wrong is worse than none:
    /// nobody would notice until it is needed.
    pub(super) fn read(keys: &[&str]) -> Result<Self, UpdateError> {
        let given = keys.iter().map(|key| key.trim()).filter(|key| !key.is_empty());
        let keys: Result<Vec<PublicKey>, Error> = given.map(PublicKey::from_base64).collect();
        keys.ok().filter(|keys| !keys.is_empty()).map(Self).ok_or(UpdateError::NoKey)
    }

    /// Takes a signature by one of the keys that says what it is of.
    pub(super) fn accept(&self, text: &str, says: &str) -> Result<Signed, UpdateError> {
        let signature = Signature::decode(text.trim())
            .map_err(|_| UpdateError::Unsigned("its signature can't be read"))?;
        let mut refusal = UpdateError::OtherKey;
        let mut known = None;
        for key in &self.0 {
            match key.verify_stream(&signature) {
                Ok(_) => known = Some(key.clone()),
                Err(Error::UnexpectedKeyId) => {}
                Err(_) => refusal = UpdateError::Unsigned("its signature is of an outdated kind"),
            }
        }
        let Some(key) = known else { return Err(refusal) };
        let signed = signature.trusted_comment();
        if signed != says {
            let signed = signed.chars().filter(|one| !one.is_control()).take(SHOWN).collect();
            return Err(UpdateError::OtherPackage { offered: says.to_owned(), signed });
        }
        Ok(Signed { key, signature })
    }
}

impl std::fmt::Debug for Signed {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Signed({:?})", self.signature.trusted_comment())
    }
}

impl Signed {
    /// Begins to read a package; at its end it is known whether it is the signed one.
    pub(super) fn verifier(&self) -> Result<Verifier<'_>, UpdateError> {
        self.key.verify_stream(&self.signature).map(Verifier).map_err(|_| UpdateError::OtherKey)
    }
}

/// Reads a package along.
pub(super) struct Verifier<'a>(StreamVerifier<'a>);

impl Verifier<'_> {
    pub(super) fn read(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Whether package and comment are those that were signed.
    pub(super) fn end(mut self) -> Result<(), UpdateError> {
        self.0.finalize().map_err(|_| UpdateError::Tampered)
    }
}
