//! WinZip's AES-256 (AE-2) over the packed bytes of a zip's entry: counter mode with a
//! little-endian counter, keys by PBKDF2, and ten bytes of HMAC-SHA-1 behind the bytes.
//! By <https://www.winzip.com/en/support/aes-encryption/>.

use aes::Aes256;
use aes::cipher::{Block, BlockCipherEncrypt, KeyInit};
use hmac::{Hmac, Mac};
use rand::RngCore;
use sha1::Sha1;
use zeroize::Zeroizing;

/// Bytes that an entry has besides its packed ones: salt, check of the password, HMAC.
pub(super) const BYTES_AROUND: u64 = (SALT + CHECK + AUTHENTICATION) as u64;
const SALT: usize = 16;
const CHECK: usize = 2;
const AUTHENTICATION: usize = 10;
const KEY: usize = 32;
const BLOCK: usize = 16;
/// Blocks that are encrypted by one call; processors do several at once.
const BLOCKS: usize = 32;
/// Fixed by the format.
const ROUNDS: u32 = 1000;

/// Encrypts one entry.
pub(super) struct EntryCipher {
    aes: Aes256,
    mac: Hmac<Sha1>,
    counter: u128,
    keystream: [u8; BLOCK * BLOCKS],
    used: usize,
    encrypted: Vec<u8>,
}

impl std::fmt::Debug for EntryCipher {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("EntryCipher")
    }
}

impl EntryCipher {
    /// With a new salt. Gives the bytes that stand before the packed ones, too.
    pub(super) fn new(password: &str) -> (Self, [u8; SALT + CHECK]) {
        let mut salt = [0; SALT];
        rand::rngs::OsRng.fill_bytes(&mut salt);
        let mut keys = Zeroizing::new([0; 2 * KEY + CHECK]);
        pbkdf2::pbkdf2_hmac::<Sha1>(password.as_bytes(), &salt, ROUNDS, &mut *keys);
        let mut before = [0; SALT + CHECK];
        before[..SALT].copy_from_slice(&salt);
        before[SALT..].copy_from_slice(&keys[2 * KEY..]);
        let cipher = Self {
            aes: Aes256::new_from_slice(&keys[..KEY]).expect("the key has its length"),
            mac: <Hmac<Sha1> as KeyInit>::new_from_slice(&keys[KEY..2 * KEY])
                .expect("any length is a key"),
            counter: 1,
            keystream: [0; BLOCK * BLOCKS],
            used: BLOCK * BLOCKS,
            encrypted: Vec::new(),
        };
        (cipher, before)
    }

    /// The next bytes, encrypted.
    pub(super) fn encrypt(&mut self, plain: &[u8]) -> &[u8] {
        let mut encrypted = std::mem::take(&mut self.encrypted);
        encrypted.clear();
        encrypted.extend_from_slice(plain);
        let mut rest = &mut encrypted[..];
        while !rest.is_empty() {
            if self.used == self.keystream.len() {
                self.fill();
            }
            let some = rest.len().min(self.keystream.len() - self.used);
            let (now, later) = rest.split_at_mut(some);
            for (byte, key) in now.iter_mut().zip(&self.keystream[self.used..]) {
                *byte ^= key;
            }
            self.used += some;
            rest = later;
        }
        self.mac.update(&encrypted);
        self.encrypted = encrypted;
        &self.encrypted
    }

    fn fill(&mut self) {
        let mut blocks: [Block<Aes256>; BLOCKS] = Default::default();
        for block in &mut blocks {
            block.copy_from_slice(&self.counter.to_le_bytes());
            self.counter += 1;
        }
        self.aes.encrypt_blocks(&mut blocks);
        for (bytes, block) in self.keystream.chunks_exact_mut(BLOCK).zip(&blocks) {
            bytes.copy_from_slice(block);
        }
        self.used = 0;
    }

    /// What stands behind the entry's last byte.
    pub(super) fn finish(self) -> [u8; AUTHENTICATION] {
        let whole = self.mac.finalize().into_bytes();
        let mut first = [0; AUTHENTICATION];
        first.copy_from_slice(&whole[..AUTHENTICATION]);
        first
    }
}
