"""Exports on a Spark server of this computer beside what Spark itself writes:
`python spark.py CLI SPARK_PYTHON DATA [--runs N]`.

DATA is a folder with `events.parquet`, as `export-desk-cli demo --events 10000000` makes it;
SPARK_PYTHON has `tests/clusters/requirements-spark.txt`. Both read the same table on the same
cores, in turn: all rows by their key into gzip or a zip, and sums in groups. Large results come
by Parquet files in a folder that both can reach. Prints wall seconds, and of ours the CPU seconds
and the peak of its memory in MiB.
"""

import argparse
import json
import pathlib
import shutil
import subprocess
import tempfile
import time

PORT = 15002
COLUMNS = ["id", "customer", "action", "timestamp", "points", "account", "unix_timestamp", "process_timestamp", "date",
           "parent", "cid", "source"]
SERVER = pathlib.Path(__file__).parents[1] / "clusters/spark.py"

arguments = argparse.ArgumentParser()
arguments.add_argument("cli")
arguments.add_argument("spark_python")
arguments.add_argument("data", type=pathlib.Path)
arguments.add_argument("--runs", type=int, default=3)
asked = arguments.parse_args()


def definition(**more):
    return {"version": 2, "name": "events", "model": "events", "timezone": "UTC", "format": {"compression": "zip"}, **more}


CASES = {
    "all rows by id": (
        f"SELECT {', '.join(COLUMNS)} FROM events ORDER BY id",
        definition(fields=[{"field": name} for name in COLUMNS]),
    ),
    "points of customers": (
        "SELECT customer, sum(points) FROM events GROUP BY customer ORDER BY customer",
        definition(aggregation=True, fields=[
            {"field": "customer", "aggregate": "group"}, {"field": "points", "aggregate": "sum"},
        ]),
    ),
}

with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    for name in ("tables", "staging"):
        (folder / name).mkdir()
    (folder / "tables/events.parquet").symlink_to((asked.data / "events.parquet").resolve())
    command = [asked.spark_python, SERVER, "--port", str(PORT), "--memory", "6g", "--result-size", "0",
               "--tables", folder / "tables"]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    print(server.stdout.readline().strip())

    def theirs(sql):
        shutil.rmtree(folder / "theirs", ignore_errors=True)
        into = f"INSERT OVERWRITE DIRECTORY '{folder}/theirs' USING csv OPTIONS (compression 'gzip', header true) {sql}"
        began = time.monotonic()
        print(json.dumps(into), file=server.stdin, flush=True)
        answer = json.loads(server.stdout.readline())
        assert answer == [], answer
        size = sum(file.stat().st_size for file in (folder / "theirs").rglob("*.gz"))
        return f"{time.monotonic() - began:.1f} s, {size / 1e6:.1f} MB"

    def ours(spec):
        shutil.rmtree(folder / "ours", ignore_errors=True)
        address = f"sc://127.0.0.1:{PORT}/;staging_folder={folder}/staging;staging_url=file://{folder}/staging"
        command = ["/usr/bin/time", "-f", "%e %U %S %M", asked.cli, "run", "-", "--connection", address, "--out", folder / "ours"]
        done = subprocess.run(command, input=json.dumps(spec), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        wall, user, system, peak = map(float, done.stderr.split("\n")[-2].split())
        size = sum(file.stat().st_size for file in (folder / "ours").glob("*.zip"))
        return f"{wall:.1f} s, {size / 1e6:.1f} MB, {user + system:.1f} CPU s, {peak / 1024:.0f} MiB"

    try:
        for what, (sql, spec) in CASES.items():
            for _ in range(asked.runs):
                print(f"{what}: Spark {theirs(sql)}; Export Desk {ours(spec)}", flush=True)
    finally:
        server.stdin.close()
        server.wait()
