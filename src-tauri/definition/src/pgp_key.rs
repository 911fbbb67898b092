//! OpenPGP keys: what one can be used for at an instant, by its own signatures.
//!
//! A key (a certificate) has a primary key and sub-keys. Each has flags, an expiry and
//! perhaps a revocation, in signatures by the primary key; of several the newest counts,
//! and those that don't verify count for nothing. The newest usable sub-key with the flag
//! is chosen, or else the primary key.

use std::io::Read;

use chrono::{DateTime, TimeDelta, Utc};
use pgp::armor::Dearmor;
use pgp::composed::{
    ArmorOptions, PublicOrSecret, SignedKeyDetails, SignedPublicKey, SignedSecretKey,
};
use pgp::packet::{KeyFlags, PublicKey, PublicSubkey, Signature, SignatureType, SubpacketData};
use pgp::ser::Serialize as _;
use pgp::types::{
    KeyDetails, KeyVersion, Password, PublicParams, RsaPublicParams, SigningKey, Tag, Timestamp,
};
use serde::Serialize;

use crate::secret::Secret;
use crate::spec::Problem;
use crate::spec::encryption::Pgp;
use crate::spec::format::FileFormat;

/// Days before its expiry in which a key is warned of.
const WARNED_DAYS: i64 = 30;
/// The fewest bits of an RSA key that anybody should use.
const FEWEST_RSA_BITS: usize = 2048;
/// Bytes of a file with keys, at most.
const LONGEST: usize = 1 << 20;

/// Why a key can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct KeyError {
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do next.
    pub hint: &'static str,
}

impl KeyError {
    fn new(message: impl Into<String>, hint: &'static str) -> Self {
        Self { message: message.into(), hint }
    }
}

const ASK: &str = "Ask the partner for a new public key.";
const ASK_TEXT: &str =
    "Use the public key as the partner sent it, from its BEGIN line to its END line.";

/// A key that can be used, as people are shown it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PgpKey {
    /// The public key as text, as it stands in a definition.
    pub text: String,
    /// Fingerprint of the primary key, in upper-case hexadecimal.
    pub fingerprint: String,
    /// Whom it belongs to, by its own word; empty where it doesn't say.
    pub user_id: String,
    /// Fingerprint of the key that is used: of a sub-key, or of the primary key.
    pub subkey: String,
    /// Its algorithm and size, such as `RSA 3072`.
    pub algorithm: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it expires: as it or the primary key says, whichever is earlier.
    pub expires_at: Option<DateTime<Utc>>,
    /// Whether that is within 30 days.
    pub expires_soon: bool,
}

impl PgpKey {
    /// Whose key it is, for messages.
    pub fn who(&self) -> String {
        who(&self.user_id, &self.fingerprint)
    }
}

fn who(user_id: &str, fingerprint: &str) -> String {
    let id = &fingerprint[fingerprint.len().saturating_sub(16)..];
    if user_id.is_empty() { id.to_owned() } else { format!("{user_id} ({id})") }
}

/// What a file is encrypted with.
#[derive(Debug, Clone)]
pub enum EncryptionPart {
    /// The primary key.
    Primary(PublicKey),
    /// A sub-key.
    Subkey(PublicSubkey),
}

/// A partner's key.
#[derive(Debug, Clone)]
pub struct Recipient {
    /// What encrypts.
    pub part: EncryptionPart,
    /// The same as people are shown it.
    pub shown: PgpKey,
}

/// The public keys in a file or in a text that somebody pasted, each with the part that
/// encrypts at this instant. All of them can be used, or it is an error.
pub fn read_public_keys(bytes: &[u8], now: DateTime<Utc>) -> Result<Vec<PgpKey>, KeyError> {
    let keys = public_keys(bytes)?;
    keys.into_iter().map(|key| Ok(Recipient::of(key, now)?.shown)).collect()
}

fn public_keys(bytes: &[u8]) -> Result<Vec<SignedPublicKey>, KeyError> {
    keys(bytes)?
        .into_iter()
        .map(|key| match key {
            PublicOrSecret::Public(key) => Ok(key),
            PublicOrSecret::Secret(_) => Err(KeyError::new(
                "this is a private key, and a public one is needed; it wasn't kept",
                "Use the partner's public key. A private key must never be handed on.",
            )),
        })
        .collect()
}

/// All keys in armored blocks or in bytes.
fn keys(bytes: &[u8]) -> Result<Vec<PublicOrSecret>, KeyError> {
    let unreadable =
        |problem: String| KeyError::new(format!("the PGP key can't be read: {problem}"), ASK_TEXT);
    if bytes.len() > LONGEST {
        return Err(unreadable("it has more than a megabyte".to_owned()));
    }
    let mut found = Vec::new();
    for packets in blocks(bytes).map_err(unreadable)? {
        // The library's own words are for its makers.
        let damaged = |_| unreadable("it is damaged".to_owned());
        for key in PublicOrSecret::from_bytes_many(&packets[..]).map_err(damaged)? {
            found.push(key.map_err(damaged)?);
        }
    }
    if found.is_empty() {
        Err(KeyError::new("there is no PGP key in it", ASK_TEXT))
    } else {
        Ok(found)
    }
}

/// The packets in each armored block, or the bytes themselves.
fn blocks(bytes: &[u8]) -> Result<Vec<Vec<u8>>, String> {
    if bytes.first().is_some_and(|first| first & 0x80 != 0 && !bytes.starts_with(b"\xef\xbb\xbf")) {
        return Ok(vec![bytes.to_vec()]);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "it isn't text".to_owned())?;
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("-----BEGIN PGP ") {
        rest = &rest[start..];
        let end = rest.find("-----END PGP ").ok_or("its END line is missing")?;
        let end = rest[end..].find('\n').map_or(rest.len(), |line| end + line + 1);
        let (block, behind) = rest.split_at(end);
        let mut packets = Vec::new();
        Dearmor::new(block.trim_end().as_bytes())
            .read_to_end(&mut packets)
            .map_err(|_| "its text is damaged".to_owned())?;
        blocks.push(packets);
        rest = behind;
    }
    Ok(blocks)
}

impl Recipient {
    /// The key of this text, which has one.
    pub fn new(text: &str, now: DateTime<Utc>) -> Result<Self, KeyError> {
        let mut keys = public_keys(text.as_bytes())?;
        match (keys.pop(), keys.len()) {
            (Some(key), 0) => Self::of(key, now),
            (_, others) => Err(KeyError::new(
                format!("there are {} PGP keys in one text", others + 1),
                "Put each key into an entry of its own.",
            )),
        }
    }

    fn of(key: SignedPublicKey, now: DateTime<Utc>) -> Result<Self, KeyError> {
        let own = Own::new(&key.primary_key, &key.details, now)?;
        let subkeys = key.public_subkeys.iter().map(|subkey| (&subkey.key, &subkey.signatures[..]));
        let (place, part) = own.choose(subkeys, Use::Encryption)?;
        let shown = PgpKey {
            text: key
                .to_armored_string(ArmorOptions::default())
                .map_err(|error| KeyError::new(error.to_string(), ASK_TEXT))?,
            ..own.shown(&part, now)
        };
        let part = match place {
            Some(place) => EncryptionPart::Subkey(key.public_subkeys[place].key.clone()),
            None => EncryptionPart::Primary(key.primary_key.clone()),
        };
        Ok(Self { part, shown })
    }
}

/// A key that signs, and what unlocks it.
pub struct Signer {
    key: SignedSecretKey,
    /// Which sub-key; none is the primary key.
    place: Option<usize>,
    passphrase: Option<Secret>,
    /// The same as people are shown it, without what is secret.
    pub shown: PgpKey,
}

impl Signer {
    /// The private key of this text, which has one; the passphrase opens it.
    pub fn new(
        text: &str,
        passphrase: Option<Secret>,
        now: DateTime<Utc>,
    ) -> Result<Self, KeyError> {
        let mut keys = keys(text.as_bytes())?;
        let (Some(PublicOrSecret::Secret(key)), true) = (keys.pop(), keys.is_empty()) else {
            return Err(KeyError::new(
                "signing needs one private key, and this isn't one",
                "Export it by `gpg --export-secret-keys --armor`.",
            ));
        };
        let own = Own::new(key.primary_key.public_key(), &key.details, now)?;
        let subkeys = key
            .secret_subkeys
            .iter()
            .map(|subkey| (subkey.key.public_key(), &subkey.signatures[..]));
        let (place, part) = own.choose(subkeys, Use::Signature)?;
        let text = key.to_public_key().to_armored_string(ArmorOptions::default());
        let text = text.map_err(|error| KeyError::new(error.to_string(), ASK_TEXT))?;
        let shown = PgpKey { text, ..own.shown(&part, now) };
        let signer = Self { key, place, passphrase, shown };
        let password = signer.password();
        let opened = match signer.place {
            Some(place) => signer.key.secret_subkeys[place].key.unlock(&password, |_, _| Ok(())),
            None => signer.key.primary_key.unlock(&password, |_, _| Ok(())),
        };
        if !matches!(opened, Ok(Ok(()))) {
            return Err(KeyError::new(
                "the passphrase doesn't open the private key",
                "Enter the passphrase that it was exported with.",
            ));
        }
        Ok(signer)
    }

    /// The part that signs.
    pub fn key(&self) -> &dyn SigningKey {
        match self.place {
            Some(place) => &self.key.secret_subkeys[place].key,
            None => &self.key.primary_key,
        }
    }

    /// The passphrase; empty where there is none.
    pub fn password(&self) -> Password {
        Password::from(self.passphrase.as_deref().unwrap_or_default())
    }
}

/// The keys that a message is encrypted to, each once.
pub fn recipients(pgp: &Pgp, now: DateTime<Utc>) -> Result<Vec<Recipient>, Vec<Problem>> {
    let (mut chosen, mut problems) = (Vec::<Recipient>::new(), Vec::new());
    if pgp.recipients.is_empty() {
        let hint = "Add the partner's public key.";
        problems.push(Problem::new("format.pgp.recipients", "there is no PGP key", hint));
    }
    for (index, text) in pgp.recipients.iter().enumerate() {
        let path = format!("format.pgp.recipients[{index}]");
        match Recipient::new(text, now) {
            Err(KeyError { message, hint }) => problems.push(Problem::new(path, message, hint)),
            Ok(new) if chosen.iter().any(|old| old.shown.subkey == new.shown.subkey) => {
                let message = format!("the key of {} stands here twice", new.shown.who());
                problems.push(Problem::new(path, message, "Remove one of them."));
            }
            Ok(new) => chosen.push(new),
        }
    }
    if problems.is_empty() { Ok(chosen) } else { Err(problems) }
}

/// What is wrong with a format's keys at an instant, and which of them expire soon.
pub fn check(format: &FileFormat, now: DateTime<Utc>) -> (Vec<Problem>, Vec<Problem>) {
    let Some(pgp) = &format.pgp else { return (Vec::new(), Vec::new()) };
    match recipients(pgp, now) {
        Err(problems) => (problems, Vec::new()),
        Ok(recipients) => {
            let soon = recipients.iter().enumerate().filter_map(|(index, recipient)| {
                let path = format!("format.pgp.recipients[{index}]");
                let expires_at =
                    recipient.shown.expires_at.filter(|_| recipient.shown.expires_soon)?;
                let message = format!(
                    "the PGP key of {} expires on {}",
                    recipient.shown.who(),
                    expires_at.format("%Y-%m-%d"),
                );
                let hint = "Ask the partner for the new key; no run encrypts to an expired one.";
                Some(Problem::new(path, message, hint))
            });
            (Vec::new(), soon.collect())
        }
    }
}

/// What a key is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Encryption,
    Signature,
}

impl Use {
    fn name(self) -> &'static str {
        match self {
            Self::Encryption => "encryption",
            Self::Signature => "signing",
        }
    }

    /// Whether these flags allow it; keys of old programs have none and allow all that
    /// their algorithm does.
    fn is_allowed(self, flags: Option<&KeyFlags>) -> bool {
        match (flags, self) {
            (None, _) => true,
            (Some(flags), Self::Encryption) => flags.encrypt_comms() || flags.encrypt_storage(),
            (Some(flags), Self::Signature) => flags.sign(),
        }
    }

    /// The algorithm in words if it does this, and what is wrong with it if it doesn't.
    fn algorithm(self, params: &PublicParams) -> Result<String, Option<String>> {
        match (self, params) {
            (_, PublicParams::RSA(rsa)) => match bits(rsa) {
                bits if bits < FEWEST_RSA_BITS => Err(Some(format!(
                    "has {bits} bits, and fewer than {FEWEST_RSA_BITS} can be broken"
                ))),
                bits => Ok(format!("RSA {bits}")),
            },
            (Self::Encryption, PublicParams::ECDH(ecdh)) => {
                use pgp::crypto::ecc_curve::ECCCurve;
                match ecdh.curve() {
                    ECCCurve::Curve25519Legacy => Ok("ECDH Curve25519".to_owned()),
                    curve @ (ECCCurve::P256 | ECCCurve::P384 | ECCCurve::P521) => {
                        Ok(format!("ECDH {}", curve.name()))
                    }
                    curve => Err(Some(format!(
                        "is of the curve {}, which isn't supported",
                        curve.name()
                    ))),
                }
            }
            (Self::Encryption, PublicParams::X25519(_)) => Ok("X25519".to_owned()),
            (Self::Encryption, PublicParams::X448(_)) => Ok("X448".to_owned()),
            (Self::Encryption, PublicParams::Elgamal(_)) => {
                Err(Some("is of the algorithm Elgamal, which isn't supported".to_owned()))
            }
            (Self::Signature, PublicParams::EdDSALegacy(_) | PublicParams::Ed25519(_)) => {
                Ok("Ed25519".to_owned())
            }
            (Self::Signature, PublicParams::Ed448(_)) => Ok("Ed448".to_owned()),
            (Self::Signature, PublicParams::ECDSA(_)) => Ok("ECDSA".to_owned()),
            (Self::Signature, PublicParams::DSA(_)) => {
                Err(Some("is of the algorithm DSA, which isn't supported".to_owned()))
            }
            // The other use is another algorithm's.
            (_, _) => Err(None),
        }
    }
}

/// A key or sub-key that can be used.
struct KeyPart {
    fingerprint: String,
    algorithm: String,
    created_at: DateTime<Utc>,
    expires_at: Option<DateTime<Utc>>,
}

/// What a key's primary part says of itself.
struct Own<'a> {
    primary: &'a PublicKey,
    fingerprint: String,
    user_id: String,
    flags: Option<KeyFlags>,
    expires_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
}

impl<'a> Own<'a> {
    fn new(
        primary: &'a PublicKey,
        details: &SignedKeyDetails,
        now: DateTime<Utc>,
    ) -> Result<Self, KeyError> {
        let fingerprint = fingerprint(primary);
        if primary.version() != KeyVersion::V4 {
            let message = format!("the PGP key {fingerprint} isn't of version 4");
            return Err(KeyError::new(
                message,
                "Ask the partner for one that every program reads.",
            ));
        }
        let is_own = |signature: &&Signature| {
            signature.typ() == Some(SignatureType::Key)
                && signature.verify_key(primary).is_ok()
                && is_current(signature, now)
        };
        let mut newest =
            details.direct_signatures.iter().filter(is_own).max_by_key(|signature| time(signature));
        let mut named: Option<(&Signature, &[u8])> = None;
        for user in &details.users {
            let own = user.signatures.iter().filter(|signature| {
                signature.verify_certification(primary, Tag::UserId, &user.id).is_ok()
                    && is_current(signature, now)
            });
            // The newest word on a user id may be that it is revoked.
            let Some(last) = own.max_by_key(|signature| time(signature)) else { continue };
            if last.typ() == Some(SignatureType::CertRevocation) {
                continue;
            }
            let rank = |signature: &Signature| (signature.is_primary(), time(signature));
            if named.is_none_or(|(other, _)| rank(last) > rank(other)) {
                named = Some((last, user.id.id()));
            }
            if newest.is_none_or(|other| time(last) > time(other)) {
                newest = Some(last);
            }
        }
        let user_id = named.map(|(_, id)| String::from_utf8_lossy(id).into_owned());
        let user_id = user_id.unwrap_or_default();
        let whose = who(&user_id, &fingerprint);
        let is_revoked = details.revocation_signatures.iter().any(|signature| {
            signature.typ() == Some(SignatureType::KeyRevocation)
                && signature.verify_key(primary).is_ok()
        });
        if is_revoked {
            return Err(KeyError::new(format!("the PGP key of {whose} is revoked"), ASK));
        }
        let Some(newest) = newest else {
            let message = format!("the PGP key {fingerprint} isn't signed by itself");
            return Err(KeyError::new(message, ASK));
        };
        let expires_at = expiry(primary.created_at(), newest);
        if let Some(at) = expires_at.filter(|at| *at <= now) {
            let message = format!("the PGP key of {whose} expired on {}", at.format("%Y-%m-%d"));
            return Err(KeyError::new(message, ASK));
        }
        Ok(Self { primary, fingerprint, user_id, flags: flags(newest), expires_at, now })
    }

    /// The newest of the sub-keys that can be used, or the primary key, and which it is.
    fn choose<'b>(
        &self,
        subkeys: impl Iterator<Item = (&'b PublicSubkey, &'b [Signature])>,
        wanted: Use,
    ) -> Result<(Option<usize>, KeyPart), KeyError> {
        let mut chosen: Option<(usize, KeyPart)> = None;
        // Why the newest that was meant for it can't be used.
        let mut refused: Option<(Timestamp, String)> = None;
        for (place, (key, signatures)) in subkeys.enumerate() {
            let is_bound =
                |signature: &&Signature| signature.verify_subkey_binding(self.primary, key).is_ok();
            let bindings = signatures.iter().filter(|signature| {
                signature.typ() == Some(SignatureType::SubkeyBinding)
                    && is_current(signature, self.now)
            });
            let Some(newest) = bindings.filter(is_bound).max_by_key(|signature| time(signature))
            else {
                continue;
            };
            let flags = flags(newest);
            let algorithm = match wanted.algorithm(key.public_params()) {
                _ if !wanted.is_allowed(flags.as_ref()) => continue,
                Err(None) => continue,
                Ok(algorithm) => Ok(algorithm),
                Err(Some(problem)) => Err(problem),
            };
            let is_revoked = signatures.iter().any(|signature| {
                signature.typ() == Some(SignatureType::SubkeyRevocation) && is_bound(&signature)
            });
            let expires_at = expiry(key.created_at(), newest);
            let problem = match (&algorithm, expires_at) {
                _ if is_revoked => Some("is revoked".to_owned()),
                (_, Some(at)) if at <= self.now => {
                    Some(format!("expired on {}", at.format("%Y-%m-%d")))
                }
                (Err(problem), _) => Some(problem.clone()),
                (Ok(_), _) => None,
            };
            let created = key.created_at();
            if let Some(problem) = problem {
                if refused.as_ref().is_none_or(|(other, _)| created >= *other) {
                    let id = &fingerprint(key)[24..];
                    refused = Some((created, format!("its sub-key {id} {problem}")));
                }
                continue;
            }
            let part = KeyPart {
                fingerprint: fingerprint(key),
                algorithm: algorithm.unwrap_or_default(),
                created_at: instant(created),
                expires_at: [expires_at, self.expires_at].into_iter().flatten().min(),
            };
            if chosen.as_ref().is_none_or(|(_, other)| part.created_at >= other.created_at) {
                chosen = Some((place, part));
            }
        }
        if let Some((place, part)) = chosen {
            return Ok((Some(place), part));
        }
        let primary = wanted.algorithm(self.primary.public_params());
        if wanted.is_allowed(self.flags.as_ref()) {
            match primary {
                Ok(algorithm) => {
                    let part = KeyPart {
                        fingerprint: self.fingerprint.clone(),
                        algorithm,
                        created_at: instant(self.primary.created_at()),
                        expires_at: self.expires_at,
                    };
                    return Ok((None, part));
                }
                Err(Some(problem)) => {
                    refused.get_or_insert((self.primary.created_at(), format!("it {problem}")));
                }
                Err(None) => {}
            }
        }
        let whose = who(&self.user_id, &self.fingerprint);
        let why = refused.map(|(_, problem)| format!(": {problem}")).unwrap_or_default();
        let message = format!("the PGP key of {whose} has no usable {} key{why}", wanted.name());
        Err(KeyError::new(message, ASK))
    }

    fn shown(&self, part: &KeyPart, now: DateTime<Utc>) -> PgpKey {
        let soon = now + TimeDelta::days(WARNED_DAYS);
        PgpKey {
            text: String::new(),
            fingerprint: self.fingerprint.clone(),
            user_id: self.user_id.clone(),
            subkey: part.fingerprint.clone(),
            algorithm: part.algorithm.clone(),
            created_at: part.created_at,
            expires_at: part.expires_at,
            expires_soon: part.expires_at.is_some_and(|at| at <= soon),
        }
    }
}

fn fingerprint(key: &impl KeyDetails) -> String {
    format!("{:X}", key.fingerprint())
}

fn time(signature: &Signature) -> u32 {
    signature.created().map_or(0, Timestamp::as_secs)
}

fn instant(time: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp(time.as_secs().into(), 0).unwrap_or_default()
}

/// Whether a signature has no expiry of its own that has passed.
fn is_current(signature: &Signature, now: DateTime<Utc>) -> bool {
    let (Some(created), Some(lasts)) = (signature.created(), signature.signature_expiration_time())
    else {
        return true;
    };
    lasts.as_secs() == 0 || instant(created) + TimeDelta::seconds(lasts.as_secs().into()) > now
}

/// When a key that was made then expires, by its signature.
fn expiry(created: Timestamp, signature: &Signature) -> Option<DateTime<Utc>> {
    let lasts = signature.key_expiration_time()?.as_secs();
    (lasts > 0).then(|| instant(created) + TimeDelta::seconds(lasts.into()))
}

fn flags(signature: &Signature) -> Option<KeyFlags> {
    signature.config()?.hashed_subpackets().find_map(|subpacket| match &subpacket.data {
        SubpacketData::KeyFlags(flags) => Some(flags.clone()),
        _ => None,
    })
}

/// Bits of an RSA key: the number before its modulus when it is written.
fn bits(rsa: &RsaPublicParams) -> usize {
    let mut written = Vec::new();
    match rsa.to_writer(&mut written) {
        Ok(()) if written.len() > 2 => usize::from(u16::from_be_bytes([written[0], written[1]])),
        Ok(()) | Err(_) => 0,
    }
}
