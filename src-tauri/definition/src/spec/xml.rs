//! How an XML file is written: the names of its elements, where values stand, and
//! how a missing one is told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::format::{Encoding, FormatError};

/// How an XML file is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(default, deny_unknown_fields)]
pub struct XmlFormat {
    /// Name of the element around all rows.
    #[schemars(length(min = 1))]
    pub root: String,
    /// Name of each row's element.
    #[schemars(length(min = 1))]
    pub row: String,
    /// Where the values of a row stand.
    pub style: XmlStyle,
    /// How a missing value is told from an empty text.
    pub missing: XmlMissing,
}

/// Where the values of a row stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum XmlStyle {
    /// `<city>Oslo</city>`: an element for each, called as the header.
    #[default]
    #[serde(rename = "elements")]
    Elements,
    /// `city="Oslo"`: an attribute of the row for each, called as the header.
    #[serde(rename = "attributes")]
    Attributes,
    /// `<field name="city">Oslo</field>`, as MySQL has it; any header can be written.
    #[serde(rename = "fields")]
    Fields,
}

/// How a missing value is told from an empty text, which is an empty element or
/// attribute.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum XmlMissing {
    /// It isn't there.
    #[default]
    #[serde(rename = "absent")]
    Absent,
    /// Its element has `xsi:nil="true"`.
    #[serde(rename = "nil")]
    Nil,
}

impl Default for XmlFormat {
    fn default() -> Self {
        Self {
            root: "rows".to_owned(),
            row: "row".to_owned(),
            style: XmlStyle::default(),
            missing: XmlMissing::default(),
        }
    }
}

impl XmlFormat {
    pub(super) fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// Refuses names that no element can have.
    pub(super) fn check(&self, encoding: Encoding) -> Result<(), FormatError> {
        for (what, name) in [("the root element", &self.root), ("the rows' elements", &self.row)] {
            if !is_name(name, encoding) {
                let near = near_name(name, encoding);
                return Err(FormatError::XmlName { what, name: name.clone(), near });
            }
        }
        if self.style == XmlStyle::Attributes && self.missing == XmlMissing::Nil {
            return Err(FormatError::XmlNil);
        }
        Ok(())
    }

    /// Refuses headers that can't be written in this style.
    pub fn check_header(&self, header: &str, encoding: Encoding) -> Result<(), FormatError> {
        match self.style {
            XmlStyle::Elements | XmlStyle::Attributes if !is_name(header, encoding) => {
                let near = near_name(header, encoding);
                Err(FormatError::XmlHeader { header: header.to_owned(), near })
            }
            XmlStyle::Elements | XmlStyle::Attributes => Ok(()),
            XmlStyle::Fields => match forbidden(header) {
                None => Ok(()),
                Some(character) => {
                    Err(FormatError::XmlCharacter { header: header.to_owned(), character })
                }
            },
        }
    }
}

/// The first character that XML 1.0 can't hold, not even as a reference.
pub(crate) fn forbidden(text: &str) -> Option<char> {
    text.chars().find(|character| {
        matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}')
            || matches!(character, '\u{fffe}' | '\u{ffff}')
    })
}

/// Whether an element can be called so in a file of this encoding.
fn is_name(text: &str, encoding: Encoding) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(begins_name)
        && characters.all(continues_name)
        && !is_reserved(text)
        && text.chars().all(|character| encoding.has(character))
}

/// Names that begin so belong to XML itself.
fn is_reserved(text: &str) -> bool {
    text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("xml"))
}

/// Letters that names may begin with in every edition of XML 1.0, but for some that
/// Unicode got later.
fn begins_name(character: char) -> bool {
    let is_known = matches!(
        character,
        'A'..='Z' | 'a'..='z' | '_'
        | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}'
        | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}'
        | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}'
    );
    is_known && (character == '_' || character.is_alphabetic())
}

fn continues_name(character: char) -> bool {
    begins_name(character)
        || character.is_ascii_digit()
        || matches!(character, '-' | '.' | '\u{b7}' | '\u{300}'..='\u{36f}')
}

/// A name that is like the text.
fn near_name(text: &str, encoding: Encoding) -> String {
    let is_taken = |character: char| continues_name(character) && encoding.has(character);
    let text = text.trim().chars();
    let mut name: String =
        text.map(|character| if is_taken(character) { character } else { '_' }).collect();
    if name.is_empty() {
        return "name".to_owned();
    }
    if !name.chars().next().is_some_and(begins_name) || is_reserved(&name) {
        name.insert(0, '_');
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_other_texts() {
        for name in ["id", "_1", "address.city", "id-2", "Név", "名前", "имя", "éa"] {
            assert!(is_name(name, Encoding::Utf8), "{name}");
        }
        for (text, near) in [
            ("First name", "First_name"),
            ("1st", "_1st"),
            ("xmlId", "_xmlId"),
            ("XML", "_XML"),
            ("a:b", "a_b"),
            ("Size (cm)", "Size__cm_"),
            ("", "name"),
            (" ", "name"),
            ("-", "_-"),
            ("a\u{1f381}", "a_"),
        ] {
            assert!(!is_name(text, Encoding::Utf8), "{text}");
            let found = near_name(text, Encoding::Utf8);
            assert_eq!(found, near, "{text}");
            assert!(is_name(&found, Encoding::Utf8), "{text}");
        }
        assert!(!is_name("név", Encoding::ShiftJis));
        assert_eq!(near_name("név", Encoding::ShiftJis), "n_v");
    }

    #[test]
    fn characters_that_no_document_holds_are_found() {
        assert_eq!(forbidden("a\tb\r\n\u{7f}\u{85}\u{1f381}"), None);
        for character in ['\0', '\u{8}', '\u{b}', '\u{1f}', '\u{fffe}', '\u{ffff}'] {
            assert_eq!(forbidden(&format!("a{character}b")), Some(character));
        }
    }
}
