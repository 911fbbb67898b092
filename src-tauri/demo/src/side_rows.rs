//! What follows from journeys in other models: coupons (those that customers
//! claimed, and spare ones of the pools) and webhook logs of recent events.

use super::calendar::{DAY, FIRST, HOUR, MINUTE, SECOND};
use super::event_rows::{EventRows, coupon_id, is_logged};
use super::journey::{Action, Journey};
use super::json::Json;
use super::member::Members;
use super::random::{Random, Stream};
use super::table::Table;
use super::vocabulary::USERS;
use super::world::{Pool, World};

/// Coupons of a pool by state.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PoolCount {
    pub(super) total: i64,
    pub(super) unassigned: i64,
    pub(super) claimed: i64,
    pub(super) redeemed: i64,
}

impl PoolCount {
    fn add(&mut self, status: &str) {
        self.total += 1;
        match status {
            "unassigned" => self.unassigned += 1,
            "claimed" => self.claimed += 1,
            "redeemed" => self.redeemed += 1,
            _ => {}
        }
    }
}

fn code(random: &mut Random, pool: usize) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    // Some systems know digits only, with zeros in front; two begin like formulas.
    let front = match pool {
        2 => return format!("{:019}", random.next() >> 4),
        5 => "+",
        7 => "=",
        _ => "",
    };
    let mut code = String::from(front);
    let bits = random.next();
    for place in 0..12 {
        code.push(char::from(LETTERS[(bits >> (place * 5)) as usize & 31]));
    }
    code
}

/// Columns that a coupon has from its pool, up to `purchase_threshold`.
fn from_pool(table: &mut Table, pool: &Pool, status: &str, balance: Option<i64>) {
    table.text(pool.name.as_str()).text(status).text(pool.kind);
    table.number(pool.value).text(pool.currency).number(balance);
    for minimum in pool.minimums {
        table.number(minimum);
    }
    table.text(pool.id.as_str());
}

fn expires_in(pool: &Pool) -> Option<String> {
    pool.months.map(|months| format!("{months} months"))
}

fn restrictions(table: &mut Table, pool: &Pool) {
    table.list((!pool.stores.is_empty()).then_some(pool.stores.as_slice()));
    table.list((!pool.products.is_empty()).then_some(pool.products.as_slice()));
}

/// Appends the customer's coupons, then sometimes a spare one.
pub(super) fn append_coupons(
    table: &mut Table,
    members: Members,
    journey: &Journey<'_>,
    counts: &mut [PoolCount],
) {
    let number = journey.member.number;
    let prefix = members.prefix(number);
    let customer = members.id(number);
    let mut random = Random::new(members.size.seed, Stream::CouponText, number);
    for (place, coupon) in journey.coupons.iter().enumerate() {
        let pool = &journey.world.pools[coupon.pool];
        let gift = pool.kind == "gift_card";
        let status = if coupon.redeems > 0 && (!gift || coupon.balance == 0) {
            "redeemed"
        } else if coupon.invalidated_at.is_some() {
            "invalid"
        } else if coupon.expires_at.is_some_and(|expires| expires <= journey.world.now) {
            "expired"
        } else if coupon.redeems > 0 {
            "partially_redeemed"
        } else {
            "claimed"
        };
        counts[coupon.pool].add(status);
        let created = (coupon.claimed_at - random.between(1, 400) * HOUR).max(pool.created_at);
        let first = match journey.member.absorbed {
            Some(absorbed) if coupon.absorbed => members.id(absorbed.number),
            Some(_) | None => customer.clone(),
        };
        table
            .text(coupon_id(&prefix, place).as_str())
            .text(code(&mut random, coupon.pool).as_str());
        from_pool(table, pool, status, gift.then_some(coupon.balance));
        table.text(journey.world.rewards[coupon.reward].id.as_str());
        table.text(customer.as_str()).text(first.as_str()).boolean(pool.aggregated);
        table.number(1).number(coupon.redeems).number(i64::from(coupon.absorbed));
        table.instant(created).instant(coupon.claimed_at).instant(coupon.redeemed_at);
        table.instant(coupon.expires_at).text(expires_in(pool).as_deref());
        table.instant(coupon.invalidated_at);
        table.number(coupon.invalidated_at.map(|_| random.pick(&USERS).0));
        restrictions(table, pool);
        table.end_row();
    }
    if random.chance(350) {
        let place = random.index(journey.world.pools.len());
        let id = coupon_id(&prefix, journey.coupons.len());
        spare(table, journey.world, place, &id, &mut random, counts);
    }
}

/// A coupon that nobody has claimed.
fn spare(
    table: &mut Table,
    world: &World,
    place: usize,
    id: &str,
    random: &mut Random,
    counts: &mut [PoolCount],
) {
    let pool = &world.pools[place];
    let created = FIRST + random.between(0, (world.now - FIRST) / SECOND - 3600) * SECOND;
    let expires = random.chance(200).then(|| created + random.between(30, 900) * DAY);
    let invalid = random.chance(30).then(|| created + random.between(1, 3599) * SECOND);
    let status = if invalid.is_some() {
        "invalid"
    } else if expires.is_some_and(|expires| expires <= world.now) {
        "expired"
    } else {
        "unassigned"
    };
    counts[place].add(status);
    table.text(id).text(code(random, place).as_str());
    let balance = if pool.kind == "gift_card" { pool.value } else { None };
    from_pool(table, pool, status, balance);
    table.text(None).text(None).text(None).boolean(pool.aggregated);
    table.number(0).number(0).number(0);
    table.instant(created).instant(None).instant(None).instant(expires);
    table.text(expires_in(pool).as_deref()).instant(invalid);
    table.number(invalid.map(|_| random.pick(&USERS).0));
    restrictions(table, pool);
    table.end_row();
}

/// Where messages go: site, path, share of the logged events in thousandths.
const SITES: [(&str, &str, u64); 2] =
    [("crm", "/hooks/loyalty?v=2", 400), ("Datenhaus, \"EU\"", "/ingest", 120)];

/// Appends the logs of the journey's recent events.
pub(super) fn append_logs(
    table: &mut Table,
    json: &mut Json,
    rows: &EventRows,
    members: Members,
    journey: &Journey<'_>,
) {
    let member = journey.member.number;
    let now = journey.world.now;
    // Events come in the order of time, so only the end is of interest.
    let first = journey.events.partition_point(|event| !is_logged(event, now));
    for (number, event) in journey.events.iter().enumerate().skip(first) {
        if matches!(event.action, Action::DailyLogin | Action::ProfilingFlow) {
            continue;
        }
        let entity = (member << 24) ^ number as u64;
        let mut random = Random::new(members.size.seed, Stream::Webhook, entity);
        for (site, (name, path, share)) in SITES.iter().enumerate() {
            if !random.chance(*share) {
                continue;
            }
            let event_id = rows.id_text(journey, number as u32);
            let tail = ((number as u32 + 1) << 8) | site as u32;
            let created = (event.at + random.between(20, 30_000) * 1000).min(now);
            let recent = created > now - DAY;
            let (status, retries) = match random.below(100) {
                0..40 if recent => ("queued", random.between(0, 1)),
                40..60 if recent => ("resent", random.between(1, 4)),
                0..3 => ("failed", 5),
                3..5 if created > now - 3 * DAY - 50 * MINUTE => ("resent", random.between(1, 4)),
                5..11 => ("done", random.between(1, 4)),
                _ => ("done", 0),
            };
            let answer = match (status, random.below(3)) {
                ("done", 0) => Some((204, "")),
                ("done", 1) => Some((200, "{\"status\":\"accepted\",\"n\":1}")),
                ("done", _) => Some((200, "OK")),
                ("queued", _) if retries == 0 => None,
                (_, 0) => None,
                (_, 1) => Some((500, "{\"error\":\"Störung, \\\"intern\\\"\"}")),
                _ => Some((502, "<html>\n<h1>Bad gateway</h1>\n</html>")),
            };
            table.text(format!("{}{tail:08x}", &event_id[..16]).as_str()).instant(created);
            table.text(event.action.text()).text(rows.customer());
            table.number(answer.map(|answer| answer.0)).text(status).text(*name).text(*path);
            table.number(retries).text(random.pick(&["event", "event", "workflow"])).text("POST");
            json.start().text("event", &event_id).text("customer", rows.customer());
            json.text("action", event.action.text());
            if let Some(points) = event.points {
                json.number("points", points);
            }
            table.text(json.end()).text(answer.map(|answer| answer.1));
            table.number(answer.map(|_| random.between(8, 2400)));
            table.end_row();
        }
    }
}
