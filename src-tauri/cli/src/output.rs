//! What the command says: for people, or as JSON for scripts.
//!
//! Whoever reads it may have read enough (`| head`) or be gone. That ends no work
//! and is no error; that standard output can't be kept, on a full disk, is one.

use std::fs::File;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use export_desk_core::archive::Locked;
use export_desk_core::catalog::{Catalog, DataModel};
use export_desk_core::compare::{Comparison, Difference, DifferenceKind};
use export_desk_core::delivery::{OnSent, Sent};
use export_desk_core::error::Error;
use export_desk_core::plan::ExportPlan;
use export_desk_core::receiver::Finding;
use export_desk_core::run::{
    Observer, Preview, Progress, RunReport, Stage, Unobserved, Verification, unchecked,
};
use export_desk_core::spec::Problem;
use export_desk_core::store::Language;
use export_desk_core::text::Texts;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

/// Prints a line on standard output.
macro_rules! say {
    ($($text:tt)*) => { $crate::output::write_out(format!("{}\n", format_args!($($text)*)).as_bytes()) };
}

/// Prints a line on standard error, in the language of the system where the catalogue has it.
macro_rules! tell {
    ($($text:tt)*) => { $crate::output::write_error(&$crate::output::in_words(&format!($($text)*))) };
}

pub(crate) use {say, tell};

/// How many threads wait for what is outside of this process.
static WAITING: AtomicUsize = AtomicUsize::new(0);

/// Does what takes as long as somebody else likes: reads input, or writes output.
pub(crate) fn outside<T>(work: impl FnOnce() -> T) -> T {
    WAITING.fetch_add(1, Ordering::Relaxed);
    let done = work();
    WAITING.fetch_sub(1, Ordering::Relaxed);
    done
}

/// Whether something of that goes on.
pub(crate) fn waits() -> bool {
    WAITING.load(Ordering::Relaxed) > 0
}

/// Why standard output isn't written to any more.
static UNWRITTEN: OnceLock<std::io::Error> = OnceLock::new();

pub(crate) fn write_out(bytes: &[u8]) {
    if UNWRITTEN.get().is_some() {
        return;
    }
    let written = outside(|| {
        let mut out = std::io::stdout().lock();
        out.write_all(bytes).and_then(|()| out.flush())
    });
    if let Err(error) = written {
        // The first one counts.
        let _ = UNWRITTEN.set(error);
    }
}

/// Prints a line that says something by itself: those before it may not be kept, and the ones
/// after it are written again as soon as that is possible.
#[expect(clippy::disallowed_methods, reason = "how much of it was written counts")]
pub(crate) fn say_event(line: &Value) {
    /// Whether only the beginning of the last one is there.
    static IS_TORN: AtomicBool = AtomicBool::new(false);
    if std::io::stdout().is_terminal() {
        // It is never full, and on Windows takes texts in its own way.
        say!("{line}");
        return;
    }
    let mut line = format!("{line}\n").into_bytes();
    if IS_TORN.load(Ordering::Relaxed) {
        line.insert(0, b'\n');
    }
    let mut left = &*line;
    let written = outside(|| {
        // Not through a buffer, which would keep what can't be written.
        let mut out = raw_stdout()?;
        while !left.is_empty() {
            match out.write(left) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(bytes) => left = &left[bytes..],
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    });
    if left.len() < line.len() {
        IS_TORN.store(!left.is_empty(), Ordering::Relaxed);
    }
    if let Err(error) = written {
        tracing::warn!(%error, "standard output isn't written");
        // The first one counts.
        let _ = UNWRITTEN.set(error);
    }
}

fn raw_stdout() -> std::io::Result<File> {
    #[cfg(unix)]
    let own = std::os::fd::AsFd::as_fd(&std::io::stdout()).try_clone_to_owned()?;
    #[cfg(windows)]
    let own = std::os::windows::io::AsHandle::as_handle(&std::io::stdout()).try_clone_to_owned()?;
    Ok(own.into())
}

/// What people read, in the language of the system. Data and reports have no language.
pub(crate) fn in_words(english: &str) -> String {
    Texts::of(Language::System).translate(english)
}

pub(crate) fn write_error(line: &str) {
    // Where that can't be written, nobody can be told.
    let _ = outside(|| writeln!(std::io::stderr().lock(), "{line}"));
}

/// Why what was printed isn't kept.
pub(crate) fn unwritten() -> Option<Error> {
    let error = UNWRITTEN.get().filter(|error| error.kind() != ErrorKind::BrokenPipe)?;
    Some(Error::Output { path: "standard output".into(), error: error.kind().into() })
}

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
            write_error(&line);
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
            Stage::Preparing => match progress.server {
                Some(server) => {
                    format!("{} of {} tasks on the cluster", server.tasks_done, server.tasks)
                }
                None => "preparing".to_owned(),
            },
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

fn warn(warnings: &[Problem], missing: &[String], findings: &[Finding]) {
    for finding in findings {
        tell!("warning: {}", finding.message);
        tell!("hint: {}", finding.hint);
    }
    for problem in warnings {
        tell!("warning: {problem}");
        if let Some(hint) = &problem.hint {
            tell!("hint: {hint}");
        }
    }
    if !missing.is_empty() {
        tell!("warning: the data has no field {}", missing.join(", "));
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
        say!("{object}");
        return;
    }
    warn(&report.warnings, &report.missing_fields, &report.findings);
    for artifact in &report.artifacts {
        say!("{}", artifact.path.display());
    }
    for member in &report.members {
        tell!("“{}”: {} rows in `{}`", member.name, member.rows, member.file);
    }
    if report.artifacts.is_empty() {
        tell!("no row matches, so there is no file; {:.2} s", report.seconds);
    } else {
        tell!(
            "{} rows, {} bytes, {:.2} s, sha256 {}",
            report.rows,
            report.bytes,
            report.seconds,
            report.sha256
        );
    }
    if let Some(window) = report.window {
        tell!("{} window until {}", window.kind.name(), window.to);
    }
    if let Some(number) = report.sequence_number {
        tell!("number {number} of its sequence");
    }
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
        say!("{object}");
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
            let line = json!({ "target": target, "sent": sent.bytes, "total": sent.total });
            write_error(&line.to_string());
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
        say!("{}", json!({ "status": "cancelled" }));
    } else {
        tell!("cancelled; nothing was left");
    }
}

pub(crate) fn failed(json: bool, error: &Error) {
    let problems = match error {
        Error::Spec(wrong) => wrong.problems.clone(),
        _ => Vec::new(),
    };
    if json {
        let mut object = json!({
            "status": "failed",
            "message": error.message(),
            "hint": error.hint(),
            "problems": problems,
        });
        if let Error::Held(findings) = error {
            merge(&mut object, json!({ "findings": findings }));
        }
        say!("{object}");
        return;
    }
    if problems.is_empty() {
        tell!("{}", error.message());
        if let Some(hint) = error.hint() {
            tell!("hint: {hint}");
        }
    }
    for problem in problems {
        tell!("{problem}");
        if let Some(hint) = problem.hint {
            tell!("hint: {hint}");
        }
    }
}

/// What stands before the rows of a preview: of a set the member that they are of.
pub(crate) fn preview_begins(member: Option<&str>) {
    if let Some(member) = member {
        tell!("“{member}”");
    }
}

/// What stands behind them.
pub(crate) fn preview_ends(preview: &Preview, count: Option<u64>) {
    warn(&preview.warnings, &preview.missing_fields, &preview.findings);
    if let Some(count) = count {
        tell!("{count} rows match");
    }
}

/// Previews as JSON; those of a set by its members' names.
pub(crate) fn previewed(all: &[(Option<&str>, Preview, Option<u64>)]) {
    let object = |(_, preview, count): &(Option<&str>, Preview, Option<u64>)| {
        let text = preview.text();
        let text = text.unwrap_or_else(|_| String::from_utf8_lossy(&preview.bytes).into_owned());
        let mut object = json!({ "text": text, "count": count });
        merge(&mut object, serde_json::to_value(preview).unwrap_or_default());
        object
    };
    let mut told = json!({ "status": "finished" });
    match all {
        [one @ (None, ..)] => merge(&mut told, object(one)),
        all => {
            let members = all.iter().map(|member| {
                let mut object = object(member);
                object["name"] = json!(member.0);
                object
            });
            told["members"] = members.collect();
        }
    }
    say!("{told}");
}

pub(crate) fn valid(json: bool, plan: &ExportPlan) {
    if json {
        say!("{}", json!({ "status": "valid", "warnings": plan.warnings }));
        return;
    }
    warn(&plan.warnings, &[], &[]);
    say!("valid");
}

/// Differences that are shown by a line each.
const SHOWN: usize = 20;

/// Whether the rows of two files are alike.
pub(crate) fn compared(json: bool, found: &Comparison) -> bool {
    let Comparison { columns, added, removed, changed, unchanged, first, .. } = found;
    let are_alike = added + removed + changed == 0;
    if json {
        say!("{}", json!(found));
        return are_alike;
    }
    for Difference { kind, key, before, after } in first.iter().take(SHOWN) {
        let sign = match kind {
            DifferenceKind::Added => '+',
            DifferenceKind::Removed => '-',
            DifferenceKind::Changed => '~',
        };
        let mut line = format!("{sign} {}", key.join(", "));
        if let (Some(before), Some(after)) = (before, after) {
            let cells = columns.iter().zip(before.iter().zip(after));
            for (column, (before, after)) in cells.filter(|(_, (before, after))| before != after) {
                line.push_str(&format!("; {column}: {before:?} → {after:?}"));
            }
        }
        say!("{line}");
    }
    let total = added + removed + changed;
    if total > SHOWN as u64 {
        say!("… and {} more", total - SHOWN as u64);
    }
    tell!("{added} added, {removed} removed, {changed} changed, {unchanged} unchanged");
    are_alike
}

/// What reading a file back has shown. Gives whether it is the one that its manifest
/// describes.
pub(crate) fn verified(file: &Path, verified: &Verification) -> bool {
    let Verification { found, manifest, entries, rows, mismatches, .. } = verified;
    let crc32 = found.locked.is_none().then(|| format!("{:08x}", found.crc32));
    let is_message = matches!(found.locked, Some(Locked::Pgp { .. }));
    let unproven = verified.unproven();
    let mut told = json!({
        "file": file,
        "entry": found.entry_name,
        "content_bytes": (!is_message).then_some(found.content_bytes),
        "content_crc32": crc32,
        "sha256": found.archive_sha256,
        "rows": rows,
        "manifest": manifest,
    });
    if !entries.is_empty() {
        told["entries"] = json!(entries);
    }
    if let Some(locked) = &found.locked {
        told["unchecked"] = json!(unchecked(locked));
    }
    if let Some(Locked::Pgp { key_ids }) = &found.locked {
        told["encrypted_to"] = json!(key_ids);
    }
    if let Some(why) = &unproven {
        told["unproven"] = json!(why);
    }
    if !mismatches.is_empty() {
        told["findings"] = json!(mismatches);
    }
    say!("{told:#}");
    for mismatch in mismatches {
        tell!("`{}`: {}", file.display(), mismatch.message);
    }
    if !mismatches.is_empty() {
        tell!("hint: Don’t use the file before you know why. Run the export again.");
    }
    if let Some(why) = &unproven {
        tell!("`{}`: {why}", file.display());
    }
    mismatches.is_empty() && unproven.is_none()
}

pub(crate) fn models(json: bool, catalog: &Catalog) {
    if json {
        say!("{}", json!(catalog.models()));
        return;
    }
    for model in catalog.models() {
        say!("{:<18} {:<18} {:>3} fields", model.id, model.label, model.fields.len());
    }
}

pub(crate) fn model(json: bool, model: &DataModel) {
    if json {
        say!("{}", json!(model));
        return;
    }
    say!("{}: {}\n", model.label, model.description);
    say!("{:<28} {:<9} {:<9} POSSIBLE VALUES; DESCRIPTION", "FIELD", "TYPE", "MANDATORY");
    for field in &model.fields {
        let values = match field.values.as_slice() {
            [] => String::new(),
            values => format!("{}; ", values.join(", ")),
        };
        let mandatory = if field.mandatory { "yes" } else { "no" };
        say!(
            "{:<28} {:<9} {mandatory:<9} {values}{}",
            field.id,
            field.field_type.to_string(),
            field.description
        );
    }
}
