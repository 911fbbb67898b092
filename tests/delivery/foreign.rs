//! Servers that allow less than others, or answer in their own way: nothing at
//! the partner's is lost by it, and what is said is what happened.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use export_desk_core::delivery::{
    Fault, SftpLogin, TargetIfExists, TargetPublish, TargetSettings, TargetVerify,
};
use tempfile::TempDir;

use crate::bed::{Bed, NAME, Table, content, names};
use crate::matrix::{self, path};
use crate::servers::{self, Ftp, PASSWORD, Server, USER, free_ports, run};

/// Bytes of the files.
const SIZE: usize = 3 << 20;

/// A server that answers as it is told, and its folder.
pub(crate) struct Told {
    _server: Server,
    root: TempDir,
    pub(crate) settings: TargetSettings,
    hosts: String,
}

impl Told {
    pub(crate) fn start(kind: &str, rules: &[&str]) -> Self {
        let root = tempfile::tempdir().unwrap();
        let inbox = root.path().join("in");
        fs::create_dir(&inbox).unwrap();
        let key = root.path().join("in.host_key");
        run("ssh-keygen", &["-q", "-t", "ed25519", "-N", "", "-f", &path(&key)]);
        let port = free_ports(1);
        let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/delivery/told.py");
        let password = format!("EXPORT_DESK_TEST_PASSWORD={PASSWORD}");
        let python = crate::python::python().into_string().unwrap();
        let port_text = port.to_string();
        let mut command = vec!["env", &password, &python];
        let (script, inbox) = (path(&script), path(&inbox));
        command.extend([&*script, kind, &port_text, &inbox]);
        command.extend(rules);
        let command = command.into_iter().map(str::to_owned).collect();
        let server = Server::start(tempfile::tempdir().unwrap(), port, command, None);
        let public = fs::read_to_string(root.path().join("in.host_key.pub")).unwrap();
        let hosts = format!("[127.0.0.1]:{port} {public}");
        let (host, user) = ("127.0.0.1".to_owned(), USER.to_owned());
        let settings = match kind {
            "ftp" => TargetSettings::Ftp { host, port, user, path: String::new() },
            "sftp" | "paramiko" => TargetSettings::Sftp {
                host,
                port,
                user,
                login: SftpLogin::Password,
                key_file: None,
                path: String::new(),
            },
            _ => TargetSettings::S3 {
                bucket: "bucket".to_owned(),
                region: "eu-central-1".to_owned(),
                endpoint: Some(format!("http://127.0.0.1:{port}")),
                access_key_id: "id".to_owned(),
                path_style: true,
                path: String::new(),
                ca_file: None,
            },
        };
        Self { _server: server, root, settings, hosts }
    }

    pub(crate) fn inbox(&self) -> PathBuf {
        self.root.path().join("in")
    }

    /// A file beside the folder by which it is told something while it runs.
    pub(crate) fn switch(&self, name: &str) -> PathBuf {
        self.root.path().join(format!("in.{name}"))
    }

    fn file(&self) -> PathBuf {
        self.inbox().join(NAME)
    }

    pub(crate) fn bed(&self) -> Bed {
        let bed = Bed::new(SIZE, "");
        fs::write(bed.hosts(), &self.hosts).unwrap();
        bed
    }
}

fn part(folder: &Path) -> PathBuf {
    folder.join(format!(".{NAME}.0123456789abcdef.part"))
}

/// The server says that it has all, and its size says otherwise.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn half_a_file_gets_no_name_where_the_servers_word_is_taken() {
    let old = content(1 << 20, 7);
    for if_exists in [TargetIfExists::Replace, TargetIfExists::Number] {
        let told = Told::start("ftp", &["cuts"]);
        fs::write(told.file(), &old).unwrap();
        let mut bed = told.bed();
        bed.upload.options.verify = TargetVerify::Answer;
        bed.upload.options.if_exists = if_exists;
        let error = bed.put(&told.settings).await.unwrap_err();
        assert_eq!(error.fault, Fault::Mismatch, "{error:?}");
        assert_eq!(fs::read(told.file()).unwrap(), old);
        let shown: Vec<String> =
            names(&told.inbox()).into_iter().filter(|name| !name.starts_with('.')).collect();
        assert_eq!(shown, [NAME]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_old_file_stays_until_the_new_one_has_its_name() {
    let mut table = Table::default();
    let old = content(1 << 20, 7);
    for (kind, rule) in [("ftp", "no-rename"), ("sftp", "no-rename")] {
        let told = Told::start(kind, &[rule]);
        fs::write(told.file(), &old).unwrap();
        let error = told.bed().put(&told.settings).await.unwrap_err();
        assert_eq!(error.fault, Fault::Permission, "{error:?}");
        assert!(error.message.contains("doesn't allow giving a name to"), "{error:?}");
        assert_eq!(fs::read(told.file()).unwrap(), old);
        assert_eq!(names(&told.inbox()), [NAME]);
        table.row(kind, "renames nothing, name there", format!("kept: {}", error.message));

        // Without a file of that name it is the same, and nothing stays.
        fs::remove_file(told.file()).unwrap();
        let error = told.bed().put(&told.settings).await.unwrap_err();
        assert_eq!(error.fault, Fault::Permission, "{error:?}");
        assert!(names(&told.inbox()).is_empty());
        table.row(kind, "renames nothing", &error.message);
    }
    for (kind, rule) in [("ftp", "no-overwrite"), ("sftp", "no-posix-rename")] {
        let told = Told::start(kind, &[rule]);
        fs::write(told.file(), &old).unwrap();
        let mut bed = told.bed();
        (bed.upload.options.manifest, bed.upload.options.ready_marker) = (true, true);
        for _ in 0..2 {
            let delivered = bed.put(&told.settings).await.unwrap();
            assert!(delivered.set_aside);
            assert!(delivered.left.is_empty());
            assert_eq!(fs::read(told.file()).unwrap(), bed.bytes);
            assert_eq!(names(&told.inbox()).len(), 3, "{:?}", names(&told.inbox()));
        }
        table.row(kind, "doesn't rename over a file", "replaced: old one aside, then removed");

        // An attempt that ended between: the old file is aside, the part is whole.
        let backup = format!("{}.old", path(&part(&told.inbox())));
        fs::rename(told.file(), &backup).unwrap();
        fs::write(&backup, &old).unwrap();
        fs::write(part(&told.inbox()), &bed.bytes).unwrap();
        bed.upload.claimed = Some(NAME.to_owned());
        bed.upload.part = bed.upload.part.tried();
        bed.put(&told.settings).await.unwrap();
        assert_eq!(fs::read(told.file()).unwrap(), bed.bytes);
        assert_eq!(names(&told.inbox()).len(), 3, "{:?}", names(&told.inbox()));
        table.row(kind, "ended while the old one was aside", "gone on with, nothing left");
    }
    // The old one can be renamed and the new one can't: back again.
    let told = Told::start("ftp", &["no-part-rename"]);
    fs::write(told.file(), &old).unwrap();
    let error = told.bed().put(&told.settings).await.unwrap_err();
    assert!(error.message.contains("Not from a temporary name"), "{error:?}");
    assert_eq!(fs::read(told.file()).unwrap(), old);
    assert_eq!(names(&told.inbox()), [NAME]);
    table.row("ftp", "renames the old one and not the new one", "the old one has its name again");
    table.print();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn only_what_is_proven_counts_as_delivered() {
    let mut table = Table::default();
    let ssh = servers::Sshd::default().start();
    let vsftpd = servers::ftp(Ftp::Plain, None);
    let moto = servers::s3(None);
    for name in ["folder", "SFTP", "FTP", "FTP, no reading", "SFTP, no reading"] {
        let inbox = servers::inbox();
        let told = match name {
            "FTP, no reading" => Some(Told::start("ftp", &["no-read"])),
            "SFTP, no reading" => Some(Told::start("sftp", &["no-read"])),
            _ => None,
        };
        let settings = match (&told, name) {
            (Some(told), _) => told.settings.clone(),
            (None, "folder") => TargetSettings::Folder { path: path(inbox.path()) },
            (None, "SFTP") => matrix::sftp("127.0.0.1", ssh.port),
            (None, _) => matrix::ftp(Ftp::Plain, "127.0.0.1", vsftpd.port, None),
        };
        let folder = told.as_ref().map_or_else(|| inbox.path().to_owned(), Told::inbox);
        let remote = if told.is_some() { String::new() } else { path(inbox.path()) };
        let fresh = || {
            let mut bed = Bed::new(SIZE, &remote);
            let hosts = told
                .as_ref()
                .map_or_else(|| servers::known_host(&ssh, "127.0.0.1"), |told| told.hosts.clone());
            fs::write(bed.hosts(), hosts).unwrap();
            // What an attempt wrote down whose answer was lost.
            bed.upload.claimed = Some(NAME.to_owned());
            bed
        };
        // Yesterday's file, as large as today's.
        let yesterday = content(SIZE, 1);
        let write = |bytes: &[u8]| {
            fs::write(folder.join(NAME), bytes).unwrap();
            run("chown", &[USER, &path(&folder.join(NAME))]);
        };
        write(&yesterday);
        let bed = fresh();
        assert_ne!(bed.bytes, yesterday);
        bed.put(&settings).await.unwrap();
        assert_eq!(fs::read(folder.join(NAME)).unwrap(), bed.bytes, "{name}");
        assert_eq!(names(&folder), [NAME]);

        write(&yesterday);
        let mut bed = fresh();
        bed.upload.options.if_exists = TargetIfExists::Number;
        let delivered = bed.put(&settings).await.unwrap();
        assert_eq!(delivered.name, "Vásárlók és pontok (2).csv", "{name}");
        assert_eq!(fs::read(folder.join(NAME)).unwrap(), yesterday, "{name}");
        assert_eq!(fs::read(folder.join(&delivered.name)).unwrap(), bed.bytes, "{name}");
        fs::remove_file(folder.join(&delivered.name)).unwrap();
        table.row(name, "yesterday's file, as large", "sent again; never taken for today's");

        // Today's, whole, of which only the answer was lost.
        write(&bed.bytes);
        let bed = fresh();
        let delivered = bed.put(&settings).await.unwrap();
        let is_sent = bed.sent.load(Ordering::Relaxed) > 0;
        assert_eq!(is_sent, name.contains("no reading"), "{name}");
        assert_eq!(names(&folder), [NAME], "{name}");
        table.row(name, "today's file, the answer was lost", format!("by {}", delivered.verified));
    }

    let settings = TargetSettings::S3 {
        bucket: "proven".to_owned(),
        region: "eu-central-1".to_owned(),
        endpoint: Some(format!("http://127.0.0.1:{}", moto.port)),
        access_key_id: "id".to_owned(),
        path_style: true,
        path: String::new(),
        ca_file: None,
    };
    run("curl", &["-sf", "-X", "PUT", &format!("http://127.0.0.1:{}/proven", moto.port)]);
    for size in [SIZE, 9 << 20] {
        let mut other = Bed::new(size, &size.to_string());
        other.bytes = content(size, 77);
        fs::write(&other.upload.file, &other.bytes).unwrap();
        other.upload.sha256 = crate::bed::sha256(&other.bytes);
        other.put(&settings).await.unwrap();
        let mut bed = Bed::new(size, &size.to_string());
        bed.upload.claimed = Some(NAME.to_owned());
        bed.upload.options.if_exists = TargetIfExists::Fail;
        assert_eq!(bed.put(&settings).await.unwrap_err().fault, Fault::Exists);
        bed.upload.options.if_exists = TargetIfExists::Number;
        assert_eq!(bed.put(&settings).await.unwrap().name, "Vásárlók és pontok (2).csv");
        bed.sent.store(0, Ordering::Relaxed);
        bed.upload.claimed = Some("Vásárlók és pontok (2).csv".to_owned());
        let delivered = bed.put(&settings).await.unwrap();
        assert_eq!(delivered.name, "Vásárlók és pontok (2).csv");
        assert_eq!(bed.sent.load(Ordering::Relaxed), 0);
        table.row(
            "S3",
            "another object, as large; then ours",
            format!("by {}", delivered.verified),
        );
    }

    // The answer to the rename itself is lost.
    let told = Told::start("ftp", &["lost-rename"]);
    fs::write(told.file(), content(SIZE, 1)).unwrap();
    let mut bed = told.bed();
    let (done, attempts, first) = bed.deliver(&told.settings).await;
    assert_eq!((attempts, first), (2, Some(Fault::Broken)));
    assert_eq!(fs::read(told.file()).unwrap(), bed.bytes);
    table.row("ftp", "ends after it has renamed", format!("by {}", done.unwrap().verified));
    table.print();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twelve_at_once_keep_all() {
    let mut table = Table::default();
    let vsftpd = servers::ftp(Ftp::Plain, None);
    let ssh = servers::Sshd::default().start();
    for name in ["vsftpd", "pyftpdlib", "OpenSSH", "asyncssh", "folder"] {
        let inbox = servers::inbox();
        let told = match name {
            "pyftpdlib" => Some(Told::start("ftp", &[])),
            "asyncssh" => Some(Told::start("sftp", &[])),
            _ => None,
        };
        let settings = match (&told, name) {
            (Some(told), _) => told.settings.clone(),
            (None, "folder") => TargetSettings::Folder { path: path(inbox.path()) },
            (None, "OpenSSH") => matrix::sftp("127.0.0.1", ssh.port),
            (None, _) => matrix::ftp(Ftp::Plain, "127.0.0.1", vsftpd.port, None),
        };
        let folder = told.as_ref().map_or_else(|| inbox.path().to_owned(), Told::inbox);
        let remote = if told.is_some() { String::new() } else { path(inbox.path()) };
        for direct in [false, true] {
            let mut all = Vec::new();
            for number in 0..12 {
                let mut bed = Bed::new((64 << 10) + number, &remote);
                let hosts = told.as_ref().map_or_else(
                    || servers::known_host(&ssh, "127.0.0.1"),
                    |told| told.hosts.clone(),
                );
                fs::write(bed.hosts(), hosts).unwrap();
                bed.upload.part = export_desk_core::delivery::Part::new(format!("{number:016x}"));
                bed.upload.options.if_exists = TargetIfExists::Number;
                if direct {
                    bed.upload.options.publish = TargetPublish::Direct;
                }
                let settings = settings.clone();
                all.push(tokio::spawn(async move { (bed.put(&settings).await, bed) }));
            }
            let mut kept = Vec::new();
            for one in all {
                let (done, bed) = one.await.unwrap();
                let delivered = done.unwrap_or_else(|error| panic!("{name}: {error:?}"));
                assert_eq!(fs::read(folder.join(&delivered.name)).unwrap(), bed.bytes, "{name}");
                kept.push(delivered.name);
            }
            kept.sort();
            assert_eq!(names(&folder), kept, "{name}");
            kept.dedup();
            assert_eq!(kept.len(), 12, "{name}");
            for file in kept {
                fs::remove_file(folder.join(file)).unwrap();
            }
            let how = if direct { "written directly" } else { "renamed" };
            table.row(name, &format!("12 at once keep both, {how}"), "12 of 12 there");
        }
    }
    table.print();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_cant_be_gone_on_with_begins_anew() {
    let mut table = Table::default();
    for kind in ["ftp", "sftp"] {
        let told = Told::start(kind, &["no-append"]);
        let mut bed = told.bed();
        bed.upload.part = bed.upload.part.tried();
        fs::write(part(&told.inbox()), &bed.bytes[..SIZE / 2]).unwrap();
        bed.put(&told.settings).await.unwrap();
        assert_eq!(fs::read(told.file()).unwrap(), bed.bytes);
        assert_eq!(names(&told.inbox()), [NAME]);
        table.row(kind, "doesn't go on with a part", "sent from the start in the same attempt");
    }
    table.print();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn drop_boxes_are_found_out_and_served() {
    let mut table = Table::default();
    let cases: [(&str, &[&str]); 12] = [
        ("ftp", &["no-rename"]),
        ("ftp", &["no-size"]),
        ("ftp", &["no-read"]),
        ("ftp", &["no-size", "no-read", "no-rename", "no-delete", "no-mkdir"]),
        ("ftp", &["fetch"]),
        ("ftp", &["feat-one-line"]),
        ("sftp", &["no-rename"]),
        ("sftp", &["no-stat"]),
        ("sftp", &["no-read"]),
        ("sftp", &["failure"]),
        ("sftp", &["no-stat", "no-read", "no-rename", "no-delete", "no-mkdir"]),
        ("sftp", &["fetch"]),
    ];
    for (kind, rules) in cases {
        let told = Told::start(kind, rules);
        let mut bed = told.bed();
        bed.upload.options.create_folders = false;
        let what = rules.join(", ");
        let test = bed.check(&told.settings).await;
        let last = test.steps.last().unwrap();
        let said = match &test.proposal {
            None => "test: fine".to_owned(),
            Some(proposal) => {
                format!(
                    "{} → {:?}, {:?}",
                    last.message.as_ref().unwrap(),
                    proposal.publish,
                    proposal.verify
                )
            }
        };
        assert_eq!(test.ok, test.proposal.is_none(), "{kind}, {what}: {test:?}");
        assert!(!said.contains("doesn't allow writing"), "{kind}, {what}: {said}");
        if !rules.contains(&"no-delete") {
            assert!(names(&told.inbox()).is_empty(), "{kind}, {what}: {:?}", names(&told.inbox()));
        }
        // Without what is proposed, nothing of it is told as what it isn't.
        if let Some(proposal) = &test.proposal {
            let error = bed.put(&told.settings).await.unwrap_err();
            assert!(!error.message.contains("doesn't allow writing"), "{kind}, {what}: {error:?}");
            assert_eq!(error.retry(), export_desk_core::delivery::Retry::Permanent);
            table.row(kind, &format!("{what}; usual options"), &error.message);
            assert!(!proposal.loses.is_empty());
            (bed.upload.options.publish, bed.upload.options.verify) =
                (proposal.publish, proposal.verify);
            let again = bed.check(&told.settings).await;
            assert!(again.ok, "{kind}, {what}: {again:?}");
        }
        for file in fs::read_dir(told.inbox()).unwrap() {
            fs::remove_file(file.unwrap().path()).unwrap();
        }
        bed.upload.options.ready_marker = true;
        bed.upload.part = export_desk_core::delivery::Part::new("fedcba9876543210");
        let delivered = bed.put(&told.settings).await;
        let delivered = delivered.unwrap_or_else(|error| panic!("{kind}, {what}: {error:?}"));
        let fetched = told.root.path().join("in.fetched").join(NAME);
        let file = if rules.contains(&"fetch") { fetched } else { told.file() };
        assert_eq!(fs::read(file).unwrap(), bed.bytes, "{kind}, {what}");
        table.row(kind, &what, format!("{said}; delivered, checked by {}", delivered.verified));
    }
    table.print();
}

/// A server that lets data connections in only as part of the session of the
/// first connection.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn any_number_of_data_connections_belong_to_the_first_session() {
    let mut table = Table::default();
    let authority = servers::Authority::new();
    let certificate = authority.issue("ftps", "DNS:localhost,IP:127.0.0.1", None);
    for versions in ["TLSv1.2", "TLSv1.2 TLSv1.3", "TLSv1.3"] {
        let server = crate::hashes::proftpd(true, Some((&certificate, versions)));
        let settings =
            matrix::ftp(Ftp::Explicit, "127.0.0.1", server.port, Some(&authority.file()));
        let inbox = servers::inbox();
        let mut bed = Bed::new(20 << 20, &path(inbox.path()));
        // A server that has only the newest version gives tickets for two.
        let is_resumable = versions.contains("1.2");
        if is_resumable {
            (bed.upload.options.manifest, bed.upload.options.ready_marker) = (true, true);
        }
        bed.upload.options.verify = TargetVerify::ReadBack;
        let done = bed.put(&settings).await;
        let delivered =
            done.unwrap_or_else(|error| panic!("{versions}: {error:?}\n{}", server.log()));
        let (files, connections) = if is_resumable { (3, 4) } else { (1, 2) };
        assert_eq!(names(inbox.path()).len(), files);
        let outcome = format!("{connections} data connections, by {}", delivered.verified);
        table.row("ProFTPD", versions, outcome);
    }
    table.print();
}

/// A server by another library, which answers in its own way and has its own
/// window.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn paramiko_s_server_gets_whole_files() {
    let mut table = Table::default();
    let told = Told::start("paramiko", &[]);
    let mut bed = Bed::new(20 << 20, "");
    fs::write(bed.hosts(), &told.hosts).unwrap();
    bed.put(&told.settings).await.unwrap();
    assert_eq!(fs::read(told.file()).unwrap(), bed.bytes);
    bed.upload.part = bed.upload.part.tried();
    fs::write(part(&told.inbox()), &bed.bytes[..12 << 20]).unwrap();
    bed.put(&told.settings).await.unwrap();
    assert_eq!(fs::read(told.file()).unwrap(), bed.bytes);
    assert_eq!(names(&told.inbox()), [NAME]);
    table.row("paramiko", "half of it is there as a part", "gone on with");
    let test = bed.check(&told.settings).await;
    assert!(test.ok, "{test:?}");
    let mut small = told.bed();
    let numbered = small.put_by_each_rule(&told.settings).await;
    assert!(numbered.ends_with("(2).csv"), "{numbered}");
    assert_eq!(fs::read(told.inbox().join(&numbered)).unwrap(), small.bytes);
    table.row("paramiko", "each rule, manifest and marker; test", "as the rule says");
    table.print();
}

/// What real servers make of it by their defaults.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn servers_by_their_defaults() {
    let mut table = Table::default();
    let proftpd = crate::hashes::proftpd(false, None);
    let sftp_port = proftpd.port + servers::DATA_PORTS + 1;
    let key = fs::read_to_string(proftpd.folder.path().join("host_key.pub")).unwrap();
    let hosts = format!("[127.0.0.1]:{sftp_port} {key}");
    let pure = servers::pure_ftpd(&[]);
    let no_rename = servers::pure_ftpd(&["--norename"]);
    for (name, settings, renames) in [
        ("ProFTPD", matrix::ftp(Ftp::Plain, "127.0.0.1", proftpd.port, None), true),
        ("ProFTPD, SFTP", matrix::sftp("127.0.0.1", sftp_port), true),
        ("pure-ftpd", matrix::ftp(Ftp::Plain, "127.0.0.1", pure.port, None), true),
        ("pure-ftpd -G", matrix::ftp(Ftp::Plain, "127.0.0.1", no_rename.port, None), false),
    ] {
        let inbox = servers::inbox();
        let file = inbox.path().join(NAME);
        let fresh = || {
            let mut bed = Bed::new(SIZE, &path(inbox.path()));
            fs::write(bed.hosts(), &hosts).unwrap();
            bed.upload.part = bed.upload.part.tried();
            bed
        };
        let write = |file: &Path, bytes: &[u8]| {
            fs::write(file, bytes).unwrap();
            run("chown", &[USER, &path(file)]);
        };
        let old = content(1 << 20, 5);
        write(&file, &old);
        let mut bed = fresh();
        if !renames {
            let error = bed.put(&settings).await.unwrap_err();
            assert_eq!(error.fault, Fault::Permission, "{name}: {error:?}");
            assert!(error.message.contains("doesn't allow giving a name to"), "{error:?}");
            assert_eq!(fs::read(&file).unwrap(), old);
            assert_eq!(names(inbox.path()), [NAME]);
            table.row(name, "name there, rule replace", format!("kept: {}", error.message));
            let test = bed.check(&settings).await;
            let proposal = test.proposal.unwrap();
            assert_eq!(proposal.publish, TargetPublish::Direct);
            assert_eq!(names(inbox.path()), [NAME]);
            bed.upload.options.publish = proposal.publish;
            bed.put(&settings).await.unwrap();
            assert_eq!(fs::read(&file).unwrap(), bed.bytes);
            table.row(name, "the same, as the test proposes", "written directly");
            continue;
        }
        let delivered = bed.put(&settings).await;
        let delivered = delivered.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!(fs::read(&file).unwrap(), bed.bytes);
        assert_eq!(names(inbox.path()), [NAME], "{name}");
        let how = if delivered.set_aside { "old one aside, then removed" } else { "one rename" };
        table.row(name, "name there, rule replace", how);

        let bed = fresh();
        write(&part(inbox.path()), &bed.bytes[..SIZE / 2]);
        bed.put(&settings).await.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!(fs::read(&file).unwrap(), bed.bytes);
        assert_eq!(names(inbox.path()), [NAME], "{name}");
        let sent = bed.sent.load(Ordering::Relaxed);
        table.row(name, "half of it is there as a part", format!("whole in one attempt ({sent})"));

        let mut bed = fresh();
        (bed.upload.options.manifest, bed.upload.options.ready_marker) = (true, true);
        let numbered = bed.put_by_each_rule(&settings).await;
        assert!(numbered.ends_with("(2).csv"), "{numbered}");
        assert_eq!(names(inbox.path()).len(), 6, "{:?}", names(inbox.path()));
        let test = bed.check(&settings).await;
        assert!(test.ok, "{name}: {test:?}");
        assert_eq!(names(inbox.path()).len(), 6);
        table.row(name, "each rule, manifest and marker; test", "as the rule says, nothing left");
    }
    for (name, settings, words) in [
        ("ProFTPD, SFTP", matrix::sftp("127.0.0.1", proftpd.port), "answers as an FTP server"),
        (
            "ProFTPD",
            matrix::ftp(Ftp::Plain, "127.0.0.1", sftp_port, None),
            "answers as an SFTP server",
        ),
    ] {
        let error = Bed::new(SIZE, "/").put(&settings).await.unwrap_err();
        assert_eq!(error.fault, Fault::Settings, "{name}: {error:?}");
        assert!(error.message.contains(words), "{name}: {error:?}");
        table.row(name, "the port of the other", error.message);
    }
    table.print();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn files_are_moved_from_another_folder() {
    for kind in ["ftp", "sftp"] {
        let told = Told::start(kind, &[]);
        let mut bed = told.bed();
        bed.upload.folder = "/done".to_owned();
        bed.upload.options.publish = TargetPublish::Move;
        bed.upload.options.staging = Some("/work".to_owned());
        (bed.upload.options.manifest, bed.upload.options.ready_marker) = (true, true);
        assert!(bed.check(&told.settings).await.ok);
        assert!(names(&told.inbox()).is_empty(), "the test has left folders");
        bed.put(&told.settings).await.unwrap();
        assert_eq!(fs::read(told.inbox().join("done").join(NAME)).unwrap(), bed.bytes);
        assert_eq!(names(&told.inbox().join("done")).len(), 3);
        assert!(names(&told.inbox().join("work")).is_empty());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_bucket_that_may_only_be_written_to() {
    let mut table = Table::default();
    let authority = servers::Authority::new();
    let certificate = authority.issue("s3", "DNS:localhost,IP:127.0.0.1", None);
    let tls = format!("tls={},{}", certificate.file.display(), certificate.key.display());
    let closed = ["no-head", "no-read", "no-delete"];
    for (tag, protected, size, checked) in [
        ("", true, SIZE, "MD5 (ETag of the store's answer)"),
        ("no-tag", true, SIZE, "the store's answer"),
        ("", false, SIZE, "MD5 (ETag of the store's answer)"),
    ] {
        let mut rules = closed.to_vec();
        rules.extend([tag].iter().filter(|rule| !rule.is_empty()));
        if protected {
            rules.push(&tls);
        }
        let mut told = Told::start("s3", &rules);
        if protected && let TargetSettings::S3 { endpoint, ca_file, .. } = &mut told.settings {
            *endpoint = endpoint.as_ref().map(|url| url.replace("http:", "https:"));
            *ca_file = Some(authority.file());
        }
        let what = format!("403 for HEAD, GET, DELETE{}", if protected { ", TLS" } else { "" });
        let mut bed = Bed::new(size, "");
        let test = bed.check(&told.settings).await;
        assert!(test.ok, "{test:?}");
        assert!(test.steps.last().unwrap().detail.as_ref().unwrap().contains("stays"), "{test:?}");
        bed.upload.options.if_exists = TargetIfExists::Number;
        let delivered = bed.put(&told.settings).await.unwrap();
        assert_eq!(delivered.verified, checked);
        // What can't be removed isn't written: no claim, and a part only where it has
        // to be seen before it appears.
        assert_eq!(delivered.left.len(), usize::from(!protected));
        let object = told.inbox().join(format!("bucket|{NAME}"));
        assert_eq!(fs::read(object).unwrap(), bed.bytes);
        table.row("S3", &what, format!("delivered, checked by {checked}"));
    }
    // Nothing tells that it arrived as it was sent.
    let told = Told::start("s3", &["no-head", "no-read", "no-tag"]);
    let error = Bed::new(SIZE, "").put(&told.settings).await.unwrap_err();
    assert_eq!(error.fault, Fault::Refused, "{error:?}");
    assert!(!error.message.contains("doesn't allow writing"), "{error:?}");
    assert!(!told.inbox().join(format!("bucket|{NAME}")).exists());
    table.row("S3", "403 for HEAD, GET; other tags; no TLS", &error.message);
    table.print();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_password_that_a_server_repeats_is_hidden() {
    let told = Told::start("ftp", &["repeats"]);
    let bed = told.bed();
    let test = bed.check(&told.settings).await;
    let error = bed.put(&told.settings).await.unwrap_err();
    let said = format!("{test:?} {error:?}").to_lowercase();
    assert!(!test.ok);
    for secret in ["pässwörd", "6by7", "marker"] {
        assert!(!said.contains(secret), "{said}");
    }
    // What Python's base64 and urllib make of it.
    for form in ["TWFya2VyLTZiWTct", "p%C3%A4ssw%C3%B6rd"] {
        assert!(!said.contains(&form.to_lowercase()), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_server_may_take_longer_than_a_quarter_of_a_minute() {
    let told = Told::start("sftp", &["slow:17"]);
    let mut bed = told.bed();
    bed.patience = export_desk_core::delivery::Patience::default();
    bed.upload.options.create_folders = false;
    bed.put(&told.settings).await.unwrap();
    assert_eq!(fs::read(told.file()).unwrap(), bed.bytes);
}

/// The store's own words for what it has: names, sizes and contents.
fn objects(server: &Server) -> std::collections::BTreeMap<String, Vec<u8>> {
    let folder = server.folder.path().join("objects/bucket");
    let ending = "._S3rver_object";
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .filter_map(|file| {
            let name = file.file_name()?.to_str()?.strip_suffix(ending)?.to_owned();
            Some((name, fs::read(file).unwrap()))
        })
        .collect()
}

fn s3rver_settings(server: &Server) -> TargetSettings {
    TargetSettings::S3 {
        bucket: "bucket".to_owned(),
        region: "us-east-1".to_owned(),
        endpoint: Some(format!("http://127.0.0.1:{}", server.port)),
        access_key_id: "S3RVER".to_owned(),
        path_style: true,
        path: String::new(),
        ca_file: None,
    }
}

/// One that writes what must only be made over what is there.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_store_without_conditions_loses_nothing() {
    let mut table = Table::default();
    let server = servers::s3rver();
    let settings = s3rver_settings(&server);
    let bed = |size| {
        let mut bed = Bed::new(size, "");
        bed.secret = Some("S3RVER".to_owned());
        bed
    };
    for size in [1000, 9 << 20] {
        let mut one = bed(size);
        let delivered = one.put(&settings).await.unwrap();
        assert_eq!(objects(&server), [(NAME.to_owned(), one.bytes.clone())].into());
        let how = format!("checked by {}", delivered.verified);
        table.row("s3rver", &format!("{size} bytes"), how);
        // What somebody else has put there meanwhile stays by each rule but one.
        let old = content(700, 5);
        let mut other = bed(700);
        (other.bytes, other.upload.sha256) = (old.clone(), crate::bed::sha256(&old));
        fs::write(&other.upload.file, &old).unwrap();
        other.put(&settings).await.unwrap();
        one.upload.options.if_exists = TargetIfExists::Fail;
        let error = one.put(&settings).await.unwrap_err();
        assert_eq!(error.fault, Fault::Exists, "{error:?}");
        assert_eq!(objects(&server), [(NAME.to_owned(), old.clone())].into());
        one.upload.options.if_exists = TargetIfExists::Number;
        let delivered = one.put(&settings).await.unwrap();
        assert_eq!(delivered.left, [] as [String; 0]);
        let both = [(NAME.to_owned(), old), (delivered.name, one.bytes.clone())];
        assert_eq!(objects(&server), both.into());
        table.row("s3rver", "name there: replace, keep both, stop", "as the rule says");
        for name in objects(&server).into_keys() {
            let folder = server.folder.path().join("objects/bucket");
            fs::remove_file(folder.join(format!("{name}._S3rver_object"))).unwrap();
        }
    }
    let test = bed(1).check(&settings).await;
    assert!(test.ok, "{test:?}");
    assert!(objects(&server).is_empty());
    table.row("s3rver", "test", "nothing left behind");
    table.print();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_at_once_keep_all_in_a_bucket() {
    let mut table = Table::default();
    let server = servers::s3rver();
    let settings = s3rver_settings(&server);
    for size in [1 << 10, 9 << 20] {
        let mut all = Vec::new();
        for number in 0..8 {
            let mut bed = Bed::new(size + number, "");
            bed.secret = Some("S3RVER".to_owned());
            bed.upload.part = export_desk_core::delivery::Part::new(format!("{number:016x}"));
            bed.upload.options.if_exists = TargetIfExists::Number;
            let settings = settings.clone();
            // A busy server may be too slow for the time in which it is settled who has
            // a name: then the next number is taken.
            all.push(tokio::spawn(async move { (bed.deliver(&settings).await, bed) }));
        }
        let mut wanted = std::collections::BTreeMap::new();
        for one in all {
            let ((done, ..), bed) = one.await.unwrap();
            let delivered = done.unwrap();
            assert_eq!(delivered.left, [] as [String; 0]);
            wanted.insert(delivered.name, bed.bytes);
        }
        assert_eq!(wanted.len(), 8);
        let found = objects(&server);
        let sizes = |all: &std::collections::BTreeMap<String, Vec<u8>>| -> Vec<(String, usize)> {
            all.iter().map(|(name, bytes)| (name.clone(), bytes.len())).collect()
        };
        assert_eq!(sizes(&found), sizes(&wanted));
        assert!(found == wanted, "files of the right sizes hold other bytes");
        for name in wanted.into_keys() {
            let folder = server.folder.path().join("objects/bucket");
            fs::remove_file(folder.join(format!("{name}._S3rver_object"))).unwrap();
        }
        table.row("s3rver", &format!("8 at once keep both, {size} bytes"), "8 of 8 there");
    }
    table.print();
}

/// Whoever is too late to give a name leaves nothing that keeps others from it.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_claim_that_comes_too_late_is_taken_back() {
    let told = Told::start("s3", &["late-claim"]);
    let mut bed = told.bed();
    bed.upload.options.if_exists = TargetIfExists::Number;
    let delivered = bed.put(&told.settings).await.unwrap();
    assert_eq!(delivered.left, [] as [String; 0]);
    let other = fs::read(told.inbox().join(format!("bucket|{NAME}"))).unwrap();
    assert_eq!(other, b"of another delivery");
    let ours = told.inbox().join(format!("bucket|{}", delivered.name));
    assert_eq!(fs::read(ours).unwrap(), bed.bytes);
    assert_eq!(names(&told.inbox()).len(), 2, "{:?}", names(&told.inbox()));
}

/// The run's file is another one by the time that it is sent.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_that_isnt_the_runs_any_more_isnt_delivered() {
    let mut table = Table::default();
    let ssh = servers::Sshd::default().start();
    let vsftpd = servers::ftp(Ftp::Plain, None);
    let moto = servers::s3(None);
    run("curl", &["-sf", "-X", "PUT", &format!("http://127.0.0.1:{}/bucket", moto.port)]);
    let s3 = TargetSettings::S3 {
        bucket: "bucket".to_owned(),
        region: "eu-central-1".to_owned(),
        endpoint: Some(format!("http://127.0.0.1:{}", moto.port)),
        access_key_id: "id".to_owned(),
        path_style: true,
        path: String::new(),
        ca_file: None,
    };
    let folder = tempfile::tempdir().unwrap();
    let drive = TargetSettings::Folder { path: path(folder.path()) };
    for (name, settings) in [
        ("SFTP", &matrix::sftp("127.0.0.1", ssh.port)),
        ("FTP", &matrix::ftp(Ftp::Plain, "127.0.0.1", vsftpd.port, None)),
        ("folder", &drive),
        ("S3", &s3),
    ] {
        for publish in [TargetPublish::Rename, TargetPublish::Direct] {
            for size in [1000, 20 << 20] {
                let inbox = servers::inbox();
                let to = match name {
                    "SFTP" | "FTP" => path(inbox.path()),
                    "folder" => path(folder.path()),
                    _ => String::new(),
                };
                let mut bed = Bed::new(size, &to);
                fs::write(bed.hosts(), servers::known_host(&ssh, "127.0.0.1")).unwrap();
                bed.upload.options.publish = publish;
                // As large, and of the next run.
                fs::write(&bed.upload.file, content(size, 3)).unwrap();
                let error = bed.put(settings).await.unwrap_err();
                assert_eq!(error.fault, Fault::LocalFile, "{name}: {error:?}");
                assert!(error.message.contains("isn't the file any more"), "{error:?}");
                assert!(names(inbox.path()).is_empty(), "{name}: {:?}", names(inbox.path()));
                assert!(names(folder.path()).is_empty(), "{name}: {:?}", names(folder.path()));
                let endpoint = format!("http://127.0.0.1:{}", moto.port);
                assert_eq!(crate::buckets::keys(&endpoint), [] as [String; 0]);

                // It takes the file's place while that is sent.
                fs::write(&bed.upload.file, &bed.bytes).unwrap();
                if size > 1000 {
                    bed.upload.options.bandwidth_kib = Some(16 << 10);
                    let replace = || {
                        let next = bed.folder.path().join("next");
                        fs::write(&next, content(size, 3)).unwrap();
                        fs::rename(&next, &bed.upload.file).unwrap();
                    };
                    let done = bed.when_sent(4 << 20, bed.put(settings), replace).await;
                    assert_eq!(done.unwrap_err().fault, Fault::LocalFile, "{name}");
                    assert!(names(inbox.path()).is_empty(), "{name}");
                    assert!(names(folder.path()).is_empty(), "{name}");
                    assert_eq!(crate::buckets::keys(&endpoint), [] as [String; 0]);
                }
            }
        }
        table.row(name, "another file of the same size is there", "not delivered, nothing left");
    }
    table.print();
}

/// Servers that say yes and have something else under the name then.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_server_that_keeps_the_old_file_isnt_believed() {
    let mut table = Table::default();
    let told = Told::start("ftp", &["keeps-old"]);
    fs::write(told.file(), content(1 << 20, 7)).unwrap();
    let error = told.bed().put(&told.settings).await.unwrap_err();
    assert_eq!(error.fault, Fault::Mismatch, "{error:?}");
    table.row("ftp", "renames to another name than it says", &error.message);

    // What is written over a file gets another name there.
    let server = servers::pure_ftpd(&["--autorename"]);
    for (size, what) in [(1 << 20, "of another size"), (SIZE, "as large")] {
        let inbox = servers::inbox();
        let file = inbox.path().join(NAME);
        let old = content(size, 7);
        fs::write(&file, &old).unwrap();
        run("chown", &[USER, &path(&file)]);
        let mut bed = Bed::new(SIZE, &path(inbox.path()));
        bed.upload.options.publish = TargetPublish::Direct;
        let settings = matrix::ftp(Ftp::Plain, "127.0.0.1", server.port, None);
        let error = bed.put(&settings).await.unwrap_err();
        assert!(matches!(error.fault, Fault::Mismatch | Fault::Broken), "{error:?}");
        table.row("pure-ftpd -r", &format!("written directly over a file {what}"), &error.message);
    }
    table.print();
}

/// A quota that shows when the file is closed passes by itself, perhaps.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_quota_that_shows_at_the_end_is_tried_again() {
    let told = Told::start("sftp", &["quota"]);
    let error = told.bed().put(&told.settings).await.unwrap_err();
    assert_eq!(error.retry(), export_desk_core::delivery::Retry::Transient, "{error:?}");
    assert!(error.message.contains("quota exceeded"), "{error:?}");
    assert!(!told.file().exists());
}
