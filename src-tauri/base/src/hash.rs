//! SHA-256 of files, and hashes as text.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

/// SHA-256 of a file, in lower-case hexadecimal.
pub fn sha256(path: &Path) -> io::Result<String> {
    sha256_of(&mut File::open(path)?)
}

/// SHA-256 of all that can be read from `content`, in lower-case hexadecimal.
pub fn sha256_of(content: &mut impl Read) -> io::Result<String> {
    let (mut hash, mut block) = (Sha256::new(), vec![0; 256 << 10]);
    loop {
        match content.read(&mut block)? {
            0 => return Ok(hexadecimal(&hash.finalize())),
            read => hash.update(&block[..read]),
        }
    }
}

/// Bytes as lower-case hexadecimal digits, two for each.
pub fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
