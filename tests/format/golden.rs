//! Exact bytes of small tables.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BooleanArray, Date64Array, Decimal256Array, DictionaryArray, Float32Array,
    Float64Array, Int32Array, Int64Array, LargeListArray, LargeStringArray, ListArray, NullArray,
    RecordBatch, StringArray, StringViewArray, StructArray, TimestampMillisecondArray,
    TimestampNanosecondArray, TimestampSecondArray, UInt8Array, UInt64Array,
};
use datafusion::arrow::datatypes::{
    DataType, Field, Int8Type, Int64Type, Schema, TimeUnit, UInt16Type, i256,
};
use export_desk_core::format::{Column, ColumnKind, EncodeError, Encoder, FormatError};
use export_desk_core::spec::format::{DecimalSign, FileFormat};
use export_desk_core::zone::{Zone, parse_zone};

use crate::columns::column;

fn budapest() -> Zone {
    parse_zone("Europe/Budapest").unwrap()
}

fn text(name: &str) -> Column {
    column(name, ColumnKind::Text)
}

fn number(name: &str, min_decimals: u8, decimals: Option<u8>) -> Column {
    column(name, ColumnKind::Number { min_decimals, decimals, decimal_sign: DecimalSign::Point })
}

fn datetime(name: &str, pattern: &str) -> Column {
    column(name, ColumnKind::Datetime { pattern: pattern.to_owned() })
}

fn format(json: &str) -> FileFormat {
    serde_json::from_str(json).unwrap()
}

fn batch(columns: &[Column], arrays: Vec<ArrayRef>) -> RecordBatch {
    let columns = columns.iter().zip(arrays);
    RecordBatch::try_from_iter_with_nullable(
        columns.map(|(column, array)| (column.field.clone(), array, true)),
    )
    .unwrap()
}

fn bytes(
    columns: &[Column],
    arrays: Vec<ArrayRef>,
    format: &FileFormat,
) -> Result<Vec<u8>, EncodeError> {
    let batch = batch(columns, arrays);
    let dialect = format.resolve().unwrap();
    let encoder = Encoder::new(columns, &batch.schema(), &dialect, budapest()).unwrap();
    let mut out = encoder.header()?;
    encoder.worker().encode(&batch, 0, &mut out)?;
    Ok(out)
}

fn lines(columns: &[Column], arrays: Vec<ArrayRef>, json: &str) -> String {
    String::from_utf8(bytes(columns, arrays, &format(json)).unwrap()).unwrap()
}

fn texts(values: &[Option<&str>]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

fn sample() -> (Vec<Column>, Vec<ArrayRef>) {
    let columns = vec![text("id"), text("note"), number("points", 0, None)];
    let arrays: Vec<ArrayRef> = vec![
        texts(&[Some("a"), Some("b"), Some("it's"), Some("d")]),
        texts(&[Some("x,y"), None, Some("say \"hi\"\n"), Some("")]),
        Arc::new(Int64Array::from(vec![Some(1), None, Some(-30), Some(4)])),
    ];
    (columns, arrays)
}

fn sample_lines(json: &str) -> String {
    let (columns, arrays) = sample();
    lines(&columns, arrays, json)
}

#[test]
fn each_dialect() {
    let standard = "id,note,points\na,\"x,y\",1\nb,,\nit's,\"say \"\"hi\"\"\n\",-30\nd,\"\",4\n";
    assert_eq!(sample_lines("{}"), standard);
    assert_eq!(
        sample_lines(r#"{"empty_text": "plain", "newline": "crlf", "header": false}"#),
        "a,\"x,y\",1\r\nb,,\r\nit's,\"say \"\"hi\"\"\n\",-30\r\nd,,4\r\n"
    );
    assert_eq!(
        sample_lines(r#"{"extension": "psv", "newline": "cr"}"#),
        "id|note|points\ra|x,y|1\rb||\rit's|\"say \"\"hi\"\"\n\"|-30\rd|\"\"|4\r"
    );
    assert_eq!(
        sample_lines(r#"{"enclosure": "single_quote", "delimiter": "tab"}"#),
        "id\tnote\tpoints\na\tx,y\t1\nb\t\t\n'it''s'\t'say \"hi\"\n'\t-30\nd\t''\t4\n"
    );
    assert_eq!(
        sample_lines(r#"{"quoting": "always"}"#),
        "\"id\",\"note\",\"points\"\n\"a\",\"x,y\",\"1\"\n\"b\",\"\",\"\"\n\
         \"it's\",\"say \"\"hi\"\"\n\",\"-30\"\n\"d\",\"\",\"4\"\n"
    );
    assert_eq!(
        sample_lines(r#"{"quoting": "text", "delimiter": ";"}"#),
        "\"id\";\"note\";\"points\"\n\"a\";\"x,y\";1\n\"b\";;\n\
         \"it's\";\"say \"\"hi\"\"\n\";-30\n\"d\";\"\";4\n"
    );
    // Delimiters of more bytes, and one that stands in numbers.
    assert_eq!(
        sample_lines(r#"{"delimiter": "é"}"#),
        standard.replace("x,y", "x;y").replace(',', "é").replace("\"x;y\"", "x,y")
    );
    let columns = [text("a"), number("n", 0, None)];
    let arrays = vec![texts(&[Some("ê")]), Arc::new(Int32Array::from(vec![-1])) as ArrayRef];
    assert_eq!(lines(&columns, arrays.clone(), r#"{"delimiter": "é"}"#), "aén\nêé-1\n");
    assert_eq!(lines(&columns, arrays, r#"{"delimiter": "-"}"#), "a-n\nê-\"-1\"\n");
}

#[test]
fn each_encoding() {
    let file = |json: &str| {
        let arrays = vec![texts(&[Some("é;€"), Some("plain")])];
        bytes(&[text("ő")], arrays, &format(json)).unwrap()
    };
    assert_eq!(file(r#"{"encoding": "utf-8"}"#), "ő\né;€\nplain\n".as_bytes());
    assert_eq!(file(r#"{"encoding": "utf-8-bom"}"#), "\u{feff}ő\né;€\nplain\n".as_bytes());
    let utf16: Vec<u8> =
        "\u{feff}ő\né;€\nplain\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(file(r#"{"encoding": "utf-16le"}"#), utf16);
    assert_eq!(file(r#"{"encoding": "utf-16le", "header": false}"#)[..4], [0xff, 0xfe, 0xe9, 0]);
    assert_eq!(file(r#"{"encoding": "windows-1250"}"#), b"\xf5\n\xe9;\x80\nplain\n");
}

#[test]
fn characters_that_an_encoding_lacks_stop_with_their_place() {
    let columns = [text("id"), text("note")];
    let arrays = vec![texts(&[Some("a"), Some("b")]), texts(&[Some("fine"), Some("naïve 日本")])];
    let error = bytes(&columns, arrays, &format(r#"{"encoding": "windows-1252"}"#)).unwrap_err();
    assert_eq!((error.field.as_str(), error.row), ("note", 2));
    assert_eq!(
        error.message,
        "field `note` in row 2 holds `日`, which doesn't exist in windows-1252"
    );
    assert_eq!(error.hint, "Choose UTF-8.");
    let header = bytes(&[text("日")], vec![texts(&[])], &format(r#"{"encoding": "windows-1250"}"#));
    assert_eq!(header.unwrap_err().row, 0);
}

#[test]
fn without_enclosure_a_value_that_needs_one_stops() {
    let columns = [text("id"), text("note")];
    let none = format(r#"{"enclosure": "none", "quoting": "always"}"#);
    let arrays = |note| vec![texts(&[Some("a"), Some("b")]), texts(&[Some(""), Some(note)])];
    let good = bytes(&columns, arrays("say \"hi\""), &none).unwrap();
    assert_eq!(String::from_utf8(good).unwrap(), "id,note\na,\nb,say \"hi\"\n");
    for note in ["a,b", "a\nb", "a\r"] {
        let batch = batch(&columns, arrays(note));
        let dialect = none.resolve().unwrap();
        let encoder = Encoder::new(&columns, &batch.schema(), &dialect, budapest()).unwrap();
        let error = encoder.worker().encode(&batch, 8192, &mut Vec::new()).unwrap_err();
        assert_eq!((error.field.as_str(), error.row), ("note", 8194));
        assert_eq!(error.hint, "Choose an enclosure, or a delimiter that no value holds.");
    }
}

#[test]
fn a_lone_cell_is_never_an_empty_line() {
    let column = [text("id")];
    let arrays = || vec![texts(&[None, Some(""), Some("a")])];
    let plain = r#"{"empty_text": "plain"}"#;
    assert_eq!(lines(&column, arrays(), plain), "id\n\"\"\n\"\"\na\n");
    let error = bytes(&column, arrays(), &format(r#"{"enclosure": "none"}"#)).unwrap_err();
    assert_eq!((error.field.as_str(), error.row), ("id", 1));
    let filled = [Column { empty: Some("n/a".to_owned()), ..text("id") }];
    assert_eq!(lines(&filled, arrays(), r#"{"enclosure": "none"}"#), "id\nn/a\nn/a\na\n");
}

#[test]
fn a_columns_own_text_stands_for_what_is_empty() {
    let columns = [
        Column { empty: Some("a,b".to_owned()), ..text("text") },
        Column { empty: Some("-".to_owned()), ..number("number", 0, None) },
        Column { empty: Some(String::new()), ..text("nothing") },
    ];
    let arrays: Vec<ArrayRef> = vec![
        texts(&[None, Some("")]),
        Arc::new(Int32Array::from(vec![None, Some(0)])),
        texts(&[None, Some("")]),
    ];
    let json = r#"{"header": false, "formula_guard": true}"#;
    assert_eq!(lines(&columns, arrays, json), "\"a,b\",-,\n\"a,b\",0,\n");
}

#[test]
fn formulas_are_guarded_and_numbers_left() {
    let columns = [text("=a"), number("n", 0, None), column("json", ColumnKind::Json)];
    let arrays = || -> Vec<ArrayRef> {
        vec![
            texts(&[Some("=1+1"), Some("-150"), Some("+3612"), Some("@x,y"), Some("\tz")]),
            Arc::new(Int32Array::from(vec![-1, -2, -3, -4, -5])),
            texts(&[Some("-a"), Some("[]"), Some("a"), Some("b"), Some("c")]),
        ]
    };
    assert_eq!(
        lines(&columns, arrays(), r#"{"formula_guard": true}"#),
        "'=a,n,json\n'=1+1,-1,'-a\n-150,-2,[]\n+3612,-3,a\n\"'@x,y\",-4,b\n'\tz,-5,c\n"
    );
    // The apostrophe is then the enclosure, and doubled.
    let single = r#"{"formula_guard": true, "enclosure": "single_quote"}"#;
    assert!(lines(&columns, arrays(), single).starts_with("'''=a',n,json\n'''=1+1',-1,'''-a'\n"));
}

#[test]
fn numbers() {
    let columns = [
        number("whole", 0, Some(2)),
        number("wide", 2, None),
        number("double", 0, None),
        number("single", 1, None),
        column(
            "comma",
            ColumnKind::Number {
                min_decimals: 0,
                decimals: Some(1),
                decimal_sign: DecimalSign::Comma,
            },
        ),
    ];
    let wide = Decimal256Array::from(vec![
        i256::from_string("123456789012345678901234567890123456789012345000"),
        None,
    ])
    .with_precision_and_scale(76, 5)
    .unwrap();
    let arrays: Vec<ArrayRef> = vec![
        Arc::new(UInt64Array::from(vec![u64::MAX, 5])),
        Arc::new(wide),
        Arc::new(Float64Array::from(vec![1e-7, f64::NAN])),
        Arc::new(Float32Array::from(vec![3.0, f32::NEG_INFINITY])),
        Arc::new(Float64Array::from(vec![0.25, -0.04])),
    ];
    assert_eq!(
        lines(&columns, arrays, r#"{"header": false}"#),
        "18446744073709551615.00,1234567890123456789012345678901234567890123.45,0.0000001,3.0,\"0,3\"\n\
         5.00,,NaN,-Infinity,\"0,0\"\n"
    );
}

#[test]
fn dates_and_datetimes() {
    let columns = [
        datetime("iso", "iso"),
        datetime("utc", "utc"),
        datetime("epoch_ms", "epoch_ms"),
        datetime("pattern", "%d.%m.%Y, %H:%M"),
        column("date", ColumnKind::Date { pattern: "iso".to_owned() }),
        column("local_day", ColumnKind::Date { pattern: "%Y%m%d".to_owned() }),
    ];
    let second = 1_782_856_800; // 2026-06-30T22:00:00Z
    let arrays: Vec<ArrayRef> = vec![
        Arc::new(TimestampSecondArray::from(vec![second])),
        Arc::new(TimestampMillisecondArray::from(vec![second * 1000 + 7]).with_timezone("+05:00")),
        Arc::new(TimestampNanosecondArray::from(vec![second * 1_000_000_000 - 1])),
        Arc::new(TimestampSecondArray::from(vec![second])),
        Arc::new(Date64Array::from(vec![second * 1000])),
        Arc::new(TimestampSecondArray::from(vec![second])),
    ];
    assert_eq!(
        lines(&columns, arrays, r#"{"header": false}"#),
        "2026-07-01T00:00:00+02:00,2026-06-30T22:00:00.007Z,1782856799999,\
         \"01.07.2026, 00:00\",2026-06-30,20260701\n"
    );
}

#[test]
fn every_kind_of_text() {
    let dictionary: DictionaryArray<Int8Type> =
        vec![Some("a,b"), None, Some("a,b"), Some("")].into_iter().collect();
    // A missing value may also be one of the dictionary's.
    let values = Arc::new(StringViewArray::from(vec![None, Some("=x")]));
    let keys = datafusion::arrow::array::UInt16Array::from(vec![0, 1, 1, 0]);
    let views = DictionaryArray::<UInt16Type>::new(keys, values);
    let columns = [
        text("a"),
        text("b"),
        text("c"),
        text("d"),
        text("e"),
        column("f", ColumnKind::Boolean),
        text("g"),
    ];
    let arrays: Vec<ArrayRef> = vec![
        Arc::new(dictionary),
        Arc::new(views),
        Arc::new(LargeStringArray::from(vec!["a\"", "b", "c", "d"])),
        Arc::new(StringViewArray::from(vec!["longer than twelve bytes, you see", "", "é", "\n"])),
        Arc::new(NullArray::new(4)),
        Arc::new(BooleanArray::from(vec![Some(true), None, Some(false), None])),
        Arc::new(UInt8Array::from(vec![1, 2, 3, 4])),
    ];
    assert_eq!(
        lines(&columns, arrays, r#"{"header": false, "formula_guard": true}"#),
        "\"a,b\",,\"a\"\"\",\"longer than twelve bytes, you see\",,true,1\n\
         ,'=x,b,\"\",,,2\n\"a,b\",'=x,c,é,,false,3\n\"\",,d,\"\n\",,,4\n"
    );
}

#[test]
fn lists_and_objects_are_compact_json() {
    let mut list =
        datafusion::arrow::array::ListBuilder::new(datafusion::arrow::array::StringBuilder::new());
    list.append_value([Some("a"), None, Some("b\"c")]);
    list.append_null();
    list.append_value(Vec::<Option<&str>>::new());
    let list: ListArray = list.finish();
    let numbers = LargeListArray::from_iter_primitive::<Int64Type, _, _>([
        Some(vec![Some(1), Some(-2)]),
        Some(vec![]),
        None,
    ]);
    let object = StructArray::from(vec![
        (Arc::new(Field::new("na\"me", DataType::Utf8, true)), texts(&[Some("x"), None, None])),
        (
            Arc::new(Field::new("at", DataType::Int32, true)),
            Arc::new(Int32Array::from(vec![Some(1), Some(2), None])) as ArrayRef,
        ),
    ]);
    let columns = ["a", "b", "c"].map(|name| column(name, ColumnKind::Json));
    let arrays: Vec<ArrayRef> = vec![Arc::new(list), Arc::new(numbers), Arc::new(object)];
    assert_eq!(
        lines(
            &columns,
            arrays,
            r#"{"header": false, "extension": "psv", "enclosure": "single_quote"}"#
        ),
        "[\"a\",null,\"b\\\"c\"]|[1,-2]|{\"na\\\"me\":\"x\",\"at\":1}\n|[]|{\"at\":2}\n[]||{}\n"
    );
}

#[test]
fn what_cannot_be_written_is_refused_before_the_first_row() {
    let schema = |data_type| Schema::new(vec![Field::new("x", data_type, true)]);
    let dialect = FileFormat::default().resolve().unwrap();
    let refused = |column: Column, data_type| {
        Encoder::new(&[column], &schema(data_type), &dialect, budapest()).unwrap_err()
    };
    for (column, data_type) in [
        (text("x"), DataType::Binary),
        (text("x"), DataType::Time32(TimeUnit::Second)),
        (number("x", 0, None), DataType::Utf8),
        (column("x", ColumnKind::Boolean), DataType::Int8),
        (datetime("x", "iso"), DataType::Date32),
    ] {
        let error = refused(column, data_type);
        assert!(matches!(&error, FormatError::Type { field, .. } if field == "x"), "{error}");
        assert!(error.hint().is_some());
    }
    assert!(matches!(refused(datetime("x", "%Q"), DataType::Null), FormatError::Pattern { .. }));
    let none = Encoder::new(&[], &schema(DataType::Utf8), &dialect, budapest()).unwrap_err();
    assert_eq!(none.message(), "the data has 1 columns and the file 0");
}

#[test]
fn contradicting_formats_are_refused() {
    for (json, message) in [
        (r#"{"delimiter": "\""}"#, "`\"` is both delimiter and enclosure"),
        (r#"{"delimiter": "\n"}"#, "the delimiter can't be the line feed character"),
        (r#"{"delimiter": "\u0000"}"#, "the delimiter can't be the NUL character"),
        (
            r#"{"delimiter": "日", "encoding": "windows-1250"}"#,
            "the delimiter `日` doesn't exist in windows-1250",
        ),
    ] {
        let error = format(json).resolve().unwrap_err();
        assert_eq!(error.message(), message);
        assert!(error.hint().is_some());
    }
    for (json, message) in [
        (r#"{"delimiter": "ab"}"#, "`ab` isn't a delimiter"),
        (r#"{"delimiter": ""}"#, "`` isn't a delimiter"),
        (r#"{"delimiter": 1}"#, "expected `comma`, `semicolon`, `pipe`, `tab` or exactly one"),
        (r#"{"newlines": "lf"}"#, "unknown field `newlines`"),
        (r#"{"level": "best"}"#, "unknown variant `best`, expected one of `fast`, `normal`"),
    ] {
        let error = serde_json::from_str::<FileFormat>(json).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
    let odd = format(r#"{"delimiter": "§"}"#);
    assert_eq!(serde_json::to_value(&odd).unwrap()["delimiter"], "§");
    assert_eq!(
        serde_json::to_value(format(r#"{"delimiter": ";"}"#)).unwrap()["delimiter"],
        "semicolon"
    );
}
