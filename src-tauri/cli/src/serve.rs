//! Schedules on a machine without a desktop: the engine that the window has,
//! over the same history.

use std::collections::HashSet;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use export_desk_core::clock::SystemClock;
use export_desk_core::demo::DemoSize;
use export_desk_core::engine::{Change, Engine, EngineOptions, OnClick, Stage};
use export_desk_core::link::Link;
use export_desk_core::logging;
use export_desk_core::spec::Problem;
use export_desk_core::store::{AnswerStatus, RunRow, RunStatus, Trigger};
use serde_json::{Value, json};
use tokio::sync::broadcast::error::RecvError;
use tokio_util::sync::CancellationToken;

use crate::output::{say_event, tell};
use crate::sealing::HandedSecrets;
use crate::{Ended, home};

/// Runs schedules until it is cancelled.
pub(crate) async fn serve(
    at: Option<PathBuf>,
    json: bool,
    cancel: &CancellationToken,
) -> Result<(), Ended> {
    let Some(home) = at.or_else(home) else {
        let message = "there is no home folder for the history";
        let hint = "Set EXPORT_DESK_HOME, or name a folder with --home.";
        return Err(Ended::Wrong(Problem::new("", message, hint)));
    };
    let documents = dirs::document_dir().unwrap_or_else(|| home.clone());
    let options = EngineOptions {
        default_exports_folder: documents.join("Export Desk"),
        default_user_name: whoami::username().unwrap_or_else(|_| "me".to_owned()),
        default_timezone: iana_time_zone::get_timezone().unwrap_or_else(|_| "UTC".to_owned()),
        models_folder: home.join("models"),
        demo_size: DemoSize::default(),
        clock: Arc::new(SystemClock),
        secrets: Arc::new(HandedSecrets),
        known_hosts: crate::target::known_hosts(),
        home: home.clone(),
    };
    if let Err(error) = logging::start(&home, "serve", true) {
        tell!("warning: nothing is logged: {error}");
    }
    let engine = Engine::open(options).await?;
    let mut teller = Teller { json, engine: engine.clone(), begun: HashSet::new() };
    teller.serving(&home).await?;
    let mut changes = engine.subscribe();
    let mut progress = engine.watch_progress();
    engine.show_notifications(on_click(), Arc::new(|| false));
    engine.run_schedules();
    loop {
        tokio::select! {
            biased;
            change = changes.recv() => match change {
                Ok(Change::RunEnded { run_id, export_name, .. }) => {
                    teller.ended(run_id, &export_name).await;
                }
                Ok(Change::Trouble { message, hint }) => teller.trouble(&message, hint.as_deref()),
                Ok(Change::Due { export_name, due_at, has_passed, .. }) => {
                    teller.due(&export_name, due_at, has_passed);
                }
                Ok(Change::Answer { run_id, export_name, status, message, .. }) => {
                    teller.answer(run_id, &export_name, status, &message);
                }
                // What else changes shows in the runs themselves.
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => break,
            },
            Ok(()) = progress.changed() => teller.begins().await,
            () = cancel.cancelled() => break,
        }
    }
    engine.shut_down().await;
    teller.line(&json!({ "event": "stopped" }), "stopped");
    Ok(())
}

/// What a click on a notification does: the system hands a link to the app, where one is
/// installed. Only there clicks are told.
fn on_click() -> Option<OnClick> {
    let open = |export: Option<i64>| {
        let link = export.map_or(Link::Exports, Link::Export).to_string();
        tokio::spawn(async move {
            let mut opener = tokio::process::Command::new("xdg-open");
            opener.arg(link).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            if let Err(error) = opener.status().await {
                tracing::warn!(%error, "a click on a notification leads nowhere");
            }
        });
    };
    let is_told = cfg!(all(unix, not(target_os = "macos")));
    is_told.then(|| Arc::new(open) as OnClick)
}

/// Says what happens.
struct Teller {
    json: bool,
    engine: Engine,
    /// Runs that were said to have begun.
    begun: HashSet<i64>,
}

impl Teller {
    fn line(&self, line: &Value, text: &str) {
        if self.json {
            say_event(line);
        } else {
            tell!("{text}");
        }
    }

    /// What keeps schedules from running.
    fn trouble(&self, message: &str, hint: Option<&str>) {
        let line = json!({ "event": "trouble", "message": message, "hint": hint });
        let words = [Some(message), hint].into_iter().flatten().collect::<Vec<_>>().join(". ");
        self.line(&line, &words);
    }

    /// A file that isn't there, and has to be soon or already.
    fn due(&self, export: &str, due_at: DateTime<Utc>, has_passed: bool) {
        let line = json!({
            "event": "due", "export": export, "due_at": due_at, "has_passed": has_passed,
        });
        let yet = if has_passed { "in time" } else { "yet" };
        let due_at = due_at.format("%Y-%m-%d %H:%M:%S UTC");
        self.line(&line, &format!("{export} isn't there {yet}; due by {due_at}"));
    }

    /// What a partner has answered to a run's file.
    fn answer(&self, run: i64, export: &str, status: AnswerStatus, message: &str) {
        let line = json!({
            "event": "answer", "name": export, "run": run, "status": status, "message": message,
        });
        self.line(&line, &format!("{export}: {message}"));
    }

    async fn serving(&self, home: &std::path::Path) -> Result<(), Ended> {
        let scheduled = self.engine.scheduled().await?;
        let next = scheduled.first().and_then(|row| row.next_fire);
        let said = match (next, scheduled.first()) {
            (Some(next), Some(row)) => format!(
                "{} scheduled; next: {} at {}",
                scheduled.len(),
                row.name,
                next.format("%Y-%m-%d %H:%M:%S UTC")
            ),
            _ => "nothing is scheduled yet".to_owned(),
        };
        let line = json!({
            "event": "serving", "home": home, "scheduled": scheduled.len(), "next": next,
        });
        self.line(&line, &format!("serving {}: {said}", home.display()));
        Ok(())
    }

    /// Runs that work now and didn't before.
    async fn begins(&mut self) {
        for run in self.engine.progress() {
            if run.stage != Stage::Waiting && self.begun.insert(run.run_id) {
                self.tell(run.run_id, &run.export_name, "started").await;
            }
        }
    }

    async fn ended(&mut self, run: i64, name: &str) {
        // A run may be over before it is seen to work.
        if self.begun.insert(run) {
            self.tell(run, name, "started").await;
        }
        self.begun.remove(&run);
        self.tell(run, name, "ended").await;
    }

    async fn tell(&self, run: i64, name: &str, event: &str) {
        let row = match self.engine.run_row(run).await {
            Ok(row) => row,
            // It was deleted meanwhile, or can't be read: the history says it.
            Err(error) => {
                tracing::warn!(run, event, error = error.message(), "a run isn't reported");
                return;
            }
        };
        let event = match (event, row.status) {
            ("ended", RunStatus::Finished) => "finished",
            ("ended", RunStatus::Failed) => "failed",
            ("ended", RunStatus::Cancelled) => "cancelled",
            _ => "started",
        };
        let line = json!({
            "event": event,
            "export": row.export_id,
            "name": name,
            "run": row.id,
            "number": row.number,
            "trigger": row.trigger,
            "planned_for": row.planned_for,
            "file": row.file,
            "rows": row.rows,
            "bytes": row.bytes,
            "sha256": row.sha256,
            "seconds": row.seconds,
            "message": row.message,
            "hint": row.hint,
        });
        self.line(&line, &in_words(event, name, &row));
    }
}

fn in_words(event: &str, name: &str, row: &RunRow) -> String {
    let planned = row.planned_for.map(|at| at.format("%Y-%m-%d %H:%M:%S UTC").to_string());
    match (event, planned) {
        ("started", Some(planned)) if row.trigger == Trigger::CatchUp => {
            format!("{name}: catching up, planned for {planned}")
        }
        ("started", Some(planned)) => format!("{name}: started, planned for {planned}"),
        ("started", None) => format!("{name}: started"),
        ("finished", _) => {
            let file = row.file.as_ref().map(|file| file.display().to_string());
            let file = file.unwrap_or_else(|| "the file is gone".to_owned());
            format!("{name}: {} rows, {file}", row.rows.unwrap_or(0))
        }
        ("failed", _) => {
            let parts = [row.message.as_deref(), row.hint.as_deref()];
            format!("{name}: {}", parts.into_iter().flatten().collect::<Vec<_>>().join(". "))
        }
        _ => format!("{name}: {event}"),
    }
}
