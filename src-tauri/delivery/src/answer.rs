//! What a partner answers to a file: a result, or the rows that it refuses, in a file that
//! it puts at the target. Here is the rule, and one look; when it is looked is the engine's.

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::error::{DeliveryError, Fault};
use super::names;
use super::session::{Look, Session};
use crate::humanize::size;
use crate::spec::Problem;
use crate::spec::file_name::divide;

/// Largest answer that is fetched.
const LARGEST: u64 = 64 << 20;
/// Bytes that are read at once.
const BLOCK: usize = 8 << 20;
/// More than clocks differ that are set right.
const SLACK: TimeDelta = TimeDelta::minutes(5);
/// Longest wait for an answer.
const LONGEST: u32 = 7 * 24 * 60;
/// The name of the delivered file in a template.
const FILE: &str = "{file}";
/// The same without its ending.
const STEM: &str = "{stem}";

/// What the file means that a partner puts at the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
pub enum AnswerMeans {
    /// Rows were refused, if there is anything in it; without it all were taken.
    Rejects,
    /// The partner has looked at the file; it has to come.
    Result,
}

/// Where a partner's answer to a file is awaited, and for how long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct AnswerRule {
    /// Its path, from the folder of the delivered file or with a `/` first from the
    /// server's root. `{file}` stands for the delivered file's name, `{stem}` for that
    /// without its ending, and one `*` in the name for what the partner adds.
    pub path: String,
    /// Minutes after the delivery until which it is awaited.
    pub within_minutes: u32,
    /// What it means.
    pub means: AnswerMeans,
}

impl AnswerRule {
    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let Err((message, hint)) = check(&self.path) {
            problems.push(Problem::new("answer.path", message, hint));
        }
        if !(1..=LONGEST).contains(&self.within_minutes) {
            let message = "an answer can't be awaited for that long, or for no time";
            let hint = "Choose 1 minute to 7 days.";
            problems.push(Problem::new("answer.within_minutes", message, hint));
        }
        problems
    }

    /// What is awaited after a file stands at a path. `brought` are the names of all files
    /// that came with it, which are no answers.
    pub fn awaited(
        &self,
        delivered: &str,
        brought: &[String],
        since: DateTime<Utc>,
    ) -> AwaitedAnswer {
        let (base, file) = delivered.rsplit_once('/').map_or(("", delivered), |(base, file)| {
            // The root keeps its slash.
            (if base.is_empty() { "/" } else { base }, file)
        });
        let path = self.path.trim();
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let folder = filled(folder, file);
        let folder = if is_whole(path) {
            if folder.is_empty() { "/".to_owned() } else { folder }
        } else if folder.is_empty() {
            base.to_owned()
        } else {
            names::join(base, &folder)
        };
        let (before, after) = match name.split_once('*') {
            Some((before, after)) => (before, Some(filled(after, file))),
            None => (name, None),
        };
        let own = brought
            .iter()
            .flat_map(|name| [name.clone(), names::ready(name), names::manifest(name)])
            .collect();
        let (before, delivered) = (filled(before, file), delivered.to_owned());
        AwaitedAnswer { folder, before, after, delivered, since, own }
    }
}

/// What is wrong with a template, and what to do about it.
fn check(path: &str) -> Result<(), (String, &'static str)> {
    const FOR_EXAMPLE: &str = "Type it, such as {stem}_result*.csv or results/{file}.err.";
    let path = path.trim();
    let refuse = |message: &str, hint| Err((message.to_owned(), hint));
    if path.is_empty() {
        return refuse("the path of the answer is missing", FOR_EXAMPLE);
    }
    if path.chars().any(char::is_control) {
        return refuse("the path of the answer holds a control character", "Type it again.");
    }
    if path.contains('\\') {
        return refuse("the path of the answer holds a `\\`", "Divide folders by `/`.");
    }
    let relative = path.strip_prefix('/').unwrap_or(path);
    if relative.split('/').any(|part| matches!(part, "." | "..")) {
        return refuse(
            "the path of the answer leaves its folder by `.` or `..`",
            "Begin with a / to name another folder from the server's root, such as \
             /result/{file}_result.",
        );
    }
    if relative.split('/').any(str::is_empty) {
        return refuse("the path of the answer has an empty part", FOR_EXAMPLE);
    }
    let rest = path.replace(FILE, "").replace(STEM, "");
    if rest.contains(['{', '}']) {
        let hint = "Only {file} and {stem} stand for something; use * for what the partner adds.";
        return refuse("the path of the answer has a placeholder that isn't known", hint);
    }
    if rest.len() == path.len() {
        let hint = "Use {file} or {stem}, so that the answer to another file isn't taken for this \
                    one's.";
        return refuse("the path of the answer doesn't say which file it answers", hint);
    }
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if folder.contains('*') || name.matches('*').count() > 1 {
        return refuse("`*` stands more than once, or in a folder", "Use it once, in the name.");
    }
    if path == FILE {
        return refuse("that is the delivered file itself", FOR_EXAMPLE);
    }
    Ok(())
}

/// Whether a path doesn't begin at the delivered file's folder.
fn is_whole(path: &str) -> bool {
    path.starts_with('/') || std::path::Path::new(path).is_absolute()
}

/// A template with the file's name in it, which itself is no template.
fn filled(template: &str, file: &str) -> String {
    let stem = divide(file).0;
    let parts = template.split(FILE).map(|part| part.replace(STEM, stem));
    parts.collect::<Vec<_>>().join(file)
}

/// An answer that is awaited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwaitedAnswer {
    /// The folder in which it comes.
    folder: String,
    /// How its name begins, or all of it.
    before: String,
    /// How its name ends, where the partner adds something between.
    after: Option<String>,
    /// Path of the file that it answers.
    delivered: String,
    /// When that was delivered.
    since: DateTime<Utc>,
    /// Names of files that the delivery itself brought.
    own: Vec<String>,
}

impl AwaitedAnswer {
    /// Its path, for people.
    pub fn shown(&self) -> String {
        let name = match &self.after {
            Some(after) => format!("{}*{after}", self.before),
            None => self.before.clone(),
        };
        names::join(&self.folder, &name)
    }

    /// Whether it may have this name.
    fn is_named(&self, name: &str) -> bool {
        let is_like = match &self.after {
            Some(after) => {
                name.len() >= self.before.len() + after.len()
                    && name.starts_with(&self.before)
                    && name.ends_with(after.as_str())
            }
            None => name == self.before,
        };
        is_like && !self.own.iter().any(|own| own == name)
    }
}

/// A file that may be an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundAnswer {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: u64,
    /// When it was written, by the server's clock.
    pub modified: DateTime<Utc>,
}

/// What one look found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerLook {
    /// Nothing that is newer than the delivery.
    Nothing,
    /// A file that may still be written: the next look tells.
    Growing(FoundAnswer),
    /// All of it.
    Whole(FoundAnswer, Vec<u8>),
}

/// A place in which an answer is looked for. Nothing is changed there.
#[async_trait]
pub(super) trait Shelf: Send {
    /// The server, for people.
    fn place(&self) -> String;

    /// Whether a folder is there, where there are folders.
    async fn has_folder(&mut self, folder: &str) -> Result<bool, DeliveryError>;

    /// Names in a folder.
    async fn names(&mut self, folder: &str) -> Result<Vec<String>, DeliveryError>;

    /// The bytes of a file, and when it was written; none where it isn't there.
    async fn about(&mut self, path: &str) -> Result<Option<(u64, DateTime<Utc>)>, DeliveryError>;

    /// What is in a file of so many bytes.
    async fn fetch(&mut self, path: &str, bytes: u64) -> Result<Vec<u8>, DeliveryError>;
}

/// Looks once. `seen` is what the look before has found: what didn't change since is whole.
pub(super) async fn look(
    shelf: &mut dyn Shelf,
    wanted: &AwaitedAnswer,
    seen: Option<&FoundAnswer>,
) -> Result<AnswerLook, DeliveryError> {
    let Some(found) = newest(shelf, wanted).await? else { return Ok(AnswerLook::Nothing) };
    if seen != Some(&found) {
        return Ok(AnswerLook::Growing(found));
    }
    let path = names::join(&wanted.folder, &found.name);
    let place = shelf.place();
    if found.bytes > LARGEST {
        let message = format!(
            "`{path}` at `{place}` has {}; answers of up to {} are fetched",
            size(found.bytes),
            size(LARGEST)
        );
        let hint = "Fetch it by hand, and ask the partner for smaller ones.";
        return Err(DeliveryError::new(Fault::Refused, message, hint));
    }
    let content = shelf.fetch(&path, found.bytes).await.map_err(|error| {
        let message = format!("`{place}` doesn't allow reading `{path}`");
        let hint = "Ask its administrator to let this user read the partner's answers.";
        permitted(error, message, hint)
    })?;
    let is_same = shelf.about(&path).await? == Some((found.bytes, found.modified));
    if !is_same || content.len() as u64 != found.bytes {
        return Ok(AnswerLook::Growing(found));
    }
    Ok(AnswerLook::Whole(found, content))
}

/// The newest file that may be the answer.
async fn newest(
    shelf: &mut dyn Shelf,
    wanted: &AwaitedAnswer,
) -> Result<Option<FoundAnswer>, DeliveryError> {
    let (place, folder) = (shelf.place(), &wanted.folder);
    if !folder.is_empty() && !shelf.has_folder(folder).await? {
        let message = format!("there is no folder `{folder}` on `{place}`");
        let hint = "Check the path of the partner's answer at the target.";
        return Err(DeliveryError::new(Fault::NoFolder, message, hint));
    }
    let listed = match wanted.after {
        Some(_) => listed(shelf, wanted).await.map_err(|error| {
            let message = format!("`{place}` doesn't allow looking into `{folder}`");
            let hint = "Ask its administrator, or give the whole name of the answer without `*`: \
                        then nobody has to look into the folder.";
            permitted(error, message, hint)
        })?,
        None => vec![wanted.before.clone()],
    };
    let since = since(shelf, wanted).await?;
    let mut newest: Option<FoundAnswer> = None;
    let mut no_file = None;
    for name in listed.into_iter().filter(|name| wanted.is_named(name)) {
        let (bytes, modified) = match shelf.about(&names::join(folder, &name)).await {
            Ok(Some(about)) => about,
            Ok(None) => continue,
            // A folder that has such a name hides no file that has one, too.
            Err(error) if wanted.after.is_some() && error.fault == Fault::Refused => {
                no_file.get_or_insert(error);
                continue;
            }
            Err(error) => return Err(error),
        };
        if modified >= since && newest.as_ref().is_none_or(|newest| modified > newest.modified) {
            newest = Some(FoundAnswer { name, bytes, modified });
        }
    }
    match (newest, no_file) {
        (None, Some(error)) => Err(error),
        (newest, _) => Ok(newest),
    }
}

/// Names in the folder of the answer. Some FTP servers say of a folder that nobody may look
/// into that nothing is there.
async fn listed(
    shelf: &mut dyn Shelf,
    wanted: &AwaitedAnswer,
) -> Result<Vec<String>, DeliveryError> {
    let listed = shelf.names(&wanted.folder).await?;
    let delivered = wanted.delivered.rsplit('/').next().unwrap_or_default();
    if listed.is_empty()
        && names::join(&wanted.folder, delivered) == wanted.delivered
        && shelf.about(&wanted.delivered).await?.is_some()
    {
        return Err(DeliveryError::permission(&shelf.place(), &wanted.folder));
    }
    Ok(listed)
}

/// The instant before which nothing is an answer, by the server's clock: when it got the
/// file, as long as that is there and wasn't replaced.
async fn since(
    shelf: &mut dyn Shelf,
    wanted: &AwaitedAnswer,
) -> Result<DateTime<Utc>, DeliveryError> {
    let delivered = match shelf.about(&wanted.delivered).await {
        Ok(found) => found.map(|(_, modified)| modified),
        // Who may read answers need not be allowed to look at the file.
        Err(error) if !error.fault.is_unanswered() => None,
        Err(error) => return Err(error),
    };
    let is_this = |modified: &DateTime<Utc>| *modified < wanted.since + SLACK;
    Ok(delivered.filter(is_this).unwrap_or(wanted.since - SLACK))
}

/// Other words for what isn't allowed.
fn permitted(error: DeliveryError, message: String, hint: &str) -> DeliveryError {
    match error.fault {
        Fault::Permission => DeliveryError::new(Fault::Permission, message, hint),
        _ => error,
    }
}

/// A place with names.
pub(super) struct SessionShelf<'a>(pub(super) &'a mut dyn Session);

#[async_trait]
impl Shelf for SessionShelf<'_> {
    fn place(&self) -> String {
        self.0.place().to_owned()
    }

    async fn has_folder(&mut self, folder: &str) -> Result<bool, DeliveryError> {
        self.0.has_folder(folder).await
    }

    async fn names(&mut self, folder: &str) -> Result<Vec<String>, DeliveryError> {
        self.0.names(folder).await
    }

    async fn about(&mut self, path: &str) -> Result<Option<(u64, DateTime<Utc>)>, DeliveryError> {
        let bytes = match self.0.look(path).await? {
            Look::File(bytes) => bytes,
            Look::Missing => return Ok(None),
            Look::Untold(error) => return Err(error),
        };
        let Some(modified) = self.0.modified(path).await? else {
            let message = format!("`{}` doesn't tell when `{path}` was written", self.0.place());
            let hint = "Without that an answer can't be told from an older one.";
            return Err(DeliveryError::new(Fault::Refused, message, hint));
        };
        Ok(Some((bytes, modified)))
    }

    async fn fetch(&mut self, path: &str, bytes: u64) -> Result<Vec<u8>, DeliveryError> {
        let mut content: Vec<u8> = Vec::new();
        while (content.len() as u64) < bytes {
            let at = content.len() as u64;
            let length = usize::try_from(bytes - at).unwrap_or(BLOCK).min(BLOCK);
            let block = self.0.read(path, at, length).await?;
            if block.is_empty() {
                break;
            }
            content.extend_from_slice(&block);
        }
        Ok(content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(path: &str) -> AnswerRule {
        AnswerRule { path: path.to_owned(), within_minutes: 60, means: AnswerMeans::Result }
    }

    fn awaited(path: &str, delivered: &str) -> AwaitedAnswer {
        let name = delivered.rsplit('/').next().unwrap_or(delivered).to_owned();
        rule(path).awaited(delivered, &[name], DateTime::UNIX_EPOCH)
    }

    #[test]
    fn an_answer_has_its_path_from_the_files_name() {
        let shown = |path, delivered| awaited(path, delivered).shown();
        assert_eq!(shown("{stem}_result*.csv", "/in/a.csv"), "/in/a_result*.csv");
        assert_eq!(shown("{file}.err", "a.csv.gz"), "a.csv.gz.err");
        assert_eq!(shown("rejects/{stem}.txt", "in/a.csv.gz"), "in/rejects/a.txt");
        assert_eq!(shown("/result/{file}_result", "/in/new/a.csv"), "/result/a.csv_result");
        assert_eq!(shown("/{stem}.ok", "/in/a.csv"), "/a.ok");
        assert_eq!(shown("{file}_ack", "/a.csv"), "/a.csv_ack");
        // Names are no templates.
        assert_eq!(shown("{stem}-{file}.err", "{file}.{stem}"), "{file}-{file}.{stem}.err");
    }

    #[test]
    fn what_the_delivery_brought_is_no_answer() {
        let wanted = awaited("{stem}*", "in/a.csv");
        let named =
            ["a_result.csv", "a", "a.csv", "a.csv.ready", "a.manifest.json", "b_result.csv"]
                .map(|name| wanted.is_named(name));
        assert_eq!(named, [true, true, false, false, false, false]);
        // What begins and ends so may not share letters.
        let wanted = awaited("{stem}_r*_result", "a.csv");
        assert!(!wanted.is_named("a_result"));
        assert!(wanted.is_named("a_r_result"));
    }

    #[test]
    fn paths_that_say_too_little_or_leave_the_folder_are_refused() {
        let wrong = |path: &str| rule(path).problems().pop().map(|problem| problem.message);
        for path in ["{file}.err", "{stem}_result*.csv", "/out/{stem}/r*.txt", "a b/{file}"] {
            assert_eq!(wrong(path), None, "{path}");
        }
        for (path, says) in [
            ("", "missing"),
            ("../result/{file}", "leaves its folder"),
            ("a/../{file}.err", "leaves its folder"),
            ("./{file}.err", "leaves its folder"),
            ("a//{file}.err", "empty part"),
            ("results/{file}/", "empty part"),
            ("results\\{file}.err", "`\\`"),
            ("{stem}_{date}.csv", "placeholder"),
            ("{stem.csv", "placeholder"),
            ("result.csv", "which file"),
            ("*.csv", "which file"),
            ("{stem}*result*.csv", "more than once"),
            ("*/{file}.err", "in a folder"),
            ("{file}", "itself"),
            ("{file}\n", "itself"),
            ("a\n{file}.err", "control character"),
        ] {
            let message = wrong(path).unwrap_or_default();
            assert!(message.contains(says), "{path}: {message}");
        }
        let within = |within_minutes| AnswerRule { within_minutes, ..rule("{file}.err") };
        let lasts = [0, 1, LONGEST, LONGEST + 1].map(|minutes| within(minutes).problems().len());
        assert_eq!(lasts, [1, 0, 0, 1]);
    }
}
