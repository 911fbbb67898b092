//! Connections: kept, refused, looked through.

use export_desk_core::source::ConnectionSettings;
use export_desk_core::store::{ConnectionInput, DEMO_CONNECTION};

use crate::bed::{Bed, brand, folder, stores};

#[tokio::test(flavor = "multi_thread")]
async fn saving_and_deleting() {
    let bed = Bed::new();
    let (engine, id) = bed.open_with_brand().await;
    let data = bed.data();
    assert_eq!(engine.save_connection(&folder(Some(id), "Renamed", &data)).await.unwrap(), id);
    let all = engine.connections().await.unwrap();
    assert_eq!(all.len(), 2);
    assert_eq!((all[0].id, &all[0].settings), (DEMO_CONNECTION, &ConnectionSettings::Demo));
    let settings = ConnectionSettings::Folder { path: data.clone() };
    assert_eq!((all[1].name.as_str(), &all[1].settings), ("Renamed", &settings));

    let code = |error: export_desk_core::error::Error| error.code();
    let taken = engine.save_connection(&folder(None, "RENAMED", &data)).await.unwrap_err();
    assert_eq!(code(taken), "name_taken");
    let nowhere = data.join("nowhere");
    assert_eq!(
        code(engine.save_connection(&folder(None, "N", &nowhere)).await.unwrap_err()),
        "source"
    );
    assert!(engine.save_connection(&folder(None, " ", &data)).await.is_err());
    let demo =
        engine.save_connection(&folder(Some(DEMO_CONNECTION), "Mine", &data)).await.unwrap_err();
    assert_eq!(code(demo), "not_allowed");
    let demo = engine.delete_connection(DEMO_CONNECTION).await.unwrap_err();
    assert_eq!(code(demo), "not_allowed");

    let export = engine.create_export(&stores("x"), id, false).await.unwrap();
    assert_eq!(engine.connections().await.unwrap()[1].exports, 1);
    let used = engine.delete_connection(id).await.unwrap_err();
    assert_eq!(used.code(), "not_allowed");
    assert!(used.message().ends_with("used by 1 export"), "{used}");
    engine.delete_export(export).await.unwrap();
    engine.delete_connection(id).await.unwrap();
    assert_eq!(engine.connections().await.unwrap().len(), 1);
    // The export comes back; its connection doesn't.
    engine.restore_export(export).await.unwrap();
    let run = crate::bed::run(&engine, export).await;
    assert!(run.message.unwrap().contains("connection is gone"));
    assert_eq!(code(engine.models(id).await.unwrap_err()), "connection");
}

#[tokio::test(flavor = "multi_thread")]
async fn looking_through() {
    let bed = Bed::new();
    let (engine, id) = bed.open_with_brand().await;
    let whole = engine.test_connection(id).await.unwrap();
    assert_eq!((whole.tables.len(), whole.missing.len()), (12, 0));
    for table in &whole.tables {
        assert!(table.problem.is_none() && table.rows.is_some(), "{table:?}");
        assert_eq!(table.file, brand().join(format!("{}.parquet", table.model)));
    }
    let customers = whole.tables.iter().find(|table| table.model == "customers").unwrap();
    assert_eq!((customers.rows, customers.label.as_str()), (Some(300), "Customers"));

    let data = bed.data();
    std::fs::write(data.join("stores.csv"), "id,name\n1,One\n2,\"Two\nlines\"\n").unwrap();
    std::fs::write(data.join("products.csv"), "title\nSoap\n").unwrap();
    std::fs::write(data.join("events.parquet"), "nonsense").unwrap();
    for name in ["coupons.csv", "coupons.json"] {
        std::fs::write(data.join(name), "").unwrap();
    }
    let partly = engine.test_settings(&folder(None, "T", &data)).await.unwrap();
    assert_eq!(partly.missing.len(), 8);
    assert!(partly.missing.contains(&"Customers".to_owned()));
    let of = |model: &str| partly.tables.iter().find(|table| table.model == model).unwrap();
    assert_eq!((of("stores").rows, &of("stores").problem), (Some(2), &None));
    assert!(of("products").problem.as_ref().unwrap().contains("`id`"));
    assert!(of("events").problem.as_ref().unwrap().contains("damaged"));
    assert!(of("coupons").problem.as_ref().unwrap().contains("both"));
    assert!(engine.test_settings(&folder(None, "T", &data.join("nowhere"))).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn models_have_the_brands_own_attributes() {
    let bed = Bed::new();
    let (engine, id) = bed.open_with_brand().await;
    let models = engine.models(id).await.unwrap();
    let customers = models.iter().find(|model| model.id == "customers").unwrap();
    assert!(customers.fields.iter().any(|field| field.custom));
    let json = serde_json::to_value(customers).unwrap();
    assert!(json["fields"].as_array().unwrap().iter().all(|field| field["values"].is_array()));
    assert!(
        json["fields"].as_array().unwrap().iter().all(|field| field["description"].is_string())
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bucket_of_large_results_is_a_connection_that_stays() {
    let bed = Bed::new();
    let (engine, _) = bed.open_with_brand().await;
    let bucket = serde_json::json!({
        "kind": "object_store", "url": "s3://lake/stage", "region": null, "endpoint": null,
        "access_key_id": null, "path_style": true, "ca_file": null,
    });
    let input = |name: &str, settings: serde_json::Value| ConnectionInput {
        id: None,
        name: name.to_owned(),
        settings: serde_json::from_value(settings).unwrap(),
        secret: None,
    };
    let cluster = |bucket: i64| {
        let place = serde_json::json!({ "kind": "spark", "host": "localhost", "port": 15002 });
        let mut cluster = input("Cluster", place);
        let ConnectionSettings::Spark(server) = &mut cluster.settings else { unreachable!() };
        server.staging_connection = Some(bucket);
        cluster
    };
    let lake = engine.save_connection(&input("Lake", bucket)).await.unwrap();
    for other in [DEMO_CONNECTION, lake + 7] {
        let error = engine.save_connection(&cluster(other)).await.unwrap_err();
        assert!(error.message().contains("staging bucket is gone"), "{}", error.message());
    }
    let id = engine.save_connection(&cluster(lake)).await.unwrap();
    let error = engine.delete_connection(lake).await.unwrap_err();
    assert!(error.message().contains("“Cluster” go through “Lake”"), "{}", error.message());
    engine.delete_connection(id).await.unwrap();
    engine.delete_connection(lake).await.unwrap();
    engine.shut_down().await;
}
