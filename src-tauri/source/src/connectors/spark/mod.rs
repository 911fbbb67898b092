//! A Spark Connect server: Spark itself, Databricks, or another engine that speaks
//! its protocol, such as Sail. Queries run there; rows come as Arrow batches.
//!
//! There is no snapshot of a whole query: a count and its rows could be of two
//! moments, so rows aren't counted before they come. Tables of Delta and Iceberg are read
//! in the version that they have when they are opened.

mod dialect;
mod error;
mod protocol;
mod schema;
mod session;
mod staging;
mod values;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate};
use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int64Type, Schema};
use datafusion::arrow::ipc::reader::StreamReader;
use futures::{StreamExt, TryStreamExt};
use tokio::sync::OnceCell;
use tonic::Status;

use self::dialect::SparkDialect;
use self::protocol::{DecimalLiteral, Expression, Literal, Plan, Sql, Value};
use self::session::{Endpoint, Execution, Fault, Limits, Operation, Session};
use self::staging::Staging;
use self::values::Expected;
use super::{Connector, PlaceKind};
use crate::change_guard::ReadProgress;
use crate::settings::{ConnectionSettings, SettingProblem, SparkServer};
use crate::sql::dialect::SqlDialect;
use crate::sql::statement::{Parameter, Statement};
use crate::sql::{
    Database, DatabaseTable, FoundTable, Head, Message, Sender, SqlConnector, TableVersion, Wanted,
    Work,
};
use crate::{SourceError, TableKind, blocking};

/// How long a server may take to accept a connection, unless it is said otherwise.
const CONNECT: u32 = 15;
/// How long it may be silent before the first rows, and between rows.
const FIRST_ROW: u32 = 900;
const IDLE: u32 = 120;
/// How long what is left of a failed query may take to be removed.
const REMOVED: Duration = Duration::from_secs(10);
/// Schemas whose tables are asked for at a time.
const AT_ONCE: usize = 8;

/// The settings of a Spark Connect server.
pub(super) struct SparkPlace<'a>(pub(super) &'a SparkServer);

#[async_trait]
impl PlaceKind for SparkPlace<'_> {
    fn place(&self) -> String {
        self.0.place()
    }

    async fn checked(&self) -> Result<ConnectionSettings, SettingProblem> {
        self.0.checked()?;
        Ok(ConnectionSettings::Spark(self.0.clone()))
    }

    async fn connect(&self, token: Option<String>) -> Result<Arc<dyn Connector>, SourceError> {
        Ok(Arc::new(Database::new(Spark {
            server: self.0.clone(),
            token,
            endpoint: OnceCell::new(),
            session: Mutex::default(),
        })))
    }
}

/// A Spark Connect server.
struct Spark {
    server: SparkServer,
    token: Option<String>,
    endpoint: OnceCell<Arc<Endpoint>>,
    session: Mutex<Option<Arc<Session>>>,
}

/// How long a session serves further queries. Spark lists the files of a table once for
/// each session: those that others add later are never seen in it.
const FRESH: Duration = Duration::from_mins(1);

impl std::fmt::Debug for Spark {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Spark").field(&self.server).finish()
    }
}

fn seconds(limit: Option<u32>, usual: u32) -> Duration {
    Duration::from_secs(limit.unwrap_or(usual).into())
}

/// Why a query ended early.
enum Ended {
    /// Nobody takes its rows.
    Left,
    Fault(Fault),
}

impl From<Fault> for Ended {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<SourceError> for Ended {
    fn from(error: SourceError) -> Self {
        Self::Fault(Fault::Source(error))
    }
}

/// What has to be stopped or removed when a query ends, however it ends.
#[derive(Default)]
struct Running {
    /// The query that runs.
    query: Mutex<Option<(Arc<Session>, Arc<Operation>)>>,
    /// The folder that the cluster writes its rows to.
    staging: Mutex<Option<Arc<Staging>>>,
}

impl Running {
    fn staging(&self) -> MutexGuard<'_, Option<Arc<Staging>>> {
        self.staging.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Spark {
    fn limits(&self) -> Limits {
        let server = &self.server;
        Limits {
            whole: server.statement_timeout_seconds.map(|limit| seconds(Some(limit), limit)),
            first: seconds(server.first_row_timeout_seconds, FIRST_ROW),
            next: seconds(server.idle_timeout_seconds, IDLE),
        }
    }

    fn told(&self, status: &Status) -> SourceError {
        error::told(status, &self.server)
    }

    fn reported(&self, fault: Fault) -> SourceError {
        let place = self.server.place();
        match fault {
            Fault::Status(status) => self.told(&status),
            Fault::Silent(reason) => SourceError::Silent { place, reason },
            Fault::TooLong => SourceError::TimedOut {
                place,
                reason: format!(
                    "the query took longer than the {} s that it may",
                    self.server.statement_timeout_seconds.unwrap_or_default()
                ),
            },
            Fault::Source(error) => error,
        }
    }

    async fn endpoint(&self) -> Result<&Arc<Endpoint>, SourceError> {
        let made = self.endpoint.get_or_try_init(|| async {
            let (server, token) = (self.server.clone(), self.token.clone());
            let connect = seconds(server.connect_timeout_seconds, CONNECT);
            let made = blocking(move || Endpoint::new(&server, token.as_deref(), connect));
            made.await.map(Arc::new)
        });
        made.await
    }

    /// The session that all queries share, with what they rely on.
    async fn session(&self) -> Result<Arc<Session>, SourceError> {
        let endpoint = self.endpoint().await?;
        // A connection takes two turns, and a first word of the server one more.
        let limit = seconds(self.server.connect_timeout_seconds, CONNECT) * 2;
        for is_again in [false, true] {
            let kept = self.session.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let kept = kept.filter(|session| session.age() < FRESH);
            let is_kept = kept.is_some();
            let session = match kept {
                Some(session) => session,
                None => Arc::new(Session::new(endpoint)?),
            };
            match tokio::time::timeout(limit, session.begin()).await {
                Ok(Ok(())) => {
                    // One that was kept may have been given up meanwhile.
                    if !is_kept {
                        *self.session.lock().unwrap_or_else(PoisonError::into_inner) =
                            Some(Arc::clone(&session));
                    }
                    return Ok(session);
                }
                Ok(Err(status)) => {
                    *self.session.lock().unwrap_or_else(PoisonError::into_inner) = None;
                    let is_new = session::is_over(&status) || error::is_link(&status);
                    if is_again || !is_new {
                        return Err(self.told(&status));
                    }
                }
                Err(_) => {
                    *self.session.lock().unwrap_or_else(PoisonError::into_inner) = None;
                    return Err(SourceError::Silent {
                        place: self.server.place(),
                        reason: format!(
                            "it accepted a connection, and no answer came of it in {} s",
                            limit.as_secs()
                        ),
                    });
                }
            }
        }
        Err(SourceError::Lost {
            place: self.server.place(),
            reason: "the server ends every session".to_owned(),
        })
    }

    /// All rows of a small answer.
    async fn asked(&self, session: &Arc<Session>, sql: &str) -> Result<Vec<RecordBatch>, Fault> {
        let plan = plan(Sql { query: sql.to_owned(), ..Sql::default() });
        let mut execution = session.execute(plan, self.limits(), None).map_err(Fault::Source)?;
        let asked = self.collected(&mut execution).await;
        session.release(execution.operation()).await;
        asked
    }

    async fn collected(&self, execution: &mut Execution) -> Result<Vec<RecordBatch>, Fault> {
        let unreadable = |error: datafusion::arrow::error::ArrowError| {
            let (place, reason) = (self.server.place(), error.to_string());
            Fault::Source(SourceError::Query { place, reason })
        };
        let mut batches = Vec::new();
        while let Some(message) = execution.next().await? {
            let reader = StreamReader::try_new(&message.data[..], None).map_err(unreadable)?;
            for batch in reader {
                batches.push(batch.map_err(unreadable)?);
            }
        }
        Ok(batches)
    }

    /// The newest version of a table whose format keeps earlier ones. None of other
    /// tables, and where the server doesn't tell it: the table is read as it is then.
    async fn version(&self, session: &Arc<Session>, sql: &str) -> Option<TableVersion> {
        let described =
            self.asked(session, &format!("DESCRIBE TABLE EXTENDED {sql}")).await.ok()?;
        let format = described.iter().find_map(|batch| {
            let texts = |name: &str| cast(batch.column_by_name(name)?, &DataType::Utf8).ok();
            let (names, values) = (texts("col_name")?, texts("data_type")?);
            let mut pairs = names.as_string::<i32>().iter().zip(values.as_string::<i32>());
            // A column may be called so; what is told of the table follows all columns.
            let last = pairs.rfind(|(name, _)| *name == Some("Provider"))?;
            last.1.map(str::to_owned)
        })?;
        let (format, query, column) = schema::version_query(&format, sql)?;
        let told = self.texts(session, &query, &[column]).await;
        let version = match told {
            Ok(versions) => versions.into_iter().next()?,
            Err(fault) => {
                let reason = self.reported(fault);
                tracing::info!(table = sql, %reason, "the table's version isn't told");
                return None;
            }
        };
        version.parse::<i64>().is_ok().then_some(TableVersion { format, version })
    }

    /// The texts of one column of a small answer: the first of these names that it
    /// has, or the first column.
    async fn texts(
        &self,
        session: &Arc<Session>,
        sql: &str,
        names: &[&str],
    ) -> Result<Vec<String>, Fault> {
        let mut texts = Vec::new();
        for batch in self.asked(session, sql).await? {
            let schema = batch.schema();
            let index = names.iter().find_map(|name| schema.index_of(name).ok()).unwrap_or(0);
            let temporary = schema.index_of("isTemporary").ok().map(|index| batch.column(index));
            let Some(column) = batch.columns().get(index) else { continue };
            let column = cast(column, &DataType::Utf8).map_err(|error| {
                let (place, reason) = (self.server.place(), error.to_string());
                Fault::Source(SourceError::Query { place, reason })
            })?;
            let temporary = temporary.and_then(|column| column.as_boolean_opt());
            for (row, text) in column.as_string::<i32>().iter().enumerate() {
                let is_kept = temporary.is_none_or(|temporary| !temporary.value(row));
                texts.extend(text.filter(|_| is_kept).map(str::to_owned));
            }
        }
        Ok(texts)
    }

    /// The parts of a name that the settings say.
    fn prefix(&self) -> Vec<String> {
        let (catalog, schema) = (&self.server.catalog, &self.server.schema);
        catalog.iter().chain(schema).cloned().collect()
    }

    /// The tables and views of a schema.
    async fn tables_of(
        &self,
        session: &Arc<Session>,
        schema: Vec<String>,
    ) -> Result<Vec<FoundTable>, Fault> {
        let within = schema::quoted(&schema);
        let tables = format!("SHOW TABLES IN {within}");
        let tables = self.texts(session, &tables, &["tableName", "name"]).await?;
        // Not every catalog knows views.
        let views = format!("SHOW VIEWS IN {within}");
        let views = match self.texts(session, &views, &["viewName", "name"]).await {
            Ok(views) => views,
            Err(Fault::Status(status)) if !error::is_link(&status) => Vec::new(),
            Err(fault) => return Err(fault),
        };
        let fixed = self.prefix().len();
        let found = |name: &String, kind: TableKind| {
            let mut parts = schema.clone();
            parts.push(name.clone());
            FoundTable { name: schema::joined(parts.get(fixed..).unwrap_or(&[])), kind, rows: None }
        };
        let plain = tables.iter().filter(|table| !views.contains(table));
        let mut all: Vec<FoundTable> = plain.map(|name| found(name, TableKind::Table)).collect();
        all.extend(views.iter().map(|name| found(name, TableKind::View)));
        all.sort_by(|left, right| left.name.cmp(&right.name));
        Ok(all)
    }

    async fn found_tables(&self, session: &Arc<Session>) -> Result<Vec<FoundTable>, Fault> {
        let (catalog, schema) = (self.server.catalog.clone(), self.server.schema.clone());
        let schemas = match (catalog, schema) {
            (_, Some(_)) => vec![self.prefix()],
            (Some(catalog), None) => self.schemas_of(session, catalog).await?,
            (None, None) => {
                let catalogs = self.texts(session, "SHOW CATALOGS", &["catalog", "name"]).await?;
                let mut schemas = Vec::new();
                for catalog in catalogs {
                    schemas.extend(self.schemas_of(session, catalog).await?);
                }
                schemas
            }
        };
        let tables = futures::stream::iter(schemas)
            .map(|schema| self.tables_of(session, schema))
            .buffered(AT_ONCE);
        let found: Vec<Vec<FoundTable>> = tables.try_collect().await?;
        Ok(found.into_iter().flatten().collect())
    }

    async fn schemas_of(
        &self,
        session: &Arc<Session>,
        catalog: String,
    ) -> Result<Vec<Vec<String>>, Fault> {
        let sql = format!("SHOW SCHEMAS IN {}", SparkDialect.quoted(&catalog));
        let schemas = self.texts(session, &sql, &["namespace", "databaseName", "name"]).await?;
        let in_catalog = |schema: String| {
            let mut parts = vec![catalog.clone()];
            parts.extend(schema::parts(&schema));
            parts
        };
        let is_shown = |schema: &String| schema != "information_schema";
        Ok(schemas.into_iter().filter(is_shown).map(in_catalog).collect())
    }

    /// Begins a query, and lets it be known for whoever has to stop it.
    fn started(
        &self,
        session: &Arc<Session>,
        plan: Plan,
        progress: Option<&Arc<ReadProgress>>,
        running: &Running,
    ) -> Result<Execution, Ended> {
        let execution = session.execute(plan, self.limits(), progress)?;
        let mut running = running.query.lock().unwrap_or_else(PoisonError::into_inner);
        *running = Some((Arc::clone(session), Arc::clone(execution.operation())));
        Ok(execution)
    }

    async fn count(
        &self,
        session: &Arc<Session>,
        statement: &Statement,
        running: &Running,
    ) -> Result<u64, Ended> {
        let mut execution = self.started(session, plan(sql(statement)), None, running)?;
        let batches = self.collected(&mut execution).await?;
        let number = batches.iter().find(|batch| batch.num_rows() > 0).and_then(|batch| {
            let number = cast(batch.columns().first()?, &DataType::Int64).ok()?;
            u64::try_from(number.as_primitive::<Int64Type>().value(0)).ok()
        });
        let silent =
            || SourceError::Lost { place: self.server.place(), reason: "no count came".to_owned() };
        Ok(number.ok_or_else(silent)?)
    }

    /// A folder for the rows, if the connection has one and they are many.
    async fn staging(
        &self,
        session: &Session,
        wanted: &Wanted,
    ) -> Result<Option<Arc<Staging>>, Fault> {
        let server = &self.server;
        let has_bucket = server.staging_connection.is_some() || server.staging_bucket.is_some();
        let has_place = server.staging_folder.is_some() || has_bucket;
        // A query of no columns has nothing to write.
        if !has_place || !wanted.is_export || wanted.schema.fields().is_empty() {
            return Ok(None);
        }
        let limit = self.limits().first;
        let explained = session.explained(plan(sql(&wanted.statement)));
        let explained = match tokio::time::timeout(limit, explained).await {
            Ok(Ok(explained)) => explained,
            Ok(Err(status)) if error::is_link(&status) => return Err(status.into()),
            // What isn't known may be large. What is wrong with the query is told when it
            // is carried out.
            Ok(Err(_)) => String::new(),
            Err(_) => {
                let reason = format!("it didn't say how it would carry out a query for {limit:?}");
                return Err(Fault::Silent(reason));
            }
        };
        if !staging::is_large(&self.server, &explained) {
            return Ok(None);
        }
        let made = Staging::create(&self.server).await.map_err(Fault::Source)?;
        Ok(made.map(Arc::new))
    }

    /// Lets the cluster write the rows, and reads what it wrote.
    async fn read_staged(
        &self,
        staging: Arc<Staging>,
        (session, wanted): (&Arc<Session>, &Wanted),
        sender: &Sender,
        running: &Running,
    ) -> Result<u64, Ended> {
        *running.staging() = Some(Arc::clone(&staging));
        let plan = staging.plan(sql(&wanted.statement), wanted.schema.fields().len());
        let mut execution = self.started(session, plan, Some(&wanted.progress), running)?;
        self.collected(&mut execution).await?;
        staging.set_over();
        self.cleaned(running, true).await;
        let written = self.count(session, &staging.count(), running).await?;
        self.cleaned(running, true).await;
        let place = self.server.place();
        let expected = Expected::new(&place, wanted);
        let mut sent = 0;
        for part in staging.parts().await? {
            let mut rows = staging.rows_of(part).await?;
            while let Some(batch) = rows.try_next().await? {
                sent += batch.num_rows() as u64;
                send(sender, Message::Batch(expected.fitted(&batch)?)).await?;
            }
        }
        if sent != written {
            return Err(staging.incomplete(sent, written).into());
        }
        *running.staging() = None;
        staging.remove().await;
        Ok(sent)
    }

    /// Counts or reads.
    async fn carry_out(
        &self,
        work: &Work,
        sender: &Sender,
        running: &Running,
    ) -> Result<(), Ended> {
        let session = self.session().await?;
        let Some(wanted) = &work.rows else {
            let total = match &work.count {
                Some(count) => Some(self.count(&session, count, running).await?),
                None => None,
            };
            let head = Head { total, schema: Arc::new(Schema::empty()), snapshot: None };
            return send(sender, Message::Head(head)).await;
        };
        let head = Head { total: None, schema: Arc::clone(&wanted.schema), snapshot: None };
        send(sender, Message::Head(head)).await?;
        if let Some(staging) = self.staging(&session, wanted).await? {
            let rows = self.read_staged(staging, (&session, wanted), sender, running).await?;
            return send(sender, Message::End(rows)).await;
        }
        let plan = plan(sql(&wanted.statement));
        let mut execution = self.started(&session, plan, Some(&wanted.progress), running)?;
        let place = self.server.place();
        let expected = Expected::new(&place, wanted);
        let mut rows = 0;
        while let Some(message) = execution.next().await? {
            for batch in expected.read(&message, rows)? {
                rows += batch.num_rows() as u64;
                send(sender, Message::Batch(batch)).await?;
            }
        }
        // A program that has all rows may end at once.
        self.cleaned(running, true).await;
        send(sender, Message::End(rows)).await
    }

    /// Lets the server forget the query that ran, which is stopped if it hasn't ended.
    async fn cleaned(&self, running: &Running, has_ended: bool) {
        let left = running.query.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some((session, operation)) = left else { return };
        if has_ended {
            session.release(&operation).await;
        } else {
            session.stop(&operation).await;
        }
    }
}

#[async_trait]
impl SqlConnector for Spark {
    fn place(&self) -> String {
        self.server.place()
    }

    fn dialect(&self) -> &'static dyn SqlDialect {
        &SparkDialect
    }

    fn is_remote(&self) -> bool {
        true
    }

    async fn tables(&self) -> Result<Vec<FoundTable>, SourceError> {
        let session = self.session().await?;
        self.found_tables(&session).await.map_err(|fault| self.reported(fault))
    }

    async fn table(&self, name: &str) -> Result<Option<DatabaseTable>, SourceError> {
        let session = self.session().await?;
        let mut parts = self.prefix();
        parts.extend(schema::parts(name));
        let sql = schema::quoted(&parts);
        let limit = self.limits().first;
        let (columns, version) = tokio::join!(
            tokio::time::timeout(limit, session.columns(&sql)),
            tokio::time::timeout(limit, self.version(&session, &sql)),
        );
        match columns {
            Ok(Ok(columns)) => {
                Ok(Some(schema::table(name, &sql, &columns, version.unwrap_or_default())))
            }
            Ok(Err(status)) if error::is_missing(&status) => Ok(None),
            Ok(Err(status)) => Err(self.told(&status)),
            Err(_) => Err(SourceError::Silent {
                place: self.server.place(),
                reason: format!("it didn't say what columns a table has for {} s", limit.as_secs()),
            }),
        }
    }

    fn look_anew(&self) {
        *self.session.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    async fn work(&self, work: Work, sender: Sender) {
        let running = Running::default();
        let done = tokio::select! {
            biased;
            () = sender.closed() => Err(Ended::Left),
            done = self.carry_out(&work, &sender, &running) => done,
        };
        let has_ended = match &done {
            Ok(()) => true,
            Err(Ended::Fault(Fault::Status(status))) => !error::is_link(status),
            Err(Ended::Left | Ended::Fault(_)) => false,
        };
        self.cleaned(&running, has_ended).await;
        let left = running.staging().take();
        if let Some(staging) = left {
            if has_ended {
                staging.set_over();
            }
            // A store that doesn't answer keeps nobody from being told.
            let _ = tokio::time::timeout(REMOVED, staging.remove()).await;
        }
        if let Err(Ended::Fault(fault)) = done {
            // Nobody hears it only if nobody waits any more.
            let _ = sender.send(Err(self.reported(fault))).await;
        }
    }
}

async fn send(sender: &Sender, message: Message) -> Result<(), Ended> {
    sender.send(Ok(message)).await.map_err(|_| Ended::Left)
}

/// A query whose rows are sent here.
fn plan(query: Sql) -> Plan {
    Plan { root: Some(staging::of_sql(query)), command: None }
}

/// A statement with its values apart.
fn sql(statement: &Statement) -> Sql {
    let argument = |(index, parameter): (usize, &Parameter)| {
        let literal = Literal { value: Some(value(parameter)) };
        (format!("p{}", index + 1), Expression { literal: Some(literal) })
    };
    Sql {
        query: statement.sql.clone(),
        named_arguments: statement.parameters.iter().enumerate().map(argument).collect(),
    }
}

fn value(parameter: &Parameter) -> Value {
    match parameter {
        Parameter::Text(text) => Value::String(text.clone()),
        Parameter::Bytes(bytes) => Value::Binary(bytes.clone()),
        Parameter::Integer(number) => Value::Long(*number),
        Parameter::Float(number) => Value::Double(*number),
        Parameter::Decimal(text) => Value::Decimal(DecimalLiteral { value: text.clone() }),
        Parameter::Day(day) => {
            let days = day.signed_duration_since(NaiveDate::default()).num_days();
            // A day has fewer digits than fit.
            Value::Date(i32::try_from(days).unwrap_or(i32::MAX))
        }
        Parameter::Instant(instant) => {
            let since = instant.signed_duration_since(DateTime::UNIX_EPOCH);
            Value::Timestamp(since.num_microseconds().unwrap_or(i64::MAX))
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use chrono::Utc;

    use super::*;

    #[test]
    fn values_stay_apart_from_the_text() {
        let wanted = "'; DROP TABLE events; --";
        let statement = Statement {
            sql: "SELECT `id` FROM `events` WHERE `id` = :p1 AND `day` >= :p2".to_owned(),
            parameters: vec![
                Parameter::Text(wanted.to_owned()),
                Parameter::Day(NaiveDate::from_ymd_opt(1969, 12, 31).unwrap()),
            ],
        };
        let sent = sql(&statement);
        assert_eq!(sent.query, statement.sql);
        let value = |name: &str| sent.named_arguments[name].literal.clone().unwrap().value.unwrap();
        assert_eq!(value("p1"), Value::String(wanted.to_owned()));
        assert_eq!(value("p2"), Value::Date(-1));
    }

    #[test]
    fn instants_are_microseconds() {
        let instant = Utc.with_ymd_and_hms(1899, 12, 31, 23, 59, 59).unwrap();
        let sent = value(&Parameter::Instant(instant));
        assert_eq!(sent, Value::Timestamp(-2_208_988_801_000_000));
    }
}
