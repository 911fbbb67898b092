//! Rows as JSON objects: compact, a key for each column, `null` for what is
//! missing.

use super::cells::push_json_text;
use super::text::CellProblem;
use super::{BatchColumn, ColumnKind, EncodeError, EncodeWorker, FileRule};
use crate::spec::format::{JsonNumbers, Layout};

/// How a column's values become JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JsonValue {
    /// A text in quotes.
    Text,
    /// A number with all of its digits.
    Number,
    /// What is JSON as it is written: `true`, seconds since 1970.
    Plain,
    /// A list or an object.
    Nested,
}

impl JsonValue {
    pub(super) fn of(kind: &ColumnKind, numbers: JsonNumbers) -> Self {
        match (kind, numbers) {
            (ColumnKind::Text, _) | (ColumnKind::Number { .. }, JsonNumbers::Text) => Self::Text,
            (ColumnKind::Number { .. }, JsonNumbers::Number) => Self::Number,
            (ColumnKind::Boolean, _) => Self::Plain,
            (ColumnKind::Date { pattern } | ColumnKind::Datetime { pattern }, _) => {
                match (pattern.as_str(), numbers) {
                    ("epoch" | "epoch_ms", JsonNumbers::Number) => Self::Plain,
                    _ => Self::Text,
                }
            }
            (ColumnKind::Json, _) => Self::Nested,
        }
    }
}

/// A key, with what follows it.
pub(super) fn key(header: &str) -> Vec<u8> {
    let mut key = Vec::new();
    push_json_text(header, &mut key);
    key.push(b':');
    key
}

impl EncodeWorker {
    pub(super) fn write_json_rows(
        &mut self,
        rule: &FileRule,
        columns: &mut [BatchColumn<'_>],
        rows: usize,
        first_row: u64,
        out: &mut Vec<u8>,
    ) -> Result<(), EncodeError> {
        let newline = rule.newline.as_bytes();
        let in_array = rule.layout == Layout::JsonArray;
        for row in 0..rows {
            if in_array {
                if first_row + row as u64 > 0 {
                    out.push(b',');
                }
                out.extend_from_slice(newline);
            }
            out.push(b'{');
            for (index, column) in columns.iter_mut().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                out.extend_from_slice(&column.rule.json_key);
                self.write_json_cell(column, row, out)
                    .map_err(|problem| column.error(problem, first_row, row))?;
            }
            out.push(b'}');
            if !in_array {
                out.extend_from_slice(newline);
            }
        }
        Ok(())
    }

    fn write_json_cell(
        &mut self,
        column: &mut BatchColumn<'_>,
        row: usize,
        out: &mut Vec<u8>,
    ) -> Result<(), CellProblem> {
        let rule = column.rule;
        if column.is_null(row) {
            match &rule.empty {
                Some(replacement) => push_json_text(replacement, out),
                None => out.extend_from_slice(b"null"),
            }
            return Ok(());
        }
        if let Some(text) = column.cells.text(row) {
            match &rule.empty {
                Some(replacement) if text.is_empty() => push_json_text(replacement, out),
                Some(_) | None if rule.json == JsonValue::Nested => push_nested(text, out),
                Some(_) | None => push_json_text(text, out),
            }
            return Ok(());
        }
        match rule.json {
            JsonValue::Plain => column.cells.write(row, &mut self.digits, out),
            JsonValue::Nested => column.cells.write_json(row, &mut self.digits, out),
            JsonValue::Number => {
                let start = out.len();
                column.cells.write(row, &mut self.digits, out)?;
                // Of all numbers only NaN and the infinite ones have letters.
                let is_finite = !out[start..].iter().any(u8::is_ascii_alphabetic);
                if is_finite { Ok(()) } else { Err(CellProblem::NotANumber) }
            }
            JsonValue::Text => {
                self.cell.clear();
                column.cells.write(row, &mut self.digits, &mut self.cell)?;
                let text = std::str::from_utf8(&self.cell).expect("values are written as text");
                push_json_text(text, out);
                Ok(())
            }
        }
    }
}

/// A list or an object that the source has as a text, if it is one; any other
/// text stays a text. White space between its parts goes: a line end in it would
/// end the row.
fn push_nested(text: &str, out: &mut Vec<u8>) {
    if !text.trim_start().starts_with(['[', '{']) || !is_json(text) {
        return push_json_text(text, out);
    }
    let (mut in_text, mut escaped) = (false, false);
    for byte in text.bytes() {
        if !in_text && byte.is_ascii_whitespace() {
            continue;
        }
        in_text ^= byte == b'"' && !escaped;
        escaped = in_text && byte == b'\\' && !escaped;
        out.push(byte);
    }
}

/// Whether a text is JSON, however deep and with numbers of any size. One with halves
/// of characters isn't.
fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(text).is_ok()
        || (serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
            && !text.contains("\\ud")
            && !text.contains("\\uD"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_texts_are_json_only_if_they_are() {
        for (text, expected) in [
            ("[1, 2.50,\n \"a b\" ]", "[1,2.50,\"a b\"]"),
            ("{ \"a\\\" b\\\\\" : {} }", "{\"a\\\" b\\\\\":{}}"),
            ("{\"big\": 12345678901234567890123}", "{\"big\":12345678901234567890123}"),
            ("[1,", "\"[1,\""),
            ("a;b", "\"a;b\""),
            ("12", "\"12\""),
            ("[\"\\ud800\"]", "\"[\\\"\\\\ud800\\\"]\""),
            ("{\"a\": 1e400}", "{\"a\":1e400}"),
        ] {
            let mut out = Vec::new();
            push_nested(text, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{text}");
        }
        let deep = "[".repeat(1000) + &"]".repeat(1000);
        let mut out = Vec::new();
        push_nested(&deep, &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), deep);
    }
}
