//! Exports: made, listed, searched, changed, deleted.

use chrono::TimeDelta;
use export_desk_core::error::Error;
use export_desk_core::spec::Direction;
use export_desk_core::store::{
    DEMO_CONNECTION, ExportOrder, ExportQuery, ExportStatus, ExportTags, RunStatus, TargetInput,
};
use serde_json::json;

use crate::bed::{Bed, everything, folder, folder_target, run, spec, stores};

async fn shown(engine: &export_desk_core::engine::Engine, query: &ExportQuery) -> Vec<String> {
    let page = engine.list_exports(query).await.unwrap();
    assert!(page.matching >= page.rows.len() as u64);
    page.rows.into_iter().map(|row| row.name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn searching_and_sorting() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    for name in ["Éves jelentés", "apple 100%", "Zebra_1", "zebra", "100 apples"] {
        engine.create_export(&stores(name), connection, false).await.unwrap();
        bed.clock.forward(TimeDelta::seconds(1));
    }
    let events = spec(json!({ "model": "webhook_logs", "name": "Hooks" }));
    engine.create_export(&events, connection, false).await.unwrap();

    let search = |text: &str| ExportQuery { search: text.to_owned(), ..everything() };
    assert_eq!(shown(&engine, &search("ÉVES")).await, ["Éves jelentés"]);
    assert_eq!(shown(&engine, &search(" Jelentés ")).await, ["Éves jelentés"]);
    assert_eq!(shown(&engine, &search("0%")).await, ["apple 100%"]);
    assert_eq!(shown(&engine, &search("a_1")).await, ["Zebra_1"]);
    assert_eq!(shown(&engine, &search("webhook l")).await, ["Hooks"], "the model's label");
    assert_eq!(shown(&engine, &search("hook_log")).await, ["Hooks"], "the model's id");
    assert_eq!(shown(&engine, &search("kovács")).await.len(), 6, "the creator");
    assert_eq!(
        shown(&engine, &search("stores\n zEBRA _1")).await,
        ["Zebra_1"],
        "each word, in any order"
    );
    assert_eq!(shown(&engine, &search("hook webhook logs kovács")).await, ["Hooks"]);
    assert!(shown(&engine, &search("zebra apple")).await.is_empty());

    let target = engine.save_target(&folder_target("Éva’s drive", &bed.data())).await.unwrap();
    let fields = spec(json!({
        "model": "stores", "name": "Fields", "targets": ["Éva’s drive"],
        "fields": [{ "field": "id", "header": "Üzlet Kódja" }],
        "filters": [[{ "field": "name", "operator": "is", "value": "nowhere" }]],
    }));
    let id = engine.create_export(&fields, connection, false).await.unwrap();
    assert_eq!(shown(&engine, &search("KÓDJA üzlet")).await, ["Fields"], "a header");
    assert_eq!(shown(&engine, &search("drive éva’s fields")).await, ["Fields"], "its target");
    assert!(shown(&engine, &search("nowhere")).await.is_empty(), "no value");
    let renamed = TargetInput { id: Some(target), ..folder_target("Otto’s drive", &bed.data()) };
    engine.save_target(&renamed).await.unwrap();
    assert_eq!(shown(&engine, &search("otto")).await, ["Fields"], "the target’s new name");
    assert!(shown(&engine, &search("éva")).await.is_empty());
    engine.delete_export(id).await.unwrap();

    assert_eq!(shown(&engine, &everything()).await[0], "Hooks", "the newest first");
    let by_name =
        ExportQuery { sort: ExportOrder::Name, direction: Direction::Ascending, ..everything() };
    let sorted = ["100 apples", "apple 100%", "Hooks", "zebra", "Zebra_1", "Éves jelentés"];
    assert_eq!(shown(&engine, &by_name).await, sorted);
    let page = ExportQuery { offset: 1, limit: 2, ..by_name.clone() };
    assert_eq!(shown(&engine, &page).await, sorted[1..3]);
    let down = ExportQuery { direction: Direction::Descending, ..by_name };
    assert_eq!(shown(&engine, &down).await[0], "Éves jelentés");

    let page = engine.list_exports(&search("zebra")).await.unwrap();
    assert_eq!((page.matching, page.total), (2, 6));
    let row = &page.rows[0];
    assert_eq!((row.model.as_str(), row.model_label.as_str()), ("stores", "Stores"));
    assert_eq!((row.created_by.as_str(), row.target.as_str()), ("Anna Kovács", "This computer"));
    assert_eq!(row.status, ExportStatus::Pending);
    let json = serde_json::to_value(row).unwrap();
    assert_eq!(json["created_at"], "2026-11-20T10:30:03Z");
    assert_eq!(json["status"], "pending");
}

#[tokio::test(flavor = "multi_thread")]
async fn tags_and_favourites_narrow_the_list() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    let mut ids = Vec::new();
    for name in ["one", "two", "three"] {
        ids.push(engine.create_export(&stores(name), connection, false).await.unwrap());
        bed.clock.forward(TimeDelta::seconds(1));
    }
    let texts = |tags: &[&str]| tags.iter().map(ToString::to_string).collect::<Vec<_>>();
    engine.change_tags(&ids[..2], &texts(&["Ügyfél A", " nightly  run "]), &[]).await.unwrap();
    // Another spelling is the same tag.
    engine.change_tags(&ids[1..], &texts(&["ÜGYFÉL a"]), &texts(&["NIGHTLY run"])).await.unwrap();
    let row = async |id: i64| engine.export_details(id).await.unwrap().row;
    assert_eq!(row(ids[0]).await.tags, ["nightly run", "Ügyfél A"]);
    assert_eq!(row(ids[1]).await.tags, ["Ügyfél A"]);
    assert_eq!(row(ids[2]).await.tags, ["Ügyfél A"]);
    let used = |all: ExportTags| {
        all.tags.into_iter().map(|tag| format!("{} {}", tag.tag, tag.exports)).collect::<Vec<_>>()
    };
    assert_eq!(used(engine.tags().await.unwrap()), ["nightly run 1", "Ügyfél A 3"]);

    let tagged = |tag: &str| ExportQuery { tag: Some(tag.to_owned()), ..everything() };
    assert_eq!(shown(&engine, &tagged("ügyfél a")).await, ["three", "two", "one"]);
    assert_eq!(shown(&engine, &tagged("nightly run")).await, ["one"]);
    assert!(shown(&engine, &tagged("nightly")).await.is_empty(), "a whole tag");
    let search = |text: &str| ExportQuery { search: text.to_owned(), ..everything() };
    assert_eq!(shown(&engine, &search("night stores")).await, ["one"], "a word of a tag");

    engine.set_favourite(&[ids[0], ids[2]], true).await.unwrap();
    engine.set_favourite(&ids[..1], false).await.unwrap();
    let favourites = ExportQuery { favourites: true, ..everything() };
    assert_eq!(shown(&engine, &favourites).await, ["three"]);
    assert_eq!(engine.tags().await.unwrap().favourites, 1);
    assert!(row(ids[2]).await.favourite && !row(ids[0]).await.favourite);
    let both = ExportQuery { tag: Some("Ügyfél A".to_owned()), ..favourites };
    let page = engine.list_exports(&both).await.unwrap();
    assert_eq!((page.matching, page.total), (1, 3));

    for wrong in ["", "  ", "a,b", &"x".repeat(41)] {
        assert!(engine.change_tags(&ids, &texts(&["good", wrong]), &[]).await.is_err(), "{wrong}");
    }
    assert_eq!(used(engine.tags().await.unwrap()).len(), 2, "all or none");
    // Deleted exports and changed definitions.
    engine.delete_export(ids[0]).await.unwrap();
    assert_eq!(used(engine.tags().await.unwrap()), ["Ügyfél A 2"]);
    engine.update_export(ids[2], &stores("third"), connection).await.unwrap();
    let row = row(ids[2]).await;
    assert!(row.favourite && row.tags == ["Ügyfél A"], "{row:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_status_is_that_of_the_latest_run() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    let good = engine.create_export(&stores("good"), connection, false).await.unwrap();
    let data = bed.data();
    std::fs::write(data.join("stores.parquet"), "no parquet").unwrap();
    let broken = engine.save_connection(&folder(None, "Broken", &data)).await.unwrap();
    let bad = engine.create_export(&stores("bad"), broken, false).await.unwrap();
    engine.create_export(&stores("idle"), connection, false).await.unwrap();
    let finished = run(&engine, good).await;
    run(&engine, bad).await;

    let with = |status| ExportQuery { status: Some(status), ..everything() };
    assert_eq!(shown(&engine, &with(ExportStatus::Finished)).await, ["good"]);
    assert_eq!(shown(&engine, &with(ExportStatus::Failed)).await, ["bad"]);
    assert_eq!(shown(&engine, &with(ExportStatus::Pending)).await, ["idle"]);
    assert!(shown(&engine, &with(ExportStatus::Active)).await.is_empty());
    let rows = engine.list_exports(&everything()).await.unwrap().rows;
    let bad = rows.iter().find(|row| row.name == "bad").unwrap();
    assert!(bad.reason.as_ref().unwrap().contains("stores.parquet"));
    assert_eq!((bad.rows, bad.bytes), (None, None));
    let good = rows.iter().find(|row| row.name == "good").unwrap();
    assert_eq!((good.rows, good.bytes), (finished.rows, finished.bytes));
    assert_eq!((good.latest_run, good.active_run), (Some(finished.id), None));
}

#[tokio::test(flavor = "multi_thread")]
async fn changing_and_deleting() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    let id = engine.create_export(&stores("first"), connection, false).await.unwrap();
    engine.update_export(id, &stores("second"), DEMO_CONNECTION).await.unwrap();
    let details = engine.export_details(id).await.unwrap();
    assert_eq!(details.spec, stores("second"));
    assert_eq!(details.connection, DEMO_CONNECTION);
    assert_eq!(details.row.name, "second");
    let json = serde_json::to_value(&details).unwrap();
    assert_eq!(json["spec"]["filters"], json!([]), "nothing that the window expects is left out");
    assert_eq!(json["spec"]["file_name"], "{name}");

    engine.delete_export(id).await.unwrap();
    assert_eq!(engine.list_exports(&everything()).await.unwrap().total, 0);
    let gone = engine.export_details(id).await.unwrap_err();
    assert_eq!((gone.code(), gone.hint().is_some()), ("not_found", true));
    assert_eq!(engine.start_run(id).await.unwrap_err().code(), "not_found");
    engine.restore_export(id).await.unwrap();
    assert_eq!(engine.list_exports(&everything()).await.unwrap().total, 1);

    engine.delete_export(id).await.unwrap();
    engine.shut_down().await;
    bed.clock.forward(TimeDelta::hours(23));
    let engine = bed.open().await;
    engine.restore_export(id).await.unwrap();
    engine.delete_export(id).await.unwrap();
    engine.shut_down().await;
    // A clock that is far ahead may be wrong.
    bed.clock.forward(TimeDelta::days(400));
    let engine = bed.open().await;
    engine.restore_export(id).await.unwrap();
    engine.delete_export(id).await.unwrap();
    engine.shut_down().await;
    for name in ["another", "one more"] {
        bed.clock.forward(TimeDelta::hours(13));
        let engine = bed.open().await;
        engine.create_export(&stores(name), DEMO_CONNECTION, true).await.unwrap();
        engine.shut_down().await;
    }
    let engine = bed.open().await;
    assert!(engine.restore_export(id).await.is_err(), "it was purged");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_run_is_not_saved() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    let wrong = spec(json!({ "model": "stores", "fields": [{ "field": "nmae" }] }));
    let error = engine.create_export(&wrong, connection, true).await.unwrap_err();
    assert_eq!(error.code(), "spec");
    assert_eq!(error.problems()[0].path, "fields[0].field");
    assert!(matches!(error, Error::Spec(_)));
    assert!(engine.create_export(&stores("x"), 77, false).await.is_err(), "no such connection");
    assert_eq!(engine.list_exports(&everything()).await.unwrap().total, 0);
}

/// An export that gets another name is the same one.
#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_export_keeps_its_numbers_and_names() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    let named = |name: &str, file_name: &str| {
        spec(json!({
            "model": "stores", "name": name, "file_name": file_name, "new_names_only": true,
        }))
    };
    let counted = engine.create_export(&named("Counted", "c_{seq}"), connection, false).await;
    let counted = counted.unwrap();
    assert_eq!(run(&engine, counted).await.sequence_number, Some(1));
    engine.update_export(counted, &named("Counted on", "c_{seq}"), connection).await.unwrap();
    assert_eq!(run(&engine, counted).await.sequence_number, Some(2));

    let once = engine.create_export(&named("Once", "once"), connection, false).await.unwrap();
    let first = run(&engine, once).await;
    assert_eq!(first.status, RunStatus::Finished, "{first:?}");
    std::fs::remove_dir_all(bed.out()).unwrap();
    engine.update_export(once, &named("Once more", "once"), connection).await.unwrap();
    let second = run(&engine, once).await;
    assert_eq!(second.status, RunStatus::Failed, "{second:?}");
    engine.shut_down().await;
}
