//! What a text is looked through for before its rows are read: the names of its
//! columns, and whether its times are finer than microseconds.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::csv::CsvReader;
use super::dialect::{BEGINNING, TextDialect, TextEncoding, decoded};
use super::json::{JsonValues, cell, members};
use super::{csv_error, json_error, unreadable};
use crate::SourceError;
use crate::catalog::FieldType;
use crate::change_guard::Stamp;
use crate::values::{Moment, boolean};

/// Answers that are remembered, so that files aren't looked through again for
/// each preview.
const REMEMBERED: usize = 4096;

type Remembered<T> = OnceLock<Mutex<HashMap<Key, T>>>;
/// A file, its state, and the dialect that it is read by.
type Key = (PathBuf, Stamp, Option<TextDialect>);

/// The answer for a file in this state: remembered, or found by looking.
fn remembered<T: Clone>(
    all: &'static Remembered<T>,
    key: Key,
    look: impl FnOnce() -> Result<T, SourceError>,
) -> Result<T, SourceError> {
    let all = all.get_or_init(Mutex::default);
    let locked = || all.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = locked().get(&key) {
        return Ok(known.clone());
    }
    let found = look()?;
    let mut all = locked();
    if all.len() >= REMEMBERED {
        all.clear();
    }
    all.insert(key, found.clone());
    Ok(found)
}

/// The dialect that a file's beginning suggests.
pub(crate) fn suggested_dialect(
    path: &Path,
    named: &Path,
    likely: char,
) -> Result<TextDialect, SourceError> {
    let told = |error| unreadable(named, &error);
    let mut beginning = Vec::new();
    let file = File::open(path).map_err(told)?;
    file.take(BEGINNING as u64).read_to_end(&mut beginning).map_err(told)?;
    let is_whole = beginning.len() < BEGINNING;
    Ok(TextDialect::suggest(&beginning, likely, is_whole))
}

/// The names of a delimited file's columns.
pub(super) fn csv_columns(
    path: &Path,
    named: &Path,
    dialect: &TextDialect,
) -> Result<Vec<String>, SourceError> {
    let file = File::open(path).map_err(|error| unreadable(named, &error))?;
    let mut reader = CsvReader::new(file, dialect);
    let told = |error| csv_error(named, dialect, &[], error);
    if !reader.read().map_err(told)? {
        let (path, reason) = (named.to_owned(), "it is empty".to_owned());
        return Err(SourceError::Damaged { path, reason });
    }
    if !dialect.header {
        return Ok((1..=reader.width()).map(|number| format!("column{number}")).collect());
    }
    let mut names: Vec<String> = Vec::with_capacity(reader.width());
    let mut seen = HashSet::new();
    for index in 0..reader.width() {
        let name = reader.cell(index).map_err(told)?.unwrap_or_default().to_owned();
        // Columns without a name can't be asked for, however many there are.
        if !name.is_empty() && !seen.insert(name.clone()) {
            return Err(SourceError::Columns {
                path: named.to_owned(),
                reason: format!("its header has the column `{name}` twice"),
            });
        }
        names.push(name);
    }
    Ok(names)
}

/// The names of the members of a JSON file's rows, at whatever row they first
/// come. The file is left off where all that is `wanted` has come.
pub(super) fn json_columns(
    path: &Path,
    named: &Path,
    stamp: &Stamp,
    wanted: &[String],
) -> Result<Arc<Vec<String>>, SourceError> {
    static KNOWN: Remembered<(Arc<Vec<String>>, bool)> = OnceLock::new();
    let has_all =
        |names: &[String]| !wanted.is_empty() && wanted.iter().all(|name| names.contains(name));
    let look = || {
        let file = File::open(path).map_err(|error| unreadable(named, &error))?;
        let mut values = JsonValues::new(file);
        let mut names: Vec<String> = Vec::new();
        let mut known = HashSet::new();
        let mut is_whole = true;
        while values.read().map_err(|problem| json_error(named, problem))? {
            let value = values.value().map_err(|problem| json_error(named, problem))?;
            let found = std::cell::RefCell::new(Vec::new());
            let note = |name: &str| {
                if !known.contains(name) {
                    found.borrow_mut().push(name.to_owned());
                }
                None
            };
            members(value, &note, &mut |_, _| Ok(()))
                .map_err(|error| super::json_syntax(named, values.line(), &error))?;
            let found = found.into_inner();
            if !found.is_empty() {
                for name in found {
                    if known.insert(name.clone()) {
                        names.push(name);
                    }
                }
                if has_all(&names) {
                    is_whole = false;
                    break;
                }
            }
        }
        Ok((Arc::new(names), is_whole))
    };
    let (names, is_whole) = remembered(&KNOWN, (path.to_owned(), stamp.clone(), None), look)?;
    if is_whole || has_all(&names) {
        return Ok(names);
    }
    // Others have asked for less.
    let (names, is_whole) = look()?;
    let all = KNOWN.get_or_init(Mutex::default);
    all.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .insert((path.to_owned(), stamp.clone(), None), (Arc::clone(&names), is_whole));
    Ok(names)
}

/// Whether a JSON file is one list.
pub(super) fn is_json_list(path: &Path, named: &Path) -> Result<bool, SourceError> {
    let file = File::open(path).map_err(|error| unreadable(named, &error))?;
    let mut values = JsonValues::new(file);
    values.read().map_err(|problem| json_error(named, problem))?;
    Ok(values.is_list())
}

/// Whether a time with more than six decimals stands anywhere in a file, which
/// a column of microseconds can't hold. JSON has no dialect.
pub(super) fn has_fine_times(
    path: &Path,
    named: &Path,
    stamp: &Stamp,
    dialect: Option<&TextDialect>,
) -> Result<bool, SourceError> {
    static KNOWN: Remembered<bool> = OnceLock::new();
    let key = (path.to_owned(), stamp.clone(), dialect.copied());
    remembered(&KNOWN, key, || {
        // From a minute's last digit to the seventh decimal.
        const LONGEST: usize = 14;
        let told = |error: std::io::Error| match error.kind() {
            ErrorKind::InvalidData => {
                SourceError::Encoding { path: named.to_owned(), reason: error.to_string() }
            }
            _ => unreadable(named, &error),
        };
        let file = File::open(path).map_err(told)?;
        let encoding = dialect.map_or(TextEncoding::Utf8, |dialect| dialect.encoding);
        let mut file = decoded(file, encoding);
        // Between cells a comma ends the seconds.
        let points: &[u8] =
            if dialect.is_none_or(|dialect| dialect.delimiter == ',') { b"." } else { b".," };
        let mut block = vec![0; 1 << 20];
        let mut kept = 0;
        loop {
            let read = file.read(&mut block[kept..]).map_err(told)?;
            let filled = kept + read;
            // Behind a digit: members' names have a colon behind them, too.
            let is_minute = |at: usize| at > 0 && block[at - 1].is_ascii_digit();
            if memchr::memchr_iter(b':', &block[..filled])
                .any(|at| is_minute(at) && is_fine(&block[at + 1..filled], points))
            {
                return Ok(true);
            }
            if read == 0 {
                return Ok(false);
            }
            // A time may lie across two blocks.
            let tail = filled.saturating_sub(LONGEST);
            block.copy_within(tail..filled, 0);
            kept = filled - tail;
        }
    })
}

/// Whether `SS.DDDDDDD` begins here with more than microseconds.
fn is_fine(text: &[u8], points: &[u8]) -> bool {
    let [s0, s1, point, decimals @ ..] = text else { return false };
    if !points.contains(point) {
        return false;
    }
    let length = decimals.iter().take_while(|byte| byte.is_ascii_digit()).count();
    s0.is_ascii_digit()
        && s1.is_ascii_digit()
        && decimals[..length].iter().skip(6).any(|digit| *digit != b'0')
}

/// What the values of columns look like, for models that are made of a table.
#[derive(Debug, Default)]
pub(super) struct Looks {
    columns: BTreeMap<usize, Look>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Look {
    /// Nothing but missing values.
    #[default]
    Unknown,
    Boolean,
    Number,
    Day,
    Instant,
    List,
    Object,
    Text,
}

impl Looks {
    /// Notes a value; `is_text` says that the file encloses it as one.
    fn add(&mut self, column: usize, value: &str, is_text: bool) {
        let look = Look::of(value, is_text);
        let known = self.columns.entry(column).or_default();
        *known = match (*known, look) {
            (Look::Unknown, look) => look,
            (known, look) if known == look => known,
            (Look::Day, Look::Instant) | (Look::Instant, Look::Day) => Look::Instant,
            _ => Look::Text,
        };
    }

    fn field_type(&self, column: usize) -> FieldType {
        match self.columns.get(&column).copied().unwrap_or_default() {
            Look::Unknown | Look::Text => FieldType::String,
            Look::Boolean => FieldType::Boolean,
            Look::Number => FieldType::Numeric,
            Look::Day => FieldType::Date,
            Look::Instant => FieldType::Datetime,
            Look::List => FieldType::List,
            Look::Object => FieldType::Object,
        }
    }
}

impl Look {
    fn of(value: &str, is_text: bool) -> Self {
        if let Some(moment) = Moment::parse(value).filter(|_| value.len() >= 10) {
            let _: Moment = moment;
            return if Moment::has_time(value) { Self::Instant } else { Self::Day };
        }
        match value.as_bytes() {
            [b'{', .., b'}'] if serde_json::from_str::<serde::de::IgnoredAny>(value).is_ok() => {
                return Self::Object;
            }
            [b'[', .., b']'] if serde_json::from_str::<serde::de::IgnoredAny>(value).is_ok() => {
                return Self::List;
            }
            _ => {}
        }
        if is_text {
            return Self::Text;
        }
        if is_plain_number(value) {
            return Self::Number;
        }
        let word = value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false");
        if word && boolean(value).is_some() { Self::Boolean } else { Self::Text }
    }
}

/// A number that keeps its meaning as one: no leading zeros or sign of `+`,
/// which codes and telephone numbers have, and not so long that it is an id.
fn is_plain_number(value: &str) -> bool {
    const LONGEST: usize = 15;
    let digits = value.strip_prefix('-').unwrap_or(value);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let leads = whole.len() > 1 && whole.starts_with('0');
    plain(whole) && plain(decimals) && !leads && whole.len() + decimals.len() <= LONGEST + 1
}

/// The type of each column of a file, as its first rows look.
pub(super) fn looks_of(
    path: &Path,
    named: &Path,
    dialect: Option<&TextDialect>,
    columns: &[String],
    rows: usize,
) -> Result<Vec<FieldType>, SourceError> {
    let file = File::open(path).map_err(|error| unreadable(named, &error))?;
    let mut looks = Looks::default();
    if let Some(dialect) = dialect {
        let mut reader = CsvReader::new(file, dialect);
        let told = |error| csv_error(named, dialect, columns, error);
        if dialect.header {
            reader.read().map_err(told)?;
        }
        for _ in 0..rows {
            if !reader.read().map_err(told)? {
                break;
            }
            for index in 0..reader.width().min(columns.len()) {
                if let Some(value) = reader.cell(index).map_err(told)?.filter(|v| !v.is_empty()) {
                    looks.add(index, value, false);
                }
            }
        }
    } else {
        let mut values = JsonValues::new(file);
        let told = |problem| json_error(named, problem);
        let places: HashMap<&str, usize> = columns.iter().map(String::as_str).zip(0..).collect();
        let index = |name: &str| places.get(name).copied();
        for _ in 0..rows {
            if !values.read().map_err(told)? {
                break;
            }
            let value = values.value().map_err(told)?;
            let mut add = |column: usize, raw: &str| {
                let is_text = raw.starts_with('"');
                if let Some(value) = cell(raw).map_err(|error| error.to_string())?
                    && !value.is_empty()
                {
                    looks.add(column, &value, is_text);
                }
                Ok(())
            };
            members(value, &index, &mut add)
                .map_err(|error| super::json_syntax(named, values.line(), &error))?;
        }
    }
    Ok((0..columns.len()).map(|column| looks.field_type(column)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_codes_stay_texts() {
        for value in ["0", "-1", "12.50", "999999999999999"] {
            assert_eq!(Look::of(value, false), Look::Number, "{value}");
        }
        for value in ["007", "+36301234567", "1e5", "1234567890123456789", "1,5", "12a", ""] {
            assert_eq!(Look::of(value, false), Look::Text, "{value}");
        }
        assert_eq!(Look::of("TRUE", false), Look::Boolean);
        assert_eq!(Look::of("yes", false), Look::Text);
        assert_eq!(Look::of("2026-07-01", true), Look::Day);
        assert_eq!(Look::of("2026-07-01 10:00", false), Look::Instant);
        assert_eq!(Look::of("[1]", true), Look::List);
        assert_eq!(Look::of("{x}", false), Look::Text);
    }

    #[test]
    fn times_finer_than_microseconds_are_seen() {
        assert!(is_fine(b"00.1234567Z", b"."));
        assert!(!is_fine(b"00.1234560Z", b"."));
        assert!(!is_fine(b"00.123456Z", b"."));
        assert!(!is_fine(b"00,1234567", b"."));
        assert!(is_fine(b"00,1234567", b".,"));
    }
}
