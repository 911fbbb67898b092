//! Rows as elements of an XML document. What stands around values is made once;
//! values have the texts of delimited files, escaped so that any parser gives the
//! same texts back.

use super::text::CellProblem;
use super::{BatchColumn, ColumnKind, EncodeError, EncodeWorker, FileRule};
use crate::spec::format::{Dialect, Encoding};
use crate::spec::xml::{XmlFormat, XmlMissing, XmlStyle};

/// Namespace of `xsi:nil`.
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What stands around all rows and around each.
#[derive(Debug)]
pub(super) struct XmlFrame {
    /// Up to the first row.
    pub(super) start: String,
    /// Behind the last one.
    pub(super) end: String,
    row_start: String,
    row_end: String,
}

impl XmlFrame {
    pub(super) fn new(dialect: &Dialect) -> Self {
        let XmlFormat { root, row, style, missing } = &dialect.xml;
        let newline = dialect.newline.text();
        let encoding = declared(dialect.encoding);
        let namespace = match missing {
            XmlMissing::Absent => String::new(),
            XmlMissing::Nil => format!(" xmlns:xsi=\"{INSTANCE}\""),
        };
        let (row_start, row_end) = match style {
            XmlStyle::Elements | XmlStyle::Fields => {
                (format!("<{row}>"), format!("</{row}>{newline}"))
            }
            XmlStyle::Attributes => (format!("<{row}"), format!("/>{newline}")),
        };
        Self {
            start: format!(
                "<?xml version=\"1.0\" encoding=\"{encoding}\"?>{newline}\
                 <{root}{namespace}>{newline}"
            ),
            end: format!("</{root}>{newline}"),
            row_start,
            row_end,
        }
    }
}

/// Name of an encoding in a document's first line.
fn declared(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => "UTF-8",
        // The byte order mark says which; `UTF-16LE` would be without one.
        Encoding::Utf16le => "UTF-16",
        Encoding::Windows1250 => "windows-1250",
        Encoding::Windows1252 => "windows-1252",
        Encoding::Iso88591 => "ISO-8859-1",
        Encoding::Iso88592 => "ISO-8859-2",
        Encoding::Iso885915 => "ISO-8859-15",
        // The bytes are Microsoft's: `Shift_JIS` has another `\`, `~` and `～`, and no `①`.
        Encoding::ShiftJis => "Windows-31J",
    }
}

/// What stands around the values of a column.
#[derive(Debug, Default)]
pub(super) struct XmlTags {
    open: Vec<u8>,
    close: Vec<u8>,
    /// The whole cell of a missing value.
    missing: Vec<u8>,
    /// The whole cell of a text without characters.
    empty: Vec<u8>,
    is_attribute: bool,
    /// Values never need an escape.
    is_plain: bool,
}

impl XmlTags {
    /// Those of a column whose header was found writable.
    pub(super) fn new(header: &str, kind: &ColumnKind, format: &XmlFormat) -> Self {
        let (tag, name) = match format.style {
            XmlStyle::Elements => (header.to_owned(), header),
            XmlStyle::Fields => (format!("field name=\"{}\"", attribute_text(header)), "field"),
            XmlStyle::Attributes => (String::new(), header),
        };
        let is_attribute = format.style == XmlStyle::Attributes;
        let (open, close, empty) = if is_attribute {
            (format!(" {name}=\""), "\"".to_owned(), format!(" {name}=\"\""))
        } else {
            (format!("<{tag}>"), format!("</{name}>"), format!("<{tag}/>"))
        };
        let missing = match format.missing {
            XmlMissing::Absent => String::new(),
            XmlMissing::Nil => format!("<{tag} xsi:nil=\"true\"/>"),
        };
        Self {
            open: open.into(),
            close: close.into(),
            missing: missing.into(),
            empty: empty.into(),
            is_attribute,
            is_plain: matches!(kind, ColumnKind::Number { .. } | ColumnKind::Boolean),
        }
    }

    fn write(&self, text: &[u8], out: &mut Vec<u8>) -> Result<(), CellProblem> {
        if text.is_empty() {
            out.extend_from_slice(&self.empty);
            return Ok(());
        }
        out.extend_from_slice(&self.open);
        push_escaped(text, self.is_attribute, out)?;
        out.extend_from_slice(&self.close);
        Ok(())
    }
}

/// A header as an attribute's value.
fn attribute_text(header: &str) -> String {
    let mut text = Vec::new();
    push_escaped(header.as_bytes(), true, &mut text).expect("headers are checked by the plan");
    String::from_utf8(text).expect("escapes are text")
}

/// Appends a text so that a parser gives the same one back: what it would change
/// (line ends, and white space of attributes) becomes references.
fn push_escaped(text: &[u8], in_attribute: bool, out: &mut Vec<u8>) -> Result<(), CellProblem> {
    if !needs_look(text) {
        out.extend_from_slice(text);
        return Ok(());
    }
    let mut copied = 0;
    for (place, &byte) in text.iter().enumerate() {
        let escape: &[u8] = match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'\r' => b"&#13;",
            b'"' if in_attribute => b"&quot;",
            b'\t' if in_attribute => b"&#9;",
            b'\n' if in_attribute => b"&#10;",
            b'\t' | b'\n' => continue,
            0..=0x1f => return Err(CellProblem::NotInXml(byte.into())),
            // U+FFFE and U+FFFF.
            0xef if text[place..].starts_with(b"\xef\xbf\xbe") => {
                return Err(CellProblem::NotInXml('\u{fffe}'));
            }
            0xef if text[place..].starts_with(b"\xef\xbf\xbf") => {
                return Err(CellProblem::NotInXml('\u{ffff}'));
            }
            _ => continue,
        };
        out.extend_from_slice(&text[copied..place]);
        out.extend_from_slice(escape);
        copied = place + 1;
    }
    out.extend_from_slice(&text[copied..]);
    Ok(())
}

/// Whether a text may hold something that is escaped or refused.
#[inline]
#[expect(clippy::needless_bitwise_bool, reason = "branches would keep it from vector instructions")]
fn needs_look(text: &[u8]) -> bool {
    let mut found = false;
    for &byte in text {
        found |= (byte < 0x20)
            | (byte == b'&')
            | (byte == b'<')
            | (byte == b'>')
            | (byte == b'"')
            | (byte == 0xef);
    }
    found
}

impl EncodeWorker {
    pub(super) fn write_xml_rows(
        &mut self,
        rule: &FileRule,
        columns: &mut [BatchColumn<'_>],
        rows: usize,
        first_row: u64,
        out: &mut Vec<u8>,
    ) -> Result<(), EncodeError> {
        for row in 0..rows {
            out.extend_from_slice(rule.xml.row_start.as_bytes());
            for column in &mut *columns {
                self.write_xml_cell(column, row, out)
                    .map_err(|problem| column.error(problem, first_row, row))?;
            }
            out.extend_from_slice(rule.xml.row_end.as_bytes());
        }
        Ok(())
    }

    fn write_xml_cell(
        &mut self,
        column: &mut BatchColumn<'_>,
        row: usize,
        out: &mut Vec<u8>,
    ) -> Result<(), CellProblem> {
        let rule = column.rule;
        let tags = &rule.xml;
        if column.is_null(row) {
            return match &rule.empty {
                Some(replacement) => tags.write(replacement.as_bytes(), out),
                None => {
                    out.extend_from_slice(&tags.missing);
                    Ok(())
                }
            };
        }
        if let Some(text) = column.cells.text(row) {
            let replacement = rule.empty.as_deref().filter(|_| text.is_empty());
            return tags.write(replacement.unwrap_or(text).as_bytes(), out);
        }
        if tags.is_plain {
            out.extend_from_slice(&tags.open);
            column.cells.write(row, &mut self.digits, out)?;
            out.extend_from_slice(&tags.close);
            return Ok(());
        }
        self.cell.clear();
        column.cells.write(row, &mut self.digits, &mut self.cell)?;
        tags.write(&self.cell, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str, in_attribute: bool) -> Result<String, CellProblem> {
        let mut out = Vec::new();
        push_escaped(text.as_bytes(), in_attribute, &mut out)?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn texts_are_escaped_where_a_parser_would_change_them() {
        let text = " a&b <c> \"d\" 'e'\t\r\n\u{7f}ő🎁\u{f000} ";
        assert_eq!(
            escaped(text, false).unwrap(),
            " a&amp;b &lt;c&gt; \"d\" 'e'\t&#13;\n\u{7f}ő🎁\u{f000} "
        );
        assert_eq!(
            escaped(text, true).unwrap(),
            " a&amp;b &lt;c&gt; &quot;d&quot; 'e'&#9;&#13;&#10;\u{7f}ő🎁\u{f000} "
        );
        assert_eq!(escaped("]]>", false).unwrap(), "]]&gt;");
    }

    #[test]
    fn characters_that_no_document_holds_are_refused() {
        for character in ['\0', '\u{8}', '\u{b}', '\u{1f}', '\u{fffe}', '\u{ffff}'] {
            let found = escaped(&format!("some text {character} and more"), false);
            assert_eq!(found, Err(CellProblem::NotInXml(character)));
        }
    }
}
