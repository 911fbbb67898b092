//! The command that loads a file into a receiver, with the file's name, columns
//! and types filled in.

use std::fmt::Write as _;

use serde::Serialize;

use super::{load_xml, steps};
use crate::format::ColumnKind;
use crate::plan::ExportPlan;
use crate::spec::format::{Compression, DecimalSign, Dialect, Encoding, Layout, Newline};
use crate::spec::profile::ReceiverId;

/// What kind of values a column has for its receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoadKind {
    /// Texts, JSON, and whatever isn't written in a form that loaders know.
    Text,
    /// Exact numbers with so many decimals; ten where the data says.
    Number(Option<u8>),
    /// `true` or `false`.
    Boolean,
    /// Days as `2026-07-01`.
    Date,
    /// Instants as ISO 8601.
    Datetime {
        /// Whether they are in UTC with a `Z`; otherwise each has its offset.
        is_utc: bool,
    },
}

/// A column as its receiver sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadColumn {
    /// Its header.
    pub name: String,
    /// What its values are.
    pub kind: LoadKind,
}

/// A file that is to be loaded.
#[derive(Debug, Clone, Copy)]
pub struct LoadFile<'a> {
    /// Its name.
    pub name: &'a str,
    /// Name of the table that it becomes.
    pub table: &'a str,
    /// Its columns, in order.
    pub columns: &'a [LoadColumn],
    /// How it is written.
    pub dialect: &'a Dialect,
}

/// In what a load command is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum LoadLanguage {
    /// SQL, and commands of the database's own shell.
    Sql,
    /// Python.
    Python,
    /// A POSIX shell.
    Shell,
    /// Steps for people.
    Steps,
}

impl LoadLanguage {
    /// Extension of a file with it, without its dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Sql => "sql",
            Self::Python => "py",
            Self::Shell => "sh",
            Self::Steps => "txt",
        }
    }
}

/// How a file is loaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct LoadCommand {
    /// By what.
    pub receiver: ReceiverId,
    /// What the text is written in.
    pub language: LoadLanguage,
    /// The command, or the steps.
    pub text: String,
}

/// The columns of a plan's file.
pub fn load_columns(plan: &ExportPlan) -> Vec<LoadColumn> {
    let kind = |column: &crate::format::Column| {
        let has_own_words = column.constant.is_some()
            || column.map.is_some()
            || column.mask.is_some()
            || column.empty.as_ref().is_some_and(|text| !text.is_empty());
        if has_own_words {
            return LoadKind::Text;
        }
        match &column.kind {
            ColumnKind::Text | ColumnKind::Json => LoadKind::Text,
            ColumnKind::Number { decimals, decimal_sign: DecimalSign::Point, .. } => {
                LoadKind::Number(*decimals)
            }
            ColumnKind::Number { .. } => LoadKind::Text,
            ColumnKind::Boolean => LoadKind::Boolean,
            ColumnKind::Date { pattern } => match pattern.as_str() {
                "iso" | "utc" | "%Y-%m-%d" => LoadKind::Date,
                "epoch" | "epoch_ms" => LoadKind::Number(Some(0)),
                _ => LoadKind::Text,
            },
            ColumnKind::Datetime { pattern } => match pattern.as_str() {
                "iso" => LoadKind::Datetime { is_utc: false },
                "utc" => LoadKind::Datetime { is_utc: true },
                "epoch" | "epoch_ms" => LoadKind::Number(Some(0)),
                _ => LoadKind::Text,
            },
        }
    };
    let columns = plan.columns.iter();
    columns.map(|column| LoadColumn { name: column.header.clone(), kind: kind(column) }).collect()
}

impl LoadCommand {
    /// How a receiver loads the file; none where there is no command for its layout.
    pub fn new(receiver: ReceiverId, file: &LoadFile<'_>) -> Option<Self> {
        match file.dialect.layout {
            Layout::Delimited => {}
            Layout::Xml => {
                let (language, text) = load_xml::command(receiver, file)?;
                return Some(Self { receiver, language, text });
            }
            Layout::FixedWidth
            | Layout::JsonLines
            | Layout::JsonArray
            | Layout::Xlsx
            | Layout::Parquet => return None,
        }
        let (language, text) = match receiver {
            ReceiverId::Rfc4180 => (LoadLanguage::Steps, steps::plain_csv(file)),
            ReceiverId::Excel => (LoadLanguage::Steps, steps::excel(file)),
            ReceiverId::ExcelImport => (LoadLanguage::Steps, steps::excel_import(file)),
            ReceiverId::GoogleSheets => (LoadLanguage::Steps, steps::google_sheets(file)),
            ReceiverId::MarketingCloud => (LoadLanguage::Steps, steps::marketing_cloud(file)),
            ReceiverId::AdobeAep => (LoadLanguage::Steps, steps::adobe(file)),
            ReceiverId::Postgresql => (LoadLanguage::Sql, postgresql(file)),
            ReceiverId::Mariadb | ReceiverId::Mysql => (LoadLanguage::Sql, load_data(file)),
            ReceiverId::Sqlite => (LoadLanguage::Sql, sqlite(file)),
            ReceiverId::Duckdb => (LoadLanguage::Sql, duckdb(file)),
            ReceiverId::Clickhouse => (LoadLanguage::Sql, clickhouse(file)),
            ReceiverId::Snowflake => (LoadLanguage::Sql, snowflake(file)),
            ReceiverId::Redshift => (LoadLanguage::Sql, redshift(file)),
            ReceiverId::Spark => (LoadLanguage::Python, spark(file)),
            ReceiverId::Pandas => (LoadLanguage::Python, pandas(file)),
            ReceiverId::Polars => (LoadLanguage::Python, polars(file)),
            ReceiverId::Pyarrow => (LoadLanguage::Python, pyarrow(file)),
            ReceiverId::Libreoffice => (LoadLanguage::Shell, libreoffice(file)),
            ReceiverId::Bigquery => (LoadLanguage::Shell, bigquery(file)),
        };
        Some(Self { receiver, language, text })
    }
}

/// A name in double quotes, as SQL has it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A name in backticks.
pub(super) fn backticked(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

/// A text in single quotes, as standard SQL has it.
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A text in single quotes where a backslash escapes.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::from("'");
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\\\"),
            '\'' => out.push_str("\\'"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            other => out.push(other),
        }
    }
    out.push('\'');
    out
}

/// A text as Python has it.
pub(super) fn python(text: &str) -> String {
    // JSON's escapes are Python's, but for surrogates, which it writes for nothing here.
    serde_json::to_string(text).unwrap_or_default()
}

/// A word of a shell command.
fn shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// The columns as `name type`, one a line.
pub(super) fn definitions(
    file: &LoadFile<'_>,
    name: fn(&str) -> String,
    type_name: impl Fn(LoadKind) -> String,
) -> String {
    let column =
        |column: &LoadColumn| format!("    {} {}", name(&column.name), type_name(column.kind));
    file.columns.iter().map(column).collect::<Vec<_>>().join(",\n")
}

fn decimals(decimals: Option<u8>) -> u8 {
    decimals.unwrap_or(10)
}

fn enclosure(dialect: &Dialect) -> Option<String> {
    dialect.enclosure.map(|byte| char::from(byte).to_string())
}

fn postgresql(file: &LoadFile<'_>) -> String {
    let dialect = file.dialect;
    let table = quoted(file.table);
    let types = |kind| {
        match kind {
            LoadKind::Text => "text",
            LoadKind::Number(_) => "numeric",
            LoadKind::Boolean => "boolean",
            LoadKind::Date => "date",
            LoadKind::Datetime { .. } => "timestamptz",
        }
        .to_owned()
    };
    let names: Vec<String> = file.columns.iter().map(|column| quoted(&column.name)).collect();
    let from = match dialect.compression {
        Compression::None => literal(file.name),
        Compression::Gzip => {
            format!("PROGRAM {}", literal(&format!("gzip -dc {}", shell(file.name))))
        }
        Compression::Zip => {
            format!("PROGRAM {}", literal(&format!("unzip -p {}", shell(file.name))))
        }
    };
    let encoding = match dialect.encoding {
        Encoding::Utf8 | Encoding::Utf8Bom | Encoding::Utf16le => "UTF8",
        Encoding::Windows1250 => "WIN1250",
        Encoding::Windows1252 => "WIN1252",
        Encoding::Iso88591 => "LATIN1",
        Encoding::Iso88592 => "LATIN2",
        Encoding::Iso885915 => "LATIN9",
        Encoding::ShiftJis => "SJIS",
    };
    let quote = enclosure(dialect).unwrap_or_else(|| "\"".to_owned());
    let missing = dialect.missing.as_deref().unwrap_or_default();
    let delimiter = match dialect.delimiter {
        '\t' => "E'\\t'".to_owned(),
        other => literal(&other.to_string()),
    };
    format!(
        "-- In psql, in the file's folder.\nCREATE TABLE {table} (\n{}\n);\n\
         \\copy {table} ({}) FROM {from} WITH (FORMAT csv, HEADER {}, DELIMITER {delimiter}, \
         QUOTE {}, NULL {}, ENCODING '{encoding}')\n",
        definitions(file, quoted, types),
        names.join(", "),
        dialect.header,
        literal(&quote),
        literal(missing),
    )
}

fn load_data(file: &LoadFile<'_>) -> String {
    let dialect = file.dialect;
    let table = backticked(file.table);
    let mut number = 0;
    let (names, set) = assigned(file, |_| {
        number += 1;
        format!("@c{number}")
    });
    let character_set = character_set(dialect.encoding);
    let enclosed = match enclosure(dialect) {
        Some(quote) => format!(" OPTIONALLY ENCLOSED BY {}", escaped(&quote)),
        None => String::new(),
    };
    let skipped = if dialect.header { "\nIGNORE 1 LINES" } else { "" };
    format!(
        "-- In a client started with --local-infile=1, in the file's folder.\n\
         SET sql_mode = 'STRICT_ALL_TABLES';\nCREATE TABLE {table} (\n{}\n);\n\
         LOAD DATA LOCAL INFILE {} INTO TABLE {table}\nCHARACTER SET {character_set}\n\
         FIELDS TERMINATED BY {}{enclosed} ESCAPED BY ''\nLINES TERMINATED BY {}{skipped}\n\
         ({names}){set};\nSHOW WARNINGS;\n",
        definitions(file, backticked, mysql_type),
        escaped(file.name),
        escaped(&dialect.delimiter.to_string()),
        escaped(dialect.newline.text()),
    )
}

pub(super) fn mysql_type(kind: LoadKind) -> String {
    match kind {
        // A datetime would lose its offset and keep the local time.
        LoadKind::Text | LoadKind::Datetime { is_utc: false } => {
            "longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin".to_owned()
        }
        LoadKind::Number(places) => format!("decimal(38, {})", decimals(places)),
        LoadKind::Boolean => "boolean".to_owned(),
        LoadKind::Date => "date".to_owned(),
        LoadKind::Datetime { is_utc: true } => "datetime(6)".to_owned(),
    }
}

/// Name of an encoding in MySQL.
pub(super) fn character_set(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom | Encoding::Utf16le => "utf8mb4",
        Encoding::Windows1250 => "cp1250",
        Encoding::Windows1252 | Encoding::Iso88591 | Encoding::Iso885915 => "latin1",
        Encoding::Iso88592 => "latin2",
        Encoding::ShiftJis => "sjis",
    }
}

/// The columns that values go into, variables where they are changed on the way, and
/// the clause that changes them.
pub(super) fn assigned(
    file: &LoadFile<'_>,
    mut variable: impl FnMut(&LoadColumn) -> String,
) -> (String, String) {
    let (mut names, mut sets) = (Vec::new(), Vec::new());
    for column in file.columns {
        let name = backticked(&column.name);
        let variable = variable(column);
        match column.kind {
            LoadKind::Boolean => {
                sets.push(format!("{name} = ({variable} = 'true')"));
                names.push(variable);
            }
            LoadKind::Datetime { is_utc: true } => {
                sets.push(format!("{name} = TRIM(TRAILING 'Z' FROM {variable})"));
                names.push(variable);
            }
            LoadKind::Text
            | LoadKind::Number(_)
            | LoadKind::Date
            | LoadKind::Datetime { is_utc: false } => names.push(name),
        }
    }
    let set = match sets.as_slice() {
        [] => String::new(),
        sets => format!("\nSET {}", sets.join(",\n    ")),
    };
    (names.join(", "), set)
}

fn sqlite(file: &LoadFile<'_>) -> String {
    let dialect = file.dialect;
    let table = quoted(file.table);
    let mut text = format!(
        "-- In sqlite3, in the file's folder.\nCREATE TABLE {table} (\n{}\n);\n",
        definitions(file, quoted, |_| "TEXT".to_owned()),
    );
    let skip = if dialect.header { " --skip 1" } else { "" };
    let separator = match dialect.delimiter {
        ',' => String::new(),
        '\t' => ".separator \"\\t\"\n".to_owned(),
        other => format!(".separator \"{other}\"\n"),
    };
    let mode = if separator.is_empty() { " --csv" } else { "" };
    if !separator.is_empty() {
        text.push_str(".mode csv\n");
    }
    // Between double quotes a backslash escapes.
    let word = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let _ =
        writeln!(text, "{separator}.import{mode}{skip} {} {}", word(file.name), word(file.table));
    if let Some(missing) = &dialect.missing {
        for column in file.columns {
            let name = quoted(&column.name);
            let _ = writeln!(
                text,
                "UPDATE {table} SET {name} = NULL WHERE {name} = {};",
                literal(missing)
            );
        }
    }
    text
}

fn duckdb(file: &LoadFile<'_>) -> String {
    let dialect = file.dialect;
    let type_name = |kind| match kind {
        LoadKind::Text => "VARCHAR".to_owned(),
        LoadKind::Number(places) => format!("DECIMAL(38, {})", decimals(places)),
        LoadKind::Boolean => "BOOLEAN".to_owned(),
        LoadKind::Date => "DATE".to_owned(),
        LoadKind::Datetime { .. } => "TIMESTAMPTZ".to_owned(),
    };
    let column = |column: &LoadColumn| {
        format!("        {}: {}", literal(&column.name), literal(&type_name(column.kind)))
    };
    let columns: Vec<String> = file.columns.iter().map(column).collect();
    let quote = enclosure(dialect).unwrap_or_default();
    let mut options = vec![
        "auto_detect = false".to_owned(),
        format!("header = {}", dialect.header),
        format!("delim = {}", literal(&dialect.delimiter.to_string())),
        format!("quote = {}", literal(&quote)),
        format!("escape = {}", literal(&quote)),
        format!("nullstr = {}", literal(dialect.missing.as_deref().unwrap_or_default())),
        "allow_quoted_nulls = false".to_owned(),
        format!(
            "new_line = {}",
            literal(match dialect.newline {
                Newline::Lf => "\\n",
                Newline::Crlf => "\\r\\n",
                Newline::Cr => "\\r",
            })
        ),
    ];
    match dialect.compression {
        Compression::Gzip => options.push("compression = 'gzip'".to_owned()),
        Compression::None => options.push("compression = 'none'".to_owned()),
        Compression::Zip => {}
    }
    format!(
        "CREATE TABLE {} AS SELECT * FROM read_csv({},\n    {},\n    columns = {{\n{}\n    }});\n",
        quoted(file.table),
        literal(file.name),
        options.join(",\n    "),
        columns.join(",\n"),
    )
}

fn clickhouse(file: &LoadFile<'_>) -> String {
    let dialect = file.dialect;
    let type_name = |kind| match kind {
        LoadKind::Text => "Nullable(String)".to_owned(),
        LoadKind::Number(places) => format!("Nullable(Decimal(38, {}))", decimals(places)),
        LoadKind::Boolean => "Nullable(Bool)".to_owned(),
        LoadKind::Date => "Nullable(Date32)".to_owned(),
        LoadKind::Datetime { .. } => "Nullable(DateTime64(6, 'UTC'))".to_owned(),
    };
    let columns = definitions(file, backticked, type_name);
    let format = if dialect.header { "CSVWithNames" } else { "CSV" };
    let compression = match dialect.compression {
        Compression::Gzip => "gzip",
        Compression::None | Compression::Zip => "none",
    };
    let missing = dialect.missing.as_deref().unwrap_or_default();
    format!(
        "CREATE TABLE {} ENGINE = MergeTree ORDER BY tuple() AS\nSELECT * FROM file({}, {format}, \
         {}, '{compression}')\nSETTINGS format_csv_delimiter = {}, \
         format_csv_null_representation = {}, format_csv_allow_double_quotes = {}, \
         format_csv_allow_single_quotes = {}, input_format_csv_empty_as_default = {}, \
         input_format_csv_trim_whitespaces = 0, input_format_csv_use_best_effort_in_schema_inference = 0, \
         input_format_null_as_default = 0, date_time_input_format = 'best_effort';\n",
        backticked(file.table),
        escaped(file.name),
        escaped(&columns),
        escaped(&dialect.delimiter.to_string()),
        escaped(missing),
        u8::from(dialect.enclosure == Some(b'"')),
        u8::from(dialect.enclosure == Some(b'\'')),
        u8::from(dialect.missing.is_none()),
    )
}

fn snowflake(file: &LoadFile<'_>) -> String {
    let dialect = file.dialect;
    let table = quoted(file.table);
    let types = |kind| match kind {
        LoadKind::Text => "VARCHAR".to_owned(),
        LoadKind::Number(places) => format!("NUMBER(38, {})", decimals(places)),
        LoadKind::Boolean => "BOOLEAN".to_owned(),
        LoadKind::Date => "DATE".to_owned(),
        LoadKind::Datetime { .. } => "TIMESTAMP_TZ".to_owned(),
    };
    let encoding = match dialect.encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => "UTF8",
        Encoding::Utf16le => "UTF16LE",
        Encoding::Windows1250 => "WINDOWS1250",
        Encoding::Windows1252 => "WINDOWS1252",
        Encoding::Iso88591 => "ISO88591",
        Encoding::Iso88592 => "ISO88592",
        Encoding::Iso885915 => "ISO885915",
        Encoding::ShiftJis => "SHIFTJIS",
    };
    let quote = match enclosure(dialect) {
        Some(quote) => escaped(&quote),
        None => "NONE".to_owned(),
    };
    let null_if = dialect.missing.as_deref().map(escaped).unwrap_or_default();
    format!(
        "CREATE TABLE {table} (\n{}\n);\nPUT {} @%{table} AUTO_COMPRESS = FALSE;\n\
         COPY INTO {table} FROM @%{table}\nFILES = ({})\nFILE_FORMAT = (TYPE = CSV, \
         COMPRESSION = {}, ENCODING = '{encoding}', SKIP_HEADER = {}, FIELD_DELIMITER = {}, \
         RECORD_DELIMITER = {}, FIELD_OPTIONALLY_ENCLOSED_BY = {quote}, ESCAPE = NONE, \
         ESCAPE_UNENCLOSED_FIELD = NONE, EMPTY_FIELD_AS_NULL = {}, NULL_IF = ({null_if}), \
         TRIM_SPACE = FALSE)\nON_ERROR = ABORT_STATEMENT;\n",
        definitions(file, quoted, types),
        escaped(&format!("file://{}", file.name)),
        escaped(file.name),
        if dialect.compression == Compression::Gzip { "GZIP" } else { "NONE" },
        u8::from(dialect.header),
        escaped(&dialect.delimiter.to_string()),
        escaped(dialect.newline.text()),
        if dialect.missing.is_none() { "TRUE" } else { "FALSE" },
    )
}

fn redshift(file: &LoadFile<'_>) -> String {
    let dialect = file.dialect;
    let table = quoted(file.table);
    let types = |kind| match kind {
        LoadKind::Text => "VARCHAR(65535)".to_owned(),
        LoadKind::Number(places) => format!("DECIMAL(38, {})", decimals(places)),
        LoadKind::Boolean => "BOOLEAN".to_owned(),
        LoadKind::Date => "DATE".to_owned(),
        LoadKind::Datetime { .. } => "TIMESTAMPTZ".to_owned(),
    };
    let mut options =
        vec![format!("CSV QUOTE {}", literal(&enclosure(dialect).unwrap_or_default()))];
    options.push(format!(
        "DELIMITER {}",
        match dialect.delimiter {
            '\t' => "'\\t'".to_owned(),
            other => literal(&other.to_string()),
        }
    ));
    if dialect.header {
        options.push("IGNOREHEADER 1".to_owned());
    }
    if let Some(missing) = &dialect.missing {
        options.push(format!("NULL AS {}", literal(missing)));
    }
    if dialect.encoding == Encoding::Iso88591 {
        options.push("ENCODING ISO88591".to_owned());
    }
    options.push("DATEFORMAT 'YYYY-MM-DD' TIMEFORMAT 'auto'".to_owned());
    if dialect.compression == Compression::Gzip {
        options.push("GZIP".to_owned());
    }
    format!(
        "CREATE TABLE {table} (\n{}\n);\nCOPY {table} FROM {}\nIAM_ROLE 'YOUR-ROLE'\n{};\n",
        definitions(file, quoted, types),
        literal(&format!("s3://YOUR-BUCKET/{}", file.name)),
        options.join("\n"),
    )
}

fn bigquery(file: &LoadFile<'_>) -> String {
    let dialect = file.dialect;
    let field = |column: &LoadColumn| {
        let type_name = match column.kind {
            LoadKind::Text => "STRING",
            LoadKind::Number(_) => "BIGNUMERIC",
            LoadKind::Boolean => "BOOLEAN",
            LoadKind::Date => "DATE",
            LoadKind::Datetime { .. } => "TIMESTAMP",
        };
        format!("{}:{type_name}", column.name)
    };
    let fields: Vec<String> = file.columns.iter().map(field).collect();
    let encoding = match dialect.encoding {
        Encoding::Iso88591 => "ISO-8859-1",
        Encoding::Utf16le => "UTF-16LE",
        Encoding::Utf8
        | Encoding::Utf8Bom
        | Encoding::Windows1250
        | Encoding::Windows1252
        | Encoding::Iso88592
        | Encoding::Iso885915
        | Encoding::ShiftJis => "UTF-8",
    };
    let missing = match &dialect.missing {
        Some(missing) => format!(" --null_marker={}", shell(missing)),
        None => String::new(),
    };
    format!(
        "bq load --source_format=CSV --skip_leading_rows={} --allow_quoted_newlines \
         --encoding={encoding} --field_delimiter={} --quote={}{missing} \\\n    {} {} {}\n",
        u8::from(dialect.header),
        shell(&dialect.delimiter.to_string()),
        shell(&enclosure(dialect).unwrap_or_default()),
        shell(&format!("YOUR_DATASET.{}", file.table)),
        shell(&format!("gs://YOUR-BUCKET/{}", file.name)),
        shell(&fields.join(",")),
    )
}

/// Python's name of an encoding.
pub(super) fn codec(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8Bom => "utf-8-sig",
        Encoding::Utf16le => "utf-16",
        Encoding::Windows1250 => "cp1250",
        Encoding::Windows1252 => "cp1252",
        Encoding::Utf8
        | Encoding::Iso88591
        | Encoding::Iso88592
        | Encoding::Iso885915
        | Encoding::ShiftJis => encoding.name(),
    }
}

fn python_bool(value: bool) -> &'static str {
    if value { "True" } else { "False" }
}

/// A Python list of the columns' names.
pub(super) fn name_list(file: &LoadFile<'_>) -> String {
    let names: Vec<String> = file.columns.iter().map(|column| python(&column.name)).collect();
    format!("[{}]", names.join(", "))
}

fn spark(file: &LoadFile<'_>) -> String {
    let dialect = file.dialect;
    let field = |column: &LoadColumn| {
        let type_name = match column.kind {
            LoadKind::Text => "StringType()".to_owned(),
            LoadKind::Number(places) => format!("DecimalType(38, {})", decimals(places)),
            LoadKind::Boolean => "BooleanType()".to_owned(),
            LoadKind::Date => "DateType()".to_owned(),
            LoadKind::Datetime { .. } => "TimestampType()".to_owned(),
        };
        format!("    StructField({}, {type_name}),", python(&column.name))
    };
    let fields: Vec<String> = file.columns.iter().map(field).collect();
    let quote = enclosure(dialect).unwrap_or_default();
    let encoding = match dialect.encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => "UTF-8",
        Encoding::Utf16le => "UTF-16",
        Encoding::Windows1250
        | Encoding::Windows1252
        | Encoding::Iso88591
        | Encoding::Iso88592
        | Encoding::Iso885915
        | Encoding::ShiftJis => dialect.encoding.name(),
    };
    let missing = dialect.missing.as_deref().unwrap_or_default();
    format!(
        "from pyspark.sql import SparkSession\nfrom pyspark.sql.types import *\n\n\
         spark = SparkSession.builder.config(\"spark.sql.session.timeZone\", \"UTC\").getOrCreate()\n\
         schema = StructType([\n{}\n])\ntable = spark.read.csv(\n    {},\n    schema=schema,\n    \
         header={},\n    sep={},\n    quote={},\n    escape={},\n    encoding={},\n    \
         nullValue={},\n    emptyValue=\"\",\n    multiLine=True,\n    \
         ignoreLeadingWhiteSpace=False,\n    ignoreTrailingWhiteSpace=False,\n    \
         mode=\"FAILFAST\",\n)\n",
        fields.join("\n"),
        python(file.name),
        python_bool(dialect.header),
        python(&dialect.delimiter.to_string()),
        python(&quote),
        python(&quote),
        python(encoding),
        python(missing),
    )
}

fn pandas(file: &LoadFile<'_>) -> String {
    let dialect = file.dialect;
    let missing = match &dialect.missing {
        Some(missing) => format!("[{}]", python(missing)),
        None => "[\"\"]".to_owned(),
    };
    let quote = match enclosure(dialect) {
        Some(quote) => format!("quotechar={}", python(&quote)),
        None => "quoting=csv.QUOTE_NONE".to_owned(),
    };
    let header = if dialect.header { "0" } else { "None" };
    let mut text = String::new();
    if dialect.enclosure.is_none() {
        text.push_str("import csv\n");
    }
    let has_numbers = file.columns.iter().any(|column| matches!(column.kind, LoadKind::Number(_)));
    if has_numbers {
        text.push_str("from decimal import Decimal\n");
    }
    let _ = write!(
        text,
        "import pandas as pd\n\ntable = pd.read_csv(\n    {},\n    header={header},\n    names={},\n    \
         dtype=str,\n    sep={},\n    {quote},\n    encoding={},\n    keep_default_na=False,\n    \
         na_values={missing},\n    skip_blank_lines=False,\n    engine=\"c\",\n",
        python(file.name),
        name_list(file),
        python(&dialect.delimiter.to_string()),
        python(codec(dialect.encoding)),
    );
    if dialect.newline == Newline::Lf {
        text.push_str("    lineterminator=\"\\n\",\n");
    }
    text.push_str(")\n");
    typed_columns(file, &mut text);
    text
}

/// Appends what makes numbers and dates of a table of texts.
pub(super) fn typed_columns(file: &LoadFile<'_>, text: &mut String) {
    for column in file.columns {
        let name = python(&column.name);
        let changed = match column.kind {
            LoadKind::Text => continue,
            LoadKind::Number(_) => {
                format!("table[{name}].astype(object).map(Decimal, na_action=\"ignore\")")
            }
            LoadKind::Boolean => {
                format!(
                    "table[{name}].map({{\"true\": True, \"false\": False}}).astype(\"boolean\")"
                )
            }
            LoadKind::Date => format!(
                "pd.to_datetime(table[{name}], format=\"ISO8601\").astype(\"datetime64[s]\")"
            ),
            LoadKind::Datetime { .. } => {
                format!("pd.to_datetime(table[{name}], format=\"ISO8601\", utc=True)")
            }
        };
        let _ = writeln!(text, "table[{name}] = {changed}");
    }
}

fn polars(file: &LoadFile<'_>) -> String {
    let dialect = file.dialect;
    let mut changes = String::new();
    for column in file.columns {
        let name = python(&column.name);
        let change = match column.kind {
            LoadKind::Text => continue,
            LoadKind::Number(places) => {
                format!("pl.col({name}).cast(pl.Decimal(38, {}))", decimals(places))
            }
            LoadKind::Boolean => format!("pl.col({name}) == \"true\""),
            LoadKind::Date => format!("pl.col({name}).str.to_date(\"%Y-%m-%d\")"),
            LoadKind::Datetime { .. } => format!(
                "pl.col({name}).str.replace(\"Z$\", \"+00:00\").str.to_datetime(\"%+\", time_unit=\"us\", time_zone=\"UTC\")"
            ),
        };
        let _ = writeln!(changes, "    {change},");
    }
    let quote = match enclosure(dialect) {
        Some(quote) => python(&quote),
        None => "None".to_owned(),
    };
    let missing = match &dialect.missing {
        Some(missing) => format!("    null_values={},\n", python(missing)),
        None => String::new(),
    };
    let columns =
        if changes.is_empty() { String::new() } else { format!(".with_columns(\n{changes})") };
    format!(
        "import polars as pl\n\ntable = pl.read_csv(\n    {},\n    has_header={},\n    \
         new_columns={},\n    infer_schema=False,\n    separator={},\n    quote_char={quote},\n\
         {missing}){columns}\n",
        python(file.name),
        python_bool(dialect.header),
        name_list(file),
        python(&dialect.delimiter.to_string()),
    )
}

fn pyarrow(file: &LoadFile<'_>) -> String {
    let dialect = file.dialect;
    let column = |column: &LoadColumn| {
        let type_name = match column.kind {
            LoadKind::Text => "pa.string()".to_owned(),
            LoadKind::Number(places) => format!("pa.decimal128(38, {})", decimals(places)),
            LoadKind::Boolean => "pa.bool_()".to_owned(),
            LoadKind::Date => "pa.date32()".to_owned(),
            LoadKind::Datetime { .. } => "pa.timestamp(\"us\", tz=\"UTC\")".to_owned(),
        };
        format!("            {}: {type_name},", python(&column.name))
    };
    let columns: Vec<String> = file.columns.iter().map(column).collect();
    let quote = match enclosure(dialect) {
        Some(quote) => python(&quote),
        None => "False".to_owned(),
    };
    let missing = dialect.missing.as_deref().unwrap_or_default();
    format!(
        "import pyarrow as pa\nfrom pyarrow import csv\n\ntable = csv.read_csv(\n    {},\n    \
         read_options=csv.ReadOptions(\n        column_names={},\n        skip_rows_after_names={},\n        \
         encoding={},\n    ),\n    parse_options=csv.ParseOptions(\n        delimiter={},\n        \
         quote_char={quote},\n        newlines_in_values=True,\n        ignore_empty_lines=False,\n    \
         ),\n    convert_options=csv.ConvertOptions(\n        column_types={{\n{}\n        }},\n        \
         null_values=[{}],\n        strings_can_be_null=True,\n        \
         quoted_strings_can_be_null=False,\n        true_values=[\"true\"],\n        \
         false_values=[\"false\"],\n    ),\n)\n",
        python(file.name),
        name_list(file),
        u8::from(dialect.header),
        python(codec(dialect.encoding)),
        python(&dialect.delimiter.to_string()),
        columns.join("\n"),
        python(missing),
    )
}

fn libreoffice(file: &LoadFile<'_>) -> String {
    let dialect = file.dialect;
    // The numbers are those of LibreOffice's table of character sets.
    let encoding = match dialect.encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => "76",
        Encoding::Utf16le => "UNICODE",
        Encoding::Windows1250 => "33",
        Encoding::Windows1252 => "1",
        Encoding::Iso88591 => "12",
        Encoding::Iso88592 => "13",
        Encoding::Iso885915 => "22",
        Encoding::ShiftJis => "64",
    };
    let quote = dialect.enclosure.map(|byte| byte.to_string()).unwrap_or_default();
    // Type 2 is text.
    let columns: Vec<String> =
        (1..=file.columns.len()).map(|number| format!("{number}/2")).collect();
    let filter = format!(
        "CSV:{},{quote},{encoding},1,{},1033,false,false",
        u32::from(dialect.delimiter),
        columns.join("/"),
    );
    format!(
        "soffice --headless --convert-to xlsx --infilter={} {}\n",
        shell(&filter),
        shell(file.name)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::receiver::{RECEIVERS, Receiver};

    fn command(receiver: &Receiver, name: &str, header: &str) -> String {
        let columns = [LoadColumn { name: header.to_owned(), kind: LoadKind::Text }];
        let dialect = receiver.profile().format.resolve().unwrap();
        let file = LoadFile { name, table: "t", columns: &columns, dialect: &dialect };
        LoadCommand::new(receiver.id, &file).unwrap().text
    }

    #[test]
    fn every_receiver_has_a_command_with_the_files_name() {
        for receiver in &RECEIVERS {
            let text = command(receiver, "members.csv", "id");
            assert!(
                text.contains("members.csv") || receiver.key == "rfc4180",
                "{}: {text}",
                receiver.key
            );
        }
    }

    #[test]
    fn datetimes_with_an_offset_stay_texts_where_it_would_be_dropped() {
        for (is_utc, expected) in
            [(false, "longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"), (true, "datetime(6)")]
        {
            let kind = LoadKind::Datetime { is_utc };
            assert_eq!(mysql_type(kind), expected);
            let columns = [LoadColumn { name: "at".to_owned(), kind }];
            for id in [ReceiverId::Mysql, ReceiverId::Mariadb] {
                let dialect = Receiver::of(id).profile().format.resolve().unwrap();
                let file =
                    LoadFile { name: "t.csv", table: "t", columns: &columns, dialect: &dialect };
                let text = LoadCommand::new(id, &file).unwrap().text;
                assert!(text.contains(&format!("`at` {expected}")), "{text}");
                assert_eq!(text.contains("TRIM(TRAILING 'Z'"), is_utc, "{text}");
            }
        }
    }

    #[test]
    fn no_name_ends_its_quotes() {
        let text = |id| command(Receiver::of(id), "O'Neil's \\ file.csv", "a\"b`c'd\\");
        assert!(text(ReceiverId::Postgresql).contains("\"a\"\"b`c'd\\\" text"));
        assert!(text(ReceiverId::Postgresql).contains("'O''Neil''s \\ file.csv'"));
        assert!(text(ReceiverId::Mariadb).contains("`a\"b``c'd\\` longtext"));
        assert!(text(ReceiverId::Mariadb).contains("'O\\'Neil\\'s \\\\ file.csv'"));
        assert!(text(ReceiverId::Pandas).contains("\"O'Neil's \\\\ file.csv\""));
        assert!(text(ReceiverId::Libreoffice).contains("'O'\\''Neil'\\''s \\ file.csv'"));
    }
}
