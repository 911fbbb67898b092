"""A real mail server with STARTTLS and a login, whose certificate is of an
authority made for it."""

import contextlib
import json
import pathlib
import subprocess
import sys

from session import child, until

TELLING = pathlib.Path(__file__).parent.parent / "telling"
USER, PASSWORD = "desk", "Marker-m4Il-pass"


class Mail:
    def __init__(self, folder, port):
        self.folder, self.port = folder, port
        #: Whom programs have to trust to use it.
        self.authority = folder / "authority.pem"

    def messages(self):
        return sorted(self.folder.glob("*.json"))

    def received(self, number):
        """The envelope and what Python finds in the message of this number, from 1."""
        until(f"message {number}", lambda: len(self.messages()) >= number)
        envelope = self.folder / f"{number:03}.json"
        read = [sys.executable, TELLING / "read_message.py"]
        message = subprocess.run(read, input=envelope.with_suffix(".eml").read_bytes(), capture_output=True, check=True)
        return json.loads(envelope.read_text()), json.loads(message.stdout)


@contextlib.contextmanager
def mail(folder):
    folder.mkdir()

    def openssl(arguments):
        key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
        command = ["openssl", "req", "-x509", *key.split(), *arguments.split()]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)

    openssl("-keyout authority.key -out authority.pem -subj /CN=Test -addext keyUsage=critical,keyCertSign")
    openssl(
        "-keyout here.key -out here.pem -subj /CN=here -CA authority.pem -CAkey authority.key "
        "-addext subjectAltName=DNS:localhost -addext basicConstraints=critical,CA:FALSE"
    )
    how = {
        "into": str(folder), "security": "starttls", "user": USER, "password": PASSWORD,
        "certificate": str(folder / "here.pem"), "key": str(folder / "here.key"),
    }
    command = [sys.executable, "-W", "ignore", TELLING / "mail_server.py", json.dumps(how)]
    with child(command, stdout=subprocess.PIPE, text=True) as process:
        yield Mail(folder, int(process.stdout.readline()))
