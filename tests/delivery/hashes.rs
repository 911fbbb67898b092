//! Servers that tell the hash of what they have: ProFTPD, by FTP and by SFTP.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use export_desk_core::delivery::{Fault, SftpLogin, TargetSettings};

use crate::bed::{Bed, NAME, Table, Watcher, names};
use crate::proxy::{Fault as Break, Proxy};
use crate::servers::{
    self, Certificate, DATA_PORTS, PASSWORD, PROXY_HOST, Server, USER, free_ports, inbox, run,
};

/// Larger than what is read back where no server tells a hash.
const SIZE: usize = 65 << 20;

/// Starts ProFTPD, which Debian doesn't install beside vsftpd: `cargo xtask test`
/// unpacks it next to what it builds. FTP has the first port, SFTP the last. By its
/// defaults it neither replaces files nor goes on with them.
pub(crate) fn proftpd(replaces: bool, tls: Option<(&Certificate, &str)>) -> Server {
    let user = servers::user();
    let program = std::env::current_exe().unwrap();
    let root = program.ancestors().nth(3).unwrap().join("proftpd");
    let binary = root.join("usr/sbin/proftpd");
    assert!(binary.exists(), "{} isn't there; `cargo xtask test` unpacks it", binary.display());
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    run("ssh-keygen", &["-q", "-t", "ed25519", "-N", "", "-f", &path("host_key")]);
    let hashed = run("openssl", &["passwd", "-6", PASSWORD]);
    let number = |option: &str| run("id", &[option, USER]).trim().to_owned();
    let (uid, gid) = (number("-u"), number("-g"));
    let line = format!("{USER}:{}:{uid}:{gid}::/tmp:/bin/false\n", hashed.trim());
    fs::write(path("users"), line).unwrap();
    fs::set_permissions(path("users"), fs::Permissions::from_mode(0o600)).unwrap();
    let port = free_ports(DATA_PORTS + 2);
    let tls = tls.map_or_else(String::new, |(Certificate { file, key }, versions)| {
        format!(
            "LoadModule mod_tls.c\nTLSEngine on\nTLSRequired on\nTLSRSACertificateFile {}\n\
             TLSRSACertificateKeyFile {}\nTLSProtocol {versions}\nTLSLog {}\n",
            file.display(),
            key.display(),
            path("tls.log")
        )
    });
    let allows = if replaces { "AllowOverwrite on\nAllowStoreRestart on\n" } else { "" };
    let settings = format!(
        "ServerType standalone\nServerName tests\nModulePath {modules}\nLoadModule mod_sftp.c\n\
         LoadModule mod_digest.c\nUser nobody\nGroup nogroup\nUseIPv6 off\nUseReverseDNS off\n\
         AuthOrder mod_auth_file.c\nAuthUserFile {users}\nRequireValidShell off\nWtmpLog off\n\
         TransferLog none\nScoreboardFile {scoreboard}\nDelayEngine off\nPidFile {process}\n\
         SystemLog {log}\nDefaultAddress 127.0.0.1\nSocketBindTight on\nPort {port}\nPassivePorts {first} {last}\n\
         {allows}{tls}<VirtualHost 127.0.0.1>\n  Port {sftp}\n\
         SFTPEngine on\n  SFTPLog {sftp_log}\n  SFTPHostKey {key}\n  SFTPAuthMethods password\n\
         AuthUserFile {users}\n  RequireValidShell off\n{allows}</VirtualHost>\n",
        modules = root.join("usr/lib/proftpd").display(),
        users = path("users"),
        scoreboard = path("scoreboard"),
        process = path("process"),
        log = path("proftpd.log"),
        sftp_log = path("sftp.log"),
        key = path("host_key"),
        first = port + 1,
        last = port + DATA_PORTS,
        sftp = port + DATA_PORTS + 1,
    );
    fs::write(path("proftpd.conf"), settings).unwrap();
    let libraries = root.join("usr/lib/x86_64-linux-gnu");
    let command = [
        "env".to_owned(),
        format!("LD_LIBRARY_PATH={}", libraries.display()),
        binary.to_string_lossy().into_owned(),
        "--nodaemon".to_owned(),
        "--config".to_owned(),
        path("proftpd.conf"),
    ];
    Server::start(folder, port, command.to_vec(), Some(user))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_server_that_tells_hashes_is_asked() {
    let mut table = Table::default();
    let server = proftpd(true, None);
    let sftp = server.port + DATA_PORTS + 1;
    let proxy = Proxy::start(PROXY_HOST.into(), server.port..=sftp).await;
    let key = fs::read_to_string(server.folder.path().join("host_key.pub")).unwrap();
    let hosts = format!("[{PROXY_HOST}]:{sftp} {key}[127.0.0.1]:{sftp} {key}");
    let settings = |kind: &str, host: &str| {
        let (host, user, path) = (host.to_owned(), USER.to_owned(), String::new());
        let (login, key_file) = (SftpLogin::Password, None);
        match kind {
            "SFTP" => TargetSettings::Sftp { host, port: sftp, user, login, key_file, path },
            _ => TargetSettings::Ftp { host, port: server.port, user, path },
        }
    };
    for (kind, by) in [("FTP", "by the server's HASH"), ("SFTP", "by the server's check-file")] {
        let inbox = inbox();
        let checked = format!("size and SHA-256, {by}");
        let bed = |size| {
            let bed = Bed::new(size, &inbox.path().to_string_lossy());
            fs::write(bed.hosts(), &hosts).unwrap();
            bed
        };
        let large = bed(SIZE);
        let delivered = large.put(&settings(kind, "127.0.0.1")).await;
        let delivered = delivered.unwrap_or_else(|error| panic!("{error:?}\n{}", server.log()));
        assert_eq!(delivered.verified, checked, "{kind}\n{}", server.log());
        assert_eq!(fs::read(inbox.path().join(NAME)).unwrap(), large.bytes);
        let name = format!("{kind} (ProFTPD)");
        table.row(&name, "nothing", format!("delivered; checked by {checked}"));

        // What was changed on its way is found by the server's hash alone; SSH
        // finds it before.
        fs::remove_file(inbox.path().join(NAME)).unwrap();
        proxy.break_by(&[Break::Corrupt(1 << 20)]);
        let mut changed = bed(4 << 20);
        let watcher = Watcher::begin(&inbox.path().join(NAME), &[&changed.bytes]);
        let (done, attempts, first) =
            changed.deliver(&settings(kind, &PROXY_HOST.to_string())).await;
        assert!(watcher.end() > 0);
        assert_eq!(done.unwrap().verified, checked);
        assert_eq!((proxy.left(), attempts), (0, 2));
        let found = if kind == "FTP" { Fault::Mismatch } else { Fault::Broken };
        assert_eq!(first, Some(found.clone()), "{}", server.log());
        let outcome = format!("{found:?}, then delivered at attempt 2; checked by {checked}");
        table.row(&name, "one byte changed on its way", outcome);

        // Nor does a file go out that isn't the run's any more.
        let mut other = bed(1 << 20);
        other.upload.sha256 = crate::bed::sha256(b"another file");
        let error = other.put(&settings(kind, "127.0.0.1")).await.unwrap_err();
        assert_eq!(error.fault, Fault::LocalFile);
        assert_eq!(error.part, None);
        assert_eq!(names(inbox.path()), [NAME]);
        table.row(&name, "the file has another hash", &error.message);
    }
    table.print();
}
