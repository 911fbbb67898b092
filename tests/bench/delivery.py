"""Uploads to servers on this computer: ours and the usual programs' in turn.

delivery.py PROGRAM TUNNEL STORE [--mib N] [--runs N] [--kinds sftp,ftp,s3] [--milliseconds 0,50,100,200]

PROGRAM and TUNNEL are the benches `delivery` and `tunnel` (tests/bench/*.rs), STORE is
`s3s-fs`, a server that speaks as S3 does. SFTP
is compared with OpenSSH's `sftp` by the same cipher, FTP with curl, S3 with Amazon's
client for Python. Servers that are far away are behind the tunnel, which is
measured first. Figures are medians of interleaved runs, connecting and logging in
included; what Python takes to begin and our bench to hash isn't. Each upload's SHA-256 is compared. Needs
to be root, because servers need a user with a password. Ends with the goals and
whether they are met, and with an error if one isn't.
"""

import argparse
import contextlib
import hashlib
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

arguments = argparse.ArgumentParser()
arguments.add_argument("program", type=os.path.abspath)
arguments.add_argument("tunnel", type=os.path.abspath)
arguments.add_argument("store", type=os.path.abspath)
arguments.add_argument("--mib", type=int, default=256)
arguments.add_argument("--runs", type=int, default=3)
arguments.add_argument("--kinds", default="sftp,ftp,s3")
arguments.add_argument("--milliseconds", default="0,50,100,200")
arguments.add_argument("--window", type=int, default=4096, help="KiB on their way of each connection, as Linux allows")
order = arguments.parse_args()

USER, PASSWORD = "export-desk-test", "Marker-6bY7-bench"
CIPHERS = ["aes128-gcm@openssh.com", "chacha20-poly1305@openssh.com"]
# Another address, so that the tunnel can have the servers' ports.
FAR = "127.0.0.2"
PATIENCE = 60
AMAZONS = """
import sys, time, boto3
from botocore.config import Config
endpoint, file = sys.argv[1:]
client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="id",
                      aws_secret_access_key="secret", config=Config(s3={"addressing_style": "path"}))
begin = time.monotonic()
client.upload_file(file, "bucket", "bench")
print(f"{time.monotonic() - begin:.3f}")
"""
goals = []


def run(*command, **more):
    subprocess.run(command, check=True, **more)


def free_ports(count):
    while True:
        first = socket.create_server(("127.0.0.1", 0)).getsockname()[1]
        if first + count > 65535:
            continue
        try:
            sockets = [
                socket.create_server((host, port))
                for host in ("127.0.0.1", FAR)
                for port in range(first, first + count)
            ]
        except OSError:
            continue
        for one in sockets:
            one.close()
        return first


@contextlib.contextmanager
def begun(command, port):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + PATIENCE
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                if time.monotonic() > deadline:
                    sys.exit(f"{command[0]} doesn't begin within {PATIENCE} s")
                time.sleep(0.02)
        yield
    finally:
        process.kill()
        process.wait()


@contextlib.contextmanager
def far(port, count, milliseconds):
    """The host under which a server's ports are so far away, and the tunnel's words."""
    if milliseconds == 0:
        yield "127.0.0.1", None
        return
    command = [order.tunnel, FAR, str(port), str(port + count - 1), str(milliseconds), str(order.window)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    said = []
    if process.stdout.readline() != "ready\n":
        sys.exit("the tunnel doesn't begin")
    threading.Thread(target=lambda: said.extend(process.stdout), daemon=True).start()
    try:
        yield FAR, said
        # What it says of connections that have just ended.
        time.sleep(2 * milliseconds / 1000)
    finally:
        process.kill()
        process.wait()


def pass_through_the_tunnel(milliseconds, size):
    """Seconds until an echo came, from before connecting, and until a bulk was taken."""
    port = free_ports(1)
    with socket.create_server(("127.0.0.1", port)) as server, far(port, 1, milliseconds) as (host, _):

        def serve():
            with server.accept()[0] as one:
                one.sendall(one.recv(1))
                left = size
                while left:
                    left -= len(one.recv(1 << 20))
                one.sendall(b"!")

        threading.Thread(target=serve, daemon=True).start()
        begin = time.monotonic()
        with socket.create_connection((host, port), timeout=PATIENCE) as one:
            one.sendall(b"?")
            one.recv(1)
            first = time.monotonic() - begin
            begin = time.monotonic()
            one.sendall(bytes(size))
            one.recv(1)
            return first, time.monotonic() - begin


def prove_the_tunnel(milliseconds):
    """Whether a line is as far and as wide as was said: the best of some tries, since
    a busy machine adds to each."""
    size = 6 * (order.window << 10)
    tries = [pass_through_the_tunnel(milliseconds, size) for _ in range(5)]
    first, bulk = (min(column) for column in zip(*tries))
    # Two round trips: to connect and to be answered. The window doubles from ten
    # packets, so a bulk is below what it would be with a full one.
    rate, bound = size / 1e6 / bulk, (order.window << 10) / 1e6 / (milliseconds / 1000)
    print(f"  {milliseconds:4} ms: connected and answered in {first * 1000:.0f} ms (2 round trips), "
          f"{rate:.0f} MB/s of at most {bound:.0f} MB/s", flush=True)
    if not (2 * milliseconds <= first * 1000 <= 2.5 * milliseconds + 60 and rate <= bound):
        sys.exit("the tunnel isn't what it should be")


def timed(command, environment, inside):
    start = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.PIPE, env=environment, text=True, timeout=1200)
    if done.returncode:
        sys.exit(f"this failed: {command[0]} {' '.join(command[1:3])}")
    return float(done.stdout.split()[-1]) if inside else time.monotonic() - start


def compare(title, commands, clear, check, size=order.mib << 20):
    """Seconds of each in turn; `inside` says that a program measures by itself."""
    seconds = {name: [] for name in commands}
    for _ in range(order.runs):
        for name, (command, environment, inside) in commands.items():
            clear()
            seconds[name].append(timed(command, environment, inside))
            check(name)
    print(f"\n{title}", flush=True)
    print(f"  {'':30} {'median s':>9} {'MB/s':>8} {'min-max':>15} {'ratio':>7}")
    first = None
    for name, runs in seconds.items():
        median = statistics.median(runs)
        first = first or median
        ratio = "" if median is first else f"{median / first:.2f}"
        rate = size / 1e6 / median
        print(f"  {name:30} {median:9.2f} {rate:8.0f} {min(runs):7.2f}-{max(runs):.2f} {ratio:>7}", flush=True)
    medians = [statistics.median(runs) for runs in seconds.values()]
    return medians[1] / medians[0] if len(medians) > 1 else medians[0]


def goal(text, wanted, found, is_met):
    goals.append((text, wanted, found, is_met))


class Folder:
    def __init__(self, path, hash_):
        self.path, self.hash = path, hash_

    def clear(self):
        for old in self.path.iterdir():
            old.unlink()

    def check(self, name):
        found = [hashlib.sha256(entry.read_bytes()).hexdigest() for entry in self.path.iterdir()]
        if found != [self.hash]:
            sys.exit(f"{name} left {[(entry.name, entry.stat().st_size) for entry in self.path.iterdir()]}")


def sftp(root, file, folder):
    key, host_key = root / "key", root / "host_key"
    for path in (key, host_key):
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path))
    authorized = root / "authorized"
    shutil.copy(f"{key}.pub", authorized)
    os.makedirs("/run/sshd", exist_ok=True)
    words = pathlib.Path(f"{host_key}.pub").read_text().split()
    known, settings, batch = root / "known_hosts", root / "sshd_config", root / "batch"
    for cipher in CIPHERS:
        port = free_ports(1)
        settings.write_text(
            f"Port {port}\nListenAddress 127.0.0.1\nHostKey {host_key}\nAuthorizedKeysFile {authorized}\n"
            f"PidFile none\nUsePAM no\nStrictModes no\nSubsystem sftp internal-sftp\nCiphers {cipher}\n"
        )
        known.write_text("".join(f"[{host}]:{port} {words[0]} {words[1]}\n" for host in ("127.0.0.1", FAR)))
        small = root / "small"
        small.write_bytes(os.urandom(1000))
        with begun(["/usr/sbin/sshd", "-D", "-f", str(settings)], port):
            for milliseconds in delays:
                with far(port, 1, milliseconds) as (host, said):

                    def commands(content):
                        batch.write_text(f"put {content} {folder.path}/bench\n")
                        theirs = [
                            "sftp", "-q", "-b", str(batch), "-c", cipher, "-i", str(key), "-P", str(port),
                            "-o", f"UserKnownHostsFile={known}", "-o", "IdentitiesOnly=yes", f"{USER}@{host}",
                        ]
                        ours = [order.program, "sftp", host, str(port), USER, str(content), str(folder.path),
                                str(key), str(known)]
                        return {"Export Desk": (ours, None, True), "sftp": (theirs, None, False)}

                    title = f"SFTP of {order.mib} MiB at {milliseconds} ms, {cipher}"
                    ratio = compare(title, commands(file), folder.clear, folder.check)
                    if milliseconds >= 50:
                        goal(title, "2.0 x sftp", f"{ratio:.2f} x", ratio >= 2)
                    if milliseconds == 200:
                        ours = {"Export Desk": commands(small)["Export Desk"]}
                        of_small = Folder(folder.path, hashlib.sha256(small.read_bytes()).hexdigest())
                        del said[:]
                        took = compare(f"SFTP of 1 kB at {milliseconds} ms", ours, folder.clear, of_small.check, 1000)
                        turns = max(map(int, re.findall(r"turns (\d+)", "".join(said))))
                        print(f"  the client speaks {turns} times")
                        goal(f"SFTP of 1 kB at 200 ms, {cipher}", "3.0 s", f"{took:.2f} s", took < 3)


def ftp(root, file, folder):
    port = free_ports(11)
    settings = root / "vsftpd.conf"
    os.makedirs("/var/run/vsftpd/empty", exist_ok=True)
    settings.write_text(
        f"listen=YES\nlisten_address=127.0.0.1\nlisten_port={port}\nbackground=NO\nlocal_enable=YES\n"
        f"write_enable=YES\nanonymous_enable=NO\ncheck_shell=NO\nseccomp_sandbox=NO\n"
        f"pam_service_name=vsftpd\npasv_address=127.0.0.1\npasv_min_port={port + 1}\n"
        f"pasv_max_port={port + 10}\nsecure_chroot_dir=/var/run/vsftpd/empty\n"
    )
    netrc = root / "netrc"
    netrc.write_text("".join(f"machine {host} login {USER} password {PASSWORD}\n" for host in ("127.0.0.1", FAR)))
    with begun(["/usr/sbin/vsftpd", str(settings)], port):
        for milliseconds in delays:
            with far(port, 11, milliseconds) as (host, _):
                theirs = [
                    "curl", "-sS", "--netrc-file", str(netrc), "-T", str(file),
                    f"ftp://{host}:{port}/{folder.path}/bench",
                ]
                ours = [order.program, "ftp", host, str(port), USER, str(file), str(folder.path)]
                title = f"FTP of {order.mib} MiB at {milliseconds} ms"
                ratio = compare(title, {
                    "Export Desk": (ours, os.environ | {"EXPORT_DESK_SECRET": PASSWORD}, True),
                    "curl": (theirs, None, False),
                }, folder.clear, folder.check)
                goal(title, "1.0 x curl", f"{ratio:.2f} x", ratio >= 1)


def s3(root, file, folder):
    import boto3

    port = free_ports(1)
    script = root / "amazons.py"
    script.write_text(AMAZONS)
    buckets = root / "buckets"
    (buckets / "bucket").mkdir(parents=True)
    keys = ["--access-key", "id", "--secret-key", "secret"]
    with begun([order.store, *keys, "--host", "127.0.0.1", "--port", str(port), str(buckets)], port):
        direct = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1",
                              aws_access_key_id="id", aws_secret_access_key="secret")

        def check(name):
            if [one["Key"] for one in direct.list_objects_v2(Bucket="bucket")["Contents"]] != ["bench"]:
                sys.exit(f"{name} left other objects")
            body = direct.get_object(Bucket="bucket", Key="bench")["Body"].read()
            if hashlib.sha256(body).hexdigest() != folder.hash:
                sys.exit(f"{name} left another object")

        for milliseconds in delays:
            with far(port, 1, milliseconds) as (host, _):
                theirs = [sys.executable, str(script), f"http://{host}:{port}", str(file)]
                ours = [order.program, "s3", host, str(port), "id", str(file), "bucket"]
                title = f"S3 of {order.mib} MiB at {milliseconds} ms"
                ratio = compare(title, {
                    "Export Desk": (ours, os.environ | {"EXPORT_DESK_SECRET": "secret"}, True),
                    "Amazon's client for Python": (theirs, None, True),
                }, lambda: direct.delete_object(Bucket="bucket", Key="bench"), check)
                goal(title, "1.0 x Amazon's", f"{ratio:.2f} x", ratio >= 1)


delays = [int(one) for one in order.milliseconds.split(",")]
with tempfile.TemporaryDirectory() as temporary, contextlib.ExitStack() as ends:
    root = pathlib.Path(temporary)
    os.chmod(root, 0o755)
    if subprocess.run(["id", USER], capture_output=True).returncode:
        run("useradd", "--create-home", "--shell", "/bin/bash", USER)
        ends.callback(subprocess.run, ["userdel", "--force", "--remove", USER], capture_output=True)
    run("chpasswd", input=f"{USER}:{PASSWORD}\n".encode())
    inbox = root / "inbox"
    inbox.mkdir()
    shutil.chown(inbox, USER, USER)
    file = root / "file"
    hashed = hashlib.sha256()
    with file.open("wb") as output:
        for _ in range(order.mib):
            block = os.urandom(1 << 20)
            hashed.update(block)
            output.write(block)
    folder = Folder(inbox, hashed.hexdigest())
    print("The tunnel")
    for milliseconds in delays:
        if milliseconds:
            prove_the_tunnel(milliseconds)
    for kind in order.kinds.split(","):
        {"sftp": sftp, "ftp": ftp, "s3": s3}[kind](root, file, folder)
    print("\nGoals")
    for text, wanted, found, is_met in goals:
        print(f"  {'met   ' if is_met else 'MISSED'} {text}: {found} (goal {wanted})")
    sys.exit(0 if all(is_met for *_, is_met in goals) else 1)
