//! The file's name: from a template with parts such as `{name}` and `{date}`,
//! made safe on Windows, macOS and Linux alike. It never holds a separator, so
//! it can't leave its folder.

use chrono::format::{Item, StrftimeItems};
use chrono::{DateTime, Utc};

use super::Problem;
use crate::did_you_mean::nearest;
use crate::zone::{Zone, parse_zone};

/// The parts that a template may hold.
pub const PARTS: [&str; 6] = ["name", "model", "date", "time", "run", "rows"];

/// Longest name without its extension, in bytes: 255 is the common limit, and
/// `.manifest.json`, a number for *keep both* and a temporary name's ending
/// have to fit behind it.
const LONGEST: usize = 200;

/// A checked template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Literal(String),
    /// With zeros in front, to so many digits.
    Part(&'static str, usize),
    /// The run's start by a pattern, in the export's zone unless another is named.
    Moment(Moment, Option<Zone>),
}

/// How the run's start is written.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Moment {
    Epoch,
    EpochMs,
    Items(Vec<Item<'static>>),
}

/// Parts of dates as partners' specifications have them, and what they are here.
const TOKENS: [(&str, &str); 14] = [
    ("YYYY", "%Y"),
    ("yyyy", "%Y"),
    ("HH24", "%H"),
    ("DDD", "%j"),
    ("YY", "%y"),
    ("yy", "%y"),
    ("MM", "%m"),
    ("DD", "%d"),
    ("dd", "%d"),
    ("HH", "%H"),
    ("MI", "%M"),
    ("mm", "%M"),
    ("SS", "%S"),
    ("ss", "%S"),
];

/// What the parts of a template stand for.
#[derive(Debug, Clone, Copy)]
pub struct FileNameValues<'a> {
    /// Name of the export.
    pub name: &'a str,
    /// Id of its data model.
    pub model: &'a str,
    /// The run's start; date and time are written in `zone`.
    pub started_at: DateTime<Utc>,
    /// The export's time zone.
    pub zone: Zone,
    /// Number of the run.
    pub run: u64,
    /// Rows in the file.
    pub rows: u64,
}

impl FileName {
    /// Checks a template.
    pub fn parse(template: &str) -> Result<Self, Problem> {
        let problem = |message: String, hint: String| Problem::new("file_name", message, hint);
        let mut pieces = Vec::new();
        let mut rest = template;
        while let Some(open) = rest.find('{') {
            let (literal, tail) = rest.split_at(open);
            if !literal.is_empty() {
                pieces.push(Piece::Literal(literal.to_owned()));
            }
            let Some(close) = tail.find('}') else {
                return Err(problem(
                    format!("`{tail}` has no closing brace"),
                    "Write `}` after the part's name.".to_owned(),
                ));
            };
            pieces.push(piece(&tail[1..close]).map_err(|(message, hint)| problem(message, hint))?);
            rest = &tail[close + 1..];
        }
        if !rest.is_empty() {
            pieces.push(Piece::Literal(rest.to_owned()));
        }
        if pieces.is_empty() {
            return Err(problem(
                "the file has no name".to_owned(),
                "Write a name, such as {name}-{date}.".to_owned(),
            ));
        }
        Ok(Self { pieces })
    }

    /// Whether the name can only be told when all rows are written.
    pub fn holds_rows(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Part("rows", _)))
    }

    /// The safe name, without extension.
    pub fn render(&self, values: &FileNameValues<'_>) -> String {
        let name: String = self
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Literal(text) => text.clone(),
                part => value(part, values),
            })
            .collect();
        safe_file_name(&name)
    }

    /// A path: what stands for a part is made safe and holds no separator; the
    /// rest stays as it is written, separators included.
    pub fn render_path(&self, values: &FileNameValues<'_>) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Literal(text) => text.clone(),
                part => safe_file_name(&value(part, values)),
            })
            .collect()
    }
}

/// One part, without its braces; what is wrong with it, and what to do.
fn piece(part: &str) -> Result<Piece, (String, String)> {
    let (name, detail) = match part.split_once(':') {
        Some((name, detail)) => (name, Some(detail)),
        None => (part, None),
    };
    let Some(known) = PARTS.iter().copied().find(|known| *known == name) else {
        let hint = nearest(name, PARTS).map_or_else(
            || "Use {name}, {model}, {date}, {time}, {run} or {rows}.".to_owned(),
            |near| format!("Did you mean {{{near}}}?"),
        );
        return Err((format!("part {{{part}}} isn't known"), hint));
    };
    match (known, detail) {
        (known, None) => Ok(Piece::Part(known, 0)),
        ("date", Some(detail)) => {
            let (pattern, zone) = match detail.rsplit_once('@') {
                None => (detail, None),
                Some((pattern, zone)) => {
                    let zone = parse_zone(zone)
                        .map_err(|unknown| (unknown.to_string(), unknown.hint()))?;
                    (pattern, Some(zone))
                }
            };
            let moment = moment(pattern).ok_or_else(|| {
                (
                    format!("`{pattern}` isn't a date pattern"),
                    "Write a pattern such as YYYYMMDD, %Y-%m-%d or epoch.".to_owned(),
                )
            })?;
            Ok(Piece::Moment(moment, zone))
        }
        ("run" | "rows", Some(digits)) => match digits.parse() {
            Ok(count @ 1..=20) if digits.starts_with('0') => Ok(Piece::Part(known, count)),
            _ => Err((
                format!("`{digits}` isn't a number of digits"),
                format!("Write {{{known}:06}} for six digits with zeros in front."),
            )),
        },
        (known, Some(_)) => {
            Err((format!("part {{{known}}} takes no pattern"), format!("Write {{{known}}}.")))
        }
    }
}

/// A pattern of `%` letters, or one such as `YYYYMMDD_HH24MISS`.
fn moment(pattern: &str) -> Option<Moment> {
    match pattern {
        "" => return None,
        "epoch" => return Some(Moment::Epoch),
        "epoch_ms" => return Some(Moment::EpochMs),
        _ => {}
    }
    let translated = if pattern.contains('%') { pattern.to_owned() } else { translate(pattern)? };
    let items = StrftimeItems::new(&translated).parse_to_owned().ok()?;
    // Only by writing does chrono tell what a pattern lacks.
    let mut sample = String::new();
    let written = DateTime::UNIX_EPOCH.format_with_items(items.iter());
    std::fmt::Write::write_fmt(&mut sample, format_args!("{written}")).ok()?;
    Some(Moment::Items(items))
}

fn translate(pattern: &str) -> Option<String> {
    let (mut rest, mut translated) = (pattern, String::new());
    while let Some(character) = rest.chars().next() {
        if let Some((token, meaning)) = TOKENS.iter().find(|(token, _)| rest.starts_with(token)) {
            translated.push_str(meaning);
            rest = &rest[token.len()..];
        } else if character.is_alphabetic() && character != 'T' && character != 'Z' {
            return None;
        } else {
            translated.push(character);
            rest = &rest[character.len_utf8()..];
        }
    }
    translated.contains('%').then_some(translated)
}

/// What a part stands for.
fn value(piece: &Piece, values: &FileNameValues<'_>) -> String {
    let local = values.started_at.with_timezone(&values.zone);
    match piece {
        Piece::Literal(text) => text.clone(),
        Piece::Moment(moment, zone) => match moment {
            Moment::Epoch => values.started_at.timestamp().to_string(),
            Moment::EpochMs => values.started_at.timestamp_millis().to_string(),
            Moment::Items(items) => {
                let local = zone.map_or(local, |zone| values.started_at.with_timezone(&zone));
                local.format_with_items(items.iter()).to_string()
            }
        },
        Piece::Part(part, digits) => match *part {
            "name" => values.name.to_owned(),
            "model" => values.model.to_owned(),
            "date" => local.format("%Y-%m-%d").to_string(),
            "time" => local.format("%H-%M-%S").to_string(),
            "run" => format!("{:0digits$}", values.run),
            _ => format!("{:0digits$}", values.rows),
        },
    }
}

/// Makes a name that all three systems accept: no separator, control or
/// wildcard character, no reserved device name, no leading or trailing dot or
/// space, not too long, never empty.
pub fn safe_file_name(name: &str) -> String {
    let mut safe: String = name
        .chars()
        .map(|character| match character {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            // Direction overrides can make `fdp.exe` look like `exe.pdf`.
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '-',
            character if character.is_control() => '-',
            character => character,
        })
        .collect();
    if safe.len() > LONGEST {
        let mut end = LONGEST;
        while !safe.is_char_boundary(end) {
            end -= 1;
        }
        safe.truncate(end);
    }
    let safe = safe.trim_matches(|character: char| character == '.' || character.is_whitespace());
    if safe.is_empty() {
        return "export".to_owned();
    }
    // Windows takes a name for a device whatever its extension: `con.zip`.
    let stem = safe.split('.').next().unwrap_or(safe).trim_end();
    if is_device(stem) { format!("_{safe}") } else { safe.to_owned() }
}

fn is_device(stem: &str) -> bool {
    let stem = stem.to_ascii_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    port.is_some_and(|number| {
        matches!(
            number,
            "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"
        )
    })
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    #[test]
    fn parts_are_filled_in_the_exports_zone() {
        let name = FileName::parse("{name}-{model}-{date}-{time}-{run}-{rows}").unwrap();
        let values = FileNameValues {
            name: "Big: spenders",
            model: "events",
            started_at: Utc.with_ymd_and_hms(2026, 11, 22, 23, 30, 5).unwrap(),
            zone: crate::zone::parse_zone("Europe/Budapest").unwrap(),
            run: 7,
            rows: 1200,
        };
        assert_eq!(name.render(&values), "Big- spenders-events-2026-11-23-00-30-05-7-1200");
    }

    #[test]
    fn dates_are_written_as_partners_want_them() {
        let values = FileNameValues {
            name: "a",
            model: "events",
            started_at: Utc.with_ymd_and_hms(2026, 11, 22, 23, 30, 5).unwrap(),
            zone: crate::zone::parse_zone("Europe/Budapest").unwrap(),
            run: 7,
            rows: 1200,
        };
        for (template, expected) in [
            ("{date:YYYYMMDD}", "20261123"),
            ("{date:DDMMYYYY@UTC}", "22112026"),
            ("{date:YYYYMMDDHH24MISS@America/New_York}", "20261122183005"),
            ("{date:yyyy-MM-ddTHHmmss}", "2026-11-23T003005"),
            ("{date:%y%j}", "26327"),
            ("x{date:epoch}", "x1795390205"),
            ("{date:epoch_ms}", "1795390205000"),
            ("{run:06}_{rows:010}", "000007_0000001200"),
        ] {
            let name = FileName::parse(template).unwrap();
            assert_eq!(name.render(&values), expected, "{template}");
        }
        for (template, message) in [
            ("{date:}", "isn't a date pattern"),
            ("{date:abc}", "isn't a date pattern"),
            ("{date:%Q}", "isn't a date pattern"),
            ("{date:YYYY@Nowhere}", "Nowhere"),
            ("{run:6}", "isn't a number of digits"),
            ("{run:0}", "isn't a number of digits"),
            ("{name:06}", "takes no pattern"),
        ] {
            let problem = FileName::parse(template).unwrap_err();
            assert!(problem.message.contains(message), "{template}: {}", problem.message);
        }
    }

    #[test]
    fn a_part_of_a_path_never_leaves_its_folder() {
        let path = FileName::parse("/in coming/{name}/../{date}").unwrap();
        let values = FileNameValues {
            name: "../../etc",
            model: "events",
            started_at: Utc.with_ymd_and_hms(2026, 11, 22, 12, 0, 0).unwrap(),
            zone: Zone::UTC,
            run: 1,
            rows: 2,
        };
        assert_eq!(path.render_path(&values), "/in coming/-..-etc/../2026-11-22");
    }

    #[test]
    fn unknown_parts_are_refused_with_a_near_name() {
        let problem = FileName::parse("{nmae}").unwrap_err();
        assert_eq!(problem.hint.as_deref(), Some("Did you mean {name}?"));
        assert!(FileName::parse("{name").is_err());
        assert!(FileName::parse("").is_err());
    }

    #[test]
    fn names_are_safe_everywhere() {
        for (given, safe) in [
            ("../../etc/passwd", "-..-etc-passwd"),
            ("con", "_con"),
            ("NUL.tar", "_NUL.tar"),
            ("com1", "_com1"),
            ("common", "common"),
            ("report...", "report"),
            ("  a\u{0}b\n ", "a-b-"),
            ("...", "export"),
            ("", "export"),
            ("árvíztűrő 🎁", "árvíztűrő 🎁"),
        ] {
            assert_eq!(safe_file_name(given), safe, "{given:?}");
        }
        assert!(safe_file_name(&"é".repeat(300)).len() <= LONGEST);
    }
}
