//! What the command says: for people, or as JSON for scripts.

use std::io::IsTerminal;
use std::sync::Arc;

use export_desk_core::catalog::{Catalog, DataModel};
use export_desk_core::delivery::{OnSent, Sent};
use export_desk_core::error::Error;
use export_desk_core::plan::ExportPlan;
use export_desk_core::run::{Observer, Preview, Progress, RunReport, Stage, Unobserved};
use export_desk_core::spec::Problem;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

/// Progress as lines of JSON, as a bar on a terminal, or not at all.
pub(crate) fn progress(json: bool) -> Arc<dyn Observer> {
    if json {
        return Arc::new(Lines);
    }
    if !std::io::stderr().is_terminal() {
        return Arc::new(Unobserved);
    }
    let style = ProgressStyle::with_template("{bar:30} {percent:>3} %  {msg}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    Arc::new(Bar(ProgressBar::new(1000).with_style(style)))
}

struct Lines;

impl Observer for Lines {
    fn on_progress(&self, progress: &Progress) {
        if let Ok(line) = serde_json::to_string(progress) {
            eprintln!("{line}");
        }
    }
}

struct Bar(ProgressBar);

impl Observer for Bar {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
    fn on_progress(&self, progress: &Progress) {
        self.0.set_position((progress.percent * 10.0) as u64);
        let left = progress
            .seconds_left
            .map_or_else(String::new, |seconds| format!(", {} s left", seconds.round()));
        self.0.set_message(match progress.stage {
            Stage::Preparing => "preparing".to_owned(),
            Stage::Exporting => format!("{} rows{left}", progress.rows),
            Stage::Publishing => "publishing".to_owned(),
        });
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

fn warn(warnings: &[Problem], missing: &[String]) {
    for problem in warnings {
        eprintln!("warning: {problem}");
        if let Some(hint) = &problem.hint {
            eprintln!("hint: {hint}");
        }
    }
    if !missing.is_empty() {
        eprintln!("warning: the data has no field {}", missing.join(", "));
    }
}

/// `deliveries` are what became of the file at its targets.
pub(crate) fn finished(json: bool, report: &RunReport, deliveries: &[Value]) {
    if json {
        let mut object = json!({ "status": "finished" });
        merge(&mut object, serde_json::to_value(report).unwrap_or_default());
        if !deliveries.is_empty() {
            merge(&mut object, json!({ "deliveries": deliveries }));
        }
        println!("{object}");
        return;
    }
    warn(&report.warnings, &report.missing_fields);
    println!("{}", report.file.display());
    eprintln!(
        "{} rows, {} bytes, {:.2} s, sha256 {}",
        report.rows, report.bytes, report.seconds, report.sha256
    );
}

/// There is a file, and it isn't everywhere where it should be.
pub(crate) fn not_delivered(json: bool, report: &RunReport, deliveries: &[Value], error: &Error) {
    if json {
        let mut object = json!({
            "status": "failed",
            "code": "not_delivered",
            "message": error.message(),
            "hint": error.hint(),
            "deliveries": deliveries,
        });
        merge(&mut object, serde_json::to_value(report).unwrap_or_default());
        println!("{object}");
        return;
    }
    finished(false, report, deliveries);
    failed(false, error);
}

/// Progress of an upload, in the way of [`progress`].
pub(crate) fn uploads(json: bool, target: &str) -> Arc<OnSent> {
    let target = target.to_owned();
    if json {
        return Arc::new(move |sent: Sent| {
            eprintln!("{}", json!({ "target": target, "sent": sent.bytes, "total": sent.total }));
        });
    }
    if !std::io::stderr().is_terminal() {
        return Arc::new(|_| ());
    }
    let style =
        ProgressStyle::with_template("{bar:30} {percent:>3} %  {msg}, {bytes_per_sec}, {eta} left")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = Bar(ProgressBar::new(0).with_style(style).with_message(target));
    Arc::new(move |sent: Sent| {
        bar.0.set_length(sent.total);
        bar.0.set_position(sent.bytes);
    })
}

fn merge(object: &mut Value, more: Value) {
    if let (Value::Object(members), Value::Object(more)) = (object, more) {
        members.extend(more);
    }
}

pub(crate) fn cancelled(json: bool) {
    if json {
        println!("{}", json!({ "status": "cancelled" }));
    } else {
        eprintln!("cancelled; nothing was left");
    }
}

pub(crate) fn failed(json: bool, error: &Error) {
    let problems = match error {
        Error::Spec(wrong) => wrong.problems.clone(),
        _ => Vec::new(),
    };
    if json {
        println!(
            "{}",
            json!({
                "status": "failed",
                "message": error.message(),
                "hint": error.hint(),
                "problems": problems,
            })
        );
        return;
    }
    if problems.is_empty() {
        eprintln!("{}", error.message());
        if let Some(hint) = error.hint() {
            eprintln!("hint: {hint}");
        }
    }
    for problem in problems {
        eprintln!("{problem}");
        if let Some(hint) = problem.hint {
            eprintln!("hint: {hint}");
        }
    }
}

pub(crate) fn previewed(json: bool, preview: &Preview, count: Option<u64>) {
    if json {
        let text = String::from_utf8_lossy(&preview.bytes);
        let mut object = json!({ "status": "finished", "text": text, "count": count });
        merge(&mut object, serde_json::to_value(preview).unwrap_or_default());
        println!("{object}");
        return;
    }
    warn(&preview.warnings, &preview.missing_fields);
    if let Some(count) = count {
        eprintln!("{count} rows match");
    }
}

pub(crate) fn valid(json: bool, plan: &ExportPlan) {
    if json {
        println!("{}", json!({ "status": "valid", "warnings": plan.warnings }));
        return;
    }
    warn(&plan.warnings, &[]);
    println!("valid");
}

pub(crate) fn models(json: bool, catalog: &Catalog) {
    if json {
        println!("{}", json!(catalog.models()));
        return;
    }
    for model in catalog.models() {
        println!("{:<18} {:<18} {:>3} fields", model.id, model.label, model.fields.len());
    }
}

pub(crate) fn model(json: bool, model: &DataModel) {
    if json {
        println!("{}", json!(model));
        return;
    }
    println!("{}: {}\n", model.label, model.description);
    println!("{:<28} {:<9} {:<9} POSSIBLE VALUES; DESCRIPTION", "FIELD", "TYPE", "MANDATORY");
    for field in &model.fields {
        let values = match field.values.as_slice() {
            [] => String::new(),
            values => format!("{}; ", values.join(", ")),
        };
        let mandatory = if field.mandatory { "yes" } else { "no" };
        println!(
            "{:<28} {:<9} {mandatory:<9} {values}{}",
            field.id,
            field.field_type.to_string(),
            field.description
        );
    }
}
