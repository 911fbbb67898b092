"""Ours and the peers, measured in turn in one run on one machine.

bench.py CLI DEFLATE DATA [--runs N] [--only a,b,...]

Each command is a process of its own: wall seconds, CPU seconds (user and
system, children included), peak memory of its largest process, bytes written.
Figures are medians of interleaved runs; ratios are ours to the peer's.
"""

import argparse
import json
import os
import pathlib
import shlex
import statistics
import subprocess
import sys
import tempfile
import time

arguments = argparse.ArgumentParser()
arguments.add_argument("cli")
arguments.add_argument("deflate")
arguments.add_argument("data")
arguments.add_argument("--runs", type=int, default=3)
arguments.add_argument("--only", default="")
order = arguments.parse_args()
DATA = pathlib.Path(order.data).resolve()
CLI, DEFLATE = os.path.abspath(order.cli), os.path.abspath(order.deflate)
PYTHON = sys.executable
ZONE = "Europe/Budapest"

COLUMNS = [
    "id", "customer", "action", "timestamp", "process_timestamp", "date", "points", "account",
    "source", "signed", "ip_address", "user_agent",
]
FEW = ["id", "customer", "points", "timestamp"]
ACTIONS = ["checkout", "checkout_item", "point_expire"]
FILTERS = [
    [{"field": "action", "operator": "is_any_of", "value": ACTIONS},
     {"field": "timestamp", "operator": "on_or_after", "value": "2021-01-01T00:00:00Z"}],
    [{"field": "points", "operator": "greater_than", "value": 100}],
]
WHERE = (
    f"(action in ({', '.join(repr(one) for one in ACTIONS)}) "
    "and timestamp >= timestamptz '2021-01-01 00:00:00+00') or points > 100"
)
PATTERN = "%Y-%m-%d %H:%M:%S"
INSTANTS = {"timestamp", "process_timestamp"}


def events(columns, compression="none", level="normal"):
    fields = [
        {"field": name, "format": {"datetime": PATTERN}} if name in INSTANTS else {"field": name}
        for name in columns
    ]
    return {
        "version": 1, "name": "bench", "model": "events", "timezone": ZONE, "filters": FILTERS,
        "fields": fields, "format": {"compression": compression, "level": level, "empty_text": "plain"},
    }


def ours(spec, folder, more=""):
    path = folder / "spec.json"
    path.write_text(json.dumps(spec))
    return f"{CLI} run {path} --data {DATA} --out {folder} --if-exists replace --json {more} >/dev/null 2>&1"


def python(code):
    return f"{PYTHON} -c {shlex.quote(code)}"


def duck(select, output, memory=None):
    limit = f"duckdb.sql(\"set memory_limit='{memory}'\");" if memory else ""
    return python(
        f"import duckdb;{limit}duckdb.sql(\"set timezone='{ZONE}'\");"
        f"duckdb.sql('''copy ({select}) to '{output}' (format csv, header)''')"
    )


def duck_events(columns):
    cells = ", ".join(
        f"strftime({name}, '{PATTERN}') as {name}" if name in INSTANTS else name for name in columns
    )
    return f"select {cells} from '{DATA}/events.parquet' where {WHERE}"


def polars_events(columns, output):
    return python(
        f"""
import polars as pl
from datetime import datetime, timezone
start = datetime(2021, 1, 1, tzinfo=timezone.utc)
frame = pl.scan_parquet('{DATA}/events.parquet')
kept = (pl.col('action').cast(pl.String).is_in({ACTIONS}) & (pl.col('timestamp') >= start)) | (pl.col('points') > 100)
cells = [pl.col(name).dt.convert_time_zone('{ZONE}').dt.strftime('{PATTERN}') if name in {INSTANTS} else pl.col(name) for name in {columns}]
frame.filter(kept).select(cells).sink_csv('{output}')
"""
    )


def chdb_events(columns, output):
    cells = ", ".join(
        f"formatDateTime({name}, '%Y-%m-%d %H:%i:%S', '{ZONE}') as {name}" if name in INSTANTS else name
        for name in columns
    )
    where = WHERE.replace("timestamptz '2021-01-01 00:00:00+00'", "toDateTime64('2021-01-01 00:00:00', 6, 'UTC')")
    return python(
        f"import chdb;chdb.query('''select {cells} from file('{DATA}/events.parquet') where {where} "
        f"into outfile '{output}' truncate format CSVWithNames''')"
    )


def measure(command, output):
    if output.exists():
        output.unlink()
    start = time.monotonic()
    process = subprocess.Popen(["sh", "-c", command], stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if status:
        print(process.stderr.read().decode()[-2000:])
        sys.exit(f"this failed: {command}")
    size = output.stat().st_size if output.exists() else 0
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, size / 1e6


def compare(title, commands):
    """`commands`: (name, command, file); the first is ours."""
    print(f"\n{title}", flush=True)
    figures = {name: [] for name, _, _ in commands}
    for _ in range(order.runs):
        for name, command, output in commands:
            figures[name].append(measure(command, output))
    print(f"  {'':44} {'wall s':>8} {'CPU s':>8} {'peak MiB':>9} {'MB':>8} {'ratio':>7}")
    first = None
    for name, runs in figures.items():
        wall, cpu, peak, size = (statistics.median(column) for column in zip(*runs))
        first = first or wall
        ratio = "" if name == commands[0][0] else f"{first / wall:.2f}"
        print(f"  {name:44} {wall:8.2f} {cpu:8.2f} {peak:9.0f} {size:8.1f} {ratio:>7}", flush=True)


def is_wanted(part):
    return not order.only or part in order.only.split(",")


with tempfile.TemporaryDirectory(dir=DATA.parent) as temporary:
    root = pathlib.Path(temporary)

    def place(name):
        (root / name).mkdir(exist_ok=True)
        return root / name

    csv, packed = root / "peer.csv", root / "peer.zip"
    gz = root / "peer.csv.gz"
    if is_wanted("a"):
        zipped = [
            (f"Export Desk, zip, {level}", ours(events(COLUMNS, "zip", level), place(f"a-{level}")),
             root / f"a-{level}/bench.zip")
            for level in ("normal", "fast", "small")
        ]
        plain = place("a-plain")
        compare("(a) 10 million events, 12 columns, filtered, local times, packed", [
            *zipped,
            ("DuckDB, then zip -6", f"{duck(duck_events(COLUMNS), csv)} && zip -q -6 {packed} {csv}", packed),
            ("DuckDB, then pigz -p2 -6", f"{duck(duck_events(COLUMNS), csv)} && pigz -p2 -6 -k -f {csv}", gz),
            ("Polars, then pigz -p2 -6", f"{polars_events(COLUMNS, csv)} && pigz -p2 -6 -k -f {csv}", gz),
        ])
        compare("(a) the same to plain CSV", [
            ("Export Desk", ours(events(COLUMNS), plain), plain / "bench.csv"),
            ("DuckDB", duck(duck_events(COLUMNS), csv), csv),
            ("Polars", polars_events(COLUMNS, csv), csv),
            ("chdb", chdb_events(COLUMNS, csv), csv),
        ])
        subprocess.run(["sh", "-c", duck(duck_events(COLUMNS), csv)], check=True)
        same = subprocess.run(["cmp", "-s", plain / "bench.csv", csv]).returncode == 0
        print(f"  our bytes {'are' if same else 'are NOT'} DuckDB's")
        compare("the limit: the same bytes, only packed, same library and level", [
            ("Export Desk, zip, normal", zipped[0][1], zipped[0][2]),
            ("deflate, normal, 2 threads", f"{DEFLATE} {plain}/bench.csv normal", root / "none"),
            ("zip -6", f"zip -q -6 {packed} {csv}", packed),
        ])
    if is_wanted("b"):
        place("b")
        compare("(b) the same rows, 4 columns, packed", [
            ("Export Desk, zip, normal", ours(events(FEW, "zip"), root / "b"), root / "b/bench.zip"),
            ("DuckDB, then zip -6", f"{duck(duck_events(FEW), csv)} && zip -q -6 {packed} {csv}", packed),
            ("Polars, then pigz -p2 -6", f"{polars_events(FEW, csv)} && pigz -p2 -6 -k -f {csv}", gz),
        ])
    if is_wanted("c"):
        spec = {"version": 1, "name": "bench", "model": "customers", "timezone": ZONE}
        select = f"select * from '{DATA}/customers.parquet'"
        compare("(c) 1 million customers, all fields, packed", [
            ("Export Desk, zip, normal", ours(spec, place("c")), root / "c/bench.zip"),
            ("DuckDB (its own text), then zip -6", f"{duck(select, csv)} && zip -q -6 {packed} {csv}", packed),
        ])
    if is_wanted("d"):
        def grouped(field):
            return {
                "version": 1, "name": "bench", "model": "events", "timezone": "UTC", "aggregation": True,
                "format": {"compression": "none"},
                "fields": [{"field": field, "aggregate": "group"}, {"field": "id", "aggregate": "count"},
                           {"field": "points", "aggregate": "sum"}, {"field": "points", "aggregate": "max"}],
            }

        for field, title in (("action", "34 groups"), ("customer", "1 million groups, 512 MB")):
            folder = place(f"d-{field}")
            select = (
                f"select {field}, count(*), sum(points), max(points) from '{DATA}/events.parquet' "
                f"group by {field} order by {field}"
            )
            memory = "512MB" if field == "customer" else None
            compare(f"(d) group by: {title}", [
                ("Export Desk", ours(grouped(field), folder), folder / "bench.csv"),
                ("DuckDB", duck(select, csv, memory), csv),
            ])
    if is_wanted("e"):
        folder = place("e")
        (folder / "spec.json").write_text(json.dumps(events(COLUMNS)))
        show = f"{CLI} preview {folder}/spec.json --data {DATA} --rows 50"
        limited = f"import duckdb;duckdb.sql(\"set timezone='{ZONE}'\");print(duckdb.sql('''{duck_events(COLUMNS)} limit 50'''))"
        counted = f"import duckdb;print(duckdb.sql('''select count(*) from '{DATA}/events.parquet' where {WHERE}'''))"
        compare("(e) preview of 10 million events: first rows", [
            ("Export Desk", f"{show} --no-count >/dev/null", root / "none"),
            ("DuckDB", f"{python(limited)} >/dev/null", root / "none"),
        ])
        compare("(e) first rows and exact count", [
            ("Export Desk", f"{show} >/dev/null 2>&1", root / "none"),
            ("DuckDB, the count alone", f"{python(counted)} >/dev/null", root / "none"),
        ])
