//! The window of a run that takes only what is new: from where the last delivered run
//! ended, included, up to an instant that is set before anything is read, not included.

use std::ops::Bound;

use chrono::{DateTime, NaiveDate, SubsecRound, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::conditions::ConditionReader;
use super::{ExportPlan, Test, TestKind};
use crate::catalog::{Field, FieldType};
use crate::spec::delta::{Delta, DeltaBy, RemovedRow};
use crate::spec::{Condition, Operator, Problem};
use crate::zone::{Zone, start_of_day};

/// The longest lag, a year.
const LONGEST_LAG: u32 = 525_600;

/// Which rows a run takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum DeltaKind {
    /// All that there are.
    Full,
    /// Those since the last delivered run.
    Delta,
}

impl DeltaKind {
    /// What stands for it in names and lines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Delta => "delta",
        }
    }
}

/// The instants between which the dates of a run's rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct DeltaWindow {
    /// Whether it begins where the last delivered run ended.
    pub kind: DeltaKind,
    /// The first instant; none takes everything before `to`, rows without a date
    /// included.
    pub from: Option<DateTime<Utc>>,
    /// The first instant behind it.
    pub to: DateTime<Utc>,
}

impl DeltaWindow {
    /// The window in words, its instants in a time zone.
    pub fn in_words(&self, field: &str, zone: Zone) -> String {
        let shown = |at: DateTime<Utc>| {
            at.with_timezone(&zone).format("%Y-%m-%d %H:%M:%S%.f %:z").to_string()
        };
        let to = shown(self.to);
        match (self.kind, self.from) {
            (DeltaKind::Full, None) => {
                format!("Full: all rows with `{field}` before {to}, and those without it")
            }
            (kind, from) => {
                let what = if kind == DeltaKind::Full { "Full" } else { "Delta" };
                let from = from.map(shown).unwrap_or_default();
                format!("{what}: rows with `{field}` from {from} until before {to}")
            }
        }
    }
}

/// Why a run has no window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WindowBehind {
    /// Where the last delivered run ended.
    pub from: DateTime<Utc>,
    /// Where this one would end.
    pub to: DateTime<Utc>,
}

/// Keys that only mean something where new rows are found in the other way.
pub(super) fn without_meaning(delta: &Delta) -> Vec<Problem> {
    let is_by_date = delta.by == DeltaBy::Date;
    let keys = [
        ("field", delta.field.is_some(), is_by_date),
        ("since", delta.since.is_some(), is_by_date),
        ("lag_minutes", delta.lag_minutes != 0, is_by_date),
        ("key", !delta.key.is_empty(), !is_by_date),
        ("change", delta.change.is_some(), !is_by_date),
        ("removed", delta.removed != RemovedRow::AsLast, !is_by_date),
        ("most_removed_percent", delta.most_removed_percent.is_some(), !is_by_date),
    ];
    let by = if is_by_date { "date" } else { "rows" };
    let found = keys.into_iter().filter(|(_, is_set, belongs)| *is_set && !belongs);
    let problem = |(key, ..): (&str, bool, bool)| {
        let message = format!("`{key}` has no meaning where new rows are found by `{by}`");
        Problem::new(format!("delta.{key}"), message, "Remove it.")
    };
    found.map(problem).collect()
}

/// A checked [`Delta`].
#[derive(Debug, Clone)]
pub struct PlannedDelta {
    /// The field of dates.
    pub field: Field,
    /// No row is from before.
    pub since: Option<DateTime<Utc>>,
    lag: TimeDelta,
}

impl PlannedDelta {
    /// Checks it.
    pub(super) fn read(
        delta: &Delta,
        reader: &mut ConditionReader<'_>,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        if delta.by != DeltaBy::Date {
            return None;
        }
        if delta.lag_minutes > LONGEST_LAG {
            let message = "the lag is longer than a year";
            let hint = "Use 525600 minutes at most.";
            problems.push(Problem::new("delta.lag_minutes", message, hint));
        }
        let path = "delta.field";
        let Some(name) = delta.field.as_deref().filter(|name| !name.is_empty()) else {
            let message = "no field says which rows are new";
            problems.push(Problem::new(path, message, "Choose a field of dates."));
            return None;
        };
        let field = match super::find_field(reader.model, name, path) {
            Ok(field) => field,
            Err(problem) => {
                problems.push(problem);
                return None;
            }
        };
        if !matches!(field.field_type, FieldType::Date | FieldType::Datetime) {
            let message = format!("`{name}` is {}, and windows are of dates", field.field_type);
            problems.push(Problem::new(path, message, "Choose a field of dates or datetimes."));
            return None;
        }
        let since = match &delta.since {
            None => None,
            Some(since) => {
                let condition = Condition {
                    field: field.id.clone(),
                    operator: Operator::OnOrAfter,
                    value: Some(since.as_str().into()),
                    case_sensitive: true,
                };
                match reader.read(&condition, "delta.since") {
                    Ok(Test { kind: TestKind::Days((Bound::Included(day), _)), .. }) => {
                        Some(start_of_day(reader.zone, day))
                    }
                    Ok(Test { kind: TestKind::Instants((Bound::Included(at), _)), .. }) => Some(at),
                    Ok(_) => None,
                    Err(problem) => {
                        problems.push(Problem { path: "delta.since".to_owned(), ..problem });
                        None
                    }
                }
            }
        };
        Some(Self { field, since, lag: TimeDelta::minutes(delta.lag_minutes.into()) })
    }

    /// Whether the field has days, so that windows end with whole days of the export's
    /// time zone.
    pub fn has_days(&self) -> bool {
        self.field.field_type == FieldType::Date
    }

    /// Where the window of a run at an instant ends: at a whole millisecond, which is
    /// what the history keeps.
    pub fn end(&self, at: DateTime<Utc>, zone: Zone) -> DateTime<Utc> {
        let end = at.checked_sub_signed(self.lag).unwrap_or(at).trunc_subsecs(3);
        if self.has_days() { start_of_day(zone, day(end, zone)) } else { end }
    }

    /// The window that ends at `to`, after one that ended at `previous`; without one,
    /// everything.
    pub fn window(
        &self,
        previous: Option<DateTime<Utc>>,
        to: DateTime<Utc>,
    ) -> Result<DeltaWindow, WindowBehind> {
        let Some(previous) = previous else {
            let from = self.since.map(|since| since.min(to));
            return Ok(DeltaWindow { kind: DeltaKind::Full, from, to });
        };
        if to < previous {
            return Err(WindowBehind { from: previous, to });
        }
        // Until a beginning in the future has come, windows are empty.
        let from = self.since.map_or(previous, |since| since.max(previous).min(to));
        Ok(DeltaWindow { kind: DeltaKind::Delta, from: Some(from), to })
    }

    /// A window as its rows are: of whole days where the field has days, and without what
    /// comes before `since`.
    fn settled(&self, window: DeltaWindow, zone: Zone) -> DeltaWindow {
        let whole = |at| if self.has_days() { start_of_day(zone, day(at, zone)) } else { at };
        let to = whole(window.to);
        let from = window.from.map(whole).max(self.since);
        DeltaWindow { kind: window.kind, from: from.map(|from| from.min(to)), to }
    }

    fn test(&self, window: DeltaWindow, zone: Zone) -> Test {
        let field = self.field.clone();
        // Negated, the test keeps rows without a date.
        let negated = window.from.is_none();
        let kind = match (self.has_days(), window.from) {
            (true, Some(from)) => TestKind::Days((
                Bound::Included(day(from, zone)),
                Bound::Excluded(day(window.to, zone)),
            )),
            (true, None) => {
                TestKind::Days((Bound::Included(day(window.to, zone)), Bound::Unbounded))
            }
            (false, Some(from)) => {
                TestKind::Instants((Bound::Included(from), Bound::Excluded(window.to)))
            }
            (false, None) => TestKind::Instants((Bound::Included(window.to), Bound::Unbounded)),
        };
        Test { field, kind, negated }
    }
}

fn day(at: DateTime<Utc>, zone: Zone) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

impl ExportPlan {
    /// Whether a run takes all rows, or only new ones.
    pub fn kind(&self) -> DeltaKind {
        if self.begins_from_state {
            DeltaKind::Delta
        } else {
            self.window.map_or(DeltaKind::Full, |window| window.kind)
        }
    }

    /// The window that a run at an instant has if no other has run: everything until then.
    pub fn first_window(&self, at: DateTime<Utc>) -> Option<DeltaWindow> {
        let delta = self.delta.as_ref()?;
        delta.window(None, delta.end(at, self.zone)).ok()
    }

    /// The plan of a run that takes the rows of a window.
    #[must_use]
    pub fn within(mut self, window: DeltaWindow) -> Self {
        let Some(delta) = &self.delta else { return self };
        let window = delta.settled(window, self.zone);
        let test = delta.test(window, self.zone);
        if self.query.groups.is_empty() {
            self.query.groups.push(Vec::new());
        }
        for group in &mut self.query.groups {
            group.push(test.clone());
        }
        if self.file_set.window.is_some() {
            let last = window.to - TimeDelta::seconds(1);
            self.file_set.window = Some((window.from.unwrap_or_default(), last));
        }
        self.window = Some(window);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::spec::ExportSpec;

    fn plan(members: &str) -> ExportPlan {
        let text = format!(
            r#"{{"version":2,"name":"x","model":"customers","timezone":"Europe/Budapest",{members}}}"#
        );
        let spec = ExportSpec::from_json(&text).unwrap();
        let catalog = Catalog::built_in();
        let at = "2026-11-20T10:30:00Z".parse().unwrap();
        ExportPlan::compile(&spec, catalog.model("customers").unwrap(), at).unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn windows_join_without_gap_or_overlap() {
        let plan = plan(r#""delta":{"by":"date","field":"updated_at","lag_minutes":5}"#);
        let delta = plan.delta.as_ref().unwrap();
        let first = plan.first_window(at("2026-11-20T10:30:00Z")).unwrap();
        assert_eq!(
            first,
            DeltaWindow { kind: DeltaKind::Full, from: None, to: at("2026-11-20T10:25:00Z") }
        );
        let to = delta.end(at("2026-11-21T10:30:00Z"), plan.zone);
        let next = delta.window(Some(first.to), to).unwrap();
        assert_eq!((next.kind, next.from), (DeltaKind::Delta, Some(first.to)));
        assert_eq!(
            next.in_words("updated_at", plan.zone),
            "Delta: rows with `updated_at` from 2026-11-20 11:25:00 +01:00 until before \
             2026-11-21 11:25:00 +01:00"
        );
        let earlier = delta.end(at("2026-11-20T10:29:59Z"), plan.zone);
        assert_eq!(
            delta.window(Some(first.to), earlier),
            Err(WindowBehind { from: first.to, to: at("2026-11-20T10:24:59Z") })
        );
    }

    #[test]
    fn keys_of_the_other_way_are_refused() {
        for (delta, path) in [
            (r#"{"by":"rows","since":"2026-11-22"}"#, "delta.since"),
            (r#"{"by":"rows","field":"updated_at"}"#, "delta.field"),
            (r#"{"by":"rows","lag_minutes":5}"#, "delta.lag_minutes"),
            (r#"{"by":"date","field":"updated_at","key":["id"]}"#, "delta.key"),
            (r#"{"by":"date","field":"updated_at","change":{}}"#, "delta.change"),
            (r#"{"by":"date","field":"updated_at","removed":"key_only"}"#, "delta.removed"),
            (
                r#"{"by":"date","field":"updated_at","most_removed_percent":20}"#,
                "delta.most_removed_percent",
            ),
        ] {
            let text = format!(
                r#"{{"version":2,"name":"x","model":"customers","timezone":"UTC","delta":{delta}}}"#
            );
            // It can be read, so that it can be corrected.
            let spec = ExportSpec::from_json(&text).unwrap();
            let catalog = Catalog::built_in();
            let model = catalog.model("customers").unwrap();
            let error = ExportPlan::compile(&spec, model, DateTime::UNIX_EPOCH).unwrap_err();
            let [problem] = &error.problems[..] else { panic!("{error}") };
            assert_eq!(problem.path, path);
            assert!(problem.message.contains("has no meaning"), "{problem}");
        }
    }

    #[test]
    fn a_beginning_in_the_future_is_waited_for() {
        let delta = r#""delta":{"by":"date","field":"updated_at","since":"2026-11-22T00:00:00Z"}"#;
        let plan = plan(delta);
        let delta = plan.delta.as_ref().unwrap();
        let days =
            ["2026-11-20", "2026-11-21", "2026-11-23"].map(|day| at(&format!("{day}T10:00:00Z")));
        let first = delta.window(None, days[0]).unwrap();
        assert_eq!((first.from, first.to), (Some(days[0]), days[0]));
        let second = delta.window(Some(first.to), days[1]).unwrap();
        assert_eq!((second.from, second.to), (Some(days[1]), days[1]));
        let third = delta.window(Some(second.to), days[2]).unwrap();
        assert_eq!((third.from, third.to), (Some(at("2026-11-22T00:00:00Z")), days[2]));
    }

    #[test]
    fn a_window_that_is_named_has_no_rows_from_before_the_beginning() {
        let plan = plan(
            r#""delta":{"by":"date","field":"birth_date","since":"2026-11-01"},"format":{"lines_after":["{from:YYYYMMDD} {to:YYYYMMDD}"]}"#,
        );
        let within = |from: Option<&str>, to: &str| {
            let kind = if from.is_some() { DeltaKind::Delta } else { DeltaKind::Full };
            let window = DeltaWindow { kind, from: from.map(at), to: at(to) };
            plan.clone().within(window).window.unwrap()
        };
        let since = at("2026-10-31T23:00:00Z");
        // The rows of the day of the end aren't in it, so that it ends with the day before.
        let open = within(None, "2026-11-20T12:00:00Z");
        assert_eq!((open.from, open.to), (Some(since), at("2026-11-19T23:00:00Z")));
        let early = within(Some("2024-01-01T00:00:00Z"), "2026-11-20T12:00:00Z");
        assert_eq!((early.kind, early.from), (DeltaKind::Delta, Some(since)));
        let late = within(Some("2026-11-05T12:00:00Z"), "2026-11-20T12:00:00Z");
        assert_eq!(late.from, Some(at("2026-11-04T23:00:00Z")));
        // One that ends before the beginning is empty.
        let before = within(None, "2026-10-01T12:00:00Z");
        assert_eq!(before.from, Some(before.to));
    }

    #[test]
    fn a_field_of_days_has_windows_of_whole_days() {
        let plan = plan(r#""delta":{"by":"date","field":"birth_date","since":"2026-11-01"}"#);
        let delta = plan.delta.as_ref().unwrap();
        let window = plan.first_window(at("2026-11-20T23:30:00Z")).unwrap();
        // Half past midnight of the 21st in Budapest.
        assert_eq!(window.from, Some(at("2026-10-31T23:00:00Z")));
        assert_eq!(window.to, at("2026-11-20T23:00:00Z"));
        let test = delta.test(window, plan.zone);
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(
            test.kind,
            TestKind::Days((
                Bound::Included(date("2026-11-01")),
                Bound::Excluded(date("2026-11-21"))
            ))
        );
    }

    #[test]
    fn each_group_of_filters_is_within_the_window() {
        let filters = r#""filters":[[{"field":"first_name","operator":"is","value":"A"}],
            [{"field":"first_name","operator":"is","value":"B"}]],
            "delta":{"by":"date","field":"updated_at"}"#;
        let plan = plan(filters);
        let window = plan.first_window(plan.started_at).unwrap();
        let plan = plan.within(window);
        assert!(plan.query.groups.iter().all(|group| group.len() == 2));
        assert!(plan.query.groups.iter().all(|group| group[1].negated));
    }
}
