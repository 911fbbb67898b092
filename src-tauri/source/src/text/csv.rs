//! Reads delimited text strictly: what isn't right by the dialect is refused
//! with its line, never mended.
//!
//! It tells an enclosed empty cell from nothing, which the csv crate doesn't.

use std::io::{self, Read};

use super::dialect::{TextDialect, decoded};
use crate::format::Decoded;

const BLOCK: usize = 128 << 10;

/// Why a text can't be read, and where.
#[derive(Debug)]
pub(super) struct CsvError {
    /// Line of the file, from 1.
    pub(super) line: u64,
    /// Index of the cell in its row, where one cell is wrong.
    pub(super) cell: Option<usize>,
    pub(super) problem: CsvProblem,
}

#[derive(Debug)]
pub(super) enum CsvProblem {
    /// The file ends within an enclosed cell.
    NeverClosed,
    /// Text follows the end of an enclosed cell.
    TextBehindEnclosure,
    /// A carriage return without a line feed in a file of other line ends.
    LoneReturn,
    /// The file ends behind an escape character.
    EscapeAtEnd,
    /// A row is longer than [`LONGEST_ROW`].
    LongRow,
    /// The file or its encoding can't be read.
    Io(io::Error),
}

/// Bytes of a row, at most: a quote that is never closed takes all that follows.
pub(super) const LONGEST_ROW: usize = 128 << 20;

/// Reads a file row by row.
pub(super) struct CsvReader<R> {
    content: Decoded<R>,
    block: Vec<u8>,
    /// What of `block` isn't read yet.
    rest: std::ops::Range<usize>,
    delimiter: u8,
    enclosure: Option<u8>,
    escape: Option<u8>,
    /// Line that is read, and that the row began in.
    line: u64,
    row_line: u64,
    /// Whether carriage returns alone end lines, told by the first line's end.
    returns_end: Option<bool>,
    text: Vec<u8>,
    ends: Vec<usize>,
    enclosed: Vec<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ScanState {
    Start,
    Plain,
    Enclosed,
    /// Behind an enclosure within or at the end of an enclosed cell.
    Closed,
}

impl<R: Read> CsvReader<R> {
    /// Reads `content` by a dialect without a [problem](TextDialect::problem).
    pub(super) fn new(content: R, dialect: &TextDialect) -> Self {
        let byte = |character: char| u8::try_from(character).unwrap_or(b',');
        Self {
            content: decoded(content, dialect.encoding),
            block: vec![0; BLOCK],
            rest: 0..0,
            delimiter: byte(dialect.delimiter),
            enclosure: dialect.enclosure.map(byte),
            escape: dialect.escape.map(byte),
            line: 1,
            row_line: 1,
            returns_end: None,
            text: Vec::new(),
            ends: Vec::new(),
            enclosed: Vec::new(),
        }
    }

    /// The line that the row begins in, from 1.
    #[expect(clippy::misnamed_getters, reason = "the row's, while `line` is the reader's own")]
    pub(super) fn line(&self) -> u64 {
        self.row_line
    }

    /// Number of cells in the row.
    pub(super) fn width(&self) -> usize {
        self.ends.len()
    }

    /// Whether nothing at all stands in the row's line.
    pub(super) fn is_blank(&self) -> bool {
        self.ends == [0] && !self.enclosed[0]
    }

    /// Whether a cell of the row is enclosed.
    pub(super) fn is_enclosed(&self, index: usize) -> bool {
        self.enclosed[index]
    }

    /// Bytes of the row's text.
    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }

    /// A cell of the row; nothing where nothing stands, an empty text where an
    /// enclosed one does.
    pub(super) fn cell(&self, index: usize) -> Result<Option<&str>, CsvError> {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        let cell = &self.text[start..self.ends[index]];
        if cell.is_empty() && !self.enclosed[index] {
            return Ok(None);
        }
        // Cells end at ASCII characters, so decoded text stays whole.
        std::str::from_utf8(cell).map(Some).map_err(|error| {
            let error = io::Error::new(io::ErrorKind::InvalidData, error);
            CsvError { line: self.row_line, cell: Some(index), problem: CsvProblem::Io(error) }
        })
    }

    /// Goes to the next row; whether there is one.
    pub(super) fn read(&mut self) -> Result<bool, CsvError> {
        self.text.clear();
        self.ends.clear();
        self.enclosed.clear();
        self.row_line = self.line;
        if !self.fill()? {
            return Ok(false);
        }
        let mut state = ScanState::Start;
        let mut is_enclosed = false;
        let mut opened = self.line;
        loop {
            if !self.fill()? {
                if state == ScanState::Enclosed {
                    return Err(CsvError { line: opened, ..self.error(CsvProblem::NeverClosed) });
                }
                self.end_cell(is_enclosed);
                return Ok(true);
            }
            let ahead = &self.block[self.rest.clone()];
            let first = ahead[0];
            match state {
                ScanState::Start if Some(first) == self.enclosure => {
                    (state, is_enclosed, opened) = (ScanState::Enclosed, true, self.line);
                    self.rest.start += 1;
                }
                ScanState::Enclosed => {
                    let (close, escape) = (self.enclosure.unwrap_or(b'"'), self.escape);
                    let end = memchr::memchr2(close, escape.unwrap_or(close), ahead);
                    let run = end.unwrap_or(ahead.len());
                    self.line += lines(&ahead[..run]);
                    self.text.extend_from_slice(&ahead[..run]);
                    self.rest.start += run;
                    if self.text.len() > LONGEST_ROW {
                        return Err(CsvError { line: opened, ..self.error(CsvProblem::LongRow) });
                    }
                    if end.is_some() {
                        let found = self.block[self.rest.start];
                        self.rest.start += 1;
                        if Some(found) == escape && found != close {
                            self.escaped()?;
                        } else {
                            state = ScanState::Closed;
                        }
                    }
                }
                ScanState::Closed if Some(first) == self.enclosure => {
                    self.text.push(first);
                    self.rest.start += 1;
                    state = ScanState::Enclosed;
                }
                _ if first == self.delimiter => {
                    self.rest.start += 1;
                    self.end_cell(is_enclosed);
                    (state, is_enclosed) = (ScanState::Start, false);
                }
                _ if first == b'\n' || first == b'\r' => {
                    self.end_line()?;
                    self.end_cell(is_enclosed);
                    return Ok(true);
                }
                ScanState::Closed => return Err(self.error(CsvProblem::TextBehindEnclosure)),
                ScanState::Start | ScanState::Plain if Some(first) == self.escape => {
                    self.rest.start += 1;
                    self.escaped()?;
                    state = ScanState::Plain;
                }
                ScanState::Start | ScanState::Plain => {
                    let mut run =
                        memchr::memchr3(self.delimiter, b'\n', b'\r', ahead).unwrap_or(ahead.len());
                    if let Some(escape) = self.escape {
                        run = memchr::memchr(escape, &ahead[..run]).unwrap_or(run);
                    }
                    self.text.extend_from_slice(&ahead[..run]);
                    self.rest.start += run;
                    state = ScanState::Plain;
                }
            }
        }
    }

    /// Takes the character behind an escape as it is.
    fn escaped(&mut self) -> Result<(), CsvError> {
        if !self.fill()? {
            return Err(self.error(CsvProblem::EscapeAtEnd));
        }
        // The rest of a character of several bytes is plain text anyway.
        let byte = self.block[self.rest.start];
        self.rest.start += 1;
        self.line += u64::from(byte == b'\n');
        self.text.push(byte);
        Ok(())
    }

    fn end_cell(&mut self, is_enclosed: bool) {
        self.ends.push(self.text.len());
        self.enclosed.push(is_enclosed);
    }

    /// Goes past a line's end.
    fn end_line(&mut self) -> Result<(), CsvError> {
        let first = self.block[self.rest.start];
        self.rest.start += 1;
        let mut alone = false;
        if first == b'\r' {
            if self.fill()? && self.block[self.rest.start] == b'\n' {
                self.rest.start += 1;
            } else {
                alone = !self.rest.is_empty();
            }
        }
        if alone && !*self.returns_end.get_or_insert(true) {
            return Err(self.error(CsvProblem::LoneReturn));
        }
        if !alone {
            self.returns_end.get_or_insert(false);
        }
        self.line += 1;
        Ok(())
    }

    fn error(&self, problem: CsvProblem) -> CsvError {
        CsvError { line: self.line, cell: Some(self.ends.len()), problem }
    }

    /// Makes sure that something is ahead; whether there is.
    fn fill(&mut self) -> Result<bool, CsvError> {
        if !self.rest.is_empty() {
            return Ok(true);
        }
        let read = self.content.read(&mut self.block).map_err(|error| CsvError {
            line: self.line,
            cell: None,
            problem: CsvProblem::Io(error),
        })?;
        self.rest = 0..read;
        Ok(read > 0)
    }
}

fn lines(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    type TextRow = Vec<Option<String>>;

    fn rows(text: &str, dialect: &TextDialect) -> Result<Vec<TextRow>, CsvError> {
        // One byte at a time, so that every place is a block's end once.
        struct Slow<'a>(&'a [u8]);
        impl Read for Slow<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let length = self.0.len().min(1).min(buffer.len());
                buffer[..length].copy_from_slice(&self.0[..length]);
                self.0 = &self.0[length..];
                Ok(length)
            }
        }
        let mut reader = CsvReader::new(Slow(text.as_bytes()), dialect);
        let mut rows = Vec::new();
        while reader.read()? {
            let cells = (0..reader.width()).map(|cell| Ok(reader.cell(cell)?.map(str::to_owned)));
            rows.push(cells.collect::<Result<_, CsvError>>()?);
        }
        Ok(rows)
    }

    fn some(row: &[&str]) -> TextRow {
        row.iter().map(|cell| Some((*cell).to_owned())).collect()
    }

    #[test]
    fn cells_are_read_by_the_standard() {
        let plain = TextDialect::default();
        let found = rows("a,\"b \"\"c\"\",\nd\"\r\n5\" pipe,é\n", &plain).unwrap();
        assert_eq!(found, [some(&["a", "b \"c\",\nd"]), some(&["5\" pipe", "é"])]);
        assert_eq!(
            rows("a,\"\"\n,\n", &plain).unwrap(),
            [vec![Some("a".to_owned()), Some(String::new())], vec![None, None],]
        );
        assert_eq!(
            rows("a\n\n\"\"\nb", &plain).unwrap(),
            [some(&["a"]), vec![None], some(&[""]), some(&["b"]),]
        );
        // Returns alone end lines where the first line ends so.
        assert_eq!(rows("a\rb\r", &plain).unwrap(), [some(&["a"]), some(&["b"])]);
        let tabs = TextDialect { delimiter: '\t', enclosure: None, ..plain };
        assert_eq!(rows("\"a\t\"\n", &tabs).unwrap(), [some(&["\"a", "\""])]);
        let escaping = TextDialect { escape: Some('\\'), ..plain };
        assert_eq!(rows("a\\,b,\"c\\\"d\"\n", &escaping).unwrap(), [some(&["a,b", "c\"d"])]);
    }

    #[test]
    fn what_is_not_right_is_refused_with_its_line() {
        let plain = TextDialect::default();
        let problem = |text: &str| rows(text, &plain).unwrap_err();
        let found = problem("a,b\n1,\"x\ny\nz\n");
        assert!(matches!(found.problem, CsvProblem::NeverClosed));
        assert_eq!((found.line, found.cell), (2, Some(1)));
        let found = problem("a\n\"b\"c\n");
        assert!(matches!(found.problem, CsvProblem::TextBehindEnclosure));
        assert_eq!(found.line, 2);
        assert!(matches!(problem("a\nb\rc\n").problem, CsvProblem::LoneReturn));
        let latin = b"a\n\xf5\n";
        let mut reader = CsvReader::new(&latin[..], &plain);
        assert!(reader.read().is_err() || reader.read().is_err());
    }

    /// Python's own reader in its strict mode agrees, but for carriage returns
    /// alone, which end a line there and are refused here among other line ends.
    #[test]
    fn what_python_refuses_is_refused_and_all_else_is_read_alike() {
        use std::io::Write;
        use std::process::{Command, Stdio};

        type Answer = (String, Option<Vec<Vec<String>>>);
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/sources/mutated_csv.py");
        let python = std::env::var_os("EXPORT_DESK_PYTHON").unwrap_or_else(|| "python3".into());
        let mut child = Command::new(python)
            .arg(folder)
            .env("PYTHONUTF8", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let order = br#"{"texts":20000,"seed":20261128}"#;
        child.stdin.take().unwrap().write_all(order).unwrap();
        let output = child.wait_with_output().unwrap();
        let answers: Vec<Answer> = serde_json::from_slice(&output.stdout).unwrap();
        let (mut read, mut refused, mut returns) = (0, 0, 0);
        for (text, right) in answers {
            let found = rows(&text, &TextDialect::default());
            let lone = text.replace("\r\n", "").contains('\r');
            match (found, right) {
                (Err(_), None) => refused += 1,
                (Err(error), Some(_)) => {
                    assert!(lone && matches!(error.problem, CsvProblem::LoneReturn), "{text:?}");
                    returns += 1;
                }
                (Ok(rows), Some(right)) => {
                    let plain = |row: TextRow| -> Vec<String> {
                        let cells: Vec<_> =
                            row.into_iter().map(Option::unwrap_or_default).collect();
                        // An empty line has no cell for Python.
                        if cells == [""] { Vec::new() } else { cells }
                    };
                    let rows: Vec<Vec<String>> = rows.into_iter().map(plain).collect();
                    let right: Vec<Vec<String>> = right
                        .into_iter()
                        .map(|row| if row == [""] { Vec::new() } else { row })
                        .collect();
                    assert_eq!(rows, right, "{text:?}");
                    read += 1;
                }
                (Ok(rows), None) => panic!("{text:?} was read as {rows:?}"),
            }
        }
        println!("{read} read, {refused} refused, {returns} with returns alone");
        assert!(read > 5000 && refused > 2000, "{read} {refused}");
    }
}
