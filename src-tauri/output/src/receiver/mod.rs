//! Programs that load our files: how each wants them written, the command that
//! loads them, and what it can't keep.
//!
//! [`RECEIVERS`] is the one table. `load.rs` writes the load commands, `steps.rs` the
//! steps where people load the file, and `check.rs` holds every row against the limits
//! of chosen receivers.

mod check;
mod load;
mod load_xml;
mod steps;

use serde::Serialize;

pub(crate) use check::Counts;
pub use check::{FileCheck, Finding, Rule};
pub use load::{LoadColumn, LoadCommand, LoadFile, LoadKind, LoadLanguage, load_columns};

use crate::spec::format::{Compression, Encoding, FileFormat, Newline, Quoting};
use crate::spec::profile::{Profile, ReceiverId};

/// Text of missing values for receivers that would take nothing for an empty text.
const MISSING: &str = "\\N";

/// What a receiver's profile is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// A file was loaded by its own loader with our command, and compared.
    Tested(&'static str),
    /// Its documentation says so.
    Documented(&'static str),
}

/// A program that loads files.
#[derive(Debug)]
pub struct Receiver {
    /// Its id in definitions.
    pub id: ReceiverId,
    /// The same as text.
    pub key: &'static str,
    /// Its name on screen.
    pub name: &'static str,
    /// How its profile is known to work.
    pub evidence: Evidence,
    /// What it doesn't keep, even so.
    pub loses: &'static [&'static str],
    /// What it can't take.
    pub limits: Limits,
    format: fn() -> FileFormat,
}

/// What a receiver can't take, or changes.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Limits {
    /// Rows of the file, its header included.
    pub rows: Option<u64>,
    /// Rows times columns.
    pub cells: Option<u64>,
    /// Columns.
    pub columns: Option<usize>,
    /// Length of a cell.
    pub cell: Option<Length>,
    /// Length of a column's name.
    pub name: Option<Length>,
    /// Which names columns can have.
    pub names: Names,
    /// Whether it turns texts that look like numbers or dates into them.
    pub guesses_types: bool,
    /// Whether a text that equals the text of missing values becomes one, even
    /// enclosed.
    pub missing_everywhere: bool,
    /// How it has to be told of missing values.
    pub missing: MissingText,
    /// Whether a line of a cell that is only `\.` ends its reading.
    pub ends_at_dot: bool,
    /// First and last year of its dates.
    pub years: Option<(i32, i32)>,
    /// Whole digits of its decimals.
    pub digits: Option<u32>,
    /// Whether numbers that aren't finite stop it.
    pub finite: bool,
    /// Encodings that it reads.
    pub encodings: &'static [Encoding],
    /// Whether a datetime keeps its local time and loses its offset.
    pub drops_offsets: bool,
    /// Whether it reads gzip.
    pub gzip: bool,
    /// Whether it reads a zip archive.
    pub zip: bool,
}

/// A length and what it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// Bytes of UTF-8.
    Bytes(usize),
    /// Characters.
    Characters(usize),
    /// Units of UTF-16, which Excel counts: an emoji is two.
    Utf16(usize),
}

/// How a receiver has to be told of missing values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingText {
    /// It tells nothing from an empty enclosure.
    Optional,
    /// By a text of their own.
    Needed,
    /// By this text.
    Only(&'static str),
}

/// Which names columns can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Any, also the same twice.
    Any,
    /// Any, each once.
    Unique,
    /// Any, each once in whatever case.
    UniqueInAnyCase,
    /// Letters, digits and underscores, not beginning with a digit; each once in
    /// whatever case.
    Words,
}

const UTF8: &[Encoding] = &[Encoding::Utf8];
const UTF8_WITH_BOM: &[Encoding] = &[Encoding::Utf8, Encoding::Utf8Bom];
/// Those that have a name everywhere.
const ALL: &[Encoding] = &[
    Encoding::Utf8,
    Encoding::Utf8Bom,
    Encoding::Utf16le,
    Encoding::Windows1250,
    Encoding::Windows1252,
    Encoding::Iso88591,
    Encoding::Iso88592,
    Encoding::Iso885915,
    Encoding::ShiftJis,
];

const NO_LIMITS: Limits = Limits {
    rows: None,
    cells: None,
    columns: None,
    cell: None,
    name: None,
    names: Names::Any,
    guesses_types: false,
    missing_everywhere: false,
    missing: MissingText::Optional,
    ends_at_dot: false,
    years: None,
    digits: None,
    finite: false,
    encodings: ALL,
    drops_offsets: false,
    gzip: true,
    zip: false,
};

/// Whole digits of `DECIMAL(38, 10)`.
const WHOLE_DIGITS: Option<u32> = Some(28);

const DATABASE: Limits =
    Limits { names: Names::UniqueInAnyCase, digits: WHOLE_DIGITS, finite: true, ..NO_LIMITS };

const SPREADSHEET: Limits = Limits {
    rows: Some(1_048_576),
    columns: Some(16_384),
    cell: Some(Length::Utf16(32_767)),
    gzip: false,
    ..NO_LIMITS
};

fn plain() -> FileFormat {
    FileFormat { compression: Compression::None, ..FileFormat::default() }
}

fn rfc4180() -> FileFormat {
    FileFormat { newline: Newline::Crlf, ..plain() }
}

fn with_missing() -> FileFormat {
    FileFormat { missing: Some(MISSING.to_owned()), ..plain() }
}

fn gzip_with_missing() -> FileFormat {
    FileFormat { compression: Compression::Gzip, ..with_missing() }
}

fn gzip() -> FileFormat {
    FileFormat { compression: Compression::Gzip, ..FileFormat::default() }
}

fn load_data() -> FileFormat {
    let mut format = FileFormat { missing: Some("NULL".to_owned()), ..plain() };
    // An offset would be cut off, and the digits before it taken for local time.
    format.values.datetime = Some("utc".to_owned());
    format
}

fn spreadsheet() -> FileFormat {
    FileFormat { encoding: Encoding::Utf8Bom, newline: Newline::Crlf, ..plain() }
}

fn double_click() -> FileFormat {
    FileFormat { formula_guard: true, ..spreadsheet() }
}

fn enclosed() -> FileFormat {
    FileFormat { quoting: Quoting::Text, ..rfc4180() }
}

/// All receivers, in the order in which they are shown.
pub static RECEIVERS: [Receiver; 20] = [
    Receiver {
        id: ReceiverId::Rfc4180,
        key: "rfc4180",
        name: "Plain CSV (RFC 4180)",
        evidence: Evidence::Documented("https://www.rfc-editor.org/rfc/rfc4180"),
        loses: &[
            "The standard has no missing values; most readers take an empty cell for an empty text.",
        ],
        limits: Limits { gzip: false, ..NO_LIMITS },
        format: rfc4180,
    },
    Receiver {
        id: ReceiverId::Postgresql,
        key: "postgresql",
        name: "PostgreSQL COPY",
        evidence: Evidence::Tested("PostgreSQL 15"),
        loses: &[],
        limits: Limits {
            columns: Some(1600),
            name: Some(Length::Bytes(63)),
            names: Names::Unique,
            ends_at_dot: true,
            digits: None,
            encodings: &[
                Encoding::Utf8,
                Encoding::Windows1250,
                Encoding::Windows1252,
                Encoding::Iso88591,
                Encoding::Iso88592,
                Encoding::Iso885915,
                Encoding::ShiftJis,
            ],
            ..DATABASE
        },
        format: with_missing,
    },
    Receiver {
        id: ReceiverId::Mariadb,
        key: "mariadb",
        name: "MariaDB LOAD DATA",
        evidence: Evidence::Tested("MariaDB 10.11"),
        loses: &["Datetimes are stored in UTC, without an offset."],
        limits: LOAD_DATA,
        format: load_data,
    },
    Receiver {
        id: ReceiverId::Mysql,
        key: "mysql",
        name: "MySQL LOAD DATA",
        evidence: Evidence::Documented("https://dev.mysql.com/doc/refman/8.4/en/load-data.html"),
        loses: &["Datetimes are stored in UTC, without an offset."],
        limits: LOAD_DATA,
        format: load_data,
    },
    Receiver {
        id: ReceiverId::Sqlite,
        key: "sqlite",
        name: "SQLite .import",
        evidence: Evidence::Tested("SQLite 3.40"),
        loses: &["All columns are texts: SQLite has neither exact decimals nor dates."],
        limits: Limits {
            columns: Some(2000),
            missing_everywhere: true,
            missing: MissingText::Needed,
            digits: None,
            finite: false,
            encodings: UTF8,
            gzip: false,
            ..DATABASE
        },
        format: with_missing,
    },
    Receiver {
        id: ReceiverId::Duckdb,
        key: "duckdb",
        name: "DuckDB read_csv",
        evidence: Evidence::Tested("DuckDB 2.0"),
        loses: &[],
        limits: Limits {
            cell: Some(Length::Bytes(2_000_000)),
            encodings: UTF8_WITH_BOM,
            ..DATABASE
        },
        format: gzip_with_missing,
    },
    Receiver {
        id: ReceiverId::Clickhouse,
        key: "clickhouse",
        name: "ClickHouse CSVWithNames",
        evidence: Evidence::Tested("ClickHouse 26.9 (chdb)"),
        loses: &["Datetimes are stored in UTC, without an offset."],
        limits: Limits {
            names: Names::Unique,
            years: Some((1900, 2299)),
            encodings: UTF8_WITH_BOM,
            ..DATABASE
        },
        format: gzip_with_missing,
    },
    Receiver {
        id: ReceiverId::Spark,
        key: "spark",
        name: "Spark read.csv",
        evidence: Evidence::Tested("Spark 4.3"),
        loses: &["Datetimes are instants, without an offset."],
        limits: Limits {
            missing_everywhere: true,
            missing: MissingText::Needed,
            years: Some((1, 9999)),
            ..DATABASE
        },
        format: gzip_with_missing,
    },
    Receiver {
        id: ReceiverId::Pandas,
        key: "pandas",
        name: "pandas read_csv",
        evidence: Evidence::Tested("pandas 3.1"),
        loses: &["Datetimes are instants in UTC, without an offset."],
        limits: Limits {
            missing_everywhere: true,
            missing: MissingText::Needed,
            names: Names::Unique,
            ..NO_LIMITS
        },
        format: gzip_with_missing,
    },
    Receiver {
        id: ReceiverId::Polars,
        key: "polars",
        name: "Polars read_csv",
        evidence: Evidence::Tested("Polars 2.1"),
        loses: &[
            "Datetimes are instants in UTC, without an offset.",
            "In a file of one column, missing values are empty texts.",
        ],
        limits: Limits {
            missing_everywhere: true,
            names: Names::Unique,
            encodings: UTF8_WITH_BOM,
            ..DATABASE
        },
        format: gzip,
    },
    Receiver {
        id: ReceiverId::Pyarrow,
        key: "pyarrow",
        name: "Arrow (pyarrow) read_csv",
        evidence: Evidence::Tested("pyarrow 26.0"),
        loses: &["Datetimes are instants in UTC, without an offset."],
        limits: Limits { names: Names::Unique, ..DATABASE },
        format: gzip_with_missing,
    },
    Receiver {
        id: ReceiverId::Excel,
        key: "excel",
        name: "Excel, by a double click",
        evidence: Evidence::Documented(
            "https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3",
        ),
        loses: &[
            "Texts that look like numbers or dates become numbers or dates, enclosed or not.",
            "Where the decimal sign is a comma, Excel splits at semicolons: choose that delimiter.",
            "An empty text and a missing value are both an empty cell.",
        ],
        limits: Limits {
            guesses_types: true,
            encodings: &[Encoding::Utf8Bom, Encoding::Utf16le],
            ..SPREADSHEET
        },
        format: double_click,
    },
    Receiver {
        id: ReceiverId::ExcelImport,
        key: "excel_import",
        name: "Excel, Data from Text/CSV",
        evidence: Evidence::Documented(
            "https://support.microsoft.com/office/import-or-export-text-txt-or-csv-files-5250ac4c-663c-47ce-937b-339e391393ba",
        ),
        loses: &["An empty text and a missing value are both an empty cell."],
        limits: SPREADSHEET,
        format: spreadsheet,
    },
    Receiver {
        id: ReceiverId::Libreoffice,
        key: "libreoffice",
        name: "LibreOffice, with import options",
        evidence: Evidence::Tested("LibreOffice 7.4"),
        loses: &[
            "All cells are texts.",
            "An empty text and a missing value are both an empty cell.",
            "Of a line end of two characters in a cell, the carriage return is dropped.",
        ],
        limits: SPREADSHEET,
        format: rfc4180,
    },
    Receiver {
        id: ReceiverId::GoogleSheets,
        key: "google_sheets",
        name: "Google Sheets",
        evidence: Evidence::Documented("https://support.google.com/drive/answer/37603"),
        loses: &["An empty text and a missing value are both an empty cell."],
        limits: Limits {
            rows: None,
            cells: Some(10_000_000),
            columns: Some(18_278),
            cell: Some(Length::Characters(50_000)),
            encodings: UTF8_WITH_BOM,
            ..SPREADSHEET
        },
        format: rfc4180,
    },
    Receiver {
        id: ReceiverId::Snowflake,
        key: "snowflake",
        name: "Snowflake COPY INTO",
        evidence: Evidence::Documented(
            "https://docs.snowflake.com/en/sql-reference/sql/create-file-format",
        ),
        loses: &[],
        limits: Limits {
            cell: Some(Length::Bytes(16_777_216)),
            name: Some(Length::Characters(255)),
            names: Names::Unique,
            years: Some((1, 9999)),
            ..DATABASE
        },
        format: gzip,
    },
    Receiver {
        id: ReceiverId::Bigquery,
        key: "bigquery",
        name: "BigQuery load job",
        evidence: Evidence::Documented(
            "https://cloud.google.com/bigquery/docs/loading-data-cloud-storage-csv",
        ),
        loses: &["Datetimes are instants in UTC, without an offset."],
        limits: Limits {
            columns: Some(10_000),
            name: Some(Length::Characters(300)),
            names: Names::Words,
            missing_everywhere: true,
            missing: MissingText::Needed,
            years: Some((1, 9999)),
            encodings: &[Encoding::Utf8, Encoding::Utf16le, Encoding::Iso88591],
            ..DATABASE
        },
        format: gzip_with_missing,
    },
    Receiver {
        id: ReceiverId::Redshift,
        key: "redshift",
        name: "Redshift COPY",
        evidence: Evidence::Documented(
            "https://docs.aws.amazon.com/redshift/latest/dg/copy-parameters-data-format.html",
        ),
        loses: &["Datetimes are instants in UTC, without an offset."],
        limits: Limits {
            columns: Some(1600),
            cell: Some(Length::Bytes(65_535)),
            name: Some(Length::Bytes(127)),
            missing_everywhere: true,
            missing: MissingText::Needed,
            encodings: &[Encoding::Utf8, Encoding::Utf8Bom, Encoding::Iso88591],
            ..DATABASE
        },
        format: gzip_with_missing,
    },
    Receiver {
        id: ReceiverId::MarketingCloud,
        key: "marketing_cloud",
        name: "Salesforce Marketing Cloud import",
        evidence: Evidence::Documented(
            "https://help.salesforce.com/s/articleView?id=mktg.mc_as_import_file_activity.htm&type=5",
        ),
        loses: &["An empty text and a missing value are both empty."],
        limits: Limits {
            cell: Some(Length::Characters(4_000)),
            name: Some(Length::Characters(50)),
            names: Names::UniqueInAnyCase,
            encodings: &[Encoding::Utf8, Encoding::Utf8Bom, Encoding::Utf16le],
            zip: true,
            ..NO_LIMITS
        },
        format: enclosed,
    },
    Receiver {
        id: ReceiverId::AdobeAep,
        key: "adobe_aep",
        name: "Adobe Experience Platform",
        evidence: Evidence::Documented(
            "https://experienceleague.adobe.com/en/docs/experience-platform/ingestion/tutorials/map-csv/overview",
        ),
        loses: &[],
        limits: Limits { names: Names::Unique, encodings: UTF8, ..NO_LIMITS },
        format: rfc4180,
    },
];

const LOAD_DATA: Limits = Limits {
    columns: Some(1017),
    name: Some(Length::Characters(64)),
    missing: MissingText::Only("NULL"),
    years: Some((1, 9999)),
    encodings: &[
        Encoding::Utf8,
        Encoding::Windows1250,
        Encoding::Windows1252,
        Encoding::Iso88592,
        Encoding::ShiftJis,
    ],
    drops_offsets: true,
    gzip: false,
    ..DATABASE
};

impl Receiver {
    /// The receiver of this id.
    ///
    /// # Panics
    ///
    /// Were an id not in the table, which has them all.
    pub fn of(id: ReceiverId) -> &'static Self {
        RECEIVERS.iter().find(|receiver| receiver.id == id).expect("every id is in the table")
    }

    /// The receiver whose id is this text.
    pub fn named(key: &str) -> Option<&'static Self> {
        RECEIVERS.iter().find(|receiver| receiver.key == key)
    }

    /// The settings under which it reads a file exactly.
    pub fn profile(&self) -> Profile {
        let mut profile = Profile::new(self.key);
        profile.note = self.name.to_owned();
        profile.format = (self.format)();
        profile.format.receivers = vec![self.id];
        profile
    }

    /// Itself, as it is shown.
    pub fn described(&self) -> DescribedReceiver {
        let (tested, link) = match self.evidence {
            Evidence::Tested(version) => (Some(version.to_owned()), None),
            Evidence::Documented(link) => (None, Some(link.to_owned())),
        };
        DescribedReceiver {
            id: self.id,
            name: self.name.to_owned(),
            tested,
            link,
            loses: self.loses.iter().map(|text| (*text).to_owned()).collect(),
        }
    }
}

/// A receiver, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct DescribedReceiver {
    /// Its id.
    pub id: ReceiverId,
    /// Its name.
    pub name: String,
    /// Version of it that a file was loaded by and read back from; none where it
    /// can't be tested.
    pub tested: Option<String>,
    /// Its documentation, where it isn't tested.
    pub link: Option<String>,
    /// What it doesn't keep.
    pub loses: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_receiver_has_a_profile_that_it_reads() {
        for receiver in &RECEIVERS {
            let profile = receiver.profile();
            assert_eq!(profile.problems(), [], "{}", receiver.key);
            let key = serde_json::to_value(receiver.id).unwrap();
            assert_eq!(key, receiver.key);
            assert!(receiver.limits.encodings.contains(&profile.format.encoding));
            match profile.format.compression {
                Compression::None => {}
                Compression::Gzip => assert!(receiver.limits.gzip, "{}", receiver.key),
                Compression::Zip => assert!(receiver.limits.zip, "{}", receiver.key),
            }
        }
    }
}
