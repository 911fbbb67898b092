//! Which rows of a table changed since an earlier query: each carries the number
//! of the transaction that wrote it.
//!
//! A snapshot sees what all transactions below its `xmin` did, and of later ones
//! perhaps nothing. So whatever it didn't see was written by a transaction of that
//! number or above, also where that one was committed late or was a part of
//! another. Rows below it were seen. That holds within one history of one server:
//! after a backup was played back, numbers come twice.

use serde::{Deserialize, Serialize};
use sqlx::postgres::PgConnection;

/// Transactions after which numbers, which have 32 bits in a row, could be taken
/// for older ones.
const MOST_BETWEEN: i64 = 1 << 30;

/// What is kept of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow)]
pub(super) struct Snapshot {
    /// Number of the server's data, made when that was.
    system: i64,
    /// Counts how often a backup was played back.
    timeline: i64,
    /// Number of the database.
    database: i64,
    /// All transactions below it were seen.
    xmin: i64,
}

const SYSTEM: &str = "(SELECT system_identifier FROM pg_catalog.pg_control_system())";
// What is written now tells it at once; a server that only follows knows its last
// checkpoint.
const TIMELINE: &str = "(CASE WHEN pg_is_in_recovery() \
     THEN (SELECT timeline_id FROM pg_catalog.pg_control_checkpoint()) \
     ELSE ('x' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8))::bit(32)::int \
     END)::bigint";
const DATABASE: &str =
    "(SELECT oid::bigint FROM pg_catalog.pg_database WHERE datname = current_database())";
const NEXT: &str = "txid_snapshot_xmax(txid_current_snapshot())";

/// The snapshot of the transaction; nothing where the user may not know it.
pub(super) async fn of_transaction(
    connection: &mut PgConnection,
) -> Result<Option<String>, sqlx::Error> {
    let may: bool = sqlx::query_scalar(
        "SELECT coalesce(bool_and(has_function_privilege(p.oid, 'execute')) AND count(*) = 5, false) \
         FROM pg_catalog.pg_proc AS p JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace \
         WHERE n.nspname = 'pg_catalog' AND p.proname IN ('pg_control_system', \
         'pg_control_checkpoint', 'pg_current_wal_insert_lsn', 'pg_walfile_name', \
         'txid_current_snapshot')",
    )
    .persistent(false)
    .fetch_one(&mut *connection)
    .await?;
    if !may {
        return Ok(None);
    }
    let sql = format!(
        "SELECT {SYSTEM} AS system, {TIMELINE} AS timeline, {DATABASE} AS database, \
         txid_snapshot_xmin(txid_current_snapshot()) AS xmin"
    );
    let snapshot: Snapshot =
        sqlx::query_as(sqlx::AssertSqlSafe(sql)).persistent(false).fetch_one(connection).await?;
    Ok(serde_json::to_string(&snapshot).ok())
}

impl Snapshot {
    pub(super) fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// What a row is that the snapshot may not have seen. Where the numbers can't
    /// be compared every row is.
    pub(super) fn changed_since(&self) -> String {
        let Self { system, timeline, database, xmin } = self;
        let in_row = xmin & i64::from(u32::MAX);
        format!(
            "((SELECT {SYSTEM} <> {system} OR {TIMELINE} <> {timeline} OR {DATABASE} <> {database} \
             OR {NEXT} - {xmin} NOT BETWEEN 0 AND {MOST_BETWEEN}) \
             OR age(xmin) <= age('{in_row}'::xid))"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snapshots_are_kept_as_text() {
        let snapshot = Snapshot { system: 7, timeline: 1, database: 5, xmin: (3 << 32) + 800 };
        let text = serde_json::to_string(&snapshot).unwrap();
        assert_eq!(Snapshot::parse(&text), Some(snapshot.clone()));
        assert!(snapshot.changed_since().ends_with("age(xmin) <= age('800'::xid))"));
        assert_eq!(Snapshot::parse("12:14:13"), None);
    }
}
