//! SQL of MySQL and MariaDB.

use crate::catalog::FieldType;
use crate::plan::TextMatch;
use crate::sql::column::{ColumnKind, TableColumn};
use crate::sql::dialect::SqlDialect;
use crate::sql::statement::Parameter;

/// How MySQL and MariaDB write it.
#[derive(Debug)]
pub(super) struct MysqlDialect;

impl SqlDialect for MysqlDialect {
    fn placeholder(&self, _: usize, parameter: &Parameter) -> String {
        match parameter {
            Parameter::Decimal(text) => {
                let scale = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
                format!("CAST(? AS DECIMAL(65, {}))", scale.min(30))
            }
            Parameter::Text(_)
            | Parameter::Bytes(_)
            | Parameter::Integer(_)
            | Parameter::Float(_)
            | Parameter::Day(_)
            | Parameter::Instant(_) => "?".to_owned(),
        }
    }

    fn result(&self, kind: ColumnKind, sql: &str) -> String {
        match kind {
            ColumnKind::Integer => format!("CAST({sql} AS SIGNED)"),
            ColumnKind::Decimal { .. } | ColumnKind::Number => format!("CAST({sql} AS CHAR)"),
            ColumnKind::Text
            | ColumnKind::Float32
            | ColumnKind::Float64
            | ColumnKind::Boolean
            | ColumnKind::Date
            | ColumnKind::Instant
            | ColumnKind::Local
            | ColumnKind::Json
            | ColumnKind::Moment
            | ColumnKind::Other => sql.to_owned(),
        }
    }

    fn text(&self, text: &str) -> Parameter {
        Parameter::Bytes(text.as_bytes().to_vec())
    }

    // Parameters have no numbers: they come in the order of their binding.
    fn part(&self, text: &str, placeholder: &str, wanted: &str, place: TextMatch) -> String {
        let bytes = wanted.len();
        match place {
            TextMatch::Whole => format!("{text} = {placeholder}"),
            TextMatch::Anywhere => format!("INSTR({text}, {placeholder}) > 0"),
            TextMatch::Start => format!("LEFT({text}, {bytes}) = {placeholder}"),
            TextMatch::End => format!("RIGHT({text}, {bytes}) = {placeholder}"),
        }
    }

    fn tests(&self, kind: ColumnKind, field_type: FieldType) -> bool {
        let is_number = kind == ColumnKind::Float64 && field_type == FieldType::Numeric;
        let is_flag = kind == ColumnKind::Integer && field_type == FieldType::Boolean;
        kind.is_of(field_type) || is_number || is_flag
    }

    fn groups(&self) -> bool {
        true
    }

    // The zero date means that there is none.
    fn moment(&self, column: &TableColumn, compared: &str) -> (String, Option<String>) {
        match &column.indexed {
            Some(indexed) => (indexed.clone(), Some(format!("{indexed} <> 0"))),
            None => (compared.to_owned(), None),
        }
    }

    // It has no NULLS LAST.
    fn order(&self, value: &str, nullable: bool, descending: bool) -> String {
        let direction = if descending { " DESC" } else { "" };
        let nulls = if nullable { format!("{value} IS NULL, ") } else { String::new() };
        format!("{nulls}{value}{direction}")
    }

    // Zeros at the end are the column's, not the number's.
    fn measures(&self, number: &str) -> Option<[String; 2]> {
        let text = format!("CAST({number} AS CHAR)");
        Some([
            format!(
                "CAST(MAX(IF(LOCATE('.', {text}) = 0, 0, LENGTH(TRIM(TRAILING '0' FROM \
                     SUBSTRING_INDEX({text}, '.', -1))))) AS SIGNED)"
            ),
            format!("CAST(MAX(LENGTH(TRUNCATE(ABS({number}), 0))) AS SIGNED)"),
        ])
    }

    fn quoted(&self, name: &str) -> String {
        format!("`{}`", name.replace('`', "``"))
    }
}
