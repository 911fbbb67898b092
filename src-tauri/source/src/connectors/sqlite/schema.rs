//! Tables and columns of a SQLite file.

use rusqlite::Connection;

use super::dialect::SqliteDialect;
use crate::TableKind;
use crate::catalog::FieldType;
use crate::sql::column::{ColumnKind, TableColumn};
use crate::sql::dialect::SqlDialect;
use crate::sql::{DatabaseTable, FoundTable};

pub(super) fn tables(connection: &Connection) -> Result<Vec<FoundTable>, rusqlite::Error> {
    let mut found = connection.prepare(
        "SELECT name, type = 'view' FROM sqlite_schema WHERE type IN ('table', 'view') \
         AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name COLLATE BINARY",
    )?;
    let table = |row: &rusqlite::Row<'_>| {
        let kind = if row.get(1)? { TableKind::View } else { TableKind::Table };
        Ok(FoundTable { name: row.get(0)?, kind, rows: None })
    };
    found.query_map([], table)?.collect()
}

/// A table with its columns; nothing if it isn't there.
pub(super) fn table(
    connection: &Connection,
    table: &str,
) -> Result<Option<DatabaseTable>, rusqlite::Error> {
    let encoding: String = connection.query_row("PRAGMA encoding", [], |row| row.get(0))?;
    let utf8 = encoding == "UTF-8";
    let mut found = connection.prepare(
        "SELECT name, type, \"notnull\", pk, (SELECT count(*) FROM pragma_table_xinfo(?1) WHERE pk > 0), \
         EXISTS (SELECT 1 FROM pragma_index_list(?1) WHERE origin = 'pk') \
         FROM pragma_table_xinfo(?1) WHERE hidden <> 1 ORDER BY cid",
    )?;
    let column = |row: &rusqlite::Row<'_>| {
        let (name, declared): (String, String) = (row.get(0)?, row.get(1)?);
        let (not_null, place, width): (bool, i64, i64) = (row.get(2)?, row.get(3)?, row.get(4)?);
        // The table's own number is never missing. A key that has an index of its own, as
        // one in descending order has, isn't that number.
        let is_indexed: bool = row.get(5)?;
        let own =
            place == 1 && width == 1 && !is_indexed && declared.eq_ignore_ascii_case("integer");
        Ok(described(name, declared, !not_null && !own, (place, own), utf8))
    };
    let columns: Vec<TableColumn> = found.query_map([table], column)?.collect::<Result<_, _>>()?;
    Ok((!columns.is_empty()).then(|| DatabaseTable {
        name: table.to_owned(),
        columns,
        sql: SqliteDialect.quoted(table),
        changes_of: None,
        is_transactional: true,
        version: None,
    }))
}

fn described(
    name: String,
    declared: String,
    nullable: bool,
    (place, is_rowid): (i64, bool),
    utf8: bool,
) -> TableColumn {
    let upper = declared.to_uppercase();
    let has = |words: &[&str]| words.iter().any(|word| upper.contains(word));
    let kind = if has(&["BOOL"]) {
        ColumnKind::Boolean
    } else if has(&["INT"]) && !has(&["POINT"]) {
        ColumnKind::Integer
    } else if has(&["CHAR", "CLOB", "TEXT", "UUID", "ENUM"]) {
        ColumnKind::Text
    } else if has(&["JSON"]) {
        ColumnKind::Json
    } else if has(&["DATE", "TIME"]) {
        ColumnKind::Moment
    } else if has(&["REAL", "FLOA", "DOUB"]) {
        ColumnKind::Float64
    } else if has(&["NUM", "DEC", "MONEY"]) {
        ColumnKind::Number
    } else {
        ColumnKind::Other
    };
    let field_type = match kind {
        ColumnKind::Moment if upper == "DATE" => FieldType::Date,
        _ => kind.field_type(),
    };
    let sql = SqliteDialect.quoted(&name);
    // A type with none of SQLite's words keeps numbers that look like texts.
    let is_text = has(&["CHAR", "CLOB", "TEXT"]);
    let compared = match kind {
        _ if !utf8 => None,
        ColumnKind::Text if is_text => Some(format!("{sql} COLLATE BINARY")),
        // The rowid itself holds nothing but whole numbers.
        ColumnKind::Integer if is_rowid => Some(sql.clone()),
        // Elsewhere texts may stand among them, and SQLite puts those behind all
        // numbers: empty ones are missing values, as where they are read.
        ColumnKind::Integer => Some(format!(
            "CASE typeof({sql}) WHEN 'text' THEN CAST(NULLIF(TRIM({sql}), '') AS NUMERIC) \
             ELSE {sql} END"
        )),
        _ => None,
    };
    TableColumn {
        name,
        type_name: declared,
        kind,
        nullable,
        key: (place > 0).then_some(place),
        field_type,
        // Texts that only other rules of comparison tell apart stay apart.
        tie: format!("{sql} COLLATE BINARY"),
        value: sql,
        sortable: compared.is_some(),
        compared,
        indexed: None,
    }
}
