//! What is told of a run, as a list of facts: the same for text and HTML.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use serde_json::Value;

use crate::catalog::DataModel;
use crate::spec::ExportSpec;
use crate::store::{RunRow, RunStatus, Trigger};
use crate::words::{counted, duration, grouped, size};

/// What becomes of the run's file in a message.
#[derive(Debug)]
pub(crate) enum Attached {
    /// It wasn't asked for, or there is none.
    NotAsked,
    /// It goes along.
    File {
        /// Its name.
        name: String,
        /// All of it.
        content: Vec<u8>,
    },
    /// It stays out, for this reason.
    Left(String),
}

/// Everything that a message says.
#[derive(Debug)]
pub(crate) struct Report<'a> {
    /// The run.
    pub(crate) run: &'a RunRow,
    /// What it had become when the message was queued.
    pub(crate) status: RunStatus,
    /// Its definition.
    pub(crate) spec: &'a ExportSpec,
    /// Its data model, if that is still known.
    pub(crate) model: Option<&'a DataModel>,
    /// Where its rows came from.
    pub(crate) connection: &'a str,
    /// The programme.
    pub(crate) brand: &'a str,
    /// Which dates the filters meant: `resolved_dates` of a manifest.
    pub(crate) dates: Option<&'a [Value]>,
    /// What becomes of the file.
    pub(crate) attached: &'a Attached,
}

impl Report<'_> {
    /// One line for the message's subject; what people type may hold more.
    pub(crate) fn subject(&self) -> String {
        let name = on_one_line(&self.spec.name);
        match (self.status, self.run.rows) {
            (RunStatus::Finished, Some(rows)) => {
                format!("{name} is finished: {}", counted(rows, "row"))
            }
            (RunStatus::Finished, None) => format!("{name} is finished"),
            _ => format!("{name} failed"),
        }
    }

    /// The first sentences.
    pub(crate) fn opening(&self) -> Vec<String> {
        let name = on_one_line(&self.spec.name);
        if self.status == RunStatus::Finished {
            return vec![format!("{name} is finished.")];
        }
        let mut lines = vec![format!("{name} failed.")];
        lines.extend(self.run.message.as_deref().map(full_stop));
        lines.extend(self.run.hint.as_deref().map(full_stop));
        lines
    }

    /// What is known, each with its name.
    pub(crate) fn facts(&self) -> Vec<(&'static str, String)> {
        let zone = self.zone();
        let run = self.run;
        let mut facts = vec![("Programme", self.brand.to_owned())];
        let model = self.model.map_or(self.spec.model.as_str(), |model| model.label.as_str());
        facts.push(("Data", format!("{model} of {}", self.connection)));
        facts.push(("Run", format!("{}, {}", grouped(run.number), how(run.trigger))));
        facts.extend(run.planned_for.map(|planned| ("Planned for", at(planned, zone))));
        if let Some(started) = run.started_at {
            facts.push(("Started", at(started, zone)));
        }
        if let Some(seconds) = run.seconds {
            facts.push(("Took", duration(seconds)));
        }
        if let Some(dates) = self.dates {
            facts.push(("Dates", self.windows(dates, zone)));
        }
        if self.status == RunStatus::Finished {
            facts.extend(run.rows.map(|rows| ("Rows", grouped(rows))));
            facts
                .extend(run.bytes.map(|bytes| {
                    ("Size", format!("{} ({})", size(bytes), counted(bytes, "byte")))
                }));
        }
        if let Some(file) = &run.file {
            facts.push(("File", file.display().to_string()));
        }
        if let (RunStatus::Finished, Some(sha256)) = (self.status, &run.sha256) {
            facts.push(("SHA-256", sha256.clone()));
        }
        match self.attached {
            Attached::NotAsked => {}
            Attached::File { name, .. } => facts.push(("Attached", name.clone())),
            Attached::Left(reason) => facts.push(("Attached", format!("no: {reason}"))),
        }
        facts
    }

    fn zone(&self) -> Tz {
        // A definition that ran has a zone that is known; another's doesn't.
        self.spec.timezone.parse().unwrap_or(Tz::UTC)
    }

    /// The window of time that the filters meant.
    fn windows(&self, dates: &[Value], zone: Tz) -> String {
        if dates.is_empty() {
            return "all; no filter is on a date".to_owned();
        }
        let window = |date: &Value| {
            let id = date["field"].as_str().unwrap_or_default();
            let field = self.model.and_then(|model| model.field(id));
            let label = field.map_or(id, |field| field.label.as_str());
            let bounds = [
                bound(&date["from"], zone, "from", "after"),
                bound(&date["to"], zone, "to", "before"),
            ];
            let bounds: Vec<String> = bounds.into_iter().flatten().collect();
            let outside = if date["outside"] == true { "not " } else { "" };
            format!("{label} {outside}{}", bounds.join(" "))
        };
        let windows: Vec<String> = dates.iter().map(window).collect();
        windows.join("; ")
    }
}

/// One end of a window, as the manifest has it.
fn bound(bound: &Value, zone: Tz, included: &str, excluded: &str) -> Option<String> {
    let text = bound["at"].as_str()?;
    let word = if bound["included"] == true { included } else { excluded };
    let moment = match text.parse::<DateTime<Utc>>() {
        Ok(instant) => at(instant, zone),
        Err(_) => match text.parse::<NaiveDate>() {
            Ok(day) => day.format("%-d %b %Y").to_string(),
            Err(_) => text.to_owned(),
        },
    };
    Some(format!("{word} {moment}"))
}

/// An instant in a zone, which is named.
pub(crate) fn at(instant: DateTime<Utc>, zone: Tz) -> String {
    let local = instant.with_timezone(&zone);
    format!("{} ({})", local.format("%-d %b %Y, %H:%M:%S"), zone.name())
}

/// What made a run start.
fn how(trigger: Trigger) -> &'static str {
    match trigger {
        Trigger::Manual => "started by hand",
        Trigger::Scheduled => "by its schedule",
        Trigger::CatchUp => "caught up after the computer was off",
        Trigger::Retry => "tried again by hand",
    }
}

/// Whatever people have typed, without line ends and with single spaces.
pub(crate) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A sentence with its full stop.
pub(crate) fn full_stop(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '?', '!']) { text.to_owned() } else { format!("{text}.") }
}
