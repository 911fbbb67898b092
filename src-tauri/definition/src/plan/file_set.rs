//! The files that a run makes: parts, lines around the rows, companion files and
//! their templates, checked.

use std::ops::Bound;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{Column, ColumnKind, Order, PlannedDelta, QueryColumn, Test, TestKind};
use crate::catalog::{Field, FieldType};
use crate::spec::file_name::FileName;
use crate::spec::file_set::{
    Companion, CompanionContent, CompanionOf, CompanionPlace, PartArchive, PartHeader, Split,
    SplitBy,
};
use crate::spec::format::{Compression, Layout};
use crate::spec::set::Packaging;
use crate::spec::template::{Figure, Template, Variable};
use crate::spec::{Aggregate, ExportSpec, Problem};
use crate::zone::{Zone, start_of_day};

/// The files of a run, as far as the definition says.
#[derive(Debug, Clone, Default)]
pub struct FileSet {
    /// Lines before the header line.
    pub before: Vec<Template>,
    /// Lines behind the rows.
    pub after: Vec<Template>,
    /// The figures that templates hold, and the columns of the query that they are
    /// about.
    pub figures: Vec<(Figure, String, usize)>,
    /// How the rows are divided.
    pub split: Option<PlannedSplit>,
    /// The companion files.
    pub companions: Vec<PlannedCompanion>,
    /// First and last moment of the filter on dates, where templates hold them; of an
    /// export of what is new they come with its window.
    pub window: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// The sequence that `{seq}` counts, and its first number, where it stands
    /// anywhere.
    pub sequence: Option<(String, u64)>,
    /// Whether `{hash}` stands anywhere.
    pub is_hashed: bool,
    /// Whether files are put together when all rows are written: their beginning, or
    /// how many there are, depends on all rows.
    pub is_composed: bool,
}

/// How the rows are divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedSplit {
    /// Where a part ends.
    pub at: PartEnd,
    /// Whether only the first part has the header line.
    pub first_header: bool,
    /// Whether all parts are in one archive.
    pub one_archive: bool,
}

/// Where a part ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartEnd {
    /// After so many rows.
    Rows(u64),
    /// Before the text would have more bytes.
    Bytes(u64),
    /// Before the compressed text would have more bytes.
    PackedBytes(u64),
    /// Where the value of this column of the query changes.
    Value(usize),
}

/// A companion file.
#[derive(Debug, Clone)]
pub struct PlannedCompanion {
    /// Its name.
    pub name: FileName,
    /// What is in it.
    pub content: CompanionContent,
    /// Whether it comes before the data.
    pub is_before: bool,
    /// Whether it is about all data files.
    pub of_all: bool,
    /// Its first lines.
    pub lines: Vec<Template>,
    /// Lines for each data file.
    pub lines_of_files: Vec<Template>,
    /// What stands behind those of each but the last.
    pub between_files: String,
    /// Its last lines.
    pub last_lines: Vec<Template>,
}

impl PlannedCompanion {
    /// Whether it tells the MD5 of files.
    pub fn holds_md5(&self) -> bool {
        let lines = [&self.lines, &self.lines_of_files, &self.last_lines];
        self.content == CompanionContent::Md5
            || lines.into_iter().flatten().any(|line| line.holds("md5"))
    }
}

/// What the checks look at.
pub(super) struct Checked<'a> {
    pub(super) spec: &'a ExportSpec,
    pub(super) query: &'a [QueryColumn],
    pub(super) columns: &'a [Column],
    pub(super) groups: &'a [Vec<Test>],
    pub(super) zone: Zone,
    pub(super) delta: Option<&'a PlannedDelta>,
    pub(super) file_name: Option<&'a FileName>,
    pub(super) entry_name: Option<&'a FileName>,
}

impl Checked<'_> {
    /// The files, or everything that is wrong with them.
    pub(super) fn file_set(&self, problems: &mut Vec<Problem>) -> FileSet {
        let spec = self.spec;
        let mut set = FileSet::default();
        for (key, lines, made) in [
            ("lines_before", &spec.format.lines_before, &mut set.before),
            ("lines_after", &spec.format.lines_after, &mut set.after),
        ] {
            *made = self.lines(&format!("format.{key}"), lines, problems);
        }
        set.split = spec.split.as_ref().and_then(|split| self.split(split, problems));
        set.companions = self.companions(problems);
        self.values_in_lines(&set, problems);
        self.names(&mut set, problems);
        self.figures(&mut set, problems);
        let holds = |name: &str| {
            self.names_of(&set).any(|found| found.holds(name))
                || set.templates().any(|template| template.holds(name))
        };
        let has_seq = holds("seq") || spec.members.iter().any(ExportSpec::holds_seq);
        let (has_from, has_to) = (holds("from"), holds("to"));
        if has_seq {
            let first = spec.sequence.as_ref().map_or(1, |sequence| sequence.first);
            let name = spec.sequence_name();
            if name.is_empty() {
                let hint = "Give it a name, or remove it.";
                problems.push(Problem::new("sequence.name", "the sequence has no name", hint));
            }
            set.sequence = Some((name, first));
        } else if spec.sequence.is_some() {
            let message = "nothing holds {seq}, so that the sequence counts nothing";
            let hint = "Write {seq:06} into a name or a line, or remove `sequence`.";
            problems.push(Problem::new("sequence", message, hint));
        }
        if let (true, Some(delta)) = (has_from || has_to, self.delta) {
            set.window = Some((DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH));
            if has_from && delta.since.is_none() {
                let message = "{from} stands for nothing in a run that takes everything";
                let hint = "Set “No rows from before” (`delta.since`) to the first day, or remove \
                            {from}.";
                problems.push(Problem::new("delta.since", message, hint));
            }
        } else if has_from || has_to {
            set.window = window(self.groups, self.zone, has_from, has_to);
            if set.window.is_none() {
                let message = "{from} and {to} need one filter on dates that says when they begin \
                               and end";
                let hint = "Filter by one date in one group, or remove them.";
                problems.push(Problem::new("filters", message, hint));
            }
        }
        let is_hashed = set.templates().any(|template| template.holds("hash"));
        set.is_hashed = is_hashed;
        let entry_is_late = self.entry_name.is_some_and(|name| name.holds("seq"));
        set.is_composed = set.split.is_some()
            || !set.before.is_empty()
            || !set.after.is_empty()
            || set.is_hashed
            || !set.figures.is_empty()
            || entry_is_late;
        let layout = spec.format.layout;
        if set.is_composed && !layout.is_text() && problems.is_empty() {
            let message = format!("{} has no totals, hash of rows or number inside", layout.name());
            let hint = "Remove {sum:…}, {min:…}, {max:…}, {hash}, and {seq} from `entry_name`.";
            problems.push(Problem::new("format.layout", message, hint));
        }
        set
    }

    fn names_of<'b>(&'b self, set: &'b FileSet) -> impl Iterator<Item = &'b FileName> {
        let companions = set.companions.iter().map(|companion| &companion.name);
        self.file_name.into_iter().chain(self.entry_name).chain(companions)
    }

    fn lines(&self, path: &str, lines: &[String], problems: &mut Vec<Problem>) -> Vec<Template> {
        let format = &self.spec.format;
        let has_lines = match format.layout {
            Layout::Delimited | Layout::FixedWidth => true,
            Layout::JsonLines
            | Layout::JsonArray
            | Layout::Xml
            | Layout::Xlsx
            | Layout::Parquet => false,
        };
        if !lines.is_empty() && !has_lines {
            let message = format!("{} has no lines besides its rows", format.layout.name());
            problems.push(Problem::new(path, message, "Remove them, or choose delimited text."));
        }
        let templates = templates(path, lines, false, problems);
        for (index, template) in templates.iter().enumerate() {
            let missing = template.characters().find(|character| !format.encoding.has(*character));
            if let Some(character) = missing {
                let name = format.encoding.name();
                let message = format!("`{character}` doesn't exist in {name}");
                let path = format!("{path}[{index}]");
                problems.push(Problem::new(path, message, "Use another character, or UTF-8."));
            }
        }
        templates
    }

    fn split(&self, split: &Split, problems: &mut Vec<Problem>) -> Option<PlannedSplit> {
        let format = &self.spec.format;
        let before = problems.len();
        let mut wrong = |path: &str, message: String, hint: &str| {
            problems.push(Problem::new(format!("split.{path}"), message, hint));
        };
        if !format.layout.is_text() {
            let message = format!("{} can't be split into several files", format.layout.name());
            wrong("by", message, "Choose another layout, or remove `split`.");
        }
        let limit = split.limit.filter(|limit| *limit > 0);
        let at = match split.by {
            SplitBy::Rows => limit.map(PartEnd::Rows),
            SplitBy::Bytes => limit.map(PartEnd::Bytes),
            SplitBy::PackedBytes => limit.map(PartEnd::PackedBytes),
            SplitBy::Field => {
                let name = split.field.as_deref().unwrap_or_default();
                match self.column(name).filter(|place| *place < self.query.len()) {
                    Some(place) => {
                        let QueryColumn { field, aggregate } = &self.query[place];
                        let is_first_group = !self.spec.aggregation
                            || self
                                .query
                                .iter()
                                .position(|column| column.aggregate == Some(Aggregate::Group))
                                == Some(place);
                        if matches!(field.field_type, FieldType::List | FieldType::Object) {
                            let message = format!(
                                "rows can't be split by `{name}`, which is {}",
                                field.field_type
                            );
                            wrong("field", message, "Choose another field.");
                        } else if aggregate.is_some() && !is_first_group {
                            let message =
                                format!("`{name}` isn't the first field that rows are grouped by");
                            wrong("field", message, "Put it before the other group fields.");
                        }
                        if self.is_masked(place) {
                            let message = format!(
                                "`{name}` is masked, and each part would tell a true value"
                            );
                            wrong("field", message, "Split by another field.");
                        }
                        Some(PartEnd::Value(place))
                    }
                    None => {
                        let message = format!("field `{name}` isn't exported");
                        wrong("field", message, "Name one of the exported fields.");
                        None
                    }
                }
            }
        };
        if at.is_none() && split.by != SplitBy::Field {
            let what = if split.by == SplitBy::Rows { "rows" } else { "bytes" };
            let message = format!("the split doesn't say how many {what} a part has");
            wrong("limit", message, "Set it to 1 or more.");
        }
        if split.field.is_some() && split.by != SplitBy::Field {
            wrong(
                "field",
                "the rows aren't split by a field".to_owned(),
                "Remove it, or set `by` to `field`.",
            );
        }
        if split.limit.is_some() && split.by == SplitBy::Field {
            wrong("limit", "a part has all rows of one value".to_owned(), "Remove it.");
        }
        if split.archive == PartArchive::One && format.compression != Compression::Zip {
            wrong(
                "archive",
                "only a zip archive holds several files".to_owned(),
                "Choose zip, or a file for each part.",
            );
        }
        if problems.len() > before {
            return None;
        }
        Some(PlannedSplit {
            at: at?,
            first_header: split.header == PartHeader::First,
            one_archive: split.archive == PartArchive::One,
        })
    }

    /// The column of the query that a name stands for: a header, or else a field.
    fn column(&self, name: &str) -> Option<usize> {
        let mut read = self.columns.iter().filter(|column| column.constant.is_none());
        let by_header = read.clone().position(|column| column.header == name);
        by_header.or_else(|| read.position(|column| column.field == name))
    }

    /// Whether a column of the query isn't to be seen.
    fn is_masked(&self, place: usize) -> bool {
        let mut read = self.columns.iter().filter(|column| column.constant.is_none());
        read.nth(place).is_some_and(|column| column.mask.is_some())
    }

    fn companions(&self, problems: &mut Vec<Problem>) -> Vec<PlannedCompanion> {
        let mut planned = Vec::new();
        for (index, companion) in self.spec.companions.iter().enumerate() {
            let path = format!("companions[{index}]");
            let name = match FileName::parse_of_companion(&companion.name) {
                Ok(name) => name,
                Err(problem) => {
                    problems.push(Problem { path: format!("{path}.name"), ..problem });
                    continue;
                }
            };
            self.check_companion(&path, companion, &name, problems);
            let lines = |key: &str, lines: &[String], problems: &mut Vec<Problem>| {
                templates(&format!("{path}.{key}"), lines, true, problems)
            };
            planned.push(PlannedCompanion {
                name,
                content: companion.content,
                is_before: companion.place == CompanionPlace::Before,
                of_all: companion.of == CompanionOf::All,
                lines: lines("lines", &companion.lines, problems),
                lines_of_files: lines("lines_of_files", &companion.lines_of_files, problems),
                between_files: companion.between_files.clone(),
                last_lines: lines("last_lines", &companion.last_lines, problems),
            });
        }
        for (index, companion) in planned.iter().enumerate() {
            let all = [
                ("lines", &companion.lines),
                ("lines_of_files", &companion.lines_of_files),
                ("last_lines", &companion.last_lines),
            ];
            let holds_hash = |lines: &[Template]| lines.iter().any(|line| line.holds("hash"));
            let is_told = |(_, lines): &(_, &Vec<Template>)| holds_hash(lines);
            if self.spec.format.is_encrypted()
                && let Some((key, _)) = all.into_iter().find(is_told)
            {
                problems.push(Problem::new(
                    format!("companions[{index}].{key}"),
                    "{hash} is of the rows before they are encrypted: whoever guesses them would \
                     see that they are right",
                    "Use {sha256}, which is of the encrypted file.",
                ));
            }
            let in_name = |part| companion.name.holds(part).then_some("name");
            let in_lines =
                |part| all.into_iter().find(|(_, lines)| lines.iter().any(|line| line.holds(part)));
            let held = |part| in_name(part).or_else(|| in_lines(part).map(|(key, _)| key));
            let (is_by_value, has_archive) = (self.is_by_value(), self.has_archive_of_parts());
            if let Some(key) = held("value").filter(|_| !is_by_value) {
                problems.push(value_without_field(format!("companions[{index}].{key}")));
            }
            for part in ["hash", "part", "value"] {
                // Without such a field there is no value at all.
                let is_said = part == "value" && !is_by_value;
                if let Some(key) = held(part).filter(|_| has_archive && !is_said) {
                    let hint = "Remove it, or choose a file for each part.";
                    problems.push(of_one_part(&format!("companions[{index}].{key}"), part, hint));
                }
            }
            let ends = [("lines", &companion.lines), ("last_lines", &companion.last_lines)];
            for (key, lines) in ends.into_iter().filter(|_| companion.of_all) {
                let of_one = ["file", "stem", "md5", "sha256", "hash", "part", "value"];
                let mut held = lines
                    .iter()
                    .flat_map(|line| of_one.iter().filter(move |part| line.holds(part)));
                if let Some(part) = held.next() {
                    problems.push(Problem::new(
                        format!("companions[{index}].{key}"),
                        format!("{{{part}}} is of one file, and this line is about all"),
                        "Write it into `lines_of_files`.",
                    ));
                }
            }
        }
        planned
    }

    fn check_companion(
        &self,
        path: &str,
        companion: &Companion,
        name: &FileName,
        problems: &mut Vec<Problem>,
    ) {
        let has_lines = !companion.lines.is_empty()
            || !companion.lines_of_files.is_empty()
            || !companion.last_lines.is_empty();
        let is_text = companion.content == CompanionContent::Text;
        if is_text != has_lines {
            let (message, hint) = if is_text {
                ("the companion file has no lines", "Write them, or choose `empty`.")
            } else {
                ("only a companion file of text has lines", "Remove them, or choose `text`.")
            };
            problems.push(Problem::new(format!("{path}.content"), message, hint));
        }
        if companion.between_files.contains(['\n', '\r']) {
            let hint = "Write it without one.";
            problems.push(Problem::new(
                format!("{path}.between_files"),
                "it holds a line end",
                hint,
            ));
        }
        let of_all = companion.of == CompanionOf::All;
        let of_one = ["file", "stem", "part", "value", "sha256"];
        if let Some(part) = of_one.iter().find(|part| of_all && name.holds(part)) {
            problems.push(Problem::new(
                format!("{path}.name"),
                format!("{{{part}}} is of one file, and this companion is about all"),
                "Remove it, or set `of` to `each`.",
            ));
        }
        let of_set = self.spec.is_set() && self.spec.packaging == Packaging::Files;
        if !of_all && (self.has_files() || of_set) && !of_one.iter().any(|part| name.holds(part)) {
            problems.push(Problem::new(
                format!("{path}.name"),
                "the companions of all parts would have one name",
                "Write {file} into it, or set `of` to `all`.",
            ));
        }
        if companion.name.to_lowercase().ends_with(".manifest.json") {
            let hint = "Choose another name.";
            let message = "the file would stand where manifests do";
            problems.push(Problem::new(format!("{path}.name"), message, hint));
        }
    }

    /// Refuses `{value}` in lines around the rows where no field has one in each part.
    fn values_in_lines(&self, set: &FileSet, problems: &mut Vec<Problem>) {
        for (key, lines) in [("lines_before", &set.before), ("lines_after", &set.after)] {
            let place = lines.iter().position(|line| line.holds("value"));
            if let Some(index) = place.filter(|_| !self.is_by_value()) {
                problems.push(value_without_field(format!("format.{key}[{index}]")));
            }
        }
    }

    /// Whether each part has all rows of one value.
    fn is_by_value(&self) -> bool {
        self.spec.split.as_ref().is_some_and(|split| split.by == SplitBy::Field)
    }

    /// Whether all parts are in one archive.
    fn has_archive_of_parts(&self) -> bool {
        self.spec.split.as_ref().is_some_and(|split| split.archive == PartArchive::One)
    }

    /// Whether parts are files of their own.
    fn has_files(&self) -> bool {
        self.spec.split.as_ref().is_some_and(|split| split.archive == PartArchive::Each)
    }

    fn names(&self, set: &mut FileSet, problems: &mut Vec<Problem>) {
        let split = self.spec.split.as_ref();
        let is_by_value = self.is_by_value();
        for (path, name) in [("file_name", self.file_name), ("entry_name", self.entry_name)] {
            let Some(name) = name else { continue };
            let is_each = match path {
                "file_name" => self.has_files(),
                _ => split.is_some(),
            };
            for part in ["part", "parts"] {
                if name.holds(part) && split.is_none() {
                    let message = format!("{{{part}}} stands for parts, and there is one file");
                    problems.push(Problem::new(path, message, "Remove it, or add `split`."));
                }
            }
            if name.holds("part") && path == "file_name" && split.is_some() && !is_each {
                problems.push(of_one_part(path, "part", "Write it into `entry_name`."));
            }
            if name.holds("value") && !(is_by_value && is_each) {
                problems.push(value_without_field(path.to_owned()));
            }
        }
        let tells_apart = |name: Option<&FileName>| {
            name.is_some_and(|name| name.holds("part") || (is_by_value && name.holds("value")))
        };
        if self.has_files() && self.file_name.is_some() && !tells_apart(self.file_name) {
            let message = "all parts would have one name";
            let hint = "Write {part} into it, such as {name}_{part:03}.";
            problems.push(Problem::new("file_name", message, hint));
        }
        if set.split.is_some_and(|split| split.one_archive) && !tells_apart(self.entry_name) {
            let message = "all parts would have one name in the archive";
            let hint = "Write {part} into it, such as {name}_{part:03}.";
            problems.push(Problem::new("entry_name", message, hint));
        }
    }

    fn figures(&self, set: &mut FileSet, problems: &mut Vec<Problem>) {
        let mut figures = Vec::new();
        for template in set.templates() {
            for part in template.parts() {
                let Variable::Figure(figure, name) = part else { continue };
                if figures.iter().any(|(known, of, _)| known == figure && of == name) {
                    continue;
                }
                let path = "format";
                let Some(place) = self.column(name) else {
                    let message = format!("{part} names a field that isn't exported");
                    problems.push(Problem::new(path, message, "Name one of the exported fields."));
                    continue;
                };
                let mut read = self.columns.iter().filter(|column| column.constant.is_none());
                let Some(column) = read.nth(place) else { continue };
                let fits = match column.kind {
                    ColumnKind::Number { .. } => true,
                    ColumnKind::Date { .. } | ColumnKind::Datetime { .. } => *figure != Figure::Sum,
                    ColumnKind::Text | ColumnKind::Boolean | ColumnKind::Json => false,
                };
                if !fits || column.map.is_some() {
                    let what = if *figure == Figure::Sum { "numbers" } else { "numbers and dates" };
                    let message = format!("{part} stands for {what}, and `{name}` has others");
                    problems.push(Problem::new(path, message, "Name another field."));
                }
                if column.mask.is_some() {
                    let message =
                        format!("{part} would tell true values of `{name}`, a masked field");
                    problems.push(Problem::new(path, message, "Name another field."));
                }
                figures.push((*figure, name.clone(), place));
            }
        }
        set.figures = figures;
    }
}

impl FileSet {
    /// All templates of lines.
    fn templates(&self) -> impl Iterator<Item = &Template> {
        let companions = self.companions.iter().flat_map(|companion| {
            companion.lines.iter().chain(&companion.lines_of_files).chain(&companion.last_lines)
        });
        self.before.iter().chain(&self.after).chain(companions)
    }
}

fn of_one_part(path: &str, part: &str, hint: &str) -> Problem {
    let message = format!("{{{part}}} is of one part, and the archive holds all");
    Problem::new(path, message, hint)
}

fn value_without_field(path: String) -> Problem {
    let message = "{value} stands for a field that parts are made by";
    Problem::new(path, message, "Remove it, or split by a field.")
}

/// Puts the field that rows are split by before all others.
pub(super) fn order_by_split(spec: &ExportSpec, field: &Field, order: &mut Vec<Order>) {
    if spec.aggregation {
        return;
    }
    let place = order.iter().position(|order| order.field.id == field.id);
    let first = match place {
        Some(place) => order.remove(place),
        None => Order { field: field.clone(), descending: false },
    };
    order.insert(0, first);
}

fn templates(
    path: &str,
    lines: &[String],
    is_companion: bool,
    problems: &mut Vec<Problem>,
) -> Vec<Template> {
    let mut parsed = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        match Template::parse(line, is_companion) {
            Ok(template) => parsed.push(template),
            Err((message, hint)) => {
                problems.push(Problem::new(format!("{path}[{index}]"), message, hint));
            }
        }
    }
    parsed
}

/// The moments that the only condition on dates allows: the first one and the last
/// whole second. None where there is no such condition, or it is open where an end
/// is asked for.
fn window(
    groups: &[Vec<Test>],
    zone: Zone,
    needs_from: bool,
    needs_to: bool,
) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let [tests] = groups else { return None };
    let mut found = tests.iter().filter(|test| !test.negated).filter_map(|test| match &test.kind {
        TestKind::Days((from, to)) => {
            // A day beyond all days is no end.
            let day = |date: NaiveDate, days| {
                let date = date.checked_add_signed(TimeDelta::days(days))?;
                Some(start_of_day(zone, date))
            };
            let before = |at: DateTime<Utc>| at.checked_sub_signed(TimeDelta::seconds(1));
            let from = match from {
                Bound::Included(date) => day(*date, 0),
                Bound::Excluded(date) => day(*date, 1),
                Bound::Unbounded => None,
            };
            let to = match to {
                Bound::Included(date) => day(*date, 1).and_then(before),
                Bound::Excluded(date) => day(*date, 0).and_then(before),
                Bound::Unbounded => None,
            };
            Some((from, to))
        }
        TestKind::Instants((from, to)) => {
            let from = match from {
                Bound::Included(at) | Bound::Excluded(at) => Some(*at),
                Bound::Unbounded => None,
            };
            let to = match to {
                Bound::Included(at) => Some(*at),
                Bound::Excluded(at) => Some(*at - TimeDelta::seconds(1)),
                Bound::Unbounded => None,
            };
            Some((from, to))
        }
        TestKind::Empty
        | TestKind::Text { .. }
        | TestKind::NumberIn(_)
        | TestKind::NumberRange(..)
        | TestKind::Boolean(_)
        | TestKind::Entries { .. } => None,
    });
    let (from, to) = found.next()?;
    if found.next().is_some() || (needs_from && from.is_none()) || (needs_to && to.is_none()) {
        return None;
    }
    Some((from.unwrap_or_default(), to.unwrap_or_default()))
}
