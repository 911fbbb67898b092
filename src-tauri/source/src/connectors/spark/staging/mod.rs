//! Large results: the cluster writes them as Parquet into a folder or bucket that this
//! computer sees too, and they are read from there.

mod bucket;
mod folder;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::parquet::arrow::ParquetRecordBatchStreamBuilder;
use datafusion::parquet::arrow::async_reader::AsyncFileReader;
use datafusion::parquet::errors::ParquetError;
use futures::stream::BoxStream;
use futures::{StreamExt, TryStreamExt};
use object_store::ObjectMeta;

use self::bucket::StagingObjects;
use self::folder::StagingFolder;
use super::protocol::{Command, NEW_ONLY, Plan, Relation, Sql, ToDf, WriteOperation};
use super::schema::quoted;
use crate::connectors::bucket::Bucket;
use crate::settings::SparkServer;
use crate::sql::statement::Statement;
use crate::{SourceError, blocking};

/// Expected megabytes from which a result is large, unless it is said otherwise.
const LARGE: u32 = 256;
const PREFIX: &str = "export-desk-";
const LOCK: &str = "lock";
/// The cluster makes this folder.
const ROWS: &str = "rows";
/// Compressed bytes of a part that are read at a time.
const GROUP: u32 = 32 << 20;

/// The place of one result.
#[derive(Debug)]
pub(super) struct Staging(Place);

#[derive(Debug)]
enum Place {
    Folder(StagingFolder),
    Objects(StagingObjects),
}

/// A part of a result.
pub(super) enum Part {
    File(PathBuf),
    Object(ObjectMeta),
}

impl Staging {
    /// Makes one where the connection says, if it does, and removes what others left.
    pub(super) async fn create(server: &SparkServer) -> Result<Option<Self>, SourceError> {
        if let Some(bucket) = &server.staging_bucket {
            let bucket = Bucket::open(&bucket.settings, bucket.secret.clone()).await?;
            let made = StagingObjects::create(bucket, server.staging_url.as_deref()).await?;
            return Ok(Some(Self(Place::Objects(made))));
        }
        if server.staging_connection.is_some() {
            let reason = "its connection isn't known here";
            return Err(unusable(Path::new("s3://"), reason));
        }
        let Some(within) = server.staging_folder.clone() else { return Ok(None) };
        let server = server.clone();
        let made = blocking(move || StagingFolder::create(&server, &within)).await?;
        Ok(Some(Self(Place::Folder(made))))
    }

    /// What the cluster calls the folder of the rows.
    fn url(&self) -> &str {
        match &self.0 {
            Place::Folder(folder) => &folder.url,
            Place::Objects(objects) => &objects.url,
        }
    }

    fn shown(&self) -> PathBuf {
        match &self.0 {
            Place::Folder(folder) => folder.folder.clone(),
            Place::Objects(objects) => objects.shown(),
        }
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
            path: Some(self.url().to_owned()),
            mode: NEW_ONLY,
            options: options.into(),
        };
        Plan { root: None, command: Some(Command { write: Some(write) }) }
    }

    /// How many rows the cluster finds in what it has written.
    pub(super) fn count(&self) -> Statement {
        let rows = quoted(&["parquet".to_owned(), self.url().to_owned()]);
        Statement { sql: format!("SELECT count(*) FROM {rows}"), ..Statement::default() }
    }

    /// Other rows were seen here than there.
    pub(super) fn incomplete(&self, seen: u64, written: u64) -> SourceError {
        let reason = format!("the cluster wrote {written} rows to it, and {seen} were seen here");
        unusable(&self.shown(), &reason)
    }

    /// The cluster writes nothing more.
    pub(super) fn set_over(&self) {
        match &self.0 {
            Place::Folder(folder) => folder.set_over(),
            Place::Objects(objects) => objects.set_over(),
        }
    }

    /// The parts in the order of their rows, once all of them are seen here.
    pub(super) async fn parts(&self) -> Result<Vec<Part>, SourceError> {
        Ok(match &self.0 {
            Place::Folder(folder) => folder.parts().await?.into_iter().map(Part::File).collect(),
            Place::Objects(objects) => {
                objects.parts().await?.into_iter().map(Part::Object).collect()
            }
        })
    }

    /// The rows of a part.
    pub(super) async fn rows_of(
        &self,
        part: Part,
    ) -> Result<BoxStream<'static, Result<RecordBatch, SourceError>>, SourceError> {
        match (part, &self.0) {
            (Part::Object(meta), Place::Objects(objects)) => {
                let path = objects.address(&meta);
                rows(objects.reader(meta), path).await
            }
            (Part::Object(meta), Place::Folder(_)) => {
                let path = PathBuf::from(meta.location.as_ref());
                Err(SourceError::Damaged { path, reason: "there is no such object".to_owned() })
            }
            (Part::File(path), _) => {
                let file = tokio::fs::File::open(&path).await.map_err(|error| {
                    SourceError::Damaged { path: path.clone(), reason: error.to_string() }
                })?;
                rows(file, path).await
            }
        }
    }

    /// Removes it. A folder also goes when it is dropped.
    pub(super) async fn remove(self: Arc<Self>) {
        if let Place::Objects(objects) = &self.0 {
            objects.remove().await;
        }
        // What panics there is of no use here.
        let _ = tokio::task::spawn_blocking(move || drop(self)).await;
    }
}

/// The rows of a Parquet file that messages call `path`.
async fn rows(
    file: impl AsyncFileReader + Unpin + 'static,
    path: PathBuf,
) -> Result<BoxStream<'static, Result<RecordBatch, SourceError>>, SourceError> {
    let damaged = move |error: ParquetError| SourceError::Damaged {
        path: path.clone(),
        reason: error.to_string(),
    };
    let rows = ParquetRecordBatchStreamBuilder::new(file).await;
    let rows = rows.and_then(ParquetRecordBatchStreamBuilder::build).map_err(&damaged)?;
    Ok(rows.map_err(damaged).boxed())
}

/// The files of a result by the order of their rows, by their names; or what is wrong
/// with them.
fn in_order<T>(files: Vec<(String, T)>) -> Result<Vec<T>, String> {
    let mut parts = Vec::new();
    for (name, file) in files {
        if name.starts_with(['_', '.']) {
            continue;
        }
        let place = place_of(&name).ok_or_else(|| format!("`{name}` isn't the name of a part"))?;
        parts.push((place, name, file));
    }
    parts.sort_by_key(|(place, ..)| *place);
    // Some ways of writing leave the files of attempts that failed.
    if let Some([one, other]) = parts.array_windows().find(|[one, other]| one.0 == other.0) {
        return Err(format!("`{}` and `{}` are one part", one.1, other.1));
    }
    Ok(parts.into_iter().map(|(_, _, file)| file).collect())
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
    fn two_files_of_one_part_are_refused() {
        let files = |names: &[&'static str]| {
            in_order(names.iter().map(|name| ((*name).to_owned(), *name)).collect::<Vec<_>>())
        };
        let (one, two) = ("part-00000-a-c000.parquet", "part-00001-a-c000.parquet");
        assert_eq!(files(&[two, "_SUCCESS", one]), Ok(vec![one, two]));
        assert!(files(&[one, "part-00000-b-c000.parquet"]).unwrap_err().contains("are one part"));
        assert!(files(&[one, "rows.parquet"]).unwrap_err().contains("isn't the name of a part"));
    }
}
