//! Totals are exact, or the run says that they can't be.

use std::path::Path;
use std::process::Output;

use serde_json::json;

use crate::command::{CLI, fed, own_model, report};

/// Runs an aggregation of `n` over the table in `home`.
fn aggregated(home: &Path, aggregate: &str) -> Output {
    let definition = json!({
        "version": 1, "name": "totals", "model": "t", "timezone": "UTC", "aggregation": true,
        "fields": [
            { "field": "g", "aggregate": "group" },
            { "field": "n", "aggregate": aggregate },
        ],
        "format": { "compression": "none", "header": false },
    });
    let mut command = std::process::Command::new(CLI);
    command.args(["run", "-", "--data", "data", "--models", "models", "--out", "out", "--json"]);
    command.current_dir(home);
    fed(command, &definition.to_string())
}

fn home(write_table: &str) -> tempfile::TempDir {
    let home = own_model(&[("g", "string"), ("n", "numeric")]);
    let python = std::env::var("EXPORT_DESK_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut script = std::process::Command::new(python);
    script.args(["-c", write_table]).current_dir(home.path());
    assert!(script.status().unwrap().success());
    home
}

#[test]
fn a_total_of_more_than_38_digits_stops_the_run() {
    let home = home(
        "
with open('data/t.csv', 'w') as table:
    table.write('id,g,n\\n' + ''.join(f'{row},G,{\"9\" * 28}\\n' for row in range(2)))",
    );
    for aggregate in ["sum", "average"] {
        let ran = aggregated(home.path(), aggregate);
        assert_eq!(ran.status.code(), Some(1), "{aggregate}");
        let said = report(&ran).to_string();
        assert!(said.contains("a total has more than 38 digits"), "{said}");
    }
}

#[test]
fn binary_fractions_count_as_they_are_written() {
    let home = home(
        "
import json, random
from decimal import Decimal
import pyarrow as pa, pyarrow.parquet as parquet
random.seed(5)
amounts = [round(random.uniform(-1e9, 1e9), 2) for _ in range(5_000)] + [1e15, 4362092.78, 4e-10]
table = pa.table({'id': [str(row) for row in range(len(amounts))], 'g': ['G'] * len(amounts), 'n': amounts})
parquet.write_table(table, 'data/t.parquet')
with open('total', 'w') as total:
    total.write(format(sum(Decimal(repr(amount)) for amount in amounts).normalize(), 'f'))",
    );
    let ran = aggregated(home.path(), "sum");
    assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
    let file = report(&ran)["file"].as_str().unwrap().to_owned();
    let expected = std::fs::read_to_string(home.path().join("total")).unwrap();
    let total = std::fs::read_to_string(home.path().join(file)).unwrap();
    assert_eq!(total.trim(), format!("G,{expected}"));
}
