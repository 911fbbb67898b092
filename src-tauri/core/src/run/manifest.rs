//! The manifest beside a file: what was asked, what it meant at that instant,
//! and the figures by which anyone can check that the file is whole.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use std::ops::Bound;

use super::compose::MadeFile;
use super::{Artifact, ArtifactRole, Made, RunReport, SetMember};
use crate::plan::{ExportPlan, TestKind};
use crate::spec::format::Layout;
use crate::spec::set::Packaging;

/// The manifest's text.
pub(super) fn text(
    plan: &ExportPlan,
    report: &RunReport,
    artifacts: &[Artifact],
    first: &MadeFile,
    encryption: Option<&Value>,
    finished_at: DateTime<Utc>,
) -> String {
    let data = artifacts.iter().find(|artifact| artifact.role == ArtifactRole::Data);
    let mut manifest = json!({
        "manifest_version": 1,
        "file": data.map(|artifact| &artifact.name),
        "entry": first.entry,
        "rows_read": report.rows_read,
        "rows_written": report.rows,
        "bytes": first.bytes,
        "sha256": first.sha256,
        "content_bytes": first.content_bytes,
        "timezone": plan.zone.name(),
        "timezone_release": plan.zone.release(),
        "started_at": report.started_at,
        "finished_at": finished_at,
        "columns": columns(plan),
        "missing_fields": report.missing_fields,
        "resolved_dates": resolved_dates(plan),
        "export": definition(plan),
        "made_by": format!("Export Desk {}", env!("CARGO_PKG_VERSION")),
    });
    // Of files side by side the first one's figures stand here.
    let is_first_open =
        report.member_manifests.first().is_none_or(|member| member["encryption"].is_null());
    if encryption.is_none() && is_first_open {
        // By that of an encrypted file whoever guesses its content sees whether they are
        // right; AE-2 leaves it out of zips for the same reason.
        manifest["content_crc32"] = json!(format!("{:08x}", first.crc32));
    }
    if artifacts.len() > 1 {
        let files = artifacts.iter().map(|artifact| {
            json!({
                "name": artifact.name,
                "role": artifact.role,
                "bytes": artifact.bytes,
                "sha256": artifact.sha256,
                "rows": artifact.rows,
                "content_bytes": artifact.content_bytes,
            })
        });
        manifest["files"] = files.collect();
    }
    if let Some(sample) = &report.sample {
        manifest["sample"] = json!(sample);
    }
    if let Some(version) = &report.table_version {
        manifest["table_version"] = json!(version);
    }
    if !report.masked.is_empty() {
        manifest["masked"] = json!(report.masked);
    }
    if let Some(encryption) = encryption {
        manifest["encryption"] = encryption.clone();
    }
    if let Some(number) = report.sequence_number {
        manifest["sequence_number"] = json!(number);
    }
    if !plan.spec.format.receivers.is_empty() {
        manifest["receivers"] = json!({
            "findings": report.findings,
            "load": super::load_commands(plan, artifacts),
        });
        name_checked(plan, &mut manifest["receivers"]);
    }
    if let (Some(delta), Some(window)) = (&plan.delta, plan.window) {
        manifest["delta"] = json!({
            "by": "date",
            "field": delta.field.id,
            "kind": window.kind,
            "from": window.from,
            "to": window.to,
        });
    }
    if let (Some(delta), Some(changes)) = (&plan.row_delta, report.changes) {
        let key: Vec<&str> =
            delta.key.iter().map(|place| plan.query.columns[*place].field.id.as_str()).collect();
        manifest["delta"] = json!({
            "by": "rows",
            "key": key,
            "kind": plan.kind(),
            "added": changes.added,
            "changed": changes.changed,
            "removed": changes.removed,
            "unchanged": changes.unchanged,
        });
    }
    if let Some(snapshot) = report.snapshot {
        let mut members = report.member_manifests.clone();
        if encryption.is_some() && plan.spec.packaging == Packaging::Archive {
            // They are of plain content, as the sum above is.
            members.iter_mut().filter_map(Value::as_object_mut).for_each(|member| {
                member.remove("sha256");
            });
        }
        manifest["members"] = json!(members);
        manifest["snapshot"] = json!({ "kind": snapshot, "note": snapshot.in_words() });
    }
    if let Some(planned_for) = report.planned_for {
        manifest["planned_for"] = json!(planned_for);
    }
    format!("{manifest:#}\n")
}

/// What a set's manifest says of a member.
pub(super) fn of_member(
    plan: &ExportPlan,
    member: &SetMember,
    made: &Made,
    encryption: Option<&Value>,
) -> Value {
    let mut manifest = json!({
        "name": member.name,
        "model": member.model,
        "file": member.file,
        "rows_read": made.counts.read,
        "rows_written": member.rows,
        "bytes": member.bytes,
        "sha256": member.sha256,
        "content_bytes": member.content_bytes,
        "timezone": plan.zone.name(),
        "columns": columns(plan),
        "missing_fields": made.missing_fields,
        "resolved_dates": resolved_dates(plan),
    });
    if let Some(encryption) = encryption {
        manifest["encryption"] = encryption.clone();
    }
    if let Some(version) = &made.table_version {
        manifest["table_version"] = json!(version);
    }
    let masked = super::masked::columns(plan);
    if !masked.is_empty() {
        manifest["masked"] = json!(masked);
    }
    if !plan.spec.format.receivers.is_empty() {
        manifest["receivers"] = json!({ "findings": made.findings });
        name_checked(plan, &mut manifest["receivers"]);
    }
    manifest
}

/// Names the receivers that the rows were held against; in other layouts there is no check.
fn name_checked(plan: &ExportPlan, receivers: &mut Value) {
    if plan.dialect.layout == Layout::Delimited {
        receivers["checked"] = json!(plan.spec.format.receivers);
    }
}

/// The columns of a file.
fn columns(plan: &ExportPlan) -> Vec<Value> {
    let words = plan.row_delta.as_ref().map(|delta| &delta.words);
    plan.columns_read()
        .map(|(column, query)| match (&column.constant, query) {
            (Some(constant), _) => json!({ "header": column.header, "constant": constant }),
            (None, None) => json!({ "header": column.header, "change": words }),
            (None, Some(query)) => json!({
                "header": column.header,
                "field": column.field,
                "type": query.field.field_type,
                "aggregate": query.aggregate,
            }),
        })
        .collect()
}

/// The definition without the address of its heartbeat: whoever has that can call it
/// as well, and manifests are handed on.
fn definition(plan: &ExportPlan) -> Value {
    let mut definition = json!(plan.spec);
    if let Some(schedule) = definition.get_mut("schedule").and_then(Value::as_object_mut) {
        schedule.remove("heartbeat");
    }
    definition
}

/// What the conditions on dates came down to: relative ones mean other instants
/// at each run.
pub(crate) fn resolved_dates(plan: &ExportPlan) -> Vec<Value> {
    let mut resolved = Vec::new();
    for (group, tests) in plan.query.groups.iter().enumerate() {
        // The window of a delta stands behind the conditions of the definition.
        let asked = plan.spec.filters.get(group).map_or(0, Vec::len);
        for (index, test) in tests.iter().enumerate().take(asked) {
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
