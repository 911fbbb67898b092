//! Time zones: which database is in force, and what it says of zones.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use export_desk_core::clock::{Clock, SystemClock};
use export_desk_core::error::Error;
use export_desk_core::spec::Problem;
use export_desk_core::zone::{Database, Window, Zone, ZoneData, import, parse_zone};
use serde_json::{Value, json};

use crate::output::say;
use crate::{Ended, home};

/// Changes of clocks that are named.
const CHANGES: usize = 4;

/// Imports a database if one is given, then says which one is in force, and what
/// it says of the zones that are named.
pub(crate) fn zones(
    names: &[String],
    file: Option<&Path>,
    at: Option<PathBuf>,
    now: Option<DateTime<Utc>>,
    json: bool,
) -> Result<(), Ended> {
    if let Some(file) = file {
        let Some(home) = at.or_else(home) else {
            let message = "there is no home folder for the time zone database";
            let hint = "Set EXPORT_DESK_HOME, or name a folder with --home.";
            return Err(Ended::Wrong(Problem::new("", message, hint)));
        };
        import(file, &home).map_err(Error::from)?;
    }
    let zone = |name: &String| {
        parse_zone(name).map_err(|unknown| {
            Ended::Wrong(Problem::new("timezone", unknown.to_string(), unknown.hint()))
        })
    };
    let zones: Vec<Zone> = names.iter().map(zone).collect::<Result<_, _>>()?;
    let database = Database::in_force();
    let data = database.data();
    let now = now.unwrap_or_else(|| SystemClock.now());
    if json {
        let zones: Vec<Value> = zones.into_iter().map(|zone| in_json(zone, now)).collect();
        let mut object = json!(data);
        if let Value::Object(members) = &mut object {
            members.insert("zones".to_owned(), json!(zones));
            if names.is_empty() {
                members.insert("names".to_owned(), json!(database.names()));
            }
        }
        say!("{object}");
        return Ok(());
    }
    say!("{}", in_words(&data));
    for zone in zones {
        let window = zone.window_at(now.timestamp());
        say!("{}: {}", zone.name(), offset(&window));
        for change in changes(zone, now) {
            say!("  {}: {}", instant(change.from), offset(&change));
        }
    }
    Ok(())
}

fn in_words(data: &ZoneData) -> String {
    let ZoneData { release, origin, built_in, system } = data;
    let system = system.as_deref().unwrap_or("none");
    format!(
        "time zone database {release}, {}\nbuilt in: {built_in}, of the operating system: {system}",
        origin.in_words()
    )
}

fn in_json(zone: Zone, now: DateTime<Utc>) -> Value {
    let shown = |window: &Window| json!({ "offset": window.offset, "name": window.abbreviation });
    let changes: Vec<Value> = changes(zone, now)
        .map(|change| {
            let mut shown = shown(&change);
            shown["at"] = json!(instant(change.from));
            shown
        })
        .collect();
    json!({
        "zone": zone.name(),
        "release": zone.release(),
        "now": shown(&zone.window_at(now.timestamp())),
        "changes": changes,
    })
}

/// The next changes of a zone's clocks.
fn changes(zone: Zone, now: DateTime<Utc>) -> impl Iterator<Item = Window> {
    let later = move |window: &&Window| window.from > now.timestamp();
    zone.windows().iter().filter(later).copied().take(CHANGES)
}

fn instant(second: i64) -> String {
    DateTime::from_timestamp(second, 0)
        .map_or_else(String::new, |at| at.format("%FT%TZ").to_string())
}

fn offset(window: &Window) -> String {
    let sign = if window.offset < 0 { '-' } else { '+' };
    let minutes = window.offset.abs() / 60;
    format!("UTC{sign}{:02}:{:02} ({})", minutes / 60, minutes % 60, window.abbreviation)
}
