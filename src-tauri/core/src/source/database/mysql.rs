//! MySQL and MariaDB: one read-only transaction with a consistent snapshot a
//! query. What the server's settings could change is settled for the session:
//! sql_mode, time zone, character set.

use chrono::NaiveDate;
use futures::TryStreamExt;
use sqlx::mysql::{MySqlArguments, MySqlConnectOptions, MySqlConnection, MySqlRow, MySqlSslMode};
use sqlx::{
    Arguments, AssertSqlSafe, Connection as _, Decode, MySql, Row, SqlSafeStr, TypeInfo, ValueRef,
};

use super::batch::{Batches, Cells, decimal};
use super::column::{ColumnKind, TableColumn};
use super::statement::{Parameter, Statement};
use super::{CONNECT, FoundTable, Sender, Work, lock_wait, send};
use crate::catalog::FieldType;
use crate::source::TableKind;
use crate::source::settings::{Server, Tls};

/// Bytes by which servers order texts unless told otherwise.
const SORTED_BYTES: i64 = 1024;
/// Seconds for which a server waits until its rows are taken.
const SLOW_READER: u32 = 3600;

pub(super) fn options(server: &Server, password: Option<&str>) -> MySqlConnectOptions {
    let mut options = MySqlConnectOptions::new()
        .host(&server.host)
        .port(server.port)
        .database(&server.database)
        .username(&server.user)
        .pipes_as_concat(false)
        .no_engine_substitution(false)
        .timezone(Some("+00:00".to_owned()))
        .ssl_mode(match server.tls {
            Tls::Verify => MySqlSslMode::VerifyIdentity,
            Tls::Off => MySqlSslMode::Disabled,
        });
    if let Some(file) = &server.ca_file {
        options = options.ssl_ca(file);
    }
    match password {
        Some(password) => options.password(password),
        None => options,
    }
}

/// Connects, and sees to it that nothing can be written or wait for ever.
pub(super) async fn connect(
    options: &MySqlConnectOptions,
    server: &Server,
) -> Result<MySqlConnection, sqlx::Error> {
    let connecting = MySqlConnection::connect_with(options);
    let mut connection = match tokio::time::timeout(CONNECT, connecting).await {
        Ok(connected) => connected?,
        Err(_) => return Err(sqlx::Error::Io(std::io::ErrorKind::TimedOut.into())),
    };
    let lock = lock_wait(server);
    let settings = format!(
        "SET SESSION sql_mode = '', SESSION lock_wait_timeout = {lock}, \
         SESSION innodb_lock_wait_timeout = {lock}, SESSION net_write_timeout = {SLOW_READER}"
    );
    sqlx::raw_sql(AssertSqlSafe(settings)).execute(&mut connection).await?;
    if let Some(seconds) = server.statement_timeout_seconds {
        let version: String =
            sqlx::query_scalar("SELECT CAST(version() AS CHAR)").fetch_one(&mut connection).await?;
        let limit = if version.contains("MariaDB") {
            format!("SET SESSION max_statement_time = {seconds}")
        } else {
            format!("SET SESSION max_execution_time = {}", u64::from(seconds) * 1000)
        };
        sqlx::raw_sql(AssertSqlSafe(limit)).execute(&mut connection).await?;
    }
    sqlx::raw_sql("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")
        .execute(&mut connection)
        .await?;
    Ok(connection)
}

pub(super) async fn session(connection: &mut MySqlConnection) -> Result<u64, sqlx::Error> {
    let id: i64 =
        sqlx::query_scalar("SELECT CAST(connection_id() AS SIGNED)").fetch_one(connection).await?;
    Ok(u64::try_from(id).unwrap_or(0))
}

/// Stops what the other session does, from a second one.
pub(super) async fn stop(options: &MySqlConnectOptions, session: u64) {
    let stopped = async {
        let mut connection = MySqlConnection::connect_with(options).await?;
        let kill = format!("KILL QUERY {session}");
        sqlx::raw_sql(AssertSqlSafe(kill)).execute(&mut connection).await?;
        connection.close().await
    };
    // The server notices by itself when it sends the next row to nobody.
    let _ = tokio::time::timeout(CONNECT, stopped).await;
}

pub(super) async fn tables(
    connection: &mut MySqlConnection,
) -> Result<Vec<FoundTable>, sqlx::Error> {
    let rows: Vec<(String, String, Option<i64>)> = sqlx::query_as(
        "SELECT CAST(table_name AS CHAR), CAST(table_type AS CHAR), CAST(table_rows AS SIGNED) \
         FROM information_schema.tables WHERE table_schema = database() \
         ORDER BY CAST(table_name AS BINARY)",
    )
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

/// SQL of a table's name, and its columns; nothing if it isn't there.
pub(super) async fn columns(
    connection: &mut MySqlConnection,
    table: &str,
) -> Result<Option<(String, Vec<TableColumn>)>, sqlx::Error> {
    let rows: Vec<Found> = sqlx::query_as(
        "SELECT CAST(c.column_name AS CHAR) AS name, CAST(c.data_type AS CHAR) AS data_type, \
         CAST(c.column_type AS CHAR) AS column_type, \
         CAST(c.character_set_name AS CHAR) AS charset, \
         CAST(c.character_maximum_length AS SIGNED) AS characters, \
         CAST(c.numeric_precision AS SIGNED) AS digits, CAST(c.numeric_scale AS SIGNED) AS scale, \
         CAST(c.is_nullable AS CHAR) AS nullable, CAST(k.ordinal_position AS SIGNED) AS place \
         FROM information_schema.columns AS c \
         LEFT JOIN information_schema.key_column_usage AS k \
         ON k.table_schema = c.table_schema AND k.table_name = c.table_name \
         AND k.column_name = c.column_name AND k.constraint_name = 'PRIMARY' \
         WHERE c.table_schema = database() AND c.table_name = ? ORDER BY c.ordinal_position",
    )
    .bind(table)
    .fetch_all(connection)
    .await?;
    if rows.is_empty() {
        return Ok(None);
    }
    Ok(Some((quoted(table), rows.iter().map(described).collect())))
}

fn described(found: &Found) -> TableColumn {
    let sql = quoted(&found.name);
    let column_type = found.column_type.to_lowercase();
    let unsigned = column_type.contains("unsigned");
    let data_type = found.data_type.to_lowercase();
    let (kind, value) = match data_type.as_str() {
        "tinyint" | "smallint" | "mediumint" | "int" | "year" => (ColumnKind::Integer, sql.clone()),
        "bigint" if unsigned => (ColumnKind::decimal(Some(20), Some(0)), sql.clone()),
        "bigint" => (ColumnKind::Integer, sql.clone()),
        "bit" => (ColumnKind::Integer, format!("({sql} + 0)")),
        "decimal" => (ColumnKind::decimal(found.digits, found.scale), sql.clone()),
        "float" => (ColumnKind::Float32, sql.clone()),
        "double" => (ColumnKind::Float64, sql.clone()),
        "date" => (ColumnKind::Date, sql.clone()),
        "datetime" | "timestamp" => (ColumnKind::Instant, sql.clone()),
        "char" | "varchar" | "tinytext" | "text" | "mediumtext" | "longtext" | "enum" | "set" => {
            (ColumnKind::Text, sql.clone())
        }
        "json" => (ColumnKind::Json, format!("CAST({sql} AS CHAR)")),
        "uuid" | "inet4" | "inet6" => (ColumnKind::Text, format!("CAST({sql} AS CHAR)")),
        "binary" | "varbinary" | "tinyblob" | "blob" | "mediumblob" | "longblob" => {
            (ColumnKind::Other, format!("LOWER(HEX({sql}))"))
        }
        "time" => (ColumnKind::Other, format!("CAST({sql} AS CHAR)")),
        _ => (ColumnKind::Other, format!("ST_AsText({sql})")),
    };
    let is_utf8 = found.charset.as_ref().is_some_and(|name| name.starts_with("utf8"));
    let compared = match kind {
        ColumnKind::Text if is_utf8 => Some(format!("CAST({sql} AS BINARY)")),
        // Also binary texts such as a UUID's.
        ColumnKind::Text => Some(format!("CAST(CONVERT({value} USING utf8mb4) AS BINARY)")),
        ColumnKind::Integer | ColumnKind::Decimal { .. } => Some(value.clone()),
        // The zero date means that there is none.
        ColumnKind::Date | ColumnKind::Instant => {
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
        "tinyint(1)" | "bit(1)" => FieldType::Boolean,
        _ => kind.field_type(),
    };
    TableColumn {
        name: found.name.clone(),
        type_name: found.column_type.clone(),
        kind,
        // A column that isn't nullable may hold the zero date.
        nullable: found.nullable == "YES" || matches!(kind, ColumnKind::Date | ColumnKind::Instant),
        key: found.place,
        field_type,
        value,
        compared,
        indexed: match kind {
            ColumnKind::Text if !is_utf8 => None,
            _ => Some(sql),
        },
        sortable,
    }
}

/// An identifier, quoted.
pub(super) fn quoted(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

fn arguments(statement: &Statement) -> Result<MySqlArguments, sqlx::Error> {
    let mut arguments = MySqlArguments::default();
    for parameter in &statement.parameters {
        match parameter {
            Parameter::Text(text) | Parameter::Decimal(text) => arguments.add(text.as_str()),
            Parameter::Bytes(bytes) => arguments.add(bytes.as_slice()),
            Parameter::Integer(number) => arguments.add(number),
            Parameter::Float(number) => arguments.add(number),
            Parameter::Day(day) => arguments.add(day),
            Parameter::Instant(instant) => arguments.add(instant.naive_utc()),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

/// Carries out a query and sends what it gives.
pub(super) async fn work(
    connection: &mut MySqlConnection,
    work: &Work,
    sender: &Sender,
) -> Result<(), super::Stopped> {
    if let Some(count) = &work.count {
        let sql = AssertSqlSafe(count.sql.as_str()).into_sql_str();
        let query = sqlx::query_scalar_with(sql, arguments(count)?).persistent(false);
        let total: i64 = query.fetch_one(&mut *connection).await?;
        send(sender, super::Message::Total(u64::try_from(total).unwrap_or(0))).await?;
    }
    let Some(rows) = &work.rows else { return Ok(()) };
    let mut batches = Batches::new(std::sync::Arc::clone(&rows.schema), &rows.kinds);
    let sql = AssertSqlSafe(rows.statement.sql.as_str()).into_sql_str();
    let query = sqlx::query_with(sql, arguments(&rows.statement)?).persistent(false);
    let mut found = query.fetch(connection);
    while let Some(row) = found.try_next().await? {
        batches.push(|index, cells| put(&row, index, cells))?;
        if batches.is_full()
            && let Some(batch) = batches.take()?
        {
            send(sender, super::Message::Batch(batch)).await?;
        }
    }
    super::finish(&mut batches, sender).await
}

/// Puts a value into its column.
fn put(row: &MySqlRow, index: usize, cells: &mut Cells) -> Result<usize, String> {
    let value = row.try_get_raw(index).map_err(|error| error.to_string())?;
    if value.is_null() {
        cells.push_null();
        return Ok(0);
    }
    let found = value.type_info().name().to_owned();
    // Whatever its type, these are the bytes that the server sent.
    let bytes = <&[u8] as Decode<MySql>>::decode(value).map_err(|error| error.to_string())?;
    let short = || format!("a value of {found} is cut off");
    match cells {
        Cells::Text(cells) => {
            cells.append_value(super::utf8(bytes)?);
            return Ok(bytes.len());
        }
        Cells::Integer(cells) => {
            cells.append_value(integer(bytes).ok_or_else(short)?);
        }
        Cells::Decimal(cells, scale) => {
            cells.append_value(decimal(super::utf8(bytes)?, *scale)?);
        }
        Cells::Float32(cells) => {
            cells.append_value(f32::from_le_bytes(bytes.try_into().map_err(|_| short())?));
        }
        Cells::Float64(cells) => {
            cells.append_value(f64::from_le_bytes(bytes.try_into().map_err(|_| short())?));
        }
        Cells::Boolean(cells) => cells.append_value(bytes.iter().any(|byte| *byte != 0)),
        Cells::Date(cells) => {
            let days = day(bytes)?;
            cells.append_value(i32::try_from(days).map_err(|_| "it is too far away".to_owned())?);
        }
        Cells::Instant(cells) => {
            let part = |index: usize| i64::from(bytes.get(index).copied().unwrap_or(0));
            let seconds = day(bytes)? * 86_400 + part(5) * 3600 + part(6) * 60 + part(7);
            let fraction = part(8) | part(9) << 8 | part(10) << 16 | part(11) << 24;
            cells.append_value(seconds * 1_000_000 + fraction);
        }
    }
    Ok(0)
}

/// A signed number of the width that the server chose.
fn integer(bytes: &[u8]) -> Option<i64> {
    Some(match bytes.len() {
        1 => i8::from_le_bytes(bytes.try_into().ok()?).into(),
        2 => i16::from_le_bytes(bytes.try_into().ok()?).into(),
        4 => i32::from_le_bytes(bytes.try_into().ok()?).into(),
        8 => i64::from_le_bytes(bytes.try_into().ok()?),
        _ => return None,
    })
}

/// Days since 1970 of a packed date: its length, the year in two bytes, the
/// month and the day.
fn day(bytes: &[u8]) -> Result<i64, String> {
    let [_, low, high, month, day, ..] = bytes else { return Err("it is cut off".to_owned()) };
    let year = u16::from_le_bytes([*low, *high]);
    let date = NaiveDate::from_ymd_opt(year.into(), (*month).into(), (*day).into());
    let date = date.ok_or_else(|| format!("{year:04}-{month:02}-{day:02} is no date"))?;
    Ok(date.signed_duration_since(NaiveDate::default()).num_days())
}

/// A placeholder with the type that its parameter has to have.
pub(super) fn placeholder(parameter: &Parameter) -> String {
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

/// A result in the form in which `put` reads it.
pub(super) fn result(kind: ColumnKind, sql: &str) -> String {
    match kind {
        ColumnKind::Integer => format!("CAST({sql} AS SIGNED)"),
        ColumnKind::Decimal { .. } => format!("CAST({sql} AS CHAR)"),
        ColumnKind::Text
        | ColumnKind::Float32
        | ColumnKind::Float64
        | ColumnKind::Boolean
        | ColumnKind::Date
        | ColumnKind::Instant
        | ColumnKind::Json
        | ColumnKind::Moment
        | ColumnKind::Other => sql.to_owned(),
    }
}
