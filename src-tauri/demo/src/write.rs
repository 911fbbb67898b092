//! Writes all files of the brand, in this order: customers with what follows
//! from their journeys, the brand's own things with their totals, events, and
//! the mark that says that all is there. Journeys are told twice, once for the
//! customers and once for the events: telling is cheaper than keeping.

use std::path::Path;

use datafusion::arrow::array::RecordBatch;

use super::error::DemoError;
use super::event_rows::EventRows;
use super::files::{ModelFile, ROW_GROUP, model_path, open_folder, remove, write_text};
use super::journey::Journey;
use super::json::Json;
use super::member::Members;
use super::parallel::{Pulse, in_order};
use super::shares::{Shares, Slice, Span};
use super::side_rows::{PoolCount, append_coupons, append_logs};
use super::table::{BATCH, Model, Table};
use super::world::{CHALLENGES, REWARDS, World};
use super::{
    DemoFile, DemoProgress, DemoSize, DemoSummary, GENERATOR, MARKER, Marker, brand_rows, calendar,
    customer_rows, models, office_rows,
};

/// Customers and events that a worker takes at a time, about.
const SPAN: u64 = 50_000;

/// Events a customer, on average, that one may ask for.
const MOST_EVENTS: u64 = 1000;

/// What the journeys add up to.
#[derive(Debug)]
struct Totals {
    pools: Vec<PoolCount>,
    claims: [i64; REWARDS],
    completions: [i64; CHALLENGES],
}

impl Totals {
    fn new(world: &World) -> Self {
        Self {
            pools: vec![PoolCount::default(); world.pools.len()],
            claims: [0; REWARDS],
            completions: [0; CHALLENGES],
        }
    }

    fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.pools.iter_mut().zip(&other.pools) {
            mine.total += theirs.total;
            mine.unassigned += theirs.unassigned;
            mine.claimed += theirs.claimed;
            mine.redeemed += theirs.redeemed;
        }
        add(&mut self.claims, &other.claims);
        add(&mut self.completions, &other.completions);
    }
}

fn add(mine: &mut [i64], theirs: &[i64]) {
    for (mine, theirs) in mine.iter_mut().zip(theirs) {
        *mine += theirs;
    }
}

/// Rows of some customers: customers, coupons, webhook logs.
struct SpanRows {
    batches: [Vec<RecordBatch>; 3],
    totals: Totals,
}

/// The brand being written.
pub(super) struct Brand<'a> {
    dir: &'a Path,
    size: DemoSize,
    progress: &'a mut dyn FnMut(DemoProgress),
    cancelled: &'a dyn Fn() -> bool,
    members: Members,
    world: World,
    pulse: Pulse,
    files: Vec<DemoFile>,
}

impl<'a> Brand<'a> {
    pub(super) fn new(
        dir: &'a Path,
        size: DemoSize,
        now: i64,
        progress: &'a mut dyn FnMut(DemoProgress),
        cancelled: &'a dyn Fn() -> bool,
    ) -> Result<Self, DemoError> {
        let DemoSize { customers, events, .. } = size;
        if !(1..=u64::from(u32::MAX)).contains(&customers)
            || events > customers.saturating_mul(MOST_EVENTS)
        {
            return Err(DemoError::Size { customers, events });
        }
        Ok(Self {
            dir,
            size,
            progress,
            cancelled,
            members: Members { size, now },
            world: World::new(size.seed, now),
            pulse: Pulse::default(),
            files: Vec::new(),
        })
    }

    pub(super) fn write(mut self) -> Result<DemoSummary, DemoError> {
        open_folder(self.dir)?;
        // From here on, until the end, the folder is not complete.
        remove(&self.dir.join(MARKER))?;
        let shares = self.shares()?;
        let totals = self.customers(shares)?;
        self.things(&totals)?;
        self.office()?;
        self.events(shares)?;
        self.files.sort_by(|left, right| left.model.cmp(&right.model));
        let marker = Marker {
            generator: GENERATOR,
            now: calendar::text(self.world.now),
            summary: DemoSummary { size: self.size, files: self.files },
        };
        let path = self.dir.join(MARKER);
        let text = serde_json::to_string_pretty(&marker)
            .map_err(|error| DemoError::Io { path: path.clone(), source: error.into() })?;
        write_text(path, &(text + "\n"))?;
        Ok(marker.summary)
    }

    fn check(&self) -> Result<(), DemoError> {
        if (self.cancelled)() {
            return Err(DemoError::Cancelled);
        }
        Ok(())
    }

    fn shares(&self) -> Result<Shares, DemoError> {
        let mut total = 0;
        for number in 0..self.size.customers {
            if number % 65_536 == 0 {
                self.check()?;
            }
            total += self.members.weight(number);
        }
        Ok(Shares::new(self.members, total))
    }

    /// Customers, coupons and webhook logs.
    fn customers(&mut self, shares: Shares) -> Result<Totals, DemoError> {
        let dir = self.dir;
        let mut files = [
            ModelFile::create(dir, &models::CUSTOMERS)?,
            ModelFile::create(dir, &models::COUPONS)?,
            ModelFile::create(dir, &models::WEBHOOK_LOGS)?,
        ];
        let mut totals = Totals::new(&self.world);
        let (world, pulse, size) = (&self.world, &self.pulse, self.size);
        let (progress, cancelled) = (&mut *self.progress, self.cancelled);
        let span = SPAN / (1 + size.events / size.customers);
        in_order(
            shares.spans(span),
            pulse,
            |span| span_rows(dir, world, shares, span, pulse),
            |rows| {
                totals.add(&rows.totals);
                for (file, batches) in files.iter_mut().zip(&rows.batches) {
                    for batch in batches {
                        file.write(batch)?;
                    }
                }
                Ok(())
            },
            &mut || report(progress, cancelled, models::CUSTOMERS.id, pulse, size),
        )?;
        for file in files {
            self.files.push(file.finish()?);
        }
        Ok(totals)
    }

    /// One small file, row by row as `append` adds them.
    fn small(
        &mut self,
        model: &'static Model,
        count: u64,
        mut append: impl FnMut(&mut Table, &World, u64),
    ) -> Result<(), DemoError> {
        let path = model_path(self.dir, model.id);
        let mut file = ModelFile::create(self.dir, model)?;
        let mut table = Table::new(model);
        for number in 0..count {
            append(&mut table, &self.world, number);
            if table.rows() >= BATCH || number + 1 == count {
                self.check()?;
                let batch = table.batch().map_err(|error| DemoError::from_arrow(&path, &error))?;
                file.write(&batch)?;
            }
        }
        self.files.push(file.finish()?);
        Ok(())
    }

    fn things(&mut self, totals: &Totals) -> Result<(), DemoError> {
        let seed = self.size.seed;
        self.small(&models::PRODUCTS, 1, |table, world, _| {
            brand_rows::products(table, seed, world);
        })?;
        self.small(&models::STORES, 1, |table, world, _| brand_rows::stores(table, seed, world))?;
        self.small(&models::REWARDS, 1, |table, world, _| {
            brand_rows::rewards(table, seed, world, &totals.claims);
        })?;
        self.small(&models::CHALLENGES, 1, |table, world, _| {
            brand_rows::challenges(table, seed, world, &totals.completions);
        })?;
        self.small(&models::COUPON_POOLS, 1, |table, world, _| {
            brand_rows::pools(table, seed, world, &totals.pools);
        })?;
        self.small(&models::CUSTOMER_FIELDS, 1, |table, _, _| office_rows::customer_fields(table))
    }

    fn office(&mut self) -> Result<(), DemoError> {
        let DemoSize { customers, seed, .. } = self.size;
        let changes = (customers / 10).clamp(200, 100_000);
        self.small(&models::CHANGES, changes, |table, world, number| {
            office_rows::changes(table, seed, world, number, changes);
        })?;
        let approvals = (customers / 167).clamp(60, 10_000);
        self.small(&models::CONTENT_APPROVAL, approvals, |table, world, number| {
            office_rows::approvals(table, seed, world, number, approvals);
        })
    }

    fn events(&mut self, shares: Shares) -> Result<(), DemoError> {
        let (mut file, groups) = ModelFile::create(self.dir, &models::EVENTS)?.by_row_groups()?;
        let path = model_path(self.dir, models::EVENTS.id);
        let (world, pulse, size) = (&self.world, &self.pulse, self.size);
        let (progress, cancelled) = (&mut *self.progress, self.cancelled);
        in_order(
            shares.slices(ROW_GROUP),
            pulse,
            |slice: Slice| {
                groups.encode(slice.index, |emit| {
                    let mut table = Table::new(&models::EVENTS);
                    event_rows(world, shares, slice, &mut table, &mut |table| {
                        pulse.advance(table.rows() as u64)?;
                        let batch =
                            table.batch().map_err(|error| DemoError::from_arrow(&path, &error))?;
                        emit(&batch)
                    })
                })
            },
            |group| file.append(group),
            &mut || report(progress, cancelled, models::EVENTS.id, pulse, size),
        )?;
        self.files.push(file.finish()?);
        Ok(())
    }
}

fn report(
    progress: &mut dyn FnMut(DemoProgress),
    cancelled: &dyn Fn() -> bool,
    model: &'static str,
    pulse: &Pulse,
    size: DemoSize,
) -> Result<(), DemoError> {
    progress(DemoProgress { model, done: pulse.done(), total: size.customers + size.events });
    if cancelled() { Err(DemoError::Cancelled) } else { Ok(()) }
}

fn span_rows(
    dir: &Path,
    world: &World,
    shares: Shares,
    span: Span,
    pulse: &Pulse,
) -> Result<SpanRows, DemoError> {
    let members = shares.members;
    let models = [&models::CUSTOMERS, &models::COUPONS, &models::WEBHOOK_LOGS];
    let mut tables = models.map(Table::new);
    let mut batches = [const { Vec::new() }; 3];
    let mut totals = Totals::new(world);
    let mut journey = Journey::new(members.size.seed, world, members.member(span.first));
    let mut rows = EventRows::new(members);
    let mut json = Json::default();
    let mut told = 0;
    for (number, count) in shares.in_span(span) {
        journey.tell(&members.member(number), count);
        rows.start(&journey);
        let [customers, coupons, logs] = &mut tables;
        customer_rows::append(customers, &mut json, members, &journey);
        append_coupons(coupons, members, &journey, &mut totals.pools);
        append_logs(logs, &mut json, &rows, members, &journey);
        add(&mut totals.claims, &journey.claims);
        add(&mut totals.completions, &journey.completions);
        told += 1;
        if told % 128 == 0 {
            pulse.advance(128)?;
        }
    }
    pulse.advance(told % 128)?;
    for ((table, batches), model) in tables.iter_mut().zip(&mut batches).zip(models) {
        if table.rows() > 0 {
            let batch = table
                .batch()
                .map_err(|error| DemoError::from_arrow(&model_path(dir, model.id), &error))?;
            batches.push(batch);
        }
    }
    Ok(SpanRows { batches, totals })
}

/// Appends the slice's rows, calling `full` for every batch.
fn event_rows(
    world: &World,
    shares: Shares,
    slice: Slice,
    table: &mut Table,
    full: &mut dyn FnMut(&mut Table) -> Result<(), DemoError>,
) -> Result<(), DemoError> {
    let members = shares.members;
    let mut journey = Journey::new(members.size.seed, world, members.member(slice.first));
    let mut rows = EventRows::new(members);
    let (mut skip, mut left) = (slice.skip, slice.rows);
    for (number, count) in shares.in_slice(slice) {
        if left == 0 {
            break;
        }
        if count == 0 {
            continue;
        }
        journey.tell(&members.member(number), count);
        rows.start(&journey);
        let end = count.min(skip + left);
        left -= end - skip;
        while skip < end {
            let part = (end - skip).min(BATCH - table.rows());
            rows.append(table, &journey, skip..skip + part);
            skip += part;
            if table.rows() == BATCH {
                full(table)?;
            }
        }
        skip = 0;
    }
    if table.rows() > 0 {
        full(table)?;
    }
    Ok(())
}
