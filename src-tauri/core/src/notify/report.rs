//! What is told of a run, as a list of facts: the same for text and HTML.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use crate::catalog::DataModel;
use crate::humanize::{counted, duration, grouped, size};
use crate::spec::ExportSpec;
use crate::store::{
    Answer, AnswerStatus, Delivery, DeliveryStatus, Outcome, RunRow, RunStatus, Trigger,
};
use crate::zone::{Zone, parse_zone};

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
    pub(crate) outcome: Outcome,
    /// When it had failed, if it was then delivered again.
    pub(crate) failed_at: Option<DateTime<Utc>>,
    /// By when its file had to be there.
    pub(crate) due_at: Option<DateTime<Utc>>,
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
        let rows = self.run.rows.filter(|_| self.outcome == Outcome::Finished);
        let rows = rows.map(|rows| format!(": {}", counted(rows, "row"))).unwrap_or_default();
        format!("{name} {}{rows}", self.became())
    }

    /// What became of it, behind its name.
    fn became(&self) -> &'static str {
        let status = match self.outcome {
            Outcome::Finished => RunStatus::Finished,
            Outcome::Failed => RunStatus::Failed,
            Outcome::Late => return "isn't there in time",
            Outcome::Answer if self.answers(AnswerStatus::Refused).next().is_some() => {
                return "has rows that the partner refused";
            }
            Outcome::Answer => return "got no answer from the partner",
        };
        became(status, self.failed_at.is_some(), !self.run.deliveries.is_empty())
    }

    /// What partners answered, of one kind.
    fn answers(&self, status: AnswerStatus) -> impl Iterator<Item = &Answer> {
        let answers = self.run.deliveries.iter().flat_map(|delivery| &delivery.answers);
        answers.filter(move |answer| answer.status == status)
    }

    /// The first sentences.
    pub(crate) fn opening(&self) -> Vec<String> {
        let mut lines = vec![format!("{} {}.", on_one_line(&self.spec.name), self.became())];
        if self.outcome == Outcome::Late {
            let state = match self.run.status {
                RunStatus::Pending => Some("Its run waits to begin."),
                RunStatus::Processing => Some("Its run is still at work."),
                // One that never began says why.
                RunStatus::Cancelled if self.run.message.is_some() => None,
                RunStatus::Cancelled => Some("Its run was cancelled."),
                RunStatus::Finished | RunStatus::Failed => None,
            };
            lines.extend(state.map(str::to_owned));
        }
        if self.outcome == Outcome::Answer {
            let told = [AnswerStatus::Refused, AnswerStatus::Missing];
            let told = told.into_iter().flat_map(|status| self.answers(status));
            lines.extend(told.filter_map(|answer| answer.message.as_deref()).map(full_stop));
            return lines;
        }
        if self.outcome == Outcome::Finished {
            let failed = self.failed_at.map(|failed| at(failed, self.zone()));
            lines.extend(failed.map(|failed| format!("It had failed on {failed}.")));
            return lines;
        }
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
        let members: Vec<&str> =
            self.spec.members.iter().map(|member| member.name.as_str()).collect();
        let data = if members.is_empty() { model.to_owned() } else { members.join(", ") };
        facts.push(("Data", format!("{} of {}", on_one_line(&data), self.connection)));
        facts.push(("Run", format!("{}, {}", grouped(run.number), how(run.trigger))));
        facts.extend(run.planned_for.map(|planned| ("Planned for", at(planned, zone))));
        facts.extend(self.due_at.map(|due_at| ("Due by", at(due_at, zone))));
        if let Some(started) = run.started_at {
            facts.push(("Started", at(started, zone)));
        }
        if let Some(seconds) = run.seconds {
            facts.push(("Took", duration(seconds)));
        }
        if let Some(dates) = self.dates {
            facts.push(("Dates", self.windows(dates, zone)));
        }
        // There are rows where a file was made, delivered or not.
        facts.extend(run.rows.map(|rows| ("Rows", grouped(rows))));
        let whole = |bytes| format!("{} ({})", size(bytes), counted(bytes, "byte"));
        facts.extend(run.bytes.map(|bytes| ("Size", whole(bytes))));
        if let Some(file) = &run.file {
            facts.push(("File", file.display().to_string()));
        }
        facts.extend(run.sha256.clone().map(|sha256| ("SHA-256", sha256)));
        facts.extend(run.deliveries.iter().map(|delivery| delivered(delivery, zone)));
        let answers = run.deliveries.iter().flat_map(|delivery| &delivery.answers);
        facts.extend(answers.map(|answer| ("Answer", answered(answer, zone))));
        match self.attached {
            Attached::NotAsked => {}
            Attached::File { name, .. } => facts.push(("Attached", name.clone())),
            Attached::Left(reason) => facts.push(("Attached", format!("no: {reason}"))),
        }
        facts
    }

    fn zone(&self) -> Zone {
        // A definition that ran has a zone that is known; another's doesn't.
        parse_zone(&self.spec.timezone).unwrap_or(Zone::UTC)
    }

    /// The window of time that the filters meant.
    fn windows(&self, dates: &[Value], zone: Zone) -> String {
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

/// What became of a run, behind its name; `is_made` where it has a file that goes
/// to targets.
pub(crate) fn became(status: RunStatus, had_failed: bool, is_made: bool) -> &'static str {
    match (status, had_failed) {
        (RunStatus::Finished, true) => "is delivered after all",
        (RunStatus::Finished, false) => "is finished",
        _ if is_made => "is made, but not delivered",
        _ => "failed",
    }
}

/// What became of the file at one target: where it is and how that is known, or
/// why it isn't there.
fn delivered(delivery: &Delivery, zone: Zone) -> (&'static str, String) {
    let target = on_one_line(&delivery.target);
    if delivery.status != DeliveryStatus::Delivered {
        let reason = delivery.message.as_deref().map_or("not tried", str::trim);
        let tried = counted(delivery.attempts.into(), "attempt");
        return ("Not delivered", format!("{target}: {} {tried}", full_stop(reason)));
    }
    let place = delivery.remote_path.as_ref().map(|path| format!(": {path}")).unwrap_or_default();
    let when = delivery.delivered_at.map(|when| format!(", on {}", at(when, zone)));
    let checked = delivery.verified.as_ref().map(|verified| format!(", checked by {verified}"));
    let more = [when, checked].into_iter().flatten().collect::<String>();
    ("Delivered to", format!("{target}{place}{more}"))
}

/// What became of a partner's answer.
fn answered(answer: &Answer, zone: Zone) -> String {
    match &answer.message {
        Some(message) if answer.status != AnswerStatus::Awaited => on_one_line(message),
        Some(_) | None => format!("awaited until {}", at(answer.until, zone)),
    }
}

/// One end of a window, as the manifest has it.
fn bound(bound: &Value, zone: Zone, included: &str, excluded: &str) -> Option<String> {
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
pub(crate) fn at(instant: DateTime<Utc>, zone: Zone) -> String {
    let local = instant.with_timezone(&zone);
    format!("{} ({})", local.format("%-d %b %Y, %H:%M:%S"), zone.name())
}

/// What made a run start.
fn how(trigger: Trigger) -> &'static str {
    match trigger {
        Trigger::Manual => "started manually",
        Trigger::Scheduled => "by its schedule",
        Trigger::CatchUp => "caught up after the computer was off",
        Trigger::Retry => "retried manually",
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
