//! OpenPGP messages, walked through without a key.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use pgp::armor::Dearmor;

/// How a message in ASCII armor begins.
const ARMOR: &[u8] = b"-----BEGIN PGP MESSAGE-----";
/// Longest packet with a session key: one for a key of 16,384 bits has about 2,100 bytes.
const LONGEST_SESSION_KEY: u64 = 64 << 10;

/// Whether a file begins as an encrypted OpenPGP message, as text or as bytes: with the
/// packet of a session key.
pub fn is_pgp_message(path: &Path) -> bool {
    let mut first = Vec::new();
    let read = File::open(path).and_then(|file| file.take(64).read_to_end(&mut first));
    read.is_ok() && (first.starts_with(ARMOR) || is_session_key(&first))
}

/// Whether a file begins as an OpenPGP message that is written as text.
pub fn is_armored(path: &Path) -> bool {
    let mut first = [0; ARMOR.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut first)).is_ok() && first == *ARMOR
}

/// A packet of version 3 with an algorithm that encrypts keys, in the old or new format.
fn is_session_key(first: &[u8]) -> bool {
    let body = match first {
        [0xc1, length, ..] if *length < 192 => 2,
        [0xc1, length, ..] if *length < 224 => 3,
        [0x84, ..] => 2,
        [0x85, ..] => 3,
        _ => return false,
    };
    let version = first.get(body);
    let algorithm = first.get(body + 9);
    version == Some(&3) && algorithm.is_some_and(|id| [1, 2, 16, 18, 25, 26].contains(id))
}

/// Walks through an encrypted message to its end, and gives the ids of the keys that it
/// is encrypted to. What is inside can't be seen without one of them.
pub(super) fn walk(mut file: impl BufRead) -> io::Result<Vec<String>> {
    if file.fill_buf()?.first() == Some(&b'-') {
        return packets(&mut BufReader::with_capacity(1 << 18, Text(Dearmor::new(file))));
    }
    packets(&mut file)
}

/// What ASCII armor stands for.
struct Text<R: BufRead>(Dearmor<R>);

impl<R: BufRead> Read for Text<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into).map_err(|_| damaged("the text of the PGP message is cut off or damaged"))
    }
}

fn damaged(problem: &str) -> io::Error {
    io::Error::other(problem)
}

fn packets(message: &mut impl BufRead) -> io::Result<Vec<String>> {
    let mut ids = Vec::new();
    loop {
        let Some(tag) = message.fill_buf()?.first().copied() else {
            return Err(damaged("the PGP message ends before its content"));
        };
        message.consume(1);
        let mut packet = Packet::begin(tag, message)?;
        match packet.tag {
            1 => {
                let mut body = Vec::new();
                packet.by_ref().take(LONGEST_SESSION_KEY).read_to_end(&mut body)?;
                if packet.read(&mut [0])? > 0 || body.len() < 10 || body[0] != 3 {
                    return Err(damaged("a session key of the PGP message can't be read"));
                }
                ids.push(crate::hash::hexadecimal(&body[1..9]).to_uppercase());
            }
            // Session keys by passwords, markers and padding.
            3 | 10 | 21 => {
                io::copy(&mut packet, &mut io::sink())?;
            }
            18 | 20 => {
                if io::copy(&mut packet, &mut io::sink())? == 0 {
                    return Err(damaged("the PGP message is empty"));
                }
                if !message.fill_buf()?.is_empty() {
                    return Err(damaged("something follows the PGP message"));
                }
                return Ok(ids);
            }
            _ => return Err(damaged("it isn't an encrypted PGP message")),
        }
    }
}

/// A packet's body; parts of it may have lengths of their own.
struct Packet<'a, R> {
    tag: u8,
    message: &'a mut R,
    left: u64,
    is_last: bool,
}

impl<'a, R: Read> Packet<'a, R> {
    fn begin(first: u8, message: &'a mut R) -> io::Result<Self> {
        if first & 0x80 == 0 {
            return Err(damaged("it isn't an encrypted PGP message"));
        }
        let mut packet = Self { tag: first & 0x3f, message, left: 0, is_last: true };
        if first & 0x40 != 0 {
            packet.length()?;
            return Ok(packet);
        }
        packet.tag = first >> 2 & 0xf;
        packet.left = match first & 3 {
            0 => packet.number(1)?,
            1 => packet.number(2)?,
            2 => packet.number(4)?,
            _ => return Err(damaged("a packet of the PGP message has no length")),
        };
        Ok(packet)
    }

    fn number(&mut self, bytes: usize) -> io::Result<u64> {
        let mut number = [0; 8];
        self.message.read_exact(&mut number[8 - bytes..]).map_err(cut)?;
        Ok(u64::from_be_bytes(number))
    }

    /// The next length in the new format.
    fn length(&mut self) -> io::Result<()> {
        let first = self.number(1)?;
        self.is_last = !(224..255).contains(&first);
        self.left = match first {
            0..192 => first,
            192..224 => ((first - 192) << 8) + self.number(1)? + 192,
            255 => self.number(4)?,
            _ => 1 << (first & 0x1f),
        };
        Ok(())
    }
}

impl<R: Read> Read for Packet<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.left == 0 {
            if self.is_last {
                return Ok(0);
            }
            self.length()?;
        }
        let some = into.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        if some == 0 {
            return Ok(0);
        }
        match self.message.read(&mut into[..some])? {
            0 => Err(damaged("the PGP message is cut off")),
            read => {
                self.left -= read as u64;
                Ok(read)
            }
        }
    }
}

fn cut(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => damaged("the PGP message is cut off"),
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A session key for `key`, and content of one part of 512 bytes and a rest.
    fn message() -> Vec<u8> {
        let mut bytes = vec![0xc1, 14, 3, 1, 2, 3, 4, 5, 6, 7, 8, 18, 0, 0, 0, 0];
        bytes.extend([0xd2, 224 + 9]);
        bytes.extend([1; 512]);
        bytes.extend([3, 9, 9, 9]);
        bytes
    }

    #[test]
    fn whole_messages_are_walked_through() {
        assert!(is_session_key(&message()));
        assert_eq!(walk(&message()[..]).unwrap(), ["0102030405060708"]);
    }

    #[test]
    fn messages_that_are_cut_off_or_longer_are_refused() {
        let whole = message();
        for end in 0..whole.len() {
            assert!(walk(&whole[..end]).is_err(), "{end} bytes");
        }
        let longer = [&whole[..], b"x"].concat();
        assert!(walk(&longer[..]).unwrap_err().to_string().contains("follows"));
        assert!(walk(&b"a,b\n1,2\n"[..]).is_err());
    }
}
