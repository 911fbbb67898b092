//! How a delimited file looks by a dialect, for people who choose one.

use std::fs::File;
use std::path::Path;

use serde::Serialize;

use super::csv::CsvReader;
use super::dialect::TextDialect;
use super::{csv_error, first_pass, unreadable};
use crate::SourceError;
use crate::values::excerpt;

/// Rows that are shown.
const ROWS: usize = 8;

/// The beginning of a delimited file, read by a dialect.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct TextSample {
    /// The dialect that it is read by.
    pub dialect: TextDialect,
    /// The dialect that the file's beginning suggests.
    pub suggested: TextDialect,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Cells of the first rows, shortened; none where nothing stands.
    pub rows: Vec<Vec<Option<String>>>,
    /// Why it can't be read so, in one sentence.
    pub problem: Option<String>,
}

/// A cell of a delimited text: what stands there, and whether it is enclosed.
pub type FoundCell = (Option<String>, bool);

/// The whole rows of a text's beginning by a dialect, blank lines left out; `None`
/// where it can't be read by it.
pub fn rows_of_beginning(
    beginning: &[u8],
    dialect: &TextDialect,
    is_whole: bool,
) -> Option<Vec<Vec<FoundCell>>> {
    let mut reader = CsvReader::new(beginning, dialect);
    let mut rows = Vec::new();
    loop {
        match reader.read() {
            Ok(true) if reader.is_blank() => {}
            Ok(true) => {
                let cell = |index| {
                    let text = reader.cell(index).ok()?.map(str::to_owned);
                    Some((text, reader.is_enclosed(index)))
                };
                rows.push((0..reader.width()).map(cell).collect::<Option<Vec<_>>>()?);
            }
            Ok(false) => break,
            // The beginning may end within a cell.
            Err(_) if !is_whole => break,
            Err(_) => return None,
        }
    }
    if !is_whole {
        rows.pop();
    }
    Some(rows)
}

/// Reads the beginning of a file by `dialect`, or by what it suggests. Blocks.
pub(crate) fn sample(
    path: &Path,
    named: &Path,
    likely: char,
    dialect: Option<TextDialect>,
) -> Result<TextSample, SourceError> {
    let suggested = first_pass::suggested_dialect(path, named, likely)?;
    let dialect = dialect.unwrap_or(suggested);
    let mut sample =
        TextSample { dialect, suggested, columns: Vec::new(), rows: Vec::new(), problem: None };
    sample.problem = dialect.problem();
    if sample.problem.is_some() {
        return Ok(sample);
    }
    match first_pass::csv_columns(path, named, &dialect) {
        Ok(columns) => sample.columns = columns,
        Err(error) => {
            sample.problem = Some(error.to_string());
            return Ok(sample);
        }
    }
    let file = File::open(path).map_err(|error| unreadable(named, &error))?;
    let mut reader = CsvReader::new(file, &dialect);
    let mut skips = dialect.header;
    while sample.rows.len() < ROWS {
        match reader.read() {
            Ok(false) => break,
            Ok(true)
                if std::mem::take(&mut skips)
                    || (reader.is_blank() && sample.columns.len() > 1) => {}
            Ok(true) => {
                if reader.width() != sample.columns.len() {
                    sample.problem = Some(format!(
                        "line {} has {} cells, not {}",
                        reader.line(),
                        reader.width(),
                        sample.columns.len()
                    ));
                }
                let cells = (0..reader.width()).map(|index| {
                    let cell = reader.cell(index).ok().flatten();
                    cell.map(excerpt)
                });
                sample.rows.push(cells.collect());
            }
            Err(error) => {
                let error = csv_error(named, &dialect, &sample.columns, error);
                sample.problem = Some(error.to_string());
                break;
            }
        }
    }
    Ok(sample)
}
