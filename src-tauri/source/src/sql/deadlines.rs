//! How long a server may take for what it is asked. Whatever waits for one waits
//! here, so that a server that stops answering ends what waits for it.

use std::time::Duration;

use futures::future::{Either, select};
use futures::{TryStream, TryStreamExt};
use tokio::net::TcpStream;

use super::Stopped;
use crate::settings::Server;

const CONNECT: u32 = 15;
const LOGIN: u32 = 15;
const FIRST_ROW: u32 = 900;
const IDLE: u32 = 120;
/// How much longer than the server's own limit of a query is waited for its word.
const GRACE: Duration = Duration::from_secs(10);
/// How long a session may take to end or to be stopped: nobody needs its word.
pub(crate) const FAREWELL: Duration = Duration::from_secs(5);
/// How long a query that gives nothing may take to be stopped before that is told:
/// a program that is told may end at once.
pub(crate) const STOP: Duration = Duration::from_secs(2);
/// How long a server may take to show that it listens at all.
const PROBE: Duration = Duration::from_secs(2);

/// How long a server may take for each step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Deadlines {
    pub(crate) connect: Duration,
    pub(crate) login: Duration,
    pub(crate) first_row: Duration,
    pub(crate) idle: Duration,
}

fn seconds(limit: Option<u32>, usual: u32) -> Duration {
    Duration::from_secs(limit.unwrap_or(usual).into())
}

impl Deadlines {
    pub(crate) fn of(server: &Server) -> Self {
        let first_row = seconds(server.first_row_timeout_seconds, FIRST_ROW);
        let limit = server.statement_timeout_seconds;
        let limit = limit.map(|limit| Duration::from_secs(limit.into()) + GRACE);
        Self {
            connect: seconds(server.connect_timeout_seconds, CONNECT),
            login: seconds(server.login_timeout_seconds, LOGIN),
            // A server that stops a query by itself says so, unless it is gone.
            first_row: limit.map_or(first_row, |limit| first_row.min(limit)),
            idle: seconds(server.idle_timeout_seconds, IDLE),
        }
    }

    /// A connection, accepted and let in, each in its time. The library does both
    /// as one, so when the first time is over the server is asked whether it
    /// listens: only then it has the second.
    pub(crate) async fn connected<T>(
        &self,
        server: &Server,
        connecting: impl Future<Output = Result<T, sqlx::Error>>,
    ) -> Result<T, Stopped> {
        let connecting = Box::pin(connecting);
        let first = self.connect.min(self.login);
        let (early, connecting) = match select(connecting, sleep(first)).await {
            Either::Left((done, _)) => return Ok(done?),
            Either::Right(((), connecting)) => (first, connecting),
        };
        let probe = async {
            let host = server.host.trim_matches(['[', ']']);
            let probed = tokio::time::timeout(PROBE, TcpStream::connect((host, server.port)));
            matches!(probed.await, Ok(Ok(_)))
        };
        let (accepts, connecting) = match select(connecting, Box::pin(probe)).await {
            Either::Left((done, _)) => return Ok(done?),
            Either::Right((accepts, connecting)) => (accepts, connecting),
        };
        let limit = if accepts { self.login } else { self.connect };
        let connecting = match select(connecting, sleep(limit.saturating_sub(early))).await {
            Either::Left((done, _)) => return Ok(done?),
            Either::Right(((), connecting)) => connecting,
        };
        drop(connecting);
        Err(if accepts {
            Stopped::Silent(format!(
                "it accepted a connection, and no login came of it in {}",
                shown(limit)
            ))
        } else {
            Stopped::Sql(sqlx::Error::Io(std::io::ErrorKind::TimedOut.into()))
        })
    }

    /// What the server answers to something quick.
    pub(crate) async fn answered<T>(
        &self,
        asking: impl Future<Output = Result<T, sqlx::Error>>,
    ) -> Result<T, Stopped> {
        within(self.login, "no answer", asking).await
    }

    /// The rows of a query, one by one, each in its time.
    pub(crate) fn rows(&self) -> RowClock {
        RowClock { limit: self.first_row, then: self.idle, is_first: true }
    }
}

/// See [`Deadlines::rows`].
pub(crate) struct RowClock {
    limit: Duration,
    then: Duration,
    is_first: bool,
}

impl RowClock {
    /// The next row. `waits` hears when the server is waited for, and when not
    /// any more.
    pub(crate) async fn next<S>(
        &mut self,
        rows: &mut S,
        waits: impl Fn(bool),
    ) -> Result<Option<S::Ok>, Stopped>
    where
        S: TryStream<Error = sqlx::Error> + Unpin,
    {
        let mut next = rows.try_next();
        // Most rows are here already; a timer for each would cost as much as they do.
        let done = match futures::poll!(&mut next) {
            std::task::Poll::Ready(done) => done?,
            std::task::Poll::Pending => {
                let what = if self.is_first { "no row came" } else { "no further row came" };
                waits(true);
                let done = within(self.limit, what, next).await?;
                waits(false);
                done
            }
        };
        self.is_first = false;
        self.limit = self.then;
        Ok(done)
    }
}

async fn within<T>(
    limit: Duration,
    what: &str,
    asking: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<T, Stopped> {
    match tokio::time::timeout(limit, asking).await {
        Ok(done) => Ok(done?),
        Err(_) => Err(Stopped::Silent(format!("{what} for {}", shown(limit)))),
    }
}

fn sleep(time: Duration) -> std::pin::Pin<Box<tokio::time::Sleep>> {
    Box::pin(tokio::time::sleep(time))
}

fn shown(limit: Duration) -> String {
    format!("{} s", limit.as_secs())
}
