//! What a partner has stays as it is when a new file or set can't take its place, and
//! what has arrived counts as that.

use std::fs;
use std::path::Path;
use std::process::Command;

use export_desk_core::delivery::{Fault, TargetIfExists, TargetPublish, TargetSettings};

use crate::bed::{Bed, NAME, PATIENCE, names};
use crate::foreign::Told;
use crate::matrix::{path, sftp};
use crate::servers::{self, Sshd};

/// All files of a folder with their contents.
pub(crate) fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    names(folder)
        .into_iter()
        .map(|name| {
            let path = folder.join(&name);
            let bytes = if path.is_dir() { Vec::new() } else { fs::read(path).unwrap() };
            (name, bytes)
        })
        .collect()
}

/// Another file with a manifest of its own, under the same name.
fn other(bed: &mut Bed) {
    let bytes = b"another day's".to_vec();
    fs::write(&bed.upload.file, &bytes).unwrap();
    let manifest = bed.upload.manifest.clone().unwrap();
    fs::write(manifest, format!("{{\"file\": \"{NAME}\", \"rows_written\": 8}}\n")).unwrap();
    bed.upload.bytes = bytes.len() as u64;
    bed.upload.sha256 = crate::bed::sha256(&bytes);
    bed.bytes = bytes;
}

/// A store with TLS that answers as it is told.
pub(crate) fn store(rules: &[&str]) -> (Told, servers::Authority) {
    let authority = servers::Authority::new();
    let certificate = authority.issue("s3", "DNS:localhost,IP:127.0.0.1", None);
    let tls = format!("tls={},{}", certificate.file.display(), certificate.key.display());
    let mut told = Told::start("s3", &[rules, &[&*tls]].concat());
    if let TargetSettings::S3 { endpoint, ca_file, .. } = &mut told.settings {
        *endpoint = endpoint.as_ref().map(|url| url.replace("http:", "https:"));
        *ca_file = Some(authority.file());
    }
    (told, authority)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_that_keeps_its_name_keeps_its_manifest_and_marker() {
    let told = Told::start("ftp", &[]);
    let mut bed = told.bed();
    (bed.upload.options.manifest, bed.upload.options.ready_marker) = (true, true);
    bed.put(&told.settings).await.unwrap();
    let before = contents(&told.inbox());
    assert_eq!(before.len(), 3);
    other(&mut bed);
    let new = format!("new {NAME}");
    // Also where manifests may be renamed and not removed.
    for (stuck, denied) in [(NAME, "nothing"), (&new, "nothing"), (&new, ".manifest.json")] {
        fs::write(told.switch("stuck"), stuck).unwrap();
        fs::write(told.switch("deny"), denied).unwrap();
        let error = bed.put(&told.settings).await.unwrap_err();
        assert!(error.message.contains("Somebody has it open"), "{error:?}");
        assert_eq!(contents(&told.inbox()), before, "{stuck}, {denied}");
    }
    fs::remove_file(told.switch("stuck")).unwrap();
    fs::remove_file(told.switch("deny")).unwrap();
    bed.put(&told.settings).await.unwrap();
    let after = contents(&told.inbox());
    assert_eq!(after.len(), 3);
    assert!(after.iter().any(|(_, bytes)| *bytes == bed.bytes));

    // A folder under the file's name can't be replaced.
    let inbox = servers::inbox();
    let mut bed = Bed::new(1000, &path(inbox.path()));
    (bed.upload.options.manifest, bed.upload.options.ready_marker) = (true, true);
    let settings = TargetSettings::Folder { path: path(inbox.path()) };
    bed.put(&settings).await.unwrap();
    let file = inbox.path().join(NAME);
    fs::remove_file(&file).unwrap();
    fs::create_dir_all(file.join("in use")).unwrap();
    let before = contents(inbox.path());
    other(&mut bed);
    bed.upload.options.retry_hours = 0;
    bed.put(&settings).await.unwrap_err();
    let mut after = contents(inbox.path());
    after.retain(|(name, _)| Path::new(name).extension().is_none_or(|end| end != "part"));
    assert_eq!(after, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_that_cant_be_written_over_keeps_its_marker() {
    let told = Told::start("ftp", &[]);
    let mut bed = told.bed();
    bed.upload.options.publish = TargetPublish::Direct;
    (bed.upload.options.manifest, bed.upload.options.ready_marker) = (true, true);
    bed.put(&told.settings).await.unwrap();
    let before = contents(&told.inbox());
    assert_eq!(before.len(), 3);
    other(&mut bed);
    fs::write(told.switch("deny"), NAME).unwrap();
    let error = bed.put(&told.settings).await.unwrap_err();
    assert!(error.message.contains("Somebody has it open"), "{error:?}");
    // Nothing is noted down to be removed.
    assert_eq!(error.part, None);
    assert_eq!(contents(&told.inbox()), before);
    fs::remove_file(told.switch("deny")).unwrap();
    bed.put(&told.settings).await.unwrap();
    assert_eq!(fs::read(told.inbox().join(NAME)).unwrap(), bed.bytes);
    assert_eq!(contents(&told.inbox()).len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_object_that_keeps_its_name_keeps_its_manifest_and_marker() {
    let (told, _authority) = store(&[]);
    let mut bed = Bed::new(1000, "");
    (bed.upload.options.manifest, bed.upload.options.ready_marker) = (true, true);
    bed.put(&told.settings).await.unwrap();
    let before = contents(&told.inbox());
    assert_eq!(before.len(), 3);
    other(&mut bed);
    fs::write(told.switch("deny"), ".csv").unwrap();
    let error = bed.put(&told.settings).await.unwrap_err();
    assert_eq!(error.fault, Fault::Permission, "{error:?}");
    assert_eq!(contents(&told.inbox()), before);
    fs::remove_file(told.switch("deny")).unwrap();
    bed.put(&told.settings).await.unwrap();
    let object = told.inbox().join(format!("bucket|{NAME}"));
    assert_eq!(fs::read(object).unwrap(), bed.bytes);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_object_that_a_store_took_before_it_failed_is_delivered_once() {
    for rule in [TargetIfExists::Number, TargetIfExists::Fail] {
        let (told, _authority) = store(&["conditions", "lost-put"]);
        let mut bed = Bed::new(1000, "");
        bed.upload.options.if_exists = rule;
        let delivered = bed.put(&told.settings).await.unwrap();
        assert_eq!(delivered.name, NAME);
        assert_eq!(contents(&told.inbox()), [(format!("bucket|{NAME}"), bed.bytes.clone())]);

        // Another one's object of that name isn't taken for this file.
        other(&mut bed);
        let done = bed.put(&told.settings).await;
        match rule {
            TargetIfExists::Fail => assert_eq!(done.unwrap_err().fault, Fault::Exists),
            _ => assert_ne!(done.unwrap().name, NAME),
        }
    }
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_pipe_under_the_name_holds_nobody_up() {
    let inbox = servers::inbox();
    let made = Command::new("mkfifo").arg(inbox.path().join(NAME)).status().unwrap();
    assert!(made.success());
    let settings = TargetSettings::Folder { path: path(inbox.path()) };
    for rule in [TargetIfExists::Replace, TargetIfExists::Number, TargetIfExists::Fail] {
        let mut bed = Bed::new(1000, &path(inbox.path()));
        bed.upload.options.publish = TargetPublish::Direct;
        bed.upload.options.if_exists = rule;
        let done = tokio::time::timeout(PATIENCE, bed.put(&settings)).await;
        let error = done.expect("the delivery waits for the pipe").unwrap_err();
        assert_eq!(error.fault, Fault::Refused, "{error:?}");
        assert!(error.message.contains("is a pipe"), "{error:?}");
        assert_eq!(names(inbox.path()), [NAME]);
    }
}

/// A folder under the name is nothing that a file takes the place of.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_folder_under_the_name_stays_there() {
    let inbox = servers::inbox();
    fs::create_dir_all(inbox.path().join(NAME).join("in use")).unwrap();
    servers::give(&inbox.path().join(NAME));
    let server = Sshd::default().start();
    for settings in
        [TargetSettings::Folder { path: path(inbox.path()) }, sftp("127.0.0.1", server.port)]
    {
        for rule in [TargetIfExists::Replace, TargetIfExists::Number, TargetIfExists::Fail] {
            let mut bed = Bed::new(1000, &path(inbox.path()));
            fs::write(bed.hosts(), servers::known_host(&server, "127.0.0.1")).unwrap();
            bed.upload.options.if_exists = rule;
            let error = bed.put(&settings).await.unwrap_err();
            assert_eq!(error.fault, Fault::Refused, "{error:?}");
            assert!(error.message.contains("is a folder"), "{error:?}");
            assert_eq!(names(inbox.path()), [NAME]);
        }
    }
}

/// A manifest without its object would be one of a file that another delivery brings.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_object_that_doesnt_come_leaves_no_manifest() {
    for rule in [TargetIfExists::Replace, TargetIfExists::Number, TargetIfExists::Fail] {
        let (told, _authority) = store(&[]);
        let mut bed = Bed::new(1000, "");
        bed.upload.options.if_exists = rule;
        (bed.upload.options.manifest, bed.upload.options.ready_marker) = (true, true);
        fs::write(told.switch("deny"), ".csv").unwrap();
        let error = bed.put(&told.settings).await.unwrap_err();
        assert_eq!(error.fault, Fault::Permission, "{error:?}");
        assert_eq!(contents(&told.inbox()), []);
        fs::remove_file(told.switch("deny")).unwrap();
        bed.put(&told.settings).await.unwrap();
        assert_eq!(contents(&told.inbox()).len(), 3);
    }
}

/// Names that differ in their endings have one manifest's name.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_manifest_of_another_object_stays() {
    let (told, _authority) = store(&[]);
    let mut bed = Bed::new(1000, "");
    bed.upload.options.manifest = true;
    bed.put(&told.settings).await.unwrap();
    let before = contents(&told.inbox());
    assert_eq!(before.len(), 2);
    other(&mut bed);
    bed.upload.name = NAME.replace(".csv", ".txt");
    bed.upload.options.if_exists = TargetIfExists::Fail;
    let error = bed.put(&told.settings).await.unwrap_err();
    assert_eq!(error.fault, Fault::Exists, "{error:?}");
    assert_eq!(contents(&told.inbox()), before);
    bed.upload.options.if_exists = TargetIfExists::Number;
    let delivered = bed.put(&told.settings).await.unwrap();
    assert_eq!(delivered.name, NAME.replace(".csv", " (2).txt"));
    let after = contents(&told.inbox());
    assert_eq!(after.len(), 4);
    assert!(before.iter().all(|found| after.contains(found)));
}
