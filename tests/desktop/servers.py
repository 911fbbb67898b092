"""Servers of every kind that files are delivered to, on free ports of this
computer: each with a look at what it has by a program that isn't ours."""

import contextlib
import hashlib
import json
import os
import pathlib
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time

import boto3
import botocore.config
from azure.storage.blob import ContainerClient

from ports import free_ports
from session import PATIENCE

DATA_PORTS = 4


def run(*command, **more):
    return subprocess.run(command, check=True, capture_output=True, text=True, **more).stdout


def sha256(content):
    return hashlib.sha256(content).hexdigest()


class Servers:
    """Begun when they are asked for, gone with the last line of the `with`."""

    user = "export-desk-window"

    def __init__(self):
        self.password, self.secret_key = (f"Marker-{secrets.token_hex(12)}" for _ in range(2))
        self.ends = contextlib.ExitStack()

    def __enter__(self):
        self.folder = pathlib.Path(self.ends.enter_context(tempfile.TemporaryDirectory(prefix="export-desk-servers-")))
        # The servers' user has to come through.
        self.folder.chmod(0o755)
        with contextlib.suppress(KeyError):
            pwd.getpwnam(self.user)
            run("userdel", "--force", self.user)
        run("useradd", "--no-create-home", "--home-dir", "/", "--shell", "/bin/bash", self.user)
        self.ends.callback(run, "userdel", "--force", self.user)
        run("chpasswd", input=f"{self.user}:{self.password}\n")
        self.authority()
        return self

    def __exit__(self, *_):
        self.ends.close()

    def authority(self):
        """An authority that nobody knows, and its certificate of this computer."""
        path = {name: self.folder / name for name in ("ca.pem", "ca.key", "tls.pem", "tls.key", "tls.csr", "names")}
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "9",
            "-subj", "/CN=Authority of the tests", "-keyout", path["ca.key"], "-out", path["ca.pem"])
        run("openssl", "req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=server", "-keyout", path["tls.key"],
            "-out", path["tls.csr"])
        path["names"].write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
        run("openssl", "x509", "-req", "-in", path["tls.csr"], "-CA", path["ca.pem"], "-CAkey", path["ca.key"],
            "-CAcreateserial", "-days", "9", "-extfile", path["names"], "-out", path["tls.pem"])
        self.ca, self.certificate, self.key = path["ca.pem"], path["tls.pem"], path["tls.key"]

    def begin(self, port, *command, **environment):
        log = open(self.folder / f"{port}.log", "w+")
        self.ends.callback(log.close)
        process = subprocess.Popen(command, stdin=log, stdout=log, stderr=log, cwd=self.folder, env=os.environ | environment)
        self.ends.callback(process.wait, PATIENCE)
        self.ends.callback(process.kill)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and process.poll() is None:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            time.sleep(0.02)
        raise TimeoutError(f"{command}: {pathlib.Path(log.name).read_text()}")

    def inbox(self, name):
        folder = self.folder / name
        folder.mkdir()
        shutil.chown(folder, self.user)
        return folder

    def ftp(self, kind):
        """vsftpd: `plain`, `explicit` or `implicit`. Gives its port."""
        os.makedirs("/var/run/vsftpd/empty", exist_ok=True)
        port = free_ports(DATA_PORTS + 1)
        settings = {
            "listen": "YES", "listen_address": "127.0.0.1", "listen_port": port, "background": "NO", "local_enable": "YES",
            "write_enable": "YES", "anonymous_enable": "NO", "check_shell": "NO", "seccomp_sandbox": "NO",
            "pam_service_name": "vsftpd", "pasv_address": "127.0.0.1", "pasv_min_port": port + 1,
            "pasv_max_port": port + DATA_PORTS, "secure_chroot_dir": "/var/run/vsftpd/empty",
        }
        if kind != "plain":
            settings |= {
                "ssl_enable": "YES", "force_local_data_ssl": "YES", "force_local_logins_ssl": "YES", "ssl_ciphers": "HIGH",
                "require_ssl_reuse": "YES", "rsa_cert_file": self.certificate, "rsa_private_key_file": self.key,
                "implicit_ssl": "YES" if kind == "implicit" else "NO",
            }
        file = self.folder / f"{kind}.conf"
        file.write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
        self.begin(port, "/usr/sbin/vsftpd", file)
        return port

    def ftp_list(self, kind, port, folder):
        scheme = "ftps" if kind == "implicit" else "ftp"
        tls = [] if kind == "plain" else ["--ssl-reqd", "--cacert", self.ca]
        # Two slashes begin at the root.
        return run("curl", "-sS", *tls, "--user", f"{self.user}:{self.password}", f"{scheme}://127.0.0.1:{port}/{folder}/")

    def s3(self, scheme):
        """moto, with a bucket `exports`. Gives its address and a client of it."""
        port = free_ports()
        tls = ["-s", "-c", self.certificate, "-k", self.key] if scheme == "https" else []
        self.begin(port, sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port), *tls)
        endpoint = f"{scheme}://127.0.0.1:{port}"
        client = boto3.client(
            "s3", endpoint_url=endpoint, region_name="eu-central-1", aws_access_key_id="AKIATESTS", aws_secret_access_key="looks",
            verify=str(self.ca), config=botocore.config.Config(s3={"addressing_style": "path"}),
        )
        client.create_bucket(Bucket="exports", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        return endpoint, client

    @staticmethod
    def s3_list(client):
        listed = client.list_objects_v2(Bucket="exports").get("Contents", [])
        content = {one["Key"]: client.get_object(Bucket="exports", Key=one["Key"])["Body"].read() for one in listed}
        return "".join(f"{one['LastModified']}  {one['Size']}  {one['Key']}\n" for one in listed), content

    def service_account(self):
        """The file that Google gives a service account, with a key of our own."""
        private = run("openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048")
        file = self.folder / "account.json"
        file.write_text(json.dumps({
            "type": "service_account", "project_id": "tests", "private_key_id": "1", "private_key": private,
            "client_email": "export-desk@tests.iam.gserviceaccount.com", "token_uri": "https://oauth2.googleapis.com/token",
        }))
        return file

    def azure(self, key):
        """Microsoft's emulator, with a container `exports`. Gives its address and a client."""
        main = pathlib.Path(sys.prefix).parent / "azurite/node_modules/azurite/dist/src/blob/main.js"
        assert main.exists(), f"{main} isn't there; `cargo xtask test` installs it"
        port = free_ports()
        self.begin(
            port, "node", main, "--blobHost", "127.0.0.1", "--blobPort", str(port), "--inMemoryPersistence",
            "--disableTelemetry", "--skipApiVersionCheck", "--cert", self.certificate, "--key", self.key,
            AZURITE_ACCOUNTS=f"exportdesk:{key}",
        )
        endpoint = f"https://127.0.0.1:{port}/exportdesk"
        client = ContainerClient(
            endpoint, "exports", credential={"account_name": "exportdesk", "account_key": key}, connection_verify=str(self.ca)
        )
        client.create_container()
        return endpoint, client

    @staticmethod
    def azure_list(client):
        listed = list(client.list_blobs())
        content = {one.name: client.download_blob(one.name).readall() for one in listed}
        return "".join(f"{one.last_modified}  {one.size}  {one.name}\n" for one in listed), content


def kept(target):
    """What the session's keychain keeps for a target, by another program."""
    ask = ["secret-tool", "lookup", "service", "Export Desk", "username", f"target/{target}"]
    return subprocess.run(ask, capture_output=True, text=True).stdout
