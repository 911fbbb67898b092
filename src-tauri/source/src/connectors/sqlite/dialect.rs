//! SQL of SQLite.

use crate::catalog::FieldType;
use crate::plan::TextMatch;
use crate::sql::column::{ColumnKind, TableColumn};
use crate::sql::dialect::SqlDialect;
use crate::sql::statement::Parameter;

/// How SQLite writes it.
#[derive(Debug)]
pub(super) struct SqliteDialect;

impl SqlDialect for SqliteDialect {
    fn placeholder(&self, _: usize, _: &Parameter) -> String {
        "?".to_owned()
    }

    fn result(&self, _: ColumnKind, sql: &str) -> String {
        sql.to_owned()
    }

    fn part_of_text(&self, text: &str) -> Parameter {
        Parameter::Bytes(text.as_bytes().to_vec())
    }

    // Functions of texts end at a NUL, those of blobs don't.
    fn part(&self, text: &str, placeholder: &str, wanted: &str, place: TextMatch) -> String {
        let bytes = wanted.len();
        match place {
            TextMatch::Whole => format!("CAST({text} AS BLOB) = {placeholder}"),
            TextMatch::Anywhere => format!("instr(CAST({text} AS BLOB), {placeholder}) > 0"),
            TextMatch::Start => {
                format!("substr(CAST({text} AS BLOB), 1, {bytes}) = {placeholder}")
            }
            TextMatch::End => format!("substr(CAST({text} AS BLOB), -{bytes}) = {placeholder}"),
        }
    }

    // A column may hold anything; only texts are what they seem.
    fn tests(&self, kind: ColumnKind, field_type: FieldType) -> bool {
        kind == ColumnKind::Text && kind.is_of(field_type)
    }

    // It has no type for them: whole numbers and fractions are usual.
    fn read_moments(&self, column: &mut TableColumn) {
        let holds_numbers = matches!(
            column.kind,
            ColumnKind::Integer | ColumnKind::Number | ColumnKind::Float64 | ColumnKind::Other
        );
        if holds_numbers {
            (column.kind, column.compared, column.sortable) = (ColumnKind::Moment, None, false);
        }
    }

    // It has neither exact sums nor columns of one type.
    fn groups(&self) -> bool {
        false
    }

    fn measures(&self, _: &str) -> Option<[String; 2]> {
        None
    }

    // Not in double quotes: a column that is gone would be a text for SQLite.
    fn quoted(&self, name: &str) -> String {
        format!("`{}`", name.replace('`', "``"))
    }
}
