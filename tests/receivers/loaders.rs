//! A table of hard values, written by the command with each built-in profile, and
//! loaded by the receiver's own loader with our load command: cell by cell what was
//! exported.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::command::{CLI, report};
use crate::python;
use crate::servers::{Kind, Running, done};

/// What the Python script wrote, and what it says stands there.
struct Table {
    home: TempDir,
    kinds: Vec<String>,
    rows: Vec<Value>,
}

const FIELDS: [(&str, &str); 9] = [
    ("id", "string"),
    ("text", "string"),
    ("other text", "string"),
    ("amount", "numeric"),
    ("whole", "numeric"),
    ("flag", "boolean"),
    ("day", "date"),
    ("moment", "datetime"),
    ("list", "list"),
];

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let home = tempfile::tempdir().unwrap();
    for folder in ["models", "data"] {
        std::fs::create_dir(home.path().join(folder)).unwrap();
    }
    let mut model = String::from("id = \"t\"\nlabel = \"T\"\nkey = [\"id\"]\n");
    for (name, kind) in FIELDS {
        let id = name.replace(' ', "_");
        model.push_str(&format!(
            "\n[[fields]]\nid = \"{id}\"\nlabel = \"{name}\"\ntype = \"{kind}\"\n"
        ));
    }
    std::fs::write(home.path().join("models/t.toml"), model).unwrap();
    let data = home.path().join("data");
    let said = python::run_with("receivers/table.py", &[data.to_str().unwrap()], b"");
    let kinds = serde_json::from_value(said["kinds"].clone()).unwrap();
    Table { home, kinds, rows: said["rows"].as_array().unwrap().clone() }
});

/// An export of these columns, by their numbers.
fn definition(columns: &[usize]) -> Value {
    let field = |column: &usize| {
        let name = FIELDS[*column].0;
        json!({ "field": name.replace(' ', "_"), "header": name })
    };
    json!({
        "version": 1, "name": "hard values", "model": "t", "timezone": "Europe/Budapest",
        "fields": columns.iter().map(field).collect::<Vec<_>>(),
    })
}

/// A file that was written with a profile.
struct Written {
    folder: TempDir,
    file: String,
    command: String,
}

fn written(receiver: &str, columns: &[usize]) -> Written {
    written_with(receiver, receiver, columns)
}

/// The same with any profile, by its name or the path of its file.
fn written_with(profile: &str, receiver: &str, columns: &[usize]) -> Written {
    let table = &*TABLE;
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().join("definition.json");
    std::fs::write(&spec, definition(columns).to_string()).unwrap();
    let out = folder.path().join("out");
    let output = Command::new(CLI)
        .args(["profile", "test", profile])
        .arg(&spec)
        .arg("--data")
        .arg(table.home.path().join("data"))
        .arg("--models")
        .arg(table.home.path().join("models"))
        .arg("--out")
        .arg(&out)
        .arg("--json")
        .env("EXPORT_DESK_HOME", table.home.path().join("home"))
        .output()
        .unwrap();
    let said = report(&output);
    assert_eq!(said["status"], "finished", "{said}");
    let file = PathBuf::from(said["file"].as_str().unwrap());
    // The servers' own users have to get in.
    done(Command::new("chmod").arg("-R").arg("a+rX").arg(folder.path()));
    let file = file.file_name().unwrap().to_str().unwrap().to_owned();
    let beside = std::fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name());
    let command = beside
        .filter_map(|name| name.into_string().ok())
        .find(|name| name.contains(&format!(".{receiver}.")))
        .expect("a load command stands beside the file");
    Written { folder, file, command }
}

impl Written {
    fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }
}

/// The same columns of what the table has.
fn expected(columns: &[usize]) -> Vec<Value> {
    let chosen = |row: &Value| columns.iter().map(|column| row[*column].clone()).collect();
    TABLE.rows.iter().map(chosen).collect()
}

fn assert_same(receiver: &str, found: &[Value], expected: &[Value]) {
    assert_eq!(found.len(), expected.len(), "{receiver}: rows");
    for (number, (found, expected)) in found.iter().zip(expected).enumerate() {
        assert_eq!(found, expected, "{receiver}: row {}", number + 1);
    }
}

fn by_python(receiver: &str, script_of: &str, columns: &[usize]) -> Vec<Value> {
    read_by_python(&written(receiver, columns), receiver, script_of, columns)
}

fn read_by_python(
    written: &Written,
    receiver: &str,
    script_of: &str,
    columns: &[usize],
) -> Vec<Value> {
    let kinds: Vec<&String> = columns.iter().map(|column| &TABLE.kinds[*column]).collect();
    let asked = json!({
        "receiver": receiver, "folder": written.out(), "file": written.file,
        "command": written.command, "table": "t", "kinds": kinds,
    });
    let found = python::run(script_of, asked.to_string().as_bytes());
    found.as_array().unwrap().clone()
}

const ALL: [usize; 9] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
/// One column, in which rows may be blank lines.
const ALONE: [usize; 1] = [1];

#[test]
fn libraries_and_embedded_engines_read_every_cell() {
    for receiver in ["sqlite", "duckdb", "clickhouse", "pandas", "polars", "pyarrow"] {
        let found = by_python(receiver, "receivers/load.py", &ALL);
        assert_same(receiver, &found, &expected(&ALL));
        let found = by_python(receiver, "receivers/load.py", &ALONE);
        let mut alone = expected(&ALONE);
        if receiver == "polars" {
            // As its profile says.
            for cell in alone.iter_mut().filter(|row| row[0].is_null()) {
                cell[0] = json!("");
            }
        }
        // Rows come by the key, which isn't among the columns.
        assert_same(receiver, &found, &alone);
    }
}

/// Rows of a query whose only column is a JSON array.
fn json_rows(text: &str) -> Vec<Value> {
    text.lines()
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Has a server's client carry out the load command. Gives what it says.
fn load(written: &Written, client: &mut Command) -> String {
    let command = std::fs::File::open(written.out().join(&written.command)).unwrap();
    done(client.current_dir(written.out()).stdin(command))
}

/// Numbers without needless zeros.
fn same_number(found: &mut [Value], columns: &[usize]) {
    for row in found {
        for (place, column) in columns.iter().enumerate() {
            if TABLE.kinds[*column] == "number"
                && let Some(text) = row[place].as_str()
                && text.contains('.')
            {
                let text = text.trim_end_matches('0').trim_end_matches('.');
                row[place] = json!(if text == "-0" { "0" } else { text });
            }
        }
    }
}

#[test]
fn postgresql_reads_every_cell() {
    let server = Running::start(Kind::Postgres);
    for columns in [&ALL[..], &ALONE[..]] {
        server.sql("DROP TABLE IF EXISTS t");
        let written = written("postgresql", columns);
        load(&written, &mut server.client());
        let cell = |column: &usize| {
            let name = format!("\"{}\"", FIELDS[*column].0);
            match TABLE.kinds[*column].as_str() {
                "datetime" => format!(
                    "to_char({name} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                ),
                "text" => name,
                _ => format!("{name}::text"),
            }
        };
        let cells: Vec<String> = columns.iter().map(cell).collect();
        let query = format!("SELECT json_build_array({}) FROM t", cells.join(", "));
        let mut client = server.client();
        let mut found = json_rows(&done(client.args(["-A", "-t", "-c", &query])));
        same_number(&mut found, columns);
        assert_same("postgresql", &found, &expected(columns));
    }
}

#[test]
fn mariadb_reads_every_cell() {
    let server = Running::start(Kind::Mariadb);
    for columns in [&ALL[..], &ALONE[..]] {
        server.sql("DROP TABLE IF EXISTS t");
        let written = written("mariadb", columns);
        let warnings = load(&written, server.client().arg("--local-infile=1"));
        assert_eq!(warnings, "", "MariaDB warns");
        assert_same("mariadb", &loaded_by_mariadb(&server, columns), &expected(columns));
    }
}

/// The rows of MariaDB's table.
fn loaded_by_mariadb(server: &Running, columns: &[usize]) -> Vec<Value> {
    let cell = |column: &usize| {
        let name = format!("`{}`", FIELDS[*column].0);
        match TABLE.kinds[*column].as_str() {
            "datetime" => format!("DATE_FORMAT({name}, '%Y-%m-%dT%H:%i:%s.%fZ')"),
            "boolean" => format!("IF({name} IS NULL, NULL, IF({name}, 'true', 'false'))"),
            "text" => name,
            _ => format!("CAST({name} AS char)"),
        }
    };
    let cells: Vec<String> = columns.iter().map(cell).collect();
    let query = format!("SELECT JSON_ARRAY({}) FROM t", cells.join(", "));
    let mut client = server.client();
    let mut found = json_rows(&done(client.args(["--raw", "-e", &query])));
    same_number(&mut found, columns);
    found
}

/// Characters of the table that XML can't hold.
const CONTROLS: [char; 5] = ['\u{1}', '\u{7}', '\u{b}', '\u{c}', '\u{1f}'];

/// The table as XML for a receiver, question marks in place of what XML can't hold.
fn written_as_xml(receiver: &str, style: &str, columns: &[usize]) -> Written {
    let replace = CONTROLS.map(|control| json!({ "find": control, "with": "?" }));
    let profile = json!({
        "version": 1, "name": "XML", "format": {
            "layout": "xml", "xml": { "style": style }, "compression": "none",
            "replace": replace, "values": { "datetime": "utc" }, "receivers": [receiver],
        },
    });
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("xml.json");
    std::fs::write(&path, profile.to_string()).unwrap();
    written_with(path.to_str().unwrap(), receiver, columns)
}

/// What a receiver reads of it, if it changes texts so.
fn expected_of_xml(columns: &[usize], change: impl Fn(String) -> Value) -> Vec<Value> {
    let mut rows = expected(columns);
    for row in &mut rows {
        for (cell, column) in row.as_array_mut().unwrap().iter_mut().zip(columns) {
            if TABLE.kinds[*column] == "text"
                && let Some(text) = cell.as_str()
            {
                *cell = change(text.replace(CONTROLS, "?"));
            }
        }
    }
    rows
}

#[test]
fn pandas_reads_every_cell_of_xml() {
    for (style, columns) in
        [("fields", &ALL[..]), ("fields", &ALONE[..]), ("attributes", &ALONE[..])]
    {
        let written = written_as_xml("pandas", style, columns);
        let found = read_by_python(&written, "pandas", "receivers/load.py", columns);
        assert_same("pandas", &found, &expected_of_xml(columns, Value::String));
    }
}

#[test]
fn mariadb_reads_xml_as_its_command_says() {
    // All but the one whose header has a space.
    let columns = [0, 1, 3, 4, 5, 6, 7, 8];
    let expected = expected_of_xml(&columns, |text| match text.as_str() {
        "" => Value::Null,
        text => json!(text.replace('\r', "&#13;")),
    });
    let server = Running::start(Kind::Mariadb);
    for style in ["elements", "fields"] {
        server.sql("DROP TABLE IF EXISTS t");
        let written = written_as_xml("mariadb", style, &columns);
        let warnings = load(&written, server.client().arg("--local-infile=1"));
        assert_eq!(warnings, "", "MariaDB warns");
        assert_same("mariadb", &loaded_by_mariadb(&server, &columns), &expected);
    }
}

/// `EXPORT_DESK_SPARK_PYTHON` names a Python with pyspark.
#[test]
#[ignore = "needs Java and pyspark"]
fn spark_reads_every_cell() {
    let python = std::env::var_os("EXPORT_DESK_SPARK_PYTHON").expect("a Python with pyspark");
    for columns in [&ALL[..], &ALONE[..]] {
        let written = written("spark", columns);
        let kinds: Vec<&String> = columns.iter().map(|column| &TABLE.kinds[*column]).collect();
        let asked = json!({
            "receiver": "spark", "folder": written.out(), "file": written.file,
            "command": written.command, "table": "t", "kinds": kinds,
        });
        let input = written.folder.path().join("asked.json");
        std::fs::write(&input, asked.to_string()).unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/receivers/load.py");
        let said =
            done(Command::new(&python).arg(script).stdin(std::fs::File::open(&input).unwrap()));
        let found: Value = serde_json::from_str(said.lines().last().unwrap()).unwrap();
        assert_same("spark", found.as_array().unwrap(), &expected(columns));
    }
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_reads_every_cell_as_text() {
    let found = by_python("libreoffice", "receivers/load.py", &[0, 1, 2, 8]);
    let mut expected = expected(&[0, 1, 2, 8]);
    for cell in expected.iter_mut().flat_map(|row| row.as_array_mut().unwrap()) {
        // What its profile says that it doesn't keep.
        *cell = match cell.as_str() {
            None | Some("") => Value::Null,
            Some(text) => json!(text.replace("\r\n", "\n")),
        };
    }
    assert_same("libreoffice", &found, &expected);
}
