//! Every difference as CSV: one line a row, each column with its cell before
//! and after, the key once.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{Difference, DifferenceKind};
use crate::error::Error;
use crate::private_file::{give_name, new_file_for};

/// A CSV file of differences; under its name only when it is whole.
pub struct DifferenceFile {
    target: PathBuf,
    lines: csv::Writer<BufWriter<NamedTempFile>>,
    /// Places of the key among the columns.
    key: Vec<usize>,
}

impl DifferenceFile {
    /// Begins a file for differences of these columns.
    pub fn create(target: &Path, columns: &[String], key: &[String]) -> Result<Self, Error> {
        let told = |error: std::io::Error| Error::Output { path: target.to_owned(), error };
        let mut file = new_file_for(target).map_err(told)?;
        // Spreadsheets take a file without the mark for one of the old encodings.
        file.write_all("\u{feff}".as_bytes()).map_err(told)?;
        let mut lines = csv::Writer::from_writer(BufWriter::with_capacity(256 << 10, file));
        let key: Vec<usize> =
            key.iter().filter_map(|name| columns.iter().position(|c| c == name)).collect();
        let mut header = vec!["difference".to_owned()];
        header.extend(key.iter().map(|place| columns[*place].clone()));
        for (place, column) in columns.iter().enumerate() {
            if !key.contains(&place) {
                header.extend([format!("{column} (before)"), format!("{column} (after)")]);
            }
        }
        lines.write_record(&header).map_err(|error| told(error.into()))?;
        Ok(Self { target: target.to_owned(), lines, key })
    }

    /// Writes one difference.
    pub fn write(&mut self, difference: &Difference) -> Result<(), Error> {
        let Difference { kind, key, before, after } = difference;
        let mut line = vec![match kind {
            DifferenceKind::Added => "added",
            DifferenceKind::Removed => "removed",
            DifferenceKind::Changed => "changed",
        }];
        line.extend(key.iter().map(String::as_str));
        let width = before.as_ref().or(after.as_ref()).map_or(0, Vec::len);
        for place in (0..width).filter(|place| !self.key.contains(place)) {
            for side in [before, after] {
                line.push(side.as_ref().map_or("", |cells| cells[place].as_str()));
            }
        }
        let written = self.lines.write_record(&line);
        written.map_err(|error| Error::Output { path: self.target.clone(), error: error.into() })
    }

    /// Gives the file its name, in place of another one.
    pub fn finish(self) -> Result<(), Error> {
        let target = self.target;
        let told = |error: std::io::Error| Error::Output { path: target.clone(), error };
        let buffer = self.lines.into_inner().map_err(|error| told(error.into_error()))?;
        let file = buffer.into_inner().map_err(|error| told(error.into_error()))?;
        file.as_file().sync_all().map_err(told)?;
        give_name(file, &target).map_err(told)
    }
}
