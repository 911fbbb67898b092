//! What the user asked for: the export definition, as plain serde data.
//!
//! Nothing here knows the data model, the clock or a file; a value that parses
//! may still be refused by [`crate::plan::ExportPlan::compile`], which is where
//! names are resolved and values are checked. A key that more than one part of
//! the product needs (window, command line, history) belongs here.

pub mod delta;
mod document;
pub mod email;
pub mod encryption;
pub mod file_name;
pub mod file_set;
pub mod format;
pub mod heartbeat;
pub mod mask;
pub mod pattern;
pub mod profile;
mod query;
pub mod schedule;
pub mod set;
#[cfg(feature = "bindings")]
mod shapes;
pub mod template;
mod version;
pub mod xml;

pub use document::{Problem, SpecError};
pub use query::{
    Aggregate, Condition, Direction, ExportField, FieldChoice, Operator, SortBy, Unit, ValueKind,
    operators_for,
};

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use delta::Delta;
use email::Email;
use file_set::{Companion, Sequence, Split};
use format::FileFormat;
use mask::Mask;
use schedule::Schedule;
use set::Packaging;

/// The version of the document that is written. Older ones are read, too.
pub const SPEC_VERSION: u32 = 2;

/// An export definition: which rows and columns of which data model go into
/// which kind of file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct ExportSpec {
    /// Version of this document's format; 2. Version 1 is read as well.
    #[schemars(range(min = 1, max = 2))]
    pub version: u32,
    /// Name of the export; the file takes its name from it.
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    /// Id of the data model, such as `events`. A set has none: each of its members has
    /// one.
    pub model: String,
    /// IANA time zone, such as `Europe/Budapest`: datetimes in the file, day
    /// boundaries of date filters, and schedule times are in it.
    pub timezone: String,
    /// Groups of conditions: *and* inside a group, *or* between groups. No
    /// group means every row.
    #[serde(default)]
    pub filters: Vec<Vec<Condition>>,
    /// Whether a run takes only what is new; absent, each takes every row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delta: Option<Delta>,
    /// Whether rows are grouped; every field then has an `aggregate`.
    #[serde(default)]
    pub aggregation: bool,
    /// `"all"`, or the chosen fields in the order of their columns.
    #[serde(default)]
    #[cfg_attr(feature = "bindings", specta(type = shapes::FieldChoice))]
    pub fields: FieldChoice,
    /// Columns with the same text in every row, such as a record type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub constants: Vec<ConstantColumn>,
    /// Order of rows; afterwards, and by default, the data model's key.
    #[serde(default)]
    pub sort: Vec<SortBy>,
    /// How the file is written.
    #[serde(default)]
    pub format: FileFormat,
    /// Template of the file's name without its extension; parts `{name}`,
    /// `{model}`, `{date}`, `{time}`, `{run}`, `{rows}`, `{seq}`, `{part}`, `{parts}`,
    /// `{value}` (of the field that the rows are split by), `{kind}` (`full` or
    /// `delta`) and `{sha256}`, also `{date:YYYYMMDD}`, `{date:%H%M@UTC}` and
    /// `{run:06}`. `{from:PATTERN}` and `{to:PATTERN}` are the first and last moment of
    /// `delta`, or else of the filter on dates.
    #[serde(default = "default_file_name")]
    pub file_name: String,
    /// The same for the name of the file inside its archive, without `{rows}` and
    /// `{sha256}`; the export's name unless it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry_name: Option<String>,
    /// What becomes of a run that no row matches.
    #[serde(default, skip_serializing_if = "WhenEmpty::is_file")]
    pub when_empty: WhenEmpty,
    /// How the rows are divided into several files; absent, they are in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<Split>,
    /// Files that are published with the data, in this order. All files of a run are
    /// published, or none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub companions: Vec<Companion>,
    /// What `{seq}` counts; absent, the accepted deliveries of exports of this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sequence: Option<Sequence>,
    /// Whether a run stops rather than give a file a name that an earlier run of this
    /// export has given, wherever that file is now.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub new_names_only: bool,
    /// Exports whose files are made from one moment and delivered together, all of them
    /// or none. A definition with members is a set: it has no rows of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<ExportSpec>,
    /// Of a set: whether its members' files are in one archive.
    #[serde(default, skip_serializing_if = "Packaging::is_archive")]
    pub packaging: Packaging,
    /// When it runs by itself; absent, it runs when it is asked to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<Schedule>,
    /// Names of the saved targets that the file is delivered to; it stays on
    /// this computer, too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<String>,
    /// Who is told by e-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
}

/// What becomes of a run that no row matches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum WhenEmpty {
    /// It makes a file without rows, with its header if it has one.
    #[default]
    #[serde(rename = "file")]
    File,
    /// It succeeds without a file, so nothing is delivered either.
    #[serde(rename = "no_file")]
    NoFile,
    /// It fails, and leaves no file.
    #[serde(rename = "fail")]
    Fail,
}

impl WhenEmpty {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    fn is_file(&self) -> bool {
        *self == Self::File
    }
}

/// A column with the same text in every row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct ConstantColumn {
    /// Its place among all columns, from 1.
    #[schemars(range(min = 1))]
    pub at: u16,
    /// Its name in the header line.
    pub header: String,
    /// The text.
    pub value: String,
    /// Characters that it takes in a fixed-width file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u16>,
}

/// Places of constant columns, from the first one on: those that ask for one place
/// stand there in their order.
#[derive(Debug, Default)]
pub(crate) struct ConstantPlaces {
    free: usize,
}

impl ConstantPlaces {
    /// The place of the next one among so many columns, from 0.
    pub(crate) fn next(&mut self, constant: &ConstantColumn, columns: usize) -> usize {
        let place = usize::from(constant.at).saturating_sub(1).max(self.free).min(columns);
        self.free = place + 1;
        place
    }
}

fn default_file_name() -> String {
    "{name}".to_owned()
}

/// JSON text with the numbers of its filters as texts where reading them as numbers
/// would lose digits: `4.50`, and more digits than 64 bits hold.
fn exact_numbers(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let (mut exact, mut copied) = (String::new(), 0);
    let (mut depth, mut place) = (0usize, 0);
    let (mut last, mut is_filters, mut is_members) = (0..0, false, false);
    while place < bytes.len() {
        let begin = place;
        place += 1;
        match bytes[begin] {
            b'"' => {
                while place < bytes.len() && bytes[place] != b'"' {
                    place += 1 + usize::from(bytes[place] == b'\\');
                }
                last = begin + 1..place.min(bytes.len());
                place += 1;
            }
            b':' if depth == 1 || (depth == 3 && is_members) => {
                is_filters = &bytes[last.clone()] == b"filters";
                is_members = depth == 3 || &bytes[last.clone()] == b"members";
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'-' | b'0'..=b'9' => {
                let is_part =
                    |byte: &u8| matches!(byte, b'0'..=b'9' | b'.' | b'+' | b'-' | b'e' | b'E');
                place += bytes[place..].iter().take_while(|byte| is_part(byte)).count();
                let number = &text[begin..place];
                let is_kept = !is_filters
                    || number.contains(['e', 'E'])
                    || serde_json::from_str::<serde_json::Number>(number)
                        .map_or(true, |read| read.to_string() == number);
                if !is_kept {
                    exact.push_str(&text[copied..begin]);
                    exact.push_str(&format!("\"{number}\""));
                    copied = place;
                }
            }
            _ => {}
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    exact.push_str(&text[copied..]);
    Cow::Owned(exact)
}

impl ExportSpec {
    /// Reads a definition of any version from JSON text. Unknown keys and wrong values are
    /// refused with their path in the document.
    pub fn from_json(text: &str) -> Result<Self, SpecError> {
        document::parse(&exact_numbers(text), "definition", &version::DEFINITIONS)
    }

    /// Brings the JSON of a definition, which may be of an older version, to the
    /// present one.
    pub fn migrate(document: &mut serde_json::Value) -> Result<(), SpecError> {
        Ok(version::migrate(document, "definition", &version::DEFINITIONS)?)
    }

    /// Whether it has members in place of rows of its own.
    pub fn is_set(&self) -> bool {
        !self.members.is_empty()
    }

    /// What `{model}` stands for in names of folders.
    pub fn model_in_names(&self) -> &str {
        if self.is_set() { "set" } else { &self.model }
    }

    /// The definitions that rows are read by: its members, or itself.
    pub fn parts(&self) -> &[ExportSpec] {
        if self.is_set() { &self.members } else { std::slice::from_ref(self) }
    }

    /// Widths of the columns, where they are fixed.
    pub fn widths(&self) -> Vec<usize> {
        let width = |field: &ExportField| usize::from(field.format.width.unwrap_or(0));
        let mut widths: Vec<usize> = match &self.fields {
            FieldChoice::All => Vec::new(),
            FieldChoice::Chosen(fields) => fields.iter().map(width).collect(),
        };
        let mut places = ConstantPlaces::default();
        for (_, constant) in self.constants_in_order() {
            let width = usize::from(constant.width.unwrap_or(0));
            widths.insert(places.next(&constant, widths.len()), width);
        }
        widths
    }

    /// Whether its files have a header line in the content at this place, among all
    /// that a run makes.
    pub fn has_header_at(&self, place: usize) -> bool {
        let is_first_only =
            self.split.as_ref().is_some_and(|split| split.header == file_set::PartHeader::First);
        self.format.header && (place == 0 || !is_first_only)
    }

    /// Name of the sequence that `{seq}` counts.
    pub fn sequence_name(&self) -> String {
        let name = self.sequence.as_ref().map_or(&self.name, |sequence| &sequence.name);
        name.trim().to_owned()
    }

    /// Whether its names or lines depend on earlier runs.
    pub fn needs_history(&self) -> bool {
        self.new_names_only || self.holds_seq()
    }

    /// Whether `{seq}` stands anywhere, in its members too.
    pub(crate) fn holds_seq(&self) -> bool {
        let companions = self.companions.iter().flat_map(|companion| {
            let lines = [&companion.lines, &companion.lines_of_files, &companion.last_lines];
            lines.into_iter().flatten().chain([&companion.name])
        });
        let lines = self.format.lines_before.iter().chain(&self.format.lines_after);
        let names = [&self.file_name].into_iter().chain(&self.entry_name);
        names.chain(lines).chain(companions).any(|template| template.contains("{seq"))
            || self.members.iter().any(Self::holds_seq)
    }

    /// The masks of its columns, each with the place of its column among the fields.
    pub fn masks(&self) -> impl Iterator<Item = (usize, &Mask)> {
        let fields = match &self.fields {
            FieldChoice::All => &[][..],
            FieldChoice::Chosen(fields) => fields,
        };
        fields.iter().enumerate().filter_map(|(place, field)| Some((place, field.mask.as_ref()?)))
    }

    /// The constant columns by their places in the file, each with its place in the
    /// definition, and among them the one that says what became of a row.
    pub(crate) fn constants_in_order(&self) -> Vec<(Option<usize>, Cow<'_, ConstantColumn>)> {
        let constants = self.constants.iter().enumerate();
        let mut constants: Vec<_> =
            constants.map(|(index, constant)| (Some(index), Cow::Borrowed(constant))).collect();
        let change = self.delta.as_ref().and_then(Delta::further_column);
        constants.extend(change.map(|change| (None, Cow::Owned(change))));
        constants.sort_by_key(|(_, constant)| constant.at);
        constants
    }

    /// The published JSON Schema of the document.
    ///
    /// # Panics
    ///
    /// Were the schema no JSON, which it always is.
    pub fn json_schema() -> serde_json::Value {
        let schema = schemars::schema_for!(Self);
        let mut schema = serde_json::to_value(schema).expect("a schema is always valid JSON");
        // Sets have members in place of a model.
        if let Some(required) = schema["required"].as_array_mut() {
            required.retain(|key| key != "model");
        }
        schema["anyOf"] =
            serde_json::json!([{ "required": ["model"] }, { "required": ["members"] }]);
        schema
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_filters_keep_their_digits() {
        for (text, exact) in [
            (r#"{"filters":[[{"value":4.50}]]}"#, r#"{"filters":[[{"value":"4.50"}]]}"#),
            (
                r#"{"filters":[[{"value":4.5}]],"a":4.50}"#,
                r#"{"filters":[[{"value":4.5}]],"a":4.50}"#,
            ),
            (
                r#"{"a":{"filters":1.0},"filters" : [[{"v\"alue":[-99999999999999999999, 7, 1e3]}]]}"#,
                r#"{"a":{"filters":1.0},"filters" : [[{"v\"alue":["-99999999999999999999", 7, 1e3]}]]}"#,
            ),
            (r#"{"filters":"1.0", "name":"4.50"}"#, r#"{"filters":"1.0", "name":"4.50"}"#),
            (
                r#"{"members":[{"a":1.0,"filters":[[{"value":4.50}]],"b":1.0}],"c":1.0}"#,
                r#"{"members":[{"a":1.0,"filters":[[{"value":"4.50"}]],"b":1.0}],"c":1.0}"#,
            ),
            (r#"{"other":[{"filters":4.50}]}"#, r#"{"other":[{"filters":4.50}]}"#),
            (r#"{"filters":["#, r#"{"filters":["#),
            (r#"{"filters":["\"#, r#"{"filters":["\"#),
        ] {
            assert_eq!(exact_numbers(text), exact);
        }
    }
}
