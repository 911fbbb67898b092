//! Tables and columns of a Spark server.

use super::dialect::SparkDialect;
use super::protocol::{DataType, Kind, StructField};
use crate::catalog::FieldType;
use crate::sql::column::{ColumnKind, TableColumn};
use crate::sql::dialect::SqlDialect;
use crate::sql::{DatabaseTable, TableVersion};

/// Where Spark notes the declared type of a `char` or `varchar`, which it reads as
/// a string.
const DECLARED: &str = "__CHAR_VARCHAR_TYPE_STRING";
const PADDED: &str = "\"__CHAR_VARCHAR_TYPE_STRING\":\"char(";

/// A name out of its parts, as tables are listed: `catalog.schema.table`.
pub(super) fn joined(parts: &[String]) -> String {
    let shown = |part: &String| {
        let is_plain = !part.is_empty() && !part.contains(['.', '`']);
        if is_plain { part.clone() } else { SparkDialect.quoted(part) }
    };
    parts.iter().map(shown).collect::<Vec<_>>().join(".")
}

/// The parts of a name; those in backticks may hold points.
pub(super) fn parts(name: &str) -> Vec<String> {
    let (mut parts, mut part) = (Vec::new(), String::new());
    let mut letters = name.chars().peekable();
    let mut is_quoted = false;
    while let Some(letter) = letters.next() {
        if letter == '`' && is_quoted && letters.peek() == Some(&'`') {
            letters.next();
            part.push('`');
        } else if letter == '`' {
            is_quoted = !is_quoted;
        } else if letter == '.' && !is_quoted {
            parts.push(std::mem::take(&mut part));
        } else {
            part.push(letter);
        }
    }
    parts.push(part);
    parts
}

/// A name in SQL.
pub(super) fn quoted(parts: &[String]) -> String {
    parts.iter().map(|part| SparkDialect.quoted(part)).collect::<Vec<_>>().join(".")
}

/// A table with its columns.
pub(super) fn table(
    name: &str,
    sql: &str,
    fields: &[StructField],
    version: Option<TableVersion>,
) -> DatabaseTable {
    let pinned = version.as_ref().map(|pinned| format!(" VERSION AS OF {}", pinned.version));
    DatabaseTable {
        name: name.to_owned(),
        columns: fields.iter().map(described).collect(),
        sql: format!("{sql}{}", pinned.unwrap_or_default()),
        changes_of: None,
        is_transactional: false,
        version,
    }
}

/// What tells the newest version of a table, by the format that it has: the format, a
/// query, and the column of its answer. None for formats that keep no versions.
pub(super) fn version_query(
    format: &str,
    sql: &str,
) -> Option<(&'static str, String, &'static str)> {
    match format.to_ascii_lowercase().as_str() {
        "delta" => Some(("delta", format!("DESCRIBE HISTORY {sql} LIMIT 1"), "version")),
        "iceberg" => {
            let query = format!("SELECT snapshot_id FROM {sql}.refs WHERE name = 'main'");
            Some(("iceberg", query, "snapshot_id"))
        }
        _ => None,
    }
}

/// A type in SQL's words.
fn type_name(data_type: Option<&DataType>) -> String {
    let named = |data_type: &Option<Box<DataType>>| type_name(data_type.as_deref());
    let Some(kind) = data_type.and_then(|data_type| data_type.kind.as_ref()) else {
        return "unknown".to_owned();
    };
    match kind {
        Kind::Null(_) => "void".to_owned(),
        Kind::Binary(_) => "binary".to_owned(),
        Kind::Boolean(_) => "boolean".to_owned(),
        Kind::Byte(_) => "tinyint".to_owned(),
        Kind::Short(_) => "smallint".to_owned(),
        Kind::Integer(_) => "int".to_owned(),
        Kind::Long(_) => "bigint".to_owned(),
        Kind::Float(_) => "float".to_owned(),
        Kind::Double(_) => "double".to_owned(),
        Kind::Decimal(decimal) => {
            format!("decimal({},{})", decimal.precision.unwrap_or(10), decimal.scale.unwrap_or(0))
        }
        Kind::String(text) if is_binary(&text.collation) => "string".to_owned(),
        Kind::String(text) => format!("string collate {}", text.collation),
        Kind::Char(text) => format!("char({})", text.length),
        Kind::VarChar(text) => format!("varchar({})", text.length),
        Kind::Date(_) => "date".to_owned(),
        Kind::Timestamp(_) => "timestamp".to_owned(),
        Kind::TimestampNtz(_) => "timestamp_ntz".to_owned(),
        Kind::CalendarInterval(_) | Kind::YearMonthInterval(_) | Kind::DayTimeInterval(_) => {
            "interval".to_owned()
        }
        Kind::Array(array) => format!("array<{}>", named(&array.element_type)),
        Kind::Struct(fields) => {
            let field = |field: &StructField| {
                format!("{}: {}", field.name, type_name(field.data_type.as_ref()))
            };
            format!("struct<{}>", fields.fields.iter().map(field).collect::<Vec<_>>().join(", "))
        }
        Kind::Map(map) => format!("map<{}, {}>", named(&map.key_type), named(&map.value_type)),
        Kind::UserDefined(defined) => defined.name.clone(),
        Kind::Unparsed(unparsed) => unparsed.text.clone(),
        Kind::Variant(_) => "variant".to_owned(),
        Kind::Geometry(_) => "geometry".to_owned(),
        Kind::Geography(_) => "geography".to_owned(),
        Kind::Time(_) => "time".to_owned(),
    }
}

/// Whether texts of a collation are equal only if their bytes are.
fn is_binary(collation: &str) -> bool {
    collation.is_empty() || collation == "UTF8_BINARY"
}

/// Whether a type, or one within it, is what the test says.
fn any(data_type: Option<&DataType>, is: &dyn Fn(&Kind) -> bool) -> bool {
    let Some(kind) = data_type.and_then(|data_type| data_type.kind.as_ref()) else { return false };
    if is(kind) {
        return true;
    }
    match kind {
        Kind::Array(array) => any(array.element_type.as_deref(), is),
        Kind::Map(map) => any(map.key_type.as_deref(), is) || any(map.value_type.as_deref(), is),
        Kind::Struct(fields) => fields.fields.iter().any(|field| any(field.data_type.as_ref(), is)),
        _ => false,
    }
}

/// A list, an object or a map as JSON. Nothing of it may be lost: the usual form
/// of instants has no microseconds, and members without a value are left out.
fn as_json(sql: &str, data_type: Option<&DataType>) -> String {
    let has_members = |kind: &Kind| {
        let is_moment = matches!(kind, Kind::Timestamp(_) | Kind::TimestampNtz(_));
        is_moment || matches!(kind, Kind::Struct(_) | Kind::Map(_))
    };
    if any(data_type, &has_members) {
        format!(
            "to_json({sql}, map('ignoreNullFields', 'false', \
             'timestampFormat', 'yyyy-MM-dd\\'T\\'HH:mm:ss.SSSSSSXXX', \
             'timestampNTZFormat', 'yyyy-MM-dd\\'T\\'HH:mm:ss.SSSSSS'))"
        )
    } else {
        format!("to_json({sql})")
    }
}

fn described(field: &StructField) -> TableColumn {
    let sql = SparkDialect.quoted(&field.name);
    let as_text = || format!("CAST({sql} AS STRING)");
    let data_type = field.data_type.as_ref();
    let says = |words: &str| field.metadata.as_ref().is_some_and(|text| text.contains(words));
    let (kind, value) = match data_type.and_then(|data_type| data_type.kind.as_ref()) {
        // Of another collation, texts that differ may be equal there.
        Some(Kind::String(text)) if !is_binary(&text.collation) => {
            (ColumnKind::Text, format!("{sql} COLLATE UTF8_BINARY"))
        }
        // Padding means nothing.
        Some(Kind::Char(_)) => (ColumnKind::Text, format!("rtrim({})", as_text())),
        Some(Kind::String(_)) if says(PADDED) => {
            (ColumnKind::Text, format!("rtrim({})", as_text()))
        }
        // What a declared type is compared with would be padded.
        Some(Kind::VarChar(_)) => (ColumnKind::Text, as_text()),
        Some(Kind::String(_)) if says(DECLARED) => (ColumnKind::Text, as_text()),
        Some(Kind::String(_)) => (ColumnKind::Text, sql.clone()),
        Some(Kind::Byte(_) | Kind::Short(_) | Kind::Integer(_) | Kind::Long(_)) => {
            (ColumnKind::Integer, sql.clone())
        }
        Some(Kind::Decimal(decimal)) => {
            let (precision, scale) = (decimal.precision.unwrap_or(10), decimal.scale.unwrap_or(0));
            (ColumnKind::decimal(Some(precision.into()), Some(scale.into())), sql.clone())
        }
        Some(Kind::Float(_)) => (ColumnKind::Float32, sql.clone()),
        Some(Kind::Double(_)) => (ColumnKind::Float64, sql.clone()),
        Some(Kind::Boolean(_)) => (ColumnKind::Boolean, sql.clone()),
        Some(Kind::Date(_)) => (ColumnKind::Date, sql.clone()),
        Some(Kind::Timestamp(_)) => (ColumnKind::Instant, sql.clone()),
        // The session's zone is UTC.
        Some(Kind::TimestampNtz(_)) => (ColumnKind::Local, format!("CAST({sql} AS TIMESTAMP)")),
        Some(Kind::Array(_) | Kind::Struct(_) | Kind::Map(_) | Kind::Variant(_)) => {
            (ColumnKind::Json, as_json(&sql, data_type))
        }
        Some(Kind::Binary(_)) => (ColumnKind::Other, format!("lower(hex({sql}))")),
        Some(Kind::Geometry(_) | Kind::Geography(_)) => {
            (ColumnKind::Other, format!("lower(hex(st_asbinary({sql})))"))
        }
        Some(
            Kind::Null(_)
            | Kind::CalendarInterval(_)
            | Kind::YearMonthInterval(_)
            | Kind::DayTimeInterval(_)
            | Kind::UserDefined(_)
            | Kind::Unparsed(_)
            | Kind::Time(_),
        )
        | None => (ColumnKind::Other, as_text()),
    };
    let compared = match kind {
        ColumnKind::Float32 | ColumnKind::Json | ColumnKind::Moment | ColumnKind::Other => None,
        ColumnKind::Text
        | ColumnKind::Integer
        | ColumnKind::Decimal { .. }
        | ColumnKind::Number
        | ColumnKind::Float64
        | ColumnKind::Boolean
        | ColumnKind::Date
        | ColumnKind::Instant
        | ColumnKind::Local => Some(value.clone()),
    };
    let tie = match kind {
        // Zeros of both signs are two values.
        ColumnKind::Float32 | ColumnKind::Float64 => as_text(),
        _ => value.clone(),
    };
    let is_list =
        matches!(data_type.and_then(|data_type| data_type.kind.as_ref()), Some(Kind::Array(_)));
    TableColumn {
        name: field.name.clone(),
        type_name: type_name(data_type),
        kind,
        // Spark doesn't check that a column which says so has no empty values.
        nullable: true,
        key: None,
        field_type: if is_list { FieldType::List } else { kind.field_type() },
        value,
        sortable: compared.is_some() && kind != ColumnKind::Float64,
        compared,
        indexed: None,
        tie,
    }
}

#[cfg(test)]
mod tests {
    use super::super::protocol::{ArrayType, DecimalType, Nothing, StringType, StructType};
    use super::*;

    fn field(name: &str, kind: Kind) -> StructField {
        let data_type = Some(DataType { kind: Some(kind) });
        StructField { name: name.to_owned(), data_type, metadata: None }
    }

    #[test]
    fn names_survive_points_and_backticks() {
        let all = ["spark_catalog".to_owned(), "a.b".to_owned(), "c`d".to_owned()];
        assert_eq!(joined(&all), "spark_catalog.`a.b`.`c``d`");
        assert_eq!(parts(&joined(&all)), all);
        assert_eq!(parts("demo.events"), ["demo", "events"]);
        assert_eq!(quoted(&all), "`spark_catalog`.`a.b`.`c``d`");
    }

    #[test]
    fn a_version_is_a_part_of_the_name_in_sql() {
        let version = TableVersion { format: "iceberg", version: "8744736658442914487".to_owned() };
        let found = table("t", "`c`.`t`", &[], Some(version.clone()));
        assert_eq!(found.sql, "`c`.`t` VERSION AS OF 8744736658442914487");
        assert_eq!(found.version, Some(version));
        let (_, query, _) = version_query("ICEBERG", "`c`.`t`").unwrap();
        assert_eq!(query, "SELECT snapshot_id FROM `c`.`t`.refs WHERE name = 'main'");
        assert_eq!(version_query("parquet", "`t`"), None);
    }

    #[test]
    fn columns_are_what_their_types_say() {
        let text = Kind::String(StringType { collation: "UTF8_LCASE".to_owned() });
        let element = DataType { kind: Some(Kind::Timestamp(Nothing {})) };
        let found = table(
            "t",
            "`t`",
            &[
                field("a`b", text),
                field("money", Kind::Decimal(DecimalType { scale: Some(2), precision: Some(12) })),
                field("at", Kind::TimestampNtz(Nothing {})),
                field(
                    "moments",
                    Kind::Array(Box::new(ArrayType { element_type: Some(Box::new(element)) })),
                ),
                field("row", Kind::Struct(StructType { fields: Vec::new() })),
                field("raw", Kind::Binary(Nothing {})),
            ],
            None,
        );
        let [text, money, at, moments, row, raw] = &found.columns[..] else {
            panic!("six columns")
        };
        assert_eq!(text.compared.as_deref(), Some("`a``b` COLLATE UTF8_BINARY"));
        assert_eq!(text.type_name, "string collate UTF8_LCASE");
        assert_eq!(money.kind, ColumnKind::Decimal { precision: 12, scale: 2 });
        assert_eq!((at.kind, &*at.value), (ColumnKind::Local, "CAST(`at` AS TIMESTAMP)"));
        assert_eq!(
            (moments.field_type, &*moments.type_name),
            (FieldType::List, "array<timestamp>")
        );
        assert!(moments.value.contains("SSSSSS") && row.value.contains("ignoreNullFields"));
        assert_eq!((raw.compared.as_ref(), &*raw.value), (None, "lower(hex(`raw`))"));
    }
}
