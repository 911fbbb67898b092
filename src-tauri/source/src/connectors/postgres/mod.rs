//! PostgreSQL: one read-only, repeatable-read transaction a query, so that a
//! count and its rows are of one moment; values come in the binary format.
//!
//! No session is set up and no statement is prepared by name: a pooler may stand
//! between here and the server.

mod dialect;
mod error;
mod schema;
mod snapshot;
mod values;

use std::sync::Arc;

use async_trait::async_trait;
use futures::stream::BoxStream;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgConnection, PgRow, PgSslMode};
use sqlx::{Arguments, AssertSqlSafe, Connection as _, Postgres as Db, Row, SqlSafeStr};

use self::dialect::PostgresDialect;
use super::{Connector, PlaceKind};
use crate::SourceError;
use crate::settings::{ConnectionSettings, Server, SettingProblem, Tls};
use crate::sql::batch::Cells;
use crate::sql::column::ColumnKind;
use crate::sql::dialect::SqlDialect;
use crate::sql::sessions::{Client, Sessions};
use crate::sql::statement::{Parameter, Statement};
use crate::sql::{Database, DatabaseTable, FoundTable, error as server_error, lock_wait};

/// The settings of a PostgreSQL server.
pub(super) struct PostgresPlace<'a>(pub(super) &'a Server);

#[async_trait]
impl PlaceKind for PostgresPlace<'_> {
    fn place(&self) -> String {
        self.0.place()
    }

    async fn checked(&self) -> Result<ConnectionSettings, SettingProblem> {
        self.0.checked()?;
        Ok(ConnectionSettings::Postgres(self.0.clone()))
    }

    async fn connect(&self, password: Option<String>) -> Result<Arc<dyn Connector>, SourceError> {
        self.0.authority_checked().await?;
        Ok(Arc::new(Database::new(Sessions::new(Postgres { server: self.0.clone(), password }))))
    }
}

/// A PostgreSQL server.
struct Postgres {
    server: Server,
    password: Option<String>,
}

impl std::fmt::Debug for Postgres {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Postgres").field(&self.server).finish()
    }
}

impl Postgres {
    fn options(&self) -> PgConnectOptions {
        let server = &self.server;
        let mut options = PgConnectOptions::new_without_pgpass()
            .host(&server.host)
            .port(server.port)
            .database(&server.database)
            .username(&server.user)
            .application_name("Export Desk")
            // PgBouncer refuses it; each transaction sets it.
            .extra_float_digits(None)
            .statement_cache_capacity(0)
            .ssl_mode(match server.tls {
                Tls::Verify => PgSslMode::VerifyFull,
                Tls::Off => PgSslMode::Disable,
            });
        if let Some(file) = &server.ca_file {
            options = options.ssl_root_cert(file);
        }
        // An empty one keeps the library from looking into the environment.
        options.password(self.password.as_deref().unwrap_or_default())
    }
}

#[async_trait]
impl Client for Postgres {
    type Db = Db;

    fn server(&self) -> &Server {
        &self.server
    }

    fn dialect(&self) -> &'static dyn SqlDialect {
        &PostgresDialect
    }

    async fn connect(&self) -> Result<PgConnection, sqlx::Error> {
        PgConnection::connect_with(&self.options()).await
    }

    async fn begin(&self, connection: &mut PgConnection) -> Result<u64, sqlx::Error> {
        let seconds = self.server.statement_timeout_seconds.unwrap_or(0);
        let lock = lock_wait(&self.server);
        // All in one message: a server may be far. The transaction of a set pauses while
        // a member is written.
        let begin = format!(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; \
             SET LOCAL statement_timeout = '{seconds}s'; SET LOCAL lock_timeout = '{lock}s'; \
             SET LOCAL idle_in_transaction_session_timeout = 0; \
             SET LOCAL TimeZone = 'UTC'; SET LOCAL IntervalStyle = 'iso_8601'; \
             SET LOCAL DateStyle = 'ISO'; SET LOCAL bytea_output = 'hex'; \
             SET LOCAL extra_float_digits = 3; SELECT pg_backend_pid()"
        );
        let row = sqlx::raw_sql(AssertSqlSafe(begin)).fetch_one(connection).await?;
        let number: i32 = row.try_get(0)?;
        Ok(u64::try_from(number).unwrap_or(0))
    }

    async fn end(&self, connection: &mut PgConnection) -> Result<(), sqlx::Error> {
        sqlx::raw_sql("COMMIT").execute(connection).await?;
        Ok(())
    }

    async fn stop(&self, connection: &mut PgConnection, session: u64) -> Result<(), sqlx::Error> {
        let stop = format!("SELECT pg_cancel_backend({session})");
        sqlx::raw_sql(AssertSqlSafe(stop)).execute(connection).await?;
        Ok(())
    }

    async fn tables(&self, connection: &mut PgConnection) -> Result<Vec<FoundTable>, sqlx::Error> {
        schema::tables(connection).await
    }

    async fn table(
        &self,
        connection: &mut PgConnection,
        name: &str,
    ) -> Result<Option<DatabaseTable>, sqlx::Error> {
        schema::table(connection, name).await
    }

    async fn snapshot(&self, connection: &mut PgConnection) -> Result<Option<String>, sqlx::Error> {
        snapshot::of_transaction(connection).await
    }

    fn rows<'c>(
        &self,
        connection: &'c mut PgConnection,
        statement: &Statement,
    ) -> Result<BoxStream<'c, Result<PgRow, sqlx::Error>>, sqlx::Error> {
        let sql = AssertSqlSafe(statement.sql.as_str()).into_sql_str();
        Ok(sqlx::query_with(sql, arguments(statement)?).persistent(false).fetch(connection))
    }

    fn number(&self, row: &PgRow, index: usize) -> Result<Option<i64>, sqlx::Error> {
        row.try_get(index)
    }

    fn is_read_as(&self, type_name: &str, kind: ColumnKind) -> bool {
        match kind {
            ColumnKind::Text | ColumnKind::Json | ColumnKind::Moment | ColumnKind::Other => {
                matches!(type_name, "TEXT" | "VARCHAR")
            }
            ColumnKind::Integer => matches!(type_name, "INT2" | "INT4" | "INT8"),
            ColumnKind::Decimal { .. } | ColumnKind::Number => type_name == "NUMERIC",
            ColumnKind::Float32 => type_name == "FLOAT4",
            ColumnKind::Float64 => type_name == "FLOAT8",
            ColumnKind::Boolean => type_name == "BOOL",
            ColumnKind::Date => type_name == "DATE",
            ColumnKind::Instant => type_name == "TIMESTAMPTZ",
            ColumnKind::Local => type_name == "TIMESTAMP",
        }
    }

    fn put(&self, row: &PgRow, index: usize, cells: &mut Cells) -> Result<usize, String> {
        values::put(row, index, cells)
    }

    fn told(&self, error: sqlx::Error) -> SourceError {
        server_error::of_server(error, self.place(), &self.server, error::told)
    }
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
