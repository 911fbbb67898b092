//! SQLite lets texts stand in columns of whole numbers; they are filtered and sorted
//! as they are read, and as the same table in a file is.

use std::process::Command;

use serde_json::{Value, json};

use crate::command::{CLI, fed, own_model, report};

#[test]
fn texts_among_numbers_are_sorted_and_filtered_as_they_are_read() {
    let home = own_model(&[("v", "numeric")]);
    let script = "
import csv, sqlite3
rows = [('1', ''), ('2', 5), ('3', None), ('4', 7), ('5', '  '), ('6', -3), ('7', 10)]
base = sqlite3.connect('t.db')
base.execute('CREATE TABLE t (id TEXT PRIMARY KEY, v INTEGER)')
base.executemany('INSERT INTO t VALUES (?, ?)', rows)
base.commit()
with open('data/t.csv', 'w', newline='') as file:
    csv.writer(file).writerows([('id', 'v'), *rows])";
    let written = Command::new("python3").args(["-c", script]).current_dir(home.path()).status();
    assert!(written.unwrap().success());
    let more = json!({ "field": "v", "operator": "greater_than", "value": 4 });
    let orders = [json!([]), json!([[more]])].into_iter().flat_map(|filters| {
        ["descending", "ascending"].map(move |direction| (filters.clone(), direction))
    });
    let expected = [
        "id\n7\n4\n2\n6\n1\n3\n5\n",
        "id\n6\n2\n4\n7\n1\n3\n5\n",
        "id\n7\n4\n2\n",
        "id\n2\n4\n7\n",
    ];
    for ((filters, direction), expected) in orders.zip(expected) {
        let definition = json!({
            "version": 1, "name": "t", "model": "t", "timezone": "UTC", "filters": filters,
            "fields": [{ "field": "id" }], "sort": [{ "field": "v", "direction": direction }],
            "format": { "compression": "none" },
        });
        for place in [["--data", "data"], ["--connection", "sqlite://t.db"]] {
            let mut command = Command::new(CLI);
            command.args(["run", "-", "--models", "models", "--out", "out", "--json"]);
            command.args(place).current_dir(home.path());
            let ran = fed(command, &definition.to_string());
            let said: Value = report(&ran);
            assert_eq!(ran.status.code(), Some(0), "{said}");
            let file = home.path().join(said["file"].as_str().unwrap());
            assert_eq!(std::fs::read_to_string(file).unwrap(), expected, "{place:?} {definition}");
        }
    }
}
