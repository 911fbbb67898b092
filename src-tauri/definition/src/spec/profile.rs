//! A partner profile: how a receiver wants its files, saved once and applied to
//! any export by its name.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document;
use super::file_name::FileName;
use super::format::{Compression, DecimalSign, FileFormat};
use super::{ExportSpec, Problem, SpecError, WhenEmpty};

/// The only version of the document that exists so far.
pub const PROFILE_VERSION: u32 = 1;
/// Characters of a profile's name, at most.
const LONGEST_NAME: usize = 200;

/// How one receiver wants its files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Version of this document's format; 1.
    #[schemars(range(min = 1, max = 1))]
    pub version: u32,
    /// Name of the profile; definitions name it so.
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    /// What there is to know about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who answers questions about the file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// IANA time zone of the dates in the file and in its name; the export's own
    /// unless it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    /// How the file is written, and which receivers it is checked for.
    #[serde(default)]
    pub format: FileFormat,
    /// Template of the file's name; the export's own unless it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
    /// Template of the name of the file inside its archive; the export's own
    /// unless it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry_name: Option<String>,
    /// What becomes of a run that no row matches; as the export has it unless it
    /// is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when_empty: Option<WhenEmpty>,
}

impl Profile {
    /// A profile of this name with the default format.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            version: PROFILE_VERSION,
            name: name.into(),
            note: String::new(),
            contact: String::new(),
            timezone: None,
            format: FileFormat::default(),
            file_name: None,
            entry_name: None,
            when_empty: None,
        }
    }

    /// Reads a profile from JSON text. Unknown keys and wrong values are refused
    /// with their path in the document.
    pub fn from_json(text: &str) -> Result<Self, SpecError> {
        // There is one version of them so far.
        let profile: Self = document::parse(text, "profile", &[])?;
        // One whose entry_name no export can have is read all the same, to be corrected.
        let problems = profile.problems_besides_entry();
        if problems.is_empty() { Ok(profile) } else { Err(SpecError { problems }) }
    }

    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = self.problems_besides_entry();
        let entry_name = self.entry_name.as_deref().map(FileName::parse_of_entry);
        problems.extend(entry_name.and_then(Result::err));
        problems
    }

    fn problems_besides_entry(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.version != PROFILE_VERSION {
            problems.push(Problem::new(
                "version",
                format!("version {} isn't known", self.version),
                format!("Use version {PROFILE_VERSION}."),
            ));
        }
        if self.name.trim().is_empty() {
            problems.push(Problem::new("name", "the profile has no name", "Give it a name."));
        }
        if self.name.chars().count() > LONGEST_NAME {
            problems.push(Problem::new(
                "name",
                format!("the name has more than {LONGEST_NAME} characters"),
                "Shorten it.",
            ));
        }
        if let Some(timezone) = &self.timezone
            && let Err(unknown) = crate::zone::parse_zone(timezone)
        {
            problems.push(Problem::new("timezone", unknown.to_string(), unknown.hint()));
        }
        if self.format.profile.is_some() || self.format.profile_version.is_some() {
            problems.push(Problem::new(
                "format.profile",
                "a profile can't take its settings from another one",
                "Remove `profile` and `profile_version`.",
            ));
        }
        if let Err(error) = self.format.resolve() {
            problems.push(Problem {
                path: "format".to_owned(),
                message: error.message(),
                hint: error.hint(),
            });
        }
        problems.extend(self.format.values.problems("format.values"));
        let file_name = self.file_name.as_deref().map(FileName::parse_of_file);
        problems.extend(file_name.and_then(Result::err));
        problems
    }

    /// The definition with this profile's settings; `version` is that of the
    /// profile. Encryption that the definition asks for stays unless the profile has
    /// its own.
    #[must_use]
    pub fn applied_to(&self, spec: &ExportSpec, version: u32) -> ExportSpec {
        let mut spec = spec.clone();
        let own = (spec.format.pgp.take(), spec.format.zip_password.take());
        spec.format = FileFormat {
            profile: Some(self.name.clone()),
            profile_version: Some(version),
            ..self.format.clone()
        };
        if !self.format.is_encrypted() {
            if own.1.is_some() {
                // Only a zip has a password.
                spec.format.compression = Compression::Zip;
            }
            (spec.format.pgp, spec.format.zip_password) = own;
        }
        if let Some(timezone) = &self.timezone {
            spec.timezone.clone_from(timezone);
        }
        if let Some(file_name) = &self.file_name {
            spec.file_name.clone_from(file_name);
        }
        if self.entry_name.is_some() {
            spec.entry_name.clone_from(&self.entry_name);
        }
        if let Some(when_empty) = self.when_empty {
            spec.when_empty = when_empty;
        }
        spec
    }
}

/// How values are written where a field has no format of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(default, deny_unknown_fields)]
pub struct ValueFormat {
    /// Of dates: `iso`, `epoch`, `epoch_ms`, or a strftime pattern.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Of datetimes: `iso`, `utc`, `epoch`, `epoch_ms`, or a strftime pattern.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub datetime: Option<String>,
    /// Character between a number's whole part and its decimals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal_sign: Option<DecimalSign>,
    /// Words for true and false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub boolean: Option<BooleanWords>,
}

/// Words for true and false.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct BooleanWords {
    /// For true, such as `Y`.
    #[serde(rename = "true")]
    pub yes: String,
    /// For false, such as `N`.
    #[serde(rename = "false")]
    pub no: String,
}

impl ValueFormat {
    pub(super) fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// Everything that is wrong with it; `path` is its place in the document.
    pub(crate) fn problems(&self, path: &str) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (key, pattern, has_time) in
            [("date", &self.date, false), ("datetime", &self.datetime, true)]
        {
            if let Some(pattern) = pattern
                && let Err(error) = super::pattern::check_pattern(pattern, has_time)
            {
                problems.push(Problem {
                    path: format!("{path}.{key}"),
                    message: error.message(),
                    hint: error.hint(),
                });
            }
        }
        if self.decimal_sign == Some(DecimalSign::Implied) {
            problems.push(Problem::new(
                format!("{path}.decimal_sign"),
                "an implied decimal sign needs the number of decimals, which each field has",
                "Set it in the formats of the fields.",
            ));
        }
        if let Some(words) = &self.boolean
            && words.yes == words.no
        {
            problems.push(Problem::new(
                format!("{path}.boolean"),
                "true and false have the same word",
                "Use two words.",
            ));
        }
        problems
    }
}

/// What becomes of a run with values that a chosen receiver wouldn't read exactly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum Hold {
    /// It is published, and its report says which values.
    #[default]
    #[serde(rename = "warn")]
    Warn,
    /// It fails before anything is published.
    #[serde(rename = "stop")]
    Stop,
}

impl Hold {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    pub(super) fn is_warn(&self) -> bool {
        *self == Self::Warn
    }
}

/// A program that loads files, with how it is told to.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub enum ReceiverId {
    /// Any reader of RFC 4180.
    #[serde(rename = "rfc4180")]
    Rfc4180,
    /// PostgreSQL's `COPY`.
    #[serde(rename = "postgresql")]
    Postgresql,
    /// MariaDB's `LOAD DATA`.
    #[serde(rename = "mariadb")]
    Mariadb,
    /// MySQL's `LOAD DATA`.
    #[serde(rename = "mysql")]
    Mysql,
    /// The `.import` of SQLite's shell.
    #[serde(rename = "sqlite")]
    Sqlite,
    /// DuckDB's `read_csv`.
    #[serde(rename = "duckdb")]
    Duckdb,
    /// ClickHouse's `CSVWithNames`.
    #[serde(rename = "clickhouse")]
    Clickhouse,
    /// Spark's `read.csv`.
    #[serde(rename = "spark")]
    Spark,
    /// The `read_csv` of pandas.
    #[serde(rename = "pandas")]
    Pandas,
    /// The `read_csv` of Polars.
    #[serde(rename = "polars")]
    Polars,
    /// Arrow's `csv.read_csv`.
    #[serde(rename = "pyarrow")]
    Pyarrow,
    /// Excel, opened by a double click.
    #[serde(rename = "excel")]
    Excel,
    /// Excel's import of text (*Data*, *From Text/CSV*).
    #[serde(rename = "excel_import")]
    ExcelImport,
    /// LibreOffice, with its import options.
    #[serde(rename = "libreoffice")]
    Libreoffice,
    /// Google Sheets.
    #[serde(rename = "google_sheets")]
    GoogleSheets,
    /// Snowflake's `COPY INTO`.
    #[serde(rename = "snowflake")]
    Snowflake,
    /// BigQuery's load jobs.
    #[serde(rename = "bigquery")]
    Bigquery,
    /// Redshift's `COPY`.
    #[serde(rename = "redshift")]
    Redshift,
    /// Salesforce Marketing Cloud's imports into data extensions.
    #[serde(rename = "marketing_cloud")]
    MarketingCloud,
    /// Adobe Experience Platform's batch ingestion.
    #[serde(rename = "adobe_aep")]
    AdobeAep,
}
