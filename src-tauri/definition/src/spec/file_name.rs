//! The file's name: from a template with parts such as `{name}` and `{date}`,
//! made safe on Windows, macOS and Linux alike. It never holds a separator, so
//! it can't leave its folder.

use std::cmp::Reverse;

use chrono::format::{Item, StrftimeItems};
use chrono::{DateTime, Utc};
use unicode_normalization::UnicodeNormalization;

use super::Problem;
use crate::did_you_mean::nearest;
use crate::zone::{Zone, parse_zone};

/// The parts that any template may hold.
pub const PARTS: [&str; 6] = ["name", "model", "date", "time", "run", "rows"];

/// The parts that the name of a run's file may hold besides.
const FILE_PARTS: [&str; 8] = ["seq", "part", "parts", "value", "sha256", "from", "to", "kind"];

/// The parts that the name of a companion file may hold besides.
const COMPANION_PARTS: [&str; 2] = ["file", "stem"];

/// Longest name without its extension, in bytes: 255 is the common limit, and
/// `.manifest.json`, a number for *keep both* and a temporary name's ending
/// have to fit behind it.
const LONGEST: usize = 200;

/// Longest name with its extension, less a little for temporary names.
const LONGEST_WHOLE: usize = 245;

/// Bytes of texts between parts and of endings, which are cut last of all.
const SHORT: usize = 16;

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
    /// A moment by a pattern.
    Moment(MomentOf, Moment),
}

/// What is cut of a name that is too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cut {
    /// What is the same in each run.
    First,
    /// What may be long, and tells files apart.
    Then,
    /// What tells runs and files apart.
    Never,
}

impl Piece {
    fn cut(&self) -> Cut {
        match self {
            Self::Literal(_) | Self::Part("name" | "model", _) => Cut::First,
            Self::Part("value", _) => Cut::Then,
            Self::Part(..) | Self::Moment(..) => Cut::Never,
        }
    }
}

/// Which moment is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MomentOf {
    /// The run's start.
    Start,
    /// The first moment of the filter on dates, or of the run's window.
    From,
    /// Its last one.
    To,
}

/// How a moment is written: by a pattern, in the export's zone unless another is
/// named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moment {
    pattern: MomentPattern,
    zone: Option<Zone>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum MomentPattern {
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
    /// What only the name of a run's file may hold.
    pub of: FileParts<'a>,
}

/// What is known of one file among those of a run.
#[derive(Debug, Clone, Copy)]
pub struct FileParts<'a> {
    /// Number of the sequence.
    pub seq: u64,
    /// Number of the part, from 1.
    pub part: u64,
    /// How many parts there are.
    pub parts: u64,
    /// Value of the field by which the rows are divided.
    pub value: &'a str,
    /// SHA-256 of the file.
    pub sha256: &'a str,
    /// First and last moment of the filter on dates, or of the run's window.
    pub window: (DateTime<Utc>, DateTime<Utc>),
    /// Name of the data file that a companion is about.
    pub file: &'a str,
    /// `full`, or `delta` where it has only what is new.
    pub kind: &'a str,
}

impl Default for FileParts<'_> {
    fn default() -> Self {
        let window = (DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH);
        Self { seq: 1, part: 1, parts: 1, value: "", sha256: "", window, file: "", kind: "full" }
    }
}

impl FileName {
    /// Checks a template of what isn't a run's file, such as a folder.
    pub fn parse(template: &str) -> Result<Self, Problem> {
        Self::parse_with(template, &[])
    }

    /// Checks the template of a file's name.
    pub fn parse_of_file(template: &str) -> Result<Self, Problem> {
        Self::parse_with(template, &FILE_PARTS)?.fits(LONGEST)
    }

    /// Checks the template of the name of a file inside its archive.
    pub fn parse_of_entry(template: &str) -> Result<Self, Problem> {
        let path = "entry_name".to_owned();
        let name = Self::parse_of_file(template)
            .map_err(|problem| Problem { path: path.clone(), ..problem })?;
        if name.holds("rows") {
            let message = "the archive is begun before the number of rows is known";
            let hint = "Remove {rows}, or put it into the file's name.";
            return Err(Problem::new(path, message, hint));
        }
        if name.holds("sha256") {
            let message = "the archive has no hash before the names in it are written";
            return Err(Problem::new(path, message, "Remove {sha256}."));
        }
        Ok(name)
    }

    /// Refuses parts that leave no room for themselves.
    fn fits(self, longest: usize) -> Result<Self, Problem> {
        let least = self.least();
        if least <= longest {
            return Ok(self);
        }
        let message = format!(
            "the parts that tell files apart take {least} bytes, and a name has {longest} at most"
        );
        let hint = "Remove some of them, or write them with fewer digits.";
        Err(Problem::new("file_name", message, hint))
    }

    /// Checks the template of a companion's name, which has its extension in it.
    pub fn parse_of_companion(template: &str) -> Result<Self, Problem> {
        let parts = [&FILE_PARTS[..], &COMPANION_PARTS[..]].concat();
        Self::parse_with(template, &parts)?.fits(LONGEST_WHOLE)
    }

    fn parse_with(template: &str, more: &[&'static str]) -> Result<Self, Problem> {
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
            let part = piece(&tail[1..close], more);
            pieces.push(part.map_err(|(message, hint)| problem(message, hint))?);
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

    /// Whether it holds a part of this name.
    pub fn holds(&self, name: &str) -> bool {
        self.pieces.iter().any(|piece| match piece {
            Piece::Literal(_) => false,
            Piece::Part(part, _) => *part == name,
            Piece::Moment(MomentOf::Start, _) => name == "date",
            Piece::Moment(MomentOf::From, _) => name == "from",
            Piece::Moment(MomentOf::To, _) => name == "to",
        })
    }

    /// The safe name, without extension.
    pub fn render(&self, values: &FileNameValues<'_>) -> String {
        safe_file_name(&self.fitted(values, LONGEST))
    }

    /// The safe name of a companion, its extension included.
    pub fn render_whole(&self, values: &FileNameValues<'_>) -> String {
        safe_name(&self.fitted(values, LONGEST_WHOLE), LONGEST_WHOLE)
    }

    /// Everything put together. Where that is too long, and holds parts that tell runs or
    /// files apart, those stay and the longest of the others are cut.
    fn fitted(&self, values: &FileNameValues<'_>, longest: usize) -> String {
        let texts = self.pieces.iter().map(|piece| replaced(&value(piece, values)));
        let mut texts: Vec<String> = texts.collect();
        if self.pieces.iter().any(|piece| piece.cut() != Cut::First) {
            let places = (0..texts.len()).filter(|place| self.pieces[*place].cut() != Cut::Never);
            let mut places: Vec<usize> = places.collect();
            places.sort_by_key(|place| {
                let length = texts[*place].len();
                (length <= SHORT, self.pieces[*place].cut(), Reverse(length))
            });
            for place in places {
                let length: usize = texts.iter().map(String::len).sum();
                let text = &mut texts[place];
                let end = text.len().saturating_sub(length.saturating_sub(longest));
                shorten(text, end);
            }
        }
        texts.concat()
    }

    /// Bytes that its parts take that are never cut, with numbers of twelve digits.
    fn least(&self) -> usize {
        const NUMBER: u64 = 999_999_999_999;
        let sha256 = "0".repeat(64);
        let of = FileParts {
            seq: NUMBER,
            part: NUMBER,
            parts: NUMBER,
            sha256: &sha256,
            ..FileParts::default()
        };
        let values = FileNameValues {
            name: "",
            model: "",
            started_at: DateTime::UNIX_EPOCH,
            zone: Zone::UTC,
            run: NUMBER,
            rows: NUMBER,
            of,
        };
        let stay = self.pieces.iter().filter(|piece| piece.cut() == Cut::Never);
        stay.map(|piece| replaced(&value(piece, &values)).len()).sum()
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
fn piece(part: &str, more: &[&'static str]) -> Result<Piece, (String, String)> {
    let (name, detail) = match part.split_once(':') {
        Some((name, detail)) => (name, Some(detail)),
        None => (part, None),
    };
    let known = PARTS.iter().chain(more).copied();
    let Some(known) = known.clone().find(|known| *known == name) else {
        let hint = nearest(name, known.clone()).map_or_else(
            || {
                let all: Vec<String> = known.map(|known| format!("{{{known}}}")).collect();
                let (last, others) = all.split_last().expect("there are some");
                format!("Use {} or {last}.", others.join(", "))
            },
            |near| format!("Did you mean {{{near}}}?"),
        );
        return Err((format!("part {{{part}}} isn't known"), hint));
    };
    match (known, detail) {
        ("from" | "to", None) => Err((
            format!("part {{{known}}} has no pattern"),
            format!("Write a pattern, such as {{{known}:YYYYMMDD}}."),
        )),
        (known, None) => Ok(Piece::Part(known, 0)),
        ("date", Some(detail)) => Ok(Piece::Moment(MomentOf::Start, Moment::parse(detail)?)),
        ("from", Some(detail)) => Ok(Piece::Moment(MomentOf::From, Moment::parse(detail)?)),
        ("to", Some(detail)) => Ok(Piece::Moment(MomentOf::To, Moment::parse(detail)?)),
        ("run" | "rows" | "seq" | "part" | "parts", Some(digits)) => match digits.parse() {
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

impl Moment {
    /// A pattern, and behind an `@` a zone of its own; what is wrong with it, and
    /// what to do.
    pub(super) fn parse(detail: &str) -> Result<Self, (String, String)> {
        let (pattern, zone) = match detail.rsplit_once('@') {
            None => (detail, None),
            Some((pattern, zone)) => {
                let zone =
                    parse_zone(zone).map_err(|unknown| (unknown.to_string(), unknown.hint()))?;
                (pattern, Some(zone))
            }
        };
        let pattern = moment_pattern(pattern).ok_or_else(|| {
            (
                format!("`{pattern}` isn't a date pattern"),
                "Write a pattern such as YYYYMMDD, %Y-%m-%d or epoch.".to_owned(),
            )
        })?;
        Ok(Self { pattern, zone })
    }

    /// The moment as text.
    pub(super) fn write(&self, moment: DateTime<Utc>, zone: Zone) -> String {
        match &self.pattern {
            MomentPattern::Epoch => moment.timestamp().to_string(),
            MomentPattern::EpochMs => moment.timestamp_millis().to_string(),
            MomentPattern::Items(items) => {
                let local = moment.with_timezone(&self.zone.unwrap_or(zone));
                local.format_with_items(items.iter()).to_string()
            }
        }
    }
}

/// A pattern of `%` letters, or one such as `YYYYMMDD_HH24MISS`.
fn moment_pattern(pattern: &str) -> Option<MomentPattern> {
    match pattern {
        "" => return None,
        "epoch" => return Some(MomentPattern::Epoch),
        "epoch_ms" => return Some(MomentPattern::EpochMs),
        _ => {}
    }
    let translated = if pattern.contains('%') { pattern.to_owned() } else { translate(pattern)? };
    let items = StrftimeItems::new(&translated).parse_to_owned().ok()?;
    // Only by writing does chrono tell what a pattern lacks.
    let mut sample = String::new();
    let written = DateTime::UNIX_EPOCH.format_with_items(items.iter());
    std::fmt::Write::write_fmt(&mut sample, format_args!("{written}")).ok()?;
    Some(MomentPattern::Items(items))
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
        Piece::Moment(MomentOf::Start, moment) => moment.write(values.started_at, values.zone),
        Piece::Moment(MomentOf::From, moment) => moment.write(values.of.window.0, values.zone),
        Piece::Moment(MomentOf::To, moment) => moment.write(values.of.window.1, values.zone),
        Piece::Part(part, digits) => match *part {
            "name" => values.name.to_owned(),
            "model" => values.model.to_owned(),
            "date" => local.format("%Y-%m-%d").to_string(),
            "time" => local.format("%H-%M-%S").to_string(),
            "run" => format!("{:0digits$}", values.run),
            "seq" => format!("{:0digits$}", values.of.seq),
            "part" => {
                // Names are in the order of the parts.
                let digits = (*digits).max(values.of.parts.to_string().len());
                format!("{:0digits$}", values.of.part)
            }
            "parts" => format!("{:0digits$}", values.of.parts),
            "value" => values.of.value.to_owned(),
            "sha256" => values.of.sha256.to_owned(),
            "kind" => values.of.kind.to_owned(),
            "file" => values.of.file.to_owned(),
            "stem" => divide(values.of.file).0.to_owned(),
            _ => format!("{:0digits$}", values.rows),
        },
    }
}

/// Stem and endings, as runs name their files: `a.csv.gz` is `a` and `.csv.gz`, and
/// `a.csv.gz.pgp` is `a` and `.csv.gz.pgp`. Packing by gzip and encrypting by PGP add an
/// ending to any other.
pub fn divide(name: &str) -> (&str, &str) {
    const ADDED: [&str; 4] = [".gz", ".pgp", ".gpg", ".asc"];
    let Some(last) = name.rfind('.').filter(|dot| *dot > 0) else { return (name, "") };
    if ADDED.iter().any(|added| name[last..].eq_ignore_ascii_case(added)) {
        let stem = divide(&name[..last]).0.len();
        if stem < last && name[stem + 1..last].split('.').all(is_ending) {
            return name.split_at(stem);
        }
    }
    name.split_at(last)
}

/// Whether it looks like an ending of a file's name rather than a part of it.
fn is_ending(text: &str) -> bool {
    text.len() <= 8
        && text.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Makes a name that all three systems accept: no separator, control or
/// wildcard character, no reserved device name, no leading or trailing dot or
/// space, not too long, never empty.
pub fn safe_file_name(name: &str) -> String {
    safe_name(name, LONGEST)
}

fn safe_name(name: &str, longest: usize) -> String {
    let mut safe = replaced(name);
    shorten(&mut safe, longest);
    let safe = safe.trim_matches(|character: char| character == '.' || character.is_whitespace());
    if safe.is_empty() {
        return "export".to_owned();
    }
    // Windows takes a name for a device whatever its extension: `con.zip`.
    let stem = safe.split('.').next().unwrap_or(safe).trim_end();
    if is_device(stem) { format!("_{safe}") } else { safe.to_owned() }
}

/// The text without characters that a name can't have; never longer.
fn replaced(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            // Direction overrides can make `fdp.exe` look like `exe.pdf`.
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '-',
            character if character.is_control() => '-',
            character => character,
        })
        .collect()
}

/// Cuts a text to so many bytes at most.
fn shorten(text: &mut String, longest: usize) {
    if text.len() > longest {
        let mut end = longest;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
    }
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

/// A name as file systems see it that don't tell upper from lower case, or an accent
/// from a letter with it: on Windows and macOS two such names are one file.
pub fn one_spelling(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase().nfc().collect()
}

/// Whether two names are one file on Windows or macOS.
pub fn is_same_name(one: &str, other: &str) -> bool {
    one_spelling(one) == one_spelling(other)
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
            of: FileParts::default(),
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
            of: FileParts::default(),
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
            of: FileParts::default(),
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
    fn what_tells_files_apart_is_never_cut() {
        let (long, value) = ("é".repeat(150), "v".repeat(300));
        let values = FileNameValues {
            name: &long,
            model: "events",
            started_at: Utc.with_ymd_and_hms(2026, 11, 22, 23, 30, 5).unwrap(),
            zone: Zone::UTC,
            run: 7,
            rows: 1200,
            of: FileParts { seq: 12, part: 3, parts: 10, value: &value, ..FileParts::default() },
        };
        for (template, end) in [
            (format!("{long} {{part}}"), "é03"),
            (format!("{long} {{date}}"), "é2026-11-22"),
            ("{name}-{run}".to_owned(), "é-7"),
            ("{name}-{seq:06}-final".to_owned(), "é-000012-final"),
            (format!("{long}-{{value}}-{{date}}"), "v-2026-11-22"),
        ] {
            let name = FileName::parse_of_file(&template).unwrap().render(&values);
            assert!(name.ends_with(end) && name.len() <= LONGEST, "{template}: {name}");
            assert!(name.len() >= LONGEST - 1, "{template}: {name}");
        }
        let name = FileName::parse_of_companion(&format!("{long}{{date}}.done")).unwrap();
        assert!(name.render_whole(&values).ends_with("é2026-11-22.done"));
        // Without such a part it is cut at its end.
        let name = FileName::parse_of_file("{name}-report").unwrap().render(&values);
        assert_eq!(name, "é".repeat(100));
        let problem = FileName::parse_of_file(&"{seq:020}".repeat(11)).unwrap_err();
        assert!(problem.message.contains("220 bytes"), "{}", problem.message);
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
