//! The file's bytes back to rows of texts, for comparing and verifying, in any layout.
//! It reads what the encoder wrote, not what other programs may write.

use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek};

use datafusion::arrow::array::{Array, RecordBatch};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use datafusion::parquet::arrow::arrow_reader::{
    ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::CellReader;
use super::reader::{Decoded, Inner};
use super::sheet_reader::WorkbookRows;
use super::xml_reader::XmlRows;
use crate::spec::format::{Dialect, Layout};

/// Reads the rows of a file, the header line left out.
pub struct RowReader<R>(Content<R>);

enum Content<R> {
    Delimited(Box<CellReader<R>>),
    FixedWidth(Lines<R>, Vec<usize>),
    Json(Lines<R>),
    Xml(Box<XmlRows<R>>),
    Parquet(Box<ParquetRows>),
    Workbook(Box<WorkbookRows>),
}

/// Lines, one of which is at hand, cut into cells.
struct Lines<R> {
    content: BufReader<Inner<Decoded<R>>>,
    ending: &'static str,
    line: String,
    cells: Vec<String>,
    skips_header: bool,
}

/// Rows of a Parquet file, one of which is at hand.
struct ParquetRows {
    reader: ParquetRecordBatchReader,
    batch: Option<RecordBatch>,
    row: usize,
    cells: Vec<String>,
}

impl ParquetRows {
    fn advance(&mut self) -> Result<bool, ArrowError> {
        self.row += 1;
        while self.batch.as_ref().is_none_or(|batch| self.row >= batch.num_rows()) {
            let Some(batch) = self.reader.next().transpose()? else { return Ok(false) };
            (self.batch, self.row) = (Some(batch), 0);
        }
        self.cells.clear();
        let options = FormatOptions::default()
            .with_timestamp_format(Some("%Y-%m-%d %H:%M:%S%.f"))
            .with_timestamp_tz_format(Some("%Y-%m-%d %H:%M:%S%.f %:z"));
        for column in self.batch.iter().flat_map(RecordBatch::columns) {
            let mut text = ArrayFormatter::try_new(column, &options)?.value(self.row).to_string();
            // A number is the same one with any number of decimals.
            if column.data_type().is_decimal() && text.contains('.') {
                text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
            }
            self.cells.push(text);
        }
        Ok(true)
    }
}

impl<R: Read> RowReader<R> {
    /// A reader of content that isn't compressed any more; `widths` are those of a
    /// fixed-width file's columns, and `headers` those of an XML file's or a workbook's,
    /// where its cells are wanted.
    pub fn new(
        content: R,
        dialect: &Dialect,
        widths: &[usize],
        headers: &[String],
    ) -> io::Result<Self> {
        let lines = |content, skips_header| Lines {
            content: BufReader::new(Inner::new(
                Decoded::new(content, dialect.encoding, None),
                dialect,
            )),
            ending: dialect.newline.text(),
            line: String::new(),
            cells: Vec::new(),
            skips_header,
        };
        Ok(Self(match dialect.layout {
            Layout::Delimited => Content::Delimited(Box::new(CellReader::new(content, dialect))),
            Layout::FixedWidth => {
                Content::FixedWidth(lines(content, dialect.header), widths.to_vec())
            }
            Layout::JsonLines => Content::Json(lines(content, false)),
            // The array's opening bracket has a line of its own.
            Layout::JsonArray => Content::Json(lines(content, true)),
            Layout::Xml => Content::Xml(Box::new(XmlRows::new(content, dialect, headers))),
            Layout::Xlsx => {
                let file = unpacked(content)?;
                Content::Workbook(Box::new(WorkbookRows::new(file, dialect.header, headers.len())?))
            }
            Layout::Parquet => {
                let file = ParquetRecordBatchReaderBuilder::try_new(unpacked(content)?);
                let reader = file.and_then(ParquetRecordBatchReaderBuilder::build);
                let reader = reader.map_err(io::Error::other)?;
                Content::Parquet(Box::new(ParquetRows {
                    reader,
                    batch: None,
                    row: 0,
                    cells: Vec::new(),
                }))
            }
        }))
    }

    /// Goes to the next row; whether there is one.
    pub fn advance(&mut self) -> io::Result<bool> {
        match &mut self.0 {
            Content::Delimited(reader) => reader.advance().map_err(io::Error::other),
            Content::FixedWidth(lines, widths) => Ok(lines.advance()? && lines.cut(widths)?),
            Content::Json(lines) => Ok(lines.advance()? && lines.parse()?),
            Content::Xml(rows) => rows.advance(),
            Content::Workbook(rows) => rows.advance(),
            Content::Parquet(rows) => rows.advance().map_err(io::Error::other),
        }
    }

    /// Number of cells in the row.
    pub fn width(&self) -> usize {
        match &self.0 {
            Content::Delimited(reader) => reader.width(),
            Content::FixedWidth(lines, _) | Content::Json(lines) => lines.cells.len(),
            Content::Xml(rows) => rows.cells.len(),
            Content::Parquet(rows) => rows.cells.len(),
            Content::Workbook(rows) => rows.cells.len(),
        }
    }

    /// A cell of the row; nothing beyond its end.
    pub fn cell(&self, index: usize) -> Cow<'_, str> {
        let cells = match &self.0 {
            Content::Delimited(reader) => return reader.cell(index),
            Content::FixedWidth(lines, _) | Content::Json(lines) => &lines.cells,
            Content::Xml(rows) => &rows.cells,
            Content::Parquet(rows) => &rows.cells,
            Content::Workbook(rows) => &rows.cells,
        };
        cells.get(index).map_or(Cow::Borrowed(""), |cell| cell.as_str().into())
    }
}

impl<R: Read> Lines<R> {
    fn advance(&mut self) -> io::Result<bool> {
        if std::mem::take(&mut self.skips_header) && !self.read_line()? {
            return Ok(false);
        }
        self.read_line()
    }

    fn read_line(&mut self) -> io::Result<bool> {
        let last = *self.ending.as_bytes().last().unwrap_or(&b'\n');
        let mut line = std::mem::take(&mut self.line).into_bytes();
        line.clear();
        let read = self.content.read_until(last, &mut line)?;
        self.line = String::from_utf8(line).map_err(io::Error::other)?;
        if read > 0 && !self.line.ends_with(self.ending) {
            return Err(io::Error::other("its last line has no end"));
        }
        self.line.truncate(self.line.len().saturating_sub(self.ending.len()));
        Ok(read > 0)
    }

    /// The line as cells of these widths, without the spaces around them.
    fn cut(&mut self, widths: &[usize]) -> io::Result<bool> {
        let mut rest = self.line.as_str();
        self.cells.clear();
        for width in widths {
            let end = rest.char_indices().nth(*width).map_or(rest.len(), |(end, _)| end);
            if rest[..end].chars().count() < *width {
                return Err(io::Error::other("a line is shorter than its columns"));
            }
            self.cells.push(rest[..end].trim_matches(' ').to_owned());
            rest = &rest[end..];
        }
        if rest.is_empty() { Ok(true) } else { Err(io::Error::other("a line is too long")) }
    }

    /// The line as an object's values.
    fn parse(&mut self) -> io::Result<bool> {
        if self.line == "]" {
            return if self.read_line()? {
                Err(io::Error::other("something follows the array"))
            } else {
                Ok(false)
            };
        }
        let object = self.line.strip_suffix(',').unwrap_or(&self.line);
        let mut parser = serde_json::Deserializer::from_str(object);
        self.cells = parser.deserialize_map(Values)?;
        parser.end()?;
        Ok(true)
    }
}

/// An object's values in their order: texts as they are, nothing for `null`, and
/// all others as they are written.
struct Values;

impl<'de> Visitor<'de> for Values {
    type Value = Vec<String>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<String>, A::Error> {
        let mut cells = Vec::new();
        while let Some((_, value)) = map.next_entry::<String, Box<RawValue>>()? {
            cells.push(match value.get() {
                "null" => String::new(),
                text if text.starts_with('"') => {
                    serde_json::from_str(text).map_err(serde::de::Error::custom)?
                }
                other => other.to_owned(),
            });
        }
        Ok(cells)
    }
}

/// Number of rows that a file of this dialect has, by reading all of it.
pub fn count_rows(content: impl Read, dialect: &Dialect, widths: &[usize]) -> io::Result<u64> {
    let mut reader = RowReader::new(content, dialect, widths, &[])?;
    let mut rows = 0;
    while reader.advance()? {
        rows += 1;
    }
    Ok(rows)
}

/// The content as a file that can be read from its end.
fn unpacked(mut content: impl Read) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut content, &mut file)?;
    file.rewind()?;
    Ok(file)
}
