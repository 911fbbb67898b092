//! An XML document back to rows: one that the encoder wrote, not any other.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, BufReader, Read};

use quick_xml::encoding::Decoder;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::reader::Decoded;
use crate::spec::format::Dialect;
use crate::spec::xml::{XmlFormat, XmlStyle};

/// Reads rows one after the other.
pub(crate) struct XmlRows<R> {
    events: Reader<BufReader<Decoded<R>>>,
    buffer: Vec<u8>,
    format: XmlFormat,
    is_begun: bool,
    /// Places of the columns by their headers; empty where nobody asks for cells.
    places: HashMap<String, usize>,
    pub(super) cells: Vec<String>,
    /// Which of them the row has had.
    seen: Vec<bool>,
}

/// A piece of a document.
enum Piece {
    /// The declaration in the first line.
    Declaration,
    Open(Element),
    Close,
    Text(String),
    End,
}

struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    /// Whether it is closed at once.
    is_closed: bool,
}

impl<R: Read> XmlRows<R> {
    /// A reader of content that isn't compressed any more. Without headers rows are
    /// only counted.
    pub(super) fn new(content: R, dialect: &Dialect, headers: &[String]) -> Self {
        let decoded = Decoded::new(content, dialect.encoding, None);
        let places = headers.iter().enumerate().map(|(place, header)| (header.clone(), place));
        Self {
            events: Reader::from_reader(BufReader::new(decoded)),
            buffer: Vec::new(),
            format: dialect.xml.clone(),
            is_begun: false,
            places: places.collect(),
            cells: vec![String::new(); headers.len()],
            seen: vec![false; headers.len()],
        }
    }

    /// Goes to the next row; whether there is one.
    pub(super) fn advance(&mut self) -> io::Result<bool> {
        if !std::mem::replace(&mut self.is_begun, true) {
            self.begin()?;
        }
        match self.piece_behind_space()? {
            Piece::Open(element) if element.name == self.format.row => {
                self.read_row(element)?;
                Ok(true)
            }
            Piece::Open(element) => Err(strange(&format!("an element `{}`", element.name))),
            Piece::Close => match self.piece_behind_space()? {
                Piece::End => Ok(false),
                _ => Err(io::Error::other("something follows its rows")),
            },
            _ => Err(io::Error::other("it ends before its rows do")),
        }
    }

    /// Reads what stands before the rows.
    fn begin(&mut self) -> io::Result<()> {
        let Piece::Declaration = self.piece()? else {
            return Err(io::Error::other("it doesn't begin as an XML document"));
        };
        match self.piece_behind_space()? {
            Piece::Open(Element { name, is_closed: false, .. }) if name == self.format.root => {
                Ok(())
            }
            _ => Err(io::Error::other(format!("it has no element `{}`", self.format.root))),
        }
    }

    fn read_row(&mut self, row: Element) -> io::Result<()> {
        self.cells.iter_mut().for_each(String::clear);
        self.seen.fill(false);
        if self.format.style == XmlStyle::Attributes {
            for (header, text) in row.attributes {
                self.put(&header, text)?;
            }
        }
        if row.is_closed {
            return Ok(());
        }
        loop {
            match self.piece_behind_space()? {
                Piece::Open(cell) => {
                    if !cell.is_closed && cell.attributes.iter().any(|(name, _)| name == "xsi:nil")
                    {
                        return Err(strange("a missing value with a text"));
                    }
                    let header = match self.format.style {
                        XmlStyle::Elements => cell.name,
                        XmlStyle::Fields if cell.name == "field" => named(cell.attributes)?,
                        XmlStyle::Fields | XmlStyle::Attributes => {
                            return Err(strange(&format!("an element `{}`", cell.name)));
                        }
                    };
                    let text = if cell.is_closed { String::new() } else { self.text()? };
                    self.put(&header, text)?;
                }
                Piece::Close => return Ok(()),
                _ => return Err(strange("a row that doesn't end")),
            }
        }
    }

    /// Keeps a cell of the row.
    fn put(&mut self, header: &str, text: String) -> io::Result<()> {
        if self.places.is_empty() {
            return Ok(());
        }
        match self.places.get(header) {
            Some(place) => {
                if std::mem::replace(&mut self.seen[*place], true) {
                    return Err(strange(&format!("a column `{header}` twice in a row")));
                }
                self.cells[*place] = text;
                Ok(())
            }
            None => Err(strange(&format!("a column `{header}`"))),
        }
    }

    /// The text up to the end of the element.
    fn text(&mut self) -> io::Result<String> {
        let mut text = String::new();
        loop {
            match self.piece()? {
                Piece::Text(more) if text.is_empty() => text = more,
                Piece::Text(more) => text.push_str(&more),
                Piece::Close => return Ok(text),
                _ => return Err(strange("a value that isn't only text")),
            }
        }
    }

    /// The next piece that isn't white space.
    fn piece_behind_space(&mut self) -> io::Result<Piece> {
        loop {
            match self.piece()? {
                Piece::Text(text) if text.trim_ascii().is_empty() => {}
                Piece::Text(_) => return Err(strange("text between its elements")),
                other => return Ok(other),
            }
        }
    }

    fn piece(&mut self) -> io::Result<Piece> {
        self.buffer.clear();
        let decoder = self.events.decoder();
        let event = self.events.read_event_into(&mut self.buffer).map_err(io::Error::other)?;
        Ok(match event {
            Event::Decl(_) => Piece::Declaration,
            Event::Start(tag) => Piece::Open(element(&tag, false, decoder)?),
            Event::Empty(tag) => Piece::Open(element(&tag, true, decoder)?),
            Event::End(_) => Piece::Close,
            Event::Text(text) => {
                Piece::Text(text.xml10_content().map_err(io::Error::other)?.into_owned())
            }
            Event::GeneralRef(reference) => Piece::Text(resolved(&reference)?),
            Event::Eof => Piece::End,
            // Entities are never expanded, because there can't be a document type.
            Event::DocType(_) => return Err(strange("a document type")),
            Event::CData(_) | Event::Comment(_) | Event::PI(_) => {
                return Err(strange("a comment or an instruction"));
            }
        })
    }
}

fn element(tag: &BytesStart<'_>, is_closed: bool, decoder: Decoder) -> io::Result<Element> {
    let text = |bytes: &[u8]| decoder.decode(bytes).map(Cow::into_owned);
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(io::Error::other)?;
        // A parser makes spaces of these.
        if attribute.value.iter().any(|byte| matches!(byte, b'\t' | b'\n' | b'\r')) {
            return Err(strange("white space in an attribute that isn't a reference"));
        }
        let name = text(attribute.key.as_ref()).map_err(io::Error::other)?;
        let value = attribute.decode_and_unescape_value(decoder).map_err(io::Error::other)?;
        attributes.push((name, value.into_owned()));
    }
    let name = text(tag.name().as_ref()).map_err(io::Error::other)?;
    Ok(Element { name, attributes, is_closed })
}

/// The character that a reference stands for.
pub(super) fn resolved(reference: &BytesRef<'_>) -> io::Result<String> {
    if let Some(character) = reference.resolve_char_ref().map_err(io::Error::other)? {
        return Ok(character.to_string());
    }
    let name = reference.decode().map_err(io::Error::other)?;
    match resolve_xml_entity(&name) {
        Some(text) => Ok(text.to_owned()),
        None => Err(strange(&format!("an entity `{name}`"))),
    }
}

/// The header that a field's element names.
fn named(attributes: Vec<(String, String)>) -> io::Result<String> {
    let name = attributes.into_iter().find(|(name, _)| name == "name");
    name.map(|(_, header)| header).ok_or_else(|| strange("a field without a name"))
}

/// Something that no export writes.
fn strange(what: &str) -> io::Error {
    io::Error::other(format!("it has {what}, which the export doesn't write"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::format::{Encoding, FileFormat, Layout};
    use crate::spec::xml::XmlMissing;

    fn read(style: XmlStyle, content: &str) -> Result<Vec<Vec<String>>, String> {
        let xml = XmlFormat { style, missing: XmlMissing::Absent, ..XmlFormat::default() };
        let format = FileFormat { layout: Layout::Xml, xml, ..FileFormat::default() };
        let headers = ["a".to_owned(), "b c".to_owned()];
        let mut reader = XmlRows::new(content.as_bytes(), &format.resolve().unwrap(), &headers);
        let mut rows = Vec::new();
        while reader.advance().map_err(|error| error.to_string())? {
            rows.push(reader.cells.clone());
        }
        Ok(rows)
    }

    fn document(rows: &str) -> String {
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<rows>\r\n{rows}</rows>\r\n")
    }

    #[test]
    fn each_style_is_read() {
        let elements = document("<row><a> 1&amp;&#13;\n&#337; </a></row>\r\n<row><a/></row>\r\n");
        assert_eq!(read(XmlStyle::Elements, &elements).unwrap(), [[" 1&\r\nő ", ""], ["", ""]]);
        let fields = document(
            "<row><field name=\"b c\">x</field></row><row><field name=\"a\" xsi:nil=\"true\"/></row>",
        );
        assert_eq!(read(XmlStyle::Fields, &fields).unwrap(), [["", "x"], ["", ""]]);
        let attributes = document("<row a=\" &quot;&#10;\"/>\r\n<row/>\r\n");
        assert_eq!(read(XmlStyle::Attributes, &attributes).unwrap(), [[" \"\n", ""], ["", ""]]);
        assert_eq!(read(XmlStyle::Elements, &document("")).unwrap().len(), 0);
    }

    #[test]
    fn what_no_export_writes_is_refused() {
        let whole = document("<row><a>1</a></row>");
        for end in [whole.len() - 4, whole.len() - 20, 60, 45, 10, 0] {
            assert!(read(XmlStyle::Elements, &whole[..end]).is_err(), "{end}");
        }
        for rows in [
            "<row><a>1</b></row>",
            "<row><d>1</d></row>",
            "<row><a>&x;</a></row>",
            "<row><a><b/></a></row>",
            "<row><a>1</a><a>1</a></row>",
            "<row><a xsi:nil=\"true\">1</a></row>",
            "<other/>",
            "text",
            "<!-- a -->",
        ] {
            assert!(read(XmlStyle::Elements, &document(rows)).is_err(), "{rows}");
        }
        for attributes in ["a=\"x\ny\"", "a=\"x\ty\"", "a=\"1\" a=\"1\""] {
            let document = document(&format!("<row {attributes}/>"));
            assert!(read(XmlStyle::Attributes, &document).is_err(), "{attributes}");
        }
        let with_type = whole.replace("<rows>", "<!DOCTYPE rows [<!ENTITY x \"y\">]><rows>");
        assert!(read(XmlStyle::Elements, &with_type).unwrap_err().contains("document type"));
        assert!(read(XmlStyle::Elements, &format!("{whole}<rows/>")).is_err());
        let utf16 = FileFormat {
            layout: Layout::Xml,
            encoding: Encoding::Utf16le,
            ..FileFormat::default()
        };
        let mut reader = XmlRows::new(&b"<"[..], &utf16.resolve().unwrap(), &[]);
        assert!(reader.advance().is_err());
    }
}
