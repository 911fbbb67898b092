//! Sets: several exports of one moment in one archive or side by side, all or none.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use export_desk_core::catalog::Catalog;
use export_desk_core::error::Error;
use export_desk_core::plan::ExportPlan;
use export_desk_core::run::{
    Observer, Progress, RunContext, RunReport, Snapshot, Stage, verify_file, verify_file_with,
};
use export_desk_core::sealing::save_zip_password;
use export_desk_core::secret::{MemorySecrets, Secret, SecretStore};
use export_desk_core::source::Folder;
use export_desk_core::spec::ExportSpec;
use serde_json::{Value, json};

use crate::bed::{AT, brand, context, finish, names, spec};
use crate::gnupg::{Gnupg, MADE};
use crate::python::run_with;

/// A member as a definition of its own.
fn member(name: &str, members: Value) -> Value {
    let mut document = json!({ "version": 2, "name": name, "timezone": "Europe/Budapest" });
    document.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    document
}

/// Customers, coupons and events, each in another layout.
fn members() -> Vec<Value> {
    vec![
        member(
            "Customers",
            json!({
                "model": "customers", "file_name": "{name}_{date:YYYYMMDD}",
                "fields": [{ "field": "id" }, { "field": "first_name" }],
            }),
        ),
        member(
            "Coupons",
            json!({
                "model": "coupons", "format": { "layout": "json_lines", "compression": "none" },
                "file_name": "coupons-{rows}",
            }),
        ),
        member(
            "Events",
            json!({
                "model": "events", "timezone": "Asia/Tokyo",
                "fields": [{ "field": "id" }, { "field": "action" }, { "field": "timestamp" }],
                "filters": [[{ "field": "timestamp", "operator": "in_last",
                               "value": { "count": 90, "unit": "days" } }]],
                "format": { "lines_before": ["{rows};{date:YYYYMMDD}"], "lines_after": ["{hash}"] },
                "entry_name": "EVT",
            }),
        ),
    ]
}

fn set(more: Value) -> Value {
    let mut document = json!({ "name": "Partner", "members": members() });
    document.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    document
}

fn manifest(report: &RunReport) -> Value {
    serde_json::from_slice(&std::fs::read(&report.manifest).unwrap()).unwrap()
}

/// What Python finds, which is what the manifest says.
fn found(report: &RunReport) -> Vec<(String, u64, u64, String, String)> {
    let manifest = report.manifest.to_str().unwrap();
    serde_json::from_value(run_with("pipeline/sets.py", &[manifest], b"")).unwrap()
}

/// The bytes that a member's definition gives by itself.
async fn alone(member: &Value, out: &Path) -> Vec<u8> {
    let mut document = member.clone();
    document["format"]["compression"] = json!("none");
    document.as_object_mut().unwrap().remove("entry_name");
    let spec = ExportSpec::from_json(&document.to_string()).unwrap();
    let report = finish(&spec, &context(brand(), out)).await.unwrap();
    std::fs::read(report.file).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_holds_what_each_member_would_be_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut all = members();
    // Without lines around the rows, which the oracle would count.
    all[2]["format"] = json!({});
    all.push(member("Book", json!({ "model": "stores", "format": { "layout": "xlsx" } })));
    let document = set(json!({ "members": all.clone(), "file_name": "{name}_{date}_{rows}" }));
    let out = folder.path().join("set");
    let report = finish(&spec(document.clone()), &context(brand(), &out)).await.unwrap();
    let stem = format!("Partner_2026-11-20_{}", report.rows);
    assert_eq!(names(&out), [format!("{stem}.manifest.json"), format!("{stem}.zip")]);
    let found = found(&report);
    let entries: Vec<&str> = found.iter().map(|(name, ..)| name.as_str()).collect();
    let coupons = format!("coupons-{}.jsonl", found[1].1);
    assert_eq!(entries, ["Customers_20261120.csv", &coupons, "EVT.csv", "Book.xlsx"]);
    assert!(found.iter().all(|(_, rows, ..)| *rows > 0));
    let file = std::fs::File::open(&report.file).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    for (index, member) in all.iter().enumerate() {
        let mut content = Vec::new();
        std::io::copy(&mut archive.by_index(index).unwrap(), &mut content).unwrap();
        let expected = alone(member, &folder.path().join(format!("alone {index}"))).await;
        assert!(content == expected, "{}", member["name"]);
    }
    assert_eq!(report.snapshot, Some(Snapshot::UnchangedFiles));
    assert_eq!(manifest(&report)["snapshot"]["kind"], "unchanged_files");
    let verified = verify_file(&report.file).unwrap();
    assert_eq!(verified.rows, Some(report.rows));
    let told: Vec<(String, u64, u64, String)> = found
        .into_iter()
        .map(|(name, rows, bytes, sha256, _)| (name, rows, bytes, sha256))
        .collect();
    let verified = verified.entries.into_iter();
    let verified: Vec<(String, u64, u64, String)> =
        verified.map(|entry| (entry.name, entry.rows, entry.bytes, entry.sha256)).collect();
    assert_eq!(verified, told);
    // The same data at the same instant gives the same bytes.
    let again = folder.path().join("again");
    let again = finish(&spec(document), &context(brand(), &again)).await.unwrap();
    assert_eq!(again.sha256, report.sha256);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_side_by_side_come_with_a_descriptor() {
    let folder = tempfile::tempdir().unwrap();
    let descriptor = json!({
        "name": "{name}.filesetdesc.json", "content": "text", "place": "before", "of": "all",
        "lines": ["{{\"files\": {files}, \"rows\": {rows}, \"list\": ["],
        "lines_of_files": ["[\"{name}\", \"{model}\", \"{file}\", {rows}, {bytes}, \"{sha256}\", \"{md5}\"]"],
        "between_files": ",",
        "last_lines": ["]}}"],
    });
    for (packaging, files) in [("archive", 4), ("files", 8)] {
        let out = folder.path().join(packaging);
        let mut all = members();
        all[2]["format"] = json!({});
        let companions =
            json!([descriptor.clone(), { "name": "{file}.sha256", "content": "sha256" }]);
        let document = set(json!({
            "members": all, "packaging": packaging, "companions": companions,
        }));
        let report = finish(&spec(document), &context(brand(), &out)).await.unwrap();
        let text = std::fs::read(out.join("Partner.filesetdesc.json")).unwrap();
        let told: Value = serde_json::from_slice(&text).unwrap();
        assert_eq!((&told["files"], &told["rows"]), (&json!(3), &json!(report.rows)));
        let found = found(&report);
        for (index, (name, rows, bytes, sha256, md5)) in found.iter().enumerate() {
            let [of, model] =
                [["Customers", "customers"], ["Coupons", "coupons"], ["Events", "events"]][index];
            let expected = json!([of, model, name, rows, bytes, sha256, md5]);
            assert_eq!(told["list"][index], expected, "{packaging}");
        }
        // The descriptor was published first, sums are of what is published.
        assert_eq!(report.artifacts[0].name, "Partner.filesetdesc.json");
        let sums = names(&out).into_iter().filter(|name| name.ends_with(".sha256"));
        let mut checked = std::process::Command::new("sha256sum");
        checked.arg("-c").args(sums).current_dir(&out);
        assert!(checked.output().unwrap().status.success(), "{packaging}");
        assert_eq!(names(&out).len(), files, "{packaging}");
        for artifact in report.artifacts.iter().filter(|artifact| artifact.rows > 0) {
            assert_eq!(verify_file(&artifact.path).unwrap().rows, Some(artifact.rows));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_that_are_taken_move_the_whole_set() {
    let folder = tempfile::tempdir().unwrap();
    let document = set(json!({ "packaging": "files", "file_name": "set" }));
    let first = finish(&spec(document.clone()), &context(brand(), folder.path())).await.unwrap();
    let second = finish(&spec(document), &context(brand(), folder.path())).await.unwrap();
    assert_eq!(first.manifest, folder.path().join("set.manifest.json"));
    assert_eq!(second.manifest, folder.path().join("set (2)/set.manifest.json"));
    assert_eq!(names(&folder.path().join("set (2)")).len(), 4);
    for artifact in first.artifacts.iter().chain(&second.artifacts) {
        assert!(artifact.path.exists());
    }
}

/// Does something when a member begins: at its first rows.
struct At<F: Fn() + Send + Sync> {
    percent: f64,
    done: AtomicBool,
    what: F,
}

impl<F: Fn() + Send + Sync> Observer for At<F> {
    fn on_progress(&self, progress: &Progress) {
        if progress.stage == Stage::Exporting
            && progress.percent >= self.percent
            && !self.done.swap(true, Ordering::Relaxed)
        {
            (self.what)();
        }
    }
}

/// Three small tables in files that can be written.
fn tables(folder: &Path) -> PathBuf {
    let data = folder.join("data");
    std::fs::create_dir(&data).unwrap();
    for table in ["stores", "coupons", "customers"] {
        std::fs::write(data.join(format!("{table}.csv")), "id,name\n1,One\n2,Two\n").unwrap();
    }
    data
}

fn small(more: Value) -> ExportSpec {
    let one = |name: &str, model: &str| {
        member(name, json!({ "model": model, "fields": [{ "field": "id" }] }))
    };
    let all = [one("Shops", "stores"), one("Coupons", "coupons"), one("People", "customers")];
    let mut document = set(json!({ "members": all }));
    document.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    spec(document)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_companion_tells_the_hash_of_each_members_rows() {
    let folder = tempfile::tempdir().unwrap();
    let data = tables(folder.path());
    let control = json!([{
        "name": "{name}.ctl", "content": "text", "of": "all", "lines_of_files": ["{name} {hash}"],
    }]);
    for packaging in ["archive", "files"] {
        let out = folder.path().join(packaging);
        let set = small(json!({ "packaging": packaging, "companions": control }));
        finish(&set, &context(&data, &out)).await.unwrap();
        // As `printf '1\n2\n' | sha256sum` has it: the rows without their header.
        let hash = "a6e2b7a040683432de03a18fd8a1939a2fdf82585b364bfc874bdd4095c4cae1";
        let expected = format!("Shops {hash}\nCoupons {hash}\nPeople {hash}\n");
        let text = std::fs::read_to_string(out.join("Partner.ctl")).unwrap();
        assert_eq!(text, expected, "{packaging}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_changes_between_members_stops_the_set() {
    for packaging in ["archive", "files"] {
        // Of a member that was read already, and of one that is read later.
        for (percent, table, named) in [
            (60.0, Some("stores"), "“Shops”"),
            (0.0, Some("customers"), "“People”"),
            (0.0, None, ""),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let (data, out) = (tables(folder.path()), folder.path().join("out"));
            let path = data.join(format!("{}.csv", table.unwrap_or("none")));
            let changed = path.clone();
            let observer = Arc::new(At {
                percent,
                done: AtomicBool::new(false),
                what: move || {
                    if table.is_some() {
                        std::fs::write(&changed, "id,name\n1,One\n2,Two\n3,Three\n").unwrap();
                    }
                },
            });
            let seen = Arc::clone(&observer) as Arc<dyn Observer>;
            let context = RunContext { observer: seen, ..context(&data, &out) };
            let done = finish(&small(json!({ "packaging": packaging })), &context).await;
            assert!(observer.done.load(Ordering::Relaxed));
            if table.is_none() {
                assert_eq!(done.unwrap().rows, 6);
                continue;
            }
            let error = done.unwrap_err();
            let expected = format!("{named}: `{}` changed while it was read", path.display());
            assert_eq!(error.message(), expected);
            assert_eq!(error.code(), "source");
            assert!(error.retryable());
            assert_eq!(names(&out), [] as [&str; 0]);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_member_that_fails_leaves_nothing_of_the_others() {
    for packaging in ["archive", "files"] {
        let folder = tempfile::tempdir().unwrap();
        let (data, out) = (tables(folder.path()), folder.path().join("out"));
        std::fs::write(data.join("customers.csv"), "id,score\n1,5\n2,many\n").unwrap();
        let mut document = json!(small(json!({ "packaging": packaging })));
        document["members"][2]["fields"] = json!([{ "field": "score" }]);
        let unread = ExportSpec::from_json(&document.to_string()).unwrap();
        let error = finish(&unread, &context(&data, &out)).await.unwrap_err();
        assert!(error.message().starts_with("“People”: "), "{}", error.message());
        document["members"][2]["fields"] = json!([{ "field": "id" }]);
        document["members"][2]["filters"] =
            json!([[{ "field": "id", "operator": "is", "value": "9" }]]);
        document["members"][2]["when_empty"] = json!("fail");
        let empty = ExportSpec::from_json(&document.to_string()).unwrap();
        let error = finish(&empty, &context(&data, &out)).await.unwrap_err();
        assert!(matches!(&error, Error::Member { name, error }
            if name == "People" && matches!(**error, Error::NoRows)));
        // What was there before is as it was.
        let whole = finish(&small(json!({ "packaging": packaging })), &context(&data, &out)).await;
        let before: Vec<(String, Vec<u8>)> = names(&out)
            .into_iter()
            .map(|name| (name.clone(), std::fs::read(out.join(name)).unwrap()))
            .collect();
        assert!(whole.is_ok() && !before.is_empty());
        let replace = export_desk_core::run::IfExists::Replace;
        let context = RunContext { if_exists: replace, ..context(&data, &out) };
        finish(&empty, &context).await.unwrap_err();
        let after = names(&out).into_iter();
        let after: Vec<(String, Vec<u8>)> =
            after.map(|name| (name.clone(), std::fs::read(out.join(name)).unwrap())).collect();
        assert_eq!(before, after);
    }
}

#[test]
fn what_a_set_cannot_be_is_refused() {
    let refused = |document: Value| {
        let spec = ExportSpec::from_json(&document.to_string()).unwrap();
        let error = ExportPlan::of(&spec, &Catalog::built_in(), AT.parse().unwrap()).unwrap_err();
        let one = |problem: &export_desk_core::spec::Problem| {
            assert!(problem.hint.is_some(), "{problem}");
            problem.to_string()
        };
        error.problems.iter().map(one).collect::<Vec<_>>()
    };
    let whole = || {
        let mut document = member("Partner", json!({ "members": members() }));
        document["members"][1]["format"] = json!({});
        document
    };
    let at_nine = json!({ "when": { "kind": "daily", "times": ["09:00"] } });
    for (path, value, expected) in [
        ("/model", json!("events"), "model: a set has no rows of its own"),
        ("/fields", json!([{ "field": "id" }]), "fields: a set has no rows of its own"),
        ("/sort", json!([{ "field": "id" }]), "sort: a set has no rows of its own"),
        ("/when_empty", json!("fail"), "when_empty: a set has no rows of its own"),
        ("/entry_name", json!("x"), "entry_name: a set has no rows of its own"),
        ("/delta", json!({ "by": "rows" }), "delta: a set has no rows of its own"),
        ("/format", json!({ "header": false }), "format: of a set's own format only"),
        ("/file_name", json!("{model}"), "file_name: {model} stands for a data model"),
        ("/members/1/schedule", at_nine, "members[1].schedule: a set runs as a whole"),
        (
            "/members/1/targets",
            json!(["SFTP"]),
            "members[1].targets: a set is delivered as a whole",
        ),
        ("/members/1/email", json!({ "to": ["a@b.test"] }), "members[1].email: people are told"),
        (
            "/members/1/delta",
            json!({ "by": "date", "field": "created_at" }),
            "members[1].delta: a member takes all of its rows",
        ),
        (
            "/members/1/when_empty",
            json!("no_file"),
            "members[1].when_empty: a set has the files of all members",
        ),
        (
            "/members/1/split",
            json!({ "by": "rows", "limit": 5, "archive": "one" }),
            "members[1].split: the file of a member isn't divided",
        ),
        (
            "/members/1/companions",
            json!([{ "name": "{file}.ok", "content": "empty" }]),
            "members[1].companions: companion files belong to the set",
        ),
        ("/members/1/new_names_only", json!(true), "members[1].new_names_only: the names of a set"),
        (
            "/members/1/format",
            json!({ "zip_password": "Partner" }),
            "members[1].format.zip_password: the archive is encrypted as a whole",
        ),
        ("/members/1/members", json!(members()), "members[1].members: a set can't be a member"),
        ("/members/1/name", json!("Customers"), "members[1].name: two members are called"),
        ("/members/1/model", json!("event"), "members[1].model: there is no data model `event`"),
        ("/members/1/file_name", json!("evt"), "would both be called `EVT.csv`"),
        (
            "/members/1/file_name",
            json!("{sha256}"),
            "members[1].file_name: the archive has no hash",
        ),
    ] {
        let mut document = whole();
        let (parent, key) = path.rsplit_once('/').unwrap();
        document.pointer_mut(parent).unwrap()[key] = value;
        let problems = refused(document);
        assert!(problems.iter().any(|problem| problem.contains(expected)), "{path}: {problems:#?}");
    }
    let mut document = whole();
    document["packaging"] = json!("files");
    document["format"] = json!({ "zip_password": "Partner" });
    assert!(refused(document)[0].contains("encrypted as their members' formats say"));
    let control = |of: &str| json!([{ "name": "{file}.ctl", "content": "text", "of": of, "lines_of_files": ["{hash}"] }]);
    let mut document = whole();
    document["companions"] = control("each");
    assert!(refused(document.clone())[0].contains("{hash} is of the rows of one member"));
    document["packaging"] = json!("files");
    document["members"][1]["format"] = json!({ "layout": "xlsx" });
    assert!(refused(document.clone())[0].contains("{hash} is of rows of text"));
    document["members"][1]["format"] = json!({ "zip_password": "Partner" });
    assert!(refused(document)[0].contains("{hash} is of the rows before they are encrypted"));
    let mut alone = members()[0].clone();
    alone["packaging"] = json!("files");
    assert!(refused(alone)[0].contains("packaging: only a set has a packaging"));
    // Unknown keys are refused with their place, and a plain definition needs its model.
    let mut document = whole();
    document["members"][1]["modell"] = json!("x");
    let error = ExportSpec::from_json(&document.to_string()).unwrap_err();
    assert_eq!(error.problems[0].path, "members[1].modell");
    let none = member("x", json!({ "members": [] }));
    let error = ExportSpec::from_json(&none.to_string()).unwrap_err();
    assert_eq!(error.problems[0].message, "key `model` is missing");
    let mut document = whole();
    document["members"][1]["version"] = json!(9);
    let error = ExportSpec::from_json(&document.to_string()).unwrap_err();
    assert_eq!(error.problems[0].path, "members[1].version");
}

#[test]
fn members_of_version_1_are_read() {
    let mut document = member("Partner", json!({ "members": members() }));
    document["version"] = json!(1);
    document["members"][0]["version"] = json!(1);
    let spec = ExportSpec::from_json(&document.to_string()).unwrap();
    assert_eq!((spec.version, spec.members[0].version), (2, 2));
    assert_eq!(ExportSpec::from_json(&json!(spec).to_string()).unwrap(), spec);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_is_encrypted_as_a_whole() {
    let folder = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    let password = "correct horse battery";
    save_zip_password(secrets.as_ref(), "Partner", password, false).unwrap();
    let with = |out: PathBuf| RunContext {
        secrets: Arc::clone(&secrets) as Arc<dyn SecretStore>,
        ..context(brand(), &out)
    };
    let plain = spec(set(json!({})));
    let plain = finish(&plain, &with(folder.path().join("plain"))).await.unwrap();
    let locked = spec(set(json!({ "format": { "zip_password": "Partner" } })));
    let locked = finish(&locked, &with(folder.path().join("locked"))).await.unwrap();
    let read = |file: &Path, password: &str| {
        run_with("pipeline/pyzipper_read.py", &[file.to_str().unwrap(), password], b"")
    };
    assert_eq!(read(&locked.file, password), read(&plain.file, ""));
    assert_eq!(read(&locked.file, "another password"), Value::Null);
    let verified = verify_file(&locked.file).unwrap();
    assert_eq!((verified.rows, verified.entries.len()), (None, 0));
    let known =
        |name: Option<&str>| (name == Some("Partner")).then(|| Secret::from(password.to_owned()));
    let verified = verify_file_with(&locked.file, &known).unwrap();
    assert_eq!((verified.rows, verified.entries.len()), (Some(plain.rows), 3));

    let gnupg = Gnupg::new();
    let key = gnupg.key("Rex <rex@partner.test>", ["rsa2048", "sign", "never"], MADE, "");
    gnupg.add(&key, ["rsa3072", "encr", "never"], MADE, "");
    let pgp = json!({ "format": { "pgp": { "recipients": [gnupg.public(&key)] } } });
    let sealed = finish(&spec(set(pgp)), &with(folder.path().join("sealed"))).await.unwrap();
    assert!(sealed.file.ends_with("Partner.zip.pgp"));
    let (content, _) = gnupg.decrypt(&sealed.file);
    assert!(content == std::fs::read(&plain.file).unwrap());
    assert_eq!(manifest(&sealed)["encryption"]["method"], "pgp");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_side_by_side_are_told_to_be_encrypted_and_by_no_sum_of_what_is_in_them() {
    let folder = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    save_zip_password(secrets.as_ref(), "Partner", "correct horse battery", false).unwrap();
    let mut all = members();
    all[0]["format"] = json!({ "zip_password": "Partner" });
    let files = spec(set(json!({ "members": all, "packaging": "files" })));
    let with = RunContext {
        secrets: Arc::clone(&secrets) as Arc<dyn SecretStore>,
        ..context(brand(), folder.path())
    };
    let manifest = manifest(&finish(&files, &with).await.unwrap());
    assert_eq!(manifest["content_crc32"], Value::Null);
    assert_eq!(manifest["members"][0]["encryption"]["method"], "zip");
    assert_eq!(manifest["members"][1]["encryption"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn members_of_one_name_are_refused_before_a_row_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut all = members();
    (all[0]["file_name"], all[1]["file_name"]) = (json!("A"), json!("a"));
    all[1]["format"] = json!({});
    let twins = spec(set(json!({ "members": all })));
    let error = finish(&twins, &context(brand(), folder.path())).await.unwrap_err();
    assert!(error.message().contains("would both be called"), "{}", error.message());
}

#[tokio::test(flavor = "multi_thread")]
async fn masks_of_members_are_kept_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut all = members();
    all[0]["fields"] = json!([
        { "field": "id" }, { "field": "email", "mask": { "method": "hash", "recipe": "email" } },
    ]);
    let document = set(json!({ "members": all.clone() }));
    let report = finish(&spec(document), &context(brand(), folder.path())).await.unwrap();
    let expected = alone(&all[0], &folder.path().join("alone")).await;
    let file = std::fs::File::open(&report.file).unwrap();
    let mut content = Vec::new();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    std::io::copy(&mut archive.by_index(0).unwrap(), &mut content).unwrap();
    assert!(content == expected);
    assert!(!String::from_utf8(content).unwrap().contains('@'));
    assert_eq!(manifest(&report)["members"][0]["masked"][0]["header"], "email");
    assert!(manifest(&report)["members"][1].get("masked").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_that_is_not_the_manifests_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let report = finish(&spec(set(json!({}))), &context(brand(), folder.path())).await.unwrap();
    let whole = manifest(&report);
    for (key, value, expected) in [
        ("rows_written", json!(1), "has 200 rows, and its manifest says 1"),
        ("sha256", json!("00"), "isn't the one that its manifest speaks of"),
        ("file", json!("other.csv"), "isn't the one that its manifest speaks of"),
    ] {
        let mut told = whole.clone();
        told["members"][0][key] = value;
        std::fs::write(&report.manifest, told.to_string()).unwrap();
        let error = verify_file(&report.file).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert!(error.to_string().contains("`Customers_20261120.csv`"), "{error}");
    }
    std::fs::write(&report.manifest, whole.to_string()).unwrap();
    assert!(verify_file(&report.file).is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_that_is_cancelled_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let context = context(&tables(folder.path()), &folder.path().join("out"));
    let cancel = context.cancel.clone();
    let observer =
        At { percent: 60.0, done: AtomicBool::new(false), what: move || cancel.cancel() };
    let context = RunContext { observer: Arc::new(observer), ..context };
    let outcome = export_desk_core::run::run(&small(json!({})), &context).await.unwrap();
    assert!(matches!(outcome, export_desk_core::run::Outcome::Cancelled));
    assert_eq!(names(&context.out), [] as [&str; 0]);
    assert!(Folder::open(&context.out).is_ok());
}
