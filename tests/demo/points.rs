//! Balances follow from events: everything is reckoned again, from the files.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::table::{BRAND, DAY, NOW, Table, money};

#[derive(Debug, Default, PartialEq, Eq)]
struct Sums {
    score: i64,
    spent: i64,
    reserved: i64,
    expired: i64,
    pending: i64,
    purchase_total: Option<i64>,
    purchase_count: Option<i64>,
    purchase_item_count: Option<i64>,
    purchase_first_date: Option<i64>,
    purchase_last_date: Option<i64>,
    last_earn_date: Option<i64>,
    last_spend_date: Option<i64>,
    last_login_at: Option<i64>,
    optin_at: Option<i64>,
    optout_at: Option<i64>,
    tier: Option<String>,
    activities: Map<String, Value>,
    rewards: Map<String, Value>,
}

impl Sums {
    fn add(&mut self, events: &Table, row: usize) {
        let action = events.text("action", row).unwrap();
        let points = events.number("points", row).unwrap_or(0);
        let at = events.instant("timestamp", row).unwrap();
        let today = Some(at.div_euclid(DAY));
        let properties = events.object("properties", row);
        let account = events.text("account", row);
        assert_eq!(account.is_some(), events.number("points", row).is_some());
        let (score, spent) = (self.score, self.spent);
        match action {
            "point_add" if account == Some("status") => {}
            "opt_in"
            | "point_add"
            | "daily_login"
            | "challenge"
            | "profiling_answer"
            | "profiling_flow"
            | "share_intent_success"
            | "checkout_claim" => self.score += points,
            "checkout" => {
                let total = money(&properties["total"]);
                *self.purchase_total.get_or_insert(0) += total;
                *self.purchase_count.get_or_insert(0) += 1;
                *self.purchase_item_count.get_or_insert(0) +=
                    properties["total_quantity"].as_i64().unwrap();
                self.purchase_first_date = self.purchase_first_date.or(today);
                self.purchase_last_date = today;
                if properties["auto_accept"] == true {
                    self.score += points;
                } else {
                    self.pending += points;
                }
            }
            "checkout_accept" => {
                self.pending -= points;
                self.score += points;
            }
            "checkout_reject" => self.pending += points,
            "refund" | "partial_refund" => self.score += points,
            "point_spend" | "point_unspend" | "reward_claim" | "club_point_donation" => {
                self.spent -= points;
            }
            "reserve_points" | "release_points" => self.reserved -= points,
            "point_expire" => self.expired -= points,
            _ => assert_eq!(points, 0, "{action}"),
        }
        if self.score > score {
            self.last_earn_date = today;
        }
        if self.spent > spent {
            self.last_spend_date = today;
        }
        match action {
            "opt_in" => {
                self.optin_at = Some(at);
                self.tier = Some("Bronze".to_owned());
            }
            "opt_out" => self.optout_at = Some(at),
            "daily_login" => self.last_login_at = Some(at),
            "tier_up" | "tier_down" => {
                self.tier = Some(properties["to"].as_str().unwrap().to_owned());
            }
            "challenge" => {
                let challenge = properties["challenge_id"].as_str().unwrap();
                self.activities.insert(challenge.to_owned(), at.div_euclid(1_000_000).into());
            }
            "challenge_reset" => {
                self.activities.remove(properties["challenge_id"].as_str().unwrap());
            }
            "reward_claim" => {
                let claims = self
                    .rewards
                    .entry(properties["reward_id"].as_str().unwrap())
                    .or_insert(0.into());
                *claims = (claims.as_i64().unwrap() + 1).into();
            }
            _ => {}
        }
        let snapshot = ["score", "spent", "pending", "expired"]
            .map(|name| events.number(&format!("snapshot.{name}"), row).unwrap());
        assert_eq!(snapshot, [self.score, self.spent, self.pending, self.expired], "{action}");
        assert!(
            self.spendable() >= 0 && self.pending >= 0 && self.reserved >= 0,
            "{action}: {self:?}"
        );
    }

    fn spendable(&self) -> i64 {
        self.score - self.spent - self.reserved - self.expired
    }
}

#[test]
fn customers_are_the_sums_of_their_events() {
    let (events, customers) = (BRAND.table("events"), BRAND.table("customers"));
    let mut sums: BTreeMap<&str, Sums> = BTreeMap::new();
    for row in 0..events.rows {
        sums.entry(events.text("customer", row).unwrap()).or_default().add(events, row);
    }
    let mut without = 0;
    for row in 0..customers.rows {
        let id = customers.text("id", row).unwrap();
        let number = |name: &str| customers.number(name, row);
        let found = Sums {
            score: number("score").unwrap(),
            spent: number("spent").unwrap(),
            reserved: number("reserved").unwrap(),
            expired: number("expired").unwrap(),
            pending: number("pending").unwrap(),
            purchase_total: number("purchase_total"),
            purchase_count: number("purchase_count"),
            purchase_item_count: number("purchase_item_count"),
            purchase_first_date: customers.day("purchase_first_date", row),
            purchase_last_date: customers.day("purchase_last_date", row),
            last_earn_date: customers.day("last_earn_date", row),
            last_spend_date: customers.day("last_spend_date", row),
            last_login_at: customers.instant("last_login_at", row),
            optin_at: customers.instant("optin_at", row),
            optout_at: customers.instant("optout_at", row),
            tier: customers.text("tier", row).map(str::to_owned),
            activities: customers.object("activities", row),
            rewards: customers.object("rewards", row),
        };
        without += usize::from(!sums.contains_key(id));
        let expected = sums.remove(id).unwrap_or_default();
        assert_eq!(number("spendable"), Some(expected.spendable()), "{id}");
        let main = &customers.object("accounts", row)["main"];
        assert_eq!(main["earned"], expected.score);
        assert_eq!(main["spendable"], expected.spendable());
        assert!(
            found.optout_at.is_none() || customers.text("status", row) == Some("opted_out"),
            "{id}"
        );
        assert_eq!(found, expected, "{id}");
    }
    assert!(sums.is_empty(), "events of customers who don't exist: {:?}", sums.keys());
    assert!((300..1200).contains(&without), "{without} customers have no events");
}

#[test]
fn used_points_are_the_sum_of_usages_and_expiries_add_up() {
    let events = BRAND.table("events");
    let (mut taken, mut given): (BTreeMap<String, i64>, i64) = (BTreeMap::new(), 0);
    let mut expired = 0;
    for row in 0..events.rows {
        let id = events.text("id", row).unwrap();
        let used = events.number("used_points", row);
        let usages = events.object("usages", row);
        let sum: i64 = usages.values().map(|points| points.as_i64().unwrap()).sum();
        assert_eq!(used.unwrap_or(0), sum, "{id}");
        assert_eq!(used.is_some(), events.day("expdate", row).is_some());
        assert!(used <= events.number("points", row).filter(|_| used.is_some()), "{id}");
        let today = events.day("date", row).unwrap();
        assert_eq!(events.instant("timestamp", row).unwrap().div_euclid(DAY), today);
        if events.boolean("expired", row) == Some(true) {
            expired += 1;
            assert!(events.day("expdate", row).unwrap() * DAY <= NOW);
        }
        for (by, points) in usages {
            let user =
                events.row(&by).unwrap_or_else(|| panic!("{by} uses points but isn't there"));
            assert_eq!(events.text("customer", user), events.text("customer", row));
            assert!(events.instant("timestamp", user) >= events.instant("timestamp", row));
            given += points.as_i64().unwrap();
            *taken.entry(by).or_default() += points.as_i64().unwrap();
        }
    }
    for (by, points) in &taken {
        let row = events.row(by).unwrap();
        assert_eq!(events.number("points", row), Some(-points), "{by}");
    }
    assert!(given > 0 && expired > 100, "{given} used, {expired} expired");
}
