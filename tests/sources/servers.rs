//! PostgreSQL and MariaDB, each a child process in a folder of its own, with a
//! certificate that a throw-away authority signed. They end with the tests.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use export_desk_core::source::{ConnectionSettings, Server};
use tempfile::TempDir;

pub(crate) use crate::patience::PATIENCE;
use crate::ports;

/// Everybody's password here; no message may show it.
pub(crate) const PASSWORD: &str = "Marker-p4ss'\"\\word";

pub(crate) struct Running {
    pub(crate) folder: TempDir,
    pub(crate) port: u16,
    child: Child,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Postgres,
    Mariadb,
}

impl Kind {
    /// Who runs the server where root may not.
    pub(crate) fn user(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::Mariadb => "mysql",
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn free_port() -> u16 {
    ports::free_ports(1, &[Ipv4Addr::LOCALHOST])
}

/// Runs a command to its end.
pub(crate) fn done(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{command:?}: {text}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub(crate) fn is_root() -> bool {
    done(Command::new("id").arg("-u")).trim() == "0"
}

/// A command as another user, where this one is root: servers refuse to be root.
pub(crate) fn as_user(user: &str, program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid", user, "--regid", user, "--clear-groups"]).arg(program);
    command
}

/// Gives a folder to a user, where root may.
pub(crate) fn owned_by(user: &str, folder: &Path) {
    if is_root() {
        done(Command::new("chown").arg("-R").arg(format!("{user}:{user}")).arg(folder));
    }
}

/// An authority and a certificate for localhost that it signed.
pub(crate) fn certificates(folder: &Path) {
    let openssl = |arguments: &str| {
        done(Command::new("openssl").args(arguments.split(' ')).current_dir(folder));
    };
    let extension = "subjectAltName=DNS:localhost,IP:127.0.0.1\n";
    std::fs::write(folder.join("names.txt"), extension).unwrap();
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=Test-authority -keyout ca.key -out ca.pem",
    );
    openssl("req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout server.key -out server.csr");
    openssl(
        "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 3650 -extfile names.txt -out server.pem",
    );
    done(Command::new("chmod").arg("600").arg(folder.join("server.key")));
}

fn postgres_program(name: &str) -> PathBuf {
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .expect("PostgreSQL is installed")
        .map(|entry| entry.unwrap().path().join("bin").join(name))
        .filter(|path| path.exists())
        .collect();
    versions.sort();
    versions.pop().expect("PostgreSQL is installed")
}

impl Running {
    pub(crate) fn start(kind: Kind) -> Self {
        let folder = tempfile::Builder::new().prefix("server").tempdir().unwrap();
        // The server's own user has to get in.
        done(Command::new("chmod").arg("755").arg(folder.path()));
        certificates(folder.path());
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        std::fs::create_dir(folder.path().join("tmp")).unwrap();
        std::fs::write(folder.path().join("password"), PASSWORD).unwrap();
        let user = kind.user();
        owned_by(user, folder.path());
        match kind {
            Kind::Postgres => {
                let mut initdb = as_user(user, &postgres_program("initdb"));
                initdb.args(["-U", "admin", "-A", "scram-sha-256", "-E", "UTF8", "--no-sync"]);
                initdb.args(["--locale=C.UTF-8", "--pwfile"]).arg(folder.path().join("password"));
                done(initdb.arg("-D").arg(&data));
            }
            Kind::Mariadb => {
                let mut install = as_user(user, Path::new("mariadb-install-db"));
                install.args(["--no-defaults", "--auth-root-authentication-method=normal"]);
                install.arg("--skip-test-db").arg(format!("--datadir={}", data.display()));
                install.env("TMPDIR", folder.path().join("tmp"));
                done(&mut install);
            }
        }
        let port = free_port();
        let child = launch(kind, folder.path(), port);
        let running = Self { folder, port, child, kind };
        running.wait();
        if kind == Kind::Mariadb {
            let text = PASSWORD.replace('\\', "\\\\").replace('\'', "''");
            running.sql_as_root(&format!(
                "CREATE USER 'admin'@'%' IDENTIFIED BY '{text}'; GRANT ALL ON *.* TO 'admin'@'%' \
                 WITH GRANT OPTION; CREATE DATABASE test CHARACTER SET utf8mb4;"
            ));
        } else {
            running.sql_in("postgres", "CREATE DATABASE test");
        }
        running
    }

    /// Starts it anew, at the same port, after it was killed.
    pub(crate) fn restart(&mut self) {
        self.kill();
        self.child = launch(self.kind, self.folder.path(), self.port);
        self.wait();
    }

    /// Ends it as a power cut does.
    pub(crate) fn kill(&mut self) {
        if self.kind == Kind::Postgres {
            // Its children end when they see that it is gone.
            let _ = Command::new("pkill").args(["-9", "-P", &self.child.id().to_string()]).status();
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
        // It would take its own old lock for that of another one.
        let _ = std::fs::remove_file(self.folder.path().join("data/postmaster.pid"));
    }

    fn wait(&self) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let mut command = match self.kind {
                Kind::Postgres => self.psql("postgres"),
                Kind::Mariadb => {
                    let mut command = self.mariadb("root");
                    command.arg("-e").arg("SELECT 1");
                    command
                }
            };
            if self.kind == Kind::Postgres {
                command.arg("-c").arg("SELECT 1");
            }
            let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
            if quiet.status().unwrap().success() {
                return;
            }
            assert!(Instant::now() < deadline, "the server doesn't answer: {}", self.log());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    fn psql(&self, database: &str) -> Command {
        let mut command = Command::new("psql");
        command.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-U", "admin"]);
        command.args(["-d", database, "-p", &self.port.to_string()]).env("PGPASSWORD", PASSWORD);
        command
    }

    fn mariadb(&self, user: &str) -> Command {
        let mut command = Command::new("mariadb");
        command.args(["--no-defaults", "-u", user, "--default-character-set=utf8mb4"]);
        command.arg(format!("--socket={}", self.folder.path().join("socket").display()));
        command
    }

    /// The server's own client, which carries out what it is sent.
    pub(crate) fn client(&self) -> Command {
        match self.kind {
            Kind::Postgres => self.psql("test"),
            Kind::Mariadb => {
                let mut command = self.mariadb("root");
                command.args(["test", "-N", "-B", "--unbuffered"]);
                command
            }
        }
    }

    fn sql_as_root(&self, sql: &str) {
        done(self.mariadb("root").arg("-e").arg(sql));
    }

    fn sql_in(&self, database: &str, sql: &str) {
        done(self.psql(database).arg("-c").arg(sql));
    }

    /// Does something in the database `test`, as its administrator.
    pub(crate) fn sql(&self, sql: &str) {
        match self.kind {
            Kind::Postgres => self.sql_in("test", sql),
            Kind::Mariadb => {
                done(self.mariadb("root").args(["test", "-e", sql]));
            }
        }
    }

    /// What a query of one value gives.
    pub(crate) fn value(&self, sql: &str) -> String {
        let text = match self.kind {
            Kind::Postgres => done(self.psql("test").args(["-A", "-t", "-c", sql])),
            Kind::Mariadb => done(self.mariadb("root").args(["test", "-N", "-B", "-e", sql])),
        };
        text.trim().to_owned()
    }

    /// A query's rows as psql writes them.
    pub(crate) fn copied(&self, sql: &str) -> String {
        let copy = format!("\\copy ({sql}) TO STDOUT WITH (FORMAT csv, HEADER)");
        done(self.psql("test").arg("-c").arg(copy))
    }

    /// The tables that PostgreSQL's own benchmark makes.
    pub(crate) fn pgbench(&self) {
        let mut command = Command::new(postgres_program("pgbench"));
        command.args(["-i", "-q", "-h", "127.0.0.1", "-U", "admin", "-p", &self.port.to_string()]);
        done(command.arg("test").env("PGPASSWORD", PASSWORD));
    }

    /// Carries out a file of statements.
    pub(crate) fn load(&self, file: &Path) {
        match self.kind {
            Kind::Postgres => {
                done(self.psql("test").arg("-f").arg(file));
            }
            Kind::Mariadb => {
                let input = std::fs::File::open(file).unwrap();
                done(self.mariadb("root").arg("test").stdin(input));
            }
        }
    }

    pub(crate) fn authority(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// How the administrator reads `test`, encrypted and trusted.
    pub(crate) fn server(&self) -> Server {
        let mut server = Server::new("localhost", self.port, "test", "admin");
        server.ca_file = Some(self.authority());
        server
    }

    pub(crate) fn settings(&self, server: Server) -> ConnectionSettings {
        match self.kind {
            Kind::Postgres => ConnectionSettings::Postgres(server),
            Kind::Mariadb => ConnectionSettings::Mysql(server),
        }
    }
}

fn launch(kind: Kind, folder: &Path, port: u16) -> Child {
    let file = |name: &str| folder.join(name).display().to_string();
    let log = std::fs::File::create(folder.join("log")).unwrap();
    let mut command = match kind {
        Kind::Postgres => {
            let mut command = as_user("postgres", &postgres_program("postgres"));
            command.arg("-D").arg(folder.join("data")).args(["-p", &port.to_string()]);
            for setting in [
                "listen_addresses=127.0.0.1".to_owned(),
                "unix_socket_directories=".to_owned(),
                "fsync=off".to_owned(),
                "log_connections=on".to_owned(),
                "ssl=on".to_owned(),
                format!("ssl_cert_file={}", file("server.pem")),
                format!("ssl_key_file={}", file("server.key")),
            ] {
                command.arg("-c").arg(setting);
            }
            command
        }
        Kind::Mariadb => {
            let mut command = as_user("mysql", Path::new("/usr/sbin/mariadbd"));
            command.args(["--no-defaults", "--bind-address=127.0.0.1", "--skip-networking=0"]);
            command.args(["--innodb-flush-log-at-trx-commit=0", "--skip-log-bin"]);
            command.arg(format!("--datadir={}", file("data")));
            // A server that starts removes what it takes for its own leftovers.
            command.arg(format!("--tmpdir={}", file("tmp")));
            command.arg(format!("--port={port}"));
            command.arg(format!("--socket={}", file("socket")));
            command.arg(format!("--pid-file={}", file("pid")));
            command.arg(format!("--ssl-cert={}", file("server.pem")));
            command.arg(format!("--ssl-key={}", file("server.key")));
            command
        }
    };
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().unwrap()
}
