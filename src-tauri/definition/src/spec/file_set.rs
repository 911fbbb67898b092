//! What a run makes besides one file: parts, and companion files.
//!
//! Plain serde data; templates are checked by [`crate::plan`].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the rows are divided into several files. Put behind each other, headers and
/// further lines left out, the parts are the undivided file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Split {
    /// Where a part ends. A row is never cut.
    pub by: SplitBy,
    /// With `rows`, `bytes` and `packed_bytes`: how many a part has at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    #[cfg_attr(feature = "bindings", specta(type = Option<specta_typescript::Number>))]
    pub limit: Option<u64>,
    /// With `field`: the field that has one value in each part. Rows are ordered by
    /// it before anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Which parts have the header line.
    #[serde(default)]
    pub header: PartHeader,
    /// Whether each part is a file of its own, or all are in one zip archive.
    #[serde(default)]
    pub archive: PartArchive,
}

/// Where a part ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum SplitBy {
    /// After so many rows.
    #[serde(rename = "rows")]
    Rows,
    /// Before the text of the part, with all of its lines, would have more bytes.
    #[serde(rename = "bytes")]
    Bytes,
    /// Before the compressed part would have more bytes.
    #[serde(rename = "packed_bytes")]
    PackedBytes,
    /// Where the value of a field changes.
    #[serde(rename = "field")]
    Field,
}

/// Which parts have the header line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum PartHeader {
    /// Each of them.
    #[default]
    #[serde(rename = "each")]
    Each,
    /// The first one.
    #[serde(rename = "first")]
    First,
}

/// Whether parts are files of their own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum PartArchive {
    /// Each part is a file.
    #[default]
    #[serde(rename = "each")]
    Each,
    /// All parts are entries of one zip archive.
    #[serde(rename = "one")]
    One,
}

/// A small file that is published with the data: a marker, checksums, a control
/// file or a descriptor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Companion {
    /// Its name with its extension; besides the parts of `file_name`, `{file}` is
    /// the name of the data file and `{stem}` the same without its extension.
    pub name: String,
    /// What is in it.
    pub content: CompanionContent,
    /// Whether it is there before the data or after.
    #[serde(default)]
    pub place: CompanionPlace,
    /// Whether there is one for each data file or one for all of them.
    #[serde(default)]
    pub of: CompanionOf,
    /// With `text`: templates of its first lines. They may hold `{file}`, `{stem}`,
    /// `{bytes}`, `{lines}`, `{rows}`, `{md5}`, `{sha256}`, `{files}` and all that
    /// lines of the data may hold; in a file for all, counts are those of all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<String>,
    /// With `text`: templates of lines that follow once for each data file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines_of_files: Vec<String>,
    /// What stands behind the lines of each data file but the last, such as a comma.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub between_files: String,
    /// With `text`: templates of its last lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub last_lines: Vec<String>,
}

/// What is in a companion file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum CompanionContent {
    /// Nothing: it only says that the data is there.
    #[serde(rename = "empty")]
    Empty,
    /// Lines of its own, in UTF-8 with the line ends of the data.
    #[serde(rename = "text")]
    Text,
    /// MD5 sums, as `md5sum -c` reads them.
    #[serde(rename = "md5")]
    Md5,
    /// SHA-256 sums, as `sha256sum -c` reads them.
    #[serde(rename = "sha256")]
    Sha256,
}

/// When a companion file is published.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum CompanionPlace {
    /// Before the data.
    #[serde(rename = "before")]
    Before,
    /// After it.
    #[default]
    #[serde(rename = "after")]
    After,
}

/// What a companion file is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum CompanionOf {
    /// One data file.
    #[default]
    #[serde(rename = "each")]
    Each,
    /// All data files of the run.
    #[serde(rename = "all")]
    All,
}

/// A count of accepted deliveries, without gaps: `{seq}` in names and lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Sequence {
    /// Exports that name the same sequence count on together.
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    /// Its first number.
    #[serde(default = "one")]
    #[cfg_attr(feature = "bindings", specta(type = specta_typescript::Number))]
    pub first: u64,
}

fn one() -> u64 {
    1
}
