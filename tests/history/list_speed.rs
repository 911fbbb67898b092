//! The list stays quick with a long history.

use std::time::Instant;

use export_desk_core::spec::Direction;
use export_desk_core::store::{ExportOrder, ExportQuery, ExportStatus};

use crate::bed::{Bed, database, everything, stores};

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_exports() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    engine.create_export(&stores("template"), connection, false).await.unwrap();
    engine.shut_down().await;
    let history = database(&bed).await;
    for statement in [
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999) \
         INSERT INTO exports (name, name_key, model, search, spec, connection_id, created_at, \
         created_by) SELECT 'Export ' || i, 'export ' || i, model, 'export ' || i || \
         char(10) || 'stores' || char(10) || 'anna', spec, connection_id, created_at + i, 'Anna' \
         FROM n, exports WHERE exports.id = 1",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6) \
         INSERT INTO runs (export_id, number, status, trigger, spec, queued_at, rows, message) \
         SELECT id, i, CASE WHEN i = 6 THEN 'cancelled' WHEN (id + i) % 5 = 0 THEN 'failed' \
         ELSE 'finished' END, 'manual', spec, created_at, id * 10 + i, 'why' FROM exports, n",
    ] {
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&history).await.unwrap();
    }
    history.close().await;

    let clock = Instant::now();
    let engine = bed.open().await;
    println!("opened in {:?}", clock.elapsed());
    let by_name = ExportQuery {
        sort: ExportOrder::Name,
        direction: Direction::Ascending,
        offset: 5000,
        ..everything()
    };
    let failed = ExportQuery { status: Some(ExportStatus::Failed), ..everything() };
    let found = ExportQuery { search: "EXPORT 77".to_owned(), ..everything() };
    let both = ExportQuery { search: "7".to_owned(), ..failed.clone() };
    for (name, query, matching) in [
        ("newest", everything(), 10_000),
        ("by name, the middle", by_name, 10_000),
        ("failed", failed, 2000),
        // Both words stand in it, wherever.
        ("search", found, 280),
        ("search and failed", both, 542),
    ] {
        let clock = Instant::now();
        let page = engine.list_exports(&query).await.unwrap();
        println!("{name}: {:?}", clock.elapsed());
        assert_eq!((page.matching, page.total), (matching, 10_000), "{name}");
        assert_eq!(page.rows.len(), 100, "{name}");
        for row in page.rows {
            // The sixth run was cancelled; the fifth counts.
            let fails = (row.id + 5) % 5 == 0;
            let status = if fails { ExportStatus::Failed } else { ExportStatus::Finished };
            assert_eq!(row.status, status, "{name} {}", row.id);
            let finished = if fails { 4 } else { 5 };
            assert_eq!(row.rows, Some(u64::try_from(row.id * 10 + finished).unwrap()));
            assert_eq!(row.reason.is_some(), fails);
        }
    }
}
