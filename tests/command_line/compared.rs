//! Two finished files held against each other by the command.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::command::{CLI, own_model};

type Rows = BTreeMap<u32, String>;

fn write(home: &Path, rows: &Rows) {
    let lines: String = rows.iter().map(|(id, name)| format!("{id},\"{name}\"\n")).collect();
    fs::write(home.join("data/t.csv"), format!("id,name\n{lines}")).unwrap();
}

fn made(home: &Path, out: &str, members: &Value) {
    let mut definition = json!({ "version": 1, "name": "t", "model": "t", "timezone": "UTC" });
    definition.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    fs::write(home.join("t.json"), definition.to_string()).unwrap();
    fs::create_dir_all(home.join(out)).unwrap();
    let done = Command::new(CLI)
        .args(["run", "t.json", "--data", "data", "--models", "models", "--out", out])
        .current_dir(home)
        .env("EXPORT_DESK_HOME", home)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn compare(home: &Path, files: [&str; 2], more: &[&str]) -> Output {
    let mut command = Command::new(CLI);
    command.arg("compare").args(files).args(more).current_dir(home);
    command.env("EXPORT_DESK_HOME", home).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn rows_of_two_files_are_compared_in_every_layout() {
    let home = own_model(&[("name", "string")]);
    let home = home.path();
    let before: Rows = (0..500).map(|id| (id, format!("Shop {id}"))).collect();
    let mut after = before.clone();
    after.retain(|id, _| id % 11 != 0);
    after.extend((500..530).map(|id| (id, "new".to_owned())));
    for (id, name) in &mut after {
        if id % 7 == 0 {
            name.push_str(", élő");
        }
    }
    let added = after.keys().filter(|id| !before.contains_key(id)).count();
    let removed = before.keys().filter(|id| !after.contains_key(id)).count();
    let both = before.iter().filter(|(id, _)| after.contains_key(id));
    let changed = both.clone().filter(|(id, name)| after[id] != **name).count();
    let unchanged = both.count() - changed;
    for (format, file) in [
        (json!({ "format": { "compression": "zip" } }), "t.zip"),
        (json!({ "format": { "compression": "gzip", "delimiter": "tab" } }), "t.csv.gz"),
        (json!({ "format": { "layout": "xlsx", "compression": "none" } }), "t.xlsx"),
        (json!({ "format": { "layout": "parquet", "compression": "none" } }), "t.parquet"),
        (json!({ "format": { "layout": "json_lines", "compression": "none" } }), "t.jsonl"),
        (
            json!({
                "file_name": "t_{part}", "split": { "by": "rows", "limit": 100 },
                "format": { "compression": "none" },
            }),
            "t_2.csv",
        ),
    ] {
        for folder in ["old", "new"] {
            // Not there for the first layout.
            let _ = fs::remove_dir_all(home.join(folder));
        }
        write(home, &before);
        made(home, "old", &format);
        write(home, &after);
        made(home, "new", &format);
        let (old, new) = (format!("old/{file}"), format!("new/{file}"));
        let found = compare(home, [&old, &new], &["--key", "id", "--json", "--save", "d.csv"]);
        assert_eq!(found.status.code(), Some(3), "{file}: {}", text(&found.stderr));
        let told: Value = serde_json::from_slice(&found.stdout).unwrap();
        let counts = ["added", "removed", "changed", "unchanged"].map(|key| told[key].as_u64());
        let expected = [added, removed, changed, unchanged].map(|count| Some(count as u64));
        assert_eq!(counts, expected, "{file}");
        let mut saved = csv::Reader::from_path(home.join("d.csv")).unwrap();
        let kinds: Vec<String> = saved.records().map(|row| row.unwrap()[0].to_owned()).collect();
        let count = |kind: &str| kinds.iter().filter(|found| *found == kind).count();
        assert_eq!([count("added"), count("removed"), count("changed")], [added, removed, changed]);
        let same = compare(home, [&new, &new], &["--key", "id"]);
        assert_eq!((same.status.code(), text(&same.stdout)), (Some(0), String::new()));
        let told = format!("0 added, 0 removed, 0 changed, {} unchanged\n", after.len());
        assert_eq!(text(&same.stderr), told);
    }
    let lines = compare(home, ["old/t_1.csv", "new/t_1.csv"], &["--key", "id"]);
    let lines = text(&lines.stdout);
    assert!(lines.lines().any(|line| line == "- 0"), "{lines}");
    assert!(lines.contains("~ 105; name: \"Shop 105\" → \"Shop 105, élő\""), "{lines}");
    assert!(lines.lines().last().unwrap().starts_with("… and "), "{lines}");
}

#[test]
fn what_cannot_be_compared_is_told() {
    let home = own_model(&[("name", "string")]);
    let home = home.path();
    write(home, &[(1, "a".to_owned()), (2, "a".to_owned())].into());
    made(home, "out", &json!({ "format": { "compression": "none" } }));
    let refused = |files: [&str; 2], key: &str, words: &str| {
        let done = compare(home, files, &["--key", key]);
        let said = text(&done.stderr);
        assert!(!done.status.success() && done.status.code() != Some(3), "{said}");
        assert!(said.contains(words), "{said}");
    };
    let file = "out/t.csv";
    refused([file, file], "nmae", "Did you mean `name`?");
    refused([file, file], "name", "have the same key: name");
    refused([file, "out/none.csv"], "id", "no manifest beside `out/none.csv`");
    let mut more = fs::read_to_string(home.join(file)).unwrap();
    more.push_str("3,c\n");
    fs::write(home.join(file), more).unwrap();
    refused([file, file], "id", "has 3 rows and the run wrote 2");
}
