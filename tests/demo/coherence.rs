//! References lead somewhere, sums agree, and times are in a plausible order.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Offset, TimeZone};
use serde_json::Value;

use crate::table::{BRAND, DAY, NOW, Table, money};

/// The row that a text refers to.
fn follow<'a>(table: &Table, id: impl Into<Option<&'a str>>) -> usize {
    let id = id.into().expect("there is an ID");
    table.row(id).unwrap_or_else(|| panic!("nothing has the ID {id}"))
}

#[test]
fn events_refer_to_things_that_exist_at_their_time() {
    let events = BRAND.table("events");
    let mut counts: BTreeMap<(&str, String), i64> = BTreeMap::new();
    let mut absorbed = 0;
    for row in 0..events.rows {
        let at = events.instant("timestamp", row).unwrap();
        let customer = follow(BRAND.table("customers"), events.text("customer", row));
        let customers = BRAND.table("customers");
        assert!(at >= customers.instant("created_at", customer).unwrap() && at < NOW);
        assert!(customers.instant("updated_at", customer).unwrap() >= at);
        assert!(events.instant("process_timestamp", row).unwrap() >= at);
        assert_eq!(events.number("unix_timestamp", row), Some(at.div_euclid(1_000_000)));
        if let Some(parent) = events.text("parent", row) {
            let parent = follow(events, parent);
            assert!(events.instant("timestamp", parent).unwrap() <= at);
            assert_eq!(events.text("customer", parent), events.text("customer", row));
        }
        if let Some(original) = events.text("original", row) {
            let original = follow(customers, original);
            assert_eq!(customers.text("status", original), Some("merged"));
            assert!(customers.instant("created_at", original).unwrap() <= at);
            absorbed += 1;
        }
        if let Some(changed) = events.instant("change.at", row) {
            assert!(at < changed && changed <= NOW);
        }
        let properties = events.object("properties", row);
        for (key, model) in [
            ("product_id", "products"),
            ("reward_id", "rewards"),
            ("challenge_id", "challenges"),
            ("store", "stores"),
            ("coupon_id", "coupons"),
        ] {
            let Some(id) = properties.get(key) else {
                continue;
            };
            let table = BRAND.table(model);
            let thing = follow(table, id.as_str());
            *counts
                .entry((events.text("action", row).unwrap(), id.as_str().unwrap().to_owned()))
                .or_default() += 1;
            assert!(
                table.instant("created_at", thing).unwrap() <= at,
                "{model} {id} is younger than its event"
            );
            if ["rewards", "challenges"].contains(&model)
                && events.text("action", row) != Some("challenge_reset")
            {
                assert!(table.instant("starts_at", thing).is_none_or(|start| start <= at));
                assert!(table.instant("ends_at", thing).is_none_or(|end| at < end));
            }
            match (model, events.text("action", row).unwrap()) {
                ("products", _) => {
                    assert_eq!(properties["product_name"], table.text("title", thing).unwrap());
                }
                ("coupons", "coupon_redeem") => {
                    assert!(table.instant("redeemed_at", thing).unwrap() >= at);
                    assert_eq!(table.text("customer", thing), events.text("customer", row));
                    assert!(table.instant("expiration_date", thing).is_none_or(|end| at < end));
                }
                ("coupons", action) => {
                    assert_eq!(action, "reward_claim");
                    assert_eq!(table.instant("claimed_at", thing), Some(at));
                    assert_eq!(table.text("parent", thing), properties["reward_id"].as_str());
                }
                ("rewards", _) => {
                    assert_eq!(
                        events.number("points", row),
                        table.number("price", thing).map(|price| -price)
                    );
                }
                _ => {}
            }
        }
    }
    assert!(absorbed > 10, "{absorbed} events came by merges");
    let total = |action: &str, id: &str| counts.get(&(action, id.to_owned())).copied().unwrap_or(0);
    for (model, action, column) in [
        ("rewards", "reward_claim", "claims_total"),
        ("challenges", "challenge", "completions_total"),
    ] {
        let table = BRAND.table(model);
        for row in 0..table.rows {
            assert_eq!(
                table.number(column, row),
                Some(total(action, table.text("id", row).unwrap()))
            );
        }
    }
    let coupons = BRAND.table("coupons");
    for row in 0..coupons.rows {
        let id = coupons.text("id", row).unwrap();
        assert_eq!(coupons.number("redeems", row), Some(total("coupon_redeem", id)), "{id}");
        assert_eq!(coupons.number("claims", row), Some(total("reward_claim", id)), "{id}");
    }
}

#[test]
fn items_belong_to_their_checkout_and_add_up_to_its_total() {
    let events = BRAND.table("events");
    let mut sums: BTreeMap<&str, (i64, i64, i64, usize)> = BTreeMap::new();
    for row in (0..events.rows).filter(|row| events.text("action", *row) == Some("checkout_item")) {
        let item = events.object("properties", row);
        let checkout = follow(events, events.text("parent", row));
        assert_eq!(events.text("action", checkout), Some("checkout"));
        assert_eq!(item["transaction_id"], events.object("properties", checkout)["transaction_id"]);
        let number = |key: &str| item[key].as_i64().unwrap();
        let subtotal = money(&item["price"]) * number("quantity") - money(&item["discount"]);
        assert_eq!(money(&item["subtotal"]), subtotal);
        let sum = sums.entry(events.text("id", checkout).unwrap()).or_default();
        sum.0 += subtotal;
        sum.1 += number("quantity");
        sum.2 += number("points_rewarded");
        sum.3 += 1;
    }
    let mut checkouts = 0;
    for row in (0..events.rows).filter(|row| events.text("action", *row) == Some("checkout")) {
        checkouts += 1;
        let checkout = events.object("properties", row);
        let items = checkout["items"].as_array().unwrap();
        let (total, quantity, points, count) = sums[events.text("id", row).unwrap()];
        assert_eq!(money(&checkout["total"]), total);
        assert_eq!(checkout["total_quantity"], quantity);
        assert_eq!(events.number("points", row), Some(points));
        assert_eq!(items.len(), count);
        assert_eq!(items.iter().map(|item| money(&item["subtotal"])).sum::<i64>(), total);
    }
    assert!(checkouts > 1000 && checkouts == sums.len());
}

#[test]
fn coupons_belong_to_pools_and_pools_count_them() {
    let (coupons, pools) = (BRAND.table("coupons"), BRAND.table("coupon_pools"));
    let mut counts: BTreeMap<(usize, &str), i64> = BTreeMap::new();
    for row in 0..coupons.rows {
        let pool = follow(pools, coupons.text("pool", row));
        let status = coupons.text("status", row).unwrap();
        *counts.entry((pool, status)).or_default() += 1;
        *counts.entry((pool, "total")).or_default() += 1;
        assert_eq!(coupons.text("type", row), pools.text("type", pool));
        assert_eq!(coupons.text("name", row), pools.text("name", pool));
        let claimed = coupons.instant("claimed_at", row);
        assert_eq!(claimed.is_some(), coupons.text("customer", row).is_some());
        assert!(status != "unassigned" || claimed.is_none());
        for column in ["customer", "original"] {
            if let Some(id) = coupons.text(column, row) {
                follow(BRAND.table("customers"), id);
            }
        }
        if let Some(reward) = coupons.text("parent", row) {
            let reward = follow(BRAND.table("rewards"), reward);
            assert_eq!(
                BRAND.table("rewards").text("coupon_pool", reward),
                coupons.text("pool", row)
            );
        }
        let created = coupons.instant("created_at", row).unwrap();
        assert!(claimed.is_none_or(|claimed| created <= claimed));
        assert!(
            coupons.instant("redeemed_at", row).is_none_or(|at| at >= claimed.unwrap() && at < NOW)
        );
        if status == "expired" {
            assert!(coupons.instant("expiration_date", row).unwrap() <= NOW);
        }
        if status == "partially_redeemed" {
            assert!(coupons.number("balance", row).unwrap() > 0);
        }
    }
    for pool in 0..pools.rows {
        for column in ["total", "unassigned", "claimed", "redeemed"] {
            let count = counts.get(&(pool, column)).copied().unwrap_or(0);
            assert_eq!(pools.number(column, pool), Some(count), "{column}");
        }
    }
    let share = coupons.rows * 100 / BRAND.table("customers").rows;
    assert!((30..70).contains(&share), "{share} coupons for 100 customers");
}

#[test]
fn webhook_logs_follow_events_within_ninety_days() {
    let (logs, events) = (BRAND.table("webhook_logs"), BRAND.table("events"));
    for row in 0..logs.rows {
        let created = logs.instant("created_at", row).unwrap();
        assert!((NOW - 90 * DAY..=NOW).contains(&created));
        let body: Value = serde_json::from_str(logs.text("request_body", row).unwrap()).unwrap();
        let event = follow(events, body["event"].as_str());
        assert!(events.instant("timestamp", event).unwrap() <= created);
        assert_eq!(events.text("action", event), logs.text("action", row));
        assert_eq!(events.text("customer", event), logs.text("customer", row));
        let retries = logs.number("retries", row).unwrap();
        assert!((0..=5).contains(&retries));
        assert!(logs.text("status", row) != Some("failed") || retries == 5);
        let answered = logs.number("response_code", row).is_some();
        assert_eq!(answered, logs.number("duration_ms", row).is_some());
    }
    let share = logs.rows * 1000 / events.rows;
    assert!((25..75).contains(&share), "{share} logs for 1000 events");
}

#[test]
fn customers_know_who_referred_them() {
    let customers = BRAND.table("customers");
    let mut expected: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut statuses: BTreeSet<&str> = BTreeSet::new();
    for row in 0..customers.rows {
        let id = customers.text("id", row).unwrap();
        statuses.insert(customers.text("status", row).unwrap());
        if let Some(referrer) = customers.text("referrer", row) {
            let other = follow(customers, referrer);
            assert!(customers.instant("created_at", other) <= customers.instant("created_at", row));
            assert_ne!(referrer, id);
            expected.entry(referrer.to_owned()).or_default().push(id.to_owned());
        }
        if customers.text("status", row) == Some("merged") {
            assert_eq!(customers.number("score", row), Some(0));
            assert!(customers.instant("optin_at", row).is_none());
        }
        if let Some(store) = customers.object("properties", row).get("preferred_store") {
            follow(BRAND.table("stores"), store.as_str());
        }
    }
    for row in 0..customers.rows {
        let id = customers.text("id", row).unwrap();
        assert_eq!(customers.list("referrals", row), expected.remove(id), "{id}");
    }
    assert!(expected.is_empty() && statuses.len() == 7);
}

#[test]
fn the_office_refers_to_things_that_exist() {
    let changes = BRAND.table("changes");
    let mut kinds = BTreeSet::new();
    for row in 0..changes.rows {
        let model = match changes.text("entity_type", row).unwrap() {
            "workflow" => continue,
            "reward" => "rewards",
            "challenge" => "challenges",
            "coupon_pool" => "coupon_pools",
            "store" => "stores",
            "customer_field" => "customer_fields",
            other => panic!("{other}"),
        };
        kinds.insert(model);
        let table = BRAND.table(model);
        let thing = follow(table, changes.text("entity_id", row));
        assert!(
            table.instant("created_at", thing).unwrap()
                <= changes.instant("created_at", row).unwrap()
        );
    }
    assert_eq!(kinds.len(), 5);
    let approvals = BRAND.table("content_approval");
    for row in 0..approvals.rows {
        if approvals.text("entity", row) == Some("reward") {
            follow(BRAND.table("rewards"), approvals.text("entity_id", row));
        }
        let changed = i64::try_from(approvals.object("changes", row).len()).unwrap();
        assert_eq!(approvals.number("changes_count", row), Some(changed));
        let pending = approvals.text("status", row) == Some("pending");
        assert_eq!(approvals.instant("reviewed_at", row).is_none(), pending);
    }
    for (model, columns) in [
        ("rewards", ["stores", "stores"]),
        ("coupon_pools", ["stores", "products"]),
        ("coupons", ["stores", "products"]),
    ] {
        let table = BRAND.table(model);
        for (row, column) in (0..table.rows).flat_map(|row| columns.map(|column| (row, column))) {
            for id in table.list(column, row).unwrap_or_default() {
                follow(BRAND.table(column), id.as_str());
            }
        }
    }
}

#[test]
fn awkward_values_are_there() {
    let mut texts = BTreeSet::new();
    let mut add = |model: &str, column: &str| {
        let table = BRAND.table(model);
        texts.extend((0..table.rows).filter_map(|row| table.text(column, row).map(str::to_owned)));
    };
    for column in ["first_name", "last_name", "handler", "mobile_phone"] {
        add("customers", column);
    }
    for (model, column) in [
        ("products", "description"),
        ("products", "title"),
        ("coupons", "code"),
        ("stores", "address"),
    ] {
        add(model, column);
    }
    let customers = BRAND.table("customers");
    for row in 0..customers.rows {
        texts.extend(customers.list("membership_id", row).unwrap_or_default());
        texts.extend(
            customers
                .object("properties", row)
                .values()
                .filter_map(Value::as_str)
                .map(str::to_owned),
        );
    }
    let some = |what: &str, test: &dyn Fn(&str) -> bool| {
        assert!(texts.iter().any(|text| test(text)), "no text is {what}");
    };
    some("empty", &str::is_empty);
    for start in ["=", "+", "-", "@", "00"] {
        some(start, &|text| text.starts_with(start));
    }
    for part in [",", "\"", "\n", "\r\n", "|", ";", "\t", "'", "🎉", "ő", "ß", "œ"] {
        some(part, &|text| text.contains(part));
    }
    for (script, range) in [
        ("Hebrew", 'א'..='ת'),
        ("Arabic", 'ء'..='ي'),
        ("Japanese", 'ぁ'..='ん'),
        ("beyond 16 bits", '\u{10000}'..='\u{10ffff}'),
    ] {
        some(script, &|text| text.chars().any(|letter| range.contains(&letter)));
    }
    some("a 19-digit number", &|text| {
        text.len() == 19 && text.starts_with('9') && text.bytes().all(|byte| byte.is_ascii_digit())
    });
    some("long", &|text| text.len() > 800);
    let nulls = |column: &str| (0..customers.rows).any(|row| customers.text(column, row).is_none());
    assert!(nulls("handler") && nulls("first_name"));

    let events = BRAND.table("events");
    let (mut gaps, mut overlaps, mut fractions) = (0, 0, 0);
    for row in 0..events.rows {
        let at = events.instant("timestamp", row).unwrap();
        let utc = DateTime::from_timestamp_micros(at).unwrap().naive_utc();
        let zone = export_desk_core::zone::parse_zone("Europe/Budapest").unwrap();
        let offset = |at| zone.offset_from_utc_datetime(&at).fix().local_minus_utc();
        let hour = chrono::TimeDelta::hours(1);
        gaps += usize::from(offset(utc - hour) < offset(utc));
        overlaps += usize::from(offset(utc - hour) > offset(utc));
        fractions += usize::from(at % 1_000_000 != 0);
    }
    assert!(gaps > 5 && overlaps > 5 && fractions > 1000, "{gaps} {overlaps} {fractions}");
}

#[test]
fn the_tail_is_long() {
    let events = BRAND.table("events");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in 0..events.rows {
        *counts.entry(events.text("customer", row).unwrap()).or_default() += 1;
    }
    let most = *counts.values().max().unwrap();
    assert!((200..5000).contains(&most), "{most}");
    assert_eq!(
        BRAND.summary.files.iter().find(|file| file.model == "events").unwrap().rows,
        events.rows as u64
    );
}
