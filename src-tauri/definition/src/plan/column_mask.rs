//! The mask of a column, with its key and what is known of the values that it masked.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use super::ColumnKind;
use crate::mask_key::MaskKey;
use crate::spec::format::DecimalSign;
use crate::spec::mask::{DatePart, Mask, MaskMethod};

/// Invalid rows that a report names.
const FIRST_ROWS: usize = 3;

/// A column's mask, with its key and the rows that it couldn't read. Clones count
/// together.
#[derive(Clone)]
pub struct ColumnMask {
    rule: Arc<Mask>,
    key: Option<MaskKey>,
    invalid: Arc<Mutex<RowSet>>,
}

impl fmt::Debug for ColumnMask {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("ColumnMask").field(&self.rule).field(&self.key).finish()
    }
}

impl PartialEq for ColumnMask {
    fn eq(&self, other: &Self) -> bool {
        self.rule == other.rule && self.key == other.key
    }
}

impl Eq for ColumnMask {}

/// Rows of a file, each once, however often it is encoded.
#[derive(Debug, Default)]
struct RowSet(Vec<u64>);

impl RowSet {
    fn insert(&mut self, row: u64) {
        let place = usize::try_from(row / 64).unwrap_or(usize::MAX);
        if place >= self.0.len() {
            self.0.resize(place + 1, 0);
        }
        self.0[place] |= 1 << (row % 64);
    }

    fn len(&self) -> u64 {
        self.0.iter().map(|rows| u64::from(rows.count_ones())).sum()
    }

    fn first(&self, count: usize) -> Vec<u64> {
        let words = self.0.iter().zip(0u64..);
        let rows = words.flat_map(|(word, place)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| place * 64 + bit)
        });
        rows.take(count).collect()
    }
}

impl ColumnMask {
    /// A mask whose key, if it needs one, isn't there yet.
    pub fn new(rule: Mask) -> Self {
        Self { rule: Arc::new(rule), key: None, invalid: Arc::default() }
    }

    /// The same with its key.
    #[must_use]
    pub fn with_key(&self, key: MaskKey) -> Self {
        Self { key: Some(key), ..self.clone() }
    }

    /// What was asked for.
    pub fn rule(&self) -> &Mask {
        &self.rule
    }

    /// The key of its hashes.
    pub fn key(&self) -> Option<&MaskKey> {
        self.key.as_ref()
    }

    /// Whether the key that it needs isn't there.
    pub fn lacks_key(&self) -> bool {
        self.rule.method == MaskMethod::KeyedHash && self.key.is_none()
    }

    /// Remembers a row whose value couldn't be read, from 0; the same one counts once.
    pub fn add_invalid_row(&self, row: u64) {
        self.invalid.lock().unwrap_or_else(PoisonError::into_inner).insert(row);
    }

    /// How many rows had a value that couldn't be read and is missing in the file, and
    /// the first of them, from 1.
    pub fn invalid_rows(&self) -> (u64, Vec<u64>) {
        let rows = self.invalid.lock().unwrap_or_else(PoisonError::into_inner);
        (rows.len(), rows.first(FIRST_ROWS).into_iter().map(|row| row + 1).collect())
    }

    /// As what kind of values its texts are written before they are masked.
    pub fn read_as(&self, kind: ColumnKind) -> ColumnKind {
        match (self.rule.method, self.rule.to) {
            (MaskMethod::Truncate, Some(DatePart::Month)) => {
                ColumnKind::Date { pattern: "%Y-%m".to_owned() }
            }
            (MaskMethod::Truncate, _) => ColumnKind::Date { pattern: "%Y".to_owned() },
            (MaskMethod::Band, _) => ColumnKind::Number {
                min_decimals: 0,
                decimals: None,
                decimal_sign: DecimalSign::Point,
            },
            _ => kind,
        }
    }
}
