//! Deliveries as the engine keeps them: saved targets, runs that end with them,
//! attempts over a restart, and secrets that stay where they belong.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use export_desk_core::clock::{Clock, SystemClock};
use export_desk_core::delivery::{
    SftpLogin, TargetIfExists, TargetOptions, TargetPublish, TargetSettings,
};
use export_desk_core::demo::DemoSize;
use export_desk_core::engine::{Engine, EngineOptions, Stage};
use export_desk_core::error::Error;
use export_desk_core::secret::{MemorySecrets, SecretStore};
use export_desk_core::spec::ExportSpec;
use export_desk_core::store::{
    DEMO_CONNECTION, Delivery, DeliveryStatus, ExportRow, RunRow, RunStatus, TargetInput,
};
use serde_json::json;
use tempfile::TempDir;

use crate::bed::names;
use crate::servers::{self, PASSWORD, Server, SmallDisk, Sshd, USER, inbox};

const PATIENCE: Duration = Duration::from_mins(1);

pub(crate) struct Desk {
    pub(crate) folder: TempDir,
    secrets: Arc<MemorySecrets>,
    clock: Arc<dyn Clock>,
}

impl Desk {
    fn new() -> Self {
        Self::with_clock(Arc::new(SystemClock))
    }

    pub(crate) fn with_clock(clock: Arc<dyn Clock>) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), secrets: Arc::default(), clock }
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub(crate) fn options(&self) -> EngineOptions {
        EngineOptions {
            home: self.home(),
            default_exports_folder: self.folder.path().join("exports"),
            default_user_name: "Anna Kovács".to_owned(),
            default_timezone: "Europe/Budapest".to_owned(),
            models_folder: self.home().join("models"),
            demo_size: DemoSize { customers: 50, events: 500, seed: 3 },
            clock: Arc::clone(&self.clock),
            secrets: self.secrets.clone(),
            known_hosts: None,
        }
    }

    pub(crate) async fn open(&self) -> Engine {
        Engine::open(self.options()).await.unwrap()
    }

    pub(crate) fn trust(&self, server: &Server) {
        fs::create_dir_all(self.home()).unwrap();
        fs::write(self.home().join("known_hosts"), servers::known_host(server, "127.0.0.1"))
            .unwrap();
    }
}

pub(crate) fn folder(name: &str, path: &Path) -> TargetInput {
    let settings = TargetSettings::Folder { path: path.to_string_lossy().into_owned() };
    let options = TargetOptions { retry_hours: 0, ..TargetOptions::default() };
    TargetInput { id: None, name: name.to_owned(), settings, options, secret: None }
}

pub(crate) fn sftp(name: &str, server: &Server, path: &str) -> TargetInput {
    let settings = TargetSettings::Sftp {
        host: "127.0.0.1".to_owned(),
        port: server.port,
        user: USER.to_owned(),
        login: SftpLogin::Password,
        key_file: None,
        path: path.to_owned(),
    };
    let options = TargetOptions { retry_hours: 0, ..TargetOptions::default() };
    let secret = Some(PASSWORD.to_owned());
    TargetInput { id: None, name: name.to_owned(), settings, options, secret }
}

pub(crate) fn stores(name: &str, targets: &[&str]) -> ExportSpec {
    let document = json!({
        "version": 1, "name": name, "model": "stores", "timezone": "Europe/Budapest",
        "targets": targets,
    });
    ExportSpec::from_json(&document.to_string()).unwrap()
}

/// Waits until something is so; everything is asked for anew whenever news come.
pub(crate) async fn until<T>(
    engine: &Engine,
    what: &str,
    mut look: impl AsyncFnMut(&Engine) -> Option<T>,
) -> T {
    let work = async {
        let mut news = engine.watch_progress();
        loop {
            news.borrow_and_update();
            if let Some(found) = look(engine).await {
                return found;
            }
            // Some news only stand in the history.
            let _ = tokio::time::timeout(Duration::from_millis(50), news.changed()).await;
        }
    };
    let done = tokio::time::timeout(PATIENCE, work).await;
    done.unwrap_or_else(|_| panic!("waited {} s for {what}", PATIENCE.as_secs()))
}

pub(crate) async fn row(engine: &Engine, export: i64, run: i64) -> RunRow {
    let details = engine.export_details(export).await.unwrap();
    details.runs.into_iter().find(|row| row.id == run).unwrap()
}

async fn ended(engine: &Engine, export: i64, run: i64) -> RunRow {
    until(engine, &format!("the end of run {run}"), async |engine| {
        let row = row(engine, export, run).await;
        (!matches!(row.status, RunStatus::Pending | RunStatus::Processing)).then_some(row)
    })
    .await
}

pub(crate) async fn run(engine: &Engine, export: i64) -> RunRow {
    let run = engine.start_run(export).await.unwrap();
    ended(engine, export, run).await
}

pub(crate) async fn shown(engine: &Engine, export: i64) -> ExportRow {
    engine.export_details(export).await.unwrap().row
}

pub(crate) async fn log(engine: &Engine, run: i64) -> String {
    let lines = engine.run_log(run).await.unwrap();
    lines.into_iter().map(|line| line.text + "\n").collect()
}

/// The problem of a definition that is refused.
pub(crate) fn problem<T: std::fmt::Debug>(result: Result<T, Error>) -> (String, String, String) {
    let error = result.unwrap_err();
    let problem = error.problems().first().unwrap_or_else(|| panic!("{error:?}"));
    (problem.path.clone(), problem.message.clone(), problem.hint.clone().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn targets_are_kept_with_their_secrets() {
    let desk = Desk::new();
    let engine = desk.open().await;
    let out = tempfile::tempdir().unwrap();
    let (path, message, hint) =
        problem(engine.save_target(&folder("A", Path::new("not whole"))).await);
    assert_eq!((&*path, &*message), ("path", "`not whole` isn't a whole path"), "{hint}");
    let mut beside = folder("A", out.path());
    beside.options.publish = TargetPublish::Move;
    beside.options.staging = Some("not whole".to_owned());
    let (path, message, hint) = problem(engine.save_target(&beside).await);
    assert_eq!((&*path, &*message), ("staging", "`not whole` isn't a whole path"), "{hint}");

    let id = engine.save_target(&folder("Partner", out.path())).await.unwrap();
    let taken = engine.save_target(&folder("PARTNER", out.path())).await.unwrap_err();
    assert_eq!(
        (taken.code(), &*taken.message()),
        ("name_taken", "there is a target “Partner” already")
    );

    let secret = || desk.secrets.get(&format!("target/{id}")).unwrap();
    let mut input = TargetInput {
        id: Some(id),
        secret: Some(PASSWORD.to_owned()),
        ..folder("Partner", out.path())
    };
    engine.save_target(&input).await.unwrap();
    assert_eq!(secret().as_deref(), Some(PASSWORD));
    input.secret = None;
    input.name = "Partner FTP".to_owned();
    engine.save_target(&input).await.unwrap();
    assert_eq!(secret().as_deref(), Some(PASSWORD));
    let saved = engine.targets().await.unwrap();
    assert_eq!((saved.len(), &*saved[0].name, saved[0].secret_saved), (1, "Partner FTP", true));

    // Definitions name it.
    let spec = stores("Shops", &["Partner FTP"]);
    let export = engine.create_export(&spec, DEMO_CONNECTION, false).await.unwrap();
    assert_eq!(shown(&engine, export).await.target, "Partner FTP");
    assert_eq!(engine.targets().await.unwrap()[0].exports, 1);
    let used = engine.delete_target(id).await.unwrap_err();
    assert_eq!(used.message(), "target “Partner FTP” is used by 1 export");
    let (path, message, hint) = problem(
        engine
            .create_export(&stores("B", &["Partner FTP", "partner ftp"]), DEMO_CONNECTION, false)
            .await,
    );
    assert_eq!((&*path, &*hint), ("targets[1]", "Did you mean “Partner FTP”?"), "{message}");
    let validation = engine.validate(&stores("B", &["Parter FTP"]), DEMO_CONNECTION).await.unwrap();
    assert_eq!(validation.problems[0].hint.as_deref(), Some("Did you mean “Partner FTP”?"));

    // Another name goes wherever it is named; the secret stays.
    input.name = "Großhandel".to_owned();
    engine.save_target(&input).await.unwrap();
    assert_eq!(engine.definition(export).await.unwrap().targets, ["Großhandel"]);
    assert_eq!(shown(&engine, export).await.target, "Großhandel");

    // Another kind has nothing of it, nor has a target that is gone.
    engine.update_export(export, &stores("Shops", &[]), DEMO_CONNECTION).await.unwrap();
    assert_eq!(shown(&engine, export).await.target, "This computer");
    engine.delete_target(id).await.unwrap();
    assert_eq!(secret(), None);
    assert!(engine.targets().await.unwrap().is_empty());
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_ends_when_its_file_is_everywhere() {
    let desk = Desk::new();
    let server = Sshd::default().start();
    desk.trust(&server);
    let (inbox, out) = (inbox(), tempfile::tempdir().unwrap());
    let engine = desk.open().await;
    let mut partner =
        sftp("Partner", &server, &format!("{}/{{model}}/{{date}}", inbox.path().display()));
    partner.options.manifest = true;
    engine.save_target(&partner).await.unwrap();
    engine.save_target(&folder("Share", out.path())).await.unwrap();
    let export = engine
        .create_export(&stores("Shops", &["Partner", "Share"]), DEMO_CONNECTION, false)
        .await
        .unwrap();
    let first = run(&engine, export).await;
    assert_eq!(first.status, RunStatus::Finished, "{}", log(&engine, first.id).await);
    let [there, here] = &*first.deliveries else { panic!("{:?}", first.deliveries) };
    for delivery in [there, here] {
        assert_eq!((delivery.status, delivery.attempts), (DeliveryStatus::Delivered, 1));
        assert_eq!(delivery.bytes, first.bytes);
        let bytes = fs::read(delivery.remote_path.as_ref().unwrap()).unwrap();
        assert_eq!(Some(crate::bed::sha256(&bytes)), first.sha256);
    }
    assert_eq!(here.verified.as_deref(), Some("size and SHA-256, read back"));
    assert_eq!(there.fingerprint, Some(servers::host_key(&server)));
    let remote = PathBuf::from(there.remote_path.as_ref().unwrap());
    assert!(remote.starts_with(inbox.path().join("stores")), "{remote:?}");
    assert_eq!(names(remote.parent().unwrap()), ["Shops.manifest.json", "Shops.zip"]);
    let text = log(&engine, first.id).await;
    for said in [&*servers::host_key(&server), "Shops.zip", "checked by size", "SHA-256 "] {
        assert!(text.contains(said), "{said} isn't in {text}");
    }

    // The next run's file replaces it there, and stands beside it here.
    let second = run(&engine, export).await;
    assert!(second.file.unwrap().ends_with("Shops (2).zip"));
    assert_eq!(second.deliveries[1].remote_path, here.remote_path);
    assert_eq!(names(out.path()), ["Shops.zip"]);
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_made_and_not_delivered_is_delivered_later() {
    let desk = Desk::new();
    let server = Sshd::default().start();
    desk.trust(&server);
    let (inbox, out) = (inbox(), tempfile::tempdir().unwrap());
    let engine = desk.open().await;
    let mut partner = sftp("Partner", &server, &inbox.path().to_string_lossy());
    partner.secret = Some("Marker-wrong-6bY7".to_owned());
    let id = engine.save_target(&partner).await.unwrap();
    engine.save_target(&folder("Share", out.path())).await.unwrap();
    let export = engine
        .create_export(&stores("Shops", &["Partner", "Share"]), DEMO_CONNECTION, false)
        .await
        .unwrap();
    let failed = run(&engine, export).await;
    assert_eq!(failed.status, RunStatus::Failed);
    let message = failed.message.as_deref().unwrap();
    assert!(message.starts_with("Made, not delivered to “Partner”: "), "{message}");
    assert_eq!(failed.hint.as_deref(), Some("Check the user and the password."));
    let status: Vec<_> = failed.deliveries.iter().map(|delivery| delivery.status).collect();
    assert_eq!(status, [DeliveryStatus::Failed, DeliveryStatus::Delivered]);
    // It can be had here, all the same.
    let copy = desk.folder.path().join("copy.zip");
    engine.copy_run_file(failed.id, &copy).await.unwrap();
    assert!(engine.verify_run(failed.id).await.unwrap().ok);

    // With the right password it arrives, as it is.
    let saved = TargetInput { id: Some(id), secret: Some(PASSWORD.to_owned()), ..partner };
    engine.save_target(&saved).await.unwrap();
    let before = fs::metadata(out.path().join("Shops.zip")).unwrap().modified().unwrap();
    engine.retry_delivery(failed.id).await.unwrap();
    let done = ended(&engine, export, failed.id).await;
    assert_eq!(done.status, RunStatus::Finished, "{}", log(&engine, failed.id).await);
    assert_eq!((done.message, done.sha256.clone()), (None, failed.sha256));
    let bytes = fs::read(inbox.path().join("Shops.zip")).unwrap();
    assert_eq!(Some(crate::bed::sha256(&bytes)), done.sha256);
    // Where it was already, it wasn't sent again; and nothing was asked anew.
    assert_eq!(fs::metadata(out.path().join("Shops.zip")).unwrap().modified().unwrap(), before);
    assert_eq!(engine.export_details(export).await.unwrap().runs.len(), 1);
    let refused = engine.retry_delivery(done.id).await.unwrap_err();
    assert_eq!(refused.message(), "run 1 has nothing to deliver");

    // Another file is never delivered in its place.
    let wrong = TargetInput { secret: Some("Marker-wrong-6bY7".to_owned()), ..saved };
    engine.save_target(&wrong).await.unwrap();
    let failed = run(&engine, export).await;
    fs::write(failed.file.as_ref().unwrap(), b"something else").unwrap();
    let refused = engine.retry_delivery(failed.id).await.unwrap_err();
    assert!(refused.message().contains("was changed after the run"), "{refused:?}");
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delivery_waits_for_its_server_over_a_restart() {
    let desk = Desk::new();
    let mut server = Sshd::default().start();
    desk.trust(&server);
    let (inbox, out) = (inbox(), tempfile::tempdir().unwrap());
    let engine = desk.open().await;
    let mut partner = sftp("Partner", &server, &inbox.path().to_string_lossy());
    partner.options.retry_hours = 5;
    partner.options.if_exists = TargetIfExists::Number;
    engine.save_target(&partner).await.unwrap();
    engine.save_target(&folder("Share", out.path())).await.unwrap();
    server.stop();
    let export =
        engine.create_export(&stores("Shops", &["Partner"]), DEMO_CONNECTION, false).await.unwrap();
    let first = engine.start_run(export).await.unwrap();
    let waits = |delivery: &Delivery| delivery.status == DeliveryStatus::Retrying;
    let waiting = until(&engine, "a delivery that is tried again", async |engine| {
        let row = row(engine, export, first).await;
        row.deliveries.iter().any(waits).then_some(row)
    })
    .await;
    assert_eq!(waiting.status, RunStatus::Processing);
    assert!(waiting.file.is_some() && waiting.deliveries[0].next_attempt.is_some());
    assert!(
        engine.progress().iter().any(|run| run.run_id == first && run.stage == Stage::Delivering)
    );

    // Nobody has to wait for it: not other exports, nor its own next run.
    let others: Vec<i64> = [0, 1, 2, 3].map(i64::from).to_vec();
    for number in others {
        let spec = stores(&format!("Other {number}"), &["Share"]);
        let other = engine.create_export(&spec, DEMO_CONNECTION, false).await.unwrap();
        assert_eq!(run(&engine, other).await.status, RunStatus::Finished);
    }
    let second = engine.start_run(export).await.unwrap();
    until(&engine, "a file", async |engine| row(engine, export, second).await.file).await;
    engine.shut_down().await;

    // An attempt gave up on a part that a dead connection held.
    let given_up = inbox.path().join(".Shops.zip.00ff.part");
    fs::write(&given_up, b"half of it").unwrap();
    let history = history(&desk).await;
    let remembered = sqlx::query("UPDATE deliveries SET given_up = '00ff' WHERE run_id = ?");
    remembered.bind(first).execute(&history).await.unwrap();
    history.close().await;

    // The next start goes on where this one stopped.
    server.start_again();
    let engine = desk.open().await;
    let first = ended(&engine, export, first).await;
    assert_eq!(first.status, RunStatus::Finished, "{}", log(&engine, first.id).await);
    assert_eq!(first.sha256, waiting.sha256);
    let second = ended(&engine, export, second).await;
    assert_eq!(second.status, RunStatus::Finished);
    // In their order.
    assert_eq!(names(inbox.path()), ["Shops (2).zip", "Shops.zip"]);
    assert!(first.deliveries[0].remote_path.as_ref().unwrap().ends_with("Shops.zip"));
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_was_ahead_holds_no_delivery() {
    let desk = Desk::new();
    let mut server = Sshd::default().start();
    desk.trust(&server);
    let inbox = inbox();
    let engine = desk.open().await;
    let mut partner = sftp("Partner", &server, &inbox.path().to_string_lossy());
    partner.options.retry_hours = 5;
    partner.options.if_exists = TargetIfExists::Number;
    engine.save_target(&partner).await.unwrap();
    server.stop();
    let export =
        engine.create_export(&stores("Shops", &["Partner"]), DEMO_CONNECTION, false).await.unwrap();
    let first = engine.start_run(export).await.unwrap();
    let waits = |delivery: &Delivery| delivery.status == DeliveryStatus::Retrying;
    until(&engine, "a delivery that is tried again", async |engine| {
        row(engine, export, first).await.deliveries.iter().any(waits).then_some(())
    })
    .await;
    let second = engine.start_run(export).await.unwrap();
    until(&engine, "a file", async |engine| row(engine, export, second).await.file).await;
    engine.shut_down().await;

    // As a clock a month ahead has written it.
    let ahead = "UPDATE deliveries SET status = 'retrying', \
                 next_attempt_at = unixepoch('now', '30 days') * 1000, \
                 first_failed_at = unixepoch('now', '30 days') * 1000 WHERE run_id = ?";
    let history = history(&desk).await;
    sqlx::query(ahead).bind(first).execute(&history).await.unwrap();

    // It is tried at once, and once more after a failure, for five hours from now on.
    let engine = desk.open().await;
    let now = SystemClock.now();
    until(&engine, "another attempt", async |engine| {
        let shown = row(engine, export, first).await.deliveries.remove(0);
        shown.next_attempt.filter(|next| *next < now + TimeDelta::minutes(20))
    })
    .await;
    let failed: i64 = sqlx::query_scalar("SELECT first_failed_at FROM deliveries WHERE run_id = ?")
        .bind(first)
        .fetch_one(&history)
        .await
        .unwrap();
    assert!(failed <= SystemClock.now().timestamp_millis());
    history.close().await;
    server.start_again();
    // What waits behind it goes on as well.
    for run in [first, second] {
        let done = ended(&engine, export, run).await;
        assert_eq!(done.status, RunStatus::Finished, "{}", log(&engine, run).await);
    }
    assert_eq!(names(inbox.path()), ["Shops (2).zip", "Shops.zip"]);
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delivery_that_waits_can_be_cancelled() {
    let desk = Desk::new();
    let mut server = Sshd::default().start();
    let inbox = inbox();
    desk.trust(&server);
    let engine = desk.open().await;
    let mut partner = sftp("Partner", &server, &inbox.path().to_string_lossy());
    partner.options.retry_hours = 5;
    engine.save_target(&partner).await.unwrap();
    server.stop();
    let export =
        engine.create_export(&stores("Shops", &["Partner"]), DEMO_CONNECTION, true).await.unwrap();
    let run = engine.export_details(export).await.unwrap().runs[0].id;
    until(&engine, "a file", async |engine| row(engine, export, run).await.file).await;
    engine.cancel_run(run).await.unwrap();
    let cancelled = ended(&engine, export, run).await;
    assert_eq!(cancelled.status, RunStatus::Cancelled);
    assert_eq!(cancelled.deliveries[0].status, DeliveryStatus::Failed);
    assert!(engine.run_file(run).await.is_ok());
    server.start_again();
    engine.retry_delivery(run).await.unwrap();
    assert_eq!(ended(&engine, export, run).await.status, RunStatus::Finished);
    engine.shut_down().await;
}

/// No file under `folder` holds the text.
fn nowhere(folder: &Path, text: &str, looked: &mut u32) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() {
            nowhere(&entry.path(), text, looked);
            continue;
        }
        *looked += 1;
        let bytes = fs::read(entry.path()).unwrap();
        let found = bytes.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(!found, "`{text}` stands in {}", entry.path().display());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_written_nowhere() {
    let desk = Desk::new();
    let server = Sshd::default().start();
    let plain = servers::ftp(servers::Ftp::Plain, None);
    desk.trust(&server);
    let engine = desk.open().await;
    let marker = "Marker-q7Zk-nowhere";
    let inbox = inbox();
    let path = inbox.path().to_string_lossy().into_owned();
    let mut targets = vec![sftp("SFTP", &server, &path)];
    let ftp = |port, host: &str| TargetSettings::Ftp {
        host: host.to_owned(),
        port,
        user: USER.to_owned(),
        path: path.clone(),
    };
    let target = |name: &str, settings| TargetInput {
        name: name.to_owned(),
        settings,
        ..sftp("x", &server, &path)
    };
    targets.push(target("FTP", ftp(plain.port, "127.0.0.1")));
    targets.push(target("Nobody", ftp(1, "127.0.0.1")));
    targets.push(target(
        "S3",
        TargetSettings::S3 {
            bucket: "b".to_owned(),
            region: "eu-central-1".to_owned(),
            endpoint: Some("http://127.0.0.1:1".to_owned()),
            access_key_id: "id".to_owned(),
            path_style: true,
            path: String::new(),
            ca_file: None,
        },
    ));
    targets.push(target(
        "Google",
        TargetSettings::Gcs {
            bucket: "b".to_owned(),
            endpoint: None,
            path: String::new(),
            ca_file: None,
        },
    ));
    targets.push(target(
        "Azure",
        TargetSettings::Azure {
            account: "a".to_owned(),
            container: "c".to_owned(),
            endpoint: Some("http://127.0.0.1:1".to_owned()),
            path: String::new(),
            ca_file: None,
        },
    ));
    let mut said = String::new();
    let all: Vec<String> = targets.iter().map(|target| target.name.clone()).collect();
    for target in &mut targets {
        target.secret = Some(marker.to_owned());
        engine.save_target(target).await.unwrap();
        said += &format!("{:?}{target:?}", engine.test_target(target, |_| ()).await.unwrap());
    }
    let names: Vec<&str> = all.iter().map(String::as_str).collect();
    let export =
        engine.create_export(&stores("Shops", &names), DEMO_CONNECTION, false).await.unwrap();
    let failed = run(&engine, export).await;
    assert_eq!(failed.deliveries.len(), 6);
    for delivery in &failed.deliveries {
        assert_eq!(delivery.status, DeliveryStatus::Failed, "{delivery:?}");
    }
    said += &format!("{failed:?}{}", log(&engine, failed.id).await);
    said += &serde_json::to_string(&engine.targets().await.unwrap()).unwrap();
    said += &serde_json::to_string(&engine.definition(export).await.unwrap()).unwrap();
    engine.save_definition(export, &desk.folder.path().join("definition.json")).await.unwrap();
    engine.shut_down().await;
    assert!(!said.contains(marker), "{said}");
    let mut looked = 0;
    nowhere(desk.folder.path(), marker, &mut looked);
    assert!(looked > 5, "{looked} files");
}

/// Three parts with their checksums, and a marker.
fn set(name: &str, targets: &[&str]) -> ExportSpec {
    let document = json!({
        "version": 1, "name": name, "model": "customers", "timezone": "Europe/Budapest",
        "fields": [{ "field": "id" }], "targets": targets,
        "format": { "compression": "none" },
        "split": { "by": "rows", "limit": 20 },
        "file_name": "{seq:03}_{part}",
        "companions": [
            { "name": "{seq:03}.parts", "content": "text", "of": "all", "place": "before",
              "lines_of_files": ["{file}"] },
            { "name": "{file}.md5", "content": "md5" },
            { "name": "{seq:03}.done", "content": "empty", "of": "all" },
        ],
    });
    ExportSpec::from_json(&document.to_string()).unwrap()
}

/// The same, whose files have the same names in each run.
fn set_of_one_name() -> ExportSpec {
    let mut spec = set("Set", &["Partner"]);
    spec.file_name = "S_{part}".to_owned();
    for companion in &mut spec.companions {
        companion.name = companion.name.replace("{seq:03}", "S");
    }
    spec
}

fn set_names(seq: u32) -> Vec<String> {
    let mut names = vec![format!("{seq:03}.done"), format!("{seq:03}.parts")];
    for part in 1..=3 {
        names.push(format!("{seq:03}_{part}.csv"));
        names.push(format!("{seq:03}_{part}.csv.md5"));
    }
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_is_delivered_as_a_whole_or_not_at_all() {
    let desk = Desk::new();
    let inbox = desk.folder.path().join("inbox");
    fs::create_dir(&inbox).unwrap();
    let engine = desk.open().await;
    let mut target = folder("Drive", &inbox);
    target.options.manifest = false;
    target.options.if_exists = TargetIfExists::Number;
    engine.save_target(&target).await.unwrap();
    let export =
        engine.create_export(&set("Set", &["Drive"]), DEMO_CONNECTION, false).await.unwrap();

    let first = run(&engine, export).await;
    assert_eq!(first.status, RunStatus::Finished, "{}", log(&engine, first.id).await);
    assert_eq!(names(&inbox), set_names(1));
    assert_eq!(first.artifacts.len(), 8);
    assert_eq!(first.artifacts[0].name, "001.parts");
    assert_eq!(first.artifacts[7].name, "001.done");
    assert_eq!(first.sequence_number, Some(1));
    assert!(engine.verify_run(first.id).await.unwrap().ok);

    // A name of the next set is taken, one that comes late.
    fs::write(inbox.join("002_3.csv.md5"), b"another's").unwrap();
    let second = run(&engine, export).await;
    assert_eq!(second.status, RunStatus::Failed, "{}", log(&engine, second.id).await);
    assert_eq!(second.sequence_number, Some(2));
    let mut expected = set_names(1);
    expected.push("002_3.csv.md5".to_owned());
    assert_eq!(names(&inbox), expected);
    assert_eq!(fs::read(inbox.join("002_3.csv.md5")).unwrap(), b"another's");

    // The failed one used up no number; once it is delivered after all, it has.
    fs::remove_file(inbox.join("002_3.csv.md5")).unwrap();
    engine.retry_delivery(second.id).await.unwrap();
    let second = ended(&engine, export, second.id).await;
    assert_eq!(second.status, RunStatus::Finished, "{}", log(&engine, second.id).await);
    let third = run(&engine, export).await;
    assert_eq!(third.sequence_number, Some(3));
    assert_eq!(names(&inbox), [set_names(1), set_names(2), set_names(3)].concat());

    // A number that another run has had by now isn't delivered again.
    fs::write(inbox.join("004.done"), b"another's").unwrap();
    let failed = run(&engine, export).await;
    assert_eq!(failed.status, RunStatus::Failed);
    fs::remove_file(inbox.join("004.done")).unwrap();
    fs::remove_file(&failed.artifacts[0].path).unwrap();
    let removed = engine.retry_delivery(failed.id).await.unwrap_err();
    assert_eq!(removed.code(), "file_gone");
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_set_keeps_its_markers_where_nothing_can_be_renamed() {
    let server = crate::foreign::Told::start("ftp", &[]);
    let (store, _authority) = crate::kept::store(&[]);
    for (told, publish) in [(server, TargetPublish::Direct), (store, TargetPublish::Rename)] {
        let desk = Desk::new();
        let engine = desk.open().await;
        let options = TargetOptions {
            retry_hours: 0,
            publish,
            manifest: true,
            ready_marker: true,
            ..TargetOptions::default()
        };
        let target = TargetInput {
            id: None,
            name: "Partner".to_owned(),
            settings: told.settings.clone(),
            options,
            secret: Some(PASSWORD.to_owned()),
        };
        engine.save_target(&target).await.unwrap();
        let spec = set_of_one_name();
        let export = engine.create_export(&spec, DEMO_CONNECTION, false).await.unwrap();
        let first = run(&engine, export).await;
        assert_eq!(first.status, RunStatus::Finished, "{}", log(&engine, first.id).await);
        let inbox = told.inbox();
        let before = crate::kept::contents(&inbox);
        let has = |name: &str| names(&inbox).iter().any(|found| found.ends_with(name));
        assert!(has("S.done") && has("S_3.csv.ready") && has("S_1.manifest.json"));

        // The first of the new files is refused: the older set is as it was.
        fs::write(told.switch("deny"), b"S.parts").unwrap();
        let failed = run(&engine, export).await;
        assert_eq!(failed.status, RunStatus::Failed, "{}", log(&engine, failed.id).await);
        assert_eq!(crate::kept::contents(&inbox), before, "{publish:?}");

        // One that comes later is: there is no whole set any more, and no marker of one.
        fs::write(told.switch("deny"), b"S_2.csv").unwrap();
        let failed = run(&engine, export).await;
        assert_eq!(failed.status, RunStatus::Failed, "{}", log(&engine, failed.id).await);
        // What took the place of an older file stays: without it there would be none.
        assert!(!has("S.done") && has("S.parts") && has("S_2.csv"), "{:?}", names(&inbox));
        assert!(log(&engine, failed.id).await.contains("because it was written over"));

        fs::remove_file(told.switch("deny")).unwrap();
        let last = run(&engine, export).await;
        assert_eq!(last.status, RunStatus::Finished, "{}", log(&engine, last.id).await);
        let before: Vec<&String> = before.iter().map(|(name, _)| name).collect();
        assert_eq!(names(&inbox).iter().collect::<Vec<_>>(), before);
        engine.shut_down().await;
    }
}

/// Changes the history as if its process had been killed at another instant.
async fn back_in_time(desk: &Desk, statements: &[&str]) {
    let history = history(desk).await;
    for statement in statements {
        let statement = sqlx::AssertSqlSafe((*statement).to_owned());
        sqlx::query(statement).execute(&history).await.unwrap();
    }
    history.close().await;
}

/// As if the process had been killed while it delivered its only run, with these files under
/// their names, or those that it has written down.
async fn not_delivered_yet(desk: &Desk, published: Option<&[PathBuf]>) {
    if let Some(published) = published {
        let published = json!(published);
        let known = format!("UPDATE deliveries SET published = '{published}'");
        back_in_time(desk, &[&known]).await;
    }
    let statements = [
        "UPDATE deliveries SET status = 'delivering', remote_path = NULL, bytes = NULL, \
         verified = NULL, delivered_at = NULL, seconds = NULL",
        "UPDATE runs SET status = 'processing', finished_at = NULL, seconds = NULL, owner = NULL",
        "UPDATE sequences SET next = 1, run_id = (SELECT max(id) FROM runs)",
    ];
    back_in_time(desk, &statements).await;
}

/// A set that was delivered to a folder: that folder, the export and its run.
async fn delivered_set() -> (Desk, PathBuf, i64, RunRow) {
    let desk = Desk::new();
    let inbox = desk.folder.path().join("inbox");
    fs::create_dir(&inbox).unwrap();
    let engine = desk.open().await;
    engine.save_target(&folder("Drive", &inbox)).await.unwrap();
    let export =
        engine.create_export(&set("Set", &["Drive"]), DEMO_CONNECTION, false).await.unwrap();
    let first = run(&engine, export).await;
    assert_eq!(first.status, RunStatus::Finished, "{}", log(&engine, first.id).await);
    engine.shut_down().await;
    (desk, inbox, export, first)
}

/// What the engine has written down.
pub(crate) async fn history(desk: &Desk) -> sqlx::SqlitePool {
    let file = sqlx::sqlite::SqliteConnectOptions::new().filename(desk.home().join("history.db"));
    sqlx::SqlitePool::connect_with(file).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_target_that_moves_between_two_attempts_gets_all_files() {
    let desk = Desk::new();
    let [before, after] = ["before", "after"].map(|name| desk.folder.path().join(name));
    fs::create_dir(&before).unwrap();
    fs::create_dir(&after).unwrap();
    let engine = desk.open().await;
    let target = folder("Drive", &before);
    let id = engine.save_target(&target).await.unwrap();
    let export =
        engine.create_export(&set("Set", &["Drive"]), DEMO_CONNECTION, false).await.unwrap();
    let first = run(&engine, export).await;
    assert_eq!(first.status, RunStatus::Finished, "{}", log(&engine, first.id).await);
    let moved = TargetInput { id: Some(id), ..folder("Drive", &after) };
    engine.save_target(&moved).await.unwrap();
    engine.shut_down().await;
    // As if the last file's name had failed for now, before the target was changed.
    let last = fs::read_dir(&before).unwrap().flatten().map(|entry| entry.path()).max().unwrap();
    fs::remove_file(&last).unwrap();
    let published: Vec<PathBuf> =
        fs::read_dir(&before).unwrap().flatten().map(|entry| entry.path()).collect();
    not_delivered_yet(&desk, Some(&published)).await;

    let engine = desk.open().await;
    let again = ended(&engine, export, first.id).await;
    let said = log(&engine, first.id).await;
    assert_eq!(again.status, RunStatus::Finished, "{said}");
    assert!(said.contains("is another place than at the last attempt"), "{said}");
    assert_eq!(names(&after), set_names(1));
    // What is left at the old place goes once it is the target's again.
    let back = TargetInput { id: Some(id), ..target };
    engine.save_target(&back).await.unwrap();
    let second = run(&engine, export).await;
    assert_eq!(second.status, RunStatus::Finished);
    assert_eq!(names(&before), set_names(2));
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_that_was_delivered_before_a_kill_stays_delivered() {
    let (desk, inbox, export, first) = delivered_set().await;
    // All files have their names, and that the delivery ended isn't written down.
    not_delivered_yet(&desk, None).await;

    let engine = desk.open().await;
    let again = ended(&engine, export, first.id).await;
    assert_eq!(again.status, RunStatus::Finished, "{}", log(&engine, first.id).await);
    assert_eq!(names(&inbox), set_names(1));
    assert_eq!(again.deliveries[0].bytes, first.deliveries[0].bytes);
    assert_eq!(again.deliveries[0].remote_path, first.deliveries[0].remote_path);
    let second = run(&engine, export).await;
    assert_eq!(second.sequence_number, Some(2));
    engine.shut_down().await;
}

/// Killed with half of the set at the target, and then its own files go.
#[tokio::test(flavor = "multi_thread")]
async fn half_a_set_whose_own_files_are_gone_is_taken_back() {
    let (desk, inbox, export, first) = delivered_set().await;
    let all: Vec<PathBuf> = first.artifacts.iter().map(|one| inbox.join(&one.name)).collect();
    let (published, open) = all.split_at(3);
    for file in open {
        fs::remove_file(file).unwrap();
    }
    not_delivered_yet(&desk, Some(published)).await;
    fs::remove_file(&first.artifacts[1].path).unwrap();

    let engine = desk.open().await;
    let again = ended(&engine, export, first.id).await;
    assert_eq!(again.status, RunStatus::Failed, "{}", log(&engine, first.id).await);
    assert!(names(&inbox).is_empty(), "{:?}", names(&inbox));
    let said = again.deliveries[0].message.clone().unwrap();
    assert!(said.contains("is gone"), "{said}");
    // Nobody knows what the partner has seen.
    let second = run(&engine, export).await;
    assert!(second.message.unwrap().contains("number 1"));
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_whose_file_may_have_arrived_is_nobodys() {
    let desk = Desk::new();
    let told = crate::foreign::Told::start("ftp", &[]);
    let engine = desk.open().await;
    let options = TargetOptions { retry_hours: 0, ..TargetOptions::default() };
    let target = TargetInput {
        id: None,
        name: "Partner".to_owned(),
        settings: told.settings.clone(),
        options,
        secret: Some(PASSWORD.to_owned()),
    };
    engine.save_target(&target).await.unwrap();
    let mut spec = stores("Shops", &["Partner"]);
    spec.file_name = "S_{seq}".to_owned();
    let export = engine.create_export(&spec, DEMO_CONNECTION, false).await.unwrap();

    // It has its name, the answer is lost, and then nobody is let in.
    fs::write(told.switch("lose"), b".zip").unwrap();
    let first = run(&engine, export).await;
    assert_eq!(first.status, RunStatus::Failed, "{}", log(&engine, first.id).await);
    assert_eq!(names(&told.inbox()), ["S_1.zip"]);
    fs::remove_file(told.switch("down")).unwrap();
    let second = run(&engine, export).await;
    assert_eq!(second.status, RunStatus::Failed, "{}", log(&engine, second.id).await);
    let message = second.message.unwrap();
    assert!(message.contains("number 1"), "{message}");
    assert_eq!(names(&told.inbox()), ["S_1.zip"]);

    // Delivered again, it is found there, and the number is used up.
    engine.retry_delivery(first.id).await.unwrap();
    let first = ended(&engine, export, first.id).await;
    assert_eq!(first.status, RunStatus::Finished, "{}", log(&engine, first.id).await);
    assert_eq!(run(&engine, export).await.sequence_number, Some(2));
    assert_eq!(names(&told.inbox()), ["S_1.zip", "S_2.zip"]);
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_earlier_delivery_left_takes_nothing_of_the_next() {
    let desk = Desk::new();
    let inbox = desk.folder.path().join("inbox");
    fs::create_dir(&inbox).unwrap();
    let engine = desk.open().await;
    let id = engine.save_target(&folder("Drive", &inbox)).await.unwrap();
    engine.shut_down().await;
    // A set that failed, while its server let nothing go.
    let path = |name: &str| inbox.join(name).to_string_lossy().into_owned();
    let work = json!({
        "upload": null, "paths": [path("001.done"), path("gone")],
        "back": [{ "path": path("aside"), "of": path("001_1.csv") }],
    });
    for name in ["gone", "aside"] {
        fs::write(inbox.join(name), b"older").unwrap();
    }
    let left = format!(
        "INSERT INTO uploads (target_id, began_at, work) VALUES ({id}, 4102444800000, '{work}')"
    );
    back_in_time(&desk, &[&left]).await;
    let engine = desk.open().await;
    let export =
        engine.create_export(&set("Set", &["Drive"]), DEMO_CONNECTION, false).await.unwrap();
    let first = run(&engine, export).await;
    assert_eq!(first.status, RunStatus::Finished, "{}", log(&engine, first.id).await);
    assert_eq!(names(&inbox), set_names(1));
    let data = fs::read(inbox.join("001_1.csv")).unwrap();
    assert_eq!(crate::bed::sha256(&data), first.artifacts[1].sha256);
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_whose_drive_is_away_gets_its_file_later() {
    let desk = Desk::new();
    let share = tempfile::tempdir().unwrap();
    let (inbox, away) = (share.path().join("in"), share.path().join("away"));
    let engine = desk.open().await;
    let mut target = folder("Share", &inbox);
    target.options.retry_hours = 2;
    engine.save_target(&target).await.unwrap();
    let spec = stores("Shops", &["Share"]);
    let export = engine.create_export(&spec, DEMO_CONNECTION, false).await.unwrap();
    // A new target's folder is made.
    assert_eq!(run(&engine, export).await.status, RunStatus::Finished);
    assert_eq!(names(&inbox).len(), 1);
    fs::rename(&inbox, &away).unwrap();
    let second = engine.start_run(export).await.unwrap();
    until(&engine, "an attempt", async |engine| {
        let delivery = row(engine, export, second).await.deliveries.pop()?;
        delivery.message.filter(|message| message.contains("isn't there"))
    })
    .await;
    assert!(!inbox.exists());
    fs::rename(&away, &inbox).unwrap();
    // It may have come by itself meanwhile.
    let _ = engine.retry_delivery(second).await;
    let file = until(&engine, "the file", async |engine| {
        let run = row(engine, export, second).await;
        (run.status == RunStatus::Finished).then_some(run.file?)
    })
    .await;
    assert!(fs::read(inbox.join("Shops.zip")).unwrap() == fs::read(file).unwrap());
    engine.shut_down().await;
}

/// A drive's folder stays without the drive, and what is written to it then is on another one.
#[tokio::test(flavor = "multi_thread")]
async fn a_drive_that_isnt_mounted_gets_its_file_later() {
    let desk = Desk::new();
    let disk = SmallDisk::new(8 << 20);
    let inbox = disk.folder.path();
    let mounted = |is_mounted: bool| {
        let path = inbox.to_string_lossy();
        if is_mounted {
            servers::run("mount", &["-t", "tmpfs", "tmpfs", &path]);
        } else {
            servers::run("umount", &[&path]);
        }
    };
    let engine = desk.open().await;
    let mut target = folder("Share", inbox);
    target.options.retry_hours = 2;
    target.id = Some(engine.save_target(&target).await.unwrap());
    let spec = stores("Shops", &["Share"]);
    let export = engine.create_export(&spec, DEMO_CONNECTION, false).await.unwrap();
    assert_eq!(run(&engine, export).await.status, RunStatus::Finished);
    mounted(false);
    let waits = async || {
        let run = engine.start_run(export).await.unwrap();
        until(&engine, "an attempt", async |engine| {
            let delivery = row(engine, export, run).await.deliveries.pop()?;
            delivery.message.filter(|message| message.contains("isn't mounted"))
        })
        .await;
        assert!(names(inbox).is_empty());
        // It may have come by itself meanwhile.
        run
    };
    let arrives = async |run: i64| {
        let _ = engine.retry_delivery(run).await;
        let file = until(&engine, "the file", async |engine| {
            let run = row(engine, export, run).await;
            (run.status == RunStatus::Finished).then_some(run.file?)
        })
        .await;
        assert!(fs::read(inbox.join("Shops.zip")).unwrap() == fs::read(file).unwrap());
    };
    let second = waits().await;
    mounted(true);
    arrives(second).await;
    // Saved again, it is where it is now.
    mounted(false);
    let third = waits().await;
    engine.save_target(&target).await.unwrap();
    arrives(third).await;
    fs::remove_file(inbox.join("Shops.zip")).unwrap();
    engine.shut_down().await;
}

/// Another process has stopped the run before, which is over.
#[tokio::test(flavor = "multi_thread")]
async fn a_delivery_that_was_stopped_goes_on_when_it_is_asked_for() {
    let desk = Desk::new();
    let inbox = desk.folder.path().join("inbox");
    let engine = desk.open().await;
    let mut target = folder("Slow", &inbox);
    target.options.bandwidth_kib = Some(1);
    engine.save_target(&target).await.unwrap();
    let spec = stores("Shops", &["Slow"]);
    let export = engine.create_export(&spec, DEMO_CONNECTION, false).await.unwrap();
    let first = engine.start_run(export).await.unwrap();
    until(&engine, "the delivery", async |engine| {
        let delivery = row(engine, export, first).await.deliveries.pop()?;
        (delivery.status == DeliveryStatus::Delivering).then_some(())
    })
    .await;
    back_in_time(&desk, &["UPDATE runs SET stop = 1"]).await;
    let stopped = ended(&engine, export, first).await;
    assert_eq!(stopped.status, RunStatus::Cancelled, "{}", log(&engine, first).await);
    engine.retry_delivery(first).await.unwrap();
    let again = ended(&engine, export, first).await;
    assert_eq!(again.status, RunStatus::Finished, "{}", log(&engine, first).await);
    engine.shut_down().await;
}

/// What was left on a drive isn't gone because the drive is.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_on_a_drive_goes_once_it_is_mounted() {
    let desk = Desk::new();
    let disk = SmallDisk::new(8 << 20);
    let inbox = desk.folder.path().join("inbox");
    fs::create_dir(&inbox).unwrap();
    let (drive, at) = (disk.folder.path().to_string_lossy(), inbox.to_string_lossy());
    let mount = || servers::run("mount", &["--bind", &drive, &at]);
    let unmount = || servers::run("umount", &[&at]);
    mount();
    let engine = desk.open().await;
    let id = engine.save_target(&folder("Share", &inbox)).await.unwrap();
    let spec = stores("Shops", &["Share"]);
    let export = engine.create_export(&spec, DEMO_CONNECTION, false).await.unwrap();
    assert_eq!(run(&engine, export).await.status, RunStatus::Finished);
    engine.shut_down().await;
    let left = inbox.join(".left.part");
    fs::write(&left, b"half").unwrap();
    let work = json!({ "upload": null, "paths": [left] });
    let row = format!(
        "INSERT INTO uploads (target_id, began_at, work) VALUES ({id}, 4102444800000, '{work}')"
    );
    back_in_time(&desk, &[&row]).await;

    unmount();
    let engine = desk.open().await;
    let away = run(&engine, export).await;
    assert_eq!(away.status, RunStatus::Failed, "{}", log(&engine, away.id).await);
    let said = away.deliveries[0].message.clone().unwrap();
    assert!(said.contains("isn't mounted"), "{said}");
    engine.shut_down().await;
    mount();
    assert!(left.exists());
    let engine = desk.open().await;
    until(&engine, "the cleaning up", async |_| (!left.exists()).then_some(())).await;
    assert_eq!(names(&inbox), ["Shops.zip"]);
    engine.shut_down().await;
    unmount();
}

/// A set that had begun to take an older one's place at another address.
#[tokio::test(flavor = "multi_thread")]
async fn an_older_set_is_whole_once_its_target_is_back() {
    let [before, after] = [(); 2].map(|()| crate::foreign::Told::start("ftp", &[]));
    let desk = Desk::new();
    let engine = desk.open().await;
    let target = |id: Option<i64>, told: &crate::foreign::Told| TargetInput {
        id,
        name: "Partner".to_owned(),
        settings: told.settings.clone(),
        options: TargetOptions { retry_hours: 2, ..TargetOptions::default() },
        secret: Some(PASSWORD.to_owned()),
    };
    let id = engine.save_target(&target(None, &before)).await.unwrap();
    let spec = set_of_one_name();
    let export = engine.create_export(&spec, DEMO_CONNECTION, false).await.unwrap();
    let first = run(&engine, export).await;
    assert_eq!(first.status, RunStatus::Finished, "{}", log(&engine, first.id).await);
    let older = crate::kept::contents(&before.inbox());

    // Those before it have their names when it can't have its own.
    fs::write(before.switch("later"), b"").unwrap();
    fs::write(before.switch("stuck"), b"new S_2.csv").unwrap();
    let mut newer = json!(spec);
    newer["fields"] = json!([{ "field": "id" }, { "field": "created_at" }]);
    newer["name"] = "Newer set".into();
    let newer = ExportSpec::from_json(&newer.to_string()).unwrap();
    let export = engine.create_export(&newer, DEMO_CONNECTION, false).await.unwrap();
    let second = engine.start_run(export).await.unwrap();
    until(&engine, "an attempt", async |engine| {
        let delivery = row(engine, export, second).await.deliveries.pop()?;
        delivery.message.filter(|message| message.contains("450"))
    })
    .await;
    assert!(crate::kept::contents(&before.inbox()) != older);
    engine.save_target(&target(Some(id), &after)).await.unwrap();
    // It may have come by itself meanwhile.
    let _ = engine.retry_delivery(second).await;
    let second = ended(&engine, export, second).await;
    assert_eq!(second.status, RunStatus::Finished, "{}", log(&engine, second.id).await);
    assert_eq!(names(&after.inbox()).len(), older.len());

    fs::remove_file(before.switch("stuck")).unwrap();
    engine.save_target(&target(Some(id), &before)).await.unwrap();
    let spec = stores("Shops", &["Partner"]);
    let other = engine.create_export(&spec, DEMO_CONNECTION, false).await.unwrap();
    assert_eq!(run(&engine, other).await.status, RunStatus::Finished);
    until(&engine, "the older set", async |_| {
        let mut found = crate::kept::contents(&before.inbox());
        found.retain(|(name, _)| !name.starts_with("Shops."));
        (found == older).then_some(())
    })
    .await;
    engine.shut_down().await;
}

/// What has arrived can't be written to the history at that moment. It is delivered once, and
/// its number isn't given again.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_arrives_while_the_history_takes_nothing_is_written_down() {
    let desk = Desk::new();
    let inbox = desk.folder.path().join("inbox");
    fs::create_dir(&inbox).unwrap();
    let engine = desk.open().await;
    engine.save_target(&folder("Drive", &inbox)).await.unwrap();
    let document = json!({
        "version": 2, "name": "Customers", "model": "customers", "timezone": "Europe/Budapest",
        "targets": ["Drive"], "file_name": "{seq:04}", "format": { "compression": "none" },
    });
    let spec = ExportSpec::from_json(&document.to_string()).unwrap();
    let export = engine.create_export(&spec, DEMO_CONNECTION, false).await.unwrap();
    let history = history(&desk).await;
    let refuse = "CREATE TRIGGER refused BEFORE UPDATE OF status ON deliveries \
                  WHEN NEW.status = 'delivered' BEGIN SELECT RAISE(FAIL, 'not now'); END";
    sqlx::query(refuse).execute(&history).await.unwrap();
    let first = engine.start_run(export).await.unwrap();
    until(&engine, "the file", async |_| (names(&inbox) == ["0001.csv"]).then_some(())).await;
    assert_eq!(row(&engine, export, first).await.status, RunStatus::Processing);
    sqlx::query("DROP TRIGGER refused").execute(&history).await.unwrap();
    let first = ended(&engine, export, first).await;
    assert_eq!(first.status, RunStatus::Finished, "{}", log(&engine, first.id).await);
    let second = run(&engine, export).await;
    assert_eq!((first.sequence_number, second.sequence_number), (Some(1), Some(2)));
    assert_eq!(names(&inbox), ["0001.csv", "0002.csv"]);
    history.close().await;
    engine.shut_down().await;
}
