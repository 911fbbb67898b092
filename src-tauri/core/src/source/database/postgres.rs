//! PostgreSQL: one read-only, repeatable-read transaction a query, so that a
//! count and its rows are of one moment; values come in the binary format.

use futures::TryStreamExt;
use sqlx::postgres::{
    PgArguments, PgConnectOptions, PgConnection, PgRow, PgSslMode, PgValueFormat, PgValueRef,
};
use sqlx::{Arguments, AssertSqlSafe, Connection as _, Row, SqlSafeStr, ValueRef};

use super::batch::{Batches, Cells};
use super::column::{ColumnKind, TableColumn};
use super::statement::{Parameter, Statement};
use super::{CONNECT, FoundTable, Sender, Work, lock_wait, send};
use crate::catalog::FieldType;
use crate::source::TableKind;
use crate::source::settings::{Server, Tls};

/// Days and microseconds from 1970 to PostgreSQL's own beginning, 2000.
const EPOCH_DAYS: i64 = 10_957;
const EPOCH_MICROSECONDS: i64 = EPOCH_DAYS * 86_400_000_000;

pub(super) fn options(server: &Server, password: Option<&str>) -> PgConnectOptions {
    let mut options = PgConnectOptions::new_without_pgpass()
        .host(&server.host)
        .port(server.port)
        .database(&server.database)
        .username(&server.user)
        .application_name("Export Desk")
        .extra_float_digits(3)
        .ssl_mode(match server.tls {
            Tls::Verify => PgSslMode::VerifyFull,
            Tls::Off => PgSslMode::Disable,
        });
    if let Some(file) = &server.ca_file {
        options = options.ssl_root_cert(file);
    }
    // An empty one keeps the library from looking into the environment.
    options.password(password.unwrap_or_default())
}

/// Connects, and sees to it that nothing can be written or wait for ever.
pub(super) async fn connect(
    options: &PgConnectOptions,
    server: &Server,
) -> Result<PgConnection, sqlx::Error> {
    let connecting = PgConnection::connect_with(options);
    let mut connection = match tokio::time::timeout(CONNECT, connecting).await {
        Ok(connected) => connected?,
        Err(_) => return Err(sqlx::Error::Io(std::io::ErrorKind::TimedOut.into())),
    };
    let seconds = server.statement_timeout_seconds.unwrap_or(0);
    sqlx::query(
        "SELECT set_config('statement_timeout', $1, false), set_config('lock_timeout', $2, false), \
         set_config('TimeZone', 'UTC', false), set_config('IntervalStyle', 'iso_8601', false), \
         set_config('DateStyle', 'ISO', false), set_config('bytea_output', 'hex', false)",
    )
    .bind(format!("{seconds}s"))
    .bind(format!("{}s", lock_wait(server)))
    .execute(&mut connection)
    .await?;
    sqlx::raw_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        .execute(&mut connection)
        .await?;
    Ok(connection)
}

/// Stops what the other session does, from a second one.
pub(super) async fn stop(options: &PgConnectOptions, session: u64) {
    let stopped = async {
        let mut connection = PgConnection::connect_with(options).await?;
        sqlx::query("SELECT pg_cancel_backend($1)")
            .bind(i32::try_from(session).unwrap_or(0))
            .execute(&mut connection)
            .await?;
        connection.close().await
    };
    // The server notices by itself when it sends the next row to nobody.
    let _ = tokio::time::timeout(CONNECT, stopped).await;
}

pub(super) async fn tables(connection: &mut PgConnection) -> Result<Vec<FoundTable>, sqlx::Error> {
    let rows: Vec<(String, bool, f32)> = sqlx::query_as(
        "SELECT n.nspname || '.' || c.relname, c.relkind IN ('v', 'm'), c.reltuples::float4 \
         FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace \
         WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition \
         AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' \
         ORDER BY (n.nspname || '.' || c.relname) COLLATE \"C\"",
    )
    .fetch_all(connection)
    .await?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an estimate")]
    let table = |(name, view, rows): (String, bool, f32)| FoundTable {
        name,
        kind: if view { TableKind::View } else { TableKind::Table },
        rows: (rows >= 0.0 && !view).then_some(rows as u64),
    };
    Ok(rows.into_iter().map(table).collect())
}

/// SQL of a table's name, and its columns; nothing if it isn't there.
pub(super) async fn columns(
    connection: &mut PgConnection,
    table: &str,
) -> Result<Option<(String, Vec<TableColumn>)>, sqlx::Error> {
    type Found = (String, String, String, String, String, String, i64, bool, Option<i64>);
    let rows: Vec<Found> = sqlx::query_as(
        "SELECT n.nspname::text, c.relname::text, a.attname::text, \
         format_type(a.atttypid, a.atttypmod), \
         coalesce(b.typname, t.typname)::text, coalesce(b.typcategory, t.typcategory)::text, \
         (CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END)::bigint, \
         a.attnotnull, (array_position(i.indkey::smallint[], a.attnum) + 1)::bigint \
         FROM pg_catalog.pg_class AS c \
         JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace \
         JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid \
         JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid \
         LEFT JOIN pg_catalog.pg_type AS b ON t.typtype = 'd' AND b.oid = t.typbasetype \
         LEFT JOIN pg_catalog.pg_index AS i ON i.indrelid = c.oid AND i.indisprimary \
         WHERE n.nspname || '.' || c.relname = $1 AND a.attnum > 0 AND NOT a.attisdropped \
         ORDER BY a.attnum",
    )
    .bind(table)
    .fetch_all(&mut *connection)
    .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let encoding: String = sqlx::query_scalar("SELECT current_setting('server_encoding')")
        .fetch_one(&mut *connection)
        .await?;
    let utf8 = encoding == "UTF8";
    let name = format!("{}.{}", quoted(&first.0), quoted(&first.1));
    let column = |row: &Found| {
        let (_, _, name, type_name, base, category, modifier, not_null, key) = row;
        described(name, type_name, base, category, *modifier, !not_null, *key, utf8)
    };
    Ok(Some((name, rows.iter().map(column).collect())))
}

#[expect(clippy::too_many_arguments, reason = "what the catalog says of a column")]
fn described(
    name: &str,
    type_name: &str,
    base: &str,
    category: &str,
    modifier: i64,
    nullable: bool,
    key: Option<i64>,
    utf8: bool,
) -> TableColumn {
    let sql = quoted(name);
    let binary = format!("{sql} COLLATE \"C\"");
    let as_text = format!("{sql}::text");
    let (kind, value) = match base {
        "text" | "varchar" => (ColumnKind::Text, sql.clone()),
        "int2" | "int4" | "int8" => (ColumnKind::Integer, sql.clone()),
        "numeric" if modifier >= 4 => {
            let bits = modifier - 4;
            // Eleven bits with a sign.
            let scale = ((bits & 0x7ff) ^ 1024) - 1024;
            (ColumnKind::decimal(Some(bits >> 16), Some(scale)), sql.clone())
        }
        "numeric" => (ColumnKind::decimal(None, None), sql.clone()),
        "money" => (ColumnKind::decimal(Some(21), Some(2)), format!("{sql}::numeric")),
        "float4" => (ColumnKind::Float32, sql.clone()),
        "float8" => (ColumnKind::Float64, sql.clone()),
        "bool" => (ColumnKind::Boolean, sql.clone()),
        "date" => (ColumnKind::Date, sql.clone()),
        "timestamp" | "timestamptz" => (ColumnKind::Instant, sql.clone()),
        "json" | "jsonb" => (ColumnKind::Json, as_text.clone()),
        "bytea" => (ColumnKind::Other, format!("encode({sql}, 'hex')")),
        // Padding of char(n) means nothing, and goes with the cast.
        "bpchar" | "uuid" | "name" | "citext" => (ColumnKind::Text, as_text.clone()),
        _ if category == "A" => (ColumnKind::Json, format!("to_json({sql})::text")),
        _ if category == "E" => (ColumnKind::Text, as_text.clone()),
        _ => (ColumnKind::Other, as_text.clone()),
    };
    let field_type = match base {
        _ if category == "A" => FieldType::List,
        _ => kind.field_type(),
    };
    let plain_text = matches!(base, "text" | "varchar");
    let compared = match kind {
        ColumnKind::Text if plain_text => Some(binary),
        ColumnKind::Text => Some(format!("{as_text} COLLATE \"C\"")),
        // A loose number is compared as it is written here, with ten decimals.
        ColumnKind::Decimal { .. } if base == "numeric" && modifier < 4 => {
            Some(format!("round({sql}, {})", super::column::LOOSE_SCALE))
        }
        ColumnKind::Decimal { .. } | ColumnKind::Integer | ColumnKind::Boolean => {
            Some(value.clone())
        }
        ColumnKind::Date | ColumnKind::Instant | ColumnKind::Float64 => Some(sql.clone()),
        ColumnKind::Float32 | ColumnKind::Json | ColumnKind::Moment | ColumnKind::Other => None,
    };
    TableColumn {
        name: name.to_owned(),
        type_name: type_name.to_owned(),
        kind,
        nullable,
        key,
        field_type,
        value,
        // Bytes of another encoding are ordered otherwise.
        sortable: compared.is_some()
            && kind != ColumnKind::Float64
            && (utf8 || kind != ColumnKind::Text),
        compared,
        indexed: plain_text.then_some(sql),
    }
}

/// An identifier, quoted.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn arguments(statement: &Statement) -> Result<PgArguments, sqlx::Error> {
    let mut arguments = PgArguments::default();
    for parameter in &statement.parameters {
        match parameter {
            Parameter::Text(text) | Parameter::Decimal(text) => arguments.add(text.as_str()),
            Parameter::Integer(number) => arguments.add(number),
            Parameter::Float(number) => arguments.add(number),
            Parameter::Day(day) => arguments.add(day),
            Parameter::Instant(instant) => arguments.add(instant),
            Parameter::Bytes(bytes) => arguments.add(bytes.as_slice()),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

/// Carries out a query and sends what it gives.
pub(super) async fn work(
    connection: &mut PgConnection,
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
fn put(row: &PgRow, index: usize, cells: &mut Cells) -> Result<usize, String> {
    let value: PgValueRef<'_> = row.try_get_raw(index).map_err(|error| error.to_string())?;
    if value.is_null() {
        cells.push_null();
        return Ok(0);
    }
    if value.format() == PgValueFormat::Text {
        return Err("it came as text".to_owned());
    }
    let bytes = value.as_bytes().map_err(|error| error.to_string())?;
    let short = || "it is cut off".to_owned();
    match cells {
        Cells::Text(cells) => {
            cells.append_value(super::utf8(bytes)?);
            return Ok(bytes.len());
        }
        Cells::Integer(cells) => cells.append_value(integer(bytes).ok_or_else(short)?),
        Cells::Decimal(cells, scale) => cells.append_value(numeric(bytes, *scale)?),
        Cells::Float32(cells) => {
            cells.append_value(f32::from_be_bytes(bytes.try_into().map_err(|_| short())?));
        }
        Cells::Float64(cells) => {
            cells.append_value(f64::from_be_bytes(bytes.try_into().map_err(|_| short())?));
        }
        Cells::Boolean(cells) => cells.append_value(bytes.first().is_some_and(|byte| *byte != 0)),
        Cells::Date(cells) => {
            let days = i32::from_be_bytes(bytes.try_into().map_err(|_| short())?);
            if days == i32::MAX || days == i32::MIN {
                return Err("it is infinity, which is no day".to_owned());
            }
            let days = i64::from(days) + EPOCH_DAYS;
            cells.append_value(i32::try_from(days).map_err(|_| "it is too far away".to_owned())?);
        }
        Cells::Instant(cells) => {
            let microseconds = i64::from_be_bytes(bytes.try_into().map_err(|_| short())?);
            if microseconds == i64::MAX || microseconds == i64::MIN {
                return Err("it is infinity, which is no instant".to_owned());
            }
            let sum = microseconds.checked_add(EPOCH_MICROSECONDS);
            cells.append_value(sum.ok_or_else(|| "it is too far away".to_owned())?);
        }
    }
    Ok(0)
}

fn integer(bytes: &[u8]) -> Option<i64> {
    Some(match bytes.len() {
        2 => i16::from_be_bytes(bytes.try_into().ok()?).into(),
        4 => i32::from_be_bytes(bytes.try_into().ok()?).into(),
        8 => i64::from_be_bytes(bytes.try_into().ok()?),
        _ => return None,
    })
}

/// Reads a number of any length: groups of four decimal digits.
fn numeric(bytes: &[u8], scale: i8) -> Result<i128, String> {
    let word = |index: usize| {
        let pair = bytes.get(index * 2..index * 2 + 2)?;
        Some(u16::from_be_bytes(pair.try_into().ok()?))
    };
    let header = |index| word(index).ok_or_else(|| "it is cut off".to_owned());
    let count = usize::from(header(0)?);
    let weight = i32::from(header(1)?.cast_signed());
    let negative = match header(2)? {
        0x0000 => false,
        0x4000 => true,
        0xC000 => return Err("it is NaN, which is no number".to_owned()),
        _ => return Err("it is infinity, which is no number".to_owned()),
    };
    let large = || "it has more digits than the 38 that fit".to_owned();
    // The unscaled number is the sum of digit * 10^(4 * place + scale).
    let mut value = 0i128;
    let mut rounds_up = false;
    for index in 0..count {
        let digit = i128::from(header(4 + index)?);
        let place = weight - i32::try_from(index).map_err(|_| large())?;
        let power = place * 4 + i32::from(scale);
        if power >= 0 {
            let factor = 10i128.checked_pow(power.unsigned_abs());
            let part = factor.and_then(|factor| digit.checked_mul(factor));
            value = part.and_then(|part| value.checked_add(part)).ok_or_else(large)?;
        } else if power > -4 {
            let divisor = 10i128.pow(power.unsigned_abs());
            value = value.checked_add(digit / divisor).ok_or_else(large)?;
            rounds_up = digit % divisor * 2 >= divisor;
        } else if power == -4 {
            rounds_up = digit >= 5000;
        }
    }
    if rounds_up {
        value += 1;
    }
    if value >= 10i128.pow(38) {
        return Err(large());
    }
    Ok(if negative { -value } else { value })
}

/// A placeholder with the type that its parameter has to have.
pub(super) fn placeholder(number: usize, parameter: &Parameter) -> String {
    match parameter {
        Parameter::Decimal(_) => format!("CAST(${number} AS numeric)"),
        Parameter::Text(_)
        | Parameter::Bytes(_)
        | Parameter::Integer(_)
        | Parameter::Float(_)
        | Parameter::Day(_)
        | Parameter::Instant(_) => format!("${number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[u16]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_be_bytes()).collect()
    }

    #[test]
    fn numbers_of_any_length_are_exact() {
        // 1234.5678, 0.0001, 10000, -0.5, 12345678.9, 0.
        assert_eq!(numeric(&words(&[2, 0, 0, 4, 1234, 5678]), 4), Ok(12_345_678));
        assert_eq!(numeric(&words(&[2, 0, 0, 4, 1234, 5678]), 2), Ok(123_457));
        assert_eq!(numeric(&words(&[1, 0xFFFF, 0, 4, 1]), 10), Ok(1_000_000));
        assert_eq!(numeric(&words(&[1, 1, 0, 0, 1]), 2), Ok(1_000_000));
        assert_eq!(numeric(&words(&[1, 0xFFFF, 0x4000, 1, 5000]), 0), Ok(-1));
        assert_eq!(numeric(&words(&[1, 0xFFFF, 0, 4, 4999]), 0), Ok(0));
        assert_eq!(numeric(&words(&[3, 1, 0, 1, 1234, 5678, 9000]), 1), Ok(123_456_789));
        assert_eq!(numeric(&words(&[0, 0, 0, 0]), 3), Ok(0));
        assert!(numeric(&words(&[0, 0, 0xC000, 0]), 3).is_err());
        assert!(numeric(&words(&[1, 9, 0, 0, 1000]), 3).is_err());
    }

    #[test]
    fn names_are_quoted() {
        assert_eq!(quoted("a\"; DROP TABLE x; --"), "\"a\"\"; DROP TABLE x; --\"");
    }
}
