//! UTF-8 lines to the file's encoding, a whole chunk at a time.

use crate::spec::format::Encoding;

/// Turns finished UTF-8 lines into the file's encoding.
#[derive(Debug, Clone, Copy)]
pub(super) struct Transcoder {
    encoding: Encoding,
}

impl Transcoder {
    pub(super) fn new(encoding: Encoding) -> Self {
        Self { encoding }
    }

    pub(super) fn name(self) -> &'static str {
        self.encoding.name()
    }

    pub(super) fn is_utf8(self) -> bool {
        matches!(self.encoding, Encoding::Utf8 | Encoding::Utf8Bom)
    }

    pub(super) fn byte_order_mark(self) -> &'static [u8] {
        match self.encoding {
            Encoding::Utf8
            | Encoding::Windows1250
            | Encoding::Windows1252
            | Encoding::Iso88591
            | Encoding::Iso88592
            | Encoding::Iso885915
            | Encoding::ShiftJis => b"",
            Encoding::Utf8Bom => b"\xEF\xBB\xBF",
            Encoding::Utf16le => b"\xFF\xFE",
        }
    }

    /// Appends the text, or says that a character doesn't exist in the encoding
    /// and leaves `out` as it was.
    pub(super) fn append(self, utf8: &[u8], out: &mut Vec<u8>) -> bool {
        if self.is_utf8() {
            out.extend_from_slice(utf8);
            return true;
        }
        let text = as_text(utf8);
        match self.encoding {
            Encoding::Utf8 | Encoding::Utf8Bom => {}
            Encoding::Utf16le => append_utf16(text, out),
            Encoding::Iso88591 => {
                if !encoding_rs::mem::is_str_latin1(text) {
                    return false;
                }
                out.extend_from_slice(&encoding_rs::mem::encode_latin1_lossy(text));
            }
            Encoding::Windows1250
            | Encoding::Windows1252
            | Encoding::Iso88592
            | Encoding::Iso885915
            | Encoding::ShiftJis => {
                let (bytes, _, unmappable) = self.encoding.table().encode(text);
                // An unmappable character would have become an HTML entity.
                let changed = self.encoding == Encoding::ShiftJis
                    && text
                        .contains(|character: char| !character.is_ascii() && !self.has(character));
                if unmappable || changed {
                    return false;
                }
                out.extend_from_slice(&bytes);
            }
        }
        true
    }

    /// Appends XML; what the encoding doesn't have becomes references, and so do the
    /// control characters that programs read differently in encodings of one byte.
    pub(super) fn append_xml(self, utf8: &[u8], out: &mut Vec<u8>) {
        let is_unicode = self.is_utf8() || self.encoding == Encoding::Utf16le;
        let is_unsafe = |character: char| matches!(character, '\u{80}'..='\u{9f}');
        if (is_unicode || !as_text(utf8).contains(is_unsafe)) && self.append(utf8, out) {
            return;
        }
        let mut text = String::with_capacity(utf8.len());
        for character in as_text(utf8).chars() {
            if character.is_ascii() || (self.has(character) && !is_unsafe(character)) {
                text.push(character);
            } else {
                text += &format!("&#{};", u32::from(character));
            }
        }
        let whole = self.append(text.as_bytes(), out);
        debug_assert!(whole, "what the encoding doesn't have was replaced");
    }

    fn has(self, character: char) -> bool {
        self.encoding.has(character)
    }

    /// The first character that doesn't exist in the encoding.
    pub(super) fn unmappable(self, utf8: &[u8]) -> Option<char> {
        if self.is_utf8() || self.encoding == Encoding::Utf16le {
            return None;
        }
        as_text(utf8).chars().find(|character| !self.has(*character))
    }
}

fn append_utf16(text: &str, out: &mut Vec<u8>) {
    let mut units = vec![0; text.len()];
    let length = encoding_rs::mem::convert_str_to_utf16(text, &mut units);
    let start = out.len();
    out.resize(start + 2 * length, 0);
    let (pairs, _) = out[start..].as_chunks_mut::<2>();
    for (pair, unit) in pairs.iter_mut().zip(units) {
        *pair = unit.to_le_bytes();
    }
}

fn as_text(utf8: &[u8]) -> &str {
    std::str::from_utf8(utf8).expect("lines are made of whole texts")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_has_references_for_what_an_encoding_lacks() {
        for (encoding, expected) in [
            (Encoding::Utf8, "é\u{85}ő🎁".as_bytes()),
            (Encoding::Windows1252, &b"\xe9&#133;&#337;&#127873;"[..]),
            (Encoding::Iso88591, &b"\xe9&#133;&#337;&#127873;"[..]),
            (Encoding::Windows1250, &b"\xe9&#133;\xf5&#127873;"[..]),
        ] {
            let mut out = b"<a>".to_vec();
            Transcoder::new(encoding).append_xml("é\u{85}ő🎁".as_bytes(), &mut out);
            assert_eq!(out, [b"<a>", expected].concat(), "{}", encoding.name());
        }
        let mut out = Vec::new();
        Transcoder::new(Encoding::Windows1250).append_xml("ő&amp;".as_bytes(), &mut out);
        assert_eq!(out, b"\xf5&amp;");
    }
}
