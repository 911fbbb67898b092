//! Record batches to the file's bytes.
//!
//! An [`Encoder`] is made once for a file; each thread encodes with its own
//! [`EncodeWorker`]. Which rows come, and how the bytes are compressed and
//! kept, isn't known here. Missing values, empty texts and every other value
//! stay apart as far as the dialect allows; what can't be written stops with
//! the cell's field and row, and is never changed silently.

mod cells;
mod checked;
mod encoding;
mod fixed_width;
mod json;
mod layout;
mod mask;
mod moment;
mod number;
mod parquet;
mod reader;
mod row_bytes;
mod row_reader;
mod sheet_reader;
mod tally;
mod text;
mod transform;
mod xlsx;
mod xml;
mod xml_reader;

use std::ops::Range;
use std::sync::Arc;

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::buffer::NullBuffer;
use datafusion::arrow::datatypes::{DataType, Schema};

use cells::{CellRule, Cells};
use encoding::Transcoder;
use json::JsonValue;
use moment::MomentWriter;
use number::NumberRule;
use text::{CellProblem, TextRule};
use xml::{XmlFrame, XmlTags};

use crate::spec::format::{Dialect, EmptyText, Layout};
use crate::spec::pattern::Pattern;
use crate::zone::Zone;

pub use crate::plan::{Column, ColumnKind, ColumnMask, FixedWidth};
pub use crate::spec::format::FormatError;
pub use crate::spec::pattern::check_pattern;
pub use cells::{entry_texts, is_writable};
pub use layout::{ChunkEncoder, ContentError, FileEncoder, FileSetup, LineEncoder, TakeBlock};
pub(crate) use moment::DAY;
pub use reader::{CellReader, Decoded};
pub use row_bytes::{row_bytes, value_bytes};
pub use row_reader::{RowReader, count_rows};
pub use tally::{Tally, TallyRule, ValueTexts};
pub(crate) use text::looks_like_formula;

/// Whether values of this type can be written as this kind.
fn fits(kind: &ColumnKind, data_type: &DataType) -> bool {
    if *data_type == DataType::Null {
        return true;
    }
    match kind {
        ColumnKind::Text | ColumnKind::Json => cells::is_writable(data_type),
        ColumnKind::Number { .. } => cells::is_number(data_type),
        ColumnKind::Boolean => *data_type == DataType::Boolean,
        ColumnKind::Date { .. } => cells::is_date(data_type) || cells::is_instant(data_type),
        ColumnKind::Datetime { .. } => cells::is_instant(data_type),
    }
}

/// Whether cells of this kind can hold the character without being texts.
fn may_hold(kind: &ColumnKind, pattern: &Pattern, character: char) -> bool {
    match kind {
        // Texts are looked through anyway, JSON is full of commas and quotes.
        ColumnKind::Text | ColumnKind::Json => true,
        ColumnKind::Number { decimal_sign, .. } => {
            decimal_sign.character() == Some(character)
                || character.is_ascii_digit()
                || "-NaInfity".contains(character)
        }
        ColumnKind::Boolean => "truefals".contains(character),
        ColumnKind::Date { .. } | ColumnKind::Datetime { .. } => {
            !moment::is_numeric_text(pattern)
                || character.is_ascii_digit()
                || "+-:.TZ".contains(character)
        }
    }
}

/// A cell that can't be written as the dialect wants it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct EncodeError {
    /// Id of the field.
    pub field: String,
    /// Number of the data row, from 1; 0 is the header line.
    pub row: u64,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do next.
    pub hint: String,
}

impl EncodeError {
    fn new(field: &str, row: u64, what: &str, hint: &str) -> Self {
        let message = match row {
            0 => format!("the header of field `{field}` {what}"),
            _ => format!("field `{field}` in row {row} {what}"),
        };
        Self { field: field.to_owned(), row, message, hint: hint.to_owned() }
    }

    fn place(field: &str, row: u64) -> String {
        match row {
            0 => format!("the header of field `{field}`"),
            _ => format!("field `{field}` in row {row}"),
        }
    }

    /// The same without values of rows, and with the reason for that.
    #[must_use]
    pub fn without_values(self, reason: &str) -> Self {
        let place = Self::place(&self.field, self.row);
        let quotes_one = self.message.strip_prefix(&place).is_none_or(|what| what.contains('`'));
        if self.row == 0 || !quotes_one {
            return self;
        }
        Self { message: format!("{place} can't be written; {reason}"), ..self }
    }

    fn from_problem(problem: CellProblem, field: &str, row: u64) -> Self {
        let (what, hint) = match problem {
            CellProblem::NeedsEnclosure => (
                "holds the delimiter or a line end, and the file has no enclosure",
                "Choose an enclosure, or a delimiter that no value holds.",
            ),
            CellProblem::LikeMissing => (
                "is the text that stands for missing values, and the file has no enclosure",
                "Choose an enclosure, or another text for missing values.",
            ),
            CellProblem::LoneNothing => (
                "is nothing, and as the only cell of its line it would be lost",
                "Choose an enclosure, or a text for empty values.",
            ),
            CellProblem::OutOfRange => (
                "holds a date that its pattern can't write, such as one after the year 9999",
                "Write this field as epoch, or leave such rows out by a filter.",
            ),
            CellProblem::TooWide { width, length } => {
                let what = format!("has {length} characters, and its column is {width} wide");
                return Self::new(field, row, &what, "Make the column wider.");
            }
            CellProblem::LineEnd => (
                "holds a line end, which would end its row",
                "Leave such rows out by a filter, or choose a delimited layout with an enclosure.",
            ),
            CellProblem::NotInXml(character) => {
                let code = u32::from(character);
                let what = format!("holds the character U+{code:04X}, which XML doesn't have");
                let hint = "Write another text in its place, or leave such rows out by a filter.";
                return Self::new(field, row, &what, hint);
            }
            CellProblem::NotANumber => (
                "is infinite or not a number, which the file can't hold as a number",
                "Leave such rows out by a filter, or choose delimited text.",
            ),
            CellProblem::NotInJson => (
                "holds a number that is infinite or not a number, which JSON doesn't have",
                "Leave such rows out by a filter, choose the members one by one, or Parquet.",
            ),
            CellProblem::TooLarge => (
                "has more digits than the file's numbers can have",
                "Choose fewer decimals, or delimited text.",
            ),
            CellProblem::LongText => (
                "is longer than 32,767 characters, the most that a cell of XLSX holds",
                "Leave the field out, or choose another layout.",
            ),
        };
        Self::new(field, row, what, hint)
    }

    /// What is wrong, in one sentence.
    pub fn message(&self) -> String {
        self.message.clone()
    }

    /// What to do next.
    pub fn hint(&self) -> Option<String> {
        Some(self.hint.clone())
    }
}

/// How one column is written, settled once.
#[derive(Debug)]
struct ColumnRule {
    field: String,
    header: String,
    cell: CellRule,
    /// Text and JSON.
    is_text: bool,
    /// Whether a value that is no text can need the enclosure, or look like a missing
    /// one.
    recheck: bool,
    /// Cells of missing values and of empty texts.
    null_cell: FixedCell,
    empty_cell: FixedCell,
    /// What layouts that aren't delimited need.
    kind: ColumnKind,
    empty: Option<String>,
    fixed: Option<FixedWidth>,
    /// `"header":`, and how values become JSON.
    json_key: Vec<u8>,
    json: JsonValue,
    xml: XmlTags,
}

type FixedCell = Result<Vec<u8>, CellProblem>;

#[derive(Debug)]
struct FileRule {
    columns: Vec<ColumnRule>,
    text: TextRule,
    newline: &'static str,
    has_header: bool,
    transcoder: Transcoder,
    layout: Layout,
    xml: XmlFrame,
}

/// Writes batches of one schema as one dialect. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Encoder {
    rule: Arc<FileRule>,
}

impl Encoder {
    /// Checks that every column of `schema`, by position, can be written as the
    /// column wants it.
    pub fn new(
        columns: &[Column],
        schema: &Schema,
        dialect: &Dialect,
        zone: Zone,
    ) -> Result<Self, FormatError> {
        if columns.len() != schema.fields().len() {
            return Err(FormatError::ColumnCount {
                expected: columns.len(),
                found: schema.fields().len(),
            });
        }
        let text = TextRule::new(dialect);
        let rules = columns.iter().zip(schema.fields()).map(|(column, field)| {
            if !fits(&column.kind, field.data_type()) {
                return Err(FormatError::Type {
                    field: column.field.clone(),
                    found: field.data_type().to_string(),
                    kind: column.kind.name(),
                });
            }
            if dialect.layout == Layout::Xml {
                dialect.xml.check_header(&column.header, dialect.encoding)?;
            }
            column_rule(column, columns.len() == 1, dialect, &text, zone)
        });
        let rule = FileRule {
            columns: rules.collect::<Result<_, _>>()?,
            newline: dialect.newline.text(),
            has_header: dialect.header,
            transcoder: Transcoder::new(dialect.encoding),
            layout: dialect.layout,
            xml: XmlFrame::new(dialect),
            text,
        };
        Ok(Self { rule: Arc::new(rule) })
    }

    /// The file's first bytes: the byte order mark where the encoding has one,
    /// then the header line where the dialect wants one, or what a JSON array or an
    /// XML document begins with.
    pub fn header(&self) -> Result<Vec<u8>, EncodeError> {
        let mut bytes = self.beginning();
        bytes.extend(self.header_line()?);
        Ok(bytes)
    }

    /// The byte order mark, and what a JSON array or an XML document begins with.
    fn beginning(&self) -> Vec<u8> {
        match self.rule.layout {
            Layout::JsonArray => b"[".to_vec(),
            Layout::Xml => {
                let mut bytes = self.rule.transcoder.byte_order_mark().to_vec();
                self.rule.transcoder.append_xml(self.rule.xml.start.as_bytes(), &mut bytes);
                bytes
            }
            Layout::JsonLines | Layout::Xlsx | Layout::Parquet => Vec::new(),
            Layout::Delimited | Layout::FixedWidth => {
                self.rule.transcoder.byte_order_mark().to_vec()
            }
        }
    }

    /// A line of the file that isn't one of its rows, with its end.
    fn line(&self, text: &str) -> Result<Vec<u8>, EncodeError> {
        let rule = &self.rule;
        if let Some(character) = rule.transcoder.unmappable(text.as_bytes()) {
            let what =
                format!("holds `{character}`, which doesn't exist in {}", rule.transcoder.name());
            return Err(EncodeError {
                field: String::new(),
                row: 0,
                message: format!("the line `{text}` {what}"),
                hint: "Choose UTF-8.".to_owned(),
            });
        }
        let mut bytes = Vec::new();
        rule.transcoder.append(format!("{text}{}", rule.newline).as_bytes(), &mut bytes);
        Ok(bytes)
    }

    /// The header line, if there is one.
    fn header_line(&self) -> Result<Vec<u8>, EncodeError> {
        let rule = &self.rule;
        let mut bytes = Vec::new();
        match rule.layout {
            Layout::JsonArray
            | Layout::JsonLines
            | Layout::Xml
            | Layout::Xlsx
            | Layout::Parquet => return Ok(bytes),
            Layout::Delimited | Layout::FixedWidth => {}
        }
        if !rule.has_header {
            return Ok(bytes);
        }
        let mut line = Vec::new();
        if rule.layout == Layout::FixedWidth {
            fixed_width::write_header(rule, &mut bytes)?;
            return Ok(bytes);
        }
        for (index, column) in rule.columns.iter().enumerate() {
            if index > 0 {
                line.extend_from_slice(rule.text.delimiter());
            }
            let start = line.len();
            if !column.header.is_empty() {
                rule.text.write_text(column.header.as_bytes(), &mut line)
            } else if rule.columns.len() == 1 || rule.text.enclose_all {
                line.extend(rule.text.empty_enclosure());
                rule.text.enclosure.map(|_| ()).ok_or(CellProblem::LoneNothing)
            } else {
                Ok(())
            }
            .map_err(|problem| EncodeError::from_problem(problem, &column.field, 0))?;
            if let Some(character) = rule.transcoder.unmappable(&line[start..]) {
                return Err(unmappable(rule.transcoder, character, &column.field, 0));
            }
        }
        line.extend_from_slice(rule.newline.as_bytes());
        // Every cell has just been found mappable, and so is the rest by `resolve`.
        let whole = rule.transcoder.append(&line, &mut bytes);
        debug_assert!(whole, "the header was checked cell by cell");
        Ok(bytes)
    }

    /// A worker with its own buffers, for one thread.
    pub fn worker(&self) -> EncodeWorker {
        EncodeWorker {
            rule: Arc::clone(&self.rule),
            digits: Vec::new(),
            cell: Vec::new(),
            utf8: Vec::new(),
        }
    }
}

fn column_rule(
    column: &Column,
    alone: bool,
    dialect: &Dialect,
    text: &TextRule,
    zone: Zone,
) -> Result<ColumnRule, FormatError> {
    let pattern = match &column.kind {
        ColumnKind::Date { pattern } => Pattern::compile(pattern, false)?,
        ColumnKind::Datetime { pattern } => Pattern::compile(pattern, true)?,
        ColumnKind::Text | ColumnKind::Number { .. } | ColumnKind::Boolean | ColumnKind::Json => {
            Pattern::Iso
        }
    };
    let number = match column.kind {
        ColumnKind::Number { min_decimals, decimals, decimal_sign } => {
            NumberRule::new(min_decimals, decimals, decimal_sign)
        }
        ColumnKind::Text
        | ColumnKind::Boolean
        | ColumnKind::Date { .. }
        | ColumnKind::Datetime { .. }
        | ColumnKind::Json => NumberRule::PLAIN,
    };
    let is_text = matches!(column.kind, ColumnKind::Text | ColumnKind::Json);
    let recheck = dialect.missing.as_ref().is_some_and(|missing| !missing.is_empty())
        || may_hold(&column.kind, &pattern, dialect.delimiter)
        || dialect.enclosure.is_some_and(|byte| may_hold(&column.kind, &pattern, byte.into()));
    let empty_enclosure = text.empty_enclosure();
    let fixed_cell = |told_apart: bool| match column.empty.as_deref() {
        Some(replacement) if !replacement.is_empty() => {
            let mut cell = Vec::new();
            let enclose = text.enclose_all || (is_text && text.encloses_text());
            text.write(replacement.as_bytes(), enclose, &mut cell).map(|()| cell)
        }
        Some(_) | None if alone && empty_enclosure.is_empty() => Err(CellProblem::LoneNothing),
        Some(_) | None if alone || told_apart || text.enclose_all => Ok(empty_enclosure.clone()),
        Some(_) | None => Ok(Vec::new()),
    };
    Ok(ColumnRule {
        json_key: json::key(&column.header),
        json: JsonValue::of(&column.kind, dialect.json_numbers),
        xml: if dialect.layout == Layout::Xml {
            XmlTags::new(&column.header, &column.kind, &dialect.xml)
        } else {
            XmlTags::default()
        },
        kind: column.kind.clone(),
        empty: column.empty.clone(),
        fixed: column.fixed,
        field: column.field.clone(),
        header: column.header.clone(),
        cell: CellRule {
            number,
            moment: MomentWriter::new(pattern, zone),
            only_day: matches!(column.kind, ColumnKind::Date { .. }),
        },
        is_text,
        recheck,
        null_cell: match &dialect.missing {
            Some(missing) if column.empty.as_deref().unwrap_or_default().is_empty() => {
                Ok(missing.clone().into_bytes())
            }
            Some(_) | None => fixed_cell(false),
        },
        // A column's own text for what is empty, even one of no characters,
        // stands for both.
        empty_cell: fixed_cell(dialect.empty_text == EmptyText::Quoted && column.empty.is_none()),
    })
}

fn unmappable(transcoder: Transcoder, character: char, field: &str, row: u64) -> EncodeError {
    let what = format!("holds `{character}`, which doesn't exist in {}", transcoder.name());
    EncodeError::new(field, row, &what, "Choose UTF-8.")
}

/// Encodes batches on one thread.
#[derive(Debug)]
pub struct EncodeWorker {
    rule: Arc<FileRule>,
    digits: Vec<u8>,
    cell: Vec<u8>,
    utf8: Vec<u8>,
}

/// A batch's column beside its rule.
struct BatchColumn<'a> {
    rule: &'a ColumnRule,
    nulls: Option<NullBuffer>,
    cells: Cells<'a>,
    /// Cells of the dictionary's texts that have been needed so far.
    known: Vec<Option<Range<usize>>>,
    known_text: Vec<u8>,
}

impl EncodeWorker {
    /// The file's last bytes, behind its rows.
    pub fn footer(&self) -> Vec<u8> {
        match self.rule.layout {
            Layout::JsonArray => format!("{0}]{0}", self.rule.newline).into_bytes(),
            Layout::Xml => {
                let mut bytes = Vec::new();
                self.rule.transcoder.append_xml(self.rule.xml.end.as_bytes(), &mut bytes);
                bytes
            }
            Layout::Delimited
            | Layout::FixedWidth
            | Layout::JsonLines
            | Layout::Xlsx
            | Layout::Parquet => Vec::new(),
        }
    }

    /// Appends a batch's lines to `out`. `first_row` is the number of data rows
    /// before this batch: 0 for a file's first.
    pub fn encode(
        &mut self,
        batch: &RecordBatch,
        first_row: u64,
        out: &mut Vec<u8>,
    ) -> Result<(), EncodeError> {
        self.encode_with_cells(batch, first_row, out, None)
    }

    /// As [`encode`](Self::encode), and adds the place in `out` where each cell
    /// begins, if the file's encoding is UTF-8.
    pub fn encode_with_cells(
        &mut self,
        batch: &RecordBatch,
        first_row: u64,
        out: &mut Vec<u8>,
        cells: Option<&mut Vec<u32>>,
    ) -> Result<(), EncodeError> {
        let rule = Arc::clone(&self.rule);
        let mut columns = batch_columns(&rule, batch)?;
        let rows = batch.num_rows();
        if rule.transcoder.is_utf8() {
            return match cells {
                Some(cells) => {
                    cells.reserve(rows * columns.len());
                    self.write_rows(&rule, &mut columns, rows, first_row, out, |place| {
                        // Cells beyond 4 GiB are left to whoever uses this.
                        cells.push(u32::try_from(place).unwrap_or(u32::MAX));
                    })
                }
                None => self.write_rows(&rule, &mut columns, rows, first_row, out, |_| {}),
            };
        }
        let mut lines = std::mem::take(&mut self.utf8);
        lines.clear();
        let written = self.write_rows(&rule, &mut columns, rows, first_row, &mut lines, |_| {});
        let whole = written.is_ok()
            && if rule.layout == Layout::Xml {
                rule.transcoder.append_xml(&lines, out);
                true
            } else {
                rule.transcoder.append(&lines, out)
            };
        self.utf8 = lines;
        written?;
        if whole {
            return Ok(());
        }
        Err(self.find_unmappable(&rule, &mut columns, rows, first_row))
    }

    fn write_rows(
        &mut self,
        rule: &FileRule,
        columns: &mut [BatchColumn<'_>],
        rows: usize,
        first_row: u64,
        out: &mut Vec<u8>,
        mut at_cell: impl FnMut(usize),
    ) -> Result<(), EncodeError> {
        match rule.layout {
            Layout::FixedWidth => {
                return self.write_fixed_rows(rule, columns, rows, first_row, out);
            }
            Layout::JsonLines | Layout::JsonArray => {
                return self.write_json_rows(rule, columns, rows, first_row, out);
            }
            Layout::Xml => return self.write_xml_rows(rule, columns, rows, first_row, out),
            Layout::Delimited | Layout::Xlsx | Layout::Parquet => {}
        }
        let delimiter = rule.text.delimiter();
        let newline = rule.newline.as_bytes();
        for row in 0..rows {
            let mut columns = columns.iter_mut();
            if let Some(column) = columns.next() {
                at_cell(out.len());
                self.write_cell(rule, column, row, out)
                    .map_err(|problem| column.error(problem, first_row, row))?;
            }
            for column in columns {
                if let [byte] = delimiter {
                    out.push(*byte);
                } else {
                    out.extend_from_slice(delimiter);
                }
                at_cell(out.len());
                self.write_cell(rule, column, row, out)
                    .map_err(|problem| column.error(problem, first_row, row))?;
            }
            out.extend_from_slice(newline);
        }
        Ok(())
    }

    #[inline]
    fn write_cell(
        &mut self,
        rule: &FileRule,
        column: &mut BatchColumn<'_>,
        row: usize,
        out: &mut Vec<u8>,
    ) -> Result<(), CellProblem> {
        if column.is_null(row) {
            return append_fixed(&column.rule.null_cell, out);
        }
        let text = match &column.cells {
            Cells::Text(array) => array.value(row),
            Cells::TextView(array) => array.value(row),
            Cells::LargeText(array) => array.value(row),
            Cells::Dictionary { keys, texts } => {
                let key = keys[row];
                let cell = if let Some(cell) = &column.known[key] {
                    cell.clone()
                } else {
                    let start = column.known_text.len();
                    let text = texts.text(key).unwrap_or_default();
                    write_text(rule, column.rule, text, &mut column.known_text)?;
                    let cell = start..column.known_text.len();
                    column.known[key] = Some(cell.clone());
                    cell
                };
                out.extend_from_slice(&column.known_text[cell]);
                return Ok(());
            }
            _ => return self.write_value(rule, column, row, out),
        };
        write_text(rule, column.rule, text, out)
    }

    /// Writes a value that is no text as it stands.
    #[inline]
    fn write_value(
        &mut self,
        rule: &FileRule,
        column: &mut BatchColumn<'_>,
        row: usize,
        out: &mut Vec<u8>,
    ) -> Result<(), CellProblem> {
        if !column.rule.recheck && !rule.text.enclose_all {
            return column.cells.write(row, &mut self.digits, out);
        }
        self.cell.clear();
        column.cells.write(row, &mut self.digits, &mut self.cell)?;
        if column.rule.is_text {
            rule.text.write_text(&self.cell, out)
        } else {
            rule.text.write(&self.cell, rule.text.enclose_all, out)
        }
    }

    /// Says which cell of a batch the encoding has no character for.
    fn find_unmappable(
        &mut self,
        rule: &FileRule,
        columns: &mut [BatchColumn<'_>],
        rows: usize,
        first_row: u64,
    ) -> EncodeError {
        let mut cell = Vec::new();
        for row in 0..rows {
            for column in &mut *columns {
                cell.clear();
                let written = if rule.layout == Layout::FixedWidth {
                    self.write_fixed_cell(column, row, &mut cell)
                } else {
                    self.write_cell(rule, column, row, &mut cell)
                };
                if let Err(problem) = written {
                    return column.error(problem, first_row, row);
                }
                if let Some(character) = rule.transcoder.unmappable(&cell) {
                    let row = row_number(first_row, row);
                    return unmappable(rule.transcoder, character, &column.rule.field, row);
                }
            }
        }
        unreachable!("a batch that can't be transcoded has a cell that can't be")
    }
}

fn batch_columns<'a>(
    rule: &'a FileRule,
    batch: &'a RecordBatch,
) -> Result<Vec<BatchColumn<'a>>, EncodeError> {
    assert_eq!(batch.num_columns(), rule.columns.len(), "batches have the encoder's schema");
    let columns = rule.columns.iter().zip(batch.columns());
    columns
        .map(|(rule, array)| {
            let cells = Cells::new(array.as_ref(), &rule.cell).ok_or_else(|| {
                let what = format!("holds {}, which has no text", array.data_type());
                EncodeError::new(&rule.field, 1, &what, "Remove the field from the export.")
            })?;
            let texts = array.as_any_dictionary_opt().map_or(0, |texts| texts.values().len());
            Ok(BatchColumn {
                rule,
                nulls: array.logical_nulls().filter(|nulls| nulls.null_count() > 0),
                known: vec![None; texts],
                known_text: Vec::new(),
                cells,
            })
        })
        .collect()
}

impl BatchColumn<'_> {
    fn is_null(&self, row: usize) -> bool {
        self.nulls.as_ref().is_some_and(|nulls| nulls.is_null(row))
    }

    #[cold]
    fn error(&self, problem: CellProblem, first_row: u64, row: usize) -> EncodeError {
        EncodeError::from_problem(problem, &self.rule.field, row_number(first_row, row))
    }
}

fn row_number(first_row: u64, row: usize) -> u64 {
    first_row + row as u64 + 1
}

#[inline]
fn append_fixed(cell: &FixedCell, out: &mut Vec<u8>) -> Result<(), CellProblem> {
    match cell {
        Ok(cell) => {
            out.extend_from_slice(cell);
            Ok(())
        }
        Err(problem) => Err(*problem),
    }
}

#[inline]
fn write_text(
    rule: &FileRule,
    column: &ColumnRule,
    text: &str,
    out: &mut Vec<u8>,
) -> Result<(), CellProblem> {
    if text.is_empty() {
        return append_fixed(&column.empty_cell, out);
    }
    rule.text.write_text(text.as_bytes(), out)
}
