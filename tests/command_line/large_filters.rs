//! Definitions with as many groups and conditions as `validate` accepts run, over
//! files and over a database.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::command::{CLI, fed, own_model, report};

const ROWS: u32 = 30_000;

/// One table, in a file and in a database.
fn tables(home: &Path) {
    let mut text = String::from("id,n\n");
    for row in 0..ROWS {
        writeln!(text, "id-{row:05},{row}").unwrap();
    }
    std::fs::write(home.join("data/t.csv"), text).unwrap();
    let script = "
import csv, sqlite3, sys
base = sqlite3.connect(sys.argv[1] + '/t.db')
base.execute('CREATE TABLE t (id TEXT PRIMARY KEY, n INTEGER NOT NULL)')
rows = list(csv.reader(open(sys.argv[1] + '/data/t.csv')))[1:]
base.executemany('INSERT INTO t VALUES (?, ?)', rows)
base.commit()";
    assert!(Command::new("python3").args(["-c", script]).arg(home).status().unwrap().success());
}

fn definition(filters: &Value) -> String {
    json!({
        "version": 1, "name": "filtered", "model": "t", "timezone": "UTC", "filters": filters,
        "fields": [{ "field": "n" }],
        "format": { "compression": "none", "header": false },
    })
    .to_string()
}

fn command(task: &str, home: &Path, place: &[&str]) -> Command {
    let mut command = Command::new(CLI);
    command.args([task, "-", "--models", "models", "--json"]).args(place).current_dir(home);
    command
}

/// The numbers that are exported from a file, after the same ones came from a
/// database.
fn exported(home: &Path, filters: &Value) -> BTreeSet<u32> {
    let definition = definition(filters);
    let valid: Output = fed(command("validate", home, &[]), &definition);
    assert_eq!(valid.status.code(), Some(0), "{}", String::from_utf8_lossy(&valid.stdout));
    let [from_file, from_database] = [&["--data", "data"][..], &["--connection", "sqlite://t.db"]]
        .map(|place| {
            let place = [place, &["--out", "out"]].concat();
            let ran = fed(command("run", home, &place), &definition);
            let said = String::from_utf8_lossy(&ran.stderr).into_owned();
            assert_eq!(ran.status.code(), Some(0), "{said}");
            let file = report(&ran)["file"].as_str().unwrap().to_owned();
            std::fs::read_to_string(file).unwrap()
        });
    assert!(from_file == from_database);
    from_file.lines().map(|line| line.parse().unwrap()).collect()
}

#[test]
fn every_definition_that_is_valid_runs() {
    let home = own_model(&[("n", "numeric")]);
    let home = home.path();
    tables(home);
    let is = |number: u32| json!({ "field": "n", "operator": "is", "value": number });
    let is_not = |number: u32| json!({ "field": "n", "operator": "is_not", "value": number });
    let starts = |text: &str| json!({ "field": "id", "operator": "starts_with", "value": text });

    // Many groups, each with two conditions.
    let groups: Vec<Value> =
        (0..2_200).map(|group| json!([is(group * 7), starts("id-0")])).collect();
    let expected = (0..2_200).map(|group| group * 7).filter(|n| *n < 10_000).collect();
    assert!(exported(home, &json!(groups)) == expected);

    // As many conditions as there may be, in one group and in as many groups.
    let one_group: Vec<Value> = (0..20_000).map(is_not).collect();
    assert!(exported(home, &json!([one_group])) == (20_000..ROWS).collect());
    let alone: Vec<Value> = (0..20_000).map(|number| json!([is(number)])).collect();
    assert!(exported(home, &json!(alone)) == (0..20_000).collect());

    // One more is refused before anything runs.
    let more: Vec<Value> = (0..20_001).map(is_not).collect();
    let refused = fed(command("validate", home, &[]), &definition(&json!([more])));
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(report(&refused)["problems"][0]["message"], "there are 20001 conditions");
}
