//! What each database has that the others don't: values that no file can hold
//! are told with their row, all others are exact.

use export_desk_core::catalog::{DataModel, FieldType};
use export_desk_core::source::{ConnectionSettings, Mapping, ModelMapping, Source};
use serde_json::json;

use crate::bed::{opened, spec, text};
use crate::servers::{Kind, Running};

/// A source with a model of each table, made of the table itself.
pub(crate) async fn whole(settings: ConnectionSettings, tables: &[&str]) -> Source {
    let source = opened(settings).await;
    let mut models = Vec::new();
    for table in tables {
        let mut own: DataModel = source.suggest_model(table).await.unwrap();
        own.id = table.rsplit('.').next().unwrap().to_owned();
        models.push(mapping(table, own));
    }
    source.with_mapping(Some(Mapping { models, ..Mapping::default() }))
}

pub(crate) fn mapping(table: &str, own: DataModel) -> ModelMapping {
    let sources = own.fields.iter().map(|field| {
        let source = json!({ "column": field.id, "json_path": null });
        (field.id.clone(), serde_json::from_value(source).unwrap())
    });
    ModelMapping {
        model: own.id.clone(),
        table: table.to_owned(),
        fields: sources.collect(),
        own: Some(own),
    }
}

async fn all_of(source: &Source, model: &str) -> String {
    text(&spec(json!({ "model": model })), source).await
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_types_are_exact() {
    let server = Running::start(Kind::Postgres);
    server.sql(
        "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN cents AS numeric(10,2); \
         CREATE TABLE odd (id int PRIMARY KEY, padded char(6), feeling mood, price cents, loose numeric, \
         small real, unique_id uuid, data jsonb, words text[], numbers int[], blob bytea, paid money, \
         at timestamptz, local_at timestamp, day date, address inet, span interval); \
         INSERT INTO odd VALUES (1, 'ab', 'sad', 12.5, 0.12345678905, 1.1, \
         '00000000-0000-0000-0000-00000000000A', '{\"b\":1,\"a\":\"x\"}', '{a,\"b \\\"c\\\"\",NULL}', '{1,2}', '\\xdeadbeef', \
         1234.5, '10000-01-02 03:04:05.678901+00', '1899-12-31 23:59:59', '0044-03-15', '10.0.0.1', '1 day 2 hours'), \
         (2, NULL, NULL, NULL, -1e20, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);",
    );
    let source = whole(server.settings(server.server()), &["public.odd"]).await;
    let fields = [
        "id",
        "padded",
        "feeling",
        "price",
        "loose",
        "small",
        "unique_id",
        "data",
        "words",
        "numbers",
        "blob",
        "paid",
        "local_at",
        "day",
        "address",
        "span",
    ];
    let fields: Vec<_> = fields.map(|field| json!({ "field": field })).to_vec();
    let found =
        text(&spec(json!({ "model": "odd", "timezone": "UTC", "fields": fields })), &source).await;
    let lines: Vec<&str> = found.lines().collect();
    assert!(lines.len() > 2, "{found}");
    assert_eq!(
        lines[1],
        "1,ab,sad,12.50,0.12345678905,1.1,00000000-0000-0000-0000-00000000000a,\"{\"\"a\"\":\"\"x\"\",\"\"b\"\":1}\",\
         \"[\"\"a\"\",\"\"b \\\"\"c\\\"\"\"\",null]\",\"[1,2]\",deadbeef,1234.50,1899-12-31T23:59:59+00:00,0044-03-15,\
         10.0.0.1,P1DT2H"
    );
    assert_eq!(lines[2], "2,,,,-100000000000000000000,,,,,,,,,,,");
    // Enumerations and padded texts are tested as the texts that they are.
    let of = async |field: &str, operator: &str, value: &str| {
        let filter = json!([[{ "field": field, "operator": operator, "value": value }]]);
        let fields = json!([{ "field": "id" }]);
        text(&spec(json!({ "model": "odd", "filters": filter, "fields": fields })), &source).await
    };
    assert_eq!(of("feeling", "is", "sad").await.lines().count(), 2);
    assert_eq!(of("padded", "is", "ab").await.lines().count(), 2);
    assert_eq!(of("padded", "is", "ab  ").await.lines().count(), 1);
    assert_eq!(of("words", "contains", "a").await.lines().count(), 2);
    // The year 10000 has no ISO text.
    let far =
        spec(json!({ "model": "odd", "fields": [{ "field": "at" }], "sort": [{ "field": "id" }] }));
    let told = text(&far, &source).await;
    assert!(told.contains("10000") || told.contains("row"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn values_that_no_file_can_hold_are_told_with_their_row() {
    let server = Running::start(Kind::Postgres);
    server.sql(
        "CREATE TABLE endless (id int PRIMARY KEY, at timestamptz, day date, number numeric); \
         INSERT INTO endless VALUES (1, now(), now(), 1), (2, 'infinity', NULL, NULL), \
         (3, NULL, '-infinity', NULL), (4, NULL, NULL, 'NaN'), (5, NULL, NULL, 1e40), (6, NULL, NULL, 1e30)",
    );
    let source = whole(server.settings(server.server()), &["public.endless"]).await;
    let only = async |id: i64, field: &str| {
        let filter = json!([[{ "field": "id", "operator": "is", "value": id }]]);
        let fields = json!([{ "field": field }]);
        text(&spec(json!({ "model": "endless", "filters": filter, "fields": fields })), &source)
            .await
    };
    assert!(only(2, "at").await.contains("ow 1 of `public.endless`, column `at`: it is infinity"));
    assert!(only(3, "day").await.contains("infinity"));
    assert!(only(4, "number").await.contains("NaN"));
    assert!(only(5, "number").await.contains("38"));
    assert_eq!(only(6, "number").await, format!("number\n1{}\n", "0".repeat(30)));
    assert!(all_of(&source, "endless").await.contains("ow 2 of `public.endless`, column `at`"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_of_two_tables_is_refused() {
    let server = Running::start(Kind::Postgres);
    server.sql("CREATE SCHEMA \"public.a\"; CREATE TABLE \"public.a\".b (id int PRIMARY KEY)");
    let source = opened(server.settings(server.server())).await;
    assert_eq!(source.suggest_model("public.a.b").await.unwrap().fields.len(), 1);
    server.sql("CREATE TABLE public.\"a.b\" (id int PRIMARY KEY, name text)");
    let source = opened(server.settings(server.server())).await;
    let error = source.suggest_model("public.a.b").await.unwrap_err().to_string();
    assert!(error.contains("`public.a.b` stands for two tables"), "{error}");
    assert!(error.contains("`a.b` in the schema `public`"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_of_any_size_keep_their_digits() {
    let server = Running::start(Kind::Postgres);
    server.sql(
        "CREATE DOMAIN price AS numeric(10,2); CREATE DOMAIN offer AS price CHECK (VALUE > 0); \
         CREATE TABLE free (id int PRIMARY KEY, n numeric, big numeric(50,20), above numeric(6,-2), \
         part offer, share numeric); \
         INSERT INTO free VALUES (1, 0.12345678901234567890, 12345678901234567.00000000000000000001, \
         12345, 1.5, 1), (2, -99999999999999999.5, 0.5, 99, 7, 1), (3, 1e-20, NULL, 0, 3.25, 2), \
         (4, 0.12345678901234567891, 1, NULL, NULL, 2), (5, NULL, NULL, NULL, NULL, NULL); \
         CREATE VIEW thirds AS SELECT id, id / 3.0 AS third FROM generate_series(1, 500) AS id; \
         CREATE TABLE apart (id int PRIMARY KEY, n numeric); \
         INSERT INTO apart VALUES (1, 1e30), (2, 1e-30), (3, 2.5)",
    );
    let tables = ["public.free", "public.thirds", "public.apart"];
    let source = whole(server.settings(server.server()), &tables).await;
    let of = async |definition: serde_json::Value| text(&spec(definition), &source).await;
    let trimmed = |text: String| text.replace("\r\n", "\n");
    let expected = trimmed(server.copied(
        "SELECT id, trim_scale(n) AS n, trim_scale(big) AS big, above, part, \
         trim_scale(share) AS share FROM free ORDER BY id",
    ));
    assert_eq!(all_of(&source, "free").await, expected);
    let expected = trimmed(
        server.copied("SELECT id, trim_scale(third) AS third FROM thirds ORDER BY id, third"),
    );
    assert_eq!(all_of(&source, "thirds").await, expected);
    // Tested, grouped and added up with all digits.
    let filter = json!([[{ "field": "n", "operator": "is", "value": "0.1234567890123456789" }]]);
    let one = json!({ "model": "free", "filters": filter, "fields": [{ "field": "id" }] });
    assert_eq!(of(one).await, "id\n1\n");
    let grouped = json!({ "model": "free", "aggregation": true, "fields": [
        { "field": "share", "aggregate": "group" }, { "field": "n", "aggregate": "sum" },
        { "field": "n", "aggregate": "max" },
    ] });
    let expected = trimmed(server.copied(
        "SELECT share, trim_scale(sum(n)) AS a, trim_scale(max(n)) AS b FROM free GROUP BY share ORDER BY share",
    ));
    let rows = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(rows(&of(grouped).await), rows(&expected));

    // More digits than fit: rounded, and said of which column.
    let out = tempfile::tempdir().unwrap();
    let definition = spec(json!({ "model": "apart" }));
    let context = crate::bed::context(&source, out.path());
    let report = crate::bed::finish(&definition, &context).await.unwrap();
    let told: Vec<&str> = report.warnings.iter().map(|problem| &*problem.message).collect();
    assert!(told.len() == 1 && told[0].contains("`n`") && told[0].contains("rounded"), "{told:?}");
    let file = std::fs::read_to_string(report.file).unwrap();
    assert_eq!(file, format!("id,n\n1,1{}\n2,0\n3,2.5\n", "0".repeat(30)));
}

#[tokio::test(flavor = "multi_thread")]
async fn small_types_of_mariadb_hold_more_than_they_say() {
    let server = Running::start(Kind::Mariadb);
    server.sql(
        "SET sql_mode = ''; CREATE TABLE small (id INT PRIMARY KEY, flag TINYINT(1), bits BIT(64), \
         few BIT(5), code INT(5) ZEROFILL, wide BIGINT(20) UNSIGNED ZEROFILL, price DECIMAL(8,2) ZEROFILL, \
         loose DECIMAL(65,30), made YEAR, lasts TIME(3), data JSON, place POINT, address INET6); \
         INSERT INTO small VALUES (1, 2, 18446744073709551615, b'10101', 42, 42, 3.5, \
         12345678.000000000000000000000000000001, 0, '-838:59:59.5', '{\"a\": 1.10}', POINT(1, 2), '::1'), \
         (2, -128, 9223372036854775808, 0, 123456, 18446744073709551615, 0, -0.5, 2155, '00:00:01', NULL, NULL, NULL); \
         CREATE TABLE half (id INT PRIMARY KEY, day DATE); INSERT INTO half VALUES (1, '2026-01-01'), (2, '2026-00-15');",
    );
    let source = whole(server.settings(server.server()), &["small", "half"]).await;
    let found = all_of(&source, "small").await;
    let lines: Vec<&str> = found.lines().collect();
    assert!(lines.len() == 3, "{found}");
    assert_eq!(
        lines[1],
        "1,2,18446744073709551615,21,00042,00000000000000000042,000003.50,\
         12345678.000000000000000000000000000001,0,-838:59:59.500,\"{\"\"a\"\":1.10}\",POINT(1 2),::1"
    );
    assert_eq!(
        lines[2],
        "2,-128,9223372036854775808,0,123456,18446744073709551615,000000.00,-0.5,2155,00:00:01.000,,,"
    );
    let of = async |field: &str, operator: &str, value: &str| {
        let filters = json!([[{ "field": field, "operator": operator, "value": value }]]);
        let fields = json!([{ "field": "id" }]);
        let wanted = spec(json!({ "model": "small", "filters": filters, "fields": fields }));
        let found = text(&wanted, &source).await;
        found.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(of("flag", "is", "2").await, ["1"]);
    assert_eq!(of("bits", "greater_than", "9223372036854775807").await, ["1", "2"]);
    assert_eq!(of("code", "is", "00042").await, ["1"]);
    assert_eq!(of("code", "is", "42").await, Vec::<String>::new());
    let model = source.suggest_model("small").await.unwrap();
    let types = ["flag", "code", "data"].map(|id| model.field(id).unwrap().field_type);
    assert_eq!(types, [FieldType::Numeric, FieldType::String, FieldType::Object]);
    let told = all_of(&source, "half").await;
    assert!(told.contains("row 2 of `half`, column `day`: 2026-00-15 is no date"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flag_that_is_no_flag_stops_a_filter_of_flags() {
    let server = Running::start(Kind::Mariadb);
    server.sql("CREATE TABLE flags (id INT PRIMARY KEY, flag TINYINT(1))");
    server.sql("INSERT INTO flags VALUES (1, 1), (2, 0), (3, NULL)");
    let source = opened(server.settings(server.server())).await;
    let mut own = source.suggest_model("flags").await.unwrap();
    own.fields.iter_mut().filter(|field| field.id == "flag").for_each(|field| {
        field.field_type = FieldType::Boolean;
    });
    let models = vec![mapping("flags", own)];
    let source = source.with_mapping(Some(Mapping { models, ..Mapping::default() }));
    let of = async |operator: &str| {
        let filters = json!([[{ "field": "flag", "operator": operator }]]);
        let fields = json!([{ "field": "id" }]);
        text(&spec(json!({ "model": "flags", "filters": filters, "fields": fields })), &source)
            .await
    };
    for (operator, ids) in
        [("is_true", "1"), ("is_false", "2"), ("is_empty", "3"), ("is_not_empty", "1\n2")]
    {
        assert_eq!(of(operator).await, format!("id\n{ids}\n"), "{operator}");
    }
    server.sql("INSERT INTO flags VALUES (4, 2)");
    for operator in ["is_true", "is_false", "is_empty", "is_not_empty"] {
        let told = of(operator).await;
        assert!(told.contains("neither true nor false"), "{operator}: {told}");
    }
}

/// A source whose model `orders` has members of the objects in `data`.
async fn with_members(settings: ConnectionSettings, table: &str) -> Source {
    let source = opened(settings).await;
    let mut own = source.suggest_model(table).await.unwrap();
    own.id = "orders".to_owned();
    let mut mapped = mapping(table, own);
    let own = mapped.own.as_mut().unwrap();
    for (id, field_type, path) in [
        ("total", FieldType::Numeric, "$.total"),
        ("count", FieldType::Numeric, "$.count"),
        ("city", FieldType::String, "$.who.city"),
        ("first", FieldType::String, "$.tags[0]"),
        ("paid", FieldType::Boolean, "$.paid"),
    ] {
        own.fields.push(crate::bed::field(id, field_type));
        let place = json!({ "column": "data", "json_path": path });
        mapped.fields.insert(id.to_owned(), serde_json::from_value(place).unwrap());
    }
    source.with_mapping(Some(Mapping { models: vec![mapped], ..Mapping::default() }))
}

#[tokio::test(flavor = "multi_thread")]
async fn members_of_objects_are_chosen_filtered_and_grouped() {
    const ROWS: &str = "INSERT INTO orders VALUES \
        (1, '{\"total\": 12345678901234567890.12, \"count\": 9007199254740993, \"who\": {\"city\": \"Pécs\"}, \"tags\": [\"a\", \"b\"], \"paid\": true}'), \
        (2, '{\"total\": 0.01, \"count\": 1, \"who\": {\"city\": \"Wien\"}, \"tags\": [], \"paid\": false}'), \
        (3, '{\"total\": 5, \"count\": 1, \"who\": {\"city\": \"Pécs\"}}'), (4, '{}'), (5, NULL)";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.db");
    let file = rusqlite::Connection::open(&path).unwrap();
    file.execute_batch("CREATE TABLE orders (id INTEGER PRIMARY KEY, data JSON)").unwrap();
    file.execute_batch(ROWS).unwrap();
    let (postgres, mariadb) = (Running::start(Kind::Postgres), Running::start(Kind::Mariadb));
    postgres.sql("CREATE TABLE orders (id int PRIMARY KEY, data jsonb)");
    postgres.sql("CREATE VIEW texts AS SELECT id, data::json AS data FROM orders");
    mariadb.sql("CREATE TABLE orders (id int PRIMARY KEY, data JSON)");
    postgres.sql(ROWS);
    mariadb.sql(ROWS);
    let sources = [
        ("SQLite", with_members(ConnectionSettings::Sqlite { path }, "orders").await),
        ("jsonb", with_members(postgres.settings(postgres.server()), "public.orders").await),
        ("json", with_members(postgres.settings(postgres.server()), "public.texts").await),
        ("MariaDB", with_members(mariadb.settings(mariadb.server()), "orders").await),
    ];
    let fields =
        |names: &[&str]| json!(names.iter().map(|id| json!({ "field": id })).collect::<Vec<_>>());
    for (name, source) in &sources {
        let of = async |definition: serde_json::Value| text(&spec(definition), source).await;
        let all = fields(&["id", "total", "count", "city", "first", "paid"]);
        assert_eq!(
            of(json!({ "model": "orders", "fields": all })).await,
            "id,total,count,city,first,paid\n1,12345678901234567890.12,9007199254740993,Pécs,a,true\n\
             2,0.01,1,Wien,,false\n3,5,1,Pécs,,\n4,,,,,\n5,,,,,\n",
            "{name}"
        );
        let filter = json!([[{ "field": "total", "operator": "is", "value": "12345678901234567890.12" }],
            [{ "field": "city", "operator": "is", "value": "Wien" }]]);
        let found =
            of(json!({ "model": "orders", "filters": filter, "fields": fields(&["id"]) })).await;
        assert_eq!(found, "id\n1\n2\n", "{name}");
        let grouped = json!({ "model": "orders", "aggregation": true, "fields": [
            { "field": "city", "aggregate": "group" }, { "field": "total", "aggregate": "sum" },
            { "field": "id", "aggregate": "count" },
        ] });
        let found = of(grouped).await;
        let rows: Vec<&str> = found.lines().skip(1).collect();
        assert_eq!(rows, ["Pécs,12345678901234567895.12,2", "Wien,0.01,1", ",,2"], "{name}");
        let sorted = json!({ "model": "orders", "fields": fields(&["id"]),
            "sort": [{ "field": "total", "direction": "descending" }] });
        assert_eq!(of(sorted).await, "id\n1\n3\n2\n4\n5\n", "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_cant_be_written_hinders_some_files_of_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let disk = folder.path().join("disk");
    std::fs::create_dir(&disk).unwrap();
    let _mounted = crate::servers::is_root().then(|| crate::scarce::Disk::mount(&disk));
    for (name, mode) in [("log.db", "WAL"), ("plain.db", "DELETE")] {
        let file = rusqlite::Connection::open(disk.join(name)).unwrap();
        let made: String =
            file.query_row(&format!("PRAGMA journal_mode = {mode}"), [], |row| row.get(0)).unwrap();
        assert_eq!(made.to_uppercase(), mode);
        file.execute_batch("CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (7)")
            .unwrap();
    }
    crate::scarce::Disk::protect(&disk);
    let at = |name: &str| ConnectionSettings::Sqlite { path: disk.join(name) };
    let plain = whole(at("plain.db"), &["t"]).await;
    assert_eq!(all_of(&plain, "t").await, "id\n7\n");
    let told = opened(at("log.db")).await.tables().await.unwrap_err();
    let message = told.to_string();
    assert!(message.contains("log.db") && message.contains("WAL mode"), "{message}");
    assert!(message.contains("its folder can't be written"), "{message}");
    assert!(told.hint().unwrap().contains("journal_mode = DELETE"));
    // What isn't a file is no reason to wait.
    let told = opened(ConnectionSettings::Sqlite { path: disk.clone() }).await.tables().await;
    assert!(told.unwrap_err().to_string().contains("it is no file"));
}

#[tokio::test(flavor = "multi_thread")]
async fn mariadb_types_are_exact() {
    let server = Running::start(Kind::Mariadb);
    server.sql(
        "SET sql_mode = ''; CREATE TABLE odd (id INT PRIMARY KEY, big BIGINT UNSIGNED, tiny TINYINT UNSIGNED, \
         flag BIT(1), made YEAR, latin VARCHAR(20) CHARACTER SET latin1, choice ENUM('b', 'a'), \
         day DATE NOT NULL, at DATETIME NOT NULL, stamp TIMESTAMP NULL, small FLOAT, raw VARBINARY(4), \
         padded CHAR(6), spaced VARCHAR(10)) CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci; \
         SET time_zone = '+02:00'; \
         INSERT INTO odd VALUES (1, 18446744073709551615, 255, b'1', 2026, 'Ärger', 'a', '0000-00-00', \
         '0000-00-00 00:00:00', '2026-07-01 02:00:00', 1.1, X'00FF', 'ab', 'x '), \
         (2, 0, 0, b'0', 1901, 'arger', 'b', '1000-01-01', '9999-12-31 23:59:59', NULL, NULL, NULL, NULL, 'x')",
    );
    let source = whole(server.settings(server.server()), &["odd"]).await;
    let found = text(&spec(json!({ "model": "odd", "timezone": "UTC" })), &source).await;
    let lines: Vec<&str> = found.lines().collect();
    assert!(lines.len() > 2, "{found}");
    assert_eq!(
        lines[1],
        "1,18446744073709551615,255,true,2026,Ärger,a,,,2026-07-01T00:00:00+00:00,1.1,00ff,ab,x "
    );
    assert_eq!(lines[2], "2,0,0,false,1901,arger,b,1000-01-01,9999-12-31T23:59:59+00:00,,,,,x");
    let of = async |field: &str, operator: &str, value: serde_json::Value| {
        let mut condition = json!({ "field": field, "operator": operator });
        if !value.is_null() {
            condition["value"] = value;
        }
        let fields = json!([{ "field": "id" }]);
        let filters = json!([[condition]]);
        let spec = spec(json!({ "model": "odd", "filters": filters, "fields": fields }));
        let found = text(&spec, &source).await;
        assert!(found.starts_with("id\n"), "{found}");
        found.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(of("latin", "is", json!("Ärger")).await, ["1"]);
    assert_eq!(of("latin", "contains", json!("rger")).await, ["1", "2"]);
    assert_eq!(of("latin", "is", json!("日本")).await, Vec::<String>::new());
    assert_eq!(of("spaced", "is", json!("x")).await, ["2"]);
    assert_eq!(of("day", "is_empty", json!(null)).await, ["1"]);
    assert_eq!(of("day", "before", json!("2026-01-01")).await, ["2"]);
    assert_eq!(of("at", "is_not_empty", json!(null)).await, ["2"]);
    assert_eq!(of("big", "is", json!("18446744073709551615")).await, ["1"]);
    assert_eq!(of("flag", "is_true", json!(null)).await, ["1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_of_a_mariadb_server_change_no_file() {
    let server = Running::start(Kind::Mariadb);
    server.sql(
        "CREATE TABLE cards (id int PRIMARY KEY, name varchar(200)); \
         INSERT INTO cards SELECT seq, CONCAT(REPEAT('p', 100), MOD(seq * 37, 50)) \
         FROM seq_1_to_300; \
         CREATE TABLE Cards (id int PRIMARY KEY, city varchar(20)); \
         INSERT INTO Cards VALUES (7, 'Bonn'); \
         CREATE DATABASE Test; CREATE TABLE Test.cards (id int, other int); \
         CREATE TABLE pictures (id int PRIMARY KEY, raw longblob); \
         INSERT INTO pictures VALUES (1, X'00ff'), (2, NULL), (3, ''), (4, REPEAT('a', 1000000))",
    );
    let grouped = spec(json!({
        "model": "cards", "aggregation": true,
        "fields": [{ "field": "name", "aggregate": "group" }, { "field": "id", "aggregate": "sum" }],
    }));
    let sorted = spec(json!({ "model": "cards", "sort": [{ "field": "name" }] }));
    let files = async || {
        let source = whole(server.settings(server.server()), &["cards", "Cards"]).await;
        let other = spec(json!({ "model": "Cards" }));
        [text(&grouped, &source).await, text(&sorted, &source).await, text(&other, &source).await]
    };
    let before = files().await;
    assert_eq!(before[0].lines().count(), 51, "{}", before[0]);
    assert_eq!(before[1].lines().count(), 301, "{}", before[1]);
    assert_eq!(before[2], "id,city\n7,Bonn\n");
    server.sql(
        "SET GLOBAL sql_select_limit = 10, GLOBAL max_sort_length = 64, \
         GLOBAL sql_auto_is_null = 1, GLOBAL sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES', \
         GLOBAL max_allowed_packet = 1048576",
    );
    assert_eq!(files().await, before);
    // 2 MB of hexadecimal digits don't fit any more.
    let source = whole(server.settings(server.server()), &["pictures"]).await;
    let found = text(&spec(json!({ "model": "pictures" })), &source).await;
    assert!(found.contains("raw") && found.contains("max_allowed_packet"), "{found}");
    server.sql("DELETE FROM pictures WHERE id = 4");
    let found = text(&spec(json!({ "model": "pictures" })), &source).await;
    assert_eq!(found, "id,raw\n1,00ff\n2,\n3,\"\"\n");
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_holds_anything_anywhere() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("loose.db");
    let database = rusqlite::Connection::open(&path).unwrap();
    let long = "é".repeat(512 * 1024);
    database
        .execute_batch(
            "CREATE TABLE loose (id INTEGER PRIMARY KEY, name TEXT, points INTEGER, at DATETIME, ratio REAL, ok BOOLEAN);
             INSERT INTO loose VALUES (1, 'a' || char(0) || 'b', '12', 1767225600, 1.5, 1),
             (2, 'plain', 12.0, 2461042.25, 2, 'false'), (3, NULL, NULL, '2026-01-01 00:00:00', NULL, NULL);
             CREATE TABLE texts (id INTEGER PRIMARY KEY, points INTEGER);
             INSERT INTO texts VALUES (1, 5), (2, 'many');
             CREATE TABLE bytes (id INTEGER PRIMARY KEY, name TEXT);
             INSERT INTO bytes VALUES (7, 'fine'), (8, CAST(x'ff41' AS TEXT));
             CREATE TABLE long (id INTEGER PRIMARY KEY, name TEXT);",
        )
        .unwrap();
    for id in 0..20 {
        database.execute("INSERT INTO long VALUES (?, ?)", (id, &long)).unwrap();
    }
    let wide: Vec<String> = (0..1999).map(|index| format!("c{index} TEXT")).collect();
    database
        .execute_batch(&format!(
            "CREATE TABLE wide (id INTEGER PRIMARY KEY, {}); INSERT INTO wide (id, c1998) VALUES (1, 'last');",
            wide.join(", ")
        ))
        .unwrap();
    drop(database);
    let tables = ["loose", "texts", "bytes", "long", "wide"];
    let source = whole(ConnectionSettings::Sqlite { path: path.clone() }, &tables).await;
    let all = json!({ "model": "loose", "timezone": "UTC" });
    assert_eq!(
        text(&spec(all), &source).await.lines().skip(1).collect::<Vec<_>>(),
        [
            "1,a\0b,12,2026-01-01T00:00:00+00:00,1.5,true",
            "2,plain,12,2026-01-01T18:00:00+00:00,2,false",
            "3,,,2026-01-01T00:00:00+00:00,,",
        ]
    );
    let with_nul = json!([[{ "field": "name", "operator": "ends_with", "value": "\0b" }]]);
    let ends = json!({ "model": "loose", "filters": with_nul, "fields": [{ "field": "id" }] });
    assert_eq!(text(&spec(ends), &source).await.lines().collect::<Vec<_>>(), ["id", "1"]);
    let told = all_of(&source, "texts").await;
    assert!(
        told.starts_with("row 2 of `texts`, column `points`: `many` isn't a whole number"),
        "{told}"
    );
    let told = all_of(&source, "bytes").await;
    assert!(
        told.contains("row 2 of `bytes`, column `name`") && told.contains("UTF-8 from byte 1"),
        "{told}"
    );
    assert_eq!(
        all_of(&source, "long").await.len(),
        "id,name\n".len() + 10 * 3 + 10 * 4 + 20 * long.len()
    );
    assert!(all_of(&source, "wide").await.ends_with(",last\n"));
    // Bytes and numbers of any digits.
    let database = rusqlite::Connection::open(&path).unwrap();
    database
        .execute_batch(
            "CREATE TABLE more (id INTEGER PRIMARY KEY, raw BLOB, price DECIMAL(10,2), gone TEXT);
             INSERT INTO more VALUES (1, x'00ff', 12.5, NULL), (2, 'text', '1e-3', NULL), (3, NULL, 1e20, NULL);",
        )
        .unwrap();
    let source = whole(ConnectionSettings::Sqlite { path: path.clone() }, &["more"]).await;
    let fields = json!([{ "field": "id" }, { "field": "raw" }, { "field": "price" }]);
    let more = spec(json!({ "model": "more", "fields": fields }));
    assert_eq!(
        text(&more, &source).await,
        "id,raw,price\n1,00ff,12.5\n2,text,0.001\n3,,100000000000000000000\n"
    );
    // A column that is gone isn't a text of its name.
    let gone = json!({ "model": "more", "fields": [{ "field": "gone" }] });
    assert!(text(&spec(gone.clone()), &source).await.starts_with("gone\n"));
    database.execute_batch("ALTER TABLE more DROP COLUMN gone").unwrap();
    let told = text(&spec(gone), &source).await;
    assert!(told.contains("no column `gone` any more"), "{told}");
    // It was only read.
    let database = rusqlite::Connection::open(&path).unwrap();
    let rows: i64 = database.query_row("SELECT count(*) FROM long", [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn models_are_made_of_tables_that_nobody_here_designed() {
    let server = Running::start(Kind::Postgres);
    server.pgbench();
    let source = whole(
        server.settings(server.server()),
        &["public.pgbench_accounts", "public.pgbench_tellers"],
    )
    .await;
    let tables = source.tables().await.unwrap();
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "public.pgbench_accounts",
            "public.pgbench_branches",
            "public.pgbench_history",
            "public.pgbench_tellers"
        ]
    );
    let model = source.suggest_model("public.pgbench_accounts").await.unwrap();
    assert_eq!(
        (model.label.as_str(), model.key.as_slice()),
        ("Pgbench accounts", &["aid".to_owned()][..])
    );
    let types: Vec<FieldType> = model.fields.iter().map(|field| field.field_type).collect();
    assert_eq!(
        types,
        [FieldType::Numeric, FieldType::Numeric, FieldType::Numeric, FieldType::String]
    );
    let columns = source.sampled_columns("public.pgbench_accounts").await.unwrap();
    assert_eq!(columns[0].samples, ["1", "2", "3", "4", "5"]);
    // The same rows as psql's own CSV.
    let expected = server.copied("SELECT aid, bid, abalance FROM pgbench_accounts ORDER BY aid");
    let fields = json!([{ "field": "aid" }, { "field": "bid" }, { "field": "abalance" }]);
    let found =
        text(&spec(json!({ "model": "pgbench_accounts", "fields": fields })), &source).await;
    assert_eq!(found.lines().count(), 100_001);
    assert!(found.replace("\r\n", "\n") == expected);
}

/// The table `m` with the fields that are days or instants.
async fn of_moments(path: &std::path::Path, moments: &[(&str, FieldType)]) -> Source {
    let source = opened(ConnectionSettings::Sqlite { path: path.to_owned() }).await;
    let mut own = source.suggest_model("m").await.unwrap();
    for (id, field_type) in moments {
        own.fields.iter_mut().find(|field| field.id == *id).unwrap().field_type = *field_type;
    }
    let models = vec![mapping("m", own)];
    source.with_mapping(Some(Mapping { models, ..Mapping::default() }))
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_of_sqlite_are_the_dates_that_it_means_or_refused() {
    use FieldType::{Date, Datetime};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("moments.db");
    let database = rusqlite::Connection::open(&path).unwrap();
    database
        .execute_batch(
            "CREATE TABLE m (id INTEGER PRIMARY KEY, day DATE, at INTEGER, stamp TIMESTAMP, loose, share REAL);
             INSERT INTO m VALUES (1, '2026-07-01', unixepoch('2026-07-01 10:00:00'), unixepoch('1965-01-02 03:04:05'), unixepoch('9999-12-31 23:59:59'), julianday('2026-07-01 06:00:00')),
             (2, julianday('1999-12-31 18:00:00'), unixepoch('1945-05-08'), '2026-07-01 10:00:00.5', '2026-07-01', julianday('0001-01-01 06:00:00')),
             (3, NULL, NULL, NULL, NULL, NULL);",
        )
        .unwrap();
    let moments = [
        ("day", Date),
        ("at", Datetime),
        ("stamp", Datetime),
        ("loose", Datetime),
        ("share", Datetime),
    ];
    let source = of_moments(&path, &moments).await;
    let all = spec(json!({ "model": "m", "timezone": "UTC" }));
    assert_eq!(
        text(&all, &source).await.lines().skip(1).collect::<Vec<_>>(),
        [
            "1,2026-07-01,2026-07-01T10:00:00+00:00,1965-01-02T03:04:05+00:00,9999-12-31T23:59:59+00:00,2026-07-01T06:00:00+00:00",
            "2,1999-12-31,1945-05-08T00:00:00+00:00,2026-07-01T10:00:00.500+00:00,2026-07-01T00:00:00+00:00,0001-01-01T06:00:00+00:00",
            "3,,,,,",
        ]
    );
    let after = json!([[{ "field": "at", "operator": "after", "value": "2026-01-01" }]]);
    let found = spec(json!({ "model": "m", "filters": after, "fields": [{ "field": "id" }] }));
    assert_eq!(text(&found, &source).await, "id\n1\n");
    let sorted = json!([{ "field": "at" }]);
    let found = spec(json!({ "model": "m", "sort": sorted, "fields": [{ "field": "id" }] }));
    assert_eq!(text(&found, &source).await, "id\n2\n1\n3\n");

    // Days by their digits, milliseconds, days since 1970 and those of workbooks,
    // whole Julian days, seconds since 2001 as a fraction: whose meaning isn't known.
    for column in ["day", "at", "stamp", "loose"] {
        for value in ["20260701", "1782900000000", "20636", "46204", "2461223", "0", "804330000.25"]
        {
            if column == "at" && value.contains('.') {
                continue;
            }
            database
                .execute_batch(&format!(
                    "UPDATE m SET {column} = NULL; UPDATE m SET {column} = {value} WHERE id = 2"
                ))
                .unwrap();
            let fields = json!([{ "field": "id" }, { "field": column }]);
            let told = text(&spec(json!({ "model": "m", "fields": fields })), &source).await;
            assert!(
                told.starts_with(&format!("row 2 of `m`, column `{column}`: {value}")),
                "{told}"
            );
            assert!(told.contains("view"), "{told}");
        }
    }
    // Such a column isn't left out as if it weren't there.
    database
        .execute_batch("CREATE TABLE customers (id INTEGER PRIMARY KEY, birth_date INTEGER)")
        .unwrap();
    let source = opened(ConnectionSettings::Sqlite { path: path.clone() }).await;
    let catalog = crate::bed::catalog();
    let suggested = source.suggested_for(catalog.model("customers").unwrap(), "customers").await;
    assert!(suggested.unwrap().fields.contains_key("birth_date"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_number_is_the_greatest_and_in_no_range() {
    let server = Running::start(Kind::Postgres);
    server.sql(
        "CREATE TABLE f (id int PRIMARY KEY, k text, n float8, s float4); \
         INSERT INTO f SELECT row_number() OVER (), k, n, n FROM (VALUES \
         ('a', 1.5), ('a', 'NaN'), ('a', -2), ('a', 'Infinity'), ('a', NULL), ('b', 'Infinity'), \
         ('c', '-Infinity'), ('c', NULL), ('d', '-0'), ('d', 0), ('d', 0.1), ('e', 'NaN'), ('f', NULL)) AS v(k, n)",
    );
    let source = whole(server.settings(server.server()), &["public.f"]).await;
    let of = async |definition: serde_json::Value| {
        let found = text(&spec(definition), &source).await;
        found.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    let right = |sql: &str| {
        let copied = server.copied(sql).replace("\r\n", "\n").replace("-0,", "0,");
        copied.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    for n in ["n", "s"] {
        let aggregated = |fields: serde_json::Value| json!({ "model": "f", "aggregation": true, "fields": fields });
        let group = |field: &str| json!({ "field": field, "aggregate": "group" });
        let extremes = json!([group("k"), { "field": n, "aggregate": "min" }, { "field": n, "aggregate": "max" }]);
        let expected = right(&format!("SELECT k, min({n}), max({n}) FROM f GROUP BY k ORDER BY k"));
        assert_eq!(of(aggregated(extremes)).await, expected, "{n}");
        let groups = json!([group(n), { "field": "id", "aggregate": "count" }]);
        let expected =
            right(&format!("SELECT {n}, count(*) FROM f GROUP BY {n} ORDER BY {n} NULLS LAST"));
        assert_eq!(of(aggregated(groups)).await, expected, "{n}");
        for descending in [false, true] {
            let direction = if descending { "descending" } else { "ascending" };
            let sorted = json!({ "model": "f", "fields": [{ "field": "id" }],
                "sort": [{ "field": n, "direction": direction }] });
            let sql = if descending { "DESC" } else { "ASC" };
            let expected = right(&format!("SELECT id FROM f ORDER BY {n} {sql} NULLS LAST, id"));
            assert_eq!(of(sorted).await, expected, "{n} {sql}");
        }
        for (operator, sql) in [
            ("greater_than", ">"),
            ("less_or_equal", "<="),
            ("greater_or_equal", ">="),
            ("less_than", "<"),
        ] {
            let tested = json!({ "model": "f", "fields": [{ "field": "id" }],
                "filters": [[{ "field": n, "operator": operator, "value": 0 }]] });
            let expected =
                right(&format!("SELECT id FROM f WHERE {n} {sql} 0 AND {n} <> 'NaN' ORDER BY id"));
            assert_eq!(of(tested).await, expected, "{n} {sql}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn fractions_add_up_to_what_their_texts_do() {
    let server = Running::start(Kind::Postgres);
    server.sql(
        "CREATE TABLE f (id int PRIMARY KEY, k text, n float8); \
         INSERT INTO f SELECT i, 'a', 0.1::float8 + 0.2::float8 FROM generate_series(1, 1000) AS i; \
         INSERT INTO f SELECT i, 'b', 1e-12 FROM generate_series(1001, 1007) AS i; \
         INSERT INTO f VALUES (1008, 'c', 1e15), (1009, 'c', 4e-11), (1010, 'c', -1.1102230246251565e-16)",
    );
    let source = whole(server.settings(server.server()), &["public.f"]).await;
    let definition = spec(json!({ "model": "f", "aggregation": true, "fields": [
        { "field": "k", "aggregate": "group" }, { "field": "n", "aggregate": "sum" },
    ] }));
    let rows = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    let found = rows(&text(&definition, &source).await);
    let expected = server
        .copied("SELECT k, trim_scale(sum(n::text::numeric)) AS n FROM f GROUP BY k ORDER BY k");
    assert_eq!(found, rows(&expected.replace("\r\n", "\n")));
    // The same by hand: a thousand times 0.30000000000000004.
    assert_eq!(found[0], "a,300.00000000000004");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_total_that_no_column_holds_names_its_field() {
    let server = Running::start(Kind::Postgres);
    server.sql(
        "CREATE TABLE f (id int PRIMARY KEY, k text, n numeric(38,0)); \
         INSERT INTO f SELECT i, 'a', 5e37 FROM generate_series(1, 2) AS i",
    );
    let source = whole(server.settings(server.server()), &["public.f"]).await;
    for aggregate in ["sum", "average"] {
        let definition = spec(json!({ "model": "f", "aggregation": true, "fields": [
            { "field": "k", "aggregate": "group" }, { "field": "n", "aggregate": aggregate },
        ] }));
        let told = text(&definition, &source).await;
        assert!(told.contains(&format!("the {aggregate} of field `n`")), "{told}");
        assert!(told.contains("more than 38 digits"), "{told}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_are_one_in_a_database_where_they_are_in_files() {
    let server = Running::start(Kind::Postgres);
    server.sql(
        "CREATE TABLE f (id int PRIMARY KEY, t text, l text[]); \
         INSERT INTO f SELECT id, t, ARRAY[t] FROM (VALUES \
         (1, 'İ'), (2, 'ς'), (3, 'ſ'), (4, 'Σ'), (5, 'ΑΣ'), (8, 'µ')) AS v(id, t)",
    );
    let source = opened(server.settings(server.server())).await;
    let mut own: DataModel = source.suggest_model("public.f").await.unwrap();
    own.id = "f".to_owned();
    own.fields.iter_mut().filter(|field| field.id == "l").for_each(|field| {
        field.field_type = FieldType::List;
    });
    let models = vec![mapping("public.f", own)];
    let source = source.with_mapping(Some(Mapping { models, ..Mapping::default() }));
    // The same rows as of the files of `values.py`.
    for (field, operator, value, ids) in [
        ("t", "contains", json!("σ"), "2 4 5"),
        ("t", "is", json!("S"), "3"),
        ("t", "contains", json!("i\u{307}"), ""),
        ("t", "is_any_of", json!(["Ας", "Μ", "i"]), "5 8"),
        ("t", "is_none_of", json!(["σ", "S"]), "1 5 8"),
        ("l", "contains", json!("σ"), "2 4"),
        ("l", "contains", json!("i\u{307}"), ""),
        ("l", "contains_any_of", json!(["S", "Μ"]), "3 8"),
    ] {
        let test = json!({
            "field": field, "operator": operator, "value": value, "case_sensitive": false,
        });
        let definition = json!({
            "model": "f", "fields": [{ "field": "id" }], "filters": [[test]],
            "sort": [{ "field": "id" }],
        });
        let found = text(&spec(definition), &source).await;
        let found = found.lines().skip(1).collect::<Vec<_>>().join(" ");
        assert_eq!(found, ids, "{field} {operator} {value}");
    }
}
