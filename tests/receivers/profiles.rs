//! Profiles: saved with their versions, shared as files, applied by their name.

use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::command::{CLI, own_model, report};

fn cli(home: &TempDir, arguments: &[&str]) -> Output {
    Command::new(CLI)
        .args(arguments)
        .current_dir(home.path())
        .env("EXPORT_DESK_HOME", home.path().join("home"))
        .output()
        .unwrap()
}

fn told(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn write(home: &TempDir, name: &str, document: &Value) {
    std::fs::write(home.path().join(name), document.to_string()).unwrap();
}

fn partner() -> Value {
    json!({
        "version": 1, "name": "Partner X", "note": "Weekly", "contact": "data@example.com",
        "timezone": "Europe/Budapest",
        "format": {
            "extension": "txt", "delimiter": "pipe", "compression": "none", "newline": "crlf",
            "missing": "NULL",
            "values": {
                "date": "%d.%m.%Y", "datetime": "%d.%m.%Y %H:%M:%S", "decimal_sign": ",",
                "boolean": { "true": "Y", "false": "N" },
            },
            "receivers": ["rfc4180"],
        },
        "file_name": "X_{date:YYYYMMDD}",
    })
}

fn data(home: &TempDir) {
    std::fs::write(
        home.path().join("data/t.csv"),
        "id,sum,ok,day,at\n1,1.5,true,2026-07-01,2026-07-01T10:00:00Z\n2,,,,\n",
    )
    .unwrap();
    write(
        home,
        "definition.json",
        &json!({
            "version": 1, "name": "export", "model": "t", "timezone": "UTC", "fields": "all",
            "format": { "profile": "Partner X" },
        }),
    );
}

fn home() -> TempDir {
    own_model(&[("sum", "numeric"), ("ok", "boolean"), ("day", "date"), ("at", "datetime")])
}

fn run(home: &TempDir) -> Value {
    report(&cli(
        home,
        &[
            "run",
            "definition.json",
            "--data",
            "data",
            "--models",
            "models",
            "--out",
            "out",
            "--if-exists",
            "replace",
            "--at",
            "2026-11-20T10:00:00Z",
            "--json",
        ],
    ))
}

#[test]
fn an_export_follows_its_profile_and_says_which_version_it_used() {
    let home = home();
    data(&home);
    write(&home, "partner.json", &partner());
    let said = run(&home);
    assert_eq!(said["problems"][0]["path"], "format.profile", "{said}");
    assert_eq!(told(&cli(&home, &["profile", "import", "partner.json"])), "Partner X");
    let said = run(&home);
    assert_eq!(said["status"], "finished", "{said}");
    let file = home.path().join("out/X_20261120.txt");
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        "id|sum|ok|day|at\r\n1|1,5|Y|01.07.2026|01.07.2026 12:00:00\r\n2|NULL|NULL|NULL|NULL\r\n"
    );
    let manifest = std::fs::read(home.path().join("out/X_20261120.manifest.json")).unwrap();
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    let used = &manifest["export"]["format"];
    assert_eq!((&used["profile"], &used["profile_version"]), (&json!("Partner X"), &json!(1)));
    assert_eq!(used["delimiter"], "pipe");
    let verified = cli(&home, &["verify", file.to_str().unwrap()]);
    assert!(told(&verified).contains("\"rows\": 2"));

    let mut changed = partner();
    changed["format"]["values"]["boolean"] = json!({ "true": "1", "false": "0" });
    write(&home, "partner.json", &changed);
    told(&cli(&home, &["profile", "import", "partner.json"]));
    // The same once more is no other version.
    told(&cli(&home, &["profile", "import", "partner.json"]));
    let said = run(&home);
    assert_eq!(said["status"], "finished", "{said}");
    assert!(std::fs::read_to_string(&file).unwrap().contains("|1|01.07.2026|"));
    let listed: Value =
        serde_json::from_str(&told(&cli(&home, &["profile", "list", "--json"]))).unwrap();
    let saved = &listed[0];
    assert_eq!(
        (&saved["profile"]["name"], &saved["profile_version"]),
        (&json!("Partner X"), &json!(2))
    );
    assert_eq!(listed.as_array().unwrap().len(), 21);
    let first = cli(&home, &["profile", "show", "Partner X", "--profile-version", "1"]);
    let first: Value = serde_json::from_str(&told(&first)).unwrap();
    assert_eq!(first, partner_as_saved());

    // What is written as a file is what another computer reads.
    told(&cli(&home, &["profile", "export", "Partner X", "shared.json"]));
    let other = self::home();
    std::fs::copy(home.path().join("shared.json"), other.path().join("shared.json")).unwrap();
    told(&cli(&other, &["profile", "import", "shared.json"]));
    let there: Value =
        serde_json::from_str(&told(&cli(&other, &["profile", "show", "Partner X"]))).unwrap();
    let here: Value =
        serde_json::from_str(&told(&cli(&home, &["profile", "show", "Partner X"]))).unwrap();
    assert_eq!(there, here);
}

#[test]
fn a_test_of_a_profile_leaves_finished_exports_alone() {
    let home = home();
    data(&home);
    write(&home, "partner.json", &partner());
    told(&cli(&home, &["profile", "import", "partner.json"]));
    let said = run(&home);
    assert_eq!(said["status"], "finished", "{said}");
    let finished = home.path().join("out/X_20261120.txt");
    let before = std::fs::read(&finished).unwrap();
    let tested = report(&cli(
        &home,
        &[
            "profile",
            "test",
            "partner.json",
            "definition.json",
            "--data",
            "data",
            "--models",
            "models",
            "--out",
            "out",
            "--rows",
            "1",
            "--at",
            "2026-11-20T10:00:00Z",
            "--json",
        ],
    ));
    assert_eq!(tested["status"], "finished", "{tested}");
    assert_eq!((&tested["rows"], &tested["sample"]), (&json!(1), &json!({ "at_most": 1 })));
    assert_eq!(std::fs::read(&finished).unwrap(), before);
    let manifest = |name: &str| {
        let text = std::fs::read(home.path().join("out").join(name)).unwrap();
        serde_json::from_slice::<Value>(&text).unwrap()
    };
    assert_eq!(manifest("X_20261120.manifest.json")["sample"], Value::Null);
    assert_eq!(manifest("X_20261120 (2).manifest.json")["sample"], json!({ "at_most": 1 }));
}

/// The document with the defaults that it leaves out.
fn partner_as_saved() -> Value {
    let mut document = partner();
    let format = document["format"].as_object_mut().unwrap();
    for (key, value) in [
        ("enclosure", json!("double_quote")),
        ("quoting", json!("minimal")),
        ("header", json!(true)),
        ("encoding", json!("utf-8")),
        ("formula_guard", json!(false)),
        ("empty_text", json!("quoted")),
        ("level", json!("normal")),
    ] {
        format.insert(key.to_owned(), value);
    }
    document
}

#[test]
fn what_is_wrong_with_a_profile_is_said() {
    let home = home();
    for (change, message) in [
        (json!({ "name": " " }), "the profile has no name"),
        (json!({ "name": "postgresql" }), "there is a profile “postgresql” already"),
        (json!({ "timezone": "Nowhere" }), "Nowhere"),
        (json!({ "version": 2 }), "reads them up to version 1"),
        (json!({ "format": { "profile": "other" } }), "can't take its settings from another one"),
        (json!({ "format": { "delimiter": "\"" } }), "both delimiter and enclosure"),
        (json!({ "format": { "values": { "date": "%Q" } } }), "date pattern"),
        (json!({ "format": { "receivers": ["excle"] } }), "`excle` isn't known"),
        (json!({ "colour": "red" }), "key `colour` isn't known"),
    ] {
        let mut document = partner();
        document.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        write(&home, "wrong.json", &document);
        let output = cli(&home, &["profile", "import", "wrong.json"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.contains(message), "{message}: {said}");
    }
    let output = cli(&home, &["profile", "show", "Partner Y"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_sample_of_a_partner_becomes_a_profile() {
    let home = home();
    std::fs::write(
        home.path().join("sample_20261120.txt"),
        b"id;name;born\r\n\"1\";\"J\xf3zsef\";13.05.1980\r\n\"2\";\"Gy\xf5z\xf5\";01.12.1999\r\n",
    )
    .unwrap();
    let output = cli(&home, &["profile", "recognise", "sample_20261120.txt", "--json"]);
    let found: Value = serde_json::from_str(&told(&output)).unwrap();
    let format = &found["profile"]["format"];
    assert_eq!(
        (&format["delimiter"], &format["encoding"], &format["newline"], &format["extension"]),
        (&json!("semicolon"), &json!("windows-1250"), &json!("crlf"), &json!("txt"))
    );
    assert_eq!(format["values"]["date"], "%d.%m.%Y");
    // It is a profile that can be saved as it is.
    write(&home, "found.json", &found["profile"]);
    assert_eq!(told(&cli(&home, &["profile", "import", "found.json"])), "sample");
    std::fs::write(home.path().join("nothing"), b"").unwrap();
    assert!(!cli(&home, &["profile", "recognise", "nothing"]).status.success());
}

#[test]
fn samples_in_japanese_and_json_are_recognised() {
    let home = own_model(&[]);
    let recognised = |bytes: &[u8]| {
        std::fs::write(home.path().join("sample.txt"), bytes).unwrap();
        let output = cli(&home, &["profile", "recognise", "sample.txt", "--json"]);
        serde_json::from_str::<Value>(&told(&output)).unwrap()
    };
    // 名前,数 / 氏東京,1 / 大阪,2 by Python's codec.
    let found =
        recognised(b"\x96\xbc\x91\x4f,\x90\x94\n\x8e\x81\x93\x8c\x8b\x9e,1\n\x91\xe5\x8d\xe3,2\n");
    assert_eq!(found["profile"]["format"]["encoding"], "shift_jis");
    assert_eq!(found["rows"][1], json!(["大阪", "2"]));
    // Letters of Europe between others: Šárka, Tomáš, Pénz, Köln, MÜNCHEN.
    for sample in [
        &b"id;x\n1;\x8a\xe1rka\n2;Tom\xe1\x9a\n"[..],
        b"id;x\n1;P\xe9nz\n2;\xc1gnes\n",
        b"id;x\n1;K\xf6ln\n2;M\xdcNCHEN\n",
    ] {
        assert_ne!(recognised(sample)["profile"]["format"]["encoding"], "shift_jis");
    }

    let found = recognised(b"{\"a\":1,\"b\":\"x\"}\n{\"a\":2}\n");
    assert_eq!(found["profile"]["format"]["layout"], "json_lines");
    assert_eq!(found["rows"], json!([["1", "x"], ["2", ""]]));
    assert_eq!(found["columns"][1]["name"], "b");
}
