//! Sessions with a server: logged in once, used by one query after another, and
//! closed when nobody has needed them for a while.
//!
//! Each use is one read-only transaction with one snapshot. Everything that is
//! set for it is set within it, so that poolers between here and the server
//! (PgBouncer in transaction mode) may give each transaction another session.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use futures::stream::BoxStream;
use sqlx::{Connection, Database as Kind, Row};

use super::batch::{Batches, Cells};
use super::column::ColumnKind;
use super::deadlines::{Deadlines, FAREWELL, STOP};
use super::dialect::SqlDialect;
use super::held::Held;
use super::statement::Statement;
use super::{
    DatabaseTable, FoundTable, Head, Message, Sender, SqlConnector, Stopped, Wanted, Work, send,
};
use crate::SourceError;
use crate::settings::Server;

/// How long a session that nobody uses stays open.
const UNUSED: Duration = Duration::from_secs(30);

/// What differs between servers.
#[async_trait]
pub(crate) trait Client: Send + Sync + std::fmt::Debug + 'static {
    type Db: Kind;

    fn server(&self) -> &Server;

    fn place(&self) -> String {
        self.server().place()
    }

    fn dialect(&self) -> &'static dyn SqlDialect;

    async fn connect(&self) -> Result<<Self::Db as Kind>::Connection, sqlx::Error>;

    /// Begins a read-only transaction with a snapshot; gives the number by which
    /// its session can be stopped.
    async fn begin(
        &self,
        connection: &mut <Self::Db as Kind>::Connection,
    ) -> Result<u64, sqlx::Error>;

    async fn end(&self, connection: &mut <Self::Db as Kind>::Connection)
    -> Result<(), sqlx::Error>;

    /// Stops what another session does.
    async fn stop(
        &self,
        connection: &mut <Self::Db as Kind>::Connection,
        session: u64,
    ) -> Result<(), sqlx::Error>;

    async fn tables(
        &self,
        connection: &mut <Self::Db as Kind>::Connection,
    ) -> Result<Vec<FoundTable>, sqlx::Error>;

    async fn table(
        &self,
        connection: &mut <Self::Db as Kind>::Connection,
        name: &str,
    ) -> Result<Option<DatabaseTable>, sqlx::Error>;

    /// What tells, of the transaction's snapshot, which rows changed since; none
    /// where the server has nothing of the kind.
    async fn snapshot(
        &self,
        connection: &mut <Self::Db as Kind>::Connection,
    ) -> Result<Option<String>, sqlx::Error>;

    /// The rows of a query, not prepared for another time.
    #[expect(clippy::type_complexity, reason = "a name for it would be used once")]
    fn rows<'c>(
        &self,
        connection: &'c mut <Self::Db as Kind>::Connection,
        statement: &Statement,
    ) -> Result<BoxStream<'c, Result<<Self::Db as Kind>::Row, sqlx::Error>>, sqlx::Error>;

    /// A whole number of a row; none for nothing.
    fn number(
        &self,
        row: &<Self::Db as Kind>::Row,
        index: usize,
    ) -> Result<Option<i64>, sqlx::Error>;

    /// Whether values of a column of the answer, of this type, are read as `kind`.
    fn is_read_as(&self, type_name: &str, kind: ColumnKind) -> bool;

    /// Puts a value into its column; gives the bytes of texts.
    fn put(
        &self,
        row: &<Self::Db as Kind>::Row,
        index: usize,
        cells: &mut Cells,
    ) -> Result<usize, String>;

    fn told(&self, error: sqlx::Error) -> SourceError;
}

type Conn<C> = <<C as Client>::Db as Kind>::Connection;

/// Sessions that are open and unused.
type Idle<C> = Mutex<Vec<(Instant, Conn<C>)>>;

/// A server as a database.
pub(crate) struct Sessions<C: Client> {
    client: Arc<C>,
    deadlines: Deadlines,
    idle: Arc<Idle<C>>,
    /// The one session that all queries use, where they are to see one snapshot.
    held: Option<Held<Session<C>>>,
}

impl<C: Client> std::fmt::Debug for Sessions<C> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Sessions").field(&self.client.place()).finish()
    }
}

/// What is known of a session that works.
#[derive(Default)]
struct PoolState {
    /// Its number while the server works and sends nothing.
    busy: AtomicU64,
    /// Whether all rows have come.
    has_read: AtomicBool,
}

/// A session in a transaction.
struct Session<C: Client> {
    connection: Conn<C>,
    number: u64,
}

impl<C: Client> Sessions<C> {
    pub(crate) fn new(client: C) -> Self {
        let deadlines = Deadlines::of(client.server());
        Self { client: Arc::new(client), deadlines, idle: Arc::default(), held: None }
    }

    /// A session in a new transaction, or in the one that all queries share.
    async fn session(&self) -> Result<Session<C>, Stopped> {
        let Some(held) = &self.held else { return self.new_session().await };
        if let Some(session) = held.take(&self.client.place())? {
            return Ok(session);
        }
        let begun = self.new_session().await;
        if begun.is_err() {
            held.is_unbegun();
        }
        begun
    }

    /// A session in a new transaction.
    async fn new_session(&self) -> Result<Session<C>, Stopped> {
        loop {
            let unused = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some((_, mut connection)) = unused else { break };
            // The server or the network may have ended it meanwhile.
            if let Ok(number) = self.deadlines.answered(self.client.begin(&mut connection)).await {
                return Ok(Session { connection, number });
            }
        }
        let server = self.client.server();
        let mut connection = self.deadlines.connected(server, self.client.connect()).await?;
        let number = self.deadlines.answered(self.client.begin(&mut connection)).await?;
        Ok(Session { connection, number })
    }

    /// Ends the transaction, unless others go on in it, and keeps the session for the next
    /// one.
    async fn release(&self, session: Session<C>) {
        if let Some(held) = &self.held {
            held.give(session);
            return;
        }
        let mut connection = session.connection;
        let ended = tokio::time::timeout(FAREWELL, self.client.end(&mut connection)).await;
        // What was asked for is here already, however the transaction ends.
        if !matches!(ended, Ok(Ok(()))) {
            return;
        }
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push((Instant::now(), connection));
        tokio::spawn(close_unused::<C>(Arc::downgrade(&self.idle)));
    }

    async fn count(&self, session: &mut Session<C>, count: &Statement) -> Result<u64, Stopped> {
        let mut rows = self.client.rows(&mut session.connection, count)?;
        let mut clock = self.deadlines.rows();
        let row = clock.next(&mut rows, |_| ()).await?;
        let number = row.map(|row| self.client.number(&row, 0)).transpose()?.flatten();
        // The query ends with its last row.
        while clock.next(&mut rows, |_| ()).await?.is_some() {}
        Ok(number.and_then(|number| u64::try_from(number).ok()).unwrap_or(0))
    }

    /// The kinds of the answer's columns, those of numbers of any size settled.
    async fn settled(
        &self,
        session: &mut Session<C>,
        wanted: &Wanted,
    ) -> Result<Vec<ColumnKind>, Stopped> {
        let Some(measure) = &wanted.measure else { return Ok(wanted.kinds.clone()) };
        let mut rows = self.client.rows(&mut session.connection, measure)?;
        let mut clock = self.deadlines.rows();
        let row = clock.next(&mut rows, |_| ()).await?;
        let mut kinds = wanted.kinds.clone();
        if let Some(row) = row {
            let numbers = kinds.iter_mut().filter(|kind| **kind == ColumnKind::Number);
            for (index, kind) in numbers.enumerate() {
                let found = |index| -> Result<u32, sqlx::Error> {
                    let number = self.client.number(&row, index)?.unwrap_or(0);
                    Ok(u32::try_from(number).unwrap_or(0))
                };
                *kind = ColumnKind::measured(found(index * 2)?, found(index * 2 + 1)?);
            }
        }
        while clock.next(&mut rows, |_| ()).await?.is_some() {}
        Ok(kinds)
    }

    /// Counts and reads. The last message comes when the session is free again,
    /// so that whoever hears it and asks more finds it.
    async fn carry_out(
        &self,
        work: &Work,
        sender: &Sender,
        state: &PoolState,
    ) -> Result<(), Stopped> {
        let mut session = self.session().await?;
        let number = session.number;
        let waits =
            |waits: bool| state.busy.store(if waits { number } else { 0 }, Ordering::Relaxed);
        waits(true);
        let total = match &work.count {
            Some(count) => Some(self.count(&mut session, count).await?),
            None => None,
        };
        let Some(wanted) = &work.rows else {
            waits(false);
            state.has_read.store(true, Ordering::Relaxed);
            self.release(session).await;
            let schema = Arc::new(datafusion::arrow::datatypes::Schema::empty());
            return send(sender, Message::Head(Head { total, schema, snapshot: None })).await;
        };
        let snapshot = if wanted.snapshot {
            self.deadlines.answered(self.client.snapshot(&mut session.connection)).await?
        } else {
            None
        };
        let kinds = self.settled(&mut session, wanted).await?;
        waits(false);
        let schema = wanted.settled(&kinds);
        let head = Head { total, schema: Arc::clone(&schema), snapshot };
        send(sender, Message::Head(head)).await?;
        let mut batches = Batches::new(&wanted.table, schema, &kinds, &wanted.rounded);
        let mut rows = self.client.rows(&mut session.connection, &wanted.statement)?;
        let mut clock = self.deadlines.rows();
        let mut is_checked = false;
        while let Some(row) = clock.next(&mut rows, waits).await? {
            if !is_checked {
                self.check(&row, wanted)?;
                is_checked = true;
            }
            batches.push(|index, cells| self.client.put(&row, index, cells))?;
            if batches.is_full()
                && let Some(batch) = batches.take()?
            {
                send(sender, Message::Batch(batch)).await?;
            }
        }
        drop(rows);
        state.has_read.store(true, Ordering::Relaxed);
        self.release(session).await;
        let total = batches.total();
        if let Some(batch) = batches.take()? {
            send(sender, Message::Batch(batch)).await?;
        }
        send(sender, Message::End(total)).await
    }

    /// Whether the columns are still of the types that the table had.
    fn check(&self, row: &<C::Db as Kind>::Row, wanted: &Wanted) -> Result<(), Stopped> {
        use sqlx::{Column as _, TypeInfo as _};
        for (index, kind) in wanted.kinds.iter().enumerate() {
            let found = row.columns().get(index).map(|column| column.type_info().name());
            let Some(found) = found else { continue };
            if !self.client.is_read_as(found, *kind) {
                let column = wanted.schema.field(index).name();
                return Err(Stopped::Source(SourceError::SchemaChanged {
                    place: self.client.place(),
                    reason: format!("column `{column}` of `{}` is {found} now", wanted.table),
                }));
            }
        }
        Ok(())
    }

    /// Asks the server to stop what it does for nobody.
    async fn stop(&self, session: u64, limit: Duration) {
        let stopping = async {
            let mut connection = self.client.connect().await?;
            self.client.stop(&mut connection, session).await?;
            connection.close().await
        };
        // The server notices by itself when it sends the next row to nobody.
        let _ = tokio::time::timeout(limit, stopping).await;
    }

    fn reported(&self, stopped: Stopped) -> Option<SourceError> {
        Some(match stopped {
            Stopped::Left => return None,
            Stopped::Sql(error) => self.client.told(error),
            Stopped::Silent(reason) => SourceError::Silent { place: self.client.place(), reason },
            Stopped::Source(error) => error,
        })
    }

    /// What the server says of its tables.
    async fn described<T>(
        &self,
        asking: impl Future<Output = Result<T, sqlx::Error>> + Send,
    ) -> Result<T, Stopped> {
        let limit = self.deadlines.first_row;
        match tokio::time::timeout(limit, asking).await {
            Ok(described) => Ok(described?),
            Err(_) => {
                let seconds = limit.as_secs();
                Err(Stopped::Silent(format!("it didn't say what tables it has for {seconds} s")))
            }
        }
    }

    fn failed(&self, stopped: Stopped) -> SourceError {
        self.reported(stopped).unwrap_or_else(|| SourceError::Engine("nobody waits".to_owned()))
    }
}

impl<C: Client> Drop for Sessions<C> {
    /// Ends the transaction that queries have shared.
    fn drop(&mut self) {
        let Some(session) = self.held.as_mut().and_then(Held::left) else { return };
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        // The server rolls a read-only transaction back when its session is closed.
        runtime.spawn(tokio::time::timeout(FAREWELL, session.connection.close()));
    }
}

#[async_trait]
impl<C: Client> SqlConnector for Sessions<C> {
    fn place(&self) -> String {
        self.client.place()
    }

    fn dialect(&self) -> &'static dyn SqlDialect {
        self.client.dialect()
    }

    fn is_remote(&self) -> bool {
        true
    }

    fn held(&self) -> Option<Arc<dyn SqlConnector>> {
        Some(Arc::new(Self {
            client: Arc::clone(&self.client),
            deadlines: self.deadlines,
            idle: Arc::clone(&self.idle),
            held: Some(Held::default()),
        }))
    }

    fn is_held(&self) -> bool {
        self.held.is_some()
    }

    async fn tables(&self) -> Result<Vec<FoundTable>, SourceError> {
        let asked = async {
            let mut session = self.session().await?;
            let tables = self.described(self.client.tables(&mut session.connection)).await?;
            self.release(session).await;
            Ok(tables)
        };
        asked.await.map_err(|stopped| self.failed(stopped))
    }

    async fn table(&self, name: &str) -> Result<Option<DatabaseTable>, SourceError> {
        let asked = async {
            let mut session = self.session().await?;
            let table = self.described(self.client.table(&mut session.connection, name)).await?;
            self.release(session).await;
            Ok(table)
        };
        asked.await.map_err(|stopped| self.failed(stopped))
    }

    async fn work(&self, work: Work, sender: Sender) {
        let state = PoolState::default();
        let mut working = Box::pin(self.carry_out(&work, &sender, &state));
        let done = tokio::select! {
            biased;
            () = sender.closed() => None,
            done = &mut working => Some(done),
        };
        let done = match done {
            Some(done) => done,
            // All rows are here: the session only has to be given back.
            None if state.has_read.load(Ordering::Relaxed) => working.await,
            None => {
                // The server notices by itself that nobody reads what it sends.
                drop(working);
                Err(Stopped::Left)
            }
        };
        let Err(stopped) = done else { return };
        let limit = match &stopped {
            Stopped::Left => Some(self.deadlines.connect),
            Stopped::Silent(_) => Some(STOP),
            // The query has ended.
            Stopped::Sql(_) | Stopped::Source(_) => None,
        };
        let session = state.busy.load(Ordering::Relaxed);
        if let Some(limit) = limit.filter(|_| session != 0) {
            self.stop(session, limit).await;
        }
        if let Some(error) = self.reported(stopped) {
            // Nobody hears it only if nobody waits any more.
            let _ = sender.send(Err(error)).await;
        }
    }
}

/// Closes sessions that nobody has used for a while.
async fn close_unused<C: Client>(idle: Weak<Idle<C>>) {
    tokio::time::sleep(UNUSED).await;
    let Some(idle) = idle.upgrade() else { return };
    let unused: Vec<Conn<C>> = {
        let mut idle = idle.lock().unwrap_or_else(PoisonError::into_inner);
        let (old, young) = idle.drain(..).partition(|(since, _)| since.elapsed() >= UNUSED);
        *idle = young;
        let old: Vec<(Instant, Conn<C>)> = old;
        old.into_iter().map(|(_, connection)| connection).collect()
    };
    for connection in unused {
        let _ = tokio::time::timeout(FAREWELL, connection.close()).await;
    }
}
