//! Compact JSON text, written piece by piece into memory that is used again.

/// A JSON text in the making.
#[derive(Debug, Default)]
pub(super) struct Json {
    bytes: Vec<u8>,
}

impl Json {
    /// Starts anew with an open object.
    pub(super) fn start(&mut self) -> &mut Self {
        self.bytes.clear();
        self.bytes.push(b'{');
        self
    }

    /// The whole text, closed.
    pub(super) fn end(&mut self) -> &str {
        self.bytes.push(b'}');
        std::str::from_utf8(&self.bytes).expect("only texts are written")
    }

    fn comma(&mut self) {
        if !matches!(self.bytes.last(), Some(b'{' | b'[')) {
            self.bytes.push(b',');
        }
    }

    fn name(&mut self, name: &str) {
        self.comma();
        self.bytes.push(b'"');
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.extend_from_slice(b"\":");
    }

    fn string(&mut self, value: &str) {
        serde_json::to_writer(&mut self.bytes, value).expect("memory takes any text");
    }

    pub(super) fn text(&mut self, name: &str, value: &str) -> &mut Self {
        self.name(name);
        self.string(value);
        self
    }

    pub(super) fn number(&mut self, name: &str, value: i64) -> &mut Self {
        self.name(name);
        self.bytes.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
        self
    }

    /// Hundredths, with two decimals.
    pub(super) fn money(&mut self, name: &str, value: i64) -> &mut Self {
        self.name(name);
        if value < 0 {
            self.bytes.push(b'-');
        }
        let (whole, rest) = (value.unsigned_abs() / 100, value.unsigned_abs() % 100);
        self.bytes.extend_from_slice(itoa::Buffer::new().format(whole).as_bytes());
        self.bytes.push(b'.');
        self.bytes.push(b'0' + (rest / 10) as u8);
        self.bytes.push(b'0' + (rest % 10) as u8);
        self
    }

    /// `true`, `false`, `null` or any other JSON text.
    pub(super) fn raw(&mut self, name: &str, value: &str) -> &mut Self {
        self.name(name);
        self.bytes.extend_from_slice(value.as_bytes());
        self
    }

    pub(super) fn boolean(&mut self, name: &str, value: bool) -> &mut Self {
        self.raw(name, if value { "true" } else { "false" })
    }

    pub(super) fn texts(&mut self, name: &str, values: &[&str]) -> &mut Self {
        self.open(name, b'[');
        for value in values {
            self.comma();
            self.string(value);
        }
        self.close(b']')
    }

    /// Opens a named array or object.
    pub(super) fn open(&mut self, name: &str, bracket: u8) -> &mut Self {
        self.name(name);
        self.bytes.push(bracket);
        self
    }

    /// Opens an object in an array.
    pub(super) fn entry(&mut self) -> &mut Self {
        self.comma();
        self.bytes.push(b'{');
        self
    }

    pub(super) fn close(&mut self, bracket: u8) -> &mut Self {
        self.bytes.push(bracket);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_valid_json() {
        let mut json = Json::default();
        json.start().text("a", "\"\n").money("b", -105).texts("c", &["x", "y"]);
        json.open("d", b'[').entry().number("e", -7).close(b'}').entry().close(b'}').close(b']');
        assert_eq!(json.end(), r#"{"a":"\"\n","b":-1.05,"c":["x","y"],"d":[{"e":-7},{}]}"#);
    }
}
