"""PostgreSQL and MariaDB, each a process of its own in a temporary folder, with a
certificate that a throw-away authority signed."""

import csv
import io
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time

from ports import free_ports
from session import PATIENCE

PASSWORD = "Marker-p4ss'\"\\word"
USER = "reader of everything"


def as_user(user):
    """Servers refuse to be root."""
    return ["setpriv", "--reuid", user, "--regid", user, "--clear-groups"] if os.getuid() == 0 else []


def done(command, **more):
    ended = subprocess.run(command, capture_output=True, text=True, **more)
    assert ended.returncode == 0, f"{command}: {ended.stderr}"
    return ended.stdout


class DatabaseServer:
    """One server with the database `shop`, which `USER` reads with `PASSWORD`."""

    owner = ""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="server"))
        self.folder.chmod(0o755)
        self.authority = self.folder / "ca.pem"
        self.port = free_ports()
        self.process = None
        try:
            self.certify()
            (self.folder / "tmp").mkdir()
            if os.getuid() == 0:
                done(["chown", "-R", f"{self.owner}:{self.owner}", self.folder])
            self.prepare()
            self.start()
            self.populate()
        except BaseException:
            self.remove()
            raise

    def certify(self):
        def openssl(arguments):
            done(["openssl", *arguments.split()], cwd=self.folder)

        (self.folder / "names.txt").write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
        key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
        openssl(f"req -x509 {key} -days 30 -subj /CN=Test-authority -keyout ca.key -out ca.pem")
        openssl(f"req {key} -subj /CN=localhost -keyout server.key -out server.csr")
        openssl(
            "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30"
            " -extfile names.txt -out server.pem"
        )
        (self.folder / "server.key").chmod(0o600)

    def start(self):
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(self.command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise TimeoutError((self.folder / "log").read_text(errors="replace"))
            time.sleep(0.05)

    def answers(self):
        return subprocess.run(self.client("SELECT 1"), capture_output=True, env=self.environment()).returncode == 0

    def environment(self):
        return dict(os.environ)

    def stop(self):
        """Nothing answers any more."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(self.ending)
            self.process.wait(PATIENCE)

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def rows(self, sql):
        """What the server's own client gives."""
        return self.cells(self.answer(sql))


class Postgres(DatabaseServer):
    owner = "postgres"
    # Sessions are ended, too.
    ending = signal.SIGINT

    @property
    def programs(self):
        return sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1]

    def environment(self):
        return {**os.environ, "PGPASSWORD": PASSWORD}

    def prepare(self):
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        done([
            *as_user(self.owner), self.programs / "initdb", "-U", USER, "-A", "scram-sha-256", "-E", "UTF8",
            "--no-sync", "--locale=C.UTF-8", "--pwfile", secret, "-D", self.folder / "data",
        ])

    def command(self):
        settings = [
            "listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "ssl=on",
            f"ssl_cert_file={self.folder}/server.pem", f"ssl_key_file={self.folder}/server.key",
        ]
        given = [part for setting in settings for part in ("-c", setting)]
        return [*as_user(self.owner), self.programs / "postgres", "-D", self.folder / "data", "-p", str(self.port), *given]

    def client(self, sql, database="postgres"):
        return [
            "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(self.port), "-U", USER,
            "-d", database, "-c", sql,
        ]

    def populate(self):
        done(self.client("CREATE DATABASE shop"), env=self.environment())

    def sql(self, sql):
        done(self.client(sql, "shop"), env=self.environment())

    def answer(self, sql):
        return done(self.client(f"\\copy ({sql}) TO STDOUT WITH (FORMAT csv)", "shop"), env=self.environment())

    @staticmethod
    def cells(answer):
        return list(csv.reader(io.StringIO(answer, newline="")))


class Mariadb(DatabaseServer):
    owner = "mysql"
    ending = signal.SIGTERM

    def prepare(self):
        done([
            *as_user(self.owner), "mariadb-install-db", "--no-defaults", "--auth-root-authentication-method=normal",
            "--skip-test-db", f"--datadir={self.folder}/data",
        ])

    def command(self):
        inside = self.folder
        return [
            *as_user(self.owner), "/usr/sbin/mariadbd", "--no-defaults", "--bind-address=127.0.0.1",
            "--skip-networking=0", "--innodb-flush-log-at-trx-commit=0", "--skip-log-bin", f"--datadir={inside}/data",
            f"--tmpdir={inside}/tmp", f"--port={self.port}", f"--socket={inside}/socket", f"--pid-file={inside}/pid",
            f"--ssl-cert={inside}/server.pem", f"--ssl-key={inside}/server.key",
        ]

    def client(self, sql, database=None):
        given = ["mariadb", "--no-defaults", "-u", "root", "--default-character-set=utf8mb4"]
        return [*given, f"--socket={self.folder}/socket", "-N", "-B", "-e", sql, *([database] if database else [])]

    def populate(self):
        secret = PASSWORD.replace("\\", "\\\\").replace("'", "''")
        done(self.client(
            f"CREATE USER '{USER}'@'%' IDENTIFIED BY '{secret}'; GRANT SELECT ON shop.* TO '{USER}'@'%';"
            " CREATE DATABASE shop CHARACTER SET utf8mb4"
        ))

    def sql(self, sql):
        done(self.client(sql, "shop"))

    def answer(self, sql):
        return done(self.client(sql, "shop"))

    @staticmethod
    def cells(answer):
        """Tabs and line ends within values are escaped."""
        escapes = {"\\n": "\n", "\\t": "\t", "\\\\": "\\", "\\0": "\0"}
        plain = lambda cell: re.sub(r"\\.", lambda found: escapes[found[0]], cell)
        return [[plain(cell) for cell in line.split("\t")] for line in answer.split("\n")[:-1]]
