//! A profile from a file that a partner sent: each setting is a guess with what it
//! was guessed from, so that people can confirm it.

use std::collections::HashSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;
use serde_json::{Map, Value};

use super::recognise_xml::{self, XmlTable, declared_encoding};
use crate::archive::for_contents;
use crate::error::Error;
use crate::source::{SourceError, TextDialect, TextEncoding, rows_of_beginning};
use crate::spec::file_name::safe_file_name;
use crate::spec::format::{
    Compression, DecimalSign, Delimiter, EmptyText, Enclosure, Encoding, Extension, Layout,
    Newline, Quoting,
};
use crate::spec::profile::{BooleanWords, Profile};
use crate::spec::xml::{XmlMissing, XmlStyle};

/// Bytes of a sample that are looked at.
const BEGINNING: usize = 1 << 20;
/// Rows that are shown.
const SHOWN_ROWS: usize = 20;
/// Lines that a table of fixed width needs at least to be seen.
const FEWEST_LINES: usize = 3;

/// What a sample file looks like.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Recognised {
    /// The profile that would write such files.
    pub profile: Profile,
    /// Its settings, each with its reason.
    pub guesses: Vec<Guess>,
    /// The columns.
    pub columns: Vec<RecognisedColumn>,
    /// Its first rows, cell by cell.
    pub rows: Vec<Vec<String>>,
}

/// One setting and what it was guessed from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Guess {
    /// Which setting, such as `delimiter`.
    pub setting: String,
    /// What it is taken for.
    pub value: String,
    /// Why, in one sentence.
    pub evidence: String,
    /// Whether the sample allows nothing else.
    pub is_certain: bool,
}

/// A column of a sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct RecognisedColumn {
    /// Its name; none without a header.
    pub name: Option<String>,
    /// Characters that it takes, in a file of fixed width.
    pub width: Option<u16>,
    /// Pattern of its dates or datetimes.
    pub pattern: Option<String>,
    /// Decimal sign of its numbers.
    pub decimal_sign: Option<DecimalSign>,
    /// Decimals that all of its numbers have.
    pub decimals: Option<u8>,
}

/// Looks at the beginning of a file. Blocks.
pub fn recognise(path: &Path) -> Result<Recognised, Error> {
    let unreadable = |error: std::io::Error| SourceError::Unreadable {
        path: path.to_owned(),
        reason: error.to_string(),
    };
    let mut magic = [0; 4];
    let mut file = File::open(path).map_err(unreadable)?;
    let read = file.read(&mut magic).map_err(unreadable)?;
    let compression = match &magic[..read] {
        [0x1f, 0x8b, ..] => Compression::Gzip,
        [b'P', b'K', 3, 4] => Compression::Zip,
        _ => Compression::None,
    };
    let mut beginning = Vec::new();
    for_contents(path, compression, None, |place, content| {
        if place == 0 {
            content.take(BEGINNING as u64).read_to_end(&mut beginning)?;
        }
        Ok(())
    })
    .map_err(unreadable)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_whole = beginning.len() < BEGINNING;
    recognise_text(&name, compression, &beginning, is_whole).ok_or_else(|| {
        let reason = "it is empty, or no table of text, JSON or XML".to_owned();
        SourceError::Damaged { path: path.to_owned(), reason }.into()
    })
}

fn guess(
    guesses: &mut Vec<Guess>,
    is_certain: bool,
    setting: &str,
    value: impl Into<String>,
    evidence: impl Into<String>,
) {
    let (value, evidence) = (value.into(), evidence.into());
    guesses.push(Guess { setting: setting.to_owned(), value, evidence, is_certain });
}

fn recognise_text(
    name: &str,
    compression: Compression,
    beginning: &[u8],
    is_whole: bool,
) -> Option<Recognised> {
    let mut guesses = Vec::new();
    let mut profile = Profile::new(name_of(name));
    profile.note = format!("From the sample {name}");
    match compression {
        Compression::None => guess(&mut guesses, true, "compression", "none", "It is plain text."),
        Compression::Gzip => {
            guess(&mut guesses, true, "compression", "gzip", "It begins as a gzip file does.");
        }
        Compression::Zip => {
            guess(&mut guesses, true, "compression", "zip", "It begins as a zip archive does.");
        }
    }
    profile.format.compression = compression;
    let encoding = encoding(beginning, &mut guesses);
    profile.format.encoding = encoding;
    let (text, _, _) = reading(encoding).decode(beginning);
    if text.contains('\0') || text.trim().is_empty() {
        return None;
    }
    profile.format.newline = newline(&text, &mut guesses);
    names(name, compression, &mut profile, &mut guesses);

    if let Some((rows, names)) = json_lines(&text, is_whole) {
        profile.format.layout = Layout::JsonLines;
        profile.format.delimiter = None;
        let evidence = format!("All {} lines are JSON objects.", rows.len());
        guess(&mut guesses, true, "layout", "json_lines", evidence);
        let column = |name: String| RecognisedColumn {
            name: Some(name),
            width: None,
            pattern: None,
            decimal_sign: None,
            decimals: None,
        };
        let columns = names.into_iter().map(column).collect();
        return Some(Recognised { profile, guesses, columns, rows });
    }
    if recognise_xml::is_document(&text) {
        let table = recognise_xml::read(&text, is_whole)?;
        return Some(of_xml(table, profile, guesses));
    }
    let likely = if profile.format.extension == Extension::Psv { '|' } else { ',' };
    let text = text.into_owned();
    let rows = delimited(&text, likely, is_whole, &mut profile, &mut guesses);
    let (rows, widths) = match rows {
        Some(rows) => (rows, None),
        None => match fixed_width(&text, is_whole, &mut guesses) {
            Some((rows, widths)) => {
                profile.format.layout = Layout::FixedWidth;
                profile.format.delimiter = None;
                (rows, Some(widths))
            }
            None => one_column(&text, is_whole, &mut profile, &mut guesses)?,
        },
    };
    let has_header = header(&rows, &mut guesses);
    profile.format.header = has_header;
    let names: Option<Vec<String>> = has_header
        .then(|| rows[0].iter().map(|(cell, _)| cell.clone().unwrap_or_default()).collect());
    let data = &rows[usize::from(has_header)..];
    if widths.is_none() {
        quoting(&rows, data, &mut profile, &mut guesses);
        missing(data, &mut profile, &mut guesses);
    }
    let columns =
        values(&rows[0], names.as_deref(), data, widths.as_deref(), &mut profile, &mut guesses);
    let rows = shown(data);
    Some(Recognised { profile, guesses, columns, rows })
}

/// What a table in XML looks like.
fn of_xml(
    table: recognise_xml::XmlTable,
    mut profile: Profile,
    mut guesses: Vec<Guess>,
) -> Recognised {
    let XmlTable { format, names, rows, .. } = table;
    let evidence =
        format!("Its {} rows are elements `{}` in `{}`.", rows.len(), format.row, format.root);
    guess(&mut guesses, true, "layout", "xml", evidence);
    let (style, evidence) = match format.style {
        XmlStyle::Elements => ("elements", "Each value is an element."),
        XmlStyle::Attributes => ("attributes", "Each value is an attribute of its row."),
        XmlStyle::Fields => ("fields", "Each value is an element `field` with a name."),
    };
    guess(&mut guesses, true, "xml.style", style, evidence);
    let has_missing = rows.iter().flatten().any(Option::is_none);
    let (missing, evidence) = match format.missing {
        XmlMissing::Nil => ("nil", "Some elements have `xsi:nil`."),
        XmlMissing::Absent if has_missing => ("absent", "Some rows lack some values."),
        XmlMissing::Absent => ("absent", "No value is missing; this is what most files have."),
    };
    guess(&mut guesses, has_missing, "xml.missing", missing, evidence);
    profile.format.layout = Layout::Xml;
    profile.format.delimiter = None;
    profile.format.xml = format;
    let data: Rows =
        rows.into_iter().map(|row| row.into_iter().map(|cell| (cell, false)).collect()).collect();
    let columns = values(&data[0], Some(&names), &data, None, &mut profile, &mut guesses);
    let rows = shown(&data);
    Recognised { profile, guesses, columns, rows }
}

/// The first rows, for people.
fn shown(data: &[Vec<(Option<String>, bool)>]) -> Vec<Vec<String>> {
    let rows = data.iter().take(SHOWN_ROWS);
    rows.map(|row| row.iter().map(|(cell, _)| cell.clone().unwrap_or_default()).collect()).collect()
}

type Rows = Vec<Vec<(Option<String>, bool)>>;

/// The profile's name: that of the file, without dates and extensions.
fn name_of(name: &str) -> String {
    let stem = name.split('.').next().unwrap_or(name);
    let name = safe_file_name(
        stem.trim_end_matches(|end: char| end.is_ascii_digit() || matches!(end, '-' | '_' | ' ')),
    );
    if name.is_empty() { "Partner".to_owned() } else { name }
}

fn encoding(beginning: &[u8], guesses: &mut Vec<Guess>) -> Encoding {
    let mut found = |is_certain, encoding: Encoding, evidence: &str| {
        guess(guesses, is_certain, "encoding", encoding.name(), evidence);
        encoding
    };
    if beginning.starts_with(&[0xef, 0xbb, 0xbf]) {
        return found(true, Encoding::Utf8Bom, "It begins with UTF-8's byte order mark.");
    }
    if beginning.starts_with(&[0xff, 0xfe]) {
        return found(true, Encoding::Utf16le, "It begins with UTF-16's byte order mark.");
    }
    if let Some(named) = declared(beginning) {
        return found(true, named, "The document names it.");
    }
    if beginning.is_ascii() {
        return found(
            false,
            Encoding::Utf8,
            "It has only ASCII characters, which are alike everywhere.",
        );
    }
    let is_utf8 = match std::str::from_utf8(beginning) {
        Ok(_) => true,
        // A character may be cut where the beginning ends.
        Err(error) => error.error_len().is_none(),
    };
    if is_utf8 {
        return found(true, Encoding::Utf8, "Its characters beyond ASCII are UTF-8.");
    }
    if is_shift_jis(beginning) {
        let evidence = "It isn't UTF-8, and by Shift-JIS it has Japanese words.";
        return found(false, Encoding::ShiftJis, evidence);
    }
    // Letters of Hungarian, Polish, Czech and Romanian that Western Europe doesn't use.
    let central = |encoding: &'static encoding_rs::Encoding| {
        let (text, _, broken) = encoding.decode(beginning);
        let letters = "őűŐŰąćęłńśźżĄĆĘŁŃŚŹŻčďěňřšťůžČĎĚŇŘŠŤŮŽăşţĂŞŢ";
        let strange = text.chars().filter(|found| found.is_control() && !found.is_whitespace());
        if broken || strange.count() > 0 {
            return None;
        }
        Some(text.chars().filter(|found| letters.contains(*found)).count())
    };
    let windows = beginning.iter().any(|byte| (0x80..0xa0).contains(byte));
    let hungarian = [0xf5, 0xfb, 0xd5, 0xdb].iter().any(|byte| beginning.contains(byte));
    let letters = central(encoding_rs::WINDOWS_1250).unwrap_or_default();
    if windows && letters > 0 || hungarian {
        let evidence = "It isn't UTF-8, and by windows-1250 it has letters of Central Europe.";
        return found(false, Encoding::Windows1250, evidence);
    }
    if !windows && central(encoding_rs::ISO_8859_2).is_some_and(|found| found > letters) {
        let evidence = "It isn't UTF-8, and by ISO-8859-2 it has letters of Central Europe.";
        return found(false, Encoding::Iso88592, evidence);
    }
    found(false, Encoding::Windows1252, "It isn't UTF-8; most other files are windows-1252.")
}

/// The encoding that a document names.
fn declared(beginning: &[u8]) -> Option<Encoding> {
    match &*declared_encoding(beginning)? {
        "windows-31j" => Some(Encoding::ShiftJis),
        // Their marks would have told that.
        "utf-8-bom" | "utf-16le" => None,
        known => serde_json::from_value(known.into()).ok(),
    }
}

/// Whether bytes are Japanese text. Letters of Europe with an accent are read as
/// Japanese characters as well, but between letters without one.
fn is_shift_jis(beginning: &[u8]) -> bool {
    let (text, _, broken) = encoding_rs::SHIFT_JIS.decode(beginning);
    // A character may be cut where the beginning ends.
    let text = if beginning.len() == BEGINNING { text.trim_end_matches('\u{fffd}') } else { &text };
    if broken && (text.contains('\u{fffd}') || beginning.len() < BEGINNING) {
        return false;
    }
    let is_wide = |found: char| matches!(found, '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff60}');
    let is_japanese = |found: char| is_wide(found) || matches!(found, '\u{ff61}'..='\u{ff9f}');
    let characters: Vec<char> = text.chars().collect();
    if characters.iter().any(|found| !found.is_ascii() && !is_japanese(*found)) {
        return false;
    }
    let wide = characters.iter().filter(|found| is_wide(**found)).count();
    let between = characters.windows(2).filter(|pair| {
        is_japanese(pair[0]) && pair[1].is_ascii_alphabetic()
            || pair[0].is_ascii_alphabetic() && is_japanese(pair[1])
    });
    wide >= 2 && between.count() * 4 <= wide
}

/// The table that an encoding is read by.
fn reading(encoding: Encoding) -> &'static encoding_rs::Encoding {
    encoding.table()
}

fn newline(text: &str, guesses: &mut Vec<Guess>) -> Newline {
    let feeds = text.matches('\n').count();
    let both = text.matches("\r\n").count();
    let returns = text.matches('\r').count();
    let (newline, name) = if both > 0 && both * 2 >= feeds {
        (Newline::Crlf, "CRLF")
    } else if feeds > 0 || returns == 0 {
        (Newline::Lf, "LF")
    } else {
        (Newline::Cr, "CR")
    };
    let is_certain = feeds + returns > 0 && (both == feeds || both == 0);
    let (feeds, returns) = (feeds - both, returns - both);
    let evidence = format!("{both} lines end with CRLF, {feeds} with LF, {returns} with CR.");
    guess(guesses, is_certain, "newline", name, evidence);
    newline
}

/// Extension, and the name with its date as a part.
fn names(name: &str, compression: Compression, profile: &mut Profile, guesses: &mut Vec<Guess>) {
    let inner = match compression {
        Compression::None => name,
        Compression::Gzip => name.strip_suffix(".gz").unwrap_or(name),
        // What the entry is called stands in the archive.
        Compression::Zip => name.strip_suffix(".zip").unwrap_or(name),
    };
    let (stem, extension) = match inner.rsplit_once('.') {
        Some((stem, extension)) if compression != Compression::Zip => (stem, Some(extension)),
        _ => (inner, None),
    };
    if let Some(extension) = extension {
        profile.format.extension = match extension {
            "csv" => Extension::Csv,
            "psv" => Extension::Psv,
            other => Extension::Other(other.to_owned()),
        };
        if profile.format.resolve().is_err() {
            profile.format.extension = Extension::Csv;
        } else {
            guess(guesses, true, "extension", extension, "The file's name ends with it.");
        }
    }
    let digits = |length: usize| {
        let bytes = stem.as_bytes();
        (0..bytes.len().saturating_sub(length - 1)).find(|start| {
            let run = &bytes[*start..*start + length];
            let free = |at: Option<usize>| {
                at.and_then(|at| bytes.get(at)).is_none_or(|byte| !byte.is_ascii_digit())
            };
            run.iter().all(u8::is_ascii_digit)
                && free(start.checked_sub(1))
                && free(Some(start + length))
        })
    };
    for (length, pattern, read) in [
        (14, "YYYYMMDDHH24MISS", "%Y%m%d%H%M%S"),
        (8, "YYYYMMDD", "%Y%m%d"),
        (8, "DDMMYYYY", "%d%m%Y"),
    ] {
        let Some(start) = digits(length) else { continue };
        let found = &stem[start..start + length];
        let is_date = match length {
            14 => NaiveDateTime::parse_from_str(found, read).is_ok(),
            _ => NaiveDate::parse_from_str(found, read).is_ok(),
        };
        if is_date && !stem.contains(['{', '}']) {
            let template =
                format!("{}{{date:{pattern}}}{}", &stem[..start], &stem[start + length..]);
            guess(
                guesses,
                false,
                "file_name",
                &template,
                format!("{found} may be the file's date."),
            );
            profile.file_name = Some(template);
            return;
        }
    }
}

/// The first rows of lines that are JSON objects, and the names of all members.
fn json_lines(text: &str, is_whole: bool) -> Option<(Vec<Vec<String>>, Vec<String>)> {
    let mut lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    if !is_whole {
        lines.pop();
    }
    let object = |line: &&str| serde_json::from_str::<Map<String, Value>>(line).ok();
    let objects = lines.iter().map(object).collect::<Option<Vec<_>>>()?;
    let mut names: Vec<String> = Vec::new();
    for name in objects.iter().flat_map(Map::keys) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let cell = |value: Option<&Value>| match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    let row =
        |object: &Map<String, Value>| names.iter().map(|name| cell(object.get(name))).collect();
    let rows = objects.iter().take(SHOWN_ROWS).map(row).collect();
    (!objects.is_empty()).then_some((rows, names))
}

fn delimited(
    text: &str,
    likely: char,
    is_whole: bool,
    profile: &mut Profile,
    guesses: &mut Vec<Guess>,
) -> Option<Rows> {
    let read = |delimiter, enclosure| {
        let dialect = TextDialect {
            delimiter,
            enclosure: Some(enclosure),
            escape: None,
            header: false,
            encoding: TextEncoding::Utf8,
        };
        let rows = rows_of_beginning(text.as_bytes(), &dialect, is_whole)?;
        let width = rows.first()?.len();
        (width > 1 && rows.iter().all(|row| row.len() == width)).then_some(rows)
    };
    let suggested = TextDialect::suggest(text.as_bytes(), likely, is_whole).delimiter;
    let others = ['^', '~', ':', '#'];
    let delimiters = std::iter::once(suggested).chain([',', ';', '\t', '|']).chain(others);
    let mut found: Vec<(char, char, Rows)> = Vec::new();
    for delimiter in delimiters {
        if found.iter().any(|(known, ..)| *known == delimiter) {
            continue;
        }
        let by = |enclosure| Some((delimiter, enclosure, read(delimiter, enclosure)?));
        // One row may hold any character by chance.
        found.extend(
            by('"')
                .or_else(|| by('\''))
                .filter(|(.., rows)| rows.len() > 1 || delimiter == suggested),
        );
    }
    let is_only = found.len() == 1;
    let (delimiter, enclosure, rows) = found.into_iter().next()?;
    let name = match delimiter {
        ',' => "comma".to_owned(),
        ';' => "semicolon".to_owned(),
        '\t' => "tab".to_owned(),
        '|' => "pipe".to_owned(),
        other => other.to_string(),
    };
    let evidence = format!("Split by it, all {} rows have {} cells.", rows.len(), rows[0].len());
    guess(guesses, is_only && rows.len() > 1, "delimiter", name, evidence);
    profile.format.delimiter = Some(match delimiter {
        ',' => Delimiter::Comma,
        ';' => Delimiter::Semicolon,
        '\t' => Delimiter::Tab,
        '|' => Delimiter::Pipe,
        other => Delimiter::Character(other),
    });
    let single = |cell: &(Option<String>, bool)| {
        cell.0
            .as_ref()
            .is_some_and(|text| text.len() > 1 && text.starts_with('\'') && text.ends_with('\''))
    };
    let is_single = enclosure == '\''
        || rows.iter().flatten().any(single)
            && !rows.iter().flatten().any(|(_, is_enclosed)| *is_enclosed);
    if let Some(rows) = is_single.then(|| read(delimiter, '\'')).flatten() {
        profile.format.enclosure = Enclosure::SingleQuote;
        guess(guesses, false, "enclosure", "'", "Cells begin and end with it.");
        return Some(rows);
    }
    Some(rows)
}

/// Lines without a delimiter are one column.
fn one_column(
    text: &str,
    is_whole: bool,
    profile: &mut Profile,
    guesses: &mut Vec<Guess>,
) -> Option<(Rows, Option<Vec<u16>>)> {
    let rows = rows_of_beginning(text.as_bytes(), &TextDialect::default(), is_whole)?;
    let width = rows.first()?.len();
    if width != 1 || rows.iter().any(|row| row.len() != 1) {
        return None;
    }
    profile.format.delimiter = Some(Delimiter::Comma);
    guess(guesses, false, "delimiter", "comma", "There is one column, so none was seen.");
    Some((rows, None))
}

/// Lines of one length, and columns where some space stands in all of them.
fn fixed_width(text: &str, is_whole: bool, guesses: &mut Vec<Guess>) -> Option<(Rows, Vec<u16>)> {
    let mut lines: Vec<Vec<char>> = text.lines().map(|line| line.chars().collect()).collect();
    if !is_whole {
        lines.pop();
    }
    let length = lines.first()?.len();
    if lines.len() < FEWEST_LINES || lines.iter().any(|line| line.len() != length) {
        return None;
    }
    // A column begins where all lines have a space before, and some line hasn't one.
    let is_space = |place: usize| lines.iter().all(|line| line[place] == ' ');
    let mut starts = vec![0];
    starts.extend((1..length).filter(|place| is_space(place - 1) && !is_space(*place)));
    let ends = starts.iter().skip(1).copied().chain([length]);
    let spans: Vec<(usize, usize)> = starts.iter().copied().zip(ends).collect();
    let widths: Option<Vec<u16>> =
        spans.iter().map(|(start, end)| u16::try_from(end - start).ok()).collect();
    let cell = |line: &[char], (start, end): (usize, usize)| {
        let text: String = line[start..end].iter().collect();
        let text = text.trim();
        ((!text.is_empty()).then(|| text.to_owned()), false)
    };
    let rows = lines.iter().map(|line| spans.iter().map(|span| cell(line, *span)).collect());
    let rows: Rows = rows.collect();
    let widths = widths?;
    let listed: Vec<String> = widths.iter().map(u16::to_string).collect();
    let evidence = format!("All {} lines have {length} characters.", lines.len());
    guess(guesses, true, "layout", "fixed_width", evidence);
    let evidence = "Columns begin where every line has a space before; fields that touch each \
                    other can't be told apart.";
    guess(guesses, false, "widths", listed.join(", "), evidence);
    Some((rows, widths))
}

fn header(rows: &Rows, guesses: &mut Vec<Guess>) -> bool {
    let first: Vec<&str> =
        rows[0].iter().map(|(cell, _)| cell.as_deref().unwrap_or_default()).collect();
    let distinct: HashSet<&&str> = first.iter().collect();
    let is_value = |text: &str| {
        text.is_empty()
            || decimal(text).is_some()
            || text.contains('@')
            || PATTERNS.iter().any(|pattern| is_written_by(text, pattern))
    };
    let value = first.iter().find(|text| is_value(text));
    let (is_header, evidence) = if let Some(value) = value {
        (false, format!("The first row has “{value}”, which is a value rather than a name."))
    } else if distinct.len() < first.len() {
        (false, "The first row has the same text twice.".to_owned())
    } else {
        (true, format!("The first row has {} different names.", first.len()))
    };
    let others = &rows[1..];
    let is_certain = is_header
        && !others.is_empty()
        && (0..first.len()).any(|index| {
            others.iter().all(|row| {
                row.get(index).and_then(|(cell, _)| cell.as_deref()).is_some_and(&is_value)
            })
        });
    guess(guesses, is_certain, "header", if is_header { "yes" } else { "no" }, evidence);
    is_header
}

fn quoting(
    rows: &Rows,
    data: &[Vec<(Option<String>, bool)>],
    profile: &mut Profile,
    guesses: &mut Vec<Guess>,
) {
    let quote = match profile.format.enclosure {
        Enclosure::SingleQuote => '\'',
        Enclosure::DoubleQuote | Enclosure::None => '"',
    };
    let all = rows.iter().flatten().count();
    let enclosed = rows.iter().flatten().filter(|(_, is_enclosed)| *is_enclosed).count();
    let needed = |text: &str| {
        let delimiter = profile.format.delimiter.map_or(',', Delimiter::character);
        text.contains([delimiter, quote, '\n', '\r'])
    };
    let (quoting, name, evidence, is_certain) = if enclosed == all {
        (Quoting::Always, "always", format!("All {all} cells are enclosed."), true)
    } else if enclosed == 0 {
        let evidence = "No cell is enclosed; cells that need it will be.".to_owned();
        (Quoting::Minimal, "minimal", evidence, false)
    } else {
        // Columns of which every text is enclosed, also those that don't need it.
        let width = rows[0].len();
        let is_text_column = |index: usize| {
            let mut cells = data.iter().filter_map(|row| row.get(index));
            let mut without_need = false;
            let all_enclosed = cells.all(|(cell, is_enclosed)| {
                without_need |= *is_enclosed && cell.as_deref().is_some_and(|text| !needed(text));
                cell.is_none() || *is_enclosed
            });
            all_enclosed && without_need
        };
        let texts = (0..width).filter(|index| is_text_column(*index)).count();
        if texts > 0 {
            let evidence =
                format!("All values of {texts} of {width} columns are enclosed, needed or not.");
            (Quoting::Text, "text", evidence, false)
        } else {
            let evidence = format!("{enclosed} of {all} cells are enclosed.");
            (Quoting::Minimal, "minimal", evidence, true)
        }
    };
    profile.format.quoting = quoting;
    guess(guesses, is_certain, "quoting", name, evidence);
}

fn missing(data: &[Vec<(Option<String>, bool)>], profile: &mut Profile, guesses: &mut Vec<Guess>) {
    let cells = || data.iter().flatten();
    for word in ["NULL", "\\N", "null"] {
        let count =
            cells().filter(|(text, is_enclosed)| !is_enclosed && text.as_deref() == Some(word));
        let count = count.count();
        if count > 0 {
            profile.format.missing = Some(word.to_owned());
            let evidence = format!("{count} cells are this word, not enclosed.");
            guess(guesses, false, "missing", word, evidence);
            return;
        }
    }
    let nothing = cells().filter(|(text, _)| text.is_none()).count();
    let empty =
        cells().filter(|(text, is_enclosed)| *is_enclosed && text.as_deref() == Some("")).count();
    if nothing > 0 && empty == 0 {
        profile.format.empty_text = EmptyText::Plain;
        let evidence = format!("{nothing} cells have nothing, and none an empty enclosure.");
        guess(guesses, false, "empty_text", "plain", evidence);
    } else if empty > 0 {
        profile.format.empty_text = EmptyText::Quoted;
        let evidence = format!("{empty} cells are an empty enclosure, {nothing} have nothing.");
        guess(guesses, nothing > 0, "empty_text", "quoted", evidence);
    }
}

/// Patterns of dates and datetimes that are tried, the likeliest first.
const PATTERNS: [&str; 27] = [
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y.%m.%d.",
    "%d-%m-%Y",
    "%Y%m%d",
    "%Y-%m-%dT%H:%M:%S",
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y.%m.%d %H:%M:%S",
    "%Y.%m.%d. %H:%M:%S",
    "%d-%m-%Y %H:%M:%S",
    "%Y%m%d%H%M%S",
    "utc",
    "iso",
];

/// Whether a value is one that the pattern would write.
fn is_written_by(text: &str, pattern: &str) -> bool {
    match pattern {
        "iso" => chrono::DateTime::parse_from_rfc3339(text).is_ok() && text.contains('T'),
        "utc" => text.ends_with('Z') && is_written_by(text, "iso"),
        _ if pattern.contains("%H") => {
            let seconds =
                if pattern.contains("%S") { text.to_owned() } else { format!("{text}:00") };
            let whole =
                if pattern.contains("%S") { pattern.to_owned() } else { format!("{pattern}:%S") };
            NaiveDateTime::parse_from_str(&seconds, &whole)
                .is_ok_and(|at| at.format(&whole).to_string() == seconds)
        }
        _ => NaiveDate::parse_from_str(text, pattern)
            .is_ok_and(|day| day.format(pattern).to_string() == text),
    }
}

/// A number's decimal sign and decimals.
fn decimal(text: &str) -> Option<(Option<char>, u8)> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match unsigned.split_once(['.', ',']) {
        None => is_digits(unsigned).then_some((None, 0)),
        Some((whole, fraction)) => {
            let sign = unsigned.chars().nth(whole.len());
            let decimals = u8::try_from(fraction.len()).ok()?;
            (is_digits(whole) && is_digits(fraction)).then_some((sign, decimals))
        }
    }
}

const WORDS: [(&str, &str); 8] = [
    ("Y", "N"),
    ("y", "n"),
    ("T", "F"),
    ("yes", "no"),
    ("Yes", "No"),
    ("TRUE", "FALSE"),
    ("True", "False"),
    ("I", "N"),
];

fn values(
    first: &[(Option<String>, bool)],
    names: Option<&[String]>,
    data: &[Vec<(Option<String>, bool)>],
    widths: Option<&[u16]>,
    profile: &mut Profile,
    guesses: &mut Vec<Guess>,
) -> Vec<RecognisedColumn> {
    let mut columns = Vec::new();
    for index in 0..first.len() {
        let name = names.and_then(|names| names.get(index)).cloned();
        let called = name.clone().unwrap_or_else(|| format!("column {}", index + 1));
        let missing = profile.format.missing.clone();
        let cells: Vec<&str> = data
            .iter()
            .filter_map(|row| row.get(index)?.0.as_deref())
            .filter(|text| !text.is_empty() && missing.as_deref() != Some(*text))
            .collect();
        let mut column = RecognisedColumn {
            name,
            width: widths.and_then(|widths| widths.get(index)).copied(),
            pattern: None,
            decimal_sign: None,
            decimals: None,
        };
        if cells.is_empty() {
            columns.push(column);
            continue;
        }
        let fitting: Vec<&str> = PATTERNS
            .into_iter()
            .filter(|pattern| cells.iter().all(|text| is_written_by(text, pattern)))
            .collect();
        if let Some(pattern) = fitting.first() {
            let has_time = pattern.contains("%H") || matches!(*pattern, "iso" | "utc");
            let setting = if has_time { "values.datetime" } else { "values.date" };
            let slot = if has_time {
                &mut profile.format.values.datetime
            } else {
                &mut profile.format.values.date
            };
            let is_first = slot.is_none();
            let is_same = slot.as_deref().is_none_or(|known| known == *pattern);
            slot.get_or_insert_with(|| (*pattern).to_owned());
            let others = match fitting.len() {
                1 => String::new(),
                _ => format!(" {} would fit as well.", fitting[1..].join(", ")),
            };
            let evidence = format!(
                "All {} values of {called} are written so, such as {}.{others}",
                cells.len(),
                cells[0]
            );
            // Eight digits may be anything.
            let is_certain = fitting.len() == 1 && *pattern != "%Y%m%d";
            if is_first || !is_same {
                guess(guesses, is_certain && is_same, setting, *pattern, evidence);
            }
            column.pattern = Some((*pattern).to_owned());
        } else if let Some(numbers) =
            cells.iter().map(|text| decimal(text)).collect::<Option<Vec<_>>>()
        {
            let signs: HashSet<char> = numbers.iter().filter_map(|(sign, _)| *sign).collect();
            if signs.len() == 1 {
                let is_comma = signs.contains(&',');
                let sign = if is_comma { DecimalSign::Comma } else { DecimalSign::Point };
                column.decimal_sign = Some(sign);
                let same = numbers.iter().all(|(_, decimals)| *decimals == numbers[0].1);
                column.decimals = same.then_some(numbers[0].1);
                let known = profile.format.values.decimal_sign.replace(sign);
                if known.is_none() {
                    let value = if is_comma { "," } else { "." };
                    let example =
                        cells.iter().find(|text| text.contains(value)).unwrap_or(&cells[0]);
                    // 1,234 may also be a thousand.
                    let groups = is_comma
                        && numbers.iter().all(|(sign, decimals)| sign.is_none() || *decimals == 3);
                    let evidence = format!("{called} has numbers such as {example}.");
                    guess(guesses, !groups, "values.decimal_sign", value, evidence);
                }
            }
        } else if profile.format.values.boolean.is_none() {
            let distinct: HashSet<&str> = cells.iter().copied().collect();
            let pair = WORDS.iter().find(|(yes, no)| {
                distinct.len() == 2 && distinct.contains(yes) && distinct.contains(no)
            });
            if let Some((yes, no)) = pair {
                let words = BooleanWords { yes: (*yes).to_owned(), no: (*no).to_owned() };
                profile.format.values.boolean = Some(words);
                let evidence = format!("{called} has only these two.");
                guess(guesses, false, "values.boolean", format!("{yes}, {no}"), evidence);
            }
        }
        columns.push(column);
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &[u8]) -> Recognised {
        recognise_text("members_20261120.csv", Compression::None, text, true).unwrap()
    }

    fn value<'a>(found: &'a Recognised, setting: &str) -> &'a str {
        let guess = found.guesses.iter().find(|guess| guess.setting == setting);
        guess.map_or("", |guess| &guess.value)
    }

    #[test]
    fn a_delimited_sample_is_recognised() {
        let found = seen(
            "\u{feff}id;name;born;at;sum;ok\r\n\"1\";\"Ágnes; Éva\";13.05.1980;2026-11-20 10:00:00;1,50;Y\r\n\
             \"2\";\"\";01.12.1999;2026-11-21 11:00:00;12,25;N\r\n\"3\";;02.01.2000;2026-11-21 11:00:00;0,00;Y\r\n"
                .as_bytes(),
        );
        let format = &found.profile.format;
        assert_eq!(format.delimiter, Some(Delimiter::Semicolon));
        assert_eq!((format.encoding, format.newline), (Encoding::Utf8Bom, Newline::Crlf));
        assert_eq!((format.header, format.quoting), (true, Quoting::Text));
        assert_eq!(format.empty_text, EmptyText::Quoted);
        assert_eq!(format.values.date.as_deref(), Some("%d.%m.%Y"));
        assert_eq!(format.values.datetime.as_deref(), Some("%Y-%m-%d %H:%M:%S"));
        assert_eq!(format.values.decimal_sign, Some(DecimalSign::Comma));
        assert_eq!(value(&found, "values.boolean"), "Y, N");
        assert_eq!(found.profile.file_name.as_deref(), Some("members_{date:YYYYMMDD}"));
        assert_eq!(found.columns[4].decimals, Some(2));
        assert_eq!(found.profile.name, "members");
        assert_eq!(found.profile.problems(), []);
        assert_eq!(found.rows[0][1], "Ágnes; Éva");
    }

    #[test]
    fn other_shapes_are_recognised() {
        let fixed = seen(
            b"ID   NAME      SUM\n0001 Anna      1.5\n0002 Bela     12.5\n0003 Cili      0.5\n",
        );
        assert_eq!(fixed.profile.format.layout, Layout::FixedWidth);
        let widths: Vec<u16> = fixed.columns.iter().filter_map(|column| column.width).collect();
        assert_eq!(widths.iter().sum::<u16>(), 18);
        assert_eq!(&widths[..1], [5]);
        assert!(fixed.profile.format.header);

        let latin = seen(b"id|name\n1|\xd5r\xf5d\n2|NULL\n");
        assert_eq!(latin.profile.format.encoding, Encoding::Windows1250);
        assert_eq!(latin.profile.format.delimiter, Some(Delimiter::Pipe));
        assert_eq!(latin.profile.format.missing.as_deref(), Some("NULL"));
        assert_eq!(latin.rows[0][1], "Őrőd");

        let single = seen(b"id,name\n1,'a,b'\n2,'it''s'\n");
        assert_eq!(single.profile.format.enclosure, Enclosure::SingleQuote);
        assert_eq!(single.rows[1][1], "it's");

        let bare = seen(b"1,2026-01-02,a\n2,2026-01-03,b\n");
        assert!(!bare.profile.format.header);
        assert_eq!(bare.profile.format.values.date.as_deref(), Some("%Y-%m-%d"));

        // Either may be the month.
        let ambiguous = seen(b"id,d\na,01/02/2026\nb,03/04/2026\n");
        let guess = ambiguous.guesses.iter().find(|guess| guess.setting == "values.date").unwrap();
        assert!(!guess.is_certain && guess.evidence.contains("%m/%d/%Y would fit as well"));

        let utf16: Vec<u8> =
            "\u{feff}a\tb\n1\t2\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let found = seen(&utf16);
        assert_eq!(found.profile.format.encoding, Encoding::Utf16le);
        assert_eq!(found.profile.format.delimiter, Some(Delimiter::Tab));
        for other in ["<html><body><p><b>a</b></p></body></html>", "<?xml version=\"1.0\"?><rows/>"]
        {
            assert!(recognise_text("x", Compression::None, other.as_bytes(), true).is_none());
        }
        assert!(recognise_text("x", Compression::None, b"", true).is_none());
        assert!(recognise_text("x", Compression::None, &[0, 1, 2, 3], true).is_none());
    }
    #[test]
    fn documents_are_recognised() {
        let elements = "<?xml version='1.0' encoding='ISO-8859-2'?>\n<members xmlns=\"urn:a\">\n\
            <!-- two -->\n<member><id>1</id><name>\u{c1}gnes &amp; &#201;va</name><sum>1,50</sum></member>\n\
            <member><id>2</id><born>13.05.1980</born><name><![CDATA[<b>]]></name></member>\n</members>\n";
        let found = seen(&encoding_rs::ISO_8859_2.encode(elements).0);
        let format = &found.profile.format;
        assert_eq!((format.layout, format.encoding), (Layout::Xml, Encoding::Iso88592));
        assert_eq!((&*format.xml.root, &*format.xml.row), ("members", "member"));
        assert_eq!(
            (format.xml.style, format.xml.missing),
            (XmlStyle::Elements, XmlMissing::Absent)
        );
        assert_eq!(format.values.date.as_deref(), Some("%d.%m.%Y"));
        assert_eq!(format.values.decimal_sign, Some(DecimalSign::Comma));
        assert_eq!(found.rows, [["1", "Ágnes & Éva", "1,50", ""], ["2", "<b>", "", "13.05.1980"]]);
        assert_eq!(found.profile.problems(), []);

        let fields = "<rs xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><row>\
            <field name=\"id\">1</field><field name=\"a b\" xsi:nil=\"true\" /></row></rs>";
        let found = seen(fields.as_bytes()).profile.format.xml;
        assert_eq!((found.style, found.missing), (XmlStyle::Fields, XmlMissing::Nil));
        let attributes = seen(b"<t><r id=\"1\" name=\"&lt;\"/><r id=\"2\"/></t>");
        assert_eq!(attributes.profile.format.xml.style, XmlStyle::Attributes);
        assert_eq!(attributes.rows, [["1", "<"], ["2", ""]]);

        // A beginning may end anywhere; a whole document may not.
        for end in elements.len() - 60..elements.len() - 10 {
            if let Some(cut) = elements.get(..end) {
                let cut = &encoding_rs::ISO_8859_2.encode(cut).0;
                let read = |is_whole| recognise_text("x", Compression::None, cut, is_whole);
                assert!(read(false).is_some() && read(true).is_none(), "{end}");
            }
        }
        for strange in [
            "<t><r><a>1</a><a>2</a></r></t>",
            "<t><r><a>1</a></r><s><a>2</a></s></t>",
            "<t><r><a><b>1</b></a></r></t>",
            "<t><r id=\"1\"><a>1</a></r></t>",
            "<t><r>text</r></t>",
            "<!DOCTYPE t><t><r><a>1</a></r></t>",
            "<t><r><a>1</a></r></t><t/>",
        ] {
            assert!(recognise_text("x", Compression::None, strange.as_bytes(), true).is_none());
        }
    }
}
