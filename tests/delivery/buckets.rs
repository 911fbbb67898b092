//! Buckets, by a server that speaks as Amazon S3 does.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use export_desk_core::delivery::{Fault, TargetSettings, TargetVerify};

use crate::bed::{Bed, NAME, Table, sha256};
use crate::proxy::{Fault as Break, Proxy};
use crate::servers::{self, Authority, PROXY_HOST, run};

/// More than one part of an upload.
const SIZE: usize = 20 << 20;

/// As somebody who may look into the bucket.
const SIGNED: [&str; 6] =
    ["-s", "-k", "--aws-sigv4", "aws:amz:eu-central-1:s3", "--user", "AKIATEST:looks"];

pub(crate) fn settings(endpoint: &str, bucket: &str, ca_file: Option<String>) -> TargetSettings {
    TargetSettings::S3 {
        bucket: bucket.to_owned(),
        region: "eu-central-1".to_owned(),
        endpoint: Some(endpoint.to_owned()),
        access_key_id: "AKIATEST".to_owned(),
        path_style: true,
        path: String::new(),
        ca_file,
    }
}

/// What stands under a key, by another program; none where nothing does.
pub(crate) fn get(endpoint: &str, key: &str, folder: &Path) -> Option<Vec<u8>> {
    let body = folder.join("body");
    let encoded: String = key
        .bytes()
        .map(|byte| match byte {
            b'/' | b'.' | b'-' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect();
    let url = format!("{endpoint}/bucket/{encoded}");
    let body_path = body.to_string_lossy().into_owned();
    let code =
        run("curl", &[&SIGNED[..], &["-o", &body_path, "-w", "%{http_code}", &url]].concat());
    (code == "200").then(|| std::fs::read(body).unwrap())
}

/// Puts a file under a key, by another program.
pub(crate) fn put(endpoint: &str, key: &str, file: &Path) {
    let (file, url) = (file.to_string_lossy(), format!("{endpoint}/bucket/{key}"));
    run("curl", &["-s", "-f", "-T", &file, &url]);
}

pub(crate) fn keys(endpoint: &str) -> Vec<String> {
    let listed = run("curl", &[&SIGNED[..], &[&format!("{endpoint}/bucket?list-type=2")]].concat());
    listed.split("<Key>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_bucket_has_whole_objects_only() {
    let mut table = Table::default();
    let server = servers::s3(None);
    let proxy = Proxy::start(PROXY_HOST.into(), [server.port]).await;
    let direct = format!("http://127.0.0.1:{}", server.port);
    run("curl", &["-s", "-f", "-X", "PUT", &format!("{direct}/bucket")]);
    let (straight, broken) = (
        settings(&direct, "bucket", None),
        settings(&format!("http://{PROXY_HOST}:{}", server.port), "bucket", None),
    );
    let looking = tempfile::tempdir().unwrap();

    // Somebody looks all the time.
    let key = format!("be jövő/{NAME}");
    let bed = Bed::new(SIZE, "/be jövő/");
    let stop = Arc::new(AtomicBool::new(false));
    let (stops, wanted, watched) = (Arc::clone(&stop), bed.upload.sha256.clone(), direct.clone());
    let watched_key = key.clone();
    let watcher = std::thread::spawn(move || {
        let folder = tempfile::tempdir().unwrap();
        let mut seen = 0;
        while !stops.load(Ordering::Relaxed) {
            if let Some(bytes) = get(&watched, &watched_key, folder.path()) {
                assert_eq!(sha256(&bytes), wanted, "{} bytes", bytes.len());
                seen += 1;
            }
        }
        seen
    });
    for (faults, what) in [
        (&[][..], "nothing"),
        (&[Break::Cut(3 << 20)][..], "cut in a part"),
        (&[Break::Stall(3 << 20)][..], "stalls in a part"),
        (&[Break::Corrupt(3 << 20)][..], "one byte changed on its way"),
        (
            &[Break::Cut(3 << 20), Break::Cut(100), Break::Cut(100), Break::Cut(100)][..],
            "cut again and again",
        ),
    ] {
        proxy.break_by(faults);
        let mut bed = Bed::new(SIZE, "/be jövő/");
        // Nothing moves any more: that has to be noticed.
        if matches!(faults, [Break::Stall(_)]) {
            bed.first_patience = Some(Duration::from_secs(3));
        }
        let (done, attempts, first) = bed.deliver(&broken).await;
        let delivered = done.unwrap_or_else(|error| panic!("{what}: {error:?}\n{}", server.log()));
        assert_eq!(proxy.left(), 0, "{what}");
        assert_eq!(delivered.remote_path, key);
        assert_eq!(get(&direct, &key, looking.path()).unwrap(), bed.bytes);
        assert_eq!(keys(&direct).len(), 1, "{:?}", keys(&direct));
        table.delivered("S3", what, first.as_ref(), attempts, &delivered.verified);
    }
    stop.store(true, Ordering::Relaxed);
    assert!(watcher.join().unwrap() > 0);

    // Names that are there; small objects and large ones.
    for size in [1000, SIZE] {
        let mut bed = Bed::new(size, "names");
        let numbered = bed.put_by_each_rule(&straight).await;
        assert_eq!(get(&direct, &numbered, looking.path()).unwrap(), bed.bytes);
        assert!(get(&direct, &format!("{numbered}.ready"), looking.path()).unwrap().is_empty());
    }
    table.row("S3", "name there: replace, keep both, stop", "as the rule says");

    let test = Bed::new(1, "tests").check(&straight).await;
    assert!(test.ok, "{test:?}");
    assert!(!keys(&direct).iter().any(|key| key.contains("test-")));
    let error = Bed::new(1000, "x").put(&settings(&direct, "nobody", None)).await.unwrap_err();
    assert_eq!(error.fault, Fault::NoFolder, "{error:?}");
    table.row("S3", "no such bucket", format!("at once: {}", error.message));
    let error =
        Bed::new(1000, "x").put(&settings("http://127.0.0.1:1", "bucket", None)).await.unwrap_err();
    assert_eq!(error.fault, Fault::Unreachable, "{error:?}");
    table.row("S3", "refused", &error.message);

    // With TLS: the custom authority, and without it.
    let authority = Authority::new();
    let certificate = authority.issue("s3", "DNS:localhost,IP:127.0.0.1", None);
    let server = servers::s3(Some(&certificate));
    let endpoint = format!("https://127.0.0.1:{}", server.port);
    run("curl", &["-s", "-k", "-f", "-X", "PUT", &format!("{endpoint}/bucket")]);
    let bed = Bed::new(SIZE, "");
    let delivered = bed.put(&settings(&endpoint, "bucket", Some(authority.file()))).await.unwrap();
    assert_eq!(delivered.verified, "MD5 (ETag of the store's answer)");
    let mut looked = Bed::new(SIZE, "looked");
    looked.upload.options.verify = TargetVerify::Hash;
    let delivered =
        looked.put(&settings(&endpoint, "bucket", Some(authority.file()))).await.unwrap();
    assert_eq!(delivered.verified, "size and MD5 (ETag)");
    assert_eq!(get(&endpoint, NAME, looking.path()).unwrap(), bed.bytes);
    table.row(
        "S3 by https",
        "custom authority",
        "delivered; checked by MD5 (ETag of the store's answer)",
    );
    let error = bed.put(&settings(&endpoint, "bucket", None)).await.unwrap_err();
    assert_eq!(error.fault, Fault::Certificate, "{error:?}");
    table.row(
        "S3 by https",
        "certificate by an unknown authority",
        format!("at once: {}", error.message),
    );
    table.print();
}
