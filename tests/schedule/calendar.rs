//! The rules of the calendar, each by an example, and what is refused.

use chrono::{DateTime, Utc};
use export_desk_core::schedule::{Fire, Fires, over, problems};
use export_desk_core::spec::schedule::Schedule;
use export_desk_core::zone::parse_zone;
use serde_json::{Value, json};

fn schedule(when: Value) -> Schedule {
    serde_json::from_value(json!({ "when": when })).unwrap()
}

fn fires(when: Value, zone: &str, after: &str, count: usize) -> Vec<Fire> {
    let after: DateTime<Utc> = after.parse().unwrap();
    let schedule = schedule(when);
    assert_eq!(problems(&schedule, "schedule"), []);
    Fires::new(&schedule.when, parse_zone(zone).unwrap(), after).take(count).collect()
}

fn locals(when: Value, zone: &str, after: &str, count: usize) -> Vec<String> {
    fires(when, zone, after, count).iter().map(|fire| fire.local.to_rfc3339()).collect()
}

#[test]
fn several_times_a_day_between_two_days() {
    let when = json!({ "kind": "daily", "times": ["18:00", "06:00", "06:00"],
        "from": "2026-11-28", "until": "2026-11-29" });
    let expected = [
        "2026-11-28T06:00:00+01:00",
        "2026-11-28T18:00:00+01:00",
        "2026-11-29T06:00:00+01:00",
        "2026-11-29T18:00:00+01:00",
    ];
    assert_eq!(locals(when, "Europe/Budapest", "2026-11-20T00:00:00Z", 10), expected);
}

#[test]
fn an_instant_is_not_after_itself() {
    let when = || json!({ "kind": "daily", "times": ["06:00"] });
    let next = locals(when(), "UTC", "2026-11-20T06:00:00Z", 1);
    assert_eq!(next, ["2026-11-21T06:00:00+00:00"]);
    let next = locals(when(), "UTC", "2026-11-20T05:59:59.999Z", 1);
    assert_eq!(next, ["2026-11-20T06:00:00+00:00"]);
}

#[test]
fn short_months_have_no_31st_and_the_last_day_comes_once() {
    let when = json!({ "kind": "monthly", "days": [31], "times": ["09:00"] });
    let days = locals(when, "UTC", "2027-01-01T00:00:00Z", 4);
    assert_eq!(
        days.iter().map(|day| &day[5..10]).collect::<Vec<_>>(),
        ["01-31", "03-31", "05-31", "07-31"]
    );
    let when = json!({ "kind": "monthly", "days": [31, "last", 30], "times": ["09:00"] });
    let days = locals(when, "UTC", "2028-01-15T00:00:00Z", 6);
    assert_eq!(
        days.iter().map(|day| &day[5..10]).collect::<Vec<_>>(),
        ["01-30", "01-31", "02-29", "03-30", "03-31", "04-30"]
    );
}

#[test]
fn a_skipped_time_runs_behind_the_gap() {
    let when = json!({ "kind": "daily", "times": ["02:30"] });
    let fires = fires(when, "Europe/Budapest", "2027-03-27T12:00:00Z", 2);
    assert_eq!(fires[0].local.to_rfc3339(), "2027-03-28T03:30:00+02:00");
    let note = fires[0].note.as_deref();
    assert_eq!(note, Some("02:30 does not exist on 28 March, runs 03:30"));
    assert_eq!(fires[1].local.to_rfc3339(), "2027-03-29T02:30:00+02:00");
    assert_eq!(fires[1].note, None);
    assert_eq!(
        serde_json::to_value(&fires[0]).unwrap(),
        json!({ "at": "2027-03-28T01:30:00Z", "local": "2027-03-28T03:30:00+02:00", "note": note })
    );
}

#[test]
fn a_time_that_comes_twice_runs_the_first_time() {
    let when = json!({ "kind": "daily", "times": ["02:30"] });
    let fires = fires(when, "Europe/Budapest", "2027-10-30T12:00:00Z", 2);
    assert_eq!(fires[0].local.to_rfc3339(), "2027-10-31T02:30:00+02:00");
    assert_eq!(
        fires[0].note.as_deref(),
        Some("02:30 comes twice on 31 October, runs the first time")
    );
    assert_eq!(fires[1].local.to_rfc3339(), "2027-11-01T02:30:00+01:00");
}

#[test]
fn odd_gaps() {
    let midnight = json!({ "kind": "daily", "times": ["00:15"] });
    let cairo = fires(midnight, "Africa/Cairo", "2027-04-29T12:00:00Z", 1);
    assert_eq!(cairo[0].local.to_rfc3339(), "2027-04-30T01:15:00+03:00");
    let half = json!({ "kind": "daily", "times": ["02:10"] });
    let lord_howe = fires(half, "Australia/Lord_Howe", "2027-10-02T12:00:00Z", 1);
    assert_eq!(lord_howe[0].local.to_rfc3339(), "2027-10-03T02:40:00+11:00");
    // Samoa had no 30 December 2011.
    let noon = json!({ "kind": "monthly", "days": [30], "times": ["12:00"] });
    let apia = fires(noon, "Pacific/Apia", "2011-12-20T00:00:00Z", 2);
    assert_eq!(apia[0].local.to_rfc3339(), "2011-12-31T12:00:00+14:00");
    let note = apia[0].note.as_deref();
    assert_eq!(note, Some("30 December does not exist here, runs 12:00 on 31 December"));
    assert_eq!(apia[1].local.to_rfc3339(), "2012-01-30T12:00:00+14:00");
}

#[test]
fn two_times_on_one_instant_run_once_and_in_order() {
    let when = json!({ "kind": "daily", "times": ["02:30", "03:00", "03:30"] });
    let fires = fires(when, "Europe/Budapest", "2027-03-27T12:00:00Z", 3);
    let locals: Vec<String> = fires.iter().map(|fire| fire.local.to_rfc3339()).collect();
    assert_eq!(
        locals,
        ["2027-03-28T03:00:00+02:00", "2027-03-28T03:30:00+02:00", "2027-03-29T02:30:00+02:00"]
    );
    assert_eq!(
        fires[1].note.as_deref(),
        Some("02:30 does not exist on 28 March, runs 03:30, once with what runs then anyway")
    );
    let daily = json!({ "kind": "daily", "times": ["12:00"] });
    let apia = self::locals(daily, "Pacific/Apia", "2011-12-29T23:00:00Z", 2);
    assert_eq!(apia, ["2011-12-31T12:00:00+14:00", "2012-01-01T12:00:00+14:00"]);
}

#[test]
fn far_instants_are_no_panic() {
    let when = schedule(json!({ "kind": "daily", "times": ["12:00"] })).when;
    let zone = parse_zone("Asia/Tokyo").unwrap();
    assert!(Fires::new(&when, zone, DateTime::<Utc>::MIN_UTC).next().is_some());
    Fires::new(&when, zone, DateTime::<Utc>::MAX_UTC).next();
}

#[test]
fn what_is_wrong_is_named_by_its_path() {
    let paths = |schedule: Value| {
        let schedule: Schedule = serde_json::from_value(schedule).unwrap();
        let problems = problems(&schedule, "schedule");
        assert!(problems.iter().all(|problem| problem.hint.is_some()), "{problems:?}");
        problems.into_iter().map(|problem| problem.path).collect::<Vec<_>>()
    };
    let when = |when: Value| paths(json!({ "when": when }));
    assert_eq!(when(json!({ "kind": "daily", "times": [] })), ["schedule.when.times"]);
    assert_eq!(
        when(json!({ "kind": "weekly", "weekdays": [], "times": ["06:00"] })),
        ["schedule.when.weekdays"]
    );
    assert_eq!(
        when(json!({ "kind": "monthly", "days": [], "times": ["06:00"] })),
        ["schedule.when.days"]
    );
    assert_eq!(
        when(json!({ "kind": "monthly", "days": [1, 0, "last", 32], "times": [] })),
        ["schedule.when.days[1]", "schedule.when.days[3]", "schedule.when.times"]
    );
    assert_eq!(
        when(json!({ "kind": "daily", "times": ["06:00", "23:59:60", "06:00:00.5"] })),
        ["schedule.when.times[1]", "schedule.when.times[2]"]
    );
    assert_eq!(
        when(
            json!({ "kind": "daily", "times": ["06:00"], "from": "2027-01-02", "until": "2027-01-01" })
        ),
        ["schedule.when.until"]
    );
    assert_eq!(
        when(json!({ "kind": "daily", "times": ["06:00"], "from": "+12027-01-02" })),
        ["schedule.when.from"]
    );
    // February has no 30th.
    assert_eq!(
        when(json!({ "kind": "monthly", "days": [30], "times": ["06:00"],
            "from": "2027-02-01", "until": "2027-02-28" })),
        ["schedule.when"]
    );
    assert_eq!(
        when(json!({ "kind": "on_date", "date": "2200-01-01", "time": "06:00:00.25" })),
        ["schedule.when.time", "schedule.when.date"]
    );
    let daily = json!({ "kind": "daily", "times": ["06:00"], "until": "9999-12-31" });
    assert_eq!(
        paths(json!({ "when": daily, "max_age_hours": 0, "pause_after_failures": 0 })),
        ["schedule.max_age_hours", "schedule.pause_after_failures"]
    );
    assert_eq!(when(daily), Vec::<String>::new());
}

#[test]
fn what_would_never_run_again_is_refused() {
    let now: DateTime<Utc> = "2026-11-24T12:00:00Z".parse().unwrap();
    let zone = parse_zone("Europe/Budapest").unwrap();
    let refused = |when: Value| over(&schedule(when), zone, now, "schedule");
    let on = |time: &str| json!({ "kind": "on_date", "date": "2026-11-24", "time": time });
    let past = refused(on("13:00")).unwrap();
    assert_eq!(past.path, "schedule.when.date");
    assert_eq!(past.message, "2026-11-24 13:00 is in the past in Europe/Budapest");
    assert_eq!(refused(on("13:01")), None);
    let until = |date: &str| json!({ "kind": "daily", "times": ["06:00"], "until": date });
    assert_eq!(refused(until("2026-11-24")).unwrap().path, "schedule.when.until");
    assert_eq!(refused(until("2026-11-25")), None);
}

#[test]
fn definitions_that_cannot_be_read_say_where() {
    use export_desk_core::spec::ExportSpec;
    let read = |when: Value| {
        let definition = json!({ "version": 1, "name": "x", "model": "stores", "timezone": "UTC",
            "schedule": { "when": when } });
        ExportSpec::from_json(&definition.to_string()).map(|spec| spec.schedule.unwrap())
    };
    let message = |when: Value| read(when).unwrap_err().to_string();
    assert_eq!(
        message(json!({ "kind": "daily", "times": ["25:00"] })),
        "schedule.when: `25:00` isn't a time of day such as 06:30"
    );
    assert_eq!(
        message(json!({ "kind": "daily", "times": ["06:00"], "until": "2026-02-30" })),
        "schedule.when: `2026-02-30` isn't a date such as 2026-11-30"
    );
    assert_eq!(
        message(json!({ "kind": "monthly", "days": ["first"], "times": ["06:00"] })),
        "schedule.when: the text \"first\" stands where a day from 1 to 31 or \"last\" belongs"
    );
    assert_eq!(
        message(json!("now")),
        "schedule.when: the text \"now\" stands where an object belongs"
    );
    let when = json!({ "kind": "monthly", "days": [1, "last"], "times": ["06:00", "07:30:15"] });
    let read = read(when.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap()["when"], when);
}
