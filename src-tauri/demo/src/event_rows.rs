//! Events of a journey as rows of the Events model. What an event is about is
//! told in its `properties`; texts come from a stream of the event's own, so
//! that a row can be made without the rows before.

use std::fmt::Write;
use std::ops::Range;

use super::calendar::{DAY, SECOND, day, second};
use super::journey::{Action, Detail, Event, Item, Journey, TIERS};
use super::json::Json;
use super::member::Members;
use super::random::{Random, Stream};
use super::table::Table;
use super::vocabulary::{COUNTRIES, USER_AGENTS, USERS};

const REASONS: [&str; 7] = [
    "birthday bonus",
    "=bonus+10",
    "Kárpótlás, késés miatt",
    "“sorry” voucher\nsecond line",
    "",
    "مكافأة",
    "🎂",
];
const ANSWERS: [&str; 5] = ["kávé, tejjel", "Tee \"grün\"", "@home", "-", "紅茶"];
const PLATFORMS: [&str; 3] = ["facebook", "x", "whatsapp"];

/// Makes rows; keeps its memory between them.
#[derive(Debug)]
pub(super) struct EventRows {
    members: Members,
    properties: Json,
    usages: Json,
    prefix: String,
    customer: String,
    id: String,
    other: String,
    cid: String,
    address: String,
}

impl EventRows {
    pub(super) fn new(members: Members) -> Self {
        Self {
            members,
            properties: Json::default(),
            usages: Json::default(),
            prefix: String::new(),
            customer: String::new(),
            id: String::new(),
            other: String::new(),
            cid: String::new(),
            address: String::new(),
        }
    }

    /// Starts the rows of the journey's customer.
    pub(super) fn start(&mut self, journey: &Journey<'_>) {
        self.prefix = self.members.prefix(journey.member.number);
        self.customer = self.members.id(journey.member.number);
    }

    pub(super) fn customer(&self) -> &str {
        &self.customer
    }

    fn stream(&self, journey: &Journey<'_>, event: u32) -> Random {
        let entity = (journey.member.number << 24) ^ u64::from(event);
        Random::new(self.members.size.seed, Stream::EventText, entity)
    }

    /// 24 digits: the customer's 16, the event's number, and two random ones.
    fn event_id(&self, journey: &Journey<'_>, event: u32, into: &mut String) {
        let tail = ((event + 1) << 8) | (self.stream(journey, event).next() as u32 & 0xff);
        into.clear();
        into.push_str(&self.prefix);
        write!(into, "{tail:08x}").expect("memory takes any text");
    }

    pub(super) fn id_text(&self, journey: &Journey<'_>, event: u32) -> String {
        let mut text = String::new();
        self.event_id(journey, event, &mut text);
        text
    }

    /// The purchase that the event is about, or the event itself.
    fn root(journey: &Journey<'_>, mut event: u32) -> u32 {
        while let Some(parent) = journey.events[event as usize].parent {
            event = parent;
        }
        event
    }

    fn transaction(&self, journey: &Journey<'_>, event: u32) -> String {
        let mut random = self.stream(journey, Self::root(journey, event));
        // Nineteen digits, some of them leading zeros: no number type keeps this.
        format!("{:019}", random.below(9_999_999_999_999_999_999) >> random.below(12))
    }

    /// Appends the rows of these events.
    pub(super) fn append(
        &mut self,
        table: &mut Table,
        journey: &Journey<'_>,
        events: Range<usize>,
    ) {
        let first = events.start as u32;
        let lots = &journey.ledger.lots;
        let usages = &journey.ledger.usages;
        let mut lot = lots.partition_point(|lot| lot.event < first);
        let mut usage = usages.partition_point(|usage| usage.lot < first);
        for number in first..events.end as u32 {
            let own = lots.get(lot).filter(|lot| lot.event == number);
            lot += usize::from(own.is_some());
            let from = usage;
            while usages.get(usage).is_some_and(|usage| usage.lot == number) {
                usage += 1;
            }
            self.row(table, journey, number, own.copied(), from..usage);
        }
    }

    fn row(
        &mut self,
        table: &mut Table,
        journey: &Journey<'_>,
        number: u32,
        lot: Option<super::ledger::Lot>,
        usages: Range<usize>,
    ) {
        let event = &journey.events[number as usize];
        let mut id = std::mem::take(&mut self.id);
        let mut other = std::mem::take(&mut self.other);
        self.event_id(journey, number, &mut id);
        // Events of one action came in one message.
        let message = event
            .parent
            .filter(|parent| journey.events[*parent as usize].at == event.at)
            .unwrap_or(number);
        let mut random = self.stream(journey, message);
        random.next();
        let automatic =
            matches!(event.action, Action::TierUp | Action::TierDown | Action::PointExpire);
        let source = match random.below(100) {
            _ if automatic => Some("workflow"),
            0..45 => Some("Events API"),
            45..65 => Some("POS"),
            65..85 => Some("mobile app"),
            85..92 => Some("workflow"),
            92..96 => Some("import"),
            _ => None,
        };
        let imported = source == Some("import");
        let admin = !automatic && random.chance(25);
        let user = random.pick(&USERS);
        let web = matches!(source, Some("Events API" | "mobile app"));
        let (high, low) = (random.next(), random.next());
        let mut own = self.stream(journey, number);
        own.next();
        own.next();

        table.text(id.as_str());
        table.text(self.customer.as_str());
        table.text(event.action.text());
        table.instant(event.at);
        table.number(second(event.at));
        let processed = match own.below(10) {
            _ if imported => event.at + own.between(1, 20 * 86_400) * SECOND,
            0..7 => event.at,
            7 => event.at + own.between(0, 2_000_000),
            _ => event.at + own.between(0, 90) * SECOND,
        };
        table.instant(processed.min(journey.world.now));
        table.day(day(event.at));
        table.number(event.points);
        table.text(event.points.map(|_| if event.status_account { "status" } else { "main" }));
        if let Some(parent) = event.parent {
            self.event_id(journey, parent, &mut other);
            table.text(other.as_str());
        } else {
            table.text(None);
        }
        if high % 8 == 0 {
            table.text(None);
        } else {
            self.cid.clear();
            write!(
                self.cid,
                "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
                high >> 32,
                (high >> 16) & 0xffff,
                high & 0xfff,
                low >> 52,
                low & 0xffff_ffff_ffff
            )
            .expect("memory takes any text");
            table.text(self.cid.as_str());
        }
        table.text(source);
        table.boolean((!automatic).then_some(admin));
        table.number(admin.then_some(user.0));
        table.boolean(web.then_some(low & 3 != 0));
        if web {
            self.address.clear();
            // Addresses that are set aside for documentation.
            if low & 15 == 1 {
                write!(self.address, "2001:db8:{:x}::{:x}", high & 0xffff, low >> 52)
            } else {
                write!(self.address, "203.0.113.{}", high & 0xff)
            }
            .expect("memory takes any text");
            table.text(self.address.as_str());
            table.text(USER_AGENTS[(low >> 8) as usize % USER_AGENTS.len()]);
        } else {
            table.text(None).text(None);
        }
        if own.chance(300) {
            other.clear();
            write!(other, "{:016x}", own.next()).expect("memory takes any text");
            table.text(other.as_str());
        } else {
            table.text(None);
        }
        table.day(lot.map(|lot| lot.expires));
        table.boolean(lot.map(|lot| lot.expired));
        table.number(lot.map(|lot| lot.used));
        if usages.is_empty() {
            table.text(None);
        } else {
            self.usages.start();
            let mut usages = journey.ledger.usages[usages].iter().peekable();
            while let Some(usage) = usages.next() {
                let mut points = usage.points;
                // One event may take from a lot twice; an object has each name once.
                while let Some(again) = usages.next_if(|next| next.by == usage.by) {
                    points += again.points;
                }
                self.event_id(journey, usage.by, &mut other);
                self.usages.number(&other, points);
            }
            table.text(self.usages.end());
        }
        let balances = &event.balances;
        table.number(balances.score).number(balances.spent);
        table.number(balances.pending).number(balances.expired);
        if own.chance(6) {
            let at = (event.at + own.between(60, 30 * 86_400) * SECOND).min(journey.world.now);
            other.clear();
            write!(other, "{:08x}{:016x}", second(at), own.next()).expect("memory takes any text");
            table.text(other.as_str()).instant(at);
            other.clear();
            write!(other, "{}", own.pick(&USERS).0).expect("memory takes any text");
            table.text(other.as_str());
        } else {
            table.text(None).instant(None).text(None);
        }
        if let Some(absorbed) = journey.member.absorbed.filter(|_| event.absorbed) {
            table.text(self.members.id(absorbed.number).as_str());
        } else {
            table.text(None);
        }
        if self.describe(journey, number, event, &mut own) {
            table.text(self.properties.end());
        } else {
            table.text(None);
        }
        table.end_row();
        self.id = id;
        self.other = other;
    }

    /// Writes the properties, unless there are none.
    fn describe(
        &mut self,
        journey: &Journey<'_>,
        number: u32,
        event: &Event,
        random: &mut Random,
    ) -> bool {
        let world = journey.world;
        let currency = COUNTRIES[journey.member.country].currency;
        let coupon_id = |coupon: usize| coupon_id(&self.prefix, coupon);
        let transaction =
            if matches!(event.detail, Detail::Checkout(_) | Detail::Item(_) | Detail::Amount(_)) {
                self.transaction(journey, number)
            } else {
                String::new()
            };
        let coupon_text = match event.detail {
            Detail::Reward { coupon: Some(coupon), .. } | Detail::Coupon { coupon, .. } => {
                coupon_id(coupon)
            }
            _ => String::new(),
        };
        let json = self.properties.start();
        match event.detail {
            Detail::Nothing => match event.action {
                Action::PointAdd | Action::PointSpend | Action::OptOut => {
                    json.text("reason", random.pick(&REASONS));
                }
                Action::ProfilingAnswer => {
                    json.text("question", "favourite_drink").text("answer", random.pick(&ANSWERS));
                }
                Action::ShareIntentSuccess => {
                    json.text("platform", random.pick(&PLATFORMS));
                }
                Action::Profile => {
                    json.text("field", random.pick(&["email", "mobile_phone", "remark"]));
                }
                Action::DailyLogin | Action::OptIn => {
                    json.text("channel", random.pick(&["app", "web", "store"]));
                }
                Action::ClubDisband => {
                    json.text("club", "club-01");
                }
                _ => return false,
            },
            Detail::Checkout(bought) => {
                json.text("transaction_id", &transaction)
                    .money("total", bought.total)
                    .number("total_quantity", bought.quantity)
                    .text("currency", currency)
                    .number("points_burned", bought.burned)
                    .boolean("auto_accept", bought.accepted);
                if let Some(store) = bought.store {
                    json.text("store", &world.stores[store].id);
                }
                json.open("items", b'[');
                for item in &journey.items[bought.first_item..bought.first_item + bought.items] {
                    json.entry()
                        .text("product_id", &world.products[item.product].id)
                        .number("quantity", item.quantity)
                        .money("subtotal", item.subtotal)
                        .close(b'}');
                }
                json.close(b']');
            }
            Detail::Item(item) => {
                let Item { product, quantity, price, discount, subtotal, points } =
                    journey.items[item];
                let product = &world.products[product];
                json.text("transaction_id", &transaction)
                    .text("product_id", &product.id)
                    .text("product_name", &product.title)
                    .text("product_url", &product.url)
                    .money("price", price)
                    .number("quantity", quantity)
                    .money("discount", discount)
                    .money("subtotal", subtotal)
                    .number("points_rewarded", points);
            }
            Detail::Amount(amount) => {
                json.text("transaction_id", &transaction)
                    .money("total", amount)
                    .text("currency", currency);
            }
            Detail::Reward { reward, coupon } => {
                json.text("reward_id", &world.rewards[reward].id)
                    .text("reward_name", &world.rewards[reward].name);
                if coupon.is_some() {
                    json.text("coupon_id", &coupon_text);
                }
            }
            Detail::Challenge(challenge) => {
                json.text("challenge_id", &world.challenges[challenge].id)
                    .text("challenge_title", &world.challenges[challenge].title);
            }
            Detail::Tier { from, to } => {
                json.text("from", TIERS[from].1).text("to", TIERS[to].1);
            }
            Detail::Coupon { amount, .. } => {
                json.text("coupon_id", &coupon_text);
                if amount > 0 {
                    json.money("amount", amount).text("currency", "EUR");
                }
            }
            Detail::ClubPoints(points) => {
                json.text("club", random.pick(&["club-01", "club-07", "club-12"]))
                    .number("club_points", points);
            }
        }
        true
    }
}

/// ID of the customer's coupon of that number.
pub(super) fn coupon_id(prefix: &str, number: usize) -> String {
    format!("{prefix}{:08x}", 0xc000_0000_u32 + number as u32)
}

/// Whether the event is so recent that its webhook logs are still kept.
pub(super) fn is_logged(event: &Event, now: i64) -> bool {
    event.at >= now - super::calendar::WEBHOOK_DAYS * DAY
}
