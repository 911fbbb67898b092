//! The list of exports as the window shows it: searched, filtered, sorted, a
//! page at a time.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::AssertSqlSafe;

use super::exports::definition;
use super::text::Text;
use super::{HistoryError, RunStatus, Store, count, instant};
use crate::error::sentence;
use crate::humanize::{counted, moment};
use crate::schedule::next_fire;
use crate::spec::Direction;
use crate::spec::schedule::Schedule;
use crate::zone::{Zone, parse_zone};

/// Status of an export: while its schedule has something left to do, that of the
/// schedule, unless its latest run failed; otherwise that of its latest run,
/// cancelled ones left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
pub enum ExportStatus {
    /// It has never run, or its run waits.
    Pending,
    /// It works.
    Processing,
    /// There is a file.
    Finished,
    /// The latest run failed, its file isn't there in time, or a partner refused rows
    /// of it or didn't answer; of a schedule too, unless that is paused.
    Failed,
    /// Its schedule will run it, and its latest run is neither late nor failed.
    Active,
    /// Its schedule is paused.
    Inactive,
}

impl ExportStatus {
    fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Processing => "processing",
            Self::Finished => "finished",
            Self::Failed => "failed",
            Self::Active => "active",
            Self::Inactive => "inactive",
        }
    }
}

/// By what exports are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ExportOrder {
    /// By name, in any case.
    Name,
    /// By the time when they were made.
    CreatedAt,
}

/// Which exports are shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ExportQuery {
    /// Words, each of which is in name, model, creator, fields, targets or tags, in any
    /// case.
    pub search: String,
    /// Only those with this status; *failed* also finds paused schedules whose
    /// latest run failed, and *active* schedules that fail.
    pub status: Option<ExportStatus>,
    /// Only those with this tag, in any case.
    #[serde(default)]
    pub tag: Option<String>,
    /// Only those that are marked as favourites.
    #[serde(default)]
    pub favourites: bool,
    /// By what they are sorted.
    pub sort: ExportOrder,
    /// In which direction.
    pub direction: Direction,
    /// How many are passed over.
    pub offset: u32,
    /// How many are shown, at most.
    pub limit: u32,
}

/// An export as it is shown in the list.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ExportRow {
    /// Its number.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Id of its data model; a set has none.
    pub model: String,
    /// Name of its data model; of a set how many exports it has.
    pub model_label: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// By whom.
    pub created_by: String,
    /// Where its files go, in words.
    pub target: String,
    /// Its tags, by name.
    pub tags: Vec<String>,
    /// Whether it is marked as a favourite.
    pub favourite: bool,
    /// Where it is.
    pub status: ExportStatus,
    /// Why the latest run failed, that its file isn't there in time, that a partner
    /// refused rows of it or didn't answer, or why the definition can't be read.
    pub reason: Option<String>,
    /// When it runs by itself.
    pub schedule: Option<Schedule>,
    /// The time zone of its schedule and its datetimes.
    pub timezone: String,
    /// When it runs next by itself; none while that is paused.
    pub next_fire: Option<DateTime<Utc>>,
    /// Why its schedule is paused, where nobody paused it by hand.
    pub paused_because: Option<String>,
    /// When the latest run that wasn't cancelled ended; while it goes on, when it
    /// began.
    pub latest_at: Option<DateTime<Utc>>,
    /// Status of the latest run that wasn't cancelled.
    pub latest_status: Option<RunStatus>,
    /// Runs that failed since the last one that finished.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub failures_in_a_row: u64,
    /// Rows of the latest finished run.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub rows: Option<u64>,
    /// Bytes of the latest finished run's file.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub bytes: Option<u64>,
    /// Seconds that the latest finished run took.
    pub seconds: Option<f64>,
    /// The run that works or waits.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub active_run: Option<i64>,
    /// The latest run, however it ended.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub latest_run: Option<i64>,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ExportPage {
    /// Exports that match the search and the filter.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub matching: u64,
    /// All exports.
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub total: u64,
    /// Those of the page.
    pub rows: Vec<ExportRow>,
}

/// What rows are shown against.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) now: DateTime<Utc>,
    /// Whether no schedule runs.
    pub(crate) all_paused: bool,
}

#[derive(sqlx::FromRow)]
struct StoredExportRow {
    id: i64,
    name: Text,
    model: Text,
    created_at: i64,
    created_by: Text,
    /// A JSON list.
    tags: Text,
    favourite: bool,
    status: ExportStatus,
    spec: Text,
    waits: bool,
    paused_because: Option<Text>,
    latest_at: Option<i64>,
    latest_status: Option<RunStatus>,
    failures: i64,
    message: Option<Text>,
    overdue: Option<i64>,
    unanswered: Option<Text>,
    rows: Option<i64>,
    bytes: Option<i64>,
    seconds: Option<f64>,
    active_run: Option<i64>,
    latest_run: Option<i64>,
}

impl StoredExportRow {
    fn shown(self, at: Moment, label: impl Fn(&str) -> Option<String>) -> ExportRow {
        let (spec, unreadable) = match definition(&self.name, &self.spec) {
            Ok(spec) => (Some(spec), None),
            Err(error) => (None, Some(sentence(&error.to_string()))),
        };
        let zone = spec.as_ref().and_then(|spec| parse_zone(&spec.timezone).ok());
        let targets = spec.as_ref().map(|spec| spec.targets.join(", "));
        let members = spec.as_ref().map_or(0, |spec| spec.members.len() as u64);
        let (schedule, timezone) = match spec {
            Some(spec) => (spec.schedule, spec.timezone),
            None => (None, String::new()),
        };
        let next_fire = match (&schedule, zone) {
            (Some(schedule), Some(zone)) if self.waits && !at.all_paused => {
                next_fire(&schedule.when, zone, at.now).map(|fire| fire.at)
            }
            (Some(_) | None, Some(_) | None) => None,
        };
        let Text(model) = self.model;
        let failed = self.message.filter(|_| self.latest_status == Some(RunStatus::Failed));
        let unanswered =
            self.unanswered.filter(|_| self.latest_status == Some(RunStatus::Finished));
        // One that can't be read is marked whatever became of its runs.
        let (status, reason, failures_in_a_row) = match unreadable {
            Some(reason) => (ExportStatus::Failed, Some(reason), 0),
            None => {
                let late = self.overdue.map(|due_at| {
                    let due_at = moment(instant(due_at), zone.unwrap_or(Zone::UTC));
                    format!("The file isn't there yet. It was due by {due_at}")
                });
                let answer = unanswered.map(|message| message.0);
                let reason = failed.map(|message| message.0).or(late).or(answer);
                (self.status, reason, count(self.failures))
            }
        };
        ExportRow {
            id: self.id,
            model_label: match members {
                0 => label(&model).unwrap_or_else(|| model.clone()),
                members => counted(members, "export"),
            },
            name: self.name.0,
            model,
            created_at: instant(self.created_at),
            created_by: self.created_by.0,
            target: targets
                .filter(|targets| !targets.is_empty())
                .unwrap_or_else(|| "This computer".to_owned()),
            // SQLite has put the list together.
            tags: serde_json::from_str(&self.tags.0).unwrap_or_default(),
            favourite: self.favourite,
            status,
            reason,
            schedule,
            timezone,
            next_fire,
            paused_because: self.paused_because.map(|because| because.0),
            latest_at: self.latest_at.map(instant),
            latest_status: self.latest_status,
            failures_in_a_row,
            rows: self.rows.map(count),
            bytes: self.bytes.map(count),
            seconds: self.seconds,
            active_run: self.active_run,
            latest_run: self.latest_run,
        }
    }
}

/// The earliest deadline of export `e` that has passed without a file.
const OVERDUE: &str = "(SELECT min(due_at) FROM runs WHERE export_id = e.id AND late)";

/// What a partner refused of the file of the latest finished run of export `e`, or that it
/// didn't answer.
const UNANSWERED: &str = "(SELECT message FROM answers WHERE status IN ('refused', 'missing') \
     AND run_id = (SELECT id FROM runs WHERE export_id = e.id AND status = 'finished' \
         AND status <> 'cancelled' ORDER BY number DESC LIMIT 1) ORDER BY id LIMIT 1)";

/// The parameters before those of the words that are searched.
const PARAMETERS: usize = 6;
/// More words than these narrow nothing that anybody reads.
const MOST_WORDS: usize = 16;

/// What the words, the status, the tag and the favourites leave. Parameters: now, the
/// status, limit, offset, the tag and whether favourites are asked for, then for each word itself, the ids of models whose labels hold it and
/// the names of targets that do.
fn matching(words: usize) -> String {
    let latest = "(SELECT status FROM runs WHERE export_id = e.id AND status <> 'cancelled' \
        ORDER BY number DESC LIMIT 1)";
    let searched: String = (0..words)
        .map(|place| {
            let word = PARAMETERS + 1 + 3 * place;
            let (models, targets) = (word + 1, word + 2);
            format!(
                " AND (instr(e.search, ?{word}) > 0 \
                 OR e.model IN (SELECT value FROM json_each(?{models})) \
                 OR EXISTS (SELECT 1 FROM export_tags AS t WHERE t.export_id = e.id \
                 AND instr(t.tag_key, ?{word}) > 0) \
                 OR CASE WHEN ?{targets} <> '[]' AND json_valid(e.spec) THEN EXISTS \
                 (SELECT 1 FROM json_each(e.spec, '$.targets') AS t \
                 WHERE t.value IN (SELECT value FROM json_each(?{targets}))) ELSE 0 END)"
            )
        })
        .collect();
    format!(
        "FROM exports AS e LEFT JOIN schedules AS s ON s.export_id = e.id \
         WHERE e.deleted_at IS NULL{searched} AND (NOT ?6 OR e.favourite) \
         AND (?5 IS NULL OR EXISTS (SELECT 1 FROM export_tags AS t WHERE t.export_id = e.id \
         AND t.tag_key = ?5)) AND (?2 IS NULL OR ?2 = {} \
         OR ?2 = 'failed' AND ({latest} = 'failed' OR {OVERDUE} IS NOT NULL \
         OR {latest} = 'finished' AND {UNANSWERED} IS NOT NULL) OR ?2 = 'active' AND s.repeated \
         AND s.paused_at IS NULL AND (s.last_slot IS NULL OR s.last_slot > ?1))",
        status(latest)
    )
}

/// A word that is searched, in lower case, with JSON lists of what else it finds.
struct Word {
    text: String,
    /// Ids of the models whose labels hold it.
    models: String,
    /// Names of the targets that hold it.
    targets: String,
}

/// The words of a search.
fn words(search: &str, models: &[(String, String)], targets: &[String]) -> Vec<Word> {
    let labels: Vec<(&str, String)> =
        models.iter().map(|(id, label)| (id.as_str(), label.to_lowercase())).collect();
    let search = search.to_lowercase();
    let targets: Vec<(&String, String)> =
        targets.iter().map(|name| (name, name.to_lowercase())).collect();
    let of = |word: &str| {
        let ids: Vec<&str> =
            labels.iter().filter(|(_, label)| label.contains(word)).map(|(id, _)| *id).collect();
        let names: Vec<&String> =
            targets.iter().filter(|(_, name)| name.contains(word)).map(|(name, _)| *name).collect();
        Word {
            text: word.to_owned(),
            models: serde_json::json!(ids).to_string(),
            targets: serde_json::json!(names).to_string(),
        }
    };
    search.split_whitespace().take(MOST_WORDS).map(of).collect()
}

/// The status of an export with schedule `s`, of whose latest run it is `latest`.
/// Parameter 1 is now.
fn status(latest: &str) -> String {
    format!(
        "CASE WHEN s.last_slot <= ?1 AND {OVERDUE} IS NOT NULL THEN 'failed' \
         WHEN (s.paused_at IS NULL OR s.last_slot <= ?1) AND {latest} = 'finished' \
             AND {UNANSWERED} IS NOT NULL THEN 'failed' \
         WHEN s.export_id IS NULL OR s.last_slot <= ?1 THEN coalesce({latest}, 'pending') \
         WHEN s.paused_at IS NOT NULL THEN 'inactive' \
         WHEN {latest} = 'failed' OR {OVERDUE} IS NOT NULL THEN 'failed' \
         WHEN s.repeated THEN 'active' \
         WHEN {latest} = 'processing' THEN 'processing' ELSE 'pending' END"
    )
}

/// The runs that matter of each export in `page`, which names rows of `exports`.
fn rows() -> String {
    format!(
        "SELECT e.id, e.name, e.model, e.created_at, e.created_by, e.favourite, {} AS status, \
         (SELECT json_group_array(tag) FROM (SELECT tag FROM export_tags \
             WHERE export_id = e.id ORDER BY tag_key)) AS tags, \
         e.spec, \
         s.export_id IS NOT NULL AND s.paused_at IS NULL AS waits, s.paused_because, \
         coalesce(latest.finished_at, latest.started_at, latest.queued_at) AS latest_at, \
         latest.status AS latest_status, latest.message, {OVERDUE} AS overdue, \
         {UNANSWERED} AS unanswered, done.rows, done.bytes, done.seconds, \
         (SELECT count(*) FROM runs WHERE export_id = e.id AND status = 'failed' \
             AND status <> 'cancelled' AND number > coalesce(done.number, 0)) AS failures, \
         (SELECT id FROM runs WHERE export_id = e.id AND status IN ('pending', 'processing') \
             ORDER BY status = 'pending', id LIMIT 1) AS active_run, \
         (SELECT id FROM runs WHERE export_id = e.id ORDER BY number DESC LIMIT 1) AS latest_run \
         FROM page JOIN exports AS e ON e.id = page.id \
         LEFT JOIN schedules AS s ON s.export_id = e.id \
         LEFT JOIN runs AS latest ON latest.id = (SELECT id FROM runs \
             WHERE export_id = e.id AND status <> 'cancelled' ORDER BY number DESC LIMIT 1) \
         LEFT JOIN runs AS done ON done.id = (SELECT id FROM runs \
             WHERE export_id = e.id AND status = 'finished' ORDER BY number DESC LIMIT 1)",
        status("latest.status")
    )
}

impl Store {
    /// A page of the exports. `models` are ids and labels of the data models.
    pub(crate) async fn list_exports(
        &self,
        query: &ExportQuery,
        models: &[(String, String)],
        moment: Moment,
    ) -> Result<ExportPage, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let targets: Vec<String> = if query.search.trim().is_empty() {
            Vec::new()
        } else {
            sqlx::query_scalar("SELECT name FROM targets")
                .fetch_all(&self.pool)
                .await
                .map_err(told)?
        };
        let words = words(&query.search, models, &targets);
        let wanted = query.status.map(ExportStatus::name);
        let tag = query.tag.as_ref().map(|tag| tag.to_lowercase());
        let key = match query.sort {
            ExportOrder::Name => "name_key",
            ExportOrder::CreatedAt => "created_at",
        };
        let direction = match query.direction {
            Direction::Ascending => "ASC",
            Direction::Descending => "DESC",
        };
        let order = format!("e.{key} {direction}, e.id {direction}");
        let now = moment.now.timestamp_millis();
        // All three see the same moment.
        let mut reading = self.pool.begin().await.map_err(told)?;
        let total: i64 =
            sqlx::query_scalar("SELECT count(*) FROM exports WHERE deleted_at IS NULL")
                .fetch_one(&mut *reading)
                .await
                .map_err(told)?;
        let matching = matching(words.len());
        let matches: i64 =
            if words.is_empty() && wanted.is_none() && tag.is_none() && !query.favourites {
                total
            } else {
                let mut counting =
                    sqlx::query_scalar(AssertSqlSafe(format!("SELECT count(*) {matching}")))
                        .bind(now)
                        .bind(wanted)
                        .bind(query.limit)
                        .bind(query.offset)
                        .bind(&tag)
                        .bind(query.favourites);
                for Word { text, models, targets } in &words {
                    counting = counting.bind(text).bind(models).bind(targets);
                }
                counting.fetch_one(&mut *reading).await.map_err(told)?
            };
        let mut listing = sqlx::query_as(AssertSqlSafe(format!(
            "WITH page AS MATERIALIZED (SELECT e.id {matching} ORDER BY {order} \
             LIMIT ?3 OFFSET ?4) {} ORDER BY {order}",
            rows()
        )))
        .bind(now)
        .bind(wanted)
        .bind(query.limit)
        .bind(query.offset)
        .bind(&tag)
        .bind(query.favourites);
        for Word { text, models, targets } in &words {
            listing = listing.bind(text).bind(models).bind(targets);
        }
        let rows: Vec<StoredExportRow> = listing.fetch_all(&mut *reading).await.map_err(told)?;
        reading.rollback().await.map_err(told)?;
        let rows = rows.into_iter().map(|row| row.shown(moment, |id| label(models, id))).collect();
        Ok(ExportPage { matching: count(matches), total: count(total), rows })
    }

    /// One export as it is shown in the list.
    pub(crate) async fn export_row(
        &self,
        id: i64,
        models: &[(String, String)],
        moment: Moment,
    ) -> Result<Option<ExportRow>, HistoryError> {
        let row: Option<StoredExportRow> = sqlx::query_as(AssertSqlSafe(format!(
            "WITH page AS (SELECT id FROM exports WHERE id = ?2 AND deleted_at IS NULL) {}",
            rows()
        )))
        .bind(moment.now.timestamp_millis())
        .bind(id)
        .fetch_optional(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(row.map(|row| row.shown(moment, |id| label(models, id))))
    }

    /// The exports whose schedules have something left to do, paused or not.
    pub(crate) async fn scheduled(
        &self,
        models: &[(String, String)],
        moment: Moment,
    ) -> Result<Vec<ExportRow>, HistoryError> {
        let rows: Vec<StoredExportRow> = sqlx::query_as(AssertSqlSafe(format!(
            "WITH page AS (SELECT e.id FROM schedules AS s JOIN exports AS e ON e.id = s.export_id \
             WHERE e.deleted_at IS NULL AND (s.last_slot IS NULL OR s.last_slot > ?1)) {} \
             ORDER BY e.name_key, e.id",
            rows()
        )))
        .bind(moment.now.timestamp_millis())
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        let mut rows: Vec<ExportRow> = rows
            .into_iter()
            .map(|row| row.shown(moment, |id| label(models, id)))
            // What can't be read has no schedule that could be shown.
            .filter(|row| row.schedule.is_some())
            .collect();
        rows.sort_by_key(|row| (row.next_fire.is_none(), row.next_fire));
        Ok(rows)
    }
}

fn label(models: &[(String, String)], id: &str) -> Option<String> {
    models.iter().find(|(known, _)| known == id).map(|(_, label)| label.clone())
}
