//! Numbers without gaps. The next number belongs to one run or command at a time;
//! it is used up in the same write that says that a file was accepted. Whoever
//! asks after its holder has died finds out whether that file appeared.

use std::path::{Path, PathBuf};

use serde::Serialize;
use sqlx::SqliteConnection;

use super::{HistoryError, Store, count, stored};

/// A sequence as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SequenceRow {
    /// Its name.
    pub name: String,
    /// The number that the next accepted file has.
    pub next: u64,
}

/// What becomes of the wish for a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reservation {
    Number(u64),
    /// Somebody who lives has it.
    Busy(u64),
    /// Whoever had it may have delivered a file before he died.
    Unknown(u64),
    /// It belongs to another run by now.
    Passed(u64),
    /// The last number was used.
    UsedUp,
}

/// The last number of a sequence: what comes after it can still be counted.
pub const LAST_NUMBER: u64 = 9_000_000_000_000_000_000;

#[derive(sqlx::FromRow)]
struct StoredSequence {
    name: String,
    next: i64,
    run_id: Option<i64>,
    owner: Option<i64>,
    /// Path of the manifest that the file should have.
    #[sqlx(rename = "folder")]
    manifest: Option<String>,
    sha256: Option<String>,
    claimed: bool,
    is_alive: bool,
}

impl StoredSequence {
    fn is_held(&self) -> bool {
        self.run_id.is_some() || self.owner.is_some()
    }

    /// Whether the file of whoever had it has appeared. Other runs may have made files with
    /// the same bytes, so the manifest beside it tells: it has the sequence and the number.
    fn has_appeared(&self) -> bool {
        let (Some(manifest), Some(sha256)) = (&self.manifest, &self.sha256) else { return false };
        manifests(Path::new(manifest)).iter().any(|path| {
            // Opening a pipe would wait for its other end.
            path.is_file() && std::fs::read(path).is_ok_and(|text| self.is_manifest(&text, sha256))
        })
    }

    /// Whether a manifest is that of the sequence's next file, with this SHA-256.
    fn is_manifest(&self, text: &[u8], sha256: &str) -> bool {
        let Ok(manifest) = serde_json::from_slice::<serde_json::Value>(text) else {
            return false;
        };
        let export = &manifest["export"];
        let sequence = export["sequence"]["name"].as_str().or(export["name"].as_str());
        manifest["sequence_number"] == count(self.next)
            && manifest["sha256"] == *sha256
            && sequence.is_some_and(|name| name.trim() == self.name)
    }
}

/// Where a run's manifest is whose first choice was this path: there, under that name with
/// a number, or in a set's folder whose name has one.
fn manifests(first: &Path) -> Vec<PathBuf> {
    const END: &str = ".manifest.json";
    let name = first.file_name().unwrap_or_default().to_string_lossy();
    let (Some(stem), Some(folder)) = (name.strip_suffix(END), first.parent()) else {
        return Vec::new();
    };
    let is_numbered = |name: &str| {
        let number = name.strip_prefix(stem).and_then(|end| end.strip_prefix(" ("));
        let number = number.and_then(|end| end.strip_suffix(')'));
        number.is_some_and(|number| number.parse::<u32>().is_ok())
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let found = entries.filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_numbered(&name) {
            return Some(entry.path().join(first.file_name()?));
        }
        let of = name.strip_suffix(END)?;
        (of == stem || is_numbered(of)).then(|| entry.path())
    });
    found.collect()
}

const FREE: &str = "run_id = NULL, owner = NULL, folder = NULL, bytes = NULL, sha256 = NULL, \
                    claimed = 0";

/// Uses up the number that a run has, if it has one.
pub(super) async fn take(connection: &mut SqliteConnection, run: i64) -> Result<(), sqlx::Error> {
    sqlx::query(sqlx::AssertSqlSafe(format!(
        "UPDATE sequences SET next = next + 1, {FREE} WHERE run_id = ?"
    )))
    .bind(run)
    .execute(connection)
    .await?;
    Ok(())
}

impl Store {
    /// Gives the sequence's next number to a run, or, without one, to this process.
    pub(crate) async fn reserve_number(
        &self,
        name: &str,
        first: u64,
        run: Option<i64>,
    ) -> Result<Reservation, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let owner = self.owner_id();
        loop {
            sqlx::query("INSERT OR IGNORE INTO sequences (name, next) VALUES (?, ?)")
                .bind(name)
                .bind(stored(first))
                .execute(&self.pool)
                .await
                .map_err(told)?;
            let row: StoredSequence = sqlx::query_as(
                "SELECT *, CASE WHEN run_id IS NULL \
                 THEN EXISTS (SELECT 1 FROM owners WHERE id = sequences.owner) \
                 ELSE EXISTS (SELECT 1 FROM runs WHERE id = run_id \
                 AND status IN ('pending', 'processing')) END AS is_alive \
                 FROM sequences WHERE name = ?",
            )
            .bind(name)
            .fetch_one(&self.pool)
            .await
            .map_err(told)?;
            let number = count(row.next);
            if number > LAST_NUMBER {
                return Ok(Reservation::UsedUp);
            }
            let is_mine = match run {
                Some(_) => row.run_id == run,
                None => row.run_id.is_none() && row.owner == Some(owner),
            };
            if is_mine && row.claimed {
                // What was lost before is still not known.
                return Ok(Reservation::Number(number));
            }
            let mut next = row.next;
            if row.is_held() && !is_mine {
                if row.is_alive {
                    return Ok(Reservation::Busy(number));
                }
                if row.claimed {
                    return Ok(Reservation::Unknown(number));
                }
                let look = move || {
                    // One that was killed between its file and its manifest is finished first.
                    if let Some(folder) =
                        row.manifest.as_deref().map(Path::new).and_then(Path::parent)
                    {
                        crate::run::remove_leftovers(folder);
                    }
                    (row.has_appeared(), row)
                };
                let looked = tokio::task::spawn_blocking(look).await;
                let (has_appeared, dead) =
                    looked.map_err(|panic| self.damaged(panic.to_string()))?;
                next += i64::from(has_appeared);
                let given = self.give_number(name, next, run, owner, &dead).await?;
                if given {
                    return Ok(Reservation::Number(count(next)));
                }
                continue;
            }
            if self.give_number(name, next, run, owner, &row).await? {
                return Ok(Reservation::Number(number));
            }
            // Somebody was quicker.
        }
    }

    /// Gives it, if it is still as it was seen.
    async fn give_number(
        &self,
        name: &str,
        next: i64,
        run: Option<i64>,
        owner: i64,
        seen: &StoredSequence,
    ) -> Result<bool, HistoryError> {
        let given = sqlx::query(
            "UPDATE sequences SET next = ?1, run_id = ?2, owner = ?3, folder = NULL, \
             bytes = NULL, sha256 = NULL, claimed = 0 \
             WHERE name = ?4 AND next = ?5 AND run_id IS ?6 AND owner IS ?7",
        )
        .bind(next)
        .bind(run)
        .bind(if run.is_none() { Some(owner) } else { None })
        .bind(name)
        .bind(seen.next)
        .bind(seen.run_id)
        .bind(seen.owner)
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(given.rows_affected() > 0)
    }

    /// Gives a run that failed its number again, to deliver its files.
    pub(crate) async fn regain_number(
        &self,
        run: i64,
    ) -> Result<Option<Reservation>, HistoryError> {
        let told = |error: sqlx::Error| self.told(&error);
        let had: (Option<String>, Option<i64>, bool) = sqlx::query_as(
            "SELECT sequence, sequence_number, EXISTS (SELECT 1 FROM deliveries \
             WHERE run_id = runs.id AND status = 'delivered') FROM runs WHERE id = ?",
        )
        .bind(run)
        .fetch_one(&self.pool)
        .await
        .map_err(told)?;
        // The first accepted delivery has used it up for this run.
        let (Some(name), Some(number), false) = had else { return Ok(None) };
        let number = count(number);
        let reserved = self.reserve_number(&name, number, Some(run)).await?;
        if let Reservation::Number(next) = reserved
            && next != number
        {
            self.release_number(run).await?;
            return Ok(Some(Reservation::Passed(number)));
        }
        Ok(Some(reserved))
    }

    /// Gives back the number that a run has.
    async fn release_number(&self, run: i64) -> Result<(), HistoryError> {
        sqlx::query(sqlx::AssertSqlSafe(format!("UPDATE sequences SET {FREE} WHERE run_id = ?")))
            .bind(run)
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// Writes down which file is about to appear with the number of a run, or of
    /// this process, and the path of its manifest, should that be free.
    pub(crate) async fn expect_file(
        &self,
        run: Option<i64>,
        manifest: &Path,
        bytes: u64,
        sha256: &str,
    ) -> Result<(), HistoryError> {
        // Most runs have no number; those needn't wait for whoever writes now.
        let is_numbered: Option<i64> = sqlx::query_scalar(
            "SELECT 1 FROM sequences WHERE run_id = ?1 \
             OR (?1 IS NULL AND run_id IS NULL AND owner = ?2) LIMIT 1",
        )
        .bind(run)
        .bind(self.owner_id())
        .fetch_optional(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        if is_numbered.is_none() {
            return Ok(());
        }
        sqlx::query(
            "UPDATE sequences SET folder = ?1, bytes = ?2, sha256 = ?3 \
             WHERE run_id = ?4 OR (?4 IS NULL AND run_id IS NULL AND owner = ?5)",
        )
        .bind(manifest.to_string_lossy())
        .bind(stored(bytes))
        .bind(sha256)
        .bind(run)
        .bind(self.owner_id())
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// A file with this process's number is about to get its name at a target, or
    /// surely hasn't got it.
    pub(crate) async fn claim_number(&self, is_claimed: bool) -> Result<(), HistoryError> {
        sqlx::query("UPDATE sequences SET claimed = ? WHERE run_id IS NULL AND owner = ?")
            .bind(is_claimed)
            .bind(self.owner_id())
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// Whether a file with this process's number may have got its name at a target.
    pub(crate) async fn is_number_claimed(&self) -> Result<bool, HistoryError> {
        sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM sequences \
             WHERE run_id IS NULL AND owner = ? AND claimed)",
        )
        .bind(self.owner_id())
        .fetch_one(&self.pool)
        .await
        .map_err(|error| self.told(&error))
    }

    /// A file with a run's number may have got its name at a target, whose answer was
    /// lost. If the run fails, somebody has to say what became of the number.
    pub(crate) async fn doubt_number(&self, run: i64) -> Result<(), HistoryError> {
        sqlx::query("UPDATE sequences SET claimed = 1 WHERE run_id = ?")
            .bind(run)
            .execute(&self.pool)
            .await
            .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// A file with this process's number was accepted.
    pub(crate) async fn use_number(&self) -> Result<(), HistoryError> {
        sqlx::query(sqlx::AssertSqlSafe(format!(
            "UPDATE sequences SET next = next + 1, {FREE} WHERE run_id IS NULL AND owner = ?"
        )))
        .bind(self.owner_id())
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(())
    }

    /// All sequences, by name.
    pub(crate) async fn sequences(&self) -> Result<Vec<SequenceRow>, HistoryError> {
        let all: Vec<(String, i64)> =
            sqlx::query_as("SELECT name, next FROM sequences ORDER BY name")
                .fetch_all(&self.pool)
                .await
                .map_err(|error| self.told(&error))?;
        Ok(all.into_iter().map(|(name, next)| SequenceRow { name, next: count(next) }).collect())
    }

    /// Sets the next number, and takes it from whoever had it.
    pub(crate) async fn set_sequence(&self, name: &str, next: u64) -> Result<(), HistoryError> {
        sqlx::query(sqlx::AssertSqlSafe(format!(
            "INSERT INTO sequences (name, next) VALUES (?1, ?2) \
             ON CONFLICT (name) DO UPDATE SET next = ?2, {FREE}"
        )))
        .bind(name)
        .bind(stored(next))
        .execute(&self.pool)
        .await
        .map_err(|error| self.told(&error))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_manifests_that_a_run_may_have_made_are_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a (2)", "a (x)", "a b", "z"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
        }
        for name in ["a.manifest.json", "a (3).manifest.json", "ab.manifest.json", "a.csv", "(4)"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let mut found = manifests(&folder.path().join("a.manifest.json"));
        found.sort();
        let names = ["a (2)/a.manifest.json", "a (3).manifest.json", "a.manifest.json"];
        assert_eq!(found, names.map(|name| folder.path().join(name)));
        assert!(manifests(folder.path()).is_empty());
    }
}
