//! Whom servers and this computer believe: host keys, the user's keys,
//! certificates, and the user who has no password.

use std::fs;

use export_desk_core::delivery::{Fault, SftpLogin, TargetSettings, TargetTest};

use crate::bed::{Bed, NAME, Table, names};
use crate::matrix::{SIZE, ftp, path, sftp};
use crate::servers::{self, Authority, Ftp, Sshd, inbox, run};

/// Keys of SSH hosts.
pub(crate) async fn hosts(table: &mut Table) {
    let server = Sshd::default().start();
    let settings = sftp("127.0.0.1", server.port);
    let inbox = inbox();
    let bed = Bed::new(1000, &path(inbox.path()));

    // Nobody has trusted it: nothing is sent, whoever asks.
    let error = bed.put(&settings).await.unwrap_err();
    let Fault::UnknownHost(key) = &error.fault else { panic!("{error:?}") };
    assert_eq!(key.fingerprint, servers::host_key(&server));
    assert!(names(inbox.path()).is_empty());
    assert!(!bed.hosts().exists());
    table.row("SFTP", "unknown host key", format!("at once: {}", error.message));

    // The test asks, and trusting it makes it known.
    let TargetTest { ok, host_key, steps, .. } = bed.check(&settings).await;
    assert!(!ok);
    assert_eq!(steps.last().unwrap().step.name(), "trust");
    let key = host_key.unwrap();
    assert_eq!((&key.known, &*key.kind), (&None, "ssh-ed25519"));
    let control = bed.control();
    let mut other = key.clone();
    other.fingerprint = "SHA256:AAAA".to_owned();
    let trust = export_desk_core::delivery::trust_host;
    let refused = trust(&other, &bed.trust(), &control).await.unwrap_err();
    assert!(matches!(refused.fault, Fault::ChangedHost(_)), "{refused:?}");
    trust(&key, &bed.trust(), &control).await.unwrap();
    assert_eq!(fs::read_to_string(bed.hosts()).unwrap(), servers::known_host(&server, "127.0.0.1"));
    assert!(bed.check(&settings).await.ok);
    let delivered = bed.put(&settings).await.unwrap();
    assert_eq!(delivered.fingerprint.as_deref(), Some(&*key.fingerprint));
    table.row("SFTP", "the key is trusted by its fingerprint in the test", "delivered");

    // OpenSSH's own list is good too, hashed as it is on Debian.
    let bed = Bed::new(1000, &path(inbox.path()));
    let user = bed.folder.path().join("of the user");
    fs::write(&user, servers::known_host(&server, "127.0.0.1")).unwrap();
    run("ssh-keygen", &["-q", "-H", "-f", &path(&user)]);
    let trust = export_desk_core::delivery::Trust { own: bed.hosts(), user: Some(user) };
    let target =
        export_desk_core::delivery::target(&settings, bed.secret.clone().map(Into::into), trust);
    target.put(&bed.upload, &bed.control()).await.unwrap();
    table.row("SFTP", "key known by the user's hashed known_hosts", "delivered");

    // Of two keys the server is asked for the one that isn't revoked.
    let keys = tempfile::tempdir().unwrap();
    let second = keys.path().join("second");
    run("ssh-keygen", &["-q", "-t", "ecdsa", "-N", "", "-f", &path(&second)]);
    let more = format!("HostKey {}", second.display());
    let both = Sshd { more: &more, ..Sshd::default() }.start();
    let public = fs::read_to_string(second.with_extension("pub")).unwrap();
    let bed = Bed::new(1000, &path(inbox.path()));
    let revoked = servers::known_host(&both, "127.0.0.1");
    let known = format!("[127.0.0.1]:{} {public}@revoked {revoked}", both.port);
    fs::write(bed.hosts(), known).unwrap();
    let delivered = bed.put(&sftp("127.0.0.1", both.port)).await.unwrap();
    let told = run("ssh-keygen", &["-l", "-f", &path(&second.with_extension("pub"))]);
    assert_eq!(delivered.fingerprint.as_deref(), told.split_whitespace().nth(1));
    fs::write(bed.hosts(), format!("@revoked {revoked}")).unwrap();
    let error = bed.put(&sftp("127.0.0.1", both.port)).await.unwrap_err();
    assert!(matches!(error.fault, Fault::ChangedHost(_)), "{error:?}");
    table.row("SFTP", "the first of its keys is revoked", "delivered by the other one");

    // Another server in its place: of the same kind of key, and of another.
    for kind in ["ed25519", "ecdsa"] {
        let other = Sshd { key: Some(kind), ..Sshd::default() }.start();
        let line = servers::known_host(&server, "127.0.0.1");
        let line = line.replace(&server.port.to_string(), &other.port.to_string());
        fs::write(bed.hosts(), line).unwrap();
        let settings = sftp("127.0.0.1", other.port);
        let error = bed.put(&settings).await.unwrap_err();
        let Fault::ChangedHost(changed) = &error.fault else { panic!("{error:?}") };
        assert_eq!(changed.known.as_deref(), Some(&*servers::host_key(&server)));
        assert!(error.hint.contains("line 1 of"), "{}", error.hint);
        table.row(
            "SFTP",
            &format!("changed host key ({kind})"),
            format!("at once: {}", error.message),
        );
    }

    // A server that has only what nobody should use any more.
    let more = "KexAlgorithms diffie-hellman-group14-sha1";
    let old = Sshd { more, ..Sshd::default() }.start();
    fs::write(bed.hosts(), servers::known_host(&old, "127.0.0.1")).unwrap();
    let error = bed.put(&sftp("127.0.0.1", old.port)).await.unwrap_err();
    assert_eq!(error.fault, Fault::Protocol, "{error:?}");
    table.row("SFTP", "a server with old algorithms only", format!("at once: {}", error.message));

    // Keys: with and without a passphrase, and one that the server doesn't know.
    let folder = tempfile::tempdir().unwrap();
    let mut authorized = String::new();
    let key_path = |name: &str| path(&folder.path().join(name));
    for (name, kind, passphrase) in [
        ("plain", "ed25519", ""),
        ("locked", "ed25519", "Ein Wort ✓"),
        ("rsa", "rsa", ""),
        ("stranger", "ed25519", ""),
    ] {
        run("ssh-keygen", &["-q", "-t", kind, "-N", passphrase, "-f", &key_path(name)]);
        if name != "stranger" {
            authorized += &fs::read_to_string(key_path(&format!("{name}.pub"))).unwrap();
        }
    }
    let more = "PasswordAuthentication no";
    let server = Sshd { more, authorized: &authorized, ..Sshd::default() }.start();
    let mut bed = Bed::new(1000, &path(inbox.path()));
    fs::write(bed.hosts(), servers::known_host(&server, "127.0.0.1")).unwrap();
    let by_key = |name: &str| {
        let mut settings = sftp("127.0.0.1", server.port);
        if let TargetSettings::Sftp { login, key_file, .. } = &mut settings {
            (*login, *key_file) = (SftpLogin::Key, Some(key_path(name)));
        }
        settings
    };
    for (name, secret) in [("plain", None), ("locked", Some("Ein Wort ✓")), ("rsa", None)] {
        bed.secret = secret.map(str::to_owned);
        bed.put(&by_key(name)).await.unwrap_or_else(|error| panic!("{name}: {error:?}"));
    }
    for (name, secret) in [("locked", Some("wrong")), ("locked", None), ("stranger", None)] {
        bed.secret = secret.map(str::to_owned);
        let error = bed.put(&by_key(name)).await.unwrap_err();
        assert_eq!(error.fault, Fault::Login, "{error:?}");
    }
    table.row("SFTP", "keys: ed25519, RSA, with passphrase", "delivered");
    table.row("SFTP", "keys: wrong passphrase, unknown to the server", "Login, at once");
}

/// Certificates of FTP servers.
pub(crate) async fn certificates(authority: &Authority, table: &mut Table) {
    let ca = authority.file();
    let good = "DNS:localhost,IP:127.0.0.1";
    let inbox = inbox();
    let bed = Bed::new(1000, &path(inbox.path()));
    let self_signed = authority.self_signed();
    let own = path(&self_signed.file);
    let cases = [
        ("expired", authority.issue("old", good, Some("2020-01-01")), Some(&ca), false),
        ("of another name", authority.issue("other", "DNS:other.example", None), Some(&ca), false),
        ("by an unknown authority", authority.issue("unknown", good, None), None, false),
        ("signed by itself", self_signed, None, false),
        ("signed by itself, and trusted", authority.self_signed(), Some(&own), true),
    ];
    for (what, certificate, trusted, works) in cases {
        for kind in [Ftp::Explicit, Ftp::Implicit] {
            let server = servers::ftp(kind, Some(&certificate));
            let settings = ftp(kind, "127.0.0.1", server.port, trusted.map(String::as_str));
            let name = if kind == Ftp::Explicit {
                "FTP over SSL, explicit"
            } else {
                "FTP over SSL, implicit"
            };
            let what = format!("certificate {what}");
            let done = bed.put(&settings).await;
            if works {
                let delivered = done.unwrap();
                assert!(delivered.fingerprint.unwrap().starts_with("SHA256:"));
                table.row(name, &what, "delivered");
            } else {
                let error = done.unwrap_err();
                assert_eq!(error.fault, Fault::Certificate, "{error:?}");
                assert!(!error.message.contains("OtherError"), "{error:?}");
                table.row(name, &what, format!("at once: {}", error.message));
                assert_eq!(bed.check(&settings).await.steps.last().unwrap().step.name(), "trust");
            }
        }
    }
    // A plain client of a server that wants encryption is told so.
    let certificate = authority.issue("wants", good, None);
    let server = servers::ftp(Ftp::Explicit, Some(&certificate));
    let error = bed.put(&ftp(Ftp::Plain, "127.0.0.1", server.port, None)).await.unwrap_err();
    assert!(error.hint.contains("choose FTP over SSL"), "{error:?}");
    table.row("FTP", "the server wants encryption", format!("at once: {}", error.message));
}

/// The user of FTP who has no password.
pub(crate) async fn anonymous(table: &mut Table) {
    let root = tempfile::tempdir().unwrap();
    let inbox = root.path().join("in");
    fs::create_dir(&inbox).unwrap();
    // The server doesn't let anybody in whose root can be written to.
    run("chmod", &["755", &path(root.path())]);
    run("chown", &["ftp", &path(&inbox)]);
    let more = format!(
        "anonymous_enable=YES\nanon_root={}\nanon_upload_enable=YES\nanon_mkdir_write_enable=YES\n\
         anon_other_write_enable=YES\nanon_world_readable_only=NO\nno_anon_password=NO\n",
        root.path().display()
    );
    let server = servers::ftp_with(Ftp::Plain, None, &more);
    let settings = TargetSettings::Ftp {
        host: "127.0.0.1".to_owned(),
        port: server.port,
        user: "anonymous".to_owned(),
        path: String::new(),
    };
    let mut bed = Bed::new(SIZE, "/in/2026");
    bed.secret = None;
    let test = bed.check(&settings).await;
    assert!(test.ok, "{test:?}");
    bed.put(&settings).await.unwrap();
    assert_eq!(fs::read(inbox.join("2026").join(NAME)).unwrap(), bed.bytes);
    table.row("FTP", "anonymous, with no password", "delivered");
}
