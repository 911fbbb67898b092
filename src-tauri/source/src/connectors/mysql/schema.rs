//! Tables and columns of a MySQL or MariaDB database.

use std::collections::BTreeSet;

use sqlx::AssertSqlSafe;
use sqlx::mysql::MySqlConnection;

use super::dialect::MysqlDialect;
use crate::TableKind;
use crate::catalog::FieldType;
use crate::sql::column::{ColumnKind, TableColumn};
use crate::sql::dialect::SqlDialect;
use crate::sql::{DatabaseTable, FoundTable};

/// Bytes by which texts are ordered.
pub(super) const SORTED_BYTES: i64 = 1024;
/// What stands for bytes that the server can't write as hexadecimal digits: no text has it.
pub(super) const TOO_LONG: &[u8] = b"\xff";

pub(super) async fn tables(
    connection: &mut MySqlConnection,
) -> Result<Vec<FoundTable>, sqlx::Error> {
    let rows: Vec<(String, String, Option<i64>)> = sqlx::query_as(
        "SELECT CAST(table_name AS CHAR), CAST(table_type AS CHAR), CAST(table_rows AS SIGNED) \
         FROM information_schema.tables WHERE table_schema = database() \
         AND (@@lower_case_table_names <> 0 \
         OR CAST(table_schema AS BINARY) = CAST(database() AS BINARY)) \
         ORDER BY CAST(table_name AS BINARY)",
    )
    .persistent(false)
    .fetch_all(connection)
    .await?;
    let table = |(name, kind, rows): (String, String, Option<i64>)| {
        let view = kind.contains("VIEW");
        FoundTable {
            name,
            kind: if view { TableKind::View } else { TableKind::Table },
            rows: rows.and_then(|rows| u64::try_from(rows).ok()),
        }
    };
    Ok(rows.into_iter().map(table).collect())
}

#[derive(sqlx::FromRow)]
struct Found {
    name: String,
    data_type: String,
    column_type: String,
    charset: Option<String>,
    characters: Option<i64>,
    digits: Option<i64>,
    scale: Option<i64>,
    nullable: String,
    place: Option<i64>,
}

/// Rows of `information_schema` that are of a table, whose name is bound twice: views of it
/// find names of another case as well, though the server may tell them apart.
fn of_table(schema: &str, table: &str) -> String {
    format!(
        "{schema} = database() AND {table} = ? AND (@@lower_case_table_names <> 0 \
         OR CAST({schema} AS BINARY) = CAST(database() AS BINARY) \
         AND CAST({table} AS BINARY) = CAST(? AS BINARY))"
    )
}

/// A table with its columns; nothing if it isn't there.
pub(super) async fn table(
    connection: &mut MySqlConnection,
    table: &str,
    is_mariadb: bool,
) -> Result<Option<DatabaseTable>, sqlx::Error> {
    let rows: Vec<Found> = sqlx::query_as(AssertSqlSafe(format!(
        "SELECT CAST(c.column_name AS CHAR) AS name, CAST(c.data_type AS CHAR) AS data_type, \
         CAST(c.column_type AS CHAR) AS column_type, \
         CAST(c.character_set_name AS CHAR) AS charset, \
         CAST(c.character_maximum_length AS SIGNED) AS characters, \
         CAST(c.numeric_precision AS SIGNED) AS digits, CAST(c.numeric_scale AS SIGNED) AS scale, \
         CAST(c.is_nullable AS CHAR) AS nullable, CAST(k.ordinal_position AS SIGNED) AS place \
         FROM information_schema.columns AS c \
         LEFT JOIN information_schema.key_column_usage AS k \
         ON k.table_schema = c.table_schema AND k.table_name = c.table_name \
         AND CAST(k.table_schema AS BINARY) = CAST(c.table_schema AS BINARY) \
         AND CAST(k.table_name AS BINARY) = CAST(c.table_name AS BINARY) \
         AND k.column_name = c.column_name AND k.constraint_name = 'PRIMARY' \
         WHERE {} ORDER BY c.ordinal_position",
        of_table("c.table_schema", "c.table_name"),
    )))
    .persistent(false)
    .bind(table)
    .bind(table)
    .fetch_all(&mut *connection)
    .await?;
    if rows.is_empty() {
        return Ok(None);
    }
    // Views have no engine; they are of tables that mostly have the default one.
    let engine: Option<Option<String>> = sqlx::query_scalar(AssertSqlSafe(format!(
        "SELECT CAST(engine AS CHAR) FROM information_schema.tables WHERE {}",
        of_table("table_schema", "table_name"),
    )))
    .persistent(false)
    .bind(table)
    .bind(table)
    .fetch_optional(&mut *connection)
    .await?;
    let is_transactional = engine.flatten().is_none_or(|engine| engine == "InnoDB");
    let json = if is_mariadb { json_columns(connection, table).await? } else { BTreeSet::new() };
    let column = |found: &Found| described(found, json.contains(&found.name));
    Ok(Some(DatabaseTable {
        name: table.to_owned(),
        columns: rows.iter().map(column).collect(),
        sql: MysqlDialect.quoted(table),
        changes_of: None,
        is_transactional,
        version: None,
    }))
}

/// Columns that hold JSON: MariaDB has no such type, it checks texts.
async fn json_columns(
    connection: &mut MySqlConnection,
    table: &str,
) -> Result<BTreeSet<String>, sqlx::Error> {
    let checks: Vec<String> = sqlx::query_scalar(AssertSqlSafe(format!(
        "SELECT CAST(check_clause AS CHAR) FROM information_schema.check_constraints WHERE {}",
        of_table("constraint_schema", "table_name"),
    )))
    .persistent(false)
    .bind(table)
    .bind(table)
    .fetch_all(connection)
    .await?;
    let column = |check: String| {
        let name = check.strip_prefix("json_valid(`")?.strip_suffix("`)")?;
        Some(name.replace("``", "`"))
    };
    Ok(checks.into_iter().filter_map(column).collect())
}

/// Whether a type is one of shapes on a map.
fn is_geometry(data_type: &str) -> bool {
    matches!(
        data_type,
        "geometry"
            | "point"
            | "linestring"
            | "polygon"
            | "multipoint"
            | "multilinestring"
            | "multipolygon"
            | "geometrycollection"
            | "geomcollection"
    )
}

fn described(found: &Found, is_json: bool) -> TableColumn {
    let sql = MysqlDialect.quoted(&found.name);
    let column_type = found.column_type.to_lowercase();
    let unsigned = column_type.contains("unsigned");
    let data_type = found.data_type.to_lowercase();
    let as_text = || format!("CAST({sql} AS CHAR)");
    // So many that the greatest doesn't fit into a signed number.
    let is_wide_bit = data_type == "bit" && found.digits.is_some_and(|bits| bits > 63);
    let (kind, value) = match data_type.as_str() {
        // Somebody wants to see these numbers with their zeros.
        _ if column_type.contains("zerofill") => (ColumnKind::Text, as_text()),
        "tinyint" | "smallint" | "mediumint" | "int" | "year" => (ColumnKind::Integer, sql.clone()),
        "bigint" if unsigned => (ColumnKind::decimal(Some(20), Some(0)), sql.clone()),
        "bigint" => (ColumnKind::Integer, sql.clone()),
        "bit" if is_wide_bit => {
            (ColumnKind::decimal(Some(20), Some(0)), format!("CAST({sql} AS UNSIGNED)"))
        }
        "bit" => (ColumnKind::Integer, format!("({sql} + 0)")),
        "decimal" => (ColumnKind::decimal(found.digits, found.scale), sql.clone()),
        "float" => (ColumnKind::Float32, sql.clone()),
        "double" => (ColumnKind::Float64, sql.clone()),
        "date" => (ColumnKind::Date, sql.clone()),
        "datetime" => (ColumnKind::Local, sql.clone()),
        "timestamp" => (ColumnKind::Instant, sql.clone()),
        _ if is_json => (ColumnKind::Json, sql.clone()),
        "char" | "varchar" | "tinytext" | "text" | "mediumtext" | "longtext" | "enum" | "set" => {
            (ColumnKind::Text, sql.clone())
        }
        "json" => (ColumnKind::Json, as_text()),
        "uuid" | "inet4" | "inet6" => (ColumnKind::Text, as_text()),
        // HEX gives nothing where its digits are more than a packet holds.
        "binary" | "varbinary" | "tinyblob" | "blob" | "mediumblob" | "longblob" => (
            ColumnKind::Other,
            format!(
                "CASE WHEN LENGTH({sql}) * 2 > @@max_allowed_packet THEN 0xFF \
                 ELSE LOWER(HEX({sql})) END"
            ),
        ),
        other if is_geometry(other) => (ColumnKind::Other, format!("ST_AsText({sql})")),
        "vector" => (ColumnKind::Other, format!("LOWER(HEX({sql}))")),
        _ => (ColumnKind::Other, as_text()),
    };
    let is_utf8 = found.charset.as_ref().is_some_and(|name| name.starts_with("utf8"));
    let compared = match kind {
        // CAST gives nothing where the text is longer than a packet.
        ColumnKind::Text if is_utf8 => Some(format!("CONVERT({sql} USING binary)")),
        // Also binary texts such as a UUID's.
        ColumnKind::Text => Some(format!("CONVERT(CONVERT({value} USING utf8mb4) USING binary)")),
        ColumnKind::Integer | ColumnKind::Decimal { .. } | ColumnKind::Number => {
            Some(value.clone())
        }
        // The zero date means that there is none.
        ColumnKind::Date | ColumnKind::Instant | ColumnKind::Local => {
            Some(format!("(CASE WHEN {sql} = 0 THEN NULL ELSE {sql} END)"))
        }
        ColumnKind::Float64 => Some(sql.clone()),
        ColumnKind::Float32
        | ColumnKind::Boolean
        | ColumnKind::Json
        | ColumnKind::Moment
        | ColumnKind::Other => None,
    };
    let sortable = match kind {
        ColumnKind::Text => found.characters.unwrap_or(i64::MAX) <= SORTED_BYTES / 4,
        ColumnKind::Float64 => false,
        _ => compared.is_some(),
    };
    let field_type = match column_type.as_str() {
        // A `tinyint(1)` may hold any number to 127.
        "bit(1)" => FieldType::Boolean,
        _ => kind.field_type(),
    };
    let tie = match kind {
        // Only the first bytes of a long text decide about its order.
        ColumnKind::Text | ColumnKind::Json | ColumnKind::Moment | ColumnKind::Other
            if !sortable =>
        {
            format!("SHA2({value}, 256)")
        }
        ColumnKind::Text
        | ColumnKind::Json
        | ColumnKind::Moment
        | ColumnKind::Other
        | ColumnKind::Integer
        | ColumnKind::Decimal { .. }
        | ColumnKind::Number
        | ColumnKind::Float32
        | ColumnKind::Float64
        | ColumnKind::Boolean
        | ColumnKind::Date
        | ColumnKind::Instant
        | ColumnKind::Local => compared.clone().unwrap_or_else(|| value.clone()),
    };
    TableColumn {
        name: found.name.clone(),
        type_name: found.column_type.clone(),
        kind,
        // A column that isn't nullable may hold the zero date.
        nullable: found.nullable == "YES"
            || matches!(kind, ColumnKind::Date | ColumnKind::Instant | ColumnKind::Local),
        key: found.place,
        field_type,
        value,
        compared,
        indexed: match kind {
            ColumnKind::Text if !is_utf8 => None,
            _ => Some(sql),
        },
        sortable,
        tie,
    }
}
