//! Files in a bucket, by a server that speaks as Amazon S3 does: the same bytes
//! as from a folder, no more fetched than needed, and failures told in words.

use std::fmt::Write;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::file::metadata::SortingColumn;
use datafusion::parquet::file::properties::WriterProperties;
use export_desk_core::engine::{Engine, saved_source};
use export_desk_core::offline::{OfflineModel, OfflineSettings};
use export_desk_core::run::{RunContext, run};
use export_desk_core::secret::MemorySecrets;
use export_desk_core::source::{
    ConnectionSettings, ObjectStore, Source, TextDialect, TextEncoding, open_source,
};
use export_desk_core::spec::ExportSpec;
use serde_json::{Value, json};

use crate::bed::{AT, DATA, catalog, context, finish, folder, opened, spec, text};
use crate::cache::{input, options};
use crate::conformance::definitions;
use crate::failures::{Once, failure, table};
use crate::proxy::{Fault, Proxy};
use crate::python;
use crate::servers::PASSWORD;
use crate::store::Store;

/// The address of the proxy, which has the server's port there.
const PROXY: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 2);
/// Rows of the long table, and in each of its row groups.
const ROWS: i64 = 200_000;
const GROUP: i64 = 10_000;

/// Files of a folder, with the keys that they get.
fn keys(folder: &Path, prefix: &str, ending: &str) -> Vec<Value> {
    let names = ["nasty", "events", "coupons", "customers"].iter();
    let pair = |name: &&str| {
        let extension = folder.file_name().unwrap().to_str().unwrap();
        let file = folder.join(format!("{name}.{extension}"));
        json!([format!("{prefix}/{name}.{extension}{ending}"), file])
    };
    names.map(pair).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_gives_the_same_bytes_as_a_folder() {
    let store = Store::start();
    let (parquet, csv) = (DATA.file("parquet"), DATA.file("csv"));
    let mut put = keys(&parquet, "be jövő/100% {a}", "");
    // A folder of files, of which the mark of the folder itself is none.
    let nothing = DATA.file("nothing");
    std::fs::write(&nothing, "").unwrap();
    put.push(json!(["parts/events/", nothing]));
    put.push(json!(["parts/events/1.csv", csv.join("events.csv")]));
    put.push(json!(["parts/empty/read.me", nothing]));
    store.fill(json!({ "put": put, "packed": keys(&csv, "csv", ".gz") }));
    let pairs = [
        (folder(&parquet), opened(store.connection("be jövő/100% {a}/")).await),
        (folder(&csv), opened(store.connection("csv")).await),
    ];
    let catalog = catalog();
    let models: Vec<_> =
        ["events", "nasty"].iter().map(|id| catalog.model(id).unwrap().clone()).collect();
    let zone = "Europe/Budapest";
    let order = json!({ "folder": parquet, "models": models, "at": AT, "zone": zone, "seed": 9 });
    let cases = python::run("pipeline/oracle.py", order.to_string().as_bytes());
    let mut specs = Vec::new();
    for model in &models {
        let cases = cases.as_array().unwrap().iter();
        let cases = cases.filter(|case| case["spec"]["model"] == json!(model.id));
        let filters: Vec<Value> = cases.map(|case| case["spec"]["filters"].clone()).collect();
        // Not a multiple of the definitions' own rhythm.
        specs.extend(definitions(model, &filters, zone).into_iter().step_by(17));
    }
    assert!(specs.len() >= 15, "{} definitions", specs.len());
    for value in &specs {
        let spec: ExportSpec = serde_json::from_value(value.clone()).unwrap();
        for (here, there) in &pairs {
            assert_eq!(text(&spec, there).await, text(&spec, here).await, "{value}");
        }
    }
    let parts = opened(store.connection("parts")).await;
    let names: Vec<String> =
        parts.tables().await.unwrap().into_iter().map(|table| table.name).collect();
    assert_eq!(names, ["events"]);
    let all = spec(json!({ "model": "events" }));
    assert_eq!(text(&all, &parts).await, text(&all, &pairs[1].0).await);
    // One object alone.
    let one = opened(store.connection("csv/coupons.csv.gz")).await;
    let names = one.tables().await.unwrap();
    assert_eq!(names.iter().map(|table| table.name.as_str()).collect::<Vec<_>>(), ["coupons"]);
    let columns = one.sampled_columns("coupons").await.unwrap();
    assert!(columns.iter().any(|column| column.name == "id" && !column.samples.is_empty()));
    let own = one.suggest_model("coupons").await.unwrap();
    assert_eq!(own.key, ["id"]);
}

/// A table of which a part is easy to tell from the whole: sorted by its `id`,
/// with texts that don't pack.
fn long_table(path: &Path, marker: &str) {
    let text = |row: i64| {
        let mut state = row.unsigned_abs().wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut text = format!("{marker}{row}-");
        for _ in 0..4 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            write!(text, "{state:016x}").unwrap();
        }
        text
    };
    let sorted = SortingColumn { column_idx: 0, descending: false, nulls_first: false };
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(usize::try_from(GROUP).ok())
        .set_sorting_columns(Some(vec![sorted]))
        .build();
    let file = std::fs::File::create(path).unwrap();
    let batch = |first: i64| {
        let rows = first..first + GROUP;
        let ids: ArrayRef = Arc::new(Int64Array::from_iter_values(rows.clone()));
        let names: ArrayRef = Arc::new(StringArray::from_iter_values(rows.map(text)));
        RecordBatch::try_from_iter([("id", ids), ("name", names)]).unwrap()
    };
    let mut writer = ArrowWriter::try_new(file, batch(0).schema(), Some(properties)).unwrap();
    for first in (0..ROWS).step_by(usize::try_from(GROUP).unwrap()) {
        writer.write(&batch(first)).unwrap();
    }
    writer.close().unwrap();
}

/// The store through the proxy.
fn proxied(store: &Store, path: &str) -> ConnectionSettings {
    let endpoint = Some(format!("http://{PROXY}:{}", store.port));
    ConnectionSettings::ObjectStore(ObjectStore { endpoint, ..store.settings(path) })
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_needed_is_fetched_and_a_broken_line_is_gone_on_with() {
    let store = Store::start();
    let proxy = Proxy::start(PROXY.into(), [store.port]).await;
    let home = tempfile::tempdir().unwrap();
    let (file, csv) = (home.path().join("t.parquet"), home.path().join("lines"));
    long_table(&file, "");
    let lines: String = (0..100_000).map(|row| format!("{row},{row:0>60}\n")).collect();
    std::fs::write(&csv, format!("id,name\n{lines}")).unwrap();
    store.fill(json!({ "put": [["long/t.parquet", file], ["text/t.csv", csv]] }));
    let size = std::fs::metadata(&file).unwrap().len();
    assert!(size > 10 << 20, "{size}");
    let local = |path: &Path| folder(path.parent().unwrap());
    let whole = text(&spec(json!({ "model": "t" })), &mapped(&local(&file), &store).await).await;

    let fetched = async |members: Value| {
        proxy.break_by(&[]);
        let source = table(proxied(&store, "long"), "t").await;
        let found = text(&spec(members), &source).await;
        (found, proxy.answered())
    };
    // One column, and one row group of all columns.
    let (found, bytes) = fetched(json!({ "model": "t", "fields": [{ "field": "id" }] })).await;
    assert_eq!(found.lines().count(), usize::try_from(ROWS).unwrap() + 1);
    assert!(bytes < size / 4, "{bytes} of {size}");
    let some = json!([[{ "field": "id", "operator": "greater_than", "value": ROWS - 6 }]]);
    let (found, bytes) = fetched(json!({ "model": "t", "filters": some })).await;
    assert_eq!(found.lines().count(), 6, "{found}");
    assert!(bytes < size / 8, "{bytes} of {size}");
    // Looking at it takes no more.
    proxy.break_by(&[]);
    let source = table(proxied(&store, "long"), "t").await;
    let columns = source.sampled_columns("t").await.unwrap();
    assert_eq!(columns.len(), 2);
    assert!(proxy.answered() < size / 4, "{} of {size}", proxy.answered());

    for path in ["long", "text"] {
        let all = spec(json!({ "model": "t" }));
        let whole = if path == "long" {
            whole.clone()
        } else {
            text(&all, &table(store.connection("text"), "t").await).await
        };
        // The line breaks where it can be gone on from: at once, and in the middle.
        for faults in [&[Fault::CutAnswer(0)][..], &[Fault::CutAnswer(300_000)][..]] {
            proxy.break_by(faults);
            let source = table(proxied(&store, path), "t").await;
            let found = text(&all, &source).await;
            assert!(found == whole, "{}", &found[..found.len().min(300)]);
            assert_eq!(proxy.left(), 0, "{faults:?}");
        }
        // And again and again.
        let source = table(proxied(&store, path), "t").await;
        proxy.break_by(&[Fault::CutAnswer(90_000); 200]);
        let error = failure(&source).await;
        assert!(error.message().contains("ended too early"), "{}", error.message());
        assert!(error.retryable());
    }
}

/// The same model over another source.
async fn mapped(source: &Source, store: &Store) -> Source {
    let like = table(store.connection("long"), "t").await;
    let mapping = json!({ "models": [{
        "model": "t", "table": "t",
        "fields": { "id": { "column": "id" }, "name": { "column": "name" } },
        "own": like.own_models()[0],
    }] });
    source.clone().with_mapping(Some(serde_json::from_value(mapping).unwrap()))
}

/// A text is brought here before its first row is read, and the rest of a table of
/// several objects may be read already: the end of the run looks at all again.
#[tokio::test(flavor = "multi_thread")]
async fn an_object_that_changes_during_the_run_stops_it() {
    let store = Arc::new(Store::start());
    let home = tempfile::tempdir().unwrap();
    let (old, new) = (home.path().join("old"), home.path().join("new"));
    // Most rows are still to be written when the first ones are.
    let rows = |count: usize| -> String {
        (0..count).map(|row| format!("{row:06},{row:01000}\n")).collect()
    };
    std::fs::write(&old, "id,name\n".to_owned() + &rows(20_000)).unwrap();
    std::fs::write(&new, "id,name\n".to_owned() + &rows(20_001)).unwrap();
    let many = (0..6).map(|number| json!([format!("many/t/{number}.csv"), old]));
    let mut put: Vec<Value> = many.collect();
    put.push(json!(["text/t.csv", old]));
    store.fill(json!({ "put": put, "packed": [["packed/t.csv.gz", old]] }));
    for (path, key) in
        [("text", "text/t.csv"), ("many", "many/t/0.csv"), ("packed", "packed/t.csv.gz")]
    {
        let source = table(store.connection(path), "t").await;
        let out = tempfile::tempdir().unwrap();
        let (other, file) = (Arc::clone(&store), new.clone());
        let observer = Once::new(move || other.put(key, &file));
        let context = RunContext { observer, ..context(&source, out.path()) };
        let error = finish(&spec(json!({ "model": "t" })), &context).await.unwrap_err();
        let expected = format!("`s3://loyalty/{key}` changed while it was read");
        assert!(error.message().contains(&expected), "{path}: {error:?}");
        assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_of_a_bucket_are_read_by_their_dialects() {
    let store = Store::start();
    let home = tempfile::tempdir().unwrap();
    let (semicolons, odd) = (home.path().join("semicolons"), home.path().join("odd"));
    std::fs::write(&semicolons, "id;name\n1;one, two\n").unwrap();
    std::fs::write(&odd, b"1^'\xf5 ^ x'\n2^'it\\'s'\n").unwrap();
    store.fill(json!({
        "put": [["a/t.csv", semicolons], ["b/t.csv", odd]],
        "packed": [["c/t.csv.gz", semicolons], ["d/t.csv.gz", odd]],
    }));
    let all = spec(json!({ "model": "t" }));
    for path in ["a", "c"] {
        let source = opened(store.connection(path)).await;
        let sample = source.text_sample("t").await.unwrap().unwrap();
        assert_eq!((sample.dialect.delimiter, sample.columns.len()), (';', 2), "{path}");
        let source = table(store.connection(path), "t").await;
        assert_eq!(text(&all, &source).await, "id,name\n1,\"one, two\"\n");
    }
    let dialect = TextDialect {
        delimiter: '^',
        enclosure: Some('\''),
        escape: Some('\\'),
        header: false,
        encoding: TextEncoding::Iso8859_2,
    };
    for path in ["b", "d"] {
        let source = opened(store.connection(path)).await.with_dialect("t", Some(dialect));
        let sample = source.text_sample("t").await.unwrap().unwrap();
        assert_eq!((sample.problem, sample.columns.len()), (None, 2), "{path}");
        let model = source.suggest_model("t").await.unwrap();
        let names: Vec<&str> = model.fields.iter().map(|field| field.id.as_str()).collect();
        assert_eq!(names, ["column1", "column2"]);
        let mapping = json!({
            "models": [{
                "model": "t", "table": "t", "own": model,
                "fields": { "column1": { "column": "column1" }, "column2": { "column": "column2" } },
            }],
            "texts": { "t": dialect },
        });
        let source = opened(store.connection(path)).await;
        let source = source.with_mapping(Some(serde_json::from_value(mapping).unwrap()));
        let found = text(&all, &source).await;
        assert_eq!(found.lines().skip(1).collect::<Vec<_>>(), ["1,ő ^ x", "2,it's"], "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_bucket_is_told() {
    let store = Store::start();
    let home = tempfile::tempdir().unwrap();
    let file = |name: &str| home.path().join(name);
    long_table(&file("old"), "old");
    long_table(&file("new"), "new");
    std::fs::write(file("csv"), "id,name\n1,one\n2,two\n").unwrap();
    std::fs::write(file("other"), "id,name\n3,three\n4,four\n").unwrap();
    std::fs::write(file("empty"), "").unwrap();
    store.fill(json!({ "put": [
        ["long/t.parquet", file("old")], ["text/t.csv", file("csv")], ["empty/t.csv", file("empty")],
        ["broken/t.parquet", file("csv")],
    ] }));
    let told = async |change: &dyn Fn(&mut ObjectStore)| {
        let mut settings = store.settings("text");
        change(&mut settings);
        failure(&table(ConnectionSettings::ObjectStore(settings), "t").await).await
    };
    let error = told(&|settings| settings.url = "s3://elsewhere".to_owned()).await;
    assert!(error.message().contains("there is no bucket `elsewhere` on `127.0.0.1:"), "{error:?}");
    let error = told(&|settings| settings.url += "x").await;
    assert!(error.message().contains("there is nothing under `s3://loyalty/textx`"), "{error:?}");
    let error = told(&|settings| settings.url += "/u.csv").await;
    assert!(error.message().contains("there is no such object"), "{error:?}");
    let error = told(&|settings| settings.endpoint = Some("http://127.0.0.1:1".to_owned())).await;
    assert!(error.message().contains("can't reach `127.0.0.1:1`"), "{error:?}");
    assert!(error.retryable());
    let error = told(&|settings| settings.url = "s3://loyalty/empty".to_owned()).await;
    assert!(error.message().contains("it is empty"), "{error:?}");
    let error = told(&|settings| settings.url = "s3://loyalty/broken".to_owned()).await;
    assert!(error.message().contains("`s3://loyalty/broken/t.parquet` is damaged"), "{error:?}");
    let settings = ObjectStore { ca_file: Some("/nowhere.pem".into()), ..store.settings("") };
    let settings = ConnectionSettings::ObjectStore(settings);
    let error = open_source(settings, Some(PASSWORD.to_owned())).await.unwrap_err();
    assert!(error.to_string().contains("/nowhere.pem"), "{error:?}");
    let error = open_source(store.connection("text"), None).await.unwrap_err();
    assert!(error.to_string().contains("secret key that belongs to `AKIATEST` is missing"));

    // Written anew after the first look, or while it is read: never both.
    for (path, key, new) in [("text", "text/t.csv", "other"), ("long", "long/t.parquet", "new")] {
        let source = table(store.connection(path), "t").await;
        source.tables().await.unwrap();
        store.put(key, &file(new));
        let error = failure(&source).await;
        let expected = format!("`s3://loyalty/{key}` changed while it was read");
        assert!(error.message().contains(&expected), "{error:?}");
        let source = table(store.connection(path), "t").await;
        assert!(text(&spec(json!({ "model": "t" })), &source).await.contains(if new == "new" {
            "new1-"
        } else {
            "4,four"
        }));
    }
    let out = tempfile::tempdir().unwrap();
    let source = table(store.connection("long"), "t").await;
    let mut broken = context(&source, out.path());
    let store = Arc::new(store);
    let (victim, old) = (Arc::clone(&store), file("old"));
    broken.observer = Once::new(move || victim.put("long/t.parquet", &old));
    let error = run(&spec(json!({ "model": "t" })), &broken).await.unwrap_err();
    assert!(error.message().contains("changed while it was read"), "{error:?}");
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0);

    // Encrypted: by an authority of one's own, and by one that nobody knows.
    let safe = Store::start_safe();
    safe.fill(json!({ "put": [["text/t.csv", file("csv")]] }));
    let mut settings = safe.settings("text");
    let error = failure(&table(ConnectionSettings::ObjectStore(settings.clone()), "t").await).await;
    assert!(error.message().contains("has signed the certificate"), "{error:?}");
    settings.ca_file = Some(safe.authority());
    let source = table(ConnectionSettings::ObjectStore(settings), "t").await;
    assert!(text(&spec(json!({ "model": "t" })), &source).await.contains("2,two"));
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_of_buckets_are_kept_in_the_keychain_alone() {
    let mut store = Store::start();
    let brand = DATA.file("brand");
    let coupons = std::fs::read_dir(&brand).unwrap().map(|entry| entry.unwrap().path());
    let coupons: PathBuf = coupons
        .filter(|path| path.file_stem().is_some_and(|stem| stem == "coupons"))
        .find(|path| path.is_file())
        .unwrap();
    let csv = DATA.file("csv").join("events.csv");
    let users = store.fill(json!({
        "put": [["brand/coupons.parquet", coupons]], "packed": [["brand/events.csv.gz", csv]],
        "users": true,
    }));
    let home = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    let engine = Engine::open(options(home.path(), &secrets)).await.unwrap();
    let key = |user: &str, part: usize| users[user][part].as_str().unwrap().to_owned();
    let settings = |id: &str| {
        let access_key_id = Some(id.to_owned()).filter(|id| !id.is_empty());
        ConnectionSettings::ObjectStore(ObjectStore { access_key_id, ..store.settings("brand") })
    };
    let secret = key("reader", 1);
    for (id, secret, expected) in [
        ("AKIANOBODYKNOWS", PASSWORD, "doesn't accept the access key"),
        (key("reader", 0).as_str(), PASSWORD, "doesn't accept the access key"),
        (key("nobody", 0).as_str(), key("nobody", 1).as_str(), "doesn't let this key read"),
    ] {
        let error = engine.test_settings(&input("S3", settings(id), Some(secret))).await;
        let error = error.unwrap_err();
        assert!(error.message().contains(expected), "{error:?}");
        let told = format!("{error:?} {} {:?}", error.message(), error.hint());
        assert!(error.hint().is_some() && !told.contains(secret), "{told}");
    }
    let wrong = ConnectionSettings::ObjectStore(ObjectStore {
        url: "bucket".to_owned(),
        ..store.settings("")
    });
    let error = engine.save_connection(&input("S3", wrong, None)).await.unwrap_err();
    assert!(error.hint().unwrap().contains("s3://bucket"), "{error:?}");

    let given = input("S3", settings(&key("reader", 0)), Some(&secret));
    let id = engine.save_connection(&given).await.unwrap();
    let test = engine.test_connection(id).await.unwrap();
    let found: Vec<_> = test
        .tables
        .iter()
        .map(|table| (table.model.as_str(), table.rows.is_some(), table.problem.as_deref()))
        .collect();
    assert_eq!(found, [("coupons", true, None), ("events", true, None)], "{test:?}");
    let events = spec(json!({ "model": "events" }));
    let preview = engine.preview(&events, id, 5).await.unwrap();
    let rows = engine.count(&events, id).await.unwrap();
    assert!(preview.rows == 5 && rows > 5);
    let source = saved_source(home.path(), "s3", "events", secrets.as_ref()).await.unwrap();
    let out = tempfile::tempdir().unwrap();
    assert_eq!(finish(&events, &context(&source, out.path())).await.unwrap().rows, rows);

    // A copy works when the bucket is gone.
    let model = |model: &str| OfflineModel {
        model: model.to_owned(),
        last_days: None,
        updated_field: None,
    };
    let copied = OfflineSettings::new(vec![model("events"), model("coupons")]);
    engine.save_offline(id, Some(&copied)).await.unwrap();
    assert!(engine.estimate_offline(id, &copied).await.unwrap().rows > rows);
    engine.refresh_offline(id).await.unwrap();
    store.stop();
    assert_eq!(engine.preview(&events, id, 5).await.unwrap().bytes, preview.bytes);
    let error = engine.refresh_offline(id).await.unwrap_err();
    assert!(error.message().contains("can't reach"), "{error:?}");
    assert!(!is_anywhere(&secret, home.path()), "the secret key is in a file");
    engine.delete_connection(id).await.unwrap();
    engine.shut_down().await;
}

/// Whether a text is in any file of a folder.
fn is_anywhere(text: &str, folder: &Path) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return is_anywhere(text, &path);
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}
