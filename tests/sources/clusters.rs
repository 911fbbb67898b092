//! Servers that speak Spark Connect: Sail, which starts in a moment, and Spark.
//!
//! What needs Spark, which takes a minute and a gigabyte, is run by
//! `cargo xtask test-cluster`.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, LazyLock, Mutex, mpsc};
use std::time::{Duration, Instant};

use export_desk_core::catalog::{DataModel, FieldType};
use export_desk_core::engine::Engine;
use export_desk_core::offline::{OfflineModel, OfflineSettings};
use export_desk_core::run::{Observer, Outcome, Progress, count, preview, run};
use export_desk_core::secret::MemorySecrets;
use export_desk_core::source::{
    ConnectionSettings, Mapping, ServerWork, Source, SourceError, SparkServer, StagingBucket,
    TableKind, Tls, open_source,
};
use export_desk_core::store::ConnectionInput;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::bed::{DATA, context, field, finish, folder, models_of_data, spec, text};
use crate::cache::{input, options};
use crate::conformance::{differing, some_definitions};
use crate::failures::Once;
use crate::proxy::{Fault, Proxy};
use crate::servers::{PATIENCE, certificates, free_port};

/// What `cargo xtask` installs stands beside what is built.
fn installed(path: &str) -> PathBuf {
    let program = std::env::current_exe().unwrap();
    let path = program.ancestors().nth(3).unwrap().join(path);
    assert!(path.exists(), "{} isn't there; `cargo xtask` installs it", path.display());
    path
}

fn server(port: u16) -> SparkServer {
    SparkServer { tls: Tls::Off, ..SparkServer::new("127.0.0.1", port) }
}

/// Sail, a process of its own.
struct Sail {
    port: u16,
    child: Child,
}

impl Drop for Sail {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Sail {
    fn start() -> Self {
        let port = free_port();
        Self { port, child: Self::launch(port) }
    }

    fn launch(port: u16) -> Child {
        let mut command = Command::new(installed("sail/bin/sail"));
        command.args(["spark", "server", "--ip", "127.0.0.1", "--port", &port.to_string()]);
        let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = quiet.spawn().unwrap();
        let deadline = Instant::now() + Duration::from_mins(1);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(child.try_wait().unwrap().is_none(), "Sail ended");
            assert!(Instant::now() < deadline, "Sail doesn't listen");
            std::thread::sleep(Duration::from_millis(50));
        }
        child
    }

    fn settings(&self) -> ConnectionSettings {
        ConnectionSettings::Spark(server(self.port))
    }
}

/// The data set on a server whose tables live as long as a session: its files.
async fn of_files(settings: ConnectionSettings) -> Source {
    let source = open_source(settings, None).await.unwrap();
    let mut mapping = Mapping::default();
    for model in models_of_data() {
        let table = file_table(&model.id);
        mapping.models.push(source.suggested_for(&model, &table).await.unwrap());
    }
    source.with_mapping(Some(mapping))
}

fn file_table(model: &str) -> String {
    format!("parquet.`{}`", DATA.file(&format!("parquet/{model}.parquet")).display())
}

/// What Sail doesn't answer as Spark does, and why; the definitions that need it are
/// left out there.
const SAIL_GAPS: [(&str, &str); 0] = [];

fn is_gap(name: &str, definition: &Value) -> bool {
    let written = definition.to_string();
    name == "Sail" && SAIL_GAPS.iter().any(|(field, _)| written.contains(&format!("\"{field}")))
}

async fn same_bytes(name: &str, source: Source, step: usize, least: usize) {
    let specs = some_definitions(step);
    let compared = specs.iter().filter(|spec| !is_gap(name, spec)).count();
    let wrong = differing(&specs, &[(name, source)], is_gap).await;
    println!("{name}: {compared} of {} definitions compared", specs.len());
    let shown = &wrong[..wrong.len().min(25)];
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), shown.join("\n"));
    assert!(compared >= least, "{compared} definitions");
}

#[tokio::test(flavor = "multi_thread")]
async fn sail_gives_the_same_bytes() {
    let sail = Sail::start();
    // A part of them, which takes seconds; `cargo xtask test-cluster` runs 300.
    let step = std::env::var("EXPORT_DESK_CLUSTER").map_or(24, |_| 3);
    let least = if step == 3 { 300 } else { 30 };
    same_bytes("Sail", of_files(sail.settings()).await, step, least).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cluster_that_isnt_there_is_told() {
    let out = tempfile::tempdir().unwrap();
    let told = async |settings: SparkServer| {
        let source = open_source(ConnectionSettings::Spark(settings), None).await.unwrap();
        let error = source.tables().await.unwrap_err();
        assert!(error.hint().is_some(), "{error}");
        (error.to_string(), error)
    };
    let port = free_port();
    let (words, error) = told(server(port)).await;
    assert_eq!(words, format!("can't reach `127.0.0.1:{port}`: nothing listens there"));
    assert!(error.is_transient());
    let (words, _) = told(SparkServer::new("no-such-host.invalid", 15002)).await;
    assert!(words.ends_with("its name isn't known"), "{words}");

    let sail = Sail::start();
    // It doesn't encrypt.
    let (words, _) = told(SparkServer { tls: Tls::Verify, ..server(sail.port) }).await;
    assert!(words.contains("127.0.0.1"), "{words}");
    let file = out.path().join("nothing.pem");
    let (words, _) = told(SparkServer { ca_file: Some(file), ..server(sail.port) }).await;
    assert!(words.contains("nothing.pem"), "{words}");
    let source = open_source(sail.settings(), None).await.unwrap();
    let error = source.suggested_for(&models_of_data()[0], "no.such_table").await.unwrap_err();
    assert!(matches!(error, SourceError::NoSuchTable { .. }), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_forgot_its_sessions_gets_a_new_one() {
    let mut sail = Sail::start();
    let source = of_files(sail.settings()).await;
    let spec = spec(json!({
        "model": "nasty", "fields": [{ "field": "id" }, { "field": "local_at" }, { "field": "at" }],
    }));
    let expected = text(&spec, &source).await;
    assert_eq!(expected, text(&spec, &folder(&DATA.file("parquet"))).await);
    let _ = sail.child.kill();
    let _ = sail.child.wait();
    sail.child = Sail::launch(sail.port);
    assert_eq!(text(&spec, &source).await, expected);
}

/// Spark, which is told by SQL what it has to have.
struct Spark {
    port: u16,
    child: Child,
    talk: Mutex<Talk>,
}

const TOKEN: &str = "Marker-t0ken";

impl Drop for Spark {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Lines to a process of the test, and its answers.
struct Talk {
    input: ChildStdin,
    output: mpsc::Receiver<String>,
}

impl Talk {
    fn of(child: &mut Child) -> Self {
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let (lines, heard) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines() {
                // The test is over, or the process.
                if !line.is_ok_and(|line| lines.send(line).is_ok()) {
                    break;
                }
            }
        });
        Self { input, output: heard }
    }

    fn heard(&mut self) -> Value {
        let line = self.output.recv_timeout(PATIENCE).expect("the process answers in time");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{line}: {error}"))
    }

    fn asked(&mut self, question: &Value) -> Value {
        writeln!(self.input, "{question}").unwrap();
        self.heard()
    }
}

/// What stands before a server: TLS, a token, faults on purpose.
struct Gate {
    port: u16,
    child: Child,
    talk: Mutex<Talk>,
}

impl Drop for Gate {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Gate {
    /// Encrypted with a folder of certificates.
    fn start(to: u16, folder: Option<&Path>) -> Self {
        let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/clusters/gate.py");
        let mut command = Command::new(installed("gate/bin/python"));
        command.arg(script).args(["--to", &format!("127.0.0.1:{to}")]);
        if let Some(folder) = folder {
            command.args(["--token", TOKEN, "--folder"]).arg(folder);
        }
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = piped.spawn().unwrap();
        let mut talk = Talk::of(&mut child);
        let port = talk.heard()["port"].as_u64().unwrap();
        Self { port: u16::try_from(port).unwrap(), child, talk: Mutex::new(talk) }
    }

    /// Calls of a name have a fault; it counts those that came before.
    fn fault(&self, fault: Value) -> Value {
        self.talk.lock().unwrap().asked(&fault)
    }
}

impl Spark {
    fn start(port: u16) -> Self {
        Self::of_workers(port, 0)
    }

    /// Without workers everything runs in one process.
    fn of_workers(port: u16, workers: u32) -> Self {
        let script =
            PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/clusters/spark.py");
        let mut command = Command::new(installed("spark/bin/python"));
        command.arg(script).args(["--port", &port.to_string(), "--token", TOKEN]);
        command.arg("--tables").arg(DATA.file("parquet")).args(["--result-size", "160m"]);
        command.args(["--workers", &workers.to_string()]);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut talk = Talk::of(&mut child);
        let ready = talk.heard();
        assert!(ready["ready"].is_string(), "{ready}");
        Self { port, child, talk: Mutex::new(talk) }
    }

    fn asked(&self, question: &Value) -> Value {
        self.talk.lock().unwrap().asked(question)
    }

    fn sql(&self, sql: &str) -> Value {
        let answer = self.asked(&json!(sql));
        assert!(answer["error"].is_null(), "{sql}: {answer}");
        answer
    }

    /// Jobs that run.
    fn jobs(&self) -> u64 {
        self.asked(&Value::Null).as_u64().unwrap()
    }

    fn server(&self) -> SparkServer {
        SparkServer {
            catalog: Some("spark_catalog".to_owned()),
            schema: Some("default".to_owned()),
            ..server(self.port)
        }
    }

    async fn source(&self) -> Source {
        of(self.server()).await
    }
}

async fn of(server: SparkServer) -> Source {
    open_source(ConnectionSettings::Spark(server), Some(TOKEN.to_owned())).await.unwrap()
}

/// One for all tests; it ends with their process, which closes its input.
static SPARK: LazyLock<Spark> = LazyLock::new(|| Spark::start(free_port()));

/// A source with one model of a table's columns, called as they are.
async fn with_model(source: Source, table: &str, fields: &[(&str, FieldType)]) -> Source {
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let model = DataModel {
        id: "t".to_owned(),
        label: "T".to_owned(),
        description: String::new(),
        key: vec![names[0].to_owned()],
        fields: fields.iter().map(|(name, of)| field(name, *of)).collect(),
    };
    let mut mapping = Mapping::default();
    let mut found = source.suggested_for(&model, table).await.unwrap();
    assert_eq!(found.fields.len(), fields.len(), "{found:?}");
    found.own = Some(model);
    mapping.models.push(found);
    source.with_mapping(Some(mapping))
}

/// The file of a whole table, or why there is none.
async fn exported(source: &Source, more: Value) -> Result<String, String> {
    let out = tempfile::tempdir().unwrap();
    let mut definition = json!({ "model": "t" });
    definition.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    match finish(&spec(definition), &context(source, out.path())).await {
        Ok(report) => Ok(std::fs::read_to_string(report.file).unwrap()),
        Err(error) => {
            let told = format!("{} ({})", error.message(), error.hint().unwrap_or_default());
            assert!(!format!("{told} {error:?}").contains("Marker"), "{told}");
            Err(told)
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Spark: cargo xtask test-cluster"]
async fn spark_gives_the_same_bytes() {
    let source = SPARK.source().await;
    let models = models_of_data();
    let mapping = source.suggested_all(&models).await.unwrap();
    assert_eq!(mapping.models.len(), models.len());
    same_bytes("Spark", source.with_mapping(Some(mapping)), 3, 300).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Spark: cargo xtask test-cluster"]
async fn spark_is_listed_and_sampled() {
    SPARK.sql("CREATE SCHEMA IF NOT EXISTS other");
    SPARK.sql("CREATE TABLE other.points AS SELECT 1 AS id, 'x' AS name");
    SPARK.sql("CREATE VIEW other.seen AS SELECT * FROM other.points");
    let all = of(server(SPARK.port)).await.tables().await.unwrap();
    let kind = |name: &str| all.iter().find(|table| table.name == name).map(|table| table.kind);
    assert_eq!(kind("spark_catalog.other.points"), Some(TableKind::Table));
    assert_eq!(kind("spark_catalog.other.seen"), Some(TableKind::View));
    assert_eq!(kind("spark_catalog.default.nasty"), Some(TableKind::Table));
    let source = of(SparkServer { schema: Some("other".to_owned()), ..SPARK.server() }).await;
    let names: Vec<String> =
        source.tables().await.unwrap().into_iter().map(|table| table.name).collect();
    assert_eq!(names, ["points", "seen"]);
    let columns = source.sampled_columns("seen").await.unwrap();
    let shown: Vec<_> = columns
        .iter()
        .map(|column| (column.name.as_str(), column.type_name.as_str(), column.samples.clone()))
        .collect();
    assert_eq!(
        shown,
        [("id", "int", vec!["1".to_owned()]), ("name", "string", vec!["x".to_owned()])]
    );
}

/// A column of each type: how it is made, as what field it is read, and the text in
/// the file.
const TYPES: [(&str, &str, FieldType, &str); 22] = [
    ("tiny", "CAST(-128 AS TINYINT)", FieldType::Numeric, "-128"),
    ("small", "CAST(7 AS SMALLINT)", FieldType::Numeric, "7"),
    ("great", "9223372036854775807", FieldType::Numeric, "9223372036854775807"),
    ("money", "CAST('-0.10' AS DECIMAL(12, 2))", FieldType::Numeric, "-0.1"),
    (
        "wide",
        "CAST('12345678901234567890123456.0123456789' AS DECIMAL(38, 10))",
        FieldType::Numeric,
        "12345678901234567890123456.0123456789",
    ),
    ("ratio", "CAST(0.25 AS DOUBLE)", FieldType::Numeric, "0.25"),
    ("flag", "true", FieldType::Boolean, "true"),
    ("early", "DATE '1582-10-04'", FieldType::Date, "1582-10-04"),
    (
        "instant",
        "TIMESTAMP '1899-12-31 23:59:59.123456 UTC'",
        FieldType::Datetime,
        "1900-01-01T00:59:59.123456+01:00",
    ),
    (
        "local",
        "TIMESTAMP_NTZ '2026-07-01 12:00:00'",
        FieldType::Datetime,
        "2026-07-01T14:00:00+02:00",
    ),
    ("text", "'Árvíztűrő'", FieldType::String, "Árvíztűrő"),
    ("raw", "X'00FF'", FieldType::String, "00ff"),
    ("list", "array('a', NULL, 'b\"c')", FieldType::List, "\"[\"\"a\"\",null,\"\"b\\\"\"c\"\"]\""),
    ("numbers", "array(1, 2)", FieldType::List, "\"[1,2]\""),
    (
        "row",
        "named_struct('a', 1, 'b', CAST(NULL AS STRING))",
        FieldType::Object,
        "\"{\"\"a\"\":1,\"\"b\"\":null}\"",
    ),
    ("pairs", "map('k', 1.50)", FieldType::Object, "\"{\"\"k\"\":1.50}\""),
    (
        "moments",
        "array(TIMESTAMP '2026-07-01 12:00:00.000001 UTC')",
        FieldType::List,
        "\"[\"\"2026-07-01T12:00:00.000001Z\"\"]\"",
    ),
    ("loose", "parse_json('{\"a\": [1, null]}')", FieldType::Object, "\"{\"\"a\"\":[1,null]}\""),
    ("span", "INTERVAL '1-2' YEAR TO MONTH", FieldType::String, "INTERVAL '1-2' YEAR TO MONTH"),
    ("folded", "'ß' COLLATE UTF8_LCASE", FieldType::String, "ß"),
    // A lone cell is never an empty line.
    ("nothing", "CAST(NULL AS STRING)", FieldType::String, "\"\""),
    ("a.b`c", "'odd'", FieldType::String, "odd"),
];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Spark: cargo xtask test-cluster"]
async fn every_type_of_spark_is_read() {
    let columns: Vec<String> = TYPES
        .iter()
        .map(|(name, sql, ..)| format!("{sql} AS `{}`", name.replace('`', "``")))
        .collect();
    SPARK.sql(&format!("CREATE OR REPLACE VIEW types AS SELECT {}", columns.join(", ")));
    let mut wrong = Vec::new();
    for (name, _, of, expected) in TYPES {
        let source = with_model(SPARK.source().await, "types", &[(name, of)]).await;
        let found = exported(&source, json!({})).await.unwrap_or_else(|told| told);
        let found = found.lines().nth(1).unwrap_or(&found).to_owned();
        if found != expected {
            wrong.push(format!("{name}: {found} instead of {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // All at once, as they are shown in a mapping.
    let columns = SPARK.source().await.sampled_columns("types").await.unwrap();
    assert!(columns.iter().all(|column| column.name == "nothing" || !column.samples.is_empty()));
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Spark: cargo xtask test-cluster"]
async fn padded_and_collated_texts_are_compared_by_their_bytes() {
    SPARK.sql(
        "CREATE TABLE padded (id INT, code CHAR(5), name VARCHAR(9), word STRING COLLATE UTF8_LCASE) USING parquet",
    );
    SPARK.sql("INSERT INTO padded VALUES (1, 'ab', 'ab', 'Ab'), (2, 'abcde', 'b', 'aB'), (3, NULL, '', '')");
    let fields = [
        ("id", FieldType::Numeric),
        ("code", FieldType::String),
        ("name", FieldType::String),
        ("word", FieldType::String),
    ];
    let source = with_model(SPARK.source().await, "padded", &fields).await;
    let ids = async |filter: Value| {
        let more = json!({ "fields": [{ "field": "id" }], "filters": [[filter]] });
        let file = exported(&source, more).await.unwrap();
        file.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    let is = |field: &str, value: &str| json!({ "field": field, "operator": "is", "value": value, "case_sensitive": true });
    // Padding means nothing.
    assert_eq!(ids(is("code", "ab")).await, ["1"]);
    assert!(ids(is("code", "ab   ")).await.is_empty());
    assert_eq!(ids(is("name", "ab")).await, ["1"]);
    assert_eq!(ids(is("word", "aB")).await, ["2"]);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Spark: cargo xtask test-cluster"]
async fn what_spark_refuses_is_told() {
    let digits = "9".repeat(28);
    SPARK.sql(&format!(
        "CREATE OR REPLACE VIEW sums AS SELECT 1 AS id, CAST({digits}.5 AS DECIMAL(38, 10)) AS money \
         FROM range(20)"
    ));
    let fields = [("id", FieldType::Numeric), ("money", FieldType::Numeric)];
    let source = with_model(SPARK.source().await, "sums", &fields).await;
    let more = json!({ "aggregation": true, "fields": [
        { "field": "id", "aggregate": "group" }, { "field": "money", "aggregate": "sum" },
    ] });
    let told = exported(&source, more).await.unwrap_err();
    assert!(told.contains("DECIMAL(18, 2)"), "{told}");

    for (token, words) in [(Some("Marker-wrong".to_owned()), "token"), (None, "token")] {
        let source = open_source(ConnectionSettings::Spark(SPARK.server()), token).await.unwrap();
        let error = source.tables().await.unwrap_err();
        let told = format!("{error} {error:?} {:?}", error.hint());
        assert!(told.contains(words) && !told.contains("Marker"), "{told}");
    }
    SPARK.sql("CREATE TABLE leaving AS SELECT 1 AS id, 2 AS money");
    let source = with_model(SPARK.source().await, "leaving", &fields).await;
    SPARK.sql("DROP TABLE leaving");
    let told = exported(&source, json!({})).await.unwrap_err();
    assert!(told.contains("leaving"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Spark: cargo xtask test-cluster"]
async fn a_lone_boolean_is_tested() {
    // Spark takes `FROM lone WHERE (flag)` for another name of the table and its column.
    SPARK.sql(
        "CREATE OR REPLACE VIEW lone AS SELECT * FROM VALUES (true), (false), (NULL) AS t(flag)",
    );
    let source = with_model(SPARK.source().await, "lone", &[("flag", FieldType::Boolean)]).await;
    for (operator, expected) in [("is_true", "flag\ntrue\n"), ("is_false", "flag\nfalse\n")] {
        let test = json!({ "field": "flag", "operator": operator });
        let file = exported(&source, json!({ "filters": [[test]] })).await;
        assert_eq!(file.map(|file| file.replace('\r', "")).as_deref(), Ok(expected));
    }
}

/// Rows enough for many messages.
const MANY: &str = "CREATE OR REPLACE VIEW many AS \
     SELECT id, repeat(md5(CAST(id AS STRING)), 10) AS name FROM range(0, 300000, 1, 8)";
const MANY_FIELDS: [(&str, FieldType); 2] =
    [("id", FieldType::Numeric), ("name", FieldType::String)];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Spark: cargo xtask test-cluster"]
async fn a_query_goes_on_after_the_connection_broke() {
    SPARK.sql(MANY);
    let source = with_model(SPARK.source().await, "many", &MANY_FIELDS).await;
    let expected = exported(&source, json!({})).await.unwrap();
    assert_eq!(expected.lines().count(), 300_001);
    let proxy = Proxy::start("127.0.0.2".parse().unwrap(), [SPARK.port]).await;
    let by_proxy = SparkServer { host: "127.0.0.2".to_owned(), ..SPARK.server() };
    let source = with_model(of(by_proxy).await, "many", &MANY_FIELDS).await;
    proxy.break_by(&[Fault::CutAnswer(10 << 20), Fault::CutAnswer(20 << 20), Fault::CutAnswer(1)]);
    let found = exported(&source, json!({})).await.unwrap();
    assert_eq!(proxy.left(), 0, "nothing broke");
    assert!(found == expected, "other rows came");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Spark: cargo xtask test-cluster"]
async fn a_worker_that_is_killed_in_mid_query_costs_no_row() {
    let spark = Spark::of_workers(free_port(), 2);
    // Each row takes its time, so that the worker is in the middle of some.
    spark.sql(
        "CREATE VIEW slowly AS SELECT id, concat(repeat(md5(CAST(id AS STRING)), 4), \
         coalesce(CAST(reflect('java.lang.Thread', 'sleep', 5L) AS STRING), '')) AS name \
         FROM range(0, 4000, 1, 8)",
    );
    let source = with_model(of(spark.server()).await, "slowly", &MANY_FIELDS).await;
    let expected = exported(&source, json!({})).await.unwrap();
    assert_eq!(expected.lines().count(), 4001);
    let (source, running) = (source.clone(), spark.jobs());
    let run = tokio::spawn(async move { exported(&source, json!({})).await });
    until("the query begins", PATIENCE, || spark.jobs() > running).await;
    let killed = spark.asked(&json!("kill worker"));
    assert!(killed["error"].is_null(), "{killed}");
    assert!(run.await.unwrap().unwrap() == expected, "other rows came");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Spark: cargo xtask test-cluster"]
async fn what_nobody_waits_for_is_stopped_on_the_server() {
    SPARK.sql(SLOW);
    let source = with_model(SPARK.source().await, "slow", &MANY_FIELDS).await;
    let (out, cancel) = (tempfile::tempdir().unwrap(), CancellationToken::new());
    let mut cancelled = context(&source, out.path());
    cancelled.cancel = cancel.clone();
    // Some that others stopped before they had begun stay in the list.
    let at_work = |listed: &Value| {
        let over = ["Canceled", "Closed", "Failed", "Finished"];
        let states = listed.as_array().unwrap().iter();
        states.filter(|state| !over.contains(&state.as_str().unwrap())).count()
    };
    let (before, left) = (SPARK.jobs(), at_work(&SPARK.asked(&json!("operations"))));
    let running =
        tokio::spawn(async move { run(&spec(json!({ "model": "t" })), &cancelled).await });
    until("the query begins", PATIENCE, || SPARK.jobs() > before).await;
    let listed = SPARK.asked(&json!("operations"));
    assert!(!listed.as_array().unwrap().is_empty(), "{listed}");
    cancel.cancel();
    let since = Instant::now();
    assert!(matches!(running.await.unwrap().unwrap(), Outcome::Cancelled));
    idle(before, Duration::from_secs(2).saturating_sub(since.elapsed())).await;
    until("the server lists it as over, or no more", PATIENCE, || {
        at_work(&SPARK.asked(&json!("operations"))) <= left
    })
    .await;

    let limited = SparkServer { statement_timeout_seconds: Some(2), ..SPARK.server() };
    let source = with_model(of(limited).await, "slow", &MANY_FIELDS).await;
    let told = exported(&source, json!({})).await.unwrap_err();
    assert!(told.contains("longer than the 2 s"), "{told}");
    idle(before, Duration::from_secs(4)).await;
}

/// At whatever instant nobody wants to know any more: a query may be on its way then, or
/// planned, when Spark loses what interrupts it.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Spark: cargo xtask test-cluster"]
async fn a_count_that_is_dropped_doesnt_go_on() {
    SPARK.sql(SLOW);
    let source = with_model(SPARK.source().await, "slow", &MANY_FIELDS).await;
    let out = tempfile::tempdir().unwrap();
    let before = SPARK.jobs();
    // Counting alone would need no rows.
    let filtered = spec(json!({
        "model": "t",
        "filters": [[{ "field": "name", "operator": "is_not_empty" }]],
    }));
    for milliseconds in [1, 5, 10, 20, 40, 60, 80, 120, 160, 250, 400, 700, 1500] {
        let counting = context(&source, out.path());
        let counted = count(&filtered, &counting);
        let dropped = tokio::time::timeout(Duration::from_millis(milliseconds), counted).await;
        assert!(dropped.is_err(), "{milliseconds} ms: {dropped:?}");
    }
    // Those that are planned have begun by then.
    tokio::time::sleep(Duration::from_secs(3)).await;
    idle(before, PATIENCE).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Spark: cargo xtask test-cluster"]
async fn a_preview_takes_no_more_than_it_shows() {
    SPARK.sql(MANY);
    let source = with_model(SPARK.source().await, "many", &MANY_FIELDS).await;
    let out = tempfile::tempdir().unwrap();
    let shown = context(&source, out.path());
    let found = preview(&spec(json!({ "model": "t" })), &shown, 5).await.unwrap();
    assert_eq!(String::from_utf8(found.bytes).unwrap().lines().count(), 6);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Spark: cargo xtask test-cluster"]
async fn a_restarted_spark_is_asked_again() {
    let port = free_port();
    let spark = Spark::start(port);
    let fields = [("id", FieldType::String), ("at", FieldType::Datetime)];
    let source = with_model(spark.source().await, "nasty", &fields).await;
    let expected = exported(&source, json!({})).await.unwrap();
    spark.sql(SLOW);
    let slow = with_model(spark.source().await, "slow", &MANY_FIELDS).await;
    let before = spark.jobs();
    let reading = tokio::spawn(async move { exported(&slow, json!({})).await });
    until("the query begins", PATIENCE, || spark.jobs() > before).await;
    drop(spark);
    let told = reading.await.unwrap().unwrap_err();
    assert!(told.contains("can't reach") || told.contains("broke"), "{told}");
    let told = exported(&source, json!({})).await.unwrap_err();
    assert!(told.contains("can't reach") || told.contains("broke"), "{told}");
    let _spark = Spark::start(port);
    assert_eq!(exported(&source, json!({})).await.unwrap(), expected);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Spark: cargo xtask test-cluster"]
async fn a_broken_query_leaves_nothing_behind() {
    SPARK.sql(MANY);
    let source = with_model(SPARK.source().await, "many", &MANY_FIELDS).await;
    let (out, cancel) = (tempfile::tempdir().unwrap(), CancellationToken::new());
    let mut cancelled = context(&source, out.path());
    cancelled.cancel = cancel.clone();
    cancelled.observer = Once::new(move || cancel.cancel());
    let ended = run(&spec(json!({ "model": "t" })), &cancelled).await.unwrap();
    assert!(matches!(ended, Outcome::Cancelled));
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0);
}

/// Faults that are told, of calls that begin or go on with a query: after how many of
/// its answers they come (the first tells the columns), what is answered, and the words.
const TOLD: [(u64, &str, &str, &str); 8] = [
    (2, "RESOURCE_EXHAUSTED", "too many queries", "has no room for the query: too many queries"),
    (0, "RESOURCE_EXHAUSTED", "too many queries", "has no room for the query: too many queries"),
    (
        0,
        "INTERNAL",
        "Job aborted: Total size of serialized results of 4 tasks (2.0 GiB) is bigger than \
         spark.driver.maxResultSize (1024.0 MiB)",
        "larger than `127.0.0.1:PORT` may hand out (spark.driver.maxResultSize) (Set a staging folder",
    ),
    (0, "INTERNAL", "[INVALID_HANDLE.SESSION_CLOSED] It was closed.", "the session with"),
    (2, "NOT_FOUND", "[INVALID_HANDLE.SESSION_NOT_FOUND] It expired.", "the session with"),
    (0, "UNAUTHENTICATED", "the token expired", "doesn't accept the token"),
    (
        2,
        "UNKNOWN",
        "[FAILED_READ_FILE.FILE_NOT_EXIST] part-1.parquet does not exist",
        "was overwritten while it was read",
    ),
    (
        2,
        "UNKNOWN",
        "Job aborted due to stage failure: ExecutorLostFailure (executor 1 exited)",
        "lost the machines that worked",
    ),
];

/// A few columns that every server sends in an answer of their own.
fn few() -> export_desk_core::spec::ExportSpec {
    spec(json!({
        "model": "nasty", "fields": [{ "field": "id" }, { "field": "text" }, { "field": "at" }],
    }))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_goes_wrong_with_a_query_has_its_own_words() {
    let sail = Sail::start();
    let gate = Gate::start(sail.port, None);
    let expected = text(&few(), &of_files(sail.settings()).await).await;
    let source = async |settings: SparkServer| of_files(ConnectionSettings::Spark(settings)).await;
    let usual = source(server(gate.port)).await;
    let outcome = async |source: &Source| {
        let out = tempfile::tempdir().unwrap();
        let done = finish(&few(), &context(source, out.path())).await;
        let files = std::fs::read_dir(out.path()).unwrap().count();
        assert_eq!(files, if done.is_ok() { 2 } else { 0 });
        match done {
            Ok(report) => Ok(std::fs::read_to_string(report.file).unwrap()),
            Err(error) => Err(format!("{} ({})", error.message(), error.hint().unwrap())),
        }
    };
    let calls = ["ExecutePlan", "ReattachExecute"];
    for (after, code, words, expected) in TOLD {
        for call in calls {
            gate.fault(
                json!({ "call": call, "after": after, "times": 99, "code": code, "words": words }),
            );
        }
        let told = outcome(&usual).await.unwrap_err();
        let expected = expected.replace("PORT", &gate.port.to_string());
        assert!(told.contains(&expected), "{code} after {after}: {told}");
        gate.fault(json!({}));
    }
    let limit = Some(2);
    let at_first = SparkServer { first_row_timeout_seconds: limit, ..server(gate.port) };
    let later = SparkServer { idle_timeout_seconds: limit, ..server(gate.port) };
    for (after, settings, words) in
        [(0, at_first, "no row came for 2 s"), (2, later, "no further row came for 2 s")]
    {
        for call in calls {
            gate.fault(json!({ "call": call, "after": after, "times": 99, "stall": true }));
        }
        let told = outcome(&source(settings).await).await.unwrap_err();
        assert!(told.contains(words), "{told}");
        assert!(told.contains("raise the connection's time limit"), "{told}");
        gate.fault(json!({}));
    }
    for call in calls {
        gate.fault(json!({ "call": call, "after": 0, "times": 99, "bytes": 129 << 20 }));
    }
    let told = outcome(&usual).await.unwrap_err();
    assert!(told.contains("more than 128 MB in one piece"), "{told}");
    gate.fault(json!({}));

    // A session that expired is replaced, and the query asked again. That one goes on after
    // a broken connection is seen with Spark: Sail forgets it with its connection.
    let words = "[INVALID_HANDLE.SESSION_NOT_FOUND] It expired.";
    let fault = json!({ "call": "ExecutePlan", "after": 0, "times": 1, "code": "INTERNAL", "words": words });
    gate.fault(fault);
    assert_eq!(outcome(&usual).await.as_ref(), Ok(&expected));
    let calls = gate.fault(json!({}));
    assert_eq!(calls["ExecutePlan"], 2, "{calls}");
}

/// Whether any file below a folder has a text in it.
fn has_text(folder: &Path, text: &str) -> bool {
    std::fs::read_dir(folder).unwrap().flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return has_text(&path, text);
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}

/// Sail reads the versions of a Delta table and has no words to tell the newest one;
/// what Spark answers to those words comes of the gate.
#[tokio::test(flavor = "multi_thread")]
async fn a_table_that_keeps_versions_is_read_in_one() {
    let folder = tempfile::Builder::new().prefix("a-table-of-two-versions-").tempdir().unwrap();
    let path = folder.path().join("orders").to_str().unwrap().to_owned();
    crate::python::run_with("sources/delta.py", &[&path], b"");
    let sail = Sail::start();
    let gate = Gate::start(sail.port, None);
    let table = format!("delta.`{path}`");
    let source = open_source(ConnectionSettings::Spark(server(gate.port)), None).await.unwrap();
    let mut own = source.suggest_model(&table).await.unwrap();
    own.id = "orders".to_owned();
    let models = vec![crate::oddities::mapping(&table, own)];
    let source = source.with_mapping(Some(Mapping { models, ..Mapping::default() }));
    let definition = spec(json!({ "model": "orders", "fields": [{ "field": "city" }] }));
    let made = async || {
        let out = tempfile::tempdir().unwrap();
        let report = finish(&definition, &context(&source, out.path())).await.unwrap();
        let manifest = std::fs::read(&report.manifest).unwrap();
        let manifest: Value = serde_json::from_slice(&manifest).unwrap();
        let version = manifest["table_version"].clone();
        assert_eq!(version, json!(report.table_version));
        (std::fs::read_to_string(report.file).unwrap(), version)
    };
    // As Sail tells nothing, the table is read as it is.
    assert_eq!(made().await, ("city\nGraz\nPécs\nWien\n".to_owned(), Value::Null));
    let kind = "SELECT 'Provider' AS col_name, 'delta' AS data_type";
    gate.fault(json!({ "begins": "DESCRIBE TABLE", "instead": kind }));
    for (version, cities) in [("0", "Pécs\nWien\n"), ("1", "Graz\nPécs\nWien\n")] {
        let told = format!("SELECT {version}L AS version");
        gate.fault(json!({ "begins": "DESCRIBE HISTORY", "instead": told }));
        let expected = json!({ "format": "delta", "version": version });
        assert_eq!(made().await, (format!("city\n{cities}"), expected));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cluster_behind_tls_gets_its_token_and_proves_who_it_is() {
    let (sail, folder, other) =
        (Sail::start(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    certificates(folder.path());
    certificates(other.path());
    let gate = Gate::start(sail.port, Some(folder.path()));
    let authority = |folder: &Path| Some(folder.join("ca.pem"));
    let trusted =
        SparkServer { tls: Tls::Verify, ca_file: authority(folder.path()), ..server(gate.port) };
    let source = of(trusted.clone()).await;
    let mut mapping = Mapping::default();
    let nasty = models_of_data().into_iter().find(|model| model.id == "nasty").unwrap();
    mapping.models.push(source.suggested_for(&nasty, &file_table("nasty")).await.unwrap());
    let source = source.with_mapping(Some(mapping));
    assert_eq!(text(&few(), &source).await, text(&few(), &of_files(sail.settings()).await).await);

    let refused = async |settings: SparkServer, token: Option<&str>| {
        let token = token.map(str::to_owned);
        let source = open_source(ConnectionSettings::Spark(settings), token).await.unwrap();
        let error = source.tables().await.unwrap_err();
        let told = format!("{error} ({})", error.hint().unwrap());
        assert!(!format!("{told} {error:?} {source:?}").contains("Marker"), "{told}");
        told
    };
    for token in [Some("Marker-wrong"), None] {
        let told = refused(trusted.clone(), token).await;
        assert!(told.contains("doesn't accept the token: this token isn't known here"), "{told}");
        assert!(told.contains("Enter a token that is valid"), "{told}");
    }
    let stranger = SparkServer { ca_file: authority(other.path()), ..trusted.clone() };
    let unknown = SparkServer { ca_file: None, ..trusted.clone() };
    // The certificate is for 127.0.0.1.
    let misnamed = SparkServer { host: "127.0.0.2".to_owned(), ..trusted.clone() };
    let (authority, name) = ("the certificate authority that signed", "the server's name as it");
    for (settings, hint) in [(stranger, authority), (unknown, authority), (misnamed, name)] {
        let told = refused(settings, Some(TOKEN)).await;
        assert!(told.contains("can't be trusted"), "{told}");
        assert!(told.contains(hint), "{told}");
    }
    let plain = SparkServer { tls: Tls::Off, ..trusted.clone() };
    let told = refused(plain, Some(TOKEN)).await;
    assert!(told.contains("127.0.0.1"), "{told}");

    // Nothing of the token is kept anywhere but in the keychain.
    let home = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    let engine = Engine::open(options(home.path(), &secrets)).await.unwrap();
    let settings = ConnectionSettings::Spark(trusted.clone());
    let id =
        engine.save_connection(&input("Cluster", settings, Some("Marker-wrong"))).await.unwrap();
    assert!(engine.preview(&few(), id, 5).await.is_err());
    let wrong = ConnectionInput {
        id: Some(id),
        ..input("Cluster", ConnectionSettings::Spark(trusted), Some(TOKEN))
    };
    engine.save_connection(&wrong).await.unwrap();
    engine.shut_down().await;
    assert!(!has_text(home.path(), "Marker"));
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Spark: cargo xtask test-cluster"]
async fn a_run_shows_how_far_the_cluster_is() {
    // A task takes its time; there are four of them.
    SPARK.sql(
        "CREATE OR REPLACE VIEW tasks AS SELECT id, \
         CAST(reflect('java.lang.Thread', 'sleep', 20L) AS STRING) AS name FROM range(0, 800, 1, 4)",
    );
    let source = with_model(SPARK.source().await, "tasks", &MANY_FIELDS).await;
    let out = tempfile::tempdir().unwrap();
    let shown = Arc::new(Shown::default());
    let mut watched = context(&source, out.path());
    watched.observer = Arc::clone(&shown) as Arc<dyn Observer>;
    let ended = run(&spec(json!({ "model": "t" })), &watched).await.unwrap();
    assert!(matches!(ended, Outcome::Finished(_)), "{ended:?}");
    let shown = shown.0.lock().unwrap();
    let tasks: Vec<(u32, u32)> = shown.iter().map(|work| (work.tasks_done, work.tasks)).collect();
    assert!(tasks.iter().any(|(done, all)| done < all), "{tasks:?}");
    assert!(tasks.is_sorted_by_key(|(done, _)| *done), "{tasks:?}");
    assert!(
        shown.iter().all(|work| work.stages_done <= work.stages && work.stages > 0),
        "{shown:?}"
    );
}

/// What a cluster said of itself.
#[derive(Default)]
struct Shown(Mutex<Vec<ServerWork>>);

impl Observer for Shown {
    fn on_progress(&self, progress: &Progress) {
        self.0.lock().unwrap().extend(progress.server);
    }
}

/// A connection whose exports all go through a folder.
fn staged(within: &Path) -> SparkServer {
    SparkServer {
        staging_folder: Some(within.to_owned()),
        staging_megabytes: Some(0),
        ..SPARK.server()
    }
}

/// A server that speaks as S3 does over the folders of a computer: what the cluster
/// writes there is in a bucket.
struct FolderStore {
    port: u16,
    child: Child,
}

impl Drop for FolderStore {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl FolderStore {
    fn start(root: &Path) -> Self {
        let port = free_port();
        let mut command = Command::new(installed("s3s/bin/s3s-fs"));
        command.args(["--access-key", "AKIATEST", "--secret-key", "fills", "--host", "127.0.0.1"]);
        command.args(["--port", &port.to_string()]).arg(root);
        let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = quiet.spawn().unwrap();
        let deadline = Instant::now() + Duration::from_mins(1);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(child.try_wait().unwrap().is_none(), "the store ended");
            assert!(Instant::now() < deadline, "the store doesn't listen");
            std::thread::sleep(Duration::from_millis(50));
        }
        Self { port, child }
    }

    fn bucket(&self) -> StagingBucket {
        let settings = json!({
            "url": "s3://lake/stage", "endpoint": format!("http://127.0.0.1:{}", self.port),
            "region": null, "access_key_id": "AKIATEST", "path_style": true, "ca_file": null,
        });
        let settings = serde_json::from_value(settings).unwrap();
        StagingBucket { settings, secret: Some("fills".to_owned()) }
    }
}

/// All files below a folder.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let of = |path: PathBuf| if path.is_dir() { files_in(&path) } else { vec![path] };
    entries.flat_map(of).collect()
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Spark: cargo xtask test-cluster"]
async fn large_results_go_through_a_bucket_in_their_order() {
    let root = tempfile::tempdir().unwrap();
    let stage = root.path().join("lake/stage");
    // What processes left: one long ago, one that may still be there.
    for name in ["export-desk-dead", "export-desk-alive"] {
        std::fs::create_dir_all(stage.join(name).join("rows")).unwrap();
        std::fs::write(stage.join(name).join("rows/part-00000-a-c000.parquet"), "x").unwrap();
        std::fs::write(stage.join(name).with_extension("lock"), "").unwrap();
    }
    let dead = std::fs::File::options().write(true).open(stage.join("export-desk-dead.lock"));
    let long_ago = std::time::SystemTime::now() - Duration::from_hours(3);
    dead.unwrap().set_modified(long_ago).unwrap();
    let store = FolderStore::start(root.path());
    let staged = SparkServer {
        staging_bucket: Some(Box::new(store.bucket())),
        staging_url: Some(format!("file://{}", stage.display())),
        staging_megabytes: Some(0),
        ..SPARK.server()
    };
    SPARK.sql(
        "CREATE OR REPLACE VIEW many_by_bucket AS SELECT id, sha2(CAST(id AS STRING), 256) AS name \
         FROM range(0, 400000, 1, 8)",
    );
    let order = json!({ "sort": [{ "field": "name" }, { "field": "id" }] });
    let source = with_model(of(staged.clone()).await, "many_by_bucket", &MANY_FIELDS).await;
    let file = exported(&source, order).await.unwrap();
    let names: Vec<&str> =
        file.lines().skip(1).map(|line| line.split_once(',').unwrap().1).collect();
    assert_eq!(names.len(), 400_000);
    assert!(names.is_sorted(), "the order is lost");
    let left = files_in(&stage);
    let is_alive = |path: &PathBuf| path.to_string_lossy().contains("export-desk-alive");
    assert!(left.len() == 2 && left.iter().all(is_alive), "{left:?}");

    // Without the right to the bucket the run says so.
    let mut other = store.bucket();
    other.secret = Some("wrong".to_owned());
    let refused = SparkServer { staging_bucket: Some(Box::new(other)), ..staged };
    let source = with_model(of(refused).await, "many_by_bucket", &MANY_FIELDS).await;
    let told = exported(&source, json!({})).await.unwrap_err();
    assert!(told.contains("access key") || told.contains("doesn't let this key"), "{told}");
    assert_eq!(files_in(&stage).len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Spark: cargo xtask test-cluster"]
async fn large_results_go_through_a_folder_in_their_order() {
    let within = tempfile::tempdir().unwrap();
    let empty = || std::fs::read_dir(within.path()).unwrap().count() == 0;
    // More than the driver may collect, in several parts, in an order of its own.
    SPARK.sql(
        "CREATE OR REPLACE VIEW large AS SELECT id, \
         concat_ws('', transform(sequence(1, 8), x -> sha2(concat(id, '-', x), 256))) AS name \
         FROM range(0, 400000, 1, 8)",
    );
    let order = json!({ "sort": [{ "field": "name" }, { "field": "id" }] });
    let plain = with_model(SPARK.source().await, "large", &MANY_FIELDS).await;
    let told = exported(&plain, order.clone()).await.unwrap_err();
    assert!(
        told.contains("spark.driver.maxResultSize") && told.contains("staging folder"),
        "{told}"
    );
    let source = with_model(of(staged(within.path())).await, "large", &MANY_FIELDS).await;
    let file = exported(&source, order).await.unwrap();
    assert!(empty(), "parts are left");
    let names: Vec<&str> =
        file.lines().skip(1).map(|line| line.split_once(',').unwrap().1).collect();
    assert_eq!(names.len(), 400_000);
    assert!(names.is_sorted(), "the order is lost");

    // All kinds of values, and every sort, as they come without the folder.
    let models = models_of_data();
    let source = of(staged(within.path())).await;
    let mapping = source.suggested_all(&models).await.unwrap();
    let source = source.with_mapping(Some(mapping));
    same_bytes("Spark, by a folder", source, 24, 30).await;
    assert!(empty(), "parts are left");

    // Small results don't need it.
    let small = SparkServer { staging_megabytes: Some(1), ..staged(within.path()) };
    let gone = within.path().join("gone");
    let small = SparkServer { staging_folder: Some(gone.clone()), ..small };
    let source = with_model(of(small).await, "nasty", &[("id", FieldType::String)]).await;
    assert!(exported(&source, json!({})).await.is_ok());
    let missing =
        SparkServer { staging_megabytes: Some(0), staging_folder: Some(gone), ..SPARK.server() };
    let source = with_model(of(missing).await, "nasty", &[("id", FieldType::String)]).await;
    let told = exported(&source, json!({})).await.unwrap_err();
    assert!(told.contains("the staging folder") && told.contains("gone"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Spark: cargo xtask test-cluster"]
async fn a_write_that_is_cancelled_leaves_nothing_to_the_next() {
    let within = tempfile::tempdir().unwrap();
    SPARK.sql(SLOW);
    let source = with_model(of(staged(within.path())).await, "slow", &MANY_FIELDS).await;
    let (out, cancel) = (tempfile::tempdir().unwrap(), CancellationToken::new());
    let mut cancelled = context(&source, out.path());
    cancelled.cancel = cancel.clone();
    let before = SPARK.jobs();
    let running =
        tokio::spawn(async move { run(&spec(json!({ "model": "t" })), &cancelled).await });
    until("the query begins", PATIENCE, || SPARK.jobs() > before).await;
    cancel.cancel();
    assert!(matches!(running.await.unwrap().unwrap(), Outcome::Cancelled));
    idle(before, Duration::from_secs(2)).await;
    let source =
        with_model(of(staged(within.path())).await, "nasty", &[("id", FieldType::String)]).await;
    exported(&source, json!({})).await.unwrap();
    until("the folder is empty", PATIENCE, || {
        std::fs::read_dir(within.path()).unwrap().count() == 0
    })
    .await;
}

/// Waits for something that comes.
async fn until(what: &str, limit: Duration, mut is: impl FnMut() -> bool) {
    let deadline = Instant::now() + limit;
    while !is() {
        assert!(Instant::now() < deadline, "waited for {limit:?}: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Waits until no more queries are at work than before.
async fn idle(before: u64, limit: Duration) {
    until("the query stops", limit, || SPARK.jobs() <= before).await;
}

/// A query of minutes.
const SLOW: &str = "CREATE OR REPLACE VIEW slow AS SELECT id, \
    CAST(reflect('java.lang.Thread', 'sleep', 20L) AS STRING) AS name FROM range(0, 100000, 1, 2)";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Spark: cargo xtask test-cluster"]
async fn a_table_that_is_overwritten_meanwhile_stops_the_run() {
    SPARK.sql("CREATE TABLE moving USING parquet AS SELECT id, CAST(id AS STRING) AS name FROM range(0, 2000, 1, 8)");
    SPARK.sql(
        "CREATE OR REPLACE VIEW moving_slowly AS SELECT id, \
         concat(name, CAST(reflect('java.lang.Thread', 'sleep', 20L) AS STRING)) AS name FROM moving",
    );
    let source = with_model(SPARK.source().await, "moving_slowly", &MANY_FIELDS).await;
    let before = SPARK.jobs();
    let reading = tokio::spawn(async move { exported(&source, json!({})).await });
    until("the query begins", PATIENCE, || SPARK.jobs() > before).await;
    SPARK.sql("INSERT OVERWRITE moving SELECT id, 'new' AS name FROM range(0, 2000, 1, 8)");
    let told = reading.await.unwrap().unwrap_err();
    assert!(told.contains("overwritten") && told.contains("when nobody writes"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs Spark: cargo xtask test-cluster"]
async fn a_copy_of_spark_fetches_what_is_new() {
    SPARK.sql("CREATE SCHEMA IF NOT EXISTS copied");
    SPARK.sql(
        "CREATE TABLE copied.events (id STRING, points INT, timestamp TIMESTAMP) USING parquet",
    );
    SPARK.sql(
        "INSERT INTO copied.events VALUES ('e1', 1, TIMESTAMP '2026-11-19 10:00:00 UTC'), \
         ('e2', 2, TIMESTAMP '2026-11-20 09:00:00 UTC')",
    );
    let home = tempfile::tempdir().unwrap();
    let secrets = Arc::new(MemorySecrets::default());
    let engine = Engine::open(options(home.path(), &secrets)).await.unwrap();
    let within = SparkServer { schema: Some("copied".to_owned()), ..SPARK.server() };
    let settings = ConnectionSettings::Spark(within);
    let id = engine.save_connection(&input("Lake", settings, Some(TOKEN))).await.unwrap();
    let newer = OfflineModel {
        model: "events".to_owned(),
        last_days: None,
        updated_field: Some("timestamp".to_owned()),
    };
    engine.save_offline(id, Some(&OfflineSettings::new(vec![newer]))).await.unwrap();
    assert_eq!(engine.refresh_offline(id).await.unwrap().rows, 2);
    // One that is new, one that came late, and one too old to be looked for.
    SPARK.sql(
        "INSERT INTO copied.events VALUES ('e3', 3, TIMESTAMP '2026-11-20 10:00:00 UTC'), \
         ('late', 4, TIMESTAMP '2026-11-20 08:50:00 UTC'), ('old', 5, TIMESTAMP '2026-11-01 08:00:00 UTC')",
    );
    assert_eq!(engine.refresh_offline(id).await.unwrap().rows, 4);
    let fields = json!([{ "field": "id" }, { "field": "points" }]);
    let all = spec(json!({ "model": "events", "fields": fields }));
    let preview = engine.preview(&all, id, 10).await.unwrap();
    let rows: Vec<String> = preview.cells.iter().map(|row| row.join(" ")).collect();
    assert_eq!(rows, ["e1 1", "e2 2", "e3 3", "late 4"]);
    engine.shut_down().await;
}
