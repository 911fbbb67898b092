//! Places of connections that hold sessions: whoever reads one next uses the
//! sessions that are there, and what is known of its tables.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::source::{ConnectionSettings, Source, SourceError, open_source};

/// Connections that are open, by their number in the history.
#[derive(Debug, Default)]
pub(super) struct OpenDatabases(Mutex<HashMap<i64, Opened>>);

#[derive(Debug)]
struct Opened {
    settings: ConnectionSettings,
    secret: Secret,
    source: Source,
}

/// Never shown.
#[derive(PartialEq, Eq)]
struct Secret(Option<String>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secret")
    }
}

impl OpenDatabases {
    fn all(&self) -> MutexGuard<'_, HashMap<i64, Opened>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The place of a connection: a database that was opened with the same
    /// settings, anything else opened anew.
    pub(super) async fn source(
        &self,
        connection: i64,
        settings: &ConnectionSettings,
        secret: Option<String>,
    ) -> Result<Source, SourceError> {
        let secret = Secret(secret);
        if let Some(known) = self.all().get(&connection)
            && known.settings == *settings
            && known.secret == secret
        {
            return Ok(known.source.clone());
        }
        let source = open_source(settings.clone(), secret.0.clone()).await?;
        if source.holds_sessions() {
            let opened = Opened { settings: settings.clone(), secret, source: source.clone() };
            self.all().insert(connection, opened);
        }
        Ok(source)
    }

    /// Closes what is open of a connection that is gone.
    pub(super) fn close(&self, connection: i64) {
        self.all().remove(&connection);
    }
}
