//! Encrypted files of runs: verified as far as that goes, compared where it can be.

use export_desk_core::error::Error;
use export_desk_core::spec::profile::Profile;
use export_desk_core::store::ProfileInput;
use serde_json::json;

use crate::bed::{Bed, row, run, spec};
use crate::gnupg::{Gnupg, MADE};

fn key() -> Vec<String> {
    vec!["id".to_owned()]
}

#[tokio::test(flavor = "multi_thread")]
async fn zips_with_a_password_are_verified_and_compared_where_it_is_saved() {
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    engine.save_zip_password("Bank", "short".to_owned(), false).await.unwrap_err();
    assert!(!engine.has_zip_password("Bank").await.unwrap());
    let format = json!({ "zip_password": "Bank" });
    let definition = spec(json!({ "model": "stores", "name": "Stores", "format": format }));
    let id = engine.create_export(&definition, connection, false).await.unwrap();
    let failed = run(&engine, id).await;
    assert!(failed.message.unwrap().contains("the password “Bank”"));

    engine.save_zip_password("Bank", "correct horse".to_owned(), false).await.unwrap();
    assert!(engine.has_zip_password("Bank").await.unwrap());
    let (one, other) = (run(&engine, id).await, run(&engine, id).await);
    let verified = engine.verify_run(one.id).await.unwrap();
    assert!(verified.ok && !verified.message.contains("password"), "{}", verified.message);
    let found = engine.compare_runs(one.id, other.id, &key()).await.unwrap();
    assert_eq!((found.added, found.removed, found.changed), (0, 0, 0));
    assert_eq!(found.unchanged, one.rows.unwrap());

    // Another keychain.
    engine.shut_down().await;
    let engine = bed.open().await;
    let verified = engine.verify_run(one.id).await.unwrap();
    assert!(verified.ok && verified.message.contains("only with its password"));
    let error = engine.compare_runs(one.id, other.id, &key()).await.unwrap_err();
    assert!(error.message().contains("its password “Bank” isn't saved here"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn runs_to_a_pgp_key_say_what_cannot_be_checked() {
    let gnupg = Gnupg::new();
    let bed = Bed::new();
    let (engine, connection) = bed.open_with_brand().await;
    let partner = gnupg.key("P <p@partner.test>", ["rsa2048", "sign,encr", "never"], MADE, "");
    let text = gnupg.public(&partner);
    assert_eq!(engine.pgp_keys(&text).unwrap()[0].fingerprint, partner);
    let file = bed.data().join("partner.gpg");
    std::fs::write(&file, gnupg.public_bytes(&partner)).unwrap();
    assert_eq!(engine.pgp_keys_in(&file).await.unwrap(), engine.pgp_keys(&text).unwrap());
    let private = gnupg.private(&partner, "");
    assert!(engine.pgp_keys(&private).unwrap_err().message().contains("private key"));

    // A profile brings the key; the export's own encryption stays when it has none.
    let pgp = json!({ "recipients": [text] });
    let mut profile = Profile::new("Bank");
    profile.format.header = false;
    let input = ProfileInput { id: None, profile: profile.clone() };
    engine.save_profile(&input).await.unwrap();
    let format = json!({ "compression": "none", "profile": "Bank", "pgp": pgp });
    let definition = spec(json!({ "model": "stores", "name": "Stores", "format": format }));
    let id = engine.create_export(&definition, connection, false).await.unwrap();
    let (one, other) = (run(&engine, id).await, run(&engine, id).await);
    let path = engine.run_file(one.id).await.unwrap();
    assert!(path.to_string_lossy().ends_with(".zip.pgp"), "{}", path.display());
    gnupg.decrypt(&path);
    let verified = engine.verify_run(one.id).await.unwrap();
    assert!(
        verified.ok && verified.message.contains("partner’s private key"),
        "{}",
        verified.message
    );
    let error = engine.compare_runs(one.id, other.id, &key()).await.unwrap_err();
    assert!(matches!(&error, Error::Compare(_)) && error.message().contains("PGP"), "{error}");
    // A copy is what was delivered.
    let copy = bed.data().join("copy.pgp");
    engine.copy_run_file(one.id, &copy).await.unwrap();
    assert_eq!(std::fs::read(&copy).unwrap(), std::fs::read(&path).unwrap());
    std::fs::write(&path, b"-----BEGIN PGP MESSAGE-----").unwrap();
    assert!(!engine.verify_run(one.id).await.unwrap().ok);

    // A profile with a key that can't be used isn't saved.
    profile.format.pgp = Some(
        serde_json::from_value(json!({ "recipients": [gnupg.private(&partner, "")] })).unwrap(),
    );
    profile.name = "Other".to_owned();
    let error = engine.save_profile(&ProfileInput { id: None, profile }).await.unwrap_err();
    assert!(error.message().contains("private key"), "{error}");
    assert!(row(&engine, id, one.id).await.rows.is_some());
}
