//! The loop that looks around: what is due, what other processes did, and what
//! the dead ones left.
//!
//! It compares the wall clock every second, so that neither sleep nor a clock
//! that was moved makes it late; the history is read only when a slot has come,
//! something changed, or a minute has passed. A slot is taken in the history in
//! the same step that queues its run, so it never runs twice.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::context::{Base, Change};
use super::interrupt;
use super::queue::Queue;
use super::retention::remove_old_files;
use super::zones::{Before, look_for_newer};
use crate::error::{Error, sentence};
use crate::humanize::{counted, moment};
use crate::schedule::{Fate, Fire, MOVED, PUNCTUAL, deadline, due, open_from};
use crate::spec::schedule::{Missed, When};
use crate::store::{
    HistoryError, LogLevel, LogLine, NewRun, News, Schedules, SlotClaim, Store, StoredSchedule,
    Trigger,
};
use crate::zone::{Zone, parse_zone};

/// Time between two looks at the clock.
const LOOK: Duration = Duration::from_secs(1);
/// Time after which schedules are read anew, whatever the clock says.
const READ: Duration = Duration::from_mins(1);
/// Time between two looks for processes that are gone.
const STALE_LEASES_EVERY: Duration = Duration::from_secs(5);
/// By more than this between two looks the clock has jumped.
const JUMP: TimeDelta = TimeDelta::minutes(1);
/// Slots too old to be made up for that are counted, at most.
const COUNTED: usize = 1000;
/// Every schedule that repeats has a slot in this time.
const ROUND: TimeDelta = TimeDelta::days(70);

/// What the loop knows from its last looks.
#[derive(Debug, Default)]
struct Looks {
    news: Option<News>,
    /// When schedules were read.
    read: Option<Instant>,
    leases_released: Option<Instant>,
    /// The wall clock at the last look.
    now: Option<DateTime<Utc>>,
    /// Slots up to this were dealt with.
    checked: Option<DateTime<Utc>>,
    /// What the clock showed before it jumped ahead: the computer slept, or the
    /// clock was put forward and may be put back.
    jumped_from: Option<DateTime<Utc>>,
    /// When newer time zones were looked for.
    zones: Option<Instant>,
    /// The next slot of all, or the next deadline to tell of.
    next: Option<DateTime<Utc>>,
    /// Why nothing runs, if that is so.
    trouble: Option<String>,
    /// Exports whose definition can't be read, and why.
    unreadable: Vec<(i64, String)>,
}

impl Looks {
    fn note_jump(&mut self, now: DateTime<Utc>) {
        if let Some(before) = self.now
            && now - before > JUMP
        {
            self.jumped_from.get_or_insert(before);
        }
    }
}

/// Starts runs at their slots. It ends when the last engine that has it is dropped.
#[derive(Debug)]
pub(super) struct Scheduler {
    /// Whether slots run in this process.
    on: AtomicBool,
    /// Something changed here.
    wake: Notify,
    stop: CancellationToken,
    seen: Mutex<Looks>,
    /// One look at a time.
    turn: tokio::sync::Mutex<()>,
}

impl Drop for Looking {
    fn drop(&mut self) {
        self.0.stop.cancel();
    }
}

/// Ends the loop when it is dropped.
#[derive(Debug)]
pub(super) struct Looking(Arc<Scheduler>);

impl std::ops::Deref for Looking {
    type Target = Scheduler;

    fn deref(&self) -> &Scheduler {
        &self.0
    }
}

impl Looking {
    /// Begins to look around, for what comes after `news`.
    pub(super) fn new(queue: &Queue, news: News) -> Self {
        let scheduler = Arc::new(Scheduler {
            on: AtomicBool::new(false),
            wake: Notify::new(),
            stop: CancellationToken::new(),
            seen: Mutex::new(Looks { news: Some(news), ..Looks::default() }),
            turn: tokio::sync::Mutex::default(),
        });
        tokio::spawn(look_around(Arc::clone(&scheduler), queue.clone()));
        Self(scheduler)
    }
}

async fn look_around(scheduler: Arc<Scheduler>, queue: Queue) {
    loop {
        let pause = scheduler.pause(queue.base.now());
        tokio::select! {
            () = scheduler.stop.cancelled() => return,
            () = scheduler.wake.notified() => scheduler.seen().read = None,
            () = tokio::time::sleep(pause) => {}
        }
        if queue.is_closed() {
            return;
        }
        let looked = scheduler.look(&queue).await;
        if let Err(Error::History(HistoryError::DiskFull { .. })) = &looked {
            queue.base.store.make_room().await;
        }
        scheduler.note(&queue, looked);
    }
}

impl Scheduler {
    /// Runs slots from now on.
    pub(super) fn switch_on(&self) {
        self.on.store(true, Ordering::Relaxed);
        self.wake();
    }

    /// Cancelled when the loop has to end.
    pub(super) fn stop_token(&self) -> CancellationToken {
        self.stop.clone()
    }

    /// Whether slots run in this process already.
    pub(super) fn is_on(&self) -> bool {
        self.on.load(Ordering::Relaxed)
    }

    /// Schedules have changed.
    pub(super) fn wake(&self) {
        self.wake.notify_one();
    }

    /// Ends the loop, after the look that it may be at.
    pub(super) async fn end(&self) {
        self.stop.cancel();
        drop(self.turn.lock().await);
    }

    fn seen(&self) -> MutexGuard<'_, Looks> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Until the next slot, or the next look at the clock.
    fn pause(&self, now: DateTime<Utc>) -> Duration {
        let next = self.seen().next.map(|next| (next - now).to_std().unwrap_or_default());
        // A slot that can't be taken now is tried again in a second, too.
        next.filter(|pause| !pause.is_zero()).map_or(LOOK, |pause| pause.min(LOOK))
    }

    /// Says once that something keeps schedules from running, and once that it
    /// is over. What was due is still due then: the next look is in a second.
    fn note(&self, queue: &Queue, looked: Result<(), Error>) {
        let trouble = looked.err().map(|error| (error.message(), error.hint()));
        let message = trouble.as_ref().map(|(message, _)| message.clone());
        let before = std::mem::replace(&mut self.seen().trouble, message.clone());
        match trouble {
            Some((message, hint)) if before.as_ref() != Some(&message) => {
                tracing::error!(%message, "schedules can't run now; it is tried again each second");
                queue.base.tell(Change::Trouble { message: sentence(&message), hint });
            }
            None if before.is_some() => tracing::info!("schedules run again"),
            Some(_) | None => {}
        }
    }

    /// Does everything that is to be done now. What goes wrong at one step keeps
    /// no other from being done; the first reason is given back.
    async fn look(&self, queue: &Queue) -> Result<(), Error> {
        let _turn = self.turn.lock().await;
        queue.record_again().await;
        if queue.base.clock_watch.is_believed_again(queue.base.now()) {
            let base = Arc::clone(&queue.base);
            // Slots don't wait for that.
            tokio::spawn(async move { remove_old_files(&base).await });
        }
        let stopped = self.stop_runs(queue).await;
        let news = queue.base.store.news().await?;
        let before = self.seen().news.replace(news).unwrap_or(news);
        if news.runs != before.runs {
            queue.base.tell(Change::Exports);
        }
        queue.try_held_again();
        let taken_over = self.take_over(queue).await;
        let read = self.read_if_due(queue, news.schedules != before.schedules).await;
        stopped.and(taken_over).and(read)
    }

    /// Stops the runs that other processes want to end.
    async fn stop_runs(&self, queue: &Queue) -> Result<(), Error> {
        for run in queue.base.store.asked_to_stop().await? {
            queue.cancel(run).await?;
        }
        Ok(())
    }

    /// Goes on with what processes left that are gone, now and then.
    async fn take_over(&self, queue: &Queue) -> Result<(), Error> {
        let base = &queue.base;
        let released = self.seen().leases_released;
        if released.is_some_and(|at| at.elapsed() < STALE_LEASES_EVERY) {
            return Ok(());
        }
        base.store.release_stale_leases().await?;
        for ended in interrupt(base).await? {
            base.tell(ended);
        }
        queue.adopt().await?;
        queue.take_up_lost().await?;
        queue.resume_deliveries().await?;
        self.seen().leases_released = Some(Instant::now());
        Ok(())
    }

    async fn read_if_due(&self, queue: &Queue, changed: bool) -> Result<(), Error> {
        if !self.on.load(Ordering::Relaxed) {
            return Ok(());
        }
        let now = queue.base.now();
        let read = {
            let mut seen = self.seen();
            seen.note_jump(now);
            seen.next.is_some_and(|next| next <= now)
                || seen.now.is_none_or(|before| now < before)
                || changed
                || seen.read.is_none_or(|at| at.elapsed() >= READ)
        };
        if read {
            self.read(queue, now).await?;
        }
        self.seen().now = Some(now);
        Ok(())
    }

    /// Takes what is due now and queues it.
    pub(super) async fn check(&self, queue: &Queue) -> Result<(), Error> {
        let _turn = self.turn.lock().await;
        self.read(queue, queue.base.now()).await
    }

    async fn read(&self, queue: &Queue, now: DateTime<Utc>) -> Result<(), Error> {
        let base = &queue.base;
        let (checked, before, jumped_from, zones) = {
            let mut seen = self.seen();
            seen.note_jump(now);
            (seen.checked, seen.now, seen.jumped_from, seen.zones)
        };
        if zones.is_none_or(|at| at.elapsed() >= READ) {
            look_for_newer(base).await;
            self.seen().zones = Some(Instant::now());
        }
        let is_back = before.is_none_or(|before| now < before);
        if is_back {
            base.store.on_clock_moved_back(now).await?;
        }
        // What the clock has passed step by step was dealt with until the last look only.
        let has_jumped = before.is_none_or(|before| now - before > JUMP);
        let passed = if has_jumped { Some(now) } else { checked.filter(|_| !is_back) };
        if let Some(passed) = passed {
            base.store.on_clock_passed(passed).await?;
        }
        // What came while the clock was ahead was kept out by that.
        let wrong_from = jumped_from.filter(|_| is_back);
        let (mut next, mut first) = (None, None);
        let paused = base.store.are_schedules_paused().await;
        if let Ok(false) = paused {
            let schedules = base.store.schedules().await?;
            self.note_unreadable(base, &schedules);
            for (export, unknown) in &schedules.without_zone {
                let because = format!("{}. {}", sentence(&unknown.to_string()), unknown.hint());
                if base.store.pause(*export, Some(&because), now).await? {
                    base.tell(Change::Exports);
                }
            }
            let rules = Before::read(base, &schedules.readable).await?;
            for stored in &schedules.readable {
                match self.take(queue, stored, checked, &rules, wrong_from, now).await {
                    Ok(upcoming) => next = [next, upcoming].into_iter().flatten().min(),
                    Err(error) => {
                        let export = stored.export_id;
                        tracing::error!(export, error = error.message(), "a slot can't be taken");
                        first.get_or_insert(error);
                    }
                }
            }
            // What couldn't be taken by the rules until now is tried by them again.
            if first.is_none() {
                rules.pass(base, &schedules.readable, now).await?;
            }
        } else if let Err(error) = paused {
            first = Some(error.into());
        }
        next = [next, tell_due(base, now).await?].into_iter().flatten().min();
        // What couldn't be taken is still due at the next look.
        if let Some(error) = first {
            return Err(error);
        }
        let mut seen = self.seen();
        if is_back {
            seen.jumped_from = None;
        }
        seen.next = next;
        seen.checked = Some(now);
        seen.now = Some(now);
        seen.read = Some(Instant::now());
        Ok(())
    }

    /// Says of each definition once that it can't be read, so that its schedule
    /// doesn't run.
    fn note_unreadable(&self, base: &Base, schedules: &Schedules) {
        let unreadable: Vec<(i64, String)> =
            schedules.unreadable.iter().map(|(id, error)| (*id, error.to_string())).collect();
        let before = std::mem::replace(&mut self.seen().unreadable, unreadable.clone());
        for ((export, message), (_, error)) in unreadable.iter().zip(&schedules.unreadable) {
            if !before.contains(&(*export, message.clone())) {
                tracing::error!(export, %message, "a schedule doesn't run");
                let message = format!("{}. Its schedule doesn't run", sentence(message));
                base.tell(Change::Trouble { message, hint: error.hint() });
            }
        }
    }

    /// Takes the slots of one schedule that have come. Gives the next one.
    async fn take(
        &self,
        queue: &Queue,
        stored: &StoredSchedule,
        checked: Option<DateTime<Utc>>,
        rules: &Before,
        wrong_from: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, Error> {
        let store = &queue.base.store;
        let StoredSchedule { export_id, schedule, zone, since, .. } = stored;
        // By the rules until now these were still to come, and now they are over.
        let was_to_come = |fire: &Fire| {
            let was = rules.instant(*zone, fire.asked);
            was.is_some_and(|was| was > *since && now - was <= PUNCTUAL)
        };
        let kept_out = |fire: &Fire| {
            was_to_come(fire) || wrong_from.is_some_and(|wrong_from| fire.at > wrong_from)
        };
        let since_before = if rules.has(*zone) { *since - MOVED } else { *since };
        let checked = if wrong_from.is_some() { None } else { checked };
        let from = open_from(schedule, since_before, checked, now);
        let mut slots = Vec::new();
        if stored.fires(from).next().is_some_and(|fire| fire.at <= now) {
            let taken = store.taken(*export_id, from).await?;
            let ran = taken.latest_run(now);
            let taken = |fire: &Fire| {
                taken.has(fire.at, fire.asked, *zone) || (fire.at <= *since && !was_to_come(fire))
            };
            slots = due(schedule, *zone, from, now, ran, taken, kept_out);
        }
        if slots.is_empty() && wrong_from.is_none() {
            let too_old = newest_too_old(store, stored, checked, now).await?;
            slots.extend(too_old.map(|fire| (fire, Fate::TooOld)));
        }
        if !slots.is_empty() {
            let claims = self.claims(queue, stored, slots, now).await?;
            let runs = store.claim(*export_id, *since, *zone, &claims, now).await?;
            queue.push(runs);
            let queued = claims.iter().filter_map(|claim| claim.run.as_ref());
            for message in queued.filter_map(|run| run.never_ran.as_ref()) {
                tracing::warn!(export = *export_id, "{message}");
                queue.base.tell(Change::Exports);
            }
        }
        Ok(stored.fires(now).next().map(|fire| fire.at))
    }

    /// What is written down of slots, with the beginnings of their runs' logs.
    async fn claims(
        &self,
        queue: &Queue,
        stored: &StoredSchedule,
        slots: Vec<(Fire, Fate)>,
        now: DateTime<Utc>,
    ) -> Result<Vec<SlotClaim>, Error> {
        let zone = stored.zone;
        let mut passed_over = PassedOver::default();
        // The newest slot that gets no run has a deadline all the same. What a later run
        // makes up for is told by that one's.
        let is_on_date = matches!(stored.schedule.when, When::OnDate { .. });
        let told = slots.iter().rposition(|(_, fate)| match fate {
            Fate::TooOld => true,
            Fate::Skip => stored.schedule.missed == Missed::Skip,
            Fate::Run | Fate::CatchUp => false,
        });
        let told = told.filter(|_| is_on_date || stored.schedule.due_by.is_some());
        let is_run = |fate: Fate| matches!(fate, Fate::Run | Fate::CatchUp);
        if told.is_some() || slots.iter().any(|(_, fate)| is_run(*fate)) {
            let store = &queue.base.store;
            let before = store.skipped(stored.export_id).await?;
            passed_over.missed.extend(before);
            let latest = store.latest_taken(stored.export_id, now).await?;
            let known = latest.map_or(stored.since, |latest| latest.max(stored.since));
            let oldest = open_from(&stored.schedule, stored.since, None, now);
            passed_over.too_old =
                stored.fires(known).take_while(|fire| fire.at <= oldest).take(COUNTED).count();
        }
        passed_over
            .missed
            .extend(slots.iter().filter(|(_, fate)| *fate == Fate::Skip).map(|(fire, _)| fire.at));
        let mut claims = Vec::new();
        for (place, (fire, fate)) in slots.into_iter().enumerate() {
            let planned = moment(fire.at, zone);
            let (trigger, said) = match fate {
                Fate::Skip | Fate::TooOld if told == Some(place) => {
                    (Some(Trigger::Scheduled), format!("It never ran, planned for {planned}"))
                }
                Fate::Skip | Fate::TooOld => (None, String::new()),
                Fate::Run => (
                    Some(Trigger::Scheduled),
                    format!("Queued by its schedule, planned for {planned}"),
                ),
                Fate::CatchUp => (
                    Some(Trigger::CatchUp),
                    format!("Caught up, planned for {planned}, {} ago", span(now - fire.at)),
                ),
            };
            let is_over = !is_run(fate);
            // What was to run once, and didn't, is told in any case.
            let slot = Some(fire.at).filter(|_| is_over && is_on_date);
            let due_at = deadline(&stored.schedule, zone, fire.asked).or(slot);
            let run = trigger.map(|trigger| {
                let mut log = vec![said];
                log.extend(fire.note);
                let before =
                    if is_over { passed_over.clone() } else { std::mem::take(&mut passed_over) };
                log.extend(before.said(zone));
                let never_ran = is_over.then(|| log.join(". "));
                NewRun { trigger, due_at, log, never_ran }
            });
            claims.push(SlotClaim { planned_for: fire.at, asked: fire.asked, run });
        }
        Ok(claims)
    }
}

/// The newest slot that was missed too long ago and that nobody has dealt with, where
/// that is to be told. While the loop looks around no slot gets so old.
async fn newest_too_old(
    store: &Store,
    stored: &StoredSchedule,
    checked: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Option<Fire>, HistoryError> {
    let StoredSchedule { export_id, schedule, zone, since, .. } = stored;
    let is_on_date = matches!(schedule.when, When::OnDate { .. });
    let oldest = open_from(schedule, *since, None, now);
    if !is_on_date && schedule.due_by.is_none() || checked.is_some_and(|at| at >= oldest) {
        return Ok(None);
    }
    let latest = store.latest_taken(*export_id, now).await?;
    let mut known = latest.map_or(*since, |latest| latest.max(*since));
    if !is_on_date {
        known = known.max(oldest - ROUND);
    }
    let Some(newest) = stored.fires(known).take_while(|fire| fire.at <= oldest).last() else {
        return Ok(None);
    };
    // Other rules of its time zone may have given it another instant.
    let taken = store.taken(*export_id, newest.at).await?;
    Ok(Some(newest).filter(|fire| !taken.has(fire.at, fire.asked, *zone)))
}

/// Tells of files that aren't there and have to be soon, or already. Gives the
/// instant of the next look.
async fn tell_due(base: &Base, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, HistoryError> {
    let next = base.store.next_due().await?;
    if next.is_none_or(|next| next > now) {
        return Ok(next);
    }
    for due in base.store.take_due(now).await? {
        let at = moment(due.due_at, parse_zone(&due.timezone).unwrap_or(Zone::UTC));
        let text = if due.has_passed {
            format!("Its deadline, {at}, has passed without a file")
        } else {
            format!("Its deadline is close, {at}, and there is no file yet")
        };
        tracing::warn!(run = due.run, export = due.export, "{text}");
        base.tell(Change::Due {
            run_id: due.run,
            export_id: due.export,
            export_name: due.export_name,
            due_at: due.due_at,
            has_passed: due.has_passed,
        });
        let line = LogLine { at: now, level: LogLevel::Warning, text };
        if let Err(error) = base.store.add_log_line(due.run, &line).await {
            tracing::warn!(run = due.run, %error, "a line of the run's log can't be saved");
        }
        base.tell(Change::Exports);
    }
    base.store.next_due().await
}

/// Slots that were missed and don't run.
#[derive(Debug, Clone, Default)]
struct PassedOver {
    missed: Vec<DateTime<Utc>>,
    too_old: usize,
}

impl PassedOver {
    fn said(self, zone: Zone) -> Vec<String> {
        let mut said = Vec::new();
        if let (Some(first), Some(last)) = (self.missed.iter().min(), self.missed.iter().max()) {
            let slots = counted(self.missed.len() as u64, "missed slot");
            let from = moment(*first, zone);
            let to =
                if first == last { String::new() } else { format!(" to {}", moment(*last, zone)) };
            said.push(format!("Passed over {slots}, as the schedule says: {from}{to}"));
        }
        if self.too_old > 0 {
            let more = if self.too_old == COUNTED { " or more" } else { "" };
            let slots = counted(self.too_old as u64, "slot");
            said.push(format!("Passed over {slots}{more} missed too long ago"));
        }
        said
    }
}

fn span(time: TimeDelta) -> String {
    let minutes = time.num_minutes();
    match (minutes / 1440, minutes / 60 % 24, minutes % 60) {
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, minutes) => format!("{hours} h {minutes} min"),
        (days, hours, _) => format!("{days} d {hours} h"),
    }
}
