//! The shape of a table that a partner has written as XML, from its beginning.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::spec::xml::{XmlFormat, XmlMissing, XmlStyle};

/// A table in XML.
pub(super) struct XmlTable {
    pub(super) format: XmlFormat,
    /// Names of its columns, in the order in which they come first.
    pub(super) names: Vec<String>,
    /// Its rows; what is missing has no text.
    pub(super) rows: Vec<Vec<Option<String>>>,
    /// Whether missing values are told by `xsi:nil`.
    has_nil: bool,
}

/// The encoding that a document names.
pub(super) fn declared_encoding(beginning: &[u8]) -> Option<String> {
    let declaration = beginning.strip_prefix(b"<?xml")?;
    let end = memchr::memmem::find(declaration, b"?>")?;
    let declaration = std::str::from_utf8(&declaration[..end]).ok()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value[1..].split(quote).next().map(str::to_lowercase)
}

/// Whether a text may be a document at all.
pub(super) fn is_document(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with("<?xml")
        || text.starts_with("<!")
        || text.strip_prefix('<').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// Reads rows of one name in a root, each with values one below the other or with
/// attributes. None for any other document.
pub(super) fn read(text: &str, is_whole: bool) -> Option<XmlTable> {
    let mut events = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut table = XmlTable {
        format: XmlFormat { root: String::new(), row: String::new(), ..XmlFormat::default() },
        names: Vec::new(),
        rows: Vec::new(),
        has_nil: false,
    };
    let mut style = None;
    // How deep the reader is: 1 in the root, 2 in a row, 3 in a value, and whose value that is.
    let (mut depth, mut value) = (0, (0, String::new()));
    let mut row: Vec<Option<String>> = Vec::new();
    loop {
        let event = match events.read_event() {
            Ok(Event::Eof) if depth == 0 || !is_whole => break,
            Ok(event) => event,
            // A beginning may end anywhere.
            Err(_) if !is_whole => break,
            Err(_) => return None,
        };
        let is_closed = matches!(event, Event::Empty(_));
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                match depth {
                    0 if table.format.root.is_empty() => table.format.root = name(&tag)?,
                    1 => {
                        let name = name(&tag)?;
                        if table.format.row.is_empty() {
                            table.format.row = name;
                        } else if table.format.row != name {
                            return None;
                        }
                        row.clear();
                        for (header, text) in attributes(&tag)? {
                            meet(&mut style, XmlStyle::Attributes)?;
                            let place = table.place(header);
                            put(&mut row, place, Some(text))?;
                        }
                    }
                    2 => {
                        let (header, is_missing) = table.value_of(&tag, &mut style)?;
                        let place = table.place(header);
                        put(&mut row, place, (!is_missing).then(String::new))?;
                        value = (place, String::new());
                    }
                    _ => return None,
                }
                if !is_closed {
                    depth += 1;
                } else if depth == 1 {
                    table.rows.push(std::mem::take(&mut row));
                }
            }
            Event::End(_) => {
                depth -= 1;
                match depth {
                    1 => table.rows.push(std::mem::take(&mut row)),
                    2 if !value.1.is_empty() => {
                        row[value.0].as_mut()?.push_str(&std::mem::take(&mut value.1));
                    }
                    _ => {}
                }
            }
            Event::Text(text) => put_text(depth, &mut value.1, &text.xml10_content().ok()?)?,
            Event::CData(text) => put_text(depth, &mut value.1, &text.decode().ok()?)?,
            Event::GeneralRef(reference) => match reference.resolve_char_ref().ok()? {
                Some(character) => {
                    put_text(depth, &mut value.1, character.encode_utf8(&mut [0; 4]))?;
                }
                None => {
                    let text = resolve_xml_entity(&reference.decode().ok()?)?;
                    put_text(depth, &mut value.1, text)?;
                }
            },
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
            Event::DocType(_) | Event::Eof => return None,
        }
    }
    table.format.style = style?;
    if table.has_nil {
        table.format.missing = XmlMissing::Nil;
    }
    let width = table.names.len();
    table.rows.iter_mut().for_each(|row| row.resize(width, None));
    (!table.rows.is_empty()).then_some(table)
}

impl XmlTable {
    /// The place of a column, a new one at the end.
    fn place(&mut self, header: String) -> usize {
        let known = self.names.iter().position(|name| *name == header);
        known.unwrap_or_else(|| {
            self.names.push(header);
            self.names.len() - 1
        })
    }

    /// Whose value an element is, and whether it says that it is missing.
    fn value_of(
        &mut self,
        tag: &BytesStart<'_>,
        style: &mut Option<XmlStyle>,
    ) -> Option<(String, bool)> {
        let (mut header, mut is_missing) = (None, false);
        let element = name(tag)?;
        for (name, text) in attributes(tag)? {
            match &*name {
                "xsi:nil" => is_missing = matches!(&*text, "true" | "1"),
                "name" if element == "field" => header = Some(text),
                _ => return None,
            }
        }
        self.has_nil |= is_missing;
        let own = if header.is_some() { XmlStyle::Fields } else { XmlStyle::Elements };
        meet(style, own)?;
        Some((header.unwrap_or(element), is_missing))
    }
}

/// All rows are of one style.
fn meet(style: &mut Option<XmlStyle>, found: XmlStyle) -> Option<()> {
    (*style.get_or_insert(found) == found).then_some(())
}

/// Gives a row a value; none where it has one.
fn put(row: &mut Vec<Option<String>>, place: usize, value: Option<String>) -> Option<()> {
    if row.len() <= place {
        row.resize(place + 1, None);
    }
    row[place].is_none().then(|| row[place] = value)
}

/// Text stands in values, and white space anywhere.
fn put_text(depth: usize, value: &mut String, text: &str) -> Option<()> {
    match depth {
        3 => value.push_str(text),
        _ if text.trim_ascii().is_empty() => {}
        _ => return None,
    }
    Some(())
}

fn name(tag: &BytesStart<'_>) -> Option<String> {
    String::from_utf8(tag.name().as_ref().to_vec()).ok()
}

/// Attributes of an element that aren't names of namespaces.
fn attributes(tag: &BytesStart<'_>) -> Option<Vec<(String, String)>> {
    let mut all = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.ok()?;
        let name = std::str::from_utf8(attribute.key.as_ref()).ok()?;
        if name != "xmlns" && !name.starts_with("xmlns:") {
            let text = attribute.decode_and_unescape_value(tag.decoder()).ok()?;
            all.push((name.to_owned(), text.into_owned()));
        }
    }
    Some(all)
}
