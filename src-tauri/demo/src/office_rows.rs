//! Rows of what the programme's users did: customer fields, changes and content
//! approvals. Changes and approvals refer to things that exist.

use super::calendar::{DAY, FIRST, HOUR, MINUTE, SECOND, second};
use super::json::Json;
use super::models::CUSTOMERS;
use super::random::{Random, Stream};
use super::table::{Kind, Table};
use super::vocabulary::{COLOURS, INTERESTS, USERS};
use super::world::World;

/// A custom attribute: id, label, description, type, options, default, format.
type Attribute = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
    Option<&'static str>,
    Option<&'static str>,
);

const ATTRIBUTES: [Attribute; 10] = [
    (
        "anniversary",
        "Anniversary",
        "Any day to celebrate, \"birthday\" aside",
        "date",
        &[],
        None,
        None,
    ),
    ("blog", "Blog", "", "url", &[], Some("https://example.com/"), None),
    ("favourite_colour", "Kedvenc szín", "For gifts, mostly", "select", &COLOURS, None, None),
    ("household_size", "Household size", "", "numeric", &[], Some("1"), None),
    ("interests", "Interests", "", "multiple_choice", &INTERESTS, None, None),
    (
        "last_survey_at",
        "Last survey",
        "When the last survey was filled in",
        "datetime",
        &[],
        None,
        None,
    ),
    ("newsletter", "Newsletter", "", "boolean", &[], Some("false"), None),
    ("preferred_store", "Preferred store", "ID of a store", "string", &[], None, None),
    ("remark", "Remark", "Anything; may be long", "string", &[], Some(""), None),
    ("shoe_size", "Schuhgröße", "EU sizes, halves too", "numeric", &[], None, None),
];

/// Types of built-in attributes that their column doesn't tell.
fn built_in_type(name: &str, kind: Kind) -> &'static str {
    match (name, kind) {
        ("image_url", _) => "url",
        ("status" | "gender", _) => "select",
        (_, Kind::Text { .. } | Kind::Choice) => "string",
        (_, Kind::Whole | Kind::Money | Kind::Degrees) => "numeric",
        (_, Kind::Boolean) => "boolean",
        (_, Kind::Instant) => "datetime",
        (_, Kind::Day) => "date",
        (_, Kind::List) => "list",
    }
}

/// `first_name` becomes `First name`.
fn label(name: &str) -> String {
    let text = name.replace('_', " ");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

pub(super) fn customer_fields(table: &mut Table) {
    // Objects have no type among those of customer fields.
    const OBJECTS: [&str; 6] =
        ["external_ids", "tiers", "accounts", "activities", "rewards", "properties"];
    const STATUSES: [&str; 7] =
        ["active", "inactive", "banned", "merged", "suspended", "pending", "opted_out"];
    let mut built_in: Vec<(&str, Kind)> = CUSTOMERS
        .columns
        .iter()
        .filter(|column| !OBJECTS.contains(&column.0))
        .map(|column| (column.0, column.1))
        .collect();
    built_in.push(("external_ids.crm_id", Kind::Text { unique: true }));
    let mut rows: Vec<(&str, Option<Kind>)> =
        built_in.into_iter().map(|(name, kind)| (name, Some(kind))).collect();
    rows.extend(ATTRIBUTES.iter().map(|attribute| (attribute.0, None)));
    rows.sort_by_key(|row| row.0);
    for (name, kind) in rows {
        if let Some(kind) = kind {
            let options: &[&str] = match name {
                "status" => &STATUSES,
                "gender" => &["male", "female"],
                _ => &[],
            };
            let format = match name {
                "email" => Some("email"),
                "mobile_phone" => Some("phone number"),
                "image_url" => Some("url"),
                _ => None,
            };
            let searchable =
                matches!(name, "id" | "email" | "first_name" | "last_name" | "mobile_phone");
            table.text(name).text(label(name).as_str()).text(None);
            table.text(built_in_type(name, kind)).boolean(true);
            table.list(searchable.then_some(["searchable"].as_slice()));
            table.list((!options.is_empty()).then_some(options));
            table.text(None).text(format).instant(FIRST - 90 * DAY).instant(None);
        } else {
            let place = ATTRIBUTES.iter().position(|attribute| attribute.0 == name);
            let place = place.expect("rows without a kind are the attributes");
            let (_, label, description, kind, options, default, format) = ATTRIBUTES[place];
            let created = FIRST + place as i64 * 97 * DAY + 5 * HOUR;
            table.text(name).text(label).text(description).text(kind).boolean(false);
            table.list(Some(if place % 2 == 0 {
                ["searchable", "marketing, EU"].as_slice()
            } else {
                &[]
            }));
            table.list((!options.is_empty()).then_some(options));
            table.text(default).text(format).instant(created);
            table.instant((place % 3 == 0).then_some(created + 40 * DAY + 321_000));
        }
        table.end_row();
    }
}

/// Something that users change: kind, ID and name.
struct Subject<'a> {
    kind: &'static str,
    id: &'a str,
    name: &'a str,
}

fn subjects(world: &World) -> Vec<Subject<'_>> {
    let mut subjects = Vec::new();
    let mut add = |kind, id, name| {
        subjects.push(Subject { kind, id, name });
    };
    for reward in &world.rewards {
        add("reward", &reward.id, &reward.name);
    }
    for workflow in &world.workflows {
        add("workflow", workflow, "Welcome flow, v2");
    }
    for challenge in &world.challenges {
        add("challenge", &challenge.id, &challenge.title);
    }
    for pool in &world.pools {
        add("coupon_pool", &pool.id, &pool.name);
    }
    for store in &world.stores {
        add("store", &store.id, &store.id);
    }
    for attribute in &ATTRIBUTES[..1] {
        add("customer_field", attribute.0, attribute.1);
    }
    add("customer_field", "email", "E-mail");
    subjects
}

/// The instant of the entry `number` of `count`, in order, and its ID.
fn entry(random: &mut Random, now: i64, number: u64, count: u64) -> (i64, String) {
    let start = FIRST + 310 * DAY;
    let span = (now - DAY - start) as u128;
    let place = |number: u64| (span * u128::from(number) / u128::from(count)) as i64;
    let slot = place(number + 1) - place(number);
    let at = start + place(number) + random.below(slot as u64) as i64;
    let at = if random.chance(700) {
        at - at.rem_euclid(SECOND).min(at - start - place(number))
    } else {
        at
    };
    let id = format!("{:08x}{number:08x}{:08x}", second(at), random.next() as u32);
    (at, id)
}

pub(super) fn changes(table: &mut Table, seed: u64, world: &World, number: u64, count: u64) {
    let mut random = Random::new(seed, Stream::Change, number);
    let (at, id) = entry(&mut random, world.now, number, count);
    let user = random.pick(&USERS);
    let subjects = subjects(world);
    let subject = &subjects[random.index(subjects.len())];
    let gone;
    let (kind, entity_type, entity) = match random.below(100) {
        0..80 => ("updated", subject.kind, subject.id),
        80..84 => ("archived", subject.kind, subject.id),
        // Workflows come and go; no data model holds them.
        rest => {
            gone = format!("{:08x}{:016x}", second(at), random.next());
            (if rest < 95 { "created" } else { "deleted" }, "workflow", gone.as_str())
        }
    };
    let mut json = Json::default();
    let fields: &[&str] = match random.below(4) {
        0 => &["name"],
        1 => &["name", "status"],
        2 => &["description, long", "starts_at", "points"],
        _ => &["points"],
    };
    table.text(id.as_str()).instant(at).text(kind).text(entity_type).text(entity);
    table.text(user.0.to_string().as_str()).text(user.1);
    table.text(random.chance(900).then_some(user.2));
    table.list((kind == "updated").then_some(fields));
    for (values, side) in [(kind != "created", "old"), (kind != "deleted", "new")] {
        if values {
            json.start();
            for field in fields {
                match *field {
                    "points" => json.number(field, random.between(0, 500)),
                    "starts_at" => json.raw(field, "null"),
                    "name" => json.text(field, &format!("{} ({side})", subject.name)),
                    "status" => json.text(field, if side == "old" { "inactive" } else { "active" }),
                    other => json.text(other, "Első \"sor\"\nmásodik; sor"),
                };
            }
            table.text(json.end());
        } else {
            table.text(None);
        }
    }
    let address = format!("198.51.100.{}", random.below(256));
    table.text(random.chance(800).then_some(address.as_str()));
    table.end_row();
}

pub(super) fn approvals(table: &mut Table, seed: u64, world: &World, number: u64, count: u64) {
    const COMMENTS: [Option<&str>; 7] = [
        Some("OK"),
        Some("Rendben, köszönöm!"),
        Some("=see \"ticket\" 12"),
        Some("Nein,\nbitte kürzer"),
        Some(""),
        Some("👎 wrong price"),
        None,
    ];
    let mut random = Random::new(seed, Stream::Approval, number);
    let (at, id) = entry(&mut random, world.now, number, count);
    let event = random.chance(250);
    let reward = &world.rewards[random.index(world.rewards.len())];
    let (entity, entity_id, name) = if event {
        (random.chance(700).then_some("custom_event"), None, "barista_quiz")
    } else if random.chance(500) {
        (Some("reward"), Some(reward.id.as_str()), reward.name.as_str())
    } else {
        let workflow = world.workflows[random.index(world.workflows.len())].as_str();
        (Some("workflow"), Some(workflow), "Welcome flow, v2")
    };
    table.text(id.as_str()).instant(at).text(random.pick(&USERS).0.to_string().as_str());
    table.text(if event { "event" } else { "entity" }).text(entity).text(entity_id);
    table.text(random.chance(950).then_some(name));
    let fields = ["name", "price", "status"];
    let changed = 1 + random.index(fields.len());
    let mut json = Json::default();
    json.start();
    for field in &fields[..changed] {
        json.open(field, b'{');
        if *field == "price" {
            json.number("old", random.between(10, 90)).number("new", random.between(100, 900));
        } else {
            json.text("old", "régi").text("new", "új, \"jobb\"");
        }
        json.close(b'}');
    }
    table.number(changed as i64).text(json.end());
    let status = match random.below(10) {
        0 => "pending",
        1 | 2 => "rejected",
        _ => "approved",
    };
    let decided = status != "pending";
    let reviewed = (at + random.between(5, 20_000) * MINUTE).min(world.now);
    table.text(status).instant(decided.then_some(reviewed));
    let judge = random.pick(&USERS).0.to_string();
    table.text(decided.then_some(judge.as_str()));
    table.text(random.pick(&COMMENTS).filter(|_| decided));
    table.end_row();
}
