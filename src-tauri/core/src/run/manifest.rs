//! The manifest beside a file: what was asked, what it meant at that instant,
//! and the figures by which anyone can check that the file is whole.

use std::ops::Bound;
use std::path::Path;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::RunReport;
use crate::plan::{ExportPlan, TestKind};

/// The manifest's text.
pub(super) fn text(
    plan: &ExportPlan,
    report: &RunReport,
    file: &Path,
    entry: &str,
    crc32: u32,
    finished_at: DateTime<Utc>,
) -> String {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
    let mut read = plan.query.columns.iter();
    let columns: Vec<Value> = plan
        .columns
        .iter()
        .filter_map(|column| {
            if let Some(constant) = &column.constant {
                return Some(json!({ "header": column.header, "constant": constant }));
            }
            let query = read.next()?;
            Some(json!({
                "header": column.header,
                "field": column.field,
                "type": query.field.field_type,
                "aggregate": query.aggregate,
            }))
        })
        .collect();
    let mut manifest = json!({
        "manifest_version": 1,
        "file": name,
        "entry": entry,
        "rows_read": report.rows_read,
        "rows_written": report.rows,
        "bytes": report.bytes,
        "sha256": report.sha256,
        "content_bytes": report.content_bytes,
        "content_crc32": format!("{crc32:08x}"),
        "timezone": plan.zone.name(),
        "timezone_release": plan.zone.release(),
        "started_at": report.started_at,
        "finished_at": finished_at,
        "columns": columns,
        "missing_fields": report.missing_fields,
        "resolved_dates": resolved_dates(plan),
        "export": plan.spec,
        "made_by": format!("Export Desk {}", env!("CARGO_PKG_VERSION")),
    });
    if let Some(planned_for) = report.planned_for {
        manifest["planned_for"] = json!(planned_for);
    }
    format!("{manifest:#}\n")
}

/// What the conditions on dates came down to: relative ones mean other instants
/// at each run.
pub(crate) fn resolved_dates(plan: &ExportPlan) -> Vec<Value> {
    let mut resolved = Vec::new();
    for (group, tests) in plan.query.groups.iter().enumerate() {
        for (index, test) in tests.iter().enumerate() {
            let span = match &test.kind {
                TestKind::Days((from, to)) => (bound(from), bound(to)),
                TestKind::Instants((from, to)) => (bound(from), bound(to)),
                TestKind::Empty
                | TestKind::Text { .. }
                | TestKind::NumberIn(_)
                | TestKind::NumberRange(..)
                | TestKind::Boolean(_)
                | TestKind::Entries { .. } => continue,
            };
            resolved.push(json!({
                "condition": format!("filters[{group}][{index}]"),
                "field": test.field.id,
                "outside": test.negated,
                "from": span.0,
                "to": span.1,
            }));
        }
    }
    resolved
}

fn bound<T: serde::Serialize>(bound: &Bound<T>) -> Value {
    match bound {
        Bound::Unbounded => Value::Null,
        Bound::Included(at) => json!({ "at": at, "included": true }),
        Bound::Excluded(at) => json!({ "at": at, "included": false }),
    }
}
