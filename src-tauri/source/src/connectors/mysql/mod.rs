//! MySQL and MariaDB: one read-only transaction with a consistent snapshot a
//! query. What the server's settings could change is settled for the session:
//! sql_mode, time zone, character set.

mod dialect;
mod error;
mod schema;
mod values;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use futures::stream::BoxStream;
use sqlx::mysql::{MySqlArguments, MySqlConnectOptions, MySqlConnection, MySqlRow, MySqlSslMode};
use sqlx::{Arguments, AssertSqlSafe, Connection as _, MySql as Db, Row, SqlSafeStr};

use self::dialect::MysqlDialect;
use super::{Connector, PlaceKind};
use crate::SourceError;
use crate::settings::{ConnectionSettings, Server, SettingProblem, Tls};
use crate::sql::batch::Cells;
use crate::sql::column::ColumnKind;
use crate::sql::dialect::SqlDialect;
use crate::sql::sessions::{Client, Sessions};
use crate::sql::statement::{Parameter, Statement};
use crate::sql::{Database, DatabaseTable, FoundTable, error as server_error, lock_wait};

/// Seconds for which a server waits until its rows are taken.
const SLOW_READER: u32 = 3600;
/// Seconds for which a session may pause: that of a set does while a member is written.
const PAUSE: u32 = 24 * 3600;

/// The settings of a MySQL or MariaDB server.
pub(super) struct MysqlPlace<'a>(pub(super) &'a Server);

#[async_trait]
impl PlaceKind for MysqlPlace<'_> {
    fn place(&self) -> String {
        self.0.place()
    }

    async fn checked(&self) -> Result<ConnectionSettings, SettingProblem> {
        self.0.checked()?;
        Ok(ConnectionSettings::Mysql(self.0.clone()))
    }

    async fn connect(&self, password: Option<String>) -> Result<Arc<dyn Connector>, SourceError> {
        self.0.authority_checked().await?;
        Ok(Arc::new(Database::new(Sessions::new(Mysql::new(self.0.clone(), password)))))
    }
}

/// A MySQL or MariaDB server.
struct Mysql {
    server: Server,
    password: Option<String>,
    /// What the server said it is.
    is_mariadb: AtomicBool,
}

impl std::fmt::Debug for Mysql {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Mysql").field(&self.server).finish()
    }
}

impl Mysql {
    fn new(server: Server, password: Option<String>) -> Self {
        Self { server, password, is_mariadb: AtomicBool::new(false) }
    }

    fn options(&self) -> MySqlConnectOptions {
        let server = &self.server;
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
        match &self.password {
            Some(password) => options.password(password),
            None => options,
        }
    }

    /// Sees to it that nothing waits for ever, and that no setting of the server changes
    /// which rows come or their order.
    async fn set_up(&self, connection: &mut MySqlConnection) -> Result<(), sqlx::Error> {
        let version: String = sqlx::query_scalar("SELECT CAST(version() AS CHAR)")
            .persistent(false)
            .fetch_one(&mut *connection)
            .await?;
        let is_mariadb = version.contains("MariaDB");
        self.is_mariadb.store(is_mariadb, Ordering::Relaxed);
        let lock = lock_wait(&self.server);
        let limit = match self.server.statement_timeout_seconds {
            Some(seconds) if is_mariadb => format!(", SESSION max_statement_time = {seconds}"),
            Some(seconds) => {
                format!(", SESSION max_execution_time = {}", u64::from(seconds) * 1000)
            }
            None => String::new(),
        };
        let settings = format!(
            "SET SESSION sql_mode = '', SESSION lock_wait_timeout = {lock}, \
             SESSION innodb_lock_wait_timeout = {lock}, \
             SESSION net_write_timeout = {SLOW_READER}, SESSION wait_timeout = {PAUSE}, \
             SESSION sql_select_limit = 18446744073709551615, SESSION sql_auto_is_null = 0, \
             SESSION max_sort_length = {}{limit}",
            schema::SORTED_BYTES
        );
        sqlx::raw_sql(AssertSqlSafe(settings)).execute(&mut *connection).await?;
        if is_mariadb {
            let pauses = "SET SESSION idle_transaction_timeout = 0, \
                          SESSION idle_readonly_transaction_timeout = 0";
            match sqlx::raw_sql(pauses).execute(&mut *connection).await {
                // Those before 10.3 don't have them.
                Ok(_) | Err(sqlx::Error::Database(_)) => {}
                Err(error) => return Err(error),
            }
        }
        // Of any other one, a transaction has no snapshot.
        sqlx::raw_sql("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            .execute(connection)
            .await?;
        Ok(())
    }
}

#[async_trait]
impl Client for Mysql {
    type Db = Db;

    fn server(&self) -> &Server {
        &self.server
    }

    fn dialect(&self) -> &'static dyn SqlDialect {
        &MysqlDialect
    }

    async fn connect(&self) -> Result<MySqlConnection, sqlx::Error> {
        let mut connection = MySqlConnection::connect_with(&self.options()).await?;
        self.set_up(&mut connection).await?;
        Ok(connection)
    }

    async fn begin(&self, connection: &mut MySqlConnection) -> Result<u64, sqlx::Error> {
        sqlx::raw_sql("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")
            .execute(&mut *connection)
            .await?;
        let number: i64 = sqlx::query_scalar("SELECT CAST(connection_id() AS SIGNED)")
            .persistent(false)
            .fetch_one(connection)
            .await?;
        Ok(u64::try_from(number).unwrap_or(0))
    }

    async fn end(&self, connection: &mut MySqlConnection) -> Result<(), sqlx::Error> {
        sqlx::raw_sql("COMMIT").execute(connection).await?;
        Ok(())
    }

    async fn stop(
        &self,
        connection: &mut MySqlConnection,
        session: u64,
    ) -> Result<(), sqlx::Error> {
        let kill = format!("KILL QUERY {session}");
        sqlx::raw_sql(AssertSqlSafe(kill)).execute(connection).await?;
        Ok(())
    }

    async fn tables(
        &self,
        connection: &mut MySqlConnection,
    ) -> Result<Vec<FoundTable>, sqlx::Error> {
        schema::tables(connection).await
    }

    async fn table(
        &self,
        connection: &mut MySqlConnection,
        name: &str,
    ) -> Result<Option<DatabaseTable>, sqlx::Error> {
        schema::table(connection, name, self.is_mariadb.load(Ordering::Relaxed)).await
    }

    async fn snapshot(&self, _: &mut MySqlConnection) -> Result<Option<String>, sqlx::Error> {
        Ok(None)
    }

    fn rows<'c>(
        &self,
        connection: &'c mut MySqlConnection,
        statement: &Statement,
    ) -> Result<BoxStream<'c, Result<MySqlRow, sqlx::Error>>, sqlx::Error> {
        let sql = AssertSqlSafe(statement.sql.as_str()).into_sql_str();
        Ok(sqlx::query_with(sql, arguments(statement)?).persistent(false).fetch(connection))
    }

    fn number(&self, row: &MySqlRow, index: usize) -> Result<Option<i64>, sqlx::Error> {
        row.try_get(index)
    }

    fn is_read_as(&self, type_name: &str, kind: ColumnKind) -> bool {
        // What isn't sent as text: a column's type may have changed.
        let is_binary = matches!(
            type_name,
            "BOOLEAN"
                | "FLOAT"
                | "DOUBLE"
                | "DATE"
                | "DATETIME"
                | "TIMESTAMP"
                | "TIME"
                | "YEAR"
                | "BIT"
        ) || type_name.contains("INT");
        match kind {
            ColumnKind::Integer => type_name.contains("INT"),
            ColumnKind::Float32 => type_name == "FLOAT",
            ColumnKind::Float64 => type_name == "DOUBLE",
            ColumnKind::Date => type_name == "DATE",
            ColumnKind::Instant => type_name == "TIMESTAMP",
            ColumnKind::Local => type_name == "DATETIME",
            ColumnKind::Text
            | ColumnKind::Decimal { .. }
            | ColumnKind::Number
            | ColumnKind::Boolean
            | ColumnKind::Json
            | ColumnKind::Moment
            | ColumnKind::Other => !is_binary,
        }
    }

    fn put(&self, row: &MySqlRow, index: usize, cells: &mut Cells) -> Result<usize, String> {
        values::put(row, index, cells)
    }

    fn told(&self, error: sqlx::Error) -> SourceError {
        server_error::of_server(error, self.place(), &self.server, error::told)
    }
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
