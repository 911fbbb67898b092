//! Templates of lines: before and after the rows, and in companion files.

use chrono::{DateTime, Utc};

use super::file_name::{Moment, MomentOf};
use crate::did_you_mean::nearest;
use crate::zone::Zone;

/// The parts that lines of the data may hold, besides those with a pattern.
const LINE_PARTS: [&str; 13] = [
    "rows", "count", "seq", "run", "name", "model", "date", "time", "part", "parts", "value",
    "hash", "kind",
];

/// The parts that lines of a companion file may hold besides.
const COMPANION_PARTS: [&str; 8] =
    ["file", "stem", "bytes", "content_bytes", "lines", "md5", "sha256", "files"];

/// The parts with a field or a pattern.
const MORE_PARTS: [&str; 5] = ["sum", "min", "max", "from", "to"];

/// A checked template of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Variable(Variable, Pad),
    Moment(MomentOf, Moment),
}

/// What stands for a part.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Variable {
    /// One of those without a field.
    Plain(&'static str),
    /// A figure of a field's values.
    Figure(Figure, String),
}

/// A figure of a field's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Figure {
    /// The exact total.
    Sum,
    /// The least.
    Min,
    /// The greatest.
    Max,
}

/// To how many characters a value is filled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Pad {
    width: usize,
    fill: Fill,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Fill {
    Zeros,
    #[default]
    Before,
    Behind,
}

/// What the moments of a template are.
#[derive(Debug, Clone, Copy)]
pub struct Moments {
    /// The run's start.
    pub started_at: DateTime<Utc>,
    /// First and last moment of the filter on dates.
    pub window: (DateTime<Utc>, DateTime<Utc>),
    /// The export's time zone.
    pub zone: Zone,
}

impl Template {
    /// Checks a template; what is wrong with it, and what to do.
    pub fn parse(text: &str, is_companion: bool) -> Result<Self, (String, String)> {
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            literal.push_str(&rest[..at]);
            let brace = &rest[at..=at];
            rest = &rest[at + 1..];
            if let Some(behind) = rest.strip_prefix(brace) {
                literal.push_str(brace);
                rest = behind;
                continue;
            }
            let close = rest.find('}').filter(|_| brace == "{").ok_or_else(|| {
                let hint = "Write {{ and }} for braces of the line itself.";
                (format!("`{brace}{rest}` isn't a part in braces"), hint.to_owned())
            })?;
            if !literal.is_empty() {
                pieces.push(Piece::Literal(std::mem::take(&mut literal)));
            }
            pieces.push(piece(&rest[..close], is_companion)?);
            rest = &rest[close + 1..];
        }
        literal.push_str(rest);
        if !literal.is_empty() {
            pieces.push(Piece::Literal(literal));
        }
        if text.contains(['\n', '\r']) {
            let hint = "Make a line of its own of each.";
            return Err(("the line holds a line end".to_owned(), hint.to_owned()));
        }
        Ok(Self { pieces })
    }

    /// What it stands for, without moments.
    pub fn parts(&self) -> impl Iterator<Item = &Variable> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Variable(part, _) => Some(part),
            Piece::Literal(_) | Piece::Moment(..) => None,
        })
    }

    /// Whether it holds a part of this name.
    pub fn holds(&self, name: &str) -> bool {
        self.pieces.iter().any(|piece| match piece {
            Piece::Variable(Variable::Plain(part), _) => *part == name,
            Piece::Moment(MomentOf::From, _) => name == "from",
            Piece::Moment(MomentOf::To, _) => name == "to",
            Piece::Literal(_)
            | Piece::Variable(Variable::Figure(..), _)
            | Piece::Moment(MomentOf::Start, _) => false,
        })
    }

    /// Whether its text is the same in every run.
    pub fn literal(&self) -> Option<&str> {
        match &self.pieces[..] {
            [] => Some(""),
            [Piece::Literal(text)] => Some(text),
            _ => None,
        }
    }

    /// Its own characters, for checking them.
    pub fn characters(&self) -> impl Iterator<Item = char> {
        self.pieces.iter().flat_map(|piece| match piece {
            Piece::Literal(text) => text.chars(),
            Piece::Variable(..) | Piece::Moment(..) => "".chars(),
        })
    }

    /// The line without its end; what is wrong where a value can't stand in it.
    pub fn render(
        &self,
        moments: &Moments,
        mut value: impl FnMut(&Variable) -> String,
    ) -> Result<String, String> {
        let mut line = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Literal(text) => line.push_str(text),
                Piece::Variable(part, pad) => {
                    let value = value(part);
                    if value.contains(['\n', '\r']) {
                        return Err(format!("the value of {part} holds a line end"));
                    }
                    line.push_str(&pad.fill(&value).ok_or_else(|| {
                        format!("`{value}` is wider than the {} characters of {part}", pad.width)
                    })?);
                }
                Piece::Moment(of, moment) => {
                    let at = match of {
                        MomentOf::Start => moments.started_at,
                        MomentOf::From => moments.window.0,
                        MomentOf::To => moments.window.1,
                    };
                    line.push_str(&moment.write(at, moments.zone));
                }
            }
        }
        Ok(line)
    }
}

impl std::fmt::Display for Variable {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Plain(name) => write!(formatter, "{{{name}}}"),
            Self::Figure(figure, field) => write!(formatter, "{{{}:{field}}}", figure.name()),
        }
    }
}

impl Figure {
    fn name(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Min => "min",
            Self::Max => "max",
        }
    }
}

impl Pad {
    fn parse(text: &str) -> Option<Self> {
        let (digits, fill) = match text.strip_prefix('<') {
            Some(digits) => (digits, Fill::Behind),
            None if text.starts_with('0') => (text, Fill::Zeros),
            None => (text, Fill::Before),
        };
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let width =
            digits.parse().ok().filter(|width| is_number && (1..=10_000).contains(width))?;
        Some(Self { width, fill })
    }

    /// Nothing where it is too wide: it is never cut.
    fn fill(self, value: &str) -> Option<String> {
        if self.width == 0 {
            return Some(value.to_owned());
        }
        let rest = self.width.checked_sub(value.chars().count())?;
        Some(match self.fill {
            Fill::Behind => format!("{value}{:rest$}", ""),
            Fill::Before => format!("{:rest$}{value}", ""),
            Fill::Zeros => {
                let (sign, digits) = match value.strip_prefix('-') {
                    Some(digits) => ("-", digits),
                    None => ("", value),
                };
                format!("{sign}{}{digits}", "0".repeat(rest))
            }
        })
    }
}

/// One part, without its braces.
fn piece(part: &str, is_companion: bool) -> Result<Piece, (String, String)> {
    let (name, detail) = match part.split_once(':') {
        Some((name, detail)) => (name, Some(detail)),
        None => (part, None),
    };
    let known = LINE_PARTS.iter().chain(&MORE_PARTS);
    let known = known.chain(COMPANION_PARTS.iter().filter(|_| is_companion)).copied();
    let Some(known) = known.clone().find(|known| *known == name) else {
        let hint = nearest(name, known).map_or_else(
            || "Write {{ and }} for braces of the line itself.".to_owned(),
            |near| format!("Did you mean {{{near}}}?"),
        );
        return Err((format!("part {{{part}}} isn't known"), hint));
    };
    let figure = match (known, detail) {
        ("date", Some(pattern)) => {
            return Ok(Piece::Moment(MomentOf::Start, Moment::parse(pattern)?));
        }
        ("from", Some(pattern)) => {
            return Ok(Piece::Moment(MomentOf::From, Moment::parse(pattern)?));
        }
        ("to", Some(pattern)) => return Ok(Piece::Moment(MomentOf::To, Moment::parse(pattern)?)),
        ("sum", Some(field)) => Some((Figure::Sum, field)),
        ("min", Some(field)) => Some((Figure::Min, field)),
        ("max", Some(field)) => Some((Figure::Max, field)),
        ("sum" | "min" | "max", None) => {
            let hint = format!("Write the field's id, such as {{{known}:spendable}}.");
            return Err((format!("part {{{known}}} has no field"), hint));
        }
        ("from" | "to", None) => {
            let hint = format!("Write a pattern, such as {{{known}:YYYYMMDD}}.");
            return Err((format!("part {{{known}}} has no pattern"), hint));
        }
        _ => None,
    };
    if let Some((figure, detail)) = figure {
        let padded =
            detail.rsplit_once(':').and_then(|(field, pad)| Some((field, Pad::parse(pad)?)));
        let (field, pad) = padded.unwrap_or((detail, Pad::default()));
        return Ok(Piece::Variable(Variable::Figure(figure, field.to_owned()), pad));
    }
    let pad = match detail {
        None => Pad::default(),
        Some(detail) => Pad::parse(detail).ok_or_else(|| {
            let hint = format!(
                "Write {{{known}:08}} for zeros before it, {{{known}:8}} or {{{known}:<8}} for \
                 spaces."
            );
            (format!("`{detail}` isn't a number of characters"), hint)
        })?,
    };
    Ok(Piece::Variable(Variable::Plain(known), pad))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render(template: &str) -> Result<String, String> {
        let moments = Moments {
            started_at: "2026-11-20T10:30:00Z".parse().unwrap(),
            window: (
                "2026-10-31T23:00:00Z".parse().unwrap(),
                "2026-11-30T22:59:59Z".parse().unwrap(),
            ),
            zone: crate::zone::parse_zone("Europe/Budapest").unwrap(),
        };
        let value = |part: &Variable| match part {
            Variable::Plain("name") => "Old\nname".to_owned(),
            Variable::Plain(_) => "42".to_owned(),
            Variable::Figure(_, field) => format!("-{}", field.len()),
        };
        Template::parse(template, false).unwrap().render(&moments, value)
    }

    #[test]
    fn parts_are_filled_to_their_width() {
        for (template, expected) in [
            ("T{rows:06}|{rows:4}|{rows:<4}|", "T000042|  42|42  |"),
            ("{sum:amount:05}{sum:custom:a}", "-0006-8"),
            ("{{{rows}}}", "{42}"),
            ("{date:YYYYMMDDHH24MI}-{date:HH24@UTC}", "202611201130-10"),
            ("{from:YYYYMMDD}{to:YYYYMMDD}", "2026110120261130"),
            ("", ""),
        ] {
            assert_eq!(render(template).as_deref(), Ok(expected), "{template}");
        }
        assert_eq!(
            render("{rows:1}").unwrap_err(),
            "`42` is wider than the 1 characters of {rows}"
        );
        assert!(render("{name}").unwrap_err().contains("line end"));
    }

    #[test]
    fn what_is_wrong_with_a_template_is_told() {
        for (template, message) in [
            ("{rows", "isn't a part in braces"),
            ("a}b", "isn't a part in braces"),
            ("{rowz}", "isn't known"),
            ("{md5}", "isn't known"),
            ("{sum}", "has no field"),
            ("{from}", "has no pattern"),
            ("{rows:x}", "isn't a number of characters"),
            ("{date:quarter}", "isn't a date pattern"),
            ("a\nb", "line end"),
        ] {
            let (found, _) = Template::parse(template, false).unwrap_err();
            assert!(found.contains(message), "{template}: {found}");
        }
        assert!(Template::parse("{md5}  {file}", true).is_ok());
    }
}
