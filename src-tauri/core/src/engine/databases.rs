//! Databases of connections that were opened: whoever reads one next uses the
//! sessions that are there, and what is known of its tables.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::source::{ConnectionSettings, Database, Source, SourceError, open_source};

/// See the module.
#[derive(Debug, Default)]
pub(super) struct OpenDatabases(Mutex<HashMap<i64, Opened>>);

#[derive(Debug)]
struct Opened {
    settings: ConnectionSettings,
    secret: Secret,
    database: Database,
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
            return Ok(known.database.clone().into());
        }
        let Some(database) = Database::new(settings, secret.0.clone()) else {
            return open_source(settings.clone(), secret.0).await;
        };
        let opened = Opened { settings: settings.clone(), secret, database: database.clone() };
        self.all().insert(connection, opened);
        Ok(database.into())
    }

    /// Closes what is open of a connection that is gone.
    pub(super) fn close(&self, connection: i64) {
        self.all().remove(&connection);
    }
}
