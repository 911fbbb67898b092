//! What is told of a run, as a list of facts: the same for text and HTML.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use crate::catalog::DataModel;
use crate::spec::ExportSpec;
use crate::store::{
    Answer, AnswerStatus, Delivery, DeliveryStatus, Outcome, RunRow, RunStatus, Trigger,
};
use crate::text::Texts;
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
    /// The language.
    pub(crate) texts: &'a Texts,
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
        let title = self.became();
        match self.run.rows.filter(|_| self.outcome == Outcome::Finished) {
            Some(rows) => {
                let rows = self.texts.counted("count-rows", rows);
                self.texts.say_with("with-rows", &[("title", title.into()), ("rows", rows.into())])
            }
            None => title,
        }
    }

    /// What became of it.
    fn became(&self) -> String {
        let ended =
            |status| became(status, self.failed_at.is_some(), !self.run.deliveries.is_empty());
        let id = match self.outcome {
            Outcome::Finished => ended(RunStatus::Finished),
            Outcome::Failed => ended(RunStatus::Failed),
            Outcome::Late => "became-late",
            Outcome::Answer if self.answers(AnswerStatus::Refused).next().is_some() => {
                "became-refused"
            }
            Outcome::Answer => "became-unanswered",
        };
        self.texts.say_with(id, &[("name", on_one_line(&self.spec.name).into())])
    }

    /// What partners answered, of one kind.
    fn answers(&self, status: AnswerStatus) -> impl Iterator<Item = &Answer> {
        let answers = self.run.deliveries.iter().flat_map(|delivery| &delivery.answers);
        answers.filter(move |answer| answer.status == status)
    }

    /// The first sentences.
    pub(crate) fn opening(&self) -> Vec<String> {
        let mut lines = vec![full_stop(&self.became())];
        if self.outcome == Outcome::Late {
            let state = match self.run.status {
                RunStatus::Pending => Some("run-waits"),
                RunStatus::Processing => Some("run-works"),
                // One that never began says why.
                RunStatus::Cancelled if self.run.message.is_some() => None,
                RunStatus::Cancelled => Some("run-cancelled"),
                RunStatus::Finished | RunStatus::Failed => None,
            };
            lines.extend(state.map(|id| self.texts.say(id)));
        }
        if self.outcome == Outcome::Answer {
            let told = [AnswerStatus::Refused, AnswerStatus::Missing];
            let told = told.into_iter().flat_map(|status| self.answers(status));
            let told = told.filter_map(|answer| answer.message.as_deref());
            lines.extend(told.map(|message| full_stop(&self.texts.translate(message))));
            return lines;
        }
        if self.outcome == Outcome::Finished {
            lines.extend(self.failed_at.map(|failed| {
                let at = self.texts.moment(failed, self.zone());
                self.texts.say_with("had-failed", &[("at", at.into())])
            }));
            return lines;
        }
        let why = [&self.run.message, &self.run.hint].into_iter().flatten();
        lines.extend(why.map(|text| full_stop(&self.texts.translate(text))));
        lines
    }

    /// What is known, each with its name.
    pub(crate) fn facts(&self) -> Vec<(String, String)> {
        let (zone, texts, run) = (self.zone(), self.texts, self.run);
        let at = |instant| texts.moment(instant, zone);
        let model = self.model.map_or(self.spec.model.as_str(), |model| model.label.as_str());
        let members: Vec<&str> =
            self.spec.members.iter().map(|member| member.name.as_str()).collect();
        let data = if members.is_empty() { model.to_owned() } else { members.join(", ") };
        let data = [
            ("data", on_one_line(&data).into()),
            ("connection", self.connection.to_owned().into()),
        ];
        let number = [
            ("number", texts.grouped(run.number).into()),
            ("how", texts.say(how(run.trigger)).into()),
        ];
        let mut facts = vec![
            ("fact-programme", self.brand.to_owned()),
            ("fact-data", texts.say_with("fact-data-of", &data)),
            ("fact-run", texts.say_with("fact-run-how", &number)),
        ];
        facts.extend(run.planned_for.map(|planned| ("fact-planned", at(planned))));
        facts.extend(self.due_at.map(|due_at| ("fact-due", at(due_at))));
        facts.extend(run.started_at.map(|started| ("fact-started", at(started))));
        facts.extend(run.seconds.map(|seconds| ("fact-took", texts.duration(seconds))));
        facts.extend(self.dates.map(|dates| ("fact-dates", self.windows(dates, zone))));
        // There are rows where a file was made, delivered or not.
        facts.extend(run.rows.map(|rows| ("fact-rows", texts.grouped(rows))));
        let whole =
            |bytes| format!("{} ({})", texts.size(bytes), texts.counted("count-bytes", bytes));
        facts.extend(run.bytes.map(|bytes| ("fact-size", whole(bytes))));
        if let Some(file) = &run.file {
            facts.push(("fact-file", file.display().to_string()));
        }
        let mut facts: Vec<(String, String)> =
            facts.into_iter().map(|(id, value)| (texts.say(id), value)).collect();
        facts.extend(run.sha256.clone().map(|sha256| ("SHA-256".to_owned(), sha256)));
        let deliveries = run.deliveries.iter().map(|delivery| delivered(delivery, zone, texts));
        let answers = run.deliveries.iter().flat_map(|delivery| &delivery.answers);
        let answers = answers.map(|answer| ("fact-answer", answered(answer, zone, texts)));
        let attached = match self.attached {
            Attached::NotAsked => None,
            Attached::File { name, .. } => Some(name.clone()),
            Attached::Left(reason) => Some(
                texts.say_with("fact-not-attached", &[("reason", texts.translate(reason).into())]),
            ),
        };
        let attached = attached.map(|attached| ("fact-attached", attached));
        let more = deliveries.chain(answers).chain(attached);
        facts.extend(more.map(|(id, value)| (texts.say(id), value)));
        facts
    }

    fn zone(&self) -> Zone {
        // A definition that ran has a zone that is known; another's doesn't.
        parse_zone(&self.spec.timezone).unwrap_or(Zone::UTC)
    }

    /// The window of time that the filters meant.
    fn windows(&self, dates: &[Value], zone: Zone) -> String {
        if dates.is_empty() {
            return self.texts.say("dates-all");
        }
        let window = |date: &Value| {
            let id = date["field"].as_str().unwrap_or_default();
            let field = self.model.and_then(|model| model.field(id));
            let label = field.map_or(id, |field| field.label.as_str());
            let bounds = [
                bound(&date["from"], zone, self.texts, ["dates-from", "dates-after"]),
                bound(&date["to"], zone, self.texts, ["dates-to", "dates-before"]),
            ];
            let bounds: Vec<String> = bounds.into_iter().flatten().collect();
            let id = if date["outside"] == true { "dates-outside" } else { "dates-inside" };
            let values = [("field", label.to_owned().into()), ("bounds", bounds.join(" ").into())];
            self.texts.say_with(id, &values)
        };
        let windows: Vec<String> = dates.iter().map(window).collect();
        windows.join("; ")
    }
}

/// The text that says what became of a run; `is_made` where it has a file that goes to
/// targets.
pub(crate) fn became(status: RunStatus, had_failed: bool, is_made: bool) -> &'static str {
    match (status, had_failed) {
        (RunStatus::Finished, true) => "became-delivered-late",
        (RunStatus::Finished, false) => "became-finished",
        _ if is_made => "became-undelivered",
        _ => "became-failed",
    }
}

/// What became of the file at one target: where it is and how that is known, or
/// why it isn't there.
fn delivered(delivery: &Delivery, zone: Zone, texts: &Texts) -> (&'static str, String) {
    let target = on_one_line(&delivery.target);
    if delivery.status != DeliveryStatus::Delivered {
        let reason = delivery.message.as_deref().map(|message| texts.translate(message.trim()));
        let reason = full_stop(&reason.unwrap_or_else(|| texts.say("fact-untried")));
        let values = [
            ("target", target.into()),
            ("reason", reason.into()),
            ("attempts", texts.counted("count-attempts", delivery.attempts.into()).into()),
        ];
        return ("fact-undelivered", texts.say_with("fact-tries", &values));
    }
    let place = delivery.remote_path.as_ref().map(|path| format!(": {path}"));
    let when = delivery.delivered_at.map(|when| {
        let at = texts.moment(when, zone);
        texts.say_with("fact-delivered-on", &[("at", at.into())])
    });
    let checked = delivery.verified.clone().map(|verified| {
        texts.say_with("fact-delivered-checked", &[("how", texts.translate(&verified).into())])
    });
    let more = [place, when, checked].into_iter().flatten().collect::<String>();
    ("fact-delivered", format!("{target}{more}"))
}

/// What became of a partner's answer.
fn answered(answer: &Answer, zone: Zone, texts: &Texts) -> String {
    match &answer.message {
        Some(message) if answer.status != AnswerStatus::Awaited => {
            on_one_line(&texts.translate(message))
        }
        Some(_) | None => {
            let at = texts.moment(answer.until, zone);
            texts.say_with("fact-awaited", &[("at", at.into())])
        }
    }
}

/// One end of a window, as the manifest has it, by the text for one that is included or the
/// other.
fn bound(bound: &Value, zone: Zone, texts: &Texts, ids: [&str; 2]) -> Option<String> {
    let text = bound["at"].as_str()?;
    let id = ids[usize::from(bound["included"] != true)];
    let at = match text.parse::<DateTime<Utc>>() {
        Ok(instant) => texts.moment(instant, zone),
        Err(_) => match text.parse::<NaiveDate>() {
            Ok(day) => texts.day(day),
            Err(_) => text.to_owned(),
        },
    };
    Some(texts.say_with(id, &[("at", at.into())]))
}

/// What made a run start.
fn how(trigger: Trigger) -> &'static str {
    match trigger {
        Trigger::Manual => "started-manually",
        Trigger::Scheduled => "started-by-schedule",
        Trigger::CatchUp => "started-late",
        Trigger::Retry => "started-again",
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
