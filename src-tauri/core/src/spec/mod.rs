//! What the user asked for: the export definition, as plain serde data.
//!
//! Nothing here knows the data model, the clock or a file; a value that parses
//! may still be refused by [`crate::plan::ExportPlan::compile`], which is where
//! names are resolved and values are checked. A key that more than one part of
//! the product needs (window, command line, history) belongs here.

mod document;
pub mod email;
pub mod file_name;
pub mod format;
mod query;
pub mod schedule;
#[cfg(feature = "bindings")]
mod shapes;

pub use document::{Problem, SpecError};
pub use query::{
    Aggregate, Condition, Direction, ExportField, FieldChoice, Operator, SortBy, Unit, ValueKind,
    operators_for,
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use email::Email;
use format::FileFormat;
use schedule::Schedule;

/// The only version of the document that exists so far.
pub const SPEC_VERSION: u32 = 1;

/// An export definition: which rows and columns of which data model go into
/// which kind of file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct ExportSpec {
    /// Version of this document's format; 1.
    #[schemars(range(min = 1, max = 1))]
    pub version: u32,
    /// Name of the export; the file takes its name from it.
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    /// Id of the data model, such as `events`.
    pub model: String,
    /// IANA time zone, such as `Europe/Budapest`: datetimes in the file, day
    /// boundaries of date filters, and schedule times are in it.
    pub timezone: String,
    /// Groups of conditions: *and* inside a group, *or* between groups. No
    /// group means every row.
    #[serde(default)]
    pub filters: Vec<Vec<Condition>>,
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
    /// `{model}`, `{date}`, `{time}`, `{run}`, `{rows}`, also `{date:YYYYMMDD}`,
    /// `{date:%H%M@UTC}` and `{run:06}`.
    #[serde(default = "default_file_name")]
    pub file_name: String,
    /// The same for the name of the file inside its archive, without `{rows}`; the
    /// export's name unless it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry_name: Option<String>,
    /// What becomes of a run that no row matches.
    #[serde(default, skip_serializing_if = "WhenEmpty::is_file")]
    pub when_empty: WhenEmpty,
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
    /// It fails, and leaves no file.
    #[serde(rename = "fail")]
    Fail,
}

impl WhenEmpty {
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

fn default_file_name() -> String {
    "{name}".to_owned()
}

impl ExportSpec {
    /// Reads a definition from JSON text. Unknown keys and wrong values are
    /// refused with their path in the document.
    pub fn from_json(text: &str) -> Result<Self, SpecError> {
        // What else is in one of a later version, only that one knows.
        if let Some(newer) = document::version(text).filter(|version| *version > SPEC_VERSION) {
            return Err(Problem::new(
                "version",
                format!("this definition is of a newer version ({newer})"),
                "Update Export Desk.".to_owned(),
            )
            .into());
        }
        let spec: Self = document::parse(text)?;
        if spec.version != SPEC_VERSION {
            return Err(Problem::new(
                "version",
                format!("version {} isn't known", spec.version),
                format!("Use version {SPEC_VERSION}."),
            )
            .into());
        }
        Ok(spec)
    }

    /// Widths of the columns, where they are fixed.
    pub(crate) fn widths(&self) -> Vec<usize> {
        let width = |field: &ExportField| usize::from(field.format.width.unwrap_or(0));
        let mut widths: Vec<usize> = match &self.fields {
            FieldChoice::All => Vec::new(),
            FieldChoice::Chosen(fields) => fields.iter().map(width).collect(),
        };
        for constant in self.constants_in_order() {
            let place = usize::from(constant.at).saturating_sub(1).min(widths.len());
            widths.insert(place, usize::from(constant.width.unwrap_or(0)));
        }
        widths
    }

    /// The constant columns by their places.
    pub(crate) fn constants_in_order(&self) -> Vec<&ConstantColumn> {
        let mut constants: Vec<&ConstantColumn> = self.constants.iter().collect();
        constants.sort_by_key(|constant| constant.at);
        constants
    }

    /// The published JSON Schema of the document.
    pub fn json_schema() -> serde_json::Value {
        let schema = schemars::schema_for!(Self);
        serde_json::to_value(schema).expect("a schema is always valid JSON")
    }
}
