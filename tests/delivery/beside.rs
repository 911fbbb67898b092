//! A file, its manifest and its marker are one set: whoever doesn't get a name leaves
//! everything under it as it is. And what a folder or disk that isn't usable for now is
//! told as.

use std::fs;
use std::path::{Path, PathBuf};

use export_desk_core::delivery::{
    DeliveryError, Fault, Part, Retry, TargetIfExists, TargetPublish, TargetSettings,
};
use serde_json::{Value, json};

use crate::bed::{Bed, NAME, names, sha256};
use crate::foreign::Told;
use crate::kept::contents;
use crate::matrix::{self, path};
use crate::servers::{self, Ftp, Server, SmallDisk, Sshd, run};

const SIZE: usize = 1 << 20;
/// Slow enough that something can happen meanwhile.
const KIB: u32 = 2 << 10;
const RULES: [TargetIfExists; 2] = [TargetIfExists::Number, TargetIfExists::Fail];
const MANIFEST: &str = "Vásárlók és pontok.manifest.json";
const SECOND: &str = "Vásárlók és pontok (2).csv";

/// A file with a manifest that tells its hash, and a marker.
fn bed(number: usize, to: &str, rule: TargetIfExists) -> Bed {
    let mut bed = Bed::new(SIZE + number, to);
    let manifest = json!({ "file": NAME, "sha256": bed.upload.sha256 });
    fs::write(bed.upload.manifest.as_ref().unwrap(), manifest.to_string()).unwrap();
    bed.upload.part = Part::new(format!("{number:016x}"));
    let options = &mut bed.upload.options;
    options.if_exists = rule;
    (options.manifest, options.ready_marker) = (true, true);
    options.bandwidth_kib = Some(KIB);
    bed
}

/// Makes sure that every file of a folder belongs to a whole set. Gives the names of the
/// large ones.
fn sets(folder: &Path) -> Vec<String> {
    let all = names(folder);
    let is_data = |name: &&String| Path::new(name).extension().is_some_and(|end| end == "csv");
    let data: Vec<String> = all.iter().filter(is_data).cloned().collect();
    assert_eq!(all.len(), data.len() * 3, "{all:?}");
    for name in &data {
        let stem = name.strip_suffix(".csv").unwrap();
        let manifest = fs::read(folder.join(format!("{stem}.manifest.json"))).unwrap();
        let manifest: Value = serde_json::from_slice(&manifest).unwrap();
        assert_eq!(manifest["file"].as_str(), Some(name.as_str()), "{all:?}");
        let hash = sha256(&fs::read(folder.join(name)).unwrap());
        assert_eq!(manifest["sha256"], hash, "the manifest of `{name}` is another file's");
        assert!(folder.join(format!("{name}.ready")).exists(), "{all:?}");
    }
    data
}

/// A folder, and one of an OpenSSH server.
fn places(server: &Server, inbox: &Path) -> [(&'static str, TargetSettings); 2] {
    [
        ("folder", TargetSettings::Folder { path: path(inbox) }),
        ("SFTP", matrix::sftp("127.0.0.1", server.port)),
    ]
}

fn trusting(bed: Bed, server: &Server) -> Bed {
    fs::write(bed.hosts(), servers::known_host(server, "127.0.0.1")).unwrap();
    bed
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn three_at_once_each_keep_their_whole_set() {
    let server = Sshd::default().start();
    for rule in RULES {
        let inboxes = [servers::inbox(), servers::inbox()];
        for (index, inbox) in inboxes.iter().enumerate() {
            let (name, settings) = places(&server, inbox.path()).into_iter().nth(index).unwrap();
            let mut all = Vec::new();
            for number in 0..3 {
                let bed = trusting(bed(number, &path(inbox.path()), rule), &server);
                let settings = settings.clone();
                all.push(tokio::spawn(async move { bed.put(&settings).await }));
            }
            let mut delivered = Vec::new();
            for one in all {
                match one.await.unwrap() {
                    Ok(done) => delivered.push(done.name),
                    Err(error) => {
                        assert_eq!((rule, error.fault), (TargetIfExists::Fail, Fault::Exists));
                    }
                }
            }
            delivered.sort();
            assert_eq!(sets(inbox.path()), delivered, "{name}, {rule:?}");
            let count = if rule == TargetIfExists::Number { 3 } else { 1 };
            assert_eq!(delivered.len(), count, "{name}, {rule:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_set_that_appears_meanwhile_stays_as_it_is() {
    let server = Sshd::default().start();
    for rule in RULES {
        for beside in [&[MANIFEST, "Vásárlók és pontok.csv.ready"][..], &[]] {
            let inbox = servers::inbox();
            for (name, settings) in places(&server, inbox.path()) {
                let mut bed = trusting(bed(7, &path(inbox.path()), rule), &server);
                bed.upload.options.bandwidth_kib = Some(KIB);
                let folder = inbox.path().to_owned();
                bed.meanwhile(SIZE as u64 / 4, move || {
                    for name in beside.iter().chain(&[NAME]) {
                        fs::write(folder.join(name), "somebody else's").unwrap();
                    }
                });
                let done = bed.put(&settings).await;
                // Theirs first; ours has another name.
                for theirs in beside.iter().chain(&[NAME]) {
                    let found = fs::read(inbox.path().join(theirs)).unwrap();
                    assert_eq!(found, b"somebody else's", "{name}, {rule:?}: {theirs}");
                    fs::remove_file(inbox.path().join(theirs)).unwrap();
                }
                match done {
                    Ok(delivered) => {
                        assert_eq!((rule, &*delivered.name), (TargetIfExists::Number, SECOND));
                        assert_eq!(sets(inbox.path()), [SECOND], "{name}");
                    }
                    Err(error) => {
                        assert_eq!((rule, error.fault), (TargetIfExists::Fail, Fault::Exists));
                        assert!(names(inbox.path()).is_empty(), "{:?}", names(inbox.path()));
                    }
                }
                for name in names(inbox.path()) {
                    fs::remove_file(inbox.path().join(name)).unwrap();
                }
            }
        }
    }
}

/// The last moment: between the manifest and the file.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_manifest_whose_file_loses_the_name_is_taken_back() {
    for rule in RULES {
        let told = Told::start("sftp", &["late-file"]);
        let own = bed(7, "", rule);
        fs::copy(told.bed().hosts(), own.hosts()).unwrap();
        let done = own.put(&told.settings).await;
        let theirs = told.inbox().join(NAME);
        assert_eq!(fs::read(&theirs).unwrap(), b"somebody else's");
        fs::remove_file(theirs).unwrap();
        if rule == TargetIfExists::Number {
            assert_eq!(done.unwrap().name, SECOND);
            assert_eq!(sets(&told.inbox()), [SECOND]);
        } else {
            assert_eq!(done.unwrap_err().fault, Fault::Exists);
            assert!(names(&told.inbox()).is_empty(), "{:?}", names(&told.inbox()));
        }
    }
}

/// An attempt that ended between the manifest and the file is gone on with, and only then.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_next_attempt_knows_its_own_manifest() {
    let server = Sshd::default().start();
    for rule in RULES {
        let inbox = servers::inbox();
        for (name, settings) in places(&server, inbox.path()) {
            for is_own in [true, false] {
                let mut bed = trusting(bed(7, &path(inbox.path()), rule), &server);
                bed.upload.claimed = Some(NAME.to_owned());
                bed.upload.part = bed.upload.part.tried();
                let part = PathBuf::from(bed.upload.part_path());
                fs::write(&part, &bed.bytes).unwrap();
                let manifest = inbox.path().join(MANIFEST);
                let own = fs::read(bed.upload.manifest.as_ref().unwrap()).unwrap();
                let there = if is_own { own } else { b"somebody else's".to_vec() };
                fs::write(&manifest, &there).unwrap();
                for file in [&part, &manifest] {
                    run("chown", &[servers::USER, &path(file)]);
                }
                let done = bed.put(&settings).await;
                assert_eq!(fs::read(&manifest).unwrap(), there, "{name}, {rule:?}");
                if is_own {
                    assert_eq!(done.unwrap().name, NAME);
                } else {
                    fs::remove_file(&manifest).unwrap();
                    match rule {
                        TargetIfExists::Number => assert_eq!(done.unwrap().name, SECOND),
                        _ => assert_eq!(done.unwrap_err().fault, Fault::Exists),
                    }
                }
                for name in sets(inbox.path()) {
                    let stem = name.strip_suffix(".csv").unwrap();
                    for file in [&name, &format!("{name}.ready"), &format!("{stem}.manifest.json")]
                    {
                        fs::remove_file(inbox.path().join(file)).unwrap();
                    }
                }
            }
        }
    }
}

/// It would say of half a file that it is whole.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_that_is_written_directly_takes_nobody_s_marker() {
    for rule in RULES {
        let inbox = servers::inbox();
        let settings = TargetSettings::Folder { path: path(inbox.path()) };
        let marker = inbox.path().join(format!("{NAME}.ready"));
        fs::write(&marker, "").unwrap();
        let mut bed = bed(7, &path(inbox.path()), rule);
        bed.upload.options.publish = TargetPublish::Direct;
        let done = bed.put(&settings).await;
        assert!(marker.exists(), "{rule:?}");
        fs::remove_file(marker).unwrap();
        if rule == TargetIfExists::Number {
            assert_eq!(done.unwrap().name, SECOND);
            assert_eq!(sets(inbox.path()), [SECOND]);
        } else {
            assert_eq!(done.unwrap_err().fault, Fault::Exists);
            assert!(names(inbox.path()).is_empty());
        }
    }
}

/// Servers have no word for a disk that takes no new file.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_disk_that_takes_no_new_file_is_tried_again() {
    let ssh = Sshd::default().start();
    let vsftpd = servers::ftp(Ftp::Plain, None);
    for (name, settings) in [
        ("SFTP", matrix::sftp("127.0.0.1", ssh.port)),
        ("FTP", matrix::ftp(Ftp::Plain, "127.0.0.1", vsftpd.port, None)),
    ] {
        let disk = SmallDisk::new(8 << 20);
        let folder = path(disk.folder.path());
        for (without, with) in [("nr_inodes=1", "nr_inodes=100"), ("ro", "rw")] {
            let bed = trusting(Bed::new(1000, &folder), &ssh);
            run("mount", &["-o", &format!("remount,{without}"), &folder]);
            let error = bed.put(&settings).await.unwrap_err();
            assert_eq!(error.retry(), Retry::Transient, "{name}, {without}: {error:?}");
            let part = bed.upload.part_path();
            assert!(error.message.contains(&part), "{name}, {without}: {error:?}");
            run("mount", &["-o", &format!("remount,{with}"), &folder]);
            assert!(names(disk.folder.path()).is_empty(), "{name}, {without}");
            bed.put(&settings).await.unwrap();
            assert_eq!(contents(disk.folder.path()), [(NAME.to_owned(), bed.bytes.clone())]);
            fs::remove_file(disk.folder.path().join(NAME)).unwrap();
        }
    }
}

/// That a drive isn't there passes, and nothing is written to another one.
fn is_away(error: &DeliveryError, words: &str) {
    assert_eq!(error.retry(), Retry::Transient, "{error:?}");
    assert!(error.message.contains(words), "{error:?}");
    assert!(error.hint.contains("drive"), "{error:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_folder_that_isnt_there_is_waited_for() {
    let share = tempfile::tempdir().unwrap();
    let folder = share.path().join("in");
    let settings = TargetSettings::Folder { path: format!("{}/{{date}}", path(&folder)) };
    let today = folder.join("2026-11-30");
    let mut bed = Bed::new(1000, &path(&today));
    bed.upload.is_known = true;
    for makes in [true, false] {
        bed.upload.options.create_folders = makes;
        is_away(&bed.put(&settings).await.unwrap_err(), "isn't there");
        assert!(names(share.path()).is_empty());
    }
    // Its test makes it; what is only for one run is made by the delivery.
    bed.upload.options.create_folders = true;
    let test = bed.check(&settings).await;
    assert!(test.ok, "{test:?}");
    assert!(folder.is_dir());
    assert!(names(&folder).is_empty());
    bed.put(&settings).await.unwrap();
    assert_eq!(contents(&today), [(NAME.to_owned(), bed.bytes.clone())]);
    // One to which nothing has come yet is new.
    let new = share.path().join("new");
    let bed = Bed::new(1000, &path(&new));
    bed.put(&TargetSettings::Folder { path: path(&new) }).await.unwrap();
    assert_eq!(contents(&new), [(NAME.to_owned(), bed.bytes.clone())]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_drive_that_is_disconnected_meanwhile_is_told_as_that() {
    for (below, words) in [("in", "isn't there"), ("", "was disconnected")] {
        let disk = SmallDisk::new(8 << 20);
        let mount = disk.folder.path();
        let folder = if below.is_empty() { mount.to_owned() } else { mount.join(below) };
        fs::create_dir_all(&folder).unwrap();
        let mut bed = Bed::new(SIZE, &path(&folder));
        bed.upload.options.bandwidth_kib = Some(KIB);
        let settings = TargetSettings::Folder { path: path(&folder) };
        let unmount = || drop(run("umount", &["-l", &path(mount)]));
        let done = bed.when_sent(SIZE as u64 / 4, bed.put(&settings), unmount).await;
        is_away(&done.unwrap_err(), words);
        assert!(names(mount).is_empty(), "{:?}", names(mount));
    }
}
