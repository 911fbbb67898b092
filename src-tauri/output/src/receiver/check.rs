//! Holds every row of a file against what chosen receivers can't take.
//!
//! The tests run beside the encoder, on its threads, over the values that it has
//! just written. Each begins with the cheapest question that most columns answer
//! with no: the largest value, the longest text, a first byte, a pair of bytes
//! anywhere in the chunk.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, OffsetSizeTrait, PrimitiveArray, StringViewArray,
};
use datafusion::arrow::datatypes::{
    ArrowPrimitiveType, DataType, Date32Type, Date64Type, Decimal128Type, Decimal256Type,
    Float32Type, Float64Type, Int64Type, TimeUnit, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt64Type, i256,
};
use memchr::memmem;
use serde::{Deserialize, Serialize};

use super::{Length, MissingText, Names, Receiver};
use crate::format::value_bytes;
use crate::format::{Column, ColumnKind, DAY, looks_like_formula};
use crate::humanize::{counted, grouped};
use crate::spec::format::{Compression, Dialect, Encoding, Layout};
use crate::spec::profile::ReceiverId;

/// Rows that a finding names.
const FIRST_ROWS: usize = 3;
/// Digits that a spreadsheet's numbers have.
const SPREADSHEET_DIGITS: u32 = 15;

/// What a receiver can't take, or changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Texts that become numbers, such as ids of digits with one `e`.
    BecomesNumber,
    /// Texts that become dates.
    BecomesDate,
    /// Numbers of more digits than the receiver keeps.
    ManyDigits,
    /// Digits with zeros in front, which are dropped.
    LeadingZeros,
    /// Texts that are taken for formulas.
    Formula,
    /// Cells that are too long.
    LongCell,
    /// Texts that are read as missing values.
    ReadAsMissing,
    /// Cells with a line that ends the reading.
    EndOfData,
    /// Numbers that the column's type doesn't hold.
    OutsideType,
    /// Dates of years that the receiver doesn't have.
    OutsideYears,
    /// Datetimes whose offset is dropped, so that they are other instants.
    Offset,
    /// Too many rows.
    Rows,
    /// Too many columns.
    Columns,
    /// Names of columns that can't be.
    ColumnName,
    /// An encoding that it doesn't read.
    Encoding,
    /// A compression that it doesn't read.
    Compression,
    /// No command loads exactly the rows: there are several parts, or lines around them.
    NoLoadCommand,
}

/// Something of a file that a receiver wouldn't read exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Finding {
    /// Which one.
    pub receiver: ReceiverId,
    /// What is in the way.
    pub rule: Rule,
    /// Header of the column; none for the whole file.
    pub column: Option<String>,
    /// How many rows have it; none for the file itself.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub rows: u64,
    /// The first of them, from 1.
    #[cfg_attr(feature = "bindings", specta(type = Vec<specta_typescript::Number>))]
    pub first_rows: Vec<u64>,
    /// All of that in one sentence.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl Finding {
    /// The same of a file of a set, its member being named.
    #[must_use]
    pub fn of_member(self, name: &str) -> Self {
        Self { message: format!("“{name}”: {}", self.message), ..self }
    }
}

/// One test of a column's values.
#[derive(Debug, Clone, PartialEq)]
enum Test {
    /// The texts that a spreadsheet changes, each kind of them.
    Guess(Rule),
    Longer(Length),
    Equals(Vec<u8>),
    DotLine,
    WholeDigits(u32),
    NotFinite,
    Years(i32, i32),
}

impl Test {
    fn rule(&self) -> Rule {
        match self {
            Self::Guess(rule) => *rule,
            Self::Longer(_) => Rule::LongCell,
            Self::Equals(_) => Rule::ReadAsMissing,
            Self::DotLine => Rule::EndOfData,
            Self::WholeDigits(_) | Self::NotFinite => Rule::OutsideType,
            Self::Years(..) => Rule::OutsideYears,
        }
    }
}

/// What spreadsheets do to texts.
const GUESSES: [Rule; 5] =
    [Rule::BecomesNumber, Rule::BecomesDate, Rule::ManyDigits, Rule::LeadingZeros, Rule::Formula];

#[derive(Debug, Clone, Default)]
struct Counter {
    count: u64,
    first: Vec<u64>,
}

impl Counter {
    fn add(&mut self, row: u64) {
        self.count += 1;
        if self.first.len() < FIRST_ROWS {
            self.first.push(row);
        }
    }

    fn merge(&mut self, other: &mut Self) {
        self.count += std::mem::take(&mut other.count);
        if !other.first.is_empty() {
            self.first.append(&mut other.first);
            self.first.sort_unstable();
            self.first.truncate(FIRST_ROWS);
        }
    }
}

/// What one thread has found and not handed over yet: by column, by test.
#[derive(Debug, Default)]
pub(crate) struct Counts(Vec<Vec<Counter>>);

/// Which texts of a chunk can matter at all, told by its bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hints {
    dot_lines: bool,
    missing: bool,
}

/// The tests of a file for its receivers.
#[derive(Debug)]
pub struct FileCheck {
    receivers: Vec<&'static Receiver>,
    headers: Vec<String>,
    /// By column, whether its datetimes are written with an offset.
    offsets: Vec<bool>,
    /// By column, the decimals to which its numbers are rounded.
    decimals: Vec<Option<u8>>,
    /// The same for all columns; which of them fit is told by a column's values.
    tests: Vec<Test>,
    /// Whether texts are looked at as spreadsheets do.
    has_guesses: bool,
    /// Whether texts are looked at as a whole.
    has_text_tests: bool,
    /// Length that no text has without being too long for somebody.
    shortest: usize,
    /// Text of missing values as a text of that spelling is written.
    enclosed_missing: Option<memmem::Finder<'static>>,
    dot: memmem::Finder<'static>,
    /// Whether a chunk's bytes are UTF-8.
    is_utf8: bool,
    dialect: Dialect,
    found: Mutex<Counts>,
}

impl FileCheck {
    /// The tests of a delimited file for receivers; none where there are none.
    pub fn new(columns: &[Column], dialect: &Dialect, receivers: &[ReceiverId]) -> Option<Self> {
        if receivers.is_empty() || dialect.layout != Layout::Delimited {
            return None;
        }
        let ids: BTreeSet<ReceiverId> = receivers.iter().copied().collect();
        let receivers: Vec<&'static Receiver> = ids.into_iter().map(Receiver::of).collect();
        let mut tests: Vec<Test> = Vec::new();
        for receiver in &receivers {
            for test in tests_of(receiver, dialect) {
                if !tests.contains(&test) {
                    tests.push(test);
                }
            }
        }
        let lengths = tests.iter().filter_map(|test| {
            if let Test::Longer(length) = test { Some(length.limit()) } else { None }
        });
        let enclosed = tests.iter().find_map(|test| {
            if let Test::Equals(text) = test { Some(enclosed(text, dialect)) } else { None }
        });
        let has_text_tests =
            tests.iter().any(|test| matches!(test, Test::Equals(_) | Test::DotLine));
        Some(Self {
            has_guesses: tests.iter().any(|test| matches!(test, Test::Guess(_))),
            has_text_tests,
            shortest: lengths.min().unwrap_or(usize::MAX),
            enclosed_missing: enclosed.map(|text| memmem::Finder::new(&text).into_owned()),
            dot: memmem::Finder::new(b"\\.").into_owned(),
            is_utf8: matches!(dialect.encoding, Encoding::Utf8 | Encoding::Utf8Bom),
            headers: columns.iter().map(|column| column.header.clone()).collect(),
            offsets: columns.iter().map(has_offset).collect(),
            decimals: columns.iter().map(rounded_to).collect(),
            dialect: dialect.clone(),
            found: Mutex::new(Counts(vec![vec![Counter::default(); tests.len()]; columns.len()])),
            tests,
            receivers,
        })
    }

    pub(crate) fn counts(&self) -> Counts {
        Counts(vec![vec![Counter::default(); self.tests.len()]; self.headers.len()])
    }

    /// What a chunk's bytes tell of it.
    pub(crate) fn hints(&self, content: &[u8]) -> Hints {
        let holds = |finder: &memmem::Finder<'_>| !self.is_utf8 || finder.find(content).is_some();
        Hints {
            dot_lines: self.tests.contains(&Test::DotLine) && holds(&self.dot),
            missing: self.enclosed_missing.as_ref().is_some_and(holds),
        }
    }

    /// Looks at a column's values; `text` writes one that is no text.
    pub(crate) fn look(
        &self,
        column: usize,
        array: &ArrayRef,
        first_row: u64,
        hints: Hints,
        counts: &mut Counts,
        mut text: impl FnMut(usize) -> Option<Vec<u8>>,
    ) {
        let counters = &mut counts.0[column];
        match array.data_type() {
            DataType::Utf8 => {
                let array = array.as_string::<i32>();
                let longest = longest(array.value_offsets());
                let values = array.iter().map(|value| value.map(str::as_bytes));
                self.texts(values, longest, first_row, hints, counters);
            }
            DataType::LargeUtf8 => {
                let array = array.as_string::<i64>();
                let longest = longest(array.value_offsets());
                let values = array.iter().map(|value| value.map(str::as_bytes));
                self.texts(values, longest, first_row, hints, counters);
            }
            DataType::Utf8View => {
                let array = array.as_string_view();
                // The length stands in the lowest 32 bits.
                let lengths =
                    array.views().iter().map(|view| (*view & u128::from(u32::MAX)) as usize);
                let longest = lengths.max().unwrap_or_default();
                if self.asks_for_texts(longest, hints) {
                    let values = array.iter().map(|value| value.map(str::as_bytes));
                    self.texts(values, longest, first_row, hints, counters);
                } else if self.has_guesses {
                    self.guess_views(array, first_row, counters);
                }
            }
            DataType::Dictionary(_, values) if values.is_string() => {
                let dictionary = array.as_any_dictionary();
                let texts = dictionary.values();
                let masks: Vec<u32> = (0..texts.len())
                    .map(|key| match text_of(texts, key) {
                        Some(text) => self.mask(text, hints),
                        None => 0,
                    })
                    .collect();
                if masks.iter().all(|mask| *mask == 0) {
                    return;
                }
                for (row, key) in dictionary.normalized_keys().into_iter().enumerate() {
                    if let Some(mask) = masks.get(key).filter(|_| !array.is_null(row)) {
                        add(counters, *mask, first_row + row as u64 + 1);
                    }
                }
            }
            DataType::List(_) | DataType::LargeList(_) | DataType::Struct(_) => {
                if self.shortest == usize::MAX {
                    return;
                }
                for (row, bytes) in value_bytes(array.as_ref()).into_iter().enumerate() {
                    if bytes.saturating_mul(6) <= self.shortest {
                        continue;
                    }
                    if let Some(text) = text(row).filter(|text| text.len() > self.shortest) {
                        let mut mask = 0;
                        self.lengths(&text, &mut mask);
                        add(counters, mask, first_row + row as u64 + 1);
                    }
                }
            }
            _ => self.numbers(array, first_row, self.decimals[column], counters, text),
        }
    }

    /// Whether more has to be looked at than the first bytes of texts.
    fn asks_for_texts(&self, longest: usize, hints: Hints) -> bool {
        longest > self.shortest || (self.has_text_tests && (hints.dot_lines || hints.missing))
    }

    fn texts<'a>(
        &self,
        values: impl Iterator<Item = Option<&'a [u8]>>,
        longest: usize,
        first_row: u64,
        hints: Hints,
        counters: &mut [Counter],
    ) {
        let asks = self.asks_for_texts(longest, hints);
        if !asks && !self.has_guesses {
            return;
        }
        for (row, text) in values.enumerate() {
            let Some(text) = text else { continue };
            let mask = if asks {
                self.mask(text, hints)
            } else if text.first().is_some_and(|first| MAY_CHANGE[usize::from(*first)]) {
                self.guess_mask(text)
            } else {
                continue;
            };
            add(counters, mask, first_row + row as u64 + 1);
        }
    }

    /// Looks at the first bytes of views, which stand in the views themselves.
    fn guess_views(&self, array: &StringViewArray, first_row: u64, counters: &mut [Counter]) {
        for (row, view) in array.views().iter().enumerate() {
            let bytes = view.to_le_bytes();
            if !MAY_CHANGE[usize::from(bytes[4])] || bytes[..4] == [0; 4] {
                continue;
            }
            // A number or date is one from its second byte on as well.
            let second = bytes[5];
            let length = *view & u128::from(u32::MAX);
            if bytes[4].is_ascii_digit() && length > 1 && !MAY_FOLLOW[usize::from(second)] {
                continue;
            }
            if array.is_valid(row) {
                add(
                    counters,
                    self.guess_mask(array.value(row).as_bytes()),
                    first_row + row as u64 + 1,
                );
            }
        }
    }

    /// The tests that a text fails.
    fn mask(&self, text: &[u8], hints: Hints) -> u32 {
        let mut mask = 0;
        if self.has_guesses {
            mask |= self.guess_mask(text);
        }
        if text.len() > self.shortest {
            self.lengths(text, &mut mask);
        }
        if self.has_text_tests {
            for (index, test) in self.tests.iter().enumerate() {
                let fails = match test {
                    Test::Equals(missing) => hints.missing && text == missing.as_slice(),
                    Test::DotLine => hints.dot_lines && holds_dot_line(text),
                    Test::Guess(_)
                    | Test::Longer(_)
                    | Test::WholeDigits(_)
                    | Test::NotFinite
                    | Test::Years(..) => false,
                };
                mask |= u32::from(fails) << index;
            }
        }
        mask
    }

    fn lengths(&self, text: &[u8], mask: &mut u32) {
        for (index, test) in self.tests.iter().enumerate() {
            if let Test::Longer(length) = test {
                *mask |= u32::from(length.is_exceeded_by(text)) << index;
            }
        }
    }

    fn guess_mask(&self, text: &[u8]) -> u32 {
        let Some(rule) = guess(text) else { return 0 };
        if rule == Rule::Formula && self.dialect.formula_guard {
            return 0;
        }
        let place = self.tests.iter().position(|test| *test == Test::Guess(rule));
        place.map_or(0, |place| 1 << place)
    }

    /// Looks at numbers and dates.
    fn numbers(
        &self,
        array: &ArrayRef,
        first_row: u64,
        decimals: Option<u8>,
        counters: &mut [Counter],
        mut text: impl FnMut(usize) -> Option<Vec<u8>>,
    ) {
        for (index, test) in self.tests.iter().enumerate() {
            let counter = &mut counters[index];
            match test {
                Test::Guess(Rule::ManyDigits) => {
                    many_digits(array, first_row, decimals, counter, &mut text);
                }
                Test::WholeDigits(digits) => whole_digits(array, *digits, first_row, counter),
                Test::NotFinite => not_finite(array, first_row, counter),
                Test::Years(first, last) => years(array, *first, *last, first_row, counter),
                Test::Guess(_) | Test::Longer(_) | Test::Equals(_) | Test::DotLine => {}
            }
        }
    }

    /// Hands over what a thread has found.
    pub(crate) fn add(&self, counts: &mut Counts) {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        for (column, other) in found.0.iter_mut().zip(&mut counts.0) {
            for (counter, other) in column.iter_mut().zip(other) {
                if other.count > 0 {
                    counter.merge(other);
                }
            }
        }
    }

    /// Everything that was found, the largest of the files having so many lines.
    pub fn findings(&self, lines: u64) -> Vec<Finding> {
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        let mut findings = Vec::new();
        for receiver in &self.receivers {
            self.of_the_file(receiver, lines, &mut findings);
            let tests = tests_of(receiver, &self.dialect);
            for (header, counters) in self.headers.iter().zip(&found.0) {
                for (test, counter) in self.tests.iter().zip(counters) {
                    if counter.count > 0 && tests.contains(test) {
                        findings.push(finding(receiver, header, test, counter));
                    }
                }
            }
        }
        findings
    }

    fn of_the_file(&self, receiver: &'static Receiver, lines: u64, findings: &mut Vec<Finding>) {
        let limits = &receiver.limits;
        let mut add = |rule, column: Option<&String>, message: String, hint: &str| {
            findings.push(Finding {
                receiver: receiver.id,
                rule,
                column: column.cloned(),
                rows: 0,
                first_rows: Vec::new(),
                message,
                hint: hint.to_owned(),
            });
        };
        let name = receiver.name;
        let encoding = self.dialect.encoding;
        if !limits.encodings.contains(&encoding) {
            let message = format!("{name} doesn't read {}", encoding.name());
            let known: Vec<&str> = limits.encodings.iter().map(|other| other.name()).collect();
            add(Rule::Encoding, None, message, &format!("Choose {}.", known.join(" or ")));
        }
        let missing = self.dialect.missing.as_deref();
        let needed = match limits.missing {
            MissingText::Needed if missing.is_none() => Some("\\N"),
            MissingText::Only(text) if missing != Some(text) => Some(text),
            MissingText::Optional | MissingText::Needed | MissingText::Only(_) => None,
        };
        if let Some(text) = needed {
            let message = format!("{name} doesn't see which values are missing");
            add(Rule::ReadAsMissing, None, message, &format!("Write {text} for missing values."));
        }
        let packed = match self.dialect.compression {
            Compression::None => None,
            Compression::Gzip => (!limits.gzip).then_some("gzip"),
            Compression::Zip => (!limits.zip).then_some("zip"),
        };
        if let Some(packed) = packed {
            let message = format!("{name} doesn't read {packed} files");
            add(
                Rule::Compression,
                None,
                message,
                "Choose another compression, or unpack the file first.",
            );
        }
        let columns = self.headers.len();
        if let Some(most) = limits.rows.filter(|most| lines > *most) {
            let message = format!(
                "{} are more than the {} that {name} has",
                counted(lines, "line"),
                grouped(most)
            );
            add(Rule::Rows, None, message, "Use filters, or split the file.");
        }
        let cells = lines.saturating_mul(columns as u64);
        if let Some(most) = limits.cells.filter(|most| cells > *most) {
            let message = format!(
                "{} are more than the {} that {name} has",
                counted(cells, "cell"),
                grouped(most)
            );
            add(Rule::Rows, None, message, "Use filters, or fewer fields.");
        }
        if let Some(most) = limits.columns.filter(|most| columns > *most) {
            let message = format!(
                "{} are more than the {} that {name} has",
                counted(columns as u64, "column"),
                grouped(most as u64)
            );
            add(Rule::Columns, None, message, "Choose fewer fields.");
        }
        let with_offset = self.headers.iter().zip(&self.offsets).filter(|(_, has)| **has);
        for (header, _) in with_offset.filter(|_| limits.drops_offsets) {
            let message = format!("{name} drops the offsets of datetimes in `{header}`");
            add(Rule::Offset, Some(header), message, "Write them in UTC (`utc`).");
        }
        let mut seen = BTreeSet::new();
        for header in &self.headers {
            let hint = "Give the column another header.";
            if limits.name.is_some_and(|limit| limit.is_exceeded_by(header.as_bytes())) {
                let message = format!("the name of column `{header}` is too long for {name}");
                add(Rule::ColumnName, Some(header), message, hint);
            }
            let key = match limits.names {
                Names::Any => continue,
                Names::Unique => header.clone(),
                Names::UniqueInAnyCase | Names::Words => header.to_lowercase(),
            };
            let is_word = !header.is_empty()
                && !header.starts_with(|first: char| first.is_ascii_digit())
                && header.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            if header.is_empty() || (limits.names == Names::Words && !is_word) {
                let message = format!("{name} can't have a column named `{header}`");
                add(Rule::ColumnName, Some(header), message, hint);
            } else if !seen.insert(key) {
                let message = format!("{name} can't have two columns named `{header}`");
                add(Rule::ColumnName, Some(header), message, hint);
            }
        }
    }
}

/// Whether a column's datetimes are written with an offset.
fn has_offset(column: &Column) -> bool {
    let has_own_text = column.constant.is_some() || column.map.is_some() || column.mask.is_some();
    !has_own_text
        && matches!(&column.kind, ColumnKind::Datetime { pattern }
            if pattern == "iso" || pattern.contains("%z") || pattern.contains("%:z"))
}

/// The decimals to which a column's numbers are rounded.
fn rounded_to(column: &Column) -> Option<u8> {
    if let ColumnKind::Number { decimals, .. } = &column.kind { *decimals } else { None }
}

/// The tests of one receiver.
fn tests_of(receiver: &Receiver, dialect: &Dialect) -> Vec<Test> {
    let limits = &receiver.limits;
    let mut tests = Vec::new();
    if limits.guesses_types {
        tests.extend(GUESSES.map(Test::Guess));
    }
    tests.extend(limits.cell.map(Test::Longer));
    if let Some(missing) = dialect.missing.as_ref().filter(|_| limits.missing_everywhere) {
        tests.push(Test::Equals(missing.clone().into_bytes()));
    }
    if limits.ends_at_dot {
        tests.push(Test::DotLine);
    }
    tests.extend(limits.digits.map(Test::WholeDigits));
    if limits.finite {
        tests.push(Test::NotFinite);
    }
    tests.extend(limits.years.map(|(first, last)| Test::Years(first, last)));
    tests
}

/// How a text that equals the text of missing values is written.
fn enclosed(text: &[u8], dialect: &Dialect) -> Vec<u8> {
    match dialect.enclosure {
        Some(quote) => [&[quote], text, &[quote]].concat(),
        None => text.to_vec(),
    }
}

fn finding(receiver: &Receiver, header: &str, test: &Test, counter: &Counter) -> Finding {
    const AS_TEXT: &str = "Choose the layout XLSX, or import the file as text.";
    const LOAD_TEXT: &str = "Leave such rows out by a filter, or load the column as text.";
    let (what, hint) = match test {
        Test::Guess(Rule::BecomesNumber) => ("becomes a number".to_owned(), AS_TEXT),
        Test::Guess(Rule::BecomesDate) => ("becomes a date".to_owned(), AS_TEXT),
        Test::Guess(Rule::ManyDigits) => {
            (format!("loses its digits after the {SPREADSHEET_DIGITS}th"), AS_TEXT)
        }
        Test::Guess(Rule::LeadingZeros) => ("loses its leading zeros".to_owned(), AS_TEXT),
        Test::Guess(_) => (
            "is taken for a formula".to_owned(),
            "Switch “formulas made harmless” on, or choose the layout XLSX.",
        ),
        Test::Longer(length) => {
            (format!("is longer than {}", length.in_words()), "Leave the field out, or shorten it.")
        }
        Test::Equals(missing) => (
            format!("equals `{}` and is read as missing", String::from_utf8_lossy(missing)),
            "Choose another text for missing values, one that no value has.",
        ),
        Test::DotLine => (
            "has a line of only `\\.`, at which it stops before version 18".to_owned(),
            "Replace `\\.` in values, or load with version 18.",
        ),
        Test::WholeDigits(digits) => {
            (format!("has more than {digits} digits before the decimal point"), LOAD_TEXT)
        }
        Test::NotFinite => ("is infinite or not a number".to_owned(), LOAD_TEXT),
        Test::Years(first, last) => {
            (format!("lies outside the years {first} to {last}"), LOAD_TEXT)
        }
    };
    let first: Vec<String> = counter.first.iter().map(|row| grouped(*row)).collect();
    let (name, rows) = (receiver.name, first.join(", "));
    let message = match first.as_slice() {
        [row] => format!("{name}: `{header}` {what} in row {row}"),
        all if counter.count == all.len() as u64 => {
            format!("{name}: `{header}` {what} in rows {rows}")
        }
        _ => {
            let count = counted(counter.count, "row");
            format!("{name}: `{header}` {what} in {count}, first {rows}")
        }
    };
    Finding {
        receiver: receiver.id,
        rule: test.rule(),
        column: Some(header.to_owned()),
        rows: counter.count,
        first_rows: counter.first.clone(),
        message,
        hint: hint.to_owned(),
    }
}

impl Length {
    fn limit(self) -> usize {
        match self {
            Self::Bytes(limit) | Self::Characters(limit) | Self::Utf16(limit) => limit,
        }
    }

    fn is_exceeded_by(self, text: &[u8]) -> bool {
        // No character has fewer bytes than units.
        if text.len() <= self.limit() {
            return false;
        }
        let starts = || text.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        match self {
            Self::Bytes(_) => true,
            Self::Characters(limit) => starts() > limit,
            // Characters of four bytes have two units.
            Self::Utf16(limit) => {
                starts() + text.iter().filter(|byte| **byte >= 0xf0).count() > limit
            }
        }
    }

    fn in_words(self) -> String {
        match self {
            Self::Bytes(limit) => counted(limit as u64, "byte"),
            Self::Characters(limit) | Self::Utf16(limit) => counted(limit as u64, "character"),
        }
    }
}

#[inline]
fn add(counters: &mut [Counter], mask: u32, row: u64) {
    let mut rest = mask;
    while rest != 0 {
        counters[rest.trailing_zeros() as usize].add(row);
        rest &= rest - 1;
    }
}

fn longest<O: OffsetSizeTrait>(offsets: &[O]) -> usize {
    offsets.windows(2).map(|ends| (ends[1] - ends[0]).as_usize()).max().unwrap_or_default()
}

fn text_of(texts: &ArrayRef, index: usize) -> Option<&[u8]> {
    if texts.is_null(index) {
        return None;
    }
    let text = match texts.data_type() {
        DataType::Utf8 => texts.as_string::<i32>().value(index),
        DataType::LargeUtf8 => texts.as_string::<i64>().value(index),
        DataType::Utf8View => texts.as_string_view().value(index),
        _ => return None,
    };
    Some(text.as_bytes())
}

/// First bytes of texts that a spreadsheet may change.
const MAY_CHANGE: [bool; 256] = table(b"0123456789+-=@.\t\r");
/// Bytes that may follow the first digit of those.
const MAY_FOLLOW: [bool; 256] = table(b"0123456789.-/:eE");

const fn table(bytes: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut index = 0;
    while index < bytes.len() {
        table[bytes[index] as usize] = true;
        index += 1;
    }
    table
}

/// What a spreadsheet does to a text, if it changes it.
fn guess(text: &[u8]) -> Option<Rule> {
    if !MAY_CHANGE[usize::from(*text.first()?)] {
        return None;
    }
    if looks_like_formula(text) {
        return Some(Rule::Formula);
    }
    let (is_positive, rest) = match text {
        [b'+', rest @ ..] => (true, rest),
        [b'-', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let digits = leading_digits(rest);
    let after = &rest[digits..];
    let zeros = digits > 1 && rest[0] == b'0';
    match after {
        [] if digits == 0 => None,
        [] if digits > SPREADSHEET_DIGITS as usize => Some(Rule::ManyDigits),
        [] if zeros => Some(Rule::LeadingZeros),
        [] if is_positive => Some(Rule::BecomesNumber),
        [b'.', fraction @ ..] => {
            let decimals = leading_digits(fraction);
            match &fraction[decimals..] {
                [] if digits + decimals > SPREADSHEET_DIGITS as usize => Some(Rule::ManyDigits),
                [] if digits + decimals == 0 => None,
                [] if zeros => Some(Rule::LeadingZeros),
                [] if is_positive || decimals == 0 || digits == 0 || fraction.ends_with(b"0") => {
                    Some(Rule::BecomesNumber)
                }
                [b'e' | b'E', exponent @ ..] if digits + decimals > 0 => number(text, exponent),
                [b'.', last @ ..] => date(digits, decimals, last),
                _ => None,
            }
        }
        [b'e' | b'E', exponent @ ..] if digits > 0 => number(text, exponent),
        [b'-' | b'/', last @ ..] => {
            let second = leading_digits(last);
            match &last[second..] {
                [] if digits > 0 => date(digits, second, b"1"),
                [mark, last @ ..] if *mark == after[0] => date(digits, second, last),
                _ => None,
            }
        }
        [b':', minutes @ ..] if (1..=2).contains(&digits) => {
            let is_time = leading_digits(minutes) == 2 && matches!(&minutes[2..], [] | [b':', ..]);
            is_time.then_some(Rule::BecomesDate)
        }
        _ => None,
    }
}

fn leading_digits(text: &[u8]) -> usize {
    text.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// A number with an exponent; one that is too large stays a text.
fn number(text: &[u8], exponent: &[u8]) -> Option<Rule> {
    let digits = match exponent {
        [b'+' | b'-', digits @ ..] => digits,
        digits => digits,
    };
    if digits.is_empty() || leading_digits(digits) != digits.len() {
        return None;
    }
    let value: f64 = std::str::from_utf8(text).ok()?.parse().ok()?;
    value.is_finite().then_some(Rule::BecomesNumber)
}

/// Whether parts of so many digits may be day, month and year.
fn date(first: usize, second: usize, last: &[u8]) -> Option<Rule> {
    let third = leading_digits(last);
    let is_date = (1..=4).contains(&first)
        && (1..=2).contains(&second)
        && (1..=4).contains(&third)
        && third == last.len();
    is_date.then_some(Rule::BecomesDate)
}

/// Whether a line of the file that holds the text is only `\.`: one within an
/// enclosed cell, since its first and last have the enclosure.
fn holds_dot_line(text: &[u8]) -> bool {
    let mut lines = text.split(|byte| matches!(byte, b'\n' | b'\r')).skip(1).peekable();
    while let Some(line) = lines.next() {
        if line == b"\\." && lines.peek().is_some() {
            return true;
        }
    }
    false
}

/// Counts values for which `fails` holds; whether it holds for any is asked first.
fn count<T: ArrowPrimitiveType>(
    array: &ArrayRef,
    first_row: u64,
    counter: &mut Counter,
    fails: impl Fn(T::Native) -> bool,
) {
    let array: &PrimitiveArray<T> = array.as_primitive::<T>();
    // Without branches, so that it becomes vector instructions.
    let any = array.values().iter().fold(false, |found, value| found | fails(*value));
    if !any {
        return;
    }
    for (row, value) in array.iter().enumerate() {
        if value.is_some_and(&fails) {
            counter.add(first_row + row as u64 + 1);
        }
    }
}

/// The same where a value that may fail has to be looked at as it is written.
fn count_written<T: ArrowPrimitiveType>(
    array: &ArrayRef,
    first_row: u64,
    counter: &mut Counter,
    may_fail: impl Fn(T::Native) -> bool,
    mut fails: impl FnMut(usize) -> bool,
) {
    let array: &PrimitiveArray<T> = array.as_primitive::<T>();
    for (row, value) in array.values().iter().enumerate() {
        if may_fail(*value) && array.is_valid(row) && fails(row) {
            counter.add(first_row + row as u64 + 1);
        }
    }
}

/// Counts numbers that are written with more digits than a spreadsheet keeps. `text`
/// writes one; a number that can't have so many isn't written.
fn many_digits(
    array: &ArrayRef,
    first_row: u64,
    decimals: Option<u8>,
    counter: &mut Counter,
    text: &mut impl FnMut(usize) -> Option<Vec<u8>>,
) {
    const LEAST: u64 = 10_u64.pow(SPREADSHEET_DIGITS);
    let is_written = |row| text(row).is_none_or(|text| has_many_digits(&text));
    // Digits that are rounded away, of those behind the point.
    let rounded = |scale: i8| {
        let kept = decimals.map_or(i32::MAX, i32::from);
        u32::try_from(i32::from(scale).saturating_sub(kept)).unwrap_or_default()
    };
    match array.data_type() {
        DataType::Int64 => count::<Int64Type>(array, first_row, counter, |value| {
            value.unsigned_abs() >= LEAST && significant(value.unsigned_abs().into())
        }),
        DataType::UInt64 => count::<UInt64Type>(array, first_row, counter, |value| {
            value >= LEAST && significant(value.into())
        }),
        DataType::Decimal128(_, scale) => {
            let least = 10_u128.checked_pow(SPREADSHEET_DIGITS + rounded(*scale));
            // Beyond its own digits no decimal goes.
            let Some(least) = least else { return };
            let may_fail =
                |value: i128| value.unsigned_abs() >= least && significant(value.unsigned_abs());
            count_written::<Decimal128Type>(array, first_row, counter, may_fail, is_written);
        }
        DataType::Decimal256(..) => {
            let may_fail = |value: i256| {
                let digits = value.wrapping_abs().to_string();
                digits.trim_end_matches('0').len() > SPREADSHEET_DIGITS as usize
            };
            count_written::<Decimal256Type>(array, first_row, counter, may_fail, is_written);
        }
        DataType::Float64 => {
            let may_fail = |value: f64| may_have_many_digits(value, decimals);
            count_written::<Float64Type>(array, first_row, counter, may_fail, is_written);
        }
        // Shorter fractions have nine digits at most.
        _ => {}
    }
}

/// Whether a binary fraction may need more digits than a spreadsheet keeps.
#[expect(clippy::float_cmp, reason = "it is the same fraction or not")]
fn may_have_many_digits(value: f64, decimals: Option<u8>) -> bool {
    const LEAST: f64 = 1e15;
    let scale = 10_f64.powi(decimals.map_or(6, i32::from));
    let scaled = value * scale;
    if !value.is_finite() || (decimals.is_some() && scaled.abs() < LEAST) {
        return false;
    }
    // A whole number of so few digits, divided by a power of ten, is that fraction.
    let whole = scaled.round();
    whole.abs() >= LEAST || whole / scale != value
}

/// Whether a number is written with more digits than a spreadsheet keeps, without the
/// zeros before and behind them.
fn has_many_digits(text: &[u8]) -> bool {
    let digits = text.iter().filter(|byte| byte.is_ascii_digit());
    let (mut count, mut zeros) = (0, 0);
    for digit in digits.skip_while(|digit| **digit == b'0') {
        zeros = if *digit == b'0' { zeros + 1 } else { 0 };
        count += 1;
    }
    count - zeros > SPREADSHEET_DIGITS as usize
}

/// Whether a number has more digits than a spreadsheet keeps, without the zeros
/// at its end.
fn significant(mut value: u128) -> bool {
    while value != 0 && value.is_multiple_of(10) {
        value /= 10;
    }
    value >= 10_u128.pow(SPREADSHEET_DIGITS)
}

fn whole_digits(array: &ArrayRef, digits: u32, first_row: u64, counter: &mut Counter) {
    match array.data_type() {
        DataType::Decimal128(_, scale) => {
            let power = i64::from(digits) + i64::from(*scale);
            let limit = u32::try_from(power).ok().and_then(|power| 10_u128.checked_pow(power));
            // Beyond its own digits no decimal goes.
            let Some(limit) = limit else { return };
            count::<Decimal128Type>(array, first_row, counter, |value| {
                value.unsigned_abs() >= limit
            });
        }
        DataType::Decimal256(_, scale) => {
            let power = i64::from(digits) + i64::from(*scale);
            let ten = i256::from_i128(10);
            let limit = (0..power).try_fold(i256::ONE, |limit, _| limit.checked_mul(ten));
            let Some(limit) = limit else { return };
            count::<Decimal256Type>(array, first_row, counter, |value| {
                value >= limit || value <= limit.wrapping_neg()
            });
        }
        DataType::Float64 => {
            let limit = 10_f64.powi(digits.try_into().unwrap_or(i32::MAX));
            count::<Float64Type>(array, first_row, counter, |value| {
                value.abs() >= limit && value.is_finite()
            });
        }
        DataType::Float32 => {
            let limit = 10_f64.powi(digits.try_into().unwrap_or(i32::MAX));
            count::<Float32Type>(array, first_row, counter, |value| {
                f64::from(value).abs() >= limit && value.is_finite()
            });
        }
        _ => {}
    }
}

fn not_finite(array: &ArrayRef, first_row: u64, counter: &mut Counter) {
    match array.data_type() {
        DataType::Float64 => {
            count::<Float64Type>(array, first_row, counter, |value| !value.is_finite());
        }
        DataType::Float32 => {
            count::<Float32Type>(array, first_row, counter, |value| !value.is_finite());
        }
        _ => {}
    }
}

fn years(array: &ArrayRef, first: i32, last: i32, first_row: u64, counter: &mut Counter) {
    let day = |year| {
        let date = chrono::NaiveDate::from_ymd_opt(year, 1, 1);
        date.map_or(0, |date| date.signed_duration_since(chrono::NaiveDate::default()).num_days())
    };
    let (from, to) = (day(first), day(last + 1));
    let within = |units: i64| {
        (
            from.saturating_mul(DAY).saturating_mul(units),
            to.saturating_mul(DAY).saturating_mul(units),
        )
    };
    match array.data_type() {
        DataType::Date32 => count::<Date32Type>(array, first_row, counter, |value| {
            i64::from(value) < from || i64::from(value) >= to
        }),
        DataType::Date64 => {
            let (from, to) = within(1_000);
            count::<Date64Type>(array, first_row, counter, |value| value < from || value >= to);
        }
        DataType::Timestamp(TimeUnit::Second, _) => {
            let (from, to) = within(1);
            count::<TimestampSecondType>(array, first_row, counter, |at| at < from || at >= to);
        }
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            let (from, to) = within(1_000);
            count::<TimestampMillisecondType>(array, first_row, counter, |at| {
                at < from || at >= to
            });
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            let (from, to) = within(1_000_000);
            count::<TimestampMicrosecondType>(array, first_row, counter, |at| {
                at < from || at >= to
            });
        }
        DataType::Timestamp(TimeUnit::Nanosecond, _) => {
            let (from, to) = within(1_000_000_000);
            count::<TimestampNanosecondType>(array, first_row, counter, |at| at < from || at >= to);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use datafusion::arrow::array::{
        Decimal128Array, DictionaryArray, Float64Array, Int64Array, StringArray,
    };
    use datafusion::arrow::datatypes::Int32Type;

    use super::*;

    #[test]
    fn what_spreadsheets_change_is_told() {
        let number = Some(Rule::BecomesNumber);
        let date = Some(Rule::BecomesDate);
        for (text, expected) in [
            ("660123456789012345678e12", number),
            ("123456789012345678901234", Some(Rule::ManyDigits)),
            // A long exponent stays a text.
            ("12345678901234567e123456", None),
            ("6601234567890123e5678901", None),
            ("66012345678901234567890a", None),
            ("abc", None),
            ("12", None),
            ("007", Some(Rule::LeadingZeros)),
            ("0", None),
            ("0.5", None),
            ("00.5", Some(Rule::LeadingZeros)),
            ("1.50", number),
            ("1.5", None),
            ("1.", number),
            ("+3612345678", number),
            ("-12", None),
            ("=1+1", Some(Rule::Formula)),
            ("@x", Some(Rule::Formula)),
            ("-x", Some(Rule::Formula)),
            ("\tx", Some(Rule::Formula)),
            ("1e5", number),
            ("1e", None),
            ("1e5x", None),
            ("1-2", date),
            ("2026-07-01", date),
            ("3/4", date),
            ("1.2.2026", date),
            ("10:30", date),
            ("10:3", None),
            ("2026-07-01T10:00:00+02:00", None),
            ("12345678-1234-1234-1234-123456789012", None),
            ("1-2/3", None),
            (".", None),
            ("1234567890123456", Some(Rule::ManyDigits)),
            ("123456789012345", None),
        ] {
            assert_eq!(guess(text.as_bytes()), expected, "{text}");
        }
    }

    fn column(header: &str) -> Column {
        Column {
            field: header.to_owned(),
            header: header.to_owned(),
            kind: ColumnKind::Text,
            empty: None,
            fixed: None,
            constant: None,
            map: None,
            mask: None,
        }
    }

    fn check(array: &ArrayRef, receiver: ReceiverId, content: &[u8]) -> Vec<Finding> {
        let dialect = Receiver::of(receiver).profile().format.resolve().unwrap();
        let check = FileCheck::new(&[column("c")], &dialect, &[receiver]).unwrap();
        let mut counts = check.counts();
        check.look(0, array, 10, check.hints(content), &mut counts, |_| None);
        check.add(&mut counts);
        check.findings(array.len() as u64)
    }

    #[test]
    fn every_kind_of_text_array_is_looked_through() {
        let texts =
            [Some("007"), None, Some("a"), Some("=x"), Some("008"), Some("009"), Some("01")];
        let plain: ArrayRef = Arc::new(StringArray::from(texts.to_vec()));
        let views: ArrayRef = Arc::new(StringViewArray::from(texts.to_vec()));
        let keyed: DictionaryArray<Int32Type> = texts.into_iter().collect();
        let keyed: ArrayRef = Arc::new(keyed);
        for array in [plain, views, keyed] {
            let found = check(&array, ReceiverId::Excel, b"");
            // A formula is made harmless by the profile.
            let [zeros] = found.as_slice() else { panic!("{found:?}") };
            assert_eq!((zeros.rule, zeros.rows), (Rule::LeadingZeros, 4));
            assert_eq!(zeros.first_rows, [11, 15, 16]);
            let sliced = check(&array.slice(4, 3), ReceiverId::Excel, b"");
            assert_eq!((sliced[0].rows, sliced[0].first_rows.as_slice()), (3, &[11, 12, 13][..]));
        }
    }

    #[test]
    fn lengths_count_what_the_receiver_counts() {
        let emoji = "😀".repeat(16_384);
        let array: ArrayRef =
            Arc::new(StringArray::from(vec![emoji.as_str(), &"é".repeat(32_767)]));
        let found = check(&array, ReceiverId::ExcelImport, b"");
        assert_eq!((found.len(), found[0].rule, found[0].rows), (1, Rule::LongCell, 1));
        assert_eq!(found[0].first_rows, [11]);
    }

    #[test]
    fn numbers_lose_digits_or_do_not_fit() {
        let array: ArrayRef = Arc::new(Int64Array::from(vec![
            Some(1_234_567_890_123_456),
            None,
            Some(-9_000_000_000_000_000_000),
            Some(5),
        ]));
        let found = check(&array, ReceiverId::Excel, b"");
        assert_eq!((found[0].rule, found[0].rows), (Rule::ManyDigits, 1));
        let decimals = Decimal128Array::from(vec![10_i128.pow(37), 10_i128.pow(37) - 1, 1]);
        let array: ArrayRef = Arc::new(decimals.with_precision_and_scale(38, 9).unwrap());
        let found = check(&array, ReceiverId::Duckdb, b"");
        assert_eq!((found[0].rule, found[0].rows), (Rule::OutsideType, 1));
    }

    #[test]
    fn numbers_are_tested_as_they_are_written() {
        for (number, has_many) in [
            ("0.12345678901234568", true),
            ("-1234567890123.456", true),
            ("0.123456789012345", false),
            ("000123456789012345.000", false),
            ("9000000000000000000", false),
            ("NaN", false),
        ] {
            assert_eq!(has_many_digits(number.as_bytes()), has_many, "{number}");
        }
        // What can't have so many digits isn't written.
        for (number, decimals, may_have) in [
            (0.123_456_789_012_345_68, None, true),
            (0.1 + 0.2, None, true),
            (0.1 + 0.2, Some(2), false),
            (1_234_567.891, None, false),
            (1e8, None, false),
            (f64::NAN, None, false),
            (1e300, Some(2), true),
        ] {
            assert_eq!(may_have_many_digits(number, decimals), may_have, "{number}");
        }
        let numbers = |array: ArrayRef, decimals, written: &[&str]| {
            let dialect = Receiver::of(ReceiverId::Excel).profile().format.resolve().unwrap();
            let decimal_sign = crate::spec::format::DecimalSign::Point;
            let kind = ColumnKind::Number { min_decimals: 0, decimals, decimal_sign };
            let columns = [Column { kind, ..column("c") }];
            let check = FileCheck::new(&columns, &dialect, &[ReceiverId::Excel]).unwrap();
            let mut counts = check.counts();
            let text = |row: usize| Some(written[row].as_bytes().to_vec());
            check.look(0, &array, 0, check.hints(b""), &mut counts, text);
            check.add(&mut counts);
            let found = check.findings(array.len() as u64 + 1);
            found.first().map(|found| (found.rule, found.first_rows.clone()))
        };
        let fractions: ArrayRef = Arc::new(Float64Array::from(vec![0.5, 0.123_456_789_012_345_68]));
        let found = numbers(fractions, None, &["0.5", "0.12345678901234568"]);
        assert_eq!(found, Some((Rule::ManyDigits, vec![2])));
        let exact = Decimal128Array::from(vec![1_234_567_890_123_456, 12]);
        let exact: ArrayRef = Arc::new(exact.with_precision_and_scale(38, 10).unwrap());
        let whole = ["123456.7890123456", "0.0000000012"];
        assert_eq!(numbers(exact.clone(), None, &whole), Some((Rule::ManyDigits, vec![1])));
        assert_eq!(numbers(exact, Some(2), &["123456.79", "0.00"]), None);
    }

    #[test]
    fn the_lines_of_the_largest_file_are_held_against_limits() {
        let dialect = Receiver::of(ReceiverId::Excel).profile().format.resolve().unwrap();
        let check = FileCheck::new(&[column("c")], &dialect, &[ReceiverId::Excel]).unwrap();
        assert_eq!(check.findings(1_048_576), []);
        assert_eq!(check.findings(1_048_577)[0].rule, Rule::Rows);
    }

    #[test]
    fn texts_that_stand_for_something_else_are_found() {
        let array: ArrayRef =
            Arc::new(StringArray::from(vec!["a\n\\.\nb", "\\N", "x", "\\.", "a\n\\."]));
        let content = b"\"a\n\\.\nb\"\n\"\\N\"\nx\n\"\\.\"\n\"a\n\\.\"\n";
        let found = check(&array, ReceiverId::Postgresql, content);
        assert_eq!((found[0].rule, found[0].rows), (Rule::EndOfData, 1));
        let found = check(&array, ReceiverId::Pandas, content);
        assert_eq!((found[0].rule, found[0].first_rows[0]), (Rule::ReadAsMissing, 12));
    }
}
