//! Counts and figures of rows, for lines around them and companion files: exact
//! totals of the numbers as the file has them, least and greatest values.

use std::cmp::Ordering;
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, RecordBatch, make_comparator};
use datafusion::arrow::compute::SortOptions;
use datafusion::arrow::datatypes::Schema;

use super::text::CellProblem;
use super::transform::{BadCell, values};
use super::{
    BatchColumn, Column, ColumnKind, EncodeError, Encoder, FileRule, FormatError, batch_columns,
};
use crate::spec::format::{DecimalSign, FileFormat};
use crate::spec::template::Figure;
use crate::zone::Zone;

/// Which figures are taken. Cheap to clone.
#[derive(Debug, Clone)]
pub struct TallyRule {
    rule: Option<Arc<FileRule>>,
    figures: Arc<[FigureRule]>,
}

#[derive(Debug)]
struct FigureRule {
    figure: Figure,
    name: String,
    /// The column of the batch.
    place: usize,
    field: String,
    min_decimals: usize,
    decimals: Option<usize>,
    sign: DecimalSign,
}

/// What was counted so far.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Rows.
    pub rows: u64,
    figures: Vec<Value>,
}

#[derive(Debug, Clone, Default)]
enum Value {
    /// No value yet.
    #[default]
    None,
    Sum(Exact),
    /// The only value of an array, and its text.
    Extreme(ArrayRef, String),
}

/// `unscaled / 10^scale`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Exact {
    unscaled: i128,
    scale: u32,
}

impl Tally {
    /// Of rows without figures.
    pub fn of_rows(rows: u64) -> Self {
        Self { rows, figures: Vec::new() }
    }
}

impl Exact {
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (mut unscaled, mut scale, mut is_behind) = (0_i128, 0, false);
        for byte in digits.bytes() {
            match byte {
                b'0'..=b'9' => {
                    unscaled = unscaled.checked_mul(10)?.checked_add(i128::from(byte - b'0'))?;
                    scale += u32::from(is_behind);
                }
                b'.' if !is_behind => is_behind = true,
                _ => return None,
            }
        }
        let unscaled = if digits.len() < text.len() { -unscaled } else { unscaled };
        (!digits.is_empty()).then_some(Self { unscaled, scale })
    }

    fn add(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let widen =
            |number: Self| number.unscaled.checked_mul(10_i128.checked_pow(scale - number.scale)?);
        let unscaled = widen(self)?.checked_add(widen(other)?)?;
        // The widest decimals have 38 digits.
        (unscaled.unsigned_abs() < 10_u128.pow(38)).then_some(Self { unscaled, scale })
    }

    /// As a column of these decimals has it; it never has more of them.
    fn write(mut self, rule: &FigureRule) -> String {
        let least = rule.decimals.unwrap_or(rule.min_decimals);
        while self.scale as usize > least && self.unscaled % 10 == 0 {
            self = Self { unscaled: self.unscaled / 10, scale: self.scale - 1 };
        }
        let missing = least.saturating_sub(self.scale as usize);
        let scale = self.scale as usize + missing;
        let mut digits = self.unscaled.unsigned_abs().to_string();
        if self.unscaled != 0 {
            digits.push_str(&"0".repeat(missing));
        }
        let sign = if self.unscaled < 0 { "-" } else { "" };
        let Some(character) = rule.sign.character() else { return format!("{sign}{digits}") };
        if scale == 0 {
            return format!("{sign}{digits}");
        }
        let digits = format!("{digits:0>width$}", width = scale + 1);
        let (whole, decimals) = digits.split_at(digits.len() - scale);
        format!("{sign}{whole}{character}{decimals}")
    }
}

impl TallyRule {
    /// The figures of columns of the query; `columns` are those of the file.
    pub fn new(
        figures: &[(Figure, String, usize)],
        columns: &[Column],
        schema: &Schema,
        zone: Zone,
    ) -> Result<Self, FormatError> {
        let read: Vec<&Column> =
            columns.iter().filter(|column| column.constant.is_none()).collect();
        let mut rules = Vec::new();
        for (figure, name, place) in figures {
            let column = read[*place];
            let (min_decimals, decimals, sign) = match column.kind {
                ColumnKind::Number { min_decimals, decimals, decimal_sign } => {
                    (usize::from(min_decimals), decimals.map(usize::from), decimal_sign)
                }
                ColumnKind::Text
                | ColumnKind::Boolean
                | ColumnKind::Date { .. }
                | ColumnKind::Datetime { .. }
                | ColumnKind::Json => (0, None, DecimalSign::Point),
            };
            let (name, field) = (name.clone(), column.field.clone());
            let (figure, place) = (*figure, *place);
            rules.push(FigureRule { figure, name, place, field, min_decimals, decimals, sign });
        }
        let rule = if rules.is_empty() {
            None
        } else {
            let plain = read.iter().map(|column| {
                let kind = match column.kind.clone() {
                    ColumnKind::Number { min_decimals, decimals, .. } => ColumnKind::Number {
                        min_decimals,
                        decimals,
                        decimal_sign: DecimalSign::Point,
                    },
                    other => other,
                };
                Column { kind, map: None, empty: None, ..(*column).clone() }
            });
            let plain: Vec<Column> = plain.collect();
            Some(Encoder::new(&plain, schema, &FileFormat::default().resolve()?, zone)?.rule)
        };
        Ok(Self { rule, figures: rules.into() })
    }

    /// Counts the rows of a batch; `first_row` is the number of rows before it.
    pub fn add(
        &self,
        tally: &mut Tally,
        batch: &RecordBatch,
        first_row: u64,
    ) -> Result<(), EncodeError> {
        tally.rows += batch.num_rows() as u64;
        tally.figures.resize(self.figures.len(), Value::None);
        let Some(rule) = &self.rule else { return Ok(()) };
        if batch.num_rows() == 0 {
            return Ok(());
        }
        let mut columns = batch_columns(rule, batch)?;
        for (figure, value) in self.figures.iter().zip(&mut tally.figures) {
            let column = &mut columns[figure.place];
            let done = match figure.figure {
                Figure::Sum => add_sum(column, batch.num_rows(), value),
                Figure::Min | Figure::Max => {
                    let array = batch.column(figure.place);
                    keep_extreme(figure.figure, array, column, value)
                }
            };
            done.map_err(|problem| figure.describe(problem, first_row))?;
        }
        Ok(())
    }

    /// Adds what was counted elsewhere.
    pub fn merge(&self, tally: &mut Tally, other: &Tally) -> Result<(), EncodeError> {
        tally.rows += other.rows;
        tally.figures.resize(self.figures.len(), Value::None);
        let all = self.figures.iter().zip(&mut tally.figures).zip(&other.figures);
        for ((figure, value), other) in all {
            match (&*value, other) {
                (_, Value::None) => {}
                (Value::Sum(sum), Value::Sum(more)) => {
                    let sum = sum.add(*more);
                    let sum = sum.ok_or_else(|| figure.describe(FigureProblem::TooLarge, 0))?;
                    *value = Value::Sum(sum);
                }
                (Value::Extreme(array, _), Value::Extreme(others, _)) => {
                    if is_better(figure.figure, others, 0, array) {
                        *value = other.clone();
                    }
                }
                (Value::None | Value::Sum(_) | Value::Extreme(..), _) => *value = other.clone(),
            }
        }
        Ok(())
    }

    /// A figure as the column has it; nothing where no row has a value, and 0 for
    /// their total.
    pub fn text(&self, tally: &Tally, figure: Figure, name: &str) -> String {
        let place = self.figures.iter().position(|rule| rule.figure == figure && rule.name == name);
        let Some(place) = place else { return String::new() };
        let rule = &self.figures[place];
        match tally.figures.get(place) {
            Some(Value::Sum(sum)) => sum.write(rule),
            Some(Value::Extreme(_, text)) => match rule.sign {
                DecimalSign::Point => text.clone(),
                DecimalSign::Comma | DecimalSign::Implied => {
                    Exact::parse(text).map_or_else(|| text.clone(), |number| number.write(rule))
                }
            },
            Some(Value::None) | None if figure == Figure::Sum => {
                Exact { unscaled: 0, scale: 0 }.write(rule)
            }
            Some(Value::None) | None => String::new(),
        }
    }
}

enum FigureProblem {
    Cell(BadCell),
    NotANumber(usize),
    TooLarge,
}

impl FigureRule {
    fn describe(&self, problem: FigureProblem, first_row: u64) -> EncodeError {
        let (row, what, hint) = match problem {
            FigureProblem::Cell(BadCell::At(row, problem)) => {
                return EncodeError::from_problem(problem, &self.field, first_row + row as u64 + 1);
            }
            FigureProblem::Cell(BadCell::Unmapped(row, _)) | FigureProblem::NotANumber(row) => (
                first_row + row as u64 + 1,
                "is infinite or not a number, which has no total",
                "Leave such rows out by a filter.",
            ),
            FigureProblem::TooLarge => {
                let message =
                    format!("the total of field `{}` has more than 38 digits", self.field);
                let hint = "Leave the total out.".to_owned();
                return EncodeError {
                    field: self.field.clone(),
                    row: first_row + 1,
                    message,
                    hint,
                };
            }
        };
        EncodeError::new(&self.field, row, what, hint)
    }
}

fn add_sum(
    column: &mut BatchColumn<'_>,
    rows: usize,
    value: &mut Value,
) -> Result<(), FigureProblem> {
    let mut sum = match value {
        Value::Sum(sum) => *sum,
        Value::None | Value::Extreme(..) => Exact { unscaled: 0, scale: 0 },
    };
    let (mut digits, mut cell) = (Vec::new(), Vec::new());
    for row in 0..rows {
        if column.is_null(row) {
            continue;
        }
        cell.clear();
        let written = column.cells.write(row, &mut digits, &mut cell);
        written.map_err(|_| FigureProblem::Cell(BadCell::At(row, CellProblem::OutOfRange)))?;
        let text = std::str::from_utf8(&cell).unwrap_or_default();
        let number = Exact::parse(text).ok_or(FigureProblem::NotANumber(row))?;
        sum = sum.add(number).ok_or(FigureProblem::TooLarge)?;
    }
    *value = Value::Sum(sum);
    Ok(())
}

fn keep_extreme(
    figure: Figure,
    array: &ArrayRef,
    column: &mut BatchColumn<'_>,
    value: &mut Value,
) -> Result<(), FigureProblem> {
    let Ok(compare) = make_comparator(array, array, SortOptions::default()) else {
        return Ok(());
    };
    let mut best = None;
    for row in (0..array.len()).filter(|row| array.is_valid(*row)) {
        if best.is_none_or(|best| compare(row, best) == wanted(figure)) {
            best = Some(row);
        }
    }
    let Some(row) = best else { return Ok(()) };
    if let Value::Extreme(kept, _) = value
        && !is_better(figure, array, row, kept)
    {
        return Ok(());
    }
    let mut text = Vec::new();
    let written = column.cells.write(row, &mut Vec::new(), &mut text);
    written.map_err(|_| FigureProblem::Cell(BadCell::At(row, CellProblem::OutOfRange)))?;
    *value = Value::Extreme(array.slice(row, 1), String::from_utf8_lossy(&text).into_owned());
    Ok(())
}

/// Whether the value at `row` is the figure rather than the only one of `kept`.
fn is_better(figure: Figure, array: &ArrayRef, row: usize, kept: &ArrayRef) -> bool {
    let Ok(compare) = make_comparator(array, kept, SortOptions::default()) else { return false };
    compare(row, 0) == wanted(figure)
}

fn wanted(figure: Figure) -> Ordering {
    if figure == Figure::Min { Ordering::Less } else { Ordering::Greater }
}

/// The texts of one column of the query, by which rows are divided.
#[derive(Debug, Clone)]
pub struct ValueTexts {
    rule: Arc<FileRule>,
    place: usize,
}

impl ValueTexts {
    /// Of the column at `place`.
    pub fn new(
        place: usize,
        columns: &[Column],
        schema: &Schema,
        zone: Zone,
    ) -> Result<Self, FormatError> {
        let read = columns.iter().filter(|column| column.constant.is_none());
        let plain: Vec<Column> =
            read.map(|column| Column { map: None, empty: None, ..column.clone() }).collect();
        let rule = Encoder::new(&plain, schema, &FileFormat::default().resolve()?, zone)?.rule;
        Ok(Self { rule, place })
    }

    /// The texts; a missing value is an empty one.
    pub fn of(&self, batch: &RecordBatch, first_row: u64) -> Result<Vec<String>, EncodeError> {
        let mut columns = batch_columns(&self.rule, batch)?;
        let column = &mut columns[self.place];
        let texts = values(column, batch.num_rows(), &mut Vec::new()).map_err(|bad| match bad {
            BadCell::At(row, problem) => {
                EncodeError::from_problem(problem, &column.rule.field, first_row + row as u64 + 1)
            }
            BadCell::Unmapped(row, value) => {
                let what = format!("holds `{value}`");
                EncodeError::new(&column.rule.field, first_row + row as u64 + 1, &what, "")
            }
        })?;
        Ok(texts.iter().map(|text| text.unwrap_or_default().to_owned()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_written_as_the_column_is() {
        let rule = |min_decimals, decimals, sign| FigureRule {
            figure: Figure::Sum,
            name: String::new(),
            place: 0,
            field: String::new(),
            min_decimals,
            decimals,
            sign,
        };
        for (numbers, rule, expected) in [
            (&["1.50", "-2.25"][..], rule(2, None, DecimalSign::Point), "-0.75"),
            (&["0.1", "0.2"], rule(0, None, DecimalSign::Point), "0.3"),
            (&["0.5", "0.5"], rule(0, None, DecimalSign::Point), "1"),
            (&["0.5", "0.5"], rule(2, Some(2), DecimalSign::Comma), "1,00"),
            (&["0.05", "12"], rule(2, Some(2), DecimalSign::Implied), "1205"),
            (&["-0.05"], rule(2, Some(2), DecimalSign::Implied), "-5"),
            (&[], rule(2, None, DecimalSign::Point), "0.00"),
        ] {
            let mut sum = Exact { unscaled: 0, scale: 0 };
            for number in numbers {
                sum = sum.add(Exact::parse(number).unwrap()).unwrap();
            }
            assert_eq!(sum.write(&rule), expected, "{numbers:?}");
        }
        assert_eq!(Exact::parse("NaN"), None);
        let most = Exact::parse(&"9".repeat(38)).unwrap();
        assert_eq!(most.add(Exact { unscaled: 1, scale: 0 }), None);
    }
}
