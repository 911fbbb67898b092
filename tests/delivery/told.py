"""Servers that answer as they are told: `told.py KIND PORT FOLDER RULE…`.

KIND is `ftp`, `sftp` or `paramiko` (their key is the file FOLDER.host_key) or `s3`. The user is
`export-desk-test`, the password is in the environment. The rule `tls=CERTIFICATE,KEY` is for `s3`. What is fetched goes to
the folder FOLDER.fetched. While the file FOLDER.hang is there, `ftp` doesn't answer
a rename to a name with the ending in it, and `s3` takes no such object; while FOLDER.stuck is there, it refuses to rename
the name in it, or, with `new ` before it, to give that name to a part, for now while FOLDER.later is there. FOLDER.lose makes it
rename a file to a name with the ending in it, lose the answer, and let nobody in while FOLDER.down is there. While
FOLDER.deny is there, `s3` takes no object with the ending in it, and `ftp` neither writes nor
removes a file with it.
"""

import asyncio
import base64
import hashlib
import html
import os
import re
import ssl
import sys
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

kind, port, folder, *rules = sys.argv[1:]
port = int(port)
USER, PASSWORD = "export-desk-test", os.environ["EXPORT_DESK_TEST_PASSWORD"]


def fetch(path):
    """Takes a file away, as many partners do as soon as one is closed."""
    os.makedirs(folder + ".fetched", exist_ok=True)
    os.replace(path, os.path.join(folder + ".fetched", os.path.basename(path)))


def is_told(rule, path):
    """Whether the path has the ending that stands in the rule's file."""
    if not os.path.exists(folder + rule):
        return False
    with open(folder + rule) as file:
        return path.endswith(file.read())


def is_denied(path):
    return is_told(".deny", path)


def ftp():
    from pyftpdlib.authorizers import DummyAuthorizer
    from pyftpdlib.handlers import FTPHandler
    from pyftpdlib.servers import FTPServer

    class Handler(FTPHandler):
        lost = 0

        def ftp_PASS(self, password):
            if "repeats" not in rules:
                return super().ftp_PASS(password)
            plain = password.encode()
            forms = [
                password,
                password.upper(),
                base64.b64encode(plain).decode(),
                base64.b64encode(b"\0" + USER.encode() + b"\0" + plain).decode(),
                urllib.parse.quote(password, safe=""),
                urllib.parse.quote_plus(password, safe=""),
            ]
            return self.respond("530 I don't know " + " or ".join(forms))

        def ftp_FEAT(self, line):
            if "feat-one-line" in rules:
                return self.respond("211 no features")
            return super().ftp_FEAT(line)

        def ftp_SIZE(self, path):
            if "no-size" in rules:
                return self.respond("550 Permission denied.")
            return super().ftp_SIZE(path)

        def ftp_MLST(self, path):
            if "no-size" in rules:
                return self.respond("502 Command not implemented.")
            return super().ftp_MLST(path)

        def ftp_APPE(self, path):
            if "no-append" in rules:
                return self.respond("451 Append/Restart not permitted, try again")
            return super().ftp_APPE(path)

        def ftp_STOR(self, path, mode="w"):
            if is_denied(path):
                return self.respond("550 Somebody has it open.")
            return super().ftp_STOR(path, mode)

        def ftp_DELE(self, path):
            if is_denied(path):
                return self.respond("550 Somebody has it open.")
            return super().ftp_DELE(path)

        def is_stuck(self, name, is_new):
            if not os.path.exists(folder + ".stuck"):
                return False
            with open(folder + ".stuck") as file:
                stuck = file.read()
            return stuck == ("new " if is_new else "") + os.path.basename(name)

        def ftp_USER(self, line):
            if os.path.exists(folder + ".down"):
                self.respond("421 Closing.")
                return self.close_when_done()
            return super().ftp_USER(line)

        def ftp_RNFR(self, path):
            if self.is_stuck(path, False):
                return self.respond("550 Somebody has it open.")
            return super().ftp_RNFR(path)

        def ftp_RNTO(self, path):
            if self.is_stuck(path, False) or (
                self._rnfr.endswith(".part") and self.is_stuck(path, True)
            ):
                self._rnfr = None
                is_later = os.path.exists(folder + ".later")
                return self.respond("450 Try again later." if is_later else "550 Somebody has it open.")
            if is_told(".lose", path):
                os.replace(self._rnfr, path)
                os.replace(folder + ".lose", folder + ".down")
                return self.close()
            if is_told(".hang", path):
                return None
            if "no-overwrite" in rules and os.path.exists(path):
                self._rnfr = None
                return self.respond("550 Rename permission denied")
            if "keeps-old" in rules and os.path.exists(path):
                # Both stay, and nobody is told.
                os.replace(self._rnfr, path + ".1")
                self._rnfr = None
                return self.respond("250 Renaming ok.")
            if "no-part-rename" in rules and self._rnfr.endswith(".part"):
                self._rnfr = None
                return self.respond("550 Not from a temporary name")
            if "lost-rename" in rules and Handler.lost == 0:
                # It is renamed, and nobody hears that.
                Handler.lost = 1
                os.replace(self._rnfr, path)
                return self.close()
            return super().ftp_RNTO(path)

        def on_file_received(self, file):
            if "cuts" in rules:
                # It said that it has all.
                os.truncate(file, os.path.getsize(file) // 2)
            if "fetch" in rules:
                fetch(file)

    allowed = "elradfmwMT"
    for rule, letter in [("no-rename", "f"), ("no-read", "r"), ("no-mkdir", "m"), ("no-delete", "d")]:
        if rule in rules:
            allowed = allowed.replace(letter, "")
    authorizer = DummyAuthorizer()
    authorizer.add_user(USER, PASSWORD, folder, perm=allowed)
    Handler.authorizer = authorizer
    FTPServer(("127.0.0.1", port), Handler).serve_forever()


async def sftp():
    import asyncssh

    class Server(asyncssh.SSHServer):
        def begin_auth(self, username):
            return True

        def password_auth_supported(self):
            return True

        def validate_password(self, username, password):
            return (username, password) == (USER, PASSWORD)

    slow = float(next((rule[5:] for rule in rules if rule.startswith("slow:")), "0"))
    denied = asyncssh.SFTPPermissionDenied("no")

    class Files(asyncssh.SFTPServer):
        def __init__(self, channel):
            super().__init__(channel, chroot=folder.encode())
            self.written = {}

        def refuse(self, rule):
            if rule in rules:
                raise denied

        def open(self, path, pflags, attrs):
            if pflags & asyncssh.FXF_READ:
                self.refuse("no-read")
            if "no-append" in rules and pflags & asyncssh.FXF_WRITE:
                if not pflags & asyncssh.FXF_TRUNC and os.path.exists(self.map_path(path)):
                    raise denied
            file = super().open(path, pflags, attrs)
            if pflags & asyncssh.FXF_WRITE:
                self.written[file] = self.map_path(path).decode()
            return file

        async def close(self, file):
            await asyncio.sleep(slow)
            super().close(file)
            path = self.written.pop(file, None)
            if path and "quota" in rules:
                raise asyncssh.SFTPFailure("quota exceeded")
            if path and "fetch" in rules:
                fetch(path)

        async def stat(self, path):
            await asyncio.sleep(slow)
            self.refuse("no-stat")
            try:
                return super().stat(path)
            except FileNotFoundError:
                if "failure" in rules:
                    raise asyncssh.SFTPFailure("failure") from None
                raise

        async def rename(self, old, new):
            await asyncio.sleep(slow)
            self.refuse("no-rename")
            super().rename(old, new)
            stem = new.decode().removesuffix(".manifest.json")
            if "late-file" in rules and new.endswith(b".manifest.json") and not stem.endswith(")"):
                # Somebody else's file gets the name right after the manifest.
                with open(self.map_path((stem + ".csv").encode()), "wb") as file:
                    file.write(b"somebody else's")

        async def posix_rename(self, old, new):
            await asyncio.sleep(slow)
            self.refuse("no-rename")
            if "no-posix-rename" in rules:
                raise asyncssh.SFTPOpUnsupported("no")
            super().posix_rename(old, new)

        def remove(self, path):
            self.refuse("no-delete")
            super().remove(path)

        def mkdir(self, path, attrs):
            self.refuse("no-mkdir")
            super().mkdir(path, attrs)

    host_key = asyncssh.read_private_key(folder + ".host_key")
    await asyncssh.listen(
        "127.0.0.1", port, server_factory=Server, server_host_keys=[host_key], sftp_factory=Files
    )
    await asyncio.Event().wait()


def paramiko():
    import socket

    import paramiko

    class Server(paramiko.ServerInterface):
        def check_auth_password(self, username, password):
            is_known = (username, password) == (USER, PASSWORD)
            return paramiko.AUTH_SUCCESSFUL if is_known else paramiko.AUTH_FAILED

        def check_channel_request(self, kind, channel):
            return paramiko.OPEN_SUCCEEDED

        def get_allowed_auths(self, username):
            return "password"

    def told(work):
        """Does something; gives the status."""
        try:
            work()
            return paramiko.SFTP_OK
        except OSError as error:
            return paramiko.SFTPServer.convert_errno(error.errno)

    class Files(paramiko.SFTPServerInterface):
        def real(self, path):
            return folder + self.canonicalize(path)

        def stat(self, path):
            try:
                return paramiko.SFTPAttributes.from_stat(os.stat(self.real(path)))
            except OSError as error:
                return paramiko.SFTPServer.convert_errno(error.errno)

        lstat = stat

        def open(self, path, flags, attr):
            try:
                number = os.open(self.real(path), flags, 0o644)
            except OSError as error:
                return paramiko.SFTPServer.convert_errno(error.errno)
            is_written = flags & (os.O_WRONLY | os.O_RDWR)
            handle = paramiko.SFTPHandle(flags)
            handle.readfile = handle.writefile = os.fdopen(number, "wb" if is_written else "rb")
            return handle

        def remove(self, path):
            return told(lambda: os.remove(self.real(path)))

        def rename(self, old, new):
            # As the protocol has it: nothing is replaced.
            if os.path.exists(self.real(new)):
                return paramiko.SFTP_FAILURE
            return told(lambda: os.rename(self.real(old), self.real(new)))

        def posix_rename(self, old, new):
            return told(lambda: os.rename(self.real(old), self.real(new)))

        def mkdir(self, path, attr):
            return told(lambda: os.mkdir(self.real(path)))

        def rmdir(self, path):
            return told(lambda: os.rmdir(self.real(path)))

    key = paramiko.Ed25519Key.from_private_key_file(folder + ".host_key")
    listening = socket.create_server(("127.0.0.1", port))
    kept = []
    while True:
        connection, _ = listening.accept()
        transport = paramiko.Transport(connection)
        transport.add_server_key(key)
        transport.set_subsystem_handler("sftp", paramiko.SFTPServer, Files)
        # Those that only look whether somebody listens are gone again.
        transport.start_server(event=threading.Event(), server=Server())
        kept = [one for one in kept if one.is_active()] + [transport]


def s3():
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        lost = []

        def path_of(self):
            name = urllib.parse.unquote(urllib.parse.urlparse(self.path).path)
            return os.path.join(folder, name.strip("/").replace("/", "|"))

        def answer(self, status, body=b"", **headers):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def denied(self):
            self.answer(403, b"<Error><Code>AccessDenied</Code><Message>no</Message></Error>")

        def do_PUT(self):
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if is_denied(self.path_of()):
                return self.denied()
            if is_told(".hang", self.path_of()):
                while os.path.exists(folder + ".hang"):
                    time.sleep(0.05)
                self.close_connection = True
                return None
            is_there = os.path.exists(self.path_of())
            if "conditions" in rules and is_there and self.headers.get("If-None-Match") == "*":
                return self.answer(412, b"<Error><Code>PreconditionFailed</Code></Error>")
            if "late-claim" in rules and not Handler.lost and ".claims|" in self.path_of():
                Handler.lost.append(self.path_of())
                # Another delivery gives the name and is done before this is written.
                name = os.path.basename(self.path_of()).split("|")[1]
                name = name.removeprefix(".").removesuffix(".claims")
                with open(os.path.join(folder, "bucket|" + name), "wb") as file:
                    file.write(b"of another delivery")
                time.sleep(2.5)
            if "lost-put" in rules and not Handler.lost and self.path_of().endswith(".csv"):
                Handler.lost.append(self.path_of())
                with open(self.path_of(), "wb") as file:
                    file.write(data)
                return self.answer(500, b"<Error><Code>InternalError</Code></Error>")
            source = self.headers.get("x-amz-copy-source")
            if source:
                name = urllib.parse.unquote(source).strip("/").replace("/", "|")
                with open(os.path.join(folder, name), "rb") as file:
                    data = file.read()
                with open(self.path_of(), "wb") as file:
                    file.write(data)
                return self.answer(200, b"<CopyObjectResult><ETag>x</ETag></CopyObjectResult>")
            with open(self.path_of(), "wb") as file:
                file.write(data)
            digest = hashlib.md5(data).hexdigest()
            self.answer(200, ETag=f'"{digest}"' if "no-tag" not in rules else '"of another kind"')

        def do_HEAD(self):
            if "no-head" in rules:
                return self.denied()
            self.do_GET()

        def do_GET(self):
            if "no-read" in rules and self.command == "GET":
                return self.denied()
            asked = urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query)
            if "list-type" in asked:
                return self.list(asked.get("prefix", [""])[0])
            try:
                with open(self.path_of(), "rb") as file:
                    data = file.read()
            except FileNotFoundError:
                return self.answer(404)
            digest = hashlib.md5(data).hexdigest()
            self.answer(200, data, ETag=f'"{digest}"', **{"Last-Modified": self.date_time_string()})

        def list(self, prefix):
            found = []
            for name in os.listdir(folder):
                key = name.split("|", 1)[-1].replace("|", "/")
                if "|" in name and key.startswith(prefix):
                    size = os.path.getsize(os.path.join(folder, name))
                    found.append(
                        f"<Contents><Key>{html.escape(key)}</Key><Size>{size}</Size>"
                        "<LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>"
                    )
            body = f"<ListBucketResult><IsTruncated>false</IsTruncated>{''.join(found)}</ListBucketResult>"
            self.answer(200, body.encode())

        def do_POST(self):
            # Objects are deleted by a list.
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if "no-delete" in rules:
                return self.denied()
            bucket = urllib.parse.urlparse(self.path).path.strip("/")
            keys = re.findall("<Key>(.*?)</Key>", body)
            for key in keys:
                name = os.path.join(folder, f"{bucket}/{html.unescape(key)}".replace("/", "|"))
                if os.path.exists(name):
                    os.remove(name)
            deleted = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
            self.answer(200, f"<DeleteResult>{deleted}</DeleteResult>".encode())

        def do_DELETE(self):
            if "no-delete" in rules:
                return self.denied()
            if os.path.exists(self.path_of()):
                os.remove(self.path_of())
            self.answer(204)

        def log_message(self, *words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    for rule in rules:
        if rule.startswith("tls="):
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*rule[4:].split(","))
            server.socket = context.wrap_socket(server.socket, server_side=True)
    server.serve_forever()


if kind == "ftp":
    ftp()
elif kind == "sftp":
    asyncio.run(sftp())
elif kind == "paramiko":
    paramiko()
else:
    s3()
