#!/bin/sh
# Sail (pysail) 0.7.2: the rows of a sorted query that is written as Parquet are dealt out
# to several files in turn, a batch to each. Every file is sorted by itself, and no order of
# the files gives the order of the query back; `spark.read.parquet` of the folder doesn't
# either. Spark, whose protocol Sail speaks, writes a range of the order into each file, so
# that reading the files by their numbers keeps it. The files are also not called
# `part-00000-…`, and there is no `_SUCCESS` among them.
#
# `coalesce(1)`, which gives one file with Spark, gives as many as without it. Who lets an
# engine behind Spark Connect write a sorted result has to sort the rows once more.
#
# Expected output:
#   files                          more than one
#   each file                      sorted
#   files by name                  not sorted
#   with coalesce(1)               as many files
set -eu
folder=$(mktemp -d)
trap 'kill "$server" 2> /dev/null || true; rm -rf "$folder"' EXIT
server=
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    pysail==0.7.2 pyspark-client==4.2.0 pyarrow==26.0.1 pandas==2.3.3
cd "$folder"
cat > free.py <<'PYTHON'
import socket

with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    print(probe.getsockname()[1])
PYTHON
port=$(venv/bin/python free.py)
venv/bin/sail spark server --ip 127.0.0.1 --port "$port" > log 2>&1 &
server=$!
cat > check.py <<'PYTHON'
import pathlib
import sys
import time

import pyarrow.parquet
from pyspark.sql import SparkSession

port, folder = sys.argv[1:]
for attempt in range(60):
    try:
        spark = SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate()
        break
    except Exception:
        time.sleep(1)


def numbers(name):
    files = sorted((pathlib.Path(folder) / name).glob("*.parquet"), key=lambda file: int(file.name.split("_")[-1].split(".")[0]))
    return [pyarrow.parquet.read_table(file).column("id").to_pylist() for file in files]


def is_sorted(rows):
    return all(one > other for one, other in zip(rows, rows[1:]))


rows = spark.sql("SELECT id FROM range(0, 300000) ORDER BY id DESC")
rows.write.parquet(f"file://{folder}/rows")
rows.coalesce(1).write.parquet(f"file://{folder}/one")
parts = numbers("rows")
words = {True: "sorted", False: "not sorted"}
print(f"{'files':30} {'more than one' if len(parts) > 1 else len(parts)}")
print(f"{'each file':30} {words[all(map(is_sorted, parts))]}")
print(f"{'files by name':30} {words[is_sorted([row for part in parts for row in part])]}")
print(f"{'with coalesce(1)':30} {'as many files' if len(numbers('one')) == len(parts) else 'others'}")
PYTHON
venv/bin/python -W ignore check.py "$port" "$folder" > seen 2>> log || { cat log; exit 1; }
cat seen
cat > expected <<'TEXT'
files                          more than one
each file                      sorted
files by name                  not sorted
with coalesce(1)               as many files
TEXT
diff expected seen
