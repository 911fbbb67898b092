//! Updates of the app. A server of our own offers packages of all five kinds, genuine ones
//! and others, which minisign itself has signed; what is taken is really installed. Only two
//! programs stand in for others: the one that asks for an administrator, behind which the
//! system's own packages would be installed, and the installer for Windows.

mod bed;
#[path = "../support/hand_clock.rs"]
mod hand_clock;
#[path = "../support/patience.rs"]
mod patience;
mod server;
mod signer;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::TimeDelta;
use export_desk_core::engine::Engine;
use export_desk_core::store::Settings;
use export_desk_core::update::{
    Installation, Next, PackageKind, UpdateSource, UpdateState, Updater,
};
use serde_json::json;
use tempfile::TempDir;
use tokio::sync::{Mutex, MutexGuard};

use bed::Bed;
use patience::within;
use server::Server;
use signer::Signer;

const HERE: &str = "1.2.0";
const NEWER: &str = "1.10.0";
/// A package of the version before the one that is here, which was genuine once.
const OLDER: &str = "1.1.9";

/// One test after another: a program that is being written can't be started, and a process
/// that another test starts holds it open for a moment.
async fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::const_new(());
    ALONE.lock().await
}

fn write_program(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// A computer on which the app is installed by a package of one kind.
struct Computer {
    folder: TempDir,
    kind: PackageKind,
}

impl Computer {
    fn new(kind: PackageKind) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let computer = Self { folder, kind };
        match kind {
            PackageKind::App => write_program(&computer.at().join("Contents/MacOS/desk"), HERE),
            _ => write_program(&computer.at(), HERE),
        }
        // An administrator who agrees, and what the system's tool was asked.
        let asked = computer.path("asked");
        let agree = format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > '{}'\n", asked.display());
        write_program(&computer.path("agree"), &agree);
        computer
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What a newer version takes the place of.
    fn at(&self) -> PathBuf {
        match self.kind {
            PackageKind::App => self.path("Export Desk.app"),
            PackageKind::AppImage => self.path("Export_Desk.AppImage"),
            PackageKind::Deb | PackageKind::Rpm | PackageKind::Nsis => self.path("bin/desk"),
        }
    }

    fn packages(&self) -> PathBuf {
        self.path("home/updates")
    }

    fn updater(&self, url: &str, keys: &[&str]) -> Updater {
        let how = Installation::new(self.kind, self.at()).elevated_by(self.path("agree"));
        let source = UpdateSource::new(url, keys);
        Updater::new(self.packages(), HERE.parse().unwrap(), source, move || Ok(how.clone()))
    }

    /// A package that shows that it was installed.
    fn package(&self, version: &str) -> Vec<u8> {
        match self.kind {
            PackageKind::Deb | PackageKind::Rpm => {
                format!("{:?} {version}", self.kind).into_bytes()
            }
            PackageKind::AppImage => format!("#!/bin/sh\necho {version}\n").into_bytes(),
            PackageKind::Nsis => {
                let asked = self.path("asked.part");
                let script = "printf '%s\\n' \"$0\" \"$@\" >";
                let (asked, done) = (asked.display(), self.path("asked"));
                format!("#!/bin/sh\n{script} '{asked}'; mv '{asked}' '{}'\n", done.display())
                    .into_bytes()
            }
            PackageKind::App => {
                let (tree, archive) = (self.path("tree"), self.path("tree.tar.gz"));
                write_program(&tree.join("Export Desk.app/Contents/MacOS/desk"), version);
                let mut tar = Command::new("tar");
                tar.arg("-czf").arg(&archive).arg("-C").arg(&tree).arg("Export Desk.app");
                assert!(tar.status().unwrap().success());
                fs::remove_dir_all(tree).unwrap();
                fs::read(archive).unwrap()
            }
        }
    }

    /// What the system's tool or the installer was asked for; none where nobody asked.
    fn asked(&self) -> Option<String> {
        fs::read_to_string(self.path("asked")).ok()
    }

    /// That all is as it was.
    fn assert_untouched(&self, case: &str) {
        let at = match self.kind {
            PackageKind::App => self.at().join("Contents/MacOS/desk"),
            _ => self.at(),
        };
        assert_eq!(fs::read_to_string(at).unwrap(), HERE, "{case}");
        assert_eq!(self.asked(), None, "{case}");
        assert!(!self.packages().exists(), "{case}: what isn't genuine is still there");
    }

    /// That a version is in place.
    fn assert_installed(&self, version: &str, next: Next) {
        let restart = if self.kind == PackageKind::Nsis { Next::End } else { Next::Restart };
        assert_eq!(next, restart);
        let packed = |ending: &str| {
            self.packages().join(format!("export-desk-{version}.{ending}")).display().to_string()
        };
        match self.kind {
            PackageKind::Deb => {
                let asked = self.asked().unwrap();
                let asked: Vec<&str> = asked.lines().collect();
                assert_eq!((asked[0], *asked.last().unwrap()), ("apt-get", &*packed("deb")));
                assert!(asked.contains(&"install") && !asked.contains(&"--allow-downgrades"));
                assert_eq!(fs::read_to_string(packed("deb")).unwrap(), format!("Deb {version}"));
            }
            PackageKind::Rpm => {
                assert_eq!(self.asked().unwrap(), format!("rpm\n--upgrade\n{}\n", packed("rpm")));
                assert_eq!(fs::read_to_string(packed("rpm")).unwrap(), format!("Rpm {version}"));
            }
            PackageKind::Nsis => {
                let asked = self.asked().unwrap();
                assert_eq!(asked, format!("{}\n/P\n/R\n/UPDATE\n", packed("exe")));
            }
            PackageKind::AppImage => {
                let said = Command::new(self.at()).output().unwrap();
                assert_eq!(String::from_utf8_lossy(&said.stdout), format!("{version}\n"));
            }
            PackageKind::App => {
                let program = self.at().join("Contents/MacOS/desk");
                assert_eq!(fs::read_to_string(&program).unwrap(), version);
                assert!(fs::metadata(program).unwrap().permissions().mode() & 0o111 != 0);
            }
        }
    }
}

fn manifest(version: &str, kind: PackageKind, signature: &str) -> Vec<u8> {
    json!({
        "version": version, "notes": "What is new.", "pub_date": "2026-11-20T10:00:00Z",
        "platforms": { kind.platform(): { "url": "packages/it", "signature": signature } },
    })
    .to_string()
    .into_bytes()
}

fn says(version: &str, kind: PackageKind) -> String {
    format!("Export Desk {version} {}", kind.platform())
}

/// Looks, and installs what was found.
async fn update(updater: &Updater, engine: &Engine) -> Option<Next> {
    within(updater.look(), "an answer").await;
    within(updater.install(engine), "an update").await
}

#[tokio::test(flavor = "multi_thread")]
async fn packages_signed_by_either_key_are_installed() {
    let _alone = alone().await;
    let (bed, first, second) = (Bed::new(), Signer::new(), Signer::new());
    let engine = bed.open().await;
    for kind in PackageKind::ALL {
        for signer in [&first, &second] {
            let (computer, server) = (Computer::new(kind), Server::start().await);
            let package = computer.package(NEWER);
            let signature = signer.sign(&package, &says(NEWER, kind));
            server.put("/latest.json", manifest(NEWER, kind, &signature));
            server.put("/packages/it", package);
            let keys = [first.public.as_str(), second.public.as_str()];
            let updater = computer.updater(&server.url("/latest.json"), &keys);
            assert_eq!(updater.state(), UpdateState::Unasked);
            within(updater.look(), "an answer").await;
            let UpdateState::Found { version, notes, published } = updater.state() else {
                panic!("{:?}", updater.state());
            };
            assert_eq!((version.as_str(), notes.as_str()), (NEWER, "What is new."));
            assert_eq!(published.unwrap().to_rfc3339(), "2026-11-20T10:00:00+00:00");
            assert_eq!(computer.asked(), None, "nothing is fetched until that is wanted");
            let next = within(updater.install(&engine), "an update").await;
            let next = next.unwrap_or_else(|| panic!("{kind:?}: {:?}", updater.state()));
            if kind == PackageKind::Nsis {
                // It works on by itself.
                within(exists(&computer.path("asked")), "the installer").await;
            }
            computer.assert_installed(NEWER, next);
            assert_eq!(updater.state(), UpdateState::Installed { version: NEWER.to_owned() });
            // It isn't looked for again before the next start.
            updater.look().await;
            assert_eq!(server.requests().len(), 2);
        }
    }
    engine.shut_down().await;
}

async fn exists(path: &Path) {
    while !path.exists() {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}

/// What a server may hand out in place of a good package.
struct Offer {
    case: &'static str,
    version: &'static str,
    signature: String,
    package: Vec<u8>,
    /// What is said of it.
    told: &'static str,
}

fn bad_offers(computer: &Computer, ours: &Signer, stranger: &Signer) -> Vec<Offer> {
    let kind = computer.kind;
    let (good, old) = (computer.package(NEWER), computer.package(OLDER));
    let signature = ours.sign(&good, &says(NEWER, kind));
    let old_signature = ours.sign(&old, &says(OLDER, kind));
    let other = PackageKind::ALL.into_iter().find(|other| *other != kind).unwrap();
    let mut changed = good.clone();
    *changed.last_mut().unwrap() ^= 1;
    let mut longer = good.clone();
    longer.push(b'\n');
    let offer = |case, signature: &str, package: &[u8], told| Offer {
        case,
        version: NEWER,
        signature: signature.to_owned(),
        package: package.to_vec(),
        told,
    };
    let tampered = "was changed after it was signed";
    let (unknown, renamed) = ("signed with a key that this version doesn't know", "was signed as");
    vec![
        offer("a changed byte", &signature, &changed, tampered),
        offer("a byte more", &signature, &longer, tampered),
        offer("a byte less", &signature, &good[..good.len() - 1], tampered),
        offer("nothing", &signature, &[], tampered),
        offer("another package's signature", &old_signature, &good, renamed),
        offer("an older package under a newer number", &old_signature, &old, renamed),
        offer(
            "an older package whose signature was made to say so",
            &old_signature.replace(OLDER, NEWER),
            &old,
            tampered,
        ),
        offer("another kind's", &ours.sign(&good, &says(NEWER, other)), &good, renamed),
        offer("no comment of ours", &ours.sign(&good, "timestamp:1\tfile:it"), &good, renamed),
        offer("another key", &stranger.sign(&good, &says(NEWER, kind)), &good, unknown),
        offer(
            "a key's name alone",
            &stranger.sign_as(ours, &good, &says(NEWER, kind)),
            &good,
            tampered,
        ),
        offer("the outdated kind", &ours.sign_old(&good, &says(NEWER, kind)), &good, "outdated"),
        offer("no signature", "", &good, "isn't signed"),
        offer("half a signature", &signature[..signature.len() / 2], &good, "isn't signed"),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_else_is_refused_and_leaves_nothing_behind() {
    let _alone = alone().await;
    let (bed, ours, next, stranger) = (Bed::new(), Signer::new(), Signer::new(), Signer::new());
    let engine = bed.open().await;
    let keys = [ours.public.as_str(), next.public.as_str()];
    for kind in PackageKind::ALL {
        let (computer, server) = (Computer::new(kind), Server::start().await);
        for offer in bad_offers(&computer, &ours, &stranger) {
            let case = format!("{kind:?}, {}", offer.case);
            server.put("/latest.json", manifest(offer.version, kind, &offer.signature));
            server.put("/packages/it", offer.package);
            let updater = computer.updater(&server.url("/latest.json"), &keys);
            assert_eq!(update(&updater, &engine).await, None, "{case}");
            let UpdateState::Refused { message, hint, .. } = updater.state() else {
                panic!("{case}: {:?}", updater.state());
            };
            assert!(message.contains(offer.told), "{case}: {message}");
            assert!(hint.contains("Nothing was installed"), "{case}: {hint}");
            computer.assert_untouched(&case);
        }
        // The package that broke off is told from one that was changed.
        let package = computer.package(NEWER);
        let signature = ours.sign(&package, &says(NEWER, kind));
        server.put("/latest.json", manifest(NEWER, kind, &signature));
        server.put_broken("/packages/it", package);
        let updater = computer.updater(&server.url("/latest.json"), &keys);
        assert_eq!(update(&updater, &engine).await, None);
        let state = format!("{:?}", updater.state());
        assert!(state.contains("The package broke off after"), "{kind:?}: {state}");
        computer.assert_untouched("broken off");
        // Older, or the same: there is nothing to be refused.
        for (version, older) in [(OLDER, true), (HERE, false), ("1.2.0-rc.1", true)] {
            let package = computer.package(version);
            let signature = ours.sign(&package, &says(version, kind));
            server.put("/latest.json", manifest(version, kind, &signature));
            server.put("/packages/it", package);
            let updater = computer.updater(&server.url("/latest.json"), &keys);
            assert_eq!(update(&updater, &engine).await, None);
            let older = older.then(|| version.to_owned());
            assert_eq!(updater.state(), UpdateState::Current { older });
            computer.assert_untouched(version);
        }
    }
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_package_that_is_changed_while_it_waits_is_refused() {
    let _alone = alone().await;
    let (bed, ours) = (Bed::new(), Signer::new());
    let (engine, connection) = bed.open_with_data().await;
    let (computer, server) = (Computer::new(PackageKind::AppImage), Server::start().await);
    let updater = offered(&computer, &server, &ours).await;
    let export = engine.create_export(&bed::daily("11:33"), connection, false).await.unwrap();
    let work = tokio::spawn({
        let (updater, engine) = (updater.clone(), engine.clone());
        async move { updater.install(&engine).await }
    });
    waiting(&updater, "“Shops” runs at 11:33").await;
    let package = computer.packages().join(format!("export-desk-{NEWER}.AppImage"));
    fs::write(&package, "#!/bin/sh\necho evil\n").unwrap();
    engine.pause_export(export).await.unwrap();
    assert_eq!(within(work, "the end").await.unwrap(), None);
    let state = format!("{:?}", updater.state());
    assert!(state.contains("was changed after it was signed"), "{state}");
    assert_eq!(fs::read_to_string(computer.at()).unwrap(), HERE);
    engine.shut_down().await;
}

/// An update that was found, with a package of the computer's kind.
async fn offered(computer: &Computer, server: &Server, signer: &Signer) -> Updater {
    let package = computer.package(NEWER);
    let signature = signer.sign(&package, &says(NEWER, computer.kind));
    server.put("/latest.json", manifest(NEWER, computer.kind, &signature));
    server.put("/packages/it", package);
    let updater = computer.updater(&server.url("/latest.json"), &[&signer.public]);
    within(updater.look(), "an answer").await;
    assert!(matches!(updater.state(), UpdateState::Found { .. }), "{:?}", updater.state());
    updater
}

/// Waits until an update waits for this.
async fn waiting(updater: &Updater, because: &str) {
    let wanted = UpdateState::Waiting { version: NEWER.to_owned(), because: because.to_owned() };
    let mut states = updater.watch();
    let what = format!("“{because}” after {:?}", updater.state());
    within(states.wait_for(|state| *state == wanted), &what).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_waits_for_runs_deliveries_and_slots_that_come_soon() {
    let _alone = alone().await;
    let (bed, ours) = (Bed::new(), Signer::new());
    let (engine, connection) = bed.open_with_data().await;
    let (computer, server) = (Computer::new(PackageKind::AppImage), Server::start().await);
    let updater = offered(&computer, &server, &ours).await;
    // In Budapest it is half past eleven.
    let far = engine.create_export(&bed::daily("11:36"), connection, false).await.unwrap();
    engine.run_schedules();
    assert_eq!(engine.busy_with(TimeDelta::minutes(5)).await.unwrap(), None);
    bed.clock.forward(TimeDelta::minutes(2));
    let work = tokio::spawn({
        let (updater, engine) = (updater.clone(), engine.clone());
        async move { updater.install(&engine).await }
    });
    waiting(&updater, "“Shops” runs at 11:36").await;
    // Its file can't be delivered, which is tried again and again.
    bed.deliver_nowhere(&engine, far).await;
    bed.clock.forward(TimeDelta::minutes(4));
    waiting(&updater, "“Shops” is being delivered").await;
    let busy = updater.may_restart(&engine).await.unwrap_err();
    assert_eq!(busy.to_string(), "“Shops” is being delivered");
    assert_eq!(fs::read_to_string(computer.at()).unwrap(), HERE);
    let run = engine.export_details(far).await.unwrap().runs[0].id;
    engine.cancel_run(run).await.unwrap();
    let next = within(work, "the update").await.unwrap();
    computer.assert_installed(NEWER, next.unwrap());
    updater.may_restart(&engine).await.unwrap();
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_update_that_waits_can_be_given_up() {
    let _alone = alone().await;
    let (bed, ours) = (Bed::new(), Signer::new());
    let (engine, connection) = bed.open_with_data().await;
    let (computer, server) = (Computer::new(PackageKind::AppImage), Server::start().await);
    let updater = offered(&computer, &server, &ours).await;
    let found = updater.state();
    engine.create_export(&bed::daily("11:31"), connection, false).await.unwrap();
    let work = tokio::spawn({
        let (updater, engine) = (updater.clone(), engine.clone());
        async move { updater.install(&engine).await }
    });
    waiting(&updater, "“Shops” runs at 11:31").await;
    updater.stop();
    assert_eq!(within(work, "the end").await.unwrap(), None);
    assert_eq!(updater.state(), found);
    assert_eq!(fs::read_to_string(computer.at()).unwrap(), HERE);
    // It is still there to be taken later.
    engine.pause_all().await.unwrap();
    let next = within(updater.install(&engine), "the update").await;
    computer.assert_installed(NEWER, next.unwrap());
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_server_is_asked_unless_somebody_wants_that_and_then_only_for_the_manifest() {
    let _alone = alone().await;
    let (bed, ours) = (Bed::new(), Signer::new());
    let engine = bed.open().await;
    let (computer, server) = (Computer::new(PackageKind::Deb), Server::start().await);
    let package = computer.package(NEWER);
    let signature = ours.sign(&package, &says(NEWER, computer.kind));
    server.put("/latest.json", manifest(NEWER, computer.kind, &signature));
    let updater = computer.updater(&server.url("/latest.json"), &[&ours.public]);
    let settings = engine.settings().await.unwrap();
    assert!(!settings.look_for_updates, "it is off unless somebody turns it on");
    let looking = tokio::spawn({
        let (updater, engine) = (updater.clone(), engine.clone());
        async move { updater.look_daily(&engine).await }
    });
    let save = |look_for_updates, memory_mb| {
        let changed = Settings { look_for_updates, memory_mb, ..settings.clone() };
        let engine = engine.clone();
        async move { engine.save_settings(&changed).await.unwrap() }
    };
    save(false, 600).await;
    assert_eq!(server.requests(), Vec::<String>::new());
    save(true, 600).await;
    let mut states = updater.watch();
    let found = states.wait_for(|state| matches!(state, UpdateState::Found { .. }));
    within(found, "the first look").await.unwrap();
    // Another change is no reason to look again: off and on is, and that is the second.
    save(true, 700).await;
    save(false, 700).await;
    updater.look().await;
    let requests = server.requests();
    assert_eq!(requests.len(), 2, "{requests:?}");
    for request in requests {
        let mut lines: Vec<String> = request.lines().map(str::to_lowercase).collect();
        assert_eq!(lines.remove(0), "get /latest.json http/1.1");
        lines.sort();
        let host = format!("host: 127.0.0.1:{}", server.port());
        assert_eq!(lines, ["accept: */*", &host, "user-agent: export desk"]);
    }
    looking.abort();
    engine.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_says_is_told() {
    let _alone = alone().await;
    let (bed, ours) = (Bed::new(), Signer::new());
    let engine = bed.open().await;
    let (computer, server) = (Computer::new(PackageKind::Rpm), Server::start().await);
    let package = computer.package(NEWER);
    let signature = ours.sign(&package, &says(NEWER, computer.kind));
    let at = |url: &str| {
        let text = String::from_utf8(manifest(NEWER, computer.kind, &signature)).unwrap();
        text.replace("packages/it", url).into_bytes()
    };
    let other = manifest(NEWER, PackageKind::Deb, &signature);
    let cases: [(Option<Vec<u8>>, &str); 8] = [
        (None, "answers 404 Not Found"),
        (Some(b"<html>".to_vec()), "what the server says of updates can't be read"),
        (Some(br#"{"version":"new","platforms":{}}"#.to_vec()), "can't be read"),
        (Some(vec![b' '; 1_100_000]), "it is too long"),
        (Some(other), "has no package for linux-"),
        (Some(at("ftp://127.0.0.1/it")), "isn't an address that updates can come from"),
        (Some(at("file:///etc/passwd")), "isn't an address that updates can come from"),
        (Some(at("http://updates.example/it")), "isn't an address that updates can come from"),
    ];
    for (answer, told) in cases {
        match answer {
            Some(answer) => server.put("/latest.json", answer),
            None => server.take("/latest.json"),
        }
        let updater = computer.updater(&server.url("/latest.json"), &[&ours.public]);
        assert_eq!(update(&updater, &engine).await, None);
        let UpdateState::Refused { message, .. } = updater.state() else {
            panic!("{told}: {:?}", updater.state());
        };
        assert!(message.to_lowercase().contains(&told.to_lowercase()), "{told}: {message}");
        computer.assert_untouched(told);
    }
    // Nobody is there.
    let url = server.url("/latest.json");
    drop(server);
    let updater = computer.updater(&url, &[&ours.public]);
    updater.look().await;
    let state = format!("{:?}", updater.state());
    assert!(state.contains("connection refused"), "{state}");

    // A system whose tool wants no update, or nobody to confirm it.
    let server = Server::start().await;
    let updater = offered(&computer, &server, &ours).await;
    let no = "#!/bin/sh\necho 'reading' >&2\necho 'it conflicts with itself' >&2\nexit 1\n";
    let by_hand = "By hand it is: sudo rpm --upgrade '";
    for (script, why) in [
        (no, "it conflicts with itself"),
        ("#!/bin/sh\nexit 126\n", "it wasn't confirmed by an administrator"),
    ] {
        write_program(&computer.path("agree"), script);
        updater.look().await;
        assert_eq!(within(updater.install(&engine), "the end").await, None);
        let UpdateState::Refused { message, hint, again } = updater.state() else {
            panic!("{why}: {:?}", updater.state());
        };
        assert_eq!(message, format!("The package can't be installed: {why}"));
        assert!(hint.contains(by_hand) && again, "{hint}");
    }
    fs::remove_file(computer.path("agree")).unwrap();
    updater.look().await;
    assert_eq!(within(updater.install(&engine), "the end").await, None);
    let state = format!("{:?}", updater.state());
    assert!(state.contains("nothing here can ask for an administrator's password"), "{state}");
    engine.shut_down().await;
}

#[test]
fn a_build_without_a_place_or_keys_asks_nobody() {
    let signer = Signer::new();
    let key = signer.public.as_str();
    let told = |url: &str, keys: &[&str]| match UpdateSource::new(url, keys) {
        Ok(_) => "good".to_owned(),
        Err(error) => error.to_string(),
    };
    assert_eq!(told("https://updates.example/latest.json", &[key, ""]), "good");
    assert_eq!(told("http://127.0.0.1:8000/latest.json", &["", key]), "good");
    assert_eq!(told("", &[key]), "this build doesn't know where updates come from");
    for unsafe_one in
        ["http://updates.example/latest.json", "updates.example", "file:///a", "https://"]
    {
        assert!(told(unsafe_one, &[key]).contains("isn't an address"), "{unsafe_one}");
    }
    for keys in [&[][..], &["", " "], &["RWQ"], &[key, "RWQ"]] {
        assert!(told("https://updates.example/a", keys).contains("no public key"), "{keys:?}");
    }
    // The tests' own build has none.
    let source = UpdateSource::of_this_build();
    let folder = tempfile::tempdir().unwrap();
    let find = || panic!("nobody is asked");
    let updater = Updater::new(folder.path().join("updates"), HERE.parse().unwrap(), source, find);
    assert!(matches!(updater.state(), UpdateState::Off { .. }), "{:?}", updater.state());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(updater.look());
    assert!(matches!(updater.state(), UpdateState::Off { .. }), "{:?}", updater.state());
}
