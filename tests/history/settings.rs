//! Settings, the draft, and what a window begins with.

use chrono::TimeDelta;
use export_desk_core::engine::Change;
use export_desk_core::store::{Draft, FormatPreset, Theme};
use serde_json::json;

use crate::bed::{Bed, database, spec, stores};
use crate::patience::within;

#[tokio::test(flavor = "multi_thread")]
async fn settings_stay() {
    let bed = Bed::new();
    let engine = bed.open().await;
    let mut settings = engine.settings().await.unwrap();
    assert_eq!((settings.parallel_runs, settings.retention_days), (2, None));
    assert_eq!(settings.brand_timezone, "Europe/Budapest");
    settings.theme = Theme::Dark;
    settings.user_name = "Béla".to_owned();
    settings.exports_folder = bed.folder.path().join("elsewhere");
    settings.format_presets =
        vec![FormatPreset { name: "Ours".to_owned(), format: stores("x").format }];
    let mut changes = engine.subscribe();
    engine.save_settings(&settings).await.unwrap();
    assert_eq!(within(changes.recv(), "the change").await.unwrap(), Change::Settings);
    assert!(settings.exports_folder.is_dir(), "the folder is made");
    engine.shut_down().await;

    // As an older version would have left them.
    let history = database(&bed).await;
    sqlx::query("UPDATE settings SET value = json_remove(value, '$.notify')")
        .execute(&history)
        .await
        .unwrap();
    history.close().await;
    let engine = bed.open().await;
    assert_eq!(engine.settings().await.unwrap(), settings);
    assert_eq!(serde_json::to_value(&settings).unwrap()["theme"], "dark");
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_that_cannot_be() {
    let bed = Bed::new();
    let engine = bed.open().await;
    let good = engine.settings().await.unwrap();
    let mut wrong = vec![good.clone(); 6];
    wrong[0].brand_timezone = "Europe/Nowhere".to_owned();
    wrong[1].parallel_runs = 0;
    wrong[2].memory_mb = 1;
    wrong[3].retention_days = Some(0);
    wrong[4].exports_folder = "relative".into();
    wrong[5].user_name = " ".to_owned();
    for settings in wrong {
        let error = engine.save_settings(&settings).await.unwrap_err();
        assert!(error.hint().is_some(), "{error}");
    }
    let file = bed.folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let blocked =
        export_desk_core::store::Settings { exports_folder: file.join("below"), ..good.clone() };
    assert_eq!(engine.save_settings(&blocked).await.unwrap_err().code(), "folder");
    assert_eq!(engine.settings().await.unwrap(), good);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_draft_stays() {
    let bed = Bed::new();
    let engine = bed.open().await;
    assert_eq!(engine.start().await.unwrap().draft, None);
    // It may still be wrong.
    let spec = spec(json!({ "model": "stores", "name": "", "fields": [],
        "filters": [[{ "field": "", "operator": "is", "value": 3 }]] }));
    let draft = Draft {
        saved_at: "2026-11-20T10:00:00Z".parse().unwrap(),
        export_id: None,
        spec,
        connection: 1,
        visited: vec!["model".to_owned()],
        by_hand: true,
    };
    engine.save_draft(&draft).await.unwrap();
    let later = Draft { saved_at: draft.saved_at + TimeDelta::minutes(1), ..draft };
    engine.save_draft(&later).await.unwrap();
    engine.shut_down().await;
    let engine = bed.open().await;
    assert_eq!(engine.start().await.unwrap().draft, Some(later));
    engine.delete_draft().await.unwrap();
    assert_eq!(engine.start().await.unwrap().draft, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_window_begins_with() {
    let bed = Bed::new();
    let models = bed.home().join("models");
    std::fs::create_dir_all(&models).unwrap();
    std::fs::write(models.join("broken.toml"), "id = 3\n").unwrap();
    let engine = bed.open().await;
    let start = engine.start().await.unwrap();
    assert_eq!(start.connections.len(), 1);
    assert_eq!(start.recipes.len(), 3);
    assert!(start.timezones.len() > 400);
    assert_eq!(start.warnings.len(), 1);
    assert!(start.warnings[0].contains("broken.toml"));
    let json = serde_json::to_value(&start).unwrap();
    assert_eq!(json["connections"][0]["settings"]["kind"], "demo");
    assert_eq!(json["runs"], json!([]));
}
