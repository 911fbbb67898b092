//! Large results: the cluster writes them as Parquet into a folder that this computer
//! sees too, and they are read from there.
//!
//! Each result has a folder of its own with a lock file beside it. What a process left
//! that is gone is removed when the next result comes.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use datafusion::parquet::arrow::ParquetRecordBatchStreamBuilder;
use url::Url;

use super::protocol::{Command, NEW_ONLY, Plan, Relation, Sql, ToDf, WriteOperation};
use super::schema::quoted;
use crate::SourceError;
use crate::lock_file::is_held;
use crate::settings::SparkServer;
use crate::sql::statement::Statement;

/// Expected megabytes from which a result is large, unless it is said otherwise.
const LARGE: u32 = 256;
const PREFIX: &str = "export-desk-";
const LOCK: &str = "lock";
/// Of a lock file that isn't locked yet.
const UNLOCKED: &str = "new";
/// After this time nobody locks such a file any more.
const SOON: Duration = Duration::from_hours(1);
/// The cluster makes this folder.
const ROWS: &str = "rows";
/// Stands in the folder once all parts do.
const WHOLE: &str = "_SUCCESS";
/// How long the folder's last file may take to be seen here.
const SEEN: Duration = Duration::from_secs(30);
/// Compressed bytes of a part that are read at a time.
const GROUP: u32 = 32 << 20;

/// What reads the rows of a part.
type Parts = datafusion::parquet::arrow::async_reader::ParquetRecordBatchStream<tokio::fs::File>;

/// The folder of one result. It goes when it is dropped.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    /// What the cluster calls it.
    url: String,
    lock: PathBuf,
    _locked: File,
    /// Whether the cluster writes nothing more.
    is_over: AtomicBool,
}

impl Drop for Staging {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            tracing::info!(%error, path = %self.folder.display(), "parts of a result aren't removed");
        }
        // A write that was broken off may make the folder once more. The lock stays then,
        // by which the next result finds it.
        if !self.folder.exists() && self.is_over.load(Ordering::Relaxed) {
            let _ = std::fs::remove_file(&self.lock);
        }
    }
}

impl Staging {
    /// Makes one where the connection says, and removes what others left.
    pub(super) fn create(server: &SparkServer, within: &Path) -> Result<Self, SourceError> {
        let told = |error: std::io::Error| unusable(within, &error.to_string());
        let within = &std::path::absolute(within).map_err(told)?;
        let permissions = std::fs::metadata(within).map_err(told)?.permissions();
        // It is locked before it has its name, so that nobody ever finds it free, and comes
        // before the folder, so that there is no folder without it.
        let unnamed = tempfile::Builder::new()
            .prefix(PREFIX)
            .suffix(&format!(".{UNLOCKED}"))
            .make_in(within, |path| File::create_new(path))
            .map_err(told)?;
        let folder = unnamed.path().with_extension("");
        let lock = folder.with_extension(LOCK);
        match unnamed.as_file().try_lock() {
            Ok(()) => remove_leftovers(within, unnamed.as_file()),
            // Where there are no locks nobody can tell what is left over.
            Err(error) => tracing::info!(%error, path = %lock.display(), "it can't be locked"),
        }
        let locked = unnamed.persist_noclobber(&lock).map_err(|error| told(error.error))?;
        if let Err(error) = std::fs::create_dir(&folder) {
            // The lock is of no use then.
            let _ = std::fs::remove_file(&lock);
            return Err(told(error));
        }
        // Whoever may write beside it may write into it: the cluster is another user.
        if let Err(error) = std::fs::set_permissions(&folder, permissions) {
            // Network drives have no permissions of their own.
            tracing::info!(%error, path = %folder.display(), "its permissions stay");
        }
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // From here on it goes when it is dropped.
        let mut made =
            Self { folder, url: String::new(), lock, _locked: locked, is_over: true.into() };
        made.url = match &server.staging_url {
            Some(url) => format!("{}/{name}/{ROWS}", url.trim_end_matches('/')),
            None => Url::from_file_path(made.folder.join(ROWS))
                .map_err(|()| unusable(within, "it has no address"))?
                .into(),
        };
        made.is_over = false.into();
        Ok(made)
    }

    /// Lets the cluster write a query's rows, in their order.
    pub(super) fn plan(&self, query: Sql, columns: usize) -> Plan {
        // A file needs names that differ, whatever the query calls its columns.
        let names = ToDf {
            input: Some(Box::new(of_sql(query))),
            column_names: (0..columns).map(|index| format!("c{index}")).collect(),
        };
        let options = [("parquet.block.size", GROUP.to_string())];
        let options = options.map(|(name, value)| (name.to_owned(), value));
        let write = WriteOperation {
            input: Some(Relation { to_df: Some(Box::new(names)), ..Relation::default() }),
            source: Some("parquet".to_owned()),
            path: Some(self.url.clone()),
            mode: NEW_ONLY,
            options: options.into(),
        };
        Plan { root: None, command: Some(Command { write: Some(write) }) }
    }

    /// How many rows the cluster finds in what it has written.
    pub(super) fn count(&self) -> Statement {
        let rows = quoted(&["parquet".to_owned(), self.url.clone()]);
        Statement { sql: format!("SELECT count(*) FROM {rows}"), ..Statement::default() }
    }

    /// Other rows were seen here than there.
    pub(super) fn incomplete(&self, seen: u64, written: u64) -> SourceError {
        let reason = format!("the cluster wrote {written} rows to it, and {seen} were seen here");
        unusable(&self.folder, &reason)
    }

    /// The cluster writes nothing more.
    pub(super) fn set_over(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }

    /// The parts in the order of their rows, once all of them are seen here.
    pub(super) async fn parts(&self) -> Result<Vec<PathBuf>, SourceError> {
        let folder = self.folder.join(ROWS);
        let seen = async {
            while !tokio::fs::try_exists(folder.join(WHOLE)).await.unwrap_or(false) {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        };
        if tokio::time::timeout(SEEN, seen).await.is_err() {
            let reason = format!(
                "what the cluster wrote to `{}` wasn't seen here for {} s",
                self.url,
                SEEN.as_secs()
            );
            return Err(unusable(&self.folder, &reason));
        }
        let told = |error: std::io::Error| unusable(&folder, &error.to_string());
        let mut parts = Vec::new();
        let mut entries = tokio::fs::read_dir(&folder).await.map_err(told)?;
        while let Some(entry) = entries.next_entry().await.map_err(told)? {
            let path = entry.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.starts_with(['_', '.']) {
                continue;
            }
            let place = place_of(&name)
                .ok_or_else(|| unusable(&folder, &format!("`{name}` isn't the name of a part")))?;
            parts.push((place, path));
        }
        parts.sort();
        // Some ways of writing leave the files of attempts that failed.
        if let Some(two) = parts.windows(2).find(|two| two[0].0 == two[1].0) {
            let (one, other) = (two[0].1.display(), two[1].1.display());
            return Err(unusable(&folder, &format!("`{one}` and `{other}` are one part")));
        }
        Ok(parts.into_iter().map(|(_, path)| path).collect())
    }
}

/// The rows of a part.
pub(super) async fn rows_of(part: &Path) -> Result<Parts, SourceError> {
    let told = |reason: String| SourceError::Damaged { path: part.to_owned(), reason };
    let file = tokio::fs::File::open(part).await.map_err(|error| told(error.to_string()))?;
    let rows = ParquetRecordBatchStreamBuilder::new(file).await;
    rows.and_then(ParquetRecordBatchStreamBuilder::build).map_err(|error| told(error.to_string()))
}

/// A query alone.
pub(super) fn of_sql(query: Sql) -> Relation {
    Relation { sql: Some(query), ..Relation::default() }
}

/// Number of a part, and of the file among those of the part: they are written in the
/// order of the rows, and called `part-00003-…-c001.snappy.parquet`.
fn place_of(name: &str) -> Option<(u64, u64)> {
    let number = |text: &str| {
        let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
        text[..end].parse().ok()
    };
    let part = number(name.strip_prefix("part-")?)?;
    let file = name.rsplit_once("-c").and_then(|(_, rest)| number(rest)).unwrap_or(0);
    name.contains(".parquet").then_some((part, file))
}

/// Whether a result is to go through the folder: unless it is expected to be small.
pub(super) fn is_large(server: &SparkServer, explained: &str) -> bool {
    let limit = f64::from(server.staging_megabytes.unwrap_or(LARGE)) * 1e6;
    expected_bytes(explained).is_none_or(|bytes| bytes >= limit)
}

/// The size that a plan with sizes tells of its result: `sizeInBytes=1.5 GiB`.
fn expected_bytes(explained: &str) -> Option<f64> {
    let rest = explained.split_once("sizeInBytes=")?.1;
    let mut words = rest.split([' ', ',', ')']);
    let number: f64 = words.next()?.parse().ok()?;
    let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    let unit = words.next()?;
    let power = units.iter().position(|known| *known == unit)?;
    Some(number * 1024_f64.powi(i32::try_from(power).ok()?))
}

/// Removes the results of processes that are gone. `new` was made at this moment, by the
/// folder's own clock.
fn remove_leftovers(within: &Path, new: &File) {
    let now = new.metadata().and_then(|found| found.modified());
    for entry in std::fs::read_dir(within).into_iter().flatten().flatten() {
        let lock = entry.path();
        let is_ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let ends = |with: &str| lock.extension().is_some_and(|extension| extension == with);
        let is_old = || {
            let made = entry.metadata().and_then(|found| found.modified());
            let age = now.as_ref().ok().zip(made.ok()).map(|(now, made)| now.duration_since(made));
            matches!(age, Some(Ok(age)) if age > SOON)
        };
        let is_lock = ends(LOCK) || (ends(UNLOCKED) && is_old());
        if !(is_ours && is_lock && matches!(is_held(&lock), Ok(false))) {
            continue;
        }
        let folder = lock.with_extension("");
        let removed = std::fs::remove_dir_all(&folder);
        if removed.is_ok() || !folder.exists() {
            let _ = std::fs::remove_file(&lock);
        }
    }
}

fn unusable(folder: &Path, reason: &str) -> SourceError {
    SourceError::Cluster {
        message: format!("the staging folder `{}` can't be used: {reason}", folder.display()),
        hint: "Choose one that the cluster can write to and this computer can read, or leave it \
               out of the connection."
            .to_owned(),
        passing: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_from_plans() {
        let plan = |size: &str| {
            format!(
                "== Optimized Logical Plan ==\nSort [a#1 ASC], true, Statistics(sizeInBytes={size})\n\
                 +- Relation, Statistics(sizeInBytes=1.0 B)"
            )
        };
        let size = |size: &str| expected_bytes(&plan(size));
        assert_eq!(size("8.0 B"), Some(8.0));
        assert_eq!(size("1.5 KiB, rowCount=3"), Some(1536.0));
        assert_eq!(size("8.0 EiB"), Some(8.0 * 2_f64.powi(60)));
        assert_eq!(size("1.2E+40 B"), Some(1.2e40));
        assert_eq!(size("many"), None);
        assert_eq!(expected_bytes("== Physical Plan =="), None);
        let mut server = SparkServer::new("a", 1);
        assert!(is_large(&server, "") && is_large(&server, &plan("1.0 GiB")));
        assert!(!is_large(&server, &plan("200.0 MiB")));
        server.staging_megabytes = Some(0);
        assert!(is_large(&server, &plan("1.0 B")));
    }

    #[test]
    fn parts_are_ordered_by_their_numbers() {
        let place = |name: &str| place_of(name);
        assert_eq!(place("part-00003-b63f-4a-c001.snappy.parquet"), Some((3, 1)));
        assert_eq!(place("part-100000-b63f-c000.parquet"), Some((100_000, 0)));
        assert_eq!(place("part-00001-tid-85-ce3c-12-1-c002.snappy.parquet"), Some((1, 2)));
        assert_eq!(place("part-00000.parquet"), Some((0, 0)));
        for other in ["data.parquet", "part-.parquet", "part-00000.csv", "x-part-00000.parquet"] {
            assert_eq!(place(other), None, "{other}");
        }
    }

    #[test]
    fn what_a_dead_process_left_is_removed() {
        let within = tempfile::tempdir().unwrap();
        let server = SparkServer::new("a", 1);
        let left = within.path().join("export-desk-dead");
        std::fs::create_dir_all(left.join(ROWS)).unwrap();
        std::fs::write(left.with_extension(LOCK), "").unwrap();
        std::fs::write(within.path().join("other.lock"), "").unwrap();
        // Killed before it was locked, or at this moment about to be.
        let (old, new) = ("export-desk-old.new", "export-desk-now.new");
        let [old, new] = [old, new].map(|name| within.path().join(name));
        File::create(&old).unwrap().set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
        File::create(&new).unwrap();
        let first = Staging::create(&server, within.path()).unwrap();
        assert!(!left.exists() && !left.with_extension(LOCK).exists());
        assert!(!old.exists() && new.exists());
        std::fs::remove_file(&new).unwrap();
        let second = Staging::create(&server, within.path()).unwrap();
        assert!(first.folder.exists() && second.folder.exists() && first.url != second.url);
        second.set_over();
        let (broken_off, lock) = (first.folder.clone(), first.lock.clone());
        drop((first, second));
        // The cluster may still write.
        assert!(lock.exists() && !broken_off.exists());
        std::fs::create_dir_all(broken_off.join(ROWS)).unwrap();
        let third = Staging::create(&server, within.path()).unwrap();
        assert!(!lock.exists() && !broken_off.exists());
        third.set_over();
        drop(third);
        let names: Vec<_> = std::fs::read_dir(within.path()).unwrap().flatten().collect();
        assert_eq!(names.len(), 1, "{names:?}");
        let gone = within.path().join("gone");
        let told = Staging::create(&server, &gone).unwrap_err().to_string();
        assert!(told.contains("gone"), "{told}");
        assert!(!gone.exists());
    }
}
