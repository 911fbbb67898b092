"""Uploads to servers on this computer: ours and the usual programs' in turn.

delivery.py PROGRAM [--mib N] [--runs N] [--kinds sftp,ftp]

PROGRAM is the bench `delivery` (tests/bench/delivery.rs). SFTP is compared with
the `sftp` command by the same cipher, FTP with curl. Figures are medians of
interleaved runs of whole processes, connecting and logging in included. Needs to
be root, because servers need a user with a password.
"""

import argparse
import contextlib
import os
import pathlib
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

arguments = argparse.ArgumentParser()
arguments.add_argument("program")
arguments.add_argument("--mib", type=int, default=1024)
arguments.add_argument("--runs", type=int, default=5)
arguments.add_argument("--kinds", default="sftp,ftp")
order = arguments.parse_args()

USER, PASSWORD = "export-desk-test", "Marker-6bY7-bench"
CIPHERS = ["aes128-gcm@openssh.com", "chacha20-poly1305@openssh.com"]


def run(*command, **more):
    subprocess.run(command, check=True, **more)


def free_ports(count):
    while True:
        first = socket.create_server(("127.0.0.1", 0)).getsockname()[1]
        try:
            sockets = [socket.create_server(("127.0.0.1", port)) for port in range(first, first + count)]
        except OSError:
            continue
        for one in sockets:
            one.close()
        return first


def begun(command, port):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return process
        except OSError:
            pass
    process.kill()
    sys.exit(f"{command[0]} doesn't begin")


def timed(command, environment=None):
    start = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.monotonic() - start


def compare(title, commands, folder):
    seconds = {name: [] for name in commands}
    for _ in range(order.runs):
        for name, (command, environment) in commands.items():
            for old in folder.iterdir():
                old.unlink()
            seconds[name].append(timed(command, environment))
            sizes = [entry.stat().st_size for entry in folder.iterdir()]
            if sizes != [order.mib << 20]:
                sys.exit(f"{name} left {sizes}")
    print(f"\n{title}", flush=True)
    print(f"  {'':44} {'median s':>9} {'MB/s':>8} {'ratio':>7}")
    first = None
    for name, runs in seconds.items():
        median = statistics.median(runs)
        first = first or median
        ratio = "" if median is first else f"{first / median:.2f}"
        rate = (order.mib << 20) / 1e6 / median
        print(f"  {name:44} {median:9.2f} {rate:8.0f} {ratio:>7}", flush=True)


def sftp(root, file, folder, program):
    key, host_key = root / "key", root / "host_key"
    for path in (key, host_key):
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path))
    authorized = root / "authorized"
    shutil.copy(f"{key}.pub", authorized)
    os.makedirs("/run/sshd", exist_ok=True)
    for cipher in CIPHERS:
        port = free_ports(1)
        settings = root / "sshd_config"
        settings.write_text(
            f"Port {port}\nListenAddress 127.0.0.1\nHostKey {host_key}\nAuthorizedKeysFile {authorized}\n"
            f"PidFile none\nUsePAM no\nStrictModes no\nSubsystem sftp internal-sftp\nCiphers {cipher}\n"
        )
        server = begun(["/usr/sbin/sshd", "-D", "-f", str(settings)], port)
        known = root / "known_hosts"
        words = pathlib.Path(f"{host_key}.pub").read_text().split()
        known.write_text(f"[127.0.0.1]:{port} {words[0]} {words[1]}\n")
        batch = root / "batch"
        batch.write_text(f"put {file} {folder}/bench\n")
        theirs = [
            "sftp", "-q", "-b", str(batch), "-c", cipher, "-i", str(key), "-P", str(port),
            "-o", f"UserKnownHostsFile={known}", "-o", "IdentitiesOnly=yes", f"{USER}@127.0.0.1",
        ]
        ours = [program, "sftp", str(port), USER, str(key), str(file), str(folder), str(known)]
        try:
            compare(f"SFTP of {order.mib} MiB, {cipher}", {
                "Export Desk": (ours, None),
                "sftp": (theirs, None),
            }, folder)
        finally:
            server.kill()
            server.wait()


def ftp(root, file, folder, program):
    port = free_ports(11)
    settings = root / "vsftpd.conf"
    os.makedirs("/var/run/vsftpd/empty", exist_ok=True)
    settings.write_text(
        f"listen=YES\nlisten_address=127.0.0.1\nlisten_port={port}\nbackground=NO\nlocal_enable=YES\n"
        f"write_enable=YES\nanonymous_enable=NO\ncheck_shell=NO\nseccomp_sandbox=NO\n"
        f"pam_service_name=vsftpd\npasv_address=127.0.0.1\npasv_min_port={port + 1}\n"
        f"pasv_max_port={port + 10}\nsecure_chroot_dir=/var/run/vsftpd/empty\n"
    )
    server = begun(["/usr/sbin/vsftpd", str(settings)], port)
    netrc = root / "netrc"
    netrc.write_text(f"machine 127.0.0.1 login {USER} password {PASSWORD}\n")
    theirs = [
        "curl", "-sS", "--netrc-file", str(netrc), "-T", str(file), f"ftp://127.0.0.1:{port}/{folder}/bench",
    ]
    ours = [program, "ftp", str(port), USER, "", str(file), str(folder)]
    try:
        compare(f"FTP of {order.mib} MiB", {
            "Export Desk": (ours, os.environ | {"EXPORT_DESK_SECRET": PASSWORD}),
            "curl": (theirs, None),
        }, folder)
    finally:
        server.kill()
        server.wait()


with tempfile.TemporaryDirectory() as temporary, contextlib.ExitStack() as ends:
    root = pathlib.Path(temporary)
    os.chmod(root, 0o755)
    if subprocess.run(["id", USER], capture_output=True).returncode:
        run("useradd", "--create-home", "--shell", "/bin/bash", USER)
        ends.callback(subprocess.run, ["userdel", "--force", "--remove", USER], capture_output=True)
    run("chpasswd", input=f"{USER}:{PASSWORD}\n".encode())
    folder = root / "inbox"
    folder.mkdir()
    shutil.chown(folder, USER, USER)
    file = root / "file"
    with file.open("wb") as output:
        for _ in range(order.mib):
            output.write(os.urandom(1 << 20))
    # Read once, so that everybody finds it in memory.
    run("cp", str(file), "/dev/null")
    for kind in order.kinds.split(","):
        {"sftp": sftp, "ftp": ftp}[kind](root, file, folder, os.path.abspath(order.program))
