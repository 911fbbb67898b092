//! Encrypted files: read by GnuPG, 7-Zip and Python as their receivers would.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use export_desk_core::archive::Locked;
use export_desk_core::error::Error;
use export_desk_core::plan::ExportPlan;
use export_desk_core::run::{
    RunContext, RunReport, check_file_with, verify_file, verify_file_with,
};
use export_desk_core::sealing::{
    read_public_keys, save_signing_key, save_zip_password, signing_key,
};
use export_desk_core::secret::{MemorySecrets, Secret, SecretError, SecretStore};
use serde_json::{Value, json};

use crate::bed::{AT, brand, context, finish, names, spec};
use crate::gnupg::{Gnupg, MADE};
use crate::python::run_with;

/// A partner with a key of RSA, and one with one of curve 25519.
struct Partners {
    gnupg: Gnupg,
    rsa: String,
    ecc: String,
}

fn partners() -> Partners {
    let gnupg = Gnupg::new();
    let rsa = gnupg.key("Rex <rex@partner.test>", ["rsa2048", "sign", "never"], MADE, "");
    gnupg.add(&rsa, ["rsa3072", "encr", "never"], MADE, "");
    let ecc = gnupg.key("Ecc <ecc@partner.test>", ["ed25519", "sign", "never"], MADE, "");
    gnupg.add(&ecc, ["cv25519", "encr", "never"], MADE, "");
    Partners { gnupg, rsa, ecc }
}

fn definition(format: Value, more: Value) -> Value {
    let mut document = json!({
        "model": "events",
        "fields": [
            { "field": "id" }, { "field": "action" }, { "field": "points" },
            { "field": "timestamp" },
        ],
        "format": format,
    });
    document.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    document
}

async fn made(out: &Path, format: Value, more: Value) -> Result<RunReport, Error> {
    finish(&spec(definition(format, more)), &context(brand(), out)).await
}

/// The same with secrets.
async fn made_with(
    out: &Path,
    secrets: &Arc<MemorySecrets>,
    format: Value,
    more: Value,
) -> Result<RunReport, Error> {
    let secrets = Arc::clone(secrets) as Arc<dyn SecretStore>;
    let context = RunContext { secrets, ..context(brand(), out) };
    finish(&spec(definition(format, more)), &context).await
}

fn manifest(report: &RunReport) -> Value {
    serde_json::from_slice(&std::fs::read(&report.manifest).unwrap()).unwrap()
}

/// By a sum of the plain content whoever guesses it would see that they are right.
fn tells_no_sum_of(plain: &RunReport, told: &Value) {
    let crc32 = manifest(plain)["content_crc32"].as_str().unwrap().to_owned();
    for sum in [&crc32, &plain.sha256] {
        assert!(!told.to_string().contains(sum), "{told:#}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_read_by_gnupg_and_are_the_plain_file_inside() {
    let Partners { gnupg, rsa, ecc } = &partners();
    let folder = tempfile::tempdir().unwrap();
    let both = [gnupg.public(rsa), gnupg.public(ecc)];
    for (layout, compression, ending, armor) in [
        ("delimited", "none", "pgp", false),
        ("delimited", "gzip", "gpg", false),
        ("delimited", "zip", "asc", true),
        ("xlsx", "none", "pgp", true),
        ("parquet", "none", "gpg", false),
    ] {
        let label = format!("{layout} {compression} {ending}");
        let out = folder.path().join(&label);
        let mut format = json!({ "layout": layout, "compression": compression });
        let plain = made(&out.join("plain"), format.clone(), json!({})).await.unwrap();
        format["pgp"] = json!({ "recipients": both, "ending": ending, "armor": armor });
        let sums = json!({ "companions": [{ "name": "{file}.sha256", "content": "sha256" }] });
        let report = made(&out.join("sealed"), format, sums).await.unwrap();
        let name = plain.file.file_name().unwrap().to_str().unwrap();
        assert_eq!(report.file.file_name().unwrap().to_str().unwrap(), format!("{name}.{ending}"));
        let sealed = std::fs::read(&report.file).unwrap();
        assert_eq!(report.bytes, sealed.len() as u64);
        assert_eq!(sealed.starts_with(b"-----BEGIN PGP MESSAGE-----"), armor);
        // Companions are about what is delivered.
        let checked = Command::new("sha256sum")
            .args(["-c", &format!("{name}.{ending}.sha256")])
            .current_dir(out.join("sealed"))
            .output()
            .unwrap();
        assert!(checked.status.success(), "{label}");

        let (content, told) = gnupg.decrypt(&report.file);
        assert!(content == std::fs::read(&plain.file).unwrap(), "{label}");
        // A packet with a check of the whole (2), AES-256 (9), no AEAD.
        assert!(told.contains("DECRYPTION_INFO 2 9 0"), "{told}");
        assert!(told.contains("GOODMDC"), "{told}");

        let told = manifest(&report);
        assert_eq!(told["sha256"], report.sha256);
        assert_eq!(told["content_bytes"], manifest(&plain)["content_bytes"]);
        tells_no_sum_of(&plain, &told);
        let recipients = &told["encryption"]["recipients"];
        assert_eq!(recipients[0]["fingerprint"], **rsa);
        assert_eq!(recipients[1]["encryption_key"], gnupg.subkeys(ecc)[0]);

        let verified = verify_file(&report.file).unwrap();
        let ids: Vec<String> =
            [rsa, ecc].iter().map(|key| gnupg.subkeys(key)[0][24..].to_owned()).collect();
        assert_eq!(verified.found.locked, Some(Locked::Pgp { key_ids: ids.clone() }), "{label}");
        assert_eq!(verified.rows, None);
        assert_eq!(verified.manifest, Some(report.manifest.clone()));
        // What it shows without a key is what the manifest says.
        for (key, wrong, found) in [
            ("method", json!("zip"), json!("pgp")),
            ("armor", json!(!armor), json!(armor)),
            ("recipients", json!([recipients[1]]), json!(ids)),
        ] {
            let mut changed = told.clone();
            changed["encryption"][key] = wrong;
            std::fs::write(&report.manifest, changed.to_string()).unwrap();
            let mismatches = check_file_with(&report.file, &|_| None).unwrap().mismatches;
            assert_eq!(mismatches.len(), 1, "{label}: {mismatches:?}");
            assert_eq!(mismatches[0].key, format!("encryption.{key}"), "{label}");
            assert_eq!(mismatches[0].found, found, "{label}: {mismatches:?}");
        }
        // One byte less is noticed without the manifest, too.
        let cut = folder.path().join(format!("cut.{ending}"));
        std::fs::write(&cut, &sealed[..sealed.len() - 40]).unwrap();
        assert!(verify_file(&cut).is_err(), "{label}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_of_several_recipients_reads_it_and_nobody_else() {
    let Partners { gnupg, rsa, ecc } = &partners();
    let folder = tempfile::tempdir().unwrap();
    let format = json!({
        "compression": "none",
        "pgp": { "recipients": [gnupg.public(rsa), gnupg.public(ecc)] },
    });
    let report = made(folder.path(), format, json!({})).await.unwrap();
    for key in [rsa, ecc] {
        let alone = Gnupg::new();
        alone.import(&gnupg.private(key, ""));
        let (content, _) = alone.decrypt(&report.file);
        assert!(content.starts_with(b"id,"), "{}", String::from_utf8_lossy(&content[..20]));
    }
    let file = report.file.to_str().unwrap();
    let stranger = Gnupg::new().ask(&["--batch", "--decrypt", file], b"");
    assert!(!stranger.status.success() && stranger.stdout.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_usable_subkey_is_used() {
    let gnupg = Gnupg::new();
    let key = gnupg.key("Many <many@partner.test>", ["ed25519", "sign", "never"], MADE, "");
    gnupg.add(&key, ["cv25519", "encr", "never"], "20260201T000000", "");
    let good = gnupg.add(&key, ["rsa2048", "encr", "2027-06-01"], "20260301T000000", "");
    let expired = gnupg.add(&key, ["cv25519", "encr", "2026-06-01"], "20260401T000000", "");
    gnupg.add(&key, ["cv25519", "encr", "never"], "20260501T000000", "");
    gnupg.revoke_subkey(&key, 4);
    // One that signs is newer than all.
    gnupg.add(&key, ["ed25519", "sign", "never"], "20260601T000000", "");
    let now = AT.parse().unwrap();
    let shown = read_public_keys(&gnupg.public_bytes(&key), now).unwrap().pop().unwrap();
    assert_eq!((&shown.subkey, &*shown.algorithm), (&good, "RSA 2048"));
    assert_eq!(shown.fingerprint, key);
    assert_eq!(shown.user_id, "Many <many@partner.test>");
    assert_eq!(shown.expires_at.unwrap().to_rfc3339(), "2027-06-01T12:00:00+00:00");
    // Before it expired the newer one was used.
    let earlier = "2026-05-15T00:00:00Z".parse().unwrap();
    assert_eq!(read_public_keys(shown.text.as_bytes(), earlier).unwrap()[0].subkey, expired);

    let folder = tempfile::tempdir().unwrap();
    let format = json!({ "pgp": { "recipients": [shown.text] } });
    let report = made(folder.path(), format, json!({})).await.unwrap();
    let locked = verify_file(&report.file).unwrap().found.locked;
    assert_eq!(locked, Some(Locked::Pgp { key_ids: vec![good[24..].to_owned()] }));
    gnupg.decrypt(&report.file);
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_cannot_be_used_stop_the_run_before_it_reads_anything() {
    let gnupg = Gnupg::new();
    let new = |name: &str, how: [&str; 3]| gnupg.key(name, how, MADE, "");
    let only_signs = new("Signs <a@partner.test>", ["ed25519", "sign", "never"]);
    let expired = new("Late <b@partner.test>", ["rsa2048", "sign,encr", "2026-11-01"]);
    let weak = new("Weak <c@partner.test>", ["rsa1024", "sign,encr", "never"]);
    let revoked = new("Gone <d@partner.test>", ["rsa2048", "sign,encr", "never"]);
    gnupg.revoke(&revoked);
    let late_part = new("Part <e@partner.test>", ["ed25519", "sign", "never"]);
    gnupg.add(&late_part, ["cv25519", "encr", "2026-11-10"], MADE, "");
    let fine = new("Fine <f@partner.test>", ["rsa2048", "sign,encr", "never"]);
    let private = gnupg.private(&fine, "");
    // The label alone makes a private key no public one.
    let disguised = private.replace("PRIVATE", "PUBLIC");
    let fine = gnupg.public(&fine);
    let two = format!("{fine}\n{}", gnupg.public(&only_signs));
    let cases = [
        (gnupg.public(&only_signs), "no usable encryption key"),
        (gnupg.public(&expired), "expired on 2026-11-01"),
        (gnupg.public(&weak), "has 1024 bits"),
        (gnupg.public(&revoked), "is revoked"),
        (gnupg.public(&late_part), "expired on 2026-11-10"),
        (private.clone(), "private key"),
        (disguised, "private key"),
        (two, "2 PGP keys"),
        ("no key".to_owned(), "no PGP key"),
        (fine[..fine.len() / 2].to_owned(), "END line is missing"),
        (fine.replace('A', "B"), "PGP key"),
    ];
    // A folder without any table: whatever reads it says something else.
    let empty = tempfile::tempdir().unwrap();
    for (key, problem) in cases {
        let folder = tempfile::tempdir().unwrap();
        let spec = spec(definition(json!({ "pgp": { "recipients": [key] } }), json!({})));
        let error = finish(&spec, &context(empty.path(), folder.path())).await.unwrap_err();
        let problems = error.problems();
        assert_eq!(problems[0].path, "format.pgp.recipients[0]", "{problem}: {error}");
        assert!(problems[0].message.contains(problem), "{problem}: {}", problems[0].message);
        assert!(names(folder.path()).is_empty(), "{problem}");
        // Nothing of a private key is told.
        let line = private.lines().nth(4).unwrap();
        assert!(!format!("{error:?}").contains(line) && !error.message().contains(line));
    }
    let nobody = spec(definition(json!({ "pgp": { "recipients": [] } }), json!({})));
    let error = finish(&nobody, &context(brand(), empty.path())).await.unwrap_err();
    assert_eq!(error.problems()[0].path, "format.pgp.recipients");
    let unknown = json!({ "recipients": [fine], "cipher": "3des" });
    let unknown = json!({
        "version": 2, "name": "x", "model": "stores", "timezone": "UTC",
        "format": { "pgp": unknown },
    });
    let error = export_desk_core::spec::ExportSpec::from_json(&unknown.to_string()).unwrap_err();
    assert!(error.problems[0].path.starts_with("format.pgp"), "{:?}", error.problems);
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_expire_soon_are_told_of() {
    let gnupg = Gnupg::new();
    for (expiry, is_soon) in [("2026-12-19", true), ("2026-12-24", false)] {
        let name = format!("{expiry} <soon@partner.test>");
        let key = gnupg.key(&name, ["rsa2048", "sign,encr", expiry], MADE, "");
        let folder = tempfile::tempdir().unwrap();
        let format = json!({ "pgp": { "recipients": [gnupg.public(&key)] } });
        let report = made(folder.path(), format, json!({})).await.unwrap();
        let told = report.warnings.iter().any(|warning| {
            warning.path == "format.pgp.recipients[0]" && warning.message.contains(expiry)
        });
        assert_eq!(told, is_soon, "{:?}", report.warnings);
    }
}

/// Keeps what a Windows credential keeps: 2,560 bytes of UTF-16 under a name.
#[derive(Debug, Default)]
struct Small(MemorySecrets);

impl SecretStore for Small {
    fn get(&self, name: &str) -> Result<Option<Secret>, SecretError> {
        self.0.get(name)
    }

    fn set(&self, name: &str, secret: &str) -> Result<(), SecretError> {
        assert!(secret.encode_utf16().count() * 2 <= 2560, "{name} is too long for Windows");
        self.0.set(name, secret)
    }

    fn delete(&self, name: &str) -> Result<(), SecretError> {
        self.0.delete(name)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn signatures_are_good_and_the_key_stays_in_the_keychain() {
    const PASSPHRASE: &str = "Marker-pässphrase";
    let Partners { gnupg, rsa, .. } = &partners();
    let own = Gnupg::new();
    let now = AT.parse().unwrap();
    for (algorithm, subkey) in [("rsa4096", None), ("ed25519", Some("ed25519")), ("nistp384", None)]
    {
        let name = format!("Us {algorithm} <us@export.test>");
        let key = own.key(&name, [algorithm, "sign", "never"], MADE, PASSPHRASE);
        let signs = match subkey {
            Some(kind) => own.add(&key, [kind, "sign", "never"], MADE, PASSPHRASE),
            None => key.clone(),
        };
        gnupg.import(&own.public(&key));
        let secrets = Arc::new(Small::default());
        let private = own.private(&key, PASSPHRASE);
        let wrong = save_signing_key(&*secrets, "ours", &private, "wrong", now).unwrap_err();
        assert!(wrong.message().contains("passphrase"), "{wrong}");
        assert_eq!(signing_key(&*secrets, "ours", now).unwrap(), None);
        let public = save_signing_key(&*secrets, "ours", &own.public(&key), "", now).unwrap_err();
        assert!(public.message().contains("private key"), "{public}");
        let shown = save_signing_key(&*secrets, "ours", &private, PASSPHRASE, now).unwrap();
        assert_eq!((&shown.fingerprint, &shown.subkey), (&key, &signs));
        assert!(shown.text.contains("PUBLIC KEY") && !shown.text.contains("PRIVATE"));

        let folder = tempfile::tempdir().unwrap();
        let pgp = json!({ "recipients": [gnupg.public(rsa)], "sign_with": "ours", "armor": true });
        let format = json!({ "compression": "none", "pgp": pgp });
        let signed = spec(definition(format, json!({})));
        let secrets: Arc<dyn SecretStore> = secrets;
        let run = RunContext { secrets, ..context(brand(), folder.path()) };
        let report = finish(&signed, &run).await.unwrap();
        let (content, told) = gnupg.decrypt(&report.file);
        assert!(content.starts_with(b"id,"));
        assert!(told.contains("GOODSIG"), "{told}");
        assert!(told.contains(&format!("VALIDSIG {signs}")), "{told}");
        let manifest = std::fs::read_to_string(&report.manifest).unwrap();
        assert!(manifest.contains(&signs));
        for secret in [PASSPHRASE, "PRIVATE KEY", &private[300..340]] {
            assert!(!manifest.contains(secret) && !format!("{report:?}").contains(secret));
        }

        // Without it nothing is read.
        let empty = tempfile::tempdir().unwrap();
        let error = finish(&signed, &context(empty.path(), empty.path())).await.unwrap_err();
        assert_eq!(error.problems()[0].path, "format.pgp.sign_with");
    }
}

fn seven_zip(file: &Path, password: &str) -> Option<Vec<u8>> {
    let output = Command::new("7z")
        .env("LC_ALL", "C.UTF-8")
        .args(["x", "-so", &format!("-p{password}")])
        .arg(file)
        .output()
        .unwrap();
    output.status.success().then_some(output.stdout)
}

/// Names and contents by pyzipper.
fn pyzipper(file: &Path, password: &str) -> Option<Vec<(String, String)>> {
    let arguments = [file.to_str().unwrap(), password];
    serde_json::from_value(run_with("pipeline/pyzipper_read.py", &arguments, b"")).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn zips_with_a_password_are_read_by_others_and_by_nobody_without_it() {
    let lines = json!({ "lines_before": ["{rows} rows"] });
    let parts = json!({ "split": { "by": "rows", "limit": 700, "archive": "one" }, "entry_name": "p{part}" });
    let nothing = json!({
        "filters": [[{ "field": "id", "operator": "is", "value": "nobody" }]],
    });
    let no_header = json!({ "header": false });
    for (label, password, format, more) in [
        ("plain", "correct horse battery", json!({}), json!({})),
        ("accents", "árvíztűrő tükörfúrógép 日本", json!({}), json!({})),
        ("lines", "correct horse battery", lines, json!({})),
        ("entries", "correct horse battery", json!({}), parts),
        ("empty", "correct horse battery", no_header, nothing),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let secrets = Arc::new(MemorySecrets::default());
        let mut format = format;
        let plain = made(&folder.path().join("plain"), format.clone(), more.clone()).await.unwrap();
        format["zip_password"] = json!("Partner");
        let out = folder.path().join("sealed");
        // Without the password nothing is read.
        let error = made_with(&out, &secrets, format.clone(), more.clone()).await.unwrap_err();
        assert_eq!(error.problems()[0].path, "format.zip_password");
        save_zip_password(&*secrets, "Partner", password, false).unwrap();
        let lines = json!([{
            "name": "t.ctl", "content": "text", "of": "all", "lines_of_files": ["{hash}"],
        }]);
        let mut tells = more.clone();
        tells["companions"] = lines;
        let error = made_with(&out, &secrets, format.clone(), tells).await.unwrap_err();
        assert_eq!(error.problems()[0].path, "companions[0].lines_of_files");
        let report = made_with(&out, &secrets, format, more).await.unwrap();
        assert_eq!(names(&out), names(&folder.path().join("plain")), "{label}");

        let expected = pyzipper(&plain.file, "").unwrap();
        assert_eq!(pyzipper(&report.file, password), Some(expected.clone()), "{label}");
        assert_eq!(pyzipper(&report.file, "correct horse batterz"), None, "{label}");
        let whole: String = expected.iter().map(|(_, content)| &**content).collect();
        assert_eq!(seven_zip(&report.file, password), Some(whole.into_bytes()), "{label}");
        assert_eq!(seven_zip(&report.file, "correct horse batterz"), None, "{label}");
        if label == "entries" {
            assert_eq!(expected.len(), 3);
        }

        let told = manifest(&report);
        assert_eq!(told["encryption"]["method"], "zip");
        tells_no_sum_of(&plain, &told);
        assert!(!told.to_string().contains(password));

        let verified = verify_file(&report.file).unwrap();
        assert_eq!((verified.found.locked, verified.rows), (Some(Locked::Password), None));
        let with = |name: &str, password: &str| {
            let (name, password) = (name.to_owned(), Secret::from(password));
            verify_file_with(&report.file, &move |asked| {
                assert_eq!(asked, Some(&*name));
                Some(password.clone())
            })
        };
        let verified = with("Partner", password).unwrap();
        assert_eq!((verified.found.locked, verified.rows), (None, Some(report.rows)), "{label}");
        let told = with("Partner", "correct horse batterz").unwrap_err().message();
        assert!(told.contains("password"), "{told}");

        // A changed byte of its content is found by the HMAC, where the hash isn't known.
        if label == "plain" {
            let mut bytes = std::fs::read(&report.file).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            let changed = folder.path().join("changed.zip");
            std::fs::write(&changed, bytes).unwrap();
            let password = Secret::from(password);
            assert!(verify_file_with(&changed, &|_| Some(password.clone())).is_err());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_are_encrypted_each_and_no_larger_than_allowed() {
    let Partners { gnupg, rsa, ecc } = &partners();
    let folder = tempfile::tempdir().unwrap();
    let recipients = [gnupg.public(rsa), gnupg.public(ecc)];
    for (armor, compression) in [(true, "zip"), (false, "gzip"), (true, "none")] {
        let out = folder.path().join(compression);
        let format = json!({
            "compression": compression,
            "lines_after": ["{rows}"],
            "pgp": { "recipients": recipients, "armor": armor },
        });
        let more = json!({
            "file_name": "{name}_{part}of{parts}_{rows}",
            "split": { "by": "packed_bytes", "limit": 40_000, "header": "first" },
            "companions": [{
                "name": "all.sha256", "of": "all", "content": "sha256",
            }],
        });
        let report = made(&out, format, more).await.unwrap();
        assert!(report.artifacts.len() >= 2, "{compression}: {}", report.artifacts.len());
        let checked = Command::new("sha256sum")
            .args(["-c", "all.sha256"])
            .current_dir(&out)
            .output()
            .unwrap();
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
        for artifact in report.artifacts.iter().filter(|artifact| artifact.rows > 0) {
            assert!(artifact.bytes <= 40_000, "{}: {}", artifact.name, artifact.bytes);
            assert_eq!(artifact.path.extension().unwrap(), "pgp");
            let (content, _) = gnupg.decrypt(&artifact.path);
            if compression == "none" {
                let text = String::from_utf8(content).unwrap();
                assert_eq!(text.lines().last().unwrap(), artifact.rows.to_string());
            }
            verify_file(&artifact.path).unwrap();
        }
    }
}

#[test]
fn contradictions_are_told_by_words() {
    let catalog = export_desk_core::catalog::Catalog::built_in();
    let model = catalog.model("events").unwrap();
    let Partners { gnupg, rsa, .. } = &partners();
    let pgp = json!({ "recipients": [gnupg.public(rsa)] });
    let twice = json!({ "recipients": [gnupg.public(rsa), gnupg.public(rsa)] });
    for (format, problem) in [
        (json!({ "compression": "gzip", "zip_password": "a" }), "isn't a zip"),
        (json!({ "zip_password": "a", "pgp": pgp }), "both"),
        (json!({ "pgp": twice }), "twice"),
    ] {
        let spec = spec(definition(format, json!({})));
        let error = ExportPlan::compile(&spec, model, AT.parse().unwrap()).unwrap_err();
        assert!(error.problems[0].message.contains(problem), "{:?}", error.problems);
    }
}
