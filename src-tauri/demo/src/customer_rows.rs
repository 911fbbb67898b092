//! Rows of the Customers model: the profile from the customer's own stream of
//! random numbers, everything about points and purchases from the journey.

use super::calendar::{FIRST, SECOND, day, day_text, second, text};
use super::journey::{Action, Detail, Journey, TIERS};
use super::json::Json;
use super::member::{Members, Role};
use super::random::{Random, Stream};
use super::table::Table;
use super::vocabulary::{COLOURS, COUNTRIES, INTERESTS, LONG_REMARK, NICKNAMES, REMARKS};

impl Role {
    fn status(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Inactive => "inactive",
            Self::Banned => "banned",
            Self::Suspended => "suspended",
            Self::OptedOut => "opted_out",
            Self::Pending => "pending",
            Self::Merged => "merged",
        }
    }
}

/// What the journey adds up to.
#[derive(Debug, Default)]
struct Totals {
    money: i64,
    purchases: i64,
    items: i64,
    first_purchase: Option<i32>,
    last_purchase: Option<i32>,
    last_earn: Option<i32>,
    last_spend: Option<i32>,
    login: Option<i64>,
    opt_out: Option<i64>,
}

fn totals(journey: &Journey<'_>) -> Totals {
    let mut totals = Totals::default();
    let (mut score, mut spent) = (0, 0);
    for event in &journey.events {
        let today = Some(day(event.at));
        if let Detail::Checkout(bought) = event.detail {
            totals.money += bought.total;
            totals.purchases += 1;
            totals.items += bought.quantity;
            totals.first_purchase = totals.first_purchase.or(today);
            totals.last_purchase = today;
        }
        if event.balances.score > score {
            totals.last_earn = today;
        }
        if event.balances.spent > spent {
            totals.last_spend = today;
        }
        (score, spent) = (event.balances.score, event.balances.spent);
        if event.action == Action::DailyLogin {
            totals.login = Some(event.at);
        }
        if event.action == Action::OptOut {
            totals.opt_out = Some(event.at);
        }
    }
    totals
}

/// Appends the row of the journey's customer.
pub(super) fn append(table: &mut Table, json: &mut Json, members: Members, journey: &Journey<'_>) {
    let member = &journey.member;
    let number = member.number;
    let country = &COUNTRIES[member.country];
    let mut random = Random::new(members.size.seed, Stream::Referred, number);
    let given = random.pick(country.given);
    let family = random.pick(country.family);
    let totals = totals(journey);
    let known = random.chance(965);
    let id = members.id(number);

    table.text(id.as_str());
    if random.chance(700) {
        json.start();
        // Leading zeros that belong to the ID.
        json.text("crm_id", &format!("{:010}", number * 13 + 7));
        if random.chance(200) {
            json.text("erp", &format!("E-{:06}", random.below(1_000_000)));
        }
        table.text(json.end());
    } else {
        table.text(None);
    }
    let domain = random.pick(&["example.com", "example.org", "mail.example.net"]);
    let email = format!("{}.{}{number}@{domain}", given.1, family.1);
    table.text(random.chance(950).then_some(email.as_str()));
    table.text(known.then_some(given.0)).text(known.then_some(family.0));
    let nickname = match random.below(20) {
        0..6 => None,
        6 => Some(""),
        7 | 8 => Some(random.pick(&NICKNAMES)),
        _ => Some(given.1),
    };
    table.text(nickname);
    table.text(member.role.status());
    let gender = if given.2 { "female" } else { "male" };
    table.text(random.chance(850).then_some(gender));
    let born = random.between(-14_600, 13_500) as i32;
    table.day(random.chance(800).then_some(born));
    let language = if random.chance(930) { country.language } else { "en" };
    table.text(random.chance(980).then_some(language));
    table.text(country.code).text(random.chance(970).then_some(country.currency));
    let phone = format!("{}{:03} {:04}", country.phone, random.below(1000), random.below(10_000));
    table.text(random.chance(700).then_some(phone.as_str()));
    let image = format!("https://img.example.com/m/{number}.jpg?s=256&q=80");
    table.text(random.chance(250).then_some(image.as_str()));
    cards(table, &mut random);
    labels(table, &mut random);
    let import = format!("import:{}", 1 + number / 5000);
    table.text(match random.below(10) {
        0..3 => Some(import.as_str()),
        3..6 => Some("app"),
        6 => Some("store"),
        7 | 8 => Some("web"),
        _ => None,
    });
    let referrer = members.referrer(number).map(|other| members.id(other));
    table.text(referrer.as_deref());
    let referrals: Vec<_> =
        members.referrals(number).into_iter().map(|other| members.id(other)).collect();
    table.list((!referrals.is_empty()).then_some(referrals.as_slice()));

    let balances = &journey.ledger.balances;
    table.number(balances.score).number(balances.spent).number(balances.reserved);
    table.number(balances.expired).number(balances.pending).number(balances.spendable());
    let bought = totals.purchases > 0;
    table.number(bought.then_some(totals.money)).number(bought.then_some(totals.purchases));
    table.number(bought.then_some(totals.items));
    table.day(totals.first_purchase).day(totals.last_purchase);
    table.day(totals.last_earn).day(totals.last_spend);

    let last = journey.events.last().map_or(member.created_at, |event| event.at);
    let enrolled = !journey.events.is_empty();
    table.instant(member.created_at).instant(last);
    table.instant(enrolled.then_some(member.created_at)).instant(totals.opt_out);
    table.instant(totals.login);
    standing(table, json, journey, enrolled);
    accounts(table, json, journey);
    attributes(table, json, journey, &mut random);
    table.end_row();
}

fn cards(table: &mut Table, random: &mut Random) {
    let long = format!("9{:018}", random.below(1_000_000_000_000_000_000));
    let zeros = format!("{:013}", random.below(99_999_999));
    match random.below(10) {
        0..4 => table.list(Some(&[zeros])),
        4..7 => table.list(Some(&[long])),
        7 => table.list(Some(&[zeros, long])),
        8 => table.list::<&str>(Some(&[])),
        _ => table.list::<&str>(None),
    };
}

fn labels(table: &mut Table, random: &mut Random) {
    let group = format!("group-{}", random.below(9) + 1);
    table.list(random.chance(300).then_some([group].as_slice()));
    let club = random.pick(&["club-01", "club-07", "club-12"]);
    table.list(random.chance(120).then_some([club].as_slice()));
    match random.below(8) {
        0 => table.list(Some(&["VIP", "early, bird"])),
        1 => table.list(Some(&["törzsvásárló"])),
        2 => table.list(Some(&["🌟", "=A1", "מועדון"])),
        _ => table.list::<&str>(None),
    };
}

/// Tier columns.
fn standing(table: &mut Table, json: &mut Json, journey: &Journey<'_>, enrolled: bool) {
    if !enrolled {
        table.text(None).text(None).day(None).day(None).number(None);
        return;
    }
    let (id, name, threshold) = TIERS[journey.tier];
    let since = day(journey.tier_since);
    let expires = (journey.tier > 0).then_some(since + 365);
    json.start().open("default", b'{').text("id", id).text("name", name);
    json.number("points", journey.tier_points).text("since", &day_text(since));
    match expires {
        Some(expires) => json.text("expdate", &day_text(expires)),
        None => json.raw("expdate", "null"),
    };
    json.number("threshold", threshold).boolean("manual", false);
    if let Some((id, name, threshold)) = TIERS.get(journey.tier + 1) {
        json.open("next", b'{').text("id", id).text("name", name);
        json.number("threshold", *threshold).close(b'}');
    }
    json.close(b'}');
    table.text(json.end()).text(name).day(since).day(expires).number(journey.tier_points);
}

/// The columns `accounts`, `activities` and `rewards`.
fn accounts(table: &mut Table, json: &mut Json, journey: &Journey<'_>) {
    let balances = &journey.ledger.balances;
    json.start().open("main", b'{').number("earned", balances.score);
    json.number("spent", balances.spent).number("pending", balances.pending);
    json.number("reserved", balances.reserved).number("expired", balances.expired);
    json.number("spendable", balances.spendable()).text("type", "standard").close(b'}');
    if journey.status_points > 0 {
        json.open("status", b'{').number("earned", journey.status_points);
        json.number("spent", 0).text("type", "status_points").close(b'}');
    }
    table.text(json.end());
    if journey.completed_at.iter().any(Option::is_some) {
        json.start();
        for (challenge, at) in journey.world.challenges.iter().zip(journey.completed_at) {
            if let Some(at) = at {
                json.number(&challenge.id, second(at));
            }
        }
        table.text(json.end());
    } else {
        table.text(None);
    }
    if journey.claims.iter().any(|claims| *claims > 0) {
        json.start();
        for (reward, claims) in journey.world.rewards.iter().zip(journey.claims) {
            if claims > 0 {
                json.number(&reward.id, claims);
            }
        }
        table.text(json.end());
    } else {
        table.text(None);
    }
}

/// The custom attributes, each known of some customers only.
fn attributes(table: &mut Table, json: &mut Json, journey: &Journey<'_>, random: &mut Random) {
    if random.chance(60) {
        table.text(None);
        return;
    }
    let number = journey.member.number;
    json.start();
    if random.chance(400) {
        let date = random.between(i64::from(day(FIRST)) - 9000, i64::from(day(journey.world.now)));
        json.text("anniversary", &day_text(date as i32));
    }
    if random.chance(60) {
        json.text("blog", &format!("https://blog.example.org/~{number}/?q=a,b"));
    }
    if random.chance(500) {
        json.text("favourite_colour", random.pick(&COLOURS));
    }
    if random.chance(300) {
        json.number("household_size", random.between(1, 7));
    }
    if random.chance(400) {
        let first = random.index(INTERESTS.len());
        let end = (first + 1 + random.index(3)).min(INTERESTS.len());
        json.texts("interests", &INTERESTS[first..end]);
    }
    if random.chance(350) {
        // Never before the enrolment, never in the future.
        let span = (journey.world.now - journey.member.created_at) / SECOND;
        let at = journey.member.created_at + random.between(0, span) * SECOND;
        json.text("last_survey_at", &text(at - at.rem_euclid(1000)));
    }
    if random.chance(900) {
        json.boolean("newsletter", random.chance(600));
    }
    if random.chance(500) {
        let stores = &journey.world.stores_in[journey.member.country];
        json.text("preferred_store", &journey.world.stores[random.pick(stores)].id);
    }
    match random.below(1000) {
        0 => {
            json.text("remark", &LONG_REMARK.repeat(20 + random.index(40)));
        }
        1..150 => {
            json.text("remark", random.pick(&REMARKS));
        }
        150..170 => {
            json.raw("remark", "null");
        }
        _ => {}
    }
    if random.chance(300) {
        let halves = random.between(70, 96);
        json.raw("shoe_size", &format!("{}.{}", halves / 2, halves % 2 * 5));
    }
    table.text(json.end());
}
