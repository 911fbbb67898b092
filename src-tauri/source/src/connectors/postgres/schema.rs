//! Tables and columns of a PostgreSQL database.

use sha2::{Digest, Sha256};
use sqlx::postgres::PgConnection;

use super::dialect::PostgresDialect;
use crate::TableKind;
use crate::catalog::FieldType;
use crate::hash::hexadecimal;
use crate::sql::column::{ColumnKind, TableColumn};
use crate::sql::dialect::SqlDialect;
use crate::sql::{DatabaseTable, FoundTable};

pub(super) async fn tables(connection: &mut PgConnection) -> Result<Vec<FoundTable>, sqlx::Error> {
    let rows: Vec<(String, bool, f32)> = sqlx::query_as(
        "SELECT n.nspname || '.' || c.relname, c.relkind IN ('v', 'm'), c.reltuples::float4 \
         FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace \
         WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition \
         AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' \
         ORDER BY (n.nspname || '.' || c.relname) COLLATE \"C\"",
    )
    .persistent(false)
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

/// What the catalog says of a column.
#[derive(sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "answers to four questions")]
struct Found {
    table_id: i64,
    schema: String,
    table_name: String,
    /// Whether its rows carry the transaction that wrote them: a plain table whose
    /// rows are its own, all of which are seen.
    plain: bool,
    name: String,
    /// Its number in the table, which stays when it is renamed.
    number: i64,
    type_name: String,
    /// The type below a domain; of a list, an underscore and that of its entries.
    base: String,
    category: String,
    modifier: i64,
    not_null: bool,
    key: Option<i64>,
    utf8: bool,
    /// Whether it holds rows with a column that may be NaN or infinite.
    unbounded: bool,
}

/// A table with its columns; nothing if it isn't there.
pub(super) async fn table(
    connection: &mut PgConnection,
    table: &str,
) -> Result<Option<DatabaseTable>, sqlx::Error> {
    let rows: Vec<Found> = sqlx::query_as(
        "WITH RECURSIVE base (id, oid, modifier, typname, typcategory, typtype, below) AS ( \
           SELECT oid, oid, NULL::int4, typname, typcategory, typtype, typbasetype FROM pg_catalog.pg_type \
           UNION ALL \
           SELECT d.id, t.oid, CASE WHEN dt.typtypmod >= 0 THEN dt.typtypmod ELSE d.modifier END, \
             t.typname, t.typcategory, t.typtype, t.typbasetype \
           FROM base AS d JOIN pg_catalog.pg_type AS dt ON dt.oid = d.oid \
           JOIN pg_catalog.pg_type AS t ON t.oid = d.below WHERE d.typtype = 'd') \
         SELECT c.oid::bigint AS table_id, n.nspname::text AS schema, c.relname::text AS table_name, \
         (c.relkind = 'r' AND NOT c.relhassubclass AND NOT c.relrowsecurity AND coalesce(am.amname = 'heap', false)) AS plain, \
         a.attname::text AS name, a.attnum::bigint AS number, format_type(a.atttypid, a.atttypmod) AS type_name, \
         CASE WHEN e.typname IS NULL THEN b.typname ELSE '_' || e.typname END::text AS base, \
         b.typcategory::text AS category, \
         coalesce(nullif(a.atttypmod, -1), b.modifier, -1)::bigint AS modifier, \
         a.attnotnull AS not_null, \
         (array_position(i.indkey::smallint[], a.attnum) + 1)::bigint AS key, \
         (current_setting('server_encoding') = 'UTF8') AS utf8, \
         EXISTS (SELECT FROM pg_catalog.pg_type AS w \
           JOIN pg_catalog.pg_attribute AS m ON m.attrelid = w.typrelid AND NOT m.attisdropped \
           JOIN base AS mt ON mt.id = m.atttypid AND mt.typtype <> 'd' \
           WHERE w.oid IN (l.oid, l.typelem) AND w.typrelid <> 0 AND ltrim(mt.typname, '_') IN \
             ('float4', 'float8', 'numeric', 'date', 'timestamp', 'timestamptz')) AS unbounded \
         FROM pg_catalog.pg_class AS c \
         JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace \
         JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid \
         JOIN base AS b ON b.id = a.atttypid AND b.typtype <> 'd' \
         JOIN pg_catalog.pg_type AS l ON l.oid = b.oid \
         LEFT JOIN base AS e ON b.typcategory = 'A' AND e.id = l.typelem AND e.typtype <> 'd' \
         LEFT JOIN pg_catalog.pg_am AS am ON am.oid = c.relam \
         LEFT JOIN pg_catalog.pg_index AS i ON i.indrelid = c.oid AND i.indisprimary \
         WHERE n.nspname || '.' || c.relname = $1 AND a.attnum > 0 AND NOT a.attisdropped \
         ORDER BY c.oid, a.attnum",
    )
    .persistent(false)
    .bind(table)
    .fetch_all(&mut *connection)
    .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let name = |name: &str| PostgresDialect.quoted(name);
    if let Some(other) = rows.iter().find(|column| column.table_id != first.table_id) {
        let said = format!(
            "`{table}` stands for two tables, `{}` in the schema `{}` and `{}` in the schema `{}`",
            first.table_name, first.schema, other.table_name, other.schema
        );
        return Err(sqlx::Error::InvalidArgument(said));
    }
    let numbers: Vec<(&str, i64)> =
        rows.iter().map(|column| (column.name.as_str(), column.number)).collect();
    let identity = hexadecimal(&Sha256::digest(format!("{} {numbers:?}", first.table_id)));
    Ok(Some(DatabaseTable {
        name: table.to_owned(),
        columns: rows.iter().map(described).collect(),
        sql: format!("{}.{}", name(&first.schema), name(&first.table_name)),
        changes_of: first.plain.then_some(identity),
        is_transactional: true,
        version: None,
    }))
}

fn described(found: &Found) -> TableColumn {
    let Found { name, base, category, modifier, .. } = found;
    let sql = PostgresDialect.quoted(name);
    let binary = format!("{sql} COLLATE \"C\"");
    let as_text = format!("{sql}::text");
    let (kind, value) = match base.as_str() {
        "text" | "varchar" => (ColumnKind::Text, sql.clone()),
        "int2" | "int4" | "int8" => (ColumnKind::Integer, sql.clone()),
        "numeric" if *modifier >= 4 => {
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
        "timestamp" => (ColumnKind::Local, sql.clone()),
        "timestamptz" => (ColumnKind::Instant, sql.clone()),
        "json" | "jsonb" => (ColumnKind::Json, as_text.clone()),
        "bytea" => (ColumnKind::Other, format!("encode({sql}, 'hex')")),
        // Padding of char(n) means nothing, and goes with the cast.
        "bpchar" | "uuid" | "name" | "citext" => (ColumnKind::Text, as_text.clone()),
        // JSON has no word for NaN and infinity, and `to_json` makes texts of them. What
        // is no number stops the query with these words; that it hangs on the row keeps
        // the server from trying it before.
        "_float4" | "_float8" | "_numeric" | "_date" | "_timestamp" | "_timestamptz" => {
            let said = format!("a list in `{name}` holds NaN or infinity").replace('\'', "''");
            let stop = format!("('{said}' || left({as_text}, 0))::int::text");
            let list = format!("to_json({sql})::text");
            (
                ColumnKind::Json,
                format!("CASE WHEN {as_text} ~* 'nan|inf' THEN {stop} ELSE {list} END"),
            )
        }
        // The cast to text writes `10.0.0.1` as `10.0.0.1/32`, the type's own words don't.
        "inet" => {
            (ColumnKind::Other, format!("CASE WHEN {sql} IS NULL THEN NULL ELSE concat({sql}) END"))
        }
        // Lists, rows within rows, and what has its own cast to JSON.
        "hstore" => (ColumnKind::Json, format!("to_json({sql})::text")),
        _ if matches!(category.as_str(), "A" | "C") => {
            let object = format!("to_json({sql})::text");
            let value = if found.unbounded {
                let said = format!("a row in `{name}` holds NaN or infinity").replace('\'', "''");
                let stop = format!("('{said}' || left({as_text}, 0))::int::text");
                // As a value: names have a colon behind them.
                let test = format!("{object} ~* '\"(nan|-?infinity)\"(?!:)'");
                format!("CASE WHEN {test} THEN {stop} ELSE {object} END")
            } else {
                object
            };
            (ColumnKind::Json, value)
        }
        _ if category == "E" => (ColumnKind::Text, as_text.clone()),
        _ => (ColumnKind::Other, as_text.clone()),
    };
    let field_type = match base.as_str() {
        _ if category == "A" => FieldType::List,
        _ => kind.field_type(),
    };
    let plain_text = matches!(base.as_str(), "text" | "varchar");
    let compared = match kind {
        ColumnKind::Text if plain_text => Some(binary),
        ColumnKind::Text => Some(format!("{as_text} COLLATE \"C\"")),
        ColumnKind::Decimal { .. }
        | ColumnKind::Number
        | ColumnKind::Integer
        | ColumnKind::Boolean => Some(value.clone()),
        ColumnKind::Date | ColumnKind::Instant | ColumnKind::Local | ColumnKind::Float64 => {
            Some(sql.clone())
        }
        ColumnKind::Float32 | ColumnKind::Json | ColumnKind::Moment | ColumnKind::Other => None,
    };
    let tie = match kind {
        // Bytes: zeros of both signs are two values.
        ColumnKind::Float32 => format!("float4send({sql})"),
        ColumnKind::Float64 => format!("float8send({sql})"),
        ColumnKind::Json | ColumnKind::Moment | ColumnKind::Other => {
            format!("({value}) COLLATE \"C\"")
        }
        ColumnKind::Text
        | ColumnKind::Integer
        | ColumnKind::Decimal { .. }
        | ColumnKind::Number
        | ColumnKind::Boolean
        | ColumnKind::Date
        | ColumnKind::Instant
        | ColumnKind::Local => compared.clone().unwrap_or_else(|| value.clone()),
    };
    TableColumn {
        name: name.clone(),
        type_name: found.type_name.clone(),
        kind,
        nullable: !found.not_null,
        key: found.key,
        field_type,
        value,
        // Bytes of another encoding are ordered otherwise.
        sortable: compared.is_some()
            && kind != ColumnKind::Float64
            && (found.utf8 || kind != ColumnKind::Text),
        compared,
        indexed: plain_text.then_some(sql),
        tie,
    }
}
