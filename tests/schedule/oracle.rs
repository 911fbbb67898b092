//! Random schedules in random zones and years against python-dateutil and
//! zoneinfo, most of them near a change of the clocks.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::TZ_VARIANTS;
use export_desk_core::schedule::{Fire, Fires};
use export_desk_core::spec::schedule::{Last, MonthDay, Weekday, When};
use export_desk_core::zone::{Database, Zone, parse_zone};
use serde_json::{Value, json};

use crate::python;

const SCHEDULES: u64 = 26_000;
/// Zones and instants for each of them.
const PLACES: u64 = 8;
/// Runs that are compared from each instant on.
const FIRES: usize = 5;
const FROM: i64 = -1_577_923_200; // 1920-01-01
const TO: i64 = 3_786_912_000; // 2090-01-01
/// Where clocks do what they seldom do elsewhere.
const ODD: [&str; 9] = [
    "Africa/Cairo",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Kwajalein",
    "America/Sao_Paulo",
    "Asia/Beirut",
    "Africa/Casablanca",
    "Antarctica/Troll",
    "Europe/Dublin",
];

/// Numbers that look random and are the same every time (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn within(&mut self, from: i64, to: i64) -> i64 {
        from + i64::try_from(self.below(u64::try_from(to - from).unwrap())).unwrap()
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }

    /// Half of the times lie near `change`, where clocks are put forward or back.
    fn time(&mut self, change: NaiveTime) -> NaiveTime {
        if self.below(2) == 0 {
            return change + TimeDelta::minutes(self.within(-70, 70));
        }
        let hour = self.below(24);
        let minute = self.one(&[0, 0, 15, 30, 30, 45, 59, 7]);
        let second = if self.below(10) == 0 { self.below(60) } else { 0 };
        let part = |number: u64| u32::try_from(number).unwrap();
        NaiveTime::from_hms_opt(part(hour), minute, part(second)).unwrap()
    }

    fn when(&mut self, middle: NaiveDate, change: NaiveTime) -> When {
        let times = (0..=self.below(3)).map(|_| self.time(change)).collect();
        let mut near = |odds: u64, from: i64, to: i64| {
            (self.below(odds) == 0).then(|| middle + TimeDelta::days(self.within(from, to)))
        };
        let from = near(4, -40, 10);
        let until = near(4, 0, 60);
        match self.below(7) {
            0 => When::OnDate {
                date: middle + TimeDelta::days(self.within(-2, 3)),
                time: self.time(change),
            },
            1 | 2 => When::Daily { times, from, until },
            3 | 4 => {
                let all = [
                    Weekday::Monday,
                    Weekday::Tuesday,
                    Weekday::Wednesday,
                    Weekday::Thursday,
                    Weekday::Friday,
                    Weekday::Saturday,
                    Weekday::Sunday,
                ];
                let weekdays = (0..=self.below(4)).map(|_| self.one(&all)).collect();
                When::Weekly { weekdays, times, from, until }
            }
            _ => {
                let day = |numbers: &mut Self| match numbers.below(6) {
                    0 => MonthDay::Last(Last::Last),
                    1 | 2 => MonthDay::Day(u8::try_from(28 + numbers.below(4)).unwrap()),
                    _ => MonthDay::Day(u8::try_from(1 + numbers.below(31)).unwrap()),
                };
                let days = (0..=self.below(4)).map(|_| day(self)).collect();
                When::Monthly { days, times, from, until }
            }
        }
    }
}

fn zones() -> Vec<Zone> {
    TZ_VARIANTS.iter().map(|zone| parse_zone(zone.name()).unwrap()).collect()
}

/// All changes of clocks, by instant.
fn changes(zones: &[Zone]) -> Vec<(i64, Zone)> {
    let mut changes: Vec<(i64, Zone)> = zones
        .iter()
        .flat_map(|&zone| zone.windows().iter().skip(1).map(move |window| (window.from, zone)))
        .filter(|(start, _)| (FROM..TO).contains(start))
        .collect();
    changes.sort_by_key(|(start, zone)| (*start, zone.name()));
    changes
}

fn told(fire: &Fire) -> Value {
    let kind =
        fire.note.as_ref().map(|note| if note.contains("comes twice") { "twice" } else { "moved" });
    let shown = fire.local.naive_local().format("%Y-%m-%dT%H:%M:%S").to_string();
    json!([fire.at.timestamp(), shown, fire.local.offset().local_minus_utc(), kind])
}

#[test]
fn fires_agree_with_dateutil_and_zoneinfo() {
    let zones = zones();
    let changes = changes(&zones);
    let odd: Vec<(i64, Zone)> =
        changes.iter().copied().filter(|(_, zone)| ODD.contains(&zone.name())).collect();
    assert!(odd.len() > 500, "only {} odd changes", odd.len());
    let mut numbers = Numbers(2026);
    let mut lines = Vec::new();
    for _ in 0..SCHEDULES {
        let (center, first_zone) = match numbers.below(4) {
            0 => numbers.one(&odd),
            1 | 2 => numbers.one(&changes),
            _ => (numbers.within(FROM, TO), numbers.one(&zones)),
        };
        let change = DateTime::from_timestamp(center, 0).unwrap();
        let middle = change.date_naive();
        let when = numbers.when(middle, change.with_timezone(&first_zone).time());
        let near = changes.partition_point(|(start, _)| *start < center - 8 * 86_400)
            ..changes.partition_point(|(start, _)| *start < center + 8 * 86_400);
        let mut places = Vec::new();
        for place in 0..PLACES {
            let (change, zone) = match place {
                0 => (center, first_zone),
                1..4 if !near.is_empty() => numbers.one(&changes[near.clone()]),
                _ => (center, numbers.one(&zones)),
            };
            let after = match numbers.below(4) {
                0 => change + numbers.within(-10 * 86_400, 10 * 86_400),
                _ => change + numbers.within(-26 * 3600, 4 * 3600),
            };
            let after = DateTime::from_timestamp(after, 0).unwrap();
            let fires: Vec<Value> =
                Fires::new(&when, zone, after).take(FIRES).map(|fire| told(&fire)).collect();
            places.push(json!([zone.name(), after.timestamp(), fires]));
        }
        let earliest = middle - Days::new(20);
        let line = json!({ "when": when, "earliest": earliest, "places": places });
        lines.push(line.to_string());
    }
    let result = python::run("schedule/oracle.py", lines.join("\n").as_bytes());
    let release = Database::in_force().release();
    let install = "Run `cargo xtask zones`, which brings both up to date.";
    assert_eq!(result["missing"], Value::Null, "{}", result["missing"]);
    assert_eq!(result["version"], release, "{install}");
    assert_eq!(result["different"], 0, "{:#}", result["differences"]);
    assert_eq!(result["compared"], SCHEDULES * PLACES);
    // The figures of a run say that it looked where it hurts.
    let figure = |name: &str| result[name].as_u64().unwrap();
    assert!(figure("fires") > 700_000 && figure("zones") > 590, "{result}");
    assert!(figure("moved") > 4_000 && figure("twice") > 4_000, "{result}");
    assert!(figure("together") > 20 && figure("skipped_days") > 40, "{result}");
    println!("{result}");
}
