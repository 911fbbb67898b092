//! Random tables and formats, and what a reader should find in their files.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use datafusion::arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Int64Array, RecordBatch,
    StringArray, StringViewArray, TimestampMicrosecondArray,
};
use datafusion::arrow::datatypes::Int32Type;
use export_desk_core::format::{Column, ColumnKind, EncodeError, Encoder};
use export_desk_core::spec::format::{
    Compression, DecimalSign, Delimiter, Dialect, EmptyText, Enclosure, Encoding, Extension,
    FileFormat, JsonNumbers, Layout, Level, Newline, Quoting,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::columns::column;

#[derive(Debug, Clone)]
pub(crate) enum Values {
    Text(Vec<Option<String>>),
    TextView(Vec<Option<String>>),
    Dictionary(Vec<Option<String>>),
    Integer(Vec<Option<i64>>),
    /// Hundredths.
    Decimal(Vec<Option<i64>>),
    Boolean(Vec<Option<bool>>),
    Date(Vec<Option<i32>>),
    /// Microseconds.
    Instant(Vec<Option<i64>>),
}

#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) columns: Vec<(String, Values)>,
    pub(crate) rows: usize,
    pub(crate) format: FileFormat,
}

fn character(encoding: Encoding) -> BoxedStrategy<char> {
    let common = "ab,;|\t\"'\r\n=+-@ 1.0é€~";
    let more = match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom | Encoding::Utf16le => "ő日😀\u{a0}\u{2028}",
        Encoding::Windows1250 => "őŰł",
        Encoding::Windows1252 => "ñœß",
        Encoding::Iso88591 => "ñ¥ß",
        Encoding::Iso88592 => "őłß",
        Encoding::Iso885915 => "€œß",
        // The second byte of the last one is that of a backslash.
        Encoding::ShiftJis => "日ﾊソ",
    };
    let all = common.chars().chain(more.chars()).filter(|character| encoding.has(*character));
    let all: Vec<char> = all.collect();
    proptest::sample::select(all).boxed()
}

fn text(encoding: Encoding) -> BoxedStrategy<String> {
    prop_oneof![
        4 => vec(character(encoding), 0..12).prop_map(String::from_iter),
        4 => "[a-z0-9 ]{0,40}",
        1 => "[-+]?[0-9]{1,4}(\\.[0-9]{1,2})?",
    ]
    .boxed()
}

fn values(encoding: Encoding, rows: usize) -> BoxedStrategy<Values> {
    let texts = vec(option::weighted(0.8, text(encoding)), rows);
    let hundredths = vec(option::weighted(0.8, -1_000_000_000_000_i64..1_000_000_000_000), rows);
    let microseconds = -60_000_000_000_000_000_i64..250_000_000_000_000_000;
    prop_oneof![
        texts.clone().prop_map(Values::Text),
        texts.clone().prop_map(Values::TextView),
        texts.prop_map(Values::Dictionary),
        vec(option::weighted(0.8, any::<i64>()), rows).prop_map(Values::Integer),
        hundredths.prop_map(Values::Decimal),
        vec(option::weighted(0.8, any::<bool>()), rows).prop_map(Values::Boolean),
        vec(option::weighted(0.8, -700_000..2_900_000_i32), rows).prop_map(Values::Date),
        vec(option::weighted(0.8, microseconds), rows).prop_map(Values::Instant),
    ]
    .boxed()
}

/// Formats whose delimiter is one of those given.
pub(crate) fn format(delimiters: &'static str) -> impl Strategy<Value = FileFormat> {
    use proptest::sample::select;
    let delimiters: Vec<char> = delimiters.chars().collect();
    let encodings = vec![
        Encoding::Utf8,
        Encoding::Utf8Bom,
        Encoding::Utf16le,
        Encoding::Windows1250,
        Encoding::Windows1252,
        Encoding::Iso88591,
        Encoding::Iso88592,
        Encoding::Iso885915,
        Encoding::ShiftJis,
    ];
    (
        option::of(select(delimiters)),
        select(vec![Enclosure::DoubleQuote, Enclosure::SingleQuote, Enclosure::None]),
        select(vec![Quoting::Minimal, Quoting::Always, Quoting::Text]),
        select(vec![Newline::Lf, Newline::Crlf, Newline::Cr]),
        any::<bool>(),
        select(encodings),
        any::<bool>(),
        select(vec![EmptyText::Quoted, EmptyText::Plain]),
        select(vec![Extension::Csv, Extension::Psv]),
    )
        .prop_map(
            |(
                delimiter,
                enclosure,
                quoting,
                newline,
                header,
                encoding,
                guard,
                empty,
                extension,
            )| {
                FileFormat {
                    layout: Layout::Delimited,
                    json_numbers: JsonNumbers::Number,
                    extension,
                    delimiter: delimiter.map(Delimiter::Character),
                    enclosure,
                    quoting,
                    newline,
                    header,
                    encoding,
                    formula_guard: guard,
                    empty_text: empty,
                    compression: Compression::None,
                    level: Level::Normal,
                    ..FileFormat::default()
                }
            },
        )
        .prop_filter("delimiter and enclosure differ", |format| format.resolve().is_ok())
}

pub(crate) fn table(delimiters: &'static str) -> impl Strategy<Value = Table> {
    (format(delimiters), 0_usize..12).prop_flat_map(|(format, rows)| {
        let encoding = format.encoding;
        let column = (text(encoding), values(encoding, rows));
        vec(column, 1..6).prop_map(move |columns| Table { columns, rows, format: format.clone() })
    })
}

impl Table {
    pub(crate) fn dialect(&self) -> Dialect {
        self.format.resolve().unwrap()
    }

    /// The file's bytes, in two batches.
    pub(crate) fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        let columns: Vec<Column> = self
            .columns
            .iter()
            .enumerate()
            .map(|(index, (header, values))| Column {
                header: header.clone(),
                ..column(&format!("field_{index}"), values.kind())
            })
            .collect();
        let arrays = self.columns.iter().enumerate();
        let arrays = arrays.map(|(index, (_, values))| (index.to_string(), values.array(), true));
        let batch = RecordBatch::try_from_iter_with_nullable(arrays).unwrap();
        let encoder = Encoder::new(
            &columns,
            &batch.schema(),
            &self.dialect(),
            export_desk_core::zone::Zone::UTC,
        )
        .unwrap();
        let mut out = encoder.header()?;
        let mut worker = encoder.worker();
        let half = self.rows / 2;
        worker.encode(&batch.slice(0, half), 0, &mut out)?;
        worker.encode(&batch.slice(half, self.rows - half), half as u64, &mut out)?;
        self.check_cells(&encoder, &batch, &out)?;
        out.extend(worker.footer());
        Ok(out)
    }

    /// The same bytes come when it is told where cells begin, and each of them
    /// is the first behind a delimiter or a line end.
    fn check_cells(
        &self,
        encoder: &Encoder,
        batch: &RecordBatch,
        expected: &[u8],
    ) -> Result<(), EncodeError> {
        let (mut out, mut cells) = (encoder.header()?, Vec::new());
        let header = out.len();
        encoder.worker().encode_with_cells(batch, 0, &mut out, Some(&mut cells))?;
        assert_eq!(out, expected);
        let dialect = self.dialect();
        let is_utf8 = matches!(dialect.encoding, Encoding::Utf8 | Encoding::Utf8Bom);
        if !is_utf8 || dialect.layout != Layout::Delimited {
            assert_eq!(cells, [] as [u32; 0]);
            return Ok(());
        }
        assert_eq!(cells.len(), self.rows * self.columns.len());
        let delimiter = dialect.delimiter.to_string();
        for (cell, place) in cells.iter().enumerate() {
            let place = *place as usize;
            let before = match cell {
                0 => {
                    assert_eq!(place, header);
                    continue;
                }
                _ if cell % self.columns.len() == 0 => dialect.newline.text(),
                _ => &delimiter,
            };
            assert!(out[..place].ends_with(before.as_bytes()), "cell {cell} at {place}");
        }
        Ok(())
    }

    /// The texts of all values by their rows.
    pub(crate) fn texts(&self) -> Vec<Vec<Option<String>>> {
        let row = |row| self.columns.iter().map(|(_, values)| values.plain(row)).collect();
        (0..self.rows).map(row).collect()
    }

    /// The cells that a reader should find.
    pub(crate) fn expected(&self) -> Vec<Vec<String>> {
        let guard = |text: &str| {
            let plain = text.strip_prefix(['+', '-']).unwrap_or(text);
            let is_number = plain.split('.').count() <= 2
                && plain
                    .split('.')
                    .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
            let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number;
            if self.format.formula_guard && risky { format!("'{text}") } else { text.to_owned() }
        };
        let mut lines = Vec::new();
        if self.format.header {
            lines.push(self.columns.iter().map(|(header, _)| guard(header)).collect());
        }
        for row in 0..self.rows {
            let cells = self.columns.iter().map(|(_, values)| match values.plain(row) {
                Some(text) if values.is_text() => guard(&text),
                other => other.unwrap_or_default(),
            });
            lines.push(cells.collect());
        }
        lines
    }

    /// The file as text, without its byte order mark.
    pub(crate) fn decode(&self, bytes: &[u8]) -> String {
        let encoding = match self.format.encoding {
            Encoding::Utf8 => return String::from_utf8(bytes.to_vec()).unwrap(),
            Encoding::Utf8Bom => {
                assert!(bytes.starts_with(b"\xEF\xBB\xBF"));
                encoding_rs::UTF_8
            }
            Encoding::Utf16le => {
                assert!(bytes.starts_with(b"\xFF\xFE"));
                encoding_rs::UTF_16LE
            }
            Encoding::Windows1250 => encoding_rs::WINDOWS_1250,
            Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
            Encoding::Iso88591 => return bytes.iter().copied().map(char::from).collect(),
            Encoding::Iso88592 => encoding_rs::ISO_8859_2,
            Encoding::Iso885915 => encoding_rs::ISO_8859_15,
            Encoding::ShiftJis => encoding_rs::SHIFT_JIS,
        };
        let (text, damaged) = encoding.decode_with_bom_removal(bytes);
        assert!(!damaged);
        text.into_owned()
    }
}

impl Values {
    fn is_text(&self) -> bool {
        matches!(self, Self::Text(_) | Self::TextView(_) | Self::Dictionary(_))
    }

    fn kind(&self) -> ColumnKind {
        match self {
            Self::Text(_) | Self::TextView(_) | Self::Dictionary(_) => ColumnKind::Text,
            Self::Integer(_) => ColumnKind::Number {
                min_decimals: 0,
                decimals: None,
                decimal_sign: DecimalSign::Point,
            },
            Self::Decimal(_) => ColumnKind::Number {
                min_decimals: 2,
                decimals: None,
                decimal_sign: DecimalSign::Comma,
            },
            Self::Boolean(_) => ColumnKind::Boolean,
            Self::Date(_) => ColumnKind::Date { pattern: "iso".to_owned() },
            Self::Instant(_) => ColumnKind::Datetime { pattern: "utc".to_owned() },
        }
    }

    fn array(&self) -> ArrayRef {
        match self {
            Self::Text(values) => Arc::new(StringArray::from(values.clone())),
            Self::TextView(values) => Arc::new(StringViewArray::from_iter(values)),
            Self::Dictionary(values) => {
                let values = values.iter().map(Option::as_deref);
                Arc::new(values.collect::<DictionaryArray<Int32Type>>())
            }
            Self::Integer(values) => Arc::new(Int64Array::from(values.clone())),
            Self::Decimal(values) => {
                let values = values.iter().map(|value| value.map(i128::from));
                let array = values.collect::<Decimal128Array>();
                Arc::new(array.with_precision_and_scale(20, 2).unwrap())
            }
            Self::Boolean(values) => Arc::new(BooleanArray::from(values.clone())),
            Self::Date(values) => Arc::new(Date32Array::from(values.clone())),
            Self::Instant(values) => {
                Arc::new(TimestampMicrosecondArray::from(values.clone()).with_timezone("UTC"))
            }
        }
    }

    /// The value's text before any quoting.
    fn plain(&self, row: usize) -> Option<String> {
        match self {
            Self::Text(values) | Self::TextView(values) | Self::Dictionary(values) => {
                values[row].clone()
            }
            Self::Integer(values) => values[row].map(|value| value.to_string()),
            Self::Decimal(values) => values[row].map(|value| {
                let sign = if value < 0 { "-" } else { "" };
                let magnitude = value.unsigned_abs();
                format!("{sign}{},{:02}", magnitude / 100, magnitude % 100)
            }),
            Self::Boolean(values) => values[row].map(|value| value.to_string()),
            Self::Date(values) => values[row].map(|days| {
                (NaiveDate::default() + TimeDelta::days(days.into())).format("%Y-%m-%d").to_string()
            }),
            Self::Instant(values) => values[row].map(|microseconds| {
                let instant = DateTime::<Utc>::from_timestamp_micros(microseconds).unwrap();
                instant.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
            }),
        }
    }
}
