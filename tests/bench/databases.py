"""Exports from databases beside what each database's own client does with zip.

databases.py CLI DATA [--runs N] [--rows N]

The first events of the bench's brand stand in PostgreSQL, MariaDB and SQLite,
started here on 127.0.0.1 in a temporary folder. Ours and the peer write the same
12 columns of the same rows in the same order into a zip, in turn; figures are
medians of wall and CPU seconds of the clients, and ratios are ours to the peer's.
The last line of each is the peer with nothing done to its rows: what the server
and its client take anyhow, on the same cores.
"""

import argparse
import json
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
arguments.add_argument("cli")
arguments.add_argument("data")
arguments.add_argument("--runs", type=int, default=3)
arguments.add_argument("--rows", type=int, default=1_000_000)
order = arguments.parse_args()
CLI, DATA = os.path.abspath(order.cli), pathlib.Path(order.data).resolve()
POSTGRES = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1]
COLUMNS = [
    "id", "customer", "action", "timestamp", "process_timestamp", "date", "points", "account",
    "source", "signed", "ip_address", "user_agent",
]
LIST = ", ".join(COLUMNS)


def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def as_user(user):
    return ["setpriv", "--reuid", user, "--regid", user, "--clear-groups"] if os.getuid() == 0 else []


def run(command, **more):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **more)


def until_ready(command):
    deadline = time.monotonic() + 60
    while subprocess.run(command, capture_output=True).returncode:
        if time.monotonic() > deadline:
            sys.exit(f"no answer: {command}")
        time.sleep(0.1)


def measure(command):
    start = time.monotonic()
    process = subprocess.Popen(["sh", "-c", command], stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"this failed: {command}\n{process.stderr.read().decode()[-2000:]}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def compare(title, commands):
    print(f"\n{title}", flush=True)
    figures = {name: [] for name, _ in commands}
    for _ in range(order.runs):
        for name, command in commands:
            figures[name].append(measure(command))
    print(f"  {'':44} {'wall s':>8} {'CPU s':>8} {'peak MiB':>9} {'ratio':>7}")
    first = None
    for name, runs in figures.items():
        wall, cpu, peak = (statistics.median(column) for column in zip(*runs))
        ratio = f"{first / wall:.2f}" if first else ""
        first = first or wall
        print(f"  {name:44} {wall:8.2f} {cpu:8.2f} {peak:9.0f} {ratio:>7}", flush=True)


started = []
# The servers' users can't enter folders of root.
with tempfile.TemporaryDirectory(dir="/var/tmp" if os.getuid() == 0 else DATA.parent) as temporary:
    root = pathlib.Path(temporary)
    root.chmod(0o755)
    try:
        csv = root / "events.csv"
        # On its own: what a process has held counts as the peak of those that it starts.
        run([sys.executable, "-c", "import duckdb, sys; duckdb.sql(sys.argv[1])",
             f"set timezone='UTC'; copy (select {LIST} from '{DATA}/events.parquet' limit {order.rows}) "
             f"to '{csv}' (header false)"])

        # ---- SQLite
        sqlite = root / "events.db"
        types = {"points": "INTEGER", "signed": "BOOLEAN", "timestamp": "DATETIME", "process_timestamp": "DATETIME",
                 "date": "DATE"}
        columns = ", ".join(f"{name} {types.get(name, 'TEXT')}" for name in COLUMNS)
        columns = columns.replace("id TEXT", "id TEXT NOT NULL PRIMARY KEY", 1)
        run(["sqlite3", sqlite, f"CREATE TABLE events ({columns})", ".mode csv", f".import {csv} events"])

        # ---- PostgreSQL
        postgres_port, data = port(), root / "postgres"
        data.mkdir()
        if os.getuid() == 0:
            shutil.chown(data, "postgres", "postgres")
        run([*as_user("postgres"), POSTGRES / "initdb", "-D", data, "-U", "admin", "-A", "trust", "-E", "UTF8",
             "--locale=C.UTF-8"])
        started.append(subprocess.Popen(
            [*as_user("postgres"), POSTGRES / "postgres", "-D", data, "-p", str(postgres_port),
             "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "shared_buffers=512MB"],
            stderr=subprocess.DEVNULL))
        psql = ["psql", "-X", "-q", "-h", "127.0.0.1", "-p", str(postgres_port), "-U", "admin", "-d", "postgres"]
        until_ready([*psql, "-c", "select 1"])
        types = {"points": "bigint", "signed": "boolean", "timestamp": "timestamptz",
                 "process_timestamp": "timestamptz", "date": "date"}
        columns = ", ".join(f"{name} {types.get(name, 'text')}" for name in COLUMNS)
        run([*psql, "-c", f"create table events ({columns}, primary key (id))"])
        run([*psql, "-c", f"\\copy events from '{csv}' csv"])
        run([*psql, "-c", "vacuum analyze events"])

        # ---- MariaDB
        mysql_port, data = port(), root / "mysql"
        data.mkdir()
        if os.getuid() == 0:
            shutil.chown(data, "mysql", "mysql")
        run([*as_user("mysql"), "mariadb-install-db", "--no-defaults", "--auth-root-authentication-method=normal",
             "--skip-test-db", f"--datadir={data}"], stderr=subprocess.DEVNULL)
        started.append(subprocess.Popen(
            [*as_user("mysql"), "/usr/sbin/mariadbd", "--no-defaults", f"--datadir={data}", f"--port={mysql_port}",
             "--bind-address=127.0.0.1", "--skip-networking=0", f"--socket={data}/socket", f"--tmpdir={data}", "--local-infile=1",
             "--innodb-buffer-pool-size=512M", "--innodb-flush-log-at-trx-commit=0"], stderr=subprocess.DEVNULL))
        mysql = ["mariadb", "--no-defaults", "-u", "root", f"--socket={data}/socket", "--local-infile=1"]
        until_ready([*mysql, "-e", "select 1"])
        run([*mysql, "-e", "create user 'admin'@'%'; grant all on *.* to 'admin'@'%'; create database bench"])
        types = {"points": "bigint", "signed": "boolean", "timestamp": "datetime(6)",
                 "process_timestamp": "datetime(6)", "date": "date", "id": "varchar(32) not null",
                 "user_agent": "text"}
        columns = ", ".join(f"`{name}` {types.get(name, 'varchar(255)')}" for name in COLUMNS)
        stated = {
            "timestamp": "left(@timestamp, 26)", "process_timestamp": "nullif(left(@process_timestamp, 26), '')",
            "signed": "@signed = 'true'", "points": "nullif(@points, '')",
        }
        into = ", ".join(f"@{name}" if name in stated else name for name in COLUMNS)
        settings = ", ".join(f"`{name}` = {value}" for name, value in stated.items())
        run([*mysql, "bench", "-e",
             f"set sql_mode = ''; create table events ({columns}, primary key (id)) charset utf8mb4; "
             f"load data local infile '{csv}' into table events character set utf8mb4 "
             f"fields terminated by ',' optionally enclosed by '\"' escaped by '' ({into}) set {settings}; "
             "analyze table events"])

        spec = root / "spec.json"
        spec.write_text(json.dumps({
            "version": 1, "name": "bench", "model": "events", "timezone": "UTC",
            "fields": [{"field": name} for name in COLUMNS],
        }))
        environment = f"EXPORT_DESK_HOME={root}/home"

        def ours(name, connection):
            folder = root / name
            folder.mkdir()
            return (
                f"{environment} {CLI} run {spec} --connection '{connection}' --out {folder} --if-exists replace "
                "--json >/dev/null"
            )

        zipped = f"zip -q -6 > {root}/peer.zip"
        query = f"select {LIST} from events order by id"
        rows = f"{order.rows:,} events, 12 columns, by id, packed"
        client = " ".join(map(str, psql))
        compare(f"PostgreSQL: {rows}", [
            ("Export Desk", ours("p", f"postgres://admin@127.0.0.1:{postgres_port}/postgres?tls=off")),
            ("psql \\copy | zip -6", f"{client} -c \"\\copy ({query}) to stdout csv\" | {zipped}"),
            ("psql \\copy alone", f"{client} -c \"\\copy ({query}) to stdout csv\" >/dev/null"),
        ])
        client = f"mariadb --no-defaults -u root --socket={data}/socket --batch --quick bench"
        compare(f"MariaDB: {rows}", [
            ("Export Desk", ours("m", f"mysql://admin@127.0.0.1:{mysql_port}/bench?tls=off")),
            ("mysql --batch | zip -6", f"{client} -e '{query}' | {zipped}"),
            ("mysql --batch alone", f"{client} -e '{query}' >/dev/null"),
        ])
        compare(f"SQLite: {rows}", [
            ("Export Desk", ours("s", f"sqlite://{sqlite}")),
            ("sqlite3 -csv | zip -6", f"sqlite3 -csv {sqlite} '{query}' | {zipped}"),
            ("sqlite3 -csv alone", f"sqlite3 -csv {sqlite} '{query}' >/dev/null"),
        ])
    finally:
        for server in started:
            server.terminate()
            server.wait()
