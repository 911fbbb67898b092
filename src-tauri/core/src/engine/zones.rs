//! The time zone database: which release is in force, imports of newer ones, and
//! what they change of schedules.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use serde::Serialize;

use super::context::{Base, Change};
use super::{Engine, blocking};
use crate::error::Error;
use crate::schedule::moved;
use crate::store::{StoredSchedule, ZoneNote};
use crate::zone::{PastRules, Zone, ZoneData, import, is_newer, parse_zone, refresh};

/// Zones whose offsets are asked for at once.
const MOST_ZONES: usize = 1000;
/// How far back the rules of a zone are kept, for slots that can be made up for.
const KEPT: TimeDelta = TimeDelta::days(400);

/// The offsets of a zone, from which whoever has them knows what clocks show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ZoneOffsets {
    /// The zone's name.
    pub zone: String,
    /// Its offsets until 2100, in order of time; none where there is no such zone.
    pub offsets: Vec<OffsetFrom>,
}

/// An offset that holds from an instant on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct OffsetFrom {
    /// The instant, in seconds from 1970 UTC; none for the first.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub from: Option<i64>,
    /// Seconds that clocks are ahead of UTC.
    pub offset: i32,
    /// What the zone is called then, such as `CET`.
    pub abbreviation: String,
}

/// The offsets of zones by the database in force.
pub fn zone_offsets(zones: &[String]) -> Vec<ZoneOffsets> {
    let offsets = |name: &String| ZoneOffsets {
        zone: name.clone(),
        offsets: parse_zone(name).map_or_else(|_| Vec::new(), offsets),
    };
    zones.iter().take(MOST_ZONES).map(offsets).collect()
}

fn offsets(zone: Zone) -> Vec<OffsetFrom> {
    let offset = |window: &crate::zone::Window| OffsetFrom {
        from: (window.from != i64::MIN).then_some(window.from),
        offset: window.offset,
        abbreviation: window.abbreviation.to_owned(),
    };
    zone.windows().iter().map(offset).collect()
}

impl Engine {
    /// Takes over a newer time zone database, and looks at once what it changes of
    /// schedules.
    pub async fn import_zones(&self, path: &Path) -> Result<ZoneData, Error> {
        let (from, home) = (path.to_owned(), self.base().home.clone());
        let database = blocking(path, move || Ok(import(&from, &home)?)).await?;
        self.base().tell(Change::Zones);
        self.schedules_changed();
        Ok(database.data())
    }

    /// What newer rules have changed of schedules and nobody has dismissed.
    pub async fn zone_notes(&self) -> Result<Vec<ZoneNote>, Error> {
        Ok(self.base().store.zone_notes().await?)
    }

    /// Forgets notes that somebody has read.
    pub async fn dismiss_zone_notes(&self, ids: &[i64]) -> Result<(), Error> {
        self.base().store.dismiss_zone_notes(ids).await?;
        self.base().tell(Change::Exports);
        Ok(())
    }
}

/// Looks whether a newer database has come, by an import in another process or
/// an update of the system.
pub(super) async fn look_for_newer(base: &Arc<Base>) {
    let home = base.home.clone();
    let is_newer = tokio::task::spawn_blocking(move || refresh(&home)).await;
    if is_newer.unwrap_or(false) {
        base.tell(Change::Zones);
    }
}

/// The rules by which schedules were run until now, of zones that have newer ones.
#[derive(Debug, Default)]
pub(super) struct Before(HashMap<String, PastRules>);

impl Before {
    /// Reads them for the zones of schedules.
    pub(super) async fn read(base: &Base, schedules: &[StoredSchedule]) -> Result<Self, Error> {
        let used = base.store.used_releases().await?;
        let mut before = HashMap::new();
        for zone in zones(schedules).into_values() {
            let has_newer =
                used.get(zone.name()).is_some_and(|release| is_newer(zone.release(), release));
            if has_newer && let Some(rules) = base.store.used_rules(zone.name()).await? {
                before.insert(zone.name().to_owned(), rules);
            }
        }
        Ok(Self(before))
    }

    /// When a local time was to come until now; none where nothing is newer.
    pub(super) fn instant(&self, zone: Zone, asked: NaiveDateTime) -> Option<DateTime<Utc>> {
        Some(self.0.get(zone.name())?.instant(asked))
    }

    /// Whether a zone has newer rules.
    pub(super) fn has(&self, zone: Zone) -> bool {
        self.0.contains_key(zone.name())
    }

    /// From now on the newer rules are those that were used; what they change of
    /// schedules is said, by one process. Called when slots have been taken by
    /// them: if that fails, the next look knows the rules before still.
    pub(super) async fn pass(
        self,
        base: &Base,
        schedules: &[StoredSchedule],
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        let used = base.store.used_releases().await?;
        for zone in zones(schedules).into_values() {
            let release = used.get(zone.name()).map(String::as_str);
            if release.is_some_and(|release| !is_newer(zone.release(), release)) {
                continue;
            }
            let mut notes = Vec::new();
            if let Some(before) = self.0.get(zone.name()) {
                for stored in schedules.iter().filter(|stored| stored.zone == zone) {
                    let text = moved(&stored.schedule.when, zone, before, now);
                    notes.extend(text.map(|text| (stored.export_id, text)));
                }
            }
            let rules = PastRules::of(zone, now - KEPT);
            let is_first = base.store.use_rules(zone, release, &rules, &notes, now).await?;
            for (export_id, text) in notes.into_iter().filter(|_| is_first) {
                let stored = schedules.iter().find(|stored| stored.export_id == export_id);
                let export_name = stored.map(|stored| stored.export_name.clone());
                let export_name = export_name.unwrap_or_default();
                base.tell(Change::ScheduleMoved { export_id, export_name, text });
            }
            if self.has(zone) {
                base.tell(Change::Exports);
            }
        }
        Ok(())
    }
}

/// The zones of schedules, each once.
fn zones(schedules: &[StoredSchedule]) -> BTreeMap<&'static str, Zone> {
    schedules.iter().map(|stored| (stored.zone.name(), stored.zone)).collect()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::path::Path;

    use super::*;
    use crate::zone::Database;

    /// What the page's stand-in for the engine, in a browser, is told of zones.
    fn recorded() -> String {
        const FROM: i64 = 1_704_067_200; // 2024-01-01
        const TO: i64 = 1_861_920_000; // 2029-01-01
        let database = Database::in_force();
        let zone = |name: &String| {
            let zone = parse_zone(name).unwrap();
            let windows =
                zone.windows().iter().filter(|window| window.to > FROM && window.from < TO);
            let offsets: Vec<_> = windows
                .map(|window| {
                    let from = (window.from > FROM).then_some(window.from);
                    (from, window.offset, window.abbreviation)
                })
                .collect();
            format!("    {name:?}: {}", serde_json::to_string(&offsets).unwrap())
        };
        let zones: Vec<String> = database.names().iter().map(zone).collect();
        let mut text = String::new();
        writeln!(text, "{{\n  \"release\": {:?},\n  \"zones\": {{", database.release()).unwrap();
        writeln!(text, "{}\n  }}\n}}", zones.join(",\n")).unwrap();
        text
    }

    #[test]
    fn the_browser_is_told_what_the_engine_says() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/ipc/fake/zones.json");
        if std::env::var_os("UPDATE_ZONES").is_some() {
            return std::fs::write(file, recorded()).unwrap();
        }
        // The system's database may be newer than the one that is recorded.
        if Database::in_force().data().origin == crate::zone::Origin::BuiltIn {
            let is_same = std::fs::read_to_string(file).unwrap() == recorded();
            assert!(is_same, "run `cargo xtask zones`");
        }
    }

    #[test]
    fn offsets_of_zones() {
        let names = ["Europe/Budapest", "UTC", "Mars/Base"].map(str::to_owned);
        let [budapest, utc, none] = <[_; 3]>::try_from(zone_offsets(&names)).unwrap();
        assert_eq!(budapest.offsets[0].from, None);
        assert_eq!(budapest.offsets[0].offset, 4580);
        let last = budapest.offsets.last().unwrap();
        assert!(last.from.unwrap() > 4_080_000_000, "{last:?}");
        assert_eq!((utc.offsets.len(), utc.offsets[0].offset), (1, 0));
        assert_eq!(none, ZoneOffsets { zone: "Mars/Base".to_owned(), offsets: Vec::new() });
    }
}
