//! What is said about definitions that can't be used.

use std::fmt::Write;

use crate::command::on_brand;

const BAD: [(&str, &str); 24] = [
    ("not JSON", "{\"version\": 1,"),
    ("another version", r#"{"version":3,"name":"x","model":"events","timezone":"UTC"}"#),
    ("a newer version with a key of its own", r#"{"version":9,"name":"x","zone":"UTC"}"#),
    ("no version at all", r#"{"version":0,"name":"x","model":"events","timezone":"UTC"}"#),
    ("no model", r#"{"version":1,"name":"x","timezone":"UTC"}"#),
    ("unknown key", r#"{"version":1,"name":"x","model":"events","timezone":"UTC","filter":[]}"#),
    ("unknown model", r#"{"version":1,"name":"x","model":"event","timezone":"UTC"}"#),
    ("unknown zone", r#"{"version":1,"name":"x","model":"events","timezone":"Europe/Budapset"}"#),
    ("no name", r#"{"version":1,"name":" ","model":"events","timezone":"UTC"}"#),
    (
        "unknown field",
        r#"{"version":1,"name":"x","model":"events","timezone":"UTC","fields":[{"field":"customr"}]}"#,
    ),
    ("no fields", r#"{"version":1,"name":"x","model":"events","timezone":"UTC","fields":[]}"#),
    (
        "unknown operator",
        r#"{"version":1,"name":"x","model":"events","timezone":"UTC","filters":[[{"field":"points","operator":"greater","value":1}]]}"#,
    ),
    (
        "operator of another type",
        r#"{"version":1,"name":"x","model":"events","timezone":"UTC","filters":[[{"field":"points","operator":"starts_with","value":"1"}]]}"#,
    ),
    (
        "no value",
        r#"{"version":1,"name":"x","model":"events","timezone":"UTC","filters":[[{"field":"points","operator":"is"}]]}"#,
    ),
    (
        "a value too many",
        r#"{"version":1,"name":"x","model":"events","timezone":"UTC","filters":[[{"field":"points","operator":"is_empty","value":1}]]}"#,
    ),
    (
        "not a number",
        r#"{"version":1,"name":"x","model":"events","timezone":"UTC","filters":[[{"field":"points","operator":"is","value":"many"}]]}"#,
    ),
    (
        "not a date",
        r#"{"version":1,"name":"x","model":"events","timezone":"UTC","filters":[[{"field":"timestamp","operator":"before","value":"31.03.2026"}]]}"#,
    ),
    (
        "the wrong way round",
        r#"{"version":1,"name":"x","model":"events","timezone":"UTC","filters":[[{"field":"points","operator":"between","value":[9,1]}]]}"#,
    ),
    (
        "all fields and aggregation",
        r#"{"version":1,"name":"x","model":"events","timezone":"UTC","aggregation":true}"#,
    ),
    (
        "no group",
        r#"{"version":1,"name":"x","model":"events","timezone":"UTC","aggregation":true,"fields":[{"field":"points","aggregate":"sum"}]}"#,
    ),
    (
        "sum of a text",
        r#"{"version":1,"name":"x","model":"events","timezone":"UTC","aggregation":true,"fields":[{"field":"action","aggregate":"group"},{"field":"customer","aggregate":"sum"}]}"#,
    ),
    (
        "delimiter is enclosure",
        r#"{"version":1,"name":"x","model":"events","timezone":"UTC","format":{"delimiter":"\""}}"#,
    ),
    (
        "unknown file name part",
        r#"{"version":1,"name":"x","model":"events","timezone":"UTC","file_name":"{naem}"}"#,
    ),
    (
        "several at once",
        r#"{"version":1,"name":"x","model":"events","timezone":"Mars/Base","fields":[{"field":"nope"}],"sort":[{"field":"points2"}]}"#,
    ),
];

#[test]
fn every_problem_has_a_place_and_a_way_out() {
    let mut table = String::new();
    let out = tempfile::tempdir().unwrap();
    for (kind, definition) in BAD {
        let output = on_brand("run", definition, &["--out", out.path().to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2), "{kind}");
        assert!(output.stdout.is_empty(), "{kind}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("hint: "), "{kind}: {told}");
        writeln!(table, "# {kind}\n{told}").unwrap();
    }
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0);
    insta::assert_snapshot!(table);
}

#[test]
fn validate_says_the_same_without_data() {
    for (kind, definition) in BAD {
        let mut command = std::process::Command::new(crate::command::CLI);
        command.args(["validate", "-", "--json"]);
        let output = crate::command::fed(command, definition);
        assert_eq!(output.status.code(), Some(2), "{kind}");
        let report = crate::command::report(&output);
        assert_eq!(report["status"], "failed", "{kind}");
        assert!(!report["problems"].as_array().unwrap().is_empty(), "{kind}");
    }
}
