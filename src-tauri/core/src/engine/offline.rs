//! Copies of connections on this computer: settled, estimated, refreshed.
//!
//! A refresh writes a folder of its own; it becomes the copy by one write to the
//! history, when it is whole. The copy before it stays until the next refresh,
//! because runs may still read it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use futures::StreamExt;
use sha2::{Digest, Sha256};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;

use super::context::{Base, Change, model};
use super::send_queue::{LONGEST, pause};
use super::{Engine, Refusal};
use crate::catalog::{DataModel, FieldType};
use crate::error::{Error, sentence};
use crate::hash::hexadecimal;
use crate::offline::{
    Copied, CopyReport, Earlier, OfflineEstimate, OfflineModel, OfflineSettings, OfflineState,
    copy_model, first_day, moment_field, rows_since,
};
use crate::schedule::next_fire;
use crate::source::{ConnectionSettings, Mapping, SourceLimits, Table, custom_fields};
use crate::store::Connection;
use crate::zone::{Zone, parse_zone};

/// Time between two looks for copies that are due.
const LOOK: Duration = Duration::from_mins(1);
/// Rows by which size and time are estimated.
const SAMPLE: usize = 5_000;
/// Bytes of a value in a packed column, by experience with samples of text.
const PACKED: f64 = 0.35;

/// Which copy is refreshed.
#[derive(Debug, Clone, Copy)]
enum CopySeen {
    /// Whichever there is.
    Any,
    /// The one of this time, or none: another process may have refreshed it meanwhile.
    CopyOf(Option<DateTime<Utc>>),
}

impl Base {
    /// Connections whose copy is being refreshed.
    pub(super) fn refreshing(&self) -> MutexGuard<'_, BTreeSet<i64>> {
        self.refreshing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The lease of a connection's copy. One that is dropped, with its refresh, is
/// given back in the background.
struct Refreshing<'a> {
    base: &'a Base,
    connection: i64,
    is_over: bool,
}

impl Refreshing<'_> {
    /// Gives the lease back; the next refresh may begin at once.
    async fn end(mut self) {
        self.given_back().await;
        self.is_over = true;
    }

    fn given_back(&self) -> impl Future<Output = ()> + Send + use<> {
        let giving = self.base.store.give_copy_lease_back(self.connection);
        let (refreshing, connection) = (Arc::clone(&self.base.refreshing), self.connection);
        let changes = self.base.changes.clone();
        async move {
            giving.await;
            // Only now: what is given back late would be another's lease.
            refreshing.lock().unwrap_or_else(PoisonError::into_inner).remove(&connection);
            let _ = changes.send(Change::Connections);
        }
    }
}

impl Drop for Refreshing<'_> {
    fn drop(&mut self) {
        if !self.is_over
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            runtime.spawn(self.given_back());
        }
    }
}

impl Engine {
    /// Settles what is copied of a connection; without settings its copy goes.
    pub async fn save_offline(
        &self,
        connection: i64,
        settings: Option<&OfflineSettings>,
    ) -> Result<(), Error> {
        let base = self.base();
        base.connection(connection).await?;
        if let Some(settings) = settings {
            self.check_offline(connection, settings).await?;
        }
        base.store.set_offline(connection, settings.map(|settings| (settings, base.now()))).await?;
        if settings.is_none() {
            base.store.set_copy(connection, None).await?;
            let folder = base.copies_folder(connection);
            let removed = tokio::task::spawn_blocking(move || std::fs::remove_dir_all(folder));
            // What can't be removed now is in nobody's way.
            let _ = removed.await;
        }
        base.tell(Change::Connections);
        Ok(())
    }

    async fn check_offline(&self, id: i64, settings: &OfflineSettings) -> Result<(), Error> {
        let refuse = |message: String, hint| Err(Refusal::Setting { message, hint }.into());
        if settings.models.is_empty() {
            return refuse("no data model is copied".to_owned(), "Choose at least one.");
        }
        if settings.full_every_days == Some(0) {
            let message = "there can't be 0 days between full copies".to_owned();
            return refuse(message, "Choose a day or more, or no full copies.");
        }
        let catalog = self.base().catalog_with_own(id).await?;
        for (index, wanted) in settings.models.iter().enumerate() {
            let model = model(&catalog, &wanted.model)?;
            if settings.models[..index].iter().any(|other| other.model == wanted.model) {
                let message = format!("{} is copied twice", model.label);
                return refuse(message, "Leave one of the two.");
            }
            if let Some(field) = &wanted.updated_field
                && model.field(field).map(|field| field.field_type) != Some(FieldType::Datetime)
            {
                let message = format!("`{field}` isn't a datetime field of {}", model.label);
                return refuse(message, "Choose the field that says when a row was changed.");
            }
            if wanted.last_days == Some(0) {
                let message = format!("0 days of {} are no rows", model.label);
                return refuse(message, "Choose a day or more, or all rows.");
            }
            if wanted.last_days.is_some() && moment_field(model, wanted).is_none() {
                let message = format!("{} has no datetime field", model.label);
                return refuse(message, "Copy all rows of it.");
            }
        }
        Ok(())
    }

    /// What a copy would take. Drop the future to stop the work.
    pub async fn estimate_offline(
        &self,
        connection: i64,
        settings: &OfflineSettings,
    ) -> Result<OfflineEstimate, Error> {
        self.check_offline(connection, settings).await?;
        let base = self.base();
        let catalog = base.catalog_with_own(connection).await?;
        let source = base.origin(&base.connection(connection).await?, |_| ()).await?;
        let limits = SourceLimits::new(&std::env::temp_dir());
        let (mut rows, mut bytes, mut seconds) = (0, 0.0, 0.0);
        for wanted in &settings.models {
            let table = Table::open(&source, model(&catalog, &wanted.model)?, &limits).await?;
            let available = table.available_model();
            let moment = moment_field(&available, wanted).zip(first_day(wanted, base.now()));
            let mut query = rows_since(&table, &available, moment, false);
            let found = table.count(&query).await?;
            query.order.clear();
            let clock = Instant::now();
            let (mut sampled, mut memory) = (0usize, 0usize);
            let mut sample = table.rows(&query, Some(SAMPLE)).await?;
            while let Some(batch) = sample.stream.next().await {
                let batch = batch.map_err(|error| table.told(&error))?;
                sampled += batch.num_rows();
                memory += batch.get_array_memory_size();
            }
            rows += found;
            let share = share(found, sampled);
            bytes += size(memory) * share * PACKED;
            // Sorting and packing take about as long as reading.
            seconds += clock.elapsed().as_secs_f64() * share * 2.0;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an estimate")]
        let bytes = bytes as u64;
        Ok(OfflineEstimate { rows, bytes, seconds })
    }

    /// Refreshes a connection's copy. Drop the future to stop; the copy that is
    /// there stays until the new one is whole.
    pub async fn refresh_offline(&self, id: i64) -> Result<OfflineState, Error> {
        self.base().refresh_copy(id).await
    }

    /// Refreshes the copies whose schedules have fired since they were made; how
    /// many. What becomes of each stands beside its connection.
    pub async fn refresh_due(&self) -> Result<usize, Error> {
        self.base().refresh_due().await
    }
}

/// Refreshes copies by their schedules until `stop`.
pub(super) async fn keep_fresh(base: Arc<Base>, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(LOOK) => {}
        }
        base.cache.sweep();
        tokio::select! {
            () = stop.cancelled() => return,
            done = base.refresh_due() => if let Err(error) = done {
                // What can't be read now may be read in a minute.
                tracing::warn!(error = error.message(), "copies can't be refreshed");
            }
        }
    }
}

/// By connection.
pub(super) type CopyTries = BTreeMap<i64, Tries>;

/// How the refreshes of one copy by its schedule went, since this process looks.
#[derive(Debug)]
pub(super) struct Tries {
    /// Slots up to this were dealt with.
    since: DateTime<Utc>,
    /// Refreshes in a row that didn't work.
    failed: i64,
    /// When it is tried again, where that may help.
    next: Option<DateTime<Utc>>,
    /// Why the latest one didn't work, as it was told.
    told: Option<String>,
}

impl Tries {
    fn new(since: DateTime<Utc>) -> Self {
        Self { since, failed: 0, next: None, told: None }
    }

    fn is_next(&self, now: DateTime<Utc>) -> bool {
        // Nothing waits for longer, but by a clock that was ahead.
        self.next.is_some_and(|next| next <= now || next > now + LONGEST)
    }
}

impl Base {
    /// A copy that fails is tried again after a while where that may help, and else
    /// when its schedule fires again.
    async fn refresh_due(&self) -> Result<usize, Error> {
        let mut all = self.copy_tries.lock().await;
        let zone = parse_zone(&self.settings().await?.brand_timezone).unwrap_or(Zone::UTC);
        let mut refreshed = 0;
        for connection in self.store.connections().await? {
            let (id, name, now) = (connection.id, connection.name, self.now());
            let Some(OfflineState { settings, copied_at, .. }) = connection.offline else {
                all.remove(&id);
                continue;
            };
            let Some(schedule) = settings.schedule else {
                all.remove(&id);
                continue;
            };
            let first = match (all.contains_key(&id), copied_at) {
                (true, _) => now,
                (false, Some(copied_at)) => copied_at,
                // It makes up for what was missed while the computer was off, too.
                (false, None) => self.store.offline_since(id).await?.unwrap_or(now),
            };
            let tries = all.entry(id).or_insert_with(|| Tries::new(first));
            // By a clock that was ahead, its schedule would stand until then.
            tries.since = tries.since.min(now);
            if let Some(copied_at) = copied_at.filter(|at| *at > tries.since && *at <= now) {
                *tries = Tries::new(copied_at);
            }
            let fire = next_fire(&schedule.when, zone, tries.since);
            if fire.is_none_or(|fire| fire.at > now) && !tries.is_next(now) {
                continue;
            }
            tries.since = now;
            match self.refresh_copy_of(id, CopySeen::CopyOf(copied_at)).await {
                Ok(done) => {
                    refreshed += usize::from(done.is_some());
                    *tries = Tries::new(now);
                }
                Err(error) => self.not_refreshed(tries, (id, &name), &error, now),
            }
        }
        Ok(refreshed)
    }

    /// Tells that a copy isn't refreshed, once for each reason; it stands beside the
    /// connection, too.
    fn not_refreshed(
        &self,
        tries: &mut Tries,
        (connection, name): (i64, &str),
        error: &Error,
        now: DateTime<Utc>,
    ) {
        let reason = error.message();
        tracing::warn!(connection, name, error = reason, "a copy isn't refreshed");
        tries.next = None;
        // Somebody else refreshes it, or it was settled anew.
        if matches!(error, Error::Refused(_)) {
            return;
        }
        if matches!(error, Error::Source(error) if error.is_transient()) {
            tries.failed += 1;
            tries.next = Some(now + TimeDelta::minutes(pause(tries.failed)));
        }
        if tries.told.as_ref() != Some(&reason) {
            let message = sentence(&format!("the copy of “{name}” isn't refreshed: {reason}"));
            self.tell(Change::Trouble { message, hint: error.hint() });
            tries.told = Some(reason);
        }
    }

    /// Refreshes a connection's copy. Drop the future to stop; the copy that is
    /// there stays until the new one is whole.
    async fn refresh_copy(&self, id: i64) -> Result<OfflineState, Error> {
        Ok(self.refresh_copy_of(id, CopySeen::Any).await?.ok_or(Refusal::NoConnection)?)
    }

    /// The same, only if the copy is still the one that was seen.
    async fn refresh_copy_of(
        &self,
        id: i64,
        seen: CopySeen,
    ) -> Result<Option<OfflineState>, Error> {
        let span = tracing::info_span!("refresh", connection = id);
        self.refresh(id, seen).instrument(span).await
    }

    async fn refresh(&self, id: i64, seen: CopySeen) -> Result<Option<OfflineState>, Error> {
        let base = self;
        let connection = base.connection(id).await?;
        let Some(offline) = &connection.offline else {
            let message = format!("nothing of “{}” is copied", connection.name);
            return Err(Refusal::Setting { message, hint: "Choose what is copied." }.into());
        };
        if !base.refreshing().insert(id) {
            let message = format!("the copy of “{}” is being refreshed", connection.name);
            return Err(Refusal::Setting { message, hint: "Wait for it, or stop it." }.into());
        }
        let refreshing = Refreshing { base, connection: id, is_over: false };
        let done = self.refresh_alone(&connection, &offline.settings, seen).await;
        refreshing.end().await;
        if !done? {
            return Ok(None);
        }
        Ok(base.connection(id).await?.offline)
    }

    /// Refreshes a copy once no other process does; whether it did.
    async fn refresh_alone(
        &self,
        connection: &Connection,
        settings: &OfflineSettings,
        seen: CopySeen,
    ) -> Result<bool, Error> {
        let (base, id) = (self, connection.id);
        if !base.store.take_copy_lease(id).await? {
            let name = &connection.name;
            let message = format!("another program refreshes the copy of “{name}”");
            return Err(Refusal::Setting { message, hint: "Wait until it is done." }.into());
        }
        base.tell(Change::Connections);
        let before = base.store.copy(id).await?.unwrap_or_default();
        if let CopySeen::CopyOf(seen) = seen
            && seen != before.copied_at
        {
            return Ok(false);
        }
        let done = self.copy(id, settings, &before).await;
        let report = match &done {
            Ok(report) => report.clone(),
            Err(error) => CopyReport {
                message: Some(sentence(&error.message())),
                hint: error.hint(),
                ..before
            },
        };
        if !base.store.finish_copy(id, &report).await? {
            let message = format!("the copy of “{}” was taken over", connection.name);
            return Err(Refusal::Setting { message, hint: "Refresh it again." }.into());
        }
        done.map(|_| true)
    }

    async fn copy(
        &self,
        id: i64,
        settings: &OfflineSettings,
        before: &CopyReport,
    ) -> Result<CopyReport, Error> {
        let base = self;
        let connection = base.connection(id).await?;
        let now = base.now();
        let copies = base.copies_folder(id);
        std::fs::create_dir_all(&copies)
            .map_err(|error| Error::Output { path: copies.clone(), error })?;
        let earlier = before.folder.as_ref().map(|folder| copies.join(folder));
        remove_others(&copies, earlier.as_deref());
        let source = base.origin(&connection, |_| ()).await?;
        source.look_anew();
        let mut catalog = base.catalog_with_own(id).await?;
        let told = |error| Error::Output { path: copies.clone(), error };
        let unfinished =
            tempfile::Builder::new().prefix("unfinished-").tempdir_in(&copies).map_err(told)?;
        let limits = SourceLimits::new(unfinished.path());
        let mut total = Copied { is_full: true, ..Copied::default() };
        let copies_model = |id: &str| settings.models.iter().any(|wanted| wanted.model == id);
        // The customers' own attributes are defined by a model of their own; most sources
        // have none.
        let mut custom = Vec::new();
        if copies_model("customers") {
            custom = custom_fields(&source, &catalog, &limits).await?;
            catalog.add_custom_fields(&custom);
        }
        let (mut snapshots, mut origins) = (BTreeMap::new(), BTreeMap::new());
        let mut places = BTreeMap::new();
        let mapping = base.store.mapping(id).await?;
        let goes_on = !settings.is_full_copy_due(before.full_at, now);
        for wanted in &settings.models {
            let model = model(&catalog, &wanted.model)?;
            let origin = origin(&connection.settings, mapping.as_ref(), model);
            // A model is gone on from only if it was copied as it is to be now, from where
            // it is now.
            let same = goes_on
                && before.models.contains(wanted)
                && before.origins.get(&wanted.model) == Some(&origin);
            origins.insert(wanted.model.clone(), origin);
            let place = place(&connection.settings, mapping.as_ref(), &wanted.model);
            places.insert(wanted.model.clone(), place);
            let previous = earlier.as_deref().filter(|_| same).map(|folder| Earlier {
                folder,
                snapshot: before.snapshots.get(&wanted.model).map(String::as_str),
                copied_at: before.copied_at,
                overlap: settings.overlap(),
            });
            let into = unfinished.path();
            let copied = copy_model(&source, model, wanted, previous, into, now, &limits).await?;
            total.rows += copied.rows;
            total.bytes += copied.bytes;
            total.is_full &= copied.is_full;
            if let Some(snapshot) = copied.snapshot {
                snapshots.insert(model.id.clone(), snapshot);
            }
        }
        if !custom.is_empty()
            && !copies_model("customer_fields")
            && let Some(fields) = catalog.model("customer_fields")
        {
            let all =
                OfflineModel { model: fields.id.clone(), last_days: None, updated_field: None };
            let into = unfinished.path();
            let copied = copy_model(&source, fields, &all, None, into, now, &limits).await?;
            total.bytes += copied.bytes;
        }
        let whole = unfinished.keep();
        let mut number = 0;
        let (name, target) = loop {
            let name = format!("{}-{number}", now.format("%Y%m%dT%H%M%S"));
            let target = copies.join(&name);
            if !target.exists() {
                break (name, target);
            }
            number += 1;
        };
        std::fs::rename(&whole, &target).map_err(told)?;
        Ok(CopyReport {
            copied_at: Some(now),
            rows: total.rows,
            bytes: total.bytes,
            folder: Some(name),
            models: settings.models.clone(),
            origins,
            places,
            full_at: if total.is_full { Some(now) } else { before.full_at },
            snapshots,
            message: None,
            hint: None,
        })
    }
}

/// A hash of where a model's rows come from, and of its fields.
pub(super) fn origin(
    settings: &ConnectionSettings,
    mapping: Option<&Mapping>,
    model: &DataModel,
) -> String {
    let mut parts = place_parts(settings, mapping, &model.id);
    parts.push(serde_json::json!(model));
    hashed(parts)
}

/// A hash of where a model's rows come from.
pub(super) fn place(
    settings: &ConnectionSettings,
    mapping: Option<&Mapping>,
    model: &str,
) -> String {
    hashed(place_parts(settings, mapping, model))
}

fn place_parts(
    settings: &ConnectionSettings,
    mapping: Option<&Mapping>,
    model: &str,
) -> Vec<serde_json::Value> {
    let mapped =
        mapping.and_then(|mapping| mapping.models.iter().find(|mapped| mapped.model == model));
    let texts = mapping.map(|mapping| &mapping.texts);
    vec![serde_json::json!(settings), serde_json::json!(mapped), serde_json::json!(texts)]
}

fn hashed(parts: Vec<serde_json::Value>) -> String {
    hexadecimal(&Sha256::digest(serde_json::Value::from(parts).to_string()))
}

/// Removes what earlier refreshes left, but for the copy that is in use.
fn remove_others(copies: &Path, used: Option<&Path>) {
    for entry in std::fs::read_dir(copies).into_iter().flatten().flatten() {
        if Some(entry.path().as_path()) != used {
            // What can't be removed now is tried again at the next refresh.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "an estimate")]
fn share(rows: u64, sampled: usize) -> f64 {
    if sampled == 0 { 0.0 } else { rows as f64 / sampled as f64 }
}

#[expect(clippy::cast_precision_loss, reason = "an estimate")]
fn size(bytes: usize) -> f64 {
    bytes as f64
}
