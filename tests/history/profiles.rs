//! Profiles in the history: versions, exports that follow them, runs that keep what
//! they used.

use export_desk_core::error::Error;
use export_desk_core::spec::profile::{Hold, Profile, ReceiverId};
use export_desk_core::store::{ProfileInput, RunStatus};
use serde_json::{Value, json};

use crate::bed::{Bed, database, names, run, spec};

fn profile(name: &str, format: Value) -> Profile {
    let document = json!({ "version": 1, "name": name, "format": format });
    Profile::from_json(&document.to_string()).unwrap()
}

fn named(name: &str) -> export_desk_core::spec::ExportSpec {
    spec(json!({
        "model": "stores", "fields": [{ "field": "id" }, { "field": "name" }],
        "format": { "profile": name },
    }))
}

#[tokio::test(flavor = "multi_thread")]
async fn exports_follow_a_profile_and_runs_keep_their_version() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    let problems = engine.validate(&named("Partner"), connection).await.unwrap().problems;
    assert_eq!(problems[0].path, "format.profile");
    // A version, as copied from a manifest, changes nothing.
    let mut copied = named("Partner");
    copied.format.profile_version = Some(7);
    let problems = engine.validate(&copied, connection).await.unwrap().problems;
    assert_eq!(problems[0].path, "format.profile");

    let first = profile("Partner", json!({ "compression": "none", "delimiter": "pipe" }));
    let input = ProfileInput { id: None, profile: first.clone() };
    let id = engine.save_profile(&input).await.unwrap();
    let taken = engine.save_profile(&input).await.unwrap_err();
    assert_eq!(taken.code(), "name_taken");
    let export = engine.create_export(&copied, connection, false).await.unwrap();
    let before = run(&engine, export).await;
    assert_eq!((before.status, before.profile.as_deref()), (RunStatus::Finished, Some("Partner")));
    assert_eq!(before.profile_version, Some(1));
    let text = std::fs::read_to_string(before.file.as_ref().unwrap()).unwrap();
    assert!(text.starts_with("id|name\n"), "{text}");

    // Renamed and changed: the export follows, the earlier run can still be read.
    let second = profile("Receiver", json!({ "compression": "none", "delimiter": "semicolon" }));
    let input = ProfileInput { id: Some(id), profile: second };
    engine.save_profile(&input).await.unwrap();
    engine.save_profile(&input).await.unwrap();
    let definition = engine.definition(export).await.unwrap();
    assert_eq!(definition.format.profile.as_deref(), Some("Receiver"));
    let after = run(&engine, export).await;
    assert_eq!((after.profile.as_deref(), after.profile_version), (Some("Receiver"), Some(2)));
    let text = std::fs::read_to_string(after.file.as_ref().unwrap()).unwrap();
    assert!(text.starts_with("id;name\n"), "{text}");
    let compared = engine.compare_runs(before.id, after.id, &["id".to_owned()]).await.unwrap();
    assert_eq!(compared.unchanged, before.rows.unwrap(), "{compared:?}");
    assert!(engine.verify_run(before.id).await.unwrap().ok);

    let versions = engine.profile_versions(id).await.unwrap();
    let shown: Vec<(u32, u64)> =
        versions.iter().map(|version| (version.profile_version, version.runs)).collect();
    assert_eq!(shown, [(2, 1), (1, 1)]);
    assert_eq!(versions[1].profile, Some(first));
    let used = engine.exports_of_profile("Receiver").await.unwrap();
    assert_eq!((used.len(), used[0].export_id), (1, export));
    assert_eq!(engine.profiles().await.unwrap()[0].exports, 1);
    let refused = engine.delete_profile(id).await.unwrap_err();
    assert_eq!(refused.code(), "not_allowed");
    engine.delete_export(export).await.unwrap();
    engine.delete_profile(id).await.unwrap();
    assert_eq!(engine.delete_profile(id).await.unwrap_err().code(), "not_found");
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_has_the_names_that_definitions_may_have() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    let mut partner = profile("Partner", json!({ "compression": "zip" }));
    partner.file_name = Some("P_{seq:06}_{kind}".to_owned());
    partner.entry_name = Some("p_{seq:06}".to_owned());
    engine.save_profile(&ProfileInput { id: None, profile: partner }).await.unwrap();
    let export = engine.create_export(&named("Partner"), connection, false).await.unwrap();
    let done = run(&engine, export).await;
    assert!(done.file.as_ref().unwrap().ends_with("P_000001_full.zip"), "{done:?}");
    let named = |key: &str, template: &str| {
        let mut document = json!({ "version": 1, "name": "Other", "format": {} });
        document[key] = json!(template);
        // It is read, so that it can be corrected.
        Profile::from_json(&document.to_string()).unwrap()
    };
    for (template, message) in [
        ("{rows}", "before the number of rows is known"),
        ("{sha256}", "the archive has no hash"),
        ("{nmae}", "isn't known"),
    ] {
        let input = ProfileInput { id: None, profile: named("entry_name", template) };
        let refused = engine.save_profile(&input).await.unwrap_err();
        assert!(refused.message().contains(message), "{template}: {}", refused.message());
    }
    let split = ProfileInput { id: None, profile: named("file_name", "{part}_{parts}_{rows}") };
    engine.save_profile(&split).await.unwrap();
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_receivers_would_change_stands_in_the_run_and_can_hold_it() {
    let bed = Bed::new();
    let (engine, _) = bed.open_with_brand().await;
    let data = bed.data();
    std::fs::write(data.join("stores.csv"), "id,name\n007,Main street\n1,=x\n").unwrap();
    let source = crate::bed::folder(None, "Shops", &data);
    let connection = engine.save_connection(&source).await.unwrap();
    let mut checked = profile("Office", json!({ "compression": "none", "receivers": ["excel"] }));
    checked.format.encoding = export_desk_core::spec::format::Encoding::Utf8Bom;
    let input = ProfileInput { id: None, profile: checked.clone() };
    let id = engine.save_profile(&input).await.unwrap();
    let export = engine.create_export(&named("Office"), connection, false).await.unwrap();
    let done = run(&engine, export).await;
    assert_eq!(done.status, RunStatus::Finished);
    let found: Vec<(ReceiverId, &str, u64)> = done
        .findings
        .iter()
        .map(|finding| (finding.receiver, finding.column.as_deref().unwrap(), finding.rows))
        .collect();
    assert_eq!(found, [(ReceiverId::Excel, "id", 1), (ReceiverId::Excel, "name", 1)]);
    let log = engine.run_log(done.id).await.unwrap();
    let says = |text: &str| log.iter().any(|line| line.text.contains(text));
    assert!(says("Profile “Office”, version 1") && says("loses its leading zeros"), "{log:?}");
    let preview = engine.preview(&named("Office"), connection, 10).await.unwrap();
    assert_eq!(preview.findings, done.findings);

    checked.format.hold = Hold::Stop;
    let input = ProfileInput { id: Some(id), profile: checked.clone() };
    engine.save_profile(&input).await.unwrap();
    let files = names(&bed.out());
    let held = run(&engine, export).await;
    assert_eq!(held.status, RunStatus::Failed);
    assert!(held.message.unwrap().contains("wouldn't be read exactly"));
    assert_eq!(held.findings, done.findings);
    assert_eq!(names(&bed.out()), files);
    // A test run of what isn't saved yet goes to a folder of its own.
    checked.format.hold = Hold::Warn;
    let folder = bed.folder.path().join("tested");
    let tested =
        engine.test_profile(&checked, &named("Office"), connection, &folder).await.unwrap();
    assert_eq!((tested.rows, tested.findings), (2, done.findings));
    assert!(tested.file.starts_with(&folder) && tested.load.len() == 1);
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_history_without_profiles_gets_them() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    let stores = crate::bed::stores("Stores");
    let export = engine.create_export(&stores, connection, false).await.unwrap();
    let done = run(&engine, export).await;
    engine.shut_down().await;
    // As the version before left it.
    let pool = database(&bed).await;
    for statement in [
        "DROP TABLE profile_versions",
        "DROP TABLE profiles",
        "ALTER TABLE runs DROP COLUMN profile",
        "ALTER TABLE runs DROP COLUMN profile_version",
        "ALTER TABLE runs DROP COLUMN findings",
        "DELETE FROM _sqlx_migrations WHERE version = 60",
    ] {
        sqlx::query(statement).execute(&pool).await.unwrap();
    }
    pool.close().await;
    let engine = bed.open().await;
    let details = engine.export_details(export).await.unwrap();
    assert_eq!((&details.runs[0].sha256, details.runs[0].profile.as_ref()), (&done.sha256, None));
    let input = ProfileInput { id: None, profile: profile("New", json!({})) };
    engine.save_profile(&input).await.unwrap();
    assert_eq!(engine.profiles().await.unwrap().len(), 21);
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_profile_stops_only_what_uses_it() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    let input = ProfileInput { id: None, profile: profile("Partner", json!({})) };
    engine.save_profile(&input).await.unwrap();
    let export = engine.create_export(&named("Partner"), connection, false).await.unwrap();
    engine.shut_down().await;
    let pool = database(&bed).await;
    sqlx::query("UPDATE profile_versions SET document = '{'").execute(&pool).await.unwrap();
    pool.close().await;
    let engine = bed.open().await;
    let listed = engine.profiles().await.unwrap();
    assert!(listed[0].unreadable.is_some() && listed[0].exports == 1, "{:?}", listed[0]);
    assert!(engine.profile_versions(listed[0].id.unwrap()).await.unwrap()[0].profile.is_none());
    let failed = run(&engine, export).await;
    assert_eq!(failed.status, RunStatus::Failed);
    assert!(failed.message.unwrap().contains("Partner"));
    let missing: Error = engine.preview(&named("Partner"), connection, 1).await.unwrap_err();
    assert_eq!(missing.code(), "unreadable");
    let other = ProfileInput { id: None, profile: profile("Other", json!({})) };
    engine.save_profile(&other).await.unwrap();
    engine.shut_down().await;
}
