//! OpenPGP messages, written to any number of keys.

use std::io::{Read, Write};

use export_desk_definition::pgp_key::EncryptionPart;
use pgp::composed::{ArmorOptions, MessageBuilder};
use pgp::crypto::sym::SymmetricKeyAlgorithm;
use rand::rngs::OsRng;

use super::PgpSeal;
use crate::archive::ArchiveError;

/// Encrypts what can be read, and signs it where there is a signer: SEIPD version 1 with
/// AES-256, which every program of the last twenty years reads.
pub(super) fn write(
    plain: impl Read,
    out: &mut impl Write,
    seal: &PgpSeal,
) -> Result<(), ArchiveError> {
    let mut message =
        MessageBuilder::from_reader("", plain).seipd_v1(OsRng, SymmetricKeyAlgorithm::AES256);
    for recipient in &seal.recipients {
        match &recipient.part {
            EncryptionPart::Primary(key) => message.encrypt_to_key(OsRng, key),
            EncryptionPart::Subkey(key) => message.encrypt_to_key(OsRng, key),
        }
        .map_err(told)?;
    }
    if let Some(signer) = &seal.signer {
        let key = signer.key();
        message.sign(key, signer.password(), key.hash_alg());
    }
    if seal.armor {
        message.to_armored_writer(OsRng, ArmorOptions::default(), out)
    } else {
        message.to_writer(OsRng, out)
    }
    .map_err(told)
}

/// What went wrong; a full disk stays one.
fn told(error: pgp::errors::Error) -> ArchiveError {
    match error {
        pgp::errors::Error::IO { source, .. } => ArchiveError::Write(source),
        other => ArchiveError::Seal { problem: other.to_string() },
    }
}
