//! Schedules: when they run.

use std::path::Path;

use chrono::{DateTime, Utc};
use export_desk_core::clock::{Clock, SystemClock};
use export_desk_core::plan::zone_of;
use export_desk_core::schedule::{Fire, Fires, problems};
use export_desk_core::spec::{Problem, SpecError};
use serde_json::json;

use crate::output::{say, tell};
use crate::{Ended, read_spec};

/// Names the next runs of a definition's schedule.
pub(crate) fn next(
    spec: &Path,
    count: usize,
    after: Option<DateTime<Utc>>,
    json: bool,
) -> Result<(), Ended> {
    let spec = read_spec(spec)?;
    let Some(schedule) = &spec.schedule else {
        let hint = "Add a schedule, or run it with `export-desk-cli run`.";
        let message = "the definition has no schedule";
        return Err(Ended::Wrong(Problem::new("schedule", message, hint)));
    };
    let problems = problems(schedule, "schedule");
    if !problems.is_empty() {
        return Err(SpecError { problems }.into());
    }
    let zone = zone_of(&spec.timezone).map_err(Ended::Wrong)?;
    let after = after.unwrap_or_else(|| SystemClock.now());
    let fires: Vec<Fire> = Fires::new(&schedule.when, zone, after).take(count).collect();
    if json {
        say!("{}", json!(fires));
        return Ok(());
    }
    if fires.is_empty() {
        tell!("no run after {}", after.format("%Y-%m-%d %H:%M:%S UTC"));
    }
    for Fire { at, local, note, .. } in fires {
        let note = note.map_or_else(String::new, |note| format!("  {note}"));
        say!("{}  {}{note}", local.format("%a %Y-%m-%d %H:%M:%S %:z"), at.format("%FT%TZ"));
    }
    Ok(())
}
