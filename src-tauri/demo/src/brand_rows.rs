//! Rows of the brand's fixed things: products, stores, rewards, challenges and
//! coupon pools, with the totals that the journeys add up to.

use super::calendar::{DAY, HOUR, day, day_text};
use super::random::{Random, Stream};
use super::side_rows::PoolCount;
use super::table::Table;
use super::vocabulary::{BRANDS, COLOURS, COUNTRIES, GOODS};
use super::world::World;

fn stream(seed: u64, kind: u64, number: usize) -> Random {
    Random::new(seed, Stream::World, (kind << 40) + number as u64)
}

/// A later change, for half of the rows.
fn updated(random: &mut Random, now: i64, created: i64) -> Option<i64> {
    let span = (now - created) / HOUR;
    random.chance(500).then(|| created + random.between(1, span - 1) * HOUR + 123_456)
}

pub(super) fn products(table: &mut Table, seed: u64, world: &World) {
    for (number, product) in world.products.iter().enumerate() {
        let mut random = stream(seed, 11, number);
        let (name, category, kind, _) = GOODS[product.goods];
        let shirt = name.starts_with("T-shirt");
        let created = super::calendar::FIRST - random.between(1, 90) * DAY;
        let later = world.now + random.between(2, 60) * DAY;
        let availability = match random.below(20) {
            0 => "preorder",
            1 => "backorder",
            2 | 3 => "out_of_stock",
            _ => "in_stock",
        };
        let description = match random.below(5) {
            0 => None,
            1 => Some(String::new()),
            2 => Some(format!("{name}: \"the best\", they say;\r\nsecond line | third | {number}")),
            3 => Some(format!("{name} – {}", "szép hosszú leírás, vesszőkkel, ".repeat(30))),
            _ => Some(format!("{name} 100% ✓")),
        };
        table.text(product.id.as_str()).text(product.title.as_str()).text(description.as_deref());
        let link = product.url.as_str();
        let mobile = link.replace("shop.", "m.shop.");
        let image = format!("https://img.example.com/p/{}.jpg", product.id);
        table.text(link).text(random.chance(400).then_some(mobile.as_str())).text(image.as_str());
        let more = [image.replace(".jpg", "-2.jpg"), image.replace(".jpg", "-3.jpg")];
        table.list(random.chance(400).then_some(more.as_slice()));
        table.text(availability);
        let waiting = matches!(availability, "preorder" | "backorder");
        table
            .instant(waiting.then_some(later))
            .instant(random.chance(100).then_some(later + 90 * DAY));
        table.number(product.price);
        let sale = random.chance(250);
        table.number(sale.then_some(product.price * 80 / 100)).text("EUR");
        let today = day(world.now);
        let period =
            format!("{}T00:00+01:00/{}T23:59+01:00", day_text(today - 9), day_text(today + 12));
        table.text(sale.then_some(period.as_str()));
        let brand = random.pick(&BRANDS);
        // Numbers with zeros in front and too long for a float.
        let gtin = format!("{:014}", 599_000_000_000 + number * 7919);
        let known = random.chance(850);
        table.text(brand).text(known.then_some(gtin.as_str()));
        let part = format!("-{:05}/A", number * 11);
        table.text(random.chance(500).then_some(part.as_str()));
        table.boolean(known).boolean(random.chance(5)).boolean(name.contains('🎁'));
        table.text(category).text(kind);
        table.text(random.pick(&["new", "new", "new", "new", "refurbished", "used"]));
        let ages = ["adult", "adult", "kids", "toddler", "infant", "newborn"];
        table.text((shirt || random.chance(200)).then(|| random.pick(&ages)));
        let genders = ["unisex", "female", "male"];
        table.text((shirt || random.chance(150)).then(|| random.pick(&genders)));
        table.text(random.chance(500).then(|| random.pick(&COLOURS)));
        table.text(shirt.then_some("cotton, 100%")).text(shirt.then_some("striped"));
        table.text(shirt.then(|| random.pick(&["S", "M", "L", "XL", "38", "10½\""])));
        table.text(shirt.then_some("regular")).text(shirt.then_some("EU"));
        let group = format!("G{:03}", product.goods);
        table.text(random.chance(600).then_some(group.as_str()));
        table.number(random.chance(150).then(|| random.between(2, 12)));
        let weight = format!("{}.{} kg", random.below(4), random.below(10));
        table.text(weight.as_str()).text(random.chance(300).then_some("HU:::1490 HUF"));
        table.text(random.chance(300).then_some("HU::27:n"));
        table
            .text(random.pick(&["bestseller", "new", "=core", ""]))
            .text(random.chance(300).then_some("margin:high"));
        table
            .text(random.chance(200).then_some("+5 points"))
            .text(random.chance(100).then_some("@home"));
        table.text(random.chance(50).then_some("-"));
        table.instant(created).instant(updated(&mut random, world.now, created));
        table.end_row();
    }
}

pub(super) fn stores(table: &mut Table, seed: u64, world: &World) {
    for (number, store) in world.stores.iter().enumerate() {
        let mut random = stream(seed, 12, number);
        let country = &COUNTRIES[store.country];
        let (city, region, zip, latitude, longitude) = country.cities[store.city];
        let name = match random.below(4) {
            0 => format!("{city}, {}", random.pick(country.streets)),
            1 => format!("Kávéház {city} \"{number}\""),
            _ => format!("{city} {number}"),
        };
        table.text(store.id.as_str()).text(name.as_str());
        table.text(random.pick(&[Some("city"), Some("mall"), Some("airport, 24/7"), None]));
        table.text(country.currency).text(country.code).text(random.chance(800).then_some(region));
        let state = match country.code {
            "US" => Some(if zip == "02" { "MA" } else { "CO" }),
            _ => None,
        };
        let zip = if zip.ends_with([' ', '-']) {
            format!("{zip}{}", random.between(1000, 9999))
        } else {
            format!("{zip}{:03}", random.below(1000))
        };
        table.text(state).text(zip.as_str()).text(city);
        let address = format!("{} {}", random.pick(country.streets), random.between(1, 199));
        table.text(random.chance(950).then_some(address.as_str()));
        let placed = random.chance(930);
        table.number(placed.then(|| latitude + random.between(-40_000, 40_000)));
        table.number(placed.then(|| longitude + random.between(-40_000, 40_000)));
        table.text(if random.chance(80) { "archived" } else { "active" });
        table.instant(store.created_at).instant(updated(&mut random, world.now, store.created_at));
        table.end_row();
    }
}

pub(super) fn rewards(table: &mut Table, seed: u64, world: &World, claims: &[i64]) {
    for (number, reward) in world.rewards.iter().enumerate() {
        let mut random = stream(seed, 13, number);
        table.text(reward.id.as_str()).text(reward.name.as_str());
        let description = format!("{}\nOne per visit; \"while stocks last\".", reward.name);
        table.text(random.chance(800).then_some(description.as_str()));
        table.text(random.pick(&[
            Some("Bármikor, bárhol beváltható."),
            Some("Nur solange der Vorrat reicht, kein Umtausch."),
            Some(""),
            None,
        ]));
        table.text(random.pick(&[
            Some("Show the code at the till."),
            Some("אנא הציגו את הקוד בקופה"),
            None,
        ]));
        table.text(random.pick(&["Claim", "Kérem!", "Einlösen", "احصل عليها"]));
        table.text(random.chance(300).then_some("Gold members only, sorry 😔"));
        table.text(reward.kind).text(reward.status).number(reward.price).text("main");
        table.number(random.chance(700).then(|| reward.price * random.between(1, 4)));
        let category = format!("cat-{:02}", number % 6);
        table.text(random.chance(900).then_some(category.as_str()));
        table.list(random.chance(250).then_some(["seg-gold", "seg-hu"].as_slice()));
        table.text(reward.pool.map(|pool| world.pools[pool].id.as_str()));
        let physical = matches!(reward.kind, "physical" | "bundle");
        table.number(physical.then(|| random.between(0, 5000))).number(reward.max_claims);
        table.text(random.pick(&[Some("1 week"), Some("1 month"), None, None]));
        table.instant(reward.starts_at).instant(reward.ends_at);
        table.boolean(random.chance(100)).boolean(random.chance(300));
        table.boolean(random.chance(500).then_some(false)).boolean(random.chance(400));
        let first = random.index(world.stores.len() - 3);
        let stores = world.stores[first..first + 3].iter().map(|store| store.id.as_str());
        let stores: Vec<&str> = stores.collect();
        table.list(physical.then_some(stores.as_slice()));
        let image = format!("https://img.example.com/r/{}.png", reward.id);
        table.text(random.chance(800).then_some(image.as_str()));
        table.list(random.chance(500).then_some(["új", "summer, 2026", "☀️"].as_slice()));
        table.number(claims[number]).instant(reward.created_at);
        table.instant(updated(&mut random, world.now, reward.created_at));
        table.end_row();
    }
}

pub(super) fn challenges(table: &mut Table, seed: u64, world: &World, completions: &[i64]) {
    for (number, challenge) in world.challenges.iter().enumerate() {
        let mut random = stream(seed, 14, number);
        table.text(challenge.id.as_str()).text(challenge.title.as_str());
        table.text(random.pick(&[
            Some("Easy points, every week."),
            Some("Egy \"kis\" kihívás,\nnagy jutalom"),
            Some(""),
            None,
        ]));
        table.text(if number % 5 == 3 { "hidden" } else { "custom" });
        let over = challenge.ends_at.is_some_and(|end| end <= world.now);
        table.text(if over { "inactive" } else { "active" });
        table.number(challenge.points);
        table.text(random.pick(&[Some("social"), Some("purchase"), Some("profile"), None]));
        table.list(random.chance(500).then_some(["starter", "őszi, 2026"].as_slice()));
        table.text(random.pick(&[Some("Go!"), Some("Los geht’s"), None]));
        let url = format!("https://www.example.com/challenges/{number}?lang=hu&x=1,2");
        table.text(random.chance(800).then_some(url.as_str()));
        let image = format!("https://img.example.com/c/{number}.webp");
        table.text(random.chance(700).then_some(image.as_str()));
        table
            .instant(challenge.starts_at)
            .instant(challenge.ends_at)
            .number(challenge.max_completions);
        let threshold = random.between(1, 5);
        let criteria = [
            format!(
                "{{\"action\":\"checkout\",\"threshold\":{threshold},\"message\":\"Vásárolj \\\"{threshold}\\\" alkalommal!\"}}"
            ),
            "{\"action\":\"profile\",\"threshold\":1,\"message\":\"Fill in, please\"}".to_owned(),
        ];
        table.list(random.chance(850).then(|| &criteria[..=number % 2]));
        table.text(random.chance(200).then_some("هذا التحدي للأعضاء الذهبيين فقط"));
        table.list(random.chance(250).then_some(["seg-new"].as_slice()));
        table.boolean(challenge.resettable).number(completions[number]);
        table.instant(challenge.created_at).instant(updated(
            &mut random,
            world.now,
            challenge.created_at,
        ));
        table.end_row();
    }
}

pub(super) fn pools(table: &mut Table, seed: u64, world: &World, counts: &[PoolCount]) {
    for (number, (pool, count)) in world.pools.iter().zip(counts).enumerate() {
        let mut random = stream(seed, 15, number);
        let external = format!("{:08}", number * 101);
        table.text(pool.id.as_str()).text(random.chance(600).then_some(external.as_str()));
        table.text(pool.name.as_str()).text(pool.source).text(pool.kind);
        table.number(pool.value).text(pool.currency);
        for minimum in pool.minimums {
            table.number(minimum);
        }
        let months = pool.months.map(|months| format!("{months} months"));
        table.text(months.as_deref()).boolean(pool.aggregated);
        let generated = matches!(pool.source, "generated" | "bulk generation");
        table.text(generated.then_some("$$$$$$$$$$$$"));
        table.list((!pool.products.is_empty()).then_some(pool.products.as_slice()));
        table.list((!pool.stores.is_empty()).then_some(pool.stores.as_slice()));
        table.text(match number % 6 {
            4 => "inactive",
            5 => "archived",
            _ => "active",
        });
        table.number(count.total).number(count.unassigned).number(count.claimed);
        table.number(count.redeemed).instant(pool.created_at);
        table.instant(updated(&mut random, world.now, pool.created_at));
        table.end_row();
    }
}
