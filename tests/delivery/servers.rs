//! Real servers on 127.0.0.1, each in a folder of its own, stopped by its own
//! process's number.

use std::fs;
use std::io::Write;
use std::net::{Ipv4Addr, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::ports;

/// The user of the servers. Its password is looked for in everything that is
/// written.
pub(crate) const USER: &str = "export-desk-test";
pub(crate) const PASSWORD: &str = "Marker-6bY7-pässwörd!";
/// How long a server may take to begin.
const PATIENCE: Duration = Duration::from_mins(1);

/// Runs a program that has to succeed.
pub(crate) fn run(program: &str, arguments: &[&str]) -> String {
    let done = Command::new(program).args(arguments).stdin(Stdio::null()).output();
    let done = done.unwrap_or_else(|error| panic!("{program} can't be started: {error}"));
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{program} {arguments:?}: {told}");
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// The servers' user in the system, gone with the last one who needs it.
pub(crate) struct User {
    /// Locked by each process whose tests need the user.
    needed: fs::File,
}

static EVERYBODYS: Mutex<Weak<User>> = Mutex::new(Weak::new());

/// Makes the user of the servers, unless it is there. Needs to be root.
pub(crate) fn user() -> Arc<User> {
    let mut everybodys = EVERYBODYS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(user) = everybodys.upgrade() {
        return user;
    }
    assert_eq!(run("id", &["-u"]).trim(), "0", "servers with users of their own need root");
    let lock = std::env::temp_dir().join(format!("{USER}.lock"));
    let needed = fs::File::options().create(true).append(true).open(lock).unwrap();
    needed.lock_shared().unwrap();
    // That of another process is as good, and one that a killed test left.
    let known = Command::new("id").arg(USER).output().unwrap().status.success();
    if !known {
        let told = Command::new("useradd")
            .args(["--create-home", "--shell", "/bin/bash", USER])
            .output()
            .unwrap();
        // Another process may have made it meanwhile.
        let known = || Command::new("id").arg(USER).output().unwrap().status.success();
        assert!(known(), "{}", String::from_utf8_lossy(&told.stderr));
    }
    let mut set = Command::new("chpasswd").stdin(Stdio::piped()).spawn().unwrap();
    set.stdin.take().unwrap().write_all(format!("{USER}:{PASSWORD}\n").as_bytes()).unwrap();
    assert!(set.wait().unwrap().success());
    let user = Arc::new(User { needed });
    *everybodys = Arc::downgrade(&user);
    user
}

impl Drop for User {
    fn drop(&mut self) {
        let everybodys = EVERYBODYS.lock().unwrap_or_else(PoisonError::into_inner);
        // Somebody else may have begun to need it since, here or in another process.
        if everybodys.strong_count() == 0
            && self.needed.unlock().is_ok()
            && self.needed.try_lock().is_ok()
        {
            let _ = Command::new("userdel").args(["--force", "--remove", USER]).output();
        }
    }
}

/// A folder that the servers' user owns.
pub(crate) struct Inbox {
    folder: TempDir,
    _user: Arc<User>,
}

impl Inbox {
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

pub(crate) fn inbox() -> Inbox {
    let user = user();
    let folder = tempfile::Builder::new().prefix("export-desk-inbox-").tempdir().unwrap();
    give(folder.path());
    Inbox { folder, _user: user }
}

/// Makes the servers' user own a folder.
pub(crate) fn give(folder: &Path) {
    run("chown", &[&format!("{USER}:"), &folder.to_string_lossy()]);
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
}

/// So many ports in a row that are free on both addresses that tests use.
pub(crate) fn free_ports(count: u16) -> u16 {
    ports::free_ports(count, &[Ipv4Addr::LOCALHOST, PROXY_HOST])
}

/// The address of proxies: another one, so that they can have the servers' ports.
pub(crate) const PROXY_HOST: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 2);

/// A process that ends with its owner.
pub(crate) struct Server {
    child: Child,
    pub(crate) port: u16,
    command: Vec<String>,
    pub(crate) folder: TempDir,
    _user: Option<Arc<User>>,
}

impl Server {
    pub(crate) fn start(
        folder: TempDir,
        port: u16,
        command: Vec<String>,
        user: Option<Arc<User>>,
    ) -> Self {
        let child = spawn(&command, &folder);
        let mut server = Self { child, port, command, folder, _user: user };
        server.wait();
        server
    }

    fn wait(&mut self) {
        let clock = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            assert!(
                self.child.try_wait().unwrap().is_none(),
                "{:?} ended: {}",
                self.command,
                self.log()
            );
            assert!(clock.elapsed() < PATIENCE, "{:?} doesn't begin: {}", self.command, self.log());
            std::thread::park_timeout(Duration::from_millis(5));
        }
    }

    /// What it has written.
    pub(crate) fn log(&self) -> String {
        let mut text = String::new();
        for entry in fs::read_dir(self.folder.path()).unwrap().flatten() {
            if entry.path().extension().is_some_and(|extension| extension == "log") {
                text += &String::from_utf8_lossy(&fs::read(entry.path()).unwrap());
            }
        }
        text
    }

    /// Stops it with everything that it has begun.
    pub(crate) fn stop(&mut self) {
        // Those that serve connections are its children.
        let number = self.child.id().to_string();
        let children = Command::new("pgrep").args(["-P", &number]).output().unwrap().stdout;
        for child in String::from_utf8_lossy(&children).lines() {
            let grand = Command::new("pgrep").args(["-P", child]).output().unwrap().stdout;
            for process in String::from_utf8_lossy(&grand).lines().chain([child]) {
                let _ = Command::new("kill").args(["-9", process]).output();
            }
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Starts it again on its port.
    pub(crate) fn start_again(&mut self) {
        self.child = spawn(&self.command, &self.folder);
        self.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn spawn(command: &[String], folder: &TempDir) -> Child {
    let log = folder.path().join("own.log");
    let log = fs::File::options().create(true).append(true).read(true).open(log).unwrap();
    Command::new(&command[0])
        .args(&command[1..])
        .current_dir(folder.path())
        // vsftpd says there why it doesn't begin.
        .stdin(log.try_clone().unwrap())
        .stdout(log.try_clone().unwrap())
        .stderr(log)
        .spawn()
        .unwrap_or_else(|error| panic!("{} can't be started: {error}", command[0]))
}

/// How an SSH server differs from the usual one.
#[derive(Default)]
pub(crate) struct Sshd<'a> {
    /// More lines of its configuration.
    pub(crate) more: &'a str,
    /// Kind of its only host key; ed25519 unless told.
    pub(crate) key: Option<&'a str>,
    /// Public keys that may log in, one a line.
    pub(crate) authorized: &'a str,
}

impl Sshd<'_> {
    pub(crate) fn start(&self) -> Server {
        let user = user();
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        fs::create_dir_all("/run/sshd").unwrap();
        let kind = self.key.unwrap_or("ed25519");
        run("ssh-keygen", &["-q", "-t", kind, "-N", "", "-f", &path("host_key")]);
        fs::write(path("authorized"), self.authorized).unwrap();
        // sshd reads it as the user.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let port = free_ports(1);
        let settings = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\n\
             PasswordAuthentication yes\nKbdInteractiveAuthentication no\nUsePAM no\nStrictModes no\n\
             MaxStartups 100\nSubsystem sftp internal-sftp\n{}\n",
            path("host_key"),
            path("authorized"),
            self.more
        );
        fs::write(path("sshd_config"), settings).unwrap();
        let command = ["/usr/sbin/sshd", "-D", "-f", &path("sshd_config"), "-E", &path("sshd.log")];
        Server::start(folder, port, command.map(str::to_owned).to_vec(), Some(user))
    }
}

/// The fingerprint of a server's host key, by another program.
pub(crate) fn host_key(server: &Server) -> String {
    let file = server.folder.path().join("host_key.pub");
    let said = run("ssh-keygen", &["-l", "-f", &file.to_string_lossy()]);
    said.split_whitespace().nth(1).unwrap().to_owned()
}

/// A line of known_hosts for a server's key.
pub(crate) fn known_host(server: &Server, host: &str) -> String {
    let key = fs::read_to_string(server.folder.path().join("host_key.pub")).unwrap();
    let mut words = key.split_whitespace();
    format!("[{host}]:{} {} {}\n", server.port, words.next().unwrap(), words.next().unwrap())
}

/// How an FTP server speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ftp {
    Plain,
    Explicit,
    Implicit,
}

/// Ports for data connections.
pub(crate) const DATA_PORTS: u16 = 10;

/// Starts vsftpd. Data connections go to the ports right after its own.
pub(crate) fn ftp(kind: Ftp, certificate: Option<&Certificate>) -> Server {
    ftp_with(kind, certificate, "")
}

/// The same with more lines of its configuration.
pub(crate) fn ftp_with(kind: Ftp, certificate: Option<&Certificate>, more: &str) -> Server {
    let user = user();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    fs::create_dir_all("/var/run/vsftpd/empty").unwrap();
    let port = free_ports(DATA_PORTS + 1);
    let mut settings = format!(
        "listen=YES\nlisten_address=127.0.0.1\nlisten_port={port}\nbackground=NO\nlocal_enable=YES\n\
         write_enable=YES\nanonymous_enable=NO\ncheck_shell=NO\nseccomp_sandbox=NO\n\
         pam_service_name=vsftpd\npasv_address=127.0.0.1\npasv_min_port={}\npasv_max_port={}\n\
         secure_chroot_dir=/var/run/vsftpd/empty\nxferlog_enable=YES\nvsftpd_log_file={}\n\
         use_localtime=YES\nlocal_umask=022\n",
        port + 1,
        port + DATA_PORTS,
        path("vsftpd.log"),
    );
    if let Some(Certificate { file, key }) = certificate {
        settings += &format!(
            "ssl_enable=YES\nforce_local_data_ssl=YES\nforce_local_logins_ssl=YES\n\
             ssl_ciphers=HIGH\nrequire_ssl_reuse=YES\nrsa_cert_file={}\n\
             rsa_private_key_file={}\n",
            file.display(),
            key.display()
        );
    }
    if kind == Ftp::Implicit {
        settings += "implicit_ssl=YES\n";
    }
    settings += more;
    fs::write(path("vsftpd.conf"), settings).unwrap();
    let command = ["/usr/sbin/vsftpd".to_owned(), path("vsftpd.conf")];
    Server::start(folder, port, command.to_vec(), Some(user))
}

/// Starts pure-ftpd with more of its options. Debian doesn't install it beside
/// vsftpd: `cargo xtask test` unpacks it next to what it builds.
pub(crate) fn pure_ftpd(more: &[&str]) -> Server {
    let user = user();
    let program = std::env::current_exe().unwrap();
    let root = program.ancestors().nth(3).unwrap().join("pure-ftpd");
    let binary = root.join("usr/sbin/pure-ftpd");
    assert!(binary.exists(), "{} isn't there; `cargo xtask test` unpacks it", binary.display());
    let port = free_ports(DATA_PORTS + 1);
    let libraries = root.join("usr/lib/x86_64-linux-gnu");
    let mut command = vec![
        "env".to_owned(),
        format!("LD_LIBRARY_PATH={}", libraries.display()),
        binary.to_string_lossy().into_owned(),
        "--bind".to_owned(),
        format!("127.0.0.1,{port}"),
        "--login".to_owned(),
        "unix".to_owned(),
        "--noanonymous".to_owned(),
        "--dontresolve".to_owned(),
        "--maxclientsperip".to_owned(),
        "50".to_owned(),
        "--passiveportrange".to_owned(),
        format!("{}:{}", port + 1, port + DATA_PORTS),
    ];
    command.extend(more.iter().map(|option| (*option).to_owned()));
    Server::start(tempfile::tempdir().unwrap(), port, command, Some(user))
}

/// A certificate with its key.
pub(crate) struct Certificate {
    pub(crate) file: PathBuf,
    pub(crate) key: PathBuf,
}

/// A certificate authority that nobody knows.
pub(crate) struct Authority {
    folder: TempDir,
}

impl Authority {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        let subject = "/CN=Export Desk's tests";
        run(
            "openssl",
            &[
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "30",
                "-subj",
                subject,
                "-keyout",
                &path("ca.key"),
                "-out",
                &path("ca.pem"),
            ],
        );
        Self { folder }
    }

    /// The file to be trusted.
    pub(crate) fn file(&self) -> String {
        self.folder.path().join("ca.pem").to_string_lossy().into_owned()
    }

    /// A certificate for names such as `DNS:localhost`, made at a time.
    pub(crate) fn issue(&self, name: &str, names: &str, made: Option<&str>) -> Certificate {
        let path = |name: String| self.folder.path().join(name).to_string_lossy().into_owned();
        let (key, request) = (path(format!("{name}.key")), path(format!("{name}.csr")));
        let (file, more) = (path(format!("{name}.pem")), path(format!("{name}.ext")));
        run(
            "openssl",
            &[
                "req",
                "-new",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=server",
                "-keyout",
                &key,
                "-out",
                &request,
            ],
        );
        fs::write(&more, format!("subjectAltName={names}\n")).unwrap();
        let (ca, ca_key) = (path("ca.pem".to_owned()), path("ca.key".to_owned()));
        let sign = [
            "openssl",
            "x509",
            "-req",
            "-in",
            &request,
            "-CA",
            &ca,
            "-CAkey",
            &ca_key,
            "-CAcreateserial",
            "-days",
            "10",
            "-extfile",
            &more,
            "-out",
            &file,
        ];
        match made {
            Some(made) => run("faketime", &[&[made], &sign[..]].concat()),
            None => run(sign[0], &sign[1..]),
        };
        Certificate { file: file.into(), key: key.into() }
    }

    /// A certificate that signs itself.
    pub(crate) fn self_signed(&self) -> Certificate {
        let path = |name: &str| self.folder.path().join(name).to_string_lossy().into_owned();
        let names = "subjectAltName=DNS:localhost,IP:127.0.0.1";
        run(
            "openssl",
            &[
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "10",
                "-subj",
                "/CN=self",
                "-addext",
                names,
                "-keyout",
                &path("self.key"),
                "-out",
                &path("self.pem"),
            ],
        );
        Certificate { file: path("self.pem").into(), key: path("self.key").into() }
    }
}

/// Starts a server that speaks as Amazon S3 does.
pub(crate) fn s3(certificate: Option<&Certificate>) -> Server {
    let port = free_ports(1);
    let folder = tempfile::tempdir().unwrap();
    let python = super::python::python().into_string().unwrap();
    let mut command =
        vec![python, "-m".into(), "moto.server".into(), "-H".into(), "127.0.0.1".into()];
    command.extend(["-p".to_owned(), port.to_string()]);
    if let Some(Certificate { file, key }) = certificate {
        let path = |path: &PathBuf| path.to_string_lossy().into_owned();
        command.extend(["-s".to_owned(), "-c".to_owned(), path(file), "-k".to_owned(), path(key)]);
    }
    Server::start(folder, port, command, None)
}

/// Starts a server that speaks as Amazon S3 does, but takes an object that must only
/// be made for one that may be replaced. Its key is `S3RVER`, its bucket `bucket`; what
/// it has are files of its folder.
pub(crate) fn s3rver() -> Server {
    let program = std::env::current_exe().unwrap();
    let main = "s3rver/node_modules/s3rver/bin/s3rver.js";
    let main = program.ancestors().nth(3).unwrap().join(main);
    assert!(main.exists(), "{} isn't there; `cargo xtask test` installs it", main.display());
    let (folder, port) = (tempfile::tempdir().unwrap(), free_ports(1));
    fs::create_dir(folder.path().join("objects")).unwrap();
    let port_text = port.to_string();
    let arguments = ["--address", "127.0.0.1", "--port", &port_text, "--directory", "objects"];
    let mut command = vec!["node".to_owned(), main.to_string_lossy().into_owned()];
    command.extend(arguments.map(str::to_owned));
    command.extend(["--configure-bucket", "bucket"].map(str::to_owned));
    Server::start(folder, port, command, None)
}

/// A file system with so many bytes, gone with its owner.
pub(crate) struct SmallDisk {
    pub(crate) folder: Inbox,
}

impl SmallDisk {
    pub(crate) fn new(bytes: u64) -> Self {
        let folder = inbox();
        let path = folder.path().to_string_lossy().into_owned();
        run("mount", &["-t", "tmpfs", "-o", &format!("size={bytes}"), "tmpfs", &path]);
        give(folder.path());
        Self { folder }
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.folder.path()).output();
    }
}
