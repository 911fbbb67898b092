"""A real OpenSSH server that only gives files, on a free port of this computer."""

import getpass
import os
import pathlib
import socket
import subprocess
import time

from ports import free_ports
from session import PATIENCE


class SftpServer:
    """Whoever runs the tests signs in with `key`."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.user = getpass.getuser()
        self.key = self.folder / "key"
        host_key = self.folder / "host_key"
        for path in (self.key, host_key):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)
        listed = subprocess.run(["ssh-keygen", "-l", "-f", host_key], check=True, capture_output=True, text=True)
        self.fingerprint = listed.stdout.split()[1]
        self.port = free_ports()
        os.makedirs("/run/sshd", exist_ok=True)
        configuration = self.folder / "sshd_config"
        configuration.write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {host_key}\n"
            f"AuthorizedKeysFile {self.key}.pub\nPubkeyAuthentication yes\nPasswordAuthentication no\n"
            "UsePAM no\nStrictModes no\nPermitRootLogin yes\nSubsystem sftp internal-sftp\nPidFile none\n"
        )
        log = self.folder / "sshd.log"
        self.process = subprocess.Popen(["/usr/sbin/sshd", "-D", "-f", configuration, "-E", log])
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError(log.read_text() if log.exists() else "sshd doesn't answer")

    def list(self, folder):
        """As `sftp` shows it."""
        ask = ["sftp", "-q", "-b", "-", "-i", self.key, "-P", str(self.port), "-o", "StrictHostKeyChecking=no",
               "-o", f"UserKnownHostsFile={self.folder}/known", "-o", "IdentitiesOnly=yes", f"{self.user}@127.0.0.1"]
        done = subprocess.run(ask, input=f'ls -l "{folder}"\n', check=True, capture_output=True, text=True)
        return "".join(line + "\n" for line in done.stdout.splitlines() if not line.startswith("sftp>"))

    def stop(self):
        self.process.terminate()
        self.process.wait(PATIENCE)
