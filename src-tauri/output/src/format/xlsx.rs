//! Rows as an Excel workbook.
//!
//! Texts are text cells whatever they look like, so that no id or code becomes
//! another number. Numbers of more than 15 digits are written as texts, because
//! Excel would round them. Datetimes are dates as clocks of the export's zone
//! show them, exact to the millisecond as Excel's are; what its calendar doesn't
//! have is written as text. Rows go to
//! the disk at once; the workbook is packed at the end.

use std::any::Any;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use zip::result::ZipError;

use super::cells::{Cells, split};
use super::layout::{ChunkEncoder, ContentError, FileSetup, TakeBlock};
use super::moment::{DAY, LAST_DAY};
use super::text::CellProblem;
use super::{BatchColumn, ColumnKind, ColumnRule, EncodeError, FileRule, batch_columns};
use crate::spec::format::{Dialect, Level};

/// Rows of a sheet, at most.
const SHEET_ROWS: u32 = 1_048_576;
/// Characters of a column of days, of one of dates with times, and of any other.
const DAY_WIDTH: f64 = 12.0;
const MOMENT_WIDTH: f64 = 24.0;
const USUAL_WIDTH: f64 = 12.0;
/// Characters of a header that make its column wider.
const WIDEST_HEADER: u8 = 40;
/// Characters of a cell, at most, as Excel counts them.
const CELL_CHARACTERS: usize = 32_767;
/// Digits that Excel keeps of a number.
const DIGITS: usize = 15;
/// Serial number of 1970-01-01.
const EPOCH_SERIAL: i64 = 25_569;
/// Days since 1970 of 1900-03-01 and 9999-12-31. Before, programs disagree, as
/// Excel has a 29 February 1900.
const DAYS: std::ops::RangeInclusive<i64> = -25_508..=LAST_DAY;
/// Bytes of content that are handed over at once.
const BLOCK: usize = 1 << 20;
/// About the bytes of XML around a cell's value.
const CELL_XML: u64 = 48;
/// From here on a sheet may not fit into a zip entry without its large form.
const LARGE_SHEET: u64 = 2 << 30;

/// Writes a workbook, row by row.
pub(super) struct WorkbookEncoder {
    rule: Arc<FileRule>,
    workbook: Workbook,
    /// Where rows stand until the workbook is packed.
    spool: PathBuf,
    /// The one that is written to.
    sheet: Option<Worksheet>,
    /// Its next row.
    row: u32,
    rows: u64,
    /// Bytes of the sheet's XML, about.
    sheet_bytes: u64,
    is_large: bool,
    formats: Formats,
    digits: Vec<u8>,
    cell: Vec<u8>,
}

struct Formats {
    header: Format,
    whole: Format,
    day: Format,
    second: Format,
    millisecond: Format,
    /// One for each column.
    decimals: Vec<Format>,
}

/// What a cell becomes.
enum SheetCell<'a> {
    Text(&'a str),
    Number(f64, &'a Format),
    Boolean(bool),
}

/// Why a cell stops the run.
enum CellStop {
    Problem(CellProblem),
    Write(XlsxError),
}

impl From<CellProblem> for CellStop {
    fn from(problem: CellProblem) -> Self {
        Self::Problem(problem)
    }
}

impl WorkbookEncoder {
    pub(super) fn new(rule: Arc<FileRule>, dialect: &Dialect, setup: &FileSetup) -> Self {
        let mut workbook = Workbook::new();
        // Without a time of its own the library takes the computer's.
        if let Ok(created) = ExcelDateTime::from_timestamp(setup.started_at.timestamp()) {
            workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        }
        workbook.set_zip_compression_level(match dialect.level {
            Level::Fast => 1,
            Level::Normal => 6,
            Level::Small => 9,
        });
        let decimals = rule.columns.iter().map(|column| number_format(&column.kind)).collect();
        let number = |pattern: &str| Format::new().set_num_format(pattern);
        Self {
            rule,
            workbook,
            spool: setup.spool.clone(),
            sheet: None,
            row: 0,
            rows: 0,
            sheet_bytes: 0,
            is_large: false,
            formats: Formats {
                header: Format::new().set_bold().set_align(FormatAlign::Left),
                whole: number("0"),
                day: number("yyyy\\-mm\\-dd"),
                second: number("yyyy\\-mm\\-dd hh:mm:ss"),
                millisecond: number("yyyy\\-mm\\-dd hh:mm:ss.000"),
                decimals,
            },
            digits: Vec::new(),
            cell: Vec::new(),
        }
    }

    /// Ends the sheet at hand, if there is one, and begins another.
    fn begin_sheet(&mut self) -> Result<(), ContentError> {
        self.end_sheet();
        // Never in the system's own folder for temporary files.
        self.workbook.set_tempdir(&self.spool).map_err(failed)?;
        let mut sheet = self.workbook.new_worksheet_with_constant_memory().map_err(failed)?;
        self.row = 0;
        for (place, column) in self.rule.columns.iter().enumerate() {
            // Spreadsheets show a date that is wider than its column as `###`.
            let of_values = match column.kind {
                ColumnKind::Date { .. } => DAY_WIDTH,
                ColumnKind::Datetime { .. } => MOMENT_WIDTH,
                ColumnKind::Text
                | ColumnKind::Number { .. }
                | ColumnKind::Boolean
                | ColumnKind::Json => USUAL_WIDTH,
            };
            let letters = u8::try_from(column.header.chars().count()).unwrap_or(WIDEST_HEADER);
            // Headers are bold.
            let of_header = f64::from(letters.min(WIDEST_HEADER)) * 1.2 + 1.0;
            let place = u16::try_from(place).map_err(io::Error::other)?;
            sheet.set_column_width(place, of_values.max(of_header)).map_err(failed)?;
        }
        if self.rule.has_header {
            for (place, column) in self.rule.columns.iter().enumerate() {
                let place = u16::try_from(place).map_err(io::Error::other)?;
                if column.header.encode_utf16().count() > CELL_CHARACTERS {
                    let problem = CellProblem::LongText;
                    return Err(EncodeError::from_problem(problem, &column.field, 0).into());
                }
                sheet
                    .write_string_with_format(0, place, &column.header, &self.formats.header)
                    .map_err(failed)?;
            }
            sheet.set_freeze_panes(1, 0).map_err(failed)?;
            self.row = 1;
        }
        self.sheet = Some(sheet);
        Ok(())
    }

    fn end_sheet(&mut self) {
        if let Some(sheet) = self.sheet.take() {
            self.is_large |= self.sheet_bytes > LARGE_SHEET;
            self.sheet_bytes = 0;
            self.workbook.push_worksheet(sheet);
        }
    }

    fn write_batch(&mut self, batch: &RecordBatch) -> Result<(), ContentError> {
        let rule = Arc::clone(&self.rule);
        let mut columns = batch_columns(&rule, batch)?;
        for row in 0..batch.num_rows() {
            if self.sheet.is_none() || self.row == SHEET_ROWS {
                self.begin_sheet()?;
            }
            let mut is_written = false;
            for (place, column) in columns.iter_mut().enumerate() {
                is_written |= self.write_cell(place, column, row).map_err(|stop| match stop {
                    CellStop::Problem(problem) => {
                        let field = &column.rule.field;
                        EncodeError::from_problem(problem, field, self.rows + 1).into()
                    }
                    CellStop::Write(error) => failed(error),
                })?;
            }
            if let Some(sheet) = self.sheet.as_mut().filter(|_| !is_written) {
                // A row without any cell wouldn't be there.
                sheet.write_blank(self.row, 0, &self.formats.whole).map_err(failed)?;
            }
            self.row += 1;
            self.rows += 1;
        }
        Ok(())
    }

    /// Whether the row has a cell for it: missing values and empty texts have none.
    fn write_cell(
        &mut self,
        place: usize,
        column: &mut BatchColumn<'_>,
        row: usize,
    ) -> Result<bool, CellStop> {
        let Some(sheet) = &mut self.sheet else { return Ok(false) };
        self.cell.clear();
        let Some(cell) = sheet_cell(
            column,
            row,
            &self.formats,
            &self.formats.decimals[place],
            &mut self.digits,
            &mut self.cell,
        )?
        else {
            return Ok(false);
        };
        let (row, place) = (self.row, u16::try_from(place).unwrap_or(u16::MAX));
        self.sheet_bytes += CELL_XML;
        let is_empty = matches!(cell, SheetCell::Text(""));
        let written = match cell {
            SheetCell::Text(text) => {
                self.sheet_bytes += text.len() as u64;
                if text.len() > CELL_CHARACTERS && text.encode_utf16().count() > CELL_CHARACTERS {
                    return Err(CellProblem::LongText.into());
                }
                sheet.write_string(row, place, text)
            }
            SheetCell::Number(number, format) => {
                sheet.write_number_with_format(row, place, number, format)
            }
            SheetCell::Boolean(value) => sheet.write_boolean(row, place, value),
        };
        written.map(|_| !is_empty).map_err(CellStop::Write)
    }
}

/// What a value becomes; nothing where a missing value stays one.
fn sheet_cell<'a>(
    column: &'a mut BatchColumn<'_>,
    row: usize,
    formats: &'a Formats,
    decimals: &'a Format,
    digits: &mut Vec<u8>,
    cell: &'a mut Vec<u8>,
) -> Result<Option<SheetCell<'a>>, CellProblem> {
    let rule: &ColumnRule = column.rule;
    let replacement = rule.empty.as_deref().map(SheetCell::Text);
    if column.is_null(row) {
        return Ok(replacement);
    }
    if let Some(text) = column.cells.text(row) {
        let text = SheetCell::Text(text);
        let is_empty = matches!(text, SheetCell::Text(""));
        return Ok(if is_empty { replacement.or(Some(text)) } else { Some(text) });
    }
    let as_date = match &rule.kind {
        ColumnKind::Date { pattern } | ColumnKind::Datetime { pattern } => match pattern.as_str() {
            "iso" => Some(false),
            "utc" => Some(true),
            _ => None,
        },
        ColumnKind::Text | ColumnKind::Number { .. } | ColumnKind::Boolean | ColumnKind::Json => {
            None
        }
    };
    let date = match (&mut column.cells, as_date) {
        (Cells::Boolean(values), _) if rule.kind == ColumnKind::Boolean => {
            return Ok(Some(SheetCell::Boolean(values.value(row))));
        }
        (Cells::Date32(values, _), Some(_)) => Some((i64::from(values[row]) * DAY, 0, true)),
        (Cells::Date64(values, _), Some(_)) => {
            Some((values[row].div_euclid(DAY * 1000) * DAY, 0, true))
        }
        (Cells::InstantDay { values, unit, writer }, Some(_)) => {
            let local = writer.local_second(split(values[row], *unit).0);
            Some((local.div_euclid(DAY) * DAY, 0, true))
        }
        (Cells::Instant { values, unit, writer }, Some(is_utc)) => {
            let (second, nanosecond) = split(values[row], *unit);
            let shown = if is_utc { second } else { writer.local_second(second) };
            Some((shown, nanosecond, false))
        }
        _ => None,
    };
    if let Some((second, nanosecond, only_day)) = date
        && DAYS.contains(&second.div_euclid(DAY))
    {
        let format = match (only_day, nanosecond) {
            (true, _) => &formats.day,
            (false, 0) => &formats.second,
            (false, _) => &formats.millisecond,
        };
        return Ok(Some(SheetCell::Number(serial(second, nanosecond), format)));
    }
    column.cells.write(row, digits, cell)?;
    let text = std::str::from_utf8(cell).expect("values are written as text");
    let is_epoch = matches!(
        &rule.kind,
        ColumnKind::Date { pattern } | ColumnKind::Datetime { pattern }
            if pattern.starts_with("epoch")
    );
    if (matches!(rule.kind, ColumnKind::Number { .. }) || is_epoch)
        && let Some(number) = exact(text)
    {
        let format = if text.contains('.') { decimals } else { &formats.whole };
        return Ok(Some(SheetCell::Number(number, format)));
    }
    Ok(Some(SheetCell::Text(text)))
}

/// Days since Excel's zeroth, with the time as their fraction.
#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
fn serial(second: i64, nanosecond: u32) -> f64 {
    let (day, second) = (second.div_euclid(DAY), second.rem_euclid(DAY));
    // Readers round to milliseconds, which must not lead into the next second.
    let time = second as f64 + f64::from(nanosecond / 1_000_000) / 1e3;
    (day + EPOCH_SERIAL) as f64 + time / DAY as f64
}

/// A number that Excel keeps as it is.
fn exact(text: &str) -> Option<f64> {
    let digits = text.trim_start_matches('-').trim_start_matches(['0', '.']);
    let mut count = digits.bytes().filter(u8::is_ascii_digit).count();
    // Zeros at the end of a whole number or of decimals cost nothing.
    count -= digits.bytes().rev().filter(|byte| *byte != b'.').take_while(|b| *b == b'0').count();
    if count > DIGITS || !text.bytes().all(|byte| byte.is_ascii_digit() || b"-.".contains(&byte)) {
        return None;
    }
    text.parse().ok()
}

/// How numbers with decimals are shown; all of them, as far as Excel can.
fn number_format(kind: &ColumnKind) -> Format {
    let pattern = match kind {
        ColumnKind::Number { decimals: Some(decimals), .. } if *decimals > 0 => {
            format!("0.{}", "0".repeat(usize::from(*decimals)))
        }
        ColumnKind::Number { min_decimals, decimals: None, .. } if *min_decimals > 0 => {
            let least = usize::from(*min_decimals);
            format!("0.{}{}", "0".repeat(least), "#".repeat(DIGITS.saturating_sub(least)))
        }
        ColumnKind::Number { .. }
        | ColumnKind::Text
        | ColumnKind::Boolean
        | ColumnKind::Date { .. }
        | ColumnKind::Datetime { .. }
        | ColumnKind::Json => return Format::new().set_num_format("0.###############"),
    };
    Format::new().set_num_format(pattern)
}

fn failed(error: XlsxError) -> ContentError {
    match error {
        XlsxError::IoError(error)
        | XlsxError::TempFileError(_, error)
        | XlsxError::ZipError(ZipError::Io(error)) => error.into(),
        other => io::Error::other(other.to_string()).into(),
    }
}

/// What the library says when it panics because something can't be written: of cells, and
/// of what it has gathered at the end.
const UNWRITTEN: [&str; 2] = ["Couldn't write to xml file", "on an `Err` value: Os { code: "];

/// Does something that writes; the library panics where it can't.
fn written<T>(work: impl FnOnce() -> Result<T, ContentError>) -> Result<T, ContentError> {
    // An encoder that has failed is used no more.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Err(of_panic(panic).into()))
}

/// The error in the words of a panic, which goes on where there is none.
fn of_panic(panic: Box<dyn Any + Send>) -> io::Error {
    let words = match panic.downcast_ref::<String>() {
        Some(words) => words.as_str(),
        None => panic.downcast_ref::<&str>().copied().unwrap_or_default(),
    };
    if !UNWRITTEN.iter().any(|unwritten| words.contains(unwritten)) {
        resume_unwind(panic);
    }
    // As `Os { code: 28, kind: StorageFull, … }`.
    let code = words.split_once("code: ").and_then(|(_, rest)| {
        let digits = rest.split(|letter: char| !letter.is_ascii_digit()).next()?;
        digits.parse::<i32>().ok()
    });
    match code {
        Some(code) => io::Error::from_raw_os_error(code),
        None if words.contains("StorageFull") => io::ErrorKind::StorageFull.into(),
        None => io::Error::other(words.to_owned()),
    }
}

impl ChunkEncoder for WorkbookEncoder {
    fn encode(
        &mut self,
        batches: &[RecordBatch],
        _: u64,
        _: &mut Vec<u8>,
        _: Option<&mut Vec<u32>>,
    ) -> Result<(), ContentError> {
        written(|| batches.iter().try_for_each(|batch| self.write_batch(batch)))
    }

    fn finish(&mut self, take: &mut TakeBlock<'_>) -> Result<Option<u64>, ContentError> {
        written(|| {
            if self.sheet.is_none() {
                self.begin_sheet()?;
            }
            self.end_sheet();
            self.workbook.use_zip_large_file(self.is_large);
            let mut blocks = Blocks { take, block: Vec::new() };
            self.workbook.save_to_writer(&mut blocks).map_err(failed)?;
            blocks.hand_over()?;
            Ok(Some(self.rows))
        })
    }
}

/// Gathers what is written into blocks.
struct Blocks<'a, 'b> {
    take: &'a mut TakeBlock<'b>,
    block: Vec<u8>,
}

impl Blocks<'_, '_> {
    fn hand_over(&mut self) -> io::Result<()> {
        (self.take)(&mut self.block)?;
        self.block.clear();
        Ok(())
    }
}

impl Write for Blocks<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.block.extend_from_slice(bytes);
        if self.block.len() >= BLOCK {
            self.hand_over()?;
        }
        Ok(bytes.len())
    }

    /// The library flushes after each part of the workbook, and small blocks pack
    /// badly.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_the_library_that_writes_is_an_error() {
        let [cells, end] = UNWRITTEN;
        let error = io::Error::from_raw_os_error(5);
        for words in [format!("{cells}: {error:?}"), format!("{end}5, kind: Other }}")] {
            let full = || -> Result<(), ContentError> { panic!("{words}") };
            let Err(ContentError::Write(error)) = written(full) else { panic!("it is written") };
            assert_eq!(error.raw_os_error(), Some(5), "{words}");
        }
        let kind = || -> Result<(), ContentError> { panic!("{cells}: Kind(StorageFull)") };
        let Err(ContentError::Write(error)) = written(kind) else { panic!("it is written") };
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        // What is wrong here isn't the disk's fault.
        let other = catch_unwind(|| written(|| -> Result<(), ContentError> { panic!("else") }));
        assert!(other.is_err());
    }

    #[test]
    fn only_numbers_that_excel_keeps_are_numbers() {
        for (text, number) in [
            ("12.50", Some(12.5)),
            ("-0.05", Some(-0.05)),
            ("0", Some(0.0)),
            ("123456789012345", Some(123_456_789_012_345.0)),
            ("1234567890123456", None),
            ("1234567890123450000", Some(1_234_567_890_123_450_000.0)),
            ("0.000000000000000123456789012345", Some(0.000_000_000_000_000_123_456_789_012_345)),
            ("123456789.0123456789", None),
            ("100.00", Some(100.0)),
            ("NaN", None),
            ("-Infinity", None),
        ] {
            assert_eq!(exact(text), number, "{text}");
        }
    }
}
