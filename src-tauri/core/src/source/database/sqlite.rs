//! SQLite, read by rusqlite in a thread of its own. A column may hold values of
//! any type whatever it is declared as; one that doesn't fit is told with its row.

use std::path::Path;

use chrono::DateTime;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Statement as Prepared, ToSql, params_from_iter};

use super::batch::{Batches, Cells, decimal};
use super::column::{ColumnKind, LOOSE_SCALE, TableColumn};
use super::statement::{Parameter, Statement};
use super::{FILE_LOCK, FoundTable, Message, Sender, Stopped, Work};
use crate::catalog::FieldType;
use crate::source::TableKind;

/// Opens the file for reading only.
pub(super) fn open(path: &Path) -> Result<Connection, rusqlite::Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(FILE_LOCK)?;
    connection.pragma_update(None, "query_only", true)?;
    // Views of the file may not call anything that could do harm.
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    // From here on everything is of one moment.
    connection.execute_batch("BEGIN")?;
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(connection)
}

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

/// SQL of a table's name, and its columns; nothing if it isn't there.
pub(super) fn columns(
    connection: &Connection,
    table: &str,
) -> Result<Option<(String, Vec<TableColumn>)>, rusqlite::Error> {
    let encoding: String = connection.query_row("PRAGMA encoding", [], |row| row.get(0))?;
    let utf8 = encoding == "UTF-8";
    let mut found = connection.prepare(
        "SELECT name, type, \"notnull\", pk, (SELECT count(*) FROM pragma_table_xinfo(?1) WHERE pk > 0) \
         FROM pragma_table_xinfo(?1) WHERE hidden <> 1 ORDER BY cid",
    )?;
    let column = |row: &rusqlite::Row<'_>| {
        let (name, declared): (String, String) = (row.get(0)?, row.get(1)?);
        let (not_null, place, width): (bool, i64, i64) = (row.get(2)?, row.get(3)?, row.get(4)?);
        // The table's own number is never missing.
        let own = place == 1 && width == 1 && declared.eq_ignore_ascii_case("integer");
        Ok(described(name, declared, !not_null && !own, place, utf8))
    };
    let columns: Vec<TableColumn> = found.query_map([table], column)?.collect::<Result<_, _>>()?;
    Ok((!columns.is_empty()).then(|| (quoted(table), columns)))
}

fn described(
    name: String,
    declared: String,
    nullable: bool,
    place: i64,
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
        ColumnKind::Decimal { precision: 38, scale: LOOSE_SCALE }
    } else {
        ColumnKind::Other
    };
    let field_type = match kind {
        ColumnKind::Moment if upper == "DATE" => FieldType::Date,
        _ => kind.field_type(),
    };
    let sql = quoted(&name);
    // A type with none of SQLite's words keeps numbers that look like texts.
    let is_text = has(&["CHAR", "CLOB", "TEXT"]);
    let compared = match kind {
        _ if !utf8 => None,
        ColumnKind::Text if is_text => Some(format!("{sql} COLLATE BINARY")),
        ColumnKind::Integer => Some(sql.clone()),
        _ => None,
    };
    TableColumn {
        name,
        type_name: declared,
        kind,
        nullable,
        key: (place > 0).then_some(place),
        field_type,
        value: sql,
        sortable: compared.is_some(),
        compared,
        indexed: None,
    }
}

/// An identifier, quoted.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

struct Bound<'a>(&'a Parameter);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::ToSqlOutput::Borrowed;
        Ok(match self.0 {
            Parameter::Text(text) | Parameter::Decimal(text) => {
                Borrowed(ValueRef::Text(text.as_bytes()))
            }
            Parameter::Bytes(bytes) => Borrowed(ValueRef::Blob(bytes)),
            Parameter::Integer(number) => Borrowed(ValueRef::Integer(*number)),
            Parameter::Float(number) => Borrowed(ValueRef::Real(*number)),
            // Days and instants have many forms in a file; they are tested here.
            Parameter::Day(_) | Parameter::Instant(_) => Borrowed(ValueRef::Null),
        })
    }
}

fn prepare<'c>(
    connection: &'c Connection,
    statement: &Statement,
) -> Result<Prepared<'c>, rusqlite::Error> {
    connection.prepare(&statement.sql)
}

/// Carries out a query and sends what it gives. Blocks.
pub(super) fn work(connection: &Connection, work: &Work, sender: &Sender) -> Result<(), Stopped> {
    let gone = |_| Stopped::Left;
    if let Some(count) = &work.count {
        let mut query = prepare(connection, count)?;
        let total: i64 = query
            .query_row(params_from_iter(count.parameters.iter().map(Bound)), |row| row.get(0))?;
        let total = u64::try_from(total).unwrap_or(0);
        sender.blocking_send(Ok(Message::Total(total))).map_err(gone)?;
    }
    let Some(wanted) = &work.rows else { return Ok(()) };
    let mut batches = Batches::new(std::sync::Arc::clone(&wanted.schema), &wanted.kinds);
    let mut query = prepare(connection, &wanted.statement)?;
    let parameters = params_from_iter(wanted.statement.parameters.iter().map(Bound));
    let mut rows = query.query(parameters)?;
    while let Some(row) = rows.next()? {
        batches.push(|index, cells| {
            let value = row.get_ref(index).map_err(|error| error.to_string())?;
            put(value, wanted.kinds[index], cells)
        })?;
        if batches.is_full()
            && let Some(batch) = batches.take()?
        {
            sender.blocking_send(Ok(Message::Batch(batch))).map_err(gone)?;
        }
    }
    let total = batches.total();
    if let Some(batch) = batches.take()? {
        sender.blocking_send(Ok(Message::Batch(batch))).map_err(gone)?;
    }
    sender.blocking_send(Ok(Message::End(total))).map_err(gone)
}

/// Puts a value into its column.
fn put(value: ValueRef<'_>, kind: ColumnKind, cells: &mut Cells) -> Result<usize, String> {
    if value == ValueRef::Null {
        cells.push_null();
        return Ok(0);
    }
    let wrong = |wanted: &str| Err(format!("{} isn't {wanted}", shown(value)));
    match cells {
        Cells::Text(cells) => {
            let number;
            let text = match value {
                ValueRef::Text(bytes) => super::utf8(bytes)?,
                ValueRef::Blob(bytes) if kind == ColumnKind::Other => super::utf8(bytes)?,
                ValueRef::Integer(seconds) if kind == ColumnKind::Moment => {
                    number = instant(DateTime::from_timestamp(seconds, 0))
                        .ok_or_else(|| format!("{seconds} isn't a number of Unix seconds"))?;
                    &number
                }
                ValueRef::Real(day) if kind == ColumnKind::Moment => {
                    number =
                        instant(julian(day)).ok_or_else(|| format!("{day} isn't a Julian day"))?;
                    &number
                }
                ValueRef::Integer(found) => {
                    number = found.to_string();
                    &number
                }
                ValueRef::Real(found) => {
                    number = found.to_string();
                    &number
                }
                ValueRef::Blob(_) | ValueRef::Null => return wrong("a text"),
            };
            cells.append_value(text);
            return Ok(text.len());
        }
        Cells::Integer(cells) => match value {
            ValueRef::Integer(number) => cells.append_value(number),
            ValueRef::Real(number) => match whole(number) {
                Some(number) => cells.append_value(number),
                None => return wrong("a whole number"),
            },
            // What SQLite itself would have made a number of.
            ValueRef::Text(bytes) => match super::utf8(bytes)?.trim() {
                "" => cells.append_null(),
                text => match text.parse() {
                    Ok(number) => cells.append_value(number),
                    Err(_) => return wrong("a whole number"),
                },
            },
            ValueRef::Blob(_) | ValueRef::Null => return wrong("a whole number"),
        },
        Cells::Decimal(cells, scale) => match value {
            ValueRef::Integer(number) => {
                cells.append_value(decimal(&number.to_string(), *scale)?);
            }
            // The shortest digits that mean the same number.
            ValueRef::Real(number) => cells.append_value(decimal(&number.to_string(), *scale)?),
            ValueRef::Text(bytes) => match super::utf8(bytes)?.trim() {
                "" => cells.append_null(),
                text => cells.append_value(decimal(text, *scale)?),
            },
            ValueRef::Blob(_) | ValueRef::Null => return wrong("a number"),
        },
        Cells::Float64(cells) => match value {
            #[expect(clippy::cast_precision_loss, reason = "the column holds such numbers")]
            ValueRef::Integer(number) => cells.append_value(number as f64),
            ValueRef::Real(number) => cells.append_value(number),
            ValueRef::Text(bytes) => match super::utf8(bytes)?.trim() {
                "" => cells.append_null(),
                text => match text.parse() {
                    Ok(number) => cells.append_value(number),
                    Err(_) => return wrong("a number"),
                },
            },
            ValueRef::Blob(_) | ValueRef::Null => return wrong("a number"),
        },
        Cells::Boolean(cells) => match value {
            ValueRef::Integer(0) => cells.append_value(false),
            ValueRef::Integer(1) => cells.append_value(true),
            ValueRef::Text(bytes) => {
                match super::utf8(bytes)?.trim().to_ascii_lowercase().as_str() {
                    "" => cells.append_null(),
                    "true" | "t" | "yes" | "y" | "1" => cells.append_value(true),
                    "false" | "f" | "no" | "n" | "0" => cells.append_value(false),
                    _ => return wrong("true or false"),
                }
            }
            ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) | ValueRef::Null => {
                return wrong("true or false");
            }
        },
        Cells::Float32(_) | Cells::Date(_) | Cells::Instant(_) => return wrong("known here"),
    }
    Ok(0)
}

#[expect(clippy::cast_possible_truncation, reason = "checked")]
#[expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "exact or refused")]
fn whole(number: f64) -> Option<i64> {
    let whole = number as i64;
    (whole as f64 == number && number.abs() < 9.0e15).then_some(whole)
}

#[expect(clippy::cast_possible_truncation, reason = "far within the range")]
fn julian(day: f64) -> Option<DateTime<chrono::Utc>> {
    const UNIX: f64 = 2_440_587.5;
    DateTime::from_timestamp_millis(((day - UNIX) * 86_400_000.0).round() as i64)
}

/// Years that a date has in text.
fn instant(instant: Option<DateTime<chrono::Utc>>) -> Option<String> {
    use chrono::Datelike;
    let instant = instant.filter(|instant| (0..=9999).contains(&instant.year()))?;
    Some(instant.format("%Y-%m-%dT%H:%M:%S%.fZ").to_string())
}

/// A value as a message shows it.
fn shown(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "nothing".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) => {
            let text: String = String::from_utf8_lossy(bytes).chars().take(40).collect();
            format!("`{text}`")
        }
        ValueRef::Blob(bytes) => format!("a BLOB of {} bytes", bytes.len()),
    }
}
