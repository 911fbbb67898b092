//! The brand's few hundred fixed things: products, stores, rewards, challenges,
//! coupon pools. They fit in memory at any size, and journeys refer to them by
//! their place in these lists, which are sorted by ID.

use super::calendar::{DAY, FIRST, HOUR, jumps};
use super::random::{Random, Stream};
use super::vocabulary::{COUNTRIES, GOODS};

const PRODUCTS: u64 = 400;
const STORES: usize = 60;
const POOLS: usize = 12;
pub(super) const REWARDS: usize = 40;
pub(super) const CHALLENGES: usize = 30;

/// Something that can be bought.
#[derive(Debug)]
pub(super) struct Product {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) goods: usize,
    /// Euro cents.
    pub(super) price: i64,
    pub(super) url: String,
}

/// Somewhere to buy it.
#[derive(Debug)]
pub(super) struct Shop {
    pub(super) id: String,
    pub(super) country: usize,
    pub(super) city: usize,
    pub(super) created_at: i64,
}

/// Something to claim for points.
#[derive(Debug)]
pub(super) struct Reward {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) status: &'static str,
    pub(super) price: i64,
    pub(super) pool: Option<usize>,
    pub(super) max_claims: Option<i64>,
    pub(super) starts_at: Option<i64>,
    pub(super) ends_at: Option<i64>,
    pub(super) created_at: i64,
}

/// Something to do for points.
#[derive(Debug)]
pub(super) struct Challenge {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) points: i64,
    pub(super) max_completions: Option<i64>,
    pub(super) starts_at: Option<i64>,
    pub(super) ends_at: Option<i64>,
    pub(super) resettable: bool,
    pub(super) created_at: i64,
}

/// Where coupons come from.
#[derive(Debug)]
pub(super) struct Pool {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) source: &'static str,
    pub(super) kind: &'static str,
    /// Hundredths of the currency or of a percent.
    pub(super) value: Option<i64>,
    pub(super) currency: Option<&'static str>,
    /// Least balance, least redemption, least basket; hundredths.
    pub(super) minimums: [Option<i64>; 3],
    pub(super) months: Option<i64>,
    pub(super) aggregated: bool,
    pub(super) products: Vec<String>,
    pub(super) stores: Vec<String>,
    pub(super) created_at: i64,
}

/// All of them.
#[derive(Debug)]
pub(super) struct World {
    pub(super) products: Vec<Product>,
    pub(super) stores: Vec<Shop>,
    /// Places in `stores`, by country.
    pub(super) stores_in: Vec<Vec<usize>>,
    pub(super) rewards: Vec<Reward>,
    pub(super) challenges: Vec<Challenge>,
    pub(super) pools: Vec<Pool>,
    /// IDs of workflows, which no data model holds.
    pub(super) workflows: Vec<String>,
    /// Everything has happened before this instant.
    pub(super) now: i64,
    /// When clocks jumped until then.
    pub(super) jumps: Vec<i64>,
}

/// Increasing IDs of 24 hexadecimal digits: the number, then random digits.
pub(super) fn ids(seed: u64, kind: u64, count: usize) -> Vec<String> {
    let mut random = Random::new(seed, Stream::World, kind << 32);
    (0..count)
        .map(|number| {
            let head = 0x5ff0_0000_u64 + (kind << 16) + (number as u64) * 7;
            format!("{head:08x}{:016x}", random.next())
        })
        .collect()
}

impl World {
    pub(super) fn new(seed: u64, now: i64) -> Self {
        let stores = stores(seed);
        let products = products(seed);
        let pools = pools(seed, &products, &stores);
        let stores_in = (0..COUNTRIES.len())
            .map(|country| (0..stores.len()).filter(|&at| stores[at].country == country).collect())
            .collect();
        Self {
            rewards: rewards(seed, now, &pools),
            challenges: challenges(seed, now),
            workflows: ids(seed, 5, 20),
            now,
            jumps: jumps(now),
            products,
            stores,
            stores_in,
            pools,
        }
    }
}

fn products(seed: u64) -> Vec<Product> {
    (0..PRODUCTS)
        .map(|number| {
            let mut random = Random::new(seed, Stream::World, (1 << 40) + number);
            let goods = random.index(GOODS.len());
            let (name, _, _, base) = GOODS[goods];
            let grams = random.pick(&[100, 250, 500, 1000]);
            let id = format!("{:06}", 100 + number * 37);
            Product {
                title: match random.below(6) {
                    0 => name.to_owned(),
                    1 => format!("{name}, {grams} g"),
                    2 => format!("{name} “Limited” {}", 2021 + random.below(6)),
                    _ => format!("{name} No. {number}"),
                },
                goods,
                price: base * random.between(60, 180) / 100,
                url: format!("https://shop.example.com/p/{id}?ref=loyalty&v={grams}"),
                id,
            }
        })
        .collect()
}

fn stores(seed: u64) -> Vec<Shop> {
    let mut stores: Vec<Shop> = (0..STORES)
        .map(|number| {
            let mut random = Random::new(seed, Stream::World, (2 << 40) + number as u64);
            let country = number % COUNTRIES.len();
            Shop {
                id: format!("{}-{:03}", COUNTRIES[country].code, number / COUNTRIES.len() + 1),
                country,
                city: random.index(COUNTRIES[country].cities.len()),
                created_at: FIRST + random.between(0, 300) * DAY + random.between(0, 23) * HOUR,
            }
        })
        .collect();
    stores.sort_by(|left, right| left.id.cmp(&right.id));
    stores
}

fn pools(seed: u64, products: &[Product], stores: &[Shop]) -> Vec<Pool> {
    const NAMES: [&str; 5] =
        ["Welcome", "Születésnapi kupon", "Sommer, \"Spezial\"", "Coupon d'été", "ギフトカード 🎁"];
    ids(seed, 1, POOLS)
        .into_iter()
        .enumerate()
        .map(|(number, id)| {
            let mut random = Random::new(seed, Stream::World, (3 << 40) + number as u64);
            let kind = ["amount", "percentage", "gift_card", "free_shipping"][number % 4];
            let gift = kind == "gift_card";
            let few = |random: &mut Random, ids: Vec<&String>| -> Vec<String> {
                let first = random.index(ids.len() - 4);
                ids[first..first + 3].iter().map(|id| (*id).clone()).collect()
            };
            Pool {
                name: format!("{} #{}", NAMES[number % NAMES.len()], number + 1),
                source: ["uploaded", "generated", "remote", "bulk generation"][(number / 3) % 4],
                kind,
                value: match kind {
                    "amount" => Some(random.between(2, 20) * 250),
                    "percentage" => Some(random.between(1, 10) * 500),
                    "gift_card" => Some(random.between(2, 10) * 1000),
                    _ => None,
                },
                currency: gift.then_some("EUR"),
                minimums: [
                    gift.then_some(100),
                    gift.then_some(500),
                    random.chance(500).then(|| random.between(10, 60) * 100),
                ],
                months: [Some(2), Some(12), None, Some(6)][(number + number / 4) % 4],
                aggregated: number % 5 == 4,
                products: if number % 3 == 0 {
                    few(&mut random, products.iter().map(|product| &product.id).collect())
                } else {
                    Vec::new()
                },
                stores: if number % 4 == 1 {
                    few(&mut random, stores.iter().map(|store| &store.id).collect())
                } else {
                    Vec::new()
                },
                created_at: FIRST - random.between(1, 60) * DAY,
                id,
            }
        })
        .collect()
}

fn window(random: &mut Random, now: i64) -> (i64, Option<i64>, Option<i64>) {
    let created = FIRST - random.between(1, 40) * DAY + random.between(0, 86_399) * 1_000_000;
    let start = created + random.between(1, 40) * DAY;
    match random.below(4) {
        0 => (created, None, None),
        1 => (created, Some(start), Some(start + random.between(200, 1500) * DAY)),
        2 => (created, None, Some(now + random.between(5, 300) * DAY)),
        _ => (created, Some(start), None),
    }
}

fn rewards(seed: u64, now: i64, pools: &[Pool]) -> Vec<Reward> {
    const KINDS: [&str; 11] = [
        "coupon",
        "physical",
        "dynamic_coupon",
        "gift_card",
        "custom",
        "virtual_badge",
        "content",
        "bundle",
        "downloadable",
        "bidding",
        "dynamic",
    ];
    const NAMES: [&str; 8] = [
        "Free espresso",
        "5 € off",
        "Ajándék bögre",
        "Überraschungspaket \"XL\"",
        "Carte-cadeau, 20 €",
        "هدية مجانية",
        "מתנה חינם",
        "限定マグ ☕",
    ];
    ids(seed, 2, REWARDS)
        .into_iter()
        .enumerate()
        .map(|(number, id)| {
            let mut random = Random::new(seed, Stream::World, (4 << 40) + number as u64);
            let kind = if number < 24 { KINDS[number % 11] } else { KINDS[number % 4] };
            let (created_at, starts_at, ends_at) = window(&mut random, now);
            let coupons = matches!(kind, "coupon" | "dynamic_coupon" | "gift_card");
            let fitting: Vec<usize> = (0..pools.len())
                .filter(|&at| (pools[at].kind == "gift_card") == (kind == "gift_card"))
                .collect();
            Reward {
                name: format!("{} ({})", NAMES[number % NAMES.len()], number + 1),
                kind,
                status: ["active", "active", "active", "inactive", "active", "archived"]
                    [number % 6],
                price: random.between(1, 12) * 50,
                pool: coupons.then(|| random.pick(&fitting)),
                max_claims: random.chance(300).then(|| random.between(1, 5)),
                starts_at,
                ends_at,
                created_at,
                id,
            }
        })
        .collect()
}

fn challenges(seed: u64, now: i64) -> Vec<Challenge> {
    const TITLES: [&str; 6] = [
        "Complete your profile",
        "Hívj meg egy barátot!",
        "Drei Einkäufe, ein Monat",
        "Suivez-nous \"partout\"",
        "اكتب تقييماً",
        "5つの味を試す 🍵",
    ];
    ids(seed, 3, CHALLENGES)
        .into_iter()
        .enumerate()
        .map(|(number, id)| {
            let mut random = Random::new(seed, Stream::World, (5 << 40) + number as u64);
            let (created_at, starts_at, ends_at) = window(&mut random, now);
            Challenge {
                title: format!("{} {}", TITLES[number % TITLES.len()], number + 1),
                points: random.between(1, 20) * 10,
                max_completions: random.chance(500).then(|| random.between(1, 4)),
                starts_at,
                ends_at,
                resettable: number % 4 == 0,
                created_at,
                id,
            }
        })
        .collect()
}
