//! Reads JSON texts value by value: one value after another (JSON lines), or
//! the entries of one list. Nothing is guessed: numbers keep their digits, as
//! they come as texts.

use std::borrow::Cow;
use std::io::{self, Read};

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::csv::LONGEST_ROW;
use super::dialect::{TextEncoding, decoded};
use crate::format::Decoded;

const BLOCK: usize = 128 << 10;

/// Why a text can't be read, and where.
#[derive(Debug)]
pub(super) struct JsonProblem {
    /// Line of the file, from 1.
    pub(super) line: u64,
    pub(super) reason: JsonReason,
}

#[derive(Debug)]
pub(super) enum JsonReason {
    /// The file ends within a value or list.
    EndsEarly,
    /// It isn't JSON, or isn't an object.
    Syntax(String),
    /// The file or its encoding can't be read.
    Io(io::Error),
}

/// Finds the values of a file.
pub(super) struct JsonValues<R> {
    content: Decoded<R>,
    block: Vec<u8>,
    /// What of `block` isn't read yet.
    rest: std::ops::Range<usize>,
    line: u64,
    value_line: u64,
    /// Whether the file is one list; unknown before its first character.
    is_list: Option<bool>,
    /// Whether the list is over.
    is_over: bool,
    /// Whether a value has been read, so that a comma must follow.
    follows: bool,
    value: Vec<u8>,
}

impl<R: Read> JsonValues<R> {
    pub(super) fn new(content: R) -> Self {
        Self {
            content: decoded(content, TextEncoding::Utf8),
            block: vec![0; BLOCK],
            rest: 0..0,
            line: 1,
            value_line: 1,
            is_list: None,
            is_over: false,
            follows: false,
            value: Vec::new(),
        }
    }

    /// Whether the file is one list.
    pub(super) fn is_list(&self) -> bool {
        self.is_list == Some(true)
    }

    /// The line that the value begins in.
    #[expect(clippy::misnamed_getters, reason = "the value's, while `line` is the reader's own")]
    pub(super) fn line(&self) -> u64 {
        self.value_line
    }

    /// Bytes of the value.
    pub(super) fn bytes(&self) -> usize {
        self.value.len()
    }

    /// The value as it stands in the file.
    pub(super) fn value(&self) -> Result<&str, JsonProblem> {
        std::str::from_utf8(&self.value).map_err(|error| JsonProblem {
            line: self.value_line,
            reason: JsonReason::Io(io::Error::new(io::ErrorKind::InvalidData, error)),
        })
    }

    /// Goes to the next value; whether there is one.
    pub(super) fn read(&mut self) -> Result<bool, JsonProblem> {
        let Some(first) = self.next_token()? else {
            let cut = self.is_list() && !self.is_over;
            return if cut { Err(self.problem(JsonReason::EndsEarly)) } else { Ok(false) };
        };
        if self.is_over {
            return Err(self.syntax("text follows the end of the list"));
        }
        match self.is_list {
            None => {
                self.is_list = Some(first == b'[');
                if first == b'[' {
                    self.rest.start += 1;
                    return self.read();
                }
            }
            Some(true) => match first {
                b']' => {
                    self.rest.start += 1;
                    self.is_over = true;
                    return self.read();
                }
                b',' if self.follows => {
                    self.rest.start += 1;
                    self.follows = false;
                    return match self.next_token()? {
                        Some(b']') => Err(self.syntax("a comma stands before the end of the list")),
                        _ => self.read(),
                    };
                }
                _ if self.follows => return Err(self.syntax("a comma is missing between two rows")),
                _ => {}
            },
            Some(false) => {}
        }
        if first != b'{' {
            return Err(self.syntax("a row isn't a JSON object"));
        }
        self.follows = true;
        self.value_line = self.line;
        self.take_object()?;
        Ok(true)
    }

    /// The next character that isn't space.
    fn next_token(&mut self) -> Result<Option<u8>, JsonProblem> {
        loop {
            if !self.fill()? {
                return Ok(None);
            }
            let ahead = &self.block[self.rest.clone()];
            let spaces =
                ahead.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
            let count = spaces.count();
            self.line += memchr::memchr_iter(b'\n', &ahead[..count]).count() as u64;
            self.rest.start += count;
            if !self.rest.is_empty() {
                return Ok(Some(self.block[self.rest.start]));
            }
        }
    }

    /// Copies an object, from its first brace to its last.
    fn take_object(&mut self) -> Result<(), JsonProblem> {
        self.value.clear();
        let (mut depth, mut in_text, mut is_escaped) = (0u64, false, false);
        loop {
            if !self.fill()? {
                return Err(JsonProblem { line: self.value_line, reason: JsonReason::EndsEarly });
            }
            let ahead = &self.block[self.rest.clone()];
            let mut end = 0;
            let mut is_whole = false;
            while end < ahead.len() {
                if in_text && !is_escaped {
                    match memchr::memchr2(b'"', b'\\', &ahead[end..]) {
                        Some(run) => end += run,
                        None => {
                            end = ahead.len();
                            break;
                        }
                    }
                }
                let byte = ahead[end];
                end += 1;
                if in_text {
                    if is_escaped {
                        is_escaped = false;
                    } else if byte == b'\\' {
                        is_escaped = true;
                    } else {
                        in_text = false;
                    }
                    continue;
                }
                match byte {
                    b'"' => in_text = true,
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => {
                        depth -= 1;
                        if depth == 0 {
                            is_whole = true;
                            break;
                        }
                    }
                    _ => {}
                }
            }
            self.line += memchr::memchr_iter(b'\n', &ahead[..end]).count() as u64;
            self.value.extend_from_slice(&ahead[..end]);
            self.rest.start += end;
            if self.value.len() > LONGEST_ROW {
                let most = LONGEST_ROW >> 20;
                let what =
                    format!("a row is longer than {most} MB; a table within an object isn't read");
                let reason = JsonReason::Syntax(what);
                return Err(JsonProblem { line: self.value_line, reason });
            }
            if is_whole {
                return Ok(());
            }
        }
    }

    fn syntax(&self, what: &str) -> JsonProblem {
        self.problem(JsonReason::Syntax(what.to_owned()))
    }

    fn problem(&self, reason: JsonReason) -> JsonProblem {
        JsonProblem { line: self.line, reason }
    }

    fn fill(&mut self) -> Result<bool, JsonProblem> {
        if !self.rest.is_empty() {
            return Ok(true);
        }
        let read = self.content.read(&mut self.block);
        let read = read.map_err(|error| self.problem(JsonReason::Io(error)))?;
        self.rest = 0..read;
        Ok(read > 0)
    }
}

/// A member's name, borrowed where it has no escapes.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// Hands the members of an object to `take`: the index that `wanted` gives for
/// their names, and their text. Others are skipped, and still checked.
pub(super) fn members<'a>(
    object: &'a str,
    wanted: &dyn Fn(&str) -> Option<usize>,
    take: &mut dyn FnMut(usize, &'a str) -> Result<(), String>,
) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(object);
    deserializer.deserialize_map(Members { wanted, take })?;
    deserializer.end()
}

struct Members<'w, 't, 'a> {
    wanted: &'w dyn Fn(&str) -> Option<usize>,
    take: &'t mut dyn FnMut(usize, &'a str) -> Result<(), String>,
}

impl<'a> Visitor<'a> for Members<'_, '_, 'a> {
    type Value = ();

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<Text<'a>>()? {
            match (self.wanted)(&name.0) {
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
                Some(index) => {
                    let raw: &'a RawValue = map.next_value()?;
                    (self.take)(index, raw.get()).map_err(serde::de::Error::custom)?;
                }
            }
        }
        Ok(())
    }
}

/// A member's value as a cell: texts without their quotes, `null` as nothing,
/// everything else as compact JSON.
pub(crate) fn cell(raw: &str) -> Result<Option<Cow<'_, str>>, serde_json::Error> {
    Ok(match raw.as_bytes().first() {
        Some(b'"') => Some(match memchr::memchr(b'\\', raw.as_bytes()) {
            None => Cow::Borrowed(&raw[1..raw.len() - 1]),
            Some(_) => serde_json::from_str::<Text<'_>>(raw)?.0,
        }),
        Some(b'n') | None => None,
        Some(b'{' | b'[') => Some(compact(raw)),
        Some(_) => Some(Cow::Borrowed(raw)),
    })
}

/// What a database has in a column of JSON, as a [`cell`] of a file has it. A text that
/// isn't JSON stays as it is.
pub(crate) fn stored_json(text: &str) -> Option<Cow<'_, str>> {
    let json = text.trim_ascii();
    match serde_json::from_str::<IgnoredAny>(json) {
        Ok(_) => cell(json).unwrap_or(Some(Cow::Borrowed(text))),
        Err(_) => Some(Cow::Borrowed(text)),
    }
}

/// JSON without the space between its parts.
fn compact(json: &str) -> Cow<'_, str> {
    if !json.bytes().any(|byte| byte.is_ascii_whitespace()) {
        return Cow::Borrowed(json);
    }
    let mut text = String::with_capacity(json.len());
    let (mut in_text, mut is_escaped) = (false, false);
    for character in json.chars() {
        if in_text {
            in_text = is_escaped || character != '"';
            is_escaped = character == '\\' && !is_escaped;
        } else if character.is_ascii_whitespace() {
            continue;
        } else {
            in_text = character == '"';
        }
        text.push(character);
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Result<Vec<(u64, String)>, JsonProblem> {
        struct Slow<'a>(&'a [u8]);
        impl Read for Slow<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let length = self.0.len().min(1).min(buffer.len());
                buffer[..length].copy_from_slice(&self.0[..length]);
                self.0 = &self.0[length..];
                Ok(length)
            }
        }
        let mut reader = JsonValues::new(Slow(text.as_bytes()));
        let mut found = Vec::new();
        while reader.read()? {
            found.push((reader.line(), reader.value()?.to_owned()));
        }
        Ok(found)
    }

    #[test]
    fn values_stand_in_lines_or_in_a_list() {
        let expected = |lines: [u64; 2]| {
            let values = [r#"{"a":"}\"]"}"#, r#"{"b":[{}]}"#];
            lines.into_iter().zip(values).map(|(l, v)| (l, v.to_owned())).collect::<Vec<_>>()
        };
        let lines = "\u{feff}{\"a\":\"}\\\"]\"}\n\n{\"b\":[{}]}";
        assert_eq!(values(lines).unwrap(), expected([1, 3]));
        let list = " [ {\"a\":\"}\\\"]\"},\n{\"b\":[{}]} ]\n";
        assert_eq!(values(list).unwrap(), expected([1, 2]));
        assert_eq!(values("[]").unwrap(), []);
        assert_eq!(values("").unwrap(), []);
        for (text, line) in [
            ("{\"a\":1}\n{\"a\":", 2),
            ("[{\"a\":1},\n{\"a\":2}", 2),
            ("[{\"a\":1}\n{\"a\":2}]", 2),
            ("[{\"a\":1},]", 1),
            ("[{\"a\":1}] {}", 1),
            ("1\n", 1),
            ("{}\n[1]", 2),
        ] {
            assert_eq!(values(text).unwrap_err().line, line, "{text}");
        }
    }

    #[test]
    fn what_databases_store_is_what_files_hold() {
        for (found, expected) in [
            ("null", None),
            (" null ", None),
            ("none", Some("none")),
            (r#""a \"b\"""#, Some(r#"a "b""#)),
            (r#"{"a": [1.50, "x y"]}"#, Some(r#"{"a":[1.50,"x y"]}"#)),
            ("[see note]", Some("[see note]")),
            (" 1.50 ", Some("1.50")),
            (" true", Some("true")),
            (" soon ", Some(" soon ")),
        ] {
            assert_eq!(stored_json(found).as_deref(), expected, "{found}");
        }
    }

    #[test]
    fn cells_keep_what_members_hold() {
        let text = |raw| cell(raw).unwrap().map(Cow::into_owned);
        assert_eq!(text(r#""a\né\u00e9""#).as_deref(), Some("a\néé"));
        assert_eq!(text("1234567890123456789.50").as_deref(), Some("1234567890123456789.50"));
        assert_eq!(text("null"), None);
        assert_eq!(
            text(r#"{ "a b" : [ 1.0 , "x \" y" ] }"#).as_deref(),
            Some(r#"{"a b":[1.0,"x \" y"]}"#)
        );
    }
}
