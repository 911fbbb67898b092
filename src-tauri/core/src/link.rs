//! Links that lead into the window, such as `exportdesk://export/12`. They stand in
//! e-mails, and anybody may write one, so a link shows something and never does anything.

use std::fmt::{Display, Formatter, Result as Written};

/// The scheme that the system hands to Export Desk.
const SCHEME: &str = "exportdesk:";
/// Characters of the longest link that is read.
const LONGEST: usize = 100;
/// Characters of a link that can't be read which are shown.
const SHOWN: usize = 60;

/// What a link shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// The list of exports.
    Exports,
    /// One export, by its number in the history of this computer.
    Export(i64),
    /// The export that a run belongs to, by the run's number.
    Run(i64),
}

/// A link that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the link `{0}` isn't one that Export Desk knows")]
pub struct LinkError(String);

impl LinkError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        "A link looks like exportdesk://export/12. Copy all of it, or open the export in the list."
    }
}

impl Link {
    /// Reads a link. The scheme and the first word may be in any case, because some programs
    /// change that, and a slash may follow; nothing else may stand in it.
    pub fn read(text: &str) -> Result<Self, LinkError> {
        Self::known(text.trim()).ok_or_else(|| LinkError(shown(text.trim())))
    }

    /// The link among a program's arguments, without its own name; none where there is none.
    pub fn among(
        arguments: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Option<Result<Self, LinkError>> {
        arguments
            .into_iter()
            .find(|argument| behind_scheme(argument.as_ref().trim()).is_some())
            .map(|argument| Self::read(argument.as_ref()))
    }

    fn known(text: &str) -> Option<Self> {
        if text.chars().nth(LONGEST).is_some() {
            return None;
        }
        let path = behind_scheme(text)?.strip_prefix("//")?;
        let path = path.strip_suffix('/').unwrap_or(path).to_ascii_lowercase();
        match path.split_once('/') {
            None => (path == "exports").then_some(Self::Exports),
            Some(("export", number)) => read_number(number).map(Self::Export),
            Some(("run", number)) => read_number(number).map(Self::Run),
            Some(_) => None,
        }
    }
}

impl Display for Link {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Written {
        match self {
            Self::Exports => write!(formatter, "{SCHEME}//exports"),
            Self::Export(number) => write!(formatter, "{SCHEME}//export/{number}"),
            Self::Run(number) => write!(formatter, "{SCHEME}//run/{number}"),
        }
    }
}

fn behind_scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_at_checked(SCHEME.len())?;
    scheme.eq_ignore_ascii_case(SCHEME).then_some(rest)
}

/// A number as the history counts: digits alone, from 1.
fn read_number(text: &str) -> Option<i64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| is_number && *number > 0)
}

/// A text of strangers, so that it can be shown on one line.
fn shown(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .take(SHOWN)
        .map(|character| {
            let is_plain = character.is_ascii_graphic() || character.is_alphanumeric();
            if is_plain { character } else { '\u{fffd}' }
        })
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn links_are_read_as_they_are_written() {
        for link in [Link::Exports, Link::Export(12), Link::Run(1), Link::Export(i64::MAX)] {
            assert_eq!(Link::read(&link.to_string()), Ok(link));
        }
        assert_eq!(Link::Export(12).to_string(), "exportdesk://export/12");
        // As browsers and mail programs change them.
        for text in
            ["exportdesk://export/12/", "EXPORTDESK://Export/12", " exportdesk://export/12\n"]
        {
            assert_eq!(Link::read(text), Ok(Link::Export(12)), "{text:?}");
        }
    }

    #[test]
    fn anything_else_leads_nowhere() {
        let strange = [
            "",
            "exportdesk",
            "exportdesk:",
            "exportdesk://",
            "exportdesk:export/12",
            "exportdesk:///export/12",
            "exportdesk://export",
            "exportdesk://export/",
            "exportdesk://export//12",
            "exportdesk://export/12//",
            "exportdesk://export/0",
            "exportdesk://export/-1",
            "exportdesk://export/+1",
            "exportdesk://export/1.5",
            "exportdesk://export/1e3",
            "exportdesk://export/ 1",
            "exportdesk://export/9223372036854775808",
            "exportdesk://export/12?run=now",
            "exportdesk://export/12#run",
            "exportdesk://export/12/run",
            "exportdesk://user@export/12",
            "exportdesk://export:80/12",
            "exportdesk://export/%31",
            "exportdesk://export/１２",
            "exportdesk://export/../12",
            "exportdesk://delete/12",
            "exportdesk://export/12;rm -rf",
            "https://export/12",
            "file:///etc/passwd",
            "--hidden",
        ];
        for text in strange {
            let error = Link::read(text).unwrap_err();
            assert!(error.to_string().contains("isn't one that Export Desk knows"), "{text:?}");
            assert!(error.hint().contains("exportdesk://export/12"));
        }
        let long = format!("exportdesk://export/{}1", "0".repeat(200));
        let told = Link::read(&long).unwrap_err().to_string();
        assert!(told.contains("…`") && told.len() < 150, "{told}");
        let told = Link::read("exportdesk://\u{1b}[2J\r\n\u{202e}x").unwrap_err().to_string();
        assert!(!told.chars().any(char::is_control) && !told.contains('\u{202e}'), "{told:?}");
    }

    #[test]
    fn arguments_have_at_most_one_link() {
        let none: [&str; 0] = [];
        assert_eq!(Link::among(none), None);
        assert_eq!(Link::among(["--hidden", "export/12", "export"]), None);
        let link = Link::among(["--hidden", "ExportDesk://run/7", "exportdesk://export/1"]);
        assert_eq!(link, Some(Ok(Link::Run(7))));
        assert!(Link::among(["exportdesk://"]).is_some_and(|link| link.is_err()));
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "\\PC*", tail in "[ -~]{0,40}") {
            let _ = Link::read(&text);
            if let Ok(link) = Link::read(&format!("exportdesk://{tail}")) {
                // What is read is what it says.
                prop_assert_eq!(Link::read(&link.to_string()), Ok(link));
            }
        }
    }
}
