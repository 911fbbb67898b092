//! Google Cloud Storage and Azure Blob Storage. Google's own requests go to a
//! server of S3, whose language its XML interface speaks; Azure's to Microsoft's
//! emulator.

use std::collections::BTreeMap;
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use export_desk_core::delivery::{Fault, TargetSettings};
use serde_json::json;

use crate::bed::{Bed, NAME, Table, sha256};
use crate::buckets::{get, keys};
use crate::proxy::{Fault as Break, Proxy};
use crate::servers::{self, Authority, Certificate, PROXY_HOST, Server, free_ports, run};

/// More than one part of an upload.
const SIZE: usize = 20 << 20;
const ACCOUNT: &str = "exportdesk";

/// A service account's key as Google gives it, with a private key of our own.
fn service_account(folder: &Path) -> String {
    let file = folder.join("account.key").to_string_lossy().into_owned();
    run(
        "openssl",
        &["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", &file],
    );
    json!({
        "type": "service_account",
        "project_id": "tests",
        "private_key_id": "1",
        "private_key": std::fs::read_to_string(file).unwrap(),
        "client_email": "export-desk@tests.iam.gserviceaccount.com",
        "token_uri": "https://oauth2.googleapis.com/token",
    })
    .to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn google_s_requests_make_whole_objects() {
    let mut table = Table::default();
    let authority = Authority::new();
    let certificate = authority.issue("gcs", "DNS:localhost,IP:127.0.0.1,IP:127.0.0.2", None);
    let server = servers::s3(Some(&certificate));
    let proxy = Proxy::start(PROXY_HOST.into(), [server.port]).await;
    let endpoint = format!("https://127.0.0.1:{}", server.port);
    run("curl", &["-s", "-k", "-f", "-X", "PUT", &format!("{endpoint}/bucket")]);
    let looking = tempfile::tempdir().unwrap();
    let account = service_account(looking.path());
    let settings = |host: &str, bucket: &str, ca_file: Option<String>| TargetSettings::Gcs {
        bucket: bucket.to_owned(),
        endpoint: Some(format!("https://{host}:{}", server.port)),
        path: String::new(),
        ca_file,
    };
    let bed = |size, to: &str| {
        let mut bed = Bed::new(size, to);
        bed.secret = Some(account.clone());
        bed
    };
    let straight = settings("127.0.0.1", "bucket", Some(authority.file()));
    let broken = settings(&PROXY_HOST.to_string(), "bucket", Some(authority.file()));
    let key = format!("be jövő/{NAME}");
    for (faults, what) in [
        (&[][..], "nothing"),
        (&[Break::Cut(3 << 20)][..], "cut in a part"),
        (&[Break::Corrupt(3 << 20)][..], "one byte changed on its way"),
    ] {
        proxy.break_by(faults);
        let mut bed = bed(SIZE, "/be jövő/");
        let (done, attempts, first) = bed.deliver(&broken).await;
        let delivered = done.unwrap_or_else(|error| panic!("{what}: {error:?}\n{}", server.log()));
        assert_eq!((proxy.left(), &*delivered.remote_path), (0, &*key), "{what}");
        assert_eq!(get(&endpoint, &key, looking.path()).unwrap(), bed.bytes, "{what}");
        assert_eq!(keys(&endpoint), [&*key]);
        table.delivered("Google", what, first.as_ref(), attempts, &delivered.verified);
    }
    for size in [1000, SIZE] {
        let mut bed = bed(size, "names");
        let numbered = bed.put_by_each_rule(&straight).await;
        assert_eq!(get(&endpoint, &numbered, looking.path()).unwrap(), bed.bytes);
        assert!(get(&endpoint, &format!("{numbered}.ready"), looking.path()).unwrap().is_empty());
    }
    table.row("Google", "name there: replace, keep both, stop", "as the rule says");
    let test = bed(1, "tests").check(&straight).await;
    assert!(test.ok, "{test:?}");
    assert!(!keys(&endpoint).iter().any(|key| key.contains("test-")));

    let nobodys = settings("127.0.0.1", "nobodys", Some(authority.file()));
    let error = bed(1000, "x").put(&nobodys).await.unwrap_err();
    assert_eq!(error.fault, Fault::NoFolder, "{error:?}");
    table.row("Google", "no such bucket", format!("at once: {}", error.message));
    let error = bed(1000, "x").put(&settings("127.0.0.1", "bucket", None)).await.unwrap_err();
    assert_eq!(error.fault, Fault::Certificate, "{error:?}");
    table.row(
        "Google",
        "certificate by an unknown authority",
        format!("at once: {}", error.message),
    );
    for secret in ["no JSON", "{\"type\": \"service_account\"}"] {
        let mut bed = bed(1000, "x");
        bed.secret = Some(secret.to_owned());
        let error = bed.put(&straight).await.unwrap_err();
        assert_eq!(error.fault, Fault::Settings, "{error:?}");
        assert!(!error.message.contains(secret), "{error:?}");
        table.row("Google", "no service account's key", format!("at once: {}", error.message));
    }
    table.print();
}

/// Microsoft's emulator, unpacked next to what is built by `cargo xtask test`.
fn azurite(key: &str, certificate: Option<&Certificate>) -> Server {
    let program = std::env::current_exe().unwrap();
    let main = "azurite/node_modules/azurite/dist/src/blob/main.js";
    let main = program.ancestors().nth(3).unwrap().join(main);
    assert!(main.exists(), "{} isn't there; `cargo xtask test` installs it", main.display());
    let (folder, port) = (tempfile::tempdir().unwrap(), free_ports(1));
    let mut command = vec![
        "env".to_owned(),
        format!("AZURITE_ACCOUNTS={ACCOUNT}:{key}"),
        "node".to_owned(),
        main.to_string_lossy().into_owned(),
    ];
    let port_text = port.to_string();
    for argument in [
        "--blobHost",
        "127.0.0.1",
        "--blobPort",
        &port_text,
        "--inMemoryPersistence",
        "--disableTelemetry",
        "--skipApiVersionCheck",
    ] {
        command.push(argument.to_owned());
    }
    if let Some(Certificate { file, key }) = certificate {
        for (option, path) in [("--cert", file), ("--key", key)] {
            command.extend([option.to_owned(), path.to_string_lossy().into_owned()]);
        }
    }
    Server::start(folder, port, command, None)
}

/// What stands in the container, by Microsoft's client.
fn blobs(
    endpoint: &str,
    key: &str,
    ca_file: Option<&str>,
    make: bool,
) -> BTreeMap<String, (usize, String)> {
    let asked = json!({
        "endpoint": endpoint, "account": ACCOUNT, "key": key, "container": "exports",
        "ca_file": ca_file, "make": make,
    });
    let found = crate::python::run("delivery/blobs.py", asked.to_string().as_bytes());
    serde_json::from_value(found).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_container_has_whole_blobs_only() {
    let mut table = Table::default();
    let secret = BASE64_STANDARD.encode("Marker-azure-0123456789abcdef-0123456789");
    let authority = Authority::new();
    let certificate = authority.issue("azure", "DNS:localhost,IP:127.0.0.1,IP:127.0.0.2", None);
    let ca = authority.file();
    for (name, certificate, verified) in [
        ("Azure", None, "size and SHA-256, read back"),
        ("Azure by https", Some(&certificate), "size"),
    ] {
        let scheme = if certificate.is_some() { "https" } else { "http" };
        let ca_file = certificate.map(|_| ca.clone());
        let server = azurite(&secret, certificate);
        let proxy = Proxy::start(PROXY_HOST.into(), [server.port]).await;
        let endpoint = format!("{scheme}://127.0.0.1:{}/{ACCOUNT}", server.port);
        let looked = |make| blobs(&endpoint, &secret, ca_file.as_deref(), make);
        looked(true);
        let settings =
            |host: &str, container: &str, ca_file: Option<String>| TargetSettings::Azure {
                account: ACCOUNT.to_owned(),
                container: container.to_owned(),
                endpoint: Some(format!("{scheme}://{host}:{}/{ACCOUNT}", server.port)),
                path: String::new(),
                ca_file,
            };
        let straight = settings("127.0.0.1", "exports", ca_file.clone());
        let broken = settings(&PROXY_HOST.to_string(), "exports", ca_file.clone());
        let bed = |size, to: &str| {
            let mut bed = Bed::new(size, to);
            bed.secret = Some(secret.clone());
            bed
        };
        let key = format!("be jövő/{NAME}");
        for (faults, what) in [
            (&[][..], "nothing"),
            (&[Break::Cut(3 << 20)][..], "cut in a part"),
            (&[Break::Corrupt(3 << 20)][..], "one byte changed on its way"),
        ] {
            proxy.break_by(faults);
            let mut bed = bed(SIZE, "/be jövő/");
            let (done, attempts, first) = bed.deliver(&broken).await;
            let delivered =
                done.unwrap_or_else(|error| panic!("{what}: {error:?}\n{}", server.log()));
            assert_eq!((proxy.left(), &*delivered.remote_path), (0, &*key), "{what}");
            assert_eq!(delivered.verified, verified);
            let whole = BTreeMap::from([(key.clone(), (SIZE, sha256(&bed.bytes)))]);
            assert_eq!(looked(false), whole, "{what}");
            table.delivered(name, what, first.as_ref(), attempts, verified);
        }
        // Small blobs are written at once, large ones in parts.
        let size = if certificate.is_some() { SIZE } else { 1000 };
        let to = format!("names {size}");
        let mut named = bed(size, &to);
        let numbered = named.put_by_each_rule(&straight).await;
        let there = looked(false);
        assert_eq!(there[&numbered], (size, sha256(&named.bytes)));
        assert_eq!(there[&format!("{numbered}.ready")].0, 0);
        assert_eq!(there.keys().filter(|key| key.starts_with(&to)).count(), 6, "{there:?}");
        table.row(name, "name there: replace, keep both, stop", "as the rule says");
        let test = bed(1, "tests").check(&straight).await;
        assert!(test.ok, "{test:?}");
        assert!(!looked(false).keys().any(|key| key.contains("test-")));

        let nobodys = settings("127.0.0.1", "nobodys", ca_file.clone());
        let error = bed(1000, "x").put(&nobodys).await.unwrap_err();
        assert_eq!(error.fault, Fault::NoFolder, "{error:?}");
        table.row(name, "no such container", format!("at once: {}", error.message));
        for wrong in [BASE64_STANDARD.encode("another key"), "no base64!".to_owned()] {
            let mut bed = bed(1000, "x");
            bed.secret = Some(wrong.clone());
            let error = bed.put(&straight).await.unwrap_err();
            assert!(matches!(error.fault, Fault::Login | Fault::Settings), "{error:?}");
            assert!(!format!("{error:?}").contains(&wrong), "{error:?}");
            table.row(name, "wrong key", format!("at once: {}", error.message));
        }
        if certificate.is_some() {
            let unknown = settings("127.0.0.1", "exports", None);
            let error = bed(1000, "x").put(&unknown).await.unwrap_err();
            assert_eq!(error.fault, Fault::Certificate, "{error:?}");
            let outcome = format!("at once: {}", error.message);
            table.row(name, "certificate by an unknown authority", outcome);
        }
    }
    table.print();
}
