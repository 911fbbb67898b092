//! Sends the e-mails that wait, one after another, for as long as the engine is
//! open. No run waits for this; what becomes of a message is in its run's log.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use lettre::Address;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::context::{Base, Change};
use super::send_queue::{LONGEST, SendQueue, TRIED, pause};
use crate::error::sentence;
use crate::hash::hexadecimal;
use crate::notify::{Attached, MailError, Patience, PostOffice, Report, full_stop, run_message};
use crate::plan::ExportPlan;
use crate::run::resolved_dates;
use crate::spec::email::address;
use crate::store::{
    HistoryError, LogLevel, LogLine, Outcome, Recipient, RunRow, Settings, ToldRun, Waiting,
};
use crate::text::Texts;

/// What to do when a server hasn't taken a message for a day.
const GIVEN_UP: &str = "Ask the mail server's administrator why it doesn't take it.";

/// How long a process has a message in hand, unless it says that it still has it.
const CLAIM: TimeDelta = TimeDelta::minutes(15);
/// How often it says so.
const KEPT: Duration = Duration::from_mins(5);

/// E-mails that wait.
pub(super) struct Mails(pub(super) Arc<Base>);

impl SendQueue for Mails {
    type Item = Waiting;

    const NAME: &str = "e-mails";

    async fn claim(&self) -> Result<Option<Waiting>, HistoryError> {
        self.0.store.claim_mail(self.0.now(), CLAIM, LONGEST).await
    }

    async fn send(&self, mail: &Waiting) -> Result<(), HistoryError> {
        send(&self.0, mail).await
    }

    async fn release(&self, mail: &Waiting) -> Result<(), HistoryError> {
        release(&self.0, mail).await
    }

    async fn has_any(&self) -> Result<bool, HistoryError> {
        self.0.store.has_mail().await
    }

    fn run(mail: &Waiting) -> i64 {
        mail.run
    }
}

/// Whoever still waits for a message that isn't being sent any more.
async fn release(base: &Base, waiting: &Waiting) -> Result<(), HistoryError> {
    for recipient in &waiting.recipients {
        let reason = recipient.reason.as_deref().unwrap_or_default();
        // Those who have it are no longer there.
        base.store.mail_again(recipient.id, base.now(), reason).await?;
    }
    Ok(())
}

/// Sends one message to all who wait for it, and writes down what became of it.
async fn send(base: &Base, waiting: &Waiting) -> Result<(), HistoryError> {
    if waiting.recipients.is_empty() {
        return Ok(());
    }
    let mut log = Log { base, run: waiting.run };
    // One that can't be an address was refused when it was saved.
    let addresses: Vec<Option<Address>> =
        waiting.recipients.iter().map(|one| address(&one.recipient)).collect();
    let known: Vec<Address> = addresses.iter().flatten().cloned().collect();
    let kept = async {
        loop {
            tokio::time::sleep(KEPT).await;
            if let Err(error) = base.store.keep_mail(waiting, base.now() + CLAIM).await {
                tracing::warn!(%error, "another process may send an e-mail once more");
            }
        }
    };
    let posted = tokio::select! {
        posted = post(base, waiting, &known) => posted,
        never = kept => never,
    };
    let (outcomes, attached) = match posted {
        Ok(Some((each, attached))) => (each, attached),
        // The run was deleted: nobody is to be told of it any more.
        Ok(None) => {
            for recipient in &waiting.recipients {
                base.store.mail_done(recipient.id).await?;
            }
            return Ok(());
        }
        Err(error) => (known.iter().map(|_| Err(error.clone())).collect(), String::new()),
    };
    let mut outcomes = outcomes.into_iter();
    let mut got = Vec::new();
    let mut not_yet: Vec<(MailError, Vec<&Recipient>)> = Vec::new();
    let mut never: Vec<(MailError, Vec<&Recipient>)> = Vec::new();
    for (recipient, address) in waiting.recipients.iter().zip(&addresses) {
        let outcome = match address {
            Some(_) => outcomes.next().unwrap_or(Ok(())),
            None => Err(MailError::Address(recipient.recipient.clone())),
        };
        let expired = base.now() - recipient.queued_at() >= TRIED;
        let group = match outcome {
            Ok(()) => {
                base.store.mail_done(recipient.id).await?;
                got.push(recipient.recipient.as_str());
                continue;
            }
            Err(error) if error.transient() && !expired => (&mut not_yet, error),
            Err(error) => (&mut never, error),
        };
        let (groups, error) = group;
        match groups.iter_mut().find(|(other, _)| *other == error) {
            Some((_, recipients)) => recipients.push(recipient),
            None => groups.push((error, vec![recipient])),
        }
    }
    if !got.is_empty() {
        log.line(LogLevel::Info, format!("E-mail sent to {}{attached}", got.join(", "))).await?;
    }
    for (error, recipients) in not_yet {
        let mut reason = full_stop(&sentence(&error.to_string()));
        if let MailError::Secret(error) = &error {
            reason = format!("{reason} {}", error.hint());
        }
        let mut unheard = false;
        let mut minutes = 0;
        for recipient in &recipients {
            minutes = pause(recipient.attempts);
            let next = base.now() + TimeDelta::minutes(minutes);
            base.store.mail_again(recipient.id, next, &reason).await?;
            unheard |= recipient.reason.as_deref() != Some(&reason);
        }
        // Said once, not with every attempt.
        if unheard {
            let text = format!(
                "The e-mail to {} isn't sent yet. {reason} It is tried again in {minutes} min, \
                 and for a day",
                names(&recipients)
            );
            log.line(LogLevel::Warning, text).await?;
        }
    }
    for (error, recipients) in never {
        for recipient in &recipients {
            base.store.mail_done(recipient.id).await?;
        }
        let tried = if error.transient() { " It was tried for a day." } else { "" };
        let text = format!(
            "The e-mail to {} wasn't sent.{tried} {} {}",
            names(&recipients),
            full_stop(&sentence(&error.to_string())),
            // That it is tried again isn't so any more.
            if error.transient() { GIVEN_UP.to_owned() } else { error.hint() }
        );
        log.line(LogLevel::Warning, text).await?;
    }
    base.tell(Change::Exports);
    Ok(())
}

fn names(recipients: &[&Recipient]) -> String {
    recipients.iter().map(|one| one.recipient.as_str()).collect::<Vec<_>>().join(", ")
}

struct Log<'a> {
    base: &'a Base,
    run: i64,
}

impl Log<'_> {
    async fn line(&mut self, level: LogLevel, text: String) -> Result<(), HistoryError> {
        let line = LogLine { at: self.base.now(), level, text };
        self.base.store.add_log_line(self.run, &line).await
    }
}

/// What became of the message for each address, and what is to be said of its
/// attachment; none where there is no run any more.
type Posted = Option<(Vec<Result<(), MailError>>, String)>;

/// Writes the message as things are now, and hands it to the mail server.
async fn post(base: &Base, waiting: &Waiting, to: &[Address]) -> Result<Posted, MailError> {
    let unreadable = |error: HistoryError| {
        let reason = error.to_string();
        if error.is_passing() { MailError::History(reason) } else { MailError::Message(reason) }
    };
    let told = base.store.told_run(waiting.run).await.map_err(unreadable)?;
    let Some(told) = told else { return Ok(None) };
    let settings = base.settings().await.map_err(unreadable)?;
    let (mail, password) = base.mail(&settings).await?;
    let mut attached = attach(&told, waiting.outcome, &settings).await;
    let dates = dates(base, &told).await;
    let (catalog, _) = base.catalog();
    // Everybody who is told, also those who have it already.
    let everybody: Vec<Address> = match &told.spec.email {
        Some(email) => email.to.iter().filter_map(|to| address(to)).collect(),
        None => to.to_vec(),
    };
    let id = message_id(&told.row, waiting.outcome);
    let office = PostOffice {
        settings: &mail,
        password: password.as_deref(),
        patience: Patience::default(),
    };
    loop {
        let report = Report {
            texts: Texts::of(settings.language),
            run: &told.row,
            outcome: waiting.outcome,
            failed_at: told.failed_at,
            due_at: told.due_at,
            spec: &told.spec,
            model: catalog.model(&told.spec.model),
            connection: &told.connection,
            brand: &settings.brand_name,
            dates: dates.as_deref(),
            attached: &attached,
        };
        let message = run_message(&mail, &report, &everybody, &id, base.now())?;
        let sent = office.send(to, &message).await;
        let refusal = |outcome: &Result<(), MailError>| match outcome {
            Err(MailError::Refused { answer, .. }) => Some(answer.clone()),
            Ok(()) | Err(_) => None,
        };
        let refused = match &sent {
            Err(MailError::Refused { answer, .. }) => Some(answer.clone()),
            Ok(outcomes) if outcomes.iter().all(Result::is_err) => {
                outcomes.iter().find_map(refusal)
            }
            Ok(_) | Err(_) => None,
        };
        let said = match (&attached, refused) {
            // A file that is too large or unwanted keeps nobody from being told.
            (Attached::File { .. }, Some(answer)) => {
                attached = Attached::Left(format!("the mail server refuses it: {answer}"));
                continue;
            }
            (Attached::NotAsked, _) => String::new(),
            (Attached::File { .. }, _) => " with the file".to_owned(),
            (Attached::Left(reason), _) => format!(" without the file: {reason}"),
        };
        return Ok(Some((sent?, said)));
    }
}

/// The same for each attempt, and no other message's.
fn message_id(run: &RunRow, outcome: Outcome) -> String {
    let ended = run.finished_at.unwrap_or(run.queued_at).timestamp_millis();
    let outcome = match outcome {
        Outcome::Finished => "finished",
        Outcome::Failed => "failed",
        // It has no end yet.
        Outcome::Late => return format!("export-desk.{}.{}.late", run.export_id, run.number),
        Outcome::Answer => return answer_id(run),
    };
    format!("export-desk.{}.{}.{outcome}.{ended}", run.export_id, run.number)
}

/// That of a message that tells of what partners have answered so far.
fn answer_id(run: &RunRow) -> String {
    let answers = run.deliveries.iter().flat_map(|delivery| &delivery.answers);
    let told: Vec<String> = answers
        .filter(|answer| answer.status.is_alarm())
        .map(|answer| answer.id.to_string())
        .collect();
    format!("export-desk.{}.{}.answer.{}", run.export_id, run.number, told.join("-"))
}

/// The run's file, if it is wanted and can go along.
async fn attach(told: &ToldRun, outcome: Outcome, settings: &Settings) -> Attached {
    let wanted = told.spec.email.as_ref().is_some_and(|email| email.attach);
    if !wanted || outcome != Outcome::Finished {
        return Attached::NotAsked;
    }
    if told.row.artifacts.len() > 1 {
        return Attached::Left("there are several files".to_owned());
    }
    let limit = u64::from(settings.mail_attach_limit_mb) * 1_000_000;
    let (Some(file), Some(sha256)) = (told.row.file.clone(), told.row.sha256.clone()) else {
        let was_removed = told.row.file_gone;
        let reason =
            if was_removed { "it was removed" } else { "no row matched, so there is none" };
        return Attached::Left(reason.to_owned());
    };
    if told.row.bytes.unwrap_or(u64::MAX) > limit {
        let reason = format!("it is larger than {} MB", settings.mail_attach_limit_mb);
        return Attached::Left(reason);
    }
    let read = tokio::task::spawn_blocking(move || read(file, &sha256, limit)).await;
    read.unwrap_or_else(|_| Attached::Left("it can't be read".to_owned()))
}

fn read(file: PathBuf, sha256: &str, limit: u64) -> Attached {
    let left = |reason: &str| Attached::Left(reason.to_owned());
    match std::fs::metadata(&file) {
        Ok(found) if found.len() > limit => return left("it was changed after the run"),
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return left("it was removed");
        }
        Err(_) => return left("it can't be read"),
    }
    let Ok(content) = std::fs::read(&file) else { return left("it can't be read") };
    if hexadecimal(&Sha256::digest(&content)) != sha256 {
        return left("it was changed after the run");
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Attached::File { name, content }
}

/// Which dates the filters meant: as the manifest has them, or, for a run that
/// made no file, by the same definition at the same instant.
async fn dates(base: &Base, told: &ToldRun) -> Option<Vec<Value>> {
    if told.spec.is_set() {
        // Each member has its own, and its manifest says which.
        return None;
    }
    if let Some(manifest) = told.manifest.clone() {
        let read = tokio::task::spawn_blocking(move || std::fs::read(manifest)).await;
        if let Ok(Ok(text)) = read
            && let Ok(Value::Object(mut manifest)) = serde_json::from_slice(&text)
            && let Some(Value::Array(dates)) = manifest.remove("resolved_dates")
        {
            return Some(dates);
        }
    }
    let (catalog, _) = base.catalog();
    let model = catalog.model(&told.spec.model)?;
    // A definition that can't be used meant none.
    let from = told.row.planned_for.or(told.row.started_at)?;
    let plan = ExportPlan::compile(&told.spec, model, from).ok()?;
    Some(resolved_dates(&plan))
}
