//! Exim, which refuses greetings that aren't a host's name.

use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use export_desk_core::notify::{MailSecurity, MailSettings};

use crate::bed::{Bed, PASSWORD, PATIENCE};
use crate::mail_server::authority;
use crate::ports;

/// The user of Debian's Exim, which only its own process knows here.
const USER: &str = "64998";

struct Exim {
    process: Child,
    port: u16,
    folder: PathBuf,
}

impl Exim {
    /// Starts it with what it receives in `folder`. Debian doesn't install it beside
    /// other mail servers: `cargo xtask test` unpacks it next to what it builds.
    fn start(folder: &Path) -> Self {
        let program = std::env::current_exe().unwrap();
        let root = program.ancestors().nth(3).unwrap().join("exim4");
        let binary = root.join("usr/sbin/exim4");
        assert!(binary.exists(), "{} isn't there; `cargo xtask test` unpacks it", binary.display());
        let port = ports::free_ports(1, &[Ipv4Addr::LOCALHOST]);
        let shown = folder.display();
        let own = authority();
        for (kind, line) in [
            ("passwd", format!("Debian-exim:x:{USER}:{USER}::/:/bin/false\n")),
            ("group", format!("Debian-exim:x:{USER}:\n")),
        ] {
            let known = std::fs::read_to_string(format!("/etc/{kind}")).unwrap();
            std::fs::write(folder.join(kind), known + &line).unwrap();
        }
        // What Exim must be able to read and write as its own user.
        for name in ["own", "own/log", "own/spool"] {
            std::fs::create_dir(folder.join(name)).unwrap();
        }
        for ending in ["pem", "key"] {
            let own_copy = folder.join("own/here").with_extension(ending);
            std::fs::copy(own.join("here").with_extension(ending), own_copy).unwrap();
        }
        let owner = format!("{USER}:{USER}");
        let chown = Command::new("chown").args(["-R", &owner]).arg(folder.join("own")).status();
        assert!(chown.unwrap().success());
        for outer in [folder, folder.parent().unwrap()] {
            let open = Command::new("chmod").arg("755").arg(outer).status();
            assert!(open.unwrap().success());
        }
        let settings = format!(
            "primary_hostname = localhost\nlocal_interfaces = 127.0.0.1\nkeep_environment =\n\
             spool_directory = {shown}/own/spool\nlog_file_path = {shown}/own/log/%slog\n\
             pid_file_path = {shown}/own/log/pid\nqueue_only = true\n\
             tls_advertise_hosts = *\ntls_certificate = {shown}/own/here.pem\n\
             tls_privatekey = {shown}/own/here.key\nacl_smtp_rcpt = ours\n\
             begin acl\nours:\n  require authenticated = *\n  accept\n\
             begin routers\nkeep:\n  driver = accept\n  transport = nowhere\n\
             begin transports\nnowhere:\n  driver = appendfile\n  file = /dev/null\n\
             begin authenticators\nplain:\n  driver = plaintext\n  public_name = PLAIN\n  \
             server_advertise_condition = ${{if def:tls_in_cipher}}\n  server_set_id = $auth2\n  \
             server_condition = ${{if and{{{{eq{{$auth2}}{{desk}}}}{{eq{{$auth3}}{{{PASSWORD}}}}}}}}}\n"
        );
        let configuration = folder.join("exim.conf");
        std::fs::write(&configuration, settings).unwrap();
        let script = "mount --bind passwd /etc/passwd && mount --bind group /etc/group \
                      && exec \"$0\" -bdf -C \"$1\" -oX \"$2\"";
        let process = Command::new("unshare")
            .args(["--mount", "sh", "-c", script])
            .arg(&binary)
            .arg(&configuration)
            .arg(format!("127.0.0.1:{port}"))
            .env("LD_LIBRARY_PATH", root.join("usr/lib/x86_64-linux-gnu"))
            .current_dir(folder)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let mut server = Self { process, port, folder: folder.to_owned() };
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(server.process.try_wait().unwrap().is_none(), "Exim ends: {}", server.log());
            assert!(begun.elapsed() < PATIENCE, "Exim doesn't begin: {}", server.log());
            std::thread::park_timeout(std::time::Duration::from_millis(10));
        }
        server
    }

    /// What it says of its connections.
    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.join("own/log/mainlog")).unwrap_or_default()
    }
}

impl Drop for Exim {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "runs with its own certificates, on a computer with a name"]
async fn a_mail_goes_from_a_computer_of_any_name() {
    let bed = Bed::new();
    let exim = Exim::start(&bed.inbox("exim"));
    let (engine, _) = bed.open_with_data().await;
    let settings = MailSettings {
        host: "localhost".to_owned(),
        port: exim.port,
        security: MailSecurity::Starttls,
        user: "desk".to_owned(),
        from: "Export Désk <desk@example.com>".to_owned(),
    };
    engine.save_mail(Some(&settings), Some(PASSWORD.to_owned())).await.unwrap();
    engine.send_test_mail("anna@example.com").await.unwrap();
    let log = exim.log();
    let taken = log.lines().find(|line| line.contains(" <= desk@example.com ")).expect(&log);
    // By TLS and logged in, with an id that names the sender's host.
    assert!(taken.contains("P=esmtpsa") && taken.contains("A=plain:desk"), "{taken}");
    assert!(taken.contains("@example.com S=") || taken.contains("id="), "{taken}");
    assert!(!log.contains("rejected"), "{log}");

    // The same computer's own name, if it isn't a host's, is what Exim refuses.
    let name = std::fs::read("/proc/sys/kernel/hostname").unwrap();
    let script = "import socket, sys; line = socket.create_connection(('127.0.0.1', int(sys.argv[1])))\n\
                  line.recv(999); line.sendall(b'EHLO ' + sys.stdin.buffer.read().strip() + b'\\r\\n')\n\
                  print(line.recv(999).decode()[:3])";
    let mut python = Command::new("python3");
    python.args(["-c", script, &exim.port.to_string()]).stdin(Stdio::piped());
    let mut python = python.stdout(Stdio::piped()).spawn().unwrap();
    std::io::Write::write_all(&mut python.stdin.take().unwrap(), &name).unwrap();
    let answer = python.wait_with_output().unwrap().stdout;
    let is_host = name.iter().all(|byte| byte.is_ascii_alphanumeric() || b".-\n".contains(byte));
    assert_eq!(answer, if is_host { b"250\n" } else { b"501\n" });
    engine.shut_down().await;
}
