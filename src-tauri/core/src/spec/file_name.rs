//! The file's name: from a template with parts such as `{name}` and `{date}`,
//! made safe on Windows, macOS and Linux alike. It never holds a separator, so
//! it can't leave its folder.

use chrono::{DateTime, Utc};

use super::Problem;
use crate::did_you_mean::nearest;
use crate::zone::Zone;

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
    Part(&'static str),
}

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
            let part = &tail[1..close];
            match PARTS.iter().find(|known| **known == part) {
                Some(known) => pieces.push(Piece::Part(known)),
                None => {
                    let hint = nearest(part, PARTS).map_or_else(
                        || "Use {name}, {model}, {date}, {time}, {run} or {rows}.".to_owned(),
                        |near| format!("Did you mean {{{near}}}?"),
                    );
                    return Err(problem(format!("part {{{part}}} isn't known"), hint));
                }
            }
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

    /// The safe name, without extension.
    pub fn render(&self, values: &FileNameValues<'_>) -> String {
        let name: String = self
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Literal(text) => text.clone(),
                Piece::Part(part) => value(part, values),
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
                Piece::Part(part) => safe_file_name(&value(part, values)),
            })
            .collect()
    }
}

/// What a part stands for.
fn value(part: &str, values: &FileNameValues<'_>) -> String {
    let local = values.started_at.with_timezone(&values.zone);
    match part {
        "name" => values.name.to_owned(),
        "model" => values.model.to_owned(),
        "date" => local.format("%Y-%m-%d").to_string(),
        "time" => local.format("%H-%M-%S").to_string(),
        "run" => values.run.to_string(),
        _ => values.rows.to_string(),
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
