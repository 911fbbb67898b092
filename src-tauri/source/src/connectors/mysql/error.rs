//! What an error of MySQL or MariaDB means for people.

use sqlx::error::DatabaseError;

use crate::SourceError;
use crate::settings::Server;
use crate::sql::error::{limit, short};
use crate::sql::lock_wait;

pub(super) fn told(error: &dyn DatabaseError, place: String, server: &Server) -> SourceError {
    let reason = short(error.message());
    let number = error
        .try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>()
        .map(sqlx::mysql::MySqlDatabaseError::number);
    match number {
        // A user who may not see a database is told the same as one who
        // doesn't exist, by some servers.
        Some(1044) => SourceError::Denied { place, user: server.user.clone(), reason },
        Some(1045 | 1698 | 1862 | 4151) => {
            SourceError::Login { place, user: server.user.clone(), reason }
        }
        Some(1049) => SourceError::NoDatabase { place, database: server.database.clone() },
        Some(1142 | 1143 | 1227 | 1356) => {
            SourceError::Denied { place, user: server.user.clone(), reason }
        }
        Some(1146 | 1054) => SourceError::SchemaChanged { place, reason },
        Some(1969 | 3024) => SourceError::TimedOut { place, reason: limit(server) },
        Some(1205) => SourceError::Locked { place, seconds: lock_wait(server) },
        Some(1040 | 1053 | 1077 | 1079 | 1080 | 1158..=1161 | 1184 | 1317 | 1927 | 2006 | 2013) => {
            SourceError::Lost { place, reason }
        }
        Some(1021 | 1037 | 1038 | 1041 | 3) => SourceError::ServerFull { place, reason },
        _ => SourceError::Query { place, reason },
    }
}
