//! A workbook back to rows of texts: one that the encoder wrote, not any other.

use std::fs::File;
use std::io::{self, BufReader, Seek};

use chrono::{NaiveDate, TimeDelta};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use zip::ZipArchive;

use super::xml_reader::resolved;

/// Number formats of dates, as the encoder writes them.
const DATE: &str = "yyyy\\-mm\\-dd";
/// Where the sheets are.
const SHEETS: &str = "xl/worksheets/sheet";
/// The day before Excel's first, as its days from 1900-03-01 on are counted.
const ZEROTH: NaiveDate = NaiveDate::from_ymd_opt(1899, 12, 30).expect("it is a day");

/// Reads the rows of all sheets, one after the other.
pub(super) struct WorkbookRows {
    archive: ZipArchive<BufReader<File>>,
    /// Names of the sheets that haven't been read, the last one first.
    sheets: Vec<String>,
    sheet: Option<Reader<BufReader<File>>>,
    buffer: Vec<u8>,
    has_header: bool,
    dates: Vec<Option<DateStyle>>,
    pub(super) cells: Vec<String>,
}

/// How a cell's style shows a date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DateStyle {
    Day,
    Second,
    Millisecond,
}

impl WorkbookRows {
    /// A reader of so many columns; rows are only counted where there are none.
    pub(super) fn new(file: File, has_header: bool, columns: usize) -> io::Result<Self> {
        let mut archive = ZipArchive::new(BufReader::new(file)).map_err(io::Error::other)?;
        let mut sheets: Vec<(u32, String)> = Vec::new();
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).map_err(io::Error::other)?;
            let name = entry.name().map_err(io::Error::other)?.into_owned();
            let number = name.strip_prefix(SHEETS).and_then(|rest| rest.strip_suffix(".xml"));
            match number.and_then(|number| number.parse().ok()) {
                Some(number) => sheets.push((number, name)),
                // Read only to see whether it is whole.
                None => drop(io::copy(&mut entry, &mut io::sink())?),
            }
        }
        sheets.sort_unstable_by(|one, other| other.cmp(one));
        let dates = if columns == 0 { Vec::new() } else { date_styles(&mut archive)? };
        Ok(Self {
            archive,
            sheets: sheets.into_iter().map(|(_, name)| name).collect(),
            sheet: None,
            buffer: Vec::new(),
            has_header,
            dates,
            cells: vec![String::new(); columns],
        })
    }

    /// Goes to the next row; whether there is one.
    pub(super) fn advance(&mut self) -> io::Result<bool> {
        loop {
            if self.sheet.is_some() && self.next_row()? {
                return Ok(true);
            }
            let Some(name) = self.sheets.pop() else { return Ok(false) };
            self.sheet = Some(reader_of(&mut self.archive, &name)?);
            if self.has_header {
                self.next_row()?;
            }
        }
    }

    /// Reads the sheet's next row; whether there is one.
    fn next_row(&mut self) -> io::Result<bool> {
        let Self { sheet: Some(sheet), buffer, dates, cells, .. } = self else { return Ok(false) };
        cells.iter_mut().for_each(String::clear);
        // Where the value at hand goes, and what it is.
        let (mut place, mut kind) = (usize::MAX, Kind::Plain);
        let mut in_row = false;
        let mut in_value = false;
        loop {
            buffer.clear();
            match sheet.read_event_into(buffer).map_err(io::Error::other)? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    b"row" => in_row = true,
                    b"c" if in_row => (place, kind) = cell_of(&tag, dates)?,
                    b"v" | b"t" => in_value = in_row,
                    _ => {}
                },
                Event::Empty(tag) if tag.local_name().as_ref() == b"row" => return Ok(true),
                Event::Text(text) if in_value => {
                    if let Some(cell) = cells.get_mut(place) {
                        cell.push_str(&text.decode().map_err(io::Error::other)?);
                    }
                }
                Event::GeneralRef(reference) if in_value => {
                    if let Some(cell) = cells.get_mut(place) {
                        cell.push_str(&resolved(&reference)?);
                    }
                }
                Event::End(tag) => match tag.local_name().as_ref() {
                    b"v" | b"t" => in_value = false,
                    b"c" => {
                        if let Some(cell) = cells.get_mut(place) {
                            kind.shown(cell)?;
                        }
                        place = usize::MAX;
                    }
                    b"row" => return Ok(true),
                    _ => {}
                },
                Event::Eof => return Ok(false),
                _ => {}
            }
        }
    }
}

/// What a cell's content stands for.
#[derive(Clone, Copy)]
enum Kind {
    Plain,
    Text,
    Boolean,
    Date(DateStyle),
}

impl Kind {
    /// Puts the words for people in place of what the sheet has.
    fn shown(self, cell: &mut String) -> io::Result<()> {
        match self {
            Self::Plain => {}
            Self::Text => {
                if cell.contains("_x") {
                    *cell = unescaped(cell);
                }
            }
            Self::Boolean => *cell = if cell == "1" { "true" } else { "false" }.to_owned(),
            Self::Date(style) if !cell.is_empty() => {
                let serial = cell.parse().map_err(io::Error::other)?;
                *cell = date(serial, style).ok_or_else(|| strange("a date"))?;
            }
            Self::Date(_) => {}
        }
        Ok(())
    }
}

fn strange(what: &str) -> io::Error {
    io::Error::other(format!("it has {what} that isn't one of ours"))
}

/// The place of a cell's column, from 0, and what it has.
fn cell_of(tag: &BytesStart<'_>, dates: &[Option<DateStyle>]) -> io::Result<(usize, Kind)> {
    let (mut place, mut kind) = (usize::MAX, Kind::Plain);
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(io::Error::other)?;
        match attribute.key.as_ref() {
            b"r" => {
                let letters = attribute.value.iter().take_while(|byte| byte.is_ascii_uppercase());
                let number = letters.fold(0, |sum, byte| sum * 26 + usize::from(byte - b'A') + 1);
                place = number.checked_sub(1).ok_or_else(|| strange("a cell"))?;
            }
            b"t" => match attribute.value.as_ref() {
                b"inlineStr" | b"str" => kind = Kind::Text,
                b"b" => kind = Kind::Boolean,
                b"n" => {}
                _ => return Err(strange("a kind of cell")),
            },
            b"s" => {
                let style = std::str::from_utf8(&attribute.value).map_err(io::Error::other)?;
                let style: usize = style.parse().map_err(io::Error::other)?;
                if let (Kind::Plain, Some(Some(date))) = (kind, dates.get(style)) {
                    kind = Kind::Date(*date);
                }
            }
            _ => {}
        }
    }
    Ok((place, kind))
}

/// An entry of the workbook, on the disk: a sheet may be larger than the memory.
fn reader_of(
    archive: &mut ZipArchive<BufReader<File>>,
    name: &str,
) -> io::Result<Reader<BufReader<File>>> {
    let mut entry = archive.by_name(name).map_err(io::Error::other)?;
    let mut file = tempfile::tempfile()?;
    io::copy(&mut entry, &mut file)?;
    file.rewind()?;
    Ok(Reader::from_reader(BufReader::new(file)))
}

/// For each style of cells how it shows dates, if it does.
fn date_styles(archive: &mut ZipArchive<BufReader<File>>) -> io::Result<Vec<Option<DateStyle>>> {
    let mut styles = reader_of(archive, "xl/styles.xml")?;
    let mut buffer = Vec::new();
    let (mut formats, mut of_cells, mut found) = (Vec::new(), false, Vec::new());
    loop {
        buffer.clear();
        let event = styles.read_event_into(&mut buffer).map_err(io::Error::other)?;
        let tag = match &event {
            Event::Start(tag) | Event::Empty(tag) => tag,
            Event::End(tag) => {
                of_cells &= tag.local_name().as_ref() != b"cellXfs";
                continue;
            }
            Event::Eof => return Ok(found),
            _ => continue,
        };
        let value = |name: &str| -> io::Result<Option<String>> {
            let attribute = tag.try_get_attribute(name).map_err(io::Error::other)?;
            let text = attribute.map(|attribute| attribute.unescape_value());
            Ok(text.transpose().map_err(io::Error::other)?.map(std::borrow::Cow::into_owned))
        };
        match tag.local_name().as_ref() {
            b"numFmt" => {
                let style = match value("formatCode")?.as_deref().map(|code| code.split_once(DATE))
                {
                    Some(Some(("", ""))) => Some(DateStyle::Day),
                    Some(Some(("", " hh:mm:ss"))) => Some(DateStyle::Second),
                    Some(Some(("", " hh:mm:ss.000"))) => Some(DateStyle::Millisecond),
                    _ => None,
                };
                formats.extend(value("numFmtId")?.zip(style));
            }
            b"cellXfs" => of_cells = true,
            b"xf" if of_cells => {
                let id = value("numFmtId")?;
                let style = formats.iter().find(|(known, _)| Some(known) == id.as_ref());
                found.push(style.map(|(_, style)| *style));
            }
            _ => {}
        }
    }
}

/// A date of Excel's as people write it.
fn date(serial: f64, style: DateStyle) -> Option<String> {
    #[expect(clippy::cast_possible_truncation, reason = "a sheet's days are few")]
    let milliseconds = (serial * 86_400_000.0).round() as i64;
    let time = ZEROTH.and_hms_opt(0, 0, 0)?;
    let time = time.checked_add_signed(TimeDelta::try_milliseconds(milliseconds)?)?;
    let pattern = match style {
        DateStyle::Day => "%Y-%m-%d",
        DateStyle::Second => "%Y-%m-%d %H:%M:%S",
        DateStyle::Millisecond => "%Y-%m-%d %H:%M:%S%.3f",
    };
    Some(time.format(pattern).to_string())
}

/// A text with the characters that XML doesn't have, which workbooks write as `_x0008_`.
fn unescaped(text: &str) -> String {
    let (mut read, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest[at + 6..].starts_with('_'));
        let character = code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        let (plain, after) = match character {
            Some(_) => (at, at + 7),
            None => (at + 2, at + 2),
        };
        read.push_str(&rest[..plain]);
        read.extend(character);
        rest = &rest[after..];
    }
    read + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_workbooks_are_characters() {
        for (written, text) in [
            ("a_x0008_b", "a\u{8}b"),
            ("_x005F_x0041_", "_x0041_"),
            ("_x00_", "_x00_"),
            ("x_x", "x_x"),
            ("_xZZZZ_", "_xZZZZ_"),
            ("_x0_x0009_", "_x0\t"),
            ("_xé", "_xé"),
        ] {
            assert_eq!(unescaped(written), text);
        }
    }
}
