//! Sets as exports of the history: their runs, members, deliveries, and what is kept of them.

use export_desk_core::error::Error;
use export_desk_core::spec::ExportSpec;
use export_desk_core::store::{ExportQuery, RunStatus};
use serde_json::{Value, json};

use crate::bed::{Bed, everything, folder, folder_target, names, row, run, spec};

fn set(more: Value) -> ExportSpec {
    let member = |name: &str, model: &str| {
        json!({
            "version": 2, "name": name, "model": model, "timezone": "UTC",
            "fields": [{ "field": "id" }],
        })
    };
    let mut document = json!({
        "name": "Partner", "members": [member("Shops", "stores"), member("Vouchers", "coupons")],
    });
    document.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    spec(document)
}

fn write(bed: &Bed, table: &str, rows: &[&str]) {
    let text = format!("id\n{}\n", rows.join("\n"));
    std::fs::write(bed.data().join(format!("{table}.csv")), text).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_is_kept_run_and_delivered_like_any_export() {
    for packaging in ["archive", "files"] {
        let bed = Bed::new();
        write(&bed, "stores", &["a", "b", "c"]);
        write(&bed, "coupons", &["x"]);
        let engine = bed.open().await;
        let connection = engine.save_connection(&folder(None, "Data", &bed.data())).await.unwrap();
        let drive = bed.folder.path().join("drive");
        engine.save_target(&folder_target("Drive", &drive)).await.unwrap();
        let definition = set(json!({ "packaging": packaging, "targets": ["Drive"] }));
        let checked = engine.validate(&definition, connection).await.unwrap();
        assert_eq!((checked.problems.len(), checked.warnings.len()), (0, 0));
        assert_eq!(engine.count(&definition, connection).await.unwrap(), 4);
        let export = engine.create_export(&definition, connection, false).await.unwrap();
        let done = run(&engine, export).await;
        assert_eq!((done.status, done.rows), (RunStatus::Finished, Some(4)), "{:?}", done.message);
        let members: Vec<(&str, &str, u64)> = done
            .members
            .iter()
            .map(|member| (member.name.as_str(), member.file.as_str(), member.rows))
            .collect();
        let ending = if packaging == "archive" { "csv" } else { "zip" };
        let files = [format!("Shops.{ending}"), format!("Vouchers.{ending}")];
        assert_eq!(members, [("Shops", &*files[0], 3), ("Vouchers", &*files[1], 1)]);
        // At the target is what was made here, by the bytes.
        let mut made = names(&bed.out());
        // Which goes along only where the target asks for it.
        made.retain(|name| !name.ends_with(".manifest.json"));
        assert_eq!(names(&drive), made);
        for name in made {
            let bytes = |folder: &std::path::Path| std::fs::read(folder.join(&name)).unwrap();
            assert_eq!(bytes(&drive), bytes(&bed.out()), "{name}");
        }
        let verified = engine.verify_run(done.id).await.unwrap();
        assert!(verified.ok, "{}", verified.message);
        let log = engine.run_log(done.id).await.unwrap();
        let log: Vec<&str> = log.iter().map(|line| line.text.as_str()).collect();
        let has = |text: &str| log.iter().any(|line| line.contains(text));
        assert!(has("2 exports of Data together: Shops, Vouchers"), "{log:#?}");
        assert!(has("“Shops”: 3 rows, `Shops."), "{log:#?}");
        assert!(has("No file of any member changed while the members were read"), "{log:#?}");
        // It is found by what its members are.
        for (search, found) in [("vouchers", 1), ("coupons", 1), ("nothing", 0)] {
            let query = ExportQuery { search: search.to_owned(), ..everything() };
            assert_eq!(engine.list_exports(&query).await.unwrap().matching, found, "{search}");
        }
        let copy = bed.folder.path().join("copy");
        std::fs::create_dir(&copy).unwrap();
        let first = done.file.clone().unwrap();
        engine.copy_run_file(done.id, &copy.join(first.file_name().unwrap())).await.unwrap();
        assert_eq!(names(&copy).len(), done.artifacts.len());
        // One member that fails: no file, nothing delivered, and the run names it.
        std::fs::write(bed.data().join("coupons.csv"), "name\nx\n").unwrap();
        let before = (names(&drive), names(&bed.out()));
        let failed = run(&engine, export).await;
        assert_eq!(failed.status, RunStatus::Failed);
        assert!(failed.message.as_ref().unwrap().starts_with("“Vouchers”: "), "{failed:?}");
        assert_eq!((names(&drive), names(&bed.out())), before);
        assert!(failed.members.is_empty());
        // Mended and tried again.
        write(&bed, "coupons", &["x", "y"]);
        let mut changes = engine.subscribe();
        let again = engine.retry_run(failed.id).await.unwrap();
        assert_eq!(crate::bed::ended(&mut changes, again).await, RunStatus::Finished);
        let again = row(&engine, export, again).await;
        assert_eq!(again.members[1].rows, 2);
        let error = engine.compare_runs(done.id, again.id, &["id".to_owned()]).await.unwrap_err();
        assert!(matches!(error, Error::Compare(_)), "{error}");
        engine.shut_down().await;
        // All of it is in the history.
        let engine = bed.open().await;
        assert_eq!(engine.definition(export).await.unwrap(), definition);
        assert_eq!(row(&engine, export, done.id).await.members, done.members);
        engine.shut_down().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn members_have_profiles_that_keep_their_names() {
    let bed = Bed::new();
    write(&bed, "stores", &["a"]);
    write(&bed, "coupons", &["x"]);
    let engine = bed.open().await;
    let connection = engine.save_connection(&folder(None, "Data", &bed.data())).await.unwrap();
    let profile = |id: Option<i64>, name: &str| {
        let profile = json!({ "version": 1, "name": name, "format": { "delimiter": "|" } });
        let profile =
            export_desk_core::spec::profile::Profile::from_json(&profile.to_string()).unwrap();
        export_desk_core::store::ProfileInput { id, profile }
    };
    let id = engine.save_profile(&profile(None, "Acme")).await.unwrap();
    let mut document = json!(set(json!({})));
    document["members"][0]["format"] = json!({ "profile": "Acme" });
    let definition = ExportSpec::from_json(&document.to_string()).unwrap();
    let export = engine.create_export(&definition, connection, false).await.unwrap();
    assert_eq!(engine.exports_of_profile("Acme").await.unwrap().len(), 1);
    assert_eq!(engine.delete_profile(id).await.unwrap_err().code(), "not_allowed");
    engine.save_profile(&profile(Some(id), "Acme Ltd")).await.unwrap();
    let renamed = engine.definition(export).await.unwrap();
    assert_eq!(renamed.members[0].format.profile.as_deref(), Some("Acme Ltd"));
    let done = run(&engine, export).await;
    assert_eq!(done.status, RunStatus::Finished, "{:?}", done.message);
    let log = engine.run_log(done.id).await.unwrap();
    assert!(log.iter().any(|line| line.text == "“Shops”: profile “Acme Ltd”, version 2"));
    engine.shut_down().await;
}
