//! Masking keys: made, typed, used, told apart, and written nowhere but in the keychain.

use std::path::Path;
use std::sync::Arc;

use export_desk_core::engine::{Engine, EngineOptions};
use export_desk_core::mask_key::SavedMaskKey;
use export_desk_core::secret::{MemorySecrets, SecretStore};
use export_desk_core::spec::ExportSpec;
use export_desk_core::store::{RunStatus, Settings};
use serde_json::json;

use crate::bed::{Bed, run, spec};

const TYPED: &str = "Marker-typed key of a partner";

/// Stores by name, masked with a key.
fn masked(name: &str, key: &str) -> ExportSpec {
    spec(json!({
        "model": "stores", "name": name, "format": { "compression": "none" },
        "fields": [
            { "field": "id" },
            { "field": "name", "mask": { "method": "keyed_hash", "key": key } },
        ],
    }))
}

fn nowhere(folder: &Path, text: &str) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.file_type().unwrap().is_dir() {
            nowhere(&entry.path(), text);
        } else {
            let bytes = std::fs::read(entry.path()).unwrap();
            let found = bytes.windows(text.len()).any(|window| window == text.as_bytes());
            assert!(!found, "`{text}` stands in {}", entry.path().display());
        }
    }
}

async fn known(engine: &Engine) -> Vec<SavedMaskKey> {
    engine.settings().await.unwrap().mask_keys
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_are_made_once_and_written_nowhere() {
    let bed = Bed::new();
    let secrets = Arc::new(MemorySecrets::default());
    let options = || EngineOptions { secrets: secrets.clone(), ..bed.options() };
    let engine = Engine::open(options()).await.unwrap();
    let brand = crate::bed::folder(None, "Small brand", crate::bed::brand());
    let connection = engine.save_connection(&brand).await.unwrap();
    std::fs::create_dir_all(bed.out()).unwrap();

    // A definition may name only a key that is kept here.
    let error = engine.create_export(&masked("x", "Partner"), connection, false).await.unwrap_err();
    assert_eq!(error.message(), "fields[1].mask.key: there is no masking key “Partner”");
    let checked = engine.validate(&masked("x", "Partner"), connection).await.unwrap();
    assert_eq!(checked.problems[0].path, "fields[1].mask.key");

    let made = engine.save_mask_key(" Partner ", None).await.unwrap();
    assert_eq!((made.name.as_str(), made.id.len()), ("Partner", 16));
    let text = engine.mask_key("Partner").await.unwrap();
    assert!(text.starts_with("hex:") && text.len() == 68, "a key of 32 bytes");
    let typed = engine.save_mask_key("Other", Some(format!(" {TYPED}\n"))).await.unwrap();
    assert_eq!(engine.mask_key("Other").await.unwrap(), TYPED);
    assert_eq!(known(&engine).await, [typed.clone(), made.clone()]);
    // Nothing replaces a key; the same one is the same.
    assert_eq!(engine.save_mask_key("Partner", None).await.unwrap(), made);
    assert_eq!(engine.save_mask_key("Other", Some(TYPED.to_owned())).await.unwrap(), typed);
    let error = engine.save_mask_key("Partner", Some(TYPED.to_owned())).await.unwrap_err();
    assert_eq!(error.code(), "name_taken");
    for (name, key) in [("", None), ("Short", Some("too short".to_owned()))] {
        let error = engine.save_mask_key(name, key).await.unwrap_err();
        assert!(error.hint().is_some() && !error.message().contains("too short"), "{error}");
    }
    // Settings that an older page sends have no say in it.
    let settings = Settings { mask_keys: Vec::new(), ..engine.settings().await.unwrap() };
    engine.save_settings(&settings).await.unwrap();
    assert_eq!(known(&engine).await.len(), 2);

    let mut runs = Vec::new();
    for key in ["Partner", "Other", "Partner"] {
        let spec = masked(&format!("by {key} {}", runs.len()), key);
        let id = engine.create_export(&spec, connection, false).await.unwrap();
        let done = run(&engine, id).await;
        assert_eq!(done.status, RunStatus::Finished, "{:?}", done.message);
        let log = engine.run_log(done.id).await.unwrap();
        let id_of_key = if key == "Partner" { &made.id } else { &typed.id };
        let said = format!(
            "Column `name` is masked: HMAC-SHA-256 with the key “{key}”, id {id_of_key} \
             (pseudonymous, not anonymous)"
        );
        assert!(log.iter().any(|line| line.text == said), "{log:?}");
        runs.push((id, done.id));
    }
    // Two runs with one key are alike; of others the comparison says why they aren't.
    let by = ["id".to_owned()];
    let same = engine.compare_runs(runs[0].1, runs[2].1, &by).await.unwrap();
    assert_eq!((same.changed, same.note), (0, None));
    let other = engine.compare_runs(runs[0].1, runs[1].1, &by).await.unwrap();
    assert!(other.changed > 0 && other.unchanged == 0);
    assert!(other.note.unwrap().starts_with("The two runs masked `name` with different keys"));

    let error = engine.delete_mask_key("Other").await.unwrap_err();
    assert_eq!(error.message(), "masking key “Other” is used by 1 export");
    engine.delete_export(runs[1].0).await.unwrap();
    engine.delete_mask_key("Other").await.unwrap();
    assert_eq!(known(&engine).await, [made]);
    assert!(secrets.get("mask-key/Other").unwrap().is_none());
    let error = engine.mask_key("Other").await.unwrap_err();
    assert_eq!(error.message(), "there is no masking key “Other”");
    engine.shut_down().await;

    nowhere(bed.folder.path(), TYPED);
    nowhere(bed.folder.path(), &text["hex:".len()..]);
    let definition = bed.folder.path().join("definition.json");
    let engine = Engine::open(options()).await.unwrap();
    engine.save_definition(runs[0].0, &definition).await.unwrap();
    assert_eq!(
        engine.open_definition(&definition).await.unwrap(),
        masked("by Partner 0", "Partner")
    );
    engine.shut_down().await;
}
