//! What becomes of a run's file at each of its targets.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::answers::{Answer, NewAnswer, await_answers};
use super::watermarks::MAY_DELIVER;
use super::{HistoryError, Store, artifacts, count, instant, sequences, stored};
use crate::delivery::{Delivered, Part};
use crate::run::RunReport;

/// Where a delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
pub enum DeliveryStatus {
    /// Others are before it.
    Waiting,
    /// It works.
    Delivering,
    /// It failed for now and is tried again.
    Retrying,
    /// The file is there.
    Delivered,
    /// The file isn't there, and the delivery says why.
    Failed,
}

/// A delivery as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Delivery {
    /// Name of the target.
    pub target: String,
    /// Where it is.
    pub status: DeliveryStatus,
    /// Where the file is at the target.
    pub remote_path: Option<String>,
    /// Bytes that are there.
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub bytes: Option<u64>,
    /// How it was made sure that it is the file, in words.
    pub verified: Option<String>,
    /// The server's key or certificate.
    pub fingerprint: Option<String>,
    /// Attempts so far.
    pub attempts: u32,
    /// When it is tried again.
    pub next_attempt: Option<DateTime<Utc>>,
    /// When the file was there.
    pub delivered_at: Option<DateTime<Utc>>,
    /// Seconds that the attempt took that delivered it.
    pub seconds: Option<f64>,
    /// Why it isn't there, or not yet.
    pub message: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
    /// What the partner answers to its files, where that is awaited.
    pub answers: Vec<Answer>,
}

/// A delivery that isn't over.
#[derive(Debug, Clone)]
pub(crate) struct OpenDelivery {
    pub(crate) id: i64,
    pub(crate) target_id: i64,
    pub(crate) target: String,
    pub(crate) name: String,
    pub(crate) part: Part,
    pub(crate) claimed: Option<String>,
    /// Paths of a set's files that stand under their names.
    pub(crate) published: Vec<String>,
    /// The target's address at the last attempt, and the folder there.
    pub(crate) place: Option<(String, String)>,
    pub(crate) attempts: u32,
    pub(crate) first_failed_at: Option<DateTime<Utc>>,
    pub(crate) next_attempt: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct DeliveryRow {
    id: i64,
    run_id: i64,
    target_id: i64,
    target: String,
    status: DeliveryStatus,
    name: String,
    part_key: String,
    given_up: String,
    claimed: Option<String>,
    published: String,
    address: Option<String>,
    folder: Option<String>,
    attempts: i64,
    first_failed_at: Option<i64>,
    next_attempt_at: Option<i64>,
    remote_path: Option<String>,
    bytes: Option<i64>,
    verified: Option<String>,
    fingerprint: Option<String>,
    delivered_at: Option<i64>,
    seconds: Option<f64>,
    message: Option<String>,
    hint: Option<String>,
}

impl From<DeliveryRow> for Delivery {
    fn from(row: DeliveryRow) -> Self {
        Self {
            target: row.target,
            status: row.status,
            remote_path: row.remote_path,
            bytes: row.bytes.map(count),
            verified: row.verified,
            fingerprint: row.fingerprint,
            attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
            next_attempt: row.next_attempt_at.map(instant),
            delivered_at: row.delivered_at.map(instant),
            seconds: row.seconds,
            message: row.message,
            hint: row.hint,
            answers: Vec::new(),
        }
    }
}

impl From<DeliveryRow> for OpenDelivery {
    fn from(row: DeliveryRow) -> Self {
        let mut part = Part::new(row.part_key);
        if row.attempts > 0 {
            part = part.tried();
        }
        part.given_up = row.given_up.split_whitespace().map(str::to_owned).collect();
        let published = serde_json::from_str(&row.published).unwrap_or_else(|error| {
            tracing::warn!(delivery = row.id, %error, "the list of published files can't be read");
            Vec::new()
        });
        Self {
            id: row.id,
            target_id: row.target_id,
            target: row.target,
            name: row.name,
            part,
            claimed: row.claimed,
            published,
            place: row.address.zip(row.folder),
            attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
            first_failed_at: row.first_failed_at.map(instant),
            next_attempt: row.next_attempt_at.map(instant),
        }
    }
}

/// A target of a run.
pub(crate) struct DeliveryPlace<'a> {
    pub(crate) target_id: i64,
    pub(crate) target: &'a str,
    pub(crate) part_key: String,
}

impl Store {
    /// Writes down the file of a run that works on, and where it goes. From now
    /// on neither is lost, whatever happens. Whether the run still works.
    pub(crate) async fn record_file(
        &self,
        run: i64,
        report: &RunReport,
        recipients: &[DeliveryPlace<'_>],
        at: DateTime<Utc>,
    ) -> Result<bool, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let headers = serde_json::to_string(&report.headers)
            .map_err(|error| self.damaged(error.to_string()))?;
        let file = report.file.to_string_lossy();
        let mut all = self.pool.begin().await.map_err(told)?;
        artifacts::record(&mut all, run, report, at).await.map_err(told)?;
        let done = sqlx::query(
            "UPDATE runs SET rows = ?, bytes = ?, content_bytes = ?, sha256 = ?, file = ?, \
             manifest = ?, headers = ?, sequence_number = ?, \
             sequence = (SELECT name FROM sequences WHERE run_id = runs.id) \
             WHERE id = ? AND status = 'processing'",
        )
        .bind(stored(report.rows))
        .bind(stored(report.bytes))
        .bind(stored(report.content_bytes))
        .bind(&report.sha256)
        .bind(&*file)
        .bind(&*report.manifest.to_string_lossy())
        .bind(headers)
        .bind(report.sequence_number.map(stored))
        .bind(run)
        .execute(&mut *all)
        .await
        .map_err(told)?;
        for recipient in recipients {
            sqlx::query(
                "INSERT INTO deliveries (run_id, target_id, target, status, name, part_key) \
                 VALUES (?, ?, ?, 'waiting', ?, ?)",
            )
            .bind(run)
            .bind(recipient.target_id)
            .bind(recipient.target)
            .bind(&report.name)
            .bind(&recipient.part_key)
            .execute(&mut *all)
            .await
            .map_err(told)?;
        }
        all.commit().await.map_err(told)?;
        Ok(done.rows_affected() > 0)
    }

    /// Deliveries of a run, in the order of its targets.
    pub(crate) async fn deliveries(&self, run: i64) -> Result<Vec<Delivery>, HistoryError> {
        let rows: Vec<DeliveryRow> =
            sqlx::query_as("SELECT * FROM deliveries WHERE run_id = ? ORDER BY id")
                .bind(run)
                .fetch_all(&self.pool)
                .await
                .map_err(|error| self.told(&error))?;
        let mut answers = self.answers(run).await?;
        let shown = |row: DeliveryRow| {
            let answers = answers.remove(&row.id).unwrap_or_default();
            Delivery { answers, ..row.into() }
        };
        Ok(rows.into_iter().map(shown).collect())
    }

    /// Deliveries of the latest runs of an export, by run.
    pub(crate) async fn deliveries_of(
        &self,
        export: i64,
    ) -> Result<Vec<(i64, Delivery)>, HistoryError> {
        let rows: Vec<DeliveryRow> = sqlx::query_as(
            "SELECT * FROM deliveries WHERE run_id IN (SELECT id FROM runs WHERE export_id = ?) \
             ORDER BY id",
        )
        .bind(export)
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        let mut answers = self.answers_of(export).await?;
        let shown = |row: DeliveryRow| {
            let answers = answers.remove(&row.id).unwrap_or_default();
            (row.run_id, Delivery { answers, ..row.into() })
        };
        Ok(rows.into_iter().map(shown).collect())
    }

    /// Deliveries of a run that aren't over.
    pub(crate) async fn open_deliveries(
        &self,
        run: i64,
    ) -> Result<Vec<OpenDelivery>, HistoryError> {
        let rows: Vec<DeliveryRow> = sqlx::query_as(
            "SELECT * FROM deliveries WHERE run_id = ? \
             AND status IN ('waiting', 'delivering', 'retrying') ORDER BY id",
        )
        .bind(run)
        .fetch_all(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(rows.into_iter().map(OpenDelivery::from).collect())
    }

    /// Whether an earlier run of the same export still has to deliver to a
    /// target: its file must not arrive after this run's.
    pub(crate) async fn is_behind(&self, run: i64, target: i64) -> Result<bool, HistoryError> {
        sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM deliveries AS d JOIN runs AS r ON r.id = d.run_id \
             WHERE d.target_id = ?1 AND d.status IN ('waiting', 'delivering', 'retrying') \
             AND r.id < ?2 AND r.status = 'processing' \
             AND r.export_id = (SELECT export_id FROM runs WHERE id = ?2))",
        )
        .bind(target)
        .bind(run)
        .fetch_one(&self.pool)
        .await
        .map_err(|error| self.told(&error))
    }

    /// An attempt begins.
    pub(crate) async fn begin_delivery(&self, id: i64) -> Result<(), HistoryError> {
        self.change(
            "UPDATE deliveries SET status = 'delivering', attempts = attempts + 1, \
             next_attempt_at = NULL WHERE id = ?",
            |query| query.bind(id),
        )
        .await
    }

    /// Whether a file has come to a target while this was its address.
    pub(crate) async fn has_delivered(
        &self,
        target: i64,
        address: &str,
    ) -> Result<bool, HistoryError> {
        sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM deliveries WHERE target_id = ? AND address = ? \
             AND status = 'delivered')",
        )
        .bind(target)
        .bind(address)
        .fetch_one(&self.pool)
        .await
        .map_err(|error| self.told(&error))
    }

    /// The target is this address and folder; with `anew`, nothing of the delivery is there.
    pub(crate) async fn place_delivery(
        &self,
        delivery: &OpenDelivery,
        (address, folder): &(String, String),
        anew: bool,
    ) -> Result<(), HistoryError> {
        self.change(
            "UPDATE deliveries SET address = ?1, folder = ?2, part_key = ?3, given_up = ?4, \
             claimed = iif(?5, NULL, claimed), published = iif(?5, '[]', published) WHERE id = ?6",
            |query| {
                query
                    .bind(address.clone())
                    .bind(folder.clone())
                    .bind(delivery.part.key.clone())
                    .bind(delivery.part.given_up.join(" "))
                    .bind(anew)
                    .bind(delivery.id)
            },
        )
        .await
    }

    /// A name was chosen at the target.
    pub(crate) async fn claim_delivery(&self, id: i64, name: &str) -> Result<(), HistoryError> {
        self.change("UPDATE deliveries SET claimed = ? WHERE id = ?", |query| {
            query.bind(name.to_owned()).bind(id)
        })
        .await
    }

    /// The next attempt begins with another part.
    pub(crate) async fn change_part(&self, id: i64, part: &Part) -> Result<(), HistoryError> {
        self.change("UPDATE deliveries SET part_key = ?, given_up = ? WHERE id = ?", |query| {
            query.bind(part.key.clone()).bind(part.given_up.join(" ")).bind(id)
        })
        .await
    }

    /// Ends a delivery that has failed, and gives what it has begun at its target, as `work`
    /// says it, to be removed by this process or the next. Delivered again, it begins anew
    /// with the part of this key. Gives the number of the work.
    pub(crate) async fn hand_over(
        &self,
        delivery: &OpenDelivery,
        (message, hint): (&str, &str),
        work: &str,
        key: &str,
        at: DateTime<Utc>,
    ) -> Result<i64, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let mut all = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?;
        let row = self.insert_upload(&mut *all, delivery.target_id, work, at).await?;
        sqlx::query(
            "UPDATE deliveries SET part_key = ?1, given_up = '', published = '[]', \
             status = 'failed', next_attempt_at = NULL, message = ?2, hint = ?3, \
             first_failed_at = min(coalesce(first_failed_at, ?4), ?4) WHERE id = ?5",
        )
        .bind(key)
        .bind(message)
        .bind(hint)
        .bind(at.timestamp_millis())
        .bind(delivery.id)
        .execute(&mut *all)
        .await
        .map_err(told)?;
        all.commit().await.map_err(told)?;
        Ok(row)
    }

    /// An attempt delivered the file, and these answers to it are awaited.
    pub(crate) async fn end_delivery(
        &self,
        id: i64,
        delivered: &Delivered,
        answers: &[NewAnswer],
        seconds: f64,
        at: DateTime<Utc>,
    ) -> Result<(), HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        // The first accepted delivery uses up the run's number of its sequence.
        let mut all = self.pool.begin().await.map_err(told)?;
        let run: i64 = sqlx::query_scalar(
            "UPDATE deliveries SET status = 'delivered', remote_path = ?, bytes = ?, \
             verified = ?, fingerprint = ?, delivered_at = ?, seconds = ?, message = NULL, \
             hint = NULL, next_attempt_at = NULL WHERE id = ? RETURNING run_id",
        )
        .bind(&delivered.remote_path)
        .bind(stored(delivered.bytes))
        .bind(&delivered.verified)
        .bind(&delivered.fingerprint)
        .bind(at.timestamp_millis())
        .bind(seconds)
        .bind(id)
        .fetch_one(&mut *all)
        .await
        .map_err(told)?;
        sequences::take(&mut all, run).await.map_err(told)?;
        await_answers(&mut all, id, run, answers).await.map_err(told)?;
        all.commit().await.map_err(told)
    }

    /// Files of a set stand under their names at the target.
    pub(crate) async fn record_published(
        &self,
        id: i64,
        paths: &[String],
    ) -> Result<(), HistoryError> {
        let paths = serde_json::json!(paths).to_string();
        self.change("UPDATE deliveries SET published = ? WHERE id = ?", |query| {
            query.bind(paths).bind(id)
        })
        .await
    }

    /// An attempt failed; with `next`, it isn't the last one.
    pub(crate) async fn fail_delivery(
        &self,
        id: i64,
        (message, hint): (&str, &str),
        next: Option<DateTime<Utc>>,
        at: DateTime<Utc>,
    ) -> Result<(), HistoryError> {
        self.change(
            "UPDATE deliveries SET status = CASE WHEN ?1 IS NULL THEN 'failed' ELSE 'retrying' END, \
             next_attempt_at = ?1, message = ?2, hint = ?3, \
             first_failed_at = min(coalesce(first_failed_at, ?4), ?4) WHERE id = ?5",
            |query| {
                query
                    .bind(next.map(|next| next.timestamp_millis()))
                    .bind(message.to_owned())
                    .bind(hint.to_owned())
                    .bind(at.timestamp_millis())
                    .bind(id)
            },
        )
        .await
    }

    /// Makes the failed deliveries of a run that has ended wait again, and the
    /// run work. Whether there were any, and the run has its number, if it has one.
    pub(crate) async fn reopen_deliveries(&self, run: i64) -> Result<bool, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let mut both = self.pool.begin_with("BEGIN IMMEDIATE").await.map_err(told)?;
        let reopened = sqlx::query(sqlx::AssertSqlSafe(format!(
            "UPDATE deliveries SET status = 'waiting', attempts = 0, first_failed_at = NULL, \
             next_attempt_at = NULL, message = NULL, hint = NULL WHERE run_id = ? \
             AND status <> 'delivered' AND EXISTS (SELECT 1 FROM runs WHERE id = run_id \
             AND status IN ('failed', 'cancelled') AND file IS NOT NULL AND {MAY_DELIVER} \
             AND (sequence IS NULL \
             OR EXISTS (SELECT 1 FROM sequences AS s WHERE s.run_id = runs.id) \
             OR EXISTS (SELECT 1 FROM deliveries AS done WHERE done.run_id = runs.id \
             AND done.status = 'delivered')))",
        )))
        .bind(run)
        .execute(&mut *both)
        .await
        .map_err(told)?;
        if reopened.rows_affected() == 0 {
            return Ok(false);
        }
        sqlx::query(
            "UPDATE runs SET failed_at = coalesce(failed_at, iif(status = 'failed', finished_at, NULL)), \
             status = 'processing', owner = NULL, stop = 0, finished_at = NULL, code = NULL, \
             message = NULL, hint = NULL WHERE id = ?",
        )
        .bind(run)
        .execute(&mut *both)
        .await
        .map_err(told)?;
        both.commit().await.map_err(told)?;
        Ok(true)
    }

    async fn change(
        &self,
        statement: &'static str,
        bind: impl FnOnce(Statement) -> Statement,
    ) -> Result<(), HistoryError> {
        let done = bind(sqlx::query(statement)).execute(&self.pool).await;
        done.map(drop).map_err(|error| self.told(&error))
    }
}

type Statement = sqlx::query::Query<'static, sqlx::Sqlite, sqlx::sqlite::SqliteArguments>;
