//! Runs whose file is made and on its way to its targets.
//!
//! They take no place of a run that works: only so many uploads go on at once,
//! and one that failed for now waits, over a restart if need be, until it is
//! tried again. Everything about them stands in the history.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures::FutureExt;
use futures::future::join_all;
use serde::Serialize;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

use super::answers::awaited_answers;
use super::context::Change;
use super::delivery_retry::{Attempt, Delivery, Tries, deliver_with_retry};
use super::ledger::given;
use super::preconditions::Refusal;
use super::queue::{Queue, Stage};
use super::run_task::{bytes, failed};
use super::targets::{HandedOver, address, is_written_over};
use super::{Engine, blocking};
use crate::delivery::{
    Control, Delivered, DeliveryError, Fault, Part, RetryPolicy, Sent, Upload, names, random_key,
};
use crate::error::{Error, sentence};
use crate::spec::file_name::{FileNameValues, FileParts};
use crate::store::{
    DeliveryStatus, HistoryError, LogLevel, OpenDelivery, RunEnd, RunFile, RunRow, SavedTarget,
};
use crate::zone::{Zone, parse_zone};

/// Uploads at the same time, of all runs together.
pub(super) const AT_ONCE: usize = 4;
/// How often it is looked whether an earlier run has delivered.
const LOOK_BEFORE: Duration = Duration::from_millis(500);
/// When it is tried again to write to the history.
const AGAIN: Duration = Duration::from_secs(5);

/// How far the upload is that a run's progress shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct DeliveryProgress {
    /// Name of the target.
    pub target: String,
    /// Bytes that are there.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub sent: u64,
    /// Bytes of the file.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub total: u64,
    /// Since this attempt began.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub bytes_per_second: f64,
}

/// A run with its file.
pub(super) struct Made {
    run: RunRow,
    pub(super) file: RunFile,
}

/// Delivers what a run still has to deliver. How the run ended by that; none
/// where the program ends before, and the next start goes on.
pub(super) async fn deliver(
    queue: &Queue,
    run: i64,
    cancel: &CancellationToken,
    is_fresh: bool,
) -> Option<RunEnd> {
    let mut is_fresh = is_fresh;
    loop {
        match deliver_all(queue, run, cancel, is_fresh).await {
            Ok(end) => return end,
            Err(_) if queue.is_closed() => return None,
            // What is delivered meanwhile stays so; the rest goes on when the history can be
            // written again.
            Err(Error::History(error)) if error.is_passing() && !cancel.is_cancelled() => {
                tracing::warn!(run, %error, "a delivery waits for the history");
                tokio::time::sleep(AGAIN).await;
                is_fresh = false;
            }
            Err(error) => return Some(failed(&error)),
        }
    }
}

/// Writes down what is so at a target, until that is done: it doesn't become untrue because
/// the history is locked or its disk is full for a while. Only the program's end ends it.
async fn written<T, F>(queue: &Queue, write: impl Fn() -> F) -> Result<T, HistoryError>
where
    F: Future<Output = Result<T, HistoryError>>,
{
    loop {
        match write().await {
            Err(error) if error.is_passing() && !queue.is_closed() => {
                tracing::warn!(%error, "what is at a target can't be written down yet");
                tokio::time::sleep(AGAIN).await;
            }
            other => return other,
        }
    }
}

async fn deliver_all(
    queue: &Queue,
    run: i64,
    cancel: &CancellationToken,
    is_fresh: bool,
) -> Result<Option<RunEnd>, Error> {
    let store = &queue.base.store;
    let row = store.run(run).await?.ok_or(Refusal::NoRun)?;
    let file = store.run_file(run).await?.ok_or(Refusal::NoFile)?;
    let made = Made { run: row, file };
    let open = store.open_deliveries(run).await?;
    queue.show(run, |progress| progress.stage = Stage::Delivering);
    // Another file than the one that was made is never delivered.
    if !is_fresh
        && !open.is_empty()
        && let Err(error) = same_file(&made.file).await
    {
        for delivery in &open {
            give_up(queue, &made, delivery, &error).await?;
        }
        return Err(error);
    }
    let turn = Mutex::new(());
    let all = open.into_iter().map(|delivery| one(queue, &made, delivery, cancel, &turn));
    for done in join_all(all).await {
        done?;
    }
    let deliveries = store.deliveries(run).await?;
    let not = deliveries.iter().filter(|delivery| delivery.status != DeliveryStatus::Delivered);
    // Whoever cancels once the file is everywhere comes too late.
    if cancel.is_cancelled() && not.clone().next().is_some() {
        if queue.is_closed() && !queue.is_unwanted(run) {
            return Ok(None);
        }
        for delivery in store.open_deliveries(run).await? {
            let told = DeliveryError::cancelled();
            let said = (&*sentence(&told.message), &*told.hint);
            store.fail_delivery(delivery.id, said, None, queue.base.now()).await?;
        }
        queue
            .log(run, LogLevel::Warning, "Cancelled while delivering; the file stays".to_owned())
            .await?;
        return Ok(Some(RunEnd::Cancelled));
    }
    let reasons: Vec<String> = not
        .clone()
        .map(|delivery| {
            let reason = delivery.message.as_deref().unwrap_or("The delivery was interrupted");
            format!("“{}”: {reason}", delivery.target)
        })
        .collect();
    if reasons.is_empty() {
        return Ok(Some(RunEnd::Delivered { rows: made.file.rows, bytes: made.file.bytes }));
    }
    let hint = not.clone().find_map(|delivery| delivery.hint.clone());
    Ok(Some(RunEnd::Failed {
        code: "not_delivered",
        message: format!("Made, not delivered to {}", reasons.join("; to ")),
        hint,
    }))
}

/// Delivers to one target until that is over, one way or another.
async fn one(
    queue: &Queue,
    made: &Made,
    delivery: OpenDelivery,
    cancel: &CancellationToken,
    turn: &Mutex<()>,
) -> Result<(), Error> {
    let tries = Tries {
        failed: delivery.attempts,
        first_failed_at: delivery.first_failed_at,
        next: delivery.next_attempt,
    };
    let mut in_doubt = was_stopped(&delivery) && delivery.claimed.is_some();
    let mut recorded = Recorded { queue, made, delivery, cancel, turn, handed: None };
    match deliver_with_retry(&mut recorded, tries, cancel).await? {
        Err(error) if error.fault != Fault::Cancelled || !queue.is_closed() => {
            if error.fault == Fault::Cancelled {
                in_doubt |= recorded.is_claimed().await?;
            }
            if in_doubt {
                queue.base.store.doubt_number(made.run.id).await?;
            }
            if made.file.artifacts.len() > 1 {
                let handed = match error.fault {
                    Fault::Cancelled => hand_over(queue, made, &recorded.delivery, &error).await?,
                    // That was done when it failed for the last time.
                    _ => recorded.handed.take(),
                };
                return take_back(queue, made, &recorded.delivery, handed).await;
            }
            tell_part(queue, made, &recorded.delivery, &error).await
        }
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Whether a delivery's last attempt was stopped with its process: its end isn't written
/// down.
fn was_stopped(delivery: &OpenDelivery) -> bool {
    delivery.attempts > 0 && delivery.next_attempt.is_none()
}

/// Ends a delivery whose file isn't there any more.
async fn give_up(
    queue: &Queue,
    made: &Made,
    delivery: &OpenDelivery,
    error: &Error,
) -> Result<(), Error> {
    let (base, run) = (&queue.base, made.run.id);
    if was_stopped(delivery) && delivery.claimed.is_some() {
        base.store.doubt_number(run).await?;
    }
    let hint = error.hint().unwrap_or_default();
    let mut failed = DeliveryError::new(Fault::LocalFile, error.message(), hint);
    if delivery.attempts > 0
        && let Some(target) = base.targets.saved(delivery.target_id).await?
        && target.settings.has_parts()
        && let Ok(uploads) = uploads(queue, made, delivery, &target)
    {
        // The attempt that was stopped may have left it.
        failed.part = uploads.first().map(Upload::part_path);
    }
    let handed = hand_over(queue, made, delivery, &failed).await?;
    let said = (&*sentence(&failed.message), &*failed.hint);
    base.store.fail_delivery(delivery.id, said, None, base.now()).await?;
    if made.file.artifacts.len() > 1 {
        return take_back(queue, made, delivery, handed).await;
    }
    tell_part(queue, made, delivery, &failed).await
}

/// A set's target, and what is to be taken back there.
type Handed = (SavedTarget, HandedOver);

/// Writes down that what a delivery that is over has begun of a set is to be removed, so
/// that it is whatever happens to this process; none where there is nothing of the kind.
async fn hand_over(
    queue: &Queue,
    made: &Made,
    delivery: &OpenDelivery,
    error: &DeliveryError,
) -> Result<Option<Handed>, Error> {
    let base = &queue.base;
    if made.file.artifacts.len() < 2 {
        return Ok(None);
    }
    let Some(target) = base.targets.saved(delivery.target_id).await? else { return Ok(None) };
    let Ok(uploads) = uploads(queue, made, delivery, &target) else { return Ok(None) };
    let place = place_of(&target, &uploads);
    if let Some(before) = delivery.place.clone().filter(|before| *before != place) {
        let mut delivery = delivery.clone();
        begin_elsewhere(queue, made, &mut delivery, &target, before, &uploads).await?;
        base.store.place_delivery(&delivery, &place, true).await?;
        return Ok(None);
    }
    let now = base.now();
    let handed =
        written(queue, || base.targets.hand_over(delivery, &target, &uploads, error, now)).await?;
    Ok(Some((target, handed)))
}

/// Removes what a delivery that is over has left of a set: all of its files are at
/// the target, or none.
async fn take_back(
    queue: &Queue,
    made: &Made,
    delivery: &OpenDelivery,
    handed: Option<Handed>,
) -> Result<(), Error> {
    let (base, run) = (&queue.base, made.run.id);
    let Some((target, handed)) = handed else { return Ok(()) };
    let stays = if is_written_over(&target) { &delivery.published[..] } else { &[] };
    let left = base.targets.take_back(&target, None, handed).await?;
    for path in stays {
        let text = format!(
            "`{path}` stays at “{}”, because it was written over an older file",
            delivery.target
        );
        queue.log(run, LogLevel::Warning, text).await?;
    }
    for path in left {
        let text = format!(
            "`{path}` may stay at “{}”; the next delivery there removes it",
            delivery.target
        );
        queue.log(run, LogLevel::Warning, text).await?;
    }
    Ok(())
}

/// Where a delivery's files go: the target's address, and the folder there.
fn place_of(target: &SavedTarget, uploads: &[Upload]) -> (String, String) {
    let folder = uploads.first().map(|upload| upload.folder.clone()).unwrap_or_default();
    (address(&target.settings), folder)
}

/// Lets a delivery begin anew because its target is another place than `before`. What it
/// has begun there is removed as soon as that is the target's address.
async fn begin_elsewhere(
    queue: &Queue,
    made: &Made,
    delivery: &mut OpenDelivery,
    target: &SavedTarget,
    (at, folder): (String, String),
    uploads: &[Upload],
) -> Result<(), Error> {
    let base = &queue.base;
    let there = |upload: &Upload| Upload { folder: folder.clone(), ..upload.clone() };
    let uploads: Vec<Upload> = uploads.iter().map(there).collect();
    let (published, clock) = (&delivery.published, base.clock.as_ref());
    base.targets.leave_behind(target, &at, &uploads, published, clock).await?;
    delivery.part = Part::new(random_key());
    delivery.claimed = None;
    delivery.published.clear();
    let text = format!(
        "“{}” is another place than at the last attempt, so the delivery begins anew there",
        delivery.target
    );
    queue.log(made.run.id, LogLevel::Warning, text).await
}

/// A delivery that stands in the history.
struct Recorded<'a> {
    queue: &'a Queue,
    made: &'a Made,
    delivery: OpenDelivery,
    cancel: &'a CancellationToken,
    turn: &'a Mutex<()>,
    /// Once no attempt comes any more.
    handed: Option<Handed>,
}

impl Recorded<'_> {
    /// Whether the file may have been about to get its name at the target.
    async fn is_claimed(&self) -> Result<bool, Error> {
        let open = self.queue.base.store.open_deliveries(self.made.run.id).await?;
        let this = open.into_iter().find(|delivery| delivery.id == self.delivery.id);
        Ok(this.is_some_and(|delivery| delivery.claimed.is_some()))
    }
}

#[async_trait]
impl Delivery for Recorded<'_> {
    fn now(&self) -> DateTime<Utc> {
        self.queue.base.now()
    }

    fn part(&mut self) -> &mut Part {
        &mut self.delivery.part
    }

    async fn attempt(&mut self) -> Result<Option<Attempt>, Error> {
        let (base, run, cancel) = (&self.queue.base, self.made.run.id, self.cancel);
        // A file of an earlier run must not come after this one's.
        while base.store.is_behind(run, self.delivery.target_id).await? {
            tokio::select! {
                () = cancel.cancelled() => return Ok(None),
                () = tokio::time::sleep(LOOK_BEFORE) => {}
            }
        }
        let attempted = tokio::select! {
            () = cancel.cancelled() => return Ok(None),
            place = async { (self.turn.lock().await, self.queue.uploads.acquire().await) } => {
                let done = attempt(self.queue, self.made, &mut self.delivery, cancel).await?;
                drop(place);
                done
            }
        };
        self.queue.show(run, |progress| progress.delivery = None);
        self.delivery.attempts += 1;
        Ok(Some(attempted))
    }

    async fn part_changed(&mut self) -> Result<(), Error> {
        let Self { queue, delivery, .. } = self;
        Ok(queue.base.store.change_part(delivery.id, &delivery.part).await?)
    }

    async fn failed(&mut self, error: &DeliveryError, tries: &Tries) -> Result<(), Error> {
        let is_in_doubt = error.fault.is_unanswered() && self.is_claimed().await?;
        let (queue, delivery, run) = (self.queue, &mut self.delivery, self.made.run.id);
        let (base, now) = (&queue.base, queue.base.now());
        if is_in_doubt {
            // Should no attempt be made after this one, nobody knows.
            base.store.doubt_number(run).await?;
        }
        if tries.next.is_none() {
            // First, because nobody comes back to a delivery that has failed.
            self.handed = hand_over(queue, self.made, delivery, error).await?;
        }
        let message = sentence(&error.message);
        base.store.fail_delivery(delivery.id, (&message, &error.hint), tries.next, now).await?;
        base.tell(Change::Exports);
        let Some(next) = tries.next else {
            let text = format!("Not delivered to “{}”: {}", delivery.target, error.message);
            queue.log(run, LogLevel::Error, text).await?;
            return queue.log(run, LogLevel::Info, error.hint.clone()).await;
        };
        let seconds = (next - now).num_milliseconds() / 1000;
        let wait = if seconds < 90 {
            format!("{} s", seconds.max(1))
        } else {
            format!("{} min", (seconds + 30) / 60)
        };
        let text = format!(
            "Not delivered to “{}” yet: {}. Tried again in {wait}",
            delivery.target, error.message
        );
        queue.log(run, LogLevel::Warning, text).await?;
        let fresh = base.store.open_deliveries(run).await?;
        if let Some(fresh) = fresh.into_iter().find(|fresh| fresh.id == delivery.id) {
            delivery.claimed = fresh.claimed;
            delivery.target = fresh.target;
        }
        Ok(())
    }
}

/// Says what a delivery that is over leaves at the target.
async fn tell_part(
    queue: &Queue,
    made: &Made,
    delivery: &OpenDelivery,
    error: &DeliveryError,
) -> Result<(), Error> {
    let Some(path) = &error.part else { return Ok(()) };
    let (base, run) = (&queue.base, made.run.id);
    let mut paths = vec![path.clone()];
    if let Some(target) = base.targets.saved(delivery.target_id).await?
        && target.settings.has_parts()
        && let Ok(uploads) = uploads(queue, made, delivery, &target)
    {
        paths.extend(uploads.iter().flat_map(Upload::given_up_paths));
    }
    // Whoever removes it must not meet a delivery that goes on with it.
    let mut part = delivery.part.clone();
    part.key = random_key();
    base.store.change_part(delivery.id, &part).await?;
    // Of a target that was deleted nobody can remove anything.
    let _ = base.targets.leave(delivery.target_id, &paths, base.clock.as_ref()).await;
    let text = format!(
        "Part of the file may stay at “{}” as `{path}`; the next delivery there removes it",
        delivery.target
    );
    queue.log(run, LogLevel::Warning, text).await
}

/// One attempt.
async fn attempt(
    queue: &Queue,
    made: &Made,
    delivery: &mut OpenDelivery,
    cancel: &CancellationToken,
) -> Result<Attempt, Error> {
    let (base, run) = (&queue.base, made.run.id);
    base.store.begin_delivery(delivery.id).await?;
    base.tell(Change::Exports);
    let Some(target) = base.targets.saved(delivery.target_id).await? else {
        let message = format!("target “{}” was deleted", delivery.target);
        let hint = "Choose another target for the export, then run it again.";
        let error = DeliveryError::new(Fault::Settings, message, hint);
        return Ok(Err((RetryPolicy { hours: 0 }, error)));
    };
    let policy = RetryPolicy { hours: target.options.retry_hours };
    let again = match delivery.attempts {
        0 => String::new(),
        attempts => format!(", attempt {}", attempts + 1),
    };
    let text = format!(
        "Delivering to “{}” ({}: {}){again}",
        target.name,
        target.settings.kind(),
        target.settings.place()
    );
    queue.log(run, LogLevel::Info, text).await?;
    let mut files = match uploads(queue, made, delivery, &target) {
        Ok(files) => files,
        Err(error) => return Ok(Err((policy, error))),
    };
    let place = place_of(&target, &files);
    if delivery.place.as_ref() != Some(&place) {
        let before = delivery.place.replace(place.clone());
        let is_elsewhere = before.is_some();
        if let Some(before) = before {
            begin_elsewhere(queue, made, delivery, &target, before, &files).await?;
            files = match uploads(queue, made, delivery, &target) {
                Ok(files) => files,
                Err(error) => return Ok(Err((policy, error))),
            };
        }
        base.store.place_delivery(delivery, &place, is_elsewhere).await?;
    }
    let control = control(queue, run, &target, cancel);
    let clock = Instant::now();
    let (store, id) = (base.store.clone(), delivery.id);
    let kept = move |paths: Vec<String>| {
        let store = store.clone();
        async move {
            if let Err(error) = store.record_published(id, &paths).await {
                tracing::warn!(delivery = id, %error, "a set that fails may keep a file");
            }
        }
        .boxed()
    };
    let published = &mut delivery.published;
    match base.targets.put_all(&target, None, &files, published, &kept, &control).await {
        Ok(delivered) => {
            let seconds = clock.elapsed().as_secs_f64();
            let now = base.now();
            let answers = awaited_answers(&target, made, &files, &delivered, now);
            written(queue, || {
                base.store.end_delivery(delivery.id, &delivered, &answers, seconds, now)
            })
            .await?;
            base.tell(Change::Exports);
            for (level, text) in told(&target, &delivered, seconds) {
                queue.log(run, level, text).await?;
            }
            let (targets, clock) = (&base.targets, base.clock.as_ref());
            if !delivered.left.is_empty() {
                targets.leave(target.id, &delivered.left, clock).await?;
            }
            // What others have left there; what can't be removed stays written down.
            let _ = targets.settle(Some(&target), None, cancel).await;
            Ok(Ok(delivered))
        }
        Err(error) => Ok(Err((policy, error))),
    }
}

/// The files of a run, in the order in which they appear at the target.
fn uploads(
    queue: &Queue,
    made: &Made,
    delivery: &OpenDelivery,
    target: &SavedTarget,
) -> Result<Vec<Upload>, DeliveryError> {
    let spec = &made.file.spec;
    let values = FileNameValues {
        name: &spec.name,
        model: spec.model_in_names(),
        started_at: made.run.planned_for.or(made.run.started_at).unwrap_or(made.run.queued_at),
        zone: parse_zone(&spec.timezone).unwrap_or(Zone::UTC),
        run: made.run.number,
        rows: made.file.rows,
        of: FileParts::default(),
    };
    let folder = names::folder(target.settings.path(), &values)?;
    let store = queue.base.store.clone();
    let id = delivery.id;
    let (claiming, closing) = (queue.clone(), queue.clone());
    let upload = Upload {
        file: made.file.file.clone(),
        bytes: made.file.bytes,
        sha256: made.file.sha256.clone(),
        manifest: made.file.manifest.clone(),
        name: delivery.name.clone(),
        folder,
        options: target.options.clone(),
        part: delivery.part.clone(),
        claimed: delivery.claimed.clone(),
        on_claim: Arc::new(move |name: String| {
            let (store, queue) = (store.clone(), claiming.clone());
            async move {
                // Without it nobody knows later whose the file is.
                if let Err(error) = written(&queue, || store.claim_delivery(id, &name)).await {
                    tracing::warn!(delivery = id, %error, "a name isn't written down");
                }
            }
            .boxed()
        }),
        pauses: Arc::new(move || closing.is_closed()),
        is_staged: false,
        is_marker: false,
        is_known: false,
        mount: None,
    };
    Ok(upload.set(&made.file.artifacts))
}

/// Shows how far the upload is.
fn control(queue: &Queue, run: i64, target: &SavedTarget, cancel: &CancellationToken) -> Control {
    let (shown, name) = (queue.clone(), target.name.clone());
    let (clock, begun) = (Instant::now(), AtomicU64::new(u64::MAX));
    let on_sent = move |Sent { bytes, total }: Sent| {
        // What an earlier attempt has sent isn't this one's speed.
        let first = begun.fetch_min(bytes, Ordering::Relaxed).min(bytes);
        #[expect(clippy::cast_precision_loss, reason = "an estimate")]
        let (sent, left, part) = (
            (bytes - first) as f64,
            total.saturating_sub(bytes) as f64,
            bytes as f64 / total.max(1) as f64,
        );
        let rate = sent / clock.elapsed().as_secs_f64().max(1e-3);
        shown.show(run, |progress| {
            progress.stage = Stage::Delivering;
            progress.percent = part * 100.0;
            progress.seconds_left = (rate > 1.0).then(|| left / rate);
            progress.delivery = Some(DeliveryProgress {
                target: name.clone(),
                sent: bytes,
                total,
                bytes_per_second: rate,
            });
        });
    };
    Control::new(cancel.clone(), target.options.bandwidth_kib, Arc::new(on_sent))
}

/// What the log says of a delivery.
fn told(target: &SavedTarget, delivered: &Delivered, seconds: f64) -> Vec<(LogLevel, String)> {
    let Delivered { remote_path, bytes: sent, verified, fingerprint, set_aside, left, .. } =
        delivered;
    let server = match fingerprint {
        Some(fingerprint) => format!(", server {fingerprint}"),
        None => String::new(),
    };
    let name = &target.name;
    let mut lines = vec![(
        LogLevel::Info,
        format!(
            "Delivered to “{name}”: `{remote_path}`, {}, checked by {verified}{server}, in \
             {seconds:.1} s",
            bytes(*sent)
        ),
    )];
    if *set_aside {
        let text = format!(
            "“{name}” doesn't rename over a file, so the one of that name was renamed first and \
             removed afterwards"
        );
        lines.push((LogLevel::Info, text));
    }
    for part in left {
        let text = format!(
            "“{name}” doesn't let go of `{part}`; the next delivery there tries to remove it"
        );
        lines.push((LogLevel::Warning, text));
    }
    lines
}

/// Makes sure that a run's files are still those that it made.
async fn same_file(file: &RunFile) -> Result<(), Error> {
    if file.removed {
        return Err(Refusal::FileGone { file: file.file.clone() }.into());
    }
    for artifact in &file.artifacts {
        let (path, sha256) = (artifact.path.clone(), artifact.sha256.clone());
        blocking(&path.clone(), move || match super::files::sha256(&path) {
            Ok(found) if found == sha256 => Ok(()),
            Ok(_) => Err(Refusal::FileChanged { file: path }.into()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(Refusal::FileGone { file: path }.into())
            }
            Err(error) => Err(Error::Output { path, error }),
        })
        .await?;
    }
    Ok(())
}

impl Engine {
    /// Delivers the file of a run again to where it isn't yet: the same bytes,
    /// without a new query.
    pub async fn retry_delivery(&self, run: i64) -> Result<(), Error> {
        let base = self.base();
        let row = base.store.run(run).await?.ok_or(Refusal::NoRun)?;
        let file = base.store.run_file(run).await?.ok_or(Refusal::NoFile)?;
        same_file(&file).await?;
        if !base.store.may_deliver(run).await? {
            return Err(Refusal::WindowPassed { number: row.number }.into());
        }
        let mut is_reopened = false;
        // Another run may take the number between the two.
        for _ in 0..2 {
            if let Some(reservation) = base.store.regain_number(run).await? {
                given(reservation, &file.spec.sequence_name())?;
            }
            is_reopened = base.store.reopen_deliveries(run).await?;
            if is_reopened {
                break;
            }
        }
        if !is_reopened {
            return Err(Refusal::Delivered { number: row.number }.into());
        }
        self.queue.log(run, LogLevel::Info, "Delivered again, manually".to_owned()).await?;
        base.tell(Change::Exports);
        self.queue.resume_deliveries().await
    }
}
