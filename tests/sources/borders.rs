//! Values at the borders of their types, in each place where they can be: tests, order and
//! texts don't depend on the place.

use export_desk_core::catalog::{DataModel, FieldType};
use export_desk_core::source::{Mapping, Source};
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

#[tokio::test(flavor = "multi_thread")]
async fn lists_of_postgresql_hold_no_infinity() {
    let server = Running::start(Kind::Postgres);
    server.sql(
        "CREATE DOMAIN rate AS float8; CREATE DOMAIN fine AS rate CHECK (VALUE > 0); \
         CREATE TABLE lists (id int PRIMARY KEY, parts float8[], days date[], words text[], \
         rates fine[]); \
         INSERT INTO lists VALUES (1, '{1.5,NULL}', '{2026-01-02}', '{NaN,infinity}', '{2}'), \
         (2, '{NaN}', NULL, NULL, NULL), (3, NULL, '{-infinity}', NULL, NULL), \
         (4, NULL, NULL, NULL, '{NaN}')",
    );
    let source = whole(server.settings(server.server()), &["public.lists"]).await;
    let of = async |id: i64| {
        let filter = json!([[{ "field": "id", "operator": "is", "value": id }]]);
        text(&spec(json!({ "model": "lists", "filters": filter })), &source).await
    };
    assert_eq!(
        of(1).await,
        "id,parts,days,words,rates\n1,\"[1.5,null]\",\"[\"\"2026-01-02\"\"]\",\"[\"\"NaN\"\",\"\"infinity\"\"]\",[2]\n"
    );
    for (id, column) in [(2, "parts"), (3, "days"), (4, "rates")] {
        let told = of(id).await;
        assert!(told.contains(&format!("a list in `{column}` holds NaN or infinity")), "{told}");
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
