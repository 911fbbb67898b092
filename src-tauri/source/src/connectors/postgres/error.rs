//! What an error of PostgreSQL means for people.

use sqlx::error::DatabaseError;

use crate::SourceError;
use crate::error::{CANCELLED, PAUSED};
use crate::settings::Server;
use crate::sql::error::{limit, short};
use crate::sql::lock_wait;

pub(super) fn told(error: &dyn DatabaseError, place: String, server: &Server) -> SourceError {
    let reason = short(error.message());
    match error.code().unwrap_or_default().as_ref() {
        "28P01" | "28000" => SourceError::Login { place, user: server.user.clone(), reason },
        "3D000" => SourceError::NoDatabase { place, database: server.database.clone() },
        "42501" => SourceError::Denied { place, user: server.user.clone(), reason },
        // Also an operator or function that the types have, as they are now, not.
        "42P01" | "42703" | "42804" | "42883" => SourceError::SchemaChanged { place, reason },
        "57014" if reason.contains("statement timeout") => {
            SourceError::TimedOut { place, reason: limit(server) }
        }
        // In another language it may be either.
        "57014" if reason.contains("user request") => {
            SourceError::TimedOut { place, reason: CANCELLED.to_owned() }
        }
        "57014" => SourceError::TimedOut { place, reason },
        "25P03" => SourceError::TimedOut { place, reason: PAUSED.to_owned() },
        "55P03" => SourceError::Locked { place, seconds: lock_wait(server) },
        "57P01" | "57P02" | "57P03" | "57P05" | "53300" | "08000" | "08003" | "08006" => {
            SourceError::Lost { place, reason }
        }
        // A pooler whose servers are all in use.
        "08P01" if reason.contains("query_wait_timeout") => SourceError::Lost { place, reason },
        "53100" | "53200" | "53400" => SourceError::ServerFull { place, reason },
        _ => SourceError::Query { place, reason },
    }
}
