//! Every kind of server, whole and through a proxy that breaks connections.
//! What came of it is printed as a table.

use std::fs;
use std::path::Path;
use std::time::Duration;

use export_desk_core::delivery::{Fault, FtpsMode, SftpLogin, TargetIfExists, TargetSettings};

use crate::bed::{Bed, NAME, Table, Watcher, content, names, until};
use crate::proxy::{self, Proxy};
use crate::servers::{
    self, Authority, DATA_PORTS, Ftp, PROXY_HOST, Server, SmallDisk, Sshd, USER, inbox, run,
};
use crate::trust;

/// Bytes of the files: more than any buffer on the way.
pub(crate) const SIZE: usize = 6 << 20;
/// Where connections break.
const PLACE: u64 = 7 << 19;
/// How long is waited for a line on which nothing moves any more.
const SHORT: Duration = Duration::from_secs(3);

pub(crate) fn sftp(host: &str, port: u16) -> TargetSettings {
    TargetSettings::Sftp {
        host: host.to_owned(),
        port,
        user: USER.to_owned(),
        login: SftpLogin::Password,
        key_file: None,
        path: String::new(),
    }
}

pub(crate) fn ftp(kind: Ftp, host: &str, port: u16, ca_file: Option<&str>) -> TargetSettings {
    let (host, user, path) = (host.to_owned(), USER.to_owned(), String::new());
    let ca_file = ca_file.map(str::to_owned);
    match kind {
        Ftp::Plain => TargetSettings::Ftp { host, port, user, path },
        Ftp::Explicit => {
            TargetSettings::Ftps { host, port, user, path, mode: FtpsMode::Explicit, ca_file }
        }
        Ftp::Implicit => {
            TargetSettings::Ftps { host, port, user, path, mode: FtpsMode::Implicit, ca_file }
        }
    }
}

pub(crate) fn path(folder: &Path) -> String {
    folder.to_string_lossy().into_owned()
}

/// A server whose folder can be looked into.
struct Place {
    name: &'static str,
    server: Server,
    proxy: Proxy,
    /// Straight, and through the proxy.
    direct: TargetSettings,
    broken: TargetSettings,
    hosts: String,
}

async fn places(authority: &Authority) -> Vec<Place> {
    let ca = authority.file();
    let names = "DNS:localhost,IP:127.0.0.1,IP:127.0.0.2";
    let certificate = authority.issue("server", names, None);
    let proxied = PROXY_HOST.to_string();
    let mut places = Vec::new();
    let modern = "KexAlgorithms curve25519-sha256\nCiphers chacha20-poly1305@openssh.com\n\
                  HostKeyAlgorithms ssh-ed25519\nPubkeyAcceptedAlgorithms ssh-ed25519,rsa-sha2-512";
    for (name, more) in [("SFTP", ""), ("SFTP, modern only", modern)] {
        let server = Sshd { more, ..Sshd::default() }.start();
        let proxy = Proxy::start(PROXY_HOST.into(), [server.port]).await;
        let hosts =
            servers::known_host(&server, "127.0.0.1") + &servers::known_host(&server, &proxied);
        let (direct, broken) = (sftp("127.0.0.1", server.port), sftp(&proxied, server.port));
        places.push(Place { name, server, proxy, direct, broken, hosts });
    }
    for (name, kind) in [
        ("FTP", Ftp::Plain),
        ("FTP over SSL, explicit", Ftp::Explicit),
        ("FTP over SSL, implicit", Ftp::Implicit),
    ] {
        let server = servers::ftp(kind, (kind != Ftp::Plain).then_some(&certificate));
        let ports = server.port..=server.port + DATA_PORTS;
        let proxy = Proxy::start(PROXY_HOST.into(), ports).await;
        let direct = ftp(kind, "127.0.0.1", server.port, Some(&ca));
        let broken = ftp(kind, &proxied, server.port, Some(&ca));
        places.push(Place { name, server, proxy, direct, broken, hosts: String::new() });
    }
    places
}

impl Place {
    fn bed(&self, to: &str) -> Bed {
        let bed = Bed::new(SIZE, to);
        fs::write(bed.hosts(), &self.hosts).unwrap();
        bed
    }

    /// Delivers to an empty folder while somebody watches, and looks at what is
    /// there then.
    async fn deliver(
        &self,
        settings: &TargetSettings,
        what: &str,
        first_patience: Option<Duration>,
        table: &mut Table,
    ) -> (u32, Option<Fault>) {
        let inbox = inbox();
        let mut bed = self.bed(&path(inbox.path()));
        bed.first_patience = first_patience;
        let watcher = Watcher::begin(&inbox.path().join(NAME), &[&bed.bytes]);
        let (done, attempts, first) = bed.deliver(settings).await;
        let seen = watcher.end();
        let delivered = done.unwrap_or_else(|error| panic!("{}, {what}: {error:?}", self.name));
        assert!(seen > 0);
        assert_eq!(names(inbox.path()), [NAME], "{}, {what}", self.name);
        let sent = self.proxy.sent();
        let resumed = if sent > 0 && attempts > 1 {
            format!(", {} of {} KiB sent in all", sent >> 10, SIZE >> 10)
        } else {
            String::new()
        };
        let after = match (&first, attempts) {
            (Some(fault), attempts) => {
                format!("{fault:?}, then delivered at attempt {attempts}{resumed}")
            }
            (None, _) => "delivered".to_owned(),
        };
        table.row(self.name, what, format!("{after}; checked by {}", delivered.verified));
        (attempts, first)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_server_and_every_fault() {
    let authority = Authority::new();
    let mut table = Table::default();
    // All at once: most of the time is waited.
    let mut works = Vec::new();
    for mut place in places(&authority).await {
        works.push(tokio::spawn(async move {
            let mut table = Table::default();
            whole(&place, &mut table).await;
            names_that_are_there(&place, &mut table).await;
            broken(&mut place, &mut table).await;
            refusals(&place, &mut table).await;
            table
        }));
    }
    for work in works {
        table.add(until("a server's rows", work).await.unwrap());
    }
    trust::hosts(&mut table).await;
    trust::certificates(&authority, &mut table).await;
    trust::anonymous(&mut table).await;
    table.print();
}

async fn whole(place: &Place, table: &mut Table) {
    place.deliver(&place.direct, "nothing", None, table).await;
    place.deliver(&place.broken, "nothing, by the proxy", None, table).await;

    // Spaces, other letters, folders that aren't there, everything beside it.
    let inbox = inbox();
    let folder = inbox.path().join("be jövő/ünnep 🎁/2026");
    let mut bed = place.bed(&path(&folder));
    bed.upload.options.manifest = true;
    bed.upload.options.ready_marker = true;
    let delivered = bed.put(&place.direct).await.unwrap();
    assert_eq!(delivered.remote_path, path(&folder.join(NAME)));
    assert_eq!(fs::read(folder.join(NAME)).unwrap(), bed.bytes);
    let beside = [
        "Vásárlók és pontok.csv",
        "Vásárlók és pontok.csv.ready",
        "Vásárlók és pontok.manifest.json",
    ];
    assert_eq!(names(&folder), beside);
    let manifest = fs::read(folder.join(beside[2])).unwrap();
    assert_eq!(manifest, fs::read(bed.upload.manifest.as_ref().unwrap()).unwrap());
    table.row(
        place.name,
        "spaces, ő and 🎁 in folders to be made; marker and manifest",
        "delivered",
    );

    // Parts that were given up go, unless the server doesn't let them.
    let part = |key: &str| folder.join(format!(".{NAME}.{key}.part"));
    for key in ["01", "02"] {
        fs::write(part(key), b"half of it").unwrap();
    }
    run("chown", &[USER, &path(&part("01"))]);
    // Everybody may write, and nobody may remove what isn't theirs.
    run("chown", &["root", &path(&folder)]);
    run("chmod", &["1777", &path(&folder)]);
    bed.upload.part.given_up = vec!["01".to_owned(), "02".to_owned()];
    let delivered = bed.put(&place.direct).await.unwrap();
    assert_eq!(delivered.left, [path(&part("02"))]);
    assert!(!part("01").exists());
    bed.upload.part.given_up.clear();
    table.row(place.name, "parts of attempts that timed out", "removed, or told where they are");

    bed.upload.options.create_folders = false;
    bed.upload.folder = path(&inbox.path().join("not there"));
    let error = bed.put(&place.direct).await.unwrap_err();
    assert!(matches!(error.fault, Fault::NoFolder | Fault::Permission), "{error:?}");
    table.row(place.name, "no such folder, none to be made", &error.message);

    // The test button.
    bed.upload.options.create_folders = true;
    let test = bed.check(&place.direct).await;
    assert!(test.ok, "{test:?}");
    let steps: Vec<_> = test.steps.iter().map(|step| step.step.name()).collect();
    let mut all =
        vec!["resolve", "connect", "trust", "log in", "write", "rename", "read back", "delete"];
    // Nothing proves who a server of plain FTP is.
    all.retain(|step| place.name != "FTP" || *step != "trust");
    assert_eq!(steps, all);
    assert!(!inbox.path().join("not there").exists(), "the test leaves nothing behind");
    table.row(place.name, "test", format!("{} steps, nothing left behind", all.len()));
}

async fn names_that_are_there(place: &Place, table: &mut Table) {
    let inbox = inbox();
    let file = inbox.path().join(NAME);
    let old = content(3 << 20, 99);
    let put = |bytes: &[u8]| {
        fs::write(&file, bytes).unwrap();
        run("chown", &[USER, &path(&file)]);
    };
    put(&old);
    let mut bed = place.bed(&path(inbox.path()));
    let watcher = Watcher::begin(&file, &[&old, &bed.bytes]);
    let delivered = bed.put(&place.direct).await.unwrap();
    assert!(watcher.end() > 0);
    assert!(!delivered.set_aside);
    assert_eq!(fs::read(&file).unwrap(), bed.bytes);
    table.row(place.name, "name there, rule replace", "replaced by one rename");

    put(&old);
    bed.upload.options.if_exists = TargetIfExists::Number;
    bed.upload.options.manifest = true;
    let numbered = "Vásárlók és pontok (2).csv";
    assert_eq!(bed.put(&place.direct).await.unwrap().name, numbered);
    assert_eq!(fs::read(&file).unwrap(), old);
    assert_eq!(fs::read(inbox.path().join(numbered)).unwrap(), bed.bytes);
    let manifest =
        fs::read_to_string(inbox.path().join("Vásárlók és pontok (2).manifest.json")).unwrap();
    assert!(manifest.contains(numbered), "{manifest}");
    table.row(place.name, "name there, rule keep both", format!("delivered as `{numbered}`"));

    bed.upload.options.if_exists = TargetIfExists::Fail;
    let error = bed.put(&place.direct).await.unwrap_err();
    assert_eq!(error.fault, Fault::Exists);
    assert_eq!(fs::read(&file).unwrap(), old);
    assert_eq!(names(inbox.path()).len(), 3, "{:?}", names(inbox.path()));
    table.row(place.name, "name there, rule stop", &error.message);
}

async fn broken(place: &mut Place, table: &mut Table) {
    use proxy::Fault::{Corrupt, Cut, Stall, Swallow};
    for (faults, what) in [
        (&[Cut(PLACE)][..], "cut at byte 3,670,016"),
        (&[Cut(PLACE), Cut(600)][..], "cut in the middle, then at once"),
        (&[Stall(PLACE)][..], "stalls in the middle"),
        (&[Swallow(PLACE)][..], "half of it is taken and not passed on"),
        (&[Corrupt(PLACE)][..], "one byte changed on its way"),
    ] {
        place.proxy.break_by(faults);
        let broken = place.broken.clone();
        // Nothing moves any more: that has to be noticed.
        let stands = matches!(faults, [Stall(_) | Swallow(_)]);
        let first_patience = stands.then_some(SHORT);
        let (attempts, first) = place.deliver(&broken, what, first_patience, table).await;
        assert_eq!(place.proxy.left(), 0, "{what} didn't happen");
        assert!(attempts > 1, "{what}");
        if matches!(faults, [Stall(_)]) {
            assert_eq!(first, Some(Fault::TimedOut), "{what}");
        }
        if matches!(faults, [Cut(_)]) {
            // A server that lost the line may say so itself.
            let lost = matches!(first, Some(Fault::Broken | Fault::Busy | Fault::TimedOut));
            assert!(lost, "{}, {what}: {first:?}", place.name);
            // Gone on with, not begun anew. A server may lose what it had taken
            // and not yet written: OpenSSH up to 2 MiB.
            let anew = SIZE as u64 + PLACE;
            assert!(place.proxy.sent() < anew - (1 << 20), "{} sent", place.proxy.sent());
        }
    }

    // The server goes in the middle and comes back.
    let inbox = inbox();
    let mut bed = place.bed(&path(inbox.path()));
    bed.upload.options.bandwidth_kib = Some(2 << 10);
    let direct = place.direct.clone();
    let watcher = Watcher::begin(&inbox.path().join(NAME), &[&bed.bytes]);
    let server = &mut place.server;
    let stopped = bed.when_sent(PLACE / 2, bed.put(&direct), || server.stop()).await;
    let error = stopped.unwrap_err();
    assert!(matches!(error.fault, Fault::Broken | Fault::TimedOut | Fault::Busy), "{error:?}");
    let refused = bed.put(&direct).await.unwrap_err();
    assert_eq!(refused.fault, Fault::Unreachable, "{refused:?}");
    table.row(place.name, "refused", format!("{:?}: {}", refused.fault, refused.message));
    place.server.start_again();
    bed.upload.options.bandwidth_kib = None;
    bed.put(&direct).await.unwrap();
    watcher.end();
    assert_eq!(names(inbox.path()), [NAME]);
    table.row(
        place.name,
        "server restarted in the middle",
        format!("{:?}, then delivered", error.fault),
    );

    // Somebody cancels.
    let inbox = servers::inbox();
    let mut bed = place.bed(&path(inbox.path()));
    bed.upload.options.bandwidth_kib = Some(2 << 10);
    let done = bed.when_sent(PLACE / 2, bed.put(&direct), || bed.cancel.cancel()).await;
    let error = done.unwrap_err();
    assert_eq!((error.fault, error.part), (Fault::Cancelled, None));
    assert!(names(inbox.path()).is_empty(), "{:?}", names(inbox.path()));
    table.row(place.name, "cancelled in the middle", "stopped, the part is removed");
}

async fn refusals(place: &Place, table: &mut Table) {
    let inbox = inbox();
    let mut bed = place.bed(&path(inbox.path()));
    bed.secret = Some("not the password".to_owned());
    let error = bed.put(&place.direct).await.unwrap_err();
    assert_eq!(error.fault, Fault::Login, "{error:?}");
    table.row(place.name, "wrong password", format!("at once: {}", error.message));
    let test = bed.check(&place.direct).await;
    let last = test.steps.last().unwrap();
    assert_eq!((last.step.name(), last.ok), ("log in", false));

    let locked = tempfile::tempdir().unwrap();
    run("chmod", &["755", &path(locked.path())]);
    let bed = place.bed(&path(locked.path()));
    let error = bed.put(&place.direct).await.unwrap_err();
    assert!(error.message.contains(&path(locked.path())), "{error:?}");
    // vsftpd has the same words for a full disk, so that is tried again.
    let (fault, told) = if place.name.starts_with("FTP") {
        (Fault::Busy, "tried again later")
    } else {
        (Fault::Permission, "at once")
    };
    assert_eq!(error.fault, fault, "{error:?}");
    assert!(names(locked.path()).is_empty());
    let what = "folder that may only be read";
    table.row(place.name, what, format!("{told}: {}", error.message));

    let disk = SmallDisk::new(4 << 20);
    let bed = place.bed(&path(disk.folder.path()));
    let error = bed.put(&place.direct).await.unwrap_err();
    // A server may end the line before it says why; that, too, is tried again.
    let later = matches!(error.fault, Fault::DiskFull | Fault::Busy | Fault::Broken);
    assert!(later, "{error:?}");
    let [part] = &*names(disk.folder.path()) else { panic!("{:?}", names(disk.folder.path())) };
    assert_eq!(error.part, Some(path(&disk.folder.path().join(part))));
    assert!(!disk.folder.path().join(NAME).exists());
    table.row(
        place.name,
        "disk full at the server",
        format!("{:?}, tried again later: {}", error.fault, error.message),
    );
}
