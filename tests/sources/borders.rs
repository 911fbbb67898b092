//! Values at the borders of their types, in each place where they can be: tests, order and
//! texts don't depend on the place.

use export_desk_core::catalog::{DataModel, FieldType};
use export_desk_core::source::{ConnectionSettings, Mapping, Source};
use serde_json::{Value, json};

use crate::bed::{opened, spec, text};
use crate::oddities::{mapping, whole};
use crate::servers::{Kind, Running};

/// Values of `id` of a model's rows that pass.
async fn passed(source: &Source, model: &str, filter: Value) -> String {
    let fields = json!([{ "field": "id" }]);
    let found = text(
        &spec(json!({ "model": model, "timezone": "America/New_York", "filters": [[filter]],
            "fields": fields, "sort": [{ "field": "id" }] })),
        source,
    )
    .await;
    found.lines().skip(1).collect::<Vec<_>>().join(" ")
}

const ROWS: &str = "(1, '2026-01-01 12:00:00', 0.1), (2, '9999-12-31 23:59:59', 9007199254740992), \
     (3, '1900-01-01 00:00:00', 5), (4, NULL, NULL), (5, '9999-12-31 12:00:00', -0.5)";

#[tokio::test(flavor = "multi_thread")]
async fn the_last_day_and_the_nearest_fraction_are_the_same_in_each_database() {
    for kind in [Kind::Postgres, Kind::Mariadb] {
        let server = Running::start(kind);
        let (moment, fraction, table) = match kind {
            Kind::Postgres => ("timestamp", "float8", "public.far"),
            Kind::Mariadb => ("datetime", "double", "far"),
        };
        server.sql(&format!(
            "CREATE TABLE far (id int PRIMARY KEY, at {moment}, part {fraction}); \
             INSERT INTO far VALUES {ROWS}"
        ));
        let source = whole(server.settings(server.server()), &[table]).await;
        for (operator, value, expected) in [
            ("between", json!(["2026-01-01", "9999-12-31"]), "1 2 5"),
            ("on_or_before", json!("9999-12-31"), "1 2 3 5"),
            ("on", json!("9999-12-31"), "2 5"),
            ("not_on", json!("9999-12-31"), "1 3 4"),
            ("after", json!("9999-12-31"), ""),
            ("before", json!("9999-12-31"), "1 3"),
            ("on_or_after", json!("-0001-01-01"), "1 2 3 5"),
            ("before", json!("-0001-01-01"), ""),
        ] {
            let filter = json!({ "field": "at", "operator": operator, "value": value });
            assert_eq!(
                passed(&source, "far", filter).await,
                expected,
                "{kind:?} {operator} {value}"
            );
        }
        for (operator, value, expected) in [
            ("greater_than", json!("9007199254740991.9999"), "2"),
            ("greater_than", json!("0.09999999999999999999"), "1 2 3"),
            ("less_or_equal", json!("0.1"), "1 5"),
            ("less_than", json!("0.1"), "5"),
            ("less_or_equal", json!("0.09999999999999999999"), "5"),
            ("is", json!("9007199254740993"), ""),
            ("is", json!("0.1"), "1"),
        ] {
            let filter = json!({ "field": "part", "operator": operator, "value": value });
            assert_eq!(
                passed(&source, "far", filter).await,
                expected,
                "{kind:?} {operator} {value}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_of_any_size_are_plain_in_fields_of_text() {
    for (kind, number, table) in
        [(Kind::Postgres, "numeric", "public.cards"), (Kind::Mariadb, "decimal(40,0)", "cards")]
    {
        let server = Running::start(kind);
        server.sql(&format!(
            "CREATE TABLE cards (id int PRIMARY KEY, number {number}); \
             INSERT INTO cards VALUES (1, 1001), (2, 1100), (3, NULL)"
        ));
        let source = opened(server.settings(server.server())).await;
        let mut own: DataModel = source.suggest_model(table).await.unwrap();
        own.id = "cards".to_owned();
        for field in &mut own.fields {
            field.field_type = FieldType::String;
        }
        let models = vec![mapping(table, own)];
        let source = source.with_mapping(Some(Mapping { models, ..Mapping::default() }));
        let found = text(&spec(json!({ "model": "cards" })), &source).await;
        assert_eq!(found, "id,number\n1,1001\n2,1100\n3,\n", "{kind:?}");
        let filter = json!({ "field": "number", "operator": "is", "value": 1100 });
        assert_eq!(passed(&source, "cards", filter).await, "2", "{kind:?}");
    }
}

/// A day is the one that is written, where no zone belongs to the time beside it.
#[tokio::test(flavor = "multi_thread")]
async fn times_without_a_zone_have_the_days_that_stand_there() {
    for (kind, local, instant, table, days) in [
        (
            Kind::Postgres,
            "timestamp",
            "timestamptz",
            "public.born",
            "string_agg(at::date::text, ' ' ORDER BY id)",
        ),
        (
            Kind::Mariadb,
            "datetime",
            "timestamp",
            "born",
            "group_concat(date(at) ORDER BY id SEPARATOR ' ')",
        ),
    ] {
        let server = Running::start(kind);
        server.sql(&format!(
            "CREATE TABLE born (id int PRIMARY KEY, at {local} NULL, sure {instant} NULL); \
             INSERT INTO born VALUES (1, '1990-05-04 00:00:00', NULL), \
             (2, '2026-01-01 23:30:00', NULL), (3, '2026-07-31 12:00:00', NULL), (4, NULL, NULL)"
        ));
        let zoned = match kind {
            Kind::Postgres => "UPDATE born SET sure = '2026-01-01 23:30:00+00' WHERE id = 2",
            Kind::Mariadb => {
                "SET time_zone = '+00:00'; UPDATE born SET sure = '2026-01-01 23:30:00' WHERE id = 2"
            }
        };
        server.sql(zoned);
        let theirs = server.value(&format!("SELECT {days} FROM born"));
        let source = opened(server.settings(server.server())).await;
        let mut own: DataModel = source.suggest_model(table).await.unwrap();
        own.id = "born".to_owned();
        for field in own.fields.iter_mut().filter(|field| field.id != "id") {
            field.field_type = FieldType::Date;
        }
        let models = vec![mapping(table, own)];
        let source = source.with_mapping(Some(Mapping { models, ..Mapping::default() }));
        for (zone, day) in [
            ("America/New_York", "2026-01-01"),
            ("Europe/Budapest", "2026-01-02"),
            ("Pacific/Kiritimati", "2026-01-02"),
        ] {
            let all =
                spec(json!({ "model": "born", "timezone": zone, "sort": [{ "field": "id" }] }));
            let found = text(&all, &source).await;
            let rows: Vec<Vec<&str>> =
                found.lines().skip(1).map(|row| row.split(',').collect()).collect();
            let found: Vec<&str> =
                rows.iter().map(|row| row[1]).filter(|day| !day.is_empty()).collect();
            assert_eq!(found.join(" "), theirs.trim(), "{kind:?} {zone}");
            assert_eq!(rows[1][2], day, "{kind:?} {zone}");
            let on = |day| json!([[{ "field": "at", "operator": "on", "value": day }]]);
            for (day, id) in [("1990-05-04", "1"), ("1990-05-03", ""), ("2026-01-01", "2")] {
                let some = spec(json!({ "model": "born", "timezone": zone, "filters": on(day),
                    "fields": [{ "field": "id" }] }));
                let found = text(&some, &source).await;
                assert_eq!(found.lines().nth(1).unwrap_or_default(), id, "{kind:?} {zone} {day}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_writes_addresses_and_rows_as_its_own_client_does() {
    let server = Running::start(Kind::Postgres);
    server.sql(
        "CREATE TYPE pair AS (n int, word text); \
         CREATE TABLE nets (id int PRIMARY KEY, host inet, net cidr, twin pair); \
         INSERT INTO nets VALUES (1, '10.0.0.1', '10.0.0.0/8', (1, 'x')), \
         (2, '::1', '::/0', (NULL, 'a,b')), (3, '10.0.0.1/24', NULL, NULL), (4, NULL, NULL, NULL)",
    );
    let source = whole(server.settings(server.server()), &["public.nets"]).await;
    let rows = spec(json!({ "model": "nets", "fields": [{ "field": "host" }, { "field": "net" }],
        "sort": [{ "field": "id" }], "format": { "header": false, "quoting": "minimal", "compression": "none" } }));
    let found = text(&rows, &source).await;
    let theirs =
        server.value("SELECT string_agg(concat(host, ',', net), E'\\n' ORDER BY id) FROM nets");
    assert_eq!(found.trim_end(), theirs.trim_end());
    let rows = spec(json!({ "model": "nets", "fields": [{ "field": "twin" }],
        "sort": [{ "field": "id" }], "format": { "layout": "json_lines", "compression": "none" } }));
    let found = text(&rows, &source).await;
    let objects: Vec<Value> = found
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["twin"].take())
        .collect();
    let wanted = [json!({ "n": 1, "word": "x" }), json!({ "n": null, "word": "a,b" })];
    for (found, wanted) in objects.iter().zip(wanted) {
        let found = match found {
            Value::String(text) => serde_json::from_str(text).unwrap(),
            other => other.clone(),
        };
        assert_eq!(found, wanted);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_of_postgresql_hold_no_infinity() {
    let server = Running::start(Kind::Postgres);
    server.sql(
        "CREATE DOMAIN rate AS float8; CREATE DOMAIN fine AS rate CHECK (VALUE > 0); \
         CREATE TYPE pair AS (n rate, word text); CREATE TYPE words AS (\"NaN\" text); \
         CREATE TABLE lists (id int PRIMARY KEY, parts float8[], days date[], words text[], \
         rates fine[], twin pair, twins pair[], said words); \
         INSERT INTO lists VALUES (1, '{1.5,NULL}', '{2026-01-02}', '{NaN,infinity}', '{2}', \
         (1, 'x'), ARRAY[(2, 'y')::pair], ROW('NaN')); \
         INSERT INTO lists (id, parts) VALUES (2, '{NaN}'); \
         INSERT INTO lists (id, days) VALUES (3, '{-infinity}'); \
         INSERT INTO lists (id, rates) VALUES (4, '{NaN}'); \
         INSERT INTO lists (id, twin) VALUES (5, ('NaN', 'x')); \
         INSERT INTO lists (id, twins) VALUES \
         (6, ARRAY[(1, 'x')::pair, ('-Infinity', 'y')::pair])",
    );
    let source = whole(server.settings(server.server()), &["public.lists"]).await;
    let of = async |id: i64| {
        let filter = json!([[{ "field": "id", "operator": "is", "value": id }]]);
        text(&spec(json!({ "model": "lists", "filters": filter })), &source).await
    };
    assert_eq!(
        of(1).await,
        "id,parts,days,words,rates,twin,twins,said\n1,\"[1.5,null]\",\"[\"\"2026-01-02\"\"]\",\
         \"[\"\"NaN\"\",\"\"infinity\"\"]\",[2],\"{\"\"n\"\":1,\"\"word\"\":\"\"x\"\"}\",\
         \"[{\"\"n\"\":2,\"\"word\"\":\"\"y\"\"}]\",\"{\"\"NaN\"\":\"\"NaN\"\"}\"\n"
    );
    for (id, what, column) in [
        (2, "list", "parts"),
        (3, "list", "days"),
        (4, "list", "rates"),
        (5, "row", "twin"),
        (6, "row", "twins"),
    ] {
        let told = of(id).await;
        assert!(told.contains(&format!("a {what} in `{column}` holds NaN or infinity")), "{told}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_has_the_order_of_its_bytes_in_each_database() {
    let keys = |number: u32| match number {
        0 => String::new(),
        _ => format!("{}{number}", ["", "Á", "a", "Z", "z", "_", "😀", "-"][number as usize % 8]),
    };
    // Not in their order, nor in that in which they were written.
    let shuffled = (0..5000u32).map(|number| number * 2741 % 5000);
    let rows: Vec<String> = shuffled.map(|n| format!("('{}', {n})", keys(n))).collect();
    let sql = format!(
        "CREATE TABLE keyed (id varchar(30) NOT NULL PRIMARY KEY, n int); \
         INSERT INTO keyed VALUES {}",
        rows.join(", ")
    );
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("keyed.db");
    rusqlite::Connection::open(&file).unwrap().execute_batch(&sql).unwrap();
    let server = Running::start(Kind::Postgres);
    server.sql(&sql);
    let sources = [
        whole(server.settings(server.server()), &["public.keyed"]).await,
        whole(ConnectionSettings::Sqlite { path: file }, &["keyed"]).await,
    ];
    let mut sorted: Vec<(String, u32)> = (0..5000).map(|number| (keys(number), number)).collect();
    sorted.sort();
    let expected: String = sorted.iter().map(|(id, n)| format!("{id},{n}\n")).collect();
    for source in sources {
        let rows = spec(json!({ "model": "keyed", "sort": [{ "field": "id" }], "format": {
            "header": false, "quoting": "minimal", "compression": "none" } }));
        let found = text(&rows, &source).await;
        assert!(found.replace("\"\"", "") == expected, "{found:.200}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn empty_texts_come_last_as_missing_ones_do() {
    for kind in [Kind::Postgres, Kind::Mariadb] {
        let server = Running::start(kind);
        server.sql(
            "CREATE TABLE named (id int PRIMARY KEY, name varchar(20)); \
             INSERT INTO named VALUES (1, 'b'), (2, ''), (3, NULL), (4, 'a'), (5, '')",
        );
        let table = if kind == Kind::Postgres { "public.named" } else { "named" };
        let source = whole(server.settings(server.server()), &[table]).await;
        for (direction, expected) in [("ascending", "4 1 2 3 5"), ("descending", "1 4 2 3 5")] {
            let sorted = spec(json!({ "model": "named", "fields": [{ "field": "id" }],
                "sort": [{ "field": "name", "direction": direction }] }));
            let found = text(&sorted, &source).await;
            let found = found.lines().skip(1).collect::<Vec<_>>().join(" ");
            assert_eq!(found, expected, "{kind:?} {direction}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_column_of_a_database_stops_all_fields() {
    let server = Running::start(Kind::Postgres);
    server.sql(
        "CREATE TABLE rewards (id text PRIMARY KEY, nimi text); INSERT INTO rewards VALUES ('r1', 'x')",
    );
    let source = opened(server.settings(server.server())).await;
    let told = text(&spec(json!({ "model": "rewards" })), &source).await;
    assert!(told.contains("`name`") && told.contains("`nimi`"), "{told}");
}
