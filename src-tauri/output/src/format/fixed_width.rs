//! Cells of a fixed width: filled to it, and never cut.

use super::text::CellProblem;
use super::{BatchColumn, EncodeError, EncodeWorker, FileRule, FixedWidth, row_number, unmappable};

/// Fills values to the width of their column.
trait Fill: Sized {
    /// A value, filled to the width.
    fn write(self, value: &[u8], out: &mut Vec<u8>) -> Result<(), CellProblem>;

    /// What stands for a missing value, filled with spaces: zeros would make a number
    /// of it.
    fn write_missing(self, text: &str, out: &mut Vec<u8>) -> Result<(), CellProblem>;
}

impl Fill for FixedWidth {
    fn write(self, value: &[u8], out: &mut Vec<u8>) -> Result<(), CellProblem> {
        if memchr::memchr2(b'\r', b'\n', value).is_some() {
            return Err(CellProblem::LineEnd);
        }
        let length = characters(value);
        let Some(rest) = self.width.checked_sub(length) else {
            return Err(CellProblem::TooWide { width: self.width, length });
        };
        if !self.right {
            out.extend_from_slice(value);
            push(self.fill, rest, out);
            return Ok(());
        }
        // `-5` in four characters of zeros is `-005`.
        let (sign, digits) = match value {
            [sign @ (b'-' | b'+'), digits @ ..] if self.is_number && self.fill == '0' => {
                (Some(*sign), digits)
            }
            _ => (None, value),
        };
        out.extend(sign);
        push(self.fill, rest, out);
        out.extend_from_slice(digits);
        Ok(())
    }

    fn write_missing(self, text: &str, out: &mut Vec<u8>) -> Result<(), CellProblem> {
        Self { fill: ' ', ..self }.write(text.as_bytes(), out)
    }
}

fn characters(text: &[u8]) -> usize {
    // All bytes but those that go on with a character.
    text.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

fn push(character: char, count: usize, out: &mut Vec<u8>) {
    let mut bytes = [0; 4];
    let character = character.encode_utf8(&mut bytes).as_bytes();
    (0..count).for_each(|_| out.extend_from_slice(character));
}

/// Appends the header line in the file's encoding.
pub(super) fn write_header(rule: &FileRule, out: &mut Vec<u8>) -> Result<(), EncodeError> {
    let mut line = Vec::new();
    for column in &rule.columns {
        let start = line.len();
        let width = FixedWidth { fill: ' ', ..fixed(column.fixed) };
        width
            .write(column.header.as_bytes(), &mut line)
            .map_err(|problem| EncodeError::from_problem(problem, &column.field, 0))?;
        if let Some(character) = rule.transcoder.unmappable(&line[start..]) {
            return Err(unmappable(rule.transcoder, character, &column.field, 0));
        }
    }
    line.extend_from_slice(rule.newline.as_bytes());
    let whole = rule.transcoder.append(&line, out);
    debug_assert!(whole, "the header was checked cell by cell");
    Ok(())
}

/// The plan gives each column of a fixed-width file its width.
fn fixed(width: Option<FixedWidth>) -> FixedWidth {
    width.unwrap_or(FixedWidth { width: 0, right: false, fill: ' ', is_number: false })
}

impl EncodeWorker {
    pub(super) fn write_fixed_rows(
        &mut self,
        rule: &FileRule,
        columns: &mut [BatchColumn<'_>],
        rows: usize,
        first_row: u64,
        out: &mut Vec<u8>,
    ) -> Result<(), EncodeError> {
        for row in 0..rows {
            for column in &mut *columns {
                self.write_fixed_cell(column, row, out).map_err(|problem| {
                    let row = row_number(first_row, row);
                    EncodeError::from_problem(problem, &column.rule.field, row)
                })?;
            }
            out.extend_from_slice(rule.newline.as_bytes());
        }
        Ok(())
    }

    pub(super) fn write_fixed_cell(
        &mut self,
        column: &mut BatchColumn<'_>,
        row: usize,
        out: &mut Vec<u8>,
    ) -> Result<(), CellProblem> {
        let width = fixed(column.rule.fixed);
        let text = column.rule.empty.as_deref().unwrap_or_default();
        let missing = |out: &mut Vec<u8>| width.write_missing(text, out);
        if column.is_null(row) {
            return missing(out);
        }
        if let Some(text) = column.cells.text(row) {
            return if text.is_empty() { missing(out) } else { width.write(text.as_bytes(), out) };
        }
        self.cell.clear();
        column.cells.write(row, &mut self.digits, &mut self.cell)?;
        width.write(&self.cell, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(width: usize, right: bool, fill: char, value: &str) -> Result<String, CellProblem> {
        let mut out = Vec::new();
        FixedWidth { width, right, fill, is_number: true }.write(value.as_bytes(), &mut out)?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn cells_are_filled_and_never_cut() {
        for (right, fill, value, expected) in [
            (false, ' ', "ab", "ab  "),
            (true, ' ', "ab", "  ab"),
            (true, '0', "12", "0012"),
            (true, '0', "-5", "-005"),
            (true, '0', "+5", "+005"),
            (true, '*', "-5", "**-5"),
            (false, '·', "őű", "őű··"),
            (true, '0', "1234", "1234"),
        ] {
            assert_eq!(cell(4, right, fill, value).as_deref(), Ok(expected), "{value}");
        }
        assert_eq!(cell(4, true, '0', "-1234"), Err(CellProblem::TooWide { width: 4, length: 5 }));
        assert_eq!(cell(4, false, ' ', "a\nb"), Err(CellProblem::LineEnd));
    }

    #[test]
    fn the_sign_of_a_text_stays_where_it_is() {
        let mut out = Vec::new();
        let phone = FixedWidth { width: 8, right: true, fill: '0', is_number: false };
        phone.write(b"+36301", &mut out).unwrap();
        assert_eq!(out, b"00+36301");
    }
}
